//! Word lists of name letters and surnames in, what each character may be in a name out.

use crate::knowledge::Words;
use crate::knowledge::plane::Plane;
use rustc_hash::FxHashMap;

/// The first character of the block that nearly all Chinese characters stand in, and how many it
/// holds.
const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x5200;

/// What a character may be in a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// How much likelier than in other text it is as a surname, in a given name and in a foreign
    /// one: [`Letter::EVEN`] is as likely, 4 more is twice as likely, 0 is never.
    pub weights: [u8; 3],
    /// It is hardly ever a letter of a given name (的, 会).
    pub never_given: bool,
    /// It begins a surname of two characters.
    double: bool,
    /// How common it is as a surname; 0 for none.
    surname: u16,
}

impl Letter {
    /// The weight of a letter that is as likely in names as in other text.
    pub const EVEN: u8 = 32;

    /// Whether a surname of two characters may begin with it.
    #[inline]
    pub fn begins_double(self) -> bool {
        self.double
    }

    /// Whether a surname of one or two characters may begin with it.
    #[inline]
    pub fn begins_surnames(self) -> bool {
        self.double || self.surname > 0
    }
}

/// The letters of names: most characters are asked for, so the table is dense.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// Those that are likelier in foreign names than not.
    foreign: Plane,
    block: Vec<Letter>,
    others: FxHashMap<char, Letter>,
    doubles: FxHashMap<[char; 2], u32>,
}

impl Letters {
    pub(super) fn read(words: &Words) -> Self {
        let mut letters = Self { block: vec![Letter::default(); COUNT], ..Self::default() };
        for (name, &weight) in words.list("surname") {
            let mut chars = name.chars();
            let Some(first) = chars.next() else { continue };
            match chars.next() {
                None => {
                    letters.of_mut(first).surname = weight.clamp(1, u32::from(u16::MAX)) as u16;
                }
                Some(second) => {
                    letters.of_mut(first).double = true;
                    letters.doubles.insert([first, second], weight);
                }
            }
        }
        for (part, list) in ["family", "given", "foreign"].into_iter().enumerate() {
            for (letter, &weight) in words.list(list) {
                let letter = letter.chars().next().unwrap_or_default();
                letters.of_mut(letter).weights[part] = weight.min(63) as u8;
            }
        }
        for letter in words.list("never_given").keys().filter_map(|word| word.chars().next()) {
            letters.of_mut(letter).never_given = true;
        }
        let plane = ('\0'..='\u{ffff}').map(|char| (char, letters.of(char)));
        let foreign = plane.filter(|(_, letter)| letter.weights[2] >= Letter::EVEN);
        letters.foreign = Plane::of(foreign.map(|(char, _)| char));
        letters
    }

    /// Whether it is at least as likely in a foreign name as in other text.
    #[inline]
    pub(super) fn is_foreign(&self, char: char) -> bool {
        self.foreign.may_have(char) && self.of(char).weights[2] >= Letter::EVEN
    }

    fn of_mut(&mut self, char: char) -> &mut Letter {
        let place = u32::from(char).wrapping_sub(FIRST) as usize;
        match self.block.get_mut(place) {
            Some(letter) => letter,
            None => self.others.entry(char).or_default(),
        }
    }

    /// What this character may be.
    #[inline]
    pub(super) fn of(&self, char: char) -> Letter {
        let place = u32::from(char).wrapping_sub(FIRST) as usize;
        match self.block.get(place) {
            Some(letter) => *letter,
            None => self.other(char),
        }
    }

    #[cold]
    fn other(&self, char: char) -> Letter {
        self.others.get(&char).copied().unwrap_or_default()
    }

    /// How common this surname is.
    #[inline]
    pub(super) fn surname(&self, chars: &[char]) -> Option<u32> {
        match *chars {
            [one] => Some(u32::from(self.of(one).surname)).filter(|&weight| weight > 0),
            [one, two] if self.of(one).double => self.doubles.get(&[one, two]).copied(),
            _ => None,
        }
    }
}

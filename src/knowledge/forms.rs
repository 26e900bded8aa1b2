//! Words and names in, every one of them that stands in a text out.
//!
//! Each place of a text is looked at by itself: the three characters before it, and then the last
//! two, are found in a table, or most often in a small filter not, and the forms that end in them
//! stand side by side, sorted from their ends. So one look need not wait for another, as it would in
//! an automaton, whose next state depends on the last and stands somewhere else in memory.

use super::plane::Plane;
use rustc_hash::FxHashMap;

/// A form in a text, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The number of the form.
    pub(super) form: u32,
}

/// Some forms that end in the same characters: where they stand, and a part of the hash of those
/// characters. Small, as forms are: what the processor has at hand is what makes reading fast.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    first: u32,
    /// How many forms, 0 for a free slot, and the tag in the upper bits.
    count_and_tag: u32,
}

/// Bits for the count of a slot.
const COUNT: u32 = 20;

impl Slot {
    fn of(ending: Ending, first: usize, count: usize) -> Self {
        // No three characters end so many forms; those that would not fit are left out.
        let count = count.min((1 << COUNT) - 1) as u32;
        Self { first: first as u32, count_and_tag: ending.tag() << COUNT | count }
    }

    fn count(self) -> usize {
        (self.count_and_tag & ((1 << COUNT) - 1)) as usize
    }
}

/// A form of two characters or more.
#[derive(Clone, Copy, Debug)]
struct Form {
    /// Where its characters stand, from the last to the first.
    text: u32,
    length: u32,
    /// The longest other such form that this one ends in.
    within: u32,
    number: u32,
}

/// Stands for no form.
const NONE: u32 = u32::MAX;

/// Forms by number.
///
/// Invariants: the forms are sorted from their last characters to the first, those of one pair of
/// last characters side by side; there is a slot for each form of two characters, and for each three
/// that longer ones end in; there are free slots, and as many slots and bits as a power of two.
#[derive(Clone, Debug)]
pub(super) struct Forms {
    /// Forms of one character.
    letters: Plane,
    ones: FxHashMap<char, u32>,
    /// A bit for each slot, in the word of its last two characters.
    filter: Vec<u64>,
    slots: Vec<Slot>,
    forms: Vec<Form>,
    chars: Vec<char>,
}

/// A hash of the last characters of a form or a text: of two or of three, the last one first.
#[derive(Clone, Copy)]
struct Ending(u64);

impl Ending {
    #[inline]
    fn of(last: [char; 2]) -> Self {
        let pair = u64::from(last[0]) << 21 | u64::from(last[1]);
        Self(pair.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    #[inline]
    fn with(self, before: char) -> Self {
        let mixed = self.0.rotate_left(26) ^ u64::from(before);
        Self(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn tag(self) -> u32 {
        self.0 as u32 >> COUNT
    }

    /// Which of so many slots, a power of two, comes first.
    fn slot(self, slots: usize) -> usize {
        (self.0 >> 44) as usize & (slots - 1)
    }

    /// Which of so many words of the filter, a power of two, tells of a pair and of all that stands
    /// before it.
    #[inline]
    fn word(self, words: usize) -> usize {
        (self.0 >> 38) as usize & (words - 1)
    }

    /// Which bit of that word stands for the pair.
    #[inline]
    fn bit(self) -> u32 {
        (self.0 >> 32) as u32 & 63
    }

    /// Which bit stands for the pair with a character before it.
    #[inline]
    fn bit_with(self, before: char) -> u32 {
        self.bit() ^ u32::from(before).wrapping_mul(0x9e37_79b1) >> 26
    }
}

/// The same forms, those with one pair of last characters side by side: they are dealt out by a hash
/// of it, which is faster than sorting all of them, and only each pile is sorted.
fn dealt(forms: &[(u64, Form)]) -> Vec<(u64, Form)> {
    let bits = forms.len().next_power_of_two().trailing_zeros().max(1);
    let pile = |pair: u64| (pair >> (64 - bits)) as usize;
    let mut past = vec![0_usize; 1 << bits];
    for (pair, _) in forms {
        past[pile(*pair)] += 1;
    }
    let mut all = 0;
    for past in &mut past {
        all += *past;
        *past = all;
    }
    let mut dealt = forms.to_vec();
    // From the last to the first, so that past the end of a pile becomes where it begins.
    for form in forms.iter().rev() {
        let place = &mut past[pile(form.0)];
        *place -= 1;
        dealt[*place] = *form;
    }
    for pile in dealt.chunk_by_mut(|(one, _), (other, _)| pile(*one) == pile(*other)) {
        pile.sort_unstable_by_key(|(pair, _)| *pair);
    }
    dealt
}

impl Forms {
    /// These forms, which are all different, numbered from 0.
    pub(super) fn of<'f>(texts: impl Iterator<Item = &'f str>) -> Self {
        let mut found = Self {
            letters: Plane::default(),
            ones: FxHashMap::default(),
            filter: Vec::new(),
            slots: Vec::new(),
            forms: Vec::new(),
            chars: Vec::new(),
        };
        let mut ends: Vec<(u64, Form)> = Vec::new();
        for (number, form) in (0..).zip(texts) {
            let text = found.chars.len();
            found.chars.extend(form.chars().rev());
            match found.chars[text..] {
                [] => {}
                [only] => {
                    found.ones.insert(only, number);
                }
                [last, before, ..] => {
                    let length = (found.chars.len() - text) as u32;
                    let form = Form { text: text as u32, length, within: NONE, number };
                    ends.push((Ending::of([last, before]).0, form));
                }
            }
        }
        let ends = &mut dealt(&ends);
        // An odd factor: different pairs have different hashes.
        for group in ends.chunk_by_mut(|(one, _), (other, _)| one == other) {
            group.sort_unstable_by(|(_, one), (_, other)| found.text(*one).cmp(found.text(*other)));
            found.take_in(group.iter().map(|(_, form)| *form));
        }
        found.letters = Plane::of(found.ones.keys().copied());
        found.lay_out();
        found
    }

    /// Adds the forms of one pair, which are sorted.
    fn take_in(&mut self, group: impl Iterator<Item = Form>) {
        // The forms that the last one ends in, and itself.
        let mut open: Vec<u32> = Vec::new();
        for mut form in group {
            let ends =
                |other: &u32| self.text(form).starts_with(self.text(self.forms[*other as usize]));
            while open.last().is_some_and(|other| !ends(other)) {
                open.pop();
            }
            form.within = open.last().copied().unwrap_or(NONE);
            open.push(self.forms.len() as u32);
            self.forms.push(form);
        }
    }

    /// The last two characters of a form, and the one before, if it has three.
    fn ending(&self, form: Form) -> (Ending, Option<char>) {
        let text = self.text(form);
        (Ending::of([text[0], text[1]]), text.get(2).copied())
    }

    fn lay_out(&mut self) {
        let same = |one: &Form, other: &Form| {
            let end = |form: &Form| self.text(*form).get(..3);
            end(one).is_some() && end(one) == end(other)
        };
        let groups: Vec<usize> = self.forms.chunk_by(same).map(<[Form]>::len).collect();
        self.filter = vec![0; (groups.len() / 4).next_power_of_two()];
        self.slots = vec![Slot::default(); (groups.len() * 3 / 2 + 1).next_power_of_two()];
        let mut first = 0;
        for count in groups {
            let (pair, third) = self.ending(self.forms[first]);
            let word = pair.word(self.filter.len());
            self.filter[word] |= 1 << third.map_or(pair.bit(), |third| pair.bit_with(third));
            let ending = third.map_or(pair, |third| pair.with(third));
            let mut at = ending.slot(self.slots.len());
            while self.slots[at].count() > 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = Slot::of(ending, first, count);
            first += count;
        }
    }

    /// For a pair of characters, and one before it: a bit each, the lowest, whether a form may be
    /// found by the pair, and whether longer ones by all three.
    #[inline]
    fn may_find(&self, pair: Ending, third: char) -> (u64, u64) {
        let bits = self.filter[pair.word(self.filter.len())];
        (bits >> pair.bit() & 1, bits >> pair.bit_with(third) & 1)
    }

    /// The forms found by this ending, which are those that end in the last of these characters.
    fn group(&self, ending: Ending, last: &[char]) -> Option<&[Form]> {
        let mut at = ending.slot(self.slots.len());
        loop {
            let slot = self.slots[at];
            if slot.count() == 0 {
                return None;
            }
            if slot.count_and_tag >> COUNT == ending.tag() {
                let first = slot.first as usize;
                let forms = &self.forms[first..first + slot.count()];
                if self.found_by(forms[0], last) {
                    return Some(forms);
                }
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Whether a form is found by its two or three last characters, which are these.
    fn found_by(&self, form: Form, last: &[char]) -> bool {
        let text = self.text(form);
        (text.len() == last.len() || text.len() > 3 && last.len() == 3)
            && text.iter().zip(last.iter().rev()).all(|(one, other)| one == other)
    }

    fn text(&self, form: Form) -> &[char] {
        &self.chars[form.text as usize..(form.text + form.length) as usize]
    }

    /// The longest form of two characters or more that this text ends in.
    fn longest(&self, text: &[char]) -> Option<Form> {
        let (head, last) = text.split_last_chunk::<2>()?;
        let pair = Ending::of([last[1], last[0]]);
        let third = head.last().copied();
        let (short, long) = self.may_find(pair, third.unwrap_or_default());
        let third = third.filter(|_| long == 1);
        let longer = third.and_then(|third| {
            let forms = self.group(pair.with(third), &text[text.len() - 3..])?;
            self.longest_of(forms, text)
        });
        let found = || if short == 1 { self.group(pair, last)?.first().copied() } else { None };
        longer.or_else(found)
    }

    /// The longest of some forms, or of those that they end in, that this text ends in.
    fn longest_of(&self, forms: &[Form], text: &[char]) -> Option<Form> {
        // What the text ends in stands before it in the order, and so does all that lies between:
        // the last form not behind the text ends in it, or is it.
        let behind = |form: &Form| self.text(*form).iter().le(text.iter().rev());
        let past = if forms.len() == 1 { 1 } else { forms.partition_point(behind) };
        let mut form = forms[past.saturating_sub(1)];
        loop {
            let own = self.text(form);
            if own.len() <= text.len() && own.iter().eq(text.iter().rev().take(own.len())) {
                return Some(form);
            }
            form = *self.forms.get(form.within as usize)?;
        }
    }

    /// For up to 64 places of a text from one on, a bit each whether a form of one character, and
    /// whether a longer one, may end there.
    ///
    /// No branch depends on the text, so that the processor need not guess.
    #[inline]
    fn may_end(&self, chars: &[char], from: usize) -> (u64, u64) {
        let back = |by: usize| from.checked_sub(by).map_or('\0', |at| chars[at]);
        let (mut third, mut before) = (back(2), back(1));
        let (mut ones, mut longer) = (0, 0);
        for (bit, &char) in chars[from..].iter().take(64).enumerate() {
            let (short, long) = self.may_find(Ending::of([char, before]), third);
            longer |= (short | long) << bit;
            ones |= u64::from(self.letters.may_have(char)) << bit;
            (third, before) = (before, char);
        }
        (ones, longer)
    }

    /// Tells of every form that stands in these characters, by end and then longest first.
    #[inline]
    pub(super) fn each(&self, chars: &[char], mut tell: impl FnMut(Hit)) {
        for from in (0..chars.len()).step_by(64) {
            let (ones, longer) = self.may_end(chars, from);
            let mut left = ones | longer;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                let at = from + bit as usize;
                let end = at as u32 + 1;
                let mut longest =
                    if longer >> bit & 1 == 1 { self.longest(&chars[..=at]) } else { None };
                while let Some(Form { length, within, number, .. }) = longest {
                    tell(Hit { start: end - length, end, form: number });
                    longest = self.forms.get(within as usize).copied();
                }
                if ones >> bit & 1 == 1
                    && let Some(&form) = self.ones.get(&chars[at])
                {
                    tell(Hit { start: end - 1, end, form });
                }
            }
        }
    }

    /// The number of a form.
    pub(super) fn number(&self, form: &str) -> Option<u32> {
        let chars: Vec<char> = form.chars().collect();
        if let [only] = chars[..] {
            return self.ones.get(&only).copied();
        }
        let found = self.longest(&chars)?;
        (found.length as usize == chars.len()).then_some(found.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every form at every place, one after the other.
    fn by_hand(forms: &[&str], chars: &[char]) -> Vec<Hit> {
        let mut found = Vec::new();
        for end in 1..=chars.len() {
            for start in 0..end {
                let text: String = chars[start..end].iter().collect();
                if let Some(form) = forms.iter().position(|form| *form == text) {
                    found.push(Hit { start: start as u32, end: end as u32, form: form as u32 });
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn just_what_stands_in_a_text_is_found(
            forms in prop::collection::btree_set("[甲乙丙a𠀀]{1,5}", 0..40),
            text in "[甲乙丙丁a𠀀]{0,30}",
        ) {
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            let table = Forms::of(forms.iter().copied());
            let chars: Vec<char> = text.chars().collect();
            let mut found = Vec::new();
            table.each(&chars, |hit| found.push(hit));
            prop_assert_eq!(found, by_hand(&forms, &chars));
            for (number, form) in (0..).zip(&forms) {
                prop_assert_eq!(table.number(form), Some(number));
            }
            prop_assert_eq!(table.number(&text), forms.iter().position(|f| *f == text).map(|n| n as u32));
        }
    }

    #[test]
    fn a_form_without_characters_is_never_found_and_none_are_no_trouble() {
        let mut found = Vec::new();
        Forms::of(["", "甲乙"].into_iter()).each(&['甲', '乙'], |hit| found.push(hit));
        assert_eq!(found, [Hit { start: 0, end: 2, form: 1 }]);
        let none = Forms::of(std::iter::empty());
        none.each(&['甲', '乙'], |hit| panic!("{hit:?}"));
        assert!(none.number("甲乙").is_none());
    }
}

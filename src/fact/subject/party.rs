//! A text in, who 甲方 and 乙方 are in it out.

use crate::fact::Text;
use crate::fact::scene::wraps;
use crate::knowledge::Kind;
use std::cell::OnceCell;

/// Letters of parties, in their order.
const LETTERS: [char; 4] = ['甲', '乙', '丙', '丁'];
/// Characters behind a name within which it may be called a party: （以下简称“甲方”）.
const ASIDE: usize = 14;

/// The parties to an agreement, found when one is first asked for.
pub(in crate::fact) struct Parties<'k> {
    text: Text<'k>,
    /// By letter, each with the mention that its name was told by.
    found: OnceCell<Vec<(char, u32)>>,
}

impl<'k> Parties<'k> {
    pub(in crate::fact) fn of(text: Text<'k>) -> Self {
        Self { text, found: OnceCell::new() }
    }

    /// The party that a text begins with.
    fn told(&self, text: &[char]) -> Option<u32> {
        let letter = letter(text)?;
        self.all().iter().find(|&&(known, _)| known == letter).map(|&(_, mention)| mention)
    }

    /// Those that a text begins with: 甲方, 甲方与乙方, 甲、乙双方.
    pub(super) fn listed(&self, mut text: &[char]) -> Vec<u32> {
        let mut found = Vec::new();
        let letters = text.iter().take_while(|&&c| c == '、' || LETTERS.contains(&c)).count();
        if letters > 1 && matches!(text.get(letters..), Some(['双' | '三' | '四' | '各', '方', ..]))
        {
            let known = |letter: &char| self.all().iter().find(|(known, _)| known == letter);
            return text[..letters].iter().filter_map(known).map(|&(_, m)| m).collect();
        }
        while let Some(party) = self.told(text) {
            found.push(party);
            match text.get(2..) {
                Some(['与' | '和' | '同' | '、' | '及', rest @ ..]) => text = rest,
                _ => break,
            }
        }
        found
    }

    /// All of them, in the order of their letters.
    pub(in crate::fact) fn all(&self) -> &[(char, u32)] {
        self.found.get_or_init(|| {
            let all = 0..self.text.mentions.len() as u32;
            let mut found: Vec<_> = all.filter_map(|m| Some((self.called(m)?, m))).collect();
            let place = |letter| LETTERS.iter().position(|&known| known == letter);
            found.sort_unstable_by_key(|&(letter, mention)| (place(letter), mention));
            found.dedup_by_key(|(letter, _)| *letter);
            found
        })
    }

    /// The letter of the party that a firm, body or place is called where it is named.
    fn called(&self, mention: u32) -> Option<char> {
        let here = &self.text.mentions[mention as usize];
        if !matches!(here.kind, Kind::COMPANY | Kind::INSTITUTION | Kind::PLACE) {
            return None;
        }
        let sentence = self.text.sentences.get(here.sentence as usize)?;
        let name = here.span.range();
        let mut before = sentence.chars.get(..name.start)?;
        while let [rest @ .., last] = before
            && (wraps(*last) || matches!(last, '：' | ':' | '（' | '）' | '('))
        {
            before = rest;
        }
        let titled = before.len() < name.start && before.len() >= 2;
        let in_front = || letter(before.get(before.len().checked_sub(2)?..)?);
        let aside = || {
            let behind = sentence.chars.get(name.end..)?;
            let close = behind.iter().take(ASIDE).position(|&char| char == '）')?;
            let aside = behind.get(..close).filter(|text| text.first() == Some(&'（'))?;
            aside.windows(2).find_map(letter)
        };
        titled.then(in_front).flatten().or_else(aside)
    }
}

/// Whether a sentence speaks of the parties without a name: 双方达成如下协议.
pub(in crate::fact) fn are_told(chars: &[char]) -> bool {
    chars
        .windows(2)
        .any(|pair| pair[1] == '方' && matches!(pair[0], '双' | '各' | '三' | '四' | '五'))
}

/// The letter of 甲方 at the beginning of a text.
pub(in crate::fact) fn letter(text: &[char]) -> Option<char> {
    match text {
        [letter, '方', ..] if LETTERS.contains(letter) => Some(*letter),
        _ => None,
    }
}

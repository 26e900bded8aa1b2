//! A text with marked names in, the same text about other firms out.
//!
//! What a firm is called can be any place or word and any trade (象山循环, 隆中动力): who has seen few
//! such names takes them for the place. Firms of a brand and a trade of two letters each are given
//! others, so that it is learned from what stands around them. Offsets stay as they are.

use crate::corpus::Document;
use crate::knowledge::{Kind, Knowledge};
use crate::text::{Span, is_han};
use std::collections::{BTreeMap, BTreeSet};

/// A brand or a trade.
type Pair = [char; 2];

/// What names of firms are made of, drawn from in an order that is always the same.
#[derive(Debug)]
pub struct Brands {
    places: Vec<Pair>,
    letters: Vec<char>,
    trades: Vec<Pair>,
    drawn: u64,
}

impl Brands {
    /// Letters and trades of a file (a line of letters, then trades with spaces between; lines that
    /// begin with # say nothing), and the places of the lexicon that have two letters.
    #[must_use]
    pub fn of(file: &str, knowledge: &Knowledge) -> Self {
        let mut lines = file.lines().filter(|line| !line.starts_with('#'));
        let letters = lines.next().unwrap_or_default().chars().filter(|&c| is_han(c)).collect();
        let trades = lines.flat_map(str::split_whitespace).filter_map(pair).collect();
        let rows = knowledge.lexicon().rows().iter().filter(|row| row.kind == Kind::PLACE);
        let forms = rows.flat_map(crate::knowledge::Entry::forms);
        let places: BTreeSet<Pair> = forms.filter_map(|(form, _)| pair(form)).collect();
        Self { places: places.into_iter().collect(), letters, trades, drawn: 0 }
    }

    /// The text with other brands, and with other trades too where `trades` says so; brands are
    /// places, or two letters where `letters` says so. `None` where there is none to change.
    pub fn put_anew(
        &mut self,
        document: &Document,
        names: &[(Span, Kind)],
        (letters, trades): (bool, bool),
    ) -> Option<Document> {
        let text: Vec<char> = document.text.chars().collect();
        let firms = names.iter().filter(|(_, kind)| *kind == Kind::COMPANY);
        let firms = firms.filter_map(|(span, _)| self.branded(text.get(span.range())?));
        let firms: BTreeSet<(Pair, Pair)> = firms.collect();
        let mut brands: BTreeMap<Pair, Pair> = BTreeMap::new();
        for (brand, _) in &firms {
            let only_in_names =
                places_of(&text, brand).all(|at| in_a_name(names, at..at + brand.len()));
            if only_in_names && !brands.contains_key(brand) {
                let anew = if letters { self.two_letters()? } else { self.one_of_places()? };
                brands.insert(*brand, anew);
            }
        }
        let mut anew = text.clone();
        for (brand, other) in &brands {
            places_of(&text, brand).for_each(|at| anew[at..at + 2].copy_from_slice(other));
        }
        for (brand, trade) in firms.iter().filter(|(brand, _)| trades && brands.contains_key(brand))
        {
            let other = self.one_of_trades()?;
            let name = [brand[0], brand[1], trade[0], trade[1]];
            let whole = |at: &usize| in_a_name(names, *at..*at + name.len());
            for at in places_of(&text, &name).filter(whole) {
                anew[at + 2..at + 4].copy_from_slice(&other);
            }
        }
        let text = anew.into_iter().collect();
        (!brands.is_empty()).then(|| Document { text, ..document.clone() })
    }

    /// The brand and the trade of a firm's name of four letters.
    fn branded(&self, name: &[char]) -> Option<(Pair, Pair)> {
        let &[a, b, c, d] = name else { return None };
        let own = self.trades.contains(&[c, d]) && self.places.binary_search(&[a, b]).is_err();
        (own && name.iter().all(|&c| is_han(c))).then_some(([a, b], [c, d]))
    }

    fn one_of_places(&mut self) -> Option<Pair> {
        let at = self.draw(self.places.len())?;
        Some(self.places[at])
    }

    fn one_of_trades(&mut self) -> Option<Pair> {
        let at = self.draw(self.trades.len())?;
        Some(self.trades[at])
    }

    fn two_letters(&mut self) -> Option<Pair> {
        let (a, b) = (self.draw(self.letters.len())?, self.draw(self.letters.len())?);
        Some([self.letters[a], self.letters[b]])
    }

    /// A number below `count`: splitmix64, by Steele, Lea and Flood.
    fn draw(&mut self, count: usize) -> Option<usize> {
        self.drawn = self.drawn.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.drawn;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        (bits % (count as u64).max(1)).try_into().ok().filter(|_| count > 0)
    }
}

fn pair(word: &str) -> Option<Pair> {
    let chars: Vec<char> = word.chars().collect();
    let &[a, b] = chars.as_slice() else { return None };
    (is_han(a) && is_han(b)).then_some([a, b])
}

/// Where these letters stand in a text.
fn places_of<'t>(text: &'t [char], word: &'t [char]) -> impl Iterator<Item = usize> + 't {
    text.windows(word.len()).enumerate().filter(move |(_, there)| *there == word).map(|(at, _)| at)
}

/// Whether a stretch lies in the name of a firm or body.
fn in_a_name(names: &[(Span, Kind)], stretch: std::ops::Range<usize>) -> bool {
    names.iter().any(|(span, kind)| {
        let whole = span.range();
        [Kind::COMPANY, Kind::INSTITUTION].contains(kind)
            && whole.start <= stretch.start
            && stretch.end <= whole.end
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn firms_get_other_names_of_the_same_length_and_nothing_else_does() {
        let knowledge = Knowledge::embedded();
        let mut brands = Brands::of("# words\n锦恒泰\n循环 动力\n", knowledge);
        let text = "海锐动力与海锐研究院签约，海锐动力明年扩产，江湾动力没有来。";
        let at = |from: u32, length: u32| Span { start: from, end: from + length };
        let names =
            [(at(0, 4), Kind::COMPANY), (at(5, 5), Kind::INSTITUTION), (at(13, 4), Kind::COMPANY)];
        let document = Document::of_text("a".to_owned(), text.to_owned());
        let anew = brands.put_anew(&document, &names, (true, true)).unwrap().text;
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let (old, new) = (chars(text), chars(&anew));
        assert_eq!(old.len(), new.len());
        assert_ne!(new[..2], ['海', '锐']);
        assert_eq!(new[..2], new[5..7], "one brand in all its names");
        assert_eq!(new[..4], new[13..17]);
        assert_eq!(new[17..], old[17..]);
        let lone = [(at(0, 4), Kind::COMPANY)];
        assert!(
            brands.put_anew(&document, &lone, (true, true)).is_none(),
            "海锐 elsewhere is no firm's"
        );
    }
}

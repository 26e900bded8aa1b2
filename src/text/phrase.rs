//! Lists of phrases in, whether a text is, begins or ends with one of them out.

use super::Few;
use std::sync::LazyLock;

/// The phrases by which page furniture, bylines and captions are known.
pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(FILE));

const FILE: &str = include_str!("furniture.tsv");

/// One list, sorted.
#[derive(Debug, Default)]
pub(super) struct List {
    phrases: Vec<Vec<char>>,
    /// Their first and their last characters, so that most texts are told at once.
    firsts: Few,
    lasts: Few,
}

/// The lists of `furniture.tsv`, which says what each is for.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    pub(super) menu: List,
    pub(super) dropped_head: List,
    pub(super) footer: List,
    pub(super) byline_head: List,
    pub(super) byline_start: List,
    pub(super) byline_bracket: List,
    pub(super) caption_start: List,
    pub(super) caption_end: List,
    pub(super) file_end: List,
}

impl Phrases {
    fn read(file: &str) -> Self {
        let mut phrases = Self::default();
        for line in file.lines() {
            let Some((name, words)) = line.split_once('\t') else { continue };
            let list = match name {
                "menu" => &mut phrases.menu,
                "dropped_head" => &mut phrases.dropped_head,
                "footer" => &mut phrases.footer,
                "byline_head" => &mut phrases.byline_head,
                "byline_start" => &mut phrases.byline_start,
                "byline_bracket" => &mut phrases.byline_bracket,
                "caption_start" => &mut phrases.caption_start,
                "caption_end" => &mut phrases.caption_end,
                "file_end" => &mut phrases.file_end,
                _ => continue,
            };
            list.phrases = words.split(';').map(|word| word.chars().collect()).collect();
            list.phrases.sort();
            for phrase in &list.phrases {
                phrase.first().into_iter().for_each(|&c| list.firsts.add(c));
                phrase.last().into_iter().for_each(|&c| list.lasts.add(c));
            }
        }
        phrases
    }
}

impl List {
    /// Whether the text is one of the phrases.
    pub(super) fn has(&self, text: &[char]) -> bool {
        let likely = text.first().is_some_and(|&c| self.firsts.may_hold(c));
        likely && self.phrases.binary_search_by(|phrase| phrase.as_slice().cmp(text)).is_ok()
    }

    /// Whether the text begins with one of them.
    pub(super) fn begins(&self, text: &[char]) -> bool {
        let likely = text.first().is_some_and(|&c| self.firsts.may_hold(c));
        likely && self.phrases.iter().any(|phrase| text.starts_with(phrase))
    }

    /// Whether the text ends with one of them.
    pub(super) fn ends(&self, text: &[char]) -> bool {
        let likely = text.last().is_some_and(|&c| self.lasts.may_hold(c));
        likely && self.phrases.iter().any(|phrase| text.ends_with(phrase))
    }

    /// Whether one of them stands anywhere in the text.
    pub(super) fn is_within(&self, text: &[char]) -> bool {
        (0..text.len()).any(|at| self.begins(&text[at..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_file_is_read() {
        let phrases = &*PHRASES;
        for list in [
            &phrases.menu,
            &phrases.dropped_head,
            &phrases.footer,
            &phrases.byline_head,
            &phrases.byline_start,
            &phrases.byline_bracket,
            &phrases.caption_start,
            &phrases.caption_end,
            &phrases.file_end,
        ] {
            assert!(!list.phrases.is_empty());
        }
        let lists = FILE.lines().filter(|line| line.contains('\t')).count();
        assert_eq!(lists, 9);
    }
}

//! A text in, its tokens out.
//!
//! Names are found on characters, without words; the segmenter serves where words themselves are
//! needed: the sentences nearest to a question are sought by the words of its subject. Its dictionary
//! takes a tenth of a second to load, so it is made when first asked for.

use crate::knowledge::{Kind, Knowledge, Trust};
use crate::text::Span;
use jieba_rs::Jieba;
use std::sync::OnceLock;

/// How often a known name is taken to occur, so that it stays one word.
const NAME_FREQUENCY: usize = 10_000;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Characters of the text.
    pub span: Span,
    /// Part of speech: `n`, `v`, `ns` (place), `nr` (person), `nt` (organisation), `nz`, …
    pub tag: String,
}

/// A dictionary of Chinese that knows the names of the lexicon.
#[derive(Debug)]
pub struct Segmenter {
    jieba: Jieba,
}

impl Segmenter {
    /// The one that knows what is built in, made once per process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Segmenter> = OnceLock::new();
        SHARED.get_or_init(|| Self::of(Knowledge::embedded()))
    }

    /// One that knows the names of this lexicon.
    pub fn of(knowledge: &Knowledge) -> Self {
        let mut jieba = Jieba::new();
        for entry in knowledge.lexicon().rows() {
            let tag = tag(entry.kind);
            for (form, trust) in entry.forms() {
                if trust == Trust::Sure && form.chars().nth(1).is_some() {
                    jieba.add_word(form, Some(NAME_FREQUENCY), Some(tag));
                }
            }
        }
        Self { jieba }
    }

    /// The words of any text, in order; their spans count its characters.
    pub fn words(&self, text: &str) -> Vec<Token> {
        let mut start = 0;
        let word = |tag: jieba_rs::Tag<'_>| {
            let end = start + tag.word.chars().count();
            let span = Span::new(start, end);
            start = end;
            Token { span, tag: tag.tag.to_owned() }
        };
        self.jieba.tag(text, true).into_iter().map(word).collect()
    }
}

fn tag(kind: Kind) -> &'static str {
    match kind {
        Kind::PLACE => "ns",
        Kind::PERSON => "nr",
        Kind::COMPANY | Kind::INSTITUTION => "nt",
        _ => "nz",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_names_stay_one_word() {
        let text: Vec<char> = "溧阳市新能源产业集群位于江苏省常州市".chars().collect();
        let tokens = Segmenter::shared().words(&text.iter().collect::<String>());
        let words: Vec<(String, &str)> = tokens
            .iter()
            .map(|token| (text[token.span.range()].iter().collect(), &*token.tag))
            .collect();
        for name in ["溧阳市", "江苏省", "常州市"] {
            assert!(words.contains(&(name.to_owned(), "ns")), "{words:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn words_together_are_the_text(text in "[一-十甲-申a-c，。 \\PC]{0,40}") {
            let mut end = 0;
            for token in Segmenter::shared().words(&text) {
                prop_assert_eq!(token.span.start, end);
                end = token.span.end;
            }
            prop_assert_eq!(end as usize, text.chars().count());
        }
    }
}

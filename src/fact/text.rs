//! Mentions and sentences in, the name and kind of a mention by its index in the document out, and
//! how their characters begin and end.

use crate::knowledge::Kind;
use crate::mention::Mention;
use crate::text::Sentence;

/// All sentences and mentions of a document.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) sentences: &'a [Sentence],
    pub(super) mentions: &'a [Mention],
}

impl<'a> Text<'a> {
    /// What is named.
    pub(super) fn kind(self, mention: u32) -> Kind {
        self.mentions[mention as usize].kind
    }

    /// The name as written.
    #[inline(never)]
    pub(super) fn name(self, mention: u32) -> &'a [char] {
        let mention = &self.mentions[mention as usize];
        let sentence = self.sentences.get(mention.sentence as usize);
        sentence.and_then(|s| s.chars.get(mention.span.range())).unwrap_or_default()
    }

    /// The name without the word for what kind of district it is.
    pub(super) fn bare(self, mention: u32) -> &'a [char] {
        match self.name(mention) {
            [short @ .., '市' | '县' | '区' | '省'] if short.len() > 1 => short,
            whole => whole,
        }
    }

    /// Index of the sentence that holds a mention.
    pub(super) fn sentence(self, mention: u32) -> u32 {
        self.mentions[mention as usize].sentence
    }

    /// The mentions of a sentence.
    pub(super) fn within(self, sentence: u32) -> impl Iterator<Item = u32> {
        let first = self.mentions.partition_point(|mention| mention.sentence < sentence);
        let past = self.mentions.partition_point(|mention| mention.sentence <= sentence);
        first as u32..past as u32
    }

    /// The paragraph of a sentence.
    pub(super) fn paragraph(self, sentence: u32) -> u32 {
        self.sentences.get(sentence as usize).map_or(0, |sentence| sentence.paragraph)
    }
}

/// Whether the text begins with this word.
pub(super) fn starts(text: &[char], word: &str) -> bool {
    let mut text = text.iter();
    word.chars().all(|char| text.next() == Some(&char))
}

/// Whether the text ends in this word.
pub(super) fn ends(text: &[char], word: &str) -> bool {
    let mut text = text.iter();
    word.chars().rev().all(|char| text.next_back() == Some(&char))
}

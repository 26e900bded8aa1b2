//! Names that lexicons and grammars read in, what each character is told of them out.
//!
//! The tagger learns how far to trust each of them, and where they are silent.

use crate::knowledge::Kind;
use crate::mention::Mention;
use crate::text::Span;

/// A name as something else read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Its characters.
    pub span: Span,
    /// What it is said to be.
    pub kind: Kind,
}

impl From<&Mention> for Advice {
    fn from(mention: &Mention) -> Self {
        Self { span: mention.span, kind: mention.kind }
    }
}

/// What one character is told, as numbers: 0 where it stands in no name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The kind of the name, and where in it the character stands.
    pub(super) kind: u64,
    /// How long the name is, and all of that.
    pub(super) length: u64,
}

/// Longest name whose length is told from that of longer ones.
const LONGEST: usize = 12;

/// What each of so many characters is told; names that reach beyond them are passed over.
pub(super) fn told(advice: &[Advice], length: usize, told: &mut Vec<Told>) {
    told.clear();
    told.resize(length, Told::default());
    for name in advice {
        let kind = number(name.kind.name());
        let Some(chars) = told.get_mut(name.span.range()) else { continue };
        let last = chars.len().saturating_sub(1);
        for (at, char) in chars.iter_mut().enumerate() {
            let place = match at {
                0 if last == 0 => 4,
                0 => 1,
                _ if at == last => 3,
                _ => 2,
            };
            let kind = (kind << 3 | place).max(1);
            let length = name.span.len().min(LONGEST) as u64;
            *char = Told { kind, length: kind ^ length << 56 };
        }
    }
}

/// A number for a word, the same in every run.
fn number(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step) >> 20
}

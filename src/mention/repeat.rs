//! The mentions of a document in, those added that the tagger saw somewhere and missed elsewhere.
//!
//! What a firm or a person is called once it is called again: 乙航材 in a heading, where nothing else
//! tells of a firm; and so is a firm by the short name in the brackets behind its own.

use super::Mention;
use super::aside::{calls, short_names};
use crate::knowledge::Kind;
use crate::text::{Sentence, Span};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The fewest characters of a name that is looked for again.
const TELLING: usize = 3;

/// Adds the mentions, in order and apart.
pub(super) fn repeat(sentences: &[Sentence], mentions: &mut Vec<Mention>) {
    let mut names = Names::default();
    let mut add = |name: Cow<'_, [char]>, kind: Kind| {
        if name.len() >= TELLING {
            let alike = names.entry([name[0], name[1]]).or_default();
            if !alike.iter().any(|(known, of)| known[..] == name[..] && *of == kind) {
                alike.push((name.into_owned(), kind));
            }
        }
    };
    for mention in mentions.iter().filter(|mention| mention.because == TAGGER) {
        let (front, behind) =
            sentences[mention.sentence as usize].chars.split_at(mention.span.end as usize);
        let name = &front[mention.span.start as usize..];
        if matches!(mention.kind, Kind::COMPANY | Kind::PERSON | Kind::INSTITUTION) {
            add(Cow::Borrowed(name), mention.kind);
        }
        if matches!(mention.kind, Kind::COMPANY | Kind::INSTITUTION) {
            for short in short_names(name, behind).into_iter().filter(|short| calls(&short.form)) {
                add(Cow::Owned(short.form), mention.kind);
            }
        }
    }
    if names.is_empty() {
        return;
    }
    let mut added = Vec::new();
    let mut rest = mentions.as_slice();
    for (number, sentence) in (0..).zip(sentences) {
        let own;
        (own, rest) = rest.split_at(rest.partition_point(|mention| mention.sentence == number));
        let mut from = 0;
        while let Some(mention) = next(&names, &sentence.chars, number, from) {
            from = mention.span.end as usize;
            if !own.iter().any(|there| there.span.overlaps(mention.span)) {
                added.push(mention);
            }
        }
    }
    if !added.is_empty() {
        mentions.extend(added);
        mentions.sort_by_key(|mention| (mention.sentence, mention.span.start));
    }
}

/// What the tagger's names are put down to.
pub(super) const TAGGER: &str = "tagger";

/// Names by how they begin.
type Names = FxHashMap<[char; 2], Vec<(Vec<char>, Kind)>>;

/// The longest of the names that stands first from here on.
fn next(names: &Names, chars: &[char], sentence: u32, from: usize) -> Option<Mention> {
    let mut starts = chars.windows(2).enumerate().skip(from);
    starts.find_map(|(start, beginning)| {
        let alike = names.get(beginning)?.iter();
        let there = alike.filter(|(name, _)| chars[start..].starts_with(name));
        let (name, kind) = there.max_by_key(|(name, _)| name.len())?;
        let span = Span::new(start, start + name.len());
        Some(Mention { sentence, span, kind: *kind, because: "document/repeated", entry: None })
    })
}

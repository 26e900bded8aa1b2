//! The mentions of a document in, those added that were seen somewhere and missed elsewhere.
//!
//! What a firm or a person is called once it is called again: 乙航材 in a heading, where nothing else
//! tells of a firm.

use crate::knowledge::Kind;
use crate::mention::Mention;
use crate::text::{Few, Sentence, Span};
use rustc_hash::FxHashMap;

/// The fewest characters of a name that is looked for again.
const TELLING: usize = 3;

/// Adds the mentions, in order and apart.
pub(in crate::mention) fn repeat(sentences: &[Sentence], mentions: &mut Vec<Mention>) {
    let mut names = Names::default();
    for mention in mentions.iter() {
        let name = &sentences[mention.sentence as usize].chars[mention.span.range()];
        let kind = match mention.kind {
            Kind::COMPANY => true,
            Kind::PERSON | Kind::INSTITUTION => mention.because == TAGGER,
            _ => false,
        };
        if kind && name.len() >= TELLING {
            names.add(name, mention.kind);
        }
    }
    if names.alike.is_empty() {
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
            let mut met = own.iter().filter(|there| there.span.overlaps(mention.span)).peekable();
            // 锦川微电子 where 锦川 and 微电子 were read: the firm that was named before.
            let firm = mention.kind == Kind::COMPANY && mention.span.len() > TELLING;
            let parts = met.peek().is_some() && firm;
            if met.all(|there| parts && mention.span.contains(there.span)) {
                added.push(mention);
            }
        }
    }
    if !added.is_empty() {
        let whole = |part: &Mention| {
            let before = (part.sentence, part.span.end);
            let at = added.partition_point(|whole| (whole.sentence, whole.span.end) < before);
            let whole = added.get(at).filter(|whole| whole.sentence == part.sentence);
            whole.is_some_and(|whole| whole.span.contains(part.span))
        };
        mentions.retain(|part| !whole(part));
        mentions.extend(added);
        mentions.sort_by_key(|mention| (mention.sentence, mention.span.start));
    }
}

/// What the tagger's names are put down to.
pub(in crate::mention) const TAGGER: &str = "tagger";

/// Names by how they begin.
#[derive(Default)]
struct Names<'a> {
    begins: Few,
    alike: FxHashMap<&'a [char], Vec<(&'a [char], Kind)>>,
}

impl<'a> Names<'a> {
    fn add(&mut self, name: &'a [char], kind: Kind) {
        self.begins.add(name[0]);
        let alike = self.alike.entry(&name[..TELLING]).or_default();
        if !alike.contains(&(name, kind)) {
            alike.push((name, kind));
        }
    }
}

/// The longest of the names that stands first from here on.
fn next(names: &Names<'_>, chars: &[char], sentence: u32, from: usize) -> Option<Mention> {
    let starts = chars.windows(TELLING).enumerate().skip(from);
    let mut starts = starts.filter(|(_, beginning)| names.begins.may_hold(beginning[0]));
    starts.find_map(|(start, beginning)| {
        let alike = names.alike.get(beginning)?.iter();
        let there = alike.filter(|(name, _)| chars[start..].starts_with(name));
        let (name, kind) = *there.max_by_key(|(name, _)| name.len())?;
        let span = Span::new(start, start + name.len());
        Some(Mention { sentence, span, kind, because: "document/repeated", entry: None })
    })
}

//! Sentences in, mentions out: spans with a kind, and why we believe it.

mod abroad;
mod bare;
mod candidate;
mod company;
mod compose;
mod echo;
mod event;
mod gazetteer;
mod honour;
mod industry;
mod institution;
mod law;
mod list;
mod person;
mod place;
mod program;
mod quotation;
mod reach;
mod registered;
mod scan;
mod sector_doubt;
mod sector_list;
mod session;
mod system;
mod tagged;
pub mod tagger;
#[cfg(test)]
mod tests;
mod words;
mod zone;

use crate::knowledge::{Kind, Knowledge};
use crate::text::{Sentence, Span};
use candidate::Candidate;
use echo::{Echoes, Seen};
use scan::Scan;
use tagger::Tagger;

/// A name in a sentence.
///
/// Invariants: `span` is not empty and lies within its sentence; the mentions of one sentence
/// stand in order and do not overlap (the longest right reading wins).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the sentence in the document.
    pub sentence: u32,
    /// Characters of that sentence (`Sentence::chars`).
    pub span: Span,
    /// What is named.
    pub kind: Kind,
    /// Why it was taken for a name: `lexicon/county`, `grammar/company.legal_form`, `tagger`, …
    pub because: &'static str,
    /// The rows of the lexicon that this name may mean, when it was found there.
    pub entry: Option<u32>,
}

/// The names in a document's sentences, in order. Total: any sentences give names or none.
///
/// Every sentence is read alone first. What is named there surely is then looked for in all of
/// them, with its short forms.
///
/// Lexicons and grammars propose names, and the tagger, if there is one, more where they are silent.
pub fn mentions(
    sentences: &[Sentence],
    knowledge: &Knowledge,
    tagger: Option<&Tagger>,
) -> Vec<Mention> {
    let length: usize = sentences.iter().map(|sentence| sentence.chars.len()).sum();
    let mut scans = Vec::with_capacity(sentences.len());
    let mut readings = Vec::with_capacity(sentences.len());
    for block in sentences.chunks(BLOCK) {
        let block = Scan::all(block, knowledge);
        let found = candidates(&block);
        let names: Vec<_> = found.iter().map(|found| candidate::best(found)).collect();
        for ((scan, mut found), mut names) in block.iter().zip(found).zip(names) {
            let mut listed = list::plain_lists(scan, &names);
            listed.extend(list::places(scan, &names));
            if !listed.is_empty() {
                found.extend(listed);
                names = candidate::best(&found);
            }
            let doubts = tagger.map(|_| tagged::doubts(scan, &names)).unwrap_or_default();
            readings.push(Reading { names, found, doubts });
        }
        // A scan is large; for a long document it is cheaper to make it twice than to keep it.
        scans.extend(block.into_iter().map(|scan| (length < KEPT).then_some(scan)));
    }
    if let Some(tagger) = tagger {
        tagged::add(sentences, &mut readings, tagger, knowledge);
    }
    let echoes = Echoes::of(
        sentences.iter().zip(&readings).flat_map(|(sentence, reading)| {
            reading.names.iter().map(|&found| Seen { chars: &sentence.chars, found })
        }),
        knowledge,
    );
    let mut mentions = Vec::new();
    for (number, (sentence, reading)) in sentences.iter().zip(readings).enumerate() {
        let scan = scans[number].take();
        let scan = scan.unwrap_or_else(|| Scan::new(&sentence.chars, knowledge));
        mentions.extend(reread(&scan, reading, &echoes).into_iter().map(|name| Mention {
            sentence: number as u32,
            span: name.span,
            kind: name.kind,
            because: name.because,
            entry: name.entry,
        }));
    }
    mentions
}

/// What a sentence alone tells.
struct Reading {
    /// The best names that do not overlap, in order.
    names: Vec<Candidate>,
    /// All that was proposed.
    found: Vec<Candidate>,
    /// Clauses in which the tagger may see a name that no rule knows.
    doubts: Vec<Span>,
}

/// Characters of a document up to which the scans of its sentences are kept between readings.
const KEPT: usize = 200_000;

/// The names of a sentence, with those that the document and their neighbours in lists tell.
fn reread(scan: &Scan<'_>, reading: Reading, echoes: &Echoes) -> Vec<Candidate> {
    let Reading { mut names, mut found, .. } = reading;
    let mut again = echoes.candidates(scan);
    again.retain(|new| {
        let at = names.partition_point(|name| name.span.start < new.span.start);
        names.get(at).is_none_or(|name| name.span != new.span || name.kind != new.kind)
    });
    if !again.is_empty() {
        found.extend(again);
        names = candidate::best(&found);
    }
    let listed = list::listed(scan, &names);
    if !listed.is_empty() {
        found.extend(listed);
        names = candidate::best(&found);
    }
    names
}

/// Sentences that are read together. Each step is taken for all of them before the next one, so
/// that it finds its tables and its code still warm.
const BLOCK: usize = 256;

/// The lexicon and the grammars, each of which adds what it proposes to what the others did.
const PROPOSERS: [fn(&Scan<'_>, &mut Vec<Candidate>); 15] = [
    gazetteer::candidates,
    place::candidates,
    abroad::candidates,
    institution::candidates,
    company::candidates,
    compose::compounds,
    program::candidates,
    law::candidates,
    session::candidates,
    system::candidates,
    quotation::candidates,
    industry::candidates,
    sector_list::candidates,
    person::candidates,
    bare::candidates,
];

/// For each sentence every reading that a grammar or the lexicon proposes.
fn candidates(scans: &[Scan<'_>]) -> Vec<Vec<Candidate>> {
    let mut found = vec![Vec::new(); scans.len()];
    for propose in PROPOSERS {
        for (scan, found) in scans.iter().zip(&mut found) {
            propose(scan, found);
        }
    }
    found
}

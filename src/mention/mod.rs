//! Sentences in, mentions out: spans with a kind, and why we believe it.

mod candidate;
mod company;
mod compose;
mod document;
mod gazetteer;
mod industry;
mod institution;
mod list;
mod person;
mod place;
mod program;
mod quotation;
mod scan;
mod tagged;
pub mod tagger;
#[cfg(test)]
mod tests;

pub use document::aside::{short_names, shortens};

use crate::knowledge::{Kind, Knowledge};
use crate::text::{Sentence, Span};
use candidate::Candidate;
use document::echo::{Echoes, Seen};
use document::{given, repeat, whole};
use scan::Scan;
use scan::scans::Scans;
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
/// Lexicons and grammars propose names; the tagger, if there is one, is shown them and has the last
/// word where it is sure.
pub fn mentions(
    sentences: &[Sentence],
    knowledge: &Knowledge,
    tagger: Option<&Tagger>,
) -> Vec<Mention> {
    mentions_of(&[sentences], knowledge, tagger).pop().unwrap_or_default()
}

/// The same for each of some documents, which are read together.
pub fn mentions_of<D: AsRef<[Sentence]>>(
    documents: &[D],
    knowledge: &Knowledge,
    tagger: Option<&Tagger>,
) -> Vec<Vec<Mention>> {
    let sentences = || documents.iter().flat_map(AsRef::as_ref);
    let texts: Vec<&[char]> = sentences().map(|sentence| sentence.chars.as_slice()).collect();
    let length: usize = texts.iter().map(|chars| chars.len()).sum();
    let mut kept = Vec::new();
    let mut room = Vec::new();
    let mut readings = Vec::with_capacity(texts.len());
    for block in texts.chunks(BLOCK) {
        let scans = Scans::of(block, knowledge);
        readings.extend(alone(&scans, &mut room));
        // Scans are large; for long documents it is cheaper to make them twice than to keep them.
        kept.push((length < KEPT).then_some(scans));
    }
    let mut left = readings.as_mut_slice();
    let mut echoes = Vec::with_capacity(documents.len());
    for document in documents {
        let sentences = document.as_ref();
        let readings = left.split_off_mut(..sentences.len()).unwrap_or_default();
        echoes.push(Echoes::of(seen(sentences, readings), knowledge));
    }
    let numbers = documents.iter().enumerate().flat_map(|(document, sentences)| {
        (0..).zip(sentences.as_ref()).map(move |(number, _)| (document, number))
    });
    let mut numbered = numbers.zip(readings);
    let mut tagger = tagger.map(tagged::Asked::new);
    let mut mentions = vec![Vec::new(); documents.len()];
    for (block, kept) in texts.chunks(BLOCK).zip(kept) {
        let scans = kept.unwrap_or_else(|| Scans::of(block, knowledge));
        let read = scans
            .iter()
            .zip(&mut numbered)
            .map(|(scan, (number, reading))| (number, reread(&scan, reading, &echoes[number.0])));
        let mut read: Vec<_> = read.collect();
        if let Some(tagger) = &mut tagger {
            scans.iter().zip(&mut read).for_each(|(scan, (_, names))| tagger.settle(&scan, names));
        }
        for (scan, (_, names)) in scans.iter().zip(&mut read) {
            list::trades::add_towns(&scan, names);
        }
        for ((document, sentence), names) in read {
            mentions[document].extend(names.into_iter().map(|name| Mention {
                sentence,
                span: name.span,
                kind: name.kind,
                because: name.because,
                entry: name.entry,
            }));
        }
    }
    for (document, mentions) in documents.iter().zip(&mut mentions) {
        repeat::repeat(document.as_ref(), mentions);
        given::give(document.as_ref(), mentions, knowledge);
        whole::make_whole(document.as_ref(), mentions);
    }
    mentions
}

/// The names read in these sentences, with the characters they were found in.
fn seen<'a>(sentences: &'a [Sentence], readings: &'a [Reading]) -> impl Iterator<Item = Seen<'a>> {
    sentences.iter().zip(readings).flat_map(|(sentence, reading)| {
        reading.names.iter().map(|&found| Seen { chars: &sentence.chars, found })
    })
}

/// What each of these sentences tells by itself; there is `room` for what is proposed in each.
fn alone(scans: &Scans<'_>, room: &mut Vec<Vec<Candidate>>) -> Vec<Reading> {
    let scans: Vec<Scan<'_>> = scans.iter().collect();
    let found = candidates(&scans, room);
    let names: Vec<_> = found.iter().map(|found| candidate::best(found)).collect();
    let read = scans.iter().zip(found).zip(names).map(|((scan, found), mut names)| {
        let mut listed = list::plain_lists(scan, &names);
        listed.extend(list::places(scan, &names));
        if !listed.is_empty() {
            found.extend(listed);
            names = candidate::best(found);
        }
        // No larger than need be: it is kept until all sentences have been read.
        Reading { names, found: found.clone() }
    });
    read.collect()
}

/// What a sentence alone tells.
struct Reading {
    /// The best names that do not overlap, in order.
    names: Vec<Candidate>,
    /// All that was proposed.
    found: Vec<Candidate>,
}

/// Characters up to which the scans of sentences are kept between readings: those of documents that
/// are read together, whatever their script.
const KEPT: usize = 1 << 19;

/// The names of a sentence, with those that the document and their neighbours in lists tell.
fn reread(scan: &Scan<'_>, reading: Reading, echoes: &Echoes) -> Vec<Candidate> {
    let Reading { mut names, mut found } = reading;
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
const PROPOSERS: [fn(&Scan<'_>, &mut Vec<Candidate>); 18] = [
    gazetteer::candidates,
    place::candidates,
    place::abroad::candidates,
    institution::candidates,
    company::candidates,
    company::told::candidates,
    company::founded::candidates,
    compose::compounds,
    program::candidates,
    program::law::candidates,
    program::session::candidates,
    program::system::candidates,
    quotation::candidates,
    industry::candidates,
    industry::list::candidates,
    industry::line::candidates,
    person::candidates,
    person::bare::candidates,
];

/// For each sentence every reading that a grammar or the lexicon proposes, in the place of what was
/// proposed in others.
fn candidates<'r>(
    scans: &[Scan<'_>],
    room: &'r mut Vec<Vec<Candidate>>,
) -> &'r mut [Vec<Candidate>] {
    room.resize_with(scans.len(), Vec::new);
    room.iter_mut().for_each(Vec::clear);
    for propose in PROPOSERS {
        for (scan, found) in scans.iter().zip(room.iter_mut()) {
            propose(scan, found);
        }
    }
    room
}

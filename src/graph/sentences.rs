//! A graph in, its sentences out: in which document each stands and which entities it names. Their
//! texts are fetched when they are asked for.

use super::KnowledgeGraph;
use super::outline::{Mark, Outlines};
use std::ops::Range;

/// Every sentence of a graph, by document and in text order.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    all: Vec<Sentence>,
    /// For each document its first sentence, and at the end how many there are.
    firsts: Vec<u32>,
    /// For each sentence its first name, and at the end how many there are.
    names_from: Vec<u32>,
    names: Vec<(u32, u32)>,
}

/// A sentence.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Which document, in the order of their ids.
    pub document: u32,
    /// Which passage of the document.
    pub passage: u32,
    /// Which paragraph of the document.
    pub paragraph: u32,
    /// Where it begins in the document.
    pub start: u32,
    /// It repeats an earlier sentence.
    pub reprint: bool,
    /// What it calls its own, as a bit each: the sorts of places of
    /// [`OWN_PLACES`](super::OWN_PLACES), and a firm or institution.
    pub ours: u8,
}

impl KnowledgeGraph {
    /// All its sentences. No document is read for that where an index knows them.
    pub fn sentences(&self) -> Sentences {
        let documents = &self.archive.documents;
        let mut outlines = Outlines::default();
        let mut sentences = Sentences::default();
        let mut mentions_before = Vec::with_capacity(documents.len());
        let mut mentions = 0;
        for document in documents {
            sentences.firsts.push(outlines.starts.len() as u32);
            mentions_before.push(mentions);
            document.add_outline(&mut outlines);
            mentions += document.counts.mentions as usize;
        }
        sentences.firsts.push(outlines.starts.len() as u32);
        let mut node_of = vec![0; mentions];
        for node in 0..self.derived.graph.node_count() {
            for at in self.derived.mentions.of(node) {
                node_of[mentions_before[at.document as usize] + at.item as usize] = node as u32;
            }
        }
        sentences.fill(&outlines, &node_of);
        sentences
    }

    /// The text of a sentence, which need not be read with its document.
    pub fn text_of(&self, sentence: Sentence) -> &str {
        let document = self.archive.documents.get(sentence.document as usize);
        document.and_then(|document| document.text(sentence.passage as usize)).unwrap_or_default()
    }
}

impl Sentences {
    fn fill(&mut self, outlines: &Outlines, node_of: &[u32]) {
        let documents = self.firsts.windows(2).zip(0..);
        self.all.reserve(outlines.starts.len());
        for (bounds, document) in documents {
            let mut paragraph = 0;
            for (at, passage) in (bounds[0]..bounds[1]).zip(0..) {
                let mark = Mark(outlines.marks[at as usize]);
                paragraph += u32::from(mark.opens());
                self.all.push(Sentence {
                    document,
                    passage,
                    paragraph,
                    start: outlines.starts[at as usize],
                    reprint: mark.is_reprint(),
                    ours: mark.ours(),
                });
            }
        }
        let mut named = node_of.iter().zip(&outlines.offsets);
        self.names.reserve(node_of.len());
        self.names_from.push(0);
        for (sentence, &count) in self.all.iter().zip(&outlines.names) {
            let from = self.names.len();
            let own = named.by_ref().take(count as usize);
            self.names.extend(own.map(|(&n, offset)| (n, sentence.start.wrapping_add(*offset))));
            self.names[from..].sort_unstable_by_key(|&(node, start)| (start, node));
            self.names_from.push(self.names.len() as u32);
        }
    }

    /// All of them.
    pub fn all(&self) -> &[Sentence] {
        &self.all
    }

    /// The sentence with this number.
    pub fn get(&self, at: u32) -> Option<Sentence> {
        self.all.get(at as usize).copied()
    }

    /// The entities that a sentence names, with the place of the name in the document, in text order.
    pub fn names(&self, at: u32) -> &[(u32, u32)] {
        let bound = |at: u32| self.names_from.get(at as usize).map_or(0, |&from| from as usize);
        self.names.get(bound(at)..bound(at + 1)).unwrap_or_default()
    }

    /// The sentences of a document.
    pub fn of_document(&self, document: u32) -> Range<u32> {
        let first = |document: u32| self.firsts.get(document as usize).copied().unwrap_or(0);
        first(document)..first(document + 1)
    }
}

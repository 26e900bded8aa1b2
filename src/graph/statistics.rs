//! A graph in, its counts out.

use super::KnowledgeGraph;
use super::links::Basis;
use crate::corpus::Date;
use crate::knowledge::{Kind, Relation};
use std::collections::BTreeMap;

/// How much a graph holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Documents read.
    pub documents: usize,
    /// Characters read.
    pub characters: u64,
    /// First and last date of a document.
    pub dates: Option<(Date, Date)>,
    /// Sentences that hold a mention.
    pub passages: usize,
    /// Different sentences among them: the others are reprints.
    pub independent: usize,
    /// Mentions.
    pub mentions: usize,
    /// Facts: one for each sentence that states a link.
    pub facts: usize,
    /// Figures.
    pub figures: usize,
    /// Entities by kind.
    pub entities: BTreeMap<Kind, usize>,
    /// Links by relation and what they rest on.
    pub links: BTreeMap<(Relation, Basis), usize>,
    /// Pairs of entities that share a sentence, and how many of them do so beyond chance.
    pub pairs: (usize, usize),
}

impl KnowledgeGraph {
    /// Counts everything.
    pub fn statistics(&self) -> Statistics {
        let gate = &self.derived.gate;
        let mut statistics = Statistics {
            documents: self.read.documents.len(),
            independent: self.derived.sentences as usize,
            pairs: (gate.pairs as usize, gate.links as usize),
            ..Statistics::default()
        };
        for document in &self.archive.documents {
            statistics.characters += u64::from(document.source.characters);
            statistics.passages += document.counts.passages as usize;
            statistics.mentions += document.counts.mentions as usize;
            statistics.facts += document.counts.facts as usize;
            statistics.figures += document.counts.figures as usize;
        }
        let dates = || self.archive.documents.iter().filter_map(|document| document.source.date);
        statistics.dates = dates().min().zip(dates().max());
        for node in self.nodes() {
            *statistics.entities.entry(node.kind()).or_default() += 1;
        }
        for link in self.links() {
            *statistics.links.entry((link.relation(), link.basis())).or_default() += 1;
        }
        statistics
    }
}

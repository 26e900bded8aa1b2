//! An item of a document in, the sentence that says it with every span out.

use super::KnowledgeGraph;
use super::derive::At;
use super::nodes::{Node, PassageOf};
use crate::corpus::Date;
use crate::extract::{Measured, Passage, Source};
use crate::fact::Modality;
use crate::text::Span;

/// How well a link is supported. A sentence counts once, however often it is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Support {
    /// Independent sentences.
    pub sentences: u32,
    /// Documents.
    pub documents: u32,
    /// Further printings of the same sentences.
    pub reprints: u32,
}

/// A sentence that says a link, with the place of everything in it.
///
/// Spans count characters of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence<'g> {
    /// The document it stands in.
    pub document: &'g Source,
    /// The sentence.
    pub passage: &'g Passage,
    /// Where it names the head of the link.
    pub head: Span,
    /// Where it names the tail of the link.
    pub tail: Span,
    /// The words that state it.
    pub trigger: Option<Span>,
    /// The rule that read it; `None` for co-occurrence.
    pub rule: Option<&'g str>,
    /// How it is stated.
    pub modality: Modality,
    /// When, if the sentence says.
    pub date: Option<Date>,
    /// The title or quality that goes with it.
    pub detail: Option<&'g str>,
    /// Documents that print the same sentence again.
    pub reprints: Vec<&'g str>,
}

impl<'g> Evidence<'g> {
    pub(super) fn of_fact(graph: &'g KnowledgeGraph, at: At) -> Self {
        let document = &graph.archive.documents[at.document as usize];
        let fact = &document.facts[at.item as usize];
        Self {
            document: &document.source,
            passage: &document.passages[fact.passage as usize],
            head: document.mentions[fact.head as usize].span,
            tail: document.mentions[fact.tail as usize].span,
            trigger: fact.trigger,
            rule: Some(&fact.rule),
            modality: fact.modality,
            date: fact.date,
            detail: fact.detail.as_deref(),
            reprints: Vec::new(),
        }
    }

    /// Every sentence that names both: those of the one named less often are looked through.
    pub(super) fn shared(head: Node<'g>, tail: Node<'g>) -> Vec<Self> {
        let turned = tail.mentions() < head.mentions();
        let (few, many) = if turned { (tail, head) } else { (head, tail) };
        let with_both = few.passages().filter_map(|passage| {
            let (own, other) = (passage.names[0], many.named_at(passage.place)?);
            let (head, tail) = if turned { (other, own) } else { (own, other) };
            Some(Self {
                document: passage.document,
                passage: passage.passage,
                head,
                tail,
                trigger: None,
                rule: None,
                modality: Modality::Stated,
                date: None,
                detail: None,
                reprints: Vec::new(),
            })
        });
        with_both.collect()
    }

    /// Whether `other` is the same sentence in the same place.
    pub(super) fn is_printed_at(&self, other: &Self) -> bool {
        self.document.id == other.document.id && self.passage.span == other.passage.span
    }
}

/// What a piece of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Nothing in particular.
    Plain,
    /// The name of an entity in question.
    Name,
    /// The words that state the link, or a figure.
    Trigger,
}

/// The sentence cut into pieces at these spans of the document, on one line.
fn pieces(passage: &Passage, marks: &[(Span, Piece)]) -> Vec<(Piece, String)> {
    let mut pieces: Vec<(Piece, String)> = Vec::new();
    let mut last = None;
    for (offset, c) in (passage.span.start..).zip(passage.text.chars()) {
        let mark = marks.iter().find(|(span, _)| span.start <= offset && offset < span.end);
        if last != Some(mark) {
            pieces.push((mark.map_or(Piece::Plain, |(_, piece)| *piece), String::new()));
            last = Some(mark);
        }
        if let Some((_, text)) = pieces.last_mut()
            && !matches!(c, '\n' | '\r')
        {
            text.push(c);
        }
    }
    pieces
}

impl Evidence<'_> {
    /// The sentence on one line, cut into pieces: the two names, the trigger, the rest.
    pub fn pieces(&self) -> Vec<(Piece, String)> {
        let mut marks = vec![(self.head, Piece::Name), (self.tail, Piece::Name)];
        marks.extend(self.trigger.map(|trigger| (trigger, Piece::Trigger)));
        pieces(self.passage, &marks)
    }
}

impl PassageOf<'_> {
    /// The sentence on one line, cut into pieces: the entity's name, the rest.
    pub fn pieces(&self) -> Vec<(Piece, String)> {
        let marks: Vec<_> = self.names.iter().map(|name| (*name, Piece::Name)).collect();
        pieces(self.passage, &marks)
    }
}

/// A figure stated of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureOf<'g> {
    /// The document it stands in.
    pub document: &'g Source,
    /// The sentence that states it.
    pub passage: &'g Passage,
    /// Place of the document among the documents.
    pub place: u32,
    /// Where it names the entity.
    pub entity: Span,
    /// The figure.
    pub figure: &'g Measured,
}

impl<'g> FigureOf<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph, at: At) -> Self {
        let document = &graph.archive.documents[at.document as usize];
        let figure = &document.figures[at.item as usize];
        Self {
            document: &document.source,
            passage: &document.passages[figure.passage as usize],
            place: at.document,
            entity: document.mentions[figure.entity as usize].span,
            figure,
        }
    }

    /// The sentence on one line, cut into pieces: the entity's name, the figure, the rest.
    pub fn pieces(&self) -> Vec<(Piece, String)> {
        pieces(self.passage, &[(self.figure.span, Piece::Trigger), (self.entity, Piece::Name)])
    }

    /// The time it is stated for, else the date of the document.
    pub fn date(&self) -> Option<Date> {
        self.figure.period.or(self.document.date)
    }
}

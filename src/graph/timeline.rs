//! An entity in, what the texts say of it in the order of time out.

use super::evidence::{Evidence, FigureOf};
use super::filter::Filter;
use super::links::{Basis, Direction, Link};
use super::nodes::Node;
use crate::corpus::Date;

/// Something that is said of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<'g> {
    /// When.
    pub date: Date,
    /// Whether the sentence says so; else it is the date of the document.
    pub is_stated: bool,
    /// What.
    pub what: What<'g>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What<'g> {
    /// A link, by one of its sentences.
    Link(Link<'g>, Evidence<'g>),
    /// A figure.
    Figure(FigureOf<'g>),
}

impl<'g> Node<'g> {
    /// Everything dated that is said of it, the earliest first. Co-occurrence says nothing.
    pub fn timeline(self, filter: &Filter) -> Vec<Event<'g>> {
        let mut events: Vec<Event<'g>> = Vec::new();
        for link in self.links(Direction::Both, filter) {
            if matches!(link.basis(), Basis::CoOccurs | Basis::Known) {
                continue;
            }
            for evidence in link.evidence() {
                if let Some(date) = evidence.date.or(evidence.document.date) {
                    let is_stated = evidence.date.is_some();
                    events.push(Event { date, is_stated, what: What::Link(link, evidence) });
                }
            }
        }
        for figure in self.figures() {
            if let Some(date) = figure.date() {
                let is_stated = figure.figure.period.is_some();
                events.push(Event { date, is_stated, what: What::Figure(figure) });
            }
        }
        events.sort_by_key(|event| event.date);
        events
    }
}

//! What the question names in, the links that lead from it to everything else out.

use crate::graph::{Basis, Direction, Link, Node};
use crate::knowledge::{Kind, Relation};
use crate::question::ask::Asked;
use crate::question::list::nearby::Group;
use crate::question::reading::direction::End;
use std::collections::BTreeSet;

/// A link to something the question names.
#[derive(Clone, Copy, Debug)]
pub(in crate::question) struct Tie<'g> {
    /// Which group of things named it leads to.
    pub group: usize,
    pub link: Link<'g>,
    /// The thing named.
    pub other: u32,
}

/// Links to things the question names, in order of the entity at their other end.
pub(in crate::question) struct Ties<'g> {
    ends: Vec<u32>,
    ties: Vec<Tie<'g>>,
}

impl<'g> Ties<'g> {
    /// Those of one entity.
    pub(in crate::question) fn of(&self, node: Node<'_>) -> &[Tie<'g>] {
        let own = node.ordinal() as u32;
        let first = self.ends.partition_point(|end| *end < own);
        let ends = self.ends.get(first..).unwrap_or_default();
        let count = ends.iter().take_while(|end| **end == own).count();
        &self.ties[first..first + count]
    }
}

impl<'g> Asked<'_, 'g> {
    /// The links of all that is named, looked at once from there: few things are named, and each
    /// knows its links.
    pub(in crate::question) fn ties(&self, groups: &[Group]) -> Ties<'g> {
        let mut ties: Vec<(u32, Tie<'g>)> = Vec::new();
        for (group, named) in groups.iter().enumerate() {
            for &other in &named.nodes {
                let node = self.node(other);
                for link in node.edges(Direction::Both) {
                    let end = link.other(node).ordinal() as u32;
                    ties.push((end, Tie { group, link, other }));
                }
            }
        }
        ties.sort_by_key(|(end, _)| *end);
        let (ends, ties) = ties.into_iter().unzip();
        Ties { ends, ties }
    }

    /// Whether the relation asked about is stated only the other way round: the customers of a firm
    /// are no suppliers of it.
    pub(in crate::question) fn linked_otherwise(&self, node: Node<'g>, ties: &Ties<'g>) -> bool {
        let asked: Vec<Relation> = self.relations_asked().collect();
        if asked.is_empty() || self.reading.end == Some(End::Either) {
            return false;
        }
        let said = [Basis::Stated, Basis::Planned, Basis::Negated];
        let links = ties.of(node).iter().map(|tie| tie.link);
        let mut named = links
            .filter(|link| said.contains(&link.basis()) && asked.contains(&link.relation()))
            .peekable();
        let reversed = |link: Link<'_>| {
            link.basis() == Basis::Negated || !link.is_symmetric() && !self.asks_for(link, node)
        };
        named.peek().is_some() && named.all(reversed)
    }

    /// Sentences that state the relation asked about the other way round.
    pub(in crate::question) fn contrary(
        &self,
        candidates: &[Node<'g>],
        ties: &Ties<'g>,
    ) -> BTreeSet<u32> {
        let mut contrary = BTreeSet::new();
        for &node in candidates.iter().filter(|node| self.linked_otherwise(**node, ties)) {
            for tie in ties.of(node) {
                contrary.extend(self.sentences_naming_both(node, self.node(tie.other)));
            }
        }
        contrary
    }

    /// The best stated link to something the question names, of a relation it speaks of if it does.
    /// Which end asks is minded: the suppliers of a firm supply it.
    pub(in crate::question) fn stated_link(
        &self,
        node: Node<'g>,
        ties: &Ties<'g>,
    ) -> Option<Link<'g>> {
        let fits = |tie: &&Tie<'g>| {
            is_said(tie.link) && self.asks_for(tie.link, node) && self.by_itself(tie)
        };
        ties.of(node).iter().filter(fits).map(|tie| tie.link).min_by(Link::best_first)
    }

    /// What a county does its city has not done: only where things are is true of both.
    fn by_itself(&self, tie: &Tie<'_>) -> bool {
        let within = ["located_in", "part_of"].contains(&tie.link.relation().name());
        let inside = self.node(tie.other).kind() == Kind::PLACE
            && !self.reading.anchors.iter().any(|a| a.nodes.contains(&tie.other));
        self.reading.relations.is_empty() || within || !inside
    }

    /// Whether a link is of a relation asked about, with the entity at the end asked for.
    pub(in crate::question) fn asks_for(&self, link: Link<'_>, node: Node<'_>) -> bool {
        if self.reading.relations.is_empty() {
            return true;
        }
        self.relations_asked().any(|relation| {
            let fits = match self.end_of(relation, node.kind()) {
                Some(End::Head) => link.head() == node,
                Some(End::Tail) => link.head() != node,
                Some(End::Either) => true,
                None => false,
            };
            link.relation() == relation && (link.is_symmetric() || fits)
        })
    }

    /// The end of a relation at which answers of this kind stand.
    pub(in crate::question) fn end_of(&self, relation: Relation, kind: Kind) -> Option<End> {
        let entry = self.knowledge.schema().entry(relation)?;
        Some(match (entry.head.contains(&kind), entry.tail.contains(&kind)) {
            (true, false) => End::Head,
            (false, true) => End::Tail,
            _ => self.end_said(relation),
        })
    }

    /// The end that the words for a relation ask for: of 控股、投资的企业 the one is a child's, the other an
    /// investor's.
    fn end_said(&self, relation: Relation) -> End {
        let asked = &self.reading.relations;
        let own = asked.iter().find(|&&(r, _)| self.words.relations[r].relation == relation);
        let turned = asked.first().zip(own).is_some_and(|(first, own)| first.1 != own.1);
        match self.reading.end.unwrap_or(End::Either) {
            End::Head if turned => End::Tail,
            End::Tail if turned => End::Head,
            end => end,
        }
    }
}

/// Whether the texts say that it is so or will be.
pub(in crate::question) fn is_said(link: Link<'_>) -> bool {
    matches!(link.basis(), Basis::Stated | Basis::Planned)
}

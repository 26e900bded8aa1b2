//! Few words in, entities listed by number out: the commands that compare and rank.

use super::look::{MOST_ROWS, two};
use super::{Error, Reply, Session, Table};
use crate::entity::EntityId;
use crate::export::report;
use crate::graph::{Direction, Filter, Link, Measure, Node};
use crate::knowledge::Kind;
use std::collections::BTreeMap;

/// Entities a cluster must have to be shown.
const LEAST_IN_CLUSTER: usize = 3;
/// Names shown of each cluster.
const MOST_NAMES: usize = 8;

impl Session {
    /// `common`: what two entities are both linked to.
    pub(super) fn common(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (a, b) = two(words)?;
        let (a, b) = (self.entity(a)?, self.entity(b)?);
        let filter = self.sights();
        let of_b: BTreeMap<&EntityId, Vec<Link<'_>>> = b
            .neighbours(Direction::Both, &filter)
            .into_iter()
            .map(|(node, links)| (node.id(), links))
            .collect();
        let mut table = Table::new(["name", "kind", a.name(), b.name()]);
        let mut shown = Vec::new();
        for (node, links) in a.neighbours(Direction::Both, &filter) {
            let Some(others) = of_b.get(node.id()) else { continue };
            table.push(vec![
                node.name().to_owned(),
                node.kind().to_string(),
                self.told(&links[0], a),
                self.told(&others[0], b),
            ]);
            shown.push(node.id().clone());
        }
        if table.rows.is_empty() {
            let (a, b) = (a.name(), b.name());
            return Ok(Reply::Text(format!("{a} and {b} are linked to nothing in common")));
        }
        Ok(self.numbered_list(table, shown, None))
    }

    /// A link seen from one end, and what it rests on.
    fn told(&self, link: &Link<'_>, from: Node<'_>) -> String {
        let relation = self.relation_label(link.relation().name(), link.head() == from);
        format!("{relation} ({})", report::support(link))
    }

    /// `rank`: the weightiest entities.
    pub(super) fn rank(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (mut by, mut kinds) = (Measure::default(), self.sights());
        for word in words {
            let named = Measure::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
            match (named, self.knowledge.schema().kind(word)) {
                (Some((_, measure)), _) => by = *measure,
                (None, Some(kind)) => kinds = kinds.kinds([kind.id]),
                (None, None) => {
                    let measures = Measure::ALL.map(|(name, _)| name).join(", ");
                    let known = format!("{measures}, {}", self.kind_names());
                    return Err(Error::UnknownLimit { word: word.clone(), known });
                }
            }
        }
        let name = Measure::ALL.iter().find(|(_, measure)| *measure == by).map_or("", |(n, _)| n);
        let mut table = Table::new(["name", "kind", name, "mentions"]);
        let mut shown = Vec::new();
        let ranked = self.graph.ranked(by).into_iter();
        for (node, score) in ranked.filter(|(n, score)| kinds.admits_kind(n.kind()) && *score > 0.0)
        {
            let score = match by {
                Measure::Links => format!("{score:.0}"),
                Measure::PageRank => format!("{score:.5}"),
                Measure::Betweenness => format!("{score:.1}"),
            };
            let (name, kind) = (node.name().to_owned(), node.kind().to_string());
            table.push(vec![name, kind, score, node.mentions().to_string()]);
            shown.push(node.id().clone());
        }
        Ok(self.numbered_list(table, shown, None))
    }

    /// `clusters`: groups of entities linked among themselves, named by their heads.
    pub(super) fn clusters(&mut self, _: &[String]) -> Result<Reply, Error> {
        let mut table = Table::new(["head", "size", "mostly", "members"]);
        let mut shown = Vec::new();
        for nodes in self.graph.clusters(LEAST_IN_CLUSTER) {
            let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
            for node in &nodes {
                *kinds.entry(node.kind()).or_default() += 1;
            }
            let mostly = kinds.into_iter().max_by_key(|&(kind, n)| (n, std::cmp::Reverse(kind)));
            let names: Vec<&str> =
                nodes.iter().skip(1).take(MOST_NAMES).map(|n| n.name()).collect();
            let more = nodes.len().saturating_sub(1 + MOST_NAMES);
            let more = if more > 0 { format!(" … {more} more") } else { String::new() };
            table.push(vec![
                nodes[0].name().to_owned(),
                nodes.len().to_string(),
                mostly.map_or(String::new(), |(kind, _)| kind.to_string()),
                names.join(", ") + &more,
            ]);
            shown.push(nodes[0].id().clone());
        }
        if table.rows.is_empty() {
            return Ok(Reply::Text("no group of linked entities is large enough".to_owned()));
        }
        Ok(self.numbered_list(table, shown, None))
    }

    /// What the filter of the session asks of neighbours.
    pub(super) fn sights(&self) -> Filter {
        let kinds = self.filter.as_ref().map(|filter| filter.kinds.clone());
        Filter::default().kinds(kinds.unwrap_or_default())
    }

    pub(super) fn kind_names(&self) -> String {
        let kinds = self.knowledge.schema().kinds.iter().map(|kind| kind.id.name());
        kinds.collect::<Vec<_>>().join(", ")
    }

    /// A table of entities with numbers that other commands take; `of` is what all of them are
    /// linked to.
    pub(super) fn numbered_list(
        &mut self,
        mut table: Table,
        shown: Vec<EntityId>,
        of: Option<EntityId>,
    ) -> Reply {
        table.first = Some(1);
        (self.shown, self.shown_of, self.last) = (shown, of, None);
        self.listed(table, MOST_ROWS)
    }
}

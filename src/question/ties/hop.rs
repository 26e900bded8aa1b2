//! A question about what stands in a relation to a thing (where its subsidiaries are) in, the same
//! question about these out.

use super::tie::is_said;
use crate::graph::Direction;
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::reading::{Anchor, Reading, Wanted};

/// Relations over which a question steps to ask on.
const STEPPED: [&str; 2] = ["subsidiary_of", "supplies"];

impl Asked<'_, '_> {
    /// The reading one step further; `None` where the question asks of what it names.
    pub(in crate::question) fn stepped(&self) -> Option<Reading> {
        let reading = self.reading;
        if ![Wanted::Place, Wanted::Post, Wanted::Figure].contains(&reading.wanted) {
            return None;
        }
        let mut firms = reading.anchors.iter().filter(|anchor| anchor.kind == Kind::COMPANY);
        let (Some(firm), None) = (firms.next(), firms.next()) else { return None };
        let over = |&(relation, _): &(usize, bool)| {
            STEPPED.contains(&self.words.relations[relation].relation.name())
        };
        let relation = *reading.relations.iter().find(|asked| over(asked))?;
        let of = self.words.relations[relation.0].relation;
        let links = firm.nodes.iter().flat_map(|&node| self.node(node).edges(Direction::Both));
        let mut nodes: Vec<u32> = links
            .filter(|link| link.relation() == of && is_said(*link))
            .filter_map(|link| {
                let own =
                    |node: crate::graph::Node<'_>| firm.nodes.contains(&(node.ordinal() as u32));
                let (head, tail) = (link.head(), link.tail());
                // From the tail: 甲的子公司 are heads, and so are its 供应商.
                let (end, other) = if relation.1 { (tail, head) } else { (head, tail) };
                own(end).then(|| other.ordinal() as u32)
            })
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        if nodes.is_empty() {
            return None;
        }
        let mut stepped = reading.clone();
        stepped.relations.retain(|asked| *asked != relation);
        let anchors = stepped.anchors.iter_mut();
        for anchor in anchors.filter(|anchor| anchor.kind == Kind::COMPANY) {
            *anchor = Anchor { nodes: nodes.clone(), ..anchor.clone() };
        }
        Some(stepped)
    }
}

//! Answers and the places a question names in, those out that are of other places.

use super::Ranked;
use crate::graph::{Direction, Node};
use crate::knowledge::{Kind, Relation};
use crate::question::ask::Asked;
use crate::question::reading::Lookup;
use crate::question::ties::tie::is_said;
use std::collections::{BTreeMap, BTreeSet};

/// The places that a question names, and what they lie in.
struct Scope {
    places: BTreeSet<u32>,
    around: BTreeMap<u32, usize>,
}

impl Scope {
    fn holds(&self, place: u32) -> bool {
        self.places.contains(&place) || self.around.contains_key(&place)
    }
}

impl<'g> Asked<'_, 'g> {
    /// Where a question names places: no firm, body, place or paper of others.
    pub(in crate::question) fn keep_at_places(&self, ranked: &mut Vec<Ranked<'g>>) {
        let named = self.reading.anchors.iter().filter(|anchor| anchor.kind == Kind::PLACE);
        let places: BTreeSet<u32> = named.flat_map(|anchor| self.scope(anchor)).collect();
        if places.is_empty() {
            return;
        }
        let listed: Vec<u32> = places.iter().copied().collect();
        let scope = Scope { around: self.ground.all_around(&listed), places };
        let outside = self.looks_outside();
        ranked.retain(|r| match r.node.kind() {
            Kind::COMPANY | Kind::INSTITUTION => !self.is_elsewhere(r.node, &scope),
            Kind::PLACE => outside || !self.lies_apart(r.node.ordinal() as u32, &scope),
            Kind::PROGRAM => r.stated.is_some() || !self.is_of_another_place(r.node, &scope),
            _ => true,
        });
    }

    /// Whether a question asks for what lies elsewhere than what it names, or is tied to it from there.
    fn looks_outside(&self) -> bool {
        let lower = self.question.to_lowercase();
        let reaches = ["cooperates_with", "invests_in"];
        self.words.manner.elsewhere.iter().any(|word| lower.contains(word.as_str()))
            || self.relations_asked().any(|relation| reaches.contains(&relation.name()))
    }

    /// Whether the texts put a body in a place that is known to lie apart from those the question names,
    /// and state nothing of it and those.
    fn is_elsewhere(&self, node: Node<'g>, scope: &Scope) -> bool {
        let located = Relation::named("located_in");
        let mut elsewhere = false;
        for link in node.edges(Direction::Both).filter(|link| is_said(*link)) {
            if scope.places.contains(&(link.other(node).ordinal() as u32)) {
                return false;
            }
            let out = link.relation() == located && link.head() == node;
            elsewhere |= out && self.lies_apart(link.tail().ordinal() as u32, scope);
        }
        elsewhere
    }

    /// Whether a place is known to lie in places that have nothing to do with these.
    fn lies_apart(&self, place: u32, scope: &Scope) -> bool {
        let outer = self.ground.all_around(&[place]);
        !outer.is_empty()
            && !scope.holds(place)
            && !outer.keys().any(|outer| scope.places.contains(outer))
    }

    /// Whether the name of a programme begins with that of a place that is none of these, lies in none
    /// of them and around none.
    fn is_of_another_place(&self, program: Node<'_>, scope: &Scope) -> bool {
        let ends = program.name().char_indices().skip(2).take(5).map(|(end, _)| end);
        let fronts = ends.filter_map(|end| program.name().get(..end));
        let named = fronts.flat_map(|front| self.ground.names.exact(front)).copied();
        let mut named = named.filter(|&node| self.ground.kind(node) == Kind::PLACE).peekable();
        named.peek().is_some() && !named.any(|place| scope.holds(place))
    }
}

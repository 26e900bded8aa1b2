//! Answers and the places a question names in, those out that are of other places.

use super::ask::Asked;
use super::list::Ranked;
use super::reading::Lookup;
use super::tie::is_said;
use crate::graph::{Direction, Node};
use crate::knowledge::{Kind, Relation};
use std::collections::BTreeSet;

impl<'g> Asked<'_, 'g> {
    /// Where a question names places: no firm, body, place or paper of others.
    pub(super) fn keep_at_places(&self, ranked: &mut Vec<Ranked<'g>>) {
        let named = self.reading.anchors.iter().filter(|anchor| anchor.kind == Kind::PLACE);
        let places: BTreeSet<u32> = named.flat_map(|anchor| self.scope(anchor)).collect();
        if places.is_empty() {
            return;
        }
        let outside = self.looks_outside();
        ranked.retain(|r| match r.node.kind() {
            Kind::COMPANY | Kind::INSTITUTION => !self.is_elsewhere(r.node, &places),
            Kind::PLACE => outside || !self.lies_apart(r.node, &places),
            Kind::PROGRAM => r.stated.is_some() || !self.is_of_another_place(r.node, &places),
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
    fn is_elsewhere(&self, node: Node<'g>, places: &BTreeSet<u32>) -> bool {
        let located = Relation::named("located_in");
        let mut elsewhere = false;
        let named: Vec<u32> = places.iter().copied().collect();
        let around = self.ground.all_around(&named);
        let apart = |place: Node<'g>| {
            let place = place.ordinal() as u32;
            let outer = self.ground.all_around(&[place]);
            let within = outer.keys().any(|outer| places.contains(outer));
            !outer.is_empty() && !within && !around.contains_key(&place)
        };
        for link in node.edges(Direction::Both).filter(|link| is_said(*link)) {
            if places.contains(&(link.other(node).ordinal() as u32)) {
                return false;
            }
            let out = link.relation() == located && link.head() == node;
            elsewhere |= out && apart(link.tail());
        }
        elsewhere
    }

    /// Whether a place is known to lie in places that have nothing to do with these.
    fn lies_apart(&self, place: Node<'g>, places: &BTreeSet<u32>) -> bool {
        let named: Vec<u32> = places.iter().copied().collect();
        let place = place.ordinal() as u32;
        let outer = self.ground.all_around(&[place]);
        let around = self.ground.all_around(&named);
        !outer.is_empty()
            && !places.contains(&place)
            && !around.contains_key(&place)
            && !outer.keys().any(|outer| places.contains(outer))
    }

    /// Whether the name of a programme begins with that of a place that is none of these, lies in none
    /// of them and around none.
    fn is_of_another_place(&self, program: Node<'_>, places: &BTreeSet<u32>) -> bool {
        let ends = program.name().char_indices().skip(2).take(5).map(|(end, _)| end);
        let fronts = ends.filter_map(|end| program.name().get(..end));
        let named = fronts.flat_map(|front| self.ground.names.exact(front)).copied();
        let named: Vec<u32> = named.filter(|&node| self.ground.kind(node) == Kind::PLACE).collect();
        let listed: Vec<u32> = places.iter().copied().collect();
        let around = self.ground.all_around(&listed);
        let own = |place: &u32| places.contains(place) || around.contains_key(place);
        !named.is_empty() && !named.iter().any(own)
    }
}

//! Places that answer in, the countries among them and around them out, where countries are asked for.

use super::Ranked;
use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::ask::Asked;

impl<'g> Asked<'_, 'g> {
    /// Where countries are asked for, those that answer or that a sentence names right before what answers,
    /// if there are any.
    pub(in crate::question) fn keep_countries(&self, ranked: Vec<Ranked<'g>>) -> Vec<Ranked<'g>> {
        let lower = self.question.to_lowercase();
        let asked = &self.words.places.countries;
        let place = |r: &Ranked<'g>| r.node.kind() == Kind::PLACE;
        if !asked.iter().any(|word| lower.contains(word.as_str())) || !ranked.iter().all(place) {
            return ranked;
        }
        let mut countries: Vec<Ranked<'g>> = Vec::new();
        for r in &ranked {
            let before = || r.sentences.iter().find_map(|&at| self.named_before(r.node, at));
            let own = Some(r.node).filter(|node| self.is_country(*node));
            let Some(node) = own.or_else(before) else { continue };
            if !countries.iter().any(|known| known.node == node) {
                countries.push(Ranked { node, ..r.clone() });
            }
        }
        if countries.is_empty() { ranked } else { countries }
    }

    /// The country that a sentence names right before a place.
    fn named_before(&self, place: Node<'g>, at: u32) -> Option<Node<'g>> {
        let names = self.ground.names_in(at);
        let own = names.iter().position(|(node, _)| *node as usize == place.ordinal())?;
        let (outer, start) = *names.get(own.checked_sub(1)?)?;
        let outer = self.node(outer);
        let joined = outer.is_called(&self.text_between(at, start, names[own].1));
        (joined && self.is_country(outer)).then_some(outer)
    }

    fn is_country(&self, node: Node<'_>) -> bool {
        let lexicon = self.knowledge.lexicon();
        let row = lexicon.canonical(Kind::PLACE, node.name());
        row.is_some_and(|row| lexicon.row(row).class == "country")
    }
}

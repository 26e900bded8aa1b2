//! Those that may found, fund, supply or work with something in, those that the texts speak of so out.

use super::Ranked;
use crate::knowledge::Kind;
use crate::question::ask::Asked;

impl<'g> Asked<'_, 'g> {
    /// Who founds, invests in or works with something is no place and no trade, unless the texts state it.
    pub(in crate::question) fn keep_bodies(&self, ranked: &mut Vec<Ranked<'g>>) {
        if !self.is_done_by_bodies() {
            return;
        }
        if self.asks_by_relation() {
            ranked.retain(|r| {
                r.stated.is_some() || ![Kind::PLACE, Kind::INDUSTRY].contains(&r.node.kind())
            });
        }
        // Those who work with each other are told beside it in many words.
        let works = self.relations_asked().any(|relation| relation.name() == "cooperates_with");
        if !works && !ranked.iter().any(|r| r.stated.is_some()) {
            ranked.retain(|r| r.in_words);
        }
    }

    /// Whether all relations asked about are something that bodies do.
    pub(in crate::question) fn is_done_by_bodies(&self) -> bool {
        let done = ["supplies", "invests_in", "subsidiary_of", "founds", "cooperates_with"];
        let mut relations = self.relations_asked().peekable();
        relations.peek().is_some() && relations.all(|relation| done.contains(&relation.name()))
    }
}

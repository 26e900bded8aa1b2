//! Trades or places that answer in, those told in one word with a place or trade that the question names
//! (甲县灯具、乙县地板) out.

use super::Ranked;
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use std::collections::BTreeSet;

impl<'g> Asked<'_, 'g> {
    /// Where trades of places or places of trades are asked for and a sentence names some right beside
    /// what the question names, those that it names beside others do not answer; nor, of what the
    /// `nearest` sentences name, what they name beside nothing.
    pub(in crate::question) fn keep_paired(&self, ranked: &mut Vec<Ranked<'g>>, nearest: bool) {
        let [asked, named] = match ranked.first().map(|r| r.node.kind()) {
            Some(Kind::INDUSTRY) => [Kind::INDUSTRY, Kind::PLACE],
            Some(Kind::PLACE) => [Kind::PLACE, Kind::INDUSTRY],
            _ => return,
        };
        if ranked.iter().any(|r| r.node.kind() != asked) {
            return;
        }
        let anchors = self.reading.anchors.iter().filter(|anchor| anchor.kind == named);
        let own: BTreeSet<u32> = anchors.flat_map(|anchor| self.scope(anchor)).collect();
        let beside = |r: &Ranked<'g>| {
            let told: Vec<bool> = r
                .sentences
                .iter()
                .flat_map(|&at| self.partners(r, named, at))
                .map(|n| own.contains(&n))
                .collect();
            (!told.is_empty()).then(|| told.contains(&true))
        };
        let beside: Vec<Option<bool>> = ranked.iter().map(beside).collect();
        if beside.contains(&Some(true)) && beside.contains(&Some(false)) {
            // What a place has may be told elsewhere too.
            let elsewhere = asked == Kind::INDUSTRY && !nearest;
            let mut beside = beside.into_iter();
            ranked.retain(|_| {
                let beside = beside.next().flatten();
                beside == Some(true) || elsewhere && beside.is_none()
            });
        }
    }

    /// What of a kind stands right before or behind an entity in a sentence, a place before its trade.
    fn partners(&self, r: &Ranked<'g>, kind: Kind, at: u32) -> Vec<u32> {
        let names = self.ground.names_in(at);
        let pairs = names.windows(2).filter(|pair| {
            let (place, trade) = (self.node(pair[0].0), self.node(pair[1].0));
            place.kind() == Kind::PLACE
                && trade.kind() == Kind::INDUSTRY
                && place.is_called(&self.text_between(at, pair[0].1, pair[1].1))
        });
        let own = r.node.ordinal() as u32;
        let other = |pair: &[(u32, u32)]| {
            if kind == Kind::PLACE { (pair[1].0, pair[0].0) } else { (pair[0].0, pair[1].0) }
        };
        pairs.map(other).filter(|(node, _)| *node == own).map(|(_, partner)| partner).collect()
    }
}

//! A question for the most of something in, what has the most out: the largest figure, or the most
//! of the things that would answer without it.

use super::count::units_of;
use crate::extract::Measured;
use crate::graph::{Basis, Direction, Node};
use crate::knowledge::{Kind, Role};
use crate::question::ask::{Asked, QUOTES};
use crate::question::list::{Ranked, plays};
use crate::question::reading::period::Months;
use crate::question::rows::Found;
use std::collections::{BTreeMap, BTreeSet};

impl<'g> Asked<'_, 'g> {
    /// What is linked to the most of all that answers (the city with the most firms), with how many
    /// there are of it.
    pub(in crate::question) fn with_most(&self, kind: Kind, found: &Found<'g>) -> Vec<Ranked<'g>> {
        let counted = self.all_that_answer(found);
        let mut holders: BTreeMap<u32, Vec<&Ranked<'g>>> = BTreeMap::new();
        for thing in &counted {
            for holder in self.holders_of(thing.node, kind) {
                holders.entry(holder).or_default().push(thing);
            }
        }
        let admitted = self.admitted(kind, holders.keys().copied());
        let ranked = holders.into_iter().filter(|(holder, _)| admitted.contains(holder));
        let ranked = ranked.map(|(holder, things)| {
            let sentences = things.iter().filter_map(|r| r.sentences.first().copied());
            let sentences = sentences.take(QUOTES).collect();
            let why = Some(self.so_many(things.len()));
            Ranked { why, ..Ranked::tied(self.node(holder), things.len() as f64, sentences) }
        });
        let mut ranked: Vec<Ranked<'g>> = ranked.collect();
        self.keep_sort_asked(&mut ranked);
        self.leave_the_first(ranked)
    }

    /// Those that may have the most: of the sort asked for, if any are, in the places named, and not
    /// named themselves.
    fn admitted(&self, kind: Kind, holders: impl Iterator<Item = u32>) -> BTreeSet<u32> {
        let anchors = || self.reading.anchors.iter();
        let named: BTreeSet<u32> = anchors().flat_map(|a| a.nodes.iter().copied()).collect();
        let mut admitted: BTreeSet<u32> = holders.filter(|node| !named.contains(node)).collect();
        for place in anchors().filter(|a| a.kind == Kind::PLACE && kind == Kind::PLACE) {
            let inside = self.scope(place);
            admitted.retain(|holder| inside.contains(holder));
        }
        let roles: Vec<&Role> =
            self.reading.holders.iter().map(|&role| &self.words.roles[role]).collect();
        let is_asked = |node: &u32| roles.iter().any(|role| plays(role, &self.node(*node)));
        if admitted.iter().any(is_asked) {
            admitted.retain(is_asked);
        }
        admitted
    }

    /// So many of what is counted, in words.
    fn so_many(&self, count: usize) -> String {
        let kind = self.reading.roles.first().map(|&role| self.words.roles[role].kind);
        let unit = kind.and_then(|kind| units_of(kind).chars().next()).unwrap_or('个');
        let zh = format!("{count}{unit}");
        let en = format!("{count} {}", self.roles_in_words(&self.reading.roles, count));
        self.say(&zh, &en).to_owned()
    }

    /// What a thing is linked to by what the texts state; for places also the cities around them.
    fn holders_of(&self, node: Node<'g>, kind: Kind) -> BTreeSet<u32> {
        let links = node.edges(Direction::Both);
        let firm = links.filter(|link| !matches!(link.basis(), Basis::CoOccurs | Basis::Negated));
        let others = firm.map(|link| link.other(node)).filter(|other| other.kind() == kind);
        let mut holders: BTreeSet<u32> = others.map(|other| other.ordinal() as u32).collect();
        if kind == Kind::PLACE {
            let mut open: Vec<u32> = holders.iter().copied().collect();
            while let Some(inner) = open.pop() {
                let outer = self.ground.around(inner).iter().copied();
                let cities = outer.filter(|outer| self.node(*outer).name().ends_with('市'));
                open.extend(cities.filter(|outer| holders.insert(*outer)));
            }
        }
        holders
    }

    /// What has the largest figure of what is asked for.
    pub(in crate::question) fn with_highest(&self, found: &Found<'g>) -> Vec<Ranked<'g>> {
        let mut best: BTreeMap<u32, (f64, u32, &Measured)> = BTreeMap::new();
        for &number in &found.figures {
            let Some((owner, of)) = self.ground.figure(self.graph, number) else { continue };
            let value = of.figure.normalised.as_deref().and_then(|number| number.parse().ok());
            let Some(value) = value.filter(|_| self.measured_by(of.figure)) else { continue };
            let sentence = self.ground.sentences_of(of.place).start + of.figure.passage;
            let holder = match self.industries_named() && self.reading.most == Some(Kind::PLACE) {
                true => self.place_of_industry(owner, sentence, of.figure),
                false => Some(owner),
            };
            let Some(owner) = holder else { continue };
            if self.may_be_asked_for(owner) {
                let known =
                    best.entry(owner.ordinal() as u32).or_insert((value, sentence, of.figure));
                if known.0 < value {
                    *known = (value, sentence, of.figure);
                }
            }
        }
        // Of the counties of a city those of another have nothing to do with it.
        let places = self.reading.anchors.iter().filter(|anchor| anchor.kind == Kind::PLACE);
        let places: BTreeSet<u32> = places.flat_map(|anchor| self.scope(anchor)).collect();
        let apart = |owner: u32| self.node(owner).kind() == Kind::PLACE && !places.contains(&owner);
        best.retain(|owner, _| places.is_empty() || !apart(*owner));
        let ranked = best.into_iter().map(|(owner, (value, sentence, figure))| {
            let period = figure.period.map_or(String::new(), |period| format!("{period} "));
            let why = format!("{period}{} {}{}", figure.measure, figure.value, figure.unit);
            let tied = Ranked::tied(self.node(owner), value, vec![sentence]);
            Ranked { why: Some(why), ..tied }
        });
        let mut ranked: Vec<Ranked<'g>> = ranked.collect();
        self.keep_sort_asked(&mut ranked);
        self.leave_the_first(ranked)
    }

    fn industries_named(&self) -> bool {
        self.reading.anchors.iter().any(|anchor| anchor.kind == Kind::INDUSTRY)
    }

    /// Where an industry asked about has the figure; `None` where the figure is not of it.
    fn place_of_industry(&self, owner: Node<'g>, at: u32, figure: &Measured) -> Option<Node<'g>> {
        let industries = self.reading.anchors.iter().filter(|a| a.kind == Kind::INDUSTRY);
        let scope: BTreeSet<u32> = industries.flat_map(|anchor| self.scope(anchor)).collect();
        if scope.contains(&(owner.ordinal() as u32)) {
            return self.place_of_figure(at, figure);
        }
        let named = self.ground.names_in(at).iter().any(|(node, _)| scope.contains(node));
        (owner.kind() == Kind::PLACE && named).then_some(owner)
    }

    /// Whether a figure is of a measure that the question names.
    pub(in crate::question) fn is_of_measure(&self, figure: &Measured) -> bool {
        let mut measures = self.reading.measures.iter().flat_map(|&m| &self.words.measures[m].zh);
        let own = |m: &String| figure.measure.contains(m.as_str()) || m.contains(&figure.measure);
        figure.scope.is_none() && measures.any(own)
    }

    /// Whether a figure is of the measure and the time that the question names.
    fn measured_by(&self, figure: &Measured) -> bool {
        let timely = match (self.reading.period, figure.period) {
            (Some(asked), Some(period)) => asked.answered_by(Months::of(period, "")),
            _ => true,
        };
        timely && self.is_of_measure(figure)
    }

    fn may_be_asked_for(&self, node: Node<'_>) -> bool {
        let named = |anchor: &crate::question::reading::Anchor| {
            anchor.nodes.contains(&(node.ordinal() as u32))
        };
        let fits = match self.reading.most {
            Some(kind) => node.kind() == kind,
            None => self.reading.roles.iter().any(|&role| plays(&self.words.roles[role], &node)),
        };
        fits && node.mentions() > 0 && !self.reading.anchors.iter().any(named)
    }

    /// Sorted, and only as many as are asked for: one, with those that have as much.
    fn leave_the_first(&self, mut ranked: Vec<Ranked<'g>>) -> Vec<Ranked<'g>> {
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
        let count = self.reading.number.map_or(1, |number| number as usize).max(1);
        let least = ranked.get(count - 1).map_or(0.0, |r| r.score);
        ranked.retain(|r| r.score >= least);
        ranked.truncate(count.max(5));
        ranked
    }
}

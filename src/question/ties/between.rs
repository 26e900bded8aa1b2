//! Two things named in, what ties them out.

use super::tie::is_said;
use crate::graph::{Basis, Direction, Link, Node};
use crate::knowledge::{Kind, Relation};
use crate::question::ask::Asked;
use crate::question::list::{Ranked, plays};
use crate::question::reading::manner::asks_for_the_relation;
use crate::question::reading::{Anchor, Wanted};
use crate::question::rows::Found;
use std::collections::BTreeSet;

/// Entities answered at most.
const MOST: usize = 8;

/// What a tie of a county counts for its city.
const INSIDE: f64 = 0.6;
/// What an industry counts for a place each time a document about the place names it.
const ALONGSIDE: f64 = 0.3;
/// What the city around the place of a body counts for it; of what is further out less.
const AROUND: f64 = 1.0;
/// What a firm or body counts for the city whose name its own begins with.
const BEARS: f64 = 1.5;
/// Characters of the brand of a firm.
const BRAND: usize = 2;
/// What is left of the score of a place that two things have in common.
const PLACES: f64 = 0.4;
/// Further entities that may be meant by the words for one.
const MOST_MEANT: usize = 3;
/// Ways told at most where nothing ties two things directly.
const MOST_WAYS: usize = 2;

/// How firmly one entity is tied to another.
#[derive(Clone, Copy, Default)]
pub(in crate::question) struct Tie<'g> {
    /// By what is stated or known.
    linked: f64,
    /// By standing in one sentence.
    beside: f64,
    /// The best link that the texts state.
    stated: Option<Link<'g>>,
}

impl Tie<'_> {
    pub(in crate::question) fn all(self) -> f64 {
        self.linked + self.beside
    }
}

impl<'g> Asked<'_, 'g> {
    /// The two things a question is about.
    pub(in crate::question) fn pair_of_anchors(&self) -> Option<(&Anchor, &Anchor)> {
        if let Some(pair) = self.pair_of_relation() {
            return Some(pair);
        }
        // Two of one kind are compared; what else is named narrows.
        let anchors = self.innermost();
        let first = *anchors.first()?;
        let alike = || anchors.iter().skip(1).find(|other| other.kind == first.kind);
        let two_later = || match anchors.as_slice() {
            [_, a, b, ..] if a.kind == b.kind => Some((*a, *b)),
            _ => None,
        };
        let pair = alike().map(|other| (first, *other)).or_else(two_later);
        pair.or_else(|| Some((first, *anchors.get(1)?)))
    }

    /// What a question for what lies between things names, less the places that others of it lie in
    /// (江城区 of 海川市, a firm of 海川市).
    pub(in crate::question) fn innermost(&self) -> Vec<&Anchor> {
        let all: Vec<&Anchor> = self.reading.anchors.iter().collect();
        if all.len() < 3 || ![Wanted::Path, Wanted::Common].contains(&self.reading.wanted) {
            return all;
        }
        let holds = |outer: &Anchor, inner: &Anchor| {
            let scope = self.scope(outer);
            inner != outer
                && inner
                    .nodes
                    .iter()
                    .all(|node| scope.contains(node) || self.lies_in(*node, &scope))
        };
        let holds_another = |outer: &Anchor| {
            let holds = |inner: &&Anchor| holds(outer, inner) || self.narrows(outer, inner);
            outer.kind == Kind::PLACE && all.iter().any(holds)
        };
        let mut inner: Vec<&Anchor> = all.iter().copied().filter(|a| !holds_another(a)).collect();
        let trade = |anchor: &&Anchor| anchor.kind == Kind::INDUSTRY;
        if inner.iter().filter(|anchor| !trade(anchor)).count() >= 2 {
            inner.retain(|anchor| !trade(anchor));
        }
        if inner.len() >= 2 { inner } else { all }
    }

    /// 甲市的某某公司, a firm in a city: the question itself says where that is.
    fn narrows(&self, place: &Anchor, thing: &Anchor) -> bool {
        let (place, name) = (&place.text, &thing.text);
        let said = [
            format!("{place}的{name}"),
            format!("{name} in {place}"),
            format!("{name} of {place}"),
            format!("{place}'s {name}"),
            format!("{place}’s {name}"),
        ];
        thing.kind != Kind::INDUSTRY
            && said.iter().any(|said| self.question.contains(said.as_str()))
    }

    /// Whether the texts say that something is in one of these places.
    pub(in crate::question) fn lies_in(&self, node: u32, places: &BTreeSet<u32>) -> bool {
        let located = Relation::named("located_in");
        self.node(node).edges(Direction::Out).any(|link| {
            link.relation() == located
                && is_said(link)
                && places.contains(&(link.tail().ordinal() as u32))
        })
    }

    /// Of more than two things named the first two that the relation asked about can hold between.
    fn pair_of_relation(&self) -> Option<(&Anchor, &Anchor)> {
        let anchors = &self.reading.anchors;
        if self.reading.wanted != Wanted::YesNo || anchors.len() < 3 {
            return None;
        }
        let holds = |a: &Anchor, b: &Anchor| {
            self.relations_asked().filter_map(|r| self.knowledge.schema().entry(r)).any(|entry| {
                let admits = |a: &Anchor, b: &Anchor| {
                    entry.head.contains(&a.kind) && entry.tail.contains(&b.kind)
                };
                admits(a, b) || admits(b, a)
            })
        };
        let pairs = (0..anchors.len()).flat_map(|a| (a + 1..anchors.len()).map(move |b| (a, b)));
        let mut pairs = pairs.map(|(a, b)| (&anchors[a], &anchors[b]));
        pairs.find(|(a, b)| holds(a, b))
    }

    /// The same as entities, each the one most often named.
    pub(in crate::question) fn pair(&self) -> Option<(Node<'g>, Node<'g>)> {
        let (a, b) = self.pair_of_anchors()?;
        Some((self.node(a.nodes[0]), self.node(b.nodes[0])))
    }

    /// What lies between two things: entities tied to both, else those on the shortest ways, best
    /// first.
    pub(in crate::question) fn between(&self, found: &Found<'g>) -> Vec<Ranked<'g>> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let parts = self.parts_between();
        if !parts.is_empty() {
            return cut(parts, 0.5);
        }
        let mut ranked = self.all_between(a, b, found);
        // The city around the one ties it to nothing.
        let around = self.ground.all_around(&[a.ordinal() as u32, b.ordinal() as u32]);
        ranked.retain(|r| !around.contains_key(&(r.node.ordinal() as u32)));
        self.keep_roles(&mut ranked);
        if ranked.iter().all(|r| !self.is_of_sort(r.node)) {
            let named = self.bearing_as_asked(a, b);
            return if named.is_empty() { ranked } else { named };
        }
        ranked
    }

    /// Whether a thing is of a sort asked for.
    pub(in crate::question) fn is_of_sort(&self, node: Node<'g>) -> bool {
        self.reading.roles.iter().any(|&role| plays(&self.words.roles[role], &node))
    }

    /// Only what is of the sort asked for (通过哪家企业), if any is.
    pub(in crate::question) fn keep_roles(&self, ranked: &mut Vec<Ranked<'g>>) {
        if ranked.iter().any(|r| self.is_of_sort(r.node)) {
            ranked.retain(|r| self.is_of_sort(r.node));
        }
    }

    /// The same of any sort.
    fn all_between(&self, a: Node<'g>, b: Node<'g>, found: &Found<'g>) -> Vec<Ranked<'g>> {
        if found.paths.is_empty() || !self.bearers_between(a, b).is_empty() {
            let mut shared = self.shared(a, b, found);
            self.keep_roles(&mut shared);
            let shared = self.with_sentences(cut(shared, 0.5), a, b);
            if !shared.is_empty() && !asks_for_the_relation(self.question, &self.words.manner) {
                return shared;
            }
            return self.direct(a, b, found).into_iter().chain(shared).collect();
        }
        let mut ways: Vec<(f64, &Vec<Node<'g>>)> =
            found.paths.iter().map(|way| (self.cost(way), way)).collect();
        ways.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        let mut ranked: Vec<Ranked<'g>> = Vec::new();
        for (cost, way) in ways.into_iter().take(MOST_WAYS) {
            for step in way.windows(2).filter(|step| step[1] != b && step[1] != a) {
                if !ranked.iter().any(|r| r.node == step[1]) {
                    let sentences = self.sentences_naming_both(step[0], step[1]);
                    ranked.push(Ranked::tied(step[1], 1.0 / cost, sentences));
                }
            }
        }
        ranked.truncate(MOST);
        ranked
    }

    /// The other thing itself, where the texts state how the two are linked.
    fn direct(&self, a: Node<'g>, b: Node<'g>, found: &Found<'g>) -> Option<Ranked<'g>> {
        if !found.nodes.contains(&b) {
            return None;
        }
        let links = a.edges(Direction::Both).filter(|link| link.other(a) == b);
        let stated = links.filter(|link| [Basis::Stated, Basis::Planned].contains(&link.basis()));
        let best = stated.min_by(Link::best_first)?;
        let said: Vec<&str> = best.evidence().iter().map(|e| e.passage.text.as_str()).collect();
        let mut sentences = self.sentences_naming_both(a, b);
        sentences.sort_by_key(|&at| !said.contains(&self.text(at)));
        let stated = Some((best.relation(), best.basis()));
        Some(Ranked { stated, ..Ranked::tied(b, 1.0, sentences) })
    }

    /// What a way costs: the more, the less is stated and the more hangs on what it passes.
    fn cost(&self, way: &[Node<'g>]) -> f64 {
        let step = |pair: &[Node<'g>]| {
            let shared = self.sentences_naming_both(pair[0], pair[1]).len();
            let hub = f64::from(pair[1].mentions()).ln_1p();
            2.0 - 0.3 * shared as f64 + 0.3 * hub
        };
        way.windows(2).map(step).sum()
    }

    /// Where a question names a body that the texts know only by its parts (its institute, its
    /// laboratory): the parts that are tied to the other thing. Where the texts know the body too, but
    /// state nothing of it and that thing: those of which they state it.
    fn parts_between(&self) -> Vec<Ranked<'g>> {
        let [one, other, ..] = self.reading.anchors.as_slice() else { return Vec::new() };
        let mut ranked = Vec::new();
        for (whole, end) in [(one, other), (other, one)] {
            let end = self.node(end.nodes[0]);
            let parts = match whole.by_parts {
                true => whole.nodes.clone(),
                false => self.parts_of_untold(whole, end),
            };
            if parts.is_empty() {
                continue;
            }
            let ties = self.ties_of(end);
            for part in parts {
                let tie = ties[part as usize];
                if tie.stated.is_some() || whole.by_parts && tie.all() > 0.0 {
                    let node = self.node(part);
                    let sentences = self.sentences_naming_both(node, end);
                    ranked.push(Ranked::tied(node, tie.all(), sentences));
                }
            }
        }
        ranked
    }

    /// The parts that bear the name of a body of which the texts state nothing with another thing.
    fn parts_of_untold(&self, whole: &Anchor, end: Node<'g>) -> Vec<u32> {
        let [body] = whole.nodes[..] else { return Vec::new() };
        let body = self.node(body);
        let told = body.edges(Direction::Both).any(|link| link.other(body) == end && is_said(link));
        if told { Vec::new() } else { self.ground.named_after(body) }
    }

    /// What was found that is tied to both, by links or by standing in one sentence with each.
    pub(in crate::question) fn shared(
        &self,
        a: Node<'g>,
        b: Node<'g>,
        found: &Found<'g>,
    ) -> Vec<Ranked<'g>> {
        let (of_a, of_b) = (self.ties_of_named(a), self.ties_of_named(b));
        let mut ranked = Vec::new();
        let within = self.ground.with_inside(&[a.ordinal() as u32, b.ordinal() as u32]);
        let mut nodes = found.nodes.clone();
        if self.reading.wanted == Wanted::Path {
            nodes.extend(self.bearers_between(a, b));
            nodes.sort_unstable();
            nodes.dedup();
        }
        for node in nodes.into_iter().filter(|node| *node != a && *node != b) {
            let (tie, other) = (of_a[node.ordinal()], of_b[node.ordinal()]);
            if tie.all() <= 0.0 || other.all() <= 0.0 {
                continue;
            }
            // What is named everywhere is beside everything: it counts for less.
            let hub = f64::from(node.mentions()).ln_1p().max(1.0);
            let both = tie.stated.filter(|_| other.stated.is_some());
            let stated = both.map(|link| (link.relation(), link.basis()));
            let score = tie.linked.min(other.linked) + tie.all().min(other.all()) / hub;
            // Two things in one city have little to do with each other; a county of the city named has.
            let place = node.kind() == Kind::PLACE
                && self.reading.wanted == Wanted::Path
                && !within.contains(&(node.ordinal() as u32));
            let score = if place { score * PLACES } else { score };
            ranked.push(Ranked { stated, ..Ranked::tied(node, score, Vec::new()) });
        }
        self.keep_owned(&mut ranked, a, b);
        self.raise_subjects(&mut ranked, a, b);
        ranked
    }

    /// Answers with the sentences that tie them to both things.
    pub(in crate::question) fn with_sentences(
        &self,
        ranked: Vec<Ranked<'g>>,
        a: Node<'g>,
        b: Node<'g>,
    ) -> Vec<Ranked<'g>> {
        let told = |r: Ranked<'g>| {
            let mut sentences = self.sentences_naming_both(a, r.node);
            sentences.extend(self.sentences_naming_both(b, r.node));
            Ranked { sentences, ..r }
        };
        ranked.into_iter().map(told).collect()
    }

    /// The same of all that the question names by the words that name this one.
    fn ties_of_named(&self, node: Node<'g>) -> Vec<Tie<'g>> {
        let own = node.ordinal() as u32;
        let mut anchors = self.reading.anchors.iter();
        let named = anchors.find(|anchor| anchor.nodes.first() == Some(&own));
        let others = named.into_iter().flat_map(|anchor| anchor.nodes.iter().skip(1));
        let mut ties = self.ties_of(node);
        for &other in others.take(MOST_MEANT) {
            for (tie, more) in ties.iter_mut().zip(self.ties_of(self.node(other))) {
                tie.linked += more.linked;
                tie.beside += more.beside;
                tie.stated = tie.stated.or(more.stated);
            }
        }
        ties
    }

    /// How firmly each entity, by its place in the graph, is tied to one: stated links count for
    /// more than names that meet in a sentence, and those the less the more names meet there.
    pub(in crate::question) fn ties_of(&self, node: Node<'g>) -> Vec<Tie<'g>> {
        let mut ties = vec![Tie::default(); self.ground.kinds.len()];
        let scope = self.ground.with_inside(&[node.ordinal() as u32]);
        for &inner in &scope {
            let itself = inner as usize == node.ordinal();
            self.add_ties(self.node(inner), if itself { 1.0 } else { INSIDE }, &mut ties);
        }
        for (city, steps) in self.ground.all_around(&self.seats(node)) {
            ties[city as usize].linked += AROUND / steps as f64;
        }
        for industry in self.ground.industries_told_of(&scope) {
            ties[industry as usize].beside += ALONGSIDE;
        }
        ties
    }

    /// Those that the texts tie to one of two things and that bear the name of the other.
    pub(in crate::question) fn bearers_between(&self, a: Node<'g>, b: Node<'g>) -> Vec<Node<'g>> {
        let pairs = [(a, b), (b, a)].into_iter();
        let places = pairs.filter(|(place, _)| place.kind() == Kind::PLACE);
        let tied = places.flat_map(|(place, other)| {
            let stated = |node: &Node<'g>| {
                let mut links = node.edges(Direction::Both);
                links.any(|link| link.other(*node) == other && link.basis() == Basis::Stated)
            };
            let bearers = self.bearers_of(place).into_iter().map(|node| self.node(node));
            bearers.filter(stated).collect::<Vec<_>>()
        });
        tied.collect()
    }

    /// Firms and bodies that bear the name of a city in their own (江城冶炼厂).
    fn bearers_of(&self, place: Node<'g>) -> Vec<u32> {
        let stem = place.name().trim_end_matches(['市', '县', '区', '省']);
        if stem.chars().count() < 2 {
            return Vec::new();
        }
        let body = |node: &u32| {
            let kind = self.ground.kinds[*node as usize];
            [Kind::COMPANY, Kind::INSTITUTION].contains(&kind)
                && !self.ground.of_node(*node).is_empty()
        };
        self.ground.names.bearing(&[stem.to_owned()]).into_iter().filter(body).collect()
    }

    /// Firms whose names begin with the brand that the name of a firm begins with (海川重工 and 海川智能).
    fn of_one_brand(&self, node: Node<'g>) -> Vec<u32> {
        let brand: String = node.name().chars().take(BRAND).collect();
        let mut named = self.ground.names.exact(&brand).iter();
        let place = named.any(|&node| self.ground.kinds[node as usize] == Kind::PLACE);
        if node.kind() != Kind::COMPANY || place || brand.is_ascii() {
            return Vec::new();
        }
        let mut kin = self.ground.names.opening(&brand);
        kin.retain(|&other| self.ground.kinds[other as usize] == Kind::COMPANY);
        kin
    }

    /// The places that the texts say a body is in.
    fn seats(&self, node: Node<'g>) -> Vec<u32> {
        let located = Relation::named("located_in");
        let links = node.edges(Direction::Out).filter(|l| l.relation() == located && is_said(*l));
        links.map(|link| link.tail().ordinal() as u32).collect()
    }

    fn add_ties(&self, node: Node<'g>, weight: f64, ties: &mut [Tie<'g>]) {
        for link in node.edges(Direction::Both) {
            let tie = &mut ties[link.other(node).ordinal()];
            tie.linked += weight
                * match link.basis() {
                    Basis::Stated => 3.0 * f64::from(link.support().sentences).sqrt(),
                    Basis::Planned | Basis::Known => 2.0,
                    Basis::CoOccurs => 0.0,
                    Basis::Negated => continue,
                };
            if link.basis() == Basis::Stated {
                let better = |known: Link<'g>| known.best_first(&link).is_lt();
                tie.stated = tie.stated.filter(|known| better(*known)).or(Some(link));
            }
        }
        if self.reading.wanted == Wanted::Path && node.kind() == Kind::PLACE {
            for bearer in self.bearers_of(node) {
                ties[bearer as usize].linked += BEARS * weight;
            }
        }
        if self.reading.wanted == Wanted::Path && node.kind() == Kind::PERSON {
            for bearer in self.ground.names.bearing(&[node.name().to_owned()]) {
                ties[bearer as usize].linked += BEARS * weight;
            }
        }
        if self.reading.wanted == Wanted::Path {
            for kin in self.of_one_brand(node) {
                ties[kin as usize].linked += BEARS * weight;
            }
        }
        for part in self.ground.named_after(node) {
            ties[part as usize].linked += 2.0 * weight;
            for &at in self.ground.of_node(part) {
                let beside = self.ground.names_in(at).iter();
                for (other, _) in beside.filter(|(other, _)| *other != part) {
                    ties[*other as usize].beside += 0.3 * weight;
                }
            }
        }
        let own = self.ground.of_node(node.ordinal() as u32);
        for &at in own.iter().chain(self.ground.spoken_of(node.ordinal() as u32)) {
            if self.ground.sentence(at).reprint {
                continue;
            }
            let mut names: Vec<u32> = self.ground.names_in(at).iter().map(|(n, _)| *n).collect();
            names.sort_unstable();
            names.dedup();
            let each = 2.0 / (1.0 + names.len() as f64).ln();
            for other in names {
                ties[other as usize].beside += each * weight;
            }
        }
    }

    /// What links two things, the best first.
    pub(in crate::question) fn links_between(&self, found: &Found<'g>) -> Vec<Link<'g>> {
        let mut links = found.links.clone();
        links.sort_by(Link::best_first);
        links
    }
}

pub(in crate::question) fn cut(mut ranked: Vec<Ranked<'_>>, part: f64) -> Vec<Ranked<'_>> {
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
    let best = ranked.first().map_or(0.0, |r| r.score);
    ranked.retain(|r| r.score >= best * part);
    ranked.truncate(MOST);
    ranked
}

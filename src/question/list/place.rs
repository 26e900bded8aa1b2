//! Something named in, where it is out: stated places first, then those its sentences name.

use super::Ranked;
use crate::graph::{Basis, Direction, Link, Node};
use crate::knowledge::{Kind, Relation, Sort};
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::reading::Anchor;
use crate::question::rows::Found;
use crate::question::ties::tie::is_said;
use std::collections::{BTreeMap, BTreeSet};

/// Places answered beyond the best must reach this part of its score.
const CUT: f64 = 0.6;
/// Sentences kept for one place.
const MOST_SENTENCES: usize = 20;
/// The place of a head office stands within so many characters behind the word for it.
const SEAT: u32 = 24;
/// A stated place counts as much as this many sentences that only name both.
const STATED: f64 = 4.0;

/// Places told of one thing.
const MOST: usize = 3;
/// Steps up from a place: village, town, county, city, province.
const MOST_CLIMBED: usize = 4;

/// Whether a place is of a sort; 高新区 and 自治区 are no districts.
fn is_of_sort(place: Node<'_>, sort: &Sort) -> bool {
    let ends = |name: &str| {
        let ends = |with: &[String]| with.iter().any(|end| name.ends_with(end.as_str()));
        ends(&sort.endings) && !ends(&sort.but)
    };
    std::iter::once(place.name()).chain(place.aliases().iter().map(String::as_str)).any(ends)
}

/// What stands in brackets in a name.
fn in_brackets(name: &str) -> &str {
    let inner = name.split_once(['（', '(']).map_or("", |(_, behind)| behind);
    inner.split_once(['）', ')']).map_or("", |(inner, _)| inner)
}

impl<'g> Asked<'_, 'g> {
    /// What the question asks the place of.
    pub(in crate::question) fn thing_placed(&self) -> Option<&Anchor> {
        let mut things = self.reading.anchors.iter().filter(|a| a.kind != Kind::PLACE);
        // 甲与乙共建的实验室在哪里: what is told before 的 says which one is meant.
        let told = ["的", "'s ", "’s "].iter().any(|whose| self.question.contains(whose));
        let thing = if told { things.next_back() } else { things.next() };
        thing.or_else(|| self.reading.anchors.first())
    }

    /// Where the thing asked about is, among the places its query found.
    pub(in crate::question) fn places(&self, rows: &Found<'g>) -> Vec<Ranked<'g>> {
        let Some(thing) = self.thing_placed() else { return Vec::new() };
        let mut found: BTreeMap<usize, Ranked<'g>> = BTreeMap::new();
        for &link in rows.links.iter().filter(|link| link.basis() != Basis::Negated) {
            self.stated_place(link, &mut found);
        }
        let places: BTreeSet<u32> = rows.nodes.iter().map(|node| node.ordinal() as u32).collect();
        if self.asks_for_the_seat() {
            let opening = thing
                .nodes
                .iter()
                .flat_map(|&node| self.ground.names.opening(self.node(node).name()));
            let seats = opening.map(|seat| self.node(seat));
            let seats = seats.filter(|seat| seat.name().ends_with("总部"));
            for link in seats.flat_map(|seat| seat.edges(Direction::Out)) {
                let located = link.relation() == Relation::named("located_in");
                if located && is_said(link) {
                    self.stated_place(link, &mut found);
                }
            }
        }
        for &node in &thing.nodes {
            self.told_by_its_name(self.node(node), &mut found);
            self.named_beside(self.node(node), &places, &mut found);
        }
        if found.keys().all(|&place| thing.nodes.contains(&(place as u32))) {
            thing.nodes.iter().for_each(|&node| self.headed_by(self.node(node), &mut found));
        }
        let mut ranked: Vec<Ranked<'g>> =
            found.into_values().map(|r| self.inner_named_behind(r)).collect();
        ranked.retain(|r| !thing.nodes.contains(&(r.node.ordinal() as u32)));
        self.keep_seats(&mut ranked);
        let mut ranked = self.climb_to_sort_asked(ranked);
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
        let best = ranked.first().map_or(0.0, |r| r.score);
        ranked.retain(|r| r.score >= best * CUT);
        let mut seen = BTreeSet::new();
        ranked.retain(|r| seen.insert(r.node.ordinal()));
        self.keep_sort_asked(&mut ranked);
        // The county says more than the province around it.
        let inner: Vec<u32> = ranked.iter().map(|r| r.node.ordinal() as u32).collect();
        ranked.retain(|r| {
            let place = r.node.ordinal() as u32;
            let within = self.ground.with_inside(&[place]);
            !inner.iter().any(|other| *other != place && within.contains(other))
        });
        ranked.truncate(thing.nodes.len().max(MOST));
        ranked
    }

    fn asks_for_the_seat(&self) -> bool {
        let lower = self.question.to_lowercase();
        self.words.places.seat.iter().any(|word| lower.contains(word.as_str()))
    }

    /// The sort of place that the question asks for.
    pub(in crate::question) fn sort_asked(&self) -> Option<&Sort> {
        let lower = self.question.to_lowercase();
        let places = &self.words.places;
        let asked = |word: &String| {
            places.which.iter().any(|which| {
                which.is_ascii() == word.is_ascii() && lower.contains(&format!("{which}{word}"))
            })
        };
        places.sorts.iter().find(|sort| sort.words.iter().any(asked))
    }

    /// Where the head office is asked for, only places that a clause names behind the word for it
    /// answer, if there are any.
    fn keep_seats(&self, ranked: &mut Vec<Ranked<'g>>) {
        if !self.asks_for_the_seat() {
            return;
        }
        let seats = |r: &Ranked<'g>| -> Vec<u32> {
            let of = |at: &u32| {
                let names = self.ground.names_in(*at).iter();
                let mut own = names.filter(|(node, _)| *node as usize == r.node.ordinal());
                own.any(|&(_, place)| {
                    let front = self.text_between(*at, place.saturating_sub(SEAT), place);
                    let clause = front.rsplit(['，', ',', '；', '。', '：', '、']).next();
                    clause.is_some_and(|clause| clause.contains("总部"))
                })
            };
            r.sentences.iter().copied().filter(of).collect()
        };
        if ranked.iter().any(|r| !seats(r).is_empty()) {
            ranked.retain_mut(|r| {
                r.sentences = seats(r);
                !r.sentences.is_empty()
            });
        }
    }

    /// Where the question says what sort of place it asks for (哪个区), only those answer, if any do.
    pub(in crate::question) fn keep_sort_asked(&self, ranked: &mut Vec<Ranked<'g>>) {
        let Some(sort) = self.sort_asked() else { return };
        if ranked.iter().any(|r| is_of_sort(r.node, sort)) {
            ranked.retain(|r| is_of_sort(r.node, sort));
        }
    }

    /// 哪个区 of something in a street: the district around the street, by the links that are known
    /// or stated; what lies in none of that sort stays as it is.
    fn climb_to_sort_asked(&self, ranked: Vec<Ranked<'g>>) -> Vec<Ranked<'g>> {
        let Some(sort) = self.sort_asked() else { return ranked };
        // A country named beside it is nearer than the one around a village named there too.
        let best = ranked.iter().map(|r| r.score).fold(0.0, f64::max);
        let direct = |r: &Ranked<'g>| r.score >= best && is_of_sort(r.node, sort);
        if ranked.iter().any(direct) {
            return ranked;
        }
        ranked.into_iter().map(|r| self.climbed(&r, sort).unwrap_or(r)).collect()
    }

    /// The nearest place of a sort around one that answers, with the steps to it.
    fn climbed(&self, from: &Ranked<'g>, sort: &Sort) -> Option<Ranked<'g>> {
        if is_of_sort(from.node, sort) {
            return None;
        }
        let part_of = Relation::named("part_of");
        let (mut at, mut steps) = (from.node, Vec::new());
        for _ in 0..MOST_CLIMBED {
            let links = at.edges(Direction::Out).filter(|link| link.relation() == part_of);
            let firm = |link: &Link<'_>| is_said(*link) || link.basis() == Basis::Known;
            let mut up: Vec<Link<'g>> = links.filter(firm).collect();
            // What the texts say goes before what is known.
            up.sort_by_key(|link| !is_said(*link));
            let fits = up.iter().find(|link| is_of_sort(link.tail(), sort));
            let link = *fits.or_else(|| up.first())?;
            at = link.tail();
            let (inner, label) = (link.head().name(), self.label(part_of, link.basis()));
            steps.push(format!("{inner} → {} ({label})", at.name()));
            if fits.is_some() {
                let why = Some(steps.join("; "));
                return Some(Ranked { node: at, why, ..from.clone() });
            }
        }
        None
    }

    /// 长江口的长兴岛 is the island: a place that the sentence narrows gives way to the inner one.
    fn inner_named_behind(&self, outer: Ranked<'g>) -> Ranked<'g> {
        let inner = outer.sentences.iter().find_map(|&at| {
            let nodes = self.ground.names_in(at);
            let own = nodes.iter().position(|(n, _)| *n as usize == outer.node.ordinal())?;
            let (_, start) = nodes[own];
            let &(next, behind) = nodes.get(own + 1)?;
            let between = self.text_between(at, start, behind);
            let named = between.trim_end_matches('的');
            let place = self.node(next);
            let inner = place.kind() == Kind::PLACE && outer.node.is_called(named);
            inner.then_some(place)
        });
        match inner {
            Some(node) => Ranked { node, stated: None, ..outer },
            None => outer,
        }
    }

    fn stated_place(&self, link: Link<'g>, found: &mut BTreeMap<usize, Ranked<'g>>) {
        let place = link.tail();
        let support = f64::from(link.support().sentences);
        let entry = found.entry(place.ordinal()).or_insert_with(|| {
            let sentences = self.sentences_naming_both(link.head(), place);
            let stated = Some((link.relation(), link.basis()));
            Ranked { stated, ..Ranked::tied(place, 0.0, sentences) }
        });
        entry.score += STATED + support;
    }

    /// The place that the sentence before names and nothing else (山东海川。六公里的某某大道…).
    fn headed_by(&self, node: Node<'g>, found: &mut BTreeMap<usize, Ranked<'g>>) {
        for &at in self.ground.of_node(node.ordinal() as u32) {
            let Some(before) = at.checked_sub(1) else { continue };
            let own = self.ground.sentence(at).document;
            let names = self.ground.names_in(before);
            let place = |n: u32| self.node(n).kind() == Kind::PLACE && n as usize != node.ordinal();
            let named = names.iter().map(|&(n, _)| self.node(n).name().chars().count()).sum();
            let short = self.text(before).chars().filter(|c| c.is_alphanumeric()).count();
            if self.ground.sentence(before).document != own
                || !names.iter().all(|(n, _)| place(*n))
                || short > named
            {
                continue;
            }
            if let Some((inner, _)) = names.last() {
                let place = Ranked::tied(self.node(*inner), 1.0, vec![before, at]);
                found.entry(*inner as usize).or_insert(place);
            }
        }
    }

    /// The same where the graph has no such place.
    pub(in crate::question) fn place_in_name(&self) -> Vec<Finding> {
        let thing = self.thing_placed().filter(|thing| thing.kind == Kind::PROGRAM);
        let nodes = thing.into_iter().flat_map(|thing| &thing.nodes);
        let told = nodes.filter_map(|&node| {
            let place = in_brackets(self.node(node).name());
            let at = *self.ground.of_node(node).first()?;
            let mut senses = self.knowledge.lexicon().senses(place).iter();
            let rows = |row| self.knowledge.lexicon().row(row);
            let in_graph = !self.ground.names.exact(place).is_empty();
            let known = !in_graph && senses.any(|sense| rows(sense.row).kind == Kind::PLACE);
            known.then(|| self.said(place.to_owned(), 1.0, at))
        });
        told.collect()
    }

    /// 中国（某市）博览会: the place that stands in brackets in the name of an event.
    fn told_by_its_name(&self, thing: Node<'g>, found: &mut BTreeMap<usize, Ranked<'g>>) {
        let inner = in_brackets(thing.name());
        let places = self.ground.names.exact(inner).iter().map(|&node| self.node(node));
        let place = places.into_iter().find(|node| node.kind() == Kind::PLACE);
        let own = self.ground.of_node(thing.ordinal() as u32);
        if let Some(place) = place.filter(|_| thing.kind() == Kind::PROGRAM) {
            let told = Ranked::tied(place, STATED, own.iter().copied().take(MOST).collect());
            found.entry(place.ordinal()).or_insert(told);
        }
    }

    /// Places in the sentences of a thing: the nearer to its name, the likelier its place.
    fn named_beside(
        &self,
        node: Node<'g>,
        places: &BTreeSet<u32>,
        found: &mut BTreeMap<usize, Ranked<'g>>,
    ) {
        for &at in self.ground.of_node(node.ordinal() as u32) {
            let (sentence, names) = (self.ground.sentence(at), self.ground.names_in(at));
            let own = names.iter().filter(|(n, _)| *n as usize == node.ordinal());
            let own: Vec<u32> = own.map(|(_, start)| *start).collect();
            for &(other, start) in names {
                if sentence.reprint || !places.contains(&other) {
                    continue;
                }
                let listed = |o: &u32| {
                    let between = self.text_between(at, (*o).min(start), (*o).max(start));
                    between.contains('、') && !between.contains(['，', ',', '；', '：', '在', '于'])
                };
                // What is listed beside it is its like, not its place.
                if own.iter().all(listed) {
                    continue;
                }
                let distance = own.iter().map(|o| o.abs_diff(start)).min().unwrap_or(u32::MAX);
                let entry = found
                    .entry(other as usize)
                    .or_insert_with(|| Ranked::tied(self.node(other), 0.0, Vec::new()));
                entry.score += 1.0 / (1.0 + f64::from(distance) / 10.0);
                if entry.sentences.len() < MOST_SENTENCES && !entry.sentences.contains(&at) {
                    entry.sentences.push(at);
                }
            }
        }
    }
}

//! A reading in, the query that asks it out: a tree that the executor runs and that is printed.
//!
//! Its rows are all that may answer: what the graph links to the things named, and, by procedures
//! that look at the texts, what stands beside them. What is asked of both comes as one query.

use super::Found;
use super::pattern::{any_of, call, from, labelled, node_as, of_kinds, typed, union};
use super::procedure::{ALONGSIDE, BESIDE, BETWEEN};
use crate::graph::property::Direction;
use crate::knowledge::{Kind, Relation, Role};
use crate::query::ast::{Clause, Compare, Expr, Labels, Match};
use crate::query::ast::{NodePattern, PathPattern, Query, RelPattern, Shortest};
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::list::Ranked;
use crate::question::reading::direction::End;
use crate::question::reading::{Anchor, Wanted};
use std::collections::BTreeSet;

/// Names written out in a query before it becomes unreadable: those named most often.
const MOST_NAMES: usize = 60;
/// Steps of a path looked for.
const MOST_STEPS: u64 = 4;
/// Rows of a question that names nothing.
const MOST_ROWS: i64 = 1_000;

impl<'g> Asked<'_, 'g> {
    /// The query that asks it, and what it found.
    pub(in crate::question) fn looked_up(&self) -> (Query, Found<'g>) {
        let query = self.query();
        let found = self.found(&query);
        let nothing = found.nodes.is_empty() && !found.stopped;
        if self.reading.wanted == Wanted::Path && nothing && self.reading.anchors.len() >= 2 {
            // Nothing ties them directly: how they hang together through others.
            let query = self.ways();
            let found = self.found(&query);
            let pair = self.pair().filter(|_| found.paths.is_empty() && !found.stopped);
            let weak = pair.map_or(Vec::new(), |(a, b)| self.weakly_between(a, b));
            return (self.of_these(&weak).unwrap_or(query), found);
        }
        (query, found)
    }

    /// The query of what was found by its name or in one sentence, if anything was.
    fn of_these(&self, ranked: &[Ranked<'_>]) -> Option<Query> {
        let nodes: Vec<u32> = ranked.iter().map(|r| r.node.ordinal() as u32).collect();
        let named = Query::new().matching([from("x")]).filter(self.is_one_of("x", &nodes));
        (!nodes.is_empty()).then(|| named.returning([Expr::var("x")]))
    }

    fn query(&self) -> Query {
        match self.reading.wanted {
            Wanted::List | Wanted::Count => self.listing(),
            Wanted::Place => self.where_it_is(),
            Wanted::Post => self.posts(),
            Wanted::Figure | Wanted::Highest | Wanted::Compare => self.measured(),
            Wanted::Path | Wanted::Common => self.shared_by(),
            Wanted::YesNo => self.linking(),
            Wanted::About | Wanted::When => {
                let path = from("a").step(RelPattern::both().named("r"), NodePattern::named("x"));
                self.of(Query::new().matching([path]), "a", 0).returning(x_and_r())
            }
            Wanted::Passages => Query::new(),
        }
    }

    /// `(x:Kind)-[r:relations]-(a)-[:part_of*0..4]->(b)`, where `b` is something the question names,
    /// or `x` stands beside it in the texts.
    fn listing(&self) -> Query {
        let kinds = self.kinds_asked();
        let mut named = Vec::new();
        for anchor in &self.reading.anchors {
            named.extend(anchor.nodes.iter().copied());
            named.extend(self.parts_of(&anchor.nodes));
            if anchor.kind == Kind::INDUSTRY {
                named.extend(self.scope(anchor));
            }
        }
        let words = self.words_named();
        if named.is_empty() && (words.is_empty() || self.asks_the_press()) {
            let holders = self.holders_of_most(&kinds, &named);
            let holders = holders.map(|query| query.returning([Expr::var("h").named("x")]));
            let all = self.all_of(&kinds);
            return holders.into_iter().fold(all, union);
        }
        let bears = || self.bears_role("x").into_iter().chain(self.is_among("x"));
        let said = call(BESIDE, [self.ids(&named), texts(&words)]);
        let conditions = of_kinds("x", &kinds).into_iter().chain(bears());
        let beside = node_as(said, "x", None, conditions).returning(x_and_no_r());
        if named.is_empty() {
            return beside;
        }
        let mut asked = NodePattern::named("x");
        asked.labels = labels(&kinds);
        let path = PathPattern::from(asked).step(self.link_asked(&kinds), NodePattern::named("a"));
        let (path, end) = if self.names_a_place() {
            (path.step(within(), NodePattern::named("b")), "b")
        } else {
            (path, "a")
        };
        let linked = Query::new().matching([path]).filter(self.is_one_of(end, &named));
        let linked = bears().fold(linked, Query::filter).returning(x_and_r());
        let holders = self.holders_of_most(&self.kinds_asked(), &named);
        let holders = holders
            .map(|query| query.returning([Expr::var("h").named("x"), Expr::Null.named("r")]));
        holders.into_iter().fold(union(linked, beside), union)
    }

    /// What things of these kinds are linked to, where what has the most of them is asked.
    fn holders_of_most(&self, kinds: &[Kind], named: &[u32]) -> Option<Query> {
        let kind = self.reading.most.filter(|_| self.reading.wanted == Wanted::List)?;
        let mut counted = NodePattern::named("x");
        counted.labels = labels(kinds);
        let path = PathPattern::from(counted);
        if kind != Kind::PLACE {
            let path = path.step(RelPattern::both(), labelled("h", kind.name()));
            return Some(Query::new().matching([path]));
        }
        let path = path.step(RelPattern::both(), labelled("p", kind.name()));
        let path = path.step(within(), labelled("h", kind.name()));
        if !self.names_a_place() {
            return Some(Query::new().matching([path]));
        }
        let path = path.step(within(), NodePattern::named("b"));
        Some(Query::new().matching([path]).filter(self.is_one_of("b", named)))
    }

    /// Everything of these kinds, the most often named first.
    fn all_of(&self, kinds: &[Kind]) -> Query {
        let mut asked = NodePattern::named("x");
        asked.labels = labels(kinds);
        let query = Query::new().matching([PathPattern::from(asked)]);
        let conditions = self.bears_role("x").into_iter().chain(self.is_among("x"));
        let query = conditions.fold(query, Query::filter).returning([Expr::var("x")]);
        match self.reading.wanted {
            Wanted::Count => query,
            _ => query.order([Expr::var("x").prop("mentions").descending()]).limit(MOST_ROWS),
        }
    }

    /// Kinds that may answer.
    fn kinds_asked(&self) -> Vec<Kind> {
        if self.asks_by_relation() {
            return self.kinds_of_relations().into_iter().collect();
        }
        let roles = self.reading.roles.iter();
        let kinds: BTreeSet<Kind> = roles.map(|&role| self.words.roles[role].kind).collect();
        kinds.into_iter().collect()
    }

    /// The link between what is asked for and what is named, pointing where the question says.
    fn link_asked(&self, kinds: &[Kind]) -> RelPattern {
        let ends = || {
            let relations = self.relations_asked();
            let of = |relation| kinds.iter().map(move |&kind| self.end_of(relation, kind));
            relations.flat_map(of)
        };
        let symmetric = |relation: Relation| {
            let entry = self.knowledge.schema().relation(relation.name());
            entry.is_some_and(|entry| entry.symmetric)
        };
        let one_way = !self.relations_asked().any(symmetric) && ends().next().is_some();
        let all = |end| one_way && ends().all(|other| other == Some(end));
        let direction = match () {
            () if all(End::Head) => Direction::Out,
            () if all(End::Tail) => Direction::In,
            () => Direction::Both,
        };
        typed(RelPattern::new(direction).named("r"), self.relations_asked().map(Relation::name))
    }

    fn names_a_place(&self) -> bool {
        self.reading.anchors.iter().any(|anchor| anchor.kind == Kind::PLACE)
    }

    /// Names that end as those of what is asked for do (大学). Names of programmes end in brackets
    /// and years, so that theirs are looked at later.
    fn bears_role(&self, variable: &str) -> Option<Expr> {
        if self.asks_by_relation() {
            return None;
        }
        let roles: Vec<&Role> = self.reading.roles.iter().map(|&r| &self.words.roles[r]).collect();
        let open =
            |role: &&Role| role.endings.is_empty() || role.bare || role.kind == Kind::PROGRAM;
        if roles.is_empty() || roles.iter().any(open) {
            return None;
        }
        let endings: BTreeSet<&str> =
            roles.iter().flat_map(|role| &role.endings).map(String::as_str).collect();
        let own = Expr::List(vec![Expr::var(variable).prop("name")]);
        let aliases = Expr::var(variable).prop("aliases");
        let others = Expr::call("coalesce", [aliases, Expr::List(Vec::new())]);
        let ends = Expr::var("name").compare(Compare::EndsWith, Expr::var("end"));
        let ends = any_of("end", texts(&endings.into_iter().collect::<Vec<_>>()), ends);
        Some(any_of("name", own.plus(others), ends))
    }

    /// Only what was found last, where the question says so.
    fn is_among(&self, variable: &str) -> Option<Expr> {
        let among: Vec<u32> = self.reading.among.as_ref()?.iter().copied().collect();
        Some(self.is_one_of(variable, &among))
    }

    /// Words for subjects that are looked for in the texts.
    fn words_named(&self) -> Vec<&str> {
        let industries = self.reading.anchors.iter().filter(|a| a.kind == Kind::INDUSTRY);
        let words = self.reading.topics.iter().flatten();
        let words = words.chain(industries.flat_map(|anchor| &anchor.words));
        let words: BTreeSet<&str> = words.map(String::as_str).collect();
        words.into_iter().collect()
    }

    fn where_it_is(&self) -> Query {
        let Some(thing) = self.thing_placed() else { return Query::new() };
        let stated = from("x").step(
            typed(RelPattern::out().named("r"), ["located_in", "part_of"]),
            labelled("p", "Place"),
        );
        let stated = Query::new().matching([stated]).filter(self.is_one_of("x", &thing.nodes));
        let said = call(BESIDE, [self.ids(&thing.nodes), Expr::List(Vec::new())]);
        let near = Expr::var("nearness").eq(Expr::Float(1.0));
        let conditions = of_kinds("p", &[Kind::PLACE]).into_iter().chain([near]);
        let beside = node_as(said, "p", Some("nearness"), conditions);
        let no_link = || Expr::Null.named("r");
        union(
            stated.returning([Expr::var("p"), Expr::var("r")]),
            beside.returning([Expr::var("p").into(), no_link()]),
        )
    }

    fn posts(&self) -> Query {
        let path = PathPattern::from(labelled("x", "Person"))
            .step(RelPattern::out().named("r").kind("holds_post"), NodePattern::named("a"));
        let offices: Vec<u32> = self.offices().into_iter().collect();
        let titles: BTreeSet<&str> = self.titles_asked().into_iter().collect();
        let held = || Expr::var("r").prop("title");
        let listed: Vec<String> = titles.iter().map(|title| format!("{title}、")).collect();
        let listed: Vec<&str> = listed.iter().map(String::as_str).collect();
        let ends = held().compare(Compare::EndsWith, Expr::var("title"));
        let before = held().compare(Compare::Contains, Expr::var("title"));
        let titles = any_of("title", texts(&titles.into_iter().collect::<Vec<_>>()), ends);
        let titles = titles.or(any_of("title", texts(&listed), before));
        let stated = Query::new().matching([path]).filter(self.is_one_of("a", &offices));
        let stated = stated.filter(titles).returning(x_and_r());
        let documents = self.with_their_places(&offices);
        let named = call(ALONGSIDE, [self.ids(&documents)]);
        let named = node_as(named, "x", None, of_kinds("x", &[Kind::PERSON]));
        union(stated, named.returning(x_and_no_r()))
    }

    /// Figures of what the documents that name it name.
    pub(in crate::question) fn measured(&self) -> Query {
        let path = from("a").step(RelPattern::out().kind("has_figure"), labelled("f", "Figure"));
        let measures = self.reading.measures.iter().flat_map(|&m| &self.words.measures[m].zh);
        let measures: Vec<&str> = measures.map(String::as_str).collect();
        let measures_it = (!measures.is_empty()).then(|| {
            let (measure, asked) = (Expr::var("f").prop("measure"), Expr::var("asked"));
            let holds = |text: Expr| text.compare(Compare::Contains, Expr::var("asked"));
            let own = holds(measure.clone()).or(asked.compare(Compare::Contains, measure));
            any_of("asked", texts(&measures), own.or(holds(Expr::var("f").prop("sentence"))))
        });
        let figures = |query: Query| {
            let query = query.matching([path.clone()]);
            let query = measures_it.clone().into_iter().fold(query, Query::filter);
            query.returning([Expr::var("a"), Expr::var("f")])
        };
        if self.reading.anchors.is_empty() {
            return figures(Query::new());
        }
        let scope: Vec<u32> = self.reading.anchors.iter().flat_map(|a| self.scope(a)).collect();
        figures(node_as(call(ALONGSIDE, [self.ids(&scope)]), "a", None, []))
    }

    /// Links between two things, or between one and what lies in the other.
    fn linking(&self) -> Query {
        let path = from("a").step(RelPattern::both().named("r"), NodePattern::named("p"));
        let path = path.step(within(), NodePattern::named("b"));
        let place = |anchor: &Anchor| anchor.kind == Kind::PLACE;
        let turned = self.pair_of_anchors().is_some_and(|(a, b)| place(a) && !place(b));
        let (one, other) = if turned { ("b", "a") } else { ("a", "b") };
        let query = self.of(self.of(Query::new().matching([path]), one, 0), other, 1);
        query.returning([Expr::var("r")])
    }

    /// Every shortest way between two things.
    fn ways(&self) -> Query {
        let path = from("a")
            .step(RelPattern::both().length(1, MOST_STEPS), NodePattern::named("b"))
            .named("path")
            .shortest(Shortest::All);
        let ends = [from("a"), from("b")];
        let ends = self.of(self.of(Query::new().matching(ends), "a", 0), "b", 1);
        let ways = ends.clause(Clause::Match(Match { patterns: vec![path], ..Match::default() }));
        ways.returning([Expr::var("path")]).limit(MOST_ROWS)
    }

    /// What is named in the sentences behind these.
    pub(in crate::question) fn named_in_these(&self, said: &[Finding]) -> Query {
        let quotes = said.iter().flat_map(|finding| &finding.evidence);
        let words: BTreeSet<&str> = quotes.map(|quote| quote.sentence.as_str()).collect();
        let words: Vec<&str> = words.into_iter().collect();
        let said = call(BESIDE, [self.ids(&[]), texts(&words)]);
        node_as(said, "x", None, []).returning([Expr::var("x")])
    }

    /// What both things are linked to or stand beside.
    fn shared_by(&self) -> Query {
        let path = from("a")
            .step(RelPattern::both().named("r"), NodePattern::named("x"))
            .step(RelPattern::both().named("s"), NodePattern::named("b"));
        let Some((one, other)) = self.pair_of_anchors() else { return Query::new() };
        let linked = Query::new().matching([path]).filter(self.is_one_of("a", &one.nodes));
        let linked = linked.filter(self.is_one_of("b", &other.nodes));
        let said = call(BETWEEN, [self.ids(&one.nodes), self.ids(&other.nodes)]);
        let beside = node_as(said, "x", None, []).returning([Expr::var("x")]);
        let shared = union(linked.returning([Expr::var("x")]).distinct(), beside);
        if self.reading.wanted == Wanted::Common {
            return shared;
        }
        let bearers = self.pair().map_or(Vec::new(), |(a, b)| self.bearers_between(a, b));
        let bearers: Vec<u32> = bearers.iter().map(|node| node.ordinal() as u32).collect();
        let named = Query::new().matching([from("x")]).filter(self.is_one_of("x", &bearers));
        let shared = match bearers.is_empty() {
            true => shared,
            false => union(named.returning([Expr::var("x")]), shared),
        };
        let step = from("a").step(RelPattern::both().named("r"), NodePattern::named("x"));
        let direct = Query::new().matching([step]).filter(self.is_one_of("a", &one.nodes));
        let direct = direct.filter(self.is_one_of("x", &other.nodes));
        union(direct.returning([Expr::var("x")]).distinct(), shared)
    }

    /// With the condition that `variable` is the n-th thing the question names.
    fn of(&self, query: Query, variable: &str, n: usize) -> Query {
        let anchors: Option<(&Anchor, &Anchor)> = self.pair_of_anchors();
        let anchor = match (anchors, n) {
            (Some((one, _)), 0) => Some(one),
            (Some((_, other)), 1) => Some(other),
            _ => self.reading.anchors.get(n),
        };
        match anchor {
            Some(anchor) => query.filter(self.is_one_of(variable, &anchor.nodes)),
            None => query,
        }
    }

    /// The ids of entities, as a list.
    fn ids(&self, nodes: &[u32]) -> Expr {
        texts(&self.named_ids(nodes))
    }

    fn named_ids(&self, nodes: &[u32]) -> Vec<&'g str> {
        let unique: BTreeSet<u32> = nodes.iter().copied().collect();
        let mut unique: Vec<u32> = unique.into_iter().collect();
        unique.sort_by_key(|&n| (std::cmp::Reverse(self.ground.of_node(n).len()), n));
        unique.truncate(MOST_NAMES);
        let mut ids: Vec<&str> = unique.iter().map(|&node| self.node(node).id().as_str()).collect();
        ids.sort_unstable();
        ids
    }

    fn is_one_of(&self, variable: &str, nodes: &[u32]) -> Expr {
        let id = Expr::var(variable).prop("id");
        match self.named_ids(nodes).as_slice() {
            [one] => id.eq(Expr::text(*one)),
            several => id.within(texts(several)),
        }
    }
}

/// `-[:part_of*0..4]->`: itself or what it lies in.
fn within() -> RelPattern {
    RelPattern::out().kind("part_of").length(0, MOST_STEPS)
}

fn labels(kinds: &[Kind]) -> Option<Labels> {
    match kinds {
        [] => None,
        [kind] => Some(Labels::Name(kind.name().to_owned())),
        several => {
            Some(Labels::Or(several.iter().map(|k| Labels::Name(k.name().to_owned())).collect()))
        }
    }
}

fn texts(words: &[&str]) -> Expr {
    Expr::List(words.iter().map(|word| Expr::text(*word)).collect())
}

fn x_and_r() -> [Expr; 2] {
    [Expr::var("x"), Expr::var("r")]
}

fn x_and_no_r() -> [crate::query::ast::Item; 2] {
    [Expr::var("x").into(), Expr::Null.named("r")]
}

//! A reading in, the query that asks the same out: a tree, printed as Cypher.

use super::ask::Asked;
use super::reading::Wanted;
use crate::knowledge::Kind;
use crate::query::ast::{Clause, Compare, Expr, Labels, Match};
use crate::query::ast::{NodePattern, PathPattern, Query, RelPattern, Shortest};
use std::collections::BTreeSet;

/// Names written out in a query before it becomes unreadable.
const MOST_NAMES: usize = 40;
/// Steps of a path looked for.
const MOST_STEPS: u64 = 4;

impl Asked<'_, '_> {
    /// The query that asks the same. It finds what the graph states; answers are then ranked by
    /// what the sentences around it say.
    pub(super) fn query(&self) -> Query {
        match self.reading.wanted {
            // With nothing named there is no link to tell of.
            Wanted::List if self.reading.anchors.is_empty() => {
                self.listing().returning([Expr::var("x").prop("name")])
            }
            Wanted::List => self.listing().returning(Self::told_of_links()).distinct(),
            Wanted::Count => {
                let distinct = Expr::Call {
                    name: "count".to_owned(),
                    distinct: true,
                    arguments: vec![Expr::var("x")],
                };
                self.listing().returning([distinct.named("count")])
            }
            Wanted::Place => {
                let kinds = ["located_in", "part_of"];
                let path = from("x").step(typed(RelPattern::out(), kinds), labelled("p", "Place"));
                let name = Expr::var("p").prop("name");
                self.of(Query::new().matching([path]), "x", 0).returning([name])
            }
            Wanted::Post => self.posts(),
            Wanted::Figure => self.measured(),
            Wanted::Path if self.ties_are_direct() => self.shared_by(),
            Wanted::Path => self.between().returning([Expr::var("path")]),
            Wanted::Common => self.shared_by(),
            Wanted::YesNo => {
                let path = from("a").step(RelPattern::both().named("r"), NodePattern::named("b"));
                let query = self.of(self.of(Query::new().matching([path]), "a", 0), "b", 1);
                query.returning([kind_of("r"), Expr::var("r").prop("modality")])
            }
            Wanted::About => {
                let path = from("a").step(RelPattern::both().named("r"), NodePattern::named("x"));
                self.of(Query::new().matching([path]), "a", 0).returning(Self::told_of_links())
            }
            Wanted::Passages => Query::new(),
        }
    }

    fn told_of_links() -> [Expr; 3] {
        [Expr::var("x").prop("name"), kind_of("r"), Expr::var("r").prop("support")]
    }

    /// `(x:Kind)-[r:relations]-(a)-[:part_of*0..4]->(b)`, where `b` is something the question names:
    /// what is linked to it or to a part of it.
    fn listing(&self) -> Query {
        let mut kinds: Vec<Kind> =
            self.reading.roles.iter().map(|&role| self.words.roles[role].kind).collect();
        kinds.dedup();
        let mut asked = NodePattern::named("x");
        asked.labels = match kinds.as_slice() {
            [] => None,
            [kind] => Some(Labels::Name(kind.name().to_owned())),
            several => Some(Labels::Or(
                several.iter().map(|k| Labels::Name(k.name().to_owned())).collect(),
            )),
        };
        let mut named = Vec::new();
        for anchor in &self.reading.anchors {
            named.extend(anchor.nodes.iter().copied());
            if anchor.kind == Kind::INDUSTRY {
                named.extend(self.scope(anchor));
            }
        }
        if named.is_empty() {
            return Query::new().matching([PathPattern::from(asked)]);
        }
        let relations = self.relations_asked().map(crate::knowledge::Relation::name);
        let link = typed(RelPattern::both().named("r"), relations);
        let within = RelPattern::out().kind("part_of").length(0, MOST_STEPS);
        let path = PathPattern::from(asked)
            .step(link, NodePattern::named("a"))
            .step(within, NodePattern::named("b"));
        Query::new().matching([path]).filter(self.is_one_of("b", &named))
    }

    fn posts(&self) -> Query {
        let path = PathPattern::from(labelled("x", "Person"))
            .step(RelPattern::out().named("r").kind("holds_post"), NodePattern::named("a"));
        let offices: Vec<u32> = self.offices().into_iter().collect();
        let mut query = Query::new().matching([path]).filter(self.is_one_of("a", &offices));
        let ends = |title: &str| {
            Expr::var("r").prop("title").compare(Compare::EndsWith, Expr::text(title))
        };
        let titles: BTreeSet<&str> = self.titles_asked().into_iter().collect();
        if let Some(bears) = titles.into_iter().map(ends).reduce(Expr::or) {
            query = query.filter(bears);
        }
        query.returning([Expr::var("x").prop("name"), Expr::var("r").prop("title")])
    }

    fn measured(&self) -> Query {
        let path = from("a").step(RelPattern::out().kind("has_figure"), labelled("f", "Figure"));
        let ids: Vec<u32> = self.reading.anchors.iter().flat_map(|a| self.scope(a)).collect();
        let mut query = Query::new().matching([path]).filter(self.is_one_of("a", &ids));
        if let Some(&measure) = self.reading.measures.first() {
            let measure = Expr::text(self.words.measures[measure].zh[0].clone());
            query =
                query.filter(Expr::var("f").prop("measure").compare(Compare::Contains, measure));
        }
        if let Some(date) = self.reading.date {
            let period = Expr::call("toString", [Expr::var("f").prop("period")]);
            let date = Expr::text(date.to_string());
            query = query.filter(period.compare(Compare::StartsWith, date));
        }
        let told = ["value", "unit", "measure", "period"];
        query.returning(told.map(|key| Expr::var("f").prop(key)))
    }

    fn between(&self) -> Query {
        let path = from("a")
            .step(RelPattern::both().length(1, MOST_STEPS), NodePattern::named("b"))
            .named("path")
            .shortest(Shortest::All);
        let ends = [from("a"), from("b")];
        let ends = self.of(self.of(Query::new().matching(ends), "a", 0), "b", 1);
        ends.clause(Clause::Match(Match { patterns: vec![path], ..Match::default() }))
    }

    fn shared_by(&self) -> Query {
        let path = from("a")
            .step(RelPattern::both(), NodePattern::named("x"))
            .step(RelPattern::both(), NodePattern::named("b"));
        let query = self.of(self.of(Query::new().matching([path]), "a", 0), "b", 1);
        query
            .returning([Expr::var("x").prop("name"), Expr::call("labels", [Expr::var("x")])])
            .distinct()
    }

    /// With the condition that `variable` is the n-th thing the question names.
    fn of(&self, query: Query, variable: &str, n: usize) -> Query {
        match self.reading.anchors.get(n) {
            Some(anchor) => query.filter(self.is_one_of(variable, &anchor.nodes)),
            None => query,
        }
    }

    fn is_one_of(&self, variable: &str, nodes: &[u32]) -> Expr {
        let mut ids: Vec<&str> = nodes.iter().map(|&node| self.node(node).id().as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.truncate(MOST_NAMES);
        let id = Expr::var(variable).prop("id");
        match ids.as_slice() {
            [one] => id.compare(Compare::Equal, Expr::text(*one)),
            several => id.within(Expr::List(several.iter().map(|id| Expr::text(*id)).collect())),
        }
    }
}

fn from(variable: &str) -> PathPattern {
    PathPattern::from(NodePattern::named(variable))
}

fn labelled(variable: &str, label: &str) -> NodePattern {
    NodePattern::named(variable).label(label)
}

fn typed<'n>(rel: RelPattern, kinds: impl IntoIterator<Item = &'n str>) -> RelPattern {
    kinds.into_iter().fold(rel, RelPattern::kind)
}

fn kind_of(rel: &str) -> Expr {
    Expr::call("type", [Expr::var(rel)])
}

//! A seed in, a small graph, a query over it or a broken query out.

use tupu::graph::property::{PropertyGraph, Value};
use tupu::query::ast::{Compare, Expr, Item, NodePattern, PathPattern, Query, RelPattern};

/// Numbers that follow from a seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.throw(all.len() as u64) as usize]
    }
}

/// A small multigraph with loops, parallel relationships, missing properties and shared values.
pub(crate) fn graph(dice: &mut Dice) -> PropertyGraph {
    let mut graph = PropertyGraph::new();
    let nodes: Vec<_> = (0..7)
        .map(|number| {
            let sets: [&[&str]; 4] = [&["A"], &["B"], &["A", "B"], &[]];
            let labels = *dice.of(&sets);
            let mut props = vec![("id", Value::Int(number))];
            if dice.throw(4) > 0 {
                props.push(("k", Value::Int(dice.throw(3) as i64)));
            }
            graph.add_node(labels, &props)
        })
        .collect();
    for _ in 0..12 {
        let (from, to) = (*dice.of(&nodes), *dice.of(&nodes));
        let kind = *dice.of(&["R", "S"]);
        graph.add_rel(from, kind, to, &[("w", Value::Int(dice.throw(2) as i64))]);
    }
    graph
}

const NODES: [&str; 4] = ["a", "b", "c", "d"];

fn node(dice: &mut Dice) -> NodePattern {
    let mut node = match dice.throw(4) {
        0 => NodePattern::new(),
        _ => NodePattern::named(*dice.of(&NODES)),
    };
    match dice.throw(6) {
        0 => node = node.label("A"),
        1 => node = node.label("B"),
        2 => node = node.with("k", Expr::Int(dice.throw(3) as i64)),
        3 => node = node.with("id", Expr::Int(dice.throw(7) as i64)),
        _ => {}
    }
    node
}

fn path(dice: &mut Dice, rels: &mut u32) -> PathPattern {
    let mut path = PathPattern::from(node(dice));
    for _ in 0..dice.throw(3) {
        let mut rel = match dice.throw(3) {
            0 => RelPattern::out(),
            1 => RelPattern::back(),
            _ => RelPattern::both(),
        };
        match dice.throw(4) {
            0 => rel = rel.kind("R"),
            1 => rel = rel.kind("S"),
            2 => rel = rel.kind("R").kind("S"),
            _ => {}
        }
        match dice.throw(6) {
            0 => rel = rel.length(dice.throw(2), 1 + dice.throw(3)),
            1 => {
                *rels += 1;
                rel = rel.named(format!("r{rels}"));
            }
            _ => {}
        }
        path = path.step(rel, node(dice));
    }
    path
}

fn variables(paths: &[PathPattern], known: &mut Vec<String>) {
    for path in paths {
        let nodes = std::iter::once(&path.start).chain(path.steps.iter().map(|(_, node)| node));
        for name in nodes.filter_map(|node| node.variable.clone()) {
            if !known.contains(&name) {
                known.push(name);
            }
        }
    }
}

fn condition(dice: &mut Dice, known: &[String]) -> Expr {
    let var = |dice: &mut Dice| Expr::var(dice.of(known).clone());
    match dice.throw(7) {
        0 => var(dice).prop("k").compare(Compare::NotEqual, Expr::Int(dice.throw(3) as i64)),
        1 => var(dice).prop("id").compare(Compare::Less, Expr::Int(dice.throw(7) as i64)),
        2 => {
            let (left, right) = (var(dice).prop("k"), var(dice).prop("k"));
            left.eq(right)
        }
        3 => {
            let (left, right) = (condition(dice, known), condition(dice, known));
            left.or(right)
        }
        4 => {
            let pattern = PathPattern::from(NodePattern::named(dice.of(known).clone()))
                .step(RelPattern::out().kind("R"), NodePattern::new());
            Expr::Pattern(Box::new(pattern)).negated()
        }
        5 => {
            let some = (0..dice.throw(4)).map(|_| Expr::Int(dice.throw(7) as i64)).collect();
            var(dice).prop("id").within(Expr::List(some))
        }
        _ => Expr::IsNull(Box::new(var(dice).prop("k")), dice.throw(2) == 0),
    }
}

fn column(dice: &mut Dice, known: &[String]) -> Expr {
    let var = |dice: &mut Dice| Expr::var(dice.of(known).clone());
    let distinct = |name: &str, of: Expr| Expr::Call {
        name: name.into(),
        distinct: true,
        arguments: vec![of],
    };
    match dice.throw(8) {
        0 => Expr::CountStar,
        1 => distinct("count", var(dice)),
        2 => distinct("count", var(dice).prop("k")),
        3 => Expr::call("max", [var(dice).prop("id")]),
        4 => Expr::call("count", [var(dice).prop("k")]),
        5 => Expr::call("sum", [var(dice).prop("id")]),
        6 => var(dice).prop("k"),
        _ => var(dice).prop("id"),
    }
}

/// A query that reads, over the labels, types and keys of [`graph`].
pub(crate) fn generated(dice: &mut Dice) -> Query {
    let (mut rels, mut known) = (0, Vec::new());
    let mut query = Query::new();
    for clause in 0..=dice.throw(2) {
        let paths: Vec<_> = (0..=dice.throw(2)).map(|_| path(dice, &mut rels)).collect();
        variables(&paths, &mut known);
        query = if clause > 0 && dice.throw(2) == 0 {
            query.optional(paths)
        } else {
            query.matching(paths)
        };
        if !known.is_empty() && dice.throw(2) == 0 {
            query = query.filter(condition(dice, &known));
        }
    }
    if known.is_empty() {
        return query.returning([Expr::CountStar.named("x0")]);
    }
    let items: Vec<Item> =
        (0..=dice.throw(2)).map(|at| column(dice, &known).named(format!("x{at}"))).collect();
    query = query.returning(items);
    if dice.throw(3) == 0 { query.distinct() } else { query }
}

const SAMPLES: [&str; 8] = [
    "MATCH (c:公司)-[:落户]->(p:地点 {名称: '溧阳'}) WHERE c.name CONTAINS '电' RETURN c, count(*) AS k ORDER BY k DESC LIMIT 3",
    "MATCH p = shortestPath((a {id: 1})-[*..4]-(b)) RETURN length(p), [x IN nodes(p) | x.id]",
    "UNWIND range(1, 10) AS i WITH i WHERE i % 2 = 0 RETURN collect(i), sum(i) + 1, -2 ^ 3",
    "MATCH (a) OPTIONAL MATCH (a)-[r:R*1..2]->(b) RETURN a.id, size(r), CASE WHEN b IS NULL THEN 'x' ELSE b.k END",
    "CREATE (a:A {k: [1, 2.5, 'x']})-[:R {w: 1}]->(b) SET a.m = 1, b += {k: 2} REMOVE a.m RETURN a",
    "MERGE (a:A {k: 1}) ON CREATE SET a.id = 9 ON MATCH SET a.seen = true WITH a DETACH DELETE a",
    "RETURN all(x IN [1, 2] WHERE x > 0) AND NOT (1 IN [null]) XOR 'a' STARTS WITH 'b' AS t UNION RETURN true AS t",
    "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WHERE b.k = a.k } RETURN a {.id, .*, n: COUNT { (a)--() }}",
];

/// One of the samples with characters left out, doubled, swapped or put in.
pub(crate) fn mutated(dice: &mut Dice) -> String {
    let mut chars: Vec<char> = dice.of(&SAMPLES).chars().collect();
    for _ in 0..=dice.throw(4) {
        if chars.is_empty() {
            break;
        }
        let at = dice.throw(chars.len() as u64) as usize;
        match dice.throw(4) {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, chars[at]),
            2 => chars.swap(at, 0),
            _ => chars.insert(
                at,
                *dice.of(&[
                    '(', ')', '[', '{', '\'', '`', '，', '：', '-', '>', '*', '.', '$', '0', 'é',
                    '\u{0}', '/',
                ]),
            ),
        }
    }
    chars.into_iter().collect()
}

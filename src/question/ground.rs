//! A graph in, what answering stands on out: its names, its sentences and who is named in each.

use super::headed::headed;
use super::pieces::names::{Named, Names};
use super::pieces::phrases::Phrases;
use super::reading::Lookup;
use crate::graph::{Basis, FigureOf, KnowledgeGraph, Node, OWN_PLACES, Sentence, Sentences};
use crate::knowledge::{Kind, Knowledge, Relation};
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

/// Sentences at the start of a document that say what it is about.
const FIRST: usize = 4;
/// The bit of sentences that say 公司 or 我院 of what their document is about.
const OUR_BODY: u8 = 1 << OWN_PLACES.len();

/// What the words of questions are looked up in. Built once for a graph, when the first question
/// is asked, in time linear in the graph and without reading its documents where an index knows
/// their sentences; it copies what it needs and borrows nothing.
#[derive(Debug)]
pub struct Ground {
    /// Names of entities.
    pub(super) names: Names,
    /// Phrases of questions.
    pub(super) phrases: Phrases,
    /// Sentences, by document and in text order.
    pub(super) sentences: Sentences,
    /// For each entity the sentences that name it.
    of_node: Lists,
    /// For each document the place it names most.
    pub(super) place_of: Vec<Option<u32>>,
    /// For each document the firm or institution it is about, if it is about one.
    bodies: Vec<Option<u32>>,
    /// Sentences in which a document speaks of what it is about without its name.
    pub(super) spoken: BTreeMap<u32, Vec<u32>>,
    pub(super) kinds: Vec<Kind>,
    industries: Vec<(u32, String)>,
    inside: BTreeMap<u32, Vec<u32>>,
    outside: BTreeMap<u32, Vec<u32>>,
    /// For each entity how many figures the ones before it have, and at the end all of them.
    figures_before: Vec<u32>,
    /// Words that were looked for last in all sentences, with those that hold them.
    pub(super) held: Mutex<Option<Held>>,
    /// What was asked for last, with how nearly each sentence speaks of it.
    pub(super) near: Mutex<Option<Nearness>>,
}

/// Words and the sentences that hold one of them.
type Held = (Vec<String>, Arc<[u32]>);

/// Entities and words, and how nearly each sentence speaks of them.
type Nearness = (BTreeSet<u32>, Vec<String>, Arc<[f64]>);

/// A list for each entity.
#[derive(Debug)]
struct Lists {
    from: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// For each of so many entities the sentences that name it.
    fn naming(sentences: &Sentences, entities: usize) -> Self {
        let named = || {
            (0..sentences.all().len() as u32).flat_map(|at| {
                let names = sentences.names(at).iter().enumerate();
                let first = move |(place, (node, _)): &(usize, &(u32, u32))| {
                    !sentences.names(at)[..*place].iter().any(|(earlier, _)| earlier == node)
                };
                names.filter(first).map(move |(_, (node, _))| (*node as usize, at))
            })
        };
        let mut from = vec![0; entities + 2];
        named().for_each(|(node, _)| from[node + 2] += 1);
        for node in 2..from.len() {
            from[node] += from[node - 1];
        }
        let mut items = vec![0; from.last().map_or(0, |&all| all as usize)];
        for (node, at) in named() {
            let next = &mut from[node + 1];
            items[*next as usize] = at;
            *next += 1;
        }
        Self { from, items }
    }

    fn of(&self, node: u32) -> &[u32] {
        let bound = |at: u32| self.from.get(at as usize).map_or(0, |&from| from as usize);
        self.items.get(bound(node)..bound(node + 1)).unwrap_or_default()
    }
}

impl Ground {
    /// What answering questions on this graph stands on.
    pub fn new(graph: &KnowledgeGraph, knowledge: &Knowledge) -> Self {
        let (names, sentences) = rayon::join(
            || Names::of(graph.nodes().map(named), knowledge.tails()),
            || graph.sentences(),
        );
        let kinds: Vec<Kind> = graph.nodes().map(Node::kind).collect();
        let industries = graph.nodes().filter(|n| n.kind() == Kind::INDUSTRY);
        let industries = industries.map(|n| (n.ordinal() as u32, n.name().to_owned())).collect();
        let of_node = Lists::naming(&sentences, kinds.len());
        let mut figures_before = vec![0];
        for node in graph.nodes() {
            let before = figures_before.last().copied().unwrap_or(0);
            figures_before.push(before + node.figures().len() as u32);
        }
        let documents = 0..graph.archive().sources().len() as u32;
        let about = documents.into_par_iter().map(|document| {
            let place = most_named(&sentences, document, |node| kinds[node] == Kind::PLACE);
            let place = zone_told_of(graph, &sentences, document, knowledge).or(place);
            (place, body(&sentences, document, &kinds))
        });
        let (place_of, bodies): (Vec<_>, Vec<_>) = about.unzip();
        let (inside, outside) = within(graph, &names, &kinds, knowledge);
        let mut spoken = spoken(graph, &sentences, &bodies);
        let documents = 0..graph.archive().sources().len() as u32;
        let headed = documents.flat_map(|document| headed(&sentences, document, &kinds));
        headed.for_each(|(place, at)| spoken.entry(place).or_default().push(at));
        spoken.values_mut().for_each(|at| at.sort_unstable());
        let phrases = Phrases::of(knowledge.question());
        Self {
            names,
            phrases,
            sentences,
            of_node,
            place_of,
            bodies,
            spoken,
            kinds,
            industries,
            inside,
            outside,
            figures_before,
            held: Mutex::default(),
            near: Mutex::default(),
        }
    }

    /// A sentence by its number.
    pub(super) fn sentence(&self, at: u32) -> Sentence {
        self.sentences.all()[at as usize]
    }

    /// The entities a sentence names, with the place of the name, in text order.
    pub(super) fn names_in(&self, at: u32) -> &[(u32, u32)] {
        self.sentences.names(at)
    }

    /// The sentences that name an entity.
    pub(super) fn of_node(&self, node: u32) -> &[u32] {
        self.of_node.of(node)
    }

    /// The entity most often named among those written so in pinyin or English.
    pub fn sounding<'g>(&self, graph: &'g KnowledgeGraph, written: &str) -> Option<Node<'g>> {
        self.all_sounding(graph, written).into_iter().next()
    }

    /// Entities written so in pinyin or English, the most often named first.
    pub fn all_sounding<'g>(&self, graph: &'g KnowledgeGraph, written: &str) -> Vec<Node<'g>> {
        let exact = self.names.english(written).iter().chain(self.names.exact(written)).copied();
        by_fame(graph, exact.chain(self.names.sounding(written)))
    }

    /// Entities whose name starts so, in Chinese, in pinyin or by the initials of its syllables;
    /// the most often named first.
    pub fn starting<'g>(
        &self,
        graph: &'g KnowledgeGraph,
        typed: &str,
        most: usize,
    ) -> Vec<Node<'g>> {
        let mut nodes = by_fame(graph, self.names.starting(typed));
        nodes.truncate(most);
        nodes
    }

    /// Sentences that say 我市 or 公司 in a document about this place or body.
    pub(super) fn spoken_of(&self, node: u32) -> &[u32] {
        self.spoken.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Whether the document of a sentence names this entity.
    pub(super) fn speaks_of(&self, at: u32, node: u32) -> bool {
        let own = self.sentences_of(self.sentence(at).document);
        let named = self.of_node(node);
        named.get(named.partition_point(|at| *at < own.start)).is_some_and(|at| *at < own.end)
    }

    /// Whether the document of a sentence names the place at the front of this name.
    pub(super) fn of_same_place(&self, at: u32, name: &str) -> bool {
        let ends = name.char_indices().skip(2).take(8).map(|(end, _)| end);
        let places =
            ends.filter_map(|end| name.get(..end)).flat_map(|front| self.names.exact(front));
        let mut places = places.copied().filter(|&node| self.kinds[node as usize] == Kind::PLACE);
        places.any(|node| self.speaks_of(at, node))
    }

    /// The sentences of a document.
    pub(super) fn sentences_of(&self, document: u32) -> std::ops::Range<u32> {
        self.sentences.of_document(document)
    }

    /// Documents that name an entity or speak of it, in order, each as often as it does.
    pub(super) fn documents_of(&self, node: u32) -> impl Iterator<Item = u32> {
        let sentences = self.of_node(node).iter().chain(self.spoken_of(node));
        sentences.map(|&at| self.sentence(at).document)
    }

    /// The figure with this number among all figures, with the entity it is stated of.
    pub(super) fn figure<'g>(
        &self,
        graph: &'g KnowledgeGraph,
        number: u32,
    ) -> Option<(Node<'g>, FigureOf<'g>)> {
        let node =
            self.figures_before.partition_point(|&before| before <= number).checked_sub(1)?;
        let own = number - self.figures_before[node];
        let node = graph.nth_node(node)?;
        Some((node, node.figure(own as usize)?))
    }

    /// The places that a place lies in, one step out.
    pub(super) fn around(&self, place: u32) -> &[u32] {
        self.outside.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Bodies whose name begins with that of a body (its laboratory, its branch): they are its own.
    pub(super) fn named_after(&self, node: Node<'_>) -> Vec<u32> {
        if ![Kind::INSTITUTION, Kind::COMPANY].contains(&node.kind()) {
            return Vec::new();
        }
        let forms = std::iter::once(node.name()).chain(node.aliases().iter().map(String::as_str));
        let forms = forms.filter(|form| form.chars().count() >= 2);
        let own = node.ordinal() as u32;
        let institution = |other: &u32| {
            *other != own
                && self.kinds[*other as usize] == Kind::INSTITUTION
                && !self.of_node(*other).is_empty()
        };
        let after: BTreeSet<u32> =
            forms.flat_map(|form| self.names.opening(form)).filter(institution).collect();
        after.into_iter().collect()
    }

    /// Whether a sentence stands at the head of its document.
    pub(super) fn is_head(&self, at: u32) -> bool {
        self.sentence(at).passage < 2
    }

    /// The firm or institution that the document of a sentence is about.
    pub(super) fn body_of(&self, sentence: u32) -> Option<u32> {
        self.bodies[self.sentence(sentence).document as usize]
    }

    /// These places and all that lie in them.
    pub(super) fn with_inside(&self, nodes: &[u32]) -> BTreeSet<u32> {
        let mut scope: BTreeSet<u32> = nodes.iter().copied().collect();
        let mut open: Vec<u32> = nodes.to_vec();
        while let Some(node) = open.pop() {
            for &inner in self.inside.get(&node).into_iter().flatten() {
                if scope.insert(inner) {
                    open.push(inner);
                }
            }
        }
        scope
    }

    /// The places around these, however far, each with how many steps out it is.
    pub(super) fn all_around(&self, places: &[u32]) -> BTreeMap<u32, usize> {
        let mut around = BTreeMap::new();
        let mut open = places.to_vec();
        for steps in 1.. {
            let outer = open.iter().flat_map(|&inner| self.around(inner)).copied();
            let outer: BTreeSet<u32> = outer.filter(|outer| !around.contains_key(outer)).collect();
            if outer.is_empty() {
                break;
            }
            around.extend(outer.iter().map(|&outer| (outer, steps)));
            open = outer.into_iter().collect();
        }
        around
    }

    /// The industries that documents about these places name, each as often as it is named.
    pub(super) fn industries_told_of(&self, places: &BTreeSet<u32>) -> impl Iterator<Item = u32> {
        let about = (0..).zip(&self.place_of);
        let about = about.filter(|(_, place)| place.is_some_and(|place| places.contains(&place)));
        let sentences = about.flat_map(|(document, _)| self.sentences_of(document));
        let named = sentences.flat_map(|at| self.names_in(at)).map(|(node, _)| *node);
        named.filter(|node| self.kinds[*node as usize] == Kind::INDUSTRY)
    }

    /// Industries that a name of an industry speaks of: itself, and those whose names hold its own
    /// less the words for industry (动力电池 reaches 动力电池产业集群).
    pub(super) fn with_kin(&self, nodes: &[u32]) -> BTreeSet<u32> {
        let mut kin: BTreeSet<u32> = nodes.iter().copied().collect();
        for &node in nodes {
            if let Some((_, name)) = self.industries.iter().find(|(n, _)| *n == node) {
                kin.extend(self.industries(core(name)));
            }
        }
        kin
    }
}

fn by_fame(graph: &KnowledgeGraph, nodes: impl IntoIterator<Item = u32>) -> Vec<Node<'_>> {
    let unique: BTreeSet<u32> = nodes.into_iter().collect();
    let mut nodes: Vec<Node<'_>> =
        unique.into_iter().filter_map(|node| graph.nth_node(node as usize)).collect();
    nodes.sort_by_key(|node| (std::cmp::Reverse(node.mentions()), *node));
    nodes
}

/// The name of an industry less the words that only say it is one.
pub(super) fn core(name: &str) -> &str {
    let endings = ["产业集群", "产业链", "产业", "行业", "集群", "领域"];
    let core = endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    if core.chars().count() >= 2 { core } else { name }
}

impl Lookup for Ground {
    fn kind(&self, node: u32) -> Kind {
        self.kinds[node as usize]
    }

    fn fame(&self, node: u32) -> usize {
        self.of_node(node).len()
    }

    fn industries(&self, word: &str) -> Vec<u32> {
        let told = self.industries.iter().filter(|(node, _)| !self.of_node(*node).is_empty());
        let holding = told.filter(|(_, name)| name.contains(word));
        holding.map(|(node, _)| *node).collect()
    }
}

fn named(node: Node<'_>) -> Named<'_> {
    let (english, chinese): (Vec<&str>, Vec<&str>) =
        node.aliases().iter().map(String::as_str).partition(|name| name.is_ascii());
    let names = std::iter::once(node.name()).chain(chinese).collect();
    Named { node: node.ordinal() as u32, kind: node.kind(), names, english }
}

/// The entity of a sort that a document names most.
fn most_named(sentences: &Sentences, document: u32, fits: impl Fn(usize) -> bool) -> Option<u32> {
    let names = sentences.of_document(document).flat_map(|at| sentences.names(at));
    most(names.map(|(node, _)| *node).filter(|node| fits(*node as usize)).collect())
}

/// The one that stands there most often, the least of those.
fn most(mut all: Vec<u32>) -> Option<u32> {
    all.sort_unstable();
    let runs = all.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| (run.len(), std::cmp::Reverse(run[0]))).map(|run| run[0])
}

/// The zone that the first sentence of a document to name a place begins with: a page of its own.
fn zone_told_of(
    graph: &KnowledgeGraph,
    sentences: &Sentences,
    document: u32,
    knowledge: &Knowledge,
) -> Option<u32> {
    let mut head = sentences.of_document(document).take(FIRST);
    let first = head.find_map(|at| sentences.names(at).first().copied())?.0;
    let second = sentences.of_document(document).take(FIRST).flat_map(|at| sentences.names(at));
    let zone = knowledge.question().roles.iter().find(|role| role.id == "zone")?;
    // 江城 before the zone of 江城 says where it is.
    let named = std::iter::once(first).chain(second.skip(1).take(1).map(|(node, _)| *node));
    named.into_iter().find(|&node| {
        graph.nth_node(node as usize).is_some_and(|node| super::list::plays(zone, &node))
    })
}

/// Places with those that lie in them, and with those that they lie in, one step each: by what is known
/// and stated, and by the names of zones.
fn within(
    graph: &KnowledgeGraph,
    names: &Names,
    kinds: &[Kind],
    knowledge: &Knowledge,
) -> (BTreeMap<u32, Vec<u32>>, BTreeMap<u32, Vec<u32>>) {
    let mut inside: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut outside: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let part_of = Relation::named("part_of");
    let links = || graph.links().filter(|link| link.relation() == part_of);
    let known: BTreeSet<u32> = links()
        .filter(|link| link.basis() == Basis::Known)
        .map(|link| link.head().ordinal() as u32)
        .collect();
    for link in links() {
        let (head, tail) = (link.head(), link.tail());
        // Of two places that are both known to lie elsewhere neither lies in the other.
        let is_known = |node: Node<'_>| known.contains(&(node.ordinal() as u32));
        let doubtful = link.basis() != Basis::Known && is_known(head) && is_known(tail);
        if head.kind() == Kind::PLACE && tail.kind() == Kind::PLACE && !doubtful {
            let (inner, outer) = (head.ordinal() as u32, tail.ordinal() as u32);
            inside.entry(outer).or_default().push(inner);
            outside.entry(inner).or_default().push(outer);
        }
    }
    let mut zones = zones_by_name(graph, names, kinds, knowledge);
    zones.retain(|(zone, _)| !outside.contains_key(zone));
    for (zone, outer) in zones {
        inside.entry(outer).or_default().push(zone);
        outside.entry(zone).or_default().push(outer);
    }
    (inside, outside)
}

/// Zones with the places whose names theirs begin with: 江城高新区 lies in 江城.
fn zones_by_name(
    graph: &KnowledgeGraph,
    names: &Names,
    kinds: &[Kind],
    knowledge: &Knowledge,
) -> Vec<(u32, u32)> {
    let roles = &knowledge.question().roles;
    let Some(zone) = roles.iter().find(|role| role.id == "zone") else { return Vec::new() };
    let places = graph.nodes().filter(|node| super::list::plays(zone, node));
    let within = |node: Node<'_>| {
        let own = node.ordinal() as u32;
        let ends = node.name().char_indices().skip(2).map(|(end, _)| end);
        let mut fronts = ends.filter_map(|end| node.name().get(..end));
        let outer = fronts.find_map(|front| {
            let mut named = names.exact(front).iter().copied();
            named.find(|&place| place != own && kinds[place as usize] == Kind::PLACE)
        });
        Some((own, outer?))
    };
    places.filter_map(within).collect()
}

/// The firm or institution that the first sentences of a document name and that it names most: a
/// profile, a page of its own.
fn body(sentences: &Sentences, document: u32, kinds: &[Kind]) -> Option<u32> {
    let is_body = |node: usize| [Kind::COMPANY, Kind::INSTITUTION].contains(&kinds[node]);
    let head = sentences.of_document(document).take(FIRST);
    let mut names = head.flat_map(|at| sentences.names(at)).map(|(node, _)| *node);
    let first = names.find(|node| is_body(*node as usize))?;
    most_named(sentences, document, is_body).filter(|most| *most == first)
}

/// For each entity the place of one of the sorts that documents call their own with which its name
/// begins (溧阳市发改委), and its sort.
fn own_places(graph: &KnowledgeGraph) -> Vec<Option<(u32, usize)>> {
    let sort_of = |name: &str| OWN_PLACES.iter().position(|end| name.ends_with(*end));
    let places = graph.nodes().filter(|node| node.kind() == Kind::PLACE);
    let places = places.filter_map(|n| Some((n.name(), (n.ordinal() as u32, sort_of(n.name())?))));
    let places: HashMap<&str, (u32, usize)> = places.collect();
    let front = |node: Node<'_>| {
        let name = node.name();
        let mut fronts = (2..=5).filter_map(|length| {
            let end = name.char_indices().nth(length).map_or(name.len(), |(at, _)| at);
            places.get(name.get(..end)?).copied()
        });
        fronts.next_back()
    };
    graph.nodes().map(front).collect()
}

/// For each place and body a document is about the sentences that say 我市 or 公司 for it. A document
/// is about the place of a sort that it names most.
fn spoken(
    graph: &KnowledgeGraph,
    sentences: &Sentences,
    bodies: &[Option<u32>],
) -> BTreeMap<u32, Vec<u32>> {
    let mut spoken: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let own = OnceCell::new();
    for (document, &body) in (0..).zip(bodies) {
        let here =
            || sentences.of_document(document).filter_map(|at| Some((at, sentences.get(at)?)));
        let said = here().fold(0, |said, (_, sentence)| said | sentence.ours);
        let of_sort = |sort: usize| {
            let own: &Vec<Option<(u32, usize)>> = own.get_or_init(|| own_places(graph));
            let names = here().flat_map(|(at, _)| sentences.names(at));
            let places = names.filter_map(|(node, _)| own[*node as usize]);
            most(places.filter(|(_, of)| *of == sort).map(|(place, _)| place).collect())
        };
        let places = (0..OWN_PLACES.len()).map(|sort| (1 << sort, Some(sort)));
        for (bit, sort) in places.chain([(OUR_BODY, None)]).filter(|(bit, _)| said & bit != 0) {
            let Some(node) = sort.map_or(body, of_sort) else { continue };
            for (at, _) in here().filter(|(_, sentence)| sentence.ours & bit != 0) {
                if !sentences.names(at).iter().any(|(named, _)| *named == node) {
                    spoken.entry(node).or_default().push(at);
                }
            }
        }
    }
    spoken
}

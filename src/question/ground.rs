//! A graph in, what answering stands on out: its names, its sentences and who is named in each.

use super::names::{Named, Names};
use super::phrases::Phrases;
use super::reading::Lookup;
use crate::graph::{FigureOf, KnowledgeGraph, Node};
use crate::knowledge::{Kind, Knowledge};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// Words by which a document speaks of the place it is about, and how the names of such places end.
const OUR_PLACE: [(char, [&str; 3]); 4] = [
    ('市', ["我市", "全市", "本市"]),
    ('县', ["我县", "全县", "本县"]),
    ('区', ["我区", "全区", "本区"]),
    ('省', ["我省", "全省", "本省"]),
];
/// Words by which a document speaks of the firm or institution it is about.
const OUR_BODY: [&str; 7] = ["公司", "本院", "我院", "本校", "我校", "集团", "本中心"];
/// Sentences at the start of a document that say what it is about.
const FIRST: usize = 4;

/// What the words of questions are looked up in. Built once for a graph, when the first question
/// is asked, in time linear in the graph; it copies what it needs and borrows nothing.
#[derive(Debug)]
pub struct Ground {
    /// Names of entities.
    pub(super) names: Names,
    /// Phrases of questions.
    pub(super) phrases: Phrases,
    /// Sentences, by document and in text order.
    pub(super) sentences: Vec<Sentence>,
    /// For each entity the sentences that name it.
    pub(super) of_node: Vec<Vec<u32>>,
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
    /// For each document its first sentence, and at the end how many there are.
    firsts: Vec<u32>,
    /// For each entity how many figures the ones before it have, and at the end all of them.
    figures_before: Vec<u32>,
    /// Words that were looked for last in all sentences, with those that hold them.
    pub(super) held: Mutex<Option<Held>>,
}

/// Words and the sentences that hold one of them.
type Held = (Vec<String>, Arc<[u32]>);

/// A sentence that names entities.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Which document, in the order of their ids.
    pub document: u32,
    /// Which passage of the document.
    pub passage: u32,
    /// Which paragraph of the document.
    pub paragraph: u32,
    /// Entities it names with the place of the name, in text order.
    pub nodes: Vec<(u32, u32)>,
    /// It repeats an earlier sentence.
    pub reprint: bool,
}

impl Ground {
    /// What answering questions on this graph stands on.
    pub fn new(graph: &KnowledgeGraph, knowledge: &Knowledge) -> Self {
        let names = Names::of(graph.nodes().map(named));
        let kinds: Vec<Kind> = graph.nodes().map(Node::kind).collect();
        let industries = graph.nodes().filter(|n| n.kind() == Kind::INDUSTRY && n.mentions() > 0);
        let industries = industries.map(|n| (n.ordinal() as u32, n.name().to_owned())).collect();
        let (sentences, of_node, firsts) = sentences(graph);
        let mut figures_before = vec![0];
        for node in graph.nodes() {
            let before = figures_before.last().copied().unwrap_or(0);
            figures_before.push(before + node.figures().len() as u32);
        }
        let documents = graph.archive().documents().len();
        let place_of = most_named(&sentences, documents, |node| kinds[node] == Kind::PLACE);
        let bodies = bodies(&sentences, documents, &kinds);
        let mut inside: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut outside: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for link in graph.links().filter(|l| l.relation().name() == "part_of") {
            let (head, tail) = (link.head(), link.tail());
            if head.kind() == Kind::PLACE && tail.kind() == Kind::PLACE {
                let (inner, outer) = (head.ordinal() as u32, tail.ordinal() as u32);
                inside.entry(outer).or_default().push(inner);
                outside.entry(inner).or_default().push(outer);
            }
        }
        let levels = levels(graph, &sentences, documents);
        let spoken = spoken(graph, &sentences, &levels, &bodies);
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
            firsts,
            figures_before,
            held: Mutex::default(),
        }
    }

    /// The entity most often named among those written so in pinyin or English.
    pub fn sounding<'g>(&self, graph: &'g KnowledgeGraph, written: &str) -> Option<Node<'g>> {
        self.all_sounding(graph, written).into_iter().next()
    }

    /// Entities written so in pinyin or English, the most often named first.
    pub fn all_sounding<'g>(&self, graph: &'g KnowledgeGraph, written: &str) -> Vec<Node<'g>> {
        let exact = self.names.english(written).iter().chain(self.names.sounding(written));
        by_fame(graph, exact.chain(self.names.exact(written)).copied())
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
        let document = self.sentences[at as usize].document;
        let of = |at: &u32| self.sentences[*at as usize].document == document;
        self.of_node[node as usize].iter().any(of)
    }

    /// Whether the document of a sentence names the place at the front of this name.
    pub(super) fn of_same_place(&self, at: u32, name: &str) -> bool {
        let ends = name.char_indices().skip(2).take(4).map(|(end, _)| end);
        let places =
            ends.filter_map(|end| name.get(..end)).flat_map(|front| self.names.exact(front));
        let mut places = places.copied().filter(|&node| self.kinds[node as usize] == Kind::PLACE);
        places.any(|node| self.speaks_of(at, node))
    }

    /// The sentences of a document.
    pub(super) fn sentences_of(&self, document: u32) -> std::ops::Range<u32> {
        let first = |document: u32| self.firsts.get(document as usize).copied().unwrap_or(0);
        first(document)..first(document + 1)
    }

    /// Documents that name an entity or speak of it, in order, each as often as it does.
    pub(super) fn documents_of(&self, node: u32) -> impl Iterator<Item = u32> {
        let sentences = self.of_node[node as usize].iter().chain(self.spoken_of(node));
        sentences.map(|&at| self.sentences[at as usize].document)
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
                && !self.of_node[*other as usize].is_empty()
        };
        let after: BTreeSet<u32> =
            forms.flat_map(|form| self.names.opening(form)).filter(institution).collect();
        after.into_iter().collect()
    }

    /// Whether a sentence stands at the head of its document.
    pub(super) fn is_head(&self, at: u32) -> bool {
        at - self.sentences_of(self.sentences[at as usize].document).start < 2
    }

    /// The firm or institution that the document of a sentence is about.
    pub(super) fn body_of(&self, sentence: u32) -> Option<u32> {
        self.bodies[self.sentences[sentence as usize].document as usize]
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
        self.of_node[node as usize].len()
    }

    fn industries(&self, word: &str) -> Vec<u32> {
        let holding = self.industries.iter().filter(|(_, name)| name.contains(word));
        holding.map(|(node, _)| *node).collect()
    }
}

fn named(node: Node<'_>) -> Named<'_> {
    let (english, chinese): (Vec<&str>, Vec<&str>) =
        node.aliases().iter().map(String::as_str).partition(|name| name.is_ascii());
    let names = std::iter::once(node.name()).chain(chinese).collect();
    Named { node: node.ordinal() as u32, kind: node.kind(), names, english }
}

/// For each document the entity of a sort that most of its sentences name.
fn most_named(
    sentences: &[Sentence],
    documents: usize,
    fits: impl Fn(usize) -> bool,
) -> Vec<Option<u32>> {
    let mut named: Vec<BTreeMap<u32, u32>> = vec![BTreeMap::new(); documents];
    for sentence in sentences {
        let nodes = sentence.nodes.iter().map(|(node, _)| *node);
        for node in nodes.filter(|node| fits(*node as usize)) {
            *named[sentence.document as usize].entry(node).or_default() += 1;
        }
    }
    let most = |named: BTreeMap<u32, u32>| {
        named.into_iter().max_by_key(|&(node, count)| (count, std::cmp::Reverse(node)))
    };
    named.into_iter().map(|named| most(named).map(|(node, _)| node)).collect()
}

/// For each document the firm or institution that its first sentences name and that it names most:
/// a profile, a page of its own.
fn bodies(sentences: &[Sentence], documents: usize, kinds: &[Kind]) -> Vec<Option<u32>> {
    let is_body = |node: usize| [Kind::COMPANY, Kind::INSTITUTION].contains(&kinds[node]);
    let mut first: Vec<(usize, Option<u32>)> = vec![(0, None); documents];
    for sentence in sentences {
        let (seen, body) = &mut first[sentence.document as usize];
        *seen += 1;
        if *seen <= FIRST && body.is_none() {
            let names = sentence.nodes.iter().map(|(node, _)| *node);
            *body = names.into_iter().find(|node| is_body(*node as usize));
        }
    }
    let most = most_named(sentences, documents, is_body);
    most.into_iter().zip(first).map(|(most, (_, first))| most.filter(|_| most == first)).collect()
}

/// For each document, for each sort of place, the one it names most, by itself or at the front of
/// the names of its bodies (溧阳市发改委).
fn levels(
    graph: &KnowledgeGraph,
    sentences: &[Sentence],
    documents: usize,
) -> Vec<[Option<u32>; 4]> {
    let sort_of = |name: &str| OUR_PLACE.iter().position(|(end, _)| name.ends_with(*end));
    let mut sorts: Vec<Option<(u32, usize)>> = Vec::new();
    let mut places: BTreeMap<&str, (u32, usize)> = BTreeMap::new();
    for node in graph.nodes().filter(|node| node.kind() == Kind::PLACE) {
        if let Some(sort) = sort_of(node.name()) {
            places.insert(node.name(), (node.ordinal() as u32, sort));
        }
    }
    for node in graph.nodes() {
        let mut fronts = (2..=5).filter_map(|length| {
            let end =
                node.name().char_indices().nth(length).map_or(node.name().len(), |(at, _)| at);
            places.get(node.name().get(..end)?).copied()
        });
        sorts.push(fronts.next_back());
    }
    let mut named: Vec<BTreeMap<(usize, u32), u32>> = vec![BTreeMap::new(); documents];
    for sentence in sentences {
        for (place, sort) in sentence.nodes.iter().filter_map(|(node, _)| sorts[*node as usize]) {
            *named[sentence.document as usize].entry((sort, place)).or_default() += 1;
        }
    }
    let most = |named: BTreeMap<(usize, u32), u32>| {
        std::array::from_fn(|sort| {
            let of_sort = named.iter().filter(|((of, _), _)| *of == sort);
            let best =
                of_sort.max_by_key(|((_, place), count)| (**count, std::cmp::Reverse(*place)));
            best.map(|((_, place), _)| *place)
        })
    };
    named.into_iter().map(most).collect()
}

/// For each place and body a document is about the sentences that say 我市 or 公司 for it.
fn spoken(
    graph: &KnowledgeGraph,
    sentences: &[Sentence],
    levels: &[[Option<u32>; 4]],
    bodies: &[Option<u32>],
) -> BTreeMap<u32, Vec<u32>> {
    let mut spoken: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let documents: Vec<_> = graph.archive().documents().collect();
    for (sentence, at) in sentences.iter().zip(0_u32..) {
        let document = sentence.document as usize;
        let text = &documents[document].passages[sentence.passage as usize].text;
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let places =
            OUR_PLACE.iter().zip(levels[document]).map(|((_, words), node)| (node, &words[..]));
        let about = places.chain(std::iter::once((bodies[document], &OUR_BODY[..])));
        for (node, words) in about {
            let Some(node) = node.filter(|_| says(words)) else { continue };
            if !sentence.nodes.iter().any(|(named, _)| *named == node) {
                spoken.entry(node).or_default().push(at);
            }
        }
    }
    spoken
}

fn sentences(graph: &KnowledgeGraph) -> (Vec<Sentence>, Vec<Vec<u32>>, Vec<u32>) {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut firsts = Vec::new();
    for (document, extraction) in graph.archive().documents().enumerate() {
        firsts.push(sentences.len() as u32);
        let (mut paragraph, mut end) = (0, 0);
        sentences.extend(extraction.passages.iter().enumerate().map(|(passage, p)| {
            // Sentences of one paragraph follow each other without a break.
            paragraph += u32::from(p.span.start > end);
            end = p.span.end;
            Sentence {
                document: document as u32,
                passage: passage as u32,
                paragraph,
                nodes: Vec::new(),
                reprint: p.reprint,
            }
        }));
    }
    firsts.push(sentences.len() as u32);
    let mut of_node = Vec::new();
    for node in graph.nodes() {
        let mut its = Vec::new();
        for found in node.passages() {
            let at = firsts[found.place.0 as usize] + found.place.1;
            for span in &found.names {
                sentences[at as usize].nodes.push((node.ordinal() as u32, span.start));
            }
            its.push(at);
        }
        of_node.push(its);
    }
    for sentence in &mut sentences {
        sentence.nodes.sort_unstable_by_key(|&(node, start)| (start, node));
    }
    (sentences, of_node, firsts)
}

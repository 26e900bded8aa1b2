//! A question and a graph in, an answer out: reading, looking, telling.

use super::answer::{Answer, Finding, Quote};
use super::ground::Ground;
use super::list::Ranked;
use super::phrases::Cue;
use super::reading::{Anchor, Language, Lookup, Reading, Wanted};
use super::spot::{Spotter, has_cue};
use crate::extract::{Passage, Source};
use crate::graph::{Basis, Direction, Filter, KnowledgeGraph, Link, Node};
use crate::knowledge::{Kind, Knowledge, QuestionWords, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// Sentences shown beside the answers.
const PASSAGES: usize = 3;
/// Sentences shown for one answer.
const QUOTES: usize = 3;

/// Words by which a sentence denies or puts off.
const DENIALS: [&str; 9] =
    ["否认", "不属实", "尚未", "并未", "没有", "未能", "并非", "取消", "终止"];

/// A question that is being answered.
pub(super) struct Asked<'a, 'g> {
    pub question: &'a str,
    pub reading: &'a Reading,
    pub graph: &'g KnowledgeGraph,
    pub ground: &'a Ground,
    pub knowledge: &'a Knowledge,
    pub words: &'a QuestionWords,
    /// The counting word a number must have (几家).
    pub counter: Option<String>,
}

/// Answers a question. Never fails: what can't be answered gets passages and suggestions.
pub fn ask(
    ground: &Ground,
    graph: &KnowledgeGraph,
    knowledge: &Knowledge,
    question: &str,
) -> Answer {
    let words = knowledge.question();
    let name_of =
        |node: u32| graph.nth_node(node as usize).map_or(String::new(), |n| n.name().to_owned());
    let spotter = Spotter {
        names: &ground.names,
        phrases: &ground.phrases,
        words,
        lexicon: knowledge.lexicon(),
        name_of: &name_of,
        kind_of: &|node| ground.kind(node),
        said: &|words| ground.is_said(graph, words),
    };
    let plain = words.plain(question);
    let question_as_read = plain.as_str();
    let pieces = spotter.pieces(question_as_read);
    let reading = Reading::of(question_as_read, &pieces, words, knowledge.schema(), ground);
    let counter = has_cue(&pieces, Cue::Count).then(|| counting_word(question_as_read)).flatten();
    let asked = Asked {
        question: question_as_read,
        reading: &reading,
        graph,
        ground,
        knowledge,
        words,
        counter,
    };
    let mut answer = Answer {
        question: question.to_owned(),
        reading: asked.in_words(),
        cypher: asked.query().to_string(),
        answers: asked.findings(),
        passages: asked.passages(PASSAGES).into_iter().map(|at| asked.quote(at)).collect(),
        words: asked.words_taken(&pieces),
        unknown: reading.unknown.clone(),
        suggestions: Vec::new(),
    };
    if answer.answers.is_empty() || !reading.unknown.is_empty() {
        answer.suggestions = asked.suggestions();
    }
    answer
}

/// The counting word after 几 or 多少 (几家, 多少个).
fn counting_word(question: &str) -> Option<String> {
    let after = question.split_once("多少").or_else(|| question.split_once('几'))?.1;
    let word = after.chars().next().filter(|c| "家个所名位项种座条台辆人".contains(*c))?;
    Some(word.to_string())
}

impl<'g> Asked<'_, 'g> {
    fn findings(&self) -> Vec<Finding> {
        match self.reading.wanted {
            Wanted::List => self.told(self.list()),
            Wanted::Place => self.told(self.places()),
            Wanted::Post => self.told(self.holders()),
            Wanted::Path => self.told(self.ties()),
            Wanted::Common => self.told(self.common()),
            Wanted::Figure => self.values(),
            Wanted::Count => self.counted(),
            Wanted::YesNo => self.verdict(),
            Wanted::About => self.about(),
            Wanted::Passages => Vec::new(),
        }
    }

    fn values(&self) -> Vec<Finding> {
        let finding = |value: super::figure::Value| Finding {
            name: value.name,
            kind: None,
            score: value.score,
            why: self.say("数值", "figure").to_owned(),
            evidence: vec![self.quote(value.sentence)],
        };
        self.figures().into_iter().map(finding).collect()
    }

    /// A count that a sentence states, else the number of answers found.
    fn counted(&self) -> Vec<Finding> {
        let stated = self.values();
        if !stated.is_empty() || self.reading.roles.is_empty() {
            return stated;
        }
        let list = self.list();
        if list.is_empty() {
            return Vec::new();
        }
        let unit = self.counter.clone().unwrap_or_default();
        let why = self.say("按图中所列计数", "counted in the graph").to_owned();
        let evidence = list.iter().filter_map(|r| r.sentences.first()).take(QUOTES);
        let evidence = evidence.map(|&at| self.quote(at)).collect();
        vec![Finding {
            name: format!("{}{unit}", list.len()),
            kind: None,
            score: 1.0,
            why,
            evidence,
        }]
    }

    fn verdict(&self) -> Vec<Finding> {
        let links = self.links_between();
        let of = |basis| links.iter().find(|link| link.basis() == basis);
        let order = [Basis::Stated, Basis::Negated, Basis::Known, Basis::Planned, Basis::CoOccurs];
        let Some(link) = order.into_iter().find_map(of) else { return self.said_of_both() };
        if link.basis() == Basis::CoOccurs {
            let said = self.said_of_both();
            if !said.is_empty() {
                return said;
            }
        }
        let name = match link.basis() {
            Basis::Stated | Basis::Known => self.say("是", "yes"),
            Basis::Negated => self.say("否", "no"),
            // What is planned has not happened yet.
            Basis::Planned if self.reading.already => self.say("否", "no"),
            Basis::Planned => self.say("计划中", "planned"),
            Basis::CoOccurs => self.say("原文未明说", "not stated"),
        };
        let evidence = link_quotes(link);
        let why = self.label(link.relation(), link.basis());
        vec![Finding { name: name.to_owned(), kind: None, score: 1.0, why, evidence }]
    }

    /// What the sentences that speak of both things say where no link does: a denial, or the words
    /// of the relation asked about.
    fn said_of_both(&self) -> Vec<Finding> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let of = |node: Node<'_>| {
            let own = &self.ground.of_node[node.ordinal()];
            let spoken = self.ground.spoken_of(node.ordinal() as u32);
            own.iter().chain(spoken).copied().collect::<BTreeSet<u32>>()
        };
        let both: Vec<u32> = of(a).intersection(&of(b)).copied().collect();
        let denies = |&&at: &&u32| DENIALS.iter().any(|word| self.text(at).contains(word));
        let (name, why, at) = if let Some(&at) = both.iter().find(denies) {
            (self.say("否", "no"), self.say("原文否认", "denied"), at)
        } else if let Some(&at) = both.iter().find(|&&at| self.speaks_of_relation(at)) {
            (self.say("是", "yes"), self.say("原文提及", "said in a sentence"), at)
        } else {
            return Vec::new();
        };
        let evidence = vec![self.quote(at)];
        vec![Finding {
            name: name.to_owned(),
            kind: None,
            score: 0.5,
            why: why.to_owned(),
            evidence,
        }]
    }

    /// The neighbours of one thing, the firmest first.
    fn about(&self) -> Vec<Finding> {
        let Some(anchor) = self.reading.anchors.first() else { return Vec::new() };
        let node = self.node(anchor.nodes[0]);
        let asked: Vec<Relation> = self.relations_asked().collect();
        let filter = Filter::default().relations(asked);
        let neighbours = node.neighbours(Direction::Both, &filter).into_iter().take(12);
        neighbours
            .map(|(other, links)| Finding {
                name: other.name().to_owned(),
                kind: Some(other.kind()),
                score: f64::from(links[0].support().sentences),
                why: self.label(links[0].relation(), links[0].basis()),
                evidence: link_quotes(&links[0]),
            })
            .collect()
    }

    fn told(&self, ranked: Vec<Ranked<'g>>) -> Vec<Finding> {
        ranked
            .into_iter()
            .map(|r| Finding {
                name: usual_name(r.node),
                kind: Some(r.node.kind()),
                score: (r.score * 1000.0).round() / 1000.0,
                why: match r.stated {
                    Some((relation, basis)) => self.label(relation, basis),
                    None => self.say("同句或邻句提及", "named beside it").to_owned(),
                },
                evidence: r.sentences.iter().take(QUOTES).map(|&at| self.quote(at)).collect(),
            })
            .collect()
    }

    /// A label such as `落户 · 明说`.
    fn label(&self, relation: Relation, basis: Basis) -> String {
        let entry = self.knowledge.schema().relation(relation.name());
        let name = match (entry, self.reading.language) {
            (Some(entry), Language::Chinese) => entry.label.clone(),
            (Some(entry), Language::English) => entry.english.clone(),
            (None, _) => relation.name().to_owned(),
        };
        let how = match basis {
            Basis::Stated => self.say("原文明说", "stated"),
            Basis::Planned => self.say("计划", "planned"),
            Basis::Known => self.say("背景知识", "known"),
            Basis::CoOccurs => self.say("同句提及", "co-occurs"),
            Basis::Negated => self.say("原文否认", "negated"),
        };
        format!("{name} · {how}")
    }

    /// Names in the graph near the words that were not understood.
    fn suggestions(&self) -> Vec<String> {
        let words = self.reading.topics.iter().filter_map(|t| t.first());
        let near = words.flat_map(|word| {
            let similar = self.graph.similar(word, 3);
            similar.into_iter().map(|node| node.name().to_owned())
        });
        let names: BTreeSet<String> = near.collect();
        names.into_iter().take(5).collect()
    }

    pub(super) fn relations_asked(&self) -> impl Iterator<Item = Relation> + '_ {
        self.reading.relations.iter().map(|&(r, _)| self.words.relations[r].relation)
    }

    pub(super) fn node(&self, ordinal: u32) -> Node<'g> {
        self.graph.nth_node(ordinal as usize).expect("ordinals come from this graph")
    }

    /// What an anchor reaches: a place its counties, an industry its kin, anything else itself.
    pub(super) fn scope(&self, anchor: &Anchor) -> BTreeSet<u32> {
        match anchor.kind {
            Kind::PLACE => self.ground.with_inside(&anchor.nodes),
            Kind::INDUSTRY => self.ground.with_kin(&anchor.nodes),
            _ => anchor.nodes.iter().copied().collect(),
        }
    }

    /// A sentence with its document.
    fn passage(&self, at: u32) -> (&'g Source, &'g Passage) {
        let sentence = &self.ground.sentences[at as usize];
        let document = self.graph.archive().nth_document(sentence.document as usize);
        let document = document.expect("sentences come from this graph");
        (&document.source, &document.passages[sentence.passage as usize])
    }

    pub(super) fn text(&self, at: u32) -> &'g str {
        &self.passage(at).1.text
    }

    /// Where a sentence starts in its document.
    pub(super) fn start_of(&self, at: u32) -> u32 {
        self.passage(at).1.span.start
    }

    /// The text of a sentence between two offsets of its document.
    pub(super) fn text_between(&self, at: u32, start: u32, end: u32) -> String {
        let (_, passage) = self.passage(at);
        let skip = start.saturating_sub(passage.span.start) as usize;
        let length = end.saturating_sub(start.max(passage.span.start)) as usize;
        passage.text.chars().skip(skip).take(length).filter(|c| !c.is_whitespace()).collect()
    }

    pub(super) fn sentences_naming_both(&self, a: Node<'_>, b: Node<'_>) -> Vec<u32> {
        let of = |node: Node<'_>| &self.ground.of_node[node.ordinal()];
        let with_b: BTreeSet<u32> = of(b).iter().copied().collect();
        of(a).iter().copied().filter(|at| with_b.contains(at)).take(QUOTES).collect()
    }

    fn quote(&self, at: u32) -> Quote {
        let (document, passage) = self.passage(at);
        Quote {
            document: document.id.clone(),
            sentence: passage.text.clone(),
            start: passage.span.start,
            end: passage.span.end,
        }
    }

    pub(super) fn say<'t>(&self, chinese: &'t str, english: &'t str) -> &'t str {
        match self.reading.language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }
}

/// The name that the documents use most for an entity, the longer one of two used alike.
fn usual_name(node: Node<'_>) -> String {
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    for found in node.passages() {
        for span in &found.names {
            let skip = (span.start - found.passage.span.start) as usize;
            let form: String = found.passage.text.chars().skip(skip).take(span.len()).collect();
            *forms.entry(crate::text::quote(&form)).or_default() += 1;
        }
    }
    let usual = forms.into_iter().max_by_key(|(form, count)| (*count, form.chars().count()));
    usual.map_or_else(|| node.name().to_owned(), |(form, _)| form)
}

fn link_quotes(link: &Link<'_>) -> Vec<Quote> {
    let evidence = link.evidence().into_iter().take(QUOTES);
    evidence
        .map(|e| Quote {
            document: e.document.id.clone(),
            sentence: e.passage.text.clone(),
            start: e.passage.span.start,
            end: e.passage.span.end,
        })
        .collect()
}

/// Whether a text holds a word, or most pairs of its characters when it is long.
pub(super) fn holds(text: &str, word: &str) -> bool {
    if text.contains(word) {
        return true;
    }
    let chars: Vec<char> = word.chars().collect();
    let pairs = chars.windows(2).map(|p| p.iter().collect::<String>());
    let held = pairs.filter(|pair| text.contains(pair.as_str())).count();
    chars.len() >= 4 && held * 2 >= chars.len()
}

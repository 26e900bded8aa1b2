//! What was found in, how it is told out: names with the reason and the sentences.

use super::answer::{Finding, Quote};
use super::ask::{Asked, QUOTES};
use super::list::Ranked;
use super::reading::{Language, Wanted};
use crate::graph::{Basis, Direction, Filter, Link, Node};
use crate::knowledge::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// An answer that no link states is sure when its best sentence speaks of so much of what is asked.
const SURE: f64 = 0.6;

/// Words by which a sentence denies or puts off.
const DENIALS: [&str; 9] =
    ["否认", "不属实", "尚未", "并未", "没有", "未能", "并非", "取消", "终止"];

impl<'g> Asked<'_, 'g> {
    pub(super) fn findings(&self) -> Vec<Finding> {
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
            id: None,
            sure: value.sure,
            evidence: vec![self.quote(value.sentence)],
        };
        self.figures().into_iter().map(finding).collect()
    }

    /// A count that a sentence states, else the number of answers found.
    fn counted(&self) -> Vec<Finding> {
        let stated = self.values();
        let uncountable = self.reading.roles.is_empty() && self.reading.among.is_none();
        if !stated.is_empty() && self.reading.among.is_none() || uncountable {
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
            id: None,
            sure: true,
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
        let sure = link.basis() != Basis::CoOccurs;
        vec![Finding {
            name: name.to_owned(),
            kind: None,
            score: 1.0,
            why,
            evidence,
            id: None,
            sure,
        }]
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
        let (name, why) = (name.to_owned(), why.to_owned());
        vec![Finding { name, kind: None, score: 0.5, why, evidence, id: None, sure: false }]
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
                id: Some(other.id().clone()),
                sure: links[0].basis() != Basis::CoOccurs,
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
                id: Some(r.node.id().clone()),
                sure: r.stated.is_some() || r.spoken >= SURE,
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

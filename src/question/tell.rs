//! What was found in, how it is told out: names with the reason and the sentences.

use super::answer::{Finding, Quote};
use super::ask::{Asked, QUOTES};
use super::list::Ranked;
use super::reading::{Language, Wanted};
use super::rows::Found;
use crate::graph::{Basis, Link, Node};
use crate::knowledge::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// An answer that no link states is sure when its best sentence speaks of so much of what is asked.
const SURE: f64 = 0.6;

/// Neighbours told of one thing, and links looked at closely for them.
const MOST_ABOUT: usize = 12;
const MOST_LINKS: usize = 200;
/// Sentences read to find the usual name of an entity.
const MOST_FORMS: usize = 200;

/// Words by which a sentence denies or puts off.
const DENIALS: [&str; 9] =
    ["否认", "不属实", "尚未", "并未", "没有", "未能", "并非", "取消", "终止"];

impl<'g> Asked<'_, 'g> {
    /// What is answered of what the query found.
    pub(super) fn findings(&self, found: &Found<'g>) -> Vec<Finding> {
        match self.reading.wanted {
            Wanted::List => match self.reading.most {
                Some(kind) => self.told(self.with_most(kind, found)),
                None => self.told(self.list(found)),
            },
            Wanted::Highest => self.told(self.with_highest(found)),
            Wanted::Place => self.told(self.places(found)),
            Wanted::Post => self.told(self.holders(found)),
            Wanted::Path => {
                let ties = self.told(self.between(found));
                if ties.is_empty() && !found.stopped { self.untied() } else { ties }
            }
            Wanted::Common => self.told(self.common(found)),
            Wanted::Figure => self.values(found),
            Wanted::Count => self.counted(found),
            Wanted::YesNo => self.verdict(found),
            Wanted::About => self.about(found),
            Wanted::Passages => Vec::new(),
        }
    }

    pub(super) fn values(&self, found: &Found<'g>) -> Vec<Finding> {
        let finding = |value: super::figure::Value| Finding {
            name: value.name,
            kind: None,
            score: value.score,
            why: self.say("数值", "figure").to_owned(),
            id: None,
            sure: value.sure,
            evidence: vec![self.quote(value.sentence)],
        };
        self.figures(found).into_iter().map(finding).collect()
    }

    fn verdict(&self, found: &Found<'g>) -> Vec<Finding> {
        let links = self.links_between(found);
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
            let own = self.ground.of_node(node.ordinal() as u32);
            let spoken = self.ground.spoken_of(node.ordinal() as u32);
            let mut all: Vec<u32> = own.iter().chain(spoken).copied().collect();
            all.sort_unstable();
            all
        };
        let of_b = of(b);
        let both = of(a).into_iter().filter(|at| of_b.binary_search(at).is_ok());
        let both: Vec<u32> = both.take(MOST_FORMS).collect();
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

    /// The neighbours of one thing, the firmest first, each with its best link.
    fn about(&self, found: &Found<'g>) -> Vec<Finding> {
        let Some(anchor) = self.reading.anchors.first() else { return Vec::new() };
        let asked: BTreeSet<Relation> = self.relations_asked().collect();
        let mut links: Vec<Link<'g>> = found.links.clone();
        links.retain(|link| asked.is_empty() || asked.contains(&link.relation()));
        links.retain(|link| link.basis() != Basis::Negated);
        if links.len() > MOST_LINKS {
            links.select_nth_unstable_by(MOST_LINKS, Link::best_first);
            links.truncate(MOST_LINKS);
        }
        links.sort_by(Link::best_first);
        let mut told = BTreeSet::new();
        let named = |node: Node<'g>| anchor.nodes.contains(&(node.ordinal() as u32));
        let ends = links
            .into_iter()
            .map(|link| (if named(link.head()) { link.tail() } else { link.head() }, link));
        let first = ends.filter(|(other, _)| told.insert(other.ordinal())).take(MOST_ABOUT);
        first
            .map(|(other, link)| Finding {
                name: other.name().to_owned(),
                kind: Some(other.kind()),
                score: f64::from(link.support().sentences),
                why: self.label(link.relation(), link.basis()),
                evidence: link_quotes(&link),
                id: Some(other.id().clone()),
                sure: link.basis() != Basis::CoOccurs,
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
                why: match (r.stated, r.why) {
                    (_, Some(why)) => why,
                    (Some((relation, basis)), None) => self.label(relation, basis),
                    (None, None) => self.say("同句或邻句提及", "named beside it").to_owned(),
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
    for found in node.passages().take(MOST_FORMS) {
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

//! What was found in, how it is told out: names with the reason and the sentences.

use super::answer::{Finding, Quote};
use super::ask::{Asked, QUOTES};
use super::figures::figure::{Value, Values};
use super::list::Ranked;
use super::reading::{Language, Reading, Wanted};
use super::rows::Found;
use super::rows::search::Sought;
use crate::graph::{Basis, Link, Node};
use crate::knowledge::{Kind, Lexicon, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// An answer that no link states is sure when its best sentence speaks of so much of what is asked.
const SURE: f64 = 0.6;

/// Neighbours told of one thing, and links looked at closely for them.
const MOST_ABOUT: usize = 12;
const MOST_LINKS: usize = 200;
/// With which the full name of a firm ends.
const IN_FULL: &str = "公司";
/// Sentences read to find the usual name of an entity.
const MOST_FORMS: usize = 200;

/// What is answered, and what is told beside it.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub answers: Vec<Finding>,
    /// What comes near without answering.
    pub near: Vec<Finding>,
    /// Why there is no answer, or why it may be wrong.
    pub doubt: Option<String>,
}

impl From<Vec<Finding>> for Told {
    fn from(answers: Vec<Finding>) -> Self {
        Self { answers, ..Self::default() }
    }
}

impl<'g> Asked<'_, 'g> {
    /// What is answered of what the query found.
    pub(super) fn findings(&self, found: &Found<'g>) -> Told {
        let answers = match self.reading.wanted {
            Wanted::List => match self.reading.most {
                Some(kind) => self.told(self.with_most(kind, found)),
                None => self.told(self.list(found)),
            },
            Wanted::Highest => self.told(self.with_highest(found)),
            Wanted::Place => {
                let named = self.place_in_name();
                if named.is_empty() { self.told(self.places(found)) } else { named }
            }
            Wanted::Post => self.told(self.holders(found)),
            Wanted::Path => {
                let mut ties = self.told(self.between(found));
                if let (Some((a, b)), true) = (self.pair(), ties.is_empty() && !found.stopped) {
                    ties = self.told(self.weakly_between(a, b));
                }
                if ties.is_empty() && !found.stopped { self.untied() } else { ties }
            }
            Wanted::Common => {
                let shared = self.told(self.common(found));
                if shared.is_empty() { self.told(self.weakly_shared()) } else { shared }
            }
            Wanted::Figure => return self.values_or_said(found),
            Wanted::Count => return self.counted(found),
            Wanted::YesNo => return self.verdict(found),
            Wanted::Compare => return self.compared(found),
            Wanted::When => self.times(),
            Wanted::About => self.about(found),
            Wanted::Passages => Vec::new(),
        };
        answers.into()
    }

    /// The figures that answer, or else what a sentence says.
    fn values_or_said(&self, found: &Found<'g>) -> Told {
        let mut told = self.values(found);
        if self.reading.measures.iter().all(|&m| self.words.is_rank(m))
            && !self.reading.measures.is_empty()
        {
            // The rank of another subject is none of the one asked about.
            let subjects = self.subjects_of_rank();
            let of_it = |finding: &Finding| {
                let mut said = finding.evidence.iter();
                said.any(|quote| subjects.iter().any(|subject| quote.sentence.contains(subject)))
            };
            if !subjects.is_empty()
                && !told.answers.iter().any(of_it)
                && let Some(said) = self.rank_said()
            {
                told = vec![said].into();
            }
        }
        if !told.answers.is_empty() || !told.near.is_empty() {
            return told;
        }
        let said = self.amount_said();
        if !said.is_empty() {
            return said.into();
        }
        self.without_measure().unwrap_or(told)
    }

    /// Where no figure is of the measure asked for, one that its sentence puts beside all things named: how
    /// much a farm delivers is how much it is said to send.
    fn without_measure(&self) -> Option<Told> {
        let rank = |&m: &usize| self.words.is_rank(m);
        if self.reading.measures.iter().any(rank) || self.reading.anchors.len() < 2 {
            return None;
        }
        let reading = Reading { measures: Vec::new(), ..self.reading.clone() };
        let asked = Asked { reading: &reading, counter: None, ..*self };
        let mut told = asked.values(&asked.found(&asked.measured()));
        told.answers.retain(|finding| finding.sure);
        told.answers.iter_mut().for_each(|finding| finding.sure = false);
        (told.answers.len() == 1).then_some(told)
    }

    /// The figures that answer; where none is of the time asked for those of other times, and that
    /// they are.
    pub(super) fn values(&self, found: &Found<'g>) -> Told {
        let Values { answers, of_other_times } = self.figures(found);
        let untold = self.reading.period.filter(|_| answers.iter().any(|v| v.months.is_none()));
        let doubt = match self.reading.period {
            Some(asked) if answers.is_empty() && !of_other_times.is_empty() => {
                let asked = asked.told(self.reading.language);
                let zh = format!("没有{asked}的数值，只有其他时间的");
                let en = format!("no figure is of {asked}, only of other times");
                Some(self.say(&zh, &en).to_owned())
            }
            _ => untold.map(|_| {
                self.say("原文没有说明是什么时候的", "the text does not say of when it is")
                    .to_owned()
            }),
        };
        let told = |values: Vec<Value<'g>>| -> Vec<Finding> {
            values.into_iter().map(|value| self.told_value(&value)).collect()
        };
        let near = if answers.is_empty() { told(of_other_times) } else { Vec::new() };
        Told { answers: told(answers), near, doubt }
    }

    fn told_value(&self, value: &Value<'g>) -> Finding {
        let owner = self.graph.node(value.owner).map_or("", |node| node.name());
        let mut why = vec![owner.to_owned(), self.measure_in_words(value.measure)];
        why.extend(value.months.map(|months| months.told(self.reading.language)));
        if value.planned {
            why.push(self.say("目标", "a goal").to_owned());
        }
        let evidence = vec![self.quote(value.sentence)];
        let told = Finding::value(value.name.clone(), value.score, why.join(" · "), evidence);
        Finding { sure: value.sure, ..told }
    }

    /// The neighbours of one thing, the firmest first, each with its best link.
    fn about(&self, found: &Found<'g>) -> Vec<Finding> {
        let Some(anchor) = self.reading.anchors.first() else { return Vec::new() };
        let asked: BTreeSet<Relation> = self.relations_asked().collect();
        let mut links: Vec<Link<'g>> = found.links.clone();
        links.retain(|link| asked.is_empty() || asked.contains(&link.relation()));
        links.retain(|link| link.basis() != Basis::Negated);
        let subject = Sought::of(self.reading.topics.iter().flatten().map(String::as_str));
        let speaks =
            |link: &Link<'g>| link.evidence().iter().any(|e| subject.holds_any(&e.passage.text));
        if links.iter().any(speaks) {
            links.retain(speaks);
        }
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
                name: usual_name(other, self.knowledge.lexicon()),
                kind: Some(other.kind()),
                score: f64::from(link.support().sentences),
                why: self.label(link.relation(), link.basis()),
                evidence: link_quotes(&link),
                id: Some(other.id().clone()),
                beside: false,
                sure: link.basis() != Basis::CoOccurs,
            })
            .collect()
    }

    pub(super) fn told(&self, ranked: Vec<Ranked<'g>>) -> Vec<Finding> {
        let mut ranked = self.keep_countries(ranked);
        let of_places = [Wanted::List, Wanted::Place].contains(&self.reading.wanted);
        if of_places && ranked.iter().all(|r| r.node.kind() == Kind::PLACE) {
            self.keep_sort_asked(&mut ranked);
        }
        let mut in_full = self.in_full(&ranked);
        let usual = |node| Some(usual_name(node, self.knowledge.lexicon()));
        ranked
            .into_iter()
            .filter_map(|r| {
                let full = in_full.remove(&r.node.ordinal());
                Some((full.unwrap_or_else(|| usual(r.node))?, r))
            })
            .map(|(name, r)| Finding {
                name,
                kind: Some(r.node.kind()),
                score: (r.score * 1000.0).round() / 1000.0,
                why: match (r.stated, r.why) {
                    (_, Some(why)) => why,
                    (Some((relation, basis)), None) => self.label(relation, basis),
                    (None, None) => self.say("同句或邻句提及", "named beside it").to_owned(),
                },
                evidence: r.sentences.iter().take(QUOTES).map(|&at| self.quote(at)).collect(),
                id: Some(r.node.id().clone()),
                beside: r.stated.is_none()
                    && self.reading.wanted == Wanted::List
                    && self.reading.most.is_none(),
                sure: r.stated.is_some() || r.spoken >= SURE,
            })
            .collect()
    }

    /// A value that a sentence says and no figure states, with how well the sentence speaks of what is
    /// asked.
    pub(super) fn said(&self, value: String, score: f64, at: u32) -> Finding {
        let why = self.say("原文所述", "said in a sentence").to_owned();
        Finding { sure: false, ..Finding::value(value, score, why, vec![self.quote(at)]) }
    }

    /// A label such as `落户 · 明说`.
    pub(super) fn label(&self, relation: Relation, basis: Basis) -> String {
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

/// The name that the documents use most for an entity, the longer one of two used alike; of a firm that
/// the lexicon does not know its full name.
fn usual_name(node: Node<'_>, lexicon: &Lexicon) -> String {
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    for found in node.passages().take(MOST_FORMS) {
        for span in &found.names {
            let skip = (span.start - found.passage.span.start) as usize;
            let form: String = found.passage.text.chars().skip(skip).take(span.len()).collect();
            *forms.entry(crate::text::quote(&form)).or_default() += 1;
        }
    }
    // A firm that everybody knows goes by its short name; of others the texts tell the full one.
    let known = || lexicon.canonical(Kind::COMPANY, node.name()).is_some();
    let full = forms.keys().filter(|form| form.ends_with(IN_FULL));
    let full = full.max_by_key(|form| form.chars().count());
    if let (Kind::COMPANY, Some(full), false) = (node.kind(), full, known()) {
        return full.clone();
    }
    let usual = forms.into_iter().max_by_key(|(form, count)| (*count, form.chars().count()));
    usual.map_or_else(|| node.name().to_owned(), |(form, _)| form)
}

pub(super) fn link_quotes(link: &Link<'_>) -> Vec<Quote> {
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

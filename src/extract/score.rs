//! Extractions and what readers marked in, how far they agree out.
//!
//! The counting of `entities` and `relations` is that of the gold guidelines: a name is right when
//! span and kind are; a relation when document, head, type and tail are, by name. What overlaps an
//! optional span is neither rewarded nor punished.

use super::gold::{Gold, Measure};
use super::record::{Extraction, Measured};
use crate::fact::Modality;
use crate::knowledge::Knowledge;
use std::collections::{BTreeMap, BTreeSet};

/// Relations that mean the same from either end.
const SYMMETRIC: &[&str] = &["cooperates_with", "competes_with"];

/// Counts of right, predicted and gold, with what follows from them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// Predicted and gold.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// Marked by the reader.
    pub gold: usize,
}

impl Rates {
    /// Share of the predicted that is right.
    pub fn precision(self) -> f64 {
        share(self.right, self.predicted)
    }

    /// Share of the gold that was found.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        mean(self.precision(), self.recall())
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn mean(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

/// Counts by kind or relation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(BTreeMap<String, Rates>);

impl Table {
    /// The rows, by name.
    pub fn rows(&self) -> impl Iterator<Item = (&str, Rates)> {
        self.0.iter().map(|(name, rates)| (&**name, *rates))
    }

    /// All rows together.
    pub fn all(&self) -> Rates {
        self.0.values().fold(Rates::default(), |all, row| Rates {
            right: all.right + row.right,
            predicted: all.predicted + row.predicted,
            gold: all.gold + row.gold,
        })
    }

    fn row(&mut self, name: &str) -> &mut Rates {
        self.0.entry(name.to_owned()).or_default()
    }

    /// Counts two sets of things, each by its name.
    fn compare<T: Ord>(
        &mut self,
        predicted: &BTreeSet<T>,
        gold: &BTreeSet<T>,
        name: impl Fn(&T) -> &str,
    ) {
        predicted.iter().for_each(|thing| self.row(name(thing)).predicted += 1);
        gold.iter().for_each(|thing| self.row(name(thing)).gold += 1);
        predicted.intersection(gold).for_each(|thing| self.row(name(thing)).right += 1);
    }
}

/// How far extraction agrees with readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Names by exact span and kind.
    pub entities: Table,
    /// Predicted names that overlap a gold name of their kind.
    pub touching: usize,
    /// Gold names that a predicted name of their kind overlaps.
    pub touched: usize,
    /// Distinct names of a document.
    pub names: Table,
    /// Distinct relations of a document.
    pub relations: Table,
    /// Distinct figures of a document.
    pub figures: Table,
    /// Right spans of a wrong kind: gold kind, predicted kind, count.
    pub confusions: BTreeMap<(String, String), usize>,
    /// What was missed or is spurious, by class, with counts.
    pub misses: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Score {
    /// Precision, recall and F1 of names by overlapping span.
    pub fn overlap(&self) -> (f64, f64, f64) {
        let all = self.entities.all();
        let (precision, recall) =
            (share(self.touching, all.predicted), share(self.touched, all.gold));
        (precision, recall, mean(precision, recall))
    }

    /// Counts one document.
    pub fn add(&mut self, gold: &Gold, extraction: &Extraction) {
        let page = Page::new(gold, extraction);
        self.add_entities(&page);
        self.add_relations(&page);
        if !gold.figures.is_empty() {
            self.add_figures(&page);
        }
    }

    fn add_entities(&mut self, page: &Page<'_>) {
        let (gold, found) = (&page.gold_spans, &page.found_spans);
        gold.values().for_each(|kind| self.entities.row(kind).gold += 1);
        for (span, &kind) in found {
            self.entities.row(kind).predicted += 1;
            match gold.get(span) {
                Some(&right) if right == kind => self.entities.row(kind).right += 1,
                Some(&right) => {
                    *self.confusions.entry((right.to_owned(), kind.to_owned())).or_default() += 1;
                }
                None => self.miss(format!("spurious {kind}"), page.name(*span)),
            }
            self.touching += usize::from(touches(*span, kind, gold));
        }
        for (span, &kind) in gold {
            if found.get(span) != Some(&kind) {
                self.miss(format!("missed {kind}"), page.name(*span));
            }
            self.touched += usize::from(touches(*span, kind, found));
        }
        let names = |spans: &BTreeMap<(u32, u32), &str>| -> BTreeSet<(String, String)> {
            spans.iter().map(|(span, kind)| (page.name(*span), (*kind).to_owned())).collect()
        };
        self.names.compare(&names(found), &names(gold), |(_, kind)| kind);
    }

    fn add_relations(&mut self, page: &Page<'_>) {
        let (found, gold) = (page.found_relations(), page.gold_relations());
        self.relations.compare(&found, &gold, |(_, relation, _)| relation);
        let words =
            |(head, relation, tail): &(String, String, String)| format!("{head} {relation} {tail}");
        for missed in gold.difference(&found) {
            self.miss("missed relation".to_owned(), words(missed));
        }
        for spurious in found.difference(&gold) {
            self.miss("spurious relation".to_owned(), words(spurious));
        }
    }

    fn add_figures(&mut self, page: &Page<'_>) {
        let gold: BTreeSet<_> =
            page.gold.figures.iter().map(|figure| page.gold_figure(figure)).collect();
        let found = page.extraction.figures.iter().map(|figure| page.found_figure(figure));
        let found: BTreeSet<_> = found.map(|figure| ownerless_where(&gold, figure)).collect();
        self.figures.compare(&found, &gold, |figure| &figure[2]);
        for missed in gold.difference(&found) {
            self.miss("missed figure".to_owned(), missed.join(" "));
        }
        for spurious in found.difference(&gold) {
            self.miss("spurious figure".to_owned(), spurious.join(" "));
        }
    }

    fn miss(&mut self, class: String, what: String) {
        *self.misses.entry(class).or_default().entry(what).or_default() += 1;
    }
}

fn touches(span: (u32, u32), kind: &str, others: &BTreeMap<(u32, u32), &str>) -> bool {
    others.iter().any(|(other, &of)| of == kind && overlap(span, *other))
}

fn overlap(a: (u32, u32), b: (u32, u32)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// A document with both readings of it.
struct Page<'a> {
    gold: &'a Gold,
    extraction: &'a Extraction,
    chars: Vec<char>,
    gold_spans: BTreeMap<(u32, u32), &'a str>,
    found_spans: BTreeMap<(u32, u32), &'a str>,
}

impl<'a> Page<'a> {
    fn new(gold: &'a Gold, extraction: &'a Extraction) -> Self {
        let gold_spans =
            gold.marks.iter().map(|mark| ((mark.start, mark.end), &*mark.kind)).collect();
        let mut page = Self {
            gold,
            extraction,
            chars: gold.document.text.chars().collect(),
            gold_spans,
            found_spans: BTreeMap::new(),
        };
        let found =
            extraction.mentions.iter().map(|found| ((found.span.start, found.span.end), found));
        page.found_spans = found
            .filter(|(span, _)| !page.is_optional(*span))
            .map(|(span, found)| (span, found.kind.name()))
            .collect();
        page
    }

    fn is_optional(&self, span: (u32, u32)) -> bool {
        !self.gold_spans.contains_key(&span)
            && self.gold.optional.iter().any(|&other| overlap(span, other))
    }

    /// The text without white space.
    fn name(&self, span: (u32, u32)) -> String {
        let text = &self.chars[span.0 as usize..span.1 as usize];
        text.iter().filter(|c| !c.is_whitespace()).collect()
    }

    fn found_span(&self, mention: u32) -> (u32, u32) {
        let span = self.extraction.mentions[mention as usize].span;
        (span.start, span.end)
    }

    fn found_relations(&self) -> BTreeSet<(String, String, String)> {
        let stated = self.extraction.facts.iter().filter(|fact| fact.modality != Modality::Negated);
        stated
            .map(|fact| {
                (self.found_span(fact.head), fact.relation.name(), self.found_span(fact.tail))
            })
            .filter(|(head, _, tail)| !self.is_optional(*head) && !self.is_optional(*tail))
            .map(|(head, relation, tail)| relation_of(self.name(head), relation, self.name(tail)))
            .collect()
    }

    fn gold_relations(&self) -> BTreeSet<(String, String, String)> {
        let name = |mark: usize| {
            let mark = &self.gold.marks[mark];
            self.name((mark.start, mark.end))
        };
        let ties = self.gold.ties.iter();
        ties.map(|tie| relation_of(name(tie.head), &tie.relation, name(tie.tail))).collect()
    }

    /// Owner, number, unit and period. The measure is a choice of words and not compared.
    fn found_figure(&self, figure: &Measured) -> [String; 4] {
        let period = figure.period.map(|period| period.to_string()).unwrap_or_default();
        let owner = self.name(self.found_span(figure.entity));
        [owner, plain(&figure.value), figure.unit.clone(), period]
    }

    fn gold_figure(&self, figure: &Measure) -> [String; 4] {
        let owner = figure.entity.map(|mark| &self.gold.marks[mark]);
        let owner = owner.map(|mark| self.name((mark.start, mark.end))).unwrap_or_default();
        let period = figure.period.clone().unwrap_or_default();
        [owner, plain(&figure.value), figure.unit.clone(), period]
    }
}

/// The number without the words of degree in front of it.
fn plain(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let mut rest = chars.as_slice();
    while let Some(length) = Knowledge::embedded().measures().degrees().starting(rest).next() {
        rest = rest.get(length..).unwrap_or_default();
    }
    rest.iter().collect()
}

/// `figure`, without its owner where `gold` has that figure and names no owner for it.
fn ownerless_where(gold: &BTreeSet<[String; 4]>, figure: [String; 4]) -> [String; 4] {
    let mut bare = figure.clone();
    bare[0].clear();
    if gold.contains(&bare) { bare } else { figure }
}

fn relation_of(head: String, relation: &str, tail: String) -> (String, String, String) {
    let (head, tail) =
        if SYMMETRIC.contains(&relation) && head > tail { (tail, head) } else { (head, tail) };
    (head, relation.to_owned(), tail)
}

//! The examples and counter-examples of every relation rule in, what the rules read in them out.

use std::collections::{BTreeMap, BTreeSet};
use tupu::corpus::Document;
use tupu::fact::{self, Fact, Figure, Modality};
use tupu::knowledge::rules::Rule;
use tupu::knowledge::{Kind, Knowledge};
use tupu::mention::Mention;
use tupu::text::{self, Span};

/// A text with its mentions marked as `[海川电池/Company]`, read.
pub(super) struct Marked {
    pub(super) names: Vec<String>,
    facts: Vec<Fact>,
    pub(super) figures: Vec<Figure>,
}

pub(super) fn read(marked: &str) -> Marked {
    let knowledge = Knowledge::embedded();
    let (mut plain, mut spans) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once('[') {
        let (mention, after) = behind.split_once(']').unwrap_or_else(|| panic!("no ] in {marked}"));
        let (name, kind) = mention.split_once('/').unwrap_or_else(|| panic!("no kind: {mention}"));
        assert!(knowledge.schema().kind(kind).is_some(), "{kind} in {marked}");
        plain += before;
        let start = plain.chars().count() as u32;
        plain += name;
        spans.push((start, plain.chars().count() as u32, kind, name.to_owned()));
        rest = after;
    }
    plain += rest;
    let document = Document { text: plain, ..Document::default() };
    let sentences = text::sentences(&document);
    let mut mentions = Vec::new();
    for (start, end, kind, name) in &spans {
        let found = sentences.iter().enumerate().find_map(|(index, sentence)| {
            let from = sentence.origin.binary_search(start).ok()?;
            let to = sentence.origin.binary_search(&(end - 1)).ok()?;
            Some((index as u32, Span::new(from, to + 1)))
        });
        let (sentence, span) =
            found.unwrap_or_else(|| panic!("{name} is in no sentence: {marked}"));
        let kind = Kind::named(kind);
        mentions.push(Mention { sentence, span, kind, because: "marked", entry: None });
    }
    let fact::Facts { facts, figures } = fact::facts(&document, &sentences, &mentions, knowledge);
    Marked { names: spans.into_iter().map(|(.., name)| name).collect(), facts, figures }
}

impl Marked {
    fn pair(&self, fact: &Fact) -> (String, String) {
        (self.names[fact.head as usize].clone(), self.names[fact.tail as usize].clone())
    }
}

/// What is wrong with a rule's examples, one line each.
fn mistakes(rule: &Rule) -> Vec<String> {
    let mut mistakes = Vec::new();
    let mut wins = rule.examples.is_empty();
    for (marked, pairs) in &rule.examples {
        let text = read(marked);
        let of_relation = text.facts.iter().filter(|fact| fact.relation == rule.relation);
        let found: BTreeSet<_> = of_relation.clone().map(|fact| text.pair(fact)).collect();
        wins |= text.facts.iter().any(|fact| fact.rule == rule.id);
        let wanted: BTreeSet<_> = pairs.iter().cloned().collect();
        if found != wanted {
            let by: Vec<_> = of_relation.map(|fact| (text.pair(fact), fact.rule)).collect();
            mistakes.push(format!("{}: {marked}\n  wants {wanted:?}\n  finds {by:?}", rule.id));
        }
    }
    if !wins {
        mistakes.push(format!("{} reads none of its examples itself", rule.id));
    }
    for marked in &rule.counter_examples {
        let text = read(marked);
        let mut wrong = text.facts.iter().filter(|f| f.relation == rule.relation);
        if let Some(fact) = wrong.find(|fact| fact.modality != Modality::Negated) {
            mistakes.push(format!(
                "{}: {marked}\n  must not give {:?}",
                fact.rule,
                text.pair(fact)
            ));
        }
    }
    mistakes
}

#[test]
fn every_rule_reads_its_examples_and_no_counter_example() {
    let rules = Knowledge::embedded().rules();
    let mistakes: Vec<String> = rules.list().iter().flat_map(mistakes).collect();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn every_stated_relation_has_examples_and_counter_examples() {
    let knowledge = Knowledge::embedded();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in knowledge.schema().relations.iter().filter(|entry| entry.stated) {
        counts.insert(entry.id.name(), (0, 0));
    }
    for rule in knowledge.rules().list() {
        let known = counts.get_mut(rule.relation.name());
        let count = known.unwrap_or_else(|| panic!("{} is not in the schema", rule.relation));
        count.0 += rule.examples.len();
        count.1 += rule.counter_examples.len();
    }
    for (relation, (examples, counter_examples)) in counts {
        assert!(examples >= 3, "{relation} has {examples} examples");
        assert!(counter_examples >= 2, "{relation} has {counter_examples} counter-examples");
    }
}

#[test]
fn rule_ids_are_the_only_ones_of_their_kind() {
    let rules = Knowledge::embedded().rules().list();
    let ids: BTreeSet<_> = rules.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules.len());
}

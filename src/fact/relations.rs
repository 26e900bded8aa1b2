//! Sentences with mentions in, stated relations and figures out.

use super::figure::{self, Number, Owners, Page};
use super::matcher::{self, Bound};
use super::modality::Moods;
use super::scene::{Scene, span};
use super::subject::Subjects;
use super::time::{Calendar, Dated, nearest};
use super::{Fact, Facts, Modality, Text};
use crate::corpus::Document;
use crate::knowledge::Knowledge;
use crate::knowledge::rules::{Hit, Role, Rule};
use crate::mention::Mention;
use crate::text::Sentence;
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads a document sentence by sentence.
pub(super) fn read(
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
    knowledge: &Knowledge,
) -> Facts {
    let (text, rules) = (Text { sentences, mentions }, knowledge.rules());
    let mut reader = Reader {
        knowledge,
        text,
        moods: Moods::new(rules),
        subjects: Subjects::new(knowledge, text),
        calendar: Calendar::new(document.date),
        owners: Owners::default(),
        found: Facts::default(),
    };
    let mut first = 0;
    for (block, sentences) in sentences.chunks(BLOCK).enumerate() {
        let scenes = scenes(block * BLOCK, sentences, mentions, &mut first);
        let dates: Vec<_> = sentences.iter().map(|s| reader.calendar.dates(s)).collect();
        let numbers: Vec<_> =
            scenes.iter().map(|s| figure::numbers(s.chars, knowledge.measures())).collect();
        let tells = |(scene, numbers): (&Scene<'_>, &Vec<_>)| {
            !scene.mentions.is_empty() || !numbers.is_empty()
        };
        let hits: Vec<_> = (scenes.iter().zip(&numbers))
            .map(|pair| if tells(pair) { rules.hits(pair.0.chars) } else { Vec::new() })
            .collect();
        let seen = dates.into_iter().zip(numbers).zip(hits);
        for (scene, ((dates, numbers), hits)) in scenes.iter().zip(seen) {
            reader.read(scene, &dates, numbers, &hits);
        }
    }
    reader.found
}

/// Sentences that are read together, step by step, while the tables of a step are still warm.
const BLOCK: usize = 256;

/// The sentences with their mentions; `first` is the first mention that no scene has yet.
fn scenes<'a>(
    from: usize,
    sentences: &'a [Sentence],
    mentions: &'a [Mention],
    first: &mut usize,
) -> Vec<Scene<'a>> {
    let scene = |(index, sentence)| {
        let behind = mentions.get(*first..).unwrap_or_default();
        let count = behind.iter().take_while(|m| m.sentence as usize <= index).count();
        let own = behind.get(..count).unwrap_or_default();
        let scene = Scene::new(index, sentence, own, *first);
        *first += count;
        scene
    };
    (from..).zip(sentences).map(scene).collect()
}

struct Reader<'a> {
    knowledge: &'a Knowledge,
    text: Text<'a>,
    moods: Moods,
    subjects: Subjects<'a>,
    calendar: Calendar,
    owners: Owners,
    found: Facts,
}

/// A fact before it is known whether another rule reads it better.
struct Candidate {
    fact: Fact,
    confidence: f32,
}

impl Reader<'_> {
    fn read(
        &mut self,
        scene: &Scene<'_>,
        dates: &[Dated],
        numbers: Vec<Number<'_, '_>>,
        hits: &[Hit<'_>],
    ) {
        self.subjects.enter(scene, self.text.paragraph(scene.sentence));
        // Without a name, a number or a word that stands for a name nothing is said of anything, and
        // no subject is met: what goes before and what follows is read as if it were not there.
        if scene.mentions.is_empty() && numbers.is_empty() && !self.subjects.points() {
            self.owners.pass(scene, &self.subjects, dates);
            return;
        }
        let rules = self.knowledge.rules();
        let page =
            Page { scene, hits, dates, moods: &self.moods, measures: self.knowledge.measures() };
        let figures = figure::figures(&page, numbers, &self.subjects, &mut self.owners);
        self.found.figures.extend(figures);
        if scene.mentions.is_empty() {
            for clause in 0..scene.clauses.len() {
                self.subjects.leave(scene, clause);
            }
            return;
        }
        let mut by_start: Vec<&Hit<'_>> = hits.iter().collect();
        by_start.sort_by_key(|hit| (hit.start, hit.end));
        let mut found = Vec::new();
        let mut next = 0;
        for clause in 0..scene.clauses.len() {
            let end = scene.clauses[clause].end;
            while let Some(hit) = by_start.get(next).filter(|hit| hit.start < end) {
                next += 1;
                if scene.names(hit.start..hit.end) {
                    continue;
                }
                let sides = scene.sides(hit.start, hit.end);
                for rule in hit.classes.iter().flat_map(|&class| rules.triggered(class, sides)) {
                    let bound =
                        matcher::around(&rule.pattern, scene, rules.classes(), hit.start..hit.end);
                    self.keep(rule, bound, scene, hits, dates, &mut found);
                }
            }
            for mention in scene.inside(&scene.clauses[clause]) {
                let at = scene.range(mention).start;
                let sides = scene.sides(0, at);
                for rule in rules.untriggered(sides) {
                    let bound = matcher::from(&rule.pattern, scene, rules.classes(), at);
                    self.keep(rule, bound, scene, hits, dates, &mut found);
                }
            }
            self.subjects.leave(scene, clause);
        }
        self.found.facts.extend(best(found));
    }

    fn keep(
        &self,
        rule: &Rule,
        bound: Option<Bound>,
        scene: &Scene<'_>,
        hits: &[Hit<'_>],
        dates: &[Dated],
        found: &mut Vec<Candidate>,
    ) {
        let Some(bound) = bound else { return };
        if let Some(unless) = rule.unless {
            let clause = &scene.clauses[scene.clause(bound.whole.start)];
            let text = scene.text(clause.start.min(bound.whole.start)..bound.whole.end + 4);
            if self.knowledge.rules().classes().get(unless).within(text).is_some() {
                return;
            }
        }
        let classes = self.knowledge.rules().classes();
        if matcher::follows(&rule.without, scene, classes, bound.whole.end) {
            return;
        }
        let anchor = bound.trigger.clone().unwrap_or_else(|| bound.whole.clone());
        let global = |bound: &[usize]| bound.iter().map(|&m| scene.global(m)).collect();
        let (mut heads, mut tails): (Vec<u32>, Vec<u32>) =
            (global(&bound.heads), global(&bound.tails));
        if let Some(slot) = &rule.pattern.carried {
            let carried = self.subjects.of(scene, bound.whole.start, slot);
            // 由甲、乙共建: what is carried is not what it would stand to itself in.
            let named = |m: &u32, others: &[u32]| {
                others.iter().any(|other| self.text.name(*other) == self.text.name(*m))
            };
            if slot.role == Role::Tail && carried.iter().any(|m| named(m, &heads)) {
                return;
            }
            match slot.role {
                Role::Head => heads.extend(carried),
                Role::Tail => tails.extend(carried),
                Role::None if carried.is_empty() => return,
                Role::None => {}
            }
        }
        // What only stands side by side is not denied with the verb.
        let modality = match &bound.trigger {
            Some(trigger) => self.moods.modality(scene, hits, trigger.start, trigger.end),
            None => Modality::Stated,
        };
        let date = nearest(dates, anchor.start, &scene.clauses[scene.clause(anchor.start)]);
        // 甲、乙分别从事丙、丁: one after the other.
        let clause = &scene.clauses[scene.clause(anchor.start)];
        let front = scene.text(clause.start.min(anchor.start)..anchor.start);
        let each = heads.len() > 1 && heads.len() == tails.len();
        let each = each && front.windows(2).any(|pair| pair == ['分', '别']);
        for (turn, &head) in heads.iter().enumerate() {
            for (place, &tail) in tails.iter().enumerate() {
                if each && turn != place {
                    continue;
                }
                if self.joins(rule, head, tail) {
                    let fact = fact(rule, scene, (head, tail), bound.trigger.clone(), modality);
                    let fact = Fact { date, ..fact };
                    found.push(Candidate { fact, confidence: rule.confidence });
                }
            }
        }
    }

    fn joins(&self, rule: &Rule, head: u32, tail: u32) -> bool {
        let (name, other) = (self.text.name(head), self.text.name(tail));
        if name == other || name.len().min(other.len()) < rule.shortest {
            return false;
        }
        let schema = self.knowledge.schema();
        let entry = schema.relations.iter().find(|entry| entry.id == rule.relation);
        entry.is_none_or(|entry| entry.joins(self.text.kind(head), self.text.kind(tail)))
    }
}

fn fact(
    rule: &Rule,
    scene: &Scene<'_>,
    (head, tail): (u32, u32),
    trigger: Option<Range<usize>>,
    modality: Modality,
) -> Fact {
    let trigger = trigger.map(span);
    Fact {
        head,
        relation: rule.relation,
        tail,
        sentence: scene.sentence,
        trigger,
        rule: rule.id,
        modality,
        date: None,
        detail: trigger.filter(|_| rule.detailed),
    }
}

/// One fact for each pair and relation: the one whose rule is surest.
fn best(found: Vec<Candidate>) -> impl Iterator<Item = Fact> {
    let mut best: BTreeMap<_, Candidate> = BTreeMap::new();
    for candidate in found {
        let Fact { head, relation, tail, .. } = candidate.fact;
        match best.entry((head, tail, relation)) {
            std::collections::btree_map::Entry::Vacant(empty) => {
                empty.insert(candidate);
            }
            std::collections::btree_map::Entry::Occupied(mut known) => {
                if candidate.confidence > known.get().confidence {
                    known.insert(candidate);
                }
            }
        }
    }
    best.into_values().map(|candidate| candidate.fact)
}

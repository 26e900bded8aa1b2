//! Sentences with mentions in, stated relations and figures out.

use super::block::{self, Block, Sight};
use super::figure::{self, Owners, Page, Words};
use super::matcher::{self, Bound};
use super::modality::Moods;
use super::parallel;
use super::{Fact, Facts, Modality, Text};
use crate::corpus::Document;
use crate::fact::scene::section::Sections;
use crate::fact::scene::{Scene, span};
use crate::fact::subject::Subjects;
use crate::fact::subject::party;
use crate::fact::time::{Calendar, Dated, nearest};
use crate::knowledge::rules::{Carried, Filler, Hit, Reach, Role, Rule, Sides};
use crate::knowledge::{Kind, Knowledge};
use std::iter::once;
use std::ops::Range;

/// Reads a document sentence by sentence.
pub(super) fn read(document: &Document, text: Text<'_>, knowledge: &Knowledge) -> Facts {
    let (sentences, rules) = (text.sentences, knowledge.rules());
    let calendar = Calendar::new(document.date, sentences);
    let words = Words::new(rules);
    let mut reader = Reader {
        knowledge,
        text,
        moods: Moods::new(rules),
        subjects: Subjects::new(knowledge, text),
        sections: Sections::default(),
        owners: Owners::new(&words, calendar.written()),
        calendar,
        words,
        found: Facts::default(),
    };
    let mut block = Block::default();
    for start in (0..sentences.len()).step_by(block::SIZE) {
        let end = sentences.len().min(start + block::SIZE);
        block.look(start..end, text, &mut reader.calendar, knowledge);
        for sight in block.sights(text) {
            reader.read(sight);
        }
    }
    reader.found
}

struct Reader<'a> {
    knowledge: &'a Knowledge,
    text: Text<'a>,
    moods: Moods<'a>,
    subjects: Subjects<'a>,
    sections: Sections<'a>,
    calendar: Calendar,
    owners: Owners<'a>,
    words: Words<'a>,
    found: Facts,
}

/// A fact before it is known whether another rule reads it better.
struct Candidate {
    fact: Fact,
    confidence: f32,
}

impl Reader<'_> {
    fn read(&mut self, sight: Sight<'_, '_>) {
        let Sight { scene, dates, hits, numbers } = sight;
        let scene = &scene;
        self.subjects.enter(scene, self.text.paragraph(scene.sentence));
        self.sections.enter(scene, self.knowledge.rules());
        self.subjects.trade = self.sections.trade();
        // Without a name, a number or a word that stands for a name nothing is said of anything, and
        // no subject is met: what goes before and what follows is read as if it were not there.
        let told = || party::are_told(scene.chars);
        if scene.mentions.is_empty() && numbers.is_empty() && !told() && !self.subjects.points() {
            self.owners.pass(scene, &self.subjects, dates);
            return;
        }
        let rules = self.knowledge.rules();
        let (moods, measures) = (&self.moods, self.knowledge.measures());
        let (written, words) = (self.calendar.written(), self.words);
        let page = Page { scene, hits, dates, written, moods, measures, words };
        let figures = figure::figures(&page, numbers, &self.subjects, &mut self.owners);
        self.found.figures.extend(figures);
        if scene.mentions.is_empty() && !told() {
            for clause in 0..scene.clauses.len() {
                self.subjects.leave(scene, clause);
            }
            return;
        }
        let triggers = self.triggers(scene, hits);
        let mut triggers = triggers.iter().peekable();
        let mut found = Vec::new();
        for clause in 0..scene.clauses.len() {
            let end = scene.clauses[clause].end;
            while let Some((hit, sides)) = triggers.next_if(|(hit, _)| hit.start < end) {
                for rule in rules.triggered(hit, *sides) {
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
        if let Some((items, headed)) = self.sections.list(scene, rules) {
            for rule in headed {
                for &at in &items {
                    let bound = matcher::from(&rule.pattern, scene, rules.classes(), at);
                    self.keep(rule, bound, scene, hits, dates, &mut found);
                }
            }
        }
        self.found.facts.extend(best(found));
    }

    /// The words outside of names that may trigger a rule, by where they begin, with the mentions on
    /// both sides.
    fn triggers<'h>(&self, scene: &Scene<'_>, hits: &'h [Hit<'h>]) -> Vec<(&'h Hit<'h>, Sides)> {
        let rules = self.knowledge.rules();
        let all = scene.kinds();
        let mut triggers = Vec::new();
        for hit in hits.iter().filter(|hit| rules.may_trigger(hit, [all, all])) {
            let sides = scene.sides(hit.start, hit.end);
            if rules.may_trigger(hit, sides) && !scene.names(hit.start..hit.end) {
                triggers.push((hit, sides));
            }
        }
        triggers.sort_unstable_by_key(|(hit, _)| (hit.start, hit.end));
        triggers
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
        let Some(bound) = bound.filter(|bound| !self.is_barred(rule, bound, scene, hits)) else {
            return;
        };
        let anchor = bound.trigger.clone().unwrap_or_else(|| bound.whole.clone());
        let heads = from_there(scene, &bound.heads, &bound.tails);
        let mut heads = innermost(scene, &heads, &bound.tails);
        let mut tails = innermost(scene, &bound.tails, &bound.heads);
        let among = rule.pattern.carried.as_ref().is_some_and(|slot| slot.filler == Filler::Among);
        let alone = Self::stands_alone(rule, scene, &bound);
        if alone {
            tails.clone_from(&heads);
        }
        let other = rule.pattern.carried.as_ref().map(|slot| slot.role) == Some(Role::Tail);
        let among = among && if other { heads.is_empty() } else { tails.is_empty() } || alone;
        if let Some(slot) = &rule.pattern.carried {
            let carried = self.carried(rule, slot, scene, &bound);
            // 由甲、乙共建: what is carried is not what it would stand to itself in.
            let named = |m: &u32, others: &[u32]| {
                others.iter().any(|other| self.text.name(*other) == self.text.name(*m))
            };
            if slot.role == Role::Tail && carried.iter().any(|m| named(m, &heads)) {
                return;
            }
            match slot.role {
                _ if among => (heads, tails) = (carried.clone(), carried),
                // 甲与乙、丙建立供货关系: 乙 is no head beside 甲.
                Role::Head => heads.extend(carried.into_iter().filter(|m| !tails.contains(m))),
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
        let each = each && front.windows(2).any(|pair| matches!(pair, ['分', '别'] | ['依', '次']));
        if each {
            heads.sort_unstable();
            tails.sort_unstable();
        }
        for (turn, &head) in heads.iter().enumerate() {
            for (place, &tail) in tails.iter().enumerate() {
                if (each && !among && turn != place) || (among && place <= turn) {
                    continue;
                }
                for (head, tail) in once((head, tail)).chain(listed(scene, head, tail)) {
                    if self.joins(rule, head, tail) {
                        let fact = fact(rule, scene, (head, tail), bound.trigger.clone(), modality);
                        let fact = Fact { date, ..fact };
                        found.push(Candidate { fact, confidence: rule.confidence });
                    }
                }
            }
        }
    }

    /// Whether a word of the clause, what stands behind or a wish says that the rule does not hold here.
    fn is_barred(&self, rule: &Rule, bound: &Bound, scene: &Scene<'_>, hits: &[Hit<'_>]) -> bool {
        let classes = self.knowledge.rules().classes();
        let whole = &bound.whole;
        let clause = &scene.clauses[scene.clause(whole.start)];
        let text = || scene.text(clause.start.min(whole.start)..whole.end);
        let told = |unless| classes.get(unless).within(text()).is_some();
        let wished = |trigger: &Range<usize>| self.moods.is_wished(scene, hits, trigger.start);
        let behind = |without: &Vec<_>| matcher::follows(without, scene, classes, whole.end);
        rule.unless.is_some_and(told)
            || bound.trigger.as_ref().is_some_and(wished)
            || rule.without.iter().any(behind)
    }

    /// 甲、乙、丙三家合办: one list of names, each of which stands to each behind it. Of 甲与乙、丙 only
    /// the first does.
    fn stands_alone(rule: &Rule, scene: &Scene<'_>, bound: &Bound) -> bool {
        let first = bound.heads.iter().min().map(|&first| scene.range(first).end);
        let listed = first.is_some_and(|end| scene.chars.get(end) == Some(&'、'));
        rule.pattern.carried.is_none()
            && bound.tails.is_empty()
            && (listed || bound.heads.len() == 2)
    }

    /// What fills the slot of a rule that takes no room.
    fn carried(&self, rule: &Rule, slot: &Carried, scene: &Scene<'_>, bound: &Bound) -> Vec<u32> {
        let at = bound.whole.start;
        let titled = rule.detailed && slot.role == Role::Tail;
        let front = at..bound.trigger.as_ref().map_or(at, |trigger| trigger.start);
        if titled && let Some(beside) = self.subjects.beside(scene, front) {
            return vec![beside];
        }
        let agents = rule.active && slot.role == Role::Head;
        let agents = agents.then(|| self.subjects.agents(scene, at, &slot.kinds)).flatten();
        let mut carried = agents.unwrap_or_else(|| self.subjects.of(scene, at, slot));
        // A firm is not what the next sentence is about without a word for it.
        if rule.reach == Reach::Sentence && !self.subjects.is_meant(scene, at) {
            let here = |m: &u32| self.text.sentence(*m) == scene.sentence;
            carried.retain(|m| here(m) || self.text.kind(*m) == Kind::PLACE);
        }
        for mention in &mut carried {
            *mention = self.subjects.latest_form(scene, *mention, at);
        }
        match bound.trigger.clone().filter(|_| titled) {
            Some(title) => self.subjects.with_head(scene, at, scene.text(title), carried),
            None => carried,
        }
    }

    /// Whether the lexicon has the one place in the other, at whatever level.
    fn lies_in(&self, place: u32, other: u32) -> bool {
        let lexicon = self.knowledge.lexicon();
        let rows = |mention: u32| {
            let name: String = self.text.name(mention).iter().collect();
            lexicon.senses(&name).iter().map(|sense| sense.row)
        };
        let others: Vec<u32> = rows(other).collect();
        let up = |row: &u32| lexicon.parent(*row);
        rows(place).any(|row| {
            std::iter::successors(Some(row), up).skip(1).take(4).any(|row| others.contains(&row))
        })
    }

    fn joins(&self, rule: &Rule, head: u32, tail: u32) -> bool {
        let (name, other) = (self.text.name(head), self.text.name(tail));
        if name == other || name.len().min(other.len()) < rule.shortest {
            return false;
        }
        let class = |id| self.knowledge.rules().classes().get(id);
        let strange = |id| class(id).ending(name).next().is_some();
        let hollow = |id| class(id).starting(other).any(|length| length == other.len());
        if rule.strangers.is_some_and(strange) || rule.hollow.is_some_and(hollow) {
            return false;
        }
        if rule.known && !self.lies_in(head, tail) {
            return false;
        }
        let schema = self.knowledge.schema();
        let entry = schema.relations.iter().find(|entry| entry.id == rule.relation);
        entry.is_none_or(|entry| entry.joins(self.text.kind(head), self.text.kind(tail)))
    }
}

/// The bound mentions; of places side by side (甲省乙市) the last, to which the others only lead,
/// unless another of them stands on the other side of the relation.
fn innermost(scene: &Scene<'_>, bound: &[usize], others: &[usize]) -> Vec<u32> {
    let last = |&mention: &usize| {
        let last = scene.chain_end(mention);
        let related = others.iter().any(|&other| scene.chain_end(other) == last);
        scene.global(if related { mention } else { last })
    };
    let mut mentions: Vec<u32> = bound.iter().map(last).collect();
    mentions.dedup();
    mentions
}

/// 甲市企业乙与丙市企业丁: of the firms behind the place that they are from, not those with a place of
/// their own.
fn from_there(scene: &Scene<'_>, firms: &[usize], places: &[usize]) -> Vec<usize> {
    let first = places.iter().max().map_or(0, |place| place + 1);
    let listed = matches!(places, [place] if scene.modifies(*place)) && firms.contains(&first);
    let elsewhere = |firm: usize| firm > first && scene.modifies(firm - 1);
    firms.iter().copied().filter(|&firm| !listed || !elsewhere(firm)).collect()
}

/// The other pairs of a list of such pairs, where both names stand in the sentence.
fn listed(scene: &Scene<'_>, head: u32, tail: u32) -> impl Iterator<Item = (u32, u32)> {
    let local = |mention: u32| {
        let index = (mention as usize).checked_sub(scene.first)?;
        (index < scene.mentions.len()).then_some(index)
    };
    let pairs =
        local(head).zip(local(tail)).map(|(head, tail)| parallel::others(scene, head, tail));
    let turned = head > tail;
    pairs.unwrap_or_default().into_iter().map(move |(first, second)| {
        let (first, second) = (scene.global(first), scene.global(second));
        if turned { (second, first) } else { (first, second) }
    })
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
fn best(mut found: Vec<Candidate>) -> impl Iterator<Item = Fact> {
    let pair = |of: &Candidate| (of.fact.head, of.fact.tail, of.fact.relation);
    // Of two that are as sure the one found first stays in front.
    found.sort_by(|one, other| {
        pair(one).cmp(&pair(other)).then(other.confidence.total_cmp(&one.confidence))
    });
    found.dedup_by(|other, best| pair(other) == pair(best));
    found.into_iter().map(|candidate| candidate.fact)
}

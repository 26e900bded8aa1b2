//! A question for a number in, the figures that answer it out, best first.

use super::around::Around;
use super::told_beside::{self, ToldBeside};
use super::weighing::{in_clause, is_asked, topics_around};
use crate::entity::EntityId;
use crate::extract::{Extraction, Measured};
use crate::fact::Modality;
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::ground::Ground;
use crate::question::reading::period::Months;
use crate::question::reading::{Anchor, Wanted};
use crate::question::rows::Found;
use crate::question::rows::search::Sought;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A figure that answers, or would if it were of the time asked for.
#[derive(Clone, Debug)]
pub(in crate::question) struct Value<'g> {
    /// The value with its unit, as the text has it; a loss is told as one.
    pub name: String,
    pub score: f64,
    /// Place in `Ground::sentences`.
    pub sentence: u32,
    /// The figure or its sentence names all that is asked about.
    pub sure: bool,
    /// It is of the firm or body asked about, by what was read.
    owned: bool,
    /// Whose it is.
    pub owner: &'g EntityId,
    pub measure: &'g str,
    /// When it is stated for, where the text says.
    pub months: Option<Months>,
    /// It is a goal.
    pub planned: bool,
}

/// The figures that answer, and those that would if they were of the time asked for.
#[derive(Debug, Default)]
pub(in crate::question) struct Values<'g> {
    pub answers: Vec<Value<'g>>,
    pub of_other_times: Vec<Value<'g>>,
}

/// How well a figure answers.
struct Fit {
    score: f64,
    sure: bool,
    owned: bool,
    months: Option<Months>,
    /// It is of another time than the one asked for.
    untimely: bool,
}

/// What one of the things named reaches.
pub(in crate::question) struct Scope<'a> {
    kind: Kind,
    nodes: BTreeSet<u32>,
    /// The thing itself, not what lies in it.
    itself: &'a [u32],
    /// Words for it, where it is an industry.
    pub(in crate::question) words: BTreeSet<&'a str>,
    ids: BTreeSet<&'a EntityId>,
    /// The names of the thing itself.
    pub(in crate::question) names: Vec<&'a str>,
    /// Sentences that speak of it without its name, in order.
    spoken: Vec<u32>,
    /// What is known already of documents.
    subjects: RefCell<Vec<Option<f64>>>,
}

impl Scope<'_> {
    /// A document whose sentences mostly name a thing speaks of it throughout.
    fn subject_of(&self, document: u32, ground: &Ground) -> f64 {
        *self.subjects.borrow_mut()[document as usize].get_or_insert_with(|| {
            let names = ground.sentences_of(document).flat_map(|at| ground.names_in(at));
            let (mut all, mut own) = (0, 0);
            for (node, _) in names {
                all += 1;
                own += usize::from(self.nodes.contains(node));
            }
            if own * 12 > all { 0.5 } else { -0.5 }
        })
    }
}

/// A figure must reach this to be an answer at all.
const LEAST: f64 = 2.0;
/// Figures whose scores differ by no more answer alike.
const ALIKE: f64 = 0.01;
/// Figures of other times whose scores differ by no more are told beside each other.
const NEARLY_ALIKE: f64 = 1.5;
/// Figures told, and those of other times where there is none of the one asked for.
const MOST: usize = 2;
const MOST_OTHERS: usize = 4;
/// What a figure has that is told of a part of the place asked about.
const OF_PART: f64 = 0.3;
/// What a word asked for counts more in the item of a list that a figure stands in (80%的税收).
pub(in crate::question) const BESIDE: f64 = 0.6;
/// What a figure has for each thing asked about whose name stands in its clause.
pub(in crate::question) const IN_CLAUSE: f64 = 0.3;
/// What a goal has less than what was reached.
const GOAL: f64 = 0.05;
/// What a part of a hundred has less where an amount is asked for.
const PART: f64 = 0.5;
/// What parts the items of a list, and clauses.
pub(in crate::question) const ITEM: &[char] = &['、', '，', ',', '；', ';', '。', '：', ':'];
pub(in crate::question) const CLAUSE: &[char] = &['，', ',', '；', ';', '。', '：', ':'];

/// The best of the figures met: the earliest of those with the highest score.
struct Top {
    score: f64,
    /// Their names, each with the first sentence met that states it.
    first: Vec<(String, u32)>,
}

impl Default for Top {
    fn default() -> Self {
        Self { score: f64::MIN, first: Vec::new() }
    }
}

impl Top {
    fn meet(&mut self, name: &str, score: f64, sentence: u32) {
        if score > self.score {
            *self = Self { score, first: Vec::new() };
        }
        if score < self.score {
            return;
        }
        match self.first.iter_mut().find(|(known, _)| known == name) {
            Some((_, first)) => *first = sentence.min(*first),
            None => self.first.push((name.to_owned(), sentence)),
        }
        self.first.sort_unstable_by_key(|(_, first)| *first);
        self.first.truncate(MOST);
    }

    /// Whether a figure that has at most this score is not told, whatever else is met.
    fn beats(&self, most: f64, sentence: u32) -> bool {
        let last = self.first.get(MOST - 1);
        most < self.score - 2.0 * ALIKE
            || most <= self.score && last.is_some_and(|(_, last)| *last < sentence)
    }
}

/// What a question asks of every figure.
pub(in crate::question) struct Asking<'a> {
    pub(in crate::question) scopes: Vec<Scope<'a>>,
    pub(in crate::question) measures: Vec<&'a str>,
    /// Words of each subject.
    pub(in crate::question) topics: Vec<Sought<'a>>,
    pub(in crate::question) rate: bool,
    /// Only a sum of money is asked for.
    pub(in crate::question) money: bool,
    /// A part or a growth may be meant.
    part: bool,
    /// Parts of the country that are asked about: another sentence tells of another one.
    regions: Vec<&'a str>,
    /// What the question tells beside the figure.
    told: ToldBeside<'a>,
    /// The most that a figure can have besides what it has by what is named near it.
    most: f64,
}

impl<'g> Asked<'_, 'g> {
    /// The figures that answer among those a query found, the best first, each value once.
    pub(in crate::question) fn figures(&self, rows: &Found<'_>) -> Values<'g> {
        let mut best: BTreeMap<(String, Option<Months>), Value<'g>> = BTreeMap::new();
        let asking = self.asking();
        let mut top = Top::default();
        for &number in &rows.figures {
            let Some((place, figure)) = self.graph.nth_figure(number as usize) else { continue };
            let Some(document) = self.graph.archive().nth_document(place as usize) else {
                continue;
            };
            let sentence = self.ground.sentences_of(place).start + figure.passage;
            let fits = self.fits(document, figure, sentence, (&asking, &top));
            let Some(fit) = fits else { continue };
            let name = self.name_of(figure);
            if !fit.untimely {
                top.meet(&name, fit.score, sentence);
            }
            let owner = document.mentions[figure.entity as usize].entity as usize;
            let value = Value {
                name: name.clone(),
                score: fit.score,
                sentence,
                sure: fit.sure,
                owned: fit.owned,
                owner: &document.entities[owner].id,
                measure: &figure.measure,
                months: fit.months,
                planned: figure.modality == Modality::Planned,
            };
            let key = (name, fit.months.filter(|_| self.reading.period.is_some()));
            let known = best.entry(key).or_insert_with(|| value.clone());
            if known.score < value.score || known.score <= value.score && known.sentence > sentence
            {
                *known = value;
            }
        }
        self.parted_by_time(best.into_values().filter(|value| value.score >= LEAST).collect())
    }

    /// Those of the time asked for, the best of them, and those of other times.
    fn parted_by_time(&self, mut values: Vec<Value<'g>>) -> Values<'g> {
        // 全国41个大类中有多少个: what the question itself tells it does not ask for.
        let told = |value: &Value<'_>| self.question.contains(&value.name);
        if !values.iter().all(told) {
            values.retain(|value| !told(value));
        }
        // What is another firm's is none of the one asked about, where its own is told.
        if values.iter().any(|value| value.owned) {
            values.retain(|value| value.owned);
        }
        let timely = |value: &Value<'_>| match (self.reading.period, value.months) {
            (Some(asked), Some(of)) => asked.answered_by(of),
            _ => true,
        };
        let (mut answers, mut others): (Vec<_>, Vec<_>) = values.into_iter().partition(timely);
        for (values, alike) in [(&mut answers, ALIKE), (&mut others, NEARLY_ALIKE)] {
            values.sort_by(|a, b| {
                b.score.total_cmp(&a.score).then_with(|| a.sentence.cmp(&b.sentence))
            });
            let top = values.first().map_or(0.0, |v| v.score);
            values.retain(|v| v.score >= top - alike);
        }
        answers.truncate(MOST);
        others.sort_by_key(|value| std::cmp::Reverse(value.months));
        others.truncate(MOST_OTHERS);
        Values { answers, of_other_times: others }
    }

    /// A value with its unit; a loss is told as one.
    pub(in crate::question) fn name_of(&self, figure: &Measured) -> String {
        let lost = figure.measure == "亏损" && !figure.value.contains("亏损");
        let lost = if lost { self.say("亏损", "a loss of ") } else { "" };
        // 全省第二位: a rank is one of some.
        let rank = figure.measure == "排名";
        let of = figure.scope.as_deref().filter(|_| rank).unwrap_or_default();
        let nth = if rank && !figure.value.starts_with(['第', '首']) { "第" } else { "" };
        format!("{lost}{of}{nth}{}{}", figure.value, figure.unit)
    }

    /// What is asked of every figure.
    fn asking(&self) -> Asking<'_> {
        let measures = self.reading.measures.iter().flat_map(|&m| &self.words.measures[m].zh);
        let measures: Vec<&str> = measures.map(String::as_str).collect();
        let topics = &self.reading.topics;
        let most = [
            if self.reading.wanted == Wanted::Count { 0.6 } else { 0.0 },
            if measures.is_empty() { 0.0 } else { 4.0 + BESIDE },
            if self.reading.period.is_some() { 1.5 } else { 0.0 },
            topics.len() as f64 * (1.0 + 2.0 * BESIDE),
            BESIDE,
            told_beside::MOST,
            self.reading.anchors.len() as f64 * IN_CLAUSE,
        ];
        Asking {
            scopes: self.reading.anchors.iter().map(|anchor| self.scope_of(anchor)).collect(),
            rate: self.asks_for_a_rate(&measures),
            money: self.asks_for_money(),
            part: self.may_ask_for_a_part(&measures),
            measures,
            topics: topics.iter().map(|t| Sought::of(t.iter().map(String::as_str))).collect(),
            regions: self.regions_asked(),
            told: self.told_beside(),
            most: most.iter().sum(),
        }
    }

    /// What an anchor reaches, ready to be looked up for very many figures.
    fn scope_of<'s>(&'s self, anchor: &'s Anchor) -> Scope<'s> {
        let nodes = self.scope(anchor);
        let ids = nodes.iter().map(|&node| self.node(node).id()).collect();
        let spoken = nodes.iter().flat_map(|&node| self.ground.spoken_of(node)).copied();
        let mut spoken: Vec<u32> = spoken.collect();
        spoken.sort_unstable();
        let subjects = RefCell::new(vec![None; self.graph.archive().sources().len()]);
        let itself = anchor.nodes.as_slice();
        let mut words: BTreeSet<&str> = anchor.words.iter().map(String::as_str).collect();
        if anchor.kind == Kind::INDUSTRY && !anchor.loose {
            words.extend(
                itself.iter().map(|&node| crate::question::ground::core(self.node(node).name())),
            );
        }
        let named = |&node: &u32| {
            let node = self.node(node);
            std::iter::once(node.name()).chain(node.aliases().iter().map(String::as_str))
        };
        let names = itself.iter().flat_map(named).collect();
        Scope { kind: anchor.kind, nodes, itself, words, ids, names, spoken, subjects }
    }

    /// How well a figure answers, `None` when it is of another sort or cannot be among the best.
    fn fits(
        &self,
        document: &Extraction,
        figure: &Measured,
        sentence: u32,
        (asking, top): (&Asking<'_>, &Top),
    ) -> Option<Fit> {
        if self.reading.wanted == Wanted::Count && !self.counts(figure) {
            return None;
        }
        let bare = || figure.unit.trim_start_matches(['万', '亿', '千', '百']);
        if self.reading.unit.as_ref().is_some_and(|unit| !bare().starts_with(unit.as_str())) {
            return None;
        }
        // How many tourists came is no part and no sum of money.
        let counts = || asking.measures.is_empty() && self.reading.how_many;
        if !is_asked(figure, asking) || figure.unit.contains(['%', '％', '元']) && counts() {
            return None;
        }
        let (named, sure, owned) = self.named_near(document, figure, sentence, &asking.scopes)?;
        if top.beats(named + asking.most, sentence) {
            return None;
        }
        let around = Around::of(document, figure);
        if !asking.regions.iter().all(|region| around.text.contains(region)) {
            return None;
        }
        let measures = &asking.measures;
        let mut score = self.counted_near(around) + asking.told.points(figure, around)?;
        if !measures.is_empty() {
            let own =
                measures.iter().any(|m| figure.measure.contains(m) || m.contains(&figure.measure));
            let item = around.part(ITEM);
            // A rank is told as one whatever word stands before it.
            let ranked = own && figure.measure == "排名";
            let beside = ranked || measures.iter().any(|m| item.contains(m));
            let holds = |text: &str| measures.iter().any(|m| text.contains(m));
            let said = ranked || holds(around.before(16)) || holds(around.part(CLAUSE));
            score += match (own, beside) {
                (false, true) => 2.0 * BESIDE,
                (true, true) => BESIDE,
                (_, false) => 0.0,
            };
            score += match (own, said) {
                (true, true) => 4.0,
                (true, false) | (false, true) => 3.0,
                (false, false) if holds(around.text) => 1.0,
                (false, false) => return None,
            };
        }
        score += named + in_clause(around, &asking.scopes);
        score += topics_around(around, &asking.topics);
        score += asking.respective(around);
        let months = figure.period.map(|period| Months::of(period, around.before(usize::MAX)));
        if figure.unit.contains(['%', '％']) && !asking.measures.is_empty() && !asking.part {
            score -= PART;
        }
        if figure.modality == Modality::Planned {
            score -= GOAL;
        }
        let time = self.timely(months, around.text);
        score += time.unwrap_or_default();
        Some(Fit { score, sure, owned, months, untimely: time.is_none() })
    }

    /// Whether a part or a growth is asked for, which no amount answers.
    fn asks_for_a_rate(&self, measures: &[&str]) -> bool {
        self.reading.wanted == Wanted::Figure
            && ["占比", "增速"].iter().any(|rate| measures.contains(rate))
    }

    /// Whether a figure counts what is asked for: its unit is the one asked with, else one in which
    /// things of the kind are counted.
    fn counts(&self, figure: &Measured) -> bool {
        let unit = figure.unit.trim_start_matches(['多', '余', '来', '万', '亿', '千', '百']);
        let mut chars = unit.chars();
        chars.next().is_some_and(|unit| chars.next().is_none() && self.counts_in(unit))
    }

    /// Points for a word for what is counted right before or behind the number.
    fn counted_near(&self, around: Around<'_>) -> f64 {
        if self.reading.wanted != Wanted::Count {
            return 0.0;
        }
        let near = around.before(10).to_owned() + around.behind(10);
        let mut words = self.reading.roles.iter().flat_map(|&role| &self.words.roles[role].zh);
        if words.any(|word| near.contains(word.as_str())) { 0.6 } else { 0.0 }
    }

    /// Points for each thing asked about that the figure is of or that its sentence names; `None`
    /// where it has nothing to do with a place or body asked about.
    fn named_near(
        &self,
        document: &Extraction,
        figure: &Measured,
        sentence: u32,
        scopes: &[Scope<'_>],
    ) -> Option<(f64, bool, bool)> {
        let owner = &document.entities[document.mentions[figure.entity as usize].entity as usize];
        let here = self.ground.names_in(sentence);
        let number = self.ground.sentence(sentence).document;
        let before = sentence.checked_sub(1);
        let before = before.filter(|at| self.ground.sentence(*at).document == number);
        let before = before.map(|at| self.ground.names_in(at));
        let (mut score, mut sure, mut owned, mut of_industry) = (0.0, true, false, None);
        for scope in scopes {
            let nodes = &scope.nodes;
            let owns = scope.ids.contains(&owner.id);
            let spoken = scope.spoken.binary_search(&sentence).is_ok();
            let names = |s: &[(u32, u32)]| s.iter().any(|(n, _)| nodes.contains(n));
            let of_subject = scope.subject_of(number, self.ground);
            let worded = || scope.words.iter().any(|word| self.text(sentence).contains(word));
            let near = owns || spoken || names(here) || before.is_some_and(names) || worded();
            sure &= owns || spoken || names(here) || worded();
            owned |= owns && !matches!(scope.kind, Kind::PLACE | Kind::INDUSTRY);
            if scope.kind == Kind::INDUSTRY {
                of_industry = of_industry.max(Some(near));
            } else if !near && of_subject < 0.0 {
                return None;
            }
            // A county's is its city's only where the sentence names the city.
            let county = owner.kind == Kind::PLACE
                && scope.kind == Kind::PLACE
                && !scope.itself.iter().any(|&node| self.node(node).id() == &owner.id)
                && !here.iter().any(|(node, _)| scope.itself.contains(node));
            score += if owns && county {
                OF_PART
            } else if owns && !self.is_of_a_part(scope, sentence) {
                2.5
            } else if names(here) || spoken {
                if self.is_of_a_part(scope, sentence) { OF_PART } else { 1.6 }
            } else if before.is_some_and(names) {
                0.9
            } else {
                of_subject
            };
        }
        // A figure of another industry is none of this one.
        let industry = |(node, _): &(u32, u32)| self.node(*node).kind() == Kind::INDUSTRY;
        if of_industry == Some(false) && here.iter().any(industry) {
            return None;
        }
        Some((score, sure, owned))
    }

    /// Whether a sentence names only what lies in the place asked about: a county's output is not
    /// its city's.
    fn is_of_a_part(&self, scope: &Scope<'_>, sentence: u32) -> bool {
        let here = self.ground.names_in(sentence);
        let named = |nodes: &dyn Fn(&u32) -> bool| here.iter().any(|(node, _)| nodes(node));
        // 占江城市的一成: the city is only what it is a part of.
        let whole =
            |start: u32| self.text_between(sentence, start.saturating_sub(1), start) == "占";
        let itself = here.iter().any(|(node, from)| scope.itself.contains(node) && !whole(*from));
        scope.kind == Kind::PLACE
            && named(&|node| scope.nodes.contains(node))
            && !itself
            && !scope.itself.iter().any(|&node| self.ground.spoken_of(node).contains(&sentence))
    }

    /// Points for the time that a figure is stated for; `None` where it is another than the one
    /// asked for.
    fn timely(&self, months: Option<Months>, text: &str) -> Option<f64> {
        let Some(asked) = self.reading.period else { return Some(0.0) };
        match months {
            Some(months) if asked.answered_by(months) => Some(1.5),
            Some(_) => None,
            None if text.contains(&asked.year.to_string()) => Some(1.0),
            None => Some(0.0),
        }
    }
}

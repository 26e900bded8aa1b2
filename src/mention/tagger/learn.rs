//! Annotated sentences in, a tagger out.
//!
//! A conditional random field over characters, trained sentence by sentence with `AdaGrad`. Features
//! are dropped at random while learning, so that lists and shapes learn to speak for names that the
//! characters alone would give away; the weights of the later rounds are averaged. Everything runs
//! on one thread in a fixed order from fixed seeds: the same examples give the same bytes.

use super::chain::{Lattice, MOST_KINDS, Succession, exp};
use super::example::Example;
use super::feature::{PAD, View};
use super::label::Labels;
use super::list::{Index, Lists, Nodes};
use super::weight::{Table, Weights};
use super::{Error, Tagger};
use crate::knowledge::Kind;
use std::collections::{BTreeSet, HashMap};

/// How to learn. The defaults are those of the figures in the model card.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How often all examples are gone through.
    pub rounds: u32,
    /// Rounds before this one do not count in the average.
    pub warm: u32,
    /// Share of the features hidden at each sight of a character.
    pub hidden: f32,
    /// Length of the steps.
    pub rate: f32,
    /// Pull of each weight towards zero.
    pub decay: f32,
    /// Features seen less often than this are left out.
    pub rarest: u32,
    /// Weights that stay below this share of the largest are left out of the model.
    pub smallest: f32,
}

impl Default for Plan {
    fn default() -> Self {
        Self { rounds: 9, warm: 4, hidden: 0.5, rate: 0.1, decay: 1e-6, rarest: 2, smallest: 0.0 }
    }
}

/// Learns a tagger. `told` is called after each round with its number.
pub fn learn(
    examples: &[Example],
    lists: Lists,
    plan: &Plan,
    mut told: impl FnMut(u32),
) -> Result<Tagger, Error> {
    let kinds: BTreeSet<Kind> = examples.iter().flat_map(|e| &e.names).map(|name| name.1).collect();
    let kinds: Vec<Kind> = kinds.into_iter().collect();
    if kinds.is_empty() {
        return Err(Error::NothingToLearn);
    }
    if kinds.len() > MOST_KINDS {
        return Err(Error::TooManyKinds { found: kinds.len(), most: MOST_KINDS });
    }
    let labels = Labels { kinds: kinds.len() };
    let index = Index::of(Nodes::from(lists));
    let seen = Seen::gather(examples, &index, plan.rarest);
    let lessons: Vec<Lesson> = examples
        .iter()
        .filter(|example| !example.chars.is_empty())
        .map(|example| Lesson::of(example, &kinds, labels, &index, &seen))
        .collect();
    let mut learner = Learner::new(labels, seen.keys.len(), plan);
    for round in 0..plan.rounds {
        learner.round(&lessons, round);
        told(round + 1);
    }
    let (rows, follow) = learner.average();
    let table = Table::of(labels, &seen.keys, &rows, &follow, plan);
    Ok(Tagger::of(kinds, index, Weights::of(table)))
}

/// Tells each character and each of its features.
fn features(view: &View, mut told: impl FnMut(usize, u32)) {
    (0..view.len()).for_each(|at| told(at, view.everywhere()));
    view.sights(|sight| {
        for (key, row) in (sight.key..).zip(sight.row..sight.row + sight.count) {
            if let Some(at) = row.checked_sub(PAD).filter(|&at| at < view.len()) {
                told(at, key);
            }
        }
    });
}

/// The features kept, sorted; the place of a feature is the number of its row of weights.
struct Seen {
    keys: Vec<u32>,
    rows: HashMap<u32, u32>,
}

impl Seen {
    fn gather(examples: &[Example], index: &Index, rarest: u32) -> Self {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        let mut view = View::default();
        for example in examples {
            view.look(&example.chars, &example.advice, index);
            features(&view, |_, feature| *counts.entry(feature).or_default() += 1);
        }
        let frequent = counts.into_iter().filter(|&(_, count)| count >= rarest);
        let mut keys: Vec<u32> = frequent.map(|(key, _)| key).collect();
        keys.sort_unstable();
        let rows = keys.iter().zip(0..).map(|(&key, row)| (key, row)).collect();
        Self { keys, rows }
    }
}

/// An example as rows of weights: those of character `i` end at `ends[i]`.
struct Lesson {
    rows: Vec<u32>,
    ends: Vec<u32>,
    truth: Vec<u8>,
}

impl Lesson {
    fn of(example: &Example, kinds: &[Kind], labels: Labels, index: &Index, seen: &Seen) -> Self {
        let mut view = View::default();
        view.look(&example.chars, &example.advice, index);
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); view.len()];
        features(&view, |at, feature| rows[at].extend(seen.rows.get(&feature)));
        let mut lesson = Self { rows: Vec::new(), ends: Vec::new(), truth: Vec::new() };
        for rows in rows {
            lesson.rows.extend(rows);
            lesson.ends.push(lesson.rows.len() as u32);
        }
        let number = |kind: Kind| kinds.iter().position(|&known| known == kind).unwrap_or(0);
        let names: Vec<_> =
            example.names.iter().map(|&(span, kind)| (span, number(kind))).collect();
        lesson.truth = labels.paint(example.chars.len(), &names);
        lesson
    }
}

/// A sequence of numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn seeded(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..8 {
            dice.roll();
        }
        dice
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, (self.roll() % (last as u64 + 1)) as usize);
        }
    }
}

/// Weights that are being learned. Each row has a weight and a sum of squared gradients per label.
struct Learner<'p> {
    labels: Labels,
    plan: &'p Plan,
    weights: Vec<f32>,
    squares: Vec<f32>,
    touched: Vec<u32>,
    follow: Succession<f32>,
    follow_squares: Succession<f32>,
    sum: Vec<f32>,
    follow_sum: Succession<f32>,
    steps: u32,
    lattice: Lattice,
    scores: Vec<f32>,
}

impl<'p> Learner<'p> {
    fn new(labels: Labels, rows: usize, plan: &'p Plan) -> Self {
        let size = rows * labels.all();
        Self {
            labels,
            plan,
            weights: vec![0.0; size],
            squares: vec![1e-8; size],
            touched: vec![0; rows],
            follow: Succession::filled(labels, 0.0),
            follow_squares: Succession::filled(labels, 1e-8),
            sum: vec![0.0; size],
            follow_sum: Succession::filled(labels, 0.0),
            steps: 0,
            lattice: Lattice::default(),
            scores: Vec::new(),
        }
    }

    fn round(&mut self, lessons: &[Lesson], round: u32) {
        let mut dice = Dice::seeded(u64::from(round) + 1);
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        dice.shuffle(&mut order);
        let (mut rows, mut ends) = (Vec::new(), Vec::new());
        for number in order {
            let lesson = &lessons[number];
            self.hide(lesson, &mut dice, &mut rows, &mut ends);
            self.step(&rows, &ends, &lesson.truth);
        }
        if round >= self.plan.warm || round + 1 == self.plan.rounds {
            self.sum.iter_mut().zip(&self.weights).for_each(|(sum, weight)| *sum += weight);
            let values: Vec<f32> = self.follow.values().collect();
            self.follow_sum.values_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
    }

    fn hide(&self, lesson: &Lesson, dice: &mut Dice, rows: &mut Vec<u32>, ends: &mut Vec<u32>) {
        let hidden = (self.plan.hidden.clamp(0.0, 0.95) * 65_536.0) as u64;
        rows.clear();
        ends.clear();
        let mut from = 0;
        for &end in &lesson.ends {
            let all = &lesson.rows[from..end as usize];
            rows.extend(all.iter().filter(|_| dice.roll() >> 20 & 0xffff >= hidden));
            ends.push(rows.len() as u32);
            from = end as usize;
        }
    }

    fn step(&mut self, rows: &[u32], ends: &[u32], truth: &[u8]) {
        let all = self.labels.all();
        self.steps += 1;
        self.scores.clear();
        self.scores.resize(truth.len() * all, 0.0);
        let mut from = 0;
        for (scores, &end) in self.scores.chunks_exact_mut(all).zip(ends) {
            for &row in &rows[from..end as usize] {
                let weights = &self.weights[row as usize * all..][..all];
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
            }
            from = end as usize;
        }
        let powers = self.follow.map(exp);
        self.lattice.sum(self.labels, &self.scores, &powers, 0);
        self.step_successions(&powers, truth);
        let mut from = 0;
        let mut gradient = vec![0.0; all];
        for (at, &end) in ends.iter().enumerate() {
            let place = at * all..(at + 1) * all;
            let expected =
                self.lattice.forward[place.clone()].iter().zip(&self.lattice.backward[place]);
            gradient.iter_mut().zip(expected).for_each(|(g, (f, b))| *g = -f * b);
            gradient[truth[at] as usize] += 1.0;
            for &row in &rows[from..end as usize] {
                self.step_row(row as usize, &gradient);
            }
            from = end as usize;
        }
    }

    fn step_row(&mut self, row: usize, gradient: &[f32]) {
        let all = self.labels.all();
        let idle = (self.steps - self.touched[row]) as f32;
        self.touched[row] = self.steps;
        let rate = self.plan.rate;
        let pull = rate * self.plan.decay * idle;
        let weights = &mut self.weights[row * all..][..all];
        let squares = &mut self.squares[row * all..][..all];
        for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
            *square += gradient * gradient;
            let scale = 1.0 / square.sqrt();
            *weight = (*weight + rate * gradient * scale) / (1.0 + pull * scale.min(100.0));
        }
    }

    fn step_successions(&mut self, powers: &Succession<f32>, truth: &[u8]) {
        let mut gradient = Succession::filled(self.labels, 0.0);
        self.lattice.successions(self.labels, powers, &mut gradient);
        gradient.values_mut().for_each(|value| *value = -*value);
        for pair in truth.windows(2) {
            *gradient.between(self.labels, pair[0] as usize, pair[1] as usize) += 1.0;
        }
        let values = self.follow.values_mut().zip(self.follow_squares.values_mut());
        for ((value, square), gradient) in values.zip(gradient.values()) {
            *square += gradient * gradient;
            *value += self.plan.rate * gradient / square.sqrt();
        }
    }

    fn average(self) -> (Vec<f32>, Succession<f32>) {
        let counted = self.plan.rounds - self.plan.warm.min(self.plan.rounds.saturating_sub(1));
        let share = 1.0 / counted.max(1) as f32;
        let rows = self.sum.iter().map(|sum| sum * share).collect();
        (rows, self.follow_sum.map(|sum| sum * share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn example(text: &str, names: &[(usize, usize, Kind)]) -> Example {
        let names = names.iter().map(|&(s, e, kind)| (Span::new(s, e), kind)).collect();
        Example { chars: text.chars().collect(), names, advice: Vec::new() }
    }

    fn examples() -> Vec<Example> {
        let mut all = Vec::new();
        for name in ["星河电机", "东风轴承", "金山阀门", "长江泵业"] {
            let place = "溧水";
            let text = format!("{name}公司在{place}建厂，投资三亿元。");
            all.push(example(&text, &[(0, 6, Kind::COMPANY), (7, 9, Kind::PLACE)]));
            let text = format!("记者从{name}公司获悉，订单已排到明年。");
            all.push(example(&text, &[(3, 9, Kind::COMPANY)]));
        }
        all.push(example("工厂在江边，天气很好。", &[]));
        all
    }

    #[test]
    fn learning_twice_gives_the_same_bytes() {
        let plan = Plan { rounds: 4, warm: 2, rarest: 1, ..Plan::default() };
        let bytes = || {
            let tagger = learn(&examples(), Lists::default(), &plan, |_| {}).unwrap();
            let mut bytes = Vec::new();
            tagger.write(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn what_was_learned_carries_over_to_a_name_never_seen() {
        let plan = Plan { rounds: 12, warm: 6, rarest: 1, hidden: 0.3, ..Plan::default() };
        let tagger = learn(&examples(), Lists::default(), &plan, |_| {}).unwrap();
        let chars: Vec<char> = "记者从青云机床公司获悉，订单不少。".chars().collect();
        let found = tagger.tag(&chars, &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].span, found[0].kind), (Span::new(3, 9), Kind::COMPANY));
        assert!(found[0].score > 0.3 && found[0].score <= 1.0, "{found:?}");
    }

    #[test]
    fn examples_without_a_name_teach_nothing() {
        let none = [example("天气很好。", &[])];
        let told = learn(&none, Lists::default(), &Plan::default(), |_| {});
        assert!(matches!(told, Err(Error::NothingToLearn)));
    }
}

//! A question in, the pairs of characters and the words that it says out, and those its names say.

use crate::question::ask::Asked;
use crate::question::pieces::latin::plain_forms;
use crate::question::reading::Language;
use crate::text::{is_han, simplified};

/// Terms of a question; nobody asks with more.
const MOST: usize = 120;
/// Characters before the word that asks in which it is said what is asked for.
const FOCUS: usize = 8;
/// English words that are looked up together.
const LONGEST_RUN: usize = 4;
/// Entities that one name of a question may mean.
const MOST_MEANT: usize = 4;

/// What a question says.
pub(super) struct Terms {
    /// Pairs of Chinese characters, and words of letters or digits.
    pub words: Vec<String>,
    /// For each thing named, the entities and which terms its name says.
    pub names: Vec<(Vec<u32>, u128)>,
    /// Which terms the part of the question says that is answered.
    pub own: u128,
    /// Which terms stand right before the word that asks.
    pub focus: u128,
    /// Other words for a subject, and which terms they say.
    pub others: Vec<(String, u128)>,
}

impl Asked<'_, '_> {
    /// The terms of the question; those of an English one are of the Chinese words it was read as.
    pub(super) fn terms_said(&self) -> Terms {
        let mut words = Vec::new();
        match self.reading.language {
            Language::Chinese => {
                let plain: String = self.question.chars().map(simplified).collect();
                add(&mut words, &plain, |pair| self.only_asks(pair));
            }
            Language::English => {
                for word in self.words_read() {
                    add(&mut words, &word, |_| false);
                }
            }
        }
        let focus = self.terms_of_focus(&words);
        let part = words.len();
        if self.whole != self.question {
            add(&mut words, self.whole, |pair| self.only_asks(pair));
        }
        let own = !(part..words.len()).fold(0, |others, at| others | 1 << at);
        let mut names = Vec::new();
        for anchor in &self.reading.anchors {
            let mut said = Vec::new();
            add(&mut said, &anchor.text, |_| false);
            if said.is_empty() {
                for &node in anchor.nodes.iter().take(MOST_MEANT) {
                    add(&mut said, self.node(node).name(), |_| false);
                }
            }
            names.push((self.scope(anchor).into_iter().collect(), bits(&mut words, &said)));
        }
        let mut others = Vec::new();
        let topics = self.reading.topics.iter().map(Vec::as_slice);
        for topic in topics.chain(self.relations_read()).chain(self.everyday_words()) {
            let own = topic.iter().find(|word| self.question.contains(word.as_str()));
            let Some(own) = own.or(topic.first()) else { continue };
            let mut said = Vec::new();
            add(&mut said, own, |_| false);
            let said = bits(&mut words, &said);
            let other = topic.iter().filter(|word| *word != own && !word.is_ascii());
            others.extend(other.map(|word| (word.clone(), said)));
        }
        Terms { words, names, own, focus, others }
    }

    /// Which of these terms stand right before the word that asks.
    fn terms_of_focus(&self, words: &[String]) -> u128 {
        let starts = self.words.manner.asking.iter().filter_map(|word| self.question.find(word));
        let Some((before, _)) = starts.min().and_then(|at| self.question.split_at_checked(at))
        else {
            return 0;
        };
        let skip = before.chars().count().saturating_sub(FOCUS);
        let near: String = before.chars().skip(skip).collect();
        let near = words.iter().enumerate().filter(|(_, word)| near.contains(word.as_str()));
        near.fold(0, |focus, (at, _)| focus | 1 << at)
    }

    /// Words for the relations that an English question speaks of.
    fn relations_read(&self) -> impl Iterator<Item = &[String]> {
        let english = self.reading.language == Language::English;
        let relations = self.reading.relations.iter().filter(move |_| english);
        relations.map(|&(relation, _)| self.words.relations[relation].toward.as_slice())
    }

    /// Chinese for the words of an English question: for the longest runs of its words that are known.
    fn everyday_words(&self) -> impl Iterator<Item = &[String]> {
        let english = self.reading.language == Language::English;
        let question = if english { self.question.to_lowercase() } else { String::new() };
        let words: Vec<&str> = question.split_whitespace().map(bare).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let runs = (1..=LONGEST_RUN.min(words.len() - at)).rev();
            let known = |run: &usize| {
                let (one, many) = (&self.words.everyday, &self.words.vocabulary);
                let run = words[at..at + run].join(" ");
                let of = |run: &String| {
                    one.get(run).map(AsRef::as_ref).or_else(|| many.get(run).map(Vec::as_slice))
                };
                of(&run).or_else(|| plain_forms(&run).iter().find_map(of))
            };
            let run = runs.clone().find(|run| known(run).is_some());
            found.extend(run.as_ref().and_then(known));
            at += run.unwrap_or(1);
        }
        found.into_iter()
    }

    /// Whether an English word is translated, if only for what sentences say.
    pub(super) fn is_everyday(&self, word: &str) -> bool {
        let known = |word: &String| {
            self.words.everyday.contains_key(word) || self.words.vocabulary.contains_key(word)
        };
        let lower = word.to_lowercase();
        known(&lower) || plain_forms(&lower).iter().any(known)
    }

    /// Whether a pair of characters only asks.
    fn only_asks(&self, pair: &str) -> bool {
        let manner = &self.words.manner;
        let mut words = manner.asking.iter().chain(&manner.asked);
        words.any(|word| pair.contains(word.as_str()))
    }

    /// The Chinese words that the words of an English question were taken for.
    fn words_read(&self) -> Vec<String> {
        let (reading, words) = (self.reading, self.words);
        let first = |zh: &Vec<String>| zh.first().cloned();
        let mut read: Vec<String> = reading.topics.iter().filter_map(first).collect();
        read.extend(reading.measures.iter().filter_map(|&m| words.measures[m].zh.first().cloned()));
        read.extend(reading.titles.iter().filter_map(|&t| words.titles[t].zh.first().cloned()));
        let ascii = self.question.split(|c: char| !c.is_ascii_alphanumeric());
        let kept = |word: &&str| word.len() >= 2 && word.chars().any(|c| c.is_ascii_digit());
        read.extend(ascii.filter(kept).map(str::to_owned));
        read
    }
}

/// A word without the marks around it and without 's.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word)
}

/// Adds the pairs and words of a text that do not only ask.
fn add(words: &mut Vec<String>, text: &str, asks: impl Fn(&str) -> bool) {
    for run in text.split(|c: char| !is_han(c)) {
        let ends = run.char_indices().skip(2).map(|(at, _)| at).chain([run.len()]);
        for (start, end) in run.char_indices().map(|(at, _)| at).zip(ends) {
            let pair = run.get(start..end).unwrap_or_default();
            if pair.chars().count() == 2 && !asks(pair) {
                push(words, pair);
            }
        }
    }
    let latin = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
    latin.filter(|word| word.len() >= 2).for_each(|word| push(words, word));
    // A轮, B区: one letter says something with the word behind it.
    let chars: Vec<char> = text.chars().collect();
    let lettered = chars.windows(2).enumerate().filter(|(at, pair)| {
        let front = at.checked_sub(1).map(|at| chars[at]);
        let alone = !front.is_some_and(|c| c.is_ascii_alphanumeric());
        alone && pair[0].is_ascii_uppercase() && is_han(pair[1])
    });
    lettered.for_each(|(_, pair)| push(words, &pair.iter().collect::<String>()));
}

/// Adds some words; which terms they are.
fn bits(words: &mut Vec<String>, said: &[String]) -> u128 {
    said.iter().for_each(|word| push(words, word));
    let own = said.iter().filter_map(|word| words.iter().position(|known| known == word));
    own.fold(0, |own, at| own | 1 << at)
}

fn push(words: &mut Vec<String>, word: &str) {
    if words.len() < MOST && !words.iter().any(|known| known == word) {
        words.push(word.to_owned());
    }
}

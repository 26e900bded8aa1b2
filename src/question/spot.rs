//! A question in, its pieces out: what each word was taken for.

use super::names::{Names, folded};
use super::phrases::{Cue, Meaning, Phrases};
use crate::corpus::Date;
use crate::knowledge::{Kind, Lexicon, QuestionWords};
use std::collections::BTreeSet;

/// What a stretch of a question was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// A name in the graph; several when the name is ambiguous.
    Entities(Vec<u32>),
    /// A known name that is not in the graph itself: the entities whose names begin with it.
    Parts(Vec<u32>),
    /// A word with a meaning in questions.
    Word(Meaning),
    /// A subject given in other words: any of these Chinese words.
    Topic(Vec<String>),
    /// A year, month or day.
    Date(Date),
    /// A number.
    Number(u32),
    /// A name that is not in the graph, or a word that is not known.
    Unknown,
}

/// A stretch of a question and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words as asked.
    pub text: String,
    /// What they were taken for.
    pub taken: Taken,
}

/// What spotting looks things up in.
#[derive(Clone, Copy)]
pub(super) struct Spotter<'a> {
    /// Names of the graph.
    pub names: &'a Names,
    /// Phrases of questions.
    pub phrases: &'a Phrases,
    /// The words behind the phrases.
    pub words: &'a QuestionWords,
    /// Names that are known though the graph may not hold them.
    pub lexicon: &'a Lexicon,
    /// Chinese names by node, to join a name's sound with a translated word.
    pub name_of: &'a dyn Fn(u32) -> String,
}

/// Longest phrase looked for, in words.
const MOST_WORDS: usize = 10;
/// Questions longer than this are cut: nobody asks so long.
const MOST_UNITS: usize = 400;

#[derive(Debug)]
enum Unit {
    Han(char),
    Word(String),
    Gap,
}

/// A question as characters of Chinese and words of anything else.
fn units(question: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut word = String::new();
    for c in question.chars().chain(std::iter::once('\n')) {
        let han = crate::text::is_han(c);
        if !han && (c.is_alphanumeric() || (!word.is_empty() && "&+.-%".contains(c))) {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let kept = word.trim_end_matches(['.', '-', '&']).to_owned();
            // 's after a name says nothing.
            let possessive =
                kept.eq_ignore_ascii_case("s") && matches!(units.last(), Some(Unit::Word(_)));
            if !possessive {
                units.push(Unit::Word(kept));
            }
            word.clear();
        }
        if han {
            units.push(Unit::Han(c));
        } else if !c.is_whitespace() && !matches!(c, '\'' | '’' | '“' | '”' | '"' | '《' | '》')
        {
            units.push(Unit::Gap);
        }
    }
    units.truncate(MOST_UNITS);
    units
}

impl Spotter<'_> {
    /// The pieces of a question, in order. Function words are left out. What stands in brackets
    /// only says again what stands before them: names in it count when nothing else is named.
    pub(super) fn pieces(&self, question: &str) -> Vec<Piece> {
        let (plain, bracketed) = without_brackets(question);
        let mut pieces = self.run_of_pieces(&plain);
        let named = |piece: &Piece| matches!(piece.taken, Taken::Entities(_));
        if !pieces.iter().any(named) {
            pieces.extend(self.run_of_pieces(&bracketed).into_iter().filter(named));
        }
        pieces
    }

    fn run_of_pieces(&self, question: &str) -> Vec<Piece> {
        let units = units(question);
        let mut pieces: Vec<Piece> = Vec::new();
        let mut loose = String::new();
        let mut at = 0;
        while at < units.len() {
            let (length, piece) = match &units[at] {
                Unit::Gap => (1, None),
                Unit::Han(_) => self.chinese(&units[at..]),
                Unit::Word(_) => self.latin(&units[at..]),
            };
            if length == 0 {
                if let Unit::Han(c) = units[at] {
                    loose.push(c);
                }
                at += 1;
                continue;
            }
            self.flush(&mut loose, &mut pieces);
            pieces.extend(piece.filter(|p| p.taken != Taken::Word(Meaning::Empty)));
            at += length;
        }
        self.flush(&mut loose, &mut pieces);
        let lower = question.to_lowercase();
        for cue in self.phrases.patterns_in(&lower).collect::<BTreeSet<_>>() {
            pieces.push(Piece { text: String::new(), taken: Taken::Word(Meaning::Cue(cue)) });
        }
        pieces
    }

    /// Characters that are no known phrase: the subjects they name.
    fn flush(&self, loose: &mut String, pieces: &mut Vec<Piece>) {
        let run = std::mem::take(loose);
        for text in self.phrases.cut(&run) {
            pieces.push(Piece { taken: Taken::Topic(self.words.synonyms(&text)), text });
        }
    }

    /// The longest known phrase that starts here in Chinese characters; length 0 when none does.
    fn chinese(&self, units: &[Unit]) -> (usize, Option<Piece>) {
        let most = self.names.longest().max(self.phrases.longest()).min(units.len());
        let mut text = String::new();
        let mut best = (0, None);
        for (n, unit) in units[..most].iter().enumerate() {
            match unit {
                Unit::Han(c) => text.push(*c),
                Unit::Word(word) => text.push_str(&word.to_lowercase()),
                Unit::Gap => break,
            }
            let nodes = self.names.exact(&text);
            let meaning = self.phrases.meanings(&text).first();
            let taken = match (nodes, meaning) {
                ([], None) => match self.parts(&text) {
                    parts if parts.is_empty() => continue,
                    parts => Taken::Parts(parts),
                },
                ([], Some(meaning)) => Taken::Word(*meaning),
                // A one-letter name (苏) is a name only where nothing longer reads otherwise.
                (nodes, _) => Taken::Entities(nodes.to_vec()),
            };
            best = (n + 1, Some(Piece { text: text.clone(), taken }));
        }
        best
    }

    /// Entities of the graph whose names begin with a body that the lexicon knows, in any of its
    /// forms.
    fn parts(&self, name: &str) -> Vec<u32> {
        let bodies = [Kind::INSTITUTION, Kind::COMPANY];
        let rows = self.lexicon.senses(name).iter().map(|sense| self.lexicon.row(sense.row));
        let mut parts: Vec<u32> = rows
            .filter(|row| bodies.contains(&row.kind))
            .flat_map(crate::knowledge::Entry::forms)
            .filter(|(form, _)| form.chars().count() >= 2)
            .flat_map(|(form, _)| self.names.starting(form))
            .collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// The longest known phrase of words that starts here.
    fn latin(&self, units: &[Unit]) -> (usize, Option<Piece>) {
        let words: Vec<&str> = units
            .iter()
            .map_while(|unit| if let Unit::Word(word) = unit { Some(word.as_str()) } else { None })
            .take(MOST_WORDS)
            .collect();
        if let Some((length, piece)) = mixed_name(self.names, units) {
            return (length, Some(piece));
        }
        for length in (1..=words.len()).rev() {
            if let Some(taken) = self.phrase(&words[..length]) {
                // 2023年产值 is the output of 2023, not what a year makes.
                let dated = matches!(taken, Taken::Date(_));
                let year = dated && matches!(units.get(length), Some(Unit::Han('年')));
                let text = words[..length].join(" ");
                return (length + usize::from(year), Some(Piece { text, taken }));
            }
        }
        let text = words[0].to_owned();
        (1, Some(Piece { text, taken: Taken::Unknown }))
    }

    fn phrase(&self, words: &[&str]) -> Option<Taken> {
        let phrase = words.join(" ");
        let lower = phrase.to_lowercase();
        if let Some(date) = year(&lower) {
            return Some(Taken::Date(date));
        }
        if let Ok(number) = lower.parse() {
            return Some(Taken::Number(number));
        }
        let meaning = self.phrases.meanings(&lower).first().copied();
        let english = self.names.english(&phrase);
        if !english.is_empty() && (meaning.is_none() || phrase != lower) {
            return Some(Taken::Entities(english.to_vec()));
        }
        if let Some(meaning) = meaning {
            return Some(Taken::Word(meaning));
        }
        if let Some(chinese) = self.words.vocabulary.get(&lower) {
            return Some(Taken::Topic(chinese.clone()));
        }
        self.sounding(words, &phrase).map(Taken::Entities).or_else(|| self.spoken(words))
    }

    /// A phrase or a word of the vocabulary written in pinyin.
    fn spoken(&self, words: &[&str]) -> Option<Taken> {
        let joined = words.concat().to_lowercase();
        if joined.len() < 4 {
            return None;
        }
        let phrase = self.phrases.sounding(&joined).map(Taken::Word);
        phrase.or_else(|| self.phrases.topics_sounding(&joined).cloned().map(Taken::Topic))
    }

    /// Names written in pinyin: whole, or their beginning before a translated word.
    fn sounding(&self, words: &[&str], phrase: &str) -> Option<Vec<u32>> {
        let known = |word: &&str| {
            let lower = word.to_lowercase();
            !self.phrases.meanings(&lower).is_empty() || self.words.vocabulary.contains_key(&lower)
        };
        let letters = phrase.chars().filter(|c| c.is_alphabetic()).count();
        if letters >= 4 && !words.iter().all(known) {
            let nodes = self.names.sounding(phrase);
            if !nodes.is_empty() {
                return Some(nodes.to_vec());
            }
        }
        if let [word] = words {
            let capitals = word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase());
            let nodes = self.names.initials(word);
            return (capitals && !nodes.is_empty()).then(|| nodes.to_vec());
        }
        (1..words.len()).rev().find_map(|cut| {
            if words[..cut].iter().all(known) {
                return None;
            }
            let translated = self.translated(&words[cut..])?;
            let fits = |&&node: &&u32| {
                let name = (self.name_of)(node);
                let holds =
                    |chinese: &Vec<String>| chinese.iter().any(|w| name.contains(w.as_str()));
                let ends =
                    |chinese: &Vec<String>| chinese.iter().any(|w| name.ends_with(w.as_str()));
                translated.iter().all(|c| holds(c)) && translated.iter().any(|c| ends(c))
            };
            let beginning = self.names.beginning(&words[..cut].concat());
            let nodes: Vec<u32> = beginning.iter().filter(fits).copied().collect();
            (!nodes.is_empty()).then_some(nodes)
        })
    }

    /// The Chinese words for English ones, longest phrases first; `None` when one is not known.
    fn translated(&self, words: &[&str]) -> Option<Vec<&Vec<String>>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let lower = |end: usize| words[at..end].join(" ").to_lowercase();
            let longest = (at + 1..=words.len())
                .rev()
                .find_map(|end| Some((end, self.words.vocabulary.get(&lower(end))?)));
            match longest {
                Some((end, chinese)) => {
                    found.push(chinese);
                    at = end;
                }
                None if self.words.empty.contains(&lower(at + 1)) => at += 1,
                None => return None,
            }
        }
        (!found.is_empty()).then_some(found)
    }
}

/// A name that starts with letters and goes on in Chinese (TCL科技).
fn mixed_name(names: &Names, units: &[Unit]) -> Option<(usize, Piece)> {
    let mut text = String::new();
    let mut best = None;
    let mut han = false;
    for (n, unit) in units.iter().take(names.longest()).enumerate() {
        match unit {
            Unit::Han(c) => {
                han = true;
                text.push(*c);
            }
            Unit::Word(word) => text.push_str(word),
            Unit::Gap => break,
        }
        let nodes = names.exact(&folded(&text));
        if han && !nodes.is_empty() {
            let taken = Taken::Entities(nodes.to_vec());
            best = Some((n + 1, Piece { text: text.clone(), taken }));
        }
    }
    best
}

fn year(word: &str) -> Option<Date> {
    let digits = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    let year = word.parse().ok().filter(|y| digits && (1900..2100).contains(y))?;
    Date::year(year)
}

/// A question without what stands in brackets, and what stands there.
fn without_brackets(question: &str) -> (String, String) {
    let (mut plain, mut bracketed) = (String::new(), String::new());
    let mut depth = 0_usize;
    for c in question.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth > 0 => bracketed.push(c),
            _ => plain.push(c),
        }
    }
    if depth > 0 { (question.to_owned(), String::new()) } else { (plain, bracketed) }
}

/// Whether a piece decides for this sort of answer.
pub(super) fn has_cue(pieces: &[Piece], cue: Cue) -> bool {
    pieces.iter().any(|piece| piece.taken == Taken::Word(Meaning::Cue(cue)))
}

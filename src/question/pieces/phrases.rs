//! The words of questions in, what each phrase may be taken for out.

use super::sound;
use crate::knowledge::QuestionWords;
use std::collections::{BTreeSet, HashMap};

/// What a phrase of a question may be taken for. Numbers are places in the lists of
/// `QuestionWords`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::question) enum Meaning {
    /// What is asked for.
    Role(usize),
    /// A title of office.
    Title(usize),
    /// What is measured.
    Measure(usize),
    /// A relation, said from its head.
    Toward(usize),
    /// A relation, said from its tail.
    From(usize),
    /// A decision about the sort of answer.
    Cue(Cue),
    /// Nothing.
    Empty,
}

/// The sort of answer a word points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::question) enum Cue {
    /// How two things hang together.
    Path,
    /// What two things share.
    Common,
    /// How many there are.
    Count,
    /// How much it is, whatever is measured.
    Amount,
    /// How much money it is.
    Money,
    /// How much a measure is, where one is named.
    Quantity,
    /// Where it is.
    Place,
    /// Who it is.
    Person,
    /// Whether it is so.
    YesNo,
    /// Which ones there are.
    Which,
    /// The greatest of them.
    Most,
    /// The second in an office.
    Deputy,
    /// Who held an office before.
    Former,
}

/// Every phrase of the question words, with its meanings in order of preference.
#[derive(Debug, Default)]
pub(in crate::question) struct Phrases {
    meanings: HashMap<String, Vec<Meaning>>,
    sounds: HashMap<String, Vec<Meaning>>,
    topics: HashMap<String, Vec<String>>,
    translated: BTreeSet<String>,
    patterns: Vec<(Vec<String>, Cue)>,
    longest: usize,
}

impl Phrases {
    /// The phrases of these words.
    pub(in crate::question) fn of(words: &QuestionWords) -> Self {
        let mut phrases = Self::default();
        for (n, role) in words.roles.iter().enumerate() {
            phrases.add_all(role.zh.iter().chain(&role.en), Meaning::Role(n));
        }
        for (n, title) in words.titles.iter().enumerate() {
            let plurals: Vec<String> = title.en.iter().filter_map(|one| plural(one)).collect();
            let titles = title.zh.iter().chain(&title.en).chain(&plurals);
            phrases.add_all(titles, Meaning::Title(n));
        }
        for (n, measure) in words.measures.iter().enumerate() {
            phrases.add_all(measure.zh.iter().chain(&measure.en), Meaning::Measure(n));
        }
        for (n, relation) in words.relations.iter().enumerate() {
            phrases.add_all(&relation.toward, Meaning::Toward(n));
            phrases.add_all(&relation.from, Meaning::From(n));
        }
        let cues = &words.cues;
        for (list, cue) in [
            (&cues.path, Cue::Path),
            (&cues.common, Cue::Common),
            (&cues.count, Cue::Count),
            (&cues.amount, Cue::Amount),
            (&cues.money, Cue::Money),
            (&cues.quantity, Cue::Quantity),
            (&cues.place, Cue::Place),
            (&cues.person, Cue::Person),
            (&cues.yes_no, Cue::YesNo),
            (&cues.which, Cue::Which),
            (&cues.most, Cue::Most),
            (&cues.deputy, Cue::Deputy),
            (&cues.former, Cue::Former),
        ] {
            let (patterns, plain): (Vec<_>, Vec<_>) = list.iter().partition(|w| w.contains('*'));
            phrases.add_all(plain, Meaning::Cue(cue));
            for pattern in patterns {
                let parts = pattern.split('*').map(|part| part.trim().to_owned()).collect();
                phrases.patterns.push((parts, cue));
            }
        }
        phrases.add_all(&words.empty, Meaning::Empty);
        for word in words.vocabulary.values().flatten() {
            for reading in sound::readings(word).into_iter().filter(|r| r.len() >= 2) {
                phrases.topics.entry(reading.concat()).or_default().push(word.clone());
            }
            phrases.translated.insert(word.clone());
        }
        phrases
    }

    fn add_all<'a>(&mut self, phrases: impl IntoIterator<Item = &'a String>, meaning: Meaning) {
        for phrase in phrases {
            let parts =
                if phrase.is_ascii() { phrase.split(' ').count() } else { phrase.chars().count() };
            self.longest = self.longest.max(parts);
            let meanings = self.meanings.entry(phrase.clone()).or_default();
            if !meanings.contains(&meaning) {
                meanings.push(meaning);
            }
            for reading in sound::readings(phrase).into_iter().filter(|r| r.len() >= 2) {
                let sounds = self.sounds.entry(reading.concat()).or_default();
                if !sounds.contains(&meaning) {
                    sounds.push(meaning);
                }
            }
        }
    }

    /// What this phrase may mean, empty when it is not known.
    pub(in crate::question) fn meanings(&self, phrase: &str) -> &[Meaning] {
        self.meanings.get(phrase).map_or(&[], Vec::as_slice)
    }

    /// What a phrase of two syllables or more, written in pinyin, may mean.
    pub(in crate::question) fn sounding(&self, pinyin: &str) -> &[Meaning] {
        self.sounds.get(pinyin).map_or(&[], Vec::as_slice)
    }

    /// Chinese words of the vocabulary that sound so.
    pub(in crate::question) fn topics_sounding(&self, pinyin: &str) -> Option<&Vec<String>> {
        self.topics.get(pinyin)
    }

    /// Whether this is a Chinese word of the vocabulary.
    pub(in crate::question) fn is_subject(&self, word: &str) -> bool {
        self.translated.contains(word) && word.chars().count() >= 2
    }

    /// A run of Chinese cut at the words of the vocabulary, longest first; the rest stays whole.
    pub(in crate::question) fn cut(&self, run: &str) -> Vec<String> {
        let chars: Vec<char> = run.chars().collect();
        let mut words = Vec::new();
        let mut rest = String::new();
        let mut at = 0;
        while at < chars.len() {
            let known = (2..=(chars.len() - at).min(8)).rev().find_map(|length| {
                let word: String = chars[at..at + length].iter().collect();
                self.translated.contains(&word).then_some((length, word))
            });
            if let Some((length, word)) = known {
                words.push(std::mem::take(&mut rest));
                words.push(word);
                at += length;
            } else {
                rest.push(chars[at]);
                at += 1;
            }
        }
        words.push(rest);
        words.retain(|word| word.chars().count() >= 2);
        words
    }

    /// The longest phrase, in Chinese characters or English words.
    pub(in crate::question) fn longest(&self) -> usize {
        self.longest
    }

    /// The decisions that a pattern of English words (`how is * connected`) makes.
    pub(in crate::question) fn patterns_in<'a>(
        &'a self,
        lower: &'a str,
    ) -> impl Iterator<Item = Cue> + 'a {
        self.patterns.iter().filter(move |(parts, _)| in_order(parts, lower)).map(|(_, cue)| *cue)
    }
}

/// More than one of an English title: of its last word, or of the one before `of`.
fn plural(title: &str) -> Option<String> {
    let (noun, rest) = title.find(" of ").map_or((title, ""), |at| title.split_at(at));
    if !noun.chars().all(|char| char.is_ascii_lowercase() || char == ' ' || char == '-')
        || [" by", " the", " charge"].iter().any(|end| noun.ends_with(end))
        || noun.ends_with('s')
    {
        return None;
    }
    Some(match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies{rest}"),
        None if noun.ends_with("man") => format!("{}en{rest}", noun.strip_suffix("an")?),
        None => format!("{noun}s{rest}"),
    })
}

/// Whether all parts stand in the text as whole words, one after the other.
fn in_order(parts: &[String], text: &str) -> bool {
    let mut from = 0;
    parts.iter().all(|part| {
        let rest = text.get(from..).unwrap_or_default();
        let found = rest.match_indices(part.as_str()).map(|(at, _)| from + at);
        let whole = |at: &usize| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            let (front, behind) = (text.get(..*at), text.get(at + part.len()..));
            !letter(front.and_then(|front| front.chars().next_back()))
                && !letter(behind.and_then(|behind| behind.chars().next()))
        };
        let at = found.into_iter().find(whole);
        from = at.map_or(from, |at| at + part.len());
        at.is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn words_have_their_meanings_and_patterns_bridge_names() {
        let words = Knowledge::embedded().question();
        let phrases = Phrases::of(words);
        let firm = words.roles.iter().position(|r| r.id == "firm").unwrap();
        assert_eq!(phrases.meanings("企业"), [Meaning::Role(firm)]);
        assert_eq!(phrases.meanings("firms"), [Meaning::Role(firm)]);
        assert_eq!(phrases.meanings("电池"), []);
        let cues: Vec<_> = phrases.patterns_in("how is wujin connected with nanjing").collect();
        assert_eq!(cues, [Cue::Path]);
        assert_eq!(phrases.patterns_in("which firms are in wujin").count(), 0);
        assert_eq!(phrases.patterns_in("which counties and towns are in wujin").count(), 0);
    }
}

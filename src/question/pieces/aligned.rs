//! English words in, the names out that say the same: some words by their sound, some in translation.
//!
//! Haichuan Venture Capital is 江城海川创业投资有限公司: its words are found one after the other in the
//! name, which has little else. All words that only sound must be found, of the others most.

use super::latin::plain_forms;
use super::phrases::Meaning;
use super::sound::{sounds, splits};
use super::spot::Spotter;
use crate::knowledge::Kind;
use std::collections::BTreeMap;

/// The front of a name alone has so many letters.
const LEAST_FRONT: usize = 5;
/// Words in small letters behind the capitals that may belong to the name (Haichuan power battery).
const MOST_BEHIND: usize = 3;
/// Words that are translated together.
const LONGEST_RUN: usize = 4;
/// A name that so many others share tells none of them.
const MOST_MEANT: usize = 3;
/// Kinds whose names are put together so.
const KINDS: [Kind; 4] = [Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE, Kind::PROGRAM];
/// Words that only join others.
const JOINTS: [&str; 5] = ["of", "and", "for", "the", "&"];
/// What a word costs that the name does not say, and a place or a legal form that it does not say.
const UNSAID: f64 = 1.5;
const LEFT_OUT: f64 = 0.4;
/// What a translated word counts of which the name has only the first character.
const IN_PART: f64 = 0.6;
/// What a character of the name costs that no word says.
const UNASKED: f64 = 0.2;
/// At least so much of a name must be said, less its place and its legal form.
const LEAST_SAID: f64 = 0.5;
/// The same where no word is a name of its own.
const NEARLY_ALL: f64 = 0.75;

/// A word of the phrase, or a run of words that are translated together.
struct Word {
    /// Its letters, where it may be a sound.
    sound: Option<String>,
    chinese: Vec<String>,
    /// It may be wanting: a place, a legal form, a joint.
    spare: bool,
    /// It is a place.
    place: bool,
    /// It is written small.
    small: bool,
}

impl Word {
    /// Whether it is a name of its own.
    fn is_own(&self) -> bool {
        self.sound.is_some() && !self.place
    }
}

/// How far a name says what the words say.
#[derive(Clone, Copy, Default)]
struct Fit {
    score: f64,
    /// Characters of the name that words say.
    said: usize,
    /// Of these, those of a name of its own.
    own: usize,
    found: usize,
    missed: usize,
}

impl Spotter<'_> {
    /// The entities that the words at the start name, and how many words these are.
    pub(in crate::question) fn aligned(&self, words: &[&str]) -> Option<(usize, Vec<u32>)> {
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let first = words.first().filter(|word| capital(word))?;
        if !self.phrases.meanings(&first.to_lowercase()).is_empty() {
            return None;
        }
        let joins = |word: &&str| JOINTS.contains(word);
        let run = words.iter().take_while(|word| capital(word) || joins(word)).count();
        let small = |word: &&&str| {
            let asks = || !self.phrases.meanings(word).is_empty();
            word.starts_with(char::is_lowercase) && !asks()
        };
        let behind = words[run..].iter().take(MOST_BEHIND).take_while(small).count();
        (2..=run + behind).rev().filter(|&end| !joins(&words[end - 1])).find_map(|end| {
            let nodes = self.aligned_whole(&self.words_of_name(&words[..end])?);
            (!nodes.is_empty() && nodes.len() <= MOST_MEANT).then_some((end, nodes))
        })
    }

    /// The few firms whose names begin with this sound, behind their place (Haichuan: 江城海川电池).
    pub(in crate::question) fn aligned_front(&self, word: &str) -> Option<Vec<u32>> {
        let capital = word.starts_with(char::is_uppercase) && word.len() >= LEAST_FRONT;
        let mut nodes = self.aligned_whole(&self.words_of_name(&[word]).filter(|_| capital)?);
        nodes.retain(|&node| (self.kind_of)(node) == Kind::COMPANY);
        (!nodes.is_empty() && nodes.len() <= MOST_MEANT).then_some(nodes)
    }

    /// How many words at the start are the name of a firm or body that the graph does not know: a place,
    /// a word that no name holds, and what its trade or its form is. It is no question about the place.
    pub(in crate::question) fn unknown_name(&self, words: &[&str]) -> Option<usize> {
        let capital = |word: &&&str| word.starts_with(char::is_uppercase);
        let run: Vec<&str> = words.iter().take_while(capital).copied().collect();
        let all = self.words_of_name(&run)?;
        let [first, own, rest @ ..] = all.as_slice() else { return None };
        let sound = own.sound.clone().filter(|_| first.place && !own.place)?;
        let plain = |word: &Word| word.sound.is_none();
        let trade = rest.iter().any(|word| !word.chinese.is_empty());
        let unheard = || {
            let mut names = self.names.saying(std::slice::from_ref(&sound)).into_iter();
            !names.any(|(name, _)| {
                let chars: Vec<char> = name.chars().collect();
                (0..chars.len()).any(|at| sounds_at(&chars, at, &sound).is_some())
            })
        };
        (trade && rest.iter().all(plain) && unheard()).then_some(run.len())
    }

    /// The words of a phrase, each with how a name may say it; `None` where one can't be said, or none
    /// by its sound.
    fn words_of_name(&self, words: &[&str]) -> Option<Vec<Word>> {
        let mut all = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = LONGEST_RUN.min(words.len() - at);
            let translated = (1..=most).rev().find_map(|run| {
                let chinese = self.translations(&words[at..at + run].join(" ").to_lowercase());
                (!chinese.is_empty()).then_some((run, chinese))
            });
            let (run, chinese) = translated.unwrap_or((1, Vec::new()));
            let word = self.word_of_name(words[at], chinese);
            let joins = JOINTS.contains(&words[at]);
            // One that is not known may be what the name says all the same.
            let unknown = word.sound.is_none() && word.chinese.is_empty();
            if unknown && !joins && (word.small || at == 0) {
                return None;
            }
            all.extend((!joins).then_some(word));
            at += run;
        }
        all.iter().any(|word| word.sound.is_some()).then_some(all)
    }

    fn word_of_name(&self, word: &str, chinese: Vec<String>) -> Word {
        let small = word.starts_with(char::is_lowercase);
        let letters = word.to_lowercase().replace("shaan", "shan");
        let sounds = chinese.is_empty() && !small && splits(&letters);
        let firm_ends = &self.words.manner.firm_ends;
        let legal = chinese.iter().any(|word| firm_ends.contains(word));
        let named = || [self.names.sounding(&letters), self.names.english(word).to_vec()].concat();
        let place = sounds && named().iter().any(|&node| (self.kind_of)(node) == Kind::PLACE);
        let sound = sounds.then_some(letters);
        Word { sound, chinese, spare: (legal || place) && !small, place, small }
    }

    /// The Chinese for English words, in all that is known of them.
    fn translations(&self, lower: &str) -> Vec<String> {
        let own = self.all_translations(lower);
        if !own.is_empty() || lower.contains(' ') {
            return own;
        }
        let plain = plain_forms(lower).into_iter().map(|form| self.all_translations(&form));
        plain.into_iter().find(|chinese| !chinese.is_empty()).unwrap_or_default()
    }

    fn all_translations(&self, lower: &str) -> Vec<String> {
        let words = self.words;
        let mut all: Vec<String> = Vec::new();
        all.extend(words.vocabulary.get(lower).into_iter().flatten().cloned());
        all.extend(words.everyday.get(lower).into_iter().flat_map(|own| own.iter()).cloned());
        all.extend(words.names.get(lower).into_iter().flatten().cloned());
        for meaning in self.phrases.meanings(lower) {
            if let Meaning::Role(role) = *meaning {
                all.extend(words.roles[role].zh.iter().chain(&words.roles[role].endings).cloned());
            }
        }
        all
    }

    /// The entities whose names say these words best.
    fn aligned_whole(&self, words: &[Word]) -> Vec<u32> {
        let named = words.iter().any(Word::is_own);
        let sounding = words.iter().filter(|word| word.is_own() || !named);
        let sounds: Vec<String> = sounding.filter_map(|word| word.sound.clone()).collect();
        let mut best: BTreeMap<u32, f64> = BTreeMap::new();
        for (name, nodes) in self.names.saying(&sounds) {
            let Some(score) = self.fit_of(words, name) else { continue };
            for &node in nodes.iter().filter(|&&node| KINDS.contains(&(self.kind_of)(node))) {
                let known = best.entry(node).or_insert(score);
                *known = known.max(score);
            }
        }
        // The front of a name tells it where few begin so.
        let bare = words.iter().all(|word| word.sound.is_some());
        let most = if bare { f64::MIN } else { best.values().copied().fold(f64::MIN, f64::max) };
        best.into_iter().filter(|(_, score)| *score >= most).map(|(node, _)| node).collect()
    }

    /// How well a name says the words; `None` where it says too few of them, or much else.
    fn fit_of(&self, words: &[Word], name: &str) -> Option<f64> {
        let chars: Vec<char> = name.chars().collect();
        let fit = fit(words, &chars)?;
        let front = self.place_before(&chars);
        let placed = words.first().is_some_and(|word| word.place);
        let first = words.first().and_then(|word| word.sound.as_ref());
        let agrees = |sound: &String| front > 0 && sounds_at(&chars, 0, sound).is_some();
        // 海川 of another city is another.
        if placed && front > 0 && !first.is_some_and(agrees) {
            return None;
        }
        let form = if fit.said == chars.len() { 0 } else { self.form_behind(name) };
        let core = chars.len().saturating_sub(front + form).max(1);
        let said = fit.said.saturating_sub(if placed { front } else { 0 });
        let (own_from, front) = if placed { (front, 0) } else { (front, front) };
        let share = said as f64 / core as f64;
        let own = words.iter().find(|word| word.is_own()).and_then(|word| word.sound.as_ref());
        let begins = |sound: &String| sounds_at(&chars, own_from, sound).is_some();
        let enough = match own {
            Some(sound) if words.iter().all(|word| word.sound.is_some()) => begins(sound),
            Some(_) => fit.own >= 2 && fit.found >= fit.missed && share >= LEAST_SAID,
            // A place and words for a trade are a name where that says just this.
            None => placed && fit.missed == 0 && fit.found > 0 && share >= NEARLY_ALL,
        };
        let unsaid = chars.len() - chars.len().min(front + fit.said);
        enough.then_some(fit.score - UNASKED * unsaid as f64)
    }

    /// Characters of the place that a name begins with.
    fn place_before(&self, name: &[char]) -> usize {
        let place = |length: &usize| {
            let front: String = name[..*length].iter().collect();
            let mut nodes = self.names.exact(&front).iter();
            nodes.any(|&node| (self.kind_of)(node) == Kind::PLACE)
        };
        (2..name.len().min(5)).rev().find(place).unwrap_or(0)
    }

    /// Characters at the end of a name that only say what form of firm it is.
    fn form_behind(&self, name: &str) -> usize {
        const FORMS: [&str; 8] = ["有限", "责任", "股份", "公司", "集团", "科技", "实业", "控股"];
        let mut rest = name;
        while let Some(front) = FORMS.iter().find_map(|form| rest.strip_suffix(form)) {
            rest = front;
        }
        name.chars().count() - rest.chars().count()
    }
}

/// The best way to find the words in a name one after the other.
fn fit(words: &[Word], name: &[char]) -> Option<Fit> {
    // From the last word on: the best fit of the words behind in each rest of the name.
    let mut behind = vec![Some(Fit::default()); name.len() + 1];
    for word in words.iter().rev() {
        let skipped = |fit: &Option<Fit>| fit.and_then(|fit| skip(word, fit));
        let mut here: Vec<Option<Fit>> = behind.iter().map(skipped).collect();
        for at in (0..name.len()).rev() {
            let mut best = here[at];
            for (length, worth) in said_at(word, name, at) {
                let Some(rest) = behind[at + length] else { continue };
                let own = if word.chinese.is_empty() && !word.place { length } else { 0 };
                let found = rest.found + usize::from(word.sound.is_none() && !word.spare);
                let (said, own) = (rest.said + length, rest.own + own);
                let fit = Fit { score: rest.score + worth, said, own, found, ..rest };
                best = better(best, Some(fit));
            }
            here[at] = better(best, here[at + 1]);
        }
        behind = here;
    }
    behind[0]
}

fn better(one: Option<Fit>, other: Option<Fit>) -> Option<Fit> {
    match (one, other) {
        (Some(a), Some(b)) => Some(if b.score > a.score { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// What is left of a fit where the name does not say this word; `None` where it must.
fn skip(word: &Word, fit: Fit) -> Option<Fit> {
    if word.spare {
        return Some(Fit { score: fit.score - LEFT_OUT, ..fit });
    }
    let must = word.sound.is_some() || word.small;
    (!must).then(|| Fit { score: fit.score - UNSAID, missed: fit.missed + 1, ..fit })
}

/// How many characters of a name say a word from here on, and what that counts.
fn said_at(word: &Word, name: &[char], at: usize) -> Vec<(usize, f64)> {
    if let Some(sound) = &word.sound {
        return sounds_at(name, at, sound).map(|n| (n, n as f64)).into_iter().collect();
    }
    let mut ways = Vec::new();
    for chinese in &word.chinese {
        let length = chinese.chars().count();
        if chinese.chars().eq(name[at..].iter().copied().take(length)) {
            ways.push((length, length as f64));
        } else if length >= 2 && !word.small && chinese.starts_with(name[at]) {
            ways.push((1, IN_PART));
        }
    }
    ways
}

/// How many characters sound so from here on.
fn sounds_at(name: &[char], at: usize, letters: &str) -> Option<usize> {
    if letters.is_empty() {
        return Some(0);
    }
    let sounds = sounds(*name.get(at)?);
    let rests = sounds.iter().filter_map(|sound| letters.strip_prefix(sound.as_str()));
    rests.filter_map(|rest| sounds_at(name, at + 1, rest)).max().map(|rest| rest + 1)
}

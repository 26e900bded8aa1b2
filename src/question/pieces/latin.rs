//! Words in letters in, what they were taken for out: English, pinyin, names of both.

use super::amount::amount;
use super::folded::{DASH, folded};
use super::names::{Names, Token};
use super::phrases::Meaning;
use super::spot::{Piece, Spotter, Taken, Unit};
use crate::corpus::Date;
use crate::knowledge::Kind;

/// Longest phrase looked for, in words.
const MOST_WORDS: usize = 12;
/// The sound of the front of a name has so many letters.
const LEAST_BRAND: usize = 5;
/// Kinds whose names may be told by the sound of their front; of places those of zones are.
const BRANDED: [Kind; 3] = [Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE];
/// A sound that more names begin with names none of them.
const MOST_MEANT: usize = 3;

impl Spotter<'_> {
    /// The longest known phrase of words that starts here.
    pub(in crate::question) fn latin(&self, units: &[Unit]) -> (usize, Option<Piece>) {
        let words: Vec<&str> = units
            .iter()
            .map_while(|unit| if let Unit::Word(word) = unit { Some(word.as_str()) } else { None })
            .take(MOST_WORDS)
            .collect();
        if let Some((length, piece)) = mixed_name(self.names, units) {
            return (length, Some(piece));
        }
        let aligned = self.aligned(&words);
        if let Some(length) = self.unknown_name(&words).filter(|_| aligned.is_none()) {
            let text = words[..length].join(" ");
            return (length, Some(Piece { text, taken: Taken::Unknown, also: Vec::new() }));
        }
        let at_least = aligned.as_ref().map_or(1, |(length, _)| *length);
        for length in (at_least..=words.len()).rev() {
            let taken = self.phrase(&words[..length]);
            let named = |taken: &Taken| matches!(taken, Taken::Entities(_) | Taken::Parts(_));
            if let Some(taken) = taken.filter(|t| aligned.is_none() || named(t)) {
                // 2023年产值 is the output of 2023, not what a year makes.
                let dated = matches!(taken, Taken::Date(_));
                let year = dated && matches!(units.get(length), Some(Unit::Han('年')));
                let text = words[..length].join(" ");
                let also = match taken {
                    Taken::Word(first) => {
                        let lower = text.to_lowercase();
                        let joined: String = lower.split_whitespace().collect();
                        let sounds = self.phrases.sounding(&joined);
                        let meanings = self.phrases.meanings(&lower);
                        let meanings = if meanings.is_empty() { sounds } else { meanings };
                        meanings.iter().copied().filter(|m| *m != first).collect()
                    }
                    _ => Vec::new(),
                };
                return (length + usize::from(year), Some(Piece { text, taken, also }));
            }
        }
        if let Some((length, nodes)) = aligned {
            let (text, taken) = (words[..length].join(" "), Taken::Entities(nodes));
            return (length, Some(Piece { text, taken, also: Vec::new() }));
        }
        if let Some(piece) = self.inflected(words.first().copied().unwrap_or_default()) {
            return (1, Some(piece));
        }
        if let Some((length, taken)) = self.abroad(&words) {
            return (
                length,
                Some(Piece { text: words[..length].join(" "), taken, also: Vec::new() }),
            );
        }
        let front = || Some((1, Taken::Entities(self.aligned_front(words.first()?)?)));
        let (length, taken) = self.brand(&words).or_else(front).unwrap_or((1, Taken::Unknown));
        (length, Some(Piece { text: words[..length].join(" "), taken, also: Vec::new() }))
    }

    /// Units in which words that a hyphen joins stand alone, where only these are known (steel-rope maker).
    pub(in crate::question) fn unjoined(&self, units: Vec<Unit>) -> Vec<Unit> {
        let known = |lower: &str| {
            !self.phrases.meanings(lower).is_empty()
                || self.words.vocabulary.contains_key(lower)
                || self.words.everyday.contains_key(lower)
        };
        let of = |unit: Unit| -> Vec<Unit> {
            let Unit::Word(word) = &unit else { return vec![unit] };
            let lower = word.to_lowercase();
            let parts: Vec<&str> = word.split('-').collect();
            let letters =
                |part: &&str| part.len() >= 2 && part.chars().all(|c| c.is_ascii_alphabetic());
            let named =
                || !self.names.english(word).is_empty() || !self.names.sounding(word).is_empty();
            let apart = parts.len() > 1 && parts.iter().all(letters);
            if !apart || known(&lower) || named() {
                return vec![unit];
            }
            parts.into_iter().map(|part| Unit::Word(part.to_owned())).collect()
        };
        units.into_iter().flat_map(of).collect()
    }

    /// A word in a form of which only the plain one is known (linking).
    fn inflected(&self, word: &str) -> Option<Piece> {
        // Cases are no bodies called CAS.
        if self.words.everyday.contains_key(word) {
            return None;
        }
        let plain = plain_forms(word).into_iter();
        let mut known = plain.filter_map(|plain| {
            let meanings = self.phrases.meanings(&plain);
            let taken = match meanings.first() {
                Some(first) => Taken::Word(*first),
                None => Taken::Topic(self.words.vocabulary.get(&plain)?.clone()),
            };
            let also = meanings.iter().skip(1).copied().collect();
            Some(Piece { text: word.to_owned(), taken, also })
        });
        known.next()
    }

    /// A place abroad by its name in English, where the graph knows it (Munich, the Argentine).
    fn abroad(&self, words: &[&str]) -> Option<(usize, Taken)> {
        (1..=words.len().min(3)).rev().find_map(|length| {
            let chinese = self.words.names.get(&words[..length].join(" ").to_lowercase())?;
            let nodes: Vec<u32> =
                chinese.iter().flat_map(|name| self.names.exact(name)).copied().collect();
            (!nodes.is_empty()).then_some((length, Taken::Entities(nodes)))
        })
    }

    /// A firm or body by the sound of the front of its name, with the words in capitals behind it that
    /// say its trade in English (Haichuan Energy Storage).
    fn brand(&self, words: &[&str]) -> Option<(usize, Taken)> {
        let capital = |word: &&&str| word.starts_with(char::is_uppercase);
        let first = words.first().filter(capital).filter(|word| word.len() >= LEAST_BRAND)?;
        let mut nodes = self.names.beginning(&first.to_lowercase().replace("shaan", "shan"));
        nodes.retain(|&node| BRANDED.contains(&(self.kind_of)(node)));
        let named = |word: &&str| {
            !self.names.english(word).is_empty() || !self.names.sounding(word).is_empty()
        };
        let more = words.iter().skip(1).take_while(capital).take_while(|word| !named(word)).count();
        let meant = |node: &u32| {
            let name = (self.name_of)(*node);
            let said = words[1..=more]
                .iter()
                .filter_map(|word| self.words.vocabulary.get(&word.to_lowercase()));
            said.filter(|chinese| chinese.iter().any(|word| name.contains(word.as_str()))).count()
        };
        let most = nodes.iter().map(meant).max()?;
        nodes.retain(|node| meant(node) == most);
        (nodes.len() <= MOST_MEANT).then(|| (more + 1, Taken::Entities(nodes)))
    }

    fn phrase(&self, words: &[&str]) -> Option<Taken> {
        let phrase = words.join(" ");
        let lower = phrase.to_lowercase();
        if let Some(date) = year(&lower) {
            return Some(Taken::Date(date));
        }
        if let Some(forms) =
            amount(words, &self.words.units).filter(|forms| forms.iter().any(|f| (self.said)(f)))
        {
            return Some(Taken::Topic(forms));
        }
        if let Some(forms) = ordinal(&lower) {
            return Some(Taken::Topic(forms));
        }
        if let Some(number) = number(&lower) {
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
        if let Some(parts) = self.parts_in_english(words, &phrase) {
            return Some(Taken::Parts(parts));
        }
        self.sounding(words, &phrase)
            .or_else(|| self.composed(words))
            .map(Taken::Entities)
            .or_else(|| self.spoken(words))
    }

    /// Colleges and campuses of a university that the graph itself does not name.
    fn parts_in_english(&self, words: &[&str], phrase: &str) -> Option<Vec<u32>> {
        const SCHOOLS: [&str; 4] = ["University", "Institute", "College", "Academy"];
        if words.len() < 2 || !words.iter().any(|word| SCHOOLS.contains(word)) {
            return None;
        }
        let row =
            self.lexicon.rows().iter().find(|row| row.english.eq_ignore_ascii_case(phrase))?;
        Some(self.parts(row.name)).filter(|parts| !parts.is_empty())
    }

    /// Entities whose Chinese name says what these words say (West Lake Science Park).
    fn composed(&self, words: &[&str]) -> Option<Vec<u32>> {
        let joins = |word: &str| ["of", "and", "the", "for"].contains(&word);
        let edge = |word: &&str| !self.words.empty.contains(&word.to_lowercase());
        if words.len() < 2 || !edge(words.first()?) || !edge(words.last()?) {
            return None;
        }
        if words.iter().all(|word| joins(word) || self.asks_for(&word.to_lowercase())) {
            return None;
        }
        if self.are_several(words) {
            return None;
        }
        let mut tokens = Vec::new();
        let mut specific = words.len() > 2;
        let (mut at, mut unknown) = (0, 0);
        while at < words.len() {
            let longest = (at + 1..=words.len())
                .rev()
                .find_map(|end| Some((end, self.token(&words[at..end])?)));
            let inside = at > 0 && at + 1 < words.len();
            match longest {
                Some((end, token)) => {
                    specific |= words[at].starts_with(char::is_uppercase);
                    tokens.push(token);
                    at = end;
                }
                None if joins(words[at]) => at += 1,
                // One word of a long name may be one that the Chinese does not say (State, Limited).
                None if inside && unknown == 0 && words[at].starts_with(char::is_uppercase) => {
                    unknown += 1;
                    at += 1;
                }
                None => return None,
            }
        }
        if tokens.len() < 2 + unknown || !specific {
            return None;
        }
        let mut nodes = self.names.composed(&tokens, unknown > 0);
        // 江城's battery firms are no firm called 江城电池: names are written in capitals.
        let capitals = words.iter().all(|word| joins(word) || word.starts_with(char::is_uppercase));
        nodes.retain(|&node| capitals || (self.kind_of)(node) != Kind::COMPANY);
        // The place of an industry is asked for apart.
        if tokens.iter().any(|token| matches!(token, Token::Place(_))) {
            nodes.retain(|&node| (self.kind_of)(node) != Kind::INDUSTRY);
        }
        (!nodes.is_empty()).then_some(nodes)
    }

    /// Whether words are no name of one thing: another begins in them (Haichuan Lab and the Jiangcheng
    /// Park), or they are a listing of kinds in small letters (forums and startup contests).
    fn are_several(&self, words: &[&str]) -> bool {
        let kinds = |word: &&str| {
            word.ends_with('s') && word.starts_with(char::is_lowercase) && self.asks_for(word)
        };
        words.windows(2).any(|pair| pair == ["and", "the"]) || words.last().is_some_and(kinds)
    }

    /// Whether a word says what may be asked for.
    fn asks_for(&self, word: &str) -> bool {
        self.phrases.meanings(word).iter().any(|meaning| matches!(meaning, Meaning::Role(_)))
    }

    /// The Chinese for a word or two of a name: translated, or a name itself.
    fn token(&self, words: &[&str]) -> Option<Token> {
        let phrase = words.join(" ");
        let lower = phrase.to_lowercase();
        let named = || self.words.names.get(&lower);
        if let Some(chinese) = self.words.vocabulary.get(&lower).or_else(named) {
            return Some(Token::Words(chinese.clone()));
        }
        let everyday = self.words.everyday.get(&lower);
        if let Some(chinese) = everyday.filter(|_| words[0].starts_with(char::is_uppercase)) {
            return Some(Token::Words(chinese.to_vec()));
        }
        let role = self.phrases.meanings(&lower).iter().find_map(|meaning| match meaning {
            Meaning::Role(role) => Some(self.words.roles[*role].zh.clone()),
            _ => None,
        });
        if let Some(words) = role {
            return Some(Token::Words(words));
        }
        let stem = |&node: &u32| {
            let name = (self.name_of)(node);
            let stem = name.strip_suffix(['省', '市', '县', '区', '镇']);
            let stem = stem.filter(|stem| stem.chars().count() >= 2).map(str::to_owned);
            stem.unwrap_or(name)
        };
        let mut nodes = self.names.english(&phrase).to_vec();
        nodes.extend(self.names.sounding(&phrase));
        if !nodes.is_empty() {
            let place = nodes.iter().any(|&node| (self.kind_of)(node) == Kind::PLACE);
            let names = nodes.iter().map(stem).collect();
            return Some(if place { Token::Place(names) } else { Token::Words(names) });
        }
        let begins = words.len() == 1 && self.names.begins(&lower);
        begins.then_some(Token::Sound(lower))
    }

    /// A phrase or a word of the vocabulary written in pinyin.
    fn spoken(&self, words: &[&str]) -> Option<Taken> {
        let joined = words.concat().to_lowercase();
        if joined.len() < 4 {
            return None;
        }
        let phrase = self.phrases.sounding(&joined).first().copied().map(Taken::Word);
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
                return Some(nodes);
            }
        }
        if let [word] = words {
            let capitals = word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase());
            let nodes = if capitals { self.names.initials(word) } else { Vec::new() };
            return (!nodes.is_empty()).then_some(nodes);
        }
        (1..words.len()).rev().find_map(|cut| {
            if words[..cut].iter().all(known) {
                return None;
            }
            let translated = self.translated(&words[cut..])?;
            let fits = |&node: &u32| {
                let name = (self.name_of)(node);
                let holds =
                    |chinese: &Vec<String>| chinese.iter().any(|w| name.contains(w.as_str()));
                let ends =
                    |chinese: &Vec<String>| chinese.iter().any(|w| name.ends_with(w.as_str()));
                // 新材 of 新材料 ends the short names of firms.
                let cut = |w: &String| {
                    let last = w.char_indices().nth(2).filter(|_| w.chars().count() == 3);
                    last.is_some_and(|(at, _)| {
                        w.get(..at).is_some_and(|short| name.ends_with(short))
                    })
                };
                let short = || {
                    (self.kind_of)(node) == Kind::COMPANY
                        && translated.len() == 1
                        && translated[0].iter().any(cut)
                };
                translated.iter().all(|c| holds(c)) && translated.iter().any(|c| ends(c)) || short()
            };
            let mut nodes = self.names.beginning(&words[..cut].concat());
            nodes.retain(fits);
            // 江城's automotive companies are no 江城汽车: names are written in capitals.
            let capitals = words[cut..].iter().any(|word| !word.starts_with(char::is_lowercase));
            nodes.retain(|&node| capitals || (self.kind_of)(node) != Kind::COMPANY);
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
            Unit::Bracket(_) => {}
            Unit::Dash if han => text.push(DASH),
            Unit::Mark(mark) if han => text.push(*mark),
            Unit::Dash | Unit::Mark(_) | Unit::Gap => break,
        }
        let nodes = names.exact(&folded(&text));
        if han && !nodes.is_empty() {
            let taken = Taken::Entities(nodes.to_vec());
            best = Some((n + 1, Piece { text: text.clone(), taken, also: Vec::new() }));
        }
    }
    best
}

/// What an English word in small letters may be a form of: a verb's -ing and -ed, a plural.
pub(in crate::question) fn plain_forms(word: &str) -> Vec<String> {
    const LEAST: usize = 3;
    if word.len() < LEAST + 1 || !word.chars().all(|c| c.is_ascii_lowercase()) {
        return Vec::new();
    }
    let endings = [
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
        ("es", ""),
        ("s", ""),
    ];
    let stems = endings.into_iter().filter_map(|(ending, plain)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= LEAST)?;
        Some(format!("{stem}{plain}"))
    });
    let doubled = |stem: &String| {
        let mut last = stem.chars().rev();
        let twice = last.next().zip(last.next()).is_some_and(|(a, b)| a == b);
        twice.then(|| stem.get(..stem.len() - 1).unwrap_or_default().to_owned())
    };
    let stems: Vec<String> = stems.collect();
    let undoubled: Vec<String> = stems.iter().filter_map(doubled).collect();
    stems.into_iter().chain(undoubled).collect()
}

fn year(word: &str) -> Option<Date> {
    let digits = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    let year = word.parse().ok().filter(|y| digits && (1900..2100).contains(y))?;
    Date::year(year)
}

/// How Chinese texts write an ordinal in digits (12th: 第12, 第十二).
fn ordinal(word: &str) -> Option<Vec<String>> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    let number: usize = digits.parse().ok().filter(|number| (1..100).contains(number))?;
    let (tens, ones) = (number / 10, DIGITS[number % 10]);
    let spelled = match tens {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        tens => format!("{}十{ones}", DIGITS[tens]),
    };
    Some(vec![format!("第{spelled}"), format!("第{number}")])
}

/// A number in digits or as an English word.
fn number(word: &str) -> Option<u32> {
    let words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let spelled = words.iter().position(|w| *w == word).map(|at| at as u32 + 2);
    spelled.or_else(|| word.parse().ok())
}

//! A size and a seed in, documents of that size together out, the same every time.
//!
//! The sentences of `corpus/` are taken apart and put together anew: names are replaced by names of
//! their kind drawn from the lexicon, digits by other digits, and sentences of different documents
//! are mixed. So the text is as hard to read as real text: every name is another one, and no
//! sentence comes twice but by chance.
//!
//! The texts of `corpus/` are denser than news: they were written to show much in little room. So
//! sentences are drawn by how much they tell, in shares that give the densities counted in five
//! real documents of a city's press and portals (88 kB): 7.5 names, 1.5 relations and 1.7 figures
//! in a kilobyte.

use std::path::Path;
use tupu::corpus::{self, Document};
use tupu::knowledge::{Kind, Knowledge, Trust};
use tupu::mention;
use tupu::text::{Role, sentences};

/// Part of a sentence.
enum Part {
    Words(Vec<char>),
    Name(Kind),
}

impl Part {
    /// About how many characters it has.
    fn len(&self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Name(_) => 6,
        }
    }
}

/// Sentences of so many characters and more are always taken, shorter ones the seldomer the
/// shorter they are: what is written in short sentences is talk, and news are little of that.
const LONG: usize = 120;
const HEADING: usize = 0;
const DENSE: usize = 1;
const PLAIN: usize = 2;
const SILENT: usize = 3;

/// Of a hundred sentences so many are of each kind, the rest is dense.
const SHARES: [(usize, usize); 2] = [(SILENT, 62), (PLAIN, 36)];

/// A source of documents without end.
pub(crate) struct Generator {
    /// Headings, and sentences with several names, with one, and with neither name nor digit.
    said: [Vec<Vec<Part>>; 4],
    names: Vec<(Kind, Vec<&'static str>)>,
    surnames: Vec<&'static str>,
    given: Vec<char>,
    state: u64,
    count: usize,
}

impl Generator {
    /// One that mixes the texts of this folder.
    pub(crate) fn of(folder: &Path, seed: u64) -> Self {
        let knowledge = Knowledge::embedded();
        let mut generator = Self {
            said: [const { Vec::new() }; 4],
            names: [Kind::PLACE, Kind::COMPANY, Kind::INSTITUTION, Kind::INDUSTRY]
                .map(|kind| (kind, names(kind, knowledge)))
                .into(),
            surnames: knowledge.words().list("surname").keys().copied().collect(),
            given: Vec::new(),
            state: seed,
            count: 0,
        };
        for document in corpus::read(&[folder.to_owned()]).documents {
            generator.take_apart(&document, knowledge);
        }
        generator
    }

    fn take_apart(&mut self, document: &Document, knowledge: &Knowledge) {
        let sentences = sentences(document);
        let mentions = mention::mentions(&sentences, knowledge, None);
        for (number, sentence) in (0..).zip(&sentences) {
            let mut parts = Vec::new();
            let mut from = 0;
            for mention in mentions.iter().filter(|mention| mention.sentence == number) {
                let range = mention.span.range();
                let drawn = mention.kind == Kind::PERSON || self.names(mention.kind).is_some();
                if mention.kind == Kind::PERSON {
                    self.given.extend(&sentence.chars[range.start + 1..range.end]);
                }
                if drawn {
                    parts.push(Part::Words(sentence.chars[from..range.start].to_vec()));
                    parts.push(Part::Name(mention.kind));
                    from = range.end;
                }
            }
            parts.push(Part::Words(sentence.chars[from..].to_vec()));
            let silent = !sentence.chars.iter().any(char::is_ascii_digit);
            let list = match (sentence.role, parts.len()) {
                (Role::Body, 1) if silent => SILENT,
                (Role::Body, 0..=3) => PLAIN,
                (Role::Body, _) => DENSE,
                _ => HEADING,
            };
            self.said[list].push(parts);
        }
    }

    /// `SplitMix64`: a number below `end`.
    fn draw(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    fn names(&self, kind: Kind) -> Option<&[&'static str]> {
        let (_, names) = self.names.iter().find(|(of, _)| *of == kind)?;
        (!names.is_empty()).then_some(names)
    }

    fn name(&mut self, kind: Kind) -> String {
        if kind == Kind::PERSON {
            let surname = self.draw(self.surnames.len());
            let mut name = self.surnames[surname].to_owned();
            for _ in 0..=self.draw(2) {
                let at = self.draw(self.given.len());
                name.push(self.given[at]);
            }
            return name;
        }
        let count = self.names(kind).map_or(0, <[_]>::len);
        let at = self.draw(count);
        self.names(kind).map_or_else(String::new, |names| names[at].to_owned())
    }

    /// The words with other digits; a year stays one of this century.
    fn write(&mut self, words: &[char], text: &mut String) {
        for (at, &c) in words.iter().enumerate() {
            let year = |from: usize| words.get(from..from + 5).is_some_and(|five| five[4] == '年');
            let place = (0..4).find(|&place| at >= place && year(at - place));
            let digit = match (c.is_ascii_digit(), place) {
                (false, _) | (_, Some(0 | 1)) => None,
                (true, Some(2)) => Some(self.draw(3)),
                (true, _) => Some(1 + self.draw(9)),
            };
            text.push(digit.and_then(|digit| char::from_digit(digit as u32, 10)).unwrap_or(c));
        }
    }

    fn say(&mut self, list: usize, text: &mut String) {
        let sentences = std::mem::take(&mut self.said[list]);
        let mut at = self.draw(sentences.len());
        while self.draw(LONG) >= sentences[at].iter().map(Part::len).sum() {
            at = self.draw(sentences.len());
        }
        for part in &sentences[at] {
            match part {
                Part::Name(kind) => text.push_str(&self.name(*kind)),
                Part::Words(words) => self.write(words, text),
            }
        }
        self.said[list] = sentences;
    }

    /// The next document: a title, then paragraphs with a heading here and there.
    pub(crate) fn document(&mut self) -> Document {
        let mut text = String::new();
        self.say(HEADING, &mut text);
        text.push_str("\n\n");
        for _ in 0..10 + self.draw(20) {
            if self.draw(4) == 0 {
                self.say(HEADING, &mut text);
                text.push_str("\n\n");
            }
            for _ in 0..2 + self.draw(5) {
                let mut left = self.draw(100);
                let list = SHARES.into_iter().find(|&(_, share)| {
                    let hit = left < share;
                    left = left.wrapping_sub(share);
                    hit
                });
                self.say(list.map_or(DENSE, |(list, _)| list), &mut text);
            }
            text.push_str("\n\n");
        }
        self.count += 1;
        Document { id: format!("generated-{:07}", self.count), text, title: None, date: None }
    }
}

/// Names of the lexicon that are sure to be one, in order.
fn names(kind: Kind, knowledge: &Knowledge) -> Vec<&'static str> {
    let rows = knowledge.lexicon().rows().iter().filter(|row| row.kind == kind);
    rows.flat_map(tupu::knowledge::Entry::forms)
        .filter(|(form, trust)| *trust == Trust::Sure && form.chars().nth(1).is_some())
        .map(|(form, _)| form)
        .collect()
}

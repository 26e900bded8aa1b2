//! Sentences in, the scan of each out.
//!
//! Each step is taken for all of them before the next one, and what stands in them lies in a few
//! long lists: a list for each sentence would cost more to get and give back than to fill.

use super::words::{Splitter, Word};
use super::{Letters, NONE, Name, Place, Scan};
use crate::knowledge::{Area, Clue, Clues, Kind, Knowledge, Mark, Meaning, Trust};
use crate::mention::program::law;
use std::ops::Range;

/// What stands in some sentences: each list holds that of all of them, in order.
pub(in crate::mention) struct Scans<'a> {
    knowledge: &'a Knowledge,
    parts: Vec<Part<'a>>,
    names: Vec<Name>,
    marks: Vec<Mark>,
    makers: Vec<Mark>,
    places: Vec<Place>,
    longer: Vec<u32>,
    words: Vec<Word>,
}

/// Where in the lists what belongs to one sentence stands.
struct Part<'a> {
    chars: &'a [char],
    names: Range<usize>,
    marks: Range<usize>,
    makers: Range<usize>,
    places: Range<usize>,
    words: Range<usize>,
    clues: Clues,
    letters: Letters,
}

/// The words of the grammar that a candidate may begin from.
const MAKERS: Clues = Clues::of(&[
    Clue::Admin,
    Clue::Business,
    Clue::Byline,
    Clue::CompanyTail,
    Clue::EventTail,
    Clue::HonourTail,
    Clue::InstitutionTail,
    Clue::LegalForm,
    Clue::Letter,
    Clue::Nature,
    Clue::Office,
    Clue::ProgramTail,
    Clue::ProjectTail,
    Clue::Says,
    Clue::Sector,
    Clue::SectorTail,
    Clue::Site,
    Clue::Stretch,
    Clue::Structure,
    Clue::System,
    Clue::TitleAfter,
    Clue::TitleBefore,
    Clue::TitleWeak,
    Clue::Trade,
    Clue::Ware,
    Clue::Zone,
]);

/// What an action adds to a list.
fn added<T>(list: &mut Vec<T>, add: impl FnOnce(&mut Vec<T>)) -> Range<usize> {
    let from = list.len();
    add(list);
    from..list.len()
}

impl<'a> Scans<'a> {
    /// The scans of these sentences.
    pub(in crate::mention) fn of(texts: &[&'a [char]], knowledge: &'a Knowledge) -> Self {
        let length: usize = texts.iter().map(|chars| chars.len()).sum();
        let mut scans = Self {
            knowledge,
            parts: Vec::with_capacity(texts.len()),
            names: Vec::with_capacity(length / 2),
            marks: Vec::with_capacity(length),
            makers: Vec::with_capacity(length / 2),
            places: Vec::with_capacity(length + 2 * texts.len()),
            longer: Vec::new(),
            words: Vec::with_capacity(length),
        };
        for &chars in texts {
            let names = added(&mut scans.names, |names| add_names(chars, knowledge, names));
            scans.parts.push(Part {
                chars,
                names,
                marks: 0..0,
                makers: 0..0,
                places: 0..0,
                words: 0..0,
                clues: Clues::default(),
                letters: Letters::of(chars),
            });
        }
        for part in &mut scans.parts {
            let grammar = knowledge.grammar();
            part.marks = added(&mut scans.marks, |marks| grammar.add_marks(part.chars, marks));
        }
        scans.lay_out();
        scans.split();
        scans
    }

    /// Notes what stands where, but for the words.
    fn lay_out(&mut self) {
        self.longer.resize(self.names.len() + self.marks.len(), NONE);
        for part in &mut self.parts {
            let (names, marks) =
                (&mut self.names[part.names.clone()], &self.marks[part.marks.clone()]);
            weigh(names, marks);
            part.clues = marks.iter().fold(Clues::default(), |all, mark| all.and(mark.clues));
            part.makers = added(&mut self.makers, |makers| {
                makers.extend(marks.iter().filter(|mark| mark.clues.any(MAKERS)));
            });
            let longer = &mut self.longer[part.longer()];
            let length = part.chars.len();
            part.places =
                added(&mut self.places, |places| add_places(length, names, marks, places, longer));
        }
    }

    /// Finds the words.
    fn split(&mut self) {
        let mut splitter = Splitter::default();
        let mut words = std::mem::take(&mut self.words);
        for at in 0..self.parts.len() {
            let own = added(&mut words, |words| splitter.words(&self.scan(&self.parts[at]), words));
            self.parts[at].words = own;
        }
        for part in &self.parts {
            let places = &mut self.places[part.places.clone()];
            for (number, word) in (0..).zip(&words[part.words.clone()]) {
                for place in &mut places[word.start..word.end] {
                    place.word = number;
                }
            }
        }
        self.words = words;
    }

    fn scan<'s>(&'s self, part: &'s Part<'a>) -> Scan<'s> {
        Scan {
            chars: part.chars,
            knowledge: self.knowledge,
            grammar: self.knowledge.grammar(),
            names: &self.names[part.names.clone()],
            marks: &self.marks[part.marks.clone()],
            makers: &self.makers[part.makers.clone()],
            clues: part.clues,
            letters: &part.letters,
            places: &self.places[part.places.clone()],
            longer: &self.longer[part.longer()],
            words: self.words.get(part.words.clone()).unwrap_or_default(),
        }
    }

    /// Each scan, in order.
    pub(in crate::mention) fn iter(&self) -> impl Iterator<Item = Scan<'_>> {
        self.parts.iter().map(|part| self.scan(part))
    }
}

impl Part<'_> {
    /// Where the numbers of longer names and marks stand.
    fn longer(&self) -> Range<usize> {
        self.names.start + self.marks.start..self.names.end + self.marks.end
    }
}

/// Adds what stands where in a sentence of so many characters, but for its words, and notes for each
/// name, then for each mark, the next longer one that starts where it starts. Both are sorted by end.
fn add_places(
    length: usize,
    names: &[Name],
    marks: &[Mark],
    places: &mut Vec<Place>,
    longer: &mut [u32],
) {
    let empty = Place {
        name_ending: 0,
        mark_ending: 0,
        name_starting: NONE,
        mark_starting: NONE,
        word: NONE,
    };
    let from = places.len();
    places.resize(from + length + 2, empty);
    let places = &mut places[from..];
    // How many end right before each place, then how many end anywhere before it.
    for name in names {
        places[name.end + 1].name_ending += 1;
    }
    for mark in marks {
        places[mark.end as usize + 1].mark_ending += 1;
    }
    let (mut ended_names, mut ended_marks) = (0, 0);
    for place in &mut *places {
        ended_names += place.name_ending;
        ended_marks += place.mark_ending;
        (place.name_ending, place.mark_ending) = (ended_names, ended_marks);
    }
    for (number, name) in names.iter().enumerate().rev() {
        let shortest = &mut places[name.start].name_starting;
        longer[number] = std::mem::replace(shortest, number as u32);
    }
    for (number, mark) in marks.iter().enumerate().rev() {
        let shortest = &mut places[mark.start as usize].mark_starting;
        longer[names.len() + number] = std::mem::replace(shortest, number as u32);
    }
}

/// Trusts the short names of cities, but not those that are ordinary words.
fn weigh(names: &mut [Name], marks: &[Mark]) {
    let mut at = 0;
    for name in names.iter_mut().filter(|n| n.kind == Kind::PLACE && n.len() == 2) {
        while marks.get(at).is_some_and(|mark| (mark.end as usize) < name.end) {
            at += 1;
        }
        let ordinary = marks[at..]
            .iter()
            .take_while(|mark| mark.end as usize == name.end)
            .any(|mark| mark.start as usize == name.start && mark.clues.has(Clue::Ordinary));
        if ordinary {
            name.trust = name.trust.max(Trust::Doubtful);
        } else if name.area == Area::City {
            name.trust = name.trust.min(Trust::Sure);
        }
    }
}

/// Adds the known names in these characters, each in one meaning for each kind, the most trusted.
fn add_names(chars: &[char], knowledge: &Knowledge, names: &mut Vec<Name>) {
    knowledge.lexicon().each(chars, |found| {
        let (start, end) = (found.start as usize, found.end as usize);
        let whole = |meaning: &&Meaning| !goes_on(meaning.kind, &chars[..end], chars.get(end));
        names.extend(found.meanings.iter().filter(whole).map(|meaning| {
            let Meaning { row, trust, kind, area } = *meaning;
            Name { start, end, kind, area, trust, row }
        }));
    });
}

/// Whether the next character makes another word of a name's end: 公司法人, 形成都市圈.
fn goes_on(kind: Kind, chars: &[char], next: Option<&char>) -> bool {
    let next = next.copied().unwrap_or('\n');
    match kind {
        Kind::PROGRAM => chars.ends_with(&['法']) && law::LONGER.contains(next),
        Kind::INSTITUTION => match chars {
            [.., '北', '大'] => matches!(next, '荒' | '湖' | '仓'),
            // 全国人大代表, 省政协委员: who sits in it.
            [.., '人', '大'] => next == '代',
            [.., '政', '协'] => next == '委',
            _ => false,
        },
        Kind::PLACE => next == '圈' && chars.ends_with(&['都', '市']),
        _ => false,
    }
}

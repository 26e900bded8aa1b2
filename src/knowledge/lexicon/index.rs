//! Entries in, all their forms that stand in a text out.

use super::{Area, Entry, Kind, Sense, Trust};
use crate::knowledge::forms::{Forms, Hit};
use rustc_hash::FxHashMap;

/// A known name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// First character.
    pub start: u32,
    /// Past the last character.
    pub end: u32,
    /// What it may mean.
    pub senses: &'a [Sense],
    /// The same, one for each kind, the most trusted, with what is needed to tell them apart.
    pub meanings: &'a [Meaning],
}

/// A sense with what is most often asked of its row, so that the row need not be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Row of the lexicon.
    pub row: u32,
    /// How far the form stands for it.
    pub trust: Trust,
    /// What the row is.
    pub kind: Kind,
    /// How large a place it is.
    pub area: Area,
}

impl Found<'_> {
    /// Its characters, as indices of a slice.
    pub fn span(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a form may mean: all there is to say where it means but one thing, as nearly all do, so that
/// reading a text need not jump about in one more table.
#[derive(Clone, Copy, Debug)]
struct Form {
    only: Option<Meaning>,
    senses: u32,
    meanings: u32,
    sense_count: u8,
    meaning_count: u8,
}

pub(super) struct Index {
    forms: Forms<Form>,
    senses: Vec<Sense>,
    meanings: Vec<Meaning>,
}

/// Whether Latin letters or digits stand on both sides of this place: `G20` is not in `WCG2009`.
fn cuts_word(chars: &[char], at: usize) -> bool {
    let latin = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphanumeric);
    at > 0 && latin(at) && latin(at - 1)
}

/// All forms of these rows, and their senses, each with the number of its form: those of a form side
/// by side and sorted by row.
fn gathered(rows: &[Entry]) -> (Vec<&'static str>, Vec<(u32, Sense)>) {
    let mut numbers: FxHashMap<&'static str, u32> = FxHashMap::default();
    numbers.reserve(rows.len() * 2);
    let mut texts = Vec::with_capacity(rows.len() * 2);
    let mut senses = Vec::with_capacity(rows.len() * 2);
    for (row, entry) in (0..).zip(rows) {
        for (text, trust) in entry.forms() {
            let number = *numbers.entry(text).or_insert_with(|| {
                texts.push(text);
                texts.len() as u32 - 1
            });
            senses.push((number, Sense { row, trust }));
        }
    }
    senses.sort_unstable();
    senses.dedup_by_key(|(number, sense)| (*number, sense.row));
    (texts, senses)
}

/// Adds what these senses mean, for each kind the most trusted.
fn add_meanings(senses: &[Sense], rows: &[Entry], meanings: &mut Vec<Meaning>) {
    let first = meanings.len();
    for &Sense { row, trust } in senses {
        let entry = &rows[row as usize];
        let meaning = Meaning { row, trust, kind: entry.kind, area: Area::of(entry.class) };
        match meanings[first..].iter_mut().find(|known| known.kind == entry.kind) {
            Some(known) if meaning.trust < known.trust => *known = meaning,
            Some(_) => {}
            None => meanings.push(meaning),
        }
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("senses", &self.senses.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// The forms of these rows.
    pub(super) fn of(rows: &[Entry]) -> Self {
        let (texts, all) = gathered(rows);
        let mut senses = Vec::with_capacity(all.len());
        let mut meanings = Vec::with_capacity(all.len());
        let mut forms = Vec::with_capacity(texts.len());
        forms.extend(all.chunk_by(|(one, _), (other, _)| one == other).map(|own| {
            let (first_sense, first_meaning) = (senses.len(), meanings.len());
            // No form has so many senses; what would not fit is left out.
            senses.extend(own.iter().map(|(_, sense)| *sense).take(usize::from(u8::MAX)));
            add_meanings(&senses[first_sense..], rows, &mut meanings);
            let form = Form {
                only: match meanings[first_meaning..] {
                    [only] => Some(only),
                    _ => None,
                },
                senses: first_sense as u32,
                meanings: first_meaning as u32,
                sense_count: (senses.len() - first_sense) as u8,
                meaning_count: (meanings.len() - first_meaning) as u8,
            };
            (texts[own[0].0 as usize], form)
        }));
        let forms = Forms::of(forms.into_iter());
        Self { forms, senses, meanings }
    }

    /// Tells of every form in these characters, by end and then longest first.
    pub(super) fn each<'a>(&'a self, chars: &[char], mut tell: impl FnMut(Found<'a>)) {
        self.forms.each(chars, |Hit { start, end, meaning: form }| {
            if !cuts_word(chars, end as usize) && !cuts_word(chars, start as usize) {
                let first = form.meanings as usize;
                let meanings = match &form.only {
                    Some(only) => std::slice::from_ref(only),
                    None => &self.meanings[first..first + usize::from(form.meaning_count)],
                };
                tell(Found { start, end, senses: self.senses_of(form), meanings });
            }
        });
    }

    /// What this form may mean.
    pub(super) fn senses(&self, form: &str) -> &[Sense] {
        self.forms.get(form).map_or(&[], |form| self.senses_of(form))
    }

    fn senses_of(&self, form: &Form) -> &[Sense] {
        let first = form.senses as usize;
        &self.senses[first..first + usize::from(form.sense_count)]
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;

    #[test]
    fn a_latin_name_is_not_found_within_a_longer_word() {
        let lexicon = Knowledge::embedded().lexicon();
        let found = |text: &str| lexicon.find(&text.chars().collect::<Vec<_>>()).len();
        assert_eq!((found("在G20上"), found("在WCG20上"), found("在G200上")), (1, 0, 0));
    }
}

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
    let mut senses = by_form(&senses, texts.len());
    // A row that has a form twice has it as surely as it can.
    senses.dedup_by(|(number, again), (known, sense)| {
        let is_again = (*number, again.row) == (*known, sense.row);
        sense.trust = if is_again { sense.trust.min(again.trust) } else { sense.trust };
        is_again
    });
    (texts, senses)
}

/// These senses by the numbers of their forms, of which there are so many; those of one form stay in
/// their order. They are dealt out, which is faster than sorting them.
fn by_form(senses: &[(u32, Sense)], forms: usize) -> Vec<(u32, Sense)> {
    let mut first = vec![0; forms + 1];
    for &(number, _) in senses {
        first[number as usize + 1] += 1;
    }
    let mut all = 0;
    for first in &mut first {
        all += *first;
        *first = all;
    }
    let mut dealt = senses.to_vec();
    for &sense in senses {
        let place: &mut usize = &mut first[sense.0 as usize];
        dealt[*place] = sense;
        *place += 1;
    }
    dealt
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
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn senses_are_dealt_out_by_form_and_keep_their_order() {
        let sense = |row| Sense { row, trust: Trust::Sure };
        let senses = [(2, sense(5)), (0, sense(6)), (2, sense(3)), (0, sense(1)), (3, sense(2))];
        let rows: Vec<_> = by_form(&senses, 5).iter().map(|(form, s)| (*form, s.row)).collect();
        assert_eq!(rows, [(0, 6), (0, 1), (2, 5), (2, 3), (3, 2)]);
        assert!(by_form(&[], 0).is_empty());
    }

    #[test]
    fn a_latin_name_is_not_found_within_a_longer_word() {
        let lexicon = Knowledge::embedded().lexicon();
        let found = |text: &str| lexicon.find(&text.chars().collect::<Vec<_>>()).len();
        assert_eq!((found("在G20上"), found("在WCG20上"), found("在G200上")), (1, 0, 0));
    }
}

//! Entries in, all their forms that stand in a text out.

use super::{Area, Entry, Kind, Sense, Trust};
use crate::knowledge::forms::{Forms, Hit};

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

/// Where the senses and meanings of a form stand. Small, because reading a text means jumping about
/// in a table of these.
#[derive(Clone, Copy, Debug)]
struct Form {
    senses: u32,
    meanings: u32,
    sense_count: u8,
    meaning_count: u8,
}

pub(super) struct Index {
    texts: Forms,
    forms: Vec<Form>,
    senses: Vec<Sense>,
    meanings: Vec<Meaning>,
}

/// Whether Latin letters or digits stand on both sides of this place: `G20` is not in `WCG2009`.
fn cuts_word(chars: &[char], at: usize) -> bool {
    let latin = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphanumeric);
    at > 0 && latin(at) && latin(at - 1)
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("forms", &self.forms.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// The forms of these rows.
    pub(super) fn of(rows: &[Entry]) -> Self {
        let mut pairs = Vec::with_capacity(rows.len() * 2);
        for (row, entry) in rows.iter().enumerate() {
            pairs.extend(
                entry.forms().map(|(text, trust)| (text, Sense { row: row as u32, trust })),
            );
        }
        pairs.sort_unstable();
        pairs.dedup_by_key(|(text, sense)| (*text, sense.row));
        let texts = pairs.chunk_by(|a, b| a.0 == b.0).map(|pairs| pairs[0].0);
        let mut index = Self {
            texts: Forms::of(texts),
            forms: Vec::with_capacity(pairs.len()),
            senses: Vec::with_capacity(pairs.len()),
            meanings: Vec::with_capacity(pairs.len()),
        };
        for pairs in pairs.chunk_by(|a, b| a.0 == b.0) {
            index.push(pairs, rows);
        }
        index
    }

    /// Adds a form with its senses.
    fn push(&mut self, pairs: &[(&'static str, Sense)], rows: &[Entry]) {
        let (senses, meanings) = (self.senses.len(), self.meanings.len());
        // No form has so many senses; what would not fit is left out.
        for (_, sense) in pairs.iter().take(usize::from(u8::MAX)) {
            self.senses.push(*sense);
            let Sense { row, trust } = *sense;
            let entry = &rows[row as usize];
            let meaning = Meaning { row, trust, kind: entry.kind, area: Area::of(entry.class) };
            match self.meanings[meanings..].iter_mut().find(|known| known.kind == entry.kind) {
                Some(known) if meaning.trust < known.trust => *known = meaning,
                Some(_) => {}
                None => self.meanings.push(meaning),
            }
        }
        self.forms.push(Form {
            senses: senses as u32,
            meanings: meanings as u32,
            sense_count: (self.senses.len() - senses) as u8,
            meaning_count: (self.meanings.len() - meanings) as u8,
        });
    }

    /// Tells of every form in these characters, by end and then longest first.
    pub(super) fn each<'a>(&'a self, chars: &[char], mut tell: impl FnMut(Found<'a>)) {
        self.texts.each(chars, |Hit { start, end, form }| {
            if !cuts_word(chars, end as usize) && !cuts_word(chars, start as usize) {
                let form = self.forms[form as usize];
                let first = form.meanings as usize;
                let meanings = &self.meanings[first..first + usize::from(form.meaning_count)];
                tell(Found { start, end, senses: self.senses_of(form), meanings });
            }
        });
    }

    /// What this form may mean.
    pub(super) fn senses(&self, form: &str) -> &[Sense] {
        let number = self.texts.number(form);
        number.map_or(&[], |number| self.senses_of(self.forms[number as usize]))
    }

    fn senses_of(&self, form: Form) -> &[Sense] {
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

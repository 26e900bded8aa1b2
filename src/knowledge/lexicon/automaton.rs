//! Entries in, a machine that finds all their forms in one pass over characters out.

use super::{Entry, Sense};
use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use std::collections::HashMap;
use std::ops::Range;

/// A known name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// First character.
    pub start: u32,
    /// Past the last character.
    pub end: u32,
    /// What it may mean.
    pub senses: &'a [Sense],
}

impl Found<'_> {
    /// Its characters, as indices of a slice.
    pub fn span(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One form of a name: its length in characters and where its senses stand.
#[derive(Clone, Copy, Debug)]
struct Form {
    text: &'static str,
    length: u32,
    first: u32,
    past: u32,
}

pub(super) struct Automaton {
    machine: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// Sorted by text.
    forms: Vec<Form>,
    senses: Vec<Sense>,
    /// The forms that begin with a character.
    begin: HashMap<char, Range<u32>>,
}

/// It fails only for no forms at all or for more than 2^31 characters of them.
fn machine(forms: &[Form]) -> Option<CharwiseDoubleArrayAhoCorasick<u32>> {
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .use_prefilter(false)
        .build_with_values(forms.iter().zip(0..).map(|(form, at)| (form.text, at)))
        .ok()
}

/// The machine that `build.rs` made of the embedded tables.
fn embedded_machine() -> Option<CharwiseDoubleArrayAhoCorasick<u32>> {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.machine"));
    CharwiseDoubleArrayAhoCorasick::deserialize(bytes).ok().map(|(machine, _)| machine)
}

/// Whether Latin letters or digits stand on both sides of this place: `G20` is not in `WCG2009`.
fn cuts_word(chars: &[char], at: usize) -> bool {
    let latin = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphanumeric);
    at > 0 && latin(at) && latin(at - 1)
}

impl std::fmt::Debug for Automaton {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Automaton").field("forms", &self.forms.len()).finish_non_exhaustive()
    }
}

impl Automaton {
    /// The machine of these rows' forms. When they are just the embedded ones it is already made.
    pub(super) fn of(rows: &[Entry], embedded: bool) -> Self {
        let mut pairs = Vec::with_capacity(rows.len() * 2);
        for (row, entry) in rows.iter().enumerate() {
            pairs.extend(
                entry.forms().map(|(text, trust)| (text, Sense { row: row as u32, trust })),
            );
        }
        pairs.sort_unstable();
        pairs.dedup_by_key(|(text, sense)| (*text, sense.row));
        let mut forms: Vec<Form> = Vec::with_capacity(pairs.len());
        let mut senses = Vec::with_capacity(pairs.len());
        for (text, sense) in pairs {
            senses.push(sense);
            let past = senses.len() as u32;
            match forms.last_mut() {
                Some(form) if form.text == text => form.past = past,
                _ => forms.push(Form {
                    text,
                    length: text.chars().count() as u32,
                    first: past - 1,
                    past,
                }),
            }
        }
        let machine = if embedded { embedded_machine() } else { machine(&forms) };
        let mut begin: HashMap<char, Range<u32>> = HashMap::new();
        for (form, at) in forms.iter().zip(0..) {
            let first = form.text.chars().next().unwrap_or_default();
            begin.entry(first).or_insert(at..at).end = at + 1;
        }
        Self { machine, forms, senses, begin }
    }

    /// Every form in these characters, by end and then longest first.
    pub(super) fn find(&self, chars: &[char]) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        let Some(machine) = &self.machine else { return found };
        let mut stepper = machine.find_overlapping_stepper();
        for (at, &char) in chars.iter().enumerate() {
            stepper.consume(char);
            for hit in stepper.matches() {
                let form = self.forms[hit.value() as usize];
                let end = at as u32 + 1;
                if cuts_word(chars, at + 1) || cuts_word(chars, at + 1 - form.length as usize) {
                    continue;
                }
                let senses = self.senses_of(form);
                found.push(Found { start: end - form.length, end, senses });
            }
        }
        found
    }

    /// What this form may mean.
    pub(super) fn senses(&self, form: &str) -> &[Sense] {
        let Some(range) = form.chars().next().and_then(|first| self.begin.get(&first)) else {
            return &[];
        };
        let forms = &self.forms[range.start as usize..range.end as usize];
        forms
            .binary_search_by(|known| known.text.cmp(form))
            .map_or(&[], |at| self.senses_of(forms[at]))
    }

    fn senses_of(&self, form: Form) -> &[Sense] {
        &self.senses[form.first as usize..form.past as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn a_latin_name_is_not_found_within_a_longer_word() {
        let lexicon = Knowledge::embedded().lexicon();
        let found = |text: &str| lexicon.find(&text.chars().collect::<Vec<_>>()).len();
        assert_eq!((found("在G20上"), found("在WCG20上"), found("在G200上")), (1, 0, 0));
    }

    #[test]
    fn the_embedded_machine_is_the_one_its_rows_would_give() {
        let lexicon = Knowledge::embedded().lexicon();
        let anew = machine(&lexicon.automaton.forms).unwrap();
        assert!(embedded_machine().unwrap().serialize() == anew.serialize());
    }
}

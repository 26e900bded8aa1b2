//! Names that may mean several rows in, the row that the text around them decides for out.

use super::canonical::{Meaning, row as row_of};
use super::names::{Name, Names};
use crate::knowledge::{Kind, Knowledge, Trust};
use crate::mention::Mention;
use crate::text::Sentence;
use rustc_hash::FxHashMap;

/// How many mentions back and ahead a name looks for a place that decides it.
const REACH: usize = 200;

/// For each mention of an ambiguous name the row it means, if the text decides.
///
/// A place right in front decides (北京市|朝阳区); then the nearest place before it, then the
/// nearest after it; then that the form surely means one of the rows and only doubtfully the rest. 高新区
/// alone is the one of the nearest place before it that has such a zone.
pub(super) fn rows(
    sentences: &[Sentence],
    mentions: &[Mention],
    names: &Names,
    knowledge: &Knowledge,
) -> Vec<Option<u32>> {
    let mut choices: FxHashMap<u32, Choice> = FxHashMap::default();
    let mut rows = Vec::with_capacity(mentions.len());
    for (at, &name) in names.of.iter().enumerate() {
        let form = &names.all[name as usize].form;
        let Meaning::OneOf(candidates) = &names.all[name as usize].meaning else {
            let alone = names.all[name as usize].kind == Kind::PLACE
                && knowledge.tails().is_canonical(Kind::PLACE, form);
            rows.push(if alone { zone(at, names, knowledge) } else { None });
            continue;
        };
        let choice = choices.entry(name).or_insert_with(|| Choice::of(candidates, form, knowledge));
        let chosen = beside(at, sentences, mentions)
            .and_then(|before| choice.decided_by(before, names))
            .or_else(|| {
                (at.saturating_sub(REACH)..at)
                    .rev()
                    .find_map(|before| choice.decided_by(before, names))
            })
            .or_else(|| {
                let end = mentions.len().min(at + REACH);
                (at + 1..end).find_map(|after| choice.decided_by(after, names))
            });
        rows.push(chosen.or(choice.usual));
    }
    rows
}

/// The zone of which only the sort is said at this mention: of the nearest place that has one so called.
fn zone(at: usize, names: &Names, knowledge: &Knowledge) -> Option<u32> {
    let lexicon = knowledge.lexicon();
    let sort = &names.all[names.of[at] as usize].form;
    (at.saturating_sub(REACH)..at).rev().find_map(|before| {
        let Name { kind: Kind::PLACE, meaning: Meaning::Row(row), .. } =
            &names.all[names.of[before] as usize]
        else {
            return None;
        };
        let of = lexicon.row(*row).forms().map(|(form, _)| form);
        of.filter(|form| form.chars().count() > 1)
            .find_map(|form| row_of(Kind::PLACE, &format!("{form}{sort}"), knowledge))
    })
}

/// The mention that ends where this one begins.
fn beside(at: usize, sentences: &[Sentence], mentions: &[Mention]) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let (one, two) = (&mentions[before], &mentions[at]);
    let touch = one.sentence == two.sentence && one.span.end == two.span.start;
    let inside = sentences.len() > one.sentence as usize;
    (touch && inside).then_some(before)
}

/// The rows a form may mean, and what decides between them.
struct Choice {
    /// By row of a place: the one candidate that it is or that lies in it.
    signs: FxHashMap<u32, u32>,
    /// What it means when nothing is said.
    usual: Option<u32>,
}

impl Choice {
    fn of(candidates: &[u32], form: &str, knowledge: &Knowledge) -> Self {
        let lexicon = knowledge.lexicon();
        let mut counted: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &candidate in candidates {
            for place in lexicon.within(candidate).into_iter().chain([candidate]) {
                counted.entry(place).or_default().push(candidate);
            }
        }
        let signs = counted
            .into_iter()
            .filter(|(_, means)| means.len() == 1)
            .map(|(place, means)| (place, means[0]))
            .collect();
        let senses = lexicon.senses(form);
        let with = |trust: Trust| {
            let mut rows = senses
                .iter()
                .filter(|sense| sense.trust == trust && candidates.contains(&sense.row))
                .map(|sense| sense.row);
            rows.next().filter(|_| rows.next().is_none())
        };
        let letter = senses
            .iter()
            .filter(|sense| sense.trust == Trust::Letter)
            .map(|sense| sense.row)
            .find(|&row| matches!(lexicon.row(row).class, "province" | "country"));
        Self { signs, usual: with(Trust::Sure).or(letter) }
    }

    /// The candidate that the mention at this place decides for.
    fn decided_by(&self, mention: usize, names: &Names) -> Option<u32> {
        let name = &names.all[names.of[mention] as usize];
        match name.meaning {
            Meaning::Row(row) if name.kind == Kind::PLACE || !self.signs.is_empty() => {
                self.signs.get(&row).copied()
            }
            _ => None,
        }
    }
}

//! The names of a document in, pairs of forms that it uses for one thing out.

use super::canonical::{Meaning, cores, is_known};
use super::names::{Name, Names};
use crate::knowledge::{Kind, Knowledge};
use crate::mention::{Mention, short_names, shortens};
use crate::text::Sentence;
use rustc_hash::FxHashSet;

/// No alias of a firm is longer.
const LONGEST: usize = 17;

/// What stands in brackets behind a name: 某某有限公司（以下简称“某某”）, 某某研究院（某研院）.
pub(super) fn brackets(
    sentences: &[Sentence],
    mentions: &[Mention],
) -> Vec<(Kind, String, String)> {
    let given = mentions.iter().flat_map(|mention| {
        let chars = &sentences[mention.sentence as usize].chars;
        let full = &chars[mention.span.range()];
        let short = short_names(full, &chars[mention.span.end as usize..]).into_iter();
        short.map(|short| (mention.kind, full.iter().collect(), short.form.into_iter().collect()))
    });
    given.collect()
}

/// Names that the document also uses in full: 江苏某某 of 江苏某某新能源科技有限公司, 别桥 of 别桥镇.
/// A short form that two full names could have given stays apart.
pub(super) fn shorter(names: &Names, knowledge: &Knowledge) -> Vec<(Kind, String, String)> {
    let mut pairs = firms(names, knowledge);
    pairs.extend(ends(names, knowledge));
    pairs.extend(of_schools(names, knowledge));
    pairs.extend(letters(names, knowledge));
    let own: FxHashSet<&str> = names
        .all
        .iter()
        .filter(|name| name.kind == Kind::PLACE && matches!(name.meaning, Meaning::Own(_)))
        .map(|name| name.form.as_str())
        .collect();
    for name in names.all.iter().filter(|name| name.kind == Kind::PLACE) {
        let cut = ["镇", "乡", "街道", "村", "区", "县", "市"];
        let short = cut.iter().find_map(|tail| name.form.strip_suffix(tail));
        if let Some(short) = short.filter(|short| own.contains(short)) {
            pairs.push((Kind::PLACE, name.form.clone(), short.to_owned()));
        }
    }
    pairs
}

fn firms(names: &Names, knowledge: &Knowledge) -> Vec<(Kind, String, String)> {
    let own = |name: &&Name| name.kind == Kind::COMPANY && matches!(name.meaning, Meaning::Own(_));
    let firms = || names.all.iter().filter(own);
    // The firms' names without their legal form, sorted, each with the full one.
    let mut stems: Vec<(String, &str)> = Vec::new();
    for name in firms() {
        let cores = cores(&name.form, knowledge).into_iter().flatten();
        stems.extend(cores.map(|core| (core, name.form.as_str())));
    }
    stems.sort_unstable();
    let mut pairs = Vec::new();
    for name in firms().filter(|_| !stems.is_empty()) {
        let length = name.form.chars().count();
        if !(2..=LONGEST).contains(&length) {
            continue;
        }
        let begun = beginning(&stems, &name.form).map(|(_, full)| *full);
        let abbreviated = || {
            let (brand, _) = name.form.split_at_checked(name.form.char_indices().nth(2)?.0)?;
            let form: Vec<char> = name.form.chars().collect();
            let fits =
                |(stem, _): &&(String, &str)| shortens(&stem.chars().collect::<Vec<_>>(), &form);
            only(beginning(&stems, brand).filter(fits).map(|(_, full)| *full), &name.form)
        };
        if let Some(one) = only(begun, &name.form).or_else(abbreviated) {
            pairs.push((Kind::COMPANY, one.to_owned(), name.form.clone()));
        }
    }
    pairs
}

/// The sorted stems that begin so, each with its full name.
fn beginning<'s, 'n>(
    stems: &'s [(String, &'n str)],
    beginning: &'s str,
) -> impl Iterator<Item = &'s (String, &'n str)> {
    let first = stems.partition_point(|(stem, _)| stem.as_str() < beginning);
    stems[first..].iter().take_while(move |(stem, _)| stem.starts_with(beginning))
}

/// The one name other than `own` among these, if there is just one.
fn only<'n>(names: impl Iterator<Item = &'n str>, own: &str) -> Option<&'n str> {
    let mut others = names.filter(|name| *name != own);
    let one = others.next()?;
    others.all(|other| other == one).then_some(one)
}

/// Names that end another of the same kind behind what it belongs to: 甲创新研究院 of 中国科学院甲创新研究院, 稀金谷
/// of 中国稀金谷.
fn ends(names: &Names, knowledge: &Knowledge) -> Vec<(Kind, String, String)> {
    let own = |name: &&Name| {
        matches!(name.kind, Kind::INSTITUTION | Kind::PLACE)
            && matches!(name.meaning, Meaning::Own(_))
    };
    let mut turned: Vec<(Kind, Vec<char>, &str)> = names
        .all
        .iter()
        .filter(own)
        .map(|name| (name.kind, name.form.chars().rev().collect(), name.form.as_str()))
        .collect();
    turned.sort_unstable();
    let mut pairs = Vec::new();
    for (kind, end, form) in &turned {
        let least = if *kind == Kind::PLACE { 3 } else { 4 };
        if end.len() < least || knowledge.tails().is_canonical(*kind, form) {
            continue;
        }
        let first = turned.partition_point(|other| (&other.0, &other.1) < (kind, end));
        let longer = turned[first..]
            .iter()
            .take_while(|(other, chars, _)| other == kind && chars.starts_with(end))
            .filter(|(.., name)| {
                name.strip_suffix(form).is_some_and(|owner| owns(owner, names, knowledge))
            })
            .map(|(.., name)| *name);
        if let Some(one) = only(longer, form) {
            pairs.push((*kind, one.to_owned(), (*form).to_owned()));
        }
    }
    pairs
}

/// 江大青禾研究院 beside 江南大学青禾研究院: by itself 江大 may be another school.
fn of_schools(names: &Names, knowledge: &Knowledge) -> Vec<(Kind, String, String)> {
    let lexicon = knowledge.lexicon();
    let own =
        |name: &&Name| name.kind == Kind::INSTITUTION && matches!(name.meaning, Meaning::Own(_));
    let forms: FxHashSet<&str> = names.all.iter().filter(own).map(|n| n.form.as_str()).collect();
    let mut pairs = Vec::new();
    for form in &forms {
        let cuts = form.char_indices().map(|(at, _)| at).skip(2).take(3);
        for (school, part) in cuts.filter_map(|at| form.split_at_checked(at)) {
            let rows = lexicon.senses(school).iter().map(|sense| lexicon.row(sense.row));
            let schools = rows.filter(|row| row.class == "university" && row.name != school);
            let full = schools.map(|row| format!("{}{part}", row.name));
            let full =
                full.filter(|full| part.chars().count() > 2 && forms.contains(full.as_str()));
            pairs.extend(full.map(|full| (Kind::INSTITUTION, full, (*form).to_owned())));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// 在溧建厂 beside 溧阳: one letter is the one city or county of the document that begins with it.
fn letters(names: &Names, knowledge: &Knowledge) -> Vec<(Kind, String, String)> {
    let places = || names.all.iter().filter(|name| name.kind == Kind::PLACE);
    let of = |name: &&Name| match name.meaning {
        Meaning::Row(row) => ["county", "city"].contains(&knowledge.lexicon().row(row).class),
        _ => false,
    };
    let letters = places()
        .filter(|name| name.form.chars().count() == 1 && matches!(name.meaning, Meaning::Own(_)));
    let pairs = letters.filter_map(|letter| {
        let begun = |name: &&Name| name.form.starts_with(letter.form.as_str());
        let mut begun = places().filter(of).filter(begun);
        let first = begun.next()?;
        begun
            .all(|name| name.meaning == first.meaning)
            .then(|| (Kind::PLACE, first.form.clone(), letter.form.clone()))
    });
    pairs.collect()
}

/// Whether this is a name of a place or body, of which what follows is a part.
fn owns(name: &str, names: &Names, knowledge: &Knowledge) -> bool {
    [Kind::PLACE, Kind::INSTITUTION].into_iter().any(|kind| {
        is_known(kind, name, knowledge)
            || names.all.iter().any(|other| other.kind == kind && other.form == name)
    })
}

//! The names of a document in, pairs of forms that it uses for one thing out.

use super::canonical::{Meaning, cores};
use super::names::{Name, Names};
use crate::knowledge::{Kind, Knowledge};
use crate::mention::Mention;
use crate::text::Sentence;
use rustc_hash::FxHashSet;

const MARKERS: [&str; 9] =
    ["以下简称为", "以下简称", "以下称", "简称为", "简称", "下称", "又称", "又名", "即"];
/// No alias is longer.
const LONGEST: usize = 16;

/// What stands in brackets behind a name: 某某有限公司（以下简称“某某”）, 某某研究院（某研院）.
pub(super) fn brackets(
    sentences: &[Sentence],
    mentions: &[Mention],
) -> Vec<(Kind, String, String)> {
    let mut pairs = Vec::new();
    for mention in mentions {
        let chars = &sentences[mention.sentence as usize].chars;
        let rest = &chars[mention.span.end as usize..];
        if rest.first() != Some(&'（') {
            continue;
        }
        let full = &chars[mention.span.range()];
        let inner: Vec<char> =
            rest[1..].iter().copied().take(LONGEST + 10).take_while(|&c| c != '）').collect();
        if rest.get(inner.len() + 1) != Some(&'）') {
            continue;
        }
        let text: String = inner.iter().collect();
        let marked = MARKERS.iter().find_map(|marker| text.strip_prefix(marker));
        let alias = bare(marked.unwrap_or(&text));
        let length = alias.chars().count();
        if !(2..=LONGEST).contains(&length) {
            continue;
        }
        if marked.is_some() || shortens(full, &alias) {
            pairs.push((mention.kind, full.iter().collect(), alias));
        }
    }
    pairs
}

fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '“' | '”' | '：' | '《' | '》' | '"' | '‘' | '’'))
        .collect()
}

/// Whether all characters of the alias stand in the name in that order, or it is in Latin letters.
fn shortens(full: &[char], alias: &str) -> bool {
    if alias.chars().all(|c| c.is_ascii_alphabetic()) {
        return true;
    }
    let mut rest = full.iter();
    alias.chars().count() < full.len() && alias.chars().all(|c| rest.any(|&f| f == c))
}

/// Names that the document also uses in full: 江苏某某 of 江苏某某新能源科技有限公司, 别桥 of 别桥镇.
/// A short form that two full names could have given stays apart.
pub(super) fn shorter(names: &Names, knowledge: &Knowledge) -> Vec<(Kind, String, String)> {
    let mut pairs = firms(names, knowledge);
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
        if !(2..=LONGEST + 1).contains(&name.form.chars().count()) {
            continue;
        }
        let first = stems.partition_point(|(stem, _)| stem < &name.form);
        let begun = stems[first..].iter().take_while(|(stem, _)| stem.starts_with(&name.form));
        let mut full = begun.map(|(_, full)| *full).filter(|full| *full != name.form);
        if let Some(one) = full.next()
            && full.all(|other| other == one)
        {
            pairs.push((Kind::COMPANY, one.to_owned(), name.form.clone()));
        }
    }
    pairs
}

//! A form of a name and the lexicon in, what it is known as wherever it stands out.

use crate::knowledge::{Kind, Knowledge, Trust};

/// What a form stands for as far as the form alone says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    /// One row of the lexicon.
    Row(u32),
    /// One of several rows: the text decides.
    OneOf(Vec<u32>),
    /// A name the lexicon does not have, in its plain form.
    Own(String),
}

/// What this form of this kind stands for.
pub(super) fn meaning(kind: Kind, form: &str, knowledge: &Knowledge) -> Meaning {
    known(kind, form, false, knowledge).unwrap_or_else(|| {
        let plain = plain(kind, form, knowledge);
        known(kind, &plain, plain != form, knowledge).unwrap_or(Meaning::Own(plain))
    })
}

/// The rows of this kind; only sure ones for a form that is not as written.
fn known(kind: Kind, form: &str, changed: bool, knowledge: &Knowledge) -> Option<Meaning> {
    let lexicon = knowledge.lexicon();
    let mut rows = lexicon
        .senses(form)
        .iter()
        .filter(|sense| lexicon.row(sense.row).kind == kind)
        .filter(|sense| !changed || sense.trust == Trust::Sure)
        .map(|sense| same(sense.row, knowledge));
    let first = rows.next()?;
    let mut rows: Vec<u32> = rows.filter(|row| *row != first).collect();
    if rows.is_empty() {
        return Some(Meaning::Row(first));
    }
    rows.push(first);
    rows.sort_unstable();
    rows.dedup();
    Some(Meaning::OneOf(rows))
}

/// Whether the lexicon surely has something of this kind by this name.
pub(super) fn is_known(kind: Kind, name: &str, knowledge: &Knowledge) -> bool {
    known(kind, name, true, knowledge).is_some()
}

/// The one row of this kind that the lexicon surely has by this name.
pub(super) fn row(kind: Kind, name: &str, knowledge: &Knowledge) -> Option<u32> {
    match known(kind, name, true, knowledge)? {
        Meaning::Row(row) => Some(row),
        _ => None,
    }
}

/// The row that the lexicon says means the same, if there is one.
fn same(row: u32, knowledge: &Knowledge) -> u32 {
    let entry = knowledge.lexicon().row(row);
    let other = entry.same().filter_map(|name| knowledge.lexicon().canonical(entry.kind, name));
    other.min().map_or(row, |other| other.min(row))
}

/// A form without what does not change its meaning: quotes around parts, long official ends.
fn plain(kind: Kind, form: &str, knowledge: &Knowledge) -> String {
    let bare = bare(form);
    match kind {
        Kind::INSTITUTION => office(&bare, knowledge),
        Kind::PLACE => zone(&bare, knowledge),
        Kind::INDUSTRY => sector(bare, knowledge),
        Kind::COMPANY => firm(bare, knowledge),
        _ => bare,
    }
}

/// A form without quotes and spaces, its brackets and dots in one shape.
fn bare(form: &str) -> String {
    let drops = |char| matches!(char, '“' | '”' | '‘' | '’' | '《' | '》' | '"' | ' ' | '\u{3000}');
    let turns = |char| match char {
        '(' => '（',
        ')' => '）',
        '•' | '・' => '·',
        _ => char,
    };
    if form.chars().all(|char| !drops(char) && turns(char) == char) {
        return form.to_owned();
    }
    form.chars().filter(|char| !drops(*char)).map(turns).collect()
}

fn shortened(kind: Kind, name: &str, knowledge: &Knowledge) -> String {
    match knowledge.tails().cut(kind, name) {
        Some((stem, tail)) => format!("{stem}{tail}"),
        None => name.to_owned(),
    }
}

/// 中共常州市委员会 is 常州市委, 江苏发展和改革委员会 is 江苏省发改委.
fn office(name: &str, knowledge: &Knowledge) -> String {
    let party = name.strip_prefix("中国共产党").or_else(|| name.strip_prefix("中共"));
    if let Some(rest) = party
        && let Some(of) = rest.strip_suffix("委员会").or_else(|| rest.strip_suffix('委'))
        && !of.is_empty()
        && !of.starts_with("中央")
    {
        return format!("{of}委");
    }
    let whole = party.unwrap_or(name);
    let whole = of_university(whole, knowledge).unwrap_or_else(|| whole.to_owned());
    let short = shortened(Kind::INSTITUTION, &whole, knowledge);
    let short = without_province(&short, knowledge).unwrap_or(short);
    let Some((place, rest)) = leading_place(&short, knowledge) else { return short };
    if knowledge.tails().is_canonical(Kind::INSTITUTION, rest) {
        return format!("{place}{rest}");
    }
    short
}

/// 上海交大先进制造研究院 is 上海交通大学先进制造研究院: a part of a university by the full name of the whole.
fn of_university(name: &str, knowledge: &Knowledge) -> Option<String> {
    let lexicon = knowledge.lexicon();
    let cuts: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(2).take(6).collect();
    // The longest known beginning decides: 北大荒 is no part of 北大.
    let (form, rest) = cuts.into_iter().rev().find_map(|at| {
        let (form, rest) = name.split_at_checked(at)?;
        (!lexicon.senses(form).is_empty()).then_some((form, rest))
    })?;
    let rows = lexicon.senses(form).iter().map(|sense| same(sense.row, knowledge));
    let mut universities = rows.filter(|&row| lexicon.row(row).class == "university");
    let row = universities.next().filter(|first| universities.all(|row| row == *first))?;
    (rest.chars().count() > 2).then(|| format!("{}{rest}", lexicon.row(row).name))
}

/// The canonical name of the longest sure place at the start of a name, and what follows it.
pub(super) fn leading_place<'a>(
    name: &'a str,
    knowledge: &Knowledge,
) -> Option<(&'static str, &'a str)> {
    let lexicon = knowledge.lexicon();
    name.char_indices()
        .map(|(at, _)| at)
        .skip(2)
        .take(8)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .find_map(|at| {
            let (place, rest) = name.split_at_checked(at)?;
            let Some(Meaning::Row(row)) = known(Kind::PLACE, place, true, knowledge) else {
                return None;
            };
            Some((lexicon.row(row).name, rest))
        })
}

/// 溧阳高新技术产业开发区 is 溧阳高新区.
fn zone(name: &str, knowledge: &Knowledge) -> String {
    let short = shortened(Kind::PLACE, name, knowledge);
    if short == name { short } else { without_province(&short, knowledge).unwrap_or(short) }
}

/// A province in front of a place adds nothing: 江苏省溧阳高新区.
fn without_province(name: &str, knowledge: &Knowledge) -> Option<String> {
    let (province, rest) = leading_place(name, knowledge)?;
    leading_place(rest, knowledge)?;
    is_province(province, knowledge).then(|| rest.to_owned())
}

fn is_province(name: &str, knowledge: &Knowledge) -> bool {
    let lexicon = knowledge.lexicon();
    lexicon.canonical(Kind::PLACE, name).is_some_and(|row| lexicon.row(row).class == "province")
}

/// 动力电池产业链 and 动力电池产业 are 动力电池.
fn sector(name: String, knowledge: &Knowledge) -> String {
    let Some((stem, _)) = knowledge.tails().cut(Kind::INDUSTRY, &name) else { return name };
    let whole = format!("{stem}产业");
    let has = |form: &str| is_known(Kind::INDUSTRY, form, knowledge);
    if has(&whole) || !has(stem) && stem.chars().count() < 3 { whole } else { stem.to_owned() }
}

/// What registered names hold between the short name and the legal form without meaning another
/// firm: 甲汽车科技有限公司 is 甲汽车.
const FILLERS: [&str; 4] = ["科技", "技术", "实业", "集团"];
/// Legal forms that leave 集团 with the name.
const FORMS: [&str; 3] = ["股份有限公司", "有限责任公司", "有限公司"];

/// 比亚迪公司 is 比亚迪, where that is known.
fn firm(name: String, knowledge: &Knowledge) -> String {
    let Some((stem, _)) = knowledge.tails().cut(Kind::COMPANY, &name) else { return name };
    let group = without_legal_form(&name);
    let filled = || FILLERS.iter().find_map(|filler| stem.strip_suffix(filler));
    let is_known = |form: &&str| is_known(Kind::COMPANY, form, knowledge);
    let short = Some(stem).filter(is_known).or_else(|| group.filter(is_known));
    let short = short.or_else(|| filled().filter(is_known)).map(str::to_owned);
    short.unwrap_or(name)
}

/// 甲集团有限公司 is 甲集团.
pub(super) fn without_legal_form(name: &str) -> Option<&str> {
    FORMS.iter().find_map(|form| name.strip_suffix(form))
}

/// A firm's name without its legal form and without the place in front of it, both if it has them.
pub(super) fn cores(name: &str, knowledge: &Knowledge) -> Option<[String; 2]> {
    let (stem, _) = knowledge.tails().cut(Kind::COMPANY, name)?;
    let rest = leading_place(stem, knowledge).map_or(stem, |(_, rest)| rest);
    Some([stem.to_owned(), rest.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_and_everyday_forms_have_one_meaning() {
        let knowledge = Knowledge::embedded();
        for (kind, one, other) in [
            (Kind::INSTITUTION, "江苏省发展和改革委员会", "江苏省发改委"),
            (Kind::INSTITUTION, "江苏发改委", "江苏省发改委"),
            (Kind::INSTITUTION, "中共常州市委员会", "常州市委"),
            (Kind::INSTITUTION, "中共常州市委", "常州市委"),
            (Kind::INSTITUTION, "无锡市人民政府", "无锡市政府"),
            (Kind::INSTITUTION, "江苏省溧阳高新区管理委员会", "溧阳高新区管委会"),
            (Kind::INSTITUTION, "工信部", "工业和信息化部"),
            (Kind::PLACE, "常州国家高新区", "常州高新技术产业开发区"),
            (Kind::PLACE, "溧阳高新技术产业开发区", "溧阳高新区"),
            (Kind::PLACE, "溧阳", "溧阳市"),
            (Kind::COMPANY, "比亚迪公司", "比亚迪"),
            (Kind::COMPANY, "岚图汽车科技股份有限公司", "岚图汽车"),
            (Kind::COMPANY, "中国兵器装备集团有限公司", "中国兵器装备集团"),
            (Kind::INDUSTRY, "动力电池产业链", "动力电池"),
            (Kind::INDUSTRY, "汽车产业链", "汽车产业"),
            (Kind::INDUSTRY, "“光储充”产业", "光储充"),
        ] {
            assert_eq!(meaning(kind, one, knowledge), meaning(kind, other, knowledge), "{one}");
        }
    }

    #[test]
    fn names_that_differ_stay_apart() {
        let knowledge = Knowledge::embedded();
        for (kind, one, other) in [
            (Kind::INSTITUTION, "常州大学", "常州市大学"),
            (Kind::INSTITUTION, "中共中央", "中共常州市委"),
            (Kind::PLACE, "南昌", "南昌县"),
            (Kind::COMPANY, "四川时代", "宁德时代"),
            (Kind::COMPANY, "比亚迪半导体股份有限公司", "比亚迪"),
            (Kind::INDUSTRY, "新型储能", "储能"),
        ] {
            assert_ne!(meaning(kind, one, knowledge), meaning(kind, other, knowledge), "{one}");
        }
        assert!(matches!(meaning(Kind::PLACE, "朝阳区", knowledge), Meaning::OneOf(_)));
    }
}

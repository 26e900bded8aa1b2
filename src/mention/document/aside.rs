//! A name and the text behind it in, the short names that the bracket there gives it out.
//!
//! 某某有限公司（以下简称“某某”）, 某某股份有限公司（证券简称：某某，证券代码：600000）, 某某研究院（某研院）.

use crate::text::is_han;

/// What tells that a short name follows; the longest that fits counts.
const MARKERS: [&str; 13] = [
    "以下简称为",
    "以下简称",
    "以下称",
    "简称为",
    "简称",
    "下称",
    "又称",
    "又名",
    "即",
    "证券简称",
    "股票简称",
    "中文简称",
    "公司简称",
];
/// The longest short name, in characters.
const LONGEST: usize = 16;
/// The longest bracket that is read, in characters.
const LONGEST_ASIDE: usize = 60;

/// A short name in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// The name, without quotation marks.
    pub form: Vec<char>,
    /// The text says that it is one; else only its characters do, which are some of the full name's.
    pub told: bool,
}

/// The short names that a bracket right behind a name gives it.
pub fn short_names(name: &[char], behind: &[char]) -> Vec<Short> {
    let Some((open, rest)) = behind.split_first() else { return Vec::new() };
    let close = rest.iter().take(LONGEST_ASIDE).position(|c| matches!(c, '）' | ')'));
    let (true, Some(close)) = (matches!(open, '（' | '('), close) else { return Vec::new() };
    let parts = rest[..close].split(|c| matches!(c, '，' | ',' | '；' | '、' | '或'));
    parts.filter_map(|part| short_name(name, part)).collect()
}

fn short_name(name: &[char], part: &[char]) -> Option<Short> {
    let marker = MARKERS.iter().map(|marker| marker.chars().count()).zip(MARKERS);
    let marker = marker
        .filter(|(_, marker)| marker.chars().eq(part.iter().copied().take(marker.chars().count())));
    let told = marker.map(|(length, _)| length).max();
    let marks = |c: &char| matches!(c, '“' | '”' | '：' | ':' | '《' | '》' | '"' | '‘' | '’');
    let form: Vec<char> = part[told.unwrap_or(0)..].iter().copied().filter(|c| !marks(c)).collect();
    let fits = (2..=LONGEST).contains(&form.len());
    (fits && (told.is_some() || shortens(name, &form)))
        .then_some(Short { form, told: told.is_some() })
}

/// Whether all characters of a short name stand in the full one in that order, or it is in Latin
/// letters.
pub fn shortens(full: &[char], short: &[char]) -> bool {
    if short.iter().all(char::is_ascii_alphabetic) {
        return true;
    }
    let mut rest = full.iter();
    short.len() < full.len() && short.iter().all(|c| rest.any(|f| f == c))
}

/// Whether a short name is one by which a text goes on to call its bearer: not 公司, 双方, 本项目.
pub(super) fn calls(form: &[char]) -> bool {
    const PARTIES: [&str; 15] = [
        "甲方",
        "乙方",
        "丙方",
        "丁方",
        "公司",
        "本公司",
        "集团",
        "双方",
        "协议",
        "合同",
        "项目",
        "学校",
        "医院",
        "中心",
        "标的公司",
    ];
    !PARTIES.iter().any(|party| party.chars().eq(form.iter().copied()))
        && !matches!(form, ['各' | '本' | '该', ..])
        && form.iter().all(|&c| is_han(c) || c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, behind: &str) -> Vec<(String, bool)> {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let found = short_names(&chars(name), &chars(behind));
        found.into_iter().map(|short| (short.form.into_iter().collect(), short.told)).collect()
    }

    #[test]
    fn a_bracket_gives_short_names() {
        let told = |form: &str| vec![(form.to_owned(), true)];
        let firm = "江苏青禾新能源汽车股份有限公司";
        assert_eq!(read(firm, "（以下简称“青禾”）扩产"), told("青禾"));
        assert_eq!(read(firm, "（证券简称：云驰汽车，证券代码：600000）公告"), told("云驰汽车"));
        assert_eq!(read(firm, "（试行，下称青禾汽车）"), told("青禾汽车"));
        assert_eq!(read(firm, "（青禾汽车）"), [("青禾汽车".to_owned(), false)]);
        assert_eq!(read("国际数据公司", "（IDC）"), [("IDC".to_owned(), false)]);
    }

    #[test]
    fn other_brackets_give_none() {
        for behind in ["（左三）", "扩产（青禾）", "（青禾扩产", "（）", "（无锡）"]
        {
            assert_eq!(read("苏州青禾有限公司", behind), [], "{behind}");
        }
    }
}

//! A name in, what else its bearer is called by the rules of the language out.
//!
//! 甲乙半导体有限公司 is 甲乙半导体, 甲乙半导体 is 乙半导体, 中国科学院丙研究院 is 丙研究院. Of what the lexicon knows
//! it has all forms, and nothing is implied. The full name of a firm does not imply the one without its
//! place: a daughter of 乙 in 甲 is called so too.

use super::canonical::{is_known, leading_place, row, without_legal_form};
use crate::knowledge::{Kind, Knowledge};

/// The fewest characters of a name that tells one bearer from another by itself.
const TELLING: usize = 4;
/// The ends of bodies that are called without the body they belong to.
const OWN_NAMED: [&str; 6] = ["研究院", "研究所", "研究中心", "创新中心", "创新院", "实验室"];

/// The other names that a name of this kind implies.
pub(super) fn implied(kind: Kind, name: &str, knowledge: &Knowledge) -> Option<String> {
    let other = match kind {
        Kind::COMPANY => without_legal_form(name).or_else(|| without_place(name, knowledge)),
        Kind::INSTITUTION => without_parent(name, knowledge),
        _ => None,
    };
    let other = other.filter(|other| other.chars().count() >= TELLING)?;
    (!is_known(kind, other, knowledge)).then(|| other.to_owned())
}

/// 株洲某某集团 is 某某集团, if 某某 is a word of its own: 苏州纺织集团 is not 纺织集团. A firm of the whole
/// country or, as 洛阳市人才集团, of an office keeps its place.
fn without_place<'a>(name: &'a str, knowledge: &Knowledge) -> Option<&'a str> {
    let (place, rest) = leading_place(name, knowledge)?;
    if place == "中国" || name.starts_with(place) {
        return None;
    }
    let brand: Vec<char> = rest.chars().take(2).collect();
    knowledge.grammar().vocabulary().word(&brand).is_none().then_some(rest)
}

/// 中国科学院赣江创新研究院 is 赣江创新研究院. Of a university a part is called so only by the place it is in.
fn without_parent<'a>(name: &'a str, knowledge: &Knowledge) -> Option<&'a str> {
    OWN_NAMED.iter().find(|end| name.ends_with(**end))?;
    let cuts: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(3).take(8).collect();
    let parted = |at: usize| name.split_at_checked(at);
    let known = |form: &str| row(Kind::INSTITUTION, form, knowledge);
    let (parent, rest) = cuts
        .into_iter()
        .rev()
        .filter_map(parted)
        .find_map(|(parent, rest)| known(parent).map(|row| (row, rest)))?;
    let university = knowledge.lexicon().row(parent).class == "university";
    let told = !university || leading_place(rest, knowledge).is_some();
    (rest.chars().count() > TELLING + 1 && told).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_without_its_legal_form_its_place_or_its_parent() {
        let knowledge = Knowledge::embedded();
        for (kind, name, other) in [
            (Kind::COMPANY, "芜湖青禾半导体有限公司", "芜湖青禾半导体"),
            (Kind::COMPANY, "芜湖青禾半导体", "青禾半导体"),
            (Kind::COMPANY, "株洲青禾集团", "青禾集团"),
            (Kind::INSTITUTION, "中国科学院青禾江创新研究院", "青禾江创新研究院"),
            (Kind::INSTITUTION, "清华大学苏州青禾研究院", "苏州青禾研究院"),
        ] {
            assert_eq!(implied(kind, name, knowledge).as_deref(), Some(other), "{name}");
        }
    }

    #[test]
    fn a_name_that_would_tell_too_little_is_not_implied() {
        let knowledge = Knowledge::embedded();
        for (kind, name) in [
            (Kind::COMPANY, "苏州纺织集团"),
            (Kind::COMPANY, "合肥青禾"),
            (Kind::COMPANY, "比亚迪股份有限公司"),
            (Kind::INSTITUTION, "清华大学深圳研究院"),
            (Kind::INSTITUTION, "清华大学先进技术研究院"),
            (Kind::COMPANY, "洛阳市人才集团"),
            (Kind::COMPANY, "中国青禾重工"),
            (Kind::INSTITUTION, "北京大学经济学院"),
        ] {
            assert_eq!(implied(kind, name, knowledge), None, "{name}");
        }
    }
}

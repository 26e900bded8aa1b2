//! Words for things in the order of a question in, which of them it asks for out.

use super::in_english;
use crate::knowledge::{Kind, QuestionWords};
use crate::question::pieces::phrases::{Cue, Meaning};
use crate::question::pieces::spot::{Piece, Taken};

/// What stands between words of a list.
const JOINTS: [&str; 9] = ["、", "和", "及", "以及", "或", "或者", ", ", " and ", " or "];

/// What a question asks for by name, as places in `QuestionWords::roles`.
#[derive(Debug, Default)]
pub(in crate::question) struct AskedFor {
    /// The words after 哪些, and those listed with them.
    pub roles: Vec<usize>,
    /// The word before 有哪些, where none stands behind it.
    pub before: Option<usize>,
    /// Words that only say of what sort the word behind them is (产业 in 产业政策).
    pub parts: Vec<usize>,
    /// A title stands right behind which (which mayor): people are asked for.
    pub who: bool,
    /// Subjects inside a list of kinds: they narrow only the one behind them (论坛和创业大赛).
    pub inner: Vec<(Vec<String>, usize)>,
    /// The word with which a question that asks with no other word ends (…的主要完成人).
    pub at_end: Option<usize>,
    /// A title stands before all words for things (who the mayors are that came to a conference).
    pub titled: bool,
    /// The last word for something that may be asked for, where it is asked for or listed so.
    last: String,
    /// The last word for a sort of thing, asked for or not.
    seen: Option<(usize, String)>,
    /// The last word was 哪些.
    which: bool,
    /// The last word was a subject behind a word for things and a joint.
    narrowing: Option<Vec<String>>,
}

impl AskedFor {
    /// Takes in the next piece.
    pub(in crate::question) fn see(
        &mut self,
        piece: &Piece,
        question: &str,
        words: &QuestionWords,
    ) {
        let after_which = std::mem::take(&mut self.which);
        match piece.taken {
            Taken::Word(Meaning::Cue(Cue::Which | Cue::Count)) => {
                self.which = true;
                self.before = self.seen.as_ref().map(|seen| seen.0).or(self.before);
            }
            Taken::Word(Meaning::Title(_)) if self.seen.is_none() || after_which => {
                self.titled = true;
                self.who |= after_which && in_english(question);
            }
            Taken::Word(Meaning::Cue(Cue::Path)) => self.which = piece.text.contains('哪'),
            // 什么惠企政策: what sort of policies.
            Taken::Topic(ref topic) => {
                self.which = after_which && !in_english(question);
                let listed = |seen: &(usize, String)| {
                    let joined = |joint| format!("{}{joint}{}", seen.1, piece.text);
                    JOINTS.iter().any(|joint| question.contains(&joined(joint)))
                };
                let narrows = self.seen.as_ref().is_some_and(listed);
                self.narrowing = narrows.then(|| topic.clone());
                return;
            }
            Taken::Word(Meaning::Role(role)) => {
                let whole = question.trim_end_matches(|c: char| !c.is_alphanumeric());
                let ends = !in_english(question) && whole.ends_with(piece.text.as_str());
                self.at_end = ends.then_some(role);
                self.meet((role, &piece.text), after_which, question, words);
            }
            // Which two universities.
            Taken::Number(_) => {
                self.which = after_which;
                return;
            }
            _ => {}
        }
        self.narrowing = None;
    }

    /// What is asked for first, where a word says so.
    pub(in crate::question) fn first(&self) -> Option<usize> {
        self.roles.first().copied().or(self.before).or(self.at_end)
    }

    /// 援助该市各县的是哪几个省: of places of two sorts keeps those behind 哪.
    pub(in crate::question) fn keep_places(&self, roles: &mut Vec<usize>, words: &QuestionWords) {
        let place = |role: usize| words.roles[role].kind == Kind::PLACE;
        if self.roles.iter().any(|&role| place(role)) {
            roles.retain(|&role| self.roles.contains(&role) || !place(role));
        }
    }

    /// Takes in the next word for something that may be asked for, and whether it stands after 哪些.
    fn meet(
        &mut self,
        (role, text): (usize, &str),
        after_which: bool,
        question: &str,
        words: &QuestionWords,
    ) {
        let last = std::mem::replace(&mut self.last, text.to_owned());
        self.inner.extend(self.narrowing.take().map(|topic| (topic, role)));
        let joined = |one: &str, joint: &str| question.contains(&format!("{one}{joint}{text}"));
        let behind = |joint: &str| !last.is_empty() && joined(&last, joint);
        let kind = words.roles[role].kind;
        let seen = self.seen.replace((role, text.to_owned()));
        let before = self.roles.last().copied().filter(|_| !last.is_empty());
        let sort = |before: usize| {
            let of = words.roles[before].kind;
            of != kind && ([Kind::INDUSTRY, Kind::PLACE].contains(&of) || kind == Kind::PERSON)
        };
        // Industry funds: the industry is none that is asked for.
        let part =
            seen.filter(|(seen, word)| sort(*seen) && (joined(word, " ") || joined(word, "类")));
        let part = part.map(|seen| seen.0);
        self.parts.extend(part.filter(|part| !self.roles.contains(part)));
        match before {
            Some(before)
                if !after_which && (behind("") || behind(" ") || behind("类")) && sort(before) =>
            {
                self.roles.pop();
                self.parts.push(before);
                self.roles.push(role);
            }
            Some(_) if JOINTS.iter().any(|joint| behind(joint)) => self.roles.push(role),
            _ if after_which => self.roles.push(role),
            _ => self.last.clear(),
        }
    }
}

/// What a word for things may be: 单位 are bodies and firms.
pub(in crate::question) fn kinds_of<'w>(
    words: &'w QuestionWords,
    pieces: &'w [Piece],
    role: usize,
) -> impl Iterator<Item = Kind> + 'w {
    let own = move |piece: &&Piece| piece.taken == Taken::Word(Meaning::Role(role));
    let also = pieces.iter().filter(own).flat_map(|piece| &piece.also);
    let also = also.filter_map(|meaning| match meaning {
        Meaning::Role(also) => Some(*also),
        _ => None,
    });
    std::iter::once(role).chain(also).map(|role| words.roles[role].kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    /// What a question asks for, whose words for things are `met`, each with whether 哪些 stands before.
    fn asked(question: &str, met: &[(&str, bool)]) -> Vec<&'static str> {
        let words = Knowledge::embedded().question();
        let mut asked = AskedFor::default();
        for &(text, after_which) in met {
            let role = words.roles.iter().position(|role| role.zh.iter().any(|form| form == text));
            asked.meet((role.unwrap(), text), after_which, question, words);
        }
        asked.roles.iter().map(|&role| words.roles[role].id.as_str()).collect()
    }

    #[test]
    fn what_is_listed_is_asked_for_and_a_word_of_sort_is_not() {
        for (question, met, roles) in [
            (
                "甲校与哪些企业、协会合作",
                vec![("企业", true), ("协会", false)],
                vec!["firm", "association"],
            ),
            ("甲市有哪些产业政策", vec![("产业", true), ("政策", false)], vec!["policy"]),
            ("哪些企业与协会合作", vec![("企业", true), ("协会", false)], vec!["firm"]),
            ("协会里有哪些企业", vec![("协会", false), ("企业", true)], vec!["firm"]),
            (
                "有哪些企业，设了什么基金",
                vec![("企业", true), ("基金", true)],
                vec!["firm", "fund"],
            ),
        ] {
            assert_eq!(asked(question, &met), roles, "{question}");
        }
    }
}

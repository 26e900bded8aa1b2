//! Words for things in the order of a question in, which of them it asks for out.

use crate::knowledge::{Kind, QuestionWords};

/// What stands between words of a list.
const JOINTS: [&str; 9] = ["、", "和", "及", "以及", "或", "或者", ", ", " and ", " or "];
/// What a question asks for by name, as places in `QuestionWords::roles`.
#[derive(Debug, Default)]
pub(super) struct AskedFor {
    /// The words after 哪些, and those listed with them.
    pub roles: Vec<usize>,
    /// Words that only say of what sort the word behind them is (产业 in 产业政策).
    pub parts: Vec<usize>,
    /// The last word for something that may be asked for.
    last: String,
}

impl AskedFor {
    /// Takes in the next word for something that may be asked for, and whether it stands after 哪些.
    pub(super) fn meet(
        &mut self,
        (role, text): (usize, &str),
        after_which: bool,
        question: &str,
        words: &QuestionWords,
    ) {
        let last = std::mem::replace(&mut self.last, text.to_owned());
        let behind =
            |joint: &str| !last.is_empty() && question.contains(&format!("{last}{joint}{text}"));
        let kind = words.roles[role].kind;
        let before = self.roles.last().copied().filter(|_| !last.is_empty());
        let sort = |before: usize| {
            let of = words.roles[before].kind;
            of != kind && ([Kind::INDUSTRY, Kind::PLACE].contains(&of) || kind == Kind::PERSON)
        };
        match before {
            Some(before) if !after_which && behind("") && sort(before) => {
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

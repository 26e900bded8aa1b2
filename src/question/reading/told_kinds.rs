//! Words for kinds of things in, whether a question asks for such things or only speaks of them out.

use super::Reading;
use super::manner::asks_for_what_is_sought;
use crate::knowledge::{Kind, QuestionWords, Role};
use crate::question::pieces::phrases::Meaning;
use crate::question::pieces::spot::{Piece, Taken};

impl Reading {
    /// Who the mayors are that came to a conference: no conferences are asked for.
    pub(in crate::question) fn speak_of_events(&mut self, pieces: &[Piece], words: &QuestionWords) {
        let event = |role: usize| words.roles[role].kind == Kind::PROGRAM;
        self.roles.retain(|&role| !event(role));
        let said = pieces.iter().filter(|piece| match piece.taken {
            Taken::Word(Meaning::Role(role)) => event(role),
            _ => false,
        });
        let said = said.map(|piece| match words.vocabulary.get(&piece.text.to_lowercase()) {
            Some(chinese) => chinese.clone(),
            None => words.synonyms(&piece.text),
        });
        self.topics.extend(said.filter(|topic| !topic.iter().all(|word| word.is_ascii())));
    }

    /// 争创什么先行区: what is sought is an honour, whatever it is called.
    pub(in crate::question) fn ask_for_what_is_sought(
        &mut self,
        question: &str,
        words: &QuestionWords,
    ) {
        if asks_for_what_is_sought(question, &words.manner)
            && self.roles.is_empty()
            && self.asks_which
            && !self.anchors.is_empty()
        {
            self.roles.extend(words.roles.iter().position(|role| role.id == "honour"));
        }
    }

    /// 会长单位, 院长单位: the body is meant, and nobody who holds the office.
    pub(in crate::question) fn keep_titles_of_bodies_apart(
        &mut self,
        question: &str,
        pieces: &[Piece],
        words: &QuestionWords,
    ) {
        for pair in pieces.windows(2) {
            let [Piece { taken: Taken::Word(Meaning::Title(title)), text, .. }, body] = pair else {
                continue;
            };
            let Taken::Word(Meaning::Role(role)) = body.taken else { continue };
            let bodies = [Kind::COMPANY, Kind::INSTITUTION].contains(&words.roles[role].kind);
            if bodies && !text.is_ascii() && question.contains(&format!("{text}{}", body.text)) {
                self.titles.retain(|known| known != title);
                self.topics.push(vec![text.clone()]);
            }
        }
    }

    /// 什么检测中心: a word with which names of one sort end asks for that sort, where which is asked.
    pub(in crate::question) fn ask_by_ending(&mut self, text: &str, words: &QuestionWords) {
        if !self.asks_which || text.chars().count() < 3 || !self.roles.is_empty() {
            return;
        }
        let ends = |role: &Role| role.endings.iter().any(|end| end == text);
        self.roles.extend(words.roles.iter().position(ends));
    }
}

/// Whether a subject only says how many trades of which sort are asked for (四大传统, 三大千亿).
pub(in crate::question) fn counts_trades(topic: &[String]) -> bool {
    topic.iter().any(|word| {
        let mut chars = word.chars();
        let numeral = chars.next().is_some_and(|c| "两二三四五六七八九十".contains(c));
        numeral && chars.next() == Some('大')
    })
}

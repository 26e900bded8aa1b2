//! A question in, its answer out: asked on from the last one, read otherwise, explained, edited.

use super::{Error, Reply, Session, Table};
use crate::graph::property::Value;
use crate::question::Question;
use std::fmt::Write as _;

/// Answers whose sentences a bare `why` tells.
const MOST_TOLD: usize = 5;

impl Session {
    /// The answer to a question, which may go on from the last one.
    pub fn ask(&mut self, question: &str) -> Reply {
        let after = self.context.take();
        self.answer(&Question { text: question, after: after.as_ref(), reading: 0 })
    }

    fn answer(&mut self, question: &Question<'_>) -> Reply {
        let desk = &self.desk;
        let view = self.view.get_or_insert_with(|| desk.view_and_ground());
        let (answer, context) = self.desk.ask(view, &self.options, question);
        self.shown_of = None;
        self.shown = answer.answers.iter().filter_map(|finding| finding.id.clone()).collect();
        let ids = self.shown.iter().map(|id| Value::from(id.as_str()));
        self.params.insert("_".into(), Value::List(ids.collect()));
        self.last = Some(answer.clone());
        self.context = Some(context);
        Reply::Answer(answer)
    }

    /// `reading`: the last question as another of its readings, or the list of them.
    pub(super) fn reading(&mut self, words: &[String]) -> Result<Reply, Error> {
        let Some(last) = &self.last else { return Err(Error::NoQuestion) };
        let Some(word) = words.first() else {
            let mut table = Table::new(["reading"]);
            table.first = Some(1);
            for reading in &last.readings {
                table.push(vec![reading.clone()]);
            }
            if table.rows.is_empty() {
                table.push(vec![last.reading.clone()]);
            }
            return Ok(Reply::Table(table));
        };
        let number: usize = word.parse().map_err(|_| Error::NotANumber { word: word.clone() })?;
        if number == 0 || number > last.readings.len().max(1) {
            return Err(Error::NoSuchAnswer { number });
        }
        let question = last.question.clone();
        Ok(self.answer(&Question { text: &question, after: None, reading: number - 1 }))
    }

    /// `explain`: what each word of the last question was taken for, and the query it became.
    pub(super) fn explain(&mut self, _: &[String]) -> Result<Reply, Error> {
        let Some(last) = &self.last else { return Err(Error::NoQuestion) };
        let mut page = String::new();
        for word in &last.words {
            let _ = writeln!(page, "  {}  {}", word.text, word.taken);
        }
        let _ = writeln!(page, "{}", last.cypher);
        Ok(Reply::Text(page))
    }

    /// `edit`: the query that the last question became, in the line editor.
    pub(super) fn edit(&mut self, _: &[String]) -> Result<Reply, Error> {
        let Some(last) = &self.last else { return Err(Error::NoQuestion) };
        Ok(Reply::Edit(last.cypher.clone()))
    }

    /// Every sentence behind the last answers.
    pub(super) fn why_answers(&self) -> Result<Reply, Error> {
        let answers = self.last.as_ref().map_or(0, |last| last.answers.len());
        if answers == 0 {
            return Err(Error::NoQuestion);
        }
        let mut page = String::new();
        for number in 1..=answers.min(MOST_TOLD) {
            if let Reply::Text(text) = self.why_answer(number)? {
                page.push_str(&text);
            }
        }
        Ok(Reply::Text(page))
    }
}

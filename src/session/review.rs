//! What is in doubt in, a decision for each key out: one question at a time.

use super::{Error, Reply, Session};
use crate::export::report;
use crate::graph::{Act, Doubt, Named};
use std::collections::VecDeque;
use std::fmt::Write as _;

/// Sentences shown of each entity in doubt.
const MOST_SENTENCES: usize = 2;

/// A review under way.
#[derive(Debug, Default)]
pub(super) struct Review {
    open: VecDeque<Doubt>,
    asked: usize,
}

/// What a person may say to a doubt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Yes,
    No,
    Skip,
    End,
}

/// The keys that answer a doubt.
pub const VERDICTS: [char; 10] = ['y', 'Y', '是', 'n', 'N', '否', 's', 'S', 'q', 'Q'];

fn verdict(line: &str) -> Option<Verdict> {
    match line.trim() {
        "y" | "Y" | "是" => Some(Verdict::Yes),
        "n" | "N" | "否" => Some(Verdict::No),
        "s" | "S" | "跳过" => Some(Verdict::Skip),
        "q" | "Q" => Some(Verdict::End),
        _ => None,
    }
}

impl Session {
    /// `review`: walks through what is in doubt.
    pub(super) fn start_review(&mut self, words: &[String]) -> Result<Reply, Error> {
        let sort = words.first().map(|word| word.to_lowercase());
        let wanted = |doubt: &Doubt| match sort.as_deref() {
            Some("merges" | "merge") => matches!(doubt, Doubt::Merged(..)),
            Some("near" | "names") => matches!(doubt, Doubt::Near(..)),
            Some("orphans" | "orphan") => matches!(doubt, Doubt::Orphan(_)),
            _ => true,
        };
        if sort.as_deref().is_some_and(|s| !["merges", "near", "orphans"].contains(&s)) {
            return Err(Error::WrongUse { name: "", usage: "" });
        }
        let open = self.whole.doubts().into_iter().filter(wanted).collect();
        self.review = Some(Review { open, asked: 0 });
        Ok(Reply::Text(self.next_doubt()))
    }

    /// Whether a doubt is shown and a key is waited for.
    pub fn reviewing(&self) -> bool {
        self.review.is_some()
    }

    /// Whether a line answers the doubt that was shown last.
    pub(super) fn is_verdict(&self, line: &str) -> bool {
        self.review.is_some() && verdict(line).is_some()
    }

    /// The reply to a line that answers a doubt.
    pub(super) fn judged(&mut self, line: &str) -> Result<Reply, Error> {
        let doubt = self.review.as_mut().and_then(|review| review.open.pop_front());
        let act = match (doubt, verdict(line)) {
            (_, Some(Verdict::End)) | (None, _) => {
                self.review = None;
                return Ok(Reply::Text("the review is over; `save` keeps what was decided".into()));
            }
            (Some(Doubt::Merged(a, b) | Doubt::Near(a, b)), Some(Verdict::Yes)) => Act::Same(a, b),
            (Some(Doubt::Merged(a, b) | Doubt::Near(a, b)), Some(Verdict::No)) => {
                Act::NotSame(a, b)
            }
            (Some(Doubt::Orphan(a)), Some(Verdict::Yes)) => Act::Entity(a),
            (Some(Doubt::Orphan(a)), Some(Verdict::No)) => Act::Hide(a),
            (Some(_), _) => return Ok(Reply::Text(self.next_doubt())),
        };
        let review = self.review.take();
        let told = self.decide_all(vec![act], "")?.written(self.settings);
        self.review = review;
        Ok(Reply::Text(told + &self.next_doubt()))
    }

    /// The first doubt that is still one, as a question.
    fn next_doubt(&mut self) -> String {
        let Some(mut review) = self.review.take() else { return String::new() };
        let there = |named: &Named| self.whole.node(&named.id()).is_some();
        while let Some(doubt) = review.open.front() {
            let stands = match doubt {
                Doubt::Merged(a, _) | Doubt::Orphan(a) => there(a),
                Doubt::Near(a, b) => there(a) && there(b),
            };
            if stands {
                break;
            }
            review.open.pop_front();
        }
        let Some(doubt) = review.open.front() else {
            let asked = review.asked;
            return format!("nothing is in doubt any more ({asked} asked); `save` keeps it\n");
        };
        review.asked += 1;
        let page = self.asked(doubt, review.open.len());
        self.review = Some(review);
        page
    }

    fn asked(&self, doubt: &Doubt, left: usize) -> String {
        let style = self.settings.style();
        let mut page = String::new();
        let (question, names) = match doubt {
            Doubt::Merged(a, b) => (format!("{b} was read as {a}. Are they one?"), vec![a.clone()]),
            Doubt::Near(a, b) => {
                (format!("{a} and {b}: are they one?"), vec![a.clone(), b.clone()])
            }
            Doubt::Orphan(a) => (
                format!("{a} is named once and nothing is said of it. Is it one?"),
                vec![a.clone()],
            ),
        };
        let _ = writeln!(page, "{}", style.heading(&question));
        for node in names.iter().filter_map(|named| self.whole.node(&named.id())) {
            let _ = writeln!(page, "  {} ({} mentions)", node.name(), node.mentions());
            page.push_str(&report::sentences(node, MOST_SENTENCES, style));
        }
        let _ = writeln!(
            page,
            "y yes · n no · s skip · q end; a space to type something else ({left} left)"
        );
        page
    }
}

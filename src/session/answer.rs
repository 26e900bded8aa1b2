//! The answer to a question in, lines for people out.

use super::Settings;
use crate::question::{Answer, Quote};
use std::fmt::Write as _;

/// Characters of a sentence that are shown.
const MOST_SHOWN: usize = 160;

/// The answer as text: what was understood, what was found with its best sentence, and where
/// nothing was found the sentences and names that come nearest.
pub(super) fn written(answer: &Answer, settings: Settings) -> String {
    let mut page = String::new();
    let _ = writeln!(page, "{}", dim(&format!("understood as: {}", answer.reading), settings));
    for (n, finding) in answer.answers.iter().enumerate() {
        let kind = finding.kind.map(|kind| format!(" ({kind})")).unwrap_or_default();
        let name = strong(&finding.name, settings);
        let _ = writeln!(page, "{:>3}. {name}{kind}  {}", n + 1, dim(&finding.why, settings));
        if let Some(quote) = finding.evidence.first() {
            add_quote(&mut page, quote, settings);
        }
    }
    if answer.answers.is_empty() {
        page.push_str("     nothing in the graph answers this");
        page.push_str(if answer.passages.is_empty() {
            ".\n"
        } else {
            "; these sentences come nearest:\n"
        });
        for quote in &answer.passages {
            add_quote(&mut page, quote, settings);
        }
    }
    if let Some(doubt) = &answer.unsure {
        let _ = writeln!(page, "     not sure: {doubt}");
    }
    if !answer.suggestions.is_empty() {
        let _ = writeln!(page, "     names in the graph: {}", answer.suggestions.join(", "));
    }
    for (n, reading) in answer.readings.iter().enumerate().filter(|(_, r)| **r != answer.reading) {
        let other = format!("     reading {}: {reading}", n + 1);
        let _ = writeln!(page, "{}", dim(&other, settings));
    }
    page
}

fn add_quote(page: &mut String, quote: &Quote, settings: Settings) {
    let mut sentence: String = quote.sentence.split_whitespace().collect();
    if sentence.chars().count() > MOST_SHOWN {
        sentence = sentence.chars().take(MOST_SHOWN).collect::<String>() + "…";
    }
    let place = dim(&format!("[{}:{}]", quote.document, quote.start), settings);
    let _ = writeln!(page, "     {sentence} {place}");
}

fn dim(text: &str, settings: Settings) -> String {
    if settings.colour { format!("\x1b[2m{text}\x1b[0m") } else { text.to_owned() }
}

fn strong(text: &str, settings: Settings) -> String {
    if settings.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

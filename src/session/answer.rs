//! The answer to a question in, lines for people out.

use super::Settings;
use crate::question::{Answer, Finding, Quote};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// Spaces before a sentence.
const INDENT: usize = 5;

/// Characters of a sentence that are shown.
const MOST_SHOWN: usize = 160;

/// The answer as text: what was understood, what was found with its best sentence, and where
/// nothing was found the sentences and names that come nearest.
pub(super) fn written(answer: &Answer, settings: Settings) -> String {
    let mut page = String::new();
    let _ = writeln!(page, "{}", dim(&format!("understood as: {}", answer.reading), settings));
    for (n, finding) in answer.answers.iter().enumerate() {
        let first = n > 0 && finding.beside && !answer.answers[n - 1].beside;
        if first {
            page.push_str("     named near by, not stated:\n");
        }
        add_finding(&mut page, &format!("{:>3}.", n + 1), finding, settings);
    }
    if answer.answers.is_empty() {
        page.push_str("     nothing in the graph answers this");
        page.push_str(match (answer.near.is_empty(), answer.passages.is_empty()) {
            (true, true) => ".\n",
            (true, false) => "; these sentences come nearest:\n",
            (false, _) => "; this comes near:\n",
        });
        let passages = answer.passages.iter().filter(|_| answer.near.is_empty());
        for quote in passages {
            add_quote(&mut page, quote, settings);
        }
    }
    for finding in &answer.near {
        add_finding(&mut page, "   ~", finding, settings);
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

fn add_finding(page: &mut String, mark: &str, finding: &Finding, settings: Settings) {
    let kind = finding.kind.map(|kind| format!(" ({kind})")).unwrap_or_default();
    let name = strong(&finding.name, settings);
    let _ = writeln!(page, "{mark} {name}{kind}  {}", dim(&finding.why, settings));
    if let Some(quote) = finding.evidence.first() {
        add_quote(page, quote, settings);
    }
}

fn add_quote(page: &mut String, quote: &Quote, settings: Settings) {
    let mut sentence: String = quote.sentence.split_whitespace().collect();
    if sentence.chars().count() > MOST_SHOWN {
        sentence = sentence.chars().take(MOST_SHOWN).collect::<String>() + "…";
    }
    let place = format!("[{}:{}]", quote.document, quote.start);
    let lines = wrapped(&format!("{sentence} {place}"), settings.width);
    for line in &lines {
        let line = match line.strip_suffix(&place) {
            Some(before) => format!("{before}{}", dim(&place, settings)),
            None => line.clone(),
        };
        let _ = writeln!(page, "{}{line}", " ".repeat(INDENT));
    }
}

/// A text in lines that fit beside the indent. A Latin word is not broken, and no line starts with
/// a mark that belongs to the one before.
fn wrapped(text: &str, width: Option<u16>) -> Vec<String> {
    let most = match width {
        Some(width) if usize::from(width) > 4 * INDENT => usize::from(width) - INDENT,
        _ => return vec![text.to_owned()],
    };
    let mut lines = vec![String::new()];
    for word in words(text) {
        let line = lines.last_mut().map_or(0, |line| line.width());
        if line + word.trim_end().width() > most && line > 0 {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { word.trim_start() } else { &word });
        }
    }
    lines
}

/// Pieces that stay together: a Chinese character with the marks after it, a Latin word.
fn words(text: &str) -> Vec<String> {
    let closes = |c: char| "，。、；：！？）”’》」』】…".contains(c);
    let mut words: Vec<String> = Vec::new();
    let mut latin = false;
    for c in text.chars() {
        let is_latin = c.is_ascii() && c != ' ';
        match words.last_mut() {
            Some(word) if closes(c) || (is_latin && latin) => word.push(c),
            _ => words.push(c.to_string()),
        }
        latin = is_latin;
    }
    words
}

fn dim(text: &str, settings: Settings) -> String {
    if settings.colour { format!("\x1b[2m{text}\x1b[0m") } else { text.to_owned() }
}

fn strong(text: &str, settings: Settings) -> String {
    if settings.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_broken_where_a_reader_would_break_them() {
        let lines = wrapped("次年，宁德时代在溧阳市设厂，年产10GWh。 [news/a.txt:229]", Some(25));
        assert_eq!(
            lines.concat().replace(' ', ""),
            "次年，宁德时代在溧阳市设厂，年产10GWh。[news/a.txt:229]"
        );
        assert!(lines.len() > 2, "{lines:?}");
        assert!(lines.iter().all(|line| line.width() <= 22), "{lines:?}");
        assert!(lines.iter().all(|line| !line.starts_with(['，', '。', ' '])), "{lines:?}");
        assert_eq!(lines.last().unwrap(), "[news/a.txt:229]");
        assert_eq!(wrapped("一二三四", None), ["一二三四"]);
    }
}

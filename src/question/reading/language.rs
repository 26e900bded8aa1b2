//! A question in, the language that it is asked in out.

use super::Language;

/// The language a question is asked in. What stands in brackets behind English words names again
/// what they name.
pub(super) fn language_of(question: &str) -> Language {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for c in question.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let han = plain.chars().filter(|&c| crate::text::is_han(c)).count();
    let latin = plain.split_whitespace().filter(|w| w.is_ascii()).count();
    if han > latin { Language::Chinese } else { Language::English }
}

/// Whether a question is asked in English.
pub(in crate::question) fn in_english(question: &str) -> bool {
    language_of(question) == Language::English
}

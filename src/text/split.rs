//! The characters of a paragraph in, the ranges of its sentences out.
//!
//! A stop ends a sentence with the quotes and brackets that close behind it, unless the sentence
//! plainly goes on: inside a title or a short bracket, or after a quotation that is only part of it.

use super::Role;
use super::character::{is_closer, is_comma, is_han, is_stop};
use super::mark::{self, PARTING};
use std::ops::Range;

/// A sentence longer than this is cut at a clause, or at this length.
const LONGEST: usize = 600;

/// The ranges of the sentences, in order; only spaces lie between them. `marks` are those of the
/// characters.
pub(super) fn split(chars: &[char], marks: &[u8], role: Role, found: &mut Vec<Range<usize>>) {
    found.clear();
    let mut scan = Scan { chars, start: 0, quote: None, bracket: None, title: None };
    let mut at = 0;
    while at < chars.len() {
        let mut end = None;
        let run = mark::run(&marks[at..chars.len().min(scan.start + LONGEST)], PARTING);
        if run > 0 {
            at += run;
        } else {
            let c = chars[at];
            scan.mark(at, c);
            if role == Role::Body && (is_stop(c) || c == '.') {
                let ends;
                (at, ends) = scan.stop(at);
                end = ends.then_some(at);
            } else {
                at += 1;
            }
        }
        if let Some(end) = end {
            scan.cut(end, found);
        } else if at - scan.start >= LONGEST {
            let early = scan.start + LONGEST / 4;
            let comma = chars[early..at].iter().rposition(|&c| is_comma(c));
            scan.cut(comma.map_or(at, |comma| early + comma + 1), found);
        }
    }
    scan.cut(chars.len(), found);
}

struct Scan<'a> {
    chars: &'a [char],
    /// Where the sentence began.
    start: usize,
    /// Where a quotation was opened.
    quote: Option<usize>,
    /// Where a bracket was opened.
    bracket: Option<usize>,
    /// Where a title was opened.
    title: Option<usize>,
}

impl Scan<'_> {
    fn mark(&mut self, at: usize, c: char) {
        match c {
            '“' => self.quote = Some(at),
            '”' => self.quote = None,
            '（' | '(' => self.bracket = Some(at),
            '）' | ')' => self.bracket = None,
            '《' => self.title = Some(at),
            '》' => self.title = None,
            _ => {}
        }
    }

    /// Past the run of stops and closing marks that begins at `at`, and whether a sentence ends.
    fn stop(&mut self, at: usize) -> (usize, bool) {
        let within =
            |open: Option<usize>, reach: usize| open.is_some_and(|open| at - open <= reach);
        let inner = self.bracket.filter(|&open| open > self.start);
        let (title, bracket) = (within(self.title, 60), within(inner, 120));
        let quote = self.quote.filter(|open| at - open <= 300);
        let mut next = at + 1;
        while self.chars.get(next).is_some_and(|&c| is_stop(c) || c == '.') {
            next += 1;
        }
        let stops = next;
        while let Some(&c) = self.chars.get(next).filter(|&&c| is_closer(c)) {
            self.mark(next, c);
            next += 1;
        }
        let closed = &self.chars[stops..next];
        let goes_on = title
            || (bracket && self.chars.get(next).is_some_and(|&c| c != ' '))
            || self.is_quoted_part(at, quote, closed)
            || (!closed.is_empty() && self.chars.get(next).is_some_and(|&c| continues(c)))
            || self.chars.get(next).is_some_and(|&c| is_comma(c));
        let is_end = if self.chars[at] == '.' && stops == at + 1 {
            self.is_full_stop(at, next)
        } else {
            true
        };
        (next, is_end && !goes_on)
    }

    /// A cry or question quoted inside a sentence: `以“你好，江城！”为题`.
    fn is_quoted_part(&self, at: usize, quote: Option<usize>, closed: &[char]) -> bool {
        let Some(open) = quote else { return false };
        let speech = open <= self.start
            || matches!(self.chars[open - 1], '：' | ':' | '，')
            || self.chars[at] == '。';
        let rest = closed.contains(&'”') || at - open <= 40;
        !speech && rest
    }

    /// A Latin full stop ends a sentence when a capital or nothing follows and no initial, number
    /// or short form stands before it.
    fn is_full_stop(&self, at: usize, next: usize) -> bool {
        let word =
            self.chars[self.start..at].iter().rev().take_while(|c| c.is_alphanumeric()).count();
        match self.chars.get(next) {
            None => true,
            Some(' ') => {
                let capital =
                    self.chars.get(next + 1).is_some_and(|c| c.is_uppercase() || is_han(*c));
                capital && word > 3 && !self.chars[at - 1].is_ascii_digit()
            }
            Some(_) => false,
        }
    }

    fn cut(&mut self, end: usize, found: &mut Vec<Range<usize>>) {
        let piece = &self.chars[self.start..end];
        let lead = piece.iter().take_while(|&&c| c == ' ').count();
        let tail = piece.iter().skip(lead).rev().take_while(|&&c| c == ' ').count();
        if piece.iter().any(|&c| is_han(c) || c.is_alphanumeric()) {
            found.push(self.start + lead..end - tail);
        }
        self.start = end;
        self.bracket = None;
        self.title = None;
    }
}

/// What can only go on with a sentence after a quotation.
fn continues(c: char) -> bool {
    matches!(
        c,
        '，' | '、'
            | '；'
            | '：'
            | ','
            | ';'
            | ':'
            | '的'
            | '等'
            | '和'
            | '与'
            | '及'
            | '是'
            | '为'
    )
}

//! The characters of a document in, its lines with what is counted in them out.

use super::character::{is_nothing, is_opener, is_space};
use super::mark::{self, BREAK, Count, PAIRED};
use std::ops::Range;

/// One line, trimmed, never empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Characters of the document, spaces at both ends left out.
    pub(super) range: Range<usize>,
    /// An empty line or a page break stands before it.
    pub(super) apart: bool,
    /// It begins with an indent of at least two columns of Chinese.
    pub(super) indented: bool,
    /// Half-width columns.
    pub(super) width: usize,
    /// Chinese characters.
    pub(super) han: usize,
    /// Letters of other scripts.
    pub(super) letters: usize,
    /// Decimal digits.
    pub(super) digits: usize,
    /// Marks that divide a sentence.
    pub(super) commas: usize,
    /// Marks that end a sentence.
    pub(super) stops: usize,
    /// Spaces inside the line.
    pub(super) spaces: usize,
    /// Where the last bracket or quote was opened, if it was not closed.
    pub(super) open: Option<usize>,
}

impl Line {
    /// Whether it says anything at all.
    pub(super) fn has_words(&self) -> bool {
        self.han + self.letters + self.digits > 0
    }

    /// The line of these characters of the document, and what is counted in it.
    fn of(range: Range<usize>, chars: &[char], marks: &[u8]) -> Self {
        let (chars, marks) = (&chars[range.clone()], &marks[range.clone()]);
        let counts = mark::counts(chars);
        let count = |what: Count| counts[what as usize];
        let narrow: usize = chars.iter().map(|c| usize::from(c.is_ascii())).sum();
        let paired = marks.iter().rposition(|mark| mark & PAIRED != 0);
        Self {
            width: 2 * (chars.len() - count(Count::Nothing)) - narrow,
            han: count(Count::Han),
            letters: count(Count::Letter),
            digits: count(Count::Digit),
            commas: count(Count::Comma),
            stops: count(Count::Stop),
            spaces: count(Count::Space),
            open: paired.filter(|&at| is_opener(chars[at])).map(|at| range.start + at),
            range,
            ..Self::default()
        }
    }
}

/// The lines that hold more than spaces, in order.
pub(super) fn lines(chars: &[char], marks: &[u8]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut apart = false;
    let mut start = 0;
    while start < chars.len() {
        let end = start + mark::run(&marks[start..], BREAK);
        let blank = |&c: &char| is_space(c) || is_nothing(c);
        let indent = chars[start..end].iter().take_while(|c| blank(c)).count();
        if start + indent == end {
            apart = true;
        } else {
            let tail = chars[start..end].iter().rev().take_while(|c| blank(c)).count();
            let range = start + indent..end - tail;
            let wide = chars[start..range.start].iter().filter(|&&c| c == '\u{3000}').count();
            let line = Line::of(range, chars, marks);
            lines.push(Line { apart, indented: indent + wide >= 4, ..line });
            apart = false;
        }
        apart |= chars.get(end) == Some(&'\u{c}');
        let pair = chars.get(end) == Some(&'\r') && chars.get(end + 1) == Some(&'\n');
        start = end + 1 + usize::from(pair);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        let chars: Vec<char> = "甲\r\n乙\r丙\n\n  丁 \u{2028}戊".chars().collect();
        let found = lines(&chars, &mark::marks(&chars));
        let words: Vec<String> =
            found.iter().map(|l| chars[l.range.clone()].iter().collect()).collect();
        assert_eq!(words, ["甲", "乙", "丙", "丁", "戊"]);
        let apart: Vec<bool> = found.iter().map(|l| l.apart).collect();
        assert_eq!(apart, [false, false, false, true, false]);
    }
}

//! The characters of a document in, its lines with what is counted in them out.

use super::character::{
    han_run, is_break, is_chinese_mark, is_closer, is_comma, is_han, is_nothing, is_opener,
    is_space, is_stop,
};
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

    fn count(&mut self, at: usize, c: char) {
        self.width += 2;
        if is_han(c) {
            self.han += 1;
        } else if c.is_ascii() {
            self.width -= 1;
            if c.is_ascii_digit() {
                self.digits += 1;
            } else if c.is_ascii_alphabetic() {
                self.letters += 1;
            } else {
                self.mark(at, c);
            }
        } else if is_nothing(c) {
            self.width -= 2;
        } else if ('\u{ff10}'..='\u{ff19}').contains(&c) {
            self.digits += 1;
        } else if !is_chinese_mark(c) && c.is_alphabetic() {
            self.letters += 1;
        } else {
            self.mark(at, c);
        }
    }

    fn mark(&mut self, at: usize, c: char) {
        if is_space(c) {
            self.spaces += 1;
        } else if is_comma(c) {
            self.commas += 1;
        } else if is_stop(c) {
            self.stops += 1;
        } else if is_opener(c) {
            self.open = Some(at);
        } else if is_closer(c) {
            self.open = None;
        }
    }
}

/// The lines that hold more than spaces, in order.
pub(super) fn lines(chars: &[char]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut apart = false;
    let mut start = 0;
    while start < chars.len() {
        let end =
            chars[start..].iter().position(|&c| is_break(c)).map_or(chars.len(), |n| start + n);
        let blank = |&c: &char| is_space(c) || is_nothing(c);
        let indent = chars[start..end].iter().take_while(|c| blank(c)).count();
        if start + indent == end {
            apart = true;
        } else {
            let tail = chars[start..end].iter().rev().take_while(|c| blank(c)).count();
            let range = start + indent..end - tail;
            let wide = chars[start..range.start].iter().filter(|&&c| c == '\u{3000}').count();
            let mut line = Line {
                apart,
                indented: indent + wide >= 4,
                range: range.clone(),
                ..Line::default()
            };
            let mut at = range.start;
            while at < range.end {
                let run = han_run(&chars[at..range.end]);
                line.han += run;
                line.width += 2 * run;
                at += run;
                if at < range.end {
                    line.count(at, chars[at]);
                    at += 1;
                }
            }
            lines.push(line);
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
        let found = lines(&chars);
        let words: Vec<String> =
            found.iter().map(|l| chars[l.range.clone()].iter().collect()).collect();
        assert_eq!(words, ["甲", "乙", "丙", "丁", "戊"]);
        let apart: Vec<bool> = found.iter().map(|l| l.apart).collect();
        assert_eq!(apart, [false, false, false, true, false]);
    }
}

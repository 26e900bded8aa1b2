//! The pieces of a paragraph in, its characters in one form with the way back out.
//!
//! Never adds a character: each one comes from a place in the document, in order.

use super::Role;
use super::character::{is_chinese_mark, is_han, is_nothing, is_space, plain};
use super::mark::{self, JUDGED, JUDGED_ELSEWHERE, TURNED};
use super::traditional::simplify;
use super::wrap::Paragraph;
use std::ops::Range;

/// Stands for one space while neighbours are looked at.
const THIN: char = ' ';
/// Stands for a wide or repeated space, which somebody meant.
const WIDE: char = '\t';
/// Stands for the end of a line.
const BROKEN: char = '\n';

/// Words beside which a single space divides: they introduce a name or follow one.
const BESIDE_NAMES: &[&str] = &["记者", "通讯员", "摄", "讯", "电", "作者", "编辑", "文", "图"];

/// A normalised paragraph.
#[derive(Debug, Default)]
pub(super) struct Normal {
    /// Its characters.
    pub(super) chars: Vec<char>,
    /// For each its place in the document.
    pub(super) origin: Vec<u32>,
    /// For each its marks.
    pub(super) marks: Vec<u8>,
}

impl Normal {
    /// Takes the place of what was there before, so that the memory is used again. `marks` are those
    /// of the whole source.
    pub(super) fn fill(&mut self, source: &[char], marks: &[u8], paragraph: &Paragraph) {
        self.chars.clear();
        self.origin.clear();
        self.marks.clear();
        let mut quotes = 0;
        for piece in &paragraph.pieces {
            if !self.chars.is_empty() {
                self.space(BROKEN, piece.start - 1);
            }
            quotes += self.copy(source, marks, piece.clone());
        }
        self.judge(paragraph.role, paragraph.chinese, quotes > 0 && quotes % 2 == 0);
    }

    /// Copies one line with each character in its plain form and spaces as one mark; counts the
    /// straight quotes.
    fn copy(&mut self, source: &[char], marks: &[u8], piece: Range<usize>) -> usize {
        let mut quotes = 0;
        let mut at = piece.start;
        while at < piece.end {
            let run = mark::run(&marks[at..piece.end], TURNED);
            if run > 0 {
                let first = self.chars.len();
                self.chars.extend_from_slice(&source[at..at + run]);
                simplify(&mut self.chars[first..]);
                self.origin.extend(at as u32..(at + run) as u32);
                self.marks.extend_from_slice(&marks[at..at + run]);
                at += run;
                continue;
            }
            let c = source[at];
            if is_space(c) {
                let more = source.get(at + 1).is_some_and(|&c| is_space(c));
                self.space(if more || matches!(c, '\u{3000}' | '\t') { WIDE } else { THIN }, at);
            } else if matches!(c, 'h' | 'w') {
                let skip = address(&source[at..piece.end]);
                if skip == 0 {
                    self.push(c, at);
                }
                at += skip.max(1);
                continue;
            } else if !is_nothing(c) {
                let c = plain(c);
                quotes += usize::from(c == '"');
                self.push(c, at);
            }
            at += 1;
        }
        quotes
    }

    fn push(&mut self, c: char, at: usize) {
        self.chars.push(c);
        self.origin.push(at as u32);
        self.marks.push(mark::bits(c));
    }

    fn space(&mut self, kind: char, at: usize) {
        match self.chars.last_mut() {
            None => {}
            Some(last) if matches!(*last, THIN | WIDE | BROKEN) => {
                *last = if kind == WIDE { WIDE } else { *last };
            }
            Some(_) => self.push(kind, at),
        }
    }

    /// Decides, by their neighbours, which spaces stay and which form each mark takes.
    fn judge(&mut self, role: Role, chinese: bool, pair_quotes: bool) {
        let mut kept = 0;
        let mut quoted = false;
        let mut brackets = Vec::new();
        let mut word = 0;
        let mut next = 0;
        let judged = if chinese { JUDGED } else { JUDGED_ELSEWHERE };
        while next < self.chars.len() {
            let run = mark::run(&self.marks[next..], judged);
            if run > 0 {
                if kept < next {
                    self.chars.copy_within(next..next + run, kept);
                    self.origin.copy_within(next..next + run, kept);
                    self.marks.copy_within(next..next + run, kept);
                }
                word += run;
                kept += run;
                next += run;
                continue;
            }
            let at = next;
            next += 1;
            let c = match self.chars[at] {
                THIN | WIDE | BROKEN => {
                    let single = std::mem::take(&mut word) == 1;
                    if !self.divides(at, kept, single, role) {
                        continue;
                    }
                    ' '
                }
                '(' | '（' => {
                    let wide = chinese && self.is_wide_bracket(at, kept);
                    brackets.push(wide);
                    if wide { '（' } else { '(' }
                }
                c @ (')' | '）') => {
                    let wide =
                        chinese && brackets.pop().unwrap_or(c == '）' || self.before(kept, is_han));
                    if wide { '）' } else { ')' }
                }
                '"' if chinese && pair_quotes => {
                    quoted = !quoted;
                    if quoted { '“' } else { '”' }
                }
                c @ (',' | '.' | ':' | ';' | '?' | '!') if chinese => self.mark(at, kept, c),
                c @ ('，' | '：' | '；' | '？' | '！') if !chinese => narrow(c),
                c => c,
            };
            word += usize::from(c != ' ');
            self.chars[kept] = c;
            self.origin[kept] = self.origin[at];
            self.marks[kept] = mark::bits(c);
            kept += 1;
        }
        self.chars.truncate(kept);
        self.origin.truncate(kept);
        self.marks.truncate(kept);
    }

    /// What stands before, among what is kept.
    fn before(&self, kept: usize, holds: impl Fn(char) -> bool) -> bool {
        kept.checked_sub(1).is_some_and(|last| holds(self.chars[last]))
    }

    /// The next character that is no space.
    fn after(&self, at: usize) -> char {
        let next = |at: usize| self.chars.get(at).copied().unwrap_or(BROKEN);
        let c = next(at + 1);
        if matches!(c, THIN | WIDE | BROKEN) { next(at + 2) } else { c }
    }

    fn is_wide_bracket(&self, at: usize, kept: usize) -> bool {
        let chinese = |c: char| is_han(c) || is_chinese_mark(c);
        self.chars[at] == '（' || self.before(kept, chinese) || chinese(self.after(at))
    }

    /// The form of a half-width mark in Chinese text.
    fn mark(&self, at: usize, kept: usize, c: char) -> char {
        let last = kept.checked_sub(1).map_or(BROKEN, |last| self.chars[last]);
        let next = self.chars.get(at + 1).copied().unwrap_or(BROKEN);
        let beyond = self.after(at);
        let latin = last.is_ascii_alphanumeric() || last == '.';
        let numbers = last.is_ascii_digit() && next.is_ascii_digit();
        let phrase = latin && beyond.is_ascii_alphabetic();
        let spaced = matches!(next, THIN | WIDE);
        match c {
            ',' if numbers || (phrase && spaced) => ',',
            ':' if numbers || next == '/' => ':',
            '?' | '!' if phrase => c,
            '.' => {
                let ends = is_han(last) || matches!(last, '”' | '）' | '》' | '%');
                let item = is_han(last) && kept <= 3;
                if ends && !item && !next.is_ascii_alphanumeric() && next != '.' {
                    '。'
                } else {
                    '.'
                }
            }
            _ => wide(c),
        }
    }

    /// Whether a space stays, because what it divides belongs to two words.
    fn divides(&self, at: usize, kept: usize, single: bool, role: Role) -> bool {
        let Some(last) = kept.checked_sub(1).map(|last| self.chars[last]) else { return false };
        let Some(&next) = self.chars.get(at + 1) else { return false };
        let kind = self.chars[at];
        if last.is_ascii() && next.is_ascii() {
            return !(kind == BROKEN && last.is_ascii_digit() && next.is_ascii_digit());
        }
        if !is_han(last) && !is_han(next) && !is_chinese_mark(last) && !is_chinese_mark(next) {
            return true;
        }
        if kind == BROKEN || is_chinese_mark(last) || is_chinese_mark(next) {
            return false;
        }
        // `要 点`, `王 明`: one character on each side, spread to fill the line.
        if single && self.chars.get(at + 2).is_none_or(|&c| !is_han(c)) {
            return false;
        }
        let both = is_han(last) && is_han(next);
        kind == WIDE || (both && role != Role::Body) || (both && self.is_beside_name(at, kept))
    }

    fn is_beside_name(&self, at: usize, kept: usize) -> bool {
        let before = &self.chars[kept.saturating_sub(3)..kept];
        let after = &self.chars[at + 1..self.chars.len().min(at + 4)];
        BESIDE_NAMES.iter().any(|word| {
            let length = word.chars().count();
            let ends = before.len() >= length
                && before[before.len() - length..].iter().copied().eq(word.chars());
            ends || (length > 1 && after.iter().copied().take(length).eq(word.chars()))
        })
    }
}

fn wide(c: char) -> char {
    match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        _ => c,
    }
}

fn narrow(c: char) -> char {
    match c {
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '？' => '?',
        '！' => '!',
        _ => c,
    }
}

/// The length of the web address that the text begins with.
fn address(text: &[char]) -> usize {
    let begins =
        |word: &str| text.len() > word.len() && word.chars().zip(text).all(|(a, &b)| a == b);
    if begins("http://") || begins("https://") || begins("www.") {
        text.iter().take_while(|&&c| c.is_ascii_graphic() && c != '"').count()
    } else {
        0
    }
}

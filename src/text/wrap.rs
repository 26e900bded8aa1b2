//! Lines in, paragraphs out: what was broken in mid-sentence is joined again.
//!
//! A line goes on in the next one when it stops short of a sentence and the next one can follow:
//! after a comma or an open bracket, when it fills the width of the column, or when it is plainly
//! running text. An empty line between them is crossed only by running text, because columns and
//! pages break there too. Headings, bylines and items of a list begin afresh.

use super::Role;
use super::character::{is_closer, is_comma, is_han, is_opener, is_stop};
use super::furniture::{Part, is_menu_item, is_menu_word, part};
use super::line::Line;
use std::ops::Range;

/// Lines that belong together.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// What they are on the page.
    pub(super) role: Role,
    /// Characters of the document, one range for each line.
    pub(super) pieces: Vec<Range<usize>>,
    /// Chinese prevails, so that its punctuation is meant.
    pub(super) chinese: bool,
}

/// The paragraphs of a page, in order, furniture left out.
pub(super) fn paragraphs(lines: &[Line], chars: &[char]) -> Vec<Paragraph> {
    let mut parts: Vec<Part> = lines.iter().map(|line| part(line, chars)).collect();
    drop_menus(lines, chars, &mut parts);
    let columns = columns(lines, &parts);
    let mut done = Vec::new();
    let mut open: Option<Joined<'_>> = None;
    let mut skipped = false;
    for ((line, part), column) in lines.iter().zip(parts).zip(columns) {
        match part {
            Part::Dropped => skipped |= line.apart,
            Part::Alone(role, range) => {
                done.extend(open.take().map(Joined::paragraph));
                done.push(Paragraph { role, pieces: vec![range], chinese: is_chinese(line) });
                skipped = false;
            }
            Part::Text => {
                let apart = line.apart || skipped;
                skipped = false;
                if let Some(joined) = &mut open
                    && joined.goes_on(line, apart, column, chars)
                {
                    joined.push(line);
                    continue;
                }
                done.extend(open.replace(Joined::new(line, chars)).map(Joined::paragraph));
            }
        }
    }
    done.extend(open.map(Joined::paragraph));
    done
}

fn is_chinese(line: &Line) -> bool {
    line.han > 0 && line.han * 4 >= line.letters
}

/// Drops runs of five and more short items of which two are words that only menus have.
fn drop_menus(lines: &[Line], chars: &[char], parts: &mut [Part]) {
    let mut start = 0;
    while start < lines.len() {
        let run = lines[start..].iter().take_while(|line| is_menu_item(line)).count();
        let words = || lines[start..start + run].iter().filter(|line| is_menu_word(line, chars));
        if run >= 5 && words().count() >= 2 {
            parts[start..start + run].fill(Part::Dropped);
        }
        start += run.max(1);
    }
}

/// For each line the width in half columns at which the text was wrapped, if it was: the whole page, or as
/// many lines as stand together, where the columns of a page are not all as wide.
fn columns(lines: &[Line], parts: &[Part]) -> Vec<Option<usize>> {
    if let Some(whole) = column(lines, parts, 3) {
        return vec![Some(whole); lines.len()];
    }
    let mut columns = vec![None; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let rest = lines[start + 1..].iter().zip(&parts[start + 1..]);
        let on = rest.take_while(|(line, part)| !line.apart && **part == Part::Text);
        let end = start + 1 + on.count();
        if end - start >= LINES_OF_A_COLUMN {
            let (lines, parts) = (&lines[start..end], &parts[start..end]);
            columns[start..end].fill(column(lines, parts, LINES_OF_A_COLUMN));
        }
        start = end;
    }
    columns
}

/// As many lines of one width are a column, though the page has others.
const LINES_OF_A_COLUMN: usize = 6;

/// The width in half columns at which these lines were wrapped, if at least so many were.
fn column(lines: &[Line], parts: &[Part], least: usize) -> Option<usize> {
    const WIDEST: usize = 120;
    let mut count = [0usize; WIDEST + 2];
    let mut marked = [0usize; WIDEST + 2];
    let text = || lines.iter().zip(parts).filter(|(_, part)| **part == Part::Text).map(|(l, _)| l);
    for line in text() {
        let width = (line.width / 2).min(WIDEST + 1);
        count[width] += 1;
        marked[width] += usize::from(line.commas + line.stops > 0);
    }
    let near = |table: &[usize], width: usize| table[width - 1..=width + 1].iter().sum::<usize>();
    let best = (8..=WIDEST).max_by_key(|&width| (near(&count, width), width))?;
    let support = near(&count, best);
    let wider: usize = count[best + 2..].iter().sum();
    let whole = support >= least && support * 3 >= text().count() && wider * 4 <= support;
    (whole && near(&marked, best) * 3 >= support).then_some(best * 2)
}

/// A paragraph while its lines are collected.
struct Joined<'a> {
    chars: &'a [char],
    last: Line,
    pieces: Vec<Range<usize>>,
    width: usize,
    han: usize,
    letters: usize,
    commas: usize,
    stops: usize,
}

impl<'a> Joined<'a> {
    fn new(line: &Line, chars: &'a [char]) -> Self {
        let mut joined = Self {
            chars,
            last: Line::default(),
            pieces: Vec::with_capacity(1),
            width: 0,
            han: 0,
            letters: 0,
            commas: 0,
            stops: 0,
        };
        joined.push(line);
        joined
    }

    fn push(&mut self, line: &Line) {
        let open = line.open.or(self.last.open.filter(|_| !self.closes(line)));
        self.pieces.push(line.range.clone());
        self.width += line.width;
        self.han += line.han;
        self.letters += line.letters;
        self.commas += line.commas;
        self.stops += line.stops;
        self.last = Line { open, ..line.clone() };
    }

    fn closes(&self, line: &Line) -> bool {
        self.chars[line.range.clone()].iter().any(|&c| is_closer(c))
    }

    /// The last character that is not a closing mark.
    fn final_char(&self) -> char {
        let last = &self.chars[self.last.range.clone()];
        last.iter().rev().copied().find(|&c| !is_closer(c)).unwrap_or(' ')
    }

    /// Whether `next` goes on with the sentence that the last line leaves unfinished.
    fn goes_on(&self, next: &Line, apart: bool, column: Option<usize>, chars: &[char]) -> bool {
        let text = &chars[next.range.clone()];
        let (end, first) = (self.final_char(), text[0]);
        let full = column.is_some_and(|column| self.last.width + 6 >= column);
        if is_stop(end) || is_item(text) || (next.indented && !self.last.indented) {
            return false;
        }
        if is_closer(first) || is_comma(first) || is_stop(first) {
            return true;
        }
        if matches!(end, '：' | ':' | '；' | ';') {
            return full && !apart;
        }
        let title = next.commas + next.stops == 0 && next.width <= 50;
        if is_comma(end) || is_opener(end) {
            return !(apart && title && next.apart && self.width < 30);
        }
        if is_speech(text) && (apart || !full) {
            return false;
        }
        let quoting = self.last.open.is_some_and(|open| self.last.range.end < open + 60);
        if quoting && !(apart && title) {
            return true;
        }
        let prose = self.stops > 0 || (self.commas >= 2 && self.width >= 80);
        if apart {
            return !title && (prose || (full && self.commas > 0));
        }
        let leads =
            self.last.commas > 0 && self.last.width >= 24 && self.last.width + 4 >= next.width;
        full || (prose && self.last.width >= 30) || leads
    }

    fn paragraph(self) -> Paragraph {
        let short = self.stops == 0 && self.width <= 100 && self.commas <= 3;
        let heading = short && !matches!(self.final_char(), '.' | ':' | '：');
        Paragraph {
            role: if heading { Role::Heading } else { Role::Body },
            chinese: self.han > 0 && self.han * 4 >= self.letters,
            pieces: self.pieces,
        }
    }
}

/// `一、`, `（二）`, `3.`, `①`, `●`, `第四条`: the text begins an item of its own.
fn is_item(text: &[char]) -> bool {
    let numeral = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
            )
    };
    let number = |text: &[char]| text.iter().take(4).take_while(|&&c| numeral(c)).count();
    let after = |from: usize| text.get(from).copied().unwrap_or(' ');
    match text[0] {
        '①'..='⑳' | '⑴'..='⒇' | '●' | '■' | '◆' | '★' | '▲' | '□' | '◎' | '※' | '•' | '➤' | '○' => {
            true
        }
        '-' | '*' | '+' => after(1) == ' ',
        '（' | '(' => {
            let digits = number(&text[1..]);
            digits > 0 && matches!(after(1 + digits), '）' | ')')
        }
        '第' => {
            let digits = number(&text[1..]);
            digits > 0 && matches!(after(1 + digits), '章' | '节' | '条' | '编')
        }
        c if numeral(c) => {
            let digits = number(text);
            let mark = after(digits);
            matches!(mark, '、' | '．')
                || (mark == '.' && !after(digits + 1).is_ascii_digit())
                || (digits == 1 && mark == '是' && !c.is_ascii_digit())
        }
        _ => false,
    }
}

/// `记者：`, `王小明：`: a speaker begins.
fn is_speech(text: &[char]) -> bool {
    let name = text.iter().take(9).take_while(|&&c| is_han(c)).count();
    (1..=8).contains(&name) && matches!(text.get(name), Some('：' | ':'))
}

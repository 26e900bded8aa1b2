//! Values in, the line of a record out, as `ron::to_string` writes it.

use crate::corpus::Date;
use crate::text::Span;
use std::io::Write as _;

/// A record being written.
pub(super) struct Line<'o> {
    out: &'o mut Vec<u8>,
    is_first: bool,
}

impl<'o> Line<'o> {
    pub(super) fn new(out: &'o mut Vec<u8>, name: &str) -> Self {
        out.extend_from_slice(name.as_bytes());
        out.push(b'(');
        Self { out, is_first: true }
    }

    fn field(&mut self) -> &mut Vec<u8> {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(b',');
        }
        self.out
    }

    pub(super) fn word(&mut self, word: &str) -> &mut Self {
        self.field().extend_from_slice(word.as_bytes());
        self
    }

    pub(super) fn number(&mut self, number: u32) -> &mut Self {
        push_number(self.field(), number);
        self
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        push_text(self.field(), text);
        self
    }

    pub(super) fn span(&mut self, span: Span) -> &mut Self {
        push_tuple(self.field(), &[span.start, span.end]);
        self
    }

    fn maybe<T>(&mut self, value: Option<T>, push: impl FnOnce(&mut Vec<u8>, T)) -> &mut Self {
        let out = self.field();
        match value {
            None => out.extend_from_slice(b"None"),
            Some(value) => {
                out.extend_from_slice(b"Some(");
                push(out, value);
                out.push(b')');
            }
        }
        self
    }

    pub(super) fn maybe_text(&mut self, text: Option<&str>) -> &mut Self {
        self.maybe(text, push_text)
    }

    pub(super) fn maybe_span(&mut self, span: Option<Span>) -> &mut Self {
        self.maybe(span, |out, span| push_tuple(out, &[span.start, span.end]))
    }

    pub(super) fn date(&mut self, date: Option<Date>) -> &mut Self {
        self.maybe(date, push_date)
    }

    pub(super) fn list<T>(
        &mut self,
        items: impl Iterator<Item = T>,
        push: impl FnMut(&mut Vec<u8>, T),
    ) -> &mut Self {
        push_list(self.field(), items, push);
        self
    }

    pub(super) fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> &mut Self {
        self.list(texts, push_text)
    }

    pub(super) fn end(&mut self) {
        self.out.extend_from_slice(b"),\n");
    }
}

pub(super) fn push_list<T>(
    out: &mut Vec<u8>,
    items: impl Iterator<Item = T>,
    mut push: impl FnMut(&mut Vec<u8>, T),
) {
    out.push(b'[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        push(out, item);
    }
    out.push(b']');
}

pub(super) fn push_tuple(out: &mut Vec<u8>, numbers: &[u32]) {
    out.push(b'(');
    for (index, &number) in numbers.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        push_number(out, number);
    }
    out.push(b')');
}

fn push_number(out: &mut Vec<u8>, number: u32) {
    let digit = |place: u32| b'0' + (number / place % 10) as u8;
    // Most numbers are small; so many bytes at once are known to be so many.
    match number {
        0..10 => out.push(digit(1)),
        10..100 => out.extend_from_slice(&[digit(10), digit(1)]),
        100..1000 => out.extend_from_slice(&[digit(100), digit(10), digit(1)]),
        1000..10_000 => {
            out.extend_from_slice(&[digit(1000), digit(100), digit(10), digit(1)]);
        }
        _ => {
            push_number(out, number / 10_000);
            out.extend_from_slice(&[digit(1000), digit(100), digit(10), digit(1)]);
        }
    }
}

fn push_date(out: &mut Vec<u8>, date: Date) {
    if !(1000..10_000).contains(&date.year) {
        let _ = write!(out, "\"{date}\"");
        return;
    }
    out.push(b'"');
    push_number(out, date.year as u32);
    for part in [date.month, date.day] {
        if part > 0 {
            out.extend_from_slice(&[b'-', b'0' + part / 10, b'0' + part % 10]);
        }
    }
    out.push(b'"');
}

/// A RON string. Only what cannot stand in one is escaped, and what would break the line.
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    // No byte is passed over, so that many are looked at in one step.
    let odd = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\' || byte == 0x7f;
    if text.bytes().fold(false, |found, byte| found | odd(byte)) {
        for byte in text.bytes() {
            match byte {
                b'"' => out.extend_from_slice(b"\\\""),
                b'\\' => out.extend_from_slice(b"\\\\"),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                b'\t' => out.extend_from_slice(b"\\t"),
                0..b' ' | 0x7f => {
                    let _ = write!(out, "\\u{{{byte:x}}}");
                }
                byte => out.push(byte),
            }
        }
    } else {
        out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
}

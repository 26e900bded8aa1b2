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
        self.maybe(date, |out, date| {
            let _ = write!(out, "\"{date}\"");
        })
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

fn push_number(out: &mut Vec<u8>, mut number: u32) {
    let mut digits = [0_u8; 10];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[start..]);
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

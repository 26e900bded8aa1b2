//! Values in, the line of a record out, as `ron::to_string` writes it.

use super::page::Page;
use crate::corpus::Date;
use crate::text::Span;

/// A record being written.
pub(super) struct Line<'o> {
    out: &'o mut Page,
    is_first: bool,
}

impl<'o> Line<'o> {
    #[inline]
    pub(super) fn new(out: &'o mut Page, name: &str) -> Self {
        out.push(name.as_bytes());
        out.put(*b"(");
        Self { out, is_first: true }
    }

    #[inline]
    fn field(&mut self) -> &mut Page {
        if !std::mem::take(&mut self.is_first) {
            self.out.put(*b",");
        }
        self.out
    }

    #[inline]
    pub(super) fn word(&mut self, word: &str) -> &mut Self {
        self.field().push(word.as_bytes());
        self
    }

    #[inline]
    pub(super) fn number(&mut self, number: u32) -> &mut Self {
        self.field().number(number);
        self
    }

    #[inline]
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        push_text(self.field(), text);
        self
    }

    #[inline]
    pub(super) fn span(&mut self, span: Span) -> &mut Self {
        push_tuple(self.field(), &[span.start, span.end]);
        self
    }

    #[inline]
    fn maybe<T>(&mut self, value: Option<T>, push: impl FnOnce(&mut Page, T)) -> &mut Self {
        let out = self.field();
        match value {
            None => out.put(*b"None"),
            Some(value) => {
                out.put(*b"Some(");
                push(out, value);
                out.put([b')']);
            }
        }
        self
    }

    #[inline]
    pub(super) fn maybe_text(&mut self, text: Option<&str>) -> &mut Self {
        self.maybe(text, push_text)
    }

    #[inline]
    pub(super) fn maybe_span(&mut self, span: Option<Span>) -> &mut Self {
        self.maybe(span, |out, span| push_tuple(out, &[span.start, span.end]))
    }

    #[inline]
    pub(super) fn date(&mut self, date: Option<Date>) -> &mut Self {
        self.maybe(date, push_date)
    }

    pub(super) fn list<T>(
        &mut self,
        items: impl Iterator<Item = T>,
        push: impl FnMut(&mut Page, T),
    ) -> &mut Self {
        push_list(self.field(), items, push);
        self
    }

    pub(super) fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> &mut Self {
        self.list(texts, push_text)
    }

    #[inline]
    pub(super) fn end(&mut self) {
        self.out.put(*b"),\n");
    }
}

#[inline]
pub(super) fn push_list<T>(
    out: &mut Page,
    items: impl Iterator<Item = T>,
    mut push: impl FnMut(&mut Page, T),
) {
    out.put([b'[']);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.put([b',']);
        }
        push(out, item);
    }
    out.put([b']']);
}

#[inline]
pub(super) fn push_tuple(out: &mut Page, numbers: &[u32]) {
    out.put([b'(']);
    for (index, &number) in numbers.iter().enumerate() {
        if index > 0 {
            out.put([b',']);
        }
        out.number(number);
    }
    out.put([b')']);
}

fn push_date(out: &mut Page, date: Date) {
    if !(1000..10_000).contains(&date.year) {
        out.push(format!("\"{date}\"").as_bytes());
        return;
    }
    out.put([b'"']);
    out.number(date.year as u32);
    for part in [date.month, date.day] {
        if part > 0 {
            out.put([b'-', b'0' + part / 10, b'0' + part % 10]);
        }
    }
    out.put([b'"']);
}

/// A RON string. Only what cannot stand in one is escaped, and what would break the line.
#[inline]
pub(super) fn push_text(out: &mut Page, text: &str) {
    out.put([b'"']);
    // No byte is passed over, so that many are looked at in one step.
    let odd = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\' || byte == 0x7f;
    if text.bytes().fold(false, |found, byte| found | odd(byte)) {
        for byte in text.bytes() {
            match byte {
                b'"' => out.put(*b"\\\""),
                b'\\' => out.put(*b"\\\\"),
                b'\n' => out.put(*b"\\n"),
                b'\r' => out.put(*b"\\r"),
                b'\t' => out.put(*b"\\t"),
                0..b' ' | 0x7f => out.push(format!("\\u{{{byte:x}}}").as_bytes()),
                byte => out.put([byte]),
            }
        }
    } else {
        out.push(text.as_bytes());
    }
    out.put([b'"']);
}

//! Values in, the line of a record out, as `ron::to_string` writes it.

use super::page::Page;
use crate::corpus::Date;
use crate::text::Span;

/// A record being written. Each of its values puts a comma behind itself; what closes it takes the
/// place of the last comma.
pub(super) struct Line<'o>(&'o mut Page);

impl<'o> Line<'o> {
    /// A record that begins like this: its name and a parenthesis.
    #[inline]
    pub(super) fn new<const LENGTH: usize>(out: &'o mut Page, start: [u8; LENGTH]) -> Self {
        out.put(start);
        Self(out)
    }

    #[inline]
    pub(super) fn word(&mut self, word: &str) -> &mut Self {
        self.0.push(word.as_bytes());
        self.0.put(*b",");
        self
    }

    #[inline]
    pub(super) fn number(&mut self, number: u32) -> &mut Self {
        self.0.number(number);
        self
    }

    #[inline]
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        push_text(self.0, text);
        self
    }

    #[inline]
    pub(super) fn span(&mut self, span: Span) -> &mut Self {
        push_tuple(self.0, [span.start, span.end]);
        self
    }

    #[inline]
    fn maybe<T>(&mut self, value: Option<T>, push: impl FnOnce(&mut Page, T)) -> &mut Self {
        match value {
            None => self.0.put(*b"None,"),
            Some(value) => {
                self.0.put(*b"Some(");
                push(self.0, value);
                self.0.replace_last(*b"),");
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
        self.maybe(span, |out, span| push_tuple(out, [span.start, span.end]))
    }

    #[inline]
    pub(super) fn date(&mut self, date: Option<Date>) -> &mut Self {
        self.maybe(date, push_date)
    }

    #[inline]
    pub(super) fn list<T>(
        &mut self,
        items: impl Iterator<Item = T>,
        push: impl FnMut(&mut Page, T),
    ) -> &mut Self {
        push_list(self.0, items, push);
        self
    }

    pub(super) fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> &mut Self {
        self.list(texts, push_text)
    }

    #[inline]
    pub(super) fn end(&mut self) {
        self.0.replace_last(*b"),\n");
    }
}

/// Items that each put a comma behind themselves.
#[inline]
pub(super) fn push_list<T>(
    out: &mut Page,
    items: impl Iterator<Item = T>,
    mut push: impl FnMut(&mut Page, T),
) {
    out.put(*b"[");
    let mut items = items.peekable();
    if items.peek().is_none() {
        out.put(*b"],");
        return;
    }
    items.for_each(|item| push(out, item));
    out.replace_last(*b"],");
}

#[inline]
pub(super) fn push_tuple<const LENGTH: usize>(out: &mut Page, numbers: [u32; LENGTH]) {
    out.strip(|strip| {
        strip.put(*b"(");
        numbers.into_iter().for_each(|number| strip.number(number));
        strip.replace_last(*b"),");
    });
}

fn push_date(out: &mut Page, date: Date) {
    if !(1000..10_000).contains(&date.year) {
        out.push(format!("\"{date}\",").as_bytes());
        return;
    }
    out.put(*b"\"");
    out.number(date.year as u32);
    for part in [date.month, date.day] {
        if part > 0 {
            out.replace_last([b'-', b'0' + part / 10, b'0' + part % 10, b',']);
        }
    }
    out.replace_last(*b"\",");
}

/// A RON string. Only what cannot stand in one is escaped, and what would break the line.
#[inline]
pub(super) fn push_text(out: &mut Page, text: &str) {
    out.put(*b"\"");
    if !out.push_even(text.as_bytes(), escapes) {
        push_escaped(out, text);
    }
    out.put(*b"\",");
}

/// Not 0 if one of eight bytes has to be escaped.
#[inline]
fn escapes(bytes: u64) -> u64 {
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    // The highest bit of a byte below another one, both below 128, is what subtracting leaves.
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(each(limit));
    let of_controls_and_quotes = below(bytes ^ each(2), b' ' + 1);
    let [of_backslashes, of_delete] = [b'\\', 0x7f].map(|byte| below(bytes ^ each(byte), 1));
    (of_controls_and_quotes | of_backslashes | of_delete) & !bytes & each(0x80)
}

#[cold]
fn push_escaped(out: &mut Page, text: &str) {
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
}

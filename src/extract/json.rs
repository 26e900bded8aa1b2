//! Names with their values in, one line of JSON out.
//!
//! For the rows that are written by the thousand: the names of the fields are known to need no
//! escape, and of a text it is told in one look.

use std::fmt::Write;

/// A line as far as it is written.
///
/// Invariant: behind each value stands a comma, which the end of the list or object takes away.
#[derive(Debug, Default)]
pub(super) struct Json(String);

impl Json {
    /// A line with room for so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Begins an object or a list.
    #[inline]
    pub(super) fn begin(&mut self, mark: char) {
        self.0.push(mark);
    }

    /// Ends what was begun.
    pub(super) fn end(&mut self, mark: char) {
        if self.0.ends_with(',') {
            self.0.pop();
        }
        self.0.push(mark);
        self.0.push(',');
    }

    /// The name of the value that comes next.
    #[inline]
    pub(super) fn name(&mut self, name: &'static str) {
        self.plain(name);
        self.0.push(':');
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        let escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        // All bytes are looked at, many at a time: nearly no text has such a one.
        if text.bytes().fold(false, |found, byte| found | escaped(byte)) {
            // Writing to a string cannot fail.
            let _ = write!(self.0, "{}", serde_json::Value::from(text));
        } else {
            self.plain(text);
        }
        self.0.push(',');
    }

    /// A text of a known form, as it is shown.
    pub(super) fn shown(&mut self, value: impl std::fmt::Display) {
        let _ = write!(self.0, "\"{value}\",");
    }

    /// A number.
    pub(super) fn number(&mut self, number: u32) {
        self.0.push_str(itoa::Buffer::new().format(number));
        self.0.push(',');
    }

    /// The line, once all that was begun is ended.
    pub(super) fn line(mut self) -> String {
        self.0.pop();
        self.0
    }

    #[inline]
    fn plain(&mut self, text: &str) {
        self.0.push('"');
        self.0.push_str(text);
        self.0.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_or_number_is_written_as_every_reader_of_json_reads_it(text in ".*", number: u32) {
            let mut json = Json::default();
            json.begin('{');
            json.name("text");
            json.text(&text);
            json.name("numbers");
            json.begin('[');
            json.number(number);
            json.number(0);
            json.end(']');
            json.name("none");
            json.begin('[');
            json.end(']');
            json.end('}');
            let expected = format!(
                "{{\"text\":{},\"numbers\":[{number},0],\"none\":[]}}",
                serde_json::to_string(&text).unwrap()
            );
            prop_assert_eq!(json.line(), expected);
        }
    }
}

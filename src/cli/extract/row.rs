//! One line of input in, a document or an error with the id out.

use super::queue::Line;
use crate::corpus::Document;
use serde::Deserializer;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// A line that is no document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unread {
    /// Its id, if that could be made out.
    pub(super) id: Option<String>,
    /// What is wrong with it.
    pub(super) problem: String,
}

/// The document of a line.
pub(super) fn document(line: &Line) -> Result<Document, Unread> {
    let mut row = Row::default();
    let read = read(&line.bytes, &mut row);
    let unread = |id: Option<String>, problem: &str| Unread { id, problem: problem.to_owned() };
    if line.too_long {
        return Err(unread(row.id, "the line is too long; split the document or raise --longest"));
    }
    match (read, row.id, row.text) {
        (Err(error), id, _) => Err(unread(id, &format!("not a row {{\"id\", \"text\"}}: {error}"))),
        (Ok(()), None, _) => Err(unread(None, "no id, which must be a string or a number")),
        (Ok(()), id, None) => Err(unread(id, "no text, which must be a string")),
        (Ok(()), Some(id), Some(text)) => {
            Ok(Document::of_row(id, text, row.title, row.date.as_deref()))
        }
    }
}

/// The fields met so far: what stands before a mistake is kept.
#[derive(Default)]
struct Row {
    id: Option<String>,
    text: Option<String>,
    title: Option<String>,
    date: Option<String>,
}

fn read(bytes: &[u8], row: &mut Row) -> Result<(), serde_json::Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    json.deserialize_map(Fields(row))?;
    json.end()
}

struct Fields<'a>(&'a mut Row);

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with an id and a text")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(field) = fields.next_key::<String>()? {
            match &*field {
                "id" => {
                    self.0.id = match fields.next_value::<Value>()? {
                        Value::String(id) => Some(id),
                        Value::Number(id) => Some(id.to_string()),
                        _ => return Err(A::Error::custom("the id is no string and no number")),
                    }
                }
                "text" => self.0.text = Some(fields.next_value()?),
                "title" => self.0.title = words(fields.next_value()?),
                "date" => self.0.date = words(fields.next_value()?),
                _ => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// A title or date of another type is passed over, as if it were not given.
fn words(value: Value) -> Option<String> {
    if let Value::String(words) = value { Some(words) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unread(line: &str) -> Unread {
        document(&Line { bytes: line.as_bytes().to_vec(), too_long: false }).unwrap_err()
    }

    #[test]
    fn the_id_of_a_bad_line_is_kept_where_it_can_be_read() {
        assert_eq!(unread(r#"{"id":"a","text":7}"#).id.as_deref(), Some("a"));
        assert_eq!(unread(r#"{"id":"a","text":"cut"#).id.as_deref(), Some("a"));
        assert_eq!(unread(r#"{"id":12}"#).id.as_deref(), Some("12"));
        for line in ["", "nonsense", "[]", "7", r#"{"text":"x"}"#, "{\"id\":[1]}"] {
            assert_eq!(unread(line).id, None, "{line}");
        }
        assert_eq!(unread(&"[".repeat(100_000)).id, None);
    }

    #[test]
    fn a_number_is_an_id_and_other_fields_do_no_harm() {
        let line = r#"{"x":[1,{}],"id":7,"text":"甲\u0041"}"#;
        let row = document(&Line { bytes: line.as_bytes().to_vec(), too_long: false }).unwrap();
        assert_eq!((row.id.as_str(), row.text.as_str()), ("7", "甲A"));
    }
}

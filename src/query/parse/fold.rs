//! A query as a Chinese keyboard types it in, the same with ASCII punctuation out.
//!
//! One character becomes one character, so a place in the folded text is found again in the
//! original by counting characters. What stands in strings, backticks and comments stays.

/// A folded query and the way back to the original.
pub(super) struct Folded {
    /// The text to parse.
    pub(super) text: String,
    /// Byte offsets in `text` and in the original, after each character that changed its size.
    shifts: Vec<(usize, usize)>,
}

fn ascii(c: char) -> Option<char> {
    Some(match c {
        '\u{ff01}'..='\u{ff5e}' if !c.is_alphabetic() => {
            char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
        }
        '【' | '［' | '〔' => '[',
        '】' | '］' | '〕' => ']',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '、' => ',',
        '。' => '.',
        '—' | '–' | '－' => '-',
        '\u{3000}' | '\u{a0}' => ' ',
        _ => return None,
    })
}

enum Within {
    Code,
    /// A string or a quoted name that ends with this character, as folded.
    Quotes(char, char),
    Line,
    Block,
}

pub(super) fn folded(query: &str) -> Folded {
    let mut text = String::with_capacity(query.len());
    let mut shifts = Vec::new();
    let mut within = Within::Code;
    let mut chars = query.char_indices().peekable();
    let mut escaped = false;
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let mut out = c;
        match within {
            Within::Code => {
                out = ascii(c).unwrap_or(c);
                let next = chars.peek().map(|(_, c)| *c);
                within = match (out, next) {
                    ('"' | '\'' | '`', _) => Within::Quotes(out, closing(c)),
                    ('/', Some('/')) => Within::Line,
                    ('/', Some('*')) => Within::Block,
                    _ => Within::Code,
                };
            }
            Within::Quotes(ascii, own) => {
                if !escaped && (c == own || c == ascii) {
                    out = ascii;
                    within = Within::Code;
                }
                escaped = !escaped && c == '\\' && ascii != '`';
            }
            Within::Line if c == '\n' => within = Within::Code,
            Within::Block if c == '/' && last == '*' => within = Within::Code,
            Within::Line | Within::Block => {}
        }
        last = c;
        text.push(out);
        if out.len_utf8() != c.len_utf8() {
            shifts.push((text.len(), at + c.len_utf8()));
        }
    }
    Folded { text, shifts }
}

fn closing(opening: char) -> char {
    match opening {
        '“' => '”',
        '‘' => '’',
        '＂' => '＂',
        '＇' => '＇',
        '｀' => '｀',
        other => other,
    }
}

impl Folded {
    /// The byte offset in the original of a byte offset in the folded text.
    pub(super) fn original(&self, offset: usize) -> usize {
        let at = self.shifts.partition_point(|(folded, _)| *folded <= offset);
        match at.checked_sub(1).and_then(|at| self.shifts.get(at)) {
            Some((folded, original)) => original + (offset - folded),
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_is_folded_outside_strings_only() {
        let query = "MATCH （c：公司｛名称：“（甲）”｝）—［：落户］-》（p） RETURN c，p；";
        let folded = folded(query);
        assert_eq!(folded.text, "MATCH (c:公司{名称:\"（甲）\"})-[:落户]->(p) RETURN c,p;");
        let at = folded.text.find("RETURN").unwrap();
        assert_eq!(folded.original(at), query.find("RETURN").unwrap());
        assert_eq!(folded.original(0), 0);
    }

    #[test]
    fn comments_and_quoted_names_stay() {
        for query in ["RETURN `（`, 1 // （\n", "RETURN '\\'（' /* ： */", "RETURN \"it’s\""]
        {
            assert_eq!(folded(query).text, query);
        }
    }
}

//! Markdown in, a document of its text out: marks are taken away, lines stay lines.

use super::{Document, stated};

/// The text without its marks; the first heading is the title.
#[expect(clippy::needless_pass_by_value, reason = "one shape for every format")]
pub(super) fn document(id: String, source: String) -> Document {
    let (front, body) = front_matter(&source);
    let mut text = String::with_capacity(body.len());
    let mut title = None;
    let mut fenced = false;
    for line in body.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let (line, heading) = if fenced { (line, false) } else { unmarked(line) };
        let start = text.len();
        plain_spans(line, &mut text);
        if heading && title.is_none() {
            title = text.get(start..).map(|heading| heading.trim().to_owned());
            text.push('\n');
        }
        text.push('\n');
    }
    let field = |name: &str| {
        front.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            (key.trim() == name).then(|| value.trim().trim_matches(['"', '\'']).to_owned())
        })
    };
    let title = field("title").or(title).or_else(|| stated::title(&text));
    let date =
        field("date").and_then(|date| stated::date_in(&date)).or_else(|| stated::date(&text));
    Document { id, title: title.filter(|title| !title.is_empty()), date, text }
}

/// The lines between `---` at the start, and the rest.
fn front_matter(source: &str) -> (&str, &str) {
    source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", source))
}

/// The line without the mark at its start, and whether that made it a heading.
fn unmarked(line: &str) -> (&str, bool) {
    let text = line.trim_start();
    let heading = text.trim_start_matches('#');
    if heading.len() < text.len() && heading.starts_with([' ', '\t']) {
        return (heading.trim().trim_end_matches('#'), true);
    }
    let quoted = text.trim_start_matches(['>', ' ']);
    let item = ["- ", "* ", "+ "].iter().find_map(|mark| quoted.strip_prefix(mark));
    (item.unwrap_or(if quoted.len() < text.len() { quoted } else { line }), false)
}

/// Appends a line: of links and pictures their words, emphasis and code without marks, the cells of
/// a table apart.
fn plain_spans(line: &str, text: &mut String) {
    let rule = line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    if rule {
        return;
    }
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '!' if rest.peek() == Some(&'[') => {}
            '\\' => text.extend(rest.next()),
            '|' => text.push('\t'),
            '*' | '`' | '[' => {}
            ']' => {
                if rest.peek() == Some(&'(') {
                    let mut depth = 0;
                    for c in rest.by_ref() {
                        depth += i32::from(c == '(') - i32::from(c == ')');
                        if depth == 0 {
                            break;
                        }
                    }
                }
            }
            _ => text.push(c),
        }
    }
}

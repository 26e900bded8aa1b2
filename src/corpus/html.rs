//! A web page in, a document of what it says out.
//!
//! Blocks become lines. Scripts, styles, navigation, forms and footers are left out.

use super::{Document, stated};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, StartTag, Token, Tokenizer};

/// Elements of which nothing is read.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "footer", "form", "button", "select",
    "iframe", "svg", "canvas", "object", "head", "aside", "textarea",
];

/// Elements that stay within their line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p",
];

/// Elements that have no end.
const VOID: &[&str] = &["br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base"];

/// The page's text; its title is the first heading, or what its head says.
#[expect(clippy::needless_pass_by_value, reason = "one shape for every format")]
pub(super) fn document(id: String, source: String) -> Document {
    let mut page = Page::default();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(&source, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&name(&tag.name)),
            Token::String(text) => page.say(&String::from_utf8_lossy(&text.value)),
            _ => {}
        }
    }
    let text = page.text.trim_end().to_owned();
    let heading = Some(page.heading.trim().to_owned()).filter(|heading| !heading.is_empty());
    let title = heading.or_else(|| page_title(&page.title)).or_else(|| stated::title(&text));
    let date = page.date.as_deref().and_then(stated::date_in).or_else(|| stated::date(&text));
    Document { id, title, date, text }
}

#[derive(Default)]
struct Page {
    text: String,
    title: String,
    heading: String,
    date: Option<String>,
    /// Silent elements that are open, outermost first.
    silent: Vec<String>,
    in_title: bool,
    in_heading: bool,
}

impl Page {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = name(&tag.name);
        match &*name {
            "title" => self.in_title = true,
            "meta" => self.meta(tag),
            "body" => self.silent.clear(),
            "h1" if self.silent.is_empty() => self.in_heading = self.heading.is_empty(),
            _ => {}
        }
        let ends = !tag.self_closing && !VOID.contains(&&*name);
        if ends && SILENT.contains(&&*name) {
            self.silent.push(name);
        } else if self.silent.is_empty() {
            self.divide(&name);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "title" => self.in_title = false,
            "h1" => self.in_heading = false,
            _ => {}
        }
        if let Some(open) = self.silent.iter().rposition(|silent| silent == name) {
            self.silent.truncate(open);
        } else if self.silent.is_empty() {
            self.divide(name);
        }
    }

    /// Ends the line at the edge of a block, a cell with a tab.
    fn divide(&mut self, name: &str) {
        if INLINE.contains(&name) {
            return;
        }
        let cell = matches!(name, "td" | "th");
        let blank = self.text.ends_with(['\n', '\t']) || self.text.is_empty();
        match (cell, blank) {
            (true, false) => self.text.push('\t'),
            (false, _) if self.text.ends_with('\t') => {
                self.text.pop();
                self.text.push('\n');
            }
            (false, false) => self.text.push('\n'),
            (false, true)
                if name == "p" && !self.text.ends_with("\n\n") && !self.text.is_empty() =>
            {
                self.text.push('\n');
            }
            _ => {}
        }
    }

    /// Appends words; white space of the source is one space.
    fn say(&mut self, words: &str) {
        if self.in_title {
            self.title.push_str(words);
        }
        if !self.silent.is_empty() {
            return;
        }
        if self.in_heading {
            self.heading.push_str(words);
        }
        for c in words.chars() {
            let space = matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{c}');
            if !space {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n', '\t']) {
                self.text.push(' ');
            }
        }
    }

    /// The date of publication that the head gives.
    fn meta(&mut self, tag: &StartTag<()>) {
        let value = |key: &str| {
            tag.attributes
                .get(key.as_bytes())
                .map(|value| String::from_utf8_lossy(&value.value).to_lowercase())
        };
        let key = value("name").or_else(|| value("property")).unwrap_or_default();
        if matches!(&*key, "pubdate" | "publishdate" | "article:published_time" | "date") {
            self.date = self.date.take().or_else(|| value("content"));
        }
    }
}

fn name(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).to_lowercase()
}

/// The first part of `Title_Section_Site` or `Title - Site`.
fn page_title(title: &str) -> Option<String> {
    let first = title.split(['_', '|', '｜']).next().unwrap_or(title);
    let first = first.split(" - ").next().unwrap_or(first).trim();
    (!first.is_empty()).then(|| first.to_owned())
}

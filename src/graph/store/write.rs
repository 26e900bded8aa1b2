//! An archive in, the lines of a saved graph out.
//!
//! What is written here is what `ron::to_string` writes for the same [`Record`]s, one to a line.

use super::record::Record;
use crate::corpus::Date;
use crate::extract::Extraction;
use crate::fact::Modality;
use crate::graph::archive::{Archive, Known};
use crate::text::Span;
use rayon::prelude::*;
use std::fmt::Write as _;

/// The whole file.
pub fn serialise(archive: &Archive) -> String {
    let blocks: Vec<String> =
        archive.documents.par_iter().map(|document| block(document)).collect();
    let known: String = archive.known().map(known_line).collect();
    let length: usize = blocks.iter().map(String::len).sum();
    let mut file = String::with_capacity(length + known.len() + 1024);
    file.push_str("[\n");
    push_header(&mut file, &Record::header(archive));
    file.push_str(&known);
    for block in blocks {
        file.push_str(&block);
    }
    file.push_str("]\n");
    file
}

/// The lines of one document.
pub(in crate::graph) fn block(document: &Extraction) -> String {
    let mut out = String::with_capacity(256 * document.passages.len() + 256);
    let source = &document.source;
    let mut line = Line::new(&mut out, "Document");
    line.text(&source.id).maybe_text(source.title.as_deref()).date(source.date);
    line.text(&source.digest).number(source.characters).end();
    for entity in &document.entities {
        let mut line = Line::new(&mut out, "Entity");
        line.text(entity.id.as_str()).text(entity.kind.name()).text(&entity.name);
        line.texts(entity.aliases.iter().map(String::as_str)).end();
    }
    passages(&mut out, document);
    for fact in &document.facts {
        let mut line = Line::new(&mut out, "Fact");
        line.number(fact.head).text(fact.relation.name()).number(fact.tail).number(fact.passage);
        line.maybe_span(fact.trigger).text(&fact.rule).word(modality(fact.modality));
        line.date(fact.date).maybe_text(fact.detail.as_deref()).end();
    }
    for figure in &document.figures {
        let mut line = Line::new(&mut out, "Figure");
        line.number(figure.entity).number(figure.passage);
        line.text(&figure.measure).text(&figure.value).text(&figure.unit);
        line.maybe_text(figure.normalised.as_deref()).date(figure.period);
        line.maybe_text(figure.scope.as_deref()).span(figure.span);
        line.word(modality(figure.modality)).end();
    }
    out
}

fn passages(out: &mut String, document: &Extraction) {
    let mut mentions = document.mentions.iter().peekable();
    for (index, passage) in document.passages.iter().enumerate() {
        let mut line = Line::new(out, "Passage");
        line.number(passage.span.start).number(passage.span.end).text(&passage.text);
        line.word(if passage.reprint { "true" } else { "false" });
        line.list(
            std::iter::from_fn(|| mentions.next_if(|m| m.passage as usize == index)),
            |out, m| {
                push_tuple(out, &[m.span.start, m.span.end, m.entity]);
            },
        );
        line.end();
    }
}

fn known_line(known: &Known) -> String {
    let mut out = String::new();
    let mut line = Line::new(&mut out, "Known");
    line.text(known.id.as_str()).text(known.kind.name()).text(&known.name);
    line.texts(known.aliases.iter().map(String::as_str));
    line.list(known.links.iter(), |out, (relation, other)| {
        out.push('(');
        push_text(out, relation.name());
        out.push(',');
        push_text(out, other.as_str());
        out.push(')');
    });
    line.end();
    out
}

fn push_header(out: &mut String, header: &Record) {
    let Record::Graph {
        version,
        knowledge,
        symmetric,
        corpus,
        documents,
        passages,
        facts,
        figures,
    } = header
    else {
        return;
    };
    let _ = write!(out, "Graph(version:{version},knowledge:");
    push_list(out, knowledge.iter(), |out, digest| push_text(out, digest));
    out.push_str(",symmetric:");
    push_list(out, symmetric.iter(), |out, relation| push_text(out, relation.name()));
    out.push_str(",corpus:");
    push_text(out, corpus);
    let _ = writeln!(
        out,
        ",documents:{documents},passages:{passages},facts:{facts},figures:{figures}),"
    );
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Stated => "stated",
        Modality::Planned => "planned",
        Modality::Negated => "negated",
    }
}

/// A record being written.
struct Line<'o> {
    out: &'o mut String,
    is_first: bool,
}

impl<'o> Line<'o> {
    fn new(out: &'o mut String, name: &str) -> Self {
        out.push_str(name);
        out.push('(');
        Self { out, is_first: true }
    }

    fn field(&mut self) -> &mut String {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(',');
        }
        self.out
    }

    fn word(&mut self, word: &str) -> &mut Self {
        self.field().push_str(word);
        self
    }

    fn number(&mut self, number: u32) -> &mut Self {
        push_number(self.field(), number);
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        push_text(self.field(), text);
        self
    }

    fn span(&mut self, span: Span) -> &mut Self {
        push_tuple(self.field(), &[span.start, span.end]);
        self
    }

    fn maybe<T>(&mut self, value: Option<T>, push: impl FnOnce(&mut String, T)) -> &mut Self {
        let out = self.field();
        match value {
            None => out.push_str("None"),
            Some(value) => {
                out.push_str("Some(");
                push(out, value);
                out.push(')');
            }
        }
        self
    }

    fn maybe_text(&mut self, text: Option<&str>) -> &mut Self {
        self.maybe(text, push_text)
    }

    fn maybe_span(&mut self, span: Option<Span>) -> &mut Self {
        self.maybe(span, |out, span| push_tuple(out, &[span.start, span.end]))
    }

    fn date(&mut self, date: Option<Date>) -> &mut Self {
        self.maybe(date, |out, date| {
            let _ = write!(out, "\"{date}\"");
        })
    }

    fn list<T>(
        &mut self,
        items: impl Iterator<Item = T>,
        push: impl FnMut(&mut String, T),
    ) -> &mut Self {
        push_list(self.field(), items, push);
        self
    }

    fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> &mut Self {
        self.list(texts, push_text)
    }

    fn end(&mut self) {
        self.out.push_str("),\n");
    }
}

fn push_list<T>(
    out: &mut String,
    items: impl Iterator<Item = T>,
    mut push: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        push(out, item);
    }
    out.push(']');
}

fn push_tuple(out: &mut String, numbers: &[u32]) {
    out.push('(');
    for (index, &number) in numbers.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_number(out, number);
    }
    out.push(')');
}

fn push_number(out: &mut String, mut number: u32) {
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
    out.extend(digits[start..].iter().map(|&digit| digit as char));
}

/// A RON string. Only what cannot stand in one is escaped, and what would break the line.
fn push_text(out: &mut String, text: &str) {
    out.push('"');
    if text.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\' | 0x7f)) {
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\0'..='\u{1f}' | '\u{7f}' => {
                    let _ = write!(out, "\\u{{{:x}}}", c as u32);
                }
                c => out.push(c),
            }
        }
    } else {
        out.push_str(text);
    }
    out.push('"');
}

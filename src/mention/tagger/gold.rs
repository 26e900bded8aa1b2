//! Annotated JSON lines in, examples and counts of right and wrong names out.

use super::learn::Example;
use super::{Error, Tagger};
use crate::corpus::Document;
use crate::knowledge::Kind;
use crate::text::{Sentence, Span, sentences};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A text with the names that stand in it. Other fields of the line are left alone.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    /// The text.
    pub text: String,
    /// Its names.
    #[serde(default)]
    pub entities: Vec<Name>,
    /// Spans that are neither asked for nor wrong.
    #[serde(default)]
    pub optional: Vec<Span>,
    /// Which part of its file it belongs to, where the file says so.
    #[serde(default)]
    pub split: Option<String>,
}

/// A name in a text: code points, end exclusive.
#[derive(Clone, Debug, Deserialize)]
pub struct Name {
    /// First character.
    pub start: u32,
    /// Past the last character.
    pub end: u32,
    /// What it is, in the words of its annotator.
    pub kind: Kind,
}

impl Name {
    fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// Reads the texts of a file, one a line.
pub fn gold(path: &Path) -> Result<Vec<Gold>, Error> {
    let file = |source| Error::File { path: path.to_owned(), source };
    let text = std::fs::read_to_string(path).map_err(file)?;
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |message| Error::Line { path: path.to_owned(), line: number + 1, message };
        let gold: Gold = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        let length = gold.text.chars().count() as u32;
        if let Some(name) = gold.entities.iter().find(|n| n.start >= n.end || n.end > length) {
            let (start, end) = (name.start, name.end);
            return Err(wrong(format!("{start} to {end} is no part of {length} characters")));
        }
        all.push(gold);
    }
    Ok(all)
}

impl Gold {
    /// The sentences of the text with their names, as the program reads them: normalised, without
    /// line breaks. A name that two sentences share is in neither.
    pub fn examples(&self) -> Vec<Example> {
        let document = Document { text: self.text.clone(), ..Document::default() };
        let mut names: Vec<(Span, Kind)> =
            self.entities.iter().map(|n| (n.span(), n.kind)).collect();
        names.sort_by_key(|&(span, kind)| (span.start, std::cmp::Reverse(span.end), kind));
        let example = |sentence: Sentence| {
            let mut past = 0;
            let within = names.iter().filter_map(|&(span, kind)| {
                let place = |at: u32| sentence.origin.partition_point(|&origin| origin < at);
                let local = Span::new(place(span.start), place(span.end));
                let whole = sentence.span.contains(span) && !local.is_empty();
                if !whole || local.start < past {
                    return None;
                }
                past = local.end;
                Some((local, kind))
            });
            Example { names: within.collect(), chars: sentence.chars }
        };
        sentences(&document).into_iter().map(example).collect()
    }
}

/// How many names were found, how many there are, and how many of both agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Found and right, to the character and in kind.
    pub right: u32,
    /// Found.
    pub found: u32,
    /// There.
    pub there: u32,
}

impl Count {
    /// Share of those found that are right.
    pub fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.found.max(1))
    }

    /// Share of those there that were found.
    pub fn recall(self) -> f64 {
        f64::from(self.right) / f64::from(self.there.max(1))
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        2.0 * f64::from(self.right) / f64::from((self.found + self.there).max(1))
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.there += other.there;
    }
}

/// What the tagger alone finds in the texts, by kind. Kinds it does not know count as missed.
pub fn count(tagger: &Tagger, gold: &[Gold]) -> BTreeMap<Kind, Count> {
    let mut counts: BTreeMap<Kind, Count> = BTreeMap::new();
    for gold in gold {
        let document = Document { text: gold.text.clone(), ..Document::default() };
        for name in &gold.entities {
            counts.entry(name.kind).or_default().there += 1;
        }
        for sentence in sentences(&document) {
            for tagged in tagger.tag(&sentence.chars) {
                let span = sentence.source(tagged.span);
                let right = gold.entities.iter().any(|n| n.span() == span && n.kind == tagged.kind);
                if right || !gold.optional.iter().any(|optional| optional.overlaps(span)) {
                    let count = counts.entry(tagged.kind).or_default();
                    count.found += 1;
                    count.right += u32::from(right);
                }
            }
        }
    }
    counts
}

/// All kinds together.
pub fn total(counts: &BTreeMap<Kind, Count>) -> Count {
    let mut total = Count::default();
    counts.values().for_each(|&count| total.add(count));
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_their_sentences_across_line_breaks() {
        let text = "今年以来沿海各地港口的货物往来不断增加其中宁波\n舟山港的吞吐量居于前列而且还在稳步上升各家航运\n\
            企业都说订单排得很满码头上的工人也比往年更忙。\n杭州也忙。";
        let at = |name: &str| text.find(name).unwrap();
        let offset = |name: &str| text.get(..at(name)).unwrap().chars().count() as u32;
        let place = |start, length| Name { start, end: start + length, kind: Kind::PLACE };
        let gold = Gold {
            text: text.to_owned(),
            entities: vec![place(offset("宁波"), 6), place(offset("杭州"), 2)],
            optional: Vec::new(),
            split: None,
        };
        let examples = gold.examples();
        let names: Vec<String> = examples
            .iter()
            .flat_map(|e| e.names.iter().map(|(span, _)| e.chars[span.range()].iter().collect()))
            .collect();
        assert_eq!(names, ["宁波舟山港", "杭州"]);
    }

    #[test]
    fn a_wrong_offset_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gold.jsonl");
        let line = r#"{"text":"杭州","entities":[{"start":0,"end":3,"kind":"Place"}]}"#;
        std::fs::write(&path, format!("\n{line}\n")).unwrap();
        let told = gold(&path).unwrap_err().to_string();
        assert!(told.ends_with("gold.jsonl:2: 0 to 3 is no part of 2 characters"), "{told}");
    }
}

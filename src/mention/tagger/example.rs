//! Documents with marked names in, examples to learn from out.

use super::Advice;
use crate::corpus::Document;
use crate::knowledge::Kind;
use crate::text::{Sentence, Span, sentences};
use std::cmp::Reverse;

/// A sentence with the names that stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its characters.
    pub chars: Vec<char>,
    /// Its names, sorted and apart.
    pub names: Vec<(Span, Kind)>,
    /// What lexicons and grammars read in it, if they are asked.
    pub advice: Vec<Advice>,
}

/// The sentences of a document with their names, as the program reads them: normalised, without
/// line breaks. Of names that overlap the first and longest counts; one that two sentences share
/// is in neither.
pub fn examples(document: &Document, mut names: Vec<(Span, Kind)>) -> Vec<Example> {
    names.sort_by_key(|&(span, kind)| (span.start, Reverse(span.end), kind));
    sentences(document).into_iter().map(|sentence| example(sentence, &names)).collect()
}

fn example(sentence: Sentence, names: &[(Span, Kind)]) -> Example {
    let mut past = 0;
    let place = |at: u32| sentence.origin.partition_point(|&origin| origin < at);
    let within = names.iter().filter_map(|&(span, kind)| {
        let local = Span::new(place(span.start), place(span.end));
        if !sentence.span.contains(span) || local.is_empty() || local.start < past {
            return None;
        }
        past = local.end;
        Some((local, kind))
    });
    Example { names: within.collect(), chars: sentence.chars, advice: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_their_sentences_across_line_breaks() {
        let text = "今年以来沿海各地港口的货物往来不断增加其中宁波\n舟山港的吞吐量居于前列而且还在稳步上升各家航运\n\
            企业都说订单排得很满码头上的工人也比往年更忙。\n杭州也忙。";
        let at = |name: &str, length| {
            let start = text.get(..text.find(name).unwrap()).unwrap().chars().count();
            (Span::new(start, start + length), Kind::PLACE)
        };
        let document = Document::of_text("a".to_owned(), text.to_owned());
        let examples = examples(&document, vec![at("杭州", 2), at("宁波", 6), at("舟山港", 3)]);
        let names: Vec<String> = examples
            .iter()
            .flat_map(|e| e.names.iter().map(|(span, _)| e.chars[span.range()].iter().collect()))
            .collect();
        assert_eq!(names, ["宁波舟山港", "杭州"]);
    }
}

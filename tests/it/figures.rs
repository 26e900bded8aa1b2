//! Passages annotated with figures in, how many of them are read right out.

use super::rules;
use serde::Deserialize;
use tupu::corpus::Document;
use tupu::fact;
use tupu::knowledge::{Kind, Knowledge};
use tupu::mention::Mention;
use tupu::text::{self, Sentence, Span};

#[derive(Deserialize)]
struct Passage {
    split: String,
    text: String,
    entities: Vec<Marked>,
    figures: Vec<Figure>,
}

#[derive(Deserialize)]
struct Marked {
    start: u32,
    end: u32,
    kind: String,
}

#[derive(Deserialize)]
struct Figure {
    entity: Option<usize>,
    start: u32,
    end: u32,
}

#[derive(Default)]
struct Tally {
    right: usize,
    found: usize,
    marked: usize,
}

fn passages() -> Vec<Passage> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/figures.jsonl");
    let lines = std::fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn mention(sentences: &[Sentence], marked: &Marked) -> Option<Mention> {
    sentences.iter().enumerate().find_map(|(index, sentence)| {
        let from = sentence.origin.binary_search(&marked.start).ok()?;
        let to = sentence.origin.binary_search(&(marked.end - 1)).ok()?;
        Some(Mention {
            sentence: index as u32,
            span: Span::new(from, to + 1),
            kind: Kind::named(&marked.kind),
            because: "marked",
            entry: None,
        })
    })
}

/// Counts a figure as right when its span and the name of its owner are.
fn tally(split: &str) -> Tally {
    let mut tally = Tally::default();
    for passage in passages().iter().filter(|passage| passage.split == split) {
        let document = Document { text: passage.text.clone(), ..Document::default() };
        let sentences = text::sentences(&document);
        let mut mentions: Vec<_> =
            passage.entities.iter().filter_map(|marked| mention(&sentences, marked)).collect();
        mentions.sort_by_key(|mention| (mention.sentence, mention.span));
        let name = |mention: &Mention| -> String {
            sentences[mention.sentence as usize].chars[mention.span.range()].iter().collect()
        };
        let found = fact::facts(&document, &sentences, &mentions, Knowledge::embedded()).figures;
        for figure in &found {
            let span = sentences[figure.sentence as usize].source(figure.span);
            let owner = name(&mentions[figure.entity as usize]);
            let same = |gold: &&Figure| gold.start == span.start && gold.end == span.end;
            let owns = |gold: &Figure| {
                let wanted = gold.entity.map(|entity| &passage.entities[entity]);
                let wanted = wanted.and_then(|wanted| mention(&sentences, wanted));
                wanted.is_some_and(|mention| name(&mention) == owner)
            };
            tally.right += usize::from(passage.figures.iter().filter(same).any(owns));
        }
        tally.found += found.len();
        tally.marked += passage.figures.len();
    }
    tally
}

#[test]
fn every_example_of_a_figure_is_read_and_no_counter_example() {
    let mut mistakes = Vec::new();
    for (marked, wanted) in Knowledge::embedded().measures().examples() {
        let text = rules::read(marked);
        let degree = |c: char| !c.is_ascii_digit() && "近超过约逾".contains(c);
        let figure = |figure: &tupu::fact::Figure| {
            let number = format!("{}{}", figure.value, figure.unit);
            let owner = text.names[figure.entity as usize].clone();
            (owner, number.trim_start_matches(degree).to_owned())
        };
        let found: Vec<_> = text.figures.iter().map(figure).collect();
        if found != *wanted {
            mistakes.push(format!("{marked}\n  wants {wanted:?}\n  finds {found:?}"));
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn figures_are_read_with_their_owners() {
    for (split, precision, recall) in [("dev", 0.93, 0.90), ("held", 0.89, 0.83)] {
        let Tally { right, found, marked } = tally(split);
        let (p, r) = (right as f64 / found as f64, right as f64 / marked as f64);
        assert!(p >= precision && r >= recall, "{split}: precision {p:.3}, recall {r:.3}");
    }
}

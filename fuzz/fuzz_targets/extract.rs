//! Any text in, what it says out: places within the text, the same every time, saved and read back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tupu::corpus::Document;
use tupu::extract::{extract, line, summary_line};
use tupu::graph::{Archive, KnowledgeGraph, parse, serialise};
use tupu::knowledge::Knowledge;

fuzz_target!(|text: &str| {
    let length = text.chars().count() as u32;
    let document = Document::of_text("fuzz".to_owned(), text.to_owned());
    let found = extract(&document, Knowledge::embedded());
    for mention in &found.mentions {
        assert!(mention.span.start < mention.span.end && mention.span.end <= length);
        assert!((mention.entity as usize) < found.entities.len());
    }
    for fact in &found.facts {
        assert!(fact.head.max(fact.tail) < found.mentions.len() as u32);
    }
    for figure in &found.figures {
        assert!(figure.span.end <= length);
    }
    assert_eq!(line(&found), line(&extract(&document, Knowledge::embedded())));
    summary_line(&found);
    let (mut archive, _) = Archive::new([found]);
    archive.learn(Knowledge::embedded());
    let saved = serialise(&archive);
    let read = parse(&saved);
    assert!(read.is_ok(), "{:?}", read.err());
    assert_eq!(read.as_ref().ok(), Some(&archive));
    KnowledgeGraph::new(archive).statistics();
});

//! Any text in, its sentences and their words out: every place is a place in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tupu::corpus::Document;
use tupu::segment::Segmenter;
use tupu::text::{Span, sentences};

fuzz_target!(|text: &str| {
    let length = text.chars().count() as u32;
    let document = Document::of_text("fuzz".to_owned(), text.to_owned());
    for sentence in sentences(&document) {
        assert!(sentence.span.start <= sentence.span.end && sentence.span.end <= length);
        let count = sentence.chars.len() as u32;
        for token in Segmenter::shared().tokens(&sentence) {
            assert!(token.span.start <= token.span.end && token.span.end <= count);
        }
        let whole = sentence.source(Span { start: 0, end: count });
        assert!(whole.start <= whole.end && whole.end <= length);
    }
});

//! Characters in, names out that a trained model sees in them.
//!
//! A linear-chain conditional random field over characters. What it was trained on, how well it
//! does and where it fails is told in `MODEL_CARD.md`.

mod advice;
mod chain;
mod decode;
mod error;
mod example;
mod feature;
mod label;
mod learn;
mod list;
mod model;
mod sorted;
mod weight;

pub use advice::Advice;
pub use error::Error;
pub use example::{Example, examples};
pub use learn::{Plan, learn};
pub use list::Lists;

use super::Mention;
use crate::knowledge::Kind;
use crate::text::{Sentence, Span};
use chain::{Lattice, Succession, exp};
use feature::View;
use list::Index;
use std::sync::LazyLock;
use weight::Weights;

/// Longest piece that is read at once. Longer text is cut after a stop if there is one.
const LONGEST: usize = 400;

/// A name that the model sees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// Its characters.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Probability, by the model's own reckoning, that just these characters are a name of this
    /// kind.
    pub score: f32,
}

/// A trained model, ready for reading.
#[derive(Clone, Debug)]
pub struct Tagger {
    kinds: Vec<Kind>,
    index: Index,
    weights: Weights,
    powers: Succession<f32>,
}

impl Tagger {
    fn of(kinds: Vec<Kind>, index: Index, weights: Weights) -> Self {
        let table = weights.table();
        let factor = table.unit * table.calm;
        let powers = table.follow.map(|value| exp(value as f32 * factor));
        Self { kinds, index, weights, powers }
    }

    /// The model that is built in, shared by the whole process. The model card is about this one.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Tagger> = LazyLock::new(|| {
            Tagger::read(include_bytes!("shipped.model")).expect("a test reads the built-in model")
        });
        &SHIPPED
    }

    /// The kinds it can tell apart, sorted.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The names in these characters, in which others read the names advised, in order and apart.
    /// Total, and linear in their number.
    pub fn tag(&self, chars: &[char], advice: &[Advice]) -> Vec<Tagged> {
        let mut found = Vec::new();
        Reading::default().tag(self, chars, advice, &|_, _| true, &mut found);
        found
    }

    /// The names that it alone sees in a document's sentences, in order.
    pub fn mentions(&self, sentences: &[Sentence]) -> Vec<Mention> {
        let tagged = sentences.iter().zip(0..).flat_map(|(sentence, number)| {
            self.tag(&sentence.chars, &[]).into_iter().map(move |tagged| Mention {
                sentence: number,
                span: tagged.span,
                kind: tagged.kind,
                because: "tagger",
                entry: None,
            })
        });
        tagged.collect()
    }
}

/// How much of the characters is read at once: all, or up to the last stop that leaves enough.
fn piece(chars: &[char]) -> usize {
    if chars.len() <= LONGEST {
        return chars.len();
    }
    let stops = ['。', '！', '？', '；', '\n', '，', ' '];
    let stop = chars[LONGEST / 2..LONGEST].iter().rposition(|char| stops.contains(char));
    stop.map_or(LONGEST, |stop| LONGEST / 2 + stop + 1)
}

/// Room to read one piece after another in.
#[derive(Debug, Default)]
pub(super) struct Reading {
    view: View,
    advice: Vec<Advice>,
    rows: Vec<usize>,
    scores: Vec<i32>,
    reach: Vec<i32>,
    lattice: Lattice,
    calm: Vec<f32>,
}

impl Reading {
    /// Adds the names in these characters, in which others read those advised, that are wanted: how
    /// sure the tagger is of the others is not reckoned.
    pub(super) fn tag(
        &mut self,
        tagger: &Tagger,
        chars: &[char],
        advice: &[Advice],
        wanted: &impl Fn(Span, Kind) -> bool,
        found: &mut Vec<Tagged>,
    ) {
        let mut from = 0;
        while from < chars.len() {
            let length = piece(&chars[from..]);
            self.look(tagger, chars, advice, Span::new(from, from + length));
            self.names(tagger, from, wanted, found);
            from += length;
        }
    }

    fn look(&mut self, tagger: &Tagger, chars: &[char], advice: &[Advice], piece: Span) {
        self.advice.clear();
        let inside = advice.iter().filter(|name| piece.contains(name.span));
        self.advice.extend(inside.map(|name| {
            let (start, end) = (name.span.start - piece.start, name.span.end - piece.start);
            Advice { span: Span { start, end }, ..*name }
        }));
        self.view.look(&chars[piece.range()], &self.advice, &tagger.index);
        tagger.weights.scores(&self.view, &mut self.rows, &mut self.scores);
    }

    fn sum(&mut self, tagger: &Tagger) {
        let table = tagger.weights.table();
        let factor = table.unit * table.calm;
        self.calm.clear();
        self.calm.extend(self.scores.iter().map(|&score| score as f32 * factor));
        self.lattice.sum(table.labels, &self.calm, &tagger.powers);
    }

    fn probability(&self, tagger: &Tagger, span: Span, from: usize, kind: usize) -> f32 {
        let labels = tagger.weights.table().labels;
        let range = span.start as usize - from..span.end as usize - from;
        let found = self.lattice.probability(labels, &tagger.powers, range, kind);
        if found.is_finite() { found.clamp(0.0, 1.0) } else { 0.0 }
    }

    fn names(
        &mut self,
        tagger: &Tagger,
        from: usize,
        wanted: &impl Fn(Span, Kind) -> bool,
        found: &mut Vec<Tagged>,
    ) {
        let table = tagger.weights.table();
        let labels = table.labels;
        let path = decode::best(labels, &self.scores, &table.follow, &mut self.reach);
        let whole = |span: Span| Span::new(span.start as usize + from, span.end as usize + from);
        let spans = labels.spans(&path).into_iter().map(|(span, kind)| (whole(span), kind));
        let mut spans = spans.filter(|&(span, kind)| wanted(span, tagger.kinds[kind])).peekable();
        if spans.peek().is_none() {
            return;
        }
        self.sum(tagger);
        for (span, kind) in spans {
            let score = self.probability(tagger, span, from, kind);
            found.push(Tagged { span, kind: tagger.kinds[kind], score });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_is_small_and_sees_names() {
        assert!(include_bytes!("shipped.model").len() <= 6_000_000);
        let tagger = Tagger::shipped();
        assert!(tagger.kinds().contains(&Kind::COMPANY));
        let chars: Vec<char> = "青云重工昨日公告，公司与恒泰机床签署合作协议。".chars().collect();
        let found: Vec<String> = tagger
            .tag(&chars, &[])
            .iter()
            .map(|t| chars[t.span.range()].iter().collect())
            .collect();
        assert_eq!(found, ["青云重工", "恒泰机床"]);
    }

    #[test]
    fn long_text_is_read_piece_by_piece_with_offsets_of_the_whole() {
        let tagger = Tagger::shipped();
        let filler = "天气很好。".repeat(200);
        let chars: Vec<char> =
            format!("{filler}昨日公告，公司与恒泰机床签署合作协议。").chars().collect();
        let found = tagger.tag(&chars, &[]);
        assert!(found.iter().any(|t| t.span == Span::new(1008, 1012)), "{found:?}");
    }

    #[test]
    fn any_characters_are_read_without_harm() {
        let tagger = Tagger::shipped();
        for text in
            ["", "，", "《《《《", "王王王王王王王王", "\u{0}\u{fffd}", "a\u{301}b", "（（（"]
        {
            let chars: Vec<char> = text.repeat(50).chars().collect();
            for tagged in tagger.tag(&chars, &[]) {
                assert!(tagged.span.end as usize <= chars.len() && !tagged.span.is_empty());
                assert!((0.0..=1.0).contains(&tagged.score));
            }
        }
    }
}

//! The mentions of a document in, those added that brackets behind firms' names give as short names.
//!
//! 江城柴油机有限公司（江柴）: the bracket itself names the firm, and so does 江柴 wherever the text goes on.

use super::aside::{calls, short_names};
use crate::knowledge::{Kind, Knowledge};
use crate::mention::Mention;
use crate::text::{Sentence, Span, is_han};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// A short name with more characters stands by itself.
const TELLING: usize = 3;
/// What may stand before and behind a name of two characters.
const BEFORE: &str = "，。、；：（(“《—！？,;:和与及由向为给对从把将被在是";
const BEHIND: &str = "，。、；：）)”》—！？,;:和与及的在将已是则也为向就还今去";

/// Adds the mentions, in order and apart.
pub(in crate::mention) fn give(
    sentences: &[Sentence],
    mentions: &mut Vec<Mention>,
    knowledge: &Knowledge,
) {
    let mut given: FxHashMap<[char; 2], BTreeSet<Vec<char>>> = FxHashMap::default();
    for mention in mentions.iter().filter(|mention| mention.kind == Kind::COMPANY) {
        let chars = &sentences[mention.sentence as usize].chars;
        let end = mention.span.end as usize;
        if !matches!(chars.get(end), Some('（' | '(')) {
            continue;
        }
        let full = &chars[mention.span.range()];
        if !["公司", "集团", "厂"].iter().any(|tail| ends_with(full, tail)) {
            continue;
        }
        for short in short_names(full, &chars[end..]) {
            if is_given(&short.form, knowledge) {
                let key = [short.form[0], short.form[1]];
                given.entry(key).or_default().insert(short.form);
            }
        }
    }
    let mut added = Vec::new();
    for (number, sentence) in (0..).zip(sentences).filter(|_| !given.is_empty()) {
        let from = mentions.partition_point(|mention| mention.sentence < number);
        let own: Vec<Span> = mentions[from..]
            .iter()
            .take_while(|mention| mention.sentence == number)
            .map(|mention| mention.span)
            .collect();
        for (start, pair) in sentence.chars.windows(2).enumerate() {
            let forms = given.get(pair).into_iter().flatten();
            for form in forms.filter(|form| stands(&sentence.chars, start, form)) {
                let span = Span::new(start, start + form.len());
                if !own.iter().any(|there| there.overlaps(span)) {
                    let (kind, because) = (Kind::COMPANY, "document/given");
                    added.push(Mention { sentence: number, span, kind, because, entry: None });
                }
            }
        }
    }
    if !added.is_empty() {
        mentions.extend(added);
        mentions.sort_by_key(|mention| (mention.sentence, mention.span.start));
        mentions.dedup_by(|b, a| a.sentence == b.sentence && a.span.overlaps(b.span));
    }
}

fn ends_with(name: &[char], tail: &str) -> bool {
    let length = tail.chars().count();
    name.len() > length && tail.chars().eq(name[name.len() - length..].iter().copied())
}

/// Whether a short name is one by which a firm is called: no word, and nothing known by it.
fn is_given(form: &[char], knowledge: &Knowledge) -> bool {
    let written: String = form.iter().collect();
    form.len() >= 2
        && form.iter().all(|&c| is_han(c))
        && calls(form)
        && knowledge.lexicon().senses(&written).is_empty()
        && knowledge.grammar().vocabulary().word(form).is_none()
}

/// Whether the name stands here by itself.
fn stands(chars: &[char], at: usize, form: &[char]) -> bool {
    if !chars[at..].starts_with(form) {
        return false;
    }
    let before = at.checked_sub(1).is_none_or(|at| BEFORE.contains(chars[at]));
    let behind = chars.get(at + form.len()).is_none_or(|c| BEHIND.contains(*c));
    form.len() >= TELLING || before || behind
}

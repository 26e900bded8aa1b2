//! A heading among the closest sentences in, the sentences below it that list one thing each out.

use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::list::Ranked;
use crate::question::reading::Anchor;
use std::collections::BTreeSet;

/// Things listed below one heading.
const MOST: u32 = 16;
/// Characters of a line that may be no more than one of a list.
const LINE: usize = 30;
/// What ends a sentence: a heading has none of it.
const ENDS: [char; 6] = ['。', '；', '！', '？', '，', ';'];
/// With which the things of a list begin.
const MARKS: [char; 14] = ['●', '◆', '△', '▲', '·', '•', '○', '■', '□', '▪', '★', '▶', '-', '—'];

impl<'g> Asked<'_, 'g> {
    /// What is listed in a document about a firm or body that the question names below a heading with a word
    /// for the relation asked about (【子公司】, 下辖：).
    pub(super) fn below_headings(&self) -> Vec<Ranked<'g>> {
        let body = |anchor: &&Anchor| [Kind::COMPANY, Kind::INSTITUTION].contains(&anchor.kind);
        let bodies = self.reading.anchors.iter().filter(body).flat_map(|anchor| &anchor.nodes);
        let bodies: BTreeSet<u32> = bodies.copied().collect();
        let words: Vec<&str> = self.words_of_relation().collect();
        if bodies.is_empty() || words.is_empty() {
            return Vec::new();
        }
        let kinds = self.kinds_of_relations();
        let mut ranked: Vec<Ranked<'g>> = Vec::new();
        for at in 0..self.ground.sentences.all().len() as u32 {
            let text = self.text(at).trim();
            let heads = text.ends_with(['：', ':', '】']) && text.chars().count() <= LINE;
            let about = || self.ground.body_of(at).is_some_and(|body| bodies.contains(&body));
            if !heads || !words.iter().any(|word| text.contains(word)) || !about() {
                continue;
            }
            for below in self.items_below(at) {
                let names = self.ground.names_in(below).iter().map(|(node, _)| self.node(*node));
                let mut fits = names.filter(|node| {
                    kinds.contains(&node.kind()) && !bodies.contains(&(node.ordinal() as u32))
                });
                let thing = fits.next().filter(|node| !ranked.iter().any(|r| r.node == *node));
                ranked.extend(thing.map(|node| Ranked {
                    why: Some(text.to_owned()),
                    ..Ranked::tied(node, 1.0, vec![below, at])
                }));
            }
        }
        ranked
    }

    /// The sentences that list things below this one; none where it is no heading.
    pub(super) fn items_below(&self, at: u32) -> Vec<u32> {
        if self.text(at).trim_end().ends_with(ENDS) {
            return Vec::new();
        }
        let all = self.ground.sentences.all();
        let document = self.ground.sentence(at).document;
        let end = (at + 1 + MOST).min(all.len() as u32);
        let own =
            (at + 1..end).take_while(|&below| self.ground.sentence(below).document == document);
        let mut items = Vec::new();
        let mut marked = None;
        for below in own {
            let text = self.text(below).trim();
            // What the heading is continued in: 公司下辖：
            if items.is_empty() && marked.is_none() && text.ends_with(['：', ':']) {
                continue;
            }
            let with_mark = is_marked(text);
            let line = !text.ends_with(ENDS) && text.chars().count() <= LINE;
            if is_heading(text)
                || *marked.get_or_insert(with_mark) != with_mark
                || !(with_mark || line)
            {
                break;
            }
            items.push(below);
        }
        items
    }
}

/// Whether a line begins as the things of a list do (1. …, ● …).
fn is_marked(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = rest.len() < text.len() && rest.starts_with(['.', '．', '、', ')', '）']);
    counted || text.starts_with(MARKS)
}

/// Whether a line is a heading itself (一、…, 【…】, 第二条 …).
fn is_heading(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(', '第']);
    let numeral = rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let numbered = numeral.len() < rest.len() && numeral.starts_with(['、', '）', ')', '条', '章']);
    text.starts_with('【') || numbered
}

#[cfg(test)]
mod tests {
    use super::{is_heading, is_marked};

    #[test]
    fn the_things_of_a_list_are_no_headings() {
        for item in ["1. 甲公司", "12、乙公司", "●山东省：某某县", "· 丙公司"] {
            assert!(is_marked(item) && !is_heading(item), "{item}");
        }
        for heading in ["二、提名奖（2个）", "【荣誉】", "第三条 布局", "（四）培育企业"]
        {
            assert!(is_heading(heading) && !is_marked(heading), "{heading}");
        }
        assert!(!is_marked("2023年6月") && !is_heading("一个县城"));
    }
}

//! A person whose posts are asked for and the sentences that name him in, the titles that they give him out.

use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::reading::Anchor;
use crate::text::is_han;
use std::collections::BTreeSet;

/// What ends a stretch of words beside a name.
const ENDS: [char; 11] = ['，', '。', '；', '：', '（', '）', '！', '？', ',', '“', '”'];
/// Stands for each character of a name.
const NAME: char = '\u{FFFC}';
/// Characters of a title, and of the words between a name and its verb.
const TITLE: usize = 14;
const BETWEEN: usize = 10;

impl<'g> Asked<'_, 'g> {
    /// Whether the posts of a person are asked for.
    pub(in crate::question) fn asks_for_posts(&self) -> bool {
        let lower = self.question.to_lowercase();
        self.words.manner.posts_asked.iter().any(|word| lower.contains(word.as_str()))
            && self.reading.anchors.iter().filter(|anchor| anchor.kind == Kind::PERSON).count() == 1
    }

    /// The titles of the person named, at the body named if one is.
    pub(in crate::question) fn posts_told(&self) -> Vec<Finding> {
        let person = |anchor: &&Anchor| anchor.kind == Kind::PERSON;
        let body = |anchor: &&Anchor| [Kind::COMPANY, Kind::INSTITUTION].contains(&anchor.kind);
        let Some(person) = self.reading.anchors.iter().find(person) else { return Vec::new() };
        let bodies = self.reading.anchors.iter().filter(body);
        let bodies: BTreeSet<u32> =
            bodies.flat_map(|anchor| anchor.nodes.iter().copied()).collect();
        let of_body = |at: u32| {
            let names = self.ground.names_in(at).iter();
            bodies.is_empty()
                || names.into_iter().any(|(node, _)| bodies.contains(node))
                || self.ground.body_of(at).is_some_and(|body| bodies.contains(&body))
        };
        let mut told: Vec<Finding> = Vec::new();
        for &node in &person.nodes {
            for &at in self.ground.of_node(node).iter().filter(|&&at| of_body(at)) {
                for title in self.titles_in(at, self.node(node)) {
                    if !told.iter().any(|known| known.name == title) {
                        told.push(self.said(title, 1.0, at));
                    }
                }
            }
        }
        told
    }

    /// The titles that a sentence gives a person before the name, and behind it and a verb.
    fn titles_in(&self, at: u32, person: Node<'g>) -> Vec<String> {
        let text: Vec<char> = self.text(at).chars().collect();
        let names = self.ground.names_in(at);
        let place = |start: u32| (start - self.start_of(at)) as usize;
        // Names are no part of a title.
        let mut bare = text.clone();
        for &(node, start) in names {
            let end = place(start) + self.width_at(&text, place(start), self.node(node));
            let end = end.min(bare.len());
            bare[place(start)..end].fill(NAME);
        }
        let mut found = Vec::new();
        for &(node, start) in names {
            if node as usize != person.ordinal() {
                continue;
            }
            let start = place(start);
            let end = start + self.width_at(&text, start, person);
            let front = bare.get(..start).unwrap_or_default();
            let front = front.rsplit(|c| ENDS.contains(c)).next().unwrap_or_default();
            found.extend(front.split(|&c| c == '、').filter_map(|part| self.title_of(part)));
            let behind = bare.get(end..).unwrap_or_default();
            let clause = behind.split(|c| ENDS.contains(c)).next().unwrap_or_default();
            // 某某　某厂厂长: an entry of a list.
            let entry = clause.first().is_some_and(|c| c.is_whitespace());
            found.extend(if entry { self.title_of(clause) } else { None });
            found.extend(self.title_behind(clause));
        }
        found
    }

    /// The title behind a verb in the words behind a name (任总工程师).
    fn title_behind(&self, clause: &[char]) -> Vec<String> {
        let verbs =
            self.words.manner.takes_post.iter().map(|verb| verb.chars().collect::<Vec<char>>());
        let places = verbs.filter_map(|verb| {
            let at = clause.windows(verb.len()).position(|own| own == verb)?;
            (at <= BETWEEN).then_some((at, at + verb.len()))
        });
        let Some((_, end)) = places.min_by_key(|&(at, end)| (at, std::cmp::Reverse(end))) else {
            return Vec::new();
        };
        clause[end..].split(|&c| c == '、').map_while(|part| self.title_of(part)).collect()
    }

    /// A title at the end of a stretch of words.
    fn title_of(&self, words: &[char]) -> Option<String> {
        let own = words.rsplit(|&c| c == NAME).next()?;
        let words: String = own.iter().filter(|c| !c.is_whitespace()).collect();
        let manner = &self.words.manner;
        let ends = manner.post_ends.iter().filter_map(|end| {
            let at = words.rfind(end.as_str())? + end.len();
            words.get(..at)
        });
        let whole = ends.max_by_key(|title| title.len())?;
        let opens = |title: &str| {
            let front = manner.post_fronts.iter().find_map(|front| {
                let at = title.rfind(front.as_str())? + front.len();
                title.get(at..)
            });
            front.unwrap_or(title).to_owned()
        };
        let mut title = opens(whole);
        while title.chars().count() > 2 && opens(&title) != title {
            title = opens(&title);
        }
        let short = (2..=TITLE).contains(&title.chars().count()) && title.chars().all(is_han);
        short.then_some(title)
    }
}

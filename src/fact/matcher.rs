//! A pattern and a place to start in, the mentions it binds out.
//!
//! Gaps are tried from short to long and lists from long to short, so the nearest mention and the
//! longest list win. Every element looks at a bounded stretch, so a trigger costs bounded time.

use super::scene::{Scene, ends_clause, ends_sentence, wraps};
use crate::knowledge::Kind;
use crate::knowledge::rules::{ClassId, Classes, Element, Many, Pattern, Role};
use std::ops::Range;

/// What a pattern bound.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bound {
    /// Mentions bound as head.
    pub(super) heads: Vec<usize>,
    /// Mentions bound as tail.
    pub(super) tails: Vec<usize>,
    /// The trigger, grown to all its words.
    pub(super) trigger: Option<Range<usize>>,
    /// From the first to past the last character matched.
    pub(super) whole: Range<usize>,
}

impl Bound {
    /// How much is bound.
    fn held(&self) -> (usize, usize) {
        (self.heads.len(), self.tails.len())
    }

    /// Lets go of what was bound since.
    fn back(&mut self, (heads, tails): (usize, usize)) {
        self.heads.truncate(heads);
        self.tails.truncate(tails);
    }

    fn bind(&mut self, role: Role, mentions: &[usize]) {
        match role {
            Role::Head => self.heads.extend_from_slice(mentions),
            Role::Tail => self.tails.extend_from_slice(mentions),
            Role::None => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Left,
    Right,
}

struct Walk<'a> {
    scene: &'a Scene<'a>,
    classes: &'a Classes,
    way: Way,
}

/// Longest list of words joined by 、兼和 that a repeated trigger or element takes.
const MOST_WORDS: usize = 6;
/// Longest list of mentions.
const MOST_MENTIONS: usize = 24;

/// What `pattern` binds around a trigger that stands at `trigger`.
pub(super) fn around(
    pattern: &Pattern,
    scene: &Scene<'_>,
    classes: &Classes,
    trigger: Range<usize>,
) -> Option<Bound> {
    let mut end = trigger.end;
    if let (true, Some(class)) = (pattern.repeated, pattern.trigger) {
        let walk = Walk { scene, classes, way: Way::Right };
        end = walk.repeated(class, end);
    }
    let left = Walk { scene, classes, way: Way::Left };
    let mut bound = Bound::default();
    let start = left.follow(&pattern.before, trigger.start, &mut bound)?;
    let right = Walk { scene, classes, way: Way::Right };
    let past = right.follow(&pattern.after, end, &mut bound)?;
    bound.trigger = Some(trigger.start..end);
    bound.whole = start..past;
    Some(bound)
}

/// What a pattern without trigger binds from the mention that starts at `at`.
pub(super) fn from(
    pattern: &Pattern,
    scene: &Scene<'_>,
    classes: &Classes,
    at: usize,
) -> Option<Bound> {
    let mut bound = Bound::default();
    let walk = Walk { scene, classes, way: Way::Right };
    let past = walk.follow(&pattern.after, at, &mut bound)?;
    bound.whole = at..past;
    Some(bound)
}

/// Whether these elements match at `at`, to the right.
pub(super) fn follows(
    elements: &[Element],
    scene: &Scene<'_>,
    classes: &Classes,
    at: usize,
) -> bool {
    let walk = Walk { scene, classes, way: Way::Right };
    !elements.is_empty() && walk.follow(elements, at, &mut Bound::default()).is_some()
}

impl Walk<'_> {
    /// Follows the elements from `at`; where they end, if they all match.
    fn follow(&self, elements: &[Element], at: usize, bound: &mut Bound) -> Option<usize> {
        let Some((element, rest)) = elements.split_first() else { return Some(at) };
        match element {
            Element::Gap { limit, crosses } => self.gap(*limit, *crosses, rest, at, bound),
            Element::Words { class, optional, many } => {
                for to in self.words(*class, at, *many) {
                    let held = bound.held();
                    if let Some(end) = self.follow(rest, to, bound) {
                        return Some(end);
                    }
                    bound.back(held);
                }
                optional.then(|| self.follow(rest, at, bound)).flatten()
            }
            Element::NoName => {
                self.mention(at).is_none().then(|| self.follow(rest, at, bound)).flatten()
            }
            Element::Not { class } => {
                let free = self.words(*class, at, false).is_empty();
                free.then(|| self.follow(rest, at, bound)).flatten()
            }
            Element::Slot { role, kinds, many, ending } => {
                let list = self.list(at, kinds, *many, *ending);
                for length in (1..=list.len()).rev() {
                    let held = bound.held();
                    let taken = list.get(..length).unwrap_or_default();
                    bound.bind(*role, taken);
                    let to = self.past(taken[length - 1]);
                    if let Some(end) = self.follow(rest, to, bound) {
                        return Some(end);
                    }
                    bound.back(held);
                }
                None
            }
            Element::Start | Element::End => {
                self.at_edge(at).then(|| self.follow(rest, at, bound)).flatten()
            }
        }
    }

    fn gap(
        &self,
        limit: usize,
        crosses: bool,
        rest: &[Element],
        mut at: usize,
        bound: &mut Bound,
    ) -> Option<usize> {
        let mut passed = 0;
        loop {
            let held = bound.held();
            if let Some(end) = self.follow(rest, at, bound) {
                return Some(end);
            }
            bound.back(held);
            if passed >= limit {
                return None;
            }
            // A mention in the way counts as two characters.
            if let Some(mention) = self.mention(at) {
                let range = self.scene.range(mention);
                at = if self.way == Way::Right { range.end } else { range.start };
                passed += 2;
                continue;
            }
            if let Some(beyond) = self.beyond_brackets(at) {
                at = beyond;
                passed += 1;
                continue;
            }
            let char = self.next(at)?;
            if ends_sentence(char) || (ends_clause(char) && !crosses) {
                return None;
            }
            at = if self.way == Way::Right { at + 1 } else { at - 1 };
            passed += 1;
        }
    }

    fn words(&self, class: u16, at: usize, many: bool) -> Vec<usize> {
        let scene = self.scene;
        let class_words = self.classes.get(class);
        let mut ends: Vec<usize> = match self.way {
            Way::Right => {
                let text = scene.text(at..scene.chars.len());
                class_words.starting(text).map(|length| at + length).collect()
            }
            Way::Left => class_words.ending(scene.text(0..at)).map(|length| at - length).collect(),
        };
        if many && self.way == Way::Right {
            for end in &mut ends {
                *end = self.repeated(class, *end);
            }
        } else if many {
            for end in &mut ends {
                *end = self.repeated_left(class, *end);
            }
        }
        ends
    }

    /// Where a list of words that goes on from `at` ends.
    fn repeated(&self, class: u16, mut at: usize) -> usize {
        let words = self.classes.get(class);
        for _ in 0..MOST_WORDS {
            let joiner = usize::from(self.scene.chars.get(at).is_some_and(|&c| joins_words(c)));
            let from = at + joiner;
            let text = self.scene.text(from..self.scene.chars.len());
            match words.starting(text).next() {
                Some(length) => at = from + length,
                None => break,
            }
        }
        at
    }

    fn repeated_left(&self, class: u16, mut at: usize) -> usize {
        let words = self.classes.get(class);
        for _ in 0..MOST_WORDS {
            let joiner = usize::from(at > 0 && joins_words(self.scene.chars[at - 1]));
            let to = at - joiner;
            match words.ending(self.scene.text(0..to)).next() {
                Some(length) => at = to - length,
                None => break,
            }
        }
        at
    }

    /// The mentions of a list that begins at `at`, in the order in which the walk meets them.
    fn list(
        &self,
        at: usize,
        kinds: &[Kind],
        many: Many,
        ending: Option<(ClassId, bool)>,
    ) -> Vec<usize> {
        let scene = self.scene;
        let fits = |mention: usize| {
            let ends = |class| {
                let name = scene.text(scene.range(mention));
                self.classes.get(class).ending(name).next().is_some()
            };
            kinds.contains(&scene.mentions[mention].kind)
                && ending.is_none_or(|(class, wanted)| ends(class) == wanted)
        };
        let open = kinds.len() > 1;
        let met = self.mention(at).map(|mention| self.past_modifier(mention, open));
        let Some(first) = met.filter(|&mention| fits(mention)) else { return Vec::new() };
        let mut list = vec![first];
        while many != Many::One && list.len() < MOST_MENTIONS {
            let latest = list[list.len() - 1];
            let next = match self.way {
                Way::Right => (latest + 1..scene.mentions.len()).find(|&next| !scene.aside(next)),
                Way::Left => (0..self.first_of(latest)).rev().find(|&next| !scene.aside(next)),
            };
            let latest = if self.way == Way::Left { self.first_of(latest) } else { latest };
            let joined = |next: &usize| {
                let (left, right) = ((*next).min(latest), (*next).max(latest));
                match many {
                    Many::Chain => scene.range(left).end == scene.range(right).start,
                    _ => scene.joined(left, right),
                }
            };
            let next = next.filter(|&next| fits(next) || scene.modifies(next)).filter(joined);
            let next = next.map(|next| self.past_modifier(next, open));
            match next.filter(|&next| fits(next)) {
                Some(next) => list.push(next),
                None => break,
            }
        }
        list
    }

    /// The place that a firm is said to be from, or the firm itself: 台湾的乙公司.
    fn first_of(&self, mention: usize) -> usize {
        let from_there = |place: &usize| self.scene.modifies(*place);
        mention.checked_sub(1).filter(from_there).unwrap_or(mention)
    }

    /// Where the brackets end that begin here.
    fn beyond_brackets(&self, at: usize) -> Option<usize> {
        match self.way {
            Way::Right => self.scene.bracket(at).filter(|b| b.start == at).map(|b| b.end),
            Way::Left => {
                let bracket = self.scene.bracket(at.checked_sub(1)?);
                bracket.filter(|b| b.end == at).map(|b| b.start)
            }
        }
    }

    /// The firm behind the place that it is from, where a slot takes either.
    fn past_modifier(&self, mention: usize, open: bool) -> usize {
        let from_there = open && self.way == Way::Right && self.scene.modifies(mention);
        if from_there { mention + 1 } else { mention }
    }

    /// The mention here, its quotes passed over where they are not part of it.
    fn mention(&self, mut at: usize) -> Option<usize> {
        loop {
            let here = match self.way {
                Way::Right => self.scene.starting(at),
                Way::Left => self.scene.ending(at),
            };
            if here.is_some() {
                return here;
            }
            if self.way == Way::Left
                && let Some(beyond) = self.beyond_brackets(at)
            {
                at = beyond;
                continue;
            }
            if !self.next(at).is_some_and(wraps) {
                return None;
            }
            at = if self.way == Way::Right { at + 1 } else { at - 1 };
        }
    }

    fn past(&self, mention: usize) -> usize {
        match self.way {
            Way::Right => {
                let past = self.scene.unwrap_right(self.scene.range(mention).end);
                self.beyond_brackets(past).unwrap_or(past)
            }
            Way::Left => self.scene.unwrap_left(self.scene.range(self.first_of(mention)).start),
        }
    }

    fn next(&self, at: usize) -> Option<char> {
        match self.way {
            Way::Right => self.scene.chars.get(at).copied(),
            Way::Left => at.checked_sub(1).map(|at| self.scene.chars[at]),
        }
    }

    fn at_edge(&self, at: usize) -> bool {
        let at = match self.way {
            Way::Right => self.scene.unwrap_right(at),
            Way::Left => self.scene.unwrap_left(at),
        };
        self.next(at).is_none_or(ends_clause)
    }
}

fn joins_words(char: char) -> bool {
    matches!(char, '、' | '兼' | '和' | '及' | '，' | ' ')
}

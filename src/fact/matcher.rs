//! A pattern and a place to start in, the mentions it binds out.
//!
//! Gaps are tried from short to long and lists from long to short, so the nearest mention and the
//! longest list win. Every element looks at a bounded stretch, so a trigger costs bounded time.

use crate::fact::scene::{Scene, ends_clause, ends_sentence, wraps};
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

/// Some mentions, at least one, in the order in which the walk meets them.
struct List {
    mentions: [usize; MOST_MENTIONS],
    length: usize,
}

impl List {
    fn of(mention: usize) -> Self {
        let mut mentions = [0; MOST_MENTIONS];
        mentions[0] = mention;
        Self { mentions, length: 1 }
    }

    /// Adds one more, for which there must be room.
    fn push(&mut self, mention: usize) {
        self.mentions[self.length] = mention;
        self.length += 1;
    }
}

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
            Element::Gap { limit, crosses, bare } => {
                self.gap((*limit, *crosses, *bare), rest, at, bound)
            }
            Element::Words { class, optional, many } => {
                let repeat = |to| if *many { self.repeated(*class, to) } else { to };
                let words = self.classes.get(*class);
                let end = match self.way {
                    Way::Right => {
                        let lengths = words.starting(self.behind(at));
                        self.follow_any(rest, lengths.map(|length| repeat(at + length)), bound)
                    }
                    Way::Left => {
                        let lengths = words.ending(self.scene.text(0..at));
                        self.follow_any(rest, lengths.map(|length| repeat(at - length)), bound)
                    }
                };
                end.or_else(|| optional.then(|| self.follow(rest, at, bound)).flatten())
            }
            Element::NoName { kinds } => {
                let barred =
                    |m: usize| kinds.is_empty() || kinds.contains(&self.scene.mentions[m].kind);
                let free = !self.mention(at).is_some_and(barred);
                free.then(|| self.follow(rest, at, bound)).flatten()
            }
            Element::Not { class } => {
                self.word(*class, at).is_none().then(|| self.follow(rest, at, bound)).flatten()
            }
            Element::Slot { role, kinds, many, ending } => {
                let list = self.list(at, kinds, *many, *ending)?;
                for length in (1..=list.length).rev() {
                    let held = bound.held();
                    let taken = &list.mentions[..length];
                    bound.bind(*role, taken);
                    let to = self.past(taken[length - 1]);
                    if let Some(end) = self.follow(rest, to, bound) {
                        return Some(end);
                    }
                    bound.back(held);
                }
                None
            }
            Element::Roster { class } => {
                let mut items = std::iter::successors(self.before_item(at), |&at| {
                    self.before_item(self.before_titled(*class, at)?)
                });
                let first = items.by_ref().take(MOST_MENTIONS);
                self.follow_any(rest, first, bound)
            }
            Element::Start => self.scene.opens(at).then(|| self.follow(rest, at, bound)).flatten(),
            Element::End => self.ends(at).then(|| self.follow(rest, at, bound)).flatten(),
        }
    }

    /// Before the 、 or 和 that joins what stands here to the item before it.
    fn before_item(&self, at: usize) -> Option<usize> {
        let joins = |char: &char| matches!(char, '、' | '和' | '及' | '与');
        let left = self.way == Way::Left;
        self.next(at).filter(|char| left && joins(char)).map(|_| at - 1)
    }

    /// Before a person and the words in front that say what he is.
    fn before_titled(&self, class: ClassId, at: usize) -> Option<usize> {
        let person = self.mention(at).filter(|&m| self.scene.mentions[m].kind == Kind::PERSON)?;
        let title = self.past(person);
        let end = self.repeated(class, title);
        (end < title).then_some(end)
    }

    /// Follows the elements from the first of some places from which they all match.
    fn follow_any(
        &self,
        elements: &[Element],
        places: impl Iterator<Item = usize>,
        bound: &mut Bound,
    ) -> Option<usize> {
        for at in places {
            let held = bound.held();
            if let Some(end) = self.follow(elements, at, bound) {
                return Some(end);
            }
            bound.back(held);
        }
        None
    }

    fn gap(
        &self,
        (limit, crosses, bare): (usize, bool, bool),
        rest: &[Element],
        mut at: usize,
        bound: &mut Bound,
    ) -> Option<usize> {
        let sought = matches!(rest, [Element::Slot { .. }, ..]);
        let mut passed = 0;
        loop {
            let met = self.mention(at);
            // Where no mention is met nothing needs to be followed that begins with one.
            if met.is_some() || !sought {
                let held = bound.held();
                if let Some(end) = self.follow(rest, at, bound) {
                    return Some(end);
                }
                bound.back(held);
            }
            if passed >= limit || bare && met.is_some() {
                return None;
            }
            // A mention in the way counts as two characters.
            if let Some(mention) = met {
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
            at = self.step(at);
            passed += 1;
        }
    }

    /// The text from here to the end of the sentence.
    fn behind(&self, at: usize) -> &[char] {
        self.scene.text(at..self.scene.chars.len())
    }

    /// Where the longest word of the class ends that begins here.
    fn word(&self, class: ClassId, at: usize) -> Option<usize> {
        let words = self.classes.get(class);
        match self.way {
            Way::Right => words.starting(self.behind(at)).next().map(|length| at + length),
            Way::Left => words.ending(self.scene.text(0..at)).next().map(|length| at - length),
        }
    }

    /// Where a list of words that goes on from `at` ends.
    fn repeated(&self, class: ClassId, mut at: usize) -> usize {
        for _ in 0..MOST_WORDS {
            let joined = self.next(at).is_some_and(joins_words);
            let from = if joined { self.step(at) } else { at };
            match self.word(class, from) {
                // 研究员，总裁为…: behind the comma another begins.
                Some(end) if self.way == Way::Right && self.next(at) == Some('，') => {
                    match self.next(end) {
                        Some('为' | '是' | '由' | '叫' | '：') => break,
                        _ => at = end,
                    }
                }
                Some(end) => at = end,
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
    ) -> Option<List> {
        let scene = self.scene;
        let fits = |mention: usize| {
            let ends = |class| {
                let name = scene.text(scene.range(mention));
                self.classes.get(class).ending(name).next().is_some()
            };
            kinds.contains(&scene.mentions[mention].kind)
                && ending.is_none_or(|(class, wanted)| ends(class) == wanted)
        };
        let met = self.mention(at).map(|mention| self.past_modifier(mention, kinds));
        let mut list = List::of(met.filter(|&mention| fits(mention))?);
        // What stands in brackets is passed over, unless the list stands there.
        let aside = scene.aside(list.mentions[0]);
        let goes_on = |next: &usize| aside || !scene.aside(*next);
        while many != Many::One && list.length < MOST_MENTIONS {
            let latest = list.mentions[list.length - 1];
            let next = match self.way {
                Way::Right => (latest + 1..scene.mentions.len()).find(goes_on),
                Way::Left => (0..self.first_of(latest)).rev().find(goes_on),
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
            let next = next.map(|next| self.past_modifier(next, kinds));
            let item = || self.next_item(&list, many).filter(|&next| fits(next));
            match next.filter(|&next| fits(next)).or_else(item) {
                Some(next) => list.push(next),
                None => break,
            }
        }
        Some(list)
    }

    /// The next name of a list whose items each say something of theirs: 子公司：甲，在丙；乙，在丁.
    fn next_item(&self, list: &List, many: Many) -> Option<usize> {
        let before = |mention: usize| {
            let start = self.scene.unwrap_left(self.scene.range(mention).start);
            self.scene.chars[..start].last().copied()
        };
        let listed = self.way == Way::Right
            && many == Many::List
            && before(list.mentions[0]).is_some_and(|char| matches!(char, '：' | ':'));
        let latest = list.mentions[list.length - 1];
        let mut next = latest + 1..self.scene.mentions.len();
        next.find(|&next| listed && before(next).is_some_and(|char| matches!(char, '；' | ';')))
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

    /// The firm behind the place that it is from, where a slot takes firms.
    fn past_modifier(&self, mention: usize, kinds: &[Kind]) -> usize {
        let from_there = self.way == Way::Right
            && self.scene.modifies(mention)
            && kinds.contains(&self.scene.mentions[mention + 1].kind);
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
            at = self.step(at);
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

    /// Past the next character, which there must be.
    fn step(&self, at: usize) -> usize {
        if self.way == Way::Right { at + 1 } else { at - 1 }
    }

    fn next(&self, at: usize) -> Option<char> {
        match self.way {
            Way::Right => self.scene.chars.get(at).copied(),
            Way::Left => at.checked_sub(1).map(|at| self.scene.chars[at]),
        }
    }

    /// Whether a clause ends here.
    fn ends(&self, at: usize) -> bool {
        let next = self.scene.chars.get(self.scene.unwrap_right(at));
        next.is_none_or(|&char| ends_clause(char))
    }
}

fn joins_words(char: char) -> bool {
    matches!(char, '、' | '兼' | '和' | '及' | '，' | ' ')
}

//! Words and names in, every one of them that stands in a text out.
//!
//! Each place of a text is looked at by itself: its two characters are found in a table, or most
//! often in a small filter not, and the forms that begin with them stand side by side, sorted. So
//! one look need not wait for another, as it would in an automaton, whose next state depends on the
//! last and stands somewhere else in memory.

use super::plane::Plane;
use rustc_hash::FxHashMap;

/// A form in a text, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The number of the form.
    pub(super) form: u32,
}

/// Two characters that forms begin with, and which forms those are.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// 0 for a free slot.
    pair: u64,
    first: u32,
    count: u32,
}

/// A form of two characters or more, without those two.
#[derive(Clone, Copy, Debug)]
struct Form {
    rest: u32,
    length: u32,
    /// The longest other such form that this one begins with.
    within: u32,
}

/// Stands for no form.
const NONE: u32 = u32::MAX;

/// Forms by number.
///
/// Invariants: the forms are sorted, so those with one beginning stand side by side; there are free
/// slots, and as many slots and bits as a power of two.
#[derive(Clone, Debug)]
pub(super) struct Forms {
    /// Forms of one character.
    letters: Plane,
    ones: FxHashMap<char, u32>,
    /// A bit for each pair, by a hash of it.
    filter: Vec<u64>,
    slots: Vec<Slot>,
    forms: Vec<Form>,
    chars: Vec<char>,
}

fn pair(first: char, second: char) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Spreads a pair over the upper bits.
fn mixed(pair: u64) -> usize {
    (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20) as usize
}

impl Forms {
    /// These forms, which are sorted and different, numbered from 0.
    pub(super) fn of<'f>(sorted: impl Iterator<Item = &'f str>) -> Self {
        let mut found = Self {
            letters: Plane::default(),
            ones: FxHashMap::default(),
            filter: Vec::new(),
            slots: Vec::new(),
            forms: Vec::new(),
            chars: Vec::new(),
        };
        let mut groups: Vec<Slot> = Vec::new();
        // The forms that the last one begins with, and itself.
        let mut open: Vec<u32> = Vec::new();
        for (number, form) in (0..).zip(sorted) {
            let mut chars = form.chars();
            let ends = (chars.next(), chars.next());
            let rest = found.chars.len() as u32;
            found.chars.extend(chars);
            let length = found.chars.len() as u32 - rest;
            found.forms.push(Form { rest, length, within: NONE });
            let (Some(first), Some(second)) = ends else {
                found.ones.extend(ends.0.map(|one| (one, number)));
                continue;
            };
            match groups.last_mut() {
                Some(group) if group.pair == pair(first, second) => group.count += 1,
                _ => {
                    groups.push(Slot { pair: pair(first, second), first: number, count: 1 });
                    open.clear();
                }
            }
            let begins = |other: &u32| found.rest(number).starts_with(found.rest(*other));
            while open.last().is_some_and(|other| !begins(other)) {
                open.pop();
            }
            found.forms[number as usize].within = open.last().copied().unwrap_or(NONE);
            open.push(number);
        }
        found.letters = Plane::of(found.ones.keys().copied());
        found.lay_out(&groups);
        found
    }

    fn lay_out(&mut self, groups: &[Slot]) {
        self.filter = vec![0; (groups.len() / 4).next_power_of_two()];
        self.slots = vec![Slot::default(); (groups.len() * 3 / 2 + 1).next_power_of_two()];
        for group in groups {
            let (word, bit) = self.bit(group.pair);
            self.filter[word] |= bit;
            let mut at = self.first_slot(group.pair);
            while self.slots[at].count > 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = *group;
        }
    }

    fn bit(&self, pair: u64) -> (usize, u64) {
        let mixed = mixed(pair);
        ((mixed / 64) & (self.filter.len() - 1), 1 << (mixed % 64))
    }

    fn first_slot(&self, pair: u64) -> usize {
        (mixed(pair) >> 20) & (self.slots.len() - 1)
    }

    #[inline]
    fn slot(&self, pair: u64) -> Option<Slot> {
        let (word, bit) = self.bit(pair);
        if self.filter[word] & bit == 0 {
            return None;
        }
        let mut at = self.first_slot(pair);
        loop {
            let slot = self.slots[at];
            if slot.pair == pair && slot.count > 0 {
                return Some(slot);
            }
            if slot.count == 0 {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// A form without its first two characters.
    fn rest(&self, form: u32) -> &[char] {
        let Form { rest, length, .. } = self.forms[form as usize];
        &self.chars[rest as usize..(rest + length) as usize]
    }

    /// The longest form of a slot that this text, which follows the pair, begins with; `NONE` if
    /// there is none.
    fn longest(&self, slot: Slot, text: &[char]) -> u32 {
        // Whatever the text begins with stands before it in the order, and so does all that lies
        // between: the last form not behind the text begins with it, or is it.
        let (mut from, mut to) = (slot.first, slot.first + slot.count);
        while from < to {
            let middle = from.midpoint(to);
            if self.rest(middle) <= text {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        let mut form = if from > slot.first { from - 1 } else { NONE };
        while form != NONE && !text.starts_with(self.rest(form)) {
            form = self.forms[form as usize].within;
        }
        form
    }

    /// Adds every form that stands in these characters, by end and then longest first.
    pub(super) fn find(&self, chars: &[char], found: &mut Vec<Hit>) {
        let from = found.len();
        for (start, &char) in (0..).zip(chars) {
            if self.letters.may_have(char)
                && let Some(&form) = self.ones.get(&char)
            {
                found.push(Hit { start, end: start + 1, form });
            }
            let behind = &chars[start as usize + 1..];
            let Some((&second, text)) = behind.split_first() else { break };
            let Some(slot) = self.slot(pair(char, second)) else { continue };
            let mut form = self.longest(slot, text);
            while form != NONE {
                let Form { length, within, .. } = self.forms[form as usize];
                found.push(Hit { start, end: start + 2 + length, form });
                form = within;
            }
        }
        found[from..].sort_unstable_by_key(|hit| (hit.end, hit.start));
    }

    /// The number of a form.
    pub(super) fn number(&self, form: &str) -> Option<u32> {
        let mut chars = form.chars();
        let first = chars.next()?;
        let Some(second) = chars.next() else { return self.ones.get(&first).copied() };
        let slot = self.slot(pair(first, second))?;
        let of = |number: u32| self.rest(number).iter().copied();
        let (mut from, mut to) = (slot.first, slot.first + slot.count);
        while from < to {
            let middle = from.midpoint(to);
            match of(middle).cmp(chars.clone()) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every form at every place, one after the other.
    fn by_hand(forms: &[&str], chars: &[char]) -> Vec<Hit> {
        let mut found = Vec::new();
        for end in 1..=chars.len() {
            for start in 0..end {
                let text: String = chars[start..end].iter().collect();
                if let Some(form) = forms.iter().position(|form| *form == text) {
                    found.push(Hit { start: start as u32, end: end as u32, form: form as u32 });
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn just_what_stands_in_a_text_is_found(
            forms in prop::collection::btree_set("[甲乙丙a𠀀]{1,5}", 0..40),
            text in "[甲乙丙丁a𠀀]{0,30}",
        ) {
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            let table = Forms::of(forms.iter().copied());
            let chars: Vec<char> = text.chars().collect();
            let mut found = Vec::new();
            table.find(&chars, &mut found);
            prop_assert_eq!(found, by_hand(&forms, &chars));
            for (number, form) in (0..).zip(&forms) {
                prop_assert_eq!(table.number(form), Some(number));
            }
            prop_assert_eq!(table.number(&text), forms.iter().position(|f| *f == text).map(|n| n as u32));
        }
    }

    #[test]
    fn a_form_without_characters_is_never_found_and_none_are_no_trouble() {
        let mut found = Vec::new();
        Forms::of(["", "甲乙"].into_iter()).find(&['甲', '乙'], &mut found);
        assert_eq!(found, [Hit { start: 0, end: 2, form: 1 }]);
        found.clear();
        let none = Forms::of(std::iter::empty());
        none.find(&['甲', '乙'], &mut found);
        assert!(found.is_empty() && none.number("甲乙").is_none());
    }
}

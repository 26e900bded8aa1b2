//! Words and names in, every one of them that stands in a text out.
//!
//! Each place of a text is looked at by itself: the two characters before it are found in a table,
//! or most often in a small filter not, and the forms that end in them stand side by side, sorted
//! from their ends. So one look need not wait for another, as it would in an automaton, whose next
//! state depends on the last and stands somewhere else in memory.

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

/// Two characters that forms end in, and which forms those are.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// 0 for a free slot.
    pair: u64,
    first: u32,
    count: u32,
}

/// A form of two characters or more.
#[derive(Clone, Copy, Debug)]
struct Form {
    /// Its characters but for the last two, from the last to the first.
    rest: u32,
    length: u32,
    /// The first of them, at hand.
    near: Option<char>,
    /// The longest other such form that this one ends in.
    within: u32,
    number: u32,
}

/// Stands for no form.
const NONE: u32 = u32::MAX;

/// Forms by number.
///
/// Invariants: the forms are sorted by their last two characters and then by the others from the
/// last to the first, so those with one end stand side by side; there are free slots, and as many
/// slots and bits as a power of two.
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

/// The same forms, those with one pair side by side: they are dealt out by a hash of it, which is
/// faster than sorting all of them, and only each pile is sorted.
fn dealt(forms: &[(u64, Form)]) -> Vec<(u64, Form)> {
    let bits = forms.len().next_power_of_two().trailing_zeros().max(1);
    let pile = |pair: u64| (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize;
    let mut past = vec![0_usize; 1 << bits];
    for (pair, _) in forms {
        past[pile(*pair)] += 1;
    }
    let mut all = 0;
    for past in &mut past {
        all += *past;
        *past = all;
    }
    let mut dealt = forms.to_vec();
    // From the last to the first, so that past the end of a pile becomes where it begins.
    for form in forms.iter().rev() {
        let place = &mut past[pile(form.0)];
        *place -= 1;
        dealt[*place] = *form;
    }
    for pile in dealt.chunk_by_mut(|(one, _), (other, _)| pile(*one) == pile(*other)) {
        pile.sort_unstable_by_key(|(pair, _)| *pair);
    }
    dealt
}

impl Forms {
    /// These forms, which are all different, numbered from 0.
    pub(super) fn of<'f>(texts: impl Iterator<Item = &'f str>) -> Self {
        let mut found = Self {
            letters: Plane::default(),
            ones: FxHashMap::default(),
            filter: Vec::new(),
            slots: Vec::new(),
            forms: Vec::new(),
            chars: Vec::new(),
        };
        let mut ends: Vec<(u64, Form)> = Vec::new();
        for (number, text) in (0..).zip(texts) {
            let mut chars = text.chars().rev();
            let (last, before) = (chars.next(), chars.next());
            if let (Some(last), Some(before)) = (last, before) {
                let rest = found.chars.len() as u32;
                found.chars.extend(chars);
                let length = found.chars.len() as u32 - rest;
                let near = found.chars.get(rest as usize).copied();
                let form = Form { rest, length, near, within: NONE, number };
                ends.push((pair(before, last), form));
            } else if let Some(only) = last {
                found.ones.insert(only, number);
            }
        }
        let ends = &mut dealt(&ends);
        let mut groups = Vec::new();
        for group in ends.chunk_by_mut(|(one, _), (other, _)| one == other) {
            let (first, count) = (found.forms.len() as u32, group.len() as u32);
            groups.push(Slot { pair: group[0].0, first, count });
            group.sort_unstable_by(|(_, one), (_, other)| found.rest(*one).cmp(found.rest(*other)));
            found.take_in(group.iter().map(|(_, form)| *form));
        }
        found.letters = Plane::of(found.ones.keys().copied());
        found.lay_out(&groups);
        found
    }

    /// Adds the forms of one pair, which are sorted.
    fn take_in(&mut self, group: impl Iterator<Item = Form>) {
        // The forms that the last one ends in, and itself.
        let mut open: Vec<u32> = Vec::new();
        for mut form in group {
            let ends =
                |other: &u32| self.rest(form).starts_with(self.rest(self.forms[*other as usize]));
            while open.last().is_some_and(|other| !ends(other)) {
                open.pop();
            }
            form.within = open.last().copied().unwrap_or(NONE);
            open.push(self.forms.len() as u32);
            self.forms.push(form);
        }
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

    fn rest(&self, form: Form) -> &[char] {
        &self.chars[form.rest as usize..(form.rest + form.length) as usize]
    }

    /// The longest form of a slot that this text, which ends before the pair, ends in.
    fn longest(&self, slot: Slot, text: &[char]) -> Option<Form> {
        let forms = &self.forms[slot.first as usize..(slot.first + slot.count) as usize];
        // It has the character before the pair, or it is the pair alone, which stands first.
        let near = text.last().copied();
        let first = forms.partition_point(|form| form.near < near);
        let fitting = &forms[first..];
        if near.is_none() || fitting.first().is_none_or(|form| form.near != near) {
            return forms.first().filter(|form| form.length == 0).copied();
        }
        // What the text ends in stands before it in the order, and so does all that lies between:
        // the last form not behind the text ends in it, or is it.
        let past = fitting.partition_point(|form| {
            form.near == near && self.rest(*form).iter().le(text.iter().rev())
        });
        let mut form = fitting[past.saturating_sub(1)];
        loop {
            let rest = self.rest(form);
            if rest.len() <= text.len() && rest.iter().eq(text.iter().rev().take(rest.len())) {
                return Some(form);
            }
            form = *self.forms.get(form.within as usize)?;
        }
    }

    /// Tells of every form that stands in these characters, by end and then longest first.
    #[inline]
    pub(super) fn each(&self, chars: &[char], mut tell: impl FnMut(Hit)) {
        let mut before = None;
        for (at, &char) in chars.iter().enumerate() {
            let end = at as u32 + 1;
            let slot = before.and_then(|before| self.slot(pair(before, char)));
            let mut longest = slot.and_then(|slot| self.longest(slot, &chars[..at - 1]));
            while let Some(Form { length, within, number, .. }) = longest {
                tell(Hit { start: end - 2 - length, end, form: number });
                longest = self.forms.get(within as usize).copied();
            }
            if self.letters.may_have(char)
                && let Some(&form) = self.ones.get(&char)
            {
                tell(Hit { start: end - 1, end, form });
            }
            before = Some(char);
        }
    }

    /// The number of a form.
    pub(super) fn number(&self, form: &str) -> Option<u32> {
        let mut chars = form.chars().rev();
        let last = chars.next()?;
        let Some(before) = chars.next() else { return self.ones.get(&last).copied() };
        let slot = self.slot(pair(before, last))?;
        let forms = &self.forms[slot.first as usize..(slot.first + slot.count) as usize];
        let rest = |form: &Form| self.rest(*form).iter().copied();
        let at = forms.binary_search_by(|form| rest(form).cmp(chars.clone())).ok()?;
        Some(forms[at].number)
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
            table.each(&chars, |hit| found.push(hit));
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
        Forms::of(["", "甲乙"].into_iter()).each(&['甲', '乙'], |hit| found.push(hit));
        assert_eq!(found, [Hit { start: 0, end: 2, form: 1 }]);
        let none = Forms::of(std::iter::empty());
        none.each(&['甲', '乙'], |hit| panic!("{hit:?}"));
        assert!(none.number("甲乙").is_none());
    }
}

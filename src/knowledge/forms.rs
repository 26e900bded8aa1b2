//! Words and names in, every one of them that stands in a text out, with what it stands for.
//!
//! Each place of a text is looked at by itself: the three characters before it, and then the last
//! two, are found in a table, or most often in a small filter not, and the forms that end in them
//! stand side by side, sorted from their ends. So one look need not wait for another, as it would in
//! an automaton, whose next state depends on the last and stands somewhere else in memory.

use super::bits::bits;
use super::plane::Plane;
use rustc_hash::FxHashMap;

/// A form in a text, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit<'f, T> {
    pub(super) start: u32,
    pub(super) end: u32,
    /// What it stands for.
    pub(super) meaning: &'f T,
}

/// Where the forms of one ending stand: a form of two characters, or all that end in three.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// What [`Ending::exact`] gives.
    ending: u64,
    first: u32,
    /// How many forms, 0 for a free slot.
    count: u32,
}

/// A form of two characters or more.
#[derive(Clone, Copy, Debug)]
struct Form<T> {
    /// Where its characters stand, from the last to the first.
    text: u32,
    length: u32,
    /// The longest other such form that this one ends in.
    within: u32,
    meaning: T,
}

/// Stands for no form.
const NONE: u32 = u32::MAX;

/// Forms, and what each of them stands for.
///
/// Invariants: the forms are sorted from their last characters to the first, those of one pair of
/// last characters side by side; there is a slot for each form of two characters, and for each three
/// that longer ones end in; there are free slots, and as many slots and bits as a power of two.
#[derive(Clone, Debug)]
pub(super) struct Forms<T> {
    /// Forms of one character.
    letters: Plane,
    ones: FxHashMap<char, T>,
    /// A bit for each slot, in the word of its last two characters.
    filter: Vec<u64>,
    slots: Vec<Slot>,
    forms: Vec<Form<T>>,
    chars: Vec<char>,
}

/// The last characters of a form or a text, two or three.
#[derive(Clone, Copy)]
struct Ending {
    hash: u64,
    /// The characters themselves, with a bit that tells how many.
    exact: u64,
}

impl Ending {
    /// The last character, and the one before it.
    #[inline]
    fn of(last: char, before: char) -> Self {
        let exact = u64::from(last) << 21 | u64::from(before);
        Self { hash: exact.wrapping_mul(0x9e37_79b9_7f4a_7c15), exact }
    }

    /// The same with the one before those.
    #[inline]
    fn with(self, third: char) -> Self {
        let mixed = self.hash.rotate_left(26) ^ u64::from(third);
        let exact = 1 << 63 | u64::from(third) << 42 | self.exact;
        Self { hash: mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15), exact }
    }

    /// Which of so many slots, a power of two, comes first.
    #[inline]
    fn slot(self, slots: usize) -> usize {
        (self.hash >> 44) as usize & (slots - 1)
    }

    /// Which of so many words of the filter, a power of two, tells of a pair and of all that stands
    /// before it.
    #[inline]
    fn word(self, words: usize) -> usize {
        (self.hash >> 38) as usize & (words - 1)
    }

    /// Which bit of that word stands for the pair.
    #[inline]
    fn bit(self) -> u32 {
        (self.hash >> 32) as u32 & 63
    }

    /// Which bit stands for the pair with a character before it.
    #[inline]
    fn bit_with(self, before: char) -> u32 {
        self.bit() ^ u32::from(before).wrapping_mul(0x9e37_79b1) >> 26
    }
}

/// Which forms may end at up to 64 places of a text, a bit for each place.
#[derive(Clone, Copy, Default)]
struct Ends {
    /// Of one character.
    ones: u64,
    /// Of two.
    pairs: u64,
    /// Of three or more.
    longer: u64,
}

/// The forms of one ending, side by side.
#[derive(Clone, Copy, Default)]
struct Group {
    first: u32,
    count: u32,
    /// The length of the first of them.
    length: u32,
}

/// The groups of some of 64 places of a text.
type Groups = [Group; 64];

/// The same forms, those with one pair of last characters side by side: they are dealt out by a hash
/// of it, which is faster than sorting all of them, and only each pile is sorted.
fn dealt<T: Copy>(forms: &[(u64, Form<T>)]) -> Vec<(u64, Form<T>)> {
    let bits = forms.len().next_power_of_two().trailing_zeros().max(1);
    let pile = |pair: u64| (pair >> (64 - bits)) as usize;
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

impl<T: Copy> Forms<T> {
    /// These forms, which are all different.
    pub(super) fn of<'f>(forms: impl ExactSizeIterator<Item = (&'f str, T)>) -> Self {
        let mut found = Self {
            letters: Plane::default(),
            ones: FxHashMap::default(),
            filter: Vec::new(),
            slots: Vec::new(),
            forms: Vec::with_capacity(forms.len()),
            // Most names have three characters or four.
            chars: Vec::with_capacity(4 * forms.len()),
        };
        let mut ends: Vec<(u64, Form<T>)> = Vec::with_capacity(forms.len());
        for (form, meaning) in forms {
            let text = found.chars.len();
            found.chars.extend(form.chars().rev());
            match found.chars[text..] {
                [] => {}
                [only] => {
                    found.ones.insert(only, meaning);
                }
                [last, before, ..] => {
                    let length = (found.chars.len() - text) as u32;
                    let form = Form { text: text as u32, length, within: NONE, meaning };
                    ends.push((Ending::of(last, before).hash, form));
                }
            }
        }
        let ends = &mut dealt(&ends);
        // An odd factor: different pairs have different hashes.
        for group in ends.chunk_by_mut(|(one, _), (other, _)| one == other) {
            group.sort_unstable_by(|(_, one), (_, other)| found.text(one).cmp(found.text(other)));
            found.take_in(group.iter().map(|(_, form)| *form));
        }
        found.letters = Plane::of(found.ones.keys().copied());
        found.lay_out();
        found
    }

    /// Adds the forms of one pair, which are sorted.
    fn take_in(&mut self, group: impl Iterator<Item = Form<T>>) {
        // The forms that the last one ends in, and itself.
        let mut open: Vec<u32> = Vec::new();
        for mut form in group {
            let ends =
                |other: &u32| self.text(&form).starts_with(self.text(&self.forms[*other as usize]));
            while open.last().is_some_and(|other| !ends(other)) {
                open.pop();
            }
            form.within = open.last().copied().unwrap_or(NONE);
            open.push(self.forms.len() as u32);
            self.forms.push(form);
        }
    }

    fn lay_out(&mut self) {
        let same = |one: &Form<T>, other: &Form<T>| {
            let end = |form| self.text(form).get(..3);
            end(one).is_some() && end(one) == end(other)
        };
        let groups: Vec<usize> = self.forms.chunk_by(same).map(<[Form<T>]>::len).collect();
        self.filter = vec![0; (groups.len() / 4).next_power_of_two()];
        self.slots = vec![Slot::default(); (groups.len() * 3 / 2 + 1).next_power_of_two()];
        let mut first = 0;
        for count in groups {
            let text = self.text(&self.forms[first]);
            let (pair, third) = (Ending::of(text[0], text[1]), text.get(2).copied());
            let word = pair.word(self.filter.len());
            self.filter[word] |= 1 << third.map_or(pair.bit(), |third| pair.bit_with(third));
            let ending = third.map_or(pair, |third| pair.with(third));
            let mut at = ending.slot(self.slots.len());
            while self.slots[at].count > 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] =
                Slot { ending: ending.exact, first: first as u32, count: count as u32 };
            first += count;
        }
    }

    /// For a pair of characters, and one before it: a bit each, the lowest, whether a form may be
    /// found by the pair, and whether longer ones by all three.
    #[inline]
    fn may_find(&self, pair: Ending, third: char) -> (u64, u64) {
        let bits = self.filter[pair.word(self.filter.len())];
        (bits >> pair.bit() & 1, bits >> pair.bit_with(third) & 1)
    }

    /// The slot of this ending, or a free one.
    #[inline]
    fn slot(&self, ending: Ending) -> Slot {
        let mut at = ending.slot(self.slots.len());
        loop {
            let slot = self.slots[at];
            if slot.ending == ending.exact || slot.count == 0 {
                return slot;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn text(&self, form: &Form<T>) -> &[char] {
        &self.chars[form.text as usize..(form.text + form.length) as usize]
    }

    /// The forms of a slot.
    #[inline]
    fn group(&self, Slot { first, count, .. }: Slot) -> Group {
        let length = self.forms.get(first as usize).map_or(0, |form| form.length);
        Group { first, count, length }
    }

    /// The longest form that this text ends in, of the group of its last three characters, and of
    /// those that they end in.
    fn longest_of(&self, group: Group, text: &[char]) -> Option<&Form<T>> {
        let first = group.first as usize;
        if (group.count, group.length) == (1, 3) {
            return self.forms.get(first);
        }
        // What the text ends in stands before it in the order, and so does all that lies between:
        // the last form not behind the text ends in it, or is it.
        let forms = self.forms.get(first..first + group.count as usize)?;
        let behind = |form: &Form<T>| self.text(form)[3..].iter().le(text.iter().rev().skip(3));
        let past = if forms.len() == 1 { 1 } else { forms.partition_point(behind) };
        let mut form = forms.get(past.saturating_sub(1))?;
        // The last three characters are the same; so are those of all that it ends in.
        while form.length > 3 && !self.goes_on(form, text) {
            form = self.forms.get(form.within as usize)?;
        }
        Some(form)
    }

    /// Whether a text that ends in the last three characters of a form ends in all of them.
    fn goes_on(&self, form: &Form<T>, text: &[char]) -> bool {
        let own = self.text(form);
        own.len() <= text.len() && own.iter().zip(text.iter().rev()).skip(3).all(|(a, b)| a == b)
    }

    /// Which forms may end at up to 64 places of a text from one on.
    ///
    /// No branch depends on the text, so that the processor need not guess.
    #[inline]
    fn may_end(&self, chars: &[char], from: usize) -> Ends {
        let back = |by: usize| from.checked_sub(by).map_or('\0', |at| chars[at]);
        let (mut third, mut before) = (back(2), back(1));
        let mut ends = Ends::default();
        let to = chars.len().min(from + 64);
        for (bit, &char) in chars[from..to].iter().enumerate() {
            let (pair, longer) = self.may_find(Ending::of(char, before), third);
            ends.pairs |= pair << bit;
            ends.longer |= longer << bit;
            ends.ones |= u64::from(self.letters.may_have(char)) << bit;
            (third, before) = (before, char);
        }
        if from == 0 {
            ends.pairs &= !1;
            ends.longer &= !3;
        }
        ends
    }

    /// The groups for these places from one on, a bit each, by their last two characters or by three.
    ///
    /// All are fetched before the first is looked at, and the first form of each with them: the
    /// tables are too large to be at hand, but many fetches take no longer than one.
    #[inline]
    fn fetch<const THREE: bool>(
        &self,
        chars: &[char],
        from: usize,
        places: u64,
        found: &mut Groups,
    ) {
        for bit in bits(places) {
            let at = from + bit;
            let pair = Ending::of(chars[at], chars[at - 1]);
            let ending = if THREE { pair.with(chars[at - 2]) } else { pair };
            found[bit] = self.group(self.slot(ending));
        }
    }

    /// Tells of every form that stands in these characters, by end and then longest first.
    #[inline]
    pub(super) fn each<'f>(&'f self, chars: &[char], mut tell: impl FnMut(Hit<'f, T>)) {
        let (mut pairs, mut longer) = ([Group::default(); 64], [Group::default(); 64]);
        for from in (0..chars.len()).step_by(64) {
            let ends = self.may_end(chars, from);
            self.fetch::<true>(chars, from, ends.longer, &mut longer);
            self.fetch::<false>(chars, from, ends.pairs, &mut pairs);
            for bit in bits(ends.ones | ends.pairs | ends.longer) {
                let at = from + bit;
                let end = at as u32 + 1;
                let has = |places: u64| places >> bit & 1 == 1;
                let found = if has(ends.longer) {
                    self.longest_of(longer[bit], &chars[..=at])
                } else {
                    None
                };
                let pair =
                    || self.forms.get(pairs[bit].first as usize).filter(|_| pairs[bit].count > 0);
                let mut next = found.or_else(|| if has(ends.pairs) { pair() } else { None });
                while let Some(form) = next {
                    tell(Hit { start: end - form.length, end, meaning: &form.meaning });
                    next = self.forms.get(form.within as usize);
                }
                if has(ends.ones)
                    && let Some(meaning) = self.ones.get(&chars[at])
                {
                    tell(Hit { start: end - 1, end, meaning });
                }
            }
        }
    }

    /// Whether the filter lets a form of two characters or more through, by its last ones.
    fn may_get(&self, form: &str) -> bool {
        let mut back = form.chars().rev();
        let (Some(last), Some(before)) = (back.next(), back.next()) else { return true };
        let (pair, third) = (Ending::of(last, before), back.next());
        let (short, longer) = self.may_find(pair, third.unwrap_or_default());
        (if third.is_none() { short } else { longer }) == 1
    }

    /// What a form stands for.
    pub(super) fn get(&self, form: &str) -> Option<&T> {
        // Most that is asked for is cut out of a name and stands for nothing.
        if !self.may_get(form) {
            return None;
        }
        // Room is made once, more than enough.
        let mut chars = Vec::with_capacity(form.len());
        chars.extend(form.chars());
        let found = match *chars.as_slice() {
            [] => None,
            [only] => return self.ones.get(&only),
            [before, last] => {
                let slot = self.slot(Ending::of(last, before));
                self.forms.get(slot.first as usize).filter(|_| slot.count > 0)
            }
            [.., third, before, last] => {
                let slot = self.slot(Ending::of(last, before).with(third));
                self.longest_of(self.group(slot), &chars)
            }
        };
        found.filter(|found| found.length as usize == chars.len()).map(|found| &found.meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every form at every place, one after the other.
    fn by_hand(forms: &[&str], chars: &[char]) -> Vec<(u32, u32, usize)> {
        let mut found = Vec::new();
        for end in 1..=chars.len() {
            for start in 0..end {
                let text: String = chars[start..end].iter().collect();
                if let Some(form) = forms.iter().position(|form| *form == text) {
                    found.push((start as u32, end as u32, form));
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn just_what_stands_in_a_text_is_found(
            forms in prop::collection::btree_set("[甲乙丙a𠀀]{1,5}", 0..40),
            text in "[甲乙丙丁a𠀀]{0,90}",
        ) {
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            let table = Forms::of(forms.iter().copied().zip(0..forms.len()));
            let chars: Vec<char> = text.chars().collect();
            let mut found = Vec::new();
            table.each(&chars, |hit| found.push((hit.start, hit.end, *hit.meaning)));
            prop_assert_eq!(found, by_hand(&forms, &chars));
            for (number, form) in forms.iter().enumerate() {
                prop_assert_eq!(table.get(form), Some(&number));
            }
            prop_assert_eq!(table.get(&text).copied(), forms.iter().position(|form| *form == text));
        }
    }

    #[test]
    fn a_form_without_characters_is_never_found_and_none_are_no_trouble() {
        let mut found = Vec::new();
        Forms::of([("", 0), ("甲乙", 1)].into_iter())
            .each(&['甲', '乙'], |hit| found.push((hit.start, hit.end, *hit.meaning)));
        assert_eq!(found, [(0, 2, 1)]);
        let none: Forms<u32> = Forms::of(std::iter::empty());
        none.each(&['甲', '乙'], |hit| panic!("{hit:?}"));
        assert!(none.get("甲乙").is_none());
    }
}

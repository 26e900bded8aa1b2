//! Names in, those that hold two characters one after the other out: as they are written or as they sound.

use super::called::Sorted;
use super::sound::sounds;
use std::collections::{BTreeMap, HashMap};

/// A name with its entities.
pub(in crate::question) type Bearer = (String, Vec<u32>);

/// The longest syllable has so many letters.
const SYLLABLE: usize = 6;

/// For each pair of characters the names that hold it, as places in `names`, and for each sound the
/// characters of names that sound so.
#[derive(Debug, Default)]
pub(in crate::question) struct Pairs {
    names: Vec<Bearer>,
    holders: HashMap<(char, char), Vec<u32>>,
    sounding: BTreeMap<String, Vec<char>>,
}

impl Pairs {
    pub(in crate::question) fn of(chinese: &Sorted) -> Self {
        let mut pairs = Self::default();
        let mut chars: Vec<char> = Vec::new();
        for (name, nodes) in chinese.iter() {
            let at = pairs.names.len() as u32;
            let mut before = None;
            for c in name.chars() {
                if let Some(before) = before {
                    let holders = pairs.holders.entry((before, c)).or_default();
                    if holders.is_empty() {
                        chars.extend([before, c]);
                    }
                    if holders.last() != Some(&at) {
                        holders.push(at);
                    }
                }
                before = Some(c);
            }
            pairs.names.push((name.to_owned(), nodes.to_vec()));
        }
        chars.sort_unstable();
        chars.dedup();
        for c in chars {
            for sound in sounds(c) {
                pairs.sounding.entry(sound).or_default().push(c);
            }
        }
        pairs
    }

    /// The name with this place.
    pub(in crate::question) fn name(&self, at: u32) -> &Bearer {
        &self.names[at as usize]
    }

    /// Names that hold a word of two characters or more.
    pub(in crate::question) fn holding(&self, word: &str) -> Vec<u32> {
        let mut chars = word.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return Vec::new() };
        let holders = self.holders.get(&(first, second)).map_or(&[][..], Vec::as_slice);
        let holds = |at: &&u32| self.names[**at as usize].0.contains(word);
        holders.iter().filter(holds).copied().collect()
    }

    /// Names that hold two characters with which a word in letters may begin.
    pub(in crate::question) fn saying(&self, word: &str) -> Vec<u32> {
        let both = self.fronts(word).flat_map(|(first, rest)| {
            self.fronts(rest).flat_map(move |(second, _)| {
                first.iter().flat_map(move |&a| second.iter().map(move |&b| (a, b)))
            })
        });
        both.filter_map(|pair| self.holders.get(&pair)).flatten().copied().collect()
    }

    /// The characters with whose sound a word begins, and the rest of it.
    fn fronts<'w>(&self, word: &'w str) -> impl Iterator<Item = (&[char], &'w str)> {
        let cuts = (1..=SYLLABLE).filter_map(|length| word.split_at_checked(length));
        cuts.filter_map(|(sound, rest)| Some((self.sounding.get(sound)?.as_slice(), rest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_two_characters_and_by_how_they_sound() {
        let names = ["江城海川电池", "海穿", "川海"];
        let named = names.iter().zip(0..).map(|(name, node)| ((*name).to_owned(), node, false));
        let pairs = Pairs::of(&Sorted::of(named.collect()));
        let told = |found: Vec<u32>| {
            let mut told: Vec<&str> = found.iter().map(|at| pairs.name(*at).0.as_str()).collect();
            told.sort_unstable();
            told
        };
        assert_eq!(told(pairs.holding("海川")), ["江城海川电池"]);
        assert_eq!(told(pairs.saying("haichuan")), ["江城海川电池", "海穿"]);
        assert!(pairs.saying("hai").is_empty() && pairs.saying("battery").is_empty());
    }
}

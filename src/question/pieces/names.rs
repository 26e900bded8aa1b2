//! The names of a graph in, what a word of a question may name out: Chinese, pinyin or English.

use super::called::{Called, Sorted, push};
use super::folded::folded;
use super::heard::{Firsts, Part};
use super::pairs::{Bearer, Pairs};
use crate::knowledge::{Kind, Tails};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The end of a name by which it is told from others has so many characters.
const LEAST_END: usize = 4;
/// Names looked at that start in one way; completion shows fewer.
const MOST_STARTING: usize = 2000;

/// One entity's names as an index takes them.
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// The caller's number for the entity.
    pub node: u32,
    /// What it is.
    pub kind: Kind,
    /// Canonical name and aliases.
    pub names: Vec<&'a str>,
    /// Known names in English.
    pub english: Vec<&'a str>,
}

/// Every name of a graph, by its characters, by its sound and in English.
///
/// Names are kept in order, so that the start of one finds all that go on from it, also by its sound.
#[derive(Debug, Default)]
pub struct Names {
    chinese: Sorted,
    english: BTreeMap<String, Vec<u32>>,
    firsts: Firsts,
    longest: usize,
    pairs: OnceLock<Pairs>,
}

/// What stands for one word of a translated name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::question) enum Token {
    /// Any of these Chinese words.
    Words(Vec<String>),
    /// Any of these names of places, which the whole name may leave out.
    Place(Vec<String>),
    /// A name begins with this sound.
    Sound(String),
}

impl Names {
    /// The index of these entities; `tails` are the ends that names of firms may go without.
    pub fn of<'a>(entities: impl IntoIterator<Item = Named<'a>>, tails: &Tails) -> Self {
        let mut index = Self::default();
        let mut all = Vec::new();
        for entity in entities {
            for name in &entity.names {
                index.add((entity.node, entity.kind), name, tails, &mut all);
            }
            for name in &entity.english {
                push(&mut index.english, latin_key(name), entity.node);
            }
        }
        index.chinese = Sorted::of(all);
        index
    }

    fn add(&mut self, entity: (u32, Kind), name: &str, tails: &Tails, all: &mut Vec<Called>) {
        let (node, kind) = entity;
        let folded = folded(name);
        self.longest = self.longest.max(folded.chars().count());
        if let Some(stem) = stem(kind, &folded, tails) {
            all.push((stem.to_owned(), node, true));
        }
        if let Some(office) = office(kind, &folded) {
            all.push((office, node, true));
        }
        if folded.is_ascii() {
            push(&mut self.english, latin_key(&folded), node);
        }
        if !folded.is_empty() {
            all.push((folded, node, false));
        }
    }

    /// Entities of which a part of the name sounds so.
    fn heard(&self, key: &str, part: Part) -> Vec<u32> {
        if has_letters(key) {
            self.firsts.heard(&self.chinese, key, part, false)
        } else {
            Vec::new()
        }
    }

    /// Entities with exactly this Chinese name (or this name less its 市, 县, 区, 省).
    pub fn exact(&self, name: &str) -> &[u32] {
        self.chinese.exact(name)
    }

    /// Whether all entities with this name bear it only for short (a firm without its 集团有限公司).
    pub(in crate::question) fn is_only_short(&self, name: &str) -> bool {
        self.chinese.is_only_short(name)
    }

    /// Whether a Chinese name begins with these characters.
    pub(in crate::question) fn goes_on(&self, start: &str) -> bool {
        self.chinese.opening(start).next().is_some()
    }

    /// Entities with a Chinese name that begins so.
    pub(in crate::question) fn opening(&self, start: &str) -> Vec<u32> {
        let opening = self.chinese.opening(start);
        let mut nodes: Vec<u32> = opening.flat_map(|(_, nodes)| nodes.iter().copied()).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    /// Entities whose name ends so behind that of another, or of two (储能研究院 of 江城储能研究院), where
    /// the end is long enough to tell them from others and the others fit.
    pub(in crate::question) fn ending(&self, end: &str, fits: impl Fn(&str) -> bool) -> Vec<u32> {
        if end.chars().count() < LEAST_END {
            return Vec::new();
        }
        let named = |front: &str| {
            let mut cuts = front.char_indices().map(|(at, _)| front.split_at(at));
            !front.is_empty() && (fits(front) || cuts.any(|(a, b)| fits(a) && fits(b)))
        };
        let ending = self.chinese.iter();
        let ending = ending.filter(|(name, _)| name.strip_suffix(end).is_some_and(named));
        let nodes: BTreeSet<u32> = ending.flat_map(|(_, nodes)| nodes.iter().copied()).collect();
        nodes.into_iter().collect()
    }

    /// Entities with a Chinese name that holds one of these words.
    pub(in crate::question) fn bearing(&self, words: &[String]) -> Vec<u32> {
        if words.is_empty() {
            return Vec::new();
        }
        let holds = |name: &str| words.iter().any(|word| name.contains(word.as_str()));
        let bearing = self.chinese.iter().filter(|(name, _)| holds(name));
        bearing.flat_map(|(_, nodes)| nodes.iter().copied()).collect()
    }

    /// Entities with this name in English.
    pub fn english(&self, phrase: &str) -> &[u32] {
        found(&self.english, &latin_key(phrase))
    }

    /// Entities whose name sounds so, written in pinyin with or without spaces.
    pub fn sounding(&self, pinyin: &str) -> Vec<u32> {
        let key = latin_key(pinyin);
        if has_letters(&key) { self.heard(&key, Part::Whole) } else { self.exact(&key).to_vec() }
    }

    /// Entities whose name begins with this sound (two syllables or more).
    pub fn beginning(&self, pinyin: &str) -> Vec<u32> {
        self.heard(&latin_key(pinyin), Part::Beginning)
    }

    /// Whether the name of an entity begins with this sound.
    pub(in crate::question) fn begins(&self, pinyin: &str) -> bool {
        let key = latin_key(pinyin);
        let any = || self.firsts.heard(&self.chinese, &key, Part::Beginning, true);
        has_letters(&key) && !any().is_empty()
    }

    /// Entities whose syllables begin with these letters, three or more.
    pub fn initials(&self, letters: &str) -> Vec<u32> {
        self.heard(&latin_key(letters), Part::Initials)
    }

    /// Entities whose name, its sound, its initials or its English goes on from these characters.
    pub fn starting(&self, typed: &str) -> BTreeSet<u32> {
        let (written, latin) = (folded(typed), latin_key(typed));
        let mut nodes = BTreeSet::new();
        if !written.is_empty() {
            let opening = self.chinese.opening(&written).take(MOST_STARTING);
            nodes.extend(opening.flat_map(|(_, nodes)| nodes.iter().copied()));
        }
        if !has_letters(&latin) {
            return nodes;
        }
        let onward = self.english.range(latin.clone()..);
        let onward = onward.take_while(|(name, _)| name.starts_with(&latin)).take(MOST_STARTING);
        nodes.extend(onward.flat_map(|(_, nodes)| nodes.iter().copied()));
        nodes.extend(self.heard(&latin, Part::Opening));
        nodes.extend(self.heard(&latin, Part::FirstInitials));
        nodes
    }

    /// Entities whose name is made of these words and of little else, the best match first. The name
    /// of a place may be wanting, and one word of many unless the name must be `whole`.
    pub(in crate::question) fn composed(&self, tokens: &[Token], whole: bool) -> Vec<u32> {
        let mut found: Vec<(usize, u32)> = Vec::new();
        let begin = |token: &Token| match token {
            Token::Sound(sound) => self.beginning(sound),
            _ => Vec::new(),
        };
        let beginning: Vec<Vec<u32>> = tokens.iter().map(begin).collect();
        for (name, nodes) in self.holding(tokens) {
            let length = name.chars().count();
            let mut covered = 0;
            let (mut missing, mut places) = (0, 0);
            for (token, begin) in tokens.iter().zip(&beginning) {
                let chars = match token {
                    Token::Words(words) | Token::Place(words) => words
                        .iter()
                        .filter(|word| name.contains(word.as_str()))
                        .map(|word| word.chars().count())
                        .max(),
                    Token::Sound(sound) => {
                        let any = nodes.iter().any(|node| begin.binary_search(node).is_ok());
                        any.then(|| sound.len().div_ceil(4).max(2))
                    }
                };
                match chars {
                    Some(chars) => covered += chars,
                    None if matches!(token, Token::Place(_)) => places += 1,
                    None => missing += 1,
                }
            }
            let left = length.saturating_sub(covered);
            // One word of a long name may be one that the Chinese does not say (Comprehensive).
            let spare = !whole && missing == 1 && places == 0 && tokens.len() >= 4;
            let enough = missing == 0 || spare;
            if enough && places <= 1 && left <= (length / 4).max(1) {
                found.extend(nodes.iter().map(|&node| (left + (places + missing) * 2, node)));
            }
        }
        found.sort_unstable();
        let best = found.first().map_or(0, |(left, _)| *left);
        found.retain(|(left, _)| *left == best);
        let mut nodes: Vec<u32> = found.into_iter().map(|(_, node)| node).collect();
        nodes.dedup();
        nodes
    }

    /// Names that hold at least one of the words of each of some two tokens.
    fn holding(&self, tokens: &[Token]) -> Vec<&Bearer> {
        let pairs = self.pairs();
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for token in tokens {
            let holders: BTreeSet<u32> = match token {
                Token::Words(words) | Token::Place(words) => {
                    words.iter().flat_map(|word| pairs.holding(word)).collect()
                }
                Token::Sound(_) => BTreeSet::new(),
            };
            for name in holders {
                *counts.entry(name).or_default() += 1;
            }
        }
        let least = tokens.iter().filter(|t| !matches!(t, Token::Sound(_))).count().clamp(1, 2);
        let enough = counts.into_iter().filter(|(_, count)| *count >= least);
        enough.map(|(name, _)| pairs.name(name)).collect()
    }

    fn pairs(&self) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::of(&self.chinese))
    }

    /// Names that hold two characters with which one of these words in letters may begin, with their
    /// entities.
    pub(in crate::question) fn saying(&self, words: &[String]) -> Vec<&Bearer> {
        let pairs = self.pairs();
        let names: BTreeSet<u32> = words.iter().flat_map(|word| pairs.saying(word)).collect();
        names.into_iter().map(|name| pairs.name(name)).collect()
    }

    /// Characters of the longest name.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Entities one character away from this name, of three characters or more.
    pub fn near(&self, name: &str) -> Vec<u32> {
        let wanted: Vec<char> = name.chars().collect();
        if wanted.len() < 3 {
            return Vec::new();
        }
        let near = self.chinese.iter().filter(|(known, _)| one_apart(&wanted, known));
        let nodes: BTreeSet<u32> = near.flat_map(|(_, nodes)| nodes.iter().copied()).collect();
        nodes.into_iter().collect()
    }
}

fn found<'a>(index: &'a BTreeMap<String, Vec<u32>>, key: &str) -> &'a [u32] {
    index.get(key).map_or(&[], Vec::as_slice)
}

/// Whether a key may be how something sounds: digits are written alike.
fn has_letters(key: &str) -> bool {
    key.is_ascii() && key.bytes().any(|byte| byte.is_ascii_alphabetic())
}

fn latin_key(phrase: &str) -> String {
    let kept = phrase.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).map(|c| if "üv".contains(c) { 'u' } else { c }).collect()
}

/// A name less what questions leave out: the word that says what sort of place it is, the legal form
/// of a firm, the number or year of an event.
fn stem<'a>(kind: Kind, name: &'a str, tails: &Tails) -> Option<&'a str> {
    let (stem, least) = if kind == Kind::PLACE {
        (name.strip_suffix(['省', '市', '县', '区', '镇', '乡'])?, 2)
    } else if kind == Kind::COMPANY {
        (tails.cut(kind, name).filter(|(_, short)| short.is_empty())?.0, 4)
    } else if kind == Kind::PROGRAM {
        (unnumbered(name)?, 4)
    } else {
        return None;
    };
    (stem.chars().count() >= least).then_some(stem)
}

/// How names of the offices of a place end.
const OFFICES: [&str; 7] = ["局", "委", "厅", "办", "政府", "委员会", "办公室"];

/// 江城工信局 of 江城市工信局.
fn office(kind: Kind, name: &str) -> Option<String> {
    if kind != Kind::INSTITUTION || !OFFICES.iter().any(|end| name.ends_with(end)) {
        return None;
    }
    let (place, rest) = name.split_once(['市', '省'])?;
    let placed = (2..=3).contains(&place.chars().count()) && rest.chars().count() >= 2;
    placed.then(|| format!("{place}{rest}"))
}

/// 博览会 of 第二十届博览会, 首届博览会, 2023年博览会 and 2023博览会.
fn unnumbered(name: &str) -> Option<&str> {
    if let Some(rest) = name.strip_prefix("首届") {
        return Some(rest);
    }
    if let Some(rest) = name.strip_prefix('第') {
        let (number, rest) = rest.split_once('届')?;
        return (number.chars().count() < 6).then_some(rest);
    }
    let rest = name.trim_start_matches(|char: char| char.is_ascii_digit());
    let year = name.len() - rest.len() == 4;
    year.then(|| rest.strip_prefix('年').unwrap_or(rest))
}

/// Whether two names differ by one character put in, left out or replaced.
fn one_apart(one: &[char], other: &str) -> bool {
    let other: Vec<char> = other.chars().collect();
    let same_front = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (a, b) = (&one[same_front..], &other[same_front..]);
    match (a.len(), b.len()) {
        (x, y) if x == y && x > 0 => a[1..] == b[1..],
        (x, y) if x == y + 1 => a[1..] == *b,
        (x, y) if y == x + 1 => *a == b[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    fn index() -> Names {
        let named = |node, kind, name, english: &[&'static str]| Named {
            node,
            kind,
            names: vec![name],
            english: english.to_vec(),
        };
        let entities = [
            named(0, Kind::PLACE, "溧阳市", &[]),
            named(1, Kind::COMPANY, "宁德时代", &["CATL"]),
            named(2, Kind::PLACE, "重庆市", &[]),
            named(3, Kind::INSTITUTION, "紫金山实验室", &[]),
            named(4, Kind::COMPANY, "TCL科技", &[]),
            named(5, Kind::COMPANY, "海川储能股份有限公司", &[]),
            named(6, Kind::PROGRAM, "第二十届临江国际装备博览会", &[]),
            named(7, Kind::PROGRAM, "2023世界陶瓷大会", &[]),
        ];
        Names::of(entities, Knowledge::embedded().tails())
    }

    #[test]
    fn a_firm_is_found_without_its_legal_form_and_an_event_without_its_number() {
        let names = index();
        assert_eq!(names.exact("海川储能"), [5]);
        assert_eq!(names.exact("临江国际装备博览会"), [6]);
        assert_eq!(names.exact("世界陶瓷大会"), [7]);
        assert_eq!(names.exact("国际装备博览会"), [0u32; 0]);
    }

    #[test]
    fn an_office_is_found_without_the_word_for_the_sort_of_its_place() {
        let office = |name| office(Kind::INSTITUTION, name);
        assert_eq!(office("江城市工信局").as_deref(), Some("江城工信局"));
        assert_eq!(office("江城市委"), None);
        assert_eq!(office("江城城市大学"), None);
    }

    #[test]
    fn a_body_is_found_by_the_end_of_its_name_behind_that_of_another() {
        let named = |node, kind, name| Named { node, kind, names: vec![name], english: vec![] };
        let entities = [
            named(0, Kind::PLACE, "江城市"),
            named(1, Kind::PLACE, "海川市"),
            named(2, Kind::INSTITUTION, "江城（海川）离岸创新中心"),
            named(3, Kind::INSTITUTION, "北大离岸创新中心"),
        ];
        let names = Names::of(entities, Knowledge::embedded().tails());
        let known = |front: &str| !names.exact(front).is_empty();
        assert_eq!(names.ending("离岸创新中心", known), [2]);
        assert_eq!(names.ending("中心", known), [0u32; 0]);
    }

    #[test]
    fn a_name_is_found_by_its_characters_its_sound_and_in_english() {
        let names = index();
        assert_eq!(names.exact("溧阳"), [0]);
        assert_eq!(names.sounding("Li Yang"), [0]);
        assert_eq!(names.sounding("liyangshi"), [0]);
        assert_eq!(names.english("catl"), [1]);
        assert_eq!(names.sounding("ningde shidai"), [1]);
        assert_eq!(names.initials("NDSD"), [1]);
        assert_eq!(names.beginning("zijinshan"), [3]);
        assert_eq!(names.exact("不在其中"), [0u32; 0]);
    }

    #[test]
    fn a_translated_name_is_found_by_its_words() {
        let words = |words: &[&str]| Token::Words(words.iter().map(|w| (*w).to_owned()).collect());
        let names = index();
        assert_eq!(names.composed(&[words(&["紫金山"]), words(&["实验室", "研究所"])], false), [3]);
        assert_eq!(
            names.composed(&[Token::Sound("zijinshan".into()), words(&["实验室"])], false),
            [3]
        );
        assert_eq!(names.composed(&[words(&["溧阳"]), words(&["实验室"])], false), [0u32; 0]);
    }

    #[test]
    fn a_character_with_two_sounds_is_found_by_both() {
        assert_eq!(index().sounding("chongqing"), [2]);
        assert_eq!(index().sounding("zhongqing"), [2]);
    }

    #[test]
    fn a_slip_of_one_character_is_forgiven_in_names_of_three_and_more() {
        let names = index();
        assert_eq!(names.near("宁德时伐"), [1]);
        assert_eq!(names.near("宁德代"), [1]);
        assert_eq!(names.near("溧河"), [0u32; 0]);
    }
}

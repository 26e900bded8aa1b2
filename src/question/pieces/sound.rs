//! A Chinese name in, the ways to say it in pinyin out.

use pinyin::ToPinyinMulti;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A name with many characters of several readings is not spelled out beyond this.
pub(in crate::question) const MOST_READINGS: usize = 8;

/// The syllables of a name, without tones, `ü` written `u`; once for each way to say it, the most
/// usual first. A run of letters or digits is one syllable.
pub(in crate::question) fn readings(name: &str) -> Vec<Vec<String>> {
    let mut readings: Vec<Vec<String>> = vec![Vec::new()];
    let mut latin = false;
    for c in name.chars() {
        let sounds = sounds(c);
        if sounds.is_empty() {
            if c.is_alphanumeric() {
                for reading in &mut readings {
                    match reading.last_mut().filter(|_| latin) {
                        Some(run) => run.extend(c.to_lowercase()),
                        None => reading.push(c.to_lowercase().collect()),
                    }
                }
            }
            latin = c.is_alphanumeric();
            continue;
        }
        latin = false;
        let ways = if readings.len() * sounds.len() > MOST_READINGS { 1 } else { sounds.len() };
        let before = std::mem::take(&mut readings);
        for sound in &sounds[..ways] {
            readings.extend(before.iter().map(|reading| {
                let mut longer = reading.clone();
                longer.push(sound.clone());
                longer
            }));
        }
    }
    readings.retain(|reading| !reading.is_empty());
    readings
}

/// How many syllables a name has.
pub(in crate::question) fn syllables(name: &str) -> usize {
    let (mut count, mut latin) = (0, false);
    for c in name.chars() {
        let sounds = c.to_pinyin_multi().is_some();
        let letter = !sounds && c.is_alphanumeric();
        count += usize::from(sounds || letter && !latin);
        latin = letter;
    }
    count
}

/// The ways to say a character, the most usual first; none for what is no Chinese character.
pub(in crate::question) fn sounds(c: char) -> Vec<String> {
    let mut sounds: Vec<String> = Vec::new();
    for sound in c.to_pinyin_multi().into_iter().flatten() {
        let plain: String = sound.plain().chars().map(|c| if c == 'ü' { 'u' } else { c }).collect();
        if !sounds.contains(&plain) {
            sounds.push(plain);
        }
    }
    sounds
}

/// Whether letters are nothing but syllables of Chinese, two or more.
pub(in crate::question) fn splits(letters: &str) -> bool {
    let whole = |letters: &str| syllable_ends(letters).any(|end| end == letters.len());
    let mut ends: Vec<usize> = syllable_ends(letters).filter(|end| *end < letters.len()).collect();
    let mut seen = BTreeSet::new();
    while let Some(end) = ends.pop() {
        let rest = letters.get(end..).unwrap_or_default();
        if whole(rest) {
            return true;
        }
        let next = syllable_ends(rest).map(|next| end + next);
        ends.extend(next.filter(|next| *next < letters.len() && seen.insert(*next)));
    }
    false
}

/// Where the first syllable of some letters may end.
fn syllable_ends(letters: &str) -> impl Iterator<Item = usize> {
    static SYLLABLES: OnceLock<BTreeSet<String>> = OnceLock::new();
    const LONGEST: usize = 6;
    let known = SYLLABLES.get_or_init(|| ('一'..='龥').flat_map(sounds).collect());
    (1..=LONGEST).filter(|end| letters.get(..*end).is_some_and(|front| known.contains(front)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_may_be_chinese_are_told_from_others() {
        for word in ["haichuan", "xian", "zhangjiagang", "lianyungang"] {
            assert!(splits(word), "{word}");
        }
        for word in ["hai", "battery", "market", "green", ""] {
            assert!(!splits(word), "{word}");
        }
    }

    #[test]
    fn a_name_is_spelled_in_every_way_it_may_be_said() {
        assert_eq!(readings("溧阳"), [["li", "yang"]]);
        assert_eq!(readings("TCL科技")[0], ["tcl", "ke", "ji"]);
        assert!(readings("重庆").contains(&vec!["chong".to_owned(), "qing".to_owned()]));
        assert!(readings("绿女")[0].iter().all(|s| s.is_ascii()));
        assert!(readings("中重长乐行会行会行会中重").len() <= MOST_READINGS);
        assert_eq!(readings("，。"), Vec::<Vec<String>>::new());
        for name in ["溧阳", "TCL科技", "A·B股", "，。", "乐12"] {
            assert_eq!(syllables(name), readings(name).first().map_or(0, Vec::len));
        }
    }
}

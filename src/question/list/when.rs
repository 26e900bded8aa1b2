//! A question for a time in, the dates that sentences give beside its words out.

use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::reading::Anchor;
use crate::question::ties::stance::Stance;

/// Characters of a date as texts write it.
const OF_DATE: [char; 6] = ['年', '月', '日', '初', '底', '号'];

/// A date in a sentence: where it starts, where it ends.
type Dated = (usize, usize);

impl Asked<'_, '_> {
    /// When it was or will be so: the date nearest to the words for it, in the sentences that name
    /// what is asked about.
    pub(in crate::question) fn times(&self) -> Vec<Finding> {
        let mut best: Option<(usize, u32, String, Stance)> = None;
        let mut naming = self.naming_all();
        naming.retain(|&at| self.holds_topics(at, false));
        if naming.is_empty() {
            naming = self.naming_in_documents_of_place();
        }
        for at in naming {
            let words = self.words_in(at);
            let stance = self.stance(at, &words).unwrap_or(Stance::Said);
            let text: Vec<char> = self.text(at).chars().filter(|c| !c.is_whitespace()).collect();
            let Some((distance, date)) = nearest(&text, &words) else { continue };
            let nearer = best.as_ref().is_none_or(|(known, ..)| distance < *known);
            if stance != Stance::Denied && nearer {
                best = Some((distance, at, date, stance));
            }
        }
        let told = best.map(|(_, at, name, stance)| {
            let why = match stance {
                Stance::Planned => self.say("计划", "planned"),
                Stance::Said | Stance::Denied => self.say("原文所述", "said in a sentence"),
            };
            Finding::value(name, 1.0, why.to_owned(), vec![self.quote(at)])
        });
        told.into_iter().collect()
    }
}

impl Asked<'_, '_> {
    /// Sentences that name all but the place, in documents about the place.
    fn naming_in_documents_of_place(&self) -> Vec<u32> {
        let place = |anchor: &&Anchor| anchor.kind == Kind::PLACE;
        let anchors = &self.reading.anchors;
        let (Some(place), Some(thing), 2) =
            (anchors.iter().find(place), anchors.iter().find(|a| !place(a)), anchors.len())
        else {
            return Vec::new();
        };
        let about = |at: &u32| {
            let told = self.ground.place_of[self.ground.sentence(*at).document as usize];
            told.is_some_and(|told| place.nodes.contains(&told))
        };
        let nodes = self.scope(thing).into_iter();
        let named = nodes.flat_map(|node| self.ground.of_node(node)).copied();
        named.filter(about).filter(|&at| self.holds_topics(at, false)).collect()
    }
}

/// The date nearest to one of the words, one before it sooner than one behind; of no words the first.
fn nearest(text: &[char], words: &[&str]) -> Option<(usize, String)> {
    let dates = dates(text);
    let stands = |word: &&str| -> Vec<usize> {
        let word: Vec<char> = word.chars().collect();
        (0..text.len()).filter(|&at| text.get(at..).is_some_and(|t| t.starts_with(&word))).collect()
    };
    let places: Vec<usize> = words.iter().flat_map(stands).collect();
    let distance = |&(start, end): &Dated| {
        let of = |&at: &usize| if end <= at { at - end } else { 2 * start.saturating_sub(at) };
        if words.is_empty() { Some(start) } else { places.iter().map(of).min() }
    };
    let near = dates.iter().filter_map(|date| Some((distance(date)?, *date))).min()?;
    let (distance, (start, end)) = near;
    Some((distance, text.get(start..end)?.iter().collect()))
}

/// The years with their months and days that a text names.
fn dates(text: &[char]) -> Vec<Dated> {
    let digits = |at: usize| {
        text.get(at..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = digits(at).max(1);
        if digits(at) == 4 && text.get(at + 4) == Some(&'年') {
            let mut end = at + 5;
            loop {
                let more = digits(end);
                let unit = text.get(end + more);
                let goes_on = unit.is_some_and(|c| OF_DATE.contains(c)) && more <= 2;
                let bare = more == 0 && !matches!(unit, Some('初' | '底'));
                if !goes_on || bare {
                    break;
                }
                end += more + 1;
            }
            found.push((at, end));
            at = end;
        } else {
            at += length;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_beside_the_words_is_told() {
        let text: Vec<char> =
            "江城厂2019年3月动工，2021年6月8日投产，2024年底扩建。".chars().collect();
        for (word, date) in [("动工", "2019年3月"), ("投产", "2021年6月8日"), ("扩建", "2024年底")]
        {
            assert_eq!(nearest(&text, &[word]).unwrap().1, date);
        }
        assert_eq!(nearest(&text, &["搬迁"]), None);
        assert_eq!(nearest(&text, &[]).unwrap().1, "2019年3月");
    }
}

//! Things named in one list of a sentence in, what the list holds beside them and nothing recognised out.

use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::list::Ranked;
use crate::text::is_han;
use std::ops::Range;

/// What ends a list.
const ENDS: [char; 12] = ['，', '。', '；', '：', '！', '？', ',', ';', ':', '等', '（', '('];
/// Characters of a thing, and of the name of a person.
const THING: Range<usize> = 2..13;
const PERSON: Range<usize> = 2..5;
/// What no name holds.
const SAYS: [char; 7] = ['的', '在', '将', '是', '了', '为', '以'];

impl<'g> Asked<'_, 'g> {
    /// What stands in a list with things that answer.
    pub(super) fn unnamed_beside(&self, ranked: &[Ranked<'g>]) -> Vec<Finding> {
        let kinds: Vec<Kind> = ranked.iter().map(|r| r.node.kind()).collect();
        let [kind, ..] = kinds[..] else { return Vec::new() };
        // Names of firms are seldom missed, and what stands beside them is often none.
        let listed = [Kind::INDUSTRY, Kind::PERSON, Kind::PLACE, Kind::INSTITUTION].contains(&kind);
        if !listed || kinds.iter().any(|other| *other != kind) {
            return Vec::new();
        }
        let Some(&at) = ranked[0].sentences.first() else { return Vec::new() };
        let own = ranked.iter().filter(|r| r.sentences.first() == Some(&at)).map(|r| r.node);
        let text: Vec<char> = self.text(at).chars().collect();
        let own = own.flat_map(|node| self.places_in(at, &text, node));
        let lengths = if kind == Kind::PERSON { PERSON } else { THING };
        let known = self.ground.names_in(at).iter();
        let known: Vec<usize> =
            known.map(|(_, start)| (start - self.start_of(at)) as usize).collect();
        let fits = |place: &Range<usize>| {
            let item = &text[place.clone()];
            lengths.contains(&item.len())
                && item.iter().all(|&c| is_han(c) || c == '·')
                && !item.iter().any(|c| SAYS.contains(c))
                && !known.iter().any(|start| place.contains(start))
                && !self.question.contains(&item.iter().collect::<String>())
                && (kind != Kind::INSTITUTION || self.is_office(item))
        };
        let items = unnamed(&text, &longest(&text, own.collect())).into_iter().filter_map(|part| {
            let own = self.without_what_asks(&text, part.clone());
            // What opens a clause may be what is done.
            let opens = part.start > 0
                && text[part.start - 1] != '：'
                && ENDS.contains(&text[part.start - 1]);
            (!opens || own.start > part.start || kind == Kind::PERSON).then_some(own)
        });
        let names = items.filter(fits).map(|place| text[place].iter().collect::<String>());
        names.map(|name| self.said(name, 1.0, at)).collect()
    }

    /// Whether words end as names of offices do.
    fn is_office(&self, item: &[char]) -> bool {
        let name: String = item.iter().collect();
        let mut offices = self.words.roles.iter().filter(|role| role.id == "office");
        offices.any(|role| role.endings.iter().any(|end| name.ends_with(end.as_str())))
    }

    /// Where a sentence names an entity.
    fn places_in(&self, at: u32, text: &[char], node: Node<'g>) -> Vec<Range<usize>> {
        let names = self.ground.names_in(at).iter();
        let own = names.filter(|(named, _)| *named as usize == node.ordinal());
        let starts = own.map(|(_, start)| (start - self.start_of(at)) as usize);
        starts.map(|start| start..start + self.width_at(text, start, node)).collect()
    }

    /// A thing of a list without words before its first and behind its last thing that the question says.
    fn without_what_asks(&self, text: &[char], part: Range<usize>) -> Range<usize> {
        let pair = |at: usize| {
            let pair = text.get(at..at + 2).map(|pair| pair.iter().collect::<String>());
            pair.is_some_and(|pair| self.question.contains(&pair))
        };
        let said = |at: usize| pair(at) || at > part.start && pair(at - 1);
        let (mut start, mut end) = (part.start, part.end);
        for front in &self.words.things.fronts {
            let front: Vec<char> = front.chars().collect();
            if text[start..end].starts_with(&front) {
                start += front.len();
            }
        }
        start += (start..end).take_while(|&at| said(at)).count();
        end -= (start..end).rev().take_while(|&at| said(at)).count();
        start.min(end)..end
    }
}

/// The names of the list that holds most of them.
fn longest(text: &[char], mut names: Vec<Range<usize>>) -> Vec<Range<usize>> {
    names.sort_by_key(|name| name.start);
    let mut lists: Vec<Vec<Range<usize>>> = Vec::new();
    for name in names {
        let joins = |last: &Range<usize>| {
            last.end <= name.start && !text[last.end..name.start].iter().any(|c| ENDS.contains(c))
        };
        match lists.last_mut() {
            Some(list) if list.last().is_some_and(joins) => list.push(name),
            _ => lists.push(vec![name]),
        }
    }
    // The first of several as long.
    lists.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
}

/// The things of the lists in which names stand that are none of them.
fn unnamed(text: &[char], names: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for name in names {
        // Behind a name: 甲、乙和丙.
        let mut end = name.end;
        while let Some(next) = behind(text, end) {
            let taken = |place: &Range<usize>| place.start < next.end && next.start < place.end;
            if names.iter().any(taken) || found.contains(&next) {
                break;
            }
            end = next.end;
            found.push(next);
        }
        let mut start = name.start;
        while let Some(next) = before(text, start) {
            let taken = |place: &Range<usize>| place.start < next.end && next.start < place.end;
            if names.iter().any(taken) || found.contains(&next) {
                break;
            }
            start = next.start;
            found.push(next);
        }
    }
    found.sort_by_key(|place| place.start);
    found
}

/// The thing listed behind a place of a text.
fn behind(text: &[char], end: usize) -> Option<Range<usize>> {
    let joint = *text.get(end)?;
    let last = joint != '、';
    let skip = if text[end..].starts_with(&['以', '及']) { 2 } else { 1 };
    if !['、', '和', '及', '与', '以'].contains(&joint) {
        return None;
    }
    let from = end + skip;
    let stop = |c: &char| ENDS.contains(c) || ['、', '和', '及', '与'].contains(c);
    let length = text.get(from..)?.iter().position(stop).unwrap_or(text.len() - from);
    // 甲和乙、丙: two lists.
    let ends = !last || text.get(from + length) != Some(&'、');
    (length > 0 && ends).then_some(from..from + length)
}

/// The thing listed before a place of a text.
fn before(text: &[char], start: usize) -> Option<Range<usize>> {
    let end = start.checked_sub(1).filter(|&end| text[end] == '、')?;
    let stop = |c: &char| ENDS.contains(c) || *c == '、';
    let from = text[..end].iter().rposition(stop).map_or(0, |at| at + 1);
    (from < end).then_some(from..end)
}

#[cfg(test)]
mod tests {
    use super::unnamed;

    #[test]
    fn a_list_holds_what_nothing_recognised() {
        let text: Vec<char> = "主要完成人：甲某、乙某、丙某，地点在江城".chars().collect();
        let things = |starts: &[usize]| -> Vec<String> {
            let names: Vec<_> = starts.iter().map(|&start| start..start + 2).collect();
            let found = unnamed(&text, &names).into_iter();
            found.map(|place| text[place].iter().collect()).collect()
        };
        assert_eq!(things(&[6]), ["乙某", "丙某"]);
        assert_eq!(things(&[9]), ["甲某", "丙某"]);
        assert!(things(&[6, 9, 12]).is_empty());
    }
}

//! A question for things by a noun that is no kind of ours (哪些卫星, 那笔资金叫什么) and the closest
//! sentences in, what stands there under that noun out: in quotation marks, in a list before 等几颗卫星, or
//! in words that end with it.

use super::weigh::{Close, Weighed};
use crate::knowledge::{Kind, ThingWords};
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::reading::Language;
use crate::question::reading::left_out::LeftOut;
use crate::text::is_han;
use std::ops::Range;

/// Sentences that are read.
const READ: usize = 2;
/// Characters of a noun, the longest first, and of what bears it.
const NOUN: [usize; 3] = [4, 3, 2];
const THING: Range<usize> = 2..26;
/// Characters before its noun by which a thing is known.
const OWN: usize = 3;
impl Asked<'_, '_> {
    /// Whether things of no kind of ours may be asked for.
    pub(super) fn asks_for_things(&self) -> bool {
        let mut roles = self.reading.roles.iter().map(|&role| self.words.roles[role].kind);
        self.reading.language == Language::Chinese && roles.all(|kind| kind == Kind::PROGRAM)
    }

    /// What the closest sentence that has some calls by the noun asked for.
    pub(super) fn things_in(&self, weighed: &Weighed) -> Vec<Finding> {
        let words = &self.words.things;
        let nouns = nouns_asked(self.question, words);
        let one = nouns_before(self.question, &words.before_one, words);
        let several = words.several.iter().any(|word| self.question.contains(word.as_str()));
        let text_of = |close: &Close| -> Vec<char> { self.text(close.at).chars().collect() };
        for close in weighed.closest.iter().take(READ) {
            let text = text_of(close);
            let within = included(self.question, &text, words);
            if within.len() > 1 {
                return self.told_things(&text, within, close);
            }
        }
        for close in weighed.closest.iter().take(READ) {
            let text = text_of(close);
            let from = self.start_of(close.at);
            let starts: Vec<usize> =
                self.ground.names_in(close.at).iter().map(|(_, at)| (at - from) as usize).collect();
            for noun in &nouns {
                let mut things = things_under(&text, noun, &starts, words);
                // What the question itself calls so is not asked for.
                let known = |place: &Range<usize>| {
                    let tail = place.end.saturating_sub(noun.len() + OWN).max(place.start);
                    let tail: String = text[tail..place.end].iter().collect();
                    let left_out = |left: &LeftOut| left.is_within(&text[place.clone()]);
                    self.question.contains(tail.as_str()) || self.left_out.is_some_and(left_out)
                };
                let whole = |place: &Range<usize>| {
                    !text[place.clone()].iter().any(|c| "，,。；".contains(*c))
                };
                things
                    .retain(|place| THING.contains(&place.len()) && !known(place) && whole(place));
                if !several {
                    let near =
                        |place: &Range<usize>| weighed.nearness(&text, place.clone(), close.at);
                    let best = things.into_iter().max_by(|a, b| near(a).total_cmp(&near(b)));
                    things = best.into_iter().collect();
                }
                if !things.is_empty() {
                    return self.told_things(&text, things, close);
                }
            }
            let done = |noun| done_to(&text, noun, words);
            let quoted = one.iter().flat_map(|noun| [quoted_by(&text, noun), done(noun)]);
            let mut quoted = quoted.filter(|things| things.len() == 1);
            if let Some(thing) = quoted.next() {
                return self.told_things(&text, thing, close);
            }
        }
        Vec::new()
    }

    /// Things of a sentence as answers.
    fn told_things(&self, text: &[char], things: Vec<Range<usize>>, close: &Close) -> Vec<Finding> {
        let name = |place: Range<usize>| text[place].iter().collect::<String>();
        let told = things
            .into_iter()
            .map(|place| Finding { beside: true, ..self.said(name(place), close.share, close.at) });
        told.collect()
    }
}

/// The nouns by which a question may ask, the longest first.
fn nouns_asked(question: &str, words: &ThingWords) -> Vec<Vec<char>> {
    let mut nouns = Vec::new();
    for front in words.behind.iter().filter_map(|asks| Some(question.split_once(asks.as_str())?.0))
    {
        let front: Vec<char> = front.chars().collect();
        nouns.extend(
            NOUN.iter().filter_map(|&length| {
                Some(front.get(front.len().checked_sub(length)?..)?.to_vec())
            }),
        );
    }
    nouns.extend(nouns_before(question, &words.before, words));
    nouns.retain(|noun| noun.iter().all(|&c| is_han(c)));
    nouns
}

/// The same behind words that ask.
fn nouns_before(question: &str, before: &[String], words: &ThingWords) -> Vec<Vec<char>> {
    let mut nouns = Vec::new();
    for behind in before.iter().filter_map(|asks| Some(question.split_once(asks.as_str())?.1)) {
        let counted = behind.trim_start_matches(|c| words.counters.contains(c));
        let sort = words.sorts.iter().find_map(|sort| behind.strip_prefix(sort.as_str()));
        let counted = sort.unwrap_or(counted);
        let one = counted != behind || question.contains("几个");
        let run: Vec<char> = counted.chars().take_while(|&c| is_han(c)).collect();
        let lengths = NOUN.iter().copied().chain(one.then_some(1));
        // 哪几种家畜的产区, 哪几项排查、整治: not by the first noun alone.
        let alone = |length: &usize| {
            !counted.chars().nth(*length).is_some_and(|next| ['的', '、', '和'].contains(&next))
        };
        if lengths.clone().all(|length| alone(&length)) {
            nouns.extend(lengths.filter_map(|length| Some(run.get(..length)?.to_vec())));
        }
        if let (true, Some((front, _))) = (run.is_empty(), question.split_once('”')) {
            // “…项目”中有哪几个: what is quoted says of what.
            let front: Vec<char> = front.chars().collect();
            nouns.extend(front.len().checked_sub(2).map(|from| front[from..].to_vec()));
        }
    }
    nouns
}

/// Where a text has things that it calls by a noun; names begin at `starts`.
fn things_under(
    text: &[char],
    noun: &[char],
    starts: &[usize],
    words: &ThingWords,
) -> Vec<Range<usize>> {
    let listed = listed_before(text, noun, words);
    if !listed.is_empty() {
        return listed;
    }
    let quoted = quoted_by(text, noun);
    if !quoted.is_empty() {
        return quoted;
    }
    let behind = listed_behind(text, noun, words);
    if !behind.is_empty() {
        return behind;
    }
    let length = noun.len();
    let thing = |part: Range<usize>| {
        let from = starts.iter().copied().find(|start| part.contains(start));
        let from = from.unwrap_or(part.start);
        let ends = from + length + 1..(part.end + 1).max(from + length + 1);
        let end = ends.into_iter().find(|&end| text[..end.min(part.end)].ends_with(noun))?;
        let place = trimmed(text, from..end.min(part.end), &words.fronts);
        // 甲牵头的某某团队
        let of =
            text[place.clone()].iter().rposition(|&c| c == '的').map(|of| place.start + of + 1);
        let own = of.filter(|of| place.end - of > length + 1).unwrap_or(place.start);
        Some(own..place.end)
    };
    let things: Vec<Range<usize>> =
        parts(text, 0..text.len(), &words.joints).into_iter().filter_map(thing).collect();
    // One alone may only speak of the noun.
    if things.len() > 1 { things } else { Vec::new() }
}

/// The list before 等, a number and the noun (甲星、乙星等六颗卫星).
fn listed_before(text: &[char], noun: &[char], words: &ThingWords) -> Vec<Range<usize>> {
    let ends = text.iter().enumerate().filter(|(_, c)| **c == '等').map(|(at, _)| at);
    for end in ends {
        let counts = |c: &&char| c.is_ascii_digit() || words.listed.contains(**c);
        let skip = text[end + 1..].iter().take_while(counts).count();
        if !text[end + 1 + skip..].starts_with(noun) {
            continue;
        }
        let stop = |c: &char| "，；。：".contains(*c);
        let from = text[..end].iter().rposition(stop).map_or(0, |at| at + 1);
        // 工厂当天将甲、乙等三台…: what is done it to stands behind the word.
        let first = text[from..end].iter().position(|&c| c == '、').unwrap_or_default();
        let done = text[from..from + first].iter().rposition(|c| ['将', '把'].contains(c));
        let from = done.map_or(from, |done| from + done + 1);
        let things = items(text, from..end, words);
        if things.len() > 1 {
            return things;
        }
    }
    Vec::new()
}

/// The list in brackets behind the noun, or behind 包括 in its clause or the next (三种粮油（大米、豆油、面粉）).
fn listed_behind(text: &[char], noun: &[char], words: &ThingWords) -> Vec<Range<usize>> {
    const BETWEEN: usize = 12;
    let ends = (noun.len()..=text.len()).filter(|&end| text[..end].ends_with(noun));
    for end in ends {
        let stops = |c: &char| "，。；：".contains(*c);
        let near = text[end..].iter().take(BETWEEN).take_while(|c| !stops(c));
        let open = near.clone().position(|&c| c == '（').map(|at| end + at);
        let close =
            open.and_then(|open| text[open..].iter().position(|&c| c == '）').map(|at| open + at));
        if let (Some(open), Some(close)) = (open, close) {
            // Of one thing a bracket tells more: how much it is, where it lies.
            let list = !text[open..close].iter().any(|c| "，；：".contains(*c));
            let things = items(text, open + 1..close, words);
            if list && things.len() > 1 {
                return things;
            }
        }
        let sentence = text[end..].iter().position(|c| "。；".contains(*c));
        let sentence = sentence.map_or(text.len(), |at| end + at);
        let includes = words.includes.iter().filter_map(|word| {
            let word: Vec<char> = word.chars().collect();
            let at = text[end..sentence].windows(word.len()).position(|own| own == word)?;
            Some(end + at + word.len())
        });
        let Some(from) = includes.min() else { continue };
        let things = items(text, list_from(text, from), words);
        if things.len() > 1 {
            return things;
        }
    }
    Vec::new()
}

/// The rest of a clause, up to 等.
fn list_from(text: &[char], from: usize) -> Range<usize> {
    let length = text[from..].iter().position(|c| "，。；：等".contains(*c));
    from..length.map_or(text.len(), |length| from + length)
}

/// The list behind 包括 where a question asks what something includes (甲类具体包括哪些): that behind the
/// words for it.
fn included(question: &str, text: &[char], words: &ThingWords) -> Vec<Range<usize>> {
    const LEAST: usize = 3;
    const MOST: usize = 8;
    let asked = words.includes.iter().find_map(|word| {
        let (front, behind) = question.split_once(word.as_str())?;
        words.before.iter().any(|asks| behind.starts_with(asks.as_str())).then_some(front)
    });
    let Some(front) = asked else { return Vec::new() };
    let front =
        words.only_says.iter().fold(front, |front, word| front.trim_end_matches(word.as_str()));
    let subject: Vec<char> = front.chars().collect();
    let tails =
        (LEAST..=MOST.min(subject.len())).rev().map(|length| &subject[subject.len() - length..]);
    let found = tails.into_iter().find_map(|tail| {
        let at = text.windows(tail.len()).position(|own| own == tail)?;
        Some(at + tail.len())
    });
    let behind = found.and_then(|end| {
        let sentence = text[end..].iter().position(|c| "。；".contains(*c));
        let sentence = &text[end..sentence.map_or(text.len(), |at| end + at)];
        let includes = words.includes.iter().filter_map(|word| {
            let word: Vec<char> = word.chars().collect();
            Some(end + sentence.windows(word.len()).position(|own| own == word)? + word.len())
        });
        includes.min()
    });
    behind.map_or(Vec::new(), |from| items(text, list_from(text, from), words))
}

/// The things of a list.
fn items(text: &[char], place: Range<usize>, words: &ThingWords) -> Vec<Range<usize>> {
    let things = parts(text, place, &words.joints).into_iter();
    things
        .map(|part| inner(text, trimmed(text, part, &words.fronts)))
        .filter(|part| !part.is_empty() && text[part.start] != '（')
        .collect()
}

/// What stands in quotation marks and ends with the noun, or has it before or behind the marks; the noun
/// right behind them belongs to it.
fn quoted_by(text: &[char], noun: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let opens = text.iter().enumerate().filter(|(_, c)| ['“', '《'].contains(c)).map(|(at, _)| at);
    for open in opens {
        let close = text[open..].iter().position(|c| ['”', '》'].contains(c));
        let Some(close) = close.map(|at| open + at) else { break };
        let inside = open + 1..close;
        if text[inside.clone()].ends_with(noun) || text[..open].ends_with(noun) {
            found.push(inside);
        } else if text[close + 1..].starts_with(noun) {
            found.push(open..close + 1 + noun.len());
        }
    }
    found
}

/// What stands between a verb and the noun in a clause of its own (打造某某示范项目，).
fn done_to(text: &[char], noun: &[char], words: &ThingWords) -> Vec<Range<usize>> {
    let parts = parts(text, 0..text.len(), &words.joints).into_iter();
    let own = parts.map(|part| (part.clone(), trimmed(text, part, &words.fronts)));
    let fits = |(part, own): &(Range<usize>, Range<usize>)| {
        own.start > part.start
            && own.len() > noun.len() + 1
            && text[own.clone()].ends_with(noun)
            && !text[own.clone()].contains(&'的')
    };
    own.filter(fits).map(|(_, own)| own).collect()
}

/// The parts of a stretch of text between what parts a list, outside of marks and brackets.
fn parts(text: &[char], place: Range<usize>, joints: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (place.start, 0_usize);
    for at in place.clone() {
        match text[at] {
            '“' | '《' | '（' | '(' => depth += 1,
            '”' | '》' | '）' | ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && joints.contains(c) => {
                parts.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(from..place.end);
    for part in &mut parts {
        // 甲以及乙
        if text[part.clone()].ends_with(&['以']) {
            part.end -= 1;
        }
    }
    parts
}

/// What stands in quotation marks where a part of a list begins or ends with it.
fn inner(text: &[char], part: Range<usize>) -> Range<usize> {
    let bracket = text[part.clone()].iter().position(|c| ['（', '('].contains(c));
    let part = part.start..bracket.filter(|&at| at > 0).map_or(part.end, |at| part.start + at);
    let marked = &text[part.clone()];
    let open = marked.iter().position(|c| ['“', '《'].contains(c));
    let ends = marked.ends_with(&['”']) || marked.ends_with(&['》']);
    match open {
        Some(0) if ends => part.start + 1..part.end - 1,
        Some(open) if marked.ends_with(&['》']) => part.start + open + 1..part.end - 1,
        _ => part,
    }
}

/// A thing without the words before its name.
fn trimmed(text: &[char], place: Range<usize>, fronts: &[String]) -> Range<usize> {
    let mut from = place.start;
    for front in fronts {
        let front: Vec<char> = front.chars().collect();
        if text[from..place.end].starts_with(&front) {
            from += front.len();
        }
    }
    from..place.end
}

#[cfg(test)]
mod tests {
    use super::{nouns_asked, things_under};
    use crate::knowledge::Knowledge;

    fn things(text: &str, noun: &str) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        let words = &Knowledge::embedded().question().things;
        let found = things_under(&text, &noun.chars().collect::<Vec<_>>(), &[], words);
        found.into_iter().map(|place| text[place].iter().collect()).collect()
    }

    #[test]
    fn things_stand_in_lists_in_marks_and_before_their_noun() {
        let listed = "火箭升空，将晨光一号、晨光二号以及微光等三颗卫星送入轨道";
        assert_eq!(things(listed, "卫星"), ["晨光一号", "晨光二号", "微光"]);
        assert_eq!(things("市里设立“春苗专项资金”，首批安排一亿元", "资金"), ["春苗专项资金"]);
        let villages = "东坡镇李庄村、西坡镇王庄村被列入名录";
        assert_eq!(things(villages, "村"), ["东坡镇李庄村", "西坡镇王庄村"]);
        let bracketed = "三类农具换新（犁、耙、播种机），其余照旧";
        assert_eq!(things(bracketed, "农具"), ["犁", "耙", "播种机"]);
        let included = "参赛的队伍，包括校队、市队等，须按时报到";
        assert_eq!(things(included, "队伍"), ["校队", "市队"]);
        assert_eq!(things("结合“春风送暖”专项工作查办案件", "专项工作"), ["“春风送暖”专项工作"]);
    }

    #[test]
    fn the_noun_stands_beside_what_asks() {
        let nouns = |question: &str| -> Vec<String> {
            let words = &Knowledge::embedded().question().things;
            nouns_asked(question, words)
                .into_iter()
                .map(|noun| noun.into_iter().collect())
                .collect()
        };
        assert!(nouns("这次上去的卫星叫什么").contains(&"卫星".to_owned()));
        assert!(nouns("哪几个村进了名录").contains(&"村".to_owned()));
    }
}

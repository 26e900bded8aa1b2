//! A question for things by a noun that is no kind of ours (哪些卫星, 那笔资金叫什么) and the closest
//! sentences in, what stands there under that noun out: in quotation marks, in a list before 等几颗卫星, or
//! in words that end with it.

use super::weigh::Weighed;
use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::reading::Language;
use crate::question::reading::left_out::LeftOut;
use crate::text::is_han;
use std::ops::Range;

/// Sentences that are read.
const READ: usize = 2;
/// What asks stands right behind the noun.
const BEHIND: [&str; 8] =
    ["分别叫", "都叫什么", "各叫", "叫什么", "叫啥", "是哪个", "是哪一个", "是哪几个"];
/// What asks stands before the noun and its counting word.
const BEFORE: [&str; 5] = ["哪些", "哪几", "哪两", "哪三", "几个"];
/// Several are asked for, not the one.
const SEVERAL: [&str; 8] = ["分别", "哪些", "哪几", "哪两", "哪三", "都", "各", "几个"];
/// Characters of a noun, the longest first, and of what bears it.
const NOUN: [usize; 3] = [4, 3, 2];
const THING: Range<usize> = 2..26;
/// Characters before its noun by which a thing is known.
const OWN: usize = 3;
/// What parts a list, and what its first thing stands behind.
const JOINTS: [char; 7] = ['、', '，', '；', '。', '：', '和', '及'];
const FRONTS: [&str; 9] = ["将", "把", "包括", "支持", "如", "即", "有", "是", "为"];

impl Asked<'_, '_> {
    /// Whether things of no kind of ours may be asked for.
    pub(super) fn asks_for_things(&self) -> bool {
        let mut roles = self.reading.roles.iter().map(|&role| self.words.roles[role].kind);
        self.reading.language == Language::Chinese && roles.all(|kind| kind == Kind::PROGRAM)
    }

    /// What the closest sentence that has some calls by the noun asked for.
    pub(super) fn things_in(&self, weighed: &Weighed) -> Vec<Finding> {
        let nouns = nouns_asked(self.question);
        let several = SEVERAL.iter().any(|word| self.question.contains(word));
        for close in weighed.closest.iter().take(READ) {
            let text: Vec<char> = self.text(close.at).chars().collect();
            let from = self.start_of(close.at);
            let starts: Vec<usize> =
                self.ground.names_in(close.at).iter().map(|(_, at)| (at - from) as usize).collect();
            for noun in &nouns {
                let mut things = things_under(&text, noun, &starts);
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
                    let name = |place: Range<usize>| text[place].iter().collect::<String>();
                    let told = things.into_iter().map(|place| Finding {
                        beside: true,
                        ..self.said(name(place), close.share, close.at)
                    });
                    return told.collect();
                }
            }
        }
        Vec::new()
    }
}

/// The nouns by which a question may ask, the longest first.
fn nouns_asked(question: &str) -> Vec<Vec<char>> {
    let mut nouns = Vec::new();
    for front in BEHIND.iter().filter_map(|asks| Some(question.split_once(asks)?.0)) {
        let front: Vec<char> = front.chars().collect();
        nouns.extend(
            NOUN.iter().filter_map(|&length| {
                Some(front.get(front.len().checked_sub(length)?..)?.to_vec())
            }),
        );
    }
    for behind in BEFORE.iter().filter_map(|asks| Some(question.split_once(asks)?.1)) {
        let counted = behind.trim_start_matches(|c| "个颗款座条艘台种项支枚架辆".contains(c));
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
    nouns.retain(|noun| noun.iter().all(|&c| is_han(c)));
    nouns
}

/// Where a text has things that it calls by a noun; names begin at `starts`.
fn things_under(text: &[char], noun: &[char], starts: &[usize]) -> Vec<Range<usize>> {
    let listed = listed_before(text, noun);
    if !listed.is_empty() {
        return listed;
    }
    let quoted = quoted_by(text, noun);
    if !quoted.is_empty() {
        return quoted;
    }
    let length = noun.len();
    let thing = |part: Range<usize>| {
        let from = starts.iter().copied().find(|start| part.contains(start));
        let from = from.unwrap_or(part.start);
        let ends = from + length + 1..(part.end + 1).max(from + length + 1);
        let end = ends.into_iter().find(|&end| text[..end.min(part.end)].ends_with(noun))?;
        let place = trimmed(text, from..end.min(part.end));
        // 甲牵头的某某团队
        let of =
            text[place.clone()].iter().rposition(|&c| c == '的').map(|of| place.start + of + 1);
        let own = of.filter(|of| place.end - of > length + 1).unwrap_or(place.start);
        Some(own..place.end)
    };
    let things: Vec<Range<usize>> =
        parts(text, 0..text.len()).into_iter().filter_map(thing).collect();
    // One alone may only speak of the noun.
    if things.len() > 1 { things } else { Vec::new() }
}

/// The list before 等, a number and the noun (甲星、乙星等六颗卫星).
fn listed_before(text: &[char], noun: &[char]) -> Vec<Range<usize>> {
    let ends = text.iter().enumerate().filter(|(_, c)| **c == '等').map(|(at, _)| at);
    for end in ends {
        let counts = |c: &&char| {
            c.is_ascii_digit()
                || "一二两三四五六七八九十余多个颗款座条艘台种项支枚架辆部件套处".contains(**c)
        };
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
        let things: Vec<Range<usize>> = parts(text, from..end)
            .into_iter()
            .map(|part| inner(text, trimmed(text, part)))
            .filter(|part| !part.is_empty() && text[part.start] != '（')
            .collect();
        if things.len() > 1 {
            return things;
        }
    }
    Vec::new()
}

/// What stands in quotation marks and ends with the noun, or has it before or behind the marks.
fn quoted_by(text: &[char], noun: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let opens = text.iter().enumerate().filter(|(_, c)| ['“', '《'].contains(c)).map(|(at, _)| at);
    for open in opens {
        let close = text[open..].iter().position(|c| ['”', '》'].contains(c));
        let Some(close) = close.map(|at| open + at) else { break };
        let inside = open + 1..close;
        let by = text[inside.clone()].ends_with(noun)
            || text[..open].ends_with(noun)
            || text[close + 1..].starts_with(noun);
        if by {
            found.push(inside);
        }
    }
    found
}

/// The parts of a stretch of text between what parts a list, outside of marks and brackets.
fn parts(text: &[char], place: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (place.start, 0_usize);
    for at in place.clone() {
        match text[at] {
            '“' | '《' | '（' | '(' => depth += 1,
            '”' | '》' | '）' | ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && JOINTS.contains(&c) => {
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
fn trimmed(text: &[char], place: Range<usize>) -> Range<usize> {
    let mut from = place.start;
    for front in FRONTS {
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

    fn things(text: &str, noun: &str) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        let found = things_under(&text, &noun.chars().collect::<Vec<_>>(), &[]);
        found.into_iter().map(|place| text[place].iter().collect()).collect()
    }

    #[test]
    fn things_stand_in_lists_in_marks_and_before_their_noun() {
        let listed = "火箭升空，将晨光一号、晨光二号以及微光等三颗卫星送入轨道";
        assert_eq!(things(listed, "卫星"), ["晨光一号", "晨光二号", "微光"]);
        assert_eq!(things("市里设立“春苗专项资金”，首批安排一亿元", "资金"), ["春苗专项资金"]);
        let villages = "东坡镇李庄村、西坡镇王庄村被列入名录";
        assert_eq!(things(villages, "村"), ["东坡镇李庄村", "西坡镇王庄村"]);
    }

    #[test]
    fn the_noun_stands_beside_what_asks() {
        let nouns = |question: &str| -> Vec<String> {
            nouns_asked(question).into_iter().map(|noun| noun.into_iter().collect()).collect()
        };
        assert!(nouns("这次上去的卫星叫什么").contains(&"卫星".to_owned()));
        assert!(nouns("哪几个村进了名录").contains(&"村".to_owned()));
    }
}

//! A sentence and its mentions in, clauses and places to look from out.
//!
//! Mentions are named by their index within the sentence; `Scene::global` gives the index within
//! the document.

pub(super) mod section;
pub(super) mod sign;

use crate::knowledge::{Kind, Kinds};
use crate::mention::Mention;
use crate::text::{Few, Span};
use sign::{Sign, Signs};
use std::ops::Range;

/// One sentence, its mentions and its clauses.
pub(super) struct Scene<'a> {
    /// Characters of the sentence.
    pub(super) chars: &'a [char],
    /// Mentions of the sentence, in order.
    pub(super) mentions: &'a [Mention],
    /// Index in the document of the first of them.
    pub(super) first: usize,
    /// Clauses in order, without the punctuation that ends them.
    pub(super) clauses: &'a [Range<usize>],
    /// What stands in brackets, brackets included.
    pub(super) brackets: &'a [Range<usize>],
    /// Where the dateline ends that is the first clause, which says who reports and from where; 0
    /// where there is none.
    pub(super) dateline: usize,
    /// Which sentence of the document.
    pub(super) sentence: u32,
}

/// Whether a clause ends at this character.
pub(super) fn ends_clause(char: char) -> bool {
    !matches!(char, '\u{4e00}'..='\u{9fff}')
        && (matches!(char, '，' | '；' | '：' | ',' | ';' | ':' | '—') || ends_sentence(char))
}

/// Whether a sentence ends at this character.
pub(super) fn ends_sentence(char: char) -> bool {
    matches!(char, '。' | '！' | '？' | '!' | '?' | '\n')
}

/// Whether this character only wraps a name.
pub(super) fn wraps(char: char) -> bool {
    !matches!(char, '\u{4e00}'..='\u{9fff}')
        && (matches!(char, '“' | '”' | '‘' | '’' | '"' | '\'' | ' ' | '\u{3000}')
            || matches!(char, '《' | '》' | '「' | '」' | '『' | '』' | '〈' | '〉' | '【' | '】'))
}

/// Whether the lines of a list are marked with this character.
pub(super) fn marks(char: char) -> bool {
    !matches!(char, '\u{4e00}'..='\u{9fff}')
        && (matches!(char, '▲' | '△' | '■' | '□' | '●' | '○' | '◆' | '◇' | '★' | '☆' | '※')
            || matches!(char, '►' | '▶' | '▍' | '•' | '·' | '◎' | '–' | '－'))
}

/// What is asked at dozens of places of the rules is called and not copied to each of them: the code
/// that reads a sentence is much larger than what the processor has at hand of it.
impl<'a> Scene<'a> {
    /// Index in the document of this mention.
    pub(super) fn global(&self, mention: usize) -> u32 {
        (self.first + mention) as u32
    }

    /// The clause that holds this character.
    #[inline(never)]
    pub(super) fn clause(&self, at: usize) -> usize {
        self.clauses.partition_point(|clause| clause.end < at).min(self.clauses.len() - 1)
    }

    /// The brackets that hold this character.
    pub(super) fn bracket(&self, at: usize) -> Option<&Range<usize>> {
        holding(self.brackets, at)
    }

    /// Whether a mention stands in brackets.
    pub(super) fn aside(&self, mention: usize) -> bool {
        self.bracket(self.range(mention).start).is_some()
    }

    /// The characters of a range, clipped to the sentence.
    pub(super) fn text(&self, range: Range<usize>) -> &'a [char] {
        let end = range.end.min(self.chars.len());
        self.chars.get(range.start.min(end)..end).unwrap_or_default()
    }

    /// Where a mention stands.
    pub(super) fn range(&self, mention: usize) -> Range<usize> {
        self.mentions[mention].span.range()
    }

    /// The mention that starts here.
    #[inline(never)]
    pub(super) fn starting(&self, at: usize) -> Option<usize> {
        self.mentions.binary_search_by_key(&at, |m| m.span.start as usize).ok()
    }

    /// The mention that ends here.
    #[inline(never)]
    pub(super) fn ending(&self, at: usize) -> Option<usize> {
        self.mentions.binary_search_by_key(&at, |m| m.span.end as usize).ok()
    }

    /// The mentions that lie within a range.
    #[inline(never)]
    pub(super) fn inside(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.mentions.partition_point(|m| (m.span.start as usize) < range.start);
        let to = self.mentions.partition_point(|m| (m.span.end as usize) <= range.end);
        from..to.max(from)
    }

    /// The kinds of the mentions that end at or before `start` and of those that start at or after
    /// `end`, and how many they are.
    pub(super) fn sides(&self, start: usize, end: usize) -> [(Kinds, usize); 2] {
        let before = self.mentions.partition_point(|m| m.span.end as usize <= start);
        let after = self.mentions.partition_point(|m| (m.span.start as usize) < end);
        [kinds(&self.mentions[..before]), kinds(&self.mentions[after..])]
    }

    /// The kinds of all mentions, and how many they are.
    pub(super) fn kinds(&self) -> (Kinds, usize) {
        kinds(self.mentions)
    }

    /// Whether a part of this range belongs to a name.
    #[inline(never)]
    pub(super) fn names(&self, range: Range<usize>) -> bool {
        names(self.mentions, range)
    }

    /// Whether this place only says where the firm or body behind it is from: 台湾的乙公司, 绍兴企业乙.
    #[inline(never)]
    pub(super) fn modifies(&self, mention: usize) -> bool {
        let Some(next) = self.mentions.get(mention + 1) else { return false };
        let org = next.kind == Kind::COMPANY || next.kind == Kind::INSTITUTION;
        let between = self.range(mention).end..next.span.start as usize;
        self.mentions[mention].kind == Kind::PLACE
            && org
            && matches!(
                self.text(between),
                [] | ['的']
                    | ['里' | '内' | '上', '的']
                    | ['境', '内', '的']
                    | ['企', '业']
                    | [.., '头' | '土' | '地' | '营', '企', '业']
                    | [_, '企']
                    | ['高', '校']
            )
    }

    /// The last of the places that stand side by side from this mention on: 甲省乙市丙镇. Places of
    /// one letter are a list instead: 京沪.
    #[inline(never)]
    pub(super) fn chain_end(&self, mention: usize) -> usize {
        let place = |m: usize| self.mentions[m].kind == Kind::PLACE && self.range(m).len() > 1;
        let mut last = mention;
        while last + 1 < self.mentions.len()
            && place(last)
            && place(last + 1)
            && self.range(last).end == self.range(last + 1).start
        {
            last += 1;
        }
        last
    }

    /// Whether a clause begins here, what counts the lines of a list passed over: 一、 2.
    pub(super) fn opens(&self, at: usize) -> bool {
        let at = self.unwrap_left(at);
        at == 0 || ends_clause(self.chars[at - 1]) || self.text(0..at).iter().all(|&c| counts(c))
    }

    /// The next place from `at` that is no wrapping character, to the right.
    #[inline(never)]
    pub(super) fn unwrap_right(&self, mut at: usize) -> usize {
        while self.chars.get(at).is_some_and(|&c| wraps(c)) {
            at += 1;
        }
        at
    }

    /// The same to the left: the place past the last character that wraps nothing.
    #[inline(never)]
    pub(super) fn unwrap_left(&self, mut at: usize) -> usize {
        while at > 0 && wraps(self.chars[at - 1]) {
            at -= 1;
        }
        at
    }

    /// Whether the text between two mentions joins them into one list.
    pub(super) fn joined(&self, left: usize, right: usize) -> bool {
        let gap = self.range(left).end..self.range(right).start;
        if gap.len() > 60 {
            return false;
        }
        let outside = |at: &usize| self.bracket(*at).is_none() && !wraps(self.chars[*at]);
        let kept: Vec<char> = gap.filter(outside).map(|at| self.chars[at]).collect();
        kept.len() <= 24 && joins(&kept, self.mentions[left].kind == self.mentions[right].kind)
    }
}

/// Longest stretch in brackets that is passed over.
const LONGEST_ASIDE: usize = 80;

fn kinds(mentions: &[Mention]) -> (Kinds, usize) {
    (Kinds::of(mentions.iter().map(|mention| mention.kind)), mentions.len())
}

/// Whether a part of this range belongs to one of the names.
fn names(mentions: &[Mention], range: Range<usize>) -> bool {
    let at = mentions.partition_point(|m| (m.span.end as usize) <= range.start);
    mentions.get(at).is_some_and(|m| (m.span.start as usize) < range.end)
}

/// The brackets that hold this character.
fn holding(brackets: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let index = brackets.partition_point(|bracket| bracket.end <= at);
    brackets.get(index).filter(|bracket| bracket.start <= at)
}

/// Adds the clauses of a sentence to `found`, given where its dateline ends and what stands in
/// brackets. There is always one.
pub(super) fn clauses(
    chars: &[char],
    dateline: usize,
    signs: &Signs,
    mentions: &[Mention],
    brackets: &[Range<usize>],
    found: &mut Vec<Range<usize>>,
) {
    let mut start = dateline;
    if start > 0 {
        found.push(0..start - 1);
    }
    for at in signs.all(Sign::Clause) {
        if at < start {
            continue;
        }
        // Punctuation within a name or within brackets does not end a clause.
        if ends_clause(chars[at]) && !names(mentions, at..at + 1) && holding(brackets, at).is_none()
        {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.push(start..chars.len());
}

/// Where a line like 【本报某地三日电】 or 新华社某地5月6日电（记者某某） at the head of a text ends, 0
/// where there is none. It says who reports and from where, and nothing of what follows.
pub(super) fn dateline(chars: &[char]) -> usize {
    const LONGEST: usize = 36;
    const SHORTEST: usize = 10;
    static ENDS: Few = Few::of(&['日', '电', '讯', '道', '息']);
    let head = chars.get(..chars.len().min(LONGEST)).unwrap_or_default();
    let paper = head.iter().take(9).position(|c| matches!(c, '社' | '报' | '网' | '端'));
    // 江城电　, 又讯　: where no paper is named a blank follows at once.
    let head = if paper.is_some() { head } else { &head[..head.len().min(SHORTEST)] };
    let blank = |at: usize| matches!(head.get(at), Some(' ' | '\u{3000}'));
    let told = |&at: &usize| {
        let parted = |c: &char| wraps(*c) || matches!(c, '（' | '(' | '】' | '：');
        // 某报2019年9月20日　: the day alone.
        let day = head[at] == '日' && blank(at + 1) && paper.is_some();
        let sent = matches!(head[at - 1..=at], [_, '电' | '讯'] | ['报', '道'] | ['消', '息']);
        (day && head[at - 1].is_ascii_digit())
            || (sent && head.get(at + 1).is_some_and(parted) && (paper.is_some() || blank(at + 1)))
    };
    let ends = |c: &char| matches!(c, '，' | '。' | '；' | '：' | '、');
    // Most lines have none of the characters that a dateline ends with.
    let may_end = |at: &usize| ENDS.may_hold(head[*at]);
    let Some(last) = (paper.unwrap_or(0) + 1..head.len()).filter(may_end).find(told) else {
        return 0;
    };
    if head[..last].iter().any(ends) {
        return 0;
    }
    let mut end = last + 1;
    if matches!(head[end], '（' | '(') {
        let close = chars.iter().skip(end).take(LONGEST).position(|c| matches!(c, '）' | ')'));
        end += close.map_or(0, |close| close + 1);
    }
    let parts = |c: &&char| wraps(**c) || matches!(c, '】' | '：');
    end + chars.iter().skip(end).take_while(parts).take(6).count()
}

/// Adds what stands in brackets outside of names to `found`, in order.
pub(super) fn brackets(
    chars: &[char],
    signs: &Signs,
    mentions: &[Mention],
    found: &mut Vec<Range<usize>>,
) {
    let mut open = None;
    for at in signs.all(Sign::Bracket) {
        if names(mentions, at..at + 1) {
            continue;
        }
        match (chars[at], open) {
            ('（' | '(', _) => open = Some(at),
            ('）' | ')', Some(start)) if at - start <= LONGEST_ASIDE => {
                found.push(start..at + 1);
                open = None;
            }
            _ => {}
        }
    }
}

/// Whether lines of a list are counted with this character.
pub(super) fn counts(char: char) -> bool {
    char.is_ascii_digit()
        || matches!(char, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
        || matches!(char, '、' | '.' | '．' | '（' | '）' | '(' | ')' | ' ' | '·' | '•' | '-')
}

/// Whether this text between two names of a list does no more than join them.
fn joins(text: &[char], same_kind: bool) -> bool {
    const NUMERALS: [char; 11] = ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十'];
    const COUNTERS: [char; 7] = ['项', '个', '次', '枚', '座', '家', '件'];
    const JOINERS: [char; 9] = ['、', '和', '与', '及', '或', '暨', '/', '·', '＋'];
    match text {
        [] => same_kind,
        [one] => JOINERS.contains(one),
        ['以', '及'] | ['、', '与' | '和' | '及'] | ['，', '以', '及'] => true,
        // A list of lists: 甲等三家企业和乙.
        ['等', middle @ .., '、' | '和' | '与' | '及'] => {
            !middle.iter().any(|&c| ends_clause(c)) && middle.len() <= 12
        }
        // 甲奖一项、乙奖三项: so many of each.
        [numeral, .., counter, '、' | '和' | '及' | '与']
            if text.len() <= 5 && NUMERALS.contains(numeral) && COUNTERS.contains(counter) =>
        {
            true
        }
        // 甲奖一等奖、乙奖二等奖: the class of each.
        ['特' | '一' | '二' | '三' | '金' | '银' | '铜', .., '奖', joiner]
            if text.len() <= 4 && JOINERS.contains(joiner) =>
        {
            true
        }
        // An unknown name between two known ones.
        ['、', middle @ .., '、' | '和' | '与' | '及'] => {
            !middle.iter().any(|&c| ends_clause(c)) && middle.len() <= 14
        }
        _ => false,
    }
}

/// A range of characters as a span.
pub(super) fn span(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

//! A question in, how it is put out: whether it asks for yes or no, of the past, for a number of things.

use crate::knowledge::{Manner, QuestionWords};

/// How many are asked for (哪三家, 前五名, 最高的三个; top 5 is read elsewhere).
pub(in crate::question) fn asked_number(question: &str) -> Option<u32> {
    let chars: Vec<char> = question.chars().collect();
    let ranks = question.contains('最');
    chars.windows(3).find_map(|window| {
        let counted = "家个所位座名项种条款大强".contains(window[2]);
        let asks = ['哪', '前'].contains(&window[0]) || ranks && window[0] == '的';
        if !asks || !counted {
            return None;
        }
        let spelled = "一二三四五六七八九十".chars().position(|c| c == window[1]);
        let spelled = spelled.map(|at| at as u32 + 1).or((window[1] == '两').then_some(2));
        spelled.or_else(|| window[1].to_digit(10))
    })
}

/// Words before a number that must be reached, and before one that must not.
const AT_LEAST: [&str; 11] = [
    "不低于",
    "超过",
    "高于",
    "大于",
    "突破",
    "多于",
    "more than",
    "at least",
    "over",
    "above",
    "exceeding",
];
const BELOW: [&str; 7] = ["低于", "少于", "不到", "小于", "less than", "below", "under"];
/// What a number is multiplied by.
const POWERS: [(&str, f64); 9] = [
    ("万亿", 1e12),
    ("千亿", 1e11),
    ("百亿", 1e10),
    ("亿", 1e8),
    ("万", 1e4),
    ("trillion", 1e12),
    ("billion", 1e9),
    ("million", 1e6),
    ("", 1.0),
];

/// The amount that must be reached, or not be reached, by what answers (超过20亿元, below 3 billion).
pub(in crate::question) fn asked_least(question: &str) -> Option<(bool, i64)> {
    let lower = question.to_lowercase();
    let all = AT_LEAST.iter().map(|word| (*word, true)).chain(BELOW.map(|word| (word, false)));
    let behind = |(word, least): (&str, bool)| {
        let at = lower.find(word).filter(|_| least || !lower.contains("不低于"))?;
        Some((least, lower.get(at + word.len()..)?.trim_start()))
    };
    all.filter_map(behind).find_map(|(least, rest)| {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number: f64 = rest.get(..digits)?.parse().ok()?;
        let unit = rest.get(digits..)?.trim_start();
        let power = POWERS.iter().find(|(power, _)| unit.starts_with(power))?.1;
        Some((least, (number * power).round() as i64))
    })
}

/// Whether a question asks which of several has more.
pub(in crate::question) fn asks_which_has_more(question: &str, manner: &Manner) -> bool {
    let lower = question.to_lowercase();
    holds(&lower, &manner.more) && !lower.contains("more than")
}

/// Whether a question asks for what is still sought (争创).
pub(in crate::question) fn asks_for_what_is_sought(question: &str, manner: &Manner) -> bool {
    holds(&question.to_lowercase(), &manner.seeks)
}

/// Whether a question asks when.
pub(in crate::question) fn asks_when(question: &str, manner: &Manner) -> bool {
    let lower = question.to_lowercase();
    // When a firm was founded, who paid for it: the time is told, not asked for.
    let told =
        lower.split_once(", ").is_some_and(|(_, asked)| holds(asked, &manner.asking_in_english));
    holds(&lower, &manner.when) || lower.starts_with("when ") && !told
}

fn holds(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Whether an English question asks of what has happened (has … signed).
pub(in crate::question) fn asked_of_the_past(question: &str) -> bool {
    let first = question.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["has", "have", "did", "was", "were"].contains(&first.as_str()) || question.contains(" already")
}

/// The unit in which the answer is to be told (多少吨, how many tonnes).
pub(in crate::question) fn asked_unit<'m>(question: &str, manner: &'m Manner) -> Option<&'m str> {
    let lower = question.to_lowercase();
    let after = ["多少", "几", "how many "].iter().find_map(|how| lower.split_once(how));
    let after = after?.1.trim_start_matches(['万', '亿', '千', '百', '个']);
    let named = manner.units.iter().find(|(word, _)| after.starts_with(word.as_str()));
    // 奖多少: money, behind a verb.
    let spent = || {
        let mut ways = manner.how_much.iter();
        let way = ways.find(|(asks, _)| !asks.starts_with("多少") && lower.contains(asks.as_str()));
        way.and_then(|(_, units)| Some(units.first()?.as_str()).filter(|_| units.len() == 1))
    };
    named.map(|(_, unit)| unit.as_str()).or_else(|| spent().filter(|unit| *unit == "元"))
}

/// Whether a question asks for who held an office before by one letter before its title (原董事长,
/// 前市长), or before all (原甲厂厂长).
pub(in crate::question) fn asked_of_a_former(question: &str, words: &QuestionWords) -> bool {
    let forms = || words.titles.iter().flat_map(|title| &title.zh);
    let opens = question.starts_with('原') && forms().any(|form| question.contains(form.as_str()));
    let before_title = |letter: char, others: &[char]| {
        forms().any(|form| {
            let former = format!("{letter}{form}");
            let at = question.find(&former);
            at.is_some_and(|at| !question.get(..at).is_some_and(|front| front.ends_with(others)))
        })
    };
    opens
        || before_title('原', &['太', '中', '平', '三', '五', '松', '开', '固', '清', '凌'])
        || before_title('前', &['目', '日', '当', '之', '以', '此'])
}

/// Whether a question asks what two things are to each other, not what lies between them.
pub(in crate::question) fn asks_for_the_relation(question: &str, manner: &Manner) -> bool {
    holds(&question.to_lowercase(), &manner.relation)
}

/// Whether a question is answered by yes or no.
pub(in crate::question) fn asks_whether(question: &str, manner: &Manner) -> bool {
    let asked = question.trim_end_matches(['?', '？', ' ', '。']);
    let first = question.split_whitespace().next().unwrap_or_default().to_lowercase();
    asked.ends_with('吗') || holds(asked, &manner.whether) || manner.verbs.contains(&first)
}
/// A city held a fair of ships. What is it called: which fair the city held. `None` where nothing is told
/// of before.
pub(in crate::question) fn with_what_is_told(question: &str, manner: &Manner) -> Option<String> {
    let (told, asked) = question.trim_end_matches(['?', ' ', '.']).rsplit_once(". ")?;
    let asked = asked.to_lowercase();
    let its_name = manner.asks_its_name.contains(&asked);
    let first = |article: &str| Some((told.find(article)?, article.len()));
    let (at, length) = [" a ", " an "].into_iter().filter_map(first).min().filter(|_| its_name)?;
    let (front, thing) = (told.get(..at)?, told.get(at + length..)?);
    Some(format!("{front} which {thing}?"))
}

/// A question without what somebody says before it of why it is asked (我在写一篇稿子：…).
pub(in crate::question) fn without_preamble<'q>(question: &'q str, manner: &Manner) -> &'q str {
    let Some((front, rest)) = question.split_once([':', '：']) else { return question };
    let lower = format!(" {}", front.to_lowercase());
    let of_oneself = manner.preamble.iter().any(|word| lower.contains(word.as_str()));
    if of_oneself && rest.chars().any(char::is_alphanumeric) { rest.trim() } else { question }
}

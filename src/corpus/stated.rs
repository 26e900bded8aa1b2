//! A text in, the title and the date that it states out.
//!
//! Only the head and the foot of the page are asked: a year in running text is not the date of the
//! document. Metadata of files is never used.

use super::Date;

/// Lines that are looked at from each end.
const HEAD: usize = 24;
const FOOT: usize = 12;

/// Words by which a line says that it holds the date of the document.
const MARKS: [&str; 17] = [
    "来源",
    "發布",
    "发布",
    "日期",
    "时间",
    "時間",
    "印发",
    "消息",
    "编辑",
    "刊登",
    "记者",
    "稿源",
    "版",
    "作者",
    "通讯员",
    "日报",
    "晚报",
];

/// Words before a colon that make a line a byline or a turn of speech, and no title.
const LABELS: &str = "来源 作者 记者 通讯员 编辑 责编 校对 摄影 摄 图 文 时间 日期 地点 发布 问 答 \
                      主持人 电话 附件";

/// The first line that reads like a title: Chinese words without an end, neither a byline nor the
/// name of a file.
pub(super) fn title(text: &str) -> Option<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(HEAD)
        .find(|line| is_title(line))
        .map(str::to_owned)
}

fn is_title(line: &str) -> bool {
    // No character has more than four bytes.
    if line.len() > 240 {
        return false;
    }
    let han = line.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    let length = line.chars().count();
    let ended = line.ends_with(['。', '；', '：', ':', ';', ',', '，', '.']);
    let head = line.split([':', '：']).next().unwrap_or(line);
    let byline = head.len() < line.len()
        && head.chars().count() <= 5
        && LABELS.split_whitespace().any(|label| head.contains(label));
    let trail = line.contains(['>', '|', '｜', '»']);
    let file = line.rsplit_once('.').is_some_and(|(_, ending)| {
        (2..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
    });
    han >= 5
        && length <= 60
        && !ended
        && !byline
        && !trail
        && !file
        && !line.starts_with(['（', '(', '□'])
}

/// The date that the head or the foot of the page states: on a line that says so, or alone on its
/// line.
pub(super) fn date(text: &str) -> Option<Date> {
    // No character has more than four bytes.
    let short = |line: &&str| line.len() <= 320 && line.chars().count() <= 80;
    let head = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD);
    let foot = text.lines().rev().map(str::trim).filter(|line| !line.is_empty()).take(FOOT);
    let dated = |line: &&str| line.contains(['年', '-', '/', '.', '－', '／']);
    let candidates: Vec<&str> = head.chain(foot).filter(short).filter(dated).collect();
    // Running text, which most lines are, is told first.
    let marked = |line: &&str| !line.contains('，') && MARKS.iter().any(|mark| line.contains(mark));
    let alone =
        |line: &&str| line.chars().all(|c| !matches!(c, '\u{4e00}'..='\u{9fff}') || of_dates(c));
    let full = |date: &Date| date.day > 0;
    let lines = || candidates.iter().copied();
    lines()
        .filter(marked)
        .find_map(date_in)
        .filter(full)
        .or_else(|| lines().filter(alone).find_map(date_in).filter(full))
        .or_else(|| lines().filter(|line| !line.contains(['，', '。'])).find_map(signed))
        .or_else(|| in_brackets(text))
        .or_else(|| text.lines().take(HEAD).find_map(dateline))
}

/// The day of a line that says who wrote or spoke, and when: 江城市统计局　2024年6月7日, 江城网2024-06-07,
/// ——2024年6月7日在江城市人民代表大会上.
fn signed(line: &str) -> Option<Date> {
    let date = date_in(line)?;
    let at = line.find(|c: char| c.is_ascii_digit() || c == '二' || c == '一')?;
    let (front, rest) = line.split_at_checked(at)?;
    let dashes = |c: char| matches!(c, '—' | '-' | '（' | '(') || c.is_whitespace();
    let spoken = front.chars().all(dashes) && rest.contains("日在");
    let printed = PRINTED.iter().any(|end| front.trim_end().ends_with(end));
    let alone = rest.chars().all(|c| of_dates(c) || !c.is_alphabetic());
    let apart = alone && front.ends_with(char::is_whitespace);
    (spoken || printed || apart).then_some(date)
}

/// The day of a report sent: 本报江城2024年6月7日讯, 新华社江城一九五六年六月七日电.
fn dateline(line: &str) -> Option<Date> {
    let end = line.char_indices().nth(40).map_or(line.len(), |(at, _)| at);
    let head = line.get(..end)?;
    if !head.contains('日') {
        return None;
    }
    let sent = ["日讯", "日电", "日专电"].iter().filter_map(|word| head.find(word)).min()?;
    let front = head.get(..sent + '日'.len_utf8())?;
    if front.contains(['，', '。']) { None } else { date_in(front) }
}

/// What may stand with the date in brackets: who printed the text.
const PRINTED: [&str; 17] = [
    "日报", "晚报", "时报", "商报", "早报", "晨报", "周刊", "在线", "网", "讯", "电", "社", "消息",
    "台", "局", "府", "海关",
];

/// The day that a news text states in brackets: （江城日报 2024年6月7日）, （6月7日讯）. Where two
/// such days are told, the text is about papers of others.
fn in_brackets(text: &str) -> Option<Date> {
    let head = text.lines().take(HEAD);
    let foot = text.lines().rev().take(FOOT);
    // One character is looked for many bytes at a time, one of several is not.
    let last = |line: &str| {
        let open = line.rfind('（').max(line.rfind('('))?;
        let inside = line.get(open..)?.trim_start_matches(['（', '(']);
        Some(inside.split_once(['）', ')'])?.0.to_owned())
    };
    let dates = head.chain(foot).filter_map(last).filter(|inside| prints(inside));
    let mut dates = dates.filter_map(|inside| date_in(&inside));
    let first = dates.next()?;
    dates.all(|date| date == first).then_some(first)
}

/// Whether these words are no more than a date and who printed the text on it.
fn prints(inside: &str) -> bool {
    if inside.len() > 120 || !inside.contains(['年', '-', '/', '.']) {
        return false;
    }
    let mut before = ' ';
    let named = |c: char| {
        let date = matches!(c, '年' | '月') || is_digit(c) || (c == '日' && is_digit(before));
        before = c;
        (!date && c.is_alphabetic()).then_some(c)
    };
    let word: String = inside.chars().filter_map(named).collect();
    let source = word.starts_with("来源") || word.starts_with("记者");
    let at_end = inside.chars().last().is_some_and(|c| c == '日' || c.is_ascii_digit());
    word.is_empty() && at_end || source || PRINTED.iter().any(|end| word.ends_with(end))
}

/// Whether dates are written with this character.
fn of_dates(char: char) -> bool {
    matches!(char, '年' | '月' | '日' | '时' | '分' | '秒' | '星' | '期' | '零' | '十')
        || numeral(char).is_some()
}

/// The first day in a line: `2024年6月7日`, `2024-06-07`, `2024/6/7`, `二〇二四年六月七日`.
pub(super) fn date_in(line: &str) -> Option<Date> {
    let chars: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
    (0..chars.len())
        .filter(|&at| at == 0 || !is_digit(chars[at - 1]))
        .find_map(|at| day(&chars[at..]))
}

fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '○' | 'Ｏ' | '零' => '〇',
        '－' | '／' | '/' | '.' => '-',
        c => c,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || numeral(c).is_some()
}

fn numeral(c: char) -> Option<u32> {
    Some(match c {
        '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn day(text: &[char]) -> Option<Date> {
    let (year, rest) = number(text)?;
    let rest = rest.strip_prefix(&['年']).or_else(|| rest.strip_prefix(&['-']))?;
    let (month, rest) = number(rest)?;
    let rest = rest.strip_prefix(&['月']).or_else(|| rest.strip_prefix(&['-']))?;
    // A time may follow without a space: `2024-06-0715:29`.
    let (day, _) = number(rest.get(..2.min(rest.len()))?).or_else(|| number(rest))?;
    let day = match number(rest) {
        Some((whole, _)) if whole <= 31 => whole,
        _ => day,
    };
    let year = i32::try_from(year).ok().filter(|year| (1900..=2100).contains(year))?;
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).filter(|date| date.day > 0)
}

/// A number in digits or in Chinese numerals (二〇二四, 十一, 二十三), and what follows it.
fn number(text: &[char]) -> Option<(u32, &[char])> {
    let digits = text.iter().take(4).take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 {
        let value = text[..digits].iter().filter_map(|c| c.to_digit(10)).fold(0, |n, d| n * 10 + d);
        return Some((value, &text[digits..]));
    }
    let length = text.iter().take(4).take_while(|&&c| c == '十' || numeral(c).is_some()).count();
    let (word, rest) = text.split_at(length);
    let value = match word.iter().position(|&c| c == '十') {
        Some(ten) => {
            let units = |c: Option<&char>| c.and_then(|&c| numeral(c));
            let tens = if ten == 0 { 1 } else { units(word.first())? };
            tens * 10 + units(word.get(ten + 1)).unwrap_or(0)
        }
        None => word.iter().filter_map(|&c| numeral(c)).fold(0, |n, d| n * 10 + d),
    };
    (length > 0).then_some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_form() {
        for line in [
            "来源：江城日报  2024-06-07 15:29:00",
            "发布时间：2024年6月7日",
            "2024 年 6 月 7 日",
            "二〇二四年六月七日",
            "２０２４年６月７日",
            "2024/6/7",
            "2024.06.07",
            "（来源：某部 2024 年 6 月 7 日消息）",
        ] {
            assert_eq!(
                date_in(line).map(|date| date.to_string()).as_deref(),
                Some("2024-06-07"),
                "{line}"
            );
        }
        for line in ["2024年", "比例为4:5:1", "13800002024", "2024年13月7日", "第2024-1号"]
        {
            assert_eq!(date_in(line), None, "{line}");
        }
    }

    #[test]
    fn the_date_is_that_of_the_document_and_not_of_its_story() {
        let page = "江城建成首座换电站\n来源：江城日报 2023-03-04\n\n2019年5月6日，该项目开工。\n";
        assert_eq!(date(page).map(|date| date.to_string()).as_deref(), Some("2023-03-04"));
        assert_eq!(date("江城建成首座换电站\n2019年5月6日，该项目开工。\n"), None);
        for (text, date) in [
            ("江城去年产值翻番。（江城日报 2024年6月7日）", Some("2024-06-07")),
            ("江城去年产值翻番（江城在线 2024-06-07），今年再翻番。", Some("2024-06-07")),
            ("江城去年产值翻番。（2024年6月7日讯）", Some("2024-06-07")),
            ("江城去年产值翻番。（1994年2月6日）", Some("1994-02-06")),
            ("江城年鉴\n江城市统计局　　2024年6月7日\n全年翻番。", Some("2024-06-07")),
            ("江城见闻\n江城网2024-06-07　文/林晓东\n去年翻番。", Some("2024-06-07")),
            ("工作报告\n——2024年1月7日在江城人代会上　市长　林晓东\n", Some("2024-01-07")),
            ("本报江城1994年2月6日讯　江城去年产值翻番。", Some("1994-02-06")),
            ("新华社江城一九五六年二月六日电　江城去年翻番。", Some("1956-02-06")),
            ("据江城日报，2003年6月7日讯息，去年翻番。", None),
            ("江城厂2003年6月7日投产", None),
            ("该校（2003年6月7日成立）去年翻番。", None),
            ("该办法（2003年6月7日第3号令）施行。", None),
            ("该厂（2003年—2006年）停产。", None),
        ] {
            assert_eq!(super::date(text).map(|date| date.to_string()).as_deref(), date, "{text}");
        }
        let notice =
            "关于公布名单的通知\n各有关单位：\n现予公布。\n江城市政府\n二〇二一年十一月二十三日\n";
        assert_eq!(date(notice).map(|date| date.to_string()).as_deref(), Some("2021-11-23"));
    }

    #[test]
    fn the_title_is_the_first_line_that_reads_like_one() {
        let page =
            "3_副本.jpg\n首页 > 新闻\n来源：江城日报\n江城建成首座换电站\n去年，江城开工。\n";
        assert_eq!(title(page).as_deref(), Some("江城建成首座换电站"));
        assert_eq!(title("去年，江城建成首座换电站。\n"), None);
    }
}

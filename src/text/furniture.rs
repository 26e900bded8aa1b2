//! A line in, what part of the page it is out.
//!
//! Menus, file names, page numbers and share buttons say nothing and are dropped. Headings,
//! bylines and captions name people and places, so they stay, each a text of its own.

use super::Role;
use super::character::{is_han, is_space};
use super::line::Line;
use super::phrase::PHRASES;
use std::ops::Range;

/// What a line is, before its neighbours are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Page furniture: never part of a sentence.
    Dropped,
    /// A line of its own, with the part of it that says something.
    Alone(Role, Range<usize>),
    /// A heading or a piece of running text: its neighbours decide.
    Text,
}

/// What part of the page the line is.
pub(super) fn part(line: &Line, chars: &[char]) -> Part {
    let text = &chars[line.range.clone()];
    if !line.has_words() {
        return Part::Dropped;
    }
    if let Some(stem) = file_stem(text) {
        let named = line.range.start..line.range.start + stem;
        let says = text[..stem].iter().filter(|&&c| is_han(c)).count() >= 6;
        return if says { Part::Alone(Role::Caption, named) } else { Part::Dropped };
    }
    if is_drop(line, text) {
        return Part::Dropped;
    }
    let whole = line.range.clone();
    if PHRASES.caption_start.begins(text) && line.width <= 300 {
        return Part::Alone(Role::Caption, whole);
    }
    if line.width <= 160 && PHRASES.caption_end.ends(text) && line.stops <= 2 {
        return Part::Alone(Role::Caption, whole);
    }
    if is_byline(line, text) { Part::Alone(Role::Byline, whole) } else { Part::Text }
}

/// Whether the line is one short phrase as menus have: no mark, at most eight characters.
pub(super) fn is_menu_item(line: &Line) -> bool {
    line.width <= 16 && line.commas + line.stops + line.digits == 0
}

/// Whether the line is a word that only menus have.
pub(super) fn is_menu_word(line: &Line, chars: &[char]) -> bool {
    is_menu_item(line) && PHRASES.menu.has(&chars[line.range.clone()])
}

fn is_drop(line: &Line, text: &[char]) -> bool {
    if is_contents_row(text) {
        return true;
    }
    if line.stops > 1 || line.width > 240 {
        return false;
    }
    let short = line.width <= 120 && line.stops == 0;
    is_page_number(line, text)
        || (short && head(text).is_some_and(|head| PHRASES.dropped_head.has(head)))
        || (short && is_menu(line, text))
        || PHRASES.footer.is_within(text)
        || is_address(line, text)
}

/// A row of menu words, or a trail of them: `首页 > 新闻 > 正文`.
fn is_menu(line: &Line, text: &[char]) -> bool {
    if line.commas > 0 {
        return false;
    }
    let tokens = || text.split(|&c| is_divider(c)).filter(|token| !token.is_empty());
    let trail = text.iter().filter(|c| matches!(c, '>' | '»' | '›' | '＞')).count();
    let count = tokens().count();
    let listed = tokens().filter(|token| PHRASES.menu.has(token)).count();
    (trail >= 1 && count >= 2 && line.width <= 100)
        || (listed >= 1 && (count == 1 || tokens().all(|token| token.len() <= 8)))
}

fn is_divider(c: char) -> bool {
    is_space(c)
        || matches!(
            c,
            '|' | '｜'
                | '丨'
                | '>'
                | '＞'
                | '»'
                | '›'
                | '/'
                | ':'
                | '：'
                | '['
                | ']'
                | '【'
                | '】'
                | '-'
                | '·'
                | '('
                | ')'
                | '（'
                | '）'
        )
}

/// `- 3 -`, `3/10`, `第3页`, `A03版`: digits and hardly anything else, and no date.
fn is_page_number(line: &Line, text: &[char]) -> bool {
    if line.width > 24 || line.digits == 0 || line.digits > 6 || line.commas > 0 {
        return false;
    }
    if line.han + line.letters == 0 {
        return !text.contains(&':') && !text.contains(&'%');
    }
    let words =
        text.iter().filter(|c| is_han(**c)).all(|c| matches!(c, '第' | '页' | '版' | '共' | '总'));
    let page = line.han > 0 && text.iter().any(|c| matches!(c, '页' | '版'));
    (words && page && line.letters <= 1) || (line.han == 0 && line.letters == 1 && line.width <= 6)
}

/// `一、总体要求 ……… 3`: a row of a table of contents.
fn is_contents_row(text: &[char]) -> bool {
    let digits = text.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let rest = &text[..text.len() - digits];
    let dots = rest.iter().rev().take_while(|c| matches!(c, '.' | '…' | '·' | ' ')).count();
    digits > 0 && dots >= 3 && rest[rest.len() - dots..].iter().filter(|&&c| c != ' ').count() >= 2
}

/// A line that is nothing but a web address.
fn is_address(line: &Line, text: &[char]) -> bool {
    line.han == 0
        && (text.starts_with(&['h', 't', 't', 'p']) || text.starts_with(&['w', 'w', 'w', '.']))
        && line.spaces == 0
}

fn is_byline(line: &Line, text: &[char]) -> bool {
    if PHRASES.byline_bracket.begins(text) {
        return line.width <= 160 && line.stops <= 1;
    }
    if line.width > 120 || line.stops > 0 {
        return false;
    }
    if line.commas == 0 && PHRASES.byline_start.begins(text) {
        return true;
    }
    if head(text).is_some_and(|head| PHRASES.byline_head.has(head)) {
        return true;
    }
    let date = line.digits >= 4
        && text.iter().all(|&c| !is_han(c) || matches!(c, '年' | '月' | '日' | '时' | '分' | '秒'))
        && line.letters == 0;
    date || is_signature(line, text)
}

/// `某大学某学院院长 王小明`: a phrase, a space and a short name, no mark at all.
fn is_signature(line: &Line, text: &[char]) -> bool {
    let name = text.iter().rev().take_while(|&&c| is_han(c)).count();
    let before = text.iter().rev().skip(name).take_while(|&&c| is_space(c)).count();
    (2..=3).contains(&name)
        && before > 0
        && line.commas + line.digits + line.letters == 0
        && line.han >= name + 4
        && line.han + line.spaces == text.len()
}

/// What stands before the first colon, when that is short.
fn head(text: &[char]) -> Option<&[char]> {
    let colon = text.iter().take(12).position(|&c| matches!(c, ':' | '：'))?;
    let head = &text[..colon];
    let opened = head.iter().take_while(|&&c| matches!(c, '(' | '（' | '【' | '[')).count();
    let spaces = head.iter().rev().take_while(|&&c| is_space(c)).count();
    head.get(opened..head.len() - spaces)
}

/// The length of the stem when the text ends with the name of a file.
fn file_stem(text: &[char]) -> Option<usize> {
    let letters = text.iter().rev().take(6).take_while(|c| c.is_ascii_alphanumeric()).count();
    let dot = text.len().checked_sub(letters + 1)?;
    if letters < 3 || text[dot] != '.' || dot == 0 {
        return None;
    }
    let end: Vec<char> = text[dot + 1..].iter().map(char::to_ascii_lowercase).collect();
    if !PHRASES.file_end.has(&end) {
        return None;
    }
    let mut stem = &text[..dot];
    for copy in [&['_', '副', '本'][..], &['-', '副', '本'], &['副', '本']] {
        stem = stem.strip_suffix(copy).unwrap_or(stem);
    }
    let serial =
        stem.iter().rev().take_while(|c| c.is_ascii_digit() || matches!(c, '_' | '-')).count();
    Some(stem.len() - serial)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::super::mark::marks;
    use super::*;

    fn parts(text: &str) -> Vec<Part> {
        let chars: Vec<char> = text.chars().collect();
        lines(&chars, &marks(&chars)).iter().map(|line| part(line, &chars)).collect()
    }

    #[test]
    fn furniture_is_dropped() {
        for line in [
            "首页 > 新闻中心 > 正文",
            "首页 政务公开 办事服务 互动交流",
            "【打印】 【关闭】",
            "分享到：微信 微博",
            "字号：大 中 小",
            "- 3 -",
            "第 3 页 共 10 页",
            "A03版",
            "上一篇：某市召开工作会议",
            "微信图片_2024.png",
            "12_副本.jpg",
            "某ICP备12345678号",
            "https://example.org/a/b.html",
            "一、总体要求………3",
            "----------",
        ] {
            assert_eq!(parts(line), [Part::Dropped], "{line}");
        }
    }

    #[test]
    fn bylines_and_captions_stand_alone() {
        let role = |line: &str| match &parts(line)[0] {
            Part::Alone(role, _) => Some(*role),
            _ => None,
        };
        for line in [
            "来源：江城日报 2023-05-06 10:00",
            "责任编辑：王小明",
            "□ 李晓红",
            "(作者系江城大学经济学院教授)",
            "江城大学商学院院长 王小明",
            "2023年5月6日",
            "本报记者 李晓红 通讯员 王小明",
        ] {
            assert_eq!(role(line), Some(Role::Byline), "{line}");
        }
        for line in [
            "图为江城港的集装箱码头。",
            "江城港一景。李晓红摄",
            "江城港的桥吊正在装船 李晓红_副本.jpg",
        ] {
            assert_eq!(role(line), Some(Role::Caption), "{line}");
        }
    }

    #[test]
    fn running_text_and_headings_are_left_to_their_neighbours() {
        for line in [
            "打印机产业加快发展",
            "搜索引擎企业落户江城",
            "江城新能源产业园开工",
            "2024",
            "江城市去年引进项目12个，",
            "夯实产业基石 激发创新动能",
            "3家企业入选",
        ] {
            let found = parts(line);
            let text = found == [Part::Text] || (line == "2024" && found == [Part::Dropped]);
            assert!(text, "{line}: {found:?}");
        }
    }
}

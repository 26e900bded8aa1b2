//! A character in, its class out.

use super::traditional::simplified;

/// Chinese characters, 〇 and 々 included.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
        || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}'
            | '\u{f900}'..='\u{faff}' | '〇' | '々')
}

/// The characters as text. Room is made once: nearly all of them have three bytes.
pub fn written(chars: &[char]) -> String {
    let mut text = String::with_capacity(chars.len() * 3);
    text.extend(chars);
    text
}

/// Ends a line, whatever system wrote it.
pub(super) fn is_break(c: char) -> bool {
    c < '\u{202a}'
        && matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Separates words within a line.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Has no width and no meaning: controls, joiners, direction marks, variation selectors.
pub(super) fn is_nothing(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Ends a sentence, in Chinese or in a Latin script. The full stop `.` is judged by its context.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '｡')
}

/// Divides a sentence: the clause goes on after it.
pub(super) fn is_comma(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '；' | ';')
}

/// Closes what an opening mark began.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | ')' | '》' | '〉' | '】' | '」' | '』' | ']' | '〕')
}

/// Begins what a closing mark ends.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '(' | '《' | '〈' | '【' | '「' | '『' | '[' | '〔')
}

/// Punctuation of Chinese text, beside which a space means nothing.
pub(super) fn is_chinese_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '“' | '”' | '‘' | '’' | '—' | '…')
}

/// The same character in half width, or in its plain form: simplified, a middle dot for all dots. Commas, colons, stops and round
/// brackets stay as wide as they are: which form they take depends on their neighbours.
pub(super) fn plain(c: char) -> char {
    match c {
        '，' | '：' | '；' | '？' | '！' | '（' | '）' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '｡' => '。',
        '﹐' => '，',
        '､' | '﹑' => '、',
        '﹔' => '；',
        '﹕' | '∶' | '︰' => ':',
        '﹖' => '？',
        '﹗' => '！',
        '﹙' => '（',
        '﹚' => '）',
        '「' | '〝' => '“',
        '」' | '〞' | '〟' => '”',
        '『' => '‘',
        '』' => '’',
        '•' | '・' | '‧' | '･' | '⋅' | '∙' => '·',
        '–' | '−' | '‐' | '‑' => '-',
        _ => simplified(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_character_become_one() {
        let plainly: String =
            "２０２４年Ｇ６０，３８％（Ａ＋Ｂ）「双碳」・甲".chars().map(plain).collect();
        assert_eq!(plainly, "2024年G60，38%（A+B）“双碳”·甲");
    }
}

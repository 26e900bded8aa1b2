//! A name as it is written in, the form in which names are compared out: without spaces, quotation
//! marks and brackets, in small letters, all dashes alike.

/// What all dashes behind Chinese characters are taken for.
pub(in crate::question) const DASH: char = '—';

/// Whether this is a dash, however long or high.
pub(in crate::question) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '–' | '—' | '―' | '·' | '・')
}

/// Whether this is a mark that may stand inside a name in quotation marks (“风电+渔业”示范项目).
pub(in crate::question) fn is_inner_mark(c: char) -> bool {
    "+,!:、/".contains(plain_mark(c))
}

/// A mark in the form in which names have it: the narrow one.
pub(in crate::question) fn plain_mark(c: char) -> char {
    match c {
        '＋' => '+',
        '，' => ',',
        '！' => '!',
        '：' => ':',
        '／' => '/',
        c => c,
    }
}

/// A name as it is compared: no spaces, no quotes, no brackets, small letters.
pub(in crate::question) fn folded(name: &str) -> String {
    if name.chars().all(|c| crate::text::is_han(c) || c.is_ascii_digit()) {
        return name.to_owned();
    }
    let dropped = |c: char| c.is_whitespace() || "“”‘’\"'《》〈〉()（）".contains(c);
    let mut kept: Vec<char> = name.chars().filter(|&c| !dropped(c)).map(plain_mark).collect();
    let han = |at: Option<&char>| at.is_some_and(|c| crate::text::is_han(*c));
    for at in 1..kept.len() {
        if is_dash(kept[at]) && (han(kept.get(at - 1)) || kept[at - 1] == DASH) {
            kept[at] = DASH;
        }
    }
    kept.dedup_by(|a, b| *a == DASH && *b == DASH);
    kept.into_iter().flat_map(char::to_lowercase).collect()
}

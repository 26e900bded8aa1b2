//! A stretch of a document in, the same on one line out.

use super::is_han;

/// The text on one line, to be read: a line broken between Chinese characters is joined, one broken
/// between words keeps a space.
pub fn quote(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let latin = |c: char| c.is_ascii_alphanumeric();
        if gap && !is_han(c) && latin(c) && line.chars().next_back().is_some_and(latin) {
            line.push(' ');
        }
        gap = false;
        line.push(c);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined_and_words_kept_apart() {
        assert_eq!(quote("动力电\n  池产业"), "动力电池产业");
        assert_eq!(quote("Purple\nMountain 实验室"), "Purple Mountain实验室");
        assert_eq!(quote("\n"), "");
    }
}

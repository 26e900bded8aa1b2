//! A figure and its document in, what stands around it in its sentence out; nothing is copied.

use crate::extract::{Extraction, Measured};

/// The sentence of a figure, parted where the figure begins.
#[derive(Clone, Copy)]
pub(in crate::question) struct Around<'t> {
    /// What stands before the figure.
    front: &'t str,
    /// What begins with it.
    back: &'t str,
    /// Where in `back` the figure ends.
    end: usize,
    /// Both.
    pub text: &'t str,
}

impl<'t> Around<'t> {
    pub(in crate::question) fn of(document: &'t Extraction, figure: &Measured) -> Self {
        let passage = &document.passages[figure.passage as usize];
        let (text, start) = (passage.text.as_str(), passage.span.start);
        let skipped = |text: &str, count: u32| {
            text.char_indices().nth(count as usize).map_or(text.len(), |(at, _)| at)
        };
        let before = figure.span.start.saturating_sub(start);
        let (front, back) = text.split_at(skipped(text, before));
        let end = figure.span.end.saturating_sub(start).saturating_sub(before);
        Self { front, back, end: skipped(back, end), text }
    }

    /// A text parted where a figure stands in it, in bytes.
    #[cfg(test)]
    pub(in crate::question) fn parted(text: &'t str, from: usize, to: usize) -> Self {
        let (front, back) = text.split_at(from);
        Self { front, back, end: to - from, text }
    }

    /// The figure itself.
    pub(in crate::question) fn value(self) -> &'t str {
        self.back.get(..self.end).unwrap_or_default()
    }

    /// The part of the sentence around the figure, between two of these marks.
    pub(in crate::question) fn part(self, marks: &[char]) -> &'t str {
        let is_mark = |c: char| !crate::text::is_han(c) && marks.contains(&c);
        let from = self.front.char_indices().rfind(|(_, c)| is_mark(*c));
        let from = from.map_or(0, |(at, mark)| at + mark.len_utf8());
        let behind = self.back.get(self.end..).unwrap_or_default().find(is_mark);
        let to = behind.map_or(self.text.len(), |at| self.front.len() + self.end + at);
        self.text.get(from..to).unwrap_or_default()
    }

    /// The characters before the figure, up to `length` of them.
    pub(in crate::question) fn before(self, length: usize) -> &'t str {
        let first = self.front.char_indices().rev().nth(length - 1);
        self.front.get(first.map_or(0, |(at, _)| at)..).unwrap_or_default()
    }

    /// The characters behind the figure, up to `length` of them.
    pub(in crate::question) fn behind(self, length: usize) -> &'t str {
        let behind = self.back.get(self.end..).unwrap_or_default();
        behind.split_at(behind.char_indices().nth(length).map_or(behind.len(), |(at, _)| at)).0
    }
}

#[cfg(test)]
mod tests {
    use super::Around;

    #[test]
    fn a_figure_stands_in_an_item_of_its_sentence() {
        let around = Around {
            front: "去年，甲产值",
            back: "5亿元、乙产值7亿元。",
            end: 7,
            text: "去年，甲产值5亿元、乙产值7亿元。",
        };
        assert_eq!(around.part(&['，', '、']), "甲产值5亿元");
        assert_eq!(around.part(&['；']), around.text);
        assert_eq!(around.before(2), "产值");
        assert_eq!(around.before(99), "去年，甲产值");
        assert_eq!(around.behind(2), "、乙");
        assert_eq!(around.behind(99), "、乙产值7亿元。");
    }
}

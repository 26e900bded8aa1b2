//! A line of a table in, its cells out.

/// The parts of a text between marks of one byte, as [`str::split`] gives them: cells are so short
/// that to look at each byte costs less than to make ready a search for the mark.
pub(super) fn cells(text: &str, mark: u8) -> impl Iterator<Item = &str> {
    let mut left = Some(text);
    std::iter::from_fn(move || {
        let text = left?;
        let end = text.bytes().position(|byte| byte == mark);
        // A mark of one byte is a character of its own.
        let cut = end.and_then(|end| Some((text.get(..end)?, text.get(end + 1..)?)));
        left = cut.map(|(_, rest)| rest);
        Some(cut.map_or(text, |(cell, _)| cell))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cells_are_those_of_a_split(text in "[甲a|é]{0,12}") {
            let split: Vec<&str> = text.split('|').collect();
            prop_assert_eq!(cells(&text, b'|').collect::<Vec<_>>(), split);
        }
    }
}

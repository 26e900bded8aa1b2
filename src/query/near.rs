//! A name that is not known in, the known one that was probably meant out.

use super::ast;

/// The candidate closest to `name`: one slip in four characters, letters of the wrong case free.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let allowed = match wanted.len() {
        0 => return None,
        1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| {
            let found: Vec<char> = candidate.to_lowercase().chars().collect();
            (slips(&wanted, &found, allowed), candidate)
        })
        .filter(|(slips, _)| *slips <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The keyword a word was meant to be; `None` where it is one.
pub(super) fn nearest_keyword(word: &str) -> Option<&'static str> {
    if word.chars().count() < 3 || ast::is_keyword(word) {
        return None;
    }
    nearest(word, ast::keywords().iter().copied())
}

/// How many letters were left out, added, changed or swapped, up to one more than `most`.
fn slips(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_in_proportion() {
        assert_eq!(nearest_keyword("RETRUN"), Some("RETURN"));
        assert_eq!(nearest_keyword("MACTH"), Some("MATCH"));
        assert_eq!(nearest_keyword("RETURN"), None);
        assert_eq!(nearest("lenght", ["length", "left"]), Some("length"));
        assert_eq!(nearest("公师", ["公司", "地点"]), Some("公司"));
        assert_eq!(nearest("abc", ["xyz"]), None);
    }
}

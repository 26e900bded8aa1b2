//! The numbers of a sentence in, which are told together and which falls to whom out.

use super::number::Number;
use crate::fact::scene::Scene;

/// Which of several owners a number that follows 分别 belongs to.
pub(super) fn turn(scene: &Scene<'_>, numbers: &[Number<'_, '_>], index: usize) -> Option<usize> {
    let mut first = index;
    loop {
        let start = first.checked_sub(1).map_or(0, |before| numbers[before].range.end);
        let between = scene.text(start..numbers[first].from);
        if between.windows(2).any(is_each) {
            return Some(index - first);
        }
        if first == 0 || !matches!(between, ['、' | '和' | '与' | '及' | '，']) {
            return None;
        }
        first -= 1;
    }
}

/// Whether these two characters share numbers out: 分别, 依次, 各占.
pub(super) fn is_each(pair: &[char]) -> bool {
    matches!(
        pair,
        ['分', '别' | '居' | '列' | '获' | '占']
            | ['依', '次']
            | ['各', '有' | '占' | '达' | '为' | '得']
    )
}

/// How many numbers are told together from this one on.
pub(super) fn together(scene: &Scene<'_>, numbers: &[Number<'_, '_>], first: usize) -> usize {
    let joined = |pair: &[Number<'_, '_>]| match pair {
        [one, next] => {
            matches!(scene.text(one.range.end..next.from), ['、' | '和' | '与' | '及' | '，'])
        }
        _ => false,
    };
    1 + numbers.get(first..).unwrap_or_default().windows(2).take_while(|pair| joined(pair)).count()
}

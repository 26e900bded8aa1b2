//! A question in, what it tells that stands beside the figure asked for: another number of the sentence
//! (666个小类中有几个), the whole of which a part is asked for (占江城的比重) out.

use super::around::Around;
use crate::extract::Measured;
use crate::knowledge::Kind;
use crate::question::ask::Asked;

/// Points for a sentence that tells a number of the question, and for a part right behind its whole.
const NUMBER: f64 = 2.0;
const WHOLE: f64 = 2.5;
/// Both.
pub(in crate::question) const MOST: f64 = NUMBER + WHOLE;
/// Characters between the name of a whole and the part.
const NEAR: usize = 6;

/// What a question tells beside the figure that it asks for.
pub(in crate::question) struct ToldBeside<'a> {
    numbers: Vec<&'a str>,
    /// Names of what a part of is asked for.
    wholes: Vec<&'a str>,
}

impl Asked<'_, '_> {
    /// What the question tells beside the figure.
    pub(in crate::question) fn told_beside(&self) -> ToldBeside<'_> {
        let manner = &self.words.manner;
        let parts = |text: &str| {
            manner.part_of.iter().any(|of| self.question.contains(&format!("{of}{text}")))
        };
        let places = self.reading.anchors.iter().filter(|anchor| anchor.kind == Kind::PLACE);
        let wholes = places.filter(|anchor| parts(&anchor.text)).flat_map(|anchor| {
            let name =
                |&node: &u32| self.node(node).name().trim_end_matches(['省', '市', '县', '区']);
            anchor.nodes.iter().map(name)
        });
        ToldBeside { numbers: numbers(self.question), wholes: wholes.collect() }
    }
}

impl ToldBeside<'_> {
    /// Points for a figure; `None` where the question tells it itself.
    pub(in crate::question) fn points(&self, figure: &Measured, around: Around<'_>) -> Option<f64> {
        if self.numbers.contains(&figure.value.as_str()) {
            return None;
        }
        let numbered = self.numbers.iter().any(|number| around.text.contains(number));
        let before = around.before(NEAR);
        let part = figure.unit.contains(['%', '％', '成']);
        let whole = part && self.wholes.iter().any(|whole| before.contains(whole));
        Some(if numbered { NUMBER } else { 0.0 } + if whole { WHOLE } else { 0.0 })
    }
}

/// The numbers of a question that are no years, months or days and no small ones.
fn numbers(question: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = question;
    while let Some(from) = rest.find(|c: char| c.is_ascii_digit()) {
        let behind = rest.split_at(from).1;
        let length = behind.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(behind.len());
        let (number, after) = behind.split_at(length);
        let dated = after.starts_with(['年', '月', '日', '-', '—']) || length == 4;
        if length >= 3 && !dated {
            found.push(number);
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn years_are_no_numbers_of_a_question() {
        assert_eq!(numbers("2023年666个小类里占几个，top 10"), ["666"]);
        assert!(numbers("2024年6月第12届").is_empty());
    }
}

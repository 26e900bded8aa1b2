//! Answers to a question of a year in, those that the texts put in that year out.

use super::Ranked;
use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::ask::Asked;

/// Behind a name the year stands in brackets within so many characters.
const BEHIND: usize = 6;

impl<'g> Asked<'_, 'g> {
    /// Leaves out programmes of other years than the one asked for: plans whose names say so, and, where
    /// sentences put some in the year, those that they put in others.
    pub(in crate::question) fn keep_dated(&self, ranked: &mut Vec<Ranked<'g>>) {
        let Some(asked) = self.reading.period else { return };
        let since =
            self.words.manner.since.iter().any(|word| self.question.contains(word.as_str()));
        let named = years_of(self.question);
        let (first, last) = match (named.first(), named.last()) {
            (Some(&first), Some(&last)) => (first.min(asked.year), last.max(asked.year)),
            _ => (asked.year, asked.year),
        };
        let fits = |year: i32| year >= first && (since || year <= last);
        let program = |r: &Ranked<'g>| r.node.kind() == Kind::PROGRAM;
        ranked.retain(|r| {
            let own = years(&r.node.name().chars().collect::<Vec<_>>());
            let span = || Some((*own.first()?, *own.last()?));
            let within =
                |(from, to): (i32, i32)| from - 1 <= last && to >= first || since && from >= first;
            !program(r) || span().is_none_or(within)
        });
        let told = |r: &Ranked<'g>| {
            let years: Vec<i32> =
                r.sentences.iter().flat_map(|&at| self.years_told(r.node, at)).collect();
            (!years.is_empty()).then(|| years.into_iter().any(fits))
        };
        let told: Vec<Option<bool>> =
            ranked.iter().map(|r| if program(r) { told(r) } else { None }).collect();
        if told.contains(&Some(true)) {
            let mut told = told.into_iter();
            ranked.retain(|_| told.next().flatten() != Some(false));
        }
    }

    /// The years that a sentence tells of an entity: behind its name in brackets, else the last before it.
    fn years_told(&self, node: Node<'g>, at: u32) -> Vec<i32> {
        let text: Vec<char> = self.text(at).chars().collect();
        let names = self.ground.names_in(at).iter();
        let own = names.filter(|(named, _)| *named as usize == node.ordinal());
        let starts = own.map(|(_, start)| (start - self.start_of(at)) as usize);
        let told = starts.filter_map(|start| {
            let end = (start + self.width_at(&text, start, node)).min(text.len());
            let near = &text[end..(end + BEHIND + 2).min(text.len())];
            let open = near.iter().take(3).position(|&c| c == '（');
            let behind = open.and_then(|open| years(&near[open..]).first().copied());
            behind.or_else(|| years(&text[..start.min(text.len())]).last().copied())
        });
        told.collect()
    }
}

/// The years that a question names, in order.
fn years_of(question: &str) -> Vec<i32> {
    let numbers = question.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years = numbers.filter_map(|digits| digits.parse().ok());
    let mut years: Vec<i32> = years.filter(|year| (1900..2100).contains(year)).collect();
    years.sort_unstable();
    years
}

/// The years of a text, as it writes them with four digits.
fn years(text: &[char]) -> Vec<i32> {
    let digits = |window: &[char]| window.iter().all(char::is_ascii_digit);
    let starts = (0..text.len().saturating_sub(4)).filter(|&at| {
        let apart = at == 0 || !text[at - 1].is_ascii_digit();
        apart && digits(&text[at..at + 4]) && "年—-–－至）".contains(text[at + 4])
    });
    let year = |at: usize| text[at..at + 4].iter().collect::<String>().parse().ok();
    starts.filter_map(year).filter(|year| (1900..2100).contains(year)).collect()
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn years_have_four_digits() {
        let of = |text: &str| years(&text.chars().collect::<Vec<_>>());
        assert_eq!(of("2011年列入名录；2013年获评，产值12013年"), [2011, 2013]);
        assert_eq!(of("三年行动计划（2021—2023年）"), [2021, 2023]);
        assert!(of("投资2013万元").is_empty());
    }
}

//! What is written in letters in, the names that sound so out.
//!
//! Names stand in order, so that all that begin alike stand together: they are gone through character
//! by character, each beginning once, and left where no way to say it goes on as it is written.
//! Nothing is spelled out beforehand.

use super::called::Sorted;
use super::sound::{MOST_READINGS, sounds, syllables};
use std::ops::Range;
use std::sync::OnceLock;

/// Names looked at that begin so; completion shows fewer.
const MOST_OPENING: usize = 2000;

/// What of a name is compared with what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::question) enum Part {
    /// All of it.
    Whole,
    /// Its first two to five syllables, and there are more.
    Beginning,
    /// The first letters of its syllables, of which there are three or more.
    Initials,
    /// Its first letters, wherever they end.
    Opening,
    /// The first of its initials, where it has three or more.
    FirstInitials,
}

/// The characters that names begin with, with their sounds and the names that begin so.
#[derive(Debug, Default)]
pub(in crate::question) struct Firsts(OnceLock<Vec<First>>);

/// A character that names begin with.
#[derive(Debug)]
struct First {
    character: char,
    sounds: Vec<String>,
    names: Range<usize>,
}

impl Firsts {
    /// Entities with a name of which a part sounds as it is written, in order; some of them where
    /// `any` is enough.
    pub(in crate::question) fn heard(
        &self,
        names: &Sorted,
        written: &str,
        part: Part,
        any: bool,
    ) -> Vec<u32> {
        let mut hearing = Hearing { names, written, part, any, found: Vec::new(), opened: 0 };
        let start = Said { ways: 1, latin: false, heard: vec![Heard::default()] };
        for first in self.0.get_or_init(|| firsts(names)) {
            let said = hearing.next(&start, first.character, &first.sounds);
            hearing.names_in(first.names.clone(), first.character.len_utf8(), &said);
        }
        let mut found = hearing.found;
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn firsts(names: &Sorted) -> Vec<First> {
    let all = begun(&names.names, 0..names.names.len(), 0);
    let first = |(character, names)| First { character, sounds: sounds(character), names };
    all.map(first).collect()
}

/// How far one way to say the beginning of a name goes along what is written.
#[derive(Clone, Copy, Debug, Default)]
struct Heard {
    letters: usize,
    syllables: usize,
}

/// The ways to say the beginning of a name.
#[derive(Debug)]
struct Said {
    /// How many there are.
    ways: usize,
    /// It ends in letters or digits, which the next would go on from.
    latin: bool,
    /// Those that agree with what is written.
    heard: Vec<Heard>,
}

struct Hearing<'n> {
    names: &'n Sorted,
    written: &'n str,
    part: Part,
    any: bool,
    found: Vec<u32>,
    /// Names that were found by how they open.
    opened: usize,
}

impl Hearing<'_> {
    /// Looks through names of which the first `depth` bytes are the same and may be said so.
    fn names_in(&mut self, range: Range<usize>, depth: usize, said: &Said) {
        let enough = self.any && !self.found.is_empty() || self.opened >= MOST_OPENING;
        if said.heard.is_empty() || enough {
            return;
        }
        if said.heard.iter().any(|heard| self.opens(*heard)) {
            let all = range.take(MOST_OPENING - self.opened);
            let initials = self.part == Part::FirstInitials;
            for at in all.filter(|at| !initials || syllables(&self.names.names[*at]) >= 3) {
                self.opened += 1;
                self.keep(at, initials);
            }
            return;
        }
        if said.heard.iter().any(|heard| self.begins(*heard)) {
            let goes_on = |name: &String| {
                let rest = name.get(depth..).unwrap_or_default();
                let next = rest.char_indices().find(|(_, c)| c.is_alphanumeric());
                // More letters would only make the last syllable longer.
                next.is_some_and(|(at, c)| at > 0 || !said.latin || !sounds(c).is_empty())
            };
            for at in range.clone() {
                if goes_on(&self.names.names[at]) {
                    self.keep(at, true);
                }
            }
        }
        let mut range = range;
        if self.names.names[range.start].len() == depth {
            if said.heard.iter().any(|heard| self.ends(*heard)) {
                self.keep(range.start, self.part == Part::Initials);
            }
            range.start += 1;
        }
        let names = self.names;
        for (c, range) in begun(&names.names, range, depth) {
            let next = self.next(said, c, &sounds(c));
            self.names_in(range, depth + c.len_utf8(), &next);
        }
    }

    /// The ways to say one character more, as names are said when they are spelled out.
    fn next(&self, said: &Said, c: char, sounds: &[String]) -> Said {
        if sounds.is_empty() && !c.is_alphanumeric() {
            return Said { ways: said.ways, latin: false, heard: said.heard.clone() };
        }
        if sounds.is_empty() {
            let letters: String = c.to_lowercase().collect();
            let heard =
                said.heard.iter().filter_map(|heard| self.goes_on(*heard, &letters, said.latin));
            return Said { ways: said.ways, latin: true, heard: heard.collect() };
        }
        let ways = if said.ways * sounds.len() > MOST_READINGS { 1 } else { sounds.len() };
        let each = |heard: &Heard| {
            let heard = *heard;
            sounds[..ways].iter().filter_map(move |sound| self.goes_on(heard, sound, false))
        };
        let heard = said.heard.iter().flat_map(each).collect();
        Said { ways: said.ways * ways, latin: false, heard }
    }

    /// What is heard after these letters, if they are written there; a new syllable unless they go
    /// on from the last.
    fn goes_on(&self, heard: Heard, letters: &str, goes_on: bool) -> Option<Heard> {
        let syllables = heard.syllables + usize::from(!goes_on);
        let left = self.written.get(heard.letters..)?;
        let letters = match self.part {
            Part::Initials | Part::FirstInitials if goes_on => "",
            Part::Initials | Part::FirstInitials => {
                letters.get(..letters.chars().next()?.len_utf8())?
            }
            // What is written may end within a syllable.
            Part::Opening if letters.starts_with(left) => left,
            _ => letters,
        };
        left.starts_with(letters)
            .then(|| Heard { letters: heard.letters + letters.len(), syllables })
    }

    fn opens(&self, heard: Heard) -> bool {
        let opening = matches!(self.part, Part::Opening | Part::FirstInitials);
        opening && heard.letters == self.written.len()
    }

    fn begins(&self, heard: Heard) -> bool {
        let all = heard.letters == self.written.len();
        self.part == Part::Beginning && all && (2..6).contains(&heard.syllables)
    }

    fn ends(&self, heard: Heard) -> bool {
        heard.letters == self.written.len()
            && match self.part {
                Part::Whole => true,
                Part::Initials => heard.syllables >= 3,
                _ => false,
            }
    }

    /// Keeps the entities of a name; where they must be called so in full, those that are.
    fn keep(&mut self, at: usize, in_full: bool) {
        let called = self.names.called(at).filter(|(_, is_stem)| !(in_full && *is_stem));
        self.found.extend(called.map(|(node, _)| node));
    }
}

/// The characters that stand at a place in names in order, with the names where they do.
fn begun(
    names: &[String],
    range: Range<usize>,
    depth: usize,
) -> impl Iterator<Item = (char, Range<usize>)> {
    let Range { mut start, end } = range;
    std::iter::from_fn(move || {
        let here = names.get(start..end)?;
        let c = here.first()?.get(depth..)?.chars().next()?;
        let same = |name: &String| name.get(depth..).is_some_and(|rest| rest.starts_with(c));
        // Most stand there with few others.
        let mut step = 1;
        while here.get(step).is_some_and(same) {
            step *= 2;
        }
        let sure = step / 2;
        let within = here.get(sure..step.min(here.len())).unwrap_or_default();
        let from = start;
        start += sure + within.partition_point(same);
        Some((c, from..start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::pieces::sound::readings;

    const NAMES: [&str; 12] = [
        "重庆市",
        "重庆",
        "中新创投",
        "TCL科技",
        "TCL",
        "长乐行会行会中重",
        "江南·重工",
        "江南1号",
        "江南12号院",
        "乐",
        "Ａ股",
        "绿能",
    ];

    fn names() -> Sorted {
        let all = NAMES.iter().zip(0..).map(|(name, node)| ((*name).to_owned(), node, node == 1));
        Sorted::of(all.collect())
    }

    /// The same by spelling every name out.
    fn spelled(written: &str, part: Part) -> Vec<u32> {
        let fits = |node: u32, reading: &Vec<String>| match part {
            Part::Whole => reading.concat() == written,
            Part::Beginning => (2..reading.len().min(6))
                .any(|length| node != 1 && reading[..length].concat() == written),
            Part::Initials | Part::FirstInitials => {
                let initials: String = reading.iter().filter_map(|s| s.chars().next()).collect();
                let whole = part == Part::Initials;
                let fits = if whole { initials == written } else { initials.starts_with(written) };
                node != 1 && fits && reading.len() >= 3
            }
            Part::Opening => reading.concat().starts_with(written),
        };
        let all = (0..).zip(NAMES);
        let all = all.filter(|(node, name)| readings(name).iter().any(|r| fits(*node, r)));
        all.map(|(node, _)| node).collect()
    }

    #[test]
    fn a_name_is_heard_as_if_it_were_spelled_out() {
        let (names, firsts) = (names(), Firsts::default());
        let parts =
            [Part::Whole, Part::Beginning, Part::Initials, Part::Opening, Part::FirstInitials];
        let mut found = 0;
        for name in NAMES {
            for reading in readings(name) {
                let whole = reading.concat();
                let initials: String = reading.iter().filter_map(|s| s.chars().next()).collect();
                let ends = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
                let fronts = |text: &str| {
                    let fronts = ends(text).into_iter().skip(1).filter_map(|end| text.get(..end));
                    fronts.chain([text]).map(str::to_owned).collect::<Vec<_>>()
                };
                for written in fronts(&whole).into_iter().chain(fronts(&initials)) {
                    for part in parts {
                        let heard = firsts.heard(&names, &written, part, false);
                        assert_eq!(heard, spelled(&written, part), "{written} {part:?}");
                        found += heard.len();
                        let any = firsts.heard(&names, &written, part, true);
                        assert_eq!(any.is_empty(), heard.is_empty());
                    }
                }
            }
        }
        assert!(found > 100);
    }

    #[test]
    fn characters_stand_together() {
        let names: Vec<String> = ["乙", "乙丙", "乙丁", "甲"].map(str::to_owned).into();
        let mut sorted = names.clone();
        sorted.sort();
        let begun: Vec<(char, Range<usize>)> = begun(&sorted, 0..4, 0).collect();
        assert_eq!(begun, [('乙', 0..3), ('甲', 3..4)]);
    }
}

//! A line in, the command it names and the words it takes out.

mod table;

pub(super) use table::{COMMANDS, Command};

use super::{Error, Reply, Session};

/// Words after which the rest of a line is a reason, not a name.
const BECAUSE: [&str; 3] = ["because", "因为", "理由"];

/// The command of this name; case does not matter.
pub(super) fn named(name: &str) -> Option<&'static Command> {
    let same = |other: &str| other.eq_ignore_ascii_case(name);
    COMMANDS.iter().find(|c| same(c.name) || c.aliases.iter().any(|alias| same(alias)))
}

/// The words of a line: split at spaces, with quotes of any sort around names that hold spaces.
/// `None` when a quote is left open.
pub(super) fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut open: Option<char> = None;
    let mut started = false;
    for c in line.chars() {
        match (open, c) {
            (Some(close), c) if c == close => open = None,
            (Some(_), c) => word.push(c),
            (None, '"' | '“' | '”' | '「' | '《') => {
                open = Some(match c {
                    '"' => '"',
                    '「' => '」',
                    '《' => '》',
                    _ => '”',
                });
                started = true;
            }
            (None, c) if c.is_whitespace() => {
                if started || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                started = false;
            }
            (None, c) => word.push(c),
        }
    }
    if started || !word.is_empty() {
        words.push(word);
    }
    open.is_none().then_some(words)
}

/// The names of the commands that correct.
pub(super) fn corrections() -> Vec<&'static str> {
    let corrects = |command: &&Command| command.corrects() || command.name == "add";
    COMMANDS.iter().filter(corrects).map(|command| command.name).collect()
}

/// How many words of a line name something: those after the command and before a reason.
pub(super) fn names_in(line: &str) -> usize {
    let words = words(line).unwrap_or_default();
    words.iter().skip(1).take_while(|word| !is_because(word)).count()
}

/// The words before a reason, and the reason.
pub(super) fn with_reason(words: &[String]) -> (&[String], String) {
    let at = words.iter().position(|word| is_because(word)).unwrap_or(words.len());
    (&words[..at], words.get(at + 1..).unwrap_or_default().join(" "))
}

fn is_because(word: &str) -> bool {
    BECAUSE.contains(&word.to_lowercase().as_str())
}

impl Session {
    /// Runs a line that is a command.
    pub(super) fn command(&mut self, line: &str) -> Result<Reply, Error> {
        if self.is_verdict(line) {
            return self.judged(line);
        }
        let words = words(line).ok_or(Error::OpenQuote)?;
        let name = words.first().map_or("", |word| word.trim_start_matches(':'));
        let Some(command) = named(name) else {
            return Err(Error::UnknownCommand { name: name.to_owned(), near: near(name) });
        };
        self.carry_out(command, &words[1..])
    }

    fn carry_out(&mut self, command: &Command, words: &[String]) -> Result<Reply, Error> {
        (command.run)(self, words).map_err(|error| match error {
            Error::WrongUse { .. } => Error::WrongUse { name: command.name, usage: command.usage },
            other => other,
        })
    }

    /// Carries out a correction: its name and what comes after it, each word as it is.
    pub fn correct(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (name, rest) = words.split_first().map_or(("", words), |(name, rest)| (&**name, rest));
        match named(name) {
            Some(command) if command.name == "add" => self.add_by_hand(rest).map_err(|error| {
                let usage = "A RELATION B | Kind/name";
                if matches!(error, Error::WrongUse { .. }) {
                    Error::WrongUse { name: "add", usage }
                } else {
                    error
                }
            }),
            Some(command) if command.corrects() => self.carry_out(command, rest),
            _ => Err(Error::NoCorrection { name: name.to_owned() }),
        }
    }
}

/// The command whose name is nearest to a misspelt one.
pub(super) fn near(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let shared = |other: &str| other.chars().filter(|c| name.contains(*c)).count();
    let best = COMMANDS.iter().map(|c| c.name).max_by_key(|other| {
        let front = other.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        (front * 2 + shared(other), std::cmp::Reverse(other.len()))
    });
    best.filter(|other| shared(other) * 2 >= name.chars().count() && !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_spaces_stand_in_quotes_of_any_sort() {
        let split = |line| words(line).unwrap();
        assert_eq!(split("path 宁德时代  武进"), ["path", "宁德时代", "武进"]);
        assert_eq!(split("why “A 公司” \"B C\""), ["why", "A 公司", "B C"]);
        assert_eq!(split("show 《某某 条例》"), ["show", "某某 条例"]);
        assert_eq!(words("show \"half"), None);
    }

    #[test]
    fn a_misspelt_command_finds_the_right_one() {
        assert_eq!(near("neigbours"), Some("neighbours"));
        assert_eq!(near("stat"), Some("stats"));
        assert_eq!(near("zzz"), None);
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names: Vec<&str> = COMMANDS
            .iter()
            .flat_map(|c| std::iter::once(c.name).chain(c.aliases.iter().copied()))
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}

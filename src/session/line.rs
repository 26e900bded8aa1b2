//! A line in, what it is taken for out.

use super::Session;
use super::command;

/// What a line was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// An empty line or a comment.
    Nothing,
    /// A command of the session.
    Command,
    /// A query in Cypher.
    Cypher,
    /// A question in Chinese or English.
    Question,
}

/// Words that open a Cypher statement.
const CYPHER: &[&str] = &[
    "MATCH", "OPTIONAL", "RETURN", "WITH", "UNWIND", "CREATE", "MERGE", "CALL", "EXPLAIN",
    "PROFILE", "DELETE", "DETACH", "SET", "REMOVE", "FOREACH",
];

impl Session {
    /// What this line would be taken for.
    pub fn taken(&self, line: &str) -> Taken {
        let line = line.trim();
        if line.is_empty() || line.starts_with("//") || line.starts_with('#') {
            return Taken::Nothing;
        }
        if self.is_verdict(line) {
            return Taken::Command;
        }
        let first = line.split(|c: char| c.is_whitespace() || c == '(' || c == '（').next();
        let first = first.unwrap_or_default();
        if CYPHER.iter().any(|word| word.eq_ignore_ascii_case(first)) && reads_as_cypher(line) {
            return Taken::Cypher;
        }
        match command::named(first.trim_start_matches(':')) {
            Some(_) if line.starts_with(':') => Taken::Command,
            Some(command) if self.reads_as_command(command, line) => Taken::Command,
            _ if line.starts_with(':') => Taken::Command,
            _ => Taken::Question,
        }
    }

    /// A line that is no question but a command with a slip in its name: the name as it is typed,
    /// and the one meant.
    pub(super) fn slip(&self, line: &str) -> Option<(String, &'static str)> {
        let first = line.split_whitespace().next()?;
        if line.ends_with(['?', '？']) || !first.chars().all(|c| c.is_ascii_alphabetic()) {
            return None;
        }
        let fits = |command: &&command::Command| {
            is_slip(&first.to_lowercase(), command.name)
                && command::names_in(line) <= command.most_words
        };
        let meant = command::COMMANDS.iter().find(fits)?;
        self.whole.named(first).is_empty().then(|| (first.to_owned(), meant.name))
    }

    /// `show Liyang` is a command, `show me the firms in Liyang` a question: a command has no more
    /// words than it takes, and a question mark makes a question.
    fn reads_as_command(&self, command: &command::Command, line: &str) -> bool {
        let asks = line.ends_with(['?', '？']);
        !asks && command::names_in(line) <= command.most_words
    }
}

/// Whether two neighbouring letters changed places, or one is missing or doubled.
fn is_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    if typed.len() < 3 || meant.len() < 4 {
        return false;
    }
    let without = |word: &[char], at: usize| [&word[..at], &word[at + 1..]].concat();
    match typed.len() as isize - meant.len() as isize {
        -1 => (0..meant.len()).any(|at| without(&meant, at) == typed),
        0 => (1..typed.len()).any(|at| {
            let mut turned = typed.clone();
            turned.swap(at - 1, at);
            turned == meant && typed != meant
        }),
        1 => (1..typed.len()).any(|at| typed[at] == typed[at - 1] && without(&typed, at) == meant),
        _ => false,
    }
}

/// `set`, `with`, `call` and `return` are English words too: Cypher goes on with a bracket, an
/// assignment or a keyword.
fn reads_as_cypher(line: &str) -> bool {
    let marks = ['(', '（', '{', '[', '=', '*', '.', '"', '\'', '$'];
    let upper = line.to_uppercase();
    let more = [" AS ", " RETURN ", " MATCH "].iter().any(|word| upper.contains(word));
    let number =
        line.split_whitespace().nth(1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    line.contains(marks) || more || number
}

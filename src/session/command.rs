//! The name of a command in, what it does and how it is used out.

use super::{Error, Reply, Session};

/// Something a session can be told to do.
pub(super) struct Command {
    /// Its name.
    pub name: &'static str,
    /// Other names for it.
    pub aliases: &'static [&'static str],
    /// What to write after it.
    pub usage: &'static str,
    /// What it does, in one line.
    pub help: &'static str,
    /// Most words it takes; a line with more is a question that starts with the same word.
    pub most_words: usize,
    run: fn(&mut Session, &[String]) -> Result<Reply, Error>,
}

/// Every command, in the order in which help lists them.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "open",
        aliases: &["load", "打开"],
        usage: "FILE.ron",
        help: "open a saved graph",
        most_words: 1,
        run: Session::open,
    },
    Command {
        name: "save",
        aliases: &["保存"],
        usage: "[FILE.ron]",
        help: "save the open graph",
        most_words: 1,
        run: Session::save,
    },
    Command {
        name: "show",
        aliases: &["card", "显示"],
        usage: "NAME",
        help: "all about one entity: names, links by relation, figures, sentences",
        most_words: 1,
        run: Session::show,
    },
    Command {
        name: "neighbours",
        aliases: &["neighbors", "around", "邻居", "周边"],
        usage: "NAME [KIND] [RELATION]",
        help: "what an entity is linked to, the firmest links first",
        most_words: 3,
        run: Session::neighbours,
    },
    Command {
        name: "path",
        aliases: &["路径"],
        usage: "A B",
        help: "the best ways from one entity to another, with their sentences",
        most_words: 2,
        run: Session::path_between,
    },
    Command {
        name: "why",
        aliases: &["为什么", "依据"],
        usage: "A B | NUMBER",
        help: "every sentence that links two entities, or that stands behind an answer",
        most_words: 2,
        run: Session::why,
    },
    Command {
        name: "find",
        aliases: &["search", "查找"],
        usage: "NAME",
        help: "entities of this or a similar name, in Chinese, pinyin or English",
        most_words: 1,
        run: Session::find,
    },
    Command {
        name: "figures",
        aliases: &["数据"],
        usage: "NAME",
        help: "the figures stated of an entity",
        most_words: 1,
        run: Session::figures,
    },
    Command {
        name: "timeline",
        aliases: &["时间线"],
        usage: "NAME",
        help: "what is dated of an entity, in order of time",
        most_words: 1,
        run: Session::timeline,
    },
    Command {
        name: "stats",
        aliases: &["统计"],
        usage: "",
        help: "how much the graph holds",
        most_words: 0,
        run: Session::stats,
    },
    Command {
        name: "mode",
        aliases: &["模式"],
        usage: "table | vertical | json | csv | markdown",
        help: "how tables are written",
        most_words: 1,
        run: Session::mode,
    },
    Command {
        name: "help",
        aliases: &["?", "帮助"],
        usage: "[COMMAND]",
        help: "this list, or more on one command",
        most_words: 1,
        run: Session::help,
    },
    Command {
        name: "quit",
        aliases: &["exit", "退出"],
        usage: "",
        help: "leave",
        most_words: 0,
        run: |session, _| session.quit(),
    },
];

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

impl Session {
    /// Runs a line that is a command.
    pub(super) fn command(&mut self, line: &str) -> Result<Reply, Error> {
        let words = words(line).ok_or(Error::OpenQuote)?;
        let name = words.first().map_or("", |word| word.trim_start_matches(':'));
        let Some(command) = named(name) else {
            return Err(Error::UnknownCommand { name: name.to_owned(), near: near(name) });
        };
        (command.run)(self, &words[1..]).map_err(|error| match error {
            Error::WrongUse { .. } => Error::WrongUse { name: command.name, usage: command.usage },
            other => other,
        })
    }
}

/// The command whose name is nearest to a misspelt one.
fn near(name: &str) -> Option<&'static str> {
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

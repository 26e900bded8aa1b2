//! A command's name or nothing in, help and manners out.

use super::command::{COMMANDS, Command, named, near};
use super::{Error, Reply, Session};
use std::fmt::Write as _;

impl Session {
    /// `help`: the list of commands, or one of them.
    pub(super) fn help(&mut self, words: &[String]) -> Result<Reply, Error> {
        if let Some(name) = words.first() {
            let name = name.trim_start_matches(':');
            let Some(command) = named(name) else {
                return Err(Error::UnknownCommand { name: name.to_owned(), near: near(name) });
            };
            return Ok(Reply::Text(about(command)));
        }
        let mut page = String::from(
            "Ask in Chinese or English:\n  which firms connect to Liyang's battery cluster\n  \
             溧阳的动力电池产业有哪些企业？\nOr in Cypher:\n  \
             MATCH (c:企业)-[:位于]->(p {name: '溧阳市'}) RETURN c.name\n",
        );
        let mut group = "";
        for command in COMMANDS {
            if group != command.group {
                group = command.group;
                let _ = writeln!(page, "\n{group}:");
            }
            let call = format!("{} {}", command.name, command.usage);
            let _ = writeln!(page, "  {call:<34} {}", command.help);
        }
        page.push_str(
            "\nNames may be written in Chinese, pinyin or English, or as the number of a result; quote \
             those with spaces.\n`help COMMAND` says more.\n",
        );
        Ok(Reply::Text(page))
    }

    /// `quit`: leaves, but not with changes unless told twice.
    pub(super) fn quit(&mut self) -> Result<Reply, Error> {
        self.keep_changes()?;
        Ok(Reply::Leave)
    }
}

/// All about a command.
fn about(command: &Command) -> String {
    let mut page = format!("{} {}\n{}\n", command.name, command.usage, command.help);
    if !command.more.is_empty() {
        let _ = writeln!(page, "{}", command.more);
    }
    for example in command.examples {
        let _ = writeln!(page, "  {example}");
    }
    if !command.aliases.is_empty() {
        let _ = writeln!(page, "also: {}", command.aliases.join(", "));
    }
    page
}

//! A command's name or nothing in, help and manners out.

use super::command::{COMMANDS, named};
use super::{Error, Mode, Reply, Session};
use std::fmt::Write as _;

impl Session {
    /// `help`: the list of commands, or one of them.
    pub(super) fn help(&mut self, words: &[String]) -> Result<Reply, Error> {
        if let Some(name) = words.first() {
            let Some(command) = named(name.trim_start_matches(':')) else {
                return Err(Error::UnknownCommand { name: name.clone(), near: None });
            };
            let also = if command.aliases.is_empty() {
                String::new()
            } else {
                format!("\nalso: {}", command.aliases.join(", "))
            };
            return Ok(Reply::Text(format!(
                "{} {}\n{}{also}",
                command.name, command.usage, command.help
            )));
        }
        let mut page = String::from(
            "Ask in Chinese or English:\n  which firms connect to Liyang's battery cluster\n  \
             溧阳的动力电池产业有哪些企业？\n\nCommands:\n",
        );
        for command in COMMANDS {
            let call = format!("{} {}", command.name, command.usage);
            let _ = writeln!(page, "  {call:<32} {}", command.help);
        }
        page.push_str(
            "\nNames may be written in Chinese, pinyin or English; quote those with spaces.\n",
        );
        Ok(Reply::Text(page))
    }

    /// `mode`: how tables are written from now on.
    pub(super) fn mode(&mut self, words: &[String]) -> Result<Reply, Error> {
        let wanted = words.first().map(|word| word.to_lowercase());
        let mode = Mode::ALL.iter().find(|(name, _)| Some(*name) == wanted.as_deref());
        let Some((name, mode)) = mode else { return Err(Error::WrongUse { name: "", usage: "" }) };
        self.settings.mode = *mode;
        Ok(Reply::Text(format!("tables are written as {name}")))
    }

    /// `quit`: leaves, but not with changes unless told twice.
    pub(super) fn quit(&mut self) -> Result<Reply, Error> {
        if self.unsaved {
            self.unsaved = false;
            return Err(Error::Unsaved);
        }
        Ok(Reply::Leave)
    }
}

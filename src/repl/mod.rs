//! Keys in, lines out: the terminal around a session. The home of rustyline.
//!
//! Completion and hints look things up in the session, so the editor's helper holds it; there is
//! one owner and nothing is shared.

mod keys;
mod pager;
mod typing;

pub use pager::Pager;

use crate::session::{Reply, Session};
use keys::OneKey;
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor};
use std::io::Write;
use std::path::Path;
use std::time::Instant;
use typing::Typing;

/// Lines kept of the history.
const MOST_HISTORY: usize = 5000;

/// What the terminal could not do.
#[derive(Debug, thiserror::Error)]
#[error("the terminal cannot be used: {0}")]
pub struct Error(#[from] ReadlineError);

/// Reads lines at a prompt until the person leaves. `history` is where lines are kept across
/// sessions; when it cannot be read or written the session goes on without. Replies that are longer
/// than the screen go through the pager; `screen` says how many columns and lines that has.
pub fn run(
    session: Session,
    history: Option<&Path>,
    pager: Option<&Pager>,
    screen: fn() -> Option<(u16, u16)>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let config = config(session.settings().colour)?;
    let mut editor: Editor<Typing, FileHistory> = Editor::with_config(config)?;
    editor.set_helper(Some(Typing { session }));
    let key = OneKey::default();
    key.bind(&mut editor);
    if let Some(history) = history {
        // A first session has no history yet.
        let _none_yet = editor.load_history(history);
    }
    let mut pager = pager.cloned();
    let mut edited: Option<String> = None;
    loop {
        let prompt = editor.helper_mut().map_or(String::new(), |typing| {
            typing.session.warm();
            key.ask(typing.session.reviewing());
            prompt(&typing.session)
        });
        let line = match edited.take() {
            Some(text) => editor.readline_with_initial(&prompt, (&text, "")),
            None => editor.readline(&prompt),
        };
        if let (Some(size), Some(typing)) = (screen(), editor.helper_mut()) {
            resize(size, &mut typing.session, pager.as_mut());
        }
        match line {
            Ok(line) => {
                let pressed = key.pressed();
                if let Some(pressed) = pressed {
                    writeln!(out, "{pressed}").map_err(ReadlineError::Io)?;
                }
                let line = pressed.map_or(line, String::from);
                if pressed.is_none() && !line.trim().is_empty() {
                    editor.add_history_entry(&line)?;
                }
                let Some(typing) = editor.helper_mut() else { break };
                let next = answer(&mut typing.session, &line, pager.as_ref(), out);
                match next.map_err(ReadlineError::Io)? {
                    Next::Line => {}
                    Next::Edit(text) => edited = Some(text),
                    Next::Leave => break,
                }
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => {
                let Some(typing) = editor.helper_mut() else { break };
                let next = answer(&mut typing.session, "quit", pager.as_ref(), out);
                if matches!(next.map_err(ReadlineError::Io)?, Next::Leave) {
                    break;
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(history) = history {
        let _kept_if_possible = editor.save_history(history);
    }
    Ok(())
}

/// How lines are edited.
fn config(colour: bool) -> Result<Config, ReadlineError> {
    let builder = Config::builder()
        .completion_type(CompletionType::List)
        .max_history_size(MOST_HISTORY)?
        .history_ignore_dups(true)?;
    Ok(builder.color_mode(if colour { ColorMode::Enabled } else { ColorMode::Disabled }).build())
}

/// Takes note of the window's size, which may have changed while a line was typed.
fn resize((columns, rows): (u16, u16), session: &mut Session, pager: Option<&mut Pager>) {
    if let Some(pager) = pager {
        pager.rows = rows;
    }
    session.set_width(Some(columns));
}

/// The name of the open graph, a star while it is not saved, and what the filter leaves.
fn prompt(session: &Session) -> String {
    let name = session.path().and_then(Path::file_stem).map(|name| name.to_string_lossy());
    let name = name.map_or(String::new(), |name| format!(" {name}"));
    let star = if session.unsaved() { "*" } else { "" };
    let filter = session.filtered().map_or(String::new(), |filter| format!(" [{filter}]"));
    format!("tupu{name}{star}{filter}> ")
}

/// What comes after a line.
enum Next {
    /// The next line.
    Line,
    /// This line, to be changed.
    Edit(String),
    /// Nothing: the person leaves.
    Leave,
}

/// Writes the reply to a line; what comes next.
fn answer(
    session: &mut Session,
    line: &str,
    pager: Option<&Pager>,
    out: &mut dyn Write,
) -> std::io::Result<Next> {
    let start = Instant::now();
    match session.reply(line) {
        Ok(Reply::Leave) => return Ok(Next::Leave),
        Ok(Reply::Edit(text)) => return Ok(Next::Edit(text)),
        Ok(reply) => {
            let text = reply.written(session.settings());
            let pager = pager.filter(|_| session.paged());
            if !pager.is_some_and(|pager| pager.shows(&text)) {
                write!(out, "{text}")?;
            }
        }
        Err(error) => {
            writeln!(out, "error: {error}")?;
            if let Some(hint) = error.hint() {
                writeln!(out, "hint: {hint}")?;
            }
        }
    }
    if session.timing() {
        writeln!(out, "({:.1} ms)", start.elapsed().as_secs_f64() * 1000.0)?;
    }
    out.flush()?;
    Ok(Next::Line)
}

//! The process's streams and environment in, writers and manners out.
//!
//! The only place that asks whether a stream is a terminal and what `NO_COLOR` says.

use crate::graph::property::civil;
use crate::knowledge::Knowledge;
use crate::session::{Mode, Session, Settings};
use std::io::{BufRead, BufReader, BufWriter, IsTerminal, Write, stderr, stdin, stdout};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// What a subcommand reads from and writes to.
pub struct Terminal {
    /// Results.
    pub out: Box<dyn Write + Send>,
    /// Errors, warnings and progress.
    pub err: Box<dyn Write + Send>,
    /// Lines to work on.
    pub input: Box<dyn BufRead + Send>,
    /// A person types and reads: standard input and output are both terminals.
    pub interactive: bool,
    /// Standard output may be coloured: it is a terminal and `NO_COLOR` is unset or empty.
    pub colour: bool,
    /// Columns of the terminal that results go to; `None` when they go elsewhere.
    pub width: Option<u16>,
    /// Lines of the terminal that results go to.
    pub rows: Option<u16>,
    /// What shows replies longer than the screen: `PAGER`, else less.
    pub pager: Option<String>,
    /// Where a person's own files are kept.
    pub data: Option<PathBuf>,
    /// Where a person's settings are kept.
    pub config: Option<PathBuf>,
    /// Who types, as far as the system says.
    pub user: String,
    /// Progress may be drawn: standard error is a terminal.
    pub progress: bool,
}

impl Terminal {
    /// The streams of this process.
    pub fn standard() -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            out: Box::new(BufWriter::with_capacity(1 << 16, stdout())),
            err: Box::new(stderr()),
            input: Box::new(BufReader::with_capacity(1 << 16, stdin())),
            interactive: stdin().is_terminal() && stdout().is_terminal(),
            colour: stdout().is_terminal() && !plain,
            width: size().map(|(width, _)| width),
            rows: size().map(|(_, height)| height),
            pager: match std::env::var("PAGER") {
                Ok(pager) => Some(pager).filter(|pager| !pager.trim().is_empty()),
                Err(_) => Some("less -FRX -P(q=quit,space=more)".to_owned()),
            },
            data: dirs::data_dir().map(|folder| folder.join("tupu")),
            config: dirs::config_dir().map(|folder| folder.join("tupu")),
            user: ["USER", "USERNAME"]
                .iter()
                .find_map(|name| std::env::var(name).ok())
                .unwrap_or_default(),
            progress: stderr().is_terminal(),
        }
    }

    /// A session that shows what this terminal can show; who types signs what is decided.
    pub(super) fn session(&self, knowledge: Arc<Knowledge>) -> Session {
        let settings = Settings {
            mode: Mode::Table,
            colour: self.colour,
            width: self.width,
            decorated: self.interactive,
        };
        let mut session = Session::new(knowledge, settings);
        session.signed(self.user.clone(), now);
        session
    }

    /// Writes `warning: …` on standard error, after what has been printed so far.
    pub fn warn(&mut self, message: &dyn std::fmt::Display) -> std::io::Result<()> {
        self.out.flush()?;
        writeln!(self.err, "warning: {message}")
    }
}

/// Columns and lines of the terminal that results go to.
pub(super) fn size() -> Option<(u16, u16)> {
    let size = stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    size.map(|(width, height)| (width.0, height.0))
}

/// The time now, as `2026-11-21T08:30:00Z`.
pub(super) fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (year, month, day) = civil((since / 86_400) as i64);
    let (hour, minute, second) = (since / 3600 % 24, since / 60 % 60, since % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

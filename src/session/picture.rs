//! Names and a file in, a picture or a file for another program out.

use super::{Error, Mode, Reply, Session, Settings};
use crate::export::{self, Format, Scope, Selection, Undrawn, Written};
use crate::graph::{self, Node};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What was asked for.
#[derive(Default)]
struct Wish {
    names: Vec<String>,
    file: Option<PathBuf>,
    format: Option<Format>,
    depth: Option<usize>,
}

impl Session {
    /// `export`: the graph or a part of it as a file for another program.
    pub(super) fn export(&mut self, words: &[String]) -> Result<Reply, Error> {
        if let [file] = words
            && let Some(mode) = table_mode(file)
        {
            return self.export_table(Path::new(file), mode);
        }
        let wish = wish(words)?;
        let Some(file) = &wish.file else {
            return Err(match wish.names.first() {
                Some(file) if file.contains('.') => Error::UnknownFormat { file: file.clone() },
                _ => Error::WrongUse { name: "", usage: "" },
            });
        };
        let name = file.to_string_lossy();
        let Some(format) = wish.format.or_else(|| Format::of_name(&name)) else {
            return Err(Error::UnknownFormat { file: name.into_owned() });
        };
        let around = self.entities(&wish.names)?;
        self.write_part(around, &wish, format, file)
    }

    /// `draw`: a picture.
    pub(super) fn draw(&mut self, words: &[String]) -> Result<Reply, Error> {
        let wish = wish(words)?;
        let around = match wish.names.is_empty() {
            true => self.shown_nodes(),
            false => self.entities(&wish.names)?,
        };
        let name = around.first().map_or("graph", |node| node.name());
        let safe: String =
            name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
        let file = wish.file.clone().unwrap_or_else(|| PathBuf::from(format!("{safe}.svg")));
        let name = file.to_string_lossy();
        let Some(format) = wish.format.or_else(|| Format::of_name(&name)) else {
            return Err(Error::UnknownFormat { file: name.into_owned() });
        };
        self.write_part(around, &wish, format, &file)
    }

    /// Writes what is near these entities, or everything.
    fn write_part(
        &self,
        around: Vec<Node<'_>>,
        wish: &Wish,
        format: Format,
        file: &Path,
    ) -> Result<Reply, Error> {
        let depth = wish.depth.unwrap_or(1);
        let most = if format == Format::Svg { None } else { format.usual_limit() };
        let scope = Scope { around, depth, most, ..Scope::default() };
        if format == Format::Svg {
            let picture = export::picture(&self.graph, &scope, self.knowledge.schema());
            graph::write_file(file, picture.svg.as_bytes())?;
            return Ok(told(file, &picture.selection, picture.undrawn));
        }
        let selection = Selection::new(&self.graph, &scope);
        match format.write(&selection, self.knowledge.schema()) {
            Written::Text(text) => graph::write_file(file, text.as_bytes())?,
            Written::Folder(files) => {
                std::fs::create_dir_all(file)
                    .map_err(|source| graph::Error::Write { path: file.to_owned(), source })?;
                for (name, text) in files {
                    graph::write_file(&file.join(name), &text)?;
                }
            }
        }
        Ok(told(file, &selection, None))
    }

    /// Every row of the last table as a file.
    fn export_table(&self, file: &Path, mode: Mode) -> Result<Reply, Error> {
        let Some(table) = &self.last_table else { return Err(Error::NoTable) };
        let text = table.written(Settings { mode, ..Settings::plain() });
        graph::write_file(file, text.as_bytes())?;
        Ok(Reply::Text(format!("{}: {} rows", file.display(), table.rows.len())))
    }

    /// The entities of these names or numbers.
    fn entities(&self, names: &[String]) -> Result<Vec<Node<'_>>, Error> {
        names.iter().map(|name| self.entity(name)).collect()
    }
}

/// What was written, and what was left out of it.
fn told(file: &Path, selection: &Selection<'_>, undrawn: Option<Undrawn>) -> Reply {
    let (entities, links) = (selection.nodes.len(), selection.links.len());
    let mut told = format!("{}: {entities} entities, {links} links", file.display());
    if selection.left_out > 0 {
        let more = selection.left_out;
        let _ = write!(told, "; {more} more links are not in it, as it says");
    }
    if let Some(undrawn) = undrawn {
        let _ = write!(told, ": {undrawn}");
    }
    Reply::Text(told)
}

/// How the rows of a table are written to a file of this name.
fn table_mode(file: &str) -> Option<Mode> {
    match file.rsplit_once('.')?.1 {
        "csv" => Some(Mode::Csv),
        "tsv" => Some(Mode::Tsv),
        "jsonl" => Some(Mode::JsonLines),
        _ => None,
    }
}

fn wish(words: &[String]) -> Result<Wish, Error> {
    let mut wish = Wish::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let is_file = Format::of_name(word).is_some();
        if let Ok(format) = word.parse::<Format>() {
            wish.format = Some(format);
        } else if matches!(&**word, "depth" | "深度") {
            let depth = words.next().and_then(|number| number.parse().ok());
            wish.depth = Some(depth.ok_or(Error::WrongUse { name: "", usage: "" })?);
        } else if wish.file.is_none() && (is_file || wish.format.is_some_and(Format::is_folder)) {
            wish.file = Some(PathBuf::from(word));
        } else if !matches!(&**word, "around" | "near" | "to") {
            wish.names.push(word.clone());
        }
    }
    Ok(wish)
}

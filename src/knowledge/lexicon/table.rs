//! The text of a table in, entries out.
//!
//! The first line names the columns: `name`, `kind`, `class`, `aliases`, `within`, `english`,
//! `same`, `distinct`. A cell `kind=Place` fixes the column for the whole file, which then has no
//! cell for it in its rows. Cells may be left off at the end of a row. Lists are separated by `|`.
//! An alias that starts with `?` is doubtful, with `~` a one-letter form. A name that starts with
//! `?` is doubtful itself; with `-` it is only a canonical name and no form of its own.

use super::{Entry, Kind, Trust};
use crate::knowledge::Error;
use crate::knowledge::cell::cells;

const COLUMNS: [&str; 8] =
    ["name", "kind", "class", "aliases", "within", "english", "same", "distinct"];

/// The entries of a table.
pub(super) fn rows(file: &str, text: &'static str) -> Result<Vec<Entry>, Error> {
    let wrong = |line, message| Error::Table { file: file.to_owned(), line, message };
    let mut lines = text.lines().enumerate();
    let (_, header) = lines.next().ok_or_else(|| wrong(1, "empty table".to_owned()))?;
    let mut fixed = [""; COLUMNS.len()];
    let mut order = Vec::new();
    for cell in header.split('\t') {
        let (column, value) = cell.split_once('=').map_or((cell, None), |(c, v)| (c, Some(v)));
        let Some(column) = COLUMNS.iter().position(|known| *known == column) else {
            let known = COLUMNS.join(", ");
            return Err(wrong(1, format!("unknown column {column:?}; known columns: {known}")));
        };
        match value {
            Some(value) => fixed[column] = value,
            None => order.push(column),
        }
    }
    let mut entries = Vec::with_capacity(text.len() / 40);
    let mut kind = ("", Kind::PLACE);
    for (number, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let mut row = fixed;
        for (at, cell) in cells(line, b'\t').enumerate() {
            let Some(&column) = order.get(at) else {
                return Err(wrong(number + 1, format!("more than {} cells", order.len())));
            };
            row[column] = cell;
        }
        let [name, kind_name, ..] = row;
        if name.is_empty() || kind_name.is_empty() {
            return Err(wrong(number + 1, "a row needs a name and a kind".to_owned()));
        }
        if kind.0 != kind_name {
            kind = (kind_name, Kind::named(kind_name));
        }
        entries.push(entry(row, kind.1));
    }
    Ok(entries)
}

fn entry(cells: [&'static str; COLUMNS.len()], kind: Kind) -> Entry {
    let [name, _, class, aliases, within, english, same, distinct] = cells;
    let (name, own) = if let Some(name) = name.strip_prefix('-') {
        (name, None)
    } else {
        let (name, trust) = Trust::split(name);
        (name, Some(trust))
    };
    Entry { name, kind, class, within, english, own, aliases, same, distinct }
}

//! Rows in, aligned or separated text out.

use super::{Mode, Settings};
use comfy_table::{ContentArrangement, presets};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// Rows under named columns. Invariant: every row has as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// Rows that were left out.
    pub left_out: usize,
    /// The number of the first row, when other commands take the numbers.
    pub first: Option<usize>,
}

impl Table {
    /// An empty table with these columns.
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self {
            columns: columns.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
            left_out: 0,
            first: None,
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<String>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    /// Says how many rows were left out.
    #[must_use]
    pub fn more(mut self, left_out: usize) -> Self {
        self.left_out = left_out;
        self
    }

    /// The table as text.
    pub fn written(&self, settings: Settings) -> String {
        let mut text = match settings.mode {
            Mode::Table if self.fits(settings.width) => self.aligned(settings),
            Mode::Table | Mode::Vertical => self.vertical(),
            Mode::Json => self.json(),
            Mode::Csv => self.separated(b','),
            Mode::Markdown => self.markdown(),
            Mode::JsonLines => self.json_lines(),
            Mode::Tsv => self.separated(b'\t'),
            Mode::Tree => self.tree(),
        };
        if self.left_out > 0 && matches!(settings.mode, Mode::Table | Mode::Vertical | Mode::Tree) {
            let _ = writeln!(text, "… {} more; `more` shows them", self.left_out);
        }
        text
    }

    /// Whether aligned columns leave every one at least a few characters wide.
    fn fits(&self, width: Option<u16>) -> bool {
        let widest = |n: usize| {
            let cells = self.rows.iter().map(|row| row[n].width());
            cells.chain([self.columns[n].width()]).max().unwrap_or(0).min(24)
        };
        let least: usize = (0..self.columns.len()).map(|n| widest(n) + 3).sum();
        width.is_none_or(|width| least <= width as usize)
    }

    fn aligned(&self, settings: Settings) -> String {
        let mut table = comfy_table::Table::new();
        table.force_no_tty().load_style(if settings.decorated {
            presets::UTF8_FULL_CONDENSED
        } else {
            presets::NOTHING
        });
        if let Some(width) = settings.width {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        let mark = self.first.map(|_| "#".to_owned()).into_iter();
        table.set_header(mark.chain(self.columns.iter().cloned()));
        for (at, row) in self.rows.iter().enumerate() {
            let number = self.first.map(|first| (first + at).to_string());
            table.add_row(number.into_iter().chain(row.iter().cloned()));
        }
        let mut text = table.trim_fmt();
        text.push('\n');
        text
    }

    fn vertical(&self) -> String {
        let wide = self.columns.iter().map(|c| c.width()).max().unwrap_or(0);
        let mut text = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            let _ = writeln!(text, "— {} —", self.first.unwrap_or(1) + number);
            for (column, cell) in self.columns.iter().zip(row) {
                let space = " ".repeat(wide - column.width());
                let _ = writeln!(text, "{space}{column}: {cell}");
            }
        }
        text
    }

    fn objects(&self) -> Vec<serde_json::Map<String, serde_json::Value>> {
        let object = |row: &Vec<String>| {
            let cells = row.iter().map(|cell| serde_json::Value::from(cell.as_str()));
            self.columns.iter().cloned().zip(cells).collect()
        };
        self.rows.iter().map(object).collect()
    }

    fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(&self.objects()).unwrap_or_default();
        text.push('\n');
        text
    }

    fn json_lines(&self) -> String {
        let line = |object| serde_json::Value::Object(object).to_string() + "\n";
        self.objects().into_iter().map(line).collect()
    }

    fn separated(&self, by: u8) -> String {
        let mut writer = csv::WriterBuilder::new().delimiter(by).from_writer(Vec::new());
        // Writing to memory does not fail, and every row has the same length.
        let _ = writer.write_record(&self.columns);
        for row in &self.rows {
            let _ = writer.write_record(row);
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    /// Rows that start alike share what they start with.
    fn tree(&self) -> String {
        let mut text = String::new();
        let mut before: &[String] = &[];
        for row in &self.rows {
            let shared = row.iter().zip(before).take_while(|(a, b)| a == b).count();
            for (depth, cell) in row.iter().enumerate().skip(shared.min(row.len() - 1)) {
                let _ = writeln!(text, "{}{cell}", "  ".repeat(depth));
            }
            before = row;
        }
        text
    }

    fn markdown(&self) -> String {
        let escaped = |cell: &String| cell.replace('|', "\\|").replace('\n', " ");
        let line = |cells: &[String]| {
            format!("| {} |\n", cells.iter().map(escaped).collect::<Vec<_>>().join(" | "))
        };
        let rule = format!("|{}\n", " --- |".repeat(self.columns.len()));
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        line(&self.columns) + &rule + &rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(["名称", "n"]);
        table.push(vec!["宁德时代".into(), "1".into()]);
        table.push(vec!["A|B".into(), "20".into()]);
        table
    }

    #[test]
    fn columns_align_though_chinese_is_twice_as_wide() {
        let text = table().written(Settings::plain());
        let at: Vec<usize> =
            text.lines().map(|line| line.trim_end().rsplit_once(' ').unwrap().0.width()).collect();
        assert!(at.windows(2).all(|pair| pair[0] == pair[1]), "{text}");
    }

    #[test]
    fn what_is_too_wide_is_written_row_by_row() {
        let narrow = Settings { width: Some(8), ..Settings::plain() };
        assert!(table().written(narrow).starts_with("— 1 —\n名称: 宁德时代\n"));
    }

    #[test]
    fn programs_get_json_csv_and_markdown() {
        let with = |mode| table().written(Settings { mode, ..Settings::plain() });
        assert_eq!(with(Mode::Csv), "名称,n\n宁德时代,1\nA|B,20\n");
        assert!(with(Mode::Markdown).contains("| A\\|B | 20 |"));
        let json: serde_json::Value = serde_json::from_str(&with(Mode::Json)).unwrap();
        assert_eq!(json[0]["名称"], "宁德时代");
    }
}

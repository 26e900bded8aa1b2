//! A table with a column of texts in, a document for each row out.

use super::{Date, Document, Reason, Skipped, stated};

/// What the columns may be named.
const TEXT: &[&str] = &["text", "content", "body", "正文", "内容", "全文", "文本"];
const ID: &[&str] = &["id", "编号", "url", "链接", "网址"];
const TITLE: &[&str] = &["title", "标题", "题目"];
const DATE: &[&str] = &["date", "published", "日期", "发布日期", "发布时间", "时间"];

/// The documents of a table whose first row names its columns. Their ids begin with that of the file:
/// every table may count its rows from one.
pub(super) fn documents(
    id: &str,
    name: &str,
    text: &str,
    tabs: bool,
) -> Result<Vec<Result<Document, Skipped>>, Reason> {
    let by = if tabs { b'\t' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(by).flexible(true).from_reader(text.as_bytes());
    let broken = |problem: csv::Error| Reason::Broken { what: "CSV", problem: problem.to_string() };
    let header = reader.headers().map_err(broken)?.clone();
    let column = |names: &[&str]| {
        header.iter().position(|column| names.contains(&&*column.trim().to_lowercase()))
    };
    let Some(texts) = column(TEXT) else { return Err(Reason::NoColumn) };
    let (ids, titles, dates) = (column(ID), column(TITLE), column(DATE));
    let mut documents = Vec::new();
    for (number, row) in reader.records().enumerate() {
        // The header is line 1 for people.
        let number = number + 2;
        let skipped = |reason| Skipped { path: format!("{name}:{number}"), reason };
        let row = match row {
            Ok(row) => row,
            Err(problem) => {
                documents.push(Err(skipped(broken(problem))));
                continue;
            }
        };
        let cell = |column: Option<usize>| {
            column.and_then(|at| row.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let Some(text) = cell(Some(texts)) else { continue };
        let own = match (cell(ids), ids) {
            (Some(own), _) => format!("{id}#{own}"),
            (None, None) => format!("{id}#{number}"),
            (None, Some(_)) => format!("{id}#row-{number}"),
        };
        let mut document = Document::of_text(own, text.to_owned());
        let date: Option<Date> =
            cell(dates).and_then(|date| date.parse().ok().or_else(|| stated::date_in(date)));
        document.title = cell(titles).map(str::to_owned).or(document.title);
        document.date = date.or(document.date);
        documents.push(Ok(document));
    }
    if documents.is_empty() { Err(Reason::Empty) } else { Ok(documents) }
}

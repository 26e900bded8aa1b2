//! A selection in, Parquet tables for data engines and column stores out.
//!
//! `nodes`, `edges`, `mentions`, `edge_evidence` and `docs`, each sorted by its first columns, with
//! places in characters, half-open. `GraphFrames`, `DuckDB`, pandas and Kùzu read them as they are;
//! `load.cypher` makes the tables in Kùzu and fills them.

use super::selection::Selection;
use crate::extract::{Passage, Source};
use crate::graph::{Basis, Link};
use crate::text::Span;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Makes the tables in Kùzu and fills them.
const LOAD: &str = "\
CREATE NODE TABLE Entity(id STRING, name STRING, type STRING, aliases STRING[], mention_count INT64, \
doc_count INT64, first_doc STRING, props STRING, PRIMARY KEY(id));
CREATE NODE TABLE Doc(id STRING, uri STRING, title STRING, date STRING, sha256 STRING, \
n_chars INT64, PRIMARY KEY(id));
CREATE REL TABLE Link(FROM Entity TO Entity, type STRING, id STRING, evidence_count INT64, \
confidence DOUBLE, props STRING);
CREATE REL TABLE Mention(FROM Entity TO Doc, surface STRING, start INT32, `end` INT32, sent INT32);
COPY Entity FROM 'nodes.parquet';
COPY Doc FROM 'docs.parquet';
COPY Link FROM 'edges.parquet';
COPY Mention FROM 'mentions.parquet';
";

/// The tables, and a script that loads them into Kùzu.
pub fn parquet(selection: &Selection<'_>) -> Vec<(String, Vec<u8>)> {
    let mut links: Vec<(&str, &str, String, &Link<'_>)> = selection
        .links
        .iter()
        .map(|link| (link.head().id().as_str(), link.tail().id().as_str(), kind(link), link))
        .collect();
    links.sort_by(|a, b| (a.0, a.1, &a.2, a.3.basis()).cmp(&(b.0, b.1, &b.2, b.3.basis())));
    let links: Vec<&Link<'_>> = links.into_iter().map(|(.., link)| link).collect();
    let tables = [
        ("nodes.parquet", nodes(selection)),
        ("edges.parquet", edges(&links)),
        ("mentions.parquet", mentions(selection)),
        ("edge_evidence.parquet", evidence(&links)),
        ("docs.parquet", docs(selection, &links)),
    ];
    let files = tables.into_iter().map(|(name, table)| {
        let bytes = table.bytes().expect("the columns are as many and as long as the table says");
        (name.to_owned(), bytes)
    });
    files.chain([("load.cypher".to_owned(), LOAD.as_bytes().to_vec())]).collect()
}

fn nodes(selection: &Selection<'_>) -> Table {
    let nodes = || selection.nodes.iter().copied();
    let first = |node: crate::graph::Node<'_>| {
        node.passages().next().map(|passage| passage.document.id.clone())
    };
    let mut table = Table::default();
    table.texts("id", nodes().map(|node| node.id().as_str().to_owned()));
    table.texts("name", nodes().map(|node| node.name().to_owned()));
    table.texts("type", nodes().map(|node| node.kind().name().to_owned()));
    table.lists("aliases", nodes().map(|node| node.aliases().to_vec()));
    table.longs("mention_count", nodes().map(|node| node.mentions().into()));
    table.longs("doc_count", nodes().map(|node| node.documents().into()));
    table.maybe_texts("first_doc", nodes().map(first));
    table.texts("props", nodes().map(|_| "{}".to_owned()));
    table
}

fn edges(links: &[&Link<'_>]) -> Table {
    let links = || links.iter().copied();
    let mut table = Table::default();
    table.texts("src", links().map(|link| link.head().id().as_str().to_owned()));
    table.texts("dst", links().map(|link| link.tail().id().as_str().to_owned()));
    table.texts("type", links().map(kind));
    table.texts("id", links().map(id));
    table.longs("evidence_count", links().map(|link| link.support().sentences.into()));
    table.maybe_numbers("confidence", links().map(|link| link.score().map(f64::from)));
    table.texts("props", links().map(|link| properties(link).to_string()));
    table
}

/// What else is known of a link.
fn properties(link: &Link<'_>) -> serde_json::Value {
    let (support, dates) = (link.support(), link.dates());
    json!({
        "modality": link.basis().name(),
        "documents": support.documents,
        "reprints": support.reprints,
        "first": dates.map(|(first, _)| first.to_string()),
        "last": dates.map(|(_, last)| last.to_string()),
        "title": link.details().first(),
    })
}

/// The type of an edge: what a text denies never has the type of what one states.
fn kind(link: &Link<'_>) -> String {
    let not = if link.basis() == Basis::Negated { "not_" } else { "" };
    format!("{not}{}", link.relation())
}

fn id(link: &Link<'_>) -> String {
    format!("{}|{}|{}|{}", link.head().id(), kind(link), link.tail().id(), link.basis().name())
}

fn mentions(selection: &Selection<'_>) -> Table {
    let mut rows = Vec::new();
    for node in &selection.nodes {
        for found in node.passages() {
            for span in &found.names {
                let surface = at(found.passage, *span);
                rows.push((node.id().as_str(), &found.document.id, surface, *span, found.place.1));
            }
        }
    }
    let mut table = Table::default();
    table.texts("node_id", rows.iter().map(|row| row.0.to_owned()));
    table.texts("doc_id", rows.iter().map(|row| row.1.clone()));
    table.texts("surface", rows.iter().map(|row| row.2.clone()));
    table.ints("start", rows.iter().map(|row| row.3.start as i32));
    table.ints("end", rows.iter().map(|row| row.3.end as i32));
    table.ints("sent", rows.iter().map(|row| row.4 as i32));
    table
}

/// The words of a sentence at this place of the document.
fn at(passage: &Passage, span: Span) -> String {
    let skip = span.start.saturating_sub(passage.span.start) as usize;
    passage.text.chars().skip(skip).take((span.end - span.start) as usize).collect()
}

fn evidence(links: &[&Link<'_>]) -> Table {
    let rows = links.iter().flat_map(|link| {
        let evidence = link.evidence().into_iter();
        evidence.map(|found| {
            let place = (found.document.id.clone(), found.passage.span);
            (id(link), place, found.rule.map(str::to_owned), link.score().map(f64::from))
        })
    });
    let rows: Vec<_> = rows.collect();
    let mut table = Table::default();
    table.texts("edge_id", rows.iter().map(|row| row.0.clone()));
    table.texts("doc_id", rows.iter().map(|row| row.1.0.clone()));
    table.ints("start", rows.iter().map(|row| row.1.1.start as i32));
    table.ints("end", rows.iter().map(|row| row.1.1.end as i32));
    table.maybe_texts("rule", rows.iter().map(|row| row.2.clone()));
    table.maybe_numbers("confidence", rows.iter().map(|row| row.3));
    table
}

/// The documents that name an entity or state a link of the selection.
fn docs(selection: &Selection<'_>, links: &[&Link<'_>]) -> Table {
    let mut docs: BTreeMap<&str, &Source> = BTreeMap::new();
    let named = selection.nodes.iter().flat_map(|node| node.passages());
    docs.extend(named.map(|found| (found.document.id.as_str(), found.document)));
    let stated = links.iter().flat_map(|link| link.evidence());
    docs.extend(stated.map(|found| (found.document.id.as_str(), found.document)));
    let docs = || docs.values().copied();
    let mut table = Table::default();
    table.texts("id", docs().map(|doc| doc.id.clone()));
    table.texts("uri", docs().map(|doc| doc.id.clone()));
    table.maybe_texts("title", docs().map(|doc| doc.title.clone()));
    table.maybe_texts("date", docs().map(|doc| doc.date.map(|date| date.to_string())));
    table.texts("sha256", docs().map(|doc| doc.digest.clone()));
    table.longs("n_chars", docs().map(|doc| doc.characters.into()));
    table
}

/// The values of a column; a level of 0 says that there is none, or an empty list.
enum Column {
    Texts(Vec<ByteArray>, Option<Vec<i16>>),
    Lists(Vec<ByteArray>, Vec<i16>, Vec<i16>),
    Ints(Vec<i32>),
    Longs(Vec<i64>),
    Numbers(Vec<f64>, Vec<i16>),
}

/// Columns with their names and types, in order.
#[derive(Default)]
struct Table {
    schema: String,
    columns: Vec<Column>,
}

impl Table {
    fn push(&mut self, field: &str, column: Column) {
        self.schema += field;
        self.columns.push(column);
    }

    fn texts(&mut self, name: &str, texts: impl Iterator<Item = String>) {
        let texts = texts.map(bytes).collect();
        self.push(&format!("required binary {name} (UTF8); "), Column::Texts(texts, None));
    }

    fn maybe_texts(&mut self, name: &str, texts: impl Iterator<Item = Option<String>>) {
        let (mut kept, mut levels) = (Vec::new(), Vec::new());
        for text in texts {
            levels.push(text.is_some().into());
            kept.extend(text.map(bytes));
        }
        let column = Column::Texts(kept, Some(levels));
        self.push(&format!("optional binary {name} (UTF8); "), column);
    }

    fn lists(&mut self, name: &str, lists: impl Iterator<Item = Vec<String>>) {
        let (mut items, mut there, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
        for list in lists {
            there.extend(std::iter::repeat_n(1, list.len()).chain(list.is_empty().then_some(0)));
            repeated.push(0);
            repeated.extend(std::iter::repeat_n(1, list.len().saturating_sub(1)));
            items.extend(list.into_iter().map(bytes));
        }
        let item = "repeated group list { required binary element (UTF8); }";
        let column = Column::Lists(items, there, repeated);
        self.push(&format!("required group {name} (LIST) {{ {item} }} "), column);
    }

    fn ints(&mut self, name: &str, numbers: impl Iterator<Item = i32>) {
        self.push(&format!("required int32 {name}; "), Column::Ints(numbers.collect()));
    }

    fn longs(&mut self, name: &str, numbers: impl Iterator<Item = i64>) {
        self.push(&format!("required int64 {name}; "), Column::Longs(numbers.collect()));
    }

    fn maybe_numbers(&mut self, name: &str, numbers: impl Iterator<Item = Option<f64>>) {
        let (mut kept, mut levels) = (Vec::new(), Vec::new());
        for number in numbers {
            levels.push(number.is_some().into());
            kept.extend(number);
        }
        self.push(&format!("optional double {name}; "), Column::Numbers(kept, levels));
    }

    /// The file.
    fn bytes(&self) -> Result<Vec<u8>> {
        let schema = parse_message_type(&format!("message table {{ {} }}", self.schema))?;
        let compression = Compression::ZSTD(ZstdLevel::try_new(3)?);
        let how = WriterProperties::builder().set_compression(compression).build();
        let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(how))?;
        let mut rows = file.next_row_group()?;
        for column in &self.columns {
            let Some(mut out) = rows.next_column()? else { break };
            match column {
                Column::Texts(texts, levels) => {
                    write::<ByteArrayType>(&mut out, texts, levels.as_deref(), None)?;
                }
                Column::Lists(items, there, repeated) => {
                    write::<ByteArrayType>(&mut out, items, Some(there), Some(repeated))?;
                }
                Column::Ints(numbers) => write::<Int32Type>(&mut out, numbers, None, None)?,
                Column::Longs(numbers) => write::<Int64Type>(&mut out, numbers, None, None)?,
                Column::Numbers(numbers, levels) => {
                    write::<DoubleType>(&mut out, numbers, Some(levels), None)?;
                }
            }
            out.close()?;
        }
        rows.close()?;
        file.into_inner()
    }
}

fn write<T: DataType>(
    out: &mut SerializedColumnWriter<'_>,
    values: &[T::T],
    there: Option<&[i16]>,
    repeated: Option<&[i16]>,
) -> Result<()> {
    out.typed::<T>().write_batch(values, there, repeated).map(|_| ())
}

fn bytes(text: String) -> ByteArray {
    ByteArray::from(text.into_bytes())
}

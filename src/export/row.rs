//! Entities and links in, the fields that every data format writes out.

use crate::graph::{Basis, Link, Node};

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// A string.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Decimal,
    /// A list of strings.
    Texts,
}

/// The value of a field; what is not known has none.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field<'g> {
    Text(&'g str),
    Owned(String),
    Whole(u32),
    Decimal(f64),
    Texts(&'g [String]),
}

/// Names and types of the fields of an entity, in their order.
pub(super) const NODE_FIELDS: [(&str, Type); 6] = [
    ("id", Type::Text),
    ("name", Type::Text),
    ("kind", Type::Text),
    ("aliases", Type::Texts),
    ("mentions", Type::Whole),
    ("documents", Type::Whole),
];

/// Names and types of the fields of a link, in their order.
pub(super) const LINK_FIELDS: [(&str, Type); 11] = [
    ("relation", Type::Text),
    ("modality", Type::Text),
    ("support", Type::Whole),
    ("documents", Type::Whole),
    ("reprints", Type::Whole),
    ("score", Type::Decimal),
    ("first", Type::Text),
    ("last", Type::Text),
    ("title", Type::Text),
    ("sentence", Type::Text),
    ("source", Type::Text),
];

/// The fields of an entity.
pub(super) fn node_row(node: Node<'_>) -> [Option<Field<'_>>; NODE_FIELDS.len()] {
    let aliases = node.aliases();
    [
        Some(Field::Text(node.id().as_str())),
        Some(Field::Text(node.name())),
        Some(Field::Text(node.kind().name())),
        (!aliases.is_empty()).then_some(Field::Texts(aliases)),
        Some(Field::Whole(node.mentions())),
        Some(Field::Whole(node.documents())),
    ]
}

/// The fields of a link; sentence and source are those of its first sentence.
pub(super) fn link_row<'g>(link: &Link<'g>) -> [Option<Field<'g>>; LINK_FIELDS.len()] {
    let support = link.support();
    let evidence = link.evidence().into_iter().next();
    let is_read = link.basis() != Basis::Known;
    let whole = |number| is_read.then_some(Field::Whole(number));
    let (first, last) = link.dates().unzip();
    [
        Some(Field::Text(link.relation().name())),
        Some(Field::Text(link.basis().name())),
        whole(support.sentences),
        whole(support.documents),
        whole(support.reprints),
        link.score().map(|score| Field::Decimal((f64::from(score) * 1000.0).round() / 1000.0)),
        first.map(|date| Field::Owned(date.to_string())),
        last.map(|date| Field::Owned(date.to_string())),
        link.details().first().map(|detail| Field::Text(detail)),
        evidence.as_ref().map(|evidence| Field::Text(&evidence.passage.text)),
        evidence.as_ref().map(|evidence| Field::Text(&evidence.document.id)),
    ]
}

impl Field<'_> {
    /// The value as one string; lists are joined by `separator`.
    pub(super) fn joined(&self, separator: &str) -> String {
        match self {
            Self::Text(text) => (*text).to_owned(),
            Self::Owned(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Texts(texts) => texts.join(separator),
        }
    }

    /// The value as JSON.
    pub(super) fn json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => (*text).into(),
            Self::Owned(text) => text.as_str().into(),
            Self::Whole(number) => (*number).into(),
            Self::Decimal(number) => (*number).into(),
            Self::Texts(texts) => texts.to_vec().into(),
        }
    }
}

//! Kinds and links in, the words and colours that pictures show them with out.

use crate::graph::{Basis, Link};
use crate::knowledge::{Kind, Relation, Schema};

/// Fonts with Chinese letters, the first one found is used.
pub(super) const FONTS: &str = "Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,\
                                WenQuanYi Micro Hei,sans-serif";

/// Light colours for the kinds in the order of the schema, each told from the others in grey too.
const FILLS: [&str; 8] =
    ["#d6e9c6", "#bcd9f2", "#e4d4f4", "#fde3b0", "#f7c9c4", "#fff3a8", "#c9eeea", "#e2e2e2"];

/// Words and colours of a schema.
pub(super) struct Palette<'s> {
    schema: &'s Schema,
}

impl<'s> Palette<'s> {
    pub(super) fn new(schema: &'s Schema) -> Self {
        Self { schema }
    }

    /// The colour of a kind.
    pub(super) fn fill(&self, kind: Kind) -> &'static str {
        let place = self.schema.kinds.iter().position(|entry| entry.id == kind);
        FILLS[place.unwrap_or(FILLS.len() - 1).min(FILLS.len() - 1)]
    }

    /// The Chinese word for a kind, or its id.
    pub(super) fn kind(&self, kind: Kind) -> &str {
        let entry = self.schema.kinds.iter().find(|entry| entry.id == kind);
        entry.map_or(kind.name(), |entry| &entry.label)
    }

    /// The Chinese word for a relation, or its id.
    pub(super) fn relation(&self, relation: Relation) -> &str {
        let entry = self.schema.relations.iter().find(|entry| entry.id == relation);
        entry.map_or(relation.name(), |entry| &entry.label)
    }

    /// What stands on a link: the Chinese word, the title, the hedge.
    pub(super) fn link(&self, link: &Link<'_>) -> String {
        let word = self.relation(link.relation());
        let hedge = match link.basis() {
            Basis::Planned => "拟",
            Basis::Negated => "未",
            _ => "",
        };
        match link.details().first() {
            Some(detail) => format!("{hedge}{word} {detail}"),
            None => format!("{hedge}{word}"),
        }
    }
}

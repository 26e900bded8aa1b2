//! Mentions in, entities out: what the names of a document refer to.

mod across;
mod alias;
mod background;
mod canonical;
mod context;
mod group;
mod implied;
mod names;
mod resolve;
mod slip;
#[cfg(test)]
mod tests;

pub use across::{Claims, across};
pub use background::{Background, background};
pub use resolve::{Entities, entities};

use crate::knowledge::Kind;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Identity of an entity, derived from content alone: `place/溧阳市`.
///
/// The part before the first `/` is the kind in lower case, the rest the canonical name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(Arc<str>);

impl EntityId {
    /// The id of the entity of this kind with this canonical name.
    pub fn new(kind: Kind, name: &str) -> Self {
        let mut id = String::with_capacity(kind.name().len() + 1 + name.len());
        if kind.name().is_ascii() {
            id.push_str(kind.name());
            id.make_ascii_lowercase();
        } else {
            id.extend(kind.name().chars().flat_map(char::to_lowercase));
        }
        id.push('/');
        id.push_str(name);
        Self(id.into())
    }

    /// The id that reads `text`, as [`EntityId::as_str`] gave it.
    pub fn from_text(text: &str) -> Self {
        Self(text.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is an id of an entity of this kind.
    pub fn is_of(&self, kind: Kind) -> bool {
        let own = self.0.split_once('/').map_or("", |(kind, _)| kind);
        own.chars().eq(kind.name().chars().flat_map(char::to_lowercase))
    }

    /// The canonical name within the id.
    pub fn name(&self) -> &str {
        self.0.split_once('/').map_or(&*self.0, |(_, name)| name)
    }
}

impl std::borrow::Borrow<str> for EntityId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// What a set of mentions refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Derived from kind and canonical name.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Canonical name.
    pub name: String,
    /// Other forms the document uses for it and such as they imply (甲 of 甲有限公司), sorted, the canonical
    /// name left out.
    pub aliases: Vec<String>,
}

//! The name of an entity as people write it in, what can be decided of it out.

use crate::entity::EntityId;
use crate::graph::Node;
use crate::knowledge::{Kind, Relation};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An entity by kind and name, written `Company/宁德时代`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Named {
    /// What it is.
    pub kind: Kind,
    /// Its canonical name.
    pub name: String,
}

impl Named {
    /// The entity of this kind and name.
    pub fn new(kind: Kind, name: impl Into<String>) -> Self {
        Self { kind, name: name.into() }
    }

    /// Its id.
    pub fn id(&self) -> EntityId {
        EntityId::new(self.kind, &self.name)
    }
}

impl From<Node<'_>> for Named {
    fn from(node: Node<'_>) -> Self {
        Self::new(node.kind(), node.id().name())
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.name)
    }
}

impl From<Named> for String {
    fn from(named: Named) -> Self {
        named.to_string()
    }
}

impl TryFrom<String> for Named {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.split_once('/') {
            Some((kind, name)) if !kind.is_empty() && !name.is_empty() => {
                Ok(Self::new(Kind::named(kind), name))
            }
            _ => Err(format!("`{text}` is not of the form Kind/name")),
        }
    }
}

/// What a decision says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Act {
    /// There is this entity, whether or not a document names it.
    Entity(Named),
    /// Both are one; it goes by the first name.
    Same(Named, Named),
    /// They are two, also where one name was read as a form of the other.
    NotSame(Named, Named),
    /// It goes by this name.
    Rename(Named, String),
    /// It is of this kind.
    Kind(Named, Kind),
    /// It is nothing that the graph should hold.
    Hide(Named),
    /// In this document the name means another one, called so.
    Split(Named, String, String),
    /// The first has this relation to the second.
    Add(Named, Relation, Named),
    /// The first does not have this relation to the second, whatever was read.
    Drop(Named, Relation, Named),
}

impl Act {
    /// The same with its parts in their one order.
    pub(super) fn normal(self) -> Self {
        match self {
            Self::NotSame(a, b) if b < a => Self::NotSame(b, a),
            // Names that occur together do so in either order.
            Self::Add(a, Relation::CO_OCCURS, b) if b < a => Self::Add(b, Relation::CO_OCCURS, a),
            Self::Drop(a, Relation::CO_OCCURS, b) if b < a => Self::Drop(b, Relation::CO_OCCURS, a),
            act => act,
        }
    }

    /// The link that it adds or drops.
    fn link(&self) -> Option<(&Named, Relation, &Named)> {
        match self {
            Self::Add(a, relation, b) | Self::Drop(a, relation, b) => Some((a, *relation, b)),
            _ => None,
        }
    }

    /// Whether this leads back to where the other came from.
    pub(super) fn reverses(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Rename(a, x), Self::Rename(b, y)) => {
                a.kind == b.kind && a.name == *y && b.name == *x
            }
            (Self::Kind(a, x), Self::Kind(b, y)) => {
                a.name == b.name && a.kind == *y && b.kind == *x
            }
            _ => false,
        }
    }

    /// Whether both cannot be followed.
    pub fn contradicts(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Same(a, b), Self::NotSame(c, d)) | (Self::NotSame(a, b), Self::Same(c, d)) => {
                same_pair((a, b), (c, d))
            }
            (Self::Same(a, b), Self::Same(c, d)) => a == d && b == c,
            (Self::Rename(a, x), Self::Rename(b, y)) => a == b && x != y,
            (Self::Kind(a, x), Self::Kind(b, y)) => a == b && x != y,
            (Self::Split(a, d, one), Self::Split(b, e, two)) => a == b && d == e && one != two,
            (Self::Add(..), Self::Drop(..)) | (Self::Drop(..), Self::Add(..)) => {
                self.link() == other.link()
            }
            (Self::Hide(a), Self::Entity(b)) | (Self::Entity(a), Self::Hide(b)) => a == b,
            _ => false,
        }
    }
}

/// Whether both name the same two, in either order.
fn same_pair(one: (&Named, &Named), other: (&Named, &Named)) -> bool {
    one == other || one == (other.1, other.0)
}

impl fmt::Display for Act {
    /// As it is written in a session.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entity(a) => write!(f, "add {a}"),
            Self::Same(a, b) => write!(f, "same {a} {b}"),
            Self::NotSame(a, b) => write!(f, "not-same {a} {b}"),
            Self::Rename(a, name) => write!(f, "rename {a} {name}"),
            Self::Kind(a, kind) => write!(f, "kind {a} {kind}"),
            Self::Hide(a) => write!(f, "hide {a}"),
            Self::Split(a, document, name) => write!(f, "split {a} {document} {name}"),
            Self::Add(a, relation, b) => write!(f, "add {a} {relation} {b}"),
            Self::Drop(a, relation, b) => write!(f, "drop {a} {relation} {b}"),
        }
    }
}

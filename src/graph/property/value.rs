//! Cypher's values: what properties hold and what queries pass from row to row.

use super::temporal::Temporal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A node of a property graph. Valid until it is deleted and the deleting statement is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// A relationship of a property graph. Valid as long as a [`NodeId`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelId(pub(super) u32);

impl NodeId {
    /// Its number, as `id()` shows it.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The node with this number, if there is one.
    pub fn from_number(number: u32) -> Self {
        Self(number)
    }
}

impl RelId {
    /// The relationship with this number, if there is one.
    pub fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// Its number, as `id()` shows it.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// The entries of a map value, sorted by key.
pub type Map = BTreeMap<Arc<str>, Value>;

/// A walk: its nodes, and between each two of them the relationship walked along or against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// One more than there are relationships.
    pub nodes: Vec<NodeId>,
    /// In the order walked.
    pub rels: Vec<RelId>,
}

/// A value of the Cypher type system.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Nothing known.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// A string.
    Text(Arc<str>),
    /// A list.
    List(Arc<[Value]>),
    /// A map.
    Map(Arc<Map>),
    /// A node of the graph at hand.
    Node(NodeId),
    /// A relationship of the graph at hand.
    Rel(RelId),
    /// A path of the graph at hand.
    Path(Arc<Path>),
    /// A date, time or duration.
    Temporal(Arc<Temporal>),
}

impl Value {
    /// A string value.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A list value.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Self {
        Self::List(items.into_iter().collect())
    }

    /// A map value.
    pub fn map<K: Into<Arc<str>>>(entries: impl IntoIterator<Item = (K, Value)>) -> Self {
        Self::Map(Arc::new(entries.into_iter().map(|(k, v)| (k.into(), v)).collect()))
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The string in it, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number in it, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// What Cypher calls its type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "Null",
            Self::Bool(_) => "Boolean",
            Self::Int(_) => "Integer",
            Self::Float(_) => "Float",
            Self::Text(_) => "String",
            Self::List(_) => "List",
            Self::Map(_) => "Map",
            Self::Node(_) => "Node",
            Self::Rel(_) => "Relationship",
            Self::Path(_) => "Path",
            Self::Temporal(value) => value.type_name(),
        }
    }

    /// About how many bytes it holds on to, its own size included.
    pub fn weight(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Text(text) => text.len() + 16,
                Self::List(items) => 16 + items.iter().map(Self::weight).sum::<usize>(),
                Self::Map(map) => {
                    map.iter().map(|(key, value)| key.len() + 32 + value.weight()).sum::<usize>()
                }
                Self::Path(path) => 64 + path.nodes.len() * 8,
                Self::Temporal(_) => 48,
                _ => 0,
            }
    }
}

macro_rules! into_value {
    ($($from:ty => |$it:ident| $to:expr),* $(,)?) => {$(
        impl From<$from> for Value {
            fn from($it: $from) -> Self {
                $to
            }
        }
    )*};
}

into_value! {
    bool => |it| Self::Bool(it),
    i64 => |it| Self::Int(it),
    u64 => |it| Self::Int(i64::try_from(it).unwrap_or(i64::MAX)),
    i32 => |it| Self::Int(it.into()),
    u32 => |it| Self::Int(it.into()),
    usize => |it| Self::Int(i64::try_from(it).unwrap_or(i64::MAX)),
    f64 => |it| Self::Float(it),
    &str => |it| Self::Text(it.into()),
    String => |it| Self::Text(it.into()),
    Arc<str> => |it| Self::Text(it),
    NodeId => |it| Self::Node(it),
    RelId => |it| Self::Rel(it),
    Path => |it| Self::Path(Arc::new(it)),
    Temporal => |it| Self::Temporal(Arc::new(it)),
    Vec<Value> => |it| Self::List(it.into()),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

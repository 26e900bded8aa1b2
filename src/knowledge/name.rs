//! Names of kinds and relations in, small numbers that compare by name out.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::sync::{PoisonError, RwLock};

/// The names that are always there, by number: they are read without a lock.
const CORE: [&str; 19] = [
    "Place",
    "Company",
    "Institution",
    "Program",
    "Industry",
    "Person",
    "co_occurs",
    "located_in",
    "part_of",
    "operates_in",
    "invests_in",
    "subsidiary_of",
    "cooperates_with",
    "founds",
    "issues",
    "hosts",
    "supplies",
    "holds_post",
    "awarded",
];

/// The names that a user's schema or question has added. They are the few dozen names of a schema,
/// so they are kept for the life of the process.
static ADDED: RwLock<Vec<&'static str>> = RwLock::new(Vec::new());

fn number(name: &str) -> u32 {
    if let Some(core) = CORE.iter().position(|known| *known == name) {
        return core as u32;
    }
    let mut added = ADDED.write().unwrap_or_else(PoisonError::into_inner);
    let known = added.iter().position(|known| *known == name);
    let place = known.unwrap_or_else(|| {
        added.push(Box::leak(name.to_owned().into_boxed_str()));
        added.len() - 1
    });
    (CORE.len() + place) as u32
}

fn name(number: u32) -> &'static str {
    let number = number as usize;
    CORE.get(number).copied().unwrap_or_else(|| {
        ADDED.read().unwrap_or_else(PoisonError::into_inner)[number - CORE.len()]
    })
}

macro_rules! name {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $type(u32);

        impl $type {
            /// The one with this name; the schema says which names mean something.
            pub fn named(name: &str) -> Self {
                Self(number(name))
            }

            /// Its name in the schema.
            pub fn name(self) -> &'static str {
                name(self.0)
            }
        }

        impl Ord for $type {
            fn cmp(&self, other: &Self) -> Ordering {
                if self.0 == other.0 { Ordering::Equal } else { self.name().cmp(other.name()) }
            }
        }

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($type)).field(&self.name()).finish()
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Ok(Self::named(&name))
            }
        }
    };
}

name! {
    /// What an entity is: `Place`, `Company`, … or a kind that a user's schema adds.
    Kind
}

name! {
    /// What a link states: `located_in`, `supplies`, … or a relation that a user's schema adds.
    Relation
}

impl Kind {
    /// 地点: administrative areas, regions, zones, natural features, named sites.
    pub const PLACE: Self = Self(0);
    /// 企业: firms, groups, named subsidiaries, brands used for the firm.
    pub const COMPANY: Self = Self(1);
    /// 机构: offices, universities, laboratories, hospitals, associations, media.
    pub const INSTITUTION: Self = Self(2);
    /// 项目: named plans, policies, laws, projects, campaigns, honours, expos, funds.
    pub const PROGRAM: Self = Self(3);
    /// 产业: industries, clusters, chains, fields.
    pub const INDUSTRY: Self = Self(4);
    /// 人物: named people.
    pub const PERSON: Self = Self(5);
}

/// A set of kinds, which may take a kind that is not in it for one that is, and never the other way:
/// good for passing over quickly what cannot be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    /// The set of these.
    pub fn of(kinds: impl IntoIterator<Item = Kind>) -> Self {
        kinds.into_iter().fold(Self::default(), Self::with)
    }

    /// The set with one more.
    #[must_use]
    pub fn with(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind.0.min(31))
    }

    /// The kinds of both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is no kind in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the sets may share a kind.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Relation {
    /// 共现: two entities in one sentence. Counted, never stated, never summed with stated links.
    pub const CO_OCCURS: Self = Self(6);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_kinds_never_denies_what_is_in_it() {
        let many: Vec<Kind> = (0..40).map(|n| Kind::named(&format!("Added{n}"))).collect();
        for &kind in &many {
            assert!(Kinds::of(many.iter().copied()).meets(Kinds::of([kind])));
        }
        assert!(!Kinds::of([Kind::PLACE]).meets(Kinds::of([Kind::PERSON])));
    }

    #[test]
    fn the_same_name_is_the_same_kind_and_order_is_by_name() {
        for (kind, name) in [(Kind::PLACE, "Place"), (Kind::PERSON, "Person")] {
            assert_eq!((Kind::named(name), kind.name()), (kind, name));
        }
        assert_eq!(Relation::CO_OCCURS.name(), "co_occurs");
        let ship = Kind::named("Ship");
        assert_eq!((Kind::named("Ship"), ship.name()), (ship, "Ship"));
        assert!(Kind::PERSON < Kind::PLACE && Kind::PLACE < ship);
    }
}

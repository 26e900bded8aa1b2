//! Names of kinds and relations in, cheap copies that compare by name out.

use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;
use std::sync::Mutex;

/// Every kind and relation name seen so far. It holds the few dozen names of a schema, so they
/// are kept for the life of the process and copied as references.
static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

fn intern(name: &str) -> &'static str {
    let mut names = NAMES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return known;
    }
    let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
    names.insert(kept);
    kept
}

macro_rules! name {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $type(&'static str);

        impl $type {
            /// The one with this name; the schema says which names mean something.
            pub fn named(name: &str) -> Self {
                Self(intern(name))
            }

            /// Its name in the schema.
            pub fn name(self) -> &'static str {
                self.0
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.0)
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
    pub const PLACE: Self = Self("Place");
    /// 企业: firms, groups, named subsidiaries, brands used for the firm.
    pub const COMPANY: Self = Self("Company");
    /// 机构: offices, universities, laboratories, hospitals, associations, media.
    pub const INSTITUTION: Self = Self("Institution");
    /// 项目: named plans, policies, laws, projects, campaigns, honours, expos, funds.
    pub const PROGRAM: Self = Self("Program");
    /// 产业: industries, clusters, chains, fields.
    pub const INDUSTRY: Self = Self("Industry");
    /// 人物: named people.
    pub const PERSON: Self = Self("Person");
}

impl Relation {
    /// 共现: two entities in one sentence. Counted, never stated, never summed with stated links.
    pub const CO_OCCURS: Self = Self("co_occurs");
}

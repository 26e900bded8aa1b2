//! Word classes of a file in, by name out: each name once.

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;

/// Word classes by name, each told once.
#[derive(Debug, Default)]
pub(super) struct Words(pub(super) BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("word classes by name")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Words, M::Error> {
                let mut words = BTreeMap::new();
                while let Some((name, list)) = map.next_entry::<String, String>()? {
                    if words.contains_key(&name) {
                        return Err(M::Error::custom(twice(&name)));
                    }
                    words.insert(name, list);
                }
                Ok(Words(words))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// What is wrong where two classes have one name.
pub(super) fn twice(name: &str) -> String {
    format!("the word class `{name}` is defined twice; give one of the two another name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_that_is_told_twice_is_refused() {
        let one = crate::knowledge::files::ron::<Words>("cues/a.ron", r#"{"a": "甲", "b": "乙"}"#);
        assert_eq!(one.unwrap().0.len(), 2);
        let two = crate::knowledge::files::ron::<Words>("cues/a.ron", r#"{"a": "甲", "a": "乙"}"#);
        assert!(two.unwrap_err().to_string().contains("`a` is defined twice"));
    }
}

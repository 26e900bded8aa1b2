//! RON files under `schema/` in, kinds and relations with their labels out.

use super::{Error, Files, Kind, Part, Relation};
use serde::Deserialize;

/// A kind of entity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindEntry {
    /// Its name in ids and queries: `Place`.
    pub id: Kind,
    /// Its Chinese label.
    pub label: String,
    /// Its English label.
    pub english: String,
    /// Other words for it, Chinese and English, that a question may use.
    #[serde(default)]
    pub synonyms: Vec<String>,
}

/// A relation between entities.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationEntry {
    /// Its name in ids and queries: `located_in`.
    pub id: Relation,
    /// Its Chinese label.
    pub label: String,
    /// Its English label, read from head to tail.
    pub english: String,
    /// Its English label, read from tail to head.
    #[serde(default)]
    pub inverse: Option<String>,
    /// Other words for it that a question may use.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Kinds that may stand at its head; none means any.
    pub head: Vec<Kind>,
    /// Kinds that may stand at its tail; none means any.
    pub tail: Vec<Kind>,
    /// Head and tail have the same kind.
    #[serde(default)]
    pub same_kind: bool,
    /// It says the same read either way.
    #[serde(default)]
    pub symmetric: bool,
    /// Texts state it; if not, it is counted.
    #[serde(default = "yes")]
    pub stated: bool,
}

fn yes() -> bool {
    true
}

impl RelationEntry {
    /// Whether it may join these kinds.
    pub fn joins(&self, head: Kind, tail: Kind) -> bool {
        let fits = |kinds: &[Kind], kind| kinds.is_empty() || kinds.contains(&kind);
        fits(&self.head, head) && fits(&self.tail, tail) && (!self.same_kind || head == tail)
    }
}

/// The kinds and relations in use, in the order of their files; a later record of the same id
/// takes the place of an earlier one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// Kinds of entities.
    #[serde(default)]
    pub kinds: Vec<KindEntry>,
    /// Relations between them.
    #[serde(default)]
    pub relations: Vec<RelationEntry>,
}

impl Schema {
    /// The kind with this id, label or synonym; case does not matter.
    pub fn kind(&self, name: &str) -> Option<&KindEntry> {
        let same = |other: &str| other.eq_ignore_ascii_case(name);
        self.kinds
            .iter()
            .find(|k| same(k.id.name()) || same(&k.label) || same(&k.english))
            .or_else(|| self.kinds.iter().find(|k| k.synonyms.iter().any(|s| same(s))))
    }

    /// What is known of a relation.
    pub fn entry(&self, relation: Relation) -> Option<&RelationEntry> {
        self.relations.iter().find(|entry| entry.id == relation)
    }

    /// The relation with this id, label or synonym; case does not matter.
    pub fn relation(&self, name: &str) -> Option<&RelationEntry> {
        let same = |other: &str| other.eq_ignore_ascii_case(name);
        self.relations
            .iter()
            .find(|r| same(r.id.name()) || same(&r.label) || same(&r.english))
            .or_else(|| self.relations.iter().find(|r| r.synonyms.iter().any(|s| same(s))))
    }

    fn add(&mut self, other: Self) {
        for kind in other.kinds {
            match self.kinds.iter_mut().find(|k| k.id == kind.id) {
                Some(known) => *known = kind,
                None => self.kinds.push(kind),
            }
        }
        for relation in other.relations {
            match self.relations.iter_mut().find(|r| r.id == relation.id) {
                Some(known) => *known = relation,
                None => self.relations.push(relation),
            }
        }
    }

    fn check(&self, file: &str) -> Result<(), Error> {
        for relation in &self.relations {
            for kind in relation.head.iter().chain(&relation.tail) {
                if !self.kinds.iter().any(|k| k.id == *kind) {
                    let known: Vec<_> = self.kinds.iter().map(|k| k.id.name()).collect();
                    let message = format!(
                        "relation {} joins the unknown kind {kind}; known kinds: {}",
                        relation.id,
                        known.join(", ")
                    );
                    return Err(Error::Meaning { file: file.to_owned(), message });
                }
            }
        }
        Ok(())
    }
}

impl Part for Schema {
    fn read(files: &Files) -> Result<Self, Error> {
        let mut schema = Self::default();
        for (file, more) in files.ron::<Self>("schema")? {
            schema.add(more);
            schema.check(&file)?;
        }
        Ok(schema)
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Kind, Knowledge, Relation};

    #[test]
    fn six_kinds_and_thirteen_relations_are_found_by_any_of_their_names() {
        let schema = Knowledge::embedded().schema();
        assert_eq!((schema.kinds.len(), schema.relations.len()), (6, 13));
        for name in ["Company", "企业", "firms"] {
            assert_eq!(schema.kind(name).unwrap().id, Kind::COMPANY);
        }
        let part_of = schema.relation("下辖").unwrap();
        assert_eq!(part_of.id, Relation::named("part_of"));
        assert!(part_of.joins(Kind::PLACE, Kind::PLACE));
        assert!(!part_of.joins(Kind::PLACE, Kind::INDUSTRY));
    }
}

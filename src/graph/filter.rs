//! Wishes in, which links and entities fulfil them out.

use super::archive::Archive;
use super::links::{Basis, Link};
use super::stored::Stored;
use crate::corpus::Date;
use crate::extract::Extraction;
use crate::fact::Modality;
use crate::knowledge::{Kind, Relation};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which links and entities to look at. The default lets everything through that is not negated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Kinds of entities; all when empty.
    pub kinds: BTreeSet<Kind>,
    /// Relations; all when empty.
    pub relations: BTreeSet<Relation>,
    /// What links may rest on.
    pub bases: BTreeSet<Basis>,
    /// Least number of independent sentences; what the lexicon knows needs none.
    pub least_sentences: u32,
    /// Nothing whose last date is before.
    pub since: Option<Date>,
    /// Nothing whose first date is after.
    pub until: Option<Date>,
    /// Only links with evidence in a document whose id contains this.
    pub source: Option<String>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            kinds: BTreeSet::new(),
            relations: BTreeSet::new(),
            bases: [Basis::Stated, Basis::Planned, Basis::Known, Basis::CoOccurs].into(),
            least_sentences: 0,
            since: None,
            until: None,
            source: None,
        }
    }
}

impl Filter {
    /// Only what the texts state as a fact.
    pub fn stated() -> Self {
        Self { bases: [Basis::Stated].into(), ..Self::default() }
    }

    /// Lets only these relations through.
    #[must_use]
    pub fn relations(mut self, relations: impl IntoIterator<Item = Relation>) -> Self {
        self.relations.extend(relations);
        self
    }

    /// Lets only entities of these kinds through.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds.extend(kinds);
        self
    }

    /// Lets only links through that rest on these.
    #[must_use]
    pub fn bases(mut self, bases: impl IntoIterator<Item = Basis>) -> Self {
        self.bases = bases.into_iter().collect();
        self
    }

    /// Whether entities of this kind pass.
    pub fn admits_kind(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Whether the link passes, whatever its ends are.
    pub fn admits(&self, link: &Link<'_>) -> bool {
        self.bases.contains(&link.basis())
            && (self.relations.is_empty() || self.relations.contains(&link.relation()))
            && (link.basis() == Basis::Known
                || link.support().sentences >= self.least_sentences && self.admits_dates(link))
            && self.source.as_ref().is_none_or(|source| {
                link.evidence().iter().any(|evidence| {
                    evidence.document.id.contains(source)
                        || evidence.reprints.iter().any(|id| id.contains(source))
                })
            })
    }

    /// The same of a link whose evidence was chosen by source and date before.
    pub(super) fn admits_link(&self, link: &Link<'_>) -> bool {
        self.bases.contains(&link.basis())
            && (self.relations.is_empty() || self.relations.contains(&link.relation()))
            && (link.basis() == Basis::Known || link.support().sentences >= self.least_sentences)
    }

    /// Whether something of this date lies in the time asked for; what has none only when no time
    /// is asked for.
    pub(super) fn admits_date(&self, date: Option<Date>) -> bool {
        let later = |since: Date| date.is_some_and(|date| date >= since || since.includes(date));
        let earlier = |until: Date| date.is_some_and(|date| date <= until || until.includes(date));
        self.since.is_none_or(later) && self.until.is_none_or(earlier)
    }

    fn admits_dates(&self, link: &Link<'_>) -> bool {
        let later = |since: Date| {
            link.dates().is_some_and(|(_, last)| last >= since || since.includes(last))
        };
        let earlier = |until: Date| {
            link.dates().is_some_and(|(first, _)| first <= until || until.includes(first))
        };
        self.since.is_none_or(later) && self.until.is_none_or(earlier)
    }
}

impl Archive {
    /// What the filter lets through of it: whole documents by source, facts and figures by relation,
    /// modality and date. A document of another time stays as far as it speaks of the time asked
    /// for.
    pub(super) fn restricted(&self, filter: &Filter) -> Self {
        let admits = |document: &&Arc<Stored>| {
            filter.source.as_ref().is_none_or(|source| document.source.id.contains(source))
        };
        let mut restricted = Self {
            knowledge: self.knowledge.clone(),
            symmetric: self.symmetric.clone(),
            documents: Vec::new(),
            known: Arc::clone(&self.known),
        };
        for document in self.documents.iter().filter(admits) {
            let mut changed = Extraction::clone(document);
            let own = document.source.date;
            let says = |modality: Modality| filter.bases.contains(&modality.into());
            changed.facts.retain(|fact| {
                says(fact.modality)
                    && (filter.relations.is_empty() || filter.relations.contains(&fact.relation))
                    && filter.admits_date(fact.date.or(own))
            });
            changed.figures.retain(|figure| {
                says(figure.modality) && filter.admits_date(figure.period.or(own))
            });
            let silent = changed.facts.is_empty() && changed.figures.is_empty();
            if !silent || filter.admits_date(own) {
                restricted.documents.push(Stored::new(changed));
            }
        }
        let documents = restricted.documents.clone();
        let entities = documents.iter().flat_map(|document| &document.entities);
        restricted.prune_to(entities.map(|entity| &entity.id));
        restricted
    }
}

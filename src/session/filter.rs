//! Words in, what is looked at from now on out.

use super::{Error, Reply, Session};
use crate::corpus::Date;
use crate::graph::{Basis, Filter};

/// Names of the modalities in Chinese.
const CHINESE: [(&str, Basis); 5] = [
    ("已述", Basis::Stated),
    ("计划", Basis::Planned),
    ("已知", Basis::Known),
    ("共现", Basis::CoOccurs),
    ("否定", Basis::Negated),
];

impl Session {
    /// `filter`: what everything after it looks at.
    pub(super) fn filter(&mut self, words: &[String]) -> Result<Reply, Error> {
        match words {
            [] => {}
            [off] if matches!(&**off, "off" | "none" | "关") => self.refilter(None),
            words => {
                let filter = self.wished(words)?;
                self.refilter(Some(filter));
            }
        }
        let Some(wishes) = self.filtered() else {
            return Ok(Reply::Text("nothing is filtered out".to_owned()));
        };
        let (links, all) = (self.graph.links().len(), self.whole.links().len());
        Ok(Reply::Text(format!("only {wishes}: {links} of {all} links; `filter off` ends it")))
    }

    /// What is looked at, in few words; nothing when that is everything.
    pub fn filtered(&self) -> Option<String> {
        let filter = self.filter.as_ref()?;
        let mut words: Vec<String> = filter.kinds.iter().map(|k| k.name().to_owned()).collect();
        words.extend(filter.relations.iter().map(|relation| relation.name().to_owned()));
        if filter.bases.len() < Basis::ALL.len() {
            words.extend(filter.bases.iter().map(|basis| basis.name().to_owned()));
        }
        words.extend(filter.source.iter().map(|source| format!("in {source}")));
        words.extend(filter.since.iter().map(|date| format!("since {date}")));
        words.extend(filter.until.iter().map(|date| format!("until {date}")));
        if filter.least_sentences > 0 {
            words.push(format!("support {}", filter.least_sentences));
        }
        Some(words.join(" "))
    }

    /// The filter there is, made narrower by these words.
    fn wished(&self, words: &[String]) -> Result<Filter, Error> {
        let mut filter = self.filter.clone().unwrap_or(Filter::default().bases(Basis::ALL));
        let everything = filter.bases.len() == Basis::ALL.len();
        if everything && words.iter().any(|word| basis(word).is_some()) {
            filter.bases.clear();
        }
        let schema = self.knowledge.schema();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(Error::WrongUse { name: "", usage: "" });
            match &*word.to_lowercase() {
                "kind" | "relation" | "modality" | "only" | "and" => {}
                "source" | "in" | "document" | "来源" => filter.source = Some(value()?.clone()),
                "since" | "from" | "自" => filter.since = Some(date(value()?)?),
                "until" | "to" | "至" => filter.until = Some(date(value()?)?),
                "support" | "least" | "支持" => {
                    let number = value()?;
                    filter.least_sentences =
                        number.parse().map_err(|_| Error::NotANumber { word: number.clone() })?;
                }
                word => {
                    if let Some(basis) = basis(word) {
                        filter.bases.insert(basis);
                    } else if let Some(kind) = schema.kind(word) {
                        filter.kinds.insert(kind.id);
                    } else if let Some(relation) = schema.relation(word) {
                        filter.relations.insert(relation.id);
                    } else {
                        let known = self.limits();
                        return Err(Error::UnknownLimit { word: word.to_owned(), known });
                    }
                }
            }
        }
        Ok(filter)
    }
}

fn basis(word: &str) -> Option<Basis> {
    let named = Basis::ALL.into_iter().find(|basis| basis.name().eq_ignore_ascii_case(word));
    named.or_else(|| CHINESE.iter().find(|(name, _)| *name == word).map(|(_, basis)| *basis))
}

fn date(word: &str) -> Result<Date, Error> {
    word.parse().map_err(|_| Error::NotADate { word: word.to_owned() })
}

//! RON files under `measures/` in, units and the measures that numbers are told by out.

use super::rules::Class;
use super::{Error, Files, Part};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureFile {
    #[serde(default)]
    degrees: String,
    #[serde(default)]
    compares: String,
    #[serde(default)]
    wholes: String,
    #[serde(default)]
    units: BTreeMap<String, String>,
    #[serde(default)]
    plain: BTreeMap<String, String>,
    #[serde(default)]
    measures: Vec<MeasureText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureText {
    name: String,
    units: String,
    words: String,
}

/// What a number may measure.
#[derive(Clone, Debug)]
pub struct Measure {
    /// 产值, 增速, 排名, …
    pub name: String,
    /// The classes of units it is given in.
    pub units: Vec<String>,
    words: Class,
}

/// Units, measures and words of degree.
#[derive(Debug, Default)]
pub struct Measures {
    degrees: Class,
    compares: Class,
    wholes: Class,
    units: Vec<(String, Class)>,
    /// The words of all units.
    any_unit: Class,
    plain: BTreeMap<String, String>,
    list: Vec<Measure>,
    /// For each class of units the words of all measures given in it.
    words: BTreeMap<String, Class>,
}

impl Measures {
    /// Words of degree that may stand before a number: 近, 超过.
    pub fn degrees(&self) -> &Class {
        &self.degrees
    }

    /// Words that say what a rate is compared with: 同比.
    pub fn compares(&self) -> &Class {
        &self.compares
    }

    /// Words that say what a share or a rank is one of: 全国.
    pub fn wholes(&self) -> &Class {
        &self.wholes
    }

    /// The longest unit that `text` begins with: its class and its length.
    pub fn unit(&self, text: &[char]) -> Option<(&str, usize)> {
        self.any_unit.starting(text).next()?;
        let units = self.units.iter();
        let found = units.filter_map(|(name, words)| {
            words.starting(text).next().map(|length| (name.as_str(), length))
        });
        found.max_by_key(|&(_, length)| length)
    }

    /// The measure given in units of `class` whose word stands last in `text`, and where that ends.
    pub fn last_in(&self, text: &[char], class: &str) -> Option<(&str, usize)> {
        let words = self.words.get(class)?;
        let end = (1..=text.len())
            .rev()
            .find(|&end| text.get(..end).is_some_and(|text| words.ending(text).next().is_some()))?;
        let text = text.get(..end)?;
        self.fitting(class)
            .filter_map(|m| m.words.ending(text).next().map(|length| (length, m.name.as_str())))
            .max_by_key(|&(length, _)| length)
            .map(|(_, name)| (name, end))
    }

    /// The measure given in units of `class` whose word `text` begins with.
    pub fn starting(&self, text: &[char], class: &str) -> Option<&str> {
        self.fitting(class)
            .filter_map(|m| m.words.starting(text).next().map(|length| (length, m.name.as_str())))
            .max_by_key(|&(length, _)| length)
            .map(|(_, name)| name)
    }

    /// What units of `class` measure when no word says more.
    pub fn plain(&self, class: &str) -> &str {
        self.plain.get(class).map_or("数值", String::as_str)
    }

    fn fitting<'a, 'c>(
        &'a self,
        class: &'c str,
    ) -> impl Iterator<Item = &'a Measure> + use<'a, 'c> {
        self.list.iter().filter(move |measure| measure.units.iter().any(|unit| unit == class))
    }
}

fn class(words: &str) -> Class {
    Class::new(words.split_whitespace().map(str::to_owned).collect())
}

impl Part for Measures {
    fn read(files: &Files) -> Result<Self, Error> {
        let mut measures = Self::default();
        let (mut degrees, mut compares, mut wholes) = <(String, String, String)>::default();
        let mut any_unit = String::new();
        let mut words: BTreeMap<String, String> = BTreeMap::new();
        for (file, content) in files.ron::<MeasureFile>("measures")? {
            degrees = degrees + " " + &content.degrees;
            compares = compares + " " + &content.compares;
            wholes = wholes + " " + &content.wholes;
            for words in content.units.values() {
                any_unit = any_unit + " " + words;
            }
            let units = content.units.into_iter();
            measures.units.extend(units.map(|(name, words)| (name, class(&words))));
            measures.plain.extend(content.plain);
            for text in content.measures {
                let units: Vec<String> = text.units.split_whitespace().map(str::to_owned).collect();
                if let Some(unknown) = units.iter().find(|unit| !measures.plain.contains_key(*unit))
                {
                    let message = format!("{} is given in unknown units: {unknown}", text.name);
                    return Err(Error::Meaning { file, message });
                }
                for unit in &units {
                    let all = words.entry(unit.clone()).or_default();
                    all.push(' ');
                    all.push_str(&text.words);
                }
                measures.list.push(Measure { name: text.name, units, words: class(&text.words) });
            }
        }
        measures.any_unit = class(&any_unit);
        measures.degrees = class(&degrees);
        measures.compares = class(&compares);
        measures.wholes = class(&wholes);
        measures.words = words.into_iter().map(|(unit, words)| (unit, class(&words))).collect();
        Ok(measures)
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;

    #[test]
    fn the_unit_decides_among_the_words_before_a_number() {
        let measures = Knowledge::embedded().measures();
        let text: Vec<char> = "产业规模快速扩大，总产值同比增长".chars().collect();
        assert_eq!(measures.last_in(&text, "money").map(|(name, _)| name), Some("产值"));
        assert_eq!(measures.last_in(&text, "percent").map(|(name, _)| name), Some("增速"));
        assert_eq!(measures.last_in(&text, "area"), None);
    }

    #[test]
    fn the_longest_unit_is_taken() {
        let measures = Knowledge::embedded().measures();
        let text: Vec<char> = "平方公里土地".chars().collect();
        assert_eq!(measures.unit(&text), Some(("area", 4)));
    }
}

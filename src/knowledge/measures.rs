//! RON files under `measures/` in, units and the measures that numbers are told by out.

use super::rules::Class;
use super::{Error, Files, Part};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

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
    no_degrees: String,
    #[serde(default)]
    ranks: String,
    #[serde(default)]
    labels: String,
    #[serde(default)]
    not_ranked: String,
    #[serde(default)]
    units: BTreeMap<String, String>,
    #[serde(default)]
    plain: BTreeMap<String, String>,
    #[serde(default)]
    measures: Vec<MeasureText>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    counter_examples: Vec<String>,
}

/// A text with names marked as `[海川电池/Company]`, and its figures with their owners.
pub type Example = (String, Vec<(String, String)>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureText {
    name: String,
    units: String,
    words: String,
    /// Its words must stand right before the number.
    #[serde(default)]
    adjacent: bool,
}

/// Words, and what each of them names.
#[derive(Debug, Default)]
struct Named {
    words: Class,
    /// For each word what it names.
    names: Vec<String>,
}

impl Named {
    fn of(names: &BTreeMap<String, String>) -> Self {
        let words = Class::new(names.keys().cloned().collect());
        let name = |word: &String| names.get(word).cloned();
        Self { names: words.words().iter().filter_map(name).collect(), words }
    }

    /// What the longest word that `text` begins with names, and its length.
    fn starting(&self, text: &[char]) -> Option<(&str, usize)> {
        self.words.longest(text).map(|(word, length)| (self.names[word].as_str(), length))
    }

    /// What the longest word that `text` ends with names.
    fn ending(&self, text: &[char]) -> Option<&str> {
        self.words.longest_end(text).map(|word| self.names[word].as_str())
    }
}

/// Units, measures and words of degree.
#[derive(Debug, Default)]
pub struct Measures {
    degrees: Class,
    compares: Class,
    wholes: Class,
    no_degrees: Class,
    ranks: Class,
    labels: Class,
    not_ranked: Class,
    /// The words of all units with their classes.
    units: Named,
    plain: BTreeMap<String, String>,
    /// For each class of units the words of all measures given in it.
    measures: BTreeMap<String, Named>,
    /// The measures whose words must stand right before the number.
    adjacent: BTreeSet<String>,
    examples: Vec<Example>,
}

impl Measures {
    /// Texts and the figures that must be read in them, none for a counter-example.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

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

    /// Verbs whose last character alone is a word of degree: 签约.
    pub fn no_degrees(&self) -> &Class {
        &self.no_degrees
    }

    /// What compares right before 第一: 全国.
    pub fn ranks(&self) -> &Class {
        &self.ranks
    }

    /// Before the number of a thing, and not of things: 附图.
    pub fn labels(&self) -> &Class {
        &self.labels
    }

    /// Behind 第二大, what is no rank: 第二大股东.
    pub fn not_ranked(&self) -> &Class {
        &self.not_ranked
    }

    /// The longest unit that `text` begins with: its class and its length.
    pub fn unit(&self, text: &[char]) -> Option<(&str, usize)> {
        self.units.starting(text)
    }

    /// The measure given in units of `class` whose word stands last in `text`, and where that ends.
    pub fn last_in(&self, text: &[char], class: &str) -> Option<(&str, usize)> {
        let measures = self.measures.get(class)?;
        let near = |end: usize| matches!(text.get(end..), Some([] | ['了']));
        let ending = |end| {
            let name = measures.ending(text.get(..end)?)?;
            (near(end) || !self.adjacent.contains(name)).then_some((name, end))
        };
        (1..=text.len()).rev().find_map(ending)
    }

    /// The measure given in units of `class` whose word `text` begins with.
    pub fn starting(&self, text: &[char], class: &str) -> Option<&str> {
        self.measures.get(class)?.starting(text).map(|(name, _)| name)
    }

    /// What units of `class` measure when no word says more.
    pub fn plain(&self, class: &str) -> &str {
        self.plain.get(class).map_or("数值", String::as_str)
    }
}

fn class(words: &str) -> Class {
    Class::new(words.split_whitespace().map(str::to_owned).collect())
}

impl Part for Measures {
    fn read(files: &Files) -> Result<Self, Error> {
        let mut measures = Self::default();
        let mut words_of: [String; 7] = Default::default();
        let mut units: BTreeMap<String, String> = BTreeMap::new();
        // A word that several classes or measures have means the last.
        let mut words: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (file, content) in files.ron::<MeasureFile>("measures")? {
            let (degrees, compares, wholes) = (content.degrees, content.compares, content.wholes);
            let (no_degrees, ranks) = (content.no_degrees, content.ranks);
            let (labels, not_ranked) = (content.labels, content.not_ranked);
            let more = [degrees, compares, wholes, no_degrees, ranks, labels, not_ranked];
            for (all, more) in words_of.iter_mut().zip(more) {
                *all = format!("{all} {more}");
            }
            for (name, words) in content.units {
                units.extend(words.split_whitespace().map(|word| (word.to_owned(), name.clone())));
            }
            measures.plain.extend(content.plain);
            measures.examples.extend(content.examples);
            measures.examples.extend(content.counter_examples.into_iter().map(|t| (t, Vec::new())));
            for text in content.measures {
                let units: Vec<String> = text.units.split_whitespace().map(str::to_owned).collect();
                if let Some(unknown) = units.iter().find(|unit| !measures.plain.contains_key(*unit))
                {
                    let message = format!("{} is given in unknown units: {unknown}", text.name);
                    return Err(Error::Meaning { file, message });
                }
                if text.adjacent {
                    measures.adjacent.insert(text.name.clone());
                }
                for unit in units {
                    let of_measure = |word: &str| (word.to_owned(), text.name.clone());
                    words
                        .entry(unit)
                        .or_default()
                        .extend(text.words.split_whitespace().map(of_measure));
                }
            }
        }
        measures.units = Named::of(&units);
        let [degrees, compares, wholes, no_degrees, ranks, labels, not_ranked] =
            words_of.map(|all| class(&all));
        measures.degrees = degrees;
        measures.compares = compares;
        measures.wholes = wholes;
        measures.no_degrees = no_degrees;
        measures.ranks = ranks;
        measures.labels = labels;
        measures.not_ranked = not_ranked;
        measures.measures =
            words.iter().map(|(unit, words)| (unit.clone(), Named::of(words))).collect();
        Ok(measures)
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;

    #[test]
    fn the_unit_decides_among_the_words_before_a_number() {
        let measures = Knowledge::embedded().measures();
        let text: Vec<char> = "产业规模快速扩大，总产值同比增速".chars().collect();
        assert_eq!(measures.last_in(&text, "money").map(|(name, _)| name), Some("产值"));
        assert_eq!(measures.last_in(&text, "percent").map(|(name, _)| name), Some("增速"));
        assert_eq!(measures.last_in(&text, "area"), None);
        for (text, name) in [("产量比上年增加", "增量"), ("产量增加到", "产量")] {
            let text: Vec<char> = text.chars().collect();
            assert_eq!(measures.last_in(&text, "weight").map(|(name, _)| name), Some(name));
        }
    }

    #[test]
    fn the_longest_unit_is_taken() {
        let measures = Knowledge::embedded().measures();
        let text: Vec<char> = "平方公里土地".chars().collect();
        assert_eq!(measures.unit(&text), Some(("area", 4)));
    }
}

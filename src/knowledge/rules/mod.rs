//! RON files under `cues/` and `rules/` in, relation rules ready to be tried out.
//!
//! A file of `cues/` names classes of words; a file of `rules/` holds the rules of one relation,
//! each with the examples it must read and those it must not. A new relation is a new file.

mod classes;
mod pattern;

pub use classes::{Class, ClassId, Classes, Finder, Hit};
use pattern::Slots;
pub use pattern::{Carried, Element, Many, Pattern, Role, Sides};

use super::{Error, Files, Part, Relation};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    relation: Relation,
    /// The trigger is kept as what is said of the pair (the title of a post).
    #[serde(default)]
    detailed: bool,
    #[serde(default)]
    words: BTreeMap<String, String>,
    rules: Vec<RuleText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    number: u32,
    pattern: String,
    confidence: f32,
    #[serde(default)]
    unless: String,
    #[serde(default)]
    without: String,
    #[serde(default)]
    shortest: usize,
    #[serde(default)]
    examples: Vec<(String, Vec<(String, String)>)>,
    #[serde(default)]
    counter_examples: Vec<String>,
}

/// How one relation is said, in one way.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `located_in/3`.
    pub id: &'static str,
    /// What it reads.
    pub relation: Relation,
    /// What the text must look like.
    pub pattern: Pattern,
    /// Share of its readings that are right, as counted on annotated text.
    pub confidence: f32,
    /// Words that must not stand between the first and the last thing matched.
    pub unless: Option<ClassId>,
    /// Elements that must not follow what is matched.
    pub without: Vec<Element>,
    /// Shortest name that it takes, in characters.
    pub shortest: usize,
    /// The trigger is kept as what is said of the pair.
    pub detailed: bool,
    /// Texts with mentions marked as `[海川电池/Company]`, and the pairs it reads in them.
    pub examples: Vec<(String, Vec<(String, String)>)>,
    /// Texts in which it reads nothing.
    pub counter_examples: Vec<String>,
}

/// What a rule needs beside its trigger, at hand without a look at the rule.
#[derive(Clone, Copy, Debug)]
struct Sought {
    slots: Slots,
    rule: u32,
}

/// All relation rules and the words they look for.
#[derive(Debug)]
pub struct Rules {
    classes: Classes,
    list: Vec<Rule>,
    /// By class of the trigger the rules with such a one.
    triggered: Vec<Vec<Sought>>,
    untriggered: Vec<Sought>,
    finder: Finder,
}

impl Rules {
    /// The rules, by relation and number.
    pub fn list(&self) -> &[Rule] {
        &self.list
    }

    /// The word classes.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The rules whose trigger is one of this class and whose slots the mentions on both sides may
    /// fill.
    pub fn triggered(&self, class: ClassId, sides: Sides) -> impl Iterator<Item = &Rule> {
        let rules = self.triggered.get(usize::from(class)).map_or(&[][..], Vec::as_slice);
        self.fitting(rules, sides)
    }

    /// The rules that need no trigger, with the same promise.
    pub fn untriggered(&self, sides: Sides) -> impl Iterator<Item = &Rule> {
        self.fitting(&self.untriggered, sides)
    }

    fn fitting<'a>(&'a self, rules: &'a [Sought], sides: Sides) -> impl Iterator<Item = &'a Rule> {
        let fitting = rules.iter().filter(move |sought| sought.slots.may_be_filled(sides));
        fitting.map(|sought| &self.list[sought.rule as usize])
    }

    /// Every occurrence of a trigger or of a word that changes how a sentence is read.
    pub fn hits(&self, chars: &[char]) -> Vec<Hit<'_>> {
        self.finder.hits(chars)
    }

    /// The class of this name; the names used in code are checked when the files are read.
    pub fn class(&self, name: &str) -> &Class {
        self.classes.named(name).expect("SOUGHT is checked when the rules are read")
    }

    /// The id of the class of this name, with the same promise.
    pub fn class_id(&self, name: &str) -> ClassId {
        self.classes.id(name).expect("SOUGHT is checked when the rules are read")
    }

    fn index(mut self) -> Self {
        self.list.sort_by_key(|rule| rule.id);
        self.triggered.resize(self.classes.len(), Vec::new());
        for (at, rule) in (0..).zip(&self.list) {
            let sought = Sought { slots: rule.pattern.slots(), rule: at };
            match rule.pattern.trigger {
                Some(class) => self.triggered[usize::from(class)].push(sought),
                None => self.untriggered.push(sought),
            }
        }
        self
    }
}

/// The classes that are looked for by name in every sentence, whatever the rules say.
const SOUGHT: &[&str] = &["planned", "negated", "ended", "done", "denied"];

/// The classes that the reading of subjects needs by name.
const NAMED: &[&str] = &[
    "lead_in",
    "preposition",
    "fronting",
    "causative",
    "stranger",
    "enumerator",
    "district",
    "site_noun",
    "reports",
    "relates",
    "here",
    "we",
    "this_firm",
    "this_body",
    "it",
    "latter",
    "word_for_name",
];

impl Part for Rules {
    fn read(files: &Files) -> Result<Self, Error> {
        let mut classes = Classes::default();
        let mut list = Vec::new();
        for (file, words) in files.ron::<BTreeMap<String, String>>("cues")? {
            define(&mut classes, &file, &words)?;
        }
        for (file, content) in files.ron::<RuleFile>("rules")? {
            define(&mut classes, &file, &content.words)?;
            for text in content.rules {
                list.push(rule(content.relation, content.detailed, text, &mut classes, &file)?);
            }
        }
        for name in SOUGHT.iter().chain(NAMED) {
            classes.id(name).map_err(|message| meaning("cues", message))?;
        }
        let sought = SOUGHT.iter().filter_map(|name| classes.id(name).ok());
        let triggers = list.iter().filter_map(|rule: &Rule| rule.pattern.trigger);
        let finder = Finder::new(&classes, sought.chain(triggers).collect::<Vec<_>>());
        let (triggered, untriggered) = (Vec::new(), Vec::new());
        Ok(Self { classes, list, triggered, untriggered, finder }.index())
    }
}

fn meaning(file: &str, message: String) -> Error {
    Error::Meaning { file: file.to_owned(), message }
}

fn define(
    classes: &mut Classes,
    file: &str,
    words: &BTreeMap<String, String>,
) -> Result<(), Error> {
    for (name, words) in words {
        classes.define(name, words).map_err(|message| meaning(file, message))?;
    }
    Ok(())
}

fn rule(
    relation: Relation,
    detailed: bool,
    text: RuleText,
    classes: &mut Classes,
    file: &str,
) -> Result<Rule, Error> {
    let id = Relation::named(&format!("{relation}/{}", text.number)).name();
    let wrong = |message| meaning(file, format!("rule {id}: {message}"));
    let pattern = Pattern::parse(&text.pattern, classes).map_err(wrong)?;
    let unless = (!text.unless.is_empty())
        .then(|| classes.class(&text.unless.replace(' ', "|")))
        .transpose()
        .map_err(wrong)?;
    let without = Pattern::elements(&text.without, classes).map_err(wrong)?;
    Ok(Rule {
        id,
        relation,
        pattern,
        confidence: text.confidence,
        unless,
        without,
        shortest: text.shortest,
        detailed,
        examples: text.examples,
        counter_examples: text.counter_examples,
    })
}

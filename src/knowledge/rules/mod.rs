//! RON files under `cues/` and `rules/` in, relation rules ready to be tried out.
//!
//! A file of `cues/` names classes of words; a file of `rules/` holds the rules of one relation,
//! each with the examples it must read and those it must not. A new relation is a new file.

mod classes;
mod pattern;
mod words;

pub use classes::{Class, ClassId, Classes, Finder, Hit};
use pattern::Slots;
pub use pattern::{Carried, Element, Filler, Many, Pattern, Role, Sides};

use super::{Error, Files, Part, Relation};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use words::{Words, twice};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    relation: Relation,
    /// The trigger is kept as what is said of the pair (the title of a post).
    #[serde(default)]
    detailed: bool,
    /// The head is who does it: one named by 由 comes before any subject.
    #[serde(default)]
    active: bool,
    /// Names that end so are no heads.
    #[serde(default)]
    strangers: String,
    /// These names are no tails.
    #[serde(default)]
    hollow: String,
    #[serde(default)]
    words: Words,
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
    known: bool,
    /// A firm or body that is its subject stands in the same sentence, or a word for it does.
    #[serde(default)]
    near: bool,
    /// It reads the names listed under one of these headings.
    #[serde(default)]
    under: String,
    #[serde(default)]
    examples: Vec<(String, Vec<(String, String)>)>,
    #[serde(default)]
    counter_examples: Vec<String>,
}

/// From how far a firm or body that no word tells of is carried as a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// From within the sentence.
    Sentence,
    /// From within the paragraph.
    Paragraph,
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
    /// Elements that must not follow what is matched, neither these nor those (` / ` between them).
    pub without: Vec<Vec<Element>>,
    /// Names that end so are no heads.
    pub strangers: Option<ClassId>,
    /// These names are no tails.
    pub hollow: Option<ClassId>,
    /// The lexicon says that the head lies in the tail.
    pub known: bool,
    /// From how far its subject is carried.
    pub reach: Reach,
    /// The headings of the lists that it reads; where there are none it reads clauses.
    pub under: Option<ClassId>,
    /// Shortest name that it takes, in characters.
    pub shortest: usize,
    /// The trigger is kept as what is said of the pair.
    pub detailed: bool,
    /// The head is who does it: one named by 由 comes before any subject.
    pub active: bool,
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

/// Some rules, and what none of them can do without.
#[derive(Clone, Debug, Default)]
struct Choice {
    least: Slots,
    rules: Vec<Sought>,
}

impl Choice {
    fn of(rules: Vec<Sought>) -> Self {
        let least = rules.iter().map(|sought| sought.slots).reduce(Slots::either);
        Self { least: least.unwrap_or_default(), rules }
    }

    /// Whether the mentions on both sides may fill the slots of one of the rules.
    fn may_be_filled(&self, sides: Sides) -> bool {
        !self.rules.is_empty() && self.least.may_be_filled(sides)
    }
}

/// All relation rules and the words they look for.
#[derive(Debug)]
pub struct Rules {
    classes: Classes,
    list: Vec<Rule>,
    /// By word that is looked for the rules that it triggers.
    triggered: Vec<Choice>,
    untriggered: Choice,
    finder: Finder,
    /// By heading the rules that read the list under it.
    headed: BTreeMap<String, Vec<u32>>,
    headings: Class,
    /// The ids of the classes that are needed by name.
    named: FxHashMap<&'static str, ClassId>,
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

    /// Whether [`Rules::triggered`] may give a rule.
    pub fn may_trigger(&self, hit: &Hit<'_>, sides: Sides) -> bool {
        self.triggered[hit.word as usize].may_be_filled(sides)
    }

    /// The rules that this word triggers and whose slots the mentions on both sides may fill.
    pub fn triggered(&self, hit: &Hit<'_>, sides: Sides) -> impl Iterator<Item = &Rule> {
        self.fitting(&self.triggered[hit.word as usize], sides)
    }

    /// The rules that need no trigger, with the same promise.
    pub fn untriggered(&self, sides: Sides) -> impl Iterator<Item = &Rule> {
        self.fitting(&self.untriggered, sides)
    }

    /// The heading of a list that a line begins with.
    pub fn heading(&self, line: &[char]) -> Option<&str> {
        let length = self.headings.starting(line).max()?;
        let words: String = line.iter().take(length).collect();
        self.headed.get_key_value(&words).map(|(words, _)| words.as_str())
    }

    /// The rules that read the list under this heading.
    pub fn headed(&self, heading: &str) -> impl Iterator<Item = &Rule> {
        let rules = self.headed.get(heading).map_or(&[][..], Vec::as_slice);
        rules.iter().map(|&rule| &self.list[rule as usize])
    }

    fn fitting<'a>(&'a self, choice: &'a Choice, sides: Sides) -> impl Iterator<Item = &'a Rule> {
        let rules = if choice.may_be_filled(sides) { &choice.rules[..] } else { &[] };
        let fitting = rules.iter().filter(move |sought| sought.slots.may_be_filled(sides));
        fitting.map(|sought| &self.list[sought.rule as usize])
    }

    /// Adds to `hits` every occurrence of a trigger or of a word that changes how a sentence is
    /// read, ordered by its end.
    pub fn hits<'a>(&'a self, chars: &[char], hits: &mut Vec<Hit<'a>>) {
        self.finder.hits(chars, hits);
    }

    /// The class of this name; the names used in code are checked when the files are read.
    pub fn class(&self, name: &str) -> &Class {
        self.classes.get(self.class_id(name))
    }

    /// The id of the class of this name, with the same promise.
    pub fn class_id(&self, name: &str) -> ClassId {
        *self.named.get(name).expect("a name used in code stands in SOUGHT or NAMED")
    }

    /// The bit of [`Hit::told`] that stands for a class of this name, one of those that change how
    /// a sentence is read.
    pub fn bit(&self, name: &str) -> u8 {
        let place = SOUGHT.iter().position(|sought| *sought == name);
        1 << place.expect("a name used in code stands in SOUGHT")
    }

    fn index(mut self) -> Self {
        self.list.sort_by_key(|rule| rule.id);
        let mut of_class = vec![Vec::new(); self.classes.len()];
        let mut untriggered = Vec::new();
        for (at, rule) in (0..).zip(&self.list) {
            let sought = Sought { slots: rule.pattern.slots(), rule: at };
            for words in rule.under.iter().flat_map(|&under| self.classes.get(under).words()) {
                self.headed.entry(words.to_owned()).or_default().push(at);
            }
            match rule.pattern.trigger {
                _ if rule.under.is_some() => {}
                Some(class) => of_class[usize::from(class)].push(sought),
                None => untriggered.push(sought),
            }
        }
        let of_word = |classes: &[ClassId]| {
            classes.iter().flat_map(|&class| &of_class[usize::from(class)]).copied().collect()
        };
        self.triggered =
            self.finder.members().map(|classes| Choice::of(of_word(classes))).collect();
        self.untriggered = Choice::of(untriggered);
        self.headings = Class::new(self.headed.keys().cloned().collect());
        self
    }
}

/// The classes that are looked for by name in every sentence, whatever the rules say.
const SOUGHT: &[&str] = &["planned", "negated", "ended", "done", "denied", "wished"];

/// The classes that the reading of subjects and of figures needs by name.
const NAMED: &[&str] = &[
    "title",
    "belongs",
    "event",
    "sponsors",
    "lead_in",
    "preposition",
    "fronting",
    "causative",
    "holding",
    "joins_in",
    "its",
    "prize",
    "unfound",
    "stranger",
    "enumerator",
    "district",
    "site_noun",
    "reports",
    "relates",
    "kin",
    "here",
    "we",
    "this_firm",
    "new_firm",
    "founding",
    "chronicle",
    "place_report",
    "brief",
    "anew",
    "this_body",
    "school",
    "zone",
    "it",
    "former",
    "latter",
    "author",
    "this",
    "he",
    "group",
    "pair",
    "made_by",
    "trade",
    "word_for_name",
    "measured",
    "goes_on",
    "of_trade",
    "bears",
    "dimension",
    "makes",
    "gives",
    "grounds",
    "event_verb",
    "of_place",
    "of_number",
    "of_same",
    "now",
    "lasting",
    "flows",
    "spans",
    "sized",
    "jointly",
    "sited",
    "of_district",
    "of_body",
    "of_event",
    "grants",
    "issued",
    "held",
    "sits",
    "becomes",
    "record",
    "beyond",
    "no_negation",
    "once",
    "made_known",
    "yearly",
    "comes_in",
    "in_use",
    "announced",
    "bulletin",
    "moment",
    "sized_thing",
    "borne",
    "spent",
    "by_firm",
    "leads_to",
    "whole_trade",
    "pays",
    "comes_from",
    "conferred",
    "bureau",
    "press",
    "inside",
    "sets_out",
    "priced",
    "named_thing",
    "acts",
    "any_firm",
    "officer",
    "trader",
    "certain_year",
    "buys",
    "carries_out",
    "looks_into",
    "abstract_noun",
    "accounts",
    "notice",
    "confers",
    "prize_rank",
    "winners",
    "sends_round",
    "beside",
    "leader",
    "joint",
    "deals",
    "sort_of_firm",
    "called",
    "of_all",
    "thing",
    "each",
    "in_trade",
];

impl Part for Rules {
    fn read(files: &Files) -> Result<Self, Error> {
        let mut classes = Classes::default();
        let mut list = Vec::new();
        for (file, words) in files.ron::<Words>("cues")? {
            define(&mut classes, &file, &words)?;
        }
        for (file, content) in files.ron::<RuleFile>("rules")? {
            define(&mut classes, &file, &content.words)?;
            let mut named = |words: &str| -> Result<Option<ClassId>, Error> {
                let class = (!words.is_empty()).then(|| classes.class(&words.replace(' ', "|")));
                class.transpose().map_err(|message| meaning(&file, message))
            };
            let (strangers, hollow) = (named(&content.strangers)?, named(&content.hollow)?);
            for text in content.rules {
                list.push(Rule {
                    strangers,
                    hollow,
                    detailed: content.detailed,
                    active: content.active,
                    ..rule(content.relation, text, &mut classes, &file)?
                });
            }
        }
        let mut named = FxHashMap::default();
        for name in SOUGHT.iter().chain(NAMED) {
            named.insert(*name, classes.id(name).map_err(|message| meaning("cues", message))?);
        }
        let sought = SOUGHT.iter().filter_map(|name| classes.id(name).ok());
        let triggers = list.iter().filter_map(|rule: &Rule| rule.pattern.trigger);
        let finder = Finder::new(&classes, sought.chain(triggers).collect::<Vec<_>>());
        let rules = Self {
            classes,
            list,
            triggered: Vec::new(),
            untriggered: Choice::default(),
            finder,
            headed: BTreeMap::new(),
            headings: Class::default(),
            named,
        };
        Ok(rules.index())
    }
}

fn meaning(file: &str, message: String) -> Error {
    Error::Meaning { file: file.to_owned(), message }
}

fn define(classes: &mut Classes, file: &str, words: &Words) -> Result<(), Error> {
    for (name, words) in &words.0 {
        if classes.id(name).is_ok() {
            return Err(meaning(file, twice(name)));
        }
        classes.define(name, words).map_err(|message| meaning(file, message))?;
    }
    Ok(())
}

fn rule(
    relation: Relation,
    text: RuleText,
    classes: &mut Classes,
    file: &str,
) -> Result<Rule, Error> {
    let id = Relation::named(&format!("{relation}/{}", text.number)).name();
    let wrong = |message| meaning(file, format!("rule {id}: {message}"));
    let pattern = Pattern::parse(&text.pattern, classes).map_err(wrong)?;
    let mut words = |words: &str| {
        let class = (!words.is_empty()).then(|| classes.class(&words.replace(' ', "|")));
        class.transpose().map_err(wrong)
    };
    let (unless, under) = (words(&text.unless)?, words(&text.under)?);
    let follows = text.without.split(" / ").filter(|follows| !follows.is_empty());
    let without: Result<_, _> =
        follows.map(|follows| Pattern::elements(follows, classes)).collect();
    let without = without.map_err(wrong)?;
    Ok(Rule {
        id,
        relation,
        pattern,
        confidence: text.confidence,
        unless,
        under,
        without,
        strangers: None,
        hollow: None,
        known: text.known,
        reach: if text.near { Reach::Sentence } else { Reach::Paragraph },
        shortest: text.shortest,
        detailed: false,
        active: false,
        examples: text.examples,
        counter_examples: text.counter_examples,
    })
}

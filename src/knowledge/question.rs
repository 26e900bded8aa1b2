//! RON and TSV under `question/` in, the words with which people ask out.

use super::files::ron;
use super::{Error, Files, Kind, Part, Relation};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a question may ask for: firms, universities, policies, people.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its name, unique.
    pub id: String,
    /// The kind of the entities that play it.
    pub kind: Kind,
    /// Ends of names that play it; none means every entity of the kind.
    #[serde(default)]
    pub endings: Vec<String>,
    /// Names without any word for a sort play it too (the towns that are told without their 镇).
    #[serde(default)]
    pub bare: bool,
    /// The relation in which they play it (a supplier supplies).
    #[serde(default)]
    pub relation: Option<Relation>,
    /// Chinese words for it.
    pub zh: Vec<String>,
    /// English words for it, in lower case.
    pub en: Vec<String>,
}

/// How questions speak of a relation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationPhrases {
    /// The relation.
    pub relation: Relation,
    /// Phrases whose subject is its head.
    pub toward: Vec<String>,
    /// Phrases whose subject is its tail.
    pub from: Vec<String>,
}

/// Words that decide what sort of answer is wanted. In English ones `*` stands for a few words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    /// How two things hang together.
    pub path: Vec<String>,
    /// What two things share.
    pub common: Vec<String>,
    /// How many there are.
    pub count: Vec<String>,
    /// How much it is, whatever is measured.
    pub amount: Vec<String>,
    /// Asks for a sum of money, whoever it is that gives it (多少钱).
    pub money: Vec<String>,
    /// How much a measure is, where one is named.
    pub quantity: Vec<String>,
    /// Where it is.
    pub place: Vec<String>,
    /// Who it is.
    pub person: Vec<String>,
    /// Whether it is so.
    pub yes_no: Vec<String>,
    /// Which ones there are.
    pub which: Vec<String>,
    /// The greatest of them.
    pub most: Vec<String>,
    /// The second in an office.
    pub deputy: Vec<String>,
    /// Who held an office before.
    #[serde(default)]
    pub former: Vec<String>,
}

/// A title of office.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Chinese forms, as texts write it.
    pub zh: Vec<String>,
    /// English forms, in lower case.
    pub en: Vec<String>,
    /// Who bears it is at the head of the body.
    #[serde(default)]
    pub head: bool,
    /// It stands for every title of a head (who leads, 负责人).
    #[serde(default)]
    pub any_head: bool,
}

/// Names of a measure in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Chinese forms, as texts write it.
    pub zh: Vec<String>,
    /// English forms, in lower case.
    pub en: Vec<String>,
}

/// A word that says two things at once (carmaker), and the same in words that say one each.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compound {
    /// The word.
    pub word: String,
    /// What it means.
    pub means: String,
}

/// A unit in English.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnglishUnit {
    /// Its names, in small letters.
    pub en: Vec<String>,
    /// How Chinese texts write it, each with how many of it one is.
    pub zh: Vec<(String, f64)>,
}

/// Words with which a question goes on from the last one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowWords {
    /// At its start: it asks the same of something else.
    pub opens: Vec<String>,
    /// At its end: the same.
    pub closes: Vec<String>,
    /// It asks about what was found.
    pub among: Vec<String>,
    /// It asks about the one thing that was named or found.
    pub it: Vec<String>,
    /// It asks about the person that was found.
    pub person: Vec<String>,
}

/// Words for a sort of place that a question asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// What it is called in either language.
    pub words: Vec<String>,
    /// Ends of names of the sort.
    pub endings: Vec<String>,
    /// Names that end so are of another.
    #[serde(default)]
    pub but: Vec<String>,
}

/// How a question says what sort of place it asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWords {
    /// Words before the one for the sort.
    pub which: Vec<String>,
    /// Sorts of places, the first that is asked for counts.
    pub sorts: Vec<Sort>,
    /// It asks for the head office.
    pub seat: Vec<String>,
    /// It asks for countries.
    pub countries: Vec<String>,
}

/// Words with which a question leaves something out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOutWords {
    /// They open the part that is left out, where a clause begins.
    pub opens: Vec<String>,
    /// They close it.
    pub closes: Vec<String>,
    /// The same where nothing opens it.
    pub closes_alone: Vec<String>,
    /// A bracket begins so that leaves something out.
    pub not: Vec<String>,
}

/// How a question asks for things of no kind of ours, and how texts list them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThingWords {
    /// It asks right behind the noun.
    pub behind: Vec<String>,
    /// It asks before the noun and its counting word.
    pub before: Vec<String>,
    /// The same where one is asked for.
    pub before_one: Vec<String>,
    /// Several are asked for.
    pub several: Vec<String>,
    /// How a noun is counted.
    pub counters: String,
    /// Before a noun: sorts of it are meant.
    pub sorts: Vec<String>,
    /// What may stand between 等 and the noun.
    pub listed: String,
    /// What parts a list.
    pub joints: String,
    /// Before the first thing of a list.
    pub fronts: Vec<String>,
    /// Between a noun and the things that it stands for.
    pub includes: Vec<String>,
    /// Words for papers by which documents call one of their own for short.
    pub titles: Vec<String>,
    /// Before those words in questions: they say no more.
    pub only_says: Vec<String>,
}

/// How a question is put.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manner {
    /// It asks when.
    pub when: Vec<String>,
    /// It asks which of several has more.
    pub more: Vec<String>,
    /// It asks what two things are to each other.
    pub relation: Vec<String>,
    /// It asks for yes or no.
    pub whether: Vec<String>,
    /// At its start they ask for yes or no.
    pub verbs: Vec<String>,
    /// Before the one to whom something is done.
    pub to: Vec<String>,
    /// Before the one who does something.
    pub by: Vec<String>,
    /// Before a companion.
    pub with: Vec<String>,
    /// Who does so is a firm.
    pub makes: Vec<String>,
    /// A plan says so of one of the places among which it divides a trade.
    pub lays_out: Vec<String>,
    /// In a sentence in which the press puts a question (甲报记者：).
    pub puts_question: Vec<String>,
    /// Somebody says so before a colon of why the question is asked.
    pub preamble: Vec<String>,
    /// 谁 behind the word for what is asked for (做芯片的企业有谁).
    pub who_behind: Vec<String>,
    /// It asks for people alone, and for no firm or body.
    pub which_person: Vec<String>,
    /// It asks what things are called, beside how many there are.
    pub called: Vec<String>,
    /// It asks what something came from or was called before.
    pub before: Vec<String>,
    /// Before the name of what something was, in texts.
    pub came_from: Vec<String>,
    /// Between the name of what something was and what it is, in texts.
    pub became: Vec<String>,
    /// Before a number that is told and not asked for (旗下的几家子公司).
    pub some: Vec<String>,
    /// Of an honour that is sought and not yet held.
    pub seeks: Vec<String>,
    /// The same before its name in texts.
    pub sought: Vec<String>,
    /// Behind a sentence that tells of a thing: it asks what that is called.
    pub asks_its_name: Vec<String>,
    /// It asks for the one that it is.
    pub the_one: Vec<String>,
    /// It asks for those with whom something is done.
    pub with_whom: Vec<String>,
    /// What is common to two, and no occasion that they share.
    pub in_common: Vec<String>,
    /// What a whole article says is asked for.
    pub articles: Vec<String>,
    /// All who held a post are asked for.
    pub in_turn: Vec<String>,
    /// What the words begin with that ask.
    pub asking: Vec<String>,
    /// The same in English.
    pub asking_in_english: Vec<String>,
    /// What only goes with them.
    pub asked: Vec<String>,
    /// It asks for an amount, and in which units it is told; in any where there are none.
    pub how_much: Vec<(String, Vec<String>)>,
    /// Which and a counting word, before what has no sort of its own (哪条通道).
    pub counters: Vec<String>,
    /// A closer sort as questions name it, and the word that a clause has for it.
    pub closer_sorts: Vec<(String, String)>,
    /// Words for all sorts of events: beside them no closer one is meant.
    pub broad_sorts: Vec<String>,
    /// Of a person: where one does so asks for a body.
    pub works: Vec<String>,
    /// Behind a quoted word that names of what is asked for hold.
    pub named: Vec<String>,
    /// Parts of a country that are no places of their own.
    pub regions: Vec<String>,
    /// Several do one thing.
    pub together: Vec<String>,
    /// With which names of firms end that are often told without their place.
    pub firm_ends: Vec<String>,
    /// What is asked for lies elsewhere than what is named.
    pub elsewhere: Vec<String>,
    /// They ask for the one.
    pub whom: Vec<String>,
    /// Behind a verb: who does it.
    pub doers: Vec<String>,
    /// It asks of each of several.
    pub each: Vec<String>,
    /// It asks for the posts of a person.
    pub posts_asked: Vec<String>,
    /// Before a title in texts: somebody takes the post.
    pub takes_post: Vec<String>,
    /// With which titles end.
    pub post_ends: Vec<String>,
    /// Words before a title that are none of it.
    pub post_fronts: Vec<String>,
    /// Before what a part of is asked for.
    pub part_of: Vec<String>,
    /// It asks who leads something.
    pub leads: Vec<String>,
    /// It asks who answers for something.
    pub answers_for: Vec<String>,
    /// Who leads, and who answers for something, in texts.
    pub duty: Vec<String>,
    /// Of a year: from then on.
    pub since: Vec<String>,
    /// A clause that begins so only says by what something is ranked.
    pub by_what: Vec<String>,
    /// Between things listed.
    pub and: Vec<String>,
    /// Asks how much, behind a measure.
    pub much: Vec<String>,
    /// A clause that begins so narrows the one before.
    pub goes_on: Vec<String>,
    /// Behind the number of the things that were listed.
    pub counted: Vec<String>,
    /// Units as questions name them, and as numbers have them.
    pub units: Vec<(String, String)>,
}

/// A question with what its words must be taken for and what none of them may be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The question.
    pub question: String,
    /// Meanings its words must have: `role firm`, `relation supplies`, `cue path`.
    pub takes: Vec<String>,
    /// Meanings none of its words may have.
    pub not: Vec<String>,
}

/// The words of questions.
#[derive(Clone, Debug, Default)]
pub struct QuestionWords {
    /// What may be asked for.
    pub roles: Vec<Role>,
    /// How relations are spoken of.
    pub relations: Vec<RelationPhrases>,
    /// What sort of answer is wanted.
    pub cues: Cues,
    /// What is measured.
    pub measures: Vec<Bilingual>,
    /// Titles of office.
    pub titles: Vec<Title>,
    /// Chinese words for English ones.
    pub vocabulary: BTreeMap<String, Vec<String>>,
    /// The same for words of everyday and official English: they name no subject, and only find the
    /// sentences that come closest.
    pub everyday: BTreeMap<String, Arc<[String]>>,
    /// The same for words that only stand inside names: foreign cities, pairs of countries.
    pub names: BTreeMap<String, Vec<String>>,
    /// Words that ask for nothing.
    pub empty: Vec<String>,
    /// Words that say two things at once.
    pub compounds: Vec<Compound>,
    /// Units in English.
    pub units: Vec<EnglishUnit>,
    /// Words with which a question goes on from the last one.
    pub follow: FollowWords,
    /// Which sort of place is asked for.
    pub places: PlaceWords,
    /// How the question is put.
    pub manner: Manner,
    /// How it leaves something out.
    pub left_out: LeftOutWords,
    /// How it asks for things of no kind of ours.
    pub things: ThingWords,
    /// Questions that show what the words mean.
    pub examples: Vec<Example>,
}

impl QuestionWords {
    /// Whether this measure is a rank.
    #[must_use]
    pub fn is_rank(&self, measure: usize) -> bool {
        self.measures.get(measure).is_some_and(|measure| measure.zh.iter().any(|zh| zh == "排名"))
    }

    /// A question with each compound in words that say one thing each.
    pub fn plain(&self, question: &str) -> String {
        let mut plain = question.to_owned();
        for compound in &self.compounds {
            if !compound.word.is_ascii() {
                plain = plain.replace(&compound.word, &compound.means);
                continue;
            }
            let words = plain.split(' ').map(|word| {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                match bare.eq_ignore_ascii_case(&compound.word) {
                    true => word.replace(bare, &compound.means),
                    false => word.to_owned(),
                }
            });
            plain = words.collect::<Vec<_>>().join(" ");
        }
        plain
    }

    /// A Chinese word with those that translate the same English one (人才: 英才).
    pub fn synonyms(&self, word: &str) -> Vec<String> {
        let rows = self.vocabulary.values().filter(|chinese| chinese.iter().any(|w| w == word));
        let mut words: Vec<String> = rows.flatten().cloned().collect();
        words.push(word.to_owned());
        words.sort_unstable();
        words.dedup();
        words
    }
}

impl Part for QuestionWords {
    fn read(files: &Files) -> Result<Self, Error> {
        let mut words = Self::default();
        for (file, text) in files.below("question", "ron") {
            match file.trim_start_matches("question/").trim_end_matches(".ron") {
                "roles" => words.roles = ron(file, text)?,
                "relations" => words.relations = ron(file, text)?,
                "cues" => words.cues = ron(file, text)?,
                "measures" => words.measures = ron(file, text)?,
                "titles" => words.titles = ron(file, text)?,
                "empty" => words.empty = ron(file, text)?,
                "examples" => words.examples = ron(file, text)?,
                "places" => words.places = ron(file, text)?,
                "manner" => words.manner = ron(file, text)?,
                "left_out" => words.left_out = ron(file, text)?,
                "things" => words.things = ron(file, text)?,
                "follow" => words.follow = ron(file, text)?,
                "compounds" => words.compounds = ron(file, text)?,
                "units" => words.units = ron(file, text)?,
                _ => {
                    let message = "no such file of question words";
                    return Err(Error::Meaning { file: file.to_owned(), message: message.into() });
                }
            }
        }
        for (file, text) in files.below("question", "tsv") {
            let names = file.ends_with("names.tsv");
            let everyday = file.ends_with("everyday.tsv");
            let into = if names { &mut words.names } else { &mut words.vocabulary };
            for (row, line) in text.lines().enumerate().skip(1).filter(|(_, l)| !l.is_empty()) {
                let Some((english, chinese)) = line.split_once('\t') else {
                    let message = "expected English words, a tab, Chinese words".to_owned();
                    return Err(Error::Table { file: file.to_owned(), line: row + 1, message });
                };
                let chinese: Vec<String> = chinese.split('|').map(str::to_owned).collect();
                if everyday {
                    let chinese: Arc<[String]> = chinese.into();
                    let forms = english.split('|').map(|form| (form.to_owned(), chinese.clone()));
                    words.everyday.extend(forms);
                    continue;
                }
                for form in english.split('|') {
                    into.insert(form.to_owned(), chinese.clone());
                }
            }
        }
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;

    #[test]
    fn english_words_of_questions_are_lower_case_and_roles_have_kinds_of_the_schema() {
        let knowledge = Knowledge::embedded();
        let words = knowledge.question();
        for role in &words.roles {
            assert!(knowledge.schema().kind(role.kind.name()).is_some(), "{}", role.id);
            assert!(role.en.iter().all(|w| *w == w.to_lowercase()), "{}", role.id);
        }
        for phrases in &words.relations {
            let name = phrases.relation.name();
            assert!(knowledge.schema().relation(name).is_some(), "{name}");
        }
        assert_eq!(words.vocabulary["drone"], ["无人机"]);
        assert_eq!(words.names["sino-german"], ["中德"]);
        assert!(!words.vocabulary.contains_key("munich"));
    }
}

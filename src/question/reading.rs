//! Pieces of a question in, what it asks out.

use super::phrases::{Cue, Meaning};
use super::spot::{Piece, Taken, has_cue};
use crate::corpus::Date;
use crate::knowledge::{Kind, QuestionWords};

/// The language a question is asked in, and so answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// 中文
    Chinese,
    /// English
    English,
}

/// The sort of answer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Entities of a kind.
    List,
    /// Where something is.
    Place,
    /// Who holds a post.
    Post,
    /// How much something is.
    Figure,
    /// How many there are.
    Count,
    /// How two things hang together.
    Path,
    /// What two things share.
    Common,
    /// Whether two things are linked.
    YesNo,
    /// All about one thing.
    About,
    /// Nothing that the graph can be asked: only sentences can speak to it.
    Passages,
}

/// Something in the graph that a question names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    /// The words as asked.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// The entities it names; several when the name is ambiguous or a translated word.
    pub nodes: Vec<u32>,
    /// The thing itself is not in the graph, only things whose names begin with its name.
    pub by_parts: bool,
}

/// What a question asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Language of the question.
    pub language: Language,
    /// The sort of answer wanted.
    pub wanted: Wanted,
    /// What the answers must be, as places in `QuestionWords::roles`; any of them.
    pub roles: Vec<usize>,
    /// What it names.
    pub anchors: Vec<Anchor>,
    /// Relations it speaks of, as places in `QuestionWords::relations`, and whether from the tail.
    pub relations: Vec<(usize, bool)>,
    /// Subjects that are no entities of the graph, each in any of several words.
    pub topics: Vec<Vec<String>>,
    /// Titles of office, as places in `QuestionWords::titles`.
    pub titles: Vec<usize>,
    /// Measures, as places in `QuestionWords::measures`.
    pub measures: Vec<usize>,
    /// A time it names.
    pub date: Option<Date>,
    /// A number it names (top 5).
    pub number: Option<u32>,
    /// It asks 谁 or who: whatever stands at the head of the relation.
    pub by_who: bool,
    /// It says nothing of which end of a relation is asked for (和 … 有什么关系).
    pub loose: bool,
    /// It asks whether something has happened already.
    pub already: bool,
    /// Words that were not understood.
    pub unknown: Vec<String>,
}

/// What the graph has to say while a question is read.
pub(super) trait Lookup {
    /// What kind of entity this is.
    fn kind(&self, node: u32) -> Kind;
    /// Industries whose name holds this word.
    fn industries(&self, word: &str) -> Vec<u32>;
}

impl Reading {
    /// What the pieces of a question ask.
    pub(super) fn of(
        question: &str,
        pieces: &[Piece],
        words: &QuestionWords,
        graph: &dyn Lookup,
    ) -> Self {
        let han = question.chars().filter(|&c| crate::text::is_han(c)).count();
        let latin = question.split_whitespace().filter(|w| w.is_ascii()).count();
        let mut reading = Self {
            language: if han > latin { Language::Chinese } else { Language::English },
            wanted: Wanted::Passages,
            roles: Vec::new(),
            anchors: Vec::new(),
            relations: Vec::new(),
            topics: Vec::new(),
            titles: Vec::new(),
            measures: Vec::new(),
            date: None,
            number: None,
            by_who: has_cue(pieces, Cue::Person),
            loose: false,
            already: ["已", "了吗", "了没"].iter().any(|word| question.contains(word))
                || asked_of_the_past(question),
            unknown: Vec::new(),
        };
        let mut subject = false;
        let mut which = false;
        let mut asked_for = None;
        for piece in pieces {
            let after_subject = std::mem::take(&mut subject);
            let after_which = std::mem::take(&mut which);
            subject = reading.take(piece, after_subject, words, graph);
            match piece.taken {
                Taken::Word(Meaning::Cue(Cue::Which | Cue::Count)) => which = true,
                Taken::Word(Meaning::Role(role)) if after_which => asked_for = Some(role),
                _ => {}
            }
        }
        reading.keep_one_kind(asked_for, words);
        reading.wanted = reading.decide(question, pieces, words);
        if reading.wanted == Wanted::List {
            // 人才 is counted where a number is asked for, and a subject where names are.
            let measured = |piece: &&Piece| matches!(piece.taken, Taken::Word(Meaning::Measure(_)));
            let subjects = pieces.iter().filter(measured).map(|piece| words.synonyms(&piece.text));
            reading.topics.extend(subjects);
        }
        reading
    }

    /// One question asks for one kind: that of the word after 哪些, else of the first.
    fn keep_one_kind(&mut self, asked_for: Option<usize>, words: &QuestionWords) {
        let Some(first) = asked_for.or(self.roles.first().copied()) else { return };
        let kind = words.roles[first].kind;
        self.roles.retain(|&role| words.roles[role].kind == kind);
    }

    /// Takes in one piece; whether it was the name of a field, so that 产业 after it says no more.
    fn take(
        &mut self,
        piece: &Piece,
        after_subject: bool,
        words: &QuestionWords,
        graph: &dyn Lookup,
    ) -> bool {
        match &piece.taken {
            Taken::Entities(nodes) => {
                let kind = graph.kind(nodes[0]);
                let (text, nodes) = (piece.text.clone(), nodes.clone());
                self.anchors.push(Anchor { text, kind, nodes, by_parts: false });
                kind == Kind::INDUSTRY
            }
            Taken::Parts(nodes) => {
                let (text, nodes, kind) = (piece.text.clone(), nodes.clone(), graph.kind(nodes[0]));
                self.anchors.push(Anchor { text, kind, nodes, by_parts: true });
                false
            }
            Taken::Topic(topic) => {
                let mut nodes: Vec<u32> = topic.iter().flat_map(|w| graph.industries(w)).collect();
                nodes.sort_unstable();
                nodes.dedup();
                if nodes.is_empty() {
                    self.topics.push(topic.clone());
                } else {
                    let (text, kind) = (piece.text.clone(), Kind::INDUSTRY);
                    self.anchors.push(Anchor { text, kind, nodes, by_parts: false });
                }
                true
            }
            Taken::Word(Meaning::Role(role)) => {
                let says_no_more = after_subject && words.roles[*role].kind == Kind::INDUSTRY;
                if !says_no_more && !self.roles.contains(role) {
                    self.roles.push(*role);
                }
                says_no_more
            }
            Taken::Word(meaning) => {
                self.take_word(*meaning);
                false
            }
            Taken::Date(date) => {
                self.date = Some(*date);
                false
            }
            Taken::Number(number) => {
                self.number = Some(*number);
                false
            }
            Taken::Unknown => {
                self.topics.push(vec![piece.text.clone()]);
                self.unknown.push(piece.text.clone());
                false
            }
        }
    }

    fn take_word(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Title(title) => self.titles.push(title),
            Meaning::Measure(measure) => self.measures.push(measure),
            Meaning::Toward(relation) => self.relations.push((relation, false)),
            Meaning::From(relation) => self.relations.push((relation, true)),
            Meaning::Role(_) | Meaning::Cue(_) | Meaning::Empty => {}
        }
    }

    fn decide(&mut self, question: &str, pieces: &[Piece], words: &QuestionWords) -> Wanted {
        let cue = |cue| has_cue(pieces, cue);
        let kinds: Vec<Kind> = self.roles.iter().map(|&role| words.roles[role].kind).collect();
        let only = |kind| kinds.iter().all(|k| *k == kind);
        let located = |(relation, _): &(usize, bool)| {
            words.relations[*relation].relation.name() == "located_in"
        };
        let several = self.anchors.len() >= 2;
        if several && cue(Cue::Common) {
            return Wanted::Common;
        }
        if several && cue(Cue::Path) && self.titles.is_empty() {
            return Wanted::Path;
        }
        if cue(Cue::Count) && (self.measures.is_empty() || !self.roles.is_empty()) {
            return Wanted::Count;
        }
        if !self.titles.is_empty() && only(Kind::PERSON) && !self.anchors.is_empty() {
            return Wanted::Post;
        }
        let asks_much = cue(Cue::Quantity) || cue(Cue::Count) || self.roles.is_empty();
        if !self.measures.is_empty() && asks_much {
            return Wanted::Figure;
        }
        if asks_whether(question) && several {
            return Wanted::YesNo;
        }
        let where_is =
            cue(Cue::Place) || self.relations.iter().any(|r| located(r) && !r.1 && cue(Cue::Place));
        let thing = self.anchors.iter().any(|a| a.kind != Kind::INDUSTRY);
        if where_is && only(Kind::PLACE) && thing && self.topics.is_empty() {
            return Wanted::Place;
        }
        if !self.roles.is_empty() {
            return Wanted::List;
        }
        let person = self.anchors.iter().any(|a| a.kind == Kind::PERSON);
        if cue(Cue::Person) && !person && !self.anchors.is_empty() && self.relations.is_empty() {
            self.roles.extend(words.roles.iter().position(|role| role.kind == Kind::PERSON));
            return Wanted::List;
        }
        match (self.anchors.len(), self.relations.len()) {
            (0, _) => Wanted::Passages,
            (1.., 1..) if !person => Wanted::List,
            (2.., _) => Wanted::Path,
            _ => Wanted::About,
        }
    }
}

/// Whether an English question asks of what has happened (has … signed).
fn asked_of_the_past(question: &str) -> bool {
    let first = question.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["has", "have", "did", "was", "were"].contains(&first.as_str()) || question.contains(" already")
}

/// Whether a question is answered by yes or no.
fn asks_whether(question: &str) -> bool {
    let asked = question.trim_end_matches(['?', '？', ' ', '。']);
    let first = question.split_whitespace().next().unwrap_or_default().to_lowercase();
    let chinese =
        ["是否", "是不是", "有没有", "有无", "能否"].iter().any(|word| asked.contains(word));
    let verbs = ["is", "are", "was", "were", "does", "do", "did", "has", "have", "had", "can"];
    asked.ends_with('吗') || chinese || verbs.contains(&first.as_str())
}

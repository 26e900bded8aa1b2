//! Pieces of a question in, what it asks out.

pub(in crate::question) mod alternative;
pub(in crate::question) mod asked_for;
pub(in crate::question) mod companions;
pub(in crate::question) mod decide;
pub(in crate::question) mod direction;
pub(in crate::question) mod follow;
pub(in crate::question) mod holder;
pub(in crate::question) mod language;
pub(in crate::question) mod left_out;
pub(in crate::question) mod manner;
pub(in crate::question) mod period;
pub(in crate::question) mod relating;
pub(in crate::question) mod several;
pub(in crate::question) mod told_kinds;
pub(in crate::question) mod wording;

use crate::corpus::Date;
use crate::knowledge::{Kind, QuestionWords, Schema};
use crate::question::pieces::phrases::{Cue, Meaning};
use crate::question::pieces::spot::{Piece, Taken, has_cue};
use asked_for::{AskedFor, kinds_of};
use decide::asks_much;
use direction::{End, end_asked, is_turned};
use holder::places_asked;
pub(in crate::question) use language::in_english;
use language::language_of;
use manner::{asked_least, asked_number, asked_of_a_former, asked_of_the_past, asked_unit};
use period::Months;
use std::collections::BTreeSet;
use told_kinds::counts_trades;

/// Things a question may name; more are no question.
const MOST_ANCHORS: usize = 12;

/// The language a question is asked in, and so answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::question) enum Language {
    /// 中文
    Chinese,
    /// English
    English,
}

/// The sort of answer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::question) enum Wanted {
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
    /// What has the largest figure.
    Highest,
    /// Which of several has more, or which have as much.
    Compare,
    /// When it was.
    When,
    /// Whether two things are linked.
    YesNo,
    /// All about one thing.
    About,
    /// Nothing that the graph can be asked: only sentences can speak to it.
    Passages,
}

/// Something in the graph that a question names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::question) struct Anchor {
    /// The words as asked.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// The entities it names; several when the name is ambiguous or a translated word.
    pub nodes: Vec<u32>,
    /// The thing itself is not in the graph, only things whose names begin with its name.
    pub by_parts: bool,
    /// Words for it that sentences may use where nothing was recognised; those of a translated word
    /// stand for it alone.
    pub words: Vec<String>,
    /// It is a word that industries bear in their names, not the name of one.
    pub loose: bool,
}

/// What a question asks.
#[expect(clippy::struct_excessive_bools, reason = "each is a word that a question has or has not")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::question) struct Reading {
    /// Language of the question.
    pub language: Language,
    /// The sort of answer wanted.
    pub wanted: Wanted,
    /// What the answers must be, as places in `QuestionWords::roles`; any of them.
    pub roles: Vec<usize>,
    /// What it names.
    pub anchors: Vec<Anchor>,
    /// The most of something is asked for, and what kind of thing has it.
    pub most: Option<Kind>,
    /// What that thing must be, as places in `QuestionWords::roles`; any of them, or anything of its
    /// kind where there are none.
    pub holders: Vec<usize>,
    /// Relations it speaks of, as places in `QuestionWords::relations`, and whether from the tail.
    pub relations: Vec<(usize, bool)>,
    /// Relations it speaks of that cannot hold between what it names.
    pub infeasible: Vec<usize>,
    /// What is named first stands where the second would (甲是乙的子公司, 甲由乙设立).
    pub turned: bool,
    /// Subjects that are no entities of the graph, each in any of several words.
    pub topics: Vec<Vec<String>>,
    /// Titles of office, as places in `QuestionWords::titles`.
    pub titles: Vec<usize>,
    /// Who held the office before is meant, not who holds it.
    pub former: bool,
    /// The second in the office is meant, not its head.
    pub deputy: bool,
    /// Measures, as places in `QuestionWords::measures`.
    pub measures: Vec<usize>,
    /// A time it names.
    pub period: Option<Months>,
    /// The amount that answers must reach, or must not.
    pub least: Option<(bool, i64)>,
    /// A number it names (top 5).
    pub number: Option<u32>,
    /// The unit of the amount that it asks for.
    pub unit: Option<String>,
    /// It asks 谁 or who: whatever stands at the head of the relation.
    pub by_who: bool,
    /// The end of the relations at which the answers stand.
    pub end: Option<End>,
    /// It asks whether something has happened already.
    pub already: bool,
    /// Only these may answer.
    pub among: Option<BTreeSet<u32>>,
    /// It asks which.
    pub asks_which: bool,
    /// It asks how many there are.
    pub how_many: bool,
    /// Words that were not understood.
    pub unknown: Vec<String>,
}

/// What the graph has to say while a question is read.
pub(in crate::question) trait Lookup {
    /// What kind of entity this is.
    fn kind(&self, node: u32) -> Kind;
    /// Industries whose name holds this word.
    fn industries(&self, word: &str) -> Vec<u32>;
    /// How many sentences name this entity.
    fn fame(&self, node: u32) -> usize;
}

impl Reading {
    /// What the pieces of a question ask.
    pub(in crate::question) fn of(
        question: &str,
        pieces: &[Piece],
        words: &QuestionWords,
        schema: &Schema,
        graph: &dyn Lookup,
    ) -> Self {
        let mut reading = Self {
            language: language_of(question),
            wanted: Wanted::Passages,
            roles: Vec::new(),
            most: None,
            holders: Vec::new(),
            anchors: Vec::new(),
            relations: Vec::new(),
            infeasible: Vec::new(),
            turned: is_turned(question, pieces, graph, &words.manner),
            topics: Vec::new(),
            titles: Vec::new(),
            former: has_cue(pieces, Cue::Former) || asked_of_a_former(question, words),
            deputy: has_cue(pieces, Cue::Deputy),
            measures: Vec::new(),
            period: None,
            least: asked_least(question),
            number: asked_number(question),
            unit: asked_unit(question, &words.manner).map(str::to_owned),
            by_who: asks_who(question, pieces),
            end: end_asked(question, pieces, graph, &words.manner),
            already: ["已", "了吗", "了没"].iter().any(|word| question.contains(word))
                || asked_of_the_past(question),
            among: None,
            asks_which: has_cue(pieces, Cue::Which),
            how_many: has_cue(pieces, Cue::Count),
            unknown: Vec::new(),
        };
        let mut subject = false;
        let mut asked_for = AskedFor::default();
        let mut place_before = false;
        for piece in pieces {
            let after_subject = std::mem::take(&mut subject);
            subject = reading.take(piece, after_subject, words, graph);
            reading.keep_once();
            place_before = reading.keep_inner_place(question, place_before);
            asked_for.see(piece, question, words);
        }
        reading.keep_months_apart(question);
        reading.keep_titles_of_bodies_apart(question, pieces, words);
        reading.prefer_relations(pieces);
        reading.keep_kinds(&asked_for, pieces, words);
        reading.ask_for_what_is_sought(question, words);
        reading.relate_by_role(words);
        reading.ask_for_investors(words);
        reading.keep_feasible(words, schema);
        reading.relate_to_places(words);
        reading.wanted = reading.decide(question, pieces, words);
        reading.measure_what_is_spent(words);
        if reading.wanted == Wanted::Path && asked_for.roles.is_empty() {
            // 两个地方是怎么联系的: what things are is no more than their names.
            reading.roles.clear();
        }
        if reading.wanted == Wanted::YesNo {
            reading.judge(question, pieces);
        }
        reading.speak_of_measured(pieces, words);
        reading
    }

    /// 人才 is counted where a number is asked for, and a subject where names are.
    fn speak_of_measured(&mut self, pieces: &[Piece], words: &QuestionWords) {
        if self.wanted != Wanted::List {
            return;
        }
        let measured = |piece: &&Piece| match piece.taken {
            Taken::Word(Meaning::Measure(measure)) => self.measures.contains(&measure),
            _ => false,
        };
        let measured: Vec<&Piece> = pieces.iter().filter(measured).collect();
        self.topics.extend(measured.iter().map(|piece| words.synonyms(&piece.text)));
    }

    /// Who does not know a word cannot say yes.
    fn judge(&mut self, question: &str, pieces: &[Piece]) {
        let unknown = self.unknown.iter().filter(|word| word.is_ascii());
        self.topics.extend(unknown.map(|word| vec![word.clone()]));
        self.join_subject(question, pieces);
    }

    /// Takes in the months of the year named; their number is not how many are asked for.
    fn keep_months_apart(&mut self, question: &str) {
        let year = self.period.and_then(|period| Date::year(period.year));
        self.period = year.map(|year| Months::asked(year, question));
        let counts_time = |number: &u32| {
            ["月", "日", "季度"].iter().any(|unit| question.contains(&format!("{number}{unit}")))
        };
        if self.number.is_some_and(|number| counts_time(&number)) {
            self.number = asked_number(question);
        }
    }

    /// Where names are asked for and no amount, 投资 is what is done, not how much of it.
    fn prefer_relations(&mut self, pieces: &[Piece]) {
        if self.roles.is_empty() || asks_much(pieces) || has_cue(pieces, Cue::Count) {
            return;
        }
        for piece in pieces {
            let Taken::Word(Meaning::Measure(measure)) = piece.taken else { continue };
            for &also in &piece.also {
                if matches!(also, Meaning::Toward(_) | Meaning::From(_)) {
                    self.take_word(also);
                    self.measures.retain(|known| *known != measure);
                }
            }
        }
    }

    /// A question asks for the kinds of the words after 哪些 and of those listed with them, else for
    /// that of the first. Words for other kinds (a press conference) are subjects.
    fn keep_kinds(&mut self, asked_for: &AskedFor, pieces: &[Piece], words: &QuestionWords) {
        self.roles.retain(|role| !asked_for.parts.contains(role));
        self.by_who |= asked_for.who;
        let who_alone = self.by_who && !has_cue(pieces, Cue::Which);
        if self.by_who && asked_for.titled || who_alone {
            self.speak_of_events(pieces, words);
        }
        if self.by_who && !has_cue(pieces, Cue::Which) {
            // 和谁一起研究产业方向: nobody is an industry.
            self.roles.retain(|&role| words.roles[role].kind != Kind::INDUSTRY);
        }
        let Some(first) = asked_for.first().or(self.roles.first().copied()) else { return };
        let mut kind = words.roles[first].kind;
        let asked = asked_for.roles.iter().chain([&first]);
        let mut kinds: Vec<Kind> = asked.flat_map(|&role| kinds_of(words, pieces, role)).collect();
        let narrows_one = |topic: &Vec<String>| {
            let inner = asked_for.inner.iter().filter(|(inner, _)| inner == topic);
            inner.into_iter().any(|&(_, role)| kinds.contains(&words.roles[role].kind))
        };
        self.topics.retain(|topic| !narrows_one(topic));
        if has_cue(pieces, Cue::Most) {
            // Of what has the most firms, the firms are looked for and counted.
            let other = self.roles.iter().map(|&role| words.roles[role].kind).find(|k| *k != kind);
            if let Some(counted) = other.filter(|_| self.measures.is_empty()) {
                self.most = Some(kind);
                self.holders = self.roles.clone();
                self.holders.retain(|&role| words.roles[role].kind == kind);
                kind = counted;
                kinds = vec![kind];
            } else if kind != Kind::PLACE && has_cue(pieces, Cue::Place) {
                self.most = Some(Kind::PLACE);
                self.holders = places_asked(pieces, words);
            }
        }
        let dropped: Vec<usize> =
            self.roles.iter().copied().filter(|&r| !kinds.contains(&words.roles[r].kind)).collect();
        self.roles.retain(|role| !dropped.contains(role));
        asked_for.keep_places(&mut self.roles, words);
        let placed = self.anchors.iter().any(|anchor| anchor.kind == Kind::PLACE);
        for piece in pieces {
            let Taken::Word(Meaning::Role(role)) = piece.taken else { continue };
            // The zones of a city say no more than the city.
            let place = placed && words.roles[role].kind == Kind::PLACE;
            if !dropped.contains(&role) || place {
                continue;
            }
            let translated = words.vocabulary.get(&piece.text.to_lowercase());
            let long = piece.text.chars().count() >= 3 && !piece.text.is_ascii();
            let several = piece.text.contains(' ');
            match translated.filter(|_| several) {
                Some(chinese) => self.topics.push(chinese.clone()),
                None if long && !self.holders.contains(&role) => {
                    self.topics.push(words.synonyms(&piece.text));
                }
                None => {}
            }
        }
    }

    /// What is named twice is meant once.
    fn keep_once(&mut self) {
        if let [before @ .., last] = self.anchors.as_slice()
            && before.iter().any(|anchor| anchor.nodes == last.nodes)
        {
            self.anchors.pop();
        }
        if self.anchors.len() > MOST_ANCHORS {
            self.anchors.pop();
        }
    }

    /// 江苏溧阳 is one place, the inner one; whether the last thing named is a place.
    fn keep_inner_place(&mut self, question: &str, place_before: bool) -> bool {
        let [.., outer, inner] = self.anchors.as_slice() else {
            return self.anchors.last().is_some_and(|a| a.kind == Kind::PLACE);
        };
        let joined = question.contains(&format!("{}{}", outer.text, inner.text));
        let places = outer.kind == Kind::PLACE && inner.kind == Kind::PLACE;
        if place_before && places && joined && !outer.text.is_ascii() {
            let at = self.anchors.len() - 2;
            self.anchors.remove(at);
        }
        self.anchors.last().is_some_and(|a| a.kind == Kind::PLACE)
    }

    /// Takes in a name.
    fn name(&mut self, text: &str, nodes: &[u32], graph: &dyn Lookup) {
        let mut nodes = nodes.to_vec();
        nodes.sort_by_key(|&node| (std::cmp::Reverse(graph.fame(node)), node));
        let kind = graph.kind(nodes[0]);
        let words = if kind == Kind::INDUSTRY { vec![text.to_owned()] } else { Vec::new() };
        let text = text.to_owned();
        self.anchors.push(Anchor { text, kind, nodes, by_parts: false, words, loose: false });
    }

    /// Takes in a subject: the industries whose names hold it, else its words.
    fn speak_of(&mut self, text: &str, topic: &[String], graph: &dyn Lookup) {
        let mut nodes: Vec<u32> = topic.iter().flat_map(|w| graph.industries(w)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        if nodes.is_empty() {
            self.topics.push(topic.to_vec());
            return;
        }
        let (text, kind, words) = (text.to_owned(), Kind::INDUSTRY, topic.to_vec());
        self.anchors.push(Anchor { text, kind, nodes, by_parts: false, words, loose: true });
    }

    /// Takes in a word with others of the same sort that it may mean.
    fn take_words(&mut self, meaning: Meaning, also: &[Meaning]) {
        self.take_word(meaning);
        for &also in also {
            let same = std::mem::discriminant(&also) == std::mem::discriminant(&meaning);
            let of_relation = |m| matches!(m, Meaning::Toward(_) | Meaning::From(_));
            if same || of_relation(also) && of_relation(meaning) {
                self.take_word(also);
            }
        }
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
                self.name(&piece.text, nodes, graph);
                self.anchors.last().is_some_and(|anchor| anchor.kind == Kind::INDUSTRY)
            }
            Taken::Parts(nodes) => {
                self.name(&piece.text, nodes, graph);
                if let Some(anchor) = self.anchors.last_mut() {
                    anchor.by_parts = true;
                }
                false
            }
            Taken::Topic(topic) => {
                self.speak_of(&piece.text, topic, graph);
                self.ask_by_ending(&piece.text, words);
                true
            }
            Taken::Word(Meaning::Role(role)) => {
                // Battery industry says no more than batteries; future industries are asked for.
                let one = !piece.text.is_ascii() || !piece.text.ends_with('s');
                let counted = self.topics.iter().any(|topic| counts_trades(topic));
                let says_no_more =
                    after_subject && one && !counted && words.roles[*role].kind == Kind::INDUSTRY;
                if !says_no_more && !self.roles.contains(role) {
                    self.roles.push(*role);
                }
                for &meaning in &piece.also {
                    match meaning {
                        Meaning::Title(_) if !self.by_who => {}
                        Meaning::Role(also) => push_new(&mut self.roles, also),
                        meaning => self.take_word(meaning),
                    }
                }
                says_no_more
            }
            Taken::Word(meaning) => {
                self.take_words(*meaning, &piece.also);
                false
            }
            Taken::Date(date) => {
                self.period = Some(Months::of(*date, ""));
                false
            }
            Taken::Number(number) => {
                self.number = Some(*number);
                false
            }
            Taken::Unknown => {
                // A common English word is no name, and no Chinese text holds it.
                if !piece.text.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
                    self.topics.push(words.synonyms(&piece.text));
                }
                self.unknown.push(piece.text.clone());
                false
            }
        }
    }

    fn take_word(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Title(title) => push_new(&mut self.titles, title),
            Meaning::Measure(measure) => push_new(&mut self.measures, measure),
            Meaning::Toward(relation) => push_new(&mut self.relations, (relation, false)),
            Meaning::From(relation) => push_new(&mut self.relations, (relation, true)),
            Meaning::Role(_) | Meaning::Cue(_) | Meaning::Empty => {}
        }
    }
}

/// Whether it is asked who; firms whose plants … are no people.
fn asks_who(question: &str, pieces: &[Piece]) -> bool {
    let lower = question.to_lowercase();
    let relative = lower.contains(" whose ") && !lower.contains("who ");
    !relative && has_cue(pieces, Cue::Person) || question.contains('谁')
}

pub(in crate::question) fn push_new<T: PartialEq>(list: &mut Vec<T>, new: T) {
    if !list.contains(&new) {
        list.push(new);
    }
}

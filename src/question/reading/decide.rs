//! What a question names and says in, the sort of answer that all of it asks for out.

use super::direction::End;
use super::manner::{asks_when, asks_whether, asks_which_has_more};
use super::{Anchor, Reading, Wanted, in_english};
use crate::knowledge::{Kind, QuestionWords, RelationPhrases};
use crate::question::pieces::phrases::{Cue, Meaning};
use crate::question::pieces::spot::{Piece, Taken, has_cue};

impl Reading {
    /// Whether the question asks where.
    pub(in crate::question) fn has_place_cue(&self, pieces: &[Piece]) -> bool {
        self.roles.is_empty() && has_cue(pieces, Cue::Place)
    }

    /// Whether what is asked about bears a name that the graph does not know (中国某某研究院在哪里):
    /// a subject and a kind in one word, of which no which is asked. It is not understood then.
    fn is_name_unknown(&mut self, question: &str) -> bool {
        let asks = ["哪些", "哪家", "哪几", "which", "Which", "what", "What"];
        let places = self.anchors.iter().all(|anchor| anchor.kind == Kind::PLACE);
        if self.roles.is_empty() || self.topics.is_empty() || !places {
            return false;
        }
        if asks.iter().any(|word| question.contains(word)) {
            return false;
        }
        let subjects = self.topics.iter().filter_map(|topic| topic.first());
        let missed = subjects.filter(|word| !self.unknown.contains(word)).cloned();
        let missed: Vec<String> = missed.collect();
        self.unknown.extend(missed);
        true
    }

    /// Whether figures of several things are compared.
    fn compares(&self, question: &str, pieces: &[Piece], words: &QuestionWords) -> bool {
        let things = self.anchors.iter().filter(|a| a.kind != Kind::INDUSTRY).count();
        let several = things >= 2 && asks_which_has_more(question, &words.manner);
        let enough = self.least.is_some() && !self.roles.is_empty() && !asks_much(pieces);
        !self.measures.is_empty() && (several || enough)
    }

    /// Whether figures are asked for, or who has the highest.
    fn measured(
        &mut self,
        question: &str,
        pieces: &[Piece],
        words: &QuestionWords,
    ) -> Option<Wanted> {
        if self.measures.is_empty() {
            return None;
        }
        let cue = |cue| has_cue(pieces, cue);
        let asked_for = !self.roles.is_empty() || cue(Cue::Place);
        if cue(Cue::Most) && asked_for && !asks_much(pieces) {
            self.most = if self.roles.is_empty() { Some(Kind::PLACE) } else { self.most };
            return Some(Wanted::Highest);
        }
        // 投资百亿的那个项目在哪: how much it is only tells which one is meant.
        if cue(Cue::Place) && !asks_much(pieces) && !cue(Cue::Count) {
            return None;
        }
        // Total investment of the projects in …, Jiangcheng's rank among the cities: the question is
        // no more than the measure.
        let mut behind_whose =
            pieces.iter().skip_while(|piece| matches!(piece.taken, Taken::Entities(_)));
        let opens = behind_whose
            .next()
            .is_some_and(|p| matches!(p.taken, Taken::Word(Meaning::Measure(_))));
        if opens && in_english(question) && !cue(Cue::Which) && !cue(Cue::Place) {
            self.speak_of_papers(pieces, words);
            return Some(Wanted::Figure);
        }
        let who = self.by_who && in_english(question);
        let is_figure = asks_much(pieces) || cue(Cue::Count) || self.roles.is_empty() && !who;
        is_figure.then_some(Wanted::Figure)
    }

    /// Whether one thing is named and something said of it that may be so or not (甲厂是合资企业吗: what
    /// it is, not which firms there are).
    fn asks_of_one(&self, question: &str, pieces: &[Piece]) -> bool {
        let [one] = self.anchors.as_slice() else { return false };
        let is_one = question.contains(&format!("{}是", one.text));
        let said = !self.topics.is_empty() && (self.roles.is_empty() || is_one);
        !has_cue(pieces, Cue::Which) && (said || !self.relations.is_empty() && is_one)
    }

    /// Whether a rank is asked for; other measures only say by what (市场占有率排第几).
    fn asks_for_a_rank(&mut self, words: &QuestionWords) -> bool {
        let rank = |&m: &usize| words.is_rank(m);
        if self.anchors.is_empty() || !self.measures.iter().any(rank) {
            return false;
        }
        let by = self.measures.iter().filter(|m| !rank(m));
        let by: Vec<Vec<String>> = by.map(|&m| words.measures[m].zh.clone()).collect();
        self.topics.extend(by);
        self.measures.retain(rank);
        true
    }

    /// 投了多少钱: how much is invested.
    pub(in crate::question) fn measure_what_is_spent(&mut self, words: &QuestionWords) {
        let invests = |&(r, _): &(usize, bool)| words.relations[r].relation.name() == "invests_in";
        if self.wanted == Wanted::Figure
            && self.measures.is_empty()
            && self.relations.iter().any(invests)
        {
            let measures = words.measures.iter();
            let mut measures = measures.map(|measure| measure.zh.iter().any(|w| w == "投资额"));
            self.measures.extend(measures.position(|is| is));
        }
    }

    /// A place and a subject in one word at the front of a question for yes or no (江城新材在…吗) may
    /// be a name that the graph does not know: only sentences that hold all of it speak of it.
    pub(in crate::question) fn join_subject(&mut self, question: &str, pieces: &[Piece]) {
        let [place, subject, ..] = pieces else { return };
        let (Taken::Entities(_), Taken::Topic(_)) = (&place.taken, &subject.taken) else { return };
        let joined = format!("{}{}", place.text, subject.text);
        let own = |topic: &&mut Vec<String>| topic.contains(&subject.text);
        let of_place = self.anchors.first().is_some_and(|anchor| anchor.kind == Kind::PLACE);
        if of_place
            && question.contains(&joined)
            && let Some(topic) = self.topics.iter_mut().find(own)
        {
            *topic = vec![joined];
        }
    }

    /// Whether several things are named that may have something in common: an industry in a place is
    /// one thing.
    fn names_alike(&self) -> bool {
        let industries = self.anchors.iter().filter(|a| a.kind == Kind::INDUSTRY).count();
        let others = self.anchors.len() - industries;
        others >= 2 || others == 0 && industries >= 2
    }

    /// 甲和乙都…: two firms, bodies or people are named side by side, and one thing is said of both.
    fn says_of_both(&self, question: &str, words: &QuestionWords) -> bool {
        let says = |one: &Anchor, other: &Anchor| {
            let mut joints = words.manner.with.iter().filter_map(|joint| {
                Some(question.split_once(&format!("{}{joint}{}", one.text, other.text))?.1)
            });
            joints.any(|rest| rest.starts_with(['都', '均']))
        };
        let apart = |a: &Anchor| ![Kind::PLACE, Kind::INDUSTRY].contains(&a.kind);
        self.anchors.windows(2).any(|pair| pair.iter().all(apart) && says(&pair[0], &pair[1]))
    }

    /// 甲市和乙市一起办过什么会: what several issued or held is of all of them.
    fn done_together(&self, question: &str, words: &QuestionWords) -> bool {
        let lower = question.to_lowercase();
        let mut roles = self.roles.iter().map(|&role| words.roles[role].kind);
        !self.roles.is_empty()
            && roles.all(|kind| kind == Kind::PROGRAM)
            && words.manner.together.iter().any(|word| lower.contains(word.as_str()))
    }

    /// How many tourists came: what is counted is of no sort that the graph knows.
    fn counts_what_is_no_sort(&self, question: &str) -> bool {
        let said = !self.topics.is_empty() || !self.unknown.is_empty();
        in_english(question) && said && self.roles.is_empty() && self.measures.is_empty()
    }

    /// 旗下的几家子公司设在哪里: that there are several is said, not asked.
    fn says_how_many(&self, question: &str, pieces: &[Piece], words: &QuestionWords) -> bool {
        let before = &words.manner.some;
        let mut several = words.cues.count.iter().filter(|word| word.starts_with('几'));
        has_cue(pieces, Cue::Place)
            && several.any(|word| before.iter().any(|b| question.contains(&format!("{b}{word}"))))
    }

    /// Asks for places of any sort.
    fn ask_for_places(&mut self, words: &QuestionWords) {
        let place = |bare: bool| {
            let mut roles = words.roles.iter();
            roles.position(|role| role.kind == Kind::PLACE && (!bare || role.endings.is_empty()))
        };
        self.roles.extend([false, true].into_iter().filter_map(place));
    }

    /// What is named right before the words for where at the end of a question (…的某某大道在什么地方).
    fn named_before_where(&self, question: &str) -> Option<Anchor> {
        const BETWEEN: usize = 4;
        const BEHIND: usize = 5;
        let asked = |anchor: &&Anchor| {
            let Some((_, behind)) = question.split_once(anchor.text.as_str()) else { return false };
            let wheres = ["什么地方", "何处", "哪里", "哪儿", "哪个", "哪座"];
            let mut asked = wheres.iter().filter_map(|where_| behind.split_once(where_));
            asked.any(|(between, rest)| {
                between.chars().count() <= BETWEEN
                    && between.ends_with(['在', '于', '到'])
                    && rest.chars().count() <= BEHIND
            })
        };
        let mut things = self.anchors.iter().filter(|anchor| anchor.kind != Kind::INDUSTRY);
        things.find(asked).cloned()
    }

    /// Whether no relation is spoken of but that of who somebody is.
    fn says_no_more(&self, words: &QuestionWords) -> bool {
        let post = |&(r, _): &(usize, bool)| words.relations[r].relation.name() == "holds_post";
        self.roles.is_empty() && self.titles.is_empty() && self.relations.iter().all(post)
    }

    /// 中国星谷在哪: where the texts have a place and the word behind it in one, that is the subject.
    fn join_place_with_subject(&mut self, question: &str, pieces: &[Piece]) {
        let [place, subject, ..] = pieces else { return };
        let (Taken::Entities(_), Taken::Topic(_)) = (&place.taken, &subject.taken) else { return };
        let joined = format!("{}{}", place.text, subject.text);
        let first =
            self.anchors.first().is_some_and(|a| a.kind == Kind::PLACE && a.text == place.text);
        if self.anchors.len() == 1 && first && question.contains(&joined) {
            self.topics.retain(|topic| !topic.contains(&subject.text));
            self.topics.push(vec![joined]);
            self.anchors.clear();
        }
    }

    /// 某人在哪里任职: the body is asked for, no place.
    fn asks_where_one_works(&mut self, question: &str, words: &QuestionWords) -> bool {
        let lower = question.to_lowercase();
        let [Anchor { kind: Kind::PERSON, .. }] = self.anchors[..] else { return false };
        if !words.manner.works.iter().any(|word| lower.contains(word.as_str())) {
            return false;
        }
        let post = |phrases: &RelationPhrases| phrases.relation.name() == "holds_post";
        self.relations =
            words.relations.iter().position(post).map(|r| (r, false)).into_iter().collect();
        self.end = Some(End::Tail);
        self.roles.clear();
        true
    }

    /// The sort of answer where the question asks where.
    fn placed(
        &mut self,
        question: &str,
        pieces: &[Piece],
        words: &QuestionWords,
    ) -> Option<Wanted> {
        if self.asks_where_one_works(question, words) {
            return Some(Wanted::List);
        }
        if let Some(thing) = self.named_before_where(question) {
            // 有十家企业的那条江畔大道在什么地方: what is told before the name says which one is meant.
            self.anchors = vec![thing];
            self.roles.clear();
            return Some(Wanted::Place);
        }
        if asks_where_first(question) {
            self.speak_of_events(pieces, words);
        }
        let industry = self.anchors.iter().any(|a| a.kind == Kind::INDUSTRY);
        let place = |a: &Anchor| a.kind == Kind::PLACE && industry;
        let thing = self.anchors.iter().any(|a| a.kind != Kind::INDUSTRY && !place(a));
        // 甲厂的第二工厂建在哪儿: no factories are asked for.
        let which = has_cue(pieces, Cue::Which)
            || self.roles.iter().any(|&role| {
                words.roles[role].relation.is_some() || words.roles[role].kind == Kind::PERSON
            });
        self.join_place_with_subject(question, pieces);
        let thing = thing && !self.anchors.is_empty();
        let body = self.anchors.iter().any(|a| a.kind == Kind::COMPANY);
        let of_place = self.roles.iter().all(|&role| words.roles[role].kind == Kind::PLACE);
        if of_place && thing || body && !which {
            return Some(Wanted::Place);
        }
        if self.is_name_unknown(question) {
            return Some(Wanted::Passages);
        }
        let speaks = !self.anchors.is_empty() || !self.topics.is_empty();
        if !self.roles.is_empty() || !speaks || thing {
            return None;
        }
        // Of an industry, and of a name that only the texts know, the places beside it.
        self.ask_for_places(words);
        let located = |r: usize| words.relations[r].relation.name() == "located_in";
        self.relations.retain(|&(relation, _)| !located(relation));
        Some(Wanted::List)
    }

    /// The sort of answer that all of it asks for.
    pub(in crate::question) fn decide(
        &mut self,
        question: &str,
        pieces: &[Piece],
        words: &QuestionWords,
    ) -> Wanted {
        if asks_when(question, &words.manner) && !self.anchors.is_empty() {
            return Wanted::When;
        }
        if self.compares(question, pieces, words) {
            return Wanted::Compare;
        }
        self.decide_by_words(question, pieces, words)
    }

    /// 那份协议金额多大: words for papers are subjects where an amount is asked for.
    fn speak_of_papers(&mut self, pieces: &[Piece], words: &QuestionWords) {
        let roles = std::mem::take(&mut self.roles);
        let said = pieces.iter().filter(|piece| match piece.taken {
            Taken::Word(Meaning::Role(role)) => roles.contains(&role),
            _ => false,
        });
        self.topics.extend(said.map(|piece| words.synonyms(&piece.text)));
    }

    /// Whether several things named are asked what they share, or what ties them.
    fn of_several(
        &self,
        question: &str,
        pieces: &[Piece],
        words: &QuestionWords,
    ) -> Option<Wanted> {
        if self.asks_for_people_beside(question, words) {
            return None;
        }
        let both = || self.says_of_both(question, words) || self.done_together(question, words);
        let placed = ["都在哪", "都位于哪", "都设在哪"].iter().any(|at| question.contains(at));
        if self.names_alike() && !placed && (has_cue(pieces, Cue::Common) || both()) {
            return Some(Wanted::Common);
        }
        let tied = self.anchors.len() >= 2 && has_cue(pieces, Cue::Path) && self.titles.is_empty();
        tied.then_some(Wanted::Path)
    }

    /// The same where neither a time nor a comparison is asked for.
    fn decide_by_words(
        &mut self,
        question: &str,
        pieces: &[Piece],
        words: &QuestionWords,
    ) -> Wanted {
        let cue = |cue| has_cue(pieces, cue);
        let kinds: Vec<Kind> = self.roles.iter().map(|&role| words.roles[role].kind).collect();
        let only = |kind| kinds.iter().all(|k| *k == kind);
        let several = self.anchors.len() >= 2;
        if asks_much(pieces) && self.asks_for_a_rank(words) {
            return Wanted::Figure;
        }
        if let Some(wanted) = self.of_several(question, pieces, words) {
            return wanted;
        }
        if self.asks_for_people_beside(question, words) {
            return Wanted::List;
        }
        if self.unit.is_some() && (!self.anchors.is_empty() || !self.topics.is_empty()) {
            return Wanted::Figure;
        }
        if cue(Cue::Count) && self.counts_what_is_no_sort(question) {
            return Wanted::Figure;
        }
        if cue(Cue::Count)
            && !self.says_how_many(question, pieces, words)
            && (self.measures.is_empty() || !self.roles.is_empty())
        {
            return Wanted::Count;
        }
        let body = |a: &Anchor| matches!(a.kind, Kind::COMPANY | Kind::INSTITUTION);
        // Who heads the institute (中文名): what the body is says no more than its name.
        let one = only(Kind::PERSON) || cue(Cue::Person) && self.anchors.iter().any(body);
        if !self.titles.is_empty() && one && !self.anchors.is_empty() {
            // After somebody left a firm, who heads it: the firm's post is asked for.
            if in_english(question) && self.anchors.iter().any(body) {
                self.anchors.retain(|anchor| anchor.kind != Kind::PERSON);
            }
            return Wanted::Post;
        }
        if let Some(wanted) = self.measured(question, pieces, words) {
            return wanted;
        }
        // 那份协议金额多大: no agreement is asked for.
        let told_of = only(Kind::PROGRAM) && !cue(Cue::Which);
        if (cue(Cue::Amount) && told_of || cue(Cue::Money)) && !self.anchors.is_empty() {
            self.speak_of_papers(pieces, words);
            return Wanted::Figure;
        }
        if asks_whether(question, &words.manner) && (several || self.asks_of_one(question, pieces))
        {
            return Wanted::YesNo;
        }
        if cue(Cue::Place)
            && let Some(wanted) = self.placed(question, pieces, words)
        {
            return wanted;
        }
        if !self.roles.is_empty() {
            return Wanted::List;
        }
        self.decide_by_what_is_left(question, pieces, words)
    }

    /// The same where no word for a kind or a place decides.
    fn decide_by_what_is_left(
        &mut self,
        question: &str,
        pieces: &[Piece],
        words: &QuestionWords,
    ) -> Wanted {
        let cue = |cue| has_cue(pieces, cue);
        let person = self.anchors.iter().any(|a| a.kind == Kind::PERSON);
        let unrelated = !person && !self.anchors.is_empty() && self.relations.is_empty();
        if unrelated && self.ask_for_partners(question, words) {
            return Wanted::List;
        }
        if cue(Cue::Person) && unrelated {
            let trade = self.anchors.iter().any(|a| a.kind == Kind::INDUSTRY);
            let lower = question.to_lowercase();
            let makes = words.manner.makes.iter().any(|word| lower.contains(word.as_str()));
            let kind = if trade && makes { Kind::COMPANY } else { Kind::PERSON };
            self.roles.extend(words.roles.iter().position(|role| role.kind == kind));
            return Wanted::List;
        }
        match (self.anchors.len(), self.relations.len()) {
            // 某句话是谁说的: nothing but words is named.
            (0, _) if self.by_who && !self.topics.is_empty() && self.says_no_more(words) => {
                self.relations.clear();
                self.roles.extend(words.roles.iter().position(|role| role.kind == Kind::PERSON));
                Wanted::List
            }
            // Who supplies a firm that only the texts know.
            (0, 1..) if self.by_who && !self.topics.is_empty() => Wanted::List,
            (0, _) => Wanted::Passages,
            (1.., 1..) if !person => Wanted::List,
            (2.., _) => Wanted::Path,
            _ => Wanted::About,
        }
    }
}

/// Whether an English question begins with what asks for a place (where, in which city).
fn asks_where_first(question: &str) -> bool {
    let lower = question.to_lowercase();
    let lower = lower.strip_prefix("in ").unwrap_or(&lower);
    let sorts = ["city", "county", "country", "province", "town", "district", "place"];
    let which = ["which ", "what "].iter().find_map(|which| lower.strip_prefix(which));
    lower.starts_with("where ")
        || lower.len() < question.len()
            && which.is_some_and(|rest| sorts.iter().any(|sort| rest.starts_with(sort)))
}

/// Whether an amount is asked for.
pub(in crate::question) fn asks_much(pieces: &[Piece]) -> bool {
    [Cue::Amount, Cue::Money, Cue::Quantity].into_iter().any(|cue| has_cue(pieces, cue))
}

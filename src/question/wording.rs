//! A reading in, the same in words out: what the question was understood as.

use super::answer::{Answer, Word};
use super::ask::Asked;
use super::direction::End;
use super::phrases::{Cue, Meaning};
use super::reading::{Language, Wanted};
use super::rows::Found;
use super::spot::{Piece, Taken};

impl Asked<'_, '_> {
    /// What the question was understood as, in its own language.
    pub(super) fn in_words(&self) -> String {
        let reading = self.reading;
        let role = |&r: &usize| match reading.language {
            Language::Chinese => self.words.roles[r].zh[0].clone(),
            Language::English => self.words.roles[r].en[0].clone(),
        };
        let roles: Vec<String> = reading.roles.iter().map(role).collect();
        let roles = match roles.join(self.say("或", " or ")) {
            none if none.is_empty() => self.say("事物", "things").to_owned(),
            roles => roles,
        };
        let things: Vec<String> = reading.anchors.iter().map(|a| self.anchor_in_words(a)).collect();
        let things = things.join(self.say("、", ", "));
        let title = reading.titles.first().map_or("", |&t| self.words.titles[t].zh[0].as_str());
        let measure =
            reading.measures.first().map_or("", |&m| self.words.measures[m].zh[0].as_str());
        let what = match (reading.wanted, reading.language) {
            (Wanted::List, _) if reading.most.is_some() => self.most_in_words(&roles, &things),
            (Wanted::Highest, Language::Chinese) => format!("{things}中{measure}最高的"),
            (Wanted::Highest, Language::English) => {
                format!("what has the highest {measure} in {things}")
            }
            (Wanted::List, Language::Chinese) => format!("查找{roles}，涉及：{things}"),
            (Wanted::List, Language::English) => {
                format!("find {roles} that have to do with {things}")
            }
            (Wanted::Place, Language::Chinese) => format!("{things}在哪里"),
            (Wanted::Place, Language::English) => format!("where {things} is"),
            (Wanted::Post, Language::Chinese) => format!("{things}的{title}是谁"),
            (Wanted::Post, Language::English) => format!("who holds the post {title} of {things}"),
            (Wanted::Figure, Language::Chinese) => format!("{things}的{measure}"),
            (Wanted::Figure, Language::English) => format!("the figure {measure} of {things}"),
            (Wanted::Count, Language::Chinese) => format!("{things}有多少{roles}"),
            (Wanted::Count, Language::English) => {
                format!("how many {roles} have to do with {things}")
            }
            (Wanted::Path, Language::Chinese) => format!("什么把{things}联系起来"),
            (Wanted::Path, Language::English) => format!("what ties {things} together"),
            (Wanted::Common, Language::Chinese) => format!("{things}的共同之处"),
            (Wanted::Common, Language::English) => format!("what {things} have in common"),
            (Wanted::YesNo, Language::Chinese) => format!("{things}之间是否有联系"),
            (Wanted::YesNo, Language::English) => format!("whether {things} are linked"),
            (Wanted::About, Language::Chinese) => format!("与{things}有关的一切"),
            (Wanted::About, Language::English) => format!("everything about {things}"),
            (Wanted::Passages, Language::Chinese) => "查找相关的句子".to_owned(),
            (Wanted::Passages, Language::English) => "find sentences that speak to it".to_owned(),
        };
        what + &self.limits_in_words()
    }

    fn most_in_words(&self, roles: &str, things: &str) -> String {
        let kind = self.reading.most.map_or("", |kind| self.kind_in_words(kind));
        match self.reading.language {
            Language::Chinese => format!("{roles}最多的{kind}，涉及：{things}"),
            Language::English => format!("the {kind} with the most {roles}, as to {things}"),
        }
    }

    fn limits_in_words(&self) -> String {
        let mut limits = String::new();
        let relations: Vec<String> = self
            .relations_asked()
            .filter_map(|r| self.knowledge.schema().relation(r.name()))
            .map(|r| self.say(&r.label, &r.english).to_owned())
            .collect();
        if !relations.is_empty() {
            limits += self.say("；关系：", "; relation: ");
            limits += &relations.join(self.say("、", ", "));
        }
        let topics: Vec<&str> =
            self.reading.topics.iter().filter_map(|t| t.first()).map(String::as_str).collect();
        if !topics.is_empty() {
            limits += self.say("；主题：", "; subject: ");
            limits += &topics.join(self.say("、", ", "));
        }
        let direction = match self.reading.end.filter(|_| !relations.is_empty()) {
            Some(End::Head) => self.say("（由所求一方）", " (done by what is asked for)"),
            Some(End::Tail) => self.say("（由所提一方）", " (done by what is named)"),
            Some(End::Either) | None => "",
        };
        limits += direction;
        if let Some(among) = &self.reading.among {
            limits += self.say("；在上次的结果中，共", "; among the last results: ");
            limits += &among.len().to_string();
        }
        if let Some(date) = self.reading.date {
            limits += self.say("；时间：", "; time: ");
            limits += &date.to_string();
        }
        limits
    }

    fn anchor_in_words(&self, anchor: &super::reading::Anchor) -> String {
        let names: Vec<&str> = anchor.nodes.iter().take(3).map(|&n| self.node(n).name()).collect();
        let more = if anchor.nodes.len() > 3 { self.say("等", ", …") } else { "" };
        let kind = self.kind_in_words(anchor.kind);
        format!("{}{more} ({kind})", names.join(self.say("、", "/")))
    }

    /// Why the answer may be wrong, if it may.
    pub(super) fn doubt(&self, answer: &Answer, found: &Found<'_>) -> Option<String> {
        if found.stopped {
            let (zh, en) = ("查询太大，没有查完", "the query grew too large and was stopped");
            return Some(self.say(zh, en).to_owned());
        }
        if !answer.unknown.is_empty() {
            let words = answer.unknown.join(self.say("、", ", "));
            return Some(format!("{}{words}", self.say("没有听懂：", "not understood: ")));
        }
        let first = answer.answers.first()?;
        let said = self
            .say("原文没有明说，只在近处提及", "no sentence states it: these are named near by");
        (!first.sure).then(|| said.to_owned())
    }

    /// What each piece of the question was taken for.
    pub(super) fn words_taken(&self, pieces: &[Piece]) -> Vec<Word> {
        let word = |piece: &Piece| Word { text: piece.text.clone(), taken: self.taken_for(piece) };
        pieces.iter().filter(|piece| !piece.text.is_empty()).map(word).collect()
    }

    fn taken_for(&self, piece: &Piece) -> String {
        let names = |nodes: &[u32]| {
            let names: Vec<&str> = nodes.iter().take(3).map(|&n| self.node(n).name()).collect();
            names.join("/")
        };
        match &piece.taken {
            Taken::Entities(nodes) => {
                format!("{} {}", self.kind_in_words(self.node(nodes[0]).kind()), names(nodes))
            }
            Taken::Parts(nodes) => format!("{} {}", self.say("其部分", "parts:"), names(nodes)),
            Taken::Word(meaning) => self.meaning_in_words(*meaning),
            Taken::Topic(words) => {
                format!("{} {}", self.say("主题", "subject"), words.join(self.say("、", ", ")))
            }
            Taken::Date(date) => format!("{} {date}", self.say("时间", "time")),
            Taken::Number(number) => format!("{} {number}", self.say("数目", "number")),
            Taken::Unknown => self.say("没有听懂", "not understood").to_owned(),
        }
    }

    fn meaning_in_words(&self, meaning: Meaning) -> String {
        let words = self.words;
        let one = |zh: &[String], en: &[String]| {
            let empty = String::new();
            let (zh, en) = (zh.first().unwrap_or(&empty), en.first().unwrap_or(&empty));
            self.say(zh, en).to_owned()
        };
        match meaning {
            Meaning::Role(n) => {
                let role = &words.roles[n];
                format!("{} {}", self.say("要找的", "asked for:"), one(&role.zh, &role.en))
            }
            Meaning::Title(n) => {
                let title = &words.titles[n];
                format!("{} {}", self.say("职务", "title"), one(&title.zh, &title.en))
            }
            Meaning::Measure(n) => {
                let measure = &words.measures[n];
                format!("{} {}", self.say("指标", "measure"), one(&measure.zh, &measure.en))
            }
            Meaning::Toward(n) | Meaning::From(n) => {
                let name = words.relations[n].relation.name();
                let entry = self.knowledge.schema().relation(name);
                let label = entry.map_or(name, |e| self.say(&e.label, &e.english));
                format!("{} {label}", self.say("关系", "relation"))
            }
            Meaning::Cue(cue) => self.cue_in_words(cue).to_owned(),
            Meaning::Empty => self.say("不问什么", "nothing").to_owned(),
        }
    }

    fn cue_in_words(&self, cue: Cue) -> &'static str {
        let (chinese, english) = match cue {
            Cue::Path => ("问联系", "asks what ties things"),
            Cue::Common => ("问共同点", "asks what is shared"),
            Cue::Count => ("问数目", "asks how many"),
            Cue::Quantity => ("问数量", "asks how much"),
            Cue::Place => ("问地点", "asks where"),
            Cue::Person => ("问人", "asks who"),
            Cue::YesNo => ("问是否", "asks whether"),
            Cue::Which => ("问哪些", "asks which"),
            Cue::Most => ("最", "the most"),
            Cue::Deputy => ("副职", "the deputy"),
        };
        self.say(chinese, english)
    }

    fn kind_in_words(&self, kind: crate::knowledge::Kind) -> &str {
        let entry = self.knowledge.schema().kind(kind.name());
        entry.map_or(kind.name(), |k| self.say(&k.label, &k.english))
    }
}

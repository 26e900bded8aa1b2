//! A reading in, the same in words out: what the question was understood as.

use super::direction::End;
use super::{Language, Wanted};
use crate::question::answer::{Answer, Word};
use crate::question::ask::Asked;
use crate::question::pieces::phrases::{Cue, Meaning};
use crate::question::pieces::spot::{Piece, Taken};
use crate::question::rows::Found;

impl Asked<'_, '_> {
    /// What the question was understood as, in its own language.
    pub(in crate::question) fn in_words(&self) -> String {
        let reading = self.reading;
        let roles = self.roles_in_words(&reading.roles, 2);
        let things: Vec<String> = reading.anchors.iter().map(|a| self.anchor_in_words(a)).collect();
        let what = match reading.language {
            Language::Chinese => self.in_chinese(&roles, &things.join("、")),
            Language::English => self.in_english(&roles, &listed(&things)),
        };
        what + &self.limits_in_words()
    }

    fn in_chinese(&self, roles: &str, things: &str) -> String {
        let reading = self.reading;
        let title = reading.titles.first().map_or("", |&t| self.words.titles[t].zh[0].as_str());
        let measure =
            reading.measures.first().map_or("数值", |&m| self.words.measures[m].zh[0].as_str());
        // What is said of the things named, where any are.
        let told = |before: &str, behind: &str| match things {
            "" => String::new(),
            things => format!("{before}{things}{behind}"),
        };
        match reading.wanted {
            Wanted::List => match self.holder_in_words() {
                Some(holder) => format!("{roles}最多的{holder}{}", told("，涉及：", "")),
                None => format!("查找{roles}{}", told("，涉及：", "")),
            },
            Wanted::Highest => {
                let holder = self.holder_in_words();
                let holder = holder.as_deref().unwrap_or(roles);
                format!("{}{measure}最高的{holder}", told("", "中"))
            }
            Wanted::Compare => {
                let which = if things.is_empty() { roles } else { things };
                format!("比较{which}的{measure}")
            }
            Wanted::When => format!("{things}是什么时候"),
            Wanted::Place => format!("{things}在哪里"),
            Wanted::Post => {
                let former = if reading.former { "前任" } else { "" };
                format!("{}{former}{title}是谁", told("", "的"))
            }
            Wanted::Figure => format!("{}{measure}", told("", "的")),
            Wanted::Count => format!("{things}有多少{roles}"),
            Wanted::Path => format!("什么把{things}联系起来"),
            Wanted::Common => format!("{things}的共同之处"),
            Wanted::YesNo => format!("{things}之间是否有联系"),
            Wanted::About => format!("与{things}有关的一切"),
            Wanted::Passages => "查找相关的句子".to_owned(),
        }
    }

    fn in_english(&self, roles: &str, things: &str) -> String {
        let reading = self.reading;
        let first = |en: &[String]| en.first().cloned().unwrap_or_default();
        let title = reading.titles.first().map(|&t| first(&self.words.titles[t].en));
        let measure = reading.measures.first().map(|&m| first(&self.words.measures[m].en));
        let title = title.unwrap_or_default();
        let measure = measure.unwrap_or_else(|| "amount".to_owned());
        // What is said of the things named, where any are.
        let told = |before: &str| match things {
            "" => String::new(),
            things => format!(" {before} {things}"),
        };
        let several = reading.anchors.len() > 1;
        match reading.wanted {
            Wanted::List => match self.holder_in_words() {
                Some(holder) => format!("the {holder} with the most {roles}{}", told("as to")),
                None => format!("find {roles}{}", told("that have to do with")),
            },
            Wanted::Highest => {
                let holder = self.holder_in_words();
                let holder = holder.unwrap_or_else(|| self.roles_in_words(&reading.roles, 1));
                format!("the {holder} with the highest {measure}{}", told("as to"))
            }
            Wanted::Compare => {
                let which = if things.is_empty() { roles } else { things };
                format!("compare the {measure} of {which}")
            }
            Wanted::When => format!("when it was{}", told("of")),
            Wanted::Place => format!("where {things} {}", if several { "are" } else { "is" }),
            Wanted::Post => {
                let holds = if reading.former { "held" } else { "holds" };
                format!("who {holds} the post of {title}{}", told("of"))
            }
            Wanted::Figure => format!("the {measure}{}", told("of")),
            Wanted::Count if things.is_empty() => format!("how many {roles} there are"),
            Wanted::Count => format!("how many {roles}{}", told("have to do with")),
            Wanted::Path => format!("what ties {things} together"),
            Wanted::Common => format!("what {things} have in common"),
            Wanted::YesNo => format!("whether {things} are linked"),
            Wanted::About => format!("everything about {things}"),
            Wanted::Passages => "find sentences that speak to it".to_owned(),
        }
    }

    /// What has the most, where that is asked.
    fn holder_in_words(&self) -> Option<String> {
        let kind = self.reading.most?;
        let holders = self.reading.holders.as_slice();
        Some(match holders {
            [] => self.kind_in_words(kind).to_owned(),
            holders => self.roles_in_words(holders, 1),
        })
    }

    /// What is asked for, as so many of it.
    pub(in crate::question) fn roles_in_words(&self, roles: &[usize], count: usize) -> String {
        let role = |&role: &usize| {
            let role = &self.words.roles[role];
            match self.reading.language {
                Language::Chinese => role.zh[0].clone(),
                Language::English if count == 1 => role.en[0].clone(),
                Language::English => plural(&role.en).to_owned(),
            }
        };
        let roles: Vec<String> = roles.iter().map(role).collect();
        match roles.join(self.say("或", " or ")) {
            none if none.is_empty() => self.say("事物", "things").to_owned(),
            roles => roles,
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
            limits += self.say("；只在其中，共", "; only among these, in number: ");
            limits += &among.len().to_string();
        }
        if let Some(period) = self.reading.period {
            limits += self.say("；时间：", "; time: ");
            limits += &period.told(self.reading.language);
        }
        limits
    }

    fn anchor_in_words(&self, anchor: &super::Anchor) -> String {
        let names: Vec<&str> = anchor.nodes.iter().take(3).map(|&n| self.node(n).name()).collect();
        let more = if anchor.nodes.len() > 3 { self.say("等", ", …") } else { "" };
        let kind = self.kind_in_words(anchor.kind);
        format!("{}{more} ({kind})", names.join(self.say("、", "/")))
    }

    /// Why the answer may be wrong, if it may.
    pub(in crate::question) fn doubt(&self, answer: &Answer, found: &Found<'_>) -> Option<String> {
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
    pub(in crate::question) fn words_taken(&self, pieces: &[Piece]) -> Vec<Word> {
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
            Cue::Amount | Cue::Money | Cue::Quantity => ("问数量", "asks how much"),
            Cue::Place => ("问地点", "asks where"),
            Cue::Person => ("问人", "asks who"),
            Cue::YesNo => ("问是否", "asks whether"),
            Cue::Which => ("问哪些", "asks which"),
            Cue::Most => ("最", "the most"),
            Cue::Deputy => ("副职", "the deputy"),
            Cue::Former => ("前任", "who held it before"),
        };
        self.say(chinese, english)
    }

    /// A measure of the texts in the language of the question.
    pub(in crate::question) fn measure_in_words(&self, measure: &str) -> String {
        let known = self.words.measures.iter().find(|m| m.zh.iter().any(|form| form == measure));
        let english = known.and_then(|known| known.en.first());
        let english = english.map_or(measure, String::as_str);
        self.say(measure, english).to_owned()
    }

    fn kind_in_words(&self, kind: crate::knowledge::Kind) -> &str {
        let entry = self.knowledge.schema().kind(kind.name());
        entry.map_or(kind.name(), |k| self.say(&k.label, &k.english))
    }
}

/// The plural of the first of these forms, as one of them; itself where it has none (media).
fn plural(forms: &[String]) -> &str {
    let Some(one) = forms.first() else { return "" };
    let ends = |form: &str| {
        let stem = one.strip_suffix('y');
        form.strip_prefix(one.as_str()).is_some_and(|end| end == "s" || end == "es")
            || stem.is_some_and(|stem| form.strip_prefix(stem) == Some("ies"))
    };
    forms.iter().find(|form| ends(form)).unwrap_or(one)
}

/// A, B and C.
fn listed(things: &[String]) -> String {
    match things {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => things.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_in_english_agrees_in_number() {
        let forms = |forms: &[&str]| forms.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>();
        assert_eq!(plural(&forms(&["firm", "firms", "company"])), "firms");
        assert_eq!(plural(&forms(&["university", "universities"])), "universities");
        assert_eq!(plural(&forms(&["media", "media outlet"])), "media");
        assert_eq!(listed(&forms(&["A"])), "A");
        assert_eq!(listed(&forms(&["A", "B", "C"])), "A, B and C");
        assert_eq!(listed(&[]), "");
    }
}

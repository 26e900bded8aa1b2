//! A question for things whose names say what is asked in, the same question about these things out:
//! those that bear the name of a body (Ministry of Health laboratories), a quoted word (以“某某”命名的
//! 实验室), or the noun that is asked for (哪座大桥).

use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::pieces::quoted::quotations;
use crate::question::reading::{Anchor, Reading, Wanted};
use std::collections::BTreeSet;

impl Asked<'_, '_> {
    /// 以“某某”命名的实验室: only what bears the quoted word in its name may answer.
    pub(in crate::question) fn of_its_name(&self) -> Option<Reading> {
        let reading = self.reading;
        let named = self.words.manner.named.iter().any(|word| self.question.contains(word));
        let quoted = quotations(self.question).next().filter(|_| named)?;
        let roles: Vec<_> = reading.roles.iter().map(|&role| &self.words.roles[role]).collect();
        let bearing = self.ground.names.bearing(&[quoted.to_owned()]).into_iter();
        let body = |node: &u32| {
            let node = self.node(*node);
            roles.iter().any(|role| role.kind == node.kind()) && node.mentions() > 0
        };
        let mut among: BTreeSet<u32> = bearing.filter(body).collect();
        if reading.wanted != Wanted::List || among.is_empty() {
            return None;
        }
        let mut narrowed = reading.clone();
        let listed = self.listed_with(&among, quoted);
        if reading.number.is_some_and(|number| among.len() < number as usize) && !listed.is_empty()
        {
            among.extend(listed);
            narrowed.roles.clear();
        }
        narrowed.anchors.clear();
        narrowed.topics.clear();
        narrowed.relations.clear();
        narrowed.among = Some(among);
        Some(narrowed)
    }

    /// Where more are asked for than bear a word in their names and are of the sort (三大载体): what else
    /// bears it, of any sort, in a sentence with these. What is called by the word alone only lends it.
    fn listed_with(&self, among: &BTreeSet<u32>, quoted: &str) -> BTreeSet<u32> {
        let sentences = among.iter().flat_map(|&node| self.ground.of_node(node));
        let names = sentences.flat_map(|&at| self.ground.names_in(at)).map(|(node, _)| *node);
        let lends = self.ground.names.exact(quoted);
        let more = |node: &u32| !lends.contains(node) && !among.contains(node);
        names.filter(|node| more(node) && self.node(*node).name().contains(quoted)).collect()
    }

    /// The reading in which only what bears the name of a body may answer; `None` where no body stands
    /// right before the word for what is asked for, or nothing of the sort bears its name.
    pub(in crate::question) fn of_its_body(&self) -> Option<Reading> {
        let reading = self.reading;
        if reading.wanted != Wanted::List || reading.anchors.len() < 2 {
            return None;
        }
        let before = |anchor: &&Anchor| {
            anchor.kind == Kind::INSTITUTION && self.stands_before_kind(&anchor.text)
        };
        let body = reading.anchors.iter().find(before)?;
        let names: Vec<String> =
            body.nodes.iter().map(|&node| self.node(node).name().to_owned()).collect();
        let bearing = self.ground.names.bearing(&names).into_iter();
        let bearing = bearing.filter(|node| !body.nodes.contains(node));
        let among: BTreeSet<u32> =
            bearing.filter(|&node| self.is_of_sort(self.node(node))).collect();
        if among.is_empty() {
            return None;
        }
        let mut narrowed = reading.clone();
        narrowed.anchors.retain(|anchor| anchor != body);
        narrowed.among = Some(among);
        let asked = Asked { reading: &narrowed, counter: None, ..*self };
        let (_, found) = asked.looked_up();
        if asked.list(&found).is_empty() {
            // Their names tell enough where no sentence speaks of the rest.
            narrowed.anchors.clear();
        }
        Some(narrowed)
    }

    /// 哪座大桥, which bridge: what no sort is known of, by the noun with which names of it end. Where that
    /// stands near nothing that is named, the names alone tell.
    pub(in crate::question) fn of_its_noun(&self) -> Option<Reading> {
        let reading = self.reading;
        let told = [Wanted::About, Wanted::Path, Wanted::Passages].contains(&reading.wanted);
        if !told || !reading.asks_which || !reading.roles.is_empty() {
            return None;
        }
        let lower = self.question.to_lowercase();
        let vocabulary = &self.words.vocabulary;
        let asked = |topic: &&Vec<String>| {
            let english = || {
                let same = vocabulary.iter().filter(|(_, chinese)| chinese == topic);
                let mut whiches =
                    same.flat_map(|(word, _)| [format!("which {word} "), format!("what {word} ")]);
                whiches.any(|which| lower.starts_with(&which))
            };
            topic.iter().any(|noun| self.is_noun_asked(noun)) || english()
        };
        // 哪座黄河大桥: the last of them is the noun.
        let nouns = reading.topics.iter().rfind(asked)?;
        let ends = |node: &u32| {
            let name = self.node(*node).name();
            nouns.iter().any(|noun| name.ends_with(noun.as_str()) && name != noun)
        };
        let bearing = self.ground.names.bearing(nouns).into_iter().filter(ends);
        let among: BTreeSet<u32> = bearing.filter(|&node| self.node(node).mentions() > 0).collect();
        if among.is_empty() {
            return None;
        }
        let mut narrowed = reading.clone();
        narrowed.wanted = Wanted::List;
        narrowed.relations.clear();
        narrowed.topics.retain(|topic| topic != nouns);
        narrowed.among = Some(among);
        let asked = Asked { reading: &narrowed, counter: None, ..*self };
        let (_, found) = asked.looked_up();
        if asked.list(&found).is_empty() {
            narrowed.anchors.clear();
            narrowed.topics.clear();
        }
        Some(narrowed)
    }

    /// Whether a noun ends what stands behind 哪座 or 什么.
    fn is_noun_asked(&self, noun: &str) -> bool {
        const WITHIN: usize = 6;
        let whiches = self.words.manner.counters.iter().map(String::as_str).chain(["什么", "哪个"]);
        noun.chars().count() >= 2
            && whiches.into_iter().any(|which| {
                let behind = self.question.split_once(which).map(|(_, behind)| behind);
                let before = behind.and_then(|behind| behind.split_once(noun)).map(|(b, _)| b);
                before.is_some_and(|before| {
                    before.chars().count() <= WITHIN && before.chars().all(crate::text::is_han)
                })
            })
    }

    /// Whether a word for what is asked for stands right behind a name.
    fn stands_before_kind(&self, name: &str) -> bool {
        let Some((_, behind)) = self.question.split_once(name) else { return false };
        let behind = behind.trim_start_matches(['的', ' ']).to_lowercase();
        let roles = self.reading.roles.iter().map(|&role| &self.words.roles[role]);
        let mut forms = roles.flat_map(|role| role.zh.iter().chain(&role.en));
        forms.any(|form| behind.starts_with(form.as_str()))
    }
}

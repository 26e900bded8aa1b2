//! A question for things of a sort that bear the name of a body (Ministry of Health laboratories) in,
//! the same question about the things whose names hold it out.

use super::ask::Asked;
use super::list::plays;
use super::quoted::quotations;
use super::reading::{Anchor, Reading, Wanted};
use crate::knowledge::Kind;
use std::collections::BTreeSet;

impl Asked<'_, '_> {
    /// 以“某某”命名的实验室: only what bears the quoted word in its name may answer.
    pub(super) fn of_its_name(&self) -> Option<Reading> {
        let reading = self.reading;
        let named = self.words.manner.named.iter().any(|word| self.question.contains(word));
        let quoted = quotations(self.question).next().filter(|_| named)?;
        let roles: Vec<_> = reading.roles.iter().map(|&role| &self.words.roles[role]).collect();
        let bearing = self.ground.names.bearing(&[quoted.to_owned()]).into_iter();
        let body = |node: &u32| {
            let node = self.node(*node);
            roles.iter().any(|role| role.kind == node.kind()) && node.mentions() > 0
        };
        let among: BTreeSet<u32> = bearing.filter(body).collect();
        if reading.wanted != Wanted::List || among.is_empty() {
            return None;
        }
        let mut narrowed = reading.clone();
        narrowed.anchors.clear();
        narrowed.topics.clear();
        narrowed.relations.clear();
        narrowed.among = Some(among);
        Some(narrowed)
    }

    /// The reading in which only what bears the name of a body may answer; `None` where no body stands
    /// right before the word for what is asked for, or nothing of the sort bears its name.
    pub(super) fn of_its_body(&self) -> Option<Reading> {
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
        let roles: Vec<_> = reading.roles.iter().map(|&role| &self.words.roles[role]).collect();
        let bearing = self.ground.names.bearing(&names).into_iter();
        let bearing = bearing.filter(|node| !body.nodes.contains(node));
        let among: BTreeSet<u32> = bearing
            .filter(|&node| roles.iter().any(|role| plays(role, &self.node(node))))
            .collect();
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

    /// Whether a word for what is asked for stands right behind a name.
    fn stands_before_kind(&self, name: &str) -> bool {
        let Some((_, behind)) = self.question.split_once(name) else { return false };
        let behind = behind.trim_start_matches(['的', ' ']).to_lowercase();
        let roles = self.reading.roles.iter().map(|&role| &self.words.roles[role]);
        let mut forms = roles.flat_map(|role| role.zh.iter().chain(&role.en));
        forms.any(|form| behind.starts_with(form.as_str()))
    }
}

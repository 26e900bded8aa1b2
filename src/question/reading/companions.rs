//! A question for those with whom something is done in, what is asked for out: partners of any sort
//! (with whom was it studied), or people beside somebody (who shared the stage with the mayor).

use super::Reading;
use super::direction::End;
use crate::knowledge::{Kind, QuestionWords};

impl Reading {
    /// With whom did a city study its trade: whatever does something with another, and no people alone.
    pub(in crate::question) fn ask_for_partners(
        &mut self,
        question: &str,
        words: &QuestionWords,
    ) -> bool {
        let lower = question.to_lowercase();
        let body = |kind: Kind| [Kind::PLACE, Kind::COMPANY, Kind::INSTITUTION].contains(&kind);
        let asked = words.manner.with_whom.iter().any(|with| lower.contains(with.as_str()));
        if !asked || !self.anchors.first().is_some_and(|anchor| body(anchor.kind)) {
            return false;
        }
        let mut relations = words.relations.iter();
        let partners = relations.position(|r| r.relation.name() == "cooperates_with");
        self.relations.extend(partners.map(|relation| (relation, false)));
        self.end = Some(End::Either);
        true
    }

    /// Which officials shared the stage with the mayor: people beside one who is named.
    pub(in crate::question) fn asks_for_people_beside(
        &self,
        question: &str,
        words: &QuestionWords,
    ) -> bool {
        let lower = question.to_lowercase();
        let people = self.roles.iter().all(|&role| words.roles[role].kind == Kind::PERSON);
        let named = self.anchors.iter().filter(|anchor| anchor.kind == Kind::PERSON).count();
        let mut common = words.manner.in_common.iter();
        let shares = lower.contains(" share") && !common.any(|word| lower.contains(word.as_str()));
        !self.roles.is_empty() && people && named == 1 && shares
    }
}

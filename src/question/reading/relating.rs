//! What a question names and asks for in, which of the relations it speaks of can hold between them out.

use super::{Reading, push_new};
use crate::knowledge::{Kind, QuestionWords, Schema};

impl Reading {
    /// Relations that can hold between what is asked for and what is named.
    pub(in crate::question) fn keep_feasible(&mut self, words: &QuestionWords, schema: &Schema) {
        let roles: Vec<Kind> = self.roles.iter().map(|&role| words.roles[role].kind).collect();
        let anchors: Vec<Kind> = self.anchors.iter().map(|anchor| anchor.kind).collect();
        // Whom it is done to may be what only the texts know.
        let unknown = self.by_who && roles.is_empty() && !self.topics.is_empty();
        if anchors.is_empty() || unknown {
            return;
        }
        let among = |ends: &[Kind], kinds: &[Kind]| ends.iter().any(|kind| kinds.contains(kind));
        let feasible = |&(relation, _): &(usize, bool)| {
            let name = words.relations[relation].relation.name();
            let Some(entry) = schema.relation(name) else { return false };
            let answers = |ends: &[Kind]| roles.is_empty() || among(ends, &roles);
            among(&entry.head, &anchors) && answers(&entry.tail)
                || among(&entry.tail, &anchors) && answers(&entry.head)
        };
        let (kept, dropped) = std::mem::take(&mut self.relations).into_iter().partition(feasible);
        let dropped: Vec<(usize, bool)> = dropped;
        self.relations = kept;
        self.infeasible = dropped.into_iter().map(|(relation, _)| relation).collect();
    }

    /// The honours of a firm are those it was awarded: a role that is one by a relation asks for it.
    pub(in crate::question) fn relate_by_role(&mut self, words: &QuestionWords) {
        let [role] = self.roles[..] else { return };
        let Some(asked) = words.roles[role].relation.filter(|_| self.relations.is_empty()) else {
            return;
        };
        let relation = words.relations.iter().position(|phrases| phrases.relation == asked);
        // What honours there are is what was awarded; the author is somebody at the body named.
        let of_others = [Kind::PROGRAM, Kind::PERSON].contains(&words.roles[role].kind);
        self.relations.extend(relation.filter(|_| of_others).map(|relation| (relation, false)));
    }

    /// 投资机构: of those that invest firms and funds are bodies too.
    pub(in crate::question) fn ask_for_investors(&mut self, words: &QuestionWords) {
        let invests = |&(r, _): &(usize, bool)| words.relations[r].relation.name() == "invests_in";
        let body = |&role: &usize| words.roles[role].id == "institution";
        if self.relations.iter().any(invests) && self.roles.iter().any(body) {
            let also = ["firm", "fund"].into_iter();
            let also = also.filter_map(|id| words.roles.iter().position(|role| role.id == id));
            also.for_each(|role| push_new(&mut self.roles, role));
        }
    }

    /// What a place that is named says of the relations.
    pub(in crate::question) fn relate_to_places(&mut self, words: &QuestionWords) {
        self.scope_by_place(words);
        self.hold_at_places(words);
    }

    /// Counties under a city that have a trade: that they are part of it is asked of none.
    fn scope_by_place(&mut self, words: &QuestionWords) {
        let of = |kind| self.anchors.iter().any(|anchor| anchor.kind == kind);
        let places = self.roles.iter().all(|&role| words.roles[role].kind == Kind::PLACE);
        if places && !self.roles.is_empty() && of(Kind::PLACE) && of(Kind::INDUSTRY) {
            let whole = |r: usize| words.relations[r].relation.name() == "part_of";
            self.relations.retain(|&(relation, _)| !whole(relation));
        }
    }

    /// What is held in a place stands there or is hosted by it.
    fn hold_at_places(&mut self, words: &QuestionWords) {
        let of = |name: &str| words.relations.iter().position(|r| r.relation.name() == name);
        let (Some(hosts), Some(located)) = (of("hosts"), of("located_in")) else { return };
        let placed = self.anchors.iter().any(|anchor| anchor.kind == Kind::PLACE);
        let event = self.roles.iter().any(|&role| words.roles[role].kind == Kind::PROGRAM);
        if placed && event && self.relations.iter().any(|&(relation, _)| relation == hosts) {
            push_new(&mut self.relations, (located, false));
        }
    }
}

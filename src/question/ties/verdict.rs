//! A question for yes or no and the links between what it names in, the verdict out.
//!
//! A yes needs the relation asked about in the direction asked about, and a sentence that holds the
//! other words of the question; what a text denies is a no. Otherwise nothing says so, and what comes
//! nearest is shown.

use super::stance::Stance;
use crate::graph::{Basis, Link};
use crate::question::answer::Finding;
use crate::question::ask::{Asked, QUOTES};
use crate::question::reading::direction::End;
use crate::question::reading::{Anchor, Language};
use crate::question::rows::Found;
use crate::question::rows::search::Sought;
use crate::question::tell::{Told, link_quotes};
use std::collections::BTreeSet;

/// Sentences that name all that is asked about and are read.
const MOST_READ: usize = 200;
/// Relations that hold in one direction only: what is part of another is not its whole.
const ONE_WAY: [&str; 2] = ["subsidiary_of", "part_of"];

/// What was found out.
struct Verdict {
    stance: Option<Stance>,
    why: String,
    evidence: Vec<crate::question::answer::Quote>,
    sure: bool,
}

impl<'g> Asked<'_, 'g> {
    /// Whether it is so.
    pub(in crate::question) fn verdict(&self, found: &Found<'g>) -> Told {
        let links = self.links_between(found);
        let verdict = self
            .by_links(&links)
            .or_else(|| self.by_sentences())
            .or_else(|| self.by_the_reverse(&links))
            .unwrap_or_else(|| self.untold(&links));
        let (name, score) = match verdict.stance {
            Some(Stance::Said) => (self.say("是", "yes"), 1.0),
            Some(Stance::Denied) => (self.say("否", "no"), 1.0),
            // What is planned has not happened yet.
            Some(Stance::Planned) if self.reading.already => (self.say("否", "no"), 1.0),
            Some(Stance::Planned) => (self.say("计划中", "planned"), 1.0),
            None => (self.say("原文未明说", "nothing says so"), 0.0),
        };
        let Verdict { why, evidence, sure, stance } = verdict;
        let finding = Finding { sure, ..Finding::value(name.to_owned(), score, why, evidence) };
        let nothing = self.say("没有句子这样说", "no sentence says so");
        let unknown = self.reading.unknown.is_empty();
        let doubt = (stance.is_none() && unknown).then(|| nothing.to_owned());
        Told { answers: vec![finding], near: Vec::new(), doubt }
    }

    /// What the links of the relation asked about say, those in the direction asked about.
    fn by_links(&self, links: &[Link<'g>]) -> Option<Verdict> {
        let relations: BTreeSet<_> = self.relations_asked().collect();
        let open = relations.is_empty() && self.reading.infeasible.is_empty();
        let fits = |link: &&Link<'g>| {
            (open || relations.contains(&link.relation())) && self.is_directed(**link)
        };
        let fitting: Vec<Link<'g>> = links.iter().filter(fits).copied().collect();
        let order = [Basis::Stated, Basis::Negated, Basis::Known, Basis::Planned];
        let of = |basis| fitting.iter().filter(move |link| link.basis() == basis);
        order.into_iter().flat_map(of).find_map(|link| self.by_link(*link))
    }

    fn by_link(&self, link: Link<'g>) -> Option<Verdict> {
        let mut sentences = self.sentences_stating(link);
        let unseen = sentences.is_empty() && self.reading.topics.is_empty();
        // What is denied is so whatever words were not understood.
        let denied = link.basis() == Basis::Negated;
        sentences.retain(|&at| self.holds_topics(at, denied));
        if sentences.is_empty() && !unseen {
            return None;
        }
        let stances: Vec<Stance> =
            sentences.iter().filter_map(|&at| self.stance(at, &self.words_in(at))).collect();
        let all = |stance| !stances.is_empty() && stances.iter().all(|found| *found == stance);
        let denied = all(Stance::Denied);
        // Of the link alone its own modality tells; of other words the sentence does.
        let planned = !self.reading.topics.is_empty() && all(Stance::Planned);
        let stance = match link.basis() {
            Basis::Stated | Basis::Known if denied => Stance::Denied,
            Basis::Stated if planned => Stance::Planned,
            Basis::Stated | Basis::Known => Stance::Said,
            Basis::Negated => Stance::Denied,
            Basis::Planned => Stance::Planned,
            Basis::CoOccurs => return None,
        };
        let basis = if denied { Basis::Negated } else { link.basis() };
        let why = self.label(link.relation(), basis);
        let evidence = match sentences.as_slice() {
            [] => link_quotes(&link),
            sentences => sentences.iter().take(QUOTES).map(|&at| self.quote(at)).collect(),
        };
        Some(Verdict { stance: Some(stance), why, evidence, sure: true })
    }

    /// The sentences that state a link, as places in `Ground::sentences`.
    pub(in crate::question) fn sentences_stating(&self, link: Link<'g>) -> Vec<u32> {
        let ends = [link.head(), link.tail()].map(|node| node.ordinal() as u32);
        let named = ends.iter().flat_map(|&node| {
            self.ground.of_node(node).iter().chain(self.ground.spoken_of(node)).copied()
        });
        let named: BTreeSet<u32> = named.collect();
        let states = self.states(link);
        named.into_iter().filter(states).collect()
    }

    /// Whether a sentence is one of those that state a link.
    pub(in crate::question) fn states(&self, link: Link<'g>) -> impl Fn(&u32) -> bool {
        let stated = link.evidence();
        move |&at| {
            stated.iter().any(|evidence| {
                evidence.passage.span.start == self.start_of(at)
                    && evidence.passage.text == self.text(at)
            })
        }
    }

    /// What sentences that name everything and hold every word say where no link does. Where both
    /// could do it to the other, they can't tell who does.
    fn by_sentences(&self) -> Option<Verdict> {
        let asked = !self.words_asked().is_empty() || !self.reading.topics.is_empty();
        if !asked || self.reading.anchors.is_empty() {
            return None;
        }
        let stances = self.naming_all().into_iter().filter(|&at| self.holds_topics(at, false));
        let stances = stances.filter_map(|at| Some((at, self.stance(at, &self.words_in(at))?)));
        let mut stances: Vec<(u32, Stance)> = stances.collect();
        let sure = !stances.is_empty();
        if !sure {
            // What the document is about need not be named again where something is denied.
            let beside =
                self.naming_beside().into_iter().filter(|&at| self.holds_topics(at, false));
            let beside = beside.filter_map(|at| Some((at, self.stance(at, &self.words_in(at))?)));
            stances.extend(beside.filter(|(_, stance)| *stance != Stance::Said));
        }
        let turned = self.could_be_turned();
        let order = [Stance::Denied, Stance::Said, Stance::Planned];
        let of = |stance| stances.iter().find(|(_, found)| *found == stance);
        let &(at, stance) = order.into_iter().find_map(of)?;
        if turned && stance != Stance::Denied {
            return None;
        }
        let why = match stance {
            Stance::Denied => self.say("原文否认", "denied"),
            Stance::Said | Stance::Planned => self.say("原文提及", "said in a sentence"),
        };
        let (why, evidence) = (why.to_owned(), vec![self.quote(at)]);
        Some(Verdict { stance: Some(stance), why, evidence, sure })
    }

    /// A part is not the whole of what it is part of.
    fn by_the_reverse(&self, links: &[Link<'g>]) -> Option<Verdict> {
        let relations: Vec<_> = self.relations_asked().collect();
        let reversed = |link: &&Link<'g>| {
            matches!(link.basis(), Basis::Stated | Basis::Known)
                && relations.contains(&link.relation())
                && ONE_WAY.contains(&link.relation().name())
                && !self.is_directed(**link)
        };
        let link = links.iter().find(reversed)?;
        let why =
            format!("{}{}", self.say("反过来：", "the other way round: "), self.told_link(link));
        let evidence = link_quotes(link);
        Some(Verdict { stance: Some(Stance::Denied), why, evidence, sure: true })
    }

    /// Nothing says so: what comes nearest.
    fn untold(&self, links: &[Link<'g>]) -> Verdict {
        let firm = |link: &&Link<'g>| link.basis() != Basis::CoOccurs;
        let (why, evidence) = if let Some(link) = links.iter().find(firm) {
            let near = self.say("最近的是：", "what comes nearest: ");
            (format!("{near}{}", self.told_link(link)), link_quotes(link))
        } else {
            let near = self.naming_all().into_iter().take(QUOTES);
            let why = self.say("没有句子这样说", "no sentence says so").to_owned();
            (why, near.map(|at| self.quote(at)).collect())
        };
        Verdict { stance: None, why, evidence, sure: false }
    }

    /// 甲厂 → 乙厂 供应 · 原文明说.
    fn told_link(&self, link: &Link<'g>) -> String {
        let (head, tail) = (link.head(), link.tail());
        let arrow = if link.is_symmetric() { "—" } else { "→" };
        let label = self.label(link.relation(), link.basis());
        format!("{} {arrow} {} {label}", head.name(), tail.name())
    }

    /// Whether a link leads from the one thing named to the other as the question says.
    fn is_directed(&self, link: Link<'g>) -> bool {
        let Some((first, _)) = self.pair_of_anchors() else { return true };
        if link.is_symmetric() || self.reading.relations.is_empty() {
            return true;
        }
        let of_first = |node: u32| self.scope(first).contains(&node);
        let from_first = of_first(link.head().ordinal() as u32);
        let kinds = (link.head().kind(), link.tail().kind());
        let entry = self.knowledge.schema().entry(link.relation());
        // A firm is in a place: no other way is possible.
        let turns = entry.is_some_and(|e| e.head.contains(&kinds.1) && e.tail.contains(&kinds.0));
        let asked = self
            .reading
            .relations
            .iter()
            .filter(|(r, _)| self.words.relations[*r].relation == link.relation());
        let ends = |&(_, from): &(usize, bool)| self.end_of_first(from);
        !turns || asked.map(ends).any(|end| (end == End::Head) == from_first)
    }

    /// The end of a relation at which the first thing named stands.
    fn end_of_first(&self, from_tail: bool) -> End {
        if from_tail == self.reading.turned { End::Head } else { End::Tail }
    }

    /// Whether either of the two things named could stand at either end of the relation.
    fn could_be_turned(&self) -> bool {
        let Some((one, other)) = self.pair_of_anchors() else { return false };
        self.relations_asked().any(|relation| {
            let entry = self.knowledge.schema().entry(relation);
            entry.is_some_and(|entry| {
                let admits = |a: &Anchor, b: &Anchor| {
                    entry.head.contains(&a.kind) && entry.tail.contains(&b.kind)
                };
                !entry.symmetric && admits(one, other) && admits(other, one)
            })
        })
    }

    /// Chinese words for what is asked: those of the relation.
    fn words_asked(&self) -> Vec<&str> {
        let dropped = self.reading.infeasible.iter().map(|&r| &self.words.relations[r]);
        let dropped = dropped.flat_map(|entry| entry.toward.iter().chain(&entry.from));
        let dropped = dropped.map(String::as_str).filter(|word| !word.is_ascii());
        let words = self.words_of_relation().chain(dropped).filter(|w| w.chars().count() >= 2);
        // Of one thing alone only the word asked says what it is.
        let one = self.reading.anchors.len() == 1;
        let chinese = self.reading.language == Language::Chinese;
        words.filter(|word| !(one && chinese) || self.question.contains(word)).collect()
    }

    /// The words whose stance in a sentence decides: those for what is asked, else the other words of
    /// the question, of long ones the parts that stand there.
    pub(in crate::question) fn words_in(&self, at: u32) -> Vec<&str> {
        let words = self.words_asked();
        if !words.is_empty() {
            return words;
        }
        let text = self.text(at);
        let topics = self.reading.topics.iter().flatten().map(String::as_str);
        let parts = |word: &'_ str| -> Vec<(usize, usize)> {
            let ends: Vec<usize> =
                word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
            ends.windows(3).map(|pair| (pair[0], pair[2])).collect()
        };
        topics
            .flat_map(|word| match text.contains(word) {
                true => vec![word],
                false => parts(word)
                    .into_iter()
                    .filter_map(|(from, to)| word.get(from..to))
                    .filter(|part| text.contains(part))
                    .collect(),
            })
            .collect()
    }

    /// Whether a sentence holds every other word of the question, of those that were understood where
    /// they are enough, and names all it names.
    pub(in crate::question) fn holds_topics(&self, at: u32, understood: bool) -> bool {
        let text = self.text(at);
        let whole = |topic: &[String]| {
            let anchors = &self.reading.anchors;
            topic.iter().any(|word| anchors.iter().any(|a| word.starts_with(a.text.as_str())))
        };
        let holds = |topic: &Vec<String>| {
            !whole(topic) && Sought::of(topic.iter().map(String::as_str)).is_in(text)
                || topic.iter().any(|word| text.contains(word.as_str()))
        };
        let unknown = |topic: &&Vec<String>| topic.iter().any(|w| self.reading.unknown.contains(w));
        let topics = self.reading.topics.iter();
        topics.filter(|topic| !(understood && unknown(topic))).all(holds) && self.others_named(at)
    }

    /// Whether a sentence names what the question names beside the two things.
    fn others_named(&self, at: u32) -> bool {
        let Some((one, other)) = self.pair_of_anchors() else { return true };
        let others = self.reading.anchors.iter().filter(|a| *a != one && *a != other);
        let text = self.text(at);
        let names = self.ground.names_in(at);
        others.into_iter().all(|anchor| {
            let scope = self.scope(anchor);
            text.contains(anchor.text.as_str()) || names.iter().any(|(n, _)| scope.contains(n))
        })
    }

    /// Sentences that name the one of two things in a document that names the other most or is about it.
    fn naming_beside(&self) -> Vec<u32> {
        let Some((one, other)) = self.pair_of_anchors() else { return Vec::new() };
        let about = |at: u32, anchor: &Anchor| {
            let document = self.ground.sentence(at).document as usize;
            let main = [self.ground.place_of[document], self.ground.body_of(at)];
            main.into_iter().flatten().any(|node| anchor.nodes.contains(&node))
        };
        let of = |named: &Anchor, main: &Anchor| -> Vec<u32> {
            let all = named.nodes.iter().flat_map(|&node| self.ground.of_node(node));
            all.copied().filter(|&at| about(at, main)).take(MOST_READ).collect()
        };
        let mut sentences = of(one, other);
        sentences.extend(of(other, one));
        sentences
    }

    /// Sentences that name both things, or speak of them, or the one where only one is named.
    pub(in crate::question) fn naming_all(&self) -> Vec<u32> {
        let both = |one: &Anchor, other: &Anchor, of: &dyn Fn(&Anchor) -> BTreeSet<u32>| {
            let (of_one, of_other) = (of(one), of(other));
            let holds = |at: u32, anchor: &Anchor| self.text(at).contains(anchor.text.as_str());
            let with_one = of_one.iter().filter(|at| of_other.contains(at) || holds(**at, other));
            let with_other = of_other.iter().filter(|at| holds(**at, one));
            with_one.chain(with_other).copied().collect::<BTreeSet<u32>>().into_iter().collect()
        };
        let of = |anchor: &Anchor| -> BTreeSet<u32> {
            let full = anchor.nodes.iter().flat_map(|&node| self.full_names(node));
            let nodes = self.scope(anchor).into_iter().chain(full);
            nodes
                .flat_map(|node| {
                    self.ground.of_node(node).iter().chain(self.ground.spoken_of(node))
                })
                .copied()
                .collect()
        };
        let mut sentences: Vec<u32> =
            match (self.pair_of_anchors(), self.reading.anchors.as_slice()) {
                (Some((one, other)), _) => both(one, other, &of),
                (None, [one]) => of(one).into_iter().collect(),
                (None, _) => Vec::new(),
            };
        sentences.truncate(MOST_READ);
        sentences
    }
}

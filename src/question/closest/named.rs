//! The closest sentences in, the things named there that may answer out.
//!
//! Names that stand in one list answer together. Of several lists or names in a sentence those answer
//! that stand nearest to the words of the question.

use super::weigh::{Close, Weighed};
use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::list::{Ranked, plays};
use crate::question::reading::{Anchor, Wanted};
use std::collections::BTreeSet;

/// A sentence this much less close than the first that names an answer adds none.
const AS_CLOSE: f64 = 0.8;
/// A list this much farther from the words of the question than the nearest one adds nothing.
const AS_NEAR: f64 = 0.6;
/// How much nearer a list counts that holds what is of the very sort asked for.
const OF_SORT: f64 = 1.5;
/// Characters of a long name.
const LONG: usize = 8;
/// Characters of the noun with which a name ends, and sentences before one that speaks of it by that.
const NOUN: usize = 2;
const TOLD_BEFORE: u32 = 3;
/// What may stand between two names of one list.
const JOINTS: [char; 14] =
    ['、', '和', '与', '及', '以', '等', '《', '》', '“', '”', '（', '）', '(', ')'];

/// Names that stand in one list, or one name.
struct List<'g> {
    nodes: Vec<Node<'g>>,
    close: Close,
    near: f64,
    /// It leads those named behind it (甲牵头，联合乙…).
    leads: bool,
}

impl<'g> Asked<'_, 'g> {
    /// What may answer and is named in the closest sentences.
    pub(super) fn named_in(&self, weighed: &Weighed) -> Vec<Ranked<'g>> {
        let kinds = self.kinds_read();
        let mut lists: Vec<List<'g>> = Vec::new();
        let mut first = None;
        if let Some((close, nodes)) = self.on_duty(weighed) {
            let nodes = nodes.into_iter().filter(|node| self.may_answer(node, &kinds)).collect();
            lists.push(List { nodes, close, near: 1.0, leads: false });
            return self.told_in(lists);
        }
        let closest = weighed.closest.iter().filter(|close| self.names_the_post(close.at));
        for &close in closest {
            let mut found = self.lists_in(close, weighed, &kinds);
            if weighed.best().is_some_and(|best| best.at == close.at) {
                self.add_items_below(close, weighed, &kinds, &mut found);
            }
            if found.is_empty() {
                continue;
            }
            if close.score < AS_CLOSE * *first.get_or_insert(close.score) {
                break;
            }
            let nearest = found.iter().map(|list| list.near).fold(0.0, f64::max);
            lists.extend(
                found.into_iter().filter(|list| list.leads || list.near >= AS_NEAR * nearest),
            );
        }
        self.told_in(lists)
    }

    /// The things of some lists, as they answer.
    fn told_in(&self, mut lists: Vec<List<'g>>) -> Vec<Ranked<'g>> {
        self.keep_number(&mut lists);
        let why = self.say("最接近问题的句子提及", "named in the sentence closest to the question");
        let mut ranked: Vec<Ranked<'g>> = Vec::new();
        for list in lists {
            for node in list.nodes {
                if !ranked.iter().any(|known| known.node == node) {
                    let tied = Ranked::tied(node, list.close.share, vec![list.close.at]);
                    ranked.push(Ranked { spoken: 0.0, why: Some(why.to_owned()), ..tied });
                }
            }
        }
        ranked
    }

    /// Which two: a list of two, else those told first.
    fn keep_number(&self, lists: &mut Vec<List<'g>>) {
        let several = self.reading.number.filter(|number| *number > 1);
        let (Some(number), Wanted::List) = (several, self.reading.wanted) else { return };
        let number = number as usize;
        if let Some(at) = lists.iter().position(|list| list.nodes.len() == number) {
            lists.swap(0, at);
        }
        let mut left = number;
        for list in lists {
            list.nodes.truncate(left);
            left -= list.nodes.len();
        }
    }

    /// Adds what is listed below a heading, one thing in each line.
    fn add_items_below(
        &self,
        close: Close,
        weighed: &Weighed,
        kinds: &BTreeSet<Kind>,
        found: &mut Vec<List<'g>>,
    ) {
        let of_line = |at: u32| {
            let mut lists = self.lists_in(Close { at, ..close }, weighed, kinds).into_iter();
            lists.next().map(|list| list.nodes)
        };
        let nodes: Vec<Node<'g>> =
            self.items_below(close.at).into_iter().filter_map(of_line).flatten().collect();
        if nodes.is_empty() {
            return;
        }
        let text: Vec<char> = self.text(close.at).chars().collect();
        let near = weighed.nearness(&text, text.len()..text.len(), close.at);
        match found.last_mut() {
            Some(last) => {
                last.nodes.extend(nodes);
                last.near = last.near.max(near);
            }
            None => found.push(List { nodes, close, near, leads: false }),
        }
    }

    /// The lists of a sentence that hold what may answer.
    fn lists_in(&self, close: Close, weighed: &Weighed, kinds: &BTreeSet<Kind>) -> Vec<List<'g>> {
        let text: Vec<char> = self.text(close.at).chars().collect();
        let from = self.start_of(close.at);
        let mut lists: Vec<(usize, usize, Vec<Node<'g>>)> = Vec::new();
        for &(node, start) in self.ground.names_in(close.at) {
            let node = self.node(node);
            let start = (start - from) as usize;
            let end = start + self.width_at(&text, start, node);
            match lists.last_mut() {
                Some((_, last, nodes)) if joined(&text, *last, start) => {
                    *last = end;
                    nodes.push(node);
                }
                _ => lists.push((start, end, vec![node])),
            }
        }
        let together = self.is_done_by_bodies();
        let told = lists.into_iter().filter_map(|(start, end, nodes)| {
            let near = weighed.nearness(&text, start..end, close.at);
            let sort = nodes.iter().any(|node| self.is_of_role(node));
            let fits = |node: &Node<'g>| !self.asks_for_sort() || self.is_of_role(node);
            let may = |node: &Node<'g>| fits(node) && self.may_answer(node, kinds);
            let nodes: Vec<Node<'g>> = nodes.into_iter().filter(may).collect();
            let near = if sort { near * OF_SORT } else { near };
            let leads = together && self.leads_behind(&text, end);
            (!nodes.is_empty()).then_some(List { nodes, close, near, leads })
        });
        told.collect()
    }

    /// Whether a word behind a place says that who stands before it leads others.
    fn leads_behind(&self, text: &[char], end: usize) -> bool {
        let leads = self.words.manner.leads.iter().filter(|word| !word.is_ascii());
        let mut leads = leads.map(|word| word.chars().collect::<Vec<char>>());
        leads.any(|word| text.get(end..).is_some_and(|rest| rest.starts_with(&word)))
    }

    /// How long the name of an entity is that begins here.
    pub(in crate::question) fn width_at(
        &self,
        text: &[char],
        start: usize,
        node: Node<'g>,
    ) -> usize {
        let forms = std::iter::once(node.name()).chain(node.aliases().iter().map(String::as_str));
        let here = forms.filter(|form| {
            let chars = form.chars();
            let own = text.get(start..).unwrap_or_default().iter().filter(|c| !c.is_whitespace());
            chars.clone().count() <= text.len()
                && own.copied().take(chars.clone().count()).eq(chars)
        });
        here.map(|form| form.chars().count()).max().unwrap_or(1)
    }

    /// Whether a sentence has a word for the post asked about, if one is.
    fn names_the_post(&self, at: u32) -> bool {
        let titles = &self.reading.titles;
        let mut words = titles.iter().flat_map(|&title| &self.words.titles[title].zh);
        // Heads have titles of all sorts.
        let any = titles.iter().any(|&title| self.words.titles[title].any_head);
        let titled =
            titles.is_empty() || any || words.any(|word| self.text(at).contains(word.as_str()));
        let of_one = self.reading.wanted == Wanted::Post && self.reading.topics.is_empty();
        titled && (!of_one || self.speaks_of_the_body(at))
    }

    /// Whether a sentence, or its document as a whole, speaks of a body whose post is asked about.
    fn speaks_of_the_body(&self, at: u32) -> bool {
        let body = |anchor: &&Anchor| [Kind::COMPANY, Kind::INSTITUTION].contains(&anchor.kind);
        let mut bodies = self.reading.anchors.iter().filter(body).peekable();
        let named = |node: &u32| {
            let names = self.ground.names_in(at).iter();
            names.into_iter().any(|(known, _)| known == node)
                || self.ground.body_of(at) == Some(*node)
        };
        // …联盟 told of before: 联盟首任理事长.
        let noun_of = |node: &u32| {
            let name = self.node(*node).name();
            let noun: String =
                name.chars().skip(name.chars().count().saturating_sub(NOUN)).collect();
            let near = (1..=TOLD_BEFORE).filter_map(|back| at.checked_sub(back));
            let mut near = near.filter(|&near| {
                self.ground.sentence(near).document == self.ground.sentence(at).document
            });
            self.text(at).contains(&noun)
                && near
                    .any(|near| self.ground.names_in(near).iter().any(|(known, _)| known == node))
        };
        bodies.peek().is_none()
            || bodies.any(|anchor| anchor.nodes.iter().any(|node| named(node) || noun_of(node)))
    }

    /// Whether only bodies or places of one sort may answer (universities, banks). What programmes and
    /// policies are called is too manifold for that.
    fn asks_for_sort(&self) -> bool {
        let mut roles = self.reading.roles.iter().map(|&role| &self.words.roles[role]);
        let of_roles = ![Wanted::Place, Wanted::Post].contains(&self.reading.wanted);
        of_roles
            && !self.asks_who()
            && !self.reading.roles.is_empty()
            && roles.all(|role| !role.endings.is_empty() && role.kind != Kind::PROGRAM)
    }

    fn is_of_role(&self, node: &Node<'g>) -> bool {
        self.reading.roles.iter().any(|&role| plays(&self.words.roles[role], node))
    }

    /// Whether a programme is by its name a paper where other sorts are asked for (a notice of a campaign is
    /// no campaign).
    fn is_of_another_role(&self, node: &Node<'g>) -> bool {
        let mut asked = self.reading.roles.iter().map(|&role| &self.words.roles[role]).peekable();
        let mut papers = self.words.roles.iter().filter(|role| role.id == "policy");
        node.kind() == Kind::PROGRAM
            && asked.peek().is_some()
            && asked
                .all(|role| !role.endings.is_empty() && !plays(role, node) && role.id != "policy")
            && papers.any(|role| plays(role, node))
    }

    /// Whether a thing is of a kind asked for and not named by the question.
    fn may_answer(&self, node: &Node<'g>, kinds: &BTreeSet<Kind>) -> bool {
        let named = |form: &str| self.question.contains(form) || is_mostly_in(form, self.question);
        let meant =
            |node: u32| self.reading.anchors.iter().any(|anchor| anchor.nodes.contains(&node));
        (kinds.is_empty() || kinds.contains(&node.kind()))
            && !self.is_of_another_role(node)
            && !meant(node.ordinal() as u32)
            && !self.is_left_out(*node)
            && !named(node.name())
            && !node.aliases().iter().any(|alias| named(alias))
    }

    /// The kinds of thing asked for; none where any may answer.
    fn kinds_read(&self) -> BTreeSet<Kind> {
        let reading = self.reading;
        match reading.wanted {
            Wanted::Place => return BTreeSet::from([Kind::PLACE]),
            Wanted::Post => return BTreeSet::from([Kind::PERSON]),
            _ => {}
        }
        let who = [Kind::PERSON, Kind::COMPANY, Kind::INSTITUTION];
        if self.words.manner.which_person.iter().any(|word| self.question.contains(word.as_str())) {
            return BTreeSet::from([Kind::PERSON]);
        }
        // Whom a firm supplies or owns is a firm.
        if reading.roles.is_empty() && !reading.relations.is_empty() && self.is_done_to_another() {
            return self.kinds_of_relations();
        }
        if self.asks_who() {
            return BTreeSet::from(who);
        }
        if reading.roles.is_empty() && self.is_done_by_bodies() {
            let mut kinds = self.kinds_of_relations();
            kinds.retain(|kind| ![Kind::PLACE, Kind::INDUSTRY].contains(kind));
            return kinds;
        }
        let kinds = reading.roles.iter().map(|&role| self.words.roles[role].kind);
        if reading.by_who { kinds.chain(who).collect() } else { kinds.collect() }
    }

    /// 谁接收银行的报告: whether no word for a sort says who is asked for.
    fn asks_who(&self) -> bool {
        let mut behind = self.words.manner.who_behind.iter();
        self.reading.by_who && !behind.any(|who| self.question.contains(who.as_str()))
    }
}

/// Whether only what joins a list stands between two places of a text.
fn joined(text: &[char], from: usize, to: usize) -> bool {
    from <= to && text[from..to].iter().all(|c| JOINTS.contains(c) || c.is_whitespace())
}

/// Whether a question says most of a long name.
fn is_mostly_in(name: &str, question: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let pairs = chars.windows(2).map(|pair| pair.iter().collect::<String>());
    let said = pairs.filter(|pair| question.contains(pair.as_str())).count();
    chars.len() >= LONG && said * 10 >= (chars.len() - 1) * 7
}

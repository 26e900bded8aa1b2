//! What is asked for and what it must have to do with in, entities with reasons out, best first.
//!
//! An entity answers as far as the sentences that name it, or those next to them, also speak of
//! everything the question names. What a sentence states weighs more than what stands beside it.

pub(in crate::question) mod bodies;
pub(in crate::question) mod by_name;
pub(in crate::question) mod country;
pub(in crate::question) mod dated;
pub(in crate::question) mod elsewhere;
pub(in crate::question) mod entry;
pub(in crate::question) mod nearby;
pub(in crate::question) mod outer;
pub(in crate::question) mod paired;
pub(in crate::question) mod passages;
pub(in crate::question) mod place;
pub(in crate::question) mod post;
pub(in crate::question) mod posts_of;
pub(in crate::question) mod rank;
pub(in crate::question) mod sorts;
pub(in crate::question) mod sought;
pub(in crate::question) mod tenure;
pub(in crate::question) mod when;

use crate::graph::{Basis, Direction, Filter, Link, Node};
use crate::knowledge::{Kind, Relation, Role};
use crate::question::ask::{Asked, QUOTES};
use crate::question::reading::Anchor;
use crate::question::reading::direction::End;
use crate::question::reading::manner::asks_for_what_is_sought;
use crate::question::rows::Found;
use crate::question::rows::search::Sought;
use crate::question::ties::tie::is_said;
use nearby::{NEARNESS, SAME_PLACE};
use std::collections::BTreeSet;

/// How far an answer may speak of what is asked, as a part of the answer that does best: when
/// the question names one group of things, and when it names several.
const CUT: [f64; 2] = [0.65, 0.35];
/// Characters of a clause that are read.
const MOST_CLAUSE: u32 = 80;
/// The subject of a sentence stands within this many characters of its start.
const SUBJECT: u32 = 6;
/// The relation of what is given as an honour.
const AWARDED: &str = "awarded";
/// Answers beyond this are no answer but a listing.
const MOST: usize = 20;

/// An entity that answers.
#[derive(Clone, Debug)]
pub(in crate::question) struct Ranked<'g> {
    pub node: Node<'g>,
    pub score: f64,
    /// How far its best sentence speaks of all that is asked, 0 to 1.
    pub spoken: f64,
    /// Sentences that say so, best first, as places in `Ground::sentences`.
    pub sentences: Vec<u32>,
    /// The stated relation that says so, if one does.
    pub stated: Option<(Relation, Basis)>,
    /// Sentences that name both ends of the link that states it.
    pub naming_both: Vec<u32>,
    /// The link that states it.
    pub link: Option<Link<'g>>,
    /// A sentence that speaks of all that is asked uses a word for the relation.
    pub in_words: bool,
    /// Its name holds a word for a subject of the question.
    pub bears: bool,
    /// Why it answers, where no link and no sentence beside it does.
    pub why: Option<String>,
}

impl<'g> Ranked<'g> {
    /// An entity that these sentences tie to what is asked about; no link is known to state it.
    pub(in crate::question) fn tied(node: Node<'g>, score: f64, sentences: Vec<u32>) -> Self {
        let (stated, naming_both, link) = (None, Vec::new(), None);
        let (spoken, in_words, bears, why) = (1.0, false, false, None);
        Self { node, score, spoken, sentences, stated, naming_both, link, in_words, bears, why }
    }
}

impl<'g> Asked<'_, 'g> {
    /// The entities a list question asks for, among those its query found.
    pub(in crate::question) fn list(&self, found: &Found<'g>) -> Vec<Ranked<'g>> {
        let mut ranked = self.all_that_answer(found);
        // What is only named near by comes after what is stated.
        ranked.sort_by_key(|r| r.stated.is_none());
        ranked.truncate(self.reading.number.map_or(MOST, |n| n as usize).clamp(1, MOST));
        if !self.reading.relations.is_empty() && self.groups().len() == 1 {
            ranked.iter_mut().for_each(|ranked| self.show_stating(ranked));
        }
        ranked
    }

    /// Shows a sentence that states what is asked before one that only speaks of it.
    fn show_stating(&self, ranked: &mut Ranked<'g>) {
        let Some(states) = ranked.link.map(|link| self.states(link)) else { return };
        let own = || self.sentences_of(ranked.node).find(&states);
        if let Some(best) = ranked.sentences.iter().copied().find(&states).or_else(own) {
            ranked.sentences.retain(|&at| at != best);
            ranked.sentences.insert(0, best);
        }
    }

    /// All that answer, however many, best first.
    pub(in crate::question) fn all_that_answer(&self, found: &Found<'g>) -> Vec<Ranked<'g>> {
        let groups = self.groups();
        let ties = self.ties(&groups);
        let candidates = self.candidates(found);
        if groups.is_empty() {
            return self.most_named(candidates);
        }
        let near = self.near(&groups, &candidates, &ties);
        let weighed = self.likely(candidates, &near, &ties);
        let mut ranked: Vec<Ranked<'g>> =
            weighed.into_iter().filter_map(|node| self.rank(node, &near, &ties)).collect();
        best_first(&mut ranked);
        self.keep_at_places(&mut ranked);
        self.keep_on_subject(&mut ranked);
        self.keep_honours_on_subject(&mut ranked);
        if self.asks_for_honours() && asks_for_what_is_sought(self.question, &self.words.manner) {
            self.keep_sought(&mut ranked);
        } else {
            self.keep_stated(&mut ranked);
        }
        self.keep_bodies(&mut ranked);
        self.keep_dated(&mut ranked);
        self.keep_paired(&mut ranked, false);
        self.keep_closer_sort(&mut ranked);
        self.keep_ending(&mut ranked);
        self.keep_covering(&mut ranked);
        self.keep_inner_places(&mut ranked);
        let best = ranked.iter().map(|r| r.spoken).fold(0.0, f64::max);
        let cut = if groups.len() > 1 { CUT[1] } else { CUT[0] };
        ranked.retain(|r| r.spoken >= best * cut);
        self.keep_the_one(&mut ranked);
        ranked
    }

    /// Where programmes of one sort and subject are asked for and the names of some bear it (人才计划),
    /// what else a city issued answers only where a sentence speaks of the subject too.
    fn keep_on_subject(&self, ranked: &mut Vec<Ranked<'g>>) {
        let [role] = self.reading.roles[..] else { return };
        let industry = self.reading.anchors.iter().any(|a| a.kind == Kind::INDUSTRY);
        if self.words.roles[role].kind != Kind::PROGRAM || industry {
            return;
        }
        if !ranked.iter().any(|r| r.bears && r.spoken >= SAME_PLACE) {
            return;
        }
        let subject = Sought::of(self.reading.topics.iter().flatten().map(String::as_str));
        let speaks = |at: &u32| subject.holds_any(self.text(*at));
        ranked.retain(|r| r.bears || r.sentences.iter().any(speaks));
    }

    /// Where a question names nothing, what is named in most sentences.
    fn most_named(&self, candidates: Vec<Node<'g>>) -> Vec<Ranked<'g>> {
        let own = |node: Node<'_>| self.ground.of_node(node.ordinal() as u32);
        let mut ranked: Vec<Ranked<'g>> = candidates
            .into_iter()
            .map(|node| {
                let sentences = own(node).iter().take(QUOTES).copied().collect();
                Ranked::tied(node, own(node).len() as f64, sentences)
            })
            .collect();
        best_first(&mut ranked);
        ranked
    }

    /// Where the texts state the relation asked about, only those it is stated of answer, and those
    /// that stand in a list with them.
    fn keep_stated(&self, ranked: &mut Vec<Ranked<'g>>) {
        if self.reading.relations.is_empty() || !ranked.iter().any(|r| r.stated.is_some()) {
            self.keep_linked(ranked);
            return;
        }
        let stating: BTreeSet<u32> = ranked
            .iter()
            .filter(|r| r.stated.is_some())
            .flat_map(|r| r.naming_both.clone())
            .collect();
        let opposite = self.at_the_other_end(ranked);
        let done = self.is_done_to_another();
        let stated: BTreeSet<u32> =
            ranked.iter().filter(|r| r.stated.is_some()).map(|r| r.node.ordinal() as u32).collect();
        ranked.retain(|r| {
            let other_end = opposite.contains(&r.node.ordinal());
            let listed = || {
                r.sentences.iter().any(|&at| {
                    self.is_listed_with(r.node, &stated, at)
                        || self.does_it_alone(r.node, at)
                        || self.has_it_done(r.node, at)
                })
            };
            r.stated.is_some() || !other_end && (!done || listed())
        });
        ranked.retain(|r| {
            let listed = r.sentences.iter().any(|at| stating.contains(at));
            if r.stated.is_none() && self.is_said_of_another(r.node) {
                return false;
            }
            // Places are named beside everything: only what is said of them answers.
            let beside = match r.node.kind() {
                Kind::PLACE => r.sentences.iter().any(|&at| self.is_about(r.node, at)),
                _ => listed || r.in_words,
            };
            // A programme of the subject in a document about the place is likely the place's.
            let named = r.node.kind() == Kind::PROGRAM && r.bears && r.spoken >= SAME_PLACE;
            let named = named && !self.asks_for_honours();
            let only = listed && self.is_only_of_its_role(r.node, &stated);
            r.stated.is_some() || named || only || r.spoken >= NEARNESS[1] && beside
        });
    }

    /// Whether several sorts of things are asked for (行动和基金) and none of the stated is of the sort of
    /// this one.
    fn is_only_of_its_role(&self, node: Node<'g>, stated: &BTreeSet<u32>) -> bool {
        let roles = self.reading.roles.iter().map(|&role| &self.words.roles[role]);
        let own: Vec<&Role> = roles.filter(|role| plays(role, &node)).collect();
        let alike = |&other: &u32| own.iter().any(|role| plays(role, &self.node(other)));
        self.reading.roles.len() >= 2 && !stated.iter().any(alike)
    }

    /// Whether all relations asked about are something that one firm or body does to another.
    pub(in crate::question) fn is_done_to_another(&self) -> bool {
        let done = ["supplies", "invests_in", "subsidiary_of"];
        self.relations_asked().all(|relation| done.contains(&relation.name()))
    }

    /// Whether the texts state a relation asked about of an entity, at the end asked for, and another thing
    /// than what the question names.
    fn is_said_of_another(&self, node: Node<'g>) -> bool {
        let asked: Vec<Relation> = self.relations_asked().collect();
        let links = node.edges(Direction::In).filter(|link| is_said(*link));
        let mut links = links.filter(|link| asked.contains(&link.relation()));
        // What a zone or a bureau of the city does is the city's.
        let own = self.reading.anchors.iter().flat_map(|anchor| &anchor.nodes);
        let stems = own.map(|&node| self.node(node).name());
        let stems: Vec<&str> =
            stems.map(|name| name.trim_end_matches(['市', '县', '区', '省'])).collect();
        let of_own = |head: Node<'_>| stems.iter().any(|stem| head.name().starts_with(stem));
        node.kind() == Kind::PROGRAM && links.any(|link| !of_own(link.head()))
    }

    /// Whether a sentence names an entity in one clause with one of these.
    fn is_listed_with(&self, node: Node<'g>, others: &BTreeSet<u32>, at: u32) -> bool {
        let names = self.ground.names_in(at);
        let own = || names.iter().filter(|(n, _)| *n as usize == node.ordinal());
        names.iter().filter(|(n, _)| others.contains(n)).any(|&(_, other)| {
            own().any(|&(_, start)| {
                let between = self.text_between(at, other.min(start), other.max(start));
                !between.contains(['，', ',', '；', ';', '。', '：'])
            })
        })
    }

    /// Whether a clause that names an entity and nobody else uses a word for the relation behind it.
    fn does_it_alone(&self, node: Node<'g>, at: u32) -> bool {
        let names = self.ground.names_in(at);
        let starts = names.iter().filter(|(n, _)| *n as usize == node.ordinal());
        starts.into_iter().any(|&(_, start)| {
            let behind = self.text_spaced(at, start, start + MOST_CLAUSE);
            let clause =
                behind.split(['，', ',', '；', ';', '。', '：']).next().unwrap_or_default();
            let end = start + clause.chars().count() as u32;
            let alone = !names
                .iter()
                .any(|(n, s)| *n as usize != node.ordinal() && (start..end).contains(s));
            alone && Sought::of(self.words_of_relation()).holds_any(clause)
        })
    }

    /// Whether in a document about what the question names a clause uses a word for the relation before
    /// an entity, and names nobody before the word who could do it.
    fn has_it_done(&self, node: Node<'g>, at: u32) -> bool {
        let own = |body: u32| self.reading.anchors.iter().any(|a| a.nodes.contains(&body));
        if self.reading.end != Some(End::Tail) || !self.ground.body_of(at).is_some_and(own) {
            return false;
        }
        let names = self.ground.names_in(at);
        let starts = names.iter().filter(|(n, _)| *n as usize == node.ordinal());
        let relation = Sought::of(self.words_of_relation());
        starts.into_iter().any(|&(_, start)| {
            let front = self.text_spaced(at, start.saturating_sub(MOST_CLAUSE), start);
            let clause =
                front.rsplit(['，', ',', '；', ';', '。', '：']).next().unwrap_or_default();
            let from = start - clause.chars().count() as u32;
            let first = names.iter().map(|(_, s)| *s).filter(|s| (from..=start).contains(s)).min();
            relation.holds_any(&self.text_spaced(at, from, first.unwrap_or(start)))
        })
    }

    /// What stated answers have at the other end of the relation asked about: whom suppliers supply is
    /// no supplier.
    fn at_the_other_end(&self, ranked: &[Ranked<'g>]) -> BTreeSet<usize> {
        let asked: Vec<Relation> = self.relations_asked().collect();
        let stated = ranked.iter().filter(|r| r.stated.is_some());
        let links =
            stated.flat_map(|r| r.node.edges(Direction::Both).map(move |link| (r.node, link)));
        let opposite = links.filter(|(node, link)| {
            let head = link.head() == *node;
            asked.contains(&link.relation())
                && !link.is_symmetric()
                && is_said(*link)
                && match self.reading.end {
                    Some(End::Head) => head,
                    Some(End::Tail) => !head,
                    Some(End::Either) | None => false,
                }
        });
        opposite.map(|(node, link)| link.other(node).ordinal()).collect()
    }

    /// Where a question names one firm, institution or programme and no relation, those that the texts
    /// tie to it answer, if there are any.
    fn keep_linked(&self, ranked: &mut Vec<Ranked<'g>>) {
        self.keep_places_of_trade(ranked);
        self.keep_trades_of_place(ranked);
        let apart = |a: &Anchor| [Kind::PLACE, Kind::INDUSTRY].contains(&a.kind);
        let alone = self.reading.anchors.iter().all(|a| !apart(a));
        if alone && self.reading.relations.is_empty() && self.reading.topics.is_empty() {
            let stating: BTreeSet<u32> =
                ranked.iter().flat_map(|r| r.naming_both.clone()).collect();
            if !stating.is_empty() {
                ranked.retain(|r| {
                    r.stated.is_some() || r.sentences.iter().any(|at| stating.contains(at))
                });
            }
        }
    }

    /// Where places of a trade are asked for and the texts state the trade of some, others answer only
    /// where a sentence is about them.
    fn keep_places_of_trade(&self, ranked: &mut Vec<Ranked<'g>>) {
        let trade = self.reading.anchors.iter().any(|a| a.kind == Kind::INDUSTRY);
        let place = |r: &Ranked<'g>| r.node.kind() == Kind::PLACE;
        if trade && ranked.iter().all(place) && ranked.iter().any(|r| r.stated.is_some()) {
            ranked.retain(|r| {
                r.stated.is_some() || r.sentences.iter().any(|&at| self.is_about(r.node, at))
            });
        }
    }

    /// Where the trades of a place are asked for and the texts state some, others answer only where they
    /// stand in a list with those.
    fn keep_trades_of_place(&self, ranked: &mut Vec<Ranked<'g>>) {
        let place = self.reading.anchors.iter().all(|a| a.kind == Kind::PLACE);
        let trade = |r: &Ranked<'g>| r.node.kind() == Kind::INDUSTRY;
        let stated = ranked.iter().filter(|r| r.stated.is_some());
        let stated: BTreeSet<u32> = stated.map(|r| r.node.ordinal() as u32).collect();
        if place && ranked.iter().all(trade) && !stated.is_empty() {
            let listed = |r: &Ranked<'g>| {
                r.sentences.iter().any(|&at| self.is_listed_with(r.node, &stated, at))
            };
            ranked.retain(|r| r.stated.is_some() || listed(r));
        }
    }

    /// Whether a sentence is about a place: it opens with it, or states of it a relation asked about.
    fn is_about(&self, place: Node<'g>, at: u32) -> bool {
        if self.is_entry(place, at) {
            return true;
        }
        let names = self.ground.names_in(at);
        let own = names.iter().find(|(node, _)| *node as usize == place.ordinal());
        let opens = own.is_some_and(|(_, start)| start - self.start_of(at) <= SUBJECT);
        let filter = Filter::stated().relations(self.relations_asked());
        opens
            || self.ground.spoken_of(place.ordinal() as u32).contains(&at)
            || place.edges(Direction::Out).filter(|link| filter.admits(link)).any(|link| {
                let other = link.other(place).ordinal() as u32;
                names.iter().any(|(node, _)| *node == other)
            })
    }

    /// What the query found that is of the kinds asked for and not named by the question itself.
    fn candidates(&self, found: &Found<'g>) -> Vec<Node<'g>> {
        // Of a body that the texts know by its parts only, these may be asked for.
        let whole =
            self.reading.anchors.iter().filter(|a| !a.by_parts || self.reading.roles.is_empty());
        let named: BTreeSet<u32> = whole.flat_map(|a| a.nodes.iter().copied()).collect();
        let parts: Vec<u32> =
            self.reading.anchors.iter().flat_map(|a| self.parts_of(&a.nodes)).collect();
        let roles: Vec<&Role> = self.reading.roles.iter().map(|&r| &self.words.roles[r]).collect();
        let kinds = self.kinds_of_relations();
        let among = self.reading.among.as_ref();
        let fits = |node: &Node<'g>| match self.asks_by_relation() {
            true => kinds.is_empty() || kinds.contains(&node.kind()),
            false => roles.iter().any(|role| plays(role, node)),
        };
        let is_among = |node: &Node<'g>| among.is_none_or(|a| a.contains(&(node.ordinal() as u32)));
        let nodes = found.nodes.iter().copied().filter(|node| {
            let number = node.ordinal() as u32;
            let own = named.contains(&number) || parts.contains(&number);
            node.mentions() > 0 && !own && is_among(node)
        });
        let honours = self.asks_for_honours();
        nodes.filter(fits).filter(|node| !honours || !self.is_policy(*node)).collect()
    }

    /// Whether what was awarded is asked for.
    pub(in crate::question) fn asks_for_honours(&self) -> bool {
        self.relations_asked().any(|relation| relation.name() == AWARDED)
            && self.reading.end != Some(End::Head)
    }

    /// Whether a programme is a policy or a plan that was given to nobody.
    fn is_policy(&self, node: Node<'g>) -> bool {
        let policy = self.words.roles.iter().find(|role| role.id == "policy");
        let awarded = Relation::named(AWARDED);
        policy.is_some_and(|policy| plays(policy, &node))
            && !node.edges(Direction::In).any(|link| link.relation() == awarded && is_said(link))
    }

    /// Who supplies a firm is a firm: 谁 asks for whatever stands at the end of the relation.
    pub(in crate::question) fn asks_by_relation(&self) -> bool {
        // Who the academic partners are: universities are, and no firms.
        let sorted = |&role: &usize| !self.words.roles[role].endings.is_empty();
        // 做芯片的企业有谁: firms.
        let behind = &self.words.manner.who_behind;
        let named_before = behind.iter().any(|who| self.question.contains(who.as_str()));
        self.reading.roles.is_empty()
            || self.reading.by_who
                && !named_before
                && !self.reading.roles.iter().any(sorted)
                && !self.kinds_of_relations().is_empty()
    }

    /// Kinds that may stand at the other end of the relations asked about, when no role says.
    pub(in crate::question) fn kinds_of_relations(&self) -> BTreeSet<Kind> {
        let schema = self.knowledge.schema();
        let mut kinds = BTreeSet::new();
        for relation in self.relations_asked() {
            let Some(entry) = schema.relation(relation.name()) else { continue };
            match self.reading.end {
                Some(End::Head) => kinds.extend(&entry.head),
                Some(End::Tail) => kinds.extend(&entry.tail),
                Some(End::Either) | None => kinds.extend(entry.head.iter().chain(&entry.tail)),
            }
        }
        if self.reading.by_who && self.reading.end != Some(End::Tail) {
            kinds.remove(&Kind::INDUSTRY);
            kinds.remove(&Kind::PROGRAM);
            // Who makes gears is a firm, though a city too has to do with them.
            let lower = self.question.to_lowercase();
            let mut makes = self.words.manner.makes.iter().filter(|word| word.is_ascii());
            if kinds.contains(&Kind::COMPANY) && makes.any(|word| lower.contains(word.as_str())) {
                kinds.retain(|kind| *kind == Kind::COMPANY);
            }
        }
        kinds
    }
}

impl<'a> Asked<'a, '_> {
    /// Chinese words for the relations that the question speaks of.
    pub(in crate::question) fn words_of_relation(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (words, reading) = (self.words, self.reading);
        let phrases =
            reading.relations.iter().map(move |&(relation, _)| &words.relations[relation]);
        let all = phrases.flat_map(|phrases| phrases.toward.iter().chain(&phrases.from));
        all.map(String::as_str).filter(|word| !word.is_ascii())
    }
}

/// Sorts answers, those of one score by id.
fn best_first(ranked: &mut [Ranked<'_>]) {
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
}

/// Whether an entity may be what a role asks for.
pub(in crate::question) fn plays(role: &Role, node: &Node<'_>) -> bool {
    let ends = |name: &str| {
        // The years of a plan stand in brackets behind its name.
        let name = name
            .trim_end_matches([')', '）'])
            .trim_end_matches(|c: char| c.is_ascii_digit() || "-—–年至(（".contains(c));
        role.endings.iter().any(|ending| name.ends_with(ending.as_str()))
    };
    node.kind() == role.kind
        && (role.endings.is_empty()
            || role.bare && is_bare(node.name())
            || ends(node.name())
            || node.aliases().iter().any(|alias| ends(alias)))
}

/// Whether the name of a place has no word for its sort: no list of places knows it.
fn is_bare(name: &str) -> bool {
    const SORTS: [char; 16] = [
        '省', '市', '县', '区', '州', '旗', '盟', '国', '洲', '园', '湖', '江', '河', '山', '谷',
        '海',
    ];
    (2..=3).contains(&name.chars().count()) && !name.ends_with(SORTS)
}

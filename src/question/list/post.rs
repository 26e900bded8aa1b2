//! A title and whose title it is in, the people who hold the post out.

use super::Ranked;
use crate::graph::{Basis, Direction, Filter, Node};
use crate::knowledge::{Kind, Relation};
use crate::question::ask::Asked;
use crate::question::rows::Found;
use std::collections::BTreeSet;

/// Verbs between a name and the title it holds, held or holds no more.
const HOLDS: [&str; 15] = [
    "不再担任",
    "不再任",
    "曾担任",
    "曾任",
    "历任",
    "卸任",
    "辞去",
    "担任",
    "出任",
    "现任",
    "兼任",
    "接任",
    "任",
    "为",
    "是",
];
/// What of the best score says surely enough who holds a post now.
const SURE: f64 = 0.15;
/// Months.
const A_YEAR: i32 = 12;
/// How sure one is who holds a post, as a part of the surest, and how many do: at one time, and one
/// after the other.
const AT_ONCE: (f64, usize) = (0.7, 3);
const IN_TURN: (f64, usize) = (0.4, 10);
/// How names of bodies that govern a place end.
const GOVERNING: [&str; 5] = ["政府", "委", "管委会", "管理委员会", "办事处"];

impl<'g> Asked<'_, 'g> {
    /// Who holds the post asked about, among the people its query found: now, unless who held it
    /// before, or all who did, are asked for.
    pub(in crate::question) fn holders(&self, rows: &Found<'g>) -> Vec<Ranked<'g>> {
        let titles = self.titles_asked();
        let offices = self.offices();
        let lower = self.question.to_lowercase();
        let in_turn = self.words.manner.in_turn.iter().any(|word| lower.contains(word.as_str()));
        let mut ranked: Vec<Ranked<'g>> = Vec::new();
        let people = rows.nodes.iter().copied();
        for person in people.filter(|n| n.kind() == Kind::PERSON && n.mentions() > 0) {
            let (stated, left) = self.stated_post(person, &titles, &offices);
            let (beside, left_beside) = self.title_beside(person, &titles, &offices);
            if (left || left_beside) != self.reading.former && !in_turn {
                continue;
            }
            let score = stated + beside.iter().map(|(_, score)| score).sum::<f64>();
            if score <= 0.0 {
                continue;
            }
            let mut sentences: Vec<u32> = beside.iter().map(|(at, _)| *at).collect();
            if sentences.is_empty() {
                sentences = self.ground.of_node(person.ordinal() as u32).to_vec();
            }
            sentences.truncate(5);
            let relation = (Relation::named("holds_post"), crate::graph::Basis::Stated);
            let stated = (stated > 0.0).then_some(relation);
            ranked.push(Ranked { stated, ..Ranked::tied(person, score, sentences) });
        }
        if !in_turn {
            self.keep_latest(&mut ranked);
        }
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
        let best = ranked.first().map_or(0.0, |r| r.score);
        let (least, most) = if in_turn { IN_TURN } else { AT_ONCE };
        ranked.retain(|r| r.score >= best * least);
        ranked.truncate(most);
        ranked
    }

    /// Whoever is named as the head in later texts holds the post now, and whoever only older ones name
    /// so does no more.
    fn keep_latest(&self, ranked: &mut Vec<Ranked<'g>>) {
        let mut titles = self.reading.titles.iter().map(|&title| &self.words.titles[title]);
        let one = titles.all(|title| title.head || title.any_head);
        if !one || self.reading.deputy || self.reading.former || self.reading.period.is_some() {
            return;
        }
        let best = ranked.iter().map(|r| r.score).fold(0.0, f64::max);
        let told = |r: &Ranked<'g>| r.sentences.iter().filter_map(|&at| self.month_of(at)).max();
        let firm = ranked.iter().filter(|r| r.score >= best * SURE);
        let Some(newest) = firm.filter_map(told).max() else { return };
        ranked.retain(|r| told(r).is_none_or(|month| month + A_YEAR > newest));
    }

    /// The month of the text that a sentence stands in, counted from the year nought.
    fn month_of(&self, at: u32) -> Option<i32> {
        let document = self.ground.sentence(at).document;
        let document = self.graph.archive().nth_document(document as usize)?;
        let date = document.source.date?;
        Some(date.year * A_YEAR + i32::from(date.month))
    }

    /// Offices with the places that their names begin with: texts about those name the office by
    /// its title alone.
    pub(in crate::question) fn with_their_places(&self, offices: &[u32]) -> Vec<u32> {
        let fronts = offices.iter().flat_map(|&node| {
            let name = self.node(node).name();
            let ends = name.char_indices().skip(2).take(8).map(|(end, _)| end);
            ends.filter_map(|end| name.get(..end)).flat_map(|front| self.ground.names.exact(front))
        });
        let place = |node: &&u32| self.node(**node).kind() == Kind::PLACE;
        let anchors = self.reading.anchors.iter().flat_map(|anchor| &anchor.nodes);
        let places = fronts.chain(anchors).filter(place);
        offices.iter().chain(places).copied().collect()
    }

    /// What the question names, with the full names of firms that it names by the front of them and
    /// the offices whose name begins with a place it names.
    pub(in crate::question) fn offices(&self) -> BTreeSet<u32> {
        let mut offices = BTreeSet::new();
        for anchor in &self.reading.anchors {
            offices.extend(&anchor.nodes);
            offices.extend(anchor.nodes.iter().flat_map(|&node| self.full_names(node)));
            for &node in anchor.nodes.iter().filter(|_| anchor.kind == Kind::PLACE) {
                let stem = self.node(node).name().trim_end_matches(['市', '县', '区', '省']);
                let governs = |node: &u32| {
                    let node = self.node(*node);
                    let name = node.name();
                    let governs = GOVERNING.iter().any(|end| name.ends_with(end));
                    node.kind() == Kind::INSTITUTION && governs && name.starts_with(stem)
                };
                offices.extend(self.ground.names.opening(stem).into_iter().filter(governs));
            }
        }
        offices
    }

    /// A firm under its full names, where it is named by the front of them.
    pub(in crate::question) fn full_names(&self, firm: u32) -> Vec<u32> {
        let firm = self.node(firm);
        let full = |node: &u32| {
            let other = self.node(*node);
            let form = other.name().strip_prefix(firm.name());
            other.kind() == Kind::COMPANY && form.is_some_and(is_form_of_firm)
        };
        let opening = match firm.kind() {
            Kind::COMPANY => self.ground.names.opening(firm.name()),
            _ => Vec::new(),
        };
        opening.into_iter().filter(full).collect()
    }

    /// Titles that answer, as texts write them.
    pub(in crate::question) fn titles_asked(&self) -> Vec<&str> {
        let all = &self.words.titles;
        let asked = || self.reading.titles.iter().map(|&title| &all[title]);
        let any = asked().any(|title| title.any_head);
        let heads = all.iter().filter(|title| any && title.head);
        asked().chain(heads).flat_map(|title| &title.zh).map(String::as_str).collect()
    }

    /// Whether a text ends in a title asked for, minding whether the deputy is.
    fn bears(&self, text: &str, titles: &[&str]) -> bool {
        // 市委副书记、市长: each of several titles is held.
        text.split('、').any(|part| {
            titles.iter().any(|title| {
                let before = part.strip_suffix(title);
                before.is_some_and(|before| before.ends_with('副') == self.reading.deputy)
            })
        })
    }

    /// How surely links say that a person has the title in the office, and whether the sentences
    /// behind them say that it was before.
    fn stated_post(
        &self,
        person: Node<'g>,
        titles: &[&str],
        offices: &BTreeSet<u32>,
    ) -> (f64, bool) {
        let filter = Filter::default().relations([Relation::named("holds_post")]);
        let links = person.edges(Direction::Out).filter(|link| filter.admits(link));
        let at_office = links.filter(|l| offices.contains(&(l.other(person).ordinal() as u32)));
        let (mut score, mut left) = (0.0, false);
        for link in at_office {
            let denied = link.basis() == Basis::Negated;
            let fits = link.details().iter().any(|detail| self.bears(detail, titles));
            // 甲任该公司董事长: the verb is told, the title stands behind it.
            let verb = link.details().iter().all(|detail| HOLDS.contains(detail));
            let sentences = if fits || verb { self.sentences_stating(link) } else { Vec::new() };
            let held = |at: &u32| self.was_held(person, *at, titles);
            let said = sentences.iter().filter_map(held);
            let said: Vec<bool> = said.collect();
            if fits || !said.is_empty() {
                left |= denied || said.contains(&true);
                score += 2.0 + f64::from(link.support().sentences);
            }
        }
        (score, left)
    }

    /// Whether a sentence that gives a person one of the titles says that it was before; `None` where
    /// it does not give it.
    fn was_held(&self, person: Node<'g>, at: u32, titles: &[&str]) -> Option<bool> {
        let names = self.ground.names_in(at).iter();
        let own = names.filter(|(n, _)| *n as usize == person.ordinal());
        let given = own.filter(|&&(_, start)| {
            let end = start + self.length_at(person, at, start);
            let (near, far) = (start.saturating_sub(16), end + 24);
            let around = self.text_between(at, near, start) + &self.text_between(at, end, far);
            titles.iter().any(|title| around.contains(title))
        });
        let held = given.map(|&(_, start)| self.held_before(person, at, start, titles));
        held.reduce(|a, b| a || b)
    }

    fn governs(&self, node: u32) -> bool {
        let node = self.node(node);
        // What is called by a title is a post, whatever it was taken for.
        let titles = self.words.titles.iter().flat_map(|title| &title.zh);
        let titled = || titles.into_iter().any(|title| node.name().ends_with(title.as_str()));
        match node.kind() {
            Kind::PLACE | Kind::COMPANY => true,
            Kind::INSTITUTION => !titled(),
            _ => false,
        }
    }

    /// Sentences that put the title beside the name, and the office before or behind both; whether
    /// one says that the post was held before.
    fn title_beside(
        &self,
        person: Node<'g>,
        titles: &[&str],
        offices: &BTreeSet<u32>,
    ) -> (Vec<(u32, f64)>, bool) {
        let (mut found, mut left) = (Vec::new(), false);
        for &at in self.ground.of_node(person.ordinal() as u32) {
            let own =
                self.ground.names_in(at).iter().filter(|(n, _)| *n as usize == person.ordinal());
            let score = own
                .map(|&(_, start)| self.title_at(person, at, start, titles, offices))
                .fold(0.0, f64::max);
            if score > 0.0 {
                left |= self.was_held(person, at, titles) == Some(true);
                found.push((at, score));
            }
        }
        (found, left)
    }

    /// How surely the sentence gives a person named at `start` the title in the office.
    fn title_at(
        &self,
        person: Node<'g>,
        at: u32,
        start: u32,
        titles: &[&str],
        offices: &BTreeSet<u32>,
    ) -> f64 {
        let names = self.ground.names_in(at);
        let governing = || names.iter().filter(|(n, _)| self.governs(*n));
        // The last body named before the person is the one whose title it is.
        let before = governing().filter(|(_, s)| *s < start).max_by_key(|(_, s)| *s);
        if let Some(&(office, from)) = before {
            let between = self.text_between(at, from, start);
            if start - from < 40 && self.bears(between.trim_end(), titles) {
                return if offices.contains(&office) { 1.0 } else { 0.0 };
            }
        }
        let end = start + self.length_at(person, at, start);
        let behind = self.text_between(at, end, end + 24);
        let behind = behind.trim_start_matches(['（', '(', '，', ',', '：']);
        let behind = HOLDS.iter().find_map(|verb| behind.strip_prefix(verb)).unwrap_or(behind);
        let stop = behind.find(['，', '。', '、', '）', ')', '；', '（', '兼']);
        let told = stop.and_then(|stop| behind.get(..stop)).unwrap_or(behind);
        let told = told.trim_end_matches("职务").trim_end_matches("一职").trim_end_matches('的');
        if self.bears(told, titles) {
            let after =
                governing().filter(|(_, s)| *s >= end && *s < end + 12).min_by_key(|(_, s)| *s);
            let office = after.or(before).map(|(office, _)| *office);
            return match office.or_else(|| self.ground.body_of(at)) {
                Some(office) if offices.contains(&office) => 1.0,
                _ => 0.0,
            };
        }
        // 市工信局局长 in a text about the city, 镇党委书记 in one about the town.
        if let Some(score) = self.title_of_our(at, start, titles, offices) {
            return score;
        }
        // A text about one body names its officers by their titles alone.
        let near = self.text_between(at, start.saturating_sub(12), start);
        let main = self.ground.body_of(at).is_some_and(|body| offices.contains(&body));
        let near = near.trim_end_matches(['：', ':', ' ']);
        if main && before.is_none() && self.bears(near, titles) { 0.6 } else { 0.0 }
    }

    /// How surely a title that stands right before a name is that of an office named without its
    /// place, in a document that speaks of the place.
    fn title_of_our(
        &self,
        at: u32,
        start: u32,
        titles: &[&str],
        offices: &BTreeSet<u32>,
    ) -> Option<f64> {
        let near = self.text_between(at, start.saturating_sub(16), start);
        let near = near.trim_end_matches(['：', ':', ' ']);
        if !self.bears(near, titles) {
            return None;
        }
        let title = titles.iter().filter(|title| near.ends_with(*title)).max_by_key(|t| t.len())?;
        let front = near.strip_suffix(title)?.trim_end_matches('副');
        let speaks = |node: &u32| self.ground.speaks_of(at, *node);
        let ours = offices.iter().any(|&node| {
            let name = self.node(node).name();
            let places = self.reading.anchors.iter().filter(|a| a.kind == Kind::PLACE);
            let own: Option<String> = match self.node(node).kind() {
                Kind::PLACE => name.chars().last().map(String::from),
                _ => name
                    .char_indices()
                    .rev()
                    .nth(2)
                    .and_then(|(at, _)| name.get(at..))
                    .map(str::to_owned),
            };
            let place = match self.node(node).kind() {
                Kind::PLACE => speaks(&node),
                _ => {
                    places.flat_map(|a| &a.nodes).any(speaks) || self.ground.of_same_place(at, name)
                }
            };
            place
                && own.is_some_and(|own| {
                    front.ends_with(&own) || front.ends_with(&format!("{own}委"))
                })
        });
        ours.then_some(0.8)
    }

    /// Characters of the name that stands there.
    pub(in crate::question) fn length_at(&self, person: Node<'g>, at: u32, start: u32) -> u32 {
        let chars: Vec<char> = self.text_between(at, start, start + 12).chars().collect();
        let forms =
            std::iter::once(person.name()).chain(person.aliases().iter().map(String::as_str));
        let fits = forms.filter(|form| chars.starts_with(&form.chars().collect::<Vec<_>>()));
        fits.map(|form| form.chars().count() as u32).max().unwrap_or(3)
    }
}

/// Whether this, behind the name of a firm, only says what form of firm it is (科技股份有限公司).
fn is_form_of_firm(rest: &str) -> bool {
    let place = |text: &str| -> Option<String> {
        let (before, behind) = text.split_once('（')?;
        let (_, behind) = behind.split_once('）')?;
        Some(format!("{before}{behind}"))
    };
    let mut rest = place(rest).unwrap_or_else(|| rest.to_owned());
    // What a firm owns seldom is a joint-stock company of its name.
    let joint_stock = rest.ends_with("股份有限公司");
    let firm = rest.ends_with("公司");
    for form in ["科技", "产业", "控股", "集团", "股份", "有限", "责任", "公司"] {
        rest = rest.replacen(form, "", 1);
    }
    firm && (rest.is_empty() || joint_stock)
}

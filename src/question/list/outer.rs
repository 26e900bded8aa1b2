//! A place that answers in, its name with that of the place around it as the sentence tells both
//! (某县某镇) out: a town alone says little, for many are called alike.

use super::Ranked;
use crate::graph::Node;
use crate::knowledge::{Kind, Role};
use crate::question::ask::Asked;
use crate::question::reading::Wanted;
use std::collections::BTreeMap;

/// Ends of the names of what lies around counties and cities.
const AROUND: [&str; 5] = ["省", "自治区", "特别行政区", "国", "洲"];
/// Ends of the names of places of which there are many.
const SMALL: [&str; 6] = ["镇", "乡", "街道", "村", "路", "社区"];
/// Ends of the names of counties and of cities that rank with them.
const COUNTY: [&str; 2] = ["市", "县"];

impl<'g> Asked<'_, 'g> {
    /// The names of places that answer with the place around them, by place; `None` for a place that is
    /// told so with one inside it.
    pub(in crate::question) fn in_full(
        &self,
        ranked: &[Ranked<'g>],
    ) -> BTreeMap<usize, Option<String>> {
        let mut names = BTreeMap::new();
        if !self.asks_for_any_place() {
            return names;
        }
        for r in ranked.iter().filter(|r| r.node.kind() == Kind::PLACE) {
            // Many roads and villages have one name.
            let ends = |ends: &[&str]| ends.iter().any(|end| r.node.name().ends_with(end));
            let small = ends(&SMALL);
            if !small && !ends(&COUNTY) {
                continue;
            }
            let mut read = r.sentences.iter().take(if small { r.sentences.len() } else { 1 });
            let told = read.find_map(|&at| self.with_outer(r.node, at));
            let Some((outer, name)) = told else { continue };
            names.insert(r.node.ordinal(), Some(name));
            let of_it = |other: &&Ranked<'g>| {
                other.node == outer && other.sentences.iter().all(|at| r.sentences.contains(at))
            };
            if ranked.iter().any(|other| of_it(&other)) {
                names.insert(outer.ordinal(), None);
            }
        }
        names
    }

    /// Whether places of no sort of their own are asked for: of which district or town no county is told.
    fn asks_for_any_place(&self) -> bool {
        let roles = self.reading.roles.iter().map(|&role| &self.words.roles[role]);
        match self.reading.wanted {
            Wanted::Place => self.sort_asked().is_none(),
            Wanted::List => {
                let mut sorts = roles.filter(|role| role.kind == Kind::PLACE).peekable();
                let any = |role: &Role| role.endings.is_empty() || role.id == "province";
                sorts.peek().is_some() && sorts.all(any)
            }
            _ => false,
        }
    }

    /// The place that a sentence names right before this one, and both names in one.
    fn with_outer(&self, inner: Node<'g>, at: u32) -> Option<(Node<'g>, String)> {
        let text: Vec<char> = self.text(at).chars().collect();
        let names = self.ground.names_in(at);
        let own = names.iter().position(|(node, _)| *node as usize == inner.ordinal())?;
        let place = |start: u32| (start - self.start_of(at)) as usize;
        let mut start = place(names[own].1);
        let end = start + self.width_at(&text, start, inner);
        let mut around = None;
        for &(outer, from) in names[..own].iter().rev() {
            let (outer, from) = (self.node(outer), place(from));
            let said: String = text.get(from..start)?.iter().collect();
            let asked = self.question.contains(said.as_str()) || self.is_anchor(outer);
            let far = AROUND.iter().any(|end| outer.name().ends_with(end));
            if outer.kind() != Kind::PLACE || far || asked || !outer.is_called(&said) {
                break;
            }
            around.get_or_insert(outer);
            start = from;
        }
        Some((around?, text[start..end].iter().collect()))
    }

    fn is_anchor(&self, node: Node<'_>) -> bool {
        self.reading.anchors.iter().any(|anchor| anchor.nodes.contains(&(node.ordinal() as u32)))
    }
}

//! Figures of several things in, which has more, or as much as is asked for, out.
//!
//! Only figures of one measure, one unit and one time are compared.

use super::around::Around;
use crate::extract::Measured;
use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::{Asked, QUOTES};
use crate::question::list::plays;
use crate::question::reading::period::Months;
use crate::question::rows::Found;
use crate::question::tell::Told;
use std::collections::BTreeMap;

/// Things told that have as much as is asked for.
const MOST: usize = 20;
/// Words that ask for the one that has less.
const LESS: [&str; 8] = ["更低", "更少", "更小", "较低", "lower", "less", "fewer", "smaller"];

/// A figure of something that is compared.
#[derive(Clone, Debug)]
struct Of<'g> {
    node: Node<'g>,
    value: f64,
    /// As the text has it.
    name: String,
    sentence: u32,
    months: Option<Months>,
}

impl<'g> Asked<'_, 'g> {
    /// The one of the things named that has more, or all that have as much as is asked for.
    pub(in crate::question) fn compared(&self, found: &Found<'g>) -> Told {
        let mut alike: BTreeMap<(Option<Months>, String), Vec<Of<'g>>> = BTreeMap::new();
        for &number in &found.figures {
            if let Some((unit, of)) = self.comparable(number) {
                alike.entry((of.months, unit)).or_default().push(of);
            }
        }
        if self.reading.least.is_some() {
            return self.as_much(alike).into();
        }
        let several = |figures: &[Of<'g>]| figures.iter().any(|of| of.node != figures[0].node);
        let latest = alike.iter().rev().find(|(key, figures)| key.0.is_some() && several(figures));
        if let Some((_, figures)) = latest {
            return vec![self.the_one_with_more(figures)].into();
        }
        let (zh, en) = (
            "没有同一指标、同一时间的数值可比",
            "no figures of the same measure and time can be compared",
        );
        let near = alike.values().flatten().map(|of| self.told_of(of, of.name.clone()));
        let near = near.take(QUOTES * 2).collect();
        Told { answers: Vec::new(), near, doubt: Some(self.say(zh, en).to_owned()) }
    }

    fn told_of(&self, of: &Of<'g>, why: String) -> Finding {
        let time = of.months.map(|months| months.told(self.reading.language));
        let why = [Some(why), time].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Finding {
            name: of.node.name().to_owned(),
            kind: Some(of.node.kind()),
            score: of.value,
            why,
            evidence: vec![self.quote(of.sentence)],
            id: Some(of.node.id().clone()),
            beside: false,
            sure: true,
        }
    }

    fn the_one_with_more(&self, figures: &[Of<'g>]) -> Finding {
        let mut best: Vec<&Of<'g>> = figures.iter().collect();
        best.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.node.cmp(&b.node)));
        if LESS.iter().any(|word| self.question.to_lowercase().contains(word)) {
            best.reverse();
        }
        let first = best[0];
        let mut told: Vec<&Of<'g>> = Vec::new();
        for of in best {
            if told.iter().all(|known| known.node != of.node) {
                told.push(of);
            }
        }
        let each = told.iter().map(|of| format!("{} {}", of.node.name(), of.name));
        let why = each.collect::<Vec<_>>().join(self.say("；", "; "));
        let evidence = told.iter().take(QUOTES).map(|of| self.quote(of.sentence)).collect();
        Finding { evidence, ..self.told_of(first, why) }
    }

    /// Those whose latest figure is as large, or as small, as is asked for.
    fn as_much(&self, alike: BTreeMap<(Option<Months>, String), Vec<Of<'g>>>) -> Vec<Finding> {
        let Some((at_least, limit)) = self.reading.least else { return Vec::new() };
        let mut latest: BTreeMap<usize, Of<'g>> = BTreeMap::new();
        for of in alike.into_values().flatten() {
            // They come in the order of time.
            latest.insert(of.node.ordinal(), of);
        }
        let limit = limit as f64;
        let fits = |of: &Of<'g>| if at_least { of.value >= limit } else { of.value < limit };
        let mut found: Vec<Of<'g>> = latest.into_values().filter(fits).collect();
        found.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.node.cmp(&b.node)));
        found.iter().take(MOST).map(|of| self.told_of(of, of.name.clone())).collect()
    }

    /// The figure with this number, with its unit, if it is of what is compared.
    fn comparable(&self, number: u32) -> Option<(String, Of<'g>)> {
        let (owner, of) = self.ground.figure(self.graph, number)?;
        let figure = of.figure;
        let document = self.graph.archive().nth_document(of.place as usize)?;
        let sentence = self.ground.sentences_of(of.place).start + figure.passage;
        let around = Around::of(document, figure);
        let months = figure.period.map(|date| Months::of(date, around.before(usize::MAX)));
        let timely = match (self.reading.period, months) {
            (Some(asked), Some(of)) => asked.answered_by(of),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let value: f64 = figure.normalised.as_deref()?.parse().ok()?;
        let lost = figure.measure == "亏损";
        let value = if lost { -value } else { value };
        let node = self.compared_as(owner, sentence, figure)?;
        if !timely || !self.is_of_measure(figure) {
            return None;
        }
        let unit = figure.unit.trim_start_matches(['多', '余', '来', '万', '亿', '千', '百']);
        let name = self.name_of(figure);
        Some((unit.to_owned(), Of { node, value, name, sentence, months }))
    }

    /// What a figure is of, of the things compared: its owner, or of the figure of an industry the
    /// place.
    fn compared_as(&self, owner: Node<'g>, at: u32, figure: &Measured) -> Option<Node<'g>> {
        let anchors = &self.reading.anchors;
        let industries = || anchors.iter().filter(|a| a.kind == Kind::INDUSTRY);
        let holder = match owner.kind() {
            Kind::INDUSTRY
                if industries().any(|a| self.scope(a).contains(&(owner.ordinal() as u32))) =>
            {
                self.place_of_figure(at, figure)?
            }
            _ if industries().next().is_some() => return None,
            _ => owner,
        };
        let number = holder.ordinal() as u32;
        if self.reading.least.is_some() {
            let roles = self.reading.roles.iter();
            let asked = roles.map(|&role| &self.words.roles[role]);
            return Some(holder).filter(|node| asked.into_iter().any(|role| plays(role, node)));
        }
        let named = anchors.iter().filter(|a| a.kind != Kind::INDUSTRY).find(|anchor| {
            let full = anchor.nodes.iter().flat_map(|&node| self.full_names(node));
            anchor.nodes.contains(&number) || full.into_iter().any(|node| node == number)
        });
        named.map(|anchor| self.node(anchor.nodes[0]))
    }

    /// The place that the figure of an industry is told of: the last one named before it, else the
    /// one that its document names most.
    pub(in crate::question) fn place_of_figure(
        &self,
        at: u32,
        figure: &Measured,
    ) -> Option<Node<'g>> {
        let before = self.ground.names_in(at).iter().filter(|(node, start)| {
            *start < figure.span.start && self.node(*node).kind() == Kind::PLACE
        });
        let last = before.max_by_key(|(_, start)| *start).map(|(node, _)| *node);
        let document = self.ground.sentence(at).document as usize;
        last.or(self.ground.place_of[document]).map(|node| self.node(node))
    }
}

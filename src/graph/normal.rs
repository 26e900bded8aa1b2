//! An extraction in, the same extraction in its one normal form out.
//!
//! Two readings of a document that say the same are equal afterwards, whatever order they were
//! found in: entities sorted by id, passages by place, mentions by passage and place, facts and
//! figures sorted and without repetitions. A mention takes its kind from its entity.

use crate::extract::{Extraction, Found, Measured, Stated};

/// Brings `extraction` into normal form. Mentions, facts and figures whose indices point nowhere
/// are left out: they say nothing of the text.
pub(super) fn normalise(extraction: &mut Extraction) {
    drop_dangling(extraction);
    let entities = sorted(&mut extraction.entities, |a, b| a.id.cmp(&b.id));
    let passages =
        sorted(&mut extraction.passages, |a, b| (a.span, &a.text).cmp(&(b.span, &b.text)));
    for mention in &mut extraction.mentions {
        mention.entity = entities[mention.entity as usize];
        mention.passage = passages[mention.passage as usize];
        mention.kind = extraction.entities[mention.entity as usize].kind;
    }
    let mentions = sorted(&mut extraction.mentions, |a, b| place(a).cmp(&place(b)));
    for fact in &mut extraction.facts {
        fact.head = mentions[fact.head as usize];
        fact.tail = mentions[fact.tail as usize];
        fact.passage = passages[fact.passage as usize];
    }
    for figure in &mut extraction.figures {
        figure.entity = mentions[figure.entity as usize];
        figure.passage = passages[figure.passage as usize];
    }
    extraction.facts.sort_by(|a, b| fact_key(a).cmp(&fact_key(b)));
    extraction.facts.dedup();
    extraction.figures.sort_by(|a, b| figure_key(a).cmp(&figure_key(b)));
    extraction.figures.dedup();
    for entity in &mut extraction.entities {
        entity.aliases.retain(|alias| *alias != entity.name);
        entity.aliases.sort();
        entity.aliases.dedup();
    }
}

fn drop_dangling(extraction: &mut Extraction) {
    let Extraction { entities, passages, mentions, facts, figures, .. } = extraction;
    let within = |index: u32, length: usize| (index as usize) < length;
    if mentions
        .iter()
        .any(|m| !(within(m.entity, entities.len()) && within(m.passage, passages.len())))
    {
        // Facts refer to mentions by place, so none can be told apart once one is dropped.
        mentions.clear();
    }
    facts.retain(|f| {
        within(f.head, mentions.len())
            && within(f.tail, mentions.len())
            && within(f.passage, passages.len())
    });
    figures.retain(|f| within(f.entity, mentions.len()) && within(f.passage, passages.len()));
}

/// Sorts `items` and yields for each old index the new one.
fn sorted<T>(items: &mut Vec<T>, order: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<u32> {
    if items.is_sorted_by(|a, b| order(a, b).is_le()) {
        return (0..items.len() as u32).collect();
    }
    let mut numbered: Vec<(usize, T)> = std::mem::take(items).into_iter().enumerate().collect();
    numbered.sort_by(|(_, a), (_, b)| order(a, b));
    let mut moved = vec![0; numbered.len()];
    for (new, (old, item)) in numbered.into_iter().enumerate() {
        moved[old] = new as u32;
        items.push(item);
    }
    moved
}

fn place(mention: &Found) -> (u32, crate::text::Span, u32) {
    (mention.passage, mention.span, mention.entity)
}

fn fact_key(fact: &Stated) -> impl Ord + use<'_> {
    (
        (fact.passage, fact.head, fact.relation, fact.tail, fact.modality),
        (fact.trigger, &fact.rule, fact.date, &fact.detail),
    )
}

fn figure_key(figure: &Measured) -> impl Ord + use<'_> {
    (
        (figure.passage, figure.span, figure.entity, &figure.measure, &figure.value, &figure.unit),
        (&figure.normalised, figure.period, &figure.scope, figure.modality),
    )
}

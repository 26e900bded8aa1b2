//! A number of documents in, an archive of that many out, the same every time: each document states
//! fifty links between entities out of two hundred thousand, each in a sentence of its own.

use tupu::corpus::Date;
use tupu::entity::{Entity, EntityId};
use tupu::extract::{Extraction, Found, Passage, Source, Stated};
use tupu::fact::Modality;
use tupu::graph::Archive;
use tupu::knowledge::{Kind, Relation};
use tupu::text::Span;

const ENTITIES: u32 = 200_000;
const FACTS: u32 = 50;

/// An archive of so many documents; 20,000 state a million links.
pub(crate) fn archive(documents: u32) -> Archive {
    Archive::new((0..documents).map(document)).0
}

/// Numbers that look random and are the same every time.
struct Mixed(u64);

impl Mixed {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }
}

fn entity(number: u32) -> Entity {
    let kinds = [Kind::COMPANY, Kind::PLACE, Kind::INSTITUTION, Kind::PERSON];
    let kind = kinds[number as usize % kinds.len()];
    let name = format!("江南精密{number}号");
    Entity { id: EntityId::new(kind, &name), kind, name, aliases: Vec::new() }
}

fn document(number: u32) -> Extraction {
    let mut mixed = Mixed(u64::from(number) + 1);
    let pairs: Vec<(u32, u32)> = (0..FACTS)
        .map(|_| (mixed.below(ENTITIES), mixed.below(mixed_hub(&mut Mixed(7), number))))
        .collect();
    let mut names: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    names.sort_unstable();
    names.dedup();
    let relations = ["located_in", "invests_in", "supplies", "cooperates_with"];
    let relations = relations.map(Relation::named);
    let place = |number| names.binary_search(&number).unwrap_or(0) as u32;
    let mut extraction = Extraction {
        source: Source {
            id: format!("2023/{number:06}.txt"),
            title: Some(format!("第{number}号新闻")),
            date: Date::new(2023, 1 + (number % 12) as u8, 1 + (number % 28) as u8),
            digest: format!("{number:064x}"),
            characters: FACTS * 30,
        },
        entities: names.iter().map(|&name| entity(name)).collect(),
        passages: Vec::new(),
        mentions: Vec::new(),
        facts: Vec::new(),
        figures: Vec::new(),
    };
    for (i, (head, tail)) in (0u32..).zip(pairs) {
        let start = i * 30;
        let text = format!("第{number}篇第{i}句说某企业与某单位在当地共同建设新的生产基地。");
        let span = Span { start, end: start + text.chars().count() as u32 };
        extraction.passages.push(Passage { span, text, reprint: false });
        for (offset, name) in [(0, head), (10, tail)] {
            let entity = place(name);
            let kind = extraction.entities[entity as usize].kind;
            let span = Span { start: start + offset, end: start + offset + 4 };
            extraction.mentions.push(Found { passage: i, span, kind, entity });
        }
        extraction.facts.push(Stated {
            head: 2 * i,
            relation: relations[i as usize % relations.len()],
            tail: 2 * i + 1,
            passage: i,
            trigger: Some(Span { start: start + 5, end: start + 7 }),
            rule: "supplies/1".to_owned(),
            modality: Modality::Stated,
            date: None,
            detail: None,
        });
    }
    extraction
}

/// Every third document speaks of well-known entities only.
fn mixed_hub(mixed: &mut Mixed, number: u32) -> u32 {
    if number.is_multiple_of(3) { 1 + mixed.below(1000) } else { ENTITIES }
}

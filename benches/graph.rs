//! A generated archive of 200,000 entities and 1,000,000 facts in, times to save, load, derive and
//! ask it out. On one thread, so that the time is the CPU time.

use divan::Bencher;
use std::sync::OnceLock;
use tupu::corpus::Date;
use tupu::entity::{Entity, EntityId};
use tupu::extract::{Extraction, Found, Passage, Source, Stated};
use tupu::fact::Modality;
use tupu::graph::{Archive, Filter, KnowledgeGraph, parse, serialise};
use tupu::knowledge::{Kind, Relation};
use tupu::text::Span;

const DOCUMENTS: u32 = 20_000;
const ENTITIES: u32 = 200_000;
const FACTS: u32 = 50;

fn main() {
    // Fails only when the pool was built before, which nothing above does.
    let _built = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    divan::main();
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

fn archive() -> &'static Archive {
    static ARCHIVE: OnceLock<Archive> = OnceLock::new();
    ARCHIVE.get_or_init(|| Archive::new((0..DOCUMENTS).map(document)).0)
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn save(bencher: Bencher<'_, '_>) {
    let archive = archive();
    bencher.bench(|| serialise(archive));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn load(bencher: Bencher<'_, '_>) {
    let text = serialise(archive());
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| parse(&text));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn derive(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| archive().clone()).bench_values(KnowledgeGraph::new);
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn view(bencher: Bencher<'_, '_>) {
    let graph = std::sync::Arc::new(KnowledgeGraph::new(archive().clone()));
    bencher.bench(|| graph.view());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn path(bencher: Bencher<'_, '_>) {
    let graph = KnowledgeGraph::new(archive().clone());
    let nodes: Vec<_> = graph.nodes().collect();
    bencher.bench(|| graph.paths(nodes[17], nodes[nodes.len() - 17], &Filter::default(), 3));
}

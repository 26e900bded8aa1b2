//! Questions in, the time to answer them out: over the sample graph, and over a generated graph of
//! 100,000 entities and 500,000 links. Prints percentiles.
#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::path::Path;
use std::time::{Duration, Instant};
use tupu::entity::{Entity, EntityId};
use tupu::extract::{Extraction, Found, Passage, Source, Stated};
use tupu::fact::Modality;
use tupu::graph::{Archive, KnowledgeGraph, load};
use tupu::knowledge::{Kind, Knowledge, Relation};
use tupu::question::{Ground, ask};
use tupu::text::Span;

const ENTITIES: u32 = 100_000;
const DOCUMENTS: u32 = 20_000;
const SENTENCES: u32 = 13;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gold = std::fs::read_to_string(root.join("tests/gold/questions.jsonl"))?;
    let questions: Vec<String> = gold
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|line| Some(line["question"].as_str()?.to_owned()))
        .collect();
    timed("sample", &load(&root.join("graph/sample.ron"))?, &questions);
    let (archive, _) = Archive::new((0..DOCUMENTS).map(document));
    let graph = KnowledgeGraph::new(archive);
    let own = [
        "江南7县有哪些企业？",
        "which firms are in jiangnan 7 xian",
        "江南精密12345公司位于哪里？",
        "谁给江南精密12345公司供货？",
        "江南精密12345公司和江南精密54321公司之间有什么联系？",
        "江南精密12345公司和江南精密54321公司有什么共同点？",
        "哪些地方发展电池产业？",
        "江南7县的产值是多少？",
        "江南7县有多少家企业？",
        "Who is the mayor of Jiangnan?",
        "Which firms in the West Lake Science Park make batteries?",
        "不存在的公司在哪里？",
    ];
    let own: Vec<String> = own.iter().cycle().take(120).map(|q| (*q).to_owned()).collect();
    timed("generated", &graph, &own);
    Ok(())
}

fn timed(what: &str, graph: &KnowledgeGraph, questions: &[String]) {
    let knowledge = Knowledge::embedded();
    let start = Instant::now();
    let ground = Ground::new(graph, knowledge);
    let (nodes, links) = (graph.nodes().len(), graph.links().len());
    println!("{what}: {nodes} entities, {links} links, looked up after {:?}", start.elapsed());
    let mut times: Vec<(Duration, &String)> = questions
        .iter()
        .map(|question| {
            let start = Instant::now();
            let answer = ask(&ground, graph, knowledge, question);
            std::hint::black_box(answer);
            (start.elapsed(), question)
        })
        .collect();
    times.sort();
    for percent in [50, 95, 100] {
        let (time, question) = times[(times.len() * percent / 100).min(times.len() - 1)];
        println!("  {percent:>3}% {time:?}  {question}");
    }
}

fn entity(number: u32) -> Entity {
    let (kind, name) = match number % 20 {
        0 => (Kind::PLACE, format!("江南{}县", number / 20)),
        1 => (Kind::INSTITUTION, format!("江南{number}研究院")),
        2 => (Kind::INDUSTRY, format!("第{number}号材料产业")),
        _ => (Kind::COMPANY, format!("江南精密{number}公司")),
    };
    Entity { id: EntityId::new(kind, &name), kind, name, aliases: Vec::new() }
}

/// A document whose sentences each state links between two or three entities.
fn document(number: u32) -> Extraction {
    let mut state = u64::from(number) + 1;
    let mut below = |limit: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((state >> 33) % u64::from(limit)) as u32
    };
    let mut extraction = Extraction {
        source: Source {
            id: format!("{number:06}.txt"),
            title: None,
            date: None,
            digest: String::new(),
            characters: 0,
        },
        entities: Vec::new(),
        passages: Vec::new(),
        mentions: Vec::new(),
        facts: Vec::new(),
        figures: Vec::new(),
    };
    let relations = ["supplies", "invests_in", "located_in", "cooperates_with"];
    let mut at = 0;
    for passage in 0..SENTENCES {
        let numbers = [below(ENTITIES), below(ENTITIES), below(ENTITIES) / 20 * 20];
        let start = at;
        let mut text = String::new();
        for (place, number) in numbers.into_iter().enumerate() {
            let entity = entity(number);
            let from = at;
            at += entity.name.chars().count() as u32;
            text.push_str(&entity.name);
            text.push('与');
            let of = extraction.entities.iter().position(|known| known.id == entity.id);
            let of = of.unwrap_or(extraction.entities.len());
            let (span, kind) = (Span { start: from, end: at }, entity.kind);
            extraction.mentions.push(Found { passage, span, kind, entity: of as u32 });
            if of == extraction.entities.len() {
                extraction.entities.push(entity);
            }
            at += 1;
            if place > 0 {
                let tail = extraction.mentions.len() as u32 - 1;
                extraction.facts.push(Stated {
                    head: tail - place as u32,
                    relation: Relation::named(relations[(number % 4) as usize]),
                    tail,
                    passage,
                    trigger: None,
                    rule: "generated".to_owned(),
                    modality: Modality::Stated,
                    date: None,
                    detail: None,
                });
            }
        }
        extraction.passages.push(Passage { span: Span { start, end: at }, text, reprint: false });
    }
    extraction.source.characters = at;
    extraction
}

//! Questions in, the time to answer them out: over the sample graph, and over a generated graph of
//! 100,000 entities and 500,000 links of which two entities have 50,000 each. Prints percentiles of
//! all questions, and the slowest of each.
#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tupu::entity::{Entity, EntityId};
use tupu::extract::{Extraction, Found, Measured, Passage, Source, Stated};
use tupu::fact::Modality;
use tupu::graph::{Archive, KnowledgeGraph, load};
use tupu::knowledge::{Kind, Knowledge, Relation};
use tupu::question::{Desk, Question};
use tupu::text::Span;

/// The allocator of the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENTITIES: u32 = 100_000;
const DOCUMENTS: u32 = 20_000;
const SENTENCES: u32 = 13;
/// A firm that very many are linked to; a number of its own.
const HUB: u32 = 100_001;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gold = std::fs::read_to_string(root.join("tests/gold/questions.jsonl"))?;
    let questions: Vec<String> = gold
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|line| Some(line["question"].as_str()?.to_owned()))
        .collect();
    timed("sample", load(&root.join("graph/sample.ron"))?, &questions, 1)?;
    let (archive, _) = Archive::new((0..DOCUMENTS).map(document));
    let only = std::env::var("ONLY").unwrap_or_default();
    let own = OWN.iter().filter(|question| question.contains(&only));
    let own: Vec<String> = own.map(|question| (*question).to_owned()).collect();
    let times = if only.is_empty() { 3 } else { 30 };
    timed("generated", KnowledgeGraph::new(archive), &own, times)
}

/// One question and more of each sort that the manual lists, of entities with few links, with some
/// and with very many (江南0县, 江南精密100001公司).
const OWN: [&str; 44] = [
    "江南7县有哪些企业？",
    "江南0县有哪些企业？",
    "江南0县有哪些研究院？",
    "which firms are in jiangnan 7 xian",
    "Which firms are in Jiangnan 0 Xian?",
    "江南7县有哪些从事第42号材料产业的企业？",
    "江南0县有哪些从事第42号材料产业的企业？",
    "江南精密12345公司位于哪里？",
    "江南精密100001公司在哪里？",
    "谁给江南精密12345公司供货？",
    "谁给江南精密100001公司供货？",
    "江南精密100001公司投资了哪些企业？",
    "江南精密12345公司和江南精密54321公司之间有什么联系？",
    "江南精密12345公司和江南精密54323公司之间有什么联系？",
    "江南0县和江南精密100001公司之间有什么联系？",
    "江南精密12345公司和江南0县之间有什么联系？",
    "江南精密12345公司和江南精密54321公司有什么共同点？",
    "江南0县和江南精密100001公司有什么共同点？",
    "江南0县和江南7县有什么共同点？",
    "哪些地方发展电池产业？",
    "哪些地方发展第42号材料产业？",
    "哪些企业生产电池？",
    "江南7县的产值是多少？",
    "江南0县2021年的产值是多少？",
    "江南0县第42号材料产业的产值是多少？",
    "产值是多少？",
    "江南7县有多少家企业？",
    "江南0县有多少家企业？",
    "有多少家企业？",
    "有哪些企业？",
    "江南7县县长是谁？",
    "江南0县县长是谁？",
    "Who is the mayor of Jiangnan 0 Xian?",
    "江南精密100001公司的董事长是谁？",
    "江南精密12345公司是不是在江南0县？",
    "江南精密100001公司在江南0县有生产基地吗？",
    "江南精密12345公司",
    "江南精密100001公司",
    "江南0县",
    "Who is the mayor of Jiangnan?",
    "Which firms in the West Lake Science Park make batteries?",
    "不存在的公司在哪里？",
    "关于这个从来没有人听说过的名字很长的产业园区的新闻发布会是在什么时候召开的呢？",
    "今年以来各地都有哪些好的做法值得我们认真学习借鉴和推广？",
];

fn timed(
    what: &str,
    graph: KnowledgeGraph,
    questions: &[String],
    times: usize,
) -> Result<(), Box<dyn std::error::Error>> {
    let graph = Arc::new(graph);
    let (nodes, links) = (graph.nodes().len(), graph.links().len());
    let start = Instant::now();
    let view = graph.view();
    println!(
        "{what}: {nodes} entities, {links} links, seen by queries after {:?}",
        start.elapsed()
    );
    let desk = Desk::new(graph, Arc::new(Knowledge::load(None)?));
    let start = Instant::now();
    desk.ground();
    println!("  names and sentences ready after {:?}", start.elapsed());
    let options = desk.options();
    let first = Instant::now();
    let mut all: Vec<(Duration, &String)> = Vec::new();
    let mut busy: Vec<(Duration, &String)> = Vec::new();
    for _ in 0..times {
        for question in questions {
            let (start, before) = (Instant::now(), processor()?);
            let asked = Question { text: question, ..Question::default() };
            let answer = desk.ask(&view, &options, &asked);
            let (took, worked) = (start.elapsed(), processor()?.saturating_sub(before));
            if all.is_empty() {
                println!("  the first question after {:?}", first.elapsed());
            }
            if std::env::var_os("SHOW").is_some() {
                println!("  {took:?} {worked:?} {}", serde_json::to_string(&answer.0)?);
            }
            all.push((took, question));
            busy.push((worked, question));
        }
    }
    for (what, mut all) in [("by the clock", all), ("of the processor", busy)] {
        all.sort();
        for percent in [50, 95, 100] {
            let (time, question) = all[(all.len() * percent / 100).min(all.len() - 1)];
            println!("  {percent:>3}% {time:?} {what}  {question}");
        }
    }
    Ok(())
}

/// Time that all threads of this process have worked so far, in hundredths of a second.
fn processor() -> Result<Duration, Box<dyn std::error::Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit_once(')').ok_or("no name in the line of the process")?.1;
    let ticks: u64 =
        fields.split_whitespace().skip(11).take(2).filter_map(|f| f.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(10 * ticks))
}

fn entity(number: u32) -> Entity {
    let (kind, name) = match number % 20 {
        0 => (Kind::PLACE, format!("江南{}县", number / 20)),
        1 => (Kind::INSTITUTION, format!("江南{number}研究院")),
        2 => (Kind::INDUSTRY, format!("第{number}号材料产业")),
        3 => (Kind::PERSON, format!("江南{number}")),
        _ => (Kind::COMPANY, format!("江南精密{number}公司")),
    };
    Entity { id: EntityId::new(kind, &name), kind, name, aliases: Vec::new() }
}

/// A document that says nothing yet.
fn silent(number: u32) -> Extraction {
    Extraction {
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
    }
}

/// One of five relations, by the number.
fn stated(head: u32, number: u32, tail: u32, passage: u32) -> Stated {
    let relations = ["supplies", "invests_in", "located_in", "cooperates_with", "holds_post"];
    Stated {
        head,
        relation: Relation::named(relations[(number % 5) as usize]),
        tail,
        passage,
        trigger: None,
        rule: "generated".to_owned(),
        modality: Modality::Stated,
        date: None,
        detail: None,
    }
}

/// An output that its place in the text tells.
fn measured(entity: u32, passage: u32, span: Span) -> Measured {
    Measured {
        entity,
        measure: "产值".to_owned(),
        value: (span.start % 900).to_string(),
        unit: "亿元".to_owned(),
        normalised: None,
        period: None,
        scope: None,
        passage,
        span,
        modality: Modality::Stated,
    }
}

/// A document whose sentences each state links between two or three entities.
fn document(number: u32) -> Extraction {
    let mut state = u64::from(number) + 1;
    let mut below = |limit: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((state >> 33) % u64::from(limit)) as u32
    };
    let mut extraction = silent(number);
    let mut at = 0;
    for passage in 0..SENTENCES {
        let mut numbers = [below(ENTITIES), below(ENTITIES), below(ENTITIES) / 20 * 20];
        // Every fifth sentence is of a place that all speak of, every fifth of such a firm.
        match passage % 5 {
            0 => numbers[2] = 0,
            1 => numbers[1] = HUB,
            _ => {}
        }
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
                extraction.facts.push(stated(tail - place as u32, number, tail, passage));
            }
        }
        if passage % 3 == 0 {
            let said = format!("产值{}亿元", at % 900);
            let (span, length) = (at + 2, said.chars().count() as u32);
            text.push_str(&said);
            at += length;
            let entity = extraction.mentions.len() as u32 - 1;
            extraction.figures.push(measured(entity, passage, Span { start: span, end: at }));
        }
        extraction.passages.push(Passage { span: Span { start, end: at }, text, reprint: false });
    }
    extraction.source.characters = at;
    extraction
}

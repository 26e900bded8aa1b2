//! A generated graph of 100,000 entities in, the time from a key to what it offers out.

use divan::Bencher;
use std::sync::{Arc, OnceLock};
use tupu::entity::{Entity, EntityId};
use tupu::extract::{Extraction, Found, Passage, Source};
use tupu::graph::{Archive, KnowledgeGraph};
use tupu::knowledge::{Kind, Knowledge};
use tupu::session::{Session, Settings, complete};
use tupu::text::Span;

const ENTITIES: u32 = 100_000;
const IN_DOCUMENT: u32 = 50;

fn main() {
    divan::main();
}

/// A name of three syllables that differs for every number.
fn name(number: u32) -> String {
    let part = |number: u32, from: &str| from.chars().nth(number as usize % 47).unwrap_or('江');
    let first = "江南北海东西山河金银铜铁星月天地云雨风雷春夏秋冬梅兰竹菊松柏龙凤虎马华夏中远大长平安泰康宁";
    let second =
        "城州源泉光明德信义和丰盛昌隆达通元亨利贞新科创智联合众博雅清正方圆立群峰岭峡谷原野林森";
    let third =
        "精密制造电子材料能源动力机械医药食品纺织化工建设置业投资控股实业商贸物流航空汽车船舶钢铁";
    let (a, b) = (part(number, first), part(number / 47, second));
    format!("{a}{b}{}{}公司", part(number / 2209, third), number % 7)
}

fn document(number: u32) -> Extraction {
    let names: Vec<String> = (number * IN_DOCUMENT..(number + 1) * IN_DOCUMENT)
        .map(|n| format!("{}{n}", name(n)))
        .collect();
    let entity = |name: &String| Entity {
        id: EntityId::new(Kind::COMPANY, name),
        kind: Kind::COMPANY,
        name: name.clone(),
        aliases: Vec::new(),
    };
    let text: String = names.concat();
    let mut at = 0;
    let mentions = names.iter().enumerate().map(|(entity, name)| {
        let start = at;
        at += name.chars().count() as u32;
        let span = Span { start, end: at };
        Found { passage: 0, span, kind: Kind::COMPANY, entity: entity as u32 }
    });
    let mentions = mentions.collect();
    let length = text.chars().count() as u32;
    Extraction {
        source: Source {
            id: format!("{number}.txt"),
            title: None,
            date: None,
            digest: String::new(),
            characters: length,
        },
        entities: names.iter().map(entity).collect(),
        passages: vec![Passage { span: Span { start: 0, end: length }, text, reprint: false }],
        mentions,
        facts: Vec::new(),
        figures: Vec::new(),
    }
}

fn session() -> &'static Session {
    static SESSION: OnceLock<Session> = OnceLock::new();
    SESSION.get_or_init(|| {
        let knowledge = Arc::new(Knowledge::load(None).expect("what is built in can be read"));
        let (archive, _) = Archive::new((0..ENTITIES / IN_DOCUMENT).map(document));
        let mut session = Session::new(knowledge, Settings::plain());
        session.take(KnowledgeGraph::new(archive), None, false);
        session
    })
}

#[divan::bench(args = ["show 江", "show 江城精", "show jiang", "show jcjm", "show j", "j"])]
fn a_key(bencher: Bencher<'_, '_>, line: &str) {
    let session = session();
    // What names are looked up in is made on another thread while the prompt is shown.
    complete(session, line, line.len());
    bencher.bench(|| complete(session, line, line.len()));
}

//! Marked sentences in, extractions made by hand out: what the graph tests build on.
//!
//! `{company/甲公司:甲} 落户 {place/溧阳市:溧阳}。 # 0 located_in 1` names two entities and states one
//! fact between them. After `#`: `HEAD relation TAIL [planned|negated] [date] [=detail]`, or
//! `ENTITY = measure value unit [period]`, more of them parted by `;`.

use tupu::corpus::Date;
use tupu::entity::{Entity, EntityId};
use tupu::extract::{Extraction, Found, Measured, Passage, Source, Stated};
use tupu::fact::Modality;
use tupu::graph::{Archive, KnowledgeGraph};
use tupu::knowledge::{Kind, Relation};
use tupu::text::Span;

/// What reading a document with these sentences would have yielded.
pub(crate) fn reading(id: &str, date: Option<&str>, sentences: &[&str]) -> Extraction {
    let mut made = Extraction {
        source: Source {
            id: id.to_owned(),
            title: None,
            date: date.map(|date| date.parse().unwrap()),
            digest: String::new(),
            characters: 0,
        },
        entities: Vec::new(),
        passages: Vec::new(),
        mentions: Vec::new(),
        facts: Vec::new(),
        figures: Vec::new(),
    };
    let mut offset = 0;
    let mut names: Vec<EntityId> = Vec::new();
    for sentence in sentences {
        let (marked, said) = sentence.split_once(" # ").unwrap_or((sentence, ""));
        let first = made.mentions.len();
        let text = unmarked(&mut made, &mut names, marked, offset);
        let span = Span::new(offset, offset + text.chars().count());
        offset = span.end as usize;
        let reprint = made.passages.iter().any(|passage| passage.text == text);
        made.passages.push(Passage { span, text, reprint });
        for said in said.split(';').filter(|said| !said.trim().is_empty()) {
            say(&mut made, said, first, span);
        }
    }
    made.source.characters = offset as u32;
    made.source.digest = format!("{:064x}", offset + 7 * sentences.len());
    sort_entities(&mut made);
    made
}

/// The graph of these readings.
pub(crate) fn graph(readings: impl IntoIterator<Item = Extraction>) -> KnowledgeGraph {
    let (mut archive, clashes) = Archive::new(readings);
    assert!(clashes.is_empty(), "{clashes:?}");
    archive.read_with("hand", [Relation::named("cooperates_with")]);
    KnowledgeGraph::new(archive)
}

fn unmarked(
    made: &mut Extraction,
    names: &mut Vec<EntityId>,
    marked: &str,
    offset: usize,
) -> String {
    let mut text = String::new();
    for (i, part) in marked.split('{').enumerate() {
        let Some((name, rest)) = part.split_once('}').filter(|_| i > 0) else {
            text.push_str(part);
            continue;
        };
        let (id, form) = name.split_once(':').unwrap();
        let kind = Kind::named(
            ["Place", "Company", "Institution", "Program", "Industry", "Person"]
                .into_iter()
                .find(|kind| id.starts_with(&format!("{}/", kind.to_lowercase())))
                .unwrap(),
        );
        let id = EntityId::from_text(id);
        let entity = names.iter().position(|known| *known == id).unwrap_or_else(|| {
            let name = id.name().to_owned();
            made.entities.push(Entity { id: id.clone(), kind, name, aliases: Vec::new() });
            names.push(id);
            names.len() - 1
        });
        let known = &mut made.entities[entity];
        if form != known.name && !known.aliases.iter().any(|alias| alias == form) {
            known.aliases.push(form.to_owned());
        }
        let start = offset + text.chars().count();
        text.push_str(form);
        let span = Span::new(start, offset + text.chars().count());
        let passage = made.passages.len() as u32;
        made.mentions.push(Found { passage, span, kind, entity: entity as u32 });
        text.push_str(rest);
    }
    text
}

fn say(made: &mut Extraction, said: &str, first: usize, sentence: Span) {
    let words: Vec<&str> = said.split_whitespace().collect();
    let mention = |word: &str| (first + word.parse::<usize>().unwrap()) as u32;
    let passage = made.passages.len() as u32 - 1;
    if words[1] == "=" {
        made.figures.push(Measured {
            entity: mention(words[0]),
            passage,
            measure: words[2].to_owned(),
            value: words[3].to_owned(),
            unit: words[4].to_owned(),
            normalised: None,
            period: words.get(5).map(|date| date.parse().unwrap()),
            scope: None,
            span: sentence,
            modality: Modality::Stated,
        });
        return;
    }
    let rest = &words[3..];
    let modality = match rest.iter().find(|word| ["planned", "negated"].contains(word)) {
        Some(&"planned") => Modality::Planned,
        Some(_) => Modality::Negated,
        None => Modality::Stated,
    };
    made.facts.push(Stated {
        head: mention(words[0]),
        relation: Relation::named(words[1]),
        tail: mention(words[2]),
        passage,
        trigger: Some(Span { start: sentence.start, end: sentence.start + 1 }),
        rule: format!("{}/1", words[1]),
        modality,
        date: rest.iter().find_map(|word| word.parse::<Date>().ok()),
        detail: rest.iter().find_map(|word| word.strip_prefix('=')).map(str::to_owned),
    });
}

fn sort_entities(made: &mut Extraction) {
    let mut order: Vec<usize> = (0..made.entities.len()).collect();
    order.sort_by(|&a, &b| made.entities[a].id.cmp(&made.entities[b].id));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new as u32;
    }
    made.entities.sort_by(|a, b| a.id.cmp(&b.id));
    for mention in &mut made.mentions {
        mention.entity = place[mention.entity as usize];
    }
}

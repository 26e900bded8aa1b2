//! A question and a graph in, an answer out: reading, looking, telling.

use super::answer::{Answer, Finding, Quote};
use super::closest::Closest;
use super::desk::Desk;
use super::ground::Ground;
use super::pieces::phrases::Cue;
use super::pieces::spot::{Piece, Spotter, Taken, has_cue};
use super::reading::follow::{Context, Turn};
use super::reading::left_out::LeftOut;
use super::reading::manner::{with_what_is_told, without_preamble};
use super::reading::several::{Part, Parts};
use super::reading::{Anchor, Language, Lookup, Reading};
use crate::extract::{Passage, Source};
use crate::graph::property::PropertyGraph;
use crate::graph::{KnowledgeGraph, Node};
use crate::knowledge::{Kind, Knowledge, QuestionWords, Relation};
use crate::query::{Limits, Options};
use std::collections::BTreeSet;
use std::time::Duration;

/// Nobody waits longer for the query of a question.
const LONGEST: Duration = Duration::from_secs(5);
/// Questions on one line that are asked one after the other; more are read as one.
const MOST_ASKED: usize = 6;
/// Sentences shown beside the answers.
const PASSAGES: usize = 3;
/// Sentences shown for one answer.
pub(super) const QUOTES: usize = 3;

/// A question that is being answered.
pub(super) struct Asked<'a, 'g> {
    pub question: &'a str,
    pub reading: &'a Reading,
    pub graph: &'g KnowledgeGraph,
    /// The graph as queries see it.
    pub view: &'a PropertyGraph,
    pub options: &'a Options,
    pub ground: &'a Ground,
    pub knowledge: &'a Knowledge,
    pub words: &'a QuestionWords,
    /// The counting word a number must have (几家).
    pub counter: Option<String>,
    /// What the question leaves out (除了…).
    pub left_out: Option<&'a LeftOut>,
    /// The question that this one is a part of; itself where it is whole.
    pub whole: &'a str,
}

/// A question, with what it goes on from and how it is to be read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    /// The question as asked.
    pub text: &'a str,
    /// What was asked before it.
    pub after: Option<&'a Context>,
    /// Which of its readings is answered; 0 is the likeliest.
    pub reading: usize,
}

/// Answers a question that may go on from the one before it; what the next can go on from. Of several
/// in one line each goes on from the one before.
pub(super) fn ask(
    desk: &Desk,
    view: &PropertyGraph,
    options: &Options,
    question: &Question<'_>,
) -> (Answer, Context) {
    let sentences = sentences(question.text);
    let asks = |text: &&str| text.ends_with(['?', '？', '呢', '吗']);
    let several = (2..=MOST_ASKED).contains(&sentences.len());
    if question.reading > 0 || !several || !sentences.iter().all(asks) {
        return ask_one(desk, view, options, question);
    }
    let mut told: Option<(Answer, Context)> = None;
    for text in sentences {
        let after = told.as_ref().map(|(_, context)| context).or(question.after);
        let one = Question { text, after, reading: 0 };
        let (answer, context) = ask_one(desk, view, options, &one);
        // What names nothing and goes on from nothing only says more of what was asked.
        if answer.answers.is_empty() || context.reading.anchors.is_empty() {
            return ask_one(desk, view, options, question);
        }
        told = Some(match told {
            Some((before, _)) => (joined(before, answer), context),
            None => (answer, context),
        });
    }
    let (answer, context) = told.expect("there are two sentences at least");
    (Answer { question: question.text.to_owned(), ..answer }, context)
}

/// The entities that a piece of a question names.
fn named(piece: Piece) -> Vec<u32> {
    match piece.taken {
        Taken::Entities(nodes) => nodes,
        _ => Vec::new(),
    }
}

/// A line cut behind its question marks.
fn sentences(line: &str) -> Vec<&str> {
    let sentences = line.split_inclusive(['?', '？']).map(str::trim);
    sentences.filter(|sentence| sentence.chars().any(char::is_alphanumeric)).collect()
}

/// The same for one question.
fn ask_one(
    desk: &Desk,
    view: &PropertyGraph,
    options: &Options,
    question: &Question<'_>,
) -> (Answer, Context) {
    let (knowledge, ground) = (desk.knowledge(), desk.ground());
    let limits = Limits { time: Some(LONGEST), ..options.limits.clone() };
    let options = &Options { limits, ..options.clone() };
    let words = knowledge.question();
    let whole = with_what_is_told(question.text, &words.manner);
    let text = whole.as_deref().unwrap_or(question.text);
    let plain = words.plain(without_preamble(text, &words.manner));
    let spotted = |text: &str| self::pieces(desk, text);
    let names = |piece: &Piece| matches!(piece.taken, Taken::Entities(_) | Taken::Parts(_));
    let mut pieces = spotted(&plain);
    let mut plain = plain;
    if !pieces.iter().any(names) {
        // What is named before the colon is what is asked about.
        plain = words.plain(text);
        pieces = spotted(&plain);
    }
    let mut left_out = LeftOut::of(&plain, &words.left_out);
    if let Some(left) = &mut left_out {
        left.nodes = spotted(&left.words).into_iter().flat_map(named).collect();
    }
    let rest = left_out.as_ref().map(|left| (left.rest.clone(), spotted(&left.rest)));
    match rest {
        Some((rest, own)) if own.iter().any(names) => (plain, pieces) = (rest, own),
        _ => left_out = None,
    }
    let first = Reading::of(&plain, &pieces, words, knowledge.schema(), ground);
    let goes_on = Turn { question: &plain, pieces: &pieces, words, ground };
    let after = question.after.and_then(|after| goes_on.after(&first, after));
    let left_out = left_out.as_ref();
    let room = Room { desk, view, options, left_out, whole: None };
    let whole = |reading| {
        room.answer(question, Part { question: plain.clone(), pieces: pieces.clone(), reading })
    };
    if let Some(reading) = after {
        return whole(reading);
    }
    let parts = Parts { pieces: &spotted, words, schema: knowledge.schema(), graph: ground };
    let parts = if question.reading == 0 { parts.of(&plain, &pieces, &first) } else { Vec::new() };
    // A part alone says too little for the closest sentences: those of the whole speak to it.
    let of_part = Room { whole: Some(&plain), ..room };
    let answer = |part: Part| of_part.answer(question, part);
    let told: Vec<(Answer, Context)> = parts.into_iter().map(answer).collect();
    let answers = |told: &(Answer, Context)| !told.0.answers.is_empty();
    // What no part of it finds the whole may.
    let missed = !told.iter().all(answers);
    let told = told.into_iter().filter(answers).reduce(together);
    match told {
        Some(told) if missed => together(told, whole(first)),
        Some(told) => told,
        None => whole(first),
    }
}

/// What two parts of a question found.
fn together(one: (Answer, Context), other: (Answer, Context)) -> (Answer, Context) {
    let ((answer, mut context), (next, found)) = (one, other);
    context.found.extend(found.found);
    (joined(answer, next), context)
}

/// Two answers to one question in one, the first one's words and passages before the other's.
fn joined(mut answer: Answer, next: Answer) -> Answer {
    answer.reading = format!("{} + {}", answer.reading, next.reading);
    answer.readings.clear();
    if answer.cypher != next.cypher {
        answer.cypher = format!("{};\n{}", answer.cypher, next.cypher);
    }
    let known: BTreeSet<String> = answer.answers.iter().map(|a| a.name.clone()).collect();
    answer.answers.extend(next.answers.into_iter().filter(|a| !known.contains(&a.name)));
    answer.near.extend(next.near);
    answer.passages.extend(next.passages);
    answer.words.extend(next.words);
    answer.unknown.extend(next.unknown);
    answer.unsure = answer.unsure.or(next.unsure);
    answer
}

/// Where questions are answered.
#[derive(Clone, Copy)]
struct Room<'a> {
    desk: &'a Desk,
    view: &'a PropertyGraph,
    options: &'a Options,
    /// What the question leaves out.
    left_out: Option<&'a LeftOut>,
    /// The question of which parts are answered.
    whole: Option<&'a str>,
}

impl Room<'_> {
    /// Answers one of the questions that a question asks.
    fn answer(&self, question: &Question<'_>, part: Part) -> (Answer, Context) {
        let (graph, knowledge, ground) =
            (self.desk.graph(), self.desk.knowledge(), self.desk.ground());
        let words = knowledge.question();
        let Part { question: plain, pieces, reading: first } = part;
        let readings = first.alternatives();
        let counter = has_cue(&pieces, Cue::Count).then(|| counting_word(&plain)).flatten();
        let (view, options, left_out) = (self.view, self.options, self.left_out);
        let whole = self.whole.unwrap_or(plain.as_str());
        let of = |reading| {
            let (question, counter) = (plain.as_str(), counter.clone());
            Asked {
                question,
                reading,
                graph,
                view,
                options,
                ground,
                knowledge,
                words,
                counter,
                left_out,
                whole,
            }
        };
        let chosen = question.reading.min(readings.len() - 1);
        let first = of(&readings[chosen]);
        let further = first.stepped();
        let further = further
            .or_else(|| first.of_its_body())
            .or_else(|| first.of_its_name())
            .or_else(|| first.of_its_noun());
        let reading = further.as_ref().unwrap_or(&readings[chosen]);
        let asked = of(reading);
        let others = readings.iter().map(|other| of(other).in_words());
        let (query, found) = asked.looked_up();
        let mut told = asked.findings(&found);
        told.answers.retain(|finding| !asked.leaves_out(finding));
        let (query, told) = match asked.closest(told) {
            Closest::Found(told) => (query, told),
            Closest::Said(said) => (asked.named_in_these(&said), said.into()),
        };
        let mut answer = Answer {
            question: question.text.to_owned(),
            reading: asked.in_words(),
            readings: if readings.len() > 1 { others.collect() } else { Vec::new() },
            cypher: query.to_string(),
            answers: told.answers,
            near: told.near,
            passages: asked.passages(PASSAGES).into_iter().map(|at| asked.quote(at)).collect(),
            words: asked.words_taken(&pieces),
            unknown: reading.unknown.clone(),
            ..Answer::default()
        };
        if answer.answers.is_empty() || !reading.unknown.is_empty() {
            answer.suggestions = asked.suggestions();
        }
        answer.unsure = told.doubt.or_else(|| asked.doubt(&answer, &found));
        let told = answer.answers.iter().filter_map(|finding| graph.node(finding.id.as_ref()?));
        let found = told.map(|node| node.ordinal() as u32).collect();
        (answer, Context { reading: reading.clone(), found })
    }
}

/// What each word of a question was taken for.
fn pieces(desk: &Desk, question: &str) -> Vec<Piece> {
    let (graph, ground) = (desk.graph(), desk.ground());
    let name_of =
        |node: u32| graph.nth_node(node as usize).map_or(String::new(), |n| n.name().to_owned());
    let spotter = Spotter {
        names: &ground.names,
        phrases: &ground.phrases,
        words: desk.knowledge().question(),
        lexicon: desk.knowledge().lexicon(),
        name_of: &name_of,
        kind_of: &|node| ground.kind(node),
        said: &|words| ground.is_said(graph, words),
        told: &|lists| ground.told(graph, lists),
    };
    spotter.pieces(question)
}

/// The counting word after 几 or 多少 (几家, 多少个).
fn counting_word(question: &str) -> Option<String> {
    let after = question.split_once("多少").or_else(|| question.split_once('几'))?.1;
    let word =
        after.chars().next().filter(|c| "家个所名位项种座条台辆人席届轮次批".contains(*c))?;
    Some(word.to_string())
}

impl<'g> Asked<'_, 'g> {
    /// Whether the question leaves something out that was found.
    fn leaves_out(&self, finding: &Finding) -> bool {
        let node = || finding.id.as_ref().and_then(|id| self.graph.node(id));
        self.left_out.is_some_and(|left| {
            left.holds(&finding.name) || node().is_some_and(|node| self.is_left_out(node))
        })
    }

    /// Whether the question leaves out what is called so.
    pub(super) fn is_left_out(&self, node: Node<'_>) -> bool {
        let mut forms =
            std::iter::once(node.name()).chain(node.aliases().iter().map(String::as_str));
        self.left_out.is_some_and(|left| {
            left.nodes.contains(&(node.ordinal() as u32)) || forms.any(|form| left.holds(form))
        })
    }

    /// Names in the graph near the words that were not understood.
    fn suggestions(&self) -> Vec<String> {
        let words = self.reading.topics.iter().filter_map(|t| t.first());
        let near = words.flat_map(|word| {
            let similar = self.graph.similar(word, 3);
            similar.into_iter().map(|node| node.name().to_owned())
        });
        let names: BTreeSet<String> = near.collect();
        names.into_iter().take(5).collect()
    }

    pub(super) fn relations_asked(&self) -> impl Iterator<Item = Relation> + '_ {
        self.reading.relations.iter().map(|&(r, _)| self.words.relations[r].relation)
    }

    pub(super) fn node(&self, ordinal: u32) -> Node<'g> {
        self.graph.nth_node(ordinal as usize).expect("ordinals come from this graph")
    }

    /// What an anchor reaches: a place its counties, an industry its kin, anything else itself.
    pub(super) fn scope(&self, anchor: &Anchor) -> BTreeSet<u32> {
        match anchor.kind {
            Kind::PLACE => self.ground.with_inside(&anchor.nodes),
            Kind::INDUSTRY => self.ground.with_kin(&anchor.nodes),
            _ => anchor.nodes.iter().copied().collect(),
        }
    }

    /// A sentence with its document.
    fn passage(&self, at: u32) -> (&'g Source, &'g Passage) {
        let sentence = self.ground.sentence(at);
        let document = self.graph.archive().nth_document(sentence.document as usize);
        let document = document.expect("sentences come from this graph");
        (&document.source, &document.passages[sentence.passage as usize])
    }

    pub(super) fn text(&self, at: u32) -> &'g str {
        self.ground.text(self.graph, at)
    }

    /// Where a sentence starts in its document.
    pub(super) fn start_of(&self, at: u32) -> u32 {
        self.ground.sentence(at).start
    }

    /// The text of a sentence between two offsets of its document.
    pub(super) fn text_between(&self, at: u32, start: u32, end: u32) -> String {
        self.text_spaced(at, start, end).chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// The same with its spaces.
    pub(super) fn text_spaced(&self, at: u32, start: u32, end: u32) -> String {
        let from = self.start_of(at);
        let skip = start.saturating_sub(from) as usize;
        let length = end.saturating_sub(start.max(from)) as usize;
        self.text(at).chars().skip(skip).take(length).collect()
    }

    /// The first sentences that name both.
    pub(super) fn sentences_naming_both(&self, a: Node<'_>, b: Node<'_>) -> Vec<u32> {
        let of = |node: Node<'_>| self.ground.of_node(node.ordinal() as u32);
        let (few, many) = if of(a).len() <= of(b).len() { (of(a), of(b)) } else { (of(b), of(a)) };
        let both = few.iter().copied().filter(|at| many.binary_search(at).is_ok());
        both.take(QUOTES).collect()
    }

    pub(super) fn quote(&self, at: u32) -> Quote {
        let (document, passage) = self.passage(at);
        Quote {
            document: document.id.clone(),
            sentence: passage.text.clone(),
            start: passage.span.start,
            end: passage.span.end,
        }
    }

    pub(super) fn say<'t>(&self, chinese: &'t str, english: &'t str) -> &'t str {
        match self.reading.language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }
}

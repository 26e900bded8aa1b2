//! A question that asks several things in, the questions that it asks one by one out.
//!
//! The same is asked of each of several things (甲市和乙市的市长分别是谁), several measures of one
//! (营收和利润是多少), each thing's own (甲的营收和乙的产值各是多少), or one clause asks on from the
//! other (有多少辆，排第几).

use super::manner::asks_when;
use super::{Anchor, Language, Lookup, Reading, Wanted};
use crate::knowledge::{Kind, Manner, QuestionWords, Schema};
use crate::question::pieces::phrases::{Cue, Meaning};
use crate::question::pieces::spot::{Piece, Taken, has_cue};

/// One of the questions, as asked.
#[derive(Clone)]
pub(in crate::question) struct Part {
    /// Its words.
    pub question: String,
    /// What each word was taken for.
    pub pieces: Vec<Piece>,
    /// What it asks.
    pub reading: Reading,
}

/// What questions are read with.
pub(in crate::question) struct Parts<'a> {
    pub pieces: &'a dyn Fn(&str) -> Vec<Piece>,
    pub words: &'a QuestionWords,
    pub schema: &'a Schema,
    pub graph: &'a dyn Lookup,
}

/// Where a piece stands in the question, in bytes.
struct Placed<'a> {
    from: usize,
    to: usize,
    piece: &'a Piece,
}

/// Answers that a clause of its own may ask for.
const ASKED: [Wanted; 5] =
    [Wanted::Figure, Wanted::Count, Wanted::Post, Wanted::Place, Wanted::When];
/// The same where a clause asks for what lies in the closest sentences.
const LISTED: [Wanted; 3] = [Wanted::List, Wanted::About, Wanted::Passages];
/// Questions in one; nobody asks more at once.
const MOST: usize = 5;
/// Characters of one of the things of which each is asked for.
const LONGEST: usize = 10;
/// What ends a clause.
const CLAUSE: [char; 7] = ['，', ',', '；', ';', '？', '?', '。'];
/// The same, and what parts a list.
const TRIMMED: [char; 8] = ['，', ',', '；', ';', '？', '?', '。', '、'];

impl Parts<'_> {
    /// The questions that this one asks; none where it asks one.
    pub(in crate::question) fn of(
        &self,
        question: &str,
        pieces: &[Piece],
        reading: &Reading,
    ) -> Vec<Part> {
        if reading.language == Language::Chinese && LISTED.contains(&reading.wanted) {
            return self.listed(question, pieces);
        }
        if !ASKED.contains(&reading.wanted) {
            return Vec::new();
        }
        let chinese = reading.language == Language::Chinese;
        let of_names = LISTED.into_iter().filter(|_| chinese);
        let clauses =
            self.clauses(question, &ASKED.into_iter().chain(of_names).collect::<Vec<_>>());
        if clauses.len() > 1 {
            return clauses;
        }
        let placed = placed(question, pieces);
        let texts = self
            .own_measures(question, &placed)
            .or_else(|| self.each_measure(question, &placed, reading))
            .or_else(|| self.each_thing(question, &placed, reading));
        let parts = texts.into_iter().flatten().map(|text| self.part(text));
        let parts: Vec<Part> = parts.collect();
        let same = parts.iter().all(|part| ASKED.contains(&part.reading.wanted));
        if same { parts } else { Vec::new() }
    }

    fn part(&self, question: String) -> Part {
        let pieces = (self.pieces)(&question);
        let reading = Reading::of(&question, &pieces, self.words, self.schema, self.graph);
        Part { question, pieces, reading }
    }

    fn manner(&self) -> &Manner {
        &self.words.manner
    }

    /// Clauses that each ask for something; a later one asks of what the first one names, unless it
    /// names its own.
    fn clauses(&self, question: &str, wanted: &[Wanted]) -> Vec<Part> {
        let mut texts = vec![String::new()];
        for clause in cut(question, &self.manner().and) {
            let asks = self.asks(texts.last().map_or("", String::as_str)) && self.asks(clause);
            match texts.last_mut() {
                Some(last) if !asks => last.push_str(clause),
                _ => texts.push(clause.to_owned()),
            }
        }
        if !(2..=MOST).contains(&texts.len()) {
            return Vec::new();
        }
        let trim =
            |text: String| text.trim_matches(|c| TRIMMED.contains(&c) || c == ' ').to_owned();
        let mut parts: Vec<Part> = texts.into_iter().map(|text| self.part(trim(text))).collect();
        let (first, rest) = parts.split_at_mut(1);
        for part in rest {
            self.go_on(part, &first[0].reading);
        }
        let asked = |part: &Part| wanted.contains(&part.reading.wanted);
        if parts.iter().all(asked) { parts } else { Vec::new() }
    }

    /// The questions that one asks for names that asks for several things.
    fn listed(&self, question: &str, pieces: &[Piece]) -> Vec<Part> {
        let all: Vec<Wanted> = ASKED.into_iter().chain(LISTED).collect();
        let clauses = self.clauses(question, &all);
        if clauses.len() > 1 {
            return clauses;
        }
        let names = pieces.iter().filter(|piece| is_name(piece)).map(|piece| piece.text.as_str());
        let texts = each_word(question, &names.collect::<Vec<_>>(), self.manner());
        texts.into_iter().map(|text| self.part(text)).collect()
    }

    /// Whether a clause asks for something.
    fn asks(&self, clause: &str) -> bool {
        let manner = self.manner();
        let own = clause.trim_start_matches(CLAUSE);
        let opens = manner.by_what.iter().any(|word| own.starts_with(word.as_str()));
        if opens && !manner.asking.iter().any(|word| own.contains(word.as_str())) {
            return false;
        }
        let pieces = (self.pieces)(clause);
        let cues = [
            Cue::Count,
            Cue::Amount,
            Cue::Money,
            Cue::Quantity,
            Cue::Place,
            Cue::Person,
            Cue::Which,
        ];
        cues.into_iter().any(|cue| has_cue(&pieces, cue))
            || clause.contains('谁')
            || asks_when(clause, self.manner())
    }

    /// Gives a clause that names nothing of its own what the first clause names.
    fn go_on(&self, part: &mut Part, first: &Reading) {
        let reading = &mut part.reading;
        let places = reading.anchors.iter().all(|anchor| anchor.kind == Kind::PLACE);
        let narrows = self.manner().goes_on.iter().any(|word| part.question.starts_with(word));
        let lower = format!(" {} ", part.question.to_lowercase());
        let meant = self.words.follow.it.iter().any(|word| match word.is_ascii() {
            true => lower.contains(&format!(" {word} ")),
            false => lower.contains(word.as_str()),
        });
        let rank = |&m: &usize| self.words.is_rank(m);
        let ranked = places && reading.measures.iter().any(rank);
        if !(reading.anchors.is_empty() || narrows || meant || ranked) {
            return;
        }
        let own = std::mem::take(&mut reading.anchors);
        // 其中甲占几个: what is told of the part names the part.
        let known = |anchor: &Anchor| first.anchors.iter().any(|one| one.nodes == anchor.nodes);
        if own.is_empty() || !narrows {
            reading.anchors.clone_from(&first.anchors);
        }
        reading.anchors.extend(own.into_iter().filter(|anchor| narrows || !known(anchor)));
        if reading.topics.is_empty() {
            reading.topics.clone_from(&first.topics);
        }
        if has_cue(&part.pieces, Cue::Count) && reading.roles.is_empty() {
            reading.roles.clone_from(&first.roles);
        }
        reading.period = reading.period.or(first.period);
        reading.wanted = reading.decide(&part.question, &part.pieces, self.words);
    }

    /// 甲的营收和乙的产值各是多少: each measure with the thing named before it.
    fn own_measures(&self, question: &str, placed: &[Placed<'_>]) -> Option<Vec<String>> {
        if !self.of_each(question) {
            return None;
        }
        let cuts: Vec<usize> = placed
            .windows(2)
            .filter(|pair| {
                is_measure(pair[0].piece)
                    && is_name(pair[1].piece)
                    && self.joins(question.get(pair[0].to..pair[1].from))
            })
            .map(|pair| pair[0].to)
            .collect();
        let mut texts = Vec::new();
        let mut from = 0;
        for at in cuts {
            texts.push(question.get(from..at)?.to_owned());
            from = at;
        }
        texts.push(question.get(from..)?.to_owned());
        let dated = |piece: &&Placed<'_>| matches!(piece.piece.taken, Taken::Date(_));
        let names = placed.iter().position(|piece| is_name(piece.piece))?;
        let time = placed.iter().take(names).rfind(dated);
        let time = time.and_then(|_| question.get(..placed.get(names)?.from)).unwrap_or_default();
        let own_time =
            |text: &str| (self.pieces)(text).iter().any(|p| matches!(p.taken, Taken::Date(_)));
        let (asked, how) = (self.manner().much.first()?, texts.len());
        let texts = texts.into_iter().enumerate().map(|(n, text)| {
            let text = text.trim_start_matches(|c: char| "和与及跟、，".contains(c)).to_owned();
            let text = if n > 0 && !own_time(&text) { format!("{time}{text}") } else { text };
            if n + 1 < how { format!("{text}{asked}") } else { text }
        });
        (how > 1).then(|| texts.collect())
    }

    /// 营收和利润是多少: one measure each.
    fn each_measure(
        &self,
        question: &str,
        placed: &[Placed<'_>],
        reading: &Reading,
    ) -> Option<Vec<String>> {
        let run = self.run(question, placed, |a, b| is_measure(a) && is_measure(b))?;
        let apart = reading.measures.len() >= run.len();
        (reading.wanted == Wanted::Figure && apart).then(|| one_each(question, run))
    }

    /// 甲市和乙市的市长分别是谁: one thing each.
    fn each_thing(
        &self,
        question: &str,
        placed: &[Placed<'_>],
        reading: &Reading,
    ) -> Option<Vec<String>> {
        if !self.of_each(question) && reading.wanted != Wanted::Post {
            return None;
        }
        let kind = |piece: &Piece| match &piece.taken {
            Taken::Entities(nodes) => nodes.first().map(|&node| self.graph.kind(node)),
            _ => None,
        };
        let run = self.run(question, placed, |a, b| kind(a).is_some() && kind(a) == kind(b))?;
        let texts = one_each(question, run).into_iter();
        Some(texts.map(|text| self.without_number(&text)).collect())
    }

    /// The first run of pieces that are alike and joined by what joins a list.
    fn run<'p>(
        &self,
        question: &str,
        placed: &'p [Placed<'p>],
        alike: impl Fn(&Piece, &Piece) -> bool,
    ) -> Option<&'p [Placed<'p>]> {
        let joined = |at: usize| {
            let (a, b) = (&placed[at], &placed[at + 1]);
            alike(a.piece, b.piece) && self.joins(question.get(a.to..b.from))
        };
        let last = placed.len().checked_sub(1)?;
        let from = (0..last).find(|&at| joined(at))?;
        let to = (from..last).find(|&at| !joined(at)).unwrap_or(last);
        placed.get(from..=to)
    }

    /// Whether what stands between two pieces joins a list.
    fn joins(&self, between: Option<&str>) -> bool {
        between.is_some_and(|between| {
            let word = between.trim().trim_start_matches(',').trim();
            let comma = word.is_empty() && between.contains(',');
            comma || self.manner().and.iter().any(|and| and == word)
        })
    }

    /// Whether it asks of each of several.
    fn of_each(&self, question: &str) -> bool {
        let lower = question.to_lowercase();
        self.manner().each.iter().any(|word| lower.contains(word.as_str()))
    }

    /// 甲三个市的: how many are named is of them all.
    fn without_number(&self, question: &str) -> String {
        let mut text = question.to_owned();
        for number in ["两", "二", "三", "四", "五", "六"] {
            for of in &self.manner().counted {
                text = text.replace(&format!("{number}{of}的"), "");
                text = text.replace(&format!("{number}{of}"), "");
            }
        }
        text
    }
}

fn is_measure(piece: &Piece) -> bool {
    matches!(piece.taken, Taken::Word(Meaning::Measure(_)))
}

fn is_name(piece: &Piece) -> bool {
    matches!(piece.taken, Taken::Entities(_) | Taken::Parts(_))
}

/// The question with one of a run of pieces at a time.
fn one_each(question: &str, run: &[Placed<'_>]) -> Vec<String> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Vec::new() };
    let front = question.get(..first.from).unwrap_or_default();
    let rest = question.get(last.to..).unwrap_or_default();
    let own = run.iter().filter_map(|piece| question.get(piece.from..piece.to));
    own.map(|own| format!("{front}{own}{rest}")).collect()
}

/// 甲的庄主、酿酒师各是谁: one of the words each of which is asked for.
fn each_word(question: &str, names: &[&str], manner: &Manner) -> Vec<String> {
    let each = manner.each.iter().filter(|word| !word.is_ascii());
    let found = each.filter_map(|word| Some((question.find(word.as_str())?, word)));
    let Some((at, word)) = found.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))
    else {
        return Vec::new();
    };
    let (front, rest) = question.split_at(at);
    let (front, rest) = (front.trim_end(), rest.strip_prefix(word.as_str()).unwrap_or(rest));
    let verb = word.chars().skip(1).filter(|c| "是为有在多几占".contains(*c)).collect::<String>();
    let from = front
        .rfind(['的', '，', ','])
        .and_then(|at| Some(at + front.get(at..)?.chars().next()?.len_utf8()));
    let (whose, listed) = front.split_at(from.unwrap_or(0));
    let words: Vec<&str> = listed.split(['、', '和', '与', '及']).map(str::trim).collect();
    let short = |word: &&str| (1..=LONGEST).contains(&word.chars().count());
    let named = names.iter().any(|name| listed.contains(name));
    if !(2..=MOST).contains(&words.len()) || !words.iter().all(short) || named {
        return Vec::new();
    }
    words.into_iter().map(|word| format!("{whose}{word}{verb}{rest}")).collect()
}

/// Where each piece stands; those not found as they are written are left out.
fn placed<'a>(question: &str, pieces: &'a [Piece]) -> Vec<Placed<'a>> {
    let mut at = 0;
    let mut all = Vec::new();
    for piece in pieces.iter().filter(|piece| !piece.text.is_empty()) {
        let found = question.get(at..).and_then(|rest| rest.find(piece.text.as_str()));
        let Some(from) = found.map(|found| found + at) else { continue };
        at = from + piece.text.len();
        all.push(Placed { from, to: at, piece });
    }
    all
}

/// A question cut into its clauses, each with the mark or the word that it begins with.
fn cut<'q>(question: &'q str, and: &[String]) -> Vec<&'q str> {
    let mut cuts: Vec<usize> =
        question.char_indices().filter(|(_, c)| CLAUSE.contains(c)).map(|(at, _)| at).collect();
    // 有多少个、总投资多少: both sides ask how much.
    let asks = |text: &str| text.contains("多少") || text.contains("第几");
    // 家在何处、毕业于哪所学校: the other side says more than what is asked for.
    let asking = |text: &str| text.find(['哪', '谁', '何']);
    let listed = question.match_indices('、').map(|(at, _)| at);
    cuts.extend(listed.filter(|&at| {
        let (front, rest) = question.split_at(at);
        let rest = rest.trim_start_matches('、');
        let much = asks(front) || asking(front).is_some();
        much && (asks(rest) || asking(rest).is_some_and(|at| at > 0))
    }));
    let words = and.iter().filter(|word| word.is_ascii() && word.len() > 2);
    for word in words.map(|word| format!(" {word} ")) {
        cuts.extend(question.match_indices(&word).map(|(at, _)| at));
    }
    cuts.sort_unstable();
    let ends = cuts.iter().copied().chain([question.len()]);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    starts.zip(ends).filter_map(|(from, to)| question.get(from..to)).collect()
}

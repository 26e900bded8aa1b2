//! A question in, its pieces out: what each word was taken for.

use super::apposition::without_descriptions;
use super::folded::{DASH, is_dash, is_inner_mark, plain_mark};
use super::names::Names;
use super::phrases::{Cue, Meaning, Phrases};
use super::relative::without_relatives;
use crate::corpus::Date;
use crate::knowledge::{Kind, Lexicon, QuestionWords};
use std::collections::BTreeSet;

/// What a stretch of a question was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::question) enum Taken {
    /// A name in the graph; several when the name is ambiguous.
    Entities(Vec<u32>),
    /// A known name that is not in the graph itself: the entities whose names begin with it.
    Parts(Vec<u32>),
    /// A word with a meaning in questions.
    Word(Meaning),
    /// A subject given in other words: any of these Chinese words.
    Topic(Vec<String>),
    /// A year, month or day.
    Date(Date),
    /// A number.
    Number(u32),
    /// A name that is not in the graph, or a word that is not known.
    Unknown,
}

/// A stretch of a question and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::question) struct Piece {
    /// The words as asked.
    pub text: String,
    /// What they were taken for.
    pub taken: Taken,
    /// What else they may mean.
    pub also: Vec<Meaning>,
}

/// How many sentences hold one of some words, for each of several lists of words, and how many
/// sentences there are.
pub(in crate::question) type Telling<'a> = dyn Fn(&[&[String]]) -> (Vec<usize>, usize) + 'a;

/// What spotting looks things up in.
#[derive(Clone, Copy)]
pub(in crate::question) struct Spotter<'a> {
    /// Names of the graph.
    pub names: &'a Names,
    /// Phrases of questions.
    pub phrases: &'a Phrases,
    /// The words behind the phrases.
    pub words: &'a QuestionWords,
    /// Names that are known though the graph may not hold them.
    pub lexicon: &'a Lexicon,
    /// Chinese names by node, to join a name's sound with a translated word.
    pub name_of: &'a dyn Fn(u32) -> String,
    /// Kinds by node.
    pub kind_of: &'a dyn Fn(u32) -> Kind,
    /// Whether the texts hold these words though no name of the graph does.
    pub said: &'a dyn Fn(&str) -> bool,
    /// How many sentences hold some words.
    pub told: &'a Telling<'a>,
}

/// Longest name of a body looked for among those that only its parts bear, in characters.
const MOST_PARTS: usize = 12;
/// A name without its place is known by so many characters.
const LEAST_OWN: usize = 5;
/// What a character of no phrase costs, where a phrase costs one.
const LOOSE: f64 = 1.5;
/// Questions longer than this are cut: nobody asks so long.
const MOST_UNITS: usize = 400;

/// The smallest thing a question is read by.
#[derive(Clone, Debug)]
pub(in crate::question) enum Unit {
    /// A Chinese character.
    Han(char),
    /// A word of letters and digits.
    Word(String),
    /// A bracket; whether it opens.
    Bracket(bool),
    /// A dash, which may stand inside a name (甲—乙论坛).
    Dash,
    /// A mark between quotation marks, which may stand inside a name (“风电+渔业”示范项目).
    Mark(char),
    /// Any other mark.
    Gap,
}

/// A question as characters of Chinese and words of anything else.
fn units(question: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut word = String::new();
    let mut quoted = 0_usize;
    let simple = question.chars().map(crate::text::simplified);
    for c in simple.chain(std::iter::once('\n')) {
        match c {
            '“' | '《' | '「' => quoted += 1,
            '”' | '》' | '」' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        let han = crate::text::is_han(c);
        if !han && (c.is_alphanumeric() || (!word.is_empty() && "&+.-%".contains(c))) {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let kept = word.trim_end_matches(['.', '-', '&']).to_owned();
            // 's after a name says nothing.
            let possessive =
                kept.eq_ignore_ascii_case("s") && matches!(units.last(), Some(Unit::Word(_)));
            if !possessive {
                units.push(Unit::Word(kept));
            }
            word.clear();
        }
        if han {
            units.push(Unit::Han(c));
        } else if let '(' | '（' | ')' | '）' = c {
            units.push(Unit::Bracket(matches!(c, '(' | '（')));
        } else if is_dash(c) && matches!(units.last(), Some(Unit::Han(_) | Unit::Dash)) {
            if !matches!(units.last(), Some(Unit::Dash)) {
                units.push(Unit::Dash);
            }
        } else if quoted > 0 && is_inner_mark(c) {
            units.push(Unit::Mark(plain_mark(c)));
        } else if !c.is_whitespace() && !matches!(c, '\'' | '’' | '“' | '”' | '"' | '《' | '》')
        {
            units.push(Unit::Gap);
        }
    }
    units.truncate(MOST_UNITS);
    units
}

impl Spotter<'_> {
    /// The pieces of a question, in order. Function words are left out. What stands in brackets
    /// only says again what stands before them: names in it count when nothing else is named.
    pub(in crate::question) fn pieces(&self, question: &str) -> Vec<Piece> {
        let units = self.asides_put_in_place(self.unjoined(units(question)));
        let mut aside = Vec::new();
        let mut pieces = self.run_of_pieces(&units, &mut aside);
        self.keep_nouns(question, &mut pieces);
        let lower = question.to_lowercase();
        for cue in self.phrases.patterns_in(&lower).collect::<BTreeSet<_>>() {
            let taken = Taken::Word(Meaning::Cue(cue));
            pieces.push(Piece { text: String::new(), taken, also: Vec::new() });
        }
        let named = |piece: &Piece| matches!(piece.taken, Taken::Entities(_) | Taken::Parts(_));
        if !pieces.iter().any(named) {
            pieces.extend(aside.into_iter().filter(named));
        }
        without_relatives(question, &mut pieces);
        self.keep_rare_words(&mut pieces);
        self.keep_quotations(question, &mut pieces);
        self.join_names(question, &mut pieces);
        self.join_zone(question, &mut pieces);
        self.join_fronts(question, &mut pieces);
        without_descriptions(question, pieces, self.words, self.kind_of)
    }

    /// The one entity whose name begins with a subject and ends with the word for its kind
    /// (储能联合实验室 for 储能实验室).
    pub(in crate::question) fn named_like(&self, subject: &str, kind: &Piece) -> Option<u32> {
        let mut nodes = self.names.opening(subject);
        nodes.retain(|&node| (self.name_of)(node).ends_with(kind.text.as_str()));
        match nodes[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    fn run_of_pieces(&self, units: &[Unit], aside: &mut Vec<Piece>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut loose = String::new();
        let mut at = 0;
        while at < units.len() {
            let (length, piece) = match &units[at] {
                Unit::Gap | Unit::Dash | Unit::Mark(_) | Unit::Bracket(false) => (1, None),
                Unit::Bracket(true) => {
                    let inside = inside(&units[at..]);
                    aside.extend(self.run_of_pieces(inside, &mut Vec::new()));
                    (inside.len() + 1, None)
                }
                Unit::Han(_) => {
                    at += self.run_of_chinese(&units[at..], &mut loose, &mut pieces);
                    continue;
                }
                Unit::Word(_) => self.latin(&units[at..]),
            };
            self.flush(&mut loose, &mut pieces);
            pieces.extend(piece.filter(|p| p.taken != Taken::Word(Meaning::Empty)));
            at += length;
        }
        self.flush(&mut loose, &mut pieces);
        pieces
    }

    /// Units in which names in brackets behind English ones take their place (Times Electric
    /// (时代电气)), and brackets inside an English name are part of it where they name something.
    fn asides_put_in_place(&self, mut units: Vec<Unit>) -> Vec<Unit> {
        let opens = |unit: &Unit| matches!(unit, Unit::Bracket(true));
        let mut from = 0;
        while let Some(open) = units.iter().skip(from).position(opens).map(|at| at + from) {
            let before = units.len();
            units = self.aside_put_in_place(units, open);
            from = if units.len() == before { open + 1 } else { open };
        }
        units
    }

    fn aside_put_in_place(&self, units: Vec<Unit>, open: usize) -> Vec<Unit> {
        let inside = inside(&units[open..]).to_vec();
        let close = open + inside.len() + 1;
        let aside = self.run_of_pieces(&inside, &mut Vec::new());
        let named = |piece: &Piece| match &piece.taken {
            Taken::Entities(nodes) | Taken::Parts(nodes) => {
                nodes.first().map(|&node| (self.kind_of)(node))
            }
            _ => None,
        };
        let names = aside.iter().any(|piece| named(piece).is_some());
        let capital = |unit: Option<&Unit>| matches!(unit, Some(Unit::Word(word)) if word.starts_with(char::is_uppercase));
        let before = open.checked_sub(1).and_then(|at| units.get(at));
        // A Chinese name behind an English one says what is meant, known or not.
        let chinese = inside.len() >= 2 && inside.iter().all(|u| matches!(u, Unit::Han(_)));
        let names = names || chinese;
        if !matches!(before, Some(Unit::Word(_))) {
            return units;
        }
        let mut kept = units[..open].to_vec();
        let front = kept.iter().rposition(|unit| !capital(Some(unit))).map_or(0, |at| at + 1);
        let place = |piece: &Piece| named(piece).is_none_or(|kind| kind == Kind::PLACE);
        let apart = self.run_of_pieces(&kept[front..], &mut Vec::new());
        // Haichuan Biotech (Jiangcheng): the firm, and where it is.
        let told = apart.iter().any(|piece| named(piece).is_some());
        let placed = names && aside.iter().all(place) && told && aside != apart;
        if placed || capital(units.get(close + 1)) && capital(before) {
            if names && !placed {
                kept.extend(inside);
            }
        } else if names {
            while capital(kept.last()) && kept.len() > 1 {
                kept.pop();
            }
            kept.extend(inside);
        }
        kept.extend(units.into_iter().skip(close + 1));
        kept
    }

    /// Characters that are no known phrase: the subjects they name.
    fn flush(&self, loose: &mut String, pieces: &mut Vec<Piece>) {
        let run = std::mem::take(loose);
        let whole = self.names.ending(&run, |front| !self.names.exact(front).is_empty());
        if whole.len() != 1 && run.chars().count() >= 3 && (self.said)(&run) {
            let taken = Taken::Topic(self.words.synonyms(&run));
            pieces.push(Piece { taken, text: run, also: Vec::new() });
            return;
        }
        for text in self.phrases.cut(&run) {
            let nodes = self.names.ending(&text, |front| !self.names.exact(front).is_empty());
            let taken = match nodes.as_slice() {
                [_] => Taken::Entities(nodes),
                _ => Taken::Topic(self.words.synonyms(&text)),
            };
            pieces.push(Piece { taken, text, also: Vec::new() });
        }
    }

    /// Reads a run of Chinese as the fewest known phrases with the fewest characters between them
    /// (什么|人才, not 什么人|才); how many units were read.
    fn run_of_chinese(&self, units: &[Unit], loose: &mut String, pieces: &mut Vec<Piece>) -> usize {
        let run = units.iter().take_while(|unit| matches!(unit, Unit::Han(_))).count();
        let mut ways: Vec<Option<(usize, Piece)>> = vec![None; run];
        let mut costs = vec![0.0; run + 1];
        for at in (0..run).rev() {
            costs[at] = costs[at + 1] + LOOSE;
            for (length, piece) in self.chinese(&units[at..]) {
                // A name that goes on behind the run (letters, brackets) ends it.
                let rest = costs.get(at + length).copied().unwrap_or(0.0);
                let cost = rest + 1.0;
                if cost <= costs[at] {
                    costs[at] = cost;
                    ways[at] = Some((length, piece));
                }
            }
        }
        let mut at = 0;
        while at < run {
            if let Some((length, piece)) = ways[at].take() {
                if matches!(piece.taken, Taken::Topic(_)) {
                    // What stands beside it may belong to it: the whole run is cut later.
                    loose.push_str(&piece.text);
                    at += length;
                    continue;
                }
                self.flush(loose, pieces);
                pieces.extend(Some(piece).filter(|p| p.taken != Taken::Word(Meaning::Empty)));
                at += length;
            } else {
                if let Unit::Han(c) = units[at] {
                    loose.push(c);
                }
                at += 1;
            }
        }
        at
    }

    /// The known phrases that start here in Chinese characters, shortest first.
    fn chinese(&self, units: &[Unit]) -> Vec<(usize, Piece)> {
        let most = self.names.longest().max(self.phrases.longest()).min(units.len());
        let mut text = String::new();
        let mut found = Vec::new();
        let mut bracketed = false;
        let mut depth = 0_i32;
        for (n, unit) in units[..most].iter().enumerate() {
            match unit {
                Unit::Han(c) => text.push(*c),
                Unit::Word(word) => text.push_str(&word.to_lowercase()),
                Unit::Bracket(opens) => {
                    bracketed = true;
                    depth += if *opens { 1 } else { -1 };
                    continue;
                }
                Unit::Dash => {
                    text.push(DASH);
                    bracketed = true;
                    continue;
                }
                Unit::Mark(c) => {
                    text.push(*c);
                    bracketed = true;
                    continue;
                }
                Unit::Gap => break,
            }
            if n >= self.phrases.longest().max(MOST_PARTS) && !self.names.goes_on(&text) {
                break;
            }
            // 江城(市里和高新区): a name ends outside the brackets.
            if depth != 0 {
                continue;
            }
            // One letter (新, 合) is a name in names only, never in a question's words.
            let nodes = if n == 0 { &[] } else { self.named(&text) };
            let meanings = if bracketed { &[] } else { self.phrases.meanings(&text) };
            let (taken, also) = match (nodes, meanings) {
                ([], []) if bracketed || n >= MOST_PARTS => continue,
                ([], []) if self.phrases.is_subject(&text) => {
                    (Taken::Topic(Vec::new()), Vec::new())
                }
                ([], []) => match self.parts(&text) {
                    parts if parts.is_empty() => match self.by_its_end(&text) {
                        None => continue,
                        Some(node) => (Taken::Entities(vec![node]), Vec::new()),
                    },
                    parts => (Taken::Parts(parts), Vec::new()),
                },
                ([], [first, also @ ..]) => (Taken::Word(*first), also.to_vec()),
                (nodes, _) => (Taken::Entities(self.with_fuller(&text, nodes)), Vec::new()),
            };
            found.push((n + 1, Piece { text: text.clone(), taken, also }));
        }
        found
    }

    /// Entities with a name and those that bear it behind the place or the body that they are of
    /// (江城海川电池 for 海川电池): documents name one by either.
    fn with_fuller(&self, text: &str, nodes: &[u32]) -> Vec<u32> {
        let kind = (self.kind_of)(nodes[0]);
        let front = match kind {
            Kind::COMPANY => [Kind::PLACE; 2],
            Kind::INSTITUTION => [Kind::INSTITUTION, Kind::COMPANY],
            _ => return nodes.to_vec(),
        };
        let is_front = |name: &str| {
            let rows = self.lexicon.senses(name).iter().map(|sense| self.lexicon.row(sense.row));
            let mut named = self.names.exact(name).iter();
            named.any(|&node| front.contains(&(self.kind_of)(node)))
                || rows.into_iter().any(|row| front.contains(&row.kind))
        };
        let mut all = self.names.ending(text, is_front);
        let cuts = text.char_indices().skip(2).map(|(at, _)| text.split_at(at));
        let rest = cuts.filter(|(name, _)| is_front(name));
        all.extend(rest.flat_map(|(_, rest)| self.named(rest)));
        all.retain(|&node| (self.kind_of)(node) == kind);
        all.extend(nodes);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The one zone, body, firm or programme that is called so behind the name of its place
    /// (绿色化工园区 of 江城绿色化工园区, 海川集团 of 江城海川集团).
    fn by_its_end(&self, text: &str) -> Option<u32> {
        let sorted = |ending: &String| {
            text.strip_suffix(ending.as_str()).is_some_and(|rest| rest.chars().count() >= 2)
        };
        let long = text.chars().count() >= LEAST_OWN;
        let mut endings = self.words.roles.iter().flat_map(|role| &role.endings);
        let named = long && endings.any(|ending| ending.chars().count() >= 2 && sorted(ending));
        if !named && !self.words.manner.firm_ends.iter().any(sorted) {
            return None;
        }
        let place = |front: &str| {
            let mut nodes = self.names.exact(front).iter();
            nodes.any(|&node| (self.kind_of)(node) == Kind::PLACE)
        };
        match self.names.ending(text, place)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Entities with this name. No body is called by a title: 市委书记 is a post in one. A place and a
    /// trade are no firm that goes without its 集团有限公司 (徐州工程机械).
    fn named(&self, text: &str) -> &[u32] {
        let nodes = self.names.exact(text);
        let firm = |node: &u32| (self.kind_of)(*node) == Kind::COMPANY;
        if nodes.iter().all(firm) && self.names.is_only_short(text) && self.is_local_trade(text) {
            return &[];
        }
        let body = |node: &u32| (self.kind_of)(*node) == Kind::INSTITUTION;
        let ends = text.char_indices().map(|(at, _)| at).skip(1);
        let titled = |at: usize| {
            let meanings = self.phrases.meanings(text.get(at..).unwrap_or_default());
            meanings.iter().any(|meaning| matches!(meaning, Meaning::Title(_)))
        };
        if nodes.iter().all(body) && ends.into_iter().any(titled) { &[] } else { nodes }
    }

    /// Whether a text is the name of a place and the word for a trade.
    fn is_local_trade(&self, text: &str) -> bool {
        let is = |name: &str, kind: Kind| {
            self.names.exact(name).iter().any(|&node| (self.kind_of)(node) == kind)
        };
        let mut cuts = text.char_indices().skip(2).map(|(at, _)| text.split_at(at));
        cuts.any(|(place, trade)| {
            is(place, Kind::PLACE) && (is(trade, Kind::INDUSTRY) || self.phrases.is_subject(trade))
        })
    }

    /// Entities of the graph whose names begin with a body that the lexicon knows, in any of its
    /// forms.
    pub(in crate::question) fn parts(&self, name: &str) -> Vec<u32> {
        let bodies = [Kind::INSTITUTION, Kind::COMPANY];
        let rows = self.lexicon.senses(name).iter().map(|sense| self.lexicon.row(sense.row));
        let mut parts: Vec<u32> = rows
            .filter(|row| bodies.contains(&row.kind))
            .flat_map(crate::knowledge::Entry::forms)
            .filter(|(form, _)| form.chars().count() >= 2)
            .flat_map(|(form, _)| self.names.starting(form))
            .collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }
}

/// What stands between an opening bracket and its closing one.
fn inside(units: &[Unit]) -> &[Unit] {
    let mut depth = 0_usize;
    let close = units.iter().position(|unit| {
        match unit {
            Unit::Bracket(true) => depth += 1,
            Unit::Bracket(false) => depth = depth.saturating_sub(1),
            Unit::Han(_) | Unit::Word(_) | Unit::Dash | Unit::Mark(_) | Unit::Gap => {}
        }
        depth == 0
    });
    units.get(1..close.unwrap_or(units.len())).unwrap_or_default()
}

/// Whether a piece decides for this sort of answer.
pub(in crate::question) fn has_cue(pieces: &[Piece], cue: Cue) -> bool {
    let wanted = Meaning::Cue(cue);
    pieces.iter().any(|piece| piece.taken == Taken::Word(wanted) || piece.also.contains(&wanted))
}

//! A document's first names in, their repetitions and short forms out.

use super::aside::{Short, calls, short_names};
use crate::knowledge::{Class, Clue, Clues, Kind, Knowledge, Mark, Trust};
use crate::mention::candidate::Candidate;
use crate::mention::gazetteer::is_central;
use crate::mention::scan::words::{Sort, Word};
use crate::mention::scan::{Name, Scan, is_han};
use crate::text::written;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The characters of a name, its kind and its strength.
type Form = (Vec<char>, Kind, u32);

/// What the names of a document say about the rest of it.
pub(in crate::mention) struct Echoes {
    /// Names by their first two characters, longest first.
    names: FxHashMap<(char, char), Vec<Form>>,
    /// A bit for the first character of each, by its lower bits: most characters begin none.
    begins: [u64; 64],
    /// Rows of the lexicon that the document names surely.
    rows: BTreeSet<u32>,
    /// First characters of the places that the document names.
    letters: BTreeSet<char>,
    /// Ends of firms' names that begin with a place: 时代 of 宁德时代.
    families: BTreeSet<Vec<char>>,
    /// Words of two letters or three that firms are called by: 群力 of 群力瓷厂.
    brands: BTreeSet<Vec<char>>,
}

/// A name with the characters it was found in.
pub(in crate::mention) struct Seen<'a> {
    pub(in crate::mention) chars: &'a [char],
    pub(in crate::mention) found: Candidate,
}

impl Echoes {
    /// What these names establish.
    pub(in crate::mention) fn of<'a>(
        seen: impl Iterator<Item = Seen<'a>>,
        knowledge: &Knowledge,
    ) -> Self {
        let mut names: BTreeMap<Vec<char>, (Kind, u32)> = BTreeMap::new();
        let mut echoes = Self {
            names: FxHashMap::default(),
            begins: [0; 64],
            rows: BTreeSet::new(),
            letters: BTreeSet::new(),
            families: BTreeSet::new(),
            brands: BTreeSet::new(),
        };
        for Seen { chars, found } in seen {
            let name = &chars[found.span.range()];
            match found.entry {
                Some(row) if !found.because.ends_with("doubtful") => {
                    echoes.rows.insert(row);
                    let class = knowledge.lexicon().row(row).class;
                    if found.span.len() > 1 && matches!(class, "city" | "county") {
                        echoes.letters.insert(name[0]);
                    }
                }
                _ => {}
            }
            let firm = found.kind == Kind::COMPANY;
            let placed = if firm { after_place(name, knowledge) } else { None };
            for (form, strength) in forms(name, placed.unwrap_or(name), &found, knowledge) {
                let known = names.entry(form).or_insert((found.kind, strength));
                if known.1 < strength {
                    *known = (found.kind, strength);
                }
            }
            if firm {
                echoes.brands.extend(brand(placed.unwrap_or(name), knowledge));
            }
            let rest = placed.filter(|rest| (2..=4).contains(&rest.len()));
            if let Some(rest) = rest.filter(|rest| !is_tail(rest, knowledge)) {
                echoes.families.insert(rest.to_vec());
            }
            // 《…办法》（以下简称《供热办法》）; 《办法》 is any.
            let end = found.span.end as usize;
            let titled = chars.get(end) == Some(&'》');
            let told = short_names(name, &chars[end + usize::from(titled)..]);
            if let Some(short) = short_before(chars, &found, knowledge) {
                names.insert(short.to_vec(), (found.kind, TOLD));
            }
            for short in told.into_iter().filter(|short| is_alias(short, &found, knowledge)) {
                if !titled || short.form.len() > 3 {
                    names.insert(short.form, (found.kind, TOLD));
                }
            }
        }
        for (name, (kind, strength)) in names.into_iter().rev() {
            let key = (name[0], name[1]);
            echoes.begins[bit(key.0).0] |= bit(key.0).1;
            echoes.names.entry(key).or_default().push((name, kind, strength));
        }
        echoes
    }

    /// The names of this sentence that the document has established.
    pub(in crate::mention) fn candidates(&self, scan: &Scan<'_>) -> Vec<Candidate> {
        let mut out = Vec::new();
        for (at, pair) in scan.chars.windows(2).enumerate() {
            let (place, bit) = bit(pair[0]);
            if self.begins[place] & bit == 0 {
                continue;
            }
            let Some(names) = self.names.get(&(pair[0], pair[1])) else { continue };
            for (name, kind, strength) in names {
                if scan.chars[at..].starts_with(name) && stands(scan, at, at + name.len(), *kind) {
                    let end = at + name.len();
                    // 莲下 of 莲下镇 in 莲下塑料厂 begins a longer name.
                    let noun = || {
                        scan.word_starting(end).is_some_and(|word| word.len() > 1 && is_noun(word))
                    };
                    if *strength == TOWN && noun() {
                        continue;
                    }
                    out.push(Candidate::new(at, end, *kind, *strength, "document/repeated"));
                }
            }
        }
        let doubtful = |name: &&Name| name.trust == Trust::Doubtful && name.len() > 1;
        for name in scan.names.iter().filter(doubtful).filter(|name| !is_central(scan, name)) {
            let known = self.rows.contains(&name.row)
                && (name.len() > 2
                    || scan.opens(name.start)
                    || scan.closes(name.end)
                    || scan.is_word(name));
            let parent = || {
                scan.knowledge
                    .lexicon()
                    .parent(name.row)
                    .is_some_and(|row| self.rows.contains(&row))
            };
            let local = name.kind == Kind::PLACE && whole(scan, name.start, name.end) && parent();
            if known || local {
                let mut found =
                    Candidate::new(name.start, name.end, name.kind, 8, "document/lexicon");
                found.entry = Some(name.row);
                out.push(found);
            }
        }
        self.families(scan, &mut out);
        self.brands(scan, &mut out);
        self.letters(scan, &mut out);
        out
    }

    /// 群力的副厂长, where the document has spoken of 群力瓷厂: the word is a firm before a title.
    fn brands(&self, scan: &Scan<'_>, out: &mut Vec<Candidate>) {
        if self.brands.is_empty() || !scan.clues.any(TITLES) {
            return;
        }
        for title in scan.makers.iter().filter(|mark| mark.clues.any(TITLES)) {
            let start = title.start as usize;
            let end = if scan.before(start) == '的' { start - 1 } else { start };
            let brand = (2..=3)
                .filter_map(|length| end.checked_sub(length))
                .find(|&from| self.brands.contains(&scan.chars[from..end]) && scan.opens(from));
            if let Some(from) = brand {
                out.push(Candidate::new(from, end, Kind::COMPANY, 8, "document/brand"));
            }
        }
    }

    /// 在溧, where the document has spoken of 溧阳.
    fn letters(&self, scan: &Scan<'_>, out: &mut Vec<Candidate>) {
        const CUES: [char; 8] = ['在', '来', '赴', '驻', '离', '抵', '返', '入'];
        if self.letters.is_empty() || !CUES.into_iter().any(|cue| scan.may_hold(cue)) {
            return;
        }
        for (at, pair) in (1..).zip(scan.chars.windows(2)) {
            let cue = CUES.contains(&pair[0]);
            let apart = cue
                && pair[1] != '新'
                && self.letters.contains(&pair[1])
                && scan.word_ending(at).is_some_and(|word| word.len() == 1)
                && scan.word_starting(at).is_some_and(|word| word.len() == 1)
                && scan
                    .word_starting(at + 1)
                    .is_some_and(|word| word.len() > 1 && matches!(word.sort, Sort::Common(_)));
            if apart {
                out.push(Candidate::new(at, at + 1, Kind::PLACE, 9, "document/letter"));
            }
        }
    }

    /// 四川时代, where the document has spoken of 宁德时代.
    fn families(&self, scan: &Scan<'_>, out: &mut Vec<Candidate>) {
        if self.families.is_empty() {
            return;
        }
        let owners = scan.names.iter().filter(|name| {
            name.len() > 1
                && name.trust == Trust::Sure
                && matches!(name.kind, Kind::PLACE | Kind::COMPANY)
        });
        for owner in owners {
            for family in &self.families {
                let end = owner.end + family.len();
                if scan.chars[owner.end..].starts_with(family) && whole(scan, owner.end, end) {
                    out.push(Candidate::new(owner.start, end, Kind::COMPANY, 9, "document/family"));
                }
            }
        }
    }
}

/// Which of 4096 bits stands for a character.
fn bit(char: char) -> (usize, u64) {
    let low = u32::from(char) as usize & 4095;
    (low / 64, 1 << (low % 64))
}

/// Whether words begin and end where these characters do.
fn whole(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let words = scan.words();
    scan.word_at(start).is_some_and(|n| words[n].start == start || words[n].start >= start)
        && scan.word_at(end - 1).is_some_and(|n| words[n].end == end)
}

/// Whether a repeated name is a name here too.
fn stands(scan: &Scan<'_>, start: usize, end: usize, kind: Kind) -> bool {
    if end - start > 3 {
        return true;
    }
    if kind == Kind::PERSON {
        return !cut(scan, start, end);
    }
    whole(scan, start, end) || !cut(scan, start, end)
}

/// Whether a common word of two characters or more reaches over an edge.
fn cut(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let words = scan.words();
    let over = |at: usize, edge: usize| {
        scan.word_at(at).is_some_and(|n| {
            let word = words[n];
            word.len() > 1 && word.start < edge && word.end > edge
        })
    };
    over(start, start) || over(end - 1, end)
}

/// A name and the short forms it is repeated in, each with its strength; `core` is what follows the
/// place that a firm's name begins with.
fn forms(
    name: &[char],
    core: &[char],
    found: &Candidate,
    knowledge: &Knowledge,
) -> Vec<(Vec<char>, u32)> {
    let mut forms = Vec::new();
    if name.len() < 2 {
        return forms;
    }
    let grammar = !found.because.starts_with("lexicon");
    match found.kind {
        Kind::PERSON if grammar => {
            forms.push((name.to_vec(), 9));
            if let Some(last) = name
                .rsplit(|c| matches!(c, '·' | '•'))
                .next()
                .filter(|last| last.len() > 2 && last.len() < name.len())
            {
                forms.push((last.to_vec(), 9));
            }
        }
        Kind::COMPANY => {
            if grammar {
                forms.push((name.to_vec(), 8));
            }
            let shorts = short_forms(name, core, knowledge).into_iter();
            forms.extend(shorts.map(|short| {
                let placed = core.len() < name.len() && short.starts_with(&name[..2]);
                (short, if placed { 9 } else { 8 })
            }));
        }
        Kind::PLACE => {
            if grammar && name.len() > 2 {
                forms.push((name.to_vec(), 7));
            }
            forms.extend(short_town(name, knowledge).map(|short| (short, TOWN)));
        }
        Kind::PROGRAM if name.len() > 4 && lasting(found.because) => forms.push((name.to_vec(), 8)),
        Kind::INSTITUTION if grammar && name.len() > 3 => forms.push((name.to_vec(), 8)),
        _ => {}
    }
    forms
}

/// What a firm is called in short, with the place in front that its name begins with and without it: 江城海川
/// of 江城海川新材料有限公司.
fn short_forms(name: &[char], core: &[char], knowledge: &Knowledge) -> Vec<Vec<char>> {
    let place = name.strip_suffix(core).filter(|place| (2..=3).contains(&place.len()));
    let mut forms = Vec::new();
    for (short, alone) in short_firms(core, knowledge) {
        forms.extend(place.map(|place| [place, &short].concat()));
        forms.extend(alone.then_some(short));
    }
    forms
}

/// How much each character of a town's name alone speaks for it.
const TOWN: u32 = 6;
/// The same of a short name that the text gives.
pub(in crate::mention) const TOLD: u32 = 11;

/// 海川增压器 before the bracket of 海川增压器（江城海川增压器有限公司）: letters of the full name.
fn short_before<'c>(
    chars: &'c [char],
    full: &Candidate,
    knowledge: &Knowledge,
) -> Option<&'c [char]> {
    let name = &chars[full.span.range()];
    let (start, end) = (full.span.start as usize, full.span.end as usize);
    let open = start.checked_sub(1).filter(|&at| chars[at] == '（')?;
    if full.kind != Kind::COMPANY || chars.get(end) != Some(&'）') || !name.ends_with(&['公', '司'])
    {
        return None;
    }
    let holds = |short: &[char]| name.windows(short.len()).any(|part| part == short);
    let starts = (open.saturating_sub(name.len() - 1)..open).filter(|&at| open - at >= 3);
    let short = starts.map(|at| &chars[at..open]).find(|short| holds(short))?;
    let strange = knowledge.grammar().vocabulary().word(short).is_none();
    (strange && short.iter().all(|&c| is_han(c))).then_some(short)
}

/// Whether a short name in brackets is one by which the text goes on: 某某研究院（某研院）, but not 某某大学（无锡）.
fn is_alias(short: &Short, of: &Candidate, knowledge: &Knowledge) -> bool {
    // 海柴 of 海川柴油机有限公司: two letters that are no word.
    let strange = || knowledge.grammar().vocabulary().word(&short.form).is_none();
    let body = match of.kind {
        Kind::COMPANY => short.form.len() > 2 || strange(),
        Kind::INSTITUTION => short.form.len() > 2,
        _ => false,
    };
    let lexicon = knowledge.lexicon();
    let written = written(&short.form);
    let senses = lexicon.senses(&written);
    let other = || senses.iter().any(|sense| lexicon.row(sense.row).kind != of.kind);
    calls(&short.form) && (short.told || body && is_han(short.form[0]) && !other())
}

fn is_noun(word: &Word) -> bool {
    matches!(word.sort, Sort::Common(Class::Noun | Class::Activity) | Sort::Known(_))
}

/// 龙楼 of 龙楼镇: a town by its name alone, where that is no word.
fn short_town(name: &[char], knowledge: &Knowledge) -> Option<Vec<char>> {
    let (last, short) = name.split_last()?;
    let strange = || knowledge.grammar().vocabulary().word(short).is_none();
    (matches!(last, '镇' | '乡') && (2..=3).contains(&short.len()) && strange())
        .then(|| short.to_vec())
}

/// Whether a program was named with marks or as an event, and not by its verb alone.
fn lasting(because: &str) -> bool {
    matches!(
        because,
        "grammar/program.title"
            | "grammar/program.event"
            | "grammar/program.honour"
            | "grammar/quoted.part"
            | "grammar/quoted.program"
    )
}

/// What follows the place that a name begins with.
fn after_place<'n>(name: &'n [char], knowledge: &Knowledge) -> Option<&'n [char]> {
    let place = knowledge
        .lexicon()
        .find(name)
        .into_iter()
        .filter(|found| found.start == 0)
        .filter(|found| {
            found.senses.iter().any(|s| {
                s.trust != Trust::Letter && knowledge.lexicon().row(s.row).kind == Kind::PLACE
            })
        })
        .max_by_key(|found| found.end)?;
    Some(&name[place.end as usize..])
}

const ENDS: Clues = Clues::of(&[Clue::LegalForm, Clue::CompanyTail, Clue::Business]);
const TITLES: Clues = Clues::of(&[Clue::TitleBefore, Clue::TitleWeak]);

/// Whether these characters are no more than what firms' names end in: 公司 of 金川公司.
fn is_tail(chars: &[char], knowledge: &Knowledge) -> bool {
    let whole = |m: &Mark| m.start == 0 && m.end as usize == chars.len();
    knowledge.grammar().marks(chars).iter().any(|m| whole(m) && m.clues.any(ENDS))
}

/// What is left of a firm's name without its legal form and business, if that is short.
fn brand(mut core: &[char], knowledge: &Knowledge) -> Option<Vec<char>> {
    let grammar = knowledge.grammar();
    while core.len() > 2 {
        let marks = grammar.marks(core);
        let ends = marks.iter().filter(|m| m.end as usize == core.len() && m.clues.any(ENDS));
        match ends.map(|m| m.start as usize).min() {
            Some(tail) => core = &core[..tail],
            None if core.len() == 3 => break,
            None => return None,
        }
    }
    let place = knowledge.lexicon().find(core).iter().any(|f| f.end as usize == core.len());
    let place = place || is_tail(core, knowledge);
    (core.len() > 1 && !place && core.iter().all(|&c| is_han(c))).then(|| core.to_vec())
}

/// 恒立, 恒立液压 of 江苏恒立液压股份有限公司: the brand, with and without its business, and of two words for
/// it also with the last alone. With each whether it is a name without the place in front.
fn short_firms(mut core: &[char], knowledge: &Knowledge) -> Vec<(Vec<char>, bool)> {
    let grammar = knowledge.grammar();
    let (mut forms, mut last) = (Vec::new(), None);
    for _ in 0..5 {
        let marks = grammar.marks(core);
        let ends = marks.iter().filter(|m| m.end as usize == core.len() && m.clues.any(ENDS));
        let tail = ends.map(|m| m.start as usize).min();
        let Some(tail) = tail.or_else(|| deed(core, knowledge)) else { break };
        // 柳川零部件 of 柳川汽车零部件有限公司.
        let business = last.filter(|_| (2..4).contains(&tail));
        forms.extend(business.map(|last: &[char]| ([&core[..tail], last].concat(), true)));
        let legal = marks.iter().any(|m| m.start as usize == tail && m.clues.has(Clue::LegalForm));
        last = last.or(Some(&core[tail..]).filter(|_| !legal));
        core = &core[..tail];
        if core.len() < 2 || core.iter().any(|&c| !is_han(c)) {
            break;
        }
        let common = grammar.vocabulary().word(core).is_some();
        let place = knowledge
            .lexicon()
            .find(core)
            .iter()
            .any(|f| f.start == 0 && f.end as usize == core.len());
        let rare = core.iter().any(|&c| grammar.vocabulary().word(&[c]).is_none());
        if !common && !place && core.len() <= 8 {
            forms.push((core.to_vec(), rare || core.len() > 2));
        }
    }
    forms
}

/// Where the word begins that a firm's name ends in and that says what it does, behind enough of a name:
/// 制造 of 北川鼓风机制造.
fn deed(core: &[char], knowledge: &Knowledge) -> Option<usize> {
    let at = core.len().checked_sub(2).filter(|&at| at >= 4)?;
    let (class, _) = knowledge.grammar().vocabulary().word(&core[at..])?;
    matches!(class, Class::Activity | Class::Noun | Class::Verb).then_some(at)
}

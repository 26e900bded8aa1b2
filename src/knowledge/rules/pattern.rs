//! The text of a pattern in, its elements out.
//!
//! A pattern is a line of elements parted by spaces, read around its trigger:
//!
//! | element | matches |
//! |---|---|
//! | `[head Company\|Place]` | a mention of one of these kinds, as head (or `tail`, or `_` for neither) |
//! | `[tail+ Place]` | a list of such mentions, joined by 、和与及, 等 between |
//! | `[tail! Place]` | all such mentions that stand side by side (甲省乙市) |
//! | `[tail Program @event]` | one that ends in a word of the class `event`; `!@event` in none |
//! | `[head^ Place]` | the subject of the clause, stated or carried over; takes no room |
//! | `[head~ Place]` | the same, but the name that ends the clause before goes first |
//! | `[head% Place]` | the same again, and at the head of a paragraph whom those before were about |
//! | `[head& Company]` | those that 双方 stands for; where no tail is sought, each with each behind it |
//! | `[tail# Program]` | the prize, or the trade, that heads the line or the lines below it |
//! | `[head$ Company]` | the firm or body, or the zone, that the text is about |
//! | `[head@ Place]` | who issued the notice that the text is |
//! | `[tail* Company]` | the subject, though a thing of its own stands before (其设备由乙制造) |
//! | `{落户\|@site}` | the trigger: one of these words, or one of the word class `site` |
//! | `{@title+}` | one or more of these words, joined by 、兼和 |
//! | `在\|于` | one of these words; with `?` behind, none is right too |
//! | `!name` | no mention stands here |
//! | `![Person]` | no mention of one of these kinds stands here |
//! | `!与\|和` | none of these words stands here |
//! | `..8` | at most 8 characters within the clause |
//! | `..!8` | the same, without a name in them |
//! | `...40` | at most 40 characters, commas crossed |
//! | `%@title` | before a trigger: those told of in between, each behind such words (市长甲、副市长乙、) |
//! | `<` `>` | the start and the end of a clause |

use super::classes::{ClassId, Classes};
use crate::knowledge::{Kind, Kinds};

/// What a slot's mentions become in the fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The head of the fact.
    Head,
    /// The tail of the fact.
    Tail,
    /// Context only.
    None,
}

/// How many mentions a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    /// One.
    One,
    /// All of a list.
    List,
    /// All that stand side by side.
    Chain,
}

/// One element of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    /// A mention, or a list of them.
    Slot {
        /// What becomes of it.
        role: Role,
        /// Kinds that fit.
        kinds: Vec<Kind>,
        /// How many of them.
        many: Many,
        /// Words of which one must (true) or none may (false) end the name.
        ending: Option<(ClassId, bool)>,
    },
    /// No mention.
    NoName {
        /// Kinds that may not stand here; all where none is told.
        kinds: Vec<Kind>,
    },
    /// None of the words of a class.
    Not {
        /// The class.
        class: ClassId,
    },
    /// Words of a class.
    Words {
        /// The class.
        class: ClassId,
        /// May be missing.
        optional: bool,
        /// May repeat, joined by 、兼和.
        many: bool,
    },
    /// Other text.
    Gap {
        /// At most so many characters.
        limit: usize,
        /// Commas may stand in it.
        crosses: bool,
        /// No name stands in it.
        bare: bool,
    },
    /// What joins a list of people to its next item, and more of its items: each a person behind one of
    /// the words of a class.
    Roster {
        /// The class.
        class: ClassId,
    },
    /// The start of a clause.
    Start,
    /// The end of a clause.
    End,
}

/// What fills a slot that takes no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filler {
    /// The subject.
    Subject,
    /// The name that ends the clause before goes before the subject.
    Nearest,
    /// The same, and where the paragraph has told of none yet, whom those before it were about.
    Topic,
    /// The subject, of which a thing without a name that stands before is one.
    Owning,
    /// What the text is about: a firm or body, or a zone.
    About,
    /// Who issued the notice that the text is.
    Issuer,
    /// What heads the lines of a list, and no subject.
    Heading,
    /// Several that one word stands for; without a tail they stand to each other in the relation.
    Among,
}

/// A slot that the clause's subject fills.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// What becomes of it.
    pub role: Role,
    /// Kinds that fit.
    pub kinds: Vec<Kind>,
    /// What it is filled with.
    pub filler: Filler,
}

/// A pattern around its trigger; without one, around its first slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pattern {
    /// Elements before the anchor, the nearest first.
    pub before: Vec<Element>,
    /// The trigger.
    pub trigger: Option<ClassId>,
    /// The trigger may be several words joined by 、兼和.
    pub repeated: bool,
    /// Elements after the anchor (with no trigger: all of them).
    pub after: Vec<Element>,
    /// The slot that the subject fills, if any.
    pub carried: Option<Carried>,
}

/// The kinds of the mentions before and after a trigger, each side with how many there are.
pub type Sides = [(Kinds, usize); 2];

/// How many slots of a side are told apart.
const TOLD: usize = 3;

/// The slots before and after the anchor of a pattern: of the first on each side which kinds fit
/// (none where there is no slot), and how many there are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slots {
    kinds: [[Kinds; TOLD]; 2],
    counts: [u8; 2],
}

impl Slots {
    /// Whether such mentions may fill them all; where not, the pattern binds nothing.
    pub(super) fn may_be_filled(&self, sides: Sides) -> bool {
        let fills = |side: usize| {
            let (kinds, count) = sides[side];
            // Without a branch, so that the processor need not guess.
            let fits = |all, slot: &Kinds| all & (slot.meets(kinds) | slot.is_empty());
            (usize::from(self.counts[side]) <= count) & self.kinds[side].iter().fold(true, fits)
        };
        fills(0) & fills(1)
    }

    /// Slots that whatever may fill these or the others may fill too.
    pub(super) fn either(self, other: Self) -> Self {
        let mut either = self;
        for (side, (kinds, count)) in either.kinds.iter_mut().zip(&mut either.counts).enumerate() {
            *count = (*count).min(other.counts[side]);
            for (place, (kinds, more)) in kinds.iter_mut().zip(other.kinds[side]).enumerate() {
                let both = place < usize::from(*count);
                *kinds = if both { kinds.or(more) } else { Kinds::default() };
            }
        }
        either
    }
}

impl Pattern {
    /// Reads elements that stand alone, left to right.
    pub fn elements(text: &str, classes: &mut Classes) -> Result<Vec<Element>, String> {
        Ok(Self::read(text, classes)?.0.before)
    }

    /// Reads a pattern, adding its literal words to `classes`.
    pub fn parse(text: &str, classes: &mut Classes) -> Result<Self, String> {
        let (mut pattern, seen) = Self::read(text, classes)?;
        if seen {
            pattern.before.reverse();
        } else {
            pattern.after = std::mem::take(&mut pattern.before);
            let first = match pattern.after.split_first() {
                Some((Element::Start, rest)) => rest.first(),
                first => first.map(|(first, _)| first),
            };
            if !matches!(first, Some(Element::Slot { .. })) {
                return Err("a pattern without trigger begins with a slot".to_owned());
            }
        }
        Ok(pattern)
    }

    /// The slots that mentions beside the anchor must fill.
    pub(super) fn slots(&self) -> Slots {
        let mut slots = Slots { kinds: [[Kinds::default(); TOLD]; 2], counts: [0; 2] };
        for (side, elements) in [&self.before, &self.after].into_iter().enumerate() {
            let all = elements.iter().filter_map(|element| match element {
                Element::Slot { kinds, .. } => Some(Kinds::of(kinds.iter().copied())),
                _ => None,
            });
            slots.counts[side] = all.clone().count().min(usize::from(u8::MAX)) as u8;
            for (told, kinds) in slots.kinds[side].iter_mut().zip(all) {
                *told = kinds;
            }
        }
        slots
    }

    fn read(text: &str, classes: &mut Classes) -> Result<(Self, bool), String> {
        let mut pattern = Self::default();
        let mut rest = text.trim();
        let mut seen = false;
        while let Some(first) = rest.chars().next() {
            let close = match first {
                '[' => Some(']'),
                '{' => Some('}'),
                _ => None,
            };
            let (token, tail) = match close {
                Some(close) => {
                    let inner = rest.strip_prefix(first).unwrap_or(rest);
                    inner.split_once(close).ok_or_else(|| format!("`{close}` is missing"))?
                }
                None => rest.split_once(' ').unwrap_or((rest, "")),
            };
            match first {
                '{' if seen => return Err("two triggers".to_owned()),
                '{' => {
                    let (class, many) = alternatives(token, classes)?;
                    (pattern.trigger, pattern.repeated, seen) = (Some(class), many, true);
                }
                '[' => pattern.slot(token, seen, classes)?,
                _ => pattern.push(element(token, classes)?, seen),
            }
            rest = tail.trim_start();
        }
        Ok((pattern, seen))
    }

    fn push(&mut self, element: Element, after: bool) {
        if after {
            self.after.push(element);
        } else {
            self.before.push(element);
        }
    }

    fn slot(&mut self, token: &str, after: bool, classes: &mut Classes) -> Result<(), String> {
        let mut parts = token.split_whitespace();
        let name = parts.next().unwrap_or_default();
        let kinds = parts.next().ok_or_else(|| format!("`[{token}]` names no kind"))?;
        let kinds: Vec<Kind> = kinds.split('|').map(Kind::named).collect();
        let ending = parts
            .next()
            .map(|words| {
                let wanted = !words.starts_with('!');
                classes.class(words.trim_start_matches('!')).map(|class| (class, wanted))
            })
            .transpose()?;
        let role = match name.trim_end_matches(['+', '^', '!', '~', '%', '*', '#', '&', '$', '@']) {
            "head" => Role::Head,
            "tail" => Role::Tail,
            "_" => Role::None,
            other => return Err(format!("`{other}` is neither head nor tail nor _")),
        };
        let many = match name.chars().last() {
            Some('+') => Many::List,
            Some('!') => Many::Chain,
            _ => Many::One,
        };
        let filler = match name.chars().last() {
            Some('^') => Some(Filler::Subject),
            Some('~') => Some(Filler::Nearest),
            Some('%') => Some(Filler::Topic),
            Some('*') => Some(Filler::Owning),
            Some('#') => Some(Filler::Heading),
            Some('&') => Some(Filler::Among),
            Some('$') => Some(Filler::About),
            Some('@') => Some(Filler::Issuer),
            _ => None,
        };
        if let Some(filler) = filler {
            self.carried = Some(Carried { role, kinds, filler });
        } else {
            self.push(Element::Slot { role, kinds, many, ending }, after);
        }
        Ok(())
    }
}

fn element(token: &str, classes: &mut Classes) -> Result<Element, String> {
    if token == "<" {
        return Ok(Element::Start);
    }
    if token == ">" {
        return Ok(Element::End);
    }
    if let Some(limit) = token.strip_prefix("..") {
        let (crosses, bare) = (limit.starts_with('.'), limit.starts_with('!'));
        let digits = limit.trim_start_matches(['.', '!']);
        let limit = digits.parse().map_err(|_| format!("`{token}` is not a gap"))?;
        return Ok(Element::Gap { limit, crosses, bare });
    }
    if let Some(words) = token.strip_prefix('%').filter(|words| words.starts_with('@')) {
        return Ok(Element::Roster { class: alternatives(words, classes)?.0 });
    }
    if token == "!name" {
        return Ok(Element::NoName { kinds: Vec::new() });
    }
    let inner = token.strip_prefix("![").and_then(|rest| rest.strip_suffix(']'));
    if let Some(kinds) = inner {
        return Ok(Element::NoName { kinds: kinds.split('|').map(Kind::named).collect() });
    }
    if let Some(words) = token.strip_prefix('!') {
        return Ok(Element::Not { class: classes.class(words)? });
    }
    let optional = token.ends_with('?');
    let (class, many) = alternatives(token.trim_end_matches('?'), classes)?;
    Ok(Element::Words { class, optional, many })
}

fn alternatives(token: &str, classes: &mut Classes) -> Result<(ClassId, bool), String> {
    let many = token.ends_with('+');
    Ok((classes.class(token.trim_end_matches('+'))?, many))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_read_around_its_trigger() {
        let mut classes = Classes::default();
        let pattern =
            Pattern::parse("[head+ Company] ..8 {落户|落地} 于? [tail Place]", &mut classes)
                .unwrap();
        assert_eq!(pattern.before.len(), 2);
        assert!(matches!(
            pattern.before[0],
            Element::Gap { limit: 8, crosses: false, bare: false }
        ));
        assert!(matches!(
            pattern.after[1],
            Element::Slot { role: Role::Tail, many: Many::One, .. }
        ));
    }

    #[test]
    fn a_pattern_is_passed_over_only_where_its_slots_cannot_be_filled() {
        let kinds = |names: &[Kind]| (Kinds::of(names.iter().copied()), names.len());
        let text =
            "[head Company] {与} [tail Place] 、 [tail Place] 、 [tail Place] 、 [tail Person]";
        let slots = Pattern::parse(text, &mut Classes::default()).unwrap().slots();
        let (firm, place, person) = ([Kind::COMPANY], [Kind::PLACE; 4], [Kind::PERSON; 4]);
        assert!(slots.may_be_filled([kinds(&firm), kinds(&place)]));
        assert!(!slots.may_be_filled([kinds(&firm), kinds(&place[..3])]));
        assert!(!slots.may_be_filled([kinds(&firm), kinds(&person)]));
        assert!(!slots.may_be_filled([kinds(&[]), kinds(&place)]));
        let other = Pattern::parse("{与} [tail Person]", &mut Classes::default()).unwrap().slots();
        let either = slots.either(other);
        assert!(either.may_be_filled([kinds(&firm), kinds(&place)]));
        assert!(either.may_be_filled([kinds(&[]), kinds(&person[..1])]));
        assert!(!either.may_be_filled([kinds(&firm), kinds(&firm)]));
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_said() {
        for (text, error) in [
            ("{落户", "`}` is missing"),
            ("{落户} {落地} [tail Place]", "two triggers"),
            ("[who Place] {落户}", "`who` is neither head nor tail nor _"),
            ("..x {落户}", "`..x` is not a gap"),
            ("{@nowhere}", "no word class is named `nowhere`"),
            ("落户 [tail Place]", "a pattern without trigger begins with a slot"),
        ] {
            assert_eq!(Pattern::parse(text, &mut Classes::default()), Err(error.to_owned()));
        }
    }
}

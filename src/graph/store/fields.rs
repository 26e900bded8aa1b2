//! A line as our writer lays it out in, its record out, and nothing for any other layout.
//!
//! This is the fast way. A line it leaves alone is read by the ron crate.

use super::record::{Range, Record};
use crate::corpus::Date;
use crate::entity::EntityId;
use crate::fact::Modality;
use crate::knowledge::{Kind, Relation};

/// Reads lines. Remembers the few names of kinds and relations it has seen.
#[derive(Default)]
pub(super) struct Reader {
    kinds: Vec<Kind>,
    relations: Vec<Relation>,
}

impl Reader {
    /// The record of a line without its closing comma.
    pub(super) fn record(&mut self, line: &str) -> Option<Record> {
        let (name, rest) = line.split_once('(')?;
        let mut c = Cursor { rest: rest.strip_suffix(')')? };
        let record = match name {
            "Passage" => Record::Passage(
                c.number()?,
                c.and()?.number()?,
                c.and()?.text()?,
                c.and()?.boolean()?,
                c.and()?.list(Cursor::triple)?,
            ),
            "Fact" => self.fact(&mut c)?,
            "Plain" => Record::Plain(c.id()?),
            "Entity" => Record::Entity(
                c.id()?,
                self.kind(c.and()?.plain()?),
                c.and()?.text()?,
                c.and()?.list(Cursor::text)?,
            ),
            "Figure" => Record::Figure(
                c.number()?,
                c.and()?.number()?,
                c.and()?.text()?,
                c.and()?.text()?,
                c.and()?.text()?,
                c.and()?.maybe(Cursor::text)?,
                c.and()?.maybe(Cursor::date)?,
                c.and()?.maybe(Cursor::text)?,
                c.and()?.pair()?,
                c.and()?.modality()?,
            ),
            "Document" => Record::Document(
                c.text()?,
                c.and()?.maybe(Cursor::text)?,
                c.and()?.maybe(Cursor::date)?,
                c.and()?.text()?,
                c.and()?.number()?,
            ),
            "Known" => Record::Known(
                c.id()?,
                self.kind(c.and()?.plain()?),
                c.and()?.text()?,
                c.and()?.list(Cursor::text)?,
                c.and()?.list(|c| {
                    c.skip("(")?;
                    let relation = self.relation(c.plain()?);
                    let other = c.and()?.id()?;
                    c.skip(")")?;
                    Some((relation, other))
                })?,
            ),
            _ => return None,
        };
        c.rest.is_empty().then_some(record)
    }

    fn fact(&mut self, c: &mut Cursor<'_>) -> Option<Record> {
        Some(Record::Fact(
            c.number()?,
            self.relation(c.and()?.plain()?),
            c.and()?.number()?,
            c.and()?.number()?,
            c.and()?.maybe(Cursor::pair)?,
            c.and()?.text()?,
            c.and()?.modality()?,
            c.and()?.maybe(Cursor::date)?,
            c.and()?.maybe(Cursor::text)?,
        ))
    }

    fn kind(&mut self, name: &str) -> Kind {
        let known = self.kinds.iter().find(|kind| kind.name() == name).copied();
        known.unwrap_or_else(|| {
            self.kinds.push(Kind::named(name));
            Kind::named(name)
        })
    }

    fn relation(&mut self, name: &str) -> Relation {
        let known = self.relations.iter().find(|relation| relation.name() == name).copied();
        known.unwrap_or_else(|| {
            self.relations.push(Relation::named(name));
            Relation::named(name)
        })
    }
}

/// What is left of a line. Every method takes one value from its start, or leaves the line alone.
struct Cursor<'l> {
    rest: &'l str,
}

impl<'l> Cursor<'l> {
    fn skip(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(token)?;
        Some(())
    }

    /// Skips the comma before the next value.
    fn and(&mut self) -> Option<&mut Self> {
        self.skip(",")?;
        Some(self)
    }

    fn number(&mut self) -> Option<u32> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        number.parse().ok()
    }

    fn boolean(&mut self) -> Option<bool> {
        self.skip("false").map(|()| false).or_else(|| self.skip("true").map(|()| true))
    }

    fn modality(&mut self) -> Option<Modality> {
        let ways = [
            ("stated", Modality::Stated),
            ("planned", Modality::Planned),
            ("negated", Modality::Negated),
        ];
        ways.into_iter().find_map(|(name, way)| self.skip(name).map(|()| way))
    }

    /// A string without escapes.
    fn plain(&mut self) -> Option<&'l str> {
        self.skip("\"")?;
        let end = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
        let (text, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        self.skip("\"")?;
        Some(text)
    }

    fn text(&mut self) -> Option<String> {
        let start = self.rest;
        if let Some(text) = self.plain() {
            return Some(text.to_owned());
        }
        self.rest = start;
        self.escaped()
    }

    fn escaped(&mut self) -> Option<String> {
        self.skip("\"")?;
        let mut text = String::new();
        loop {
            let end = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
            let (plain, rest) = self.rest.split_at_checked(end)?;
            text.push_str(plain);
            self.rest = rest;
            if self.skip("\"").is_some() {
                return Some(text);
            }
            self.skip("\\")?;
            let escape = self.rest.chars().next()?;
            text.push(match escape {
                '"' | '\\' => escape,
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => return None,
            });
            self.rest = self.rest.get(1..)?;
        }
    }

    fn id(&mut self) -> Option<EntityId> {
        self.text().map(|id| EntityId::from_text(&id))
    }

    fn date(&mut self) -> Option<Date> {
        self.plain()?.parse().ok()
    }

    #[expect(clippy::option_option, reason = "the outer one says that the line is not ours")]
    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.skip("None").is_some() {
            return Some(None);
        }
        self.skip("Some(")?;
        let value = value(self)?;
        self.skip(")")?;
        Some(Some(value))
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.skip("[")?;
        let mut items = Vec::new();
        while self.skip("]").is_none() {
            if !items.is_empty() {
                self.skip(",")?;
            }
            items.push(item(self)?);
        }
        Some(items)
    }

    fn pair(&mut self) -> Option<Range> {
        self.skip("(")?;
        let pair = (self.number()?, self.and()?.number()?);
        self.skip(")")?;
        Some(pair)
    }

    fn triple(&mut self) -> Option<(u32, u32, u32)> {
        self.skip("(")?;
        let triple = (self.number()?, self.and()?.number()?, self.and()?.number()?);
        self.skip(")")?;
        Some(triple)
    }
}

//! Names in, what the graph says of them out: the commands that only look.

use super::{Error, Reply, Session, Table};
use crate::export::report;
use crate::graph::{Direction, Filter, Link, Node};
use crate::text::quote;
use std::fmt::Write as _;

/// Rows of a listing before it is cut with a word on how many are left out.
pub(super) const MOST_ROWS: usize = 20;
/// Links shown for each relation on a card.
const MOST_LINKS: usize = 6;

fn one(words: &[String]) -> Result<&str, Error> {
    match words {
        [name] => Ok(name),
        _ => Err(Error::WrongUse { name: "", usage: "" }),
    }
}

pub(super) fn two(words: &[String]) -> Result<(&str, &str), Error> {
    match words {
        [a, b] => Ok((a, b)),
        _ => Err(Error::WrongUse { name: "", usage: "" }),
    }
}

impl Session {
    /// `show`: a card of one entity.
    pub(super) fn show(&mut self, words: &[String]) -> Result<Reply, Error> {
        let node = self.entity(one(words)?)?;
        let style = self.settings.style();
        let mut page = String::new();
        let kind = self.knowledge.schema().kind(node.kind().name());
        let kind = kind.map_or(node.kind().name(), |k| k.label.as_str());
        let counts = format!("{} mentions in {} documents", node.mentions(), node.documents());
        let _ = writeln!(page, "{}  {kind}, {counts}", style.heading(node.name()));
        if !node.aliases().is_empty() {
            let _ = writeln!(page, "also: {}", node.aliases().join(", "));
        }
        self.links_of(node, &mut page);
        page.push_str(&report::figures(node, style));
        if let Some(found) = node.passages().next() {
            let _ = writeln!(page, "  “{}” [{}]", quote(&found.passage.text), found.document.id);
        }
        Ok(Reply::Text(page))
    }

    /// The links of an entity, a line for each relation, with the best sentence of the firmest.
    fn links_of(&self, node: Node<'_>, page: &mut String) {
        let mut relations: Vec<(String, Vec<Link<'_>>)> = Vec::new();
        for link in node.links(Direction::Both, &Filter::default()) {
            let label = self.relation_label(link.relation().name(), link.head() == node);
            let at = relations.iter().position(|(known, _)| *known == label).unwrap_or_else(|| {
                relations.push((label, Vec::new()));
                relations.len() - 1
            });
            let links = &mut relations[at].1;
            // What is stated may be known as well: one of the two is enough here.
            if links.iter().all(|known| known.other(node) != link.other(node)) {
                links.push(link);
            }
        }
        for (label, links) in relations {
            let names: Vec<&str> =
                links.iter().take(MOST_LINKS).map(|link| link.other(node).name()).collect();
            let more = match links.len().saturating_sub(MOST_LINKS) {
                0 => String::new(),
                more => format!(" … {more} more"),
            };
            let _ = writeln!(page, "  {label}: {}{more}", names.join(", "));
            if let Some(best) = links[0].evidence().first() {
                let date = best.document.date.map(|date| format!(", {date}")).unwrap_or_default();
                let sentence = shortened(&best.passage.text);
                let _ = writeln!(page, "     “{sentence}” [{}{date}]", best.document.id);
            }
        }
    }

    pub(super) fn relation_label(&self, relation: &str, out: bool) -> String {
        let entry = self.knowledge.schema().relation(relation);
        let english = entry.map_or(relation, |entry| match (&entry.inverse, out) {
            (Some(inverse), false) => inverse,
            _ => &entry.english,
        });
        english.to_owned()
    }

    /// `neighbours`: what an entity is linked to.
    pub(super) fn neighbours(&mut self, words: &[String]) -> Result<Reply, Error> {
        let [name, limits @ ..] = words else {
            return Err(Error::WrongUse { name: "", usage: "" });
        };
        let node = self.entity(name)?;
        let mut filter = self.sights();
        let schema = self.knowledge.schema();
        for limit in limits {
            if let Some(kind) = schema.kind(limit) {
                filter = filter.kinds([kind.id]);
            } else if let Some(relation) = schema.relation(limit) {
                filter = filter.relations([relation.id]);
            } else {
                return Err(Error::UnknownLimit { word: limit.clone(), known: self.limits() });
            }
        }
        let neighbours = node.neighbours(Direction::Both, &filter);
        let mut table = Table::new(["name", "kind", "link", "support", "sentence"]);
        for (other, links) in &neighbours {
            let best = &links[0];
            let relation = self.relation_label(best.relation().name(), best.head() == node);
            let sentence =
                best.evidence().first().map_or(String::new(), |e| shortened(&e.passage.text));
            table.push(vec![
                other.name().to_owned(),
                other.kind().to_string(),
                relation,
                report::support(best),
                sentence,
            ]);
        }
        let of = node.id().clone();
        let shown = neighbours.iter().map(|(other, _)| other.id().clone()).collect();
        if table.rows.is_empty() {
            return Ok(Reply::Text(format!("{} is linked to nothing of the sort", node.name())));
        }
        Ok(self.numbered_list(table, shown, Some(of)))
    }

    pub(super) fn limits(&self) -> String {
        let schema = self.knowledge.schema();
        let kinds = schema.kinds.iter().map(|k| k.id.name());
        let relations = schema.relations.iter().map(|r| r.id.name());
        kinds.chain(relations).collect::<Vec<_>>().join(", ")
    }

    /// `path`: the best ways from one entity to another.
    pub(super) fn path_between(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (a, b) = two(words)?;
        let (a, b) = (self.entity(a)?, self.entity(b)?);
        Ok(Reply::Text(report::paths(&self.graph, a, b, self.settings.style())))
    }

    /// `why`: the sentences behind a link or an answer.
    pub(super) fn why(&mut self, words: &[String]) -> Result<Reply, Error> {
        if words.is_empty() {
            return self.why_answers();
        }
        if let [number] = words
            && let Ok(number) = number.parse::<usize>()
        {
            return self.why_answer(number);
        }
        let (a, b) = two(words)?;
        let (a, b) = (self.entity(a)?, self.entity(b)?);
        Ok(Reply::Text(report::why(&self.graph, a, b, self.settings.style())))
    }

    pub(super) fn why_answer(&self, number: usize) -> Result<Reply, Error> {
        if let Some(node) = self.numbered(&number.to_string())
            && self.last.is_none()
        {
            let of = self.shown_of.as_ref().and_then(|id| self.graph.node(id));
            return Ok(Reply::Text(match of {
                Some(of) => report::why(&self.graph, of, node, self.settings.style()),
                None => report::passages(node, self.settings.style()),
            }));
        }
        let answers = self.last.as_ref().map_or(&[][..], |answer| &answer.answers);
        let finding = number.checked_sub(1).and_then(|n| answers.get(n));
        let Some(finding) = finding else { return Err(Error::NoSuchAnswer { number }) };
        let mut page =
            format!("{}  {}\n", self.settings.style().heading(&finding.name), finding.why);
        for (n, said) in finding.evidence.iter().enumerate() {
            let _ = writeln!(page, "  {}. {}", n + 1, quote(&said.sentence));
            let _ = writeln!(page, "     {}:{}-{}", said.document, said.start, said.end);
        }
        Ok(Reply::Text(page))
    }

    /// `find`: entities of this or a similar name.
    pub(super) fn find(&mut self, words: &[String]) -> Result<Reply, Error> {
        let name = one(words)?;
        let mut nodes: Vec<Node<'_>> = self.graph.named(name);
        nodes.extend(self.ground().all_sounding(&self.graph, name));
        nodes.extend(self.graph.similar(name, MOST_ROWS));
        let mut table = Table::new(["name", "kind", "mentions", "documents", "also"]);
        let mut seen = std::collections::BTreeSet::new();
        let mut shown = Vec::new();
        for node in nodes.into_iter().filter(|node| seen.insert(node.ordinal())) {
            shown.push(node.id().clone());
            table.push(vec![
                node.name().to_owned(),
                node.kind().to_string(),
                node.mentions().to_string(),
                node.documents().to_string(),
                node.aliases().iter().take(4).cloned().collect::<Vec<_>>().join(", "),
            ]);
        }
        if table.rows.is_empty() {
            return Ok(Reply::Text(format!("no name in the graph is like {name}")));
        }
        Ok(self.numbered_list(table, shown, None))
    }

    /// `figures`: the figures stated of an entity.
    pub(super) fn figures(&mut self, words: &[String]) -> Result<Reply, Error> {
        let node = self.entity(one(words)?)?;
        Ok(Reply::Text(report::figures(node, self.settings.style())))
    }

    /// `timeline`: what is dated of an entity.
    pub(super) fn timeline(&mut self, words: &[String]) -> Result<Reply, Error> {
        let node = self.entity(one(words)?)?;
        let page = report::timeline(node, &Filter::default(), self.settings.style());
        Ok(Reply::Text(page))
    }

    /// `stats`: how much the graph holds.
    pub(super) fn stats(&mut self, _: &[String]) -> Result<Reply, Error> {
        Ok(Reply::Text(report::statistics(&self.graph, self.settings.style())))
    }
}

/// The start of a sentence, as much as a column holds.
fn shortened(sentence: &str) -> String {
    let line = quote(sentence);
    if line.chars().count() <= 48 {
        return line;
    }
    line.chars().take(47).chain(['…']).collect()
}

//! A tree in, its Cypher out.

use super::clause::{
    Call, Clause, Item, Match, Merge, Mode, Projection, Query, RemoveItem, SetItem, Single, Sort,
    Union, Yield,
};
use super::expr::Expr;
use super::express::{ATOM, Operand};
use super::pattern::{Labels, NodePattern, PathPattern, RelPattern, Shortest};
use super::quote::name;
use crate::graph::property::Direction;
use std::fmt::{self, Display, Formatter};

/// Items with `between` between them.
pub(super) fn joined<T: Display>(f: &mut Formatter<'_>, items: &[T], between: &str) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        item.fmt(f)?;
    }
    Ok(())
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.mode {
            Mode::Run => {}
            Mode::Explain => f.write_str("EXPLAIN ")?,
            Mode::Profile => f.write_str("PROFILE ")?,
        }
        self.first.fmt(f)?;
        for (union, single) in &self.unions {
            let all = if *union == Union::All { " ALL" } else { "" };
            write!(f, " UNION{all} {single}")?;
        }
        Ok(())
    }
}

impl Display for Single {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        joined(f, &self.clauses, " ")
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Match(clause) => clause.fmt(f),
            Self::Unwind { list, variable } => write!(f, "UNWIND {list} AS {}", name(variable)),
            Self::With(projection) => write!(f, "WITH {projection}"),
            Self::Return(projection) => write!(f, "RETURN {projection}"),
            Self::Call(call) => call.fmt(f),
            Self::Subquery(query) => write!(f, "CALL {{ {query} }}"),
            Self::Create(patterns) => {
                f.write_str("CREATE ")?;
                joined(f, patterns, ", ")
            }
            Self::Merge(merge) => merge.fmt(f),
            Self::Set(items) => {
                f.write_str("SET ")?;
                joined(f, items, ", ")
            }
            Self::Remove(items) => {
                f.write_str("REMOVE ")?;
                joined(f, items, ", ")
            }
            Self::Delete { detach, targets } => {
                f.write_str(if *detach { "DETACH DELETE " } else { "DELETE " })?;
                joined(f, targets, ", ")
            }
            Self::Foreach { variable, list, updates } => {
                write!(f, "FOREACH ({} IN {list} | ", name(variable))?;
                joined(f, updates, " ")?;
                f.write_str(")")
            }
            Self::Finish => f.write_str("FINISH"),
        }
    }
}

impl Display for Match {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.optional { "OPTIONAL MATCH " } else { "MATCH " })?;
        joined(f, &self.patterns, ", ")?;
        filter(f, self.filter.as_ref())
    }
}

pub(super) fn filter(f: &mut Formatter<'_>, condition: Option<&Expr>) -> fmt::Result {
    condition.map_or(Ok(()), |condition| write!(f, " WHERE {condition}"))
}

impl Display for Projection {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.distinct {
            f.write_str("DISTINCT ")?;
        }
        if self.star {
            f.write_str(if self.items.is_empty() { "*" } else { "*, " })?;
        }
        joined(f, &self.items, ", ")?;
        if !self.order.is_empty() {
            f.write_str(" ORDER BY ")?;
            joined(f, &self.order, ", ")?;
        }
        if let Some(skip) = &self.skip {
            write!(f, " SKIP {skip}")?;
        }
        if let Some(limit) = &self.limit {
            write!(f, " LIMIT {limit}")?;
        }
        filter(f, self.filter.as_ref())
    }
}

impl Display for Item {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.expr.fmt(f)?;
        self.alias.as_ref().map_or(Ok(()), |alias| write!(f, " AS {}", name(alias)))
    }
}

impl Display for Sort {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.expr, if self.descending { " DESC" } else { "" })
    }
}

/// A name with dots, each part quoted by itself.
pub(super) fn dotted(full: &str) -> String {
    full.split('.').map(name).collect::<Vec<_>>().join(".")
}

impl Display for Call {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "CALL {}", dotted(&self.name))?;
        if let Some(arguments) = &self.arguments {
            f.write_str("(")?;
            joined(f, arguments, ", ")?;
            f.write_str(")")?;
        }
        match &self.yields {
            Yield::Unsaid => {}
            Yield::Star => f.write_str(" YIELD *")?,
            Yield::Columns(columns) => {
                let columns: Vec<String> = columns
                    .iter()
                    .map(|(column, alias)| match alias {
                        Some(alias) => format!("{} AS {}", name(column), name(alias)),
                        None => name(column),
                    })
                    .collect();
                write!(f, " YIELD {}", columns.join(", "))?;
            }
        }
        filter(f, self.filter.as_ref())
    }
}

impl Display for Merge {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "MERGE {}", self.pattern)?;
        for (items, when) in [(&self.on_create, "CREATE"), (&self.on_match, "MATCH")] {
            if !items.is_empty() {
                write!(f, " ON {when} SET ")?;
                joined(f, items, ", ")?;
            }
        }
        Ok(())
    }
}

fn labelled(f: &mut Formatter<'_>, variable: &str, labels: &[String]) -> fmt::Result {
    f.write_str(&name(variable))?;
    labels.iter().try_for_each(|label| write!(f, ":{}", name(label)))
}

impl Display for SetItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(target, key, value) => {
                write!(f, "{}.{} = {value}", Operand(target, ATOM), name(key))
            }
            Self::Dynamic(target, key, value) => {
                write!(f, "{}[{key}] = {value}", Operand(target, ATOM))
            }
            Self::Replace(variable, value) => write!(f, "{} = {value}", name(variable)),
            Self::Extend(variable, value) => write!(f, "{} += {value}", name(variable)),
            Self::Labels(variable, labels) => labelled(f, variable, labels),
        }
    }
}

impl Display for RemoveItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(target, key) => write!(f, "{}.{}", Operand(target, ATOM), name(key)),
            Self::Labels(variable, labels) => labelled(f, variable, labels),
        }
    }
}

impl Display for PathPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(variable) = &self.variable {
            write!(f, "{} = ", name(variable))?;
        }
        let (before, after) = match self.shortest {
            Shortest::No => ("", ""),
            Shortest::One => ("shortestPath(", ")"),
            Shortest::All => ("allShortestPaths(", ")"),
        };
        write!(f, "{before}{}", self.start)?;
        for (rel, node) in &self.steps {
            write!(f, "{rel}{node}")?;
        }
        f.write_str(after)
    }
}

/// What stands within the brackets of a node or relationship.
fn inside(
    f: &mut Formatter<'_>,
    variable: Option<&String>,
    labels: Option<&Labels>,
    length: Option<String>,
    properties: Option<&Expr>,
) -> fmt::Result {
    if let Some(variable) = variable {
        f.write_str(&name(variable))?;
    }
    if let Some(labels) = labels {
        write!(f, ":{labels}")?;
    }
    if let Some(length) = length {
        f.write_str(&length)?;
    }
    match properties {
        Some(map) if variable.is_some() || labels.is_some() => write!(f, " {map}"),
        Some(map) => map.fmt(f),
        None => Ok(()),
    }
}

impl Display for NodePattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        inside(f, self.variable.as_ref(), self.labels.as_ref(), None, self.properties.as_ref())?;
        f.write_str(")")
    }
}

impl Display for RelPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.direction == Direction::In { "<-" } else { "-" })?;
        let bare = self.variable.is_none()
            && self.kinds.is_none()
            && self.length.is_none()
            && self.properties.is_none();
        if !bare {
            let length = self.length.map(|length| {
                let end = |end: Option<u64>| end.map_or(String::new(), |end| end.to_string());
                match (length.low, length.high) {
                    (None, None) => "*".to_owned(),
                    (Some(low), Some(high)) if low == high => format!("*{low}"),
                    (low, high) => format!("*{}..{}", end(low), end(high)),
                }
            });
            f.write_str("[")?;
            inside(
                f,
                self.variable.as_ref(),
                self.kinds.as_ref(),
                length,
                self.properties.as_ref(),
            )?;
            f.write_str("]")?;
        }
        f.write_str(if self.direction == Direction::Out { "->" } else { "-" })
    }
}

impl Display for Labels {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let part = |labels: &Labels| match labels {
            Labels::And(_) | Labels::Or(_) => format!("({labels})"),
            _ => labels.to_string(),
        };
        match self {
            Self::Name(label) => f.write_str(&name(label)),
            Self::Any => f.write_str("%"),
            Self::Not(inner) => write!(f, "!{}", part(inner)),
            Self::And(parts) => joined(f, &parts.iter().map(part).collect::<Vec<_>>(), "&"),
            Self::Or(parts) => joined(f, &parts.iter().map(part).collect::<Vec<_>>(), "|"),
        }
    }
}

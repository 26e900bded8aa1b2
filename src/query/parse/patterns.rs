//! Parsed patterns in, ours out.

use super::clauses::{Lower, unsupported};
use crate::graph::property::Direction;
use crate::query::ast::{Expr, Labels, Length, NodePattern, PathPattern, RelPattern, Shortest};
use crate::query::error::QueryError;
use decypher::ast::pattern as from;

impl Lower<'_> {
    pub(super) fn paths(
        &mut self,
        pattern: &from::Pattern,
    ) -> Result<Vec<PathPattern>, QueryError> {
        pattern.parts.iter().map(|part| self.path(part)).collect()
    }

    pub(super) fn path(&mut self, part: &from::PatternPart) -> Result<PathPattern, QueryError> {
        let mut path = self.element(&part.anonymous.element)?;
        path.variable = part.variable.as_ref().map(|variable| variable.name.name.clone());
        path.shortest = self.shortest(part);
        if path.shortest != Shortest::No && path.steps.len() != 1 {
            return Err(QueryError::syntax(
                "InvalidRelationshipPattern",
                "a shortest path takes exactly one relationship between two nodes",
            )
            .at(part.span.start..part.span.end)
            .hinted(Some("write shortestPath((a)-[*]-(b))".into())));
        }
        Ok(path)
    }

    /// The tree does not say whether the pattern is within `shortestPath( )`; its text does.
    fn shortest(&self, part: &from::PatternPart) -> Shortest {
        let text = self.source.get(part.span.start..part.span.end).unwrap_or_default();
        let text = match (&part.variable, text.find('=')) {
            (Some(_), Some(at)) => text.get(at + 1..).unwrap_or_default(),
            _ => text,
        };
        let word: String =
            text.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
        match word.to_ascii_lowercase().as_str() {
            "shortestpath" => Shortest::One,
            "allshortestpaths" => Shortest::All,
            _ => Shortest::No,
        }
    }

    fn element(&mut self, element: &from::PatternElement) -> Result<PathPattern, QueryError> {
        match element {
            from::PatternElement::Path { start, chains } => self.chain(start, chains),
            from::PatternElement::Parenthesized(inner) => self.element(inner),
            from::PatternElement::Quantified { .. } => {
                Err(unsupported("a quantified path pattern")
                    .hinted(Some("write -[:TYPE*1..3]- for a path of several links".into())))
            }
        }
    }

    pub(super) fn relationships(
        &mut self,
        pattern: &from::RelationshipsPattern,
    ) -> Result<PathPattern, QueryError> {
        self.chain(&pattern.start, &pattern.chains)
    }

    fn chain(
        &mut self,
        start: &from::NodePattern,
        chains: &[from::PatternElementChain],
    ) -> Result<PathPattern, QueryError> {
        let start = self.node(start)?;
        let steps = chains
            .iter()
            .map(|chain| Ok((self.rel(&chain.relationship)?, self.node(&chain.node)?)))
            .collect::<Result<_, QueryError>>()?;
        Ok(PathPattern { variable: None, shortest: Shortest::No, start, steps })
    }

    fn node(&mut self, node: &from::NodePattern) -> Result<NodePattern, QueryError> {
        Ok(NodePattern {
            variable: node.variable.as_ref().map(|variable| variable.name.name.clone()),
            labels: self.all_labels(&node.labels)?,
            properties: self.properties(node.properties.as_ref())?,
        })
    }

    fn rel(&mut self, rel: &from::RelationshipPattern) -> Result<RelPattern, QueryError> {
        let direction = match rel.direction {
            from::RelationshipDirection::Left => Direction::In,
            from::RelationshipDirection::Right => Direction::Out,
            from::RelationshipDirection::Both | from::RelationshipDirection::Undirected => {
                Direction::Both
            }
        };
        let mut pattern = RelPattern::new(direction);
        if let Some(detail) = &rel.detail {
            pattern.variable = detail.variable.as_ref().map(|variable| variable.name.name.clone());
            pattern.kinds = detail.types.as_ref().map(|types| self.labels(types)).transpose()?;
            pattern.properties = self.properties(detail.properties.as_ref())?;
            pattern.length = detail.range.as_ref().map(|range| length(range.start, range.end));
        }
        if let Some(quantifier) = &rel.quantifier {
            pattern.length = Some(length(quantifier.start, quantifier.end));
        }
        Ok(pattern)
    }

    fn properties(
        &mut self,
        properties: Option<&from::Properties>,
    ) -> Result<Option<Expr>, QueryError> {
        match properties {
            None => Ok(None),
            Some(from::Properties::Map(map)) => Ok(Some(self.map(map)?)),
            Some(from::Properties::Parameter(parameter)) => {
                Ok(Some(Expr::Parameter(parameter.name.name.clone())))
            }
        }
    }

    pub(super) fn all_labels(
        &mut self,
        labels: &[from::LabelExpression],
    ) -> Result<Option<Labels>, QueryError> {
        let mut parts = Vec::new();
        for label in labels {
            match self.labels(label)? {
                Labels::And(more) => parts.extend(more),
                other => parts.push(other),
            }
        }
        Ok(match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Labels::And(parts)),
        })
    }

    #[expect(clippy::self_only_used_in_recursion, reason = "part of the same lowering")]
    pub(super) fn labels(&mut self, labels: &from::LabelExpression) -> Result<Labels, QueryError> {
        Ok(match labels {
            from::LabelExpression::Static(name) => Labels::Name(name.name.clone()),
            from::LabelExpression::Wildcard { .. } => Labels::Any,
            from::LabelExpression::Dynamic { .. } => return Err(unsupported("a computed label")),
            from::LabelExpression::Or { lhs, rhs, .. } => {
                let mut parts = Vec::new();
                for side in [lhs, rhs] {
                    match self.labels(side)? {
                        Labels::Or(more) => parts.extend(more),
                        other => parts.push(other),
                    }
                }
                Labels::Or(parts)
            }
            from::LabelExpression::And { lhs, rhs, .. } => {
                let mut parts = Vec::new();
                for side in [lhs, rhs] {
                    match self.labels(side)? {
                        Labels::And(more) => parts.extend(more),
                        other => parts.push(other),
                    }
                }
                Labels::And(parts)
            }
            from::LabelExpression::Not { inner, .. } => Labels::Not(Box::new(self.labels(inner)?)),
            from::LabelExpression::Group { inner, .. } => self.labels(inner)?,
        })
    }
}

fn length(low: Option<i64>, high: Option<i64>) -> Length {
    let end = |end: Option<i64>| end.and_then(|end| u64::try_from(end).ok());
    Length { low: end(low), high: end(high) }
}

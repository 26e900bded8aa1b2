//! A plan in, a table of its steps out.

use super::step::{End, Plan, Step};
use crate::query::run::Passed;

/// One line for each step, in the order in which rows pass them, with what it did where the plan
/// was run.
pub(in crate::query) fn explained(
    plan: &Plan,
    executed: Option<&[Vec<Vec<Passed>>]>,
) -> Vec<(String, Option<Passed>)> {
    let mut lines = Vec::new();
    for (at, part) in plan.parts.iter().enumerate() {
        if at > 0 {
            lines.push(("Union".to_owned(), executed.map(|_| Passed::default())));
        }
        for (number, stage) in part.stages.iter().enumerate() {
            let did = |step: usize| {
                executed.map(|parts| {
                    let steps = parts.get(at).and_then(|stages| stages.get(number));
                    steps.and_then(|steps| steps.get(step)).copied().unwrap_or_default()
                })
            };
            let steps = stage.steps.iter().enumerate();
            lines.extend(steps.map(|(step, own)| (told(own), did(step))));
            lines.push((ended(&stage.end).to_owned(), did(stage.steps.len())));
        }
    }
    lines
}

fn ended(end: &End) -> &'static str {
    match end {
        End::Emit => "Return",
        End::Aggregate { .. } => "Aggregate",
        End::Sort { limit: Some(_), .. } => "Top",
        End::Sort { .. } => "Sort",
        End::Write(_) => "Write",
        End::Apply(..) => "Apply",
    }
}

fn told(step: &Step) -> String {
    match step {
        Step::AllNodes { .. } => "AllNodes".into(),
        Step::Labelled { label, .. } => format!("NodesByLabel {}", label.name),
        Step::Lookup { key, .. } => format!("NodesByIndex {}", key.name),
        Step::ById { .. } => "NodeById".into(),
        Step::Expand(hop) => format!("Expand {:?}", hop.direction),
        Step::Degree(hop) => format!("CountWays {:?}", hop.direction),
        Step::Around { .. } => "TwoHopsOnce".into(),
        Step::Walk(walk) => format!("Walk {:?} from {}", walk.hop.direction, walk.low),
        Step::Reach(walk) => format!("ReachOnce {:?}", walk.hop.direction),
        Step::Along { .. } | Step::AlongList { .. } => "AlongKnown".into(),
        Step::Shortest { all, .. } => if *all { "AllShortest" } else { "Shortest" }.into(),
        Step::Filter(_) | Step::Test { .. } => "Filter".into(),
        Step::Let { .. } => "Compute".into(),
        Step::Unwind { .. } => "Unwind".into(),
        Step::Optional { .. } => "Optional".into(),
        Step::OptionalEnd => "OptionalEnd".into(),
        Step::Distinct(_) => "Distinct".into(),
        Step::Skip(_) => "Skip".into(),
        Step::Limit(_) => "Limit".into(),
        Step::Call { procedure, .. } => format!("Call {}", procedure.name),
        Step::Subquery { .. } => "Subquery".into(),
    }
}

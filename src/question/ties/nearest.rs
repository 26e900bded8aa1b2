//! Two things that nothing ties in, what around them comes nearest to the other out.

use crate::graph::{Direction, Node};
use crate::question::answer::Finding;
use crate::question::ask::Asked;

/// Entities looked at around each of the two, and sentences of each.
const MOST_AROUND: usize = 500;
const MOST_SENTENCES: usize = 200;

/// An entity with a sentence that names it.
type Named = (u32, u32);

impl<'g> Asked<'_, 'g> {
    /// That nothing ties two things, with the two entities around them that one document names
    /// nearest to each other.
    pub(in crate::question) fn untied(&self) -> Vec<Finding> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let name = self.say("四步之内没有联系", "no link within 4 steps").to_owned();
        let document = |at: u32| self.ground.sentence(at).document;
        let pair = nearest(&self.named_around(a), &self.named_around(b), document);
        let (why, evidence) = if let Some(((at, one), (with, other))) = pair {
            let (one, other) = (self.node(one).name(), self.node(other).name());
            let apart = at.abs_diff(with).to_string();
            let (zh, en) = (
                format!("最近的一对：{one}、{other}，同一文档中相隔{apart}句"),
                format!("nearest pair: {one} and {other}, {apart} sentences apart"),
            );
            let mut evidence = vec![self.quote(at)];
            evidence.extend((at != with).then(|| self.quote(with)));
            (self.say(&zh, &en).to_owned(), evidence)
        } else {
            let zh = "没有一篇文档同时提到两者附近的实体";
            (self.say(zh, "no document names what is around both").to_owned(), Vec::new())
        };
        vec![Finding::value(name, 0.0, why, evidence)]
    }

    /// Where a thing and what it is linked to are named, in order.
    fn named_around(&self, node: Node<'g>) -> Vec<Named> {
        let around = node.edges(Direction::Both).take(MOST_AROUND);
        let around = around.map(|link| link.other(node).ordinal());
        let mut nodes: Vec<usize> = std::iter::once(node.ordinal()).chain(around).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let named = |node: usize| {
            let sentences = self.ground.of_node(node as u32).iter().take(MOST_SENTENCES);
            sentences.map(move |&at| (at, node as u32))
        };
        let mut named: Vec<Named> = nodes.into_iter().flat_map(named).collect();
        named.sort_unstable();
        named
    }
}

/// The two, one of each list, that stand nearest to each other in one document.
fn nearest(
    one: &[Named],
    other: &[Named],
    document: impl Fn(u32) -> u32,
) -> Option<(Named, Named)> {
    let beside = one.iter().flat_map(|&(at, node)| {
        let next = other.partition_point(|&(with, _)| with < at);
        let around = [next.checked_sub(1), Some(next)];
        let around = around.into_iter().flatten().filter_map(|place| other.get(place).copied());
        around.map(move |with| ((at, node), with))
    });
    let in_one = beside.filter(|((at, a), (with, b))| document(*at) == document(*with) && a != b);
    in_one.min_by_key(|((at, one), (with, other))| (at.abs_diff(*with), *at, *one, *other))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_two_stand_in_one_document() {
        // Sentences 0 to 9 are of one document, the next ten of another.
        let document = |at: u32| at / 10;
        let near = nearest(&[(2, 7), (9, 7)], &[(5, 8), (10, 8)], document);
        assert_eq!(near, Some(((2, 7), (5, 8))));
        assert_eq!(nearest(&[(9, 7)], &[(10, 8)], document), None);
        assert_eq!(nearest(&[(3, 7)], &[(3, 7)], document), None);
        assert_eq!(nearest(&[], &[(3, 7)], document), None);
    }
}

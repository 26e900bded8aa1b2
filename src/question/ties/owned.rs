//! What two things have between them in, weighed by how its sentences put it, out.

use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::list::Ranked;
use crate::question::reading::Wanted;
use std::collections::BTreeSet;

/// Characters between a person and what is the person's.
const MOST_OWNING: usize = 8;
/// Ends of what stands between: 的, 领衔, 主持, 创办, 牵头.
const OWNS: [char; 5] = ['的', '衔', '持', '办', '头'];
/// What is done with both things counts so much for who does it.
const DOES_WITH_BOTH: f64 = 1.0;
/// The subject of a sentence stands within so many characters of its start.
const SUBJECT: u32 = 6;

impl<'g> Asked<'_, 'g> {
    /// Between a person and something else lies what is the person's, if anything that was found is.
    pub(in crate::question) fn keep_owned(
        &self,
        ranked: &mut Vec<Ranked<'g>>,
        a: Node<'g>,
        b: Node<'g>,
    ) {
        if self.reading.wanted != Wanted::Path {
            return;
        }
        let persons = [a, b].into_iter().filter(|node| node.kind() == Kind::PERSON);
        let owned: BTreeSet<u32> = persons.flat_map(|person| self.owned_by(person)).collect();
        if ranked.iter().any(|r| owned.contains(&(r.node.ordinal() as u32))) {
            ranked.retain(|r| owned.contains(&(r.node.ordinal() as u32)));
        }
    }

    /// What the texts say is a person's, or is led by one: 甲院士的研究院, 乙领衔的实验室.
    fn owned_by(&self, person: Node<'g>) -> Vec<u32> {
        let owned = |at: u32| {
            let names = self.ground.names_in(at);
            let own = names.iter().filter(|(node, _)| *node as usize == person.ordinal());
            let next = own.filter_map(|&(_, from)| {
                let behind = names.iter().filter(|(_, start)| *start > from);
                let &(other, start) = behind.min_by_key(|(_, start)| *start)?;
                let between = self.text_between(at, from, start);
                let between = between.strip_prefix(person.name())?;
                let joined = !between.contains(['，', ',', '、', '；', ';', '。']);
                let near = between.chars().count() <= MOST_OWNING;
                (joined && near && between.ends_with(OWNS)).then_some(other)
            });
            next.collect::<Vec<u32>>()
        };
        self.sentences_of(person).flat_map(owned).collect()
    }

    /// Whether a name stands at the start of a sentence, or right behind a comma.
    fn opens_a_clause(&self, at: u32, name: u32) -> bool {
        let start = self.start_of(at);
        let front = self.text_between(at, name.saturating_sub(1).max(start), name);
        name - start <= SUBJECT || front.ends_with(['，', ',', '；', ';'])
    }

    /// What two things have in common is who does something with both in one sentence, before all that
    /// the sentence names besides.
    pub(in crate::question) fn raise_subjects(
        &self,
        ranked: &mut [Ranked<'g>],
        a: Node<'g>,
        b: Node<'g>,
    ) {
        if self.reading.wanted != Wanted::Common {
            return;
        }
        for at in self.sentences_naming_both(a, b) {
            let names = self.ground.names_in(at);
            let of = |end: Node<'g>| names.iter().find(|(n, _)| *n as usize == end.ordinal());
            let (Some((_, one)), Some((_, other))) = (of(a), of(b)) else { continue };
            let before = names.iter().filter(|(_, from)| from < one.min(other));
            let opening = before.filter(|(_, from)| self.opens_a_clause(at, *from));
            let opening: BTreeSet<u32> = opening.map(|(node, _)| *node).collect();
            let opens = |r: &&mut Ranked<'g>| opening.contains(&(r.node.ordinal() as u32));
            for r in ranked.iter_mut().filter(opens).filter(|r| r.naming_both.is_empty()) {
                r.score += DOES_WITH_BOTH;
                r.naming_both.push(at);
            }
        }
    }
}

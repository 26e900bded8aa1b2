//! The mentions of an agreement in, the same with the words that stand for its parties among them out.
//!
//! An agreement names its parties once and goes on to call them 甲方 and 乙方, wherever a name may
//! stand: 由甲方牵头, 乙方校长某某, 为丙方供货. What is read of such a word is read of the name.

use super::scene::wraps;
use super::subject::about::is_short_for;
use super::subject::party::{Parties, letter};
use super::{Facts, Text};
use crate::mention::Mention;
use crate::text::Span;

/// Mentions, some of which stand for others.
pub(super) struct StandIns {
    /// The names of a document and the words that stand for some of them, in order.
    pub(super) mentions: Vec<Mention>,
    /// For each of them the name it is or stands for, by its index in the document.
    names: Vec<u32>,
}

impl StandIns {
    /// Those of a text, where it is an agreement between parties.
    pub(super) fn of(text: Text<'_>) -> Option<Self> {
        let parties = Parties::of(text);
        let told = |chars: &[char]| chars.windows(2).any(|pair| letter(pair).is_some());
        if !text.sentences.iter().any(|sentence| told(&sentence.chars)) || parties.all().len() < 2 {
            return None;
        }
        let mut found = Self { mentions: Vec::new(), names: Vec::new() };
        for number in 0..text.sentences.len() as u32 {
            let mut words = words(text, &parties, number).peekable();
            for named in text.within(number) {
                let mention = &text.mentions[named as usize];
                while let Some((party, span)) =
                    words.next_if(|(_, span)| span.start < mention.span.start)
                {
                    found.stand_in(text, party, number, span);
                }
                found.mentions.push(mention.clone());
                found.names.push(named);
            }
            for (party, span) in words {
                found.stand_in(text, party, number, span);
            }
        }
        Some(found)
    }

    fn stand_in(&mut self, text: Text<'_>, party: u32, sentence: u32, span: Span) {
        let named = text.mentions[party as usize].clone();
        self.mentions.push(Mention { sentence, span, ..named });
        // The name, or its short form, that was told last.
        let name = text.name(party);
        let same = |m: &u32| {
            let form = text.name(*m);
            text.kind(*m) == text.kind(party) && (form == name || is_short_for(form, name))
        };
        let last = self.names.iter().rev().copied().find(same);
        self.names.push(last.unwrap_or(party));
    }

    /// The facts read of these mentions, told of the names themselves.
    pub(super) fn name(&self, mut facts: Facts, text: Text<'_>) -> Facts {
        let name = |mention: &mut u32| *mention = self.names[*mention as usize];
        for fact in &mut facts.facts {
            name(&mut fact.head);
            name(&mut fact.tail);
        }
        for figure in &mut facts.figures {
            name(&mut figure.entity);
        }
        facts.facts.retain(|fact| text.name(fact.head) != text.name(fact.tail));
        facts
    }
}

/// The words of a sentence that stand for a party, outside of names and of where it is told who that is.
fn words(
    text: Text<'_>,
    parties: &Parties<'_>,
    sentence: u32,
) -> impl Iterator<Item = (u32, Span)> {
    let chars = text.sentences[sentence as usize].chars.as_slice();
    let party = |at: usize| {
        let letter = letter(chars.get(at..)?)?;
        parties.all().iter().find(|(known, _)| *known == letter).map(|&(_, mention)| mention)
    };
    let named = move |at: usize| {
        text.within(sentence).any(|m| text.mentions[m as usize].span.range().contains(&at))
    };
    let told = |at: usize| {
        let wrapped = at > 0 && wraps(chars[at - 1]);
        // 甲方代表：某某 signs for it, and holds no post.
        let signs = || matches!(chars.get(at + 2..), Some(['代', '表', ..] | ['盖' | '签', ..]));
        wrapped || matches!(chars.get(at + 2), Some('：' | ':' | '（' | '(')) || signs()
    };
    let all = (0..chars.len()).filter_map(move |at| Some((at, party(at)?)));
    let all = all.filter(move |&(at, _)| !told(at) && !named(at));
    all.map(|(at, party)| (party, Span::new(at, at + 2)))
}

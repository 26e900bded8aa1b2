//! An answer and a sentence that names it in, whether it stands there as one entry of what the whole
//! document speaks of out: the counties among which a plan divides a trade, the press that asks.

use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::ask::Asked;

/// Longest count before an entry: （一）, 2.
const LONGEST_COUNT: usize = 5;

impl<'g> Asked<'_, 'g> {
    /// Whether an entity is an entry of what its document is about, in this sentence.
    pub(in crate::question) fn is_entry(&self, node: Node<'g>, at: u32) -> bool {
        match node.kind() {
            Kind::PLACE => self.is_laid_out(node, at),
            Kind::INSTITUTION => self.asks_the_press() && self.puts_question(node, at),
            _ => false,
        }
    }

    /// （二）甲区。依托…，发展…: a place opens the sentence that says what it is to make.
    fn is_laid_out(&self, place: Node<'g>, at: u32) -> bool {
        let names = self.ground.names_in(at);
        let own = names.iter().filter(|(node, _)| *node as usize == place.ordinal());
        let start = self.start_of(at);
        let opens = |&(_, name): &(u32, u32)| {
            let front = self.text_spaced(at, start, name);
            let front = front.rsplit(['；', ';']).next().unwrap_or_default().trim();
            let counts =
                |c: char| c.is_ascii_digit() || "（）()一二三四五六七八九十、．.：: ".contains(c);
            front.chars().count() <= LONGEST_COUNT && front.chars().all(counts)
        };
        let mut own = own.filter(|name| opens(name)).peekable();
        own.peek().is_some() && {
            // The name may stand alone before the sentence that says it.
            let next = (at + 1 < self.ground.sentences.all().len() as u32
                && self.ground.sentence(at + 1).document == self.ground.sentence(at).document
                && self.text(at).chars().count()
                    <= 2 * LONGEST_COUNT + place.name().chars().count())
            .then(|| self.text(at + 1));
            let lays = &self.words.manner.lays_out;
            let says = |text: &str| lays.iter().any(|word| text.contains(word.as_str()));
            says(self.text(at)) || next.is_some_and(says)
        }
    }

    /// Whether only the press is asked for.
    pub(in crate::question) fn asks_the_press(&self) -> bool {
        let press = |&role: &usize| self.words.roles[role].id == "media";
        !self.reading.roles.is_empty() && self.reading.roles.iter().all(press)
    }

    /// 甲报记者：…？
    fn puts_question(&self, body: Node<'g>, at: u32) -> bool {
        let text = self.text(at);
        let asks = self.words.manner.puts_question.iter().any(|word| text.contains(word.as_str()));
        let mut forms =
            std::iter::once(body.name()).chain(body.aliases().iter().map(String::as_str));
        // 甲报记者: the heading of what it asks.
        forms.any(|form| {
            let press = format!("{form}记者");
            asks && text.contains(&press) || text.trim() == press
        })
    }
}

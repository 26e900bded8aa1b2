//! Documents in, what is asked of their sentences before their texts out: where they begin, how
//! many names each holds and where, and whether it speaks of what its document is about.
//!
//! It follows from each document alone, whatever numbers entities have.

use crate::extract::Extraction;

/// The sentence repeats an earlier one.
const REPRINT: u32 = 1;
/// It begins a paragraph.
const OPENS: u32 = 1 << 1;
/// It says 我市; the next bits are for 我县, 我区, 我省 and 公司.
const OURS: u32 = 1 << 2;

/// How the names of places end that a document speaks of as its own (我市, 全县).
pub const OWN_PLACES: [char; 4] = ['市', '县', '区', '省'];

/// The sentences of documents, one document after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outlines {
    /// For each sentence where it begins in its document.
    pub(super) starts: Vec<u32>,
    /// For each sentence what sort it is.
    pub(super) marks: Vec<u32>,
    /// For each sentence how many names it holds.
    pub(super) names: Vec<u32>,
    /// For each name how far behind the start of its sentence it stands.
    pub(super) offsets: Vec<u32>,
}

impl Outlines {
    /// Adds the sentences of a document.
    pub(super) fn add(&mut self, document: &Extraction) {
        let mut mentions = document.mentions.iter().peekable();
        let mut end = 0;
        for (index, passage) in document.passages.iter().enumerate() {
            // Sentences of one paragraph follow each other without a break.
            let opens = passage.span.start > end;
            end = passage.span.end;
            let before = self.offsets.len();
            let own = std::iter::from_fn(|| mentions.next_if(|m| m.passage as usize == index));
            self.offsets.extend(own.map(|m| m.span.start.wrapping_sub(passage.span.start)));
            self.names.push((self.offsets.len() - before) as u32);
            self.starts.push(passage.span.start);
            let sort = [(passage.reprint, REPRINT), (opens, OPENS)];
            let sort = sort.iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark);
            self.marks.push(sort.sum::<u32>() | ours(&passage.text));
        }
    }

    /// Adds a stretch of others: so many sentences and names from these places on.
    pub(super) fn copy(&mut self, from: &Self, sentences: (usize, usize), names: (usize, usize)) {
        let (first, count) = sentences;
        self.starts.extend_from_slice(&from.starts[first..first + count]);
        self.marks.extend_from_slice(&from.marks[first..first + count]);
        self.names.extend_from_slice(&from.names[first..first + count]);
        let (first, count) = names;
        self.offsets.extend_from_slice(&from.offsets[first..first + count]);
    }

    /// Whether these can be the outlines of documents with so many sentences and names.
    pub(super) fn fits(&self, sentences: usize, names: usize) -> bool {
        let counted = self.names.iter().map(|&count| count as usize).sum::<usize>();
        let lengths = [self.starts.len(), self.marks.len(), self.names.len()];
        lengths == [sentences; 3] && counted == names && self.offsets.len() == names
    }
}

/// What a mark says of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark(pub(super) u32);

impl Mark {
    pub(super) fn is_reprint(self) -> bool {
        self.0 & REPRINT != 0
    }

    pub(super) fn opens(self) -> bool {
        self.0 & OPENS != 0
    }

    /// As a bit each: 我市, 我县, 我区, 我省, 公司.
    pub(super) fn ours(self) -> u8 {
        (self.0 / OURS) as u8
    }
}

/// Words by which a text speaks of its own place or body, as marks.
fn ours(text: &str) -> u32 {
    let mut marks = 0;
    let mut before = ' ';
    let mut is_own = false;
    for c in text.chars() {
        if is_own {
            marks |= match c {
                '市' => OURS,
                '县' => OURS << 1,
                '区' => OURS << 2,
                '省' => OURS << 3,
                '院' | '校' if before != '全' => OURS << 4,
                '中' if before == '本' && text.contains("本中心") => OURS << 4,
                _ => 0,
            };
        }
        if matches!((before, c), ('公', '司') | ('集', '团')) {
            marks |= OURS << 4;
        }
        is_own = matches!(c, '我' | '全' | '本');
        before = c;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_of_its_own_place_and_body() {
        let of = |text: &str| Mark(ours(text)).ours();
        assert_eq!(of("我市与全县"), 0b0011);
        assert_eq!(of("本省各区，该市"), 0b1000);
        assert_eq!(of("公司位于全区首位"), 0b1_0100);
        assert_eq!([of("我校"), of("本院"), of("本中心"), of("某集团")], [0b1_0000; 4]);
        assert_eq!([of("全校"), of("全院"), of("本中学"), of("公认司机"), of("")], [0; 5]);
    }
}

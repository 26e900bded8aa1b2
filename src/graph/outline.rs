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
    /// None yet, with room for so many sentences and names.
    pub(super) fn with_room(sentences: usize, names: usize) -> Self {
        let room = || Vec::with_capacity(sentences);
        let [starts, marks] = [room(), room()];
        Self { starts, marks, names: room(), offsets: Vec::with_capacity(names) }
    }

    /// Leaves out all of them.
    pub(super) fn clear(&mut self) {
        let Self { starts, marks, names, offsets } = self;
        [starts, marks, names, offsets].into_iter().for_each(Vec::clear);
    }

    /// Adds a sentence of [`Outlines::sentences`].
    pub(super) fn push(&mut self, [start, mark, names]: [u32; 3]) {
        self.starts.push(start);
        self.marks.push(mark);
        self.names.push(names);
    }

    /// Where each sentence begins, what sort it is and how many names it holds.
    pub(super) fn sentences(&self) -> impl Iterator<Item = [u32; 3]> {
        let all = self.starts.iter().zip(&self.marks).zip(&self.names);
        all.map(|((start, mark), names)| [*start, *mark, *names])
    }

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

    /// Adds all of others.
    pub(super) fn extend(&mut self, others: &Self) {
        self.copy(others, (0, others.starts.len()), (0, others.offsets.len()));
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
    if !may_be_ours(text.as_bytes()) {
        return 0;
    }
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

/// Bytes that are looked at in one step.
const STEP: usize = 16;

/// Whether one of 我, 全, 本, 公 and 集 may stand in a text: their second and third bytes tell them
/// from nearly all others. Of a short text it is not told.
fn may_be_ours(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk::<{ STEP + 1 }>() else { return true };
    let mut found = [0; STEP];
    let mut look = |bytes: &[u8; STEP + 1]| {
        for (found, at) in found.iter_mut().zip(0..) {
            *found |= u8::from(is_ours(bytes[at], bytes[at + 1]));
        }
    };
    let mut rest = text;
    while let Some(bytes) = rest.first_chunk() {
        look(bytes);
        rest = &rest[STEP..];
    }
    look(last);
    found != [0; STEP]
}

/// Whether these are the last bytes of one of them.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "a branch at each byte would take longer")]
fn is_ours(second: u8, third: u8) -> bool {
    (second == 0x88) & (third == 0x91)
        | (second == 0x85) & ((third == 0xa8) | (third == 0xac))
        | (second == 0x9c) & (third == 0xac)
        | (second == 0x9b) & (third == 0x86)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_ones_own_is_passed_over() {
        let other = "共同建设新的生产基地。".repeat(2);
        assert!(!may_be_ours(other.as_bytes()));
        for word in ["我", "全", "本", "公", "集"] {
            for (place, _) in other.char_indices() {
                let (before, after) = other.split_at(place);
                for text in [format!("{before}{word}{after}"), format!("{word}{after}")] {
                    assert!(may_be_ours(text.as_bytes()), "{text}");
                }
            }
        }
    }

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

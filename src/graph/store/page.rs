//! Bytes in, lines of a saved graph out, laid down one after the other where there is room already.
//!
//! What is short is put down as a whole number of bytes, so that nothing is called for it. A page
//! that is cleared keeps its room.

/// The numbers below a thousand in three digits each, with a comma.
const DIGITS: [[u8; 4]; 1000] = {
    let mut digits = [*b"000,"; 1000];
    let mut number = 0;
    while number < digits.len() {
        let [hundred, ten, one, _] = &mut digits[number];
        *hundred += (number / 100) as u8;
        *ten += (number / 10 % 10) as u8;
        *one += (number % 10) as u8;
        number += 1;
    }
    digits
};

/// Lines being written.
#[derive(Default)]
pub(in crate::graph) struct Page {
    bytes: Vec<u8>,
    end: usize,
}

impl Page {
    /// An empty page with room for about so many bytes.
    pub(in crate::graph) fn with_room(length: usize) -> Self {
        Self { bytes: vec![0; length], end: 0 }
    }

    /// What stands on it.
    pub(in crate::graph) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.end]
    }

    /// What stands on it, and no room.
    pub(in crate::graph) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.end);
        self.bytes
    }

    /// Takes all away.
    pub(in crate::graph) fn clear(&mut self) {
        self.end = 0;
    }

    /// Adds a few bytes.
    #[inline]
    pub(in crate::graph) fn put<const LENGTH: usize>(&mut self, bytes: [u8; LENGTH]) {
        if let Some(place) = self.rest().first_chunk_mut::<LENGTH>() {
            *place = bytes;
            self.end += LENGTH;
        } else {
            self.append(&bytes);
        }
    }

    /// Puts a few bytes in the place of the last one.
    #[inline]
    pub(in crate::graph) fn replace_last<const LENGTH: usize>(&mut self, bytes: [u8; LENGTH]) {
        self.end = self.end.saturating_sub(1);
        self.put(bytes);
    }

    /// Adds bytes.
    #[inline]
    pub(in crate::graph) fn push(&mut self, bytes: &[u8]) {
        if let Some(place) = self.rest().get_mut(..bytes.len()) {
            place.copy_from_slice(bytes);
            self.end += bytes.len();
        } else {
            self.append(bytes);
        }
    }

    /// Adds bytes if eight of them, wherever they begin, are never odd and there is room already;
    /// whether it did.
    #[inline]
    pub(in crate::graph) fn push_even(
        &mut self,
        bytes: &[u8],
        odd: impl Fn(u64) -> u64 + Copy,
    ) -> bool {
        let Some(place) = self.rest().get_mut(..bytes.len()) else { return false };
        let is_even = copied(bytes, place, odd) == 0;
        self.end += if is_even { bytes.len() } else { 0 };
        is_even
    }

    /// Adds a number and a comma.
    #[inline]
    pub(in crate::graph) fn number(&mut self, number: u32) {
        self.strip(|strip| strip.number(number));
    }

    /// Adds what stands on a strip.
    #[inline]
    pub(in crate::graph) fn strip(&mut self, write: impl FnOnce(&mut Strip<'_>)) {
        if self.rest().len() < STRIP {
            self.make_room(STRIP);
        }
        if let Some(place) = self.rest().first_chunk_mut() {
            let mut strip = Strip { place, end: 0 };
            write(&mut strip);
            self.end += strip.end;
        }
    }

    #[inline]
    fn rest(&mut self) -> &mut [u8] {
        self.bytes.get_mut(self.end..).unwrap_or_default()
    }

    /// Makes room first.
    #[cold]
    #[inline(never)]
    fn append(&mut self, bytes: &[u8]) {
        self.make_room(bytes.len());
        self.push(bytes);
    }

    #[cold]
    fn make_room(&mut self, length: usize) {
        let end = self.end + length;
        self.bytes.resize(end + end / 2, 0);
    }
}

/// Bytes for which there is room on a strip.
const STRIP: usize = 64;

/// A few numbers being written, which are less than [`STRIP`] bytes with all that stands between
/// them: whether there is room on the page need not be asked for each.
pub(in crate::graph) struct Strip<'p> {
    place: &'p mut [u8; STRIP],
    end: usize,
}

impl Strip<'_> {
    /// Adds bytes.
    #[inline]
    pub(in crate::graph) fn put<const LENGTH: usize>(&mut self, bytes: [u8; LENGTH]) {
        self.put_first(bytes, LENGTH);
    }

    /// Puts bytes in the place of the last one.
    #[inline]
    pub(in crate::graph) fn replace_last<const LENGTH: usize>(&mut self, bytes: [u8; LENGTH]) {
        self.end -= 1;
        self.put(bytes);
    }

    /// Adds a number and a comma.
    #[inline]
    pub(in crate::graph) fn number(&mut self, number: u32) {
        // Most numbers are small.
        match number {
            0..1000 => {
                let (digits, count) = plain(number);
                self.put_first(digits, count + 1);
            }
            1000..1_000_000 => {
                let (digits, count) = plain(number / 1000);
                self.put_first(digits, count);
                self.put(DIGITS[(number % 1000) as usize]);
            }
            _ => {
                number.to_string().bytes().for_each(|digit| self.put([digit]));
                self.put(*b",");
            }
        }
    }

    #[inline]
    fn put_first<const LENGTH: usize>(&mut self, bytes: [u8; LENGTH], count: usize) {
        let place = self.place.get_mut(self.end..).and_then(|rest| rest.first_chunk_mut());
        *place.expect("a strip is for a few numbers") = bytes;
        self.end += count;
    }
}

/// A number below a thousand and a comma, and how many digits it has: the zeros before it are left
/// out without a branch, since nobody can tell how many come.
#[inline]
fn plain(number: u32) -> ([u8; 4], usize) {
    let zeros = u32::from(number < 10) + u32::from(number < 100);
    let digits = u32::from_le_bytes(DIGITS[number as usize]) >> (8 * zeros);
    (digits.to_le_bytes(), 3 - zeros as usize)
}

/// Copies bytes to a place for as many; what is odd in them.
#[inline]
fn copied(bytes: &[u8], place: &mut [u8], odd: impl Fn(u64) -> u64 + Copy) -> u64 {
    let of_ends = match bytes.len() {
        8..=16 => ends_copied::<1>(bytes, place, odd),
        17..=32 => ends_copied::<2>(bytes, place, odd),
        _ => None,
    };
    of_ends.unwrap_or_else(|| {
        place.copy_from_slice(bytes);
        let last = bytes
            .last_chunk()
            .copied()
            .unwrap_or_else(|| std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(b' ')));
        let words = bytes.as_chunks().0.iter().map(|word| odd(u64::from_le_bytes(*word)));
        words.fold(odd(u64::from_le_bytes(last)), |found, word| found | word)
    })
}

/// Copies the first so many words and the last, which may overlap: nothing is called for it.
#[inline]
fn ends_copied<const WORDS: usize>(
    bytes: &[u8],
    place: &mut [u8],
    odd: impl Fn(u64) -> u64,
) -> Option<u64> {
    let first = bytes.as_chunks().0.first_chunk::<WORDS>()?;
    let last = bytes.as_rchunks().1.last_chunk::<WORDS>()?;
    *place.as_chunks_mut().0.first_chunk_mut()? = *first;
    *place.as_rchunks_mut().1.last_chunk_mut()? = *last;
    let words = first.iter().chain(last).map(|word| odd(u64::from_le_bytes(*word)));
    Some(words.fold(0, |found, word| found | word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_what_was_put_on_it_whatever_its_room() {
        let numbers = [0, 9, 10, 99, 100, 999, 1000, 1001, 9999, 10_000, 654_321, 999_999];
        for room in [0, 1, 20, 1000, 10_000] {
            let mut page = Page::with_room(room);
            for round in 0..2 {
                page.clear();
                let mut expected = String::new();
                for number in numbers.into_iter().chain([1_000_000, u32::MAX]) {
                    page.number(number);
                    page.replace_last(*b", ");
                    page.push("\u{6c5f}".repeat(round * 9).as_bytes());
                    expected += &number.to_string();
                    expected += ", ";
                    expected += &"\u{6c5f}".repeat(round * 9);
                }
                assert_eq!(str::from_utf8(page.bytes()).unwrap(), expected);
            }
            assert_eq!(page.bytes().to_vec(), page.into_bytes());
        }
    }

    #[test]
    fn an_odd_byte_is_found_wherever_it_stands_and_nothing_is_added() {
        let is_quote = |word: u64| u64::from(word.to_le_bytes().contains(&b'"'));
        for length in 0..70 {
            let even: Vec<u8> = (0..length).map(|at| b'a' + at % 20).collect();
            let mut page = Page::with_room(100);
            page.put(*b"|");
            for at in 0..even.len() {
                let mut odd = even.clone();
                odd[at] = b'"';
                assert!(!page.push_even(&odd, is_quote), "{at} of {length}");
            }
            assert_eq!(page.bytes(), b"|");
            assert!(page.push_even(&even, is_quote));
            assert_eq!(page.bytes(), [b"|", even.as_slice()].concat());
            assert!(!page.push_even(&[b'a'; 100], |_| 0), "there is no room");
        }
    }
}

//! Bytes in, lines of a saved graph out, laid down one after the other where there is room already.
//!
//! What is short is put down as a whole number of bytes, so that nothing is called for it. A page
//! that is cleared keeps its room.

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

    /// Adds a number.
    #[inline]
    pub(in crate::graph) fn number(&mut self, number: u32) {
        let digit = |place: u32| b'0' + (number / place % 10) as u8;
        // Most numbers are small; so many bytes at once are known to be so many.
        match number {
            0..10 => self.put([digit(1)]),
            10..100 => self.put([digit(10), digit(1)]),
            100..1000 => self.put([digit(100), digit(10), digit(1)]),
            1000..10_000 => self.put([digit(1000), digit(100), digit(10), digit(1)]),
            _ => self.long_number(number),
        }
    }

    fn long_number(&mut self, number: u32) {
        self.number(number / 10_000);
        let digit = |place: u32| b'0' + (number / place % 10) as u8;
        self.put([digit(1000), digit(100), digit(10), digit(1)]);
    }

    #[inline]
    fn rest(&mut self) -> &mut [u8] {
        self.bytes.get_mut(self.end..).unwrap_or_default()
    }

    /// Makes room first.
    #[cold]
    #[inline(never)]
    fn append(&mut self, bytes: &[u8]) {
        let length = self.end + bytes.len();
        self.bytes.resize(length + length / 2, 0);
        self.push(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_what_was_put_on_it_whatever_its_room() {
        for room in [0, 1, 20, 1000] {
            let mut page = Page::with_room(room);
            for round in 0..2 {
                page.clear();
                let mut expected = String::new();
                for number in [0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 654_321, u32::MAX] {
                    page.number(number);
                    page.put(*b", ");
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
}

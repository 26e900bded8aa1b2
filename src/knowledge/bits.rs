//! A number in, which of its bits are set out.

/// The places of the bits that are set, the lowest first.
#[inline]
pub(super) fn bits(mut left: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
        left &= left - 1;
        Some(bit)
    })
}

#[cfg(test)]
mod tests {
    use super::bits;

    #[test]
    fn all_bits_that_are_set_are_told_in_order() {
        assert_eq!(bits(0).count(), 0);
        assert_eq!(bits(1 << 63 | 0b1010).collect::<Vec<_>>(), [1, 3, 63]);
        assert_eq!(bits(u64::MAX).count(), 64);
    }
}

//! Pairs that are one thing in, groups out.

/// Numbers that are joined into groups; each group is known by its least member. Some numbers are
/// fixed: no group holds two of them.
#[derive(Debug)]
pub(super) struct Groups {
    up: Vec<u32>,
    fixed: Vec<bool>,
}

impl Groups {
    /// `count` groups of one, none fixed.
    pub(super) fn new(count: usize) -> Self {
        Self::with_fixed(vec![false; count])
    }

    /// Groups of one, fixed where it says so.
    pub(super) fn with_fixed(fixed: Vec<bool>) -> Self {
        Self { up: (0..fixed.len() as u32).collect(), fixed }
    }

    /// The least member of the group of `of`.
    pub(super) fn least(&mut self, of: u32) -> u32 {
        let mut top = of;
        while self.up[top as usize] != top {
            top = self.up[top as usize];
        }
        let mut at = of;
        while self.up[at as usize] != top {
            at = std::mem::replace(&mut self.up[at as usize], top);
        }
        top
    }

    /// Whether a number was given as fixed, or is the least of a group that holds such a one.
    pub(super) fn is_fixed(&self, number: u32) -> bool {
        self.fixed[number as usize]
    }

    /// Makes the groups of both one, unless both hold a fixed number.
    pub(super) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.least(one) as usize, self.least(other) as usize);
        if one == other || self.fixed[one] && self.fixed[other] {
            return;
        }
        let least = one.min(other);
        self.up[one.max(other)] = least as u32;
        self.fixed[least] = self.fixed[one] || self.fixed[other];
    }
}

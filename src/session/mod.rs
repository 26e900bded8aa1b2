//! One line in, one reply out.

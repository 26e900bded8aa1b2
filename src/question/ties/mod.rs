//! Things named in, what ties them out.

pub(in crate::question) mod between;
pub(in crate::question) mod hop;
pub(in crate::question) mod nearest;
pub(in crate::question) mod owned;
pub(in crate::question) mod sharing;
pub(in crate::question) mod stance;
pub(in crate::question) mod tie;
pub(in crate::question) mod verdict;
pub(in crate::question) mod weak;

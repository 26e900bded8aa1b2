//! A question in, its pieces out: what each word was taken for.

pub(in crate::question) mod aligned;
pub(in crate::question) mod amount;
pub(in crate::question) mod apposition;
pub(in crate::question) mod called;
pub(in crate::question) mod everyday;
pub(in crate::question) mod folded;
pub(in crate::question) mod heard;
pub(in crate::question) mod joined;
pub(in crate::question) mod latin;
pub(in crate::question) mod names;
pub(in crate::question) mod nouns;
pub(in crate::question) mod pairs;
pub(in crate::question) mod phrases;
pub(in crate::question) mod quoted;
pub(in crate::question) mod relative;
pub(in crate::question) mod sound;
pub(in crate::question) mod spot;

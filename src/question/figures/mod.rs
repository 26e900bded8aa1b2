//! A question for numbers in, the figures, counts and ranks that answer it out.

pub(in crate::question) mod around;
pub(in crate::question) mod as_said;
pub(in crate::question) mod compare;
pub(in crate::question) mod count;
pub(in crate::question) mod figure;
pub(in crate::question) mod most;
pub(in crate::question) mod respective;
pub(in crate::question) mod said;
pub(in crate::question) mod told_beside;
pub(in crate::question) mod weighing;

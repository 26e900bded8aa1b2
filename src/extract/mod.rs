//! Documents in, extractions out: every text stage composed.

mod record;

pub use record::{Extraction, Found, Measured, Passage, Source, Stated};

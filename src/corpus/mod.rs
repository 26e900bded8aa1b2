//! Files in, documents out.

mod date;

pub use date::Date;

/// One text with a stable name, as it was found.
///
/// Invariant: `text` is never changed after reading. Every offset that any later stage reports
/// counts Unicode code points of this string, end exclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Stable name: the path below the folder given, or the `id` of a JSON line.
    pub id: String,
    /// The title the text states, if it states one.
    pub title: Option<String>,
    /// The date the text states, if it states one.
    pub date: Option<Date>,
    /// The text as decoded.
    pub text: String,
}

//! Plain text in, a document out.

use super::Document;

/// The text as it is.
pub(super) fn document(id: String, text: String) -> Document {
    Document::of_text(id, text)
}

//! Names that the graph has nowhere in, a word on each and on what was probably meant out.

use super::compile::Compiler;
use crate::query::near::nearest;

impl Compiler<'_> {
    /// Notes a label that no node has.
    pub(super) fn note_label(&self, written: &str, name: &str) {
        if self.graph.find_label(name).is_none() {
            let known = self.graph.label_counts().map(|(name, _)| &**name);
            self.note("no node has the label", written, known, self.settings.vocabulary.labels());
        }
    }

    /// Notes a type that no relationship has.
    pub(super) fn note_type(&self, written: &str, name: &str) {
        if self.graph.find_type(name).is_none() {
            let known = self.graph.type_counts().map(|(name, _)| &**name);
            let others = self.settings.vocabulary.relations();
            self.note("no relationship is of the type", written, known, others);
        }
    }

    /// Notes a property that nothing has.
    pub(super) fn note_key(&self, written: &str, name: &str) {
        if self.graph.find_key(name).is_none() {
            let known = self.graph.key_names().map(|name| &**name);
            self.note("nothing has the property", written, known, self.settings.vocabulary.keys());
        }
    }

    fn note<'n>(
        &self,
        what: &str,
        written: &str,
        known: impl Iterator<Item = &'n str>,
        others: impl Iterator<Item = &'n str>,
    ) {
        let near = nearest(written, known.chain(others));
        let hint = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        self.notes.borrow_mut().insert(format!("{what} {written}{hint}"));
    }
}

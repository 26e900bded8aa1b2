//! What a document's sentences tell each other in: names read in one looked for in all, short forms,
//! names given and names repeated; mentions out.

pub(super) mod aside;
pub(super) mod echo;
pub(super) mod given;
pub(super) mod repeat;
pub(super) mod whole;

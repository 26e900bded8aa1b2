//! Sentences in, tokens out.

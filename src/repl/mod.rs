//! Keys in, lines out: the terminal around a session.

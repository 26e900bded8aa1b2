//! A graph in, a picture or a file for another program out.

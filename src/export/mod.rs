//! A graph in, a picture, a page for people or a file for another program out.

pub mod report;

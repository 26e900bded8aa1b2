//! A folder of RON and TSV in, its texts by name out: embedded, and overlaid by the user's.

use super::Error;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The data files, by their name within the knowledge folder (`lexicon/place.tsv`).
///
/// Texts live as long as the process, so that what is read from them need not be copied.
#[derive(Clone, Debug)]
pub struct Files {
    texts: BTreeMap<String, &'static str>,
    overlaid: bool,
}

impl Files {
    /// The embedded files alone.
    pub fn embedded() -> Self {
        let texts = EMBEDDED.iter().map(|&(name, text)| (name.to_owned(), text)).collect();
        Self { texts, overlaid: false }
    }

    /// The embedded files, with those of `folder` added and put in place of their namesakes.
    pub fn overlaid(folder: &Path) -> Result<Self, Error> {
        let mut files = Self::embedded();
        files.overlaid = true;
        files.add(folder, "")?;
        Ok(files)
    }

    fn add(&mut self, folder: &Path, prefix: &str) -> Result<(), Error> {
        let read = |source| Error::Read { path: folder.to_owned(), source };
        for entry in std::fs::read_dir(folder).map_err(read)? {
            let path = entry.map_err(read)?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                self.add(&path, &format!("{name}/"))?;
            } else if path.extension().is_some_and(|e| e == "ron" || e == "tsv") {
                let text = std::fs::read_to_string(&path)
                    .map_err(|source| Error::Read { path: path.clone(), source })?;
                self.texts.insert(name, Box::leak(text.into_boxed_str()));
            }
        }
        Ok(())
    }

    /// Whether a user's folder lies over the embedded files.
    pub fn is_overlaid(&self) -> bool {
        self.overlaid
    }

    /// The files below `folder` with this extension, in order of their names.
    pub fn below<'a>(
        &'a self,
        folder: &'a str,
        extension: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'static str)> + 'a {
        self.texts.iter().filter_map(move |(name, text)| {
            let inner = name.strip_prefix(folder)?.strip_prefix('/')?;
            let right = inner.rsplit_once('.').is_some_and(|(_, e)| e == extension);
            right.then_some((name.as_str(), *text))
        })
    }

    /// SHA-256 over the names and texts of all files, in hexadecimal.
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for part in self.texts.iter().flat_map(|(name, text)| [name.as_str(), text]) {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// Each RON file below `folder`, read as one `T`: the file's name and what it says.
    pub fn ron<T: DeserializeOwned>(&self, folder: &str) -> Result<Vec<(String, T)>, Error> {
        self.below(folder, "ron")
            .map(|(name, text)| Ok((name.to_owned(), ron(name, text)?)))
            .collect()
    }
}

/// One RON text, read as `T`. `IMPLICIT_SOME` is on: `Some(x)` is written `x`.
pub fn ron<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Error> {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| Error::Syntax {
            file: file.to_owned(),
            line: error.span.start.line,
            column: error.span.start.col,
            message: error.code.to_string(),
        })
}

/// Something that is read from data files: a schema, a lexicon, a grammar, rules.
pub trait Part: Sized {
    /// Reads it from the files it knows by name or folder.
    fn read(files: &Files) -> Result<Self, Error>;
}

//! Paths and patterns in, files with stable names out.
//!
//! In folders, hidden files and `README*` are left out: they speak of the documents and are none.

use super::{Reason, Skipped};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The id of its document: the path below the folder it was found in.
    pub(super) id: String,
    /// It was named by the user, not found in a folder: any ending will do.
    pub(super) named: bool,
    /// How many bytes it has.
    pub(super) bytes: u64,
}

impl File {
    /// The path for messages.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// The files at the paths, in order, none twice; what could not be found is among them.
pub(super) fn files(paths: &[PathBuf]) -> Vec<Result<File, Skipped>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut found);
        } else if path.exists() {
            found.push(Ok(named(path)));
        } else if path.to_string_lossy().contains(['*', '?', '[']) {
            pattern(path, &mut found);
        } else {
            found.push(Err(Skipped { path: path.display().to_string(), reason: Reason::Missing }));
        }
    }
    tell_apart(&mut found);
    found
}

fn named(path: &Path) -> File {
    let id = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = path.metadata().map_or(0, |file| file.len());
    File { path: path.to_owned(), id, named: true, bytes }
}

fn folder(folder: &Path, found: &mut Vec<Result<File, Skipped>>) {
    let before = found.len();
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_left_out(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let bytes = entry.metadata().map_or(0, |file| file.len());
                let path = entry.into_path();
                let below = path.strip_prefix(folder).unwrap_or(&path);
                let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                let id = parts.join("/");
                found.push(Ok(File { path, id, named: false, bytes }));
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                let problem = error.to_string();
                found.push(Err(Skipped { path, reason: Reason::Unreadable { problem } }));
            }
        }
    }
    if found.len() == before {
        let path = folder.display().to_string();
        found.push(Err(Skipped { path, reason: Reason::EmptyFolder }));
    }
}

fn is_left_out(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.to_ascii_uppercase().starts_with("README")
}

fn pattern(pattern: &Path, found: &mut Vec<Result<File, Skipped>>) {
    let skipped = |reason| Skipped { path: pattern.display().to_string(), reason };
    let before = found.len();
    match glob::glob(&pattern.to_string_lossy()) {
        Err(error) => {
            found.push(Err(skipped(Reason::Pattern { problem: error.msg.to_owned() })));
        }
        Ok(paths) => {
            for path in paths {
                match path {
                    Ok(path) if path.is_dir() => folder(&path, found),
                    Ok(path) => found.push(Ok(named(&path))),
                    Err(error) => found.push(Err(Skipped {
                        path: error.path().display().to_string(),
                        reason: Reason::Unreadable { problem: error.error().to_string() },
                    })),
                }
            }
            if found.len() == before {
                found.push(Err(skipped(Reason::NoMatch)));
            }
        }
    }
}

/// Drops files that were found twice, and gives those with equal ids their whole path as id.
fn tell_apart(found: &mut Vec<Result<File, Skipped>>) {
    let mut paths = BTreeSet::new();
    found.retain(|file| file.as_ref().map_or(true, |file| paths.insert(file.path.clone())));
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for file in found.iter().flatten() {
        *ids.entry(file.id.clone()).or_default() += 1;
    }
    for file in found.iter_mut().flatten() {
        if ids[&file.id] > 1 {
            file.id = file.path.to_string_lossy().replace('\\', "/");
        }
    }
}

//! A path in, the graph saved there out, and back.
//!
//! Saving writes a temporary file beside the target, syncs it and renames it: whatever fails, the
//! graph that stood there before is whole.

use super::error::Error;
use super::index::{self, Index, Part};
use super::write;
use crate::graph::KnowledgeGraph;
use crate::graph::archive::Archive;
use crate::graph::decision::{self, Decisions};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Level of compression for files that end in `.zst`.
const LEVEL: i32 = 3;

/// Loads the graph saved at `path` and follows the decisions kept beside it; a name that ends in
/// `.zst` is decompressed. A large graph is opened with the index beside it, which is made when it
/// is not there.
pub fn load(path: &Path) -> Result<KnowledgeGraph, Error> {
    let inside = |source: Error| Error::In { path: path.to_owned(), source: Box::new(source) };
    let (bytes, index) = rayon::join(|| read(path), || Index::of(path));
    let mut bytes = bytes?;
    let decisions = decision::load(path)?;
    if let Some(index) = index.filter(|_| decisions.is_empty()) {
        bytes = match index::open(index, bytes) {
            Ok(graph) => return Ok(graph),
            Err(bytes) => bytes,
        };
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let whole = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..whole].split(|&byte| byte == b'\n').count();
        inside(Error::line(line, "the bytes are not UTF-8"))
    })?;
    let read = super::parse(&text).map_err(inside)?;
    let graph = KnowledgeGraph::decided(read, decisions);
    if text.len() as u64 >= index::LEAST
        && let Some(parts) = write::parts_of(graph.as_read(), &text)
    {
        write_index(&graph, &parts, path);
    }
    Ok(graph)
}

/// Loads the graph saved at `path` as [`load`] does, to change it and save it at once: documents
/// stay in the file until something in them is asked for.
pub fn load_to_change(path: &Path) -> Result<KnowledgeGraph, Error> {
    if !is_compressed(path)
        && decision::load(path)?.is_empty()
        && let Some(graph) = Index::of(path).and_then(|index| index::open_file(index, path))
    {
        return Ok(graph);
    }
    load(path)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => Error::Missing { path: path.to_owned() },
        _ => Error::Read { path: path.to_owned(), source },
    };
    let bytes = fs::read(path).map_err(failed)?;
    if is_compressed(path) {
        return zstd::decode_all(bytes.as_slice()).map_err(failed);
    }
    Ok(bytes)
}

/// The decisions kept beside the graph at `path`, whether or not the graph is there.
pub fn load_decisions(path: &Path) -> Result<Decisions, Error> {
    decision::load(path)
}

/// Saves a graph to `path` and the decisions on it beside it; a name that ends in `.zst` is
/// compressed. A large graph gets an index.
pub fn save(graph: &KnowledgeGraph, path: &Path) -> Result<(), Error> {
    decision::save(graph.decisions(), path)?;
    let parts = write_text(graph.as_read(), path)?;
    write_index(graph, &parts, path);
    Ok(())
}

/// Saves the archive of a graph to `path`, from which no graph was derived yet.
pub fn save_archive(archive: &Archive, path: &Path) -> Result<(), Error> {
    write_text(archive, path)?;
    let _there_was_none = fs::remove_file(index::beside(path));
    Ok(())
}

fn write_text(archive: &Archive, path: &Path) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    let written = replace(path, &mut |file| {
        if is_compressed(path) {
            let mut packed = zstd::Encoder::new(file, LEVEL)?;
            parts = write::write(archive, &mut packed)?;
            packed.finish().map(|_| ())
        } else {
            parts = write::write(archive, file)?;
            Ok(())
        }
    });
    written.map_err(|source| Error::Write { path: path.to_owned(), source })?;
    Ok(parts)
}

/// Writes the index of a graph that was saved in these parts, or takes an old one away. That it
/// cannot be written costs only time when the graph is opened.
fn write_index(graph: &KnowledgeGraph, parts: &[Part], path: &Path) {
    let place = index::beside(path);
    if fs::metadata(path).is_ok_and(|file| file.is_file()) && index::is_wanted(graph, parts) {
        let _without = replace(&place, &mut |file| index::write(graph, parts, file));
    } else {
        let _there_was_none = fs::remove_file(place);
    }
}

/// Writes a file whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    replace(path, &mut |file| file.write_all(bytes))
        .map_err(|source| Error::Write { path: path.to_owned(), source })
}

fn is_compressed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "zst")
}

/// Puts a file in the place of another one, whole or not at all.
fn replace(path: &Path, write: &mut dyn FnMut(&mut File) -> io::Result<()>) -> io::Result<()> {
    // A device or a pipe is written to, not replaced.
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return write(&mut File::options().write(true).open(path)?);
    }
    let path = fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tupu-").suffix(".ron.tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    write(file.as_file_mut())?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

//! A path in, the graph saved there out, and back.
//!
//! Saving writes a temporary file beside the target, syncs it and renames it: whatever fails, the
//! graph that stood there before is whole.

use super::blocks::Blocks;
use super::error::Error;
use super::index::{self, Index};
use super::write::{self, Written};
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
        && index::has(&graph)
        && let Some(written) = write::written(graph.as_read(), &text)
    {
        write_index(&graph, &written, path);
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
    let written = write_text(graph.as_read(), index::has(graph), path)?;
    write_index(graph, &written, path);
    Ok(())
}

/// Saves the archive of a graph to `path`, from which no graph was derived yet.
pub fn save_archive(archive: &Archive, path: &Path) -> Result<(), Error> {
    write_text(archive, false, path)?;
    let _there_was_none = fs::remove_file(index::beside(path));
    Ok(())
}

fn write_text(archive: &Archive, is_outlined: bool, path: &Path) -> Result<Written, Error> {
    let written = replace(path, true, |out| {
        if is_compressed(path) {
            let mut packed = zstd::Encoder::new(out, LEVEL)?;
            let written = write::write(archive, is_outlined, &mut packed)?;
            packed.finish().map(|_| written)
        } else {
            write::write(archive, is_outlined, out)
        }
    });
    written.map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// Writes the index of a graph that was saved so, or takes an old one away. That it cannot be
/// written costs only time when the graph is opened.
fn write_index(graph: &KnowledgeGraph, written: &Written, path: &Path) {
    let place = index::beside(path);
    let is_file = fs::metadata(path).is_ok_and(|file| file.is_file());
    match &written.outlines {
        Some(outlines) if is_file && written.length() >= index::LEAST => {
            let parts = &written.parts;
            // The disk is not waited for: an index that is not whole is not read.
            let written = |out: &mut dyn Write| index::write(graph, parts, outlines, out);
            let _without = replace(&place, false, written);
        }
        _ => {
            let _there_was_none = fs::remove_file(place);
        }
    }
}

/// Writes a file whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    replace(path, true, |out| out.write_all(bytes))
        .map_err(|source| Error::Write { path: path.to_owned(), source })
}

fn is_compressed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "zst")
}

/// Puts a file in the place of another one, whole or not at all; what is to outlast a power cut is
/// on the disk before.
fn replace<T>(
    path: &Path,
    outlasts: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    // A device or a pipe is written to, not replaced.
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return in_blocks(&mut File::options().write(true).open(path)?, write);
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
    let written = in_blocks(file.as_file_mut(), write)?;
    if outlasts {
        file.as_file().sync_all()?;
    }
    file.persist(&path).map_err(|error| error.error)?;
    Ok(written)
}

fn in_blocks<T>(
    file: &mut File,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let mut blocks = Blocks::new(file);
    let written = write(&mut blocks)?;
    blocks.flush()?;
    Ok(written)
}

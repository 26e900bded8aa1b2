//! A path in, the graph saved there out, and back.
//!
//! Saving writes a temporary file beside the target, syncs it and renames it: whatever fails, the
//! graph that stood there before is whole.

use super::error::Error;
use crate::graph::KnowledgeGraph;
use crate::graph::decision::{self, Decisions};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Level of compression for files that end in `.zst`.
const LEVEL: i32 = 3;

/// Loads the graph saved at `path` and follows the decisions kept beside it; a name that ends in
/// `.zst` is decompressed.
pub fn load(path: &Path) -> Result<KnowledgeGraph, Error> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => Error::Missing { path: path.to_owned() },
        _ => Error::Read { path: path.to_owned(), source },
    };
    let inside = |source: Error| Error::In { path: path.to_owned(), source: Box::new(source) };
    let mut bytes = fs::read(path).map_err(failed)?;
    if is_compressed(path) {
        bytes = zstd::decode_all(bytes.as_slice()).map_err(failed)?;
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let whole = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..whole].split(|&byte| byte == b'\n').count();
        inside(Error::line(line, "the bytes are not UTF-8"))
    })?;
    let read = super::parse(&text).map_err(inside)?;
    Ok(KnowledgeGraph::decided(read, decision::load(path)?))
}

/// The decisions kept beside the graph at `path`, whether or not the graph is there.
pub fn load_decisions(path: &Path) -> Result<Decisions, Error> {
    decision::load(path)
}

/// Saves a graph to `path` and the decisions on it beside it; a name that ends in `.zst` is
/// compressed.
pub fn save(graph: &KnowledgeGraph, path: &Path) -> Result<(), Error> {
    decision::save(graph.decisions(), path)?;
    let text = super::serialise(graph.as_read());
    if is_compressed(path) {
        let bytes = zstd::encode_all(text.as_bytes(), LEVEL)
            .map_err(|source| Error::Write { path: path.to_owned(), source })?;
        return write_file(path, &bytes);
    }
    write_file(path, text.as_bytes())
}

/// Writes a file whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    replace(path, bytes).map_err(|source| Error::Write { path: path.to_owned(), source })
}

fn is_compressed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "zst")
}

/// Puts a file in the place of another one, whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A device or a pipe is written to, not replaced.
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return fs::write(path, bytes);
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
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

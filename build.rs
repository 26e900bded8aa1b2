//! The data files of `src/knowledge` in, one table of their names and texts out.
//!
//! A new `.ron` or `.tsv` file is embedded by being there: no list to keep.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let data = root.join("src").join("knowledge");
    let mut files = Vec::new();
    collect(&data, &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(&data).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let _ = writeln!(table, "({name:?}, include_str!({:?})),", file.display().to_string());
    }
    table.push(']');
    println!("cargo:rerun-if-changed=src/knowledge");
    println!("cargo:rerun-if-changed=build.rs");
    fs::write(out.join("embedded.rs"), table)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "ron" || e == "tsv") {
            files.push(path);
        }
    }
    Ok(())
}

//! The data files of `src/knowledge` in; one table of their names and texts, and the machine that
//! finds the names of the lexicon, out.
//!
//! A new `.ron` or `.tsv` file is embedded by being there: no list to keep. The machine is made
//! here because it takes longer to make than a program should take to start.

use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use std::collections::BTreeSet;
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
    let mut forms = BTreeSet::new();
    for file in &files {
        let name = file.strip_prefix(&data).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let _ = writeln!(table, "({name:?}, include_str!({:?})),", file.display().to_string());
        if name.starts_with("lexicon/") && file.extension().is_some_and(|e| e == "tsv") {
            add_forms(&fs::read_to_string(file)?, &mut forms);
        }
    }
    table.push(']');
    println!("cargo:rerun-if-changed=src/knowledge");
    println!("cargo:rerun-if-changed=build.rs");
    fs::write(out.join("embedded.rs"), table)?;
    fs::write(out.join("lexicon.machine"), machine(&forms)?.serialize())
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

/// Adds the names and aliases of a table without their marks. The lexicon reads them the same way;
/// a test there holds the two together.
fn add_forms(text: &str, forms: &mut BTreeSet<String>) {
    let header = text.lines().next().unwrap_or_default();
    let columns: Vec<&str> = header.split('\t').filter(|cell| !cell.contains('=')).collect();
    for line in text.lines().skip(1) {
        for (column, cell) in columns.iter().zip(line.split('\t')) {
            let list = match *column {
                "name" if !cell.starts_with('-') => cell,
                "aliases" => cell,
                _ => continue,
            };
            let bare = list.split('|').map(|form| form.strip_prefix(['?', '~']).unwrap_or(form));
            forms.extend(bare.filter(|form| !form.is_empty()).map(str::to_owned));
        }
    }
}

fn machine(forms: &BTreeSet<String>) -> io::Result<CharwiseDoubleArrayAhoCorasick<u32>> {
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .use_prefilter(false)
        .build_with_values(forms.iter().zip(0_u32..))
        .map_err(|error| io::Error::other(error.to_string()))
}

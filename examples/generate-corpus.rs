//! A size in megabytes and a folder in, a generated corpus of that size in the folder out.
//!
//! `cargo run --release --example generate-corpus -- 20 out/` writes `out/generated.jsonl`: rows
//! `{"id", "text"}` mixed from the texts of `corpus/` and names of the lexicon, the same each time.

#[path = "../benches/reading/generator.rs"]
mod generator;

use generator::Generator;
use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(megabytes), Some(folder)) = (args.next(), args.next()) else {
        return Err("usage: generate-corpus MEGABYTES FOLDER".into());
    };
    let bytes = megabytes.parse::<usize>()? * 1_000_000;
    fs::create_dir_all(&folder)?;
    let mut out = BufWriter::new(fs::File::create(Path::new(&folder).join("generated.jsonl"))?);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut generator = Generator::of(&corpus, 1);
    let mut done = 0;
    while done < bytes {
        let document = generator.document();
        done += document.text.len();
        serde_json::to_writer(
            &mut out,
            &serde_json::json!({"id": document.id, "text": document.text}),
        )?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

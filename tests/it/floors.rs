//! Annotated texts in, whether every kind and relation is read as well as it was before.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tupu::extract::{self, Score};
use tupu::knowledge::Knowledge;

/// What is found of a class with fewer annotations than this is chance.
const ENOUGH: usize = 20;

fn gold(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name)
}

/// What is read in the texts of one split in these files.
fn score(split: &str, files: &[&str]) -> Score {
    let mut score = Score::default();
    for name in files {
        let lines = fs::read_to_string(gold(name)).unwrap();
        for line in extract::gold(&lines).unwrap() {
            if line.split.as_deref() == Some(split) {
                score.add(&line, &extract::extract(&line.document, Knowledge::embedded()));
            }
        }
    }
    score
}

/// F1 of each kind and relation on the texts of one split in these files, and of the figures there
/// with owner, unit and period as the names are found, with how many are annotated.
fn rates(split: &str, files: &[&str], figures: &[&str]) -> BTreeMap<String, (f64, usize)> {
    let figures = score(split, figures).figures;
    let score = score(split, files);
    let mut rates: BTreeMap<String, (f64, usize)> = BTreeMap::new();
    rates.insert("names".into(), (score.entities.all().f1(), score.entities.all().gold));
    rates.insert("relations".into(), (score.relations.all().f1(), score.relations.all().gold));
    rates.insert("figures".into(), (figures.all().f1(), figures.all().gold));
    for (class, rate) in score.entities.rows().chain(score.relations.rows()) {
        rates.insert(class.to_owned(), (rate.f1(), rate.gold));
    }
    rates
}

/// The sets of annotated texts by their names in `floors.tsv`: split, texts and figures.
type Set = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);
const SETS: [Set; 6] = [
    ("dev", "dev", &["corpus.jsonl", "passages.jsonl"], &["figures.jsonl"]),
    ("held", "held", &["corpus.jsonl", "passages.jsonl"], &["figures.jsonl"]),
    ("news_dev", "dev", &["news.jsonl"], &[]),
    ("news_held", "held", &["news.jsonl"], &[]),
    ("wide_dev", "dev", &["wide.jsonl"], &[]),
    ("wide_held", "held", &["wide.jsonl"], &[]),
];

/// The floors of one set by class, as `floors.tsv` has them.
fn floors(set: &str) -> BTreeMap<String, f64> {
    let text = fs::read_to_string(gold("floors.tsv")).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let rows = rows.filter(|cells| cells[0] == set);
    rows.map(|cells| (cells[1].to_owned(), cells[2].parse().unwrap())).collect()
}

#[test]
fn no_kind_and_no_relation_is_read_worse_than_its_floor() {
    let mut wrong = Vec::new();
    for (set, split, files, figures) in SETS {
        let floors = floors(set);
        for (class, (f1, annotated)) in rates(split, files, figures) {
            match floors.get(&class) {
                Some(floor) if f1 < *floor => {
                    wrong.push(format!("{set} {class} {f1:.3} < {floor}"));
                }
                None if annotated >= ENOUGH => wrong.push(format!("{set}\t{class}\t{f1:.3}")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "below the floor or without one:\n{}", wrong.join("\n"));
}

//! Folders of invented documents and questions about them in, whether they are answered as well as before.
//!
//! Nobody who tuned has read the questions that are `held`; how many were right in all was looked at often.

use crate::questions::{Asked, judged, lines};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use tupu::corpus;
use tupu::graph::{Archive, KnowledgeGraph};
use tupu::knowledge::Knowledge;
use tupu::question::{Desk, Question};

#[derive(Deserialize)]
struct Page {
    folder: String,
    id: String,
    text: String,
}

/// Mean F1 that the questions about each folder have at least; it may only rise.
const FLOORS: [(&str, f64); 5] =
    [("liuzhou", 0.43), ("luoyang", 0.48), ("mianyang", 0.53), ("yantai", 0.58), ("zhuhai", 0.32)];

/// The graph of each folder's documents.
fn graphs() -> BTreeMap<String, Arc<KnowledgeGraph>> {
    let root = tempfile::tempdir().unwrap();
    let mut folders = BTreeMap::new();
    for page in lines::<Page>("folders.jsonl") {
        let path = root.path().join(&page.id);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, page.text).unwrap();
        folders.entry(page.folder.clone()).or_insert_with(|| root.path().join(&page.folder));
    }
    let knowledge = Knowledge::embedded();
    let graph = |folder| {
        let documents = corpus::read(&[folder]).documents;
        let extractions = documents.iter().map(|d| tupu::extract::extract(d, knowledge));
        let (mut archive, _) = Archive::new(extractions);
        archive.learn(knowledge);
        Arc::new(KnowledgeGraph::new(archive))
    };
    folders.into_iter().map(|(name, folder)| (name, graph(folder))).collect()
}

#[test]
fn questions_about_invented_folders_are_answered_as_well_as_before() {
    let knowledge = Arc::new(Knowledge::load(None).unwrap());
    let asked: Vec<Asked> = lines("folder_questions.jsonl");
    let mut below = Vec::new();
    for (name, graph) in graphs() {
        let desk = Desk::new(Arc::clone(&graph), Arc::clone(&knowledge));
        let (view, options) = (desk.view_and_ground(), desk.options());
        let about: Vec<&Asked> = asked.iter().filter(|asked| asked.folder == name).collect();
        let f1 = |asked: &&Asked| {
            let question = Question { text: &asked.question, ..Question::default() };
            judged(&graph, asked, &desk.ask(&view, &options, &question).0).0
        };
        let mean = about.iter().map(f1).sum::<f64>() / about.len() as f64;
        let floor = FLOORS.iter().find(|(folder, _)| *folder == name).map(|(_, floor)| *floor);
        if floor.is_none_or(|floor| mean < floor) {
            below.push(format!("{name} {mean:.3} of {} questions, floor {floor:?}", about.len()));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

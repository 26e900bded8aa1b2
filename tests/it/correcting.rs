//! Lines that read documents, draw and correct in, replies and files out.

use crate::sample;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tupu::graph::KnowledgeGraph;
use tupu::knowledge::Knowledge;
use tupu::session::{Reply, Session, Settings, Taken};

fn empty() -> Session {
    let mut session = Session::new(Arc::new(Knowledge::load(None).unwrap()), Settings::plain());
    session.signed("li".to_owned(), || "2026-01-02T03:04:05Z".to_owned());
    session
}

fn session() -> Session {
    let mut session = empty();
    session.take(KnowledgeGraph::new(sample::graph().archive().clone()), None, false);
    session
}

#[track_caller]
fn said(session: &mut Session, line: &str) -> String {
    let settings = session.settings();
    session.reply(line).unwrap_or_else(|error| panic!("{line}: {error}")).written(settings)
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn documents_are_built_added_and_forgotten_in_a_session() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("a.txt"), "宁德时代在溧阳市投资建厂。").unwrap();
    fs::write(at.join("b.txt"), "常州大学位于武进区。").unwrap();
    let session = &mut empty();
    let told = said(session, &format!("build {}", path(at, "a.txt")));
    assert!(told.starts_with("1 documents"), "{told}");
    assert!(session.unsaved());
    let told = said(session, &format!("add {} {}", path(at, "b.txt"), path(at, "a.txt")));
    assert!(told.starts_with("1 read, 1 known before"), "{told}");
    assert!(said(session, "show 常州大学").contains("武进区"));
    said(session, "forget b.txt");
    assert!(session.reply("show 常州大学").is_err());
    let wrong = session.reply("forget c.txt").unwrap_err();
    assert!(wrong.to_string().contains("c.txt"));
    said(session, &format!("save {}", path(at, "g.ron")));
    assert!(!session.unsaved());
    assert!(session.reply(&format!("build {}", path(at, "none.txt"))).is_err());
    assert!(said(session, "stats").contains("宁德时代"), "the open graph is lost");
}

#[test]
fn changes_are_not_lost_without_a_word() {
    let session = &mut session();
    said(session, "hide 江苏省 because \"too wide\"");
    assert!(session.unsaved());
    for line in ["quit", "open graph/sample.ron"] {
        let error = session.reply(line).unwrap_err();
        assert!(error.to_string().contains("not saved"), "{error}");
        assert!(session.unsaved());
    }
    said(session, "stats");
    assert!(session.reply("quit").is_err(), "something else was done in between");
    assert_eq!(session.reply("quit").unwrap(), Reply::Leave);
}

#[test]
fn corrections_are_followed_saved_listed_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(folder.path(), "news.ron");
    let session = &mut session();
    for line in [
        "same 宁德时代 中创新航 because 试验",
        "rename 常州大学 常大新名",
        "kind 常大新名 Company",
        "hide 江苏省",
        "add 天合光能 located_in 武进 because \"its register says so\"",
        "add Company/新公司 located_in 武进",
        "not-same 宁德时代 CATL",
    ] {
        assert_eq!(session.taken(line), Taken::Command, "{line}");
        assert!(said(session, line).contains("entities +"), "{line}");
    }
    assert!(said(session, "show 中创新航").starts_with("宁德时代"));
    assert!(said(session, "show 常州大学").starts_with("常大新名  企业"));
    assert!(session.reply("show 江苏省").is_err());
    let why = said(session, "why 天合光能 武进");
    assert!(why.contains("its register says so") && why.contains("by hand: li"), "{why}");
    assert!(said(session, "why 新公司 武进").contains("by_hand"));
    let list = said(session, "decisions");
    assert!(list.contains("same Company/宁德时代 Company/中创新航"), "{list}");
    assert!(list.contains("2026-01-02T03:04:05Z") && list.contains("试验"), "{list}");
    said(session, &format!("save {file}"));
    let kept = fs::read_to_string(folder.path().join("news.decisions.ron")).unwrap();
    assert_eq!(kept.lines().count(), 8 + 3, "{kept}");

    assert!(said(session, "undo").contains("taken back: not-same"));
    assert!(said(session, "undo").contains("taken back: add Company/新公司"));
    let session = &mut empty();
    said(session, &format!("open {file}"));
    assert!(said(session, "show 中创新航").starts_with("宁德时代"));
    for _ in 0..8 {
        assert!(said(session, "undo").contains("taken back"));
    }
    assert!(session.reply("undo").is_err());
    assert!(said(session, "show 中创新航").starts_with("中创新航"));
}

#[test]
fn a_link_is_dropped_by_its_ends_and_by_its_relation_where_there_are_several() {
    let session = &mut session();
    let error = session.reply("drop 宁德时代 常州大学 because 无").unwrap_err();
    assert!(error.hint().unwrap().contains("why"), "{error}");
    let error = session.reply("drop 溧阳 located_on 常州").unwrap_err();
    assert!(error.to_string().contains("located_on"));
    assert!(said(session, "why 溧阳 常州").contains("part_of"));
    said(session, "drop 溧阳 part_of 常州");
    assert!(!said(session, "why 溧阳 常州").contains("part_of"));
}

#[test]
fn pictures_and_tables_are_written_to_files_that_the_answer_names() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let session = &mut session();
    let svg = path(at, "near.svg");
    assert!(said(session, &format!("draw 溧阳 {svg}")).starts_with(&svg));
    assert!(fs::read_to_string(&svg).unwrap().contains("溧阳市"));
    let all = path(at, "all.graphml");
    let told = said(session, &format!("export {all}"));
    assert!(told.contains("links") && !told.contains("more"), "{told}");
    let near = path(at, "near.json");
    said(session, &format!("export {near} 溧阳 depth 2"));
    assert!(fs::read_to_string(&near).unwrap().contains("宁德时代"));
    let tables = path(at, "kuzu");
    said(session, &format!("export kuzu-csv {tables}"));
    assert!(at.join("kuzu").read_dir().unwrap().count() >= 2);
    said(session, "MATCH (c:Company) RETURN c.name AS name ORDER BY name");
    let rows = path(at, "rows.csv");
    said(session, &format!("export {rows}"));
    assert!(fs::read_to_string(&rows).unwrap().starts_with("name\n"));
    let error = session.reply("export picture.xyz").unwrap_err();
    assert!(error.hint().unwrap().contains("graphml"), "{error}");
    let error = session.reply("draw 溧阳 no/such/folder.svg").unwrap_err();
    assert!(error.to_string().contains("no/such/folder.svg"), "{error}");
}

#[test]
fn a_build_that_is_stopped_keeps_the_session() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "常州大学位于武进区。").unwrap();
    let session = &mut session();
    let cancel = session.cancel();
    session.on_progress(move |_| cancel.store(true, std::sync::atomic::Ordering::Relaxed));
    let error = session.reply(&format!("build {}", folder.path().display())).unwrap_err();
    assert!(error.to_string().contains("stopped"), "{error}");
    assert!(said(session, "stats").contains("18"));
}

#[test]
fn a_review_asks_for_what_is_in_doubt_and_not_again_for_what_was_decided() {
    let session = &mut session();
    let first = said(session, "review near");
    assert!(first.contains("are they one?") && first.contains("y yes · n no"), "{first}");
    assert_eq!(session.taken("y"), Taken::Command);
    let second = said(session, "y");
    assert!(second.contains("entities +0 −1"), "{second}");
    said(session, "n");
    said(session, "s");
    assert!(said(session, "q").contains("save"));
    assert_eq!(session.taken("y"), Taken::Question);
    let list = said(session, "decisions");
    assert!(list.contains(" same ") && list.contains("not-same "), "{list}");
    let again = said(session, "review near");
    assert_ne!(again.lines().next(), first.lines().next());
    let orphan = said(session, "review orphans");
    assert!(orphan.contains("nothing is said of it"), "{orphan}");
    assert!(said(session, "n").contains("entities +0 −1"));
    assert!(session.reply("review dragons").is_err());
}

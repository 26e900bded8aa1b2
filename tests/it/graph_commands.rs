//! Subcommands over saved graphs in, what they print and their exit codes out.

use crate::readings::{graph, reading};
use assert_cmd::Command;
use std::path::Path;
use tupu::graph::save;

fn tupu(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("tupu").unwrap();
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

fn saved() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let first = reading(
        "a.txt",
        Some("2023-05-01"),
        &[
            "{company/甲公司:甲公司}落户{place/溧阳市:溧阳}。 # 0 located_in 1 2022",
            "{place/溧阳市:溧阳}产值1140亿元。 # 0 = 产值 1140 亿元 2022",
        ],
    );
    let second = reading(
        "b.txt",
        None,
        &["{person/王五:王五}任{company/甲公司:甲}总经理。 # 0 holds_post 1 =总经理"],
    );
    save(&graph([first.clone()]), &folder.path().join("a.ron")).unwrap();
    save(&graph([second.clone()]), &folder.path().join("b.ron")).unwrap();
    save(&graph([first, second]), &folder.path().join("both.ron")).unwrap();
    folder
}

#[track_caller]
fn prints(folder: &Path, arguments: &[&str], parts: &[&str]) {
    let output = tupu(folder).args(arguments).assert().success().get_output().stdout.clone();
    let text = String::from_utf8(output).unwrap();
    for part in parts {
        assert!(text.contains(part), "`{part}` is missing in:\n{text}");
    }
}

#[test]
fn merging_gives_the_bytes_of_building_at_once_and_forgetting_undoes_it() {
    let folder = saved();
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    tupu(folder.path())
        .args(["merge", "b.ron", "a.ron", "b.ron", "-o", "c.ron"])
        .assert()
        .success();
    assert_eq!(read("c.ron"), read("both.ron"));
    tupu(folder.path()).args(["forget", "c.ron", "b.txt"]).assert().success();
    assert_eq!(read("c.ron"), read("a.ron"));
    let failed = tupu(folder.path()).args(["forget", "c.ron", "a.tx"]).assert().code(1);
    let text = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    assert!(text.contains("no document `a.tx`") && text.contains("did you mean a.txt"), "{text}");
}

#[test]
fn why_shows_sentences_with_names_and_trigger_marked() {
    let folder = saved();
    prints(
        folder.path(),
        &["why", "both.ron", "溧阳", "甲"],
        &[
            "甲公司 -located_in-> 溧阳市",
            "stated, 1 sentence",
            "[溧阳]",
            "a.txt:0-",
            "rule located_in/1",
            "2022",
        ],
    );
    prints(
        folder.path(),
        &["why", "both.ron", "王五", "溧阳市"],
        &["connected through others", "王五 … 甲公司 … 溧阳市", "(总经理)"],
    );
}

#[test]
fn figures_timeline_and_statistics_are_shown() {
    let folder = saved();
    prints(folder.path(), &["figures", "both.ron", "溧阳市"], &["溧阳市 产值", "2022  1140亿元"]);
    prints(
        folder.path(),
        &["timeline", "both.ron", "溧阳市"],
        &[" 2022", "located_in", "1140亿元"],
    );
    prints(
        folder.path(),
        &["stats", "both.ron"],
        &["documents                      2", "holds_post", "溧阳市"],
    );
    prints(
        folder.path(),
        &["diff", "a.ron", "both.ron"],
        &["+ b.txt", "+ 王五 -holds_post-> 甲公司"],
    );
    prints(folder.path(), &["diff", "a.ron", "a.ron"], &["Both graphs say the same."]);
}

#[test]
fn what_is_not_there_is_an_error_with_advice() {
    let folder = saved();
    let cases: &[(&[&str], &str, &str)] = &[
        (&["stats", "none.ron"], "there is no graph none.ron", "tupu build"),
        (&["why", "both.ron", "溧阳县", "甲"], "nothing in the graph is named `溧阳县`", "溧阳市"),
        (&["merge", "a.ron", "-o", "no/such/c.ron"], "cannot save", "check the folder"),
    ];
    for (arguments, message, hint) in cases {
        let failed = tupu(folder.path()).args(*arguments).assert().code(1);
        let text = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
        assert!(text.contains(message) && text.contains(hint), "{text}");
    }
    tupu(folder.path()).args(["why", "both.ron"]).assert().code(2);
}

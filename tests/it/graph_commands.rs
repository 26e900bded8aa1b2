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

#[test]
fn corrections_are_made_listed_and_taken_back_from_the_command_line() {
    let folder = saved();
    let graph = std::fs::read(folder.path().join("both.ron")).unwrap();
    let beside = folder.path().join("both.decisions.ron");
    let decide = |words: &[&str]| {
        let mut command = tupu(folder.path());
        command.env("USER", "li").args(["decide", "both.ron"]).args(words).assert()
    };
    let told = |words: &[&str]| {
        String::from_utf8(decide(words).success().get_output().stdout.clone()).unwrap()
    };
    assert!(told(&[]).contains("nothing has been corrected"));
    assert!(told(&["rename", "甲公司", "甲集团", "--because", "新 名"]).contains("entities +1 −1"));
    told(&["add", "Company/乙 公司", "located_in", "溧阳", "--because", "年报", "--by", "王"]);
    told(&["drop", "王五", "甲集团"]);
    let kept = std::fs::read_to_string(&beside).unwrap();
    assert!(kept.contains("who:\"li\"") && kept.contains("who:\"王\""), "{kept}");
    assert!(kept.contains("why:\"新 名\"") && kept.contains("when:\"20"), "{kept}");
    assert_eq!(kept.lines().filter(|line| line.contains("when:")).count(), 4, "{kept}");
    prints(folder.path(), &["why", "both.ron", "乙 公司", "溧阳"], &["年报"]);
    prints(folder.path(), &["stats", "both.ron"], &["Company"]);
    let all = told(&["decisions"]);
    assert!(all.contains("rename Company/甲公司 甲集团") && all.contains("yes"), "{all}");
    assert!(told(&["undo"]).contains("taken back"));
    assert_eq!(std::fs::read(folder.path().join("both.ron")).unwrap(), graph);
    let wrong = |words: &[&str], part: &str| {
        let text = String::from_utf8(decide(words).code(1).get_output().stderr.clone()).unwrap();
        assert!(text.contains(part), "`{part}` is missing in:\n{text}");
    };
    wrong(&["same", "甲公司"], "`same` is used as: same A B");
    wrong(&["show", "甲公司"], "there are add, same, not-same");
    wrong(&["add", "a.txt"], "`add` is used as: add A RELATION B");
    wrong(&["hide", "没有这个"], "没有这个");
}

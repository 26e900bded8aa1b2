//! Records of documents in, in any order and grouping; the graph that one build gives out.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

fn tupu(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("tupu").unwrap();
    command.current_dir(folder);
    command
}

const TEXTS: [(&str, &str); 4] = [
    ("甲", "2023年5月1日，溧阳市政府发布了新的规划。宁德时代在溧阳市投资建厂。"),
    ("乙", "常州大学与武进区签约，双方将共建研究院。常州市产值1000亿元，同比增长8%。"),
    ("丙", "来源：南京日报 日期：2024年3月2日\n\n南京市去年引进了一批企业。江苏省支持南京市发展。"),
    ("丁", "武进区委书记周平表示，“十四五”期间恒岭电池将落户武进高新区。"),
];

fn rows() -> Vec<String> {
    let row = |(id, text): (&str, &str)| serde_json::json!({"id": id, "text": text}).to_string();
    TEXTS.into_iter().map(row).collect()
}

/// A folder with the documents as rows, their records and the graph of one build.
fn prepared() -> (tempfile::TempDir, Vec<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("all.jsonl"), rows().join("\n")).unwrap();
    tupu(at).args(["build", "all.jsonl", "-o", "all.ron"]).assert().success();
    let answers = tupu(at)
        .args(["extract", "--records", "-"])
        .write_stdin(rows().join("\n"))
        .assert()
        .success();
    let records = String::from_utf8(answers.get_output().stdout.clone()).unwrap();
    let records = records.lines().map(str::to_owned).collect();
    let graph = fs::read_to_string(at.join("all.ron")).unwrap();
    (folder, records, graph)
}

#[test]
fn records_in_any_order_and_grouping_give_the_bytes_of_a_build() {
    let (folder, records, built) = prepared();
    let at = folder.path();
    assert_eq!(records.len(), TEXTS.len());
    let shards = [[3, 1].as_slice(), &[0], &[2, 1]];
    for (number, shard) in shards.iter().enumerate() {
        let lines: Vec<&str> = shard.iter().map(|&at| records[at].as_str()).collect();
        fs::write(at.join(format!("{number}.jsonl")), lines.join("\n")).unwrap();
    }
    let command = ["assemble", "2.jsonl", "0.jsonl", "1.jsonl", "-o", "put.ron"];
    tupu(at).args(command).assert().success();
    assert!(fs::read_to_string(at.join("put.ron")).unwrap() == built);
    let piped = ["assemble", "-", "-o", "piped.ron"];
    tupu(at).args(piped).write_stdin(records.join("\n")).assert().success();
    assert!(fs::read_to_string(at.join("piped.ron")).unwrap() == built);
}

#[test]
fn a_row_that_failed_or_was_cut_is_named_and_the_rest_is_in_the_graph() {
    let (folder, records, _) = prepared();
    let at = folder.path();
    let cut: String = records[1].chars().take(80).collect();
    let failed = r#"{"id":"戊","error":"no text, which must be a string"}"#;
    let lines = [records[0].as_str(), failed, &cut].join("\n");
    fs::write(at.join("shard.jsonl"), lines).unwrap();
    let done = tupu(at).args(["assemble", "shard.jsonl", "-o", "part.ron"]).assert().code(1);
    let told = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    for part in ["line 2", "戊 was not read: no text", "line 3", "2 of what was found"] {
        assert!(told.contains(part), "`{part}` is missing in:\n{told}");
    }
    let graph = fs::read_to_string(at.join("part.ron")).unwrap();
    assert!(graph.contains("documents:1,"), "{graph}");
}

#[test]
fn records_of_another_version_or_knowledge_make_no_graph() {
    let (folder, records, _) = prepared();
    let at = folder.path();
    let newer = records[0].replacen("\"version\":2", "\"version\":3", 1);
    let field = records[0].split("\"knowledge\":\"").nth(1).unwrap();
    let digest = field.split('"').next().unwrap();
    let other = records[0].replacen(digest, "other", 1);
    for (line, told) in [(newer, "version 3"), (other, "other knowledge")] {
        fs::write(at.join("shard.jsonl"), line).unwrap();
        let done = tupu(at).args(["assemble", "shard.jsonl", "-o", "none.ron"]).assert().code(1);
        let text = String::from_utf8(done.get_output().stderr.clone()).unwrap();
        assert!(text.contains(told) && text.contains("shard.jsonl"), "{text}");
        assert!(!at.join("none.ron").exists());
    }
}

#[test]
fn a_build_that_was_broken_off_goes_on_and_gives_the_same_bytes() {
    let (folder, records, built) = prepared();
    let at = folder.path();
    // What a killed build leaves: whole rows, a row of a text that has changed since, half a row.
    let half: String = records[3].chars().take(100).collect();
    let stale = tupu(at)
        .args(["extract", "--records", "-"])
        .write_stdin(serde_json::json!({"id": "乙", "text": "旧文。"}).to_string())
        .assert();
    let stale = String::from_utf8(stale.get_output().stdout.clone()).unwrap();
    let left = [records[0].as_str(), stale.trim(), &records[2], &half].join("\n");
    fs::write(at.join("again.ron.part"), left).unwrap();
    tupu(at).args(["build", "all.jsonl", "-o", "again.ron"]).assert().success();
    assert!(fs::read_to_string(at.join("again.ron")).unwrap() == built);
    assert!(!at.join("again.ron.part").exists());
}

#[test]
fn resolve_joins_what_one_document_calls_by_the_name_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let rows = [
        r#"{"entity":"company/恒岭电池科技有限公司","kind":"Company","aliases":["恒岭电池"]}"#,
        r#"{"entity":"company/恒岭电池","kind":"Company"}"#,
        r#"{"entity":"place/恒岭电池","kind":"Place"}"#,
    ];
    let done = tupu(folder.path()).arg("resolve").write_stdin(rows.join("\n")).assert().success();
    let told = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    let head = r#"{"entity":"company/恒岭电池科技有限公司","head":"company/恒岭电池"}"#;
    assert_eq!(told.trim(), head);
    let wrong = tupu(folder.path()).arg("resolve").write_stdin("nonsense").assert().code(1);
    let told = String::from_utf8(wrong.get_output().stderr.clone()).unwrap();
    assert!(told.contains("line 1"), "{told}");
}

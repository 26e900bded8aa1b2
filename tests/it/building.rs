//! Documents in, a saved graph out, whatever the documents are and however they are given.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

fn tupu(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("tupu").unwrap();
    command.current_dir(folder);
    command
}

/// Three documents, the last of them in a folder of its own.
fn documents() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir_all(folder.path().join("docs/more")).unwrap();
    write("docs/a.txt", "2023年5月1日，溧阳市政府发布了新的规划。宁德时代在溧阳市投资建厂。");
    write("docs/b.txt", "常州大学与武进区签约，双方将共建研究院。常州市产值1000亿元。");
    write("docs/more/c.md", "# 南京新闻\n\n南京市引进了一批企业。江苏省支持南京市发展。\n");
    folder
}

#[track_caller]
fn succeeds(folder: &Path, arguments: &[&str]) {
    tupu(folder).args(arguments).assert().success();
}

/// Exit code 1 and standard error with all these parts.
#[track_caller]
fn fails(folder: &Path, arguments: &[&str], parts: &[&str]) {
    let failed = tupu(folder).args(arguments).assert().code(1);
    let text = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    for part in parts {
        assert!(text.contains(part), "`{part}` is missing in:\n{text}");
    }
}

#[test]
fn order_threads_merging_and_adding_give_the_same_bytes() {
    let folder = documents();
    let at = folder.path();
    let read = |name: &str| fs::read_to_string(at.join(name)).unwrap();
    succeeds(at, &["build", "docs", "-o", "all.ron"]);
    succeeds(at, &["build", "docs", "-o", "one.ron", "--threads", "1"]);
    succeeds(at, &["build", "docs", "-o", "eight.ron", "--threads", "8"]);
    assert!(read("all.ron") == read("one.ron"));
    assert!(read("all.ron") == read("eight.ron"));

    succeeds(at, &["build", "docs/b.txt", "docs/a.txt", "-o", "ba.ron"]);
    succeeds(at, &["build", "docs/a.txt", "docs/b.txt", "-o", "ab.ron"]);
    assert!(read("ab.ron") == read("ba.ron"));
    succeeds(at, &["build", "docs/a.txt", "-o", "a.ron"]);
    succeeds(at, &["build", "docs/b.txt", "-o", "b.ron"]);
    succeeds(at, &["merge", "b.ron", "a.ron", "-o", "merged.ron"]);
    assert!(read("ab.ron") == read("merged.ron"));
    succeeds(at, &["add", "a.ron", "docs/b.txt", "docs/a.txt"]);
    assert!(read("ab.ron") == read("a.ron"));
    succeeds(at, &["forget", "a.ron", "a.txt"]);
    assert!(read("b.ron") == read("a.ron"));
    succeeds(at, &["build", "docs", "-o", "all.ron.zst"]);
    succeeds(at, &["stats", "all.ron.zst"]);
}

#[test]
fn a_changed_document_takes_the_place_of_the_old_one() {
    let folder = documents();
    let at = folder.path();
    succeeds(at, &["build", "docs", "-o", "g.ron"]);
    fs::write(at.join("docs/a.txt"), "2024年6月，苏州市政府发布了办法。").unwrap();
    tupu(at)
        .args(["add", "g.ron", "docs"])
        .assert()
        .success()
        .stdout("g.ron: 1 read, 2 known before\n");
    succeeds(at, &["build", "docs", "-o", "anew.ron"]);
    let read = |name: &str| fs::read_to_string(at.join(name)).unwrap();
    assert!(read("g.ron") == read("anew.ron"));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_built() {
    let folder = documents();
    let at = folder.path();
    fs::write(at.join("docs/zero.txt"), "").unwrap();
    fs::write(at.join("docs/binary.txt"), b"\x7fELF\0\0\x01\x02\0\0\0\0").unwrap();
    fs::write(at.join("docs/marks.txt"), "，。！？……").unwrap();
    fails(
        at,
        &["build", "docs", "nowhere.txt", "-o", "g.ron"],
        &["zero.txt", "binary.txt", "nowhere.txt", "3 of what was found could not be read"],
    );
    let text = fs::read_to_string(at.join("g.ron")).unwrap();
    for id in ["a.txt", "b.txt", "more/c.md", "marks.txt"] {
        assert!(text.contains(&format!("\nDocument(\"{id}\"")), "{id} is missing");
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_named_and_the_rest_is_built() {
    let folder = documents();
    let at = folder.path();
    let long = "溧阳市".repeat((50 << 20) / 9 + 1);
    let rows = format!(
        "{{\"id\":\"long\",\"text\":\"{long}\"}}\n{{\"id\":\"short\",\"text\":\"南京大学在南京市。\"}}\n"
    );
    fs::write(at.join("docs/rows.jsonl"), rows).unwrap();
    fs::write(at.join("docs/one.txt"), long).unwrap();
    fails(
        at,
        &["build", "docs", "-o", "g.ron"],
        &["one.txt: longer than", "rows.jsonl:1: longer than", "2 of what was found"],
    );
    let text = fs::read_to_string(at.join("g.ron")).unwrap();
    assert!(text.contains("\nDocument(\"short\"") && text.contains("\nDocument(\"a.txt\""));
}

/// The system lets the owner of everything read everything, so this says nothing when run as root.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named_and_the_rest_is_built() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = documents();
    let at = folder.path();
    let secret = at.join("docs/secret.txt");
    fs::write(&secret, "南京大学在南京市。").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    // What no one may read, whoever they are: a link that leads to itself.
    std::os::unix::fs::symlink("loop.txt", at.join("docs/loop.txt")).unwrap();
    let is_root = fs::read(&secret).is_ok();
    let lost: &[&str] = if is_root { &["loop.txt"] } else { &["loop.txt", "secret.txt"] };
    fails(at, &["build", "docs", "-o", "g.ron"], lost);
    assert!(fs::read_to_string(at.join("g.ron")).unwrap().contains("\nDocument(\"a.txt\""));
}

#[test]
fn nothing_to_read_builds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("g.ron"), "before").unwrap();
    let hint = "no document could be read, so no graph was built";
    fails(folder.path(), &["build", "empty", "-o", "g.ron"], &[hint, "hint:"]);
    assert_eq!(fs::read_to_string(folder.path().join("g.ron")).unwrap(), "before");
    fails(folder.path(), &["build", "none", "-o", "g.ron"], &["no such file", hint]);
}

#[test]
fn a_folder_that_is_not_there_is_said_so_before_anything_is_lost() {
    let folder = documents();
    fails(folder.path(), &["build", "docs", "-o", "no/g.ron"], &["cannot save no/g.ron", "hint:"]);
    succeeds(folder.path(), &["build", "docs", "-o", "g.ron"]);
    fails(folder.path(), &["export", "g.ron", "-o", "no/g.dot"], &["cannot save no/g.dot"]);
    fails(folder.path(), &["export", "g.ron", "-f", "kuzu-csv", "-o", "no/such"], &["no/such"]);
    fails(folder.path(), &["export", "g.ron", "--kind", "Ship"], &["no kind `Ship`", "Company"]);
}

/// Runs `tupu` where it may write no file longer than a block, after what the shell does first.
#[cfg(unix)]
fn short_of_room(at: &Path, first: &str, arguments: &str) -> std::process::Output {
    let command = format!("{first} ulimit -f 1; exec \"$0\" {arguments}");
    let tupu = assert_cmd::cargo::cargo_bin("tupu");
    let shell = ["-c", &command, tupu.to_str().unwrap()];
    std::process::Command::new("sh").args(shell).current_dir(at).output().unwrap()
}

/// The system kills a process that writes more than it may, as it does when a disk is full.
#[cfg(unix)]
#[test]
fn a_save_that_is_killed_leaves_the_old_graph_whole() {
    let folder = documents();
    let at = folder.path();
    succeeds(at, &["build", "docs/a.txt", "-o", "g.ron"]);
    let before = fs::read_to_string(at.join("g.ron")).unwrap();
    let ended = short_of_room(at, "", "add g.ron docs");
    assert!(!ended.status.success());
    assert!(before == fs::read_to_string(at.join("g.ron")).unwrap());
    succeeds(at, &["stats", "g.ron"]);
}

/// With the signal ignored the program is told, as on a full disk, that no more can be written.
#[cfg(unix)]
#[test]
fn a_save_that_finds_no_room_says_so_and_leaves_the_old_graph_whole() {
    let folder = documents();
    let at = folder.path();
    succeeds(at, &["build", "docs/a.txt", "-o", "g.ron"]);
    let before = fs::read_to_string(at.join("g.ron")).unwrap();
    for (arguments, target) in [("add g.ron docs", "g.ron"), ("build docs -o g.ron", "g.ron.part")]
    {
        let ended = short_of_room(at, "trap '' XFSZ;", arguments);
        let told = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{told}");
        assert!(told.contains(&format!("cannot save {target}: ")), "{told}");
        assert!(told.contains("what was saved before is whole"), "{told}");
        assert!(before == fs::read_to_string(at.join("g.ron")).unwrap());
        succeeds(at, &["stats", "g.ron"]);
    }
    let names = fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = names.filter(|name| name.to_string_lossy().ends_with(".tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
    succeeds(at, &["build", "docs", "-o", "g.ron"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_named_with_what_the_system_says() {
    let folder = documents();
    let parts = ["cannot save /dev/full: ", "No space left", "hint: "];
    fails(folder.path(), &["build", "docs", "-o", "/dev/full"], &parts);
}

/// `UPDATE=1 cargo test sample` writes the sample graph anew.
#[test]
fn the_sample_graph_is_that_of_its_documents() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let built = folder.path().join("sample.ron");
    succeeds(root, &["build", "corpus", "-o", built.to_str().unwrap()]);
    let sample = root.join("graph/sample.ron");
    if std::env::var_os("UPDATE").is_some() {
        fs::copy(&built, &sample).unwrap();
    }
    let (built, sample) = (fs::read_to_string(built).unwrap(), fs::read_to_string(sample).unwrap());
    let first = built.lines().zip(sample.lines()).position(|(a, b)| a != b);
    assert!(built == sample, "line {first:?} differs: UPDATE=1 cargo test sample writes it anew");
}

#[test]
fn without_arguments_the_sample_is_built_where_it_is_missing_and_piped_lines_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    tupu(at).write_stdin("stats\n").assert().success();
    fs::create_dir_all(at.join("corpus")).unwrap();
    fs::create_dir_all(at.join("graph")).unwrap();
    fs::write(at.join("corpus/a.txt"), "宁德时代在溧阳市投资建厂。").unwrap();
    let answered = tupu(at).write_stdin("stats\n").assert().success();
    let text = String::from_utf8(answered.get_output().stdout.clone()).unwrap();
    assert!(text.contains("溧阳市"), "{text}");
    let before = fs::read_to_string(at.join("graph/sample.ron")).unwrap();
    fs::write(at.join("corpus/b.txt"), "南京市有南京大学。").unwrap();
    tupu(at).write_stdin("stats\n").assert().success();
    assert_ne!(before, fs::read_to_string(at.join("graph/sample.ron")).unwrap());
}

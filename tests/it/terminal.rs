//! Keys in, what the screen shows out: the prompt in a real pseudo-terminal.
#![cfg(all(unix, feature = "repl"))]

use crate::sample;
use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect, Session};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tupu::graph::KnowledgeGraph;

#[test]
fn a_person_types_completes_interrupts_and_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.ron");
    tupu::graph::save(&KnowledgeGraph::new(sample::graph().archive().clone()), &path).unwrap();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("tupu"));
    command.arg("repl").arg(&path).env("TERM", "xterm").env("NO_COLOR", "1").env("PAGER", "");
    command.env("XDG_DATA_HOME", folder.path()).env("HOME", folder.path());
    let mut session = Session::spawn(command).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(30)));

    session.expect("tupu news> ").unwrap();
    session.send("溧阳的动力电池产业有哪些企业？\r").unwrap();
    session.expect("understood as").unwrap();
    session.expect("宁德时代").unwrap();
    session.expect("tupu news> ").unwrap();

    session.send("half a line").unwrap();
    session.send(ControlCode::EndOfText).unwrap();
    session.expect("tupu news> ").unwrap();

    session.send("show liyangs\t").unwrap();
    session.expect("溧阳市").unwrap();
    session.send("\r").unwrap();
    session.expect("mentions").unwrap();
    session.expect("tupu news> ").unwrap();

    session.send("UNWIND range(1, 100000000) AS a RETURN count(a)\r").unwrap();
    std::thread::sleep(Duration::from_millis(400));
    let pressed = Instant::now();
    session.send(ControlCode::EndOfText).unwrap();
    session.expect("the query was stopped").unwrap();
    assert!(pressed.elapsed() < Duration::from_secs(2), "{:?}", pressed.elapsed());
    session.expect("tupu news> ").unwrap();

    session.send(ControlCode::EndOfTransmission).unwrap();
    session.expect(Eof).unwrap();
    let history = std::fs::read_to_string(folder.path().join("tupu/history.txt")).unwrap();
    assert!(history.contains("溧阳的动力电池产业有哪些企业？"));
}

/// A session over the sample at a pseudo-terminal, in a home of its own.
fn at_a_prompt(folder: &Path, environment: &[(&str, &str)]) -> OsSession {
    let path = folder.join("news.ron");
    tupu::graph::save(&KnowledgeGraph::new(sample::graph().archive().clone()), &path).unwrap();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("tupu"));
    command.arg("repl").arg(&path).env("TERM", "xterm").env("PAGER", "").env_remove("NO_COLOR");
    command.env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder).env("HOME", folder);
    command.envs(environment.iter().copied());
    let mut session = Session::spawn(command).unwrap();
    session.set_expect_timeout(Some(Duration::from_mins(1)));
    session
}

/// What the screen shows up to and with `text`.
fn until(session: &mut OsSession, text: &str) -> String {
    let found = session.expect(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    String::from_utf8_lossy(found.before()).into_owned() + text
}

#[test]
fn the_prompt_shows_the_graph_its_changes_and_the_filter() {
    let folder = tempfile::tempdir().unwrap();
    let session = &mut at_a_prompt(folder.path(), &[("NO_COLOR", "1")]);
    until(session, "tupu news> ");
    session.send("hide 江苏省\r").unwrap();
    until(session, "tupu news*> ");
    session.send("filter stated Company\r").unwrap();
    until(session, "tupu news* [Company stated]> ");
    session.send(ControlCode::EndOfTransmission).unwrap();
    until(session, "not saved");
    until(session, "tupu news* [Company stated]> ");
    session.send("save\r").unwrap();
    until(session, "tupu news [Company stated]> ");
    session.send(ControlCode::EndOfTransmission).unwrap();
    session.expect(Eof).unwrap();
    assert!(folder.path().join("news.decisions.ron").exists());
}

#[test]
fn long_replies_go_through_the_pager_only_at_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let pager = "sed s/^/PAGED/";
    let session = &mut at_a_prompt(folder.path(), &[("PAGER", pager), ("NO_COLOR", "1")]);
    until(session, "tupu news> ");
    session.send("help\r").unwrap();
    until(session, "PAGED");
    until(session, "tupu news> ");
    session.send("pager off\r").unwrap();
    until(session, "tupu news> ");
    session.send("help\r").unwrap();
    assert!(!until(session, "tupu news> ").contains("PAGED"));
    let mut piped = assert_cmd::Command::cargo_bin("tupu").unwrap();
    let piped = piped.args(["repl", "-c", "help"]).env("PAGER", pager).assert().success();
    assert!(!String::from_utf8_lossy(&piped.get_output().stdout).contains("PAGED"));
}

#[test]
fn colours_and_hints_are_shown_where_they_are_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let session = &mut at_a_prompt(folder.path(), &[]);
    until(session, "tupu news> ");
    session.send("show 溧阳\r").unwrap();
    let screen = until(session, "mentions");
    assert!(screen.contains("\x1b[32mshow\x1b[0m"), "a command is not coloured: {screen:?}");
    assert!(screen.contains("\x1b[1m溧阳市"), "a heading is not bold: {screen:?}");
    until(session, "tupu news> ");
    session.send("sho").unwrap();
    until(session, "\x1b[2mw 溧阳");
    let session = &mut at_a_prompt(folder.path(), &[("NO_COLOR", "1")]);
    until(session, "tupu news> ");
    session.send("show 溧阳\r").unwrap();
    let screen = until(session, "mentions");
    assert!(!screen.contains("\x1b[32m") && !screen.contains("\x1b[1m"), "{screen:?}");
}

#[test]
fn a_statement_goes_on_over_lines_until_its_brackets_close() {
    let folder = tempfile::tempdir().unwrap();
    let session = &mut at_a_prompt(folder.path(), &[("NO_COLOR", "1")]);
    until(session, "tupu news> ");
    session.send("MATCH (p {\r").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    session.send("name: '溧阳市'}) RETURN p.name + '!' AS shout\r").unwrap();
    until(session, "溧阳市!");
    until(session, "tupu news> ");
    session.send("stats\r").unwrap();
    until(session, "tupu news> ");
    // Ctrl-R, and a part of the line to find.
    session.send("\x12").unwrap();
    session.send("shout").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    session.send("\r").unwrap();
    until(session, "溧阳市!");
}

#[test]
fn a_narrow_window_turns_tables_on_their_side() {
    let folder = tempfile::tempdir().unwrap();
    let session = &mut at_a_prompt(folder.path(), &[("NO_COLOR", "1")]);
    until(session, "tupu news> ");
    session.get_process_mut().set_window_size(200, 40).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    session.send("neighbours 溧阳 Company\r").unwrap();
    until(session, "─");
    until(session, "tupu news> ");
    session.get_process_mut().set_window_size(40, 40).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    session.send("neighbours 溧阳 Company\r").unwrap();
    until(session, "— 1 —");
}

#[test]
fn the_init_file_is_run_first_unless_told_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("tupu")).unwrap();
    std::fs::write(folder.path().join("tupu/init"), "filter stated\ntiming on\n").unwrap();
    let session = &mut at_a_prompt(folder.path(), &[("NO_COLOR", "1")]);
    until(session, "timing is on");
    until(session, "tupu news [stated]> ");
    session.send("stats\r").unwrap();
    until(session, " ms)");
}

#[test]
fn a_review_is_answered_by_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let session = &mut at_a_prompt(folder.path(), &[("NO_COLOR", "1")]);
    until(session, "tupu news> ");
    session.send("review near\r").unwrap();
    until(session, "y yes · n no");
    until(session, "tupu news> ");
    session.send("y").unwrap();
    until(session, "entities +0 −1");
    until(session, "tupu news*> ");
    session.send("s").unwrap();
    until(session, "y yes · n no");
    until(session, "tupu news*> ");
    // With a space before it a command is typed, whatever its first letter.
    session.send(" stats\r").unwrap();
    until(session, "documents");
    until(session, "tupu news*> ");
    session.send("q").unwrap();
    until(session, "the review is over");
    until(session, "tupu news*> ");
    session.send("yes\x03").unwrap();
    until(session, "tupu news*> ");
    session.send("save\r").unwrap();
    until(session, "1 corrections in");
}

#[test]
fn ctrl_c_stops_a_long_build_and_keeps_what_was_open() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    std::fs::create_dir(&news).unwrap();
    let text = "宁德时代在溧阳市投资建厂，项目总投资100亿元。常州大学位于武进区。\n".repeat(400);
    for number in 0..400 {
        std::fs::write(news.join(format!("{number}.txt")), format!("第{number}号。{text}"))
            .unwrap();
    }
    let session = &mut at_a_prompt(folder.path(), &[("NO_COLOR", "1")]);
    until(session, "tupu news> ");
    session.send(format!("build {}\r", news.display())).unwrap();
    until(session, " documents");
    session.send(ControlCode::EndOfText).unwrap();
    until(session, "reading was stopped");
    until(session, "tupu news> ");
    session.send("stats\r").unwrap();
    until(session, "宁德时代");
}

#[test]
fn a_word_that_is_nearly_a_command_or_a_name_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let session = &mut at_a_prompt(folder.path(), &[("NO_COLOR", "1")]);
    until(session, "tupu news> ");
    session.send(":stast\r").unwrap();
    until(session, "did you mean");
    until(session, "tupu news> ");
    session.send("show 宁德时光\r").unwrap();
    until(session, "宁德时代");
    until(session, "tupu news> ");
    session.send("tour\r").unwrap();
    until(session, "1 of ");
}

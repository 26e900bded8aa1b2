//! Keys in, what the screen shows out: the prompt in a real pseudo-terminal.
#![cfg(all(unix, feature = "repl"))]

use crate::sample;
use expectrl::{ControlCode, Eof, Expect, Session};
use std::process::Command;
use std::time::Duration;
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
    session.send(ControlCode::EndOfText).unwrap();
    session.expect("the query was stopped").unwrap();
    session.expect("tupu news> ").unwrap();

    session.send(ControlCode::EndOfTransmission).unwrap();
    session.expect(Eof).unwrap();
    let history = std::fs::read_to_string(folder.path().join("tupu/history.txt")).unwrap();
    assert!(history.contains("溧阳的动力电池产业有哪些企业？"));
}

//! Lines that compare, rank, filter and page in, replies out.

use crate::sample;
use assert_cmd::Command;
use std::sync::Arc;
use tupu::graph::{Archive, KnowledgeGraph};
use tupu::knowledge::Knowledge;
use tupu::session::{Session, Settings, Taken, complete};

fn session() -> Session {
    let knowledge = Arc::new(Knowledge::load(None).unwrap());
    let mut session = Session::new(knowledge, Settings::plain());
    session.take(KnowledgeGraph::new(sample::graph().archive().clone()), None, false);
    session
}

#[track_caller]
fn said(session: &mut Session, line: &str) -> String {
    assert_eq!(session.taken(line) == Taken::Question, line.ends_with('？'), "{line}");
    let settings = session.settings();
    session.reply(line).unwrap_or_else(|error| panic!("{line}: {error}")).written(settings)
}

fn count(session: &mut Session, pattern: &str) -> u64 {
    let page = said(session, &format!("MATCH {pattern} RETURN count(*) AS n"));
    page.lines().nth(1).unwrap().trim().parse().unwrap()
}

#[test]
fn a_filter_holds_for_all_that_follows_until_it_is_taken_off() {
    let session = &mut session();
    let all = count(session, "()-[r]->()");
    let stated = count(session, "()-[r {modality: 'stated'}]->()");
    assert!(said(session, "filter stated").starts_with("only stated: "));
    assert_eq!(count(session, "()-[r]->() WHERE type(r) <> 'has_figure'"), stated);
    assert_eq!(session.filtered().unwrap(), "stated");
    assert!(!said(session, "neighbours 溧阳").contains("co-occurring"));

    said(session, "filter located_in Company");
    assert_eq!(session.filtered().unwrap(), "Company located_in stated");
    let located = count(session, "()-[:located_in]->()");
    assert_eq!(count(session, "()-[r]->() WHERE type(r) <> 'has_figure'"), located);
    assert!(located > 0 && located < stated);
    assert!(!said(session, "rank").contains("Institution"));
    said(session, "filter off");
    assert_eq!(session.filtered(), None);
    assert_eq!(count(session, "()-[r]->()"), all);

    said(session, "filter source liyang support 2");
    let page = said(session, "MATCH ()-[r {modality: 'stated'}]->() RETURN r.support, r.evidence");
    assert!(!page.contains(" 1 ") && !page.contains("document: 'changzhou/wujin"), "{page}");
    said(session, "filter off");
    said(session, "filter since 2024 until 2024-06");
    let page = said(session, "MATCH ()-[r {modality: 'stated'}]->() RETURN DISTINCT r.first");
    let years = page.lines().skip(1).filter(|line| !line.trim().is_empty());
    assert!(years.clone().count() > 0 && years.clone().all(|line| line.contains("2024")), "{page}");
    for (line, part) in [
        ("filter dragon", "Company"),
        ("filter since yesterday", "2023-06"),
        ("filter support many", "not a number"),
    ] {
        let error = session.reply(line).unwrap_err();
        let words = format!("{error} {}", error.hint().unwrap_or_default());
        assert!(words.contains(part), "{words}");
    }
}

#[test]
fn a_filter_stays_while_the_graph_is_corrected() {
    let session = &mut session();
    said(session, "filter stated");
    said(session, "hide 江苏省");
    assert_eq!(session.filtered().unwrap(), "stated");
    assert!(session.reply("show 江苏省").is_err());
    said(session, "undo");
    said(session, "filter off");
    assert!(said(session, "show 江苏省").starts_with("江苏省"));
}

#[test]
fn what_two_have_in_common_is_linked_to_both() {
    let session = &mut session();
    let page = said(session, "common 溧阳 武进");
    assert!(page.contains("常州市"), "{page}");
    assert!(said(session, "why 1").contains("溧阳") || said(session, "show 1").contains("溧阳"));
}

#[test]
fn entities_are_ranked_by_links_by_a_walk_and_by_the_ways_they_lie_on() {
    let session = &mut session();
    for measure in ["links", "pagerank", "betweenness"] {
        let page = said(session, &format!("rank {measure} Place"));
        assert!(page.lines().next().unwrap().contains(measure), "{page}");
        assert!(page.contains("常州市") && !page.contains("Company"), "{page}");
    }
    assert!(said(session, "clusters").contains("常州市"));
}

#[test]
fn results_have_numbers_that_other_commands_take() {
    let session = &mut session();
    let page = said(session, "neighbours 溧阳 Company");
    let second = page.lines().find(|line| line.trim_start().starts_with("2 ")).unwrap();
    let name = second.split_whitespace().nth(1).unwrap();
    assert!(said(session, "why 2").contains(name));
    assert!(said(session, "open 2").starts_with(name));
    assert!(said(session, "path 2 常州大学").contains(name));
    said(session, "find 常州");
    assert!(said(session, "why 1").contains("常州"));
    assert!(session.reply("why 999").is_err());
}

#[test]
fn long_tables_go_on_with_more_and_are_exported_whole() {
    let session = &mut session();
    let page = said(session, "rank");
    assert!(page.contains("… ") && page.contains(" more"), "{page}");
    let mut rows = page.lines().count() - 2;
    let next = said(session, "more");
    assert!(next.lines().nth(1).unwrap().trim_start().starts_with("21 "), "{next}");
    rows += 20;
    while !said(session, "more").starts_with("that was all") {
        rows += 20;
        assert!(rows < 5000);
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.tsv").display().to_string();
    said(session, &format!("export {file}"));
    assert!(std::fs::read_to_string(file).unwrap().lines().count() > 100);
}

#[test]
fn tables_are_written_as_lines_of_json_as_a_tree_and_vertically_where_they_are_too_wide() {
    let session = &mut session();
    let query = "MATCH (c:Company)-[:located_in]->(p) RETURN p.name AS 地 , c.name AS 企业 ORDER BY 地, 企业";
    said(session, "mode jsonl");
    let page = said(session, query);
    for line in page.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(row["企业"].is_string());
    }
    said(session, "mode tree");
    let tree = said(session, query);
    let places = tree.lines().filter(|line| !line.starts_with(' ')).count();
    assert!(places < page.lines().count(), "{tree}");
    said(session, "mode table");
    session.set_width(Some(8));
    assert!(said(session, query).starts_with("— 1 —"));
}

#[test]
fn parameters_stand_for_values_in_cypher() {
    let session = &mut session();
    said(session, "param city = 溧阳市");
    said(session, "param least=1");
    let page = said(session, "MATCH (p {name: $city}) WHERE p.mentions > $least RETURN p.name");
    assert!(page.contains("溧阳市"));
    assert!(said(session, "param").contains("$least = 1"));
}

#[test]
fn every_step_of_the_tour_shows_something() {
    let session = &mut session();
    for step in 1.. {
        let page = said(session, "tour");
        assert!(!page.contains("(this graph:"), "{page}");
        if page.starts_with("That was the tour") {
            assert!(step > 10);
            break;
        }
        assert!(page.starts_with(&format!("{step} of ")), "{page}");
    }
}

#[test]
fn every_command_has_help_and_its_examples_are_commands() {
    let session = &mut session();
    let page = said(session, "help");
    let names: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() > 30, "{page}");
    for name in names.iter().filter(|name| name.is_ascii() && !["which", "MATCH"].contains(name)) {
        let about = said(session, &format!("help {name}"));
        for example in about.lines().filter_map(|line| line.strip_prefix("  ")) {
            assert!(matches!(session.taken(example), Taken::Command | Taken::Cypher), "{example}");
        }
    }
    let error = session.reply("help neighbors2").unwrap_err();
    assert!(error.hint().unwrap().contains("neighbours"), "{error}");
}

#[test]
fn figures_of_several_years_are_drawn_as_bars() {
    let text = "2021年，溧阳市动力电池产业产值达300亿元。2022年，溧阳市动力电池产业产值达600亿元。";
    let knowledge = Knowledge::embedded();
    let document = tupu::corpus::Document::of_text("a.txt".into(), text.into());
    let (mut archive, _) = Archive::new([tupu::extract::extract(&document, knowledge)]);
    archive.learn(knowledge);
    let mut session = Session::new(Arc::new(Knowledge::load(None).unwrap()), Settings::plain());
    session.take(KnowledgeGraph::new(archive), None, false);
    let stated = said(&mut session, "MATCH (e)-[:has_figure]->(f) RETURN e.name LIMIT 1");
    let name = stated.lines().nth(1).unwrap().trim().to_owned();
    let page = said(&mut session, &format!("figures {name}"));
    let bar = |year: &str| {
        let line = page.lines().find(|l| l.trim_start().starts_with(year) && l.contains('█'));
        line.unwrap_or_else(|| panic!("{page}")).matches('█').count()
    };
    assert_eq!((bar("2021"), bar("2022")), (15, 30), "{page}");
}

#[test]
fn recorded_lines_run_again_from_a_file_and_failures_show_in_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let graph = at.join("g.ron");
    tupu::graph::save(&KnowledgeGraph::new(sample::graph().archive().clone()), &graph).unwrap();
    let tupu = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("tupu").unwrap();
        command.current_dir(at).arg("repl").arg("g.ron").args(arguments);
        command
    };
    let typed = "record lines.txt\nfind 常州\nrank Place\n";
    let first = tupu(&[]).write_stdin(typed).assert().success();
    assert_eq!(std::fs::read_to_string(at.join("lines.txt")).unwrap(), "find 常州\nrank Place\n");
    let again = tupu(&["-f", "lines.txt"]).assert().success();
    let text = |output: &[u8]| String::from_utf8(output.to_vec()).unwrap();
    let (first, again) = (text(&first.get_output().stdout), text(&again.get_output().stdout));
    assert!(first.ends_with(&again) && again.contains("常州市"));
    let timed = tupu(&["-c", "timing on", "-c", "stats"]).assert().success();
    assert!(text(&timed.get_output().stdout).contains(" ms)"));
    tupu(&["-c", "show 没有的名字"]).assert().code(1);
    tupu(&["-f", "nowhere.txt"]).assert().code(1);
}

#[test]
fn typing_goes_on_by_what_may_stand_there() {
    let session = session();
    let offered = |line: &str| -> Vec<String> {
        complete(&session, line, line.len()).1.into_iter().map(|way| way.text).collect()
    };
    let holds = |line: &str, word: &str| {
        assert!(offered(line).contains(&word.to_owned()), "{line}: {:?}", offered(line));
    };
    holds("MATCH (c:Comp", "Company");
    holds("MATCH (c:企", "Company");
    holds("MATCH (c)-[:loc", "located_in");
    holds("MATCH (c) RETURN c.na", "name");
    holds("MATCH (c) RET", "RETURN");
    holds("help neigh", "neighbours");
    holds("mode js", "jsonl");
    holds("filter sta", "stated");
    holds("rank page", "pagerank");
    assert_eq!(offered("neighbours 溧阳 Comp"), ["Company"]);
    assert_eq!(offered("neighbours 溧阳 Com"), ["Company"], "no name goes on from a name");
    holds("open Car", "Cargo.toml");
    holds("build src/gra", "src/graph/");
    assert!(!offered("MATCH (c:Comp").contains(&"show".to_owned()));
}

/// The manual says of each habit which test shows it.
#[test]
fn every_row_of_the_manual_names_a_test_that_is_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let manual = std::fs::read_to_string(root.join("docs/session.md")).unwrap();
    let (mut rows, mut wrong) = (0, Vec::new());
    for row in manual.lines().filter(|line| line.starts_with('|') && line.contains(".rs` ")) {
        let shown = row.trim_end_matches([' ', '|']).rsplit(" | ").next().unwrap();
        for part in shown.split(';') {
            let Some((file, test)) = part.trim().trim_start_matches('`').split_once(".rs` ") else {
                continue;
            };
            let file =
                if file.contains('/') { file.to_owned() } else { format!("tests/it/{file}") };
            let text = std::fs::read_to_string(root.join(format!("{file}.rs"))).unwrap();
            let there = match test.trim().strip_suffix('…') {
                Some(start) => text.contains(&format!("fn {start}")),
                None => text.contains(&format!("fn {}(", test.trim())),
            };
            rows += 1;
            if !there {
                wrong.push(part);
            }
        }
    }
    assert!(wrong.is_empty() && rows > 20, "{rows} rows, not there: {wrong:?}");
}

//! The examples and counter-examples of the question words in, whether they hold out.

use super::pieces::names::Names;
use super::pieces::phrases::{Meaning, Phrases};
use super::pieces::spot::{Piece, Spotter, Taken};
use crate::knowledge::{Kind, Knowledge, QuestionWords};
use std::collections::BTreeSet;

/// The pieces of a question over a graph without names.
fn pieces(question: &str) -> Vec<Piece> {
    let knowledge = Knowledge::embedded();
    let (names, words) = (Names::default(), knowledge.question());
    let phrases = Phrases::of(words);
    let spotter = Spotter {
        names: &names,
        phrases: &phrases,
        words,
        lexicon: knowledge.lexicon(),
        name_of: &|_| String::new(),
        kind_of: &|_| Kind::PLACE,
        said: &|_| false,
        told: &|_| (Vec::new(), 0),
    };
    spotter.pieces(&words.plain(question))
}

/// A meaning as the examples write it.
fn written(meaning: Meaning, words: &QuestionWords) -> String {
    match meaning {
        Meaning::Role(n) => format!("role {}", words.roles[n].id),
        Meaning::Title(n) => format!("title {}", words.titles[n].zh[0]),
        Meaning::Measure(n) => format!("measure {}", words.measures[n].zh[0]),
        Meaning::Toward(n) | Meaning::From(n) => {
            format!("relation {}", words.relations[n].relation.name())
        }
        Meaning::Cue(cue) => {
            let name = format!("{cue:?}").to_lowercase();
            format!("cue {}", if name == "yesno" { "yes_no" } else { &name })
        }
        Meaning::Empty => "nothing".to_owned(),
    }
}

fn taken(question: &str) -> BTreeSet<String> {
    let words = Knowledge::embedded().question();
    let of = |piece: Piece| {
        let first = match piece.taken {
            Taken::Word(meaning) => Some(meaning),
            _ => None,
        };
        first
            .into_iter()
            .chain(piece.also)
            .map(|meaning| written(meaning, words))
            .collect::<Vec<_>>()
    };
    pieces(question).into_iter().flat_map(of).collect()
}

#[test]
fn every_example_holds_and_every_role_relation_and_cue_has_one() {
    let words = Knowledge::embedded().question();
    let mut shown = BTreeSet::new();
    for example in &words.examples {
        let taken = taken(&example.question);
        for meaning in &example.takes {
            assert!(taken.contains(meaning), "{}: no {meaning} in {taken:?}", example.question);
            shown.insert(meaning.clone());
        }
        for meaning in &example.not {
            assert!(!taken.contains(meaning), "{}: {meaning}", example.question);
        }
    }
    for role in &words.roles {
        assert!(shown.contains(&format!("role {}", role.id)), "role {} has no example", role.id);
    }
    for phrases in &words.relations {
        let name = phrases.relation.name();
        assert!(shown.contains(&format!("relation {name}")), "{name} has no example");
    }
    for cue in [
        "path", "common", "count", "quantity", "place", "person", "yes_no", "which", "most",
        "deputy", "former",
    ] {
        assert!(shown.contains(&format!("cue {cue}")), "cue {cue} has no example");
    }
}

#[test]
fn every_measure_and_title_is_understood_in_every_form() {
    let words = Knowledge::embedded().question();
    for measure in &words.measures {
        let meaning = format!("measure {}", measure.zh[0]);
        for form in &measure.zh {
            let question = format!("去年的{form}是多少");
            assert!(taken(&question).iter().any(|t| t.starts_with("measure ")), "{question}");
        }
        assert!(!taken("谁是那里的人").contains(&meaning));
    }
    for title in &words.titles {
        for form in &title.zh {
            let question = format!("那里的{form}是谁");
            assert!(taken(&question).iter().any(|t| t.starts_with("title ")), "{question}");
        }
    }
}

#[test]
fn who_does_it_to_whom_is_read_from_the_order_of_the_words() {
    use super::reading::Lookup;
    use super::reading::direction::{End, end_asked};

    struct Firms;
    impl Lookup for Firms {
        fn kind(&self, _: u32) -> Kind {
            Kind::COMPANY
        }
        fn industries(&self, _: &str) -> Vec<u32> {
            Vec::new()
        }
        fn fame(&self, _: u32) -> usize {
            1
        }
    }
    let end = |question: &str| {
        let mut pieces = pieces(question);
        for piece in &mut pieces {
            if piece.text.contains("甲厂") || piece.text == "Acme" {
                piece.taken = Taken::Entities(vec![0]);
                piece.also.clear();
                piece.text = piece.text.trim_matches(|c| !"甲厂Acme".contains(c)).to_owned();
            }
        }
        end_asked(question, &pieces, &Firms, &Knowledge::embedded().question().manner)
    };
    assert_eq!(end("Who supplies Acme?"), Some(End::Head));
    assert_eq!(end("Which firms does Acme supply?"), Some(End::Tail));
    assert_eq!(end("Who was founded by Acme?"), Some(End::Tail));
    assert_eq!(end("Which suppliers does Acme have?"), Some(End::Head));
    assert_eq!(end("Who buys from Acme?"), Some(End::Tail));
    assert_eq!(end("这家厂给谁供货"), Some(End::Tail));
    assert_eq!(end("它由谁设立"), Some(End::Head));
    assert_eq!(end("那里有什么"), None);
}

/// What a question asks for, in which “Acme” is named, a thing of this kind.
fn read(question: &str, kind: Kind) -> super::reading::Reading {
    use super::reading::{Lookup, Reading};

    struct One(Kind);
    impl Lookup for One {
        fn kind(&self, _: u32) -> Kind {
            self.0
        }
        fn industries(&self, _: &str) -> Vec<u32> {
            Vec::new()
        }
        fn fame(&self, _: u32) -> usize {
            1
        }
    }
    let knowledge = Knowledge::embedded();
    let mut pieces = pieces(question);
    for piece in pieces.iter_mut().filter(|piece| piece.text == "Acme") {
        piece.taken = Taken::Entities(vec![0]);
    }
    Reading::of(question, &pieces, knowledge.question(), knowledge.schema(), &One(kind))
}

#[test]
fn with_whom_asks_for_partners_of_any_sort_and_who_for_people() {
    let words = Knowledge::embedded().question();
    let relations = |question: &str| {
        let read = read(question, Kind::PLACE);
        let names = read.relations.iter().map(|&(r, _)| words.relations[r].relation.name());
        names.collect::<Vec<_>>()
    };
    assert_eq!(relations("With whom did Acme study the port plan?"), ["cooperates_with"]);
    assert!(relations("Who studied the port plan of Acme?").is_empty());
}

#[test]
fn those_who_shared_the_stage_with_one_are_people_and_not_what_two_have_in_common() {
    use super::reading::Wanted;

    let wanted = |question: &str| read(question, Kind::PERSON).wanted;
    assert_eq!(wanted("Which officials shared the platform with Acme?"), Wanted::List);
    assert_ne!(wanted("Which firms did Acme share?"), Wanted::Common);
    let words = Knowledge::embedded().question();
    let beside =
        |question: &str, kind| read(question, kind).asks_for_people_beside(question, words);
    assert!(beside("Which officials shared the platform with Acme?", Kind::PERSON));
    assert!(!beside("Which officials do Acme and the port share?", Kind::COMPANY));
    assert!(!beside("Which officials have the same share in common with Acme?", Kind::PERSON));
}

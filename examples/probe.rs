//! probe
use std::io::BufRead;
use tupu::{
    corpus::Document,
    knowledge::Knowledge,
    mention::{self, tagger::Tagger},
    text,
};
fn main() {
    let model = std::env::args().nth(1).unwrap();
    let tagger = Tagger::read(&std::fs::read(model).unwrap()).unwrap();
    let knowledge = Knowledge::load(None).unwrap();
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let doc = Document::of_text(
            row["id"].as_str().unwrap().into(),
            row["text"].as_str().unwrap().into(),
        );
        let sentences = text::sentences(&doc);
        let rules = mention::mentions(&sentences, &knowledge, None);
        let mut r = Vec::new();
        let mut t = Vec::new();
        for (i, s) in sentences.iter().enumerate() {
            let own: Vec<_> = rules.iter().filter(|m| m.sentence as usize == i).collect();
            let spans: Vec<_> = own.iter().map(|m| m.span).collect();
            let adv: Vec<_> = own.iter().map(|m| mention::tagger::Advice::from(*m)).collect();
            let w = tagger.weigh(&s.chars, &adv, &spans);
            for (m, w) in own.iter().zip(w) {
                let k = tagger.kinds().iter().position(|k| *k == m.kind);
                let src = s.source(m.span);
                r.push(serde_json::json!([
                    src.start,
                    src.end,
                    m.kind.name(),
                    m.because,
                    k.map_or(-1.0, |k| w[k]),
                    w.iter().sum::<f32>()
                ]));
            }
            for g in tagger.tag(&s.chars, &adv) {
                let src = s.source(g.span);
                t.push(serde_json::json!([src.start, src.end, g.kind.name(), g.score, i]));
            }
        }
        println!("{}", serde_json::json!({"id": doc.id, "rules": r, "tags": t}));
    }
}

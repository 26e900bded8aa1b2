//! Passages annotated with figures in, how many of them are read right out.

use super::rules;
use serde::Deserialize;
use tupu::corpus::Document;
use tupu::fact;
use tupu::knowledge::{Kind, Knowledge};
use tupu::mention::Mention;
use tupu::text::{self, Sentence, Span};

#[derive(Deserialize)]
struct Passage {
    split: String,
    text: String,
    entities: Vec<Marked>,
    figures: Vec<Figure>,
}

#[derive(Deserialize)]
struct Marked {
    start: u32,
    end: u32,
    kind: String,
}

#[derive(Deserialize)]
struct Figure {
    entity: Option<usize>,
    start: u32,
    end: u32,
}

#[derive(Default)]
struct Tally {
    right: usize,
    found: usize,
    marked: usize,
}

fn passages() -> Vec<Passage> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/figures.jsonl");
    let lines = std::fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn mention(sentences: &[Sentence], marked: &Marked) -> Option<Mention> {
    sentences.iter().enumerate().find_map(|(index, sentence)| {
        let from = sentence.origin.binary_search(&marked.start).ok()?;
        let to = sentence.origin.binary_search(&(marked.end - 1)).ok()?;
        Some(Mention {
            sentence: index as u32,
            span: Span::new(from, to + 1),
            kind: Kind::named(&marked.kind),
            because: "marked",
            entry: None,
        })
    })
}

/// Counts a figure as right when its span and the name of its owner are.
fn tally(split: &str) -> Tally {
    let mut tally = Tally::default();
    for passage in passages().iter().filter(|passage| passage.split == split) {
        let document = Document { text: passage.text.clone(), ..Document::default() };
        let sentences = text::sentences(&document);
        let mut mentions: Vec<_> =
            passage.entities.iter().filter_map(|marked| mention(&sentences, marked)).collect();
        mentions.sort_by_key(|mention| (mention.sentence, mention.span));
        let name = |mention: &Mention| -> String {
            sentences[mention.sentence as usize].chars[mention.span.range()].iter().collect()
        };
        let found = fact::facts(&document, &sentences, &mentions, Knowledge::embedded()).figures;
        for figure in &found {
            let span = sentences[figure.sentence as usize].source(figure.span);
            let owner = name(&mentions[figure.entity as usize]);
            let same = |gold: &&Figure| gold.start == span.start && gold.end == span.end;
            let owns = |gold: &Figure| {
                let wanted = gold.entity.map(|entity| &passage.entities[entity]);
                let wanted = wanted.and_then(|wanted| mention(&sentences, wanted));
                wanted.is_some_and(|mention| name(&mention) == owner)
            };
            tally.right += usize::from(passage.figures.iter().filter(same).any(owns));
        }
        tally.found += found.len();
        tally.marked += passage.figures.len();
    }
    tally
}

#[test]
fn every_example_of_a_figure_is_read_and_no_counter_example() {
    let mut mistakes = Vec::new();
    for (marked, wanted) in Knowledge::embedded().measures().examples() {
        let text = rules::read(marked);
        let degree = |c: char| !c.is_ascii_digit() && "近超过约逾".contains(c);
        let figure = |figure: &tupu::fact::Figure| {
            let number = format!("{}{}", figure.value, figure.unit);
            let owner = text.names[figure.entity as usize].clone();
            (owner, number.trim_start_matches(degree).to_owned())
        };
        let found: Vec<_> = text.figures.iter().map(figure).collect();
        if found != *wanted {
            mistakes.push(format!("{marked}\n  wants {wanted:?}\n  finds {found:?}"));
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

/// Numbers with the time they are told for.
const DATED: [(&str, &[&str]); 55] = [
    // What was so before a change was not so then; a whole year is no month of it.
    ("2022年，[临江市/Place]产能由5万吨增至8万吨。", &["5万吨", "8万吨 2022"]),
    ("1958年7月，[海川厂/Company]投产，到年底共生产90辆。", &["90辆 1958"]),
    // 全年 is of the year told of last; 去年 of a text without a date is of the year before that in which it seems to be written.
    ("2009年末[临江市/Place]人口90万人。全年出口30亿元。", &["90万人 2009", "30亿元 2009"]),
    ("2022年，[海川集团/Company]营收9亿元。到去年底，资产90亿元。", &["9亿元 2022", "90亿元 2022"]),
    // 2024年6月7日， begins the story of a text that has no date of its own.
    (
        "2024年9月7日，[临江市/Place]召开发布会。上半年出口30亿元，去年60亿元。",
        &["30亿元 2024", "60亿元 2023"],
    ),
    // What is so now was not so then; what comes in year by year is of no year.
    ("[海川集团/Company]1992年由七户人家凑钱办厂，如今资产90亿元。", &["90亿元"]),
    (
        "2022年，[临江市/Place]出口30亿元。[海川集团/Company]年营收50亿元。",
        &["30亿元 2022", "50亿元"],
    ),
    ("2022年，[临江市/Place]全年出口30亿元，财政收入5亿元。", &["30亿元 2022", "5亿元 2022"]),
    ("[海川核电/Company]1991年并网，累计发电900亿千瓦时。", &["900亿千瓦时"]),
    // A share goes on with the date of the number before of the same, and of no other.
    (
        "2022年，[临江市/Place]出口30亿元，占全省8%。[柳溪镇/Place]产量占全国七成。",
        &["30亿元 2022", "8% 2022", "七成"],
    ),
    // Of the same as the sentence before, though the date stands behind a name there.
    (
        "[临江市/Place]2021年出口30亿元。工缴费收入6亿元，职工9万人。",
        &["30亿元 2021", "6亿元 2021", "9万人"],
    ),
    (
        "2021年，[临江市/Place]出口30亿元。新开工项目40个，有工厂300家。",
        &["30亿元 2021", "40个 2021", "300家"],
    ),
    // How large a thing is once and for all.
    ("2010年8月，[海川集团/Company]在[临江市/Place]建厂，建筑面积50万平方米。", &["50万平方米"]),
    // Months that are joined are a part of the year.
    ("2023年1—9月，[临江市/Place]出口30亿元。", &["30亿元 2023"]),
    ("[临江市/Place]2020年起连续三年居全省第3位。", &["3位"]),
    ("[临江机场/Place]2016年首航以来起降900架次。", &["900架次"]),
    ("[临江市/Place]今年以来引进企业90家。\n（2023年9月）", &["90家 2023"]),
    ("2023年一季度，[临江市/Place]出口增长9%，上年同期增长5%。", &["9% 2023", "5% 2022"]),
    (
        "2023年8月，[海川集团/Company]公布半年报，2022年营收8亿元；净利润1亿元。",
        &["8亿元 2022", "1亿元 2022"],
    ),
    // All that a bulletin counts.
    (
        "[临江市/Place]2022年统计公报\n年末有学校300所，播种面积70万亩。",
        &["300所 2022", "70万亩 2022"],
    ),
    ("2022年，[海川集团/Company]成立，注册资本5亿元。", &["5亿元"]),
    // A report on a year counts for it from paragraph to paragraph; what is paid once is of no year.
    (
        "[临江市/Place]2022年工业情况\n某局通报，全市出口30亿元。\n[柳溪镇/Place]有工厂300家。",
        &["30亿元 2022", "300家 2022"],
    ),
    (
        "2022年，[临江市/Place]出口30亿元。\n[海川集团/Company]投资5亿元建厂。[天禾新材/Company]营收9亿元。",
        &["30亿元 2022", "5亿元", "9亿元 2022"],
    ),
    // The day on which it was told is not that of what is told.
    (
        "[临江市统计局/Institution]2023年1月8日发布：去年，[临江市/Place]出口30亿元。",
        &["30亿元 2022"],
    ),
    ("某局通报，2022年，[临江市/Place]出口30亿元，高于2021年的8%。", &["30亿元 2022", "8% 2021"]),
    // With what it is compared says nothing of when 上半年 was.
    (
        "2023年[临江市/Place]出口30亿元，比2022年多8亿元；上半年占45%。",
        &["30亿元 2023", "8亿元 2023", "45% 2023"],
    ),
    ("2022年，[临江市/Place]出口30亿元。[海川集团/Company]日产网片9吨。", &["30亿元 2022", "9吨"]),
    // What is compared has its own date and leaves none behind.
    (
        "2022年，[临江市/Place]出口30亿元，上年同期为20亿元，其中茶叶占4%。增长5%。",
        &["30亿元 2022", "20亿元 2021", "4% 2022", "5% 2022"],
    ),
    (
        "2022年，[海川集团/Company]产量9万吨，超过上年全年的80%，其中出口2万吨。",
        &["9万吨 2022", "80% 2022", "2万吨 2022"],
    ),
    (
        "2022年，[海川集团/Company]利润9亿元，比改制前的2016年增长三成，缴税2亿元。",
        &["9亿元 2022", "三成 2022", "2亿元 2022"],
    ),
    (
        "2024年1月，[海川集团/Company]产量9万吨，上年同期为8万吨。",
        &["9万吨 2024-01", "8万吨 2023-01"],
    ),
    // What is listed is told for one time, unless several are.
    ("2022年，[临江市/Place]、[望江市/Place]分别有学校30所和20所。", &["30所 2022", "20所 2022"]),
    // Of several years, or before one, or once it is built.
    (
        "2020年，[临江市/Place]出口30亿元。“十四五”期间，全市累计投入5亿元。",
        &["30亿元 2020", "5亿元"],
    ),
    ("2010年以前，[临江市/Place]有工厂30家。", &["30家"]),
    ("2022年，[海川集团/Company]动工，投产后年产值可达9亿元。", &["9亿元"]),
    ("[海川集团/Company]成立于2011年，有员工900人。", &["900人"]),
    // A day in brackets is that of the text, a part has a heading of its own.
    (
        "[临江市/Place]茶业报告（2023年1月8日）\n2022年，[临江市/Place]出口30亿元。\n进口9亿元。",
        &["30亿元 2022", "9亿元 2022"],
    ),
    (
        "[临江市/Place]分解表\n2024年目标：\n[望江县/Place]：产值30亿元。\n[柳溪县/Place]：产值9亿元。",
        &["30亿元 2024", "9亿元 2024"],
    ),
    // A text may be signed at its end.
    ("[临江市/Place]一至八月出口30亿元。\n（一九八四年）", &["30亿元 1984"]),
    ("[临江市/Place]去年出口30亿元。\n（2023年2月）", &["30亿元 2022"]),
    ("[海川集团/Company]如今年产茶叶9万吨。\n（2023年2月）", &["9万吨"]),
    ("2012年园区揭幕之初，[临江市/Place]定下规划。本地配套率90%。", &["90%"]),
    // What is told of one of two, or shared out, is of the time told of, whatever is counted.
    (
        "2022年，[临江市/Place]、[青州市/Place]出口9亿元和8亿元，前者招工900人。",
        &["9亿元 2022", "8亿元 2022", "900人 2022"],
    ),
    (
        "2022年，[临江市/Place]出口9亿元，[青州市/Place]、[柳溪镇/Place]分别有外商90家、30家。",
        &["9亿元 2022", "90家 2022", "30家 2022"],
    ),
    // Results open a year; capital that comes in is of it, what a project costs is not.
    (
        "[海川集团/Company]发布业绩，2022年营收9亿元。旗下[天禾新材/Company]营收3亿元。",
        &["9亿元 2022", "3亿元 2022"],
    ),
    (
        "2022年，[临江市/Place]出口9亿元。[青州市/Place]利用外资3亿元。[海川集团/Company]投资5亿元。",
        &["9亿元 2022", "3亿元 2022", "5亿元"],
    ),
    ("2022年，[临江市/Place]出口9亿元。客流日均3万人次。", &["9亿元 2022", "3万人次 2022"]),
    // What was so the year before goes on for nothing; a season of two years is of neither.
    (
        "2022年，[临江市/Place]出口9亿元，上年仅为8亿元。进口3亿元。",
        &["9亿元 2022", "8亿元 2021", "3亿元 2022"],
    ),
    ("[临江市/Place]2024年冰雪工作总结\n2023—2024冰雪季，全市接待游客90万人次。", &["90万人次"]),
    // When a roof was closed is not when the firm had so many people.
    ("2022年9月封顶，[海川集团/Company]的新厂区员工900人。", &["900人"]),
    // How many there were when the works was built; a year behind the name that opens goes on.
    ("1951年建厂时，[海川机械厂/Company]仅有职工900人。", &["900人 1951"]),
    (
        "[临江市/Place]2022年出口9亿元。[青州市/Place]、[柳溪镇/Place]出口额分别为3亿元和2亿元。",
        &["9亿元 2022", "3亿元 2022", "2亿元 2022"],
    ),
    // A heading of a part dates all below it; a brief counts for the year it was written in.
    (
        "[临江市/Place]产业发展\n二、2024年目标\n[青州市/Place]培育企业5家，产业规模9亿元。",
        &["5家 2024", "9亿元 2024"],
    ),
    (
        "[江南交易会/Program]成交简报\n[临江市/Place]客商90人，成交9亿元。\n（2023年5月5日）",
        &["90人 2023", "9亿元 2023"],
    ),
    // A share of what has no time has none.
    (
        "2022年，[临江市/Place]出口9亿元。[海川集团/Company]年产钢9万吨，占全省的三成。",
        &["9亿元 2022", "9万吨", "三成"],
    ),
];

#[test]
fn figures_are_told_for_their_time() {
    for (marked, wanted) in DATED {
        let figure = |figure: &tupu::fact::Figure| {
            let period = figure.period.map(|period| format!(" {period}")).unwrap_or_default();
            format!("{}{}{period}", figure.value, figure.unit)
        };
        let found: Vec<_> = rules::read(marked).figures.iter().map(figure).collect();
        assert_eq!(found, wanted, "{marked}");
    }
}

#[test]
fn figures_are_read_with_their_owners() {
    for (split, precision, recall) in [("dev", 0.93, 0.90), ("held", 0.89, 0.83)] {
        let Tally { right, found, marked } = tally(split);
        let (p, r) = (right as f64 / found as f64, right as f64 / marked as f64);
        assert!(p >= precision && r >= recall, "{split}: precision {p:.3}, recall {r:.3}");
    }
}

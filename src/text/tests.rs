//! Texts as pages have them in, the sentences a reader sees out.

use super::traditional::simplified;
use super::{Role, Sentence, sentences};
use crate::corpus::Document;
use proptest::prelude::*;

fn read(text: &str) -> Vec<Sentence> {
    sentences(&Document { text: text.to_owned(), ..Document::default() })
}

fn texts(text: &str) -> Vec<String> {
    read(text).into_iter().map(|sentence| sentence.text()).collect()
}

#[test]
fn a_sentence_ends_with_its_stop_and_closing_marks() {
    assert_eq!(
        texts("江城市召开会议。市长说：“我们要加快发展。”会后，代表参观了展馆！"),
        ["江城市召开会议。", "市长说：“我们要加快发展。”", "会后，代表参观了展馆！"]
    );
    for whole in [
        "活动以“你好，江城！”为题在北岸举行。",
        "他提出“稳中求进。”的要求。",
        "《谁来种地？》一文引起讨论。",
        "该项目（总投资30亿元。）已经开工。",
        "各地强调“坚持创新。”，并作出部署。",
    ] {
        assert_eq!(texts(whole), [whole]);
    }
}

#[test]
fn both_widths_of_a_character_mean_the_same() {
    assert_eq!(
        texts(
            "２０２４年,江城市(北岸区)引进项目１２个;投资额达1,200亿元,增长3.5%.其中\"灯塔\"工厂4家,水路比为4:5:1."
        ),
        [
            "2024年，江城市（北岸区）引进项目12个；投资额达1,200亿元，增长3.5%。",
            "其中“灯塔”工厂4家，水路比为4:5:1."
        ]
    );
    assert_eq!(
        texts("The plant (phase 2) opened. It hired 300 people."),
        ["The plant (phase 2) opened.", "It hired 300 people."]
    );
}

#[test]
fn spaces_inside_chinese_are_dropped_and_those_between_words_kept() {
    assert_eq!(texts("建设 10 个平台，打造5G 应用。"), ["建设10个平台，打造5G应用。"]);
    assert_eq!(texts("阅 读 提 要"), ["阅读提要"]);
    assert_eq!(texts("江城大学商学院院长 王小明"), ["江城大学商学院院长 王小明"]);
    assert_eq!(texts("市长 王　明"), ["市长 王明"]);
    assert_eq!(texts("与 Acme Battery Co., Ltd. 合作。"), ["与Acme Battery Co., Ltd.合作。"]);
}

#[test]
fn columns_of_one_page_may_be_of_several_widths() {
    let narrow = "站在望江县的工业园\n里，经理林秋指着厂\n房说，老厂在青石镇，\n水灾时全淹了。那一\n年的九月，公司搬来\n此地重新开工，员工\n只有九十人。";
    let wide = "望江县去年引进项目九个，全部设在沿江一带的工业园\n区里。";
    let wider = "其中三个项目由邻省的企业投资兴建，其余六个由本地企业自己筹钱动工\n。";
    let page = format!("{narrow}\n\n{wide}\n\n{wider}\n{wider}\n");
    let joined = narrow.replace('\n', "");
    let said: Vec<String> = joined.split_inclusive('。').map(str::to_owned).collect();
    assert_eq!(texts(&page)[..said.len()], said);
}

#[test]
fn lines_broken_in_mid_sentence_are_joined() {
    let wrapped = "江城市北岸新区去年引进新能源项目十二个，总投\n资超过一百亿元，建成投产四个，其余八个计划今年\n开工。\n";
    assert_eq!(texts(wrapped), [wrapped.replace('\n', "")]);
    let column = "做强主导产业。新区将围绕电池、电机、电控引进项\n\n目，形成完整链条。";
    assert_eq!(
        texts(column),
        ["做强主导产业。", "新区将围绕电池、电机、电控引进项目，形成完整链条。"]
    );
    let number = "去年全市完成工业投资，总额达到1\n200亿元。";
    assert_eq!(texts(number), ["去年全市完成工业投资，总额达到1200亿元。"]);
}

#[test]
fn headings_are_not_glued_to_the_text_below() {
    let page = "深耕产业，厚植绿色底蕴\n\n江城大学教授 王小明\n\n夯实产业基础 激发创新动能\n\n近年来，江城市坚持创新。\n一是抓项目\n全年开工项目十个。";
    assert_eq!(
        texts(page),
        [
            "深耕产业，厚植绿色底蕴",
            "江城大学教授 王小明",
            "夯实产业基础 激发创新动能",
            "近年来，江城市坚持创新。",
            "一是抓项目",
            "全年开工项目十个。"
        ]
    );
    let roles: Vec<Role> = read(page).iter().map(|sentence| sentence.role).collect();
    assert_eq!(roles[..4], [Role::Heading, Role::Byline, Role::Heading, Role::Body]);
}

#[test]
fn traditional_characters_are_read_as_simplified_ones() {
    assert_eq!(
        texts("臺灣某積體電路公司，落戶江城市開發區。"),
        ["台湾某积体电路公司，落户江城市开发区。"]
    );
}

#[test]
fn furniture_never_becomes_part_of_a_sentence() {
    let page = "首页 > 新闻 > 正文\n江城新闻网\n新区今年将建设三座换电站，覆盖江\n3_副本.jpg\n北片区。\n分享到：微信 微博\n详见 https://example.org/1.html 。\n版权所有 江城市政府\n";
    assert_eq!(texts(page), ["江城新闻网", "新区今年将建设三座换电站，覆盖江北片区。", "详见。"]);
}

#[test]
fn what_was_printed_twice_is_marked_even_with_changed_ends() {
    let page = "新区去年引进项目十二个，总投资超百亿元，增速全市第一。\n\n其他内容。\n\n据介绍，新区去年引进项目十二个，总投资超百亿元，增速全市第一。";
    let reprints: Vec<bool> = read(page).iter().map(|sentence| sentence.reprint).collect();
    assert_eq!(reprints, [false, false, true]);
}

#[test]
fn endless_texts_are_cut_and_read_in_linear_time() {
    for pattern in [
        "一", "（", "“", "《", "，", "。", "a", " ", "\n", "1,", "！”", "\u{301}", "甲 ", "http://",
    ] {
        let text = pattern.repeat(1_000_000 / pattern.len());
        let found = read(&text);
        assert!(found.iter().all(|sentence| sentence.chars.len() <= 600), "{pattern:?}");
    }
}

#[test]
fn a_document_of_marks_only_has_no_sentence() {
    assert!(texts("。。。！！——“”（）,.;\n\n***").is_empty());
}

proptest! {
    #[test]
    fn every_character_leads_back_to_its_place(text in "([一-十，。！？“”（）《》a-c0-9 ,.:\"\n　１％「」…\u{feff}]|\\PC){0,200}") {
        let source: Vec<char> = text.chars().collect();
        let mut last = 0;
        for sentence in read(&text) {
            prop_assert_eq!(sentence.chars.len(), sentence.origin.len());
            prop_assert!(sentence.origin.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(sentence.span.start >= last);
            prop_assert_eq!(sentence.span.start, sentence.origin[0]);
            last = sentence.span.end;
            for (&c, &at) in sentence.chars.iter().zip(&sentence.origin) {
                let from = source[at as usize];
                let same = c == from || c.is_ascii_punctuation() || !c.is_alphanumeric()
                    || from as u32 == c as u32 + 0xfee0
                    || c == simplified(from);
                prop_assert!(same, "{from:?} became {c:?}");
            }
        }
    }
}

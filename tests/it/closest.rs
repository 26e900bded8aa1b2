//! Small texts of our own in, what is read off the sentence closest to a question where no link
//! answers it out.

use crate::answering::{ask, desk, names};
use std::sync::Arc;
use tupu::question::{Answer, Desk};

/// Texts in which little is stated and much is said.
fn rules() -> Arc<Desk> {
    desk(&[
        "为加强城市公园管理，依据《城市绿化条例》《风景名胜区条例》，制定本细则。\
         公园夜间开放的照明由各园自行安排。",
        "（四）修复湿地植被。今年先在洞庭湖、鄱阳湖试种苦草，再推广到其他湖泊。",
        "收回的旧路灯应当登记造册，登记册保存不少于5年。路灯更换由城管部门负责。",
        "全市第三批便民驿站在评比中排第8位，得分居前。",
        "商业银行每季度报送存款数据，由国家金融监督管理总局汇总。",
        "宁德时代董事长曾毓群出席开工仪式。宁德时代在溧阳市建设动力电池工厂。",
    ])
}

fn asked(question: &str) -> Answer {
    ask(&rules(), question)
}

#[test]
fn who_is_named_in_the_closest_sentence_answers_and_is_not_sure() {
    let answer = asked("制定公园管理细则，依据了哪几部条例？");
    assert_eq!(names(&answer), ["城市绿化条例", "风景名胜区条例"]);
    assert!(answer.answers.iter().all(|finding| finding.beside), "{answer:?}");
    assert!(answer.answers[0].evidence[0].sentence.contains("制定本细则"));
    assert!(answer.unsure.is_some(), "{answer:?}");
    let heading = asked("修复湿地植被，苦草先在哪些湖试种？");
    assert_eq!(names(&heading), ["洞庭湖", "鄱阳湖"]);
}

#[test]
fn the_query_that_is_printed_names_the_sentence() {
    let answer = asked("制定公园管理细则，依据了哪几部条例？");
    assert!(answer.cypher.contains("tupu.beside([], ['为加强城市公园管理"), "{}", answer.cypher);
}

#[test]
fn what_nobody_named_is_said_of_is_still_found() {
    let answer = asked("登记册至少保存多少年？");
    assert_eq!(names(&answer), ["5年"]);
}

#[test]
fn what_is_stated_and_what_no_text_names_are_not_read_off_sentences() {
    let stated = asked("宁德时代的董事长是谁？");
    assert_eq!(names(&stated), ["曾毓群"]);
    assert!(!stated.answers[0].beside);
    for strange in ["星河飞毯制造公司的董事长是谁？", "Who chairs Zyxqu Holdings?"] {
        assert_eq!(names(&asked(strange)), [""; 0], "{strange}");
    }
}

#[test]
fn an_ordinal_is_told_in_the_word_that_asks() {
    assert_eq!(names(&asked("这些便民驿站是全市第几批？")), ["第三批"]);
    assert_eq!(names(&asked("便民驿站在评比中排第几位？")), ["第8位"]);
    assert_eq!(names(&asked("便民驿站在评比中是什么名次？")), ["第8位"]);
}

#[test]
fn who_asks_for_anybody_whatever_stands_beside_it() {
    assert_eq!(names(&asked("谁来汇总商业银行报送的存款数据？")), ["国家金融监督管理总局"]);
}

#[test]
fn everyday_english_finds_the_sentence() {
    let answer = asked("How long must the register of old street lamps be kept?");
    assert_eq!(names(&answer), ["5年"]);
}

/// Texts of what came of what, and of who does what.
fn works() -> Arc<Desk> {
    desk(&[
        "柘城水泵股份有限公司（简称“柘城水泵”）前身为1962年建成的柘城县农具厂，2001年改制。\
         2012年更名为现名。撤销云溪县、白石县，设立柘城市云溪区。",
        "柘城水泵党委书记李明是开封人，1990年毕业于河南科技大学，随后进厂。",
        "全市灌溉大会于9月召开，签约金额31亿元，参会企业286家，规模居全省第二。",
        "灌溉产业联盟的盟主由王强担任，会长单位为比亚迪、宁德时代两家。",
        "2023年柘城水泵获得了全国五一劳动奖状、河南省省长质量奖。",
    ])
}

#[test]
fn what_something_was_before_is_told_by_the_words_for_it() {
    let told = |question: &str| {
        let answer = ask(&works(), question);
        names(&answer).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told("柘城水泵的老底子是哪个厂？"), ["柘城县农具厂"]);
    assert_eq!(told("云溪区是撤并哪两个县来的？"), ["云溪县", "白石县"]);
}

#[test]
fn what_a_question_leaves_out_is_no_answer() {
    let answer = ask(&works(), "除了省长质量奖，柘城水泵还拿过什么荣誉？");
    assert_eq!(names(&answer), ["全国五一劳动奖状"]);
}

#[test]
fn each_thing_that_is_asked_is_answered() {
    let answer = ask(&works(), "灌溉大会签约金额多少、来了多少家企业？");
    assert_eq!(names(&answer), ["31亿元", "286家"]);
    let answer = ask(&works(), "灌溉产业联盟的盟主由哪位担任，会长单位是哪几家？");
    assert_eq!(names(&answer), ["王强", "比亚迪", "宁德时代"]);
}

#[test]
fn things_of_no_kind_answer_by_their_noun() {
    let desk = desk(&[
        "试飞场当天将晨光一号、晨光二号以及“微光”等三架无人机送上天。",
        "东坡镇李庄村、西坡镇王庄村被列入美丽水塘名录。",
        "柘城县举办轴承博览会。今年的夏天雨水多。",
    ]);
    let answer = ask(&desk, "试飞场当天送上天的无人机分别叫什么名字？");
    assert_eq!(names(&answer), ["晨光一号", "晨光二号", "微光"]);
    let answer = ask(&desk, "哪几个村被列入美丽水塘名录？");
    assert_eq!(names(&answer), ["东坡镇李庄村", "西坡镇王庄村"]);
}

#[test]
fn a_firm_is_told_by_its_full_name() {
    let desk = desk(&["柘城县引进项目。柘城云帆水泵有限公司（以下简称“云帆水泵”）位于柘城县。\
         云帆水泵投产。云帆水泵扩产。"]);
    let answer = ask(&desk, "柘城县有哪些企业？");
    assert_eq!(names(&answer), ["柘城云帆水泵有限公司"]);
}

#[test]
fn how_deep_and_how_many_in_all_ask_for_amounts() {
    let desk = desk(&["柘城县的钻机“深泉”能在800米深的井里作业。云帆计划到2030年建成36座泵站。"]);
    assert_eq!(names(&ask(&desk, "钻机“深泉”能在多深的井里作业？")), ["800米"]);
    assert_eq!(names(&ask(&desk, "云帆计划到2030年建成的泵站总数")), ["36座"]);
}

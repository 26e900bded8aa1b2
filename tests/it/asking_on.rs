//! Questions that ask several things one after the other, or over a step, in; the answer to each out.

use crate::answering::{ask, desk, names};

#[test]
fn questions_on_one_line_go_on_from_one_another() {
    let desk = desk(&[
        "中创新航2022年营业收入203亿元。中创新航2023年营业收入270亿元。",
        "蔚来总部位于合肥市。",
    ]);
    let answer = ask(&desk, "中创新航2022年营业收入是多少？2023年呢？");
    assert_eq!(names(&answer), ["203亿元", "270亿元"], "{answer:?}");
    // A remark is no question of its own.
    let answer = ask(&desk, "中创新航2022年营业收入是多少？要准确数字");
    assert_eq!(names(&answer), ["203亿元"], "{answer:?}");
}

#[test]
fn where_the_subsidiaries_of_a_firm_are_is_asked_of_them() {
    let desk =
        desk(&["潍柴动力总部位于潍坊市。潍柴雷沃是潍柴动力的控股子公司。", "潍柴雷沃位于日照市。"]);
    let answer = ask(&desk, "潍柴动力的子公司在哪里？");
    assert_eq!(names(&answer)[0], "日照市", "{answer:?}");
    assert_eq!(names(&ask(&desk, "潍柴动力在哪里？"))[0], "潍坊市");
}

#[test]
fn who_heads_a_subsidiary_and_what_it_makes_is_no_matter_of_its_parent() {
    let desk = desk(&[
        "潍柴雷沃是潍柴动力的控股子公司。潍柴雷沃董事长王志远出席。潍柴动力董事长谭大河致辞。",
        "潍柴雷沃2023年营业收入150亿元。潍柴动力2023年营业收入2139亿元。",
    ]);
    assert_eq!(names(&ask(&desk, "潍柴动力的子公司的董事长是谁？")), ["王志远"]);
    assert_eq!(names(&ask(&desk, "潍柴动力的子公司2023年营业收入是多少？")), ["150亿元"]);
}

#[test]
fn an_amount_that_is_nobody_s_is_found_behind_its_measure() {
    let desk = desk(&["蔚来去年与合肥市签约，双方商定再建一个新园区，总投资26亿元。"]);
    let answer = ask(&desk, "蔚来的新园区总投资是多少？");
    assert_eq!(names(&answer), ["26亿元"], "{answer:?}");
}

#[test]
fn what_is_said_of_why_one_asks_names_nothing_that_is_asked_about() {
    let desk = desk(&["蔚来总部位于合肥市。潍柴动力总部位于潍坊市。"]);
    let answer = ask(&desk, "我在写潍坊市的稿子，想核一个地方：蔚来总部在哪里？");
    assert_eq!(names(&answer), ["合肥市"], "{answer:?}");
}

#[test]
fn of_what_two_share_the_relation_asked_about_counts() {
    let desk = desk(&[
        "宁德时代向蔚来供应电池。宁德时代向江淮汽车供应电池。蔚来与江淮汽车都在合肥市设有工厂。",
        "蔚来、江淮汽车与潍柴动力参加了论坛。",
    ]);
    let answer = ask(&desk, "蔚来和江淮汽车共同的供应商是谁？");
    assert_eq!(names(&answer), ["宁德时代"], "{answer:?}");
}

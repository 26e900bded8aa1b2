//! Small texts of our own in, whether a year, a direction, a denial and a former office holder are
//! minded in what is answered out.

use crate::answering::{ask, desk, names};

#[test]
fn a_figure_is_told_of_the_year_asked_for_with_its_owner() {
    let desk = desk(&["潍柴动力2023年营业收入2139亿元，2022年为1751亿元，净利润90亿元。"]);
    for (year, value) in [("2023", "2139亿元"), ("2022", "1751亿元")] {
        let answer = ask(&desk, &format!("潍柴动力{year}年营业收入是多少？"));
        assert_eq!(names(&answer), [value], "{answer:?}");
        assert_eq!(answer.answers[0].why, format!("潍柴动力 · 营业收入 · {year}年"));
    }
    let english = ask(&desk, "What was the revenue of Weichai Power (潍柴动力) in 2022?");
    assert_eq!(names(&english), ["1751亿元"], "{english:?}");
    assert!(english.answers[0].why.ends_with("revenue · 2022"), "{english:?}");
}

#[test]
fn a_year_that_is_not_there_is_said_not_to_be_and_no_other_is_the_answer() {
    let desk = desk(&["潍柴动力2023年营业收入2139亿元，2022年为1751亿元。"]);
    let answer = ask(&desk, "潍柴动力2019年营业收入是多少？");
    assert!(answer.answers.is_empty(), "{answer:?}");
    assert!(answer.unsure.as_deref().is_some_and(|doubt| doubt.contains("2019年")));
    let near: Vec<&str> = answer.near.iter().map(|finding| finding.name.as_str()).collect();
    assert_eq!(near, ["2139亿元", "1751亿元"], "the latest first");
}

#[test]
fn half_a_year_is_no_year() {
    let desk = desk(&["潍柴动力2023年上半年营业收入1061亿元。潍柴动力2022年营业收入1751亿元。"]);
    let whole = ask(&desk, "潍柴动力2023年营业收入是多少？");
    assert!(whole.answers.is_empty(), "{whole:?}");
    let half = ask(&desk, "潍柴动力2023年上半年营业收入是多少？");
    assert_eq!(names(&half), ["1061亿元"], "{half:?}");
}

#[test]
fn a_number_that_another_is_compared_with_is_of_its_own_year() {
    let desk = desk(&[
        "2023年，芜湖市汽车产业产值为2600亿元，比2022年的2100亿元增长24%。",
        "2021年铜陵市铜产业产值为900亿元；上年同期为800亿元。",
    ]);
    assert_eq!(names(&ask(&desk, "芜湖市2022年汽车产业产值是多少？")), ["2100亿元"]);
    assert_eq!(names(&ask(&desk, "铜陵市2020年铜产业产值是多少？")), ["800亿元"]);
}

#[test]
fn a_loss_is_told_as_a_loss() {
    let desk = desk(&["2023年，北汽蓝谷营业收入143亿元。当年公司净利润亏损54亿元。"]);
    let answer = ask(&desk, "北汽蓝谷2023年净利润是多少？");
    assert_eq!(names(&answer), ["亏损54亿元"], "{answer:?}");
    let english = ask(&desk, "What was the net profit of BAIC BluePark (北汽蓝谷) in 2023?");
    assert!(names(&english)[0].starts_with("a loss of"), "{english:?}");
}

#[test]
fn a_county_s_output_is_not_its_city_s() {
    let desk = desk(&[
        "芜湖市繁昌区位于芜湖市。2023年芜湖市汽车产业产值为2600亿元。2023年繁昌区汽车产业产值为90亿元。",
    ]);
    assert_eq!(names(&ask(&desk, "芜湖市2023年汽车产业产值是多少？")), ["2600亿元"]);
}

#[test]
fn yes_needs_the_direction_asked_for() {
    let desk = desk(&["潍柴雷沃是潍柴动力的控股子公司。江淮汽车向华菱星马供应底盘。"]);
    assert_eq!(names(&ask(&desk, "潍柴雷沃是潍柴动力的子公司吗？")), ["是"]);
    assert_eq!(names(&ask(&desk, "潍柴动力是潍柴雷沃的子公司吗？")), ["否"]);
    assert_eq!(names(&ask(&desk, "江淮汽车给华菱星马供货吗？")), ["是"]);
    let turned = ask(&desk, "华菱星马给江淮汽车供货吗？");
    assert_eq!(names(&turned), ["原文未明说"], "{turned:?}");
    assert!(turned.answers[0].why.contains("江淮汽车 → 华菱星马"), "{turned:?}");
}

#[test]
fn yes_needs_the_relation_asked_for() {
    let desk = desk(&["科大讯飞与奇瑞汽车签署战略合作协议。"]);
    assert_eq!(names(&ask(&desk, "科大讯飞与奇瑞汽车合作吗？")), ["是"]);
    assert_eq!(names(&ask(&desk, "奇瑞汽车与科大讯飞合作吗？")), ["是"], "it holds both ways");
    let bought = ask(&desk, "科大讯飞收购了奇瑞汽车吗？");
    assert_eq!(names(&bought), ["原文未明说"], "{bought:?}");
}

#[test]
fn what_is_denied_or_planned_is_no_yes() {
    let desk = desk(&[
        "蔚来在合肥市设有工厂，蔚来合肥工厂尚未量产固态电池。",
        "奇瑞汽车计划在芜湖市建设电池工厂。",
        "科大讯飞未与奇瑞汽车合作。",
    ]);
    assert_eq!(names(&ask(&desk, "科大讯飞与奇瑞汽车合作吗？")), ["否"]);
    assert_eq!(names(&ask(&desk, "蔚来在合肥量产固态电池了吗？")), ["否"]);
}

#[test]
fn a_word_that_is_not_understood_makes_no_yes() {
    let desk = desk(&["蔚来在合肥市设有工厂。"]);
    for question in ["蔚来在合肥发射火箭吗？", "Does NIO (蔚来) launch frobnicators in Hefei?"]
    {
        let answer = ask(&desk, question);
        assert!(!["是", "yes"].contains(&names(&answer)[0]), "{question}: {answer:?}");
    }
}

#[test]
fn who_holds_an_office_is_told_from_who_held_it() {
    let desk = desk(&[
        "江淮汽车董事长项兴初出席活动，江淮汽车原董事长安进已退休。",
        "铜陵有色集团董事长龚华东说，公司产量增长。此前，杨军不再担任铜陵有色集团董事长。",
    ]);
    let former = ask(&desk, "江淮汽车的前任董事长是谁？");
    assert!(!names(&former).contains(&"项兴初"), "{former:?}");
    assert_eq!(names(&ask(&desk, "江淮汽车董事长是谁？")), ["项兴初"]);
    assert_eq!(names(&ask(&desk, "铜陵有色集团董事长是谁？")), ["龚华东"]);
    let english = ask(&desk, "Who is the former chairman of Tongling Nonferrous (铜陵有色集团)?");
    assert_eq!(names(&english), ["杨军"], "{english:?}");
    assert!(english.reading.starts_with("who held"), "{english:?}");
}

#[test]
fn the_head_office_is_told_from_the_plants() {
    let desk = desk(&["奇瑞汽车总部位于芜湖市鸠江区，在青岛市设有生产基地。"]);
    assert_eq!(names(&ask(&desk, "奇瑞汽车的总部在哪里？")), ["鸠江区"]);
}

#[test]
fn who_supplies_a_firm_is_who_is_said_to_and_no_fellow_customer() {
    let desk =
        desk(&["国轩高科向江淮汽车、奇瑞汽车供应动力电池；芜湖有家铜厂，海螺水泥生产水泥。"]);
    assert_eq!(names(&ask(&desk, "谁给江淮汽车供应电池？"))[0], "国轩高科");
    let suppliers = ask(&desk, "谁给江淮汽车供货？");
    assert_eq!(names(&suppliers), ["国轩高科"], "{suppliers:?}");
    for question in ["国轩高科的客户有哪些？", "Who are the customers of Gotion (国轩高科)?"]
    {
        let mut customers = ask(&desk, question).answers;
        customers.sort_by(|a, b| a.name.cmp(&b.name));
        let told: Vec<&str> = customers.iter().map(|finding| finding.name.as_str()).collect();
        assert_eq!(told, ["奇瑞汽车", "江淮汽车"], "{question}");
    }
}

#[test]
fn figures_of_one_measure_and_time_are_compared_and_no_others() {
    let desk = desk(&[
        "2023年，潍柴动力营业收入2139亿元。",
        "2023年，江淮汽车营业收入450亿元。",
        "2021年，奇瑞汽车营业收入960亿元。",
    ]);
    let more = ask(&desk, "潍柴动力和江淮汽车哪家营业收入更高？");
    assert_eq!(names(&more), ["潍柴动力"], "{more:?}");
    assert!(more.answers[0].why.contains("江淮汽车 450亿元"), "{more:?}");
    let other_years = ask(&desk, "江淮汽车和奇瑞汽车哪家营业收入更高？");
    assert!(other_years.answers.is_empty() && other_years.near.len() == 2, "{other_years:?}");
    let least = ask(&desk, "营业收入超过900亿元的企业有哪些？");
    assert_eq!(names(&least), ["潍柴动力", "奇瑞汽车"], "{least:?}");
}

#[test]
fn a_question_for_a_time_is_answered_with_the_date_beside_its_words() {
    let desk = desk(&["江淮汽车新桥工厂2021年4月动工，2022年5月投产。"]);
    assert_eq!(names(&ask(&desk, "江淮汽车新桥工厂什么时候投产？")), ["2022年5月"]);
    assert_eq!(names(&ask(&desk, "江淮汽车新桥工厂哪一年动工？")), ["2021年4月"]);
}

#[test]
fn what_is_only_named_near_by_is_not_counted_and_comes_last() {
    let desk = desk(&["江淮汽车位于合肥市。国轩高科总经理在合肥市说，天气很好。"]);
    let counted = ask(&desk, "合肥有多少家企业？");
    assert!(counted.answers.iter().all(|finding| finding.name.starts_with('1')), "{counted:?}");
    let listed = ask(&desk, "合肥有哪些企业？");
    let beside: Vec<bool> = listed.answers.iter().map(|finding| finding.beside).collect();
    assert!(beside.is_sorted(), "{listed:?}");
    assert!(!beside[0], "{listed:?}");
}

#[test]
fn a_name_in_brackets_makes_no_question_chinese() {
    let desk = desk(&["安徽江淮汽车集团股份有限公司董事长项兴初说，公司产量增长。"]);
    let answer = ask(&desk, "Who chairs JAC (安徽江淮汽车集团股份有限公司)?");
    assert!(answer.reading.starts_with("who holds"), "{}", answer.reading);
}

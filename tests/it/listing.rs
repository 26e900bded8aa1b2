//! Small texts of our own in, the lists that answer questions about them out: whose papers, which places,
//! which press.

use crate::answering::{ask, desk, names};

#[test]
fn a_programme_that_bears_the_name_of_a_place_is_its_own_and_no_other_s() {
    let desk = desk(&[
        "《洛阳市轴承产业发展办法》自2024年起施行，有效期三年。洛阳市与宝鸡市地铁互通。",
        "《宝鸡市钛产业发展办法》自2024年起施行。宝鸡市与洛阳市相邻。",
    ]);
    let answer = ask(&desk, "洛阳有哪些政策？");
    assert_eq!(names(&answer), ["洛阳市轴承产业发展办法"], "{answer:?}");
}

#[test]
fn a_plan_that_divides_a_trade_among_districts_says_which() {
    let desk =
        desk(&["洛阳市轴承产业布局方案\n\n为发展轴承产业，洛阳市制定本方案。\n\n一、总体要求。\
        坚持创新驱动，坚持开放合作，坚持绿色低碳，坚持系统观念。\n\n二、产业布局。\n\n\
        （一）涧西区。依托研究院，发展高端主轴。\n\n（二）新安县。承接配套工厂，发展锻件。"]);
    let answer = ask(&desk, "洛阳轴承产业布局在哪些区县？");
    let places = names(&answer);
    assert!(places.contains(&"涧西区") && places.contains(&"新安县"), "{answer:?}");
}

#[test]
fn the_press_that_puts_a_question_is_the_press_that_asks() {
    let desk = desk(&[
        "洛阳市新闻发布会\n\n洛阳市副市长李明介绍情况。\n\n河南日报记者：轴承产业有哪些进展？\n\n\
        李明：洛阳轴承产业去年增长一成。\n\n人民网记者：下一步怎样做？\n\n李明：继续创新。\n\n\
        大河网记者：人才够用吗？\n\n李明：够用。",
    ]);
    let answer = ask(&desk, "洛阳发布会上哪几家媒体的记者提问？");
    for medium in ["河南日报", "人民网", "大河网"] {
        assert!(names(&answer).contains(&medium), "{medium}: {answer:?}");
    }
}

#[test]
fn units_are_firms_and_bodies() {
    let desk = desk(&["3月，洛阳市代表团走访了中信重工和清华大学。"]);
    let answer = ask(&desk, "洛阳代表团走访了哪些单位？");
    let units = names(&answer);
    assert!(units.contains(&"中信重工") && units.contains(&"清华大学"), "{answer:?}");
}

#[test]
fn agreements_are_asked_for_by_that_word_and_their_amount_by_another() {
    let desk = desk(&["洛阳市与宝鸡市签署《钛轴承产业合作框架协议》。"]);
    for question in ["洛阳和宝鸡签了哪些协议？", "Which agreements did Luoyang and Baoji sign?"]
    {
        let answer = ask(&desk, question);
        assert!(names(&answer).contains(&"钛轴承产业合作框架协议"), "{question}: {answer:?}");
    }
}

#[test]
fn a_place_in_another_city_is_none_of_its_districts() {
    let desk = desk(&["洛阳市涧西区发展轴承产业。", "宝鸡市渭滨区发展轴承产业，供应洛阳市。"]);
    let answer = ask(&desk, "洛阳哪些区县发展轴承产业？");
    let places = names(&answer);
    assert!(places.contains(&"涧西区") && !places.contains(&"渭滨区"), "{answer:?}");
}

#[test]
fn those_who_did_it_are_asked_for_by_which_together() {
    let desk =
        desk(&["轴承创新中心昨日在洛阳揭牌。该中心由中信重工牵头，联合清华大学和郑州大学组建。"]);
    let answer = ask(&desk, "轴承创新中心是哪几家单位一起组建的？");
    for unit in ["中信重工", "清华大学", "郑州大学"] {
        assert!(names(&answer).contains(&unit), "{unit}: {answer:?}");
    }
}

#[test]
fn a_list_below_its_heading_answers_for_whose_page_it_is() {
    let desk =
        desk(&["中信重工简介\n\n中信重工位于洛阳市，中信重工员工八千人。\n\n■ 主要客户\n\n\
        宝武集团、中国中铁。\n\n■ 合作院校\n\n清华大学、郑州大学。"]);
    let answer = ask(&desk, "中信重工的客户有哪些？");
    let customers = names(&answer);
    assert!(customers.contains(&"中国中铁") && !customers.contains(&"清华大学"), "{answer:?}");
    let answer = ask(&desk, "洛阳的中信重工和哪些高校合作？");
    assert!(names(&answer).contains(&"郑州大学"), "{answer:?}");
}

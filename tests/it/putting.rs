//! Small texts of our own in, what is answered however a question about them is put out: what stands
//! where in it, in which marks, which closer sort.

use crate::answering::{ask, desk, names};
use std::sync::Arc;
use tupu::question::Desk;

/// Whether exactly these answer, in any order.
fn answers(desk: &Arc<Desk>, question: &str, expected: &[&str]) {
    let answer = ask(desk, question);
    let mut got = names(&answer);
    let mut expected = expected.to_vec();
    got.sort_unstable();
    expected.sort_unstable();
    assert_eq!(got, expected, "{question}: {answer:?}");
}

#[test]
fn a_name_in_quotation_marks_is_one_whatever_its_marks() {
    let desk = desk(&[
        "柘城县的鱼塘边立起风车，“风电+渔业”示范项目今年并网。洛阳市举办了博览会。",
        "入夏以后，2023“河洛有戏·豫剧—来听,洛阳!”青年演出活动在洛阳市启动。",
    ]);
    answers(&desk, "“风电+渔业”示范项目落在哪个县？", &["柘城县"]);
    let question = "2023“河洛有戏·豫剧—来听,洛阳!”青年演出活动是在哪儿启动的？";
    assert!(names(&ask(&desk, question)).iter().any(|name| name.contains("洛阳")));
}

#[test]
fn who_with_a_title_asks_for_people_whatever_they_came_to() {
    let desk =
        desk(&["出席新闻发布会的有洛阳市副市长李明，洛阳市副市长王强，洛阳市发改委主任赵刚。\
        洛阳市举办了轴承博览会。"]);
    answers(
        &desk,
        "Who are the vice mayors of Luoyang that came to the press conference?",
        &["李明", "王强"],
    );
    answers(&desk, "洛阳发改委主任叫什么？", &["赵刚"]);
}

#[test]
fn each_of_several_titles_is_held() {
    let desk = desk(&["洛阳市委副书记、市长李明介绍情况，洛阳市副市长王强出席。"]);
    answers(&desk, "洛阳市委副书记是谁？", &["李明"]);
    answers(&desk, "谁是洛阳市长？", &["李明"]);
}

#[test]
fn what_is_still_sought_is_not_what_is_held() {
    let desk = desk(&["洛阳市获评全国文明城市，入选国家物流枢纽承载城市。\
        洛阳市正在全力争创国家低碳试点城市。"]);
    answers(&desk, "Which titles is Luoyang still bidding for?", &["国家低碳试点城市"]);
    let held = ask(&desk, "洛阳获得过哪些称号？");
    assert!(!names(&held).contains(&"国家低碳试点城市"), "{held:?}");
}

#[test]
fn where_nothing_is_stated_one_sentence_or_one_name_ties_and_is_not_sure() {
    let desk =
        desk(&["吸引李明等院士常驻洛阳市。\n\n依托洛阳港、李明院士工作站，打造智能船舶制造基地，\
        推进智能船舶航运。"]);
    let answer = ask(&desk, "李明院士和智能船舶是怎么联系上的？");
    assert!(names(&answer).contains(&"李明院士工作站"), "{answer:?}");
    assert!(answer.answers.iter().all(|finding| !finding.sure), "{answer:?}");
}

#[test]
fn what_a_person_leads_lies_between_the_person_and_the_city() {
    let desk =
        desk(&["洛阳市推动周山科创园、伊水实验室发展，李明院士的河南科技大学轴承产业研究院\
        已入驻洛阳市。"]);
    let answer = ask(&desk, "李明跟洛阳之间靠什么连起来？");
    assert_eq!(names(&answer).len(), 1, "{answer:?}");
    assert!(names(&answer)[0].ends_with("轴承产业研究院"), "{answer:?}");
}

#[test]
fn a_place_before_a_full_stop_is_the_heading_of_its_paragraph() {
    let desk = desk(&["河南柘城。绵延两里的钻石大道，沿街都是培育钻石的作坊。\n\n\
        安徽颍上。几家工厂从铅蓄电池里炼出再生铅。"]);
    let places = ask(&desk, "沿街都是作坊的那条钻石大道在什么地方？");
    assert!(names(&places).iter().any(|name| name.contains("柘城")), "{places:?}");
    let other = ask(&desk, "哪里从铅蓄电池里炼再生铅？");
    assert!(!names(&other).iter().any(|name| name.contains("柘城")), "{other:?}");
}

#[test]
fn a_number_stands_before_the_words_that_the_question_counts() {
    let desk =
        desk(&["去年评选，东部地区占了9个国家级中药材种植基地，西部地区占了4个国家级中药材种植\
        基地。洛阳市有1个国家级中药材种植基地。"]);
    answers(&desk, "西部地区有多少个国家级中药材种植基地？", &["4个"]);
    let desk = super::answering::desk(&["洛阳市门类不少，全省26个行业门类中有19个。"]);
    answers(&desk, "全省26个行业门类，洛阳有其中多少个？", &["19个"]);
}

#[test]
fn a_rank_is_that_of_its_subject() {
    let desk =
        desk(&["洛阳市轴承产值居全省第一。\n\n村级文化礼堂数量位居全省第四，洛宁县带了头。"]);
    let answer = ask(&desk, "洛阳的村级文化礼堂数量排第几？");
    assert!(names(&answer)[0].ends_with("第四"), "{answer:?}");
}

#[test]
fn figures_told_by_turns_are_of_what_stands_in_their_place() {
    let desk = desk(&["洛阳市城镇居民收入和农村居民收入分别达到5万元和2万元。"]);
    answers(&desk, "洛阳市农村居民收入是多少？", &["2万元"]);
    answers(&desk, "洛阳市城镇居民收入是多少？", &["5万元"]);
}

#[test]
fn what_was_reached_goes_before_a_goal_and_no_part_is_an_amount() {
    let desk = desk(&["洛阳市轴承产业产值达到300亿元，力争突破500亿元。"]);
    answers(&desk, "洛阳轴承产业产值多少？", &["300亿元"]);
}

#[test]
fn future_trades_are_those_that_a_clause_calls_so() {
    let desk = desk(&["洛阳市发展轴承产业。合成生物、氢能是洛阳市重点布局的未来产业。"]);
    answers(&desk, "洛阳重点布局哪些未来产业？", &["合成生物", "氢能"]);
    let english = ask(&desk, "Future industries that Luoyang wants to lay out");
    assert!(!names(&english).iter().any(|name| name.contains("轴承")), "{english:?}");
}

#[test]
fn what_no_sort_names_is_found_by_its_noun() {
    let desk = desk(&["伊洛黄河大桥即将开通，洛阳市承东启西。洛阳市发展轴承产业。"]);
    let answer = ask(&desk, "即将开通的是哪座黄河大桥？");
    assert!(names(&answer).contains(&"伊洛黄河大桥"), "{answer:?}");
}

#[test]
fn where_one_works_is_a_body() {
    let desk = desk(&["清华大学经济管理学院副院长李明在洛阳市发表演讲。"]);
    let answer = ask(&desk, "李明在哪里任职？");
    assert!(names(&answer).iter().all(|name| name.contains("清华大学")), "{answer:?}");
    assert!(!answer.answers.is_empty(), "{answer:?}");
}

#[test]
fn bodies_that_bear_the_name_of_a_ministry_are_its_own() {
    let desk = desk(&[
        "教育部发布通知。轴承传感与调控技术教育部重点实验室、精密轴承集成与应用教育部工程研究中心\
        在内的两个平台助力洛阳市。洛阳市与清华大学合作。",
    ]);
    let answer = ask(&desk, "Which Ministry of Education platforms are there for Luoyang?");
    assert!(!answer.answers.is_empty(), "{answer:?}");
    assert!(names(&answer).iter().all(|name| name.contains("教育部")), "{answer:?}");
}

#[test]
fn foreign_cities_and_pairs_of_countries_have_their_names_in_english() {
    let desk = desk(&["洛阳市引进慕尼黑电池公司建设工厂。中德洛阳创新园位于洛阳市涧西区。"]);
    let answer = ask(&desk, "where did Munich Battery build its factory?");
    assert!(names(&answer).iter().any(|name| name.contains("洛阳")), "{answer:?}");
    let answer = ask(&desk, "Where is the China-Germany Luoyang Innovation Park?");
    assert!(names(&answer).iter().any(|name| name.contains("涧西")), "{answer:?}");
}

#[test]
fn a_word_for_one_sort_of_event_asks_for_that_sort() {
    let desk = desk(&["洛阳市将举办2025国际轴承博览会，承办全国青年创业大赛。"]);
    answers(&desk, "洛阳将举办什么博览会？", &["2025国际轴承博览会"]);
}

#[test]
fn one_that_does_it_is_who_stands_with_most_of_what_is_said() {
    let desk =
        desk(&["洛阳市聚集中信重工、洛轴集团等企业。中信重工将在洛阳市建亚洲最长的磨机试验平台。\
        洛轴集团面向亚洲市场。"]);
    answers(&desk, "哪家集团要在洛阳建亚洲最长的磨机试验平台？", &["中信重工"]);
}

#[test]
fn a_county_s_figure_is_not_its_city_s() {
    let desk = desk(&[
        "新安县高新技术产业产值占比超过60%。新安县发展轴承。新安县推动转型。",
        "洛阳市高新技术产业产值占比达到45%。洛阳市发展轴承。",
    ]);
    let answer = ask(&desk, "洛阳高新技术产业产值占比是多少？");
    assert_eq!(names(&answer), ["45%"], "{answer:?}");
}

#[test]
fn a_firm_and_a_city_are_tied_by_the_project_that_bears_the_firm_s_name() {
    let desk =
        desk(&["洛阳市发展轴承产业。洛阳市引进中信重工磨机生产项目。\n\n中信重工面向全球。"]);
    let answer = ask(&desk, "Through what project is 中信重工 tied to Luoyang?");
    assert!(names(&answer).iter().any(|name| name.contains("磨机生产项目")), "{answer:?}");
}

#[test]
fn two_cities_share_a_trade_that_only_words_tell_of_the_other() {
    let desk = desk(&["洛阳市大力发展轴承产业。", "瓦房店市的老厂里，轴承堆得像山。"]);
    let answer = ask(&desk, "What do Luoyang and 瓦房店市 have in common?");
    assert!(names(&answer).iter().any(|name| name.contains("轴承")), "{answer:?}");
    assert!(answer.answers.iter().all(|finding| !finding.sure), "{answer:?}");
}

#[test]
fn what_is_named_by_a_word_is_all_that_bears_it() {
    let desk = desk(&["洛阳市以“伊水”命名的有伊水实验室、伊水科创学院和伊水科技园。\
        周山实验室也在洛阳市。"]);
    let answer = ask(&desk, "洛阳以“伊水”命名的三大创新载体是哪三个？");
    assert!(names(&answer).len() >= 2, "{answer:?}");
    assert!(names(&answer).iter().all(|name| name.contains("伊水")), "{answer:?}");
}

#[test]
fn honours_of_a_sort_are_those_whose_names_say_so() {
    let desk = desk(&["洛阳市获评国家绿色出行城市、国家绿色数据中心示范市，也获评全国文明城市。"]);
    let answer = ask(&desk, "洛阳获得过哪些绿色荣誉？");
    assert!(!answer.answers.is_empty(), "{answer:?}");
    assert!(names(&answer).iter().all(|name| name.contains("绿色")), "{answer:?}");
}

#[test]
fn brackets_behind_letters_that_mean_nothing_name_the_university() {
    let desk = desk(&["河南科技大学轴承学院副院长李明到访洛阳市。"]);
    let question = "who is deputy dean at HAUST (Henan University of Science and Technology)?";
    answers(&desk, question, &["李明"]);
}

#[test]
fn of_places_of_two_sorts_those_behind_which_are_asked_for() {
    let desk = desk(&["对口支援洛阳市各县的有山东省、江苏省。\
        柘城县、新安县都在洛阳市对口支援名单上。"]);
    answers(&desk, "对口支援各县市的是哪几个省？", &["山东省", "江苏省"]);
}

#[test]
fn which_mayor_asks_for_people_and_all_have_asks_for_a_list() {
    let desk = desk(&["洛阳市市长李明出席新闻发布会。洛阳市举办了轴承博览会。"]);
    answers(&desk, "At the press conference, which mayor of Luoyang was there?", &["李明"]);
    answers(&desk, "洛阳市举办的博览会都有哪些？", &["轴承博览会"]);
    answers(&desk, "When the fair opened, who was the mayor of Luoyang?", &["李明"]);
}

#[test]
fn a_place_in_brackets_in_its_name_is_where_a_fair_is() {
    let desk = desk(&["中国（洛阳）轴承博览会将于九月开幕。洛阳市和郑州市的企业都报了名。"]);
    let answer = ask(&desk, "中国（洛阳）轴承博览会在哪座城市开？");
    assert_eq!(names(&answer).first(), Some(&"洛阳市"), "{answer:?}");
}

#[test]
fn all_who_held_a_post_are_told_where_they_are_asked_for() {
    let desk = desk(&["李国明曾任洛阳市市长。王建强现任洛阳市市长。"]);
    answers(&desk, "洛阳市历任市长有哪些人？", &["李国明", "王建强"]);
    answers(&desk, "洛阳市市长是谁？", &["王建强"]);
}

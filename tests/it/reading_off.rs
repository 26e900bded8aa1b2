//! Small texts of our own in, what lists, brackets and headings of them say in answer to a question out.

use crate::answering::{ask, desk, names};
use std::sync::Arc;
use tupu::question::Desk;

/// Texts that say in lists what is asked for.
fn texts() -> Arc<Desk> {
    desk(&[
        "四、推广绿色出行。扩大共享单车投放，完善骑行道标识，方便市民短途接驳。\n\
         （交通运输部牵头，公安部、文化和旅游部按职责分工负责）",
        "今年全市对3类农机更新给予补贴（插秧机、烘干机、喷药无人机），补贴比例不变。",
        "民政部结合“邻里守望”专项行动，走访独居老人，建立探访台账。",
        "云岭矿泉水有限公司位于昆山市周庄镇，年产矿泉水三千吨。",
        "某校荣誉册：2012年，苏州大学获评全国文明校园；2019年，苏州大学入选国家绿色学校。",
        "比亚迪股份有限公司简介\n【全资子公司】\n1. 海川铸件有限公司（宜宾市），生产轮毂；\n\
         2. 云岭线束有限公司（昆明市），生产线束。",
        "会议通报，武进灯具、溧阳茶叶、金坛服装都是当地特色产业，集中在乡镇。",
        "揭牌仪式由苏州大学副校长陆明远主持，陆明远任苏州市纳米协会会长。",
    ])
}

fn asked(question: &str) -> Vec<String> {
    names(&ask(&texts(), question)).into_iter().map(str::to_owned).collect()
}

#[test]
fn who_leads_a_task_is_told_by_the_bracket_behind_it() {
    assert_eq!(asked("扩大共享单车投放这项工作由哪个部门牵头？"), ["交通运输部"]);
}

#[test]
fn lists_in_brackets_and_quoted_names_with_their_noun_answer() {
    assert_eq!(asked("更新给予补贴的3类农机是哪些？"), ["插秧机", "烘干机", "喷药无人机"]);
    assert_eq!(asked("走访独居老人是跟哪个专项行动结合的？"), ["“邻里守望”专项行动"]);
}

#[test]
fn a_town_is_told_with_its_county() {
    assert_eq!(asked("云岭矿泉水有限公司在哪里？"), ["昆山市周庄镇"]);
}

#[test]
fn what_a_page_lists_below_a_heading_answers() {
    let mut firms = asked("比亚迪有哪些全资子公司？");
    firms.sort_unstable();
    assert_eq!(firms, ["云岭线束有限公司", "海川铸件有限公司"]);
}

#[test]
fn the_posts_of_a_person_are_told_and_no_post_that_no_text_tells_of() {
    assert_eq!(asked("陆明远担任什么职务？"), ["副校长", "会长"]);
    assert_eq!(asked("苏州大学的龙舟队队长是哪位？"), [""; 0]);
}

//! A number in, the mention that bears it where this is not whom its clause tells of out.

use super::amount::chinese;
use super::number::Number;
use super::topic::Topic;
use crate::fact::text::{ends, starts};
use crate::knowledge::Kind;
use crate::knowledge::rules::Class;
use crate::text::is_han;

/// Who bears a number that is no figure of whom the clause tells of.
pub(super) fn beside(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<u32> {
    let bearer =
        || topic.bearer(clause).filter(|&m| topic.scene.range(m).start >= number.range.end);
    let bearer = || bearer().map(|m| glossed(topic, m).unwrap_or(m));
    let found = tabled(topic, number)
        .or_else(|| aged(topic, number, clause))
        .or_else(|| acts(topic, number, clause))
        .or_else(bearer)
        .or_else(|| measure(topic, number))
        .or_else(|| listed(topic, number, clause))
        .or_else(|| party(topic, number, clause))
        .or_else(|| attribute(topic, number))
        .or_else(|| so_large(topic, number))
        .or_else(|| rewarded(topic, number, clause))
        .or_else(|| recipient(topic, number, clause))
        .or_else(|| endowed(topic, number));
    found.map(|mention| topic.scene.global(mention))
}

/// 第三名  甲区: the name that a line of a table tells the rank of.
fn tabled(topic: &Topic<'_, '_>, number: &Number<'_, '_>) -> Option<usize> {
    let scene = topic.scene;
    let ranks = number.class == "rank" && number.range.start == usize::from(number.unit.is_empty());
    let first =
        scene.mentions.first().filter(|_| ranks || number.class == "rank" && number.from == 0)?;
    let start = scene.unwrap_left(first.span.start as usize);
    let between = scene.text(number.range.end..start);
    between.iter().all(|c| c.is_whitespace() || matches!(c, '：' | ':' | '、' | '.')).then_some(0)
}

/// The new thing that bears a number: what is built for it, or what a clause before has named.
pub(super) fn made(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<u32> {
    let found = built(topic, number).or_else(|| new(topic, number, clause));
    found.map(|mention| topic.scene.global(mention))
}

/// 对获评某奖的企业奖励90万元: what whoever is named so is given.
fn rewarded(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<usize> {
    let Topic { scene, words, .. } = topic;
    let start = scene.clauses[clause].start;
    let last = scene.inside(&(start..number.from)).next_back()?;
    let behind = scene.text(scene.unwrap_right(scene.range(last).end)..number.from);
    let title = scene.mentions[last].kind == Kind::PROGRAM && number.class == "money";
    let given = || words.gives.ending(behind).next().is_some();
    (title && behind.first() == Some(&'的') && given()).then_some(last)
}

/// 安排某某专项资金3000万元: how much there is of what stands right before the number.
fn endowed(topic: &Topic<'_, '_>, number: &Number<'_, '_>) -> Option<usize> {
    let scene = topic.scene;
    let front = scene.text(0..number.from);
    let yearly = if ends(front, "每年") { 2 } else { 0 };
    let end = number.from - yearly;
    let of = if ends(scene.text(0..end), "资金") && scene.ending(end).is_none() { 2 } else { 0 };
    let mention = scene.ending(scene.unwrap_left(end - of))?;
    let fund = of > 0
        || ends(scene.text(scene.range(mention)), "资金")
        || ends(scene.text(scene.range(mention)), "基金");
    let program = scene.mentions[mention].kind == Kind::PROGRAM;
    // 实施某工程九万亩.
    let project = || {
        let range = scene.range(mention);
        let front = scene.text(0..scene.unwrap_left(range.start));
        let built = ends(scene.text(range.clone()), "工程") || ends(scene.text(range), "项目");
        built && yearly == 0 && topic.words.carries_out.ending(front).next().is_some()
    };
    (program && (fund && number.class == "money" || project())).then_some(mention)
}

/// 厂长林某今年51岁: the person who is so old.
fn aged(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<usize> {
    let scene = topic.scene;
    let near = scene.clauses[clause.saturating_sub(1)].start..number.from;
    let person = |&m: &usize| scene.mentions[m].kind == Kind::PERSON;
    let last = scene.inside(&near).rfind(person).filter(|_| number.class == "age")?;
    (number.from - scene.range(last).end <= 6).then_some(last)
}

/// 大户林某今年种了90亩: the person who acts, where nobody else stands nearer.
fn acts(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<usize> {
    let Topic { scene, subjects, .. } = topic;
    let start = scene.clauses[clause].start;
    let last = scene.inside(&(start..number.from)).next_back()?;
    let behind = scene.text(scene.range(last).end..number.from);
    let says = || {
        let words = [subjects.cues.reports, topic.words.made_known];
        words.iter().any(|words| words.within(behind).is_some())
    };
    let of = matches!(behind.first(), Some('的' | '等' | '、' | '和' | '与' | '任' | '为'));
    // 卖出某某种苗, 由厂长某某牵头: what is sold, and who only leads.
    let front = scene.text(start..scene.range(last).start);
    let done = front.contains(&'由')
        || matches!(front.last(), Some('出' | '产' | '种' | '养' | '买' | '卖' | '销'));
    let acts = scene.mentions[last].kind == Kind::PERSON
        && !done
        && (2..=10).contains(&behind.len())
        && !of
        && !says()
        && !last.checked_sub(1).is_some_and(|of| topic.whose_officer(of))
        && subjects.free(scene, start, last);
    acts.then_some(last)
}

/// 超过乙的3亿元, 仅次于乙的3亿元: by whom the subject is measured.
fn measure(topic: &Topic<'_, '_>, number: &Number<'_, '_>) -> Option<usize> {
    let scene = topic.scene;
    let end = number.from.checked_sub(1).filter(|&at| scene.chars[at] == '的')?;
    let mention = scene.ending(scene.unwrap_left(end))?;
    let front = scene.text(0..scene.unwrap_left(scene.range(mention).start));
    let behind = scene.text(number.range.end..scene.chars.len());
    let with = matches!(front.last(), Some('与' | '和' | '同')) && starts(behind, "相比");
    (with || topic.words.beyond.ending(front).next().is_some()).then_some(mention)
}

/// 经甲口岸进出口5亿元, 由甲集团出资八成, 来自甲省的有9家: through whom, by whom or from where it is told.
fn party(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<usize> {
    let Topic { scene, subjects, words } = topic;
    let last = scene.inside(&(scene.clauses[clause].start..number.from)).next_back()?;
    let range = scene.range(last);
    let mut first = last;
    while first > 0 && scene.range(first - 1).end == scene.range(first).start {
        first -= 1;
    }
    let from = subjects.opened_at(clause).min(range.start);
    let front = scene.text(from..scene.unwrap_left(scene.range(first).start).max(from));
    let behind = scene.text(scene.unwrap_right(range.end)..number.from);
    let rate = matches!(number.class, "percent" | "share");
    let holds = |kind: &[Kind]| kind.contains(&scene.mentions[last].kind);
    let told = match front {
        ['经'] => holds(&[Kind::PLACE]) && !behind.contains(&'的') && behind.len() <= 12,
        [.., '由'] => {
            let all = |length: usize| behind.len() <= length + 2;
            rate && holds(&[Kind::COMPANY, Kind::INSTITUTION])
                && words.pays.starting(behind).any(all)
        }
        _ => {
            let stays = matches!(behind, [] | ['的'] | ['的', '有' | '占' | '为' | '达']);
            words.comes_from.starting(front).any(|length| length == front.len()) && stays
        }
    };
    told.then_some(last)
}

/// 甲9万辆、乙3万辆: the name right before, where numbers are listed with their names.
fn listed(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<usize> {
    let scene = topic.scene;
    let start = scene.clauses[clause].start;
    // 浪潮占一半、云尚占两成: a verb may stand between.
    let has = |c: &char| matches!(c, '占' | '为' | '达' | '有' | '产' | '近' | '约' | '超');
    let between = scene.text(start..number.from).iter().rev().take_while(|c| has(c)).count();
    let mention = scene.ending(scene.unwrap_left(number.from - between.min(2)))?;
    let [front @ .., '、' | '和' | '与' | '及'] =
        scene.text(start..scene.unwrap_left(scene.range(mention).start))
    else {
        return None;
    };
    let share = matches!(number.class, "share" | "percent")
        && matches!(front.last(), Some('成' | '%' | '半'));
    let unit = share || front.ends_with(number.unit) && !number.unit.is_empty();
    let ranked = || {
        let digits = front.iter().rev().take_while(|&&c| chinese(c) || c.is_ascii_digit()).count();
        number.class == "rank" && digits > 0 && front[..front.len() - digits].ends_with(&['第'])
    };
    ((unit || ranked()) && scene.mentions[mention].kind != Kind::PERSON).then_some(mention)
}

/// 投资20亿元的某项目: what follows with 的 bears the number, when its measure goes before.
fn attribute(topic: &Topic<'_, '_>, number: &Number<'_, '_>) -> Option<usize> {
    let scene = topic.scene;
    let front = scene.text(0..number.from);
    topic.words.borne.ending(front).next()?;
    let end = number.range.end;
    let rest = scene.text(end..scene.chars.len());
    let of = usize::from(rest.first() == Some(&'的'));
    let from = end + of;
    let next = scene.inside(&(from..scene.chars.len())).next().filter(|_| of == 1)?;
    let first = scene.range(next).start;
    let bare =
        scene.text(from..first).iter().all(|c| !matches!(c, '，' | '。' | '；' | '：' | '、'));
    // A place in front says where the firm or project is.
    let bearer = match scene.mentions.get(next + 1) {
        Some(_)
            if scene.mentions[next].kind == Kind::PLACE
                && scene.range(next).end == scene.range(next + 1).start =>
        {
            next + 1
        }
        _ => next,
    };
    let bearer = glossed(topic, bearer).unwrap_or(bearer);
    let names = scene.mentions[bearer].kind != Kind::PERSON;
    (bare && names && first <= from + 4).then_some(bearer)
}

/// 形成九百亿元规模锂电产业链, 九公里的滨江大道: the trade or the road that is said to be so large.
fn so_large(topic: &Topic<'_, '_>, number: &Number<'_, '_>) -> Option<usize> {
    let scene = topic.scene;
    let behind = scene.text(number.range.end..number.range.end + 3);
    let (length, of_trade) = match behind {
        ['规', '模', '的'] if number.class == "money" => (3, true),
        ['规', '模', ..] if number.class == "money" => (2, true),
        ['的', ..] if number.class == "length" => (1, false),
        _ => return None,
    };
    let named = scene.starting(scene.unwrap_right(number.range.end + length))?;
    let road = |name: &[char]| matches!(name.last(), Some('路' | '道' | '街' | '桥' | '渠' | '线'));
    match scene.mentions[named].kind {
        Kind::INDUSTRY => of_trade,
        Kind::PLACE => !of_trade && road(scene.text(scene.range(named))),
        _ => false,
    }
    .then_some(named)
}

/// 甲地百万吨某某项目（以下简称某项目）: the name in brackets of what begins with a place and was not found.
fn glossed(topic: &Topic<'_, '_>, place: usize) -> Option<usize> {
    let scene = topic.scene;
    let range = scene.range(place);
    let next = place + 1;
    let gloss = scene.mentions.get(next).filter(|m| m.kind == Kind::PROGRAM)?.span.start as usize;
    let between = scene.text(range.end..gloss);
    let (thing, of) = between.split_at(between.iter().position(|&c| c == '（')?);
    let short = of.windows(2).any(|pair| pair == ['简', '称']) || of.len() == 1;
    let named = !thing.is_empty() && thing.iter().all(|&c| is_han(c) || c.is_ascii_alphanumeric());
    (scene.mentions[place].kind == Kind::PLACE && named && short).then_some(next)
}

/// 投资36亿元建设甲园: what is built costs so much.
fn built(topic: &Topic<'_, '_>, number: &Number<'_, '_>) -> Option<usize> {
    let Topic { scene, words, .. } = topic;
    let front = scene.text(0..number.from);
    if number.class != "money" || words.spent.ending(front).next().is_none() {
        return None;
    }
    let behind = number.range.end;
    let next = scene.inside(&(behind..scene.chars.len())).next()?;
    let makes = scene.text(behind..scene.unwrap_left(scene.range(next).start));
    let makes = makes.strip_prefix(&['用', '于']).unwrap_or(makes);
    let names =
        matches!(scene.mentions[next].kind, Kind::PROGRAM | Kind::PLACE | Kind::INSTITUTION);
    let whole = |length: usize| length == makes.len();
    (names && words.makes.starting(makes).any(whole)).then_some(next)
}

/// 给予甲公司200万元, 对甲公司奖励200万元: to whom something is given.
fn recipient(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<usize> {
    let Topic { scene, words, .. } = topic;
    let start = scene.clauses[clause].start;
    let site = |&m: &usize| topic.subjects.names_a_site(scene, m);
    let last = scene.inside(&(start..number.from)).rev().find(|m| !site(m))?;
    let range = scene.range(last);
    let front = scene.text(start..scene.unwrap_left(range.start));
    let between = scene.text(scene.unwrap_right(range.end)..number.from);
    let given = words.gives.ending(front).next().is_some() && between.len() <= 8;
    let to = matches!(front.last(), Some('对' | '向' | '给' | '为'))
        && words.gives.starting(between).any(|length| between.len() <= length + 4);
    ((given || to) && number.class == "money").then_some(last)
}

/// 设立甲公司，注册资本5亿元: the thing that a clause before has named as new, held or issued, where the
/// number is such a thing's.
fn new(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<usize> {
    let Topic { scene, words, .. } = topic;
    let front = scene.text(scene.clauses[clause].start..number.from);
    let opened = scene.text(topic.subjects.opened_at(clause)..number.from);
    let begins =
        |class: &Class, text: &[char]| class.starting(text).any(|length| text.len() <= length + 4);
    let bare = scene.inside(&(scene.clauses[clause].start..number.from)).is_empty();
    let spent =
        number.class == "money" && matches!(opened, ['投', '资', rest @ ..] if rest.len() < 2);
    let sized = spent || begins(words.dimension, front);
    let of_body = bare && begins(words.of_body, opened);
    let of_event = bare && begins(words.of_event, opened);
    let grant = bare
        && matches!(number.class, "money" | "percent")
        && words
            .grants
            .within(scene.text(scene.clauses[clause].start..number.range.start))
            .is_some();
    // 设立某奖学金，每年九万元.
    let yearly = ends(front, "每年") && front.len() == 2;
    let grant = grant || bare && number.class == "money" && yearly;
    if !(sized || of_body || of_event || grant) {
        return None;
    }
    // 设立甲公司，选址乙园，注册资本5亿元; but 由甲公司设立某基金，规模5亿元.
    let aside = |clause: usize| {
        let text = scene.text(scene.clauses[clause].clone());
        let sized = [words.dimension, words.of_body, words.sits];
        // 建立甲院，为独立法人，建筑面积九千平方米.
        let is = matches!(text, ['为' | '系', ..]);
        words.makes.within(text).is_none()
            && (is || sized.iter().any(|c| c.starting(text).next().is_some()))
    };
    let before = (clause.saturating_sub(3)..clause).rev().find(|&before| !aside(before))?;
    let kind = |m: usize| scene.mentions[m].kind;
    let made = named_last(topic, before).filter(|&(m, front)| match kind(m) {
        Kind::PERSON => false,
        Kind::PROGRAM if sized => words.conferred.ending(front).next().is_none(),
        // 授予甲厂“某奖”，奖金两万元.
        Kind::PROGRAM if grant => true,
        Kind::PROGRAM if of_event => words.held.within(front).is_some(),
        Kind::INSTITUTION if of_body => words.makes.within(front).is_some(),
        _ => sized && words.makes.within(front).is_some(),
    });
    let issued = || {
        let range = &scene.clauses[before];
        let policy = scene.inside(range).rfind(|&m| kind(m) == Kind::PROGRAM)?;
        words.issued.within(scene.text(range.clone())).map(|_| policy)
    };
    made.map(|(m, _)| m).or_else(|| if grant { issued() } else { None })
}

/// The name that ends a clause, and what stands before it.
fn named_last<'s>(topic: &Topic<'s, '_>, clause: usize) -> Option<(usize, &'s [char])> {
    let scene = topic.scene;
    let range = &scene.clauses[clause];
    let last = scene.inside(range).rfind(|&m| !scene.aside(m))?;
    let name = scene.range(last);
    let behind =
        (scene.unwrap_right(name.end)..range.end).filter(|&at| scene.bracket(at).is_none());
    let front = scene.text(range.start.max(name.start.saturating_sub(8))..name.start);
    (behind.count() <= 4).then_some((last, front))
}

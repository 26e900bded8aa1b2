//! A scanned sentence in, candidates for people out.

use super::candidate::Candidate;
use super::scan::{Scan, is_break, is_han};
use super::words::Sort;
use crate::knowledge::{Class, Kind, Role, Roles};

const BEFORE: Roles = Roles::of(&[Role::TitleBefore]);
const AFTER: Roles = Roles::of(&[Role::TitleAfter]);
const SAYS: Roles = Roles::of(&[Role::Says]);

/// Names after and before titles, in bylines, and speakers who stand on a line alone.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if let Some(name) = speaker(scan) {
        out.push(name);
        return;
    }
    for mark in &scan.marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        if mark.roles.has(Role::TitleBefore) && whole_left(scan, start) {
            after_title(scan, end, out);
        }
        if mark.roles.has(Role::TitleAfter) {
            out.extend(before_title(scan, start));
        }
        if mark.roles.has(Role::Byline) {
            byline(scan, end, out);
        }
    }
}

fn whole_left(scan: &Scan<'_>, start: usize) -> bool {
    scan.word_at(start).is_none_or(|n| {
        let word = scan.words()[n];
        word.start == start || word.len() > 2 || word.sort == Sort::Strange
    })
}

/// How many characters of a surname stand here.
fn surname(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let surnames = scan.knowledge.words().list("surname");
    let known = |length: usize| {
        let end = at + length;
        if end > scan.len() {
            return None;
        }
        let text: String = scan.chars[at..end].iter().collect();
        surnames.get(text.as_str()).copied()
    };
    if known(2).is_some() && is_han(scan.char(at + 2)) {
        return Some(2);
    }
    known(1).filter(|&weight| weight >= 20).map(|_| 1)
}

/// Where a Chinese name that starts here ends.
fn name_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if let Some(end) = foreign_end(scan, at) {
        return Some(end);
    }
    let family = surname(scan, at)?;
    let first = at + family;
    if !is_han(scan.char(first)) || never_given(scan.char(first)) {
        return None;
    }
    let two = first + 1;
    let three = first + 2;
    let ends = |end: usize| {
        !is_han(scan.char(end))
            || scan.role_starting(end, SAYS).is_some()
            || scan.role_starting(end, AFTER).is_some()
            || scan.role_starting(end, BEFORE).is_some()
            || scan.word_starting(end).is_some_and(|w| {
                matches!(w.sort, Sort::Common(Class::Verb | Class::Particle | Class::Adverb | Class::Time) | Sort::Known(_))
            })
    };
    let long = is_han(scan.char(two)) && !never_given(scan.char(two));
    if !long {
        return ends(two).then_some(two);
    }
    // Both fit: the shorter only where the third character begins a word that follows names.
    let begins = scan.role_starting(two, SAYS).or_else(|| scan.role_starting(two, AFTER));
    let follows = begins.is_some_and(|end| end > two + 1) || scan.word_starting(two).is_some_and(|w| w.len() > 1 && w.sort != Sort::Strange && w.start == two);
    if ends(three) && !follows {
        return Some(three);
    }
    if begins.is_some() || ends(two) {
        return Some(two);
    }
    ends(three).then_some(three)
}

/// Characters that are hardly ever given names.
fn never_given(char: char) -> bool {
    "的了在是和与及等为对从向把被将也都就还说们个这那他她它我你上下到由于或并不没各每其该会级部局委厅处院任长者员要能以有去着过得地市县省区".contains(char)
}

/// 马斯克, 让·杜邦: parts joined by a dot.
fn foreign_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    let mut dots = 0;
    while end < scan.len() && end - at < 24 {
        let char = scan.char(end);
        if matches!(char, '·' | '•' | '・') && end > at && is_han(scan.char(end + 1)) {
            dots += 1;
        } else if !is_han(char) {
            break;
        }
        if dots > 0 && is_han(char) && !transliterates(char) {
            break;
        }
        end += 1;
    }
    (dots > 0 && end - at >= 4).then_some(end)
}

/// Characters that foreign names are written with.
fn transliterates(char: char) -> bool {
    "阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼毕别宾波伯博勃布采蔡查柴昌车彻成茨次崔达大戴丹当道德登邓迪蒂丁东杜顿多恩尔法凡范方菲费芬丰冯弗夫福富盖甘冈高戈哥格葛根贡古瓜圭哈海汉汗翰豪赫黑亨洪侯胡华怀惠霍基吉季加贾简杰金津居卡凯坎康考柯科克肯孔库夸昆拉腊来莱赖兰朗劳勒雷黎礼李里理丽利莉连廉良列烈林琳留柳龙隆卢鲁路露伦罗洛吕律马玛迈麦曼芒毛梅门蒙孟米密敏明摩莫默姆木穆内娜纳南尼涅宁纽农努诺欧帕派潘庞佩彭皮平坡珀普其奇齐契恰强乔切钦青琼丘热任荣茹瑞若撒萨塞赛桑森沙莎山珊尚绍舍申生圣施石史士世舒朔斯丝思司松苏孙索塔泰谭坦汤唐陶特藤提田廷通图托陀瓦万旺威韦维卫魏温文翁沃乌吾武西希锡夏显香肖谢辛欣兴雄休许雅亚延扬杨耶叶伊依因英尤约越泽增扎詹张章珍真芝治朱兹宗祖佐"
        .contains(char)
}

fn after_title(scan: &Scan<'_>, end: usize, out: &mut Vec<Candidate>) {
    let mut at = end;
    if matches!(scan.char(at), '：' | ' ' | '\u{3000}') {
        at += 1;
    }
    for _ in 0..12 {
        let Some(past) = name_end(scan, at).filter(|&past| is_no_word(scan, at, past)) else { return };
        out.push(Candidate::new(at, past, Kind::PERSON, 11, "grammar/person.title"));
        if !matches!(scan.char(past), '、' | ' ') {
            return;
        }
        at = past + 1;
    }
}

/// Whether a possible name is not simply a common word.
fn is_no_word(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let Some(word) = scan.word_starting(start) else { return false };
    let common = matches!(word.sort, Sort::Common(class) if !matches!(class, Class::Noun | Class::Adjective | Class::Number | Class::Measure) || word.len() > 1);
    let covers = word.len() >= 2 && word.end >= end.min(start + 2);
    let title = scan.role_starting(start, BEFORE).is_some_and(|past| past >= end.min(start + 2));
    !(common && covers) && !title && !matches!(word.sort, Sort::Known(kind) if kind != Kind::PERSON)
}

/// 黄和院士: a name directly before a title.
fn before_title(scan: &Scan<'_>, title: usize) -> Option<Candidate> {
    for length in [3, 2, 4] {
        let Some(start) = title.checked_sub(length) else { continue };
        let Some(family) = surname(scan, start) else { continue };
        let given = length - family.min(length);
        if !(1..=2).contains(&given) || (start..title).any(|p| !is_han(scan.char(p))) {
            continue;
        }
        if (start + family..title).any(|p| never_given(scan.char(p))) {
            continue;
        }
        let framed = is_break(scan.before(start))
            || scan.word_ending(start).is_some_and(|w| w.sort != Sort::Strange && w.len() > 1 || w.is(Class::Particle) || w.is(Class::Verb));
        if framed && strange_name(scan, start, title) {
            return Some(Candidate::new(start, title, Kind::PERSON, 10, "grammar/person.titled"));
        }
    }
    None
}

/// Whether no common word of two characters or more stands in it.
fn strange_name(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    (start..end).all(|at| {
        scan.word_at(at).is_none_or(|n| {
            let word = scan.words()[n];
            word.len() == 1 || word.start > start && word.end == end && end - start == 3 || word.sort == Sort::Known(Kind::PERSON)
        })
    })
}

fn byline(scan: &Scan<'_>, end: usize, out: &mut Vec<Candidate>) {
    let mut at = end;
    let mut opened = false;
    while matches!(scan.char(at), '：' | ':' | ' ' | '\u{3000}' | '/') {
        opened = true;
        at += 1;
    }
    if !opened {
        return;
    }
    for _ in 0..12 {
        let Some(past) = name_end(scan, at).filter(|&past| is_no_word(scan, at, past)) else { return };
        if is_han(scan.char(past)) {
            return;
        }
        out.push(Candidate::new(at, past, Kind::PERSON, 11, "grammar/person.byline"));
        at = past;
        while matches!(scan.char(at), '、' | ' ' | '\u{3000}') {
            at += 1;
        }
        if at == past {
            return;
        }
    }
}

/// A name that is the whole sentence, as before what a speaker says.
fn speaker(scan: &Scan<'_>) -> Option<Candidate> {
    let mut start = 0;
    while start < scan.len() && matches!(scan.char(start), '□' | '■' | '●' | ' ' | '◎' | '△' | '○') {
        start += 1;
    }
    let end = scan.len() - usize::from(scan.before(scan.len()) == '：');
    if !(start + 2..=start + 4).contains(&end) {
        return None;
    }
    let family = surname(scan, start)?;
    let given = end - start - family.min(end - start);
    let common = scan.word_starting(start).is_some_and(|word| word.end == end);
    let fits = (1..=2).contains(&given)
        && (start..end).all(|at| is_han(scan.char(at)) && (at == start || !never_given(scan.char(at))))
        && !common
        && strange_name(scan, start, end);
    fits.then(|| Candidate::new(start, end, Kind::PERSON, 10, "grammar/person.speaker"))
}

//! A word like 我市, 该公司 or 研究院 in, the mention it stands for out.

use super::about::About;
use super::here::Here;
use super::named::MostNamed;
use crate::fact::Text;
use crate::fact::scene::Scene;
use crate::knowledge::rules::Class;
use crate::knowledge::{Kind, Knowledge, Lexicon};
use crate::text::is_han;

/// How many sentences back 我市 still finds its city.
const REACH: u32 = 3;
/// How many mentions back a noun that repeats the end of a name finds it.
pub(in crate::fact) const LOOK_BACK: usize = 40;
/// How long a first sentence is, at most, that heads the text.
pub(super) const LONGEST_HEADING: usize = 40;
/// How long a line is, at most, that names the writer of a text.
const LONGEST_BYLINE: usize = 20;
/// Lines of a heading in which a byline is looked for.
const MOST_HEADINGS: usize = 4;

/// What districts of every level are called.
pub(super) const LEVELS: [char; 10] = ['市', '县', '区', '省', '镇', '乡', '村', '州', '旗', '盟'];

/// Whom the text has told of so far.
#[derive(Default)]
pub(in crate::fact) struct Met {
    /// The subjects of the paragraph, the latest last.
    pub(super) subjects: Vec<Vec<u32>>,
    /// The firm or body that the paragraphs before were about, the zone, and whose life they told.
    pub(super) topics: [Option<u32>; 3],
    /// The firm or body that the paragraph before told of, if no other.
    pub(super) sole: Option<u32>,
    /// Who was named last behind a title in this paragraph, which the clause is about: 校长某某….
    pub(super) bearer: Option<u32>,
    /// For whom the paragraph, or what is said in it, is spoken.
    pub(super) speaker: Option<u32>,
}

impl Met {
    /// All of them, the latest first.
    pub(super) fn told_last(&self) -> impl Iterator<Item = u32> {
        self.subjects.iter().rev().flatten().copied().chain(self.topics.into_iter().flatten())
    }
}

/// Knows what the words that stand for a name stand for.
pub(in crate::fact) struct Pronouns<'k> {
    pub(super) text: Text<'k>,
    pub(super) lexicon: &'k Lexicon,
    pub(super) here: &'k Class,
    we: &'k Class,
    pub(super) this_firm: &'k Class,
    pub(super) new_firm: &'k Class,
    pub(super) founding: &'k Class,
    pub(super) chronicle: &'k Class,
    place_report: &'k Class,
    this_body: &'k Class,
    school: &'k Class,
    zone: &'k Class,
    event: &'k Class,
    it: &'k Class,
    former: &'k Class,
    latter: &'k Class,
    author: &'k Class,
    this: &'k Class,
    /// The words of all these classes.
    any: &'k Class,
    /// The place that 我市 means.
    pub(super) home: MostNamed<'k>,
    /// Whoever 我们 means.
    speaker: MostNamed<'k>,
    /// The firm named most often.
    pub(super) firm: MostNamed<'k>,
    /// The firm or body that the text is about.
    pub(super) about: About<'k>,
    /// The zone that the text is about.
    pub(super) zone_about: About<'k>,
}

impl<'k> Pronouns<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, text: Text<'k>) -> Self {
        let rules = knowledge.rules();
        Self {
            text,
            lexicon: knowledge.lexicon(),
            here: rules.class("here"),
            we: rules.class("we"),
            this_firm: rules.class("this_firm"),
            new_firm: rules.class("new_firm"),
            founding: rules.class("founding"),
            chronicle: rules.class("chronicle"),
            place_report: rules.class("place_report"),
            this_body: rules.class("this_body"),
            school: rules.class("school"),
            zone: rules.class("zone"),
            event: rules.class("event"),
            it: rules.class("it"),
            former: rules.class("former"),
            latter: rules.class("latter"),
            author: rules.class("author"),
            this: rules.class("this"),
            any: rules.class("word_for_name"),
            home: MostNamed::of(&[Kind::PLACE]),
            speaker: MostNamed::of(&[Kind::PLACE, Kind::COMPANY, Kind::INSTITUTION]),
            firm: MostNamed::of(&[Kind::COMPANY]),
            about: About::of(&[Kind::COMPANY, Kind::INSTITUTION], None),
            zone_about: About::of(&[Kind::PLACE], Some(rules.class("zone"))),
        }
    }

    /// Whether the text begins with a word that one of these classes holds: where not, nothing here
    /// finds anything.
    pub(super) fn may_stand(&self, text: &[char]) -> bool {
        self.any.starting(text).next().is_some()
    }

    /// What the word that `text` begins with stands for, if it is of these kinds (none: any).
    pub(super) fn meant(
        &self,
        scene: &Scene<'_>,
        at: usize,
        text: &[char],
        met: &Met,
        kinds: &[Kind],
    ) -> Option<u32> {
        let fits = |m: &u32| kinds.is_empty() || kinds.contains(&self.text.kind(*m));
        let starts = |class: &Class| class.starting(text).next();
        let last = |wanted: &[Kind]| self.told_last(met, wanted);
        if let Some(length) = starts(self.here) {
            let home = self.home.name(self.text);
            let place = || home.is_none().then(|| last(&[Kind::PLACE])).flatten();
            // Who says 我市 speaks of it all through the text.
            let said = matches!(text.first(), Some('我' | '本' | '该'));
            let own = said && text.first() != Some(&'该');
            let far = || own.then(|| self.far(scene, at)).flatten();
            let here = self.near(scene, at, home).or_else(far).or_else(place);
            // 县里 in a text that names its city more often.
            let level = |m: &u32| self.is_of_level(*m, &text[..length]);
            let other = here.map_or(said, |here| !level(&here));
            let told: Vec<u32> = met.told_last().filter(|_| other).collect();
            let counted = |told: &[u32]| match self.counted_here(scene, at, text, told) {
                Here::Place(place) => Some(place),
                Here::Unsaid | Here::Unknown => None,
            };
            if other && let Some(place) = counted(&[]).or_else(|| counted(&told)) {
                return Some(place).filter(fits);
            }
            return here.filter(fits);
        }
        if starts(self.we).is_some() {
            let any = [Kind::PLACE, Kind::COMPANY, Kind::INSTITUTION];
            if let Some(speaker) = met.speaker {
                return Some(self.form_of(scene, at, speaker)).filter(fits);
            }
            let speaker = self.speaker.name(self.text);
            let met = || speaker.is_none().then(|| last(&any)).flatten();
            return self.near(scene, at, speaker).or_else(met).filter(fits);
        }
        if starts(self.new_firm).is_some() {
            return self.just_founded(scene, at).filter(fits);
        }
        if let Some(length) = starts(self.this_body).filter(|&length| !goes_on(text, length)) {
            return self.body(scene, at, text.get(..length)?, met).filter(fits);
        }
        if let Some(length) = starts(self.this)
            && let Some(meant) = self.ending_so(scene, at, text.get(length..)?)
        {
            return Some(meant).filter(fits);
        }
        if starts(self.this_firm).is_some() {
            return self.this_firm(scene, at, text, met).filter(fits);
        }
        let (latter, former) = (starts(self.latter).is_some(), starts(self.former).is_some());
        if latter || former {
            return self.of_two(scene, at, met, latter).filter(fits);
        }
        if starts(self.author).is_some() {
            return self.byline(scene).or_else(|| self.byline_below(scene)).filter(fits);
        }
        if starts(self.it).is_some()
            && !matches!(text, ['其', '中' | '他' | '余' | '它' | '实', ..])
        {
            return self.it(scene, at, text, met, kinds).filter(fits);
        }
        None
    }

    /// The subject of one of these kinds that was told of last.
    pub(super) fn told_last(&self, met: &Met, wanted: &[Kind]) -> Option<u32> {
        let mut told = met.subjects.iter().rev().flatten().copied();
        told.find(|&m| wanted.contains(&self.text.kind(m)))
    }

    /// The body whose name a word like 该厂 or 厂里 repeats the end of.
    fn body(&self, scene: &Scene<'_>, at: usize, word: &[char], met: &Met) -> Option<u32> {
        let noun = match word {
            [_] => word,
            ['本', '届' | '次', noun @ ..]
            | ['该' | '本' | '我' | '全', noun @ ..]
            | [noun @ .., '里' | '方' | '上' | '内'] => noun,
            _ => word,
        };
        // 厂里: of one that was told of, rather than of one named in passing.
        let mut about = met.told_last().filter(|_| word.first() != Some(&'该'));
        let past = scene.global(scene.inside(&(0..at)).end);
        let far = || {
            let own = matches!(word.first(), Some('本' | '我' | '全'));
            let ending = |m: &u32| (own || noun.len() > 1) && self.ends_in(*m, noun);
            let all = || (0..past).rev().take(LOOK_BACK).filter(ending);
            self.only(all()).or_else(|| self.only_in_short(all()))
        };
        // 我院: the first that the text names, whichever was told of last.
        let own = matches!(word, ['我' | '本', _]);
        let ours = || (0..past).find(|&m| own && self.ends_in(m, noun));
        let whole = self.about(scene, at).filter(|_| word.first() != Some(&'该'));
        let whole = whole.filter(|&m| self.ends_in(m, noun));
        let about = ours().or(whole).or_else(|| about.find(|&m| self.ends_in(m, noun)));
        about.or_else(|| self.ending_in(scene, at, noun)).or_else(far)
    }

    /// The first of these mentions, where all name the same.
    pub(super) fn only(&self, mut all: impl Iterator<Item = u32>) -> Option<u32> {
        let first = all.next()?;
        let name = self.text.bare(first);
        all.all(|m| self.text.bare(m) == name).then_some(first)
    }

    /// Whether the text begins with 园区, 小镇 or another word that repeats the end of a name.
    pub(super) fn is_body(&self, text: &[char]) -> bool {
        self.this_body.starting(text).next().is_some()
    }

    /// Whether the text begins with 我们.
    pub(super) fn is_we(&self, text: &[char]) -> bool {
        self.we.starting(text).next().is_some()
    }

    /// Whether the text begins with 前者 or 后者.
    pub(super) fn is_of_two(&self, text: &[char]) -> bool {
        [self.former, self.latter].iter().any(|class| class.starting(text).next().is_some())
    }

    /// Whether the text begins with 后者, which is no 后.
    pub(super) fn is_latter(&self, text: &[char]) -> bool {
        text.first() == Some(&'后') && self.latter.starting(text).next().is_some()
    }

    /// The person who is alone on a line: who wrote the text that ends here. The line is the last such
    /// one before, unless another text has ended between or a name that was not found stands there.
    fn byline(&self, scene: &Scene<'_>) -> Option<u32> {
        let mut sentence = scene.sentence;
        while sentence > 0 {
            sentence -= 1;
            let chars = &self.text.sentences.get(sentence as usize)?.chars;
            if chars.len() <= LONGEST_BYLINE {
                let found = self.text.within(sentence).find(|&m| self.is_alone(m, chars));
                if found.is_some() || matches!(chars.first(), Some('□' | '■' | '◎' | '○' | '●'))
                {
                    return found;
                }
            }
            if notes_author(chars) {
                return None;
            }
        }
        None
    }

    /// The person alone on one of the next lines, where the columns of a page were read in another
    /// order: the note on who wrote stands before the heading. No note of another text may follow.
    fn byline_below(&self, scene: &Scene<'_>) -> Option<u32> {
        let below = scene.sentence as usize + 1..;
        let lines =
            || below.clone().zip(self.text.sentences.get(below.clone()).unwrap_or_default());
        let noted = lines().any(|(_, line)| notes_author(&line.chars));
        lines().take(MOST_HEADINGS).filter(|_| !noted).find_map(|(sentence, line)| {
            self.text.within(sentence as u32).find(|&m| self.is_alone(m, &line.chars))
        })
    }

    /// Whether a line says no more than who wrote what stands below: 作者：林晓东.
    fn is_alone(&self, mention: u32, chars: &[char]) -> bool {
        let name = self.text.mentions[mention as usize].span.range();
        let words = |c: &char| is_han(*c);
        let front: String = chars.iter().take(name.start).filter(|c| words(c)).collect();
        let behind = chars.iter().skip(name.end).any(words);
        self.text.kind(mention) == Kind::PERSON
            && !behind
            && matches!(front.as_str(), "" | "作者" | "文" | "撰文" | "本文作者")
    }

    /// Whether the text begins with 我们, or with 全市 where a place was told of last.
    pub(super) fn may_mean(&self, text: &[char], place: bool) -> bool {
        let starts = |class: &Class| class.starting(text).next().is_some();
        starts(self.we) || place && starts(self.here)
    }

    /// Whether the text begins with a word that stands for a name.
    pub(super) fn begins(&self, text: &[char]) -> bool {
        let all = || {
            [
                self.here,
                self.we,
                self.this_firm,
                self.it,
                self.former,
                self.latter,
                self.author,
                self.this,
            ]
        };
        let body = self.this_body.starting(text).next();
        body.is_some_and(|length| !goes_on(text, length))
            || all().iter().any(|class| class.starting(text).next().is_some())
    }

    /// The mentions before `at`, the last first, in this paragraph and the one before.
    pub(super) fn back(&self, scene: &Scene<'_>, at: usize) -> impl Iterator<Item = u32> {
        let text = self.text;
        let here = text.paragraph(scene.sentence);
        let past = scene.global(scene.inside(&(0..at)).end);
        (0..past)
            .rev()
            .take(LOOK_BACK)
            .take_while(move |&m| text.paragraph(text.sentence(m)) + 1 >= here)
    }

    /// The last mention of this name that is near enough.
    pub(super) fn near(&self, scene: &Scene<'_>, at: usize, name: Option<&[char]>) -> Option<u32> {
        let name = name?;
        let past = scene.global(scene.inside(&(0..at)).end);
        let paragraph = self.text.paragraph(scene.sentence);
        (0..past)
            .rev()
            .take(LOOK_BACK)
            .take_while(|&m| {
                self.text.sentence(m) + REACH >= scene.sentence
                    || self.text.paragraph(self.text.sentence(m)) == paragraph
            })
            .find(|&m| self.text.bare(m) == name)
    }

    /// The last mention of the place that the text is about.
    pub(super) fn far(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        let home = self.home.name(self.text)?;
        let past = scene.global(scene.inside(&(0..at)).end);
        (0..past).rev().find(|&m| self.text.bare(m) == home)
    }

    /// Whether the heading says that the text is a chronicle of this firm or body: 甲公司大事记.
    pub(super) fn is_chronicle_of(&self, body: u32) -> bool {
        let heading = self.text.sentences.first().map_or(&[][..], |line| &line.chars);
        heading.len() <= LONGEST_HEADING
            && self.chronicle.within(heading).is_some()
            && self.about.mentions(self.text).contains(&body)
    }

    /// The place that heads a bulletin, the last of a chain: 甲省乙县统计公报.
    pub(super) fn headed(&self) -> Option<u32> {
        let text = self.text;
        let line = text.sentences.first().filter(|line| line.chars.len() <= LONGEST_HEADING)?;
        let mut places = text.within(0).filter(|&m| text.kind(m) == Kind::PLACE);
        let mut last = places.next()?;
        for next in places {
            let beside = |m: u32| text.mentions[m as usize].span;
            if beside(last).end != beside(next).start {
                return None;
            }
            last = next;
        }
        self.place_report.within(&line.chars).is_some().then_some(last)
    }

    /// The place that calls itself 我市 in this sentence or the next: what is said to be done without
    /// a subject it does.
    pub(super) fn speaking(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        let own = |pair: &[char]| pair[0] == '我' && LEVELS.contains(&pair[1]);
        let near = self.text.sentences.iter().skip(scene.sentence as usize).take(2);
        let speaks = near.into_iter().any(|sentence| sentence.chars.windows(2).any(own));
        speaks.then(|| self.far(scene, at)).flatten()
    }

    /// The firm or body that the paragraphs before were about, by the form that was told last.
    pub(super) fn topic(&self, scene: &Scene<'_>, at: usize, met: &Met) -> Option<u32> {
        let about = || self.about(scene, at);
        match met.topics[0] {
            Some(topic) if !self.about.mentions(self.text).contains(&topic) => Some(topic),
            _ => about(),
        }
    }

    /// The last mention of what this one names, be it in another form.
    pub(super) fn form_of(&self, scene: &Scene<'_>, at: usize, named: u32) -> u32 {
        let past = scene.global(scene.inside(&(0..at)).end);
        let same = |m: &u32| self.text.bare(*m) == self.text.bare(named);
        (0..past).rev().take(LOOK_BACK).find(same).unwrap_or(named)
    }

    /// The last name that ends in this noun.
    pub(in crate::fact) fn ending_in(
        &self,
        scene: &Scene<'_>,
        at: usize,
        noun: &[char],
    ) -> Option<u32> {
        self.back(scene, at).find(|&m| self.ends_in(m, noun))
    }

    /// Whether this noun repeats the end of a name.
    pub(in crate::fact) fn ends_in(&self, mention: u32, noun: &[char]) -> bool {
        let name = self.text.name(mention);
        match noun {
            // 园区 is any zone: 某某产业园, 某某开发区.
            ['园', '区'] => self.zone.ending(name).any(|length| length < name.len()),
            // 管委会 is 管理委员会 in full.
            ['管', '委', '会'] => matches!(name, [.., '委', '会'] | [.., '委', '员', '会']),
            // 赛事, 活动, 展会: whatever is held.
            ['赛', '事'] | ['活', '动'] | ['展', '会'] => {
                self.text.kind(mention) == Kind::PROGRAM && self.event.ending(name).next().is_some()
            }
            ['工', '厂'] => name.ends_with(&['厂']),
            // 学校, 校方.
            ['校' | '学', '校'] | ['校'] => self.school.ending(name).next().is_some(),
            ['会'] => matches!(name, [.., '会'] | [.., '联', '盟']),
            // Most are told apart by the last character.
            _ => noun.last().is_none_or(|last| name.last() == Some(last)) && name.ends_with(noun),
        }
    }

    /// The last name whose end this text begins with: 这家研究院 after 某某研究院. Any firm is 公司.
    fn ending_so(&self, scene: &Scene<'_>, at: usize, text: &[char]) -> Option<u32> {
        const LONGEST: usize = 5;
        if matches!(text, ['公', '司', ..] | ['企', '业', ..]) {
            return None;
        }
        // 这个厂, 这个镇.
        let alone =
            matches!(text.first(), Some('厂' | '矿' | '镇' | '乡' | '村' | '县' | '港' | '社'));
        (if alone { 1 } else { 2 }..=LONGEST.min(text.len()))
            .rev()
            .find_map(|length| self.ending_in(scene, at, text.get(..length)?))
            .or_else(|| self.town(scene, at).filter(|_| text.starts_with(&['小', '镇'])))
    }

    /// 这个小镇: the town that was named last.
    fn town(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        let town = |&m: &u32| self.text.kind(m) == Kind::PLACE && self.is_of_level(m, &['镇']);
        self.back(scene, at).find(town)
    }

    /// The person who was told of last.
    pub(super) fn person(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        self.back(scene, at).find(|&m| self.text.kind(m) == Kind::PERSON)
    }
}

/// 大学生, 中心城区: a longer word, which stands for no name; 镇上的甲 is about what stands behind.
fn goes_on(text: &[char], length: usize) -> bool {
    let place = length.checked_sub(1).and_then(|last| text.get(last));
    match text.get(length) {
        Some('生' | '城' | '村' | '镇') => true,
        Some('的') => matches!(place, Some('上' | '内')),
        _ => false,
    }
}

/// Whether a line says who wrote the text that ends with it: （作者系….
fn notes_author(chars: &[char]) -> bool {
    matches!(chars, ['（' | '(', '作', '者', ..])
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn every_word_for_a_name_is_among_those_that_are_asked_for_first() {
        let rules = Knowledge::embedded().rules();
        let pronouns = Pronouns::new(Knowledge::embedded(), Text { sentences: &[], mentions: &[] });
        for class in
            ["here", "we", "this_firm", "this_body", "it", "former", "latter", "author", "this"]
        {
            for word in rules.class(class).words() {
                let word: Vec<char> = word.chars().collect();
                assert!(pronouns.may_stand(&word), "{class}: {word:?}");
            }
        }
    }
}

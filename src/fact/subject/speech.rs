//! Who speaks in, the firm, body or place that the speaker speaks for out: it is meant by 我们 and 公司 in
//! what is said.

use super::Subjects;
use crate::fact::scene::{Scene, ends_clause};
use crate::fact::text::{ends, starts};
use crate::knowledge::Kind;

/// How long a clause is, at most, that only says who speaks: 甲公司董事长某某：.
const LONGEST: usize = 30;
/// How much may stand behind the one who speaks: 证券部回应.
const LONGEST_REST: usize = 6;
/// Longest title between a body and the person who speaks for it.
const LONGEST_TITLE: usize = 12;
/// How many mentions from the first on, and how many back, are asked for whom a person speaks.
const AMONG: u32 = 200;
/// What an answer begins with that does not say who gives it.
const ANSWERS: [&str; 3] = ["答", "A", "受访者"];

/// 公告称, 披露： what a firm announces is of itself.
pub(super) fn announces(text: &[char]) -> bool {
    let end = text.get(text.len().saturating_sub(4)..).unwrap_or_default();
    end.windows(2).any(|pair| matches!(pair, ['公', '告'] | ['披', '露']))
}

impl Subjects<'_> {
    /// 某公司宣布, 某公司董事长某某表示: what a firm or its own people say it will do, it will do.
    pub(super) fn speaks_for_a_firm(&self, scene: &Scene<'_>, stated: &[u32]) -> bool {
        let [firm] = stated else { return false };
        let Some(at) = (*firm as usize).checked_sub(scene.first) else { return false };
        let clause = &scene.clauses[scene.clause(scene.range(at).start)];
        let person =
            scene.mentions.get(at + 1).filter(|next| clause.contains(&(next.span.start as usize)));
        let titled = person.is_none_or(|person| {
            let title = scene.range(at).end..person.span.start as usize;
            person.kind == Kind::PERSON && (2..=8).contains(&title.len())
        });
        self.text.kind(*firm) == Kind::COMPANY && titled
    }

    /// For whom what stands behind this clause is said, where it begins the sentence, ends in a colon
    /// and names who speaks, or only that it is an answer.
    pub(super) fn speaks_here(&self, scene: &Scene<'_>, clause: usize) -> Option<u32> {
        let range = &scene.clauses[clause];
        let first = clause == 0 || clause == 1 && scene.dateline > 0;
        if !first || scene.chars.get(range.end) != Some(&'：') || range.len() > LONGEST {
            return None;
        }
        let text = scene.text(range.clone());
        if ANSWERS.iter().any(|word| starts(text, word)) && text.len() <= 3 {
            return self.answers(scene);
        }
        let last = scene.inside(range).rev().find(|&m| !scene.aside(m))?;
        let alone = scene.inside(range).start == last;
        let behind = scene.text(scene.range(last).end..range.end);
        let speaker = scene.global(last);
        match self.kind_of(speaker) {
            Kind::PERSON => self.spoken_for(speaker).filter(|&m| !is_of_city(self.text.name(m))),
            Kind::COMPANY | Kind::INSTITUTION if alone && behind.len() <= LONGEST_REST => {
                let says = matches!(behind, [.., '答' | '称' | '说' | '复'] | [.., '回', '应']);
                says.then_some(speaker)
            }
            _ => None,
        }
    }

    /// Whether a sentence begins an answer: 答：.
    pub(super) fn is_answer(&self, scene: &Scene<'_>) -> bool {
        ANSWERS.iter().any(|word| {
            starts(scene.chars, word) && scene.chars.get(word.chars().count()) == Some(&'：')
        })
    }

    /// For whom the first person speaks whom the text names behind a title.
    pub(super) fn answers(&self, scene: &Scene<'_>) -> Option<u32> {
        let all = 0..AMONG.min(self.text.mentions.len() as u32);
        let mut sure = all.filter_map(|person| self.beside_title(person));
        let sure = sure.find(|&body| !is_of_city(self.text.name(body)));
        sure.or_else(|| self.pronouns.about(scene, scene.chars.len()))
    }

    /// 我 at the head of a clause: the person who speaks for the body that is asked, 答：我兼任….
    pub(super) fn first_person(&self, scene: &Scene<'_>, clause: usize) -> Option<u32> {
        let body = self.met.speaker?;
        let own = match self.opened(scene, clause) {
            ['我', next, ..] => {
                !matches!(next, '们' | '国' | '省' | '市' | '县' | '区' | '镇' | '方')
            }
            _ => false,
        };
        let past = scene.first as u32;
        let speaks = |m: &u32| {
            let spoken = self.beside_title(*m);
            spoken.is_some_and(|spoken| self.text.bare(spoken) == self.text.bare(body))
        };
        own.then(|| (0..past).rev().take(AMONG as usize).find(speaks)).flatten()
    }

    /// The body whose title a person bears, wherever the text tells it nearby or at its beginning.
    pub(in crate::fact) fn spoken_for(&self, person: u32) -> Option<u32> {
        let name = self.text.name(person);
        let same = |m: &u32| self.text.name(*m) == name;
        let back = (0..=person).rev().take(AMONG as usize);
        let first = 0..AMONG.min(self.text.mentions.len() as u32);
        back.chain(first).filter(same).find_map(|m| self.beside_title(m))
    }

    /// The firm, body or place whose title a person bears where it stands directly before the person.
    pub(in crate::fact) fn beside_title(&self, person: u32) -> Option<u32> {
        let before = person.checked_sub(1)?;
        let (here, there) =
            (self.text.mentions.get(person as usize)?, &self.text.mentions[before as usize]);
        let sentence = self.text.sentences.get(here.sentence as usize)?;
        let title = sentence.chars.get(there.span.end as usize..here.span.start as usize)?;
        let body = matches!(there.kind, Kind::COMPANY | Kind::INSTITUTION | Kind::PLACE);
        let told = here.kind == Kind::PERSON
            && here.sentence == there.sentence
            && (2..=LONGEST_TITLE).contains(&title.len())
            && !title.iter().any(|&char| ends_clause(char) || char == '、' || char == '记');
        (body && told && self.cues.title.within(title).is_some()).then_some(before)
    }
}

/// Whether who heads this body speaks for its city: 局, 委员会, 政府.
fn is_of_city(name: &[char]) -> bool {
    matches!(name.last(), Some('局' | '委' | '厅' | '办'))
        || ends(name, "委员会")
        || ends(name, "政府")
}

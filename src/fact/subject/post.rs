//! A title in, whose it is out: the place, firm or body whose name ends as the title begins or that a
//! word beside it stands for, and the person who bears it.

use super::Subjects;
use super::pronoun::LOOK_BACK;
use crate::fact::scene::Scene;
use crate::knowledge::Kind;
use crate::knowledge::rules::Filler;
use std::ops::Range;

/// Longest text from what stands before a person, or from the head of the clause, to the name.
const LONGEST_TITLE: usize = 10;

/// Letters before 长 that end the names of places whose head it is: 县长 of a 县.
const PLACES: [char; 8] = ['省', '市', '县', '区', '镇', '乡', '州', '旗'];
/// The same of firms and bodies: 厂长 of a 厂.
const BODIES: [char; 12] = ['厂', '院', '校', '所', '馆', '行', '社', '台', '局', '矿', '场', '会'];

impl Subjects<'_> {
    /// Of those that a post with this title may be of, the ones that have such a head: 厂长某某 is
    /// of the factory told of before, whatever firm the sentence is about.
    pub(in crate::fact) fn with_head(
        &self,
        scene: &Scene<'_>,
        at: usize,
        title: &[char],
        carried: Vec<u32>,
    ) -> Vec<u32> {
        // 市文化局局长: of the city, whose office it is.
        let places = carried.iter().all(|m| self.kind_of(*m) == Kind::PLACE);
        // 县委书记: of the county.
        let front = match scene.text(at..scene.chars.len()) {
            ['现' | '时' | '新', '任', front @ ..] => front,
            front => front,
        };
        let party = matches!(front, [_, '委', ..] | [_, '党', '委', ..]);
        let level = front.first().filter(|c| places && PLACES.contains(c));
        let level = level.filter(|_| party || !carried.is_empty());
        let body = match (title, level) {
            (_, Some(level)) => level,
            ([.., body, '长'], None) => body,
            _ => return carried,
        };
        let noun = &[*body];
        let place = PLACES.contains(body);
        let fits = |m: &u32| match place {
            true => self.pronouns.is_district(*m, noun),
            false => self.pronouns.ends_in(*m, noun),
        };
        // 常山…, 县长 of 常山县: by the full name that stands nearest.
        if let (Some(level), [short]) = (level, &carried[..])
            && title.first() != Some(level)
            && let Some(full) = self.in_full(scene, at, *short, noun)
        {
            return vec![full];
        }
        if !(place || BODIES.contains(body)) || !carried.is_empty() && carried.iter().all(fits) {
            return carried;
        }
        let told = self.told_last().find(fits);
        let told = told.or_else(|| match place {
            true => self.pronouns.home_of_level(noun),
            false => self.pronouns.ending_in(scene, at, noun),
        });
        let told = told.map(|told| self.in_full(scene, at, told, noun).unwrap_or(told));
        told.into_iter().collect()
    }

    /// The last name before `at` that says in full, to this end, what a short one names.
    fn in_full(&self, scene: &Scene<'_>, at: usize, short: u32, end: &[char]) -> Option<u32> {
        let past = scene.global(scene.inside(&(0..at)).end);
        let full = |name: &[char]| name.starts_with(self.text.bare(short)) && name.ends_with(end);
        let mut back = (0..past).rev().take(LOOK_BACK);
        back.find(|&m| self.pronouns.is_district(m, end) && full(self.text.name(m)))
    }

    /// The person or persons told of last in this paragraph, be it behind a title, or whose life the
    /// paragraphs before told.
    pub(super) fn told_person(&self, filler: Filler) -> Vec<u32> {
        let person = |m: &u32| self.kind_of(*m) == Kind::PERSON;
        let told = self.met.subjects.iter().rev().find(|met| met.iter().any(person));
        let told = told.into_iter().flatten().copied().filter(person);
        let told: Vec<u32> = told.collect();
        let later = |bearer: &u32| told.iter().all(|told| told < bearer);
        let life = || self.met.topics[2].filter(|_| filler == Filler::Topic && told.is_empty());
        match self.met.bearer.filter(later).or_else(life) {
            Some(person) => vec![person],
            None => told,
        }
    }

    /// The person whom a clause is about behind a title: 校长某某今年五十岁. Not who only speaks.
    pub(super) fn titled(&self, scene: &Scene<'_>, clause: usize) -> Option<u32> {
        let inside = scene.inside(&scene.clauses[clause]);
        let person = inside.clone().find(|&m| self.bears_title(scene, clause, m))?;
        let alone = !inside.contains(&(person + 1)) || !scene.joined(person, person + 1);
        (alone && !self.reports(scene, clause)).then(|| scene.global(person))
    }

    /// Whether a mention is a person behind a title, with no more between it and what stands before.
    fn bears_title(&self, scene: &Scene<'_>, clause: usize, person: usize) -> bool {
        let name = scene.range(person);
        let before = person.checked_sub(1).map_or(0, |before| scene.range(before).end);
        let front = scene.text(before.max(self.opened_at(clause)).min(name.start)..name.start);
        scene.mentions[person].kind == Kind::PERSON
            && front.len() <= LONGEST_TITLE
            && !scene.aside(person)
            && self.cues.title.ending(front).next().is_some()
    }

    /// What 该校 or 后者 stands for where it is not what the clause begins with: 由该校教授某某担任.
    pub(in crate::fact) fn beside(
        &self,
        scene: &Scene<'_>,
        mut front: Range<usize>,
    ) -> Option<u32> {
        let firm = |at: usize| {
            scene.text(at..at + 2) == ['公', '司']
                && at.checked_sub(1).is_some_and(|at| matches!(scene.chars[at], '与' | '和' | '向'))
        };
        let points = |at: &usize| {
            (matches!(scene.chars[*at], '该' | '后' | '前') || firm(*at))
                && !scene.names(*at..*at + 1)
        };
        let at = front.find(points)?;
        let text = scene.text(at..scene.chars.len());
        let bodies = [Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE];
        self.pronouns.meant(scene, at, text, &self.met, &bodies)
    }
}

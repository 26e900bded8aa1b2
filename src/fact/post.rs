//! A title and whose it may be in, the place, firm or body whose name ends as the title begins out.

use super::scene::Scene;
use super::subject::Subjects;
use crate::knowledge::Kind;

/// Letters before 长 that end the names of places whose head it is: 县长 of a 县.
const PLACES: [char; 8] = ['省', '市', '县', '区', '镇', '乡', '州', '旗'];
/// The same of firms and bodies: 厂长 of a 厂.
const BODIES: [char; 12] = ['厂', '院', '校', '所', '馆', '行', '社', '台', '局', '矿', '场', '会'];

impl Subjects<'_> {
    /// Of those that a post with this title may be of, the ones that have such a head: 厂长某某 is
    /// of the factory told of before, whatever firm the sentence is about.
    pub(super) fn with_head(
        &self,
        scene: &Scene<'_>,
        at: usize,
        title: &[char],
        carried: Vec<u32>,
    ) -> Vec<u32> {
        let [.., body, '长'] = title else { return carried };
        let noun = &[*body];
        let place = PLACES.contains(body);
        let fits = |m: &u32| match place {
            true => self.kind_of(*m) == Kind::PLACE && self.pronouns.is_of_level(*m, noun),
            false => self.pronouns.ends_in(*m, noun),
        };
        if !(place || BODIES.contains(body)) || !carried.is_empty() && carried.iter().all(fits) {
            return carried;
        }
        let told = self.told_last().find(fits);
        let told = told.or_else(|| match place {
            true => self.pronouns.home_of_level(noun),
            false => self.pronouns.ending_in(scene, at, noun),
        });
        told.into_iter().collect()
    }
}

//! A title and whose it may be in, the firm or body whose name ends as the title begins out.

use super::scene::Scene;
use super::subject::Subjects;

/// Letters before 长 that end the names of those whose head it is: 厂长 of a 厂.
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
        if !BODIES.contains(body) {
            return carried;
        }
        let noun = &[*body];
        let fits = |m: &u32| self.pronouns.ends_in(*m, noun);
        if !carried.is_empty() && carried.iter().all(fits) {
            return carried;
        }
        self.pronouns.ending_in(scene, at, noun).into_iter().collect()
    }
}

//! The rules in, the classes of words that tell whose a number is out.

use crate::knowledge::Rules;
use crate::knowledge::rules::Class;

/// The classes of `cues/figures.ron`.
#[derive(Clone, Copy)]
pub(in crate::fact) struct Words<'k> {
    pub(super) measured: &'k Class,
    pub(super) goes_on: &'k Class,
    pub(super) of_trade: &'k Class,
    pub(super) bears: &'k Class,
    pub(super) dimension: &'k Class,
    pub(super) makes: &'k Class,
    pub(super) gives: &'k Class,
    pub(super) group: &'k Class,
    pub(super) grounds: &'k Class,
    pub(super) of_place: &'k Class,
    pub(super) of_number: &'k Class,
    pub(super) event_verb: &'k Class,
    pub(super) record: &'k Class,
    pub(super) beyond: &'k Class,
    pub(super) yearly: &'k Class,
    pub(super) of_all: &'k Class,
    pub(super) thing: &'k Class,
    pub(super) each: &'k Class,
    pub(super) in_trade: &'k Class,
    pub(super) of_same: &'k Class,
    pub(super) now: &'k Class,
    pub(super) lasting: &'k Class,
    pub(super) flows: &'k Class,
    pub(super) sized: &'k Class,
    pub(super) jointly: &'k Class,
    pub(super) sited: &'k Class,
    pub(super) of_district: &'k Class,
    pub(super) of_body: &'k Class,
    pub(super) of_event: &'k Class,
    pub(super) grants: &'k Class,
    pub(super) issued: &'k Class,
    pub(super) held: &'k Class,
    pub(super) sits: &'k Class,
}

impl<'k> Words<'k> {
    pub(in crate::fact) fn new(rules: &'k Rules) -> Self {
        Self {
            measured: rules.class("measured"),
            goes_on: rules.class("goes_on"),
            of_trade: rules.class("of_trade"),
            bears: rules.class("bears"),
            dimension: rules.class("dimension"),
            makes: rules.class("makes"),
            gives: rules.class("gives"),
            group: rules.class("group"),
            grounds: rules.class("grounds"),
            of_place: rules.class("of_place"),
            of_number: rules.class("of_number"),
            event_verb: rules.class("event_verb"),
            record: rules.class("record"),
            beyond: rules.class("beyond"),
            yearly: rules.class("yearly"),
            of_all: rules.class("of_all"),
            thing: rules.class("thing"),
            each: rules.class("each"),
            in_trade: rules.class("in_trade"),
            of_same: rules.class("of_same"),
            now: rules.class("now"),
            lasting: rules.class("lasting"),
            flows: rules.class("flows"),
            sized: rules.class("sized"),
            jointly: rules.class("jointly"),
            sited: rules.class("sited"),
            of_district: rules.class("of_district"),
            of_body: rules.class("of_body"),
            of_event: rules.class("of_event"),
            grants: rules.class("grants"),
            issued: rules.class("issued"),
            held: rules.class("held"),
            sits: rules.class("sits"),
        }
    }
}

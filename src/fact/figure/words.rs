//! The rules in, the classes of words that tell whose a number is out.

crate::fact::subject::cues::cues! {
    /// The classes of `cues/figures.ron`.
    Words:
        measured goes_on of_trade bears dimension makes gives group grounds of_place of_number
        event_verb record beyond yearly made_known once comes_in of_all thing each in_trade of_same
        now lasting flows spans sized jointly sited of_district of_body of_event grants issued held
        sits becomes here in_use announced anew bulletin brief moment sized_thing borne spent by_firm accounts
        leads_to whole_trade pays comes_from
        conferred inside sets_out priced bureau press named_thing acts any_firm officer trader certain_year buys carries_out looks_into abstract_noun
}

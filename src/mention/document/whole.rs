//! The mentions of a document in, those of firms made whole: 江城海川, where the document names 江城海川电池有限公司,
//! is one firm and no place with another; 海川控股子公司 is one of 海川. And those of names that end before
//! the mark which closes the quotation that they hold.

use crate::knowledge::Kind;
use crate::mention::Mention;
use crate::text::{Sentence, Span};

/// Behind 控股 they say whose it is: 控股 ends no name before them.
const KIN: [&str; 4] = ["子公司", "股东", "企业", "孙公司"];
const HOLDS: [char; 2] = ['控', '股'];

/// Mends the mentions.
pub(in crate::mention) fn make_whole(sentences: &[Sentence], mentions: &mut Vec<Mention>) {
    for mention in mentions.iter_mut().filter(|mention| mention.kind == Kind::PROGRAM) {
        let chars = &sentences[mention.sentence as usize].chars;
        let count = |mark: char| chars[mention.span.range()].iter().filter(|&&c| c == mark).count();
        let (start, end) = (mention.span.start as usize, mention.span.end as usize);
        if chars.get(end) == Some(&'”') && count('“') > count('”') && chars[start] != '“' {
            mention.span = Span::new(start, end + 1);
        }
    }
    for mention in mentions.iter_mut().filter(|mention| mention.kind == Kind::COMPANY) {
        let chars = &sentences[mention.sentence as usize].chars;
        let (name, behind) = (&chars[mention.span.range()], &chars[mention.span.end as usize..]);
        let kin = || {
            KIN.iter().any(|kin| behind.iter().take(kin.chars().count()).copied().eq(kin.chars()))
        };
        if name.len() > 4 && name.ends_with(&HOLDS) && kin() {
            mention.span = Span::new(mention.span.start as usize, mention.span.end as usize - 2);
        }
    }
    join_split(sentences, mentions);
}

/// Puts together a place and the firm right behind it, where both begin the name of another firm of the
/// document.
fn join_split(sentences: &[Sentence], mentions: &mut Vec<Mention>) {
    let split = |pair: &[Mention]| {
        let [place, firm] = pair else { return None };
        let beside = place.sentence == firm.sentence && place.span.end == firm.span.start;
        let kinds = place.kind == Kind::PLACE && firm.kind == Kind::COMPANY;
        let span = || Span::new(place.span.start as usize, firm.span.end as usize);
        (beside && kinds).then(|| (place.sentence, span()))
    };
    if !mentions.windows(2).any(|pair| split(pair).is_some()) {
        return;
    }
    let name = |sentence: u32, span: Span| &sentences[sentence as usize].chars[span.range()];
    let firms = mentions.iter().filter(|mention| mention.kind == Kind::COMPANY);
    let mut firms: Vec<&[char]> = firms.map(|firm| name(firm.sentence, firm.span)).collect();
    firms.sort_unstable();
    let begins = |part: &[char]| {
        let from = firms.partition_point(|firm| *firm < part);
        let mut all = firms[from..].iter().take_while(|firm| firm.starts_with(part));
        all.any(|firm| firm.len() > part.len() + 2)
    };
    let mut joined: Vec<Mention> = Vec::with_capacity(mentions.len());
    let mut rest = mentions.drain(..).peekable();
    while let Some(mention) = rest.next() {
        let pair = rest.peek().and_then(|next| split(&[mention.clone(), next.clone()]));
        match pair.filter(|&(sentence, span)| begins(name(sentence, span))) {
            Some((sentence, span)) => {
                rest.next();
                let (kind, because) = (Kind::COMPANY, "document/whole");
                joined.push(Mention { sentence, span, kind, because, entry: None });
            }
            None => joined.push(mention),
        }
    }
    drop(rest);
    *mentions = joined;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;

    /// The names of a text after they were made whole, of these spans in its only sentence.
    fn made(text: &str, spans: &[(usize, usize, Kind)]) -> Vec<String> {
        let document = Document { text: text.to_owned(), ..Document::default() };
        let sentences = crate::text::sentences(&document);
        let mention = |&(start, end, kind): &(usize, usize, Kind)| Mention {
            sentence: 0,
            span: Span::new(start, end),
            kind,
            because: "",
            entry: None,
        };
        let mut mentions: Vec<Mention> = spans.iter().map(mention).collect();
        make_whole(&sentences, &mut mentions);
        let name = |m: &Mention| sentences[0].chars[m.span.range()].iter().collect();
        mentions.iter().map(name).collect()
    }

    #[test]
    fn a_place_and_a_firm_are_one_where_the_full_name_says_so() {
        let (place, firm) = (Kind::PLACE, Kind::COMPANY);
        let spans = [(0, 10, firm), (11, 13, place), (13, 15, firm)];
        assert_eq!(made("江城海川电池有限公司与江城海川签约", &spans)[1], "江城海川");
        let other = made("临江海川电池有限公司与江城海川签约", &spans);
        assert_eq!(other[1..], ["江城", "海川"]);
    }

    #[test]
    fn a_name_holds_the_end_of_the_quotation_in_it() {
        let program = Kind::PROGRAM;
        assert_eq!(made("文化“六条意见”印发", &[(0, 7, program)]), ["文化“六条意见”"]);
        assert_eq!(made("“文化六条”印发", &[(1, 5, program)]), ["文化六条"]);
    }

    #[test]
    fn what_holds_a_child_is_no_part_of_its_parent_s_name() {
        assert_eq!(made("天禾新材控股子公司投产", &[(0, 6, Kind::COMPANY)]), ["天禾新材"]);
        assert_eq!(made("天禾新材控股今年上市", &[(0, 6, Kind::COMPANY)]), ["天禾新材控股"]);
    }
}

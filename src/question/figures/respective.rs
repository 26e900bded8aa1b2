//! A figure in a clause that tells several things by turns (甲和乙分别为3和4) in, whose it is out.

use super::around::Around;

/// The word behind which figures stand in the order of what stands before it.
const RESPECTIVELY: &str = "分别";
/// What parts clauses, and what parts the things told before and the figures behind.
const CLAUSE: &[char] = &['，', ',', '；', ';', '。', '：', ':'];
const ITEMS: &[char] = &['、', '和', '与', '及'];

/// The thing that a figure is of by its turn, and the others; `None` where nothing is told by turns.
pub(in crate::question) fn turn(around: Around<'_>) -> Option<(&str, Vec<&str>)> {
    let clause = around.part(CLAUSE);
    let (things, figures) = clause.split_once(RESPECTIVELY)?;
    let things: Vec<&str> = things.split(ITEMS).filter(|thing| !thing.is_empty()).collect();
    let figures: Vec<&str> = figures.split(ITEMS).filter(|figure| !figure.is_empty()).collect();
    let value = around.value();
    let own = figures.iter().position(|figure| figure.contains(value))?;
    (things.len() >= 2 && things.len() == figures.len()).then(|| {
        let others = things.iter().enumerate().filter(|(at, _)| *at != own);
        (things[own], others.map(|(_, thing)| *thing).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::turn;
    use crate::question::figures::around::Around;

    #[test]
    fn figures_stand_in_the_order_of_what_they_are_of() {
        let text = "市区居民和山区居民收入分别达到5万元和2万元";
        let at = text.find("2万元").unwrap();
        let around = Around::parted(text, at, at + "2万元".len());
        let (own, others) = turn(around).unwrap();
        assert_eq!((own, others), ("山区居民收入", vec!["市区居民"]));
        let text = "市区居民和山区居民收入达到5万元和2万元";
        let at = text.find("2万元").unwrap();
        assert!(turn(Around::parted(text, at, at + "2万元".len())).is_none());
    }
}

//! A number and a unit in English in, how Chinese texts write the same out (60 MW: 60兆瓦, 6万千瓦).

use crate::knowledge::EnglishUnit;

/// The forms of an amount; `None` where the words are none.
pub(in crate::question) fn amount(words: &[&str], units: &[EnglishUnit]) -> Option<Vec<String>> {
    let (number, unit) = match *words {
        [number, unit] => (number, unit.to_lowercase()),
        [word] => {
            let digits = word.find(|c: char| !c.is_ascii_digit() && c != '.')?;
            let (number, unit) = word.split_at_checked(digits)?;
            (number, unit.trim_start_matches('-').to_lowercase())
        }
        _ => return None,
    };
    let number: f64 = number.parse().ok()?;
    let unit = units.iter().find(|known| known.en.contains(&unit))?;
    let written = unit.zh.iter().filter_map(|(form, times)| {
        let times = (number * times * 1000.0).round() / 1000.0;
        (times > 0.0).then(|| format!("{times}{form}"))
    });
    Some(written.collect())
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;

    #[test]
    fn an_amount_is_written_as_chinese_texts_write_it() {
        let units = &Knowledge::embedded().question().units;
        let forms = |words: &[&str]| super::amount(words, units).unwrap_or_default();
        assert_eq!(forms(&["60", "MW"]), ["60兆瓦", "60MW", "6万千瓦"]);
        assert_eq!(forms(&["1.2GW"]), ["1.2吉瓦", "1.2GW", "120万千瓦"]);
        assert_eq!(forms(&["50000", "tonnes"]), ["50000吨", "5万吨"]);
        assert!(forms(&["60"]).is_empty() && forms(&["top", "five"]).is_empty());
        assert!(forms(&["5G"]).is_empty() && forms(&["MW"]).is_empty());
    }
}

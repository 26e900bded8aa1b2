//! A number and a unit in English in, how Chinese texts write the same out (60 MW: 60兆瓦, 6万千瓦).

<<<<<<< HEAD:src/question/pieces/amount.rs
use crate::knowledge::EnglishUnit;
=======
/// Names of a unit, and its forms in texts, each with how many of it one is.
type Unit = (&'static [&'static str], &'static [(&'static str, f64)]);

/// Units in English, and how texts write them, each with how many of it one is.
const UNITS: [Unit; 8] = [
    (&["mw", "megawatt", "megawatts"], &[("兆瓦", 1.0), ("MW", 1.0), ("万千瓦", 0.1)]),
    (&["gw", "gigawatt", "gigawatts"], &[("吉瓦", 1.0), ("GW", 1.0), ("万千瓦", 100.0)]),
    (&["kw", "kilowatt", "kilowatts"], &[("千瓦", 1.0), ("kW", 1.0), ("万千瓦", 1e-4)]),
    (&["mwh"], &[("兆瓦时", 1.0), ("MWh", 1.0), ("万千瓦时", 0.1)]),
    (&["gwh"], &[("吉瓦时", 1.0), ("GWh", 1.0)]),
    (&["tonne", "tonnes", "ton", "tons"], &[("吨", 1.0), ("万吨", 1e-4)]),
    (&["hectare", "hectares"], &[("公顷", 1.0), ("万亩", 0.0015), ("亩", 15.0)]),
    (
        &["km", "kilometre", "kilometres", "kilometer", "kilometers"],
        &[("公里", 1.0), ("千米", 1.0)],
    ),
];
>>>>>>> fig:src/question/amount.rs

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

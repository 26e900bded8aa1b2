//! A radical of a font in, the character it stands for out.
//!
//! Some programs write a PDF whose fonts call 人 and 民 by the radicals ⼈ and ⺠ that look the same.

/// What the radicals from U+2F00 on stand for, in their order.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
    寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋\
    比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
    缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
    辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Other radicals, each before what it stands for.
const OTHERS: &str = "⺟母⺠民⺩王⺁厂⺇几⺌小⺎兀⺏尢⺐尢⺑尢⺓幺⺔彐⺖心⺗心⺘手⺙攵⺛旡⺝月⺞歹⺡水⺢水⺣火⺤爪⺥爪⺦丬⺨犬⺪疋⺫目⺬示⺭示⺮竹⺯糸⺰纟⺱罒⺲罒⺳网⺶羊⺷羊⺸羊⺹老\
    ⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衣⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒長⻓长⻔门⻕阜⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首\
    ⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟";

/// The character that a radical stands for; any other as it is.
pub(super) fn unified(c: char) -> char {
    let found = match c {
        '\u{2f00}'..='\u{2fd5}' => KANGXI.chars().nth(c as usize - 0x2f00),
        '\u{2e80}'..='\u{2eff}' => {
            let mut others = OTHERS.chars();
            std::iter::from_fn(|| Some((others.next()?, others.next()?)))
                .find(|(radical, _)| *radical == c)
                .map(|(_, stands_for)| stands_for)
        }
        _ => None,
    };
    found.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_the_characters_that_look_the_same() {
        let text: String = "⼈⺠政府⽉⽇⻓江".chars().map(unified).collect();
        assert_eq!(text, "人民政府月日长江");
        assert_eq!((unified('⼀'), unified('⿕')), ('一', '龠'));
    }
}

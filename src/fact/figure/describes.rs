//! A mention in, whether it only says what kind of thing or whose is spoken of out.

use super::topic::Topic;
use crate::knowledge::Kind;
use crate::text::is_han;

impl Topic<'_, '_> {
    /// 农业镇, 德国企业, 光伏企业: a trade or place that only says what kind of thing is spoken of.
    pub(super) fn describes(&self, mention: usize) -> bool {
        let scene = self.scene;
        let rest = scene.text(scene.range(mention).end..scene.chars.len());
        match scene.mentions[mention].kind {
            Kind::INDUSTRY if self.heads_item(mention) => false,
            Kind::INDUSTRY => {
                let alone =
                    mention == 0 || scene.range(mention - 1).end != scene.range(mention).start;
                matches!(rest, ['镇' | '县' | '市' | '村' | '城' | '乡' | '人' | '大', ..])
                    || alone && self.counted(mention)
                    || self.is_all(mention)
                    || self.is_field(mention)
                        && !matches!(rest, ['行' | '产', '业', ..])
                        && (self.says_whose(rest) || !self.is_one_of_fields(mention))
            }
            Kind::PLACE => {
                self.words.of_place.starting(rest).next().is_some()
                    || borders(scene.text(scene.range(mention)))
                    || self.whose_officer(mention)
                    || self.whose_trader(mention)
            }
            // 世界500强和民企200家: the firms on a list.
            Kind::PROGRAM => {
                are_counted(rest) || scene.text(scene.range(mention)).last() == Some(&'强')
            }
            // 淘宝村: what kind of village.
            Kind::COMPANY if matches!(rest, ['村' | '镇', ..]) => true,
            // 某报记者注意到.
            _ => matches!(rest, ['记', '者', ..]),
        }
    }

    /// （三）核桃产业带：以甲县为重点，…: what an item of a list is headed with.
    pub(super) fn heads_item(&self, mention: usize) -> bool {
        let scene = self.scene;
        let range = scene.range(mention);
        let clause = &scene.clauses[scene.clause(range.start)];
        clause.end == range.end
            && scene.chars.get(range.end) == Some(&'：')
            && scene.clause(range.start) == 0
            && scene.inside(clause).len() == 1
    }

    /// 电商从业人员, 烟草等行业: whether what follows is of whoever has it, and not of the field before it.
    fn says_whose(&self, rest: &[char]) -> bool {
        self.words.of_trade.starting(rest).next().is_some()
            || matches!(rest, ['等', ..] | ['订', '单', ..] | ['上', '市', ..])
    }

    /// 分赛道看，人工智能…；商业航天…: whether this is one of the fields that a sentence tells of.
    fn is_one_of_fields(&self, mention: usize) -> bool {
        let scene = self.scene;
        let heads = |m: usize| {
            let at = scene.unwrap_left(scene.range(m).start);
            self.subjects.opened_at(scene.clause(at)) >= at
        };
        let field = |m: usize| m != mention && scene.mentions[m].kind == Kind::INDUSTRY && heads(m);
        matches!(scene.chars.first(), Some('按' | '分')) || (0..scene.mentions.len()).any(field)
    }

    /// 某国司法部长某某: a place that only says whose officer speaks or acts.
    pub(super) fn whose_officer(&self, mention: usize) -> bool {
        let scene = self.scene;
        let Some(next) = scene.mentions.get(mention + 1) else { return false };
        let title = scene.range(mention).end..next.span.start as usize;
        next.kind == Kind::PERSON
            && (2..=10).contains(&title.len())
            && self.words.officer.ending(scene.text(title)).next().is_some()
    }

    /// 甲县专业户某某: a place that only says where somebody works for himself.
    fn whose_trader(&self, mention: usize) -> bool {
        let scene = self.scene;
        let Some(next) = scene.mentions.get(mention + 1) else { return false };
        let trade = scene.text(scene.range(mention).end..next.span.start as usize);
        next.kind == Kind::PERSON
            && (2..=6).contains(&trade.len())
            && self.words.trader.ending(trade).next().is_some()
    }

    /// “盱眙龙虾”: the beginning of another name, which stands in quotes.
    pub(super) fn begins_a_quote(&self, mention: usize) -> bool {
        let range = self.scene.range(mention);
        let opened = range.start.checked_sub(1).map(|at| self.scene.chars[at]);
        let rest = self.scene.text(range.end..range.end + 9);
        let name = rest.iter().take_while(|&&c| is_han(c)).count();
        opened == Some('“') && name > 0 && rest.get(name) == Some(&'”')
    }

    /// （来源：某报） says nothing of what is measured.
    pub(super) fn in_brackets(&self, mention: usize) -> bool {
        let front = self.scene.text(0..self.scene.range(mention).start);
        let open = front.iter().rposition(|&c| c == '（');
        open > front.iter().rposition(|&c| c == '）')
    }

    /// 光伏企业40家 counts the firms of the place, not the industry.
    pub(super) fn counted(&self, mention: usize) -> bool {
        let rest = self.scene.text(self.scene.range(mention).end..self.scene.chars.len());
        self.words.in_trade.starting(rest).next().is_some()
    }

    /// 杭锦旗光伏治沙装机: a field that only says what kind of thing is measured.
    pub(super) fn is_field(&self, mention: usize) -> bool {
        let name = self.scene.text(self.scene.range(mention));
        !matches!(name.last(), Some('业' | '群' | '链' | '济')) && !self.measured(mention)
    }

    /// 工业总产值: what all that is made there comes to, and no trade.
    pub(super) fn is_all(&self, mention: usize) -> bool {
        let range = self.scene.range(mention).start..self.scene.chars.len();
        self.words.of_all.starting(self.scene.text(range)).next().is_some()
    }

    /// Whether a measure follows the mention at once: 光伏产业产值.
    pub(super) fn measured(&self, mention: usize) -> bool {
        let rest = self.scene.text(self.scene.range(mention).end..self.scene.chars.len());
        self.words.measured.starting(rest).next().is_some()
    }
}

/// 西连江口县: a neighbour, where the verb was read as part of its name.
fn borders(name: &[char]) -> bool {
    matches!(name, ['东' | '西' | '南' | '北', '邻' | '连' | '接' | '靠' | '临' | '濒', _, _, ..])
}

/// 单项冠军数, 单项冠军、工业大奖数: whether so many of what goes before this are counted.
fn are_counted(rest: &[char]) -> bool {
    let name = match rest {
        ['、', more @ ..] => {
            more.iter().take(8).take_while(|&&c| is_han(c) && c != '数').count() + 1
        }
        _ => 0,
    };
    rest.get(name) == Some(&'数')
        && !matches!(rest.get(name + 1), Some('字' | '据' | '智' | '控' | '学' | '码'))
}

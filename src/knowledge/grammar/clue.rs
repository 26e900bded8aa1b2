//! The part a word plays in names in, sets of parts out.

use serde::Deserialize;

/// The part a word plays in or around a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Clue {
    /// A verb that no name holds: a name does not reach over it.
    Verb,
    /// A word for an activity that names hold: 建设, 研究.
    Activity,
    /// A noun.
    Noun,
    /// An adjective: inside a name, but not at its beginning.
    Adjective,
    /// A particle.
    Particle,
    /// 省, 市, 县, 镇: what an administrative area is called.
    Admin,
    /// 高新区, 经开区: with the city's name in front it is one name.
    Zone,
    /// 新城, 工业园: a site with a name of its own.
    Site,
    /// 湖, 山, 河: a natural feature.
    Nature,
    /// 机场, 大桥, 铁路: a structure.
    Structure,
    /// 段, 流域, 片区: a part of a place.
    Stretch,
    /// 位于, 来自: a place follows.
    PlaceCue,
    /// 日照, 友谊: the name of a city or county that is more often an ordinary word.
    Ordinary,
    /// 深, 中: letters that stand for a place beside other such letters.
    Letter,
    /// 境内, 籍: a place goes before.
    PlaceAfter,
    /// 市委, 发改委: with a place in front it is an office.
    Office,
    /// 实验室, 研究院: an institution ends.
    InstitutionTail,
    /// 学院, 校区: a part of the institution in front.
    Branch,
    /// 国家, 省, 教育部: what a long name may begin with.
    Level,
    /// 数据, 服务: with 中心 it is no name.
    Generic,
    /// 有限公司: a company ends.
    LegalForm,
    /// 集团, 银行: a company ends, if it has a name.
    CompanyTail,
    /// 分行, 支行: with its place it is a part of the firm in front.
    BranchOffice,
    /// 建投, 供电公司: each place has one, so place and tail name it.
    OnePerPlace,
    /// 科技, 汽车: the business after a brand.
    Business,
    /// 能源, 材料: behind a known firm it makes another firm of its family.
    FamilyEnd,
    /// 等企业, 公司: firms go before.
    FirmAfter,
    /// 引进, 牵手: a firm may follow.
    FirmCue,
    /// 建厂, 签约: what firms do.
    FirmDeed,
    /// 公告称, 董秘: what only firms have or do that are listed.
    Discloses,
    /// 计划, 条例: a plan or policy ends.
    ProgramTail,
    /// 投资, 建设: what somebody plans to do, behind 计划.
    Planned,
    /// 博览会, 论坛: an event ends.
    EventTail,
    /// 项目, 工程: a project ends.
    ProjectTail,
    /// 示范区, 试点: an honour ends, where it is conferred.
    HonourTail,
    /// 信息系统, 服务平台: with a quotation, a level or an alias it is a system of its own.
    System,
    /// 原则, 安排: what a measure in title marks may end in.
    TitleTail,
    /// 入选, 获批: an honour follows.
    Confers,
    /// 出台, 实施: a plan or policy follows.
    Issues,
    /// 公告, 年报: in 《》 it is no program.
    Paper,
    /// 光伏, 半导体: a sector.
    Sector,
    /// 轴承, 羊绒: what is made, or the sector that makes it.
    Ware,
    /// 能源, 文化: a sector where it is listed with sectors.
    Field,
    /// 产业, 产业链: a sector ends.
    SectorTail,
    /// 发展, 布局: a sector may follow.
    SectorCue,
    /// 领域, 赛道, 企业: a sector may go before.
    SectorAfter,
    /// 战略性新兴, 未来: no sector by itself.
    Umbrella,
    /// 电动, 分布式: a branch of the sector behind.
    SectorPrefix,
    /// 主营, 主攻: a trade follows.
    Trade,
    /// 下线, 销量: a product goes before.
    Product,
    /// 市长, 记者: a person's name may follow.
    TitleBefore,
    /// 村民, 学生: as `TitleBefore`, but more often without a name.
    TitleWeak,
    /// 先生, 院士: a person's name may go before.
    TitleAfter,
    /// 作者, 责任编辑: names follow, after a colon or blank.
    Byline,
    /// 说, 表示: what people do.
    Says,
}

impl Clue {
    /// Whether its words alone can make a name of what stands beside them.
    pub fn makes_names(self) -> bool {
        use Clue::{
            Business, CompanyTail, EventTail, HonourTail, InstitutionTail, LegalForm, Nature,
            Office, ProgramTail, ProjectTail, Sector, SectorTail, Site, Structure, System,
            TitleAfter, TitleBefore, Ware, Zone,
        };
        matches!(
            self,
            Business
                | CompanyTail
                | EventTail
                | HonourTail
                | InstitutionTail
                | LegalForm
                | Nature
                | Office
                | ProgramTail
                | ProjectTail
                | Sector
                | SectorTail
                | Site
                | Structure
                | System
                | TitleAfter
                | TitleBefore
                | Ware
                | Zone
        )
    }
}

/// A set of clues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clues(u64);

impl Clues {
    /// The set of these clues.
    pub const fn of(clues: &[Clue]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < clues.len() {
            set |= 1 << clues[at] as u64;
            at += 1;
        }
        Self(set)
    }

    /// This set and one more clue.
    #[must_use]
    pub fn with(self, clue: Clue) -> Self {
        Self(self.0 | 1 << clue as u64)
    }

    /// The clues of both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the clue is in the set.
    pub fn has(self, clue: Clue) -> bool {
        self.0 & (1 << clue as u64) != 0
    }

    /// Whether it holds no clue but these.
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether any of these clues is in the set.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

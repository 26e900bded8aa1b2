//! A traditional character in, the simplified one out.
//!
//! Only characters that simplified text does not use are here, so that folding changes nothing in
//! it: 乾, 著 and 瞭, which it has in names and words of its own, stay as they are.

use std::sync::LazyLock;

const FIRST: usize = 0x4e00;
const COUNT: usize = 0x5200;

/// Each traditional character and, behind it, the simplified one.
const PAIRS: &str = "\
    於于後后徵征菸烟\
    來来個个們们傑杰備备傳传債债傷伤傾倾僅仅僑侨價价儀仪億亿償偿優优儲储兒儿兩两冊册凈净凍冻創创劃划劇剧勁劲動动務务勝胜勞劳勢势勳勋勵励勸劝匯汇區区協协卻却厭厌厲厉\
    參参叢丛吳吴呂吕員员問问啞哑啟启喚唤喬乔單单嗎吗嘆叹噴喷嚇吓嚴严囑嘱國国圍围園园圖图團团執执堅坚報报場场塊块墊垫壇坛壓压壞坏壩坝壯壮壽寿夢梦夾夹奧奥奪夺奮奋娛娱\
    婦妇嬰婴孫孙學学孿孪宮宫寢寝實实寧宁審审寫写寬宽寵宠寶宝將将專专尋寻對对導导屆届屍尸屢屡層层屬属岡冈島岛峽峡崗岗嶄崭嶺岭巔巅巖岩帥帅師师帳帐帶带幀帧幟帜幣币幫帮\
    幹干幾几庫库廈厦廠厂廢废廣广廳厅張张強强彈弹彌弥彙汇徑径從从徠徕復复徹彻恥耻悅悦悶闷惡恶惱恼愛爱愨悫態态慘惨慣惯慮虑慶庆憂忧憑凭憤愤憲宪憶忆懇恳應应懲惩懶懒懷怀\
    懸悬戀恋戰战戲戏戶户拋抛拏拿挾挟捨舍捲卷掃扫掄抡掙挣掛挂採采揚扬換换損损搖摇搗捣搶抢搾榨摯挚撥拨撫抚擁拥擇择擊击擋挡擔担據据擠挤擬拟擱搁擲掷擴扩擺摆擾扰攏拢攔拦\
    攜携攝摄攤摊攬揽敗败敘叙敵敌數数斂敛斬斩斷断時时晉晋晝昼暈晕暢畅暫暂曆历曉晓曠旷書书會会朧胧朮术東东枴拐柵栅桿杆條条棄弃棟栋棧栈楊杨楓枫業业極极榮荣構构槍枪槳桨\
    樁桩樂乐樓楼標标樞枢樣样樹树橋桥機机橫横檔档檢检檯台櫃柜櫻樱欄栏權权欽钦歎叹歐欧歡欢歲岁歷历歸归歿殁殘残殲歼殺杀毀毁毆殴氣气氫氢氬氩決决沒没況况洩泄浹浃涇泾淚泪\
    淨净淪沦淵渊淺浅減减渦涡測测渾浑湊凑湧涌湯汤準准溝沟滄沧滅灭滌涤滬沪滯滞滾滚滿满漁渔漢汉漣涟漲涨漸渐漿浆潑泼潔洁潛潜潤润澀涩澆浇澇涝澤泽濁浊濃浓濕湿濟济濤涛濫滥\
    濱滨濾滤瀋沈瀏浏瀕濒灑洒灘滩灣湾災灾為为烏乌無无煉炼煙烟煩烦熱热熾炽燁烨燈灯燒烧營营燦灿燭烛爐炉爛烂爭争爾尔牆墙牘牍牽牵犧牺狀状狹狭猶犹獄狱獅狮獎奖獨独獲获獵猎\
    獻献玨珏現现琺珐瑣琐瑪玛環环璽玺瓊琼瓏珑甌瓯產产畝亩畢毕畫画異异當当疊叠痙痉瘋疯瘡疮療疗癒愈癢痒癥症癱瘫發发皺皱盜盗盡尽監监盤盘盧卢眾众睏困睜睁矚瞩矯矫砲炮硃朱\
    碩硕確确碼码磚砖礎础礦矿祿禄禍祸禦御禪禅禮礼稅税稈秆稟禀種种稱称穀谷積积穎颖穩稳穫获窩窝窮穷竄窜竊窃竪竖競竞筆笔箋笺節节範范築筑篤笃篩筛簡简簽签籃篮籌筹籠笼籤签\
    籬篱粵粤糞粪糧粮糾纠紀纪約约紅红紋纹納纳紐纽純纯紗纱紙纸級级紛纷紡纺紮扎細细紳绅紹绍終终組组結结絕绝絞绞絡络給给絨绒統统絲丝綁绑綏绥經经綜综綠绿綢绸維维綱纲網网\
    綵彩綿绵緊紧緒绪線线緝缉締缔緣缘編编緩缓緬缅緯纬練练緻致縛缚縣县縫缝縮缩縱纵縷缕總总績绩織织繞绕繡绣繪绘繫系繭茧繳缴繼继續续纏缠纖纤罈坛罰罚罷罢羅罗羨羡義义習习\
    翹翘耬耧聖圣聞闻聯联聰聪聲声聳耸聶聂職职聽听肅肃脅胁脈脉脫脱腦脑腳脚膚肤膠胶膽胆臉脸臍脐臘腊臟脏臨临臺台與与興兴舉举舊旧艙舱艦舰艱艰艷艳芻刍荊荆莊庄莖茎莢荚華华\
    萊莱萬万葉叶葦苇葷荤蒔莳蒼苍蓋盖蓮莲蔔卜蔣蒋蔭荫蕭萧薦荐薩萨薺荠藍蓝藎荩藝艺藥药藪薮蘆芦蘇苏蘊蕴蘋苹蘭兰蘿萝處处虛虚號号虧亏蝕蚀蝦虾螞蚂螢萤蟬蝉蟲虫蠻蛮衆众衊蔑\
    術术衛卫衝冲袞衮裏里補补裝装裡里製制複复褲裤襯衬襲袭見见規规覓觅視视覷觑覺觉覽览觀观觴觞觸触訂订訃讣計计訊讯訓训記记訛讹訟讼訪访設设許许訴诉診诊註注詐诈詔诏評评\
    詛诅詞词詠咏詢询詣诣試试詩诗詫诧詬诟該该詳详誇夸誌志認认誕诞語语誠诚誣诬誤误誦诵說说誰谁課课調调談谈請请諒谅論论諧谐諭谕諮谘諷讽諸诸諾诺謀谋謂谓謄誊謊谎謙谦講讲\
    謝谢謠谣謹谨證证譏讥識识譚谭譜谱譯译議议譴谴護护譽誉讀读變变讎雠讓让讚赞豈岂豎竖豐丰豬猪貓猫貝贝貞贞負负財财貢贡貧贫貨货販贩貪贪貫贯責责貯贮貴贵買买貸贷費费貼贴\
    貿贸賀贺賃赁賄贿資资賈贾賊贼賑赈賓宾賜赐賞赏賠赔賢贤賣卖賤贱賦赋質质賬账賭赌賴赖賺赚購购賽赛贈赠贊赞贍赡贏赢贓赃贗赝趕赶趙赵趨趋跡迹踐践蹤踪躊踌躍跃軀躯車车軋轧\
    軌轨軍军軒轩軛轭軟软軸轴軼轶較较載载輒辄輔辅輕轻輛辆輝辉輦辇輩辈輪轮輯辑輸输輾辗輿舆轄辖轉转轎轿轟轰辦办辭辞辯辩農农迴回逕迳這这連连週周進进遊游運运過过達达違违\
    遙遥遜逊遞递遠远適适遲迟遷迁選选遺遗遼辽還还邊边郵邮鄉乡鄒邹鄔邬鄖郧鄧邓鄭郑鄰邻酈郦醜丑醞酝醫医醬酱釀酿釁衅釋释釘钉針针釣钓釧钏鈉钠鈍钝鈔钞鈞钧鈣钙鈦钛鈴铃鈷钴\
    鈾铀鉀钾鉅巨鉑铂鉚铆鉛铅鉤钩鉬钼鉻铬銀银銃铳銅铜銘铭銜衔銥铱銳锐銷销銻锑鋁铝鋅锌鋇钡鋒锋鋪铺鋰锂鋸锯鋼钢錄录錐锥錘锤錠锭錢钱錦锦錫锡錯错錳锰鍊链鍋锅鍍镀鍛锻鍵键\
    鍺锗鍾钟鎂镁鎊镑鎔镕鎖锁鎢钨鎮镇鎳镍鏈链鏟铲鏡镜鏢镖鏽锈鐘钟鐙镫鐮镰鐳镭鐵铁鑄铸鑒鉴鑰钥鑲镶鑼锣鑽钻長长門门閂闩閃闪閉闭開开閏闰閑闲閒闲間间閘闸閣阁閥阀閩闽閱阅\
    閻阎闆板闈闱闊阔闖闯關关闡阐闢辟陘陉陝陕陣阵陰阴陳陈陸陆陽阳隊队階阶隕陨際际隨随險险隱隐隴陇隸隶雋隽雖虽雙双雛雏雜杂離离難难雲云電电霧雾霽霁靂雳靄霭靈灵靜静鞏巩\
    韋韦韌韧韓韩韻韵響响頁页頂顶項项順顺須须頌颂預预頑顽頒颁頓顿頗颇領领頭头頸颈頹颓頻频顆颗題题額额顏颜願愿類类顧顾顫颤顯显顱颅風风颯飒颱台飄飘飛飞飯饭飲饮飼饲飽饱\
    飾饰餃饺餅饼養养餌饵餓饿餘余餡馅館馆饋馈饒饶馬马馮冯馴驯駁驳駐驻駕驾駛驶駝驼駿骏騁骋騎骑騙骗騰腾騷骚驀蓦驅驱驕骄驗验驚惊驛驿驟骤髒脏體体髮发鬆松鬍胡鬥斗鬧闹鬱郁\
    魚鱼魯鲁鮑鲍鮮鲜鯉鲤鯨鲸鰱鲢鱷鳄鳥鸟鳳凤鴉鸦鴛鸳鴨鸭鴻鸿鴿鸽鵝鹅鵬鹏鶴鹤鷗鸥鷹鹰鸚鹦鹼碱鹽盐麗丽麥麦麼么黃黄點点黨党黴霉齊齐齋斋齒齿齙龅齡龄齣出龍龙龐庞龜龟";

static FORMS: LazyLock<Forms> = LazyLock::new(Forms::read);

/// By place among the Chinese characters: the simplified form, and a bit where there is one, which
/// is all that is asked of most text.
struct Forms {
    simple: Vec<char>,
    known: [u64; COUNT / 64],
}

impl Forms {
    fn read() -> Self {
        let mut forms = Self { simple: vec!['\0'; COUNT], known: [0; COUNT / 64] };
        let pairs: Vec<char> = PAIRS.chars().collect();
        for pair in pairs.chunks_exact(2) {
            let place = pair[0] as usize - FIRST;
            forms.simple[place] = pair[1];
            forms.known[place / 64] |= 1 << (place % 64);
        }
        forms
    }

    /// Whether a character has a simplified form.
    #[inline]
    fn has(&self, c: char) -> bool {
        let place = (c as usize).wrapping_sub(FIRST);
        self.known.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }
}

/// The simplified form of a character that has one of its own, any other as it is.
pub(crate) fn simplified(c: char) -> char {
    if FORMS.has(c) { FORMS.simple[c as usize - FIRST] } else { c }
}

/// Puts the simplified form in the place of every character that has one.
pub(super) fn simplify(chars: &mut [char]) {
    let forms = &*FORMS;
    // All are looked at without a branch: most texts have none.
    if chars.iter().fold(false, |found, &c| found | forms.has(c)) {
        chars.iter_mut().for_each(|c| *c = simplified(*c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        text.chars().map(simplified).collect()
    }

    #[test]
    fn traditional_text_is_read_as_simplified() {
        assert_eq!(
            fold("臺灣積體電路製造公司於年後與縣政府簽約，發展綠色產業。"),
            "台湾积体电路制造公司于年后与县政府签约，发展绿色产业。"
        );
    }

    #[test]
    fn simplified_text_stays_and_no_form_needs_folding_twice() {
        assert_eq!(
            fold("乾隆年间的著名瞭望台，AI与5G产业。"),
            "乾隆年间的著名瞭望台，AI与5G产业。"
        );
        let pairs: Vec<char> = PAIRS.chars().collect();
        assert_eq!(pairs.len() % 2, 0);
        for pair in pairs.chunks_exact(2) {
            assert_eq!((simplified(pair[0]), simplified(pair[1])), (pair[1], pair[1]));
        }
    }
}

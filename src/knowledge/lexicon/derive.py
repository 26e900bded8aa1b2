#!/usr/bin/env python3
"""Public name lists in, the derived tables of this folder out.

usage: derive.py LISTS DICT OUT
  LISTS  folder with these tab-separated files (one header line, no quoting); README.md names their sources:
         places_with_short_names.tsv, admin_divisions.tsv, place_renames.tsv, hk_mo_tw.tsv, world_places.tsv,
         national_development_zones.tsv, universities.tsv, listed_companies.tsv, gbt4754_industries.tsv,
         family_names.tsv, hanlp_person_names.tsv, listed_company_executives.tsv
  DICT   dict.txt of jieba: word, frequency, tag; tells ordinary words from names
  OUT    the knowledge folder (src/knowledge); a listed firm that a table by hand has goes by its name there
Standard library only; the same input gives the same bytes.
"""
import csv, math, re, sys
from collections import Counter, defaultdict
from pathlib import Path

LISTS, DICT, OUT = (Path(a) for a in sys.argv[1:4])
NAME_TAGS = {"ns", "nt", "nz", "nr", "nrt", "nrfg"}


def rows(name):
    with open(LISTS / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


ORDINARY, PLACE_WORD, FREQUENCY = {}, {}, {}
STARTS, ENDS = Counter(), Counter()
for line in open(DICT, encoding="utf-8"):
    word, freq, tag = line.split(" ")
    tag = tag.strip()
    FREQUENCY[word] = int(freq)
    STARTS[word[0]] += int(freq)
    ENDS[word[-1]] += int(freq)
    if tag not in NAME_TAGS:
        ORDINARY[word] = int(freq)
    elif tag == "ns":
        PLACE_WORD[word] = int(freq)


TOTAL = sum(FREQUENCY.values())

# Names that are also words or that two neighbouring words often make, though the dictionary has them as names.
ALSO_WORDS = set("""和平 和政 友谊 新建 大城 大关 古城 白银 温泉 牡丹 兴国 新星 同德 连平 白玉 新和 平原 太平 兴和 龙门 白沙 海港 南城 融安 荣昌 离岛 江山 安宁 商城 同江
阳西 路桥 老城区 武功 和龙 同仁 上街 高明 长寿 西和 明水 新都 新平 扬中 德保 峡江 威信 天全 大英 大田 城西 和顺 南关 北关 兴海 兴城市 任县 范县 成县 云霄 中江 共和 开平 大安 康保
农安 惠民 定南 福安 定安 天等 文成 开化 安化 新化 城固 兴安 新民 新田 新干 永和 平和 太和 泰和 永安 大方 大通 大名 乐业 民乐 合作 东方 金山 海地 中非 俄国 长乐 大足 大丰 开放 永康 长兴 安康 平安 吉祥
广安 汉中 海南州 图们 高安 瑞金 南安 海安 惠安 延长 延安路 安定 保安 新生 永生 太原街道 和县 凤凰 西平 东平 东明 文安 广平 平山 平定 长治 汤阴 新安 长安 向阳 光明 红旗 前进 朝阳 南山 西山 东山 北山 东湖 西湖区
海城市 明村镇 山下乡 小城镇 新文化 大众 新星 洛阳镇 中心镇 重点镇 老城 新城 西城 东城 宝山 青山 香山 和田县 方正 天长 响水 明光 平湖 海城 海阳 宁静 吉安 淮阳 南海 东海 黄石 鹤山 赤壁 白云""".split())
ALSO_WORDS -= {"广安", "汉中", "吉安", "长治", "南海", "平湖", "瑞金", "黄石", "赤壁", "朝阳", "海城", "海阳", "淮阳", "长兴", "永康", "宝山", "西城", "东城", "南安", "惠安", "海安"}

# Short names of cities and counties that the dictionary tags as common words, or that neighbouring words
# may make, though hardly a text means anything else by them.
NO_WORDS = set("""固安 定兴 平乐 平远 固始 平利 曲沃 枣强 丰润 平凉 苍梧 临清 常熟 平遥 镇远 高密 保康 大足 始兴 通许 定边 正定 定远 永新 万载 石首
东光 东源 丰林 会泽 信宜 元谋 兴文 化州 右玉 同安 响水 四会 富源 平乡 平陆 新丰 新泰 普安 汉源 法库 浮梁 海珠 涟源 清丰 石楼 礼泉
福泉 稻城 资中 逊克 铜梁 阳曲 顺平 义马 乳山 云梦 五华 仙游 会理 光山 兴义 内黄 农安 凭祥 北票 原阳 双流 商水 图们 大丰 大悟 大竹
天全 太谷 奇台 射阳 巨野 府谷 建水 建瓯 开远 当涂 当雄 思茅 文安 文水 斗门 新化 新源 新田 林口 根河 武义 武定 武穴 民丰 永靖 永顺
江油 浑源 海丰 淳安 理塘 界首 祥符 织金 舞阳 茶陵 荔波 裕华 轮台 金乡 金坛 金安 锦屏 集宁 龙游 南皮 子长 定日 华安 南投 内乡
南华 和龙 大同 大安 天柱 宝丰 小金 平度 庆元 康定 房山 政和 文山 方山 景泰 永丰 永泰 永济 泰和 海安 海门 淳化 玉门 石台 莎车 赤水 集贤
集美 项城 顺义 馆陶 阳谷 上党 义乌 和顺 基隆 孝义 宝应 左权 库车 建宁 新罗 新野 河间 灵台 神木 米脂 紫金 龙口 万安 大冶 方城 永福
竹溪 红安 西华 龙泉 永和 赤壁 仙桃 且末 大余 南靖 周至 永年 当阳 分宜 博望 城固 增城 建始 繁峙 辛集 隆化 介休 偏关 奉新 安化 彰化
进贤 兴化 即墨 奉化 奉节 开化 怀来 扶余 登封 遵化 应城 开封 修水 定陶 监利 加查 三原 上杭 上林 中阳 云和 仁化 仁寿 从化 会东 信丰
元氏 兰考 兴和 兴安 定南 广水 开平 开州 开阳 德保 成武 文登 新干 日土 明水 曾都 望都 来安 松北 永安 汉台 沙湾 泰来 海兴 清河 高平
高明 横州 相城 立山 色达 越城 连平 错那 长武 陵城 顺昌 鹤山 和静 太康 安平 平山 于洪 于都 长清 长乐 米东 百色 通化 北票 海伦 太仓""".split())
for form in NO_WORDS:
    ORDINARY.pop(form, None)
ALSO_WORDS -= NO_WORDS


def doubtful(form):
    return len(form) < 2 or ORDINARY.get(form, 0) >= 3 or form in ALSO_WORDS


def straddles(form, times=2):
    """Whether neighbouring words make this pair of letters more often than the name is used."""
    return len(form) == 2 and ENDS[form[0]] * STARTS[form[1]] / TOTAL > times * (FREQUENCY.get(form, 0) + 1)


def names_by_hand(*tables):
    """Canonical names by any form, of tables that are written by hand."""
    known = {}
    for table in tables:
        lines = (OUT / "lexicon" / table).read_text(encoding="utf-8").splitlines()
        column = [cell for cell in lines[0].split("\t") if "=" not in cell].index("aliases")
        for line in lines[1:]:
            cells = line.split("\t") + [""] * 5
            name = cells[0].lstrip("?-")
            for form in [name] + cells[column].split("|"):
                known.setdefault(form.lstrip("?~"), name)
    return {form: name for form, name in known.items() if form}


def write(name, header, lines):
    text = "\n".join(["\t".join(header)] + ["\t".join(line).rstrip("\t") for line in lines]) + "\n"
    (OUT / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(lines)} rows, {len(text.encode()) // 1024} KiB")


# One letter for a province, several for some; cities that are written with one letter in news.
LETTERS = {
    "北京市": "京", "天津市": "津", "河北省": "冀", "山西省": "晋", "内蒙古自治区": "蒙", "辽宁省": "辽", "吉林省": "吉",
    "黑龙江省": "黑", "上海市": "沪", "江苏省": "苏", "浙江省": "浙", "安徽省": "皖", "福建省": "闽", "江西省": "赣",
    "山东省": "鲁", "河南省": "豫", "湖北省": "鄂", "湖南省": "湘", "广东省": "粤", "广西壮族自治区": "桂", "海南省": "琼",
    "重庆市": "渝", "四川省": "川蜀", "贵州省": "黔贵", "云南省": "滇云", "西藏自治区": "藏", "陕西省": "陕秦",
    "甘肃省": "甘陇", "青海省": "青", "宁夏回族自治区": "宁", "新疆维吾尔自治区": "新疆", "香港特别行政区": "港",
    "澳门特别行政区": "澳", "台湾省": "台", "南京市": "宁", "广州市": "穗", "深圳市": "深", "成都市": "蓉", "武汉市": "汉",
    "杭州市": "杭", "苏州市": "苏", "宁波市": "甬", "温州市": "温瓯", "厦门市": "厦", "福州市": "榕", "青岛市": "青",
    "济南市": "济", "郑州市": "郑", "合肥市": "合", "长沙市": "长", "南昌市": "洪", "昆明市": "昆", "无锡市": "锡",
    "常州市": "常", "扬州市": "扬", "镇江市": "镇", "南通市": "通", "泰州市": "泰", "大连市": "连", "沈阳市": "沈",
    "哈尔滨市": "哈", "石家庄市": "石", "太原市": "并", "兰州市": "兰", "西安市": "西", "珠海市": "珠", "佛山市": "佛",
    "东莞市": "莞", "惠州市": "惠", "嘉兴市": "嘉", "湖州市": "湖", "绍兴市": "绍", "泉州市": "泉", "漳州市": "漳",
}
LETTERS["新疆维吾尔自治区"] = "新"

ENGLISH = {
    "内蒙古自治区": "Inner Mongolia", "西藏自治区": "Tibet", "陕西省": "Shaanxi", "山西省": "Shanxi",
    "香港特别行政区": "Hong Kong", "澳门特别行政区": "Macao", "台湾省": "Taiwan", "新疆维吾尔自治区": "Xinjiang",
    "广西壮族自治区": "Guangxi", "宁夏回族自治区": "Ningxia", "哈尔滨市": "Harbin", "呼和浩特市": "Hohhot",
    "乌鲁木齐市": "Urumqi", "拉萨市": "Lhasa", "齐齐哈尔市": "Qiqihar", "鄂尔多斯市": "Ordos", "呼伦贝尔市": "Hulunbuir",
    "日喀则市": "Shigatse", "喀什地区": "Kashgar", "和田地区": "Hotan", "吐鲁番市": "Turpan", "克拉玛依市": "Karamay",
    "锡林郭勒盟": "Xilingol", "阿拉善盟": "Alxa", "延边朝鲜族自治州": "Yanbian", "台北市": "Taipei", "高雄市": "Kaohsiung",
    "台中市": "Taichung", "台南市": "Tainan", "新竹市": "Hsinchu", "新北市": "New Taipei", "桃园市": "Taoyuan",
    "基隆市": "Keelung", "包头市": "Baotou", "赤峰市": "Chifeng", "通辽市": "Tongliao", "乌兰察布市": "Ulanqab",
    "巴彦淖尔市": "Bayannur", "西双版纳傣族自治州": "Xishuangbanna", "香格里拉市": "Shangri-La", "满洲里市": "Manzhouli",
    "六安市": "Lu'an", "吕梁市": "Lvliang", "厦门市": "Xiamen|Amoy", "广州市": "Guangzhou|Canton",
    "伊犁哈萨克自治州": "Ili", "昌吉回族自治州": "Changji", "阿克苏地区": "Aksu", "哈密市": "Hami", "阿勒泰地区": "Altay",
}

# Districts known by their short form all over the country.
KNOWN_DISTRICTS = set("浦东 海淀 武进 金坛 江宁 浦口 六合 溧水 高淳 吴江 吴中 萧山 余杭 滨江 鄞州 北仑 镇海 奉化 黄浦 徐汇 静安 虹口 杨浦 闵行 嘉定 松江 青浦 奉贤 "
    "崇明 丰台 石景山 门头沟 房山 顺义 昌平 怀柔 密云 延庆 南山 福田 罗湖 龙岗 盐田 宝安 番禺 增城 从化 花都 黄埔 南沙 顺德 南海 三水 高明 禅城 香洲 斗门 "
    "滨海新 东丽 西青 津南 北辰 武清 宝坻 静海 宁河 蓟州 渝北 渝中 江津 涪陵 万州 长寿 綦江 璧山 铜梁 潼南 荣昌 大足 永川 合川 南川 九龙坡 沙坪坝 两江 "
    "双流 温江 郫都 新都 龙泉驿 青白江 新津 江夏 蔡甸 汉阳 武昌 汉口 江岸 硚口 青山 望城 岳麓 芙蓉 天心 开福 雨花 胶州 黄岛 崂山 城阳 李沧 即墨 "
    "章丘 历下 历城 长清 莱芜 钢城 同安 翔安 集美 海沧 湖里 思明 鼓楼 仓山 马尾 长乐 晋安 蜀山 包河 庐阳 瑶海 柯桥 上虞 越城 吴兴 南浔 南湖 秀洲 "
    "金东 婺城 衢江 柯城 椒江 黄岩 路桥 定海 普陀 莲都 鹿城 龙湾 瓯海 洞头 相城 姑苏 虎丘 锡山 惠山 滨湖 梁溪 丹徒 京口 润州 广陵 邗江 江都 海陵 高港 姜堰 崇川 "
    "海门 宿城 宿豫 淮阴 清江浦 洪泽 亭湖 盐都 大丰 赣榆 连云 海州 贾汪 铜山 泉山 云龙 未央 雁塔 长安 临潼 阎良 高陵 鄠邑 碑林 莲湖 灞桥".split())


# Districts whose short form is used, though it is a word or another city's: the text around it decides.
DOUBTED_DISTRICTS = set("六合 新都 三水 高要 历下 新吴 新会 湖里 新北".split())

ZONE_END = re.compile(r"(开发区|工业园区|产业园区|示范区|试验区|管理区|合作区)$")
ZONES = []  # zones that the list of counties holds


def place_table():
    source = rows("places_with_short_names.tsv")
    provinces = {r["name"] for r in source if r["level"] == "province"}
    # A name that counties share, or one that says nothing without its city, is known by its parent.
    shared = Counter(r["name"] for r in source if r["level"] == "county")
    bare = re.compile(r"^(城区|郊区|矿区|东区|西区|南区|北区|市区|市中区|中区|城中区|城关区|新区|.)$")
    table, taken, where = [], set(), {}
    cities = {r["short_name"] for r in source if r["level"] != "county" and not r["path"].startswith("台湾")}
    regions = names_by_hand("region.tsv")

    def add(name, level, aliases, within, english=""):
        if name.lstrip("?-") in taken:
            return
        taken.add(name.lstrip("?-"))
        unique = list(dict.fromkeys(a for a in aliases if a.lstrip("?~")))
        table.append([name, level, unique, within, english])
        where[name.lstrip("-")] = table[-1]

    def short_of(r):
        short, name = r["short_name"], r["name"]
        if len(short) < 2 or short == name or (name.endswith("新区") and short != "浦东"):
            return []
        if short in DOUBTED_DISTRICTS and name.endswith("区"):
            return ["?" + short]
        if r["level"] == "county" and (short in cities or (short in regions and name.endswith("区"))):
            return []  # 长沙 is the city, not the county of that name
        if r["level"] == "county" and short not in NO_WORDS and (straddles(short, 20) or ORDINARY.get(short, 0) >= 50 or (short in ALSO_WORDS and FREQUENCY.get(short, 0) >= 200)):
            return []  # 灯塔, 友谊: the word is far more common than the place without its 县 or 市
        weak = doubtful(short) or short in regions or (r["path"].startswith("台湾") and r["level"] == "city" and name == "新北市")
        if r["level"] == "county" and short not in NO_WORDS:
            weak = weak or straddles(short)
        if r["level"] == "county" and name.endswith("区"):
            weak = weak or not (short in NO_WORDS or short in KNOWN_DISTRICTS or (PLACE_WORD.get(short, 0) >= 50))
        return ["?" + short if weak else short]

    for r in source:
        path, name, level = r["path"].split("/"), r["name"], r["level"]
        if (level == "city" and name in provinces) or "直辖" in name:
            continue
        letters = ["~" + l for l in LETTERS.get(name, "")] if level != "county" else []
        english = ENGLISH.get(name, "")
        if level == "province":
            aliases = [r["short_name"]] + letters
            if name.endswith("自治区"):
                aliases.append(r["short_name"] + "自治区")
            if r["short_name"] + "省" == name or name.endswith("市"):
                pass
            add(name, "province", aliases, "中国", english)
        elif level == "city":
            short = r["short_name"]
            aliases = short_of(r) + letters
            if name.endswith(("自治州", "地区", "盟")):
                base = re.sub(r"(州|盟|地区)$", "", short)
                kind = "盟" if name.endswith("盟") else "州" if name.endswith("州") else "地区"
                aliases = ([base] if len(base) > 1 and base not in ("海南", "海北", "海西", "黄南", "果洛") else []) + [base + kind] + letters
            add(name, "city", [a for a in aliases if a != name], path[-2], english)
        elif ZONE_END.search(name):
            ZONES.append((name, path[-2]))
        else:
            parent = path[-2] if "直辖" not in path[-2] else path[-3]
            if shared[name] > 1 or bare.match(name):
                aliases = ["?" + name] + ["?" + s.lstrip("?") for s in short_of(r)]
                add("-" + parent + name, "county", aliases, parent, english)
            else:
                weak = "?" if name in ALSO_WORDS or len(name) == 2 else ""
                aliases = [a for a in short_of(r) if a.lstrip("?") != name]
                if name.endswith(("自治县", "自治旗")) and aliases and not aliases[0].startswith("?") and aliases[0][-1] not in "县旗":
                    aliases.append(aliases[0] + name[-1])  # 岫岩县
                add(weak + name, "county", aliases, parent, english)

    for r in rows("hk_mo_tw.tsv"):
        path = r["path"].split("/")
        if len(path) == 1 or r["name"] in taken or r["name"] in cities or (len(path) == 3 and path[0] == "台湾省"):
            continue
        if path[0] == "澳门特别行政区" and len(path) > 2:
            continue
        name, parent = r["name"], path[-2]
        if re.match(r"^(.区|中西区)$", name):
            add("-" + path[0][:2] + name, "county", ["?" + name], parent)
        else:
            short = "" if name[:-1] in where or name[:-1] + "市" in where and name.endswith("县") else name[:-1] if name.endswith(("市", "县")) or (name.endswith("区") and len(name) > 2) else ""
            add(name, "county" if len(path) == 3 else "city", ["?" + short] if len(short) > 1 and doubtful(short) else [short], parent)

    rename(table, taken, where)
    write("lexicon/place.tsv", ["name", "class", "aliases", "within", "english", "kind=Place"],
          [[n, l, "|".join(a), w, e] for n, l, a, w, e in table])
    return where


def rename(table, taken, where):
    """Former names: an alias of the place that kept on under a new name, a row of their own when it was merged into another."""
    forms = Counter(a.lstrip("?~") for row in table for a in row[2]) + Counter(taken)
    for r in rows("place_renames.tsv"):
        old, new = r["old_path"].split("/")[-1], r["new_path"].split("/")[-1]
        short = r["old_short_path"].split("/")[-1]
        row = where.get(new) or where.get(r["new_path"].split("/")[-2] + new if "/" in r["new_path"] else "")
        if old == new or row is None or old in taken:
            continue
        new_short = re.sub(r"(市|县|区)$", "", new)
        merged = short != new_short and r["old_path"].count("/") == 2
        for form in (old, short):
            if len(form) > 1 and not forms[form] and not merged:
                row[2].append("?" + form if doubtful(form) else form)
                forms[form] += 1
        if merged and not forms[old]:
            taken.add(old)
            table.append([old, "former", ["?" + short] if len(short) > 1 and not forms[short] else [], row[3], ""])
            forms[old] += 1


def town_table(where):
    """Towns, townships and streets; a shared name is known by its county."""
    source = rows("admin_divisions.tsv")
    name_of = {r["code"]: r for r in source}
    good = re.compile(r"^[\u4e00-\u9fff]{2,12}(镇|乡|街道|苏木)$")
    towns = []
    for r in source:
        name = re.sub(r"街道办事处$", "街道", r["name"])
        if r["level"] != "township" or not good.match(name) or len(name) < 3 or len(name) > 10:
            continue
        path = r["path"].split("/")
        county = path[-2]
        parent = county if county in where else path[-3] + county
        if parent not in where:
            parent = path[-3] if path[-3] in where else ""
        if parent:
            towns.append((parent, name))
    shared = Counter(n for _, n in set(towns))
    counties = {n for n in where}
    lines, seen = [], set()
    for parent, name in sorted(set(towns)):
        if name in counties:
            continue
        one = shared[name] == 1
        key = name if one else parent + name
        if key in seen:
            continue
        seen.add(key)
        # 3-letter streets and towns are often an ordinary word before 镇 or 街道; the parent decides.
        lines.append([("?" if doubtful(name) else "") + key if one else "-" + key, "" if one else "?" + name, parent])
    write("lexicon/town.tsv", ["name", "aliases", "within", "kind=Place", "class=town"], lines)


def zone_table(where):
    short_of = {}
    for level in ("county", "city", "province"):  # the higher one keeps the short form
        for name, row in where.items():
            if row[1] == level:
                short = re.sub(r"(省|市|区|县|壮族自治区|回族自治区|维吾尔自治区|自治区)$", "", name)
                short_of[short if len(short) > 1 else name] = name
    lines, seen = [], set(where)

    def add(name, aliases, within, klass):
        if name in seen:
            return
        seen.add(name)
        aliases = [a for a in dict.fromkeys(aliases) if a.lstrip("?") not in seen and a != name]
        seen.update(a.lstrip("?") for a in aliases)
        lines.append([name, klass, "|".join(aliases), within])

    def parent_of(base, province):
        for cut in range(len(base), 1, -1):
            if base[:cut] in short_of:
                return short_of[base[:cut]]
        return province

    provinces = {re.sub(r"(省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)$", "", n): n for n, r in where.items() if r[1] == "province"}
    economic = [(re.sub(r"（.*", "", r["name"]), provinces.get(r["province"], "")) for r in rows("national_development_zones.tsv")]
    high_tech = [(base + "高新技术产业开发区", "") for base in HIGH_TECH.split()]
    for name, within in economic + high_tech + sorted(ZONES):
        tail = next((t for t in ("经济技术开发区", "经济开发区", "高新技术产业开发区", "高新技术开发区", "高新技术产业园区") if name.endswith(t)), "")
        base = name[: len(name) - len(tail)]
        inner = next((base[len(p):] for p in provinces if base.startswith(p) and base[len(p):] in short_of), "")
        bases = [b for b in dict.fromkeys([base, re.sub(r"市$", "", base), inner]) if len(b) > 1]
        ends = {"经济技术": ["经济技术开发区", "经开区", "国家经开区", "国家级经济技术开发区", "国家经济技术开发区", "经济开发区", "国家级经开区"],
                "经济开发": ["经济开发区", "经开区"],
                "高新技术": ["高新技术产业开发区", "高新区", "国家高新区", "国家高新技术产业开发区", "高新技术开发区", "国家级高新区", "高新开发区"]}
        aliases = [b + e for b in bases for e in ends.get(tail[:4], [])]
        if tail.startswith("经济"):
            aliases += ["?" + b + "开发区" for b in bases]
        klass = "high_tech_zone" if tail.startswith("高新") else "economic_zone"
        add(name, aliases, parent_of(base, within), klass)
    write("lexicon/zone.tsv", ["name", "class", "aliases", "within", "kind=Place"], lines)


FEATURE = re.compile(r"(湖|江|河|山|岛|湾|峡|海|水库|半岛|群岛|列岛|高原|平原|盆地|沙漠|草原|瀑布|运河|大桥|古镇|古城|机场|风景区|公园|湿地|温泉|溪|寺|峰|岭|长城|峡谷|海峡|铁路|高速公路|港|码头|广场|故居|博物馆|体育馆|大学城|山脉|冰川|山区|三角洲|流域|大坝|水电站|油田|煤矿|陵|宫|(?<!海)关|海域|国家公园)$")
NO_FEATURE = set("""信口开河 人山人海 半壁江山 崇山峻岭 桑田沧海 三角洲 深水港 咸水湖 淡水湖 火山岛 休火山 死火山 活火山 余沧海 剑树刀山 渔海樵山 中国台湾 中国香港 大好河山 锦绣河山 万水千山 千山万水 火焰山 太阳山
入海口 出海口 名胜区 风景区 旅游区 深水码头 集装箱码头 内陆河 母亲河 护城河 人工湖 人工岛 人民广场 步行街 火车站 飞机场 军用机场 民用机场 国际机场 大草原 大沙漠 大运河 老火山 内海 公海 领海 四海 五湖四海
陆平原 大平原 大峡谷 大瀑布 大森林 自由港 避风港 不冻港 商品房 度假村 五指山 开放港 转口港 人民公园 森林公园 主题公园 儿童公园 动物园 植物园 青山 江山 泰山 黄海 渤海 南海 东海
三座大山 三江五湖 三迭阳关 上山下海 东洋大海 中直机关 临水登山 义海恩山 九州四海 九江八河 九洲四海 二列相关 五度五关 五洲四海 半壁山河 半壁河山 南方大港 城市热岛 寿山福海 寿比南山 山山岭岭 巴山越岭 平顶海山 恩山义海 扬名四海
扶山超海 攀登高峰 攸戚相关 日落西山 曾经沧海 水泊梁山 江河湖海 治安机关 流水高山 涉海登山 温度开关 港人治港 滨临大海 火山汤海 火海刀山 独走江湖 猛虎下山 猛虎深山 留得青山 登山越岭 登山陟岭 百川归海 百川朝海 直属机关
石头皮山 石投大海 秀水明山 荒山野岭 蓬莱仙岛 连山排海 逾山越海 重山峻岭 锦绣山河 锦绣江山 长江黄河 闸刀开关 顺口开河 香象渡河 马放南山 高卧东山 高山峻岭 斯坦利港""".split())


def feature_table(where):
    """Mountains, waters, islands, ports and sites that the dictionary has as places."""
    forms = {a.lstrip("?~") for row in where.values() for a in row[2]} | set(where)
    lines = []
    for word in sorted(PLACE_WORD):
        if PLACE_WORD[word] < 3 or len(word) < 3 or not FEATURE.search(word) or word in forms or word in NO_FEATURE:
            continue
        lines.append([word])
    write("lexicon/feature.tsv", ["name", "kind=Place", "class=feature"], lines)


# National high-tech zones by the names they go by, from the Ministry of Science and Technology's public list.
HIGH_TECH = """天津滨海 石家庄 唐山 保定 承德 燕郊 太原 长治 包头 呼和浩特 鄂尔多斯 沈阳 大连 鞍山 营口 辽阳 本溪 锦州 阜新 长春 长春净月 吉林 延吉 通化
哈尔滨 大庆 齐齐哈尔 佳木斯 上海张江 上海紫竹 南京 苏州 无锡 常州 武进 昆山 江阴 常熟 扬州 镇江 南通 泰州 盐城 连云港 徐州 淮安 宿迁 杭州 萧山临江 宁波 温州 嘉兴 绍兴 湖州莫干山 衢州
合肥 芜湖 蚌埠 马鞍山慈湖 铜陵狮子山 淮南 滁州 安庆 福州 厦门火炬 泉州 漳州 莆田 三明 龙岩 南昌 新余 景德镇 鹰潭 抚州 吉安 赣州 九江共青城 宜春丰城 济南 青岛 淄博 潍坊 烟台 威海火炬
济宁 临沂 泰安 枣庄 莱芜 德州 黄河三角洲 郑州 洛阳 南阳 安阳 新乡 平顶山 焦作 信阳 许昌 武汉东湖 襄阳 宜昌 孝感 荆门 随州 仙桃 咸宁 黄冈 荆州 黄石大冶湖 潜江 长沙 株洲 湘潭 益阳 衡阳 郴州 常德 怀化 宁乡
广州 深圳 珠海 中山火炬 佛山 惠州仲恺 东莞松山湖 江门 肇庆 河源 清远 汕头 湛江 茂名 南宁 桂林 柳州 北海 海口 重庆 璧山 荣昌 永川 成都 绵阳 自贡 乐山 泸州 攀枝花 德阳 内江 宜宾 贵阳 安顺 遵义 毕节
昆明 玉溪 楚雄 西安 宝鸡 杨凌 咸阳 渭南 榆林 安康 兰州 白银 青海 银川 石嘴山 宁夏石嘴山 乌鲁木齐 昌吉 石河子 新疆生产建设兵团 拉萨 克拉玛依 阿拉尔"""

# Short forms in everyday use; `?` where it also stands for others or is an ordinary word.
UNIVERSITY_SHORT = dict(line.split(" ", 1) for line in """北京大学 北大|Peking University
清华大学 清华|Tsinghua University
中国人民大学 人大|?人民大学|Renmin University of China
北京师范大学 北师大|Beijing Normal University
北京航空航天大学 北航|Beihang University
北京理工大学 北理工|Beijing Institute of Technology
中国农业大学 中国农大|中农大|China Agricultural University
中央民族大学 民大|Minzu University of China
北京科技大学 北科大|?北京科大|University of Science and Technology Beijing
北京交通大学 北京交大|北交大|Beijing Jiaotong University
北京邮电大学 北邮|Beijing University of Posts and Telecommunications
北京化工大学 北化|北京化大|Beijing University of Chemical Technology
北京工业大学 北工大|北京工大|Beijing University of Technology
北京林业大学 北林|北京林大|Beijing Forestry University
北京中医药大学 北中医|Beijing University of Chinese Medicine
北京外国语大学 北外|Beijing Foreign Studies University
中国传媒大学 中传|?传媒大学|Communication University of China
中央财经大学 央财|中央财大|Central University of Finance and Economics
对外经济贸易大学 对外经贸大学|贸大|经贸大学|University of International Business and Economics
中国政法大学 法大|中国法大|China University of Political Science and Law
华北电力大学 华电大学|华北电大|North China Electric Power University
首都医科大学 首医|首都医大|Capital Medical University
中国科学院大学 国科大|University of Chinese Academy of Sciences
中国社会科学院大学 社科大|University of Chinese Academy of Social Sciences
南开大学 南开|Nankai University
天津大学 天大|Tianjin University
天津医科大学 天津医大|天医大|Tianjin Medical University
天津工业大学 天工大|天津工大|Tiangong University
天津理工大学 天津理工|天理工|Tianjin University of Technology
河北工业大学 河北工大|河工大|Hebei University of Technology
燕山大学 燕大|Yanshan University
太原理工大学 太原理工|太理工|Taiyuan University of Technology
山西大学 山大|Shanxi University
中北大学 中北|North University of China
内蒙古大学 内大|内蒙古大学|Inner Mongolia University
大连理工大学 大连理工|大工|Dalian University of Technology
东北大学 东大|Northeastern University
大连海事大学 大连海大|海大|Dalian Maritime University
吉林大学 吉大|Jilin University
东北师范大学 东北师大|东师|Northeast Normal University
长春理工大学 长春理工|长理工|Changchun University of Science and Technology
哈尔滨工业大学 哈工大|Harbin Institute of Technology
哈尔滨工程大学 哈工程|Harbin Engineering University
东北林业大学 东北林大|东林|Northeast Forestry University
东北农业大学 东北农大|东农|Northeast Agricultural University
复旦大学 复旦|Fudan University
上海交通大学 上海交大|上交大|上交|交大|Shanghai Jiao Tong University
同济大学 同济|Tongji University
华东师范大学 华东师大|华师大|East China Normal University
华东理工大学 华东理工|华理|East China University of Science and Technology
东华大学 东华|Donghua University
上海大学 上大|Shanghai University
上海理工大学 上海理工|上理工|上理|University of Shanghai for Science and Technology
上海财经大学 上海财大|上财|Shanghai University of Finance and Economics
上海科技大学 上科大|上海科大|ShanghaiTech University
上海外国语大学 上外|Shanghai International Studies University
上海中医药大学 上海中医大|Shanghai University of Traditional Chinese Medicine
上海海事大学 上海海大|Shanghai Maritime University
南京大学 南大|Nanjing University
东南大学 东大|Southeast University
南京航空航天大学 南航大|南航|Nanjing University of Aeronautics and Astronautics
南京理工大学 南理工|南京理工|Nanjing University of Science and Technology
河海大学 河海|Hohai University
南京农业大学 南农|南京农大|南农大|Nanjing Agricultural University
中国药科大学 药大|中国药大|China Pharmaceutical University
南京师范大学 南师大|南京师大|Nanjing Normal University
南京邮电大学 南邮|Nanjing University of Posts and Telecommunications
南京工业大学 南工大|南京工大|Nanjing Tech University
南京林业大学 南林|南京林大|南林大|Nanjing Forestry University
南京信息工程大学 南信大|南京信大|Nanjing University of Information Science and Technology
南京中医药大学 南中医|Nanjing University of Chinese Medicine
南京医科大学 南医大|南京医大|Nanjing Medical University
苏州大学 苏大|Soochow University
江南大学 江大|Jiangnan University
江苏大学 江大|Jiangsu University
江苏科技大学 江苏科大|江科大|Jiangsu University of Science and Technology
扬州大学 扬大|Yangzhou University
南通大学 通大|Nantong University
常州大学 常大|Changzhou University
中国矿业大学 矿大|中国矿大|China University of Mining and Technology
江苏师范大学 江苏师大|Jiangsu Normal University
西交利物浦大学 西浦|西交利物浦|Xi'an Jiaotong-Liverpool University
昆山杜克大学 昆杜|Duke Kunshan University
浙江大学 浙大|Zhejiang University
西湖大学 西湖|Westlake University
浙江工业大学 浙工大|浙江工大|Zhejiang University of Technology
浙江理工大学 浙江理工|浙理工|Zhejiang Sci-Tech University
杭州电子科技大学 杭电|Hangzhou Dianzi University
宁波大学 宁大|Ningbo University
宁波诺丁汉大学 宁诺|University of Nottingham Ningbo China
浙江师范大学 浙师大|浙江师大|Zhejiang Normal University
杭州师范大学 杭师大|杭州师大|Hangzhou Normal University
温州医科大学 温医大|温州医大|Wenzhou Medical University
中国美术学院 国美|China Academy of Art
中国科学技术大学 中科大|中国科大|University of Science and Technology of China
安徽大学 安大|Anhui University
合肥工业大学 合工大|合肥工大|Hefei University of Technology
安徽工业大学 安工大|安徽工大|Anhui University of Technology
安徽农业大学 安农大|安徽农大|Anhui Agricultural University
厦门大学 厦大|Xiamen University
福州大学 福大|Fuzhou University
福建农林大学 福建农大|福农林|Fujian Agriculture and Forestry University
华侨大学 华大|Huaqiao University
福建师范大学 福建师大|福师大|Fujian Normal University
南昌大学 昌大|南大|Nanchang University
江西理工大学 江西理工|Jiangxi University of Science and Technology
江西财经大学 江西财大|江财|Jiangxi University of Finance and Economics
山东大学 山大|Shandong University
中国海洋大学 中国海大|海大|Ocean University of China
中国石油大学（华东） 中国石油大学|石大|中石大|China University of Petroleum
青岛大学 青大|Qingdao University
青岛科技大学 青科大|青岛科大|Qingdao University of Science and Technology
山东科技大学 山东科大|山科大|Shandong University of Science and Technology
济南大学 济大|University of Jinan
齐鲁工业大学 齐鲁工大|Qilu University of Technology
郑州大学 郑大|Zhengzhou University
河南大学 河大|Henan University
河南理工大学 河南理工|Henan Polytechnic University
河南科技大学 河科大|河南科大|Henan University of Science and Technology
河南农业大学 河南农大|Henan Agricultural University
武汉大学 武大|Wuhan University
华中科技大学 华科|华中科大|华中大|Huazhong University of Science and Technology
武汉理工大学 武汉理工|武理工|Wuhan University of Technology
中国地质大学（武汉） 中国地质大学|地大|中国地大|China University of Geosciences
华中农业大学 华中农大|华农|Huazhong Agricultural University
华中师范大学 华中师大|华师|Central China Normal University
中南财经政法大学 中南大|中南财大|Zhongnan University of Economics and Law
武汉科技大学 武科大|武汉科大|Wuhan University of Science and Technology
湖北工业大学 湖北工大|湖工大|Hubei University of Technology
湖南大学 湖大|Hunan University
中南大学 中南|Central South University
湖南师范大学 湖南师大|湖师大|Hunan Normal University
国防科技大学 国防科大|国科大|National University of Defense Technology
长沙理工大学 长沙理工|长理|Changsha University of Science and Technology
湘潭大学 湘大|Xiangtan University
湖南科技大学 湖科大|湖南科大|Hunan University of Science and Technology
湖南农业大学 湖南农大|湖农大|Hunan Agricultural University
中山大学 中大|中山|Sun Yat-sen University
华南理工大学 华南理工|华工|South China University of Technology
暨南大学 暨大|Jinan University
华南农业大学 华南农大|华农|South China Agricultural University
华南师范大学 华南师大|华师|South China Normal University
广东工业大学 广工|广东工大|广工大|Guangdong University of Technology
南方医科大学 南医大|南方医大|Southern Medical University
深圳大学 深大|Shenzhen University
南方科技大学 南科大|Southern University of Science and Technology
深圳技术大学 深技大|Shenzhen Technology University
汕头大学 汕大|Shantou University
广州大学 广大|Guangzhou University
香港中文大学（深圳） 港中大（深圳）|港中深|The Chinese University of Hong Kong, Shenzhen
广西大学 西大|Guangxi University
桂林电子科技大学 桂电|桂林电子科大|Guilin University of Electronic Technology
海南大学 海大|Hainan University
重庆大学 重大|Chongqing University
西南大学 西大|Southwest University
重庆邮电大学 重邮|Chongqing University of Posts and Telecommunications
重庆交通大学 重庆交大|Chongqing Jiaotong University
重庆理工大学 重庆理工|Chongqing University of Technology
重庆医科大学 重医|重庆医大|Chongqing Medical University
四川大学 川大|Sichuan University
电子科技大学 电子科大|成电|University of Electronic Science and Technology of China
西南交通大学 西南交大|Southwest Jiaotong University
西南财经大学 西财|西南财大|Southwestern University of Finance and Economics
西南石油大学 西石大|Southwest Petroleum University
成都理工大学 成都理工|成理工|Chengdu University of Technology
四川农业大学 川农|川农大|四川农大|Sichuan Agricultural University
贵州大学 贵大|Guizhou University
云南大学 云大|Yunnan University
昆明理工大学 昆明理工|昆工|Kunming University of Science and Technology
西安交通大学 西安交大|西交大|交大|Xi'an Jiaotong University
西北工业大学 西工大|西北工大|Northwestern Polytechnical University
西北农林科技大学 西北农林|西农|西北农林科大|Northwest A&F University
西安电子科技大学 西电|西安电子科大|Xidian University
西北大学 西大|Northwest University
陕西师范大学 陕师大|陕西师大|Shaanxi Normal University
长安大学 长大|Chang'an University
西安理工大学 西安理工|西理工|Xi'an University of Technology
西安建筑科技大学 西建大|西安建大|Xi'an University of Architecture and Technology
兰州大学 兰大|Lanzhou University
兰州理工大学 兰州理工|兰理工|Lanzhou University of Technology
兰州交通大学 兰州交大|兰交大|Lanzhou Jiaotong University
青海大学 青大|Qinghai University
宁夏大学 宁大|Ningxia University
新疆大学 新大|Xinjiang University
石河子大学 石大|Shihezi University
西藏大学 藏大|Tibet University
东北石油大学 东油|Northeast Petroleum University
沈阳工业大学 沈工大|沈阳工大|Shenyang University of Technology
辽宁大学 辽大|Liaoning University
黑龙江大学 黑大|Heilongjiang University
哈尔滨理工大学 哈理工|Harbin University of Science and Technology
哈尔滨医科大学 哈医大|Harbin Medical University
中国医科大学 中国医大|China Medical University
中国民航大学 中航大|民航大学|Civil Aviation University of China
国防大学 国防大|National Defense University
中央美术学院 央美|Central Academy of Fine Arts
北京电影学院 北影|Beijing Film Academy
中央音乐学院 央音|Central Conservatory of Music
上海海洋大学 上海海洋大|Shanghai Ocean University
北京协和医学院 协和医学院|协和|Peking Union Medical College""".splitlines())
# Short forms that are safe standing alone although two or three letters long.
SAFE = set("""北大 清华 北师大 北航 北理工 中国农大 北科大 北邮 北工大 央财 国科大 哈工大 哈工程 复旦 上海交大 上交大 同济 华东师大 华师大 华东理工 上科大 南航大 南理工 南师大 南邮
南工大 南林大 南信大 南医大 苏大 扬大 浙大 浙工大 杭电 浙师大 温医大 中科大 中国科大 合工大 安农大 厦大 武大 华科 华中科大 武汉理工 中国地大 华中农大 华中师大 国防科大 长沙理工 中山大 华南理工
暨大 华南农大 华南师大 南方医大 深大 南科大 桂电 重邮 川大 电子科大 西南交大 西南财大 川农大 昆明理工 西安交大 西交大 西工大 西北农林 西电 陕师大 兰大 大连理工 吉大 东北师大 北京交大 北交大 西浦
北外 上外 北影 央美 哈医大 中国海大 中国石大 中国矿大 南农大 常大 郑大 云大 港中大""".split())


def university_table(where):
    rules = [("职业技术学院", "职院"), ("职业技术大学", "职大"), ("理工大学", "理工"), ("科技大学", "科大"), ("师范大学", "师大"),
             ("农业大学", "农大"), ("工业大学", "工大"), ("医科大学", "医大"), ("财经大学", "财大"), ("交通大学", "交大"),
             ("林业大学", "林大"), ("中医药大学", "中医大"), ("外国语大学", "外大"), ("电子科技大学", "电子科大"),
             ("邮电大学", "邮电"), ("工程大学", "工程大"), ("师范学院", "师院"), ("工学院", "工学院"), ("医学院", "医学院")]
    found = {}
    for r in rows("universities.tsv"):
        name = r["name"].replace(" ", "").replace("(", "（").replace(")", "）")
        found[name] = r["city"]
    forms = defaultdict(set)
    english = {}
    for name in found:
        cells = UNIVERSITY_SHORT.get(name, "").split("|")
        for form in filter(None, cells):
            if re.match(r"^[A-Za-z]", form):
                english[name] = form
            else:
                forms[form.lstrip("?")].add(name)
        for full, short in rules:
            if name.endswith(full) and len(name) > len(full) + 1 and name != full and short != full:
                forms[name[: -len(full)] + short].add(name)
    names = set(found)
    lines = []
    for name in sorted(found):
        aliases = []
        for form in sorted(f for f, owners in forms.items() if name in owners):
            if form in names or form == name:
                continue
            sure = len(forms[form]) == 1 and not straddles(form) and (form in SAFE or (len(form) >= 4 and not doubtful(form)))
            aliases.append(form if sure else "?" + form)
        if "（" in name:
            aliases.append(name.replace("（", "(").replace("）", ")"))
        within = found[name] if found[name] in where else ""
        klass = "university" if "大学" in name else "college"
        lines.append([name, klass, "|".join(aliases), within, english.get(name, "")])
    write("lexicon/university.tsv", ["name", "class", "aliases", "within", "english", "kind=Institution"], lines)


# Endings that make a firm of a place or an ordinary word.
FIRM_END = re.compile(r"(股份|科技|集团|银行|证券|控股|药业|医药|生物|电子|智能|信息|软件|技术|材料|新材|能源|重工|精密|光电|电气|电器|通信|通讯|网络|传媒|环保|环境|机械|装备|制造|实业|钢铁|铝业|铜业|化工|化学|纺织|食品|乳业|酒业|啤酒|汽车|汽配|汽零|航空|航天|物流|船舶|水泥|玻璃|陶瓷|家居|服饰|纸业|电力|电子|微电|半导体|医疗|器械|健康|数据|数控|动力|电源|地产|置业|发展|投资|保险|期货|信托|租赁|锂业|钴业|稀土|矿业|黄金|煤业|石化|石油|燃气|热电|水务|水利|路桥|建工|建设|高速|高铁|港务|港口|机场|百货|商业|商城|旅游|酒店|教育|文化|影视|游戏|互娱|出版|农业|种业|牧业|渔业|饲料|园林|装饰|照明|光学|激光|机器人|轴承|齿轮|工具|工业|国际|电缆|线缆|管业|管道|包装|印刷|橡胶|轮胎|塑料|塑业|涂料|油墨|胶|仪器|仪表|检测|测试|设计|咨询|安防|消防)$")


def listed_table(where):
    places = {re.sub(r"(省|市|区|县|自治区)$", "", n) for n, r in where.items() if r[1] in ("province", "city", "county")} | {"中国", "上海", "中华", "亚洲", "东方", "南方", "北方"}
    latest = {}
    for r in rows("listed_companies.tsv"):
        flagged = r["short_name"].startswith(("ST", "*ST", "S*ST", "SST", "PT"))
        short = re.sub(r"^(S\*ST|\*ST|SST|ST|PT|N|XD|DR|S)(?=[\u4e00-\u9fff])", "", r["short_name"]).strip()
        short = re.sub(r"(?<=[\u4e00-\u9fff])(A|B|B股|-U|-W|-UW|B股)$", "", short).replace(" ", "")
        full = r["full_name"].strip().replace("(", "（").replace(")", "）").replace(" ", "")
        if flagged and len(short) <= 2 and (doubtful(short) or straddles(short)):
            short = full  # too little is left of it
        if short and full and re.search(r"公司$", full):
            latest.setdefault(full, (short, r))
    shorts = Counter(s for s, _ in latest.values())
    known = names_by_hand("firm.tsv", "foreign_firm.tsv", "bank.tsv")
    place_forms = {a.lstrip("?~") for r in where.values() for a in r[2]} | set(where)
    # 成都旭光电子股份有限公司 is written 成都旭光电子 and 旭光电子 too.
    form = re.compile(r"(股份有限公司|集团股份有限公司|有限责任公司|有限公司)$")
    home = re.compile("^(?:(?:%s)[省市区县]?)+" % "|".join(sorted((p for p in places if re.fullmatch("[\u4e00-\u9fff]{2,}", p) and p not in ("中国", "中华", "亚洲")), key=lambda p: (-len(p), p))))
    stems = {full: [form.sub("", full), home.sub("", form.sub("", full))] for full in latest}
    shared = Counter(stem for both in stems.values() for stem in set(both))

    def stems_of(full, short):
        for stem in dict.fromkeys(stems[full]):
            brand = ORDINARY.get(stem[:2], 0) < 50 and stem[:2] not in place_forms
            homely = stem == stems[full][0] and stem != stems[full][1] and ORDINARY.get(stems[full][1][:2], 0) < 50
            if 4 <= len(stem) <= 10 and stem != short and shared[stem] == 1 and shorts[stem] == 0 and (brand or homely):
                if not doubtful(stem) and stem not in known and FIRM_END.search(stem):
                    yield stem

    lines = []
    for full, (short, r) in sorted(latest.items(), key=lambda item: (item[1][0], item[0])):
        cut = next((n for n in range(len(short) - 1, 1, -1) if short[:n] in places), 0)
        rest = short[cut:]
        if cut and rest in ("港", "机场"):
            lines.append([known.get(full, full)])  # the name of the place itself
            continue
        sure_rest = re.match(r"^(证券|银行|股份|科技|集团|控股|钢铁|水泥|药业|化纤|铜业|铝业|重工|锂业|稀土|高科|高新|汽车|啤酒|石化)$", rest)
        weak = (short in place_forms or len(short) <= 2 or doubtful(short) or (cut and not sure_rest and ORDINARY.get(rest, 0) >= 3)
                or (len(short) == 3 and (cut or ORDINARY.get(short[:2], 0) >= 50 or ORDINARY.get(short[1:], 0) >= 50))
                or short in PLACE_WORD
                or (len(short) == 4 and ORDINARY.get(short[:2], 0) >= 50 and ORDINARY.get(short[2:], 0) >= 50 and not re.search(r"(股份|集团|银行|证券|科技|药业|控股)$", short)))
        hand = known.get(full) or known.get(short)
        if hand:
            forms = [("?" if weak else "") + short, full]
            lines.append([hand, "|".join(f for f in forms if f.lstrip("?") != hand)])
            continue
        if shorts[short] > 1:
            lines.append([full, "?" + short])
            continue
        aliases = [full] if full != short else []
        stem = re.sub(r"(股份|集团|控股)$", "", short)
        if stem != short and len(stem) > 1 and stem not in place_forms and not doubtful(stem) and not straddles(stem) and shorts[stem] == 0 and stem not in known:
            aliases.append("?" + stem)
        core = re.sub(r"(股份有限公司|集团股份有限公司|有限责任公司|有限公司)$", "", full)
        if core != full and core != short and len(core) >= 5:
            aliases += [core + "有限公司"] if full.endswith("股份有限公司") else []
        aliases += stems_of(full, short)
        lines.append([("?" if weak else "") + short, "|".join(aliases)])
    write("lexicon/listed.tsv", ["name", "aliases", "kind=Company", "class=listed"], lines)


def industry_table():
    """Divisions and groups of GB/T 4754 whose names are single words of a trade."""
    by_code = {r["code"]: r for r in rows("gbt4754_industries.tsv")}
    lines, seen = [], set()

    def clean(name):
        return name if re.match(r"^[\u4e00-\u9fff]{2,9}$", name) and not re.search(r"其他|未列明|[和及与或]|专用|组织|机构|机关|活动$|政府|委员会|人民|经营$|代理$|出租$|维修|修理|拆除|清洗|保养|管理$|零售|批发", name) else ""

    for r in sorted(by_code.values(), key=lambda r: (r["level"], r["code"])):
        if r["level"] not in "23":
            continue
        name = clean(r["name"])
        if not name or name in seen or not re.search(r"业$|制造$|种植$|养殖$|加工$|开采$|生产$|供应$|冶炼$|运输$|服务$|保险$|印刷$", name):
            continue
        seen.add(name)
        parent = by_code.get(r["parent_code"], {}).get("name", "")
        # 服务, 运输, 保险 and the like are also ordinary words.
        weak = doubtful(name) and not name.endswith(("业", "制造"))
        base = re.sub(r"制造$", "制造业", name) if name.endswith("制造") else ""
        aliases = [base] if base and base not in seen else []
        seen.update(aliases)
        lines.append([("?" if weak or not name.endswith(("业", "制造")) else "") + name, "|".join(aliases), parent if parent in seen else ""])
    write("lexicon/industry_standard.tsv", ["name", "aliases", "within", "kind=Industry", "class=standard"], lines)


WORLD = dict(pair.split(" ", 1) for pair in """蒙古 Mongolia
越南 Vietnam
老挝 Laos
柬埔寨 Cambodia
缅甸 Myanmar
泰国 Thailand
马来西亚 Malaysia
印度尼西亚 Indonesia
菲律宾 Philippines
文莱 Brunei
东帝汶 Timor-Leste
印度 India
巴基斯坦 Pakistan
孟加拉国 Bangladesh
尼泊尔 Nepal
不丹 Bhutan
斯里兰卡 Sri Lanka
马尔代夫 Maldives
阿富汗 Afghanistan
伊朗 Iran
伊拉克 Iraq
科威特 Kuwait
卡塔尔 Qatar
巴林 Bahrain
阿曼 Oman
也门 Yemen
沙特阿拉伯 Saudi Arabia
阿联酋 United Arab Emirates
阿拉伯联合酋长国 United Arab Emirates
约旦 Jordan
以色列 Israel
黎巴嫩 Lebanon
叙利亚 Syria
土耳其 Turkey
塞浦路斯 Cyprus
格鲁吉亚 Georgia
亚美尼亚 Armenia
阿塞拜疆 Azerbaijan
哈萨克斯坦 Kazakhstan
乌兹别克斯坦 Uzbekistan
土库曼斯坦 Turkmenistan
吉尔吉斯斯坦 Kyrgyzstan
塔吉克斯坦 Tajikistan
乌克兰 Ukraine
白俄罗斯 Belarus
波兰 Poland
捷克 Czechia
斯洛伐克 Slovakia
匈牙利 Hungary
罗马尼亚 Romania
保加利亚 Bulgaria
塞尔维亚 Serbia
克罗地亚 Croatia
斯洛文尼亚 Slovenia
希腊 Greece
意大利 Italy
西班牙 Spain
葡萄牙 Portugal
荷兰 Netherlands
比利时 Belgium
卢森堡 Luxembourg
爱尔兰 Ireland
瑞士 Switzerland
奥地利 Austria
丹麦 Denmark
挪威 Norway
瑞典 Sweden
芬兰 Finland
冰岛 Iceland
爱沙尼亚 Estonia
拉脱维亚 Latvia
立陶宛 Lithuania
埃及 Egypt
南非 South Africa
尼日利亚 Nigeria
肯尼亚 Kenya
埃塞俄比亚 Ethiopia
坦桑尼亚 Tanzania
加纳 Ghana
安哥拉 Angola
阿尔及利亚 Algeria
摩洛哥 Morocco
突尼斯 Tunisia
利比亚 Libya
苏丹 Sudan
赞比亚 Zambia
津巴布韦 Zimbabwe
莫桑比克 Mozambique
澳大利亚 Australia
新西兰 New Zealand
加拿大 Canada
墨西哥 Mexico
古巴 Cuba
巴拿马 Panama
巴西 Brazil
阿根廷 Argentina
智利 Chile
秘鲁 Peru
哥伦比亚 Colombia
委内瑞拉 Venezuela
厄瓜多尔 Ecuador
玻利维亚 Bolivia
乌拉圭 Uruguay
柏林 Berlin
罗马 Rome
马德里 Madrid
莫斯科 Moscow
华盛顿 Washington
渥太华 Ottawa
堪培拉 Canberra
曼谷 Bangkok
雅加达 Jakarta
吉隆坡 Kuala Lumpur
河内 Hanoi
马尼拉 Manila
新德里 New Delhi
维也纳 Vienna
布鲁塞尔 Brussels
阿姆斯特丹 Amsterdam
哥本哈根 Copenhagen
斯德哥尔摩 Stockholm
赫尔辛基 Helsinki
奥斯陆 Oslo
布达佩斯 Budapest
华沙 Warsaw
布拉格 Prague
开罗 Cairo
利雅得 Riyadh
德黑兰 Tehran
曼彻斯特 Manchester
伯明翰 Birmingham""".split("\n"))


def country_table():
    own, lines = set(names_by_hand("region.tsv")) | {"香港", "澳门", "台湾"}, []
    for r in rows("world_places.tsv"):
        if r["country"] == "中国":
            continue
        if r["country"].replace("(", "（").replace(")", "）") not in own:
            full = r["full_name"] if r["full_name"] != r["country"] else ""
            lines.append([r["country"], "country", full, "", WORLD.get(r["country"], "")])
            own.add(r["country"])
        for city in [r["capital"]] + [c for c in (r["cities"] or "").split("/")]:
            if city and len(city) > 1 and city not in own:
                own.add(city)
                lines.append([("?" if doubtful(city) else "") + city, "world_city", "", r["country"], WORLD.get(city, "")])
    write("lexicon/country.tsv", ["name", "class", "aliases", "within", "english", "kind=Place"], lines)


NO_PERSON = re.compile(r"(先生|女士|小姐|主任|总理|主席|大娘|大妈|大爷|师傅|经理|老师|医生|教授|书记|同志|局长|市长|省长|队长|部长|校长|院长|厂长|总统|大叔|阿姨|[某氏家总董晴队村乡镇县市区路街山河江湖庙寺店厂堡墩庄沟坡湾桥站海祠])$")


def person_table():
    """Names of Chinese people that the news has often, of three or four letters, that are nothing else."""
    common = {r["surname"]: float(r["tf"] or 0) for r in rows("family_names.tsv")}
    others = names_by_hand("body.tsv", "firm.tsv", "foreign_firm.tsv") | names_by_hand("listed.tsv")
    large = {form for table in ("region.tsv", "country.tsv", "place.tsv") for form in large_places(table)}
    lines = []
    for r in rows("hanlp_person_names.tsv"):
        name = r["name"]
        surname = name[:1] if len(name) == 3 else name[:2]
        known = common.get(surname, 0) >= (20 if len(surname) == 1 else 0) and surname in common
        if r["tag"] != "nr" or int(r["freq"]) < 3 or len(name) not in (3, 4) or not known:
            continue
        if NO_PERSON.search(name) or name in ORDINARY or ORDINARY.get(name[:2], 0) >= 10 or name in PLACE_WORD:
            continue
        if name in others or name[:2] in large or name[:2] == "石英":
            continue  # 彭博社 is an agency, 韩国忠 begins 韩国忠清北道, 石英岩 is a rock
        lines.append([name])
    write("lexicon/person.tsv", ["name", "kind=Person", "class=person"], sorted(lines))


def large_places(table):
    """Forms of two letters of the countries and provinces in a table."""
    for line in (OUT / "lexicon" / table).read_text(encoding="utf-8").splitlines()[1:]:
        name, kind, aliases = (line.split("\t") + ["", ""])[:3]
        if kind in ("country", "province"):
            yield from (form for form in [name, *aliases.split("|")] if len(form) == 2)


def surname_words():
    lines = [[r["surname"], str(round(float(r["tf"])))] for r in rows("family_names.tsv") if float(r["tf"] or 0) >= 0.5]
    write("words/surname.tsv", ["surname", "weight"], lines)


def name_letters():
    """How much likelier a character is as a surname, in a given name and in a foreign one than in other text: 32 is as likely, 4 more twice."""
    surnames = {r["surname"] for r in rows("family_names.tsv") if float(r["tf"] or 0) >= 1}
    people = {r["name"] for r in rows("hanlp_person_names.tsv") if r["tag"] == "nr"}
    people |= {r["person"] for r in rows("listed_company_executives.tsv")}
    family, given, foreign, written = Counter(), Counter(), Counter(), Counter()
    for name in people:
        if len(name) in (2, 3) and name[0] in surnames and re.fullmatch("[\u4e00-\u9fff]+", name) and not NO_PERSON.search(name):
            family[name[0]] += 1
            given.update(name[1:])
    for r in rows("hanlp_person_names.tsv"):
        if r["tag"] == "nrf":
            foreign.update(re.sub("[^\u4e00-\u9fff]", "", r["name"]))
    for word, freq in FREQUENCY.items():
        for char in word:
            written[char] += freq
    text = sum(written.values())
    for part, counts in (("family", family), ("given", given), ("foreign", foreign)):
        total = sum(counts.values())
        ratios = {c: (n / total) / ((written[c] + 50) / text) for c, n in counts.items() if n >= 5}
        lines = [[c, str(max(0, min(63, round(32 + 4 * math.log2(r)))))] for c, r in ratios.items()]
        write(f"words/{part}.tsv", [part, "weight"], sorted(lines))


if __name__ == "__main__":
    where = place_table()
    town_table(where)
    feature_table(where)
    zone_table(where)
    university_table(where)
    listed_table(where)
    industry_table()
    country_table()
    person_table()
    surname_words()
    name_letters()

//! Nothing in, every command of a session out: the one table of them.

use crate::session::{Error, Reply, Session};

/// Something a session can be told to do.
pub(in crate::session) struct Command {
    /// Its name.
    pub name: &'static str,
    /// Other names for it.
    pub aliases: &'static [&'static str],
    /// What to write after it.
    pub usage: &'static str,
    /// What it does, in one line.
    pub help: &'static str,
    /// What else there is to know.
    pub more: &'static str,
    /// Lines to try.
    pub examples: &'static [&'static str],
    /// Under which heading help lists it.
    pub group: &'static str,
    /// Most words it takes; a line with more is a question that starts with the same word.
    pub most_words: usize,
    pub(super) run: fn(&mut Session, &[String]) -> Result<Reply, Error>,
}

/// A command with nothing said of it yet.
const fn command(
    group: &'static str,
    name: &'static str,
    most_words: usize,
    run: fn(&mut Session, &[String]) -> Result<Reply, Error>,
) -> Command {
    Command {
        name,
        aliases: &[],
        usage: "",
        help: "",
        more: "",
        examples: &[],
        group,
        most_words,
        run,
    }
}

impl Command {
    /// Whether it decides something, or tells what was decided.
    pub(super) fn corrects(&self) -> bool {
        self.group == CORRECT && self.name != "review"
    }
}

const LOOK: &str = "Look around";
const FILES: &str = "Graphs and documents";
const CORRECT: &str = "Correct";
const MANNERS: &str = "Manners";

/// Every command, in the order in which help lists them.
pub(in crate::session) const COMMANDS: &[Command] = &[
    Command {
        aliases: &["card", "显示"],
        usage: "NAME",
        help: "all about one entity: names, links by relation, figures, sentences",
        examples: &["show 溧阳", "show liyang"],
        ..command(LOOK, "show", 1, Session::show)
    },
    Command {
        aliases: &["neighbors", "around", "邻居", "周边"],
        usage: "NAME [KIND] [RELATION]",
        help: "what an entity is linked to, the firmest links first",
        examples: &["neighbours 溧阳 Company", "neighbours 常州 located_in"],
        ..command(LOOK, "neighbours", 3, Session::neighbours)
    },
    Command {
        aliases: &["路径"],
        usage: "A B",
        help: "the best ways from one entity to another, with their sentences",
        examples: &["path 宁德时代 常州大学"],
        ..command(LOOK, "path", 2, Session::path_between)
    },
    Command {
        aliases: &["为什么", "依据"],
        usage: "[A B | NUMBER]",
        help: "every sentence that links two entities, or that stands behind a result",
        examples: &["why 宁德时代 溧阳", "why 1", "why"],
        ..command(LOOK, "why", 2, Session::why)
    },
    Command {
        aliases: &["读法"],
        usage: "[NUMBER]",
        help: "the ways the last question can be read, or its answer read in another of them",
        examples: &["reading", "reading 2"],
        ..command(LOOK, "reading", 1, Session::reading)
    },
    Command {
        aliases: &["解释"],
        help: "what each word of the last question was taken for, and the query it became",
        ..command(LOOK, "explain", 0, Session::explain)
    },
    Command {
        aliases: &["编辑"],
        help: "the query that the last question became, in the line editor",
        more: "`$_` in a query stands for the ids of the last results, `_` in a command for the first of them.",
        ..command(LOOK, "edit", 0, Session::edit)
    },
    Command {
        aliases: &["search", "查找"],
        usage: "NAME",
        help: "entities of this or a similar name, in Chinese, pinyin or English",
        examples: &["find CATL", "find ningde"],
        ..command(LOOK, "find", 1, Session::find)
    },
    Command {
        aliases: &["共同"],
        usage: "A B",
        help: "what two entities are both linked to",
        examples: &["common 溧阳 武进"],
        ..command(LOOK, "common", 2, Session::common)
    },
    Command {
        aliases: &["top", "排名"],
        usage: "[links | pagerank | betweenness] [KIND]",
        help: "the entities that weigh most",
        more: "By the entities they are linked to; by a walk along links, which favours those linked to \
               weighty ones; or by the shortest ways they lie on.",
        examples: &["rank", "rank pagerank Company"],
        ..command(LOOK, "rank", 2, Session::rank)
    },
    Command {
        aliases: &["communities", "群落"],
        help: "groups linked more among themselves than to others, named by their heads",
        ..command(LOOK, "clusters", 0, Session::clusters)
    },
    Command {
        aliases: &["过滤"],
        usage: "[KIND|RELATION|MODALITY…] [source TEXT] [since DATE] [until DATE] [support N] | off",
        help: "what everything after it looks at; shown in the prompt",
        more: "Modalities are stated, planned, known, co_occurs and negated. Words are added to those given \
               before; `filter off` ends it. Questions, Cypher, pictures and exports keep to it too.",
        examples: &[
            "filter stated",
            "filter Company since 2022",
            "filter source news/ support 2",
            "filter off",
        ],
        ..command(LOOK, "filter", 12, Session::filter)
    },
    Command {
        aliases: &["更多"],
        help: "the next rows of the last table",
        ..command(LOOK, "more", 0, Session::more)
    },
    Command {
        aliases: &["数据"],
        usage: "NAME",
        help: "the figures stated of an entity, those of several years as bars",
        examples: &["figures 溧阳"],
        ..command(LOOK, "figures", 1, Session::figures)
    },
    Command {
        aliases: &["时间线"],
        usage: "NAME",
        help: "what is dated of an entity, in order of time",
        examples: &["timeline 溧阳"],
        ..command(LOOK, "timeline", 1, Session::timeline)
    },
    Command {
        aliases: &["统计"],
        help: "how much the graph holds",
        ..command(LOOK, "stats", 0, Session::stats)
    },
    Command {
        aliases: &["load", "打开"],
        usage: "FILE.ron | NUMBER",
        help: "open a saved graph, or the card of a result",
        more: "The corrections kept beside the graph are followed.",
        examples: &["open graph/sample.ron", "open 3"],
        ..command(FILES, "open", 1, Session::open)
    },
    Command {
        aliases: &["保存"],
        usage: "[FILE.ron]",
        help: "save the open graph with its corrections",
        examples: &["save", "save news.ron.zst"],
        ..command(FILES, "save", 1, Session::save)
    },
    Command {
        aliases: &["构建"],
        usage: "PATH…",
        help: "read documents into a new graph; Ctrl-C stops and leaves the old one open",
        more: "Paths are files, folders or patterns. What cannot be read is named.",
        examples: &["build corpus", "build news/*.txt reports"],
        ..command(FILES, "build", 40, Session::build)
    },
    Command {
        aliases: &["添加"],
        usage: "PATH… | A RELATION B",
        help: "read documents into the open graph; or add a link by hand",
        more: "Only documents that are new or have changed are read. A link may have its reason after \
               `because`; it is shown as the evidence. A new entity is written Kind/name.",
        examples: &[
            "add more/2024.txt",
            "add 宁德时代 located_in 溧阳 because \"its annual report says so\"",
            "add Company/新公司 located_in 溧阳",
        ],
        ..command(FILES, "add", 40, Session::add)
    },
    Command {
        aliases: &["忘记"],
        usage: "DOCUMENT…",
        help: "remove documents with everything that rests on them alone",
        examples: &["forget 2024.txt"],
        ..command(FILES, "forget", 40, Session::forget)
    },
    Command {
        aliases: &["导出"],
        usage: "FILE [NAME…] [depth N]",
        help: "write the graph, or what is near some entities, for another program",
        more: "The ending of the file says as what: .dot .svg .html .mmd .md .graphml .gexf .json .cyjs \
               .ttl; or put a format before a folder: neo4j-csv, kuzu-csv. \
               .csv, .tsv and .jsonl hold the rows of the last table, all of them.",
        examples: &["export all.graphml", "export near.html 溧阳 depth 2", "export kuzu-csv kuzu/"],
        ..command(FILES, "export", 12, Session::export)
    },
    Command {
        aliases: &["画"],
        usage: "[NAME…] [FILE] [depth N]",
        help: "a picture of what is near some entities, or of the last results",
        more: "Without a file it is named after the first entity. .svg is drawn by the program itself up to \
               300 links, and by Graphviz up to 2,000 where that is installed; .html is a page to explore, \
               .dot is for Graphviz.",
        examples: &["draw 溧阳", "draw 宁德时代 常州大学 both.svg", "draw"],
        ..command(FILES, "draw", 12, Session::draw)
    },
    Command {
        aliases: &["相同"],
        usage: "A B [because …]",
        help: "both are one; it goes by the first name",
        examples: &["same 宁德时代 CATL"],
        ..command(CORRECT, "same", 2, Session::same)
    },
    Command {
        aliases: &["不同"],
        usage: "A B [because …]",
        help: "they are two, also where one was read as a form of the other",
        ..command(CORRECT, "not-same", 2, Session::not_same)
    },
    Command {
        aliases: &["改名"],
        usage: "A NAME [because …]",
        help: "it goes by this name",
        ..command(CORRECT, "rename", 2, Session::rename)
    },
    Command {
        aliases: &["类型"],
        usage: "A KIND [because …]",
        help: "it is of this kind",
        examples: &["kind 江苏中关村科技产业园 Place"],
        ..command(CORRECT, "kind", 2, Session::kind)
    },
    Command {
        aliases: &["隐藏"],
        usage: "A [because …]",
        help: "it is nothing the graph should hold",
        ..command(CORRECT, "hide", 1, Session::hide)
    },
    Command {
        aliases: &["拆分"],
        usage: "A DOCUMENT NAME [because …]",
        help: "in this document the name means another one, called so",
        ..command(CORRECT, "split", 3, Session::split)
    },
    Command {
        aliases: &["去除"],
        usage: "A [RELATION] B [because …]",
        help: "the link does not hold, whatever was read",
        ..command(CORRECT, "drop", 3, Session::drop_link)
    },
    Command {
        aliases: &["审阅"],
        usage: "[merges | near | orphans]",
        help: "walk through what is in doubt, a key for each: y, n, s to skip, q to end",
        more: "Doubtful merges, names that are nearly the same, and names of which nothing is said. What was \
               decided is not asked again.",
        examples: &["review", "review near"],
        ..command(CORRECT, "review", 1, Session::start_review)
    },
    Command {
        aliases: &["撤销"],
        help: "take back the last correction",
        ..command(CORRECT, "undo", 0, Session::undo)
    },
    Command {
        aliases: &["corrections", "更正"],
        help: "all corrections, and those that could not be followed",
        ..command(CORRECT, "decisions", 0, Session::list_decisions)
    },
    Command {
        aliases: &["模式"],
        usage: "table | vertical | json | jsonl | csv | tsv | markdown | tree",
        help: "how tables are written",
        more: "A table that is too wide for the terminal is written vertically, one value a line.",
        ..command(MANNERS, "mode", 1, Session::mode)
    },
    Command {
        aliases: &["计时"],
        usage: "[on | off]",
        help: "tell the time each line takes",
        ..command(MANNERS, "timing", 1, Session::set_timing)
    },
    Command {
        aliases: &["分页"],
        usage: "[on | off]",
        help: "show replies longer than the screen in a pager; only at a terminal",
        more: "The pager is what PAGER says, else less.",
        ..command(MANNERS, "pager", 1, Session::set_pager)
    },
    Command {
        aliases: &["params", "参数"],
        usage: "[NAME = VALUE]",
        help: "a value for $NAME in Cypher, or all of them",
        more: "The value is JSON, or else taken as a string.",
        examples: &["param city = 溧阳市", "MATCH (p {name: $city}) RETURN p"],
        ..command(MANNERS, "param", 4, Session::param)
    },
    Command {
        aliases: &["记录"],
        usage: "FILE | off",
        help: "keep the lines from now on in a file, to run them again with `tupu repl -f FILE`",
        ..command(MANNERS, "record", 1, Session::record)
    },
    Command {
        aliases: &["导览"],
        usage: "[STEP]",
        help: "five minutes through what can be done",
        ..command(MANNERS, "tour", 1, Session::take_tour)
    },
    Command {
        aliases: &["?", "帮助"],
        usage: "[COMMAND]",
        help: "this list, or more on one command",
        ..command(MANNERS, "help", 1, Session::help)
    },
    Command {
        aliases: &["exit", "退出"],
        help: "leave",
        ..command(MANNERS, "quit", 0, |session, _| session.quit())
    },
];

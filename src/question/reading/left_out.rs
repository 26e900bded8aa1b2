//! A question in, the question without what it leaves out (除了甲以外, （不算乙）), and that out.

use crate::knowledge::LeftOutWords;

/// Characters that are left out at most.
const MOST: usize = 30;
/// Behind which a clause begins.
const CLAUSE: [char; 6] = ['，', ',', '。', '：', '；', '、'];

/// A question without what it leaves out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::question) struct LeftOut {
    /// The rest of the question.
    pub rest: String,
    /// What is left out, as asked.
    pub words: String,
    /// What of the graph that names.
    pub nodes: Vec<u32>,
}

impl LeftOut {
    /// What a question leaves out; nothing where it leaves out nothing.
    pub(in crate::question) fn of(question: &str, words: &LeftOutWords) -> Option<Self> {
        let mut left = Self { rest: question.to_owned(), ..Self::default() };
        left.take_brackets(words);
        left.take_clause(words);
        (!left.words.is_empty()).then_some(left)
    }

    /// Takes out brackets that leave something out.
    fn take_brackets(&mut self, words: &LeftOutWords) {
        for (open, close) in [('（', '）'), ('(', ')')] {
            let Some((front, behind)) = self.rest.split_once(open) else { continue };
            let Some((inside, rest)) = behind.split_once(close) else { continue };
            if let Some(not) = words.not.iter().find_map(|not| inside.strip_prefix(not.as_str())) {
                self.words.push_str(not);
                self.words.push('，');
                self.rest = format!("{front}{rest}");
            }
        }
    }

    /// Takes out the clause that leaves something out.
    fn take_clause(&mut self, words: &LeftOutWords) {
        let Some((at, from)) = self.opened(words) else { return };
        let Some(behind) = self.rest.get(from..) else { return };
        let closes = if at == from { &words.closes_alone } else { &words.closes };
        let ends = |close: &String| Some((behind.find(close.as_str())?, close.len()));
        let first = closes.iter().filter_map(ends);
        let first = first.min_by_key(|&(end, length)| (end, std::cmp::Reverse(length)));
        let Some((end, length)) = first else { return };
        let Some((inside, rest)) = behind.split_at_checked(end) else { return };
        if inside.is_empty() || inside.chars().count() > MOST {
            return;
        }
        self.words.push_str(inside);
        let front = self.rest.get(..at).unwrap_or_default();
        self.rest = format!("{front}{}", rest.get(length..).unwrap_or_default());
    }

    /// Where the clause that leaves something out begins, and where what it leaves out does.
    fn opened(&self, words: &LeftOutWords) -> Option<(usize, usize)> {
        let clause = |at: usize| {
            let front = self.rest.get(..at).unwrap_or_default().trim_end();
            front.is_empty() || front.ends_with(CLAUSE)
        };
        let opens = |open: &String| {
            let at = self.rest.find(open.as_str()).filter(|&at| clause(at))?;
            Some((at, at + open.len()))
        };
        let alone = |close: &String| {
            let front = self.rest.get(..self.rest.find(close.as_str())?)?;
            let clause = front.rsplit(CLAUSE).next().unwrap_or_default();
            let at = front.len() - clause.len();
            Some((at, at))
        };
        let opened = words.opens.iter().find_map(opens);
        opened.or_else(|| words.closes_alone.iter().find_map(alone))
    }

    /// Whether a text speaks of what is left out.
    pub(in crate::question) fn is_within(&self, text: &[char]) -> bool {
        let text: String = text.iter().collect();
        let words = self.words.trim_matches(|c| "“”《》，".contains(c));
        let quoted = self.words.split(['“', '”', '《', '》']).nth(1).unwrap_or(words);
        !quoted.is_empty() && text.contains(quoted)
    }

    /// Whether a name is among what is left out.
    pub(in crate::question) fn holds(&self, name: &str) -> bool {
        let parts = self.words.split(['、', '，', '和', '与', '及']);
        let short = |part: &str| part.chars().count() < 2;
        self.words.contains(name)
            || parts.into_iter().any(|part| !short(part) && name.contains(part))
    }
}

#[cfg(test)]
mod tests {
    use super::LeftOut;
    use crate::knowledge::Knowledge;

    #[test]
    fn what_is_left_out_is_none_of_the_question() {
        let known = &Knowledge::embedded().question().left_out;
        for (question, rest, words) in [
            ("除了江城新材以外，还有哪些企业获奖？", "还有哪些企业获奖？", "江城新材"),
            ("除主办方外台上有谁", "台上有谁", "主办方"),
            ("江城，除了镇奖，还得过什么奖", "江城，还得过什么奖", "镇奖"),
            ("市长杯（不算提名奖）归谁", "市长杯归谁", "提名奖，"),
            ("海川大桥之外，江城还修了哪些桥", "江城还修了哪些桥", "海川大桥"),
            ("Apart from the bank, who paid?", "who paid?", "the bank"),
        ] {
            let left = LeftOut::of(question, known).unwrap();
            assert_eq!((left.rest.as_str(), left.words.as_str()), (rest, words), "{question}");
        }
        for whole in [
            "哪些企业解除了合同？",
            "清除河道的有谁？",
            "江城（不夜城）在哪？",
            "城墙以外的村叫什么？",
        ] {
            assert_eq!(LeftOut::of(whole, known), None, "{whole}");
        }
    }
}

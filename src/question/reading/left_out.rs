//! A question in, the question without what it leaves out (除了甲以外, （不算乙）), and that out.

/// What opens the part that is left out, where a clause begins.
const OPENS: [&str; 4] = ["除了", "除去", "除开", "除"];
/// What closes it, the longest first.
const CLOSES: [&str; 8] = ["以外，", "之外，", "以外", "之外", "外，", "外,", "外", "，"];
/// What a bracket begins with that leaves out.
const NOT: [&str; 6] = ["不算", "不含", "不包括", "不计", "除", "排除"];
/// Characters that are left out at most.
const MOST: usize = 30;

/// A question without what it leaves out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::question) struct LeftOut {
    /// The rest of the question.
    pub rest: String,
    /// What is left out, as asked.
    pub words: String,
}

impl LeftOut {
    /// What a question leaves out; nothing where it leaves out nothing.
    pub(in crate::question) fn of(question: &str) -> Option<Self> {
        let mut left = Self { rest: question.to_owned(), words: String::new() };
        left.take_brackets();
        left.take_clause();
        (!left.words.is_empty()).then_some(left)
    }

    /// Takes out brackets that leave something out.
    fn take_brackets(&mut self) {
        for (open, close) in [('（', '）'), ('(', ')')] {
            let Some((front, behind)) = self.rest.split_once(open) else { continue };
            let Some((inside, rest)) = behind.split_once(close) else { continue };
            if let Some(not) = NOT.iter().find_map(|not| inside.strip_prefix(not)) {
                self.words.push_str(not);
                self.words.push('，');
                self.rest = format!("{front}{rest}");
            }
        }
    }

    /// Takes out the clause that leaves something out.
    fn take_clause(&mut self) {
        let begins = |at: usize| {
            let front = self.rest.get(..at).unwrap_or_default();
            front.is_empty() || front.ends_with(['，', ',', '。', '：', '；', '、'])
        };
        let opened = OPENS.iter().find_map(|open| {
            let at = self.rest.find(open).filter(|&at| begins(at))?;
            Some((at, at + open.len()))
        });
        let Some((at, from)) = opened else { return };
        let Some(behind) = self.rest.get(from..) else { return };
        let closed = CLOSES.iter().filter_map(|close| Some((behind.find(close)?, close.len())));
        let first = closed.min_by_key(|&(end, length)| (end, std::cmp::Reverse(length)));
        let Some((end, length)) = first else { return };
        let Some((inside, rest)) = behind.split_at_checked(end) else { return };
        if inside.is_empty() || inside.chars().count() > MOST {
            return;
        }
        self.words.push_str(inside);
        let front = self.rest.get(..at).unwrap_or_default();
        self.rest = format!("{front}{}", rest.get(length..).unwrap_or_default());
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

    #[test]
    fn what_is_left_out_is_none_of_the_question() {
        for (question, rest, words) in [
            ("除了江城新材以外，还有哪些企业获奖？", "还有哪些企业获奖？", "江城新材"),
            ("除主办方外台上有谁", "台上有谁", "主办方"),
            ("江城，除了镇奖，还得过什么奖", "江城，还得过什么奖", "镇奖"),
            ("市长杯（不算提名奖）归谁", "市长杯归谁", "提名奖，"),
        ] {
            let left = LeftOut::of(question).unwrap();
            assert_eq!((left.rest.as_str(), left.words.as_str()), (rest, words), "{question}");
        }
        for whole in ["哪些企业解除了合同？", "清除河道的有谁？", "江城（不夜城）在哪？"]
        {
            assert_eq!(LeftOut::of(whole), None, "{whole}");
        }
    }
}

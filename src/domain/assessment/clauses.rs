//! Claims in free words: where a phrase stands in a clause, and whether it says there that something was so. What is denied,
//! asked, still to come, only feared or a rule says nothing of the kind. Knows no case and compares nothing.

use super::figures::{clause, is_stop};

/// Somewhere before a claim in its clause: it is still to come, or only asked for.
const NOT_YET: &[&str] = &[
    "将依法",
    "将被",
    "将会",
    "将予",
    "将处",
    "会被",
    "就会",
    "可能",
    "如果",
    "如再",
    "如不",
    "如有",
    "若",
    "再犯",
    "再有",
    "再不",
    "逾期",
    "否则",
    "以后",
    "下次",
    "可以",
    "怕",
    "担心",
    "申请",
    "will ",
    "would",
    "may ",
    "might",
    "could",
    "if ",
    "unless",
    "to be ",
    "should ",
    "afraid",
];
/// The same of conduct: it is asked about, forbidden or kept from happening.
const NOT_SAID: &[&str] = &[
    "是否",
    "有无",
    "有没有",
    "防止",
    "以免",
    "避免",
    "严防",
    "谨防",
    "禁止",
    "严禁",
    "不得",
    "不要",
    "切勿",
    "请勿",
    "要求",
    "劝其",
    "提醒",
    "whether",
    "in case",
    "to avoid",
    "to prevent",
    "must not",
    "asked to",
    "told to",
];
/// Right before a claim: it is denied.
const DENIED_ZH: &[char] = &['未', '不', '没', '无', '免', '勿', '莫'];
/// The same in English, anywhere before it.
const DENIED_EN: &[&str] = &["not ", "n't ", "no ", "never", "without"];
/// How far before a claim a Chinese denial stands at most, in characters.
const DENIED_REACH: usize = 4;
/// Words with a denying character in them that deny nothing of what follows.
const NO_DENIALS: &[&str] = &[
    "无证",
    "无照",
    "无牌",
    "无故",
    "无端",
    "无理",
    "无视",
    "不满",
    "不服",
    "不顾",
    "不听",
    "不理",
    "不断",
    "不慎",
    "不法",
    "不仅",
    "不但",
    "不止",
    "不停",
    "非法",
    "非机动",
    "未成年",
    "别人",
    "特别",
    "分别",
    "没收",
    "拒不改正",
    "不让",
    "不准",
    "不想",
    "不愿",
    "不肯",
];
/// Characters that deny what follows them in the same breath, and where a new breath begins.
const DENYING: &str = "未没无不勿莫别非免";
const DENYING_WORDS: &[&str] = &[
    "否认",
    "拒绝",
    "拒不",
    "not ",
    "n't ",
    "no ",
    "never",
    "without",
    "nobody",
    "none",
    "neither",
    "nor ",
    "denied",
    "denies",
    "refused to",
];
/// English words that deny a whole list.
const DENYING_LISTS: &[&str] = &["without", "no ", "neither", "nor "];
const NEW_BREATH: &str = "且还又后而但即却";
/// English words before a claim in which a denial still reaches it.
const BREATH_WORDS: usize = 6;
/// After a claim: it is a rule that is spoken of.
const A_RULE: &[&str] = &["标准", "规定", "幅度", "依据", "条款", "的后果"];
/// After a claim of conduct: it was only tried for, or did not come about.
const NOT_DONE: &[&str] = &["未遂", "未果", "的可能", "的风险", "的情况未", "的行为未"];

/// Each once, in order.
pub(super) fn unique(parts: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in parts {
        if !found.contains(&part) {
            found.push(part);
        }
    }
    found
}

/// Whether what stands before a word denies it.
pub(super) fn is_denied(before: &str) -> bool {
    let mut near = before.chars().rev().take(DENIED_REACH);
    near.any(|one| DENIED_ZH.contains(&one)) || DENIED_EN.iter().any(|word| before.contains(word))
}

/// Where a word stands in a text.
pub(super) struct Occurrence {
    /// What stands before it in its clause.
    pub(super) before: String,
    /// What stands after it.
    pub(super) after: String,
    /// The clause.
    pub(super) clause: String,
    /// Whether the clause is a question.
    pub(super) is_asked: bool,
}

impl Occurrence {
    /// Whether the word says here that something was done, by those who write; `own`: words by which it is the party's.
    pub(super) fn is_claim(&self, own: &[&str]) -> bool {
        let before = &self.before;
        let has = |words: &[&str]| words.iter().any(|one| before.contains(one));
        let is_a_rule = A_RULE.iter().any(|one| self.after.starts_with(one));
        !(is_denied(before) || has(NOT_YET) || has(own) || is_a_rule)
    }

    /// Whether the phrase says here that somebody behaved so.
    pub(super) fn is_conduct(&self) -> bool {
        let has = |words: &[&str]| words.iter().any(|one| self.before.contains(one));
        let is_open = self.is_asked || self.clause.contains('吗') || has(NOT_YET) || has(NOT_SAID);
        let is_not_done = NOT_DONE.iter().any(|one| self.after.starts_with(one));
        !(is_open || is_not_done || self.is_denied_in_breath())
    }

    /// Whether a denial right before it, or in the same breath, reaches the phrase.
    pub(super) fn is_denied_in_breath(&self) -> bool {
        let mut before = self.before.clone();
        for word in NO_DENIALS {
            before = before.replace(word, "");
        }
        if before.is_ascii() {
            let words: Vec<&str> = before.split_whitespace().collect();
            let near = words[words.len().saturating_sub(BREATH_WORDS)..].join(" ") + " ";
            return DENYING_WORDS.iter().any(|word| near.contains(word));
        }
        let near = before.rsplit(|one| NEW_BREATH.contains(one)).next();
        let near = near.unwrap_or_default();
        near.chars().any(|one| DENYING.contains(one))
            || DENYING_WORDS.iter().any(|word| near.contains(word))
    }
}

/// Every place of a word in a text.
pub(super) fn occurrences(text: &str, word: &str) -> Vec<Occurrence> {
    let length = word.chars().count();
    text.match_indices(word)
        .map(|(byte, _)| {
            let at = text[..byte].chars().count();
            let clause = clause(text, at, at + length);
            let (before, after) = clause.split_once(word.trim()).unwrap_or((&clause, ""));
            Occurrence {
                before: before.to_owned(),
                after: after.to_owned(),
                clause: clause.clone(),
                is_asked: false,
            }
        })
        .collect()
}

/// The clauses of a text in small letters, each with whether it asks.
pub(super) fn clauses(text: &str) -> Vec<(String, bool)> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..=letters.len() {
        // What is listed is said in one breath: one denial denies the whole list.
        if at < letters.len() && (letters[at] == '、' || !is_stop(&letters, at)) {
            continue;
        }
        let part: String = letters[from..at].iter().collect();
        let is_asked = matches!(letters.get(at), Some('？' | '?'));
        if !part.trim().is_empty() {
            found.push((part.trim().to_lowercase(), is_asked));
        }
        from = at + 1;
    }
    found
}

/// Every clause in which a phrase stands; `*` in it stands for any words. An English phrase begins with a word.
pub(super) fn phrased(text: &str, phrase: &str) -> Vec<Occurrence> {
    let parts: Vec<&str> = phrase.split('*').collect();
    let all = clauses(text);
    let mut found = Vec::new();
    for (at, (clause, is_asked)) in all.iter().enumerate() {
        let Some(first) = begins(clause, parts[0]) else {
            continue;
        };
        let mut end = first + parts[0].len();
        let is_whole = parts[1..].iter().all(|part| {
            let next = clause[end..].find(part);
            end += next.unwrap_or_default() + part.len();
            next.is_some()
        });
        if !is_whole {
            continue;
        }
        let mut before = clause[..first].to_owned();
        // A list goes on: `without pushing, shoving or kicking`.
        let goes_on = clause.is_ascii() && matches!(before.trim(), "" | "or" | "and" | "nor");
        if goes_on
            && let Some((earlier, _)) = at.checked_sub(1).map(|last| &all[last])
            && DENYING_LISTS.iter().any(|word| earlier.contains(word))
        {
            before = format!("{earlier} {before}");
        }
        found.push(Occurrence {
            before,
            after: clause[end..].to_owned(),
            is_asked: *is_asked,
            clause: clause.clone(),
        });
    }
    found
}

/// Where a part begins, in English only where a word does.
fn begins(clause: &str, part: &str) -> Option<usize> {
    let is_word = part.starts_with(|one: char| one.is_ascii_alphanumeric());
    let starts =
        |at: usize| !(is_word && clause[..at].ends_with(|one: char| one.is_ascii_alphanumeric()));
    clause
        .match_indices(part)
        .map(|(at, _)| at)
        .find(|at| starts(*at))
}

/// Whether a text speaks of a phrase without denying it.
pub(super) fn speaks_of(text: &str, phrase: &str) -> bool {
    phrased(text, phrase)
        .iter()
        .any(|one| !one.is_denied_in_breath())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(text: &str, phrase: &str) -> bool {
        phrased(text, phrase).iter().any(Occurrence::is_conduct)
    }

    #[test]
    fn what_is_denied_asked_or_forbidden_is_no_conduct() {
        for text in [
            "当事人未推搡执法人员",
            "现场没有任何人推搡",
            "并无推搡",
            "问：你是否推搡执法人员？",
            "有人推搡吗？",
            "请勿推搡",
            "要求围观群众不要推搡",
            "防止推搡",
            "否认推搡执法人员",
            "当事人无辱骂、拉扯、推搡行为",
        ] {
            assert!(!claims(text, "推搡"), "{text}");
        }
        for text in [
            "当事人推搡执法人员",
            "不听劝阻推搡执法人员",
            "未改正，推搡执法人员",
            "未改正并且推搡执法人员",
            "无证摊贩推搡执法人员",
            "检查时，当事人辱骂、推搡执法人员。",
        ] {
            assert!(claims(text, "推搡"), "{text}");
        }
        assert!(claims("The vendor pushed the officer.", "pushed*officer"));
        assert!(!claims("Nobody pushed an officer.", "pushed*officer"));
        assert!(!claims("He never pushed an officer", "pushed*officer"));
        assert!(!claims("He pushed the cart away.", "pushed*officer"));
        assert!(!claims(
            "She left without insults, shoving or kicking.",
            "shoving"
        ));
    }

    #[test]
    fn clauses_are_cut_at_stops_and_know_questions() {
        let found = clauses("问：有没有？答：有，1,200元。 Then he left.");
        let texts: Vec<&str> = found.iter().map(|one| one.0.as_str()).collect();
        assert_eq!(texts, ["问：有没有", "答：有", "1,200元", "then he left"]);
        assert!(found[0].1 && !found[1].1);
    }
}

//! An answer cut into clauses, and what in a clause denies or turns away from a stretch of it. Knows no lesson.

use crate::domain::understanding::{is_han, syllable};

/// Where words must stand that take back what is asked for: right before it.
const CLOSE_ZH: usize = 4;
const CLOSE_EN: usize = 2;
/// How near before a stretch a bare 不 or 没 must stand to deny it: `等不及了进去` denies no going in.
const BARE_ZH: usize = 3;

/// How far ahead somebody who does not act is told not to.
const LEADS_ZH: usize = 6;
const LEADS_EN: usize = 2;

/// A stretch between marks.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) letters: Vec<char>,
    /// What each letter sounds like, folded.
    pub(super) sounds: Vec<String>,
    pub(super) is_chinese: bool,
    pub(super) is_asked: bool,
}

/// A stretch of a clause that says a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What fills the `*`.
    pub(super) between: String,
    /// Something in it is only heard like the phrase.
    pub(super) by_sound: bool,
}

/// The clauses of an answer.
pub(super) fn clauses(text: &str) -> Vec<Clause> {
    let letters: Vec<char> = text
        .to_lowercase()
        .replace(['’', '‘'], "'")
        .chars()
        .collect();
    let mut clauses = Vec::new();
    let mut open = Vec::new();
    for (at, one) in letters.iter().enumerate() {
        let is_mark = "，。！？；：,;:!?\n".contains(*one)
            // A point within a number ends nothing.
            || *one == '.' && letters.get(at + 1).is_none_or(|next| next.is_whitespace());
        if is_mark {
            let said = std::mem::take(&mut open);
            clauses.push(Clause::new(said, "？?".contains(*one)));
        } else if !(open.is_empty() && one.is_whitespace()) {
            open.push(*one);
        }
    }
    clauses.push(Clause::new(open, false));
    clauses.retain(|one| !one.letters.is_empty());
    clauses
}

/// Words that hold a letter of denial and deny nothing, or deny only themselves.
const NO_DENIALS_ZH: [&str; 64] = [
    "不得不",
    "不能不",
    "不是不",
    "不要紧",
    "不影响",
    "不服",
    "不好意思",
    "不便",
    "不仅",
    "不但",
    "不光",
    "不管",
    "不过",
    "不如",
    "不少",
    "不然",
    "不清楚",
    "不舒服",
    "不急",
    "不怕",
    "不用怕",
    "不用急",
    "不用担心",
    "不用慌",
    "不知道",
    "不签",
    "不小心",
    "差不多",
    "行不行",
    "好不好",
    "是不是",
    "要不要",
    "能不能",
    "会不会",
    "可不可以",
    "要不",
    "等不及",
    "来不及",
    "赶不及",
    "看不清",
    "看不见",
    "听不见",
    "找不到",
    "受不了",
    "等不了",
    "打不通",
    "说不定",
    "别怕",
    "别急",
    "别着急",
    "别担心",
    "别慌",
    "别紧张",
    "别的",
    "别人",
    "特别",
    "分别",
    "区别",
    "级别",
    "没事",
    "没关系",
    "没问题",
    "没收",
    "无论",
];
const NO_DENIALS_EN: [&str; 14] = [
    "not only",
    "no problem",
    "no worries",
    "no matter",
    "no doubt",
    "don't worry",
    "do not worry",
    "don't be afraid",
    "do not be afraid",
    "don't panic",
    "do not panic",
    "not sure",
    "if not",
    "no time to lose",
];
/// Words that deny whatever comes after them in their clause.
const DENIALS_ZH: [&str; 30] = [
    "不要",
    "不能",
    "不许",
    "不准",
    "不得",
    "不可",
    "不会",
    "不再",
    "不必",
    "不用",
    "不该",
    "不应",
    "不让",
    "不敢",
    "不去",
    "不乱",
    "不随便",
    "都不",
    "也不",
    "绝不",
    "决不",
    "从不",
    "先不",
    "别",
    "莫",
    "勿",
    "禁止",
    "严禁",
    "避免",
    "甭",
];
/// Words that deny what stands right after them.
const BARE_DENIALS_ZH: [char; 4] = ['不', '没', '无', '未'];
const DENIALS_EN: [&str; 11] = [
    "not",
    "never",
    "without",
    "neither",
    "nor",
    "cannot",
    "avoid",
    "instead",
    "rather",
    "refuse",
    "forbidden",
];
/// Words that deny up to the next "and".
const SHORT_DENIALS_EN: [&str; 6] = ["no", "nobody", "nothing", "none", "nowhere", "stop"];
/// Words that forbid, and may go on doing so after a mark.
const FORBIDS: [&str; 14] = [
    "不要",
    "不许",
    "不能",
    "不准",
    "不得",
    "别",
    "莫",
    "严禁",
    "禁止",
    "do not ",
    "don't ",
    "never ",
    "must not ",
    "no ",
];
/// Words that say that something is lacking or needless.
const LACKS_ZH: [&str; 8] = ["不用", "不必", "无需", "没有", "没", "无权", "不需要", "甭"];
const LACKS_EN: [&str; 4] = ["no", "without", "needn't", "never"];
/// Where the scope of a denial ends within a clause.
const TURNS_ZH: [&str; 9] = ["就", "但", "然后", "接着", "我", "您", "你", "也", "而是"];
const TURNS_EN: [&str; 6] = [" but ", " then ", " i ", " we ", " i'll ", " you "];
/// Who acts in a stretch that begins so.
const ACTORS: [&str; 6] = ["我", "您", "你", "i ", "we ", "you "];
/// Whoever else acts behind a stretch: what is denied of them is not denied of it.
const OTHERS_ZH: [&str; 8] = ["我", "您", "你", "他", "她", "大家", "就", "但"];
/// Beginnings of a clause that has a subject of its own.
const SUBJECTS: [&str; 15] = [
    "我", "您", "你", "他", "她", "小", "老", "咱", "i ", "i'", "we ", "you ", "he ", "she ",
    "they ",
];
/// Said of something, that it does harm.
const WARNINGS: [&str; 9] = [
    "危险",
    "爆炸",
    "会爆",
    "会炸",
    "火花",
    "引燃",
    "dangerous",
    "spark",
    "explode",
];
const NO_WARNINGS: [&str; 6] = [
    "没有危险",
    "没危险",
    "不危险",
    "不会爆",
    "没有火花",
    "not dangerous",
];
/// Denials that follow what they deny: `开关谁都不能碰`; the second kind goes on with one of the third.
const DENIALS_AFTER_ZH: [&str; 7] = [
    "不行",
    "不可以",
    "不能告诉",
    "要保密",
    "都不许",
    "都不准",
    "一概不",
];
const FORBIDDEN_ZH: [&str; 11] = [
    "不许", "不准", "不能", "不要", "不得", "不可", "别", "勿", "莫", "严禁", "禁止",
];
const FORBIDDEN_TO_ZH: &str = "碰打开用动按说讲点拿摸进拔拉关掏沾抽玩";
const DENIALS_AFTER_EN: [&str; 8] = [
    " alone ",
    " is not ",
    " are not ",
    " is never ",
    " must not ",
    " stay off",
    " stays off",
    " is forbidden",
];

impl Clause {
    fn new(letters: Vec<char>, is_asked: bool) -> Self {
        let text: String = letters.iter().collect();
        let is_asked = is_asked
            || ["吗", "谁让", "谁叫"]
                .iter()
                .any(|word| text.contains(word));
        Self {
            sounds: letters.iter().map(|one| syllable(*one)).collect(),
            is_chinese: text.chars().any(is_han),
            letters,
            is_asked,
        }
    }

    /// Its letters from one place to another.
    pub(super) fn said(&self, start: usize, end: usize) -> String {
        self.letters[start..end].iter().collect()
    }

    /// All of it.
    pub(super) fn text(&self) -> String {
        self.letters.iter().collect()
    }

    /// How many words it has; letters, where it is Chinese.
    pub(super) fn words(&self) -> usize {
        if self.is_chinese {
            self.letters.len()
        } else {
            self.text().split_whitespace().count()
        }
    }

    /// Whether it forbids something.
    pub(super) fn forbids(&self) -> bool {
        let text = without(&self.text());
        FORBIDS.iter().any(|word| text.contains(word))
    }

    /// Whether it is told of somebody's words.
    pub(super) fn is_told(&self) -> bool {
        let text = self.text();
        ["他说", "她说", "有人说", "he said", "she said", "they said"]
            .iter()
            .any(|word| text.contains(word))
    }

    /// Whether it says anew who acts.
    pub(super) fn has_subject(&self) -> bool {
        let text = self.text();
        SUBJECTS.iter().any(|word| text.starts_with(word))
    }
}

impl Hit {
    /// Whether words before or after deny it, or call it harmful.
    pub(super) fn is_denied(&self, clause: &Clause) -> bool {
        let text = clause.text();
        let warns = WARNINGS.iter().any(|word| text.contains(word))
            && !NO_WARNINGS.iter().any(|word| text.contains(word));
        let mut after = clause.said(self.end, clause.letters.len());
        if let Some(at) = OTHERS_ZH.iter().filter_map(|word| after.find(word)).min() {
            after.truncate(at);
        }
        let denied_after = denied_behind(&without(&after))
            || DENIALS_AFTER_EN
                .iter()
                .any(|word| format!("{after} ").contains(word));
        warns || denied_after || denies(&self.scope(clause)) || denies(&without(&self.between))
    }

    /// Whether it leads up to a denial: `我不`, `我们一个字都不`, `and don't`.
    pub(super) fn leads_to_denial(&self, clause: &Clause) -> bool {
        let after = without(&clause.said(self.end, clause.letters.len()));
        let mut words = after.split_whitespace().take(LEADS_EN);
        if words.any(|word| DENIALS_EN.contains(&word) || word.ends_with("n't")) {
            return true;
        }
        let near: String = after.chars().take(LEADS_ZH).collect();
        near.contains(BARE_DENIALS_ZH) || near.contains('别')
    }

    /// Whether the words right before it say that it is lacking or needless.
    pub(super) fn is_lacking(&self, clause: &Clause) -> bool {
        let scope = self.scope(clause);
        let near = last(&scope, CLOSE_ZH);
        let mut words = scope.split_whitespace().rev().take(CLOSE_EN);
        LACKS_ZH.iter().any(|word| near.contains(word))
            || words.any(|word| LACKS_EN.contains(&word))
    }

    /// What stands before it and may reach it: nothing, where it says itself who acts.
    fn scope(&self, clause: &Clause) -> String {
        let said = clause.said(self.start, self.end);
        if ACTORS.iter().any(|word| said.starts_with(word)) {
            return String::new();
        }
        let mut scope = format!(" {}", without(&clause.said(0, self.start)));
        for turn in TURNS_ZH.iter().chain(&TURNS_EN) {
            if let Some(at) = scope.rfind(turn) {
                let rest = &scope[at + turn.len()..];
                scope = format!(" {rest}");
            }
        }
        scope
    }
}

/// Whether words deny what stands before them.
fn denied_behind(after: &str) -> bool {
    let forbids = |word: &&str| {
        after.match_indices(*word).any(|(at, _)| {
            let next = after[at + word.len()..].chars().next();
            next.is_some_and(|one| FORBIDDEN_TO_ZH.contains(one))
        })
    };
    DENIALS_AFTER_ZH.iter().any(|word| after.contains(word)) || FORBIDDEN_ZH.iter().any(forbids)
}

fn last(text: &str, letters: usize) -> String {
    let all = text.chars().count();
    text.chars().skip(all.saturating_sub(letters)).collect()
}

/// Words without those that only look like denials.
fn without(text: &str) -> String {
    let mut text = text.to_owned();
    for word in NO_DENIALS_ZH.iter().chain(&NO_DENIALS_EN) {
        text = text.replace(word, "·");
    }
    text
}

/// Whether words deny what follows.
fn denies(scope: &str) -> bool {
    let mut words = scope.split_whitespace();
    let short = scope.rsplit(" and ").next().unwrap_or(scope);
    let mut near = short.split_whitespace();
    DENIALS_ZH.iter().any(|word| scope.contains(word))
        || last(scope, BARE_ZH).contains(BARE_DENIALS_ZH)
        || words.any(|word| DENIALS_EN.contains(&word) || word.ends_with("n't"))
        || near.any(|word| SHORT_DENIALS_EN.contains(&word))
}

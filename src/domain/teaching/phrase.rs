//! Whether words say a phrase, deny it, or leave it open. Phrases are Chinese or English; `*` in one stands for a few letters
//! or words. Knows no lesson.

use crate::domain::understanding::is_han;

/// How far the halves of a `*` phrase may stand apart, in letters.
const GAP_ZH: usize = 8;
const GAP_EN: usize = 30;
/// Where words must stand that take back what is asked for: right before it.
const CLOSE_ZH: usize = 4;
const CLOSE_EN: usize = 2;
/// How far after a phrase words may still deny it: `开关不要碰`.
const AFTER_ZH: usize = 8;

/// How a phrase stands in an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stands {
    /// It is not there, or is denied wherever it is.
    No,
    /// It is there and may be asked, told of somebody, or denied before.
    Open(String),
    /// It is said: the words.
    Said(String),
}

/// Whether an answer says what was asked for. `不能占盲道` speaks of the paving; `没有清单` of no list.
pub(super) fn says(text: &str, phrase: &str) -> bool {
    clauses(text).iter().any(|clause| {
        found(clause, phrase)
            .iter()
            .any(|hit| !hit.is_lacking(clause))
    })
}

/// Whether the words stand in an answer, however they are meant.
pub(super) fn holds(text: &str, phrase: &str) -> bool {
    clauses(text)
        .iter()
        .any(|clause| !found(clause, phrase).is_empty())
}

/// How something banned stands in an answer.
pub(super) fn utters(text: &str, phrase: &str) -> Stands {
    let clauses = clauses(text);
    let mut worst = Stands::No;
    for (at, clause) in clauses.iter().enumerate() {
        for hit in found(clause, phrase) {
            if hit.is_denied(clause) {
                continue;
            }
            let words: String = clause.letters[hit.start..hit.end].iter().collect();
            let before = at.checked_sub(1).and_then(|last| clauses.get(last));
            // "Do not touch the lights, the phone": the denial may go on.
            let goes_on = hit.start == 0 && before.is_some_and(Clause::forbids);
            let stands = if clause.is_asked || goes_on || clause.is_told() {
                Stands::Open(words)
            } else {
                Stands::Said(words)
            };
            worst = worst.max(stands);
        }
    }
    worst
}

/// A stretch between marks.
struct Clause {
    letters: Vec<char>,
    is_asked: bool,
}

/// Where a phrase stands in a clause.
struct Hit {
    start: usize,
    end: usize,
    /// What fills the `*`.
    between: String,
}

fn clauses(text: &str) -> Vec<Clause> {
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
            clauses.push(Clause {
                letters: std::mem::take(&mut open),
                is_asked: "？?".contains(*one),
            });
        } else if !(open.is_empty() && one.is_whitespace()) {
            open.push(*one);
        }
    }
    clauses.push(Clause {
        letters: open,
        is_asked: false,
    });
    clauses.retain(|one| !one.letters.is_empty());
    for one in &mut clauses {
        let text = one.text();
        one.is_asked |= ["吗", "谁让", "谁叫"]
            .iter()
            .any(|word| text.contains(word));
    }
    clauses
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(is_han)
}

/// Every place where a phrase stands in a clause.
fn found(clause: &Clause, phrase: &str) -> Vec<Hit> {
    let pieces: Vec<Vec<char>> = phrase
        .split('*')
        .map(|piece| piece.trim().to_lowercase().chars().collect())
        .collect();
    let gap = if is_chinese(phrase) { GAP_ZH } else { GAP_EN };
    let stands_at = |piece: &[char], at: usize| {
        let begins =
            is_chinese(phrase) || at == 0 || !clause.letters[at - 1].is_ascii_alphanumeric();
        begins && clause.letters[at..].starts_with(piece)
    };
    (0..clause.letters.len())
        .filter_map(|start| {
            let mut end = start;
            let mut between = String::new();
            for (nth, piece) in pieces.iter().enumerate() {
                let last = end + if nth == 0 { 0 } else { gap };
                let at =
                    (end..=last).find(|at| *at < clause.letters.len() && stands_at(piece, *at))?;
                between.extend(&clause.letters[end..at]);
                end = at + piece.len();
            }
            Some(Hit {
                start,
                end,
                between,
            })
        })
        .collect()
}

/// Words that hold a letter of denial and deny nothing, or deny only themselves.
const NO_DENIALS_ZH: [&str; 50] = [
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
    "不知道",
    "不签",
    "差不多",
    "行不行",
    "好不好",
    "是不是",
    "要不要",
    "能不能",
    "可不可以",
    "要不",
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
    "没错",
    "没收",
    "无论",
];
const NO_DENIALS_EN: [&str; 12] = [
    "not only",
    "no problem",
    "no worries",
    "don't worry",
    "do not worry",
    "don't be afraid",
    "do not be afraid",
    "not sure",
    "no doubt",
    "if not",
    "no matter",
    "don't panic",
];
const DENIALS_ZH: [&str; 11] = [
    "不", "别", "莫", "没", "勿", "未", "无", "甭", "禁止", "严禁", "避免",
];
const DENIALS_EN: [&str; 16] = [
    "not",
    "no",
    "never",
    "without",
    "nobody",
    "nothing",
    "none",
    "neither",
    "nor",
    "cannot",
    "stop",
    "avoid",
    "instead",
    "rather",
    "refuse",
    "forbidden",
];
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
const TURNS_ZH: [&str; 8] = ["就", "但", "然后", "接着", "我", "您", "也", "而是"];
const TURNS_EN: [&str; 4] = [" but ", " then ", " i ", " we "];
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
/// Denials that follow what they deny: `开关谁都不能碰`.
const DENIALS_AFTER_ZH: [&str; 24] = [
    "不行",
    "不可以",
    "不能碰",
    "不能打",
    "不能开",
    "不能用",
    "不能动",
    "不能说",
    "不能讲",
    "不能告诉",
    "要保密",
    "不要碰",
    "不要打",
    "不要开",
    "不要用",
    "不要动",
    "别碰",
    "别打",
    "别开",
    "别用",
    "别动",
    "都不许",
    "都不准",
    "禁止",
];
const DENIALS_AFTER_EN: [&str; 7] = [
    " is not ",
    " are not ",
    " is never ",
    " must not ",
    " stay off",
    " stays off",
    " is forbidden",
];

impl Clause {
    fn text(&self) -> String {
        self.letters.iter().collect()
    }

    /// Whether it forbids something.
    fn forbids(&self) -> bool {
        let text = without(&self.text());
        FORBIDS.iter().any(|word| text.contains(word))
    }

    /// Whether it is told of somebody's words.
    fn is_told(&self) -> bool {
        let text = self.text();
        ["他说", "她说", "有人说", "he said", "she said", "they said"]
            .iter()
            .any(|word| text.contains(word))
    }
}

impl Hit {
    /// Whether words before or after deny it, or call it harmful.
    fn is_denied(&self, clause: &Clause) -> bool {
        let text = clause.text();
        let warns = WARNINGS.iter().any(|word| text.contains(word))
            && !NO_WARNINGS.iter().any(|word| text.contains(word));
        let after: String = clause.letters[self.end..].iter().collect();
        let near: String = after.chars().take(AFTER_ZH).collect();
        let denied_after = DENIALS_AFTER_ZH
            .iter()
            .any(|word| without(&near).contains(word))
            || DENIALS_AFTER_EN
                .iter()
                .any(|word| format!("{after} ").contains(word));
        warns || denied_after || denies(&self.scope(clause)) || denies(&without(&self.between))
    }

    /// Whether the words right before it say that it is lacking or needless.
    fn is_lacking(&self, clause: &Clause) -> bool {
        let scope = self.scope(clause);
        let letters = scope.chars().count();
        let near: String = scope
            .chars()
            .skip(letters.saturating_sub(CLOSE_ZH))
            .collect();
        let mut words = scope.split_whitespace().rev().take(CLOSE_EN);
        LACKS_ZH.iter().any(|word| near.contains(word))
            || words.any(|word| LACKS_EN.contains(&word))
    }

    /// What stands before it and may reach it.
    fn scope(&self, clause: &Clause) -> String {
        let before: String = clause.letters[..self.start].iter().collect();
        let mut scope = format!(" {}", without(&before));
        for turn in TURNS_ZH.iter().chain(&TURNS_EN) {
            if let Some(at) = scope.rfind(turn) {
                let rest = &scope[at + turn.len()..];
                scope = format!(" {rest}");
            }
        }
        scope
    }
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
    DENIALS_ZH.iter().any(|word| scope.contains(word))
        || words.any(|word| DENIALS_EN.contains(&word) || word.ends_with("n't"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_is_not_said() {
        let said = |text: &str, phrase: &str| matches!(utters(text, phrase), Stands::Said(_));
        for (text, phrase) in [
            ("我开灯看看", "开灯"),
            ("别怕，我开灯看看", "开灯"),
            ("别怕我开灯看看", "开灯"),
            ("我把灯打开看看", "灯*打开"),
            ("不要紧，先打个电话", "打个电话"),
            ("I turn on the light to look.", "turn on * light"),
            ("don't worry, I switch on the lights", "switch on * light"),
        ] {
            assert!(said(text, phrase), "{text}");
        }
        for (text, phrase) in [
            ("不要开灯", "开灯"),
            ("别去开灯也别打电话", "打电话"),
            ("不要碰开关不要打电话", "打电话"),
            ("开关谁都不能碰", "开关"),
            ("打电话会有火花", "打电话"),
            ("严禁在屋里打电话", "打电话"),
            ("nobody turns on the light", "turns on * light"),
            ("do not touch the switch, don't phone", "phone"),
            ("never use a phone in here", "phone"),
            ("记录仪一直开着不会关", "记录仪*关"),
        ] {
            assert_eq!(utters(text, phrase), Stands::No, "{text}");
        }
        for (text, phrase) in [
            ("不要开灯，打电话", "打电话"),
            ("谁开灯了？", "开灯"),
            ("do not touch the switch, phone", "phone"),
        ] {
            assert!(matches!(utters(text, phrase), Stands::Open(_)), "{text}");
        }
    }

    #[test]
    fn what_is_asked_for_is_said_unless_it_is_denied_right_before() {
        for (text, phrase) in [
            ("不服可以申请复议", "复议"),
            ("您不签我们就注明", "注明"),
            ("不签的，注明情况", "注明"),
            ("You need not sign; we note it", "note it"),
            ("call 120 now", "120"),
            ("小韦打120", "120"),
            ("您不能占着盲道", "盲道"),
        ] {
            assert!(says(text, phrase), "{text}");
        }
        for (text, phrase) in [
            ("不用打一二零", "一二零"),
            ("没有申辩的权利", "申辩"),
            ("there is no list", "list"),
        ] {
            assert!(!says(text, phrase), "{text}");
        }
    }
}

//! Figures in a clause: numbers, sums of money, spans of days, each with its place, so that one that is denied or of
//! something else can be told from one that is meant.

use super::clause::{Clause, Hit};
use crate::domain::understanding::{counted, english_run};

/// A figure and the stretch that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) value: u64,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Told {
    /// The stretch, to be asked whether it is denied.
    pub(super) fn hit(self) -> Hit {
        Hit {
            start: self.start,
            end: self.end,
            between: String::new(),
            by_sound: false,
        }
    }
}

/// Below this a number without its unit is no sum.
const BARE_SUM_FROM: u64 = 5;
const MONEY_ZH: [&str; 4] = ["元", "块", "人民币", "大洋"];
const MONEY_EN: [&str; 5] = ["yuan", "rmb", "kuai", "renminbi", "bucks"];
/// Words before a number that make it a sum.
const PAYING_ZH: [&str; 15] = [
    "给我",
    "给我们",
    "交我",
    "交",
    "付",
    "收",
    "缴",
    "罚",
    "给",
    "掏",
    "转",
    "写",
    "算",
    "要",
    "罚款",
];
const PAYING_EN: [&str; 12] = [
    "pay", "paid", "pays", "fine", "fined", "write", "give me", "give us", "make it", "plus",
    "another", "only",
];
/// Words behind a number that make it a sum.
const ENOUGH_ZH: [&str; 5] = ["也行", "就行", "得了", "就够", "现金"];
const ENOUGH_EN: [&str; 4] = ["in cash", "will do", "cash", "is enough"];
/// Letters behind a number that count something else.
const COUNTED_ZH: &str = "天日月年点分小时米个次张份只件位层条号楼平斤公瓶辆名把口户台岁刻秒周步双桶包倍%折级款遍回星礼工";
/// Words that may follow a bare sum.
const AFTER_SUM_EN: [&str; 12] = [
    "", "in", "is", "will", "and", "or", "for", "on", "to", "now", "instead", "anyway",
];
const SPANS_ZH: [(&str, u64); 13] = [
    ("个工作日", 1),
    ("工作日", 1),
    ("天", 1),
    ("日", 1),
    ("个星期", 7),
    ("星期", 7),
    ("个礼拜", 7),
    ("礼拜", 7),
    ("周", 7),
    ("个月", 30),
    ("个半月", 45),
    ("年", 365),
    ("个季度", 90),
];
const SPANS_EN: [(&str, u64); 4] = [("day", 1), ("week", 7), ("month", 30), ("year", 365)];
/// Spans without a number.
const WHOLE_SPANS: [(&str, u64); 10] = [
    ("半个月", 15),
    ("半月", 15),
    ("半年", 180),
    ("half a month", 15),
    ("half a year", 180),
    ("fortnight", 14),
    ("a week", 7),
    ("a month", 30),
    ("a year", 365),
    ("a quarter of a year", 90),
];

/// The number that begins at a place: its value and its end.
pub(super) fn number(clause: &Clause, at: usize) -> Option<(u64, usize)> {
    let letters = &clause.letters;
    let is_within =
        |one: &char| one.is_ascii_digit() || "零〇一二两三四五六七八九十百千万亿".contains(*one);
    if clause.is_chinese {
        if at > 0 && is_within(letters.get(at - 1)?) {
            return None;
        }
        return counted(letters, at);
    }
    let begins = at == 0 || !letters[at - 1].is_alphanumeric();
    if !begins || !letters.get(at)?.is_alphanumeric() {
        return None;
    }
    let words = words_from(clause, at);
    let texts: Vec<&str> = words.iter().map(|(text, _)| text.as_str()).collect();
    let run = english_run(&texts, 0)?;
    let end = words.get(run.end.checked_sub(1)?)?.1;
    Some((run.value, end))
}

/// The sum of money that begins at a place.
pub(super) fn sum(clause: &Clause, at: usize) -> Option<Told> {
    let (value, end) = number(clause, at)?;
    let told = |end| Told {
        value,
        start: at,
        end,
    };
    let after = clause.said(end, clause.letters.len());
    let after = after.trim_start();
    let skipped = clause.letters.len() - end - after.chars().count();
    let units: &[&str] = if clause.is_chinese {
        &MONEY_ZH
    } else {
        &MONEY_EN
    };
    for unit in units {
        // 一块 is "together" more often than a sum.
        let is_together = *unit == "块" && value == 1 && !after.starts_with("块钱");
        if after.starts_with(unit) && !is_together {
            return Some(told(end + skipped + unit.chars().count()));
        }
    }
    let before = clause.said(0, at);
    let before = before.trim_end();
    let is_bare = if clause.is_chinese {
        let counts = after.starts_with(|one| COUNTED_ZH.contains(one));
        !counts
            && (PAYING_ZH.iter().any(|word| before.ends_with(word))
                || ENOUGH_ZH.iter().any(|word| after.starts_with(word)))
    } else {
        let next = after.split_whitespace().next().unwrap_or_default();
        AFTER_SUM_EN.contains(&next) && PAYING_EN.iter().any(|word| before.ends_with(word))
            || ENOUGH_EN.iter().any(|word| after.starts_with(word))
    };
    (is_bare && value >= BARE_SUM_FROM).then(|| told(end))
}

/// Every sum of money in a clause.
pub(super) fn sums(clause: &Clause) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for at in 0..clause.letters.len() {
        if told.last().is_none_or(|last| last.end <= at)
            && let Some(one) = sum(clause, at)
        {
            told.push(one);
        }
    }
    told
}

/// Every span of days in a clause.
pub(super) fn days(clause: &Clause) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for at in 0..clause.letters.len() {
        if told.last().is_none_or(|last| last.end <= at)
            && let Some(one) = span(clause, at)
        {
            told.push(one);
        }
    }
    told
}

fn span(clause: &Clause, at: usize) -> Option<Told> {
    let rest = clause.said(at, clause.letters.len());
    let begins = clause.is_chinese || at == 0 || !clause.letters[at - 1].is_alphanumeric();
    let told = |value: u64, end: usize| Told {
        value,
        start: at,
        end,
    };
    let whole = WHOLE_SPANS.iter().find(|(word, _)| rest.starts_with(word));
    if let Some((word, value)) = whole.filter(|_| begins) {
        return Some(told(*value, at + word.chars().count()));
    }
    let (value, end) = number(clause, at)?;
    let after = clause.said(end, clause.letters.len());
    let after = after.trim_start_matches([' ', '-']);
    let skipped = clause.letters.len() - end - after.chars().count();
    let spans: &[(&str, u64)] = if clause.is_chinese {
        &SPANS_ZH
    } else {
        &SPANS_EN
    };
    // `九月三日` is a day and no span.
    let is_date = at > 0 && clause.letters[at - 1] == '月';
    let (word, factor) = spans.iter().find(|(word, _)| after.starts_with(word))?;
    let end = end + skipped + word.chars().count();
    (!is_date).then(|| told(value.saturating_mul(*factor), end))
}

/// The English words from a place on, each with where it ends.
fn words_from(clause: &Clause, at: usize) -> Vec<(String, usize)> {
    let mut words = Vec::new();
    let mut open = String::new();
    for (place, one) in clause.letters.iter().enumerate().skip(at) {
        if one.is_alphanumeric() {
            open.push(*one);
        } else if !open.is_empty() {
            words.push((std::mem::take(&mut open), place));
        }
    }
    if !open.is_empty() {
        words.push((open, clause.letters.len()));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::clause::clauses;
    use super::*;

    fn values(text: &str, of: fn(&Clause) -> Vec<Told>) -> Vec<u64> {
        let clauses = clauses(text);
        clauses.iter().flat_map(of).map(|one| one.value).collect()
    }

    #[test]
    fn sums_with_and_without_their_unit() {
        for (text, sum) in [
            ("罚款一百元", vec![100]),
            ("八十也行", vec![80]),
            ("您交五十就走", vec![50]),
            ("给我两百", vec![200]),
            ("您不方便就给我六十", vec![60]),
            ("我们一块等妈妈", vec![]),
            ("十五日内缴纳", vec![]),
            ("给十分钟", vec![]),
            ("打120", vec![]),
            ("a fine of one hundred yuan", vec![100]),
            ("you pay one hundred and twenty", vec![120]),
            ("eighty in cash will do", vec![80]),
            ("payable within fifteen days", vec![]),
        ] {
            assert_eq!(values(text, sums), sum, "{text}");
        }
    }

    #[test]
    fn spans_in_days() {
        for (text, span) in [
            ("六十日内", vec![60]),
            ("两个月之内", vec![60]),
            ("一周", vec![7]),
            ("半个月", vec![15]),
            ("9月3日", vec![]),
            ("within sixty days", vec![60]),
            ("in a week", vec![7]),
            ("two months", vec![60]),
        ] {
            assert_eq!(values(text, days), span, "{text}");
        }
    }
}

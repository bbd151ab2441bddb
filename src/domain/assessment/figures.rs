//! Numbers with units in free words, in both languages and in digits or numerals, each as a whole number of the smallest
//! unit of its dimension. What is only about so much (`三四米`, `十多斤`), a date and a place in an order are no figures.
//! Knows no case and compares nothing.

use crate::domain::understanding::{counted, english_run};

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dimension {
    /// Millimetres.
    Length,
    /// Square centimetres.
    Area,
    /// Hundredths of a yuan.
    Money,
    /// Minutes.
    Time,
    /// Grams.
    Weight,
    /// Thousandths of one thing.
    Count,
    /// Thousandths of a percent.
    Share,
    /// Thousandths of a decibel.
    Sound,
}

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    /// What it measures.
    pub(super) dimension: Dimension,
    /// How much, in the dimension's smallest unit.
    pub(super) value: u64,
    /// Whether it is counted in `块`, which is money or a thing.
    pub(super) is_piece: bool,
    /// First character.
    pub(super) from: usize,
    /// First character after it.
    pub(super) to: usize,
}

impl Figure {
    /// A distance in whole metres, written nowhere.
    pub(super) const fn metres(metres: u64) -> Self {
        Self {
            dimension: Dimension::Length,
            value: metres * 1000,
            is_piece: false,
            from: 0,
            to: 0,
        }
    }
}

/// A unit as it is written, what it measures, and how many of the smallest unit it is. Longer ones stand first.
type Unit = (&'static str, Dimension, u64);

const UNITS_ZH: &[Unit] = &[
    ("平方厘米", Dimension::Area, 1),
    ("平方米", Dimension::Area, 10_000),
    ("平米", Dimension::Area, 10_000),
    ("平方", Dimension::Area, 10_000),
    ("㎡", Dimension::Area, 10_000),
    ("毫米", Dimension::Length, 1),
    ("厘米", Dimension::Length, 10),
    ("公分", Dimension::Length, 10),
    ("公里", Dimension::Length, 1_000_000),
    ("千米", Dimension::Length, 1_000_000),
    ("米", Dimension::Length, 1000),
    ("块钱", Dimension::Money, 100),
    ("元", Dimension::Money, 100),
    ("块", Dimension::Money, 100),
    ("角", Dimension::Money, 10),
    ("毛钱", Dimension::Money, 10),
    ("个小时", Dimension::Time, 60),
    ("小时", Dimension::Time, 60),
    ("个钟头", Dimension::Time, 60),
    ("个钟", Dimension::Time, 60),
    ("分钟", Dimension::Time, 1),
    ("个工作日", Dimension::Time, 24 * 60),
    ("工作日", Dimension::Time, 24 * 60),
    ("天", Dimension::Time, 24 * 60),
    ("日", Dimension::Time, 24 * 60),
    ("个星期", Dimension::Time, 7 * 24 * 60),
    ("周", Dimension::Time, 7 * 24 * 60),
    ("公斤", Dimension::Weight, 1000),
    ("千克", Dimension::Weight, 1000),
    ("斤", Dimension::Weight, 500),
    ("吨", Dimension::Weight, 1_000_000),
    ("分贝", Dimension::Sound, 1000),
    ("个", Dimension::Count, 1000),
    ("件", Dimension::Count, 1000),
    ("只", Dimension::Count, 1000),
    ("辆", Dimension::Count, 1000),
    ("把", Dimension::Count, 1000),
    ("瓶", Dimension::Count, 1000),
    ("罐", Dimension::Count, 1000),
    ("台", Dimension::Count, 1000),
    ("箱", Dimension::Count, 1000),
    ("袋", Dimension::Count, 1000),
    ("桶", Dimension::Count, 1000),
    ("根", Dimension::Count, 1000),
];

const UNITS_EN: &[Unit] = &[
    ("square metres", Dimension::Area, 10_000),
    ("square metre", Dimension::Area, 10_000),
    ("square meters", Dimension::Area, 10_000),
    ("square meter", Dimension::Area, 10_000),
    ("sq m", Dimension::Area, 10_000),
    ("sqm", Dimension::Area, 10_000),
    ("m²", Dimension::Area, 10_000),
    ("m2", Dimension::Area, 10_000),
    ("millimetres", Dimension::Length, 1),
    ("mm", Dimension::Length, 1),
    ("centimetres", Dimension::Length, 10),
    ("centimeters", Dimension::Length, 10),
    ("cm", Dimension::Length, 10),
    ("kilometres", Dimension::Length, 1_000_000),
    ("kilometers", Dimension::Length, 1_000_000),
    ("km", Dimension::Length, 1_000_000),
    ("metres", Dimension::Length, 1000),
    ("metre", Dimension::Length, 1000),
    ("meters", Dimension::Length, 1000),
    ("meter", Dimension::Length, 1000),
    ("m", Dimension::Length, 1000),
    ("yuan", Dimension::Money, 100),
    ("rmb", Dimension::Money, 100),
    ("hours", Dimension::Time, 60),
    ("hour", Dimension::Time, 60),
    ("minutes", Dimension::Time, 1),
    ("minute", Dimension::Time, 1),
    ("min", Dimension::Time, 1),
    ("days", Dimension::Time, 24 * 60),
    ("day", Dimension::Time, 24 * 60),
    ("weeks", Dimension::Time, 7 * 24 * 60),
    ("week", Dimension::Time, 7 * 24 * 60),
    ("kilograms", Dimension::Weight, 1000),
    ("kilos", Dimension::Weight, 1000),
    ("kg", Dimension::Weight, 1000),
    ("jin", Dimension::Weight, 500),
    ("tonnes", Dimension::Weight, 1_000_000),
    ("tons", Dimension::Weight, 1_000_000),
    ("per cent", Dimension::Share, 1000),
    ("percent", Dimension::Share, 1000),
    ("%", Dimension::Share, 1000),
    ("decibels", Dimension::Sound, 1000),
    ("db", Dimension::Sound, 1000),
    ("bottles", Dimension::Count, 1000),
    ("gas bottles", Dimension::Count, 1000),
    ("cylinders", Dimension::Count, 1000),
    ("gas cylinders", Dimension::Count, 1000),
    ("cans", Dimension::Count, 1000),
    ("pieces", Dimension::Count, 1000),
    ("items", Dimension::Count, 1000),
    ("things", Dimension::Count, 1000),
    ("vehicles", Dimension::Count, 1000),
    ("cars", Dimension::Count, 1000),
    ("trucks", Dimension::Count, 1000),
    ("carts", Dimension::Count, 1000),
    ("bikes", Dimension::Count, 1000),
    ("knives", Dimension::Count, 1000),
    ("boxes", Dimension::Count, 1000),
    ("bags", Dimension::Count, 1000),
    ("tables", Dimension::Count, 1000),
    ("chairs", Dimension::Count, 1000),
    ("stools", Dimension::Count, 1000),
    ("buckets", Dimension::Count, 1000),
];

/// What makes a number one of about that size.
const ABOUT: &str = "多余来几";
/// English words read as one number at most.
const WORDS_MOST: usize = 8;
/// Greatest number worth a thought, in thousandths: what is longer is a serial number.
const MILLI_MOST: u64 = 1_000_000_000_000;

/// Letters of a text as figures are read in them: narrow, small.
pub(super) fn letters(text: &str) -> Vec<char> {
    let narrow = |one: char| match one {
        '０'..='９' => char::from_u32(one as u32 - '０' as u32 + '0' as u32).unwrap_or(one),
        '．' => '.',
        '％' => '%',
        '￥' => '¥',
        _ => one.to_ascii_lowercase(),
    };
    text.chars().map(narrow).collect()
}

/// Every figure of a text, in order.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let text = letters(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some((milli, end)) = number(&text, at) else {
            at += 1;
            continue;
        };
        match milli.and_then(|milli| figure(&text, at, end, milli)) {
            Some(one) => {
                at = one.to;
                found.push(one);
            }
            None => at = end,
        }
    }
    found
}

/// Every number of a text, with a unit or without, in whole ones.
pub(super) fn numbers(text: &str) -> Vec<u64> {
    let text = letters(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match number(&text, at) {
            Some((milli, end)) => {
                found.extend(milli.map(|milli| milli / 1000));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The number that begins here, in thousandths, and where it ends; without a value where it is one of about that size, an
/// order or a code.
fn number(text: &[char], at: usize) -> Option<(Option<u64>, usize)> {
    let first = *text.get(at)?;
    let before = at.checked_sub(1).map(|one| text[one]);
    if first.is_ascii_digit() {
        return Some(digits(text, at, before));
    }
    if first == '半' {
        return Some((Some(500), at + 1));
    }
    if first.is_ascii_alphabetic() {
        let is_inside = before.is_some_and(char::is_alphabetic);
        return (!is_inside).then(|| words(text, at)).flatten();
    }
    let (value, mut end) = counted(text, at)?;
    let row = &text[at..end];
    let mut milli = thousandths(value);
    // 三四米 is about so much, 一二零 is dialled.
    let is_counted = row.len() == 1 || row.iter().any(|one| "十百千万".contains(*one));
    if text.get(end) == Some(&'点')
        && let Some(part) = text.get(end + 1).and_then(|one| digit(*one))
        && unit_at(text, end + 2).is_some()
    {
        milli = milli.saturating_add(part * 100);
        end += 2;
    }
    let is_about = text.get(end).is_some_and(|one| ABOUT.contains(*one))
        || before.is_some_and(|one| "第几好数上".contains(one));
    Some((
        (is_counted && !is_about && milli < MILLI_MOST).then_some(milli),
        end,
    ))
}

/// A number in digits: `12`, `1.5`, `1,200`, `3万`.
fn digits(text: &[char], at: usize, before: Option<char>) -> (Option<u64>, usize) {
    let mut end = at;
    let mut whole: u64 = 0;
    let mut part: u64 = 0;
    let mut scale: u64 = 1000;
    let value = |one: char| u64::from(one as u32 - '0' as u32);
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    while let Some(&one) = text.get(end) {
        if one.is_ascii_digit() {
            whole = whole.saturating_mul(10).saturating_add(value(one));
        } else if !(one == ',' && (1..=3).all(|next| is_digit(end + next)) && !is_digit(end + 4)) {
            break;
        }
        end += 1;
    }
    if text.get(end) == Some(&'.') && is_digit(end + 1) {
        end += 1;
        while is_digit(end) {
            scale /= 10;
            part += value(text[end]) * scale;
            end += 1;
        }
    }
    let mut milli = thousandths(whole).saturating_add(part);
    while let Some(factor) = text.get(end).and_then(|one| match one {
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        _ => None,
    }) {
        // 千米 and 千克 are units.
        if text[end] == '千' && matches!(text.get(end + 1), Some('米' | '克')) {
            break;
        }
        milli = milli.saturating_mul(factor);
        end += 1;
    }
    let is_code = before.is_some_and(|one| {
        one.is_ascii_alphanumeric() || matches!(one, '-' | '第' | ':' | '：' | '.' | '/')
    });
    let is_about = text.get(end).is_some_and(|one| ABOUT.contains(*one));
    let is_one = !is_code && !is_about && milli < MILLI_MOST;
    (is_one.then_some(milli), end)
}

/// A number in English words.
fn words(text: &[char], at: usize) -> Option<(Option<u64>, usize)> {
    let mut row: Vec<String> = Vec::new();
    let mut ends = Vec::new();
    let mut from = at;
    while row.len() < WORDS_MOST {
        let is_letter = |at: usize| text.get(at).is_some_and(char::is_ascii_alphanumeric);
        let mut end = from;
        while is_letter(end) {
            end += 1;
        }
        if end == from {
            break;
        }
        row.push(text[from..end].iter().collect());
        ends.push(end);
        if !matches!(text.get(end), Some(' ' | '-')) {
            break;
        }
        from = end + 1;
    }
    let row: Vec<&str> = row.iter().map(String::as_str).collect();
    // One of something is hardly a figure, and `a hundred` begins with no number.
    let run = english_run(&row, 0).filter(|run| run.end > 0)?;
    let end = *ends.get(run.end - 1)?;
    let milli = thousandths(run.value);
    Some(((milli < MILLI_MOST).then_some(milli), end))
}

fn thousandths(value: u64) -> u64 {
    value.saturating_mul(1000)
}

/// The digit that a numeral is, alone.
fn digit(one: char) -> Option<u64> {
    let at = "零一二三四五六七八九"
        .chars()
        .position(|known| known == one);
    at.or((one == '两').then_some(2))
        .or(one.to_digit(10).map(|one| one as usize))
        .map(|one| one as u64)
}

/// The unit that stands here and where it ends.
fn unit_at(text: &[char], at: usize) -> Option<(&'static Unit, usize)> {
    let begins = |unit: &str| {
        let length = unit.chars().count();
        let there = text.get(at..at + length)?;
        there
            .iter()
            .copied()
            .eq(unit.chars())
            .then_some(at + length)
    };
    let whole = |end: usize, unit: &str| {
        !unit.ends_with(|one: char| one.is_ascii_alphanumeric())
            || !text.get(end).is_some_and(char::is_ascii_alphanumeric)
    };
    let longest = |units: &'static [Unit]| {
        units
            .iter()
            .filter_map(|one| Some((one, begins(one.0)?)))
            .filter(|(one, end)| whole(*end, one.0))
            .max_by_key(|(_, end)| *end)
    };
    // 个月 and 平方公里 are units of their own, which nobody measures here; 日 of 日常 and 天 of 天气 are words.
    let other = ["个月", "平方公里", "立方", "公顷", "个工"];
    if let Some((unit, end)) = longest(UNITS_ZH) {
        let is_other = other.iter().any(|one| begins(one).is_some()) && unit.0 != "个工作日";
        return (!is_other).then_some((unit, end));
    }
    longest(UNITS_EN)
}

/// The figure of a number that stands from `at` to `end`.
fn figure(text: &[char], at: usize, end: usize, milli: u64) -> Option<Figure> {
    let one = |dimension, value, to| Figure {
        dimension,
        value,
        is_piece: false,
        from: at,
        to,
    };
    let before = |word: &str| {
        let length = word.chars().count();
        at >= length && text[at - length..at].iter().copied().eq(word.chars())
    };
    if before("百分之") {
        return Some(one(Dimension::Share, milli, end));
    }
    if before("¥") || before("rmb ") {
        return Some(one(Dimension::Money, milli / 10, end));
    }
    let mut from = end;
    while matches!(text.get(from), Some(' ' | '-')) {
        from += 1;
    }
    let (mut unit, mut to) = unit_at(text, from)?;
    let mut milli = milli;
    // 一个半小时
    if unit.0 == "个"
        && text.get(to) == Some(&'半')
        && let Some((half, after)) = unit_at(text, to + 1)
    {
        milli += 500;
        (unit, to) = (half, after);
    }
    // A day of a month, of a week or of a clock is no length of time.
    if matches!(unit.0, "日" | "周") && at > 0 && matches!(text[at - 1], '月' | '-' | '/') {
        return None;
    }
    if text.get(to).is_some_and(|one| matches!(one, '多' | '余')) {
        return None;
    }
    let mut value = milli * unit.2 / 1000;
    if text.get(to) == Some(&'半') && unit_at(text, to + 1).is_none() {
        value += unit.2 / 2;
        to += 1;
    } else if matches!(unit.0, "米" | "元" | "块" | "斤") {
        let (more, after) = tail(text, to, unit.2);
        value += more;
        to = after;
    } else if unit.0.starts_with("met") {
        let (more, after) = tail_in_words(text, to);
        value += more;
        to = after;
    }
    Some(Figure {
        is_piece: unit.0 == "块",
        ..one(unit.1, value, to)
    })
}

/// What `二` adds in `一米二`, and where it ends: one or two digits that are no number of something else.
fn tail(text: &[char], at: usize, unit: u64) -> (u64, usize) {
    let ten = text.get(at).and_then(|one| digit(*one));
    let Some(ten) = ten else { return (0, at) };
    let one = text.get(at + 1).and_then(|one| digit(*one));
    let (more, end) = match one {
        Some(one) => (unit * (ten * 10 + one) / 100, at + 2),
        None => (unit * ten / 10, at + 1),
    };
    let follows = text.get(end).copied();
    let is_number = follows.is_some_and(|one| digit(one).is_some() || "十百千万点.".contains(one));
    let is_measure =
        unit_at(text, end).is_some() || follows.is_some_and(|one| "条项道家户人次层".contains(one));
    if is_number || is_measure {
        (0, at)
    } else {
        (more, end)
    }
}

/// What `twenty` adds in `two metres twenty`, in millimetres.
fn tail_in_words(text: &[char], at: usize) -> (u64, usize) {
    if text.get(at) != Some(&' ') || !text.get(at + 1).is_some_and(char::is_ascii_alphabetic) {
        return (0, at);
    }
    let Some((Some(milli), end)) = words(text, at + 1) else {
        return (0, at);
    };
    let gap = end + usize::from(text.get(end) == Some(&' '));
    if milli < 100_000 && unit_at(text, gap).is_none() {
        (milli / 100, end)
    } else {
        (0, at)
    }
}

/// Whether a clause ends here: at a stop that is no part of a number.
pub(super) fn is_stop(all: &[char], at: usize) -> bool {
    let is_digit = |at: usize| all.get(at).is_some_and(char::is_ascii_digit);
    let between_digits = at > 0 && is_digit(at - 1) && is_digit(at + 1);
    "，。；！？、,;!?.\n".contains(all[at]) && !between_digits
}

/// The part of a sentence about a place in it, as a quotation: up to the next stop on either side.
pub(super) fn clause(text: &str, from: usize, to: usize) -> String {
    let all: Vec<char> = text.chars().collect();
    let begin = (0..from.min(all.len()))
        .rev()
        .find(|at| is_stop(&all, *at))
        .map_or(0, |at| at + 1);
    let end = (to.min(all.len())..all.len())
        .find(|at| is_stop(&all, *at))
        .unwrap_or(all.len());
    let part: String = all[begin..end].iter().collect();
    part.trim().to_owned()
}

#[cfg(test)]
#[path = "figures_tests.rs"]
mod tests;

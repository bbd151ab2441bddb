//! The hours and days that words name for going somewhere. Knows words only, neither a place nor the time now.

use super::written::WEEK;
use crate::domain::understanding::{counted, english};

const HOUR_MIN: i64 = 60;
const NOON: i64 = 12 * HOUR_MIN;
const DAY_MIN: i64 = 24 * HOUR_MIN;

/// Words that put an hour to an offer, besides a number of hours.
const HOUR_WORDS: [&str; 7] = ["以后", "之后", "开门", "明天", "after", "from", "opens"];

/// An hour that words name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hour {
    /// Minutes after midnight; both halves of the day where the words leave it open.
    pub(super) minutes: Vec<i64>,
    /// Whether it ends a span: `五点到十点`.
    pub(super) is_end: bool,
}

/// The days words may mean, counted from the day they are said, which is this day of the week from Monday on.
pub(super) fn days(text: &str, weekday: i64) -> Option<Vec<i64>> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if let Some(days) = week(text, weekday) {
        Some(days)
    } else if has(&["后天", "day after tomorrow"]) {
        Some(vec![2])
    } else if has(&["明天", "明早", "明晚", "明日", "tomorrow"]) {
        Some(vec![1])
    } else if has(&["今天", "今晚", "今日", "today", "tonight"]) {
        Some(vec![0])
    } else {
        None
    }
}

/// Days of the week that words name, counted from this one. Spans and lists of days leave it open which one is meant.
fn week(text: &str, weekday: i64) -> Option<Vec<i64>> {
    let mut named: Vec<i64> = Vec::new();
    for word in ["周", "星期", "礼拜"] {
        for (at, _) in text.match_indices(word) {
            match text[at + word.len()..].chars().next() {
                Some('末') => named.extend([5, 6]),
                Some('日' | '天') => named.push(6),
                Some(day) => {
                    let known = "一二三四五六".chars().position(|one| one == day);
                    named.extend(known.and_then(|day| i64::try_from(day).ok()));
                }
                None => {}
            }
        }
    }
    for (day, name) in (0..).zip(WEEK) {
        if text.contains(name) {
            named.push(day);
        }
    }
    if text.contains("weekend") {
        named.extend([5, 6]);
    }
    named.sort_unstable();
    named.dedup();
    match named.as_slice() {
        [] => None,
        [_] | [5, 6] => Some(
            named
                .iter()
                .map(|day| (day - weekday).rem_euclid(7))
                .collect(),
        ),
        _ => Some((0..7).collect()),
    }
}

/// Every hour at which words say that a place can be gone to, in order. What is the time now and what is a limit for
/// something else (`五点前搬走`) is none.
pub(super) fn hours(text: &str) -> Vec<Hour> {
    let mut hours = chinese_hours(text);
    if hours.is_empty() {
        hours = english_hours(text);
    }
    hours
}

/// Whether words put an hour to it, if only vaguely.
pub(super) fn names_hour(text: &str) -> bool {
    HOUR_WORDS.iter().any(|word| text.contains(word)) || !hours(text).is_empty()
}

/// Half of the day that words name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Unsaid,
    Morning,
    Noon,
    Afternoon,
    Night,
}

/// All minutes of the day an hour may stand for.
fn minutes_of(hour: i64, minute: i64, part: Part) -> Vec<i64> {
    let early = hour * HOUR_MIN + minute;
    let late = early + NOON;
    match (part, hour) {
        (_, 13..) => vec![early],
        (_, 0) => vec![early, early + DAY_MIN],
        (Part::Unsaid | Part::Night, 12) => vec![early, early - NOON, late],
        (Part::Morning, 12) => vec![early, early - NOON],
        (Part::Noon | Part::Afternoon, 12) => vec![early],
        (Part::Morning, _) | (Part::Noon, 10..) => vec![early],
        (Part::Noon | Part::Afternoon, _) => vec![late],
        // 夜里两点 is early, 夜里八点 late.
        (Part::Night, 6..) => vec![late],
        (Part::Night | Part::Unsaid, _) => vec![early, late],
    }
}

fn chinese_hours(text: &str) -> Vec<Hour> {
    let letters: Vec<char> = text.chars().collect();
    let from = |at: usize| -> String { letters.iter().skip(at).take(6).collect() };
    let before = |at: usize| -> String { letters[at.saturating_sub(6)..at].iter().collect() };
    let named = |at: usize| {
        // Not from the middle of a number.
        if at > 0 && counted(&letters, at - 1).is_some() {
            return None;
        }
        let (number, end) = counted(&letters, at)?;
        let hour = i64::try_from(number).ok().filter(|one| *one <= 24)?;
        let mark = *letters.get(end)?;
        let rest = from(end + 1);
        let said = before(at);
        let part = part_zh(&said);
        let minute = match mark {
            '点' | '时' => {
                let is_soft = letters[at] == '一' && end == at + 1 && part == Part::Unsaid;
                let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
                if begins(&[
                    "要求", "意见", "建议", "理由", "说明", "情况", "问题", "候", "间",
                ]) || is_soft && !begins(&["钟", "半", "以后", "之后", "开", "到", "至", "整"])
                {
                    return None;
                }
                match counted(&letters, end + 1) {
                    _ if rest.starts_with('半') => 30,
                    _ if rest.starts_with("一刻") => 15,
                    Some((minute, after)) if letters.get(after) == Some(&'分') => minute,
                    _ => 0,
                }
            }
            ':' | '：' => counted(&letters, end + 1)?.0,
            _ => return None,
        };
        let minute = i64::try_from(minute).ok().filter(|one| *one < HOUR_MIN)?;
        let is_limit = ["前", "之前", "以前"].iter().any(|word| {
            rest.trim_start_matches(|one: char| {
                one.is_ascii_digit() || "钟半整零一二三四五分".contains(one)
            })
            .starts_with(word)
        }) && !rest.contains("前面");
        let bare = part_names().fold(said.clone(), |bare, (word, _)| bare.replace(word, ""));
        let is_now = [
            "现在",
            "现在是",
            "现在都",
            "已经",
            "已经是",
            "这会",
            "这会儿",
        ]
        .iter()
        .any(|word| bare.ends_with(word));
        let closes = {
            let rest = rest
                .trim_start_matches('半')
                .trim_start_matches("钟")
                .trim_start_matches("左右")
                .trim_start_matches(['才', '就', '都', '会', '要']);
            ["关", "收摊", "收市", "打烊", "下班", "结束", "为止", "止"]
                .iter()
                .any(|word| rest.starts_with(word))
        };
        let is_end = closes
            || ["到", "至", "-", "—", "～", "~", "次日"]
                .iter()
                .any(|word| bare.ends_with(word));
        (!is_limit && !is_now).then(|| Hour {
            minutes: minutes_of(hour, minute, part),
            is_end,
        })
    };
    (0..letters.len()).filter_map(named).collect()
}

fn part_names() -> impl Iterator<Item = (&'static str, Part)> {
    [
        ("凌晨", Part::Morning),
        ("清晨", Part::Morning),
        ("早晨", Part::Morning),
        ("早上", Part::Morning),
        ("上午", Part::Morning),
        ("明早", Part::Morning),
        ("中午", Part::Noon),
        ("下午", Part::Afternoon),
        ("傍晚", Part::Afternoon),
        ("晚上", Part::Night),
        ("今晚", Part::Night),
        ("明晚", Part::Night),
        ("夜里", Part::Night),
        ("夜间", Part::Night),
        ("半夜", Part::Night),
        ("深夜", Part::Night),
        ("晚", Part::Night),
    ]
    .into_iter()
}

/// The part of the day named last before an hour.
fn part_zh(said: &str) -> Part {
    // A long name comes before the short one it ends in.
    part_names()
        .filter_map(|(word, part)| Some((said.rfind(word)? + word.len(), part)))
        .max_by_key(|(end, _)| *end)
        .map_or(Part::Unsaid, |(_, part)| part)
}

/// Small words without their marks, and whether a mark followed.
pub(super) fn english_words(text: &str) -> Vec<(String, bool)> {
    text.split_whitespace()
        .map(|word| {
            let bare = word.trim_matches(|one: char| !one.is_alphanumeric());
            (
                bare.to_lowercase(),
                word.ends_with([',', '.', ';', '!', '?']),
            )
        })
        .filter(|word| !word.0.is_empty())
        .collect()
}

/// `17`, `5:30`, `five`, `5pm`: hour, minute and what is said of the half of the day.
fn clock(word: &str) -> Option<(i64, i64, Part)> {
    match word {
        "noon" => return Some((12, 0, Part::Noon)),
        "midnight" => return Some((0, 0, Part::Unsaid)),
        _ => {}
    }
    let (bare, part) = [("pm", Part::Afternoon), ("am", Part::Morning)]
        .into_iter()
        .find_map(|(end, part)| Some((word.strip_suffix(end)?, part)))
        .unwrap_or((word, Part::Unsaid));
    let (hour, minute) = bare.split_once(':').unwrap_or((bare, "0"));
    let hour: i64 = match hour.parse() {
        Ok(hour) => hour,
        Err(_) => i64::try_from(english(hour)?).ok()?,
    };
    let minute: i64 = minute.parse().ok()?;
    ((0..=24).contains(&hour) && (0..HOUR_MIN).contains(&minute)).then_some((hour, minute, part))
}

fn english_hours(text: &str) -> Vec<Hour> {
    let words = english_words(text);
    let word = |at: usize| words.get(at).map_or("", |one| one.0.as_str());
    let named = |at: usize| {
        let (hour, minute, mut part) = clock(word(at))?;
        let last = at.checked_sub(1).map_or("", word);
        let closes =
            (at.saturating_sub(2)..at).any(|one| matches!(word(one), "closes" | "close" | "shuts"));
        let is_end = closes || matches!(last, "to" | "until" | "till" | "and");
        let led = is_end
            || matches!(
                last,
                "at" | "after" | "from" | "around" | "between" | "opens" | "since"
            );
        let next = word(at + 1);
        let ended = words.get(at).is_none_or(|one| one.1) || next.is_empty();
        let marked = matches!(next, "o'clock" | "am" | "pm" | "a.m" | "p.m");
        let goes_on = matches!(
            next,
            "in" | "on"
                | "onwards"
                | "and"
                | "to"
                | "till"
                | "until"
                | "today"
                | "tonight"
                | "tomorrow"
                | "every"
                | "daily"
        );
        let is_plain = matches!(word(at), "noon" | "midnight")
            || word(at).contains(':')
            || part != Part::Unsaid;
        if matches!(last, "by" | "before") || !(marked || is_plain || led && (ended || goes_on)) {
            return None;
        }
        if part == Part::Unsaid {
            let near = (at.saturating_sub(3)..at + 5)
                .filter(|one| *one != at)
                .map(word);
            part = near.fold(part, |part, one| match one {
                _ if part != Part::Unsaid => part,
                "am" | "a.m" | "morning" => Part::Morning,
                "pm" | "p.m" | "afternoon" | "evening" => Part::Afternoon,
                "night" | "tonight" => Part::Night,
                _ => part,
            });
        }
        Some(Hour {
            minutes: minutes_of(hour, minute, part),
            is_end,
        })
    };
    (0..words.len()).filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_a_number_of_hours_and_no_name_of_a_place() {
        for named in [
            "前面的便民疏导点傍晚六点可以进场",
            "疏导点17:00开放",
            "明天再来",
            "it opens at five",
        ] {
            assert!(names_hour(named), "{named}");
        }
        for unnamed in [
            "您可以到前面的便民疏导点去卖",
            "有两个便民点",
            "站远一点",
            "我讲两点要求",
            "to the market over there",
        ] {
            assert!(!names_hour(unnamed), "{unnamed}");
        }
    }

    #[test]
    fn days_of_the_week_are_counted_from_the_day_of_the_words() {
        let friday = 4;
        assert_eq!(days("周五晚上六点", friday), Some(vec![0]));
        assert_eq!(days("周末可以进场", friday), Some(vec![1, 2]));
        assert_eq!(days("open at the weekend", friday), Some(vec![1, 2]));
        assert_eq!(days("on monday", friday), Some(vec![3]));
        assert_eq!(days("周一到周五", friday), Some((0..7).collect()));
        assert_eq!(days("明天", friday), Some(vec![1]));
        assert_eq!(days("傍晚六点", friday), None);
    }

    #[test]
    fn hours_know_the_half_of_the_day_limits_and_the_time_now() {
        let minutes = |text: &str| -> Vec<Vec<i64>> {
            hours(text).into_iter().map(|one| one.minutes).collect()
        };
        assert_eq!(minutes("傍晚六点以后进场"), [[18 * 60]]);
        assert_eq!(minutes("早上六点半开"), [[390]]);
        assert_eq!(minutes("五点以后"), [[5 * 60, 17 * 60]]);
        assert_eq!(minutes("凌晨三点也开"), [[180]]);
        assert_eq!(minutes("from six in the evening"), [[18 * 60]]);
        assert_eq!(minutes("it opens at 5 pm"), [[17 * 60]]);
        assert_eq!(minutes("opens at 17:30."), [[17 * 60 + 30]]);
        for none in [
            "五点前搬走",
            "现在六点，请您到疏导点去",
            "five minutes to the garage",
            "to one side of the road",
            "by six, please",
        ] {
            assert!(hours(none).is_empty(), "{none}");
        }
        assert!(hours("早上六点到十二点")[1].is_end);
        for ends in [
            "晚上十一点才关",
            "十一点关",
            "晚上十点半左右就收摊",
            "十点钟打烊",
        ] {
            assert!(hours(ends)[0].is_end, "{ends}");
        }
        assert!(hours("from six to twelve")[1].is_end);
    }
}

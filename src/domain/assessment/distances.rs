//! How far words say that a place is, in metres: metres, kilometres, 里, miles, minutes on foot, stops of a bus. What cannot be
//! read is no distance and counts against nobody. Knows neither the map nor the case.

use super::hours::english_words;
use crate::domain::understanding::{Reading, SlotKind, counted, english};

/// A distance shorter than this is a few steps, not a way to a place.
const STEPS_METRES: u64 = 30;
const LI_METRES: u64 = 500;
const KILOMETRE: u64 = 1000;
const MILE_METRES: u64 = 1609;
/// What somebody walks in a minute.
const WALK_METRES: u64 = 80;
/// From one bus stop to the next in a town, roughly; nobody is held to it more closely than to half or double.
const STOP_METRES: u64 = 600;

/// The distances that words name, in metres; a few steps are no way to a place.
pub(super) fn metres(text: &str, reading: &Reading) -> Vec<u64> {
    // English number words stand in the slots, counted.
    let slots = reading
        .slots
        .iter()
        .filter(|slot| slot.kind == SlotKind::Size);
    let counted_slots = slots.filter_map(|slot| slot.value.strip_suffix(" m")?.parse().ok());
    let mut found: Vec<u64> = chinese_metres(text)
        .into_iter()
        .chain(counted_slots)
        .chain(english_metres(text))
        .filter(|metres| *metres >= STEPS_METRES)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A number of tenths with the place after it: `三`, `3`, `1.5`, `一点五`, `半`; none in the middle of a number and for `几百`.
fn number(letters: &[char], at: usize) -> Option<(u64, usize)> {
    let before = at.checked_sub(1).map(|last| letters[last]);
    let is_middle = at > 0 && counted(letters, at - 1).is_some()
        || before.is_some_and(|last| "半几数好两".contains(last))
            && "十百千万".contains(letters[at]);
    // After a point that follows a digit, it is the end of a number.
    let is_fraction = before.is_some_and(|last| ".点".contains(last))
        && at
            .checked_sub(2)
            .is_some_and(|one| counted(letters, one).is_some());
    if is_middle || is_fraction {
        return None;
    }
    if letters[at] == '半' {
        return Some((5, at + 1));
    }
    let (whole, end) = counted(letters, at)?;
    let tenths = whole.checked_mul(10)?;
    let digit = || {
        let is_point = ".点".contains(*letters.get(end)?);
        let (digit, after) = counted(letters, end + 1)?;
        (is_point && digit < 10 && after == end + 2).then_some((digit, after))
    };
    Some(match digit() {
        Some((digit, after)) => (tenths + digit, after),
        None => (tenths, end),
    })
}

fn chinese_metres(text: &str) -> Vec<u64> {
    let letters: Vec<char> = text.chars().collect();
    let named = |at: usize| {
        let (tenths, end) = number(&letters, at)?;
        let after: String = letters[end..].iter().collect();
        let after = after.trim_start().to_lowercase();
        let before: String = letters[at.saturating_sub(6)..at].iter().collect();
        let begins = |words: &[&str]| {
            words
                .iter()
                .find_map(|word| after.strip_prefix(*word))
                .map(str::trim_start)
        };
        let of = |unit: u64, rest: &str| {
            // 一公里半.
            let half = if rest.starts_with('半') { unit / 2 } else { 0 };
            Some(tenths.checked_mul(unit)? / 10 + half)
        };
        if let Some(rest) = begins(&["公里", "千米", "kilomet", "km"]) {
            of(KILOMETRE, rest)
        } else if begins(&["米", "metre", "meter"]).is_some() {
            Some(tenths / 10)
        } else if let Some(rest) = begins(&["英里"]) {
            of(MILE_METRES, rest)
        } else if let Some(rest) = begins(&["里", "华里"]) {
            let is_far = ["路", "地", "远", "外", "多", "半", "左右", "就"];
            let is_distance = is_far.iter().any(|word| rest.starts_with(word))
                || rest.chars().next().is_none_or(|one| !one.is_alphanumeric());
            if is_distance {
                of(LI_METRES, rest)
            } else {
                None
            }
        } else if let Some(rest) = begins(&["站"]) {
            let is_ride = ["路", "地", "远", "公交", "车", "就到"];
            let is_distance = is_ride.iter().any(|word| rest.starts_with(word))
                || before.ends_with('坐')
                || before.ends_with("过");
            if is_distance {
                of(STOP_METRES, rest)
            } else {
                None
            }
        } else {
            walked(tenths, &before, &after)
        }
    };
    (0..letters.len()).filter_map(named).collect()
}

/// `走五分钟`, `步行一刻钟`, `十分钟的路`: only what is walked has a known speed.
fn walked(tenths: u64, before: &str, after: &str) -> Option<u64> {
    let units = [
        ("分钟", 1),
        ("分把钟", 1),
        ("刻钟", 15),
        ("个小时", 60),
        ("小时", 60),
        ("个钟头", 60),
        ("个钟", 60),
        ("钟头", 60),
    ];
    let (rest, minutes) = units
        .into_iter()
        .find_map(|(unit, minutes)| Some((after.strip_prefix(unit)?, minutes)))?;
    let rides = ["骑", "开车", "坐车", "乘车", "打车", "车程", "公交", "地铁"];
    if rides
        .iter()
        .any(|word| before.contains(word) || rest.starts_with(word))
    {
        return None;
    }
    let bare = before.trim_end_matches(['个', '上', '约', '大', '就', '要', '也', '只', '需']);
    let is_walk = ["走", "走路", "步行", "走过去", "走过来"]
        .iter()
        .any(|word| bare.ends_with(word))
        || ["的路", "路程", "脚程", "步行", "就走到", "能走到"]
            .iter()
            .any(|word| rest.starts_with(word));
    is_walk
        .then(|| tenths.checked_mul(minutes * WALK_METRES))?
        .map(|tenths| tenths / 10)
}

fn english_metres(text: &str) -> Vec<u64> {
    let words: Vec<String> = english_words(&text.replace('-', " ").replace('’', "'"))
        .into_iter()
        .map(|one| one.0)
        .collect();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let named = |at: usize| {
        let bare = word(at).trim_end_matches("'s").trim_end_matches('\'');
        let unit = match bare {
            "km" => KILOMETRE,
            "mile" | "miles" => MILE_METRES,
            "stop" | "stops" => {
                let is_ride = matches!(word(at + 1), "away" | "on" | "further" | "by" | "from");
                return is_ride.then(|| amount(&words, at, STOP_METRES)).flatten();
            }
            "minute" | "minutes" => {
                return is_on_foot(&words, at)
                    .then(|| amount(&words, at, WALK_METRES))
                    .flatten();
            }
            "hour" => {
                return is_on_foot(&words, at)
                    .then(|| amount(&words, at, 60 * WALK_METRES))
                    .flatten();
            }
            one if one.starts_with("kilomet") => KILOMETRE,
            _ => return None,
        };
        let whole = amount(&words, at, unit)?;
        // A mile and a half.
        let is_half = word(at + 1) == "and" && word(at + 2) == "a" && word(at + 3) == "half";
        Some(if is_half { whole + unit / 2 } else { whole })
    };
    (0..words.len()).filter_map(named).collect()
}

/// Whether minutes at this word are minutes of walking.
fn is_on_foot(words: &[String], at: usize) -> bool {
    let near = &words[at.saturating_sub(4)..words.len().min(at + 5)];
    let has = |list: &[&str]| near.iter().any(|one| list.contains(&one.as_str()));
    !has(&["drive", "driving", "ride", "bus", "car", "bike", "taxi"])
        && (has(&["walk", "walking", "foot"]))
}

/// How many of a unit the words right before it say; none where no number can be read.
fn amount(words: &[String], at: usize, unit: u64) -> Option<u64> {
    let back = |steps: usize| at.checked_sub(steps).map_or("", |one| words[one].as_str());
    let tenths = |text: &str| -> Option<u64> {
        let (whole, part) = text.split_once('.')?;
        let (whole, part): (u64, u64) = (whole.parse().ok()?, part.get(..1)?.parse().ok()?);
        Some(whole * 10 + part)
    };
    // The unit of a bus stop has a word between: two bus stops.
    let skip = usize::from(back(1) == "bus");
    let last = back(1 + skip);
    let fraction = |of: u64| Some(unit / of);
    match (last, back(2 + skip), back(3 + skip)) {
        ("a" | "an", "half", _) | ("half", ..) => fraction(2),
        ("a", "of", "quarter") | ("of", "quarter", _) | ("quarter", ..) => fraction(4),
        ("a" | "an", ..) => Some(unit),
        // Of "twenty five" and "two hundred" only a part would be read here.
        (_, before, _) if english(before).is_some() && before != "one" => None,
        _ => match tenths(last) {
            Some(tenths) => tenths.checked_mul(unit).map(|all| all / 10),
            None => english(last).filter(|one| *one < 1000)?.checked_mul(unit),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<u64> {
        metres(text, &Reading::default())
    }

    #[test]
    fn what_people_say_of_a_way_is_read_in_metres() {
        for (text, metres) in [
            ("前面三百米", 300),
            ("往前三里路就到", 1500),
            ("半里地就到了", 250),
            ("走一分钟就到", 80),
            ("步行十分钟", 800),
            ("五分钟的路", 400),
            ("走一刻钟", 1200),
            ("走半个小时就到", 2400),
            ("坐两站路", 1200),
            ("1.5公里", 1500),
            ("一公里半", 1500),
            ("两公里", 2000),
            ("half a mile from here", 804),
            ("a mile on", 1609),
            ("two miles away", 3218),
            ("it is a mile and a half", 2413),
            ("a quarter of a mile", 402),
            ("a minute's walk", 80),
            ("a five-minute walk", 400),
            ("ten minutes on foot", 800),
            ("half an hour's walk", 2400),
            ("two bus stops away", 1200),
            ("0.5 km", 500),
        ] {
            assert_eq!(read(text), [metres], "{text}");
        }
    }

    #[test]
    fn what_is_no_distance_or_cannot_be_read_is_none() {
        for text in [
            "就在这里",
            "几百米就到",
            "好几里路",
            "骑车五分钟",
            "请您五分钟之内搬走",
            "还有五分钟就到六点了",
            "坐车十分钟",
            "一站式服务",
            "家里有三个孩子",
            "five minutes to pack up",
            "a ten minute drive",
            "some miles away",
            "stop here",
        ] {
            assert_eq!(read(text), Vec::<u64>::new(), "{text}");
        }
    }
}

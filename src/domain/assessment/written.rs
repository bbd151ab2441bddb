//! How entries on papers are read so that they can be held against a record: names, lists of things, counts, deadlines.
//! Knows no case and compares nothing.

use crate::domain::ids::Bilingual;
use crate::domain::packs::Stamp;
use crate::domain::understanding::{counted, is_han};
use std::collections::BTreeSet;

/// Endings by which an organisation is known; its name need not be that of whoever stands on the spot.
const ORGANISATIONS: [&str; 14] = [
    "公司",
    "厂",
    "店",
    "部",
    "局",
    "所",
    "中心",
    "集团",
    "合作社",
    "Ltd",
    "Co.",
    "Company",
    "Inc",
    "LLC",
];
/// Words that are no part of a name.
const TITLES: [&str; 27] = [
    "mr",
    "ms",
    "mrs",
    "miss",
    "xiao",
    "lao",
    "ah",
    "uncle",
    "aunt",
    "auntie",
    "granny",
    "grandmother",
    "master",
    "sister",
    "brother",
    "driver",
    "boss",
    "manager",
    "engineer",
    "nurse",
    "your",
    "partner",
    "old",
    "young",
    "and",
    "the",
    "mou",
];
/// What stands before a name among people who know each other.
const BEFORE_NAMES: [char; 4] = ['老', '小', '阿', '大'];
/// Characters by which people are called and that are nobody's surname.
const NO_SURNAMES: &str = "某姐哥叔伯婶嫂姨妹弟仔总工婆爷师傅先生女士板经理管队长搭档老小阿大";

/// Whether an entry names an organisation.
pub(super) fn is_organisation(text: &str) -> bool {
    ORGANISATIONS.iter().any(|ending| text.contains(ending))
}

/// Names that stand in one entry.
pub(super) fn names(text: &str) -> Vec<&str> {
    text.split(['、', '，', ',', '；', ';', '/', '和', '与', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| {
            // Chinese names stand apart by blanks, English ones have them within.
            let parts: Vec<&str> = part.split_whitespace().collect();
            let is_chinese = |one: &&str| one.chars().count() > 1 && one.chars().all(is_han);
            if parts.iter().all(is_chinese) {
                parts
            } else {
                vec![part]
            }
        })
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether an entry only says that somebody signed, without saying who.
pub(super) fn only_signed(text: &str) -> bool {
    text.contains('签') || text.to_lowercase().contains("sign")
}

/// Whether a written name can be that of somebody called `known`: all that the case calls somebody (`阿妹`), the surname
/// (`覃某`, `覃姐`) or a word of it.
pub(super) fn can_be(name: &str, known: &Bilingual) -> bool {
    let is_whole = |known: &str| squeezed(known) == squeezed(name);
    if is_whole(&known.zh) || is_whole(&known.en) {
        return true;
    }
    if let Some(surname) = surname(name) {
        return is_surname_of(surname, known);
    }
    let parts: BTreeSet<String> = words(&known.en).collect();
    words(name).any(|word| parts.contains(&word))
}

/// What a written Chinese name is known by: its first character, or the one after `小`, `老` and the like.
pub(super) fn surname(name: &str) -> Option<char> {
    let mut letters = name.chars().filter(|one| is_han(*one)).peekable();
    let first = *letters.peek()?;
    letters
        .find(|one| !BEFORE_NAMES.contains(one))
        .or(Some(first))
}

/// Whether somebody called `known` may be named by this character: it is his, and no word that anybody is called by.
pub(super) fn is_surname_of(one: char, known: &Bilingual) -> bool {
    !NO_SURNAMES.contains(one) && bare_name(&known.zh).contains(one)
}

/// Latin words of a name, without titles.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|one: char| !one.is_ascii_alphabetic())
        .filter(|word| word.len() >= 2)
        .map(str::to_lowercase)
        .filter(|word| !TITLES.contains(&word.as_str()))
}

/// Endings by which people are called, longest first.
const CALLED: &[&str] = &[
    "某某", "先生", "女士", "小姐", "同志", "师傅", "老板", "阿姨", "大爷", "大妈", "经理", "队长",
    "老师", "某", "姐", "哥", "叔", "伯", "婶", "嫂", "姨", "妹", "弟", "仔", "总", "工", "婆",
];

/// A Chinese name without what people are called by, so that nobody signs as `姐某`; the whole where nothing else is known.
fn bare_name(name: &str) -> String {
    let small: String = name
        .chars()
        .filter(|one| !['老', '小', '阿'].contains(one))
        .collect();
    let bare = CALLED
        .iter()
        .fold(small, |bare, word| bare.replace(word, ""));
    if bare.chars().any(is_han) {
        bare
    } else {
        name.to_owned()
    }
}

/// A Chinese name with the given name in it; none where only a surname stands, with what people are called by.
pub(super) fn given_name(name: &str) -> Option<(String, String)> {
    let whole: String = name.chars().filter(|one| is_han(*one)).collect();
    let plain = whole.trim_start_matches(['老', '小', '阿']);
    let mut rest = plain.strip_prefix(plain.chars().next()?)?;
    while let Some(short) = CALLED.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = short;
    }
    (!rest.is_empty()).then(|| (whole.clone(), rest.to_owned()))
}

/// Latin words of a name without titles; none where there is only one, or where the name is Chinese.
pub(super) fn latin_names(text: &str) -> Vec<String> {
    let found: Vec<String> = words(text).collect();
    if found.len() < 2 || text.chars().any(is_han) {
        return Vec::new();
    }
    found
}

/// Rows of at least three digits.
pub(super) fn digit_runs(text: &str) -> BTreeSet<String> {
    text.split(|one: char| !one.is_ascii_digit())
        .filter(|run| run.len() >= 3)
        .map(str::to_owned)
        .collect()
}

/// Small letters without blanks: how names of places are looked up.
pub(super) fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|one| !one.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Characters that say where about a place, or nothing.
const ABOUT_PLACES: &str = "的与和之间旁边侧处在内外前后里上下口门附近路段现场一带中街道市区县省";
/// Characters that name a spot by themselves.
const SPOTS: &str = "东南西北号楼层栋";
/// The same in English.
const SPOTS_EN: &[&str] = &[
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "opposite",
    "exit",
];

/// Whether words about a place name something that none of the known texts (squeezed) has.
pub(super) fn is_another_spot(text: &str, known: &[String]) -> bool {
    let has = |part: &str| known.iter().any(|text| text.contains(part));
    let is_ascii_known = |word: &str| has(&word.to_lowercase());
    let ascii = || {
        text.split(|one: char| !one.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    if !text.chars().any(is_han) {
        let names = |(at, word): (usize, &str)| {
            let is_spot = SPOTS_EN.contains(&word.to_lowercase().as_str());
            let is_name = at > 0 && word.len() >= 3 && word.starts_with(char::is_uppercase);
            let is_number = word.chars().all(|one| one.is_ascii_digit());
            (is_spot || is_name || is_number) && !is_ascii_known(word)
        };
        return ascii().enumerate().any(names);
    }
    if !ascii().all(is_ascii_known) {
        return true;
    }
    let letters: Vec<char> = text.chars().filter(|one| is_han(*one)).collect();
    let mut left = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let longest = (at + 2..=letters.len()).rev().find(|end| {
            let part: String = letters[at..*end].iter().collect();
            has(&part)
        });
        match longest {
            Some(end) => at = end,
            None => {
                left.push(letters[at]);
                at += 1;
            }
        }
    }
    left.retain(|one| !ABOUT_PLACES.contains(*one));
    left.len() >= 2 || left.iter().any(|one| SPOTS.contains(*one))
}

/// Pairs of Chinese characters and longer Latin words: what two descriptions of one place share.
pub(super) fn traits(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().filter(|one| is_han(*one)).collect();
    letters
        .windows(2)
        .map(|pair| pair.iter().collect())
        .chain(
            text.split(|one: char| !one.is_ascii_alphanumeric())
                .filter(|word| word.len() >= 4)
                .map(str::to_lowercase),
        )
        .collect()
}

/// Letters and digits only, upper case: how plates are compared.
pub(super) fn bare(text: &str) -> String {
    text.chars()
        .filter(|one| one.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Least digits of the number of a ticket or a paper.
const FILED_DIGITS_MIN: usize = 8;

/// Numbers of tickets and papers in a text: letters, digits and hyphens, which neither dates nor telephones have together.
pub(super) fn codes(text: &str) -> Vec<&str> {
    text.split(|one: char| !(one.is_ascii_alphanumeric() || one == '-'))
        .filter(|code| {
            let digits = code.chars().filter(char::is_ascii_digit).count();
            let has_letter = code.starts_with(|one: char| one.is_ascii_alphabetic());
            digits >= FILED_DIGITS_MIN && has_letter && code.contains('-')
        })
        .collect()
}

/// The first number of an entry, in digits or Chinese numerals.
pub(super) fn first_number(text: &str) -> Option<u64> {
    let letters: Vec<char> = text.chars().collect();
    (0..letters.len()).find_map(|at| counted(&letters, at).map(|(value, _)| value))
}

/// One row of a list of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Thing<'a> {
    /// The row as written.
    pub(super) row: &'a str,
    /// What it is, without its number and state.
    pub(super) name: String,
    /// How many, where that is written.
    pub(super) count: Option<u64>,
}

/// The rows of a list of things: `电子秤一台，完好；气球三十个`. The state after a comma belongs to its row.
pub(super) fn things(text: &str) -> Vec<Thing<'_>> {
    text.split(['、', '；', ';', '\n'])
        .map(str::trim)
        .filter(|row| !row.is_empty())
        .map(|row| {
            let head = row
                .split(['，', ',', '（', '('])
                .next()
                .unwrap_or_default()
                .trim();
            let letters: Vec<char> = head.chars().collect();
            let number = last_number(&letters);
            let name = match number {
                // `一台电子秤` and `2 scales`: the name follows, after its measure where that is Chinese.
                Some((0, _, end)) => {
                    let measure = usize::from(letters.get(end).is_some_and(|one| is_han(*one)));
                    letters[(end + measure).min(letters.len())..]
                        .iter()
                        .collect()
                }
                Some((at, _, _)) => letters[..at].iter().collect(),
                None => head.to_owned(),
            };
            Thing {
                row,
                name: name.trim().to_owned(),
                count: number.map(|(_, value, _)| value),
            }
        })
        .collect()
}

/// The last number of a row, because names have numbers, too (`三轮车一辆`): where it begins, its value, where it ends.
fn last_number(letters: &[char]) -> Option<(usize, u64, usize)> {
    let mut found = None;
    let mut at = 0;
    while at < letters.len() {
        match counted(letters, at) {
            Some((value, end)) => {
                found = Some((at, value, end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The count said of a thing: a number right before its name (with at most one measure between) or right after it.
pub(super) fn said_count(text: &str, name: &str) -> Option<u64> {
    let at = text.find(name)?;
    let before: Vec<char> = text[..at].chars().collect();
    let after: Vec<char> = text[at + name.len()..].chars().collect();
    let gap = |rest: usize| rest <= 1;
    (before.len().saturating_sub(6)..before.len())
        .find_map(|from| {
            counted(&before, from).and_then(|(value, end)| {
                let blanks = before[end..]
                    .iter()
                    .filter(|one| !one.is_whitespace())
                    .count();
                gap(blanks).then_some(value)
            })
        })
        .or_else(|| counted(&after, 0).map(|(value, _)| value))
}

/// When a deadline falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// At a minute.
    Minute(Stamp),
    /// On a day.
    Day(i64),
}

/// Days of the week as understanding writes them, the first one first.
pub(super) const WEEK: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A deadline as understanding writes it (`10min`, `3d`, `today 17:00`), said at `said`; none where it leaves the day open.
pub(super) fn due(value: &str, said: Stamp) -> Option<Due> {
    let midnight = said.plus(-said.minute_of_day());
    let clock = |text: &str| -> Option<i64> {
        let (hour, minute) = text.split_once(':')?;
        Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?)
    };
    for (word, days) in [("today", 0), ("tomorrow", 1), ("day after tomorrow", 2)] {
        if let Some(rest) = value.strip_prefix(word) {
            return match rest.trim() {
                "" => Some(Due::Day(said.day() + days)),
                time => {
                    clock(time).map(|minutes| Due::Minute(midnight.plus(days * 24 * 60 + minutes)))
                }
            };
        }
    }
    if let Some(day) = WEEK.iter().position(|name| value == *name) {
        let ahead = (i64::try_from(day).ok()? - said.weekday()).rem_euclid(7);
        return Some(Due::Day(said.day() + ahead));
    }
    let digits = value.len()
        - value
            .trim_start_matches(|one: char| one.is_ascii_digit())
            .len();
    let number: i64 = value[..digits].parse().ok()?;
    match &value[digits..] {
        "min" => Some(Due::Minute(said.plus(number))),
        "h" => Some(Due::Minute(said.plus(number * 60))),
        "d" => Some(Due::Day(said.day() + number)),
        "w" => Some(Due::Day(said.day() + number * 7)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_names_and_counts_are_read() {
        let list = things("电子秤一台，完好；气球三十个、2 gas bottles、三轮车一辆");
        let read: Vec<(&str, Option<u64>)> = list
            .iter()
            .map(|one| (one.name.as_str(), one.count))
            .collect();
        assert_eq!(
            read,
            [
                ("电子秤", Some(1)),
                ("气球", Some(30)),
                ("gas bottles", Some(2)),
                ("三轮车", Some(1))
            ]
        );
        assert_eq!(said_count("这里有两台电子秤", "电子秤"), Some(2));
        assert_eq!(said_count("电子秤三台", "电子秤"), Some(3));
        assert_eq!(said_count("把电子秤收好", "电子秤"), None);
        let qin = Bilingual {
            zh: "覃姐".to_owned(),
            en: "Sister Qin".to_owned(),
        };
        assert!(can_be("覃某", &qin) && can_be("Qin Mei", &qin));
        assert!(!can_be("陈某", &qin) && !can_be("Sister Chen", &qin));
        // A form of address is nobody's surname.
        assert!(!can_be("姐某", &qin) && !can_be("Sister", &qin));
        // What anybody is called names nobody.
        assert!(!can_be("姐某", &qin) && !can_be("小某", &qin) && !can_be("某某", &qin));
        let zhang = Bilingual {
            zh: "小张".to_owned(),
            en: "Xiao Zhang".to_owned(),
        };
        assert!(can_be("张某", &zhang) && can_be("小张", &zhang) && can_be("老张", &zhang));
        assert!(!can_be("小某", &zhang) && !can_be("小王", &zhang) && !can_be("阿牛", &zhang));
        assert!(!can_be("Lao Wang", &zhang) && can_be("Zhang Mou", &zhang));
        // Who has no surname that anybody knows is written down as he is called.
        let a_mei = Bilingual {
            zh: "阿妹".to_owned(),
            en: "A Mei".to_owned(),
        };
        assert!(can_be("阿妹", &a_mei) && can_be("a mei", &a_mei) && !can_be("妹某", &a_mei));
        assert_eq!(names("韦某、陆某").len(), 2);
        assert_eq!(first_number("三张照片"), Some(3));
    }

    #[test]
    fn a_given_name_is_told_from_what_people_are_called_by() {
        for name in [
            "张某",
            "张某某",
            "小张",
            "张先生",
            "老莫",
            "覃姐",
            "莫伯",
            "吴经理",
        ] {
            assert_eq!(given_name(name), None, "{name}");
        }
        assert_eq!(given_name("张三丰").unwrap().1, "三丰");
        assert_eq!(given_name("张三丰先生").unwrap().1, "三丰");
        assert_eq!(latin_names("Xiao Zhang"), Vec::<String>::new());
        assert_eq!(latin_names("Zhang Mou"), Vec::<String>::new());
        assert_eq!(latin_names("Zhang Sanfeng"), ["zhang", "sanfeng"]);
    }

    #[test]
    fn another_spot_of_the_same_street_is_another_place() {
        let known: Vec<String> = [
            "龙城路与五星步行街之间的通道",
            "人行道宽两米二",
            "城中区综合行政执法局",
            "Passage between Longcheng Road and the Wuxing walking street",
        ]
        .map(squeezed)
        .to_vec();
        for place in [
            "龙城路与五星步行街之间的通道",
            "城中区龙城路、五星步行街之间的通道处",
            "龙城路五星步行街通道口",
            "Passage between Longcheng Road and Wuxing walking street",
        ] {
            assert!(!is_another_spot(place, &known), "{place}");
        }
        for place in [
            "五星步行街北口",
            "龙城路88号",
            "五星步行街肯德基门口",
            "Wuxing walking street, north end",
        ] {
            assert!(is_another_spot(place, &known), "{place}");
        }
    }

    #[test]
    fn deadlines_are_counted_from_the_moment_they_were_said() {
        let said = Stamp::read("2026-09-18 18:41").unwrap();
        let minute = |text| Some(Due::Minute(Stamp::read(text).unwrap()));
        assert_eq!(due("10min", said), minute("2026-09-18 18:51"));
        assert_eq!(due("today 19:00", said), minute("2026-09-18 19:00"));
        assert_eq!(due("tomorrow 09:30", said), minute("2026-09-19 09:30"));
        assert_eq!(due("7d", said), Some(Due::Day(said.day() + 7)));
        assert_eq!(due("monday", said), Some(Due::Day(said.day() + 3)));
        assert_eq!(due("end of month", said), None);
    }
}

//! How many times it is: words and boxes about a first, a third or a repeated breach, held against what the entries about
//! earlier times say of the party. An ordinal of a visit, a picture or a warning counts no breaches.

use super::clauses::{Occurrence, phrased, unique};
use super::papers::{Difference, DifferenceKind, Holder, same};
use super::timeline::Evidence;
use crate::domain::ids::{Bilingual, Millis};
use crate::domain::scenario::model::Level;
use crate::domain::understanding::counted;

/// How many times it is, as far as entries say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// So many.
    Exactly(u64),
    /// So many or more.
    AtLeast(u64),
}

/// What words say about how many times it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// The so-manieth.
    Nth(u64),
    /// Not the first.
    Again,
    /// Many.
    Many,
}

/// What an ordinal counts when it counts no breaches: what officers, cameras and callers do.
const NO_BREACHES: &[&str] = &[
    "劝",
    "拍",
    "检查",
    "复查",
    "巡查",
    "告知",
    "提醒",
    "通知",
    "送达",
    "上门",
    "询问",
    "测",
    "来电",
    "约谈",
    "到场",
    "到达",
    "到现场",
    "发现",
    "沟通",
    "说明",
    "口头",
    "短信",
    "电话",
    "制止",
    "警告",
    "责令",
    "处理",
    "通话",
    "联系",
    "见面",
    "来",
    "photo",
    "picture",
    "visit",
    "warn",
    "remind",
    "talk",
    "call",
    "notice",
    "inspect",
    "check",
    "told",
    "text",
    "time he",
    "time we",
    "time they",
    "look",
    "measure",
    "test",
    "spoke",
    "met ",
];
/// Words in a clause by which it tells of earlier days.
const EARLIER: &[&str] = &[
    "月",
    "曾",
    "此前",
    "之前",
    "上次",
    "昨",
    "前次",
    "以往",
    "previous",
    "earlier",
    "last time",
    "ago",
    "before",
];
const FIRST: &[&str] = &[
    "首次",
    "初次",
    "头一次",
    "头一回",
    "首回",
    "初犯",
    "首犯",
    "first offence",
    "first offense",
    "first breach",
    "first violation",
    "first time",
    "never before",
    "此前无违法",
    "无违法记录",
    "没有违法记录",
    "无前科",
    "no previous record",
    "no earlier breach",
    "clean record",
];
const MANY: &[&str] = &[
    "屡次",
    "屡教不改",
    "屡禁不止",
    "屡劝不改",
    "屡犯",
    "屡罚不改",
    "多次违",
    "多次占",
    "多次被查",
    "多次因",
    "多次在",
    "一再违",
    "一再占",
    "惯犯",
    "累犯",
    "老违法户",
    "长期占",
    "长期违",
    "反复违",
    "反复占",
    "repeat offender",
    "repeatedly",
    "habitual",
    "again and again",
    "many times",
    "several times",
    "time and again",
    "serial offender",
];
const AGAIN: &[&str] = &[
    "再次违",
    "再次占",
    "再次摆",
    "再次停",
    "再次超",
    "再次存",
    "再次搭",
    "又一次违",
    "又一次占",
    "不是第一次",
    "并非首次",
    "不是首次",
    "并非第一次",
    "非首次",
    "once again",
    "not the first",
    "second offence",
    "another breach",
];
/// After `本次为第`: whole words of an ordinal.
const ORDINALS_EN: &[(&str, u64)] = &[
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("tenth", 10),
];
const ORDINAL_NOUNS_EN: &[&str] = &[
    "time",
    "offence",
    "offense",
    "breach",
    "violation",
    "case",
    "infringement",
    "occasion",
];
/// How far after an ordinal stands what it counts.
const REACH: usize = 8;
/// Repeated often: so many at least.
const OFTEN: u64 = 3;

impl<'a> Holder<'a> {
    /// Repeats that a free entry claims.
    pub(super) fn repeats(&self) -> Vec<Difference> {
        let claimed = claims(self.written);
        if claimed.is_empty() {
            return Vec::new();
        }
        let known = self.times();
        let is_told = |nth: u64| matches!(known, Some(Times::Exactly(times)) if times == nth);
        // Whoever tells the whole row, the last one right, tells earlier ones of it, too.
        let has_right = claimed
            .iter()
            .any(|(one, _)| matches!(one, Counted::Nth(nth) if is_told(*nth)));
        let mut denied = Vec::new();
        let mut open = Vec::new();
        for (one, place) in &claimed {
            let fits = match (one, known) {
                (Counted::Nth(nth), Some(Times::Exactly(times))) => {
                    Some(*nth == times || *nth < times && (has_right || tells_of_earlier(place)))
                }
                (Counted::Nth(nth), Some(Times::AtLeast(times))) if *nth < times => {
                    Some(tells_of_earlier(place))
                }
                (Counted::Again, Some(Times::Exactly(times))) => Some(times >= 2),
                (Counted::Again, Some(Times::AtLeast(_))) => Some(true),
                (Counted::Many, Some(Times::Exactly(1))) => Some(false),
                (Counted::Many, Some(Times::Exactly(times))) if times >= OFTEN => Some(true),
                _ => None,
            };
            match fits {
                Some(true) => {}
                Some(false) => denied.push(place.clause.clone()),
                None => open.push(place.clause.clone()),
            }
        }
        let sure = (!denied.is_empty()).then(|| {
            let mut found = self.repeat_of(known);
            found.paper.quote = unique(denied.into_iter()).join("；");
            found
        });
        let open = self.doubtful(DifferenceKind::Repeat, &unique(open.into_iter()));
        sure.into_iter().chain(open).collect()
    }

    /// A box that says it is the first.
    pub(super) fn first_time(&self) -> Option<Difference> {
        let known = self.times()?;
        let is_first = known == Times::Exactly(1);
        (self.written == "yes" && !is_first).then(|| self.repeat_of(Some(known)))
    }

    fn repeat_of(&self, known: Option<Times>) -> Difference {
        let number = match known {
            Some(Times::Exactly(times) | Times::AtLeast(times)) => times.to_string(),
            None => String::new(),
        };
        let expected = match known {
            Some(Times::Exactly(_)) => same(&number),
            Some(Times::AtLeast(_)) => same(&format!("≥{number}")),
            None => Bilingual::default(),
        };
        let record = known.map(|_| Evidence::state(Millis(0), &number));
        self.difference(DifferenceKind::Repeat, record, expected)
    }

    fn times(&self) -> Option<Times> {
        times(self.case.level(self.line.level)?)
    }
}

/// How many times it is by the entries of a level.
pub(super) fn times(level: &Level) -> Option<Times> {
    let texts = || {
        level
            .history
            .iter()
            .chain([&level.about])
            .map(|one| one.zh.as_str())
    };
    let nth = |text: &str| {
        ["本次为第", "此次为第", "这次是第", "这是第", "本次系第"]
            .iter()
            .find_map(|word| {
                let rest: Vec<char> = text.split_once(word)?.1.chars().collect();
                counted(&rest, 0).map(|(value, _)| value)
            })
    };
    let about = |text: &str| {
        let head: Vec<char> = text.chars().take(4).collect();
        (head.first() == Some(&'第'))
            .then(|| counted(&head, 1))?
            .and_then(|(value, end)| matches!(head.get(end), Some('次' | '回')).then_some(value))
    };
    let exactly = texts().find_map(nth).or_else(|| about(&level.about.zh));
    if let Some(times) = exactly {
        return Some(Times::Exactly(times));
    }
    let is_new = |text: &str| {
        let has = |words: &[&str]| words.iter().any(|one| text.contains(one));
        has(&[
            "本次为首次",
            "头一回",
            "第一次来",
            "此前无记录",
            "没有此人的记录",
            "无处理记录",
        ]) || has(&["没有", "无"]) && has(&["处理记录", "违停记录", "违法记录", "此人的记录"])
    };
    if texts().any(is_new) {
        return Some(Times::Exactly(1));
    }
    let is_earlier = |text: &&str| {
        let has = |words: &[&str]| words.iter().any(|one| text.contains(one));
        let is_dated = text.contains('月')
            || text.contains("昨")
            || text.chars().take(4).all(|one| one.is_ascii_digit());
        is_dated
            && has(&["该车", "第一次", "第二次", "再次", "口头", "送达", "责令"])
            && !has(&["未送达"])
    };
    let earlier = texts().filter(is_earlier).count() as u64;
    (earlier > 0).then_some(Times::AtLeast(earlier + 1))
}

fn tells_of_earlier(place: &Occurrence) -> bool {
    EARLIER.iter().any(|word| place.clause.contains(word))
}

/// What a text says about how many times it is, each with its place.
fn claims(text: &str) -> Vec<(Counted, Occurrence)> {
    let mut found = Vec::new();
    let mut take = |words: &[&str], what: Counted| {
        for word in words {
            for place in phrased(text, word) {
                if counts_breaches(&place)
                    && !(place.is_denied_in_breath() && what != Counted::Again)
                {
                    found.push((what, place));
                }
            }
        }
    };
    take(FIRST, Counted::Nth(1));
    take(MANY, Counted::Many);
    take(AGAIN, Counted::Again);
    for place in phrased(text, "第") {
        let letters: Vec<char> = place.after.chars().collect();
        let Some((nth, end)) = counted(&letters, 0) else {
            continue;
        };
        if !matches!(letters.get(end), Some('次' | '回' | '度')) {
            continue;
        }
        let after: String = letters[end + 1..].iter().collect();
        let place = Occurrence { after, ..place };
        if counts_breaches(&place) && !place.is_denied_in_breath() {
            found.push((Counted::Nth(nth), place));
        }
    }
    for (word, nth) in ORDINALS_EN {
        for noun in ORDINAL_NOUNS_EN {
            for place in phrased(text, &format!("{word} {noun}")) {
                if counts_breaches(&place) && !place.is_denied_in_breath() {
                    found.push((Counted::Nth(*nth), place));
                }
            }
        }
    }
    found
}

/// Whether what is counted here is breaches.
fn counts_breaches(place: &Occurrence) -> bool {
    let near: String = place.after.trim_start().chars().take(REACH).collect();
    let head: String = place
        .before
        .chars()
        .rev()
        .take(REACH)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let is_english = place.clause.is_ascii();
    !NO_BREACHES.iter().any(|word| {
        // English names what was done before the ordinal: `warned for the second time`.
        near.starts_with(word)
            || (is_english && (place.clause.contains(word) || head.contains(word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Counted> {
        claims(text).into_iter().map(|one| one.0).collect()
    }

    #[test]
    fn ordinals_of_breaches_are_told_from_those_of_visits() {
        assert_eq!(read("第三次占用盲道摆摊"), [Counted::Nth(3)]);
        assert_eq!(read("当事人系首次违法。"), [Counted::Nth(1)]);
        assert_eq!(read("a third offence"), [Counted::Nth(3)]);
        assert_eq!(
            read("On the pavement for the third time"),
            [Counted::Nth(3)]
        );
        assert_eq!(read("当事人屡教不改"), [Counted::Many]);
        assert_eq!(read("不是第一次违法"), [Counted::Again]);
        for text in [
            "第二次劝导",
            "首次拍摄时间11:21",
            "第一次来电",
            "第三条盲道",
            "warned for the second time",
            "the first photograph",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}

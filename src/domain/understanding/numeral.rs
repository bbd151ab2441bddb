//! Numbers in both scripts: digits, Chinese numerals as spoken, English number words.
//! Knows nothing of what is counted.

use super::sound;
use chinese_number::{
    ChineseCase, ChineseCountMethod, ChineseToNumber, ChineseVariant, NumberToChinese,
};

/// A number found in a row of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First character after it.
    pub end: usize,
    /// Its value; a fraction is cut off.
    pub value: u64,
}

const NUMERALS: &str = "零〇一二两三四五六七八九十百千万亿";
/// After a single numeral only these make it a count; otherwise `一下`, `一起` stay words.
const MEASURES: &str =
    "条款项元天日分小点号米平月年周秒瓶辆处名级份张遍层楼栋倍毛块个次趟户盆袋桶桌口根步";

fn is_numeral(c: char) -> bool {
    NUMERALS.contains(c)
}

/// The number beginning at `start`, if one does. A lone `一` before a soft measure (`一个`, `一点`) is a word, not a count.
#[must_use]
pub fn chinese_run(chars: &[char], start: usize) -> Option<Run> {
    let first = *chars.get(start)?;
    if first.is_ascii_digit() {
        let mut end = start;
        let mut text = String::new();
        while let Some(&c) = chars.get(end) {
            let decimal = c == '.' && chars.get(end + 1).is_some_and(char::is_ascii_digit);
            if !c.is_ascii_digit() && !decimal {
                break;
            }
            text.push(c);
            end += 1;
        }
        let whole = text.split('.').next().unwrap_or_default();
        let mut value = whole.parse::<u64>().ok()?;
        while let Some(&c) = chars.get(end) {
            value = match c {
                '百' => value.saturating_mul(100),
                '千' => value.saturating_mul(1000),
                '万' => value.saturating_mul(10_000),
                _ => break,
            };
            end += 1;
        }
        return Some(Run { end, value });
    }
    if !is_numeral(first) {
        return None;
    }
    let length = chars[start..]
        .iter()
        .take_while(|c| is_numeral(**c))
        .count();
    let text: String = chars[start..start + length].iter().collect();
    let follow = chars.get(start + length).copied();
    let ordinal = start > 0 && chars[start - 1] == '第';
    if length == 1 {
        let counted = follow.is_some_and(|c| MEASURES.contains(c));
        let soft = first == '一' && follow.is_some_and(|c| "点块个次份遍步口张".contains(c));
        if matches!(first, '万' | '千' | '百' | '亿' | '零') || !(counted || ordinal) || soft {
            return None;
        }
    }
    if is_misheard_ordinal(chars, start) {
        return None;
    }
    chinese(&text).map(|value| Run {
        end: start + length,
        value,
    })
}

/// Whether a row of numerals about `at` stands for a place in an order and is spelled digit by digit: such a number is
/// counted aloud (第九十三), so this one was misheard, and whoever knows what is meant reads it by its sound.
fn is_misheard_ordinal(chars: &[char], at: usize) -> bool {
    let before = chars[..at]
        .iter()
        .rev()
        .take_while(|c| is_numeral(**c))
        .count();
    let begin = at - before;
    let row = || chars[begin..].iter().take_while(|c| is_numeral(**c));
    begin > 0
        && chars[begin - 1] == '第'
        && row().count() > 1
        && !row().any(|one| "十百千万亿".contains(*one))
}

/// The number beginning at `start` where it is known that something is counted, as in a list on paper: value and end.
#[must_use]
pub fn counted(chars: &[char], start: usize) -> Option<(u64, usize)> {
    let of = |kind: fn(char) -> bool| chars[start..].iter().take_while(|one| kind(**one)).count();
    let length = match of(|one| one.is_ascii_digit()) {
        0 => of(is_numeral),
        digits => digits,
    };
    let text: String = chars[start..start + length].iter().collect();
    let value = (length > 0).then(|| chinese(&text)).flatten();
    value.map(|value| (value, start + length))
}

/// The value of a Chinese numeral, counted (`五十六`) or spelled digit by digit (`一二三一九`).
#[must_use]
pub fn chinese(text: &str) -> Option<u64> {
    if let Ok(value) = text.parse::<u64>() {
        return Some(value);
    }
    let has_scale = text.chars().any(|c| "十百千万亿".contains(c));
    if has_scale {
        let counted: Result<u64, _> = text.to_number(ChineseCountMethod::TenThousand);
        if let Ok(value) = counted {
            return Some(value);
        }
    }
    let digits: Option<String> = text.chars().map(digit).collect();
    digits.and_then(|d| d.parse().ok())
}

/// What a unit of text may stand for among numerals: itself, or every numeral of the same folded sound; nothing where it
/// sounds like none.
#[must_use]
pub fn written_as(raw: &str, sounds: &str) -> Vec<String> {
    if let Ok(value) = raw.parse::<u64>() {
        return numerals(value).into_iter().collect();
    }
    let alike = "一二三四五六七八九十百"
        .chars()
        .filter(|one| sound::syllable(*one) == sounds)
        .map(String::from);
    if raw.chars().all(is_numeral) {
        // 四 and 十 are one sound to many.
        let mut written = vec![raw.to_owned()];
        written.extend(alike.filter(|one| one != raw));
        return written;
    }
    alike.collect()
}

/// A number in numerals, counted; none where it is too great.
fn numerals(value: u64) -> Option<String> {
    let written = value.to_chinese(
        ChineseVariant::Simple,
        ChineseCase::Lower,
        ChineseCountMethod::TenThousand,
    );
    written.ok()
}

/// How a number is said: counted, with `两` where some say it.
#[must_use]
pub fn spoken(value: u64) -> Vec<String> {
    let Some(said) = numerals(value) else {
        return Vec::new();
    };
    // 十 alone is said with its 一 and without.
    let other = said.strip_prefix("一十").map_or_else(
        || said.starts_with('十').then(|| format!("一{said}")),
        |short| Some(format!("十{short}")),
    );
    let mut forms: Vec<String> = std::iter::once(said)
        .chain(other)
        .flat_map(|one| [one.replace('二', "两"), one])
        .collect();
    forms.sort();
    forms.dedup();
    forms
}

/// Whether words may have held this, misheard: something in them sounds like it and is written otherwise.
#[must_use]
pub fn misheard_for(text: &str, said: &str) -> bool {
    let letters =
        |text: &str| -> Vec<char> { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (heard, said) = (letters(text), letters(said));
    let alike =
        |one: char, other: char| one == other || sound::syllable(one) == sound::syllable(other);
    !said.is_empty()
        && heard.windows(said.len()).any(|window| {
            window != said.as_slice()
                && window
                    .iter()
                    .zip(&said)
                    .all(|(one, other)| alike(*one, *other))
        })
}

/// The digit a character stands for, as digits are read out.
#[must_use]
pub fn digit(c: char) -> Option<char> {
    Some(match c {
        '零' | '〇' => '0',
        '一' | '幺' => '1',
        '二' | '两' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        '0'..='9' => c,
        _ => return None,
    })
}

/// The value of one English number word or row of digits.
#[must_use]
pub fn english(word: &str) -> Option<u64> {
    if let Ok(value) = word.parse::<u64>() {
        return Some(value);
    }
    Some(match word {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        "hundred" => 100,
        "thousand" => 1000,
        _ => return None,
    })
}

/// The value of a row of English words (`one hundred and fifty`, `fifty six`) from `start`, and the first word after it.
#[must_use]
pub fn english_run(words: &[&str], start: usize) -> Option<Run> {
    let mut total = 0_u64;
    let mut current = 0_u64;
    let mut end = start;
    let mut seen = false;
    while let Some(word) = words.get(end) {
        match english(word) {
            Some(100) if *word == "hundred" => current = current.max(1).saturating_mul(100),
            Some(1000) if *word == "thousand" => {
                total = total.saturating_add(current.max(1).saturating_mul(1000));
                current = 0;
            }
            Some(value) => {
                let digits = word.starts_with(|c: char| c.is_ascii_digit());
                // Two plain numbers in a row (`five ten`) are two numbers, not a sum.
                if seen
                    && (digits
                        || value >= 20 && !current.is_multiple_of(100)
                        || value < 20 && !current.is_multiple_of(10))
                {
                    break;
                }
                current = current.saturating_add(value);
            }
            None if *word == "and"
                && seen
                && words.get(end + 1).is_some_and(|w| english(w).is_some()) => {}
            None if *word == "a"
                && words
                    .get(end + 1)
                    .is_some_and(|w| matches!(*w, "hundred" | "thousand")) =>
            {
                current = 0;
            }
            None => break,
        }
        seen |= english(word).is_some();
        end += 1;
    }
    seen.then_some(Run {
        end,
        value: total.saturating_add(current),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_in_every_form() {
        for (text, value) in [
            ("五十六", 56),
            ("一百五", 150),
            ("两千", 2000),
            ("一二三一九", 12319),
            ("二十", 20),
        ] {
            assert_eq!(chinese(text), Some(value), "{text}");
        }
        let chars: Vec<char> = "3万元".chars().collect();
        assert_eq!(
            chinese_run(&chars, 0),
            Some(Run {
                end: 2,
                value: 30_000
            })
        );
        assert_eq!(spoken(12), ["一十两", "一十二", "十两", "十二"]);
        assert!(misheard_for("屋里有四十流只瓶子", "四十六只"));
        assert!(
            misheard_for("请在四分钟之内", "十分"),
            "s and sh sound alike"
        );
        assert!(
            !misheard_for("屋里有四十六只瓶子", "四十六只"),
            "heard as it is"
        );
        assert!(!misheard_for("屋里有四十六只瓶子", "二十六只"));
        let chars: Vec<char> = "一起".chars().collect();
        assert_eq!(chinese_run(&chars, 0), None);
    }

    #[test]
    fn english_numbers_in_a_row() {
        let words: Vec<&str> = "article fifty six now".split(' ').collect();
        assert_eq!(english_run(&words, 1), Some(Run { end: 3, value: 56 }));
        let words: Vec<&str> = "one hundred and fifty yuan".split(' ').collect();
        assert_eq!(english_run(&words, 0), Some(Run { end: 4, value: 150 }));
    }
}

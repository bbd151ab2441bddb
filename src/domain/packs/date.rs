//! A calendar day: when a provision applies and when a case plays. Knows no clock and no time zone.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A day of the common calendar, ordered from early to late, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // Private and ordered from coarse to fine: the derived order is the calendar's, and only real days exist.
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u8::from(leap),
            _ => return None,
        };
        (1..=days)
            .contains(&day)
            .then_some(Self { year, month, day })
    }

    /// Year of the common era.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Month, 1..=12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1..=31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl FromStr for Date {
    type Err = String;

    /// Reads exactly `YYYY-MM-DD`; the error repeats the text.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text}: YYYY-MM-DD");
        let bytes = text.as_bytes();
        let shape_is_right = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shape_is_right {
            return Err(wrong());
        }
        let number = |part: &str| part.parse::<u16>().map_err(|_| wrong());
        let (year, month, day) = (
            number(&text[0..4])?,
            number(&text[5..7])?,
            number(&text[8..10])?,
        );
        u8::try_from(month)
            .ok()
            .zip(u8::try_from(day).ok())
            .and_then(|(month, day)| Self::new(year, month, day))
            .ok_or_else(wrong)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_ordered_and_only_real_ones_are_read() {
        let day = |text: &str| text.parse::<Date>();
        assert!(day("2026-08-14").unwrap() < day("2026-08-15").unwrap());
        assert!(day("2025-12-31").unwrap() < day("2026-01-01").unwrap());
        assert_eq!(day("2024-02-29").unwrap().to_string(), "2024-02-29");
        for wrong in [
            "2023-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-4-3",
            "2026/04/03",
            "",
            "二〇二六年",
        ] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }
}

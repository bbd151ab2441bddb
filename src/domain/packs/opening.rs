//! Opening hours as data: `daily 17:00-23:00`, `weekdays 9:00-17:30`, `weekends 10:00-22:00`, `always`. Past midnight when
//! the end is not later than the beginning. Knows no clock.

use super::Stamp;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

const DAY_MIN: i64 = 24 * 60;

/// Days of the week and a span of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opening {
    /// Days as bits; bit 0 is Monday.
    days: u8,
    from_min: i64,
    /// After midnight where it is more than a day's minutes.
    to_min: i64,
}

impl Opening {
    /// Whether it is open at this minute.
    #[must_use]
    pub fn is_open(self, at: Stamp) -> bool {
        let on = |weekday: i64| self.days & (1 << weekday.rem_euclid(7)) != 0;
        let minute = at.minute_of_day();
        let today = on(at.weekday()) && (self.from_min..self.to_min).contains(&minute);
        let since_yesterday =
            on(at.weekday() - 1) && (self.from_min..self.to_min).contains(&(minute + DAY_MIN));
        today || since_yesterday
    }

    /// Whether it opens later on the same day.
    #[must_use]
    pub fn opens_later(self, at: Stamp) -> bool {
        self.days & (1 << at.weekday()) != 0 && at.minute_of_day() < self.from_min
    }
}

impl FromStr for Opening {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "always" {
            return Ok(Self {
                days: 0b111_1111,
                from_min: 0,
                to_min: DAY_MIN,
            });
        }
        let wrong = || format!("{text}: daily|weekdays|weekends H:MM-H:MM, always");
        let (days, span) = text.split_once(' ').ok_or_else(wrong)?;
        let days = match days {
            "daily" => 0b111_1111,
            "weekdays" => 0b001_1111,
            "weekends" => 0b110_0000,
            _ => return Err(wrong()),
        };
        let (from, to) = span.split_once('-').ok_or_else(wrong)?;
        let minute = |text: &str| -> Option<i64> {
            let (hour, minute) = text.split_once(':')?;
            let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
            ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
        };
        let (from_min, to_min) = minute(from).zip(minute(to)).ok_or_else(wrong)?;
        let to_min = if to_min <= from_min {
            to_min + DAY_MIN
        } else {
            to_min
        };
        Ok(Self {
            days,
            from_min,
            to_min,
        })
    }
}

impl<'de> Deserialize<'de> for Opening {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_know_weekdays_and_midnight() {
        let at = |text: &str| Stamp::read(text).unwrap();
        let evening: Opening = "daily 17:00-23:00".parse().unwrap();
        assert!(evening.is_open(at("2026-09-18 18:40")));
        assert!(
            !evening.is_open(at("2026-09-18 16:59")) && evening.opens_later(at("2026-09-18 16:59"))
        );
        assert!(!evening.is_open(at("2026-09-18 23:00")));
        let night: Opening = "weekdays 18:00-1:00".parse().unwrap();
        assert!(night.is_open(at("2026-09-19 00:30")), "Friday's night");
        assert!(
            !night.is_open(at("2026-09-20 00:30")),
            "no Saturday's night"
        );
        let desk: Opening = "weekdays 9:00-17:30".parse().unwrap();
        assert!(!desk.is_open(at("2026-09-19 10:00")), "a Saturday");
        assert!(
            "always"
                .parse::<Opening>()
                .unwrap()
                .is_open(at("2026-09-19 03:00"))
        );
        for wrong in [
            "daily",
            "monday 9:00-10:00",
            "daily 9-10",
            "daily 25:00-26:00",
        ] {
            assert!(wrong.parse::<Opening>().is_err(), "{wrong}");
        }
    }
}

//! A day and a time of day as they stand on papers and in deadlines, counted in whole minutes. Knows no clock and no
//! time zone: papers, cases and records all speak of the same street.

use std::fmt;

const MINUTES_A_DAY: i64 = 24 * 60;
/// Days of four hundred years of the common calendar.
const DAYS_AN_ERA: i64 = 146_097;

/// A minute of the common calendar, ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(i64);

impl Stamp {
    /// The minute `minutes` after midnight of a day; more than a day's minutes lead into the days that follow.
    #[must_use]
    pub fn new(day: (u16, u8, u8), minutes: u64) -> Self {
        let minutes = i64::try_from(minutes).unwrap_or(i64::MAX / 2);
        Self(day_number(day) * MINUTES_A_DAY + minutes)
    }

    /// The minute a paper names: `2026-09-18 18:41`, `2026年9月18日18时41分` and whatever else writes year, month, day,
    /// hour and minute in this order; none when that is no minute of the calendar.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let numbers: Vec<u16> = text
            .split(|one: char| !one.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(str::parse)
            .collect::<Result<_, _>>()
            .ok()?;
        let [year, month, day, hour, minute] = numbers[..] else {
            return None;
        };
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        super::Date::new(year, month, day)?;
        (year > 999 && hour < 24 && minute < 60)
            .then(|| Self::new((year, month, day), u64::from(hour) * 60 + u64::from(minute)))
    }

    /// This moment moved by so many minutes.
    #[must_use]
    pub const fn plus(self, minutes: i64) -> Self {
        Self(self.0 + minutes)
    }

    /// Minutes from `earlier` to here; negative when `earlier` lies later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// Number of the day, to count days with.
    #[must_use]
    pub const fn day(self) -> i64 {
        self.0.div_euclid(MINUTES_A_DAY)
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minute_of_day(self) -> i64 {
        self.0.rem_euclid(MINUTES_A_DAY)
    }

    /// Day of the week, 0 for Monday.
    #[must_use]
    pub const fn weekday(self) -> i64 {
        // 1 March 0000, day 0 of the count, was a Wednesday.
        (self.day() + 2).rem_euclid(7)
    }
}

impl fmt::Display for Stamp {
    /// `YYYY-MM-DD HH:MM`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = calendar_day(self.day());
        let minutes = self.minute_of_day();
        write!(
            f,
            "{year:04}-{month:02}-{day:02} {:02}:{:02}",
            minutes / 60,
            minutes % 60
        )
    }
}

/// Days since 1 March of the year 0: with the leap day last, months count evenly (Hinnant, "chrono-compatible low-level
/// date algorithms").
fn day_number((year, month, day): (u16, u8, u8)) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year.div_euclid(400) * DAYS_AN_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

fn calendar_day(number: i64) -> (i64, i64, i64) {
    let era = number.div_euclid(DAYS_AN_ERA);
    let in_era = number.rem_euclid(DAYS_AN_ERA);
    let of_era = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
    let of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (era * 400 + of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_read_written_and_counted() {
        let read = |text: &str| Stamp::read(text);
        let moment = read("2026-09-18 18:41").unwrap();
        assert_eq!(moment.to_string(), "2026-09-18 18:41");
        assert_eq!(read("2026年9月18日18时41分"), Some(moment));
        assert_eq!(Stamp::new((2026, 9, 18), 18 * 60 + 41), moment);
        assert_eq!(moment.weekday(), 4, "a Friday");
        let later = read("2026-10-01 00:00").unwrap();
        assert_eq!(later.day() - moment.day(), 13);
        assert_eq!(moment.plus(7 * 24 * 60).to_string(), "2026-09-25 18:41");
        assert_eq!(
            read("2024-02-29 23:59").unwrap().plus(1).to_string(),
            "2024-03-01 00:00"
        );
        assert_eq!(
            read("2026-12-31 23:59").unwrap().plus(1).to_string(),
            "2027-01-01 00:00"
        );
        for wrong in [
            "2026-02-30 10:00",
            "2026-09-18",
            "18:41",
            "2026-09-18 24:00",
            "明天",
            "",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

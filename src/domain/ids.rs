//! The smallest words of the core: units, languages and ids. Knows nothing else of the project.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A point or span of case time in milliseconds since the case began. Never a wall clock.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(pub u64);

impl Millis {
    /// This many whole seconds.
    #[must_use]
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1000))
    }
    /// The span from `earlier` to here; zero when `earlier` lies later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }
    /// This moment moved later by `span`.
    #[must_use]
    pub const fn plus(self, span: Self) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl fmt::Display for Millis {
    /// `m:ss`, as a reader of a timeline expects it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secs = self.0 / 1000;
        write!(f, "{}:{:02}", secs / 60, secs % 60)
    }
}

/// Who somebody is, whatever way the name was typed: `WEI-1`, `wei-1` and `ｗｅｉ－１` are one person. Width, case, blanks
/// and signs that nobody sees make no second one.
#[must_use]
pub fn person_key(name: &str) -> String {
    const FULL_WIDTH: std::ops::RangeInclusive<u32> = 0xFF01..=0xFF5E;
    const TO_NARROW: u32 = 0xFEE0;
    name.chars()
        .map(|one| match u32::from(one) {
            wide if FULL_WIDTH.contains(&wide) => char::from_u32(wide - TO_NARROW).unwrap_or(one),
            _ => one,
        })
        .filter(|one| {
            let unseen = matches!(
                one,
                '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'
            );
            !(one.is_whitespace() || one.is_control() || unseen)
        })
        .map(|one| match one {
            // Every kind of hyphen and dash.
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            one => one,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// A certainty in thousandths, 0..=1000. Integers keep marks equal on every machine.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Permille(pub u16);

impl Permille {
    /// Complete certainty.
    pub const FULL: Self = Self(1000);
}

/// A [`Permille`] written as a share of one, 0 to 1, as the command line's machine output promises it.
pub mod as_share {
    use super::Permille;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes it.
    ///
    /// # Errors
    /// Those of the format.
    pub fn serialize<S: Serializer>(sure: &Permille, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(sure.0) / 1000.0)
    }

    /// Reads it, rounded to the nearest thousandth.
    ///
    /// # Errors
    /// A number outside of 0 to 1, or none.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Permille, D::Error> {
        let share = f64::deserialize(deserializer)?;
        (0..=1000_u16)
            .find(|one| (share * 1000.0 - f64::from(*one)).abs() <= 0.5)
            .map(Permille)
            .ok_or_else(|| D::Error::custom("a share lies between 0 and 1"))
    }
}

/// Marks and shares of marks. May be negative while summed, never in a result.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Points(pub i32);

/// A language the product speaks. Chinese is the source, English stands beside it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// 中文（简体）.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// Both languages, source first.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];
    /// The two-letter tag used in file names and options.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

impl std::str::FromStr for Language {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "zh" | "zh-CN" => Ok(Self::Zh),
            "en" | "en-US" => Ok(Self::En),
            other => Err(format!("{other}: zh / en")),
        }
    }
}

/// A text in both languages, as authors write it: `(zh: "…", en: "…")`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Chinese, the source.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Language) -> &str {
        match lang {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

//! Provisions of law, one row per article, cited by id. A row tells how sure its number is; a number from memory is
//! never shown. Which law a case needs is the case's business.

use super::problem::{self, PackProblem};
use super::{Date, PackText};
use crate::domain::ids::{Bilingual, Language};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How well a provision and its number were checked, from best to least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Sureness {
    /// Read in two independent full texts.
    V2,
    /// Read in one full text.
    V,
    /// Quoted with its number on a secondary page.
    Q,
    /// A number or practice reported by local government or press.
    N,
    /// From memory: its article number stays hidden.
    M,
}

/// What rank an instrument has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstrumentKind {
    /// Act of the national legislature.
    Law,
    /// Regulation of the State Council.
    Regulation,
    /// Rule or normative document of ministries.
    Rule,
    /// Instrument of Guangxi or Liuzhou.
    Local,
    /// A known practice or teaching formula; no legal basis by itself.
    Practice,
}

/// A statute, regulation or practice that provisions belong to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Key used by [`Law::instrument`].
    pub id: String,
    /// Rank.
    pub kind: InstrumentKind,
    /// Whether the days of entry into force were read in a source; otherwise a legal reviewer must confirm them.
    pub dates_checked: bool,
    /// Full name.
    pub name: Bilingual,
    /// Year of the version or number of the document, in Chinese as printed.
    #[serde(default)]
    pub number: Option<String>,
    /// What people call it in Chinese. One name may end another: a reader must try the longest first.
    pub spoken_zh: Vec<String>,
    /// What people call it in English, lower case.
    pub spoken_en: Vec<String>,
}

/// One provision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Id such as `APL-2021-55`; for authors and records, not for display.
    pub id: String,
    /// Id of its instrument.
    pub instrument: String,
    // Private so that a number from memory cannot reach a screen: see `shown_article`.
    #[serde(default)]
    article: Option<String>,
    /// Paragraph or item within the article, where only that part is meant.
    #[serde(default)]
    part: Option<Bilingual>,
    /// How sure the row is.
    pub sure: Sureness,
    /// First day it applies; `None` where the day is not known or a practice has none.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day it applies; `None` while in force.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// What it says, in our own words.
    pub summary: Bilingual,
    /// What it asks of or forbids the officer.
    #[serde(default)]
    pub demands: Option<Bilingual>,
    /// Provisions that took over when this one was repealed.
    #[serde(default)]
    pub superseded_by: Vec<String>,
    /// Numbers of the same content in earlier versions of the instrument.
    #[serde(default)]
    pub superseded_numbers: Vec<String>,
    /// Address of the page where a reviewer finds it.
    #[serde(default)]
    pub source: Option<String>,
}

impl Law {
    /// The article number, unless it is only remembered (`M`): those are never shown.
    #[must_use]
    pub fn shown_article(&self) -> Option<&str> {
        match self.sure {
            Sureness::M => None,
            _ => self.article.as_deref(),
        }
    }

    /// The article number for matching what was said, also where it is only remembered. Never for display.
    pub(in crate::domain) fn spoken_article(&self) -> Option<&str> {
        self.article.as_deref()
    }

    /// Whether it applies to an act of that day. An unknown first day does not exclude it.
    #[must_use]
    pub fn valid_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }
}

/// What a spoken "instrument, article" can mean on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Citation<'a> {
    /// A provision in force that day under that number.
    Current(&'a Law),
    /// That number stood in an earlier version; the provision in force that day is this one.
    OldNumber(&'a Law),
    /// The provision itself does not apply that day: repealed, or not yet in force.
    NotInForce(&'a Law),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LawFile {
    format: u32,
    version: String,
    instruments: Vec<Instrument>,
    laws: Vec<Law>,
}

/// All provisions, in the order of the file.
#[derive(Debug, Clone)]
pub struct LawPack {
    /// Version of the content, kept in every record.
    pub version: String,
    instruments: Vec<Instrument>,
    laws: Vec<Law>,
    position_of: BTreeMap<String, usize>,
}

impl LawPack {
    /// Reads and checks the pack.
    ///
    /// # Errors
    /// Every problem of the file; after a syntax error only that one.
    pub fn load(file: PackText<'_>) -> Result<Self, Vec<PackProblem>> {
        let LawFile {
            format,
            version,
            instruments,
            laws,
        } = problem::read(file)?;
        let position_of = laws
            .iter()
            .enumerate()
            .map(|(at, law)| (law.id.clone(), at))
            .collect();
        let pack = Self {
            version,
            instruments,
            laws,
            position_of,
        };
        let mut problems = Vec::new();
        problem::check_head(file, format, &pack.version, &mut problems);
        pack.check_instruments(file, &mut problems);
        pack.check_laws(file, &mut problems);
        if problems.is_empty() {
            Ok(pack)
        } else {
            Err(problems)
        }
    }

    /// Every provision.
    #[must_use]
    pub fn laws(&self) -> &[Law] {
        &self.laws
    }

    /// Every instrument.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// The provision of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Law> {
        self.position_of.get(id).and_then(|at| self.laws.get(*at))
    }

    /// The instrument of that id.
    #[must_use]
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments
            .iter()
            .find(|instrument| instrument.id == id)
    }

    /// Everything "instrument, article" can mean on that day, the provision in force first. `spoken` is a name as
    /// said (see [`Instrument::spoken_zh`]) and may belong to several versions. Hidden numbers match too: a trainee
    /// may know them, we only never print them.
    #[must_use]
    pub fn cited(&self, spoken: &str, article: &str, day: Date) -> Vec<Citation<'_>> {
        let spoken = spoken.to_lowercase();
        let named: Vec<&str> = self
            .instruments
            .iter()
            .filter(|known| {
                known
                    .spoken_zh
                    .iter()
                    .chain(&known.spoken_en)
                    .any(|name| *name == spoken)
            })
            .map(|known| known.id.as_str())
            .collect();
        let of_these = |law: &&Law| named.contains(&law.instrument.as_str());
        let (current, gone): (Vec<&Law>, Vec<&Law>) = self
            .laws
            .iter()
            .filter(of_these)
            .filter(|law| law.article.as_deref() == Some(article))
            .partition(|law| law.valid_on(day));
        let renumbered = self.laws.iter().filter(of_these).filter(|law| {
            law.valid_on(day)
                && law
                    .superseded_numbers
                    .iter()
                    .any(|number| number == article)
        });
        current
            .into_iter()
            .map(Citation::Current)
            .chain(renumbered.map(Citation::OldNumber))
            .chain(gone.into_iter().map(Citation::NotInForce))
            .collect()
    }

    /// Provisions that hold every word looked for, in instrument, number, content or demands, in either language; those
    /// in force that day first. Numbers that are only remembered are not found, as they are not shown.
    #[must_use]
    pub fn find(&self, words: &str, day: Date) -> Vec<&Law> {
        let words = words.to_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut found: Vec<&Law> = self
            .laws
            .iter()
            .filter(|law| {
                let text = self.searched(law);
                words.iter().all(|word| text.contains(word))
            })
            .collect();
        found.sort_by_key(|law| !law.valid_on(day));
        found
    }

    /// Everything of a provision that somebody may look for, in small letters.
    fn searched(&self, law: &Law) -> String {
        let mut text = String::new();
        for lang in Language::ALL {
            text += &self.citation(&law.id, lang).unwrap_or_default();
            text.push('\n');
            text += law.summary.get(lang);
            text.push('\n');
            text += law.demands.as_ref().map_or("", |demands| demands.get(lang));
            text.push('\n');
        }
        if let Some(known) = self.instrument(&law.instrument) {
            for name in known.spoken_zh.iter().chain(&known.spoken_en) {
                text += name;
                text.push('\n');
            }
        }
        if let Some(article) = law.shown_article() {
            text += &format!("第{article}条\n");
        }
        text.to_lowercase()
    }

    /// How the provision is named to a reader, with its number only where that may be shown. `None` for an unknown id.
    #[must_use]
    pub fn citation(&self, id: &str, lang: Language) -> Option<String> {
        let law = self.get(id)?;
        let instrument = self.instrument(&law.instrument)?;
        let name = instrument.name.get(lang);
        let part = law.part.as_ref().map_or("", |part| part.get(lang));
        let is_text = instrument.kind != InstrumentKind::Practice;
        Some(match (lang, law.shown_article()) {
            (Language::Zh, Some(article)) => {
                format!("《{name}》第{}条{part}", chinese_number(article))
            }
            (Language::Zh, None) if is_text => format!("《{name}》"),
            (Language::En, Some(article)) if part.is_empty() => format!("{name}, art. {article}"),
            (Language::En, Some(article)) => format!("{name}, art. {article}, {part}"),
            (_, None) => name.to_owned(),
        })
    }

    pub(super) fn expect_known(
        &self,
        file: PackText<'_>,
        id: &str,
        problems: &mut Vec<PackProblem>,
    ) {
        if self.get(id).is_none() {
            problems.push(problem::dangling(file, id, "law", id));
        }
    }

    fn check_instruments(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        problem::check_ids(
            file,
            "instruments",
            self.instruments.iter().map(|known| known.id.as_str()),
            problems,
        );
        for known in &self.instruments {
            problem::check_text(file, &known.id, "name", &known.name, problems);
            for (field, names) in [
                ("spoken_zh", &known.spoken_zh),
                ("spoken_en", &known.spoken_en),
            ] {
                if names.is_empty() {
                    problem::check_word(file, field, &known.id, "", problems);
                }
                for name in names {
                    problem::check_word(file, field, &known.id, name, problems);
                }
            }
            if !self.laws.iter().any(|law| law.instrument == known.id) {
                problems.push(PackProblem::new(
                    file,
                    &known.id,
                    "pack-unused",
                    format!("法规“{}”名下没有条文。", known.id),
                    format!("The instrument '{}' has no provision.", known.id),
                ));
            }
        }
        // One spoken name may mean two versions, but never two that apply on the same day.
        for (at, left) in self.instruments.iter().enumerate() {
            for right in &self.instruments[at + 1..] {
                let shared =
                    left.spoken_zh.iter().chain(&left.spoken_en).find(|name| {
                        right.spoken_zh.contains(name) || right.spoken_en.contains(name)
                    });
                if let Some(name) = shared.filter(|_| self.overlap(&left.id, &right.id)) {
                    problems.push(PackProblem::new(
                        file,
                        &right.id,
                        "pack-ambiguous-name",
                        format!("口头名称“{name}”同时指“{}”和“{}”。", left.id, right.id),
                        format!(
                            "The spoken name '{name}' means both '{}' and '{}'.",
                            left.id, right.id
                        ),
                    ));
                }
            }
        }
    }

    /// Whether some provision of the one applies on a day some provision of the other does.
    fn overlap(&self, left: &str, right: &str) -> bool {
        let of = |id: &str| {
            self.laws
                .iter()
                .filter(move |law| law.instrument == id)
                .collect::<Vec<_>>()
        };
        let starts_after = |later: &Law, earlier: &Law| {
            later
                .valid_from
                .zip(earlier.valid_until)
                .is_some_and(|(from, until)| from > until)
        };
        let others = of(right);
        of(left).iter().any(|law| {
            others
                .iter()
                .any(|other| !starts_after(law, other) && !starts_after(other, law))
        })
    }

    fn check_laws(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        problem::check_ids(
            file,
            "laws",
            self.laws.iter().map(|law| law.id.as_str()),
            problems,
        );
        for law in &self.laws {
            problem::check_text(file, &law.id, "summary", &law.summary, problems);
            if let Some(demands) = &law.demands {
                problem::check_text(file, &law.id, "demands", demands, problems);
            }
            if let Some(part) = &law.part {
                problem::check_text(file, &law.id, "part", part, problems);
            }
            if self.instrument(&law.instrument).is_none() {
                problems.push(problem::dangling(
                    file,
                    &law.id,
                    "instruments",
                    &law.instrument,
                ));
            }
            if let Some(article) = law
                .shown_article()
                .filter(|number| parse_article(number).is_none())
            {
                problems.push(PackProblem::new(
                    file,
                    &law.id,
                    "pack-bad-article",
                    format!("“{}”的条号“{article}”不是 1 至 9999 的数字。", law.id),
                    format!(
                        "The article '{article}' of '{}' is no number from 1 to 9999.",
                        law.id
                    ),
                ));
            }
            if law
                .valid_from
                .zip(law.valid_until)
                .is_some_and(|(from, until)| from > until)
            {
                problems.push(PackProblem::new(
                    file,
                    &law.id,
                    "pack-dates-out-of-order",
                    format!("“{}”的失效日早于生效日。", law.id),
                    format!("'{}' ends before it begins.", law.id),
                ));
            }
            for next in &law.superseded_by {
                match self.get(next) {
                    None => problems.push(problem::dangling(file, &law.id, "laws", next)),
                    Some(newer)
                        if law.valid_until.is_none() || newer.valid_from <= law.valid_until =>
                    {
                        problems.push(PackProblem::new(
                            file,
                            &law.id,
                            "pack-dates-out-of-order",
                            format!("“{}”被“{next}”取代，但两者的日期接不上。", law.id),
                            format!(
                                "'{}' is superseded by '{next}', but their days do not follow.",
                                law.id
                            ),
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

fn parse_article(number: &str) -> Option<u32> {
    number
        .parse()
        .ok()
        .filter(|value| (1..=9999).contains(value))
}

/// "1128" as 一千一百二十八, the way an article is printed; other text stays as it is.
fn chinese_number(number: &str) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let Some(value) = parse_article(number) else {
        return number.to_owned();
    };
    let mut text = String::new();
    let mut owes_zero = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / unit % 10;
        if digit == 0 {
            owes_zero = !text.is_empty();
            continue;
        }
        if owes_zero {
            text.push_str(DIGITS[0]);
            owes_zero = false;
        }
        // Ten to nineteen are read 十…, not 一十….
        if !(unit == 10 && digit == 1 && value < 20) {
            text.push_str(DIGITS[digit as usize]);
        }
        text.push_str(name);
    }
    text
}

#[cfg(test)]
#[path = "law_tests.rs"]
mod tests;

//! Finds provisions cited in an utterance and tells whether instrument, number and validity fit the day of the case.
//! Instruments are found by letter or by sound; numbers in digits or words. Knows no acts.

use super::error::LoadError;
use super::lexicon::{Hit, Matcher, find, offsets, spaced};
use super::normal::{Clause, Ending, NUMBER_MARK, Normaliser, Unit, Utterance};
use super::reading::LawReading;
use super::{Day, numeral, sound};
use crate::domain::ids::Language;
use crate::domain::packs::LawPack;
use std::collections::BTreeMap;

/// Note of a citation of which the instrument was made out and the number, though one was said, was not.
pub const UNCLEAR_NUMBER: &str = "unclear number";

/// Units from a name to `第`, and from there to `条`, at most: 第一千二百六十条 is among the longest.
const NUMERAL_UNITS_MAX: usize = 8;

/// A provision the understanding can recognise when it is cited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LawCue {
    /// Id of the provision in the law pack, `APL-2021-55`.
    pub id: String,
    /// Id of its instrument, `APL-2021`.
    pub instrument: String,
    /// Names of the instrument as spoken, both languages, short ones too.
    pub names: Vec<String>,
    /// Article number in digits; nothing where the pack has none.
    pub article: Option<String>,
    /// First day in force.
    pub valid_from: Option<Day>,
    /// Last day in force.
    pub valid_until: Option<Day>,
    /// Numbers of the same content in earlier versions.
    pub superseded_numbers: Vec<String>,
    /// What it says, both languages: decides when a number is both current and outdated.
    pub summary: String,
}

impl LawCue {
    fn in_force(&self, day: Option<Day>) -> bool {
        day.is_none_or(|day| {
            self.valid_from.is_none_or(|from| from <= day)
                && self.valid_until.is_none_or(|until| day <= until)
        })
    }
}

/// What the law pack offers for recognising citations.
#[must_use]
pub fn cues_of(pack: &LawPack) -> Vec<LawCue> {
    pack.laws()
        .iter()
        .filter_map(|law| {
            let instrument = pack.instrument(&law.instrument)?;
            let mut names = vec![
                instrument.name.zh.clone(),
                instrument.name.en.to_lowercase(),
            ];
            names.extend(
                instrument
                    .spoken_zh
                    .iter()
                    .chain(&instrument.spoken_en)
                    .cloned(),
            );
            names.sort();
            names.dedup();
            let day = |date: crate::domain::packs::Date| (date.year(), date.month(), date.day());
            Some(LawCue {
                id: law.id.clone(),
                instrument: law.instrument.clone(),
                names,
                article: law.spoken_article().map(String::from),
                valid_from: law.valid_from.map(day),
                valid_until: law.valid_until.map(day),
                superseded_numbers: law.superseded_numbers.clone(),
                summary: format!("{} {}", law.summary.zh, law.summary.en),
            })
        })
        .collect()
}

/// All provisions by the names people use.
pub struct LawBook {
    cues: Vec<LawCue>,
    /// For each name, the provisions it can mean.
    named: Vec<Vec<usize>>,
    /// For each name, its letters and the numbers in it: all numbers look alike, and order 34 is not order 139.
    shapes: Vec<(String, Vec<String>)>,
    matchers: [Matcher; 2],
    sound_matchers: [Matcher; 2],
    /// Chinese names of two syllables (水法): by sound they are many other words, and a name only before a number.
    short_sounds: Matcher,
}

impl LawBook {
    /// Builds the index of names.
    ///
    /// # Errors
    /// [`LoadError::Lexicon`] when the names cannot be indexed.
    pub fn new(cues: &[LawCue], normaliser: &Normaliser) -> Result<Self, LoadError> {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, cue) in cues.iter().enumerate() {
            for name in &cue.names {
                by_name.entry(name.as_str()).or_default().push(at);
            }
        }
        let mut letters: [Vec<(String, u16)>; 2] = [Vec::new(), Vec::new()];
        let mut sounds: [Vec<(String, u16)>; 2] = [Vec::new(), Vec::new()];
        let mut short = Vec::new();
        let mut named = Vec::new();
        let mut shapes = Vec::new();
        for (position, (name, provisions)) in by_name.into_iter().enumerate() {
            let id = u16::try_from(position)
                .map_err(|_| LoadError::Lexicon("more than 65535 names of instruments".into()))?;
            named.push(provisions);
            let read = normaliser.utterance(name, None);
            let clause = flat(&read);
            let letters_of: Vec<&str> = clause.units.iter().map(|u| u.stem.as_str()).collect();
            shapes.push((letters_of.join(" "), numbers_in(&clause.units)));
            match read.lang {
                Language::Zh => {
                    letters[0].push((clause.units.iter().map(|u| u.text.as_str()).collect(), id));
                    let sound = (spaced(&clause, |u| &u.sound), id);
                    match clause.units.len() {
                        0 | 1 => {}
                        2 => short.push(sound),
                        _ => sounds[0].push(sound),
                    }
                }
                Language::En => {
                    letters[1].push((spaced(&clause, |u| &u.stem), id));
                    if clause.units.len() >= 2 {
                        sounds[1].push((spaced(&clause, |u| &u.sound), id));
                    }
                }
            }
        }
        let [zh, en] = letters;
        let [zh_sound, en_sound] = sounds;
        Ok(Self {
            cues: cues.to_vec(),
            named,
            shapes,
            matchers: [Matcher::new(zh)?, Matcher::new(en)?],
            sound_matchers: [Matcher::new(zh_sound)?, Matcher::new(en_sound)?],
            short_sounds: Matcher::new(short)?,
        })
    }

    /// Every citation in the utterance, in order.
    #[must_use]
    pub fn cited(&self, utterance: &Utterance, day: Option<Day>) -> Vec<LawReading> {
        let clause = flat(utterance);
        let mut readings: Vec<LawReading> = Vec::new();
        let mut hits = self.mentions(&clause, utterance.lang);
        if utterance.lang == Language::Zh {
            let short = self.short_names(&clause, &hits);
            hits.extend(short);
            hits.sort_by_key(|hit| hit.start);
        }
        for hit in hits {
            let Some(provisions) = self.meant(&hit, &clause.units) else {
                continue;
            };
            let mut start = hit.start;
            let mut number = article_after(&clause.units, hit.end, utterance.lang);
            let by_sound = (utterance.lang == Language::Zh)
                .then(|| article_by_sound(&clause.units, hit.end))
                .flatten();
            let mut is_unclear = false;
            if let Some((numbers, end)) = by_sound {
                let is_known = |number: &String| {
                    self.only_known(provisions, std::slice::from_ref(number))
                        .is_some()
                };
                match self.only_known(provisions, &numbers) {
                    Some(heard) => number = Some((heard, end)),
                    // A number that the instrument has stays, whatever follows it: 第五十六，这条道……
                    None if number.as_ref().is_some_and(|(number, _)| is_known(number)) => {}
                    None => (number, is_unclear) = (None, true),
                }
            }
            if number.is_none() && utterance.lang == Language::En {
                // "article 56 of the road traffic safety law"
                let from = hit.start.saturating_sub(6);
                number = article_after(&clause.units[..hit.start], from, Language::En);
                if let Some((_, after)) = &mut number {
                    start = after.saturating_sub(2).min(start);
                    *after = hit.end;
                }
            }
            let end = number.as_ref().map_or(hit.end, |(_, end)| *end);
            let gap = if utterance.lang == Language::En {
                " "
            } else {
                ""
            };
            let words: Vec<&str> = clause.units[start..end]
                .iter()
                .map(|u| u.raw.as_str())
                .collect();
            let cited_as = words.join(gap);
            let said = &utterance.folded;
            let (id, note) = match &number {
                Some((number, _)) => self.judge(provisions, number, day, said),
                None => self.whole(provisions, day),
            };
            let right = note.is_empty();
            let reading = LawReading {
                id,
                cited_as,
                right,
                note: if right && is_unclear {
                    UNCLEAR_NUMBER.into()
                } else {
                    note.into()
                },
            };
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
        readings
    }

    /// What a name that was found can mean; nothing where the number in it is another one.
    fn meant(&self, hit: &Hit, units: &[Unit]) -> Option<&Vec<usize>> {
        let position = usize::from(hit.concept);
        let said = numbers_in(units.get(hit.start..hit.end)?);
        let (letters, numbers) = self.shapes.get(position)?;
        if *numbers == said {
            return self.named.get(position);
        }
        let mut others = self.shapes.iter();
        let other = others.position(|one| one.0 == *letters && one.1 == said)?;
        self.named.get(other)
    }

    /// Names of instruments, longest first at each place, none overlapping; by letter before by sound.
    fn mentions(&self, clause: &Clause, lang: Language) -> Vec<Hit> {
        let at = lang as usize;
        let mut hits = Vec::new();
        match lang {
            Language::Zh => {
                let text: String = clause.units.iter().map(|u| u.text.as_str()).collect();
                let starts = offsets(clause.units.iter().map(|u| u.text.len()), 0);
                find(&self.matchers[at], &text, &starts, 0, false, &mut hits);
            }
            Language::En => {
                let text = spaced(clause, |u| &u.stem);
                let starts = offsets(clause.units.iter().map(|u| u.stem.len()), 1);
                find(&self.matchers[at], &text, &starts, 1, false, &mut hits);
            }
        }
        let text = spaced(clause, |u| &u.sound);
        let starts = offsets(clause.units.iter().map(|u| u.sound.len()), 1);
        find(&self.sound_matchers[at], &text, &starts, 1, true, &mut hits);
        hits.sort_by_key(|h| (std::cmp::Reverse(h.end - h.start), h.by_sound, h.start));
        let mut kept: Vec<Hit> = Vec::new();
        for hit in hits {
            if kept
                .iter()
                .all(|k| k.end <= hit.start || hit.end <= k.start)
            {
                kept.push(hit);
            }
        }
        kept.sort_by_key(|h| h.start);
        kept
    }

    /// Names of two syllables that were misheard: only before a number of an article that the instrument has.
    fn short_names(&self, clause: &Clause, others: &[Hit]) -> Vec<Hit> {
        let text = spaced(clause, |u| &u.sound);
        let starts = offsets(clause.units.iter().map(|u| u.sound.len()), 1);
        let mut hits = Vec::new();
        find(&self.short_sounds, &text, &starts, 1, true, &mut hits);
        hits.retain(|hit| {
            let is_free = others
                .iter()
                .all(|other| other.end <= hit.start || hit.end <= other.start);
            let numbers = article_by_sound(&clause.units, hit.end)
                .map(|(numbers, _)| numbers)
                .or_else(|| {
                    article_after(&clause.units, hit.end, Language::Zh).map(|(one, _)| vec![one])
                });
            is_free
                && self
                    .named
                    .get(usize::from(hit.concept))
                    .zip(numbers)
                    .is_some_and(|(provisions, numbers)| {
                        self.only_known(provisions, &numbers).is_some()
                    })
        });
        hits
    }

    fn judge(
        &self,
        provisions: &[usize],
        number: &str,
        day: Option<Day>,
        said: &str,
    ) -> (String, &'static str) {
        let cues = || provisions.iter().filter_map(|at| self.cues.get(*at));
        let has = |cue: &&LawCue| {
            cue.article
                .as_deref()
                .is_some_and(|a| same_article(a, number))
        };
        let current = cues().filter(has).find(|c| c.in_force(day));
        let renumbered = cues().find(|c| {
            c.in_force(day) && c.superseded_numbers.iter().any(|n| same_article(n, number))
        });
        match (current, renumbered) {
            (Some(now), Some(old))
                if nearness(&old.summary, said) > nearness(&now.summary, said) =>
            {
                (old.id.clone(), "outdated number")
            }
            (Some(now), _) => (now.id.clone(), ""),
            (None, Some(old)) => (old.id.clone(), "outdated number"),
            (None, None) => match cues().find(has) {
                Some(gone) => (gone.id.clone(), "repealed"),
                None => (String::new(), "unknown article"),
            },
        }
    }

    /// The one number of several it may have been that the instrument has; none when it has none of them, or several.
    fn only_known(&self, provisions: &[usize], numbers: &[String]) -> Option<String> {
        let has = |number: &&String| {
            let cues = provisions.iter().filter_map(|at| self.cues.get(*at));
            cues.flat_map(|cue| cue.article.iter().chain(&cue.superseded_numbers))
                .any(|known| same_article(known, number))
        };
        let mut known = numbers.iter().filter(has);
        let first = known.next()?;
        known.next().is_none().then(|| first.clone())
    }

    /// An instrument named without a number: right while any of it is in force.
    fn whole(&self, provisions: &[usize], day: Option<Day>) -> (String, &'static str) {
        let cues = || provisions.iter().filter_map(|at| self.cues.get(*at));
        match (cues().find(|c| c.in_force(day)), cues().next()) {
            (Some(now), _) => (now.instrument.clone(), ""),
            (None, Some(gone)) => (gone.instrument.clone(), "repealed"),
            (None, None) => (String::new(), "unknown article"),
        }
    }
}

/// `36(2)` and `36` name the same article.
fn same_article(known: &str, said: &str) -> bool {
    let digits = |text: &str| -> String {
        text.chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect()
    };
    digits(known) == digits(said) && !digits(said).is_empty()
}

/// How many neighbouring pairs of characters of a sentence stand in a summary.
fn nearness(summary: &str, said: &str) -> usize {
    let summary = summary.to_lowercase();
    let chars: Vec<char> = said.chars().filter(|c| c.is_alphanumeric()).collect();
    if said.is_ascii() {
        return said
            .split(' ')
            .filter(|w| w.len() >= 5 && summary.contains(*w))
            .count();
    }
    chars
        .windows(2)
        .filter(|pair| summary.contains(&pair.iter().collect::<String>()))
        .count()
}

/// The article number said right after a name: value in digits and the first unit after it.
fn article_after(units: &[Unit], from: usize, lang: Language) -> Option<(String, usize)> {
    let is_number = |u: &Unit| !u.raw.is_empty() && u.raw.chars().all(|c| c.is_ascii_digit());
    let reach = from + if lang == Language::Zh { 8 } else { 5 };
    for at in from..reach.min(units.len()) {
        let unit = &units[at];
        if !is_number(unit) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|i| units.get(i));
        let after = units.get(at + 1);
        let named = match lang {
            // 条 and what a recogniser makes of it; 第 alone is enough.
            Language::Zh => {
                before.is_some_and(|u| u.sound == sound::syllable('第'))
                    || after.is_some_and(|u| u.sound == sound::syllable('条'))
            }
            Language::En => before.is_some_and(|u| {
                ["articl", "art", "section", "number", "artical"].contains(&u.stem.as_str())
                    || u.sound == sound::english_key("article")
            }),
        };
        if named {
            let with_word = after.is_some_and(|u| u.sound == sound::syllable('条'));
            return Some((unit.raw.clone(), at + 1 + usize::from(with_word)));
        }
    }
    None
}

/// The numbers that `第…条` after a name may have been, where a recogniser wrote something else for a numeral
/// (`第二百饲十条`), and the first unit after it. None where nothing was misheard.
fn article_by_sound(units: &[Unit], from: usize) -> Option<(Vec<String>, usize)> {
    let sounds = |at: usize, c: char| {
        units
            .get(at)
            .is_some_and(|unit| unit.sound == sound::syllable(c))
    };
    let begin = (from..from + NUMERAL_UNITS_MAX).find(|at| sounds(*at, '第'))? + 1;
    let end = (begin + 1..=begin + NUMERAL_UNITS_MAX).find(|at| sounds(*at, '条'))?;
    if end == begin + 1 && !units[begin].raw.contains(|c: char| !c.is_ascii_digit()) {
        return None;
    }
    let mut written = vec![String::new()];
    for unit in &units[begin..end] {
        let readings = numeral::written_as(&unit.raw, &unit.sound);
        written = written
            .iter()
            .flat_map(|head| readings.iter().map(move |tail| format!("{head}{tail}")))
            .collect();
    }
    let numbers = written.iter().filter_map(|text| numeral::chinese(text));
    let mut numbers: Vec<String> = numbers.map(|value| value.to_string()).collect();
    numbers.sort();
    numbers.dedup();
    Some((numbers, end + 1))
}

/// The values of the numbers among units.
fn numbers_in(units: &[Unit]) -> Vec<String> {
    let marked = units.iter().filter(|u| u.text.chars().eq([NUMBER_MARK]));
    marked.map(|u| u.raw.clone()).collect()
}

/// The whole utterance as one clause: a citation does not care for commas.
fn flat(utterance: &Utterance) -> Clause {
    let units = utterance
        .clauses
        .iter()
        .flat_map(|c| c.units.iter().cloned())
        .collect();
    Clause {
        units,
        ending: Ending::Open,
        numbers: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(id: &str, names: &[&str], article: &str, until: Option<Day>, old: &[&str]) -> LawCue {
        LawCue {
            id: id.into(),
            instrument: id.rsplit_once('-').map_or("", |(head, _)| head).into(),
            names: names.iter().map(|n| (*n).to_string()).collect(),
            article: Some(article.into()),
            valid_until: until,
            superseded_numbers: old.iter().map(|n| (*n).to_string()).collect(),
            ..LawCue::default()
        }
    }

    fn read(text: &str) -> Vec<(String, bool, String)> {
        let air = ["大气污染防治法", "air pollution law"];
        let traffic = ["道路交通安全法", "road traffic safety law"];
        let penalty = ["行政处罚法", "administrative penalty law"];
        let cues = [
            cue("RTSL-2021-56", &traffic, "56", None, &[]),
            cue("AIR-2018-69", &air, "69", Some((2026, 8, 14)), &[]),
            cue("APL-2021-55", &penalty, "55", None, &["37"]),
            cue("WATER-2016-37", &["水法"], "37", None, &[]),
        ];
        let normaliser = Normaliser::new();
        let book = LawBook::new(&cues, &normaliser).unwrap();
        book.cited(&normaliser.utterance(text, None), Some((2026, 11, 23)))
            .into_iter()
            .map(|r| (r.id, r.right, r.note))
            .collect()
    }

    #[test]
    fn articles_in_both_digit_forms_and_misheard() {
        let right = [("RTSL-2021-56".to_string(), true, String::new())];
        assert_eq!(read("根据《道路交通安全法》第五十六条"), right);
        assert_eq!(read("根据道路交通安全法第56条"), right);
        assert_eq!(read("根据道路交通安全发第五十六调"), right);
        assert_eq!(read("根据道路交通安全法第五石六条"), right);
        assert_eq!(read("根据道路交通安全法地误十六条"), right);
        // 十 heard as 四; nobody names an article digit by digit.
        assert_eq!(read("根据道路交通安全法第五四六条"), right);
        let unknown = "unknown article";
        assert_eq!(read("根据道路交通安全法第五百四十六条")[0].2, unknown);
        assert_eq!(read("根据道路交通安全法第546条")[0].2, unknown);
        assert_eq!(read("道路交通安全法第五十六，这条道不能停"), right);
        assert_eq!(
            read("根据道路交通安全法第五瓜六条"),
            [("RTSL-2021".to_string(), true, UNCLEAR_NUMBER.to_string())]
        );
        assert_eq!(
            read("under article fifty-six of the road traffic safety law"),
            right
        );
        assert_eq!(
            read("the Road Traffic Safety Law, article 56, forbids it"),
            right
        );
    }

    #[test]
    fn a_name_of_two_syllables_is_known_by_sound_only_before_a_number_it_has() {
        let right = [("WATER-2016-37".to_string(), true, String::new())];
        assert_eq!(read("依据水法第三十七条，河道里不能设篱笆"), right);
        assert_eq!(read("意据水罚第三十七条，河道礼不能设篱笆"), right);
        assert_eq!(read("依据誰法第三市七条，河到里不能设篱笆"), right);
        assert!(read("水发上来了，第三十八户要搬").is_empty());
        assert!(read("这是谁罚的第几条").is_empty());
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert_eq!(read("大气污染防治法第六十九条")[0].2, "repealed");
        assert_eq!(
            read("行政处罚法第三十七条"),
            [(
                "APL-2021-55".to_string(),
                false,
                "outdated number".to_string()
            )]
        );
        assert_eq!(read("行政处罚法第九百条")[0].2, "unknown article");
        assert!(read("今天天气不错").is_empty());
    }
}

//! Measures an understanding on labelled lines: precision, recall and F1 by kind and language. A line may carry two
//! labellings: an act is right when either has it, and owed only when both have it. Shares are in thousandths.

use super::train::Labelled;
use crate::domain::act::Act;
use crate::domain::ids::Language;
use std::collections::BTreeMap;

/// A line of a labelled file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledLine {
    /// What was said.
    pub text: String,
    /// In which language.
    pub lang: Language,
    /// Acts of either labelling.
    pub either: Vec<Act>,
    /// Acts of both labellings.
    pub both: Vec<Act>,
    /// Its most salient property: `clean`, `colloquial`, `asr_noise`, `negation`, `offtopic`, `multi_act`.
    pub kind: String,
}

impl LabelledLine {
    /// As training wants it.
    #[must_use]
    pub fn labelled(&self) -> Labelled {
        Labelled {
            text: self.text.clone(),
            lang: self.lang,
            acts: self.either.clone(),
        }
    }
}

/// Reads a labelled file: text, language, labels, perhaps second labels, kind; apart by tabs, `#` begins a comment,
/// a column header is passed over.
///
/// # Errors
/// The numbers of the lines that do not read, counted from 1.
pub fn labelled_lines(text: &str) -> Result<Vec<LabelledLine>, Vec<usize>> {
    let mut lines = Vec::new();
    let mut broken = Vec::new();
    for (at, row) in text.lines().enumerate() {
        if row.starts_with('#') || row.trim().is_empty() || row.starts_with("text\t") {
            continue;
        }
        match labelled_line(row) {
            Some(line) => lines.push(line),
            None => broken.push(at + 1),
        }
    }
    if broken.is_empty() {
        Ok(lines)
    } else {
        Err(broken)
    }
}

fn labelled_line(row: &str) -> Option<LabelledLine> {
    let fields: Vec<&str> = row.split('\t').collect();
    let (text, lang, one, two, kind) = match fields[..] {
        [text, lang, labels, kind] => (text, lang, labels, labels, kind),
        [text, lang, labels, labels2, kind] => (text, lang, labels, labels2, kind),
        _ => return None,
    };
    let (one, two) = (acts(one)?, acts(two)?);
    let of = |keep: &dyn Fn(&Act) -> bool| Act::ALL.into_iter().filter(keep).collect();
    Some(LabelledLine {
        text: text.to_string(),
        lang: lang.parse().ok()?,
        either: of(&|a| one.contains(a) || two.contains(a)),
        both: of(&|a| one.contains(a) && two.contains(a)),
        kind: kind.trim().to_string(),
    })
}

fn acts(field: &str) -> Option<Vec<Act>> {
    let names = field
        .split(',')
        .map(str::trim)
        .filter(|n| !n.is_empty() && *n != "none");
    names.map(Act::from_name).collect()
}

/// Counts of one group of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Lines.
    pub lines: u32,
    /// Acts read.
    pub read: u32,
    /// Acts read that either labelling has.
    pub right: u32,
    /// Acts both labellings have.
    pub owed: u32,
    /// Of those, the ones read.
    pub met: u32,
}

impl Tally {
    fn add(&mut self, line: &LabelledLine, read: &[Act], counts: &dyn Fn(Act) -> bool) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.lines += 1;
        self.read += count(read.iter().filter(|a| counts(**a)).count());
        self.right += count(
            read.iter()
                .filter(|a| counts(**a) && line.either.contains(a))
                .count(),
        );
        self.owed += count(line.both.iter().filter(|a| counts(**a)).count());
        self.met += count(
            line.both
                .iter()
                .filter(|a| counts(**a) && read.contains(a))
                .count(),
        );
    }

    /// Share of what was read that is right.
    #[must_use]
    pub fn precision(self) -> u32 {
        self.right * 1000 / self.read.max(1)
    }

    /// Share of what is owed that was read.
    #[must_use]
    pub fn recall(self) -> u32 {
        self.met * 1000 / self.owed.max(1)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(self) -> u32 {
        let (p, r) = (self.precision(), self.recall());
        2 * p * r / (p + r).max(1)
    }

    /// Acts read that neither labelling has.
    #[must_use]
    pub const fn false_alarms(self) -> u32 {
        self.read - self.right
    }
}

/// All figures of one measurement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measurement {
    /// By kind and language; the empty kind is all kinds, no language is both.
    pub groups: BTreeMap<(String, Option<Language>), Tally>,
    /// By act.
    pub acts: BTreeMap<Act, Tally>,
    /// Wrong conduct alone.
    pub wrong: Tally,
    /// Lines that do nothing, and how many of them were read as something.
    pub silent: (u32, u32),
}

impl Measurement {
    /// Adds one line and what was read of it.
    pub fn add(&mut self, line: &LabelledLine, read: &[Act]) {
        for kind in [line.kind.as_str(), ""] {
            for lang in [Some(line.lang), None] {
                let group = self.groups.entry((kind.to_string(), lang)).or_default();
                group.add(line, read, &|_| true);
            }
        }
        for act in Act::ALL {
            self.acts
                .entry(act)
                .or_default()
                .add(line, read, &|a| a == act);
        }
        self.wrong.add(line, read, &Act::is_wrong);
        if line.either.is_empty() {
            self.silent.0 += 1;
            self.silent.1 += u32::from(!read.is_empty());
        }
    }

    /// Figures of one kind, both languages together unless one is named.
    #[must_use]
    pub fn group(&self, kind: &str, lang: Option<Language>) -> Tally {
        self.groups
            .get(&(kind.to_string(), lang))
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_labelling_excuses_and_only_both_oblige() {
        let lines = labelled_lines(
            "text\tlang\tlabels\tlabels2\tkind\n您好\tzh\tgreet,warn\tgreet,calm_down\tclean\n",
        )
        .unwrap();
        let mut measurement = Measurement::default();
        measurement.add(&lines[0], &[Act::CalmDown]);
        let tally = measurement.group("clean", Some(Language::Zh));
        assert_eq!((tally.precision(), tally.recall()), (1000, 0));
        assert_eq!(tally.owed, 1);
    }

    #[test]
    fn broken_lines_are_told_by_number() {
        assert_eq!(
            labelled_lines("# note\n您好\tzh\tgreets\tclean\n再见\tzh\n"),
            Err(vec![2, 3])
        );
    }
}

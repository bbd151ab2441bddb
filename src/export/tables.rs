//! Results into words: titles, parties, verdicts, provisions and lessons in the reader's language. Words that every row
//! needs are looked up once.

use super::Reader;
use super::codes;
use super::fields::{LessonRow, Of, Row};
use super::lessons::{Learner, Lesson, Reason, Sums};
use super::sheet::Cell;
use super::spoken::without_names;
use crate::domain::assessment::{Assessment, UNFINISHED, Verdict};
use crate::domain::ids::{Bilingual, Language};
use crate::domain::packs::Block;
use crate::domain::scenario::model::Case;
use crate::domain::session::Mode;
use crate::report::beijing_time;
use crate::text::Words;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Everything that puts ids into words.
pub(super) struct Tables<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) words: Words,
    blocks: [String; 5],
    verdicts: [String; 4],
    reasons: [String; 4],
    came: [String; 3],
    modes: [String; 2],
    yes: [String; 2],
    unfinished: String,
    law: RefCell<BTreeMap<String, Option<String>>>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(reader: Reader<'a>) -> Self {
        let words = Words::new(reader.lang);
        Self {
            reader,
            blocks: codes::BLOCKS.map(|one| words.get(&format!("export-block-{one}"))),
            verdicts: codes::VERDICTS.map(|one| words.get(&format!("report-tag-{one}"))),
            reasons: Reason::NAMES.map(|one| words.get(&format!("export-reason-{one}"))),
            came: codes::CAME.map(|one| words.get(&format!("report-{one}"))),
            modes: codes::MODES.map(|one| words.get(&format!("report-mode-{one}"))),
            yes: codes::YES.map(|one| words.get(&format!("export-{one}"))),
            unfinished: words.get("export-outcome-unfinished"),
            law: RefCell::default(),
            words,
        }
    }

    pub(super) fn word(&self, id: &str) -> String {
        self.words.get(&format!("export-{id}"))
    }

    /// Header of a field.
    pub(super) fn header(&self, name: &str) -> String {
        let of_block = |ending: &str| {
            let block = name.strip_suffix(ending)?;
            Block::ALL.into_iter().find(|one| one.name() == block)
        };
        for (ending, message) in [
            ("_points", "export-block-points"),
            ("_of", "export-block-of"),
        ] {
            if let Some(block) = of_block(ending) {
                return self.words.with(message, &[("block", self.block(block))]);
            }
        }
        match of_block("_percent") {
            Some(block) => format!("{} %", self.block(block)),
            None => self.word(&name.replace('_', "-")),
        }
    }

    /// Name of a table.
    pub(super) fn sheet_name(&self, of: Of) -> String {
        self.word(&format!("sheet-{}", of.name()))
    }

    pub(super) const fn separator(&self) -> &'static str {
        match self.reader.lang {
            Language::Zh => "；",
            Language::En => "; ",
        }
    }

    pub(super) const fn colon(&self) -> &'static str {
        match self.reader.lang {
            Language::Zh => "：",
            Language::En => ": ",
        }
    }

    const fn comma(&self) -> &'static str {
        match self.reader.lang {
            Language::Zh => "、",
            Language::En => ", ",
        }
    }

    pub(super) fn block(&self, block: Block) -> &str {
        &self.blocks[block as usize]
    }

    pub(super) fn verdict(&self, verdict: Verdict) -> Cell {
        Cell::Text(self.verdicts[verdict as usize].clone())
    }

    pub(super) fn reason(&self, reason: Reason) -> &str {
        &self.reasons[reason as usize]
    }

    pub(super) fn came(&self, run: &Assessment) -> &str {
        &self.came[codes::came(run)]
    }

    pub(super) fn mode(&self, mode: Mode) -> &str {
        &self.modes[mode as usize]
    }

    pub(super) fn yes(&self, yes: bool) -> Cell {
        Cell::Text(self.yes[usize::from(yes)].clone())
    }

    fn case(&self, id: &str) -> Option<&'a Case> {
        self.reader.cases.iter().find(|case| case.id == id)
    }

    pub(super) fn in_words<'b>(&self, text: &'b Bilingual) -> &'b str {
        text.get(self.reader.lang)
    }

    /// Title of a case; nothing when it is not at hand.
    pub(super) fn title(&self, case: &str) -> &str {
        self.case(case)
            .map_or("", |case| case.title.get(self.reader.lang))
    }

    pub(super) fn party<'b>(&'b self, run: &'b Assessment) -> &'b str {
        self.case(&run.scenario.id)
            .and_then(|case| Some(&case.people[case.person(&run.party)?.at()].name))
            .map_or(run.party.as_str(), |name| name.get(self.reader.lang))
    }

    pub(super) fn outcome<'b>(&'b self, run: &'b Assessment) -> &'b str {
        self.case(&run.scenario.id)
            .and_then(|case| case.endings.iter().find(|one| one.id == run.outcome))
            .map_or(
                match run.outcome.as_str() {
                    UNFINISHED => self.unfinished.as_str(),
                    other => other,
                },
                |ending| ending.title.get(self.reader.lang),
            )
    }

    /// What a trainee said, without what says who they are; whole for whoever may know it.
    pub(super) fn spoken(&self, quote: &str) -> String {
        if self.reader.names.is_some() {
            quote.to_owned()
        } else {
            without_names(quote)
        }
    }

    /// Name and staff number of a trainee, where the reader may know them.
    pub(super) fn identity(&self, trainee: &str) -> (String, String) {
        self.reader
            .names
            .and_then(|names| names.identity(trainee))
            .unwrap_or_default()
    }

    pub(super) fn moment(started_at: &str) -> Cell {
        beijing_time(started_at).map_or_else(
            || Cell::text(started_at),
            |(year, month, day, clock)| {
                Cell::Moment(format!("{year:04}-{month:02}-{day:02} {clock}"))
            },
        )
    }

    /// Citations of provisions; those not for readers are left out.
    pub(super) fn law(&self, ids: &[String]) -> String {
        let Some(pack) = self.reader.law else {
            return String::new();
        };
        let mut known = self.law.borrow_mut();
        for id in ids {
            if !known.contains_key(id) {
                known.insert(id.clone(), pack.citation(id, self.reader.lang));
            }
        }
        let cited: Vec<&str> = ids
            .iter()
            .filter_map(|id| known.get(id)?.as_deref())
            .collect();
        cited.join(self.separator())
    }

    /// Everything one trainee must train again, in a sentence.
    pub(super) fn all_lessons(&self, learner: &Learner) -> String {
        if learner.is_gone {
            return self.word("retrain-gone");
        }
        let again: Vec<String> = learner
            .latest
            .iter()
            .filter(|(_, run)| !run.lessons.is_empty())
            .map(|((case, level), run)| {
                let title = match self.title(case) {
                    "" => case.as_str(),
                    title => title,
                };
                let blocks: Vec<String> = run.lessons.iter().map(|one| self.lesson(one)).collect();
                self.words.with(
                    "export-retrain-run",
                    &[
                        ("case", title),
                        ("level", &level.to_string()),
                        ("blocks", &blocks.join(self.comma())),
                    ],
                )
            })
            .collect();
        if again.is_empty() {
            self.word("retrain-none")
        } else {
            again.join(self.separator())
        }
    }

    fn lesson(&self, lesson: &Lesson) -> String {
        let Some(block) = lesson.block else {
            return match lesson.reason {
                Reason::Pending => self.came[1].clone(),
                _ => self.came[2].clone(),
            };
        };
        let block = self.block(block);
        match (lesson.reason, lesson.percent) {
            (Reason::Critical, _) | (_, None) => self
                .words
                .with("export-retrain-critical", &[("block", block)]),
            (_, Some(percent)) => self.words.with(
                "export-retrain-share",
                &[("block", block), ("percent", &percent.to_string())],
            ),
        }
    }

    /// Hands over the rows of a table that is only known once every result was seen.
    pub(super) fn summed<E>(
        &self,
        of: Of,
        sums: &Sums,
        row: &mut dyn FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        match of {
            Of::Results | Of::Items => Ok(()),
            Of::People => sums
                .people
                .iter()
                .try_for_each(|(trainee, learner)| row(&Row::Person(trainee, learner))),
            Of::Criteria => sums
                .criteria
                .iter()
                .try_for_each(|((case, id), one)| row(&Row::Criterion(case, id, one))),
            Of::Retrain => {
                for (trainee, learner) in &sums.people {
                    for ((case, level), run) in &learner.latest {
                        for lesson in &run.lessons {
                            let texts: Vec<&str> = lesson
                                .items
                                .iter()
                                .filter_map(|id| sums.criteria.get(&(case.clone(), id.clone())))
                                .map(|one| self.in_words(&one.text).trim_end_matches(['。', '.']))
                                .collect();
                            row(&Row::Lesson(&LessonRow {
                                trainee,
                                team: &learner.team,
                                case,
                                level: *level,
                                started_at: run.started_at(),
                                lesson,
                                items: texts.join(self.separator()),
                                item_ids: lesson.items.join(" "),
                            }))?;
                        }
                    }
                }
                Ok(())
            }
        }
    }
}

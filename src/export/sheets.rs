//! The three tables: one row a run, one row an item, and who must retrain what. Headers come from Fluent, names from
//! cases where they are at hand.

use super::Reader;
use super::sheet::{Cell, Column, Sheet};
use crate::domain::assessment::{Assessment, EvidenceKind, Item, Verdict};
use crate::domain::ids::{Bilingual, Language, Millis};
use crate::domain::packs::Block;
use crate::domain::scenario::model::Case;
use crate::domain::session::Mode;
use crate::report::beijing_time;
use crate::text::Words;
use std::collections::BTreeMap;

/// A block in which less than this share was earned must be trained again.
const RETRAIN_BELOW_PERCENT: i64 = 60;

struct Tables<'a> {
    reader: Reader<'a>,
    words: Words,
}

/// The tables of all results, which must be in order of time.
#[must_use]
pub fn sheets(results: &[Assessment], reader: Reader<'_>) -> Vec<Sheet> {
    let tables = Tables {
        reader,
        words: Words::new(reader.lang),
    };
    vec![
        tables.runs(results),
        tables.items(results),
        tables.retrain(results),
    ]
}

impl Tables<'_> {
    fn word(&self, id: &str) -> String {
        self.words.get(&format!("export-{id}"))
    }

    fn columns(&self, list: &[(&str, u8)]) -> Vec<Column> {
        list.iter()
            .map(|(id, width)| Column {
                title: self.word(id),
                width: *width,
            })
            .collect()
    }

    fn block(&self, block: Block) -> String {
        self.word(&format!("block-{}", block.name()))
    }

    fn blocks(&self, message: &str, width: u8) -> Vec<Column> {
        let title = |block| {
            let name = self.block(block);
            self.words
                .with(&format!("export-{message}"), &[("block", &name)])
        };
        Block::ALL
            .into_iter()
            .map(|block| Column {
                title: title(block),
                width,
            })
            .collect()
    }

    fn case(&self, result: &Assessment) -> Option<&Case> {
        self.reader
            .cases
            .iter()
            .find(|case| case.id == result.scenario.id)
    }

    fn in_words(&self, text: &Bilingual) -> String {
        text.get(self.reader.lang).to_owned()
    }

    fn moment(result: &Assessment) -> Cell {
        beijing_time(&result.started_at).map_or_else(
            || Cell::text(&result.started_at),
            |(year, month, day, clock)| {
                Cell::Moment(format!("{year:04}-{month:02}-{day:02} {clock}"))
            },
        )
    }

    fn yes(&self, yes: bool) -> Cell {
        Cell::Text(self.word(if yes { "yes" } else { "no" }))
    }

    fn verdict(&self, verdict: Verdict) -> Cell {
        let id = match verdict {
            Verdict::Met => "report-tag-met",
            Verdict::Missed => "report-tag-missed",
            Verdict::Breached => "report-tag-breached",
            Verdict::Review => "report-tag-review",
        };
        Cell::Text(self.words.get(id))
    }

    fn runs(&self, results: &[Assessment]) -> Sheet {
        let mut columns = self.columns(&[
            ("trainee", 14),
            ("case", 18),
            ("title", 20),
            ("level", 7),
            ("party", 14),
            ("mode", 8),
            ("started", 18),
            ("duration", 10),
            ("result", 10),
            ("points", 8),
            ("of", 8),
            ("percent", 10),
        ]);
        columns.extend(self.blocks("block-points", 11));
        columns.extend(self.blocks("block-of", 11));
        columns.extend(self.columns(&[
            ("critical", 10),
            ("review", 10),
            ("outcome", 24),
            ("version-rubric", 12),
            ("version-law", 12),
            ("version-conduct", 12),
            ("version-lexicon", 12),
            ("version-bureau", 18),
            ("record", 24),
        ]));
        Sheet {
            name: self.word("sheet-runs"),
            suffix: "",
            columns,
            rows: results.iter().map(|result| self.run(result)).collect(),
        }
    }

    fn run(&self, result: &Assessment) -> Vec<Cell> {
        let case = self.case(result);
        let party = case
            .and_then(|case| Some(&case.people[case.person(&result.party)?.at()].name))
            .map_or_else(|| result.party.clone(), |name| self.in_words(name));
        let outcome = case
            .and_then(|case| case.endings.iter().find(|one| one.id == result.outcome))
            .map_or_else(
                || result.outcome.clone(),
                |ending| self.in_words(&ending.title),
            );
        let mode = match result.mode {
            Mode::Practice => "report-mode-practice",
            Mode::Exam => "report-mode-exam",
        };
        let score = result.score;
        let number = |count: usize| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let mut row = vec![
            Cell::text(&result.trainee),
            Cell::text(&result.scenario.id),
            Cell::text(case.map_or_else(String::new, |case| self.in_words(&case.title))),
            Cell::Number(i64::from(result.level)),
            Cell::text(party),
            Cell::Text(self.words.get(mode)),
            Self::moment(result),
            Cell::Number(i64::try_from(result.duration_ms / 1000).unwrap_or(i64::MAX)),
            Cell::Text(self.words.get(Self::came(result))),
            Cell::Number(score.points.into()),
            Cell::Number(score.of.into()),
            share(score.points.into(), score.of.into()).map_or(Cell::Empty, Cell::Number),
        ];
        let block = |block| result.blocks.iter().find(|one| one.id == block);
        row.extend(
            Block::ALL
                .map(|one| block(one).map_or(Cell::Empty, |mark| Cell::Number(mark.points.into()))),
        );
        row.extend(
            Block::ALL
                .map(|one| block(one).map_or(Cell::Empty, |mark| Cell::Number(mark.of.into()))),
        );
        row.extend([
            number(result.critical.len()),
            number(result.review.len()),
            Cell::text(outcome),
            Cell::text(&result.versions.rubric),
            Cell::text(&result.versions.law),
            Cell::text(&result.versions.conduct),
            Cell::text(&result.versions.lexicon),
            Cell::text(&result.versions.bureau),
            Cell::text(&result.record),
        ]);
        row
    }

    fn items(&self, results: &[Assessment]) -> Sheet {
        let columns = self.columns(&[
            ("trainee", 14),
            ("case", 18),
            ("level", 7),
            ("started", 18),
            ("block", 14),
            ("item", 24),
            ("item-text", 40),
            ("verdict", 10),
            ("machine", 10),
            ("points", 7),
            ("of", 7),
            ("is-critical", 8),
            ("at", 8),
            ("quote", 40),
            ("law", 40),
            ("better", 40),
            ("record", 24),
        ]);
        let rows = results
            .iter()
            .flat_map(|result| result.items.iter().map(move |item| self.item(result, item)))
            .collect();
        Sheet {
            name: self.word("sheet-items"),
            suffix: "items",
            columns,
            rows,
        }
    }

    fn item(&self, result: &Assessment, item: &Item) -> Vec<Cell> {
        let verdict = result.verdict(item);
        let first = item.evidence.first();
        let law: Vec<String> = self.reader.law.map_or_else(Vec::new, |pack| {
            item.law
                .iter()
                .filter_map(|id| pack.citation(id, self.reader.lang))
                .collect()
        });
        let separator = match self.reader.lang {
            Language::Zh => "；",
            Language::En => "; ",
        };
        let wrong = matches!(verdict, Verdict::Missed | Verdict::Breached);
        vec![
            Cell::text(&result.trainee),
            Cell::text(&result.scenario.id),
            Cell::Number(i64::from(result.level)),
            Self::moment(result),
            Cell::Text(self.block(item.block)),
            Cell::text(&item.id),
            Cell::text(self.in_words(&item.text)),
            self.verdict(verdict),
            self.verdict(item.verdict),
            Cell::Number(if verdict == Verdict::Met {
                item.of.into()
            } else {
                0
            }),
            Cell::Number(item.of.into()),
            self.yes(item.critical),
            first.map_or(Cell::Empty, |piece| {
                Cell::Text(Millis(piece.at_ms).to_string())
            }),
            // Deeds and states are ids here; only words are worth a reader's time.
            first
                .filter(|piece| piece.kind == EvidenceKind::Said)
                .map_or(Cell::Empty, |piece| Cell::text(&piece.quote)),
            Cell::text(law.join(separator)),
            if wrong {
                Cell::text(self.in_words(&item.better))
            } else {
                Cell::Empty
            },
            Cell::text(&result.record),
        ]
    }

    /// Trainee by block. Only the latest run of each case and level counts: who has made it good need not do it again.
    fn retrain(&self, results: &[Assessment]) -> Sheet {
        let mut columns =
            self.columns(&[("trainee", 14), ("runs", 10), ("failed", 12), ("last", 18)]);
        columns.extend(Block::ALL.map(|block| Column {
            title: format!("{} %", self.block(block)),
            width: 12,
        }));
        columns.extend(self.columns(&[("retrain", 100)]));
        let mut latest: BTreeMap<&str, BTreeMap<(&str, u8), &Assessment>> = BTreeMap::new();
        for result in results {
            latest
                .entry(&result.trainee)
                .or_default()
                .insert((&result.scenario.id, result.level), result);
        }
        Sheet {
            name: self.word("sheet-retrain"),
            suffix: "retrain",
            columns,
            rows: latest
                .into_iter()
                .map(|(trainee, runs)| {
                    self.lesson(trainee, &runs.into_values().collect::<Vec<_>>())
                })
                .collect(),
        }
    }

    fn lesson(&self, trainee: &str, runs: &[&Assessment]) -> Vec<Cell> {
        let number = |count: usize| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let last = runs.iter().max_by_key(|run| &run.started_at);
        let mut row = vec![
            Cell::text(trainee),
            number(runs.len()),
            number(runs.iter().filter(|run| !run.score.pass).count()),
            last.map_or(Cell::Empty, |run| Self::moment(run)),
        ];
        for block in Block::ALL {
            let (points, of) = runs
                .iter()
                .flat_map(|run| &run.blocks)
                .filter(|mark| mark.id == block)
                .fold((0_i64, 0_i64), |(points, of), mark| {
                    (points + i64::from(mark.points), of + i64::from(mark.of))
                });
            // A weak run is not made good by strong ones of other cases.
            let weak = runs.iter().any(|run| self.weakness(run, block).is_some());
            row.push(share(points, of).map_or(Cell::Empty, |percent| Cell::Share(percent, weak)));
        }
        let again: Vec<String> = runs.iter().filter_map(|run| self.again(run)).collect();
        row.push(Cell::Text(if again.is_empty() {
            self.word("retrain-none")
        } else {
            again.join(match self.reader.lang {
                Language::Zh => "；",
                Language::En => "; ",
            })
        }));
        row
    }

    /// What must be done again of one run; none when it was passed and no block is weak.
    fn again(&self, run: &Assessment) -> Option<String> {
        let mut reasons: Vec<String> = Block::ALL
            .into_iter()
            .filter_map(|block| self.weakness(run, block))
            .collect();
        if reasons.is_empty() && !run.score.pass {
            reasons.push(self.words.get(Self::came(run)));
        }
        if reasons.is_empty() {
            return None;
        }
        let case = self.case(run).map_or_else(
            || run.scenario.id.clone(),
            |case| self.in_words(&case.title),
        );
        let blocks = reasons.join(match self.reader.lang {
            Language::Zh => "、",
            Language::En => ", ",
        });
        Some(self.words.with(
            "export-retrain-run",
            &[
                ("case", &case),
                ("level", &run.level.to_string()),
                ("blocks", &blocks),
            ],
        ))
    }

    /// Why a block of a run must be trained again, if it must.
    fn weakness(&self, run: &Assessment, block: Block) -> Option<String> {
        let name = self.block(block);
        let is_critical = |item: &Item| item.block == block && run.critical.contains(&item.id);
        if run.items.iter().any(is_critical) {
            return Some(
                self.words
                    .with("export-retrain-critical", &[("block", &name)]),
            );
        }
        let mark = run.blocks.iter().find(|mark| mark.id == block)?;
        let percent = share(mark.points.into(), mark.of.into())?;
        (percent < RETRAIN_BELOW_PERCENT).then(|| {
            let percent = percent.to_string();
            self.words.with(
                "export-retrain-share",
                &[("block", &name), ("percent", &percent)],
            )
        })
    }

    /// The message for what came of a run.
    const fn came(run: &Assessment) -> &'static str {
        match (run.score.pass, run.score.pending) {
            (true, _) => "report-pass",
            (false, true) => "report-pending",
            (false, false) => "report-fail",
        }
    }
}

/// Whole per cent, rounded down; none of nothing.
fn share(points: i64, of: i64) -> Option<i64> {
    (of > 0).then(|| points * 100 / of)
}

//! How far a mark moves when the recogniser errs: every ideal walk-through of every case, its words through a channel of
//! sound-alikes, beside the clean mark; once by a trainee who says everything once, once by one who says again what
//! nobody understood.

use super::super::desk::Desk;
use super::super::outcome::Failure;
use super::super::shelf::{Shelf, open_case};
use crate::domain::ids::Language;
use crate::domain::rehearsal::{Moved, Stage, moved_by_noise, rehearse, rehearse_through};
use crate::domain::scenario::walkthrough::Kind;
use crate::domain::understanding::chance::Chance;
use crate::domain::understanding::noise::Noise;
use crate::files::case_folders;
use serde::Serialize;

/// Characters in a thousand that the confusion channel changes.
const CER_PERMILLE: usize = 100;
/// Seeds of the confusion channel tried on each walk-through.
const SEEDS: u64 = 3;
/// How often a trainee says again what nobody understood.
const PATIENCE: u32 = 2;

/// How far marks move under recognition errors.
#[derive(Debug, Default, Serialize)]
pub(super) struct Stability {
    pub(super) error_per_mille: u32,
    same_input_same_mark: bool,
    /// One for each kind of trainee and of channel.
    pub(super) figures: [Figures; 4],
}

/// One kind of trainee and channel.
#[derive(Debug, Default, Serialize)]
pub(super) struct Figures {
    /// The trainee says again what nobody understood; else says everything once, whatever happens.
    pub(super) says_again: bool,
    /// The channel keeps punctuation; else it loses it in three sentences of four, as recognisers do.
    pub(super) keeps_marks: bool,
    pub(super) runs: u32,
    pub(super) moved_max: u32,
    pub(super) moved_sum: u32,
    pub(super) breached: usize,
    pub(super) review: usize,
    pub(super) items: usize,
    by_run: Vec<OneRun>,
}

#[derive(Debug, Serialize)]
struct OneRun {
    walkthrough: String,
    seed: u64,
    #[serde(flatten)]
    moved: Moved,
}

impl Figures {
    fn kind(&self) -> (u32, bool) {
        (if self.says_again { PATIENCE } else { 0 }, self.keeps_marks)
    }

    fn add(&mut self, walkthrough: &str, seed: u64, moved: Moved) {
        self.runs += 1;
        self.moved_max = self.moved_max.max(moved.by());
        self.moved_sum += moved.by();
        self.breached += moved.breached.len();
        self.review += moved.review;
        self.items += moved.items;
        self.by_run.push(OneRun {
            walkthrough: walkthrough.to_owned(),
            seed,
            moved,
        });
    }
}

pub(super) fn stability(shelf: &Shelf, desk: &Desk, noise: &Noise) -> Result<Stability, Failure> {
    let mut told = Stability {
        error_per_mille: u32::try_from(CER_PERMILLE).unwrap_or(0),
        same_input_same_mark: true,
        figures: [(true, true), (false, true), (true, false), (false, false)].map(
            |(says_again, keeps_marks)| Figures {
                says_again,
                keeps_marks,
                ..Figures::default()
            },
        ),
    };
    for folder in case_folders(&shelf.home.join("scenarios")) {
        let (case, walkthroughs) = open_case(&folder, shelf, desk)?;
        let versions = shelf.content.versions_for(&case.version);
        let understand = |text: &str| shelf.read(text, &case);
        let stage = Stage {
            case: &case,
            rules: &shelf.content.rules,
            understand: &understand,
            versions: &versions,
        };
        let chinese = walkthroughs
            .iter()
            .filter(|(_, file)| file.kind == Kind::Ideal && file.lang == Language::Zh);
        for (name, file) in chinese {
            let marked = || rehearse(stage, file, false).map(|run| run.assessment);
            let (Ok(clean), Ok(again)) = (marked(), marked()) else {
                continue;
            };
            told.same_input_same_mark &= clean == again;
            for seed in 0..SEEDS {
                for figures in &mut told.figures {
                    let (patience, keeps_marks) = figures.kind();
                    let mut chance = Chance::new(seed);
                    let mut channel = |text: &str| {
                        if keeps_marks {
                            clause_by_clause(text, |clause| {
                                noise.heard(clause, file.lang, CER_PERMILLE, &mut chance)
                            })
                        } else {
                            noise.heard(text, file.lang, CER_PERMILLE, &mut chance)
                        }
                    };
                    if let Ok(run) = rehearse_through(stage, file, &mut channel, patience) {
                        let moved = moved_by_noise(&clean, &run.assessment);
                        figures.add(&format!("{} {name}", case.id), seed, moved);
                    }
                }
            }
        }
    }
    Ok(told)
}

/// Passes what stands between punctuation marks through a channel and keeps the marks.
fn clause_by_clause(text: &str, mut channel: impl FnMut(&str) -> String) -> String {
    text.split_inclusive(|c: char| !c.is_alphanumeric())
        .map(|part| {
            let mark = part.chars().next_back().filter(|c| !c.is_alphanumeric());
            let clause = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            let mut heard = channel(clause);
            heard.extend(mark);
            heard
        })
        .collect()
}

//! `check PATH…`: every problem of case folders and packs, and every walk-through that does not keep its promises.

use super::desk::Desk;
use super::finding::{Finding, show_all};
use super::outcome::{Failure, Outcome};
use crate::content::{Content, ContentError, check_shifts};
use crate::domain::diagnostic::Severity;
use crate::domain::rehearsal::{Stage, promises, wrong_entries};
use crate::domain::scenario::load::{
    CASE_FILE, LINES_EN, LINES_ZH, Loaded, STAGE_FILE, Texts, load,
};
use crate::domain::understanding::Understanding;
use crate::files::{FileError, case_folders, home, read_case, read_text};
use crate::staging::{StagingError, Wardrobe, notes, place_if_any};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A folder that holds packs has this in it.
const PACKS_MARK: &str = "law/law.ron";

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Machine output of `check`.
#[derive(Debug, Default, Serialize)]
struct Report {
    cases: usize,
    walkthroughs_played: usize,
    errors: usize,
    warnings: usize,
    found: Vec<Finding>,
}

pub(super) fn run(args: &CheckArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let home = home()?;
    let mut report = Report::default();
    let mut cases = Vec::new();
    for path in &args.paths {
        if !path.exists() {
            return Err(FileError::Missing(path.clone()).into());
        }
        if path.join(PACKS_MARK).is_file() {
            check_packs(&home, desk, &mut report)?;
            continue;
        }
        let folder = if path.is_file() {
            path.parent().map_or_else(PathBuf::new, Path::to_owned)
        } else {
            path.clone()
        };
        let inside = case_folders(&folder);
        if inside.is_empty() || folder.join(CASE_FILE).is_file() {
            cases.push(folder);
        } else {
            cases.extend(inside);
        }
    }
    if !cases.is_empty() {
        match Content::open(&home) {
            Ok(content) => {
                let understanding = content.understanding(&home)?;
                let shared = Shared {
                    home: &home,
                    wardrobe: wardrobe(&home, desk),
                    content,
                    understanding,
                };
                for folder in &cases {
                    check_case(folder, &shared, desk, &mut report)?;
                }
            }
            // Cases cannot be judged on broken packs; the packs' own problems are what helps.
            Err(ContentError::Packs(_)) => check_packs(&home, desk, &mut report)?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(close(report, desk))
}

fn close(mut report: Report, desk: &Desk) -> Outcome {
    let count = |wanted: Severity| {
        report
            .found
            .iter()
            .filter(|one| one.severity == wanted)
            .count()
    };
    (report.errors, report.warnings) = (count(Severity::Error), count(Severity::Warning));
    if desk.json {
        desk.hand_over(&report);
    } else {
        show_all(&report.found, desk);
        desk.tell(
            "check-sum",
            &[
                ("cases", &report.cases.to_string()),
                ("played", &report.walkthroughs_played.to_string()),
                ("errors", &report.errors.to_string()),
                ("warnings", &report.warnings.to_string()),
            ],
        );
    }
    if report.errors > 0 {
        Outcome::Fault
    } else {
        Outcome::Done
    }
}

fn check_packs(home: &Path, desk: &Desk, report: &mut Report) -> Result<(), Failure> {
    let opened = Content::open(home);
    match opened.and_then(|content| check_shifts(home, &content.cases(home))) {
        Ok(()) => Ok(()),
        Err(ContentError::Packs(found)) => {
            report.found.extend(found.iter().map(|one| {
                let text = read_text(Path::new(&one.path)).unwrap_or_default();
                Finding::of_pack(one, text, &desk.words)
            }));
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// What every case is held against.
struct Shared<'a> {
    home: &'a Path,
    content: Content,
    understanding: Understanding,
    /// Bodies, clips and sounds, where they are at hand: a machine for words alone may have none.
    wardrobe: Option<Wardrobe>,
}

fn wardrobe(home: &Path, desk: &Desk) -> Option<Wardrobe> {
    match Wardrobe::load(home) {
        Ok(wardrobe) => Some(wardrobe),
        Err(error) => {
            let detail = error.to_string();
            desk.warn(&desk.words.with("check-no-wardrobe", &[("detail", &detail)]));
            None
        }
    }
}

/// What is told when a file of the staging cannot be brought in.
pub(super) fn staging_failure(error: StagingError) -> Failure {
    match error {
        StagingError::File(error) => error.into(),
        error @ StagingError::Unreadable { .. } => {
            Failure::new(Outcome::Fault, "fail-place").with("detail", error.to_string())
        }
    }
}

fn check_case(
    folder: &Path,
    shared: &Shared<'_>,
    desk: &Desk,
    report: &mut Report,
) -> Result<(), Failure> {
    let texts = read_case(folder)?;
    let mut loaded = load(&texts, &shared.content.context);
    report.cases += 1;
    report.walkthroughs_played += play(&mut loaded, &texts, shared);
    if let (Some(case), Some(wardrobe)) = (&loaded.case, &shared.wardrobe) {
        let place = place_if_any(shared.home, &case.place).map_err(staging_failure)?;
        loaded
            .found
            .extend(notes(case, &texts, place.as_ref(), wardrobe));
        loaded.found.sort();
    }
    for one in &loaded.found {
        let file = folder.join(&one.file).display().to_string();
        let text = text_of(&texts, &one.file).unwrap_or_default().to_owned();
        report.found.push(Finding::of(one, file, text, &desk.words));
    }
    Ok(())
}

pub(super) fn text_of<'a>(texts: &'a Texts, file: &str) -> Option<&'a str> {
    match file {
        CASE_FILE => texts.scenario.as_deref(),
        LINES_ZH => texts.lines_zh.as_deref(),
        LINES_EN => texts.lines_en.as_deref(),
        STAGE_FILE => texts.stage.as_deref(),
        other => texts
            .walkthroughs
            .iter()
            .find(|one| one.0 == other)
            .map(|one| one.1.as_str()),
    }
}

/// Plays every walk-through of a sound case. Gives how many were played.
fn play(loaded: &mut Loaded, texts: &Texts, shared: &Shared<'_>) -> usize {
    let Some(case) = &loaded.case else { return 0 };
    let understand = |text: &str| shared.understanding.read(text, None, Some(case.date));
    let versions = shared.content.versions_for(&case.version);
    let stage = Stage {
        case,
        rules: &shared.content.rules,
        understand: &understand,
        versions: &versions,
    };
    let mut broken = promises(stage, texts, &loaded.walkthroughs);
    let packs = &shared.content.packs;
    broken.extend(wrong_entries(packs, case, texts, &loaded.walkthroughs));
    loaded.found.extend(broken);
    loaded.found.sort();
    loaded.walkthroughs.len()
}

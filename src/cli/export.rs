//! `export`: marks from the results store as a table for the personnel office.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::content::{Content, DEFAULT_BUREAU};
use crate::domain::scenario::load::load;
use crate::domain::scenario::model::Case;
use crate::export::{Collected, ExportError, Reader, TableFormat, collect, write};
use crate::files::{case_folders, home, read_case};
use std::path::{Path, PathBuf};

/// Folder of the results inside the data folder.
const RESULTS: &str = "results";

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    #[arg(long, value_name = "csv|xlsx")]
    format: Kind,
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
}

/// What a table is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Csv,
    Xlsx,
}

pub(super) fn run(args: &ExportArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let home = home()?;
    let content = Content::load(&home, DEFAULT_BUREAU)?;
    let cases = cases(&home, &content);
    let found = results(args, desk)?;
    for error in &found.unreadable {
        desk.warn(&failure(error).tell(&desk.words));
    }
    let reader = Reader {
        lang: desk.words.lang(),
        law: Some(&content.packs.law),
        cases: &cases,
    };
    let format = match args.format {
        Kind::Csv => TableFormat::Csv,
        Kind::Xlsx => TableFormat::Xlsx,
    };
    let written =
        write(&found.results, reader, format, &args.out).map_err(|error| failure(&error))?;
    tell(desk, found.results.len(), &written);
    Ok(if found.unreadable.is_empty() {
        Outcome::Done
    } else {
        Outcome::Fault
    })
}

/// Results of the folder named, else of the store. A store that nothing was put into yet is empty, not missing.
fn results(args: &ExportArgs, desk: &Desk) -> Result<Collected, Failure> {
    match &args.from {
        Some(from) => collect(from).map_err(|error| failure(&error)),
        None => {
            let store = desk.data().join(RESULTS);
            if store.is_dir() {
                collect(&store).map_err(|error| failure(&error))
            } else {
                Ok(Collected::default())
            }
        }
    }
}

/// Cases at hand, for titles and names. One that does not load is told by its id; `check` says why.
fn cases(home: &Path, content: &Content) -> Vec<Case> {
    case_folders(&home.join("scenarios"))
        .iter()
        .filter_map(|folder| read_case(folder).ok())
        .filter_map(|texts| load(&texts, &content.context).case)
        .collect()
}

fn tell(desk: &Desk, runs: usize, written: &[PathBuf]) {
    let paths: Vec<String> = written
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    if desk.json {
        desk.hand_over(&serde_json::json!({ "runs": runs, "files": paths }));
        return;
    }
    let plural = if runs == 1 { "one" } else { "other" };
    for (number, path) in paths.iter().enumerate() {
        if number == 0 {
            desk.tell(
                "export-wrote",
                &[
                    ("runs", &runs.to_string()),
                    ("plural", plural),
                    ("path", path),
                ],
            );
        } else {
            desk.tell("export-wrote-file", &[("path", path)]);
        }
    }
}

fn failure(error: &ExportError) -> Failure {
    let told = |outcome, id, path: &Path, detail: &str| {
        Failure::new(outcome, id)
            .with("path", path.display().to_string())
            .with("detail", detail)
    };
    match error {
        ExportError::NoFolder(path) => told(Outcome::Usage, "fail-export-folder", path, ""),
        ExportError::File(error) => {
            Failure::new(Outcome::Machine, "fail-export-file").with("detail", error.to_string())
        }
        ExportError::Unreadable { path, detail } => {
            told(Outcome::Fault, "fail-export-result", path, detail)
        }
        ExportError::Format { path, format } => {
            told(Outcome::Fault, "fail-export-format", path, format)
        }
        ExportError::Table { path, detail } => {
            told(Outcome::Machine, "fail-export-table", path, detail)
        }
    }
}

//! `train understanding`: trains the model again from the material that lies beside it. The same material gives the same
//! bytes on every machine.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::domain::understanding::measure::labelled_lines;
use crate::domain::understanding::train::{lexicon, train};
use crate::files::{home, list, read_text, write_whole};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct TrainArgs {
    #[arg(value_name = "understanding")]
    what: What,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    Understanding,
}

/// Seed of the shipped model.
const SEED: u64 = 1;

pub(super) fn run(args: &TrainArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let What::Understanding = args.what;
    let room = home()?.join("assets").join("packs").join("lexicon");
    let bad = |path: &std::path::Path, detail: String| {
        Failure::new(Outcome::Fault, "fail-file-unreadable")
            .with("path", path.display().to_string())
            .with("detail", detail)
    };
    let mut lines = Vec::new();
    for path in list(&room.join("material"), "tsv") {
        let found = labelled_lines(&read_text(&path)?).map_err(|broken| {
            let numbers: Vec<String> = broken.iter().map(ToString::to_string).collect();
            bad(&path, numbers.join(", "))
        })?;
        lines.extend(found.iter().map(|line| line.labelled()));
    }
    let path = room.join("lexicon.ron");
    let lexicon = lexicon(&read_text(&path)?).map_err(|error| bad(&path, error.to_string()))?;
    let model = train(&lines, &lexicon, SEED);
    let out = args
        .out
        .clone()
        .unwrap_or_else(|| room.join("understanding.model"));
    write_whole(&out, &model)?;
    desk.tell(
        "train-done",
        &[
            ("lines", &lines.len().to_string()),
            ("path", &out.display().to_string()),
        ],
    );
    Ok(Outcome::Done)
}

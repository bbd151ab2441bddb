//! `train`: the linear model again from the material that lies beside it (the same material gives the same bytes on every
//! machine), or the material as the script that trains the network reads it (`strips`, see scripts/build-reader.sh).

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::domain::understanding::measure::labelled_lines;
use crate::domain::understanding::train::{Labelled, lexicon, strips, train};
use crate::files::{FileError, home, list, read_bytes, read_text, write_whole};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct TrainArgs {
    #[arg(value_name = "understanding|strips")]
    what: What,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Files of material left out, by name, so that they can be scored afterwards.
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    without: Vec<String>,
    /// Labelled files instead of the material.
    #[arg(long, value_name = "FILE,…", value_delimiter = ',')]
    lines: Vec<PathBuf>,
    /// For strips: this linear model's scores go beside each.
    #[arg(long, value_name = "FILE")]
    beside: Option<PathBuf>,
    /// For strips: copies of each line with what recognisers do to it.
    #[arg(long, value_name = "N", default_value_t = 0)]
    copies: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    Understanding,
    Strips,
}

/// Seed of what is shipped.
const SEED: u64 = 1;

pub(super) fn run(args: &TrainArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let room = home()?.join("assets").join("packs").join("lexicon");
    let lines = lines(args, &room)?;
    let path = room.join("lexicon.ron");
    let words = read_text(&path)?;
    let fault = |error: crate::domain::understanding::LoadError| bad(&path, error.to_string());
    let (made, name) = match args.what {
        What::Understanding => {
            let lexicon = lexicon(&words).map_err(fault)?;
            (train(&lines, &lexicon, SEED), "understanding.model")
        }
        What::Strips => {
            let beside = args.beside.as_deref().map(read_bytes).transpose()?;
            let made = strips(&lines, &words, beside.as_deref(), args.copies, SEED);
            (made.map_err(fault)?, "understanding.strips")
        }
    };
    let out = args.out.clone().unwrap_or_else(|| room.join(name));
    write_whole(&out, &made)?;
    desk.tell(
        "train-done",
        &[
            ("lines", &lines.len().to_string()),
            ("path", &out.display().to_string()),
        ],
    );
    Ok(Outcome::Done)
}

fn lines(args: &TrainArgs, room: &Path) -> Result<Vec<Labelled>, Failure> {
    let files = if args.lines.is_empty() {
        list(&room.join("material"), "tsv")
    } else {
        args.lines.clone()
    };
    let is_called = |path: &Path, name: &str| path.file_stem().is_some_and(|stem| stem == name);
    // A wrong name would train on what is to be scored.
    for name in &args.without {
        if !files.iter().any(|path| is_called(path, name)) {
            let path = room.join("material").join(format!("{name}.tsv"));
            return Err(FileError::Missing(path).into());
        }
    }
    let mut lines = Vec::new();
    for path in files {
        if args.without.iter().any(|name| is_called(&path, name)) {
            continue;
        }
        let found = labelled_lines(&read_text(&path)?).map_err(|broken| {
            let numbers: Vec<String> = broken.iter().map(ToString::to_string).collect();
            bad(&path, numbers.join(", "))
        })?;
        lines.extend(found.iter().map(|line| line.labelled()));
    }
    Ok(lines)
}

fn bad(path: &Path, detail: String) -> Failure {
    Failure::new(Outcome::Fault, "fail-file-unreadable")
        .with("path", path.display().to_string())
        .with("detail", detail)
}

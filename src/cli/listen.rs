//! `listen FILE…`: what the program hears in sound files, a line a segment.

use super::desk::Desk;
use super::ears::{hearer, model, say_trouble};
use super::outcome::{Failure, Outcome};
use crate::domain::ids::Millis;
use crate::speech::hearer::Hearer;
use crate::speech::listen::listen_each;
use crate::speech::recogniser::{Listening, Recogniser, RecogniserSettings};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct ListenArgs {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Whose voice it is; with their consent another machine may hear it.
    #[arg(long, value_name = "ID")]
    trainee: Option<String>,
    /// Decide the language by ear.
    #[arg(long)]
    any: bool,
}

pub(super) fn run(args: &ListenArgs, desk: &Desk) -> Result<Outcome, Failure> {
    for file in &args.files {
        // A missing file is told before a model is loaded for it.
        if !file.is_file() {
            return Err(crate::files::FileError::Missing(file.clone()).into());
        }
    }
    let path = model(args.model.as_deref(), &crate::files::home()?, desk)?;
    let recogniser = Recogniser::load(&path, &RecogniserSettings::default())
        .map_err(|error| Failure::from(error.message()))?;
    if recogniser.is_fixture() {
        desk.warn(&desk.words.get("run-fixture-notice"));
    }
    let mut hearer = match &args.trainee {
        Some(trainee) => hearer(recogniser, trainee, desk)?,
        None => Hearer::here(recogniser),
    };
    let listening = if args.any {
        Listening::Any
    } else {
        Listening::For(desk.words.lang())
    };
    let mut outcome = Outcome::Done;
    for file in &args.files {
        let told = listen_each(file, &mut hearer, listening, |heard| {
            if desk.json {
                desk.hand_over(&heard);
                return;
            }
            let verdict = desk
                .words
                .get(&format!("heard-{:?}", heard.verdict).to_lowercase());
            desk.tell(
                "listen-segment",
                &[
                    ("from", &Millis(heard.start_ms).to_string()),
                    ("to", &Millis(heard.end_ms).to_string()),
                    (
                        "text",
                        if heard.text.is_empty() {
                            &heard.raw
                        } else {
                            &heard.text
                        },
                    ),
                    ("sure", &(heard.sure.0 / 10).to_string()),
                    ("verdict", &verdict),
                    ("ms", &heard.decode_ms.to_string()),
                ],
            );
        });
        say_trouble(&hearer, desk);
        match told {
            Ok(truncated) => {
                if truncated {
                    let name = file.display().to_string();
                    desk.warn(&desk.words.with("listen-truncated", &[("path", &name)]));
                }
            }
            // One bad file does not silence the others.
            Err(error) => outcome = outcome.max(desk.fail(&Failure::from(error.message()))),
        }
    }
    Ok(outcome)
}

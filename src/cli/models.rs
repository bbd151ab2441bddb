//! `models list|fetch|verify`: speech models on this machine.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::speech::digests::{Comparison, Digests, verify};
use crate::speech::download::{FetchSettings, Progress, fetch};
use crate::speech::models::{LICENCE, ModelEntry, list, mirror};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, clap::Args)]
pub(super) struct ModelsArgs {
    #[arg(value_name = "list|fetch|verify")]
    action: Action,
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "official|china|URL")]
    mirror: Option<String>,
    #[arg(long, value_name = "FILE")]
    digests: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    List,
    Fetch,
    Verify,
}

/// Wait between tries of a broken download.
const PAUSE: Duration = Duration::from_secs(2);

pub(super) fn run(args: &ModelsArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let folder = desk.data().join("models");
    let told = |error: &crate::speech::models::ModelError| Failure::from(error.message());
    if args.action == Action::List {
        for one in list(&folder) {
            if desk.json {
                desk.hand_over(&one);
                continue;
            }
            let state = match (one.here_bytes, one.is_partial) {
                (Some(_), _) => "models-here",
                (None, true) => "models-partial",
                (None, false) => "models-absent",
            };
            desk.tell(
                "models-line",
                &[
                    ("name", one.entry.name),
                    ("mib", &one.entry.approx_mib.to_string()),
                    ("state", &desk.words.get(state)),
                    (
                        "advised",
                        &if one.entry.is_advised {
                            desk.words.get("models-advised")
                        } else {
                            String::new()
                        },
                    ),
                ],
            );
        }
        desk.tell(
            "models-foot",
            &[
                ("folder", &folder.display().to_string()),
                ("licence", LICENCE),
                ("mirror", &mirror(args.mirror.as_deref())),
            ],
        );
        return Ok(Outcome::Done);
    }
    let name = args
        .name
        .as_deref()
        .ok_or_else(|| Failure::new(Outcome::Usage, "fail-models-name"))?;
    let entry = ModelEntry::find(name)
        .ok_or_else(|| Failure::new(Outcome::Usage, "fail-models-unknown").with("name", name))?;
    let digests = args
        .digests
        .as_deref()
        .map(Digests::read)
        .transpose()
        .map_err(|error| told(&error))?;
    let verified = if args.action == Action::Fetch {
        let address = mirror(args.mirror.as_deref());
        let settings = FetchSettings {
            mirror: &address,
            folder: &folder,
            digests: digests.as_ref(),
            pause: PAUSE,
        };
        let mut bar = Bar::new();
        let done = fetch(&entry, &settings, |progress| bar.show(progress));
        bar.clear();
        done
    } else {
        verify(&folder.join(entry.file_name()), digests.as_ref(), |_| {})
    }
    .map_err(|error| told(&error))?;
    if desk.json {
        desk.hand_over(&verified);
    } else {
        let compared = match &verified.compared_with {
            Comparison::DigestFile(file) => desk.words.with("models-by-file", &[("file", file)]),
            Comparison::FirstDownload => desk.words.get("models-by-first"),
            Comparison::RecordedNow => desk.words.get("models-recorded"),
        };
        desk.tell(
            "models-verified",
            &[
                ("path", &verified.file.display().to_string()),
                ("sum", &verified.sha256),
                ("compared", &compared),
            ],
        );
    }
    Ok(Outcome::Done)
}

/// A progress bar on a terminal; nothing anywhere else.
struct Bar {
    shown: bool,
    last_share: u64,
}

impl Bar {
    fn new() -> Self {
        Self {
            shown: std::io::stderr().is_terminal(),
            last_share: u64::MAX,
        }
    }

    fn show(&mut self, progress: Progress) {
        const WIDTH: u64 = 40;
        let share = progress.done.saturating_mul(WIDTH) / progress.total.max(1);
        if !self.shown || share == self.last_share {
            return;
        }
        self.last_share = share;
        let full = usize::try_from(share.min(WIDTH)).unwrap_or(0);
        let rest = usize::try_from(WIDTH).unwrap_or(0) - full;
        let _ = write!(
            std::io::stderr(),
            "\r[{}{}] {} / {} MiB",
            "#".repeat(full),
            ".".repeat(rest),
            progress.done >> 20,
            progress.total >> 20
        );
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r{:70}\r", "");
        }
    }
}

//! `prove CASE`: walks the state space and tries to cheat; every finding comes as a walk-through.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::shelf::{Shelf, open_case};
use crate::content::critical_deeds;
use crate::domain::prover::{Coverage, Finding, NO_LEVEL, Proved, prove};
use crate::domain::rehearsal::Stage;
use serde::Serialize;
use std::path::PathBuf;
use std::time::Instant;

#[derive(Debug, clap::Args)]
pub(super) struct ProveArgs {
    #[arg(value_name = "CASE")]
    case: PathBuf,
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=3600))]
    budget: u64,
}

/// Machine output.
#[derive(Serialize)]
struct Told<'a> {
    found: Vec<ToldFinding<'a>>,
    coverage: &'a [Coverage],
    cheapest: Vec<Cheapest>,
    seconds: u64,
}

#[derive(Serialize)]
struct ToldFinding<'a> {
    finding: Finding,
    level: u8,
    what: &'a str,
    fault: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<String>,
}

#[derive(Serialize)]
struct Cheapest {
    level: u8,
    inputs: usize,
    of_ideal: usize,
}

/// The part of the budget left for reporting what was found, in thousandths.
const BUDGET_USED: u64 = 850;

pub(super) fn run(args: &ProveArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let shelf = Shelf::open()?;
    let (case, walkthroughs) = open_case(&args.case, &shelf, desk)?;
    let versions = shelf.content.versions_for(&case.version);
    let understand = |text: &str| shelf.read(text, &case);
    let stage = Stage {
        case: &case,
        rules: &shelf.content.rules,
        understand: &understand,
        versions: &versions,
    };
    let deeds = critical_deeds(&shelf.content.packs.conduct)
        .into_iter()
        .collect();
    let budget_ms = (args.budget * BUDGET_USED).max(1);
    let mut share = || {
        let spent = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        u32::try_from(spent.saturating_mul(1000) / budget_ms).unwrap_or(u32::MAX)
    };
    let proof = prove(stage, &walkthroughs, &deeds, &mut share);
    let faults = proof
        .found
        .iter()
        .filter(|one| is_fault(one, &proof.coverage))
        .count();
    if desk.json {
        desk.hand_over(&Told {
            found: proof
                .found
                .iter()
                .map(|one| ToldFinding {
                    finding: one.finding,
                    level: one.level,
                    what: &one.what,
                    fault: is_fault(one, &proof.coverage),
                    example: example(one),
                })
                .collect(),
            coverage: &proof.coverage,
            cheapest: proof
                .cheapest
                .iter()
                .map(|(level, inputs, of_ideal)| Cheapest {
                    level: *level,
                    inputs: *inputs,
                    of_ideal: *of_ideal,
                })
                .collect(),
            seconds: begun.elapsed().as_secs(),
        });
    } else {
        tell(&proof.found, &proof.coverage, &proof.cheapest, desk);
        desk.tell(
            "prove-done",
            &[
                ("faults", &faults.to_string()),
                ("seconds", &begun.elapsed().as_secs().to_string()),
            ],
        );
    }
    Ok(if faults > 0 {
        Outcome::Fault
    } else {
        Outcome::Done
    })
}

/// What was merely not reached in time is no fault unless everything was tried.
fn is_fault(one: &Proved, coverage: &[Coverage]) -> bool {
    match one.finding {
        Finding::BeatNotReached | Finding::LineNotReached | Finding::EndingNotReached => {
            one.level == NO_LEVEL
                || coverage
                    .iter()
                    .any(|level| level.level == one.level && level.complete)
        }
        _ => true,
    }
}

fn example(one: &Proved) -> Option<String> {
    one.example
        .as_ref()
        .and_then(|file| ron::ser::to_string_pretty(file, ron::ser::PrettyConfig::new()).ok())
}

fn tell(found: &[Proved], coverage: &[Coverage], cheapest: &[(u8, usize, usize)], desk: &Desk) {
    let words = &desk.words;
    for level in coverage {
        let of = |(reached, all): (usize, usize)| format!("{reached}/{all}");
        desk.tell(
            "prove-coverage",
            &[
                ("level", &level.level.to_string()),
                ("beats", &of(level.beats)),
                ("lines", &of(level.lines)),
                ("endings", &of(level.endings)),
                ("situations", &level.situations.to_string()),
                ("steps", &level.steps.to_string()),
                (
                    "complete",
                    &words.get(if level.complete {
                        "prove-complete"
                    } else {
                        "prove-partial"
                    }),
                ),
            ],
        );
    }
    for (level, inputs, ideal) in cheapest {
        desk.tell(
            "prove-cheapest",
            &[
                ("level", &level.to_string()),
                ("inputs", &inputs.to_string()),
                ("ideal", &ideal.to_string()),
            ],
        );
    }
    for one in found {
        let fault = if is_fault(one, coverage) {
            "prove-fault"
        } else {
            "prove-note"
        };
        let name = serde_json::to_value(one.finding)
            .ok()
            .and_then(|value| value.as_str().map(|name| name.replace('_', "-")))
            .unwrap_or_default();
        desk.tell(
            fault,
            &[
                ("level", &one.level.to_string()),
                ("finding", &words.get(&format!("prove-{name}"))),
                ("what", &one.what),
            ],
        );
        if let Some(example) = example(one) {
            desk.say(&example);
        }
    }
}

//! `prove CASE`: walks the state space and tries to cheat. People get each finding with cause and cure and its walk-through
//! as a file to play; machines get everything at once.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::shelf::{Shelf, open_case};
use crate::content::critical_deeds;
use crate::domain::ids::{Bilingual, Language};
use crate::domain::prover::{Coverage, Finding, NO_LEVEL, Proved, prove};
use crate::domain::rehearsal::Stage;
use crate::domain::scenario::context::{Context, CriticalCause};
use crate::domain::scenario::load::ron_options;
use crate::domain::scenario::model::Case;
use crate::files::{FileError, list, write_whole};
use crate::text::Words;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Debug, clap::Args)]
pub(super) struct ProveArgs {
    #[arg(value_name = "CASE")]
    case: PathBuf,
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=3600))]
    budget: u64,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
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
    let shelf = Shelf::open()?;
    let (case, walkthroughs) = open_case(&args.case, &shelf, desk)?;
    // What takes long on a busy machine is bringing the content in; that is not taken from the search.
    let begun = Instant::now();
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
        let folder = args
            .out
            .clone()
            .unwrap_or_else(|| desk.data().join("prove").join(&case.id));
        let told = Teller {
            case: &case,
            given: &args.case,
            context: &shelf.content.context,
            folder: &folder,
            own_folder: args.out.is_none(),
            desk,
        };
        told.coverage(&proof.coverage, &proof.cheapest);
        told.findings(&proof.found, &proof.coverage)?;
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
    let file = one.example.as_ref()?;
    // Steps one a line, each of them whole.
    let look = ron::ser::PrettyConfig::new().depth_limit(2);
    ron_options().to_string_pretty(file, look).ok()
}

/// What was merely not reached is told in one line a level; everything else stands alone.
const fn is_not_reached(finding: Finding) -> bool {
    matches!(
        finding,
        Finding::BeatNotReached | Finding::LineNotReached | Finding::EndingNotReached
    )
}

/// The name of a finding in messages and file names: `cheap-pass`.
fn name(finding: Finding) -> String {
    serde_json::to_value(finding)
        .ok()
        .and_then(|value| value.as_str().map(|name| name.replace('_', "-")))
        .unwrap_or_default()
}

/// Everything that telling needs.
struct Teller<'a> {
    case: &'a Case,
    /// The case as it was named, so that a command can be copied.
    given: &'a Path,
    context: &'a Context,
    folder: &'a Path,
    /// Whether the folder is ours, so that what an earlier run left there may go.
    own_folder: bool,
    desk: &'a Desk,
}

impl Teller<'_> {
    fn coverage(&self, coverage: &[Coverage], cheapest: &[(u8, usize, usize)]) {
        for level in coverage {
            let of = |(reached, all): (usize, usize)| format!("{reached}/{all}");
            let complete = if level.complete {
                "prove-complete"
            } else {
                "prove-partial"
            };
            self.desk.tell(
                "prove-coverage",
                &[
                    ("level", &level.level.to_string()),
                    ("beats", &of(level.beats)),
                    ("lines", &of(level.lines)),
                    ("endings", &of(level.endings)),
                    ("situations", &level.situations.to_string()),
                    ("steps", &level.steps.to_string()),
                    ("complete", &self.desk.words.get(complete)),
                ],
            );
        }
        for (level, inputs, ideal) in cheapest {
            self.desk.tell(
                "prove-cheapest",
                &[
                    ("level", &level.to_string()),
                    ("inputs", &inputs.to_string()),
                    ("ideal", &ideal.to_string()),
                ],
            );
        }
    }

    fn findings(&self, found: &[Proved], coverage: &[Coverage]) -> Result<(), Failure> {
        if self.own_folder {
            for old in list(self.folder, "ron") {
                std::fs::remove_file(&old)
                    .map_err(|source| FileError::Unwritable { path: old, source })?;
            }
        }
        let mut files = 0;
        let mut rest = found;
        while let Some(first) = rest.first() {
            let fault = is_fault(first, coverage);
            let alike = |one: &Proved| {
                one.finding == first.finding
                    && one.level == first.level
                    && is_fault(one, coverage) == fault
            };
            let many = if is_not_reached(first.finding) {
                rest.iter().take_while(|one| alike(one)).count()
            } else {
                1
            };
            let (these, after) = rest.split_at(many);
            rest = after;
            self.finding(these, fault);
            for one in these {
                if let Some(text) = example(&self.named(one)) {
                    files += 1;
                    let path = self
                        .folder
                        .join(format!("{files}-{}.ron", name(one.finding)));
                    let text = format!("{}\n{text}\n", self.head(one, &path));
                    write_whole(&path, text.as_bytes())?;
                    let path = path.display().to_string();
                    self.desk.tell("prove-example", &[("path", &path)]);
                }
            }
        }
        Ok(())
    }

    /// One line, and what to do about it where it is a fault.
    fn finding(&self, these: &[Proved], fault: bool) {
        let Some(first) = these.first() else { return };
        let words = &self.desk.words;
        let what: Vec<String> = these.iter().map(|one| what(one, words)).collect();
        let id = format!("prove-{}", name(first.finding));
        let level = match first.level {
            NO_LEVEL => String::new(),
            level => level.to_string(),
        };
        let values: [(&str, &str); 3] = [
            ("level", &level),
            ("finding", &words.get(&id)),
            ("what", &what.join(", ")),
        ];
        if !fault {
            return self.desk.tell("prove-note", &values);
        }
        self.desk.tell("prove-fault", &values);
        let red_line = red_line(self.case, self.context, &first.what).unwrap_or_default();
        let values: [(&str, &str); 2] = [("what", &first.what), ("red_line", &red_line)];
        for (part, line) in [("cause", "finding-cause"), ("cure", "finding-cure")] {
            let text = words.attribute(&id, part, &values).unwrap_or_default();
            self.desk
                .say(&format!("    {}", words.with(line, &[("text", &text)])));
        }
    }

    /// The finding with a walk-through that says in both languages what it shows.
    fn named(&self, one: &Proved) -> Proved {
        let about = |lang: Language| {
            let words = Words::new(lang);
            let what = what(one, &words);
            let finding = words.get(&format!("prove-{}", name(one.finding)));
            words.with("prove-about", &[("finding", &finding), ("what", &what)])
        };
        let mut one = one.clone();
        if let Some(file) = &mut one.example {
            file.about = Bilingual {
                zh: about(Language::Zh),
                en: about(Language::En),
            };
        }
        one
    }

    /// What stands above a walk-through: how to play it.
    fn head(&self, one: &Proved, path: &Path) -> String {
        let words = &self.desk.words;
        let finding = words.get(&format!("prove-{}", name(one.finding)));
        words.with(
            "prove-head",
            &[
                ("finding", &finding),
                ("what", &what(one, words)),
                ("case", &self.given.display().to_string()),
                ("path", &path.display().to_string()),
            ],
        )
    }
}

/// What a finding is about: an act by its name in words, a way of cheating in words, else the id itself.
fn what(one: &Proved, words: &Words) -> String {
    let known = |id: String| Some(words.get(&id)).filter(|text| *text != id);
    let slug: String = one
        .what
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric() || *sign == ' ')
        .collect();
    known(format!("act-{}", one.what))
        .map(|act| format!("{act} {}", one.what))
        .or_else(|| known(format!("prove-way-{}", slug.replace(' ', "-"))))
        .unwrap_or_else(|| one.what.clone())
}

/// The shared red line that an act or a deed would cross, if the case has not taken it over yet.
fn red_line(case: &Case, context: &Context, what: &str) -> Option<String> {
    let deed = case
        .actions
        .iter()
        .find(|one| one.id == what)
        .and_then(|one| one.conduct.as_deref());
    let crosses = |cause: &CriticalCause| match cause {
        CriticalCause::Act(act) => act == what,
        CriticalCause::Deed(id) => Some(id.as_str()) == deed,
        CriticalCause::SaidBefore(..) | CriticalCause::ServedBefore(..) => false,
    };
    context
        .criticals
        .iter()
        .find(|one| {
            one.causes.iter().any(crosses) && case.criteria.iter().all(|own| own.id != one.id)
        })
        .map(|one| one.id.clone())
}

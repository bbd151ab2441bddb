//! What the steps of a walk-through do to a run.

use super::{DO_MS, Player, SAY_MS, Stage};
use crate::domain::act::Act;
use crate::domain::ids::{Millis, Permille};
use crate::domain::record::{Event, Moment};
use crate::domain::scenario::model::Case;
use crate::domain::scenario::walkthrough::Step;
use crate::domain::session::{Effect, Heard, Input, Over, Rules};
use crate::domain::understanding::{ActReading, LawReading, Reading, Slot, SlotKind};
use std::collections::BTreeSet;

/// Far enough from both ends of a line to be in its middle.
const MIDDLE: Millis = Millis(2_000);

/// Applies one step; gives the index of the first event it caused.
pub(super) fn take(
    player: &mut Player<'_>,
    stage: &Stage<'_>,
    one: &Step,
    last: &mut Reading,
) -> usize {
    let first = player.events().len();
    for (takes, input) in inputs_of(stage, one, player.now(), player.events()) {
        let at = player.now().plus(takes);
        match input {
            Some(input) => {
                if let Input::Said(heard) = &input {
                    last.clone_from(&heard.reading);
                }
                player.input(at, input);
            }
            None if takes == Millis(0) => {}
            None => {
                player.wait(at);
            }
        }
    }
    first
}

/// What a step puts into the case, each after the time that passes before it; nothing for waiting and looking. `events`:
/// what has happened so far.
#[must_use]
pub fn inputs_of(
    stage: &Stage<'_>,
    one: &Step,
    now: Millis,
    events: &[Event],
) -> Vec<(Millis, Option<Input>)> {
    match one {
        Step::Talk(secs, _) => {
            let lasts = Millis::from_secs(*secs);
            let mut inputs = talking(stage.rules, lasts, None);
            let passed = inputs.iter().map(|one| one.0.0).sum();
            let (_, said) = input_of(stage, one, now);
            inputs.push((Millis(lasts.0.saturating_sub(passed)), said));
            inputs
        }
        Step::Over(_) => {
            let (takes, input) = input_of(stage, one, now);
            let input = input.map(|input| match input {
                Input::Said(heard) => Input::Said(Heard {
                    over: into_last_line(events),
                    ..heard
                }),
                other => other,
            });
            vec![(takes, input)]
        }
        other => vec![input_of(stage, other, now)],
    }
}

/// What a talk that lasts so long puts into the case before its words are known, each after the time that passes before it.
#[must_use]
pub fn talking(rules: &Rules, lasts: Millis, to: Option<&str>) -> Vec<(Millis, Option<Input>)> {
    let mut passed = Millis(0);
    rules
        .turns
        .told_at(lasts)
        .map(|at| {
            let takes = Millis(at.0 - passed.0);
            passed = at;
            let input = Input::Talking {
                to: to.map(str::to_owned),
                for_ms: at,
            };
            (takes, Some(input))
        })
        .collect()
}

/// The line said last, as far as if it were in its middle: how long lines last, only a voice knows.
#[must_use]
pub fn into_last_line(events: &[Event]) -> Option<Over> {
    events.iter().rev().find_map(|event| match &event.what {
        Moment::Out(Effect::Line { by, line }) => Some(Over {
            who: by.clone(),
            line: line.clone(),
            said_ms: MIDDLE,
            left_ms: MIDDLE,
        }),
        _ => None,
    })
}

/// How long a step takes and what it puts into the case when that time is over.
fn input_of(stage: &Stage<'_>, one: &Step, now: Millis) -> (Millis, Option<Input>) {
    let heard = |text: String, reading: Reading, sure: Permille, to: Option<&String>| {
        let heard = Heard {
            text,
            sure,
            reading,
            to: to.cloned(),
            source: None,
            heard_by: None,
            over: None,
        };
        (Millis(SAY_MS), Some(Input::Said(heard)))
    };
    let said = |text: &String, sure: Permille, to: Option<&String>| {
        heard(text.clone(), (stage.understand)(text), sure, to)
    };
    let meant = |names: &[String], to: Option<&String>| {
        let acts: Vec<Act> = names
            .iter()
            .filter_map(|name| Act::from_name(name))
            .collect();
        let reading = if acts.is_empty() {
            Reading::default()
        } else {
            meaning(stage.case, &acts)
        };
        // The moment keeps sentences apart, so that none counts as a repetition.
        heard(
            format!("{} #{}", names.join(" "), now.0),
            reading,
            Permille::FULL,
            to,
        )
    };
    let done = |input: Input| (Millis(DO_MS), Some(input));
    let did = |action: &str, target: Option<&str>| Input::Did {
        action: action.to_owned(),
        target: target.map(str::to_owned),
        tool: None,
    };
    match one {
        Step::Say(text) | Step::Over(text) | Step::Talk(_, text) => {
            said(text, Permille::FULL, None)
        }
        Step::SayTo(to, text) => said(text, Permille::FULL, Some(to)),
        Step::Mean(acts) => meant(acts, None),
        Step::MeanTo(to, acts) => meant(acts, Some(to)),
        Step::Mumble(text, sure) => said(text, Permille(*sure), None),
        Step::Do(action) => done(did(action, None)),
        Step::DoTo(action, target) => done(did(action, Some(target))),
        Step::Move(zone) => done(Input::Moved {
            zone: zone.clone(),
            distance_cm: None,
            facing: None,
            gaze: None,
        }),
        Step::Wait(secs) => (Millis::from_secs(*secs), None),
        Step::Paper(form, fields) => done(Input::Paper {
            form: form.clone(),
            fields: fields.clone(),
        }),
        Step::Inject(inject) => done(Input::Instructor {
            inject: inject.clone(),
        }),
        Step::See(_) => (Millis(0), None),
    }
}

/// A reading that does these acts as well as words can: every slot filled, every law of the case cited rightly.
#[must_use]
pub fn meaning(case: &Case, acts: &[Act]) -> Reading {
    let laws: BTreeSet<&String> = case.criteria.iter().flat_map(|one| &one.law).collect();
    Reading {
        acts: acts
            .iter()
            .map(|act| ActReading {
                act: *act,
                sure: Permille::FULL,
                why: String::new(),
            })
            .collect(),
        law: if acts.contains(&Act::CiteLaw) {
            laws.into_iter()
                .map(|id| LawReading {
                    id: id.clone(),
                    cited_as: id.clone(),
                    right: true,
                    note: String::new(),
                })
                .collect()
        } else {
            Vec::new()
        },
        slots: [
            (SlotKind::Deadline, "10min"),
            (SlotKind::Amount, "100"),
            (SlotKind::Place, "…"),
            (SlotKind::Name, "…"),
            (SlotKind::Size, "6"),
        ]
        .into_iter()
        .map(|(kind, value)| Slot {
            kind,
            value: value.to_owned(),
        })
        .collect(),
    }
}

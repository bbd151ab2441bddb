//! What the steps of a walk-through do to a run.

use super::{DO_MS, Player, SAY_MS, Stage};
use crate::domain::act::Act;
use crate::domain::ids::{Millis, Permille};
use crate::domain::scenario::model::Case;
use crate::domain::scenario::walkthrough::Step;
use crate::domain::session::{Heard, Input};
use crate::domain::understanding::{ActReading, LawReading, Reading, Slot, SlotKind};
use std::collections::BTreeSet;

/// Applies one step; gives the index of the first event it caused.
pub(super) fn take(
    player: &mut Player<'_>,
    stage: &Stage<'_>,
    one: &Step,
    last: &mut Reading,
) -> usize {
    let now = player.now();
    let (takes, input) = input_of(stage, one, now);
    match input {
        Some(input) => {
            if let Input::Said(heard) = &input {
                last.clone_from(&heard.reading);
            }
            player.input(now.plus(takes), input)
        }
        None if takes == Millis(0) => player.events().len(),
        None => player.wait(now.plus(takes)),
    }
}

/// How long a step takes and what it puts into the case when that time is over; nothing for waiting and looking.
#[must_use]
pub fn input_of(stage: &Stage<'_>, one: &Step, now: Millis) -> (Millis, Option<Input>) {
    let heard = |text: String, reading: Reading, sure: Permille, to: Option<&String>| {
        let heard = Heard {
            text,
            sure,
            reading,
            to: to.cloned(),
            source: None,
            heard_by: None,
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
        Step::Say(text) => said(text, Permille::FULL, None),
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

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
    let mut said = |player: &mut Player<'_>, text: &str, sure: Permille, to: Option<String>| {
        last.clone_from(&(stage.understand)(text));
        hear(player, text.to_owned(), last.clone(), sure, to)
    };
    let meant = |player: &mut Player<'_>, names: &[String], to: Option<String>| {
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
        let text = format!("{} #{}", names.join(" "), now.0);
        hear(player, text, reading, Permille::FULL, to)
    };
    let later = now.plus(Millis(DO_MS));
    let did = |action: &str, target: Option<&str>| Input::Did {
        action: action.to_owned(),
        target: target.map(str::to_owned),
        tool: None,
    };
    match one {
        Step::Say(text) => said(player, text, Permille::FULL, None),
        Step::SayTo(to, text) => said(player, text, Permille::FULL, Some(to.clone())),
        Step::Mean(acts) => meant(player, acts, None),
        Step::MeanTo(to, acts) => meant(player, acts, Some(to.clone())),
        Step::Mumble(text, sure) => said(player, text, Permille(*sure), None),
        Step::Do(action) => player.input(later, did(action, None)),
        Step::DoTo(action, target) => player.input(later, did(action, Some(target))),
        Step::Move(zone) => player.input(
            later,
            Input::Moved {
                zone: zone.clone(),
                distance_cm: None,
                facing: None,
                gaze: None,
            },
        ),
        Step::Wait(secs) => player.wait(now.plus(Millis::from_secs(*secs))),
        Step::Paper(form, fields) => player.input(
            later,
            Input::Paper {
                form: form.clone(),
                fields: fields.clone(),
            },
        ),
        Step::Inject(inject) => player.input(
            later,
            Input::Instructor {
                inject: inject.clone(),
            },
        ),
        Step::See(_) => player.events().len(),
    }
}

/// Words reach the case after the time it takes to say them.
fn hear(
    player: &mut Player<'_>,
    text: String,
    reading: Reading,
    sure: Permille,
    to: Option<String>,
) -> usize {
    player.input(
        player.now().plus(Millis(SAY_MS)),
        Input::Said(Heard {
            text,
            sure,
            reading,
            to,
            source: None,
        }),
    )
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

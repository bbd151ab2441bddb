//! What can be done just now: the wheel shows no switch that already stands so, no misconduct beside a duty, and everything
//! that a walk-through does at the moment it is done.

mod shipped;

use std::collections::BTreeSet;
use streetwise::domain::ids::Millis;
use streetwise::domain::record::Moment;
use streetwise::domain::rehearsal::rehearse;
use streetwise::domain::scenario::model::Case;
use streetwise::domain::session::{Effect, Input, Mode, Offer, Setup, State, begin, offers, step};

fn setup(level: u8) -> Setup {
    Setup {
        level,
        mode: Mode::Practice,
        seed: 1,
        party: None,
    }
}

fn ids(case: &Case, found: &[Offer]) -> Vec<String> {
    found
        .iter()
        .map(|one| case.actions[one.action.at()].id.clone())
        .collect()
}

fn do_it(case: &Case, state: &mut State, action: &str) {
    let rules = &shipped::content().rules;
    let now = state.now.plus(Millis(1000));
    let input = Input::Did {
        action: action.to_owned(),
        target: None,
        tool: None,
    };
    let _ = step(case, rules, state, now, &[input]);
}

#[test]
fn a_body_camera_is_offered_the_way_it_does_not_stand() {
    let rules = &shipped::content().rules;
    let mut seen = 0;
    for shipped in shipped::cases() {
        let case = &shipped.case;
        if case.action("recorder_on").is_none() {
            continue;
        }
        seen += 1;
        // Light, chip, hint and key of the window hang on it.
        let fact = case
            .fact("recorder_on")
            .unwrap_or_else(|| panic!("{}: no fact recorder_on", case.id));
        for level in &case.levels {
            let (mut state, _) = begin(case, rules, &setup(level.level)).expect("begins");
            for (deed, is_on) in [
                ("", false),
                ("recorder_on", true),
                ("recorder_off", false),
                ("recorder_on", true),
            ] {
                if !deed.is_empty() {
                    do_it(case, &mut state, deed);
                }
                assert_eq!(state.facts[fact.at()], is_on, "{} after {deed}", case.id);
                let shown = ids(case, &offers(case, rules, &state, None));
                let has = |id: &str| shown.iter().any(|one| one == id);
                assert_eq!(has("recorder_on"), !is_on, "{}: {shown:?}", case.id);
                assert_eq!(has("recorder_off"), is_on, "{}: {shown:?}", case.id);
            }
        }
    }
    assert!(seen >= 7, "only {seen} cases have a body camera");
}

#[test]
fn misconduct_comes_after_every_duty() {
    let rules = &shipped::content().rules;
    for shipped in shipped::cases() {
        let case = &shipped.case;
        for level in &case.levels {
            let (state, _) = begin(case, rules, &setup(level.level)).expect("begins");
            let targets: BTreeSet<_> = case
                .actions
                .iter()
                .flat_map(|one| &one.targets)
                .copied()
                .collect();
            for aimed in targets.into_iter().map(Some).chain([None]) {
                let found = offers(case, rules, &state, aimed);
                assert!(
                    found.is_sorted_by_key(|one| one.is_misconduct),
                    "{}: {:?}",
                    case.id,
                    ids(case, &found)
                );
                for one in &found {
                    let id = case.actions[one.action.at()].id.as_str();
                    let is_known = match id {
                        "recorder_off" | "refuse_certificate" | "accept_gift" | "accept_money"
                        | "seize_phone" | "point_finger" | "pause_recording" | "light_test"
                        | "take_grill" | "kick_car" => Some(true),
                        "salute" | "recorder_on" | "show_certificate" | "photograph"
                        | "measure" | "step_back" | "give_water" | "call_120" | "withdraw" => {
                            Some(false)
                        }
                        _ => None,
                    };
                    if let Some(expected) = is_known {
                        assert_eq!(one.is_misconduct, expected, "{} {id}", case.id);
                    }
                }
            }
        }
    }
}

#[test]
fn whatever_a_walk_through_does_is_offered_at_that_moment() {
    let rules = &shipped::content().rules;
    let (mut wrong, mut looked) = (Vec::new(), 0);
    for shipped in shipped::cases() {
        let case = &shipped.case;
        let understand = |text: &str| shipped::read(case, text);
        for (name, file) in &shipped.walkthroughs {
            let run = rehearse(shipped.stage(&understand), file, false).expect("it plays");
            let (mut state, _) = begin(case, rules, &run.record.header.setup).expect("begins");
            for event in &run.record.events {
                let Moment::In(input) = &event.what else {
                    continue;
                };
                // First the clock alone, as the wheel is opened before something is done.
                let _ = step(case, rules, &mut state, event.at, &[]);
                let mut lacks = None;
                if let Input::Did { action, target, .. } = input
                    && !state.is_over()
                {
                    let aimed = target.as_deref().and_then(|id| case.target(id));
                    let shown = offers(case, rules, &state, aimed);
                    let is_there = shown.iter().any(|one| {
                        case.actions[one.action.at()].id == *action && one.target == aimed
                    });
                    // A target is a courtesy where the action has many; the wheel gives the one aimed at.
                    let is_loose = aimed.is_none()
                        && case
                            .action(action)
                            .is_some_and(|ix| !case.actions[ix.at()].targets.is_empty());
                    looked += 1;
                    if !is_there && !is_loose {
                        lacks = Some(format!("{} {name}: {action} {target:?}", case.id));
                    }
                }
                let told = step(
                    case,
                    rules,
                    &mut state,
                    event.at,
                    std::slice::from_ref(input),
                );
                // What the engine refuses, such as a deed to somebody who is not there, need not be offered.
                let is_refused = told
                    .iter()
                    .any(|one| matches!(one.effect, Effect::Refused { .. }));
                wrong.extend(lacks.filter(|_| !is_refused));
            }
        }
    }
    assert!(looked > 1000, "only {looked} deeds");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

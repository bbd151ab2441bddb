//! Are people people: nobody says the same line twice in a talk, and what is said when, and whether what moves them is
//! met, changes what they answer?

mod shipped;

use shipped::Shipped;
use std::collections::BTreeMap;
use streetwise::domain::act::Act;
use streetwise::domain::ids::Millis;
use streetwise::domain::record::Moment;
use streetwise::domain::rehearsal::{Player, Run, rehearsal_header, rehearse};
use streetwise::domain::scenario::walkthrough::{Expect, Kind, See, Step, WalkthroughFile};
use streetwise::domain::session::{Effect, Input};

/// Turns of a talk.
const TURNS: usize = 12;

fn effects(run: &Run) -> impl Iterator<Item = &Effect> {
    run.record
        .events
        .iter()
        .filter_map(|event| match &event.what {
            Moment::Out(effect) => Some(effect),
            _ => None,
        })
}

fn lines(run: &Run) -> Vec<&str> {
    effects(run)
        .filter_map(|effect| match effect {
            Effect::Line { line, .. } => Some(line.as_str()),
            _ => None,
        })
        .collect()
}

fn play(shipped: &Shipped, file: &WalkthroughFile, steps: Vec<Step>) -> Run {
    let understand = |text: &str| shipped::read(&shipped.case, text);
    let file = WalkthroughFile {
        steps,
        expect: Expect::default(),
        ..file.clone()
    };
    rehearse(shipped.stage(&understand), &file, false).expect("a run")
}

/// Talks of twelve turns: the same act all the time, or one after the other from somewhere in the list.
fn talks() -> Vec<Vec<Step>> {
    let mean = |act: Act| Step::Mean(vec![act.name().to_owned()]);
    let lawful: Vec<Act> = Act::ALL.into_iter().filter(|act| !act.is_wrong()).collect();
    let mut talks: Vec<Vec<Step>> = Act::ALL
        .into_iter()
        .map(|act| (0..TURNS).map(|_| mean(act)).collect())
        .collect();
    for start in 0..lawful.len() {
        let stride = [1, 3, 5][start % 3];
        talks.push(
            (0..TURNS)
                .map(|turn| mean(lawful[(start + turn * stride) % lawful.len()]))
                .collect(),
        );
    }
    talks
}

#[test]
fn in_a_talk_of_twelve_turns_no_line_repeats() {
    let mut played = 0;
    for shipped in shipped::cases() {
        for level in 1..=3 {
            let Some(base) = shipped
                .walkthroughs
                .iter()
                .map(|one| &one.1)
                .find(|file| file.kind == Kind::Ideal && file.level == level)
            else {
                continue;
            };
            for talk in talks() {
                let run = play(shipped, base, talk.clone());
                let mut count: BTreeMap<&str, usize> = BTreeMap::new();
                for line in lines(&run) {
                    *count.entry(line).or_default() += 1;
                }
                count.retain(|_, times| *times > 1);
                assert!(
                    count.is_empty(),
                    "{} level {level}: {count:?} in {talk:?}",
                    shipped.case.id
                );
                played += 1;
            }
        }
    }
    assert!(played > 200, "only {played} talks were played");
}

#[test]
fn swapping_two_turns_changes_the_answers() {
    let (mut changed, mut swapped) = (0, 0);
    let mut untouched = Vec::new();
    for shipped in shipped::cases() {
        for (name, file) in &shipped.walkthroughs {
            if file.kind != Kind::Ideal {
                continue;
            }
            let straight = play(shipped, file, file.steps.clone());
            let said: Vec<usize> = (0..file.steps.len())
                .filter(|at| matches!(file.steps[*at], Step::Say(_)))
                .take(TURNS)
                .collect();
            // The first half of the talk with the second: what comes before listening comes too early.
            let before = changed;
            for (one, other) in said.iter().zip(said.iter().skip(TURNS / 2)) {
                let mut steps = file.steps.clone();
                steps.swap(*one, *other);
                let run = play(shipped, file, steps);
                swapped += 1;
                changed += usize::from(lines(&run) != lines(&straight));
            }
            if changed == before {
                untouched.push(format!("{} {name}", shipped.case.id));
            }
        }
    }
    assert!(untouched.is_empty(), "nothing changed in {untouched:?}");
    assert!(
        changed * 10 >= swapped * 9,
        "only {changed} of {swapped} swaps changed an answer"
    );
}

#[test]
fn who_leaves_out_the_motive_is_answered_otherwise_and_gets_no_consent() {
    let mut tried = 0;
    for shipped in shipped::cases() {
        for (name, file) in &shipped.walkthroughs {
            if file.kind != Kind::Ideal {
                continue;
            }
            // The sentence after which the case sees the motive met.
            let meets = |step: &Step| {
                matches!(step, Step::See(promises)
                    if promises.iter().any(|one| matches!(one, See::Fact(fact) if fact == "motive_met")))
            };
            let Some(met) = file.steps.iter().position(meets) else {
                continue;
            };
            let without = |steps: &[Step]| -> Vec<Step> {
                let sentence = steps[..met]
                    .iter()
                    .rposition(|step| matches!(step, Step::Say(_)));
                steps
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| Some(*at) != sentence)
                    .map(|(_, step)| step.clone())
                    .collect()
            };
            let straight = play(shipped, file, file.steps.clone());
            let run = play(shipped, file, without(&file.steps));
            tried += 1;
            assert_ne!(lines(&run), lines(&straight), "{} {name}", shipped.case.id);
            let party_agreed = |run: &Run| {
                effects(run).any(|effect| {
                    matches!(effect, Effect::Agreed { who } if *who == run.assessment.party)
                })
            };
            assert!(
                !party_agreed(&run) || !party_agreed(&straight),
                "{} {name}: agreed without being met",
                shipped.case.id
            );
        }
    }
    assert!(tried > 0, "no walk-through says where the motive is met");
}

#[test]
fn what_the_body_does_is_felt_and_what_is_no_deed_is_refused() {
    let shipped = shipped::cases()
        .iter()
        .find(|one| one.case.id == "street-vendor")
        .expect("the case");
    let understand = |text: &str| shipped::read(&shipped.case, text);
    let file = shipped.walkthrough("silence");
    let header = rehearsal_header(&shipped.case, &shipped.versions, file);
    let mut player = Player::begin(shipped.stage(&understand), header).expect("a run");
    let tension = |player: &Player<'_>| {
        let state = player.state();
        state.people[state.party.at()].tension
    };
    let sensed = |deed: &str| Input::Sensed {
        deed: deed.to_owned(),
        who: None,
    };
    let before = tension(&player);
    player.input(Millis(1_000), sensed("encircle"));
    assert!(tension(&player) > before, "nobody minds being encircled");
    let before = player.events().len();
    player.input(Millis(2_000), sensed("no_such_deed"));
    assert!(
        player.events()[before..]
            .iter()
            .any(|event| matches!(event.what, Moment::Out(Effect::Refused { .. }))),
        "a deed that the pack does not have was taken"
    );
}

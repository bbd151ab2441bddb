//! Does the prover find ten kinds of faults planted in copies of every shipped case?

mod shipped;

use shipped::{Shipped, content};
use std::time::{Duration, Instant};
use streetwise::content::critical_deeds;
use streetwise::domain::act::Act;
use streetwise::domain::ids::Bilingual;
use streetwise::domain::prover::{Finding, Proof, prove};
use streetwise::domain::rehearsal::Stage;
use streetwise::domain::scenario::model::{
    Beat, BeatIx, Case, Check, Condition, FactIx, Levels, Named, Outcome, Trigger, Who,
};

/// Time a shipped case gets.
const BUDGET: Duration = Duration::from_secs(6);
/// Time one planted fault may take: little first, because most are found at once, and never more than the program's own
/// default of 20 s.
const BUDGETS_S: [u64; 3] = [2, 6, 18];

fn proof(shipped: &Shipped, case: &Case, budget: Duration) -> Proof {
    let understand = |text: &str| shipped::read(case, text);
    let stage = Stage {
        case,
        rules: &content().rules,
        understand: &understand,
        versions: &shipped.versions,
    };
    let deeds = critical_deeds(&content().packs.conduct)
        .into_iter()
        .collect();
    let begun = Instant::now();
    let mut share = || {
        u32::try_from(begun.elapsed().as_millis() * 1000 / budget.as_millis()).unwrap_or(u32::MAX)
    };
    prove(stage, &shipped.walkthroughs, &deeds, &mut share)
}

fn new_fact(case: &mut Case, id: &str) -> FactIx {
    case.facts.push(Named {
        id: id.to_owned(),
        text: Bilingual::default(),
    });
    FactIx(u16::try_from(case.facts.len() - 1).expect("few facts"))
}

fn new_beat(case: &mut Case, on: Vec<Trigger>, times: u8, then: Vec<Outcome>) -> BeatIx {
    case.beats.push(Beat {
        title: None,
        id: format!("planted-{}", case.beats.len()),
        on,
        when: Condition::Always,
        levels: Levels::ALL,
        times,
        then,
    });
    BeatIx(u16::try_from(case.beats.len() - 1).expect("few beats"))
}

/// A name, what must be found (any of these), and how the fault is planted.
type Fault = (&'static str, &'static [Finding], fn(&mut Case));

const FAULTS: &[Fault] = &[
    (
        "an insult costs nothing",
        &[Finding::PassAfterBreach],
        |case| {
            drop_breach(case, Act::Insult);
        },
    ),
    (
        "a bribe costs nothing",
        &[Finding::PassAfterBreach],
        |case| {
            drop_breach(case, Act::NegotiateUnlawfully);
        },
    ),
    (
        "a step is marked that nobody need take",
        &[Finding::FullMarkWithoutStep],
        |case| {
            // Every behaviour that asks for the certificate is satisfied by a greeting, and everything else comes free.
            for criterion in &mut case.criteria {
                if criterion.breached.is_none() {
                    criterion.met = Some(Check::Not(Box::new(Check::Said {
                        act: Act::Threaten,
                        to: None,
                        slot: None,
                        law: Vec::new(),
                    })));
                }
            }
        },
    ),
    ("silence passes", &[Finding::PassBySilence], |case| {
        for criterion in &mut case.criteria {
            criterion.met = None;
            if criterion.breached.is_none() {
                criterion.breached = Some(Check::Said {
                    act: Act::Insult,
                    to: None,
                    slot: None,
                    law: Vec::new(),
                });
            }
        }
    }),
    ("babble passes", &[Finding::PassByBabble], |case| {
        let heard = new_fact(case, "heard-anything");
        new_beat(
            case,
            vec![Trigger::Babble(None)],
            1,
            vec![Outcome::Set(heard)],
        );
        for criterion in &mut case.criteria {
            if criterion.points > 0 {
                criterion.met = Some(Check::Fact(heard));
            }
        }
    }),
    // Red lines go, too: where a danger left alone ends a case, no recital passes while they stand. Where a recited
    // announcement breaches by itself, the same fault shows as a cheap pass.
    (
        "reciting passes",
        &[Finding::PassByReciting, Finding::CheapPass],
        |case| {
            for criterion in &mut case.criteria {
                if criterion.points > 0 {
                    criterion.met = Some(Check::Said {
                        act: Act::Greet,
                        to: None,
                        slot: None,
                        law: Vec::new(),
                    });
                }
                criterion.breached = None;
            }
        },
    ),
    (
        "one word is worth a pass",
        &[Finding::CheapPass, Finding::PassByReciting],
        |case| {
            for criterion in &mut case.criteria {
                if criterion.points > 0 {
                    criterion.met = Some(Check::Said {
                        act: Act::CiteLaw,
                        to: None,
                        slot: None,
                        law: Vec::new(),
                    });
                }
                criterion.breached = None;
            }
        },
    ),
    (
        "a greeting locks every ending",
        &[Finding::DeadEnd],
        |case| {
            let stuck = new_fact(case, "stuck");
            for beat in &mut case.beats {
                if beat.then.iter().any(|one| matches!(one, Outcome::End(_))) {
                    let before = std::mem::replace(&mut beat.when, Condition::Always);
                    beat.when = Condition::All(vec![
                        before,
                        Condition::Not(Box::new(Condition::Fact(stuck))),
                    ]);
                }
            }
            new_beat(
                case,
                vec![Trigger::Said(Act::Greet, None)],
                1,
                vec![Outcome::Set(stuck)],
            );
        },
    ),
    (
        "a line nobody can bring on",
        &[Finding::LineNotReached],
        |case| {
            case.lines[0].when = Condition::All(vec![
                Condition::TensionAtLeast(Who::Party, 90),
                Condition::TensionAtMost(Who::Party, 10),
            ]);
        },
    ),
    ("beats chase each other", &[Finding::Circle], |case| {
        let round = new_fact(case, "round");
        new_beat(
            case,
            vec![Trigger::Said(Act::Greet, None)],
            0,
            vec![Outcome::Set(round)],
        );
        new_beat(
            case,
            vec![Trigger::Became(round)],
            0,
            vec![Outcome::Clear(round), Outcome::Set(round)],
        );
    }),
];

/// The act is no longer held against anybody.
fn drop_breach(case: &mut Case, act: Act) {
    fn without(check: &Check, act: Act) -> Option<Check> {
        match check {
            Check::Said { act: found, .. } if *found == act => None,
            Check::Any(list) => Some(Check::Any(
                list.iter().filter_map(|one| without(one, act)).collect(),
            )),
            other => Some(other.clone()),
        }
    }
    for criterion in &mut case.criteria {
        criterion.breached = criterion
            .breached
            .as_ref()
            .and_then(|one| without(one, act));
        if let Some(Check::Not(inner)) = &criterion.met
            && without(inner, act).is_none()
        {
            criterion.met = None;
        }
    }
    // Nobody walks away over it either.
    for beat in &mut case.beats {
        beat.on
            .retain(|one| !matches!(one, Trigger::Said(said, _) if *said == act));
    }
}

#[test]
fn ten_planted_faults_are_found() {
    // In every case in the long tier; each fault has its own twenty seconds.
    let is_long = std::env::var_os("STREETWISE_LONG").is_some();
    let is_tried = |id: &str| is_long || ["street-vendor", "sidewalk-parking"].contains(&id);
    let mut missed = Vec::new();
    for shipped in shipped::cases().iter().filter(|one| is_tried(&one.case.id)) {
        for (name, wanted, plant) in FAULTS {
            let mut case = shipped.case.clone();
            plant(&mut case);
            let is_found = BUDGETS_S.into_iter().any(|budget_s| {
                let begun = Instant::now();
                let proof = proof(shipped, &case, Duration::from_secs(budget_s));
                proof.found.iter().any(|one| wanted.contains(&one.finding))
                    && begun.elapsed() <= Duration::from_secs(20)
            });
            if !is_found {
                missed.push(format!("{} {name}", shipped.case.id));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn the_shipped_cases_cannot_be_cheated() {
    for shipped in shipped::cases() {
        let proof = proof(shipped, &shipped.case, BUDGET);
        let grave: Vec<String> = proof
            .found
            .iter()
            .filter(|one| {
                !matches!(
                    one.finding,
                    Finding::BeatNotReached | Finding::LineNotReached | Finding::EndingNotReached
                )
            })
            .map(|one| format!("level {} {:?} {}", one.level, one.finding, one.what))
            .collect();
        assert!(
            grave.is_empty(),
            "{}: {}",
            shipped.case.id,
            grave.join("\n")
        );
    }
}

//! The officer's desk by data: the shift at the city platform, changes of law that wait for two signatures, and service points
//! that exist, are open and lie where one is told.

mod shipped;

use shipped::{cases, content, home};
use std::collections::BTreeSet;
use streetwise::content::{ContentError, check_shifts, shifts};
use streetwise::domain::assessment::{Assessment, Offer, OfferFault, Verdict};
use streetwise::domain::ids::Language;
use streetwise::domain::packs::{
    Date, LawChanges, PackText, PointKind, Shift, Signature, Stamp, Urgency, around,
};
use streetwise::domain::platform::{
    Deed, DeedKind, Happened, Lack, MarkKind, OVERTIME_MIN, Refusal, Sitting, Stage, Trip, begin,
    latest_min, pass, play, read_step, step,
};
use streetwise::domain::rehearsal::{Stage as Theatre, rehearse};
use streetwise::domain::scenario::load::load;
use streetwise::domain::scenario::model::Case;
use streetwise::domain::scenario::upkeep::digest;
use streetwise::domain::scenario::walkthrough::Step;
use streetwise::domain::understanding::is_han;
use streetwise::files::{read_case, read_text};
use streetwise::shift_words::{came_in, days_note, happened, missed};
use streetwise::text::Words;

fn evening() -> Shift {
    let all = shifts(&home()).expect("the shifts are sound");
    all.into_iter()
        .find(|one| one.id == "evening")
        .expect("the evening shift")
}

// ── Platform ────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn every_script_of_every_shift_is_worth_what_it_says() {
    for shift in shifts(&home()).unwrap() {
        assert!(shift.tickets.len() >= 5, "{}: five tickets", shift.id);
        assert!(
            shift.agrees_with(&content().packs.bureau),
            "{}: units",
            shift.id
        );
        assert!(shift.scripts.len() >= 3, "{}: scripts", shift.id);
        for script in &shift.scripts {
            for seed in 0..12 {
                let played = play(&shift, seed, &script.steps).expect("the script reads");
                let again = play(&shift, seed, &script.steps).expect("the script reads");
                assert_eq!(played, again, "the same script gives the same shift");
                let points = played.score.points;
                assert!(
                    (script.at_least..=script.at_most).contains(&points),
                    "{} {} seed {seed}: {points}, {:#?}",
                    shift.id,
                    script.id,
                    played
                        .score
                        .marks
                        .iter()
                        .filter(|one| !one.met)
                        .collect::<Vec<_>>()
                );
                if script.id == "ideal" {
                    assert_eq!(played.refused, Vec::new());
                    assert_eq!(played.score.settled, shift.tickets.len());
                }
            }
        }
    }
}

#[test]
fn one_long_wait_is_many_short_ones_and_saving_changes_nothing() {
    let shift = evening();
    for seed in 0..20 {
        let (mut long, mut one) = begin(&shift, seed);
        let (mut short, mut two) = begin(&shift, seed);
        one.extend(step(&shift, &mut long, "cart", &Deed::Accept).unwrap());
        two.extend(step(&shift, &mut short, "cart", &Deed::Accept).unwrap());
        one.extend(pass(&shift, &mut long, shift.length_min));
        for minute in 1..=shift.length_min {
            let text = serde_json::to_string(&short).unwrap();
            short = serde_json::from_str(&text).unwrap();
            two.extend(pass(&shift, &mut short, minute));
        }
        assert_eq!(one, two);
        assert_eq!(long, short);
    }
}

#[test]
fn auto_dispatch_errs_now_and_then_and_wrong_units_return_tickets() {
    let shift = evening();
    let accept = ["18:31 accept cart".to_owned()];
    let (mut right, mut wrong) = (0, 0);
    for seed in 0..200 {
        let played = play(&shift, seed, &accept).unwrap();
        let sent = played.events.iter().find_map(|one| match &one.what {
            Happened::AutoDispatched { unit } => Some(unit.as_str()),
            _ => None,
        });
        let returned = played
            .events
            .iter()
            .any(|one| matches!(&one.what, Happened::Returned { by, proposes } if by == "traffic_police" && proposes.as_deref() == Some("district_office")));
        match sent {
            Some("district_office") => right += 1,
            Some("traffic_police") => {
                wrong += 1;
                assert!(
                    returned,
                    "seed {seed}: the wrong unit returns it and names the right one"
                );
            }
            other => panic!("seed {seed}: {other:?}"),
        }
    }
    // 350 in a thousand; both must be common.
    assert!(
        (40..=100).contains(&wrong),
        "{wrong} of 200 wrong, {right} right"
    );
}

#[test]
fn deeds_out_of_turn_are_refused_and_change_nothing() {
    let shift = evening();
    let (mut state, _) = begin(&shift, 1);
    let refused =
        |state: &mut _, ticket: &str, deed: &Deed| step(&shift, state, ticket, deed).unwrap_err();
    let before = state.clone();
    let unit = |unit: &str| Deed::Dispatch {
        unit: unit.to_owned(),
    };
    assert_eq!(
        refused(&mut state, "nobody", &Deed::Accept),
        Refusal::NoTicket
    );
    assert_eq!(
        refused(&mut state, "cover", &Deed::Accept),
        Refusal::NoTicket,
        "not in yet"
    );
    assert_eq!(
        refused(&mut state, "cart", &Deed::Close),
        Refusal::WrongStage
    );
    assert_eq!(
        refused(&mut state, "cart", &unit("district_office")),
        Refusal::WrongStage
    );
    assert_eq!(
        refused(
            &mut state,
            "cart",
            &Deed::Reject {
                reason: " ".to_owned()
            }
        ),
        Refusal::NoReason
    );
    assert_eq!(state, before);
    step(&shift, &mut state, "cart", &Deed::Accept).unwrap();
    assert_eq!(refused(&mut state, "cart", &unit("navy")), Refusal::NoUnit);
    step(&shift, &mut state, "cart", &unit("traffic_police")).unwrap();
    assert_eq!(refused(&mut state, "cart", &Deed::Handle), Refusal::NotOurs);
    let more = Deed::Extend {
        minutes: 30,
        reason: "人手在外".to_owned(),
    };
    step(&shift, &mut state, "cart", &more).unwrap();
    assert_eq!(refused(&mut state, "cart", &more), Refusal::NoMoreTime);
    assert_eq!(state.tickets[0].due_min, Some(150));
}

#[test]
fn a_report_without_pictures_or_too_early_is_found_undone() {
    let shift = evening();
    let steps = |report: &str, minute: u32| {
        [
            "18:31 accept cart".to_owned(),
            "18:32 dispatch cart district_office".to_owned(),
            "18:33 handle cart".to_owned(),
            format!("19:{minute:02} report cart {report}"),
            "19:20 verify cart".to_owned(),
        ]
    };
    let stage = |report: &str, minute| {
        play(&shift, 1, &steps(report, minute))
            .unwrap()
            .state
            .tickets[0]
            .stage
    };
    assert_eq!(stage("before after", 5), Stage::Verified);
    assert_eq!(stage("after", 5), Stage::Reported);
    assert_eq!(stage("before", 5), Stage::Reported);
    let early = [
        "18:31 accept cart",
        "18:32 dispatch cart district_office",
        "18:33 handle cart",
        "18:40 report cart before after",
        "18:41 verify cart",
    ];
    let early: Vec<String> = early.map(str::to_owned).to_vec();
    assert_eq!(
        play(&shift, 1, &early).unwrap().state.tickets[0].stage,
        Stage::Reported
    );
}

/// What a desk offers is what is possible, and what was done by hand is the same shift again as a script.
#[test]
fn a_shift_sat_by_hand_is_its_own_script() {
    for seed in 0..6 {
        let shift = evening();
        let mut sitting = Sitting::begin(shift.clone(), seed);
        let mut minute = 0;
        while !sitting.is_over() {
            let ids: Vec<String> = sitting.tickets().map(|one| one.0.id.clone()).collect();
            for (at, id) in ids.iter().enumerate() {
                let possible = sitting.possible(id);
                let Some(kind) = possible.get((minute as usize + at) % possible.len().max(1))
                else {
                    continue;
                };
                let deed = match kind {
                    DeedKind::Accept => Deed::Accept,
                    DeedKind::Reject => Deed::Reject {
                        reason: "不归 我们管".to_owned(),
                    },
                    DeedKind::Merge => Deed::Merge {
                        into: sitting.mergeable(id)[0].id.clone(),
                    },
                    DeedKind::Dispatch => Deed::Dispatch {
                        unit: shift.units[at % shift.units.len()].id.clone(),
                    },
                    DeedKind::Phone => Deed::Phone,
                    DeedKind::Handle => Deed::Handle,
                    DeedKind::Report => Deed::Report {
                        before: at % 2 == 0,
                        after: true,
                    },
                    DeedKind::Back => Deed::Back,
                    DeedKind::Verify => Deed::Verify,
                    DeedKind::Rework => Deed::Rework,
                    DeedKind::Close => Deed::Close,
                    DeedKind::Extend => Deed::Extend {
                        minutes: 5,
                        reason: "等配件".to_owned(),
                    },
                };
                assert_eq!(sitting.act(id, &deed), Ok(()), "{kind:?} was offered");
            }
            // What is not offered is refused and leaves no line.
            let lines = sitting.script().len();
            if let Some(id) = ids.first()
                && !sitting.possible(id).contains(&DeedKind::Verify)
            {
                assert!(sitting.act(id, &Deed::Verify).is_err());
                assert_eq!(sitting.script().len(), lines);
            }
            minute += 7;
            sitting.pass(minute);
        }
        assert!(sitting.script().len() > 10, "much was done");
        let played = play(&shift, seed, sitting.script()).expect("its own script reads");
        assert_eq!(played.refused, Vec::new());
        assert_eq!(played.score, sitting.score());
        assert_eq!(played.events, sitting.events());
    }
}

/// Whoever is in the street when the shift should end is waited for, and what was sent from there counts; minutes pass also
/// where a case was broken off.
#[test]
fn the_desk_waits_for_a_squad_that_is_out_and_reckons_every_minute() {
    let shift = evening();
    let work = shift.ticket("cart").unwrap().work_min;
    let out_at = |minute: u32| {
        let mut sitting = Sitting::begin(shift.clone(), 1);
        sitting.pass(minute.saturating_sub(2));
        let dispatch = Deed::Dispatch {
            unit: "district_office".to_owned(),
        };
        for deed in [Deed::Accept, dispatch, Deed::Handle] {
            sitting.act("cart", &deed).unwrap();
        }
        sitting.pass(minute);
        sitting
    };
    let trip = |minutes, report| Trip { minutes, report };
    // Reported after the shift should have ended: it counts, and the shift ends with it.
    let mut late = out_at(shift.length_min - 2);
    assert_eq!(late.come_back("cart", trip(7, Some(true))), Ok(()));
    assert_eq!(late.now_min(), shift.length_min - 2 + work);
    assert_eq!(late.ticket("cart").unwrap().1.stage, Stage::Reported);
    let mark = |kind| {
        late.score()
            .marks
            .iter()
            .any(|one| one.ticket == "cart" && one.kind == kind && one.met)
    };
    assert!(mark(MarkKind::Pictures));
    assert_eq!(late.act("cart", &Deed::Verify), Ok(()));
    assert_eq!(late.ticket("cart").unwrap().1.stage, Stage::Verified);
    let end = late.now_min() + 1;
    late.pass(end);
    assert!(late.is_over() && late.now_min() == end);
    let played = play(&shift, 1, late.script()).unwrap();
    assert_eq!(played.refused, Vec::new());
    assert_eq!(played.events, late.events());
    // Broken off: the minutes are gone, the ticket is still with the squad, and it is not out any more.
    let mut broken = out_at(20);
    assert_eq!(broken.come_back("cart", trip(3, None)), Ok(()));
    assert_eq!(broken.now_min(), 20 + work, "there and back takes its time");
    assert_eq!(broken.ticket("cart").unwrap().1.stage, Stage::Dispatched);
    assert_eq!(
        broken.come_back("cart", trip(3, None)),
        Err(Refusal::WrongStage)
    );
    assert!(broken.possible("cart").contains(&DeedKind::Handle));
    broken.pass(shift.length_min);
    assert!(broken.is_over(), "nobody is out any more");
    let played = play(&shift, 1, broken.script()).unwrap();
    assert_eq!(played.events, broken.events());
    // Nobody is waited for without end.
    let mut lost = out_at(shift.length_min - 2);
    let long = trip(OVERTIME_MIN + 3, Some(true));
    assert_eq!(lost.come_back("cart", long), Err(Refusal::NoTicket));
    assert!(lost.is_over() && lost.now_min() == shift.length_min + OVERTIME_MIN);
}

/// A ticket that opens a case is the case's own ticket, comes in on its day, shortly before its hour, for the bureau of its
/// district; every shipped case that is handled in the street is on a shift, and a seat at the platform is on none.
#[test]
fn tickets_that_open_a_case_are_its_own_and_every_case_in_the_field_is_on_a_shift() {
    let known: Vec<Case> = cases().iter().map(|one| one.case.clone()).collect();
    assert!(check_shifts(&home(), &known).is_ok());
    let played: BTreeSet<String> = shifts(&home())
        .unwrap()
        .into_iter()
        .flat_map(|shift| shift.tickets)
        .filter_map(|ticket| ticket.case)
        .collect();
    let field: BTreeSet<String> = known
        .iter()
        .filter(|case| !case.handled.is_empty())
        .map(|case| case.id.clone())
        .collect();
    assert_eq!(played, field);
    assert!(!played.contains("dispatch-seat"));
    // Whatever a case changes, its tickets are told with their places.
    let found = |change: fn(&mut Case)| {
        let mut changed = known.clone();
        let case = changed.iter_mut().find(|one| one.id == "gas-den");
        change(case.expect("the case"));
        match check_shifts(&home(), &changed) {
            Err(ContentError::Packs(found)) => found,
            other => panic!("{other:?}"),
        }
    };
    let path = home().join("assets/packs/platform/night.ron");
    let text = read_text(&path).unwrap();
    let line = text.lines().position(|line| line.contains("id: \"gas\""));
    let line = u32::try_from(line.expect("the ticket") + 1).unwrap();
    let changes: [fn(&mut Case); 6] = [
        |case| case.clock_min = 10 * 60 + 33,
        |case| case.clock_min = 30,
        |case| case.date = (2026, 10, 30),
        |case| case.district = "centre".to_owned(),
        |case| case.ticket.number = "YF-1".to_owned(),
        |case| case.handled.clear(),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let found = found(change);
        let [one] = found.as_slice() else {
            panic!("{at}: {found:?}")
        };
        assert_eq!(one.code, "pack-ticket-not-its-case", "{at}");
        assert_eq!(one.place.map(|place| place.line), Some(line), "{at}");
        assert!(one.path.ends_with("night.ron"), "{at}: {}", one.path);
    }
    let without = &known[1..];
    assert!(matches!(
        check_shifts(&home(), without),
        Err(ContentError::Packs(found)) if found.iter().all(|one| one.code == "pack-unknown-id")
    ));
}

/// What of a ticket was missed in a shift by script, with why.
fn missed_of(shift: &str, ticket: &str, steps: &[&str]) -> Vec<(MarkKind, Option<Lack>)> {
    let all = shifts(&home()).unwrap();
    let shift = all.iter().find(|one| one.id == shift).expect("the shift");
    let steps: Vec<String> = steps.iter().map(|one| (*one).to_owned()).collect();
    let played = play(shift, 1, &steps).expect("it reads");
    let marks = played.score.marks.into_iter();
    marks
        .filter(|one| one.ticket == ticket && !one.met)
        .map(|one| (one.kind, one.lack))
        .collect()
}

#[test]
fn what_the_machine_did_is_no_merit_and_what_was_never_done_is_told_so() {
    use MarkKind::{
        ClosedInTime, DecidedInTime, DecidedRightly, Phoned, Pictures, RightUnit, SentInTime,
        UrgentFirst, Verified,
    };
    let (wrong, never, machine) = (Some(Lack::Wrong), Some(Lack::Never), Some(Lack::Machine));
    // Accepted, and auto-dispatch sent it rightly: no point for the seat.
    assert_eq!(
        missed_of(
            "evening",
            "cover",
            &["18:37 accept cover", "18:39 phone cover"]
        ),
        [
            (SentInTime, machine),
            (RightUnit, machine),
            (UrgentFirst, machine),
            (Verified, never),
            (ClosedInTime, never)
        ]
    );
    // Nothing at all was done: nothing is called late or wrong.
    assert_eq!(
        missed_of("evening", "cart", &[]),
        [
            (DecidedInTime, never),
            (DecidedRightly, never),
            (SentInTime, never),
            (RightUnit, never),
            (Pictures, never),
            (Verified, never),
            (ClosedInTime, never)
        ]
    );
    // A wrong unit is wrong, also where the shift was over before it could return it.
    let late = ["21:20 accept lamp", "21:20 dispatch lamp sanitation"];
    let missed = missed_of("evening", "lamp", &late);
    assert!(missed.contains(&(RightUnit, wrong)), "{missed:?}");
    // The machine's mistake is not the seat's: sent once more and rightly, the unit is right.
    let shift = evening();
    let steps = ["18:31 accept cart".to_owned()];
    let errs = (0..40).find(|seed| {
        let played = play(&shift, *seed, &steps).unwrap();
        let mut events = played.events.iter();
        events.any(|one| one.ticket == "cart" && matches!(one.what, Happened::Returned { .. }))
    });
    let steps = [
        "18:31 accept cart".to_owned(),
        "18:56 dispatch cart district_office".to_owned(),
    ];
    let played = play(&shift, errs.expect("it errs now and then"), &steps).unwrap();
    let mut marks = played.score.marks.iter();
    let right = marks.find(|one| one.ticket == "cart" && one.kind == RightUnit);
    assert_eq!(right.map(|one| one.met), Some(true));
    // A danger has its own first minutes, whatever the rest of the shift allows; late is not never.
    let phoned = |at: &str| {
        let steps = [
            format!("{at} accept cable"),
            format!("{at} phone cable"),
            format!("{at} dispatch cable power_company"),
        ];
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let missed = missed_of("night", "cable", &steps);
        let of = |kind: MarkKind| missed.iter().find(|one| one.0 == kind).map(|one| one.1);
        (of(DecidedInTime), of(Phoned), of(SentInTime))
    };
    assert_eq!(phoned("19:23"), (None, None, None));
    assert_eq!(phoned("19:27"), (Some(wrong), Some(wrong), None));
}

#[test]
fn every_danger_of_a_shift_is_urgent_and_no_words_are_of_the_other_language() {
    let all = shifts(&home()).unwrap();
    let ticket = |shift: &str, id: &str| {
        let shift = all.iter().find(|one| one.id == shift).expect("the shift");
        shift.ticket(id).expect("the ticket").clone()
    };
    assert_eq!(ticket("rounds", "roof_again").urgency, Urgency::Emergency);
    for shift in &all {
        assert!(shift.danger_within_min <= 5, "{}", shift.id);
        let words = Words::new(Language::En);
        for script in &shift.scripts {
            let played = play(shift, 1, &script.steps).unwrap();
            for event in &played.events {
                let told = happened(shift, event, &words);
                assert!(
                    !told.chars().any(is_han),
                    "{} {}: {told}",
                    shift.id,
                    script.id
                );
            }
            for mark in played.score.marks.iter().filter(|one| !one.met) {
                assert!(!missed(mark, &words).chars().any(is_han));
            }
        }
        // Several days in one shift are explained.
        let days: BTreeSet<_> = shift.tickets.iter().map(|one| one.date).collect();
        assert_eq!(
            days_note(shift, &words).is_some(),
            days.len() > 1,
            "{}",
            shift.id
        );
    }
}

/// A shift goes on past midnight: its clock begins anew, its script is read in order, and no time is taken for another day's.
#[test]
fn a_shift_goes_on_past_midnight() {
    let all = shifts(&home()).unwrap();
    let night = all.iter().find(|one| one.id == "night").expect("the shift");
    let latest = latest_min(night);
    assert_eq!(night.clock_min(330), 0);
    assert_eq!(night.minute_at(50, latest), 380);
    assert_eq!(night.minute_at(night.starts_min, latest), 0);
    assert_eq!(night.minute_at(17 * 60, latest), 0, "before it began");
    let mut sitting = Sitting::begin(night.clone(), 1);
    sitting.pass(371);
    for deed in [Deed::Accept, Deed::Phone] {
        sitting.act("gas", &deed).unwrap();
    }
    assert_eq!(sitting.script()[0], "00:41 accept gas");
    sitting.pass(latest);
    let played = play(night, 1, sitting.script()).unwrap();
    assert_eq!(played.events, sitting.events());
    let gas = night.ticket("gas").unwrap();
    assert_eq!(came_in(night, gas), "2026-10-29 00:40");
}

#[test]
fn marks_say_what_was_missed() {
    let shift = evening();
    let script = shift
        .scripts
        .iter()
        .find(|one| one.id == "by_the_queue")
        .unwrap();
    let played = play(&shift, 1, &script.steps).unwrap();
    let missed: BTreeSet<(&str, MarkKind)> = played
        .score
        .marks
        .iter()
        .filter(|one| !one.met)
        .map(|one| (one.ticket.as_str(), one.kind))
        .collect();
    for wanted in [
        ("cart", MarkKind::RightUnit),
        ("cart", MarkKind::Pictures),
        ("cover", MarkKind::Phoned),
        ("cover", MarkKind::UrgentFirst),
        ("cart_again", MarkKind::DecidedRightly),
        ("neighbour", MarkKind::DecidedRightly),
        ("lamp", MarkKind::Verified),
    ] {
        assert!(missed.contains(&wanted), "{wanted:?} in {missed:?}");
    }
    assert_eq!(
        played.score.deducted_tenths.get("district_office"),
        Some(&2)
    );
    assert_eq!(played.score.deducted_tenths.get("road_works"), Some(&6));
    assert!(
        shift
            .tickets
            .iter()
            .any(|one| one.urgency == Urgency::Emergency)
    );
}

#[test]
fn steps_are_read_and_nonsense_is_named() {
    assert_eq!(
        read_step("08:31 dispatch cart road_works"),
        Some((
            511,
            "cart".to_owned(),
            Deed::Dispatch {
                unit: "road_works".to_owned()
            }
        ))
    );
    assert_eq!(
        read_step("9:05 extend cart 30 等 配件"),
        Some((
            545,
            "cart".to_owned(),
            Deed::Extend {
                minutes: 30,
                reason: "等 配件".to_owned()
            }
        ))
    );
    for wrong in [
        "accept cart",
        "08:31 accept",
        "25:00 accept cart",
        "08:31 eat cart",
        "08:31 accept cart now",
        "",
    ] {
        assert_eq!(read_step(wrong), None, "{wrong}");
    }
    let steps = [
        "# 说明".to_owned(),
        "18:31 accept cart".to_owned(),
        "18:32 fly cart".to_owned(),
    ];
    let error = play(&evening(), 1, &steps).unwrap_err();
    assert_eq!((error.line, error.text.as_str()), (3, "18:32 fly cart"));
}

#[test]
fn broken_shifts_are_told_with_their_mistakes() {
    let path = home().join("assets/packs/platform/evening.ron");
    let text = read_text(&path).unwrap();
    let codes = |right: &str, wrong: &str| -> Vec<&'static str> {
        assert!(text.contains(right), "{right}");
        let text = text.replacen(right, wrong, 1);
        let file = PackText {
            path: "evening.ron",
            text: &text,
        };
        let found = Shift::load(file).expect_err(wrong);
        found.iter().map(|one| one.code).collect()
    };
    assert_eq!(
        codes("unit(\"district_office\")", "unit(\"navy\")"),
        ["pack-unknown-id"]
    );
    assert_eq!(
        codes("right: merge(\"cart\")", "right: merge(\"later\")"),
        ["pack-unknown-id"]
    );
    assert_eq!(codes("id: \"lamp\"", "id: \"cart\""), ["pack-duplicate-id"]);
    assert_eq!(
        codes("arrives_min: 4", "arrives_min: 400"),
        ["pack-out-of-range", "pack-out-of-range"]
    );
    assert_eq!(codes("ours: true", "ours: false"), ["pack-out-of-range"]);
}

// ── Changes of law ──────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn the_changes_of_2026_touch_what_they_repealed_and_nothing_shipped_waits() {
    let changes = &content().context.changes;
    let ids: Vec<&str> = changes.changes.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["2026-01-security", "2026-08-code"]);
    let law = &content().packs.law;
    for row in law.laws() {
        let Some(until) = row.valid_until else {
            continue;
        };
        if until < Date::new(2025, 12, 31).unwrap() || row.superseded_by.is_empty() {
            continue;
        }
        let touched = changes
            .changes
            .iter()
            .flat_map(|one| &one.touches)
            .find(|one| one.was == row.id)
            .unwrap_or_else(|| panic!("{}: no change touches it", row.id));
        assert_eq!(touched.now, row.superseded_by, "{}", row.id);
    }
    for shipped in cases() {
        let stale: Vec<&str> = shipped
            .case
            .criteria
            .iter()
            .filter(|one| one.stale.is_some())
            .map(|one| one.id.as_str())
            .collect();
        assert_eq!(stale, Vec::<&str>::new(), "{}", shipped.case.id);
    }
}

#[test]
fn a_touched_criterion_is_red_until_two_persons_sign_the_words_as_they_stand() {
    let mut texts = read_case(&home().join("scenarios/street-vendor")).unwrap();
    let scenario = texts.scenario.as_mut().unwrap();
    let right = r#"law: ["APL-2021-6", "BFE-2023-23"]"#;
    assert_eq!(scenario.matches(right).count(), 1);
    *scenario = scenario.replace(right, r#"law: ["APL-2021-6", "AIR-2018-69"]"#);
    let mut context = content().context.clone();
    let loaded = |context: &_| load(&texts, context);
    let first = loaded(&context);
    // The repealed article is an error of its own; the criterion waits besides.
    let codes: BTreeSet<&str> = first.found.iter().map(|one| one.code).collect();
    assert!(
        codes.contains("SW0404") && codes.contains("SW0409"),
        "{codes:?}"
    );
    // The same words under a law in force that a later change touches: only the signatures are missing.
    let scenario = texts.scenario.clone().unwrap();
    let scenario = scenario.replace("AIR-2018-69", "BFE-2023-23");
    let mut change = context.changes.changes[1].clone();
    change.touches.clear();
    change.touches.push(streetwise::domain::packs::Touched {
        was: "BFE-2023-23".to_owned(),
        now: vec!["BFE-2023-26".to_owned()],
    });
    let case_id = "street-vendor";
    texts.scenario = Some(scenario);
    context.changes = LawChanges::new(vec![change.clone()], Vec::new());
    let red = |context: &_| -> Vec<String> {
        load(&texts, context)
            .found
            .iter()
            .filter(|one| one.code == "SW0409")
            .flat_map(|one| one.args.iter().filter(|arg| arg.0 == "word"))
            .map(|arg| arg.1.clone())
            .collect()
    };
    let touched = red(&context);
    assert!(
        touched.contains(&"harm_explained".to_owned()),
        "{touched:?}"
    );
    let case = load(&texts, &context)
        .case
        .expect("a warning forbids no playing");
    let criterion = case
        .criteria
        .iter()
        .find(|one| one.id == "harm_explained")
        .unwrap();
    let sign = |by: &str, digest: &str| Signature {
        change: change.id.clone(),
        case: case_id.to_owned(),
        criterion: "harm_explained".to_owned(),
        digest: digest.to_owned(),
        by: by.to_owned(),
        at: "2026-09-01T09:00:00+08:00".to_owned(),
    };
    let fits = digest(criterion);
    for (signed, open) in [
        (vec![sign("reviewer-1", &fits)], true),
        (
            vec![sign("reviewer-1", &fits), sign("reviewer-1", &fits)],
            true,
        ),
        (
            vec![
                sign("reviewer-1", &fits),
                sign("reviewer-2", "0123456789abcdef"),
            ],
            true,
        ),
        (vec![sign("reviewer-1", &fits), sign(" ", &fits)], true),
        // One person, however the name was typed.
        (
            [
                "reviewer-1",
                "REVIEWER-1",
                " reviewer - 1",
                "ｒｅｖｉｅｗｅｒ－１",
                "reviewer\u{200b}-1",
            ]
            .map(|by| sign(by, &fits))
            .to_vec(),
            true,
        ),
        (
            vec![sign("reviewer-1", &fits), sign("reviewer-2", &fits)],
            false,
        ),
    ] {
        context.changes = LawChanges::new(vec![change.clone()], signed.clone());
        let still = red(&context).contains(&"harm_explained".to_owned());
        assert_eq!(still, open, "{signed:?}");
    }
    // A red criterion counts for nothing by itself.
    let shipped = &cases()[cases()
        .iter()
        .position(|one| one.case.id == case_id)
        .unwrap()];
    let read = |text: &str| shipped::read(&case, text);
    let stage = Theatre {
        case: &case,
        rules: &content().rules,
        understand: &read,
        versions: &shipped.versions,
    };
    let run = rehearse(stage, shipped.walkthrough("ideal-1"), false).unwrap();
    let item = run
        .assessment
        .items
        .iter()
        .find(|one| one.id == "harm_explained")
        .unwrap();
    assert_eq!(item.verdict, Verdict::Review);
}

#[test]
fn the_changes_of_2026_turn_red_whatever_still_cites_the_old_article() {
    // Shipped criteria cite the articles that took over. Put back to the ones before, as whoever wrote them earlier had them,
    // every one of them waits for two persons, by the change files as they are shipped; and nothing else does.
    let shipped_changes = &content().context.changes.changes;
    assert!(shipped_changes.iter().any(|one| one.id == "2026-08-code"));
    let mut turned: BTreeSet<&str> = BTreeSet::new();
    for change in shipped_changes {
        for touched in &change.touches {
            let [now] = touched.now.as_slice() else {
                continue;
            };
            for shipped in cases() {
                let cites = |one: &&streetwise::domain::scenario::model::Criterion| {
                    one.law.iter().any(|law| law == now)
                };
                let citing: BTreeSet<String> = shipped
                    .case
                    .criteria
                    .iter()
                    .filter(cites)
                    .map(|one| one.id.clone())
                    .collect();
                if citing.is_empty() {
                    continue;
                }
                let folder = home().join("scenarios").join(&shipped.case.id);
                let mut texts = read_case(&folder).unwrap();
                let scenario = texts.scenario.take().unwrap();
                let back = scenario.replace(&format!("\"{now}\""), &format!("\"{}\"", touched.was));
                texts.scenario = Some(back);
                let found = load(&texts, &content().context).found;
                let arg = |name: &str| -> BTreeSet<String> {
                    let waiting = found.iter().filter(|one| one.code == "SW0409");
                    waiting
                        .flat_map(|one| one.args.iter().filter(|arg| arg.0 == name))
                        .map(|arg| arg.1.clone())
                        .collect()
                };
                assert_eq!(arg("word"), citing, "{} {now}", shipped.case.id);
                assert_eq!(arg("change"), BTreeSet::from([change.id.clone()]));
                assert_eq!(arg("now"), BTreeSet::from([now.clone()]));
                turned.insert(&change.id);
            }
        }
    }
    assert!(turned.contains("2026-08-code"), "{turned:?}");
    // As shipped, nothing waits.
    for shipped in cases() {
        assert!(shipped.case.criteria.iter().all(|one| one.stale.is_none()));
    }
}

/// No shipped criterion cites the article on obstruction, so that the change of January is seen on a copy: whatever cites the
/// old article there waits for two persons and names the change as it is shipped.
#[test]
fn the_change_of_january_turns_a_criterion_of_a_copy_red() {
    let (old, new, change) = ("PSL-2012-50", "PSL-2025-61", "2026-01-security");
    let cited = "APL-2021-55";
    let mut texts = read_case(&home().join("scenarios/street-vendor")).unwrap();
    let scenario = texts.scenario.take().unwrap();
    let shipped = cases().iter().find(|one| one.case.id == "street-vendor");
    // What all cases share stands in no copy of one.
    let shared = &content().packs.conduct.critical;
    let criteria = shipped.expect("the case").case.criteria.iter();
    let citing: BTreeSet<String> = criteria
        .filter(|one| one.law.iter().any(|id| id == cited))
        .filter(|one| !shared.iter().any(|other| other.id == one.id))
        .map(|one| one.id.clone())
        .collect();
    assert!(citing.len() >= 3, "{citing:?}");
    let turned = |law: &str| {
        let mut texts = texts.clone();
        texts.scenario = Some(scenario.replace(&format!("\"{cited}\""), &format!("\"{law}\"")));
        let found = load(&texts, &content().context).found;
        let waiting = found.iter().filter(|one| {
            one.code == "SW0409" && one.args.contains(&("change", change.to_owned()))
        });
        let names = waiting.flat_map(|one| one.args.iter().filter(|arg| arg.0 == "word"));
        names.map(|arg| arg.1.clone()).collect::<BTreeSet<String>>()
    };
    assert_eq!(turned(old), citing);
    assert_eq!(turned(new), BTreeSet::new(), "the article in force");
}

#[test]
fn a_later_change_of_an_article_that_shipped_criteria_cite_turns_them_red() {
    // The dust article changes again, the day before the case: every criterion that cites it waits, the others do not.
    let mut context = content().context.clone();
    let mut change = context.changes.changes[0].clone();
    change.id = "again".to_owned();
    change.in_force = Date::new(2026, 9, 7).unwrap();
    change.touches = vec![streetwise::domain::packs::Touched {
        was: "EEC-2026-240".to_owned(),
        now: Vec::new(),
    }];
    context.changes = LawChanges::new(vec![change], Vec::new());
    let texts = read_case(&home().join("scenarios/construction-dust")).unwrap();
    let case = load(&texts, &context).case.expect("a warning only");
    let (red, calm): (Vec<_>, Vec<_>) = case
        .criteria
        .iter()
        .partition(|one| one.law.iter().any(|law| law == "EEC-2026-240"));
    assert!(red.len() >= 3 && calm.len() >= 3);
    assert!(red.iter().all(|one| one.stale.as_deref() == Some("again")));
    assert!(calm.iter().all(|one| one.stale.is_none()));
}

// ── Convenience map ─────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn fourteen_kinds_of_service_points_lie_around_every_place() {
    for bureau in ["liuzhou", "demo-city"] {
        let packs = streetwise::content::Content::load(&home(), bureau)
            .unwrap()
            .packs;
        let kinds: BTreeSet<PointKind> = packs.bureau.points.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, PointKind::ALL.into_iter().collect(), "{bureau}");
        for shipped in cases() {
            let near = around(&packs.bureau.points, &shipped.case.place);
            let kinds: BTreeSet<PointKind> = near.iter().map(|one| one.kind).collect();
            assert_eq!(
                kinds,
                PointKind::ALL.into_iter().collect(),
                "{bureau} {}",
                shipped.case.place
            );
            // A map of another part of the city is no map of this one.
            assert!(near.iter().all(|one| one.is_near(&shipped.case.place)));
            assert!(near.len() < packs.bureau.points.len());
        }
        for point in &packs.bureau.points {
            assert!(!point.called.is_empty(), "{bureau} {}", point.id);
            // What is said aloud and what is computed with agree on whether the point ever closes.
            let always = point.hours.en == "all day";
            let three = Stamp::read("2026-09-16 03:00").unwrap();
            assert!(!always || point.is_open(three), "{bureau} {}", point.id);
        }
    }
    let bureau = &content().packs.bureau;
    let garage = bureau.point("main_garage").unwrap();
    assert_ne!(
        garage.distance_from("longcheng_passage"),
        garage.distance_from("malu_hill_pavement")
    );
}

/// The first level of the street vendor at some minute of the day, with these words where a way out is offered: the verdict
/// of that criterion, and the offers that do not hold.
fn offered(clock_min: u32, words: &str, sure: u16) -> (Verdict, Vec<Offer>) {
    let shipped = cases()
        .iter()
        .find(|one| one.case.id == "street-vendor")
        .unwrap();
    let mut case = shipped.case.clone();
    case.clock_min = clock_min;
    let read = |text: &str| shipped::read(&case, text);
    let stage = Theatre {
        case: &case,
        rules: &content().rules,
        understand: &read,
        versions: &shipped.versions,
    };
    let mut file = shipped.walkthrough("ideal-1").clone();
    for step in &mut file.steps {
        if let Step::Say(text) = step
            && text.contains("疏导点")
        {
            *step = if sure < 1000 {
                Step::Mumble(words.to_owned(), sure)
            } else {
                Step::Say(words.to_owned())
            };
        }
    }
    let run = rehearse(stage, &file, false).unwrap();
    let item = run
        .assessment
        .items
        .iter()
        .find(|one| one.id == "alternative_named")
        .unwrap();
    (item.verdict, run.assessment.offers)
}

const EVENING: u32 = 18 * 60 + 40;

#[test]
fn an_offered_place_must_exist_and_be_open() {
    // The farmers' corner closes at noon, and no hour was named.
    let (verdict, offers) = offered(EVENING, "您可以到青云菜市去卖，我带您过去。", 1000);
    assert_eq!(verdict, Verdict::Missed, "{offers:?}");
    assert_eq!(offers[0].fault, OfferFault::Closed);
    assert_eq!(offers[0].point.as_deref(), Some("farmer_corner"));
    assert_eq!(offers[0].instead.as_deref(), Some("night_market"));
    // Open at weekends only, and the case plays on a Friday; another one of its kind is open.
    for words in [
        "您可以到滨江东路疏导点去卖，我带您过去。",
        "您可以到滨江那边的疏导点去卖，我带您过去。",
        "You can sell at the riverside vendor point, I walk you there.",
    ] {
        let offer = faulty(words, Verdict::Missed, OfferFault::Closed);
        assert_eq!(offer.point.as_deref(), Some("riverside_vendor_point"));
        assert_eq!(offer.instead.as_deref(), Some("evening_vendor_point"));
    }
    let (verdict, offers) = offered(9 * 60, "您可以到青云菜市去卖，我带您过去。", 1000);
    assert_eq!(
        (verdict, offers.len()),
        (Verdict::Met, 0),
        "open in the morning"
    );
}

#[test]
fn a_good_offer_earns_its_points_however_it_is_worded() {
    for words in [
        "前面的便民疏导点傍晚六点以后可以进场，我带您过去。",
        "前面三百米的便民疏导点六点以后可以进场，我带您过去。",
        "您可以到便民疏导点去卖，五点到十一点都开着，我带您过去。",
        "现在六点多了，您到前面的便民疏导点去卖，晚上十一点关门。",
        "您可以去风情港夜市摆，晚上六点到凌晨一点开，离这里一公里多。",
        "您可以去风情港夜市摆，离这里1200米，我帮您推过去。",
        "明天早上六点到十二点您可以到青云菜市去卖。",
        "青云菜市早上六点开，您可以到那里去卖。",
        "您可以到便民疏导点去卖，几百米就到，我带您过去。",
        "您可以去风情港夜市摆，走十五分钟就到，我帮您推过去。",
        "您可以到便民疏导点去卖，半里路就到，我带您过去。",
        "您可以去风情港夜市摆，坐两站路就到。",
        "周末您可以到滨江东路疏导点去卖，我带您过去。",
        "明天您可以到滨江东路疏导点去卖。",
        "您可以到步行街后面的便民疏导点去卖，我带您过去。",
        "您可以到我们街道办的便民疏导点去卖，我带您过去。",
        "You can sell at the night market, it is half a mile from here.",
        "You can sell at the vendor point ahead, it opens at five in the evening.",
        "You can sell at the vendor point three hundred metres on, from five to eleven in the evening.",
        "You can sell at the night market, it opens at 6 pm.",
    ] {
        let (verdict, offers) = offered(EVENING, words, 1000);
        assert_eq!((verdict, offers), (Verdict::Met, Vec::new()), "{words}");
    }
}

/// The first offer that does not hold, after words that were surely heard.
fn faulty(words: &str, verdict: Verdict, fault: OfferFault) -> Offer {
    let (given, offers) = offered(EVENING, words, 1000);
    assert_eq!(given, verdict, "{words}: {offers:?}");
    assert_eq!(offers[0].fault, fault, "{words}");
    offers[0].clone()
}

#[test]
fn an_hour_at_which_the_place_is_closed_helps_nobody() {
    for words in [
        "前面的便民疏导点凌晨三点可以进场，我带您过去。",
        "您可以到便民疏导点去卖，早上八点到中午十二点开。",
        "明天下午三点您可以到青云菜市去卖。",
        "您可以去风情港夜市摆，中午十二点开。",
        "You can sell at the vendor point ahead, it opens at nine in the morning.",
        "You can sell at the night market, from 10 am to 4 pm.",
        // Open at weekends, and the case plays on a Friday.
        "您可以到滨江东路疏导点去卖，晚上七点可以进场。",
        "今晚八点您可以到滨江东路便民疏导点去卖。",
        "周五晚上七点您可以到滨江东路疏导点去卖。",
    ] {
        let offer = faulty(words, Verdict::Missed, OfferFault::Hour);
        assert!(offer.point.is_some());
    }
    // Not surely heard, it may have been another hour.
    let (verdict, _) = offered(
        EVENING,
        "前面的便民疏导点凌晨三点可以进场，我带您过去。",
        400,
    );
    assert_eq!(verdict, Verdict::Review);
}

#[test]
fn a_distance_far_off_is_for_a_person() {
    for (words, point) in [
        (
            "前面三公里的便民疏导点六点以后可以进场，我带您过去。",
            "evening_vendor_point",
        ),
        ("风情港夜市走一百米就到，您可以到那里去卖。", "night_market"),
        (
            "You can sell at the night market, one hundred metres from here.",
            "night_market",
        ),
        (
            "前面三里路的便民疏导点六点以后可以进场，我带您过去。",
            "evening_vendor_point",
        ),
        ("风情港夜市走一分钟就到，您可以到那里去卖。", "night_market"),
        (
            "You can sell at the night market, it is a minute's walk.",
            "night_market",
        ),
        (
            "You can sell at the vendor point, it is half a mile from here.",
            "evening_vendor_point",
        ),
    ] {
        let offer = faulty(words, Verdict::Review, OfferFault::Distance);
        assert_eq!(offer.instead.as_deref(), Some(point), "{words}");
    }
}

#[test]
fn a_place_nobody_knows_is_for_a_person() {
    for words in [
        "您可以到幸福广场去卖，我带您过去。",
        "您去团结路摆吧，那里可以摆，我带您过去。",
        // A name of his own before a kind that the map has.
        "您可以到人民广场夜市去卖，我带您过去。",
        "您可以到团结路便民疏导点去卖，我带您过去。",
        "You can sell at the People's Square night market, I walk you there.",
        "You can sell your fruit at Happiness Square, I walk you there.",
    ] {
        let offer = faulty(words, Verdict::Review, OfferFault::Unknown);
        assert_eq!((offer.point, offer.instead), (None, None), "{words}");
    }
}

// ── Partner ─────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn a_partner_who_errs_must_be_stopped_in_time_and_made_good() {
    let mut texts = read_case(&home().join("scenarios/street-vendor")).unwrap();
    let scenario = texts.scenario.as_mut().unwrap();
    // Whatever the weather, so that no seed is needed.
    let drawn = r#"on: [Said(act: "state_facts", to: "party")], when: Drawn("weather", "sultry")"#;
    assert_eq!(scenario.matches(drawn).count(), 1);
    *scenario = scenario.replace(drawn, r#"on: [Said(act: "state_facts", to: "party")]"#);
    let case = load(&texts, &content().context).case.expect("a case");
    let versions = content().versions_for(&case.version);
    let ideal = cases()
        .iter()
        .find(|one| one.case.id == "street-vendor")
        .unwrap()
        .walkthrough("ideal-2");
    let marked = |steps: Vec<Step>| {
        let read = |text: &str| shipped::read(&case, text);
        let stage = Theatre {
            case: &case,
            rules: &content().rules,
            understand: &read,
            versions: &versions,
        };
        let mut file = ideal.clone();
        file.steps = steps;
        rehearse(stage, &file, false).unwrap().assessment
    };
    let asked = ["partner_noticed", "partner_stopped", "partner_good"];
    let verdicts = |steps: Vec<Step>| -> [Verdict; 3] {
        let mark = marked(steps);
        asked.map(|id| {
            let mut items = mark.items.iter();
            items.find(|one| one.id == id).expect(id).verdict
        })
    };
    let mean = |act: &str| Step::Mean(vec![act.to_owned()]);
    let stop = || Step::DoTo("stop_partner".to_owned(), "xiaowei".to_owned());
    let facts = || mean("state_facts");
    let soothe = || mean("empathise");
    let (met, not) = (Verdict::Met, Verdict::Breached);
    assert_eq!(verdicts(vec![facts(), stop(), soothe()]), [met, met, met]);
    assert_eq!(
        verdicts(vec![facts(), stop()]),
        [met, met, not],
        "stopped and not made good"
    );
    let away = || Step::MeanTo("xiaowei".to_owned(), vec!["state_facts".to_owned()]);
    assert_eq!(
        verdicts(vec![facts(), away(), soothe()]),
        [met, not, not],
        "turned to, and let be"
    );
    assert_eq!(
        verdicts(vec![facts(), Step::Wait(30), stop(), soothe()]),
        [not, not, met],
        "stopped too late"
    );
    let mut late = vec![facts(), stop()];
    late.extend((0..11).map(|_| mean("greet")));
    late.push(soothe());
    assert_eq!(
        verdicts(late),
        [met, met, not],
        "a word that comes too late"
    );
    assert_eq!(
        verdicts(vec![facts(), Step::Wait(30), soothe()]),
        [not, not, not],
        "never stopped"
    );
    // Nothing went wrong: nothing is asked, and nobody is given points for it.
    let quiet = marked(vec![mean("greet")]);
    assert!(
        quiet
            .items
            .iter()
            .all(|one| !asked.contains(&one.id.as_str()))
    );
    let of = |mark: &Assessment| -> i32 { mark.items.iter().map(|one| one.of).sum() };
    let points: i32 = case
        .criteria_on(2)
        .filter(|one| asked.contains(&one.id.as_str()))
        .map(|one| one.points)
        .sum();
    assert_eq!((of(&quiet), points > 0), (100 - points, true));
    assert_eq!(of(&marked(vec![facts(), stop()])), 100);
}

#[test]
fn wherever_a_partner_may_err_all_three_are_asked_for_with_points() {
    for shipped in cases() {
        let case = &shipped.case;
        for level in &case.levels {
            let points = |id: &str| -> i32 {
                let items = case.criteria_on(level.level).filter(|one| one.id == id);
                items.map(|one| one.points).sum()
            };
            let asked = ["partner_noticed", "partner_stopped", "partner_good"].map(points);
            let may_err = case
                .beats
                .iter()
                .filter(|beat| beat.levels.has(level.level))
                .any(|beat| {
                    beat.id.starts_with("partner_") && beat.id.ends_with("_noticed_happens")
                });
            assert_eq!(
                asked.map(|points| points > 0),
                [may_err; 3],
                "{} level {}",
                case.id,
                level.level
            );
        }
        let errs = |level: u8| {
            case.criteria_on(level)
                .any(|one| one.id == "partner_stopped")
        };
        assert!(errs(3) || case.levels.len() < 3, "{}: level 3", case.id);
    }
}

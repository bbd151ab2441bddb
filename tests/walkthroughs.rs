//! Does every shipped walk-through keep its promises, once straight through and once saved and loaded before each step?

mod shipped;

use std::collections::BTreeSet;
use streetwise::domain::assessment::{Verdict, assess, lost};
use streetwise::domain::record::{parse, verify};
use streetwise::domain::rehearsal::rehearse;
use streetwise::domain::scenario::walkthrough::Kind;

#[test]
fn every_promise_is_kept_and_storage_changes_nothing() {
    let mut wrong = Vec::new();
    let mut played = 0;
    for shipped in shipped::cases() {
        let understand = |text: &str| shipped::read(&shipped.case, text);
        let stage = shipped.stage(&understand);
        for (name, file) in &shipped.walkthroughs {
            let straight = rehearse(stage, file, false).expect("level and party exist");
            let stored = rehearse(stage, file, true).expect("level and party exist");
            for broken in &straight.broken {
                wrong.push(format!("{} {name}: {broken:?}", shipped.case.id));
            }
            if straight.text != stored.text {
                wrong.push(format!(
                    "{} {name}: storage changed the run",
                    shipped.case.id
                ));
            }
            played += 1;
        }
    }
    assert!(played >= 60, "only {played} walk-throughs");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_recorded_run_plays_again_to_the_byte() {
    for shipped in shipped::cases() {
        let understand = |text: &str| shipped::read(&shipped.case, text);
        let stage = shipped.stage(&understand);
        for (name, file) in &shipped.walkthroughs {
            let run = rehearse(stage, file, false).expect("level and party exist");
            let record = parse(&run.text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(record, run.record, "{name}");
            if let Err(difference) = verify(&shipped.case, stage.rules, &record) {
                panic!("{} {name}: {difference:?}", shipped.case.id);
            }
        }
    }
}

/// Who watches a running case is told that a step is missed only when nothing can bring it back.
#[test]
fn what_is_told_lost_on_the_way_is_never_met_in_the_end() {
    let (mut told, mut looks) = (BTreeSet::new(), 0);
    for shipped in shipped::cases() {
        let understand = |text: &str| shipped::read(&shipped.case, text);
        let stage = shipped.stage(&understand);
        for (name, file) in &shipped.walkthroughs {
            let run = rehearse(stage, file, false).expect("level and party exist");
            let whole = assess(&shipped.case, &run.record, stage.versions);
            let mut before = run.record.clone();
            let events = std::mem::take(&mut before.events);
            for (at, event) in events.iter().enumerate() {
                before.events.push(event.clone());
                let is_whole = events.get(at + 1).is_none_or(|next| next.at > event.at);
                if at % 12 != 0 || !is_whole {
                    continue;
                }
                looks += 1;
                // As late as the station may have told, which is just before something else happens.
                let now = events.get(at + 1).map_or(event.at, |next| next.at);
                for id in lost(&shipped.case, &before, now) {
                    let item = whole.items.iter().find(|one| one.id == id);
                    assert!(
                        item.is_some_and(|one| one.verdict != Verdict::Met),
                        "{} {name}: {id} was told lost at {now:?}",
                        shipped.case.id
                    );
                    told.insert((shipped.case.id.clone(), id));
                }
            }
        }
    }
    assert!(looks > 1_000, "only {looks} looks");
    assert!(told.len() > 20, "hardly anything is ever told: {told:?}");
}

#[test]
fn every_case_shows_what_a_case_must_show() {
    for shipped in shipped::cases() {
        let has = |kind: Kind| shipped.walkthroughs.iter().any(|one| one.1.kind == kind);
        for kind in [
            Kind::Ideal,
            Kind::MinimalPass,
            Kind::Critical,
            Kind::Silence,
            Kind::Babble,
            Kind::Ending,
        ] {
            assert!(has(kind), "{}: {kind:?}", shipped.case.id);
        }
        assert_eq!(shipped.case.levels.len(), 3, "{}", shipped.case.id);
        assert!(shipped.case.lines.len() >= 60, "{}", shipped.case.id);
        assert!(shipped.case.endings.len() >= 5, "{}", shipped.case.id);
    }
}

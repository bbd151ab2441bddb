//! Does every shipped walk-through keep its promises, once straight through and once saved and loaded before each step?

mod shipped;

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

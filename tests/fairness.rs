//! Is what was said but not heard never held against anybody?

mod shipped;

use streetwise::domain::assessment::Verdict;
use streetwise::domain::record::Moment;
use streetwise::domain::rehearsal::{Run, rehearse};
use streetwise::domain::scenario::walkthrough::{Expect, Kind, Step, WalkthroughFile};
use streetwise::domain::session::Effect;

/// The walk-through with the words of one step heard badly.
fn mumbled(file: &WalkthroughFile, at: usize, sure: u16) -> Option<WalkthroughFile> {
    let mut file = WalkthroughFile {
        expect: Expect::default(),
        ..file.clone()
    };
    match &file.steps[at] {
        Step::Say(text) => {
            file.steps[at] = Step::Mumble(text.clone(), sure);
            Some(file)
        }
        _ => None,
    }
}

/// Inputs the case took.
fn taken(run: &Run) -> usize {
    let of = |test: &dyn Fn(&Moment) -> bool| {
        run.record
            .events
            .iter()
            .filter(|event| test(&event.what))
            .count()
    };
    of(&|what| matches!(what, Moment::In(_)))
        - of(&|what| {
            matches!(
                what,
                Moment::Out(Effect::Refused { .. } | Effect::PaperLacks { .. })
            )
        })
}

#[test]
fn words_heard_badly_put_items_under_review_and_cost_nothing() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for shipped in shipped::cases() {
        let understand = |text: &str| shipped::read(&shipped.case, text);
        let stage = shipped.stage(&understand);
        for (name, file) in shipped
            .walkthroughs
            .iter()
            .filter(|one| one.1.kind == Kind::Ideal)
        {
            let straight = rehearse(stage, file, false).expect("a run");
            let clean = straight.assessment.clone();
            for at in 0..file.steps.len() {
                for sure in [0, 300, 450, 590] {
                    let Some(noisy) = mumbled(file, at, sure) else {
                        continue;
                    };
                    let run = rehearse(stage, &noisy, false).expect("a run");
                    // Where people answered so differently that later deeds were no longer taken, it is another run.
                    if taken(&run) != taken(&straight) {
                        continue;
                    }
                    compared += 1;
                    let mark = run.assessment;
                    for (now, before) in mark.items.iter().zip(&clean.items) {
                        let lost = before.verdict == Verdict::Met
                            && matches!(now.verdict, Verdict::Missed | Verdict::Breached);
                        if lost {
                            wrong.push(format!(
                                "{name} step {at} at {sure}: {} {:?}",
                                now.id, now.verdict
                            ));
                        }
                    }
                }
            }
        }
    }
    wrong.sort();
    assert!(compared > 300, "only {compared} runs compared");
    assert!(
        wrong.is_empty(),
        "{} of\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

#[test]
fn clean_speech_leaves_hardly_anything_under_review() {
    let (mut items, mut review) = (0, 0);
    for shipped in shipped::cases() {
        let understand = |text: &str| shipped::read(&shipped.case, text);
        for (_, file) in &shipped.walkthroughs {
            let mumbles = file
                .steps
                .iter()
                .any(|step| matches!(step, Step::Mumble(..)));
            if mumbles {
                continue;
            }
            let mark = rehearse(shipped.stage(&understand), file, false)
                .expect("a run")
                .assessment;
            items += mark.items.len();
            review += mark.review.len();
        }
    }
    assert!(
        review * 20 <= items,
        "{review} of {items} items under review"
    );
}

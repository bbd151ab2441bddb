//! Is what was said but not heard never held against anybody?

mod shipped;

use shipped::Shipped;
use std::sync::OnceLock;
use streetwise::domain::act::Act;
use streetwise::domain::assessment::Verdict;
use streetwise::domain::ids::{Language, Permille};
use streetwise::domain::record::Moment;
use streetwise::domain::rehearsal::{Run, moved_by_noise, rehearse, rehearse_through};
use streetwise::domain::scenario::walkthrough::{Expect, Kind, Step, WalkthroughFile};
use streetwise::domain::session::{Effect, Input};
use streetwise::domain::understanding::ActReading;
use streetwise::domain::understanding::chance::Chance;
use streetwise::domain::understanding::measure::labelled_lines;
use streetwise::domain::understanding::noise::Noise;
use streetwise::files::{list, read_text};

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

/// What an ideal walk-through loses when one of its sentences is heard badly, and how many runs were compared.
fn lost_by_mumbling(shipped: &Shipped) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    let mut compared = 0;
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
                for before in &clean.items {
                    // What is no longer asked of the run is not held against it either.
                    let Some(now) = mark.items.iter().find(|one| one.id == before.id) else {
                        continue;
                    };
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
    (wrong, compared)
}

#[test]
fn words_heard_badly_put_items_under_review_and_cost_nothing() {
    let cases = shipped::cases();
    // The longest test of all: every case has a thread.
    let lost: Vec<_> = std::thread::scope(|scope| {
        let runs: Vec<_> = cases
            .iter()
            .map(|shipped| scope.spawn(move || lost_by_mumbling(shipped)))
            .collect();
        runs.into_iter()
            .map(|run| run.join().expect("a run"))
            .collect()
    });
    let compared: usize = lost.iter().map(|one| one.1).sum();
    let mut wrong: Vec<String> = lost.into_iter().flat_map(|one| one.0).collect();
    wrong.sort();
    assert!(compared > 300, "only {compared} runs compared");
    assert!(
        wrong.is_empty(),
        "{} of\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

/// One sentence that was heard surely and only half understood, before anything else and after everything: it may have been
/// what it was read as, and nothing besides. It must neither wipe out a red line nor the half of a mark.
#[test]
fn one_half_understood_sentence_erases_no_red_line() {
    const HALF: &str = "嗯那个我们这边的意思大家心里有数就是这么个情况";
    let mut wrong = Vec::new();
    let mut compared = 0;
    let acts = [Act::Greet, Act::CalmDown];
    for (shipped, act) in shipped::cases()
        .iter()
        .flat_map(|one| acts.map(|act| (one, act)))
    {
        let understand = |text: &str| {
            let mut reading = shipped::read(&shipped.case, text);
            if text == HALF {
                reading.acts = vec![ActReading {
                    act,
                    sure: Permille(272),
                    why: String::new(),
                }];
            }
            reading
        };
        let stage = shipped.stage(&understand);
        let critical = shipped
            .walkthroughs
            .iter()
            .filter(|one| one.1.kind == Kind::Critical);
        for (name, file) in critical {
            let plain = rehearse(stage, file, false).expect("a run").assessment;
            let talks = |step: &Step| matches!(step, Step::Say(_) | Step::SayTo(..));
            let last = file.steps.iter().rposition(talks).map_or(0, |at| at + 1);
            for at in [0, last] {
                let mut talked = WalkthroughFile {
                    expect: Expect::default(),
                    ..file.clone()
                };
                talked.steps.insert(at, Step::Say(HALF.to_owned()));
                let mark = rehearse(stage, &talked, false).expect("a run").assessment;
                compared += 1;
                for red in &plain.critical {
                    if !mark.critical.contains(red) {
                        wrong.push(format!(
                            "{name} with half a {} at {at}: no {red}",
                            act.name()
                        ));
                    }
                }
            }
        }
    }
    assert!(compared > 100, "only {compared} runs compared");
    assert!(
        wrong.is_empty(),
        "{} of {compared}\n{}",
        wrong.len(),
        wrong.join("\n")
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

/// What was heard and what it was taken for, for whoever looks into a mark that moved.
fn misread(run: &Run) -> Vec<(u64, String)> {
    run.record
        .events
        .iter()
        .filter_map(|event| match &event.what {
            Moment::In(Input::Said(heard)) => Some((
                event.at.0,
                format!(
                    "{} {:?}",
                    heard.text,
                    heard
                        .reading
                        .acts
                        .iter()
                        .map(|one| (one.act.name(), one.sure.0))
                        .collect::<Vec<_>>()
                ),
            )),
            _ => None,
        })
        .collect()
}

/// How far a channel of sound-alikes moves the mark of an ideal walk-through, in percent points: most, and sum over runs.
fn moved(keeps_marks: bool) -> (u32, u32, u32, Vec<String>) {
    let noise = noise();
    let (mut most, mut sum, mut runs, mut breached) = (0, 0, 0, Vec::new());
    for shipped in shipped::cases() {
        let understand = |text: &str| shipped::read(&shipped.case, text);
        let stage = shipped.stage(&understand);
        let ideals = shipped
            .walkthroughs
            .iter()
            .filter(|one| one.1.kind == Kind::Ideal && one.1.lang == Language::Zh);
        for (name, file) in ideals {
            let clean = rehearse(stage, file, false).expect("a run").assessment;
            for seed in 0..3 {
                let mut chance = Chance::new(seed);
                let mut channel = |text: &str| through(noise, text, keeps_marks, &mut chance);
                let noisy = rehearse_through(stage, file, &mut channel, 2).expect("a run");
                let moved = moved_by_noise(&clean, &noisy.assessment);
                most = most.max(moved.by());
                sum += moved.by();
                runs += 1;
                if moved.by() > 2 {
                    println!(
                        "{} {name} seed {seed}: {} → {}, {} → {}, lost {:?}",
                        shipped.case.id,
                        moved.clean,
                        moved.noisy,
                        clean.outcome,
                        noisy.assessment.outcome,
                        moved.lost
                    );
                    for item in &moved.breached {
                        let item = noisy.assessment.items.iter().find(|one| one.id == *item);
                        println!("  breached by {:?}", item.map(|one| &one.evidence));
                    }
                    for (at, text) in misread(&noisy) {
                        println!("  {at}: {text}");
                    }
                }
                breached.extend(
                    moved
                        .breached
                        .iter()
                        .map(|item| format!("{} {name} seed {seed}: {item}", shipped.case.id)),
                );
            }
        }
    }
    (most, sum, runs, breached)
}

/// One character in ten becomes another of the same sound.
fn through(noise: &Noise, text: &str, keeps_marks: bool, chance: &mut Chance) -> String {
    if !keeps_marks {
        return noise.heard(text, Language::Zh, 100, chance);
    }
    text.split_inclusive(|c: char| !c.is_alphanumeric())
        .map(|part| {
            let clause = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            noise.heard(clause, Language::Zh, 100, chance) + &part[clause.len()..]
        })
        .collect()
}

fn noise() -> &'static Noise {
    static NOISE: OnceLock<Noise> = OnceLock::new();
    NOISE.get_or_init(|| {
        let folder = shipped::home().join("assets/packs/lexicon/material");
        let lines: Vec<_> = list(&folder, "tsv")
            .iter()
            .flat_map(|path| labelled_lines(&read_text(path).expect("material")).expect("lines"))
            .collect();
        Noise::from_texts(lines.iter().map(|line| line.text.as_str()))
    })
}

#[test]
fn ten_per_cent_wrong_characters_hardly_move_a_mark() {
    let (most, sum, runs, breached) = moved(true);
    println!("characters: most {most}, sum {sum} in {runs} runs, breaches {breached:?}");
    assert!(
        breached.is_empty(),
        "nothing may be breached that was not done"
    );
    // Aim: at most 2 in every run; reached: 0 in all.
    assert!(sum <= runs, "mean {sum} / {runs}");
    assert!(most <= 2, "most {most}");
}

#[test]
fn lost_punctuation_besides_breaches_nothing() {
    let (most, sum, runs, breached) = moved(false);
    println!("characters and punctuation: most {most}, sum {sum} in {runs} runs");
    assert!(
        breached.is_empty(),
        "nothing may be breached that was not done: {breached:?}"
    );
    // Aim and reached: as above.
    assert!(sum <= runs, "mean {sum} / {runs}");
    assert!(most <= 2, "most {most}");
}

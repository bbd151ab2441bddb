//! Trying to get a mark that was not earned: from each ideal walk-through, leave out, slip in, say without doing, babble,
//! keep silent, and shorten until it just passes.

use super::moves::{LANG, Move};
use super::{Finding, Proof, Proved, parties};
use crate::domain::act::Act;
use crate::domain::assessment::{Assessment, Verdict};
use crate::domain::ids::{Bilingual, Millis};
use crate::domain::record::Moment;
use crate::domain::rehearsal::{Player, Stage, rehearsal_header, rehearse};
use crate::domain::scenario::model::Check;
use crate::domain::scenario::walkthrough::{Expect, Kind, Step, WalkthroughFile};
use crate::domain::session::Effect;
use crate::domain::understanding::Reading;
use std::collections::BTreeSet;

/// Acts no officer may leave out wherever the ideal shows them (K0 of the case catalogue).
const ALWAYS: &[Act] = &[
    Act::IdentifySelf,
    Act::ShowCertificate,
    Act::AnnounceRecording,
    Act::StateFacts,
    Act::CiteLaw,
];
/// A pass with fewer than this share of the ideal's inputs, in thousandths, is cheap.
const CHEAP_BELOW: usize = 350;
/// Sentences of babble tried.
const BABBLE_TURNS: usize = 60;

/// Tries everything.
pub(super) fn try_all(
    stage: Stage<'_>,
    walkthroughs: &[(String, WalkthroughFile)],
    critical_deeds: &BTreeSet<String>,
    share: &mut dyn FnMut() -> u32,
    proof: &mut Proof,
) {
    let mut ideals: Vec<&WalkthroughFile> = walkthroughs
        .iter()
        .map(|(_, file)| file)
        .filter(|file| file.kind == Kind::Ideal)
        .collect();
    // Of each level the ideal in the source language stands for all; its author reads the examples made from it.
    ideals.sort_by_key(|file| file.lang != LANG);
    let mut tried_levels = BTreeSet::new();
    for ideal in &ideals {
        // Half of the budget belongs to exploring; but one ideal is always tried, because what it shows is gravest.
        if share() >= 500 && !tried_levels.is_empty() {
            break;
        }
        let Some(mark) = marked(stage, ideal) else {
            continue;
        };
        if !mark.score.pass {
            note(
                proof,
                Finding::IdealFails,
                ideal,
                "ideal",
                ideal.steps.clone(),
            );
            continue;
        }
        leave_out(stage, ideal, &mark, proof);
        // Other languages of the same level differ in words only.
        if tried_levels.insert(ideal.level) {
            slip_in(stage, ideal, critical_deeds, proof);
            say_without_doing(stage, ideal, proof);
            other_levels(stage, ideal, proof);
            shorten(stage, ideal, share, proof);
        }
    }
    for level in &stage.case.levels {
        for party in parties(stage.case, level.level) {
            without_meaning(stage, level.level, &party, proof);
        }
    }
}

fn marked(stage: Stage<'_>, file: &WalkthroughFile) -> Option<Assessment> {
    rehearse(stage, file, false).ok().map(|run| run.assessment)
}

fn full(mark: &Assessment) -> bool {
    mark.score.points >= mark.items.iter().map(|item| item.of).sum() && mark.critical.is_empty()
}

fn with_steps(file: &WalkthroughFile, steps: Vec<Step>) -> WalkthroughFile {
    WalkthroughFile {
        kind: Kind::Other,
        steps,
        expect: Expect::default(),
        ..file.clone()
    }
}

/// Notes a finding with the way to it. What the ideal promised on its way need not hold on this one.
fn note(proof: &mut Proof, finding: Finding, like: &WalkthroughFile, what: &str, steps: Vec<Step>) {
    let steps = steps
        .into_iter()
        .filter(|step| !matches!(step, Step::See(_)))
        .collect();
    proof.found.push(Proved {
        finding,
        level: like.level,
        what: what.to_owned(),
        example: Some(with_steps(like, steps)),
    });
}

/// Full mark must not survive leaving out what is mandatory: an act with its deed, or a criterion that says so.
fn leave_out(stage: Stage<'_>, ideal: &WalkthroughFile, mark: &Assessment, proof: &mut Proof) {
    let mut mandatory: BTreeSet<Act> = ALWAYS.iter().copied().collect();
    for criterion in stage
        .case
        .criteria_on(ideal.level)
        .filter(|one| one.mandatory)
    {
        if let Some(met) = &criterion.met {
            acts_asked(met, &mut mandatory);
        }
    }
    for act in &mandatory {
        let deed = act.name();
        let steps: Vec<Step> = ideal
            .steps
            .iter()
            .filter(|step| match step {
                Step::Do(action) | Step::DoTo(action, _) => !action.starts_with(deed),
                Step::See(_) => false,
                _ => true,
            })
            .cloned()
            .collect();
        let spoken = ideal.steps.iter().any(|step| match step {
            Step::Say(text) | Step::Over(text) | Step::Talk(_, text) | Step::SayTo(_, text) => {
                does(&(stage.understand)(text), *act)
            }
            _ => false,
        });
        let seen = |step: &&Step| !matches!(step, Step::See(_));
        if !spoken && steps.len() == ideal.steps.iter().filter(seen).count() {
            continue;
        }
        let without = |text: &str| {
            let mut reading = (stage.understand)(text);
            reading.acts.retain(|one| one.act != *act);
            reading
        };
        let deaf = Stage {
            understand: &without,
            ..stage
        };
        let file = with_steps(ideal, steps);
        if marked(deaf, &file).is_some_and(|mark| full(&mark)) {
            note(
                proof,
                Finding::FullMarkWithoutStep,
                ideal,
                act.name(),
                file.steps,
            );
        }
    }
    for criterion in stage
        .case
        .criteria_on(ideal.level)
        .filter(|one| one.mandatory)
    {
        let earned = mark
            .items
            .iter()
            .any(|item| item.id == criterion.id && item.verdict == Verdict::Met);
        if earned && criterion.points <= 0 && !criterion.critical {
            note(
                proof,
                Finding::FullMarkWithoutStep,
                ideal,
                &criterion.id,
                ideal.steps.clone(),
            );
        }
    }
}

/// Acts that a check cannot do without: alternatives are no demand.
fn acts_asked(check: &Check, found: &mut BTreeSet<Act>) {
    match check {
        Check::Said { act, .. } => {
            found.insert(*act);
        }
        Check::All(list) => list.iter().for_each(|one| acts_asked(one, found)),
        Check::By(one, _) | Check::Times(one, _) => acts_asked(one, found),
        Check::Before(one, _) => acts_asked(one, found),
        Check::After(one, two) | Check::Within(one, _, two) => {
            acts_asked(one, found);
            acts_asked(two, found);
        }
        _ => {}
    }
}

fn does(reading: &Reading, act: Act) -> bool {
    reading.acts.iter().any(|one| one.act == act)
}

/// A critical breach slipped into an ideal run, early and late, must not leave a pass.
fn slip_in(
    stage: Stage<'_>,
    ideal: &WalkthroughFile,
    critical_deeds: &BTreeSet<String>,
    proof: &mut Proof,
) {
    let case = stage.case;
    let mut breaches: Vec<(String, Move)> = Act::ALL
        .into_iter()
        // Buck-passing is serious, not critical (CONDUCT §4).
        .filter(|act| act.is_wrong() && *act != Act::Shirk)
        .map(|act| (act.name().to_owned(), Move::Say(vec![act], None)))
        .collect();
    for action in &case.actions {
        if action
            .conduct
            .as_ref()
            .is_some_and(|deed| critical_deeds.contains(deed))
        {
            if action.targets.is_empty() {
                breaches.push((action.id.clone(), Move::Do(action.id.clone(), None)));
            }
            for target in &action.targets {
                let target = Some(case.target_id(*target).to_owned());
                breaches.push((action.id.clone(), Move::Do(action.id.clone(), target)));
            }
        }
    }
    for (name, breach) in breaches {
        let length = ideal.steps.len();
        for at in [1, length / 2, length.saturating_sub(2)] {
            let mut steps = ideal.steps.clone();
            let at = at.min(length);
            steps.splice(at..at, breach.steps(case));
            let file = with_steps(ideal, steps);
            if committed(stage, &file).is_some_and(|mark| mark.score.pass) {
                note(proof, Finding::PassAfterBreach, ideal, &name, file.steps);
                break;
            }
        }
    }
}

/// The mark, unless the case refused something: a breach on somebody who is not there was not committed.
fn committed(stage: Stage<'_>, file: &WalkthroughFile) -> Option<Assessment> {
    let run = rehearse(stage, file, false).ok()?;
    let refused = run
        .record
        .events
        .iter()
        .any(|event| matches!(event.what, Moment::Out(Effect::Refused { .. })));
    (!refused).then_some(run.assessment)
}

/// The ideal's words without its deeds and papers.
fn say_without_doing(stage: Stage<'_>, ideal: &WalkthroughFile, proof: &mut Proof) {
    let steps: Vec<Step> = ideal
        .steps
        .iter()
        .filter(|step| {
            matches!(
                step,
                Step::Say(_) | Step::Over(_) | Step::Talk(..) | Step::SayTo(..)
            )
        })
        .cloned()
        .collect();
    let file = with_steps(ideal, steps);
    if marked(stage, &file).is_some_and(|mark| mark.score.pass) {
        note(
            proof,
            Finding::PassByReciting,
            ideal,
            "words only",
            file.steps,
        );
    }
}

/// The ideal of a lower level on every higher one.
fn other_levels(stage: Stage<'_>, ideal: &WalkthroughFile, proof: &mut Proof) {
    if ideal.level != 1 {
        return;
    }
    for level in stage.case.levels.iter().filter(|one| one.level == 3) {
        let file = WalkthroughFile {
            level: level.level,
            party: None,
            ..with_steps(ideal, ideal.steps.clone())
        };
        if marked(stage, &file).is_some_and(|mark| mark.score.pass) {
            let what = format!("{} → {}", ideal.level, level.level);
            note(
                proof,
                Finding::LevelsAlike,
                &file,
                &what,
                file.steps.clone(),
            );
        }
    }
}

/// Shortens the ideal as long as it still passes (delta debugging, Zeller and Hildebrandt 2002, one step at a time).
fn shorten(
    stage: Stage<'_>,
    ideal: &WalkthroughFile,
    share: &mut dyn FnMut() -> u32,
    proof: &mut Proof,
) {
    let mut steps: Vec<Step> = ideal
        .steps
        .iter()
        .filter(|step| !matches!(step, Step::See(_)))
        .cloned()
        .collect();
    let inputs = |steps: &[Step]| {
        steps
            .iter()
            .filter(|one| !matches!(one, Step::Wait(_)))
            .count()
    };
    let whole = inputs(&steps);
    let mut chunk = (steps.len() / 2).max(1);
    loop {
        let mut at = 0;
        while at < steps.len() {
            let mut shorter = steps.clone();
            shorter.drain(at..(at + chunk).min(shorter.len()));
            let passes = marked(stage, &with_steps(ideal, shorter.clone()))
                .is_some_and(|mark| mark.score.pass);
            if passes {
                steps = shorter;
            } else {
                at += chunk;
            }
        }
        if chunk == 1 || share() >= 500 {
            break;
        }
        chunk /= 2;
    }
    let least = inputs(&steps);
    proof.cheapest.push((ideal.level, least, whole));
    if least * 1000 < whole * CHEAP_BELOW {
        note(
            proof,
            Finding::CheapPass,
            ideal,
            &format!("{least} / {whole}"),
            steps,
        );
    }
}

/// Silence, babble, and the bare list of phrases.
fn without_meaning(stage: Stage<'_>, level: u8, party: &str, proof: &mut Proof) {
    let limit = stage
        .case
        .level(level)
        .map_or(Millis::from_secs(600), |level| level.limit);
    let wait = Move::Wait(limit);
    let babble: Vec<Move> = std::iter::repeat_n(Move::Babble, BABBLE_TURNS)
        .chain([wait.clone()])
        .collect();
    let recite = |times: usize| -> Vec<Move> {
        let lawful = Act::ALL.into_iter().filter(|act| !act.is_wrong());
        let mut list = Vec::new();
        for act in lawful {
            list.extend(std::iter::repeat_n(Move::Say(vec![act], None), times));
        }
        list.push(wait.clone());
        list
    };
    for (finding, what, moves) in [
        (Finding::PassBySilence, "silence", vec![wait.clone()]),
        (Finding::PassByBabble, "babble", babble),
        (Finding::PassByReciting, "list", recite(1)),
        (Finding::PassByReciting, "list ×3", recite(3)),
    ] {
        let like = WalkthroughFile {
            format: 1,
            kind: Kind::Other,
            about: Bilingual::default(),
            lang: LANG,
            level,
            party: Some(party.to_owned()),
            seed: 0,
            exam: false,
            steps: Vec::new(),
            expect: Expect::default(),
        };
        let Ok(mut player) =
            Player::begin(stage, rehearsal_header(stage.case, stage.versions, &like))
        else {
            continue;
        };
        for (turn, one) in moves.iter().enumerate() {
            let begun = player.now();
            for (after, input) in one.inputs(stage.case, turn) {
                let at = begun.plus(after);
                match input {
                    Some(input) => player.input(at, input),
                    None => player.wait(at),
                };
            }
        }
        if player.finish().assessment.score.pass {
            let steps = moves.iter().flat_map(|one| one.steps(stage.case)).collect();
            note(proof, finding, &like, what, steps);
        }
    }
}

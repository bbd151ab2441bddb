//! What a walk-through promises, step by step and at the end, held against what happened.

use super::{BrokenPromise, Player, Run, Stage, rehearse};
use crate::domain::assessment::{Assessment, Verdict};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::record::Moment;
use crate::domain::scenario::load::Texts;
use crate::domain::scenario::source::Source;
use crate::domain::scenario::walkthrough::{Expect, See, WalkthroughFile};
use crate::domain::session::Effect;
use crate::domain::understanding::Reading;

/// Plays every walk-through of a case; what does not follow as promised becomes a finding at its step.
#[must_use]
pub fn promises(
    stage: Stage<'_>,
    texts: &Texts,
    walkthroughs: &[(String, WalkthroughFile)],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (name, file) in walkthroughs {
        let text = texts.walkthroughs.iter().find(|one| one.0 == *name);
        let source = Source::scan(text.map_or("", |one| one.1.as_str()));
        let broken = rehearse(stage, file, false).map_or_else(
            |unknown| {
                vec![BrokenPromise {
                    step: None,
                    promised: unknown,
                    seen: String::new(),
                }]
            },
            |run| run.broken,
        );
        for one in broken {
            let path = one
                .step
                .map_or_else(|| "expect".to_owned(), |step| format!("steps[{step}]"));
            found.push(
                Diagnostic::new("SW0602", name, source.span(&path))
                    .with("word", one.promised)
                    .with("given", one.seen),
            );
        }
    }
    found
}

/// What was seen instead of a promise, or none when it was kept.
pub(super) fn unseen(
    player: &Player<'_>,
    since: usize,
    reading: &Reading,
    promise: &See,
) -> Option<String> {
    let case = player.case();
    let effects: Vec<&Effect> = player.events()[since..]
        .iter()
        .filter_map(|event| match &event.what {
            Moment::Out(effect) => Some(effect),
            _ => None,
        })
        .collect();
    let lines = || {
        let spoken: Vec<&str> = effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Line { line, .. } => Some(line.as_str()),
                _ => None,
            })
            .collect();
        spoken.join(", ")
    };
    let tension = |who: &str| {
        let person = if who == "party" {
            Some(player.state().party)
        } else {
            case.person(who)
        };
        person.map(|one| player.state().people[one.at()].tension)
    };
    let kept = match promise {
        See::Acts(acts) => acts
            .iter()
            .all(|name| reading.acts.iter().any(|one| one.act.name() == name)),
        See::Line(id) => effects
            .iter()
            .any(|one| matches!(one, Effect::Line { line, .. } if line == id)),
        See::Speaks(id) => effects
            .iter()
            .any(|one| matches!(one, Effect::Line { by, .. } if by == id)),
        See::Beat(id) => effects
            .iter()
            .any(|one| matches!(one, Effect::Beat { beat } if beat == id)),
        See::Fact(id) => case
            .fact(id)
            .is_some_and(|one| player.state().facts[one.at()]),
        See::NotFact(id) => case
            .fact(id)
            .is_some_and(|one| !player.state().facts[one.at()]),
        See::TensionAtMost(who, bound) => tension(who).is_some_and(|value| value <= *bound),
        See::TensionAtLeast(who, bound) => tension(who).is_some_and(|value| value >= *bound),
        See::Agreed(who) => {
            let person = if who == "party" {
                Some(player.state().party)
            } else {
                case.person(who)
            };
            person.is_some_and(|one| player.state().people[one.at()].agreed)
        }
        See::Running => !player.state().is_over(),
    };
    if kept {
        return None;
    }
    Some(match promise {
        See::Acts(_) => reading
            .acts
            .iter()
            .map(|one| one.act.name())
            .collect::<Vec<_>>()
            .join(", "),
        See::TensionAtMost(who, _) | See::TensionAtLeast(who, _) => {
            tension(who).map_or_else(String::new, |value| value.to_string())
        }
        _ => lines(),
    })
}

/// What the end does not keep.
pub(super) fn unmet(run: &Run, expect: &Expect) -> Vec<BrokenPromise> {
    let mut broken = Vec::new();
    let mut note = |promised: String, seen: String| {
        broken.push(BrokenPromise {
            step: None,
            promised,
            seen,
        });
    };
    let mark = &run.assessment;
    // What was not asked of this run counts for nothing, so a hundred is a hundred whoever erred.
    let possible: i32 = mark.items.iter().map(|one| one.of).sum();
    let points = mark.score.points * 100 / possible.max(1);
    if let Some(ending) = &expect.ending
        && *ending != mark.outcome
    {
        note(format!("ending {ending}"), mark.outcome.clone());
    }
    if let Some(pass) = expect.pass
        && pass != mark.score.pass
    {
        let missing = ids(mark, &[Verdict::Missed, Verdict::Breached, Verdict::Review]);
        note(
            format!("pass {pass}"),
            format!("{}/{}: {missing}", mark.score.points, mark.score.of),
        );
    }
    if let Some(least) = expect.points_at_least
        && points < least
    {
        let missing = ids(mark, &[Verdict::Missed, Verdict::Breached, Verdict::Review]);
        note(format!("points ≥ {least}"), format!("{points}: {missing}"));
    }
    if let Some(most) = expect.points_at_most
        && points > most
    {
        note(format!("points ≤ {most}"), points.to_string());
    }
    for (wanted, verdict) in [
        (&expect.met, Verdict::Met),
        (&expect.missed, Verdict::Missed),
        (&expect.breached, Verdict::Breached),
        (&expect.review, Verdict::Review),
    ] {
        for id in wanted {
            let found = mark.items.iter().find(|one| one.id == *id);
            if found.map(|one| one.verdict) != Some(verdict) {
                let seen = found.map_or("-".to_owned(), |one| format!("{:?}", one.verdict));
                note(format!("{verdict:?} {id}"), seen);
            }
        }
    }
    for event in &run.record.events {
        match &event.what {
            Moment::Out(Effect::Line { line, .. }) if expect.never_lines.contains(line) => {
                note(format!("never {line}"), event.at.to_string());
            }
            Moment::Out(Effect::Beat { beat }) if expect.never_beats.contains(beat) => {
                note(format!("never {beat}"), event.at.to_string());
            }
            _ => {}
        }
    }
    broken
}

fn ids(mark: &Assessment, verdicts: &[Verdict]) -> String {
    mark.items
        .iter()
        .filter(|one| verdicts.contains(&one.verdict))
        .map(|one| one.id.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

//! What a walk-through promises, step by step and at the end, held against what happened.

use super::why::Scene;
use super::{BrokenPromise, Player, Run, Stage, Why, rehearse};
use crate::domain::assessment::{Assessment, Verdict};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::packs::{EntryFault, Packs};
use crate::domain::record::Moment;
use crate::domain::scenario::load::Texts;
use crate::domain::scenario::model::Case;
use crate::domain::scenario::source::Source;
use crate::domain::scenario::walkthrough::{Expect, Kind, See, Step, WalkthroughFile};
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
        let source = source_of(texts, name);
        let (broken, papers) = rehearse(stage, file, false).map_or_else(
            |unknown| {
                let broken = BrokenPromise {
                    step: None,
                    promised: unknown,
                    seen: String::new(),
                    why: Why::default(),
                };
                (vec![broken], Vec::new())
            },
            |run| (run.broken, run.assessment.papers),
        );
        // Only where everything should be right a paper that is not is a slip; elsewhere it may be the point.
        if file.kind == Kind::Ideal {
            found.extend(papers.iter().filter(|one| one.sure).map(|one| {
                let record = one.record.as_ref().map(|piece| piece.quote.as_str());
                paper_wrong(name, &source, file, &one.form, &one.field)
                    .with("known", record.unwrap_or(&one.expected.zh))
                    .with("fault", "")
                    .with("about", "")
            }));
        }
        for one in broken {
            let path = one
                .step
                .map_or_else(|| "expect".to_owned(), |step| format!("steps[{step}]"));
            let words = one.words().into_iter();
            found.push(words.fold(
                Diagnostic::new("SW0602", name, source.span(&path)),
                |found, (name, value)| found.with(name, value),
            ));
        }
    }
    found
}

fn source_of(texts: &Texts, name: &str) -> Source {
    let text = texts.walkthroughs.iter().find(|one| one.0 == *name);
    Source::scan(text.map_or("", |one| one.1.as_str()))
}

/// Entries of papers in ideal and barely passing walk-throughs that the form itself does not allow: no moment, no number,
/// moments in the wrong order.
#[must_use]
pub fn wrong_entries(
    packs: &Packs,
    case: &Case,
    texts: &Texts,
    walkthroughs: &[(String, WalkthroughFile)],
) -> Vec<Diagnostic> {
    let Some(day) = case.day() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (name, file) in walkthroughs {
        if !matches!(file.kind, Kind::Ideal | Kind::MinimalPass) {
            continue;
        }
        let source = source_of(texts, name);
        for step in &file.steps {
            let Step::Paper(id, entries) = step else {
                continue;
            };
            let Some(form) = packs.bureau.form(id) else {
                continue;
            };
            for wrong in form.wrong_entries(entries, &packs.law, day) {
                // A field that does not exist is reported when the case is loaded.
                if wrong.fault != EntryFault::UnknownField {
                    found.push(
                        paper_wrong(name, &source, file, id, &wrong.field)
                            .with("known", "")
                            .with("fault", wrong.fault.name())
                            .with("about", wrong.about),
                    );
                }
            }
        }
    }
    found
}

/// A finding about an entry, at the entry where it is written, else at the paper.
fn paper_wrong(
    name: &str,
    source: &Source,
    file: &WalkthroughFile,
    form: &str,
    field: &str,
) -> Diagnostic {
    // Of a form written again the last one stands.
    let mut steps = file.steps.iter().enumerate().rev();
    let written = steps.find_map(|(at, step)| match step {
        Step::Paper(id, entries) if id == form => Some((at, entries)),
        _ => None,
    });
    let (mut path, mut given) = ("steps".to_owned(), "");
    if let Some((at, entries)) = written {
        path = format!("steps[{at}]");
        if let Some(index) = entries.iter().position(|one| one.0 == field) {
            path = format!("steps[{at}][1][{index}]");
            given = &entries[index].1;
        }
    }
    Diagnostic::new("SW0603", name, source.span(&path))
        .with("word", form)
        .with("field", field)
        .with("given", given)
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
    let state = player.state();
    let tension = |who: &str| {
        let person = state.named(case, who)?;
        Some(state.people[person.at()].tension)
    };
    let kept = match promise {
        See::Acts(acts) => acts
            .iter()
            .all(|name| reading.acts.iter().any(|one| one.act.name() == name)),
        See::Line(id) => effects
            .iter()
            .any(|one| matches!(one, Effect::Line { line, .. } if line == id)),
        See::Speaks(id) => state.named(case, id).is_some_and(|person| {
            let who = &case.people[person.at()].id;
            effects
                .iter()
                .any(|one| matches!(one, Effect::Line { by, .. } if by == who))
        }),
        See::Beat(id) => effects
            .iter()
            .any(|one| matches!(one, Effect::Beat { beat } if beat == id)),
        See::Fact(id) => case.fact(id).is_some_and(|one| state.facts[one.at()]),
        See::NotFact(id) => case.fact(id).is_some_and(|one| !state.facts[one.at()]),
        See::TensionAtMost(who, bound) => tension(who).is_some_and(|value| value <= *bound),
        See::TensionAtLeast(who, bound) => tension(who).is_some_and(|value| value >= *bound),
        See::Agreed(who) => state
            .named(case, who)
            .is_some_and(|one| state.people[one.at()].agreed),
        See::Running => !state.is_over(),
    };
    if kept {
        return None;
    }
    Some(match promise {
        See::Acts(_) => acts(reading),
        See::TensionAtMost(who, _) | See::TensionAtLeast(who, _) => {
            tension(who).map_or_else(String::new, |value| value.to_string())
        }
        _ => String::new(),
    })
}

/// What words were heard as, by name.
pub(super) fn acts(reading: &Reading) -> String {
    let names: Vec<&str> = reading.acts.iter().map(|one| one.act.name()).collect();
    names.join(", ")
}

/// What the end does not keep.
pub(super) fn unmet(case: &Case, run: &Run, expect: &Expect) -> Vec<BrokenPromise> {
    let mut broken = Vec::new();
    let mut note = |promised: String, seen: String| {
        broken.push(BrokenPromise {
            step: None,
            promised,
            seen,
            why: Why::default(),
        });
    };
    let mark = &run.assessment;
    // What was not asked of this run counts for nothing, so a hundred is a hundred whoever erred.
    let possible: i32 = mark.items.iter().map(|one| one.of).sum();
    let points = mark.score.points * 100 / possible.max(1);
    if let Some(pass) = expect.pass
        && pass != mark.score.pass
    {
        let missing = ids(mark, &[Verdict::Missed, Verdict::Breached, Verdict::Review]);
        note(
            format!("pass: {pass}"),
            format!("{}/{}: {missing}", mark.score.points, mark.score.of),
        );
    }
    if let Some(least) = expect.points_at_least
        && points < least
    {
        let missing = ids(mark, &[Verdict::Missed, Verdict::Breached, Verdict::Review]);
        note(
            format!("points_at_least: {least}"),
            format!("{points}: {missing}"),
        );
    }
    if let Some(most) = expect.points_at_most
        && points > most
    {
        note(format!("points_at_most: {most}"), points.to_string());
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
                let small = |verdict: Verdict| format!("{verdict:?}").to_lowercase();
                let seen = found.map_or("absent".to_owned(), |one| small(one.verdict));
                note(format!("{}: [\"{id}\"]", small(verdict)), seen);
            }
        }
    }
    for event in &run.record.events {
        match &event.what {
            Moment::Out(Effect::Line { line, .. }) if expect.never_lines.contains(line) => {
                note(format!("never_lines: [\"{line}\"]"), event.at.to_string());
            }
            Moment::Out(Effect::Beat { beat }) if expect.never_beats.contains(beat) => {
                note(format!("never_beats: [\"{beat}\"]"), event.at.to_string());
            }
            _ => {}
        }
    }
    if let Some(ending) = &expect.ending
        && *ending != mark.outcome
    {
        let scene = Scene {
            case,
            state: &run.state,
            since: &[],
        };
        broken.insert(
            0,
            BrokenPromise {
                step: None,
                promised: format!("ending: \"{ending}\""),
                seen: mark.outcome.clone(),
                why: scene.why_not_ended(ending),
            },
        );
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

//! Playing a walk-through: steps in, record and mark out, and everything that did not follow as promised. The command
//! line, the tests and the prover all rehearse through here; only understanding comes from outside, as a function.

use crate::domain::act::Act;
use crate::domain::assessment::{Assessment, Verdict, assess};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::ids::{Millis, Permille};
use crate::domain::record::{Chain, Event, FORMAT, Header, Moment, Record, Versions};
use crate::domain::scenario::load::Texts;
use crate::domain::scenario::model::Case;
use crate::domain::scenario::source::Source;
use crate::domain::scenario::walkthrough::{Expect, See, Step, WalkthroughFile};
use crate::domain::session::{Effect, Heard, Input, Mode, Rules, Setup, State, begin, step};
use crate::domain::understanding::{ActReading, LawReading, Reading, Slot, SlotKind};
use std::collections::BTreeSet;

/// How long saying something takes when nothing says otherwise.
pub const SAY_MS: u64 = 6_000;
/// How long anything else takes.
pub const DO_MS: u64 = 3_000;

/// Understanding as the rehearsal sees it.
pub type Understand<'a> = &'a (dyn Fn(&str) -> Reading + Sync);

/// What a rehearsal is played under.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    /// Case.
    pub case: &'a Case,
    /// How people react.
    pub rules: &'a Rules,
    /// From words to acts.
    pub understand: Understand<'a>,
    /// Versions for the record.
    pub versions: &'a Versions,
}

/// A played run.
#[derive(Debug, Clone)]
pub struct Run {
    /// Record, closed and chained.
    pub record: Record,
    /// The record as its file's text.
    pub text: String,
    /// Mark.
    pub assessment: Assessment,
    /// State at the end.
    pub state: State,
    /// What did not follow as promised; empty when all did.
    pub broken: Vec<BrokenPromise>,
}

/// Something that did not follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenPromise {
    /// Step from 0; none: at the end.
    pub step: Option<usize>,
    /// What was promised, as written.
    pub promised: String,
    /// What was seen instead.
    pub seen: String,
}

/// A run in the making: feed it inputs, close it, mark it.
pub struct Player<'a> {
    stage: Stage<'a>,
    state: State,
    header: Header,
    events: Vec<Event>,
    chain: Chain,
    text: String,
    handed_out: usize,
}

impl<'a> Player<'a> {
    /// Begins a run.
    ///
    /// # Errors
    /// The id that the case does not have.
    pub fn begin(stage: Stage<'a>, header: Header) -> Result<Self, String> {
        let (state, effects) = begin(stage.case, stage.rules, &header.setup)?;
        let mut chain = Chain::default();
        let text = chain.line(Event {
            at: Millis(0),
            what: Moment::Begin(Box::new(header.clone())),
        });
        let mut player = Self {
            stage,
            state,
            header,
            events: Vec::new(),
            chain,
            text,
            handed_out: 0,
        };
        player.keep(effects);
        Ok(player)
    }

    /// Case time now.
    #[must_use]
    pub const fn now(&self) -> Millis {
        self.state.now
    }

    /// The state now.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Everything that happened.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Lets time pass and applies an input; gives the index of the first event it caused.
    pub fn input(&mut self, at: Millis, input: Input) -> usize {
        let first = self.wait(at);
        if self.state.is_over() {
            return first;
        }
        let at = self.state.now;
        self.note(Event {
            at,
            what: Moment::In(input.clone()),
        });
        let effects = step(
            self.stage.case,
            self.stage.rules,
            &mut self.state,
            at,
            std::slice::from_ref(&input),
        );
        self.keep(effects);
        first
    }

    /// Lets time pass; gives the index of the first event that brought.
    pub fn wait(&mut self, until: Millis) -> usize {
        let first = self.events.len();
        let effects = step(
            self.stage.case,
            self.stage.rules,
            &mut self.state,
            until,
            &[],
        );
        self.keep(effects);
        first
    }

    fn keep(&mut self, effects: Vec<crate::domain::session::Timed>) {
        for one in effects {
            self.note(Event {
                at: one.at,
                what: Moment::Out(one.effect),
            });
        }
    }

    fn note(&mut self, event: Event) {
        self.text.push_str(&self.chain.line(event.clone()));
        self.events.push(event);
    }

    /// Lines of the record that were not handed out yet: write them before telling anybody what happened.
    pub fn new_lines(&mut self) -> &str {
        let from = std::mem::replace(&mut self.handed_out, self.text.len());
        &self.text[from..]
    }

    /// Saves and loads the state, which must change nothing.
    pub fn through_storage(&mut self) -> Result<(), serde_json::Error> {
        let text = serde_json::to_string(&self.state)?;
        self.state = serde_json::from_str(&text)?;
        Ok(())
    }

    /// How much of the record's text was handed out, in bytes.
    #[must_use]
    pub const fn written(&self) -> usize {
        self.handed_out
    }

    /// Closes the run and marks it. The closing line is in [`Run::text`], after what [`Self::new_lines`] handed out.
    #[must_use]
    pub fn finish(mut self) -> Run {
        let end = self.events.last().map_or(Millis(0), |event| event.at);
        self.text.push_str(&self.chain.line(Event {
            at: end,
            what: Moment::Close,
        }));
        let record = Record {
            header: self.header,
            events: self.events,
            closed: true,
            seal: self.chain.seal().to_owned(),
        };
        let assessment = assess(self.stage.case, &record, self.stage.versions);
        Run {
            record,
            text: self.text,
            assessment,
            state: self.state,
            broken: Vec::new(),
        }
    }
}

/// The header of a rehearsed run: no clock is asked, so the same walk-through always gives the same record.
#[must_use]
pub fn rehearsal_header(case: &Case, versions: &Versions, file: &WalkthroughFile) -> Header {
    Header {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        case: case.id.clone(),
        case_hash: case.hash.clone(),
        versions: versions.clone(),
        setup: Setup {
            level: file.level,
            mode: if file.exam {
                Mode::Exam
            } else {
                Mode::Practice
            },
            seed: file.seed,
            party: file.party.clone(),
        },
        trainee: "rehearsal".to_owned(),
        started_at: format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:00+08:00",
            case.date.0,
            case.date.1,
            case.date.2,
            case.clock_min / 60,
            case.clock_min % 60
        ),
        lang: file.lang,
        recogniser: String::new(),
    }
}

/// Plays a walk-through. With `storage`, the state is saved and loaded before every step.
///
/// # Errors
/// The id that the case does not have.
pub fn rehearse(stage: Stage<'_>, file: &WalkthroughFile, storage: bool) -> Result<Run, String> {
    let header = rehearsal_header(stage.case, stage.versions, file);
    let mut player = Player::begin(stage, header)?;
    let mut broken = Vec::new();
    let mut since = 0;
    let mut last_reading = Reading::default();
    for (index, one) in file.steps.iter().enumerate() {
        if storage && player.through_storage().is_err() {
            broken.push(BrokenPromise {
                step: Some(index),
                promised: "save and load".to_owned(),
                seen: String::new(),
            });
        }
        if let Step::See(promises) = one {
            for promise in promises {
                if let Some(seen) = unseen(&player, since, &last_reading, promise) {
                    broken.push(BrokenPromise {
                        step: Some(index),
                        promised: format!("{promise:?}"),
                        seen,
                    });
                }
            }
            continue;
        }
        since = take(&mut player, &stage, one, &mut last_reading);
    }
    let mut run = player.finish();
    broken.extend(unmet(&run, &file.expect));
    run.broken = broken;
    Ok(run)
}

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

/// Applies one step; gives the index of the first event it caused.
fn take(player: &mut Player<'_>, stage: &Stage<'_>, one: &Step, last: &mut Reading) -> usize {
    let now = player.now();
    let mut said = |player: &mut Player<'_>, text: &str, sure: Permille, to: Option<String>| {
        last.clone_from(&(stage.understand)(text));
        hear(player, text.to_owned(), last.clone(), sure, to)
    };
    let meant = |player: &mut Player<'_>, names: &[String], to: Option<String>| {
        let acts: Vec<Act> = names
            .iter()
            .filter_map(|name| Act::from_name(name))
            .collect();
        let reading = if acts.is_empty() {
            Reading::default()
        } else {
            meaning(stage.case, &acts)
        };
        // The moment keeps sentences apart, so that none counts as a repetition.
        let text = format!("{} #{}", names.join(" "), now.0);
        hear(player, text, reading, Permille::FULL, to)
    };
    let later = now.plus(Millis(DO_MS));
    let did = |action: &str, target: Option<&str>| Input::Did {
        action: action.to_owned(),
        target: target.map(str::to_owned),
        tool: None,
    };
    match one {
        Step::Say(text) => said(player, text, Permille::FULL, None),
        Step::SayTo(to, text) => said(player, text, Permille::FULL, Some(to.clone())),
        Step::Mean(acts) => meant(player, acts, None),
        Step::MeanTo(to, acts) => meant(player, acts, Some(to.clone())),
        Step::Mumble(text, sure) => said(player, text, Permille(*sure), None),
        Step::Do(action) => player.input(later, did(action, None)),
        Step::DoTo(action, target) => player.input(later, did(action, Some(target))),
        Step::Move(zone) => player.input(
            later,
            Input::Moved {
                zone: zone.clone(),
                distance_cm: None,
                facing: None,
                gaze: None,
            },
        ),
        Step::Wait(secs) => player.wait(now.plus(Millis::from_secs(*secs))),
        Step::Paper(form, fields) => player.input(
            later,
            Input::Paper {
                form: form.clone(),
                fields: fields.clone(),
            },
        ),
        Step::Inject(inject) => player.input(
            later,
            Input::Instructor {
                inject: inject.clone(),
            },
        ),
        Step::See(_) => player.events.len(),
    }
}

/// Words reach the case after the time it takes to say them.
fn hear(
    player: &mut Player<'_>,
    text: String,
    reading: Reading,
    sure: Permille,
    to: Option<String>,
) -> usize {
    player.input(
        player.now().plus(Millis(SAY_MS)),
        Input::Said(Heard {
            text,
            sure,
            reading,
            to,
            source: None,
        }),
    )
}

/// A reading that does these acts as well as words can: every slot filled, every law of the case cited rightly.
#[must_use]
pub fn meaning(case: &Case, acts: &[Act]) -> Reading {
    let laws: BTreeSet<&String> = case.criteria.iter().flat_map(|one| &one.law).collect();
    Reading {
        acts: acts
            .iter()
            .map(|act| ActReading {
                act: *act,
                sure: Permille::FULL,
                why: String::new(),
            })
            .collect(),
        law: if acts.contains(&Act::CiteLaw) {
            laws.into_iter()
                .map(|id| LawReading {
                    id: id.clone(),
                    cited_as: id.clone(),
                    right: true,
                    note: String::new(),
                })
                .collect()
        } else {
            Vec::new()
        },
        slots: [
            (SlotKind::Deadline, "10min"),
            (SlotKind::Amount, "100"),
            (SlotKind::Place, "…"),
            (SlotKind::Name, "…"),
            (SlotKind::Size, "6"),
        ]
        .into_iter()
        .map(|(kind, value)| Slot {
            kind,
            value: value.to_owned(),
        })
        .collect(),
    }
}

/// What was seen instead of a promise, or none when it was kept.
fn unseen(player: &Player<'_>, since: usize, reading: &Reading, promise: &See) -> Option<String> {
    let case = player.stage.case;
    let effects: Vec<&Effect> = player.events[since..]
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
            Some(player.state.party)
        } else {
            case.person(who)
        };
        person.map(|one| player.state.people[one.at()].tension)
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
            .is_some_and(|one| player.state.facts[one.at()]),
        See::NotFact(id) => case
            .fact(id)
            .is_some_and(|one| !player.state.facts[one.at()]),
        See::TensionAtMost(who, bound) => tension(who).is_some_and(|value| value <= *bound),
        See::TensionAtLeast(who, bound) => tension(who).is_some_and(|value| value >= *bound),
        See::Agreed(who) => {
            let person = if who == "party" {
                Some(player.state.party)
            } else {
                case.person(who)
            };
            person.is_some_and(|one| player.state.people[one.at()].agreed)
        }
        See::Running => !player.state.is_over(),
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
fn unmet(run: &Run, expect: &Expect) -> Vec<BrokenPromise> {
    let mut broken = Vec::new();
    let mut note = |promised: String, seen: String| {
        broken.push(BrokenPromise {
            step: None,
            promised,
            seen,
        });
    };
    let mark = &run.assessment;
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
        && mark.score.points < least
    {
        let missing = ids(mark, &[Verdict::Missed, Verdict::Breached, Verdict::Review]);
        note(
            format!("points ≥ {least}"),
            format!("{}: {missing}", mark.score.points),
        );
    }
    if let Some(most) = expect.points_at_most
        && mark.score.points > most
    {
        note(format!("points ≤ {most}"), mark.score.points.to_string());
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

//! What can be put into a case at all: every act to everybody who listens for it, every deed on every target, every
//! zone, form and inject, and waiting.

use crate::domain::act::Act;
use crate::domain::ids::{Language, Millis, Permille};
use crate::domain::rehearsal::{DO_MS, SAY_MS, meaning};
use crate::domain::scenario::model::{Case, Check, Condition, PersonIx, Role, Trigger, Who};
use crate::domain::scenario::walkthrough::Step;
use crate::domain::session::{Heard, Input, REPEATED_FROM};
use crate::domain::understanding::Reading;
use std::collections::BTreeSet;

/// The sentence that is said again and again; it means nothing.
const AGAIN: &str = "……";
/// The time at which the same sentence counts as a repetition.
const REPEATED_AT: u64 = REPEATED_FROM as u64;

/// One thing to try.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// Words that do these acts, to somebody.
    Say(Vec<Act>, Option<String>),
    /// Words that do nothing.
    Babble,
    /// The same words until they count as a repetition, to somebody.
    Again(Option<String>),
    /// Words that do nothing, to the party, and go on until they are a long talk of this length.
    Talk(Millis),
    /// A deed.
    Do(String, Option<String>),
    /// A zone.
    Go(String),
    /// A completed form.
    Paper(String),
    /// An inject.
    Inject(String),
    /// Waiting.
    Wait(Millis),
}

impl Move {
    /// How long it takes.
    #[must_use]
    pub const fn takes(&self) -> Millis {
        match self {
            Self::Say(..) | Self::Babble => Millis(SAY_MS),
            Self::Again(_) => Millis(SAY_MS * REPEATED_AT),
            Self::Talk(long) => long.plus(Millis::from_secs(1)),
            Self::Wait(span) => *span,
            _ => Millis(DO_MS),
        }
    }

    /// What is put into the case and how long after the move began; nothing for waiting. `turn` keeps sentences apart.
    #[must_use]
    pub fn inputs(&self, case: &Case, turn: usize) -> Vec<(Millis, Option<Input>)> {
        if let Self::Again(to) = self {
            let heard = || Heard {
                text: AGAIN.to_owned(),
                sure: Permille::FULL,
                reading: Reading::default(),
                to: to.clone(),
                source: None,
                heard_by: None,
                over: None,
            };
            return (1..=REPEATED_AT)
                .map(|time| (Millis(SAY_MS * time), Some(Input::Said(heard()))))
                .collect();
        }
        let last = (self.takes(), self.input(case, turn));
        if let Self::Talk(long) = self {
            let talking = Input::Talking {
                to: None,
                for_ms: *long,
            };
            return vec![(*long, Some(talking)), last];
        }
        vec![last]
    }

    fn input(&self, case: &Case, turn: usize) -> Option<Input> {
        Some(match self {
            Self::Say(acts, to) => Input::Said(Heard {
                text: format!("{} #{turn}", words(acts).join(" ")),
                sure: Permille::FULL,
                reading: meaning(case, acts),
                to: to.clone(),
                source: None,
                heard_by: None,
                over: None,
            }),
            Self::Babble | Self::Talk(_) => Input::Said(Heard {
                text: format!("… #{turn}"),
                sure: Permille::FULL,
                reading: Reading::default(),
                to: None,
                source: None,
                heard_by: None,
                over: None,
            }),
            Self::Do(action, target) => Input::Did {
                action: action.clone(),
                target: target.clone(),
                tool: None,
            },
            Self::Go(zone) => Input::Moved {
                zone: zone.clone(),
                distance_cm: None,
                facing: None,
                gaze: None,
            },
            Self::Paper(form) => Input::Paper {
                form: form.clone(),
                fields: fields(case, form),
            },
            Self::Inject(inject) => Input::Instructor {
                inject: inject.clone(),
            },
            Self::Wait(_) | Self::Again(_) => return None,
        })
    }

    /// The same as steps of a walk-through, words named by their acts.
    #[must_use]
    pub fn steps(&self, case: &Case) -> Vec<Step> {
        let one = match self {
            Self::Say(acts, None) => Step::Mean(words(acts)),
            Self::Say(acts, Some(to)) => Step::MeanTo(to.clone(), words(acts)),
            Self::Babble => Step::Mean(Vec::new()),
            Self::Talk(_) => Step::Talk(self.takes().0.div_ceil(1000), AGAIN.to_owned()),
            Self::Again(to) => {
                let again = to.as_ref().map_or_else(
                    || Step::Say(AGAIN.to_owned()),
                    |to| Step::SayTo(to.clone(), AGAIN.to_owned()),
                );
                return (0..REPEATED_AT).map(|_| again.clone()).collect();
            }
            Self::Do(action, None) => Step::Do(action.clone()),
            Self::Do(action, Some(target)) => Step::DoTo(action.clone(), target.clone()),
            Self::Go(zone) => Step::Move(zone.clone()),
            Self::Paper(form) => Step::Paper(form.clone(), fields(case, form)),
            Self::Inject(inject) => Step::Inject(inject.clone()),
            Self::Wait(span) => Step::Wait(span.0 / 1000),
        };
        vec![one]
    }
}

fn words(acts: &[Act]) -> Vec<String> {
    acts.iter().map(|act| act.name().to_owned()).collect()
}

/// All required fields of a form filled with something.
fn fields(case: &Case, form: &str) -> Vec<(String, String)> {
    case.form(form)
        .map(|found| {
            case.forms[found.at()]
                .required
                .iter()
                .map(|field| (field.clone(), "1".to_owned()))
                .collect()
        })
        .unwrap_or_default()
}

/// Everything there is to try on a level; a talk is long from `long_talk` on.
#[must_use]
pub fn all_moves(case: &Case, level: u8, long_talk: Millis) -> Vec<Move> {
    let mut moves = Vec::new();
    for act in Act::ALL {
        moves.push(Move::Say(vec![act], None));
    }
    for (act, who) in addressed(case) {
        moves.push(Move::Say(vec![act], Some(case.people[who.at()].id.clone())));
    }
    moves.push(Move::Babble);
    moves.extend(
        repeated_to(case)
            .into_iter()
            .map(|who| Move::Again(who.map(|one| case.people[one.at()].id.clone()))),
    );
    let minds_talk = |one: &Trigger| matches!(one, Trigger::LongTalk(_));
    if triggers(case).any(minds_talk) {
        moves.push(Move::Talk(long_talk));
    }
    for action in &case.actions {
        if action.targets.is_empty() {
            moves.push(Move::Do(action.id.clone(), None));
        }
        for target in &action.targets {
            let target = case.target_id(*target).to_owned();
            moves.push(Move::Do(action.id.clone(), Some(target)));
        }
    }
    moves.extend(case.zones.iter().map(|zone| Move::Go(zone.id.clone())));
    moves.extend(case.forms.iter().map(|form| Move::Paper(form.id.clone())));
    moves.extend(case.injects.iter().map(|one| Move::Inject(one.id.clone())));
    let mut spans: BTreeSet<Millis> = case
        .silences
        .iter()
        .map(|span| Millis(span.0 + 1_000))
        .collect();
    for beat in case.beats.iter().filter(|beat| beat.levels.has(level)) {
        for trigger in &beat.on {
            if let Trigger::After(_, span) = trigger {
                spans.insert(Millis(span.0 + 1_000));
            }
        }
        condition_spans(&beat.when, &mut spans);
    }
    spans.insert(Millis::from_secs(60));
    spans.insert(Millis::from_secs(300));
    moves.extend(spans.into_iter().map(Move::Wait));
    moves
}

/// What anything in the case waits for.
fn triggers(case: &Case) -> impl Iterator<Item = &Trigger> {
    let beats = case.beats.iter().flat_map(|beat| &beat.on);
    let lines = case.lines.iter().flat_map(|line| &line.on);
    let people = case.people.iter().flat_map(|one| &one.touches);
    beats.chain(lines).chain(people.flat_map(|touch| &touch.on))
}

/// Who minds the same sentence again; nobody named is the party.
fn repeated_to(case: &Case) -> BTreeSet<Option<PersonIx>> {
    triggers(case)
        .filter_map(|trigger| match trigger {
            Trigger::Repeated(Some(Who::One(person))) => Some(Some(*person)),
            Trigger::Repeated(_) => Some(None),
            _ => None,
        })
        .collect()
}

fn condition_spans(condition: &Condition, spans: &mut BTreeSet<Millis>) {
    match condition {
        Condition::SinceBeat(_, span) => {
            spans.insert(*span);
        }
        Condition::All(list) | Condition::Any(list) => {
            for one in list {
                condition_spans(one, spans);
            }
        }
        Condition::Not(inner) => condition_spans(inner, spans),
        _ => {}
    }
}

/// Acts somebody other than the party listens for: lines of theirs, triggers that name them, checks that ask for them.
fn addressed(case: &Case) -> BTreeSet<(Act, PersonIx)> {
    let mut found = BTreeSet::new();
    let note = |trigger: &Trigger, own: Option<Who>, found: &mut BTreeSet<(Act, PersonIx)>| {
        if let Trigger::Said(act, to) = trigger
            && let Some(Who::One(person)) = to.or(own)
            && case.people[person.at()].role != Role::Party
        {
            found.insert((*act, person));
        }
    };
    for beat in &case.beats {
        for trigger in &beat.on {
            note(trigger, None, &mut found);
        }
    }
    for line in &case.lines {
        for trigger in &line.on {
            note(trigger, Some(line.by), &mut found);
        }
    }
    for (at, person) in case.people.iter().enumerate() {
        for trigger in person.touches.iter().flat_map(|touch| &touch.on) {
            let own = u16::try_from(at).ok().map(|at| Who::One(PersonIx(at)));
            note(trigger, own, &mut found);
        }
    }
    for criterion in &case.criteria {
        for check in [&criterion.met, &criterion.breached].into_iter().flatten() {
            check_addressed(case, check, &mut found);
        }
    }
    found
}

fn check_addressed(case: &Case, check: &Check, found: &mut BTreeSet<(Act, PersonIx)>) {
    match check {
        Check::Said {
            act,
            to: Some(Who::One(person)),
            ..
        } if case.people[person.at()].role != Role::Party => {
            found.insert((*act, *person));
        }
        Check::All(list) | Check::Any(list) => {
            for one in list {
                check_addressed(case, one, found);
            }
        }
        Check::Not(one) | Check::By(one, _) | Check::Times(one, _) => {
            check_addressed(case, one, found);
        }
        Check::Before(one, two) | Check::After(one, two) | Check::Within(one, _, two) => {
            check_addressed(case, one, found);
            check_addressed(case, two, found);
        }
        _ => {}
    }
}

/// The language prover examples are written in.
pub(super) const LANG: Language = Language::Zh;

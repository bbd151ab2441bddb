//! From resolved words to the case itself: people, things, lines, beats, levels and criteria, each in its list.

use super::check;
use super::context::{CriticalCause, Day};
use super::file::LinesFile;
use super::load::TIMEOUT;
use super::model::{
    Action, ActionIx, Beat, Case, Check, Criterion, Draw, Ending, EndingIx, FormIx, Level, Levels,
    Line, Named, Person, PersonIx, Thing, ThingIx, Ticket, Trigger, Who, Zone, ZoneIx,
};
use super::resolve::{Resolver, moods, role};
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Millis};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn build(
    resolver: &mut Resolver<'_>,
    words: &[LinesFile; 2],
    day: Option<Day>,
    clock_min: u32,
) -> Case {
    let file = resolver.file;
    let [zh, en] = words.each_ref().map(|one| {
        one.0
            .iter()
            .map(|(id, text)| (id.as_str(), text.as_str()))
            .collect::<BTreeMap<_, _>>()
    });
    let people = people(resolver);
    let lines = file
        .lines
        .iter()
        .enumerate()
        .map(|(position, line)| {
            let path = format!("lines[{position}]");
            let by = resolver
                .who(&line.by, &format!("{path}.by"))
                .unwrap_or(Who::Party);
            check::motive(resolver, by, &line.motive, &format!("{path}.motive"));
            Line {
                id: line.id.clone(),
                by,
                on: resolver.triggers(&line.on, &format!("{path}.on")),
                moods: moods(&line.mood),
                when: resolver.condition(&line.when, &format!("{path}.when")),
                levels: resolver.levels(&line.levels, &format!("{path}.levels")),
                motive: line.motive.clone(),
                gesture: line.gesture.clone(),
                text: Bilingual {
                    zh: zh.get(line.id.as_str()).copied().unwrap_or("").to_owned(),
                    en: en.get(line.id.as_str()).copied().unwrap_or("").to_owned(),
                },
            }
        })
        .collect::<Vec<_>>();
    let beats = file
        .beats
        .iter()
        .enumerate()
        .map(|(position, beat)| {
            let path = format!("beats[{position}]");
            Beat {
                id: beat.id.clone(),
                title: beat.title.clone(),
                on: resolver.triggers(&beat.on, &format!("{path}.on")),
                when: resolver.condition(&beat.when, &format!("{path}.when")),
                levels: resolver.levels(&beat.levels, &format!("{path}.levels")),
                times: beat.times,
                then: resolver.outcomes(&beat.then, &format!("{path}.then")),
            }
        })
        .collect::<Vec<_>>();
    let criteria = criteria(resolver, day);
    let timeout = file.endings.iter().position(|one| one.id == TIMEOUT);
    if timeout.is_none() {
        resolver.report("SW0506", "endings", &[("word", TIMEOUT)]);
    }
    let mut silences: BTreeSet<Millis> = beats
        .iter()
        .flat_map(|beat| &beat.on)
        .chain(lines.iter().flat_map(|line| &line.on))
        .filter_map(|trigger| match trigger {
            Trigger::Silence(span) => Some(*span),
            _ => None,
        })
        .collect();
    let silence = Millis(file.limits.silence_ms);
    silences.insert(silence);
    Case {
        id: file.id.clone(),
        version: file.version.clone(),
        hash: String::new(),
        title: file.title.clone(),
        summary: file.summary.clone(),
        field: file.field.clone(),
        date: day.unwrap_or((1970, 1, 1)),
        clock_min,
        district: file.district.clone(),
        bureau: resolver
            .context
            .bureaus
            .get(&file.district)
            .cloned()
            .unwrap_or_default(),
        place: file.place.id.clone(),
        place_name: file.place.name.clone(),
        look: file.place.look.clone(),
        zones: file
            .place
            .zones
            .iter()
            .map(|zone| Zone {
                id: zone.id.clone(),
                name: zone.name.clone(),
                distance_cm: zone.distance_cm,
            })
            .collect(),
        start: resolver
            .zone(&file.place.start, "place.start")
            .unwrap_or(ZoneIx(0)),
        ticket: Ticket {
            number: file.ticket.number.clone(),
            source: file.ticket.source.clone(),
            class: file.ticket.class.clone(),
            text: file.ticket.text.clone(),
            urgent: file.ticket.urgent,
            limit_min: file.ticket.limit_min,
        },
        person_ids: file
            .people
            .iter()
            .enumerate()
            .map(|(at, one)| (one.id.clone(), PersonIx(small(at))))
            .collect(),
        thing_ids: file
            .things
            .iter()
            .enumerate()
            .map(|(at, one)| (one.id.clone(), ThingIx(small(at))))
            .collect(),
        people,
        things: file
            .things
            .iter()
            .enumerate()
            .map(|(position, thing)| Thing {
                id: thing.id.clone(),
                name: thing.name.clone(),
                zone: resolver
                    .zone(&thing.zone, &format!("things[{position}].zone"))
                    .unwrap_or(ZoneIx(0)),
                evidence: thing.evidence,
                theirs: thing.theirs,
            })
            .collect(),
        facts: file
            .facts
            .iter()
            .map(|fact| Named {
                id: fact.id.clone(),
                text: fact.about.clone(),
            })
            .collect(),
        actions: actions(resolver),
        certificates: file.certificates.clone(),
        forms: file
            .papers
            .iter()
            .enumerate()
            .filter_map(|(position, id)| check::form(resolver, id, position))
            .collect(),
        handled: file
            .handled
            .iter()
            .enumerate()
            .filter_map(|(position, id)| resolver.fact(id, &format!("handled[{position}]")))
            .collect(),
        draws: file
            .draws
            .iter()
            .map(|draw| Draw {
                id: draw.id.clone(),
                of: draw
                    .of
                    .iter()
                    .map(|value| Named {
                        id: value.id.clone(),
                        text: value.text.clone(),
                    })
                    .collect(),
            })
            .collect(),
        hints: file
            .hints
            .iter()
            .map(|hint| Named {
                id: hint.id.clone(),
                text: hint.text.clone(),
            })
            .collect(),
        injects: file
            .injects
            .iter()
            .map(|inject| Named {
                id: inject.id.clone(),
                text: inject.label.clone(),
            })
            .collect(),
        levels: levels(resolver),
        lines,
        beats,
        endings: file
            .endings
            .iter()
            .enumerate()
            .map(|(position, ending)| Ending {
                id: ending.id.clone(),
                title: ending.title.clone(),
                text: ending.text.clone(),
                levels: resolver.levels(&ending.levels, &format!("endings[{position}].levels")),
            })
            .collect(),
        timeout: EndingIx(timeout.map_or(0, small)),
        points: resolver.context.points.clone(),
        criteria,
        paper_rule: resolver.context.papers.clone(),
        citations: resolver
            .context
            .laws
            .iter()
            .map(|(id, law)| (id.clone(), law.cited.clone()))
            .collect(),
        silence,
        silences: silences.into_iter().collect(),
    }
}

fn small(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn people(resolver: &mut Resolver<'_>) -> Vec<Person> {
    let file = resolver.file;
    file.people
        .iter()
        .enumerate()
        .map(|(position, person)| {
            for (name, value) in [("tension", person.tension), ("trust", person.trust)] {
                if !(0..=100).contains(&value) {
                    let path = format!("people[{position}].{name}");
                    let given = value.to_string();
                    resolver.report(
                        "SW0407",
                        &path,
                        &[("word", &given), ("from", "0"), ("to", "100")],
                    );
                }
            }
            Person {
                id: person.id.clone(),
                name: person.name.clone(),
                role: role(person.role),
                age: person.age,
                persona: person.persona.clone(),
                motives: person
                    .motives
                    .iter()
                    .map(|motive| Named {
                        id: motive.id.clone(),
                        text: motive.about.clone(),
                    })
                    .collect(),
                knows: person.knows.clone(),
                hides: person.hides.clone(),
                tension: person.tension,
                trust: person.trust,
                touches: resolver.touches(position),
                agrees: resolver.agrees(position),
            }
        })
        .collect()
}

fn actions(resolver: &mut Resolver<'_>) -> Vec<Action> {
    let file = resolver.file;
    file.actions
        .iter()
        .enumerate()
        .map(|(position, action)| {
            let targets = action
                .targets
                .iter()
                .enumerate()
                .filter_map(|(index, id)| {
                    resolver.target(id, &format!("actions[{position}].targets[{index}]"))
                })
                .collect();
            check::conduct(resolver, action.conduct.as_deref(), position);
            Action {
                id: action.id.clone(),
                label: action.label.clone(),
                targets,
                conduct: action.conduct.clone(),
            }
        })
        .collect()
}

fn levels(resolver: &mut Resolver<'_>) -> Vec<Level> {
    let file = resolver.file;
    file.levels
        .iter()
        .enumerate()
        .map(|(position, level)| {
            let path = format!("levels[{position}]");
            let mut named = |list: &[String], field: &str| -> Vec<PersonIx> {
                list.iter()
                    .enumerate()
                    .filter_map(|(index, id)| {
                        resolver.person(id, &format!("{path}.{field}[{index}]"))
                    })
                    .collect()
            };
            let mut parties = named(&level.parties, "parties");
            let people = named(&level.people, "people");
            if parties.is_empty() {
                resolver.report(
                    "SW0202",
                    &format!("{path}.parties"),
                    &[("word", ""), ("near", "")],
                );
                parties.push(PersonIx(0));
            }
            Level {
                level: level.level,
                about: level.about.clone(),
                parties,
                people,
                history: level.history.clone(),
                facts: level
                    .facts
                    .iter()
                    .enumerate()
                    .filter_map(|(index, id)| resolver.fact(id, &format!("{path}.facts[{index}]")))
                    .collect(),
                limit: Millis::from_secs(u64::from(level.limit_min) * 60),
            }
        })
        .collect()
}

/// The case's own criteria and those it takes over from the conduct pack.
fn criteria(resolver: &mut Resolver<'_>, day: Option<Day>) -> Vec<Criterion> {
    let file = resolver.file;
    let mut all = Vec::new();
    for (position, one) in file.criteria.iter().enumerate() {
        let path = format!("criteria[{position}]");
        for (index, id) in one.law.iter().enumerate() {
            resolver.law(id, &format!("{path}.law[{index}]"), day);
        }
        let met = one
            .met
            .as_ref()
            .map(|check| resolver.check(check, &format!("{path}.met")));
        let breached = one
            .breached
            .as_ref()
            .map(|check| resolver.check(check, &format!("{path}.breached")));
        let asked = one
            .asked
            .as_ref()
            .map(|check| resolver.check(check, &format!("{path}.asked")));
        if met.is_none() && breached.is_none() {
            resolver.report("SW0403", &path, &[("word", &one.id)]);
        }
        let block = resolver.block(&one.block, &format!("{path}.block"));
        let levels = resolver.levels(&one.levels, &format!("{path}.levels"));
        let Some(block) = block else { continue };
        all.push(Criterion {
            id: one.id.clone(),
            block,
            points: one.points,
            levels,
            critical: one.critical,
            mandatory: one.mandatory,
            text: one.text.clone(),
            why: one.why.clone(),
            better: one.better.clone(),
            law: one.law.clone(),
            met: met.flatten(),
            breached: breached.flatten(),
            asked: asked.flatten(),
            stale: None,
        });
    }
    for (position, id) in file.criticals.iter().enumerate() {
        if let Some(shared) = check::critical(resolver, id, position) {
            let causes = shared
                .causes
                .iter()
                .flat_map(|cause| cause_checks(resolver, cause))
                .collect::<Vec<_>>();
            all.push(Criterion {
                id: shared.id.clone(),
                block: super::model::Block::Legality,
                points: 0,
                levels: Levels::ALL,
                critical: true,
                mandatory: false,
                text: shared.text.clone(),
                why: shared.why.clone(),
                better: shared.better.clone(),
                law: shared.law.clone(),
                met: None,
                breached: Some(Check::Any(causes)),
                asked: None,
                stale: None,
            });
        }
    }
    all
}

/// The checks that find a cause of a shared critical breach in this case; a form or deed the case lacks cannot cause it.
fn cause_checks(resolver: &Resolver<'_>, cause: &CriticalCause) -> Vec<Check> {
    let file = resolver.file;
    let said = |name: &str| {
        Act::from_name(name).map(|act| Check::Said {
            act,
            to: None,
            slot: None,
            law: Vec::new(),
        })
    };
    match cause {
        CriticalCause::Act(name) => said(name).into_iter().collect(),
        CriticalCause::Deed(deed) => file
            .actions
            .iter()
            .enumerate()
            .filter(|(_, action)| action.conduct.as_ref() == Some(deed))
            .map(|(at, _)| Check::Did(ActionIx(small(at)), None))
            .collect(),
        CriticalCause::SaidBefore(act, needs) => said(act)
            .zip(said(needs))
            .map(too_early)
            .into_iter()
            .collect(),
        CriticalCause::ServedBefore(form, needs) => file
            .papers
            .iter()
            .position(|one| one == form)
            .map(|at| Check::Paper(FormIx(small(at)), Vec::new()))
            .zip(said(needs))
            .map(too_early)
            .into_iter()
            .collect(),
    }
}

/// The first happened, and the second had not happened by then.
fn too_early((early, needed): (Check, Check)) -> Check {
    Check::All(vec![
        early.clone(),
        Check::Not(Box::new(Check::Before(Box::new(needed), Box::new(early)))),
    ])
}

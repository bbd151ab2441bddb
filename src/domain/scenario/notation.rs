//! Conditions and triggers written the way an author writes them, so that what is wanting can be looked up in the file.
//! Knows no language of people.

use super::model::{Case, Condition, Levels, Trigger, Who};

/// Somebody as authors name them.
#[must_use]
pub fn who(case: &Case, who: Who) -> &str {
    match who {
        Who::Party => super::resolve::PARTY,
        Who::One(person) => &case.people[person.at()].id,
    }
}

/// A set of levels as a list: `[1, 3]`.
#[must_use]
pub fn levels(levels: Levels) -> String {
    let list: Vec<String> = (1..=3)
        .filter(|level| levels.has(*level))
        .map(|level| level.to_string())
        .collect();
    format!("[{}]", list.join(", "))
}

/// A condition.
#[must_use]
pub fn condition(case: &Case, one: &Condition) -> String {
    let many = |list: &[Condition]| {
        let parts: Vec<String> = list.iter().map(|one| condition(case, one)).collect();
        parts.join(", ")
    };
    let bound =
        |name: &str, person: Who, value: i16| format!("{name}(\"{}\", {value})", who(case, person));
    match one {
        Condition::Always => "Always".to_owned(),
        Condition::All(list) => format!("All([{}])", many(list)),
        Condition::Any(list) => format!("Any([{}])", many(list)),
        Condition::Not(inner) => format!("Not({})", condition(case, inner)),
        Condition::Fact(fact) => format!("Fact(\"{}\")", case.facts[fact.at()].id),
        Condition::Level(set) => format!("Level({})", levels(*set)),
        Condition::Present(person) => format!("Present(\"{}\")", who(case, *person)),
        Condition::Party(person) => format!("Party(\"{}\")", case.people[person.at()].id),
        Condition::TensionAtLeast(person, value) => bound("TensionAtLeast", *person, *value),
        Condition::TensionAtMost(person, value) => bound("TensionAtMost", *person, *value),
        Condition::TrustAtLeast(person, value) => bound("TrustAtLeast", *person, *value),
        Condition::SaidTimes(act, 1) => format!("Said(\"{}\")", act.name()),
        Condition::SaidTimes(act, times) => format!("SaidTimes(\"{}\", {times})", act.name()),
        Condition::Did(action, None) => format!("Did(\"{}\")", case.actions[action.at()].id),
        Condition::Did(action, Some(target)) => format!(
            "DidTo(\"{}\", \"{}\")",
            case.actions[action.at()].id,
            case.target_id(*target)
        ),
        Condition::Paper(form) => format!("Paper(\"{}\")", case.forms[form.at()].id),
        Condition::Fired(beat) => format!("Fired(\"{}\")", case.beats[beat.at()].id),
        Condition::InZone(zone) => format!("InZone(\"{}\")", case.zones[zone.at()].id),
        Condition::Drawn(draw, value) => {
            let draw = &case.draws[draw.at()];
            let value = draw.of.get(usize::from(*value));
            let value = value.map(|one| one.id.as_str()).unwrap_or_default();
            format!("Drawn(\"{}\", \"{value}\")", draw.id)
        }
        Condition::Agreed(person) => format!("Agreed(\"{}\")", who(case, *person)),
        Condition::Since(span) => format!("Since({})", span.0),
        Condition::SinceBeat(beat, span) => {
            format!("SinceBeat(\"{}\", {})", case.beats[beat.at()].id, span.0)
        }
        Condition::Practice => "Practice".to_owned(),
    }
}

/// A trigger.
#[must_use]
pub fn trigger(case: &Case, one: &Trigger) -> String {
    let to = |to: &Option<Who>| to.map(|one| format!("to: \"{}\"", who(case, one)));
    match one {
        Trigger::Start => "Start".to_owned(),
        Trigger::Said(act, whom) => {
            let whom = to(whom).map(|one| format!(", {one}")).unwrap_or_default();
            format!("Said(act: \"{}\"{whom})", act.name())
        }
        Trigger::Babble(whom) => format!("Babble({})", to(whom).unwrap_or_default()),
        Trigger::Repeated(whom) => format!("Repeated({})", to(whom).unwrap_or_default()),
        Trigger::LongTalk(whom) => format!("LongTalk({})", to(whom).unwrap_or_default()),
        Trigger::Did(action, target) => {
            let target = target
                .map(|one| format!(", target: \"{}\"", case.target_id(one)))
                .unwrap_or_default();
            format!("Did(action: \"{}\"{target})", case.actions[action.at()].id)
        }
        Trigger::Moved(zone) => format!("Moved(\"{}\")", case.zones[zone.at()].id),
        Trigger::Paper(form) => format!("Paper(\"{}\")", case.forms[form.at()].id),
        Trigger::At(at) => format!("At({})", at.0),
        Trigger::After(beat, span) => format!(
            "After(beat: \"{}\", ms: {})",
            case.beats[beat.at()].id,
            span.0
        ),
        Trigger::Silence(span) => format!("Silence({})", span.0),
        Trigger::Tense(person, value) => format!("Tense(\"{}\", {value})", who(case, *person)),
        Trigger::Calmed(person, value) => format!("Calmed(\"{}\", {value})", who(case, *person)),
        Trigger::Agreed(person) => format!("Agreed(\"{}\")", who(case, *person)),
        Trigger::Became(fact) => format!("Became(\"{}\")", case.facts[fact.at()].id),
        Trigger::Inject(inject) => format!("Inject(\"{}\")", case.injects[inject.at()].id),
    }
}

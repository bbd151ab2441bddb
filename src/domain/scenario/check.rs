//! Rules a case must keep beyond its shape: unique ids, words in both languages, points that add up, law in force on
//! the day. What follows from what is in `flow`.

use super::context::{CriticalEntry, Day};
use super::model::{Form, Who};
use super::resolve::{PARTY, Resolver, nearest};
use crate::domain::ids::{Bilingual, Language};
use std::collections::{BTreeMap, BTreeSet};

pub(super) use super::flow::flow;
pub(super) use super::whole::{points, walkthroughs, words};

/// Longest id; longer ones are slips of the pen.
const ID_LENGTH_MAX: usize = 64;

/// Ids are unique within their list and made of letters a–z, digits, `_`, `-` and `.`.
pub(super) fn ids(resolver: &mut Resolver<'_>) {
    let file = resolver.file;
    let mut lists: Vec<(&str, Vec<&str>)> = vec![
        (
            "place.zones",
            file.place.zones.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "facts",
            file.facts.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "actions",
            file.actions.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "draws",
            file.draws.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "hints",
            file.hints.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "injects",
            file.injects.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "lines",
            file.lines.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "beats",
            file.beats.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "endings",
            file.endings.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "criteria",
            file.criteria.iter().map(|one| one.id.as_str()).collect(),
        ),
        (
            "people",
            file.people.iter().map(|one| one.id.as_str()).collect(),
        ),
    ];
    // People and things share one space of names: an action's target is either.
    let things: Vec<&str> = file.things.iter().map(|one| one.id.as_str()).collect();
    let people: BTreeSet<&str> = file.people.iter().map(|one| one.id.as_str()).collect();
    for (position, id) in things.iter().enumerate() {
        if people.contains(id) || *id == PARTY {
            resolver.report("SW0201", &format!("things[{position}].id"), &[("word", id)]);
        }
    }
    if let Some(position) = file.people.iter().position(|one| one.id == PARTY) {
        resolver.report(
            "SW0201",
            &format!("people[{position}].id"),
            &[("word", PARTY)],
        );
    }
    lists.push(("things", things));
    for (list, ids) in lists {
        let mut seen = BTreeSet::new();
        for (position, id) in ids.iter().enumerate() {
            let path = format!("{list}[{position}].id");
            if !seen.insert(*id) {
                resolver.report("SW0201", &path, &[("word", id)]);
            }
            let good = !id.is_empty()
                && id.len() <= ID_LENGTH_MAX
                && id.chars().all(|one| {
                    one.is_ascii_lowercase() || one.is_ascii_digit() || "_-.".contains(one)
                });
            if !good {
                resolver.report("SW0221", &path, &[("word", id)]);
            }
        }
    }
    let mut levels = BTreeSet::new();
    for (position, level) in file.levels.iter().enumerate() {
        if !levels.insert(level.level) || !(1..=3).contains(&level.level) {
            let given = level.level.to_string();
            resolver.report(
                "SW0215",
                &format!("levels[{position}].level"),
                &[("word", &given), ("near", "")],
            );
        }
    }
    if file.levels.is_empty() {
        resolver.report("SW0215", "levels", &[("word", ""), ("near", "1")]);
    }
}

/// The district stands in the bureau profile.
pub(super) fn district(resolver: &mut Resolver<'_>) {
    let (file, context) = (resolver.file, resolver.context);
    if !context.districts.contains(&file.district) {
        let near = nearest(&file.district, context.districts.iter().map(String::as_str));
        let known: Vec<&str> = context.districts.iter().map(String::as_str).collect();
        resolver.report(
            "SW0222",
            "district",
            &[
                ("word", &file.district),
                ("near", &near),
                ("known", &known.join(", ")),
            ],
        );
    }
}

/// No visible text is empty, and a translation is a translation.
pub(super) fn texts(resolver: &mut Resolver<'_>) {
    let file = resolver.file;
    let mut all: Vec<(String, &Bilingual)> = vec![
        ("title".to_owned(), &file.title),
        ("summary".to_owned(), &file.summary),
        ("field".to_owned(), &file.field),
        ("place.name".to_owned(), &file.place.name),
        ("place.look".to_owned(), &file.place.look),
        ("ticket.source".to_owned(), &file.ticket.source),
        ("ticket.class".to_owned(), &file.ticket.class),
        ("ticket.text".to_owned(), &file.ticket.text),
    ];
    for (at, one) in file.place.zones.iter().enumerate() {
        all.push((format!("place.zones[{at}].name"), &one.name));
    }
    for (at, one) in file.people.iter().enumerate() {
        all.push((format!("people[{at}].name"), &one.name));
        all.push((format!("people[{at}].persona"), &one.persona));
        for (index, motive) in one.motives.iter().enumerate() {
            all.push((
                format!("people[{at}].motives[{index}].about"),
                &motive.about,
            ));
        }
    }
    for (at, one) in file.things.iter().enumerate() {
        all.push((format!("things[{at}].name"), &one.name));
    }
    for (at, one) in file.facts.iter().enumerate() {
        all.push((format!("facts[{at}].about"), &one.about));
    }
    for (at, one) in file.actions.iter().enumerate() {
        all.push((format!("actions[{at}].label"), &one.label));
    }
    for (at, one) in file.hints.iter().enumerate() {
        all.push((format!("hints[{at}].text"), &one.text));
    }
    for (at, one) in file.injects.iter().enumerate() {
        all.push((format!("injects[{at}].label"), &one.label));
    }
    for (at, one) in file.levels.iter().enumerate() {
        all.push((format!("levels[{at}].about"), &one.about));
    }
    for (at, one) in file.beats.iter().enumerate() {
        if let Some(title) = &one.title {
            all.push((format!("beats[{at}].title"), title));
        }
    }
    for (at, one) in file.endings.iter().enumerate() {
        all.push((format!("endings[{at}].title"), &one.title));
        all.push((format!("endings[{at}].text"), &one.text));
    }
    for (at, one) in file.criteria.iter().enumerate() {
        all.push((format!("criteria[{at}].text"), &one.text));
        all.push((format!("criteria[{at}].why"), &one.why));
        all.push((format!("criteria[{at}].better"), &one.better));
    }
    for (path, text) in all {
        for lang in Language::ALL {
            if text.get(lang).trim().is_empty() {
                resolver.report(
                    "SW0303",
                    &format!("{path}.{}", lang.tag()),
                    &[("word", lang.tag())],
                );
            }
            let unknown = unknown_placeholders(resolver, text.get(lang));
            for word in unknown {
                resolver.report(
                    "SW0305",
                    &format!("{path}.{}", lang.tag()),
                    &[("word", &word)],
                );
            }
        }
        if text.zh == text.en && !text.zh.is_ascii() {
            resolver.report("SW0306", &format!("{path}.en"), &[("word", &text.en)]);
        } else if is_untranslated(&text.en) {
            resolver.report("SW0308", &format!("{path}.en"), &[("word", &text.en)]);
        }
    }
}

/// Whether Chinese signs are left in an English text: nobody has translated it yet.
#[must_use]
pub fn is_untranslated(en: &str) -> bool {
    en.chars()
        .any(|sign| ('\u{4E00}'..='\u{9FFF}').contains(&sign))
}

/// Two beats of one level that are called the same cannot be told apart where an instructor chooses.
pub(super) fn beat_titles(resolver: &mut Resolver<'_>) {
    let file = resolver.file;
    let meet = |one: &[u8], other: &[u8]| {
        one.is_empty() || other.is_empty() || one.iter().any(|level| other.contains(level))
    };
    let titled = || {
        let all = file.beats.iter().enumerate();
        all.filter_map(|(at, beat)| Some((at, beat, beat.title.as_ref()?)))
    };
    for (at, beat, title) in titled() {
        for lang in Language::ALL {
            let twin = titled().take_while(|one| one.0 < at).find(|one| {
                one.2.get(lang).trim() == title.get(lang).trim()
                    && meet(&one.1.levels, &beat.levels)
            });
            if let Some((_, twin, _)) = twin {
                resolver.report(
                    "SW0307",
                    &format!("beats[{at}].title.{}", lang.tag()),
                    &[("word", title.get(lang)), ("known", &twin.id)],
                );
            }
        }
    }
}

/// Placeholders `{…}` that nothing fills.
pub(super) fn unknown_placeholders(resolver: &Resolver<'_>, text: &str) -> Vec<String> {
    let mut rest = text;
    let mut unknown = Vec::new();
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let Some(close) = after.find('}') else {
            unknown.push(after.chars().take(20).collect());
            break;
        };
        let word = &after[..close];
        let file = resolver.file;
        let known = match word.split_once('.') {
            Some(("draw", id)) => file.draws.iter().any(|one| one.id == id),
            Some(("person", id)) => id == PARTY || file.people.iter().any(|one| one.id == id),
            _ => resolver.context.placeholders.contains(word),
        };
        if !known {
            unknown.push(word.to_owned());
        }
        rest = &after[close + 1..];
    }
    unknown
}

/// The day of the case.
pub(super) fn day(resolver: &mut Resolver<'_>) -> Option<Day> {
    let date = &resolver.file.date;
    let parts: Vec<&str> = date.split('-').collect();
    let parsed = match parts.as_slice() {
        [year, month, day] => year
            .parse()
            .ok()
            .zip(month.parse().ok())
            .zip(day.parse().ok())
            .map(|((year, month), day): ((u16, u8), u8)| (year, month, day)),
        _ => None,
    };
    let good = parsed.filter(|(year, month, day)| {
        (2000..2100).contains(year) && (1..=12).contains(month) && (1..=31).contains(day)
    });
    if good.is_none() {
        let date = date.clone();
        resolver.report(
            "SW0508",
            "date",
            &[("word", &date), ("known", "YYYY-MM-DD")],
        );
    }
    good
}

/// Minutes after midnight at which the case begins.
pub(super) fn clock(resolver: &mut Resolver<'_>) -> u32 {
    let clock = resolver.file.clock.clone();
    let parsed = clock
        .split_once(':')
        .and_then(|(hours, minutes)| {
            Some((hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?))
        })
        .filter(|(hours, minutes)| *hours < 24 && *minutes < 60);
    match parsed {
        Some((hours, minutes)) => hours * 60 + minutes,
        None => {
            resolver.report("SW0508", "clock", &[("word", &clock), ("known", "HH:MM")]);
            0
        }
    }
}

/// A line's motive is one of its speaker's.
pub(super) fn motive(resolver: &mut Resolver<'_>, by: Who, motive: &str, path: &str) {
    let file = resolver.file;
    let known: Vec<&str> = match by {
        Who::One(person) => file.people[person.at()]
            .motives
            .iter()
            .map(|one| one.id.as_str())
            .collect(),
        Who::Party => file
            .people
            .iter()
            .flat_map(|one| &one.motives)
            .map(|one| one.id.as_str())
            .collect(),
    };
    if !known.contains(&motive) {
        let near = nearest(motive, known.into_iter());
        resolver.report("SW0217", path, &[("word", motive), ("near", &near)]);
    }
}

/// An action's deed stands in the conduct pack.
pub(super) fn conduct(resolver: &mut Resolver<'_>, deed: Option<&str>, position: usize) {
    let Some(deed) = deed else { return };
    let context = resolver.context;
    if !context.deeds.contains(deed) {
        let near = nearest(deed, context.deeds.iter().map(String::as_str));
        let path = format!("actions[{position}].conduct");
        resolver.report("SW0219", &path, &[("word", deed), ("near", &near)]);
    }
}

/// A form of the bureau profile.
pub(super) fn form(resolver: &mut Resolver<'_>, id: &str, position: usize) -> Option<Form> {
    let context = resolver.context;
    let found = context.forms.get(id).cloned();
    if found.is_none() {
        let near = nearest(id, context.forms.keys().map(String::as_str));
        let path = format!("papers[{position}]");
        resolver.report("SW0211", &path, &[("word", id), ("near", &near)]);
    }
    // Something must stand at the index, or later forms would move.
    Some(found.unwrap_or_else(|| Form {
        id: id.to_owned(),
        name: Bilingual::default(),
        required: Vec::new(),
        held: Vec::new(),
        law: Vec::new(),
        printed: BTreeMap::new(),
    }))
}

/// A critical breach of the conduct pack.
pub(super) fn critical(
    resolver: &mut Resolver<'_>,
    id: &str,
    position: usize,
) -> Option<CriticalEntry> {
    let context = resolver.context;
    let found = context.criticals.iter().find(|one| one.id == id).cloned();
    let path = format!("criticals[{position}]");
    if found.is_none() {
        let known: Vec<&str> = context
            .criticals
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        let near = nearest(id, known.iter().copied());
        let known = known.join(", ");
        let words = [("word", id), ("near", near.as_str()), ("known", &known)];
        resolver.report("SW0214", &path, &words);
    } else if resolver.file.criteria.iter().any(|one| one.id == id) {
        resolver.report("SW0201", &path, &[("word", id)]);
    }
    found
}

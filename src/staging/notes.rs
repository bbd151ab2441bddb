//! What an author should know about what a case looks like: a stage that does not read or does not fit, world events
//! nobody can see, gestures nobody can make. Findings like those of the case itself; a case without a stage has none of
//! its own, because it plays by words and sound alone.

use super::{GEAR, Misfit, PlaceFile, StageFile, Wardrobe, misfits};
use crate::domain::diagnostic::{Diagnostic, Span};
use crate::domain::scenario::load::{CASE_FILE, STAGE_FILE, Texts, read};
use crate::domain::scenario::model::{Case, Outcome};
use crate::domain::scenario::nearest;
use crate::domain::scenario::source::Source;

/// Kind of a misfit that is told at the beat that brings it about, not at the stage.
const EVENT: &str = "event";

/// Everything to note about how a case looks. `place` is none where no file of the place is at hand.
#[must_use]
pub fn notes(
    case: &Case,
    texts: &Texts,
    place: Option<&PlaceFile>,
    wardrobe: &Wardrobe,
) -> Vec<Diagnostic> {
    let source = Source::scan(texts.scenario.as_deref().unwrap_or_default());
    let mut found = gestures(case, &source, wardrobe);
    let Some(text) = &texts.stage else {
        return found;
    };
    let stage: StageFile = match read(STAGE_FILE, text) {
        Ok(stage) => stage,
        Err(one) => {
            found.push(*one);
            return found;
        }
    };
    found.extend(events(case, &source, &stage, wardrobe));
    let Some(place) = place else {
        let span = source.word("place.id", &case.place);
        found.push(
            note("SW0701", CASE_FILE, span, &case.place)
                .with("kind", "place")
                .with("near", ""),
        );
        return found;
    };
    for Misfit { kind, id } in misfits(case, &stage, place, wardrobe) {
        if kind == EVENT {
            continue;
        }
        let near = near(kind, &id, case, place, wardrobe);
        found.push(
            note("SW0701", STAGE_FILE, place_of(text, &id), &id)
                .with("kind", kind)
                .with("near", near),
        );
    }
    found
}

fn note(code: &'static str, file: &str, span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(code, file, span).with("word", word)
}

/// Gestures that no clip stands for; people only talk with their hands instead.
fn gestures(case: &Case, source: &Source, wardrobe: &Wardrobe) -> Vec<Diagnostic> {
    let known = || {
        wardrobe
            .gestures
            .gestures
            .iter()
            .map(|one| one.gesture.as_str())
    };
    let mut found = Vec::new();
    let mut look = |path: &str, gesture: &str| {
        if wardrobe.gestures.row(gesture).is_none() {
            let span = source.word(path, gesture);
            let near = nearest(gesture, known());
            found.push(note("SW0703", CASE_FILE, span, gesture).with("near", near));
        }
    };
    for (at, line) in case.lines.iter().enumerate() {
        if let Some(gesture) = &line.gesture {
            look(&format!("lines[{at}].gesture"), gesture);
        }
    }
    for (at, beat) in case.beats.iter().enumerate() {
        for (index, outcome) in beat.then.iter().enumerate() {
            if let Outcome::Gesture(_, gesture) = outcome {
                look(&format!("beats[{at}].then[{index}]"), gesture);
            }
        }
    }
    found
}

/// World events for which the stage shows nothing.
fn events(case: &Case, source: &Source, stage: &StageFile, wardrobe: &Wardrobe) -> Vec<Diagnostic> {
    let everywhere = &wardrobe.happenings.events;
    let known = || {
        stage
            .events
            .iter()
            .chain(everywhere)
            .map(|one| one.event.as_str())
    };
    let mut found = Vec::new();
    for (at, beat) in case.beats.iter().enumerate() {
        for (index, outcome) in beat.then.iter().enumerate() {
            let Outcome::World(event) = outcome else {
                continue;
            };
            if !known().any(|one| one == event) {
                let span = source.word(&format!("beats[{at}].then[{index}]"), event);
                let near = nearest(event, known());
                found.push(note("SW0702", CASE_FILE, span, event).with("near", near));
            }
        }
    }
    found
}

/// The id most like a wrong one of its kind.
fn near(kind: &str, id: &str, case: &Case, place: &PlaceFile, wardrobe: &Wardrobe) -> String {
    let known: Vec<&str> = match kind {
        "look" => wardrobe
            .people
            .people
            .iter()
            .map(|one| one.look.as_str())
            .collect(),
        "clip" => wardrobe
            .people
            .clips
            .iter()
            .map(|one| one.clip.as_str())
            .collect(),
        "sound" => wardrobe
            .sounds
            .sounds
            .iter()
            .map(|one| one.sound.as_str())
            .collect(),
        "spot" => place.spots.iter().map(|one| one.spot.as_str()).collect(),
        "light" => place.lights.iter().map(|one| one.hour.as_str()).collect(),
        "person" => case.people.iter().map(|one| one.id.as_str()).collect(),
        "gear" => GEAR.iter().map(|one| one.id).collect(),
        _ => Vec::new(),
    };
    nearest(id, known.into_iter())
}

/// Where a word is first quoted in a text; the beginning where it is nowhere, because then it is what is missing.
fn place_of(text: &str, word: &str) -> Span {
    let quoted = format!("\"{word}\"");
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut lines = text.lines().enumerate();
    lines
        .find_map(|(at, line)| {
            let column = line.find(&quoted)?;
            Some(Span {
                line: small(at + 1),
                column: small(line[..column].chars().count() + 1),
                length: small(quoted.chars().count()),
            })
        })
        .unwrap_or(Span {
            line: 1,
            column: 1,
            length: 1,
        })
}

//! What was said and done, in order, for the appendix; and the trainee's words numbered as every part of the report
//! refers to them. Knows how to read a record, decides nothing.

use super::wording::{Wording, percent};
use crate::domain::assessment::{Assessment, Item, SURE_FROM, Verdict};
use crate::domain::ids::Millis;
use crate::domain::record::{Event, Moment};
use crate::domain::session::{Effect, Heard, Input, Touch};
use serde::Serialize;

/// What the words came to in the mark; the worst counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Standing {
    /// No item names them.
    Other,
    /// They earned points.
    Met,
    /// They were not made out, or an item waits for a person because of them.
    Review,
    /// They breached something.
    Breach,
}

/// An act as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Chip {
    pub(super) text: String,
    /// Wrong conduct.
    pub(super) wrong: bool,
}

/// Something the trainee said.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Utterance {
    /// From 1, in order of time.
    pub(super) number: usize,
    #[serde(skip)]
    pub(super) at: Millis,
    pub(super) clock: String,
    pub(super) text: String,
    /// Person id of the addressee; empty when nobody was addressed.
    #[serde(skip)]
    pub(super) to: String,
    /// The addressee's name.
    pub(super) to_name: String,
    pub(super) acts: Vec<Chip>,
    pub(super) standing: Standing,
    /// How surely they were heard, only where that is below the line.
    pub(super) unsure: Option<String>,
    /// Provisions as cited, right or wrong.
    pub(super) cited: Vec<Chip>,
}

/// One row of the appendix.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    #[serde(skip)]
    pub(super) at: Millis,
    /// Time, empty when it is that of the row above.
    pub(super) clock: String,
    /// `me`, `say` or `note`.
    pub(super) kind: &'static str,
    pub(super) who: String,
    pub(super) text: String,
    /// The trainee's words, with everything understood of them.
    pub(super) said: Option<Utterance>,
}

/// The trainee's words in order.
pub(super) fn utterances(wording: &Wording<'_>) -> Vec<Utterance> {
    let events = &wording.input.record.events;
    let mut list = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let Moment::In(Input::Said(heard)) = &event.what else {
            continue;
        };
        let to = effects_after(events, index)
            .find_map(|effect| match effect {
                Effect::Addressed { who } => Some(who.clone()),
                _ => None,
            })
            .or_else(|| heard.to.clone())
            .unwrap_or_default();
        list.push(utterance(wording, list.len() + 1, event.at, heard, to));
    }
    list
}

fn utterance(
    wording: &Wording<'_>,
    number: usize,
    at: Millis,
    heard: &Heard,
    to: String,
) -> Utterance {
    let unsure = (heard.sure < SURE_FROM)
        .then(|| wording.with("heard-sure", &[("sure", &percent(heard.sure))]));
    Utterance {
        number,
        at,
        clock: wording.clock(at.0),
        text: heard.text.clone(),
        to_name: if to.is_empty() {
            String::new()
        } else {
            wording.person(&to)
        },
        to,
        acts: heard
            .reading
            .acts
            .iter()
            .map(|one| Chip {
                text: wording.act(one.act),
                wrong: one.act.is_wrong(),
            })
            .collect(),
        standing: standing(wording.input.assessment, at, heard),
        unsure,
        cited: heard
            .reading
            .law
            .iter()
            .map(|one| Chip {
                text: wording.with(
                    if one.right {
                        "cited-right"
                    } else {
                        "cited-wrong"
                    },
                    &[("as", &one.cited_as)],
                ),
                wrong: !one.right,
            })
            .collect(),
    }
}

fn standing(assessment: &Assessment, at: Millis, heard: &Heard) -> Standing {
    let names = |item: &&Item| {
        item.evidence
            .iter()
            .any(|piece| piece.at_ms == at.0 && piece.quote == heard.text)
    };
    let by_item = assessment
        .items
        .iter()
        .filter(names)
        .map(|item| match assessment.verdict(item) {
            Verdict::Breached => Standing::Breach,
            Verdict::Review => Standing::Review,
            Verdict::Met if item.of > 0 => Standing::Met,
            Verdict::Met | Verdict::Missed => Standing::Other,
        })
        .max()
        .unwrap_or(Standing::Other);
    if heard.sure < SURE_FROM {
        by_item.max(Standing::Review)
    } else {
        by_item
    }
}

/// Everything a reader can follow, in order. Moods, gestures, facts and beats are the machine's own and left out.
pub(super) fn rows(wording: &Wording<'_>, said: &[Utterance]) -> Vec<Row> {
    let events = &wording.input.record.events;
    let mut list: Vec<Row> = Vec::new();
    let mut numbered = said.iter();
    let mut last = String::new();
    for (index, event) in events.iter().enumerate() {
        let row = match &event.what {
            Moment::In(Input::Said(_)) => numbered.next().map(|one| Row {
                at: event.at,
                clock: String::new(),
                kind: "me",
                who: wording.get("trainee-speaker"),
                text: one.text.clone(),
                said: Some(one.clone()),
            }),
            Moment::In(input) => input_note(wording, input, events, index).map(note),
            Moment::Out(Effect::Line { by, line }) => Some(Row {
                at: event.at,
                clock: String::new(),
                kind: "say",
                who: wording.person(by),
                text: wording.line(line),
                said: None,
            }),
            Moment::Out(effect) => effect_note(wording, effect).map(note),
            Moment::Begin(_) | Moment::Sealed { .. } | Moment::Close => None,
        };
        if let Some(mut row) = row {
            row.at = event.at;
            let clock = wording.clock(event.at.0);
            if clock != last {
                row.clock.clone_from(&clock);
                last = clock;
            }
            list.push(row);
        }
    }
    list
}

const fn note(text: String) -> Row {
    Row {
        at: Millis(0),
        clock: String::new(),
        kind: "note",
        who: String::new(),
        text,
        said: None,
    }
}

fn input_note(
    wording: &Wording<'_>,
    input: &Input,
    events: &[Event],
    index: usize,
) -> Option<String> {
    Some(match input {
        Input::Said(_) | Input::Talking { .. } => return None,
        Input::Did { action, target, .. } => {
            let refused =
                effects_after(events, index).any(|one| matches!(one, Effect::Refused { .. }));
            let id = if refused { "did-refused" } else { "did" };
            wording.with(id, &[("what", &wording.deed(action, target.as_deref()))])
        }
        Input::Moved { zone, .. } => wording.with("moved", &[("zone", &wording.zone(zone))]),
        Input::Sensed { deed, .. } => wording.with("sensed", &[("what", &wording.conduct(deed))]),
        // What came of the form follows as an effect.
        Input::Paper { .. } => return None,
        Input::Instructor { inject } => {
            wording.with("inject", &[("what", &wording.inject(inject))])
        }
        // A note is for the instructor, not for the report.
        Input::Touched {
            touch: Touch::Note { .. },
            ..
        } => return None,
        Input::Touched { touch, .. } => wording.with(
            "touch",
            &[
                ("what", touch.name()),
                ("text", touch.words().unwrap_or_default()),
            ],
        ),
        Input::Leave => wording.get("left"),
    })
}

fn effect_note(wording: &Wording<'_>, effect: &Effect) -> Option<String> {
    let with_person = |id: &str, who: &str| wording.with(id, &[("who", &wording.person(who))]);
    Some(match effect {
        Effect::Enter { who } if wording.is_on_phone(who) => with_person("phone-on", who),
        Effect::Leave { who } if wording.is_on_phone(who) => with_person("phone-off", who),
        Effect::Enter { who } => with_person("enter", who),
        Effect::Leave { who } => with_person("leave", who),
        Effect::Unclear { who } => with_person("unclear", who),
        Effect::Interrupted { who, .. } => with_person("interrupted", who),
        Effect::CutIn { who } => with_person("cuts-in", who),
        Effect::Agreed { who } => with_person("agreed", who),
        Effect::Withdrew { who } => with_person("withdrew", who),
        Effect::World { event } => wording.with("world", &[("what", &wording.world(event))]),
        Effect::Platform { message } => {
            wording.with("platform", &[("message", &wording.fill(message))])
        }
        Effect::Hint { hint } => wording.with("hint", &[("text", &wording.hint(hint))]),
        Effect::PaperDone { form } => wording.with("paper-done", &[("form", &wording.form(form))]),
        Effect::PaperLacks { form, fields } => wording.with(
            "paper-lacks",
            &[
                ("form", &wording.form(form)),
                ("fields", &wording.fields(form, fields)),
            ],
        ),
        Effect::Ended { ending } => {
            let title = wording
                .ending(ending)
                .map_or_else(|| ending.clone(), |(title, _)| title);
            wording.with("ended", &[("title", &title)])
        }
        Effect::Began { .. }
        | Effect::Addressed { .. }
        | Effect::Line { .. }
        | Effect::Mood { .. }
        | Effect::Gesture { .. }
        | Effect::Walk { .. }
        | Effect::Fact { .. }
        | Effect::Beat { .. }
        | Effect::Refused { .. } => return None,
    })
}

/// The effects of the input at `index`, up to the next input.
fn effects_after(events: &[Event], index: usize) -> impl Iterator<Item = &Effect> {
    events[index + 1..]
        .iter()
        .take_while(|event| !matches!(event.what, Moment::In(_)))
        .filter_map(|event| match &event.what {
            Moment::Out(effect) => Some(effect),
            _ => None,
        })
}

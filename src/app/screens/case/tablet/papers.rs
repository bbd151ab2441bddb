//! The forms of the case and how far each has come.

use super::{Seen, nothing};
use crate::app::trainee::Overlay;
use crate::app::ui::{FirstFocus, Ink, activated, card, label, one_line, rest, row, size, tag};
use crate::domain::ids::Millis;
use crate::domain::record::Moment;
use crate::domain::session::{Effect, Input};
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// How far a form has come.
enum Stand {
    /// Not handed over.
    Open,
    /// Handed over, but something lacks.
    Lacks,
    /// Handed over, complete.
    Done,
}

pub(super) fn build(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    let case = seen.active.case();
    if case.forms.is_empty() {
        return nothing(parts, seen, "papers-none");
    }
    parts.spawn(label(
        seen.tongue.get("papers-title"),
        size::SMALL,
        Ink::PaperQuiet,
    ));
    for (at, form) in case.forms.iter().enumerate() {
        let id = form.id.clone();
        let name = form.name.get(seen.lang());
        let mut entry = parts.spawn((
            card(name, row(12.0)),
            activated(move |_: On<Activate>, mut overlay: ResMut<Overlay>| {
                *overlay = Overlay::Paper(id.clone());
            }),
        ));
        entry.with_children(|line| {
            line.spawn((one_line(name, size::BODY, Ink::PaperText, true), rest()));
            let (stand, when) = stand(&form.id, seen);
            if let Some(when) = when {
                line.spawn(label(seen.clock(when), size::TINY, Ink::PaperQuiet));
            }
            let (words, ground) = match stand {
                Stand::Open => ("tablet-paper-open", Ink::PaperQuiet),
                Stand::Lacks => ("tablet-paper-lacks", Ink::PaperUnsure),
                Stand::Done => ("tablet-paper-done", Ink::PaperGood),
            };
            tag(line, &seen.tongue.get(words), ground, Ink::Text);
        });
        if at == 0 {
            entry.insert(FirstFocus);
        }
    }
}

fn stand(wanted: &str, seen: &Seen<'_>) -> (Stand, Option<Millis>) {
    seen.active
        .events()
        .iter()
        .rev()
        .find_map(|event| match &event.what {
            Moment::Out(Effect::PaperDone { form }) if form == wanted => {
                Some((Stand::Done, Some(event.at)))
            }
            Moment::Out(Effect::PaperLacks { form, .. }) if form == wanted => {
                Some((Stand::Lacks, Some(event.at)))
            }
            Moment::In(Input::Paper { form, .. }) if form == wanted => {
                Some((Stand::Lacks, Some(event.at)))
            }
            _ => None,
        })
        .unwrap_or((Stand::Open, None))
}

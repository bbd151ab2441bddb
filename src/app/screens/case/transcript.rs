//! Everything that was said, with who and when, and how sure the recogniser was.

use super::{build_middle, overlay};
use crate::app::bridge::ActiveCase;
use crate::app::trainee::Overlay;
use crate::app::ui::{
    ButtonKind, FirstFocus, Ink, activated, button, column, heading, label, rest, row, scroll, size,
};
use crate::app::words::Tongue;
use crate::domain::ids::Permille;
use crate::domain::record::Moment;
use crate::domain::session::{Effect, Input, Touch};
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

const ROWS_MAX: usize = 60;

pub(super) fn plugin(app: &mut App) {
    overlay(app, |overlay| *overlay == Overlay::Transcript, build);
}

fn build(mut commands: Commands, tongue: Res<Tongue>, active: Option<Res<ActiveCase>>) {
    let Some(active) = active else { return };
    let wording = active.wording();
    let mut rows: Vec<(String, String, String, Ink)> = Vec::new();
    let events = active.events();
    // What the engine refused was not said.
    let is_refused = |n: usize| {
        let next = events.get(n + 1).map(|event| &event.what);
        matches!(next, Some(Moment::Out(Effect::Refused { .. })))
    };
    let is_interrupted = |by: &str, said: &str| {
        events.iter().any(|event| {
            matches!(&event.what, Moment::Out(Effect::Interrupted { who, line })
                if who == by && line == said)
        })
    };
    for (n, event) in events.iter().enumerate() {
        let clock = event.at.to_string();
        match &event.what {
            Moment::In(Input::Said(heard)) => {
                let mut text = heard.text.clone();
                let mut ink = Ink::Accent;
                if heard.sure < Permille(600) {
                    text = tongue.with("hud-own-unsure", &[("text", &text)]);
                    ink = Ink::Unsure;
                }
                rows.push((clock, tongue.get("transcript-me"), text, ink));
            }
            Moment::Out(Effect::Line { by, line }) => {
                let mut text = wording.line(line);
                if is_interrupted(by, line) {
                    text = tongue.with("transcript-interrupted", &[("text", &text)]);
                }
                rows.push((clock, wording.person(by), text, Ink::Text));
            }
            Moment::In(Input::Touched { touch, .. }) => match touch {
                Touch::Say { by, text } if !is_refused(n) => {
                    rows.push((clock, wording.person(by), text.clone(), Ink::Text));
                }
                Touch::Ear { text } => {
                    let who = tongue.get("transcript-ear");
                    rows.push((clock, who, text.clone(), Ink::Accent));
                }
                _ => {}
            },
            Moment::In(Input::Did { action, target, .. }) => {
                let done = wording.action(action);
                let text = target.as_ref().map_or_else(
                    || done.clone(),
                    |target| format!("{done} · {}", wording.target(target)),
                );
                rows.push((clock, tongue.get("transcript-me"), text, Ink::Quiet));
            }
            _ => {}
        }
    }
    let from = rows.len().saturating_sub(ROWS_MAX);
    build_middle(&mut commands, 820.0, |panel| {
        panel.spawn(heading(tongue.get("transcript-title"), size::HEAD));
        panel
            .spawn(scroll(Node {
                flex_grow: 1.0,
                ..column(8.0)
            }))
            .with_children(|list| {
                for (clock, who, text, ink) in rows.into_iter().skip(from).rev() {
                    list.spawn(Node {
                        align_items: AlignItems::FlexStart,
                        ..row(12.0)
                    })
                    .with_children(|line| {
                        line.spawn(Node {
                            width: px(190),
                            flex_shrink: 0.0,
                            ..default()
                        })
                        .with_children(|name| {
                            let spoken = format!("{clock}  {who}");
                            name.spawn((label(spoken, size::SMALL, Ink::Quiet), rest()));
                        });
                        line.spawn((label(text, size::BODY, ink), rest()));
                    });
                }
            });
        panel.spawn((
            button(tongue.get("close"), ButtonKind::Plain),
            FirstFocus,
            activated(|_: On<Activate>, mut overlay: ResMut<Overlay>| *overlay = Overlay::None),
        ));
    });
}

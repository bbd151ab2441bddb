//! After a sealed exam: that it is over, and that somebody else opens the mark. Nothing of the mark is told.

use super::{CameFrom, ScreenRoot};
use crate::app::Screen;
use crate::app::bridge::FinishedRun;
use crate::app::ui::{
    FirstFocus, Ink, activated, bold, column, label, push, section, sheet, shell, side_button,
    side_head, size,
};
use crate::app::words::Tongue;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// Builds the page.
pub(super) fn build(
    commands: &mut Commands,
    finished: &FinishedRun,
    from: CameFrom,
    tongue: &Tongue,
) {
    let lang = tongue.lang();
    let record = &finished.run.record;
    shell(
        commands,
        (ScreenRoot, DespawnOnExit(Screen::Debriefing)),
        |side| {
            side_head(
                side,
                finished.entry.case.title.get(lang),
                &tongue.get("sealed-title"),
            );
            push(side);
            side_button(side, &tongue.get("debrief-menu"), "debrief/leave").insert((
                FirstFocus,
                activated(
                    move |_: On<Activate>, mut next: ResMut<NextState<Screen>>| next.set(from.0),
                ),
            ));
        },
        |main| {
            main.spawn(sheet(Node {
                padding: UiRect::all(px(26)),
                ..column(14.0)
            }))
            .with_children(|sheet| {
                sheet.spawn(bold(tongue.get("sealed-head"), size::HEAD, Ink::Uniform));
                sheet.spawn(label(
                    tongue.get("sealed-about"),
                    size::BODY,
                    Ink::PaperText,
                ));
            });
            section(main, &tongue.get("sealed-proof"));
            main.spawn(sheet(column(8.0))).with_children(|sheet| {
                let exam = record.header.exam.as_ref();
                for (message, value) in [
                    ("sealed-trainee", record.header.trainee.as_str()),
                    (
                        "sealed-assignment",
                        exam.map_or("", |exam| &exam.assignment),
                    ),
                    ("sealed-mark", record.sealed_mark.as_deref().unwrap_or("")),
                    ("sealed-record", &record.seal),
                ] {
                    sheet.spawn(label(
                        tongue.with(message, &[("value", value)]),
                        size::SMALL,
                        Ink::PaperQuiet,
                    ));
                }
            });
        },
    );
}

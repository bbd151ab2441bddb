//! After the shift: the platform's score, what was missed on which ticket, what the finds cost each unit, and where the
//! shift was written down.

use super::{AtDesk, deductions};
use crate::app::ui::{Ground, Ink, bold, column, label, scrolling, section, sheet, size};
use crate::app::words::Tongue;
use crate::shift_words::missed;
use bevy::prelude::*;

pub(super) fn build(main: &mut ChildSpawnerCommands, desk: &AtDesk, tongue: &Tongue) {
    let (shift, score) = (desk.sitting.shift(), desk.sitting.score());
    scrolling(
        main,
        "shift/after",
        Node {
            flex_grow: 1.0,
            ..default()
        },
        Node {
            padding: UiRect::all(px(5)),
            ..column(14.0)
        },
        Ground::Paper,
        |parts| {
            parts.spawn(bold(score.points.to_string(), size::DISPLAY, Ink::Uniform));
            parts.spawn(label(
                tongue.with(
                    "shift-score",
                    &[
                        ("points", &score.points.to_string()),
                        ("settled", &score.settled.to_string()),
                        ("tickets", &score.tickets.to_string()),
                    ],
                ),
                size::LARGE,
                Ink::PaperText,
            ));
            for ticket in &shift.tickets {
                let marks = score.marks.iter().filter(|one| one.ticket == ticket.id);
                let (met, all) = (
                    marks.clone().filter(|one| one.met).count(),
                    marks.clone().count(),
                );
                if all == 0 {
                    continue;
                }
                section(
                    parts,
                    &format!("{}  {}", ticket.number, ticket.class.get(tongue.lang())),
                );
                parts.spawn(sheet(column(4.0))).with_children(|sheet| {
                    let (met, all) = (met.to_string(), all.to_string());
                    sheet.spawn(label(
                        tongue.with("shift-ticket-met", &[("met", &met), ("all", &all)]),
                        size::SMALL,
                        Ink::PaperGood,
                    ));
                    for mark in marks.filter(|one| !one.met) {
                        sheet.spawn(label(
                            missed(mark, tongue.words()),
                            size::SMALL,
                            Ink::PaperGrave,
                        ));
                    }
                });
            }
            let deducted = deductions(desk, tongue);
            if !deducted.is_empty() {
                section(parts, &tongue.get("shift-deducted"));
            }
            for line in deducted {
                parts.spawn(label(line, size::SMALL, Ink::PaperText));
            }
            match &desk.kept {
                Some(Ok(path)) => {
                    let path = path.display().to_string();
                    parts.spawn(label(
                        tongue.with("shift-kept", &[("path", &path)]),
                        size::TINY,
                        Ink::PaperQuiet,
                    ));
                }
                Some(Err(detail)) => {
                    parts.spawn(label(
                        tongue.with("shift-not-kept", &[("detail", detail)]),
                        size::SMALL,
                        Ink::PaperGrave,
                    ));
                }
                None => {}
            }
        },
    );
}

//! The blue side of the debriefing: the mark, the parts, and where to go from here.

use super::{CameFrom, Page, Tab};
use crate::app::Screen;
use crate::app::bridge::{FinishedRun, Plan};
use crate::app::options::PlayOptions;
use crate::app::screens::menu::seed;
use crate::app::ui::{
    Active, ButtonKind, FirstFocus, Ink, Key, Toast, activated, bold, button, gap, label, push,
    row, side_button, size, tag,
};
use crate::app::words::Tongue;
use crate::domain::session::Mode;
use crate::report::Debrief;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;
use std::path::Path;
use std::process::{Command, Stdio};

const REPORT: &str = "report.html";

/// Fills the side.
pub(super) fn build(
    parts: &mut ChildSpawnerCommands,
    told: &Debrief,
    finished: &FinishedRun,
    page: &Page,
    from: CameFrom,
    tongue: &Tongue,
) {
    let lang = tongue.lang();
    let case = &finished.entry.case;
    let level = finished.plan.level.to_string();
    parts.spawn(label(
        format!(
            "{} · {}",
            case.title.get(lang),
            tongue.with("level-name", &[("level", &level)])
        ),
        size::SMALL,
        Ink::Accent,
    ));
    parts
        .spawn(Node {
            align_items: AlignItems::FlexEnd,
            column_gap: px(8),
            ..default()
        })
        .with_children(|line| {
            line.spawn(bold(told.points.to_string(), 84.0, Ink::Text));
            line.spawn((
                label(told.of_text.clone(), size::BODY, Ink::Quiet),
                Node {
                    margin: UiRect::bottom(px(20)),
                    ..default()
                },
            ));
        });
    let (ground, ink) = match told.result {
        "pass" => (Ink::Good, Ink::OnAccent),
        "pending" => (Ink::Unsure, Ink::OnAccent),
        _ => (Ink::Grave, Ink::OnAccent),
    };
    parts.spawn(row(8.0)).with_children(|tags| {
        tag(tags, &told.result_text, ground, ink);
        if finished.plan.mode == Mode::Exam {
            tag(tags, &tongue.get("mode-exam"), Ink::Accent, Ink::OnAccent);
        }
    });
    parts.spawn(gap(4.0));
    parts.spawn(bold(told.outcome.clone(), size::BODY, Ink::Text));
    if finished.plan.mode == Mode::Exam {
        parts.spawn(label(
            tongue.with("debrief-sealed", &[("seal", &told.seal)]),
            size::TINY,
            Ink::Quiet,
        ));
    }
    parts.spawn(gap(10.0));
    for (at, (tab, id)) in Tab::ALL.into_iter().enumerate() {
        let mut made = side_button(parts, &tongue.get(id), id);
        made.insert(activated(move |_: On<Activate>, mut page: ResMut<Page>| {
            page.set_if_neq(Page { tab, ..*page });
        }));
        if page.tab == tab {
            made.insert(Active);
        }
        if at == 0 {
            made.insert(FirstFocus);
        }
    }
    push(parts);
    onward(parts, finished, from, tongue);
    let id = match from.0 {
        Screen::Records => "menu-records",
        Screen::Shift => "debrief-shift",
        _ => "debrief-menu",
    };
    side_button(parts, &tongue.get(id), "debrief/leave").insert(activated(
        move |_: On<Activate>, mut next: ResMut<NextState<Screen>>| next.set(from.0),
    ));
}

fn onward(
    parts: &mut ChildSpawnerCommands,
    finished: &FinishedRun,
    from: CameFrom,
    tongue: &Tongue,
) {
    // On a shift a ticket is handled once.
    let is_once = from.0 == Screen::Shift || finished.plan.mode == Mode::Exam;
    let again = finished.plan.clone();
    let next_level = finished
        .entry
        .case
        .level(finished.plan.level + 1)
        .filter(|_| finished.run.assessment.score.pass && !is_once)
        .map(|level| Plan {
            level: level.level,
            party: None,
            is_tutorial: false,
            ..finished.plan.clone()
        });
    let has_next = next_level.is_some();
    if let Some(plan) = next_level {
        parts.spawn((
            button(
                tongue.with("debrief-next", &[("level", &plan.level.to_string())]),
                ButtonKind::Main,
            ),
            Key::new("debrief-next"),
            activated(go(plan)),
        ));
    }
    // An exam is not taken again from here.
    if !is_once {
        let kind = if has_next {
            ButtonKind::Plain
        } else {
            ButtonKind::Main
        };
        parts.spawn((
            button(tongue.get("debrief-again"), kind),
            Key::new("debrief-again"),
            activated(go(again)),
        ));
    }
    let report = finished.folder.join(REPORT);
    side_button(parts, &tongue.get("debrief-report"), "debrief-report").insert(activated(
        move |_: On<Activate>,
              tongue: Res<Tongue>,
              options: Res<PlayOptions>,
              mut toasts: MessageWriter<Toast>| {
            let path = report.display().to_string();
            let (id, ink) = match show(&report, &options) {
                Ok(true) => ("debrief-report-open", Ink::Good),
                Ok(false) => ("debrief-report-lies", Ink::Accent),
                Err(()) => ("debrief-report-missing", Ink::Grave),
            };
            toasts.write(Toast {
                text: tongue.with(id, &[("path", &path)]),
                ink,
            });
        },
    ));
}

fn go(
    plan: Plan,
) -> impl FnMut(On<Activate>, Commands, Res<PlayOptions>, ResMut<NextState<Screen>>)
+ Send
+ Sync
+ 'static {
    move |_: On<Activate>,
          mut commands: Commands,
          options: Res<PlayOptions>,
          mut next: ResMut<NextState<Screen>>| {
        commands.insert_resource(Plan {
            seed: seed(&options),
            ..plan.clone()
        });
        next.set(Screen::Briefing);
    }
}

/// Shows the page in whatever shows pages here; false when nothing does.
fn show(report: &Path, options: &PlayOptions) -> Result<bool, ()> {
    if !report.is_file() {
        return Err(());
    }
    if options.is_virtual_time() || options.is_headless {
        return Ok(false);
    }
    let opened = Command::new("xdg-open")
        .arg(report)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Ok(opened.is_ok())
}

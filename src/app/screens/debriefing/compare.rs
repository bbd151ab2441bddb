//! Other runs of the same case, one of which is chosen to be seen beside this one.

use super::{Page, Tab, Way};
use crate::app::bridge::{Beside, FinishedRun};
use crate::app::library::Library;
use crate::app::options::PlayOptions;
use crate::app::results::{self, Earlier, Kept};
use crate::app::screens::{outcome, when};
use crate::app::ui::{
    Ground, Ink, Key, Toast, activated, bold, card, column, label, rest, scrolling, size, tag,
};
use crate::app::words::Tongue;
use crate::domain::assessment::Assessment;
use crate::domain::ids::Millis;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// More rows than this are not drawn.
const ROWS_MAX: usize = 60;

/// Other runs of the case.
#[derive(Resource, Default)]
pub(super) struct Others {
    runs: Vec<Earlier>,
    /// More than are shown.
    left_out: usize,
    is_read: bool,
}

/// Reads them from the data folder when the page is first opened. What has no mark, or one that nobody has opened, is left
/// out.
pub(super) fn read(
    page: Res<Page>,
    finished: Option<Res<FinishedRun>>,
    options: Res<PlayOptions>,
    mut others: ResMut<Others>,
) {
    let Some(finished) = finished else { return };
    if page.tab != Tab::Compare || others.is_read || finished.is_sealed() {
        return;
    }
    let mut runs = results::earlier(&options.data);
    runs.retain(|one| {
        let is_same_case = matches!(&one.kept, Kept::Marked(mark)
            if mark.scenario.id == finished.entry.case.id);
        is_same_case && one.folder != finished.folder
    });
    let left_out = runs.len().saturating_sub(ROWS_MAX);
    runs.truncate(ROWS_MAX);
    *others = Others {
        runs,
        left_out,
        is_read: true,
    };
}

/// Fills the paper.
pub(super) fn build(main: &mut ChildSpawnerCommands, others: &Others, tongue: &Tongue) {
    main.spawn(bold(tongue.get("compare-title"), size::LARGE, Ink::Uniform));
    let id = if others.runs.is_empty() {
        "compare-none"
    } else {
        "compare-about"
    };
    main.spawn(label(tongue.get(id), size::SMALL, Ink::PaperQuiet));
    scrolling(
        main,
        "debrief/others",
        Node {
            flex_grow: 1.0,
            flex_basis: px(0),
            ..default()
        },
        Node {
            padding: UiRect::all(px(5)),
            ..column(8.0)
        },
        Ground::Paper,
        |list| {
            for (at, one) in others.runs.iter().enumerate() {
                if let Kept::Marked(mark) = &one.kept {
                    other(list, at, mark, tongue);
                }
            }
            if others.left_out > 0 {
                list.spawn(label(
                    tongue.with("compare-more", &[("count", &others.left_out.to_string())]),
                    size::SMALL,
                    Ink::PaperQuiet,
                ));
            }
        },
    );
}

fn other(list: &mut ChildSpawnerCommands, at: usize, mark: &Assessment, tongue: &Tongue) {
    let (ink, id) = outcome(&mark.score);
    let words = tongue.with(
        "replay-run",
        &[
            ("when", &when(&mark.started_at, tongue)),
            ("trainee", &mark.trainee),
            ("level", &mark.level.to_string()),
            ("percent", &mark.score.percent().to_string()),
        ],
    );
    list.spawn((
        card(
            &words,
            Node {
                column_gap: px(14),
                align_items: AlignItems::Center,
                width: percent(100),
                ..default()
            },
        ),
        Key::new(format!("compare-{at}")),
        activated(
            move |_: On<Activate>, mut way: Way, others: Res<Others>, library: Res<Library>| {
                let Some(one) = others.runs.get(at) else {
                    return;
                };
                if !way.is_open() {
                    return;
                }
                match results::open(*library, one) {
                    Ok(run) => {
                        way.commands.insert_resource(Beside(run));
                        way.see_again(Millis(0));
                    }
                    Err(detail) => {
                        let text = way
                            .tongue
                            .with("records-cannot-open", &[("detail", &detail)]);
                        way.toasts.write(Toast {
                            text,
                            ink: Ink::Grave,
                        });
                    }
                }
            },
        ),
    ))
    .with_children(|row| {
        row.spawn((
            label(words.clone(), size::BODY, Ink::PaperText),
            rest(),
            Pickable::IGNORE,
        ));
        tag(row, &tongue.get(id), ink, Ink::Text);
    });
}

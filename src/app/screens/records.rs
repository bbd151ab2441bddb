//! Earlier runs, newest first. What cannot be read is named, not hidden; nothing is deleted here.

use super::debriefing::CameFrom;
use super::{ScreenRoot, built, outcome, when};
use crate::app::Screen;
use crate::app::library::Library;
use crate::app::options::PlayOptions;
use crate::app::results::{self, Earlier, FOLDER, Kept};
use crate::app::ui::{
    Back, FirstFocus, Ground, Ink, Key, Theme, Toast, activated, bold, card, column, gap, label,
    push, scrolling, shell, side_button, side_head, size, tag,
};
use crate::app::words::Tongue;
use crate::domain::assessment::Assessment;
use crate::domain::record::Header;
use crate::domain::session::Mode;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// More rows than this are not drawn; the tables of the personnel office have all.
const ROWS_MAX: usize = 200;

/// What was found in the data folder.
#[derive(Resource, Default)]
struct Found(Vec<Earlier>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Found>()
        .add_systems(OnEnter(Screen::Records), read.before(super::BuildSystems));
    built(app, Screen::Records, build);
    app.add_systems(Update, leave.run_if(in_state(Screen::Records)));
}

fn read(options: Res<PlayOptions>, mut found: ResMut<Found>) {
    found.0 = results::earlier(&options.data);
}

fn leave(mut back: MessageReader<Back>, mut next: ResMut<NextState<Screen>>) {
    if back.read().count() > 0 {
        next.set(Screen::Menu);
    }
}

fn build(
    mut commands: Commands,
    tongue: Res<Tongue>,
    library: Res<Library>,
    found: Res<Found>,
    options: Res<PlayOptions>,
) {
    let marked = found
        .0
        .iter()
        .filter(|one| matches!(one.kept, Kept::Marked(_)));
    let passed = marked
        .clone()
        .filter(|one| matches!(&one.kept, Kept::Marked(mark) if mark.score.pass))
        .count();
    let (count, passed) = (marked.count().to_string(), passed.to_string());
    shell(
        &mut commands,
        (ScreenRoot, DespawnOnExit(Screen::Records)),
        |side| {
            side_head(side, &tongue.get("app-name"), &tongue.get("menu-records"));
            side.spawn(label(
                tongue.with("records-count", &[("count", &count), ("passed", &passed)]),
                size::BODY,
                Ink::Text,
            ));
            side.spawn(gap(10.0));
            side.spawn(label(
                tongue.with(
                    "records-where",
                    &[("folder", &options.data.join(FOLDER).display().to_string())],
                ),
                size::TINY,
                Ink::Quiet,
            ));
            push(side);
            let mut back = side_button(side, &tongue.get("back"), "back");
            back.insert(activated(
                |_: On<Activate>, mut next: ResMut<NextState<Screen>>| {
                    next.set(Screen::Menu);
                },
            ));
            if found.0.is_empty() {
                back.insert(FirstFocus);
            }
        },
        |main| {
            if found.0.is_empty() {
                main.spawn((Node {
                    flex_grow: 1.0,
                    justify_content: JustifyContent::Center,
                    align_items: AlignItems::Center,
                    ..column(8.0)
                },))
                    .with_children(|middle| {
                        middle.spawn(bold(tongue.get("records-none"), size::HEAD, Ink::Uniform));
                        middle.spawn(label(
                            tongue.get("records-none-about"),
                            size::BODY,
                            Ink::PaperQuiet,
                        ));
                    });
                return;
            }
            scrolling(
                main,
                "records",
                Node {
                    flex_grow: 1.0,
                    ..default()
                },
                Node {
                    padding: UiRect::all(px(5)),
                    ..column(8.0)
                },
                Ground::Paper,
                |list| {
                    for (at, one) in found.0.iter().take(ROWS_MAX).enumerate() {
                        record(list, at, one, &tongue, *library);
                    }
                },
            );
        },
    );
}

fn record(
    parts: &mut ChildSpawnerCommands,
    at: usize,
    one: &Earlier,
    tongue: &Tongue,
    library: Library,
) {
    let folder = one
        .folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut made = parts.spawn((
        card(
            &folder,
            Node {
                column_gap: px(18),
                align_items: AlignItems::Center,
                width: percent(100),
                ..default()
            },
        ),
        Key::new(format!("record-{folder}")),
        activated(
            move |_: On<Activate>,
                  mut commands: Commands,
                  found: Res<Found>,
                  library: Res<Library>,
                  tongue: Res<Tongue>,
                  mut toasts: MessageWriter<Toast>,
                  mut next: ResMut<NextState<Screen>>| {
                let Some(one) = found.0.get(at) else { return };
                if matches!(one.kept, Kept::Sealed(_)) {
                    toasts.write(Toast {
                        text: tongue.get("sealed-about"),
                        ink: Ink::Accent,
                    });
                    return;
                }
                match results::open(*library, one) {
                    Ok(finished) => {
                        commands.insert_resource(finished);
                        commands.insert_resource(CameFrom(Screen::Records));
                        next.set(Screen::Debriefing);
                    }
                    Err(detail) => {
                        toasts.write(Toast {
                            text: tongue.with("records-cannot-open", &[("detail", &detail)]),
                            ink: Ink::Grave,
                        });
                    }
                }
            },
        ),
    ));
    if at == 0 {
        made.insert(FirstFocus);
    }
    made.with_children(|row| match &one.kept {
        Kept::Marked(mark) => marked(row, mark, tongue, library),
        Kept::BrokenOff(header) => unmarked(row, header, &BROKEN_OFF, tongue, library),
        Kept::Sealed(header) => unmarked(row, header, &SEALED, tongue, library),
        Kept::Unreadable(detail) => {
            number(row, "!", Ink::PaperGrave);
            words(
                row,
                &folder,
                &tongue.with("records-unreadable", &[("detail", detail)]),
            );
        }
    });
}

/// How a run without a mark is told of: message of its line, of its tag, and the tag's colours.
type Told = (&'static str, &'static str, Ink, Ink);

const BROKEN_OFF: Told = (
    "records-broken-off",
    "records-tag-broken-off",
    Ink::PaperShade,
    Ink::PaperQuiet,
);
const SEALED: Told = (
    "records-sealed-row",
    "records-sealed",
    Ink::Uniform,
    Ink::Text,
);

fn unmarked(
    row: &mut ChildSpawnerCommands,
    header: &Header,
    (line, word, ground, ink): &Told,
    tongue: &Tongue,
    library: Library,
) {
    number(row, "–", Ink::PaperQuiet);
    words(
        row,
        &title(library, &header.case, tongue),
        &tongue.with(
            line,
            &[
                ("when", &when(&header.started_at, tongue)),
                ("level", &header.setup.level.to_string()),
                ("trainee", &header.trainee),
            ],
        ),
    );
    tag(row, &tongue.get(word), *ground, *ink);
}

fn marked(row: &mut ChildSpawnerCommands, mark: &Assessment, tongue: &Tongue, library: Library) {
    let score = mark.score;
    let (ink, id) = outcome(&score);
    // In a hundred of what was asked, so that two runs can be compared.
    number(row, &score.percent().to_string(), ink);
    let level = mark.level.to_string();
    let seconds = mark.duration_ms / 1000;
    words(
        row,
        &format!(
            "{}  ·  {}",
            title(library, &mark.scenario.id, tongue),
            tongue.with("level-name", &[("level", &level)])
        ),
        &tongue.with(
            "records-line",
            &[
                ("when", &when(&mark.started_at, tongue)),
                ("party", &party(library, mark, tongue)),
                ("minutes", &(seconds / 60).to_string()),
                ("trainee", &mark.trainee),
            ],
        ),
    );
    if mark.mode == Mode::Exam {
        tag(row, &tongue.get("mode-exam"), Ink::Uniform, Ink::Text);
    }
    tag(row, &tongue.get(id), ink, Ink::Text);
}

fn number(row: &mut ChildSpawnerCommands, text: &str, ink: Ink) {
    row.spawn((
        Node {
            width: px(64),
            justify_content: JustifyContent::Center,
            flex_shrink: 0.0,
            border: UiRect::right(px(1)),
            ..default()
        },
        BorderColor::all(Theme::colour(Ink::PaperLine)),
        Pickable::IGNORE,
    ))
    .with_children(|place| {
        place.spawn((bold(text, 30.0, ink), Pickable::IGNORE));
    });
}

fn words(row: &mut ChildSpawnerCommands, title: &str, about: &str) {
    row.spawn((
        Node {
            flex_grow: 1.0,
            flex_basis: px(0),
            min_width: px(0),
            ..column(0.0)
        },
        Pickable::IGNORE,
    ))
    .with_children(|words| {
        words.spawn((bold(title, size::BODY, Ink::PaperText), Pickable::IGNORE));
        words.spawn((label(about, size::SMALL, Ink::PaperQuiet), Pickable::IGNORE));
    });
}

fn title(library: Library, id: &str, tongue: &Tongue) -> String {
    library
        .0
        .cases
        .iter()
        .find(|one| one.case.id == id)
        .map_or_else(
            || id.to_owned(),
            |one| one.case.title.get(tongue.lang()).to_owned(),
        )
}

fn party(library: Library, mark: &Assessment, tongue: &Tongue) -> String {
    library
        .0
        .cases
        .iter()
        .find(|one| one.case.id == mark.scenario.id)
        .and_then(|one| {
            let person = one.case.person(&mark.party)?;
            Some(
                one.case.people[person.at()]
                    .name
                    .get(tongue.lang())
                    .to_owned(),
            )
        })
        .unwrap_or_else(|| mark.party.clone())
}

//! The menu: which case, on which level, with whom, practice or exam; and the way to everything else.

mod chosen;
mod side;

use super::{Rebuild, ScreenRoot, built};
use crate::app::bridge::{CaseTrouble, Plan};
use crate::app::library::{Entry, Library};
use crate::app::options::PlayOptions;
use crate::app::results;
use crate::app::settings::Settings;
use crate::app::ui::{
    Active, Ink, Key, PanelSize, Toast, activated, beside, bold, card, choices, column, label,
    shell, size,
};
use crate::app::words::Tongue;
use crate::app::{Screen, results::Earlier};
use crate::domain::session::Mode;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// What is chosen in the menu.
#[derive(Resource, Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    case: usize,
    level: u8,
    party: Option<String>,
    mode: Mode,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            case: 0,
            level: 1,
            party: None,
            mode: Mode::Practice,
        }
    }
}

/// The run that can be gone on with.
#[derive(Resource, Default)]
struct Latest(Option<Earlier>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Choice>()
        .init_resource::<Latest>()
        .add_systems(OnEnter(Screen::Menu), look_back.before(super::BuildSystems));
    built(app, Screen::Menu, build);
    app.add_systems(
        Update,
        (
            rebuild.run_if(resource_changed::<Choice>.or_else(resource_changed::<PanelSize>)),
            tell_trouble,
        )
            .run_if(in_state(Screen::Menu)),
    );
}

fn rebuild(mut rebuild: MessageWriter<Rebuild>) {
    rebuild.write(Rebuild);
}

/// What was played last, and the choice it leaves.
fn look_back(
    options: Res<PlayOptions>,
    library: Res<Library>,
    plan: Option<Res<Plan>>,
    mut latest: ResMut<Latest>,
    mut choice: ResMut<Choice>,
) {
    latest.0 = results::latest(&options.data, *library);
    let last = plan
        .map(|plan| (*plan).clone())
        .or_else(|| latest.0.as_ref().and_then(|one| one.plan(*library)));
    if let Some(plan) = last.filter(|plan| !plan.is_tutorial) {
        *choice = Choice {
            case: plan.case,
            level: plan.level,
            party: plan.party,
            mode: plan.mode,
        };
    }
}

/// A case that could not begin leads back here; the reason is told.
fn tell_trouble(
    mut trouble: MessageReader<CaseTrouble>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
) {
    for one in trouble.read() {
        toasts.write(Toast {
            text: tongue.with(one.message, &[("detail", &one.detail)]),
            ink: Ink::Grave,
        });
    }
}

/// A seed nobody can foresee; the same every time when a script drives.
pub(super) fn seed(options: &PlayOptions) -> u64 {
    options.seed.unwrap_or_else(|| {
        if options.is_virtual_time() {
            0
        } else {
            u64::try_from(jiff::Timestamp::now().as_nanosecond() & i128::from(u64::MAX))
                .unwrap_or(0)
        }
    })
}

/// The party that a seed draws for a level, so that the briefing can already name it.
pub(super) fn draw(library: Library, case: usize, level: u8, seed: u64) -> Option<String> {
    let case = &library.entry(case)?.case;
    let parties = &case.level(level)?.parties;
    let at = usize::try_from(seed)
        .unwrap_or(0)
        .checked_rem(parties.len())?;
    Some(case.people[parties[at].at()].id.clone())
}

/// Whose run it is: whom the command line names, else whoever the settings are for.
pub(super) fn trainee(options: &PlayOptions, settings: &Settings) -> String {
    options
        .trainee
        .clone()
        .unwrap_or_else(|| settings.trainee.clone())
}

fn build(
    mut commands: Commands,
    tongue: Res<Tongue>,
    library: Res<Library>,
    settings: Res<Settings>,
    choice: Res<Choice>,
    latest: Res<Latest>,
    surface: Res<PanelSize>,
) {
    let is_worn = surface.0.is_some();
    let lang = tongue.lang();
    let library = *library;
    shell(
        &mut commands,
        (ScreenRoot, DespawnOnExit(Screen::Menu)),
        |side| {
            side::build(
                side,
                &tongue,
                &settings,
                library,
                latest.0.as_ref(),
                is_worn,
            );
        },
        |main| {
            beside(main, |columns| {
                choices(
                    columns,
                    "menu/case-list",
                    &tongue.get("menu-cases"),
                    |cards| {
                        for (at, entry) in library.0.cases.iter().enumerate() {
                            case_card(cards, at, entry, &tongue, choice.case == at);
                        }
                        notices(cards, library, &tongue);
                    },
                );
                if let Some(entry) = library.entry(choice.case).or_else(|| library.entry(0)) {
                    chosen::build(
                        columns,
                        entry,
                        &choice,
                        &tongue,
                        library.0.content,
                        lang,
                        settings.is_first_time(is_worn),
                    );
                } else {
                    columns.spawn(label(
                        tongue.get("menu-no-cases"),
                        size::LARGE,
                        Ink::PaperQuiet,
                    ));
                }
            });
        },
    );
}

fn case_card(
    parts: &mut ChildSpawnerCommands,
    at: usize,
    entry: &Entry,
    tongue: &Tongue,
    is_chosen: bool,
) {
    let lang = tongue.lang();
    let title = entry.case.title.get(lang);
    let mut made = parts.spawn((
        card(
            title,
            Node {
                width: percent(100),
                ..default()
            },
        ),
        Key::new(format!("menu-case-{at}")),
        activated(move |_: On<Activate>, mut choice: ResMut<Choice>| {
            if choice.case != at {
                *choice = Choice {
                    case: at,
                    level: 1,
                    party: None,
                    mode: choice.mode,
                };
            }
        }),
    ));
    if is_chosen {
        made.insert(Active);
    }
    made.with_children(|inside| {
        inside
            .spawn((
                Node {
                    column_gap: px(14),
                    ..default()
                },
                Pickable::IGNORE,
            ))
            .with_children(|row| {
                row.spawn((
                    Node {
                        width: px(5),
                        align_self: AlignSelf::Stretch,
                        border_radius: BorderRadius::all(px(2)),
                        ..default()
                    },
                    BackgroundColor(if is_chosen {
                        crate::app::ui::Theme::colour(Ink::Accent)
                    } else {
                        Color::NONE
                    }),
                    Pickable::IGNORE,
                ));
                row.spawn((column(1.0), Pickable::IGNORE))
                    .with_children(|words| {
                        words.spawn((
                            label(entry.case.field.get(lang), size::TINY, Ink::PaperQuiet),
                            Pickable::IGNORE,
                        ));
                        words.spawn((bold(title, size::LARGE, Ink::PaperText), Pickable::IGNORE));
                        words.spawn((
                            label(entry.case.place_name.get(lang), size::TINY, Ink::PaperQuiet),
                            Pickable::IGNORE,
                        ));
                    });
            });
    });
}

/// Folders that cannot be played, and what to do about them.
fn notices(parts: &mut ChildSpawnerCommands, library: Library, tongue: &Tongue) {
    let shelf = library.0;
    if shelf.broken.is_empty() && shelf.unstaged.is_empty() {
        return;
    }
    parts
        .spawn((
            Node {
                padding: UiRect::all(px(12)),
                border: UiRect::left(px(4)),
                ..column(4.0)
            },
            BackgroundColor(crate::app::ui::Theme::colour(Ink::PaperShade)),
            BorderColor::all(crate::app::ui::Theme::colour(Ink::PaperUnsure)),
        ))
        .with_children(|box_| {
            for (folder, errors) in &shelf.broken {
                let name = folder
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default();
                box_.spawn(label(
                    tongue.with(
                        "menu-broken",
                        &[("case", &name), ("errors", &errors.to_string())],
                    ),
                    size::TINY,
                    Ink::PaperText,
                ));
            }
            for what in &shelf.unstaged {
                box_.spawn(label(
                    tongue.with("menu-unstaged", &[("detail", what)]),
                    size::TINY,
                    Ink::PaperText,
                ));
            }
            box_.spawn(label(
                tongue.get("menu-broken-cure"),
                size::TINY,
                Ink::PaperQuiet,
            ));
        });
}

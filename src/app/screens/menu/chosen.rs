//! The chosen case: what it is about, its levels, who may be met, and the way to its ticket.

use super::{Choice, draw, seed, trainee};
use crate::app::Screen;
use crate::app::bridge::Plan;
use crate::app::library::{Entry, Library};
use crate::app::options::PlayOptions;
use crate::app::settings::Settings;
use crate::app::ui::{
    Active, ButtonKind, FirstFocus, Ground, Ink, Key, activated, bold, button, card, column, gap,
    label, row, scrolling, section, size,
};
use crate::app::words::Tongue;
use crate::content::Content;
use crate::domain::ids::Language;
use crate::domain::session::Mode;
use crate::wording::Wording;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// Fills the right part.
pub(super) fn build(
    parts: &mut ChildSpawnerCommands,
    entry: &'static Entry,
    choice: &Choice,
    tongue: &Tongue,
    content: &'static Content,
    lang: Language,
    is_first_time: bool,
) {
    let wording = Wording::new(&entry.case, content, lang);
    parts
        .spawn(Node {
            flex_grow: 1.0,
            flex_basis: px(0),
            min_width: px(0),
            min_height: px(0),
            ..column(12.0)
        })
        .with_children(|whole| {
            scrolling(
                whole,
                "menu/chosen",
                Node {
                    flex_grow: 1.0,
                    ..default()
                },
                Node {
                    padding: UiRect::all(px(5)),
                    ..column(12.0)
                },
                Ground::Paper,
                |parts| {
                    head(parts, entry, &wording, tongue);
                    section(parts, &tongue.get("menu-level"));
                    levels(parts, entry, choice, tongue, &wording);
                    section(parts, &tongue.get("menu-party"));
                    parties(parts, entry, choice, tongue, &wording);
                },
            );
            foot(whole, choice, tongue, is_first_time);
        });
}

fn head(parts: &mut ChildSpawnerCommands, entry: &Entry, wording: &Wording<'_>, tongue: &Tongue) {
    let lang = tongue.lang();
    parts.spawn(bold(entry.case.title.get(lang), size::TITLE, Ink::Uniform));
    let minutes = entry.case.clock_min;
    parts.spawn(label(
        tongue.with(
            "menu-where",
            &[
                ("place", entry.case.place_name.get(lang)),
                ("clock", &format!("{:02}:{:02}", minutes / 60, minutes % 60)),
            ],
        ),
        size::SMALL,
        Ink::PaperQuiet,
    ));
    parts.spawn((
        label(
            wording.fill(entry.case.summary.get(lang)),
            size::BODY,
            Ink::PaperText,
        ),
        Node {
            max_width: px(680),
            ..default()
        },
    ));
    parts.spawn(gap(2.0));
}

fn levels(
    parts: &mut ChildSpawnerCommands,
    entry: &Entry,
    choice: &Choice,
    tongue: &Tongue,
    wording: &Wording<'_>,
) {
    parts
        .spawn(Node {
            column_gap: px(12),
            align_items: AlignItems::Stretch,
            flex_shrink: 0.0,
            ..default()
        })
        .with_children(|row| {
            for level in &entry.case.levels {
                let number = level.level;
                let name = tongue.with("level-name", &[("level", &number.to_string())]);
                let mut made = row.spawn((
                    card(
                        &name,
                        Node {
                            flex_grow: 1.0,
                            flex_basis: px(0),
                            min_width: px(0),
                            ..column(4.0)
                        },
                    ),
                    Key::new(format!("menu-level-{number}")),
                    activated(move |_: On<Activate>, mut choice: ResMut<Choice>| {
                        if choice.level != number {
                            choice.level = number;
                            choice.party = None;
                        }
                    }),
                ));
                let is_chosen = choice.level == number;
                if is_chosen {
                    made.insert(Active);
                }
                made.with_children(|inside| {
                    inside.spawn((
                        Node {
                            height: px(4),
                            width: px(36),
                            border_radius: BorderRadius::all(px(2)),
                            ..default()
                        },
                        BackgroundColor(crate::app::ui::Theme::colour(if is_chosen {
                            Ink::Accent
                        } else {
                            Ink::PaperLine
                        })),
                        Pickable::IGNORE,
                    ));
                    inside.spawn((
                        bold(
                            name.clone(),
                            size::BODY,
                            if is_chosen {
                                Ink::Uniform
                            } else {
                                Ink::PaperText
                            },
                        ),
                        Pickable::IGNORE,
                    ));
                    inside.spawn((
                        label(
                            wording.fill(level.about.get(tongue.lang())),
                            size::TINY,
                            Ink::PaperQuiet,
                        ),
                        Pickable::IGNORE,
                    ));
                });
            }
        });
}

fn parties(
    parts: &mut ChildSpawnerCommands,
    entry: &Entry,
    choice: &Choice,
    tongue: &Tongue,
    wording: &Wording<'_>,
) {
    if choice.mode == Mode::Exam {
        parts.spawn(label(
            tongue.get("menu-party-exam"),
            size::SMALL,
            Ink::PaperQuiet,
        ));
        return;
    }
    let Some(level) = entry.case.level(choice.level) else {
        return;
    };
    let people = level.parties.iter().map(|one| &entry.case.people[one.at()]);
    parts
        .spawn(Node {
            flex_wrap: FlexWrap::Wrap,
            row_gap: px(8),
            flex_shrink: 0.0,
            ..row(10.0)
        })
        .with_children(|row| {
            let mut chip = |text: String, key: String, party: Option<String>| {
                let is_chosen = choice.party == party;
                let mut made = row.spawn((
                    button(text, ButtonKind::Paper),
                    Key::new(key),
                    activated(move |_: On<Activate>, mut choice: ResMut<Choice>| {
                        choice.party.clone_from(&party);
                    }),
                ));
                made.entry::<Node>().and_modify(|mut node| {
                    node.min_height = px(38);
                    node.padding = UiRect::axes(px(16), px(4));
                });
                if is_chosen {
                    made.insert(Active);
                }
            };
            chip(
                tongue.get("menu-party-drawn"),
                "menu-party-drawn".to_owned(),
                None,
            );
            for person in people.clone() {
                chip(
                    wording.person(&person.id),
                    format!("menu-party-{}", person.id),
                    Some(person.id.clone()),
                );
            }
        });
    let about = choice
        .party
        .as_ref()
        .and_then(|id| people.clone().find(|one| one.id == *id))
        .map_or_else(
            || tongue.get("menu-party-drawn-about"),
            |person| wording.fill(person.persona.get(tongue.lang())),
        );
    parts.spawn((
        label(about, size::SMALL, Ink::PaperQuiet),
        Node {
            max_width: px(680),
            ..default()
        },
    ));
}

/// Practice or exam, and on.
fn foot(parts: &mut ChildSpawnerCommands, choice: &Choice, tongue: &Tongue, is_first_time: bool) {
    parts
        .spawn(Node {
            flex_shrink: 0.0,
            ..row(12.0)
        })
        .with_children(|row| {
            for (mode, id) in [(Mode::Practice, "mode-practice"), (Mode::Exam, "mode-exam")] {
                let mut made = row.spawn((
                    button(tongue.get(id), ButtonKind::Paper),
                    Key::new(id),
                    activated(move |_: On<Activate>, mut choice: ResMut<Choice>| {
                        choice.set_if_neq(Choice {
                            mode,
                            party: None,
                            ..choice.clone()
                        });
                    }),
                ));
                if choice.mode == mode {
                    made.insert(Active);
                }
            }
            row.spawn((
                label(
                    tongue.get(match choice.mode {
                        Mode::Practice => "mode-practice-about",
                        Mode::Exam => "mode-exam-about",
                    }),
                    size::TINY,
                    Ink::PaperQuiet,
                ),
                Node {
                    flex_grow: 1.0,
                    flex_basis: px(0),
                    min_width: px(0),
                    ..default()
                },
            ));
            let mut start = row.spawn((
                button(tongue.get("menu-start"), ButtonKind::Main),
                Key::new("menu-start"),
                activated(start),
            ));
            // Somebody new is led to the tutorial first.
            if !is_first_time {
                start.insert(FirstFocus);
            }
        });
}

/// To the ticket of what is chosen.
fn start(
    _: On<Activate>,
    mut commands: Commands,
    choice: Res<Choice>,
    library: Res<Library>,
    settings: Res<Settings>,
    options: Res<PlayOptions>,
    mut next: ResMut<NextState<Screen>>,
) {
    let seed = seed(&options);
    // An exam draws for itself, unseen; practice draws here.
    let party = (choice.mode == Mode::Practice)
        .then(|| {
            choice
                .party
                .clone()
                .or_else(|| draw(*library, choice.case, choice.level, seed))
        })
        .flatten();
    commands.insert_resource(Plan {
        case: choice.case,
        level: choice.level,
        party,
        seed,
        mode: choice.mode,
        trainee: trainee(&options, &settings),
        is_tutorial: false,
    });
    next.set(Screen::Briefing);
}

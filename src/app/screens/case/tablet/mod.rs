//! The tablet (执法平板) in the officer's hand, at the desk and in the headset alike: ticket, map, law, album, papers,
//! messages, contacts. It shows what the case knows and opens what can be done; it decides nothing.

mod album;
mod contacts;
mod law;
mod map;
mod messages;
mod papers;
mod ticket;

pub(super) use album::shot_message;

use super::{over_street, overlay};
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::devices::digit;
use crate::app::library::Library;
use crate::app::trainee::{Overlay, TabletPage, Taken, Trainee};
use crate::app::ui::{
    Active, FirstFocus, Ground, Ink, Key, Theme, activated, bold, column, label, one_line, push,
    rest, scrolling, side_button, size,
};
use crate::app::words::Tongue;
use crate::content::Content;
use crate::domain::ids::Language;
use crate::staging::KitFile;
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// The device, in pixels of a window of 1280 by 720.
const WIDE_PX: f32 = 1150.0;
const TALL_PX: f32 = 636.0;
const RAIL_PX: f32 = 200.0;

/// What pages read.
struct Seen<'a> {
    active: &'a ActiveCase,
    content: &'static Content,
    kit: &'static KitFile,
    tongue: &'a Tongue,
    taken: &'a Taken,
    /// Where the trainee stands, and which way he looks, in radians.
    me: Option<(Vec2, f32)>,
}

impl Seen<'_> {
    fn lang(&self) -> Language {
        self.tongue.lang()
    }

    /// The case's clock as people say it.
    fn clock(&self, at: crate::domain::ids::Millis) -> String {
        let moment = self.active.case().moment(at).to_string();
        moment
            .split_once(' ')
            .map_or_else(String::new, |(_, time)| time.to_owned())
    }
}

pub(super) fn plugin(app: &mut App) {
    overlay(app, |overlay| matches!(overlay, Overlay::Tablet(_)), build);
    app.add_systems(
        Update,
        turn_page
            .run_if(in_state(Screen::Case).and_then(is_open))
            .before(crate::app::trainee::OpenSystems),
    )
    .add_plugins((album::plugin, law::plugin));
}

fn is_open(overlay: Res<Overlay>) -> bool {
    matches!(*overlay, Overlay::Tablet(_))
}

/// The digits are the tabs, unless somebody writes.
fn turn_page(
    keys: Res<ButtonInput<KeyCode>>,
    focus: Res<bevy::input_focus::InputFocus>,
    fields: Query<(), With<bevy::text::EditableText>>,
    mut overlay: ResMut<Overlay>,
) {
    if focus.get().is_some_and(|one| fields.contains(one)) {
        return;
    }
    if let Some(page) = digit(&keys).and_then(|number| TabletPage::ALL.get(number - 1)) {
        overlay.set_if_neq(Overlay::Tablet(*page));
    }
}

fn build(
    mut commands: Commands,
    overlay: Res<Overlay>,
    tongue: Res<Tongue>,
    active: Option<Res<ActiveCase>>,
    library: Res<Library>,
    taken: Res<Taken>,
    trainees: Query<(&Transform, &Trainee)>,
) {
    let (Some(active), Overlay::Tablet(page)) = (active, overlay.clone()) else {
        return;
    };
    let seen = Seen {
        active: &active,
        content: library.0.content,
        kit: &library.0.wardrobe.kit,
        tongue: &tongue,
        taken: &taken,
        me: trainees
            .single()
            .ok()
            .map(|(at, trainee)| (at.translation.xz(), trainee.yaw)),
    };
    commands
        .spawn((over_street(0.45), TabGroup::modal()))
        .with_children(|room| {
            room.spawn((
                Node {
                    width: px(WIDE_PX),
                    height: px(TALL_PX),
                    max_width: percent(97),
                    max_height: percent(95),
                    padding: UiRect::all(px(14)),
                    border: UiRect::all(px(2)),
                    border_radius: BorderRadius::all(px(26)),
                    ..default()
                },
                BackgroundColor(Color::srgb(0.030, 0.034, 0.042)),
                BorderColor::all(Color::srgb(0.20, 0.22, 0.25)),
            ))
            .with_children(|device| {
                device
                    .spawn((
                        Node {
                            width: percent(100),
                            height: percent(100),
                            border_radius: BorderRadius::all(px(13)),
                            overflow: Overflow::clip(),
                            ..default()
                        },
                        BackgroundColor(Theme::colour(Ink::Paper)),
                    ))
                    .with_children(|screen| {
                        rail(screen, page, &seen);
                        main(screen, page, &seen);
                    });
            });
        });
}

/// The blue side: the clock, the pages, the way out.
fn rail(screen: &mut ChildSpawnerCommands, page: TabletPage, seen: &Seen<'_>) {
    let moment = seen.active.case().moment(seen.active.now()).to_string();
    let (day, time) = moment.split_once(' ').unwrap_or((&moment, ""));
    screen
        .spawn((
            Node {
                width: px(RAIL_PX),
                flex_shrink: 0.0,
                padding: UiRect {
                    left: px(22),
                    right: px(12),
                    top: px(18),
                    bottom: px(14),
                },
                ..column(3.0)
            },
            BackgroundColor(Theme::colour(Ink::Uniform)),
        ))
        .with_children(|rail| {
            rail.spawn(one_line(time, 34.0, Ink::Text, true));
            rail.spawn((
                one_line(day, size::TINY, Ink::Quiet, false),
                Node {
                    margin: UiRect::bottom(px(8)),
                    ..default()
                },
            ));
            for (at, one) in TabletPage::ALL.into_iter().enumerate() {
                let name = format!("{}  {}", at + 1, seen.tongue.get(one.message()));
                let mut tab = side_button(rail, &name, one.message());
                tab.insert(activated(
                    move |_: On<Activate>, mut overlay: ResMut<Overlay>| {
                        overlay.set_if_neq(Overlay::Tablet(one));
                    },
                ));
                if one == page {
                    tab.insert(Active);
                    // A page without anything to press leaves the focus at its tab.
                    if !leads(page, seen) {
                        tab.insert(FirstFocus);
                    }
                }
            }
            push(rail);
            side_button(rail, &seen.tongue.get("close"), "tablet/close").insert(activated(
                |_: On<Activate>, mut overlay: ResMut<Overlay>| *overlay = Overlay::None,
            ));
        });
}

/// Whether the page has something of its own that takes the focus first.
fn leads(page: TabletPage, seen: &Seen<'_>) -> bool {
    match page {
        TabletPage::Law => true,
        TabletPage::Contacts => contacts::callable(seen).next().is_some(),
        TabletPage::Papers => !seen.active.case().forms.is_empty(),
        _ => false,
    }
}

fn main(screen: &mut ChildSpawnerCommands, page: TabletPage, seen: &Seen<'_>) {
    screen
        .spawn(Node {
            flex_grow: 1.0,
            flex_basis: px(0),
            min_width: px(0),
            padding: UiRect {
                left: px(26),
                right: px(18),
                top: px(18),
                bottom: px(16),
            },
            ..column(12.0)
        })
        .with_children(|main| {
            main.spawn(Node {
                align_items: AlignItems::Baseline,
                justify_content: JustifyContent::SpaceBetween,
                flex_shrink: 0.0,
                ..default()
            })
            .with_children(|head| {
                head.spawn(bold(
                    seen.tongue.get(page.message()),
                    size::HEAD,
                    Ink::Uniform,
                ));
                head.spawn(label(
                    seen.content.packs.bureau.platform.get(seen.lang()),
                    size::TINY,
                    Ink::PaperQuiet,
                ));
            });
            if page == TabletPage::Law {
                law::search_field(main, seen);
            }
            scrolling(
                main,
                &format!("tablet/{}", page.message()),
                Node {
                    flex_grow: 1.0,
                    flex_basis: px(0),
                    ..default()
                },
                column(10.0),
                Ground::Paper,
                |parts| match page {
                    TabletPage::Ticket => ticket::build(parts, seen),
                    TabletPage::Map => map::build(parts, seen),
                    TabletPage::Law => law::build(parts, seen),
                    TabletPage::Album => album::build(parts, seen),
                    TabletPage::Papers => papers::build(parts, seen),
                    TabletPage::Messages => messages::build(parts, seen),
                    TabletPage::Contacts => contacts::build(parts, seen),
                },
            );
        });
}

/// A part of fixed width on the left, the rest on the right.
fn two_columns(
    parts: &mut ChildSpawnerCommands,
    left_px: f32,
    left: impl FnOnce(&mut ChildSpawnerCommands),
    right: impl FnOnce(&mut ChildSpawnerCommands),
) {
    parts
        .spawn(Node {
            column_gap: px(22),
            align_items: AlignItems::FlexStart,
            flex_shrink: 0.0,
            ..default()
        })
        .with_children(|columns| {
            columns
                .spawn(Node {
                    width: px(left_px),
                    // Else words would be measured as narrow as they can be.
                    min_width: px(0),
                    flex_shrink: 0.0,
                    ..column(10.0)
                })
                .with_children(left);
            columns
                .spawn(Node {
                    flex_direction: FlexDirection::Column,
                    row_gap: px(10),
                    ..rest()
                })
                .with_children(right);
        });
}

/// What a page says when it has nothing to show.
fn nothing(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>, message: &str) {
    parts.spawn((
        label(seen.tongue.get(message), size::BODY, Ink::PaperQuiet),
        Key::new(message),
    ));
}

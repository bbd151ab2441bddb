//! The blue side of the menu: who this is, and the way to everything else.

use super::{seed, trainee};
use crate::app::Screen;
use crate::app::bridge::Plan;
use crate::app::library::Library;
use crate::app::options::PlayOptions;
use crate::app::results::{Earlier, Kept};
use crate::app::settings::Settings;
use crate::app::ui::{
    Active, ButtonKind, FirstFocus, Ink, Key, activated, bold, button, gap, label, push, row,
    side_button, size,
};
use crate::app::words::Tongue;
use crate::domain::ids::Language;
use crate::domain::session::Mode;
use bevy::prelude::*;
use bevy::text::LetterSpacing;
use bevy::ui_widgets::Activate;
use std::path::Path;

/// The case of the tutorial.
const TUTORIAL_CASE: &str = "street-vendor";

/// Fills the side.
pub(super) fn build(
    parts: &mut ChildSpawnerCommands,
    tongue: &Tongue,
    settings: &Settings,
    library: Library,
    latest: Option<&Earlier>,
    is_worn: bool,
) {
    // Ten letters need more room than two signs.
    let (height, apart) = match tongue.lang() {
        Language::Zh => (60.0, 4.0),
        Language::En => (41.0, 0.0),
    };
    parts.spawn((
        bold(tongue.get("app-name"), height, Ink::Text),
        LetterSpacing::Px(apart),
    ));
    parts.spawn((
        label(tongue.get("app-name-other"), size::SMALL, Ink::Accent),
        LetterSpacing::Px(2.0),
    ));
    parts.spawn(gap(8.0));
    parts.spawn(label(tongue.get("app-motto"), size::BODY, Ink::Quiet));
    push(parts);
    let tutorial = library.find(Path::new(TUTORIAL_CASE));
    let go_on = latest.and_then(|one| Some((one, one.plan(library)?)));
    let is_first_time = settings.is_first_time(is_worn);
    let (offer, why) = if is_worn {
        ("menu-familiar", "menu-familiar-why")
    } else {
        ("menu-tutorial", "menu-tutorial-why")
    };
    if let Some((one, plan)) = go_on {
        let title = library
            .entry(plan.case)
            .map_or("", |entry| entry.case.title.get(tongue.lang()));
        let id = if matches!(one.kept, Kept::BrokenOff(_)) {
            "menu-continue-broken-off"
        } else {
            "menu-continue-again"
        };
        parts.spawn((
            button(tongue.get("menu-continue"), ButtonKind::Plain),
            Key::new("menu-continue"),
            activated(
                move |_: On<Activate>,
                      mut commands: Commands,
                      mut next: ResMut<NextState<Screen>>| {
                    commands.insert_resource(plan.clone());
                    next.set(Screen::Briefing);
                },
            ),
        ));
        parts.spawn(label(
            tongue.with(
                id,
                &[("title", title), ("level", &go_on_level(latest, library))],
            ),
            size::TINY,
            Ink::Quiet,
        ));
        parts.spawn(gap(8.0));
    }
    if let Some(case) = tutorial {
        let start = move |_: On<Activate>,
                          mut commands: Commands,
                          settings: Res<Settings>,
                          options: Res<PlayOptions>,
                          mut next: ResMut<NextState<Screen>>| {
            commands.insert_resource(Plan {
                case,
                level: 1,
                party: None,
                seed: seed(&options),
                mode: Mode::Practice,
                trainee: trainee(&options, &settings),
                is_tutorial: true,
            });
            next.set(Screen::Briefing);
        };
        if is_first_time {
            parts.spawn((
                button(tongue.get(offer), ButtonKind::Main),
                Key::new(offer),
                FirstFocus,
                activated(start),
            ));
            // On a low screen the way to the rest goes first.
            if latest.is_none() {
                parts.spawn(label(tongue.get(why), size::TINY, Ink::Quiet));
            }
            parts.spawn(gap(8.0));
        } else {
            side_button(parts, &tongue.get(offer), offer).insert(activated(start));
        }
    }
    for (id, screen) in [
        ("menu-shift", Screen::Shift),
        ("menu-lessons", Screen::Lessons),
        ("menu-records", Screen::Records),
        ("menu-settings", Screen::Settings),
        ("menu-credits", Screen::Credits),
    ] {
        low(side_button(parts, &tongue.get(id), id).insert(activated(
            move |_: On<Activate>, mut next: ResMut<NextState<Screen>>| next.set(screen),
        )));
    }
    low(
        side_button(parts, &tongue.get("menu-quit"), "menu-quit").insert(activated(
            |_: On<Activate>, mut exit: MessageWriter<AppExit>| {
                exit.write(AppExit::Success);
            },
        )),
    );
    parts.spawn(gap(6.0));
    languages(parts, tongue);
}

/// Six entries and two languages fit under the start of a window 720 high.
fn low(made: &mut EntityCommands) {
    made.entry::<Node>().and_modify(|mut node| {
        node.min_height = px(36);
        node.padding.top = px(4);
        node.padding.bottom = px(4);
    });
}

fn go_on_level(latest: Option<&Earlier>, library: Library) -> String {
    latest
        .and_then(|one| one.plan(library))
        .map_or_else(String::new, |plan| plan.level.to_string())
}

/// Both languages, each in its own name, so that nobody is lost in the other.
fn languages(parts: &mut ChildSpawnerCommands, tongue: &Tongue) {
    parts.spawn(row(8.0)).with_children(|row| {
        for (lang, id) in [
            (Language::Zh, "language-own-zh"),
            (Language::En, "language-own-en"),
        ] {
            let mut made = row.spawn((
                button(tongue.get(id), ButtonKind::Side),
                Key::new(id),
                activated(
                    move |_: On<Activate>,
                          mut commands: Commands,
                          options: Res<PlayOptions>,
                          mut settings: ResMut<Settings>| {
                        settings.lang = lang;
                        commands.insert_resource(Tongue::new(lang));
                        if let Err(error) = settings.save(&options.data) {
                            warn!("{error}");
                        }
                    },
                ),
            ));
            made.entry::<Node>().and_modify(|mut node| {
                node.min_height = px(36);
                node.padding = UiRect::axes(px(14), px(4));
            });
            if tongue.lang() == lang {
                made.insert(Active);
            }
        }
    });
}

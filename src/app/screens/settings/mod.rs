//! The settings: a page for each concern, kept when one leaves. On a screen of their own, or over a case that stands still
//! meanwhile, so that whoever hears too little need not give the run up.

mod keys;
mod pages;
mod rows;

use super::case::{OverlayRoot, overlay};
use super::{Rebuild, ScreenRoot, built};
use crate::app::Screen;
use crate::app::bridge::Plan;
use crate::app::devices::Bindings;
use crate::app::options::PlayOptions;
use crate::app::settings::Settings;
use crate::app::sound::AudioDevices;
use crate::app::trainee::Overlay;
use crate::app::ui::{
    Active, Back, FirstFocus, Ground, Ink, KeysTaken, Toast, activated, bold, column, label, push,
    scrolling, shell, side_button, side_head, size,
};
use crate::app::voice::Hearing;
use crate::app::words::Tongue;
use crate::domain::session::Mode;
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// A page.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Section {
    #[default]
    General,
    Picture,
    Sound,
    Hands,
    Keys,
}

impl Section {
    const ALL: [(Self, &'static str); 5] = [
        (Self::General, "settings-general"),
        (Self::Picture, "settings-picture"),
        (Self::Sound, "settings-sound"),
        (Self::Hands, "settings-hands"),
        (Self::Keys, "settings-keys"),
    ];
}

/// Whether they lie over a case.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
struct OverCase(bool);

/// Whether they are to be seen, on their own screen or over a case.
pub(in crate::app) fn are_seen(screen: Res<State<Screen>>, overlay: Option<Res<Overlay>>) -> bool {
    match screen.get() {
        Screen::Settings => true,
        Screen::Case => overlay.is_some_and(|overlay| *overlay == Overlay::Settings),
        _ => false,
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Section>()
        .init_resource::<OverCase>()
        .add_systems(OnExit(Screen::Settings), keep);
    built(app, Screen::Settings, build);
    overlay(app, |overlay| *overlay == Overlay::Settings, build_over);
    app.add_plugins((rows::plugin, keys::plugin, pages::plugin))
        .add_systems(
            Update,
            (
                (|mut rebuild: MessageWriter<Rebuild>| {
                    rebuild.write(Rebuild);
                })
                .run_if(resource_changed::<Section>),
                keep_word,
            )
                .run_if(are_seen),
        )
        .add_systems(
            Update,
            (
                leave.run_if(in_state(Screen::Settings)),
                (keep, put_away)
                    .chain()
                    .run_if(|over: Res<OverCase>| over.0)
                    .run_if(not(are_seen)),
            ),
        );
}

fn leave(mut back: MessageReader<Back>, mut next: ResMut<NextState<Screen>>) {
    if back.read().count() > 0 {
        next.set(Screen::Menu);
    }
}

/// The case is there again, or over.
fn put_away(
    mut over: ResMut<OverCase>,
    mut waiting: ResMut<keys::Waiting>,
    mut taken: ResMut<KeysTaken>,
) {
    over.0 = false;
    *waiting = keys::Waiting::default();
    taken.0 = false;
}

/// Settings go to the disk; whoever cannot write is told.
fn keep(
    settings: Res<Settings>,
    options: Res<PlayOptions>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
) {
    if let Err(error) = settings.save(&options.data) {
        toasts.write(unkept(&error.to_string(), &tongue));
    }
}

/// Whether one's voice may leave this machine stands on the disk at once, not when the page is left.
fn keep_word(
    mut settings: ResMut<Settings>,
    options: Res<PlayOptions>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
) {
    if settings.has_new_word()
        && let Err(error) = settings.keep_word(&options.data)
    {
        toasts.write(unkept(&error.to_string(), &tongue));
    }
}

fn unkept(detail: &str, tongue: &Tongue) -> Toast {
    Toast {
        text: tongue.with("settings-not-kept", &[("detail", detail)]),
        ink: Ink::Grave,
    }
}

/// What the pages show.
#[derive(SystemParam)]
struct Shown<'w> {
    tongue: Res<'w, Tongue>,
    settings: Res<'w, Settings>,
    section: Res<'w, Section>,
    devices: Res<'w, AudioDevices>,
    bindings: Res<'w, Bindings>,
    waiting: Res<'w, keys::Waiting>,
    hearing: Res<'w, Hearing>,
    plan: Option<Res<'w, Plan>>,
}

fn build(mut commands: Commands, shown: Shown) {
    lay_out(
        &mut commands,
        (ScreenRoot, DespawnOnExit(Screen::Settings)),
        &shown,
        false,
    );
}

fn build_over(mut commands: Commands, shown: Shown, mut over: ResMut<OverCase>) {
    over.0 = true;
    lay_out(
        &mut commands,
        (OverlayRoot, GlobalZIndex(20), DespawnOnExit(Screen::Case)),
        &shown,
        true,
    );
}

fn lay_out(commands: &mut Commands, root: impl Bundle, shown: &Shown, is_over: bool) {
    let Shown {
        tongue,
        settings,
        section,
        devices,
        bindings,
        waiting,
        hearing,
        plan,
    } = shown;
    let runs_on = is_over && plan.as_ref().is_some_and(|plan| plan.mode == Mode::Exam);
    shell(
        commands,
        root,
        |side| {
            side_head(side, &tongue.get("app-name"), &tongue.get("menu-settings"));
            if runs_on {
                side.spawn(label(
                    tongue.get("pause-exam-runs"),
                    size::SMALL,
                    Ink::Unsure,
                ));
            }
            for (one, id) in Section::ALL {
                let mut made = side_button(side, &tongue.get(id), id);
                made.insert(activated(
                    move |_: On<Activate>, mut section: ResMut<Section>| {
                        section.set_if_neq(one);
                    },
                ));
                if **section == one {
                    made.insert((Active, FirstFocus));
                }
            }
            push(side);
            side_button(side, &tongue.get("settings-leave"), "back").insert(activated(
                |_: On<Activate>,
                 screen: Res<State<Screen>>,
                 mut overlay: ResMut<Overlay>,
                 mut next: ResMut<NextState<Screen>>| {
                    if *screen.get() == Screen::Case {
                        *overlay = overlay.below();
                    } else {
                        next.set(Screen::Menu);
                    }
                },
            ));
        },
        |main| {
            let title = Section::ALL
                .into_iter()
                .find(|one| one.0 == **section)
                .map_or("", |one| one.1);
            main.spawn(bold(tongue.get(title), size::HEAD, Ink::Uniform));
            scrolling(
                main,
                title,
                Node {
                    flex_grow: 1.0,
                    ..default()
                },
                Node {
                    max_width: px(880),
                    padding: UiRect::all(px(5)),
                    ..column(10.0)
                },
                Ground::Paper,
                |page| match **section {
                    Section::General => pages::general(page, settings, tongue, is_over),
                    Section::Picture => pages::picture(page, settings, tongue),
                    Section::Sound => pages::sound(
                        page,
                        settings,
                        devices,
                        bindings,
                        hearing.elsewhere.as_deref(),
                        tongue,
                    ),
                    Section::Hands => pages::hands(page, settings, tongue),
                    Section::Keys => keys::page(page, bindings, waiting, tongue),
                },
            );
        },
    );
}

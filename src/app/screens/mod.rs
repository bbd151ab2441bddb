//! The screens: what the user sees outside the street, and the panels over it. Each is built when entered and gone when
//! left; a change of language builds it anew.

mod boot;
mod briefing;
mod case;
mod credits;
mod debriefing;
mod lessons;
mod menu;
mod records;
mod settings;
mod shift;
mod tutorial;

pub(in crate::app) use settings::are_seen as settings_are_seen;

use super::Screen;
use super::ui::Ink;
use super::words::Tongue;
use crate::domain::assessment::Score;
use crate::report::beijing_time;
use bevy::prelude::*;

/// The root of a screen's panels, to be built anew when words change.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct ScreenRoot;

/// Panels are built.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BuildSystems;

/// Asks for the present screen to be built again.
#[derive(Message, Debug, Clone, Copy, Default)]
pub struct Rebuild;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Rebuild>()
        .add_systems(Startup, camera)
        .add_systems(OnEnter(Screen::Case), see_through)
        .add_systems(OnExit(Screen::Case), fill)
        .add_systems(Update, words_changed.run_if(resource_changed::<Tongue>))
        .add_plugins((
            boot::plugin,
            menu::plugin,
            briefing::plugin,
            case::plugin,
            debriefing::plugin,
            records::plugin,
            shift::plugin,
            lessons::plugin,
            settings::plugin,
            credits::plugin,
            tutorial::plugin,
        ));
}

/// One camera for panels when the street has none.
#[derive(Component, Debug, Clone, Copy)]
pub struct PanelCamera;

/// The panels' camera is shut for the frame in which a picture of the street is taken.
#[derive(Component, Debug, Clone, Copy)]
pub struct PanelsShut;

fn camera(mut commands: Commands) {
    commands.spawn((
        PanelCamera,
        Camera2d,
        Camera {
            order: 1,
            ..default()
        },
        Msaa::Off,
        Name::new("panel camera"),
        IsDefaultUiCamera,
    ));
}

/// Over the street the panels' camera keeps what the eyes saw.
fn see_through(mut cameras: Query<&mut Camera, With<PanelCamera>>) {
    for mut camera in &mut cameras {
        camera.clear_color = ClearColorConfig::None;
    }
}

fn fill(mut cameras: Query<&mut Camera, With<PanelCamera>>, mut clear: ResMut<ClearColor>) {
    for mut camera in &mut cameras {
        camera.clear_color = ClearColorConfig::Default;
    }
    clear.0 = super::ui::Theme::colour(Ink::Night);
}

fn words_changed(mut rebuild: MessageWriter<Rebuild>) {
    rebuild.write(Rebuild);
}

/// Runs a builder when the screen is entered and whenever it must be built anew.
fn built<M>(
    app: &mut App,
    screen: Screen,
    builder: impl IntoScheduleConfigs<bevy::ecs::system::ScheduleSystem, M> + Clone,
) where
    M: 'static,
{
    app.add_systems(OnEnter(screen), builder.clone().in_set(BuildSystems))
        .add_systems(
            Update,
            (clear_panels, builder.in_set(BuildSystems))
                .chain()
                .run_if(in_state(screen).and_then(on_message::<Rebuild>)),
        );
}

/// Puts what was said behind what stands there; words of letters stay apart.
fn append(to: &mut String, said: &str) {
    let said = said.trim();
    if to.ends_with(|last: char| last.is_ascii_graphic())
        && said.starts_with(|first: char| first.is_ascii_alphanumeric())
    {
        to.push(' ');
    }
    to.push_str(said);
}

fn clear_panels(mut commands: Commands, roots: Query<Entity, With<ScreenRoot>>) {
    for root in &roots {
        commands.entity(root).despawn();
    }
}

/// How a mark came out: its ink on paper, and the message's id.
const fn outcome(score: &Score) -> (Ink, &'static str) {
    if score.pass {
        (Ink::PaperGood, "report-pass")
    } else if score.pending {
        (Ink::PaperUnsure, "report-pending")
    } else {
        (Ink::PaperGrave, "report-fail")
    }
}

/// How far somebody's tension has risen, in the good, unsure and grave ink of the ground it stands on.
const fn tension_ink(value: i16, [good, unsure, grave]: [Ink; 3]) -> Ink {
    match value {
        ..=29 => good,
        30..=59 => unsure,
        _ => grave,
    }
}

/// When a run began, in the words of the user; as written when it is no moment.
fn when(started_at: &str, tongue: &Tongue) -> String {
    beijing_time(started_at).map_or_else(
        || started_at.to_owned(),
        |(year, month, day, clock)| {
            tongue.with(
                "records-when",
                &[
                    ("year", &year.to_string()),
                    ("month", &month.to_string()),
                    ("day", &day.to_string()),
                    ("clock", &clock),
                ],
            )
        },
    )
}

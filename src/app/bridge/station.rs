//! The window's end of the line to the instructor's console: joins the run, obeys touches, shows where everybody stands.
//! A console that is away changes nothing in the street. Knows no rule of a case.

use super::run::ActiveCase;
use super::{CaseTrouble, Happened, tick};
use crate::app::actors::Person;
use crate::app::sound::Playback;
use crate::app::trainee::{Overlay, Trainee};
use crate::app::{CaseSystems, Pause, PlayOptions, Screen};
use crate::domain::ids::Millis;
use crate::domain::session::{Input, Touch};
use crate::store::RECORD_FILE;
use crate::web::{BODIES_MAX, Body, Link, Live, VOICE_RATE_HZ};
use bevy::prelude::*;
use std::time::Duration;

/// The console sees people move five times a second.
const SHOW_EVERY_TICKS: u32 = 10;
/// How long a finished run waits for a console that is away; the record stays on this machine in any case.
const FAREWELL_MAX: Duration = Duration::from_secs(5);
/// The trainee in a picture from above.
const ME: &str = "me";

/// The line of the running case.
#[derive(Resource)]
struct Line {
    link: Link,
    ticks: u32,
    /// Paused by an instructor; only an instructor lets it go on.
    is_held: bool,
}

/// Lines of finished runs that may still have something to send.
#[derive(Resource, Default)]
struct Farewells(Vec<std::thread::JoinHandle<()>>);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Case), join.after(super::BeginSystems))
        .add_systems(
            FixedUpdate,
            (obey, show)
                .chain()
                .before(tick::step)
                .in_set(CaseSystems::Step)
                .run_if(resource_exists::<Line>.and_then(resource_exists::<ActiveCase>)),
        )
        .add_systems(Update, hear.run_if(resource_exists::<Line>))
        .init_resource::<Farewells>()
        .add_systems(OnExit(Screen::Case), leave);
}

fn join(
    mut commands: Commands,
    active: Option<Res<ActiveCase>>,
    options: Res<PlayOptions>,
    mut trouble: MessageWriter<CaseTrouble>,
) {
    let (Some(active), Some(station)) = (active, &options.station) else {
        return;
    };
    let Some(record) = active.record_path() else {
        return;
    };
    match Link::open(station.clone(), &record) {
        Ok(link) => commands.insert_resource(Line {
            link,
            ticks: 0,
            is_held: false,
        }),
        Err(error) => {
            trouble.write(CaseTrouble {
                message: "trouble-station",
                detail: error.to_string(),
            });
        }
    }
}

/// Instructors' orders become inputs, paused or not, so that the record tells a person's hand from the engine's doing.
fn obey(
    mut active: ResMut<ActiveCase>,
    mut line: ResMut<Line>,
    mut happened: MessageWriter<Happened>,
    mut trouble: MessageWriter<CaseTrouble>,
    pause: Res<State<Pause>>,
    mut next: ResMut<NextState<Pause>>,
    mut overlay: ResMut<Overlay>,
) {
    let orders = line.link.poll();
    let is_touched = !orders.is_empty();
    for order in orders {
        match order.touch {
            Touch::Pause => line.is_held = true,
            // Who ends a case that stands lets the last words be said.
            Touch::Resume | Touch::End => {
                line.is_held = false;
                overlay.set_if_neq(Overlay::None);
                next.set(Pause::Running);
            }
            _ => {}
        }
        active.input(Input::Touched {
            by: order.by,
            touch: order.touch,
        });
    }
    if line.is_held {
        // Over whatever was open, so that nobody types into a case that does not listen.
        overlay.set_if_neq(Overlay::Held);
        if *pause.get() == Pause::Running {
            next.set(Pause::Paused);
        }
    }
    if is_touched {
        if let Err(error) = active.keep() {
            trouble.write(CaseTrouble {
                message: "trouble-record",
                detail: error.to_string(),
            });
        }
        tick::tell(&mut active, &mut happened);
    }
}

/// An instructor's voice is heard as it comes, also while the case stands still.
fn hear(line: Res<Line>, mut playback: ResMut<Playback>) {
    let samples = line.link.hear();
    if !samples.is_empty() {
        playback.hear_live(&samples, VOICE_RATE_HZ);
    }
}

fn show(
    active: Res<ActiveCase>,
    mut line: ResMut<Line>,
    pause: Res<State<Pause>>,
    people: Query<(&Person, &Transform)>,
    trainees: Query<(&Trainee, &Transform)>,
) {
    line.ticks += 1;
    if !line.ticks.is_multiple_of(SHOW_EVERY_TICKS) {
        return;
    }
    let me = trainees
        .iter()
        .map(|(trainee, at)| body(ME, at.translation, trainee.gaze()));
    let others = people
        .iter()
        .filter(|(person, _)| person.is_of_case)
        .map(|(person, at)| body(&person.id, at.translation, at.rotation * Vec3::Z));
    let Millis(at_ms) = active.now();
    line.link.show(Live {
        at_ms,
        paused: *pause.get() == Pause::Paused,
        bodies: me.chain(others).take(BODIES_MAX).collect(),
    });
}

/// Somebody from above: whole centimetres and degrees, because nobody sees more.
fn body(id: &str, at: Vec3, faces: Vec3) -> Body {
    Body {
        id: id.to_owned(),
        x_cm: (at.x * 100.0).round() as i32,
        z_cm: (at.z * 100.0).round() as i32,
        yaw_deg: faces.x.atan2(faces.z).to_degrees().round() as i16,
    }
}

/// The console gets the rest while the debriefing opens.
fn leave(world: &mut World) {
    let Some(line) = world.remove_resource::<Line>() else {
        return;
    };
    // Told or not: nobody is there any more to hear it, and the record is whole on this machine.
    let farewell = std::thread::spawn(move || {
        let _ = line.link.close(FAREWELL_MAX);
    });
    world.resource_mut::<Farewells>().0.push(farewell);
}

/// Whoever closes the window at once does not cut the console off. Not a system that waits for the word to leave: the last
/// frame may be over before it has read it.
impl Drop for Farewells {
    fn drop(&mut self) {
        for farewell in self.0.drain(..) {
            let _ = farewell.join();
        }
    }
}

impl ActiveCase {
    /// The record that grows, none for a run seen again.
    fn record_path(&self) -> Option<std::path::PathBuf> {
        self.writer.as_ref().map(|_| self.folder.join(RECORD_FILE))
    }
}

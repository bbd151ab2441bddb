//! `play --watch`: an author writes, the street follows. A thread looks at the case's folder; a version without errors is
//! played from the same moment on, with everything said and done so far; one with errors leaves the street as it is and
//! says on screen what is wrong, where, and how to mend it.

use super::bridge::{ActiveCase, Prepared};
use super::library::{Entry, Library, Read};
use super::options::PlayOptions;
use super::screens::Rebuild;
use super::trainee::{Overlay, Trainee};
use super::ui::{Ink, Theme, Toast, bold, column, label, size};
use super::words::Tongue;
use super::{Pause, Screen};
use crate::domain::diagnostic::{Diagnostic, Severity};
use crate::files::looks_of;
use bevy::prelude::*;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Between two looks. A change counts once two looks agree: editors write in steps.
const LOOK: Duration = Duration::from_millis(300);
/// More findings than this at once help nobody.
const SHOWN_MAX: usize = 6;

/// What the thread saw.
enum News {
    Read(Box<Read>),
    Unreadable(String),
}

#[derive(Resource)]
struct Watcher {
    case: usize,
    news: Mutex<Receiver<News>>,
}

/// What keeps the newest version from being played.
#[derive(Resource, Default)]
struct Wrong {
    found: Vec<Diagnostic>,
    other: Option<String>,
}

impl Wrong {
    fn only(other: String) -> Self {
        Self {
            found: Vec::new(),
            other: Some(other),
        }
    }
}

/// Where the author stood and looked.
#[derive(Resource, Clone, Copy)]
struct Stood {
    at: Vec3,
    yaw: f32,
    pitch: f32,
}

#[derive(Component)]
struct Slip;

pub(super) fn plugin(app: &mut App) {
    if !app.world().resource::<PlayOptions>().is_watch {
        return;
    }
    app.init_resource::<Wrong>().add_systems(
        Update,
        (
            begin.run_if(resource_added::<Library>),
            hear.run_if(resource_exists::<Watcher>),
            stand.run_if(resource_exists::<Stood>),
            show.run_if(resource_changed::<Wrong>),
        ),
    );
    if !app.world().resource::<PlayOptions>().is_virtual_time() {
        app.add_systems(Update, wait_for_author.run_if(in_state(Screen::Case)));
    }
}

fn begin(mut commands: Commands, library: Res<Library>, options: Res<PlayOptions>) {
    let Some((case, entry)) = options
        .case
        .as_deref()
        .and_then(|path| library.find(path))
        .and_then(|at| Some((at, library.entry(at)?)))
    else {
        return;
    };
    let (sender, receiver) = channel();
    let folder: PathBuf = entry.folder.clone();
    let home = options.home.clone();
    let (content, reader) = (library.0.content, library.0.reader);
    let spawned = std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || {
            let mut known = looks_of(&folder);
            let mut last = known.clone();
            loop {
                std::thread::sleep(LOOK);
                let now = looks_of(&folder);
                let is_settled = now == last;
                last.clone_from(&now);
                if !is_settled || now == known {
                    continue;
                }
                known = now;
                let news = match Entry::read(&folder, &home, content, reader) {
                    Ok(read) => News::Read(Box::new(read)),
                    Err(error) => News::Unreadable(error.to_string()),
                };
                if sender.send(news).is_err() {
                    return;
                }
            }
        });
    if let Err(error) = spawned {
        error!("{error}");
    }
    commands.insert_resource(Watcher {
        case,
        news: Mutex::new(receiver),
    });
}

fn hear(
    mut commands: Commands,
    watcher: Res<Watcher>,
    library: Res<Library>,
    tongue: Res<Tongue>,
    screen: Res<State<Screen>>,
    active: Option<Res<ActiveCase>>,
    trainees: Query<(&Transform, &Trainee)>,
    mut wrong: ResMut<Wrong>,
    mut prepared: ResMut<Prepared>,
    mut next: ResMut<NextState<Screen>>,
    mut toasts: MessageWriter<Toast>,
    mut rebuild: MessageWriter<Rebuild>,
) {
    let news = watcher
        .news
        .lock()
        .ok()
        .and_then(|news| news.try_iter().last());
    let read = match news {
        None => return,
        Some(News::Unreadable(error)) => {
            error!("{error}");
            *wrong = Wrong::only(error);
            return;
        }
        Some(News::Read(read)) => *read,
    };
    for one in &read.found {
        let [message, ..] = tongue.words().diagnostic(one);
        info!(
            "{}:{}:{} {} {message}",
            one.file, one.span.line, one.span.column, one.code
        );
    }
    let Some(entry) = read.entry else {
        *wrong = Wrong {
            found: read.found,
            other: None,
        };
        return;
    };
    // Without its stage nobody would stand in the street.
    if let Some(trouble) = read.unstaged.into_iter().next() {
        error!("{trouble}");
        *wrong = Wrong::only(trouble);
        return;
    }
    let warnings = read.found.len();
    let library = library.with(watcher.case, entry);
    let is_running = *screen.get() == Screen::Case;
    // An exam is sat on the version it began with, and another case goes on as it was.
    if let Some(active) = active.filter(|active| {
        is_running && !active.is_replay() && active.may_stand() && active.plan.case == watcher.case
    }) {
        match active.anew(library, tongue.lang()) {
            Ok(active) => prepared.put(active),
            Err(error) => {
                *wrong = Wrong::only(error.to_string());
                return;
            }
        }
        if let Ok((at, trainee)) = trainees.single() {
            commands.insert_resource(Stood {
                at: at.translation,
                yaw: trainee.yaw,
                pitch: trainee.pitch,
            });
        }
        // To the same screen: the street is set out anew.
        next.set(Screen::Case);
    } else {
        rebuild.write(Rebuild);
    }
    commands.insert_resource(library);
    *wrong = Wrong::default();
    info!("watch: the saved version plays");
    toasts.write(Toast {
        text: tongue.with("watch-taken", &[("warnings", &warnings.to_string())]),
        ink: Ink::Good,
    });
}

/// The author stands where he stood.
fn stand(
    mut commands: Commands,
    stood: Res<Stood>,
    mut trainees: Query<(&mut Transform, &mut Trainee), Added<Trainee>>,
) {
    for (mut at, mut trainee) in &mut trainees {
        at.translation = stood.at;
        trainee.yaw = stood.yaw;
        trainee.pitch = stood.pitch;
        commands.remove_resource::<Stood>();
    }
}

/// While the author writes in another window, the case waits.
fn wait_for_author(
    mut focused: MessageReader<bevy::window::WindowFocused>,
    overlay: Res<Overlay>,
    active: Option<Res<ActiveCase>>,
    mut pause: ResMut<NextState<Pause>>,
) {
    let Some(last) = focused.read().last() else {
        return;
    };
    if overlay.stops_clock() || !active.is_some_and(|active| active.may_stand()) {
        return;
    }
    let wanted = if last.focused {
        Pause::Running
    } else {
        Pause::Paused
    };
    NextState::set_if_neq(&mut pause, wanted);
}

/// What is wrong, over whatever is on screen.
fn show(
    mut commands: Commands,
    wrong: Res<Wrong>,
    tongue: Res<Tongue>,
    slips: Query<Entity, With<Slip>>,
) {
    for slip in &slips {
        commands.entity(slip).despawn();
    }
    let errors: Vec<&Diagnostic> = wrong
        .found
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .collect();
    if errors.is_empty() && wrong.other.is_none() {
        return;
    }
    commands
        .spawn((
            Slip,
            Node {
                position_type: PositionType::Absolute,
                right: px(18),
                top: px(18),
                width: px(560),
                max_height: percent(80),
                padding: UiRect::all(px(16)),
                border: UiRect::left(px(5)),
                border_radius: BorderRadius::all(px(8)),
                overflow: Overflow::clip(),
                ..column(8.0)
            },
            GlobalZIndex(55),
            BackgroundColor(Theme::colour(Ink::Panel)),
            BorderColor::all(Theme::colour(Ink::Grave)),
            Pickable::IGNORE,
        ))
        .with_children(|slip| {
            slip.spawn(bold(
                tongue.with(
                    "watch-wrong",
                    &[("count", &errors.len().max(1).to_string())],
                ),
                size::BODY,
                Ink::Grave,
            ));
            if let Some(other) = &wrong.other {
                slip.spawn(label(other.clone(), size::SMALL, Ink::Text));
            }
            for one in errors.iter().take(SHOWN_MAX) {
                let [message, _, cure] = tongue.words().diagnostic(one);
                slip.spawn(label(
                    format!(
                        "{}:{}:{}  {}",
                        one.file, one.span.line, one.span.column, one.code
                    ),
                    size::TINY,
                    Ink::Accent,
                ));
                slip.spawn(label(message, size::SMALL, Ink::Text));
                if !cure.is_empty() {
                    slip.spawn(label(cure, size::TINY, Ink::Quiet));
                }
            }
            if errors.len() > SHOWN_MAX {
                let more = (errors.len() - SHOWN_MAX).to_string();
                slip.spawn(label(
                    tongue.with("watch-more", &[("count", &more)]),
                    size::TINY,
                    Ink::Quiet,
                ));
            }
            slip.spawn(label(tongue.get("watch-old"), size::TINY, Ink::Quiet));
        });
}

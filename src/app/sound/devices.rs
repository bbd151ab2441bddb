//! Which sound devices there are, looked up beside the frame: asking the system takes its time.

use crate::app::PlayOptions;
use crate::app::Screen;
use crate::app::screens::settings_are_seen;
use crate::app::trainee::Overlay;
use bevy::prelude::*;
use cpal::traits::{DeviceTrait, HostTrait};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// While somebody looks at the settings the list is made anew so often.
const ROUND: Duration = Duration::from_secs(3);
/// How often the thread looks whether anybody does.
const IDLE_ROUND: Duration = Duration::from_millis(300);

/// Names of the devices; the system's own choice goes by no name.
#[derive(Resource, Debug, Clone, PartialEq, Eq, Default)]
pub struct AudioDevices {
    /// Microphones.
    pub inputs: Vec<String>,
    /// Loudspeakers.
    pub outputs: Vec<String>,
}

#[derive(Resource)]
struct Watch {
    lists: Mutex<Receiver<AudioDevices>>,
    is_wanted: Arc<AtomicBool>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<AudioDevices>();
    let options = app.world().resource::<PlayOptions>();
    if options.is_headless || options.is_virtual_time() {
        return;
    }
    app.add_systems(Startup, begin).add_systems(
        Update,
        (
            take.run_if(resource_exists::<Watch>),
            want.run_if(resource_exists::<Watch>.and_then(state_changed::<Screen>)),
        ),
    );
}

/// The system's sound, where it has any.
///
/// # Errors
/// What to tell the user when there is none.
pub(crate) fn sound_host() -> Result<cpal::Host, String> {
    if may_have_sound() {
        Ok(cpal::default_host())
    } else {
        Err(cpal::ErrorKind::DeviceNotAvailable.to_string())
    }
}

/// Without a card and without a configuration ALSA would only fill the terminal with what it did not find, at every try.
#[cfg(target_os = "linux")]
fn may_have_sound() -> bool {
    let has_card =
        std::fs::read_to_string("/proc/asound/cards").is_ok_and(|cards| cards.contains('['));
    let home = std::env::var_os("HOME").map(std::path::PathBuf::from);
    let own = home.map(|home| home.join(".asoundrc"));
    let is_there = |path: &std::path::Path| path.is_file();
    let names_server = |folder: &str| {
        std::fs::read_dir(folder).is_ok_and(|entries| {
            entries.flatten().any(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                name.contains("pulse") || name.contains("pipewire")
            })
        })
    };
    has_card
        || std::env::var_os("ALSA_CONFIG_PATH").is_some()
        || own.is_some_and(|own| is_there(&own))
        || is_there(std::path::Path::new("/etc/asound.conf"))
        || names_server("/etc/alsa/conf.d")
        || names_server("/usr/share/alsa/alsa.conf.d")
}

/// Other systems say it without noise.
#[cfg(not(target_os = "linux"))]
const fn may_have_sound() -> bool {
    true
}

/// A device's name as users know it.
pub(crate) fn device_name(device: &impl DeviceTrait) -> String {
    device
        .description()
        .map_or_else(|_| String::new(), |one| one.name().to_owned())
}

/// The first device of that name.
pub(crate) fn find_device<D: DeviceTrait>(
    mut devices: impl Iterator<Item = D>,
    name: &str,
) -> Option<D> {
    devices.find(|device| device_name(device) == name)
}

fn begin(mut commands: Commands) {
    let (outbox, lists) = channel();
    let is_wanted = Arc::new(AtomicBool::new(true));
    let seen = Arc::clone(&is_wanted);
    let spawned = std::thread::Builder::new()
        .name("sound devices".to_owned())
        .spawn(move || {
            let mut last = None;
            loop {
                let list = list();
                if last.as_ref() != Some(&list) {
                    if outbox.send(list.clone()).is_err() {
                        return;
                    }
                    last = Some(list);
                }
                std::thread::sleep(ROUND);
                while !seen.load(Ordering::Relaxed) {
                    std::thread::sleep(IDLE_ROUND);
                }
            }
        });
    if let Err(error) = spawned {
        warn!("{error}");
    }
    commands.insert_resource(Watch {
        lists: Mutex::new(lists),
        is_wanted,
    });
}

fn list() -> AudioDevices {
    let Ok(host) = sound_host() else {
        return AudioDevices::default();
    };
    let mut list = AudioDevices {
        inputs: host
            .input_devices()
            .map(|all| all.map(|one| device_name(&one)).collect())
            .unwrap_or_default(),
        outputs: host
            .output_devices()
            .map(|all| all.map(|one| device_name(&one)).collect())
            .unwrap_or_default(),
    };
    for names in [&mut list.inputs, &mut list.outputs] {
        names.retain(|name| !name.is_empty());
        names.sort();
        names.dedup();
    }
    list
}

fn want(watch: Res<Watch>, screen: Res<State<Screen>>, overlay: Option<Res<Overlay>>) {
    let is_wanted = settings_are_seen(screen, overlay);
    watch.is_wanted.store(is_wanted, Ordering::Relaxed);
}

fn take(mut watch: ResMut<Watch>, mut devices: ResMut<AudioDevices>) {
    let Ok(lists) = watch.lists.get_mut() else {
        return;
    };
    if let Some(list) = lists.try_iter().last() {
        devices.set_if_neq(list);
    }
}

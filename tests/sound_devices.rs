//! Real cpal on devices that a configuration file makes: ALSA's `file` and `null`. A child of this test runs with it, for the
//! system reads its configuration once per process.

#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;
use streetwise::app::sound::try_speaker;
use streetwise::app::voice::record;

const CHILD: &str = "STREETWISE_SOUND_CHILD";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("streetwise-alsa-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs one of the children below on a machine that has only these devices.
fn child(folder: &Path, devices: &str, test: &str) -> Output {
    let config = folder.join("asound.conf");
    std::fs::write(&config, devices).unwrap();
    // The name of a test is its path without the crate's.
    let test = module_path!().split_once("::").map_or_else(
        || test.to_owned(),
        |(_, inside)| format!("{inside}::{test}"),
    );
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &test, "--nocapture", "--include-ignored"])
        .env("ALSA_CONFIG_PATH", &config)
        .env(CHILD, "1")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    text.lines()
        .find_map(|line| line.split_once("TOLD "))
        .map(|(_, told)| told.to_owned())
        .unwrap_or_else(|| panic!("{text}"))
}

/// A tone as the raw sound of a device: floats, 48000 samples a second, two channels; what such a device is asked for.
fn raw_tone(hz: f32, level: f32) -> Vec<u8> {
    (0..48_000 * 4)
        .flat_map(|i| {
            let value = (i as f32 * hz * std::f32::consts::TAU / 48_000.0).sin() * level;
            [value.to_le_bytes(), value.to_le_bytes()]
        })
        .flatten()
        .collect()
}

#[test]
fn a_file_device_is_heard_at_its_pitch_and_level() {
    let folder = Folder::new("file");
    let sound = folder.0.join("in.raw");
    std::fs::write(&sound, raw_tone(500.0, 0.36)).unwrap();
    let devices = format!(
        "pcm.!default {{ type file file \"/dev/null\" infile \"{}\" format raw slave.pcm {{ type null }} }}\n\
         ctl.!default {{ type null }}\n",
        sound.display()
    );
    let told = told(&child(&folder.0, &devices, "child_records"));
    let mut words = told.split(' ').map(|word| word.parse::<f32>());
    let mut next = || words.next().unwrap().unwrap();
    let (hz, level) = (next(), next());
    assert!((hz - 500.0).abs() < 20.0, "{told}");
    // 0.36 over the square root of two.
    assert!((level - 0.2546).abs() < 0.02, "{told}");
}

#[test]
fn without_a_device_everything_says_so_and_nothing_hangs() {
    let folder = Folder::new("none");
    let output = child(&folder.0, "# nothing\n", "child_finds_nothing");
    assert_eq!(told(&output), "no microphone, no loudspeaker");
}

#[test]
fn a_null_loudspeaker_opens() {
    let folder = Folder::new("null");
    let devices = "pcm.!default { type null }\nctl.!default { type null }\n";
    assert_eq!(
        told(&child(&folder.0, devices, "child_opens_a_loudspeaker")),
        "open"
    );
}

/// A device that gives what a file holds, raw, over a device that takes what it is asked for.
fn device(id: &str, name: &str, sound: &Path, over: &str) -> String {
    format!(
        "pcm.{id} {{ type file file \"/dev/null\" infile \"{}\" format raw slave.pcm {{ {over} }} \
         hint {{ show on description \"{name}\" }} }}\n",
        sound.display()
    )
}

const USUAL: &str = "pcm.!default { type null }\nctl.!default { type null }\n";
const ANY: &str = "type null";
/// Takes one channel only.
const MONO: &str = "type multi slaves.a.pcm { type null } slaves.a.channels 1 bindings.0.slave a bindings.0.channel 0";

/// The words a child told, by tabs.
fn columns(told: &str) -> Vec<&str> {
    told.split('\t').collect()
}

#[test]
fn of_two_devices_the_named_one_is_heard() {
    let folder = Folder::new("two");
    let (low, high) = (folder.0.join("low.raw"), folder.0.join("high.raw"));
    std::fs::write(&low, raw_tone(300.0, 0.3)).unwrap();
    std::fs::write(&high, raw_tone(900.0, 0.3)).unwrap();
    let devices = [
        USUAL.to_owned(),
        device("north", "North headset", &low, ANY),
        device("south", "South headset", &high, ANY),
    ]
    .concat();
    let told = told(&child(&folder.0, &devices, "child_chooses"));
    let words = columns(&told);
    let hz = |at: usize| words[at].parse::<f32>().unwrap();
    assert_eq!((words[0], words[2]), ("North headset", "South headset"));
    assert!((hz(1) - 300.0).abs() < 20.0, "{told}");
    assert!((hz(3) - 900.0).abs() < 30.0, "{told}");
}

#[test]
fn a_device_of_one_channel_is_heard_at_its_pitch() {
    let folder = Folder::new("mono");
    let sound = folder.0.join("mono.raw");
    // One channel in the place of two.
    let one: Vec<u8> = raw_tone(500.0, 0.36)
        .chunks_exact(8)
        .flat_map(|frame| frame[..4].to_vec())
        .collect();
    std::fs::write(&sound, one).unwrap();
    let devices = format!("{USUAL}{}", device("mono", "Mono headset", &sound, MONO));
    let told = told(&child(&folder.0, &devices, "child_records_mono"));
    let words = columns(&told);
    let (hz, level) = (
        words[1].parse::<f32>().unwrap(),
        words[2].parse::<f32>().unwrap(),
    );
    assert_eq!(words[0], "Mono headset");
    assert!((hz - 500.0).abs() < 20.0, "{told}");
    assert!((level - 0.2546).abs() < 0.02, "{told}");
}

#[test]
fn for_a_chosen_device_that_is_unplugged_the_usual_one_stands_in_and_says_so() {
    let folder = Folder::new("unplugged");
    let sound = folder.0.join("in.raw");
    std::fs::write(&sound, raw_tone(300.0, 0.3)).unwrap();
    let devices = format!("{USUAL}{}", device("north", "North headset", &sound, ANY));
    let told = told(&child(&folder.0, &devices, "child_is_unplugged"));
    assert_eq!(
        told,
        "North headset, then the usual instead of North headset"
    );
}

/// Crossings of zero, as a pitch; and the level.
fn pitch_and_level(samples: &[f32]) -> (f32, f32) {
    let sound = &samples[..samples.len().min(8_000)];
    let crossings = sound
        .windows(2)
        .filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0)
        .count();
    let level = (sound.iter().map(|v| v * v).sum::<f32>() / sound.len() as f32).sqrt();
    (crossings as f32 * 16_000.0 / sound.len() as f32, level)
}

#[test]
#[ignore = "run by its parent, on devices of its own"]
fn child_chooses() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let mut words = Vec::new();
    for name in ["North headset", "South headset"] {
        let recording = record(Some(name), Duration::from_millis(800)).unwrap();
        assert_eq!(recording.instead_of, None);
        words.push(recording.name.clone());
        words.push(pitch_and_level(&recording.samples).0.to_string());
    }
    println!("TOLD {}", words.join("\t"));
}

#[test]
#[ignore = "run by its parent, on devices of its own"]
fn child_records_mono() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let recording = record(Some("Mono headset"), Duration::from_millis(800)).unwrap();
    let (hz, level) = pitch_and_level(&recording.samples);
    println!("TOLD {}\t{hz}\t{level}", recording.name);
}

#[test]
#[ignore = "run by its parent, on devices of its own"]
fn child_is_unplugged() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let wanted = Some("North headset");
    let span = Duration::from_millis(300);
    let before = record(wanted, span).unwrap();
    // Another file in its place: the system looks at more than the second it was written in.
    let config = PathBuf::from(std::env::var_os("ALSA_CONFIG_PATH").unwrap());
    let next = config.with_extension("next");
    std::fs::write(&next, USUAL).unwrap();
    std::fs::rename(&next, &config).unwrap();
    let after = record(wanted, span).unwrap();
    println!(
        "TOLD {}, then the usual instead of {}",
        before.name,
        after.instead_of.unwrap_or_else(|| "nothing".to_owned())
    );
}

#[test]
#[ignore = "run by its parent, on devices of its own"]
fn child_records() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let recording = record(None, Duration::from_millis(800)).unwrap();
    let (hz, level) = pitch_and_level(&recording.samples);
    println!(
        "TOLD {hz} {level} {} {}",
        recording.samples.len(),
        recording.name
    );
}

#[test]
#[ignore = "run by its parent, on devices of its own"]
fn child_finds_nothing() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let microphone = record(None, Duration::from_millis(100)).is_err();
    let speaker = try_speaker(None).is_err();
    let word = |is_gone: bool| if is_gone { "no" } else { "a" };
    println!(
        "TOLD {} microphone, {} loudspeaker",
        word(microphone),
        word(speaker)
    );
}

#[test]
#[ignore = "run by its parent, on devices of its own"]
fn child_opens_a_loudspeaker() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    println!(
        "TOLD {}",
        try_speaker(None).map_or_else(|said| said, |_| "open".to_owned())
    );
}

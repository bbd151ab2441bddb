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

#[test]
#[ignore = "run by its parent, on devices of its own"]
fn child_records() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let recording = record(None, Duration::from_millis(800)).unwrap();
    let sound = &recording.samples[..recording.samples.len().min(8_000)];
    let crossings = sound
        .windows(2)
        .filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0)
        .count();
    let level = (sound.iter().map(|v| v * v).sum::<f32>() / sound.len() as f32).sqrt();
    println!(
        "TOLD {} {level} {} {}",
        crossings as f32 * 16_000.0 / sound.len() as f32,
        sound.len(),
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

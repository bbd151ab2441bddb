//! The headset on a real OpenXR runtime: Monado on software Vulkan, brought by `scripts/openxr-fetch.sh`, its head, hands,
//! stick and buttons driven through its own socket. Where the runtime was not brought, each test says so and passes,
//! unless STREETWISE_REQUIRE_OPENXR asks for it.

mod openxr_layer;

use openxr_layer::Layer;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};

/// The driver's door is one for the machine where namespaces are not allowed: one headset at a time.
static HEADSET: Mutex<()> = Mutex::new(());

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where the runtime lies.
fn runtime() -> Option<PathBuf> {
    let named = std::env::var_os("STREETWISE_OPENXR").map(PathBuf::from);
    let usual = || {
        let cache = std::env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))?;
        Some(cache.join("streetwise/openxr"))
    };
    let found = named
        .or_else(usual)
        .filter(|folder| folder.join("root/.complete").is_file());
    if found.is_none() {
        assert!(
            std::env::var_os("STREETWISE_REQUIRE_OPENXR").is_none(),
            "the OpenXR runtime is required and was not brought: scripts/openxr-fetch.sh"
        );
        eprintln!("skipped: no OpenXR runtime; scripts/openxr-fetch.sh brings one");
    }
    found
}

/// Where the runtime lies, for a test that takes minutes: only the long tier (`scripts/test-full.sh`) runs it.
fn long_runtime() -> Option<PathBuf> {
    if std::env::var_os("STREETWISE_LONG").is_none() {
        eprintln!("skipped: it takes minutes and is for the long tier (STREETWISE_LONG)");
        return None;
    }
    runtime()
}

fn text(output: &Output) -> String {
    format!(
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// The program with a headset on, beside the runtime.
fn beside<'a>(command: &'a mut Command, runtime: &Path, folder: &Path) -> &'a mut Command {
    command
        .arg(runtime)
        .arg("--")
        .arg(env!("CARGO_BIN_EXE_streetwise"))
        .env("STREETWISE_HOME", home())
        .args(["--lang", "zh", "--data"])
        .arg(folder.join("data"))
        .args(["play", "--vr", "--headless", "--seed", "1"])
}

/// What the headset told, past the test's own capture: a log shows states, frames and poses of runs that went well, too.
fn show(name: &str, output: &Output) {
    let told = text(output);
    let mut log = std::io::stderr().lock();
    for line in told.lines().filter(|line| line.contains("headset")) {
        let _ = writeln!(log, "{name}: {line}");
    }
}

/// Plays a script beside the runtime; pictures of this size go into `shots`.
fn worn(
    runtime: &Path,
    folder: &Path,
    script: &Path,
    size: &str,
    with: impl FnOnce(&mut Command),
) -> Output {
    let _one = HEADSET.lock().unwrap_or_else(PoisonError::into_inner);
    let mut command = Command::new(home().join("scripts/openxr-with.sh"));
    with(&mut command);
    let output = beside(&mut command, runtime, folder)
        .args(["street-vendor", "--level", "1", "--persona", "xiaozhang"])
        .arg("--script")
        .arg(script)
        .arg("--out")
        .arg(folder.join("out"))
        .arg("--shots")
        .arg(folder.join("shots"))
        .args(["--size", size])
        .output()
        .expect("the script");
    let name = script.file_stem().unwrap_or_default().to_string_lossy();
    show(&name, &output);
    output
}

fn mark(out: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(out.join("assessment.json")).expect("a mark");
    serde_json::from_str(&text).expect("an assessment")
}

/// What each item of a mark came to.
fn items(mark: &serde_json::Value) -> Vec<String> {
    let items = mark["items"].as_array().expect("items");
    let line = |item: &serde_json::Value| format!("{}: {}", item["id"], item["verdict"]);
    items.iter().map(line).collect()
}

fn replays(out: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_streetwise"))
        .env("STREETWISE_HOME", home())
        .arg("replay")
        .arg(out)
        .arg("--verify")
        .status()
        .expect("replay");
    assert!(status.success(), "the record does not replay");
}

#[test]
fn an_ideal_talk_in_the_headset_gets_the_mark_of_the_desktop() {
    let Some(runtime) = runtime() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let shots = folder.path().join("shots");
    let script = home().join("tests/data/scripts/street-vendor-headset.txt");
    let output = worn(&runtime, folder.path(), &script, "640x480", |_| {});
    let told = text(&output);
    assert!(output.status.success(), "{told}");
    for state in ["READY", "SYNCHRONIZED", "VISIBLE", "FOCUSED"] {
        assert!(
            told.contains(state),
            "the session was never {state}:\n{told}"
        );
    }
    let out = folder.path().join("out");
    replays(&out);
    let by_head = mark(&out);

    let desk = tempfile::tempdir().expect("a folder");
    let status = Command::new(env!("CARGO_BIN_EXE_streetwise"))
        .env("STREETWISE_HOME", home())
        .args(["--lang", "zh", "--data"])
        .arg(desk.path().join("data"))
        .args([
            "play",
            "street-vendor",
            "--headless",
            "--seed",
            "1",
            "--level",
            "1",
        ])
        .args(["--persona", "xiaozhang", "--script"])
        .arg(home().join("tests/data/scripts/street-vendor-ideal.txt"))
        .arg("--out")
        .arg(desk.path().join("out"))
        .status()
        .expect("the desktop");
    assert!(status.success());
    let by_hand = mark(&desk.path().join("out"));
    // Item by item first: what differs is named.
    assert_eq!(items(&by_head), items(&by_hand));
    assert_eq!(by_head["outcome"], by_hand["outcome"]);
    assert_eq!(by_head["score"], by_hand["score"]);
    assert_eq!(by_head["blocks"], by_hand["blocks"]);

    // Each eye has its own picture, and something is in it.
    for name in ["street", "tablet", "paper"] {
        let eye = |side: &str| {
            std::fs::read(shots.join(format!("{name}-{side}.png"))).expect("a picture of an eye")
        };
        let (left, right) = (eye("left"), eye("right"));
        assert!(left.len() > 20_000, "{name}: an empty picture");
        assert!(left != right, "{name}: both eyes see the same");
    }
}

#[test]
fn a_runtime_that_dies_leaves_the_case_to_the_desktop() {
    let Some(runtime) = runtime() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("lost.txt");
    std::fs::write(
        &script,
        "until briefing\nuntil ready\nwait 0.5\npress @briefing-go\nuntil case\nwait 0.5\ntap KeyB\nshot begun\nuntil desk\nwait 1\n\
         tap Escape\nwait 0.5\ntap KeyG\nwait 1\nsay 您好，我们是城中区综合行政执法局的执法人员。\ntap Escape\nwait 0.3\n\
         tap ArrowDown 4\ntap Enter\nuntil debriefing\nwait 0.5\nquit\n",
    )
    .expect("a script");
    let output = worn(&runtime, folder.path(), &script, "320x240", |command| {
        command.env("KILL_WHEN", folder.path().join("shots/begun-left.png"));
    });
    let told = text(&output);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("runtime has gone"), "{told}");
    let out = folder.path().join("out");
    let record = record(&out);
    for word in ["recorder_on", "salute", "城中区综合行政执法局", "\"close\""] {
        assert!(
            record.contains(word),
            "{word} is not in the record:\n{record}"
        );
    }
    replays(&out);
}

/// Up to the street, with the body camera on; then a picture, at which something goes wrong.
const BEGUN: &str = "until briefing\nuntil ready\nwait 0.5\npress @briefing-go\nuntil case\nwait 0.5\ntap KeyB\nshot begun\n";
/// On from a practice that stands: a salute, who one is, and out.
const GOES_ON: &str = "wait 1\ntap Escape\nwait 0.5\ntap KeyG\nwait 1\nsay 您好，我们是城中区综合行政执法局的执法人员。\n\
     tap Escape\nwait 0.3\npress @pause-finish\nuntil debriefing\nwait 0.5\nquit\n";

/// Plays a case in which this goes wrong at the first picture, and goes on by `rest`; what program and layer told.
fn faulty(runtime: &Path, how: &str, rest: &str) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let layer = Layer::build(folder.path());
    let script = folder.path().join(format!("{how}.txt"));
    std::fs::write(&script, format!("{BEGUN}{rest}\n{GOES_ON}")).expect("a script");
    let picture = folder.path().join("shots/begun-left.png");
    let output = worn(runtime, folder.path(), &script, "320x240", |command| {
        layer.stand_before(command);
        command.env(
            "STREETWISE_XR_FAULT",
            format!("{how}@{}", picture.display()),
        );
    });
    let (told, layer_told) = (text(&output), layer.told());
    assert!(output.status.success(), "{how}: {told}\n{layer_told}");
    let out = folder.path().join("out");
    let record = record(&out);
    for word in ["recorder_on", "salute", "城中区综合行政执法局", "\"close\""] {
        assert!(record.contains(word), "{how}: {word} is not in:\n{record}");
    }
    replays(&out);
    (told, layer_told)
}

#[test]
fn a_session_that_the_runtime_says_will_be_lost_leaves_the_case_to_the_desktop_and_comes_back() {
    let Some(runtime) = long_runtime() else {
        return;
    };
    let (told, layer) = faulty(&runtime, "loss", "until desk\nuntil worn");
    assert!(told.contains("will be lost"), "{told}");
    // The lost session was let go of before another was asked for.
    let made: Vec<&str> = layer
        .lines()
        .filter(|line| line.starts_with("session "))
        .collect();
    assert_eq!(
        made[..3],
        ["session made: 0", "session destroyed: 0", "session made: 0"],
        "{layer}"
    );
}

#[test]
fn an_instance_that_the_runtime_says_will_be_lost_leaves_the_case_to_the_desktop() {
    let Some(runtime) = runtime() else { return };
    let (told, _) = faulty(&runtime, "gone", "until desk");
    assert!(told.contains("the instance will be lost"), "{told}");
}

#[test]
fn a_headset_that_sleeps_on_the_table_makes_a_practice_stand_and_wakes_into_it() {
    let Some(runtime) = runtime() else { return };
    let (told, layer) = faulty(&runtime, "sleep", "until off\nuntil worn");
    assert!(
        layer.contains("asleep") && layer.contains("begun again"),
        "{layer}"
    );
    assert!(!told.contains("has gone"), "{told}");
}

#[test]
fn whichever_call_meets_a_lost_session_first_the_case_goes_on() {
    let Some(runtime) = long_runtime() else {
        return;
    };
    for call in ["wait", "begin", "end"] {
        let (told, layer) = faulty(&runtime, call, "until desk\nuntil worn");
        assert!(
            told.contains(&format!("has gone ({call}: ")),
            "{call}: {told}"
        );
        assert!(layer.contains("meets a lost session"), "{call}: {layer}");
    }
    let (told, _) = faulty(&runtime, "events", "until desk");
    assert!(told.contains("has gone (events: "), "{told}");
}

#[test]
fn whoever_ends_it_from_the_systems_menu_goes_on_at_the_desktop() {
    let Some(runtime) = long_runtime() else {
        return;
    };
    let (told, layer) = faulty(&runtime, "exit", "until desk");
    assert!(told.contains("EXITING"), "{told}");
    assert!(layer.contains("session ended: 0"), "{layer}");
}

#[test]
fn a_runtime_that_makes_no_session_leaves_the_case_to_the_desktop() {
    let Some(runtime) = long_runtime() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let layer = Layer::build(folder.path());
    let script = home().join("tests/data/scripts/street-vendor-short.txt");
    let output = worn(&runtime, folder.path(), &script, "320x240", |command| {
        layer.stand_before(command);
        command.env("STREETWISE_XR_FAULT", "none");
    });
    let told = text(&output);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("the runtime makes none"), "{told}");
    replays(&folder.path().join("out"));
}

/// Every controller that is known, as OpenXR names it.
const CONTROLLERS: [&str; 5] = [
    "/interaction_profiles/oculus/touch_controller",
    "/interaction_profiles/valve/index_controller",
    "/interaction_profiles/bytedance/pico4_controller",
    "/interaction_profiles/htc/vive_controller",
    "/interaction_profiles/khr/simple_controller",
];

#[test]
fn every_controller_is_bound_without_the_runtimes_objection() {
    let Some(runtime) = runtime() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let layer = Layer::build(folder.path());
    let script = folder.path().join("bound.txt");
    std::fs::write(&script, "until briefing\nuntil worn\nquit\n").expect("a script");
    let output = worn(&runtime, folder.path(), &script, "320x240", |command| {
        layer.stand_before(command);
    });
    let told = layer.told();
    assert!(output.status.success(), "{}\n{told}", text(&output));
    for controller in CONTROLLERS {
        let line = told.lines().find(|line| line.starts_with(controller));
        assert!(
            line.is_some_and(|line| line.ends_with(" bindings: 0")),
            "{controller}: {line:?}\n{told}"
        );
    }
}

#[test]
fn the_simplest_controllers_do_a_case() {
    let Some(runtime) = long_runtime() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let layer = Layer::build(folder.path());
    let script = home().join("tests/data/scripts/street-vendor-simple.txt");
    let output = worn(&runtime, folder.path(), &script, "320x240", |command| {
        layer.stand_before(command);
        command.env("STREETWISE_XR_PROFILE", CONTROLLERS[4]);
    });
    let told = text(&output);
    assert!(output.status.success(), "{told}");
    assert!(
        told.contains(&format!("right hand holds {}", CONTROLLERS[4])),
        "{told}"
    );
    let record = record(&folder.path().join("out"));
    for word in [
        "recorder_on",
        "salute",
        "show_certificate",
        "已签",
        "\"photo",
    ] {
        assert!(record.contains(word), "{word} is not in:\n{record}");
    }
    replays(&folder.path().join("out"));
}

/// The record of a run, every input a line.
fn record(out: &Path) -> String {
    std::fs::read_to_string(out.join("record.jsonl")).expect("a record")
}

#[test]
fn three_minutes_teach_the_headset_by_doing_each_thing_once() {
    let Some(runtime) = long_runtime() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let shots = folder.path().join("shots");
    let output = {
        let _one = HEADSET.lock().unwrap_or_else(PoisonError::into_inner);
        let mut command = Command::new(home().join("scripts/openxr-with.sh"));
        beside(&mut command, &runtime, folder.path())
            .arg("--script")
            .arg(home().join("tests/data/scripts/familiar.txt"))
            .arg("--shots")
            .arg(&shots)
            .args(["--size", "640x480", "--out"])
            .arg(folder.path().join("out"))
            .output()
            .expect("the script")
    };
    let told = text(&output);
    assert!(output.status.success(), "{told}");
    // Only the last step's tick says that it is known: each was done, none passed over.
    let settings =
        std::fs::read_to_string(folder.path().join("data/settings.ron")).expect("settings");
    let plain: String = settings.split_whitespace().collect();
    assert!(
        plain.contains("is_headset_known:true"),
        "{settings}\n{told}"
    );
    assert!(plain.contains("is_tutorial_done:false"), "{settings}");
    for name in ["familiar-menu", "familiar-walk", "familiar-end"] {
        for side in ["left", "right"] {
            let eye = std::fs::read(shots.join(format!("{name}-{side}.png"))).expect("a picture");
            assert!(eye.len() > 20_000, "{name}: an empty picture");
        }
    }
}

#[test]
fn hands_come_and_go_and_what_is_there_does_everything() {
    let Some(runtime) = long_runtime() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let script = home().join("tests/data/scripts/street-vendor-hands.txt");
    let output = worn(&runtime, folder.path(), &script, "320x240", |_| {});
    let told = text(&output);
    assert!(output.status.success(), "{told}");
    let out = folder.path().join("out");
    replays(&out);
    let record = record(&out);
    let count = |word: &str| record.matches(word).count();
    assert!(count("\"recorder_on\"") > 0, "{record}");
    assert!(count("\"show_certificate\"") > 0, "bare: {record}");
    assert!(count("\"salute\"") > 1, "two and lone: {record}");
    // The name that was drawn and the one that was clicked are the same to the record.
    assert!(count("已签") >= 2, "{record}");
}

#[test]
fn whoever_sits_with_one_controller_does_a_case_and_may_stand_up_in_it() {
    let Some(runtime) = long_runtime() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let script = home().join("tests/data/scripts/street-vendor-seated.txt");
    let output = worn(&runtime, folder.path(), &script, "480x360", |_| {});
    let told = text(&output);
    assert!(output.status.success(), "{told}");
    let out = folder.path().join("out");
    replays(&out);
    let record = record(&out);
    for word in ["recorder_on", "salute", "show_certificate", "step_back"] {
        assert!(record.contains(word), "{word} is not in:\n{record}");
    }
    // Neither sitting down, the leap nor standing up was taken for a step back: the one off the wheel is the only one.
    assert_eq!(record.matches("\"step_back\"").count(), 1, "{record}");
}

#[test]
fn another_program_that_takes_the_eyes_makes_a_practice_stand() {
    let Some(runtime) = runtime() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let shots = at("shots");
    for (name, text) in [
        (
            "first.txt",
            "until briefing\nuntil ready\nwait 0.5\npress @briefing-go\nuntil case\nwait 0.5\ntap KeyB\nshot begun\n\
             until aside\nquit\n",
        ),
        ("other.txt", "until menu\nwait 120\nquit\n"),
    ] {
        std::fs::write(at(name), text).expect("a script");
    }
    let with = [
        "--data".into(),
        at("other").display().to_string(),
        "play".into(),
        "--vr".into(),
        "--headless".into(),
        "--size".into(),
        "320x240".into(),
        "--script".into(),
        at("other.txt").display().to_string(),
    ];
    std::fs::write(at("other.args"), with.join("\n") + "\n").expect("arguments");
    let output = {
        let _one = HEADSET.lock().unwrap_or_else(PoisonError::into_inner);
        let mut command = Command::new(home().join("scripts/openxr-with.sh"));
        command
            .env("OTHER_WHEN", shots.join("begun-left.png"))
            .env("OTHER_WITH", at("other.args"))
            .env("OTHER_LOG", at("other.log"));
        beside(&mut command, &runtime, folder.path())
            .args(["street-vendor", "--size", "320x240", "--shots"])
            .arg(&shots)
            .arg("--script")
            .arg(at("first.txt"))
            .output()
            .expect("the script")
    };
    let told = text(&output);
    let other = std::fs::read_to_string(at("other.log")).unwrap_or_default();
    assert!(output.status.success(), "{told}\n{other}");
}

#[test]
fn without_a_runtime_the_case_is_played_at_the_desktop_and_it_is_said_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let output = Command::new(env!("CARGO_BIN_EXE_streetwise"))
        .env("STREETWISE_HOME", home())
        .env("XR_RUNTIME_JSON", folder.path().join("none.json"))
        .args(["--lang", "en", "--data"])
        .arg(folder.path().join("data"))
        .args([
            "play",
            "street-vendor",
            "--vr",
            "--headless",
            "--seed",
            "1",
            "--script",
        ])
        .arg(home().join("tests/data/scripts/street-vendor-short.txt"))
        .arg("--out")
        .arg(&out)
        .output()
        .expect("the program");
    let told = text(&output);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("No headset can be used"), "{told}");
    assert!(out.join("assessment.json").is_file());
}

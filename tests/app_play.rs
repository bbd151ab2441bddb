//! The application as a user drives it: device events only, no window. What a script leaves must be a whole record that
//! replays to the byte, and the same script must leave the same record.

use assert_cmd::Command;
use std::path::Path;

/// The window without a screen, its data in a folder.
fn window(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("streetwise").expect("the program");
    command
        .env("STREETWISE_HOME", env!("CARGO_MANIFEST_DIR"))
        .args(["--lang", "zh", "--data"])
        .arg(folder.join("data"));
    command
}

fn play(folder: &Path, name: &str) -> Vec<u8> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = folder.join(name);
    window(folder)
        .args([
            "play",
            "street-vendor",
            "--headless",
            "--seed",
            "1",
            "--script",
        ])
        .arg(home.join("tests/data/scripts/street-vendor-short.txt"))
        .arg("--out")
        .arg(&out)
        .assert()
        .success();
    std::fs::read(out.join("record.jsonl")).expect("a record")
}

#[test]
fn a_script_of_keys_leaves_a_whole_record_and_the_same_each_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = play(folder.path(), "first");
    let text = String::from_utf8(first.clone()).expect("text");
    for word in [
        "recorder_on",
        "salute",
        "show_certificate",
        "step_back",
        "您先讲讲情况",
        "\"close\"",
    ] {
        assert!(text.contains(word), "{word} is not in the record:\n{text}");
    }
    Command::cargo_bin("streetwise")
        .expect("the program")
        .env("STREETWISE_HOME", env!("CARGO_MANIFEST_DIR"))
        .arg("replay")
        .arg(folder.path().join("first"))
        .arg("--verify")
        .assert()
        .success();
    assert!(folder.path().join("first/report.html").is_file());
    assert!(
        first == play(folder.path(), "second"),
        "the same keys left another record"
    );
}

/// Goes to the ticket and begins; nothing more is waited for, because a second sitting is refused.
fn sit(folder: &Path, name: &str, who: &[&str]) -> std::path::PathBuf {
    let script = folder.join("sit.txt");
    std::fs::write(
        &script,
        "until briefing\nuntil ready\nwait 0.5\ntap Enter\nwait 2\nquit\n",
    )
    .expect("a script");
    let out = folder.join(name);
    window(folder)
        .args(["play", "street-vendor", "--headless", "--exam"])
        .args(who)
        .arg("--script")
        .arg(script)
        .arg("--out")
        .arg(&out)
        .assert()
        .success();
    out.join("record.jsonl")
}

#[test]
fn an_assignment_is_sat_once_in_the_window_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let who = ["--trainee", "cz-0417", "--assignment", "2026-autumn"];
    let first = sit(folder.path(), "first", &who);
    let first = std::fs::read_to_string(first).expect("a record");
    assert!(first.contains("\"assignment\":\"2026-autumn\""), "{first}");
    assert!(
        !sit(folder.path(), "second", &who).exists(),
        "the second sitting left a record"
    );
    assert!(
        !sit(folder.path(), "nobody", &[]).exists(),
        "somebody sat an exam who did not say who they are"
    );
}

/// An ideal talk by keys and mouse, from the ticket to the debriefing: how it ends and what it is worth.
fn ideal(case: &str, persona: &str, ending: &str) {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("run");
    window(folder.path())
        .args(["play", case, "--headless", "--seed", "1", "--level", "1"])
        .args(["--persona", persona, "--script"])
        .arg(home.join(format!("tests/data/scripts/{case}-ideal.txt")))
        .arg("--out")
        .arg(&out)
        .assert()
        .success();
    let mark: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(out.join("assessment.json")).expect("a mark"),
    )
    .expect("an assessment");
    assert_eq!(mark["outcome"], ending);
    assert!(
        mark["score"]["points"]
            .as_i64()
            .is_some_and(|points| points >= 95),
        "{}",
        mark["score"]
    );
    Command::cargo_bin("streetwise")
        .expect("the program")
        .env("STREETWISE_HOME", home)
        .arg("replay")
        .arg(&out)
        .arg("--verify")
        .assert()
        .success();
}

#[test]
fn the_ideal_talk_of_the_vendor_is_played_by_keys_and_mouse() {
    ideal("street-vendor", "xiaozhang", "moved_helped");
}

#[test]
fn the_ideal_talk_of_the_parked_car_is_played_by_keys_and_mouse() {
    ideal("sidewalk-parking", "he", "oral_warning");
}

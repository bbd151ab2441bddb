//! A recorded case in which street, radio, partner and phone are all used: recordings through the whole chain of hearing, its
//! record played again to the byte, and marks that depend on what was said on the phone.

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

mod run_record;
use run_record::{find, home, lines};

fn voice() -> PathBuf {
    home().join("tests/fixtures/voice")
}

fn program(args: &[&str]) -> Output {
    Command::new(cargo_bin("streetwise"))
        .env("STREETWISE_HOME", home())
        .args(["--lang", "zh"])
        .args(args)
        .output()
        .expect("the program runs")
}

/// Plays the script, changed by `change`; gives mark and record.
fn played(name: &str, change: impl Fn(&str) -> String) -> (Value, Vec<Value>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let script = fs::read_to_string(voice().join("channels.zh.txt")).unwrap();
    // Recordings are named as they lie beside the script.
    let clips = voice().join("clips").display().to_string();
    let script = change(&script).replace("@hear clips", &format!("@hear {clips}"));
    let file = folder.path().join(format!("{name}.txt"));
    fs::write(&file, script).unwrap();
    let out = folder.path().join("out");
    let output = program(&[
        "--json",
        "--data",
        &folder.path().join("data").display().to_string(),
        "run",
        "sidewalk-parking",
        "--level",
        "2",
        "--persona",
        "mo",
        "--seed",
        SEED,
        "--text",
        &file.display().to_string(),
        "--out",
        &out.display().to_string(),
    ]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let mark = serde_json::from_slice(&output.stdout).unwrap();
    (mark, lines(&out), folder)
}

/// A run in which the owner's phone is answered.
const SEED: &str = "1";

fn verdict<'v>(mark: &'v Value, id: &str) -> &'v str {
    let items = mark["items"].as_array().unwrap();
    let item = items.iter().find(|one| one["id"] == id).expect(id);
    item["verdict"].as_str().unwrap()
}

/// Lines of the people as they came, by their ids.
fn lines_said(record: &[Value]) -> Vec<String> {
    let lines = record.iter().filter_map(|one| find(one, "line"));
    lines
        .filter_map(|one| one["line"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn radio_partner_and_phone_are_heard_answered_and_marked_and_the_record_plays_again() {
    let (mark, record, folder) = played("all", str::to_owned);
    // What was heard from recordings, by whom it was meant for.
    let heard: Vec<(String, String)> = record
        .iter()
        .filter_map(|one| find(one, "said"))
        .filter(|said| said["source"].is_string())
        .map(|said| {
            let to = said["to"].as_str().unwrap_or("street").to_owned();
            (to, said["text"].as_str().unwrap().to_owned())
        })
        .collect();
    for channel in ["street", "center", "lan", "line"] {
        assert!(
            heard.iter().any(|one| one.0 == channel),
            "{channel}: {heard:?}"
        );
    }
    let lines = lines_said(&record);
    for line in [
        "center.through",
        "line.hello",
        "line.who",
        "line.facts",
        "line.coming.mo",
        "line.bye",
        "mo.opening.call",
    ] {
        assert!(lines.iter().any(|one| one == line), "{line}: {lines:?}");
    }
    assert_eq!(verdict(&mark, "reminder_before_notice"), "met");
    let verified = program(&[
        "replay",
        &folder.path().join("out").display().to_string(),
        "--verify",
    ]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert_eq!(verified.status.code(), Some(0), "{said}");
    println!("{}", mark["score"]);
}

#[test]
fn a_phone_that_only_rang_is_no_reminder() {
    let (mark, record, _folder) = played("silent", |script| {
        let kept = script.lines().filter(|line| !line.starts_with("@to line"));
        // On the phone nobody says a word, and the owner hangs up.
        let kept: Vec<&str> = kept.collect();
        kept.join("\n").replace("@wait 25s", "@wait 62s")
    });
    let lines = lines_said(&record);
    assert!(lines.iter().any(|one| one == "line.cut"), "{lines:?}");
    assert!(!lines.iter().any(|one| one == "line.coming.mo"));
    assert_ne!(verdict(&mark, "reminder_before_notice"), "met");
}

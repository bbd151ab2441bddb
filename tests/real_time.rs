//! The real loop behind a microphone, by the clock: a sentence comes in ten milliseconds at a time through the ring,
//! is guessed ahead of its end, and somebody answers. Everywhere else the program is tested on virtual time.

use std::path::Path;

mod software_screen;
mod voice_fixture;
mod window;
use software_screen::Screen;
use window::window;

/// An answer that takes longer than this after the end of speech is no talk, even where a busy processor draws the street.
const ANSWER_MS_MAX: u64 = 4_000;

/// What the program told of an answer: milliseconds from the end of speech to the answer, and to the words.
fn told(log: &str) -> Option<(u64, u64)> {
    let (_, after) = log.split_once("answered ")?;
    let answer = after.split_once(" ms")?.0.parse().ok()?;
    let (_, words) = after.split_once("known after ")?;
    Some((answer, words.split_once(" ms")?.0.parse().ok()?))
}

/// Says one sentence into the street and waits for the answer.
fn spoken(folder: &Path, display: Option<&str>) -> (u64, u64) {
    let said = voice_fixture::clips()
        .into_iter()
        .find(|clip| clip.file.ends_with("zh-05-a.ogg"))
        .expect("a clip");
    let script = folder.join("real.txt");
    std::fs::write(
        &script,
        format!(
            "until briefing\nuntil ready\nwait 0.5\ntap Enter\nuntil case\nwait 2\nlisten\nwait 0.5\nsound {}\nwait 12\nquit\n",
            said.file.display()
        ),
    )
    .expect("a script");
    // Open, and with headphones: the end of the sentence is found by the ear, and nobody in the street makes it deaf.
    std::fs::create_dir_all(folder.join("data")).expect("a folder");
    let settings = "(mic_mode: Open, is_headphones: true)";
    std::fs::write(folder.join("data/settings.ron"), settings).expect("settings");
    let out = folder.join("run");
    let mut command = window(folder);
    command.args(["play", "street-vendor", "--seed", "1", "--real-time"]);
    match display {
        Some(display) => command
            .env("DISPLAY", display)
            .env("VK_LOADER_DRIVERS_SELECT", "*lvp*")
            .args(["--size", "640x360"]),
        None => command.arg("--headless"),
    };
    let ran = command
        .arg("--script")
        .arg(&script)
        .arg("--model")
        .arg(voice_fixture::model())
        .arg("--out")
        .arg(&out)
        .assert()
        .success();
    let output = ran.get_output();
    let log = [&output.stdout[..], &output.stderr[..]].concat();
    let log = String::from_utf8_lossy(&log);
    let record = std::fs::read_to_string(out.join("record.jsonl")).expect("a record");
    assert!(
        record.contains("\"said\""),
        "nothing was heard:\n{log}\n{record}"
    );
    let times = told(&log).unwrap_or_else(|| panic!("nobody answered:\n{log}\n{record}"));
    window(folder)
        .arg("replay")
        .arg(&out)
        .arg("--verify")
        .assert()
        .success();
    times
}

#[test]
fn a_sentence_at_the_microphone_is_answered_while_the_clock_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let (answer, words) = spoken(folder.path(), None);
    println!("without a window: answered after {answer} ms, words known after {words} ms");
    assert!(words <= answer && answer <= ANSWER_MS_MAX, "{answer} ms");
    let Some(screen) = Screen::open() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (answer, words) = spoken(folder.path(), Some(&screen.display));
    println!("in a window: answered after {answer} ms, words known after {words} ms");
    assert!(words <= answer && answer <= ANSWER_MS_MAX, "{answer} ms");
}

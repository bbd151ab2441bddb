//! The application as a user drives it: device events only, no window. What a script leaves must be a whole record that
//! replays to the byte, and the same script must leave the same record.

use assert_cmd::Command;
use std::path::Path;

fn play(folder: &Path, name: &str) -> Vec<u8> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = folder.join(name);
    Command::cargo_bin("streetwise")
        .expect("the program")
        .env("STREETWISE_HOME", home)
        .args(["--lang", "zh", "--data"])
        .arg(folder.join("data"))
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

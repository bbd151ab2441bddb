//! Are the three talks of `docs/transcripts` what the program tells today? Each is a walk-through of the street vendor, so
//! its promises are held elsewhere; here its words are. `STREETWISE_UPDATE=1` writes them anew.

use assert_cmd::Command;
use std::path::Path;

/// Transcript, walk-through, language.
const TALKS: [(&str, &str, &str); 6] = [
    ("good.zh", "ideal-1", "zh"),
    ("good.en", "ideal-1-en", "en"),
    ("clumsy.zh", "talk-clumsy", "zh"),
    ("clumsy.en", "talk-clumsy-en", "en"),
    ("abusive.zh", "talk-abusive", "zh"),
    ("abusive.en", "talk-abusive-en", "en"),
];

/// What the program tells of a walk-through, without the paths it ends with.
fn told(walkthrough: &str, lang: &str) -> String {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().expect("a folder");
    let file = format!("scenarios/street-vendor/walkthroughs/{walkthrough}.ron");
    let output = Command::cargo_bin("streetwise")
        .expect("the program is built")
        .env("STREETWISE_HOME", home)
        .args(["run", "street-vendor", "--lang", lang, "--walkthrough"])
        .arg(home.join(file))
        .arg("--out")
        .arg(out.path())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{walkthrough}: {said}");
    let place = out.path().display().to_string();
    String::from_utf8(output.stdout)
        .expect("UTF-8")
        .lines()
        .filter(|line| !line.contains(&place))
        .fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn transcripts_are_what_is_told_today() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/transcripts");
    let mut stale = Vec::new();
    for (name, walkthrough, lang) in TALKS {
        let path = folder.join(format!("{name}.txt"));
        let now = told(walkthrough, lang);
        assert!(now.lines().count() > 15, "{name}: {now}");
        if std::env::var_os("STREETWISE_UPDATE").is_some() {
            std::fs::write(&path, now).expect("a writable transcript");
        } else if std::fs::read_to_string(&path).unwrap_or_default() != now {
            stale.push(name);
        }
    }
    assert_eq!(
        stale,
        Vec::<&str>::new(),
        "told otherwise today; STREETWISE_UPDATE=1 cargo test --test transcripts writes them anew"
    );
}

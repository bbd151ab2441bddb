//! Is an exam an exam: somebody sits it, once, without hints and with what the draw gave, and nobody sees a sealed mark
//! before it is opened?

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A store with a script to play.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let script = "@do recorder_on\n@move stall\n@do salute\n您好，我们是城中区综合行政执法局的执法人员。\n您先讲讲情况，我听着。\n@wait 60s\n";
        fs::write(folder.path().join("script.txt"), script).expect("a script");
        Self { folder }
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = Command::cargo_bin("streetwise")
            .expect("the program is built")
            .env("STREETWISE_HOME", home())
            .env("STREETWISE_DATA", self.folder.path().join("data"))
            .args(["--lang", "zh"])
            .args(args)
            .output()
            .expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        (
            output.status.code().unwrap_or(-1),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    fn sit(&self, more: &[&str]) -> (i32, String, String) {
        let script = self.folder.path().join("script.txt");
        let mut args = vec!["run", "street-vendor", "--exam", "--text"];
        args.push(script.to_str().expect("UTF-8"));
        args.extend(more);
        self.run(&args)
    }

    /// The only result folder there is.
    fn result(&self) -> PathBuf {
        let results = self.folder.path().join("data/results");
        let found: Vec<PathBuf> = fs::read_dir(results)
            .expect("results")
            .map(|entry| entry.expect("a readable folder").path())
            .collect();
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].clone()
    }
}

#[test]
fn an_exam_needs_somebody_who_sits_it_and_draws_the_party() {
    let desk = Desk::new();
    let (code, _, err) = desk.sit(&[]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("--trainee"), "{err}");
    let (code, _, err) = desk.sit(&["--trainee", "../../x"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("../../x"), "{err}");
    let (code, _, err) = desk.sit(&["--trainee", "cz-1", "--persona", "xiaozhang"]);
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = desk.run(&["run", "street-vendor", "--text", "x", "--sealed"]);
    assert_eq!(code, 2, "{err}");
    assert!(
        !desk.folder.path().join("data").exists(),
        "nothing was kept"
    );
}

#[test]
fn each_assignment_is_sat_once() {
    let desk = Desk::new();
    let (code, out, err) = desk.sit(&["--trainee", "cz-1"]);
    assert_eq!(code, 0, "{err}");
    assert!(!out.contains("【提示】"), "no hints in an exam: {out}");
    assert!(
        !out.contains("紧张度"),
        "no numbers of feelings in an exam: {out}"
    );
    let record = fs::read_to_string(desk.result().join("record.jsonl")).expect("a record");
    let header: Value = serde_json::from_str(record.lines().next().expect("a header")).unwrap();
    let header = &header["event"]["what"]["begin"];
    assert_eq!(header["exam"]["assignment"], "street-vendor-1");
    assert_eq!(header["setup"]["mode"], "exam");
    assert_ne!(header["setup"]["seed"], 0, "the seed is drawn");
    assert!(
        header["versions"]["lexicon"]
            .as_str()
            .is_some_and(|version| version.len() == 12),
        "{}",
        header["versions"]
    );

    let (code, _, err) = desk.sit(&["--trainee", "cz-1"]);
    assert_eq!(code, 2, "{err}");
    assert!(
        err.contains("cz-1") && err.contains("--assignment"),
        "{err}"
    );
    // Somebody else, and another assignment, may be sat.
    assert_eq!(desk.sit(&["--trainee", "cz-2"]).0, 0);
    assert_eq!(
        desk.sit(&["--trainee", "cz-1", "--assignment", "again"]).0,
        0
    );
    assert_eq!(
        desk.sit(&["--trainee", "cz-1", "--assignment", "again"]).0,
        2
    );
}

#[test]
fn a_level_the_case_does_not_have_costs_no_exam() {
    let desk = Desk::new();
    let place = desk.folder.path().to_str().expect("UTF-8");
    let answers = desk.folder.path().join("answers.txt");
    fs::write(&answers, "一\n二\n三\n\n四\n\n五\n").expect("answers");
    let (code, _, err) = desk.run(&[
        "new",
        "small",
        "--in",
        place,
        "--answers",
        answers.to_str().expect("UTF-8"),
    ]);
    assert_eq!(code, 0, "{err}");
    let case = desk.folder.path().join("small");
    let script = desk.folder.path().join("script.txt");
    let sit = |level: &str| {
        desk.run(&[
            "run",
            case.to_str().expect("UTF-8"),
            "--exam",
            "--trainee",
            "cz-1",
            "--assignment",
            "autumn",
            "--level",
            level,
            "--text",
            script.to_str().expect("UTF-8"),
        ])
    };
    let (code, _, err) = sit("3");
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("level 3"), "{err}");
    assert!(
        !desk.folder.path().join("data/results").exists(),
        "no record"
    );
    let (code, _, err) = sit("1");
    assert_eq!(code, 0, "the assignment is still to be sat: {err}");
}

#[test]
fn a_folder_that_holds_a_record_costs_no_exam() {
    let desk = Desk::new();
    let out = desk.folder.path().join("out");
    let out = out.to_str().unwrap();
    let sit = |trainee: &str| desk.sit(&["--trainee", trainee, "--out", out]);
    assert_eq!(sit("cz-1").0, 0);
    let before = fs::read(Path::new(out).join("record.jsonl")).unwrap();
    let (code, _, err) = sit("cz-2");
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("--out"), "{err}");
    assert_eq!(
        fs::read(Path::new(out).join("record.jsonl")).unwrap(),
        before
    );
    let (code, _, err) = desk.sit(&["--trainee", "cz-2"]);
    assert_eq!(code, 0, "the assignment is still to be sat: {err}");
}

#[test]
fn a_person_the_case_does_not_have_leaves_no_record() {
    let desk = Desk::new();
    let script = desk.folder.path().join("script.txt");
    let out = desk.folder.path().join("out");
    let args = ["run", "street-vendor", "--persona", "nobody-here", "--text"];
    let files = [script.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let (code, _, err) = desk.run(&[&args[..], &files[..]].concat());
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("nobody-here"), "{err}");
    assert!(!out.exists(), "nothing was begun");
    // The same folder is good for the run that was meant.
    let args = ["run", "street-vendor", "--text"];
    let (code, _, err) = desk.run(&[&args[..], &files[..]].concat());
    assert_eq!(code, 0, "{err}");
}

#[test]
fn a_sealed_mark_is_seen_by_nobody_before_it_is_opened_and_is_then_the_one_given() {
    let desk = Desk::new();
    let (code, out, err) = desk.sit(&["--trainee", "cz-1", "--sealed"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("封存") && !out.contains("得分"), "{out}");
    let result = desk.result();
    let folder = result.to_str().expect("UTF-8");
    assert!(!result.join("assessment.json").exists() && !result.join("report.html").exists());
    for args in [
        vec!["assess", folder],
        vec!["report", folder],
        vec![
            "appeal",
            folder,
            "--item",
            "x",
            "--verdict",
            "met",
            "--reason",
            "r",
            "--by",
            "b",
        ],
    ] {
        let (code, _, err) = desk.run(&args);
        assert_eq!(code, 1, "{args:?}: {err}");
        assert!(err.contains("启封"), "{args:?}: {err}");
    }
    let verified = desk.run(&["replay", folder, "--verify"]);
    assert_eq!(verified.0, 0, "{}", verified.2);
    let exported = desk.folder.path().join("marks.csv");
    let args = ["--json", "export", "--format", "csv", "--out"];
    let (code, out, err) = desk.run(&[&args[..], &[exported.to_str().unwrap()]].concat());
    assert_eq!(code, 0, "{err}");
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(told["runs"], 0, "a sealed mark is in no table");

    // Opening needs a name, and the mark that was put away.
    assert_eq!(desk.run(&["assess", folder, "--unseal"]).0, 2);
    let sealed = result.join("assessment.sealed");
    let kept = fs::read_to_string(&sealed).unwrap();
    let mark: Value = serde_json::from_str(&kept).unwrap();
    let points = mark["score"]["points"].as_i64().unwrap();
    let better = kept.replacen(
        &format!("\"points\": {points}"),
        &format!("\"points\": {}", points + 30),
        2,
    );
    assert_ne!(kept, better);
    fs::write(&sealed, better).unwrap();
    let (code, _, err) = desk.run(&["assess", folder, "--unseal", "--by", "head-1"]);
    assert_eq!(code, 1, "{err}");
    assert!(
        !result.join("assessment.json").exists(),
        "a changed mark is not opened"
    );
    fs::write(&sealed, &kept).unwrap();

    let (code, out, err) = desk.run(&["assess", folder, "--unseal", "--by", "head-1"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("head-1"), "{out}");
    assert_eq!(
        fs::read_to_string(result.join("assessment.json")).unwrap(),
        kept
    );
    let note: Value =
        serde_json::from_str(&fs::read_to_string(result.join("opened.json")).unwrap()).unwrap();
    assert_eq!(note["by"], "head-1");
    assert_eq!(desk.run(&["assess", folder]).0, 0);
    assert_eq!(desk.run(&["report", folder]).0, 0);
    let again = desk.run(&["replay", folder, "--verify"]);
    assert_eq!(again.0, 0, "{}", again.2);
}

/// Whoever marks again sees what persons have ruled.
#[test]
fn an_appeal_outlives_marking_again() {
    let desk = Desk::new();
    let (code, _, err) = desk.sit(&["--trainee", "cz-1"]);
    assert_eq!(code, 0, "{err}");
    let result = desk.result();
    let folder = result.to_str().expect("UTF-8");
    let mark = |args: &[&str]| -> Value {
        let (code, out, err) = desk.run(&[&["--json"], args].concat());
        assert_eq!(code, 0, "{err}");
        serde_json::from_str(&out).expect("a mark")
    };
    let before = mark(&["assess", folder]);
    assert_eq!(before["appeals"], serde_json::json!([]));
    let items = before["items"].as_array().expect("items");
    let missed = items.iter().find(|one| one["verdict"] == "missed");
    let item = missed.expect("something was missed")["id"]
        .as_str()
        .unwrap();
    let rule = ["appeal", folder, "--item", item, "--verdict", "met"];
    let ruled = mark(&[&rule[..], &["--reason", "camera", "--by", "head-1"]].concat());
    assert_eq!(ruled["appeals"][0]["item"], item);
    let again = mark(&["assess", folder]);
    assert_eq!(again, ruled);
    assert_ne!(again["score"], before["score"]);
    let (code, _, err) = desk.run(&["replay", folder, "--verify"]);
    assert_eq!(code, 0, "{err}");
}

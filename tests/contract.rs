//! Does machine output keep the fields and units that other programs read? `assessment.json`, `understand --json`,
//! `replay --verify --json` and `check --json` of the shipped case, through the built program.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn program() -> Command {
    let mut command = Command::cargo_bin("streetwise").expect("the program is built");
    command.env("STREETWISE_HOME", home());
    command
}

/// The lines of machine output, each a JSON value.
fn lines(bytes: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(bytes)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// Runs a walk-through of the street vendor into a folder and gives the machine output.
fn run(walkthrough: &str, out: &Path) -> Value {
    let file: PathBuf = home()
        .join("scenarios/street-vendor/walkthroughs")
        .join(format!("{walkthrough}.ron"));
    let output = program()
        .args(["run", "street-vendor", "--json", "--walkthrough"])
        .arg(file)
        .arg("--out")
        .arg(out)
        .output()
        .expect("the program runs");
    // A failed mark is no failure of the program.
    assert_eq!(output.status.code(), Some(0));
    let mut all = lines(&output.stdout);
    assert_eq!(all.len(), 1, "one object and nothing else");
    all.remove(0)
}

fn has(value: &Value, path: &str, fields: &[&str]) {
    for field in fields {
        assert!(
            value.get(field).is_some(),
            "{path}.{field} is missing: {value}"
        );
    }
}

/// A certainty is a share of one.
fn is_share(value: &Value) -> bool {
    value
        .as_f64()
        .is_some_and(|sure| (0.0..=1.0).contains(&sure))
        && !value.is_u64()
}

#[test]
fn a_mark_has_every_field() {
    for walkthrough in ["ideal-1", "talk-abusive"] {
        let out = tempfile::tempdir().expect("a folder");
        let mark = run(walkthrough, out.path());
        has(
            &mark,
            "assessment",
            &[
                "format",
                "scenario",
                "versions",
                "mode",
                "trainee",
                "started_at",
                "duration_ms",
                "outcome",
                "score",
                "blocks",
                "items",
                "critical",
                "review",
                "appeals",
            ],
        );
        assert_eq!(mark["format"], 1);
        has(&mark["scenario"], "scenario", &["id", "version", "hash"]);
        let versions = ["rubric", "law", "lexicon", "bureau"];
        has(&mark["versions"], "versions", &versions);
        for version in versions {
            let text = mark["versions"][version].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "version of {version} is empty");
        }
        assert!(["practice", "exam"].contains(&mark["mode"].as_str().unwrap_or_default()));
        has(
            &mark["score"],
            "score",
            &["points", "of", "capped_at", "pass"],
        );
        for block in mark["blocks"].as_array().expect("blocks") {
            has(block, "block", &["id", "points", "of"]);
        }
        let items = mark["items"].as_array().expect("items");
        let mut evidence = 0;
        for item in items {
            has(
                item,
                "item",
                &[
                    "id", "block", "verdict", "points", "of", "critical", "evidence", "law", "why",
                    "better",
                ],
            );
            has(&item["why"], "why", &["zh", "en"]);
            has(&item["better"], "better", &["zh", "en"]);
            let verdict = item["verdict"].as_str().unwrap_or_default();
            assert!(["met", "missed", "breached", "review"].contains(&verdict));
            for piece in item["evidence"].as_array().expect("evidence") {
                has(piece, "evidence", &["at_ms", "kind", "quote", "sure"]);
                let kind = piece["kind"].as_str().unwrap_or_default();
                assert!(["said", "did", "paper", "state"].contains(&kind));
                assert!(is_share(&piece["sure"]), "{piece}");
                evidence += 1;
            }
        }
        assert!(evidence > 0, "{walkthrough}: no evidence at all");
        // The file beside the record is what was printed.
        let kept = std::fs::read_to_string(out.path().join("assessment.json")).expect("a mark");
        assert_eq!(serde_json::from_str::<Value>(&kept).expect("JSON"), mark);
        assert!(out.path().join("report.html").is_file());
    }
}

#[test]
fn a_failed_mark_names_its_breaches_and_is_capped() {
    let out = tempfile::tempdir().expect("a folder");
    let mark = run("talk-abusive", out.path());
    assert_eq!(mark["score"]["pass"], false);
    assert!(!mark["critical"].as_array().expect("critical").is_empty());
    assert!(
        mark["score"]["points"]
            .as_i64()
            .is_some_and(|points| points <= 59)
    );
}

#[test]
fn readings_have_every_field() {
    let output = program()
        .args(["understand", "--lang", "zh", "--json"])
        .write_stdin("依据《行政处罚法》第五十五条，请您看我的证件。\n今天天气不错。\n")
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(0));
    let readings = lines(&output.stdout);
    assert_eq!(readings.len(), 2, "one object a line");
    for reading in &readings {
        has(reading, "reading", &["text", "acts", "law", "slots"]);
    }
    let acts = readings[0]["acts"].as_array().expect("acts");
    assert!(!acts.is_empty());
    for act in acts {
        has(act, "act", &["act", "sure", "why"]);
        assert!(is_share(&act["sure"]), "{act}");
    }
    for law in readings[0]["law"].as_array().expect("law") {
        has(law, "law", &["id", "cited_as", "right", "note"]);
    }
}

#[test]
fn law_without_a_case_is_judged_by_a_day() {
    let right = |day: &str| {
        let output = program()
            .args(["understand", "--lang", "zh", "--json", "--date", day])
            .write_stdin("依据大气污染防治法第六十九条。\n")
            .output()
            .expect("the program runs");
        lines(&output.stdout)[0]["law"][0]["right"].clone()
    };
    assert_eq!(right("2026-05-01"), true, "in force then");
    assert_eq!(right("2026-11-26"), false, "repealed since");
}

#[test]
fn a_record_verifies_and_a_changed_one_does_not() {
    let out = tempfile::tempdir().expect("a folder");
    run("ideal-1", out.path());
    let verify = || {
        program()
            .args(["replay", "--verify", "--json"])
            .arg(out.path())
            .output()
            .expect("the program runs")
    };
    let good = verify();
    assert_eq!(good.status.code(), Some(0));
    has(
        &lines(&good.stdout)[0],
        "verified",
        &["events", "seal", "same"],
    );
    let record = out.path().join("record.jsonl");
    let text = std::fs::read_to_string(&record).expect("a record");
    std::fs::write(&record, text.replacen("您好", "你好", 1)).expect("a writable record");
    assert_eq!(verify().status.code(), Some(1), "the content is at fault");
}

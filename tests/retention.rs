//! How long results are kept: for ever unless a machine is set to days; then what is past them is listed, and goes only when
//! somebody says so, with a line in the audit log that names seal and mark. What waits for a person or for the bureau stays.
//! Chains, checks and figures hold afterwards.

mod made;
mod server;

use assert_cmd::Command;
use made::{Made, put};
use serde_json::Value;
use server::Server;
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::record::Exam;
use streetwise::store::audit;

struct Office(tempfile::TempDir);

impl Office {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }
    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }
    fn run(&self, args: &[&str]) -> (i32, String) {
        let output = Command::cargo_bin("streetwise")
            .expect("the program is built")
            .env("STREETWISE_HOME", env!("CARGO_MANIFEST_DIR"))
            .arg("--data")
            .arg(self.data())
            .args(["--lang", "zh"])
            .args(args)
            .output()
            .expect("the program runs");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).expect("UTF-8");
        (output.status.code().unwrap_or(-1), said)
    }
    fn done(&self, args: &[&str]) -> String {
        let (code, said) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {said}");
        said
    }
    fn json(&self, args: &[&str]) -> Value {
        let mut all = vec!["--json"];
        all.extend(args);
        serde_json::from_str(&self.done(&all)).expect("JSON")
    }
    /// Seals and marks that the log says were removed, by whom they were about.
    fn removed(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let walked = audit::walk(&self.data(), &mut |_, entry| {
            if entry.did == "result_removed" {
                found.push((entry.about.clone(), entry.detail.clone()));
            }
        });
        assert_eq!(walked.expect("a log").faults, [], "the log chains");
        found
    }
}

fn days_ago(days: i64) -> String {
    (jiff::Timestamp::now() - jiff::SignedDuration::from_hours(days * 24)).to_string()
}

/// A run that waits for nobody.
fn settled() -> usize {
    (0..made::kinds())
        .find(|run| {
            let mark = made::texts(&Made {
                trainee: "cz-1",
                started_at: "2026-01-01T00:00:00Z",
                run: *run,
                exam: None,
            })
            .1;
            mark.review.is_empty() && !mark.score.pending
        })
        .expect("one")
}

fn old(office: &Office, name: &str, trainee: &str, days: i64, exam: Option<Exam>) -> PathBuf {
    let made = Made {
        trainee,
        started_at: &days_ago(days),
        run: settled(),
        exam,
    };
    put(&office.data(), name, &made).0
}

fn set(office: &Office, days: &str) {
    office.done(&["settings", "--keep-result-days", days]);
}

#[test]
fn results_are_kept_until_somebody_sets_days_and_says_so() {
    let office = Office::new();
    let ancient = old(&office, "ancient", "cz-1", 5_000, None);
    let said = office.done(&["retention", "--remove", "--clock-is-right"]);
    assert!(said.contains("一直保留") && ancient.is_dir(), "{said}");
    let said = office.done(&["settings"]);
    assert!(said.contains("成绩和记录 一直保留"), "{said}");
    set(&office, "1095");
    // The setting alone, indexing and listing take nothing away.
    let said = office.done(&["index"]);
    assert!(said.contains("1 条成绩过了保留期限"), "{said}");
    let said = office.done(&["retention"]);
    assert!(said.contains("cz-1") && said.contains("ancient"), "{said}");
    assert!(ancient.is_dir() && office.removed().is_empty());
    assert_eq!(office.json(&["settings"])["keep_result_days"], 1095);
}

#[test]
fn what_is_past_its_days_goes_with_a_line_and_every_chain_holds() {
    let office = Office::new();
    let gone = old(&office, "gone", "cz-1", 400, None);
    fs::write(gone.join("report.html"), "cz-1").expect("a report");
    fs::create_dir_all(gone.join("clips")).expect("a folder");
    fs::write(gone.join("clips/0-900-ms.wav"), b"RIFF").expect("a clip");
    // A copy elsewhere, as in a backup.
    let copy = office.0.path().join("copy");
    fs::create_dir_all(&copy).expect("a folder");
    for file in ["record.jsonl", "assessment.json"] {
        fs::copy(gone.join(file), copy.join(file)).expect("copied");
    }
    let kept = old(&office, "kept", "cz-1", 300, None);
    let sealed = Exam {
        assignment: "autumn".to_owned(),
        sealed: true,
    };
    let shut = old(&office, "shut", "cz-2", 500, Some(sealed));
    let torn = office.data().join("results/torn");
    fs::create_dir_all(&torn).expect("a folder");
    fs::write(torn.join("record.jsonl"), "{}\n").expect("written");
    // A mark that nobody believes may have to be looked into.
    let doubted = old(&office, "doubted", "cz-3", 450, None);
    fs::write(doubted.join("assessment.json"), "{}\n").expect("written");
    // What a link leads to is not of the result.
    let outside = office.0.path().join("outside.txt");
    fs::write(&outside, "somebody else's").expect("written");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, gone.join("link.txt")).expect("a link");
    set(&office, "365");
    let listed = office.json(&["retention"]);
    let dues = listed["dues"].as_array().expect("a list");
    assert_eq!((dues.len(), &listed["unsound"]), (2, &Value::from(2)));
    assert_eq!(
        (&dues[0]["folder"], &dues[0]["held"]),
        (&"shut".into(), &"sealed".into())
    );
    assert_eq!(
        (&dues[1]["folder"], &dues[1]["held"]),
        (&"gone".into(), &Value::Null)
    );
    assert!(gone.is_dir());
    let said = office.done(&["retention", "--remove"]);
    assert!(said.contains("已删除 1 份"), "{said}");
    assert!(!gone.exists() && kept.is_dir() && shut.is_dir() && torn.is_dir());
    assert!(doubted.is_dir());
    assert_eq!(
        fs::read_to_string(&outside).expect("still there"),
        "somebody else's"
    );
    assert!(!office.data().join("results.going").exists());
    // The log names what there was; the copy can still be held against it.
    let removed = office.removed();
    assert_eq!(removed.len(), 1);
    let record = made::record(&copy);
    let mark: streetwise::domain::assessment::Assessment =
        serde_json::from_str(&fs::read_to_string(copy.join("assessment.json")).expect("a mark"))
            .expect("a mark");
    assert_eq!(removed[0].0, "cz-1");
    for one in [&record.seal, &mark.commitment()] {
        assert!(removed[0].1.contains(one.as_str()), "{removed:?}");
    }
    assert_eq!(
        office
            .run(&["replay", copy.to_str().expect("UTF-8"), "--verify"])
            .0,
        0
    );
    // Rows, files and figures agree.
    for one in [&torn, &doubted] {
        fs::remove_dir_all(one).expect("ruled on");
    }
    office.done(&["index"]);
    office.done(&["index", "--verify"]);
    let shown = office.json(&["person", "show", "cz-1"]);
    assert_eq!(shown["runs"].as_array().expect("runs").len(), 1);
    office.done(&["audit"]);
    // Nothing more to do.
    assert_eq!(office.json(&["retention", "--remove"])["removed"], 0);
    assert_eq!(office.removed().len(), 1);
}

#[test]
fn a_clock_that_has_jumped_takes_nothing_away() {
    let office = Office::new();
    let only = old(&office, "only", "cz-1", 800, None);
    set(&office, "365");
    let (code, said) = office.run(&["retention", "--remove"]);
    assert!(code == 1 && said.contains("时钟"), "{code}: {said}");
    assert!(only.is_dir());
    // A machine without a run of its own holds its clock against the rows it is about to take away.
    office.done(&["index"]);
    let rows = office.data().join("store.sqlite");
    let bare = Office::new();
    set(&bare, "365");
    let rows = rows.to_str().expect("UTF-8");
    let (code, said) = bare.run(&["retention", "--remove", "--database", rows]);
    assert!(code == 1 && said.contains("时钟"), "{code}: {said}");
    office.done(&["retention", "--remove", "--clock-is-right"]);
    assert!(!only.exists());
}

#[test]
fn what_a_crash_left_half_removed_goes_the_next_time() {
    let office = Office::new();
    let folder = old(&office, "half", "cz-1", 400, None);
    old(&office, "new", "cz-1", 3, None);
    office.done(&["index"]);
    set(&office, "365");
    let seal = made::record(&folder).seal;
    let going = office.data().join("results.going");
    fs::create_dir_all(&going).expect("a folder");
    fs::rename(&folder, going.join(seal)).expect("moved");
    office.done(&["retention", "--remove"]);
    assert!(!going.exists());
    office.done(&["index", "--verify"]);
}

#[test]
fn what_waits_for_a_person_or_for_the_bureau_stays() {
    let Some(server) = Server::start() else {
        return;
    };
    let office = Office::new();
    let waiting = (0..made::kinds()).find(|run| {
        let made = Made {
            trainee: "cz-1",
            started_at: "2026-01-01T00:00:00Z",
            run: *run,
            exam: None,
        };
        !made::texts(&made).1.review.is_empty()
    });
    if let Some(run) = waiting {
        let made = Made {
            trainee: "cz-3",
            started_at: &days_ago(600),
            run,
            exam: None,
        };
        put(&office.data(), "waits", &made);
    }
    let unsent = old(&office, "unsent", "cz-1", 400, None);
    old(&office, "new", "cz-2", 3, None);
    let address = server.database("retention");
    set(&office, "365");
    let held = |office: &Office| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        office.json(&["retention"])["dues"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| (text(&one["folder"]), text(&one["held"])))
            .collect()
    };
    let settings: Value = office.json(&["settings"]);
    let path = office.data().join("store.json");
    let with_bureau = serde_json::json!({
        "station": settings["station"], "database": address, "keep_result_days": 365,
    });
    fs::write(&path, with_bureau.to_string()).expect("written");
    office.done(&["settings", "--accept"]);
    let all = |last: &str| {
        let mut all = Vec::new();
        if waiting.is_some() {
            all.push(("waits".to_owned(), "review".to_owned()));
        }
        all.push(("unsent".to_owned(), last.to_owned()));
        all
    };
    assert_eq!(held(&office), all("unsent"));
    office.done(&["retention", "--remove"]);
    assert!(unsent.is_dir());
    office.done(&["sync"]);
    assert_eq!(held(&office), all(""));
    office.done(&["retention", "--remove"]);
    assert!(!unsent.exists());
    // The bureau's rows go by the same days, when somebody says so there; the station sends nothing again.
    let rows = |args: &[&str]| {
        let mut all = vec!["retention", "--database", &address];
        all.extend(args);
        office.json(&all)
    };
    let due = rows(&[]);
    assert_eq!(
        (&due["due"], &due["removed"]),
        (&Value::from(1), &Value::from(0))
    );
    assert_eq!(rows(&["--remove"])["removed"], 1);
    assert_eq!(rows(&[])["due"], 0);
    assert_eq!(office.removed().len(), 2);
    assert_eq!(office.json(&["sync"])["sent"], 0);
    assert!(is_sound(&office.data()));
}

/// Whether the log of a data folder chains.
fn is_sound(data: &Path) -> bool {
    audit::walk(data, &mut |_, _| {}).is_ok_and(|walked| walked.faults.is_empty())
}

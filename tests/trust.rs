//! What a result folder says is believed only as far as its record bears it out: forged marks, seals that nobody opened, runs
//! from the future, names where pseudonyms belong, people who are not there any more, lines that are not encrypted.

mod made;

use assert_cmd::Command;
use made::{Made, as_json, put, texts};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::assessment::{Appeal, Assessment, Verdict};
use streetwise::domain::record::{Exam, parse};
use streetwise::export::{ExportError, Folder, Results};
use streetwise::store::marked::{self, Unearned};

struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Exit code and what was said, in Chinese.
    fn run(&self, args: &[&str]) -> (i32, String) {
        let output = Command::cargo_bin("streetwise")
            .expect("the program is built")
            .env("STREETWISE_HOME", env!("CARGO_MANIFEST_DIR"))
            .env("STREETWISE_DATA", self.data())
            .env_remove("STREETWISE_DATABASE")
            .env_remove("STREETWISE_PASSPHRASE")
            .args(["--lang", "zh"])
            .args(args)
            .output()
            .expect("the program runs");
        let said = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap_or(-1),
            String::from_utf8(said).expect("UTF-8"),
        )
    }

    fn done(&self, args: &[&str]) -> String {
        let (code, said) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {said}");
        said
    }

    /// What is told to machines, one value a line.
    fn lines(&self, args: &[&str]) -> Vec<Value> {
        self.done(&[&["--json"], args].concat())
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }
}

const fn practice(trainee: &str, run: usize) -> Made<'_> {
    Made {
        trainee,
        started_at: "2026-11-05T01:00:00Z",
        run,
        exam: None,
    }
}

fn sealed(trainee: &str) -> Made<'_> {
    Made {
        exam: Some(Exam {
            assignment: "autumn".to_owned(),
            sealed: true,
        }),
        ..practice(trainee, 0)
    }
}

/// A made run that is no pass.
fn failing() -> usize {
    (0..made::kinds())
        .find(|run| !texts(&practice("cz-1", *run)).1.score.pass)
        .expect("a run that fails")
}

/// A made run that is a pass.
fn passing() -> usize {
    (0..made::kinds())
        .find(|run| texts(&practice("cz-1", *run)).1.score.pass)
        .expect("a run that passes")
}

/// The same mark with everything met: its sums fit, and no record says so.
fn forged(mark: &Assessment) -> Assessment {
    let mut forged = mark.clone();
    for item in &mut forged.items {
        item.verdict = Verdict::Met;
        item.points = item.of;
    }
    // A ruling that says what is there already, and is taken back, sums everything up.
    let nothing = Appeal {
        item: forged.items[0].id.clone(),
        machine: Verdict::Met,
        verdict: Verdict::Met,
        reason: String::new(),
        by: String::new(),
        at: String::new(),
    };
    forged.appeal(nothing).expect("an item of the mark");
    forged.appeals.clear();
    assert!(forged.adds_up() && forged.score.pass);
    forged
}

/// Results of a folder: how many are sound, and why others are not.
fn from(folder: &Path) -> (usize, Vec<&'static str>) {
    let (mut sound, mut why) = (0, Vec::new());
    let mut results = Folder::open(folder).expect("results");
    results
        .each(&mut |found| {
            match found {
                Ok(_) => sound += 1,
                Err(ExportError::Doubted { wrong, .. }) => why.push(wrong.id),
                Err(other) => panic!("{other}"),
            }
            Ok(())
        })
        .expect("read");
    why.sort_unstable();
    (sound, why)
}

#[test]
fn a_forged_mark_is_printed_by_nobody_and_the_record_gives_the_true_one_back() {
    let office = Office::new();
    let (folder, mark) = put(&office.data(), "a", &practice("cz-1", failing()));
    let (path, name) = (folder.join("assessment.json"), folder.display().to_string());
    office.done(&["report", &name]);
    // Points that no items give: everybody finds that.
    let mut summed = mark.clone();
    summed.score.points += 30;
    summed.score.pass = true;
    fs::write(&path, as_json(&summed)).expect("written");
    for args in [
        vec!["report", &name],
        vec![
            "appeal",
            &name,
            "--item",
            &mark.items[0].id,
            "--verdict",
            "met",
            "--reason",
            "r",
            "--by",
            "b",
        ],
    ] {
        let (code, said) = office.run(&args);
        assert!(
            code == 1 && said.contains("对不上"),
            "{args:?} {code}: {said}"
        );
    }
    let (code, said) = office.run(&["index"]);
    assert!(code == 1 && said.contains("对不上"), "{code}: {said}");
    assert_eq!(from(&folder), (0, vec!["problem-mark-sum"]));
    // Verdicts with sums that fit: whoever marks again finds that.
    fs::write(&path, as_json(&forged(&mark))).expect("written");
    let (code, said) = office.run(&["report", &name]);
    assert!(code == 1 && said.contains("不一样"), "{code}: {said}");
    let (code, said) = office.run(&["index", "--verify"]);
    assert!(code == 1 && said.contains("不一样"), "{code}: {said}");
    // The mark of another run.
    let (_, other) = texts(&practice("cz-2", passing()));
    fs::write(&path, as_json(&other)).expect("written");
    assert_eq!(office.run(&["report", &name]).0, 1);
    assert_eq!(from(&folder), (0, vec!["problem-mark-of-another"]));
    // The cure that is told works, and leaves what it found.
    office.done(&["assess", &name, "--mend", "--by", "head-1"]);
    assert_eq!(fs::read_to_string(&path).expect("a mark"), as_json(&mark));
    assert!(folder.join("assessment.doubted.json").is_file());
    office.done(&["report", &name]);
    office.done(&["index"]);
    office.done(&["replay", &name, "--verify"]);
    assert_eq!(from(&folder), (1, Vec::new()));
    // A mark alone is nobody's.
    fs::remove_file(folder.join("record.jsonl")).expect("gone");
    assert_eq!(from(&folder), (0, vec!["problem-record-missing"]));
}

#[test]
fn a_seal_is_opened_by_somebody_and_not_by_a_file() {
    let office = Office::new();
    let (folder, mark) = put(&office.data(), "a", &sealed("cz-1"));
    let name = folder.display().to_string();
    let opened = folder.join("opened.json");
    let note = |record: &str, mark: Option<&str>, by: &str| {
        serde_json::json!({ "by": by, "at": "2026-11-06T01:00:00Z", "record": record, "mark": mark })
            .to_string()
    };
    let (text, _) = texts(&sealed("cz-1"));
    let commitment = parse(&text).expect("a record").sealed_mark;
    let commitment = commitment.as_deref();
    fs::write(folder.join("assessment.json"), as_json(&mark)).expect("written");
    for wrong in [
        "{}".to_owned(),
        note("00", commitment, "head-1"),
        note(&mark.record, None, "head-1"),
        note(&mark.record, Some("00"), "head-1"),
        note(&mark.record, commitment, ""),
    ] {
        fs::write(&opened, &wrong).expect("written");
        let (code, said) = office.run(&["report", &name]);
        assert!(
            code == 1 && said.contains("启封"),
            "{wrong}: {code}: {said}"
        );
        let (code, said) = office.run(&["index"]);
        assert!(
            code == 1 && said.contains("没有启封手续"),
            "{wrong}: {code}: {said}"
        );
        assert_eq!(from(&folder), (0, vec!["problem-mark-unsealed"]), "{wrong}");
        let told = office.run(&["--json", "progress", "trainee"]).1;
        assert!(!told.contains("\"passed\":1"), "{wrong}: {told}");
    }
    // Somebody opens it, in spite of what lay there.
    office.done(&["assess", &name, "--unseal", "--by", "head-1"]);
    let told: Value =
        serde_json::from_str(&fs::read_to_string(&opened).expect("a note")).expect("JSON");
    assert_eq!(told["by"], "head-1");
    office.done(&["report", &name]);
    office.done(&["index"]);
    assert_eq!(from(&folder), (1, Vec::new()));
}

#[test]
fn a_certificate_is_somebodys_who_passed() {
    let judged = |trainee: &str, run: usize| {
        let (text, mark) = texts(&practice(trainee, run));
        marked::earned(&parse(&text).expect("a record"), false, &mark)
    };
    assert_eq!(judged("cz-1", passing()), Ok(()));
    assert_eq!(judged("cz-1", failing()), Err(Unearned::NotPassed));
    for nobody in ["rehearsal", "trainee", ""] {
        assert_eq!(
            judged(nobody, passing()),
            Err(Unearned::Nobodys),
            "{nobody}"
        );
    }
    let (text, mark) = texts(&practice("cz-1", failing()));
    let record = parse(&text).expect("a record");
    let mut summed = mark.clone();
    summed.score.pass = true;
    assert_eq!(
        marked::earned(&record, false, &summed),
        Err(Unearned::NotPassed)
    );
    let (text, mark) = texts(&practice("cz-1", passing()));
    let record = parse(&text).expect("a record");
    assert_eq!(
        marked::earned(&record, true, &mark),
        Err(Unearned::NotPassed)
    );
}

#[test]
fn a_name_is_no_pseudonym_and_what_was_recorded_under_one_still_opens() {
    let office = Office::new();
    let words = office.file("words.txt");
    fs::write(&words, "您好。\n").expect("words");
    for (name, cure) in [
        ("韦明", "p-7k3mx"),
        ("Wéi", "p-7k3mx"),
        ("wei.ming", "p-7k3mx"),
        ("rehearsal", "换一个"),
    ] {
        let (code, said) =
            office.run(&["run", "street-vendor", "--text", &words, "--trainee", name]);
        assert!(
            code == 2 && said.contains(name) && said.contains(cure),
            "{name} {code}: {said}"
        );
    }
    assert!(
        !office.data().join("results").exists(),
        "no record was begun"
    );
    office.done(&[
        "run",
        "street-vendor",
        "--text",
        &words,
        "--trainee",
        "p-7k3mx",
    ]);
    let (key, list) = (office.file("unit.key"), office.file("staff.csv"));
    office.done(&["people", "key", &key]);
    fs::write(&list, "代号,姓名,中队\n韦明,韦明,一中队\n").expect("a list");
    let (code, said) = office.run(&["people", "import", &list, "--key", &key]);
    assert!(code != 0 && said.contains("英文字母"), "{code}: {said}");
    // From before: it is read, counted and erased as ever.
    let (folder, _) = put(&office.data(), "old", &practice("韦明", 0));
    office.done(&["replay", &folder.display().to_string(), "--verify"]);
    office.done(&["index"]);
    assert_eq!(
        office.lines(&["person", "show", "韦明"])[0]["runs"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

/// Somebody's pages hold what somebody is called: the one on its face, the other in how they introduce themselves.
#[test]
fn erasing_somebody_leaves_no_page_with_a_name() {
    let office = Office::new();
    let (folder, _) = put(&office.data(), "2026/a", &practice("cz-1", 0));
    let (other, _) = put(&office.data(), "b", &practice("cz-2", 1));
    for place in [&folder, &other] {
        for page in ["certificate.pdf", "report.html"] {
            fs::write(place.join(page), "莫小明").expect("a page");
        }
    }
    let erased = &office.lines(&["person", "erase", "cz-1"])[0];
    assert_eq!(erased["pages"], 2);
    let left = |place: &Path| {
        [
            "certificate.pdf",
            "report.html",
            "assessment.json",
            "record.jsonl",
        ]
        .map(|page| place.join(page).is_file())
    };
    assert_eq!(left(&folder), [false, false, true, true]);
    assert_eq!(left(&other), [true; 4]);
}

#[test]
fn nobody_who_is_gone_is_told_to_train_again() {
    let office = Office::new();
    let (key, list) = (office.file("unit.key"), office.file("staff.csv"));
    office.done(&["people", "key", &key]);
    let titles = "代号,姓名,中队\n";
    let [one, two, three] = [
        "cz-1,莫小明,一中队\n",
        "cz-2,韦丽,一中队\n",
        "cz-3,覃海,一中队\n",
    ];
    fs::write(&list, [titles, one, two, three].concat()).expect("a list");
    office.done(&["people", "import", &list, "--key", &key]);
    for (number, trainee) in ["cz-1", "cz-2", "cz-3"].iter().enumerate() {
        put(
            &office.data(),
            &format!("r-{number}"),
            &practice(trainee, failing()),
        );
    }
    let told = || -> Vec<String> {
        let plans = office.lines(&["retrain"]);
        let id = |one: &Value| one["trainee"].as_str().expect("a pseudonym").to_owned();
        plans.iter().map(id).collect()
    };
    assert_eq!(told(), ["cz-1", "cz-2", "cz-3"]);
    // One has left, one is erased.
    fs::write(&list, [titles, one, three].concat()).expect("a list");
    office.done(&["people", "import", &list, "--key", &key, "--everybody"]);
    office.done(&["person", "erase", "cz-3"]);
    assert_eq!(told(), ["cz-1"]);
    // Every table says the same, and every mark is still there.
    let csv = office.file("marks.csv");
    office.done(&["export", "--format", "csv", "--out", &csv]);
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let bytes = fs::read(office.file(name)).expect("a table");
        let mut rows = csv::ReaderBuilder::new().from_reader(&bytes[3..]);
        rows.records().map(|row| row.expect("a row")).collect()
    };
    assert_eq!(rows("marks.csv").len(), 3);
    assert!(
        rows("marks-retrain.csv")
            .iter()
            .all(|row| &row[0] == "cz-1")
    );
    let people = rows("marks-people.csv");
    let gone: Vec<&str> = people
        .iter()
        .filter(|row| row.iter().any(|cell| cell.contains("已离职或已删除")))
        .map(|row| &row[0])
        .collect();
    assert_eq!((people.len(), gone), (3, vec!["cz-2", "cz-3"]));
    let xlsx = office.file("marks.xlsx");
    office.done(&["export", "--format", "xlsx", "--out", &xlsx]);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&xlsx).expect("a workbook");
    let range = calamine::Reader::worksheet_range(&mut book, "谁练什么").expect("a sheet");
    let who: Vec<String> = range.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert!(
        !who.is_empty() && who.iter().all(|one| one == "cz-1"),
        "{who:?}"
    );
}

#[test]
fn a_run_from_the_future_is_told_and_rules_over_nothing() {
    let office = Office::new();
    let future = Made {
        started_at: "2099-01-01T00:00:00Z",
        ..practice("cz-1", passing())
    };
    put(&office.data(), "now", &practice("cz-1", failing()));
    let (folder, _) = put(&office.data(), "future", &future);
    let (code, said) = office.run(&["index"]);
    assert!(
        code == 1 && said.contains("2099-01-01") && said.contains("时钟"),
        "{code}: {said}"
    );
    // The honest run still says what is to be trained, in every table.
    assert_eq!(office.lines(&["retrain"]).len(), 1);
    let csv = office.file("marks.csv");
    let (code, said) = office.run(&["export", "--format", "csv", "--out", &csv]);
    assert!(code == 1 && said.contains("2099"), "{code}: {said}");
    let table = fs::read_to_string(&csv).expect("a table");
    assert!(table.contains("cz-1") && !table.contains("2099"), "{table}");
    assert_eq!(from(&folder), (0, vec!["problem-record-future"]));
    // A day that has come is no future, whatever the hour: clocks may be a day apart.
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(20);
    let soon = soon.to_string();
    put(
        &office.data(),
        "soon",
        &Made {
            started_at: &soon,
            ..practice("cz-2", 0)
        },
    );
    let told = &office.run(&["--json", "index"]).1;
    let told: Value = serde_json::from_str(told).expect("JSON");
    assert_eq!(told["problems"], 1);
    // Once somebody has ruled, its folder goes and nothing is left to tell.
    fs::rename(&folder, office.folder.path().join("ruled")).expect("moved");
    office.done(&["index"]);
}

#[test]
fn a_database_elsewhere_needs_an_encrypted_line() {
    let office = Office::new();
    let address = "postgres://hr:geheim-7@10.255.255.1:1/marks";
    for args in [
        &["progress", "team", "--database", address][..],
        &["sync", "--database", address],
        &[
            "export",
            "--format",
            "csv",
            "--out",
            "x.csv",
            "--database",
            address,
        ],
    ] {
        let (code, said) = office.run(args);
        assert!(
            code == 2 && said.contains("--ca"),
            "{args:?} {code}: {said}"
        );
        assert!(!said.contains("geheim-7"), "{said}");
    }
}

#[test]
fn a_ruling_stands_in_the_log_as_a_ruling() {
    let office = Office::new();
    let (folder, mark) = put(&office.data(), "a", &practice("cz-1", failing()));
    let name = folder.display().to_string();
    let item = &mark.items[0].id;
    let rule = [
        "appeal",
        &name,
        "--item",
        item,
        "--verdict",
        "met",
        "--reason",
        "camera",
        "--by",
        "head-1",
    ];
    office.done(&rule);
    let log = &office.lines(&["audit", "--about", "cz-1"])[0];
    let ruled: Vec<&Value> = log["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .filter(|one| one["did"] == "appeal")
        .collect();
    assert_eq!(ruled.len(), 1);
    let detail = ruled[0]["detail"].as_str().expect("text");
    assert!(
        detail.contains(item) && detail.contains("met") && detail.contains("head-1"),
        "{detail}"
    );
}

#[test]
fn whoever_only_reads_keeps_no_voice_past_its_days() {
    let office = Office::new();
    let (folder, _) = put(&office.data(), "a", &practice("cz-1", 0));
    let settings = "{\"station\": \"s-1\", \"keep_voice_days\": 30}";
    fs::write(office.data().join("store.json"), settings).expect("settings");
    let clip = |name: &str, days: u64| {
        let path = folder.join("clips").join(name);
        fs::create_dir_all(folder.join("clips")).expect("a folder");
        fs::write(&path, b"RIFF voice").expect("a clip");
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(days * 24 * 3600);
        let file = fs::File::options().write(true).open(&path).expect("opens");
        file.set_modified(then).expect("set");
        path
    };
    let (old, new) = (clip("old.wav", 31), clip("new.wav", 29));
    office.done(&["progress", "trainee"]);
    assert!(!old.exists() && new.exists());
    let log = &office.lines(&["audit"])[0];
    let did = log["entries"].as_array().expect("entries").iter();
    assert_eq!(did.filter(|one| one["did"] == "clip_removed").count(), 1);
    // Once a day is enough: readers come often.
    let again = clip("again.wav", 31);
    office.done(&["progress", "trainee"]);
    assert!(again.exists());
    office.done(&["index"]);
    assert!(!again.exists());
}

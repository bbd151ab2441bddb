//! The personnel office at the command line: staff lists in with all mistakes at once, pseudonyms out, names for the right
//! role with the key alone, courses and sealed exams, a retraining plan, erasure with chains that still hold.

mod made;

use assert_cmd::Command;
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use made::{Made, put};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// One with a key, and where its staff list will lie; nobody is in it yet.
    fn with_key() -> (Self, String, String) {
        let office = Self::new();
        let (key, list) = (office.file("unit.key"), office.file("staff.csv"));
        office.done(&["people", "key", &key]);
        (office, key, list)
    }

    /// Takes a list in.
    fn import(&self, list: &str, text: &str, key: &str) {
        fs::write(list, text).expect("a list");
        self.done(&["people", "import", list, "--key", key]);
    }

    /// How many lines of the audit log are about somebody.
    fn noted(&self, id: &str) -> usize {
        let log = &self.lines(&["audit", "--about", id])[0];
        log["entries"].as_array().expect("entries").len()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        self.run_with(args, None)
    }

    fn run_with(&self, args: &[&str], passphrase: Option<&str>) -> (i32, String, String) {
        let mut command = Command::cargo_bin("streetwise").expect("the program is built");
        command
            .env("STREETWISE_HOME", env!("CARGO_MANIFEST_DIR"))
            .env("STREETWISE_DATA", self.data())
            .env_remove("STREETWISE_DATABASE")
            .env_remove("STREETWISE_PASSPHRASE");
        if let Some(passphrase) = passphrase {
            command.env("STREETWISE_PASSPHRASE", passphrase);
        }
        let output = command.args(args).output().expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        (
            output.status.code().unwrap_or(-1),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    fn done(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {err}{out}");
        out
    }

    fn lines(&self, args: &[&str]) -> Vec<Value> {
        self.done(&[&["--json"], args].concat())
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    }
}

/// Two people by pseudonym, in two teams.
const TWO: &str = "代号,姓名,中队\ncz-1,莫小明,一中队\ncz-2,韦丽,二中队\n";

/// A run of somebody's.
const fn made(trainee: &str, run: usize) -> Made<'_> {
    Made {
        trainee,
        started_at: "2026-11-05T01:00:00Z",
        run,
        exam: None,
    }
}

fn workbook(path: &str, rows: &[&[&str]]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            // A cell that begins with `#` is a number, as careless typing makes it.
            match cell.strip_prefix('#') {
                Some(number) => sheet
                    .write_number(row, column, number.parse::<f64>().expect("a number"))
                    .expect("a cell"),
                None => sheet.write_string(row, column, *cell).expect("a cell"),
            };
        }
    }
    book.save(path).expect("a workbook");
}

/// Every file under a folder that holds any of some words.
fn holding(folder: &Path, words: &[&str], found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            holding(&path, words, found);
        } else {
            let bytes = fs::read(&path).expect("a file");
            for word in words {
                if bytes.windows(word.len()).any(|one| one == word.as_bytes()) {
                    found.push(format!("{}: {word}", path.display()));
                }
            }
        }
    }
}

#[test]
fn all_mistakes_of_a_list_are_told_at_once_by_cell() {
    let office = Office::new();
    let list = office.file("staff.xlsx");
    workbook(
        &list,
        &[
            &[""],
            &["", "工号", "姓名 *", "中队", "代号", "班组"],
            &["", "000123", "莫小明", "一中队", "cz-1", "新人；骨干"],
            &["", "000123", "韦丽", "", "a/b", ""],
            &["", "#45010219900101123", "", "二中队", "cz-1", ""],
        ],
    );
    let (code, out, err) = office.run(&["--json", "people", "import", &list]);
    assert_eq!(code, 1, "{err}");
    let told: Value = serde_json::from_str(&out).expect("JSON");
    let faults: Vec<(String, String)> = told["faults"]
        .as_array()
        .expect("faults")
        .iter()
        .map(|one| {
            let text = |name: &str| one[name].as_str().expect("text").to_owned();
            assert!(!text("message").contains("people-"), "{one}");
            (text("cell"), text("code"))
        })
        .collect();
    let expected = [
        ("B4", "twice-number"),
        ("D4", "empty"),
        ("E4", "bad-id"),
        ("B5", "bad-cell"),
        ("C5", "empty"),
        ("E5", "twice-id"),
    ]
    .map(|(cell, code)| (cell.to_owned(), code.to_owned()));
    assert_eq!(faults, expected);
    assert!(
        !office.data().join("people").exists(),
        "nobody was taken in"
    );
    let (code, out, _) = office.run(&["--lang", "zh", "people", "import", &list]);
    assert_eq!(code, 1);
    assert!(out.contains("D4：“中队”没有填"), "{out}");
    // Without its columns no row is blamed.
    workbook(&list, &[&["工号"], &["1"], &["2"]]);
    let (_, out, _) = office.run(&["--json", "people", "import", &list]);
    let told: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(told["faults"].as_array().expect("faults").len(), 2, "{out}");
}

/// Whoever begins with the list has no key yet, and is told how to make one.
#[test]
fn a_list_without_a_key_says_how_to_make_one() {
    let office = Office::new();
    let (key, list) = (office.file("unit.key"), office.file("staff.csv"));
    fs::write(&list, "姓名,中队\n莫小明,一中队\n").expect("a list");
    let (code, _, err) = office.run(&["--lang", "zh", "people", "import", &list, "--key", &key]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains(&format!("people key {key}")), "{err}");
    office.done(&["people", "key", &key]);
    office.done(&["people", "import", &list, "--key", &key]);
}

/// A roster as personnel offices keep it: a heading over the whole width, a day, then the titles.
#[test]
fn a_heading_above_the_titles_is_stepped_over() {
    let office = Office::new();
    let key = office.file("unit.key");
    office.done(&["people", "key", &key]);
    let list = office.file("roster.xlsx");
    workbook(
        &list,
        &[
            &["城管执法支队人员名册"],
            &["", "", "2026年11月"],
            &["序号", "人员姓名", "人员编号", "所属中队", "岗位"],
            &["#1", "莫小明", "000123", "一中队", "队员"],
            &["#2", "韦丽", "000124", "二中队", "队员"],
        ],
    );
    let office_key = ["--key", &key];
    office.done(&[&["people", "import", &list], &office_key[..]].concat());
    let hr = ["--names", "--role", "hr"];
    let people = office.lines(&[&["people", "list"], &hr[..], &office_key[..]].concat());
    let told: Vec<(&str, &str, &str)> = people
        .iter()
        .map(|one| {
            let text = |name: &str| one[name].as_str().expect("text");
            (text("name"), text("staff_number"), text("team"))
        })
        .collect();
    assert!(told.contains(&("莫小明", "000123", "一中队")), "{told:?}");
    assert_eq!(told.len(), 2);
    // A text with its heading in the first column, one with tabs, and one that has no titles at all.
    let text = office.file("roster.csv");
    fs::write(
        &text,
        "人员名册\n姓名,工号,所属中队\n覃志强,000125,二中队\n",
    )
    .expect("written");
    office.done(&[&["people", "import", &text], &office_key[..]].concat());
    // Tabs part the cells, though one of them holds commas.
    let tabs = office.file("roster.txt");
    fs::write(
        &tabs,
        "姓名\t工号\t所属中队\t班组\n覃志强\t000125\t二中队\t新人,骨干\n",
    )
    .expect("written");
    office.done(&["people", "import", &tabs, "--dry-run"]);
    fs::write(&text, "人员名册\n覃志强,000125,二中队\n").expect("written");
    let (code, out, _) = office.run(&["--json", "people", "import", &text]);
    assert!(code == 1 && out.contains("no-column"), "{out}");
    // Whoever must do what, by name, for those who may know it.
    office.done(&["playlist", "基础", "street-vendor:1"]);
    let to = ["--playlist", "基础", "--to", "all", "--due", "2026-12-31"];
    office.done(&[&["assign", "冬训"], &to[..]].concat());
    let listed = office.done(&["--lang", "zh", "assign"]);
    assert!(
        listed.contains("冬训") && listed.contains("练习"),
        "{listed}"
    );
    let standing = ["--lang", "zh", "progress", "assignment"];
    let plain = office.done(&standing);
    assert!(
        plain.contains("占道小贩") && !plain.contains("韦丽"),
        "{plain}"
    );
    let named = office.done(&[&standing[..], &hr[..], &office_key[..]].concat());
    assert!(named.contains("韦丽"), "{named}");
    assert_eq!(
        office
            .run(&[&standing[..], &["--names"], &office_key[..]].concat())
            .0,
        2
    );
    // Nobody has done anything, and that was told of each of them.
    let id = people[0]["id"].as_str().expect("a pseudonym");
    assert_eq!(office.noted(id), 2);
    // The same as a table, pseudonyms alone unless names are asked for.
    let book = office.file("assignments.xlsx");
    let out = ["--out", &book];
    office.done(&[&standing[..], &out[..]].concat());
    let rows = sheet(&book, "任务进度");
    assert_eq!(rows.len(), 4);
    assert!(
        rows.iter()
            .flatten()
            .all(|cell| cell != "韦丽" && cell != "姓名")
    );
    office.done(&[&standing[..], &out[..], &hr[..], &office_key[..]].concat());
    let rows = sheet(&book, "任务进度");
    let row = rows
        .iter()
        .find(|row| row.contains(&"韦丽".to_owned()))
        .expect("a row");
    for cell in ["冬训", "000124", "二中队", "占道小贩", "未开始", "否"] {
        assert!(row.contains(&cell.to_owned()), "{cell}: {row:?}");
    }
    assert_eq!(office.noted(id), 4);
    let (code, _, err) = office.run(&[&standing[..], &["--out", "x.pdf"]].concat());
    assert!(code == 2 && err.contains(".xlsx"), "{err}");
    assert_eq!(office.run(&["progress", "team", "--out", &book]).0, 2);
    // What somebody types first, and is helped with.
    let (code, _, err) = office.run(&["--lang", "zh", "playlist", "基础", "占道小贩:1"]);
    assert!(code == 2 && err.contains("street-vendor 占道小贩"), "{err}");
    let wrong = [
        "--playlist",
        "基础",
        "--to",
        "一中队",
        "--due",
        "2026-12-31",
    ];
    let (code, _, err) = office.run(&[&["--lang", "zh", "assign", "x"], &wrong[..]].concat());
    assert!(code == 2 && err.contains("team="), "{err}");
}

#[test]
fn names_are_kept_apart_and_shown_to_the_right_role_with_the_key_alone() {
    let (office, key, list) = Office::with_key();
    // As office programs save it: GB 18030.
    let text = "姓名,工号,中队,班组\r\n莫小明,000123,一中队,新人\r\n韦丽,000124,二中队,\r\n莫小明,000125,一中队,骨干\r\n";
    fs::write(&list, encoding_rs::GB18030.encode(text).0).expect("a list");
    assert_eq!(office.run(&["people", "import", &list]).0, 2, "no key");
    let imported = &office.lines(&["people", "import", &list, "--key", &key])[0];
    assert_eq!(imported["added"], 3);
    let again = &office.lines(&["people", "import", &list, "--key", &key])[0];
    assert_eq!(
        (&again["same"], &again["ids"]),
        (&Value::from(3), &imported["ids"])
    );
    let changed = text.replace("韦丽,000124,二中队", "韦丽,000124,三中队");
    fs::write(&list, &changed).expect("a list");
    let again = &office.lines(&["people", "import", &list, "--key", &key])[0];
    assert_eq!(
        (&again["changed"], &again["same"]),
        (&Value::from(1), &Value::from(2))
    );

    // A list of everybody says who has left; they come back with the next one that names them.
    let fewer = changed.replace("韦丽,000124,三中队,\r\n", "");
    for (text, left) in [(&fewer, 1), (&fewer, 0), (&changed, 0)] {
        fs::write(&list, text).expect("a list");
        let args = ["people", "import", &list, "--key", &key, "--everybody"];
        assert_eq!(office.lines(&args)[0]["left"], left, "{text}");
    }
    let people = office.lines(&["people", "list"]);
    assert!(people.iter().all(|one| one["left"] == false), "{people:?}");
    let people = office.lines(&["people", "list", "--team", "一中队"]);
    assert_eq!(people.len(), 2);
    assert!(people.iter().all(|one| one.get("name").is_none()));
    for (args, code) in [
        (vec!["people", "list", "--names", "--key", &key], 2),
        (vec!["people", "list", "--names", "--role", "hr"], 2),
    ] {
        let (found, out, err) = office.run(&args);
        assert_eq!(found, code, "{err}");
        assert!(!out.contains("莫小明"), "{out}");
    }
    let wrong = office.run_with(&["people", "list", "--names", "--role", "hr"], Some("x"));
    assert_eq!(wrong.0, 2, "{}", wrong.2);
    let named = office.lines(&["people", "list", "--names", "--role", "hr", "--key", &key]);
    let mut numbers: Vec<&str> = named
        .iter()
        .map(|one| one["staff_number"].as_str().expect("text"))
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["000123", "000124", "000125"]);
    // Nothing under the data folder holds a name or a staff number in the clear.
    let mut found = Vec::new();
    holding(
        &office.data(),
        &["莫小明", "韦丽", "000123", "000124"],
        &mut found,
    );
    assert!(found.is_empty(), "{found:?}");
    let log = &office.lines(&["audit"])[0];
    assert!(
        log["entries"]
            .as_array()
            .expect("entries")
            .iter()
            .any(|one| one["did"] == "names"),
        "{log}"
    );
}

#[test]
fn an_exam_is_given_sat_sealed_opened_and_shows_in_the_progress() {
    let (office, key, list) = Office::with_key();
    let script = office.file("script.txt");
    fs::write(
        &script,
        "@do recorder_on\n您好，我们是城中区综合行政执法局的执法人员。\n",
    )
    .expect("a script");
    office.import(&list, TWO, &key);
    assert_eq!(office.run(&["playlist", "basics", "no-such-case"]).0, 2);
    office.done(&[
        "playlist",
        "basics",
        "street-vendor:1",
        "sidewalk-parking:2",
    ]);
    let give = |to: &str, due: &str| {
        office.run(&[
            "assign",
            "autumn",
            "--playlist",
            "basics",
            "--to",
            to,
            "--due",
            due,
            "--exam",
            "--sealed",
        ])
    };
    assert_eq!(give("team=九中队", "2099-12-31").0, 2);
    assert_eq!(give("team=一中队", "31.12.").0, 2);
    assert_eq!(give("team=一中队", "2099-12-31").0, 0);
    let sit = |trainee: &str, level: &str| {
        office.run(&[
            "--lang",
            "zh",
            "run",
            "street-vendor",
            "--exam",
            "--assignment",
            "autumn",
            "--trainee",
            trainee,
            "--level",
            level,
            "--text",
            &script,
        ])
    };
    let (code, _, err) = sit("cz-2", "1");
    assert!(code == 2 && err.contains("cz-2"), "{err}");
    let (code, _, err) = sit("cz-1", "3");
    assert!(code == 2 && err.contains("sidewalk-parking:2"), "{err}");
    // The assignment seals, although nobody said so at the desk.
    let (code, out, err) = sit("cz-1", "1");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("封存") && !out.contains("得分"), "{out}");
    assert_eq!(sit("cz-1", "1").0, 2, "sat once");
    let standings = office.lines(&["progress", "assignment"]);
    let stands: Vec<(&str, &str)> = standings
        .iter()
        .map(|one| {
            (
                one["task"]["case"].as_str().expect("text"),
                one["stand"].as_str().expect("text"),
            )
        })
        .collect();
    assert_eq!(
        stands,
        [
            ("street-vendor", "sealed"),
            ("sidewalk-parking", "not_begun")
        ]
    );
    assert!(
        office.lines(&["progress", "trainee"]).is_empty(),
        "nothing sealed is summed up"
    );
    let result = fs::read_dir(office.data().join("results"))
        .expect("results")
        .flatten()
        .next()
        .expect("a result")
        .path();
    let folder = result.to_str().expect("UTF-8");
    office.done(&["assess", folder, "--unseal", "--by", "head-1"]);
    let standings = office.lines(&["progress", "assignment", "--trainee", "cz-1"]);
    assert_eq!(standings[0]["stand"], "failed");
    let plans = office.lines(&["retrain", "--team", "一中队"]);
    assert_eq!(plans[0]["trainee"], "cz-1");
    assert!(
        !plans[0]["lessons"][0]["items"]
            .as_array()
            .expect("items")
            .is_empty()
    );
    let out = office.done(&["--lang", "zh", "retrain"]);
    assert!(
        out.contains("占道小贩") && !out.contains("retrain-"),
        "{out}"
    );
    for what in ["team", "case", "month", "block", "step"] {
        let out = office.done(&["--lang", "zh", "progress", what]);
        assert!(
            !out.contains("progress-") && !out.contains("block-"),
            "{out}"
        );
    }
    let log = &office.lines(&["audit", "--about", "cz-1"])[0];
    let did: Vec<&str> = log["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|one| one["did"].as_str().expect("text"))
        .collect();
    assert!(did.contains(&"unseal") && did.contains(&"read"), "{did:?}");
    assert_eq!(log["log"]["faults"], Value::from(Vec::<Value>::new()));
}

#[test]
fn erasing_somebody_leaves_marks_whose_chain_holds_and_nothing_that_names_them() {
    let (office, key, list) = Office::with_key();
    office.import(&list, TWO, &key);
    let (folder, _) = put(&office.data(), "a", &made("cz-1", 0));
    let clips = folder.join("clips");
    fs::create_dir_all(&clips).expect("a folder");
    fs::write(clips.join("1.wav"), b"RIFF voice").expect("a clip");
    let kept = &office.lines(&["person", "show", "cz-1"])[0];
    assert_eq!(
        (
            &kept["has_name"],
            &kept["clips"],
            kept["runs"].as_array().map(Vec::len)
        ),
        (&Value::from(true), &Value::from(1), Some(1))
    );
    assert_eq!(office.run(&["person", "show", "nobody-9"]).0, 2);
    let erased = &office.lines(&["person", "erase", "cz-1", "--as", "hr-1"])[0];
    assert_eq!(
        (&erased["name"], &erased["clips"], &erased["runs"]),
        (&Value::from(true), &Value::from(1), &Value::from(1))
    );
    assert!(!clips.join("1.wav").exists());
    office.done(&["replay", folder.to_str().expect("UTF-8"), "--verify"]);
    office.done(&["index", "--verify"]);
    let named = office.lines(&["people", "list", "--names", "--role", "hr", "--key", &key]);
    assert!(
        named[0].get("name").is_none() && named[0]["team"] == "",
        "{named:?}"
    );
    assert_eq!(named[1]["name"], "韦丽");
    let log = &office.lines(&["audit", "--about", "cz-1"])[0];
    let did: Vec<(&str, &str)> = log["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .filter_map(|one| Some((one["did"].as_str()?, one["by"].as_str()?)))
        .collect();
    // Looking at the record afterwards is a look at somebody's record, and noted.
    assert!(
        did.ends_with(&[("erased", "hr-1"), ("read", "nobody")]),
        "{did:?}"
    );
}

/// A sheet of a workbook as text, its header first.
fn sheet(path: &str, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = book.worksheet_range(name).expect("a sheet");
    let text = |row: &[Data]| row.iter().map(ToString::to_string).collect();
    range.rows().map(text).collect()
}

#[test]
fn a_workbook_has_teams_one_team_alone_and_names_for_the_right_role() {
    let (office, key, list) = Office::with_key();
    let book = office.file("marks.xlsx");
    let people = "代号,姓名,工号,中队\ncz-1,莫小明,000123,一中队\ncz-2,韦丽,000124,二中队\n";
    office.import(&list, people, &key);
    for (number, trainee) in ["cz-1", "cz-2", "cz-1"].into_iter().enumerate() {
        put(
            &office.data(),
            &format!("r-{number}"),
            &made(trainee, number),
        );
    }
    let export = ["--lang", "zh", "export", "--format", "xlsx", "--out", &book];
    office.done(&export);
    let marks = sheet(&book, "成绩");
    assert_eq!(marks[0][..2], ["学员代号", "队组"]);
    assert_eq!(marks.len(), 4);
    assert!(
        marks[1..].iter().all(|row| row[1]
            == if row[0] == "cz-1" {
                "一中队"
            } else {
                "二中队"
            }),
        "{marks:?}"
    );
    // One team alone; everybody in it is noted, and nobody else.
    let noted = |id: &str| office.noted(id);
    let before = (noted("cz-1"), noted("cz-2"));
    office.done(&[&export[..], &["--team", "二中队"]].concat());
    assert_eq!(sheet(&book, "成绩").len(), 2);
    assert_eq!((noted("cz-1"), noted("cz-2")), (before.0, before.1 + 1));
    // Names need the role and the key; without them nothing is written over.
    let named = [&export[..], &["--names", "--key", &key]].concat();
    assert_eq!(office.run(&named).0, 2);
    assert_eq!(
        office
            .run(&[&export[..], &["--names", "--role", "hr"]].concat())
            .0,
        2
    );
    assert_eq!(sheet(&book, "成绩").len(), 2);
    office.done(&[&named[..], &["--role", "hr"]].concat());
    for name in ["成绩", "谁练什么", "按人", "逐项"] {
        let rows = sheet(&book, name);
        let at = |title: &str| {
            rows[0]
                .iter()
                .position(|one| one == title)
                .unwrap_or_else(|| panic!("{name}: no {title}"))
        };
        assert!(
            rows[1..].iter().all(|row| {
                (
                    row[0].as_str(),
                    row[at("姓名")].as_str(),
                    row[at("工号")].as_str(),
                ) == if row[0] == "cz-1" {
                    ("cz-1", "莫小明", "000123")
                } else {
                    ("cz-2", "韦丽", "000124")
                }
            }),
            "{name}: {rows:?}"
        );
    }
    // A damaged result is in no table, and that is said.
    let mark = office.data().join("results/r-1/assessment.json");
    let text = fs::read_to_string(&mark).expect("a mark");
    fs::write(&mark, text.replacen("\"points\": ", "\"points\": 1", 1)).expect("written");
    let (code, _, err) = office.run(&export);
    assert!(code == 1 && err.contains("r-1"), "{code}: {err}");
    assert_eq!(sheet(&book, "成绩").len(), 3);
    let (_, _, err) = office.run(&["--lang", "zh", "progress"]);
    assert!(err.contains("没有计入"), "{err}");
}

#[test]
fn people_and_courses_are_the_bureaus_where_there_is_one() {
    let (office, key, list) = Office::with_key();
    let bureau = office.file("bureau.sqlite");
    office.done(&["sync", "--database", &bureau, "--remember"]);
    office.import(&list, TWO, &key);
    office.done(&["playlist", "basics", "street-vendor:1"]);
    office.done(&[
        "assign",
        "autumn",
        "--playlist",
        "basics",
        "--to",
        "all",
        "--due",
        "2099-12-31",
    ]);
    // Kept here alone, the next sync would take everybody away again.
    put(&office.data(), "a", &made("cz-1", 0));
    office.done(&["sync"]);
    for database in [&[][..], &["--database", &bureau]] {
        let people = office.lines(&[&["people", "list"], database].concat());
        assert_eq!(people.len(), 2, "{database:?}");
        let standings = office.lines(&[&["progress", "assignment"], database].concat());
        assert_eq!(standings.len(), 2, "{database:?}");
    }
    // The bureau's results in one workbook, from any machine that may ask it.
    let (book, other) = (office.file("bureau.xlsx"), office.file("elsewhere"));
    office.done(&[
        "--lang",
        "zh",
        "--data",
        &other,
        "export",
        "--database",
        &bureau,
        "--format",
        "xlsx",
        "--out",
        &book,
    ]);
    assert_eq!(sheet(&book, "成绩")[1][..2], ["cz-1", "一中队"]);
    // Erased here, erased there; what the bureau says later brings nobody back.
    office.done(&["person", "erase", "cz-1"]);
    office.done(&["sync"]);
    for database in [&[][..], &["--database", &bureau]] {
        let people = office.lines(&[&["people", "list"], database].concat());
        assert_eq!(people[0]["team"], "", "{database:?}");
        assert_ne!(people[0]["erased_at"], "", "{database:?}");
    }
    // While it is away, erasing here works at once, and the next sync carries it there.
    let away = format!("{bureau}.away");
    fs::rename(&bureau, &away).expect("moved");
    fs::create_dir(&bureau).expect("nothing that opens");
    let (code, _, err) = office.run(&["--lang", "zh", "person", "erase", "cz-2"]);
    assert!(code == 0 && err.contains("下次 sync"), "{code}: {err}");
    fs::remove_dir(&bureau).expect("removed");
    fs::rename(&away, &bureau).expect("back");
    office.done(&["sync"]);
    let people = office.lines(&["people", "list", "--database", &bureau]);
    assert_eq!(people[1]["team"], "", "{people:?}");
}

#[test]
fn a_second_machine_with_the_key_finds_the_same_people_at_the_bureau() {
    let (office, key, list) = Office::with_key();
    let (bureau, other) = (office.file("bureau.sqlite"), office.file("second-machine"));
    // One with a number, one without, two of one name in two teams.
    fs::write(
        &list,
        "姓名,中队,工号\n莫小明,一中队,000123\n韦丽,二中队,\n李强,三中队,\n李强,四中队,\n",
    )
    .expect("a list");
    let at_home = [
        "people",
        "import",
        &list,
        "--key",
        &key,
        "--database",
        &bureau,
    ];
    let away = [&["--data", &other][..], &at_home].concat();
    let first = office.lines(&at_home);
    let second = office.lines(&away);
    let ids = |told: &[Value]| -> Vec<String> {
        let ids = told[0]["ids"].as_array().expect("ids");
        ids.iter()
            .map(|id| id.as_str().expect("an id").to_owned())
            .collect()
    };
    assert_eq!(ids(&first), ids(&second), "the same people");
    assert_eq!(second[0]["added"], 0, "{second:?}");
    // It has their names now, and a third time changes nothing.
    let third = office.lines(&away);
    assert_eq!(
        (&third[0]["added"], &third[0]["changed"]),
        (&0.into(), &0.into()),
        "{third:?}"
    );
    let named = office.lines(&[
        "--data",
        &other,
        "people",
        "list",
        "--names",
        "--role",
        "hr",
        "--key",
        &key,
        "--database",
        &bureau,
    ]);
    assert!(named.iter().any(|one| one["name"] == "韦丽"), "{named:?}");
    // A bureau's people are not a station's: neither machine has any in its own store, also after indexing.
    for data in [office.data().display().to_string(), other.clone()] {
        office.done(&["--data", &data, "index"]);
        let own = office.lines(&["--data", &data, "people", "list"]);
        assert_eq!(own, Vec::<Value>::new(), "{data}");
    }
    // What lies at the bureau names nobody, and whoever is erased there is a stranger afterwards.
    let mut found = Vec::new();
    holding(office.folder.path(), &["000123"], &mut found);
    assert_eq!(found, [format!("{list}: 000123")]);
    let gone = ids(&first)[0].clone();
    office.done(&["person", "erase", &gone, "--database", &bureau]);
    let again = office.lines(&[&["--data", &office.file("third")][..], &at_home].concat());
    assert!(!ids(&again).contains(&gone) && ids(&again)[1] == ids(&first)[1]);
    // Another key is another office: it knows nobody.
    let strange = office.file("strange.key");
    office.done(&["people", "key", &strange]);
    let fourth = office.lines(&[
        "--data",
        &office.file("fourth"),
        "people",
        "import",
        &list,
        "--key",
        &strange,
        "--database",
        &bureau,
    ]);
    assert_eq!(fourth[0]["added"], 4);
}

#[test]
fn clips_go_when_their_days_are_over() {
    let office = Office::new();
    let (folder, _) = put(&office.data(), "a", &made("cz-1", 0));
    let clips = folder.join("clips");
    let put_clip = |name: &str, days: u64| {
        fs::create_dir_all(&clips).expect("a folder");
        fs::write(clips.join(name), b"RIFF voice").expect("a clip");
        let file = fs::File::options()
            .write(true)
            .open(clips.join(name))
            .expect("opens");
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(days * 24 * 3600);
        file.set_modified(then).expect("set");
    };
    put_clip("old.wav", 31);
    put_clip("new.wav", 29);
    fs::create_dir_all(office.data()).expect("a folder");
    fs::write(
        office.data().join("store.json"),
        "{\"station\": \"s-1\", \"keep_voice_days\": 30}",
    )
    .expect("settings");
    let told = &office.lines(&["index"])[0];
    assert_eq!(
        (&told["clips"]["removed"], &told["clips"]["kept"]),
        (&Value::from(1), &Value::from(1))
    );
    assert!(!clips.join("old.wav").exists() && clips.join("new.wav").exists());
    // A slip of the hand or a flipped bit removes no voice: it is told, by every command, until somebody accepts it.
    let settings = office.data().join("store.json");
    fs::write(&settings, "{\"station\": \"s-1\", \"keep_voice_days\": 3}").expect("settings");
    let (code, _, err) = office.run(&["--lang", "zh", "index"]);
    assert!(
        code == 0 && err.contains("写着 3，确认过的是 30") && err.contains("--accept"),
        "{code}: {err}"
    );
    assert!(clips.join("new.wav").exists());
    let (code, out, err) = office.run(&["--lang", "zh", "settings"]);
    assert!(
        code == 1 && out.contains("30 天") && err.contains("确认过的是 30"),
        "{out}{err}"
    );
    office.done(&["settings", "--restore"]);
    let (_, _, err) = office.run(&["index"]);
    assert_eq!(err, "");
    assert_eq!(
        office.lines(&["settings", "--keep-voice-days", "60"])[0]["keep_voice_days"],
        60
    );
    // Unless it is set otherwise, no voice is kept at all.
    fs::write(&settings, "{\"station\": \"s-1\"}").expect("settings");
    office.done(&["settings", "--accept"]);
    let told = &office.lines(&["index"])[0];
    assert_eq!(told["clips"]["removed"], 1);
    assert!(!clips.join("new.wav").exists());
    let log = &office.lines(&["audit"])[0];
    let did: Vec<(&str, &str)> = log["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .filter_map(|one| Some((one["did"].as_str()?, one["detail"].as_str()?)))
        .collect();
    assert_eq!(
        did,
        [
            ("clip_removed", "30"),
            ("settings", "3 → 30"),
            ("settings", "30 → 60"),
            ("settings", "60 → 0"),
            ("clip_removed", "0")
        ]
    );
}

/// A roster with everything that offices do to one: a cover, a heading over the whole width, names made as wide as others, a
/// team written once for several people, numbers in advance, the titles again, a sum, and a second column that might be the
/// team.
#[test]
fn a_roster_as_offices_keep_it_is_read_as_it_was_meant() {
    let office = Office::new();
    let (key, list) = (office.file("unit.key"), office.file("roster.csv"));
    office.done(&["people", "key", &key]);
    let plain = Format::new();
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.write_string(0, 0, "城管执法支队").expect("a cell");
    let sheet = book.add_worksheet();
    sheet.set_name("人员名册").expect("a name");
    sheet
        .merge_range(0, 0, 0, 5, "2026年下半年执法人员名册", &plain)
        .expect("a heading");
    sheet
        .write_string(1, 5, "制表日期：2026年11月20日")
        .expect("a cell");
    let titles = ["序号", "姓　名", "工\n号", "单位", "中队", "班组"];
    let rows = [
        titles,
        ["1", "莫　明", "000101", "支队", "一中队", "新人"],
        ["2", "韦小丽 ", "\u{a0}000102", "支队", "", "骨干；新人\n"],
        ["3", "覃志强", "'000103", "支队", "", "新人\n骨干"],
        titles,
        ["4", "李强", "０００１０４", "支队", "二 中队", ""],
        ["5", "", "", "", "", ""],
        ["合计", "", "", "4 人", "", ""],
        ["制表人：王某", "", "", "", "", ""],
    ];
    for (row, cells) in (2..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    sheet
        .merge_range(3, 4, 5, 4, "一中队", &plain)
        .expect("a team");
    let old = book.add_worksheet();
    old.set_name("旧").expect("a name");
    for (column, title) in (0..).zip(["姓名", "中队"]) {
        old.write_string(0, column, title).expect("a cell");
    }
    // Whatever its name says, it is a workbook.
    book.save(&list).expect("a workbook");
    let office_key = ["--key", key.as_str()];
    let import = |more: &[&str]| {
        office.run(
            &[
                &["--lang", "zh", "people", "import", &list],
                &office_key[..],
                more,
            ]
            .concat(),
        )
    };
    let (code, out, err) = import(&["--dry-run"]);
    assert_eq!(code, 0, "{out}{err}");
    for told in [
        "工作表“人员名册”",
        "E 列 中队",
        "一中队 3",
        "二中队 1",
        "共 4 人",
    ] {
        assert!(out.contains(told), "{told}: {out}");
    }
    assert!(err.contains("旧"), "{err}");
    let (code, _, err) = import(&["--sheet", "新"]);
    assert!(code == 2 && err.contains("人员名册, 旧"), "{err}");
    let (code, out, err) = import(&[]);
    assert!(
        code == 0 && out.contains("新增 4 人") && out.contains("真名"),
        "{out}{err}"
    );
    let named = [
        &["people", "list", "--names", "--role", "hr"],
        &office_key[..],
    ]
    .concat();
    let mut told: Vec<String> = office
        .lines(&named)
        .iter()
        .map(|one| {
            let text = |name: &str| one[name].as_str().expect("text");
            let groups = one["groups"].as_array().expect("groups").len();
            format!(
                "{} {} {} {groups}",
                text("staff_number"),
                text("name"),
                text("team")
            )
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "000101 莫明 一中队 1",
            "000102 韦小丽 一中队 2",
            "000103 覃志强 一中队 2",
            "000104 李强 二中队 0",
        ]
    );
    // The same people as other programs save them, also where a sheet has taken zeros away; nobody comes twice.
    let people = "莫明;000101;一中队;新人\r\n韦小丽;102;一中队;骨干,新人\r\n\r\n;;;\r\n";
    let text = office.file("again.csv");
    for (name, bytes) in [
        (
            "semicolons",
            format!("\u{feff}姓名;工号;中队;班组\r\n{people}").into_bytes(),
        ),
        (
            "full-width commas",
            format!(
                "姓名，工号，中队，班组\r\n{}",
                people.replace(';', "，").replace(',', "、")
            )
            .into_bytes(),
        ),
        (
            "GB 18030",
            encoding_rs::GB18030
                .encode(&format!("姓名;工号;中队;班组\r\n{people}"))
                .0
                .into_owned(),
        ),
        (
            "UTF-16",
            [0xFEFF]
                .into_iter()
                .chain(
                    format!("姓名\t工号\t中队\t班组\r\n{}", people.replace(';', "\t"))
                        .encode_utf16(),
                )
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
    ] {
        fs::write(&text, bytes).expect("a list");
        let (code, out, err) =
            office.run(&[&["--json", "people", "import", &text], &office_key[..]].concat());
        assert_eq!(code, 0, "{name}: {out}{err}");
        let told: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(
            (&told["added"], &told["changed"], &told["zeros"]),
            (&0.into(), &0.into(), &1.into()),
            "{name}: {told}"
        );
    }
    let (_, _, err) = office.run(
        &[
            &["--lang", "zh", "people", "import", &text, "--dry-run"],
            &office_key[..],
        ]
        .concat(),
    );
    assert!(err.contains("B3 的工号 102"), "{err}");
    // A month later the list comes without numbers and groups, and the month after with a number for somebody who had none:
    // the same people still, with what is known of them.
    let again = |text_of: &str| {
        fs::write(&text, text_of).expect("a list");
        let args = ["people", "import", &text, "--everybody"];
        let told = office.lines(&[&args[..], &office_key[..]].concat());
        let number = |name: &str| told[0][name].as_u64().expect("a number");
        (number("added"), number("changed"), number("left"))
    };
    let plain = "姓名,中队\n莫明,一中队\n韦小丽,一中队\n覃志强,一中队\n李强,二中队\n黄芳,三中队\n";
    assert_eq!(again(plain), (1, 0, 0));
    assert_eq!(again(plain), (0, 0, 0));
    let numbered = plain
        .replace("姓名,中队", "姓名,中队,工号")
        .replace("黄芳,三中队", "黄芳,三中队,000107");
    assert_eq!(again(&numbered), (0, 1, 0));
    let told: Vec<Value> = office.lines(&named);
    assert!(
        told.iter().all(|one| one["staff_number"]
            .as_str()
            .is_some_and(|one| one.len() == 6)),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|one| one["groups"].as_array().map(Vec::len) == Some(2))
    );
    // Somebody of a known name in another team may be the same or not: it is said.
    fs::write(&text, "姓名,中队\n莫明,三中队\n").expect("a list");
    let (code, _, err) = office.run(
        &[
            &["--lang", "zh", "people", "import", &text],
            &office_key[..],
        ]
        .concat(),
    );
    assert!(code == 0 && err.contains("第 2 行记成了新的人"), "{err}");
    // What nobody can make sense of is told, by cell.
    for (bytes, told) in [
        (
            "姓名,中队\n莫明,一中队\n莫明,一中队\n".as_bytes().to_vec(),
            "A3：和第 2 行同名同中队",
        ),
        (
            "姓名,中队,代号\n莫明,一中队,rehearsal\n"
                .as_bytes()
                .to_vec(),
            "留给试演",
        ),
        (
            "姓名,中队,代号\n莫明,一中队,莫明\n".as_bytes().to_vec(),
            "就是姓名",
        ),
        (b"\xd0\xd5\xff\xff,a\n".to_vec(), "GB 18030"),
        ("姓名,中队\n".as_bytes().to_vec(), "名单是空的"),
    ] {
        fs::write(&text, bytes).expect("a list");
        let (code, out, err) = office.run(
            &[
                &["--lang", "zh", "people", "import", &text],
                &office_key[..],
            ]
            .concat(),
        );
        assert!(
            code != 0 && format!("{out}{err}").contains(told),
            "{told}: {out}{err}"
        );
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["姓名", "中队", "班组"]) {
        sheet.write_string(0, column, title).expect("a cell");
        sheet.write_string(1, column, "一中队").expect("a cell");
    }
    let day = ExcelDateTime::from_ymd(2026, 3, 1).expect("a day");
    let format = Format::new().set_num_format("m-d");
    sheet
        .write_datetime_with_format(1, 2, &day, &format)
        .expect("a cell");
    book.save(&list).expect("a workbook");
    let (code, out, _) = import(&[]);
    assert!(
        code == 1 && out.contains("C2") && out.contains("2026-03-01"),
        "{out}"
    );
}

#[test]
fn what_was_given_by_mistake_is_taken_back_everywhere() {
    let (office, key, list) = Office::with_key();
    let (bureau, other) = (office.file("bureau.sqlite"), office.file("second-station"));
    // Kept here before there was a bureau.
    office.import(&list, "代号,姓名,中队\ncz-1,莫小明,一中队\n", &key);
    office.done(&["playlist", "basics", "street-vendor:1"]);
    let give = |id: &str, more: &[&str]| {
        let all = [
            &["--lang", "zh", "assign", id, "--playlist", "basics"][..],
            more,
        ]
        .concat();
        office.run(&all)
    };
    let (code, out, err) = give("winter", &["--to", "all", "--due", "2099年12月31日"]);
    assert!(code == 0 && out.contains("2099-12-31"), "{out}{err}");
    let (code, _, err) = give("winter", &["--to", "all"]);
    assert!(code == 2 && err.contains("--due"), "{err}");
    // A bureau that knows others takes nothing away from here, and says what it lacks.
    fs::write(&list, "代号,姓名,中队\ncz-2,韦丽,二中队\n").expect("a list");
    office.done(&[
        "--data",
        &other,
        "people",
        "import",
        &list,
        "--key",
        &key,
        "--database",
        &bureau,
    ]);
    let told = office.done(&["--lang", "zh", "sync", "--database", &bureau, "--remember"]);
    assert!(told.contains("3 项"), "{told}");
    assert_eq!(office.lines(&["people", "list"]).len(), 2);
    assert_eq!(office.lines(&["assign"]).len(), 1);
    assert_eq!(
        office
            .lines(&["people", "list", "--database", &bureau])
            .len(),
        1
    );
    let mended = &office.lines(&["people", "mend"])[0];
    assert_eq!(
        (
            &mended["damaged"],
            &mended["people"],
            &mended["assignments"]
        ),
        (&0.into(), &1.into(), &1.into())
    );
    office.done(&["--data", &other, "sync", "--database", &bureau]);
    let standings = |data: &str| {
        office
            .lines(&["--data", data, "progress", "assignment"])
            .len()
    };
    let here = office.data().display().to_string();
    assert_eq!((standings(&here), standings(&other)), (2, 2));
    assert_eq!(office.run(&["assign", "spring", "--withdraw"]).0, 2);
    office.done(&["assign", "winter", "--withdraw"]);
    office.done(&["--data", &other, "sync", "--database", &bureau]);
    for data in [&here, &other] {
        assert_eq!(standings(data), 0, "{data}");
        assert_eq!(office.lines(&["--data", data, "assign"]).len(), 0, "{data}");
    }
    // Erased here, erased there: neither name lies about on the machine that took the list in.
    let name = PathBuf::from(&other).join("people/names/cz-2.sealed");
    assert!(name.is_file());
    office.done(&["person", "erase", "cz-2"]);
    office.done(&["--data", &other, "sync", "--database", &bureau]);
    assert!(!name.exists());
}

#[test]
fn rehearsals_are_nobodys_figures_and_one_look_at_many_is_one_line() {
    let office = Office::new();
    let (book, bureau) = (office.file("marks.xlsx"), office.file("bureau.sqlite"));
    for number in 0..12 {
        let name = format!("cz-{number:02}");
        let made = made(if number == 0 { "rehearsal" } else { &name }, number);
        put(&office.data(), &format!("r-{number}"), &made);
    }
    let export = ["--lang", "zh", "export", "--format", "xlsx", "--out", &book];
    let (code, _, err) = office.run(&export);
    assert!(code == 0 && err.contains("另有 1 次试演"), "{code}: {err}");
    let rows = sheet(&book, "成绩");
    assert_eq!(rows.len(), 12);
    assert!(rows.iter().all(|row| row[0] != "rehearsal"));
    office.done(&[&export[..], &["--rehearsals"]].concat());
    assert_eq!(sheet(&book, "成绩").len(), 13);
    for from in [&[][..], &["--rehearsals"]] {
        let results = office.data().join("results").display().to_string();
        office.done(&[&export[..], &["--from", &results], from].concat());
        assert_eq!(sheet(&book, "成绩").len(), 12 + from.len());
    }
    let told = |what: &str, more: &[&str]| {
        let lines = office.lines(&[&["progress", what][..], more].concat());
        lines
            .iter()
            .filter_map(|one| one["runs"].as_u64())
            .sum::<u64>()
    };
    for what in ["trainee", "team", "month", "case"] {
        assert_eq!(
            (told(what, &[]), told(what, &["--rehearsals"])),
            (11, 12),
            "{what}"
        );
    }
    let plans = office.lines(&["retrain"]);
    assert!(plans.iter().all(|one| one["trainee"] != "rehearsal"));
    // Neither does a bureau hear of it, nor may anybody go by that name.
    let synced = &office.lines(&["sync", "--database", &bureau])[0];
    assert_eq!(
        (&synced["sent"], &synced["waiting"]),
        (&11.into(), &0.into())
    );
    let words = office.file("words.txt");
    fs::write(&words, "您好。\n").expect("words");
    let run = [
        "run",
        "street-vendor",
        "--text",
        &words,
        "--trainee",
        "rehearsal",
    ];
    assert_eq!(office.run(&run).0, 2);
    // Everybody stands in the log; whoever reads it sees looks.
    let log = office.data().join("audit.jsonl");
    let lines = |log: &Path| fs::read_to_string(log).expect("the log").lines().count();
    let before = lines(&log);
    office.done(&["progress", "trainee", "--as", "hr-9"]);
    assert_eq!(lines(&log), before + 11);
    let out = office.done(&["--lang", "zh", "audit", "--by", "hr-9"]);
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(out.contains("11 人（cz-01 cz-02 cz-03 ……）"), "{out}");
    let each = office.done(&["--lang", "zh", "audit", "--by", "hr-9", "--each"]);
    assert_eq!(each.lines().count(), 12, "{each}");
    let all = &office.lines(&["audit", "--by", "hr-9", "--last", "1"])[0];
    assert_eq!(all["entries"].as_array().map(Vec::len), Some(11));
    let one = office.done(&["--lang", "zh", "audit", "--by", "hr-9", "--about", "cz-05"]);
    assert!(one.contains("cz-05  看进度"), "{one}");
}

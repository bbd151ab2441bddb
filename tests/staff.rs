//! The personnel office at the command line: staff lists in with all mistakes at once, pseudonyms out, names for the right
//! role with the key alone, courses and sealed exams, a retraining plan, erasure with chains that still hold.

mod made;

use assert_cmd::Command;
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use made::{Made, put};
use rust_xlsxwriter::Workbook;
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
    let log = &office.lines(&["audit", "--about", id])[0];
    assert_eq!(
        log["entries"].as_array().expect("entries").len(),
        2,
        "{log}"
    );
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
    let office = Office::new();
    let (key, list) = (office.file("unit.key"), office.file("staff.csv"));
    office.done(&["people", "key", &key]);
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
    let office = Office::new();
    let (key, list, script) = (
        office.file("unit.key"),
        office.file("staff.csv"),
        office.file("script.txt"),
    );
    office.done(&["people", "key", &key]);
    fs::write(
        &list,
        "代号,姓名,中队\ncz-1,莫小明,一中队\ncz-2,韦丽,二中队\n",
    )
    .expect("a list");
    fs::write(
        &script,
        "@do recorder_on\n您好，我们是城中区综合行政执法局的执法人员。\n",
    )
    .expect("a script");
    office.done(&["people", "import", &list, "--key", &key]);
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
    let office = Office::new();
    let (key, list) = (office.file("unit.key"), office.file("staff.csv"));
    office.done(&["people", "key", &key]);
    fs::write(
        &list,
        "代号,姓名,中队\ncz-1,莫小明,一中队\ncz-2,韦丽,二中队\n",
    )
    .expect("a list");
    office.done(&["people", "import", &list, "--key", &key]);
    let made = Made {
        trainee: "cz-1",
        started_at: "2026-11-05T01:00:00Z",
        run: 0,
        exam: None,
    };
    let (folder, _) = put(&office.data(), "a", &made);
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
    let office = Office::new();
    let (key, list, book) = (
        office.file("unit.key"),
        office.file("staff.csv"),
        office.file("marks.xlsx"),
    );
    office.done(&["people", "key", &key]);
    fs::write(
        &list,
        "代号,姓名,工号,中队\ncz-1,莫小明,000123,一中队\ncz-2,韦丽,000124,二中队\n",
    )
    .expect("a list");
    office.done(&["people", "import", &list, "--key", &key]);
    for (number, trainee) in ["cz-1", "cz-2", "cz-1"].into_iter().enumerate() {
        let made = Made {
            trainee,
            started_at: "2026-11-05T01:00:00Z",
            run: number,
            exam: None,
        };
        put(&office.data(), &format!("r-{number}"), &made);
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
    let noted = |id: &str| {
        let log = &office.lines(&["audit", "--about", id])[0];
        log["entries"].as_array().expect("entries").len()
    };
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
    let office = Office::new();
    let (key, list, bureau) = (
        office.file("unit.key"),
        office.file("staff.csv"),
        office.file("bureau.sqlite"),
    );
    office.done(&["people", "key", &key]);
    office.done(&["sync", "--database", &bureau, "--remember"]);
    fs::write(
        &list,
        "代号,姓名,中队\ncz-1,莫小明,一中队\ncz-2,韦丽,二中队\n",
    )
    .expect("a list");
    office.done(&["people", "import", &list, "--key", &key]);
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
    let made = Made {
        trainee: "cz-1",
        started_at: "2026-11-05T01:00:00Z",
        run: 0,
        exam: None,
    };
    put(&office.data(), "a", &made);
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
    let office = Office::new();
    let (key, list, bureau) = (
        office.file("unit.key"),
        office.file("staff.csv"),
        office.file("bureau.sqlite"),
    );
    let other = office.file("second-machine");
    office.done(&["people", "key", &key]);
    // One with a number, one without, two of one name in one team whom nobody can tell apart.
    fs::write(
        &list,
        "姓名,中队,工号\n莫小明,一中队,000123\n韦丽,二中队,\n李强,三中队,\n李强,三中队,\n",
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
    assert_eq!(ids(&first)[..2], ids(&second)[..2], "the same people");
    assert_eq!(second[0]["added"], 2, "{second:?}");
    // It has their names now, and a third time changes nothing.
    let third = office.lines(&away);
    assert_eq!(
        (&third[0]["added"], &third[0]["changed"]),
        (&2.into(), &0.into()),
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
    let made = Made {
        trainee: "cz-1",
        started_at: "2026-11-05T01:00:00Z",
        run: 0,
        exam: None,
    };
    let (folder, _) = put(&office.data(), "a", &made);
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
    // Unless it is set otherwise, no voice is kept at all.
    fs::write(office.data().join("store.json"), "{\"station\": \"s-1\"}").expect("settings");
    let told = &office.lines(&["index"])[0];
    assert_eq!(told["clips"]["removed"], 1);
    assert!(!clips.join("new.wav").exists());
    let log = &office.lines(&["audit"])[0];
    assert_eq!(log["entries"].as_array().map(Vec::len), Some(2));
}

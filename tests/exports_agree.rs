//! From 200 made records: "who must retrain in what" is found by reading each export, and all totals agree. Workbook,
//! text and statements are read by other libraries than wrote them; DuckDB reads Parquet in the long tier, here its own
//! library does. Parquet and statements need the feature `papers`, workbook and text need none.

#[path = "support/made.rs"]
mod made;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use made::{Made, Retrain, Totals, truth};
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::ids::Language;
use streetwise::domain::packs::Block;
use streetwise::export::{Order, Reader, TableFormat, write};

const MADE: Made = Made {
    count: 200,
    people: 24,
};
/// Blocks as the tables call them in Chinese, in the order of all blocks.
const BLOCKS: [&str; 5] = ["程序", "法律适用", "沟通", "处置效果", "安全与记录"];

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("agree")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("folder");
    path
}

const READER: Reader<'static> = Reader {
    lang: Language::Zh,
    law: None,
    cases: &[],
    names: None,
};

fn tables(format: TableFormat, path: &Path) {
    let order = Order {
        reader: READER,
        format,
        path,
        mapping: None,
        month: None,
        rows_max: None,
    };
    let mut made = MADE;
    write(&mut made, order, &mut |_| {}).expect("written");
}

/// Everybody is called the same.
struct Everybody;

impl streetwise::export::Names for Everybody {
    fn identity(&self, _: &str) -> Option<(String, String)> {
        Some(("韦明".to_owned(), "007".to_owned()))
    }
}

/// What the printed page says, as data of its template: two of the sums, and its first table.
fn from_page(page: &serde_json::Value) -> (i64, i64, Retrain) {
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let figure = |label: &str| {
        let all = page["figures"].as_array().expect("figures");
        let found = all.iter().find(|one| one[0] == label).expect(label);
        text(&found[1]).parse().expect("a number")
    };
    let table = &page["tables"][0];
    assert_eq!(table["name"], "谁练什么");
    let list = |value: &serde_json::Value| value.as_array().expect("a list").clone();
    let head = list(&table["columns"]);
    let titles: Vec<String> = head.iter().map(|one| text(&one["title"])).collect();
    let mut rows = vec![titles];
    for row in list(&table["rows"]) {
        rows.push(list(&row).iter().map(|cell| text(&cell[0])).collect());
    }
    // Cases are not at hand here, so that their ids stand where titles would.
    for title in &mut rows[0] {
        if title == "案例名称" {
            *title = "案例编号".to_owned();
        }
    }
    (
        figure("演练次数"),
        figure("合格（次）"),
        Table(rows).retrain(),
    )
}

/// A table as its header and rows of plain text.
struct Table(Vec<Vec<String>>);

impl Table {
    fn column(&self, title: &str) -> usize {
        let found = self.0[0].iter().position(|one| one == title);
        found.unwrap_or_else(|| panic!("no column {title} in {:?}", self.0[0]))
    }
    fn sum(&self, title: &str) -> i64 {
        let at = self.column(title);
        let number = |row: &Vec<String>| row[at].parse::<i64>().expect("a number");
        self.0[1..].iter().map(number).sum()
    }
    fn count(&self, title: &str, value: &str) -> i64 {
        let at = self.column(title);
        self.0[1..].iter().filter(|row| row[at] == value).count() as i64
    }
    fn retrain(&self) -> Retrain {
        let [who, case, level, block] =
            ["学员代号", "案例编号", "等级", "分块"].map(|title| self.column(title));
        let id = |name: &str| {
            let at = BLOCKS.iter().position(|one| *one == name);
            at.map_or(String::new(), |at| Block::ALL[at].name().to_owned())
        };
        self.0[1..]
            .iter()
            .map(|row| {
                let level = row[level].parse().expect("a level");
                (row[who].clone(), row[case].clone(), level, id(&row[block]))
            })
            .collect()
    }
}

fn totals(results: &Table, items: &Table) -> Totals {
    Totals {
        runs: results.0.len() as i64 - 1,
        passed: results.count("结论", "合格"),
        points: results.sum("得分"),
        of: results.sum("可评分"),
        verdicts: ["做到", "未做到", "违规", "待复核"].map(|one| items.count("判定", one)),
    }
}

fn from_workbook(path: &Path) -> (Totals, Retrain) {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let mut sheet = |name: &str| {
        let range = book.worksheet_range(name).expect("a sheet");
        let plain = |cell: &Data| match cell {
            Data::Float(number) => format!("{number:.0}"),
            other => other.to_string(),
        };
        Table(
            range
                .rows()
                .map(|row| row.iter().map(plain).collect())
                .collect(),
        )
    };
    (
        totals(&sheet("成绩"), &sheet("逐项")),
        sheet("谁练什么").retrain(),
    )
}

fn from_text(folder: &Path) -> (Totals, Retrain) {
    let table = |name: &str| {
        let bytes = fs::read(folder.join(name)).expect("csv");
        let rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&bytes[3..])
            .records()
            .map(|row| row.expect("row").iter().map(str::to_owned).collect())
            .collect();
        Table(rows)
    };
    (
        totals(&table("marks.csv"), &table("marks-items.csv")),
        table("marks-retrain.csv").retrain(),
    )
}

#[test]
fn tables_tell_who_must_retrain_in_what_and_totals_agree() {
    let root = folder("tables");
    let right = truth(&MADE);
    assert!(
        right.1.len() > 30,
        "a question with an answer: {}",
        right.1.len()
    );
    tables(TableFormat::Xlsx, &root.join("marks.xlsx"));
    tables(TableFormat::Csv, &root.join("marks.csv"));
    assert_eq!(from_workbook(&root.join("marks.xlsx")), right, "workbook");
    assert_eq!(from_text(&root), right, "text");
    let (page, done) =
        streetwise::export::page(&mut { MADE }, READER, "局", None, &mut |_| {}).expect("a page");
    let page = serde_json::to_value(page).expect("data");
    let (totals, retrain) = right;
    assert_eq!(
        from_page(&page),
        (totals.runs, totals.passed, retrain),
        "page"
    );
    assert_eq!(done.runs as i64, totals.runs);
    // Everybody is on it once.
    assert_eq!(
        page["tables"][1]["rows"].as_array().expect("rows").len(),
        MADE.people as usize
    );
    // Names stand there only for who may know them.
    let named = Reader {
        names: Some(&Everybody),
        ..READER
    };
    let (page, _) =
        streetwise::export::page(&mut { MADE }, named, "局", None, &mut |_| {}).expect("a page");
    let page = serde_json::to_value(page).expect("data");
    assert_eq!(page["tables"][0]["rows"][0][0][0], "韦明");
    assert_eq!(page["tables"][0]["columns"][0]["title"], "姓名");
}

#[cfg(feature = "papers")]
mod exchange {
    use super::{MADE, READER, folder};
    use crate::made::{Retrain, Totals, truth};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, Row};
    use serde_json::Value;
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use streetwise::domain::packs::Block;
    use streetwise::export::{parquet_files, xapi};

    /// Trainee, case and level.
    type Place = (String, String, i64);

    /// What must be trained, from the latest run of each place with its items: block, verdict, points, critical.
    #[derive(Default)]
    struct Latest(BTreeMap<Place, (String, bool, Vec<(String, String, i64, bool)>)>);

    impl Latest {
        fn retrain(self) -> Retrain {
            let mut retrain = Retrain::new();
            for ((who, case, level), (_, passed, items)) in self.0 {
                let mut weak = BTreeSet::new();
                for block in Block::ALL.map(Block::name) {
                    let here: Vec<_> = items
                        .iter()
                        .filter(|one| one.0 == block && one.1 != "review")
                        .collect();
                    let of: i64 = here.iter().map(|one| one.2).sum();
                    let met = here.iter().filter(|one| one.1 == "met");
                    let points: i64 = met.map(|one| one.2).sum();
                    let critical = here.iter().any(|one| one.3 && one.1 == "breached");
                    if critical || of > 0 && points * 100 / of < 60 {
                        weak.insert(block.to_owned());
                    }
                }
                if weak.is_empty() && !passed {
                    weak.insert(String::new());
                }
                for block in weak {
                    retrain.insert((who.clone(), case.clone(), level, block));
                }
            }
            retrain
        }
    }

    fn rows(folder: &Path) -> Vec<BTreeMap<String, Field>> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let file = fs::File::open(&path).expect("a file");
                let reader = SerializedFileReader::new(file).expect("Parquet");
                for row in reader.get_row_iter(None).expect("rows") {
                    let row: Row = row.expect("a row");
                    found.push(row.into_columns().into_iter().collect());
                }
            }
        }
        found
    }

    fn word(row: &BTreeMap<String, Field>, name: &str) -> String {
        match &row[name] {
            Field::Str(text) => text.clone(),
            other => panic!("{name}: {other:?}"),
        }
    }

    fn number(row: &BTreeMap<String, Field>, name: &str) -> i64 {
        match &row[name] {
            Field::Int(number) => i64::from(*number),
            other => panic!("{name}: {other:?}"),
        }
    }

    fn from_parquet(folder: &Path) -> (Totals, Retrain) {
        let (results, items) = (rows(&folder.join("results")), rows(&folder.join("items")));
        let mut latest = Latest::default();
        let mut order: BTreeMap<Place, i64> = BTreeMap::new();
        for row in &results {
            let Field::TimestampMillis(at) = row["started_at"] else {
                panic!("a moment: {:?}", row["started_at"]);
            };
            let place = (
                word(row, "trainee"),
                word(row, "case_id"),
                number(row, "level"),
            );
            if order.get(&place).is_none_or(|before| *before < at) {
                order.insert(place.clone(), at);
                let passed = word(row, "result") == "pass";
                latest
                    .0
                    .insert(place, (word(row, "record"), passed, Vec::new()));
            }
        }
        let mut verdicts = [0; 4];
        for row in &items {
            let verdict = word(row, "verdict");
            let names = ["met", "missed", "breached", "review"];
            verdicts[names
                .iter()
                .position(|one| *one == verdict)
                .expect("a verdict")] += 1;
            let place = (
                word(row, "trainee"),
                word(row, "case_id"),
                number(row, "level"),
            );
            if let Some(run) = latest
                .0
                .get_mut(&place)
                .filter(|run| run.0 == word(row, "record"))
            {
                let critical = row["critical"] == Field::Bool(true);
                run.2.push((
                    word(row, "block"),
                    verdict,
                    number(row, "of_points"),
                    critical,
                ));
            }
        }
        let sum = |name: &str| results.iter().map(|row| number(row, name)).sum();
        let totals = Totals {
            runs: results.len() as i64,
            passed: results
                .iter()
                .filter(|row| word(row, "result") == "pass")
                .count() as i64,
            points: sum("points"),
            of: sum("of_points"),
            verdicts,
        };
        (totals, latest.retrain())
    }

    fn from_statements(path: &Path) -> (Totals, Retrain) {
        const EXT: &str = "https://streetwise.example/xapi/ext/";
        let text = fs::read_to_string(path).expect("statements");
        let all: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("a statement"))
            .collect();
        let voided: BTreeSet<&str> = all
            .iter()
            .filter(|one| one["verb"]["id"] == "http://adlnet.gov/expapi/verbs/voided")
            .filter_map(|one| one["object"]["id"].as_str())
            .collect();
        let mut totals = Totals::default();
        let mut latest = Latest::default();
        let mut order: BTreeMap<Place, String> = BTreeMap::new();
        let text_of = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let place = |one: &Value| {
            let object = text_of(&one["object"]["id"]);
            let case = object.split("/cases/").nth(1).unwrap_or_default();
            (
                text_of(&one["actor"]["account"]["name"]),
                case.split('/').next().unwrap_or_default().to_owned(),
                one["context"]["extensions"][format!("{EXT}level")]
                    .as_i64()
                    .unwrap_or_default(),
            )
        };
        let live = || {
            all.iter()
                .filter(|one| !voided.contains(one["id"].as_str().unwrap_or_default()))
        };
        for one in live() {
            let verb = text_of(&one["verb"]["id"]);
            let run = text_of(&one["context"]["registration"]);
            if verb.ends_with("/completed") || verb.ends_with("/abandoned") {
                totals.runs += 1;
                totals.points += one["result"]["score"]["raw"].as_i64().unwrap_or(0);
                totals.of += one["result"]["score"]["max"].as_i64().unwrap_or(0);
                let passed = one["result"]["success"] == true;
                totals.passed += i64::from(passed);
                // When it began, not when it ended, tells which run is the latest.
                let began = live()
                    .find(|begun| {
                        text_of(&begun["context"]["registration"]) == run
                            && text_of(&begun["verb"]["id"]).ends_with("/initialized")
                    })
                    .map(|begun| text_of(&begun["timestamp"]))
                    .unwrap_or_default();
                let place = place(one);
                if order.get(&place).is_none_or(|before| *before < began) {
                    order.insert(place.clone(), began);
                    latest.0.insert(place, (run, passed, Vec::new()));
                }
            }
        }
        for one in live().filter(|one| text_of(&one["verb"]["id"]).ends_with("/scored")) {
            let ext = |name: &str| one["result"]["extensions"][format!("{EXT}{name}")].clone();
            let verdict = text_of(&ext("verdict"));
            let names = ["met", "missed", "breached", "review"];
            totals.verdicts[names
                .iter()
                .position(|one| *one == verdict)
                .expect("a verdict")] += 1;
            let run = text_of(&one["context"]["registration"]);
            if let Some(found) = latest.0.get_mut(&place(one)).filter(|found| found.0 == run) {
                let of = one["result"]["score"]["max"].as_i64().unwrap_or(0);
                found
                    .2
                    .push((text_of(&ext("block")), verdict, of, ext("critical") == true));
            }
        }
        (totals, latest.retrain())
    }

    #[test]
    fn every_exchange_tells_who_must_retrain_in_what_and_all_totals_agree() {
        let root = folder("all");
        let right = truth(&MADE);
        let mut made = MADE;
        parquet_files::write(&mut made, None, &root.join("parquet"), &mut |_| {}).expect("written");
        let site = xapi::Site::default();
        let statements = root.join("statements.jsonl");
        xapi::write(&mut made, READER, &site, None, &statements, &mut |_| {}).expect("written");
        assert_eq!(from_parquet(&root.join("parquet")), right, "Parquet");
        assert_eq!(from_statements(&statements), right, "statements");
    }

    #[test]
    fn months_are_folders_and_the_same_results_give_the_same_files() {
        let root = folder("months");
        let mut made = MADE;
        let mut write = |name: &str| {
            let done = parquet_files::write(&mut made, None, &root.join(name), &mut |_| {});
            done.expect("written").files
        };
        let (one, two) = (write("one"), write("two"));
        let inside = |path: &PathBuf| {
            let base = path
                .ancestors()
                .find(|one| one.ends_with("one") || one.ends_with("two"));
            path.strip_prefix(base.expect("the folder"))
                .expect("inside")
                .to_owned()
        };
        assert_eq!(
            one.iter().map(inside).collect::<Vec<_>>(),
            two.iter().map(inside).collect::<Vec<_>>()
        );
        assert!(
            one[0]
                .to_string_lossy()
                .contains("year=2026/month=08/part-0000.parquet")
        );
        for (one, two) in one.iter().zip(&two) {
            assert_eq!(fs::read(one).expect("one"), fs::read(two).expect("two"));
        }
        // Written again, an export is replaced, also when it is named with a slash; a folder with other things in it is left
        // alone.
        for name in ["one", "one/"] {
            let again = write(name);
            assert_eq!(again.len(), one.len());
            assert!(again.iter().all(|file| file.is_file()), "{again:?}");
        }
        let other = root.join("other");
        fs::create_dir_all(&other).expect("folder");
        fs::write(other.join("mine.txt"), "mine").expect("written");
        assert!(parquet_files::write(&mut { MADE }, None, &other, &mut |_| {}).is_err());
        assert!(other.join("mine.txt").is_file());
    }

    /// A real engine that analysts use answers as the truth does. `STREETWISE_PYTHON` names a Python that has it.
    fn finds_the_same(name: &str, script: &str) {
        let root = folder(name);
        parquet_files::write(&mut { MADE }, None, &root.join("parquet"), &mut |_| {})
            .expect("written");
        let python = std::env::var("STREETWISE_PYTHON").expect("STREETWISE_PYTHON names a Python");
        let output = Command::new(python)
            .arg(
                Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("tests/exports")
                    .join(script),
            )
            .arg(root.join("parquet"))
            .output()
            .expect("Python runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
        println!("{told}");
        let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let (totals, retrain) = truth(&MADE);
        let number = |name: &str| found[name].as_i64().expect("a number");
        assert_eq!(
            [
                number("runs"),
                number("passed"),
                number("points"),
                number("of")
            ],
            [totals.runs, totals.passed, totals.points, totals.of]
        );
        let theirs: Retrain = found["retrain"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| {
                let word = |at: usize| row[at].as_str().unwrap_or_default().to_owned();
                (word(0), word(1), row[2].as_i64().expect("a level"), word(3))
            })
            .collect();
        assert_eq!(theirs, retrain);
    }

    #[test]
    #[ignore = "long tier: needs DuckDB; scripts/test-full.sh brings it"]
    fn duckdb_finds_the_same() {
        finds_the_same("duckdb", "duckdb_read.py");
    }

    #[test]
    #[ignore = "long tier: needs Spark and Java; scripts/test-full.sh brings them"]
    fn spark_finds_the_same() {
        finds_the_same("spark", "spark_read.py");
    }
}

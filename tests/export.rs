//! Tables for the personnel office, read back by another library than the one that wrote them.

mod made;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use streetwise::domain::assessment::{
    Assessment, BlockMark, Evidence, EvidenceKind, Item, Verdict,
};
use streetwise::domain::ids::{Bilingual, Language, Permille};
use streetwise::domain::packs::{Block, LawPack, PackText};
use streetwise::export::{
    Done, ExportError, Folder, Found, Names, Order, Reader, Results, TableFormat, Take, write,
};

fn both(text: &str) -> Bilingual {
    Bilingual {
        zh: text.to_owned(),
        en: format!("{text} (en)"),
    }
}

fn item(id: &str, block: Block, verdict: Verdict, of: i32) -> Item {
    Item {
        id: id.to_owned(),
        block,
        text: both(id),
        verdict,
        points: if verdict == Verdict::Met { of } else { 0 },
        of,
        critical: of == 0,
        evidence: vec![Evidence {
            at_ms: 75_000,
            kind: EvidenceKind::Said,
            quote: "=HYPERLINK(\"http://x\")，您好".to_owned(),
            sure: Permille(910),
        }],
        law: vec!["APL-2021-55".to_owned()],
        why: both("why"),
        better: both("-better"),
        kept: 0,
        differs: Vec::new(),
    }
}

fn result(trainee: &str, started_at: &str, procedure: i32) -> Assessment {
    let blocks = Block::ALL
        .into_iter()
        .map(|id| BlockMark {
            id,
            points: if id == Block::Procedure {
                procedure
            } else {
                10
            },
            of: if id == Block::Procedure { 30 } else { 10 },
        })
        .collect::<Vec<_>>();
    let points: i32 = blocks.iter().map(|one| one.points).sum();
    let items = vec![
        item("show_certificate", Block::Procedure, Verdict::Met, 5),
        item("insult", Block::Legality, Verdict::Missed, 0),
    ];
    serde_json::from_value(serde_json::json!({
        "format": 1,
        "scenario": {"id": "street-vendor", "version": "1.0.0", "hash": "ab"},
        "versions": {"rubric": "1.0.0", "law": "2026.11", "conduct": "", "lexicon": "", "bureau": ""},
        "level": 2,
        "party": "xiaozhang",
        "mode": "exam",
        "trainee": trainee,
        "started_at": started_at,
        "duration_ms": 184_999,
        "outcome": "timeout",
        "score": {"points": points, "of": 70, "capped_at": null, "pass": points >= 42, "pending": false},
        "blocks": blocks,
        "items": items,
        "critical": [],
        "review": [],
        "appeals": [],
        "record": format!("00{trainee}{started_at}"),
    }))
    .expect("an assessment")
}

/// A folder of its own for each test, empty at the start.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("export")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("folder");
    path
}

/// Invented marks that lie in a folder, oldest first: what tables make of them is one thing, whether a record bears them out
/// is asked by the program's own reader and by tests/trust.rs.
struct Invented(Vec<Assessment>);

impl Invented {
    fn of(root: &Path) -> Self {
        let mut marks: Vec<Assessment> = fs::read_dir(root.join("results"))
            .into_iter()
            .flatten()
            .map(|one| one.expect("a result").path().join("assessment.json"))
            .filter_map(|path| serde_json::from_str(&fs::read_to_string(path).ok()?).ok())
            .collect();
        marks.sort_by_key(|mark| (mark.started_at.clone(), mark.trainee.clone()));
        Self(marks)
    }
}

impl Results for Invented {
    fn count(&mut self) -> Result<u64, ExportError> {
        Ok(self.0.len() as u64)
    }

    fn each(&mut self, take: Take<'_>) -> Result<(), ExportError> {
        self.0.iter().try_for_each(|mark| {
            take(Ok(Found {
                mark: mark.clone(),
                team: String::new(),
                is_gone: false,
            }))
        })
    }
}

fn keep(root: &Path, run: &str, result: &Assessment) {
    let place = root.join("results").join(run);
    fs::create_dir_all(&place).expect("folder");
    let text = serde_json::to_string(result).expect("text");
    fs::write(place.join("assessment.json"), text).expect("written");
}

fn law() -> LawPack {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/packs/law/law.ron");
    let text = fs::read_to_string(path).expect("law pack");
    LawPack::load(PackText {
        path: "law.ron",
        text: &text,
    })
    .expect("law pack")
}

fn reader(lang: Language, law: Option<&LawPack>) -> Reader<'_> {
    Reader {
        lang,
        law,
        cases: &[],
        names: None,
    }
}

/// Every result of a folder into a file.
fn export(root: &Path, reader: Reader<'_>, format: TableFormat, path: &Path) -> Done {
    let mut results = Invented::of(root);
    write(&mut results, order(reader, format, path), &mut |_| {}).expect("written")
}

fn order<'a>(reader: Reader<'a>, format: TableFormat, path: &'a Path) -> Order<'a> {
    Order {
        reader,
        format,
        path,
        mapping: None,
        month: None,
        rows_max: None,
    }
}

fn sheet(path: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn column(rows: &[Vec<Data>], title: &str) -> usize {
    rows[0]
        .iter()
        .position(|cell| *cell == *title)
        .unwrap_or_else(|| panic!("no column {title} in {:?}", rows[0]))
}

fn csv_rows(path: &Path) -> Vec<Vec<String>> {
    let bytes = fs::read(path).expect("csv");
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"), "byte-order mark");
    let text = String::from_utf8(bytes[3..].to_vec()).expect("UTF-8");
    assert!(text.ends_with("\r\n"));
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(|row| row.expect("row").iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn a_workbook_holds_text_as_text_and_numbers_as_numbers() {
    let root = folder("workbook");
    keep(&root, "b", &result("007", "2026-09-18T10:40:00Z", 30));
    keep(&root, "a", &result("=1+1", "2026-09-19T10:40:00Z", 6));
    let path = root.join("marks.xlsx");
    let law = law();
    let done = export(
        &root,
        reader(Language::Zh, Some(&law)),
        TableFormat::Xlsx,
        &path,
    );
    assert!(done.unreadable.is_empty());

    let runs = sheet(&path, "成绩");
    assert_eq!(runs.len(), 3);
    let cell = |row: usize, title: &str| runs[row][column(&runs, title)].clone();
    assert_eq!(
        cell(1, "学员代号"),
        Data::String("007".to_owned()),
        "an id keeps its zeros"
    );
    assert_eq!(
        cell(2, "学员代号"),
        Data::String("=1+1".to_owned()),
        "no formula"
    );
    assert_eq!(cell(1, "得分"), Data::Float(70.0));
    assert_eq!(cell(1, "用时（秒）"), Data::Float(184.0));
    assert_eq!(cell(1, "得分率（%）"), Data::Float(100.0));
    assert_eq!(cell(1, "程序得分"), Data::Float(30.0));
    assert_eq!(cell(1, "结论"), Data::String("合格".to_owned()));
    assert_eq!(
        cell(1, "法规库版本"),
        Data::String("2026.11".to_owned()),
        "a version is no number"
    );
    assert!(
        matches!(cell(1, "开始时间（北京时间）"), Data::DateTime(_)),
        "a day is a day"
    );

    let items = sheet(&path, "逐项");
    assert_eq!(items.len(), 5, "two items of two runs");
    let cell = |row: usize, title: &str| items[row][column(&items, title)].clone();
    assert_eq!(cell(1, "判定"), Data::String("做到".to_owned()));
    assert_eq!(cell(1, "时间点"), Data::String("1:15".to_owned()));
    assert!(cell(1, "依据").to_string().contains("第五十五条"));
    assert!(
        !items
            .iter()
            .flatten()
            .any(|cell| cell.to_string().contains("APL-")),
        "ids of law are not for readers"
    );

    let lessons = sheet(&path, "按人");
    assert_eq!(lessons.len(), 3);
    let cell = |row: usize, title: &str| lessons[row][column(&lessons, title)].clone();
    let weak = lessons
        .iter()
        .position(|row| row[0] == "=1+1")
        .expect("a row");
    assert_eq!(cell(weak, "程序 %"), Data::Float(20.0));
    assert_eq!(
        cell(weak, "需要重练"),
        Data::String("street-vendor第 2 级：程序（20%）".to_owned())
    );
    assert_eq!(cell(3 - weak, "需要重练"), Data::String("无".to_owned()));
}

#[test]
fn the_same_results_give_the_same_bytes() {
    let root = folder("bytes");
    keep(&root, "one", &result("t1", "2026-09-18T10:40:00Z", 20));
    for format in [TableFormat::Xlsx, TableFormat::Csv] {
        let (one, two) = (root.join("one"), root.join("two"));
        export(&root, reader(Language::En, None), format, &one);
        export(&root, reader(Language::En, None), format, &two);
        assert_eq!(fs::read(one).expect("one"), fs::read(two).expect("two"));
    }
}

#[test]
fn text_files_open_in_a_spreadsheet_and_run_nothing() {
    let root = folder("csv");
    for (number, name) in ["=1", "+1", "-1", "@x", "\tx", "＝1", " =1", "好,\"人\""]
        .into_iter()
        .enumerate()
    {
        keep(
            &root,
            &number.to_string(),
            &result(name, &format!("2026-09-18T10:4{number}:00Z"), 20),
        );
    }
    let path = root.join("marks.csv");
    let law = law();
    let done = export(
        &root,
        reader(Language::Zh, Some(&law)),
        TableFormat::Csv,
        &path,
    );
    assert!(done.unreadable.is_empty());
    let written = done.files;
    assert_eq!(
        written,
        [
            path.clone(),
            root.join("marks-retrain.csv"),
            root.join("marks-people.csv"),
            root.join("marks-criteria.csv"),
            root.join("marks-items.csv"),
        ]
    );
    let runs = csv_rows(&path);
    assert_eq!(runs.len(), 9);
    for row in &runs[1..8] {
        assert!(row[0].starts_with('\''), "{:?}", row[0]);
    }
    assert_eq!(runs[8][0], "好,\"人\"");
    for file in &written {
        for cell in csv_rows(file).iter().flatten() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '＝']),
                "{cell}"
            );
        }
    }
    let items = csv_rows(&written[4]);
    assert!(items[1].iter().any(|cell| cell.starts_with("'=HYPERLINK")));
}

#[test]
fn an_empty_store_gives_empty_valid_files() {
    let root = folder("empty");
    for lang in Language::ALL {
        let path = root.join("marks.xlsx");
        export(&root, reader(lang, None), TableFormat::Xlsx, &path);
        let book: Xlsx<_> = open_workbook(&path).expect("a workbook");
        let names = book.sheet_names().to_owned();
        assert_eq!(names.len(), 6);
        for name in &names[1..] {
            assert_eq!(sheet(&path, name).len(), 1, "headers only");
        }
        let path = root.join("marks.csv");
        for file in export(&root, reader(lang, None), TableFormat::Csv, &path).files {
            assert_eq!(csv_rows(&file).len(), 1);
        }
    }
}

#[test]
fn only_the_latest_run_of_a_case_and_level_decides_what_to_retrain() {
    let root = folder("latest");
    keep(&root, "early", &result("t1", "2026-09-01T10:00:00Z", 3));
    keep(&root, "late", &result("t1", "2026-09-02T10:00:00Z", 27));
    let path = root.join("marks.csv");
    let done = export(&root, reader(Language::En, None), TableFormat::Csv, &path);
    assert!(done.unreadable.is_empty());
    let lessons = csv_rows(&root.join("marks-people.csv"));
    assert_eq!(lessons.len(), 2);
    let cell = |title: &str| {
        let at = lessons[0].iter().position(|one| one == title);
        lessons[1][at.unwrap_or_else(|| panic!("no column {title} in {:?}", lessons[0]))].as_str()
    };
    assert_eq!(
        (cell("Runs"), cell("Runs counted")),
        ("2", "1"),
        "both attempts are told, the latest of the case and level counts"
    );
    assert_eq!(lessons[1].last().map(String::as_str), Some("nothing"));
}

#[test]
fn a_critical_breach_must_be_trained_whatever_the_share() {
    let root = folder("critical");
    let mut bad = result("t1", "2026-09-01T10:00:00Z", 30);
    bad.items[1].verdict = Verdict::Breached;
    bad.critical = vec!["insult".to_owned()];
    keep(&root, "bad", &bad);
    let path = root.join("marks.csv");
    let done = export(&root, reader(Language::En, None), TableFormat::Csv, &path);
    assert!(done.unreadable.is_empty());
    let lessons = csv_rows(&root.join("marks-people.csv"));
    assert_eq!(
        lessons[1].last().map(String::as_str),
        Some("street-vendor, level 2: Legality (critical breach)")
    );
}

#[test]
fn strong_runs_of_other_cases_do_not_hide_a_weak_one() {
    let root = folder("weak");
    let mut other = result("t1", "2026-09-03T10:00:00Z", 30);
    other.scenario.id = "sidewalk-parking".to_owned();
    keep(&root, "strong", &other);
    keep(&root, "weak", &result("t1", "2026-09-02T10:00:00Z", 15));
    let path = root.join("marks.csv");
    let done = export(&root, reader(Language::En, None), TableFormat::Csv, &path);
    assert!(done.unreadable.is_empty());
    let lessons = csv_rows(&root.join("marks-people.csv"));
    assert_eq!(lessons[1][6], "75", "both runs together");
    assert_eq!(
        lessons[1].last().map(String::as_str),
        Some("street-vendor, level 2: Procedure (50 %)")
    );
}

#[test]
fn a_bad_result_is_named_and_does_not_hide_the_others() {
    let root = folder("bad");
    let good = made::Made {
        trainee: "t1",
        started_at: "2026-09-01T10:00:00Z",
        run: 0,
        exam: None,
    };
    made::put(&root, "good", &good);
    for (name, text) in [
        ("broken", "{"),
        ("future", "{\"format\":2}"),
        ("none", "{}"),
    ] {
        let place = root.join("results").join(name);
        fs::create_dir_all(&place).expect("folder");
        fs::write(place.join("assessment.json"), text).expect("written");
    }
    let path = root.join("marks.csv");
    let mut results = Folder::open(&root).expect("results");
    let order = order(reader(Language::Zh, None), TableFormat::Csv, &path);
    let done = write(&mut results, order, &mut |_| {}).expect("written");
    assert_eq!((done.runs, done.unreadable.len()), (1, 3));
    assert!(
        done.unreadable
            .iter()
            .any(|error| matches!(error, ExportError::Format { format, .. } if format == "2"))
    );
    assert!(matches!(
        Folder::open(&root.join("nowhere")),
        Err(ExportError::NoFolder(_))
    ));
    let one = root.join("results/good/assessment.json");
    let mut one = Folder::open(&one).expect("one file");
    assert_eq!(one.count().expect("a count"), 1);
}

#[test]
fn rows_beyond_what_a_sheet_takes_go_into_a_further_sheet() {
    let root = folder("rows");
    for number in 0..5 {
        let at = format!("2026-09-0{}T10:00:00Z", number + 1);
        keep(&root, &number.to_string(), &result("t1", &at, 30));
    }
    let path = root.join("marks.xlsx");
    let mut results = Invented::of(&root);
    let order = Order {
        rows_max: Some(3),
        ..order(reader(Language::Zh, None), TableFormat::Xlsx, &path)
    };
    write(&mut results, order, &mut |_| {}).expect("written");
    let count = |name: &str| sheet(&path, name).len() - 1;
    assert_eq!(count("成绩") + count("成绩 2") + count("成绩 3"), 5);
    assert_eq!(count("成绩"), 2);
}

#[test]
fn a_month_is_one_in_beijing_time() {
    let root = folder("month");
    keep(&root, "a", &result("t1", "2026-08-31T16:00:00Z", 30));
    keep(&root, "b", &result("t2", "2026-08-31T15:59:59Z", 30));
    let path = root.join("marks.csv");
    let mut results = Invented::of(&root);
    let order = Order {
        month: Some("2026-09"),
        ..order(reader(Language::Zh, None), TableFormat::Csv, &path)
    };
    assert_eq!(
        write(&mut results, order, &mut |_| {})
            .expect("written")
            .runs,
        1
    );
    assert_eq!(csv_rows(&path)[1][0], "t1");
}

/// A bureau's own template: its headers in its order, its words, a fixed column, a day, a number as text.
const MAPPING: &str = r#"(
    format: 1,
    sheets: [
        (name: "培训成绩", of: results, columns: [
            (header: "单位", fixed: "城市管理行政执法支队"),
            (header: "工号", field: "trainee"),
            (header: "培训日期", field: "started", kind: day),
            (header: "成绩", field: "points"),
            (header: "成绩（文本）", field: "points", kind: text),
            (header: "是否合格", field: "result", words: {"pass": "是", "fail": "否", "pending": "待定"}),
        ]),
        (name: "补训名单", of: retrain, columns: [
            (header: "工号", field: "trainee"),
            (header: "补训内容", field: "block"),
        ]),
    ],
)"#;

fn mapped(root: &Path, mapping: &str) -> Result<Done, ExportError> {
    let path = root.join("own.xlsx");
    let mut results = Invented::of(root);
    let order = Order {
        mapping: Some((Path::new("own.ron"), mapping)),
        ..order(reader(Language::Zh, None), TableFormat::Xlsx, &path)
    };
    write(&mut results, order, &mut |_| {})
}

#[test]
fn a_mapping_file_gives_the_bureaus_own_columns() {
    let root = folder("mapping");
    keep(&root, "a", &result("007", "2026-09-18T17:40:00Z", 30));
    keep(&root, "b", &result("008", "2026-09-19T10:40:00Z", 6));
    mapped(&root, MAPPING).expect("written");
    let rows = sheet(&root.join("own.xlsx"), "培训成绩");
    let titles: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(
        titles,
        [
            "单位",
            "工号",
            "培训日期",
            "成绩",
            "成绩（文本）",
            "是否合格"
        ]
    );
    assert_eq!(rows[1][1], Data::String("007".to_owned()));
    let Data::DateTime(day) = &rows[1][2] else {
        panic!("a day is a day: {:?}", rows[1][2]);
    };
    let (year, month, date, ..) = day.to_ymd_hms_milli();
    assert_eq!((year, month, date), (2026, 9, 19), "Beijing is a day ahead");
    assert_eq!(rows[1][3], Data::Float(70.0));
    assert_eq!(rows[1][4], Data::String("70".to_owned()));
    assert_eq!(rows[1][5], Data::String("是".to_owned()));
    assert_eq!(sheet(&root.join("own.xlsx"), "补训名单").len(), 2);
}

#[test]
fn a_mistake_in_a_mapping_file_is_told_at_its_place() {
    let root = folder("mapping-wrong");
    for (right, wrong, what, line) in [
        ("\"points\"),", "\"pionts\"),", "fail-mapping-field", 8),
        ("kind: day", "kind: number", "fail-mapping-kind", 7),
        ("\"pending\":", "\"pennding\":", "fail-mapping-code", 10),
        (
            "fixed: \"城市管理行政执法支队\"",
            "",
            "fail-mapping-source",
            5,
        ),
        ("\"培训日期\"", "\"工号\"", "fail-mapping-twice", 7),
        ("\"补训名单\"", "\"a/b\"", "fail-mapping-sheet", 12),
        ("format: 1", "format: 9", "fail-mapping-format", 2),
        (
            "field: \"trainee\"),\n            (header: \"补",
            "field: \"name\"),\n            (header: \"补",
            "fail-mapping-private",
            13,
        ),
    ] {
        assert_eq!(MAPPING.matches(right).count(), 1, "{right}");
        match mapped(&root, &MAPPING.replacen(right, wrong, 1)) {
            Err(ExportError::Mapping(error)) => {
                assert_eq!((error.what, error.span.line), (what, line));
            }
            other => panic!("{what}: {other:?}"),
        }
    }
    // What is no RON at all is found by the same reader that reads cases.
    let torn = MAPPING.replacen("sheets: [", "sheets: （", 1);
    match mapped(&root, &torn) {
        Err(ExportError::MappingSyntax(found)) => assert_eq!(found.span.line, 3),
        other => panic!("{other:?}"),
    }
    assert!(!root.join("own.xlsx").exists(), "nothing half written");
}

#[test]
fn a_disk_that_says_no_leaves_nothing_behind() {
    let root = folder("full");
    keep(&root, "a", &result("t1", "2026-09-01T10:00:00Z", 30));
    let blocked = root.join("marks.csv");
    fs::create_dir_all(blocked.with_file_name("marks-items.csv")).expect("a folder in the way");
    let mut results = Invented::of(&root);
    let order = order(reader(Language::Zh, None), TableFormat::Csv, &blocked);
    assert!(write(&mut results, order, &mut |_| {}).is_err());
    let left: Vec<String> = fs::read_dir(&root)
        .expect("a folder")
        .map(|one| {
            one.expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .filter(|name| {
            name.ends_with(".part") || name.ends_with(".csv") && name != "marks-items.csv"
        })
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_document_lists_every_field_of_every_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/exports.md");
    let text = fs::read_to_string(path).expect("docs/exports.md");
    for of in streetwise::export::Of::ALL {
        let row = text
            .lines()
            .find(|line| line.starts_with(&format!("| `{}` |", of.name())))
            .unwrap_or_else(|| panic!("no row for {}", of.name()));
        let words: Vec<&str> = row
            .split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_')
            .collect();
        for field in of.fields() {
            assert!(words.contains(&field.name), "{}: {}", of.name(), field.name);
        }
    }
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/mapping.example.ron");
    let example = fs::read_to_string(example).expect("the example");
    let root = folder("example");
    keep(&root, "a", &result("007", "2026-09-18T17:40:00Z", 30));
    mapped(&root, &example).expect("the example works");
}

/// Row numbers of every worksheet of a workbook, as they stand in the file.
fn rows_in_file(path: &Path) -> Vec<(String, Vec<u32>)> {
    let file = fs::File::open(path).expect("a workbook");
    let mut archive = zip::ZipArchive::new(file).expect("a container");
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    let mut found = Vec::new();
    for name in names {
        if !name.starts_with("xl/worksheets/sheet") {
            continue;
        }
        let mut text = String::new();
        let mut entry = archive.by_name(&name).expect("a sheet");
        entry.read_to_string(&mut text).expect("text");
        let rows = text
            .split("<row r=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default())
            .map(|number| number.parse().expect("a number"))
            .collect();
        found.push((name, rows));
    }
    found
}

/// Excel calls a workbook damaged in which a row stands twice; other readers do not say so.
#[test]
fn every_row_stands_in_the_file_once_and_in_order() {
    for runs in [0, 1, 3] {
        let root = folder(&format!("rows-in-file-{runs}"));
        for number in 0..runs {
            let at = format!("2026-09-0{}T10:00:00Z", number + 1);
            let mut mark = result("t1", &at, 3);
            for item in &mut mark.items {
                // Long enough for rows of several lines, the last one of a sheet among them.
                item.text = both(&"请先出示执法证，再说明来意。".repeat(9));
                item.verdict = Verdict::Missed;
                item.points = 0;
            }
            keep(&root, &number.to_string(), &mark);
        }
        for rows_max in [None, Some(3)] {
            let path = root.join("marks.xlsx");
            let mut results = Invented::of(&root);
            let order = Order {
                rows_max,
                ..order(reader(Language::Zh, None), TableFormat::Xlsx, &path)
            };
            write(&mut results, order, &mut |_| {}).expect("written");
            let sheets = rows_in_file(&path);
            assert!(sheets.len() >= 6, "{sheets:?}");
            for (name, rows) in sheets {
                let is_rising = rows.windows(2).all(|two| two[0] < two[1]);
                assert!(is_rising, "{runs} runs, {rows_max:?}, {name}: {rows:?}");
            }
            assert_eq!(
                sheet(&path, "逐项").len() - 1,
                if rows_max.is_none() {
                    runs * 2
                } else {
                    runs.min(1) * 2
                }
            );
        }
    }
}

/// What must be trained again is the last column of its table, and the reason why anybody prints it.
#[test]
fn all_columns_but_the_seal_go_on_paper() {
    let root = folder("paper");
    keep(&root, "one", &result("t1", "2026-09-18T10:40:00Z", 3));
    let path = root.join("marks.xlsx");
    export(&root, reader(Language::Zh, None), TableFormat::Xlsx, &path);
    let file = fs::File::open(&path).expect("a workbook");
    let mut archive = zip::ZipArchive::new(file).expect("a container");
    let mut book = String::new();
    let mut entry = archive.by_name("xl/workbook.xml").expect("a workbook");
    entry.read_to_string(&mut book).expect("text");
    let area = |name: &str| {
        let begins = book.split("_xlnm.Print_Area").skip(1);
        let all: Vec<&str> = begins.filter_map(|rest| rest.split('<').next()).collect();
        all.into_iter()
            .find(|text| text.contains(name))
            .map(str::to_owned)
    };
    // Tables whose last column is the seal stop before it; the others have no bounds.
    assert!(area("成绩").is_some() && area("逐项").is_some(), "{book}");
    for name in ["谁练什么", "按人", "按项"] {
        assert_eq!(area(name), None, "{name}");
    }
}

struct Everybody;

impl Names for Everybody {
    fn identity(&self, _: &str) -> Option<(String, String)> {
        Some(("韦丽".to_owned(), "000124".to_owned()))
    }
}

/// Whoever names themselves, as the rules ask, must not stand beside their pseudonym.
#[test]
fn who_speaks_is_not_told_in_a_table_by_pseudonym() {
    let root = folder("spoken");
    let mut mark = result("p-7gb34", "2026-09-18T10:40:00Z", 20);
    mark.items[0].evidence[0].quote =
        "您好，我是城管队员韦丽，执法证号450204123，这是我的执法证。".to_owned();
    keep(&root, "one", &mark);
    let path = root.join("marks.csv");
    let texts = |names: Option<&dyn Names>| {
        let reader = Reader {
            names,
            ..reader(Language::Zh, None)
        };
        export(&root, reader, TableFormat::Csv, &path);
        let mut all = String::new();
        for entry in fs::read_dir(&root).expect("a folder").flatten() {
            if entry.path().extension().is_some_and(|one| one == "csv") {
                all.push_str(&fs::read_to_string(entry.path()).expect("text"));
            }
        }
        all
    };
    let told = texts(None);
    assert!(told.contains("p-7gb34") && told.contains("这是我的执法证"));
    assert!(
        !told.contains("韦丽") && !told.contains("450204123"),
        "{told}"
    );
    // Whoever may know the name may read it in the words, too.
    assert!(texts(Some(&Everybody)).contains("我是城管队员韦丽，执法证号450204123"));
    // What is exchanged with other programs holds no words at all.
    #[cfg(feature = "papers")]
    {
        use streetwise::export::{parquet_files, xapi};
        let mut results = Invented::of(&root);
        let out = root.join("parquet");
        parquet_files::write(&mut results, None, &out, &mut |_| {}).expect("written");
        let statements = root.join("statements.jsonl");
        let (site, reader) = (xapi::Site::default(), reader(Language::Zh, None));
        xapi::write(&mut results, reader, &site, None, &statements, &mut |_| {}).expect("written");
        let text = fs::read_to_string(statements).expect("text");
        assert!(text.contains("p-7gb34") && !text.contains("韦丽") && !text.contains("450204123"));
    }
}

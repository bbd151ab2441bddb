//! Tables for the personnel office, read back by another library than the one that wrote them.

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::assessment::{
    Assessment, BlockMark, Evidence, EvidenceKind, Item, Verdict,
};
use streetwise::domain::ids::{Bilingual, Language, Permille};
use streetwise::domain::packs::{Block, LawPack, PackText};
use streetwise::export::{ExportError, Reader, TableFormat, collect, write};

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
    }
}

fn sheet(path: &Path, number: usize) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let names = book.sheet_names().to_owned();
    let range = book.worksheet_range(&names[number]).expect("a sheet");
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
    let found = collect(&root).expect("results");
    assert!(found.unreadable.is_empty());
    let path = root.join("marks.xlsx");
    let law = law();
    write(
        &found.results,
        reader(Language::Zh, Some(&law)),
        TableFormat::Xlsx,
        &path,
    )
    .expect("written");

    let runs = sheet(&path, 0);
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

    let items = sheet(&path, 1);
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

    let lessons = sheet(&path, 2);
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
    let results = [result("t1", "2026-09-18T10:40:00Z", 20)];
    for format in [TableFormat::Xlsx, TableFormat::Csv] {
        let (one, two) = (root.join("one"), root.join("two"));
        write(&results, reader(Language::En, None), format, &one).expect("written");
        write(&results, reader(Language::En, None), format, &two).expect("written");
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
    let found = collect(&root).expect("results");
    let path = root.join("marks.csv");
    let law = law();
    let written = write(
        &found.results,
        reader(Language::Zh, Some(&law)),
        TableFormat::Csv,
        &path,
    )
    .expect("written");
    assert_eq!(
        written,
        [
            path.clone(),
            root.join("marks-items.csv"),
            root.join("marks-retrain.csv")
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
    let items = csv_rows(&written[1]);
    assert!(items[1].iter().any(|cell| cell.starts_with("'=HYPERLINK")));
}

#[test]
fn an_empty_store_gives_empty_valid_files() {
    let root = folder("empty");
    let found = collect(&root).expect("an empty folder is no mistake");
    assert!(found.results.is_empty());
    for lang in Language::ALL {
        let path = root.join("marks.xlsx");
        write(&found.results, reader(lang, None), TableFormat::Xlsx, &path).expect("written");
        for number in 0..3 {
            assert_eq!(sheet(&path, number).len(), 1, "headers only");
        }
        let path = root.join("marks.csv");
        for file in
            write(&found.results, reader(lang, None), TableFormat::Csv, &path).expect("written")
        {
            assert_eq!(csv_rows(&file).len(), 1);
        }
    }
}

#[test]
fn only_the_latest_run_of_a_case_and_level_decides_what_to_retrain() {
    let root = folder("latest");
    keep(&root, "early", &result("t1", "2026-09-01T10:00:00Z", 3));
    keep(&root, "late", &result("t1", "2026-09-02T10:00:00Z", 27));
    let found = collect(&root).expect("results");
    let path = root.join("marks.csv");
    write(
        &found.results,
        reader(Language::En, None),
        TableFormat::Csv,
        &path,
    )
    .expect("written");
    let lessons = csv_rows(&root.join("marks-retrain.csv"));
    assert_eq!(lessons.len(), 2);
    assert_eq!(lessons[1][1], "1");
    assert_eq!(lessons[1].last().map(String::as_str), Some("nothing"));
}

#[test]
fn a_critical_breach_must_be_trained_whatever_the_share() {
    let root = folder("critical");
    let mut bad = result("t1", "2026-09-01T10:00:00Z", 30);
    bad.items[1].verdict = Verdict::Breached;
    bad.critical = vec!["insult".to_owned()];
    keep(&root, "bad", &bad);
    let found = collect(&root).expect("results");
    let path = root.join("marks.csv");
    write(
        &found.results,
        reader(Language::En, None),
        TableFormat::Csv,
        &path,
    )
    .expect("written");
    let lessons = csv_rows(&root.join("marks-retrain.csv"));
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
    let found = collect(&root).expect("results");
    let path = root.join("marks.csv");
    write(
        &found.results,
        reader(Language::En, None),
        TableFormat::Csv,
        &path,
    )
    .expect("written");
    let lessons = csv_rows(&root.join("marks-retrain.csv"));
    assert_eq!(lessons[1][4], "75", "both runs together");
    assert_eq!(
        lessons[1].last().map(String::as_str),
        Some("street-vendor, level 2: Procedure (50 %)")
    );
}

#[test]
fn a_bad_result_is_named_and_does_not_hide_the_others() {
    let root = folder("bad");
    keep(&root, "good", &result("t1", "2026-09-01T10:00:00Z", 30));
    for (name, text) in [
        ("broken", "{"),
        ("future", "{\"format\":2}"),
        ("none", "{}"),
    ] {
        let place = root.join("results").join(name);
        fs::create_dir_all(&place).expect("folder");
        fs::write(place.join("assessment.json"), text).expect("written");
    }
    let found = collect(&root).expect("results");
    assert_eq!(found.results.len(), 1);
    assert_eq!(found.unreadable.len(), 3);
    assert!(
        found
            .unreadable
            .iter()
            .any(|error| matches!(error, ExportError::Format { format, .. } if format == "2"))
    );
    assert!(matches!(
        collect(&root.join("nowhere")),
        Err(ExportError::NoFolder(_))
    ));
    let one = root.join("results/good/assessment.json");
    assert_eq!(collect(&one).expect("one file").results.len(), 1);
}

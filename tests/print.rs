//! Printed pages: the report and the certificate as PDF, in both languages, the same bytes every time; templates with
//! mistakes are told at their place; letters that no font has are told before anything is printed.

mod made;

use assert_cmd::Command;
use made::Made;
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::record::Exam;
use streetwise::print::{Press, PrintError};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("print")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("folder");
    path
}

/// Runs the program; its exit code and what it said.
fn run(args: &[&str]) -> (i32, String) {
    let output = Command::cargo_bin("streetwise")
        .expect("the program is built")
        .env("STREETWISE_HOME", home())
        .args(args)
        .output()
        .expect("the program runs");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(said).expect("UTF-8"),
    )
}

fn is_archival(bytes: &[u8]) -> bool {
    let has = |wanted: &[u8]| bytes.windows(wanted.len()).any(|part| part == wanted);
    bytes.starts_with(b"%PDF-1.") && has(b"pdfaid:part") && has(b"Streetwise")
}

/// Plays a walk-through of a shipped case; gives the result folder.
fn played(root: &Path, walkthrough: &str) -> PathBuf {
    let out = root.join(walkthrough);
    let file = home()
        .join("scenarios/street-vendor/walkthroughs")
        .join(format!("{walkthrough}.ron"));
    let (code, said) = run(&[
        "run",
        "street-vendor",
        "--walkthrough",
        file.to_str().expect("UTF-8"),
        "--out",
        out.to_str().expect("UTF-8"),
    ]);
    assert_eq!(code, 0, "{said}");
    out
}

/// A pass of somebody's; gives the result folder.
fn passed(root: &Path) -> PathBuf {
    somebodys(root, "pass", true)
}

/// Somebody's exam that is a pass, or none.
fn somebodys(root: &Path, name: &str, is_pass: bool) -> PathBuf {
    let made = |run| Made {
        trainee: "cz-1",
        started_at: "2026-11-05T01:00:00Z",
        run,
        exam: Some(Exam {
            assignment: "autumn".to_owned(),
            sealed: false,
        }),
    };
    let run = (0..made::kinds())
        .find(|run| {
            let score = made::texts(&made(*run)).1.score;
            score.pass == is_pass && !score.pending
        })
        .expect("a run of that kind");
    made::put(root, name, &made(run)).0
}

#[test]
fn a_certificate_is_for_somebody_and_names_stand_where_they_are_asked_for() {
    let root = folder("whose");
    let out = root.join("hang.pdf");
    let out = out.to_str().expect("UTF-8");
    // A rehearsal is nobody's, in whatever name.
    let nobodys = played(&root, "ideal-1");
    let nobodys = nobodys.to_str().expect("UTF-8");
    let (code, said) = run(&[
        "--lang",
        "zh",
        "certificate",
        nobodys,
        "--out",
        out,
        "--name",
        "韦明",
    ]);
    assert!(code == 1 && said.contains("试演"), "{code}: {said}");
    assert!(!Path::new(out).exists());
    // A name does not come to lie beside the record by itself; by pseudonym the page may.
    let result = passed(&root);
    let name = result.to_str().expect("UTF-8");
    let (code, said) = run(&["certificate", name, "--name", "韦明"]);
    assert_eq!(code, 2, "{said}");
    assert!(!result.join("certificate.pdf").exists());
    let (code, said) = run(&["certificate", name]);
    assert_eq!(code, 0, "{said}");
    assert!(is_archival(
        &fs::read(result.join("certificate.pdf")).expect("a page")
    ));
    // A mark that the record does not give is no pass.
    let path = result.join("assessment.json");
    let text = fs::read_to_string(&path).expect("a mark");
    fs::write(&path, text.replacen("\"points\": ", "\"points\": 1", 1)).expect("written");
    assert_eq!(run(&["certificate", name, "--out", out]).0, 1);
    assert!(!Path::new(out).exists());
}

#[test]
fn a_pass_gets_a_report_and_a_certificate_in_both_languages() {
    let root = folder("pass");
    let result = passed(&root);
    let result = result.to_str().expect("UTF-8");
    for lang in ["zh", "en"] {
        let [one, two, hang] =
            ["one", "two", "hang"].map(|name| root.join(format!("{name}-{lang}.pdf")));
        for path in [&one, &two] {
            let path = path.to_str().expect("UTF-8");
            let (code, said) = run(&["report", result, "--pdf", path, "--lang", lang]);
            assert_eq!(code, 0, "{said}");
        }
        let bytes = fs::read(&one).expect("a report");
        assert!(is_archival(&bytes) && bytes.len() > 20_000);
        assert!(
            bytes.len() < 600_000,
            "fonts are cut to what is used: {}",
            bytes.len()
        );
        assert_eq!(bytes, fs::read(two).expect("the same report"));
        let path = hang.to_str().expect("UTF-8");
        let named = [
            "certificate",
            result,
            "--out",
            path,
            "--name",
            "韦明",
            "--lang",
            lang,
        ];
        let (code, said) = run(&named);
        assert_eq!(code, 0, "{said}");
        assert!(is_archival(&fs::read(hang).expect("a certificate")));
    }
}

#[test]
fn every_form_prints_empty_and_filled_in_both_languages() {
    let root = folder("papers");
    let result = root.join("gas");
    let file = home().join("scenarios/gas-den/walkthroughs/ideal-3.ron");
    let (code, said) = run(&[
        "run",
        "gas-den",
        "--walkthrough",
        file.to_str().expect("UTF-8"),
        "--out",
        result.to_str().expect("UTF-8"),
    ]);
    assert_eq!(code, 0, "{said}");
    for lang in ["zh", "en"] {
        for (name, record, at_least) in [
            ("blank", None, 11),
            ("filled", Some(result.to_str().expect("UTF-8")), 7),
        ] {
            let pages = ["one", "two"].map(|copy| {
                let out = root.join(format!("{name}-{lang}-{copy}"));
                let path = out.to_str().expect("UTF-8").to_owned();
                let mut args = vec!["papers"];
                args.extend(record);
                args.extend(["--pdf", &path, "--lang", lang]);
                let (code, said) = run(&args);
                assert_eq!(code, 0, "{said}");
                let mut files: Vec<PathBuf> = fs::read_dir(&out)
                    .expect("a folder")
                    .map(|one| one.expect("a file").path())
                    .collect();
                files.sort();
                files
                    .iter()
                    .map(|file| fs::read(file).expect("a page"))
                    .collect::<Vec<_>>()
            });
            assert!(pages[0].len() >= at_least, "{name} {lang}");
            assert_eq!(pages[0], pages[1], "the same pages");
            for page in &pages[0] {
                assert!(is_archival(page) && page.len() < 400_000);
            }
        }
    }
}

#[test]
fn what_is_no_pass_gets_a_report_but_no_certificate() {
    let root = folder("fail");
    let result = played(&root, "critical-insult");
    let result = result.to_str().expect("UTF-8");
    let pdf = root.join("report.pdf");
    let path = pdf.to_str().expect("UTF-8");
    let (code, said) = run(&["report", result, "--pdf", path, "--lang", "zh"]);
    assert_eq!(code, 0, "{said}");
    assert!(is_archival(&fs::read(&pdf).expect("a report")));
    // Somebody's own run that is no pass gets none either, and is told why.
    let failed = somebodys(&root, "failed", false);
    let failed = failed.to_str().expect("UTF-8");
    let hang = root.join("certificate.pdf");
    let path = hang.to_str().expect("UTF-8");
    for (of, why) in [(result, "试演"), (failed, "没有合格")] {
        let (code, said) = run(&["certificate", of, "--out", path, "--lang", "zh"]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains(why), "{said}");
        assert!(!hang.exists());
    }
}

/// The words of a document by a reader of its own, where the machine has one.
fn words_of(path: &Path) -> Option<String> {
    let output = std::process::Command::new("pdftotext")
        .args(["-layout"])
        .arg(path)
        .arg("-")
        .output()
        .ok()?;
    assert!(output.status.success(), "pdftotext reads it");
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn the_months_results_are_one_document_by_pseudonym() {
    let root = folder("month");
    let data = root.join("data");
    let export = |out: &str, lang: &str, more: &[&str]| {
        let path = root.join(out);
        let data = data.to_str().expect("UTF-8");
        let mut args = vec!["--data", data, "--lang", lang, "export", "--format", "pdf"];
        args.extend(["--out", path.to_str().expect("UTF-8")]);
        args.extend(more);
        let (code, said) = run(&args);
        (path, code, said)
    };
    let (empty, code, said) = export("empty.pdf", "zh", &[]);
    assert_eq!(code, 0, "{said}");
    assert!(is_archival(&fs::read(&empty).expect("a document")));
    for run in 0..made::kinds() {
        let trainee = ["cz-1", "cz-2", "cz-3"][run % 3];
        let started_at = ["2026-10-05T01:00:00Z", "2026-11-05T01:00:00Z"][run % 2];
        let made = Made {
            trainee,
            started_at,
            run,
            exam: None,
        };
        made::put(&data, &format!("r-{run:02}"), &made);
    }
    for lang in ["zh", "en"] {
        let (one, code, said) = export(&format!("{lang}-one.pdf"), lang, &[]);
        assert_eq!(code, 0, "{said}");
        let (two, ..) = export(&format!("{lang}-two.pdf"), lang, &[]);
        let bytes = fs::read(&one).expect("a document");
        assert!(is_archival(&bytes) && bytes.len() < 600_000);
        assert_eq!(bytes, fs::read(&two).expect("the same"));
        if let Some(words) = words_of(&one) {
            let title = ["谁练什么", "Who retrains what"][usize::from(lang == "en")];
            assert!(words.contains("cz-1") && words.contains(title), "{words}");
        }
    }
    let (month, code, said) = export("month.pdf", "zh", &["--month", "2026-11"]);
    assert_eq!(code, 0, "{said}");
    if let Some(words) = words_of(&month) {
        let one_line: String = words.split_whitespace().collect();
        assert!(one_line.contains("2026年11月"), "{words}");
        assert!(!words.contains("2026-10"), "{words}");
    }
    // A mapping file is for tables that another system reads.
    assert_eq!(export("no.pdf", "zh", &["--mapping", "x.ron"]).1, 2);
}

#[test]
fn a_letter_without_a_shape_is_told_before_printing() {
    let press = Press::open(home()).expect("a press");
    match press.print(
        "certificate",
        &serde_json::json!({ "name": "王\u{20C34}好" }),
    ) {
        Err(PrintError::Letters(letters)) => assert!(letters.contains("U+20C34"), "{letters}"),
        other => panic!("{:?}", other.map(|bytes| bytes.len())),
    }
}

/// A home of its own with the fonts and one template.
fn own_home(name: &str, template: &str) -> PathBuf {
    let root = folder(name);
    let fonts = root.join("assets/fonts");
    fs::create_dir_all(&fonts).expect("folder");
    let font = "assets/fonts/NotoSansCJKsc-Regular.otf";
    fs::copy(home().join(font), root.join(font)).expect("a font");
    fs::create_dir_all(root.join("assets/print")).expect("folder");
    fs::write(root.join("assets/print/own.typ"), template).expect("a template");
    root
}

#[test]
fn a_bureaus_own_template_prints_its_data() {
    let root = own_home(
        "own",
        "#let d = json(\"/data.json\")\n= #d.title\n#d.text\n",
    );
    let press = Press::open(&root).expect("a press");
    let data = serde_json::json!({ "title": "行政处罚决定书", "text": "现场笔录" });
    let bytes = press.print("own", &data).expect("a page");
    assert!(is_archival(&bytes));
    assert_eq!(bytes, press.print("own", &data).expect("the same page"));
}

#[test]
fn a_mistake_in_a_template_is_told_at_its_place() {
    for (template, line) in [
        ("一\n二\n#nobody\n", 3),
        ("#let a = (1,\n", 1),
        ("#import \"@preview/cetz:0.3.0\": *\n", 1),
        ("\n#read(\"../../../../etc/passwd\")\n", 2),
    ] {
        let root = own_home("wrong", template);
        let press = Press::open(&root).expect("a press");
        match press.print("own", &serde_json::json!({})) {
            Err(PrintError::Template { path, line: at, .. }) => {
                assert!(path.ends_with("own.typ"), "{}", path.display());
                assert_eq!(at, line, "{template}");
            }
            other => panic!("{template}: {:?}", other.map(|bytes| bytes.len())),
        }
    }
    let press = Press::open(&own_home("none", "")).expect("a press");
    assert!(matches!(
        press.print("nobody", &serde_json::json!({})),
        Err(PrintError::File(_))
    ));
    assert!(matches!(
        Press::open(&folder("bare")),
        Err(PrintError::NoFonts(_))
    ));
}

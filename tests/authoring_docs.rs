//! Can an author trust what is written for him? Every example of `scenarios/README.md` is put into a case made by `new`,
//! checked and played; the table of acts is complete; `scenarios/SCHEMA.md` is what the program says
//! (`STREETWISE_UPDATE=1` writes it anew).

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use streetwise::content::{Content, DEFAULT_BUREAU};
use streetwise::domain::act::Act;
use streetwise::domain::rehearsal::{Stage, promises};
use streetwise::domain::scenario::load::load;
use streetwise::files::read_case;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

const ANSWERS: &str = "夜市烧烤\nNight barbecue\n柳石路公交站旁\nBeside the bus stop on Liushi Road\n\
    烧烤架摆到了人行道上\nA grill stands on the pavement\n莫老板\nBoss Mo\n店租涨了，靠夜里多卖几串\nthe rent went up and the nights have to pay for it\n";

fn program() -> Command {
    let mut command = Command::cargo_bin("streetwise").expect("the program is built");
    command.env("STREETWISE_HOME", home());
    command
}

/// A case from the template in a folder of its own.
fn made(parent: &Path) -> std::path::PathBuf {
    let answers = parent.join("answers.txt");
    fs::write(&answers, ANSWERS).unwrap();
    program()
        .args(["new", "night-market", "--lang", "zh", "--in"])
        .arg(parent)
        .arg("--answers")
        .arg(&answers)
        .assert()
        .success();
    parent.join("night-market")
}

/// Everything the program finds in a case, walk-throughs played; one line each.
fn findings(folder: &Path) -> Vec<String> {
    let content = Content::load(home(), DEFAULT_BUREAU).expect("the packs are sound");
    let understanding = content
        .understanding(home())
        .expect("understanding is there");
    let texts = read_case(folder).unwrap();
    let loaded = load(&texts, &content.context);
    let mut found = loaded.found;
    if let Some(case) = &loaded.case {
        let versions = content.versions_for(&case.version);
        let understand = |text: &str| understanding.read(text, None, Some(case.date));
        let stage = Stage {
            case,
            rules: &content.rules,
            understand: &understand,
            versions: &versions,
        };
        found.extend(promises(stage, &texts, &loaded.walkthroughs));
    }
    found
        .iter()
        .map(|one| {
            format!(
                "{} {}:{}:{} {:?}",
                one.code, one.file, one.span.line, one.span.column, one.args
            )
        })
        .collect()
}

#[test]
fn a_new_case_checks_clean_and_plays() {
    let folder = tempfile::tempdir().unwrap();
    let case = made(folder.path());
    assert_eq!(findings(&case), Vec::<String>::new());
    let text = fs::read_to_string(case.join("scenario.ron")).unwrap();
    assert!(!text.contains('@'), "a mark of the template was left");
    assert!(text.contains("夜市烧烤") && text.contains("Beside the bus stop"));
}

#[test]
fn ron_answers_and_awkward_words_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let answers = folder.path().join("answers.ron");
    fs::write(
        &answers,
        "(title: (zh: \"“大”案 {x} \\\"y\\\"\", en: \"A \\\\ case\"), place: (zh: \"桥头\", en: \"Bridge\"),\n problem: (zh: \"占道。\", en: \"Blocked.\"), party: (zh: \"阿妹\", en: \"A Mei\"), motive: (zh: \"要养家\", en: \"a family\"))",
    )
    .unwrap();
    program()
        .args(["new", "awkward", "--in"])
        .arg(folder.path())
        .arg("--answers")
        .arg(&answers)
        .assert()
        .success();
    assert_eq!(
        findings(&folder.path().join("awkward")),
        Vec::<String>::new()
    );
}

/// Blocks of code of a language, with the line each begins at.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, line) in text.lines().enumerate() {
        match &mut open {
            None if line == format!("```{language}") => open = Some((at + 2, String::new())),
            Some(_) if line == "```" => found.extend(open.take()),
            Some((_, block)) => {
                block.push_str(line);
                block.push('\n');
            }
            None => {}
        }
    }
    found
}

#[test]
fn every_example_of_the_readme_goes_into_a_case_that_checks_clean() {
    let folder = tempfile::tempdir().unwrap();
    let case = made(folder.path());
    let readme = fs::read_to_string(home().join("scenarios/README.md")).unwrap();
    let blocks = blocks(&readme, "ron");
    assert!(blocks.len() >= 12, "the readme lost its examples");
    for (line, block) in &blocks {
        let place = block.lines().next().unwrap_or_default();
        let put = |file: &str, after: &str| {
            let path = case.join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(
                text.matches(after).count(),
                1,
                "README line {line}: {after}"
            );
            fs::write(&path, text.replacen(after, &format!("{after}{block}"), 1)).unwrap();
        };
        if let Some((_, name)) = place.split_once("whole file ") {
            fs::write(case.join(name.trim()), block).unwrap();
        } else if place.contains("instead of level 2") {
            let path = case.join("scenario.ron");
            let text = fs::read_to_string(&path).unwrap();
            let from = text
                .find("        (\n            level: 2,")
                .expect("level 2 is there");
            let to = from + text[from..].find("\n        ),\n").unwrap() + "\n        ),\n".len();
            fs::write(&path, format!("{}{block}{}", &text[..from], &text[to..])).unwrap();
        } else if place.contains("into the top of") {
            put("scenario.ron", "    district: \"centre\",\n");
        } else if let Some((_, rest)) = place.split_once("/ into ") {
            match rest.split_once(" of ") {
                Some((list, file)) => put(file.trim(), &format!("\n    {list}: [\n")),
                None => put(rest.trim(), "{\n"),
            }
        } else {
            panic!("README line {line}: the first line does not say where the block belongs");
        }
    }
    assert_eq!(findings(&case), Vec::<String>::new());
}

#[test]
fn the_table_of_acts_is_complete() {
    let readme = fs::read_to_string(home().join("scenarios/README.md")).unwrap();
    for act in Act::ALL {
        assert!(
            readme.contains(&format!("| `{}` |", act.name())),
            "{} is missing in scenarios/README.md",
            act.name()
        );
    }
}

#[test]
fn the_field_reference_is_fresh() {
    let path = home().join("scenarios/SCHEMA.md");
    let output = program().args(["schema", "--lang", "zh"]).output().unwrap();
    assert!(output.status.success());
    let fresh = String::from_utf8(output.stdout).unwrap();
    for word in [
        "### Case",
        "`tension_at_most`",
        "`Within`",
        "`never_lines`",
        "### Bilingual",
    ] {
        assert!(fresh.contains(word), "{word} is missing");
    }
    if std::env::var_os("STREETWISE_UPDATE").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == fresh,
        "scenarios/SCHEMA.md is stale; write it anew with STREETWISE_UPDATE=1"
    );
}

//! Can an author trust what is written for him? Every example of `scenarios/README.md` is put into a case made by `new`,
//! checked and played; the table of acts is complete; `scenarios/SCHEMA.md` is what the program says
//! (`STREETWISE_UPDATE=1` writes it anew).

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use streetwise::content::{Content, DEFAULT_BUREAU};
use streetwise::domain::act::Act;
use streetwise::domain::rehearsal::{Stage, promises, wrong_entries};
use streetwise::domain::scenario::load::load;
use streetwise::files::read_case;
use streetwise::staging::{Wardrobe, notes};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

const ANSWERS: &str = "夜市烧烤\nNight barbecue\n柳石路公交站旁\nBeside the bus stop on Liushi Road\n\
    烧烤架摆到了人行道上\nA grill stands on the pavement\n莫老板\nBoss Mo\n我店租涨了，全靠夜里多卖几串\nMy rent went up and the nights have to pay for it\n\
    烧烤架\ngrill\n把烧烤架搬回店里\nmove the grill back inside\n";

fn program() -> Command {
    let mut command = Command::cargo_bin("streetwise").expect("the program is built");
    command.env("STREETWISE_HOME", home());
    command
}

/// A case of so many levels from the template in a folder of its own.
fn made(parent: &Path, levels: u8) -> std::path::PathBuf {
    let answers = parent.join("answers.txt");
    fs::write(&answers, format!("{ANSWERS}{levels}\n")).unwrap();
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
        let packs = &content.packs;
        found.extend(wrong_entries(packs, case, &texts, &loaded.walkthroughs));
        let wardrobe = Wardrobe::load(home()).expect("the wardrobe is there");
        found.extend(notes(case, &texts, None, &wardrobe));
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
    for levels in [1, 3] {
        let folder = tempfile::tempdir().unwrap();
        let case = made(folder.path(), levels);
        assert_eq!(findings(&case), Vec::<String>::new(), "{levels} levels");
        let text = fs::read_to_string(case.join("scenario.ron")).unwrap();
        let is_left = text.contains('@') || text.contains("//end");
        assert!(!is_left, "a mark of the template was left");
        assert!(text.contains("夜市烧烤") && text.contains("Beside the bus stop"));
        assert_eq!(text.contains("level: 3"), levels == 3);
        let ideal = fs::read_to_string(case.join("walkthroughs/ideal-1.ron")).unwrap();
        assert!(ideal.contains("请您在十分钟之内把烧烤架搬回店里。"));
    }
}

/// Whoever begins with a case that can be cheated has to find out why before writing a word.
#[test]
fn a_new_case_cannot_be_cheated() {
    for levels in [1, 3] {
        let folder = tempfile::tempdir().unwrap();
        let case = made(folder.path(), levels);
        let output = program()
            .args(["prove", "--lang", "zh", "--data"])
            .arg(folder.path())
            .arg(&case)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{levels} levels:\n{told}");
    }
}

/// What a fault of a case looks like to its author: what it means, what to do, and a walk-through to play, which is not
/// poured over the screen.
#[test]
fn a_fault_comes_with_cause_cure_and_a_walkthrough_that_plays() {
    let folder = tempfile::tempdir().unwrap();
    let case = made(folder.path(), 1);
    let path = case.join("scenario.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"force_without_procedure\", ", "")).unwrap();
    fs::remove_file(case.join("walkthroughs/critical-force.ron")).unwrap();
    let out = folder.path().join("found");
    let output = program()
        .args(["prove", "--lang", "zh", "--out"])
        .arg(&out)
        .arg(&case)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stdout);
    for word in [
        "✗ 第 1 级",
        "abuse_force",
        "原因：",
        "改法：在 criticals 里加上 \"force_without_procedure\"",
        "1-pass-after-breach.ron",
    ] {
        assert!(told.contains(word), "{word} is missing in:\n{told}");
    }
    assert!(!told.contains("Mean(["), "{told}");
    let file = out.join("1-pass-after-breach.ron");
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.contains("None") && !text.contains("exam"), "{text}");
    program()
        .arg("run")
        .arg(&case)
        .args(["--lang", "zh", "--out"])
        .arg(folder.path().join("run"))
        .arg("--walkthrough")
        .arg(&file)
        .assert()
        .success();
}

#[test]
fn what_the_readme_types_can_be_played() {
    let folder = tempfile::tempdir().unwrap();
    let case = made(folder.path(), 1);
    let readme = fs::read_to_string(home().join("scenarios/README.md")).unwrap();
    let blocks = blocks(&readme, "text");
    assert_eq!(blocks.len(), 1);
    let script = folder.path().join("my-words.txt");
    fs::write(&script, &blocks[0].1).unwrap();
    let output = program()
        .arg("run")
        .arg(&case)
        .args(["--lang", "zh", "--out"])
        .arg(folder.path().join("run"))
        .arg("--text")
        .arg(&script)
        .output()
        .unwrap();
    assert!(output.status.success());
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("你们是哪个部门的"), "{told}");
}

#[test]
fn a_provision_is_found_by_a_word() {
    let output = program()
        .args(["law", "find", "堆放", "--lang", "zh"])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("CSH-2017-14"),
        "{told}"
    );
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
    let case = made(folder.path(), 3);
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
        "`minimal_pass`",
        "`force_without_procedure`",
        "**`order`**",
        "`measure_together`",
        "`ambulance`",
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

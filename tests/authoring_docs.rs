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
use streetwise::staging::{Wardrobe, notes, place_if_any};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One answer a line, in the order asked: all that was asked for before, no street, nobody else, no danger; then English.
const ANSWERS: &str = "夜市烧烤\n柳石路公交站旁\n烧烤架摆到了人行道上\n\n莫老板\n\n我店租涨了，全靠夜里多卖几串\n\n\n\n\
    烧烤架\n把烧烤架搬回店里\n\n\n\n\n\n\ny\nNight barbecue\nBeside the bus stop on Liushi Road\n\
    A grill stands on the pavement\nBoss Mo\nMy rent went up and the nights have to pay for it\ngrill\nmove the grill back inside\n";

fn program() -> Command {
    let mut command = Command::cargo_bin("streetwise").expect("the program is built");
    command.env("STREETWISE_HOME", home());
    command
}

/// A case of so many levels from the template in a folder of its own.
fn made(parent: &Path, levels: u8) -> std::path::PathBuf {
    let answers = parent.join("answers.txt");
    fs::write(&answers, ANSWERS).unwrap();
    program()
        .args(["new", "night-market", "--lang", "zh", "--in"])
        .arg(parent)
        .arg("--answers")
        .arg(&answers)
        .args(["--levels", &levels.to_string()])
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
        // A new case stands in no place of its own yet.
        let place = place_if_any(home(), &case.place).expect("the place reads");
        found.extend(notes(case, &texts, place.as_ref(), &wardrobe));
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

/// Rows of a list of `assets/templates/pools.ron`, by their ids.
fn rows(list: &str) -> Vec<String> {
    let text = fs::read_to_string(home().join("assets/templates/pools.ron")).unwrap();
    let (_, after) = text.split_once(&format!("\n    {list}: [")).expect(list);
    let (rows, _) = after.split_once("\n    ],").unwrap();
    rows.lines()
        .filter_map(|line| line.strip_prefix("        (id: \"")?.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// Rows of the longest list: whoever goes through so many has used every row of all of them.
fn longest() -> usize {
    ["personas", "soothes", "angers", "dangers", "streets"]
        .map(|list| rows(list).len())
        .into_iter()
        .max()
        .unwrap()
}

/// Answers that use row number `at` of every list.
fn chosen(at: usize) -> String {
    let pick = |list: &str| {
        let rows = rows(list);
        rows[at % rows.len()].clone()
    };
    let minutes = [5, 10, 15, 20, 30, 45, 60][at % 7];
    let laws = ["CSH-2017-14", "CSH-2017-16", "CSH-2017-34"];
    format!(
        "(title: (zh: \"早点摊油锅\", en: \"The breakfast fryer\"), place: (zh: \"雅儒路小学门口\", en: \"By the gate of Yaru Road school\"),
        problem: (zh: \"油锅摆到了学校门口的人行道上\", en: \"A fryer stands in the middle of the pavement\"),
        party: (zh: \"韦大姐\", en: \"Sister Wei\"), motive: (zh: \"我男人瘫在床上，全靠早上这两个钟头\", en: \"my husband lies ill, we live on these two hours\"),
        secret: (zh: \"其实我上个月就去问过摊位\", en: \"To tell the truth I asked for a pitch last month\"),
        thing: (zh: \"油锅\", en: \"fryer\"), demand: (zh: \"把油锅搬到围墙里面\", en: \"move the fryer behind the wall\"),
        harm: (zh: \"油锅翻了会烫到孩子\", en: \"The oil may scald a child\"),
        way: (zh: \"您可以到青云菜市的早市摊位去卖\", en: \"You can sell at the morning pitches of Qingyun market\"),
        bystander: (zh: \"接孩子的家长\", en: \"A parent\"), minutes: Some({minutes}), law: Some(\"{}\"),
        persona: Some(\"{}\"), soothes: Some(\"{}\"), angers: Some(\"{}\"), danger: Some(\"{}\"), street: Some(\"{}\"))",
        laws[at % 3],
        pick("personas"),
        pick("soothes"),
        pick("angers"),
        pick("dangers"),
        pick("streets"),
    )
}

/// Whatever is chosen, the case is green before anybody has written a word, in the window as well.
#[test]
fn every_row_that_can_be_chosen_makes_a_case_that_checks_clean() {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..longest() {
        let answers = folder.path().join("answers.ron");
        fs::write(&answers, chosen(at)).unwrap();
        let name = format!("chosen-{at}");
        program()
            .args(["new", &name, "--lang", "zh", "--in"])
            .arg(folder.path())
            .arg("--answers")
            .arg(&answers)
            .assert()
            .success();
        let found = findings(&folder.path().join(&name));
        assert_eq!(found, Vec::<String>::new(), "{}", chosen(at));
    }
}

/// Another case by changed words alone: as green as the one it is like.
#[test]
fn a_case_like_another_checks_clean_under_its_own_name() {
    let folder = tempfile::tempdir().unwrap();
    let like = |name: &str, renames: &[&str]| {
        let mut command = program();
        command.args([
            "new",
            name,
            "--lang",
            "zh",
            "--like",
            "street-vendor",
            "--in",
        ]);
        command.arg(folder.path());
        for rename in renames {
            command.args(["--rename", rename]);
        }
        command.output().unwrap()
    };
    let made = like("breakfast-cart", &["占道小贩=早点摊", "莫伯=韦阿公"]);
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let case = folder.path().join("breakfast-cart");
    let text = fs::read_to_string(case.join("scenario.ron")).unwrap();
    assert!(text.contains("id: \"breakfast-cart\"") && text.contains("早点摊"));
    assert!(text.contains("韦阿公") && !text.contains("莫伯"));
    assert_eq!(findings(&case), Vec::<String>::new());
    for (rename, word) in [("没有这个人=谁", "没有这个人"), ("没有等号", "旧词=新词")]
    {
        let refused = like("other", &[rename]);
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            refused.status.code() == Some(2) && told.contains(word),
            "{told}"
        );
        assert!(!folder.path().join("other").exists());
    }
}

/// Whoever begins with a case that can be cheated has to find out why before writing a word.
#[test]
fn a_new_case_cannot_be_cheated() {
    let folder = tempfile::tempdir().unwrap();
    for levels in [1, 3] {
        let own = tempfile::tempdir().unwrap();
        let case = made(own.path(), levels);
        not_cheated(folder.path(), &case);
    }
    // With a bystander, a danger and the person who is hardest to win; in the long tier every row there is.
    let is_long = std::env::var_os("STREETWISE_LONG").is_some();
    let proven = if is_long { 0..longest() } else { 2..3 };
    for at in proven {
        let answers = folder.path().join("answers.ron");
        fs::write(&answers, chosen(at)).unwrap();
        let name = format!("chosen-{at}");
        program()
            .args(["new", &name, "--in"])
            .arg(folder.path())
            .arg("--answers")
            .arg(&answers)
            .assert()
            .success();
        not_cheated(folder.path(), &folder.path().join(&name));
    }
}

fn not_cheated(data: &Path, case: &Path) {
    let output = program()
        .args(["prove", "--lang", "zh", "--data"])
        .arg(data)
        .arg(case)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}:\n{told}", case.display());
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

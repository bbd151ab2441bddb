//! Does the program keep its word to scripts and people: exit codes 0, 1, 2, 3, findings with their places, both
//! languages, machine output that parses?

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn program() -> Command {
    let mut command = Command::cargo_bin("streetwise").expect("the program is built");
    command
        .env("STREETWISE_HOME", home())
        .env_remove("STREETWISE_DATA")
        // Without a verb a screen would get a window.
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("LANG", "C");
    command
}

/// Runs it: exit code, stdout, stderr.
fn run(args: &[&str]) -> (i32, String, String) {
    let output = program().args(args).output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn wrong_usage_is_two_and_says_what_is_wrong() {
    for (args, said) in [
        (vec!["chek", "--lang", "zh"], "check"),
        (vec!["check", "--lang", "zh"], "还缺"),
        (vec!["check", "--lang", "fr", "x"], "fr"),
        (vec!["check", "--nope", "x", "--lang", "en"], "--nope"),
        (vec!["check", "/no/such/place", "--lang", "zh"], "找不到"),
        (vec!["check", "/no/such/place", "--lang", "en"], "Not found"),
        (vec!["new", "Bad Name", "--lang", "zh"], "短名"),
    ] {
        let (code, _, err) = run(&args);
        assert_eq!(code, 2, "{args:?}: {err}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
}

#[test]
fn help_is_asked_for_and_complete_in_both_languages() {
    for (lang, usage) in [("zh", "用法："), ("en", "Usage:")] {
        for verb in ["", "check", "new", "schema"] {
            let mut args = vec!["--help", "--lang", lang];
            if !verb.is_empty() {
                args.insert(0, verb);
            }
            let (code, out, _) = run(&args);
            assert_eq!(code, 0);
            assert!(out.contains(usage) && !out.contains("help-"), "{out}");
        }
    }
    assert_eq!(run(&["--version"]).0, 0);
    let (code, out, _) = run(&["--lang", "zh"]);
    assert!(
        code == 0 && out.contains("用法：") && out.contains("check"),
        "{out}"
    );
}

#[test]
fn findings_are_one_with_place_cause_and_cure() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("broken");
    fs::create_dir_all(&case).unwrap();
    fs::write(
        case.join("scenario.ron"),
        "(\n    format: 1,\n    id: \"坏例子\"，\n)\n",
    )
    .unwrap();
    fs::write(case.join("lines.zh.ron"), "{}").unwrap();
    let path = case.to_str().unwrap();
    let (code, out, _) = run(&["check", path, "--lang", "zh"]);
    assert_eq!(code, 1, "{out}");
    for word in [
        "SW0110",
        "SW0107",
        "scenario.ron:3:14",
        "原因",
        "改法",
        "英文输入法",
    ] {
        assert!(out.contains(word), "{word} is missing in:\n{out}");
    }
    // The caret stands under the sign although Chinese signs before it are two columns wide.
    let lines: Vec<&str> = out.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains("id: \"坏例子\"，"))
        .unwrap();
    let width = |text: &str| -> usize {
        text.chars()
            .map(|one| {
                if one.is_ascii() || one == '│' || one == '·' {
                    1
                } else {
                    2
                }
            })
            .sum()
    };
    let sign = width(lines[at].split('，').next().unwrap());
    let caret = width(lines[at + 1].split('─').next().unwrap());
    assert_eq!(sign, caret, "{out}");

    let (code, out, _) = run(&[
        "check",
        folder.path().to_str().unwrap(),
        "--json",
        "--lang",
        "en",
    ]);
    assert_eq!(code, 1);
    let report: Value = serde_json::from_str(&out).expect("one object");
    assert_eq!(report["errors"], 2);
    let one = &report["found"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["code"] == "SW0110")
        .unwrap()
        .clone();
    assert_eq!(
        (one["line"].as_u64(), one["column"].as_u64()),
        (Some(3), Some(14))
    );
    for field in ["message", "cause", "cure", "file", "severity"] {
        assert!(
            one[field].as_str().is_some_and(|text| !text.is_empty()),
            "{field}"
        );
    }
}

#[test]
fn sound_packs_are_zero() {
    let packs = home().join("assets/packs");
    let (code, out, err) = run(&["check", packs.to_str().unwrap(), "--lang", "zh"]);
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn a_place_that_cannot_be_written_is_three() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a_file");
    fs::write(&file, "x").unwrap();
    let answers = folder.path().join("answers.txt");
    fs::write(&answers, "一\n二\n三\n\n四\n\n五\n").unwrap();
    let (code, _, err) = run(&[
        "new",
        "x",
        "--lang",
        "zh",
        "--in",
        file.to_str().unwrap(),
        "--answers",
        answers.to_str().unwrap(),
    ]);
    assert_eq!(code, 3, "{err}");
    assert!(err.contains("写不进去"), "{err}");
}

#[test]
fn new_asks_takes_something_general_where_nothing_is_said_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_str().unwrap();
    let answers = "夜市\n\n路口\n\n占道\n\n莫老板\n7\n\n要养家\n\n\n\n\n\n\n没有这个词\n堆放\n1\n";
    let output = program()
        .args(["new", "asked", "--lang", "zh", "--in", place])
        .write_stdin(answers)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("15/18") && out.contains("asked"), "{out}");
    assert!(
        out.contains("没有“7”这一项") && out.contains("没有找到“没有这个词”"),
        "{out}"
    );
    let text = fs::read_to_string(folder.path().join("asked/scenario.ron")).unwrap();
    assert!(text.contains("[待译] 夜市") && text.contains("现场的东西"));
    assert!(
        !text.contains("level: 2"),
        "one level is enough to begin with"
    );
    let (code, out, _) = run(&[
        "check",
        folder.path().join("asked").to_str().unwrap(),
        "--lang",
        "zh",
    ]);
    assert!(code == 0 && out.contains("SW0308"), "{out}");
    let (code, _, err) = run(&["new", "asked", "--lang", "zh", "--in", place]);
    assert_eq!(code, 2);
    assert!(err.contains("已经有了"), "{err}");
    let output = program()
        .args(["new", "two", "--lang", "zh", "--in", place, "--levels", "2"])
        .write_stdin(answers)
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.code() == Some(2) && err.contains("1 或 3"),
        "{err}"
    );
    let output = program()
        .args(["new", "short", "--lang", "zh", "--in", place])
        .write_stdin("夜市\n")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("short").exists());
}

#[test]
fn everything_wrong_with_a_file_of_answers_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_str().unwrap();
    let told = |name: &str, text: &str| {
        let answers = folder.path().join(name);
        fs::write(&answers, text).unwrap();
        let path = answers.to_str().unwrap();
        let (code, _, err) = run(&[
            "new",
            "wrong",
            "--lang",
            "zh",
            "--in",
            place,
            "--answers",
            path,
        ]);
        assert_eq!(code, 2, "{err}");
        assert!(!folder.path().join("wrong").exists());
        err
    };
    let by_fields = told(
        "answers.ron",
        "(title: (zh: \"夜市\", en: \"\"), place: (zh: \"\", en: \"\"), problem: (zh: \"占道\", en: \"\"), motive: (zh: \"\", en: \"\"), persona: Some(\"giant\"), danger: Some(\"dragon\"), minutes: Some(7777), law: Some(\"NO-1\"))",
    );
    let by_lines = told(
        "answers.txt",
        "夜市\n\n占道\n\n莫老板\ngiant\n要养家\n\n\n\n\n\n7777\n没有这个词\n\n\n\ndragon\n",
    );
    for (all, given) in [
        (&by_fields, ["2 place, 5 party, 7 motive", "NO-1"]),
        (&by_lines, ["2 place", "没有这个词"]),
    ] {
        for word in ["giant", "dragon", "7777"].into_iter().chain(given) {
            assert!(all.contains(word), "{word}: {all}");
        }
    }
    assert_eq!(by_lines.matches("place").count(), 1, "{by_lines}");
}

#[test]
fn the_picture_of_a_case_speaks_the_chosen_language() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, word) in [("zh", "当事人答应了"), ("en", "party gives in")] {
        let picture = folder.path().join(format!("{lang}.svg"));
        let (code, out, err) = run(&[
            "graph",
            "street-vendor",
            "--lang",
            lang,
            "--level",
            "1",
            "--svg",
            picture.to_str().unwrap(),
        ]);
        assert_eq!(code, 0, "{out}{err}");
        let svg = fs::read_to_string(&picture).unwrap();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
        assert!(svg.contains(word), "{word} is missing");
    }
}

/// Whoever opens a result of the data folder is noted before anything is shown; what cannot be noted is not shown.
#[test]
fn whoever_opens_somebodys_result_stands_in_the_audit_log() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = data.path().display().to_string();
    let talk = home().join("scenarios/street-vendor/walkthroughs/ideal-1.ron");
    let out = data.path().join("results/one");
    let path = out.display().to_string();
    let result = ["run", "street-vendor", "--walkthrough"];
    let (code, _, err) = run(&[
        &["--data", &folder],
        &result[..],
        &[&talk.display().to_string(), "--out", &path],
    ]
    .concat());
    assert_eq!(code, 0, "{err}");
    let log = data.path().join("audit.jsonl");
    let lines = || fs::read_to_string(&log).unwrap_or_default().lines().count();
    assert_eq!(lines(), 0, "playing is no reading");
    let book = data.path().join("marks.csv").display().to_string();
    // An export is noted as a whole and for every person in it.
    for (args, noted) in [
        (vec!["report", &path], 1),
        (vec!["assess", &path], 2),
        (vec!["replay", &path], 3),
        // What was rehearsed is in no table unless it is asked for.
        (vec!["export", "--format", "csv", "--out", &book], 4),
        (
            vec!["export", "--format", "csv", "--out", &book, "--rehearsals"],
            6,
        ),
    ] {
        let (code, _, err) = run(&[&["--data", &folder], &args[..]].concat());
        assert_eq!(code, 0, "{args:?}: {err}");
        assert_eq!(lines(), noted, "{args:?}");
    }
    let text = fs::read_to_string(&log).expect("the log");
    let did = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let entry = &line["entry"];
        format!("{} {}", entry["did"], entry["about"])
    };
    let told: Vec<String> = text.lines().map(did).collect();
    let read = "\"read\" \"rehearsal\"";
    let export = "\"export\" \"*\"";
    assert_eq!(told, [read, read, read, export, export, read]);
    // A copy outside the data folder is nobody's result.
    let copy = tempfile::tempdir().expect("a folder");
    fs::copy(out.join("record.jsonl"), copy.path().join("record.jsonl")).expect("a copy");
    let elsewhere = copy.path().display().to_string();
    let (code, _, err) = run(&["--data", &folder, "replay", &elsewhere]);
    assert_eq!((code, lines()), (0, 6), "{err}");
    // Somebody's is somebody's wherever it is read from: named from another data folder, exported with all that lies around
    // it, told to the console, or copied away.
    let words = data.path().join("words.txt");
    fs::write(&words, "您好。\n").expect("words");
    let words = words.display().to_string();
    let own = data.path().join("results/own").display().to_string();
    let talk = [
        "run",
        "street-vendor",
        "--trainee",
        "cz-7",
        "--text",
        &words,
        "--out",
        &own,
    ];
    let (code, _, err) = run(&[&["--data", &folder], &talk[..]].concat());
    assert_eq!(code, 0, "{err}");
    let away = tempfile::tempdir().expect("a folder");
    let away_data = away.path().join("data").display().to_string();
    let looks = |log: &std::path::Path| {
        let text = fs::read_to_string(log).unwrap_or_default();
        text.lines()
            .filter(|line| line.contains("\"about\":\"cz-7\""))
            .count()
    };
    let told = data.path().join("console/runs/one");
    fs::create_dir_all(&told).expect("a folder");
    fs::create_dir_all(away.path().join("copied")).expect("a folder");
    for to in [told.clone(), away.path().join("copied")] {
        fs::copy(
            data.path().join("results/own/record.jsonl"),
            to.join("record.jsonl"),
        )
        .expect("a copy");
    }
    let away_log = away.path().join("data/audit.jsonl");
    let copied = away.path().join("copied").display().to_string();
    let told = told.display().to_string();
    let book = away.path().join("marks.csv").display().to_string();
    let from = [
        "export", "--format", "csv", "--from", &folder, "--out", &book,
    ];
    for (args, here, there) in [
        (vec!["--data", &away_data, "assess", &own], 1, 0),
        (vec!["--data", &folder, "replay", &told], 2, 0),
        (vec!["--data", &away_data, "replay", &told], 3, 0),
        ([&["--data", &folder], &from[..]].concat(), 4, 0),
        ([&["--data", &away_data], &from[..]].concat(), 4, 1),
        (vec!["--data", &away_data, "replay", &copied], 4, 2),
    ] {
        let (code, _, err) = run(&args);
        assert_eq!(code, 0, "{args:?}: {err}");
        assert_eq!((looks(&log), looks(&away_log)), (here, there), "{args:?}");
    }
    fs::remove_file(&log).expect("removed");
    fs::create_dir(&log).expect("a folder in its place");
    for args in [
        vec!["report", &path],
        vec!["export", "--format", "csv", "--out", &book],
    ] {
        let (code, out, _) = run(&[&["--data", &folder], &args[..]].concat());
        assert_eq!((code, out.as_str()), (3, ""), "{args:?}");
    }
}

#[cfg(feature = "voice")]
#[test]
fn a_sound_or_a_model_that_is_not_there_is_two_and_says_what_to_do() {
    for (lang, cures) in [
        ("zh", ["核对路径", "models fetch"]),
        ("en", ["Check the path", "models fetch"]),
    ] {
        let missing = ["run", "street-vendor", "--lang", lang];
        let model = home().join("tests/fixtures/voice/voice-fixture-espeak-closed79-q8_0.bin.xz");
        let model = model.to_str().unwrap();
        let (code, _, err) =
            run(&[&missing[..], &["--audio", "nowhere.wav", "--model", model]].concat());
        assert_eq!(code, 2, "{err}");
        assert!(
            err.contains("nowhere.wav") && err.contains(cures[0]),
            "{err}"
        );
        let (code, _, err) = run(&[
            &missing[..],
            &["--audio", "nowhere.wav", "--model", "no.bin"],
        ]
        .concat());
        assert_eq!(code, 2, "{err}");
        assert!(err.contains("no.bin") && err.contains(cures[1]), "{err}");
    }
}

/// A file that somebody saved in the encoding of an old notepad is one finding among the others.
#[test]
fn a_file_that_is_no_utf_8_is_found_at_its_first_bad_byte_and_the_next_case_is_checked_too() {
    let folder = tempfile::tempdir().unwrap();
    for case in ["one", "two"] {
        let answers = folder.path().join("answers.txt");
        fs::write(&answers, "一\n二\n三\n\n四\n\n五\n").unwrap();
        let place = folder.path().to_str().unwrap();
        let (code, _, err) = run(&[
            "new",
            case,
            "--in",
            place,
            "--answers",
            answers.to_str().unwrap(),
        ]);
        assert_eq!(code, 0, "{err}");
    }
    let file = folder.path().join("one/lines.zh.ron");
    let mut bytes = "{\n  // ".as_bytes().to_vec();
    // “您好” in GBK.
    bytes.extend([0xc4, 0xfa, 0xba, 0xc3, b'\n', b'}']);
    fs::write(&file, bytes).unwrap();
    // The second case has a mistake of its own.
    fs::remove_file(folder.path().join("two/lines.en.ron")).unwrap();
    let (code, out, err) = run(&["--json", "check", folder.path().to_str().unwrap()]);
    assert_eq!(code, 1, "{err}");
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(told["cases"], 2);
    let found = told["found"].as_array().unwrap();
    let bad = found
        .iter()
        .find(|one| one["code"] == "SW0113")
        .expect(&out);
    assert_eq!((&bad["line"], &bad["column"]), (&2.into(), &6.into()));
    assert!(bad["file"].as_str().unwrap().ends_with("lines.zh.ron"));
    assert!(found.iter().any(|one| one["code"] == "SW0107"), "{out}");
}

#[test]
fn a_bureau_is_chosen_by_name_and_an_unknown_one_is_told_those_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("script.txt");
    fs::write(&script, "您好。\n").unwrap();
    let play = |bureau: &str, out: &Path| {
        let output = program()
            .env("STREETWISE_BUREAU", bureau)
            .args(["--lang", "en", "run", "street-vendor", "--text"])
            .arg(&script)
            .arg("--out")
            .arg(out)
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), err)
    };
    for (bureau, begins) in [("demo-city", "demo-city-"), ("", "liuzhou-")] {
        let out = folder.path().join(format!("out-{bureau}"));
        let (code, err) = play(bureau, &out);
        assert_eq!(code, Some(0), "{err}");
        let record = fs::read_to_string(out.join("record.jsonl")).unwrap();
        let header: Value = serde_json::from_str(record.lines().next().unwrap()).unwrap();
        let version = &header["event"]["what"]["begin"]["versions"]["bureau"];
        assert!(version.as_str().unwrap().starts_with(begins), "{version}");
    }
    for bureau in ["nowhere", "../bureau/liuzhou"] {
        let (code, err) = play(bureau, &folder.path().join("out"));
        assert_eq!(code, Some(2), "{err}");
        assert!(
            err.contains("demo-city, liuzhou") && err.contains(bureau),
            "{err}"
        );
    }
}

#[test]
fn a_script_hears_of_words_its_case_does_not_know_and_of_sound_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("script.txt");
    let out = folder.path().join("out");
    let play = |text: &str| {
        fs::write(&script, text).unwrap();
        let files = [script.to_str().unwrap(), "--out", out.to_str().unwrap()];
        run(&[
            &["--lang", "en", "run", "street-vendor", "--text"],
            &files[..],
        ]
        .concat())
    };
    let (code, _, err) = play("您好。\n@hear\n");
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("Line 2") && err.contains("--audio"), "{err}");
    assert!(!out.exists());
    let (code, _, err) = play("@move stal\n@do recorderon\n@paper qqqq a=b\n");
    assert_eq!(code, 0, "{err}");
    for said in [
        "Line 1",
        "Nearest: stall",
        "Line 2",
        "recorder_on",
        "Line 3",
        "qqqq",
    ] {
        assert!(err.contains(said), "{said}: {err}");
    }
}

#[test]
fn a_folder_called_like_a_case_does_not_stand_in_its_way() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("script.txt"), "您好。\n").unwrap();
    let command = [
        "--lang",
        "en",
        "run",
        "street-vendor",
        "--text",
        "script.txt",
    ];
    for out in ["street-vendor", "other"] {
        let output = program()
            .current_dir(folder.path())
            .args(command)
            .args(["--out", out])
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{out}: {err}");
    }
}

/// A mark for the advised ones, and nothing where there is none.
#[cfg(feature = "voice")]
#[test]
fn the_list_of_models_has_no_empty_column() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path().to_str().unwrap();
    for lang in ["zh", "en"] {
        let (code, out, err) = run(&["--data", data, "models", "list", "--lang", lang]);
        assert_eq!(code, 0, "{err}");
        assert!(!out.contains("none"), "{out}");
        assert!(out.lines().count() > 20, "{out}");
    }
}

//! Does a killed program lose nothing it has told anybody? The program is killed at random moments of a run; every record
//! opens, its chain holds, and it tells at least what was told before the kill.
//!
//! `STREETWISE_KILLS` says how often; `STREETWISE_SEED`, another number, kills at other moments, so that several can go beside
//! each other.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use streetwise::domain::record::{parse, parse_prefix};

/// Kills in the fast tier.
const KILLS: u32 = 10;
/// Sentences of a run, so that it lasts long enough to be killed in its middle.
const SENTENCES: usize = 160;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_streetwise"));
    command
        .env("STREETWISE_HOME", home())
        .env_remove("STREETWISE_DATA")
        .args(["--lang", "zh"]);
    command
}

fn start(script: &Path, out: &Path) -> Child {
    program()
        .arg("run")
        .arg(home().join("scenarios/street-vendor"))
        .arg("--text")
        .arg(script)
        .arg("--out")
        .arg(out)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

fn script(folder: &Path) -> PathBuf {
    let sentences = [
        "您好，我们是城中区综合行政执法局的执法人员。",
        "您先讲讲情况，我听着。",
        "今天天气真好。",
        "@wait 1s",
    ];
    let text: Vec<&str> = sentences.into_iter().cycle().take(SENTENCES).collect();
    let path = folder.join("script.txt");
    fs::write(&path, text.join("\n")).expect("a script");
    path
}

/// What a run tells while it goes: lines that begin with a moment.
fn told(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with('['))
        .map(str::to_owned)
        .collect()
}

/// A small seeded source of chance, so that a failure can be looked for again.
fn chance(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn a_killed_run_loses_nothing_that_was_told() {
    let kills = std::env::var("STREETWISE_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(KILLS);
    let folder = tempfile::tempdir().expect("a folder");
    let script = script(folder.path());

    // A whole run first: how many lines the program tells decides after which one to kill it.
    let mut child = start(&script, &folder.path().join("whole"));
    let output = BufReader::new(child.stdout.take().expect("its output"));
    let lines_told = u64::try_from(output.lines().count()).unwrap_or(1).max(2);
    assert!(child.wait().expect("its end").success());

    let seed = std::env::var("STREETWISE_SEED").ok();
    let mut state = seed
        .and_then(|text| text.parse().ok())
        .filter(|seed| *seed != 0)
        .unwrap_or(0x5EED_u64);
    let mut in_the_middle = 0;
    for kill in 0..kills {
        let out = folder.path().join(format!("killed-{kill}"));
        let mut child = start(&script, &out);
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut text = String::new();
        // Read as it is told, so that the program is seldom far ahead.
        for _ in 0..=chance(&mut state) % (lines_told / 2) {
            output.read_line(&mut text).expect("a line");
        }
        child.kill().expect("killed");
        child.wait().expect("its end");
        let mut rest = Vec::new();
        output.read_to_end(&mut rest).expect("what was told");
        text.push_str(&String::from_utf8_lossy(&rest));
        // The kill may have cut the last line in two.
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);

        let record = fs::read(out.join("record.jsonl")).expect("a record");
        let record = String::from_utf8_lossy(&record);
        let (read, fault) = parse_prefix(&record).unwrap_or_else(|fault| {
            panic!("kill {kill}: the record does not open: {fault}\n{record}")
        });
        let torn = !record.ends_with('\n');
        assert!(
            fault.is_none() || torn,
            "kill {kill}: {fault:?} in a record whose last line is whole"
        );
        if !read.closed {
            in_the_middle += 1;
        }
        if !torn {
            parse(&record).unwrap_or_else(|fault| panic!("kill {kill}: {fault}"));
        }
        let replay = program()
            .arg("replay")
            .arg(&out)
            .output()
            .expect("the replay");
        let replayed = told(&String::from_utf8_lossy(&replay.stdout));
        let told = told(whole);
        assert!(
            replayed.len() >= told.len() && replayed[..told.len()] == told[..],
            "kill {kill}: told {:?}, but the record says {:?}",
            told.last(),
            replayed.last()
        );
    }
    println!("{in_the_middle} of {kills} kills came in the middle of a run of {lines_told} lines");
    assert!(
        in_the_middle * 3 >= kills,
        "only {in_the_middle} of {kills} kills came in the middle of a run"
    );
}

//! Trains, tries and measures the understanding from the command line:
//! `train`, `read` (lines on stdin), `score FILE…`, `cross [PARTS] [RUN]` (held-out parts of the material).

use std::io::BufRead;
use std::time::Instant;
use streetwise::domain::act::Act;
use streetwise::domain::ids::Language;
use streetwise::domain::packs::{LawPack, PackText};
use streetwise::domain::understanding::measure::{LabelledLine, Measurement, labelled_lines};
use streetwise::domain::understanding::train::{self, Labelled, Plan};
use streetwise::domain::understanding::{LawCue, Understanding, cues_of};

const ROOM: &str = "assets/packs/lexicon";
const LAW: &str = "assets/packs/law/law.ron";

fn read_file(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn lines(path: &str) -> Vec<LabelledLine> {
    labelled_lines(&read_file(path)).unwrap_or_else(|rows| panic!("{path}: lines {rows:?}"))
}

/// All material in the order of file names.
fn material() -> Vec<LabelledLine> {
    let room = std::fs::read_dir(format!("{ROOM}/material")).expect("material");
    let mut files: Vec<String> = room
        .filter_map(|entry| Some(entry.ok()?.path().to_str()?.to_string()))
        .filter(|file| file.ends_with(".tsv"))
        .collect();
    files.sort();
    files.iter().flat_map(|file| lines(file)).collect()
}

fn law() -> Vec<LawCue> {
    let text = read_file(LAW);
    let pack = LawPack::load(PackText {
        path: LAW,
        text: &text,
    });
    cues_of(&pack.expect("law pack"))
}

fn plan() -> Plan {
    let mut plan = Plan::default();
    let var = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|v| v.parse::<usize>().ok())
    };
    plan.rounds = var("ROUNDS").map_or(plan.rounds, |v| v as u32);
    plan.folds = var("FOLDS").unwrap_or(plan.folds);
    plan.noisy = var("NOISY").unwrap_or(plan.noisy);
    plan.swapped = var("SWAPPED").unwrap_or(plan.swapped);
    plan.joined = var("JOINED").unwrap_or(plan.joined);
    plan.least_lines = var("LEAST").map_or(plan.least_lines, |v| v as u32);
    plan.dropout = var("DROP").map_or(plan.dropout, |v| v as u64);
    plan.decay = var("DECAY").map_or(plan.decay, |v| v as i64);
    plan.alarm_price = var("ALARM").map_or(plan.alarm_price, |v| v as i64);
    plan
}

fn build(lines: &[LabelledLine]) -> Vec<u8> {
    let lexicon = train::lexicon(&read_file(&format!("{ROOM}/lexicon.ron"))).expect("lexicon");
    let labelled: Vec<Labelled> = lines.iter().map(LabelledLine::labelled).collect();
    train::train_with(&labelled, &lexicon, 1, &plan()).to_bytes()
}

fn open(model: &[u8]) -> Understanding {
    let lexicon = read_file(&format!("{ROOM}/lexicon.ron"));
    Understanding::load(model, &lexicon, &law()).expect("understanding")
}

fn load() -> Understanding {
    open(&std::fs::read(format!("{ROOM}/understanding.model")).expect("model"))
}

fn acts(understanding: &Understanding, line: &LabelledLine) -> Vec<Act> {
    understanding
        .read(&line.text, Some(line.lang), None)
        .acts
        .iter()
        .map(|a| a.act)
        .collect()
}

fn print(measurement: &Measurement, by_act: bool) {
    for ((kind, lang), t) in &measurement.groups {
        let kind = if kind.is_empty() { "ALL" } else { kind };
        let lang = lang.map_or("all", Language::tag);
        println!(
            "{kind:10} {lang:4} lines {:5}  P {:4} R {:4} F1 {:4}",
            t.lines,
            t.precision(),
            t.recall(),
            t.f1()
        );
    }
    if by_act {
        for (act, t) in &measurement.acts {
            println!(
                "  {:22} owed {:4} read {:4} F1 {:4}",
                act.name(),
                t.owed,
                t.read,
                t.f1()
            );
        }
    }
    let wrong = measurement.wrong;
    println!(
        "wrong conduct: recall {} ({}/{}), false alarms {} in {} lines; off-topic {} of {} not silent",
        wrong.recall(),
        wrong.met,
        wrong.owed,
        wrong.false_alarms(),
        wrong.lines,
        measurement.silent.1,
        measurement.silent.0
    );
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let started = Instant::now();
    match args.first().map(String::as_str) {
        Some("train") => {
            let lines = material();
            let model = build(&lines);
            std::fs::write(format!("{ROOM}/understanding.model"), &model).expect("write model");
            eprintln!(
                "{} lines, {} bytes, {:?}",
                lines.len(),
                model.len(),
                started.elapsed()
            );
        }
        Some("read") => {
            let understanding = load();
            eprintln!("loaded in {:?}", started.elapsed());
            for line in std::io::stdin().lock().lines().map_while(Result::ok) {
                let read = understanding.read(&line, None, Some((2026, 11, 23)));
                println!(
                    "{}",
                    serde_json::json!({"text": line, "acts": read.acts, "law": read.law, "slots": read.slots})
                );
            }
        }
        Some("score") => {
            let understanding = load();
            let all: Vec<LabelledLine> = args[1..].iter().flat_map(|file| lines(file)).collect();
            let started = Instant::now();
            let mut measurement = Measurement::default();
            for line in &all {
                measurement.add(line, &acts(&understanding, line));
            }
            let spent = started.elapsed();
            print(&measurement, std::env::var("ACTS").is_ok());
            println!("{:?} a line", spent / u32::try_from(all.len()).unwrap_or(1));
        }
        Some("cross") => {
            let number = |at: usize| args.get(at).and_then(|n| n.parse::<usize>().ok());
            let parts = number(1).unwrap_or(4);
            let all = material();
            let mut measurement = Measurement::default();
            for part in 0..number(2).unwrap_or(parts) {
                let (held, taught): (Vec<_>, Vec<_>) = all
                    .iter()
                    .cloned()
                    .enumerate()
                    .partition(|(at, _)| (at / 8) % parts == part);
                let taught: Vec<LabelledLine> = taught.into_iter().map(|(_, line)| line).collect();
                let understanding = open(&build(&taught));
                for (_, line) in &held {
                    let read = acts(&understanding, line);
                    let missed = line.both.iter().any(|a| !read.contains(a));
                    if std::env::var("ERRORS").is_ok()
                        && (missed || read.iter().any(|a| !line.either.contains(a)))
                    {
                        println!(
                            "ERR\t{}\t{:?}\t{:?}\t{}",
                            line.kind, line.either, read, line.text
                        );
                    }
                    measurement.add(line, &read);
                }
            }
            print(&measurement, true);
            eprintln!("{} lines, {:?}", all.len(), started.elapsed());
        }
        _ => eprintln!("train | read | score FILE… | cross [PARTS] [RUN]"),
    }
}

//! Trains, tries and scores the understanding from the command line.
//! `train [OUT]`, `read` (stdin), `score FILE…`, `cross [FOLDS]`.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::time::Instant;
use streetwise::domain::act::Act;
use streetwise::domain::ids::Language;
use streetwise::domain::understanding::Understanding;
use streetwise::domain::understanding::train::{self, Labelled, Plan};

const ROOM: &str = "assets/packs/lexicon";

/// A labelled line of any of our files: one labelling, or two.
#[derive(Clone)]
struct Line {
    text: String,
    lang: Language,
    either: Vec<Act>,
    both: Vec<Act>,
    kind: String,
    file: String,
}

fn acts(field: &str) -> Option<Vec<Act>> {
    let mut found = Vec::new();
    for name in field.split(',').map(str::trim).filter(|n| !n.is_empty() && *n != "none") {
        found.push(Act::from_name(name)?);
    }
    Some(found)
}

fn lines(path: &str) -> Vec<Line> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut out = Vec::new();
    for (number, row) in text.lines().enumerate() {
        if row.starts_with('#') || row.trim().is_empty() || row.starts_with("text\t") {
            continue;
        }
        let fields: Vec<&str> = row.split('\t').collect();
        let parsed = (|| {
            let lang: Language = fields.get(1)?.parse().ok()?;
            let one = acts(fields.get(2)?)?;
            let (two, kind) = match fields.len() {
                4 => (one.clone(), fields[3]),
                5 => (acts(fields[3])?, fields[4]),
                _ => return None,
            };
            let either: Vec<Act> =
                Act::ALL.into_iter().filter(|a| one.contains(a) || two.contains(a)).collect();
            let both = Act::ALL.into_iter().filter(|a| one.contains(a) && two.contains(a)).collect();
            Some(Line {
                text: fields[0].to_string(),
                lang,
                either,
                both,
                kind: kind.trim().to_string(),
                file: path.to_string(),
            })
        })();
        match parsed {
            Some(line) => out.push(line),
            None => eprintln!("{path}:{}: not a labelled line", number + 1),
        }
    }
    out
}

fn material() -> Vec<Line> {
    let mut files: Vec<String> = std::fs::read_dir(format!("{ROOM}/material"))
        .map(|d| d.filter_map(|e| Some(e.ok()?.path().to_str()?.to_string())).collect())
        .unwrap_or_default();
    files.retain(|f| f.ends_with(".tsv"));
    files.sort();
    let mut all: Vec<Line> = files.iter().flat_map(|f| lines(f)).collect();
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|l| seen.insert((l.text.clone(), l.lang)));
    all
}

fn labelled(lines: &[Line]) -> Vec<Labelled> {
    lines
        .iter()
        .map(|l| Labelled { text: l.text.clone(), lang: l.lang, acts: l.either.clone() })
        .collect()
}

#[derive(Default, Clone, Copy)]
struct Tally {
    lines: u32,
    right_found: u32,
    found: u32,
    owed_met: u32,
    owed: u32,
}

impl Tally {
    fn f1(self) -> f64 {
        let p = f64::from(self.right_found) / f64::from(self.found.max(1));
        let r = f64::from(self.owed_met) / f64::from(self.owed.max(1));
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

struct Board {
    by: BTreeMap<String, Tally>,
    acts: BTreeMap<String, Tally>,
    wrong_false: u32,
    wrong_owed: u32,
    wrong_met: u32,
    off_loud: u32,
    off: u32,
}

impl Board {
    fn new() -> Self {
        Self { by: BTreeMap::new(), acts: BTreeMap::new(), wrong_false: 0, wrong_owed: 0, wrong_met: 0, off_loud: 0, off: 0 }
    }
    fn add(&mut self, line: &Line, read: &[Act]) {
        for key in [
            format!("{} {}", line.kind, line.lang.tag()),
            format!("{} all", line.kind),
            format!("ALL {}", line.lang.tag()),
            "ALL all".to_string(),
        ] {
            let t = self.by.entry(key).or_default();
            t.lines += 1;
            t.found += read.len() as u32;
            t.right_found += read.iter().filter(|a| line.either.contains(a)).count() as u32;
            t.owed += line.both.len() as u32;
            t.owed_met += line.both.iter().filter(|a| read.contains(a)).count() as u32;
        }
        for act in Act::ALL {
            let t = self.acts.entry(act.name().to_string()).or_default();
            t.lines += u32::from(line.either.contains(&act));
            t.found += u32::from(read.contains(&act));
            t.right_found += u32::from(read.contains(&act) && line.either.contains(&act));
            t.owed += u32::from(line.both.contains(&act));
            t.owed_met += u32::from(read.contains(&act) && line.both.contains(&act));
        }
        self.wrong_false += read.iter().filter(|a| a.is_wrong() && !line.either.contains(a)).count() as u32;
        self.wrong_owed += line.both.iter().filter(|a| a.is_wrong()).count() as u32;
        self.wrong_met += line.both.iter().filter(|a| a.is_wrong() && read.contains(a)).count() as u32;
        if line.either.is_empty() {
            self.off += 1;
            self.off_loud += u32::from(!read.is_empty());
        }
    }
    fn print(&self, by_act: bool) {
        for (key, t) in &self.by {
            println!(
                "{key:18} lines {:5}  P {:.3} R {:.3} F1 {:.3}",
                t.lines,
                f64::from(t.right_found) / f64::from(t.found.max(1)),
                f64::from(t.owed_met) / f64::from(t.owed.max(1)),
                t.f1()
            );
        }
        if by_act {
            for (key, t) in &self.acts {
                println!("  {key:22} owed {:4} found {:4} F1 {:.3}", t.owed, t.found, t.f1());
            }
        }
        let lines = self.by.get("ALL all").map_or(1, |t| t.lines.max(1));
        println!(
            "wrong conduct: recall {:.3} ({}/{}), false alarms {} in {} lines = {:.2} in 260; off-topic loud {}/{}",
            f64::from(self.wrong_met) / f64::from(self.wrong_owed.max(1)),
            self.wrong_met, self.wrong_owed, self.wrong_false, lines,
            f64::from(self.wrong_false) * 260.0 / f64::from(lines), self.off_loud, self.off
        );
    }
}

fn lexicon_text() -> String {
    std::fs::read_to_string(format!("{ROOM}/lexicon.ron")).expect("lexicon.ron")
}

fn plan() -> Plan {
    let mut plan = Plan::default();
    let var = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    if let Some(v) = var("ROUNDS") { plan.rounds = v as u32; }
    if let Some(v) = var("FOLDS") { plan.folds = v as usize; }
    if let Some(v) = var("STEP") { plan.step = v; }
    if let Some(v) = var("PATIENCE") { plan.patience = v; }
    if let Some(v) = var("DECAY") { plan.decay = v as i64; }
    if let Some(v) = var("NOISY") { plan.noisy = v as usize; }
    if let Some(v) = var("SWAPPED") { plan.swapped = v as usize; }
    if let Some(v) = var("JOINED") { plan.joined = v as usize; }
    if let Some(v) = var("LEAST") { plan.least_lines = v as u32; }
    if let Some(v) = var("DROP") { plan.dropout = v; }
    plan
}

fn build(lines: &[Line]) -> (Vec<u8>, Understanding) {
    let text = lexicon_text();
    let lexicon = train::lexicon(&text).expect("lexicon");
    let bytes = train::train_with(&labelled(lines), &lexicon, 1, &plan()).to_bytes();
    let understanding = Understanding::load(&bytes, &text, &[]).expect("own model");
    (bytes, understanding)
}

fn read_acts(understanding: &Understanding, line: &Line) -> Vec<Act> {
    understanding.read(&line.text, Some(line.lang), None).acts.iter().map(|a| a.act).collect()
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let started = Instant::now();
    match args.first().map(String::as_str) {
        Some("train") => {
            let lines = material();
            let (bytes, _) = build(&lines);
            let out = format!("{ROOM}/understanding.model");
            std::fs::write(&out, &bytes).expect("write model");
            eprintln!("{} lines, {} bytes, {:?}", lines.len(), bytes.len(), started.elapsed());
        }
        Some("read") => {
            let understanding = load();
            eprintln!("loaded in {:?}", started.elapsed());
            for line in std::io::stdin().lock().lines().map_while(Result::ok) {
                let reading = understanding.read(&line, None, Some((2026, 11, 23)));
                println!("{}", serde_json::json!({"text": line, "acts": reading.acts, "law": reading.law, "slots": reading.slots}));
            }
        }
        Some("score") => {
            let understanding = load();
            let (mut board, mut count) = (Board::new(), 0_u32);
            let all: Vec<Line> = args[1..].iter().flat_map(|f| lines(f)).collect();
            let started = Instant::now();
            for line in &all {
                board.add(line, &read_acts(&understanding, line));
                count += 1;
            }
            let spent = started.elapsed();
            board.print(false);
            println!("{:?} a line", spent / count.max(1));
        }
        Some("cross") => {
            let folds: usize = args.get(1).and_then(|f| f.parse().ok()).unwrap_or(4);
            let run: usize = args.get(2).and_then(|f| f.parse().ok()).unwrap_or(folds);
            let errors = std::env::var("ERRORS").ok();
            let all = material();
            let mut board = Board::new();
            let mut report = String::new();
            let results: Vec<Vec<(Line, Vec<Act>, String)>> = std::thread::scope(|scope| {
                let mut out = Vec::new();
                let mut fold = 0;
                while fold < run {
                    let hands: Vec<_> = (fold..(fold + 2).min(run)).map(|fold| {
                        let all = &all;
                        scope.spawn(move || {
                            let part = |i: usize| (i / 8) % folds;
                            let taught: Vec<Line> = all.iter().enumerate().filter(|(i, _)| part(*i) != fold).map(|(_, l)| l.clone()).collect();
                            let (_, understanding) = build(&taught);
                            all.iter().enumerate().filter(|(i, _)| part(*i) == fold).map(|(_, line)| {
                                let reading = understanding.read(&line.text, Some(line.lang), None);
                                let why = reading.acts.iter().map(|a| format!("{}@{}[{}]", a.act.name(), a.sure.0, a.why)).collect::<Vec<_>>().join(" ; ");
                                (line.clone(), reading.acts.iter().map(|a| a.act).collect(), why)
                            }).collect::<Vec<_>>()
                        })
                    }).collect();
                    out.extend(hands.into_iter().map(|h| h.join().expect("fold")));
                    fold += 2;
                }
                out
            });
            for (line, read, why) in results.into_iter().flatten() {
                board.add(&line, &read);
                let good = read.iter().all(|a| line.either.contains(a)) && line.both.iter().all(|a| read.contains(a));
                if !good {
                    let owed: Vec<&str> = line.either.iter().map(|a| a.name()).collect();
                    let short = line.file.rsplit('/').next().unwrap_or("");
                    report.push_str(&format!("{}\t{}\t{}\t{}\t{}\n", short, line.kind, owed.join(","), line.text, why));
                }
            }
            board.print(true);
            if let Some(path) = errors {
                std::fs::write(path, report).expect("errors");
            }
            eprintln!("{} lines, {:?}", all.len(), started.elapsed());
        }
        _ => eprintln!("train | read | score FILE… | cross [FOLDS] [RUN]"),
    }
}

fn load() -> Understanding {
    let model = std::fs::read(format!("{ROOM}/understanding.model")).expect("model");
    Understanding::load(&model, &lexicon_text(), &[]).expect("understanding")
}

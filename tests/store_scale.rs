//! Many results: memory stays flat while they are indexed, summed up and exported, and time grows with their number. The
//! fast tier compares a few hundred with four times as many; `STREETWISE_RESULTS=1000000` makes as many as that, and prints
//! what docs/records.md and docs/exports.md say.

mod made;

use made::Made;
use std::fs;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use streetwise::domain::assessment::{Appeal, Assessment};
use streetwise::domain::ids::Millis;
use streetwise::domain::record::{Chain, Event, Header, Moment, parse_prefix};

const FEW: usize = 300;
const ITEMS: usize = 12;
/// Memory that the document on paper may need.
const PAPER_MIB_MAX: u64 = 300;
/// What this build exports.
const FORMATS: &[&str] = if cfg!(feature = "papers") {
    &["csv", "xlsx", "pdf", "parquet", "xapi"]
} else {
    &["csv", "xlsx"]
};

/// How many results are asked for.
fn wanted(usual: usize) -> usize {
    std::env::var("STREETWISE_RESULTS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

/// A head and a mark to make many small results from: a dozen behaviours, no talk.
fn template() -> (Header, Assessment) {
    let (text, mut mark) = made::texts(&Made {
        trainee: "cz-1",
        started_at: "2026-01-01T00:00:00Z",
        run: 0,
        exam: None,
    });
    mark.items.truncate(ITEMS);
    let first = &mark.items[0];
    // A verdict like the machine's changes nothing but sums everything up anew.
    let (item, machine) = (first.id.clone(), first.verdict);
    mark.appeal(Appeal {
        item,
        machine,
        verdict: machine,
        reason: String::new(),
        by: String::new(),
        at: String::new(),
    })
    .expect("the item is there");
    mark.appeals.clear();
    assert!(mark.adds_up());
    (parse_prefix(&text).expect("a record").0.header, mark)
}

fn put_small(data: &Path, number: usize, head: &Header, mark: &Assessment) {
    let mut header = head.clone();
    header.trainee = format!("cz-{:04}", number % 2000);
    let second = i64::try_from(number).expect("a number") * 25;
    let start = jiff::Timestamp::from_second(1_767_225_600 + second).expect("a moment");
    header.started_at = start.to_string();
    let mut chain = Chain::default();
    let mut text = String::new();
    let mut line = |what| {
        text.push_str(&chain.line(Event {
            at: Millis(0),
            what,
        }))
    };
    line(Moment::Begin(Box::new(header.clone())));
    line(Moment::Close);
    let mark = Assessment {
        trainee: header.trainee.clone(),
        started_at: header.started_at.clone(),
        record: chain.seal().to_owned(),
        ..mark.clone()
    };
    // Folders by the hundred thousand would be slow in one folder on some disks.
    let folder = data
        .join("results")
        .join(format!("{:04}", number / 1000))
        .join(format!("r-{number:07}"));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("record.jsonl"), text).expect("a record");
    fs::write(
        folder.join("assessment.json"),
        serde_json::to_string(&mark).expect("a mark"),
    )
    .expect("a mark");
}

struct Measured {
    peak_mib: u64,
    took: Duration,
    /// Of processors: what a busy machine does not change.
    cpu: Duration,
    /// What the program told.
    told: String,
}

/// Processor time of a process so far; none when it is gone.
fn cpu_of(stat: &Path) -> Option<Duration> {
    let text = fs::read_to_string(stat).ok()?;
    // After the name in brackets, which may hold anything: user and system time, in hundredths of a second (proc(5)).
    let mut after = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks: u64 = after.next()?.parse::<u64>().ok()? + after.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// Runs the program and looks at its memory while it runs.
fn measure(data: &Path, args: &[&str]) -> Measured {
    // A file takes any number of lines without anybody reading them meanwhile.
    let mut out = tempfile::tempfile().expect("a file");
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_streetwise"))
        .env("STREETWISE_HOME", env!("CARGO_MANIFEST_DIR"))
        .env("STREETWISE_DATA", data)
        .env_remove("STREETWISE_DATABASE")
        .args(["--json"])
        .args(args)
        .stdout(out.try_clone().expect("the same file"))
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut peak_kib = 0;
    let mut cpu = Duration::ZERO;
    let status = format!("/proc/{}/status", child.id());
    let stat = PathBuf::from(format!("/proc/{}/stat", child.id()));
    let end = loop {
        if let Some(kib) = fs::read_to_string(&status).ok().and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        }) {
            peak_kib = peak_kib.max(kib);
        }
        cpu = cpu_of(&stat).unwrap_or(cpu).max(cpu);
        if let Some(end) = child.try_wait().expect("asked") {
            break end;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let mut err = String::new();
    let _ = child.stderr.take().expect("piped").read_to_string(&mut err);
    assert!(end.success(), "{args:?}: {err}");
    let took = begun.elapsed();
    let mut told = String::new();
    out.rewind().expect("its beginning");
    out.read_to_string(&mut told).expect("text");
    Measured {
        peak_mib: peak_kib / 1024,
        took,
        cpu,
        told,
    }
}

#[test]
fn memory_stays_flat_and_time_grows_with_the_number() {
    let many = wanted(FEW * 4);
    let (head, mark) = template();
    let mut few_peak = Vec::new();
    for count in [many / 4, many] {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..count {
            put_small(folder.path(), number, &head, &mark);
        }
        let mut peaks = Vec::new();
        let marks = folder.path().join("marks.csv").display().to_string();
        let bureau = folder.path().join("bureau.sqlite").display().to_string();
        for args in [
            &["index"][..],
            &["index"],
            &["progress", "step"],
            &["progress", "trainee"],
            &["retrain"],
            // A hundred thousand and more of a million fall into one month.
            &[
                "export", "--format", "csv", "--month", "2026-01", "--out", &marks,
            ],
            &["sync", "--database", &bureau],
            &["sync", "--database", &bureau],
        ] {
            let measured = measure(folder.path(), args);
            println!(
                "| {} | {count} | {:.1} s, {:.1} s of CPU | {:.0} µs of CPU each | {} MiB |",
                args[..args.len().min(3)].join(" "),
                measured.took.as_secs_f64(),
                measured.cpu.as_secs_f64(),
                measured.cpu.as_secs_f64() * 1e6 / count as f64,
                measured.peak_mib
            );
            peaks.push(measured.peak_mib);
        }
        if few_peak.is_empty() {
            few_peak = peaks;
        } else {
            for (few, all) in few_peak.iter().zip(&peaks) {
                // The page cache of the database may fill; nothing else may grow.
                assert!(*all <= few + few / 4 + 16, "{few} MiB became {all} MiB");
            }
        }
    }
}

/// Bytes of a file, or of all files in a folder.
fn bytes(path: &Path) -> u64 {
    match fs::read_dir(path) {
        Ok(entries) => entries
            .map(|entry| bytes(&entry.expect("an entry").path()))
            .sum(),
        Err(_) => fs::metadata(path).map_or(0, |meta| meta.len()),
    }
}

/// Exports everything the bureau has, once in each format; what was written is looked at and removed.
fn export_all(data: &Path, bureau: &str, count: usize) -> Vec<Measured> {
    let folder = data.join("out");
    FORMATS
        .iter()
        .map(|format| {
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).expect("a folder");
            let path = folder.join(format!("marks.{format}")).display().to_string();
            let args = ["export", "--format", format, "--database", bureau, "--out", &path];
            let measured = measure(data, &args);
            let size = bytes(&folder);
            println!(
                "| export {format} | {count} | {:.1} s, {:.1} s of CPU | {:.0} µs of CPU each | {} MiB of memory | {} MiB written |",
                measured.took.as_secs_f64(),
                measured.cpu.as_secs_f64(),
                measured.cpu.as_secs_f64() * 1e6 / count as f64,
                measured.peak_mib,
                size >> 20
            );
            assert!(size > 0, "{format}: something was written");
            let told: serde_json::Value =
                serde_json::from_str(measured.told.trim()).expect("one line of JSON");
            assert_eq!(told["runs"], count, "{format}: every run is in it");
            let _ = fs::remove_dir_all(&folder);
            measured
        })
        .collect()
}

#[test]
fn a_bureau_with_many_stations_exports_all_their_marks_in_flat_memory_and_linear_time() {
    const STATIONS: usize = 10;
    let each = wanted(FEW * 4) / STATIONS;
    let (head, mark) = template();
    let folder = tempfile::tempdir().expect("a folder");
    let bureau = folder.path().join("bureau.sqlite").display().to_string();
    let mut first = Vec::new();
    for station in 0..STATIONS {
        let data = folder.path().join(format!("station-{station}"));
        for number in 0..each {
            put_small(&data, station * each + number, &head, &mark);
        }
        measure(&data, &["sync", "--database", &bureau]);
        // Its files are its own; the bureau has what it was sent.
        fs::remove_dir_all(&data).expect("removed");
        if station == 0 {
            first = export_all(folder.path(), &bureau, each);
        }
    }
    let all = export_all(folder.path(), &bureau, each * STATIONS);
    for ((format, few), many) in FORMATS.iter().zip(&first).zip(&all) {
        let (few_mib, many_mib) = (few.peak_mib, many.peak_mib);
        if *format == "pdf" {
            // A document is set as a whole, and has no more than so many rows however large the bureau is.
            assert!(many_mib <= PAPER_MIB_MAX, "{format}: {many_mib} MiB");
            continue;
        }
        assert!(
            many_mib <= few_mib + few_mib / 4 + 16,
            "{format}: {few_mib} MiB became {many_mib} MiB"
        );
        // Ten times as many may take fourteen times as long.
        let allowed = few.cpu * 14 + Duration::from_secs(2);
        assert!(
            many.cpu <= allowed,
            "{format}: {:?} became {:?}",
            few.cpu,
            many.cpu
        );
    }
}

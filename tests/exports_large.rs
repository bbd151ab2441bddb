//! A million results: memory stays flat and time grows in step with the number. `STREETWISE_RESULTS` says how many.

#[path = "support/made.rs"]
mod made;

use made::Made;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;
use streetwise::domain::ids::Language;
use streetwise::export::{Order, Reader, TableFormat, parquet_files, write, xapi};

const READER: Reader<'static> = Reader {
    lang: Language::Zh,
    law: None,
    cases: &[],
    names: None,
};

/// Most memory this process ever held, in MiB, counted from the last reset.
fn peak_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .expect("a peak");
    let kib: u64 = line
        .split_whitespace()
        .nth(1)
        .and_then(|number| number.parse().ok())
        .expect("a number");
    kib / 1024
}

fn reset_peak() {
    // 5 resets the high-water mark (proc(5)).
    let _ = fs::write("/proc/self/clear_refs", "5");
}

#[test]
#[ignore = "long tier: minutes and gigabytes of disk"]
fn memory_stays_flat_and_time_linear() {
    let most: u64 = std::env::var("STREETWISE_RESULTS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(100_000);
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("large");
    let export = |kind: &str, count: u64| {
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).expect("folder");
        let mut made = Made {
            count,
            people: 2000,
        };
        reset_peak();
        let begun = Instant::now();
        match kind {
            "xlsx" | "csv" => {
                let path = root.join(format!("marks.{kind}"));
                let format = if kind == "csv" {
                    TableFormat::Csv
                } else {
                    TableFormat::Xlsx
                };
                let order = Order {
                    reader: READER,
                    format,
                    path: &path,
                    mapping: None,
                    month: None,
                    rows_max: None,
                };
                let done = write(&mut made, order, &mut |_| {}).expect("written");
                assert_eq!(done.runs, count);
            }
            "parquet" => {
                let done = parquet_files::write(&mut made, None, &root.join("out"), &mut |_| {});
                assert_eq!(done.expect("written").runs, count);
            }
            _ => {
                let site = xapi::Site::default();
                let path = root.join("statements.jsonl");
                let done = xapi::write(&mut made, READER, &site, None, &path, &mut |_| {});
                assert_eq!(done.expect("written").runs, count);
            }
        }
        (begun.elapsed().as_secs_f64(), peak_mib())
    };
    for kind in ["csv", "parquet", "xapi", "xlsx"] {
        let small = export(kind, most / 10);
        let large = export(kind, most);
        println!(
            "{kind}: {} results {:.1} s {} MiB; {most} results {:.1} s {} MiB",
            most / 10,
            small.0,
            small.1,
            large.0,
            large.1
        );
        assert!(
            large.1 < small.1 * 3 / 2 + 32,
            "{kind}: memory grows with results"
        );
        assert!(
            large.0 < small.0 * 14.0 + 2.0,
            "{kind}: time grows faster than results"
        );
    }
    let _ = fs::remove_dir_all(&root);
}

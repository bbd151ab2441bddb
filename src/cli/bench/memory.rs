//! How much memory `run` and `prove` take at most: the program is started again and watched until it ends. Linux says so
//! in `/proc`; elsewhere nothing is measured.

use super::CASE;
use crate::files::FileError;
use serde::Serialize;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Between two looks. The last one may miss what came in the moment before the end.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// Sentences of the runs: a short talk, a talk, and one that lasts until the time is up.
const RUN_SENTENCES: [usize; 3] = [15, 60, 240];
/// Seconds the prover is given.
const PROVE_SECONDS: [usize; 3] = [3, 6, 12];

/// The most memory one command took.
#[derive(Debug, Serialize)]
pub(super) struct Peak {
    pub(super) what: String,
    pub(super) mib: u64,
}

/// All of them.
#[derive(Debug, Serialize)]
pub(super) struct Peaks {
    run: Vec<Peak>,
    prove: Vec<Peak>,
}

impl Peaks {
    pub(super) fn all(&self) -> impl Iterator<Item = &Peak> {
        self.run.iter().chain(&self.prove)
    }
}

/// Measures with these sentences to say; none where the system does not tell.
pub(super) fn measure(home: &Path, sentences: &[&str]) -> Result<Option<Peaks>, FileError> {
    let Ok(program) = std::env::current_exe() else {
        return Ok(None);
    };
    let folder = std::env::temp_dir().join(format!("streetwise-bench-{}", std::process::id()));
    let mut peaks = Peaks {
        run: Vec::new(),
        prove: Vec::new(),
    };
    let mut known = true;
    for count in RUN_SENTENCES {
        let script = folder.join(format!("{count}.txt"));
        let text: Vec<&str> = sentences.iter().copied().cycle().take(count).collect();
        crate::files::write_whole(&script, text.join("\n").as_bytes())?;
        let out = folder.join(count.to_string());
        let mut command = Command::new(&program);
        command
            .args(["run", CASE, "--text"])
            .arg(&script)
            .arg("--out")
            .arg(&out);
        match peak(&mut command, home) {
            Some(mib) => peaks.run.push(Peak {
                what: format!("run, {count} sentences"),
                mib,
            }),
            None => known = false,
        }
    }
    for seconds in PROVE_SECONDS {
        let mut command = Command::new(&program);
        command.args(["prove", CASE, "--budget", &seconds.to_string()]);
        match peak(&mut command, home) {
            Some(mib) => peaks.prove.push(Peak {
                what: format!("prove, {seconds} s"),
                mib,
            }),
            None => known = false,
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    Ok(known.then_some(peaks))
}

/// The most memory a command takes, in MiB.
fn peak(command: &mut Command, home: &Path) -> Option<u64> {
    let mut child = command
        .env("STREETWISE_HOME", home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most_kib = None;
    loop {
        let seen = std::fs::read_to_string(&status).ok().and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        });
        most_kib = most_kib.max(seen);
        match child.try_wait() {
            Ok(None) => std::thread::sleep(LOOK_EVERY),
            _ => return most_kib.map(|kib| kib.div_ceil(1024)),
        }
    }
}

//! How much memory `run` and `prove` take at most: the program is started again and watched until it ends. Linux says so
//! in `/proc`; elsewhere nothing is measured.

use super::{CASE, longer};
use crate::files::{FileError, write_whole};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Between two looks. The last one may miss what came in the moment before the end.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// Sentences of the runs: a short talk, a talk, and one that lasts until the time is up.
const RUN_SENTENCES: [usize; 3] = [15, 60, 240];
/// Seconds the prover is given.
const PROVE_SECONDS: [usize; 3] = [5, 20, 80];
/// The same with a made case this many times as long, once each.
const TIMES: usize = 4;

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
    let peaks = Workshop {
        program,
        home,
        folder: &folder,
    }
    .measure(sentences);
    let _ = std::fs::remove_dir_all(&folder);
    peaks
}

/// What every measurement needs.
struct Workshop<'a> {
    program: PathBuf,
    home: &'a Path,
    folder: &'a Path,
}

impl Workshop<'_> {
    fn measure(&self, sentences: &[&str]) -> Result<Option<Peaks>, FileError> {
        let shipped = self.home.join("scenarios").join(CASE);
        let long = longer::lay_out(&shipped, self.folder, TIMES)?;
        let most = RUN_SENTENCES[RUN_SENTENCES.len() - 1];
        let mut run = Vec::new();
        for count in RUN_SENTENCES {
            run.push(self.run(
                &shipped,
                sentences,
                count,
                format!("run, {count} sentences"),
            )?);
        }
        let what = format!("run-{most}-case-x{TIMES}");
        run.push(self.run(&long, sentences, most, what)?);
        #[cfg(feature = "voice")]
        run.extend(self.hear(&shipped));
        let mut prove = Vec::new();
        for seconds in PROVE_SECONDS {
            prove.push(self.prove(&shipped, seconds, format!("prove, {seconds} s")));
        }
        let seconds = PROVE_SECONDS[1];
        let what = format!("prove-{seconds}s-case-x{TIMES}");
        prove.push(self.prove(&long, seconds, what));
        let all = |peaks: Vec<Option<Peak>>| peaks.into_iter().collect::<Option<Vec<Peak>>>();
        Ok(all(run)
            .zip(all(prove))
            .map(|(run, prove)| Peaks { run, prove }))
    }

    fn run(
        &self,
        case: &Path,
        sentences: &[&str],
        count: usize,
        what: String,
    ) -> Result<Option<Peak>, FileError> {
        let script = self.folder.join(format!("{count}.txt"));
        let text: Vec<&str> = sentences.iter().copied().cycle().take(count).collect();
        write_whole(&script, text.join("\n").as_bytes())?;
        let mut command = Command::new(&self.program);
        command.arg("run").arg(case).arg("--text").arg(&script);
        command.arg("--out").arg(self.folder.join("out"));
        Ok(self.peak(&mut command).map(|mib| Peak { what, mib }))
    }

    /// A run that hears: with the fixture, the one model that is always here; its weights are named beside it.
    #[cfg(feature = "voice")]
    fn hear(&self, case: &Path) -> Option<Option<Peak>> {
        use crate::speech::model_file;
        let voice = self.home.join("tests/fixtures/voice");
        let model = crate::files::list(&voice, "xz")
            .into_iter()
            .find(|path| model_file::is_fixture(path))?;
        let mut command = Command::new(&self.program);
        command.arg("run").arg(case).arg("--model").arg(&model);
        command
            .arg("--audio")
            .arg(voice.join("clips/street-vendor-ideal.ogg"));
        command
            .arg("--text")
            .arg(voice.join("street-vendor-ideal.zh.txt"));
        command.arg("--out").arg(self.folder.join("heard"));
        let what = "heard".to_owned();
        Some(self.peak(&mut command).map(|mib| Peak { what, mib }))
    }

    fn prove(&self, case: &Path, seconds: usize, what: String) -> Option<Peak> {
        let mut command = Command::new(&self.program);
        command.arg("prove").arg(case);
        command.args(["--budget", &seconds.to_string()]);
        self.peak(&mut command).map(|mib| Peak { what, mib })
    }

    fn peak(&self, command: &mut Command) -> Option<u64> {
        peak(command, self.home)
    }
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
        // The newest, not the greatest: before it becomes the program, the child shows the memory of its parent.
        most_kib = seen.or(most_kib);
        match child.try_wait() {
            Ok(None) => std::thread::sleep(LOOK_EVERY),
            _ => return most_kib.map(|kib| kib.div_ceil(1024)),
        }
    }
}

//! `run --speed`, `run --station`: plays a walk-through against the clock, joined to a console: its touches reach the
//! case, and it sees every line. A station without a window, for trying a console with thirty of them.

use super::desk::Desk;
use super::narrate::Narrator;
use super::outcome::{Failure, Outcome};
use super::run::RECORD_FILE;
use super::shelf::Shelf;
use crate::domain::ids::Millis;
use crate::domain::record::{Exam, Header};
use crate::domain::rehearsal::{Player, Run, Stage, inputs_of, rehearsal_header};
use crate::domain::scenario::walkthrough::WalkthroughFile;
use crate::domain::session::{Input, Touch};
use crate::files::{RecordWriter, read_text};
use crate::web::{
    FOLDER, Link, LinkError, LinkOptions, Live, STATION_KEY_FILE, VOICE_RATE_HZ, find_consoles,
};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The clock of a window ticks as often (20 ms).
const TICK: Duration = Duration::from_millis(20);
/// After the last step people finish what they are saying.
const LAST_WORDS: Millis = Millis(6_000);
/// How long a finished run waits for a console that is away.
const FAREWELL_MAX: Duration = Duration::from_secs(20);
/// What stands for an address that is to be looked for.
const AUTO: &str = "auto";
/// A console on the network answers within a second; one that was just started within three.
const LOOK_MAX: Duration = Duration::from_secs(5);
/// Speeds that make sense.
const SPEED_MAX: u16 = 64;

/// The console to join, the same for a station with a window and one without.
#[derive(Debug, Default, clap::Args)]
pub(super) struct StationArgs {
    #[arg(long, value_name = "URL|auto")]
    station: Option<String>,
    #[arg(long, value_name = "NAME", requires = "station")]
    station_name: Option<String>,
    #[arg(long, value_name = "FILE", requires = "station")]
    station_key: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "station")]
    station_trust: Option<PathBuf>,
}

impl StationArgs {
    /// How to reach the console; nothing where none was named. The station is called after its trainee unless named.
    pub(super) fn options(
        &self,
        desk: &Desk,
        trainee: &str,
    ) -> Result<Option<LinkOptions>, Failure> {
        let console = match self.station.as_deref() {
            None => return Ok(None),
            Some(AUTO) => found(desk)?,
            Some(address) => address.to_owned(),
        };
        let key = self
            .station_key
            .clone()
            .unwrap_or_else(|| desk.data().join(FOLDER).join(STATION_KEY_FILE));
        Ok(Some(LinkOptions {
            console,
            key: read_text(&key)?.trim().to_owned(),
            station: self
                .station_name
                .clone()
                .unwrap_or_else(|| trainee.to_owned()),
            trust: self.station_trust.clone(),
        }))
    }
}

/// The one console on the network. Which of several, only a person knows.
fn found(desk: &Desk) -> Result<String, Failure> {
    let mut all = find_consoles(LOOK_MAX, super::serve::discovery_port()).map_err(|error| {
        Failure::new(Outcome::Machine, "fail-discovery").with("detail", error.to_string())
    })?;
    match (all.pop(), all.is_empty()) {
        (Some(only), true) => {
            desk.warn(&desk.words.with("station-found", &[("url", &only)]));
            Ok(only)
        }
        (Some(last), false) => {
            all.push(last);
            Err(Failure::new(Outcome::Usage, "fail-station-many").with("found", all.join(" ")))
        }
        (None, _) => Err(Failure::new(Outcome::Machine, "fail-station-none")),
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct LineArgs {
    #[arg(long, value_name = "N", requires = "walkthrough", value_parser = clap::value_parser!(u16).range(1..=i64::from(SPEED_MAX)))]
    speed: Option<u16>,
    #[command(flatten)]
    station: StationArgs,
}

impl LineArgs {
    pub(super) const fn is_asked(&self) -> bool {
        self.speed.is_some() || self.station.station.is_some()
    }

    fn join(&self, desk: &Desk, trainee: &str, record: &Path) -> Result<Option<Link>, Failure> {
        let Some(options) = self.station.options(desk, trainee)? else {
            return Ok(None);
        };
        Link::open(options, record).map(Some).map_err(|error| {
            let outcome = match &error {
                LinkError::Thread(_) => Outcome::Machine,
                _ => Outcome::Usage,
            };
            Failure::new(outcome, "fail-station").with("detail", error.to_string())
        })
    }
}

/// The head of a record of a walk-through that is played by somebody now.
pub(super) fn header(
    stage: &Stage<'_>,
    file: &WalkthroughFile,
    trainee: &str,
    started_at: String,
) -> Header {
    Header {
        trainee: trainee.to_owned(),
        started_at,
        exam: file.exam.then(|| Exam {
            assignment: stage.case.id.clone(),
            sealed: false,
        }),
        ..rehearsal_header(stage.case, stage.versions, file)
    }
}

/// A run against the clock.
struct Clocked<'a> {
    player: Player<'a>,
    writer: RecordWriter,
    narrator: Narrator<'a>,
    link: Option<Link>,
    speed: u32,
    told: usize,
    paused: bool,
    ticks_us: Vec<u32>,
    heard_samples: usize,
}

/// Plays the walk-through to its end.
pub(super) fn play(
    args: &LineArgs,
    stage: Stage<'_>,
    file: &WalkthroughFile,
    header: Header,
    folder: &Path,
    shelf: &Shelf,
    desk: &Desk,
) -> Result<Run, Failure> {
    let path = folder.join(RECORD_FILE);
    let writer = RecordWriter::create(&path)?;
    let link = args.join(desk, &header.trainee, &path)?;
    let unknown = |id: String| Failure::new(Outcome::Usage, "fail-not-in-case").with("id", id);
    let mut clocked = Clocked {
        player: Player::begin(stage, header).map_err(unknown)?,
        writer,
        narrator: Narrator::new(desk, stage.case, &shelf.content),
        link,
        speed: u32::from(args.speed.unwrap_or(1)),
        told: 0,
        paused: false,
        ticks_us: Vec::new(),
        heard_samples: 0,
    };
    clocked.keep_up()?;
    for one in &file.steps {
        let player = &clocked.player;
        for (takes, input) in inputs_of(&stage, one, player.now(), player.events()) {
            clocked.pass(takes)?;
            if clocked.player.state().is_over() {
                break;
            }
            if let Some(input) = input {
                clocked.player.input(clocked.player.now(), input);
                clocked.keep_up()?;
            }
        }
    }
    clocked.pass(LAST_WORDS)?;
    if !clocked.player.state().is_over() {
        clocked.player.input(clocked.player.now(), Input::Leave);
        clocked.keep_up()?;
    }
    clocked.finish(desk)
}

impl Clocked<'_> {
    /// Lets case time pass at the speed asked for; obeys instructors meanwhile. Ends early when the case does.
    fn pass(&mut self, span: Millis) -> Result<(), Failure> {
        let goal = self.player.now().plus(span);
        let mut then = Instant::now();
        while self.player.now() < goal && !self.player.state().is_over() {
            std::thread::sleep(TICK);
            let now = Instant::now();
            let passed = now.duration_since(then);
            then = now;
            if !self.paused {
                let scaled =
                    u64::try_from(passed.as_micros()).unwrap_or(0) * u64::from(self.speed) / 1000;
                let until = self.player.now().plus(Millis(scaled)).min(goal);
                self.player.wait(until);
            }
            self.obey();
            self.keep_up()?;
            let took = u32::try_from(now.elapsed().as_micros()).unwrap_or(u32::MAX);
            self.ticks_us.push(took);
        }
        Ok(())
    }

    fn obey(&mut self) {
        let Some(link) = &self.link else { return };
        for order in link.poll() {
            match order.touch {
                Touch::Pause => self.paused = true,
                Touch::Resume => self.paused = false,
                _ => {}
            }
            let now = self.player.now();
            self.player.input(
                now,
                Input::Touched {
                    by: order.by,
                    touch: order.touch,
                },
            );
        }
        // Nobody has ears here: what an instructor says is counted and let go.
        self.heard_samples += link.hear().len();
        link.show(Live {
            at_ms: self.player.now().0,
            paused: self.paused,
            bodies: Vec::new(),
        });
    }

    fn keep_up(&mut self) -> Result<(), Failure> {
        let lines = self.player.new_lines();
        if lines.is_empty() {
            return Ok(());
        }
        self.writer.append(lines)?;
        self.narrator.tell_all(&self.player.events()[self.told..]);
        self.told = self.player.events().len();
        Ok(())
    }

    fn finish(mut self, desk: &Desk) -> Result<Run, Failure> {
        let written = self.player.written();
        let run = self.player.finish();
        self.writer.append(&run.text[written..])?;
        self.writer.sync()?;
        if let Some(link) = self.link {
            let farewell = link.part(FAREWELL_MAX);
            if !farewell.is_told {
                desk.warn(&desk.words.get("station-not-told"));
            }
            if farewell.owed > 0 {
                let count = farewell.owed.to_string();
                desk.warn(&desk.words.with("station-owes", &[("count", &count)]));
            }
        }
        if self.heard_samples > 0 {
            let seconds = format!(
                "{:.1}",
                self.heard_samples as f64 / f64::from(VOICE_RATE_HZ)
            );
            desk.warn(&desk.words.with("station-heard", &[("seconds", &seconds)]));
        }
        self.ticks_us.sort_unstable();
        let share = |of: usize| {
            let at = (self.ticks_us.len() * of / 1000).min(self.ticks_us.len().saturating_sub(1));
            self.ticks_us.get(at).copied().unwrap_or(0).to_string()
        };
        desk.warn(&desk.words.with(
            "station-ticks",
            &[
                ("count", &self.ticks_us.len().to_string()),
                ("half", &share(500)),
                ("most", &share(990)),
                ("max", &share(1000)),
            ],
        ));
        Ok(run)
    }
}

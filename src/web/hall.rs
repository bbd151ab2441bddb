//! All runs that stations have told of since the console began. Each run's lines are held to their chain, put on disk and
//! kept in memory once; whoever watches reads them from there at the own pace, so that no watcher can make a station wait
//! and none has a queue that could grow. Knows no page.

use super::protocol::{
    Answer, BODIES_MAX, Live, Order, PUSH_LINES_MAX, Push, is_run_id, is_station_name, run_id,
};
use super::voice::{Said, Talk};
use crate::domain::record::{Follow, Header, Record};
use crate::domain::session::Touch;
use crate::files::{FileError, read_bytes};
use crate::store::RECORD_FILE;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use thiserror::Error;
use tokio::sync::watch;

/// A station that was silent for longer is lost; it pushes five times a second.
pub const LOST_AFTER: Duration = Duration::from_secs(4);
/// Orders waiting for a station at most.
const ORDERS_MAX: usize = 32;
/// Runs in memory at most; the longest finished goes, its record stays on disk.
const RUNS_MAX: usize = 120;
/// Lines of one run at most: a case of an hour has two thousand.
const RUN_LINES_MAX: usize = 50_000;
/// Places kept on disk beside a record: at most one each so many milliseconds of case time.
const TRACK_EVERY_MS: u64 = 500;
/// Name of the file with places.
pub const TRACK_FILE: &str = "track.jsonl";

/// Why a push was not taken.
#[derive(Debug, Error)]
pub enum PushError {
    /// It says nonsense.
    #[error("{0}")]
    Nonsense(&'static str),
    /// It does not go on where the run stands.
    #[error("line {0}")]
    Chain(usize),
    /// The disk.
    #[error(transparent)]
    File(#[from] FileError),
}

/// What changes about a run.
struct State {
    follow: Follow,
    file: File,
    track: Option<File>,
    tracked_ms: Option<u64>,
    live: Option<Live>,
    heard: Instant,
    orders: Vec<Order>,
    next_order: u64,
    talk: Talk,
}

impl State {
    fn order(&mut self, by: &str, touch: Touch) -> Option<u64> {
        if self.orders.len() >= ORDERS_MAX || self.follow.record().is_some_and(|one| one.closed) {
            return None;
        }
        let n = self.next_order;
        self.next_order = n.saturating_add(1);
        self.orders.push(Order {
            n,
            by: by.to_owned(),
            touch,
        });
        Some(n)
    }
}

/// One run of one station.
pub struct Run {
    /// Name.
    pub id: String,
    /// Station.
    pub station: String,
    /// Where its record lies.
    pub folder: PathBuf,
    state: Mutex<State>,
    changed: watch::Sender<u64>,
}

/// What somebody who watches sees of a run besides its record.
#[derive(Debug, Clone)]
pub struct Pulse {
    /// The moment as the station sees it.
    pub live: Option<Live>,
    /// Whether the station was heard of lately.
    pub is_up: bool,
    /// Orders it has not obeyed.
    pub waiting: usize,
    /// Events so far.
    pub events: usize,
    /// Whether the record is closed.
    pub closed: bool,
}

impl Run {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at the record without copying it. Keep it short: a push waits meanwhile.
    pub fn with_record<T>(&self, look: impl FnOnce(&Record) -> T) -> Option<T> {
        self.lock().follow.record().map(look)
    }

    /// What is to be seen besides.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        let state = self.lock();
        let record = state.follow.record();
        Pulse {
            live: state.live.clone(),
            is_up: state.heard.elapsed() < LOST_AFTER,
            waiting: state.orders.len(),
            events: record.map_or(0, |one| one.events.len()),
            closed: record.is_some_and(|one| one.closed),
        }
    }

    /// The head of the record.
    #[must_use]
    pub fn header(&self) -> Option<Header> {
        self.with_record(|record| record.header.clone())
    }

    /// Whether the run's mode allows a touch.
    #[must_use]
    pub fn allows(&self, touch: &Touch) -> bool {
        let mode = self.with_record(|record| record.header.setup.mode);
        touch.allowed_in(mode.unwrap_or_default())
    }

    /// Wakes when anything changed.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Leaves an order for the station; none when too many wait.
    #[must_use]
    pub fn order(&self, by: &str, touch: Touch) -> Option<u64> {
        let n = self.lock().order(by, touch)?;
        self.changed.send_modify(|one| *one += 1);
        Some(n)
    }

    /// Takes a piece of an instructor's voice for the trainee's ear; a talk that begins is a touch of the record. None when
    /// the station is away or the case over.
    #[must_use]
    pub fn speak(&self, by: &str, pcm: String) -> Option<Said> {
        let said = {
            let mut state = self.lock();
            let now = Instant::now();
            if now - state.heard >= LOST_AFTER || state.follow.record().is_none_or(|one| one.closed)
            {
                return None;
            }
            let said = state.talk.weigh(by, now);
            match said {
                Said::Busy => return Some(said),
                Said::Begins => {
                    state.order(by, Touch::Voice)?;
                }
                Said::GoesOn => {}
            }
            state.talk.say(by, pcm, now);
            said
        };
        self.changed.send_modify(|one| *one += 1);
        Some(said)
    }

    fn take(&self, push: Push) -> Result<Answer, PushError> {
        let mut state = self.lock();
        let state = &mut *state;
        state.heard = Instant::now();
        let have = state.follow.lines() as u64;
        if push.from > have {
            // Something in between got lost: the answer says where to begin again.
            return Ok(Answer {
                have,
                ..Answer::default()
            });
        }
        let known = usize::try_from(have - push.from).unwrap_or(usize::MAX);
        for line in push.lines.iter().skip(known) {
            if state.follow.lines() >= RUN_LINES_MAX {
                return Err(PushError::Nonsense("lines"));
            }
            let number = state.follow.lines() + 1;
            // A try on a copy would cost the whole record; `take` changes nothing when it fails.
            state
                .follow
                .take(line)
                .map_err(|_| PushError::Chain(number))?;
            let written = state.file.write_all(format!("{line}\n").as_bytes());
            written.map_err(|source| FileError::Unwritable {
                path: self.folder.join(RECORD_FILE),
                source,
            })?;
        }
        // A console that began anew counts on from what the station has obeyed.
        state.next_order = state.next_order.max(push.obeyed.saturating_add(1));
        state.orders.retain(|one| one.n > push.obeyed);
        if let Some(live) = push.live {
            self.keep_track(state, &live);
            state.live = Some(live);
        }
        Ok(Answer {
            have: state.follow.lines() as u64,
            orders: state.orders.clone(),
            voice: state.talk.for_station(push.heard, Instant::now()),
        })
    }

    /// Places are for the eye: trouble with their file loses a replay's tracks and nothing else.
    fn keep_track(&self, state: &mut State, live: &Live) {
        let due = state
            .tracked_ms
            .is_none_or(|then| live.at_ms >= then.saturating_add(TRACK_EVERY_MS));
        if live.bodies.is_empty() || !due {
            return;
        }
        state.tracked_ms = Some(live.at_ms);
        if state.track.is_none() {
            let path = self.folder.join(TRACK_FILE);
            state.track = OpenOptions::new().create(true).append(true).open(path).ok();
        }
        if let (Some(file), Ok(mut line)) = (&mut state.track, serde_json::to_string(live)) {
            line.push('\n');
            let _ = file.write_all(line.as_bytes());
        }
    }
}

/// All runs.
pub struct Hall {
    folder: PathBuf,
    runs: Mutex<BTreeMap<String, Arc<Run>>>,
}

impl Hall {
    /// A hall that keeps its records in a folder.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            runs: Mutex::new(BTreeMap::new()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Run>>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every run in memory, by station, the newest last.
    #[must_use]
    pub fn runs(&self) -> Vec<Arc<Run>> {
        let mut runs: Vec<Arc<Run>> = self.lock().values().cloned().collect();
        runs.sort_by_cached_key(|run| {
            let begun = run.with_record(|record| record.header.started_at.clone());
            (run.station.clone(), begun)
        });
        runs
    }

    /// A run by name.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Arc<Run>> {
        self.lock().get(id).cloned()
    }

    /// Takes a push in.
    ///
    /// # Errors
    /// See [`PushError`]; nothing of a line that does not fit is kept.
    pub fn push(&self, push: Push) -> Result<Answer, PushError> {
        let live_fits = push
            .live
            .as_ref()
            .is_none_or(|live| live.bodies.len() <= BODIES_MAX);
        if !is_station_name(&push.station) || push.lines.len() > PUSH_LINES_MAX || !live_fits {
            return Err(PushError::Nonsense("size"));
        }
        if !is_run_id(&push.run) {
            return Err(PushError::Nonsense("run"));
        }
        let known = self.find(&push.run);
        let run = match known {
            Some(run) if run.station == push.station => run,
            Some(_) => return Err(PushError::Nonsense("station")),
            None => match self.open(&push)? {
                Some(run) => run,
                None => return Ok(Answer::default()),
            },
        };
        let answer = match run.take(push) {
            Ok(answer) => answer,
            Err(error) => {
                // What is in memory and not on disk must not be told as kept: the disk is read anew with the next push.
                if matches!(error, PushError::File(_)) {
                    self.lock().remove(&run.id);
                }
                return Err(error);
            }
        };
        run.changed.send_modify(|one| *one += 1);
        Ok(answer)
    }

    /// A run nobody told of yet, or one from before the console began again. None when its beginning is missing.
    fn open(&self, push: &Push) -> Result<Option<Arc<Run>>, PushError> {
        let folder = self.folder.join(&push.run);
        let path = folder.join(RECORD_FILE);
        let mut follow = Follow::default();
        let bytes = match read_bytes(&path) {
            Ok(bytes) => bytes,
            Err(FileError::Missing(_)) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        // A crash may have cut the last line, even inside a letter.
        let text = bytes.utf8_chunks().next().map_or("", |one| one.valid());
        let lines = || {
            text.split_inclusive('\n')
                .map_while(|line| line.strip_suffix('\n'))
        };
        match lines().next() {
            Some(first) => {
                // A run belongs to the station that began it, also after the console forgot.
                if run_id(&push.station, first) != push.run {
                    return Err(PushError::Nonsense("station"));
                }
                let taken = lines().take_while(|line| follow.take(line).is_ok());
                let kept: usize = taken.map(|line| line.len() + 1).sum();
                cut(&path, &bytes, kept)?;
            }
            None => {
                let Some(first) = push.lines.first().filter(|_| push.from == 0) else {
                    return Ok(None);
                };
                if run_id(&push.station, first) != push.run {
                    return Err(PushError::Nonsense("run"));
                }
                // Only a record may make a folder.
                Follow::default()
                    .take(first)
                    .map_err(|_| PushError::Chain(1))?;
                cut(&path, &bytes, 0)?;
            }
        }
        let unwritable = |source| FileError::Unwritable {
            path: path.clone(),
            source,
        };
        std::fs::create_dir_all(&folder).map_err(unwritable)?;
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(unwritable)?;
        let run = Arc::new(Run {
            id: push.run.clone(),
            station: push.station.clone(),
            folder,
            state: Mutex::new(State {
                follow,
                file,
                track: None,
                tracked_ms: None,
                live: None,
                heard: Instant::now(),
                orders: Vec::new(),
                next_order: 1,
                talk: Talk::default(),
            }),
            changed: watch::Sender::new(0),
        });
        let mut runs = self.lock();
        // Two pushes of one run at once: the first one's entry stands.
        let run = Arc::clone(runs.entry(push.run.clone()).or_insert(run));
        if runs.len() > RUNS_MAX {
            let oldest = runs
                .values()
                .filter(|one| one.id != run.id)
                .min_by_key(|one| {
                    let state = one.lock();
                    let closed = state.follow.record().is_some_and(|record| record.closed);
                    (!closed, state.heard)
                })
                .map(|one| one.id.clone());
            if let Some(oldest) = oldest {
                runs.remove(&oldest);
            }
        }
        Ok(Some(run))
    }
}

/// Cuts off what a crash left of a line; it is sent again.
fn cut(path: &Path, bytes: &[u8], kept: usize) -> Result<(), FileError> {
    if kept == bytes.len() {
        return Ok(());
    }
    OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|file| file.set_len(kept as u64))
        .map_err(|source| FileError::Unwritable {
            path: path.to_owned(),
            source,
        })
}

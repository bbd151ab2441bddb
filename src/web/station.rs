//! The station's end of the line to the console: a thread of its own reads the record file as it grows and sends what the
//! console lacks. Nothing here can slow a running case: the case only leaves its picture of the moment and picks up orders.
//! What a console has not got to the end is sent with a later run (`untold`). Knows no rule of a case.

use super::protocol::{
    Answer, Live, Order, PUSH_BYTES_MAX, PUSH_PATH, Push, VOICE_RATE_HZ, is_station_name, run_id,
    samples_of,
};
use super::tail::Tail;
use super::untold::{Claim, LeftOver, claim, waiting};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use thiserror::Error;

/// Between two pushes while all is well: an instructor sees a word a fifth of a second after it was said.
const PUSH_EVERY_MS: u64 = 200;
/// The same while an instructor speaks: half a second after it was said a voice is live, a second after it is an echo.
const VOICE_EVERY_MS: u64 = 60;
/// A voice that pauses for this long is over.
const VOICE_PAUSE: Duration = Duration::from_secs(1);
/// What nobody picks up for this long is forgotten.
const VOICE_KEPT: usize = 5 * VOICE_RATE_HZ as usize;
/// Between two tries while the console is away, at most.
const RETRY_MS_MAX: u64 = 5_000;
/// A console that does not answer for this long is away.
const ANSWER_MS_MAX: u64 = 5_000;

/// Why a station cannot be joined to a console.
#[derive(Debug, Error)]
pub enum LinkError {
    /// The name has signs it may not have.
    #[error("{0}")]
    Name(String),
    /// The address is none.
    #[error("{0}")]
    Address(String),
    /// The console's certificate cannot be read.
    #[error("{path}: {detail}")]
    Certificate {
        /// Which.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// The thread could not be started.
    #[error(transparent)]
    Thread(#[from] std::io::Error),
}

/// How to reach the console.
#[derive(Debug, Clone)]
pub struct LinkOptions {
    /// Address, such as `https://10.0.0.5:8440`.
    pub console: String,
    /// The station key.
    pub key: String,
    /// Name of this station.
    pub station: String,
    /// The console's own certificate, when no authority vouches for it.
    pub trust: Option<PathBuf>,
}

/// How the line is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkState {
    /// Lines the console has.
    pub have: u64,
    /// Lines of the record so far.
    pub lines: u64,
    /// Whether the last push was answered; without a record there is nothing to push, and nothing is wrong either.
    pub is_up: bool,
}

#[derive(Default)]
struct Shared {
    live: Mutex<Option<Live>>,
    orders: Mutex<Vec<Order>>,
    voice: Mutex<VecDeque<i16>>,
    /// The last piece of voice put into `voice`.
    heard: AtomicU64,
    /// The last order put into `orders`.
    taken: AtomicU64,
    /// The last order handed out by `poll`.
    obeyed: AtomicU64,
    have: AtomicU64,
    lines: AtomicU64,
    /// How often the file was looked at.
    looks: AtomicU64,
    is_up: AtomicBool,
    closing: AtomicBool,
    /// The case is over and nobody waits any more: the thread ends by itself once everything is told.
    parting: AtomicBool,
    /// Records that earlier runs have left and that are still to be sent.
    owed: AtomicU64,
    /// Records of earlier runs that were tried and cut off or refused, besides `owed`; they keep their mark for the next run.
    put_off: AtomicU64,
}

/// What came of a line that was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Farewell {
    /// Whether the console has all of this record.
    pub is_told: bool,
    /// Records of earlier runs that it has not got yet; the next run goes on with them.
    pub owed: u64,
}

/// A running line. Dropping it stops the thread without waiting.
pub struct Link {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Link {
    /// Joins a run to the console. The record need not be there yet.
    ///
    /// # Errors
    /// See [`LinkError`]. A console that is away is no error: it is tried again and again.
    pub fn open(options: LinkOptions, record: &Path) -> Result<Self, LinkError> {
        if !is_station_name(&options.station) {
            return Err(LinkError::Name(options.station));
        }
        if !options.console.starts_with("http://") && !options.console.starts_with("https://") {
            return Err(LinkError::Address(options.console));
        }
        let agent = agent(options.trust.as_deref())?;
        let shared = Arc::new(Shared::default());
        let mut sender = Sender {
            agent,
            push_url: format!("{}{PUSH_PATH}", options.console.trim_end_matches('/')),
            options,
            tail: Tail::new(record),
            shared: Arc::clone(&shared),
            spoken: None,
            claim: None,
            waiting: None,
            left_over: None,
        };
        let thread = std::thread::Builder::new()
            .name("console-link".to_owned())
            .spawn(move || sender.run())?;
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }

    /// Leaves the picture of the moment; an older one that was not sent is forgotten.
    pub fn show(&self, live: Live) {
        *lock(&self.shared.live) = Some(live);
    }

    /// Picks up what instructors want, each order once. Whoever picks up obeys: the order counts as done.
    #[must_use]
    pub fn poll(&self) -> Vec<Order> {
        let orders = std::mem::take(&mut *lock(&self.shared.orders));
        if let Some(last) = orders.last() {
            self.shared.obeyed.store(last.n, Ordering::Release);
        }
        orders
    }

    /// Picks up what an instructor has said into the trainee's ear since: samples at [`VOICE_RATE_HZ`], one channel.
    #[must_use]
    pub fn hear(&self) -> Vec<i16> {
        lock(&self.shared.voice).drain(..).collect()
    }

    /// How the line is doing.
    #[must_use]
    pub fn state(&self) -> LinkState {
        LinkState {
            have: self.shared.have.load(Ordering::Acquire),
            lines: self.shared.lines.load(Ordering::Acquire),
            is_up: self.shared.is_up.load(Ordering::Acquire),
        }
    }

    /// Waits until the console has everything, at most so long; tells whether it has. What it has not got is sent on for as
    /// long as this process lives, and after that with the next run.
    #[must_use]
    pub fn close(self, wait: Duration) -> bool {
        self.part(wait).is_told
    }

    /// The same, and how much of earlier runs is left.
    #[must_use]
    pub fn part(mut self, wait: Duration) -> Farewell {
        let until = Instant::now() + wait;
        // The last lines may have been written a moment ago and a look be under way: the one after it sees them all.
        let due = self.shared.looks.load(Ordering::Acquire) + 2;
        loop {
            let is_seen = self.shared.looks.load(Ordering::Acquire) >= due;
            let state = self.state();
            let owed = self.shared.owed.load(Ordering::Acquire);
            if is_seen && state.is_up && state.have == state.lines && owed == 0 {
                break;
            }
            if Instant::now() >= until {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let state = self.state();
        let is_told = self.shared.looks.load(Ordering::Acquire) >= due && state.have == state.lines;
        let thread = self.thread.take();
        if is_told {
            self.shared.closing.store(true, Ordering::Release);
            if let Some(thread) = thread {
                thread.thread().unpark();
                // Every way out of the thread is short: its longest wait is one answer.
                let _ = thread.join();
            }
        } else {
            self.shared.parting.store(true, Ordering::Release);
        }
        Farewell {
            is_told,
            owed: self.shared.owed.load(Ordering::Acquire)
                + self.shared.put_off.load(Ordering::Acquire),
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if !self.shared.parting.load(Ordering::Acquire) {
            self.shared.closing.store(true, Ordering::Release);
        }
    }
}

fn agent(trust: Option<&Path>) -> Result<ureq::Agent, LinkError> {
    let mut tls = ureq::tls::TlsConfig::builder();
    if let Some(path) = trust {
        let unreadable = |detail: String| LinkError::Certificate {
            path: path.to_owned(),
            detail,
        };
        let pem = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
        let certificate = ureq::tls::Certificate::from_pem(&pem)
            .map_err(|error| unreadable(error.to_string()))?
            .to_owned();
        tls = tls.root_certs(ureq::tls::RootCerts::new_with_certs(&[certificate]));
    }
    Ok(ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_millis(ANSWER_MS_MAX)))
        .http_status_as_error(false)
        .max_redirects(0)
        .tls_config(tls.build())
        .build()
        .into())
}

/// What goes back and forth, on a thread of its own.
struct Sender {
    agent: ureq::Agent,
    push_url: String,
    options: LinkOptions,
    tail: Tail,
    shared: Arc<Shared>,
    /// When an instructor's voice was last heard.
    spoken: Option<Instant>,
    /// Marks this record as not told yet.
    claim: Option<Claim>,
    /// Folders of records that earlier runs left untold; looked for once.
    waiting: Option<Vec<PathBuf>>,
    /// The one of them that is being sent.
    left_over: Option<(LeftOver, Tail, u64)>,
}

impl Sender {
    fn run(&mut self) {
        let mut pause_ms = PUSH_EVERY_MS;
        while !self.shared.closing.load(Ordering::Acquire) {
            let more = match self.push() {
                Ok(more) => {
                    self.shared.is_up.store(true, Ordering::Release);
                    let is_spoken = self.spoken.is_some_and(|then| then.elapsed() < VOICE_PAUSE);
                    pause_ms = if is_spoken {
                        VOICE_EVERY_MS
                    } else {
                        PUSH_EVERY_MS
                    };
                    more
                }
                Err(()) => {
                    self.shared.is_up.store(false, Ordering::Release);
                    pause_ms = (pause_ms * 2).min(RETRY_MS_MAX);
                    false
                }
            };
            let is_up = self.shared.is_up.load(Ordering::Acquire);
            if is_up && !more {
                if self.shared.parting.load(Ordering::Acquire) {
                    // The last lines may have been written since the push looked.
                    self.tail.look();
                    if self.is_told() {
                        break;
                    }
                }
                self.send_left_over();
            }
            // Also of a console that is away: how much is left is told when the case ends.
            let owed = self.waiting().len() + usize::from(self.left_over.is_some());
            self.shared.owed.store(owed as u64, Ordering::Release);
            if !more {
                std::thread::park_timeout(Duration::from_millis(pause_ms));
            }
        }
        self.tail.look();
        if self.is_told()
            && let Some(claim) = self.claim.take()
        {
            claim.done();
        }
    }

    /// Whether the console has all there is of this record.
    fn is_told(&self) -> bool {
        self.tail.first.is_some() && self.shared.have.load(Ordering::Acquire) == self.tail.lines()
    }

    /// What earlier runs have left untold and nobody has taken up yet.
    fn waiting(&mut self) -> &mut Vec<PathBuf> {
        self.waiting.get_or_insert_with(|| waiting(&self.tail.path))
    }

    /// A piece of what an earlier run has left, between two pushes of this one.
    fn send_left_over(&mut self) {
        if self.left_over.is_none() {
            let Some(folder) = self.waiting().pop() else {
                return;
            };
            self.left_over = claim(&folder).map(|found| {
                let mut tail = Tail::new(&found.record);
                tail.look();
                (found, tail, 0)
            });
        }
        let Some((found, tail, have)) = self.left_over.take() else {
            return;
        };
        let Some(first) = tail.first.as_ref() else {
            found.claim.done();
            return;
        };
        let push = Push {
            run: run_id(&found.station, first),
            station: found.station.clone(),
            from: have,
            lines: tail.read(have),
            live: None,
            obeyed: 0,
            heard: 0,
        };
        match self.ask(&push) {
            Ok(answer) if answer.have == tail.lines() => found.claim.done(),
            Ok(answer) if answer.have != have => {
                self.left_over = Some((found, tail, answer.have));
            }
            // Cut off or refused: it keeps its mark, and the next run tries again.
            Ok(_) | Err(()) => {
                self.shared.put_off.fetch_add(1, Ordering::AcqRel);
            }
        }
    }

    /// One push; tells whether more lines wait. A network error, a refusal and nonsense are all the same: try again.
    fn push(&mut self) -> Result<bool, ()> {
        self.tail.look();
        let total = self.tail.lines();
        self.shared.lines.store(total, Ordering::Release);
        self.shared.looks.fetch_add(1, Ordering::AcqRel);
        let Some(first) = self.tail.first.clone() else {
            return Ok(false);
        };
        if self.claim.is_none() {
            self.claim = Claim::make(&self.tail.path, &self.options.station);
        }
        let from = self.shared.have.load(Ordering::Acquire).min(total);
        let lines = self.tail.read(from);
        let sent = from + lines.len() as u64;
        let push = Push {
            run: run_id(&self.options.station, &first),
            station: self.options.station.clone(),
            from,
            lines,
            live: lock(&self.shared.live).clone(),
            obeyed: self.shared.obeyed.load(Ordering::Acquire),
            heard: self.shared.heard.load(Ordering::Acquire),
        };
        let answer = self.ask(&push)?;
        self.listen(&answer);
        // A console that lost its disk has less than it told before; the file has it all.
        self.shared.have.store(answer.have, Ordering::Release);
        let last = self.shared.taken.load(Ordering::Acquire);
        let new: Vec<Order> = answer
            .orders
            .into_iter()
            .filter(|one| one.n > last)
            .collect();
        if let Some(newest) = new.last() {
            self.shared.taken.store(newest.n, Ordering::Release);
            lock(&self.shared.orders).extend(new);
        }
        // A console that takes nothing is asked again after a pause, not at once.
        Ok(answer.have != from && answer.have < total.max(sent))
    }

    /// Sends a push and reads the answer.
    fn ask(&self, push: &Push) -> Result<Answer, ()> {
        let body = serde_json::to_vec(push).map_err(drop)?;
        let mut response = self
            .agent
            .post(&self.push_url)
            .header("authorization", &format!("Bearer {}", self.options.key))
            .header("content-type", "application/json")
            .send(&body[..])
            .map_err(drop)?;
        if response.status() != 200 {
            return Err(());
        }
        let body = response
            .body_mut()
            .with_config()
            .limit(PUSH_BYTES_MAX as u64)
            .read_to_vec()
            .map_err(drop)?;
        serde_json::from_slice(&body).map_err(drop)
    }

    /// Takes each piece of a voice once; one that is no sound is passed over.
    fn listen(&mut self, answer: &Answer) {
        for piece in &answer.voice {
            if piece.n <= self.shared.heard.load(Ordering::Acquire) {
                continue;
            }
            self.shared.heard.store(piece.n, Ordering::Release);
            self.spoken = Some(Instant::now());
            let mut voice = lock(&self.shared.voice);
            voice.extend(samples_of(&piece.pcm).unwrap_or_default());
            let late = voice.len().saturating_sub(VOICE_KEPT);
            voice.drain(..late);
        }
    }
}

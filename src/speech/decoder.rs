//! The recogniser on a thread of its own: loads the model, takes segments, answers with words. A guess is recognised ahead
//! of time and thrown away when the speaker went on. Knows no device and no case.

use crate::domain::ids::Language;
use crate::speech::Message;
use crate::speech::gate::Segment;
use crate::speech::hearer::{Allowed, Hearer};
use crate::speech::listen::SegmentHeard;
use crate::speech::recogniser::{Listening, Recogniser, RecogniserSettings};
use crate::speech::remote_ask::Endpoint;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Threads one decode takes while a street is drawn beside it: the rest of the machine belongs to the street.
#[must_use]
pub fn threads_beside_a_street() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if cores >= 4 { 2 } else { 1 }
}

/// A segment to recognise.
#[derive(Debug)]
pub struct Job {
    /// Named again in the answer.
    pub ticket: u64,
    /// The sound.
    pub segment: Segment,
    /// The guess that already holds all its speech.
    pub guess: Option<u64>,
    /// Language listened for.
    pub lang: Language,
    /// Where the sound came from.
    pub source: PathBuf,
}

/// What the decoder has to tell.
#[derive(Debug)]
pub enum Answer {
    /// The model is loaded.
    Ready {
        /// Its name.
        model: String,
        /// Whether it is a fixture.
        is_fixture: bool,
    },
    /// The model cannot be loaded; nothing will be heard.
    Failed(Message),
    /// A segment's words.
    Heard {
        /// The job.
        ticket: u64,
        /// The words, or why there are none.
        heard: Result<SegmentHeard, Message>,
        /// Whether a guess had them ready.
        was_guessed: bool,
    },
}

enum Order {
    Guess { name: u64, job: Box<Job> },
    Hear(Box<Job>),
}

/// Hands segments to the thread and takes its answers. Dropping it ends the thread after what it is at.
#[derive(Debug)]
pub struct Decoder {
    orders: Option<Sender<Order>>,
    answers: Receiver<Answer>,
    /// The newest guess; older ones in the queue are not worth a decode.
    newest: Arc<AtomicU64>,
    allowed: Allowed,
    thread: Option<JoinHandle<()>>,
}

impl Decoder {
    /// Begins to load a model; the first answer says how that went.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn begin(model: PathBuf, threads: usize) -> std::io::Result<Self> {
        Self::begin_with(model, threads, None)
    }

    /// The same, and another machine of the bureau is asked first while [`Self::allow_elsewhere`] says so.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn begin_with(
        model: PathBuf,
        threads: usize,
        elsewhere: Option<Endpoint>,
    ) -> std::io::Result<Self> {
        let (orders, inbox) = channel();
        let (outbox, answers) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        let allowed = Allowed::new(AtomicBool::new(false));
        let elsewhere = elsewhere.map(|one| (one, Arc::clone(&allowed)));
        let thread = std::thread::Builder::new()
            .name("recogniser".to_owned())
            .spawn(move || work(&model, threads, elsewhere, &inbox, &outbox, &seen))?;
        Ok(Self {
            orders: Some(orders),
            answers,
            newest,
            allowed,
            thread: Some(thread),
        })
    }

    /// Whether sound may go to another machine from now on.
    pub fn allow_elsewhere(&self, is_allowed: bool) {
        self.allowed.store(is_allowed, Ordering::Relaxed);
    }

    /// Recognises ahead of time what may be all. Nothing is answered; [`Self::hear`] asks for it by name.
    pub fn guess(&self, name: u64, job: Job) {
        self.newest.store(name, Ordering::Relaxed);
        self.send(Order::Guess {
            name,
            job: Box::new(job),
        });
    }

    /// The newest guess is no longer wanted: the speaker goes on.
    pub fn forget_guess(&self) {
        self.newest.store(0, Ordering::Relaxed);
    }

    /// Recognises a segment.
    pub fn hear(&self, job: Job) {
        self.send(Order::Hear(Box::new(job)));
    }

    fn send(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // The thread is gone only when the model could not be loaded, and that was answered.
            let _ = orders.send(order);
        }
    }

    /// The next answer, if there is one. None for good once the thread has ended.
    pub fn answer(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }

    /// Waits for the next answer; none when the time is over or the thread has ended.
    pub fn wait(&self, at_most: Duration) -> Option<Answer> {
        self.answers.recv_timeout(at_most).ok()
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        self.forget_guess();
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // Whisper's memory must not be torn down under a running decode.
            let _ = thread.join();
        }
    }
}

fn work(
    model: &Path,
    threads: usize,
    elsewhere: Option<(Endpoint, Allowed)>,
    inbox: &Receiver<Order>,
    outbox: &Sender<Answer>,
    newest: &AtomicU64,
) {
    let settings = RecogniserSettings {
        threads: Some(threads),
        ..RecogniserSettings::default()
    };
    let recogniser = match Recogniser::load(model, &settings) {
        Ok(recogniser) => recogniser,
        Err(error) => {
            let _ = outbox.send(Answer::Failed(error.message()));
            return;
        }
    };
    let is_fixture = recogniser.is_fixture();
    let hearer = match elsewhere {
        Some((endpoint, allowed)) => Hearer::with(recogniser, endpoint, allowed),
        None => Ok(Hearer::here(recogniser)),
    };
    let mut hearer = match hearer {
        Ok(hearer) => hearer,
        Err(error) => {
            let _ = outbox.send(Answer::Failed(Message {
                id: "hearing-no-thread",
                args: vec![("reason", error.to_string())],
            }));
            return;
        }
    };
    let _ = outbox.send(Answer::Ready {
        model: hearer.model_name().to_owned(),
        is_fixture,
    });
    while let Ok(order) = inbox.recv() {
        match order {
            Order::Guess { name, job } => {
                if newest.load(Ordering::Relaxed) == name {
                    let listening = Listening::For(job.lang);
                    hearer.guess(name, &job.source, &job.segment, listening);
                }
            }
            Order::Hear(job) => {
                let listening = Listening::For(job.lang);
                let heard = hearer
                    .hear(job.guess, &job.source, &job.segment, listening)
                    .map_err(|error| error.message());
                let was_guessed = heard.as_ref().is_ok_and(|one| one.1);
                let answer = Answer::Heard {
                    ticket: job.ticket,
                    heard: heard.map(|one| one.0),
                    was_guessed,
                };
                if outbox.send(answer).is_err() {
                    return;
                }
            }
        }
    }
}

//! Who hears a segment: another machine of the bureau where one is set and agreed to, and always the model here when that one
//! is slow, gone or unfit. The sound of the segment stays here until its words are known, so nothing is lost on the way.
//! What may be only half a sentence is guessed at here alone: it neither leaves the machine nor counts against the other.

use super::beside::{Beside, Words, Work};
use super::gate::Segment;
use super::listen::{Hears, SegmentHeard, hear_segment, sifted};
use super::recogniser::{Heard, Listening, Recogniser, RecogniserError};
use super::remote_ask::{AskError, Endpoint, RemoteHeard};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// So long the other machine is waited for before the model here begins beside it: one that is well has answered by then,
/// and the processor here is left to the street.
const HEAD_START: Duration = Duration::from_millis(250);
/// After a failure it is left alone for so long, each time twice as long.
const REST: Duration = Duration::from_secs(5);
/// At most.
const REST_MAX: Duration = Duration::from_secs(60);

/// The model here always answers, unless its thread has died; looked after so often.
const ALIVE: Duration = Duration::from_secs(1);

/// Whether sound may leave this machine just now; the trainee's word, and it counts at once.
pub type Allowed = Arc<AtomicBool>;

/// A model here and perhaps a machine elsewhere.
#[derive(Debug)]
pub struct Hearer(Who);

#[derive(Debug)]
enum Who {
    /// The model here, on the caller's thread, with what it guessed last.
    Here(Box<Recogniser>, Option<(u64, SegmentHeard)>),
    Both(Both),
}

/// An answer, from wherever.
#[derive(Debug)]
enum Answer {
    There(u64, Result<RemoteHeard, AskError>),
    Here(u64, Words),
}

#[derive(Debug)]
struct Both {
    /// The model's name, as it stands in records.
    model: String,
    here: Beside,
    endpoint: Arc<Endpoint>,
    allowed: Allowed,
    outbox: Sender<Answer>,
    answers: Receiver<Answer>,
    asked: u64,
    rest: Duration,
    rests_until: Option<Instant>,
    last: Option<Result<(), AskError>>,
    /// The last guess: its name and its order.
    guess: Option<(u64, u64)>,
}

impl Hearer {
    /// Hears here alone.
    #[must_use]
    pub fn here(here: Recogniser) -> Self {
        Self(Who::Here(Box::new(here), None))
    }

    /// Asks elsewhere while that is allowed.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn with(here: Recogniser, endpoint: Endpoint, allowed: Allowed) -> std::io::Result<Self> {
        let (outbox, answers) = channel();
        let model = here.model_name().to_owned();
        let own = outbox.clone();
        let here = Beside::begin(here, move |number, words| {
            // Nobody waits any more when the hearer is being dropped.
            let _ = own.send(Answer::Here(number, words));
        })?;
        Ok(Self(Who::Both(Both {
            model,
            here,
            endpoint: Arc::new(endpoint),
            allowed,
            outbox,
            answers,
            asked: 0,
            rest: REST,
            rests_until: None,
            last: None,
            guess: None,
        })))
    }

    /// Name of the model here, as it stands in records.
    #[must_use]
    pub fn model_name(&self) -> &str {
        match &self.0 {
            Who::Here(here, _) => here.model_name(),
            Who::Both(both) => &both.model,
        }
    }

    /// Why the other machine did not answer when it was asked last.
    #[must_use]
    pub fn trouble(&self) -> Option<&AskError> {
        match &self.0 {
            Who::Here(..) => None,
            Who::Both(both) => both.last.as_ref()?.as_ref().err(),
        }
    }

    /// Recognises ahead of time what may be all, here alone. Beside another machine it comes back at once, so that the segment
    /// itself can be asked about while this goes on.
    pub fn guess(&mut self, name: u64, file: &Path, segment: &Segment, listening: Listening) {
        match &mut self.0 {
            Who::Here(here, guess) => {
                let heard = hear_segment(file, segment, here, listening);
                *guess = heard.ok().map(|heard| (name, heard));
            }
            Who::Both(both) => {
                let number = both.here.order(work(file, segment, listening));
                both.guess = Some((name, number));
            }
        }
    }

    /// Recognises a segment whose words a guess may already hold. Tells whether that one gave them. A guess is good for the
    /// next segment only.
    ///
    /// # Errors
    /// The recogniser fails.
    pub fn hear(
        &mut self,
        guess: Option<u64>,
        file: &Path,
        segment: &Segment,
        listening: Listening,
    ) -> Result<(SegmentHeard, bool), RecogniserError> {
        let (heard, was_guessed) = match &mut self.0 {
            Who::Here(here, ready) => match ready.take().filter(|one| Some(one.0) == guess) {
                Some((_, heard)) => (heard, true),
                None => (hear_segment(file, segment, here, listening)?, false),
            },
            Who::Both(both) => both.hear(guess, file, segment, listening)?,
        };
        Ok((
            SegmentHeard {
                end_ms: segment.end_ms,
                ..heard
            },
            was_guessed,
        ))
    }
}

fn work(file: &Path, segment: &Segment, listening: Listening) -> Work {
    Work {
        file: file.to_owned(),
        segment: segment.clone(),
        listening,
    }
}

impl Both {
    fn is_asked(&self) -> bool {
        self.allowed.load(Ordering::Relaxed)
            && self.rests_until.is_none_or(|until| Instant::now() >= until)
    }

    /// Sends a question off; the answer is waited for by its number.
    fn ask(&mut self, samples: &[f32], listening: Listening) -> bool {
        self.asked += 1;
        let (number, samples) = (self.asked, samples.to_vec());
        let (endpoint, outbox) = (Arc::clone(&self.endpoint), self.outbox.clone());
        // A thread each: one that hangs in the net holds up no other, and the endpoint's own patience ends it.
        std::thread::Builder::new()
            .name("hearing-elsewhere".to_owned())
            .spawn(move || {
                let _ = outbox.send(Answer::There(number, endpoint.ask(&samples, listening)));
            })
            .is_ok()
    }

    /// The other machine's words at once when they come, also in the middle of a decode here; the words from here as soon
    /// as the other has failed or its time is over.
    fn hear(
        &mut self,
        guess: Option<u64>,
        file: &Path,
        segment: &Segment,
        listening: Listening,
    ) -> Result<(SegmentHeard, bool), RecogniserError> {
        let begun = Instant::now();
        let patience = self.endpoint.patience();
        // The order whose words are waited for here, and the words.
        let ready = self.guess.take().filter(|one| Some(one.0) == guess);
        let (mut order, mut here) = (ready.map(|one| one.1), None::<Words>);
        let was_guessed = order.is_some();
        if !was_guessed {
            // A wrong guess that has not begun must not hold up the segment itself.
            self.here.give_up();
        }
        let mut is_asked = self.is_asked() && self.ask(&segment.samples, listening);
        loop {
            let waits_here = order.is_some() && here.is_none();
            let since = begun.elapsed();
            if is_asked && since >= patience {
                let late = self.late();
                self.went(Err(late));
                is_asked = false;
            }
            if order.is_none() && (!is_asked || since >= HEAD_START) {
                order = Some(self.here.order(work(file, segment, listening)));
                continue;
            }
            if !is_asked && let Some(words) = here.take() {
                return words.map(|heard| (heard, was_guessed));
            }
            let left = match (is_asked, order) {
                (true, None) => HEAD_START.min(patience).saturating_sub(since),
                (true, Some(_)) => patience - since,
                (false, _) => ALIVE,
            };
            match self.answers.recv_timeout(left) {
                Ok(Answer::There(number, answer)) if is_asked && number == self.asked => {
                    match answer {
                        Ok(answer) => {
                            self.went(Ok(()));
                            if waits_here {
                                self.here.give_up();
                            }
                            let (heard, by) = as_heard(answer, begun);
                            return Ok((sifted(file, segment, heard, Some(by)), false));
                        }
                        Err(error) => self.went(Err(error)),
                    }
                    is_asked = false;
                }
                Ok(Answer::Here(number, words)) if Some(number) == order => here = Some(words),
                // What comes after its time belongs to a segment that has its words already.
                Ok(_) => {}
                Err(_) if self.here.is_gone() => {
                    return Err(RecogniserError::CannotDecode {
                        reason: "its thread has ended".to_owned(),
                    });
                }
                Err(_) => {}
            }
        }
    }

    fn went(&mut self, how: Result<(), AskError>) {
        if how.is_ok() {
            self.rest = REST;
            self.rests_until = None;
        } else {
            self.rests_until = Some(Instant::now() + self.rest);
            self.rest = (self.rest * 2).min(REST_MAX);
        }
        self.last = Some(how);
    }

    fn late(&self) -> AskError {
        AskError::Late {
            place: self.endpoint.place().to_owned(),
            ms: u64::try_from(self.endpoint.patience().as_millis()).unwrap_or(u64::MAX),
        }
    }
}

/// An answer from elsewhere as the sieve takes it.
fn as_heard(answer: RemoteHeard, begun: Instant) -> (Heard, String) {
    let heard = Heard {
        text: answer.text,
        lang: answer.lang,
        sure: answer.sure,
        no_speech: answer.no_speech,
        decode_ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        redecoded: false,
        is_capped: false,
    };
    (heard, answer.heard_by)
}

impl Hears for Hearer {
    fn hear_segment(
        &mut self,
        file: &Path,
        segment: &Segment,
        listening: Listening,
    ) -> Result<SegmentHeard, RecogniserError> {
        self.hear(None, file, segment, listening).map(|one| one.0)
    }
}

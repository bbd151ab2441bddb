//! Who hears a segment: another machine of the bureau where one is set and agreed to, and always the model here when that one
//! is slow, gone or unfit. The sound of the segment stays here until its words are known, so nothing is lost on the way.

use super::gate::Segment;
use super::listen::{Hears, SegmentHeard, sifted};
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

/// Whether sound may leave this machine just now; the trainee's word, and it counts at once.
pub type Allowed = Arc<AtomicBool>;

/// A model here and perhaps a machine elsewhere.
#[derive(Debug)]
pub struct Hearer {
    here: Recogniser,
    there: Option<There>,
}

#[derive(Debug)]
struct There {
    endpoint: Arc<Endpoint>,
    allowed: Allowed,
    outbox: Sender<(u64, Result<RemoteHeard, AskError>)>,
    answers: Receiver<(u64, Result<RemoteHeard, AskError>)>,
    asked: u64,
    rest: Duration,
    rests_until: Option<Instant>,
    last: Option<Result<(), AskError>>,
}

impl Hearer {
    /// Hears here alone.
    #[must_use]
    pub const fn here(here: Recogniser) -> Self {
        Self { here, there: None }
    }

    /// Asks elsewhere while that is allowed.
    #[must_use]
    pub fn with(here: Recogniser, endpoint: Endpoint, allowed: Allowed) -> Self {
        let (outbox, answers) = channel();
        Self {
            here,
            there: Some(There {
                endpoint: Arc::new(endpoint),
                allowed,
                outbox,
                answers,
                asked: 0,
                rest: REST,
                rests_until: None,
                last: None,
            }),
        }
    }

    /// The model here.
    #[must_use]
    pub const fn local(&self) -> &Recogniser {
        &self.here
    }

    /// Why the other machine did not answer when it was asked last.
    #[must_use]
    pub fn trouble(&self) -> Option<&AskError> {
        self.there.as_ref()?.last.as_ref()?.as_ref().err()
    }
}

impl There {
    fn is_asked(&self) -> bool {
        self.allowed.load(Ordering::Relaxed)
            && self.rests_until.is_none_or(|until| Instant::now() >= until)
    }

    /// Sends a question off; the answer is waited for by its number.
    fn begin(&mut self, samples: &[f32], listening: Listening) -> bool {
        self.asked += 1;
        let (number, samples) = (self.asked, samples.to_vec());
        let (endpoint, outbox) = (Arc::clone(&self.endpoint), self.outbox.clone());
        // A thread each: one that hangs in the net holds up no other, and the endpoint's own patience ends it.
        std::thread::Builder::new()
            .name("hearing-elsewhere".to_owned())
            .spawn(move || {
                let _ = outbox.send((number, endpoint.ask(&samples, listening)));
            })
            .is_ok()
    }

    fn wait(&self, at_most: Duration) -> Option<Result<RemoteHeard, AskError>> {
        let until = Instant::now() + at_most;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.answers.recv_timeout(left) {
                // What comes after its time belongs to a segment that has its words already.
                Ok((number, _)) if number != self.asked => {}
                Ok((_, answer)) => return Some(answer),
                Err(_) => return None,
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
        let Some(there) = self.there.as_mut().filter(|there| there.is_asked()) else {
            return self.here.hear_segment(file, segment, listening);
        };
        let begun = Instant::now();
        let patience = there.endpoint.patience();
        if !there.begin(&segment.samples, listening) {
            return self.here.hear_segment(file, segment, listening);
        }
        let mut answer = there.wait(HEAD_START.min(patience));
        let mut here = None;
        if !matches!(answer, Some(Ok(_))) {
            here = Some(self.here.hear_segment(file, segment, listening));
            if answer.is_none() {
                answer = there.wait(patience.saturating_sub(begun.elapsed()));
            }
        }
        let failure = match answer {
            Some(Ok(answer)) => {
                there.went(Ok(()));
                let (heard, by) = as_heard(answer, begun);
                return Ok(sifted(file, segment, heard, Some(by)));
            }
            Some(Err(error)) => error,
            None => there.late(),
        };
        there.went(Err(failure));
        here.unwrap_or_else(|| self.here.hear_segment(file, segment, listening))
    }
}

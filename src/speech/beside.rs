//! The model here on a thread of its own, for when another machine is asked as well: whoever waits for that one's answer is
//! not held up by a decode that runs here.

use super::gate::Segment;
use super::listen::{SegmentHeard, hear_segment};
use super::recogniser::{Listening, Recogniser, RecogniserError};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// A segment to recognise here.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) file: PathBuf,
    pub(super) segment: Segment,
    pub(super) listening: Listening,
}

/// What came of it.
pub(super) type Words = Result<SegmentHeard, RecogniserError>;

/// The thread. Dropping it waits for the decode it is at: Whisper's memory must not be torn down under it.
#[derive(Debug)]
pub(super) struct Beside {
    orders: Option<Sender<(u64, Work)>>,
    /// Orders up to this are no longer wanted.
    passed: Arc<AtomicU64>,
    last: u64,
    thread: Option<JoinHandle<()>>,
}

impl Beside {
    /// Takes the model over; `tell` hands each answer on, by the number of its order.
    pub(super) fn begin(
        mut here: Recogniser,
        tell: impl Fn(u64, Words) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (orders, inbox): (_, Receiver<(u64, Work)>) = channel();
        let passed = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&passed);
        let thread = std::thread::Builder::new()
            .name("hearing here".to_owned())
            .spawn(move || {
                while let Ok((number, work)) = inbox.recv() {
                    if number > seen.load(Ordering::Relaxed) {
                        let heard =
                            hear_segment(&work.file, &work.segment, &mut here, work.listening);
                        tell(number, heard);
                    }
                }
            })?;
        Ok(Self {
            orders: Some(orders),
            passed,
            last: 0,
            thread: Some(thread),
        })
    }

    /// Begins to recognise; what was ordered before and has not begun is not wanted any more.
    pub(super) fn order(&mut self, work: Work) -> u64 {
        self.give_up();
        self.last += 1;
        if let Some(orders) = &self.orders {
            // The thread ends only with this.
            let _ = orders.send((self.last, work));
        }
        self.last
    }

    /// Whether the thread has died.
    pub(super) fn is_gone(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// What has not begun is not wanted any more.
    pub(super) fn give_up(&self) {
        self.passed.store(self.last, Ordering::Relaxed);
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.give_up();
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

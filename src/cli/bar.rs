//! A bar on a terminal's error output while something long goes on; nothing where nobody looks.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// A bar is drawn at most so often.
const EVERY: Duration = Duration::from_millis(100);
const WIDTH: usize = 30;

pub(super) struct Bar {
    label: String,
    drawn: Option<Instant>,
    is_shown: bool,
}

impl Bar {
    pub(super) fn new(label: String) -> Self {
        Self {
            label,
            drawn: None,
            is_shown: std::io::stderr().is_terminal(),
        }
    }

    /// `all` is what is expected, 0 when nobody knows.
    pub(super) fn at(&mut self, done: u64, all: u64) {
        if !self.is_shown || self.drawn.is_some_and(|drawn| drawn.elapsed() < EVERY) {
            return;
        }
        self.drawn = Some(Instant::now());
        let mut out = std::io::stderr().lock();
        // A bar that cannot be drawn is no failure.
        let _ = if all == 0 || done > all {
            write!(out, "\r{} {done}", self.label)
        } else {
            let share = |of: u64| usize::try_from(done.saturating_mul(of) / all).unwrap_or(0);
            let filled = share(WIDTH as u64);
            write!(
                out,
                "\r{} [{}{}] {} % {done}/{all}",
                self.label,
                "#".repeat(filled),
                " ".repeat(WIDTH - filled),
                share(100),
            )
        };
        let _ = out.flush();
    }
}

impl Bar {
    /// Clears the line: what comes after stands where the bar was.
    pub(super) fn clear(&self) {
        if self.drawn.is_some() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K");
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}

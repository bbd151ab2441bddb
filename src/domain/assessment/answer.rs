//! The answer to a question about a record: yes, no or unsure, with the moments that say so. Knows no question.

use super::timeline::Evidence;

/// An answer: moments at which it was surely so, and moments at which it may have been.
#[derive(Debug, Clone, Default)]
pub(super) struct Answer {
    pub(super) sure: Vec<Evidence>,
    pub(super) maybe: Vec<Evidence>,
    /// Overrules the moments for answers that are true without one, such as a denial.
    pub(super) plain: Option<Truth>,
}

/// Yes, no, or nobody can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    Unsure,
}

impl Answer {
    pub(super) fn plain(truth: Truth) -> Self {
        Self {
            plain: Some(truth),
            ..Self::default()
        }
    }
    pub(super) fn truth(&self) -> Truth {
        self.plain.unwrap_or(if !self.sure.is_empty() {
            Truth::Yes
        } else if !self.maybe.is_empty() {
            Truth::Unsure
        } else {
            Truth::No
        })
    }
    /// First moment at which it was so; a plain yes was so from the start.
    pub(super) fn first(&self) -> Option<u64> {
        match self.truth() {
            Truth::Yes => Some(self.sure.first().map_or(0, |one| one.at_ms)),
            _ => None,
        }
    }
    pub(super) fn first_maybe(&self) -> Option<u64> {
        self.maybe.first().map(|one| one.at_ms)
    }
    /// Evidence for a reader: at most three pieces.
    pub(super) fn evidence(&self) -> Vec<Evidence> {
        let list = if self.sure.is_empty() {
            &self.maybe
        } else {
            &self.sure
        };
        list.iter().take(3).cloned().collect()
    }
}

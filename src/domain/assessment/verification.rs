//! What the city platform makes of a report (核查): it is closed where both pictures show what they should, and comes back
//! where they do not. Costs nothing itself: the criterion that asks for the report does.

use super::mark::Assessment;
use super::papers::DifferenceKind;
use crate::domain::record::{Moment, Record};
use crate::domain::scenario::model::{Case, Form, HeldTo};
use crate::domain::session::Effect;

/// What became of a case at the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// No report with pictures came.
    Unreported,
    /// Its pictures do not show what they should: it came back.
    Returned,
    /// A person has to look.
    Open,
    /// Seen, and closed.
    Closed,
}

/// What became of a case at the platform; none where it is not reported with pictures.
#[must_use]
pub fn verification(case: &Case, record: &Record, mark: &Assessment) -> Option<Verification> {
    let asks = |form: &&Form| form.held.iter().any(|one| one.1 == HeldTo::PictureAfter);
    let form = &case.forms.iter().find(asks)?.id;
    let is_done = |what: &Moment| matches!(what, Moment::Out(Effect::PaperDone { form: done }) if done == form);
    if !record.events.iter().any(|one| is_done(&one.what)) {
        return Some(Verification::Unreported);
    }
    let mut pictures = mark
        .papers
        .iter()
        .filter(|one| one.form == *form && one.kind == DifferenceKind::Picture)
        .peekable();
    Some(if pictures.peek().is_none() {
        Verification::Closed
    } else if pictures.any(|one| one.sure) {
        Verification::Returned
    } else {
        Verification::Open
    })
}

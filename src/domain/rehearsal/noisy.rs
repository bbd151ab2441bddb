//! A trainee whose words reach the case through a bad recogniser: what that does to the mark. The trainee is no machine:
//! asked to say something again, they do.

use super::{Run, Stage, rehearsal_header, steps};
use crate::domain::assessment::{Assessment, Verdict};
use crate::domain::record::{Event, Moment};
use crate::domain::rehearsal::Player;
use crate::domain::scenario::walkthrough::{Step, WalkthroughFile};
use crate::domain::session::Effect;
use crate::domain::understanding::Reading;

/// How a mark moved: in percent of the points that could be judged, because items under review count on neither side.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Moved {
    /// Percent without noise.
    pub clean: i32,
    /// Percent with noise.
    pub noisy: i32,
    /// Items that were met and no longer are, with what they are now.
    pub lost: Vec<(String, Verdict)>,
    /// Items that are breached only with noise.
    pub breached: Vec<String>,
    /// Items, and those of them under review.
    pub items: usize,
    /// Of them under review.
    pub review: usize,
}

impl Moved {
    /// Percent points between the two marks.
    #[must_use]
    pub const fn by(&self) -> u32 {
        self.clean.abs_diff(self.noisy)
    }
}

/// Plays a walk-through with all words through `channel`. Words that nobody understood are said again, up to `patience`
/// times. Promises are not looked at.
///
/// # Errors
/// The id that the case does not have.
pub fn rehearse_through(
    stage: Stage<'_>,
    file: &WalkthroughFile,
    channel: &mut dyn FnMut(&str) -> String,
    patience: u32,
) -> Result<Run, String> {
    let header = rehearsal_header(stage.case, stage.versions, file);
    let mut player = Player::begin(stage, header)?;
    let mut reading = Reading::default();
    for one in &file.steps {
        let mut tries = 0;
        loop {
            let heard = match one {
                Step::See(_) => break,
                Step::Say(text) => Step::Say(channel(text)),
                Step::SayTo(to, text) => Step::SayTo(to.clone(), channel(text)),
                Step::Over(text) => Step::Over(channel(text)),
                Step::Talk(secs, text) => Step::Talk(*secs, channel(text)),
                other => other.clone(),
            };
            let since = steps::take(&mut player, &stage, &heard, &mut reading);
            tries += 1;
            if tries > patience || !was_unclear(&player.events()[since..]) {
                break;
            }
        }
    }
    Ok(player.finish())
}

fn was_unclear(events: &[Event]) -> bool {
    events
        .iter()
        .any(|event| matches!(event.what, Moment::Out(Effect::Unclear { .. })))
}

/// The two marks of a walk-through side by side.
#[must_use]
pub fn moved_by_noise(clean: &Assessment, noisy: &Assessment) -> Moved {
    // By id: what one run came to and is asked about, the other may never have come to.
    let pairs = || {
        noisy.items.iter().filter_map(|now| {
            let before = clean.items.iter().find(|one| one.id == now.id)?;
            Some((now, before))
        })
    };
    Moved {
        clean: clean.score.percent(),
        noisy: noisy.score.percent(),
        lost: pairs()
            .filter(|(now, before)| before.verdict == Verdict::Met && now.verdict != Verdict::Met)
            .map(|(now, _)| (now.id.clone(), now.verdict))
            .collect(),
        breached: pairs()
            .filter(|(now, before)| {
                now.verdict == Verdict::Breached && before.verdict != Verdict::Breached
            })
            .map(|(now, _)| now.id.clone())
            .collect(),
        items: noisy.items.len(),
        review: noisy.review.len(),
    }
}

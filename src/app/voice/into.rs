//! What was so when the trainee began to speak, kept until the words of that sound are known: the line spoken into, and whom
//! it was for.

use crate::app::bridge::Channel;
use crate::domain::session::Over;
use bevy::prelude::*;

/// What was so when the trainee began to speak, by when that was on the ear's clock.
#[derive(Debug)]
struct Begun<T>(Vec<(u64, T)>);

// Derived it would ask the same of what it holds.
impl<T> Default for Begun<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone> Begun<T> {
    fn begin(&mut self, at_ms: u64, so: T) {
        // Another ear's clock begins anew.
        if self.0.last().is_some_and(|last| last.0 > at_ms) {
            self.0.clear();
        }
        self.0.push((at_ms, so));
    }

    /// What was so at the first beginning within the words whose sound lies there; what began before their end is over.
    fn take(&mut self, start_ms: u64, end_ms: u64) -> Option<T> {
        let first = self
            .0
            .iter()
            .find(|one| (start_ms..=end_ms).contains(&one.0))
            .map(|one| one.1.clone());
        self.0.retain(|one| one.0 > end_ms);
        first
    }
}

/// Lines spoken into.
#[derive(Resource, Debug, Default)]
pub struct SpokenInto(Begun<Over>);

impl SpokenInto {
    /// The trainee begins to speak into a line.
    pub fn begin(&mut self, at_ms: u64, over: Over) {
        self.0.begin(at_ms, over);
    }

    /// The line that words were spoken into whose sound lies there; what began before their end is over.
    pub fn take(&mut self, start_ms: u64, end_ms: u64) -> Option<Over> {
        self.0.take(start_ms, end_ms)
    }
}

/// Whom the trainee faced when he began to speak: by the time the words are known he may face somebody else.
#[derive(Resource, Debug, Default)]
pub(super) struct SpokenTo {
    begun: Begun<Option<String>>,
    /// When the key went down, for what is too short to be told of before its words.
    pressed: Option<(Channel, Option<String>)>,
}

impl SpokenTo {
    /// A key goes down.
    pub(super) fn press(&mut self, channel: Channel, to: Option<String>) {
        self.pressed = Some((channel, to));
    }

    /// The trainee begins to speak to somebody, or to nobody in particular.
    pub(super) fn begin(&mut self, at_ms: u64, to: Option<String>) {
        self.begun.begin(at_ms, to);
    }

    /// Whom words were for whose sound lies there; none when that is not known.
    pub(super) fn take(
        &mut self,
        channel: Channel,
        start_ms: u64,
        end_ms: u64,
    ) -> Option<Option<String>> {
        self.begun.take(start_ms, end_ms).or_else(|| {
            let pressed = self.pressed.as_ref();
            pressed
                .filter(|one| one.0 == channel)
                .map(|one| one.1.clone())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Millis;

    #[test]
    fn words_find_the_line_they_began_in_and_no_other() {
        let over = |line: &str| Over {
            who: "owner".to_owned(),
            line: line.to_owned(),
            said_ms: Millis(900),
            left_ms: Millis(2_000),
        };
        let mut into = SpokenInto::default();
        into.begin(1_000, over("a"));
        into.begin(1_600, over("b"));
        into.begin(5_000, over("c"));
        assert_eq!(into.take(800, 2_000), Some(over("a")));
        assert_eq!(into.take(2_400, 3_000), None);
        assert_eq!(into.take(4_800, 6_000), Some(over("c")));
        assert_eq!(into.take(4_800, 6_000), None, "taken once");
        into.begin(9_000, over("d"));
        into.begin(100, over("e"));
        assert_eq!(into.take(8_000, 9_500), None, "another ear");
    }

    #[test]
    fn words_are_for_whoever_was_faced_when_they_began() {
        let who = |id: &str| Some(id.to_owned());
        let mut to = SpokenTo::default();
        to.begin(1_000, who("owner"));
        // A pause for breath, and the eyes have gone on.
        to.begin(1_600, None);
        assert_eq!(to.take(Channel::Street, 700, 2_000), Some(who("owner")));
        assert_eq!(to.take(Channel::Street, 2_400, 2_900), None, "not known");
        to.press(Channel::Street, who("son"));
        assert_eq!(to.take(Channel::Street, 3_000, 3_200), Some(who("son")));
        assert_eq!(to.take(Channel::Radio, 3_000, 3_200), None);
        to.begin(4_000, None);
        assert_eq!(
            to.take(Channel::Street, 3_700, 4_500),
            Some(None),
            "nobody in particular is not the same as not known"
        );
    }
}

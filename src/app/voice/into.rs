//! Lines that the trainee has begun to speak into, from the first sound until the words of that sound are known.

use crate::domain::session::Over;
use bevy::prelude::*;

/// Lines spoken into, by when on the ear's clock.
#[derive(Resource, Debug, Default)]
pub struct SpokenInto(Vec<(u64, Over)>);

impl SpokenInto {
    /// The trainee begins to speak into a line.
    pub fn begin(&mut self, at_ms: u64, over: Over) {
        // Another ear's clock begins anew.
        if self.0.last().is_some_and(|last| last.0 > at_ms) {
            self.0.clear();
        }
        self.0.push((at_ms, over));
    }

    /// The line that words were spoken into whose sound lies there; what began before their end is over.
    pub fn take(&mut self, start_ms: u64, end_ms: u64) -> Option<Over> {
        let first = self
            .0
            .iter()
            .find(|one| (start_ms..=end_ms).contains(&one.0))
            .map(|one| one.1.clone());
        self.0.retain(|one| one.0 > end_ms);
        first
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
}

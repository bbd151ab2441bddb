//! Looks out of the audit log: whoever opens a list looks at everybody in it, which is a line for each of them in the log and
//! one line for whoever reads it. Knows no database and no words.

use super::audit::Entry;
use serde::Serialize;
use std::collections::VecDeque;

/// Lines of one look lie together, but two readers may write by turns.
const OPEN: usize = 8;

/// One thing somebody did at one moment, and everybody it was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Look {
    /// When, by whom, as what, and what; about the first of them.
    #[serde(flatten)]
    pub entry: Entry,
    /// Everybody, in the order of the log.
    pub people: Vec<String>,
}

impl Look {
    fn is_of(&self, entry: &Entry) -> bool {
        common(&self.entry) == common(entry)
    }

    /// The lines of the log again.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.people.iter().map(|about| Entry {
            about: about.clone(),
            ..self.entry.clone()
        })
    }
}

/// What the lines of one look have in common.
fn common(entry: &Entry) -> [&str; 5] {
    [&entry.at, &entry.by, &entry.role, &entry.did, &entry.detail]
}

/// The newest looks.
#[derive(Debug)]
pub struct Looks {
    last: VecDeque<Look>,
    most: usize,
}

impl Looks {
    /// Keeps at most so many.
    #[must_use]
    pub const fn of(most: usize) -> Self {
        Self {
            last: VecDeque::new(),
            most,
        }
    }

    /// Takes the next line of the log.
    pub fn take(&mut self, entry: Entry) {
        if let Some(look) = self
            .last
            .iter_mut()
            .rev()
            .take(OPEN)
            .find(|look| look.is_of(&entry))
        {
            look.people.push(entry.about);
            return;
        }
        self.last.push_back(Look {
            people: vec![entry.about.clone()],
            entry,
        });
        if self.last.len() > self.most {
            self.last.pop_front();
        }
    }

    /// They, oldest first.
    #[must_use]
    pub fn all(self) -> Vec<Look> {
        self.last.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_look_at_many_is_one_and_two_looks_are_two() {
        let entry = |at: &str, by: &str, about: &str| Entry {
            at: at.to_owned(),
            by: by.to_owned(),
            role: "hr".to_owned(),
            did: "read".to_owned(),
            about: about.to_owned(),
            detail: "progress".to_owned(),
        };
        let mut looks = Looks::of(3);
        for (at, by, about) in [
            ("1", "hr-1", "a"),
            ("1", "hr-1", "b"),
            ("1", "hr-2", "a"),
            ("1", "hr-1", "c"),
            ("2", "hr-1", "a"),
        ] {
            looks.take(entry(at, by, about));
        }
        let people: Vec<Vec<String>> = looks.all().into_iter().map(|one| one.people).collect();
        assert_eq!(people, [vec!["a", "b", "c"], vec!["a"], vec!["a"]]);
        let mut looks = Looks::of(1);
        for about in ["a", "b"] {
            looks.take(entry("1", "hr-1", about));
        }
        let look = &looks.all()[0];
        let lines: Vec<String> = look.entries().map(|one| one.about).collect();
        assert_eq!(lines, ["a", "b"]);
    }
}

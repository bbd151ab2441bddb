//! Beats in words: what an instructor may jump to, and what a jump in a record went to. A beat with a title is called by it;
//! any other by what it brings about, in words the case has already. Decides nothing about a case.

use super::library::Shown;
use super::story::world;
use crate::domain::scenario::model::{Beat, Condition, Outcome, Who};
use crate::text::Words;
use crate::wording::Wording;
use serde::Serialize;
use std::collections::BTreeMap;

/// Letters of a spoken line that are enough to know it by.
const LINE_CHARS_MAX: usize = 28;

/// A beat to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Id.
    pub id: String,
    /// In words.
    pub text: String,
    /// Whether it is one of the turning points that the case has named.
    pub named: bool,
}

/// What an instructor may jump to on this level with this party. Turning points come first, the rest as the case has
/// them; what could only happen to somebody else is left out, and of two that do the same one stays.
#[must_use]
pub fn choices(
    shown: &Shown,
    level: u8,
    party: &str,
    wording: &Wording<'_>,
    words: &Words,
) -> Vec<Choice> {
    let case = &shown.case;
    let possible = case
        .beats
        .iter()
        .filter(|beat| beat.levels.has(level) && fits(shown, &beat.when, party));
    let (named, other): (Vec<&Beat>, Vec<&Beat>) = possible.partition(|one| one.title.is_some());
    let mut kept: Vec<&Beat> = Vec::new();
    for beat in named.into_iter().chain(other) {
        if !kept.iter().any(|one| one.then == beat.then) {
            kept.push(beat);
        }
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    kept.into_iter()
        .filter_map(|beat| {
            // What nobody can see or hear has no words, and nobody jumps there.
            let mut text = told(shown, beat, wording, words)?;
            let times = seen.entry(text.clone()).or_default();
            *times += 1;
            if *times > 1 {
                text = format!("{text} ({times})");
            }
            Some(Choice {
                id: beat.id.clone(),
                text,
                named: beat.title.is_some(),
            })
        })
        .collect()
}

/// A beat in words, by id; one that has none, or that the case no longer has, stays an id.
#[must_use]
pub fn beat(shown: &Shown, id: &str, wording: &Wording<'_>, words: &Words) -> String {
    let found = shown.case.beats.iter().find(|one| one.id == id);
    found
        .and_then(|beat| told(shown, beat, wording, words))
        .unwrap_or_else(|| id.replace('_', " "))
}

/// The title of a turning point; none for any other beat.
#[must_use]
pub fn title(shown: &Shown, id: &str, wording: &Wording<'_>, words: &Words) -> Option<String> {
    let found = shown.case.beats.iter().find(|one| one.id == id)?;
    called(found, wording, words)
}

fn called(beat: &Beat, wording: &Wording<'_>, words: &Words) -> Option<String> {
    let title = beat.title.as_ref()?;
    Some(wording.fill(title.get(words.lang())))
}

fn told(shown: &Shown, beat: &Beat, wording: &Wording<'_>, words: &Words) -> Option<String> {
    if let Some(title) = called(beat, wording, words) {
        return Some(title);
    }
    // What weighs most says best which beat it is: the end, what all can see, who comes, who speaks, what is remembered.
    let rank = |one: &Outcome| match one {
        Outcome::End(_) => 0,
        Outcome::World(_) => 1,
        Outcome::Enter(_) => 2,
        Outcome::Leave(_) => 3,
        Outcome::Set(_) => 4,
        Outcome::Say(_) => 5,
        Outcome::Clear(_) => 6,
        Outcome::Platform(_) => 7,
        Outcome::Hint(_) => 8,
        _ => 9,
    };
    let weightiest = beat.then.iter().min_by_key(|one| rank(one))?;
    outcome(shown, weightiest, wording, words)
}

fn outcome(
    shown: &Shown,
    outcome: &Outcome,
    wording: &Wording<'_>,
    words: &Words,
) -> Option<String> {
    let case = &shown.case;
    let own = |id: &str, name: &str, value: &str| words.with(id, &[(name, value)]);
    Some(match outcome {
        Outcome::End(ending) => {
            let (title, _) = wording.ending(&case.endings[ending.at()].id)?;
            own("web-row-ended", "title", &title)
        }
        Outcome::World(event) => world(words, event),
        Outcome::Enter(who) => own(
            "web-row-comes",
            "who",
            &wording.person(&case.people[who.at()].id),
        ),
        Outcome::Leave(who) => own(
            "web-row-goes",
            "who",
            &wording.person(&case.people[who.at()].id),
        ),
        Outcome::Set(fact) => wording.fact(&case.facts[fact.at()].id),
        Outcome::Clear(fact) => own(
            "web-beat-over",
            "what",
            &wording.fact(&case.facts[fact.at()].id),
        ),
        Outcome::Say(line) => {
            let line = &case.lines[line.at()];
            let who = match line.by {
                Who::Party => wording.person("party"),
                Who::One(person) => wording.person(&case.people[person.at()].id),
            };
            let text = wording.line(&line.id);
            let mut short: String = text.chars().take(LINE_CHARS_MAX).collect();
            if short.len() < text.len() {
                short.push('…');
            }
            words.with("web-beat-says", &[("who", &who), ("text", &short)])
        }
        Outcome::Platform(message) => own(
            "web-row-platform",
            "text",
            &wording.fill(message.get(words.lang())),
        ),
        Outcome::Hint(hint) => own(
            "web-row-hint",
            "text",
            &wording.hint(&case.hints[hint.at()].id),
        ),
        Outcome::Tension(..) | Outcome::Trust(..) | Outcome::Gesture(..) | Outcome::Walk(..) => {
            return None;
        }
    })
}

/// Whether it can be so with this party, as far as the party alone decides it.
fn fits(shown: &Shown, condition: &Condition, party: &str) -> bool {
    match condition {
        Condition::Party(person) => shown.case.people[person.at()].id == party,
        Condition::All(list) => list.iter().all(|one| fits(shown, one, party)),
        Condition::Any(list) => list.iter().any(|one| fits(shown, one, party)),
        Condition::Not(inner) => match &**inner {
            Condition::Party(person) => shown.case.people[person.at()].id != party,
            _ => true,
        },
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Language;
    use crate::web::library::Library;
    use std::path::Path;

    #[test]
    fn every_case_offers_turning_points_and_no_id_on_each_level_and_to_each_party() {
        let library =
            Library::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the packs are sound");
        assert!(library.cases().len() >= 8, "the cases are there");
        for shown in library.cases() {
            let case = &shown.case;
            let parties = |level: u8| {
                let level = case.levels.iter().find(|one| one.level == level);
                level.map(|one| one.parties.clone()).unwrap_or_default()
            };
            for (level, lang) in [1, 2, 3]
                .into_iter()
                .flat_map(|level| Language::ALL.map(|lang| (level, lang)))
            {
                let words = Words::new(lang);
                for party in parties(level) {
                    let party = &case.people[party.at()].id;
                    let mut wording = Wording::new(case, &library.content, lang);
                    wording.begin(party, &[]);
                    let all = choices(shown, level, party, &wording, &words);
                    let place = format!("{} {level} {party} {lang:?}", case.id);
                    let named = all.iter().filter(|one| one.named).count();
                    assert!((8..=30).contains(&named), "{place}: {named} turning points");
                    for one in &all {
                        let is_bare =
                            one.text.contains(['{', '_']) || one.text == one.id.replace('_', " ");
                        let is_foreign = lang == Language::Zh && one.text.is_ascii();
                        assert!(!is_bare && !is_foreign, "{place}: {one:?}");
                        assert_eq!(
                            all.iter().filter(|other| other.text == one.text).count(),
                            1,
                            "{place}: {one:?}"
                        );
                    }
                }
            }
        }
    }
}

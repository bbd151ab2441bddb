//! What came of an answer to a lesson's question, in words. For whoever shows it, on a terminal or in the window; judges
//! nothing.

use crate::domain::act::Act;
use crate::domain::packs::LawPack;
use crate::domain::teaching::{AnswerVerdict, Answered, LawFault, WrongLaw, in_its_place};
use crate::text::Words;

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It was good.
    Good,
    /// It was not heard, or may be meant either way.
    Open,
    /// It must not be said.
    Wrong,
}

/// The verdict in a sentence.
#[must_use]
pub fn verdict(answered: &Answered, words: &Words) -> (Tone, String) {
    let (tone, id) = match answered.verdict {
        AnswerVerdict::Good => (Tone::Good, "lessons-good"),
        AnswerVerdict::Again => (Tone::Open, "lessons-not-yet"),
        AnswerVerdict::Wrong => (Tone::Wrong, "lessons-not-so"),
    };
    (tone, words.get(id))
}

/// What is wrong and why, then what is missing, then how to go on.
#[must_use]
pub fn reasons(answered: &Answered, law: &LawPack, words: &Words) -> Vec<(Tone, String)> {
    let lang = words.lang();
    let act = |act: &Act| words.get(&format!("report-act-{}", act.name()));
    let mut lines = Vec::new();
    for one in &answered.wrong {
        lines.push((
            Tone::Wrong,
            words.with("lessons-wrong", &[("acts", &act(one))]),
        ));
    }
    for one in &answered.banned {
        let values = [("said", one.said.as_str()), ("why", one.why.get(lang))];
        lines.push((Tone::Wrong, words.with("lessons-banned", &values)));
    }
    for one in &answered.figures_wrong {
        let values = [("said", one.said.as_str()), ("what", one.what.get(lang))];
        lines.push((Tone::Wrong, words.with("lessons-figure", &values)));
    }
    for one in &answered.law_wrong {
        lines.push(wrong_law(one, law, words));
    }
    for one in &answered.doubtful {
        lines.push((
            Tone::Open,
            words.with("lessons-doubtful", &[("acts", &act(one))]),
        ));
    }
    for one in &answered.unclear {
        let values = [("said", one.said.as_str()), ("why", one.why.get(lang))];
        lines.push((Tone::Open, words.with("lessons-unclear", &values)));
    }
    for one in &answered.missing {
        lines.push((
            Tone::Open,
            words.with("lessons-missing", &[("acts", &act(one))]),
        ));
    }
    for one in &answered.unsaid {
        let values = [("acts", one.get(lang))];
        lines.push((Tone::Open, words.with("lessons-missing", &values)));
    }
    if answered.law_missing {
        lines.push((Tone::Open, words.get("lessons-law-missing")));
    }
    if answered.verdict == AnswerVerdict::Again {
        lines.push((Tone::Open, words.get("lessons-again")));
    }
    lines
}

fn wrong_law(one: &WrongLaw, law: &LawPack, words: &Words) -> (Tone, String) {
    let lang = words.lang();
    let named = |ids: &[&str]| -> String {
        let named: Vec<String> = ids.iter().filter_map(|id| law.citation(id, lang)).collect();
        named.join(&words.get("list-comma"))
    };
    let (tone, id, now) = match one.fault {
        // Of a whole instrument so many took the place that naming some would mislead.
        LawFault::Repealed if law.get(&one.id).is_some() => (
            Tone::Wrong,
            "lessons-law-repealed",
            named(&in_its_place(law, &one.id)),
        ),
        LawFault::Repealed => (
            Tone::Wrong,
            "lessons-law-repealed",
            instruments(one, law, words),
        ),
        LawFault::OldNumber => (Tone::Wrong, "lessons-law-old-number", named(&[&one.id])),
        LawFault::OffThePoint => (Tone::Open, "lessons-law-off", named(&[&one.id])),
        LawFault::Unknown => (Tone::Open, "lessons-law-unknown", String::new()),
    };
    let values = [("cited", one.cited_as.as_str()), ("now", now.as_str())];
    (tone, words.with(id, &values))
}

/// The instruments that took the place of one.
fn instruments(one: &WrongLaw, law: &LawPack, words: &Words) -> String {
    let now = in_its_place(law, &one.id);
    let mut ids: Vec<&str> = now
        .iter()
        .filter_map(|id| Some(law.get(id)?.instrument.as_str()))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let names: Vec<&str> = ids
        .iter()
        .filter_map(|id| Some(law.instrument(id)?.name.get(words.lang())))
        .collect();
    names.join(&words.get("list-comma"))
}

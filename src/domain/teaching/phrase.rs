//! Whether words say a phrase, deny it, or leave it open. Phrases are Chinese or English, with gaps and concepts in them.
//! Knows no lesson.

use super::clause::{Clause, Hit};
use super::figure;
use crate::domain::packs::{Part, Wording};
use crate::domain::understanding::{is_han, syllable};

/// How far the halves of a `*` phrase may stand apart, in letters.
const GAP_ZH: usize = 8;
const GAP_EN: usize = 30;
/// How many words, or Chinese letters, a clause needs to do something.
const DOES_FROM: usize = 4;
/// Ends an English word that may not go on.
const WORD_END: char = '_';
/// From how many letters on a Chinese word may be known by its sound.
const BY_SOUND_FROM: usize = 3;

/// How a phrase stands in an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stands {
    /// It is not there, or is denied wherever it is.
    No,
    /// It is there and may be asked, told of somebody, misheard, or denied before.
    Open(String),
    /// It is said: the words.
    Said(String),
}

/// Whether an answer says what was asked for. `不能占盲道` speaks of the paving; `没有清单` of no list.
pub(super) fn says(clauses: &[Clause], phrase: &Wording) -> bool {
    clauses.iter().any(|clause| {
        found(clause, phrase)
            .iter()
            .any(|hit| !hit.is_lacking(clause))
    })
}

/// How something banned stands in an answer. What excuses it stands in the same clause, or in the one before it if nobody
/// else acts now.
pub(super) fn utters(clauses: &[Clause], phrase: &Wording, unless: &[Wording]) -> Stands {
    let excuses = |clause: &Clause| unless.iter().any(|one| !found(clause, one).is_empty());
    let mut worst = Stands::No;
    for (at, clause) in clauses.iter().enumerate() {
        let hits = found(clause, phrase);
        if hits.is_empty() || excuses(clause) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|last| clauses.get(last));
        if !clause.has_subject() && before.is_some_and(&excuses) {
            continue;
        }
        for hit in hits {
            if hit.is_denied(clause) {
                continue;
            }
            let words = clause.said(hit.start, hit.end);
            // "Do not touch the lights, the phone": the denial may go on.
            let goes_on = hit.start == 0 && before.is_some_and(Clause::forbids);
            let stands = if clause.is_asked || goes_on || clause.is_told() || hit.by_sound {
                Stands::Open(words)
            } else {
                Stands::Said(words)
            };
            worst = worst.max(stands);
        }
    }
    worst
}

/// Whether a clause does something, and nothing in it is known to be harmless. Questions and short words do nothing.
pub(super) fn exceeds(clause: &Clause, doing: &[Wording], fine: &[Wording]) -> bool {
    let of =
        |list: &[Wording]| -> Vec<Hit> { list.iter().flat_map(|one| found(clause, one)).collect() };
    let does = |hit: &Hit| !hit.by_sound && !hit.is_denied(clause) && !hit.leads_to_denial(clause);
    !clause.is_asked
        && clause.words() >= DOES_FROM
        && of(doing).iter().any(does)
        && of(fine).is_empty()
}

/// Every place where a phrase stands in a clause.
pub(super) fn found(clause: &Clause, phrase: &Wording) -> Vec<Hit> {
    let letters = clause.letters.iter().enumerate();
    letters
        .filter(|(_, letter)| phrase.may_begin(**letter))
        .flat_map(|(start, _)| fits(phrase.parts(), clause, start))
        .collect()
}

/// Every way in which parts stand in a clause from a place on.
fn fits(parts: &[Part], clause: &Clause, at: usize) -> Vec<Hit> {
    let Some((first, rest)) = parts.split_first() else {
        return Vec::new();
    };
    if matches!(first, Part::Gap) {
        let gap = if clause.is_chinese { GAP_ZH } else { GAP_EN };
        let last = (at + gap).min(clause.letters.len());
        for from in at..=last {
            let mut hits = fits(rest, clause, from);
            if !hits.is_empty() {
                let filled = clause.said(at, from);
                for hit in &mut hits {
                    hit.between.insert_str(0, &filled);
                }
                return hits;
            }
        }
        return Vec::new();
    }
    let heads = piece(first, clause, at);
    if rest.is_empty() {
        return heads;
    }
    let mut hits = Vec::new();
    for head in heads {
        let next = if matches!(rest.first(), Some(Part::Gap)) {
            head.end
        } else {
            after_word(clause, head.end)
        };
        for tail in fits(rest, clause, next) {
            hits.push(Hit {
                start: at,
                end: tail.end,
                between: format!("{}{}", head.between, tail.between),
                by_sound: head.by_sound || tail.by_sound,
            });
        }
    }
    hits
}

/// Every way in which one part stands at a place.
fn piece(part: &Part, clause: &Clause, at: usize) -> Vec<Hit> {
    let Some(letter) = clause.letters.get(at).copied() else {
        return Vec::new();
    };
    let hit = |end: usize, by_sound: bool| Hit {
        start: at,
        end,
        between: String::new(),
        by_sound,
    };
    match part {
        Part::Gap => Vec::new(),
        Part::Words(words) => {
            let begins = at == 0
                || !words.first().is_some_and(char::is_ascii_alphanumeric)
                || !clause.letters[at - 1].is_ascii_alphanumeric();
            if !begins {
                return Vec::new();
            }
            let is_whole = words.last() == Some(&WORD_END);
            let words = words.strip_suffix(&[WORD_END]).unwrap_or(words);
            let end = at + words.len();
            let next = clause.letters.get(end);
            if is_whole && next.is_some_and(|one| one.is_alphanumeric()) {
                return Vec::new();
            }
            if clause.letters[at..].starts_with(words) {
                return vec![hit(end, false)];
            }
            let alike = sounds_like(words, clause, at);
            alike.then(|| hit(end, true)).into_iter().collect()
        }
        Part::Concept(concept) => concept
            .beginning(letter)
            .flat_map(|phrase| fits(phrase.parts(), clause, at))
            .collect(),
        Part::Number => figure::number(clause, at)
            .map(|(_, end)| hit(end, false))
            .into_iter()
            .collect(),
        Part::Sum => figure::sum(clause, at)
            .map(|told| hit(told.end, false))
            .into_iter()
            .collect(),
    }
}

/// Whether Chinese words were heard here, the first letter right and others mistaken for some of the same sound.
fn sounds_like(words: &[char], clause: &Clause, at: usize) -> bool {
    let end = at + words.len();
    if words.len() < BY_SOUND_FROM || end > clause.letters.len() {
        return false;
    }
    let heard = &clause.letters[at..end];
    words.first() == heard.first()
        && words
            .iter()
            .zip(heard)
            .zip(&clause.sounds[at..end])
            .all(|((one, other), sound)| {
                one == other || is_han(*one) && is_han(*other) && syllable(*one) == *sound
            })
}

/// The next place where something may begin: behind the rest of an English word.
fn after_word(clause: &Clause, at: usize) -> usize {
    if clause.is_chinese {
        return at;
    }
    let rest = &clause.letters[at..];
    let word = rest
        .iter()
        .take_while(|one| one.is_alphanumeric() || **one == '\'')
        .count();
    let blank = rest[word..].iter().take_while(|one| one.is_whitespace());
    at + word + blank.count()
}

#[cfg(test)]
mod tests {
    use super::super::clause::clauses;
    use super::*;

    fn stands(text: &str, phrase: &str) -> Stands {
        utters(&clauses(text), &Wording::plain(phrase), &[])
    }

    #[test]
    fn what_is_denied_is_not_said() {
        for (text, phrase) in [
            ("我开灯看看", "开灯"),
            ("别怕，我开灯看看", "开灯"),
            ("别怕我开灯看看", "开灯"),
            ("我把灯打开看看", "灯*打开"),
            ("不要紧，先打个电话", "打个电话"),
            ("等不及了进去看看", "进去看"),
            ("没人应声进去看看", "进去看"),
            ("我开灯你们不要动", "开灯"),
            ("I turn on the light to look.", "turn on * light"),
            ("don't worry, I switch on the lights", "switch on * light"),
            ("touch no switch and start the van", "start * van"),
        ] {
            assert!(matches!(stands(text, phrase), Stands::Said(_)), "{text}");
        }
        for (text, phrase) in [
            ("不要开灯", "开灯"),
            ("别去开灯也别打电话", "打电话"),
            ("不要碰开关不要打电话", "打电话"),
            ("开关谁都不能碰", "开关"),
            ("开关、手机、打火机一样都不能碰", "开关"),
            ("打电话会有火花", "打电话"),
            ("严禁在屋里打电话", "打电话"),
            ("nobody turns on the light", "turns on * light"),
            ("do not touch the switch, don't phone", "phone"),
            ("never use a phone in here", "phone"),
            ("leave the switch alone", "switch"),
            ("手机统统不许碰", "手机"),
            ("记录仪一直开着不会关", "记录仪*关"),
        ] {
            assert_eq!(stands(text, phrase), Stands::No, "{text}");
        }
        for (text, phrase) in [
            ("不要开灯，打电话", "打电话"),
            ("谁开灯了？", "开灯"),
            ("do not touch the switch, phone", "phone"),
            ("看我的执法正", "执法证"),
        ] {
            assert!(matches!(stands(text, phrase), Stands::Open(_)), "{text}");
        }
    }

    #[test]
    fn an_excuse_holds_in_its_clause_or_goes_on_to_the_next_of_the_same_subject() {
        let outside = [Wording::plain("外面")];
        for (text, is_excused) in [
            ("到外面打电话", true),
            ("我走到外面，打电话", true),
            ("你们到外面去，我打电话", false),
            ("打电话，到外面去", false),
        ] {
            let stands = utters(&clauses(text), &Wording::plain("打电话"), &outside);
            assert_eq!(stands == Stands::No, is_excused, "{text}");
        }
    }

    #[test]
    fn what_is_asked_for_is_said_unless_it_is_denied_right_before() {
        for (text, phrase) in [
            ("不服可以申请复议", "复议"),
            ("您不签我们就注明", "注明"),
            ("不签的，注明情况", "注明"),
            ("You need not sign; we note it", "note it"),
            ("call 120 now", "120"),
            ("小韦打120", "120"),
            ("您不能占着盲道", "盲道"),
            ("这是决定梳", "决定书"),
        ] {
            assert!(says(&clauses(text), &Wording::plain(phrase)), "{text}");
        }
        for (text, phrase) in [
            ("不用打一二零", "一二零"),
            ("没有申辩的权利", "申辩"),
            ("there is no list", "list"),
        ] {
            assert!(!says(&clauses(text), &Wording::plain(phrase)), "{text}");
        }
    }
}

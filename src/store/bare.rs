//! Marks as they lie in the database: the texts that thousands of marks share (what is asked, why, a better way, law) are
//! kept once, under their digest; the rest is the mark. Putting both together gives the mark back, to the letter.

use super::digest;
use super::error::StoreError;
use super::row::Step;
use super::sql::{Engine, Value};
use crate::domain::assessment::{Assessment, Verdict};
use crate::domain::packs::Block;
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};

/// Fields of an item that its case decides, not its run.
const SHARED: [&str; 4] = ["text", "law", "why", "better"];
/// The one place that spells it; a constant cannot be joined to others while compiling.
macro_rules! under {
    () => {
        "texts"
    };
}
/// Under what an item names its shared texts.
const UNDER: &str = under!();
/// What stands before such a name in a mark's JSON, which is written without spaces.
const BEFORE_A_KEY: &str = concat!("\"", under!(), "\":\"");
/// Hex digits of a key: sixteen bytes tell texts apart as surely as anybody needs.
const KEY_CHARS: usize = 32;

/// A mark taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bare {
    /// JSON of the mark without shared texts.
    pub(super) mark: String,
    /// Shared texts by digest.
    pub(super) texts: BTreeMap<String, String>,
}

/// Takes a mark apart.
pub(super) fn take_apart(mark: &Assessment) -> Bare {
    let mut texts = BTreeMap::new();
    // Only strings, numbers and lists inside: writing cannot fail.
    let mut json = serde_json::to_value(mark).unwrap_or_default();
    for item in items(&mut json) {
        let mut shared = Map::new();
        for field in SHARED {
            if let Some(value) = item.remove(field) {
                shared.insert(field.to_owned(), value);
            }
        }
        let body = Json::Object(shared).to_string();
        let key = digest(&body)[..KEY_CHARS].to_owned();
        item.insert(UNDER.to_owned(), Json::String(key.clone()));
        texts.insert(key, body);
    }
    Bare {
        mark: json.to_string(),
        texts,
    }
}

fn items(json: &mut Json) -> impl Iterator<Item = &mut Map<String, Json>> {
    json.get_mut("items")
        .and_then(Json::as_array_mut)
        .into_iter()
        .flatten()
        .filter_map(Json::as_object_mut)
}

/// All shared texts of a store; as many as its cases have criteria, whatever the number of results.
pub(super) struct Shelf(BTreeMap<String, String>);

impl Shelf {
    pub(super) fn load(engine: &mut dyn Engine) -> Result<Self, StoreError> {
        let place = engine.place();
        let mut found = BTreeMap::new();
        engine.each("SELECT digest, body FROM texts", &[], &mut |row| {
            if let [Value::Text(key), Value::Text(body)] = row {
                let damaged = |detail: String| StoreError::Damaged {
                    place: place.clone(),
                    what: format!("texts {key}"),
                    detail,
                };
                if !digest(body).starts_with(key.as_str()) {
                    return Err(damaged("digest".to_owned()));
                }
                // An object with something in it, without its braces: it goes into a mark as it is.
                let fields = serde_json::from_str::<Map<String, Json>>(body)
                    .map_err(|error| damaged(error.to_string()))?;
                let inside = body.strip_prefix('{').and_then(|one| one.strip_suffix('}'));
                match inside.filter(|_| !fields.is_empty()) {
                    Some(inside) => found.insert(key.clone(), inside.to_owned()),
                    None => return Err(damaged("{}".to_owned())),
                };
            }
            Ok(true)
        })?;
        Ok(Self(found))
    }

    /// Puts a mark together again; tells what is missing or wrong. Texts are put in where they are named and the whole is
    /// read once: every export of every mark goes through here.
    pub(super) fn put_together(&self, mark: &str) -> Result<Assessment, String> {
        let mut whole = String::with_capacity(mark.len() * 3);
        let mut done = 0;
        for (at, _) in mark.match_indices(BEFORE_A_KEY) {
            let from = at + BEFORE_A_KEY.len();
            let key = mark.get(from..from + KEY_CHARS).ok_or(UNDER)?;
            let texts = self.0.get(key).ok_or_else(|| format!("{UNDER} {key}"))?;
            whole.push_str(mark.get(done..at).ok_or(UNDER)?);
            whole.push_str(texts);
            done = from + KEY_CHARS + 1;
        }
        whole.push_str(mark.get(done..).ok_or(UNDER)?);
        serde_json::from_str(&whole).map_err(|error| error.to_string())
    }
}

/// Keys of the shared texts that a mark names.
pub(super) fn keys_in(mark: &str) -> impl Iterator<Item = &str> {
    // A quote inside a text is written with a stroke before it, so this stands for nothing else.
    mark.match_indices(BEFORE_A_KEY).filter_map(move |(at, _)| {
        let from = at + BEFORE_A_KEY.len();
        mark.get(from..from + KEY_CHARS)
    })
}

/// Keeps shared texts that are not kept yet.
pub(super) fn keep_texts(
    engine: &mut dyn Engine,
    texts: &BTreeMap<String, String>,
    kept: &mut BTreeSet<String>,
) -> Result<(), StoreError> {
    for (key, body) in texts {
        if !kept.contains(key) {
            engine.run(
                "INSERT INTO texts (digest, body) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING",
                &[key.into(), body.into()],
            )?;
            kept.insert(key.clone());
        }
    }
    Ok(())
}

/// Verdicts in one short line, so that sums over steps need not open marks: `id block verdict points of`, by `;`.
pub(super) fn steps_line(mark: &Assessment) -> String {
    let steps: Vec<String> = mark
        .items
        .iter()
        .map(|item| {
            let verdict = mark.verdict(item);
            let points = mark.points(item);
            format!(
                "{} {} {} {points} {}",
                item.id,
                item.block.name(),
                letter(verdict),
                item.of
            )
        })
        .collect();
    steps.join(";")
}

/// Reads the short line again.
pub(super) fn steps_of(line: &str) -> Result<Vec<Step>, String> {
    line.split_terminator(';')
        .map(|step| {
            let parts: Vec<&str> = step.split(' ').collect();
            let [item, block, verdict, points, of] = parts[..] else {
                return Err(step.to_owned());
            };
            let wrong = || step.to_owned();
            Ok(Step {
                item: item.to_owned(),
                block: Block::ALL
                    .into_iter()
                    .find(|one| one.name() == block)
                    .ok_or_else(wrong)?,
                verdict: verdict_of(verdict).ok_or_else(wrong)?,
                points: points.parse().map_err(|_| wrong())?,
                of: of.parse().map_err(|_| wrong())?,
            })
        })
        .collect()
}

const fn letter(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "m",
        Verdict::Missed => "x",
        Verdict::Breached => "b",
        Verdict::Review => "r",
    }
}

fn verdict_of(letter_read: &str) -> Option<Verdict> {
    [
        Verdict::Met,
        Verdict::Missed,
        Verdict::Breached,
        Verdict::Review,
    ]
    .into_iter()
    .find(|one| letter(*one) == letter_read)
}

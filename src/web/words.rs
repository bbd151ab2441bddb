//! The messages of the pages as a table for the browser. Values stay as `{name}`, which the page fills in; so a message of
//! the pages never chooses by a value.

use crate::domain::ids::Language;
use crate::text::{Words, sources};
use std::collections::BTreeMap;

/// Beginning of every message of the pages.
const PREFIX: &str = "web-";
/// Beginning of those shown before anybody is in.
const DOOR: &str = "web-door-";

fn lines(lang: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    let tag = if lang == Language::Zh { "zh-CN" } else { "en" };
    sources()
        .into_iter()
        .filter(move |(one, _)| *one == tag)
        .flat_map(|(_, files)| files)
        .flat_map(|file| file.lines())
        .filter_map(|line| line.split_once(" = "))
}

/// Values a message names.
fn values(text: &str) -> Vec<(&str, String)> {
    text.split("{ $")
        .skip(1)
        .filter_map(|rest| rest.split([' ', '}']).next())
        .map(|name| (name, format!("{{{name}}}")))
        .collect()
}

fn by_prefix(words: &Words, prefix: &str) -> BTreeMap<&'static str, String> {
    lines(words.lang())
        .filter(|(id, _)| id.starts_with(prefix))
        .map(|(id, text)| {
            let values = values(text);
            let values: Vec<(&str, &str)> = values
                .iter()
                .map(|(name, hole)| (*name, hole.as_str()))
                .collect();
            (&id[PREFIX.len()..], words.with(id, &values))
        })
        .collect()
}

/// Every message of the pages, by its id without the beginning.
#[must_use]
pub fn table(words: &Words) -> BTreeMap<&'static str, String> {
    by_prefix(words, PREFIX)
}

/// The messages of the door.
#[must_use]
pub fn door_table(words: &Words) -> BTreeMap<&'static str, String> {
    by_prefix(words, DOOR)
}

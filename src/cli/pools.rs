//! What `new` lets an author choose (`assets/templates/pools.ron`): kinds of people with all their lines, what soothes and
//! what angers, dangers, streets to be seen in. Content, so that another kind needs no program.

use super::interview::CHOSEN;
use super::outcome::{Failure, Outcome};
use crate::domain::ids::{Bilingual, Language};
use crate::domain::scenario::load::read;
use crate::files::read_text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The format that this program reads.
const FORMAT: u32 = 1;

/// Everything to choose from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pools {
    format: u32,
    /// Deadlines: the id is the number, the name how it is said.
    pub minutes: Vec<Choice>,
    pub personas: Vec<Choice>,
    pub soothes: Vec<Choice>,
    pub angers: Vec<Choice>,
    pub dangers: Vec<Choice>,
    pub streets: Vec<Choice>,
}

/// One thing to choose.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub id: String,
    /// As it is offered.
    pub name: Bilingual,
    /// What marks without a language become.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// What marks with a language become.
    #[serde(default)]
    pub words: BTreeMap<String, Bilingual>,
}

impl Pools {
    /// Reads them from the program's folder.
    ///
    /// # Errors
    /// The first thing wrong with the file, with its place.
    pub(super) fn load(home: &Path) -> Result<Self, Failure> {
        let path = home.join("assets").join("templates").join("pools.ron");
        let text = read_text(&path)?;
        let shown = path.display().to_string();
        let pools: Self = read(&shown, &text).map_err(|found| Failure::Finding(*found))?;
        match pools.fault() {
            None => Ok(pools),
            Some(detail) => Err(Failure::new(Outcome::Fault, "new-bad-pools")
                .with("path", shown)
                .with("detail", detail)),
        }
    }

    /// The lists by their topic.
    pub(super) fn list(&self, topic: &str) -> &[Choice] {
        match topic {
            "persona" => &self.personas,
            "soothes" => &self.soothes,
            "angers" => &self.angers,
            "danger" => &self.dangers,
            "street" => &self.streets,
            _ => &[],
        }
    }

    /// What is missing: a list without a row, a row without a word that its first neighbour has.
    fn fault(&self) -> Option<String> {
        if self.format != FORMAT {
            return Some(format!("format: {}", self.format));
        }
        for topic in CHOSEN {
            let rows = self.list(topic);
            let Some(first) = rows.first() else {
                return Some(topic.to_owned());
            };
            for row in rows {
                let lacks = |key: &&String| {
                    let empty = |text: &Bilingual| text.zh.is_empty() || text.en.is_empty();
                    let has = row.words.get(*key).is_some_and(|text| !empty(text));
                    !has && !row.values.contains_key(*key)
                };
                let keys = first.words.keys().chain(first.values.keys());
                if let Some(key) = keys.into_iter().find(lacks) {
                    return Some(format!("{topic} {}: {key}", row.id));
                }
            }
        }
        None
    }
}

impl Choice {
    /// Every mark of this row with what it becomes.
    pub(super) fn marks(&self, topic: &str) -> Vec<(String, String)> {
        let mut marks = vec![(format!("@{topic}.id@"), self.id.clone())];
        for (key, value) in &self.values {
            marks.push((format!("@{topic}.{key}@"), value.clone()));
        }
        for (key, text) in &self.words {
            for lang in Language::ALL {
                marks.push((
                    format!("@{topic}.{key}.{}@", lang.tag()),
                    text.get(lang).to_owned(),
                ));
            }
        }
        marks
    }
}

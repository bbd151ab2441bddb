//! The language on screen. Changing the resource changes every text at once.

use crate::domain::ids::Language;
use crate::text::Words;
use bevy::prelude::Resource;
use std::sync::Arc;

/// Messages in the language of the user.
#[derive(Resource, Clone)]
pub struct Tongue(Arc<Words>);

impl Tongue {
    /// Messages of a language.
    #[must_use]
    pub fn new(lang: Language) -> Self {
        Self(Arc::new(Words::new(lang)))
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Language {
        self.0.lang()
    }

    /// A message.
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        self.0.get(id)
    }

    /// A message with values.
    #[must_use]
    pub fn with(&self, id: &str, values: &[(&str, &str)]) -> String {
        self.0.with(id, values)
    }

    /// The message file's words, for rooms that want them.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.0
    }
}

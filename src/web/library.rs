//! The cases the console knows, with their places: brought in once, so that a page never waits for the disk. Decides
//! nothing about a case.

use crate::content::{Content, ContentError};
use crate::domain::ids::Language;
use crate::domain::record::{Event, Versions};
use crate::domain::scenario::load::load;
use crate::domain::scenario::model::Case;
use crate::files::{case_folders, read_case};
use crate::staging::{self, KitFile, PlaceFile, StageFile};
use crate::wording::Wording;
use std::path::Path;

/// A case with what it looks like from above.
pub struct Shown {
    /// The case.
    pub case: Case,
    /// Who stands where.
    pub stage: Option<StageFile>,
    /// The place.
    pub place: Option<PlaceFile>,
    /// Versions a mark of today stands under.
    pub versions: Versions,
}

impl Shown {
    /// For how long a trainee says nothing before it rings. At the case's own silence people speak up by themselves; a
    /// trainee who leaves even that unanswered may need a hand.
    #[must_use]
    pub const fn long_silence_ms(&self) -> u64 {
        self.case.silence.0.saturating_mul(2)
    }
}

/// Everything the console can show.
pub struct Library {
    /// Packs and rules.
    pub content: Content,
    /// The street kit, for what stands in the way.
    pub kit: Option<KitFile>,
    cases: Vec<Shown>,
}

impl Library {
    /// Brings packs and cases in. A case that does not load is left out: `check` says what is wrong with it.
    ///
    /// # Errors
    /// When packs are missing or wrong.
    pub fn open(home: &Path) -> Result<Self, ContentError> {
        let content = Content::open(home)?;
        let mut cases = Vec::new();
        for folder in case_folders(&home.join("scenarios")) {
            let Ok(texts) = read_case(&folder) else {
                continue;
            };
            let Some(case) = load(&texts, &content.context).case else {
                continue;
            };
            cases.push(Shown {
                stage: staging::stage(&folder).ok().flatten(),
                place: staging::place(home, &case.place).ok(),
                versions: content.versions_for(&case.version),
                case,
            });
        }
        Ok(Self {
            kit: staging::load(&home.join("assets").join("places").join("kit.ron")).ok(),
            content,
            cases,
        })
    }

    /// The words of a run.
    #[must_use]
    pub fn wording<'a>(
        &'a self,
        shown: &'a Shown,
        lang: Language,
        events: &[Event],
    ) -> Wording<'a> {
        // What a run drew stands at its beginning.
        let beginning = &events[..events.len().min(4)];
        Wording::of_run(&shown.case, &self.content, lang, beginning)
    }

    /// All of them.
    #[cfg(test)]
    #[must_use]
    pub fn cases(&self) -> &[Shown] {
        &self.cases
    }

    /// A case by id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Shown> {
        self.cases.iter().find(|one| one.case.id == id)
    }
}

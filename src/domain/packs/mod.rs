//! Shared content packs: the law, the conduct model and the profile of a bureau, read from RON text.
//!
//! Cases cite packs by id and never copy from them. This folder turns text into checked values and reports every
//! problem at once; it opens no files and knows nothing of cases, speech or marks.

mod agreement;
mod bureau;
mod change;
mod claim;
mod conduct;
mod date;
mod entry;
mod fill;
mod form;
mod frame;
mod law;
mod lesson;
mod opening;
mod partner;
mod problem;
mod shift;
mod stamp;
mod tension;
mod turns;
mod wording;

pub use agreement::{DifferenceKind, PaperCost, PaperRule, PaperWords};
pub use bureau::{Amount, BureauPack, District, PointKind, ServicePoint, Unit, around};
pub use change::{LawChange, LawChanges, SIGNATURES_NEEDED, Signature, Touched};
pub use claim::{Bearing, Bureau, Choosing, Claim, Decides, Phrases, Way, Whose};
pub use conduct::{ConductPack, CriticalBreach, Deed, Phrase, Situation, Trigger};
pub use date::Date;
pub use entry::{EntryFault, FormRule, WrongEntry, is_refusal};
pub use fill::{FillError, fill, placeholders};
pub use form::{FieldChoice, FieldFormat, FieldSource, Form, FormField, HeldTo, Printed};
pub use frame::{Block, BlockShare, Frame, Severity};
pub use law::{Citation, Instrument, InstrumentKind, Law, LawPack, Sureness};
pub use lesson::{
    AskedFigure, AskedWords, BannedWords, FigureKind, Lesson, LessonPack, LessonQuestion,
    OtherDeeds, Topics,
};
pub use opening::Opening;
pub use partner::{PartnerError, PartnerMark, PartnerMarks};
pub use problem::{PackProblem, Place};
pub use shift::{
    PlayedCase, RightWay, Shift, ShiftScript, ShiftTicket, ShiftUnit, TicketKind, TicketSource,
    Urgency,
};
pub use stamp::Stamp;
pub use tension::{ActRule, Delta, Guard, Moment, Mood, MoodBand, TensionModel};
pub use turns::{INTERRUPT, TurnRules};
pub use wording::{Concept, Part, Wording};

use crate::domain::ids::Language;

/// Format number every pack file states in its first field.
pub const PACK_FORMAT: u32 = 1;

/// The text of one pack file and the name problems call it by.
#[derive(Debug, Clone, Copy)]
pub struct PackText<'a> {
    /// Path shown to the author; never opened here.
    pub path: &'a str,
    /// The whole file.
    pub text: &'a str,
}

/// The packs a case stands on.
#[derive(Debug, Clone)]
pub struct Packs {
    /// Provisions, by id.
    pub law: LawPack,
    /// How people take what is said and done, and what is marked everywhere.
    pub conduct: ConductPack,
    /// Names, amounts, forms and places of one bureau.
    pub bureau: BureauPack,
    /// Lessons that findings lead to; none until somebody brings them in.
    pub lessons: LessonPack,
}

impl Packs {
    /// Reads all three packs and checks what they say about each other.
    ///
    /// # Errors
    /// Every problem of every file. References between packs are only judged where both packs could be read.
    pub fn load(
        law: PackText<'_>,
        conduct: PackText<'_>,
        bureau: PackText<'_>,
    ) -> Result<Self, Vec<PackProblem>> {
        let mut problems = Vec::new();
        let law_pack = LawPack::load(law)
            .map_err(|mut found| problems.append(&mut found))
            .ok();
        let conduct_pack = ConductPack::load(conduct)
            .map_err(|mut found| problems.append(&mut found))
            .ok();
        let bureau_pack = BureauPack::load(bureau)
            .map_err(|mut found| problems.append(&mut found))
            .ok();
        if let Some(known) = &law_pack {
            if let Some(pack) = &conduct_pack {
                for id in pack.cited_laws() {
                    known.expect_known(conduct, id, &mut problems);
                }
            }
            if let Some(pack) = &bureau_pack {
                for id in pack.cited_laws() {
                    known.expect_known(bureau, id, &mut problems);
                }
            }
        }
        if let (Some(pack), Some(words)) = (&conduct_pack, &bureau_pack) {
            for id in pack.named_forms() {
                if words.form(id).is_none() {
                    problems.push(problem::dangling(conduct, id, "forms", id));
                }
            }
            for phrase in &pack.phrases {
                for lang in Language::ALL {
                    for key in placeholders(phrase.text.get(lang)) {
                        if key.starts_with("bureau.")
                            && words.word(key, words.default_district(), lang).is_none()
                        {
                            problems.push(problem::unknown_placeholder(conduct, &phrase.id, key));
                        }
                    }
                }
            }
        }
        match (law_pack, conduct_pack, bureau_pack) {
            (Some(law), Some(conduct), Some(bureau)) if problems.is_empty() => Ok(Self {
                law,
                conduct,
                bureau,
                lessons: LessonPack::default(),
            }),
            _ => Err(problems),
        }
    }
}

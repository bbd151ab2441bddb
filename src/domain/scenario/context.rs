//! What a case borrows from the shared packs, as plain lists, so that loading a case knows no pack's file shape.

use crate::domain::ids::Bilingual;
use crate::domain::packs::{
    Bureau, LawChanges, LessonPack, PaperRule, PartnerError, PartnerMarks, ServicePoint,
};
use crate::domain::scenario::model::Form;
use std::collections::{BTreeMap, BTreeSet};

/// A calendar day.
pub type Day = (u16, u8, u8);

/// A provision a case may cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawEntry {
    /// First day in force.
    pub from: Day,
    /// Last day in force.
    pub until: Option<Day>,
    /// Whether its article number may be shown; numbers from memory may not.
    pub shown: bool,
    /// How it is cited.
    pub cited: Bilingual,
}

/// What breaches a shared critical item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CriticalCause {
    /// Saying something that does this act (by name).
    Act(String),
    /// Doing something that is this deed of the conduct pack.
    Deed(String),
    /// Saying the first before the second was ever said.
    SaidBefore(String, String),
    /// Completing the form before the act was ever said.
    ServedBefore(String, String),
}

/// A critical breach shared by many cases (CONDUCT §7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriticalEntry {
    /// Id.
    pub id: String,
    /// What is asked for.
    pub text: Bilingual,
    /// Why.
    pub why: Bilingual,
    /// Better phrase.
    pub better: Bilingual,
    /// Provisions.
    pub law: Vec<String>,
    /// Any of these breaches it.
    pub causes: Vec<CriticalCause>,
}

/// Everything a case borrows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// Provisions by id.
    pub laws: BTreeMap<String, LawEntry>,
    /// Shared critical breaches.
    pub criticals: Vec<CriticalEntry>,
    /// Deeds of the conduct pack; the worst of them are critical.
    pub deeds: BTreeSet<String>,
    /// Forms of the bureau by id.
    pub forms: BTreeMap<String, Form>,
    /// Placeholders of the bureau profile, without braces: `bureau.unit`.
    pub placeholders: BTreeSet<String>,
    /// Districts of the bureau profile.
    pub districts: BTreeSet<String>,
    /// Whose officers act in a district, by its id.
    pub bureaus: BTreeMap<String, Bureau>,
    /// Weight of each block by name (CONDUCT §7).
    pub weights: BTreeMap<String, i32>,
    /// What a partner does wrong now and then.
    pub partner_errors: Vec<PartnerError>,
    /// Label of the action that stops him.
    pub partner_stop: Bilingual,
    /// What is asked of whoever leads when he does.
    pub partner_marks: PartnerMarks,
    /// What papers cost that do not agree with what was said and done.
    pub papers: PaperRule,
    /// Service points of the bureau.
    pub points: Vec<ServicePoint>,
    /// Lessons; none when they are not at hand.
    pub lessons: LessonPack,
    /// Changes of law and who signed what since.
    pub changes: LawChanges,
}

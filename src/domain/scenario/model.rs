//! The case the engine runs on: every id resolved to an index, every text in both languages. Built only by `load`,
//! so whoever holds a `Case` may index without looking. Knows no file format.

pub use super::clause::{Check, Condition, Outcome, Trigger};
use crate::domain::ids::{Bilingual, Language, Millis};
pub use crate::domain::packs::{Block, HeldTo, Mood};
use crate::domain::packs::{Bureau, Date, PaperRule, Printed, ServicePoint, Stamp};
use std::collections::BTreeMap;

macro_rules! index {
    ($(#[$doc:meta] $name:ident),* $(,)?) => {$(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u16);
        impl $name {
            /// As a place in the case's list.
            #[must_use]
            pub const fn at(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    /// A person of the case.
    PersonIx,
    /// A fact.
    FactIx,
    /// A zone.
    ZoneIx,
    /// A thing.
    ThingIx,
    /// An action.
    ActionIx,
    /// A form of the bureau.
    FormIx,
    /// A line.
    LineIx,
    /// A beat.
    BeatIx,
    /// An ending.
    EndingIx,
    /// A draw.
    DrawIx,
    /// A hint.
    HintIx,
    /// An inject.
    InjectIx,
}

/// A person by name or by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Whoever is the party of this run.
    Party,
    /// This one.
    One(PersonIx),
}

/// What an action is done to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Target {
    /// A person.
    Person(PersonIx),
    /// A thing.
    Thing(ThingIx),
}

/// The part a person plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The one the case is about.
    Party,
    /// The second officer.
    Partner,
    /// Somebody in the crowd.
    Bystander,
    /// Command centre or platform.
    Control,
    /// At the other end of the phone.
    Phone,
    /// Anybody else.
    Other,
}

/// Levels as a set; bit 0 is level 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Levels(pub u8);

impl Levels {
    /// All three.
    pub const ALL: Self = Self(0b111);
    /// Whether the level belongs to the set.
    #[must_use]
    pub const fn has(self, level: u8) -> bool {
        level >= 1 && level <= 8 && self.0 & (1 << (level - 1)) != 0
    }
}

/// An id with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Words.
    pub text: Bilingual,
}

/// A zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Distance to the party in centimetres.
    pub distance_cm: u32,
}

/// The ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Number.
    pub number: String,
    /// Source.
    pub source: Bilingual,
    /// Class.
    pub class: Bilingual,
    /// Words.
    pub text: Bilingual,
    /// Urgent.
    pub urgent: bool,
    /// Minutes allowed.
    pub limit_min: u32,
}

/// A hot button or a relief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// What touches.
    pub on: Vec<Trigger>,
    /// Only if.
    pub when: Condition,
    /// Tension.
    pub tension: i16,
    /// Trust.
    pub trust: i16,
    /// How often; 0 is always.
    pub times: u8,
}

/// When a person gives in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agrees {
    /// Highest tension.
    pub tension_at_most: i16,
    /// Lowest trust.
    pub trust_at_least: i16,
    /// The motive was met.
    pub when: Condition,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Part.
    pub role: Role,
    /// Age in years.
    pub age: u32,
    /// Who this is.
    pub persona: Bilingual,
    /// Motives by id.
    pub motives: Vec<Named>,
    /// What the person knows.
    pub knows: Vec<Bilingual>,
    /// What the person hides.
    pub hides: Vec<Bilingual>,
    /// Tension at the start.
    pub tension: i16,
    /// Trust at the start.
    pub trust: i16,
    /// Personal reactions.
    pub touches: Vec<Touch>,
    /// When the person gives in.
    pub agrees: Option<Agrees>,
}

/// A thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Zone.
    pub zone: ZoneIx,
    /// A picture of it is evidence.
    pub evidence: bool,
    /// It is the party's own.
    pub theirs: bool,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Id.
    pub id: String,
    /// Label.
    pub label: Bilingual,
    /// Targets it may have; empty: none in particular.
    pub targets: Vec<Target>,
    /// Deed of the conduct pack it is.
    pub conduct: Option<String>,
}

/// A form that applies, with the fields the bureau wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Ids of fields that must be filled for the form to count as complete.
    pub required: Vec<String>,
    /// Fields that can be compared with what was said and done, and with what of it.
    pub held: Vec<(String, HeldTo)>,
    /// Provisions that ask for the form.
    pub law: Vec<String>,
    /// How its fields are printed, by id.
    pub printed: BTreeMap<String, Printed>,
}

impl Form {
    /// Whether a field that is ticked offers this id; every other field takes everything.
    #[must_use]
    pub fn offers(&self, field: &str, id: &str) -> bool {
        self.printed.get(field).is_none_or(|printed| {
            printed.words.is_empty() || printed.words.iter().any(|one| one.0 == id)
        })
    }
    /// Ids of all its fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> + Clone {
        let printed = self.printed.keys().map(String::as_str);
        let required = self.required.iter().map(String::as_str);
        printed
            .chain(required)
            .chain(self.held.iter().map(|one| one.0.as_str()))
    }
}

/// A draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// Id.
    pub id: String,
    /// Values.
    pub of: Vec<Named>,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// 1..=3.
    pub level: u8,
    /// What is special.
    pub about: Bilingual,
    /// Who the party may be.
    pub parties: Vec<PersonIx>,
    /// Who else is there.
    pub people: Vec<PersonIx>,
    /// Earlier entries.
    pub history: Vec<Bilingual>,
    /// Facts true at the start.
    pub facts: Vec<FactIx>,
    /// Time limit.
    pub limit: Millis,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Id.
    pub id: String,
    /// Speaker.
    pub by: Who,
    /// Triggers; empty when only beats speak it.
    pub on: Vec<Trigger>,
    /// Moods as bits of [`Mood`]; all set when any mood will do.
    pub moods: u8,
    /// Only if.
    pub when: Condition,
    /// Levels.
    pub levels: Levels,
    /// Motive id of the speaker.
    pub motive: String,
    /// Gesture.
    pub gesture: Option<String>,
    /// Words.
    pub text: Bilingual,
}

/// A beat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beat {
    /// Id.
    pub id: String,
    /// Title, of a turning point.
    pub title: Option<Bilingual>,
    /// Triggers.
    pub on: Vec<Trigger>,
    /// Only if.
    pub when: Condition,
    /// Levels.
    pub levels: Levels,
    /// How often; 0 is always.
    pub times: u8,
    /// Outcomes in order.
    pub then: Vec<Outcome>,
}

/// An ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Bilingual,
    /// Words.
    pub text: Bilingual,
    /// Levels on which it can be reached.
    pub levels: Levels,
}

/// A marked behaviour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Id.
    pub id: String,
    /// Block.
    pub block: Block,
    /// Points.
    pub points: i32,
    /// Levels.
    pub levels: Levels,
    /// A breach caps the mark.
    pub critical: bool,
    /// No full mark without it.
    pub mandatory: bool,
    /// What is asked for.
    pub text: Bilingual,
    /// Why.
    pub why: Bilingual,
    /// Better phrase.
    pub better: Bilingual,
    /// Provisions.
    pub law: Vec<String>,
    /// What meets it; none: met unless breached.
    pub met: Option<Check>,
    /// What breaches it.
    pub breached: Option<Check>,
    /// What must have happened before anything is asked; none: always asked.
    pub asked: Option<Check>,
    /// The change of law since which nobody has signed it, if there is one: a person decides what it is worth.
    pub stale: Option<String>,
}

/// A whole case, ready to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Id.
    pub id: String,
    /// Version.
    pub version: String,
    /// SHA-256 of the canonical content, hex; written into records.
    pub hash: String,
    /// Title.
    pub title: Bilingual,
    /// Summary.
    pub summary: Bilingual,
    /// Field of work.
    pub field: Bilingual,
    /// Day, as (year, month, day).
    pub date: (u16, u8, u8),
    /// Minutes after midnight at the start.
    pub clock_min: u32,
    /// District id.
    pub district: String,
    /// Whose officers act there; empty where the bureau's profile is not at hand.
    pub bureau: Bureau,
    /// Place id.
    pub place: String,
    /// Place name.
    pub place_name: Bilingual,
    /// What the place looks like.
    pub look: Bilingual,
    /// Zones.
    pub zones: Vec<Zone>,
    /// Zone at the start.
    pub start: ZoneIx,
    /// Ticket.
    pub ticket: Ticket,
    /// People.
    pub people: Vec<Person>,
    /// Things.
    pub things: Vec<Thing>,
    /// Facts.
    pub facts: Vec<Named>,
    /// Actions.
    pub actions: Vec<Action>,
    /// Numbers of both officers' certificates; empty where the case does not know them.
    pub certificates: Vec<String>,
    /// Forms.
    pub forms: Vec<Form>,
    /// Facts of which the first to come true means that the matter is dealt with.
    pub handled: Vec<FactIx>,
    /// Service points of the bureau, to which people may be sent.
    pub points: Vec<ServicePoint>,
    /// Draws.
    pub draws: Vec<Draw>,
    /// Hints.
    pub hints: Vec<Named>,
    /// Injects.
    pub injects: Vec<Named>,
    /// Levels.
    pub levels: Vec<Level>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Beats.
    pub beats: Vec<Beat>,
    /// Endings.
    pub endings: Vec<Ending>,
    /// The ending the clock uses.
    pub timeout: EndingIx,
    /// Criteria, those of the conduct pack included.
    pub criteria: Vec<Criterion>,
    /// What papers cost that do not agree with what was said and done.
    pub paper_rule: PaperRule,
    /// How provisions are cited, by id.
    pub citations: BTreeMap<String, Bilingual>,
    /// Silence that raises tension.
    pub silence: Millis,
    /// All thresholds of silence that anything waits for, rising; `silence` is among them.
    pub silences: Vec<Millis>,
    /// Ids of people, for inputs that name them.
    pub person_ids: BTreeMap<String, PersonIx>,
    /// Ids of things.
    pub thing_ids: BTreeMap<String, ThingIx>,
}

impl Case {
    /// The day of the case; none when the calendar does not have it.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let (year, month, day) = self.date;
        Date::new(year, month, day)
    }
    /// A moment of the case as papers write it.
    #[must_use]
    pub fn moment(&self, at: Millis) -> Stamp {
        Stamp::new(self.date, u64::from(self.clock_min) + at.0 / 60_000)
    }
    /// A person by id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<PersonIx> {
        self.person_ids.get(id).copied()
    }
    /// A person or thing by id.
    #[must_use]
    pub fn target(&self, id: &str) -> Option<Target> {
        self.person(id)
            .map(Target::Person)
            .or_else(|| self.thing_ids.get(id).copied().map(Target::Thing))
    }
    /// Id of a target.
    #[must_use]
    pub fn target_id(&self, target: Target) -> &str {
        match target {
            Target::Person(person) => &self.people[person.at()].id,
            Target::Thing(thing) => &self.things[thing.at()].id,
        }
    }
    /// An action by id.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<ActionIx> {
        position(&self.actions, |one| one.id == id).map(ActionIx)
    }
    /// A zone by id.
    #[must_use]
    pub fn zone(&self, id: &str) -> Option<ZoneIx> {
        position(&self.zones, |one| one.id == id).map(ZoneIx)
    }
    /// A form by id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<FormIx> {
        position(&self.forms, |one| one.id == id).map(FormIx)
    }
    /// An inject by id.
    #[must_use]
    pub fn inject(&self, id: &str) -> Option<InjectIx> {
        position(&self.injects, |one| one.id == id).map(InjectIx)
    }
    /// A fact by id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<FactIx> {
        position(&self.facts, |one| one.id == id).map(FactIx)
    }
    /// A line by id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<LineIx> {
        position(&self.lines, |one| one.id == id).map(LineIx)
    }
    /// A level by number.
    #[must_use]
    pub fn level(&self, level: u8) -> Option<&Level> {
        self.levels.iter().find(|one| one.level == level)
    }
    /// Criteria that count on a level, in the order of the content.
    pub fn criteria_on(&self, level: u8) -> impl Iterator<Item = &Criterion> {
        self.criteria
            .iter()
            .filter(move |one| one.levels.has(level))
    }
    /// Words of a line.
    #[must_use]
    pub fn words(&self, line: LineIx, lang: Language) -> &str {
        self.lines[line.at()].text.get(lang)
    }
}

fn position<T>(list: &[T], test: impl Fn(&T) -> bool) -> Option<u16> {
    list.iter()
        .position(test)
        .and_then(|found| u16::try_from(found).ok())
}

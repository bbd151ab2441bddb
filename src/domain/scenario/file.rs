//! The shapes of a case folder's files, as authors write them. Only serde: no meaning is checked here, and the model
//! the engine runs on is another type, so that files may live for years while the model moves.
//! No `flatten`, no `untagged`, no maps: each of them turns a clear message into a riddle.

pub use super::clause_file::{CheckFile, ConditionFile, OutcomeFile, TriggerFile};
use crate::domain::ids::Bilingual;
use serde::Deserialize;

/// The format this program reads and writes.
pub const FORMAT: u32 = 1;

/// `scenario.ron`: one case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// Format number of this file; now 1.
    pub format: u32,
    /// The case's id: the folder's name.
    pub id: String,
    /// Version of the content, raised with each change of rules or points: `1.0.0`.
    pub version: String,
    /// Title in the menu.
    pub title: Bilingual,
    /// Two sentences for the menu.
    pub summary: Bilingual,
    /// Field of work of the bureau.
    pub field: Bilingual,
    /// Day of the case, `YYYY-MM-DD`; decides which law is valid.
    pub date: String,
    /// Time of day at which the case begins, `HH:MM`.
    pub clock: String,
    /// District id of the bureau profile.
    pub district: String,
    /// The place and its zones.
    pub place: PlaceFile,
    /// The ticket from the city platform.
    pub ticket: TicketFile,
    /// Everybody who may appear.
    pub people: Vec<PersonFile>,
    /// Things one can touch, measure or photograph.
    pub things: Vec<ThingFile>,
    /// True-or-false memory of the case.
    pub facts: Vec<FactFile>,
    /// What the trainee can do here.
    pub actions: Vec<ActionFile>,
    /// A partner who errs now and then; what and how stands in the conduct pack.
    #[serde(default)]
    pub partner: Option<PartnerFile>,
    /// Numbers of both officers' certificates, the leading one's first, as they stand on papers.
    #[serde(default)]
    pub certificates: Vec<String>,
    /// Papers that apply, by form id of the bureau profile.
    #[serde(default)]
    pub papers: Vec<String>,
    /// Facts of which the first to come true means that the matter is dealt with: pictures from before and after lie on
    /// either side of it. Needed where `platform_report` is among the papers.
    #[serde(default)]
    pub handled: Vec<String>,
    /// What the seed decides.
    #[serde(default)]
    pub draws: Vec<DrawFile>,
    /// Hints, shown in practice only.
    #[serde(default)]
    pub hints: Vec<HintFile>,
    /// What an instructor may throw in.
    #[serde(default)]
    pub injects: Vec<InjectFile>,
    /// One to three levels; each is other people, history, law and beats, not another number. One is enough.
    pub levels: Vec<LevelFile>,
    /// What people say, each with trigger and motive; the words stand in `lines.zh.ron` and `lines.en.ron`.
    pub lines: Vec<LineFile>,
    /// What happens when.
    pub beats: Vec<BeatFile>,
    /// How it may end.
    pub endings: Vec<EndingFile>,
    /// What is marked.
    pub criteria: Vec<CriterionFile>,
    /// Critical breaches taken over from the conduct pack, by id.
    #[serde(default)]
    pub criticals: Vec<String>,
    /// Limits of time.
    pub limits: LimitsFile,
}

/// The place of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceFile {
    /// Id of the place, for the picture of it.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// What it looks like, for the briefing.
    pub look: Bilingual,
    /// Zones the trainee can stand in.
    pub zones: Vec<ZoneFile>,
    /// Zone in which the trainee begins.
    pub start: String,
}

/// A zone of the place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneFile {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Distance to the party in centimetres when one stands there.
    pub distance_cm: u32,
}

/// The ticket from the city platform.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TicketFile {
    /// Number.
    pub number: String,
    /// Where it came from.
    pub source: Bilingual,
    /// Class of part or event.
    pub class: Bilingual,
    /// What it says. The complainant is never named.
    pub text: Bilingual,
    /// Whether it is urgent.
    #[serde(default)]
    pub urgent: bool,
    /// Minutes allowed.
    pub limit_min: u32,
}

/// The part a person plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum RoleFile {
    /// The one the case is about. Exactly one is present in a run.
    Party,
    /// The second officer.
    Partner,
    /// Somebody in the crowd.
    Bystander,
    /// Command centre or platform, on the radio.
    Control,
    /// At the other end of the phone, while the call lasts; has no body in the street.
    Phone,
    /// Anybody else with a part of his own (a shopkeeper, a child, a driver).
    Other,
}

/// A person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFile {
    /// Id.
    pub id: String,
    /// Name as shown.
    pub name: Bilingual,
    /// Part in the case.
    pub role: RoleFile,
    /// Age in years.
    pub age: u32,
    /// Who this is, in two sentences.
    pub persona: Bilingual,
    /// What moves this person; lines name one of these.
    pub motives: Vec<MotiveFile>,
    /// What this person knows.
    #[serde(default)]
    pub knows: Vec<Bilingual>,
    /// What this person hides.
    #[serde(default)]
    pub hides: Vec<Bilingual>,
    /// Tension at the start, 0..=100.
    pub tension: i16,
    /// Trust at the start, 0..=100.
    pub trust: i16,
    /// Personal reactions, added to those of the conduct pack: hot buttons and what soothes.
    #[serde(default)]
    pub touches: Vec<TouchFile>,
    /// What must be so before this person gives in.
    #[serde(default)]
    pub agrees: Option<AgreesFile>,
}

/// A motive.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MotiveFile {
    /// Id, unique within the person.
    pub id: String,
    /// What it is.
    pub about: Bilingual,
}

/// A hot button or something that soothes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TouchFile {
    /// What touches.
    pub on: Vec<TriggerFile>,
    /// Only if this holds.
    #[serde(default)]
    pub when: ConditionFile,
    /// Change of tension.
    #[serde(default)]
    pub tension: i16,
    /// Change of trust.
    #[serde(default)]
    pub trust: i16,
    /// How many times it works; 0 is always.
    #[serde(default)]
    pub times: u8,
}

/// When a person gives in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreesFile {
    /// Tension must not be above this.
    pub tension_at_most: i16,
    /// Trust must not be below this.
    #[serde(default)]
    pub trust_at_least: i16,
    /// And this must hold: the motive was met.
    pub when: ConditionFile,
}

/// A thing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThingFile {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Zone it is in.
    pub zone: String,
    /// Whether a picture of it is evidence.
    #[serde(default)]
    pub evidence: bool,
    /// Whether it is the party's own, so that leaning on it or standing on it is felt.
    #[serde(default)]
    pub theirs: bool,
}

/// A fact.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactFile {
    /// Id.
    pub id: String,
    /// What it means, for the report and the console.
    pub about: Bilingual,
}

/// Something the trainee can do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionFile {
    /// Id (`photograph`, `show_certificate`).
    pub id: String,
    /// Label in the menu.
    pub label: Bilingual,
    /// People and things it can be done to; empty: to nothing in particular.
    #[serde(default)]
    pub targets: Vec<String>,
    /// Deed of the conduct pack that it is, if any (`touch_goods_before_papers`).
    #[serde(default)]
    pub conduct: Option<String>,
}

/// A partner who errs (搭档失当).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerFile {
    /// Which person.
    pub who: String,
    /// Motive of this person behind it.
    pub motive: String,
    /// Errors that are switched on.
    #[serde(default)]
    pub errs: Vec<PartnerErrFile>,
    /// Errors that the case's own beats bring on.
    #[serde(default)]
    pub own: Vec<PartnerOwnFile>,
    /// What noticing, stopping and making good are worth, on every level on which the partner may err.
    pub marks: PartnerMarksFile,
}

/// Points of the block `communication`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerMarksFile {
    /// To turn to the partner within twelve seconds.
    pub noticed: i32,
    /// To stop him within twenty.
    pub stopped: i32,
    /// To make it good with the party within a minute.
    pub good: i32,
}

/// An error that the case's own beats bring on and bring to an end.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerOwnFile {
    /// Fact that is true while he is at it.
    pub happens: String,
    /// Fact that becomes true when he is stopped.
    pub stopped: String,
    /// Levels; empty: all.
    #[serde(default)]
    pub levels: Vec<u8>,
}

/// An error of the partner, switched on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerErrFile {
    /// Error by id of the conduct pack: `snaps`, `too_close`, `recorder`, `grabs`.
    pub error: String,
    /// Levels; empty: all.
    #[serde(default)]
    pub levels: Vec<u8>,
    /// What brings it on.
    pub on: Vec<TriggerFile>,
    /// Only if this holds.
    #[serde(default)]
    pub when: ConditionFile,
    /// What the partner says while doing it, where the conduct pack's words do not fit.
    #[serde(default)]
    pub says: Option<Bilingual>,
    /// What the partner says when stopped, likewise.
    #[serde(default)]
    pub yields: Option<Bilingual>,
}

/// Something the seed decides.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawFile {
    /// Id, also the placeholder `{draw.ID}` in texts.
    pub id: String,
    /// The possible values.
    pub of: Vec<DrawValueFile>,
}

/// One value that may be drawn.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawValueFile {
    /// Id of the value, for conditions.
    pub id: String,
    /// How it reads in texts.
    pub text: Bilingual,
}

/// A hint.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HintFile {
    /// Id.
    pub id: String,
    /// Words.
    pub text: Bilingual,
}

/// Something an instructor may throw in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InjectFile {
    /// Id.
    pub id: String,
    /// Label on the console.
    pub label: Bilingual,
}

/// A level.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelFile {
    /// 1, 2 or 3.
    pub level: u8,
    /// What is special, for the menu.
    pub about: Bilingual,
    /// Who the party may be; the seed draws one in an exam, the first is the practice default.
    pub parties: Vec<String>,
    /// Who else is there from the start.
    pub people: Vec<String>,
    /// Earlier entries about this matter, for the briefing.
    pub history: Vec<Bilingual>,
    /// Facts that are true from the start.
    #[serde(default)]
    pub facts: Vec<String>,
    /// Minutes until the case is closed by the clock.
    pub limit_min: u32,
}

/// A mood, ordered from quiet to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum MoodFile {
    /// Tension is low.
    Calm,
    /// Not at ease.
    Uneasy,
    /// Angry.
    Angry,
    /// Shouting.
    Shouting,
    /// About to do something stupid.
    Breaking,
}

/// A line somebody may say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineFile {
    /// Id; the words stand under it in the two line files.
    pub id: String,
    /// Who says it; `party` for whoever is the party.
    pub by: String,
    /// What brings it on; empty when only a beat speaks it.
    #[serde(default)]
    pub on: Vec<TriggerFile>,
    /// In which moods; empty: in any.
    #[serde(default)]
    pub mood: Vec<MoodFile>,
    /// Only if this holds.
    #[serde(default)]
    pub when: ConditionFile,
    /// Levels; empty: all.
    #[serde(default)]
    pub levels: Vec<u8>,
    /// Motive of the speaker behind it.
    pub motive: String,
    /// Gesture that goes with it.
    #[serde(default)]
    pub gesture: Option<String>,
}

/// What happens when.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeatFile {
    /// Id.
    pub id: String,
    /// What it is called where an instructor chooses it and on the timeline; left out for what only keeps the books.
    #[serde(default)]
    pub title: Option<Bilingual>,
    /// What brings it on: any of these.
    pub on: Vec<TriggerFile>,
    /// Only if this holds.
    #[serde(default)]
    pub when: ConditionFile,
    /// Levels; empty: all.
    #[serde(default)]
    pub levels: Vec<u8>,
    /// How many times it may fire; 0: no limit. One unless said otherwise.
    #[serde(default = "once")]
    pub times: u8,
    /// What follows, in this order.
    pub then: Vec<OutcomeFile>,
}

const fn once() -> u8 {
    1
}

/// An ending.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndingFile {
    /// Id; `timeout` must exist, the clock uses it.
    pub id: String,
    /// Title in the debriefing.
    pub title: Bilingual,
    /// What became of it.
    pub text: Bilingual,
    /// Levels on which it can be reached; empty: all.
    #[serde(default)]
    pub levels: Vec<u8>,
}

/// Something that is marked: a yes-or-no behaviour.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionFile {
    /// Id.
    pub id: String,
    /// Block of the 100-point frame: `procedure`, `legality`, `communication`, `result`, `safety`.
    pub block: String,
    /// Points for meeting it.
    pub points: i32,
    /// Levels; empty: all.
    #[serde(default)]
    pub levels: Vec<u8>,
    /// A breach caps the mark at 59.
    #[serde(default)]
    pub critical: bool,
    /// Full mark without it must be impossible, which `prove` looks at. It does not decide the pass: only a critical breach
    /// or an ending out of reach does.
    #[serde(default)]
    pub mandatory: bool,
    /// What is asked for.
    pub text: Bilingual,
    /// Why it is asked for.
    pub why: Bilingual,
    /// How one might say or do it.
    pub better: Bilingual,
    /// Provisions behind it, by id of the law pack.
    #[serde(default)]
    pub law: Vec<String>,
    /// What meets it. Left out: met unless breached.
    #[serde(default)]
    pub met: Option<CheckFile>,
    /// What breaches it.
    #[serde(default)]
    pub breached: Option<CheckFile>,
    /// Asked only of a run in which this happened; else it counts neither for nor against. Left out: always asked.
    #[serde(default)]
    pub asked: Option<CheckFile>,
}

/// Limits of time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsFile {
    /// A silence longer than this raises tension once, in milliseconds.
    pub silence_ms: u64,
}

/// `lines.zh.ron` or `lines.en.ron`: `{ "id": "words", … }`, kept in order and with repeated keys, which are reported.
#[derive(Debug, Clone, Default)]
pub struct LinesFile(pub Vec<(String, String)>);

impl<'de> Deserialize<'de> for LinesFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> serde::de::Visitor<'de> for Pairs {
            type Value = LinesFile;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map of line ids and words: { \"id\": \"words\" }")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<LinesFile, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(LinesFile(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

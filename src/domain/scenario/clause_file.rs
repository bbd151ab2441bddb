//! The four small languages of a case as authors write them: what brings something on, what must hold, what follows, what
//! is asked of a record. Shapes only, under the same rules as the other file shapes.

use crate::domain::ids::Bilingual;
use serde::Deserialize;

/// What brings something on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum TriggerFile {
    /// The case begins.
    Start,
    /// The trainee said something that does this act, to this person if given.
    Said {
        /// Act by name.
        act: String,
        /// Addressee.
        #[serde(default)]
        to: Option<String>,
    },
    /// The trainee spoke to this person, and it did nothing that anybody can name.
    Babble {
        /// Addressee.
        #[serde(default)]
        to: Option<String>,
    },
    /// The trainee said the same sentence again: nothing the second time, this from the third time on.
    Repeated {
        /// Addressee.
        #[serde(default)]
        to: Option<String>,
    },
    /// The trainee speaks for long without a break and this person, angry, has had enough: what is said then is said into
    /// the trainee's words. Nobody is cut short without words: whoever is to cut in needs a line for it.
    LongTalk {
        /// Addressee.
        #[serde(default)]
        to: Option<String>,
    },
    /// The trainee did this, to this target if given.
    Did {
        /// Action.
        action: String,
        /// Person or thing.
        #[serde(default)]
        target: Option<String>,
    },
    /// The trainee entered this zone.
    Moved(String),
    /// The trainee completed this form.
    Paper(String),
    /// So many milliseconds since the case began.
    At(u64),
    /// So many milliseconds after a beat fired.
    After {
        /// Beat.
        beat: String,
        /// Milliseconds.
        ms: u64,
    },
    /// Nobody has spoken for so many milliseconds.
    Silence(u64),
    /// The person's tension rose to this or above.
    Tense(String, i16),
    /// The person's tension fell to this or below.
    Calmed(String, i16),
    /// The person gave in.
    Agreed(String),
    /// The fact became true.
    Became(String),
    /// The instructor threw this in.
    Inject(String),
}

/// What must hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum ConditionFile {
    /// Always.
    #[default]
    Always,
    /// All of them.
    All(Vec<ConditionFile>),
    /// At least one of them.
    Any(Vec<ConditionFile>),
    /// Not this.
    Not(Box<ConditionFile>),
    /// The fact is true.
    Fact(String),
    /// The run is on one of these levels.
    Level(Vec<u8>),
    /// The person is there.
    Present(String),
    /// The party is this person.
    Party(String),
    /// Tension of the person is at least this.
    TensionAtLeast(String, i16),
    /// Tension of the person is at most this.
    TensionAtMost(String, i16),
    /// Trust of the person is at least this.
    TrustAtLeast(String, i16),
    /// The trainee has already done this act by words.
    Said(String),
    /// At least so many times.
    SaidTimes(String, u16),
    /// The trainee has already done this action, to anything.
    Did(String),
    /// To this target.
    DidTo(String, String),
    /// The form was completed.
    Paper(String),
    /// The beat has fired.
    Fired(String),
    /// The trainee stands in this zone.
    InZone(String),
    /// The seed drew this value.
    Drawn(String, String),
    /// The person has given in.
    Agreed(String),
    /// At least so many milliseconds since the case began.
    Since(u64),
    /// At least so many milliseconds since the beat last fired.
    SinceBeat(String, u64),
    /// Practice, not an exam.
    Practice,
}

/// What follows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum OutcomeFile {
    /// Say exactly this line.
    Say(String),
    /// Change tension.
    Tension(String, i16),
    /// Change trust.
    Trust(String, i16),
    /// Make a fact true.
    Set(String),
    /// Make a fact false.
    Clear(String),
    /// Somebody comes.
    Enter(String),
    /// Somebody goes.
    Leave(String),
    /// Gesture of a person.
    Gesture(String, String),
    /// A person walks to a zone.
    Walk(String, String),
    /// Something happens in the world (`ambulance`); see the list of world events.
    World(String),
    /// A message from the platform.
    Platform(Bilingual),
    /// A hint, in practice only.
    Hint(String),
    /// The case ends.
    End(String),
}

/// A question about the record.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum CheckFile {
    /// All of them.
    All(Vec<CheckFile>),
    /// At least one of them.
    Any(Vec<CheckFile>),
    /// Not this.
    Not(Box<CheckFile>),
    /// An act was done by words.
    Said {
        /// Act by name.
        act: String,
        /// To this person.
        #[serde(default)]
        to: Option<String>,
        /// Naming a slot of this kind: `deadline`, `amount`, `place`, `name`, `size`.
        #[serde(default)]
        slot: Option<String>,
        /// Citing one of these provisions rightly.
        #[serde(default)]
        law: Vec<String>,
    },
    /// An action was done.
    Did {
        /// Action.
        action: String,
        /// To this target.
        #[serde(default)]
        target: Option<String>,
    },
    /// An action was done to at least so many different targets.
    DidToMany(String, u16),
    /// A form was completed; with these fields filled, if given.
    Paper {
        /// Form.
        form: String,
        /// Fields that must not be empty.
        #[serde(default)]
        fields: Vec<String>,
    },
    /// The fact was true at some time.
    Fact(String),
    /// The fact is true at the end.
    FactAtEnd(String),
    /// The first happened, and not later than the second (which may never have happened).
    Before(Box<CheckFile>, Box<CheckFile>),
    /// The second happened after the first (both did).
    After(Box<CheckFile>, Box<CheckFile>),
    /// The second happened within so many milliseconds after the first.
    Within(Box<CheckFile>, u64, Box<CheckFile>),
    /// It happened not later than so many milliseconds into the case.
    By(Box<CheckFile>, u64),
    /// It happened at least so many times.
    Times(Box<CheckFile>, u16),
    /// Tension of the person at the end is at most this.
    TensionAtEnd(String, i16),
    /// Tension of the person never rose above this.
    TensionNeverAbove(String, i16),
    /// The case ended in one of these ways.
    Ended(Vec<String>),
    /// The seed drew this value.
    Drawn(String, String),
    /// This person was the party.
    Party(String),
}

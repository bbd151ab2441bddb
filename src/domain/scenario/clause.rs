//! The four small languages of a case, ids resolved: what brings something on, what must hold, what follows, and what is
//! asked of a record. Who reads them is the engine, the prover and the assessment; here they only exist.

use super::model::{
    ActionIx, BeatIx, DrawIx, EndingIx, FactIx, FormIx, HintIx, InjectIx, Levels, LineIx, PersonIx,
    Target, Who, ZoneIx,
};
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Millis};
use crate::domain::understanding::SlotKind;

/// What brings something on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// The case begins.
    Start,
    /// An act by words, to this person if given.
    Said(Act, Option<Who>),
    /// Words that do nothing, to this person.
    Babble(Option<Who>),
    /// The same sentence again.
    Repeated(Option<Who>),
    /// The trainee speaks for long without a break, to this person, who has had enough.
    LongTalk(Option<Who>),
    /// An action.
    Did(ActionIx, Option<Target>),
    /// The trainee entered a zone.
    Moved(ZoneIx),
    /// A form was completed.
    Paper(FormIx),
    /// So long since the case began.
    At(Millis),
    /// So long after a beat fired.
    After(BeatIx, Millis),
    /// Nobody has spoken for so long.
    Silence(Millis),
    /// Tension rose to this.
    Tense(Who, i16),
    /// Tension fell to this.
    Calmed(Who, i16),
    /// The person gave in.
    Agreed(Who),
    /// The fact became true.
    Became(FactIx),
    /// The instructor threw this in.
    Inject(InjectIx),
}

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Always.
    Always,
    /// All.
    All(Vec<Condition>),
    /// At least one.
    Any(Vec<Condition>),
    /// Not.
    Not(Box<Condition>),
    /// The fact is true.
    Fact(FactIx),
    /// On one of these levels.
    Level(Levels),
    /// The person is there.
    Present(Who),
    /// The party is this person.
    Party(PersonIx),
    /// Tension at least.
    TensionAtLeast(Who, i16),
    /// Tension at most.
    TensionAtMost(Who, i16),
    /// Trust at least.
    TrustAtLeast(Who, i16),
    /// The act was done by words at least so many times.
    SaidTimes(Act, u16),
    /// The action was done, to the target if given.
    Did(ActionIx, Option<Target>),
    /// The form was completed.
    Paper(FormIx),
    /// The beat has fired.
    Fired(BeatIx),
    /// In this zone.
    InZone(ZoneIx),
    /// The seed drew this value.
    Drawn(DrawIx, u16),
    /// The person has given in.
    Agreed(Who),
    /// So long since the case began.
    Since(Millis),
    /// So long since the beat last fired.
    SinceBeat(BeatIx, Millis),
    /// Practice, not an exam.
    Practice,
}

/// What follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Say this line.
    Say(LineIx),
    /// Change tension.
    Tension(Who, i16),
    /// Change trust.
    Trust(Who, i16),
    /// Make a fact true.
    Set(FactIx),
    /// Make a fact false.
    Clear(FactIx),
    /// Somebody comes.
    Enter(PersonIx),
    /// Somebody goes.
    Leave(PersonIx),
    /// Gesture.
    Gesture(Who, String),
    /// Walk to a zone.
    Walk(Who, ZoneIx),
    /// Something in the world.
    World(String),
    /// Platform message.
    Platform(Bilingual),
    /// Hint.
    Hint(HintIx),
    /// The end.
    End(EndingIx),
}

/// A question about the record, three-valued when evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// All.
    All(Vec<Check>),
    /// At least one.
    Any(Vec<Check>),
    /// Not.
    Not(Box<Check>),
    /// An act by words.
    Said {
        /// Act.
        act: Act,
        /// Addressee.
        to: Option<Who>,
        /// Slot that must be named.
        slot: Option<SlotKind>,
        /// Provisions of which one must be cited rightly.
        law: Vec<String>,
    },
    /// An action.
    Did(ActionIx, Option<Target>),
    /// An action on at least so many different targets.
    DidToMany(ActionIx, u16),
    /// A completed form with these fields.
    Paper(FormIx, Vec<String>),
    /// The fact was true at some time.
    Fact(FactIx),
    /// The fact is true at the end.
    FactAtEnd(FactIx),
    /// First and not later than second, which may be missing.
    Before(Box<Check>, Box<Check>),
    /// Second after first, both happened.
    After(Box<Check>, Box<Check>),
    /// Second within the span after first.
    Within(Box<Check>, Millis, Box<Check>),
    /// Not later than this into the case.
    By(Box<Check>, Millis),
    /// At least so many times.
    Times(Box<Check>, u16),
    /// Tension at the end at most.
    TensionAtEnd(Who, i16),
    /// Tension never above.
    TensionNeverAbove(Who, i16),
    /// Ended in one of these ways.
    Ended(Vec<EndingIx>),
    /// The seed drew this.
    Drawn(DrawIx, u16),
    /// This person was the party.
    Party(PersonIx),
}

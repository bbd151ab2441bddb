//! How words and deeds move people in general: the tension model of the conduct pack (CONDUCT §6) as the engine wants it.
//! Content fills it; nothing here is a number of its own.

use crate::domain::act::Act;
use std::collections::BTreeMap;

/// What one act does to whoever hears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActRule {
    /// Change of tension each time it works.
    pub tension: i16,
    /// Change of trust each time it works.
    pub trust: i16,
    /// How many times it works on one person; 0 is always.
    pub times: u8,
    /// Change of tension once it is worn out.
    pub worn: i16,
}

/// Tension at which a mood begins when rising; it ends `slack` below that when falling, which makes people stubborn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bands {
    /// Uneasy from here.
    pub uneasy: i16,
    /// Angry from here.
    pub angry: i16,
    /// Shouting from here.
    pub shouting: i16,
    /// Breaking from here.
    pub breaking: i16,
    /// How far below a band's beginning tension must fall before the mood follows.
    pub slack: i16,
}

/// Rules that depend on the situation rather than on one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingRules {
    /// The same sentence again.
    pub repeated: i16,
    /// A long silence.
    pub silence: i16,
    /// The law before anything else was said about the matter.
    pub law_first: i16,
    /// An order before any fact was stated.
    pub order_without_facts: i16,
    /// A lawful warning to somebody at or above `warn_late_from`.
    pub warn_late: i16,
    /// Tension from which a warning comes too late.
    pub warn_late_from: i16,
    /// The certificate shown before anybody asked.
    pub certificate_unasked: i16,
    /// Thousandths of a rise of the party's tension that go over to each bystander, and back.
    pub contagion: i16,
    /// Thousandths of a soothing effect that reach somebody angry who was not listened to yet.
    pub stubborn: i16,
}

/// All rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// By act.
    pub acts: BTreeMap<Act, ActRule>,
    /// By conduct event: change of tension and trust.
    pub events: BTreeMap<String, (i16, i16)>,
    /// Moods.
    pub bands: Bands,
    /// Situations.
    pub setting: SettingRules,
}

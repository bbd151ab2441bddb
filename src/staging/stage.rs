//! The stage of a case: which bodies play its people, where they stand, and what its world events look like. Lies beside
//! `scenario.ron` as `stage.ron`; a case without one is played with what fits.

use serde::Deserialize;

/// The stage of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageFile {
    /// Format number.
    pub format: u32,
    /// Light of the place.
    #[serde(default)]
    pub light: Option<String>,
    /// Ambience that is heard.
    #[serde(default)]
    pub ambience: Vec<String>,
    /// Who plays whom.
    pub cast: Vec<Cast>,
    /// Passers-by besides the people of the case.
    #[serde(default)]
    pub passers_by: u32,
    /// What is taken along; what the case's actions and papers need when left out.
    #[serde(default)]
    pub bring: Option<Vec<String>>,
    /// What world events look and sound like.
    #[serde(default)]
    pub events: Vec<EventShow>,
}

/// Somebody's part.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    /// Person of the case.
    pub person: String,
    /// Body; the wardrobe's suggestion when left out.
    #[serde(default)]
    pub look: Option<String>,
    /// Where the person stands when present; none for voices only.
    #[serde(default)]
    pub spot: Option<String>,
    /// Where the person comes from and goes to.
    #[serde(default)]
    pub door: Option<String>,
    /// What the person does when nothing happens.
    #[serde(default)]
    pub idle: Option<String>,
}

/// What a world event looks and sounds like.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventShow {
    /// Event of the case.
    pub event: String,
    /// What is seen and heard.
    pub shows: Vec<Show>,
}

/// Something to see or hear.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Show {
    /// A sound, at a spot or everywhere.
    Sound {
        /// Sound.
        sound: String,
        /// Where.
        #[serde(default)]
        at: Option<String>,
    },
    /// Another light.
    Light(String),
    /// Rain begins or ends.
    Rain(bool),
    /// A piece of the kit comes from a spot and stops at another.
    Arrive {
        /// Piece.
        piece: String,
        /// From.
        from: String,
        /// To.
        to: String,
        /// Metres a second.
        #[serde(default)]
        speed_m_s: Option<f32>,
    },
    /// What arrived, or a thing of the case, drives or rolls off to a spot.
    Depart {
        /// Piece or thing.
        piece: String,
        /// To.
        to: String,
    },
    /// A thing of the case is no longer there.
    Remove(String),
    /// More passers-by stop and watch.
    Crowd(u32),
    /// The crowd steps back or goes.
    Disperse,
    /// People of the case play a clip.
    Clip {
        /// Person, or `party`.
        person: String,
        /// Clip.
        clip: String,
    },
}

/// What world events look and sound like at every place, unless the stage of a case has its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HappeningFile {
    /// Format number.
    pub format: u32,
    /// Events.
    pub events: Vec<EventShow>,
}

/// Which clip stands for which gesture; shared by all cases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GestureFile {
    /// Format number.
    pub format: u32,
    /// Gestures.
    pub gestures: Vec<GestureClip>,
    /// Clip for a gesture that has none.
    pub otherwise: String,
}

/// A gesture's clip.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GestureClip {
    /// Gesture.
    pub gesture: String,
    /// Clip.
    pub clip: String,
    /// Thing held meanwhile.
    #[serde(default)]
    pub holds: Option<String>,
    /// Face meanwhile: a morph target.
    #[serde(default)]
    pub face: Option<String>,
}

impl StageFile {
    /// Part of a person.
    #[must_use]
    pub fn cast(&self, person: &str) -> Option<&Cast> {
        self.cast.iter().find(|one| one.person == person)
    }

    /// What an event shows.
    #[must_use]
    pub fn shows(&self, event: &str) -> &[Show] {
        shows(&self.events, event)
    }
}

impl HappeningFile {
    /// What an event shows.
    #[must_use]
    pub fn shows(&self, event: &str) -> &[Show] {
        shows(&self.events, event)
    }
}

fn shows<'a>(events: &'a [EventShow], event: &str) -> &'a [Show] {
    events
        .iter()
        .find(|one| one.event == event)
        .map_or(&[], |one| one.shows.as_slice())
}

impl GestureFile {
    /// Clip of a gesture.
    #[must_use]
    pub fn clip(&self, gesture: &str) -> &str {
        self.gestures
            .iter()
            .find(|one| one.gesture == gesture)
            .map_or(self.otherwise.as_str(), |one| one.clip.as_str())
    }

    /// The whole row of a gesture.
    #[must_use]
    pub fn row(&self, gesture: &str) -> Option<&GestureClip> {
        self.gestures.iter().find(|one| one.gesture == gesture)
    }
}

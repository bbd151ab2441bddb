//! Bodies and clips: who can be seen, with which clips they move and where they hold things.

use serde::Deserialize;

/// The table of bodies and clips.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleFile {
    /// Format number.
    pub format: u32,
    /// Bodies.
    pub people: Vec<Look>,
    /// Clips of `clips.glb`.
    pub clips: Vec<Clip>,
    /// Where things are held.
    #[serde(default)]
    pub sockets: Vec<Socket>,
    /// Which body suits which person of the cases that travel with the program.
    #[serde(default)]
    pub cast: Vec<CastHint>,
}

/// A body.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Id.
    pub look: String,
    /// File under `assets/people`.
    pub file: String,
    /// Sex.
    pub sex: Sex,
    /// Age in years.
    pub age: u32,
    /// Dress in a word.
    pub dress: String,
    /// Height.
    pub height_cm: u32,
    /// Bone that turns to whoever speaks.
    pub head_bone: String,
    /// Height of the eyes.
    pub eye_height_cm: u32,
}

/// Sex of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Sex {
    /// A woman or girl.
    Female,
    /// A man or boy.
    Male,
}

/// A clip.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clip {
    /// Name of the animation in the file.
    pub clip: String,
    /// Length.
    pub seconds: f32,
    /// Whether it loops.
    pub repeats: bool,
    /// Ground speed at which feet do not slide.
    #[serde(default)]
    pub speed_m_s: f32,
}

/// A place on a body where things are held.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Socket {
    /// Id.
    pub socket: String,
    /// Bone.
    pub bone: String,
    /// Offset from the bone in metres, in its frame.
    #[serde(default)]
    pub at: (f32, f32, f32),
    /// Turn about X, Y, Z in degrees.
    #[serde(default)]
    pub turn_deg: (f32, f32, f32),
}

/// A suggestion who plays whom.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CastHint {
    /// Person of a case.
    pub person: String,
    /// Body.
    pub look: String,
}

impl PeopleFile {
    /// A body by id.
    #[must_use]
    pub fn look(&self, id: &str) -> Option<&Look> {
        self.people.iter().find(|one| one.look == id)
    }

    /// A clip by name.
    #[must_use]
    pub fn clip(&self, name: &str) -> Option<&Clip> {
        self.clips.iter().find(|one| one.clip == name)
    }

    /// The body suggested for a person.
    #[must_use]
    pub fn cast(&self, person: &str) -> Option<&str> {
        self.cast
            .iter()
            .find(|one| one.person == person)
            .map(|one| one.look.as_str())
    }
}

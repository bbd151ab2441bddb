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
    /// File of all clips, under `assets/people`.
    #[serde(default = "clips_file")]
    pub clips_file: String,
    /// Clips of that file.
    pub clips: Vec<Clip>,
    /// Where things are held.
    #[serde(default)]
    pub sockets: Vec<Socket>,
    /// Things that hands hold.
    #[serde(default)]
    pub props: Vec<Prop>,
    /// Which body suits which person of the cases that travel with the program.
    #[serde(default)]
    pub cast: Vec<CastHint>,
    /// The same where two cases use one id for two people.
    #[serde(default)]
    pub cast_in: Vec<CastHintIn>,
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

impl Look {
    /// Whether it wears the uniform, with a vest over it or not.
    #[must_use]
    pub fn is_officer(&self) -> bool {
        self.dress.starts_with("uniform")
    }
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
    /// Node below the bone, where a thing hangs without a transform of its own.
    pub node: String,
}

/// A thing that a hand holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prop {
    /// Id.
    pub prop: String,
    /// File under `assets/people`.
    pub file: String,
    /// Where it is held.
    pub socket: String,
    /// Clips during which it is held.
    pub clips: Vec<String>,
}

/// A suggestion who plays whom in one case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CastHintIn {
    /// Case.
    pub scenario: String,
    /// Person of that case.
    pub person: String,
    /// Body.
    pub look: String,
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

fn clips_file() -> String {
    "clips.glb".to_owned()
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

    /// The body suggested for a person of a case.
    #[must_use]
    pub fn cast(&self, case: &str, person: &str) -> Option<&str> {
        self.cast_in
            .iter()
            .find(|one| one.scenario == case && one.person == person)
            .map(|one| one.look.as_str())
            .or_else(|| {
                self.cast
                    .iter()
                    .find(|one| one.person == person)
                    .map(|one| one.look.as_str())
            })
    }

    /// The node where a socket holds things.
    #[must_use]
    pub fn socket_node(&self, socket: &str) -> Option<&str> {
        self.sockets
            .iter()
            .find(|one| one.socket == socket)
            .map(|one| one.node.as_str())
    }
}

//! The street kit: pieces of a glTF file with what they are made of for physics.

use serde::Deserialize;

/// The kit's table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KitFile {
    /// Format number.
    pub format: u32,
    /// Pieces.
    pub pieces: Vec<Piece>,
}

/// A piece: a named node of `kit.glb`, standing on y = 0 and facing +Z.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Node name.
    pub piece: String,
    /// Boxes that stand in the way.
    #[serde(default)]
    pub solids: Vec<Solid>,
    /// How it behaves.
    pub body: Body,
    /// Kilograms, for what can be moved.
    #[serde(default)]
    pub mass_kg: f32,
    /// Words on it, for whoever reads the street.
    #[serde(default)]
    pub sign: Option<String>,
}

/// A box, in metres, in the piece's own frame.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Solid {
    /// Middle.
    pub at: (f32, f32, f32),
    /// Half of each edge.
    pub half: (f32, f32, f32),
}

/// How a piece behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Body {
    /// Stays.
    Fixed,
    /// Can be pushed.
    Pushable,
    /// Can be carried.
    Carriable,
    /// Is only seen.
    None,
}

impl KitFile {
    /// A piece by name.
    #[must_use]
    pub fn piece(&self, name: &str) -> Option<&Piece> {
        self.pieces.iter().find(|one| one.piece == name)
    }
}

//! A place: where pieces of the kit stand, which areas are the zones of a case, where people come and stand, and how the
//! light falls at which hour.

use serde::Deserialize;

/// A composed place. Metres, Y up, yaw in degrees about Y, 0 faces +Z.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceFile {
    /// Format number.
    pub format: u32,
    /// Id, as a case names it.
    pub place: String,
    /// What stands there.
    pub pieces: Vec<Placed>,
    /// Zones of the case on the ground.
    pub zones: Vec<ZoneArea>,
    /// Where people stand, come from and go to.
    pub spots: Vec<Spot>,
    /// Things of the case.
    #[serde(default)]
    pub things: Vec<PlacedThing>,
    /// Ground people may walk on.
    pub walk: Vec<Rect>,
    /// Ground they may not, though it lies within.
    #[serde(default)]
    pub blocked: Vec<Rect>,
    /// Light by hour and weather.
    pub lights: Vec<Light>,
    /// Light unless a case asks for another.
    pub default_light: String,
}

/// A piece that stands somewhere.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// Piece of the kit.
    pub piece: String,
    /// Where.
    pub at: (f32, f32, f32),
    /// Turned by.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Size.
    #[serde(default = "one")]
    pub scale: f32,
}

/// A zone on the ground.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneArea {
    /// Zone of the case.
    pub zone: String,
    /// Middle.
    pub at: (f32, f32),
    /// Reach.
    pub radius_m: f32,
}

/// A spot where somebody stands, facing somewhere.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Id.
    pub spot: String,
    /// Where.
    pub at: (f32, f32),
    /// Facing.
    #[serde(default)]
    pub yaw_deg: f32,
}

/// A thing of the case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacedThing {
    /// Thing of the case.
    pub thing: String,
    /// Piece of the kit that shows it; none when it is a part of the street.
    #[serde(default)]
    pub piece: Option<String>,
    /// Where.
    pub at: (f32, f32, f32),
    /// Turned by.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Only when this person is the party.
    #[serde(default)]
    pub party: Option<String>,
}

/// A rectangle on the ground.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rect {
    /// Least x and z.
    pub min: (f32, f32),
    /// Greatest x and z.
    pub max: (f32, f32),
}

/// The light of an hour.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Light {
    /// Id.
    pub hour: String,
    /// Where the sun stands.
    pub sun_yaw_deg: f32,
    /// Below the horizon is negative.
    pub sun_pitch_deg: f32,
    /// Illuminance of the sun.
    pub sun_lux: f32,
    /// Colour of the sun, linear.
    pub sun_rgb: (f32, f32, f32),
    /// Ambient brightness, candela per square metre.
    pub ambient: f32,
    /// Sky overhead, linear.
    pub sky_rgb: (f32, f32, f32),
    /// Sky at the horizon, linear.
    pub horizon_rgb: (f32, f32, f32),
    /// Fog, linear.
    pub fog_rgb: (f32, f32, f32),
    /// Where fog begins.
    pub fog_start_m: f32,
    /// Where it hides everything.
    pub fog_end_m: f32,
    /// Exposure; by day or by lamplight when left out.
    #[serde(default)]
    pub ev100: Option<f32>,
    /// Whether lamps and signs shine.
    #[serde(default)]
    pub lamps_on: bool,
    /// Lamps.
    #[serde(default)]
    pub points: Vec<Lamp>,
}

/// A lamp.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lamp {
    /// Where.
    pub at: (f32, f32, f32),
    /// Colour, linear.
    pub rgb: (f32, f32, f32),
    /// Luminous power.
    pub lumens: f32,
    /// Reach.
    pub range_m: f32,
}

const fn one() -> f32 {
    1.0
}

impl PlaceFile {
    /// A spot by id.
    #[must_use]
    pub fn spot(&self, id: &str) -> Option<&Spot> {
        self.spots.iter().find(|one| one.spot == id)
    }

    /// Light by id, else the default, else the first.
    #[must_use]
    pub fn light(&self, id: &str) -> Option<&Light> {
        let find = |wanted: &str| self.lights.iter().find(|one| one.hour == wanted);
        find(id)
            .or_else(|| find(&self.default_light))
            .or_else(|| self.lights.first())
    }

    /// Area of a zone.
    #[must_use]
    pub fn zone(&self, id: &str) -> Option<&ZoneArea> {
        self.zones.iter().find(|one| one.zone == id)
    }
}

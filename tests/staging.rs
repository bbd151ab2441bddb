//! Stages: every case can be seen. Whatever a stage or a place names must exist in the wardrobe, and every person, near
//! zone, thing and world event of a case must have something to show.

use std::path::Path;
use streetwise::content::{Content, DEFAULT_BUREAU};
use streetwise::domain::scenario::load::load;
use streetwise::domain::scenario::model::Case;
use streetwise::files::{case_folders, read_case};
use streetwise::staging::{PlaceFile, Recording, Solid, Wardrobe, brought, misfits, place, stage};

/// What is wrong with any case in its place, as `judge` says; the case's folder comes first.
fn in_every_place(judge: impl Fn(&Path, &Case, &PlaceFile, &Wardrobe) -> Vec<String>) {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = Content::load(home, DEFAULT_BUREAU).expect("packs");
    let wardrobe = Wardrobe::load(home).expect("wardrobe");
    let mut wrong = Vec::new();
    for folder in case_folders(&home.join("scenarios")) {
        let case = load(&read_case(&folder).expect("case"), &content.context)
            .case
            .expect("a case that loads");
        let place = place(home, &case.place).expect("place");
        let found = judge(&folder, &case, &place, &wardrobe);
        wrong.extend(found.iter().map(|one| format!("{}: {one}", case.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_can_be_seen() {
    in_every_place(|folder, case, place, wardrobe| {
        let stage = stage(folder)
            .expect("stage reads")
            .unwrap_or_else(|| panic!("{}: no stage.ron", folder.display()));
        misfits(case, &stage, place, wardrobe)
            .iter()
            .map(|misfit| format!("{} {}", misfit.kind, misfit.id))
            .collect()
    });
}

#[test]
fn a_street_is_gone_to_with_camera_and_papers_and_a_desk_with_neither() {
    in_every_place(|folder, case, _, _| {
        let stage = stage(folder).expect("stage reads");
        let gear: Vec<&str> = brought(case, stage.as_ref())
            .iter()
            .map(|one| one.id)
            .collect();
        // A case that is out in the field says what counts as dealt with there.
        let is_out = !case.handled.is_empty();
        let street = ["recorder", "certificate", "papers"];
        let mut wrong: Vec<String> = street
            .into_iter()
            .filter(|id| gear.contains(id) != is_out)
            .map(|id| format!("{id} of {gear:?}"))
            .collect();
        let of_streets = ["tape", "water", "camera"];
        if !is_out && of_streets.iter().any(|id| gear.contains(id)) {
            wrong.push(format!("{gear:?}"));
        }
        if gear.is_empty() || gear.contains(&"helmet") != (case.id == "construction-dust") {
            wrong.push(format!("{gear:?}"));
        }
        wrong
    });
}

#[test]
fn what_is_named_lies_there() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wardrobe = Wardrobe::load(home).expect("wardrobe");
    let mut missing = Vec::new();
    for look in &wardrobe.people.people {
        let path = home.join("assets/people").join(&look.file);
        if !path.is_file() {
            missing.push(path.display().to_string());
        }
    }
    for sound in &wardrobe.sounds.sounds {
        let path = home.join("assets/sound").join(&sound.file);
        if !path.is_file() {
            missing.push(path.display().to_string());
        }
    }
    for folder in case_folders(&home.join("scenarios")) {
        for lang in ["zh", "en"] {
            let table = streetwise::staging::voices(&folder, lang).expect("voices");
            for row in &table.recordings {
                let one = Recording::of(&table.pack, row, &folder.join("voices"));
                if let Err(error) = one.read() {
                    missing.push(format!("{}: {:?}: {error}", one.path.display(), row.lines));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Half of the free square that a headset's wearer starts in: two by two metres.
const START_HALF_M: f32 = 1.0;
/// Lower than this one steps over it, higher one passes beneath.
const IN_THE_WAY_M: std::ops::Range<f32> = 0.08..2.0;

/// Whether a turned box of a piece reaches into the square round the start.
fn reaches(
    start: (f32, f32),
    placed: (f32, f32, f32),
    yaw_deg: f32,
    scale: f32,
    solid: &Solid,
) -> bool {
    let (at, half) = (solid.at, solid.half);
    let (low, high) = (
        placed.1 + (at.1 - half.1) * scale,
        placed.1 + (at.1 + half.1) * scale,
    );
    if low > IN_THE_WAY_M.end || high < IN_THE_WAY_M.start {
        return false;
    }
    let (sin, cos) = yaw_deg.to_radians().sin_cos();
    let x = placed.0 + (cos * at.0 + sin * at.2) * scale;
    let z = placed.2 + (cos * at.2 - sin * at.0) * scale;
    let wide = (cos.abs() * half.0 + sin.abs() * half.2) * scale;
    let deep = (sin.abs() * half.0 + cos.abs() * half.2) * scale;
    (x - start.0).abs() < START_HALF_M + wide && (z - start.1).abs() < START_HALF_M + deep
}

#[test]
fn two_by_two_metres_are_free_where_a_headsets_wearer_starts() {
    in_every_place(|_, case, place, wardrobe| {
        // At the platform's desk one sits.
        if case.handled.is_empty() {
            return Vec::new();
        }
        let start = place.spot("trainee").expect("a start").at;
        let pieces = place
            .pieces
            .iter()
            .map(|one| (&one.piece, one.at, one.yaw_deg, one.scale));
        let things = place
            .things
            .iter()
            .filter_map(|one| Some((one.piece.as_ref()?, one.at, one.yaw_deg, 1.0)));
        pieces
            .chain(things)
            .filter(|(name, at, yaw_deg, scale)| {
                let piece = wardrobe.kit.piece(name).expect("a piece of the kit");
                let mut solids = piece.solids.iter();
                solids.any(|solid| reaches(start, *at, *yaw_deg, *scale, solid))
            })
            .map(|(name, at, ..)| format!("{name} at {at:?}"))
            .collect()
    });
}

/// Bytes of all files in a folder and below it; a folder that is not there has none.
fn size_of(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.expect("a readable folder"))
        .map(|entry| match entry.metadata().expect("readable") {
            about if about.is_dir() => size_of(&entry.path()),
            about => about.len(),
        })
        .sum()
}

#[test]
fn people_places_and_sounds_with_all_voices_stay_small() {
    const BYTES_MAX: u64 = 60_000_000;
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = ["people", "places", "sound"].map(|room| home.join("assets").join(room));
    let cases = case_folders(&home.join("scenarios"));
    let voices = cases.iter().map(|case| case.join("voices"));
    let size: u64 = made
        .into_iter()
        .chain(voices)
        .map(|one| size_of(&one))
        .sum();
    assert!(size < BYTES_MAX, "{size} bytes");
}

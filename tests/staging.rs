//! Stages: every case can be seen. Whatever a stage or a place names must exist in the wardrobe, and every person, near
//! zone, thing and world event of a case must have something to show.

use std::path::Path;
use streetwise::content::{Content, DEFAULT_BUREAU};
use streetwise::domain::scenario::load::load;
use streetwise::files::{case_folders, read_case};
use streetwise::staging::{Recording, Wardrobe, misfits, place, stage};

#[test]
fn every_case_can_be_seen() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = Content::load(home, DEFAULT_BUREAU).expect("packs");
    let wardrobe = Wardrobe::load(home).expect("wardrobe");
    let mut wrong = Vec::new();
    for folder in case_folders(&home.join("scenarios")) {
        let case = load(&read_case(&folder).expect("case"), &content.context)
            .case
            .expect("a case that loads");
        let stage = stage(&folder)
            .expect("stage reads")
            .unwrap_or_else(|| panic!("{}: no stage.ron", folder.display()));
        let place = place(home, &case.place).expect("place");
        for misfit in misfits(&case, &stage, &place, &wardrobe) {
            wrong.push(format!("{}: {} {}", case.id, misfit.kind, misfit.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

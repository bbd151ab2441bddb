//! A flipped bit in whatever else lies in a data folder: people and courses, in the database and beside it, the vault and its
//! names, notes of sittings, settings. Either it is told, or everything is as it was. Records, marks and figures are
//! `store_faults.rs`, the audit log `src/store/audit.rs`, what waits for a record store `xapi.rs`.
//!
//! `STREETWISE_KILLS` flips twenty-five times as many, as in `store_faults.rs`.

mod made;

use made::{Made, put};
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::session::Mode;
use streetwise::store::assignments::{Assignment, Playlist, Standing, Target, Task};
use streetwise::store::progress::{By, Tally};
use streetwise::store::sittings::Sitting;
use streetwise::store::staff_list::StaffEntry;
use streetwise::store::vault::{Key, Names, Vault};
use streetwise::store::{Access, Query, Role, Settings, Store, StoreError, index};

const FLIPS: usize = 40;

fn access() -> Access {
    Access {
        by: "hr-1".to_owned(),
        role: Role::Hr,
        what_for: "test",
        at: "2026-11-26T00:00:00Z".to_owned(),
    }
}

fn chance(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

/// Flips bits of a file one after another and hands each state to `look`, which says whether the flip was told; ends with
/// its row of docs/faults.md.
fn flip_each(path: &Path, name: &str, state: &mut u64, mut look: impl FnMut(usize) -> bool) {
    let sound = fs::read(path).expect("a file");
    let many = std::env::var_os("STREETWISE_KILLS").is_some();
    let count = if many { FLIPS * 25 } else { FLIPS };
    let mut told = 0;
    for _ in 0..count {
        let bit = usize::try_from(chance(state)).unwrap_or(0) % (sound.len() * 8);
        let mut flipped = sound.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(path, flipped).expect("written");
        told += usize::from(look(bit));
    }
    fs::write(path, &sound).expect("mended");
    println!(
        "| a flipped bit in {name} | {count} | {told} told, {} changed nothing that is read |",
        count - told
    );
}

struct Office {
    _folder: tempfile::TempDir,
    data: PathBuf,
    key: Key,
}

/// A bureau of nine with an assignment, four results and names.
fn office() -> Office {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let path = folder.path().join("unit.key");
    assert!(Key::make_file(&path).expect("a key"));
    let key = Key::File(path);
    let vault = Vault::open_or_make(&data, &key).expect("a vault");
    let mut store = Store::open(&data).expect("opens");
    let list: Vec<StaffEntry> = (0..9)
        .map(|number| StaffEntry {
            row: number + 2,
            id: Some(format!("cz-{number}")),
            name: format!("学员{number}"),
            staff_number: format!("0001{number}"),
            team: ["一中队", "二中队", "三中队"][number % 3].to_owned(),
            groups: vec![["新人", "骨干"][number % 2].to_owned()],
        })
        .collect();
    store.import(&list, true, &vault).expect("imported");
    for number in 0..4 {
        let made = Made {
            trainee: &format!("cz-{number}"),
            started_at: &format!("2026-11-0{}T01:00:00Z", number + 1),
            run: number,
            exam: None,
        };
        put(&data, &format!("r-{number}"), &made);
    }
    index::index(&mut store, "s-test", &mut |_, _| {}).expect("indexed");
    let task = Task {
        case: "street-vendor".to_owned(),
        level: 1,
    };
    store
        .put_playlist(&Playlist {
            id: "basics".to_owned(),
            tasks: vec![task],
        })
        .expect("kept");
    store
        .assign(&Assignment {
            id: "autumn".to_owned(),
            playlist: "basics".to_owned(),
            target: Target::Team("一中队".to_owned()),
            due: "2026-11-20".to_owned(),
            mode: Mode::Practice,
            is_sealed: false,
            given_at: "2026-10-01T00:00:00Z".to_owned(),
            given_by: "hr-1".to_owned(),
        })
        .expect("given");
    drop(store);
    Office {
        _folder: folder,
        data,
        key,
    }
}

/// Everything about people and courses that anybody is told.
fn figures(data: &Path) -> Result<(Vec<Tally>, Vec<Tally>, Vec<Standing>), StoreError> {
    let mut store = Store::open(data)?;
    let one_team = Query {
        team: Some("一中队".to_owned()),
        ..Query::default()
    };
    Ok((
        store.progress(&access(), By::Team, &Query::default(), &mut |_| {})?,
        store.progress(&access(), By::Trainee, &one_team, &mut |_| {})?,
        store.standings(&access(), &Query::default(), "2026-11-26")?,
    ))
}

#[test]
fn a_flipped_bit_in_people_and_courses_changes_nobodys_team_or_day_unseen() {
    let office = office();
    let data = office.data.as_path();
    let right = figures(data).expect("figures");
    assert_eq!((right.0.len(), right.1.len(), right.2.len()), (3, 2, 3));
    let mut state = 0xB175_u64;
    for name in ["store.sqlite", "people/register.json"] {
        flip_each(&data.join(name), name, &mut state, |bit| {
            for ending in ["-wal", "-shm"] {
                let _ = fs::remove_file(data.join(format!("store.sqlite{ending}")));
            }
            match figures(data) {
                Ok(found) => {
                    assert_eq!(found, right, "{name}: bit {bit} went unseen");
                    false
                }
                Err(_) => true,
            }
        });
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(data.join(format!("store.sqlite{ending}")));
        }
    }
    // A row changed by hand is no flipped page: only the register can tell.
    for (change, back) in [
        (
            "UPDATE people SET team = '二中队' WHERE id = 'cz-0'",
            "UPDATE people SET team = '一中队' WHERE id = 'cz-0'",
        ),
        (
            "UPDATE assignments SET due = '2026-12-20'",
            "UPDATE assignments SET due = '2026-11-20'",
        ),
    ] {
        let sql = |text: &str| {
            let database = rusqlite::Connection::open(data.join("store.sqlite")).expect("opens");
            database.execute(text, []).expect("changed");
        };
        sql(change);
        assert!(
            matches!(figures(data), Err(StoreError::Damaged { .. })),
            "{change}"
        );
        sql(back);
        assert_eq!(figures(data).expect("figures"), right);
    }
}

#[test]
fn a_flipped_bit_in_the_vault_gives_no_wrong_name() {
    let office = office();
    let names = || -> Option<Names> {
        let vault = Vault::open(&office.data, &office.key).ok()?;
        vault.names(&access()).ok()
    };
    let right = names().expect("names");
    assert_eq!(right.iter().count(), 9);
    let mut state = 0xA417_u64;
    for name in ["people/vault.json", "people/names/cz-4.sealed"] {
        flip_each(
            &office.data.join(name),
            name,
            &mut state,
            |bit| match names() {
                Some(found) => {
                    assert_eq!(found, right, "{name}: bit {bit} gave another name");
                    false
                }
                None => true,
            },
        );
    }
}

#[test]
fn a_flipped_bit_in_the_note_of_a_sitting_opens_no_second_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let sitting = Sitting {
        trainee: "cz-1".to_owned(),
        case: "street-vendor".to_owned(),
        level: 1,
        assignment: "autumn".to_owned(),
        started_at: "2026-11-26T01:00:00Z".to_owned(),
        result: data.join("results/one"),
    };
    assert!(sitting.begin(data).expect("begun").is_none());
    let note = fs::read_dir(data.join("exams"))
        .expect("a folder")
        .flatten()
        .next()
        .expect("a note")
        .path();
    let mut state = 0x0E44_u64;
    flip_each(&note, "exams/*.json", &mut state, |bit| {
        let again = sitting.begin(data).expect("asked");
        assert!(again.is_some(), "bit {bit} let the assignment be sat twice");
        false
    });
}

#[test]
fn a_flipped_bit_in_the_settings_is_told_or_is_a_setting() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let right = Settings::load(data).expect("settings");
    let (mut other, mut state) = (0, 0x5E77_u64);
    flip_each(&data.join("store.json"), "store.json", &mut state, |_| {
        match Settings::load(data) {
            Err(_) => true,
            Ok(found) => {
                // Written by hand, so without a digest: another name of the station, or another number of days, is one.
                other += u32::from(found.station != right.station)
                    + u32::from(found.keep_voice_days != right.keep_voice_days);
                // Where results are sent never changes by it.
                assert_eq!((&found.database, &found.ca), (&right.database, &right.ca));
                false
            }
        }
    });
    println!("| of these in store.json | another setting | {other} |");
}

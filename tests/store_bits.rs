//! A flipped bit in whatever else lies in a data folder: people and courses, in the database and beside it and at the bureau,
//! the vault and its names, notes of sittings, settings. Either it is told, or everything is as it was. Records, marks and figures are
//! `store_faults.rs`, the audit log `src/store/audit.rs`, what waits for a record store `xapi.rs`.
//!
//! `STREETWISE_KILLS` flips twenty-five times as many, as in `store_faults.rs`.

mod made;
mod server;

use made::{Made, put};
use postgres::{Client, NoTls};
use server::Server;
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::session::Mode;
use streetwise::store::assignments::{Assignment, Playlist, Standing, Target, Task};
use streetwise::store::people::Person;
use streetwise::store::progress::{By, Tally};
use streetwise::store::sittings::Sitting;
use streetwise::store::staff_list::StaffEntry;
use streetwise::store::vault::{Key, Names, Vault};
use streetwise::store::{Access, Place, Query, Role, Settings, Store, StoreError, index, sync};

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

/// How many bits are flipped.
fn count() -> usize {
    let many = std::env::var_os("STREETWISE_KILLS").is_some();
    if many { FLIPS * 25 } else { FLIPS }
}

/// Flips bits of a file one after another and hands each state to `look`, which says whether the flip was told; ends with
/// its row of docs/faults.md.
fn flip_each(path: &Path, name: &str, state: &mut u64, mut look: impl FnMut(usize) -> bool) {
    let sound = fs::read(path).expect("a file");
    let count = count();
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

fn list() -> Vec<StaffEntry> {
    (0..9)
        .map(|number| StaffEntry {
            row: number + 2,
            id: Some(format!("cz-{number}")),
            name: format!("学员{number}"),
            staff_number: format!("0001{number}"),
            team: ["一中队", "二中队", "三中队"][number % 3].to_owned(),
            groups: Some(vec![["新人", "骨干"][number % 2].to_owned()]),
        })
        .collect()
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
    store.import(&list(), true, &vault).expect("imported");
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
    give(&mut store);
    drop(store);
    Office {
        _folder: folder,
        data,
        key,
    }
}

/// A playlist, given to a team.
fn give(store: &mut Store) {
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
}

/// Sums by team, of one team, and how far everybody is.
type Figures = (Vec<Tally>, Vec<Tally>, Vec<Standing>);

/// Everything about people and courses that anybody is told.
fn figures(data: &Path) -> Result<Figures, StoreError> {
    figures_of(&mut Store::open(data)?)
}

fn figures_of(store: &mut Store) -> Result<Figures, StoreError> {
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
    // A row changed by hand is no flipped page: its digest and the register tell.
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
    // Marks are in no figure and in no register: whoever brings a list is told, and making the database anew drops them.
    let database = rusqlite::Connection::open(data.join("store.sqlite")).expect("opens");
    let change = "UPDATE marks SET person = 'cz-8' WHERE person = 'cz-0'";
    assert_eq!(database.execute(change, []).expect("changed"), 1);
    drop(database);
    let vault = Vault::open(data, &office.key).expect("the vault");
    let import = || {
        let mut store = Store::open(data).expect("opens");
        store.import(&list(), true, &vault)
    };
    assert!(matches!(import(), Err(StoreError::Damaged { .. })));
    let (anew, aside) = index::open_anew(data, "2026-11-26T00:00:00Z").expect("made anew");
    assert_eq!(aside, None);
    drop(anew);
    assert_eq!(import().expect("imported again").same, 9);
    assert_eq!(figures(data).expect("figures"), right);
}

/// A station that was not synced since somebody was erased still has their team: mending must not bring it back.
#[test]
fn mending_brings_nobody_back_who_was_erased() {
    let office = office();
    let place = Place::Sqlite(office.data.join("bureau.sqlite"));
    let vault = Vault::open(&office.data, &office.key).expect("the vault");
    let mut bureau = Store::open_at(&office.data, place).expect("the bureau");
    bureau.import(&list(), true, &vault).expect("imported");
    let mut station = Store::open(&office.data).expect("the station");
    let erased = |id: &str| Person {
        id: id.to_owned(),
        team: String::new(),
        groups: Vec::new(),
        left: false,
        erased_at: "2026-11-25T00:00:00Z".to_owned(),
    };
    // cz-x was never heard of at the station.
    let gone = ["cz-2", "cz-4", "cz-x"].map(erased);
    bureau.put_people(&gone).expect("erased");
    let damage = |sql: &str| {
        let path = office.data.join("bureau.sqlite");
        let database = rusqlite::Connection::open(path).expect("opens");
        assert_eq!(database.execute(sql, []).expect("changed"), 1, "{sql}");
    };
    for sql in [
        "UPDATE people SET has_left = 1 WHERE id = 'cz-2'",
        "UPDATE people SET id = 'cz-t' WHERE id = 'cz-4'",
        "UPDATE people SET digest = 'x' WHERE id = 'cz-x'",
        // Somebody who was not erased, a bit beside one who was.
        "UPDATE people SET team = '?' WHERE id = 'cz-3'",
        // Known to the station alone, and a bit beside cz-x.
        "DELETE FROM people WHERE id = 'cz-8'",
    ] {
        damage(sql);
    }
    assert!(bureau.people().is_err());
    let mended = bureau.mend_from(&mut station).expect("mended");
    assert_eq!(mended.damaged, 4, "{mended:?}");
    for one in bureau.people().expect("sound") {
        let is_gone = gone.iter().any(|gone| gone.id == one.id);
        assert_eq!(one.erased_at.is_empty(), !is_gone, "{one:?}");
        assert_eq!(
            one.team.is_empty() && one.groups.is_empty(),
            is_gone,
            "{one:?}"
        );
    }
    assert_eq!(bureau.people().expect("sound").len(), 10);
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

/// A server has no register beside it: each row says itself what it must be.
#[test]
fn a_flipped_bit_in_a_bureaus_people_and_courses_is_found_and_mended() {
    let Some(server) = Server::start() else {
        return;
    };
    let office = office();
    let address = server.database("bits");
    let vault = Vault::open(&office.data, &office.key).expect("the vault");
    let mut bureau =
        Store::open_at(&office.data, Place::parse(&address, None)).expect("the bureau");
    bureau.import(&list(), true, &vault).expect("imported");
    let by_mark = StaffEntry {
        id: None,
        ..list()[4].clone()
    };
    give(&mut bureau);
    let mut station = Store::open(&office.data).expect("opens");
    let now = "2026-11-26T00:00:00Z";
    sync::sync(
        &mut station,
        Place::parse(&address, None),
        now,
        &mut |_, _| {},
    )
    .expect("sent");
    let right = figures_of(&mut bureau).expect("figures");
    assert_eq!((right.0.len(), right.1.len(), right.2.len()), (3, 2, 3));
    // Somebody without a pseudonym in the list, on a machine that never heard of them.
    let elsewhere = office.data.join("elsewhere");
    let other = Vault::open_or_make(&elsewhere, &office.key).expect("a vault");
    let known = |bureau: &mut Store| {
        let found = bureau.import(std::slice::from_ref(&by_mark), false, &other)?;
        streetwise::store::vault::erase(&elsewhere, &found.ids[0]).expect("forgotten");
        Ok::<Vec<String>, StoreError>(found.ids)
    };
    assert_eq!(known(&mut bureau).expect("known"), ["cz-4"]);
    let mut sql = Client::connect(&address, NoTls).expect("connects");
    let columns = [
        ("people", "id team erased_at digest has_left"),
        ("members", "group_name person"),
        ("playlists", "id entries digest"),
        (
            "assignments",
            "id playlist target_kind target due mode given_at given_by digest is_sealed",
        ),
        ("marks", "mark person digest"),
    ];
    let columns: Vec<(&str, &str)> = columns
        .iter()
        .flat_map(|(table, columns)| columns.split(' ').map(|column| (*table, column)))
        .collect();
    let (mut state, mut told, mut flips) = (0x5E12_u64, 0, 0);
    while flips < count() {
        let mut draw = |below: usize| usize::try_from(chance(&mut state)).unwrap_or(0) % below;
        let (table, column) = columns[draw(columns.len())];
        let rows = sql
            .query(&format!("SELECT ctid::text FROM {table}"), &[])
            .expect("rows");
        let row: String = rows[draw(rows.len())].get(0);
        let at = format!("FROM {table} WHERE ctid::text = $1");
        let is_number = matches!(column, "has_left" | "is_sealed");
        let before = sql
            .query_one(&format!("SELECT {column}::text {at}"), &[&row])
            .expect("a value")
            .get::<_, String>(0);
        let after = if is_number {
            (before.parse::<i64>().expect("a number") ^ (1 << draw(63))).to_string()
        } else {
            let mut bytes = before.clone().into_bytes();
            if bytes.is_empty() {
                continue;
            }
            let bit = draw(bytes.len() * 8);
            bytes[bit / 8] ^= 1 << (bit % 8);
            // The server takes no other text.
            match String::from_utf8(bytes) {
                Ok(text) if !text.contains('\0') => text,
                _ => continue,
            }
        };
        // In place, so that the row can be found again; as the disk would do it, behind everybody's back.
        let kind = if is_number { "bigint" } else { "text" };
        let change = format!(
            "UPDATE {table} SET {column} = $2::text::{kind} WHERE ctid::text = $1 RETURNING ctid::text"
        );
        // A key that somebody else has is no flip that a server keeps.
        let Ok(flipped) = sql.query_one(&change, &[&row, &after]) else {
            continue;
        };
        flips += 1;
        let row: String = flipped.get(0);
        let what = format!("{table}.{column}: {before} became {after}");
        let seen = match figures_of(&mut bureau) {
            Ok(found) => {
                assert_eq!(found, right, "{what} and went unseen");
                false
            }
            Err(StoreError::Damaged { .. }) => true,
            Err(error) => panic!("{what}: {error}"),
        };
        // Marks are asked for by whoever brings a list.
        let seen = seen
            || match known(&mut bureau) {
                Ok(ids) => {
                    assert_eq!(ids, ["cz-4"], "{what} and made somebody somebody else");
                    false
                }
                Err(_) => true,
            };
        assert!(seen, "{what} and nobody said so");
        told += usize::from(seen);
        if flips % 8 == 0 {
            // What the station brought down last makes it good again.
            let mended = bureau.mend_from(&mut station).expect("mended");
            assert!(mended.damaged > 0, "{what}: {mended:?}");
            bureau.import(&list(), false, &vault).expect("marks again");
            assert_eq!(figures_of(&mut bureau).expect("figures"), right, "{what}");
        } else {
            sql.query_one(&change, &[&row, &before]).expect("back");
            assert_eq!(figures_of(&mut bureau).expect("figures"), right, "{what}");
        }
    }
    println!(
        "| a flipped bit in people and courses of a bureau's PostgreSQL | {flips} | {told} told |"
    );
}

#[test]
fn a_flipped_bit_in_the_settings_is_told_and_changes_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    Settings::load(data).expect("settings");
    Settings::change(data, |one| {
        one.database = Some("postgres://streetwise@db.example/marks".to_owned());
        one.keep_voice_days = 90;
    })
    .expect("changed");
    let right = Settings::load(data).expect("settings");
    let mut state = 0x5E77_u64;
    for name in ["store.json", "store.confirmed.json"] {
        let path = data.join(name);
        let sound = fs::read_to_string(&path).expect("a file");
        flip_each(&path, name, &mut state, |bit| {
            let looked = Settings::look(data).expect("reads").expect("set up");
            assert_eq!(
                looked.settings, right,
                "{name}: bit {bit} changed a setting"
            );
            if looked.doubt.is_none() {
                // White space, and nothing else.
                let flipped = fs::read_to_string(&path).expect("a text");
                let words = |text: &str| text.split_whitespace().collect::<String>();
                assert_eq!(
                    words(&flipped),
                    words(&sound),
                    "{name}: bit {bit} went unseen"
                );
            }
            looked.doubt.is_some()
        });
    }
}

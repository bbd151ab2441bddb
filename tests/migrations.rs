//! A database of an earlier version, with rows, opens in both engines and is brought up without losing one; a version from
//! tomorrow is refused and left as it is. The older forms lie in `fixtures/older_store` as they were published, so that a
//! change of what was published shows, too.

mod made;
mod server;

use made::put_many;
use postgres::{Client, NoTls};
use server::Server;
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::assessment::Assessment;
use streetwise::domain::session::Mode;
use streetwise::store::assignments::{Assignment, Playlist, Target, Task};
use streetwise::store::people::Person;
use streetwise::store::progress::By;
use streetwise::store::{Access, Place, Query, Role, Store, StoreError, index};

/// Each version's own statements, oldest first; what follows them is made by the program alone.
const OLDER: [&str; 5] = [
    include_str!("fixtures/older_store/1.sql"),
    include_str!("fixtures/older_store/2.sql"),
    include_str!("fixtures/older_store/3.sql"),
    include_str!("fixtures/older_store/4.sql"),
    include_str!("fixtures/older_store/5.sql"),
];
/// Tables with their columns, and the version that brought them. Digests of people and courses came later.
const TABLES: &[(usize, &str, &str)] = &[
    (1, "texts", "digest body"),
    (1, "scanned", "folder stamp"),
    (1, "problems", "folder code line detail"),
    (
        1,
        "runs",
        "id station folder began_at month trainee case_id case_version level party mode assignment state duration_ms outcome \
         points of_points passed pending criticals reviews appeals steps mark digest",
    ),
    (2, "sent", "id digest"),
    (3, "people", "id team has_left erased_at"),
    (3, "members", "group_name person"),
    (3, "playlists", "id entries"),
    (
        3,
        "assignments",
        "id playlist target_kind target due mode is_sealed given_at given_by",
    ),
    (5, "marks", "mark person"),
];

fn access() -> Access {
    Access {
        by: "hr-1".to_owned(),
        role: Role::Hr,
        what_for: "test",
        at: "2027-01-15T00:00:00Z".to_owned(),
    }
}

fn marks(store: &mut Store) -> Vec<Assessment> {
    let mut found = Vec::new();
    store
        .each_result(&access(), &Query::default(), &mut |one| {
            found.push(one.mark);
            Ok(())
        })
        .expect("read");
    found
}

/// A store of today with something in every table.
fn of_today(data: &Path) {
    put_many(data, 40, 5);
    // One that is not what it says, so that problems has a row.
    let broken = data.join("results/broken");
    fs::create_dir_all(&broken).expect("a folder");
    fs::write(broken.join("record.jsonl"), "{}\n").expect("written");
    let mut store = Store::open(data).expect("opens");
    let indexed = index::index(&mut store, "s-test", &mut |_, _| {}).expect("indexed");
    assert_eq!((indexed.seen, indexed.problems), (41, 1));
    let people: Vec<Person> = (0..5)
        .map(|number| Person {
            id: format!("cz-{number:03}"),
            team: "一中队".to_owned(),
            groups: vec!["新人".to_owned()],
            left: number == 4,
            erased_at: String::new(),
        })
        .collect();
    store.put_people(&people).expect("people");
    let playlist = Playlist {
        id: "basics".to_owned(),
        tasks: vec![Task {
            case: "street-vendor".to_owned(),
            level: 1,
        }],
    };
    store.put_playlist(&playlist).expect("a playlist");
    let assignment = Assignment {
        id: "autumn".to_owned(),
        playlist: "basics".to_owned(),
        target: Target::Team("一中队".to_owned()),
        due: "2026-12-31".to_owned(),
        mode: Mode::Practice,
        is_sealed: false,
        given_at: "2026-11-01T00:00:00Z".to_owned(),
        given_by: "head-1".to_owned(),
    };
    store.assign(&assignment).expect("given");
    drop(store);
    let raw = rusqlite::Connection::open(data.join("store.sqlite")).expect("opens");
    raw.execute_batch(
        "INSERT INTO sent (id, digest) SELECT id, digest FROM runs LIMIT 7; \
         INSERT INTO marks (mark, person) VALUES ('m-1', 'cz-000'), ('m-2', 'cz-001');",
    )
    .expect("filled");
}

/// The statements that put a store of today back into the form of a version, rows included.
fn as_of(version: usize, today: &Path) -> String {
    let mut sql = OLDER[..version].concat();
    sql.push_str("CREATE TABLE migrations (version BIGINT NOT NULL PRIMARY KEY);\n");
    for number in 1..=version {
        sql.push_str(&format!("INSERT INTO migrations VALUES ({number});\n"));
    }
    let raw = rusqlite::Connection::open(today).expect("opens");
    for (since, table, columns) in TABLES {
        if *since > version {
            continue;
        }
        let columns: Vec<&str> = columns.split(' ').collect();
        let names = columns.join(", ");
        let mut asked = raw
            .prepare(&format!("SELECT {names} FROM {table}"))
            .expect("asked");
        let mut rows = asked.query([]).expect("rows");
        let mut count = 0;
        while let Some(row) = rows.next().expect("a row") {
            let values: Vec<String> = (0..columns.len())
                .map(|at| match row.get(at).expect("a value") {
                    rusqlite::types::Value::Integer(number) => number.to_string(),
                    rusqlite::types::Value::Text(text) => {
                        format!("'{}'", text.replace('\'', "''"))
                    }
                    other => panic!("{table}: {other:?}"),
                })
                .collect();
            sql.push_str(&format!(
                "INSERT INTO {table} ({names}) VALUES ({});\n",
                values.join(", ")
            ));
            count += 1;
        }
        assert!(count > 0, "{table} has no row to lose");
    }
    sql
}

/// Raw access to either engine.
enum Raw {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Raw {
    fn run(&self, sql: &str) {
        match self {
            Self::Sqlite(path) => rusqlite::Connection::open(path)
                .expect("opens")
                .execute_batch(sql)
                .expect("run"),
            Self::Postgres(address) => Client::connect(address, NoTls)
                .expect("connects")
                .batch_execute(sql)
                .expect("run"),
        }
    }

    fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        match self {
            Self::Sqlite(path) => rusqlite::Connection::open(path)
                .expect("opens")
                .query_row(&sql, [], |row| row.get(0))
                .expect("counted"),
            Self::Postgres(address) => Client::connect(address, NoTls)
                .expect("connects")
                .query_one(&sql, &[])
                .expect("counted")
                .get(0),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Sqlite(path) => Place::Sqlite(path.clone()),
            Self::Postgres(address) => Place::parse(address, None),
        }
    }
}

/// Lays the register of today's people beside a database that is a file, as every program that knew people did.
fn give_register(place: &Path, today: &Path) {
    let name = place.file_name().expect("a name").to_string_lossy();
    let register = place.with_file_name(format!("{name}.register.json"));
    fs::copy(
        today.with_file_name("people").join("register.json"),
        register,
    )
    .expect("a register");
}

/// Brings a database of a version up and holds all that it says against a store of today.
fn is_brought_up(version: usize, raw: &Raw, data: &Path, today: &Path) {
    let engine = match raw {
        Raw::Sqlite(_) => "SQLite",
        Raw::Postgres(_) => "PostgreSQL",
    };
    raw.run(&as_of(version, today));
    if let Raw::Sqlite(path) = raw
        && version >= 3
    {
        give_register(path, today);
    }
    let before: Vec<(&str, i64)> = TABLES
        .iter()
        .filter(|(since, ..)| *since <= version)
        .map(|(_, table, _)| (*table, raw.count(table)))
        .collect();
    let mut store = Store::open_at(data, raw.place()).expect("brought up");
    for (table, count) in &before {
        assert_eq!(
            raw.count(table),
            *count,
            "{engine}, version {version}: {table}"
        );
    }
    let mut right = Store::open(today.parent().expect("its data folder")).expect("opens");
    assert_eq!(marks(&mut store), marks(&mut right), "{engine} {version}");
    if version >= 3 {
        // Read with their digests, which the migration made.
        assert_eq!(store.people().unwrap(), right.people().unwrap());
        assert_eq!(store.people().unwrap().len(), 5);
        assert_eq!(store.playlists().unwrap(), right.playlists().unwrap());
        assert_eq!(store.assignments().unwrap(), right.assignments().unwrap());
    }
    drop(store);
    // Once is enough.
    Store::open_at(data, raw.place()).expect("opens again");
    println!("{engine}: version {version} brought up, {before:?}");
}

/// A version of tomorrow is told as that, and nothing in it is touched.
fn tomorrow_is_refused(raw: &Raw, data: &Path) {
    let newest = raw.count("migrations");
    raw.run("INSERT INTO migrations (version) VALUES (99)");
    let runs = raw.count("runs");
    match Store::open_at(data, raw.place()) {
        Err(StoreError::Newer { found, known, .. }) => assert_eq!((found, known), (99, newest)),
        other => panic!("{other:?}"),
    }
    assert_eq!(
        (raw.count("migrations"), raw.count("runs")),
        (newest + 1, runs)
    );
}

#[test]
fn an_older_database_with_rows_opens_in_both_engines_and_loses_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let today = folder.path().join("today");
    of_today(&today);
    let database = today.join("store.sqlite");
    let server = Server::start();
    for version in 1..=OLDER.len() {
        let data = folder.path().join(format!("data-{version}"));
        fs::create_dir_all(&data).expect("a folder");
        let raw = Raw::Sqlite(data.join("old.sqlite"));
        is_brought_up(version, &raw, &data, &database);
        if version == OLDER.len() {
            tomorrow_is_refused(&raw, &data);
        }
        if let Some(server) = &server {
            let raw = Raw::Postgres(server.database(&format!("older_{version}")));
            is_brought_up(version, &raw, &data, &database);
            if version == OLDER.len() {
                tomorrow_is_refused(&raw, &data);
            }
        }
    }
}

/// Whoever works at the command line is told both numbers and what to do.
#[test]
fn a_database_of_a_newer_program_is_told_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    drop(Store::open(data).expect("made"));
    Raw::Sqlite(data.join("store.sqlite")).run("INSERT INTO migrations (version) VALUES (99)");
    for lang in ["zh", "en"] {
        let output = assert_cmd::Command::cargo_bin("streetwise")
            .expect("the program is built")
            .env("STREETWISE_HOME", env!("CARGO_MANIFEST_DIR"))
            .arg("--data")
            .arg(data)
            .args(["--lang", lang, "progress", "team"])
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("99") && said.lines().count() >= 2, "{said}");
    }
}

/// What no figure is asked of stays what it was, too: progress of an old store is that of today.
#[test]
fn figures_of_an_older_store_are_those_of_today() {
    let folder = tempfile::tempdir().expect("a folder");
    let today = folder.path().join("today");
    of_today(&today);
    let old = folder.path().join("old.sqlite");
    Raw::Sqlite(old.clone()).run(&as_of(3, &today.join("store.sqlite")));
    give_register(&old, &today.join("store.sqlite"));
    let figures = |mut store: Store| {
        let rows = store.progress(&access(), By::Team, &Query::default(), &mut |_| {});
        format!("{:?}", rows.expect("figures"))
    };
    assert_eq!(
        figures(Store::open_at(folder.path(), Place::Sqlite(old)).expect("opens")),
        figures(Store::open(&today).expect("opens"))
    );
}

/// A run of today once more, as a station sent it whose clock stood in 2099 before anybody asked: sound in itself.
fn from_the_future(today: &Path) -> String {
    use sha2::{Digest, Sha256};
    let (_, _, columns) = TABLES[3];
    let columns: Vec<&str> = columns.split(' ').collect();
    let raw = rusqlite::Connection::open(today).expect("opens");
    let sql = format!(
        "SELECT {} FROM runs WHERE state = 'marked' AND passed = 1 LIMIT 1",
        columns.join(", ")
    );
    let mut values: Vec<String> = raw
        .query_row(&sql, [], |row| {
            (0..columns.len())
                .map(|at| {
                    Ok(match row.get(at)? {
                        rusqlite::types::Value::Integer(number) => number.to_string(),
                        rusqlite::types::Value::Text(text) => text,
                        other => panic!("{other:?}"),
                    })
                })
                .collect()
        })
        .expect("a run");
    values[0] = "f".repeat(64);
    values[2] = "future".to_owned();
    values[3] = "2099-01-01T00:00:00Z".to_owned();
    values[4] = "2099-01".to_owned();
    let mut sum = Sha256::new();
    for (at, value) in values[..24].iter().enumerate() {
        // Where it was found is no part of what it is.
        if at != 1 && at != 2 {
            sum.update(value);
        }
        sum.update([0x1f]);
    }
    values[24] = sum
        .finalize()
        .iter()
        .map(|one| format!("{one:02x}"))
        .collect();
    let values: Vec<String> = values
        .iter()
        .map(|value| format!("'{}'", value.replace('\'', "''")))
        .collect();
    // Both engines take a number that is written as a text.
    format!(
        "INSERT INTO runs ({}) VALUES ({})",
        columns.join(", "),
        values.join(", ")
    )
}

#[test]
fn a_run_from_the_future_that_a_bureau_took_earlier_is_told_and_in_no_figure() {
    let folder = tempfile::tempdir().expect("a folder");
    let today = folder.path().join("today");
    of_today(&today);
    let database = today.join("store.sqlite");
    let server = Server::start();
    let mut engines = vec![Raw::Sqlite(folder.path().join("bureau.sqlite"))];
    if let Some(server) = &server {
        engines.push(Raw::Postgres(server.database("future")));
    }
    for raw in engines {
        let data = folder.path().join("data");
        fs::create_dir_all(&data).expect("a folder");
        raw.run(&as_of(5, &database));
        if let Raw::Sqlite(path) = &raw {
            give_register(path, &database);
        }
        let mut store = Store::open_at(&data, raw.place()).expect("brought up");
        let plans = |store: &mut Store| {
            let mut found = Vec::new();
            store
                .each_plan(&access(), &Query::default(), &mut |plan| {
                    found.push(plan);
                    Ok(())
                })
                .expect("plans");
            found
        };
        let right = (marks(&mut store), plans(&mut store));
        assert!(right.1.iter().any(|plan| !plan.lessons.is_empty()));
        assert_eq!(store.from_the_future().expect("a number"), 0);
        raw.run(&from_the_future(&database));
        assert_eq!(store.from_the_future().expect("a number"), 1);
        assert_eq!((marks(&mut store), plans(&mut store)), right);
    }
    // Whoever asks is told.
    let output = assert_cmd::Command::cargo_bin("streetwise")
        .expect("the program is built")
        .env("STREETWISE_HOME", env!("CARGO_MANIFEST_DIR"))
        .arg("--data")
        .arg(folder.path().join("data"))
        .args(["--lang", "zh", "retrain", "--database"])
        .arg(folder.path().join("bureau.sqlite"))
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("有 1 次演练的开始时间还没到"), "{said}");
}

//! Tables and how they came to be. A version once published never changes; what is needed later is a new one at the end.

use super::error::StoreError;
use super::row_digest::digest_all;
use super::sql::{Engine, Value};

/// Every table that holds something of the user, for checks and for making all anew.
pub(super) const TABLES: &[&str] = &[
    "runs",
    "texts",
    "scanned",
    "problems",
    "sent",
    "people",
    "members",
    "marks",
    "playlists",
    "assignments",
];

/// Versions in order; the first is 1. Statements of the one subset that both engines read alike.
const VERSIONS: &[&str] = &[
    // 1: results.
    "CREATE TABLE runs (
        id TEXT NOT NULL PRIMARY KEY,
        station TEXT NOT NULL,
        folder TEXT NOT NULL,
        began_at TEXT NOT NULL,
        month TEXT NOT NULL,
        trainee TEXT NOT NULL,
        case_id TEXT NOT NULL,
        case_version TEXT NOT NULL,
        level BIGINT NOT NULL,
        party TEXT NOT NULL,
        mode TEXT NOT NULL,
        assignment TEXT NOT NULL,
        state TEXT NOT NULL,
        duration_ms BIGINT NOT NULL,
        outcome TEXT NOT NULL,
        points BIGINT NOT NULL,
        of_points BIGINT NOT NULL,
        passed BIGINT NOT NULL,
        pending BIGINT NOT NULL,
        criticals BIGINT NOT NULL,
        reviews BIGINT NOT NULL,
        appeals BIGINT NOT NULL,
        steps TEXT NOT NULL,
        mark TEXT NOT NULL,
        digest TEXT NOT NULL
    );
    CREATE INDEX runs_by_time ON runs (began_at, id);
    CREATE INDEX runs_by_trainee ON runs (trainee, began_at, id);
    CREATE INDEX runs_by_month ON runs (month);
    CREATE UNIQUE INDEX runs_by_folder ON runs (station, folder);
    CREATE TABLE texts (
        digest TEXT NOT NULL PRIMARY KEY,
        body TEXT NOT NULL
    );
    CREATE TABLE scanned (
        folder TEXT NOT NULL PRIMARY KEY,
        stamp TEXT NOT NULL
    );
    CREATE TABLE problems (
        folder TEXT NOT NULL PRIMARY KEY,
        code TEXT NOT NULL,
        line BIGINT NOT NULL,
        detail TEXT NOT NULL
    );",
    // 2: what has gone to the bureau.
    "CREATE TABLE sent (
        id TEXT NOT NULL PRIMARY KEY,
        digest TEXT NOT NULL
    );",
    // 3: people and what they are to do.
    "CREATE TABLE people (
        id TEXT NOT NULL PRIMARY KEY,
        team TEXT NOT NULL,
        has_left BIGINT NOT NULL,
        erased_at TEXT NOT NULL
    );
    CREATE INDEX people_by_team ON people (team);
    CREATE TABLE members (
        group_name TEXT NOT NULL,
        person TEXT NOT NULL,
        PRIMARY KEY (group_name, person)
    );
    CREATE INDEX members_by_person ON members (person);
    CREATE TABLE playlists (
        id TEXT NOT NULL PRIMARY KEY,
        entries TEXT NOT NULL
    );
    CREATE TABLE assignments (
        id TEXT NOT NULL PRIMARY KEY,
        playlist TEXT NOT NULL,
        target_kind TEXT NOT NULL,
        target TEXT NOT NULL,
        due TEXT NOT NULL,
        mode TEXT NOT NULL,
        is_sealed BIGINT NOT NULL,
        given_at TEXT NOT NULL,
        given_by TEXT NOT NULL
    );",
    // 4: what waits to be sent is seen in an index, and a month comes in the order of time; the runs of one exam without
    // looking at all others.
    "DROP INDEX runs_by_time;
    CREATE INDEX runs_by_time ON runs (began_at, id, state, digest);
    DROP INDEX runs_by_month;
    CREATE INDEX runs_by_month ON runs (month, began_at, id);
    CREATE INDEX runs_by_assignment ON runs (assignment);",
    // 5: who is who for machines that hold the key of the names, without a name.
    "CREATE TABLE marks (
        mark TEXT NOT NULL PRIMARY KEY,
        person TEXT NOT NULL
    );
    CREATE INDEX marks_by_person ON marks (person);",
    // 6: people and courses are known to be what was written, also on a server.
    "ALTER TABLE people ADD COLUMN digest TEXT NOT NULL DEFAULT '';
    ALTER TABLE playlists ADD COLUMN digest TEXT NOT NULL DEFAULT '';
    ALTER TABLE assignments ADD COLUMN digest TEXT NOT NULL DEFAULT '';
    ALTER TABLE marks ADD COLUMN digest TEXT NOT NULL DEFAULT '';",
];
/// The version from which on rows of people and courses carry digests; no statement makes those.
const DIGESTS: i64 = 6;

/// The newest version this program knows.
#[must_use]
pub(super) fn newest() -> i64 {
    i64::try_from(VERSIONS.len()).unwrap_or(i64::MAX)
}

/// Brings a database to the newest version; each version is taken whole or not at all.
pub(super) fn migrate(engine: &mut dyn Engine) -> Result<(), StoreError> {
    match version(engine) {
        Ok(found) if found == newest() => return Ok(()),
        Ok(found) if found > newest() => {
            return Err(StoreError::Newer {
                place: engine.place(),
                found,
                known: newest(),
            });
        }
        Ok(_) => {}
        // No table yet: a new database.
        Err(StoreError::Database { .. }) => {}
        Err(error) => return Err(error),
    }
    migrate_to(engine, VERSIONS.len())
}

fn version(engine: &mut dyn Engine) -> Result<i64, StoreError> {
    engine.number("SELECT COALESCE(MAX(version), 0) FROM migrations", &[])
}

/// Brings a database to a version; an older one than the newest is for tests only.
fn migrate_to(engine: &mut dyn Engine, count: usize) -> Result<(), StoreError> {
    engine.begin_alone()?;
    let done = (|| {
        engine.script(
            "CREATE TABLE IF NOT EXISTS migrations (version BIGINT NOT NULL PRIMARY KEY)",
        )?;
        // Somebody else may have been first while we waited.
        let found = version(engine)?;
        for (number, statements) in (1_i64..).zip(VERSIONS.iter().take(count)) {
            if number > found {
                engine.script(statements)?;
                if number == DIGESTS {
                    digest_all(engine)?;
                }
                engine.run(
                    "INSERT INTO migrations (version) VALUES ($1)",
                    &[Value::Int(number)],
                )?;
            }
        }
        engine.commit()
    })();
    if done.is_err() {
        let _ = engine.roll_back();
    }
    done
}

#[cfg(test)]
mod tests {
    use super::super::people;
    use super::super::sqlite::Sqlite;
    use super::*;

    #[test]
    fn an_older_database_is_brought_up_and_keeps_what_it_has() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("old.sqlite");
        for from in 1..=VERSIONS.len() {
            let _ = std::fs::remove_file(&path);
            let mut engine = Sqlite::open(&path).expect("opens");
            migrate_to(&mut engine, from).expect("the old version");
            engine
                .run(
                    "INSERT INTO texts (digest, body) VALUES ($1, $2)",
                    &["d".into(), "旧".into()],
                )
                .expect("a row");
            if (3..DIGESTS).contains(&i64::try_from(from).expect("a version")) {
                engine
                    .script(
                        "INSERT INTO people (id, team, has_left, erased_at) VALUES ('cz-1', '一中队', 0, ''); \
                         INSERT INTO members (group_name, person) VALUES ('新人', 'cz-1'); \
                         INSERT INTO playlists (id, entries) VALUES ('basics', '[]')",
                    )
                    .expect("people");
            }
            drop(engine);
            let mut engine = Sqlite::open(&path).expect("opens again");
            migrate(&mut engine).expect("brought up");
            let engine: &mut dyn Engine = &mut engine;
            for (person, digest) in people::read(engine).expect("people") {
                assert_eq!((person.digest(), person.groups.len()), (digest, 1));
            }
            assert_eq!(version(engine).expect("a version"), newest());
            assert_eq!(engine.number("SELECT COUNT(*) FROM texts", &[]).unwrap(), 1);
            for table in TABLES {
                engine
                    .number(&format!("SELECT COUNT(*) FROM {table}"), &[])
                    .expect(table);
            }
        }
    }

    #[test]
    fn a_newer_database_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut engine = Sqlite::open(&folder.path().join("new.sqlite")).expect("opens");
        migrate(&mut engine).expect("made");
        engine
            .run("INSERT INTO migrations (version) VALUES ($1)", &[99.into()])
            .expect("a version of tomorrow");
        assert!(matches!(
            migrate(&mut engine),
            Err(StoreError::Newer { found: 99, .. })
        ));
    }
}

//! Faults of the store, made for real: kills at random moments of indexing and sending, the bureau's server killed in the
//! middle, disks that are full, bits that flip anywhere, clocks that jump, records of other formats. Nothing that was told
//! is lost, nothing is doubled, and whatever is wrong is said with its place.
//!
//! `STREETWISE_KILLS` says how often; the long tier says a thousand. Every test ends with its row of docs/faults.md.

mod made;
mod server;

use made::{Made, put, put_many, put_more};
use server::Server;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use streetwise::domain::record::{Chain, Exam, parse_prefix};
use streetwise::domain::session::Mode;
use streetwise::store::progress::{By, Tally};
use streetwise::store::{Access, Place, Query, Role, Store, StoreError, index, sync};

const NOW: &str = "2027-01-15T00:00:00Z";
/// Kills in the fast tier.
const KILLS: u32 = 20;
/// Kills before a new station is taken.
const KILLS_OF_A_STATION: usize = 100;
/// Bits flipped in the fast tier, of each file.
const FLIPS: usize = 40;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn times(usual: u32) -> u32 {
    std::env::var("STREETWISE_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_streetwise"));
    command
        .env("STREETWISE_HOME", home())
        .env("STREETWISE_DATA", data)
        .env_remove("STREETWISE_DATABASE")
        .args(["--lang", "zh"]);
    command
}

/// A small seeded source of chance, so that a failure can be looked for again.
fn chance(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

fn access() -> Access {
    Access {
        by: "test".to_owned(),
        role: Role::Auditor,
        what_for: "test",
        at: NOW.to_owned(),
    }
}

/// Ids of all runs with how often they stand there.
fn ids(store: &mut Store) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    store
        .each_run(&access(), &Query::default(), &mut |run| {
            *found.entry(run.id).or_default() += 1;
            Ok(())
        })
        .expect("every row reads as it was written");
    found
}

fn check(store: &mut Store) -> Result<index::Checked, StoreError> {
    index::check(store, "s-test", &mut |_| None, &mut |_, _| {})
}

/// Runs a program and kills it after a part of the time that a whole run takes; tells whether it was still running. `whole`
/// follows what is seen: a machine that was busy when it was measured may not be so any more.
fn killed(command: &mut Command, whole: &mut Duration, state: &mut u64) -> bool {
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let part = u32::try_from(chance(state) % 1000).unwrap_or_default();
    std::thread::sleep(*whole * part / 1000);
    let was_running = child.try_wait().expect("asked").is_none();
    child.kill().expect("killed");
    child.wait().expect("its end");
    *whole = if was_running {
        *whole * 21 / 20
    } else {
        *whole * 4 / 5
    };
    was_running
}

/// What came of killing.
#[derive(Default)]
struct Killed {
    of_index: u32,
    of_sync: u32,
    in_the_middle: u32,
    written: usize,
}

#[test]
fn kills_at_random_moments_of_indexing_and_sending_lose_and_double_nothing() {
    let kills = times(KILLS);
    let server = Server::start();
    let mut state = 0x5EED_u64;
    let mut all = Killed::default();
    // A new station now and then: every row is read after every kill.
    for (number, from) in (0..kills).step_by(KILLS_OF_A_STATION).enumerate() {
        let bureau = server
            .as_ref()
            .map(|server| server.database(&format!("kills{number}")));
        let here = (kills - from).min(KILLS_OF_A_STATION as u32);
        let one = kill_a_station(here, bureau, &mut state);
        all.of_index += one.of_index;
        all.of_sync += one.of_sync;
        all.in_the_middle += one.in_the_middle;
        all.written += one.written;
    }
    let Killed {
        of_index,
        of_sync,
        in_the_middle,
        written,
    } = all;
    println!(
        "| kill −9 while indexing / sending | {of_index} / {of_sync}, {in_the_middle} in the middle | 0 lost, 0 doubled of {written} |",
    );
    assert!(
        in_the_middle * 4 >= kills,
        "only {in_the_middle} of {kills}"
    );
}

/// Kills a station's program again and again; a server's database of its own stands for the bureau, else a file.
fn kill_a_station(kills: u32, bureau: Option<String>, state: &mut u64) -> Killed {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("station");
    let bureau =
        bureau.unwrap_or_else(|| folder.path().join("bureau.sqlite").display().to_string());
    let mut written: Vec<String> = put_many(&data, 60, 7)
        .into_iter()
        .map(|mark| mark.record)
        .collect();
    let begun = Instant::now();
    let done = program(&data)
        .args(["sync", "--database", &bureau])
        .output()
        .expect("the program runs");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let mut whole = begun.elapsed();
    let mut came = Killed::default();
    for kill in 0..kills {
        let more = put_more(&data, written.len(), 25, 7);
        written.extend(more.into_iter().map(|mark| mark.record));
        let mut command = program(&data);
        if kill % 2 == 0 {
            command.arg("index");
            came.of_index += 1;
        } else {
            command.args(["sync", "--database", &bureau]);
            came.of_sync += 1;
        }
        came.in_the_middle += u32::from(killed(&mut command, &mut whole, state));
        // What is there after the kill reads, and nothing stands there twice.
        let mut station = Store::open(&data).unwrap_or_else(|error| panic!("kill {kill}: {error}"));
        let mut there = Store::open_at(&data, Place::parse(&bureau, None))
            .unwrap_or_else(|error| panic!("kill {kill}: {error}"));
        for found in [ids(&mut station), ids(&mut there)] {
            assert!(
                found
                    .iter()
                    .all(|(id, count)| *count == 1 && written.contains(id)),
                "kill {kill}"
            );
        }
    }
    let done = program(&data)
        .args(["--json", "sync", "--database", &bureau])
        .output()
        .expect("the program runs");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let mut station = Store::open(&data).expect("opens");
    let mut there = Store::open_at(&data, Place::parse(&bureau, None)).expect("opens");
    assert_eq!(ids(&mut station).len(), written.len());
    assert_eq!(ids(&mut there), ids(&mut station));
    let checked = check(&mut station).expect("sound");
    assert_eq!(checked.faults, []);
    came.written = written.len();
    came
}

#[test]
fn a_bureau_killed_in_the_middle_is_caught_up_once() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let rounds = (times(KILLS) / 5).clamp(3, 40);
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("station");
    let bureau = server.database("away");
    let mut store = Store::open(&data).expect("opens");
    let mut written = 0;
    let mut state = 0xBEEF_u64;
    let mut broken = 0;
    for round in 0..rounds {
        written += put_more(&data, written, 300, 9).len();
        index::index(&mut store, "s-1", &mut |_, _| {}).expect("indexed");
        let waiting = sync::waiting(&mut store, NOW).expect("asked");
        // The server dies at a random moment of the sending.
        let after_ms = chance(&mut state) % 120;
        let address = bureau.clone();
        let sending = std::thread::scope(|scope| {
            let sending = scope.spawn(|| {
                sync::sync(
                    &mut store,
                    Place::parse(&address, None),
                    NOW,
                    &mut |_, _| {},
                )
            });
            std::thread::sleep(Duration::from_millis(after_ms));
            server.kill();
            sending.join().expect("no panic")
        });
        match sending {
            Ok(synced) => assert_eq!(synced.sent, waiting),
            Err(StoreError::Away { .. }) => broken += 1,
            Err(error) => panic!("round {round}: {error}"),
        }
        // While it is away the station goes on, and says how much waits.
        let away = sync::sync(&mut store, Place::parse(&bureau, None), NOW, &mut |_, _| {});
        assert!(matches!(away, Err(StoreError::Away { .. })), "{away:?}");
        written += put_more(&data, written, 5, 9).len();
        index::index(&mut store, "s-1", &mut |_, _| {}).expect("indexed while away");
        server.up();
        let synced = sync::sync(&mut store, Place::parse(&bureau, None), NOW, &mut |_, _| {})
            .expect("caught up");
        assert_eq!(synced.waiting, 0);
        let mut there = Store::open_at(&data, Place::parse(&bureau, None)).expect("opens");
        let found = ids(&mut there);
        assert_eq!(found.len(), written, "round {round}");
        assert!(found.values().all(|count| *count == 1));
    }
    println!(
        "| bureau's PostgreSQL killed −9 while a station sends | {rounds}, {broken} in the middle | 0 lost, 0 doubled of {written} |"
    );
}

/// Places of bits to flip: all of them in the long tier, some by chance in the fast one.
fn bits(length: usize, usual: usize, state: &mut u64) -> Vec<usize> {
    let all = length * 8;
    let count = if std::env::var_os("STREETWISE_KILLS").is_some() {
        usual * 25
    } else {
        usual
    };
    (0..count)
        .map(|_| usize::try_from(chance(state)).unwrap_or(0) % all)
        .collect()
}

fn flip(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[bit / 8] ^= 1 << (bit % 8);
    flipped
}

#[test]
fn a_flipped_bit_in_a_result_is_found_whatever_file_it_is_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let practice = Made {
        trainee: "cz-1",
        started_at: "2026-11-01T01:00:00Z",
        run: 0,
        exam: None,
    };
    let sealed = Made {
        started_at: "2026-11-02T01:00:00Z",
        exam: Some(Exam {
            assignment: "autumn".to_owned(),
            sealed: true,
        }),
        ..practice.clone()
    };
    let (open, mark) = put(data, "open", &practice);
    let (shut, _) = put(data, "shut", &sealed);
    let mut state = 0xF11B_u64;
    for (folder, name) in [
        (&open, "record.jsonl"),
        (&open, "assessment.json"),
        (&shut, "record.jsonl"),
        (&shut, "assessment.sealed"),
    ] {
        let path = folder.join(name);
        let sound = fs::read(&path).expect("a file");
        let flips = bits(sound.len(), FLIPS, &mut state);
        let mut told = BTreeMap::new();
        for bit in &flips {
            fs::write(&path, flip(&sound, *bit)).expect("written");
            let mut store =
                Store::open_at(data, Place::Sqlite(data.join("trial.sqlite"))).expect("opens");
            index::index(&mut store, "s-test", &mut |_, _| {}).expect("indexed");
            // Marks are marked again, as `index --verify` does.
            let checked = index::check(
                &mut store,
                "s-test",
                &mut |record| (record.seal == mark.record).then(|| mark.clone()),
                &mut |_, _| {},
            )
            .expect("the database is sound");
            let is_same = name == "assessment.json"
                && serde_json::from_slice::<streetwise::domain::assessment::Assessment>(
                    &fs::read(&path).unwrap(),
                )
                .is_ok_and(|read| read == mark);
            // A space of the layout may become another sign that means the same.
            if !is_same {
                assert!(!checked.faults.is_empty(), "{name}: bit {bit} went unseen");
                *told.entry(checked.faults[0].code.clone()).or_insert(0) += 1;
            }
            drop(store);
            for ending in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(data.join(format!("trial.sqlite{ending}")));
            }
        }
        fs::write(&path, &sound).expect("mended");
        println!(
            "| a flipped bit in {name} | {} | all told: {told:?} |",
            flips.len()
        );
    }
}

#[test]
fn a_flipped_bit_in_the_database_changes_no_figure_unseen() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    put_many(data, 40, 5);
    let path = data.join("store.sqlite");
    let figures = told_figures;
    let (expected, told_of_all) = {
        let mut store = Store::open(data).expect("opens");
        index::index(&mut store, "s-test", &mut |_, _| {}).expect("indexed");
        (ids(&mut store), figures(&mut store).expect("figures"))
    };
    // Closing the only connection has put everything into the one file.
    let sound = fs::read(&path).expect("a database");
    let mut state = 0xDB_F11B_u64;
    let flips = bits(sound.len(), FLIPS * 2, &mut state);
    let (mut told, mut harmless) = (0, 0);
    for bit in &flips {
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(data.join(format!("store.sqlite{ending}")));
        }
        fs::write(&path, flip(&sound, *bit)).expect("written");
        // Nobody checks a store before they ask it: what it says by itself is right, or it says nothing.
        if let Ok(found) = Store::open(data).and_then(|mut store| figures(&mut store)) {
            assert_eq!(found, told_of_all, "bit {bit} changed a figure");
        }
        let checked = Store::open(data).and_then(|mut store| {
            let checked = check(&mut store)?;
            Ok((checked, ids(&mut store)))
        });
        match checked {
            Err(_) => told += 1,
            Ok((checked, _)) if !checked.faults.is_empty() => told += 1,
            // Free space, or a page that only speeds things up: every figure is the same.
            Ok((_, found)) => {
                assert_eq!(found, expected, "bit {bit} went unseen");
                harmless += 1;
            }
        }
    }
    println!(
        "| a flipped bit in store.sqlite | {} | {told} told, {harmless} changed nothing that is read |",
        flips.len()
    );
    // How many rows a page holds is one number in it: made smaller, it hides some, and no other row looks wrong.
    let (mut hidden, mut seen) = (0, 0);
    let page = usize::from(u16::from_be_bytes([sound[16], sound[17]]));
    for at in (0..sound.len()).step_by(page) {
        let head = if at == 0 { 100 } else { at };
        for bit in (0..3).map(|bit| (head + 4) * 8 + bit) {
            for ending in ["-wal", "-shm"] {
                let _ = fs::remove_file(data.join(format!("store.sqlite{ending}")));
            }
            fs::write(&path, flip(&sound, bit)).expect("written");
            match Store::open(data).and_then(|mut store| figures(&mut store)) {
                Ok(found) => assert_eq!(found, told_of_all, "bit {bit} hid a row"),
                Err(_) => hidden += 1,
            }
            seen += 1;
        }
    }
    println!(
        "| a page of store.sqlite that counts its rows wrongly | {seen} | {hidden} told, the others changed nothing |"
    );
    // Made anew from the files, everything is back.
    fs::write(&path, flip(&sound, 8 * 5)).expect("a broken head");
    let rebuilt = program(data)
        .args(["index", "--rebuild"])
        .output()
        .expect("runs");
    assert!(
        rebuilt.status.success(),
        "{}",
        String::from_utf8_lossy(&rebuilt.stderr)
    );
    assert_eq!(ids(&mut Store::open(data).expect("opens")), expected);
}

/// What anybody is told: sums of all, of one trainee, one case, one month and a few days, and the runs in both orders.
type Figures = (Vec<Vec<Tally>>, Vec<String>, Vec<String>);

fn told_figures(store: &mut Store) -> Result<Figures, StoreError> {
    let some = |one: &str| Some(one.to_owned());
    let queries = [
        Query::default(),
        Query {
            trainee: some("cz-002"),
            ..Query::default()
        },
        Query {
            case: some("street-vendor"),
            ..Query::default()
        },
        Query {
            month: some("2026-01"),
            ..Query::default()
        },
        Query {
            from: some("2026-01-01"),
            before: some("2026-01-01T12:00:00Z"),
            ..Query::default()
        },
    ];
    let mut sums = Vec::new();
    for query in &queries {
        let found = store.progress(&access(), By::Trainee, query, &mut |_| {})?;
        assert!(!found.is_empty(), "{query:?} finds somebody");
        sums.push(found);
    }
    let (mut by_time, mut by_trainee) = (Vec::new(), Vec::new());
    store.each_run(&access(), &queries[2], &mut |run| {
        by_time.push(run.id);
        Ok(())
    })?;
    store.each_run_by_trainee(&access(), &queries[0], &mut |run, _| {
        by_trainee.push(run.id);
        Ok(())
    })?;
    Ok((sums, by_time, by_trainee))
}

/// Forty runs by five people, taken into a store.
fn many_indexed(data: &Path) -> Store {
    put_many(data, 40, 5);
    let mut store = Store::open(data).expect("opens");
    index::index(&mut store, "s-test", &mut |_, _| {}).expect("indexed");
    store
}

/// A row whose month, trainee, case or day is not what was written belongs to a question that its column no longer answers:
/// whoever asks is told, and not given fewer rows.
#[test]
fn a_changed_column_hides_no_row_from_a_filter() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let mut store = many_indexed(data);
    let right = told_figures(&mut store).expect("figures");
    let mut first = None;
    store
        .each_run(&access(), &Query::default(), &mut |run| {
            first.get_or_insert(run);
            Ok(())
        })
        .expect("runs");
    drop(store);
    let run = first.expect("a run");
    let queries = [
        Query {
            trainee: Some(run.trainee.clone()),
            ..Query::default()
        },
        Query {
            month: Some(run.month.clone()),
            ..Query::default()
        },
        Query {
            case: Some(run.case.clone()),
            ..Query::default()
        },
        Query {
            before: Some("2027-01-01".to_owned()),
            ..Query::default()
        },
        Query {
            mode: Some(Mode::Practice),
            ..Query::default()
        },
    ];
    for (column, old, changed) in [
        ("month", run.month.as_str(), "2026-03"),
        ("trainee", &run.trainee, "cz-999"),
        ("trainee", &run.trainee, "rehearsal"),
        ("case_id", &run.case, "street-vendos"),
        ("began_at", &run.began_at, "2036-01-01T00:00:00Z"),
        ("state", "marked", "sealed"),
        ("mode", "practice", "exam"),
    ] {
        let set = |to: &str| {
            let database = rusqlite::Connection::open(data.join("store.sqlite")).expect("opens");
            let sql = format!("UPDATE runs SET {column} = ?1 WHERE id = ?2");
            let touched = database.execute(&sql, [to, run.id.as_str()]);
            assert_eq!(touched.expect("changed"), 1);
        };
        set(changed);
        for query in &queries {
            let mut store = Store::open(data).expect("opens");
            let told = store.each_run(&access(), query, &mut |_| Ok(()));
            assert!(
                matches!(told, Err(StoreError::Damaged { .. })),
                "{column} = {changed}, {query:?}: {told:?}"
            );
        }
        set(old);
        let mut store = Store::open(data).expect("opens");
        assert_eq!(told_figures(&mut store).expect("figures"), right);
    }
}

#[test]
fn a_damaged_run_of_somebody_else_keeps_no_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let mut store = many_indexed(data);
    let mut of_whom: BTreeMap<String, Vec<String>> = BTreeMap::new();
    store
        .each_run(&access(), &Query::default(), &mut |run| {
            of_whom.entry(run.trainee).or_default().push(run.id);
            Ok(())
        })
        .expect("runs");
    drop(store);
    let mut people = of_whom.iter();
    let (_, damaged) = people.next().expect("somebody");
    let (whoever, runs) = people.next().expect("somebody else");
    let database = rusqlite::Connection::open(data.join("store.sqlite")).expect("opens");
    let sql = "UPDATE runs SET month = '2026-03' WHERE id = ?1";
    assert_eq!(database.execute(sql, [&damaged[0]]).expect("changed"), 1);
    drop(database);
    let mut store = Store::open(data).expect("opens");
    let erased = store.erase(&access(), whoever).expect("erased");
    assert_eq!(erased.runs, runs.len() as u64);
    let unknown = store.erase(&access(), "cz-nobody");
    assert!(
        matches!(unknown, Err(StoreError::Unknown { .. })),
        "{unknown:?}"
    );
}

/// Lines of a run that were told.
fn told(output: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(output)
        .lines()
        .filter(|line| line.starts_with('['))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_full_disk_loses_nothing_that_was_told_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("script.txt");
    let lines: Vec<&str> = ["您好，我们是城中区综合行政执法局的执法人员。", "@wait 1s"]
        .into_iter()
        .cycle()
        .take(80)
        .collect();
    fs::write(&script, lines.join("\n")).expect("a script");
    // No file may grow past so many KiB: the system refuses to write as it does on a full disk.
    let limits = [1, 4, 9, 17, 30, 50];
    for limit in limits {
        let out = folder.path().join(format!("run-{limit}"));
        let output = Command::new("bash")
            .arg("-c")
            .arg(format!("trap '' XFSZ; ulimit -f {limit}; exec \"$@\""))
            .arg("full")
            .arg(env!("CARGO_BIN_EXE_streetwise"))
            .args(["--lang", "zh", "run", "street-vendor", "--text"])
            .arg(&script)
            .arg("--out")
            .arg(&out)
            .env("STREETWISE_HOME", home())
            .env("STREETWISE_DATA", folder.path().join("data"))
            .output()
            .expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{limit}: {err}");
        assert!(err.contains("写不进去"), "{limit}: {err}");
        let record = fs::read(out.join("record.jsonl")).expect("a record");
        let text = String::from_utf8_lossy(&record);
        match parse_prefix(&text) {
            Ok((_, fault)) => assert!(fault.is_none() || !text.ends_with('\n'), "{limit}"),
            // Not even the first line fitted, and nothing was told.
            Err(_) => assert_eq!(told(&output.stdout), Vec::<String>::new(), "{limit}"),
        }
        let replay = program(folder.path())
            .arg("replay")
            .arg(&out)
            .output()
            .expect("runs");
        let replayed = told(&replay.stdout);
        let told = told(&output.stdout);
        assert!(
            replayed.len() >= told.len() && replayed[..told.len()] == told[..],
            "{limit}: told {:?}, kept {:?}",
            told.last(),
            replayed.last()
        );
    }
    println!(
        "| disk full during a case | {} | 0 lost of what was told, exit 3 |",
        limits.len()
    );

    // The index on a full disk: said, files untouched, goes on when there is room.
    let data = folder.path().join("station");
    put_many(&data, 80, 5);
    let mut refused = 0;
    for limit in [1, 40, 100, 200] {
        let output = Command::new("bash")
            .arg("-c")
            .arg(format!("trap '' XFSZ; ulimit -f {limit}; exec \"$@\""))
            .arg("full")
            .arg(env!("CARGO_BIN_EXE_streetwise"))
            .args(["--lang", "zh", "index"])
            .env("STREETWISE_HOME", home())
            .env("STREETWISE_DATA", &data)
            .output()
            .expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{limit}: {err}");
        assert!(err.contains("写不进去"), "{limit}: {err}");
        refused += 1;
    }
    let done = program(&data).arg("index").output().expect("runs");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let mut store = Store::open(&data).expect("opens");
    assert_eq!(ids(&mut store).len(), 80);
    assert_eq!(check(&mut store).expect("sound").faults, []);
    println!("| disk full while indexing | {refused} | exit 3, all 80 taken in afterwards |");
}

#[test]
fn a_disk_with_no_room_at_all_is_told_too() {
    // A file system of its own, where this account may make one.
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("script.txt");
    fs::write(&script, "您好。\n".repeat(60)).expect("a script");
    let out: PathBuf = folder.path().join("small");
    fs::create_dir(&out).expect("a folder");
    let output = Command::new("unshare")
        .args(["--mount", "--map-root-user", "bash", "-c"])
        .arg(
            "mount -t tmpfs -o size=16k none \"$1\" || exit 77; shift 1; \"$@\"; code=$?; \
             cp \"$OUT/run/record.jsonl\" \"$OUT.record\"; exit $code",
        )
        .arg("small")
        .arg(&out)
        .arg(env!("CARGO_BIN_EXE_streetwise"))
        .args(["--lang", "zh", "run", "street-vendor", "--text"])
        .arg(&script)
        .arg("--out")
        .arg(out.join("run"))
        .env("OUT", &out)
        .env("STREETWISE_HOME", home())
        .env("STREETWISE_DATA", folder.path().join("data"))
        .output();
    let Ok(output) = output.map_err(|error| eprintln!("!!! no unshare: {error}")) else {
        return;
    };
    let err = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(77) || err.contains("unshare:") {
        eprintln!(
            "\n!!! NO FILE SYSTEM OF ITS OWN MAY BE MADE HERE: A REALLY FULL DISK WAS LEFT OUT\n{err}"
        );
        return;
    }
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert!(err.contains("写不进去"), "{err}");
    let kept = folder.path().join("kept");
    fs::create_dir(&kept).expect("a folder");
    fs::copy(
        folder.path().join("small.record"),
        kept.join("record.jsonl"),
    )
    .expect("a record");
    let replay = program(folder.path())
        .arg("replay")
        .arg(&kept)
        .output()
        .expect("runs");
    let (replayed, told) = (told(&replay.stdout), told(&output.stdout));
    assert!(!told.is_empty());
    assert!(replayed.len() >= told.len() && replayed[..told.len()] == told[..]);
    println!(
        "| file system full (16 KiB) during a case | 1 | 0 lost of {} lines told |",
        told.len()
    );
}

#[test]
fn clocks_may_jump() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let starts = [
        "2026-11-05T08:00:00Z",
        "2099-01-01T00:00:00Z",
        "1970-01-01T00:00:01Z",
        "2026-11-05T07:59:59Z",
        "2026-11-05T08:00:00Z",
    ];
    for (number, started_at) in starts.iter().enumerate() {
        let made = Made {
            trainee: "cz-1",
            started_at,
            run: number,
            exam: None,
        };
        put(data, &format!("r-{number}"), &made);
    }
    let mut store = Store::open(data).expect("opens");
    let indexed = index::index(&mut store, "s-1", &mut |_, _| {}).expect("indexed");
    // A run that is still to come would be the latest for ever: it is told, not counted, and nothing of it is lost.
    assert_eq!((indexed.changed, indexed.problems), (5, 1));
    assert_eq!(indexed.told[0].code, "record-future");
    assert!(data.join("results/r-1/record.jsonl").is_file());
    assert_eq!(ids(&mut store).len(), 4);
    // The clock of the day it is sent does not matter either.
    let bureau = Place::Sqlite(data.join("bureau.sqlite"));
    for now in [
        "1970-01-01T00:00:00Z",
        "2026-11-06T00:00:00Z",
        "2099-01-01T00:00:00Z",
    ] {
        sync::sync(&mut store, bureau.clone(), now, &mut |_, _| {}).expect("sent");
    }
    assert_eq!(
        ids(&mut Store::open_at(data, bureau).expect("opens")).len(),
        4
    );
    // A file that was changed while the clock stood back is still seen to be changed: its size tells.
    let mark = data.join("results/r-0/assessment.json");
    let text = fs::read_to_string(&mark).expect("a mark");
    fs::write(&mark, text.replacen("\"level\": ", "\"level\":  ", 1)).expect("written");
    let old = fs::File::options().write(true).open(&mark).expect("opens");
    old.set_modified(std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1))
        .expect("set");
    assert_eq!(
        index::index(&mut store, "s-1", &mut |_, _| {})
            .expect("indexed")
            .changed,
        // The one from the future is looked at again each time.
        2
    );
    println!(
        "| clock jumps (2099, 1970, backwards) | {} records, 3 sendings | 0 lost, the one of 2099 told and not counted |",
        starts.len()
    );
}

#[test]
fn records_of_other_formats_open_or_say_which_they_are() {
    // Written before exams were named: it must open for good.
    let old = fs::read_to_string(home().join("tests/data/records/format-1-first.jsonl"))
        .expect("a fixture");
    let (record, fault) = parse_prefix(&old).expect("it opens");
    assert!(fault.is_none() && record.closed && record.header.exam.is_none());
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let result = data.join("results/old");
    fs::create_dir_all(&result).expect("a folder");
    fs::write(result.join("record.jsonl"), &old).expect("written");
    for format in [0_u32, 2] {
        let mut header = record.header.clone();
        header.format = format;
        let mut chain = Chain::default();
        let text = chain.line(streetwise::domain::record::Event {
            at: streetwise::domain::ids::Millis(0),
            what: streetwise::domain::record::Moment::Begin(Box::new(header)),
        });
        let result = data.join(format!("results/format-{format}"));
        fs::create_dir_all(&result).expect("a folder");
        fs::write(result.join("record.jsonl"), text).expect("written");
    }
    let mut store = Store::open(data).expect("opens");
    let indexed = index::index(&mut store, "s-1", &mut |_, _| {}).expect("indexed");
    let told: Vec<(&str, &str)> = indexed
        .told
        .iter()
        .map(|one| (one.code.as_str(), one.detail.as_str()))
        .collect();
    assert_eq!(told, [("record-format", "0"), ("record-format", "2")]);
    assert_eq!(ids(&mut store).len(), 1);
    let output = program(data).arg("index").output().expect("runs");
    assert_eq!(output.status.code(), Some(1));
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(
        err.contains("记录的格式是 2") && !err.contains("problem-"),
        "{err}"
    );
    println!("| a record of an older or newer format | 3 | opens, or its format is told |");
}

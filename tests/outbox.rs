//! The outbox of statements on its own, without a network: whatever bit of its files flips, nothing is lost in silence and
//! nothing false is sent; one export at a time; each store has its own; a damaged one can be filled again. With
//! `STREETWISE_KILLS` every bit of every file flips, else some hundreds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::export::outbox::{Outbox, OutboxError};

const RUNS: u128 = 12;
const LRS: &str = "https://lrs.example.org/xAPI/statements";

/// The statements of a run: three, as they are written, one a line.
fn statements(run: u128) -> Vec<String> {
    (0..3)
        .map(|at| format!("{{\"id\":\"{run}-{at}\",\"verb\":{{\"id\":\"scored\"}}}}\n"))
        .collect()
}

fn all() -> BTreeSet<String> {
    (1..=RUNS)
        .flat_map(statements)
        .map(|one| one.trim_end().to_owned())
        .collect()
}

/// Puts every run in that is not there yet.
fn fill(outbox: &mut Outbox) -> u64 {
    let mut fresh = 0;
    for run in 1..=RUNS {
        fresh += u64::from(outbox.put(run, &statements(run)).expect("put in"));
    }
    outbox.keep().expect("kept");
    fresh
}

/// Sends to a store that takes everything; at most so many batches.
fn send(
    outbox: &mut Outbox,
    batches: usize,
    taken: &mut BTreeSet<String>,
) -> Result<(), OutboxError> {
    for _ in 0..batches {
        let Some(batch) = outbox.next(5, 4096)? else {
            break;
        };
        taken.extend(batch.statements.iter().cloned());
        outbox.done(&batch)?;
    }
    Ok(())
}

/// Files of an outbox with what is in them.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(folder)
        .expect("a folder")
        .map(|one| one.expect("a file").path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(&path).expect("bytes")))
        .collect();
    found.sort();
    found
}

/// Everything an export does: opens, puts in what is new, sends. Gives what the store has afterwards.
fn export(folder: &Path, taken: &BTreeSet<String>) -> Result<BTreeSet<String>, OutboxError> {
    let mut taken = taken.clone();
    let mut outbox = Outbox::open(folder)?;
    fill(&mut outbox);
    send(&mut outbox, usize::MAX, &mut taken)?;
    Ok(taken)
}

#[test]
fn a_flipped_bit_loses_nothing_in_silence_and_sends_nothing_false() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("outbox");
    let mut outbox = Outbox::open(&folder).expect("opens");
    fill(&mut outbox);
    let mut taken = BTreeSet::new();
    // In the middle of the sending, so that every file says something.
    send(&mut outbox, 3, &mut taken).expect("sent");
    drop(outbox);
    let sound = files(&folder);
    let names: Vec<String> = sound
        .iter()
        .map(|(path, _)| {
            path.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(
        names,
        ["lock", "place.json", "queue-000001.jsonl", "runs.txt"]
    );
    assert_eq!(export(&folder, &taken).expect("sound"), all());
    let (mut told, mut harmless) = (0, 0);
    // Each ends with the disk waited for, so every bit of every file only where there is time.
    let all_of_them = std::env::var_os("STREETWISE_KILLS").is_some();
    for (path, bytes) in &sound {
        let step = match path.ends_with("place.json") {
            _ if all_of_them => 1,
            true => 3,
            false => 97,
        };
        for bit in (0..bytes.len() * 8).step_by(step) {
            fs::remove_dir_all(&folder).expect("gone");
            fs::create_dir_all(&folder).expect("a folder");
            for (path, bytes) in &sound {
                fs::write(path, bytes).expect("written");
            }
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            fs::write(path, flipped).expect("written");
            match export(&folder, &taken) {
                Err(OutboxError::Damaged { .. } | OutboxError::File(_)) => told += 1,
                Err(other) => panic!("{}: bit {bit}: {other}", path.display()),
                Ok(found) => {
                    assert_eq!(found, all(), "{}: bit {bit}", path.display());
                    harmless += 1;
                }
            }
        }
    }
    assert!(told > 100, "{told} told, {harmless} without harm");
    println!(
        "| a flipped bit in the outbox | {} | {told} told, {harmless} lost nothing |",
        told + harmless
    );
}

#[test]
fn a_queue_or_place_that_is_gone_is_told() {
    for name in ["queue-000001.jsonl", "place.json"] {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let mut outbox = Outbox::open(folder).expect("opens");
        fill(&mut outbox);
        let mut taken = BTreeSet::new();
        if name == "place.json" {
            // In a later queue: the first was sent wholly.
            send(&mut outbox, usize::MAX, &mut taken).expect("sent");
            outbox.put(99, &statements(99)).expect("put in");
            outbox.keep().expect("kept");
        }
        drop(outbox);
        fs::remove_file(folder.join(name)).expect("gone");
        assert!(
            matches!(Outbox::open(folder), Err(OutboxError::Damaged { .. })),
            "{name}"
        );
    }
}

#[test]
fn a_second_export_at_once_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Outbox::open_for(folder.path(), LRS).expect("opens");
    assert!(matches!(
        Outbox::open_for(folder.path(), LRS),
        Err(OutboxError::Busy(_))
    ));
    assert!(matches!(
        Outbox::begin_again(folder.path(), LRS),
        Err(OutboxError::Busy(_))
    ));
    drop(first);
    Outbox::open_for(folder.path(), LRS).expect("free again");
}

#[test]
fn what_a_trial_store_took_still_waits_for_the_real_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut taken = BTreeSet::new();
    let mut trial =
        Outbox::open_for(folder.path(), "http://127.0.0.1:8100/xAPI/statements").expect("opens");
    fill(&mut trial);
    send(&mut trial, usize::MAX, &mut taken).expect("sent");
    assert_eq!(trial.waiting().expect("a number"), 0);
    let mut real = Outbox::open_for(folder.path(), LRS).expect("opens");
    assert_eq!(
        fill(&mut real),
        RUNS as u64,
        "each run is put in for this store, too"
    );
    assert_eq!(real.waiting().expect("a number"), all().len() as u64);
    drop(real);
    // A slash at the end makes no other store.
    let mut same = Outbox::open_for(folder.path(), &format!("{LRS}/")).expect("opens");
    assert_eq!(fill(&mut same), 0);
    assert!(!Outbox::is_from_before(folder.path()));
    fs::write(folder.path().join("runs.txt"), "").expect("written");
    assert!(Outbox::is_from_before(folder.path()));
}

#[test]
fn a_damaged_outbox_is_filled_again_and_the_old_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open_for(folder.path(), LRS).expect("opens");
    fill(&mut outbox);
    drop(outbox);
    let inside = fs::read_dir(folder.path())
        .expect("a folder")
        .find_map(|one| Some(one.ok()?.path()).filter(|path| path.is_dir()))
        .expect("the store's own folder");
    let queue = inside.join("queue-000001.jsonl");
    let mut bytes = fs::read(&queue).expect("bytes");
    bytes[40] ^= 1;
    fs::write(&queue, &bytes).expect("written");
    let mut taken = BTreeSet::new();
    let mut outbox = Outbox::open_for(folder.path(), LRS).expect("opens");
    assert_eq!(fill(&mut outbox), 0);
    assert!(send(&mut outbox, usize::MAX, &mut taken).is_err());
    drop(outbox);
    let aside = Outbox::begin_again(folder.path(), LRS).expect("set aside");
    let aside = aside.expect("there was something");
    assert_eq!(
        fs::read(aside.join("queue-000001.jsonl")).expect("kept"),
        bytes
    );
    let mut outbox = Outbox::open_for(folder.path(), LRS).expect("opens");
    assert_eq!(fill(&mut outbox), RUNS as u64);
    send(&mut outbox, usize::MAX, &mut taken).expect("sent");
    assert_eq!(taken, all());
}

#[test]
fn an_outbox_from_before_notes_had_a_digest_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let mut outbox = Outbox::open(folder).expect("opens");
    fill(&mut outbox);
    let mut taken = BTreeSet::new();
    send(&mut outbox, 2, &mut taken).expect("sent");
    drop(outbox);
    let place = folder.join("place.json");
    let text = fs::read_to_string(&place).expect("a place");
    let value: serde_json::Value =
        serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    let old = serde_json::json!({ "queue": value["queue"], "sent_bytes": value["sent_bytes"] });
    fs::write(&place, old.to_string()).expect("written");
    assert_eq!(export(folder, &taken).expect("opens"), all());
}

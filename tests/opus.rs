//! The voices that travel with the cases as they reach the ear: decoded, as long and as loud as their lists say.

use std::path::Path;
use streetwise::speech::audio::{RateChange, read_all};
use streetwise::speech::opus::{self, OpusFault, is_opus, unpack};
use streetwise::staging::{Recording, voices};

mod shipped;

/// A spoken line of every so many is decoded: all of them would take minutes.
const EVERY: usize = 60;

#[test]
fn lines_of_the_cases_are_heard_as_long_and_as_loud_as_listed() {
    let mut count = 0;
    for case in shipped::cases() {
        for lang in ["zh", "en"] {
            let table = voices(&case.folder, lang).unwrap();
            for row in table.recordings.iter().step_by(EVERY) {
                let one = Recording::of(&table.pack, row, &case.folder.join("voices"));
                let samples = unpack(one.read().unwrap()).unwrap_or_else(|error| {
                    panic!("{} {lang} {:?}: {error}", case.case.id, row.lines)
                });
                let name = format!("{} {lang} {:?}", case.case.id, row.lines);
                let ms = samples.len() as u64 * 1000 / u64::from(opus::RATE_HZ);
                assert!(
                    ms.abs_diff(row.ms) <= 2,
                    "{name}: {ms} ms, listed {}",
                    row.ms
                );
                let peak = samples
                    .iter()
                    .fold(0.0_f32, |most, one| most.max(one.abs()));
                assert!((0.1..=1.0).contains(&peak), "{name}: peak {peak}");
                let power = samples.iter().map(|one| one * one).sum::<f32>() / samples.len() as f32;
                let level = 10.0 * power.log10();
                assert!(
                    (level - row.lufs).abs() < 6.0,
                    "{name}: {level} dB, {} LUFS",
                    row.lufs
                );
                count += 1;
            }
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn what_is_no_whole_opus_stream_is_said_so() {
    let case = &shipped::cases()[0];
    let table = voices(&case.folder, "zh").unwrap();
    let row = &table.recordings[0];
    let whole = Recording::of(&table.pack, row, &case.folder.join("voices"))
        .read()
        .unwrap();
    assert!(is_opus(&whole) && !is_opus(&whole[1..]) && !is_opus(b"OggS"));
    assert_eq!(unpack(b"RIFF".to_vec()), Err(OpusFault::NotOpus));
    let mut two_channels = whole.clone();
    two_channels[37] = 2;
    assert_eq!(unpack(two_channels), Err(OpusFault::NotOpus));
    let samples = unpack(whole.clone()).unwrap().len();
    let cut = unpack(whole[..whole.len() / 2].to_vec());
    assert!(cut.is_err() || cut.is_ok_and(|some| some.len() < samples));
}

/// How alike two sounds are at the best of some shifts: 1 is the same.
fn likeness(one: &[f32], other: &[f32], shifts: std::ops::Range<usize>) -> f32 {
    let norm = |sound: &[f32]| sound.iter().map(|one| one * one).sum::<f32>().sqrt();
    shifts
        .map(|shift| {
            let one = &one[shift..];
            let count = one.len().min(other.len());
            let (one, other) = (&one[..count], &other[..count]);
            let both: f32 = one.iter().zip(other).map(|(one, other)| one * other).sum();
            both / (norm(one) * norm(other))
        })
        .fold(0.0, f32::max)
}

#[test]
fn a_line_sounds_as_the_reference_decoder_has_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/opus");
    let reference = read_all(&folder.join("line.wav")).unwrap();
    let heard = unpack(std::fs::read(folder.join("line.opus")).unwrap()).unwrap();
    let (mut back, mut change) = (Vec::new(), RateChange::new(opus::RATE_HZ).unwrap());
    change.push(&heard, &mut back);
    change.finish(&mut back);
    assert!(reference.len().abs_diff(back.len()) <= 1);
    // The reference comes a little later.
    let alike = likeness(&reference, &back, 0..40);
    assert!(alike > 0.99, "{alike}");
    assert!(
        likeness(&reference, &back, 400..440) < 0.9,
        "any sound would do"
    );
}

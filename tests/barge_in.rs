//! Talking into each other in the street itself, on virtual time: the voice goes in at the capture border, the line that is
//! being said breaks off, and whoever is angry cuts into a long talk. The record says so and plays again.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use streetwise::speech::audio::read_all;

mod run_record;
mod voice_fixture;
mod window;

use run_record::{find, lines};
use window::window;

/// Silence between two sentences of somebody who does not let go.
const BREATH_MS: usize = 400;

fn clip(name: &str) -> PathBuf {
    let found = voice_fixture::clips()
        .into_iter()
        .find(|one| one.file.ends_with(name));
    found.expect("a clip").file
}

/// Four sentences in one breath, as a WAV file.
fn without_a_break() -> Vec<u8> {
    let mut samples: Vec<i16> = Vec::new();
    for name in ["zh-06-a.ogg", "zh-28-a.ogg", "zh-10-a.ogg", "zh-09-a.ogg"] {
        let sound = read_all(&clip(name)).expect("a clip");
        let loudest = sound.iter().fold(0.0_f32, |most, one| most.max(one.abs()));
        let is_loud = |one: &f32| one.abs() > loudest * 0.05;
        let first = sound.iter().position(is_loud).expect("speech");
        let last = sound.iter().rposition(is_loud).expect("speech");
        samples.extend(
            sound[first..=last]
                .iter()
                .map(|one| (one * 32_000.0) as i16),
        );
        samples.resize(samples.len() + BREATH_MS * 16, 0);
    }
    let bytes = u32::try_from(samples.len() * 2).expect("seconds");
    let mut wav = Vec::new();
    wav.extend(b"RIFF");
    wav.extend((36 + bytes).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16_u32.to_le_bytes());
    // PCM, one channel, 16 000 samples of two bytes a second.
    for word in [1_u16, 1] {
        wav.extend(word.to_le_bytes());
    }
    wav.extend(16_000_u32.to_le_bytes());
    wav.extend(32_000_u32.to_le_bytes());
    for word in [2_u16, 16] {
        wav.extend(word.to_le_bytes());
    }
    wav.extend(b"data");
    wav.extend(bytes.to_le_bytes());
    wav.extend(samples.iter().flat_map(|one| one.to_le_bytes()));
    wav
}

/// Makes the vendor angry, talks over the answer, and then talks without end.
fn script(rude: &str, talk: &Path) -> String {
    let mut script = format!(
        "until briefing\nuntil ready\ntap Enter\nuntil case\nwalk xiaozhang 2.2\nlisten\n\
         tap Enter\nwait 0.2\nwrite {rude}\ntap Enter\nwait 0.2\nlisten\nlook xiaozhang\n\
         tap Enter\nwait 0.2\nwrite 您说说，这是怎么回事？\ntap Enter\nwait 0.6\n\
         sound {}\nwait 5\nlisten\nlook xiaozhang\n",
        clip("zh-06-a.ogg").display(),
    );
    let _ = writeln!(script, "sound {}", talk.display());
    script.push_str("wait 18\nlisten\nquit\n");
    script
}

/// Plays it; the events of the record, without what differs between runs by its name.
fn played(folder: &Path, name: &str, rude: &str) -> Vec<Value> {
    let file = folder.join(format!("{name}.txt"));
    let talk = folder.join("talk.wav");
    std::fs::write(&talk, without_a_break()).expect("a recording");
    std::fs::write(&file, script(rude, &talk)).expect("a script");
    let out = folder.join(name);
    // Open, and with headphones: sentences are cut where the speaker breathes, and nobody in the street is heard in it.
    std::fs::create_dir_all(folder.join("data")).expect("a folder");
    let settings = "(mic_mode: Open, is_headphones: true)";
    std::fs::write(folder.join("data/settings.ron"), settings).expect("settings");
    window(folder)
        .args([
            "play",
            "street-vendor",
            "--headless",
            "--seed",
            "1",
            "--script",
        ])
        .arg(&file)
        .arg("--model")
        .arg(voice_fixture::model())
        .arg("--out")
        .arg(&out)
        .assert()
        .success();
    window(folder)
        .arg("replay")
        .arg(&out)
        .arg("--verify")
        .assert()
        .success();
    lines(&out)
}

fn at(record: &[Value], name: &str) -> Option<usize> {
    record.iter().position(|one| find(one, name).is_some())
}

/// A record without the places of its words in the stream of the microphone, which begins when it begins, and the chain over
/// them.
fn what_happened(mut record: Vec<Value>) -> Vec<Value> {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("source");
                map.remove("prev");
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    record.iter_mut().for_each(strip);
    record
}

#[test]
fn a_line_that_is_talked_over_breaks_off_and_anger_cuts_into_a_long_talk() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = played(folder.path(), "rude", "你就是个无赖，赶紧滚！");
    let text = || {
        record
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    // The words say what they were spoken into, in the middle of it.
    let said = record
        .iter()
        .find(|one| find(one, "over").is_some())
        .unwrap_or_else(|| panic!("nothing was talked over:\n{}", text()));
    let over = find(said, "over").expect("a line");
    for part in ["said_ms", "left_ms"] {
        assert!(over[part].as_u64().is_some_and(|ms| ms > 400), "{over}");
    }
    let cost = at(&record, "interrupted").unwrap_or_else(|| panic!("free:\n{}", text()));
    let line = find(&record[cost], "interrupted").expect("an effect");
    assert_eq!(line["line"], over["line"]);
    // The talk is told of while it goes on, and somebody angry cuts in before it has ended.
    let long = at(&record, "talking").unwrap_or_else(|| panic!("no long talk:\n{}", text()));
    let cut = at(&record, "cut_in").unwrap_or_else(|| panic!("nobody cut in:\n{}", text()));
    assert!(cut > long, "{}", text());
    // Four sentences in one breath are none of the fixture's list: their words it drops, which says nothing of real weights.
    let again = played(folder.path(), "again", "你就是个无赖，赶紧滚！");
    assert_eq!(what_happened(record), what_happened(again));
}

#[test]
fn somebody_calm_hears_a_long_talk_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = played(folder.path(), "calm", "您好，辛苦了。");
    assert!(at(&record, "talking").is_some(), "it was long");
    assert!(at(&record, "cut_in").is_none(), "{record:#?}");
}

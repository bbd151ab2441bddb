//! Reading sound of every kind, and cutting speech out of it. Needs no model.

use std::path::{Path, PathBuf};
use streetwise::speech::audio::{AudioError, AudioReader, RATE_HZ, RateChange, read_all};
use streetwise::speech::gate::{
    Gate, GateSettings, HANG_OVER_MS, LEAD_IN_MS, SEGMENT_MS_MAX, Segment,
};

mod voice_fixture;

/// A file that goes away with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("streetwise-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Bytes(u16),
    Float,
}

/// A WAV file of one sound in every channel.
fn wav(rate_hz: u32, channels: u16, kind: Kind, sound: &[f32]) -> Vec<u8> {
    let (format, width) = match kind {
        Kind::Bytes(width) => (1_u16, width),
        Kind::Float => (3, 4),
    };
    let mut data = Vec::<u8>::new();
    for value in sound {
        let sample = match kind {
            Kind::Float => value.to_le_bytes().to_vec(),
            Kind::Bytes(1) => vec![(value * 127.0 + 128.0) as u8],
            Kind::Bytes(width) => {
                let whole = (f64::from(*value) * 2_147_483_647.0) as i32;
                whole.to_le_bytes()[4 - usize::from(width)..].to_vec()
            }
        };
        for _ in 0..channels {
            data.extend(&sample);
        }
    }
    let frame = channels * width;
    let mut file = b"RIFF".to_vec();
    file.extend((36 + data.len() as u32).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend(format.to_le_bytes());
    file.extend(channels.to_le_bytes());
    file.extend(rate_hz.to_le_bytes());
    file.extend((rate_hz * u32::from(frame)).to_le_bytes());
    file.extend(frame.to_le_bytes());
    file.extend((width * 8).to_le_bytes());
    file.extend(b"data");
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(data);
    file
}

fn tone(rate_hz: u32, hz: f32, seconds: f32, level: f32) -> Vec<f32> {
    let count = (rate_hz as f32 * seconds) as usize;
    (0..count)
        .map(|i| (i as f32 * hz * std::f32::consts::TAU / rate_hz as f32).sin() * level)
        .collect()
}

fn power(sound: &[f32]) -> f32 {
    sound.iter().map(|v| v * v).sum::<f32>() / sound.len() as f32
}

/// How much of a sound's power is a pure tone of `hz`: 1 for nothing else.
fn purity(sound: &[f32], hz: f32) -> f32 {
    let (mut re, mut im) = (0.0, 0.0);
    for (i, value) in sound.iter().enumerate() {
        let angle = i as f32 * hz * std::f32::consts::TAU / RATE_HZ as f32;
        re += value * angle.cos();
        im += value * angle.sin();
    }
    let count = sound.len() as f32;
    2.0 * (re * re + im * im) / (count * count) / power(sound)
}

#[test]
fn wav_of_any_rate_width_and_channel_count_becomes_the_same_sound() {
    for rate_hz in [
        8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 44_101,
    ] {
        for (channels, kind) in [
            (1, Kind::Bytes(2)),
            (2, Kind::Bytes(2)),
            (1, Kind::Bytes(1)),
            (2, Kind::Bytes(3)),
            (6, Kind::Bytes(2)),
            (1, Kind::Float),
        ] {
            let file = Scratch::new(
                &format!("any-{rate_hz}-{channels}.wav"),
                &wav(rate_hz, channels, kind, &tone(rate_hz, 1000.0, 0.8, 0.5)),
            );
            let sound = read_all(&file.0).unwrap();
            assert!(
                sound.len().abs_diff(12_800) <= 1,
                "{rate_hz}: {} samples",
                sound.len()
            );
            let middle = &sound[1_600..11_200];
            assert!(
                (power(middle) - 0.125).abs() < 0.004,
                "{rate_hz}: {}",
                power(middle)
            );
            assert!(
                purity(middle, 1000.0) > 0.98,
                "{rate_hz}: {}",
                purity(middle, 1000.0)
            );
        }
    }
}

#[test]
fn resampling_shifts_nothing_in_time_and_folds_nothing_down() {
    // A click half a second in stays half a second in, however the stream is cut into blocks.
    let mut click = vec![0.0; 48_000];
    click[24_000] = 1.0;
    for block in [160, 441, 5_000, 48_000] {
        let mut change = RateChange::new(48_000).unwrap();
        let mut out = Vec::new();
        for part in click.chunks(block) {
            change.push(part, &mut out);
        }
        change.finish(&mut out);
        assert_eq!(out.len(), 16_000);
        let peak = (0..out.len())
            .max_by(|a, b| out[*a].total_cmp(&out[*b]))
            .unwrap();
        assert!(peak.abs_diff(8_000) <= 1, "{peak}");
    }
    // 11 kHz cannot be kept at 16 kHz, and must not come back as 5 kHz.
    let file = Scratch::new(
        "fold.wav",
        &wav(48_000, 1, Kind::Bytes(2), &tone(48_000, 11_000.0, 0.5, 0.9)),
    );
    assert!(power(&read_all(&file.0).unwrap()[800..7_200]) < 1e-4);
}

#[test]
fn flac_ogg_and_mp3_are_read() {
    for name in ["tone.flac", "tone.ogg", "tone.mp3"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/sound")
            .join(name);
        let mut reader = AudioReader::open(&path).unwrap();
        let (mut sound, mut block) = (Vec::new(), Vec::new());
        while reader.next_block(&mut block).unwrap() {
            sound.extend_from_slice(&block);
        }
        assert!(!reader.is_truncated(), "{name}");
        // The MP3 encoder adds silence of its own at both ends.
        assert!(
            sound.len().abs_diff(19_200) < 1_600,
            "{name}: {}",
            sound.len()
        );
        assert!(purity(&sound[3_200..16_000], 1000.0) > 0.98, "{name}");
        assert!(sound.iter().all(|v| v.abs() <= 1.0));

        if name.ends_with("ogg") {
            continue; // one page holds all of it; see the recording below
        }
        // Cut off in the middle: what is there is heard, and the reader says so.
        let bytes = std::fs::read(&path).unwrap();
        let cut = Scratch::new(&format!("cut-{name}"), &bytes[..bytes.len() * 6 / 10]);
        let mut reader = AudioReader::open(&cut.0).unwrap();
        let mut count = 0;
        while reader.next_block(&mut block).unwrap() {
            count += block.len();
        }
        assert!((6_000..17_000).contains(&count), "{name}: {count}");
        // An MP3 has no length to fall short of.
        assert!(reader.is_truncated() || name.ends_with("mp3"), "{name}");
    }
    let (long, _) = voice_fixture::recordings().remove(0);
    let bytes = std::fs::read(&long).unwrap();
    let cut = Scratch::new("cut-recording.ogg", &bytes[..bytes.len() / 2]);
    let share = read_all(&cut.0).unwrap().len() as f32 / read_all(&long).unwrap().len() as f32;
    assert!((0.4..0.6).contains(&share), "{share}");
}

#[test]
fn truncated_and_odd_wav_files_give_what_they_hold() {
    let whole = wav(16_000, 1, Kind::Bytes(2), &tone(16_000, 500.0, 1.0, 0.5));
    let cut = Scratch::new("cut.wav", &whole[..44 + 16_001]); // and half a sample
    let mut reader = AudioReader::open(&cut.0).unwrap();
    let (mut count, mut block) = (0, Vec::new());
    while reader.next_block(&mut block).unwrap() {
        count += block.len();
    }
    assert!((7_900..=8_000).contains(&count), "{count}");
    assert!(reader.is_truncated());

    let wild = [0.5, f32::NAN, f32::INFINITY, -40.0, 0.25];
    let file = Scratch::new("wild.wav", &wav(16_000, 1, Kind::Float, &wild));
    assert_eq!(read_all(&file.0).unwrap(), [0.5, 0.0, 0.0, -1.0, 0.25]);
}

#[test]
fn every_way_to_fail_names_the_file_and_a_cure() {
    let no_frames = wav(16_000, 1, Kind::Bytes(2), &[]);
    let slow = wav(2_000, 1, Kind::Bytes(2), &tone(2_000, 100.0, 0.5, 0.5));
    let files = [
        ("empty.wav", Vec::new(), "audio-empty"),
        ("no-frames.wav", no_frames, "audio-empty"),
        (
            "text.wav",
            b"this is a letter, not a sound. ".repeat(40),
            "audio-unknown-format",
        ),
        ("zeros.mp3", vec![0; 4_000], "audio-unknown-format"),
        ("slow.wav", slow, "audio-rate-outside"),
    ];
    for (name, bytes, id) in files {
        let file = Scratch::new(name, &bytes);
        let error = read_all(&file.0).unwrap_err();
        assert_eq!(error.message().id, id, "{name}: {error}");
        assert!(error.to_string().contains(name), "{error}");
        assert!(
            error
                .message()
                .args
                .iter()
                .any(|(key, value)| *key == "file" && value.contains(name))
        );
    }
    let missing = read_all(Path::new("/nowhere/a.wav")).unwrap_err();
    assert!(matches!(missing, AudioError::Missing { .. }));
    let folder = read_all(&std::env::temp_dir()).unwrap_err();
    assert!(matches!(folder, AudioError::Unreadable { .. }), "{folder}");
}

/// A repeatable hiss.
struct Hiss(u32);

impl Hiss {
    fn next(&mut self) -> f32 {
        // Twelve even draws make a bell curve.
        let mut draw = || {
            self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (self.0 >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        (0..12).map(|_| draw()).sum()
    }
}

fn segments_of(sound: &[f32], block: usize) -> Vec<Segment> {
    let mut gate = Gate::new(GateSettings::default());
    let mut segments: Vec<_> = sound
        .chunks(block)
        .flat_map(|part| gate.push(part))
        .collect();
    segments.extend(gate.finish());
    segments
}

#[test]
fn what_is_no_speech_stays_outside() {
    let (count, mut hiss) = (RATE_HZ as usize * 12, Hiss(7));
    let silence = vec![0.0; count];
    let mut cases = vec![("silence", silence)];
    for (name, level) in [("faint hiss", 0.002), ("hiss", 0.03), ("loud hiss", 0.2)] {
        cases.push((
            name,
            (0..count)
                .map(|_| (hiss.next() * level).clamp(-1.0, 1.0))
                .collect(),
        ));
    }
    let mut slow = 0.0;
    let rumble = (0..count).map(|_| {
        slow = 0.99 * slow + hiss.next() * 0.02;
        slow
    });
    cases.push(("rumble", rumble.collect()));
    let hum = |i: usize| {
        (1..6)
            .map(|k| (i as f32 * k as f32 * 0.019_635).sin() * 0.1 / k as f32)
            .sum::<f32>()
    };
    cases.push(("hum", (0..count).map(hum).collect()));
    let horn = |i: usize| {
        let t = i as f32 / 16_000.0;
        let is_on = i / 12_000 % 2 == 1;
        let chord =
            (t * 420.0 * std::f32::consts::TAU).sin() + (t * 510.0 * std::f32::consts::TAU).sin();
        if is_on { chord * 0.3 } else { 0.0 }
    };
    cases.push(("car horn", (0..count).map(horn).collect()));
    let mut slams: Vec<f32> = (0..count).map(|_| hiss.next() * 0.001).collect();
    for (nth, start) in (8_000..count - 16_000).step_by(20_000).enumerate() {
        let (low, fade) = (60.0 + 20.0 * nth as f32, 8.0 + 2.0 * nth as f32);
        for i in 0..12_000 {
            let t = i as f32 / 16_000.0;
            let thump: f32 = [1.0, 1.7, 2.4, 3.9]
                .iter()
                .map(|m| (t * low * m * std::f32::consts::TAU).sin() * (-t * fade * m).exp())
                .sum();
            slams[start + i] += 0.25 * thump + 0.4 * hiss.next() * (-t * 50.0).exp();
        }
    }
    cases.push(("slammed doors", slams));
    for (name, sound) in cases {
        assert_eq!(
            segments_of(&sound, 160).len(),
            0,
            "{name} was taken for speech"
        );
    }
}

/// Speech of the fixture's first clips without the quiet around it.
fn speech(index: usize) -> Vec<f32> {
    let clip = &voice_fixture::clips()[index];
    let sound = read_all(&clip.file).unwrap();
    let loud = |v: &f32| v.abs() > 0.05;
    let (from, to) = (
        sound.iter().position(loud).unwrap(),
        sound.iter().rposition(loud).unwrap(),
    );
    sound[from..=to].to_vec()
}

#[test]
fn speech_is_cut_out_whole_wherever_it_lies() {
    let said = speech(0);
    let ms = said.len() as u64 / 16;
    for lead_ms in [0_usize, 40, 300, 700, 5_000] {
        let mut sound = vec![0.0; lead_ms * 16];
        sound.extend(&said);
        sound.extend(vec![0.0; 24_000]);
        let segments = segments_of(&sound, 160);
        assert_eq!(segments.len(), 1, "after {lead_ms} ms");
        let found = &segments[0];
        let lead_ms = lead_ms as u64;
        assert!(
            found.start_ms <= lead_ms,
            "begins at {} for {lead_ms}",
            found.start_ms
        );
        assert!(
            found.start_ms + LEAD_IN_MS + 200 >= lead_ms,
            "begins at {}",
            found.start_ms
        );
        assert!(
            found.end_ms >= lead_ms + ms,
            "ends at {} for {}",
            found.end_ms,
            lead_ms + ms
        );
        assert!(
            found.end_ms <= lead_ms + ms + HANG_OVER_MS + 300,
            "ends at {}",
            found.end_ms
        );
        assert_eq!(
            found.samples.len() as u64,
            (found.end_ms - found.start_ms) * 16
        );
        let at = found.start_ms as usize * 16;
        assert!(
            found.samples.iter().zip(&sound[at..]).all(|(a, b)| a == b),
            "not the sound itself"
        );
    }
    // At the very end of the stream too.
    let mut sound = vec![0.0; 20_000];
    sound.extend(&said);
    assert_eq!(segments_of(&sound, 160).len(), 1);
}

#[test]
fn the_size_of_blocks_changes_nothing() {
    let mut sound = vec![0.0; 12_000];
    for index in 0..3 {
        sound.extend(speech(index));
        sound.extend(vec![0.0; 20_000]);
    }
    let by_ten_ms = segments_of(&sound, 160);
    assert_eq!(by_ten_ms.len(), 3);
    for block in [1, 7, 256, 4_001, sound.len()] {
        // Not assert_eq: nobody wants to read the samples.
        assert!(segments_of(&sound, block) == by_ten_ms, "blocks of {block}");
    }
}

#[test]
fn endless_talk_is_cut_into_pieces_that_lose_nothing() {
    let mut sound = Vec::new();
    while sound.len() < RATE_HZ as usize * 70 {
        sound.extend(speech(sound.len() % 5));
        sound.extend(vec![0.0; 1_600]);
    }
    let segments = segments_of(&sound, 160);
    assert!(segments.len() >= 3, "{}", segments.len());
    assert!(
        segments
            .iter()
            .all(|found| found.end_ms - found.start_ms <= SEGMENT_MS_MAX)
    );
    assert!(
        segments
            .windows(2)
            .all(|pair| pair[0].end_ms == pair[1].start_ms),
        "a gap between pieces"
    );
    assert!(
        segments[0].start_ms == 0
            && segments.last().unwrap().end_ms * 16 + 256 >= sound.len() as u64
    );
}

#[test]
fn every_clip_of_a_voice_is_one_segment_and_no_other_clip_is_any() {
    let clips = voice_fixture::clips();
    assert!(clips.len() >= 60);
    let wrong: Vec<_> = clips
        .iter()
        .map(|clip| {
            (
                &clip.file,
                segments_of(&read_all(&clip.file).unwrap(), 160).len(),
            )
        })
        .filter(|(_, count)| *count != 1)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let sounds: Vec<_> = voice_fixture::rejects()
        .into_iter()
        .filter(|reject| reject.kind == "sound")
        .collect();
    assert!(sounds.len() >= 8);
    for reject in sounds {
        let count = segments_of(&read_all(&reject.file).unwrap(), 160).len();
        assert_eq!(count, 0, "{} was taken for speech", reject.file.display());
    }
}

#[test]
fn a_long_recording_is_cut_at_its_pauses() {
    for (file, lines) in voice_fixture::recordings() {
        let segments = segments_of(&read_all(&file).unwrap(), 160);
        assert_eq!(segments.len(), lines.len(), "{}", file.display());
        for (found, line) in segments.iter().zip(&lines) {
            assert!(
                found.start_ms <= line.start_ms + 60,
                "{} late for {}",
                found.start_ms,
                line.start_ms
            );
            assert!(
                found.end_ms + 60 >= line.end_ms,
                "{} early for {}",
                found.end_ms,
                line.end_ms
            );
            assert!(found.start_ms + 600 > line.start_ms && found.end_ms < line.end_ms + 800);
        }
    }
}

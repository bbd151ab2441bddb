//! Talks that are cut off: a microphone that goes away, a loudspeaker that begins, a key of another channel. Half a sentence
//! is never taken for a whole one, and no word reaches others than it was meant for. The model is the voice fixture.

use streetwise::domain::ids::Language;
use streetwise::speech::audio::{RATE_HZ, read_all};
use streetwise::speech::decoder::Decoder;
use streetwise::speech::ear::{Ear, Told};
use streetwise::speech::gate::{Gate, GateSettings, Segment};
use streetwise::speech::sieve::Verdict;
use streetwise::speech::turn::{News, Turn};

mod voice_fixture;
use voice_fixture::{Clip, bare, clips};

/// Samples in ten milliseconds.
const BLOCK: usize = RATE_HZ as usize / 100;

fn quiet(ms: u64) -> Vec<f32> {
    vec![0.0; (ms * u64::from(RATE_HZ) / 1000) as usize]
}

/// A clip with silence around it.
fn spoken(clip: &Clip) -> Vec<f32> {
    [quiet(1_000), read_all(&clip.file).unwrap(), quiet(1_500)].concat()
}

/// Where speech begins and ends in a sound, by the gate.
fn speech_in(sound: &[f32]) -> Segment {
    let mut gate = Gate::new(GateSettings::default());
    let mut segments = gate.push(sound);
    segments.extend(gate.finish());
    assert_eq!(segments.len(), 1);
    segments.remove(0)
}

fn said(news: Vec<News>) -> Vec<Segment> {
    news.into_iter()
        .filter_map(|one| match one {
            News::Said { segment, .. } => Some(segment),
            _ => None,
        })
        .collect()
}

/// Every seventh clip: all voices and both languages.
fn some_clips() -> Vec<Clip> {
    clips().into_iter().step_by(7).collect()
}

/// Feeds a sound, then waits for what is left.
fn hear(ear: &mut Ear<u8>, sound: &[f32]) -> Vec<Told<u8>> {
    let mut told = Vec::new();
    for block in sound.chunks(BLOCK) {
        ear.push(block, &mut told);
        ear.poll(&mut told);
    }
    ear.settle(&mut told);
    told
}

fn ear(guesses_ahead: bool) -> Ear<u8> {
    let decoder = Decoder::begin(voice_fixture::model(), 1).unwrap();
    let mut ear = Ear::new(decoder, Language::Zh, 0, guesses_ahead);
    ear.wait_for_model(&mut Vec::new());
    ear
}

fn fed(turn: &mut Turn, sound: &[f32]) -> Vec<News> {
    sound
        .chunks(BLOCK)
        .flat_map(|block| turn.push(block))
        .collect()
}

/// A clip and a sample in the middle third of its speech where nobody draws breath.
fn half_way(clip: &Clip) -> (Vec<f32>, usize) {
    let sound = spoken(clip);
    let whole = speech_in(&sound);
    let third_ms = (whole.speech_end_ms - whole.speech_start_ms) / 3;
    let block_at = |ms: u64| ms as usize / 10;
    let from = block_at(whole.speech_start_ms + third_ms);
    let to = block_at(whole.speech_end_ms - third_ms);
    // Where the quietest of a dozen hundredths of a second is loudest.
    let power = |at: usize| {
        let around = &sound[(at - 6) * BLOCK..(at + 6) * BLOCK];
        around
            .chunks(BLOCK)
            .map(|block| block.iter().map(|v| v * v).sum::<f32>())
            .fold(f32::MAX, f32::min)
    };
    let at = (from..to)
        .max_by(|a, b| power(*a).total_cmp(&power(*b)))
        .expect("speech");
    (sound, at * BLOCK)
}

#[test]
fn a_microphone_that_goes_away_ends_what_was_being_said_and_says_that_it_is_cut() {
    for (clip, has_key) in some_clips().iter().zip([true, false].into_iter().cycle()) {
        let (sound, at) = half_way(clip);
        let mut turn = Turn::new();
        turn.set_open_mic(!has_key);
        if has_key {
            turn.press();
        }
        let before = fed(&mut turn, &sound[..at]);
        assert!(before.contains(&News::Begins), "{}", clip.file.display());
        let news = turn.break_off();
        assert!(!turn.is_speaking() && !turn.has_key());
        assert_eq!(news.last() == Some(&News::Over), has_key);
        let ended = said([before, news].concat());
        assert!(
            ended.last().is_some_and(|one| one.is_cut),
            "{}",
            clip.file.display()
        );
        // What comes when the device is back belongs to another stretch; an open microphone has missed its head.
        let after = said(fed(&mut turn, &sound[at..]));
        if has_key {
            assert_eq!(after, [], "the key was let go with the device");
        } else {
            assert!(
                after.first().is_none_or(|one| one.is_cut),
                "{}",
                clip.file.display()
            );
        }
    }
}

#[test]
fn what_a_loudspeaker_cuts_off_is_half_a_sentence_and_so_is_what_it_lets_through() {
    for clip in some_clips() {
        let (sound, at) = half_way(&clip);
        let name = clip.file.display();
        // Somebody else begins in the middle of it.
        let mut turn = Turn::new();
        turn.set_open_mic(true);
        let mut news = fed(&mut turn, &sound[..at]);
        news.extend(turn.set_deaf(true));
        assert!(!turn.is_speaking());
        news.extend(fed(&mut turn, &sound[at..]));
        let ended = said(news);
        assert!(ended.last().is_some_and(|one| one.is_cut), "{name}");
        // Somebody else ends in the middle of it.
        let mut turn = Turn::new();
        turn.set_open_mic(true);
        turn.set_deaf(true);
        let mut news = fed(&mut turn, &sound[..at]);
        news.extend(turn.set_deaf(false));
        news.extend(fed(&mut turn, &sound[at..]));
        let ended = said(news);
        assert!(ended.first().is_none_or(|one| one.is_cut), "{name}");
        // Somebody else ends well before.
        let mut turn = Turn::new();
        turn.set_open_mic(true);
        turn.set_deaf(true);
        fed(&mut turn, &quiet(700));
        turn.set_deaf(false);
        let ended = said(fed(&mut turn, &sound));
        assert!(ended.iter().all(|one| !one.is_cut), "{name}");
    }
}

#[test]
fn a_cut_sentence_goes_on_as_unsure() {
    let mut ear = ear(true);
    let mut cut = 0;
    for clip in clips()
        .iter()
        .filter(|clip| clip.lang == Language::Zh)
        .step_by(9)
    {
        let (sound, at) = half_way(clip);
        ear.press(1);
        let mut told = hear(&mut ear, &sound[..at]);
        ear.break_off();
        ear.settle(&mut told);
        assert!(
            matches!(told.last(), Some(Told::Heard { .. } | Told::Over(1))),
            "{told:?}"
        );
        assert!(told.iter().any(|one| matches!(one, Told::Ends(1))));
        assert!(!ear.is_speaking());
        for one in told {
            if let Told::Heard { heard, .. } = one {
                cut += 1;
                assert_ne!(heard.verdict, Verdict::Accept, "{heard:?}");
                assert!(heard.sure.0 < 600, "{heard:?}");
            }
        }
    }
    assert!(cut >= 4, "{cut}");
}

#[test]
fn what_was_said_through_one_channel_never_reaches_another() {
    let mut ear = ear(false);
    let (first, second) = (&clips()[0], &clips()[4]);
    let speech = |clip: &Clip| {
        let sound = spoken(clip);
        let found = speech_in(&sound);
        let at = |ms: u64| (ms * u64::from(RATE_HZ) / 1000) as usize;
        sound[at(found.speech_start_ms.saturating_sub(200))..at(found.speech_end_ms + 40)].to_vec()
    };
    let by_channel = |told: Vec<Told<u8>>| {
        let mut all = std::collections::BTreeMap::<u8, String>::new();
        for one in told {
            if let Told::Heard { channel, heard, .. } = one {
                all.entry(channel).or_default().push_str(&heard.raw);
            }
        }
        all
    };
    // The radio's key goes up and the street's down before the radio's last moment is over.
    ear.press(2);
    let mut told = hear(&mut ear, &[quiet(400), speech(first)].concat());
    ear.release();
    told.extend(hear(&mut ear, &quiet(130)));
    ear.press(1);
    told.extend(hear(&mut ear, &[speech(second), quiet(300)].concat()));
    ear.release();
    told.extend(hear(&mut ear, &quiet(600)));
    let all = by_channel(told);
    assert_eq!(bare(&all[&2]), bare(&first.text), "{all:?}");
    assert_eq!(bare(&all[&1]), bare(&second.text), "{all:?}");
    // An open microphone in the silence after a sentence, and the radio's key.
    ear.set_open_mic(true);
    let mut told = hear(&mut ear, &[quiet(900), speech(first), quiet(200)].concat());
    ear.press(2);
    told.extend(hear(&mut ear, &[speech(second), quiet(300)].concat()));
    ear.release();
    told.extend(hear(&mut ear, &quiet(900)));
    let all = by_channel(told);
    assert_eq!(bare(&all[&0]), bare(&first.text), "{all:?}");
    assert_eq!(bare(&all[&2]), bare(&second.text), "{all:?}");
}

#[test]
fn a_sentence_stays_with_those_it_was_begun_for() {
    let mut ear = ear(false);
    ear.set_open_mic(true);
    let (sound, at) = half_way(&clips()[0]);
    let mut told = hear(&mut ear, &sound[..at]);
    ear.set_usual(7);
    told.extend(hear(&mut ear, &sound[at..]));
    told.extend(hear(&mut ear, &sound));
    let channels: Vec<u8> = told
        .iter()
        .filter_map(|one| match one {
            Told::Heard { channel, .. } => Some(*channel),
            _ => None,
        })
        .collect();
    assert!(channels.is_sorted(), "{channels:?}");
    assert_eq!((channels.first(), channels.last()), (Some(&0), Some(&7)));
}

#[test]
fn a_bang_beside_a_voice_does_not_make_it_louder() {
    for clip in some_clips() {
        let sound = spoken(&clip);
        let plain = speech_in(&sound);
        let from = (plain.speech_end_ms * u64::from(RATE_HZ) / 1000) as usize + 400;
        let mut banged = sound;
        // A door, a tenth of a second long and as loud as can be.
        for (i, one) in banged[from..from + 1_600].iter_mut().enumerate() {
            let fall = 1.0 - i as f32 / 1_600.0;
            *one = if (i * i / 7) & 1 == 0 { fall } else { -fall };
        }
        let mut gate = Gate::new(GateSettings::default());
        let mut found = gate.push(&banged);
        found.extend(gate.finish());
        let loud = found
            .iter()
            .max_by_key(|one| one.sounding.speech_ms)
            .expect("the sentence");
        assert!(
            (loud.voice_db - plain.voice_db).abs() <= 3,
            "{}: {} and {}",
            clip.file.display(),
            loud.voice_db,
            plain.voice_db
        );
    }
}

//! A live talk behind the capture border: turns, keys, guesses and the way to words, fed ten milliseconds at a time as a
//! microphone would. The model is the voice fixture.

use std::path::Path;
use std::time::Duration;
use streetwise::domain::ids::Language;
use streetwise::speech::audio::{RATE_HZ, read_all};
use streetwise::speech::decoder::{Answer, Decoder, Job};
use streetwise::speech::ear::{Ear, Told};
use streetwise::speech::gate::{Gate, GateSettings, LIVE_END_SILENCE_MS, Segment};
use streetwise::speech::sieve::Verdict;
use streetwise::speech::turn::{News, PAUSE_MS, POST_ROLL_MS, PRE_ROLL_MS, Turn};

mod voice_fixture;
use voice_fixture::{Clip, bare, clips};

/// Samples in ten milliseconds.
const BLOCK: usize = RATE_HZ as usize / 100;

fn ms(samples: usize) -> u64 {
    samples as u64 * 1000 / u64::from(RATE_HZ)
}

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

#[test]
fn an_open_microphone_cuts_what_the_gate_cuts_out_of_the_whole_sound() {
    for clip in some_clips() {
        let sound = spoken(&clip);
        let mut gate = Gate::new(GateSettings::live());
        let mut whole = gate.push(&sound);
        whole.extend(gate.finish());
        let mut turn = Turn::new();
        turn.set_open_mic(true);
        let news: Vec<News> = sound
            .chunks(BLOCK)
            .flat_map(|block| turn.push(block))
            .collect();
        assert_eq!(said(news), whole, "{}", clip.file.display());
    }
}

#[test]
fn people_are_told_of_the_end_long_before_the_words_could_be_known() {
    let mut delays = Vec::new();
    for clip in some_clips() {
        let sound = spoken(&clip);
        let mut turn = Turn::new();
        turn.set_open_mic(true);
        let (mut at, mut paused, mut ended, mut begun) = (0, None, None, 0);
        for block in sound.chunks(BLOCK) {
            at += block.len();
            for one in turn.push(block) {
                match one {
                    News::Begins => begun += 1,
                    News::Pauses { segment, .. } => {
                        paused = segment.map(|one| (ms(at), one.speech_end_ms))
                    }
                    News::Said { segment, guess } => {
                        ended = Some((ms(at), segment.speech_end_ms, guess))
                    }
                    News::Nothing | News::Over => {}
                }
            }
        }
        assert!(begun >= 1, "{}", clip.file.display());
        let (paused_ms, pause_from_ms) = paused.expect("a pause");
        let (ended_ms, end_ms, guess) = ended.expect("an end");
        // The last pause was the end: its guess holds everything that was said.
        assert_eq!(pause_from_ms, end_ms, "{}", clip.file.display());
        assert!(guess.is_some(), "{}", clip.file.display());
        assert!(paused_ms - pause_from_ms <= PAUSE_MS + 30);
        assert!(ended_ms - end_ms <= LIVE_END_SILENCE_MS + 30);
        delays.push(paused_ms - pause_from_ms);
    }
    assert!(delays.len() > 10);
}

#[test]
fn a_hasty_key_loses_no_syllable() {
    for clip in some_clips() {
        let sound = spoken(&clip);
        let whole = speech_in(&sound);
        // The gate's segment begins with its lead-in, so speech itself begins later.
        let speech_from_ms = whole.speech_end_ms.saturating_sub(whole.sounding.speech_ms);
        let first_ms = (whole.start_ms + 320).min(speech_from_ms);
        let pressed_ms = first_ms + PRE_ROLL_MS - 60;
        let released_ms = whole.speech_end_ms - (POST_ROLL_MS - 60);
        let mut turn = Turn::new();
        let mut news = Vec::new();
        for (at, block) in sound.chunks(BLOCK).enumerate() {
            let now_ms = at as u64 * 10;
            if now_ms == pressed_ms / 10 * 10 {
                turn.press();
            }
            if now_ms == released_ms / 10 * 10 {
                turn.release();
            }
            news.extend(turn.push(block));
        }
        assert_eq!(news.last(), Some(&News::Over), "{}", clip.file.display());
        let segments = said(news);
        assert_eq!(segments.len(), 1, "{}", clip.file.display());
        let got = &segments[0];
        assert!(
            got.start_ms <= first_ms,
            "{}: {} {first_ms}",
            clip.file.display(),
            got.start_ms
        );
        assert!(got.end_ms >= whole.speech_end_ms, "{}", clip.file.display());
        assert!(
            got.sounding.speech_ms + 48 >= whole.sounding.speech_ms,
            "{}: {} of {}",
            clip.file.display(),
            got.sounding.speech_ms,
            whole.sounding.speech_ms
        );
    }
}

#[test]
fn without_a_key_nothing_is_taken_and_a_tap_leaves_nothing() {
    let sound = spoken(&clips()[0]);
    let mut turn = Turn::new();
    for block in sound.chunks(BLOCK) {
        assert!(turn.push(block).is_empty());
        assert!(!turn.is_taking());
    }
    // A key in silence is over and has heard nothing.
    turn.press();
    turn.push(&quiet(100));
    turn.release();
    let news = turn.push(&quiet(1_000));
    assert_eq!(news, [News::Over]);
    // A tap is taken back, whatever sounded.
    turn.press();
    turn.push(&sound[..sound.len() / 2]);
    turn.drop_stretch();
    assert!(turn.push(&sound[sound.len() / 2..]).is_empty());
}

#[test]
fn a_loudspeaker_is_not_heard_and_a_key_hears_all_the_same() {
    let sound = spoken(&clips()[0]);
    let mut turn = Turn::new();
    turn.set_open_mic(true);
    turn.set_deaf(true);
    let news: Vec<News> = sound
        .chunks(BLOCK)
        .flat_map(|block| turn.push(block))
        .collect();
    assert_eq!(news, []);
    turn.press();
    let news: Vec<News> = sound
        .chunks(BLOCK)
        .flat_map(|block| turn.push(block))
        .collect();
    assert_eq!(said(news).len(), 1);
    turn.release();
    turn.push(&quiet(400));
    turn.set_deaf(false);
    let news: Vec<News> = sound
        .chunks(BLOCK)
        .flat_map(|block| turn.push(block))
        .collect();
    assert_eq!(said(news).len(), 1);
}

/// Two sentences with a pause that is too short to end a turn: the guess at the pause is wrong.
#[test]
fn a_guess_is_thrown_away_when_the_speaker_goes_on() {
    let first = read_all(&clips()[0].file).unwrap();
    let second = read_all(&clips()[4].file).unwrap();
    let trim = |sound: &[f32]| {
        let found = speech_in(&[quiet(1_000), sound.to_vec(), quiet(1_000)].concat());
        let from = found.start_ms + 320 - 1_000;
        let to = found.speech_end_ms - 1_000;
        let at = |ms: u64| (ms * u64::from(RATE_HZ) / 1000) as usize;
        sound[at(from)..at(to).min(sound.len())].to_vec()
    };
    let sound = [
        quiet(800),
        trim(&first),
        quiet(200),
        trim(&second),
        quiet(1_000),
    ]
    .concat();
    let mut turn = Turn::new();
    turn.set_open_mic(true);
    let news: Vec<News> = sound
        .chunks(BLOCK)
        .flat_map(|block| turn.push(block))
        .collect();
    let guesses: Vec<u64> = news
        .iter()
        .filter_map(|one| match one {
            News::Pauses { guess, .. } => Some(*guess),
            _ => None,
        })
        .collect();
    let ends: Vec<Option<u64>> = news
        .iter()
        .filter_map(|one| match one {
            News::Said { guess, .. } => Some(*guess),
            _ => None,
        })
        .collect();
    assert!(guesses.len() >= 2, "{guesses:?}");
    assert_eq!(
        ends,
        [guesses.last().copied()],
        "one sentence, and the last guess is the right one"
    );
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
    let mut told = Vec::new();
    ear.wait_for_model(&mut told);
    assert!(
        matches!(
            &told[..],
            [Told::Ready {
                is_fixture: true,
                ..
            }]
        ),
        "{told:?}"
    );
    ear
}

#[test]
fn words_come_out_of_an_ear_and_guessing_ahead_changes_none() {
    let mut plain = ear(false);
    let mut hasty = ear(true);
    let (mut exact, mut same, mut guessed, mut all) = (0, 0, 0, 0);
    for clip in clips()
        .iter()
        .filter(|clip| clip.lang == Language::Zh)
        .step_by(6)
    {
        all += 1;
        let sound = spoken(clip);
        let mut texts = Vec::new();
        for ear in [&mut plain, &mut hasty] {
            ear.press(3);
            let mut told = hear(ear, &sound);
            ear.release();
            told.extend(hear(ear, &quiet(500)));
            let begins = told
                .iter()
                .position(|one| matches!(one, Told::Begins { channel: 3, .. }))
                .expect("a beginning");
            let ends = told
                .iter()
                .position(|one| matches!(one, Told::Ends(3)))
                .expect("an end");
            let words = told
                .iter()
                .position(|one| matches!(one, Told::Heard { .. }))
                .unwrap_or(told.len());
            assert!(begins < ends && ends < words, "{told:?}");
            let mut text = String::new();
            for one in &told {
                if let Told::Heard {
                    channel,
                    heard,
                    was_guessed,
                    ..
                } = one
                {
                    assert_eq!(*channel, 3);
                    guessed += usize::from(*was_guessed);
                    if heard.verdict != Verdict::Drop {
                        text.push_str(&heard.text);
                    }
                }
            }
            texts.push(bare(&text));
        }
        exact += usize::from(texts[0] == bare(&clip.text));
        same += usize::from(texts[0] == texts[1]);
    }
    println!("{exact} of {all} exact, {same} the same when guessed, {guessed} guesses right");
    assert!(all >= 15);
    assert!(exact * 100 >= all * 75, "{exact} of {all}");
    assert!(same * 100 >= all * 85, "{same} of {all}");
    assert!(guessed * 100 >= all * 80, "{guessed} of {all}");
}

#[test]
fn a_model_that_is_none_is_told_once_and_nothing_waits_for_it() {
    let decoder = Decoder::begin(Path::new("no/such/model.bin").to_owned(), 1).unwrap();
    let mut ear: Ear<u8> = Ear::new(decoder, Language::Zh, 0, true);
    ear.set_open_mic(true);
    let told = hear(&mut ear, &spoken(&clips()[0]));
    assert!(
        told.iter().any(|one| matches!(one, Told::Failed(_))),
        "{told:?}"
    );
    assert!(!told.iter().any(|one| matches!(one, Told::Heard { .. })));
}

#[test]
fn a_decoder_takes_no_stale_guess_for_an_answer() {
    let decoder = Decoder::begin(voice_fixture::model(), 1).unwrap();
    assert!(matches!(
        decoder.wait(Duration::from_secs(60)),
        Some(Answer::Ready { .. })
    ));
    let job = |clip: usize, ticket: u64, guess: Option<u64>| Job {
        ticket,
        segment: speech_in(&spoken(&clips()[clip])),
        guess,
        lang: Language::Zh,
        source: "test".into(),
    };
    decoder.guess(7, job(0, 0, None));
    decoder.hear(job(4, 1, Some(8)));
    decoder.hear(job(0, 2, Some(7)));
    let mut texts = Vec::new();
    for _ in 0..2 {
        let Some(Answer::Heard {
            heard, was_guessed, ..
        }) = decoder.wait(Duration::from_secs(60))
        else {
            panic!("no answer");
        };
        assert!(!was_guessed, "a guess is good for the next job only");
        texts.push(heard.unwrap().raw);
    }
    assert_ne!(texts[0], texts[1]);
    decoder.guess(9, job(0, 0, None));
    decoder.hear(job(0, 3, Some(9)));
    assert!(matches!(
        decoder.wait(Duration::from_secs(60)),
        Some(Answer::Heard {
            was_guessed: true,
            ..
        })
    ));
}

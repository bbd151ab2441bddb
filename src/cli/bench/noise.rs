//! `bench noise`: what a fan, traffic, a slammed door and a second talker do to hearing, to what is understood, and to a mark;
//! noise of our own making, measured now with the model that would listen.

use super::super::desk::Desk;
use super::super::ears::model;
use super::super::outcome::{Failure, Outcome};
use super::super::shelf::{Shelf, open_case};
use super::CASE;
use super::list::bare;
use crate::domain::ids::Language;
use crate::domain::scenario::model::Case;
use crate::files::{FileError, read_text};
use crate::speech::audio::{RATE_HZ, read_all};
use crate::speech::clip::wave;
use crate::speech::noise::{Noise, false_segments, hear_in_noise, mixed, speech_level};
use crate::speech::recogniser::{Listening, Recogniser, RecogniserSettings};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Decibels that the noise lies below the speech.
const SNR_DB: [i16; 3] = [20, 10, 5];
/// Noise alone that is listened to for each row.
const ALONE_S: usize = 60;
/// Of the list every so many sentences, over all voices.
const EVERY: usize = 4;
/// The recordings that play the case, and the script that says when.
const PLAYED: [&str; 2] = ["street-vendor-ideal.ogg", "zh-17-b.ogg"];
const SCRIPT: &str = "street-vendor-ideal.zh.txt";

/// One kind of noise at one level; none of it in the first row.
#[derive(Debug, Serialize)]
struct Row {
    noise: &'static str,
    snr_db: Option<i16>,
    /// Stretches of noise taken for speech, a minute.
    segments_per_min: usize,
    /// Those that gave words, a minute.
    false_per_min: usize,
    sentences: usize,
    missed_onsets: usize,
    exact: usize,
    /// Acts understood from what was heard, against those from what was said; thousandths.
    act_f1_permille: usize,
    /// Points of the case played from recordings in this noise.
    points: i64,
    /// Items of its mark that wait for a person.
    review: usize,
}

#[derive(Debug, Serialize)]
struct Figures {
    model: String,
    fixture: bool,
    rows: Vec<Row>,
}

/// A sentence of the list.
struct Sentence {
    lang: Language,
    text: String,
    sound: Vec<f32>,
}

struct Bench<'a> {
    recogniser: Recogniser,
    sentences: Vec<Sentence>,
    /// What another person says, for each sentence: others' sentences.
    others: Vec<f32>,
    level: f32,
    folder: PathBuf,
    shelf: &'a Shelf,
    case: &'a Case,
    model: PathBuf,
}

pub(super) fn run(named: Option<&Path>, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let (case, _) = open_case(Path::new(CASE), &shelf, desk)?;
    let path = model(named, &shelf.home, desk)?;
    let settings = RecogniserSettings::default();
    let recogniser =
        Recogniser::load(&path, &settings).map_err(|error| Failure::from(error.message()))?;
    let folder = shelf.home.join("tests/fixtures/voice");
    let all = sentences(&folder)?;
    let levels: Vec<f32> = all.iter().map(|one| speech_level(&one.sound)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a list of sentences")]
    let level = levels.iter().sum::<f32>() / levels.len().max(1) as f32;
    let mut bench = Bench {
        recogniser,
        // Of every second sentence one half is heard, the other half is what somebody else says.
        others: all
            .iter()
            .skip(EVERY / 2)
            .step_by(EVERY)
            .flat_map(|one| one.sound.iter().copied().chain([0.0; RATE_HZ as usize / 4]))
            .collect(),
        sentences: all.into_iter().step_by(EVERY).collect(),
        level,
        folder,
        shelf: &shelf,
        case: &case,
        model: path,
    };
    let mut rows = vec![bench.row(None)?];
    show(&rows, desk);
    for noise in Noise::ALL {
        for snr_db in SNR_DB {
            rows.push(bench.row(Some((noise, snr_db)))?);
            show(&rows, desk);
        }
    }
    if desk.json {
        desk.hand_over(&Figures {
            model: bench.recogniser.model_name().to_owned(),
            fixture: bench.recogniser.is_fixture(),
            rows,
        });
    }
    Ok(Outcome::Done)
}

/// Tells the row that was measured last.
fn show(rows: &[Row], desk: &Desk) {
    let Some(row) = rows.last() else { return };
    let noise = desk.words.get(&format!("noise-{}", row.noise));
    let snr = row
        .snr_db
        .map_or_else(|| "–".to_owned(), |db| db.to_string());
    let number = |value: usize| value.to_string();
    desk.tell(
        "bench-noise-row",
        &[
            ("noise", &noise),
            ("snr", &snr),
            ("segments", &number(row.segments_per_min)),
            ("false", &number(row.false_per_min)),
            ("missed", &number(row.missed_onsets)),
            ("exact", &number(row.exact)),
            ("of", &number(row.sentences)),
            ("f", &format!("0.{:03}", row.act_f1_permille.min(999))),
            ("points", &row.points.to_string()),
            ("review", &number(row.review)),
        ],
    );
}

/// The fixture's list with its sounds: file, language, words.
fn sentences(folder: &Path) -> Result<Vec<Sentence>, Failure> {
    let clips = folder.join("clips");
    let mut all = Vec::new();
    for line in read_text(&clips.join("clips.tsv"))?.lines() {
        let mut parts = line.split('\t');
        let (Some(file), Some(Ok(lang)), Some(text)) = (
            parts.next(),
            parts.next().map(str::parse::<Language>),
            parts.next(),
        ) else {
            continue;
        };
        all.push(Sentence {
            lang,
            text: text.to_owned(),
            sound: sound(&clips.join(file))?,
        });
    }
    if all.is_empty() {
        return Err(FileError::Missing(clips).into());
    }
    Ok(all)
}

fn sound(path: &Path) -> Result<Vec<f32>, Failure> {
    read_all(path).map_err(|error| Failure::from(error.message()))
}

impl Bench<'_> {
    fn row(&mut self, noise: Option<(Noise, i16)>) -> Result<Row, Failure> {
        let failed =
            |error: crate::speech::recogniser::RecogniserError| Failure::from(error.message());
        let (segments, heard) = match noise {
            None => (0, 0),
            Some((kind, snr_db)) => {
                let gain = self.level * 10_f32.powf(-f32::from(snr_db) / 20.0);
                let alone: Vec<f32> = kind
                    .make(ALONE_S * RATE_HZ as usize, 1, &self.others)
                    .into_iter()
                    .map(|one| (one * gain).clamp(-1.0, 1.0))
                    .collect();
                false_segments(&alone, &mut self.recogniser, Listening::For(Language::Zh))
                    .map_err(failed)?
            }
        };
        let (mut exact, mut missed) = (0, 0);
        // Right, heard but not said, said but not heard.
        let mut acts = (0, 0, 0);
        for (at, one) in self.sentences.iter().enumerate() {
            let around = mix(&one.sound, noise, at, &self.others);
            let listening = Listening::For(one.lang);
            let got = hear_in_noise(&one.sound, &around, &mut self.recogniser, listening)
                .map_err(failed)?;
            exact += usize::from(bare(&got.text) == bare(&one.text));
            missed += usize::from(got.is_onset_missed);
            let read = |text: &str| -> BTreeSet<_> {
                let reading = self.shelf.read(text, self.case);
                reading.acts.iter().map(|one| one.act).collect()
            };
            let (said, understood) = (read(&one.text), read(&got.text));
            acts.0 += said.intersection(&understood).count();
            acts.1 += understood.difference(&said).count();
            acts.2 += said.difference(&understood).count();
        }
        let (points, review) = self.played(noise)?;
        Ok(Row {
            noise: noise.map_or("none", |(kind, _)| kind.name()),
            snr_db: noise.map(|(_, db)| db),
            segments_per_min: segments * 60 / ALONE_S,
            false_per_min: heard * 60 / ALONE_S,
            sentences: self.sentences.len(),
            missed_onsets: missed,
            exact,
            act_f1_permille: (2000 * acts.0)
                .checked_div(2 * acts.0 + acts.1 + acts.2)
                .unwrap_or(1000),
            points,
            review,
        })
    }

    /// The case played from its recordings in this noise, by the program itself.
    fn played(&self, noise: Option<(Noise, i16)>) -> Result<(i64, usize), Failure> {
        let room = std::env::temp_dir().join(format!("streetwise-noise-{}", std::process::id()));
        let unwritable = |path: &Path| {
            let path = path.to_owned();
            move |source| FileError::Unwritable { path, source }
        };
        std::fs::create_dir_all(&room).map_err(unwritable(&room))?;
        let mut files = Vec::new();
        for (at, name) in PLAYED.into_iter().enumerate() {
            let clip = sound(&self.folder.join("clips").join(name))?;
            let file = room.join(format!("{at}.wav"));
            let noisy = mix(&clip, noise, at + 1000, &self.others);
            std::fs::write(&file, wave(&noisy)).map_err(unwritable(&file))?;
            files.push(file.display().to_string());
        }
        let told = std::env::current_exe().and_then(|program| {
            Command::new(program)
                .env("STREETWISE_HOME", &self.shelf.home)
                .args(["--lang", "zh", "--json", "--data"])
                .arg(room.join("data"))
                .args(["run", CASE, "--audio", &files.join(","), "--text"])
                .arg(self.folder.join(SCRIPT))
                .arg("--model")
                .arg(&self.model)
                .arg("--out")
                .arg(room.join("out"))
                .output()
        });
        let _ = std::fs::remove_dir_all(&room);
        let failed = |detail: String| {
            Failure::new(Outcome::Machine, "fail-bench-noise").with("detail", detail)
        };
        let told = told.map_err(|error| failed(error.to_string()))?;
        if !told.status.success() {
            // Points of a run that did not go through would be a figure like any other.
            return Err(failed(String::from_utf8_lossy(&told.stderr).into_owned()));
        }
        let mark: serde_json::Value = serde_json::from_slice(&told.stdout).map_err(|error| {
            failed(format!(
                "{error}: {}",
                String::from_utf8_lossy(&told.stderr)
            ))
        })?;
        Ok((
            mark["score"]["points"].as_i64().unwrap_or(0),
            mark["review"].as_array().map_or(0, Vec::len),
        ))
    }
}

/// A sound in noise, or as it is with silence around.
fn mix(sound: &[f32], noise: Option<(Noise, i16)>, seed: usize, others: &[f32]) -> Vec<f32> {
    match noise {
        Some((kind, snr_db)) => {
            let seed = u32::try_from(seed).unwrap_or(0);
            mixed(sound, kind, f32::from(snr_db), seed, others)
        }
        None => mixed(sound, Noise::Talker, 0.0, 0, &[]),
    }
}

//! `bench voice`: how fast the program hears, measured now and on this machine, beside bare Whisper in the same run.

use super::desk::Desk;
use super::ears::model;
use super::outcome::{Failure, Outcome};
use crate::domain::ids::Language;
use crate::speech::bench::{BenchClip, VoiceFigures, measure};
use crate::speech::decoder::threads_beside_a_street;
use std::path::Path;
use std::time::Duration;

/// Everything, loading included, is done within this.
const SPAN: Duration = Duration::from_secs(45);

/// Measures with a model, or with the one that would be used.
pub(super) fn run(named: Option<&Path>, desk: &Desk) -> Result<Outcome, Failure> {
    let home = crate::files::home()?;
    let path = model(named, &home, desk)?;
    let folder = home.join("tests/fixtures/voice/clips");
    let clips: Vec<BenchClip> = crate::files::list(&folder, "ogg")
        .into_iter()
        .filter_map(|file| {
            let name = file.file_name()?.to_string_lossy().into_owned();
            let lang = match name.split_once('-')?.0 {
                "zh" => Language::Zh,
                "en" => Language::En,
                _ => return None,
            };
            Some(BenchClip { file, lang })
        })
        // A spread over all sentences and voices, however far the time reaches.
        .enumerate()
        .filter(|(at, _)| at % 9 == 4)
        .map(|(_, clip)| clip)
        .collect();
    if clips.is_empty() {
        return Err(crate::files::FileError::Missing(folder).into());
    }
    let figures = measure(&path, &clips, threads_beside_a_street(), SPAN)
        .map_err(|error| Failure::from(error.message()))?;
    if desk.json {
        desk.hand_over(&figures);
        return whole(&figures);
    }
    let ms = |value: Option<u64>| value.map_or_else(|| "—".to_owned(), |ms| ms.to_string());
    let of_two = |value: f64| format!("{value:.2}");
    for (id, value) in [
        ("bench-voice-bare", of_two(figures.decode_ratio_to_bare)),
        (
            "bench-voice-whole",
            of_two(figures.decode_ratio_to_full_window),
        ),
        (
            "bench-voice-streamed",
            format!("{} / {}", figures.answered, figures.streamed),
        ),
        ("bench-voice-reaction", ms(figures.reaction_ms_p50)),
        ("bench-voice-answer", ms(figures.answer_ms_p50)),
        ("bench-voice-answer-most", ms(figures.answer_ms_p95)),
    ] {
        desk.tell(id, &[("value", &value), ("model", &figures.model)]);
    }
    whole(&figures)
}

/// Figures of the answered alone say nothing of those that were not.
fn whole(figures: &VoiceFigures) -> Result<Outcome, Failure> {
    if figures.is_whole() {
        return Ok(Outcome::Done);
    }
    Err(Failure::new(Outcome::Machine, "fail-bench-unanswered")
        .with("answered", figures.answered.to_string())
        .with("streamed", figures.streamed.to_string()))
}

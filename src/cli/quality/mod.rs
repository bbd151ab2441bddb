//! `quality`: the published figures, measured now: understanding on the development set, on the blind set where it lies
//! beside it, and on the material itself, with the gaps; the voice fixture in unheard voices; how far the mark moves when
//! the recogniser errs.

mod stability;

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::shelf::Shelf;
use crate::domain::act::Act;
use crate::domain::ids::Language;
use crate::domain::understanding::measure::{LabelledLine, Measurement, labelled_lines};
use crate::domain::understanding::noise::Noise;
use crate::files::{list, read_text};
use serde::Serialize;
use stability::{Stability, stability};
use std::path::Path;

#[derive(Debug, clap::Args)]
pub(super) struct QualityArgs {
    #[arg(long)]
    stability: bool,
}

/// One figure.
#[derive(Debug, Serialize)]
struct Figure {
    name: String,
    lines: u32,
    precision: u32,
    recall: u32,
    f1: u32,
}

/// Everything published.
#[derive(Debug, Serialize)]
struct Published {
    /// The development set.
    dev: Group,
    /// Lines kept from everybody who worked on the understanding.
    #[serde(skip_serializing_if = "Option::is_none")]
    blind: Option<Group>,
    /// Such lines again, half of them lawful words that look like wrong conduct or the other way round; never measured
    /// while a model is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    blind_hard: Option<Group>,
    /// The material trained on.
    seen: Group,
    /// F1 on the material less F1 on the hardest set that is there.
    gap_f1: i64,
    stability: Stability,
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<Voice>,
}

/// Figures on one file of labelled lines.
#[derive(Debug, Serialize)]
struct Group {
    figures: Vec<Figure>,
    wrong_conduct: Figure,
    wrong_false_alarms: u32,
    off_topic_lines: u32,
    off_topic_read_as_something: u32,
}

impl Group {
    fn of(measurement: &Measurement) -> Self {
        let wrong = measurement.wrong;
        Self {
            figures: figures(measurement),
            wrong_conduct: Figure {
                name: "wrong_conduct".to_owned(),
                lines: wrong.lines,
                precision: wrong.precision(),
                recall: wrong.recall(),
                f1: wrong.f1(),
            },
            wrong_false_alarms: wrong.false_alarms(),
            off_topic_lines: measurement.silent.0,
            off_topic_read_as_something: measurement.silent.1,
        }
    }
}

/// The voice fixture in voices it never heard.
#[derive(Debug, Serialize)]
struct Voice {
    clips: u32,
    exact: u32,
    rejects: u32,
    silent: u32,
}

pub(super) fn run(args: &QualityArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    if args.stability {
        return only_stability(&shelf, desk);
    }
    let sets = shelf.home.join("tests").join("data").join("understanding");
    let dev = measure(&shelf, &lines_of(&sets.join("dev.tsv"))?);
    let if_there = |name: &str| {
        let file = sets.join(name);
        file.is_file()
            .then(|| lines_of(&file).map(|lines| measure(&shelf, &lines)))
            .transpose()
    };
    let blind = if_there("blind.tsv")?;
    let blind_hard = if_there("blind-hard.tsv")?;
    let seen_lines = material(&shelf)?;
    let seen = measure(&shelf, &seen_lines);
    let published = Published {
        gap_f1: i64::from(seen.group("", None).f1())
            - i64::from(
                blind_hard
                    .as_ref()
                    .or(blind.as_ref())
                    .unwrap_or(&dev)
                    .group("", None)
                    .f1(),
            ),
        dev: Group::of(&dev),
        blind: blind.as_ref().map(Group::of),
        blind_hard: blind_hard.as_ref().map(Group::of),
        seen: Group::of(&seen),
        stability: stability(
            &shelf,
            desk,
            &Noise::from_texts(seen_lines.iter().map(|line| line.text.as_str())),
        )?,
        voice: voice(&shelf)?,
    };
    if desk.json {
        desk.hand_over(&published);
    } else {
        tell(&published, desk);
    }
    Ok(Outcome::Done)
}

/// The mark's stability alone, run by run.
fn only_stability(shelf: &Shelf, desk: &Desk) -> Result<Outcome, Failure> {
    let seen = material(shelf)?;
    let noise = Noise::from_texts(seen.iter().map(|line| line.text.as_str()));
    let told = stability(shelf, desk, &noise)?;
    if desk.json {
        desk.hand_over(&told);
    } else {
        tell_stability(&told, desk);
    }
    Ok(Outcome::Done)
}

/// The lines that understanding is trained on.
fn material(shelf: &Shelf) -> Result<Vec<LabelledLine>, Failure> {
    let folder = shelf
        .home
        .join("assets")
        .join("packs")
        .join("lexicon")
        .join("material");
    let mut lines = Vec::new();
    for path in list(&folder, "tsv") {
        lines.extend(lines_of(&path)?);
    }
    Ok(lines)
}

fn lines_of(path: &Path) -> Result<Vec<LabelledLine>, Failure> {
    labelled_lines(&read_text(path)?).map_err(|broken| {
        let numbers: Vec<String> = broken.iter().map(ToString::to_string).collect();
        Failure::new(Outcome::Fault, "fail-file-unreadable")
            .with("path", path.display().to_string())
            .with("detail", numbers.join(", "))
    })
}

fn measure(shelf: &Shelf, lines: &[LabelledLine]) -> Measurement {
    let mut measurement = Measurement::default();
    for line in lines {
        let read: Vec<Act> = shelf
            .read_plain(&line.text, Some(line.lang))
            .acts
            .iter()
            .map(|one| one.act)
            .collect();
        measurement.add(line, &read);
    }
    measurement
}

fn figures(measurement: &Measurement) -> Vec<Figure> {
    measurement
        .groups
        .iter()
        .map(|((kind, lang), tally)| Figure {
            name: format!(
                "{} {}",
                if kind.is_empty() { "all" } else { kind },
                lang.map_or("zh+en", Language::tag)
            ),
            lines: tally.lines,
            precision: tally.precision(),
            recall: tally.recall(),
            f1: tally.f1(),
        })
        .collect()
}

#[cfg(feature = "voice")]
fn voice(shelf: &Shelf) -> Result<Option<Voice>, Failure> {
    use crate::speech::listen::listen;
    use crate::speech::model_file::is_fixture;
    use crate::speech::recogniser::{Listening, Recogniser, RecogniserSettings};
    let folder = shelf.home.join("tests").join("fixtures").join("voice");
    let Some(model) = list(&folder, "xz")
        .into_iter()
        .find(|path| is_fixture(path))
    else {
        return Ok(None);
    };
    let mut recogniser = Recogniser::load(&model, &RecogniserSettings::default())
        .map_err(|error| Failure::from(error.message()))?;
    let clips = folder.join("clips");
    let mut said = |name: &str, lang: Language| -> Result<String, Failure> {
        let heard = listen(&clips.join(name), &mut recogniser, Listening::For(lang))
            .map_err(|error| Failure::from(error.message()))?;
        Ok(heard.iter().map(|one| bare(&one.text)).collect())
    };
    let mut told = Voice {
        clips: 0,
        exact: 0,
        rejects: 0,
        silent: 0,
    };
    for row in rows(&clips.join("clips.tsv"))? {
        let [name, lang, text, ..] = row.as_slice() else {
            continue;
        };
        let Ok(lang) = lang.parse() else { continue };
        told.clips += 1;
        told.exact += u32::from(said(name, lang)? == bare(text));
    }
    for row in rows(&clips.join("rejects.tsv"))? {
        let Some(name) = row.first() else { continue };
        if clips.join(name).is_file() {
            told.rejects += 1;
            told.silent += u32::from(said(name, Language::Zh)?.is_empty());
        }
    }
    Ok(Some(told))
}

#[cfg(not(feature = "voice"))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the hearing program's answer has this shape"
)]
const fn voice(_shelf: &Shelf) -> Result<Option<Voice>, Failure> {
    Ok(None)
}

/// Rows of a table, comments and header left out.
#[cfg(feature = "voice")]
fn rows(path: &Path) -> Result<Vec<Vec<String>>, Failure> {
    Ok(read_text(path)?
        .lines()
        .filter(|line| {
            !line.starts_with('#') && !line.starts_with("file\t") && !line.trim().is_empty()
        })
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect())
}

/// Letters and digits alone: the fixture writes no punctuation.
#[cfg(feature = "voice")]
fn bare(text: &str) -> String {
    text.chars()
        .filter(|one| one.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn tell(published: &Published, desk: &Desk) {
    let line =
        |name: &str, value: &str| desk.tell("quality-line", &[("name", name), ("value", value)]);
    let share = |value: u32| format!("0.{value:03}").replace("0.1000", "1.000");
    let groups = [
        ("dev", Some(&published.dev)),
        ("blind", published.blind.as_ref()),
        ("blind hard", published.blind_hard.as_ref()),
        ("seen", Some(&published.seen)),
    ];
    for (name, group) in groups {
        let Some(group) = group else { continue };
        for one in &group.figures {
            line(
                &format!("{name} {}", one.name),
                &format!(
                    "F1 {}  P {}  R {}  n {}",
                    share(one.f1),
                    share(one.precision),
                    share(one.recall),
                    one.lines
                ),
            );
        }
        let wrong = &group.wrong_conduct;
        line(
            &format!("{name} wrong_conduct"),
            &format!(
                "R {}  false {} / {}",
                share(wrong.recall),
                group.wrong_false_alarms,
                wrong.lines
            ),
        );
        line(
            &format!("{name} off_topic"),
            &format!(
                "read {} / {}",
                group.off_topic_read_as_something, group.off_topic_lines
            ),
        );
    }
    line("gap", &format!("F1 {} / 1000", published.gap_f1));
    tell_stability(&published.stability, desk);
    if let Some(voice) = &published.voice {
        line(
            "voice_fixture",
            &format!(
                "exact {} / {}, silent {} / {}",
                voice.exact, voice.clips, voice.silent, voice.rejects
            ),
        );
    }
}

fn tell_stability(told: &Stability, desk: &Desk) {
    for figures in &told.figures {
        let name = format!(
            "mark_stability{}{}",
            if figures.keeps_marks {
                ""
            } else {
                ", no punctuation"
            },
            if figures.says_again {
                ""
            } else {
                ", said once"
            },
        );
        desk.tell(
            "quality-line",
            &[
                ("name", &name),
                (
                    "value",
                    &format!(
                        "max {}  mean {}  breached {}  review {} / {}  ({} runs, CER {} %)",
                        figures.moved_max,
                        tenths(figures.moved_sum, figures.runs),
                        figures.breached,
                        figures.review,
                        figures.items,
                        figures.runs,
                        told.error_per_mille / 10
                    ),
                ),
            ],
        );
    }
}

/// A mean with one decimal, in whole numbers.
fn tenths(sum: u32, count: u32) -> String {
    let tenths = (sum * 10).checked_div(count).unwrap_or(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}

//! `run CASE`: plays a case without a window, from a walk-through, a script, or sound, and leaves record, mark and report.

use super::desk::Desk;
use super::ears::Ears;
use super::exam::{self, Sitting, checked_id, checked_trainee};
use super::narrate::Narrator;
use super::outcome::{Failure, Outcome};
use super::shelf::{Shelf, open_case};
use crate::domain::ids::{Millis, Permille};
use crate::domain::record::{Exam, FORMAT, Header};
use crate::domain::rehearsal::{
    DO_MS, Player, Run, SAY_MS, Stage, into_last_line, rehearse, talking,
};
use crate::domain::scenario::load::read;
use crate::domain::scenario::model::Case;
use crate::domain::scenario::walkthrough::WalkthroughFile;
use crate::domain::script::{Manner, ScriptLine, hear_without_sound, parse, unknown_words};
use crate::domain::session::{Heard, Input, Mode, Rules, Setup};
use crate::files::{RecordWriter, read_text};
pub(super) use crate::store::audit::now;
use crate::store::sittings::UNNAMED;
pub(super) use crate::store::{MARK_FILE as ASSESSMENT_FILE, RECORD_FILE, REPORT_FILE};
use std::path::{Path, PathBuf};

/// After the last input people still finish what they are saying; then the trainee leaves.
const LAST_WORDS_MS: u64 = 10_000;

#[derive(Debug, clap::Args)]
pub(super) struct RunArgs {
    #[arg(value_name = "CASE")]
    case: PathBuf,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["audio", "text"])]
    walkthrough: Option<PathBuf>,
    #[arg(long, value_name = "FILE,…", value_delimiter = ',')]
    audio: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    level: u8,
    #[arg(long, value_name = "ID", conflicts_with = "exam")]
    persona: Option<String>,
    #[arg(long)]
    seed: Option<u64>,
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    #[arg(long, conflicts_with = "walkthrough")]
    exam: bool,
    #[arg(long, value_name = "ID")]
    trainee: Option<String>,
    #[arg(long, value_name = "ID", requires = "exam")]
    assignment: Option<String>,
    #[arg(long, requires = "exam")]
    sealed: bool,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[cfg(feature = "web")]
    #[command(flatten)]
    line: super::line::LineArgs,
}

pub(super) fn run(args: &RunArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let (case, walkthroughs) = open_case(&args.case, &shelf, desk)?;
    let versions = shelf.content.versions_for(&case.version);
    let lang = desk.words.lang();
    let understand = |text: &str| shelf.read(text, &case);
    let stage = Stage {
        case: &case,
        rules: &shelf.content.rules,
        understand: &understand,
        versions: &versions,
    };
    let unknown = |id: String| Failure::new(Outcome::Usage, "fail-not-in-case").with("id", id);
    if let Some(path) = &args.walkthrough {
        let own = format!("{}.ron", path.display());
        let by_name = |one: &(String, WalkthroughFile)| one.0.rsplit('/').next() == Some(&own);
        let file = match walkthroughs.into_iter().find(by_name) {
            Some((_, file)) => file,
            None => {
                let text = read_text(path)?;
                read::<WalkthroughFile>(&path.display().to_string(), &text)
                    .map_err(|one| Failure::Finding(*one))?
            }
        };
        #[cfg(feature = "web")]
        if args.line.is_asked() {
            let trainee = trainee(args)?;
            let header = super::line::header(&stage, &file, trainee, now());
            let folder = folder(args, desk, &header);
            let run = super::line::play(&args.line, stage, &file, header, &folder, &shelf, desk)?;
            hand_over(&run, &folder, &case, &shelf, desk)?;
            return Ok(Outcome::Done);
        }
        let run = rehearse(stage, &file, false).map_err(unknown)?;
        let mut narrator = Narrator::new(desk, &case, &shelf.content);
        narrator.tell_all(&run.record.events);
        let folder = folder(args, desk, &run.record.header);
        let mut writer = RecordWriter::create(&folder.join(RECORD_FILE))?;
        writer.append(&run.text)?;
        writer.sync()?;
        for broken in &run.broken {
            let place = match broken.step {
                Some(step) => desk
                    .words
                    .with("run-at-step", &[("step", &(step + 1).to_string())]),
                None => desk.words.get("run-at-end"),
            };
            desk.warn(&desk.words.promise(&place, &broken.words()));
        }
        let kept = run.broken.is_empty();
        hand_over(&run, &folder, &case, &shelf, desk)?;
        return Ok(if kept { Outcome::Done } else { Outcome::Fault });
    }
    #[cfg(feature = "web")]
    if args.line.is_asked() {
        return Err(Failure::new(Outcome::Usage, "fail-station-walkthrough"));
    }
    let script = match &args.text {
        None => Vec::new(),
        Some(path) => parse(&read_text(path)?).map_err(|errors| {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            Failure::new(Outcome::Fault, "fail-script")
                .with("path", path.display().to_string())
                .with("detail", lines.join("\n"))
        })?,
    };
    if script.is_empty() && args.audio.is_empty() {
        return Err(Failure::new(Outcome::Usage, "fail-run-nothing"));
    }
    if let Some(line) = hear_without_sound(&script, !args.audio.is_empty()) {
        return Err(
            Failure::new(Outcome::Usage, "fail-hear-nothing").with("line", line.to_string())
        );
    }
    tell_unknown_words(&script, &case, args.exam, desk);
    let needs_ears = !args.audio.is_empty()
        || script
            .iter()
            .any(|(_, line)| matches!(line, ScriptLine::Hear { .. }));
    let mut ears = if needs_ears {
        let mut ears = Ears::open(args.model.as_deref(), &shelf, desk, lang, trainee(args)?)?;
        ears.take(&args.audio, desk)?;
        Some(ears)
    } else {
        None
    };
    let sitting = sitting(args, &case, desk)?;
    let header = Header {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        case: case.id.clone(),
        case_hash: case.hash.clone(),
        versions: versions.clone(),
        setup: Setup {
            level: args.level,
            mode: if args.exam {
                Mode::Exam
            } else {
                Mode::Practice
            },
            seed: args
                .seed
                .unwrap_or_else(|| sitting.as_ref().map_or(0, Sitting::seed)),
            party: args.persona.clone(),
        },
        trainee: trainee(args)?.to_owned(),
        started_at: now(),
        lang,
        recogniser: ears.as_ref().map_or_else(String::new, Ears::model_name),
        exam: sitting.as_ref().map(|one| one.exam.clone()),
    };
    let folder = folder(args, desk, &header);
    // What the case does not have is said before the exam counts as sat and before there is a record.
    let player = Player::begin(stage, header).map_err(unknown)?;
    if let Some(sitting) = &sitting {
        sitting.begin(desk, &folder)?;
    }
    let mut live = Live {
        rules: &shelf.content.rules,
        writer: RecordWriter::create(&folder.join(RECORD_FILE))?,
        narrator: Narrator::new(desk, &case, &shelf.content),
        player,
        told: 0,
    };
    live.keep_up()?;
    let base = args
        .text
        .as_deref()
        .and_then(Path::parent)
        .map(Path::to_owned);
    let room = (base.as_deref(), desk);
    play(&script, &mut ears, room, &understand, &mut live)?;
    let run = live.close()?;
    hand_over(&run, &folder, &case, &shelf, desk)?;
    Ok(Outcome::Done)
}

/// Words of a script that mean nothing in the case: the run goes on without them, as the street does. An exam lists no
/// ids that nobody came near to.
fn tell_unknown_words(script: &[(usize, ScriptLine)], case: &Case, in_exam: bool, desk: &Desk) {
    for one in unknown_words(case, script) {
        let near = if one.near.is_empty() && !in_exam {
            one.known.join(", ")
        } else {
            one.near
        };
        desk.warn(&desk.words.with(
            "run-unknown-word",
            &[
                ("line", &one.line.to_string()),
                ("kind", one.kind),
                ("word", &one.word),
                ("near", &near),
            ],
        ));
    }
}

/// A run whose record is on disk before anything is told.
struct Live<'a> {
    rules: &'a Rules,
    writer: RecordWriter,
    narrator: Narrator<'a>,
    player: Player<'a>,
    told: usize,
}

impl Live<'_> {
    fn input(&mut self, takes: Millis, input: Input) -> Result<(), Failure> {
        let at = self.player.now().plus(takes);
        self.input_at(at, input)
    }

    /// Words whose last sound comes after so long; whoever talks for long is known to before that.
    fn say(&mut self, takes: Millis, talks: Option<Millis>, heard: Heard) -> Result<(), Failure> {
        let end = self.player.now().plus(takes);
        if let Some(lasts) = talks {
            let begins = Millis(end.0.saturating_sub(lasts.0));
            let mut at = begins.max(self.player.now());
            for (span, input) in talking(self.rules, lasts, heard.to.as_deref()) {
                at = at.plus(span);
                if let Some(input) = input {
                    self.input_at(at, input)?;
                }
            }
        }
        self.input_at(end, Input::Said(heard))
    }

    fn input_at(&mut self, at: Millis, input: Input) -> Result<(), Failure> {
        self.player.input(at, input);
        self.keep_up()
    }

    fn wait(&mut self, span: Millis) -> Result<(), Failure> {
        let until = self.player.now().plus(span);
        self.player.wait(until);
        self.keep_up()
    }

    fn keep_up(&mut self) -> Result<(), Failure> {
        let lines = self.player.new_lines().to_owned();
        self.writer.append(&lines)?;
        let events = &self.player.events()[self.told..];
        self.narrator.tell_all(events);
        self.told = self.player.events().len();
        Ok(())
    }

    fn close(mut self) -> Result<Run, Failure> {
        self.wait(Millis(LAST_WORDS_MS))?;
        if !self.player.state().is_over() {
            self.input(Millis(0), Input::Leave)?;
        }
        let written = self.player.written();
        let run = self.player.finish();
        self.writer.append(&run.text[written..])?;
        self.writer.sync()?;
        Ok(run)
    }
}

/// Plays script and sound. Without a script every segment of the sound is one utterance.
fn play(
    script: &[(usize, ScriptLine)],
    ears: &mut Option<Ears>,
    (base, desk): (Option<&Path>, &Desk),
    understand: &dyn Fn(&str) -> crate::domain::understanding::Reading,
    live: &mut Live<'_>,
) -> Result<(), Failure> {
    for (_, line) in script {
        if live.player.state().is_over() {
            return Ok(());
        }
        match line {
            ScriptLine::Say { to, text, how } => {
                let lasts = match how {
                    Manner::Long(lasts) => *lasts,
                    Manner::Plain | Manner::Over => Millis(SAY_MS),
                };
                let over = match how {
                    Manner::Over => into_last_line(live.player.events()),
                    Manner::Plain | Manner::Long(_) => None,
                };
                let heard = Heard {
                    text: text.clone(),
                    sure: Permille::FULL,
                    reading: understand(text),
                    to: to.clone(),
                    source: None,
                    heard_by: None,
                    over,
                };
                // Only who says so talks for long: six seconds stand for any sentence.
                let talks = matches!(how, Manner::Long(_)).then_some(lasts);
                live.say(lasts, talks, heard)?;
            }
            ScriptLine::Hear { to, file } => {
                let Some(ears) = ears.as_mut() else { continue };
                if let Some(file) = file {
                    let path = base.map_or_else(|| PathBuf::from(file), |base| base.join(file));
                    ears.take(&[path], desk)?;
                }
                hear_next(ears, to.as_ref(), understand, live)?;
            }
            ScriptLine::Wait(span) => live.wait(*span)?,
            ScriptLine::Do { action, target } => live.input(
                Millis(DO_MS),
                Input::Did {
                    action: action.clone(),
                    target: target.clone(),
                    tool: None,
                },
            )?,
            ScriptLine::Move(zone) => live.input(
                Millis(DO_MS),
                Input::Moved {
                    zone: zone.clone(),
                    distance_cm: None,
                    facing: None,
                    gaze: None,
                },
            )?,
            ScriptLine::Paper { form, fields } => live.input(
                Millis(DO_MS),
                Input::Paper {
                    form: form.clone(),
                    fields: fields.clone(),
                },
            )?,
            ScriptLine::Inject(inject) => live.input(
                Millis(DO_MS),
                Input::Instructor {
                    inject: inject.clone(),
                },
            )?,
        }
    }
    if let Some(ears) = ears.as_mut() {
        while ears.has_more() && !live.player.state().is_over() {
            hear_next(ears, None, understand, live)?;
        }
    }
    Ok(())
}

/// The next segment of sound goes into the case at the moment it ended.
fn hear_next(
    ears: &mut Ears,
    to: Option<&String>,
    understand: &dyn Fn(&str) -> crate::domain::understanding::Reading,
    live: &mut Live<'_>,
) -> Result<(), Failure> {
    let Some(segment) = ears.next() else {
        return Ok(());
    };
    let heard = Heard {
        reading: understand(&segment.text),
        text: segment.text,
        sure: segment.sure,
        to: to.cloned(),
        source: Some(segment.source),
        heard_by: segment.heard_by,
        over: None,
    };
    let takes = Millis(segment.takes_ms);
    live.say(takes, Some(Millis(segment.lasts_ms)), heard)
}

/// Who plays. An exam must know; practice need not.
fn trainee(args: &RunArgs) -> Result<&str, Failure> {
    let trainee = match &args.trainee {
        Some(trainee) => trainee,
        None if args.exam => return Err(Failure::new(Outcome::Usage, "fail-exam-trainee")),
        None => UNNAMED,
    };
    checked_trainee(trainee)?;
    Ok(trainee)
}

/// The exam that is about to be sat, if it is one. Without an assignment each case is sat once on each level.
fn sitting<'a>(
    args: &'a RunArgs,
    case: &'a Case,
    desk: &Desk,
) -> Result<Option<Sitting<'a>>, Failure> {
    let trainee = trainee(args)?;
    if !args.exam {
        return Ok(None);
    }
    let assignment = args
        .assignment
        .clone()
        .unwrap_or_else(|| format!("{}-{}", case.id, args.level));
    checked_id("--assignment", &assignment)?;
    let exam = Exam {
        assignment,
        sealed: args.sealed,
    };
    let exam = super::assigned::by_the_store(exam, trainee, &case.id, args.level, desk)?;
    Ok(Some(Sitting {
        case,
        level: args.level,
        trainee,
        exam,
    }))
}

/// Where a run's files go: the option, else a folder of its own in the store.
fn folder(args: &RunArgs, desk: &Desk, header: &Header) -> PathBuf {
    args.out.clone().unwrap_or_else(|| {
        let stamp: String = now().chars().filter(char::is_ascii_digit).collect();
        desk.data()
            .join("results")
            .join(header.exam.as_ref().map_or_else(
                || format!("{stamp}-{}-{}", header.case, header.trainee),
                |exam| {
                    format!(
                        "{stamp}-{}-{}-{}",
                        header.case, header.trainee, exam.assignment
                    )
                },
            ))
    })
}

fn hand_over(
    run: &Run,
    folder: &Path,
    case: &Case,
    shelf: &Shelf,
    desk: &Desk,
) -> Result<(), Failure> {
    if run.record.sealed_mark.is_some() {
        return exam::seal(&run.assessment, &run.record, folder, desk);
    }
    exam::lay_out(
        &run.assessment,
        &run.record,
        case,
        &shelf.content,
        folder,
        desk,
    )?;
    if desk.json {
        desk.hand_over(&run.assessment);
    } else {
        super::assess::tell(&run.assessment, desk);
        let path = |name: &str| folder.join(name).display().to_string();
        desk.tell(
            "run-files",
            &[
                ("record", &path(RECORD_FILE)),
                ("assessment", &path(ASSESSMENT_FILE)),
                ("report", &path(REPORT_FILE)),
            ],
        );
    }
    Ok(())
}

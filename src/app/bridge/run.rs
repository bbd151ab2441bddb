//! A run from its plan to its mark: begins the record, keeps the engine's player, hands over the finished run.

use super::CaseTrouble;
use super::again::{Again, Beside, ReplayFrom};
use super::anew::Prepared;
use crate::album::reported;
use crate::app::library::{Entry, Library};
use crate::app::options::PlayOptions;
use crate::app::voice::Hearing;
use crate::app::words::Tongue;
use crate::app::{Pause, Screen, Settings};
use crate::domain::ids::{Language, Millis};
use crate::domain::packs::TurnRules;
use crate::domain::record::{Event, Exam, FORMAT, Header};
use crate::domain::rehearsal::{Player, Run};
use crate::domain::scenario::model::{Case, Person, Role};
use crate::domain::session::{Input, Mode, Rules, Setup, State};
use crate::files::{FileError, RecordWriter, write_whole};
use crate::report::{ReportInput, render};
use crate::store::sittings::{SEALED_FILE, Sitting, is_sealed, may_be_trainee};
use crate::store::{MARK_FILE, RECORD_FILE};
use crate::wording::Wording;
use bevy::prelude::*;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What is to be played, chosen in the menu or by options.
#[derive(Resource, Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Place of the case on the shelf.
    pub case: usize,
    /// Level.
    pub level: u8,
    /// Party; the level's first in practice, drawn in an exam.
    pub party: Option<String>,
    /// Seed of the draws.
    pub seed: u64,
    /// Practice or exam.
    pub mode: Mode,
    /// Pseudonym.
    pub trainee: String,
    /// Whether the tutorial leads through it.
    pub is_tutorial: bool,
}

/// Why a run could not begin or go on.
#[derive(Debug, Error)]
pub enum StartError {
    /// Not on the shelf.
    #[error("case {0}")]
    NoCase(usize),
    /// The case does not have this level or party.
    #[error("{0}")]
    NotInCase(String),
    /// The record could not be written.
    #[error(transparent)]
    File(#[from] FileError),
}

/// The running case.
#[derive(Resource)]
pub struct ActiveCase {
    /// What is played.
    pub plan: Plan,
    pub(super) entry: &'static Entry,
    pub(super) content: &'static crate::content::Content,
    pub(super) player: Player<'static>,
    /// None where a finished run is seen again.
    pub(super) writer: Option<RecordWriter>,
    pub(super) again: Option<Again>,
    pub(super) wording: Wording<'static>,
    pub(super) folder: PathBuf,
    /// Case time that has passed, in milliseconds.
    pub(super) clock_ms: u64,
    /// Events already handed out.
    pub(super) told: usize,
}

/// A run that is over, with its mark.
#[derive(Resource)]
pub struct FinishedRun {
    /// What was played.
    pub plan: Plan,
    /// Record, mark and last state.
    pub run: Run,
    /// The case.
    pub entry: &'static Entry,
    /// Where record, mark and report lie.
    pub folder: PathBuf,
    /// Whether mark and report could be written.
    pub trouble: Option<String>,
}

impl FinishedRun {
    /// Whether its mark was put away and nobody has opened it.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        is_sealed(&self.run.record, &self.folder)
    }
}

impl ActiveCase {
    /// Begins a run: its record is on disk before anything is told.
    ///
    /// # Errors
    /// See [`StartError`].
    pub fn begin(
        library: Library,
        plan: Plan,
        lang: Language,
        recogniser: String,
        folder: PathBuf,
        started_at: String,
        exam: Option<Exam>,
    ) -> Result<Self, StartError> {
        let entry = library
            .entry(plan.case)
            .ok_or(StartError::NoCase(plan.case))?;
        let stage = library
            .stage(plan.case)
            .ok_or(StartError::NoCase(plan.case))?;
        let header = Header {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            case: entry.case.id.clone(),
            case_hash: entry.case.hash.clone(),
            versions: entry.versions.clone(),
            setup: Setup {
                level: plan.level,
                mode: plan.mode,
                seed: plan.seed,
                party: plan.party.clone(),
            },
            trainee: plan.trainee.clone(),
            started_at,
            lang,
            recogniser,
            exam,
        };
        let player = Player::begin(stage, header).map_err(StartError::NotInCase)?;
        let writer = RecordWriter::create(&folder.join(RECORD_FILE))?;
        let content = library.0.content;
        let wording = Wording::of_run(&entry.case, content, lang, player.events());
        let mut active = Self {
            plan,
            entry,
            content,
            player,
            writer: Some(writer),
            again: None,
            wording,
            folder,
            clock_ms: 0,
            told: 0,
        };
        active.keep()?;
        Ok(active)
    }

    /// The case.
    #[must_use]
    pub const fn case(&self) -> &'static Case {
        &self.entry.case
    }

    /// The case with folder, stage and place.
    #[must_use]
    pub const fn entry(&self) -> &'static Entry {
        self.entry
    }

    /// Who may speak while somebody else does.
    #[must_use]
    pub const fn turns(&self) -> &'static TurnRules {
        &self.content.rules.turns
    }

    /// How words and deeds move people.
    #[must_use]
    pub const fn rules(&self) -> &'static Rules {
        &self.content.rules
    }

    /// The engine's state.
    #[must_use]
    pub const fn state(&self) -> &State {
        self.player.state()
    }

    /// Where record, mark and report lie.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Case time.
    #[must_use]
    pub const fn now(&self) -> Millis {
        Millis(self.clock_ms)
    }

    /// Everything that happened.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        self.player.events()
    }

    /// Words of this run.
    #[must_use]
    pub const fn wording(&self) -> &Wording<'static> {
        &self.wording
    }

    /// Words of this run in another language.
    pub fn speak(&mut self, lang: Language) {
        self.wording = Wording::of_run(&self.entry.case, self.content, lang, self.player.events());
    }

    /// Whether somebody of the case is there.
    #[must_use]
    pub fn is_present(&self, person: &str) -> bool {
        self.case()
            .person(person)
            .is_some_and(|found| self.state().people[found.at()].present)
    }

    /// Whoever of a role is there; the first of several.
    #[must_use]
    pub fn present(&self, role: Role) -> Option<&'static Person> {
        self.case()
            .people
            .iter()
            .find(|one| one.role == role && self.is_present(&one.id))
    }

    /// Id of the party of this run.
    #[must_use]
    pub fn party(&self) -> &'static str {
        &self.entry.case.people[self.state().party.at()].id
    }

    /// The record so far goes to the disk; a write to a local file of some hundred bytes, so it stays on the tick.
    pub(super) fn keep(&mut self) -> Result<(), FileError> {
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        let lines = self.player.new_lines();
        if lines.is_empty() {
            return Ok(());
        }
        writer.append(lines)
    }

    pub(super) fn input(&mut self, input: Input) {
        let now = self.now();
        self.player.input(now, input);
    }

    pub(super) fn wait(&mut self) {
        let now = self.now();
        self.player.wait(now);
    }

    /// Closes the record, marks the run, writes mark and report.
    pub(super) fn finish(mut self, lang: Language) -> FinishedRun {
        let mut trouble = self.keep().err().map(|error| error.to_string());
        let written = self.player.written();
        let run = self.player.finish();
        let closed = self
            .writer
            .as_mut()
            .map_or(Ok(()), |writer| {
                writer.append(&run.text[written..])?;
                writer.sync()
            })
            .and_then(|()| hand_over(&run, self.entry, self.content, &self.folder, lang));
        if let Err(error) = closed {
            trouble = Some(error.to_string());
        }
        FinishedRun {
            plan: self.plan,
            run,
            entry: self.entry,
            folder: self.folder,
            trouble,
        }
    }
}

/// Mark and report beside the record; of a sealed exam the mark alone, put away.
fn hand_over(
    run: &Run,
    entry: &Entry,
    content: &crate::content::Content,
    folder: &Path,
    lang: Language,
) -> Result<(), FileError> {
    let mark = serde_json::to_string_pretty(&run.assessment)
        .unwrap_or_else(|error| panic!("assessment: {error}; this is a bug"));
    let is_sealed = run.record.sealed_mark.is_some();
    let name = if is_sealed { SEALED_FILE } else { MARK_FILE };
    write_whole(&folder.join(name), format!("{mark}\n").as_bytes())?;
    if is_sealed {
        return Ok(());
    }
    let html = render(&ReportInput {
        case: &entry.case,
        packs: &content.packs,
        record: &run.record,
        assessment: &run.assessment,
        lang,
        district: &entry.case.district,
        pictures: &reported(folder, &entry.case, &run.record)?,
    });
    write_whole(&folder.join("report.html"), html.as_bytes())
}

/// The exam that is about to be sat. An assignment named at the start is for the case and level named with it; any other is
/// sat under its own name.
fn sitting(
    plan: &Plan,
    library: Library,
    options: &PlayOptions,
    started_at: &str,
    folder: &Path,
) -> Sitting {
    let case = library
        .entry(plan.case)
        .map_or("", |one| one.case.id.as_str());
    let given = options
        .assignment
        .as_ref()
        .filter(|one| one.trainee == plan.trainee && one.case == case && one.level == plan.level);
    Sitting {
        trainee: plan.trainee.clone(),
        case: case.to_owned(),
        level: plan.level,
        assignment: given.map_or_else(|| format!("{case}-{}", plan.level), |one| one.id.clone()),
        started_at: started_at.to_owned(),
        result: folder.to_owned(),
    }
}

/// Notes that the exam is being sat, before its first word, or says why it may not be.
fn sit(sitting: &Sitting, options: &PlayOptions) -> Result<(), CaseTrouble> {
    // Everybody is called this who has not said who they are: one would sit for all.
    if sitting.trainee == Settings::default().trainee {
        return Err(CaseTrouble {
            message: "trouble-exam-trainee",
            detail: sitting.trainee.clone(),
        });
    }
    match sitting.begin(&options.data) {
        Ok(None) => Ok(()),
        Ok(Some(earlier)) => Err(CaseTrouble {
            message: "trouble-exam-sat",
            detail: format!("{}, {}", earlier.assignment, earlier.started_at),
        }),
        Err(error) => Err(CaseTrouble {
            message: "trouble-begin",
            detail: error.to_string(),
        }),
    }
}

/// Enters the case that was planned, or goes back with the reason.
pub(super) fn begin(
    mut commands: Commands,
    library: Res<Library>,
    plan: Res<Plan>,
    options: Res<PlayOptions>,
    tongue: Res<Tongue>,
    hearing: Res<Hearing>,
    mut trouble: MessageWriter<CaseTrouble>,
    mut next: ResMut<NextState<Screen>>,
    mut pause: ResMut<NextState<Pause>>,
    again: (
        Option<Res<ReplayFrom>>,
        Option<Res<FinishedRun>>,
        Option<Res<Beside>>,
    ),
    mut prepared: ResMut<Prepared>,
) {
    NextState::set_if_neq(&mut pause, Pause::Running);
    if let Some(active) = prepared.take() {
        commands.insert_resource(active);
        return;
    }
    if let (Some(from), Some(finished), beside) = again {
        commands.remove_resource::<ReplayFrom>();
        let run = beside
            .as_ref()
            .filter(|_| from.is_beside)
            .map_or(&*finished, |other| &other.0);
        match ActiveCase::again(*library, run, tongue.lang(), from.at) {
            Ok(active) => commands.insert_resource(active),
            Err(error) => {
                trouble.write(CaseTrouble {
                    message: "trouble-begin",
                    detail: error.to_string(),
                });
                next.set(Screen::Debriefing);
            }
        }
        return;
    }
    // Settings may be written by hand, and the name becomes part of the folder's.
    if !may_be_trainee(&plan.trainee) {
        trouble.write(CaseTrouble {
            message: "trouble-trainee",
            detail: plan.trainee.clone(),
        });
        next.set(Screen::Menu);
        return;
    }
    // Under virtual time two runs of a script must write the same record.
    let started_at = if options.is_virtual_time() {
        "2026-01-01T00:00:00Z".to_owned()
    } else {
        crate::store::audit::now()
    };
    let folder = options.out.clone().unwrap_or_else(|| {
        let stamp: String = jiff::Timestamp::now()
            .to_string()
            .chars()
            .filter(char::is_ascii_digit)
            .take(17)
            .collect();
        let case = library
            .entry(plan.case)
            .map_or("case", |one| one.case.id.as_str());
        options
            .data
            // An author who tries a case out gets no mark among the trainees'.
            .join(if options.is_watch && plan.mode == Mode::Practice {
                "rehearsals"
            } else {
                "results"
            })
            .join(format!("{stamp}-{case}-{}", plan.trainee))
    });
    let mut plan = plan.clone();
    let mut exam = None;
    if plan.mode == Mode::Exam {
        let sitting = sitting(&plan, *library, &options, &started_at, &folder);
        if let Err(refused) = sit(&sitting, &options) {
            trouble.write(refused);
            next.set(Screen::Menu);
            return;
        }
        // Nobody draws again by beginning again.
        plan.seed = options.seed.unwrap_or_else(|| sitting.seed());
        let is_sealed = options.is_sealed
            || options
                .assignment
                .as_ref()
                .is_some_and(|given| given.is_sealed && given.id == sitting.assignment);
        exam = Some(Exam {
            assignment: sitting.assignment,
            sealed: is_sealed,
        });
    }
    // Which model listens stands at the head of the record: whoever reads it must know how far to trust the words.
    let recogniser = hearing.model_name().to_owned();
    match ActiveCase::begin(
        *library,
        plan,
        tongue.lang(),
        recogniser,
        folder,
        started_at,
        exam,
    ) {
        Ok(active) => commands.insert_resource(active),
        Err(error) => {
            trouble.write(CaseTrouble {
                message: "trouble-begin",
                detail: error.to_string(),
            });
            next.set(Screen::Menu);
        }
    }
}

/// Whoever leaves by the side door leaves a record that says so.
pub(super) fn abandon(mut commands: Commands, active: Option<ResMut<ActiveCase>>) {
    if active.is_some() {
        commands.remove_resource::<ActiveCase>();
    }
}

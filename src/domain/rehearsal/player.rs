//! A run in the making: inputs in, chained lines out, closed and marked at the end.

use super::{Run, Stage};
use crate::domain::assessment::assess;
use crate::domain::ids::Millis;
use crate::domain::record::{Chain, Event, FORMAT, Header, Moment, Record, Versions};
use crate::domain::scenario::model::Case;
use crate::domain::scenario::walkthrough::WalkthroughFile;
use crate::domain::session::{Input, Mode, Setup, State, begin, step};

/// A run in the making: feed it inputs, close it, mark it.
pub struct Player<'a> {
    stage: Stage<'a>,
    state: State,
    header: Header,
    events: Vec<Event>,
    chain: Chain,
    text: String,
    handed_out: usize,
}

impl<'a> Player<'a> {
    /// Begins a run.
    ///
    /// # Errors
    /// The id that the case does not have.
    pub fn begin(stage: Stage<'a>, header: Header) -> Result<Self, String> {
        let (state, effects) = begin(stage.case, stage.rules, &header.setup)?;
        let mut chain = Chain::default();
        let text = chain.line(Event {
            at: Millis(0),
            what: Moment::Begin(Box::new(header.clone())),
        });
        let mut player = Self {
            stage,
            state,
            header,
            events: Vec::new(),
            chain,
            text,
            handed_out: 0,
        };
        player.keep(effects);
        Ok(player)
    }

    /// Case time now.
    #[must_use]
    pub const fn now(&self) -> Millis {
        self.state.now
    }

    /// The case being played.
    #[must_use]
    pub const fn case(&self) -> &'a Case {
        self.stage.case
    }

    /// Head of the record.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The state now.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Everything that happened.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Lets time pass and applies an input; gives the index of the first event it caused.
    pub fn input(&mut self, at: Millis, input: Input) -> usize {
        let first = self.wait(at);
        if self.state.is_over() {
            return first;
        }
        let at = self.state.now;
        self.note(Event {
            at,
            what: Moment::In(input.clone()),
        });
        let effects = step(
            self.stage.case,
            self.stage.rules,
            &mut self.state,
            at,
            std::slice::from_ref(&input),
        );
        self.keep(effects);
        first
    }

    /// Lets time pass; gives the index of the first event that brought.
    pub fn wait(&mut self, until: Millis) -> usize {
        let first = self.events.len();
        let effects = step(
            self.stage.case,
            self.stage.rules,
            &mut self.state,
            until,
            &[],
        );
        self.keep(effects);
        first
    }

    fn keep(&mut self, effects: Vec<crate::domain::session::Timed>) {
        for one in effects {
            self.note(Event {
                at: one.at,
                what: Moment::Out(one.effect),
            });
        }
    }

    fn note(&mut self, event: Event) {
        self.text.push_str(&self.chain.line(event.clone()));
        self.events.push(event);
    }

    /// Lines of the record that were not handed out yet: write them before telling anybody what happened.
    pub fn new_lines(&mut self) -> &str {
        let from = std::mem::replace(&mut self.handed_out, self.text.len());
        &self.text[from..]
    }

    /// Saves and loads the state, which must change nothing.
    pub fn through_storage(&mut self) -> Result<(), serde_json::Error> {
        let text = serde_json::to_string(&self.state)?;
        self.state = serde_json::from_str(&text)?;
        Ok(())
    }

    /// How much of the record's text was handed out, in bytes.
    #[must_use]
    pub const fn written(&self) -> usize {
        self.handed_out
    }

    /// Closes the run and marks it. The last lines are in [`Run::text`], after what [`Self::new_lines`] handed out.
    #[must_use]
    pub fn finish(mut self) -> Run {
        let at = self.events.last().map_or(Millis(0), |event| event.at);
        let mut record = Record {
            header: self.header,
            events: self.events,
            closed: true,
            seal: String::new(),
            sealed_mark: None,
        };
        let mut assessment = assess(self.stage.case, &record, self.stage.versions);
        if record.header.exam.as_ref().is_some_and(|exam| exam.sealed) {
            let mark = assessment.commitment();
            record.sealed_mark = Some(mark.clone());
            let what = Moment::Sealed { mark };
            self.text.push_str(&self.chain.line(Event { at, what }));
        }
        let what = Moment::Close;
        self.text.push_str(&self.chain.line(Event { at, what }));
        self.chain.seal().clone_into(&mut record.seal);
        assessment.record.clone_from(&record.seal);
        Run {
            record,
            text: self.text,
            assessment,
            state: self.state,
            broken: Vec::new(),
        }
    }
}

/// Who rehearses where nobody is named: no pseudonym of a person.
pub const NOBODY: &str = "rehearsal";

/// The header of a rehearsed run: no clock is asked, so the same walk-through always gives the same record.
#[must_use]
pub fn rehearsal_header(case: &Case, versions: &Versions, file: &WalkthroughFile) -> Header {
    Header {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        case: case.id.clone(),
        case_hash: case.hash.clone(),
        versions: versions.clone(),
        setup: Setup {
            level: file.level,
            mode: if file.exam {
                Mode::Exam
            } else {
                Mode::Practice
            },
            seed: file.seed,
            party: file.party.clone(),
        },
        trainee: NOBODY.to_owned(),
        started_at: format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:00+08:00",
            case.date.0,
            case.date.1,
            case.date.2,
            case.clock_min / 60,
            case.clock_min % 60
        ),
        lang: file.lang,
        recogniser: String::new(),
        exam: None,
    }
}

//! What an instructor may do to a running case beyond the case's own injects. Every touch is an input, so that the record
//! tells a person's hand from the engine's doing. Knows nothing of screens, networks or marks.

use super::effect::Effect;
use super::state::Mode;
use super::step::Engine;
use crate::domain::ids::{Bilingual, Millis};
use crate::domain::scenario::model::Trigger;
use serde::{Deserialize, Serialize};

/// Letters of a line, a note or a call at most: what somebody says in one breath, and no way to fill a record.
pub const TOUCH_TEXT_CHARS_MAX: usize = 400;

/// Something that happens whatever the case says. Shown and heard as a world event of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// People gather.
    Crowd,
    /// It begins to rain.
    Rain,
    /// An ambulance passes.
    Ambulance,
    /// The body camera fails.
    EquipmentFault,
}

impl Happening {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [
        Self::Crowd,
        Self::Rain,
        Self::Ambulance,
        Self::EquipmentFault,
    ];

    /// The id of the world event.
    #[must_use]
    pub const fn event(self) -> &'static str {
        match self {
            Self::Crowd => "free_crowd",
            Self::Rain => "free_rain",
            Self::Ambulance => "free_ambulance",
            Self::EquipmentFault => "free_equipment_fault",
        }
    }
}

/// One touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Touch {
    /// An inject of the case.
    Inject {
        /// Its id.
        inject: String,
    },
    /// Something the case did not prepare.
    Happen {
        /// What.
        what: Happening,
    },
    /// The leader calls: words on the platform.
    Call {
        /// The words.
        text: String,
    },
    /// Somebody's tension is set.
    Mood {
        /// Who.
        who: String,
        /// Tension, 0..=100.
        tension: i16,
    },
    /// Somebody says words of the instructor's.
    Say {
        /// Who.
        by: String,
        /// The words.
        text: String,
    },
    /// Words for the trainee's ear alone.
    Ear {
        /// The words.
        text: String,
    },
    /// The instructor's own voice in the trainee's ear, from this moment on. It stays in memory; the record keeps that
    /// somebody spoke, not what.
    Voice,
    /// The clock stops. Whoever owns the clock obeys; the engine only keeps the moment.
    Pause,
    /// The clock goes on.
    Resume,
    /// A beat happens now, whatever it waits for.
    Jump {
        /// Its id.
        beat: String,
    },
    /// A note tied to the moment; nobody at the station is told.
    Note {
        /// The words.
        text: String,
    },
    /// The case ends as when its time is up.
    End,
}

impl Touch {
    /// Whether it may be done in an exam: nothing that helps, hinders one trainee more than another, or says words.
    #[must_use]
    pub const fn allowed_in(&self, mode: Mode) -> bool {
        match mode {
            Mode::Practice => true,
            Mode::Exam => matches!(
                self,
                Self::Pause | Self::Resume | Self::Note { .. } | Self::End
            ),
        }
    }

    /// What it is called in records and messages.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Inject { .. } => "inject",
            Self::Happen { .. } => "happen",
            Self::Call { .. } => "call",
            Self::Mood { .. } => "mood",
            Self::Say { .. } => "say",
            Self::Ear { .. } => "ear",
            Self::Voice => "voice",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Jump { .. } => "jump",
            Self::Note { .. } => "note",
            Self::End => "end",
        }
    }

    /// The words of it, where it has any.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Call { text }
            | Self::Say { text, .. }
            | Self::Ear { text }
            | Self::Note { text } => Some(text),
            _ => None,
        }
    }

    /// Whether its words are there and not too long.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.words().is_none_or(|text| {
            !text.trim().is_empty() && text.chars().count() <= TOUCH_TEXT_CHARS_MAX
        })
    }
}

impl Engine<'_> {
    /// Applies a touch, or tells that it cannot be.
    pub(super) fn touched(&mut self, touch: &Touch) {
        if !touch.allowed_in(self.state.mode) || !touch.is_sound() {
            return self.refuse(touch.name().to_owned());
        }
        match touch {
            Touch::Inject { inject } => match self.case.inject(inject) {
                Some(found) => self.fire(&Trigger::Inject(found)),
                None => self.refuse(inject.clone()),
            },
            Touch::Happen { what } => self.tell(Effect::World {
                event: what.event().to_owned(),
            }),
            Touch::Call { text } => self.tell(Effect::Platform {
                message: Bilingual {
                    zh: text.clone(),
                    en: text.clone(),
                },
            }),
            Touch::Mood { who, tension } => {
                let Some(person) = self
                    .case
                    .person(who)
                    .filter(|one| self.state.people[one.at()].present)
                else {
                    return self.refuse(who.clone());
                };
                self.set_tension(person, *tension);
                self.run();
            }
            Touch::Say { by, .. } => {
                let present = self
                    .case
                    .person(by)
                    .is_some_and(|one| self.state.people[one.at()].present);
                if !present {
                    return self.refuse(by.clone());
                }
                // Words were heard, so the silence is over.
                self.state.last_word = self.state.now;
                self.state.silence_passed = Millis(0);
            }
            Touch::Jump { beat } => {
                if !self.jump(beat) {
                    return self.refuse(beat.clone());
                }
                self.run();
            }
            Touch::End => self.end(self.case.timeout),
            Touch::Ear { .. }
            | Touch::Voice
            | Touch::Pause
            | Touch::Resume
            | Touch::Note { .. } => {}
        }
    }

    fn refuse(&mut self, what: String) {
        self.tell(Effect::Refused { what });
    }
}

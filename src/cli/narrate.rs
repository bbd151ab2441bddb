//! What happens in a case, told line by line for a reader at a terminal. Words of people come from the case, all others
//! from the message files.

use super::desk::Desk;
use crate::content::Content;
use crate::domain::record::{Event, Moment};
use crate::domain::scenario::model::Case;
use crate::domain::session::{Effect, Input, Mode};
use crate::wording::Wording;

/// Tells a run as it goes.
pub(super) struct Narrator<'a> {
    desk: &'a Desk,
    wording: Wording<'a>,
    moods: Vec<(String, String)>,
    /// An exam tells no more than the street does: not what words were understood as, and no number.
    in_exam: bool,
}

impl<'a> Narrator<'a> {
    pub(super) fn new(desk: &'a Desk, case: &'a Case, content: &'a Content) -> Self {
        Self {
            desk,
            wording: Wording::new(case, content, desk.words.lang()),
            moods: Vec::new(),
            in_exam: false,
        }
    }

    /// Tells events in order.
    pub(super) fn tell_all(&mut self, events: &[Event]) {
        for event in events {
            self.tell(event);
        }
    }

    fn tell(&mut self, event: &Event) {
        let told = match &event.what {
            Moment::In(input) => self.input(input),
            Moment::Out(effect) => self.effect(effect),
            Moment::Begin(_) | Moment::Sealed { .. } | Moment::Close => None,
        };
        if let Some(told) = told {
            self.desk.say(&format!("[{}] {told}", event.at));
        }
    }

    fn input(&self, input: &Input) -> Option<String> {
        let words = &self.desk.words;
        Some(match input {
            Input::Said(heard) => {
                let acts: Vec<String> = heard
                    .reading
                    .acts
                    .iter()
                    .map(|one| words.get(&format!("act-{}", one.act.name())))
                    .collect();
                let text = if heard.text.is_empty() {
                    "…"
                } else {
                    &heard.text
                };
                let id = if acts.is_empty() || self.in_exam {
                    "run-you-said"
                } else {
                    "run-you-said-acts"
                };
                words.with(id, &[("text", text), ("acts", &acts.join(" · "))])
            }
            Input::Did { action, target, .. } => {
                let action = self.wording.action(action);
                let target = target.as_deref().map(|id| self.wording.target(id));
                let id = if target.is_some() {
                    "run-you-did-to"
                } else {
                    "run-you-did"
                };
                let target = target.unwrap_or_default();
                words.with(id, &[("action", &action), ("target", &target)])
            }
            Input::Moved { zone, .. } => {
                words.with("run-you-moved", &[("zone", &self.wording.zone(zone))])
            }
            Input::Sensed { deed, .. } => {
                words.with("run-you-sensed", &[("what", &self.wording.conduct(deed))])
            }
            Input::Paper { form, .. } => {
                words.with("run-you-wrote", &[("form", &self.wording.form(form))])
            }
            Input::Touched { touch, .. } => {
                let text = touch.words().unwrap_or_default();
                words.with("touch-told", &[("what", touch.name()), ("text", text)])
            }
            Input::Talking { .. } | Input::Instructor { .. } | Input::Leave => return None,
        })
    }

    fn effect(&mut self, effect: &Effect) -> Option<String> {
        let words = &self.desk.words;
        let lang = words.lang();
        Some(match effect {
            Effect::Began { party, draws, mode } => {
                self.wording.begin(party, draws);
                self.in_exam = *mode == Mode::Exam;
                return None;
            }
            Effect::Unclear { who } => {
                words.with("run-unclear", &[("who", &self.wording.person(who))])
            }
            Effect::Interrupted { who, .. } => {
                words.with("run-interrupted", &[("who", &self.wording.person(who))])
            }
            Effect::CutIn { who } => {
                words.with("run-cuts-in", &[("who", &self.wording.person(who))])
            }
            Effect::Mood { .. } if self.in_exam => return None,
            Effect::Line { by, line } => words.with(
                "run-somebody-said",
                &[
                    ("who", &self.wording.person(by)),
                    ("text", &self.wording.line(line)),
                ],
            ),
            Effect::Mood {
                who, mood, tension, ..
            } => {
                let mood = words.get(&format!("mood-{mood:?}").to_lowercase());
                let known = self.moods.iter_mut().find(|one| one.0 == *who);
                match known {
                    Some(one) if one.1 == mood => return None,
                    Some(one) => one.1.clone_from(&mood),
                    None => {
                        self.moods.push((who.clone(), mood));
                        return None;
                    }
                }
                words.with(
                    "run-mood",
                    &[
                        ("who", &self.wording.person(who)),
                        ("mood", &mood),
                        ("tension", &tension.to_string()),
                    ],
                )
            }
            Effect::Enter { who } => {
                let id = if self.wording.is_on_phone(who) {
                    "run-phone-on"
                } else {
                    "run-comes"
                };
                words.with(id, &[("who", &self.wording.person(who))])
            }
            Effect::Leave { who } => {
                let id = if self.wording.is_on_phone(who) {
                    "run-phone-off"
                } else {
                    "run-goes"
                };
                words.with(id, &[("who", &self.wording.person(who))])
            }
            Effect::Agreed { who } => {
                words.with("run-agrees", &[("who", &self.wording.person(who))])
            }
            Effect::Platform { message } => words.with(
                "run-platform",
                &[("text", &self.wording.fill(message.get(lang)))],
            ),
            Effect::Hint { hint } => words.with("run-hint", &[("text", &self.wording.hint(hint))]),
            Effect::PaperLacks { form, fields } => {
                let lacks = words.with(
                    "run-paper-lacks",
                    &[
                        ("form", &self.wording.form(form)),
                        ("fields", &self.wording.fields(form, fields)),
                    ],
                );
                let offered = self.wording.offered(form, fields);
                let offered = offered.iter().map(|(field, choices)| {
                    let values = [("field", field.as_str()), ("choices", choices.as_str())];
                    words.with("run-paper-choices", &values)
                });
                std::iter::once(lacks)
                    .chain(offered)
                    .collect::<Vec<_>>()
                    .join("\n")
            }
            Effect::Refused { what } => words.with("run-refused", &[("what", what)]),
            Effect::Ended { ending } => {
                let (title, text) = self.wording.ending(ending)?;
                words.with("run-ended", &[("title", &title), ("text", &text)])
            }
            Effect::Addressed { .. }
            | Effect::Gesture { .. }
            | Effect::Walk { .. }
            | Effect::Withdrew { .. }
            | Effect::Fact { .. }
            | Effect::Beat { .. }
            | Effect::World { .. }
            | Effect::PaperDone { .. } => return None,
        })
    }
}

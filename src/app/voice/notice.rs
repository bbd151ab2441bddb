//! Says what has become of microphone and model, once for each change, wherever somebody may want to speak.

use super::{Hearing, HearingState, MicrophoneState as M};
use crate::app::Screen;
use crate::app::ui::{Ink, Toast};
use crate::app::words::Tongue;
use bevy::prelude::*;

/// What was told last.
#[derive(Debug, Default)]
struct Told {
    model: Option<&'static str>,
    microphone: M,
}

/// What is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    Model,
    Microphone(Ink),
}

impl Told {
    fn next(&mut self, hearing: &Hearing) -> Option<News> {
        if let HearingState::Failed { message, .. } = hearing.state {
            let is_new = self.model.replace(message) != Some(message);
            return is_new.then_some(News::Model);
        }
        let now = &hearing.microphone;
        // Closed between two screens is nothing that happened to it.
        if *now == M::Closed || *now == self.microphone {
            return None;
        }
        let before = std::mem::replace(&mut self.microphone, now.clone());
        match (now, before) {
            // Tried again and again, with another reason each time.
            (M::Missing(_), M::Missing(_)) => None,
            (M::Lost, _) => Some(News::Microphone(Ink::Grave)),
            (M::Missing(_) | M::Instead { .. }, _) => Some(News::Microphone(Ink::Unsure)),
            // That all is well from the beginning is no news.
            (M::Open(_), M::Closed | M::Open(_)) | (M::Closed, _) => None,
            (M::Open(_), _) => Some(News::Microphone(Ink::Good)),
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, tell);
}

fn tell(
    hearing: Res<Hearing>,
    tongue: Res<Tongue>,
    screen: Res<State<Screen>>,
    mut told: Local<Told>,
    mut toasts: MessageWriter<Toast>,
) {
    if !matches!(
        screen.get(),
        Screen::Briefing | Screen::Case | Screen::Lessons | Screen::Settings
    ) {
        return;
    }
    let Some(news) = told.next(&hearing) else {
        return;
    };
    let (message, values, ink) = match news {
        News::Model => {
            let (message, values) = hearing.state.message();
            (message, values, Ink::Unsure)
        }
        News::Microphone(ink) => (
            hearing.microphone.message(),
            hearing.microphone.values(),
            ink,
        ),
    };
    toasts.write(Toast {
        text: tongue.with(message, &values),
        ink,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trouble_is_told_once_and_so_is_its_end() {
        let mut told = Told::default();
        let mut now = |microphone: M| {
            told.next(&Hearing {
                microphone,
                ..Hearing::default()
            })
        };
        let open = || M::Open("headset".to_owned());
        let missing = |why: &str| M::Missing(why.to_owned());
        assert_eq!(now(open()), None);
        assert_eq!(now(M::Closed), None);
        assert_eq!(now(open()), None);
        assert_eq!(now(M::Lost), Some(News::Microphone(Ink::Grave)));
        assert_eq!(now(M::Lost), None);
        assert_eq!(now(open()), Some(News::Microphone(Ink::Good)));
        assert_eq!(now(missing("busy")), Some(News::Microphone(Ink::Unsure)));
        assert_eq!(now(missing("gone")), None);
        let instead = M::Instead {
            open: "built in".to_owned(),
            wanted: "headset".to_owned(),
        };
        assert_eq!(now(instead), Some(News::Microphone(Ink::Unsure)));
    }

    #[test]
    fn a_model_that_is_not_there_is_told_once() {
        let mut told = Told::default();
        let hearing = Hearing {
            state: HearingState::Failed {
                message: "hearing-no-model",
                args: Vec::new(),
            },
            ..Hearing::default()
        };
        assert_eq!(told.next(&hearing), Some(News::Model));
        assert_eq!(told.next(&hearing), None);
    }
}

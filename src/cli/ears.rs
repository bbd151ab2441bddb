//! Sound for a run: files through gate and recogniser, handed out segment by segment. Without the feature `voice` it says
//! that this program cannot hear.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::shelf::Shelf;
use crate::domain::ids::{Language, Permille};
use std::path::{Path, PathBuf};

/// One utterance out of the sound.
pub(super) struct EarsSegment {
    /// Words; empty when something was said that nobody could make out.
    pub(super) text: String,
    /// Certainty.
    pub(super) sure: Permille,
    /// Case time that passes until it has been said, pause before it included.
    pub(super) takes_ms: u64,
    /// How long it was said for.
    pub(super) lasts_ms: u64,
    /// File and place in it.
    pub(super) source: String,
    /// Model and host, when another machine heard it.
    pub(super) heard_by: Option<String>,
}

#[cfg(feature = "voice")]
mod hearing {
    use super::{Desk, EarsSegment, Failure, Language, Outcome, Path, PathBuf, Shelf};
    use crate::speech::choice;
    use crate::speech::hearer::{Allowed, Hearer};
    use crate::speech::listen::listen;
    use crate::speech::recogniser::{Listening, Recogniser, RecogniserSettings};
    use crate::speech::remote::{RemoteError, RemoteSettings, agrees};
    use crate::speech::remote_ask::Endpoint;
    use crate::speech::sieve::Verdict;
    use std::collections::VecDeque;

    /// Recogniser and what it has heard but not handed out.
    pub(crate) struct Ears {
        hearer: Hearer,
        listening: Listening,
        waiting: VecDeque<EarsSegment>,
    }

    impl From<crate::speech::Message> for Failure {
        fn from(message: crate::speech::Message) -> Self {
            let mut failure = Self::new(outcome_of(message.id), message.id);
            for (name, value) in message.args {
                failure = failure.with(name, value);
            }
            failure
        }
    }

    /// What the user named wrongly is a matter of usage; the rest is the machine's.
    fn outcome_of(id: &str) -> Outcome {
        match id {
            "audio-missing"
            | "audio-unreadable"
            | "model-missing"
            | "model-unreadable"
            | "models-unknown-name" => Outcome::Usage,
            _ => Outcome::Machine,
        }
    }

    /// The model to hear with: named, else downloaded, else the test fixture that travels with the source.
    pub(crate) fn model(
        named: Option<&Path>,
        home: &Path,
        desk: &Desk,
    ) -> Result<PathBuf, Failure> {
        choice::model(named, home, &desk.data())
            .ok_or_else(|| Failure::new(Outcome::Machine, "fail-no-model"))
    }

    /// Hears here, and elsewhere first where that is set and `trainee` has agreed; each time it is said which.
    pub(crate) fn hearer(here: Recogniser, trainee: &str, desk: &Desk) -> Result<Hearer, Failure> {
        match elsewhere(trainee, desk) {
            Ok(Some(endpoint)) => {
                Hearer::with(here, endpoint, Allowed::new(true.into())).map_err(|error| {
                    Failure::new(Outcome::Machine, "hearing-no-thread")
                        .with("reason", error.to_string())
                })
            }
            Ok(None) => Ok(Hearer::here(here)),
            Err(error) => {
                desk.warn(&Failure::from(error.message()).tell(&desk.words));
                Ok(Hearer::here(here))
            }
        }
    }

    fn elsewhere(trainee: &str, desk: &Desk) -> Result<Option<Endpoint>, RemoteError> {
        let settings = RemoteSettings::load(&desk.data())?;
        if !settings.is_on() {
            return Ok(None);
        }
        let endpoint = Endpoint::open(&settings)?;
        let place = endpoint.place().to_owned();
        let values = [("place", place.as_str()), ("trainee", trainee)];
        if !agrees(&desk.data(), trainee, &place)? {
            desk.warn(&desk.words.with("remote-consent", &values));
            desk.warn(&desk.words.with("remote-not-agreed", &values));
            return Ok(None);
        }
        desk.warn(&desk.words.with("remote-begins", &values));
        Ok(Some(endpoint))
    }

    /// Says why another machine did not hear, if it was asked and did not.
    pub(crate) fn say_trouble(hearer: &Hearer, desk: &Desk) {
        if let Some(error) = hearer.trouble() {
            desk.warn(&Failure::from(error.message()).tell(&desk.words));
            desk.warn(&desk.words.get("remote-heard-here"));
        }
    }

    impl Ears {
        pub(crate) fn open(
            named: Option<&Path>,
            shelf: &Shelf,
            desk: &Desk,
            lang: Language,
            trainee: &str,
        ) -> Result<Self, Failure> {
            let path = model(named, &shelf.home, desk)?;
            let recogniser = Recogniser::load(&path, &RecogniserSettings::default())
                .map_err(|error| Failure::from(error.message()))?;
            if recogniser.is_fixture() {
                desk.warn(&desk.words.get("run-fixture-notice"));
            }
            Ok(Self {
                hearer: hearer(recogniser, trainee, desk)?,
                listening: Listening::For(lang),
                waiting: VecDeque::new(),
            })
        }

        pub(crate) fn model_name(&self) -> String {
            self.hearer.model_name().to_owned()
        }

        /// Listens to files; what was heard waits to be handed out.
        pub(crate) fn take(&mut self, files: &[PathBuf], desk: &Desk) -> Result<(), Failure> {
            for file in files {
                let heard = listen(file, &mut self.hearer, self.listening)
                    .map_err(|error| Failure::from(error.message()))?;
                let mut passed_ms = 0;
                for one in heard {
                    let dropped = one.verdict == Verdict::Drop;
                    // Dropped segments are no speech: noise, or words the model made up. They never reach the case.
                    if dropped {
                        continue;
                    }
                    self.waiting.push_back(EarsSegment {
                        takes_ms: one.end_ms.saturating_sub(passed_ms),
                        lasts_ms: one.end_ms.saturating_sub(one.start_ms),
                        source: format!(
                            "{} {}-{} ms",
                            file.file_name().map_or_else(String::new, |name| name
                                .to_string_lossy()
                                .into_owned()),
                            one.start_ms,
                            one.end_ms
                        ),
                        text: one.text,
                        sure: one.sure,
                        heard_by: one.heard_by,
                    });
                    passed_ms = one.end_ms;
                }
                say_trouble(&self.hearer, desk);
            }
            Ok(())
        }

        pub(crate) fn has_more(&self) -> bool {
            !self.waiting.is_empty()
        }

        pub(crate) fn next(&mut self) -> Option<EarsSegment> {
            self.waiting.pop_front()
        }
    }
}

#[cfg(not(feature = "voice"))]
mod hearing {
    use super::{Desk, EarsSegment, Failure, Language, Outcome, Path, PathBuf, Shelf};

    /// A program built without hearing.
    pub(crate) enum Ears {}

    impl Ears {
        pub(crate) fn open(
            _named: Option<&Path>,
            _shelf: &Shelf,
            _desk: &Desk,
            _lang: Language,
            _trainee: &str,
        ) -> Result<Self, Failure> {
            Err(Failure::new(Outcome::Machine, "fail-no-hearing"))
        }
        pub(crate) fn model_name(&self) -> String {
            match *self {}
        }
        pub(crate) fn take(&mut self, _files: &[PathBuf], _desk: &Desk) -> Result<(), Failure> {
            match *self {}
        }
        pub(crate) fn has_more(&self) -> bool {
            match *self {}
        }
        pub(crate) fn next(&mut self) -> Option<EarsSegment> {
            match *self {}
        }
    }
}

pub(super) use hearing::Ears;
#[cfg(feature = "voice")]
pub(super) use hearing::{hearer, model, say_trouble};

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
    /// File and place in it.
    pub(super) source: String,
}

#[cfg(feature = "voice")]
mod hearing {
    use super::{Desk, EarsSegment, Failure, Language, Outcome, Path, PathBuf, Shelf};
    use crate::speech::choice;
    use crate::speech::listen::listen;
    use crate::speech::recogniser::{Listening, Recogniser, RecogniserSettings};
    use crate::speech::sieve::Verdict;
    use std::collections::VecDeque;

    /// Recogniser and what it has heard but not handed out.
    pub(crate) struct Ears {
        recogniser: Recogniser,
        listening: Listening,
        waiting: VecDeque<EarsSegment>,
    }

    impl From<crate::speech::Message> for Failure {
        fn from(message: crate::speech::Message) -> Self {
            let mut failure = Self::new(Outcome::Machine, message.id);
            for (name, value) in message.args {
                failure = failure.with(name, value);
            }
            failure
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

    impl Ears {
        pub(crate) fn open(
            named: Option<&Path>,
            shelf: &Shelf,
            desk: &Desk,
            lang: Language,
        ) -> Result<Self, Failure> {
            let path = model(named, &shelf.home, desk)?;
            let recogniser = Recogniser::load(&path, &RecogniserSettings::default())
                .map_err(|error| Failure::from(error.message()))?;
            if recogniser.is_fixture() {
                desk.warn(&desk.words.get("run-fixture-notice"));
            }
            Ok(Self {
                recogniser,
                listening: Listening::For(lang),
                waiting: VecDeque::new(),
            })
        }

        pub(crate) fn model_name(&self) -> String {
            self.recogniser.model_name().to_owned()
        }

        /// Listens to files; what was heard waits to be handed out.
        pub(crate) fn take(&mut self, files: &[PathBuf]) -> Result<(), Failure> {
            for file in files {
                let heard = listen(file, &mut self.recogniser, self.listening)
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
                    });
                    passed_ms = one.end_ms;
                }
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
        ) -> Result<Self, Failure> {
            Err(Failure::new(Outcome::Machine, "fail-no-hearing"))
        }
        pub(crate) fn model_name(&self) -> String {
            match *self {}
        }
        pub(crate) fn take(&mut self, _files: &[PathBuf]) -> Result<(), Failure> {
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
pub(super) use hearing::model;

//! What the store of this machine is set to. People may write `store.json` by hand; beside it lies, with its own digest, what
//! was last confirmed, and that is what holds. So a flipped bit or a slip of the hand removes no voice, sends nothing
//! anywhere else and renames no station: it is told, until somebody accepts it or takes it back. Knows no database.

use super::place::Place;
use super::{audit, with_digest, without_digest};
use crate::files::{FileError, read_text, write_whole};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Name of the settings in the data folder.
const SETTINGS: &str = "store.json";
/// What was confirmed, in the data folder.
const CONFIRMED: &str = "store.confirmed.json";
/// Names the bureau's database over the settings; a password need not stand in a file then.
const DATABASE_VARIABLE: &str = "STREETWISE_DATABASE";

/// What the store of this machine is set to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// This machine's name among stations; made at the first use.
    pub station: String,
    /// The bureau's database; none: this station keeps to itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Authority of the server's certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca: Option<PathBuf>,
    /// Days a voice clip may be kept; 0: none is ever written.
    #[serde(default)]
    pub keep_voice_days: u32,
    /// Days a result is kept; 0: until somebody takes it away.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub keep_result_days: u32,
}

/// Machines that keep results for ever have the settings they always had.
const fn is_zero(days: &u32) -> bool {
    *days == 0
}

/// One setting that is not what was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// `station`, `database`, `ca`, `keep_voice_days`, `keep_result_days`.
    pub name: &'static str,
    /// As confirmed, without a password; empty when it was not set.
    pub confirmed: String,
    /// As the file has it.
    pub found: String,
}

/// Why the file and what holds are not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Something is set otherwise than confirmed.
    Changed(Vec<Difference>),
    /// The file does not read: what the reader says.
    Unreadable(String),
    /// There is no file any more.
    Gone,
    /// What was confirmed does not read, so the file is taken at its word.
    NothingConfirmed,
}

/// The settings that hold, and what speaks against them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What holds.
    pub settings: Settings,
    /// What is not as it was confirmed.
    pub doubt: Option<Doubt>,
}

/// A file as it lies there.
enum Lying {
    Nothing,
    Unreadable(FileError),
    Sound(Settings),
}

fn lying(path: &Path, read: impl Fn(&str) -> Result<Settings, String>) -> Lying {
    let unreadable = |detail| {
        Lying::Unreadable(FileError::Unreadable {
            path: path.to_owned(),
            detail,
        })
    };
    match read_text(path) {
        Ok(text) => read(&text).map_or_else(unreadable, Lying::Sound),
        Err(FileError::Missing(_)) => Lying::Nothing,
        Err(error) => Lying::Unreadable(error),
    }
}

fn by_hand(data: &Path) -> Lying {
    lying(&data.join(SETTINGS), |text| {
        serde_json::from_str(text).map_err(|error| error.to_string())
    })
}

fn confirmed(data: &Path) -> Lying {
    lying(&data.join(CONFIRMED), |text| {
        let body = without_digest(text).ok_or_else(|| "digest".to_owned())?;
        serde_json::from_str(body).map_err(|error| error.to_string())
    })
}

impl Settings {
    /// The settings that hold; makes them at the first use, so that a station's name never changes. The environment may name
    /// another database.
    ///
    /// # Errors
    /// Neither the file nor what was confirmed reads, or a disk that says no.
    pub fn load(data: &Path) -> Result<Self, FileError> {
        let mut settings = Self::kept(data)?;
        if let Some(address) = std::env::var(DATABASE_VARIABLE)
            .ok()
            .filter(|one| !one.is_empty())
        {
            settings.database = Some(address);
        }
        Ok(settings)
    }

    /// The settings that hold and what speaks against them, whatever the environment says; none where the store was never
    /// used. Writes nothing.
    ///
    /// # Errors
    /// Neither the file nor what was confirmed reads.
    pub fn look(data: &Path) -> Result<Option<Looked>, FileError> {
        let (settings, doubt) = match (by_hand(data), confirmed(data)) {
            (Lying::Nothing, Lying::Nothing) => return Ok(None),
            (Lying::Sound(found), Lying::Nothing) => (found, None),
            (Lying::Sound(found), Lying::Unreadable(_)) => (found, Some(Doubt::NothingConfirmed)),
            (Lying::Sound(found), Lying::Sound(settings)) => {
                let differences = settings.differences(&found);
                let doubt = (!differences.is_empty()).then_some(Doubt::Changed(differences));
                (settings, doubt)
            }
            (Lying::Unreadable(error), Lying::Sound(settings)) => {
                (settings, Some(Doubt::Unreadable(error.to_string())))
            }
            (Lying::Nothing, Lying::Sound(settings)) => (settings, Some(Doubt::Gone)),
            (Lying::Unreadable(error), _) | (Lying::Nothing, Lying::Unreadable(error)) => {
                return Err(error);
            }
        };
        Ok(Some(Looked { settings, doubt }))
    }

    /// The settings that hold, made at the first use; those of an older program count as confirmed.
    fn kept(data: &Path) -> Result<Self, FileError> {
        let settings = match Self::look(data)? {
            Some(looked) => looked.settings,
            None => {
                let made = Self {
                    station: format!("s-{}", super::vault::random_word(8)),
                    database: None,
                    ca: None,
                    keep_voice_days: 0,
                    keep_result_days: 0,
                };
                made.write(data)?;
                made
            }
        };
        if matches!(confirmed(data), Lying::Nothing) {
            settings.confirm(data)?;
        }
        Ok(settings)
    }

    /// Days a voice clip may be kept, where the store has been set up; none where it was never used.
    #[must_use]
    pub fn voice_days(data: &Path) -> Option<u32> {
        Some(Self::look(data).ok()??.settings.keep_voice_days)
    }

    /// Sets how many days a voice clip may be kept, and nothing else; a database named by the environment stays there.
    ///
    /// # Errors
    /// Settings that do not read, or a disk that says no.
    pub fn set_voice_days(data: &Path, days: u32) -> Result<(), FileError> {
        if Self::voice_days(data).unwrap_or(0) == days {
            return Ok(());
        }
        Self::change(data, |settings| settings.keep_voice_days = days)
    }

    /// Changes settings, confirmed and in the file alike; whatever else waits to be confirmed goes on waiting, and a file that
    /// somebody is still writing is theirs. Noted in the audit log.
    ///
    /// # Errors
    /// Settings that do not read, or a disk that says no.
    pub fn change(data: &Path, change: impl Fn(&mut Self)) -> Result<(), FileError> {
        let before = Self::kept(data)?;
        let mut settings = before.clone();
        change(&mut settings);
        settings.note(data, &before)?;
        // Where that does not read, the file holds as it is, and nobody has looked at the rest of it yet.
        if !matches!(confirmed(data), Lying::Unreadable(_)) {
            settings.confirm(data)?;
        }
        match by_hand(data) {
            Lying::Sound(mut found) => {
                change(&mut found);
                found.write(data)
            }
            // It may be half written by hand, and goes on being told.
            Lying::Unreadable(_) => Ok(()),
            Lying::Nothing => settings.write(data),
        }
    }

    /// Confirms what stands in the file; gives what changes by it. Noted in the audit log.
    ///
    /// # Errors
    /// A file that is gone or does not read, or a disk that says no.
    pub fn accept(data: &Path) -> Result<Vec<Difference>, FileError> {
        let found = match by_hand(data) {
            Lying::Sound(found) => found,
            Lying::Unreadable(error) => return Err(error),
            Lying::Nothing => return Err(FileError::Missing(data.join(SETTINGS))),
        };
        let differences = match confirmed(data) {
            Lying::Sound(before) => {
                found.note(data, &before)?;
                before.differences(&found)
            }
            Lying::Unreadable(_) | Lying::Nothing => Vec::new(),
        };
        found.confirm(data)?;
        Ok(differences)
    }

    /// Writes the file again as it was confirmed. Noted in the audit log: each setting that goes back, or that the file was
    /// written where it did not read.
    ///
    /// # Errors
    /// Nothing that reads was confirmed, or a disk that says no.
    pub fn restore(data: &Path) -> Result<(), FileError> {
        match confirmed(data) {
            Lying::Sound(settings) => {
                match by_hand(data) {
                    Lying::Sound(found) => settings.note(data, &found)?,
                    Lying::Unreadable(_) | Lying::Nothing => {
                        audit::note(data, "settings", SETTINGS, "restored")?;
                    }
                }
                settings.write(data)
            }
            Lying::Unreadable(error) => Err(error),
            Lying::Nothing => Err(FileError::Missing(data.join(CONFIRMED))),
        }
    }

    /// Only strings and numbers inside: writing cannot fail.
    fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    fn write(&self, data: &Path) -> Result<(), FileError> {
        let text = format!("{}\n", self.text());
        write_whole(&data.join(SETTINGS), text.as_bytes())
    }

    fn confirm(&self, data: &Path) -> Result<(), FileError> {
        let text = with_digest(&self.text());
        write_whole(&data.join(CONFIRMED), text.as_bytes())
    }

    /// Each setting by its name, without a password.
    fn shown(&self) -> [(&'static str, String); 5] {
        let database = self.bureau().map(|place| place.shown());
        let ca = self.ca.as_ref().map(|path| path.display().to_string());
        [
            ("station", self.station.clone()),
            ("database", database.unwrap_or_default()),
            ("ca", ca.unwrap_or_default()),
            ("keep_voice_days", self.keep_voice_days.to_string()),
            ("keep_result_days", self.keep_result_days.to_string()),
        ]
    }

    /// What another one has otherwise. A password that differs is told as its address, which looks the same.
    fn differences(&self, found: &Self) -> Vec<Difference> {
        let differs = [
            self.station != found.station,
            self.database != found.database,
            self.ca != found.ca,
            self.keep_voice_days != found.keep_voice_days,
            self.keep_result_days != found.keep_result_days,
        ];
        self.shown()
            .into_iter()
            .zip(found.shown())
            .zip(differs)
            .filter(|(_, differs)| *differs)
            .map(|(((name, confirmed), (_, found)), _)| Difference {
                name,
                confirmed,
                found,
            })
            .collect()
    }

    /// Who changed what, before it holds.
    fn note(&self, data: &Path, before: &Self) -> Result<(), FileError> {
        before.differences(self).iter().try_for_each(|one| {
            let detail = format!("{} → {}", one.confirmed, one.found);
            audit::note(data, "settings", one.name, detail.trim())
        })
    }

    /// The bureau's database, if there is one.
    #[must_use]
    pub fn bureau(&self) -> Option<Place> {
        self.database
            .as_deref()
            .map(|address| Place::parse(address, self.ca.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubt(data: &Path) -> Option<Doubt> {
        Settings::look(data).expect("reads").expect("set up").doubt
    }

    #[test]
    fn what_is_written_by_hand_holds_when_somebody_accepts_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path();
        assert_eq!(Settings::look(data).expect("reads"), None);
        // Those of an older program need nobody's word.
        std::fs::write(
            data.join(SETTINGS),
            "{\"station\": \"s-1\", \"keep_voice_days\": 90}",
        )
        .expect("written");
        assert_eq!(Settings::load(data).expect("reads").keep_voice_days, 90);
        assert_eq!(doubt(data), None);
        for days in [9, 91] {
            let text = format!("{{\"station\": \"s-1\", \"keep_voice_days\": {days}}}");
            std::fs::write(data.join(SETTINGS), text).expect("written");
            assert_eq!(Settings::voice_days(data), Some(90), "nothing is removed");
            let Some(Doubt::Changed(told)) = doubt(data) else {
                panic!("{days} days went unseen");
            };
            assert_eq!(
                (told[0].name, told[0].confirmed.as_str()),
                ("keep_voice_days", "90")
            );
        }
        // Another setting goes on as before beside what waits.
        Settings::change(data, |one| {
            one.database = Some("host=db password=secret".to_owned())
        })
        .expect("changed");
        let Some(Doubt::Changed(told)) = doubt(data) else {
            panic!("still waits");
        };
        assert_eq!(told.len(), 1);
        assert_eq!(Settings::accept(data).expect("accepted").len(), 1);
        assert_eq!((Settings::voice_days(data), doubt(data)), (Some(91), None));
        // A file that is gone or does not read is no reason to stop, nor to begin as somebody else.
        for text in [Some("{"), None] {
            match text {
                Some(text) => std::fs::write(data.join(SETTINGS), text).expect("written"),
                None => std::fs::remove_file(data.join(SETTINGS)).expect("removed"),
            }
            assert_eq!(Settings::load(data).expect("holds").station, "s-1");
            assert!(doubt(data).is_some() && Settings::accept(data).is_err());
            if text.is_some() {
                // A change elsewhere holds and writes over nothing that is half written.
                Settings::set_voice_days(data, 92).expect("changed");
                assert_eq!(Settings::voice_days(data), Some(92));
                let left = std::fs::read_to_string(data.join(SETTINGS)).expect("a file");
                assert_eq!(left, "{");
            }
            Settings::restore(data).expect("written again");
            assert_eq!(doubt(data), None);
        }
        // What goes back is noted, too, before it does.
        let log = || std::fs::read_to_string(audit::path(data)).expect("a log");
        assert_eq!(log().matches("\"restored\"").count(), 2, "{}", log());
        let text = "{\"station\": \"s-1\", \"keep_voice_days\": 5}";
        std::fs::write(data.join(SETTINGS), text).expect("written");
        Settings::restore(data).expect("written again");
        assert!(log().contains("5 → 92"), "{}", log());
        Settings::restore(data).expect("nothing to do");
        assert_eq!(log().matches("5 → 92").count(), 1, "{}", log());
        std::fs::write(data.join(CONFIRMED), "x").expect("written");
        assert_eq!(doubt(data), Some(Doubt::NothingConfirmed));
        assert!(Settings::restore(data).is_err());
        // A change is no word on what else stands in the file.
        Settings::set_voice_days(data, 93).expect("changed");
        assert_eq!(Settings::voice_days(data), Some(93));
        assert_eq!(doubt(data), Some(Doubt::NothingConfirmed));
        Settings::accept(data).expect("confirmed anew");
        assert_eq!(doubt(data), None);
        let log = log();
        assert!(log.contains("90 → 91") && !log.contains("secret"), "{log}");
    }
}

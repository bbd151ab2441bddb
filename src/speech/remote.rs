//! Another machine of the bureau that listens for many stations: where it is, which hosts sound may go to at all, and who has
//! agreed that theirs does. Kept in the data folder; asking is [`super::remote_ask`]'s work. Knows no case.

use super::Message;
use crate::files::{FileError, read_text, write_whole};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use ureq::http::Uri;

/// Where the settings lie in a data folder.
pub const FILE: &str = "hearing.ron";
/// Where it stands who has agreed.
pub const CONSENT_FILE: &str = "hearing-consent.ron";
/// Where an address without a path leads.
pub const PATH: &str = "/v1/audio/transcriptions";
/// How long an answer is waited for before the local model's words stand. People notice a pause from about a second on.
pub const PATIENCE_MS: u64 = 700;

/// What is set for hearing elsewhere. Without an address everything is heard here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RemoteSettings {
    /// Address of the endpoint; empty for none.
    pub url: String,
    /// Hosts that sound may be sent to, by name or number. The address must be one of them.
    pub allowed_hosts: Vec<String>,
    /// Model to ask for, where the other side has several.
    pub model: String,
    /// File with the key that the other side wants.
    pub key: Option<PathBuf>,
    /// The other side's own certificate, when no authority vouches for it.
    pub trust: Option<PathBuf>,
    /// How long an answer is waited for.
    pub patience_ms: u64,
}

impl Default for RemoteSettings {
    fn default() -> Self {
        Self {
            url: String::new(),
            allowed_hosts: Vec::new(),
            model: "whisper-1".to_owned(),
            key: None,
            trust: None,
            patience_ms: PATIENCE_MS,
        }
    }
}

/// Why another machine is not asked.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// The disk.
    #[error(transparent)]
    File(#[from] FileError),
    /// The settings do not read.
    #[error("{file}: {detail}; correct it or remove it")]
    Settings {
        /// Which file.
        file: PathBuf,
        /// Where and why.
        detail: String,
    },
    /// No address.
    #[error("{0}: no address; write https://HOST:PORT")]
    Address(String),
    /// A host that is not on the list.
    #[error("{0}: not on the list of hosts; allow it first")]
    NotAllowed(String),
    /// Beyond this machine and not encrypted.
    #[error("{0}: voices leave this machine encrypted or not at all; use https")]
    InTheClear(String),
    /// A certificate that is none.
    #[error("{file}: no certificate ({detail}); give a PEM file")]
    Certificate {
        /// Which file.
        file: PathBuf,
        /// Why.
        detail: String,
    },
}

impl RemoteError {
    /// The message's id and arguments for the language files.
    #[must_use]
    pub fn message(&self) -> Message {
        let (id, args) = match self {
            Self::File(error) => ("remote-file", vec![("detail", error.to_string())]),
            Self::Settings { file, detail } => (
                "remote-settings",
                vec![
                    ("file", file.display().to_string()),
                    ("detail", detail.clone()),
                ],
            ),
            Self::Address(address) => ("remote-address", vec![("address", address.clone())]),
            Self::NotAllowed(host) => ("remote-not-allowed", vec![("host", host.clone())]),
            Self::InTheClear(host) => ("remote-in-the-clear", vec![("host", host.clone())]),
            Self::Certificate { file, detail } => (
                "remote-certificate",
                vec![
                    ("file", file.display().to_string()),
                    ("detail", detail.clone()),
                ],
            ),
        };
        Message { id, args }
    }
}

fn read_ron<T: for<'de> Deserialize<'de> + Default>(file: &Path) -> Result<T, RemoteError> {
    let text = match read_text(file) {
        Err(FileError::Missing(_)) => return Ok(T::default()),
        other => other?,
    };
    ron::from_str(&text).map_err(|error| RemoteError::Settings {
        file: file.to_owned(),
        detail: error.to_string(),
    })
}

fn write_ron(file: &Path, value: &impl Serialize) -> Result<(), RemoteError> {
    let text = ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::default())
        .unwrap_or_else(|error| panic!("{}: {error}; this is a bug", file.display()));
    Ok(write_whole(file, text.as_bytes())?)
}

impl RemoteSettings {
    /// Reads those of a data folder; without a file nothing is asked elsewhere.
    ///
    /// # Errors
    /// The file is there and does not read.
    pub fn load(data: &Path) -> Result<Self, RemoteError> {
        read_ron(&data.join(FILE))
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn save(&self, data: &Path) -> Result<(), RemoteError> {
        write_ron(&data.join(FILE), self)
    }

    /// Whether another machine is to be asked at all.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        !self.url.is_empty()
    }

    /// Whole address and host with port, when sound may go there.
    ///
    /// # Errors
    /// No address, a host that is not on the list, or one beyond this machine without TLS.
    pub fn place(&self) -> Result<(Uri, String), RemoteError> {
        let wrong = || RemoteError::Address(self.url.clone());
        let mut whole = self.url.trim().to_owned();
        let asked: Uri = whole.parse().map_err(|_| wrong())?;
        let host = asked.host().ok_or_else(wrong)?.to_owned();
        let is_tls = match asked.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(wrong()),
        };
        let bare = |name: &str| name.trim_matches(['[', ']']).to_ascii_lowercase();
        let is_allowed = self
            .allowed_hosts
            .iter()
            .any(|one| bare(one) == bare(&host));
        if !is_allowed {
            return Err(RemoteError::NotAllowed(host));
        }
        let is_here = bare(&host) == "localhost"
            || bare(&host)
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback());
        if !is_tls && !is_here {
            return Err(RemoteError::InTheClear(host));
        }
        if asked.path().trim_matches('/').is_empty() {
            whole = format!("{}{PATH}", whole.trim_end_matches('/'));
        }
        let place = asked
            .port()
            .map_or_else(|| host.clone(), |port| format!("{host}:{port}"));
        Ok((whole.parse().map_err(|_| wrong())?, place))
    }
}

/// Somebody has agreed that what they say is sent to this place. Another place is another question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Consent {
    trainee: String,
    place: String,
    /// RFC 3339, UTC.
    at: String,
}

/// Whether this trainee has agreed to this place.
///
/// # Errors
/// The file is there and does not read: then nobody has agreed to anything.
pub fn agrees(data: &Path, trainee: &str, place: &str) -> Result<bool, RemoteError> {
    let all: Vec<Consent> = read_ron(&data.join(CONSENT_FILE))?;
    Ok(all
        .iter()
        .any(|one| one.trainee == trainee && one.place == place))
}

/// Writes down that a trainee agrees to a place, or, without one, no longer agrees to any; `at` is now.
///
/// # Errors
/// The file does not read or cannot be written.
pub fn set_consent(
    data: &Path,
    trainee: &str,
    place: Option<&str>,
    at: &str,
) -> Result<(), RemoteError> {
    let file = data.join(CONSENT_FILE);
    let mut all: Vec<Consent> = read_ron(&file)?;
    all.retain(|one| one.trainee != trainee || place.is_some_and(|place| one.place != place));
    if let Some(place) = place {
        all.push(Consent {
            trainee: trainee.to_owned(),
            place: place.to_owned(),
            at: at.to_owned(),
        });
    }
    write_ron(&file, &all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str, hosts: &[&str]) -> RemoteSettings {
        RemoteSettings {
            url: url.to_owned(),
            allowed_hosts: hosts.iter().map(|one| (*one).to_owned()).collect(),
            ..RemoteSettings::default()
        }
    }

    #[test]
    fn sound_goes_to_listed_hosts_and_beyond_this_machine_only_encrypted() {
        let place = |url, hosts: &[&str]| {
            at(url, hosts)
                .place()
                .map(|(whole, place)| (whole.to_string(), place))
                .map_err(|error| error.message().id)
        };
        assert_eq!(
            place("https://ASR.bureau:8441", &["asr.bureau"]),
            Ok((
                "https://ASR.bureau:8441/v1/audio/transcriptions".to_owned(),
                "ASR.bureau:8441".to_owned()
            ))
        );
        assert_eq!(
            place("http://127.0.0.1:9/inference", &["127.0.0.1"]),
            Ok((
                "http://127.0.0.1:9/inference".to_owned(),
                "127.0.0.1:9".to_owned()
            ))
        );
        assert!(place("http://[::1]:9", &["::1"]).is_ok());
        assert_eq!(place("https://10.0.0.5", &[]), Err("remote-not-allowed"));
        assert_eq!(
            place("https://10.0.0.5@evil.example/", &["10.0.0.5"]),
            Err("remote-not-allowed"),
            "what stands before an @ is no host"
        );
        assert_eq!(
            place("https://10.0.0.5.evil.example/", &["10.0.0.5"]),
            Err("remote-not-allowed")
        );
        assert_eq!(
            place("http://10.0.0.5:8441", &["10.0.0.5"]),
            Err("remote-in-the-clear")
        );
        for none in ["10.0.0.5", "ftp://10.0.0.5", "https://", "一二三"] {
            assert_eq!(place(none, &["10.0.0.5"]), Err("remote-address"), "{none}");
        }
    }

    #[test]
    fn consent_is_of_one_person_for_one_place_and_is_taken_back() {
        let folder =
            std::env::temp_dir().join(format!("streetwise-consent-{}", std::process::id()));
        let asks = |who: &str, place: &str| agrees(&folder, who, place).unwrap();
        assert!(!asks("a", "h:1"));
        set_consent(&folder, "a", Some("h:1"), "2026-01-01T00:00:00Z").unwrap();
        set_consent(&folder, "b", Some("h:1"), "2026-01-01T00:00:00Z").unwrap();
        assert!(asks("a", "h:1") && !asks("a", "h:2") && !asks("c", "h:1"));
        set_consent(&folder, "a", None, "2026-01-02T00:00:00Z").unwrap();
        assert!(!asks("a", "h:1") && asks("b", "h:1"));
        std::fs::write(folder.join(CONSENT_FILE), "yes, all of them").unwrap();
        assert!(agrees(&folder, "b", "h:1").is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

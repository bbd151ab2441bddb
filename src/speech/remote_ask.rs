//! One question to a transcription endpoint as OpenAI defined it and whisper.cpp, faster-whisper and our own `hear-server`
//! answer it: a WAVE file in a form goes out, words with their certainty come back. Decides nothing.

use super::Message;
use super::audio::RATE_HZ;
use super::clip::wave;
use super::recogniser::Listening;
use super::remote::{RemoteError, RemoteSettings};
use crate::domain::ids::{Language, Permille};
use crate::files::read_text;
use serde::Deserialize;
use std::time::Duration;
use ureq::http::Uri;

/// An answer longer than this is none.
const ANSWER_BYTES_MAX: u64 = 1 << 20;
/// Stands between the parts of the form; it holds no sequence that sound could hold by chance in a lifetime.
const BOUNDARY: &str = "streetwise-7c1d0d5e8f3b4a6c9e2f";
/// Longest text a second of sound may become, characters; more is no transcript.
const CHARS_PER_S_MAX: usize = 40;
/// Characters allowed whatever the length.
const CHARS_SPARE: usize = 40;

/// What another machine heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteHeard {
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: Language,
    /// How sure it is of them.
    pub sure: Permille,
    /// Its own probability that nobody spoke.
    pub no_speech: Permille,
    /// Which model heard them, and where: as it stands in records.
    pub heard_by: String,
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// It cannot be reached, or broke off.
    #[error("{place}: {reason}; see whether it runs and is reached from here")]
    Away {
        /// Host and port.
        place: String,
        /// What the net said.
        reason: String,
    },
    /// It took too long.
    #[error("{place}: no answer within {ms} ms; give it a faster model or more patience")]
    Late {
        /// Host and port.
        place: String,
        /// The patience.
        ms: u64,
    },
    /// It wants another key.
    #[error("{place}: the key is not its key ({status}); copy the key file again")]
    Key {
        /// Host and port.
        place: String,
        /// Status.
        status: u16,
    },
    /// It has too much to do.
    #[error("{place}: too much to do ({status})")]
    Busy {
        /// Host and port.
        place: String,
        /// Status.
        status: u16,
    },
    /// It refused.
    #[error("{place}: refused with {status}; look at its log")]
    Refused {
        /// Host and port.
        place: String,
        /// Status.
        status: u16,
    },
    /// What it said is no answer.
    #[error("{place}: not understood ({detail}); it must answer response_format=verbose_json")]
    Nonsense {
        /// Host and port.
        place: String,
        /// Why.
        detail: String,
    },
    /// Words without how sure they are: nobody could be marked by them.
    #[error("{place}: words without certainty; it must answer verbose_json with avg_logprob")]
    NoCertainty {
        /// Host and port.
        place: String,
    },
}

impl AskError {
    /// The message's id and arguments for the language files.
    #[must_use]
    pub fn message(&self) -> Message {
        let (id, place, more) = match self {
            Self::Away { place, reason } => {
                ("remote-away", place, vec![("reason", reason.clone())])
            }
            Self::Late { place, ms } => ("remote-late", place, vec![("ms", ms.to_string())]),
            Self::Key { place, status } => {
                ("remote-key", place, vec![("status", status.to_string())])
            }
            Self::Busy { place, status } => {
                ("remote-busy", place, vec![("status", status.to_string())])
            }
            Self::Refused { place, status } => (
                "remote-refused",
                place,
                vec![("status", status.to_string())],
            ),
            Self::Nonsense { place, detail } => {
                ("remote-nonsense", place, vec![("detail", detail.clone())])
            }
            Self::NoCertainty { place } => ("remote-no-certainty", place, Vec::new()),
        };
        let mut args = vec![("place", place.clone())];
        args.extend(more);
        Message { id, args }
    }
}

/// An endpoint that may be asked.
#[derive(Debug, Clone)]
pub struct Endpoint {
    agent: ureq::Agent,
    url: Uri,
    place: String,
    model: String,
    key: Option<String>,
    patience: Duration,
}

impl Endpoint {
    /// Gets ready to ask; nothing is sent.
    ///
    /// # Errors
    /// See [`RemoteError`].
    pub fn open(settings: &RemoteSettings) -> Result<Self, RemoteError> {
        let (url, place) = settings.place()?;
        let key = match &settings.key {
            Some(file) => Some(read_text(file)?.trim().to_owned()),
            None => None,
        };
        let mut tls = ureq::tls::TlsConfig::builder();
        if let Some(file) = &settings.trust {
            let text = read_text(file)?;
            let certificate = ureq::tls::Certificate::from_pem(text.as_bytes())
                .map_err(|error| RemoteError::Certificate {
                    file: file.clone(),
                    detail: error.to_string(),
                })?
                .to_owned();
            tls = tls.root_certs(ureq::tls::RootCerts::new_with_certs(&[certificate]));
        }
        let patience = Duration::from_millis(settings.patience_ms.clamp(50, 60_000));
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(patience))
            .http_status_as_error(false)
            // Neither a proxy of the environment nor another host that answers may get to hear anybody.
            .proxy(None)
            .max_redirects(0)
            .tls_config(tls.build())
            .build()
            .into();
        Ok(Self {
            agent,
            url,
            place,
            model: settings.model.clone(),
            key,
            patience,
        })
    }

    /// Host and port.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// How long an answer is waited for.
    #[must_use]
    pub const fn patience(&self) -> Duration {
        self.patience
    }

    /// Has an utterance at 16 kHz heard. Takes no longer than the patience.
    ///
    /// # Errors
    /// See [`AskError`].
    pub fn ask(&self, samples: &[f32], listening: Listening) -> Result<RemoteHeard, AskError> {
        let place = self.place.clone();
        let mut request = self.agent.post(&self.url).header(
            "content-type",
            format!("multipart/form-data; boundary={BOUNDARY}"),
        );
        if let Some(key) = &self.key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        let form = form(samples, &self.model, listening);
        let failed = |error: ureq::Error| match error {
            ureq::Error::Timeout(_) => AskError::Late {
                place: place.clone(),
                ms: u64::try_from(self.patience.as_millis()).unwrap_or(u64::MAX),
            },
            other => AskError::Away {
                place: place.clone(),
                reason: other.to_string(),
            },
        };
        let mut response = request.send(&form[..]).map_err(failed)?;
        let status = response.status().as_u16();
        match status {
            200 => {}
            401 | 403 => return Err(AskError::Key { place, status }),
            429 | 503 => return Err(AskError::Busy { place, status }),
            _ => return Err(AskError::Refused { place, status }),
        }
        let body = response
            .body_mut()
            .with_config()
            .limit(ANSWER_BYTES_MAX)
            .read_to_vec()
            .map_err(failed)?;
        let secs = samples.len() / RATE_HZ as usize + 1;
        understand(
            &body,
            &self.place,
            &self.model,
            listening,
            CHARS_SPARE + secs * CHARS_PER_S_MAX,
        )
    }
}

/// The form: few enough lines that a crate for it would be longer.
fn form(samples: &[f32], model: &str, listening: Listening) -> Vec<u8> {
    let mut body = Vec::with_capacity(samples.len() * 2 + 1024);
    let mut field = |name: &str, value: &str| {
        // The model's name comes from a settings file.
        let value = value.replace(['\r', '\n'], " ");
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .bytes(),
        );
    };
    field("model", model);
    field("response_format", "verbose_json");
    field("temperature", "0");
    // whisper.cpp's own, and nothing to others: a segment has one line, and its time is known.
    field("no_timestamps", "true");
    field("suppress_nst", "true");
    if let Listening::For(lang) = listening {
        field("language", lang.tag());
    }
    body.extend(
        format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"segment.wav\"\r\n\
             Content-Type: audio/wav\r\n\r\n"
        )
        .bytes(),
    );
    body.extend(wave(samples));
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    body
}

#[derive(Deserialize)]
struct Answer {
    text: String,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    segments: Option<Vec<Part>>,
    /// Ours says which model heard; others leave it to the settings.
    #[serde(default)]
    model: Option<String>,
}

#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    text: String,
    #[serde(default)]
    avg_logprob: Option<f64>,
    #[serde(default)]
    no_speech_prob: Option<f64>,
}

/// Reads an answer.
fn understand(
    body: &[u8],
    place: &str,
    model: &str,
    listening: Listening,
    chars_max: usize,
) -> Result<RemoteHeard, AskError> {
    let nonsense = |detail: String| AskError::Nonsense {
        place: place.to_owned(),
        detail,
    };
    let answer: Answer =
        serde_json::from_slice(body).map_err(|error| nonsense(error.to_string()))?;
    let text: String = answer.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > chars_max {
        return Err(nonsense(format!("{} > {chars_max}", text.chars().count())));
    }
    let lang = match (listening, answer.language.as_deref()) {
        (Listening::For(lang), _) => lang,
        (Listening::Any, Some("en" | "english" | "English")) => Language::En,
        (Listening::Any, _) => Language::Zh,
    };
    let named = answer.model.as_deref().unwrap_or(model);
    let mut heard = RemoteHeard {
        text,
        lang,
        sure: Permille(0),
        no_speech: Permille::FULL,
        heard_by: format!("{named} @ {place}"),
    };
    if heard.text.is_empty() {
        return Ok(heard);
    }
    let parts = answer.segments.unwrap_or_default();
    let (mut sum, mut silent, mut weight) = (0.0, 0.0, 0.0);
    for part in &parts {
        let Some(logprob) = part.avg_logprob.filter(|one| one.is_finite()) else {
            continue;
        };
        #[expect(clippy::cast_precision_loss, reason = "a line has few characters")]
        let chars = part.text.trim().chars().count().max(1) as f64;
        sum += logprob.min(0.0) * chars;
        silent += part.no_speech_prob.unwrap_or(0.0).clamp(0.0, 1.0) * chars;
        weight += chars;
    }
    if weight == 0.0 {
        return Err(AskError::NoCertainty {
            place: place.to_owned(),
        });
    }
    heard.sure = permille((sum / weight).exp());
    heard.no_speech = permille(silent / weight);
    Ok(heard)
}

fn permille(share: f64) -> Permille {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=1000 just before"
    )]
    Permille((share * 1000.0).round().clamp(0.0, 1000.0) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(body: &str) -> Result<RemoteHeard, AskError> {
        understand(body.as_bytes(), "h:1", "m", Listening::Any, 100)
    }

    #[test]
    fn words_come_with_certainty_or_not_at_all() {
        let heard = told(
            r#"{"task":"transcribe","language":"english","text":" Please \n wait. ","segments":[
                {"id":0,"text":" Please","avg_logprob":-0.1,"no_speech_prob":0.02,"tokens":[1]},
                {"id":1,"text":" wait.","avg_logprob":-0.3}]}"#,
        )
        .unwrap();
        assert_eq!(
            (heard.text.as_str(), heard.lang),
            ("Please wait.", Language::En)
        );
        assert!((820..=840).contains(&heard.sure.0), "{heard:?}");
        assert_eq!(
            (heard.no_speech, heard.heard_by.as_str()),
            (Permille(11), "m @ h:1")
        );
        let silent = told(r#"{"text":" ","segments":[]}"#).unwrap();
        assert_eq!(
            (silent.text.as_str(), silent.no_speech),
            ("", Permille::FULL)
        );
        for (body, id) in [
            (r#"{"text":"好"}"#, "remote-no-certainty"),
            (
                r#"{"text":"好","segments":[{"text":"好"}]}"#,
                "remote-no-certainty",
            ),
            (
                r#"{"text":"好","segments":[{"text":"好","avg_logprob":1e999}]}"#,
                "remote-nonsense",
            ),
            ("<html>", "remote-nonsense"),
            (r#"{"error":"x"}"#, "remote-nonsense"),
        ] {
            assert_eq!(told(body).unwrap_err().message().id, id, "{body}");
        }
        let long = format!(r#"{{"text":"{}","segments":[]}}"#, "好".repeat(101));
        assert_eq!(told(&long).unwrap_err().message().id, "remote-nonsense");
    }

    #[test]
    fn the_form_holds_the_sound_and_no_line_too_many() {
        let body = form(&[0.5; 160], "a\r\nb: c", Listening::For(Language::Zh));
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("name=\"model\"\r\n\r\na  b: c\r\n"), "{text}");
        assert!(text.contains("name=\"language\"\r\n\r\nzh\r\n"));
        assert!(text.ends_with(&format!("\r\n--{BOUNDARY}--\r\n")));
        let at = body.windows(4).position(|four| four == b"RIFF").unwrap();
        assert_eq!(body.len() - at, 44 + 320 + BOUNDARY.len() + 8);
    }
}

//! One machine hears for many stations: the transcription endpoint that OpenAI defined, in front of one recogniser. Sound is
//! heard in memory and kept nowhere. Whoever waits too long is told so at once, because stations have a model of their own.
//! Knows no case and no person.

use crate::domain::ids::Language;
use crate::files::{FileError, read_text, write_new_secret};
use crate::speech::audio::{AudioReader, RATE_HZ};
use crate::speech::gate::{Gate, GateSettings};
use crate::speech::recogniser::{
    Heard, Listening, Recogniser, RecogniserError, RecogniserSettings, UTTERANCE_MS_MAX,
};
use crate::speech::remote::PATH;
use crate::web::{ServeError, Tls, attend, listen};
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use axum_server::tls_rustls::RustlsConfig;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// Folder of key and certificate inside the data folder.
pub const FOLDER: &str = "hear-server";
/// The key that stations need.
pub const KEY_FILE: &str = "hearing.key";
/// Bytes of an upload at most, as OpenAI has it.
const UPLOAD_BYTES_MAX: usize = 25 * 1024 * 1024;
/// An upload that takes longer holds room for nobody; no station waits so long.
const UPLOAD_MAX: Duration = Duration::from_secs(60);
/// Segments that may wait; with more the last would be heard too late for anybody.
const WAITING_MAX: usize = 8;
/// Longest recording heard, milliseconds: a station sends segments, other programs perhaps a meeting.
const RECORDING_MS_MAX: usize = 10 * 60 * 1000;

/// How to hear for others.
#[derive(Debug, Clone)]
pub struct HearOptions {
    /// Where to listen.
    pub listen: SocketAddr,
    /// How.
    pub tls: Tls,
    /// Data folder.
    pub data: PathBuf,
    /// Model file.
    pub model: PathBuf,
    /// Threads of a decode; as many as are of use when left out.
    pub threads: Option<usize>,
}

/// Why nobody is heard.
#[derive(Debug, thiserror::Error)]
pub enum HearError {
    /// The address or the certificate.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The model.
    #[error(transparent)]
    Recogniser(#[from] RecogniserError),
    /// The key file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The system gives no random numbers or no thread.
    #[error("{0}")]
    System(String),
}

/// Ready to hear.
pub struct HearServed {
    /// Where it listens, the port filled in.
    pub address: SocketAddr,
    /// Model.
    pub model: String,
    /// Whether that is the test fixture.
    pub is_fixture: bool,
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    hall: Arc<Hall>,
}

/// A segment on its way to the recogniser.
struct Job {
    samples: Vec<f32>,
    listening: Listening,
    answer: oneshot::Sender<Result<Vec<Piece>, RecogniserError>>,
}

/// A stretch of speech and what was heard in it.
struct Piece {
    start_ms: u64,
    end_ms: u64,
    heard: Heard,
}

struct Hall {
    key_digest: [u8; 32],
    model: String,
    is_fixture: bool,
    jobs: SyncSender<Job>,
}

/// The folder with key and certificate.
#[must_use]
pub fn folder(data: &Path) -> PathBuf {
    data.join(FOLDER)
}

/// Loads the model, makes key and certificate at the first start, and takes the address.
///
/// # Errors
/// See [`HearError`].
pub fn prepare(options: &HearOptions) -> Result<HearServed, HearError> {
    let folder = folder(&options.data);
    let (listener, address, tls) = listen(options.listen, &options.tls, &folder)?;
    let key = key(&folder.join(KEY_FILE))?;
    let settings = RecogniserSettings {
        threads: options.threads,
        ..RecogniserSettings::default()
    };
    let recogniser = Recogniser::load(&options.model, &settings)?;
    let (model, is_fixture) = (recogniser.model_name().to_owned(), recogniser.is_fixture());
    let (jobs, inbox) = sync_channel(WAITING_MAX);
    std::thread::Builder::new()
        .name("recogniser".to_owned())
        .spawn(move || work(recogniser, &inbox))
        .map_err(|error| HearError::System(error.to_string()))?;
    Ok(HearServed {
        address,
        model: model.clone(),
        is_fixture,
        listener,
        tls,
        hall: Arc::new(Hall {
            key_digest: Sha256::digest(key.as_bytes()).into(),
            model,
            is_fixture,
            jobs,
        }),
    })
}

/// The key of the file, made when there is none.
fn key(file: &Path) -> Result<String, HearError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| HearError::System(error.to_string()))?;
    let fresh: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    write_new_secret(file, fresh.as_bytes())?;
    let key = read_text(file)?.trim().to_owned();
    if key.is_empty() {
        // Broken off while it was written: with it nobody would ever be let in.
        return Err(HearError::File(FileError::Unreadable {
            path: file.to_owned(),
            detail: "0 B".to_owned(),
        }));
    }
    Ok(key)
}

impl HearServed {
    /// Hears until the process is told to stop.
    ///
    /// # Errors
    /// When the socket fails.
    pub fn run(self) -> Result<(), HearError> {
        let listen = self.address;
        let socket = |source| HearError::Serve(ServeError::Socket { listen, source });
        let router = Router::new()
            .route(PATH, post(transcribe))
            .route("/v1/models", get(models))
            .layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX))
            .with_state(self.hall);
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(4)
            .thread_name("hear-server")
            .enable_all()
            .build()
            .and_then(|runtime| runtime.block_on(attend(self.listener, self.tls, router)))
            .map_err(socket)
    }
}

/// The recogniser's own thread: one segment after the other.
fn work(mut recogniser: Recogniser, inbox: &Receiver<Job>) {
    while let Ok(job) = inbox.recv() {
        // A station that has not waited has heard it by itself.
        if job.answer.is_closed() {
            continue;
        }
        let heard = hear(&mut recogniser, &job.samples, job.listening);
        let _ = job.answer.send(heard);
    }
}

/// What fits one decode is taken whole, for a station has cut it already; the gate cuts the rest.
fn hear(
    recogniser: &mut Recogniser,
    samples: &[f32],
    listening: Listening,
) -> Result<Vec<Piece>, RecogniserError> {
    let ms = samples.len() as u64 * 1000 / u64::from(RATE_HZ);
    if ms <= UTTERANCE_MS_MAX {
        let heard = recogniser.hear(samples, listening)?;
        return Ok(vec![Piece {
            start_ms: 0,
            end_ms: ms,
            heard,
        }]);
    }
    let mut gate = Gate::new(GateSettings::default());
    let mut segments = gate.push(samples);
    segments.extend(gate.finish());
    segments
        .into_iter()
        .map(|one| {
            Ok(Piece {
                start_ms: one.start_ms,
                end_ms: one.end_ms,
                heard: recogniser.hear(&one.samples, listening)?,
            })
        })
        .collect()
}

fn refuse(status: StatusCode, code: &str) -> Response {
    let body =
        json!({ "error": { "message": code, "type": "invalid_request_error", "code": code } });
    (status, Json(body)).into_response()
}

impl Hall {
    fn knows(&self, headers: &HeaderMap) -> bool {
        headers
            .get(header::AUTHORIZATION)
            .and_then(|one| one.to_str().ok())
            .and_then(|one| one.strip_prefix("Bearer "))
            // Digests are compared, so that the time it takes tells nothing of the key.
            .is_some_and(|key| {
                let digest: [u8; 32] = Sha256::digest(key.trim().as_bytes()).into();
                digest == self.key_digest
            })
    }
}

/// `GET /v1/models`: the one there is.
async fn models(State(hall): State<Arc<Hall>>, headers: HeaderMap) -> Response {
    if !hall.knows(&headers) {
        return refuse(StatusCode::UNAUTHORIZED, "key");
    }
    let one = json!({ "id": hall.model, "object": "model", "owned_by": "streetwise" });
    Json(json!({ "object": "list", "data": [one] })).into_response()
}

/// What a form asks for.
#[derive(Default)]
struct Asked {
    sound: Option<Vec<u8>>,
    listening: Option<Language>,
    format: Option<String>,
}

async fn read(mut form: Multipart) -> Result<Asked, Box<Response>> {
    let unread = |status| move |_| Box::new(refuse(status, "form"));
    let mut asked = Asked::default();
    while let Some(field) = form
        .next_field()
        .await
        .map_err(unread(StatusCode::BAD_REQUEST))?
    {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let bytes = field
                .bytes()
                .await
                .map_err(unread(StatusCode::PAYLOAD_TOO_LARGE))?;
            asked.sound = Some(bytes.into());
            continue;
        }
        let text = field
            .text()
            .await
            .map_err(unread(StatusCode::BAD_REQUEST))?;
        match name.as_str() {
            "language" => {
                asked.listening = match text.trim().to_ascii_lowercase().as_str() {
                    "" | "auto" => None,
                    "zh" | "yue" | "chinese" | "zh-cn" => Some(Language::Zh),
                    "en" | "english" | "en-us" => Some(Language::En),
                    _ => {
                        return Err(Box::new(refuse(
                            StatusCode::UNPROCESSABLE_ENTITY,
                            "language",
                        )));
                    }
                };
            }
            "response_format" => asked.format = Some(text.trim().to_owned()),
            // Model, prompt, temperature: there is one model, and it listens in one way.
            _ => {}
        }
    }
    Ok(asked)
}

/// The sound of a file in any format the program reads, at 16 kHz.
fn decode(bytes: Vec<u8>) -> Option<Vec<f32>> {
    let mut reader = AudioReader::of_bytes(bytes).ok()?;
    let (mut all, mut block) = (Vec::new(), Vec::new());
    while reader.next_block(&mut block).ok()? {
        all.extend_from_slice(&block);
        if all.len() > RECORDING_MS_MAX * (RATE_HZ as usize / 1000) {
            return None;
        }
    }
    Some(all)
}

/// `POST /v1/audio/transcriptions`.
async fn transcribe(
    State(hall): State<Arc<Hall>>,
    headers: HeaderMap,
    form: Option<Multipart>,
) -> Response {
    if !hall.knows(&headers) {
        return refuse(StatusCode::UNAUTHORIZED, "key");
    }
    let Some(form) = form else {
        return refuse(StatusCode::BAD_REQUEST, "form");
    };
    let asked = match timeout(UPLOAD_MAX, read(form)).await {
        Ok(Ok(asked)) => asked,
        Ok(Err(answer)) => return *answer,
        Err(_) => return refuse(StatusCode::REQUEST_TIMEOUT, "form"),
    };
    let format = asked.format.unwrap_or_else(|| "json".to_owned());
    if !["json", "text", "verbose_json"].contains(&format.as_str()) {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "response_format");
    }
    let Some(bytes) = asked.sound else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "file");
    };
    let samples = match tokio::task::spawn_blocking(move || decode(bytes)).await {
        Ok(Some(samples)) => samples,
        _ => return refuse(StatusCode::UNPROCESSABLE_ENTITY, "sound"),
    };
    let count = samples.len();
    let (answer, heard) = oneshot::channel();
    let job = Job {
        samples,
        listening: asked.listening.map_or(Listening::Any, Listening::For),
        answer,
    };
    match hall.jobs.try_send(job) {
        Ok(()) => {}
        Err(TrySendError::Full(_)) => return refuse(StatusCode::SERVICE_UNAVAILABLE, "busy"),
        Err(TrySendError::Disconnected(_)) => {
            return refuse(StatusCode::INTERNAL_SERVER_ERROR, "recogniser");
        }
    }
    match heard.await {
        Ok(Ok(pieces)) => tell(&hall, &pieces, count, &format),
        Ok(Err(_)) | Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "recogniser"),
    }
}

fn tell(hall: &Hall, pieces: &[Piece], samples: usize, format: &str) -> Response {
    let text = pieces
        .iter()
        .map(|one| one.heard.text.as_str())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match format {
        "text" => text.into_response(),
        "json" => Json(json!({ "text": text })).into_response(),
        _ => {
            let lang = pieces.first().map_or(Language::Zh, |one| one.heard.lang);
            let segments: Vec<Value> = pieces.iter().enumerate().map(segment).collect();
            #[expect(clippy::cast_precision_loss, reason = "minutes of sound")]
            let duration = samples as f64 / f64::from(RATE_HZ);
            Json(json!({
                "task": "transcribe",
                "language": match lang { Language::Zh => "chinese", Language::En => "english" },
                "duration": duration,
                "text": text,
                "segments": segments,
                "model": hall.model,
                "fixture": hall.is_fixture,
            }))
            .into_response()
        }
    }
}

fn segment((id, piece): (usize, &Piece)) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "minutes of sound")]
    let secs = |ms: u64| ms as f64 / 1000.0;
    let heard = &piece.heard;
    json!({
        "id": id,
        "seek": 0,
        "start": secs(piece.start_ms),
        "end": secs(piece.end_ms),
        "text": heard.text,
        "tokens": [],
        "temperature": 0.0,
        "avg_logprob": (f64::from(heard.sure.0.max(1)) / 1000.0).ln(),
        "no_speech_prob": f64::from(heard.no_speech.0) / 1000.0,
    })
}

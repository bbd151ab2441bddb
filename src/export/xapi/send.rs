//! Sends what waits in the outbox to a learning-record store, in batches, and tries again when the store is away. What
//! the store will never take is set aside alone, so that it does not stop the rest.

use super::{Outbox, OutboxError};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::time::Duration;
use thiserror::Error;

/// Statements sent at once, and bytes of them.
const BATCH_STATEMENTS: usize = 100;
const BATCH_BYTES: usize = 512 * 1024;
/// Tries before the rest is left for another day.
const TRIES: u32 = 5;
/// First pause between tries; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const PAUSE_MAX: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);
/// Letters of an answer that are kept.
const ANSWER_CHARS_MAX: usize = 600;

/// A learning-record store.
#[derive(Debug, Clone)]
pub struct Lrs {
    /// Address of its statements, as `https://lrs.example.org/xAPI/statements`.
    pub address: String,
    /// Name.
    pub user: String,
    /// Password.
    pub password: String,
}

/// What came of sending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Statements the store took.
    pub accepted: u64,
    /// Statements it will never take; they lie in the outbox's file of refused ones.
    pub refused: u64,
}

/// Sending stopped; what was not sent waits.
#[derive(Debug, Error)]
pub enum SendError {
    /// The outbox.
    #[error(transparent)]
    Outbox(#[from] OutboxError),
    /// Persons' results would travel readable.
    #[error("{0}: not encrypted")]
    Open(String),
    /// The store does not let us in.
    #[error("{address}: {status}")]
    Denied {
        /// Its address.
        address: String,
        /// What it answered.
        status: u16,
    },
    /// The store is away.
    #[error("{address}: {detail}")]
    Away {
        /// Its address.
        address: String,
        /// What the last try said.
        detail: String,
    },
}

enum Answer {
    Taken,
    Refused(u16, String),
    Denied(u16),
    Away(String, Option<Duration>),
}

/// Sends everything that waits. `pause` is asked to wait between tries; `told` hears of every batch taken.
///
/// # Errors
/// When the store is away or lets nobody in, or the outbox cannot be written. What was taken is noted before.
pub fn send(
    outbox: &mut Outbox,
    lrs: &Lrs,
    pause: &mut dyn FnMut(Duration),
    told: &mut dyn FnMut(Sent),
) -> Result<Sent, SendError> {
    let agent = agent(lrs)?;
    let mut sent = Sent::default();
    while let Some(batch) = outbox.next(BATCH_STATEMENTS, BATCH_BYTES)? {
        sort(&agent, lrs, outbox, &batch.statements, pause, &mut sent)?;
        outbox.done(&batch)?;
        told(sent);
    }
    Ok(sent)
}

/// Sends statements; those the store will never take are found by halving.
fn sort(
    agent: &ureq::Agent,
    lrs: &Lrs,
    outbox: &Outbox,
    statements: &[String],
    pause: &mut dyn FnMut(Duration),
    sent: &mut Sent,
) -> Result<(), SendError> {
    match (insist(agent, lrs, statements, pause)?, statements) {
        (Answer::Refused(status, answer), [one]) => {
            outbox.refuse(one, status, &answer)?;
            sent.refused += 1;
            Ok(())
        }
        (Answer::Refused(..), many) => {
            let (left, right) = many.split_at(many.len() / 2);
            sort(agent, lrs, outbox, left, pause, sent)?;
            sort(agent, lrs, outbox, right, pause, sent)
        }
        (Answer::Denied(status), _) => Err(SendError::Denied {
            address: lrs.address.clone(),
            status,
        }),
        (Answer::Away(detail, _), _) => Err(SendError::Away {
            address: lrs.address.clone(),
            detail,
        }),
        (Answer::Taken, _) => {
            sent.accepted += statements.len() as u64;
            Ok(())
        }
    }
}

/// Asks again while the store is away.
fn insist(
    agent: &ureq::Agent,
    lrs: &Lrs,
    statements: &[String],
    pause: &mut dyn FnMut(Duration),
) -> Result<Answer, SendError> {
    let mut wait = FIRST_PAUSE;
    let mut tries = 1;
    loop {
        let answer = post(agent, lrs, statements);
        let Answer::Away(_, asked) = &answer else {
            return Ok(answer);
        };
        if tries == TRIES {
            return Ok(answer);
        }
        pause(asked.unwrap_or(wait).min(PAUSE_MAX));
        wait *= 2;
        tries += 1;
    }
}

fn post(agent: &ureq::Agent, lrs: &Lrs, statements: &[String]) -> Answer {
    let body = format!("[{}]", statements.join(","));
    let login = STANDARD.encode(format!("{}:{}", lrs.user, lrs.password));
    let answer = agent
        .post(&lrs.address)
        .header("Authorization", format!("Basic {login}"))
        .header("X-Experience-API-Version", "1.0.3")
        .header("Content-Type", "application/json")
        .send(body);
    let mut answer = match answer {
        Ok(answer) => answer,
        Err(error) => return Answer::Away(error.to_string(), None),
    };
    let status = answer.status().as_u16();
    match status {
        200..=299 => Answer::Taken,
        // Sent elsewhere, or not let in: the address or the password is wrong, not the statements.
        300..=399 | 401 | 403 | 404 => Answer::Denied(status),
        408 | 429 | 500..=599 => {
            let after = answer.headers().get("retry-after");
            let asked = after
                .and_then(|value| value.to_str().ok()?.parse().ok())
                .map(Duration::from_secs);
            Answer::Away(status.to_string(), asked)
        }
        _ => {
            let text = answer.body_mut().read_to_string().unwrap_or_default();
            Answer::Refused(status, text.chars().take(ANSWER_CHARS_MAX).collect())
        }
    }
}

/// Results of persons travel encrypted, unless they never leave this machine.
fn agent(lrs: &Lrs) -> Result<ureq::Agent, SendError> {
    let is_local = lrs.address.parse::<ureq::http::Uri>().is_ok_and(|address| {
        address.scheme_str() == Some("http")
            && matches!(address.host(), Some("localhost" | "127.0.0.1"))
    });
    if !is_local && !lrs.address.starts_with("https://") {
        return Err(SendError::Open(lrs.address.clone()));
    }
    let mut config = ureq::Agent::config_builder();
    if is_local {
        config = config.proxy(None);
    }
    Ok(config
        .http_status_as_error(false)
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .timeout_recv_response(Some(ANSWER_TIMEOUT))
        // A store that sends us elsewhere must be named by its new address, not followed with a password.
        .max_redirects(0)
        .build()
        .into())
}

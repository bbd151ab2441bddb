//! `hearing`: another machine of the bureau that listens for this station: where it is, where sound may go at all, who has
//! agreed. Everything stands in two files of the data folder that a person can read.

use super::desk::Desk;
use super::exam::{checked_id, checked_trainee};
use super::outcome::{Failure, Outcome};
use super::run::now;
use crate::domain::ids::Language;
use crate::speech::audio::read_all;
use crate::speech::recogniser::Listening;
use crate::speech::remote::{PATIENCE_MS, RemoteSettings, agrees, set_consent};
use crate::speech::remote_ask::{AskError, Endpoint, RemoteHeard};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Debug, clap::Args)]
pub(super) struct HearingArgs {
    #[arg(
        value_name = "show|use|off|allow|forbid|agree|refuse|try",
        default_value = "show"
    )]
    action: Action,
    #[arg(value_name = "URL|HOST|FILE")]
    value: Option<String>,
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    ask_for: Option<String>,
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(50..=60_000))]
    patience_ms: Option<u64>,
    #[arg(long, value_name = "ID")]
    trainee: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    Show,
    Use,
    Off,
    Allow,
    Forbid,
    Agree,
    Refuse,
    Try,
}

pub(super) fn run(args: &HearingArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    let told = |error: crate::speech::remote::RemoteError| Failure::from(error.message());
    let mut settings = RemoteSettings::load(&data).map_err(told)?;
    let value = || {
        args.value
            .clone()
            .ok_or_else(|| Failure::new(Outcome::Usage, "fail-hearing-value"))
    };
    let host = |text: String| text.trim_matches(['[', ']']).to_ascii_lowercase();
    match args.action {
        Action::Show => {}
        Action::Use => {
            settings = RemoteSettings {
                url: value()?,
                key: args.key.as_deref().map(whole),
                trust: args.trust.as_deref().map(whole),
                patience_ms: args.patience_ms.unwrap_or(PATIENCE_MS),
                model: args.ask_for.clone().unwrap_or(settings.model),
                ..settings
            };
            // What could not be asked is not kept.
            Endpoint::open(&settings).map_err(told)?;
            settings.save(&data).map_err(told)?;
        }
        Action::Off => {
            settings.url.clear();
            settings.save(&data).map_err(told)?;
        }
        Action::Allow | Action::Forbid => {
            let host = host(value()?);
            settings.allowed_hosts.retain(|one| *one != host);
            if args.action == Action::Allow {
                settings.allowed_hosts.push(host);
            }
            settings.save(&data).map_err(told)?;
        }
        Action::Agree => {
            let (_, place) = settings.place().map_err(told)?;
            let trainee = trainee(args)?;
            checked_trainee(trainee)?;
            set_consent(&data, trainee, Some(&place), &now()).map_err(told)?;
        }
        // A word can be taken back wherever sound goes by now, or nowhere.
        Action::Refuse => set_consent(&data, trainee(args)?, None, &now()).map_err(told)?,
        Action::Try => return attempt(args, &settings, desk),
    }
    show(args, &settings, desk)
}

/// Settings are read from wherever the program is started.
fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn trainee(args: &HearingArgs) -> Result<&str, Failure> {
    let trainee = args
        .trainee
        .as_deref()
        .ok_or_else(|| Failure::new(Outcome::Usage, "fail-hearing-trainee"))?;
    checked_id("--trainee", trainee)?;
    Ok(trainee)
}

fn show(args: &HearingArgs, settings: &RemoteSettings, desk: &Desk) -> Result<Outcome, Failure> {
    let place = if settings.is_on() {
        match settings.place() {
            Ok((_, place)) => Some(place),
            Err(error) => return Err(Failure::from(error.message())),
        }
    } else {
        None
    };
    let has_agreed = match (&place, &args.trainee) {
        (Some(place), Some(trainee)) => Some(
            agrees(&desk.data(), trainee, place).map_err(|error| Failure::from(error.message()))?,
        ),
        _ => None,
    };
    if desk.json {
        desk.hand_over(&serde_json::json!({
            "place": place,
            "url": settings.url,
            "allowed_hosts": settings.allowed_hosts,
            "patience_ms": settings.patience_ms,
            "agreed": has_agreed,
        }));
        return Ok(Outcome::Done);
    }
    let hosts = settings.allowed_hosts.join(" ");
    let hosts = if hosts.is_empty() { "none" } else { &hosts };
    desk.tell("remote-hosts", &[("hosts", hosts)]);
    let Some(place) = place else {
        desk.tell("remote-off", &[]);
        return Ok(Outcome::Done);
    };
    let ms = settings.patience_ms.to_string();
    desk.tell("remote-on", &[("place", &place), ("ms", &ms)]);
    desk.tell("remote-consent", &[("place", &place)]);
    if let (Some(is_given), Some(trainee)) = (has_agreed, &args.trainee) {
        let id = if is_given {
            "remote-agreed"
        } else {
            "remote-not-agreed"
        };
        desk.tell(id, &[("trainee", trainee), ("place", &place)]);
    }
    Ok(Outcome::Done)
}

/// Has a file heard elsewhere, by somebody who gives that file away with this very command.
fn attempt(args: &HearingArgs, settings: &RemoteSettings, desk: &Desk) -> Result<Outcome, Failure> {
    let file = args
        .value
        .as_deref()
        .ok_or_else(|| Failure::new(Outcome::Usage, "fail-hearing-value"))?;
    let endpoint = Endpoint::open(settings).map_err(|error| Failure::from(error.message()))?;
    let sound = read_all(Path::new(file)).map_err(|error| Failure::from(error.message()))?;
    let begun = Instant::now();
    let heard = endpoint
        .ask(&sound, Listening::For(desk.words.lang()))
        .map_err(|error| Failure::from(error.message()))?;
    let ms = begun.elapsed().as_millis().to_string();
    if desk.json {
        desk.hand_over(&serde_json::json!({
            "text": heard.text,
            "sure": f64::from(heard.sure.0) / 1000.0,
            "heard_by": heard.heard_by,
            "ms": begun.elapsed().as_millis(),
        }));
    } else {
        desk.tell(
            "remote-heard",
            &[
                ("text", &heard.text),
                ("sure", &(heard.sure.0 / 10).to_string()),
                ("by", &heard.heard_by),
                ("ms", &ms),
            ],
        );
    }
    Ok(Outcome::Done)
}

/// Asks once with a sound that holds no word: whether the other side is there, knows the key, and answers as it should.
pub(super) fn probe(endpoint: &Endpoint) -> Result<(RemoteHeard, u128), AskError> {
    // A murmur of noise: silence itself some servers refuse.
    let mut state = 1_u32;
    let sound: Vec<f32> = (0..16_000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from((state >> 16) as u16) / 65_536.0 * 0.002
        })
        .collect();
    let begun = Instant::now();
    let heard = endpoint.ask(&sound, Listening::For(Language::Zh))?;
    Ok((heard, begun.elapsed().as_millis()))
}

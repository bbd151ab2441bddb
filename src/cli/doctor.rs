//! `doctor`: is this machine fit for the work? Each finding says how it is, and what to do where it is not. What the
//! application needs (sound in and out, headset) is looked at in `devices`, where it was built in.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::content::Content;
use crate::files::{case_folders, home, write_whole};
use serde::Serialize;

#[derive(Debug, clap::Args)]
pub(super) struct DoctorArgs {}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Health {
    /// As it should be.
    Good,
    /// Work goes on with less.
    Poor,
    /// Work cannot go on.
    Bad,
}

/// One thing looked at: `doctor-ID-good`, `-poor` or `-bad` say it in words, with `.cure` where something can be done.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    id: &'static str,
    health: Health,
    detail: String,
}

impl Finding {
    /// Something looked at.
    pub(crate) const fn new(id: &'static str, health: Health, detail: String) -> Self {
        Self { id, health, detail }
    }
}

/// Free space below which a day of practice with kept sound may not fit.
#[cfg(target_os = "linux")]
const FREE_MIB_MIN: u64 = 1024;

pub(super) fn run(_args: &DoctorArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let mut found = vec![content(), store(desk)];
    found.extend(disk(desk));
    found.push(speech(desk));
    found.extend(elsewhere(desk));
    found.extend(application(desk));
    let worst = found.iter().map(|one| one.health).max();
    for one in &found {
        if desk.json {
            desk.hand_over(one);
        } else {
            say(one, desk);
        }
    }
    Ok(if worst == Some(Health::Bad) {
        Outcome::Machine
    } else {
        Outcome::Done
    })
}

fn say(one: &Finding, desk: &Desk) {
    let health = match one.health {
        Health::Good => "good",
        Health::Poor => "poor",
        Health::Bad => "bad",
    };
    let id = format!("doctor-{}-{health}", one.id);
    let values = [("detail", one.detail.as_str())];
    desk.say(&format!(
        "{} {}",
        desk.words.get(&format!("doctor-{health}")),
        desk.words.with(&id, &values)
    ));
    if let Some(cure) = desk.words.attribute(&id, "cure", &values) {
        desk.say(&format!("    {cure}"));
    }
}

/// Packs, understanding and cases.
fn content() -> Finding {
    let bad = |detail: String| Finding::new("content", Health::Bad, detail);
    let home = match home() {
        Ok(home) => home,
        Err(error) => return bad(error.to_string()),
    };
    let loaded = Content::open(&home).and_then(|content| content.understanding(&home).map(|_| ()));
    match loaded {
        Ok(()) => {
            let cases = case_folders(&home.join("scenarios")).len();
            Finding::new("content", Health::Good, cases.to_string())
        }
        Err(error) => bad(error.to_string()),
    }
}

/// Whether results can be kept.
fn store(desk: &Desk) -> Finding {
    let data = desk.data();
    let trial = data.join("doctor.tmp");
    match write_whole(&trial, b"doctor") {
        Ok(()) => {
            // What was written for the trial alone.
            let _ = std::fs::remove_file(&trial);
            Finding::new("store", Health::Good, data.display().to_string())
        }
        Err(error) => Finding::new("store", Health::Bad, error.to_string()),
    }
}

/// Free space where results are kept.
#[cfg(target_os = "linux")]
fn disk(desk: &Desk) -> Option<Finding> {
    let data = desk.data();
    let output = std::process::Command::new("df")
        .args(["-Pk", "--"])
        .arg(&data)
        .output()
        .ok()?;
    // The fourth column of the last line: free blocks of 1024 bytes.
    let text = String::from_utf8_lossy(&output.stdout);
    let free_kib: u64 = text
        .lines()
        .next_back()?
        .split_whitespace()
        .nth(3)?
        .parse()
        .ok()?;
    let free_mib = free_kib / 1024;
    let health = if free_mib >= FREE_MIB_MIN {
        Health::Good
    } else {
        Health::Poor
    };
    Some(Finding::new("disk", health, free_mib.to_string()))
}

/// Other systems are not asked.
#[cfg(not(target_os = "linux"))]
const fn disk(_desk: &Desk) -> Option<Finding> {
    None
}

/// The model that would listen.
#[cfg(feature = "voice")]
fn speech(desk: &Desk) -> Finding {
    use crate::speech::{model_file, models};
    if let Some(path) = models::preferred(&desk.data().join("models")) {
        return match model_file::open(&path) {
            Ok(_) => Finding::new("speech", Health::Good, path.display().to_string()),
            Err(error) => Finding::new("speech", Health::Bad, error.to_string()),
        };
    }
    let fixture = home().ok().and_then(|home| {
        crate::files::list(&home.join("tests/fixtures/voice"), "xz")
            .into_iter()
            .find(|path| model_file::is_fixture(path))
    });
    match fixture {
        Some(path) => Finding::new("speech", Health::Poor, path.display().to_string()),
        None => Finding::new("speech", Health::Bad, String::new()),
    }
}

/// The machine that hears for this one, where one is set.
#[cfg(feature = "voice")]
fn elsewhere(desk: &Desk) -> Option<Finding> {
    use crate::speech::Message;
    use crate::speech::remote::RemoteSettings;
    use crate::speech::remote_ask::Endpoint;
    let poor = |message: Message| {
        let values: Vec<(&str, &str)> = message
            .args
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let said = desk.words.with(message.id, &values);
        Finding::new("elsewhere", Health::Poor, said)
    };
    let settings = match RemoteSettings::load(&desk.data()) {
        Ok(settings) if !settings.is_on() => return None,
        Ok(settings) => settings,
        Err(error) => return Some(poor(error.message())),
    };
    Some(match Endpoint::open(&settings) {
        Err(error) => poor(error.message()),
        Ok(endpoint) => match super::hearing::probe(&endpoint) {
            Ok((heard, ms)) => {
                let detail = format!("{}, {ms} ms", heard.heard_by);
                Finding::new("elsewhere", Health::Good, detail)
            }
            Err(error) => poor(error.message()),
        },
    })
}

/// Built without hearing: nothing is asked elsewhere either.
#[cfg(not(feature = "voice"))]
const fn elsewhere(_desk: &Desk) -> Option<Finding> {
    None
}

/// Built without hearing: words can be typed.
#[cfg(not(feature = "voice"))]
fn speech(_desk: &Desk) -> Finding {
    Finding::new("hearing", Health::Poor, String::new())
}

/// What the application needs.
#[cfg(feature = "app")]
fn application(desk: &Desk) -> Vec<Finding> {
    super::devices::look(desk)
}

/// Built without the application: there is no window to look after.
#[cfg(not(feature = "app"))]
fn application(_desk: &Desk) -> Vec<Finding> {
    vec![Finding::new("window", Health::Poor, String::new())]
}

//! `settings`: what the store of this machine is set to, and what was changed in its file without anybody's word.

use super::Verb;
use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::store::settings::{Difference, Doubt, Settings};
use serde_json::json;

#[derive(Debug, clap::Args)]
pub(super) struct SettingsArgs {
    #[arg(long, value_name = "N", conflicts_with_all = ["accept", "restore"])]
    keep_voice_days: Option<u32>,
    #[arg(long, value_name = "N", conflicts_with_all = ["accept", "restore"])]
    keep_result_days: Option<u32>,
    #[arg(long, conflicts_with = "restore")]
    accept: bool,
    #[arg(long)]
    restore: bool,
}

/// Says before any verb what is set otherwise than confirmed; the verb goes on by what was confirmed. `settings` says it
/// itself.
pub(super) fn warn_of_doubt(verb: &Verb, desk: &Desk) {
    if matches!(verb, Verb::Settings(_)) {
        return;
    }
    // What does not read at all is told by whoever needs it.
    if let Ok(Some(looked)) = Settings::look(&desk.data())
        && let Some(doubt) = looked.doubt
    {
        tell_doubt(&doubt, desk);
    }
}

pub(super) fn run(args: &SettingsArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    if args.accept {
        let accepted = Settings::accept(&data)?;
        if accepted.is_empty() {
            desk.tell("store-settings-accepted-nothing", &[]);
        }
        for one in &accepted {
            desk.say(&difference(one, "store-settings-accepted", desk));
        }
    } else if args.restore {
        Settings::restore(&data)?;
        desk.tell("store-settings-restored", &[]);
    } else {
        if let Some(days) = args.keep_voice_days {
            Settings::set_voice_days(&data, days)?;
        }
        if let Some(days) = args.keep_result_days {
            Settings::change(&data, |settings| settings.keep_result_days = days)?;
        }
    }
    // The first use makes them.
    let held = Settings::load(&data)?;
    let looked = Settings::look(&data)?;
    let doubt = looked.and_then(|looked| looked.doubt);
    let database = held.bureau().map(|place| place.shown());
    let in_words = |days: u32| match days {
        0 => String::new(),
        days => days.to_string(),
    };
    let days = in_words(held.keep_voice_days);
    let ca = held.ca.as_ref().map(|path| path.display().to_string());
    if desk.json {
        desk.hand_over(&json!({
            "station": held.station,
            "database": database,
            "ca": ca,
            "keep_voice_days": held.keep_voice_days,
            "keep_result_days": held.keep_result_days,
            "doubt": doubt,
        }));
    } else {
        desk.tell(
            "store-settings-held",
            &[
                ("station", &held.station),
                ("database", &database.unwrap_or_default()),
                ("ca", &ca.unwrap_or_default()),
                ("days", &days),
                ("results", &in_words(held.keep_result_days)),
            ],
        );
    }
    Ok(match doubt {
        None => Outcome::Done,
        Some(doubt) => {
            tell_doubt(&doubt, desk);
            Outcome::Fault
        }
    })
}

/// One setting that differs, in words.
fn difference(one: &Difference, id: &str, desk: &Desk) -> String {
    desk.words.with(
        id,
        &[
            (
                "name",
                &desk
                    .words
                    .with("store-settings-name", &[("name", one.name)]),
            ),
            ("confirmed", &one.confirmed),
            ("found", &one.found),
        ],
    )
}

fn tell_doubt(doubt: &Doubt, desk: &Desk) {
    match doubt {
        Doubt::Changed(differences) => {
            desk.warn(&desk.words.get("store-settings-changed"));
            for one in differences {
                desk.warn(&difference(one, "store-settings-difference", desk));
            }
            desk.warn(&desk.words.get("store-settings-changed-cure"));
        }
        Doubt::Unreadable(detail) => {
            desk.warn(
                &desk
                    .words
                    .with("store-settings-unreadable", &[("detail", detail)]),
            );
        }
        Doubt::Gone => desk.warn(&desk.words.get("store-settings-gone")),
        Doubt::NothingConfirmed => desk.warn(&desk.words.get("store-settings-nothing-confirmed")),
    }
}

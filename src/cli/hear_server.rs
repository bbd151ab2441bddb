//! `hear-server`: this machine hears for the stations of a bureau. Loopback unless told otherwise, and beyond it never in the
//! clear.

use super::desk::Desk;
use super::ears::model;
use super::outcome::{Failure, Outcome};
use super::serve::{of_serve, tls};
use crate::files::home;
use crate::hear_server::{HearError, HearOptions, KEY_FILE, folder, prepare};
use crate::web::{CERTIFICATE_FILE, Tls};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Beside the console's.
const LISTEN: &str = "127.0.0.1:8441";

#[derive(Debug, clap::Args)]
pub(super) struct HearServerArgs {
    #[arg(long, value_name = "ADDR", default_value = LISTEN)]
    listen: SocketAddr,
    #[arg(long, value_name = "own|off|CERT,KEY")]
    tls: Option<String>,
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    threads: Option<u16>,
}

pub(super) fn run(args: &HearServerArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    let tls = tls(args.tls.as_deref(), args.listen)?;
    let own = tls == Tls::Own;
    let scheme = if tls == Tls::Off { "http" } else { "https" };
    let served = prepare(&HearOptions {
        listen: args.listen,
        tls,
        data: data.clone(),
        model: model(args.model.as_deref(), &home()?, desk)?,
        threads: args.threads.map(usize::from),
    })
    .map_err(of_hear)?;
    if served.is_fixture {
        desk.warn(&desk.words.get("run-fixture-notice"));
    }
    let url = format!("{scheme}://{}", served.address);
    let path = |name: &str| folder(&data).join(name).display().to_string();
    if desk.json {
        desk.hand_over(&serde_json::json!({
            "url": url, "model": served.model, "key": path(KEY_FILE),
            "certificate": own.then(|| path(CERTIFICATE_FILE)),
        }));
    } else {
        let key = path(KEY_FILE);
        let values = [
            ("url", url.as_str()),
            ("model", &served.model),
            ("key", &key),
        ];
        desk.tell("hear-server-at", &values);
        if own {
            desk.tell(
                "hear-server-certificate",
                &[("path", &path(CERTIFICATE_FILE))],
            );
        }
    }
    served.run().map_err(of_hear)?;
    Ok(Outcome::Done)
}

fn of_hear(error: HearError) -> Failure {
    match error {
        HearError::Serve(error) => of_serve(error),
        HearError::Recogniser(error) => Failure::from(error.message()),
        HearError::File(error) => error.into(),
        HearError::System(detail) => {
            Failure::new(Outcome::Machine, "fail-hear-server").with("detail", detail)
        }
    }
}

//! What every page shares: runs, records, accounts, and the overview that is told once a second for everybody who looks.

use super::accounts::Accounts;
use super::archive::Archive;
use super::audit::Audit;
use super::hall::{Hall, Run};
use super::library::Library;
use super::sessions::{Guesses, Limit, STREAMS_ACCOUNT_MAX, STREAMS_EACH_MAX, Session, Sessions};
use super::story::mood_name;
use crate::domain::assessment::assess;
use crate::domain::ids::Language;
use crate::domain::record::Moment;
use crate::domain::scenario::model::Mood;
use crate::domain::session::{Effect, Input, Mode, Touch};
use crate::store::sittings::is_sealed;
use crate::text::Words;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

/// Between two tellings of the overview.
const TILES_EVERY: Duration = Duration::from_millis(1_000);
/// Points of a tension curve on a tile at most.
const SPARK_POINTS_MAX: usize = 48;
/// How much of the past a tile's curve shows.
const SPARK_MS: u64 = 4 * 60_000;
/// Streams of all sessions together at most.
pub const STREAMS_MAX: usize = 256;

/// Everything shared.
pub struct Console {
    /// Cases.
    pub library: Library,
    /// Running stations.
    pub hall: Hall,
    /// Records on disk.
    pub archive: Archive,
    /// Accounts.
    pub accounts: Accounts,
    /// Who is in.
    pub sessions: Sessions,
    /// Who did what.
    pub audit: Audit,
    /// Everything anybody asks.
    pub asks: Limit,
    /// Tries at the door.
    pub tries: Limit,
    /// Wrong passwords of each account, from wherever they come.
    pub guesses: Guesses,
    /// Lines of the log about somebody who is held off already: the log must not be filled from outside.
    pub notes: Limit,
    /// Tries with a wrong station key. Apart from the door's, so that a station with an old key locks nobody out who comes
    /// from the same address.
    pub keys: Limit,
    /// Password hashes computed at once: each takes 19 MiB.
    pub hashing: Semaphore,
    /// Open streams of each account.
    streams: Mutex<BTreeMap<String, usize>>,
    /// Whether cookies may travel over TLS only.
    pub is_tls: bool,
    zh: Words,
    en: Words,
    tiles: [watch::Sender<Arc<str>>; 2],
    critical: Mutex<BTreeMap<String, (usize, Vec<String>)>>,
}

/// What a console is made of.
pub struct Parts {
    /// Cases.
    pub library: Library,
    /// Running stations.
    pub hall: Hall,
    /// Records on disk.
    pub archive: Archive,
    /// Accounts.
    pub accounts: Accounts,
    /// Who did what.
    pub audit: Audit,
    /// Whether it is served over TLS.
    pub is_tls: bool,
}

/// One station on the overview.
#[derive(Debug, Serialize)]
struct Tile {
    id: String,
    station: String,
    trainee: String,
    case: String,
    level: u8,
    exam: bool,
    at: u64,
    state: &'static str,
    party: String,
    mood: &'static str,
    tension: i16,
    spark: Vec<(u64, i16)>,
    alarms: Vec<Alarm>,
}

#[derive(Debug, Serialize)]
struct Alarm {
    kind: &'static str,
    text: String,
}

impl Console {
    /// Puts a console together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            library: parts.library,
            hall: parts.hall,
            archive: parts.archive,
            accounts: parts.accounts,
            sessions: Sessions::default(),
            audit: parts.audit,
            // A page asks a dozen things at once; nobody clicks thirty times a second.
            asks: Limit::new(240, 30.0),
            tries: Limit::new(10, 10.0 / 60.0),
            guesses: Guesses::default(),
            notes: Limit::new(3, 3.0 / 60.0),
            keys: Limit::new(10, 10.0 / 60.0),
            hashing: Semaphore::new(2),
            streams: Mutex::default(),
            is_tls: parts.is_tls,
            zh: Words::new(Language::Zh),
            en: Words::new(Language::En),
            tiles: [
                watch::Sender::new(Arc::from("[]")),
                watch::Sender::new(Arc::from("[]")),
            ],
            critical: Mutex::new(BTreeMap::new()),
        }
    }

    /// Messages of a language.
    #[must_use]
    pub const fn words(&self, lang: Language) -> &Words {
        match lang {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// The overview of a language as it is told.
    #[must_use]
    pub fn watch_tiles(&self, lang: Language) -> watch::Receiver<Arc<str>> {
        self.tiles[usize::from(lang == Language::En)].subscribe()
    }

    /// Tells the overview for as long as the console runs; once for all who look, so that a hundred watchers cost one.
    pub async fn tell_tiles(self: Arc<Self>) {
        let mut clock = tokio::time::interval(TILES_EVERY);
        clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            clock.tick().await;
            for (at, lang) in Language::ALL.into_iter().enumerate() {
                if self.tiles[at].receiver_count() == 0 {
                    continue;
                }
                let console = Arc::clone(&self);
                // Marking thirty records is work for another thread than the one that answers.
                let told = tokio::task::spawn_blocking(move || console.overview(lang)).await;
                if let Ok(text) = told {
                    self.tiles[at].send_replace(Arc::from(text));
                }
            }
        }
    }

    /// The overview now, as JSON.
    #[must_use]
    pub fn overview(&self, lang: Language) -> String {
        let tiles: Vec<Tile> = self
            .hall
            .runs()
            .iter()
            .filter_map(|run| self.tile(run, lang))
            .collect();
        // Only strings and numbers inside: writing cannot fail.
        serde_json::to_string(&tiles).unwrap_or_default()
    }

    /// Whoever is on the overview now.
    #[must_use]
    pub fn on_overview(&self) -> BTreeSet<String> {
        let runs = self.hall.runs();
        let headers = runs.iter().filter_map(|run| run.header());
        headers.map(|header| header.trainee).collect()
    }

    fn tile(&self, run: &Run, lang: Language) -> Option<Tile> {
        let words = self.words(lang);
        let header = run.header()?;
        let shown = self.library.find(&header.case);
        let pulse = run.pulse();
        let mut party = String::new();
        let mut curve: Vec<(u64, i16)> = Vec::new();
        let mut mood = Mood::Calm;
        let (mut paused, mut ended, mut spoken_at, mut end) = (false, false, 0, 0);
        run.with_record(|record| {
            for event in &record.events {
                end = event.at.0;
                match &event.what {
                    Moment::Out(Effect::Began { party: id, .. }) => party.clone_from(id),
                    Moment::Out(Effect::Mood {
                        who,
                        mood: felt,
                        tension,
                        ..
                    }) if *who == party => {
                        curve.push((event.at.0, *tension));
                        mood = *felt;
                    }
                    Moment::In(Input::Said(_)) => spoken_at = end,
                    Moment::Out(Effect::Ended { .. }) => ended = true,
                    Moment::In(Input::Touched {
                        touch: Touch::Pause,
                        ..
                    }) => paused = true,
                    Moment::In(Input::Touched {
                        touch: Touch::Resume,
                        ..
                    }) => paused = false,
                    _ => {}
                }
            }
        })?;
        let at = pulse.live.as_ref().map_or(end, |live| live.at_ms.max(end));
        paused |= pulse.live.as_ref().is_some_and(|live| live.paused);
        let state = if ended || pulse.closed {
            "ended"
        } else if !pulse.is_up {
            "lost"
        } else if paused {
            "paused"
        } else {
            "live"
        };
        let tension = curve.last().map_or(0, |one| one.1);
        let mut alarms = Vec::new();
        for text in self.critical(run, pulse.events, lang) {
            alarms.push(Alarm {
                kind: "critical",
                text,
            });
        }
        if state == "live" {
            let silence = shown.map_or(u64::MAX, super::library::Shown::long_silence_ms);
            let quiet_ms = at.saturating_sub(spoken_at);
            if quiet_ms >= silence {
                let seconds = (quiet_ms / 1000).to_string();
                alarms.push(Alarm {
                    kind: "silence",
                    text: words.with("web-alarm-silence", &[("seconds", &seconds)]),
                });
            }
            if mood >= Mood::Shouting {
                alarms.push(Alarm {
                    kind: "boiling",
                    text: words.get(&format!("web-mood-{}", mood_name(mood))),
                });
            }
        }
        if state == "lost" {
            alarms.push(Alarm {
                kind: "lost",
                text: words.get("web-alarm-lost"),
            });
        }
        let name = |id: &str| {
            let found =
                shown.and_then(|one| one.case.person(id).map(|ix| &one.case.people[ix.at()].name));
            found.map_or_else(|| id.to_owned(), |name| name.get(lang).to_owned())
        };
        Some(Tile {
            id: run.id.clone(),
            station: run.station.clone(),
            case: shown.map_or_else(
                || header.case.clone(),
                |one| one.case.title.get(lang).to_owned(),
            ),
            trainee: header.trainee,
            level: header.setup.level,
            exam: header.setup.mode == Mode::Exam,
            at,
            state,
            party: name(&party),
            mood: mood_name(mood),
            tension,
            spark: thin(&curve, at),
            alarms,
        })
    }

    /// Critical breaches so far, in words. Marked again only when something happened.
    fn critical(&self, run: &Run, events: usize, lang: Language) -> Vec<String> {
        let found = {
            let kept = self.critical.lock().unwrap_or_else(PoisonError::into_inner);
            kept.get(&run.id)
                .filter(|one| one.0 == events)
                .map(|one| one.1.clone())
        };
        let ids = found.unwrap_or_else(|| {
            let ids = run
                .with_record(|record| {
                    let shown = self.library.find(&record.header.case)?;
                    if is_sealed(record, &run.folder) {
                        return None;
                    }
                    Some(assess(&shown.case, record, &record.header.versions).critical)
                })
                .flatten()
                .unwrap_or_default();
            let mut kept = self.critical.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() > STREAMS_MAX {
                kept.clear();
            }
            kept.insert(run.id.clone(), (events, ids.clone()));
            ids
        });
        let case = run.header().map(|header| header.case).unwrap_or_default();
        let shown = self.library.find(&case);
        ids.iter()
            .map(|id| {
                let text =
                    shown.and_then(|one| one.case.criteria.iter().find(|rule| rule.id == *id));
                text.map_or_else(|| id.clone(), |rule| rule.text.get(lang).to_owned())
            })
            .collect()
    }

    /// Whether whoever opened a stream may still look: the session is on, and the account stands as it was.
    #[must_use]
    pub fn still_in(&self, key: &str) -> Option<Session> {
        let session = self.sessions.touch(key)?;
        self.accounts
            .stands(&session.name, session.role)
            .then_some(session)
    }

    fn streams(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether one more stream would be let in.
    #[must_use]
    pub fn has_room(&self, session: &Session) -> bool {
        has_room(&self.streams(), session)
    }

    /// Counts a stream in; none when there are too many. It counts itself out.
    #[must_use]
    pub fn open_stream(self: &Arc<Self>, session: &Session) -> Option<StreamSlot> {
        let mut streams = self.streams();
        if !has_room(&streams, session) {
            return None;
        }
        *streams.entry(session.name.clone()).or_default() += 1;
        session.streams.fetch_add(1, Ordering::AcqRel);
        Some(StreamSlot {
            console: Arc::clone(self),
            name: session.name.clone(),
            own: Arc::clone(&session.streams),
        })
    }
}

fn has_room(streams: &BTreeMap<String, usize>, session: &Session) -> bool {
    streams.values().sum::<usize>() < STREAMS_MAX
        && streams
            .get(&session.name)
            .is_none_or(|own| *own < STREAMS_ACCOUNT_MAX)
        && session.streams.load(Ordering::Acquire) < STREAMS_EACH_MAX
}

/// An open stream.
pub struct StreamSlot {
    console: Arc<Console>,
    name: String,
    own: Arc<AtomicUsize>,
}

impl Drop for StreamSlot {
    fn drop(&mut self) {
        let mut streams = self.console.streams();
        self.own.fetch_sub(1, Ordering::AcqRel);
        // There are no more names than accounts, so one without a stream may stay.
        if let Some(own) = streams.get_mut(&self.name) {
            *own -= 1;
        }
    }
}

/// The last minutes of a curve with few points: the value each slice of time ended with.
fn thin(curve: &[(u64, i16)], now: u64) -> Vec<(u64, i16)> {
    let from = now.saturating_sub(SPARK_MS);
    let slice = SPARK_MS / SPARK_POINTS_MAX as u64;
    let mut points: Vec<(u64, i16)> = Vec::new();
    for (at, value) in curve {
        let at = (*at).max(from);
        match points.last_mut() {
            Some(last) if at < last.0 + slice && at >= from => {
                last.1 = *value;
                if at == from {
                    last.0 = from;
                }
            }
            _ => points.push((at, *value)),
        }
    }
    points
}

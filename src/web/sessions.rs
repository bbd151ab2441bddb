//! Who is in: sessions by a random name in a cookie, kept in memory only, and buckets that bound how often anybody may
//! ask. A restart of the console sends everybody back to the door. Knows no page.

use super::accounts::{AccountError, Role, digest, secret};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Name of the cookie.
pub const COOKIE: &str = "streetwise_console";
/// A session unused for this long is over; an open live page counts as use.
const IDLE_MAX: Duration = Duration::from_secs(2 * 60 * 60);
/// A working day: then everybody says the password again.
const AGE_MAX: Duration = Duration::from_secs(12 * 60 * 60);
/// Sessions of one account at most; the oldest goes.
const SESSIONS_EACH_MAX: usize = 8;
/// Streams of one session at most: a browser opens one a page.
pub const STREAMS_EACH_MAX: usize = 8;
/// Addresses remembered for limits.
const BUCKETS_MAX: usize = 10_000;

/// Somebody who is in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Account name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// What every change must bring along (CSRF).
    pub token: String,
    /// Key of this session in the table; the hash of the cookie.
    pub key: String,
    /// Open streams.
    pub streams: Arc<AtomicUsize>,
}

struct Entry {
    session: Session,
    begun: Instant,
    used: Instant,
}

/// Everybody who is in.
#[derive(Default)]
pub struct Sessions {
    table: Mutex<BTreeMap<String, Entry>>,
}

impl Sessions {
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Entry>> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets somebody in; gives the cookie's value.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn begin(&self, name: &str, role: Role) -> Result<(String, Session), AccountError> {
        let cookie = secret()?;
        let session = Session {
            name: name.to_owned(),
            role,
            token: secret()?,
            key: digest(&cookie),
            streams: Arc::default(),
        };
        let mut table = self.lock();
        let now = Instant::now();
        table.retain(|_, one| is_fresh(one, now));
        let mut own: Vec<(Instant, String)> = table
            .values()
            .filter(|one| one.session.name == name)
            .map(|one| (one.begun, one.session.key.clone()))
            .collect();
        own.sort();
        for (_, key) in own.iter().rev().skip(SESSIONS_EACH_MAX - 1) {
            table.remove(key);
        }
        table.insert(
            session.key.clone(),
            Entry {
                session: session.clone(),
                begun: now,
                used: now,
            },
        );
        Ok((cookie, session))
    }

    /// Who holds this cookie.
    #[must_use]
    pub fn find(&self, cookie: &str) -> Option<Session> {
        self.touch(&digest(cookie))
    }

    /// Whether a session is still on, which counts as use.
    #[must_use]
    pub fn touch(&self, key: &str) -> Option<Session> {
        let mut table = self.lock();
        let now = Instant::now();
        let entry = table.get_mut(key)?;
        if !is_fresh(entry, now) {
            table.remove(key);
            return None;
        }
        entry.used = now;
        Some(entry.session.clone())
    }

    /// Ends one session.
    pub fn end(&self, key: &str) {
        self.lock().remove(key);
    }

    /// Ends every session of an account: its password or role changed, or it was closed.
    pub fn end_all(&self, name: &str) {
        self.lock().retain(|_, one| one.session.name != name);
    }
}

fn is_fresh(entry: &Entry, now: Instant) -> bool {
    now.duration_since(entry.used) < IDLE_MAX && now.duration_since(entry.begun) < AGE_MAX
}

/// A bucket for each address: so many at once, refilled at a rate. Small and ours, because the middleware crates bring a
/// clock, a hash map and a background thread for these forty lines.
pub struct Limit {
    burst: f64,
    each_s: f64,
    buckets: Mutex<BTreeMap<IpAddr, (f64, Instant)>>,
}

impl Limit {
    /// So many at once, refilled at so many a second.
    #[must_use]
    pub const fn new(burst: u32, each_s: f64) -> Self {
        Self {
            burst: burst as f64,
            each_s,
            buckets: Mutex::new(BTreeMap::new()),
        }
    }

    /// Takes one; false when the bucket is empty.
    #[must_use]
    pub fn take(&self, who: IpAddr) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if buckets.len() >= BUCKETS_MAX {
            let (burst, each_s) = (self.burst, self.each_s);
            buckets.retain(|_, (left, then)| {
                now.duration_since(*then)
                    .as_secs_f64()
                    .mul_add(each_s, *left)
                    < burst
            });
        }
        // An attacker with ten thousand addresses meets the same wall as everybody.
        if buckets.len() >= BUCKETS_MAX && !buckets.contains_key(&who) {
            return false;
        }
        let (left, then) = buckets.entry(who).or_insert((self.burst, now));
        let refilled = now.duration_since(*then).as_secs_f64() * self.each_s;
        *left = (*left + refilled).min(self.burst);
        *then = now;
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }
}

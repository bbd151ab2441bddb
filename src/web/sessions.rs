//! Who is in: sessions by a random name in a cookie, kept in memory only, and buckets that bound how often anybody may
//! ask. A restart of the console sends everybody back to the door. Knows no page.

use super::accounts::{AccountError, Role, digest, secret};
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
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
/// Streams of one account at most, however often it comes in.
pub const STREAMS_ACCOUNT_MAX: usize = 24;
/// Addresses remembered for limits.
const BUCKETS_MAX: usize = 10_000;
/// Wrong passwords for one account at once, whatever addresses they come from (NIST SP 800-63B allows a hundred).
const GUESSES_MAX: u32 = 100;
/// And how fast more are allowed.
const GUESSES_EACH_S: f64 = 1.0 / 60.0;
/// Places names are counted in, so that a made-up name needs no memory and answers like a real one.
const GUESS_SLOTS: u64 = 4_096;
/// Addresses remembered from which somebody came in.
const KNOWN_MAX: usize = 4_096;

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

/// Whom an address stands for: one machine has all of its loopback addresses, and a home or office all of its IPv6 network.
#[must_use]
pub fn whose(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(four) if four.is_loopback() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(six) if six.is_loopback() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
        four => four,
    }
}

/// A bucket for each who asks: so many at once, refilled at a rate. Small and ours, because the middleware crates bring a
/// clock, a hash map and a background thread for these forty lines.
struct Buckets<K> {
    burst: f64,
    each_s: f64,
    buckets: Mutex<BTreeMap<K, (f64, Instant)>>,
}

impl<K: Ord> Buckets<K> {
    const fn new(burst: u32, each_s: f64) -> Self {
        Self {
            burst: burst as f64,
            each_s,
            buckets: Mutex::new(BTreeMap::new()),
        }
    }

    /// Takes so many; false when less than one is left, and then nothing is taken.
    fn take(&self, who: K, many: f64) -> bool {
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
        *left -= many;
        true
    }
}

/// How often an address may ask.
pub struct Limit(Buckets<IpAddr>);

impl Limit {
    /// So many at once, refilled at so many a second.
    #[must_use]
    pub const fn new(burst: u32, each_s: f64) -> Self {
        Self(Buckets::new(burst, each_s))
    }

    /// Takes one; false when the bucket is empty.
    #[must_use]
    pub fn take(&self, who: IpAddr) -> bool {
        self.0.take(whose(who), 1.0)
    }
}

/// How often an account's password may be guessed, whatever addresses the guesses come from. An address from which somebody
/// came in before is asked as always, so that nobody is locked out of the own desk by somebody else's guesses.
pub struct Guesses {
    wrong: Buckets<u64>,
    known: Mutex<BTreeSet<(IpAddr, u64)>>,
}

impl Default for Guesses {
    fn default() -> Self {
        Self {
            wrong: Buckets::new(GUESSES_MAX, GUESSES_EACH_S),
            known: Mutex::default(),
        }
    }
}

impl Guesses {
    fn slot(name: &str) -> u64 {
        let hash = digest(name);
        u64::from_str_radix(&hash[..8], 16).unwrap_or(0) % GUESS_SLOTS
    }

    fn known(&self) -> std::sync::MutexGuard<'_, BTreeSet<(IpAddr, u64)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether another guess may be looked at.
    #[must_use]
    pub fn allows(&self, name: &str, from: IpAddr) -> bool {
        let slot = Self::slot(name);
        self.known().contains(&(whose(from), slot)) || self.wrong.take(slot, 0.0)
    }

    /// Counts a wrong one.
    pub fn was_wrong(&self, name: &str) {
        let _ = self.wrong.take(Self::slot(name), 1.0);
    }

    /// Remembers from where somebody came in.
    pub fn was_right(&self, name: &str, from: IpAddr) {
        let mut known = self.known();
        if known.len() >= KNOWN_MAX {
            known.clear();
        }
        known.insert((whose(from), Self::slot(name)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn who_comes_in_once_too_often_ends_the_own_oldest_session() {
        let sessions = Sessions::default();
        let come = |name: &str| {
            let (cookie, _) = sessions
                .begin(name, Role::Instructor)
                .expect("random bytes");
            cookie
        };
        let other = come("lan");
        let own: Vec<String> = (0..=SESSIONS_EACH_MAX).map(|_| come("wei")).collect();
        let is_in = |cookie: &String| sessions.find(cookie).is_some();
        assert!(!is_in(&own[0]), "the ninth ends the first");
        assert!(own[1..].iter().all(is_in));
        assert!(is_in(&other), "and nobody else's");
    }

    #[test]
    fn one_machine_with_many_addresses_is_one() {
        let limit = Limit::new(2, 0.0);
        for (address, passes) in [
            ("127.0.0.1", true),
            ("127.44.0.9", true),
            ("::1", false),
            ("::ffff:127.0.0.7", false),
            ("2001:db8:0:7::1", true),
            ("2001:db8:0:7:ffff::2", true),
            ("2001:db8:0:7:aaaa:bbbb:cccc:dddd", false),
            ("2001:db8:0:8::1", true),
            ("10.0.0.5", true),
            ("::ffff:10.0.0.5", true),
            ("10.0.0.5", false),
            ("10.0.0.6", true),
        ] {
            assert_eq!(limit.take(at(address)), passes, "{address}");
        }
    }

    #[test]
    fn a_password_guessed_from_everywhere_is_guessed_a_hundred_times_and_its_owner_comes_in() {
        let guesses = Guesses::default();
        guesses.was_right("wei", at("10.0.0.5"));
        for one in 0..GUESSES_MAX {
            let from = at(&format!("10.0.{}.{}", one / 200 + 1, one % 200));
            assert!(guesses.allows("wei", from), "{one}");
            guesses.was_wrong("wei");
        }
        assert!(!guesses.allows("wei", at("10.0.9.9")), "no more");
        assert!(
            guesses.allows("wei", at("10.0.0.5")),
            "but from the own desk"
        );
        assert!(
            guesses.allows("lan", at("10.0.9.9")),
            "nobody else is shut out"
        );
    }
}

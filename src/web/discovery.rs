//! How stations find a console without being told its address: DNS-SD over multicast DNS, the way printers are found. Said
//! only when asked to, and only where the console listens: address, port, and whether there is TLS. No key, no name of a
//! machine, of a person or of a case. Whoever hears it trusts nothing yet: the certificate decides.

use mdns_sd::{IfKind, ServiceDaemon, ServiceEvent, ServiceInfo};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use thiserror::Error;

/// Where multicast DNS is spoken (RFC 6762).
pub const DISCOVERY_PORT: u16 = 5353;
/// What a console is called among services.
const SERVICE: &str = "_streetwise._tcp.local.";
/// Whether it speaks TLS.
const TLS: &str = "tls";
/// After the first answer others may still come.
const OTHERS: Duration = Duration::from_millis(700);
/// Consoles told of at most; more of them is somebody's joke.
const CONSOLES_MAX: usize = 16;

/// Why nobody can be told or heard.
#[derive(Debug, Error)]
pub enum DiscoveryError {
    /// An address that means all addresses is none that a certificate could name.
    #[error("{0}")]
    Nowhere(SocketAddr),
    /// The system gives no multicast.
    #[error("{0}")]
    Multicast(String),
}

impl From<mdns_sd::Error> for DiscoveryError {
    fn from(error: mdns_sd::Error) -> Self {
        Self::Multicast(error.to_string())
    }
}

/// A console that is told of for as long as this lives.
pub struct Announcement {
    daemon: ServiceDaemon,
    name: String,
}

impl Announcement {
    /// Tells of a console, on the network of its address and nowhere else. `port` is where multicast DNS is spoken.
    ///
    /// # Errors
    /// See [`DiscoveryError`].
    pub fn begin(address: SocketAddr, is_tls: bool, port: u16) -> Result<Self, DiscoveryError> {
        if address.ip().is_unspecified() {
            return Err(DiscoveryError::Nowhere(address));
        }
        let daemon = ServiceDaemon::new_with_port(port)?;
        // Dots would be labels of their own.
        let host = format!("console-{}-{}", address.ip(), address.port()).replace(['.', ':'], "-");
        let tls = if is_tls { "1" } else { "0" };
        let mut service = ServiceInfo::new(
            SERVICE,
            &host,
            &format!("{host}.local."),
            address.ip(),
            address.port(),
            &[(TLS, tls)][..],
        )?;
        service.set_interfaces(vec![IfKind::Addr(address.ip())]);
        let name = service.get_fullname().to_owned();
        daemon.register(service)?;
        Ok(Self { daemon, name })
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        // Stations forget it at once instead of within the hour; if not, nothing is lost.
        if let Ok(done) = self.daemon.unregister(&self.name) {
            let _ = done.recv_timeout(Duration::from_millis(500));
        }
        let _ = self.daemon.shutdown();
    }
}

/// Addresses of the consoles that answer, in order. A console in the clear beyond this machine is not among them: whoever
/// claims to be one would be handed the station key.
///
/// # Errors
/// See [`DiscoveryError`].
pub fn find_consoles(wait: Duration, port: u16) -> Result<Vec<String>, DiscoveryError> {
    let daemon = ServiceDaemon::new_with_port(port)?;
    let answers = daemon.browse(SERVICE)?;
    let mut found = BTreeSet::new();
    let mut until = Instant::now() + wait;
    while let Ok(event) = answers.recv_timeout(until.saturating_duration_since(Instant::now())) {
        let ServiceEvent::ServiceResolved(service) = event else {
            continue;
        };
        let is_tls = service.get_property_val_str(TLS) == Some("1");
        for ip in service.get_addresses() {
            let address = SocketAddr::new(ip.to_ip_addr(), service.get_port());
            if found.len() < CONSOLES_MAX
                && let Some(url) = believed(address, is_tls)
            {
                found.insert(url);
                until = until.min(Instant::now() + OTHERS);
            }
        }
    }
    let _ = daemon.shutdown();
    Ok(found.into_iter().collect())
}

fn believed(address: SocketAddr, is_tls: bool) -> Option<String> {
    if is_tls {
        Some(format!("https://{address}"))
    } else {
        address
            .ip()
            .is_loopback()
            .then(|| format!("http://{address}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_encrypted_or_of_this_machine_is_believed() {
        let at = |text: &str| text.parse().expect("an address");
        assert_eq!(
            believed(at("10.0.0.5:8440"), true).as_deref(),
            Some("https://10.0.0.5:8440")
        );
        assert_eq!(believed(at("10.0.0.5:8440"), false), None);
        assert_eq!(
            believed(at("127.0.0.1:8440"), false).as_deref(),
            Some("http://127.0.0.1:8440")
        );
        assert_eq!(
            believed(at("[fd00::2]:8440"), true).as_deref(),
            Some("https://[fd00::2]:8440")
        );
    }
}

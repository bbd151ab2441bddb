//! The console's certificate: a file of the user's, or one made at the first start and kept. Knows no page.

use super::accounts::{AccountError, write_private};
use crate::files::{FileError, read_text};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;

/// Where the made certificate lies in a console folder; stations are given it to trust.
pub const CERTIFICATE_FILE: &str = "certificate.pem";
const KEY_FILE: &str = "certificate.key";

/// Why there is no TLS.
#[derive(Debug, Error)]
pub enum TlsError {
    /// The disk.
    #[error(transparent)]
    File(#[from] FileError),
    /// A key file could not be kept private.
    #[error(transparent)]
    Private(#[from] AccountError),
    /// A certificate or key that is none.
    #[error("{path}: {detail}")]
    Unfit {
        /// Which.
        path: PathBuf,
        /// Why.
        detail: String,
    },
}

/// The certificate to serve with: given as two files, or made once for these names and kept in `folder`.
///
/// # Errors
/// See [`TlsError`].
pub fn config(
    given: Option<(&Path, &Path)>,
    folder: &Path,
    listen: IpAddr,
) -> Result<Arc<ServerConfig>, TlsError> {
    let (certificate, key) = match given {
        Some((certificate, key)) => (certificate.to_owned(), key.to_owned()),
        None => made(folder, listen)?,
    };
    let unfit = |path: &Path, detail: String| TlsError::Unfit {
        path: path.to_owned(),
        detail,
    };
    let text = read_text(&certificate)?;
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(text.as_bytes())
        .collect::<Result<_, _>>()
        .map_err(|error| unfit(&certificate, error.to_string()))?;
    let private = PrivateKeyDer::from_pem_slice(read_text(&key)?.as_bytes())
        .map_err(|error| unfit(&key, error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            builder
                .with_no_client_auth()
                .with_single_cert(chain, private)
        })
        .map_err(|error| unfit(&certificate, error.to_string()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// SHA-256 of the certificate in a PEM file as browsers show it, in pairs of hex digits; none where there is none.
#[must_use]
pub fn fingerprint(path: &Path) -> Option<String> {
    let text = read_text(path).ok()?;
    let certificate = CertificateDer::from_pem_slice(text.as_bytes()).ok()?;
    let pairs: Vec<String> = Sha256::digest(&certificate)
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    Some(pairs.join(":"))
}

/// The certificate made at the first start. It names this machine's usual names and the address listened on.
fn made(folder: &Path, listen: IpAddr) -> Result<(PathBuf, PathBuf), TlsError> {
    let (certificate, key) = (folder.join(CERTIFICATE_FILE), folder.join(KEY_FILE));
    if certificate.is_file() && key.is_file() {
        return Ok((certificate, key));
    }
    let mut names = vec![
        "localhost".to_owned(),
        "127.0.0.1".to_owned(),
        "::1".to_owned(),
    ];
    if !listen.is_unspecified() && !listen.is_loopback() {
        names.push(listen.to_string());
    }
    if let Ok(host) = read_text(Path::new("/etc/hostname")) {
        names.push(host.trim().to_owned());
    }
    // A certificate has no room for other signs, and one odd name would leave all without TLS.
    names.retain(|name| !name.is_empty() && name.is_ascii());
    let made = rcgen::generate_simple_self_signed(names).map_err(|error| TlsError::Unfit {
        path: certificate.clone(),
        detail: error.to_string(),
    })?;
    write_private(&certificate, &made.cert.pem())?;
    write_private(&key, &made.signing_key.serialize_pem())?;
    Ok((certificate, key))
}

//! Real names, apart from everything else and encrypted: one small file a person under a data key, which itself lies
//! encrypted under a passphrase or a key file. Removing a person's file removes the name; nothing else knows it. Losing
//! passphrase and key file loses all names, and nothing but names.

use super::access::Access;
use crate::files::{FileError, list, read_text, write_new, write_new_secret, write_whole};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Folder of people's files inside the data folder.
pub(super) const FOLDER: &str = "people";
const VAULT: &str = "vault.json";
const NAMES: &str = "names";
const ENDING: &str = "sealed";
const FORMAT: u32 = 1;
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
const SALT_BYTES: usize = 16;
/// Cost of a guess at the passphrase: RFC 9106's second recommendation.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// What the wrapped key is bound to.
const WRAPPED: &[u8] = b"streetwise vault 1";
/// What marks of people are made with beside the user's key: the same on every machine, so no salt of a vault's own.
const MARKS: &[u8] = b"streetwise marks of people 1";
/// Bytes of a mark: enough to tell people apart.
const MARK_BYTES: usize = 16;

/// Why a name cannot be had.
#[derive(Debug, Error)]
pub enum VaultError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The key does not open this vault.
    #[error("wrong key")]
    WrongKey,
    /// No vault was made yet.
    #[error("{0}: no vault")]
    NoVault(PathBuf),
    /// A vault that is there already is not made again.
    #[error("{0}: there is a vault")]
    ThereIsOne(PathBuf),
    /// A file of the vault is not what was written.
    #[error("{path}: damaged: {detail}")]
    Damaged {
        /// Which.
        path: PathBuf,
        /// How it shows.
        detail: String,
    },
    /// The role may not see names.
    #[error("role {0} may not see names")]
    Refused(&'static str),
}

/// What opens a vault.
#[derive(Clone)]
pub enum Key {
    /// A file with 64 hex digits, kept where the vault is not.
    File(PathBuf),
    /// A passphrase.
    Passphrase(String),
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Passphrase(_) => f.write_str("Passphrase"),
        }
    }
}

/// A real person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Name.
    pub name: String,
    /// Staff number as text; empty when unknown.
    pub staff_number: String,
}

/// Names by pseudonym.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<String, Identity>);

impl Names {
    /// Who it is, if the vault knows.
    #[must_use]
    pub fn get(&self, pseudonym: &str) -> Option<&Identity> {
        self.0.get(pseudonym)
    }

    /// All of them, by pseudonym.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Identity)> {
        self.0.iter().map(|(id, who)| (id.as_str(), who))
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VaultFile {
    format: u32,
    derivation: Derivation,
    /// Data key under the user's key: nonce and cipher text, hex.
    wrapped: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Derivation {
    /// The key file's bytes are the key.
    KeyFile,
    /// Argon2id over a passphrase.
    Argon2id {
        salt: String,
        memory_kib: u32,
        passes: u32,
        lanes: u32,
    },
}

/// An open vault.
pub struct Vault {
    data: PathBuf,
    cipher: XChaCha20Poly1305,
    key: Key,
}

/// Makes marks: what a staff number or a name becomes under the user's key. Whoever has the key finds the same person on
/// every machine; nobody else can turn a mark back.
pub(super) struct Marker([u8; KEY_BYTES]);

impl Marker {
    /// The mark of a text.
    pub(super) fn mark(&self, text: &str) -> String {
        to_hex(&hmac(&self.0, text.as_bytes())[..MARK_BYTES])
    }
}

/// HMAC-SHA-256, RFC 2104.
fn hmac(key: &[u8; KEY_BYTES], text: &[u8]) -> [u8; KEY_BYTES] {
    Hmac::<Sha256>::new_from_slice(key)
        .unwrap_or_else(|error| panic!("{error}: a key of any length will do; this is a bug"))
        .chain_update(text)
        .finalize()
        .into_bytes()
        .into()
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault")
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .unwrap_or_else(|error| panic!("the system's source of chance: {error}"));
    bytes
}

/// A word by chance, of letters and digits that nobody confuses.
#[must_use]
pub fn random_word(length: usize) -> String {
    const LETTERS: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz0";
    let mut word = String::new();
    while word.len() < length {
        // Thirty-one letters; the thirty-second is drawn again, so that all are as likely.
        let drawn = usize::from(random::<1>()[0] & 31);
        if drawn < 31 {
            word.push(char::from(LETTERS[drawn]));
        }
    }
    word
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn of_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim().as_bytes();
    digits
        .chunks(2)
        .map(|pair| match pair {
            [_, _] => u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok(),
            _ => None,
        })
        .collect()
}

fn seal(cipher: &XChaCha20Poly1305, text: &[u8], bound_to: &[u8]) -> String {
    let nonce = random::<NONCE_BYTES>();
    let payload = Payload {
        msg: text,
        aad: bound_to,
    };
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .unwrap_or_else(|error| panic!("encryption: {error}; this is a bug"));
    format!("{}{}", to_hex(&nonce), to_hex(&sealed))
}

fn unseal(cipher: &XChaCha20Poly1305, sealed: &str, bound_to: &[u8]) -> Option<Vec<u8>> {
    let bytes = of_hex(sealed)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES)?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
    let payload = Payload {
        msg: sealed,
        aad: bound_to,
    };
    cipher.decrypt(&XNonce::from(nonce), payload).ok()
}

fn cipher_of(key: &[u8]) -> Option<XChaCha20Poly1305> {
    XChaCha20Poly1305::new_from_slice(key).ok()
}

impl Key {
    /// Makes a key file that its owner alone may read; refuses to write over one.
    ///
    /// # Errors
    /// When it is there or the disk says no.
    pub fn make_file(path: &Path) -> Result<bool, FileError> {
        write_new_secret(
            path,
            format!("{}\n", to_hex(&random::<KEY_BYTES>())).as_bytes(),
        )
    }

    /// What makes marks of people under this key.
    fn marker(&self) -> Result<Marker, VaultError> {
        let bytes = match self {
            Self::File(path) => of_hex(&read_text(path)?).ok_or(VaultError::WrongKey)?,
            Self::Passphrase(passphrase) => {
                let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(KEY_BYTES))
                    .map_err(|_| VaultError::WrongKey)?;
                let mut key = [0; KEY_BYTES];
                Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                    .hash_password_into(passphrase.as_bytes(), MARKS, &mut key)
                    .map_err(|_| VaultError::WrongKey)?;
                key.to_vec()
            }
        };
        let key = bytes.try_into().map_err(|_| VaultError::WrongKey)?;
        // The key itself opens names; marks are made with another one, made of it.
        Ok(Marker(hmac(&key, MARKS)))
    }

    fn cipher(&self, derivation: &Derivation) -> Result<XChaCha20Poly1305, VaultError> {
        let bytes = match (self, derivation) {
            (Self::File(path), Derivation::KeyFile) => {
                of_hex(&read_text(path)?).ok_or(VaultError::WrongKey)?
            }
            (
                Self::Passphrase(passphrase),
                Derivation::Argon2id {
                    salt,
                    memory_kib,
                    passes,
                    lanes,
                },
            ) => {
                let salt = of_hex(salt).ok_or(VaultError::WrongKey)?;
                let params = Params::new(*memory_kib, *passes, *lanes, Some(KEY_BYTES))
                    .map_err(|_| VaultError::WrongKey)?;
                let mut key = [0; KEY_BYTES];
                Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                    .hash_password_into(passphrase.as_bytes(), &salt, &mut key)
                    .map_err(|_| VaultError::WrongKey)?;
                key.to_vec()
            }
            _ => return Err(VaultError::WrongKey),
        };
        cipher_of(&bytes).ok_or(VaultError::WrongKey)
    }
}

impl Vault {
    fn folder(data: &Path) -> PathBuf {
        data.join(FOLDER)
    }

    fn file(data: &Path, pseudonym: &str) -> PathBuf {
        Self::folder(data)
            .join(NAMES)
            .join(format!("{pseudonym}.{ENDING}"))
    }

    /// Whether a vault was made.
    #[must_use]
    pub fn is_there(data: &Path) -> bool {
        Self::folder(data).join(VAULT).is_file()
    }

    /// Makes a vault under a key.
    ///
    /// # Errors
    /// When there is one, the key file does not read, or the disk says no.
    pub fn make(data: &Path, key: &Key) -> Result<Self, VaultError> {
        let derivation = match key {
            Key::File(_) => Derivation::KeyFile,
            Key::Passphrase(_) => Derivation::Argon2id {
                salt: to_hex(&random::<SALT_BYTES>()),
                memory_kib: MEMORY_KIB,
                passes: PASSES,
                lanes: LANES,
            },
        };
        let data_key = random::<KEY_BYTES>();
        let file = VaultFile {
            format: FORMAT,
            wrapped: seal(&key.cipher(&derivation)?, &data_key, WRAPPED),
            derivation,
        };
        let path = Self::folder(data).join(VAULT);
        // Only strings and numbers inside: writing cannot fail.
        let text = serde_json::to_string_pretty(&file).unwrap_or_default();
        if !write_new(&path, text.as_bytes())? {
            return Err(VaultError::ThereIsOne(path));
        }
        Self::open(data, key)
    }

    /// Opens a vault.
    ///
    /// # Errors
    /// [`VaultError::NoVault`], [`VaultError::WrongKey`], or a file that does not read.
    pub fn open(data: &Path, key: &Key) -> Result<Self, VaultError> {
        let path = Self::folder(data).join(VAULT);
        let text = match read_text(&path) {
            Ok(text) => text,
            Err(FileError::Missing(_)) => return Err(VaultError::NoVault(path)),
            Err(error) => return Err(error.into()),
        };
        let damaged = |detail: String| VaultError::Damaged {
            path: path.clone(),
            detail,
        };
        let file: VaultFile =
            serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?;
        if file.format != FORMAT {
            return Err(damaged(format!("format {}", file.format)));
        }
        let data_key = unseal(&key.cipher(&file.derivation)?, &file.wrapped, WRAPPED)
            .ok_or(VaultError::WrongKey)?;
        Ok(Self {
            data: data.to_owned(),
            cipher: cipher_of(&data_key).ok_or_else(|| damaged("key".to_owned()))?,
            key: key.clone(),
        })
    }

    /// What makes marks of people under the key that opened this vault.
    pub(super) fn marker(&self) -> Result<Marker, VaultError> {
        self.key.marker()
    }

    /// Opens a vault, or makes it when there is none.
    ///
    /// # Errors
    /// See [`Vault::open`] and [`Vault::make`].
    pub fn open_or_make(data: &Path, key: &Key) -> Result<Self, VaultError> {
        if Self::is_there(data) {
            Self::open(data, key)
        } else {
            Self::make(data, key)
        }
    }

    /// Keeps a person's name under the pseudonym.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn put(&self, pseudonym: &str, who: &Identity) -> Result<(), VaultError> {
        // Only strings inside: writing cannot fail.
        let text = serde_json::to_vec(who).unwrap_or_default();
        let sealed = seal(&self.cipher, &text, pseudonym.as_bytes());
        write_whole(
            &Self::file(&self.data, pseudonym),
            format!("{sealed}\n").as_bytes(),
        )?;
        Ok(())
    }

    /// All names, for a role that may see them; noted in the audit log first.
    ///
    /// # Errors
    /// [`VaultError::Refused`], or a file that is damaged.
    pub fn names(&self, access: &Access) -> Result<Names, VaultError> {
        if !access.role.may_see_names() {
            return Err(VaultError::Refused(access.role.name()));
        }
        access.note(&self.data, "names", "*", access.what_for)?;
        self.all()
    }

    /// All names, for matching a staff list; nobody is shown them.
    pub(super) fn all(&self) -> Result<Names, VaultError> {
        let mut names = BTreeMap::new();
        for path in list(&Self::folder(&self.data).join(NAMES), ENDING) {
            let damaged = |detail: &str| VaultError::Damaged {
                path: path.clone(),
                detail: detail.to_owned(),
            };
            let pseudonym = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default();
            let text = unseal(&self.cipher, &read_text(&path)?, pseudonym.as_bytes())
                .ok_or_else(|| damaged("seal"))?;
            let who = serde_json::from_slice(&text).map_err(|_| damaged("json"))?;
            names.insert(pseudonym, who);
        }
        Ok(Names(names))
    }
}

/// Whether a name is kept under a pseudonym.
#[must_use]
pub fn has_name(data: &Path, pseudonym: &str) -> bool {
    Vault::file(data, pseudonym).is_file()
}

/// Removes a person's name; no key is needed. Tells whether there was one.
///
/// # Errors
/// When the disk says no.
pub fn erase(data: &Path, pseudonym: &str) -> Result<bool, FileError> {
    let path = Vault::file(data, pseudonym);
    if !path.is_file() {
        return Ok(false);
    }
    super::clips::remove(&path)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;

    fn access(role: Role) -> Access {
        Access {
            by: "hr-1".to_owned(),
            role,
            what_for: "test",
            at: "2026-11-25T00:00:00Z".to_owned(),
        }
    }

    fn who(name: &str) -> Identity {
        Identity {
            name: name.to_owned(),
            staff_number: "000123".to_owned(),
        }
    }

    #[test]
    fn marks_are_those_of_rfc_4231_and_the_same_wherever_the_key_is() {
        // RFC 4231, test case 2, whose key is shorter: a key is filled up with zeros.
        let mut key = [0; KEY_BYTES];
        key[..4].copy_from_slice(b"Jefe");
        assert_eq!(
            to_hex(&hmac(&key, b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| {
            let path = folder.path().join(name);
            assert!(Key::make_file(&path).expect("made"));
            Key::File(path)
        };
        let word = |word: &str| Key::Passphrase(word.to_owned());
        for (one, other) in [(file("a"), file("b")), (word("a"), word("b"))] {
            let mark = |key: &Key, text: &str| key.marker().expect("a marker").mark(text);
            assert_eq!(mark(&one, "000123"), mark(&one, "000123"));
            assert_ne!(mark(&one, "000123"), mark(&one, "000124"));
            assert_ne!(mark(&one, "000123"), mark(&other, "000123"));
        }
    }

    #[test]
    fn names_are_read_with_the_key_alone_and_no_file_shows_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path();
        let key_file = data.join("elsewhere.key");
        assert!(Key::make_file(&key_file).expect("made"));
        assert!(!Key::make_file(&key_file).expect("not made again"));
        let keys = [
            ("file", Key::File(key_file)),
            ("word", Key::Passphrase("步行街的钥匙".to_owned())),
        ];
        for (name, key) in keys {
            let data = data.join(name);
            let vault = Vault::make(&data, &key).expect("made");
            vault.put("p-1", &who("莫小明")).expect("kept");
            let names = Vault::open(&data, &key)
                .expect("opens")
                .names(&access(Role::Hr))
                .expect("read");
            assert_eq!(names.get("p-1"), Some(&who("莫小明")));
            let sealed = std::fs::read_to_string(Vault::file(&data, "p-1")).expect("a file");
            assert!(!sealed.contains('莫') && !sealed.contains("000123"));
            assert!(matches!(
                Vault::open(&data, &Key::Passphrase("wrong".to_owned())),
                Err(VaultError::WrongKey)
            ));
            assert!(matches!(
                vault.names(&access(Role::Instructor)),
                Err(VaultError::Refused("instructor"))
            ));
            // A name under another's pseudonym is no name.
            std::fs::copy(Vault::file(&data, "p-1"), Vault::file(&data, "p-2")).expect("copied");
            assert!(matches!(vault.all(), Err(VaultError::Damaged { .. })));
            assert!(erase(&data, "p-2").expect("removed") && erase(&data, "p-1").expect("removed"));
            assert!(vault.all().expect("reads").iter().next().is_none());
        }
    }
}

//! Who may use the console and what each role may do. Passwords are kept as argon2id hashes, keys as SHA-256; neither can
//! be read back. Knows no page and no case.

use super::protocol::hex;
use crate::files::{FileError, read_text, write_whole};
use crate::store::{with_digest, without_digest};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;
use thiserror::Error;

/// Letters of a password at least (NIST SP 800-63B: length is what counts).
pub const PASSWORD_CHARS_MIN: usize = 10;
/// Letters of a password at most, so that hashing it stays cheap.
pub const PASSWORD_CHARS_MAX: usize = 128;
/// Letters of a name at most.
pub const NAME_CHARS_MAX: usize = 40;
/// Letters a made password is drawn from: none that look alike.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// Letters of a made password: 16 of 31 are 79 bits.
const MADE_PASSWORD_CHARS: usize = 16;

/// What somebody is at the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sees the own runs and may object to a mark.
    Trainee,
    /// Watches, touches, judges.
    Instructor,
    /// Reads marks.
    Hr,
    /// Reads everything, changes nothing.
    Auditor,
    /// Keeps accounts; judges nobody.
    Admin,
}

/// What may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Watch running stations.
    Watch,
    /// Touch a running case.
    Touch,
    /// Read records of everybody.
    Records,
    /// Read marks of everybody.
    Marks,
    /// Give verdicts.
    Judge,
    /// Object to an own mark.
    Object,
    /// Read who did what at the console.
    Audit,
    /// Keep accounts.
    Accounts,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] = [
        Self::Trainee,
        Self::Instructor,
        Self::Hr,
        Self::Auditor,
        Self::Admin,
    ];

    /// What a role may do; the one place that says so.
    #[must_use]
    pub const fn rights(self) -> &'static [Right] {
        match self {
            Self::Trainee => &[Right::Object],
            Self::Instructor => &[
                Right::Watch,
                Right::Touch,
                Right::Records,
                Right::Marks,
                Right::Judge,
            ],
            Self::Hr => &[Right::Marks],
            Self::Auditor => &[Right::Watch, Right::Records, Right::Marks, Right::Audit],
            Self::Admin => &[Right::Audit, Right::Accounts],
        }
    }

    /// Whether the role may do it.
    #[must_use]
    pub fn may(self, right: Right) -> bool {
        self.rights().contains(&right)
    }

    /// Its name in files and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Trainee => "trainee",
            Self::Instructor => "instructor",
            Self::Hr => "hr",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
        }
    }

    /// A role by name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

impl Right {
    /// Its name, as pages ask for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Watch => "watch",
            Self::Touch => "touch",
            Self::Records => "records",
            Self::Marks => "marks",
            Self::Judge => "judge",
            Self::Object => "object",
            Self::Audit => "audit",
            Self::Accounts => "accounts",
        }
    }
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Name; for a trainee the pseudonym of the records.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Argon2id in PHC form.
    pub hash: String,
    /// May not come in.
    #[serde(default)]
    pub closed: bool,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountsFile {
    format: u32,
    /// SHA-256 of the station key, hex.
    station_key: String,
    accounts: Vec<Account>,
}

/// Why an account cannot be as wanted.
#[derive(Debug, Error)]
pub enum AccountError {
    /// The disk.
    #[error(transparent)]
    File(#[from] FileError),
    /// Signs a name may not have, or too many.
    #[error("name")]
    Name,
    /// Too short or too long.
    #[error("password")]
    Password,
    /// No such account.
    #[error("unknown")]
    Unknown,
    /// Nobody could keep accounts any more.
    #[error("last-admin")]
    LastAdmin,
    /// The system gave no random bytes.
    #[error("random")]
    Random,
}

/// All accounts, kept in one file.
pub struct Accounts {
    path: PathBuf,
    file: Mutex<(AccountsFile, Option<SystemTime>)>,
    /// A hash to check against when the name is unknown, so that both answers take as long.
    decoy: String,
}

/// What the first start made and nobody can read again.
pub struct FirstKeys {
    /// Name of the first account.
    pub name: String,
    /// Its password.
    pub password: String,
}

impl Accounts {
    /// Opens the accounts of a console folder. The first time there is one administrator with a made password, and a
    /// station key, which also lies beside in `station.key` for stations of this machine.
    ///
    /// # Errors
    /// When the file does not read, or the disk says no.
    pub fn open(folder: &Path) -> Result<(Self, Option<FirstKeys>), AccountError> {
        let path = folder.join("accounts.json");
        let decoy = hash_password(&secret()?)?;
        let (file, first) = match read_text(&path) {
            Ok(text) => {
                let file = of_text(&text).map_err(|detail| FileError::Unreadable {
                    path: path.clone(),
                    detail,
                })?;
                (file, None)
            }
            Err(FileError::Missing(_)) => {
                let password = made_password()?;
                let key = secret()?;
                write_private(&folder.join(STATION_KEY_FILE), &key)?;
                let file = AccountsFile {
                    format: 1,
                    station_key: digest(&key),
                    accounts: vec![Account {
                        name: "admin".to_owned(),
                        role: Role::Admin,
                        hash: hash_password(&password)?,
                        closed: false,
                    }],
                };
                let first = FirstKeys {
                    name: "admin".to_owned(),
                    password,
                };
                (file, Some(first))
            }
            Err(error) => return Err(error.into()),
        };
        let accounts = Self {
            path,
            file: Mutex::new((file, None)),
            decoy,
        };
        {
            let mut file = accounts.file.lock().unwrap_or_else(PoisonError::into_inner);
            if first.is_some() {
                accounts.save(&mut file)?;
            }
            file.1 = accounts.stamp();
        }
        Ok((accounts, first))
    }

    fn stamp(&self) -> Option<SystemTime> {
        std::fs::metadata(&self.path)
            .and_then(|meta| meta.modified())
            .ok()
    }

    /// The accounts as the file has them: `serve --add-user` writes it while another process serves.
    fn lock(&self) -> MutexGuard<'_, (AccountsFile, Option<SystemTime>)> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = self.stamp();
        if stamp != file.1
            && let Ok(text) = read_text(&self.path)
            && let Ok(read) = of_text(&text)
        {
            *file = (read, stamp);
        }
        file
    }

    fn save(&self, file: &mut (AccountsFile, Option<SystemTime>)) -> Result<(), AccountError> {
        // Only strings and flags inside: writing cannot fail.
        let text = serde_json::to_string_pretty(&file.0).unwrap_or_default();
        write_private(&self.path, &with_digest(&text))?;
        file.1 = self.stamp();
        Ok(())
    }

    /// The role behind a name and a password. Takes tens of milliseconds on purpose: call it off the event loop.
    #[must_use]
    pub fn check(&self, name: &str, password: &str) -> Option<Role> {
        let known = {
            let file = self.lock();
            let found = file
                .0
                .accounts
                .iter()
                .find(|one| one.name == name && !one.closed);
            found.map(|one| (one.hash.clone(), one.role))
        };
        let hash = known.as_ref().map_or(&self.decoy, |one| &one.0);
        let right = password.chars().count() <= PASSWORD_CHARS_MAX
            && PasswordHash::new(hash).is_ok_and(|hash| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            });
        known.filter(|_| right).map(|one| one.1)
    }

    /// Whether somebody may still come in, and as this.
    #[must_use]
    pub fn stands(&self, name: &str, role: Role) -> bool {
        let fits = |one: &Account| one.name == name && one.role == role && !one.closed;
        self.lock().0.accounts.iter().any(fits)
    }

    /// Whether this is the station key.
    #[must_use]
    pub fn is_station_key(&self, key: &str) -> bool {
        // Hashes are compared, so how far they agree tells nothing about the key.
        digest(key) == self.lock().0.station_key
    }

    /// Names, roles, and whether closed.
    #[must_use]
    pub fn list(&self) -> Vec<(String, Role, bool)> {
        self.lock()
            .0
            .accounts
            .iter()
            .map(|one| (one.name.clone(), one.role, one.closed))
            .collect()
    }

    /// Adds an account or gives a known one another role and password; without a password one is made and told.
    ///
    /// # Errors
    /// A name or password that may not be, or the disk.
    pub fn put(
        &self,
        name: &str,
        role: Role,
        password: Option<&str>,
    ) -> Result<String, AccountError> {
        if !is_account_name(name) {
            return Err(AccountError::Name);
        }
        let password = match password {
            Some(text) => text.to_owned(),
            None => made_password()?,
        };
        let length = password.chars().count();
        if !(PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX).contains(&length) {
            return Err(AccountError::Password);
        }
        let account = Account {
            name: name.to_owned(),
            role,
            hash: hash_password(&password)?,
            closed: false,
        };
        let mut file = self.lock();
        let known = file.0.accounts.iter().position(|one| one.name == name);
        match known {
            Some(at) => {
                if role != Role::Admin && is_last_admin(&file.0, name) {
                    return Err(AccountError::LastAdmin);
                }
                file.0.accounts[at] = account;
            }
            None => file.0.accounts.push(account),
        }
        self.save(&mut file)?;
        Ok(password)
    }

    /// Closes an account or opens it again. Accounts are never removed: the audit log names them.
    ///
    /// # Errors
    /// An unknown name, the last administrator, or the disk.
    pub fn close(&self, name: &str, closed: bool) -> Result<(), AccountError> {
        let mut file = self.lock();
        if closed && is_last_admin(&file.0, name) {
            return Err(AccountError::LastAdmin);
        }
        let account = file
            .0
            .accounts
            .iter_mut()
            .find(|one| one.name == name)
            .ok_or(AccountError::Unknown)?;
        account.closed = closed;
        self.save(&mut file)
    }
}

/// The file as it was written: a flipped bit in a name would let somebody in as somebody else. One of an older program ends
/// without a digest.
fn of_text(text: &str) -> Result<AccountsFile, String> {
    let body = without_digest(text).unwrap_or(text);
    serde_json::from_str(body).map_err(|error| error.to_string())
}

/// Name of the file that holds the station key for stations of the same machine.
pub const STATION_KEY_FILE: &str = "station.key";

fn is_last_admin(file: &AccountsFile, name: &str) -> bool {
    let mut open = file
        .accounts
        .iter()
        .filter(|one| one.role == Role::Admin && !one.closed);
    matches!((open.next(), open.next()), (Some(only), None) if only.name == name)
}

/// A name: as a pseudonym, because a trainee's account is called like the records.
#[must_use]
pub fn is_account_name(name: &str) -> bool {
    let fits = |one: char| one.is_alphanumeric() || matches!(one, '-' | '_' | '.');
    !name.is_empty()
        && name.chars().count() <= NAME_CHARS_MAX
        && !name.starts_with('.')
        && name.chars().all(fits)
}

fn hash_password(password: &str) -> Result<String, AccountError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| AccountError::Random)?;
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|_| AccountError::Password)?;
    Ok(hash.to_string())
}

fn made_password() -> Result<String, AccountError> {
    let mut made = String::new();
    // Bytes beyond the last whole multiple are thrown away, or early letters would come more often.
    let fair = 256 / LETTERS.len() * LETTERS.len();
    while made.len() < MADE_PASSWORD_CHARS {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| AccountError::Random)?;
        for byte in bytes.into_iter().map(usize::from).filter(|one| *one < fair) {
            if made.len() < MADE_PASSWORD_CHARS {
                made.push(char::from(LETTERS[byte % LETTERS.len()]));
            }
        }
    }
    Ok(made)
}

/// 256 random bits in hex: session names, tokens, station keys.
pub(super) fn secret() -> Result<String, AccountError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| AccountError::Random)?;
    Ok(hex(bytes))
}

/// SHA-256 in hex: for secrets with 256 random bits no slow hash is needed.
pub(super) fn digest(text: &str) -> String {
    hex(Sha256::digest(text.as_bytes()).iter().copied())
}

/// Writes a file that only its owner may read.
pub(super) fn write_private(path: &Path, text: &str) -> Result<(), AccountError> {
    write_whole(path, text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(
            |source| FileError::Unwritable {
                path: path.to_owned(),
                source,
            },
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flipped_bit_lets_nobody_in_as_somebody_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let (accounts, _) = Accounts::open(folder.path()).expect("made");
        accounts
            .put("cz-0417", Role::Trainee, Some("a long password"))
            .expect("kept");
        let known = accounts.list();
        let path = folder.path().join("accounts.json");
        let sound = std::fs::read(&path).expect("a file");
        for bit in 0..sound.len() * 8 {
            let mut flipped = sound.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let told = String::from_utf8(flipped).map_err(|error| error.to_string());
            if let Ok(file) = told.and_then(|text| of_text(&text)) {
                let names = file.accounts.iter();
                let names: Vec<_> = names
                    .map(|one| (one.name.clone(), one.role, one.closed))
                    .collect();
                assert_eq!(names, known, "bit {bit}");
            }
        }
        // As an older program left it.
        let text = String::from_utf8(sound).expect("a text");
        let body = without_digest(&text).expect("its digest");
        std::fs::write(&path, body).expect("written");
        assert_eq!(
            Accounts::open(folder.path()).expect("opens").0.list(),
            known
        );
    }
}

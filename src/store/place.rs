//! Where a database is. A password is never shown.

use super::error::StoreError;
use std::path::{Path, PathBuf};

/// Name of the station's database in the data folder.
const DATABASE: &str = "store.sqlite";

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file.
    Sqlite(PathBuf),
    /// A server.
    Postgres {
        /// Address as the driver takes it, `postgres://user@host/db` or `host=… dbname=…`.
        address: String,
        /// Authority that signed the server's certificate; without it the line is plain.
        ca: Option<PathBuf>,
    },
}

impl Place {
    /// The database of a station.
    #[must_use]
    pub fn station(data: &Path) -> Self {
        Self::Sqlite(data.join(DATABASE))
    }

    /// Whether it is the database of the station with this data folder, however the way to it is written.
    pub(super) fn is_station(&self, data: &Path) -> bool {
        let Self::Sqlite(path) = self else {
            return false;
        };
        let own = data.join(DATABASE);
        match (path.canonicalize(), own.canonicalize()) {
            (Ok(one), Ok(other)) => one == other,
            _ => *path == own,
        }
    }

    /// Reads an address: `postgres://…`, `host=…`, else a file.
    #[must_use]
    pub fn parse(address: &str, ca: Option<PathBuf>) -> Self {
        let is_server = address.starts_with("postgres://")
            || address.starts_with("postgresql://")
            || address.contains("host=");
        if is_server {
            Self::Postgres {
                address: address.to_owned(),
                ca,
            }
        } else {
            Self::Sqlite(PathBuf::from(address))
        }
    }

    /// For people: a server without its password.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Sqlite(path) => path.display().to_string(),
            Self::Postgres { address, .. } => without_password(address),
        }
    }
}

/// `postgres://user:secret@host/db` without the secret; `password=secret` likewise.
fn without_password(address: &str) -> String {
    let url = address
        .split_once("://")
        .filter(|(scheme, _)| scheme.starts_with("postgres"));
    if let Some((scheme, rest)) = url {
        let (who, place) = rest
            .rsplit_once('@')
            .map_or(("", rest), |(who, place)| (who, place));
        let user = who.split(':').next().unwrap_or_default();
        let at = if user.is_empty() { "" } else { "@" };
        let place = place.split('?').next().unwrap_or_default();
        return format!("{scheme}://{user}{at}{place}");
    }
    let (mut shown, mut rest) = (String::new(), address);
    while let Some((before, after)) = rest.split_once("password") {
        shown.push_str(before);
        rest = after_value(after.trim_start().trim_start_matches('=').trim_start());
    }
    shown.push_str(rest);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What comes after a value, as the driver parts them: one in quotes may hold spaces, a stroke takes the next sign in.
fn after_value(value: &str) -> &str {
    let is_quoted = value.starts_with('\'');
    let mut signs = value.char_indices().skip(usize::from(is_quoted));
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' {
            signs.next();
        } else if is_quoted && sign == '\'' {
            return &value[at + 1..];
        } else if !is_quoted && sign.is_whitespace() {
            return &value[at..];
        }
    }
    ""
}

/// File systems of other machines: locks on them cannot be trusted, and SQLite corrupts.
const SHARES: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "smb2",
    "afpfs",
    "fuse.sshfs",
    "ncpfs",
];

/// Refuses a folder on a network share.
pub(super) fn refuse_network_share(folder: &Path) -> Result<(), StoreError> {
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mounts") else {
        return Ok(());
    };
    let Ok(real) = folder.canonicalize() else {
        return Ok(());
    };
    match share_of(&real, &mounts) {
        Some(kind) => Err(StoreError::NetworkShare { path: real, kind }),
        None => Ok(()),
    }
}

/// The kind of share a folder lies on, by the longest mount point above it.
fn share_of(folder: &Path, mounts: &str) -> Option<String> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut parts = line.split(' ').skip(1);
            // Spaces are written as \040 there.
            let point = parts.next()?.replace("\\040", " ");
            let kind = parts.next()?;
            folder
                .starts_with(&point)
                .then(|| (Path::new(&point).components().count(), kind))
        })
        .max_by_key(|(depth, _)| *depth)
        .map(|(_, kind)| kind.to_owned())
        .filter(|kind| SHARES.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (address, shown) in [
            (
                "postgres://hr:secret@db.example:5432/marks?sslmode=require",
                "postgres://hr@db.example:5432/marks",
            ),
            ("postgres://db/marks", "postgres://db/marks"),
            ("postgres://hr:se@cret@db/marks", "postgres://hr@db/marks"),
            ("host=db password=secret user=hr", "host=db user=hr"),
            (
                "host=db password = 'se \\' cret' user=hr",
                "host=db user=hr",
            ),
            ("password=se\\ cret host=db", "host=db"),
            ("password=se://cret host=db", "host=db"),
        ] {
            assert_eq!(Place::parse(address, None).shown(), shown);
        }
    }

    #[test]
    fn shares_are_told_from_disks() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nsrv:/x /home/with\\040space nfs4 rw 0 0\n//srv/y /mnt cifs rw 0 0\n/dev/sdb1 /mnt/local ext4 rw 0 0\n";
        let kind = |path: &str| share_of(Path::new(path), mounts);
        assert_eq!(kind("/var/data"), None);
        assert_eq!(kind("/home/with space/data").as_deref(), Some("nfs4"));
        assert_eq!(kind("/mnt/data").as_deref(), Some("cifs"));
        assert_eq!(kind("/mnt/local/data"), None);
    }
}

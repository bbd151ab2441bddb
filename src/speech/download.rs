//! Fetching a model: resumable, and never a half or wrong file under the final name.
//!
//! Bytes go to `NAME.part`; beside it `NAME.part.tag` holds the server's version mark, without which nothing is
//! resumed: two halves of different versions would make a file that loads and hears nonsense.

use crate::speech::digests::{self, Comparison, Digests, Verified};
use crate::speech::model_file;
use crate::speech::models::{ModelEntry, ModelError};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Broken connections taken in one run before giving up until the user asks again. A connection that brought
/// nothing counts, one that brought something starts the count anew.
const EMPTY_TRIES_MAX: u32 = 3;
/// Time to reach a server.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
/// Silence on the line after which a connection counts as broken.
const READ_TIMEOUT: Duration = Duration::from_secs(60);
/// Bytes read at a time.
const BLOCK: usize = 1 << 16;

/// How to fetch.
#[derive(Debug, Clone, Copy)]
pub struct FetchSettings<'s> {
    /// Address before the file name; see [`crate::speech::models::mirror`].
    pub mirror: &'s str,
    /// Folder for models; made if missing.
    pub folder: &'s Path,
    /// Digests the user trusts, if any.
    pub digests: Option<&'s Digests>,
    /// Wait between tries.
    pub pause: Duration,
}

/// How far a download is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes on the disk.
    pub done: u64,
    /// Bytes in all; zero when the server did not say.
    pub total: u64,
    /// Bytes that were there from an earlier try.
    pub resumed_from: u64,
}

/// What one connection ended with.
enum Ended {
    /// Every byte is there.
    Whole,
    /// Broken off; some more bytes are there, or none.
    Broken { total: u64 },
    /// The server no longer has what the part is of: begin anew.
    Stale,
}

struct Part {
    file: PathBuf,
    tag_file: PathBuf,
}

impl Part {
    fn len(&self) -> u64 {
        std::fs::metadata(&self.file).map_or(0, |meta| meta.len())
    }
    /// The version mark, if the part may be resumed.
    fn tag(&self) -> Option<String> {
        let tag = std::fs::read_to_string(&self.tag_file).ok()?;
        (!tag.is_empty() && self.len() > 0).then_some(tag)
    }
    fn remove(&self) {
        // Missing files are what is wanted here, and a locked one shows up at the next write.
        let _ = std::fs::remove_file(&self.file);
        let _ = std::fs::remove_file(&self.tag_file);
    }
}

/// Fetches a model unless it is there, checks it, and gives it its name.
///
/// # Errors
/// Every way in which a disk, a net or a server can fail, each with its cure. After [`ModelError::BrokenOff`] and
/// [`ModelError::DiskFull`] the same call goes on where it stopped.
pub fn fetch(
    entry: &ModelEntry,
    settings: &FetchSettings<'_>,
    mut progress: impl FnMut(Progress),
) -> Result<Verified, ModelError> {
    let folder = settings.folder;
    std::fs::create_dir_all(folder).map_err(|source| ModelError::Folder {
        folder: folder.to_path_buf(),
        source,
    })?;
    let name = entry.file_name();
    let file = folder.join(&name);
    let recorded = Digests::recorded(folder)?;
    if file.exists() {
        return match digests::verify(&file, settings.digests, |_| {}) {
            // Laid there by hand: from now on changes show.
            Err(ModelError::NoDigest { .. }) => {
                accept(&file, &name, sum_of(&file)?, settings, &recorded)
            }
            other => other,
        };
    }
    let part = Part {
        file: folder.join(format!("{name}.part")),
        tag_file: folder.join(format!("{name}.part.tag")),
    };
    let url = format!("{}/{name}", settings.mirror.trim_end_matches('/'));
    let mut empty_tries = 0;
    loop {
        let before = part.len();
        match download(entry, &url, &part, &mut progress)? {
            Ended::Whole => break,
            Ended::Stale => {
                part.remove();
                empty_tries += 1;
                if empty_tries >= EMPTY_TRIES_MAX {
                    return Err(ModelError::BrokenOff {
                        url,
                        got: 0,
                        total: 0,
                    });
                }
            }
            Ended::Broken { total } => {
                let got = part.len();
                empty_tries = if got > before { 1 } else { empty_tries + 1 };
                if empty_tries >= EMPTY_TRIES_MAX {
                    return Err(ModelError::BrokenOff { url, got, total });
                }
                std::thread::sleep(settings.pause);
            }
        }
    }
    let checked = check_part(entry, &url, &part).and_then(|sum| {
        check_sum(&file, &name, &sum, settings, &recorded)?;
        Ok(sum)
    });
    let sum = match checked {
        Ok(sum) => sum,
        Err(error) => {
            part.remove(); // wrong bytes are of no use to a later try
            return Err(error);
        }
    };
    std::fs::rename(&part.file, &file).map_err(|source| ModelError::Disk {
        file: file.clone(),
        source,
    })?;
    part.remove();
    sync_folder(folder);
    accept(&file, &name, sum, settings, &recorded)
}

/// One connection: asks for what is missing and writes what comes.
fn download(
    entry: &ModelEntry,
    url: &str,
    part: &Part,
    progress: &mut impl FnMut(Progress),
) -> Result<Ended, ModelError> {
    // A mirror on this very machine is never behind the proxy that the environment names.
    let is_local = ["http://127.0.0.1", "http://localhost", "http://[::1]"]
        .iter()
        .any(|local| url.starts_with(local));
    let mut config = ureq::Agent::config_builder();
    if is_local {
        config = config.proxy(None);
    }
    let agent: ureq::Agent = config
        .http_status_as_error(false)
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .timeout_recv_response(Some(READ_TIMEOUT))
        .timeout_per_read(Some(READ_TIMEOUT))
        .build()
        .into();
    let resume = part.tag().map(|tag| (part.len(), tag));
    let mut request = agent.get(url).header("Accept-Encoding", "identity");
    if let Some((from, tag)) = &resume {
        request = request
            .header("Range", format!("bytes={from}-"))
            .header("If-Range", tag.as_str());
    }
    let mut response = request.call().map_err(|error| ModelError::NoConnection {
        url: url.to_owned(),
        reason: error.to_string(),
    })?;
    let status = response.status().as_u16();
    let header = |name: &str| {
        let value = response.headers().get(name)?.to_str().ok()?;
        Some(value.trim().to_owned())
    };
    let from = match (status, &resume) {
        (200, _) => 0, // a first try, or a server that cannot resume, or a newer file there
        (206, Some((from, _))) => {
            // `bytes 100-199/200`: a server that sends another stretch than asked for is not to be trusted.
            let starts = header("content-range").and_then(|range| {
                range
                    .strip_prefix("bytes ")?
                    .split('-')
                    .next()?
                    .parse::<u64>()
                    .ok()
            });
            if starts != Some(*from) {
                return Ok(Ended::Stale);
            }
            *from
        }
        (416, Some(_)) => return Ok(Ended::Stale),
        _ => {
            return Err(ModelError::Refused {
                url: url.to_owned(),
                status,
            });
        }
    };
    let total = header("content-length")
        .and_then(|text| text.parse::<u64>().ok())
        .map_or(0, |rest| from + rest);
    check_length(entry, url, total)?;
    if from == 0 {
        let tag = header("etag")
            .filter(|tag| !tag.starts_with("W/"))
            .or_else(|| header("last-modified"));
        let disk = |source| ModelError::Disk {
            file: part.tag_file.clone(),
            source,
        };
        std::fs::write(&part.tag_file, tag.unwrap_or_default()).map_err(disk)?;
    }
    let disk = |source: std::io::Error, done: u64| match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            let mib = total.saturating_sub(done).div_ceil(1 << 20);
            ModelError::DiskFull {
                file: part.file.clone(),
                mib,
            }
        }
        _ => ModelError::Disk {
            file: part.file.clone(),
            source,
        },
    };
    let mut out = File::options()
        .create(true)
        .write(true)
        .append(from > 0)
        .truncate(from == 0)
        .open(&part.file)
        .map_err(|source| disk(source, from))?;
    let mut reader = response.body_mut().as_reader();
    let mut block = vec![0; BLOCK];
    let mut done = from;
    let is_whole = loop {
        match reader.read(&mut block) {
            // Without a length, the end of the stream is all the end there is; the checks after it must do.
            Ok(0) => break total == 0 || done == total,
            Ok(count) => {
                out.write_all(&block[..count])
                    .map_err(|source| disk(source, done))?;
                done += count as u64;
                progress(Progress {
                    done,
                    total,
                    resumed_from: from,
                });
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => break false,
        }
    };
    out.sync_all().map_err(|source| disk(source, done))?;
    Ok(if is_whole {
        Ended::Whole
    } else {
        Ended::Broken { total }
    })
}

/// A login page of a captive net or an error page is thousands of times smaller than a model.
fn check_length(entry: &ModelEntry, url: &str, got: u64) -> Result<(), ModelError> {
    let wanted = entry.approx_mib << 20;
    if got != 0 && wanted != 0 && (got < wanted / 2 || got > wanted * 2) {
        return Err(ModelError::WrongLength {
            url: url.to_owned(),
            got,
            wanted,
        });
    }
    Ok(())
}

/// Checks the finished part's size and head, and returns its sum.
fn check_part(entry: &ModelEntry, url: &str, part: &Part) -> Result<String, ModelError> {
    check_length(entry, url, part.len())?;
    if let Err(mut error) = model_file::open(&part.file) {
        if let model_file::ModelFileError::NotAModel { file, .. } = &mut error {
            *file = PathBuf::from(url); // the part is about to be removed; the address is what helps
        }
        return Err(error.into());
    }
    sum_of(&part.file)
}

fn sum_of(file: &Path) -> Result<String, ModelError> {
    let mut sum = Sha256::new();
    digests::sum_file(file, &mut sum, |_| {})?;
    Ok(digests::hex(sum))
}

/// Compares a sum with the user's digests and with the record; silence of both is consent.
fn check_sum(
    file: &Path,
    name: &str,
    sum: &str,
    settings: &FetchSettings<'_>,
    recorded: &Digests,
) -> Result<(), ModelError> {
    for digests in settings.digests.into_iter().chain([recorded]) {
        if let Some(wanted) = digests.of(name).filter(|wanted| *wanted != sum) {
            return Err(ModelError::WrongDigest {
                file: file.to_path_buf(),
                got: sum.to_owned(),
                wanted: wanted.to_owned(),
                source_name: digests.source_name.clone(),
            });
        }
    }
    Ok(())
}

/// Records a first sum, and says what the file was compared with.
fn accept(
    file: &Path,
    name: &str,
    sha256: String,
    settings: &FetchSettings<'_>,
    recorded: &Digests,
) -> Result<Verified, ModelError> {
    if recorded.of(name).is_none() {
        digests::record_first(settings.folder, name, &sha256)?;
    }
    let compared_with = match settings.digests.filter(|given| given.of(name).is_some()) {
        Some(given) => Comparison::DigestFile(given.source_name.clone()),
        None if recorded.of(name).is_some() => Comparison::FirstDownload,
        None => Comparison::RecordedNow,
    };
    Ok(Verified {
        file: file.to_path_buf(),
        sha256,
        compared_with,
    })
}

/// Makes the rename itself survive a power cut, where the system can.
fn sync_folder(folder: &Path) {
    if let Ok(handle) = File::open(folder) {
        // Windows cannot open folders so; there the rename is journalled anyway.
        let _ = handle.sync_all();
    }
}

//! Fetching models from a server that behaves, breaks off, lies or is not there. The server is a thread of this test.

use sha2::{Digest, Sha256};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use streetwise::speech::digests::{Comparison, Digests, RECORD_FILE, Verified, verify};
use streetwise::speech::download::{FetchSettings, Progress, fetch};
use streetwise::speech::models::{ModelEntry, ModelError, list, mirror, preferred};

const ENTRY: ModelEntry = ModelEntry {
    name: "test",
    approx_mib: 0,
    numbers: "q8_0",
    is_advised: true,
};

/// A file of the shape of a model, `len` bytes long, with weights that differ by `seed`.
fn model_bytes(len: usize, seed: u8) -> Vec<u8> {
    let mut bytes = b"lmgg".to_vec();
    for number in [51_865_i32, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 7] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend([1, 1].map(i32::to_le_bytes).concat()); // one filter of one number
    bytes.extend([0; 4]);
    bytes.extend(50_000_i32.to_le_bytes());
    bytes.extend([0; 4 * 50_000]); // words without letters
    let numbers = (len - bytes.len() - 20) / 4;
    bytes.extend([1, 4, 0, numbers as i32].map(i32::to_le_bytes).concat());
    bytes.extend(b"name");
    let mut state = u32::from(seed) + 1;
    for _ in 0..numbers * 4 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        bytes.push((state >> 24) as u8);
    }
    assert_eq!(bytes.len(), len, "a length that four divides");
    bytes
}

fn sum_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("streetwise-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What was asked: path, and headers in small letters.
#[derive(Debug, Clone)]
struct Asked {
    path: String,
    headers: Vec<String>,
}

impl Asked {
    fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{name}: ");
        self.headers
            .iter()
            .find_map(|line| line.strip_prefix(&start))
    }
    fn range_start(&self) -> Option<usize> {
        self.header("range")?
            .strip_prefix("bytes=")?
            .strip_suffix('-')?
            .parse()
            .ok()
    }
}

type Log = Arc<Mutex<Vec<Asked>>>;

/// Starts a server; `answer` gets the number of the request and what was asked, and writes what it likes.
fn serve(answer: impl Fn(usize, &Asked, &mut TcpStream) + Send + 'static) -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/tree", listener.local_addr().unwrap());
    let log: Log = Arc::default();
    let written = Arc::clone(&log);
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().unwrap().unwrap();
            let headers = lines
                .map_while(Result::ok)
                .take_while(|line| !line.is_empty());
            let asked = Asked {
                path: first.split(' ').nth(1).unwrap().to_owned(),
                headers: headers.map(|line| line.to_ascii_lowercase()).collect(),
            };
            written.lock().unwrap().push(asked.clone());
            answer(number, &asked, &mut stream);
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    });
    (address, log)
}

fn head(stream: &mut TcpStream, status: &str, headers: &[(&str, String)]) {
    let mut text = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    let _ = stream.write_all((text + "\r\n").as_bytes());
}

/// A good server: ranges, version mark, right lengths.
fn answer_well(bytes: &[u8], tag: &str, asked: &Asked, stream: &mut TcpStream) {
    let is_same = asked.header("if-range").is_none_or(|mark| mark == tag);
    match asked
        .range_start()
        .filter(|start| is_same && *start < bytes.len())
    {
        Some(start) => {
            let range = format!("bytes {start}-{}/{}", bytes.len() - 1, bytes.len());
            let length = (bytes.len() - start).to_string();
            let headers = [
                ("Content-Length", length),
                ("Content-Range", range),
                ("ETag", tag.into()),
            ];
            head(stream, "206 Partial Content", &headers);
            let _ = stream.write_all(&bytes[start..]);
        }
        None => {
            let headers = [
                ("Content-Length", bytes.len().to_string()),
                ("ETag", tag.into()),
            ];
            head(stream, "200 OK", &headers);
            let _ = stream.write_all(bytes);
        }
    }
}

/// Promises everything and sends the first `count` bytes.
fn answer_partly(bytes: &[u8], tag: Option<&str>, count: usize, stream: &mut TcpStream) {
    let mut headers = vec![("Content-Length", bytes.len().to_string())];
    headers.extend(tag.map(|tag| ("ETag", tag.to_owned())));
    head(stream, "200 OK", &headers);
    let _ = stream.write_all(&bytes[..count]);
}

fn fetch_from(mirror: &str, folder: &Path) -> Result<Verified, ModelError> {
    fetch_with(ENTRY, mirror, folder, None)
}

fn fetch_with(
    entry: ModelEntry,
    mirror: &str,
    folder: &Path,
    digests: Option<&Digests>,
) -> Result<Verified, ModelError> {
    let settings = FetchSettings {
        mirror,
        folder,
        digests,
        pause: Duration::from_millis(5),
    };
    fetch(&entry, &settings, |_| {})
}

#[test]
fn a_good_server_gives_the_model_once() {
    let folder = Folder::new("good");
    let bytes = model_bytes(300_000, 1);
    let sent = bytes.clone();
    let (mirror, log) = serve(move |_, asked, stream| answer_well(&sent, "\"v1\"", asked, stream));
    let mut seen: Vec<Progress> = Vec::new();
    let settings = FetchSettings {
        mirror: &mirror,
        folder: &folder.0,
        digests: None,
        pause: Duration::ZERO,
    };
    let first = fetch(&ENTRY, &settings, |progress| seen.push(progress)).unwrap();
    assert_eq!(first.sha256, sum_of(&bytes));
    assert_eq!(first.compared_with, Comparison::RecordedNow);
    assert_eq!(std::fs::read(&first.file).unwrap(), bytes);
    assert_eq!(folder.names(), [RECORD_FILE, "ggml-test.bin"]);
    assert!(seen.windows(2).all(|pair| pair[0].done < pair[1].done));
    assert_eq!(
        seen.last().map(|last| (last.done, last.total)),
        Some((300_000, 300_000))
    );
    // Once more: it is there and unchanged, nobody is asked.
    let again = fetch_from(&mirror, &folder.0).unwrap();
    assert_eq!(again.compared_with, Comparison::FirstDownload);
    let asked = log.lock().unwrap().clone();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].path, "/tree/ggml-test.bin");
    assert_eq!(asked[0].header("range"), None);
}

#[test]
fn a_connection_that_breaks_is_taken_up_where_it_broke() {
    let folder = Folder::new("broken");
    let bytes = model_bytes(400_000, 2);
    let sent = bytes.clone();
    let (mirror, log) = serve(move |number, asked, stream| match number {
        0 => answer_partly(&sent, Some("\"v1\""), 150_000, stream),
        _ => answer_well(&sent, "\"v1\"", asked, stream),
    });
    let verified = fetch_from(&mirror, &folder.0).unwrap();
    assert_eq!(std::fs::read(verified.file).unwrap(), bytes);
    let asked = log.lock().unwrap().clone();
    assert_eq!(asked.len(), 2);
    let resumed_at = asked[1].range_start().unwrap();
    assert!(resumed_at > 0 && resumed_at <= 150_000, "{resumed_at}");
    assert_eq!(asked[1].header("if-range"), Some("\"v1\""));
}

#[test]
fn a_server_that_keeps_breaking_is_given_up_and_the_next_run_goes_on() {
    let folder = Folder::new("hopeless");
    let bytes = model_bytes(240_000, 3);
    let sent = bytes.clone();
    let (mirror, _) = serve(move |number, asked, stream| {
        if number == 0 {
            answer_partly(&sent, Some("\"v1\""), 70_000, stream);
        } else if let Some(start) = asked.range_start() {
            // Promises the rest and sends none of it.
            let range = format!("bytes {start}-{}/{}", sent.len() - 1, sent.len());
            let length = (sent.len() - start).to_string();
            head(
                stream,
                "206 Partial Content",
                &[("Content-Length", length), ("Content-Range", range)],
            );
        }
    });
    let error = fetch_from(&mirror, &folder.0).unwrap_err();
    let ModelError::BrokenOff { got, total, .. } = &error else {
        panic!("{error}")
    };
    assert!(
        *got > 0 && *got <= 70_000 && *total == 240_000,
        "{got} {total}"
    );
    assert!(error.to_string().contains("goes on where it stopped"));
    assert_eq!(
        folder.names(),
        ["ggml-test.bin.part", "ggml-test.bin.part.tag"]
    );

    let sent = bytes.clone();
    let (mirror, log) = serve(move |_, asked, stream| answer_well(&sent, "\"v1\"", asked, stream));
    let verified = fetch_from(&mirror, &folder.0).unwrap();
    assert_eq!(std::fs::read(verified.file).unwrap(), bytes);
    assert_eq!(
        log.lock().unwrap()[0].range_start(),
        usize::try_from(*got).ok()
    );
}

#[test]
fn a_newer_file_on_the_server_is_never_glued_to_an_older_half() {
    let folder = Folder::new("newer");
    let (old, new) = (model_bytes(240_000, 4), model_bytes(260_000, 5));
    let sent = new.clone();
    let (mirror, _) = serve(move |number, asked, stream| match number {
        0 => answer_partly(&old, Some("\"old\""), 90_000, stream),
        _ => answer_well(&sent, "\"new\"", asked, stream),
    });
    let verified = fetch_from(&mirror, &folder.0).unwrap();
    assert_eq!(std::fs::read(verified.file).unwrap(), new);
}

#[test]
fn servers_without_ranges_or_version_marks_start_over() {
    let folder = Folder::new("no-range");
    let bytes = model_bytes(240_000, 6);
    let sent = bytes.clone();
    // Ignores ranges: answers the second, ranged request with everything.
    let (mirror, _) = serve(move |number, _, stream| {
        answer_partly(
            &sent,
            Some("\"v1\""),
            if number == 0 { 90_000 } else { sent.len() },
            stream,
        );
    });
    assert_eq!(
        std::fs::read(fetch_from(&mirror, &folder.0).unwrap().file).unwrap(),
        bytes
    );

    let folder = Folder::new("no-tag");
    let sent = bytes.clone();
    let (mirror, log) = serve(move |number, _, stream| {
        answer_partly(
            &sent,
            None,
            if number == 0 { 90_000 } else { sent.len() },
            stream,
        );
    });
    assert_eq!(
        std::fs::read(fetch_from(&mirror, &folder.0).unwrap().file).unwrap(),
        bytes
    );
    assert_eq!(log.lock().unwrap()[1].header("range"), None);

    // Answers with another stretch than was asked for: not believed, begun anew.
    let folder = Folder::new("wrong-range");
    let sent = bytes.clone();
    let (mirror, _) = serve(move |number, asked, stream| match number {
        0 => answer_partly(&sent, Some("\"v1\""), 90_000, stream),
        1 => {
            let headers = [
                ("Content-Length", "10".into()),
                ("Content-Range", "bytes 0-9/200000".into()),
            ];
            head(stream, "206 Partial Content", &headers);
            let _ = stream.write_all(&sent[..10]);
        }
        _ => answer_well(&sent, "\"v1\"", asked, stream),
    });
    assert_eq!(
        std::fs::read(fetch_from(&mirror, &folder.0).unwrap().file).unwrap(),
        bytes
    );
}

#[test]
fn wrong_bytes_leave_nothing_behind() {
    let folder = Folder::new("wrong-bytes");
    let page = b"<!DOCTYPE html><title>Please log in</title>".to_vec();
    let (mirror, _) = serve(move |_, asked, stream| answer_well(&page, "\"p\"", asked, stream));
    let error = fetch_from(&mirror, &folder.0).unwrap_err();
    assert!(matches!(error, ModelError::NotAModel(_)), "{error}");
    assert!(
        error.to_string().contains("web page") && error.to_string().contains("http://"),
        "{error}"
    );
    assert_eq!(folder.names(), [""; 0]);

    // A model, but not the one the user's digest file speaks of.
    let sums = folder.0.join("SHA256SUMS");
    std::fs::write(&sums, format!("{}  ggml-test.bin\n", sum_of(b"another"))).unwrap();
    let digests = Digests::read(&sums).unwrap();
    let bytes = model_bytes(250_000, 7);
    let (mirror, _) = serve(move |_, asked, stream| answer_well(&bytes, "\"v\"", asked, stream));
    let error = fetch_with(ENTRY, &mirror, &folder.0, Some(&digests)).unwrap_err();
    assert!(matches!(error, ModelError::WrongDigest { .. }), "{error}");
    assert_eq!(folder.names(), ["SHA256SUMS"]);
}

#[test]
fn a_digest_file_that_matches_is_named() {
    let folder = Folder::new("digest");
    let bytes = model_bytes(250_000, 8);
    let sums = folder.0.join("SHA256SUMS");
    std::fs::write(
        &sums,
        format!("# ours\n{} *models/ggml-test.bin\n", sum_of(&bytes)),
    )
    .unwrap();
    let digests = Digests::read(&sums).unwrap();
    let (mirror, _) = serve(move |_, asked, stream| answer_well(&bytes, "\"v\"", asked, stream));
    let verified = fetch_with(ENTRY, &mirror, &folder.0, Some(&digests)).unwrap();
    assert!(
        matches!(verified.compared_with, Comparison::DigestFile(name) if name.ends_with("SHA256SUMS"))
    );
}

#[test]
fn a_second_download_must_equal_the_first() {
    let folder = Folder::new("changed");
    let bytes = model_bytes(250_000, 9);
    let (mirror, _) = serve(move |_, asked, stream| answer_well(&bytes, "\"v\"", asked, stream));
    let first = fetch_from(&mirror, &folder.0).unwrap();
    std::fs::remove_file(&first.file).unwrap();
    let other = model_bytes(250_000, 10);
    let (mirror, _) = serve(move |_, asked, stream| answer_well(&other, "\"w\"", asked, stream));
    let error = fetch_from(&mirror, &folder.0).unwrap_err();
    assert!(
        matches!(&error, ModelError::WrongDigest { source_name, .. } if source_name.ends_with(RECORD_FILE)),
        "{error}"
    );
    assert_eq!(folder.names(), [RECORD_FILE]);
}

#[test]
fn refusals_lengths_and_dead_addresses_are_told_apart() {
    let folder = Folder::new("refused");
    let (mirror, log) =
        serve(|_, _, stream| head(stream, "404 Not Found", &[("Content-Length", "0".into())]));
    let error = fetch_from(&mirror, &folder.0).unwrap_err();
    assert!(
        matches!(error, ModelError::Refused { status: 404, .. }),
        "{error}"
    );
    assert_eq!(
        log.lock().unwrap().len(),
        1,
        "a refusal is not asked for again"
    );

    let large = ModelEntry {
        approx_mib: 75,
        ..ENTRY
    };
    let bytes = model_bytes(250_000, 11);
    let (mirror, _) = serve(move |_, asked, stream| answer_well(&bytes, "\"v\"", asked, stream));
    let error = fetch_with(large, &mirror, &folder.0, None).unwrap_err();
    assert!(
        matches!(error, ModelError::WrongLength { got: 250_000, .. }),
        "{error}"
    );

    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let error = fetch_from(&format!("http://127.0.0.1:{port}"), &folder.0).unwrap_err();
    assert!(matches!(error, ModelError::NoConnection { .. }), "{error}");
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_folder_that_cannot_be_is_told() {
    let folder = Folder::new("folder");
    let file = folder.0.join("a-file");
    std::fs::write(&file, "x").unwrap();
    let error = fetch_from("http://127.0.0.1:9", &file.join("models")).unwrap_err();
    assert!(matches!(error, ModelError::Folder { .. }), "{error}");
    // A folder that is merely missing is made.
    let (mirror, _) = serve(|_, _, stream| head(stream, "404 Not Found", &[]));
    let missing = folder.0.join("data/models");
    assert!(matches!(
        fetch_from(&mirror, &missing),
        Err(ModelError::Refused { .. })
    ));
    assert!(missing.is_dir());
}

#[test]
fn verifying_finds_a_changed_file() {
    let folder = Folder::new("verify");
    let bytes = model_bytes(280_000, 12);
    let sent = bytes.clone();
    let (mirror, _) = serve(move |_, asked, stream| answer_well(&sent, "\"v\"", asked, stream));
    let file = fetch_from(&mirror, &folder.0).unwrap().file;
    let mut told = 0;
    assert_eq!(
        verify(&file, None, |done| told = done)
            .unwrap()
            .compared_with,
        Comparison::FirstDownload
    );
    assert_eq!(told, 280_000);

    let mut changed = bytes;
    changed[270_000] ^= 1;
    std::fs::write(&file, &changed).unwrap();
    assert!(matches!(
        verify(&file, None, |_| {}),
        Err(ModelError::WrongDigest { .. })
    ));
    std::fs::write(&file, "rubbish").unwrap();
    assert!(matches!(
        verify(&file, None, |_| {}),
        Err(ModelError::NotAModel(_))
    ));

    let stranger = folder.0.join("ggml-stranger.bin");
    std::fs::write(&stranger, &changed).unwrap();
    assert!(matches!(
        verify(&stranger, None, |_| {}),
        Err(ModelError::NoDigest { .. })
    ));
    assert!(matches!(
        verify(&folder.0.join("none.bin"), None, |_| {}),
        Err(ModelError::NotAModel(_))
    ));

    let sums = folder.0.join("SUMS");
    std::fs::write(&sums, format!("{}  a.bin\nnot a sum\n", sum_of(b"a"))).unwrap();
    assert!(matches!(
        Digests::read(&sums),
        Err(ModelError::DigestFile { line: 2, .. })
    ));
    assert!(matches!(
        Digests::read(&folder.0.join("none")),
        Err(ModelError::DigestFile { line: 0, .. })
    ));
}

#[test]
fn the_list_tells_what_is_here_and_which_to_take() {
    let folder = Folder::new("list");
    assert_eq!(preferred(&folder.0), None);
    for name in [
        "ggml-tiny.bin",
        "ggml-base-q8_0.bin",
        "ggml-large-v3.bin",
        "ggml-small-q5_1.bin.part",
    ] {
        std::fs::write(folder.0.join(name), "x").unwrap();
    }
    let listed = list(&folder.0);
    let here: Vec<_> = listed
        .iter()
        .filter(|line| line.here_bytes.is_some())
        .map(|line| line.entry.name)
        .collect();
    assert_eq!(here, ["tiny", "base-q8_0", "large-v3"]);
    let partial: Vec<_> = listed
        .iter()
        .filter(|line| line.is_partial)
        .map(|line| line.entry.name)
        .collect();
    assert_eq!(partial, ["small-q5_1"]);
    assert_eq!(
        preferred(&folder.0),
        Some(folder.0.join("ggml-base-q8_0.bin"))
    );
    assert!(listed.iter().all(|line| !line.entry.name.ends_with(".en")));
    assert_eq!(
        ModelEntry::find("ggml-base-q8_0.bin").map(|entry| entry.approx_mib),
        Some(78)
    );
    assert_eq!(ModelEntry::find("base.en"), None);
    assert_eq!(mirror(Some("http://a/b/")), "http://a/b");
    assert!(mirror(Some("official")).starts_with("https://"));
    assert_ne!(mirror(Some("china")), mirror(Some("official")));
}

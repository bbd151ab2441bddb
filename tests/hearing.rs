//! Does another machine hear for a station, and is nothing lost when it does not? The other machine is the program itself as
//! `hear-server`, a process of its own with TLS, key and certificate; what is slow, gone or no such server is a socket.

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use streetwise::domain::ids::Language;
use streetwise::speech::audio::read_all;
use streetwise::speech::decoder::Decoder;
use streetwise::speech::ear::{Ear, Told};
use streetwise::speech::remote::RemoteSettings;
use streetwise::speech::remote_ask::Endpoint;

mod run_record;
use run_record::{find, home, lines};
mod voice_fixture;
use voice_fixture::{Clip, bare, clips};

fn program(data: &Path) -> Command {
    let mut command = Command::new(cargo_bin("streetwise"));
    command
        .env("STREETWISE_HOME", home())
        .env_remove("STREETWISE_DATA")
        .env("LANG", "C")
        .args(["--lang", "zh", "--data"])
        .arg(data);
    command
}

fn ran(data: &Path, args: &[&str]) -> Output {
    program(data).args(args).output().expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn done(data: &Path, args: &[&str]) {
    let output = ran(data, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", told(&output));
}

/// A machine that hears, as a process.
struct Server {
    child: Child,
    data: tempfile::TempDir,
    url: String,
}

impl Server {
    fn begin(args: &[&str]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut child = program(data.path())
            .args(["--json", "hear-server", "--listen", "127.0.0.1:0"])
            .args(["--threads", "1"])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let at: Value = serde_json::from_str(&line).expect(&line);
        let url = at["url"].as_str().unwrap().to_owned();
        Self { child, data, url }
    }

    fn file(&self, name: &str) -> String {
        let path = self.data.path().join("hear-server").join(name);
        path.display().to_string()
    }

    fn key(&self) -> String {
        std::fs::read_to_string(self.file("hearing.key")).unwrap()
    }

    /// A form as any client would send it.
    fn post(&self, key: &str, fields: &[(&str, &str)], sound: Option<&[u8]>) -> (u16, String) {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend(part.bytes().chain(value.bytes()).chain(*b"\r\n"));
        }
        if let Some(sound) = sound {
            body.extend(b"--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ogg\"\r\n\r\n");
            body.extend(sound);
            body.extend(b"\r\n");
        }
        body.extend(b"--xyz--\r\n");
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let mut answer = agent
            .post(format!("{}/v1/audio/transcriptions", self.url))
            .header("content-type", "multipart/form-data; boundary=xyz")
            .header("authorization", format!("Bearer {key}"))
            .send(&body[..])
            .unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), text)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A station that is told to ask `url`.
fn station(url: &str, more: &[&str]) -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let host = url.split("://").nth(1).unwrap();
    let host = host.rsplit_once(':').map_or(host, |one| one.0);
    done(data.path(), &["hearing", "allow", host]);
    done(data.path(), &[&["hearing", "use", url], more].concat());
    data
}

/// Mandarin clips, a few.
fn some_clips() -> Vec<Clip> {
    let all = clips();
    all.into_iter()
        .filter(|clip| clip.lang == Language::Zh)
        .step_by(17)
        .take(5)
        .collect()
}

/// What a run heard, line by line: words and who heard them; and what it told beside.
fn heard(data: &Path, trainee: &str) -> (Vec<(String, Option<String>)>, String) {
    let out = data.join("out");
    let files: Vec<String> = some_clips()
        .iter()
        .map(|clip| clip.file.display().to_string())
        .collect();
    let output = ran(
        data,
        &[
            "run",
            "street-vendor",
            "--trainee",
            trainee,
            "--audio",
            &files.join(","),
            "--out",
            &out.display().to_string(),
        ],
    );
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let lines = lines(&out);
    std::fs::remove_dir_all(&out).unwrap();
    let mut all = Vec::new();
    for line in &lines {
        if let Some(said) = find(line, "said") {
            all.push((
                said["text"].as_str().unwrap().to_owned(),
                said["heard_by"].as_str().map(str::to_owned),
            ));
        }
    }
    (all, told(&output))
}

fn texts(heard: &[(String, Option<String>)]) -> Vec<&str> {
    heard.iter().map(|one| one.0.as_str()).collect()
}

#[test]
fn a_station_is_heard_elsewhere_once_its_trainee_agrees_and_the_record_says_by_whom() {
    let server = Server::begin(&["--tls", "own"]);
    let url = server.url.replace("127.0.0.1", "localhost");
    let (key, trust) = (server.file("hearing.key"), server.file("certificate.pem"));
    let station = station(
        &url,
        &["--key", &key, "--trust", &trust, "--patience-ms", "20000"],
    );
    let data = station.path();
    let place = url.trim_start_matches("https://");

    let (here, said) = heard(data, "cz-1");
    assert!(here.len() >= 4, "{here:?}");
    assert!(
        here.iter().all(|one| one.1.is_none()),
        "nobody has agreed: {here:?}"
    );
    assert!(said.contains("告知") && said.contains(place), "{said}");

    done(data, &["hearing", "agree", "--trainee", "cz-1"]);
    let (there, said) = heard(data, "cz-1");
    assert!(said.contains("同意过") && said.contains(place), "{said}");
    for (text, by) in &there {
        let by = by
            .as_deref()
            .unwrap_or_else(|| panic!("{text} was heard here: {said}"));
        assert!(
            by.starts_with("voice-fixture") && by.ends_with(place),
            "{by}"
        );
    }
    assert_eq!(texts(&there), texts(&here), "the same model hears the same");
    assert!(
        heard(data, "cz-2").0.iter().all(|one| one.1.is_none()),
        "another person"
    );

    let doctor = told_out(&ran(data, &["doctor"]));
    assert!(doctor.contains("另一台机器可以听写"), "{doctor}");

    done(data, &["hearing", "refuse", "--trainee", "cz-1"]);
    assert!(
        heard(data, "cz-1").0.iter().all(|one| one.1.is_none()),
        "taken back"
    );
}

fn told_out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A socket that answers each request in its own way, or not at all.
fn socket(answer: Option<&'static str>) -> (String, Arc<AtomicUsize>) {
    socket_after(answer, Duration::ZERO)
}

/// The same, and it takes its time.
fn socket_after(answer: Option<&'static str>, after: Duration) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    std::thread::spawn(move || {
        let mut open = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            counted.fetch_add(1, Ordering::Relaxed);
            if let Some(answer) = answer {
                // The whole request is read first, as a server would.
                let mut all = Vec::new();
                let mut some = [0; 65_536];
                while !all.ends_with(b"--\r\n") {
                    match stream.read(&mut some) {
                        Ok(0) | Err(_) => break,
                        Ok(count) => all.extend(&some[..count]),
                    }
                }
                std::thread::sleep(after);
                let _ = stream.write_all(
                    format!(
                        "HTTP/1.1 {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
                        answer.split_once('|').unwrap().0,
                        answer.split_once('|').unwrap().1.len(),
                        answer.split_once('|').unwrap().1
                    )
                    .as_bytes(),
                );
            }
            open.push(stream);
        }
    });
    (url, asked)
}

#[test]
fn slow_gone_or_no_such_server_the_model_here_hears_the_same_and_says_why() {
    let alone = tempfile::tempdir().unwrap();
    let reference = heard(alone.path(), "cz-1").0;
    assert!(reference.len() >= 4);
    let gone = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    for (url, why) in [
        (gone, "连不上"),
        (socket(None).0, "没有回答"),
        (socket(Some("200 OK|<html>welcome</html>")).0, "看不懂"),
        (
            socket(Some("200 OK|{\"text\":\"您好\"}")).0,
            "不说有多大把握",
        ),
        (socket(Some("503 Busy|{}")).0, "忙不过来"),
        (socket(Some("401 No|{}")).0, "不认这个密钥"),
        (
            socket(Some("302 Found\r\nLocation: http://127.0.0.1:9/|x")).0,
            "拒绝了",
        ),
    ] {
        let station = station(&url, &["--patience-ms", "400"]);
        done(station.path(), &["hearing", "agree", "--trainee", "cz-1"]);
        let doctor = told_out(&ran(station.path(), &["doctor"]));
        assert!(doctor.contains(why), "{why}: {doctor}");
        let (got, said) = heard(station.path(), "cz-1");
        assert_eq!(texts(&got), texts(&reference), "{why}");
        assert!(got.iter().all(|one| one.1.is_none()), "{why}: {got:?}");
        assert!(
            said.contains(why) && said.contains("没有丢"),
            "{why}: {said}"
        );
    }
}

#[test]
fn sound_goes_to_no_host_that_is_not_listed_and_nowhere_in_the_clear() {
    let data = tempfile::tempdir().unwrap();
    let refused = |args: &[&str], why: &str| {
        let output = ran(data.path(), args);
        assert_ne!(output.status.code(), Some(0), "{args:?}");
        assert!(told(&output).contains(why), "{args:?}: {}", told(&output));
    };
    refused(
        &["hearing", "use", "https://10.1.2.3:8441"],
        "不在允许的主机里",
    );
    done(data.path(), &["hearing", "allow", "10.1.2.3"]);
    refused(&["hearing", "use", "http://10.1.2.3:8441"], "没有加密");
    refused(&["hearing", "use", "10.1.2.3"], "不是网址");
    refused(
        &[
            "hearing",
            "use",
            "https://10.1.2.3",
            "--key",
            "/no/such.key",
        ],
        "读不了",
    );
    done(data.path(), &["hearing", "use", "https://10.1.2.3:8441"]);
    done(data.path(), &["hearing", "agree", "--trainee", "cz-1"]);
    // Taken off the list, the address stays and is not asked.
    ran(data.path(), &["hearing", "forbid", "10.1.2.3"]);
    let (got, said) = heard(data.path(), "cz-1");
    assert!(got.iter().all(|one| one.1.is_none()));
    assert!(said.contains("不在允许的主机里"), "{said}");
    // A word is taken back even where nothing is asked any more.
    let kept = || std::fs::read_to_string(data.path().join("hearing-consent.ron")).unwrap();
    assert!(kept().contains("cz-1"));
    done(data.path(), &["hearing", "off"]);
    done(data.path(), &["hearing", "refuse", "--trainee", "cz-1"]);
    assert!(!kept().contains("cz-1"), "{}", kept());
    std::fs::write(data.path().join("hearing.ron"), "(url: 5").unwrap();
    let doctor = told_out(&ran(data.path(), &["doctor"]));
    assert!(doctor.contains("听写设置读不懂"), "{doctor}");
    assert!(heard(data.path(), "cz-1").0.len() >= 4, "the case goes on");
}

#[test]
fn any_client_of_the_usual_kind_is_answered() {
    let server = Server::begin(&[]);
    let key = server.key();
    let clip = &some_clips()[1];
    let sound = std::fs::read(&clip.file).unwrap();
    let ask = |fields: &[(&str, &str)]| server.post(&key, fields, Some(&sound));
    let (status, body) = ask(&[("model", "whisper-1")]);
    let json: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(status, 200, "{body}");
    assert_eq!(bare(json["text"].as_str().unwrap()), bare(&clip.text));
    let (_, plain) = ask(&[("response_format", "text"), ("language", "zh")]);
    assert_eq!(bare(&plain), bare(&clip.text));
    let (_, verbose) = ask(&[("response_format", "verbose_json"), ("language", "zh")]);
    let verbose: Value = serde_json::from_str(&verbose).unwrap();
    assert_eq!(verbose["language"], "chinese");
    assert!(verbose["segments"][0]["avg_logprob"].as_f64().unwrap() < 0.0);
    assert!(verbose["duration"].as_f64().unwrap() > 0.5);
    for (status, fields, sent) in [
        (422, vec![("language", "martian")], Some(&sound[..])),
        (422, vec![("response_format", "srt")], Some(&sound[..])),
        (422, vec![("language", "zh")], Some(&b"no sound"[..])),
        (422, vec![("language", "zh")], None),
    ] {
        assert_eq!(server.post(&key, &fields, sent).0, status, "{fields:?}");
    }
    assert_eq!(server.post("wrong", &[], Some(&sound)).0, 401);
    assert_eq!(server.post("", &[], Some(&sound)).0, 401);
}

#[test]
fn with_too_many_waiting_the_rest_are_told_at_once() {
    let server = Server::begin(&[]);
    let key = server.key();
    let clip = clips()
        .into_iter()
        .max_by_key(|one| one.text.len())
        .unwrap();
    let sound = std::fs::read(&clip.file).unwrap();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let (server, key, sound) = (&server, &key, &sound);
        let asked: Vec<_> = (0..40)
            .map(|_| scope.spawn(move || server.post(key, &[("language", "zh")], Some(sound)).0))
            .collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let served = statuses.iter().filter(|one| **one == 200).count();
    let busy = statuses.iter().filter(|one| **one == 503).count();
    assert_eq!(served + busy, 40, "{statuses:?}");
    assert!(
        served >= 9 && busy >= 1,
        "{served} heard, {busy} told to help themselves"
    );
}

#[test]
fn a_live_talk_is_heard_elsewhere_while_that_is_allowed() {
    let server = Server::begin(&[]);
    let settings = RemoteSettings {
        url: server.url.clone(),
        allowed_hosts: vec!["127.0.0.1".to_owned()],
        key: Some(server.file("hearing.key").into()),
        patience_ms: 20_000,
        ..RemoteSettings::default()
    };
    let endpoint = Endpoint::open(&settings).unwrap();
    let decoder = Decoder::begin_with(voice_fixture::model(), 1, Some(endpoint)).unwrap();
    let mut ear: Ear<u8> = Ear::new(decoder, Language::Zh, 0, true);
    let mut all = Vec::new();
    ear.wait_for_model(&mut all);
    ear.set_open_mic(true);
    let clip = &some_clips()[1];
    let sound = [
        vec![0.0; 8_000],
        read_all(&clip.file).unwrap(),
        vec![0.0; 16_000],
    ]
    .concat();
    let mut by = |is_allowed: bool| {
        ear.set_elsewhere(is_allowed);
        let mut all = Vec::new();
        for block in sound.chunks(160) {
            ear.push(block, &mut all);
        }
        ear.settle(&mut all);
        all.into_iter()
            .filter_map(|one| match one {
                Told::Heard { heard, .. } => Some((bare(&heard.text), heard.heard_by)),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    let (off, on, off_again) = (by(false), by(true), by(false));
    assert_eq!(off.len(), 1, "{off:?}");
    assert_eq!(off[0], (bare(&clip.text), None));
    assert_eq!(on[0].0, off[0].0);
    assert!(
        on[0]
            .1
            .as_deref()
            .is_some_and(|by| by.contains("127.0.0.1")),
        "{on:?}"
    );
    assert_eq!(off_again, off);
}

#[test]
fn a_fast_servers_words_wait_for_no_decode_here_and_no_guess_goes_out() {
    const WORDS: &str =
        "200 OK|{\"text\":\"您好\",\"segments\":[{\"text\":\"您好\",\"avg_logprob\":-0.05}]}";
    let after = Duration::from_millis(300);
    let (url, asked) = socket_after(Some(WORDS), after);
    let settings = RemoteSettings {
        url,
        allowed_hosts: vec!["127.0.0.1".to_owned()],
        patience_ms: 20_000,
        ..RemoteSettings::default()
    };
    let endpoint = Endpoint::open(&settings).unwrap();
    let decoder = Decoder::begin_with(voice_fixture::model(), 1, Some(endpoint)).unwrap();
    let mut ear: Ear<u8> = Ear::new(decoder, Language::Zh, 0, true);
    ear.wait_for_model(&mut Vec::new());
    ear.set_open_mic(true);
    // Sentence after sentence in one breath: many pauses to guess at, and a decode that takes its time.
    let mut sound = vec![0.0; 16_000];
    for clip in some_clips() {
        let speech = read_all(&clip.file).unwrap();
        let is_loud = |one: &f32| one.abs() > 0.02;
        let first = speech.iter().position(is_loud).unwrap();
        let last = speech.iter().rposition(is_loud).unwrap();
        sound.extend(&speech[first..=last]);
        sound.extend([0.0; 3_200]);
    }
    sound.extend([0.0; 16_000]);
    let mut heard = |is_allowed: bool| {
        ear.set_elsewhere(is_allowed);
        let mut all = Vec::new();
        for block in sound.chunks(160) {
            ear.push(block, &mut all);
        }
        let begun = Instant::now();
        ear.settle(&mut all);
        let took = begun.elapsed();
        let by = all.iter().filter_map(|one| match one {
            Told::Heard { heard, .. } => Some(heard.heard_by.is_some()),
            _ => None,
        });
        (by.collect::<Vec<bool>>(), took)
    };
    let (here, here_took) = heard(false);
    assert_eq!(asked.load(Ordering::Relaxed), 0, "nothing is allowed");
    let (there, there_took) = heard(true);
    println!("here {here_took:?}, there {there_took:?}, {there:?}");
    assert!(!here.is_empty() && here.iter().all(|by| !by));
    assert!(there.iter().all(|by| *by) && there.len() == here.len());
    // What is said is sent once, and never what may be half of it.
    assert_eq!(asked.load(Ordering::Relaxed), there.len());
    let segments = u32::try_from(there.len()).unwrap();
    let most = after * segments + here_took / 2 + Duration::from_millis(300);
    assert!(there_took < most, "{there_took:?}, most {most:?}");
}

#[test]
fn an_answer_that_never_comes_holds_nobody_up() {
    let (url, asked) = socket(None);
    let settings = RemoteSettings {
        url,
        allowed_hosts: vec!["127.0.0.1".to_owned()],
        patience_ms: 500,
        ..RemoteSettings::default()
    };
    let endpoint = Endpoint::open(&settings).unwrap();
    let decoder = Decoder::begin_with(voice_fixture::model(), 1, Some(endpoint)).unwrap();
    let mut ear: Ear<u8> = Ear::new(decoder, Language::Zh, 0, false);
    ear.wait_for_model(&mut Vec::new());
    ear.set_open_mic(true);
    ear.set_elsewhere(true);
    let mut times = Vec::new();
    for clip in some_clips() {
        let sound = [
            vec![0.0; 8_000],
            read_all(&clip.file).unwrap(),
            vec![0.0; 16_000],
        ]
        .concat();
        let mut all = Vec::new();
        let begun = Instant::now();
        for block in sound.chunks(160) {
            ear.push(block, &mut all);
        }
        ear.settle(&mut all);
        times.push(begun.elapsed());
        let words = all
            .iter()
            .any(|one| matches!(one, Told::Heard { heard, .. } if heard.heard_by.is_none()));
        assert!(words, "{}", clip.file.display());
    }
    // The first waits out the patience; then it is left alone, five seconds and longer.
    let asked = asked.load(Ordering::Relaxed);
    println!("asked {asked} times, {times:?}");
    assert!(times[0] >= Duration::from_millis(480), "{times:?}");
    assert!((1..=3).contains(&asked), "asked {asked} times, {times:?}");
}

//! The console as a real server on a port: stations that push, networks that are cut, instructors whose hand reaches the
//! record, and everything an attacker on the network would try first.

mod hostile;
mod near;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use streetwise::web::{Link, LinkOptions, Live};
use tempfile::TempDir;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn streetwise(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_streetwise"));
    command
        .arg("--data")
        .arg(data)
        .env("STREETWISE_HOME", home());
    command
}

/// A console in a process of its own.
struct Console {
    data: TempDir,
    process: Child,
    address: SocketAddr,
    instructor: String,
}

impl Drop for Console {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn add_user(data: &Path, name: &str, role: &str) -> String {
    let told = streetwise(data)
        .args(["--json", "serve", "--add-user", name, "--role", role])
        .output()
        .expect("the program runs");
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let text = String::from_utf8(told.stdout).unwrap();
    let last: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    last["password"].as_str().unwrap().to_owned()
}

#[expect(
    clippy::zombie_processes,
    reason = "whoever takes it kills it and waits when it is dropped"
)]
fn start(data: &Path, listen: &str) -> (Child, SocketAddr) {
    let mut process = streetwise(data)
        .args(["--json", "serve", "--listen", listen])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the console starts");
    let mut reader = BufReader::new(process.stdout.take().unwrap());
    loop {
        let mut line = String::new();
        assert!(
            reader.read_line(&mut line).unwrap() > 0,
            "the console told no address"
        );
        let told: Value = serde_json::from_str(&line).unwrap();
        if let Some(url) = told["url"].as_str() {
            let address = url.split_once("://").unwrap().1.parse().unwrap();
            return (process, address);
        }
    }
}

impl Console {
    fn new() -> Self {
        let data = TempDir::new().unwrap();
        let instructor = add_user(data.path(), "wei", "instructor");
        let (process, address) = start(data.path(), "127.0.0.1:0");
        Self {
            data,
            process,
            address,
            instructor,
        }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn key(&self) -> String {
        fs::read_to_string(self.data.path().join("console/station.key")).unwrap()
    }

    fn login(&self, name: &str, password: &str) -> Browser {
        let answer = self.send(
            "POST",
            "/api/login",
            &[("content-type", "application/json")],
            &json!({ "name": name, "password": password }).to_string(),
        );
        assert_eq!(answer.status, 200, "{}", answer.body);
        let cookie = answer
            .header("set-cookie")
            .unwrap()
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        let mut browser = Browser {
            address: self.address,
            cookie,
            token: String::new(),
        };
        browser.token = browser.get("/api/me").json()["token"]
            .as_str()
            .unwrap()
            .to_owned();
        browser
    }

    fn instructor(&self) -> Browser {
        self.login("wei", &self.instructor)
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        send(self.address, method, path, headers, body)
    }

    fn restart(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        let (process, address) = start(self.data.path(), &self.address.to_string());
        self.process = process;
        self.address = address;
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            (key.eq_ignore_ascii_case(name)).then(|| value.trim())
        })
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.body))
    }
}

/// One request by hand, byte for byte: no client cleans a path or refuses a header on the way.
fn send(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() || method == "POST" {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    // A server that refuses early may close before it has read everything.
    let _ = stream.write_all(body.as_bytes());
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|one| one.parse().ok())
        .unwrap_or(0);
    let body = if head
        .to_ascii_lowercase()
        .contains("transfer-encoding: chunked")
    {
        unchunk(body)
    } else {
        body.to_owned()
    };
    Answer {
        status,
        head: head.to_owned(),
        body,
    }
}

fn unchunk(text: &str) -> String {
    let mut rest = text.as_bytes();
    let mut whole = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap_or("0"), 16)
            .unwrap_or(0);
        if length == 0 || rest.len() < end + 2 + length {
            break;
        }
        whole.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[(end + 4 + length).min(rest.len())..];
    }
    String::from_utf8_lossy(&whole).into_owned()
}

struct Browser {
    address: SocketAddr,
    cookie: String,
    token: String,
}

impl Browser {
    fn get(&self, path: &str) -> Answer {
        send(self.address, "GET", path, &[("cookie", &self.cookie)], "")
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("x-csrf-token", &self.token),
            ("content-type", "application/json"),
        ];
        send(self.address, "POST", path, &headers, &body.to_string())
    }

    /// Reads a stream until something is found in it; gives everything read.
    fn listen(&self, path: &str, last: Option<&str>, until: impl Fn(&str) -> bool) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_millis(300)))
            .unwrap();
        let last = last
            .map(|id| format!("last-event-id: {id}\r\n"))
            .unwrap_or_default();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n{last}\r\n",
            self.address, self.cookie
        )
        .unwrap();
        let begun = Instant::now();
        let mut bytes = Vec::new();
        let mut part = [0; 16 * 1024];
        while begun.elapsed() < Duration::from_secs(20) {
            if let Ok(length) = stream.read(&mut part) {
                if length == 0 {
                    break;
                }
                bytes.extend_from_slice(&part[..length]);
            }
            if until(&String::from_utf8_lossy(&bytes)) {
                return String::from_utf8_lossy(&bytes).into_owned();
            }
        }
        panic!("not found in: {}", String::from_utf8_lossy(&bytes));
    }
}

/// A station in a process of its own, playing a walk-through.
fn station(console: &Console, name: &str, walkthrough: &str, speed: u16, out: &Path) -> Child {
    streetwise(console.data.path())
        .args(["run", "street-vendor", "--walkthrough"])
        .arg(
            home()
                .join("scenarios/street-vendor/walkthroughs")
                .join(walkthrough),
        )
        .args([
            "--station",
            &console.url(""),
            "--station-name",
            name,
            "--trainee",
            name,
            "--speed",
            &speed.to_string(),
        ])
        .arg("--station-key")
        .arg(console.data.path().join("console/station.key"))
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the station starts")
}

fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        if let Some(found) = look() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{what}: not within a minute");
}

fn run_of(browser: &Browser, station: &str) -> String {
    wait_for("the station on the list", || {
        let list = browser.get("/api/runs").json();
        let found = list
            .as_array()?
            .iter()
            .find(|one| one["trainee"] == station)?;
        Some(found["id"].as_str()?.to_owned())
    })
}

fn record_lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path)
        .unwrap_or_default()
        .lines()
        .map(str::to_owned)
        .collect()
}

/// A whole record, made by the program without any console.
fn made_record(data: &Path) -> PathBuf {
    let out = data.join("made");
    let done = streetwise(data)
        .args([
            "run",
            "street-vendor",
            "--trainee",
            "li-07",
            "--walkthrough",
        ])
        .arg(home().join("scenarios/street-vendor/walkthroughs/ideal-1.ron"))
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    assert!(done.status.success());
    out.join("record.jsonl")
}

#[test]
fn an_instructors_hand_reaches_the_running_case_and_its_record() {
    let console = Console::new();
    let out = console.data.path().join("station-1");
    let mut process = station(&console, "st-1", "ideal-1.ron", 8, &out);
    let browser = console.instructor();
    let id = run_of(&browser, "st-1");
    let told = browser.listen(&format!("/api/runs/{id}/live?lang=en"), None, |text| {
        text.contains("event: story") && text.contains("event: steps")
    });
    assert!(told.contains("event: pulse"));
    let touches = [
        json!({ "inject": { "inject": "rain" } }),
        json!({ "happen": { "what": "ambulance" } }),
        json!({ "mood": { "who": "xiaozhang", "tension": 77 } }),
        json!({ "say": { "by": "xiaozhang", "text": "你再讲一遍？" } }),
        json!({ "ear": { "text": "先问清楚原因" } }),
        json!({ "note": { "text": "站位太近" } }),
        json!({ "jump": { "beat": "child_comes_by_instructor" } }),
        json!("pause"),
    ];
    for touch in &touches {
        let answer = browser.post(&format!("/api/runs/{id}/touch"), touch);
        assert_eq!(answer.status, 200, "{touch}: {}", answer.body);
    }
    let record = out.join("record.jsonl");
    wait_for("the touches in the station's record", || {
        record_lines(&record)
            .iter()
            .any(|line| line.contains("\"pause\""))
            .then_some(())
    });
    // The console follows the station by a fifth of a second: it stands still once it knows of the pause.
    let before = wait_for("the pause at the console", || {
        let run = browser.get(&format!("/api/runs/{id}")).json();
        let knows = run["story"]["pauses"]
            .as_array()
            .is_some_and(|pauses| !pauses.is_empty());
        knows.then_some(run)
    });
    std::thread::sleep(Duration::from_millis(700));
    let after = browser.get(&format!("/api/runs/{id}")).json();
    assert_eq!(
        before["story"]["end"], after["story"]["end"],
        "a paused case stands still"
    );
    // What can be jumped to has words, the turning points first, and the jump is told and marked in them.
    for (lang, words) in [
        ("zh", "小豆一个人走到路边"),
        ("en", "Xiaodou is alone at the roadside"),
    ] {
        let run = browser.get(&format!("/api/runs/{id}?lang={lang}")).json();
        let beats = run["beats"].as_array().unwrap();
        assert!(
            beats
                .iter()
                .any(|one| one["text"] == words && one["named"] == true),
            "{beats:?}"
        );
        let rest = beats.iter().skip_while(|one| one["named"] == true);
        assert!(rest.clone().count() > 20 && rest.clone().all(|one| one["named"] == false));
        let rows = run["story"]["rows"].as_array().unwrap();
        assert!(
            rows.iter()
                .any(|row| row["kind"] == "touch" && row["text"].as_str().unwrap().contains(words)),
            "{rows:?}"
        );
        let marks = run["story"]["marks"].as_array().unwrap();
        assert!(
            marks
                .iter()
                .any(|one| one["kind"] == "beat" && one["text"] == words)
        );
    }
    browser.post(&format!("/api/runs/{id}/touch"), &json!("resume"));
    assert!(process.wait().unwrap().success());
    let lines = record_lines(&record);
    let text = lines.join("\n");
    assert_eq!(
        text.matches("\"touched\":{\"by\":\"wei\"").count(),
        touches.len() + 1,
        "every touch stands in the record, once, by name"
    );
    assert!(text.contains("\"tension\":77"));
    let kept = console
        .data
        .path()
        .join("console/runs")
        .join(&id)
        .join("record.jsonl");
    assert_eq!(
        record_lines(&kept),
        lines,
        "the console has the record to the byte"
    );
    let verified = streetwise(console.data.path())
        .args(["replay", "--verify"])
        .arg(&kept)
        .output()
        .unwrap();
    assert!(
        verified.status.success(),
        "a record with touches replays to the byte"
    );
}

/// A window without a screen, led into the case by keys; what happens there is the console's business.
#[cfg(feature = "app")]
fn window(console: &Console, name: &str, out: &Path) -> Child {
    let script = console.data.path().join("into-the-case.txt");
    fs::write(
        &script,
        "until briefing\nuntil ready\nwait 0.5\ntap Enter\nuntil debriefing\nwait 1\nquit\n",
    )
    .unwrap();
    streetwise(console.data.path())
        .args(["play", "street-vendor", "--headless", "--seed", "1"])
        .args(["--trainee", name, "--station", &console.url("")])
        .args(["--station-name", name, "--script"])
        .arg(script)
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the window opens")
}

#[cfg(feature = "app")]
#[test]
fn a_window_shows_where_everybody_stands_and_obeys_like_any_station() {
    let console = Console::new();
    let out = console.data.path().join("window-1");
    let mut process = window(&console, "win-1", &out);
    let browser = console.instructor();
    let id = run_of(&browser, "win-1");
    let pause = browser.post(&format!("/api/runs/{id}/touch"), &json!("pause"));
    assert_eq!(pause.status, 200, "{}", pause.body);
    let told = browser.listen(&format!("/api/runs/{id}/live?lang=zh"), None, |text| {
        text.contains("\"me\"") && text.contains("\"paused\":true")
    });
    assert!(
        told.matches("\"x_cm\"").count() >= 3,
        "vendor, partner and trainee stand in the street: {told}"
    );
    let touches = [
        json!({ "happen": { "what": "crowd" } }),
        json!({ "say": { "by": "xiaozhang", "text": "你再讲一遍？" } }),
        json!({ "ear": { "text": "先问清楚原因" } }),
        json!({ "call": { "text": "支队来电，请注意方式" } }),
        json!("resume"),
        json!("end"),
    ];
    for touch in &touches {
        let answer = browser.post(&format!("/api/runs/{id}/touch"), touch);
        assert_eq!(answer.status, 200, "{touch}: {}", answer.body);
    }
    assert!(process.wait().unwrap().success());
    let lines = record_lines(&out.join("record.jsonl"));
    let text = lines.join("\n");
    assert_eq!(
        text.matches("\"touched\":{\"by\":\"wei\"").count(),
        touches.len() + 1,
        "every touch stands in the record, once, by name: {text}"
    );
    assert!(text.contains("free_crowd") && text.contains("\"ended\""));
    let kept = console.data.path().join("console/runs").join(&id);
    wait_for("the rest of the record at the console", || {
        (record_lines(&kept.join("record.jsonl")) == lines).then_some(())
    });
    let verified = streetwise(console.data.path())
        .args(["replay", "--verify"])
        .arg(kept.join("record.jsonl"))
        .output()
        .unwrap();
    assert!(
        verified.status.success(),
        "a window's record with touches replays to the byte"
    );
}

#[test]
fn a_cut_network_and_a_fallen_console_lose_nothing() {
    let mut console = Console::new();
    let record = made_record(console.data.path());
    let whole = record_lines(&record);
    // The file grows as a running case would let it.
    let growing = console.data.path().join("growing.jsonl");
    let link = Link::open(
        LinkOptions {
            console: console.url(""),
            key: console.key(),
            station: "cut".to_owned(),
            trust: None,
        },
        &growing,
    )
    .unwrap();
    let mut file = fs::File::create(&growing).unwrap();
    for (at, line) in whole.iter().enumerate() {
        // Half a line first: a reader must not take it for one.
        let (one, other) = line.split_at(line.floor_char_boundary(line.len() / 2));
        file.write_all(one.as_bytes()).unwrap();
        if at % 40 == 0 {
            std::thread::sleep(Duration::from_millis(30));
        }
        file.write_all(other.as_bytes()).unwrap();
        file.write_all(b"\n").unwrap();
        link.show(Live {
            at_ms: at as u64 * 100,
            ..Live::default()
        });
        if at == whole.len() / 3 || at == whole.len() * 2 / 3 {
            wait_for("the line", || {
                (link.state().have > at as u64 / 2).then_some(())
            });
            console.restart();
        }
    }
    assert!(link.close(Duration::from_secs(30)), "everything arrived");
    let runs = console.data.path().join("console/runs");
    let kept = fs::read_dir(&runs)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path()
        .join("record.jsonl");
    assert_eq!(record_lines(&kept), whole);
}

#[test]
fn a_stream_resumes_where_it_was_cut() {
    let console = Console::new();
    let out = console.data.path().join("resume");
    let mut process = station(&console, "st-2", "ideal-1.ron", 4, &out);
    let browser = console.instructor();
    let id = run_of(&browser, "st-2");
    let path = format!("/api/runs/{id}/live?lang=zh");
    let first = browser.listen(&path, None, |text| {
        text.matches("event: story").count() >= 2 && text.ends_with("\n\n\r\n")
    });
    let last: u64 = first
        .lines()
        .filter_map(|line| line.strip_prefix("id: "))
        .next_back()
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    std::thread::sleep(Duration::from_secs(1));
    let second = browser.listen(&path, Some(&last.to_string()), |text| {
        text.contains("event: story") && text.ends_with("\n\n\r\n")
    });
    let data = second
        .lines()
        .skip_while(|line| !line.contains("event: story"))
        .find_map(|line| line.strip_prefix("data: "))
        .unwrap();
    let story: Value = serde_json::from_str(data).unwrap();
    let numbers: Vec<u64> = story["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["n"].as_u64())
        .collect();
    assert!(
        numbers.iter().all(|n| *n >= last),
        "nothing is told twice: {numbers:?} after {last}"
    );
    assert!(story["next"].as_u64().unwrap() > last);
    // A page that opens the stream anew says itself how much it has; told nothing, it hears that the stream is there.
    let told = story["next"].as_u64().unwrap();
    let third = browser.listen(&format!("{path}&after={told}"), None, |text| {
        text.contains("event: story") && text.ends_with("\n\n\r\n")
    });
    assert!(!third.contains(&format!("\"n\":{},", told - 1)));
    assert!(third.contains(&format!("\"n\":{told},")) || third.contains("\"rows\":[]"));
    process.kill().unwrap();
    process.wait().unwrap();
    let quiet = browser.listen(&path, None, |text| text.contains("event: here"));
    assert!(quiet.contains("event: story"));
}

#[test]
fn a_slow_browser_slows_no_station() {
    let console = Console::new();
    let browser = console.instructor();
    let out = console.data.path().join("slow");
    let mut process = station(&console, "st-3", "ideal-1.ron", 16, &out);
    let id = run_of(&browser, "st-3");
    // Eight streams that nobody reads.
    let asleep: Vec<TcpStream> = (0..8)
        .map(|_| {
            let mut stream = TcpStream::connect(console.address).unwrap();
            write!(
                stream,
                "GET /api/runs/{id}/live HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n\r\n",
                console.address, browser.cookie
            )
            .unwrap();
            stream
        })
        .collect();
    std::thread::sleep(Duration::from_millis(500));
    let refused = browser.get(&format!("/api/runs/{id}/live"));
    assert_eq!(refused.status, 429, "a ninth stream of one session");
    // A browser does not tell its page why a stream was refused: the page asks, and gets the same answer.
    let here = |run: &str| browser.get(&format!("/api/runs/{run}/here")).status;
    assert_eq!((here(&id), here("0123456789abcdef")), (429, 404));
    assert_eq!(browser.get("/api/hall/here").status, 429);
    let begun = Instant::now();
    assert!(process.wait().unwrap().success());
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "a case of some minutes at sixteen times"
    );
    drop(asleep);
    wait_for("room for a stream", || (here(&id) == 204).then_some(()));
    let kept = console
        .data
        .path()
        .join("console/runs")
        .join(&id)
        .join("record.jsonl");
    assert_eq!(record_lines(&kept), record_lines(&out.join("record.jsonl")));
}

#[test]
fn verdicts_stand_beside_the_machines_and_nothing_is_written_over() {
    let console = Console::new();
    // The console already runs: it finds the new accounts in their file.
    let trainee = add_user(console.data.path(), "rehearsal", "trainee");
    let other = add_user(console.data.path(), "mo-01", "trainee");
    let hr = add_user(console.data.path(), "hr-1", "hr");
    let folder = console.data.path().join("results/one");
    fs::create_dir_all(&folder).unwrap();
    let made = made_record(console.data.path());
    fs::copy(&made, folder.join("record.jsonl")).unwrap();
    fs::copy(
        made.with_file_name("assessment.json"),
        folder.join("assessment.json"),
    )
    .unwrap();
    // A rehearsed record's trainee goes by the name of "rehearsal".
    let browser = console.instructor();
    let list = browser.get("/api/runs").json();
    let id = list[0]["id"].as_str().unwrap().to_owned();
    let owner = list[0]["trainee"].as_str().unwrap().to_owned();
    let mark = browser.get(&format!("/api/runs/{id}/mark?lang=en")).json();
    let item = mark["mark"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["of"].as_i64() > Some(0) && one["verdict"] == "met")
        .unwrap();
    let (item, of, points) = (
        item["id"].as_str().unwrap().to_owned(),
        item["of"].as_i64().unwrap(),
        mark["mark"]["score"]["points"].as_i64().unwrap(),
    );
    let ruling = |verdict: &str, reason: &str| json!({ "verdict": { "item": item, "verdict": verdict, "reason": reason } });
    let path = format!("/api/runs/{id}/ruling");
    assert_eq!(
        browser.post(&path, &ruling("missed", "  ")).status,
        422,
        "no verdict without a reason"
    );
    assert_eq!(
        browser.post(&path, &ruling("review", "不清楚")).status,
        422,
        "a person decides"
    );
    assert_eq!(
        browser.post(&path, &ruling("missed", "没有先敬礼")).status,
        200
    );
    let after = browser.get(&format!("/api/runs/{id}/mark?lang=en")).json();
    assert_eq!(
        after["mark"]["score"]["points"].as_i64().unwrap(),
        points - of
    );
    let ruled = after["mark"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == item.as_str())
        .unwrap()
        .clone();
    assert_eq!(
        (ruled["machine"].as_str(), ruled["verdict"].as_str()),
        (Some("met"), Some("missed"))
    );
    assert_eq!(
        browser
            .post(&path, &ruling("met", "看了回放，敬礼了"))
            .status,
        200
    );
    let after = browser.get(&format!("/api/runs/{id}/mark?lang=en")).json();
    assert_eq!(after["mark"]["score"]["points"].as_i64().unwrap(), points);
    let kept: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("assessment.json")).unwrap()).unwrap();
    assert_eq!(
        kept["appeals"].as_array().unwrap().len(),
        2,
        "both verdicts are kept"
    );
    assert_eq!(browser.post(&path, &json!("accept")).status, 200);
    // Others see their share and no more.
    let people = [
        ("mo-01", &other, owner == "mo-01"),
        ("rehearsal", &trainee, owner == "rehearsal"),
    ];
    for (name, password, own) in people {
        let one = console.login(name, password);
        assert_eq!(
            one.get(&format!("/api/runs/{id}")).status,
            if own { 200 } else { 404 },
            "{name}"
        );
        assert_eq!(
            one.post(&path, &ruling("met", "我觉得做了")).status,
            403,
            "{name} judges nobody"
        );
        let objection = json!({ "object": { "item": item, "text": "请再听一遍" } });
        assert_eq!(
            one.post(&path, &objection).status,
            if own { 200 } else { 403 },
            "{name}"
        );
        assert_eq!(one.get("/api/hall").status, 403);
        assert_eq!(one.get("/api/audit").status, 403);
    }
    let hr = console.login("hr-1", &hr);
    assert_eq!(hr.get(&format!("/api/runs/{id}/mark")).status, 200);
    assert_eq!(
        hr.get(&format!("/api/runs/{id}")).status,
        404,
        "HR reads marks, not what was said"
    );
    assert_eq!(hr.post(&path, &ruling("met", "可以")).status, 403);
}

fn hex(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[test]
fn no_page_and_no_byte_without_a_key() {
    let console = Console::new();
    for path in [
        "/",
        "/hall",
        "/records",
        "/station/0123456789abcdef",
        "/main.js",
        "/base.js",
        "/street.js",
        "/api/me",
        "/api/words",
        "/api/runs",
        "/api/hall",
        "/api/audit",
        "/api/accounts",
        "/api/runs/0123456789abcdef",
        "/api/runs/0123456789abcdef/live",
        "/api/runs/0123456789abcdef/here",
        "/api/hall/here",
        "/api/runs/0123456789abcdef/mark",
        "/nothing",
        "/console/accounts.json",
        "/login/../main.js",
        "//main.js",
        "/LOGIN",
    ] {
        let answer = console.send("GET", path, &[], "");
        assert_eq!(answer.status, 401, "{path}: {}", answer.body);
        assert!(answer.body.is_empty(), "{path}: {}", answer.body);
    }
    let page = console.send("GET", "/hall", &[("accept", "text/html")], "");
    assert_eq!(
        (page.status, page.header("location")),
        (303, Some("/login"))
    );
    for cookie in [
        "streetwise_console=",
        "streetwise_console=0",
        &format!("streetwise_console={}", "a".repeat(64)),
        "other=1",
    ] {
        assert_eq!(
            console
                .send("GET", "/api/me", &[("cookie", cookie)], "")
                .status,
            401,
            "{cookie}"
        );
    }
    // The door is open, and dressed.
    let door = console.send("GET", "/login", &[], "");
    assert_eq!(door.status, 200);
    assert!(
        door.header("content-security-policy")
            .unwrap()
            .contains("default-src 'none'")
    );
    assert_eq!(door.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(door.header("x-frame-options"), Some("DENY"));
    assert_eq!(door.header("cache-control"), Some("no-store"));
    let browser = console.instructor();
    let text = fs::read_to_string(console.data.path().join("console/accounts.json")).unwrap();
    assert!(
        !text.contains(&console.instructor) && text.contains("$argon2id$"),
        "passwords are hashed"
    );
    assert!(
        !text.contains(&console.key()) && text.contains(&hex(&console.key())),
        "the key is hashed"
    );
    let log = fs::read_to_string(console.data.path().join("console/audit.jsonl")).unwrap();
    assert!(!log.contains(&console.instructor));
    assert_eq!(browser.post("/api/logout", &json!({})).status, 200);
    assert_eq!(browser.get("/api/me").status, 401, "gone is gone");
}

#[test]
fn paths_headers_bodies_and_methods_are_tried() {
    let console = Console::new();
    let browser = console.instructor();
    for path in [
        "/../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/app.css/../../accounts.json",
        "/app.css%00.js",
        "/./main.js/..",
        "/api/runs/..%2f..%2fconsole",
        "/api/runs/../accounts",
        "/api/runs/%2e%2e",
        "/api/runs/results%2fone",
        "/api/runs/C:%5cWindows",
        "/api/runs/%00",
        "/api/runs/..%5c..%5c",
        "/station.key",
        "/console/station.key",
        "/api/runs/'%20or%201=1--/mark",
    ] {
        let answer = browser.get(path);
        assert!(
            matches!(answer.status, 400 | 404 | 401),
            "{path}: {}",
            answer.status
        );
        assert!(
            !answer.body.contains("root:") && !answer.body.contains(&console.key()),
            "{path}"
        );
    }
    let long = format!("/{}", "a".repeat(20_000));
    assert!(
        matches!(browser.get(&long).status, 400 | 414 | 431),
        "a long path"
    );
    let touch = "/api/runs/0123456789abcdef/touch";
    let cookie = ("cookie", browser.cookie.as_str());
    let token = ("x-csrf-token", browser.token.as_str());
    let json_kind = ("content-type", "application/json");
    // CSRF: no token, a wrong one, somebody else's page, a form, a plain text.
    assert_eq!(
        console
            .send("POST", touch, &[cookie, json_kind], "\"pause\"")
            .status,
        403
    );
    assert_eq!(
        console
            .send(
                "POST",
                touch,
                &[cookie, json_kind, ("x-csrf-token", "0")],
                "\"pause\""
            )
            .status,
        403
    );
    assert_eq!(
        console
            .send(
                "POST",
                touch,
                &[cookie, json_kind, token, ("origin", "https://evil.example")],
                "\"pause\""
            )
            .status,
        403
    );
    assert_eq!(
        console
            .send(
                "POST",
                touch,
                &[cookie, json_kind, token, ("origin", "null")],
                "\"pause\""
            )
            .status,
        403
    );
    for kind in [
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "",
    ] {
        assert_eq!(console.send("POST", touch, &[cookie, token, ("content-type", kind)], "--x\r\ncontent-disposition: form-data; name=a; filename=\"../../x\"\r\n\r\nx\r\n--x--").status, 415, "{kind}");
    }
    for kind in [
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
    ] {
        assert_eq!(
            console
                .send(
                    "POST",
                    "/api/login",
                    &[("content-type", kind)],
                    "name=admin&password=x"
                )
                .status,
            403,
            "{kind} at the door"
        );
    }
    // JSON: broken, deep, huge, of the wrong shape, with fields nobody knows.
    for body in [
        "{",
        "[]",
        "null",
        "{\"inject\":{}}",
        "{\"inject\":{\"inject\":1}}",
        "{\"rm\":{}}",
        "{\"ear\":{\"text\":\"x\",\"more\":1}}",
        &"[".repeat(12_000),
        "\u{feff}\"pause\"",
    ] {
        let answer = browser_send(&console, &browser, touch, body);
        assert!(
            matches!(answer, 400 | 422 | 404),
            "{}: {answer}",
            &body[..body.len().min(40)]
        );
    }
    assert_eq!(
        browser_send(
            &console,
            &browser,
            touch,
            &format!("{{\"ear\":{{\"text\":\"{}\"}}}}", "x".repeat(40_000))
        ),
        413
    );
    assert_eq!(
        browser_send(&console, &browser, touch, "\"pause\""),
        404,
        "a run nobody told of"
    );
    for method in [
        "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND",
    ] {
        assert!(
            matches!(
                console
                    .send(method, "/api/accounts", &[cookie, token, json_kind], "")
                    .status,
                400 | 403 | 405
            ),
            "{method}"
        );
    }
    // Headers: two cookies of one name, a header that ends early, one that is too large, two lengths.
    let two = format!("{}; {}", browser.cookie, browser.cookie);
    assert_eq!(
        console
            .send("GET", "/api/me", &[("cookie", &two)], "")
            .status,
        401
    );
    let split = console.send(
        "GET",
        "/api/me",
        &[("x-a", "1\r\nset-cookie: a=b"), cookie],
        "",
    );
    assert!(split.header("set-cookie").is_none());
    let large = "x".repeat(600_000);
    assert!(matches!(
        console
            .send("GET", "/api/me", &[("x-large", &large)], "")
            .status,
        0 | 400 | 431
    ));
    let smuggled = console.send(
        "POST",
        "/api/login",
        &[json_kind, ("transfer-encoding", "chunked")],
        "0\r\n\r\nGET /api/me HTTP/1.1\r\n\r\n",
    );
    assert!(matches!(smuggled.status, 0 | 400), "{}", smuggled.status);
    // The stations' line.
    let push = "/station/v1/push";
    assert_eq!(console.send("POST", push, &[json_kind], "{}").status, 401);
    let bearer = format!("Bearer {}", console.key());
    let station = ("authorization", bearer.as_str());
    assert_eq!(
        console
            .send("POST", push, &[cookie, json_kind], "{}")
            .status,
        401,
        "a browser is no station"
    );
    let shape = |station: &str, run: &str, lines: Value| {
        json!({ "station": station, "run": run, "from": 0, "lines": lines }).to_string()
    };
    for body in [
        "{}".to_owned(),
        shape("a", "../../../../etc", json!(["x"])),
        shape("../a", "0123456789abcdef", json!(["x"])),
        shape("a", "0123456789abcdef", json!(["x"])),
        shape("a", "0123456789ABCDEF", json!([])),
        shape("<script>", "0123456789abcdef", json!([])),
    ] {
        assert_eq!(
            console
                .send("POST", push, &[station, json_kind], &body)
                .status,
            400,
            "{body}"
        );
    }
    let line = record_lines(&made_record(console.data.path()))[0].clone();
    let forged = line.replace("street-vendor", "street-vendoR");
    let name: String = hex(&format!("a\0{forged}")).chars().take(16).collect();
    let forged = json!({ "station": "a", "run": name, "from": 0, "lines": [forged, "{\"n\":1}"] })
        .to_string();
    assert_eq!(
        console
            .send("POST", push, &[station, json_kind], &forged)
            .status,
        409,
        "a line that does not chain"
    );
    let huge = json!({ "station": "a", "run": "0123456789abcdef", "from": 0, "lines": ["x".repeat(2_000_000)] }).to_string();
    assert!(matches!(
        console
            .send("POST", push, &[station, json_kind], &huge)
            .status,
        400 | 413 | 0
    ));
    // The stream.
    for last in ["-1", "99999999999999999999999", "x", ""] {
        let answer = send(
            console.address,
            "GET",
            "/api/runs/0123456789abcdef/live",
            &[cookie, ("last-event-id", last)],
            "",
        );
        assert_eq!(answer.status, 404, "{last}");
    }
    for after in ["-1", "99999999999999999999999", "x", "1%0aevent:%20story"] {
        let answer = browser.get(&format!("/api/runs/0123456789abcdef/live?after={after}"));
        assert_eq!(answer.status, 400, "{after}");
    }
    assert_eq!(
        browser.get("/api/me").status,
        200,
        "and the console still stands"
    );
}

fn browser_send(console: &Console, browser: &Browser, path: &str, body: &str) -> u16 {
    let headers = [
        ("cookie", browser.cookie.as_str()),
        ("x-csrf-token", &browser.token),
        ("content-type", "application/json"),
    ];
    console.send("POST", path, &headers, body).status
}

#[test]
fn the_door_counts_tries_and_the_log_is_chained() {
    let console = Console::new();
    let try_it = |name: &str| {
        let body = json!({ "name": name, "password": "wrong-wrong" }).to_string();
        console
            .send(
                "POST",
                "/api/login",
                &[("content-type", "application/json")],
                &body,
            )
            .status
    };
    let told: Vec<u16> = (0..14)
        .map(|at| try_it(if at % 2 == 0 { "wei" } else { "nobody" }))
        .collect();
    assert_eq!(&told[..10], &[401; 10], "{told:?}");
    assert!(told[11..].iter().all(|one| *one == 429), "{told:?}");
    let path = console.data.path().join("console/audit.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let count = |what: &str| lines.iter().filter(|one| one.contains(what)).count();
    let refused = told.iter().filter(|one| **one == 401).count();
    assert_eq!(count("\"login-refused\""), refused, "{text}");
    // That somebody is held off is noted, but nobody fills the log from outside.
    let held_off = count("\"login-limited\"");
    assert!((1..=told.len() - refused).contains(&held_off), "{text}");
    for two in lines.windows(2) {
        let next: Value = serde_json::from_str(two[1]).unwrap();
        assert_eq!(next["prev"].as_str().unwrap(), hex(two[0]));
    }
}

#[test]
fn beyond_this_machine_there_is_tls_or_nothing() {
    let data = TempDir::new().unwrap();
    let refused = streetwise(data.path())
        .args(["serve", "--listen", "0.0.0.0:0", "--tls", "off"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let mut process = streetwise(data.path())
        .args(["--json", "serve", "--listen", "127.0.0.1:0", "--tls", "own"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = BufReader::new(process.stdout.take().unwrap());
    let url = loop {
        let mut line = String::new();
        assert!(reader.read_line(&mut line).unwrap() > 0);
        let told: Value = serde_json::from_str(&line).unwrap();
        if let Some(url) = told["url"].as_str() {
            break url.to_owned();
        }
    };
    assert!(url.starts_with("https://"));
    let record = made_record(data.path());
    let trust = data.path().join("console/certificate.pem");
    let options = |trust: Option<PathBuf>| LinkOptions {
        console: url.clone(),
        key: fs::read_to_string(data.path().join("console/station.key")).unwrap(),
        station: "tls".to_owned(),
        trust,
    };
    let blind = Link::open(options(None), &record).unwrap();
    assert!(
        !blind.close(Duration::from_secs(2)),
        "an unknown certificate is not believed"
    );
    let seeing = Link::open(options(Some(trust)), &record).unwrap();
    assert!(seeing.close(Duration::from_secs(20)), "the named one is");
    process.kill().unwrap();
    process.wait().unwrap();
}

//! What comes near: an instructor's voice in the trainee's ear, and a console that stations find by themselves.

use super::*;
use streetwise::web::find_consoles;

/// Nobody else's consoles answer there.
const PORT: u16 = 15_353;

/// Base64 by hand, so that the program's own coder is not asked about itself.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let word = three
            .iter()
            .fold(0_u32, |word, byte| word << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for sign in 0..4 {
            text.push(if sign <= three.len() {
                char::from(SIGNS[(word >> (18 - 6 * sign) & 63) as usize])
            } else {
                '='
            });
        }
    }
    text
}

pub(super) fn piece(samples: &[i16]) -> Value {
    let bytes: Vec<u8> = samples.iter().flat_map(|one| one.to_le_bytes()).collect();
    json!({ "pcm": base64(&bytes) })
}

/// A run that has begun and goes on: its record without the end, told to the console; with the name it has there.
pub(super) fn open_run(console: &Console, station: &str, options: &[&str]) -> (Link, String) {
    let whole = console.data.path().join(format!("{station}-whole"));
    let done = streetwise(console.data.path())
        .args(["run", "street-vendor", "--trainee", station])
        .args(options)
        .arg("--out")
        .arg(&whole)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let lines = record_lines(&whole.join("record.jsonl"));
    let open = console.data.path().join(format!("{station}.jsonl"));
    fs::write(&open, lines[..lines.len() / 2].join("\n") + "\n").unwrap();
    let link = Link::open(
        LinkOptions {
            console: console.url(""),
            key: console.key(),
            station: station.to_owned(),
            trust: None,
        },
        &open,
    )
    .unwrap();
    wait_for("the run at the console", || {
        (link.state().have > 0).then_some(())
    });
    let id: String = hex(&format!("{station}\0{}", lines[0]))
        .chars()
        .take(16)
        .collect();
    (link, id)
}

pub(super) fn ideal() -> [String; 2] {
    let path = home().join("scenarios/street-vendor/walkthroughs/ideal-1.ron");
    ["--walkthrough".to_owned(), path.display().to_string()]
}

fn hears(link: &Link, wanted: usize) -> Vec<i16> {
    let mut heard = Vec::new();
    let begun = Instant::now();
    while heard.len() < wanted && begun.elapsed() < Duration::from_secs(10) {
        heard.extend(link.hear());
        std::thread::sleep(Duration::from_millis(10));
    }
    heard
}

#[test]
fn a_voice_reaches_the_ear_sample_for_sample_and_the_record_says_that_somebody_spoke() {
    let mut console = Console::new();
    let [option, path] = ideal();
    let (link, id) = open_run(&console, "ear-1", &[&option, &path]);
    let browser = console.instructor();
    let voice = format!("/api/runs/{id}/voice");
    let words: Vec<i16> = (0..16_000_i32)
        .map(|at| (at * 37 % 20_011 - 10_005) as i16)
        .collect();
    let begun = Instant::now();
    for samples in words.chunks(3_200) {
        let answer = browser.post(&voice, &piece(samples));
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    assert!(
        hears(&link, words.len()) == words,
        "every sample once, in order"
    );
    println!(
        "five pieces posted and heard within {} ms",
        begun.elapsed().as_millis()
    );
    let orders = wait_for("the touch", || {
        Some(link.poll()).filter(|all| !all.is_empty())
    });
    let told: Vec<(&str, &str)> = orders
        .iter()
        .map(|order| (order.by.as_str(), order.touch.name()))
        .collect();
    assert_eq!(told, [("wei", "voice")], "one talk is one touch, by name");
    let log = fs::read_to_string(console.data.path().join("console/audit.jsonl")).unwrap();
    assert_eq!(log.matches("touch-voice").count(), 1, "{log}");
    // The console falls in the middle: what is said afterwards is heard once, and nothing again.
    let password = add_user(console.data.path(), "lan", "instructor");
    console.restart();
    let browser = console.instructor();
    let other = console.login("lan", &password);
    wait_for("the run at the new console", || {
        (browser.post(&voice, &piece(&words[..1_600])).status == 200).then_some(())
    });
    assert!(hears(&link, 1_600) == words[..1_600]);
    std::thread::sleep(Duration::from_millis(600));
    assert!(link.hear().is_empty());
    // A second instructor waits until the first has done.
    assert_eq!(browser.post(&voice, &piece(&words[..160])).status, 200);
    let refused = other.post(&voice, &piece(&words[..160]));
    assert_eq!(
        (refused.status, refused.json()["error"].as_str()),
        (409, Some("talking"))
    );
    // Nothing of it lies about.
    let kept = console.data.path().join("console/runs").join(&id);
    let files: Vec<String> = fs::read_dir(&kept)
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files, ["record.jsonl"]);
    drop(link);
    let gone = wait_for("the station gone", || {
        let answer = browser.post(&voice, &piece(&words[..160]));
        (answer.status != 200).then_some(answer)
    });
    assert_eq!(
        (gone.status, gone.json()["error"].as_str()),
        (409, Some("waiting"))
    );
}

#[test]
fn no_sound_no_right_no_run_and_no_exam_let_a_voice_through() {
    let console = Console::new();
    let [option, path] = ideal();
    let (link, id) = open_run(&console, "ear-2", &[&option, &path]);
    let (_link, exam) = open_run(
        &console,
        "ear-3",
        &[&option, &path.replace("ideal-1", "exam-1")],
    );
    let browser = console.instructor();
    let voice = format!("/api/runs/{id}/voice");
    let status = |body: &str| browser_send(&console, &browser, &voice, body);
    let sound = piece(&[1, 2, 3]).to_string();
    for body in [
        json!({ "pcm": "" }),
        json!({ "pcm": "AAAA" }),
        json!({ "pcm": "AAB" }),
        json!({ "pcm": "AA AA" }),
        json!({ "pcm": "../../etc" }),
        json!({ "pcm": "data:audio/wav;base64,AAAA" }),
        piece(&vec![0; 4_801]),
    ] {
        assert_eq!(status(&body.to_string()), 422, "{body}");
    }
    assert_eq!(status("{\"pcm\":5}"), 422);
    assert_eq!(
        status("{\"pcm\":\"AAAA\",\"by\":\"lan\"}"),
        422,
        "nobody speaks as another"
    );
    assert_eq!(status(&piece(&vec![0; 9_000]).to_string()), 413);
    let unknown = browser.post("/api/runs/0123456789abcdef/voice", &piece(&[1]));
    assert_eq!(unknown.status, 404);
    let bare = console.send(
        "POST",
        &voice,
        &[
            ("cookie", &browser.cookie),
            ("content-type", "application/json"),
        ],
        &sound,
    );
    assert_eq!(bare.status, 403, "without the token");
    let nobody = console.send(
        "POST",
        &voice,
        &[("content-type", "application/json")],
        &sound,
    );
    assert_eq!(nobody.status, 401);
    for role in ["trainee", "hr", "auditor", "admin"] {
        let password = add_user(console.data.path(), &format!("no-{role}"), role);
        let other = console.login(&format!("no-{role}"), &password);
        assert_eq!(other.post(&voice, &piece(&[1])).status, 403, "{role}");
    }
    let refused = browser.post(&format!("/api/runs/{exam}/voice"), &piece(&[1]));
    assert_eq!(
        (refused.status, refused.json()["error"].as_str()),
        (409, Some("exam"))
    );
    assert!(link.hear().is_empty(), "nothing of all that was heard");
    // As fast as a script can: the limit of all requests holds, and the station hears five seconds at most.
    let flood: Vec<u16> = (0..320)
        .map(|_| status(&piece(&[7; 3_200]).to_string()))
        .collect();
    assert!(flood.contains(&429), "{flood:?}");
    std::thread::sleep(Duration::from_secs(1));
    assert!(link.hear().len() <= 5 * 16_000);
}

#[test]
fn a_console_tells_of_itself_only_when_asked_and_stations_find_it() {
    let data = TempDir::new().unwrap();
    let serve = |listen: &str, more: &[&str]| {
        let mut command = streetwise(data.path());
        command
            .env("STREETWISE_DISCOVERY_PORT", PORT.to_string())
            .args(["--json", "serve", "--listen", listen])
            .args(more);
        command
    };
    let anywhere = serve("0.0.0.0:0", &["--announce"]).output().unwrap();
    assert_eq!(
        anywhere.status.code(),
        Some(2),
        "no address a certificate could name"
    );
    let quiet = Console::new();
    assert_eq!(
        find_consoles(Duration::from_secs(2), PORT).unwrap(),
        Vec::<String>::new(),
        "a console that was not asked to says nothing: {}",
        quiet.url("")
    );
    let nobody = streetwise(data.path())
        .env("STREETWISE_DISCOVERY_PORT", PORT.to_string())
        .args(["run", "street-vendor", "--speed", "64", "--station", "auto"])
        .args(["--station-key"])
        .arg(quiet.data.path().join("console/station.key"))
        .args(ideal())
        .output()
        .unwrap();
    assert_eq!(
        nobody.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&nobody.stderr)
    );
    let mut process = serve("127.0.0.1:0", &["--announce"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = BufReader::new(process.stdout.take().unwrap());
    let told = loop {
        let mut line = String::new();
        assert!(reader.read_line(&mut line).unwrap() > 0);
        let told: Value = serde_json::from_str(&line).unwrap();
        if told["url"].is_string() {
            break told;
        }
    };
    assert_eq!(told["announced"], true);
    let url = told["url"].as_str().unwrap();
    assert_eq!(find_consoles(Duration::from_secs(10), PORT).unwrap(), [url]);
    // What travels: the service, address, port, whether there is TLS. No key, no name of this machine.
    let daemon = mdns_sd::ServiceDaemon::new_with_port(PORT).unwrap();
    let answers = daemon.browse("_streetwise._tcp.local.").unwrap();
    let service = loop {
        match answers.recv_timeout(Duration::from_secs(10)).unwrap() {
            mdns_sd::ServiceEvent::ServiceResolved(service) => break service,
            _ => continue,
        }
    };
    let properties: Vec<String> = service
        .get_properties()
        .iter()
        .map(|one| format!("{}={}", one.key(), one.val_str()))
        .collect();
    assert_eq!(properties, ["tls=0"]);
    let text = format!("{} {}", service.get_fullname(), service.get_hostname());
    let host = fs::read_to_string("/etc/hostname").unwrap_or_default();
    assert!(
        host.trim().is_empty() || !text.contains(host.trim()),
        "{text}"
    );
    let _ = daemon.shutdown();
    let out = data.path().join("found");
    let joined = streetwise(data.path())
        .env("STREETWISE_DISCOVERY_PORT", PORT.to_string())
        .args([
            "run",
            "street-vendor",
            "--speed",
            "64",
            "--trainee",
            "auto-1",
        ])
        .args(["--station", "auto", "--out"])
        .arg(&out)
        .args(ideal())
        .output()
        .unwrap();
    assert!(
        joined.status.success(),
        "{}",
        String::from_utf8_lossy(&joined.stderr)
    );
    let runs = data.path().join("console/runs");
    let kept = fs::read_dir(&runs).unwrap().next().unwrap().unwrap().path();
    assert_eq!(
        record_lines(&kept.join("record.jsonl")),
        record_lines(&out.join("record.jsonl")),
        "the record came to the console it found"
    );
    process.kill().unwrap();
    process.wait().unwrap();
}

#[test]
fn every_look_at_a_result_stands_in_the_log_or_is_refused() {
    let console = Console::new();
    let folder = console.data.path().join("results/one");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(
        made_record(console.data.path()),
        folder.join("record.jsonl"),
    )
    .unwrap();
    let browser = console.instructor();
    let id = browser.get("/api/runs").json()[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for path in [format!("/api/runs/{id}"), format!("/api/runs/{id}/mark")] {
        assert_eq!(browser.get(&path).status, 200, "{path}");
    }
    browser.listen("/api/hall?lang=en", None, |text| {
        text.contains("event: tiles")
    });
    let path = console.data.path().join("console/audit.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    let told: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["entry"].clone())
        .collect();
    for (did, about) in [
        ("read-list", "*".to_owned()),
        ("read-record", format!("rehearsal {id}")),
        ("read-mark", format!("rehearsal {id}")),
        ("read-hall", "*".to_owned()),
    ] {
        let fits = |one: &&Value| one["did"] == did && one["by"] == "wei" && one["about"] == about;
        assert_eq!(told.iter().filter(fits).count(), 1, "{did}: {text}");
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    for path in [
        "/api/hall".to_owned(),
        "/api/runs".to_owned(),
        format!("/api/runs/{id}"),
        format!("/api/runs/{id}/mark"),
    ] {
        let answer = browser.get(&path);
        assert_eq!(answer.status, 507, "{path}: {}", answer.body);
        assert!(!answer.body.contains("rehearsal"), "{path}");
    }
}

#[test]
fn a_machine_that_was_switched_off_sends_the_rest_with_its_next_run() {
    let mut console = Console::new();
    let root = console.data.path().join("stations");
    fs::create_dir_all(&root).unwrap();
    let (cut, next) = (root.join("cut"), root.join("next"));
    let mut process = station(&console, "st-8", "ideal-1.ron", 8, &cut);
    let browser = console.instructor();
    let id = run_of(&browser, "st-8");
    let record = cut.join("record.jsonl");
    // The console falls first, then the machine in the middle of its case.
    console.process.kill().unwrap();
    console.process.wait().unwrap();
    let kept = console
        .data
        .path()
        .join("console/runs")
        .join(&id)
        .join("record.jsonl");
    let had = record_lines(&kept).len();
    wait_for("the case went on", || {
        (record_lines(&record).len() > had + 20).then_some(())
    });
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(cut.join("untold").is_file(), "the record is marked");
    let (process, _) = start(console.data.path(), &console.address.to_string());
    console.process = process;
    let whole = fs::read_to_string(&record).unwrap();
    let whole = &whole[..whole.rfind('\n').unwrap() + 1];
    let done = station(&console, "st-9", "ideal-2.ron", 64, &next)
        .wait()
        .unwrap();
    assert!(done.success());
    wait_for("the rest of the first record", || {
        (fs::read_to_string(&kept).unwrap_or_default() == whole).then_some(())
    });
    for folder in [&cut, &next] {
        wait_for("the mark gone", || {
            (!folder.join("untold").exists()).then_some(())
        });
    }
    // Within one process nobody has to begin another run: what was not told at the end is sent on.
    let alone = console.data.path().join("stations/alone.jsonl");
    fs::copy(made_record(console.data.path()), &alone).unwrap();
    let options = |console: &Console| LinkOptions {
        console: console.url(""),
        key: console.key(),
        station: "st-10".to_owned(),
        trust: None,
    };
    console.process.kill().unwrap();
    console.process.wait().unwrap();
    let link = Link::open(options(&console), &alone).unwrap();
    assert!(!link.close(Duration::from_millis(600)), "nobody is there");
    let (process, _) = start(console.data.path(), &console.address.to_string());
    console.process = process;
    let first = record_lines(&alone)[0].clone();
    let name: String = hex(&format!("st-10\0{first}")).chars().take(16).collect();
    let kept = console
        .data
        .path()
        .join("console/runs")
        .join(name)
        .join("record.jsonl");
    wait_for("the record of the run that is over", || {
        (record_lines(&kept) == record_lines(&alone)).then_some(())
    });
}

#[test]
fn a_session_is_nobodys_to_choose_and_ends_everywhere_at_once() {
    let console = Console::new();
    let boss = add_user(console.data.path(), "boss", "admin");
    let body = json!({ "name": "wei", "password": console.instructor }).to_string();
    let planted = format!("streetwise_console={}", "b".repeat(64));
    let door = console.send(
        "POST",
        "/api/login",
        &[("content-type", "application/json"), ("cookie", &planted)],
        &body,
    );
    let cookie = door.header("set-cookie").unwrap().to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(
        !cookie.starts_with(&planted),
        "a planted cookie is not taken over"
    );
    let browser = console.instructor();
    let mut stream = TcpStream::connect(console.address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    write!(
        stream,
        "GET /api/hall HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\nconnection: close\r\n\r\n",
        console.address, browser.cookie
    )
    .unwrap();
    let admin = console.login("boss", &boss);
    let close = admin.post(
        "/api/accounts",
        &json!({ "close": { "name": "wei", "closed": true } }),
    );
    assert_eq!(close.status, 200, "{}", close.body);
    let mut told = String::new();
    let ended = stream.read_to_string(&mut told);
    assert!(
        ended.is_ok(),
        "an open stream of a closed account ends: {ended:?}"
    );
    assert_eq!(browser.get("/api/me").status, 401);
    let again = console.send(
        "POST",
        "/api/login",
        &[("content-type", "application/json")],
        &body,
    );
    assert_eq!(again.status, 401, "and the door stays shut");
}

#[test]
fn who_sends_slowly_holds_up_nobody_and_is_hung_up_on() {
    let console = Console::new();
    let browser = console.instructor();
    let mut slow: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = TcpStream::connect(console.address).unwrap();
            stream
                .write_all(b"GET /login HTTP/1.1\r\nhost: a\r\nx-slow: ")
                .unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    assert_eq!(browser.get("/api/me").status, 200);
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "others are served meanwhile"
    );
    let first = &mut slow[0];
    first
        .set_read_timeout(Some(Duration::from_secs(40)))
        .unwrap();
    let mut rest = Vec::new();
    let closed = first.read_to_end(&mut rest);
    assert!(
        closed.is_ok() && begun.elapsed() < Duration::from_secs(40),
        "a half-said request is not waited for: {closed:?}"
    );
    let text = String::from_utf8_lossy(&rest);
    assert!(text.is_empty() || text.contains(" 4"), "{text}");
}

//! What somebody would try who has an account, a station's key, or only the network: other people's doors and results, more
//! than a fair share, bytes that are no request.

use super::near::{ideal, open_run, piece};
use super::*;

/// A run that has begun and a run that is over, and a browser for each role; the finished one is the trainee's own.
struct Cast {
    console: Console,
    _link: Link,
    running: String,
    finished: String,
    item: String,
    browsers: Vec<(&'static str, Browser)>,
}

/// A console, and a run that a station has told it of and still plays.
fn told_run(station: &str) -> (Console, Link, String) {
    let console = Console::new();
    let [option, path] = ideal();
    let (link, id) = open_run(&console, station, &[&option, &path]);
    (console, link, id)
}

fn cast() -> Cast {
    let (console, link, running) = told_run("busy-1");
    let folder = console.data.path().join("results/one");
    fs::create_dir_all(&folder).unwrap();
    let made = made_record(console.data.path());
    for name in ["record.jsonl", "assessment.json"] {
        fs::copy(made.with_file_name(name), folder.join(name)).unwrap();
    }
    let mut browsers = vec![("instructor", console.instructor())];
    for (name, role) in [
        ("rehearsal", "trainee"),
        ("people-1", "hr"),
        ("audit-1", "auditor"),
        ("boss", "admin"),
    ] {
        let password = add_user(console.data.path(), name, role);
        browsers.push((role, console.login(name, &password)));
    }
    let list = browsers[0].1.get("/api/runs").json();
    let finished = list
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["live"] == false)
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let mark = browsers[0].1.get(&format!("/api/runs/{finished}/mark"));
    let item = mark.json()["mark"]["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    Cast {
        console,
        _link: link,
        running,
        finished,
        item,
        browsers,
    }
}

/// Every address, every role: what is answered is what `docs/console.md` says.
#[test]
fn each_role_gets_its_own_answers_and_no_others() {
    let cast = cast();
    let (running, finished) = (&cast.running, &cast.finished);
    // Instructor, trainee, HR, auditor, administrator. A run that may not be read is as unknown as one that is not there.
    let looks = [
        ("/api/hall/here".to_owned(), [204, 403, 403, 204, 403]),
        (
            format!("/api/runs/{running}/here"),
            [204, 403, 403, 204, 403],
        ),
        ("/api/runs".to_owned(), [200, 200, 200, 200, 200]),
        (format!("/api/runs/{running}"), [200, 404, 404, 200, 404]),
        (format!("/api/runs/{finished}"), [200, 200, 404, 200, 404]),
        (
            format!("/api/runs/{running}/mark"),
            [200, 404, 404, 200, 404],
        ),
        (
            format!("/api/runs/{finished}/mark"),
            [200, 200, 200, 200, 404],
        ),
        ("/api/accounts".to_owned(), [403, 403, 403, 403, 200]),
        ("/api/audit".to_owned(), [403, 403, 403, 200, 200]),
    ];
    for (path, wanted) in &looks {
        for ((role, browser), wanted) in cast.browsers.iter().zip(wanted) {
            assert_eq!(browser.get(path).status, *wanted, "{role} {path}");
        }
    }
    for path in ["/api/hall".to_owned(), format!("/api/runs/{running}/live")] {
        for (role, browser) in &cast.browsers[1..3] {
            assert_eq!(browser.get(&path).status, 403, "{role} {path}");
        }
        assert_eq!(cast.browsers[4].1.get(&path).status, 403, "admin {path}");
    }
    // Changes. Whoever may, is answered for what was asked; whoever may not, is not told even that it was nonsense.
    let touch = format!("/api/runs/{running}/touch");
    let voice = format!("/api/runs/{running}/voice");
    let ruling = format!("/api/runs/{finished}/ruling");
    let ruled = json!({ "verdict": { "item": cast.item, "verdict": "met", "reason": "看了" } });
    let asked = json!({ "object": { "item": cast.item, "text": "请再听一遍" } });
    let account = json!({ "put": { "name": "me-too", "role": "admin" } });
    let changes = [
        (&touch, json!("pause"), [200, 403, 403, 403, 403]),
        (&voice, piece(&[1, 2]), [200, 403, 403, 403, 403]),
        (&ruling, ruled, [200, 403, 403, 403, 403]),
        (&ruling, json!("accept"), [200, 403, 403, 403, 403]),
        (&ruling, asked, [403, 200, 403, 403, 403]),
        (
            &"/api/accounts".to_owned(),
            account,
            [403, 403, 403, 403, 200],
        ),
    ];
    for (path, body, wanted) in &changes {
        for ((role, browser), wanted) in cast.browsers.iter().zip(wanted) {
            let answer = browser.post(path, body);
            assert_eq!(
                answer.status, *wanted,
                "{role} {path} {body}: {}",
                answer.body
            );
        }
    }
    // One list for all, and only the own lines of it; a rehearsed record is the trainee's called so.
    let seen: Vec<usize> = cast
        .browsers
        .iter()
        .map(|(_, browser)| browser.get("/api/runs").json().as_array().unwrap().len())
        .collect();
    assert_eq!(seen, [2, 2, 2, 2, 0]);
}

#[test]
fn a_trainee_objects_once_and_is_answered_before_asking_again() {
    let cast = cast();
    let path = format!("/api/runs/{}/ruling", cast.finished);
    let (instructor, trainee) = (&cast.browsers[0].1, &cast.browsers[1].1);
    let asked = json!({ "object": { "item": cast.item, "text": "请再听一遍" } });
    assert_eq!(trainee.post(&path, &asked).status, 200);
    for _ in 0..5 {
        let again = trainee.post(&path, &asked);
        assert_eq!(
            (again.status, again.json()["error"].as_str()),
            (409, Some("asked")),
            "no file is filled by one who clicks"
        );
    }
    let folder = cast.console.data.path().join("results/one");
    let kept = fs::read_to_string(folder.join("decisions.jsonl")).unwrap();
    assert_eq!(kept.lines().count(), 1);
    let ruled =
        json!({ "verdict": { "item": cast.item, "verdict": "missed", "reason": "听过了" } });
    assert_eq!(instructor.post(&path, &ruled).status, 200);
    // The log counts seconds; an answer of the same second stands for the appeal before it.
    std::thread::sleep(Duration::from_millis(1_100));
    assert_eq!(
        trainee.post(&path, &asked).status,
        200,
        "and then once more"
    );
    for text in [
        "",
        "  ",
        "\u{1b}[2J",
        "a\u{202e}b",
        "x\0y",
        &"长".repeat(1_001),
    ] {
        let odd = json!({ "object": { "item": "x", "text": text } });
        assert_eq!(trainee.post(&path, &odd).status, 422, "{text:?}");
        let odd = json!({ "verdict": { "item": cast.item, "verdict": "met", "reason": text } });
        assert_eq!(instructor.post(&path, &odd).status, 422, "{text:?}");
    }
    let other = json!({ "object": { "item": "no-such-item", "text": "有" } });
    assert_eq!(trainee.post(&path, &other).status, 422);
    let two_lines =
        json!({ "verdict": { "item": cast.item, "verdict": "met", "reason": "一\n二" } });
    assert_eq!(instructor.post(&path, &two_lines).status, 200);
}

/// A console that was restarted does not know that an exam still runs, and must not show the trainee how it goes.
#[test]
fn an_exam_that_is_not_over_shows_its_trainee_nothing() {
    let mut console = Console::new();
    let [option, path] = ideal();
    let exam = path.replace("ideal-1", "exam-1");
    let (link, id) = open_run(&console, "exam-9", &[&option, &exam]);
    // Whoever is rehearsed goes by this name.
    let password = add_user(console.data.path(), "rehearsal", "trainee");
    drop(link);
    for round in ["while the console follows it", "after a restart"] {
        let trainee = console.login("rehearsal", &password);
        assert_eq!(
            trainee.get(&format!("/api/runs/{id}")).status,
            404,
            "{round}"
        );
        let mark = trainee.get(&format!("/api/runs/{id}/mark"));
        assert!(
            mark.status == 404 || mark.json()["mark"].is_null() && mark.json()["result"] == "open",
            "{round}: {}",
            mark.body
        );
        let list = trainee.get("/api/runs").json();
        assert_eq!(
            list[0]["id"],
            id.as_str(),
            "{round}: that it was begun is known"
        );
        for part in ["points", "review", "result"] {
            let told = &list[0][part];
            assert!(told.is_null() || told == "open", "{round}: {part} {told}");
        }
        let watcher = console.instructor();
        assert_eq!(
            watcher.get(&format!("/api/runs/{id}")).status,
            200,
            "{round}"
        );
        console.restart();
    }
}

#[test]
fn nobody_takes_all_streams() {
    let (console, _link, id) = told_run("wanted");
    let password = add_user(console.data.path(), "lan", "instructor");
    let mut kept = Vec::new();
    let mut refused = 0;
    for _ in 0..4 {
        // Comes in again and again, and reads nothing.
        let browser = console.instructor();
        for _ in 0..8 {
            let mut stream = TcpStream::connect(console.address).unwrap();
            stream
                .set_read_timeout(Some(Duration::from_secs(20)))
                .unwrap();
            let head = format!(
                "GET /api/runs/{id}/live HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n\r\n",
                console.address, browser.cookie
            );
            stream.write_all(head.as_bytes()).unwrap();
            let mut first = [0; 12];
            stream.read_exact(&mut first).unwrap();
            match &first[9..] {
                b"200" => kept.push(stream),
                b"429" => refused += 1,
                other => panic!("{}", String::from_utf8_lossy(other)),
            }
        }
    }
    assert_eq!((kept.len(), refused), (24, 8), "one account has so many");
    let other = console.login("lan", &password);
    let told = other.listen(&format!("/api/runs/{id}/live"), None, |text| {
        text.contains("event: story")
    });
    assert!(told.contains("200 OK"), "and another its own");
}

#[test]
fn a_session_is_one_browsers_and_its_token_fits_no_other() {
    let console = Console::new();
    let (one, two) = (console.instructor(), console.instructor());
    let touch = "/api/runs/0123456789abcdef/touch";
    let mixed = Browser {
        address: one.address,
        cookie: one.cookie.clone(),
        token: two.token.clone(),
    };
    assert_eq!(
        one.post(touch, &json!("pause")).status,
        404,
        "the own one fits"
    );
    assert_eq!(
        mixed.post(touch, &json!("pause")).status,
        403,
        "another's does not"
    );
    // A cookie's value anywhere else is nobody's: in the address, as a header, as a bearer, in another letter case.
    let value = one.cookie.split_once('=').unwrap().1;
    for (path, header) in [
        (
            format!("/api/me?streetwise_console={value}"),
            ("x-none", "1".to_owned()),
        ),
        (
            "/api/me".to_owned(),
            ("authorization", format!("Bearer {value}")),
        ),
        ("/api/me".to_owned(), ("x-session", value.to_owned())),
        ("/api/me".to_owned(), ("cookie", one.cookie.to_uppercase())),
        (
            "/api/me".to_owned(),
            (
                "cookie",
                format!("{}; x=1", &one.cookie[..one.cookie.len() - 1]),
            ),
        ),
        (
            "/api/me".to_owned(),
            ("cookie", format!("streetwise_console=\"{value}\"")),
        ),
    ] {
        let answer = console.send("GET", &path, &[(header.0, &header.1)], "");
        assert_eq!(answer.status, 401, "{path} {header:?}");
    }
    // A method said in a header, and going out by a link.
    let by_header = [
        ("cookie", one.cookie.as_str()),
        ("x-http-method-override", "POST"),
    ];
    assert_eq!(
        console.send("GET", "/api/logout", &by_header, "").status,
        405
    );
    let bare = [
        ("cookie", one.cookie.as_str()),
        ("content-type", "application/json"),
    ];
    assert_eq!(console.send("POST", "/api/logout", &bare, "{}").status, 403);
    assert_eq!(one.get("/api/me").status, 200);
    assert_eq!(one.post("/api/logout", &json!({})).status, 200);
    assert_eq!(
        (one.get("/api/me").status, two.get("/api/me").status),
        (401, 200)
    );
    // A new password ends all of them.
    let change = json!({ "old": console.instructor, "new": "correct horse 9" });
    assert_eq!(two.post("/api/password", &change).status, 200);
    assert_eq!(two.get("/api/me").status, 401);
    // Several browsers of one account are all in; that the ninth ends the oldest is in `src/web/sessions.rs`.
    let all: Vec<Browser> = (0..6)
        .map(|_| console.login("wei", "correct horse 9"))
        .collect();
    assert!(all.iter().all(|one| one.get("/api/me").status == 200));
}

#[test]
fn the_log_is_not_filled_from_outside_and_no_header_moves_the_limit() {
    let console = Console::new();
    let body = json!({ "name": "wei", "password": "wrong-wrong" }).to_string();
    let mut told = Vec::new();
    let begun = Instant::now();
    for at in 0..60 {
        let from = format!("203.0.113.{at}");
        let headers = [
            ("content-type", "application/json"),
            ("x-forwarded-for", from.as_str()),
            ("x-real-ip", from.as_str()),
            ("forwarded", from.as_str()),
        ];
        told.push(console.send("POST", "/api/login", &headers, &body).status);
    }
    // Ten at once, and one more every six seconds that the hashing takes.
    let tried = told.iter().filter(|one| **one == 401).count() as u64;
    let allowed = 10 + begun.elapsed().as_secs() / 6;
    assert!((10..=allowed).contains(&tried), "{tried} of {allowed}");
    assert_eq!(&told[..10], &[401; 10], "{told:?}");
    assert!(told.iter().all(|one| matches!(one, 401 | 429)), "{told:?}");
    let log = fs::read_to_string(console.data.path().join("console/audit.jsonl")).unwrap();
    let lines = log.matches("login-limited").count();
    assert!((1..=4).contains(&lines), "fifty refusals are {lines} lines");
    assert!(
        !log.contains("203.0.113"),
        "nobody chooses the address in the log"
    );
}

#[test]
fn odd_json_changes_nothing() {
    let (console, link, id) = told_run("odd-1");
    let browser = console.instructor();
    let touch = format!("/api/runs/{id}/touch");
    let long = "长".repeat(401);
    for body in [
        "",
        " ",
        "\"pause\" \"end\"",
        "\"pause\"//",
        "\"PAUSE\"",
        "{\"pause\":null,\"end\":null}",
        "{\"ear\":{\"text\":\"a\",\"text\":\"b\"}}",
        "{\"ear\":{\"text\":\"a\"},\"ear\":{\"text\":\"b\"}}",
        "{\"ear\":{\"text\":[\"a\"]}}",
        "{\"ear\":{\"text\":\"\\ud800\"}}",
        "{\"ear\":{\"text\":\"\\u0000\"}}",
        "{\"ear\":{\"text\":\"\\u001b[2J\"}}",
        "{\"ear\":{\"text\":\"a\\nevent: story\\ndata: {}\"}}",
        "{\"ear\":{\"text\":\"\\u202egnp.exe\"}}",
        "{\"say\":{\"by\":\"xiaozhang\\n\",\"text\":\"a\"}}",
        &format!("{{\"ear\":{{\"text\":\"{long}\"}}}}"),
        "{\"mood\":{\"who\":\"xiaozhang\",\"tension\":1e1}}",
        "{\"mood\":{\"who\":\"xiaozhang\",\"tension\":99999}}",
        "{\"mood\":{\"who\":\"xiaozhang\",\"tension\":NaN}}",
        "{\"mood\":{\"who\":\"xiaozhang\",\"tension\":\"50\"}}",
        "{\"happen\":{\"what\":\"fire\"}}",
        "{\"happen\":{\"what\":\"rain\",\"by\":\"lan\"}}",
        "{\"__proto__\":{\"text\":\"a\"}}",
        "{\"constructor\":{}}",
    ] {
        let status = browser_send(&console, &browser, &touch, body);
        assert!(matches!(status, 400 | 422), "{body}: {status}");
    }
    let squeezed = [
        ("cookie", browser.cookie.as_str()),
        ("x-csrf-token", &browser.token),
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    let answer = console.send("POST", &touch, &squeezed, "\u{1f}\u{8b}\u{8}");
    assert!(
        matches!(answer.status, 400 | 415 | 422),
        "{}",
        answer.status
    );
    std::thread::sleep(Duration::from_millis(600));
    assert!(link.poll().is_empty(), "no order came of any of it");
}

#[test]
fn bytes_that_are_no_request_get_no_page() {
    let (console, link, id) = told_run("bytes-1");
    let browser = console.instructor();
    let host = console.address;
    let cookie = &browser.cookie;
    let token = &browser.token;
    let with = |rest: &str| {
        format!(
            "POST /api/runs/{id}/touch HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\nx-csrf-token: {token}\r\ncontent-type: application/json\r\n{rest}"
        )
    };
    for bytes in [
        "GET /api/me\r\n\r\n".to_owned(),
        format!("GET /api/me HTTP/0.9\r\ncookie: {cookie}\r\n\r\n"),
        format!("GET /api/me HTTP/2.0\r\nhost: {host}\r\ncookie: {cookie}\r\n\r\n"),
        format!("GET /api/me HTTP/1.1\r\nhost: {host}\r\ncookie : {cookie}\r\n\r\n"),
        format!("GET /api/me HTTP/1.1\r\nhost: {host}\r\nx-a: 1\r\n cookie: {cookie}\r\n\r\n"),
        format!("GET /api/me HTTP/1.1\r\nhost: {host}\r\nx-a: \0\r\ncookie: {cookie}\r\n\r\n"),
        format!("GET /api/me\0 HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\n\r\n"),
        format!("GET  /api/me HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\n\r\n"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\0\u{5}hello".to_owned(),
        with("content-length: -1\r\n\r\n\"end\""),
        with("content-length: 5\r\ncontent-length: 6\r\n\r\n\"end\" "),
        with("content-length: 5, 5\r\n\r\n\"end\""),
        with("content-length: 0x5\r\n\r\n\"end\""),
        with("content-length: 99999999999999999999\r\n\r\n\"end\""),
        with("transfer-encoding: chunked\r\n\r\nzz\r\n\"end\"\r\n0\r\n\r\n"),
        with("transfer-encoding: chunked\r\n\r\n-5\r\n\"end\"\r\n0\r\n\r\n"),
        with("transfer-encoding: chunked, identity\r\n\r\n5\r\n\"end\"\r\n0\r\n\r\n"),
        with("transfer-encoding: xchunked\r\n\r\n5\r\n\"end\"\r\n0\r\n\r\n"),
    ] {
        let mut stream = TcpStream::connect(host).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        stream.write_all(bytes.as_bytes()).unwrap();
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(
            answer.is_empty() || answer.contains(" 4") || answer.contains(" 5"),
            "{bytes:?}: {answer}"
        );
        assert!(!answer.contains(" 200 "), "{bytes:?}: {answer}");
    }
    std::thread::sleep(Duration::from_millis(600));
    assert!(link.poll().is_empty(), "no order came of any of it");
    // Two requests in one go: the second is a request of its own, without the first one's cookie.
    let mut stream = TcpStream::connect(host).unwrap();
    let two = format!(
        "GET /api/me HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\n\r\nGET /api/me HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(two.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(
        (
            answer.matches(" 200 OK").count(),
            answer.matches(" 401 ").count()
        ),
        (1, 1),
        "{answer}"
    );
    // Nothing is switched to, and nobody is sent to another place by a name of the own choice.
    let upgrade = [
        ("cookie", cookie.as_str()),
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="),
    ];
    assert_ne!(
        console.send("GET", "/api/hall/here", &upgrade, "").status,
        101
    );
    let away = console.send(
        "GET",
        "/hall",
        &[
            ("accept", "text/html"),
            ("x-forwarded-host", "evil.example"),
        ],
        "",
    );
    assert_eq!(
        (away.status, away.header("location")),
        (303, Some("/login"))
    );
    assert_eq!(
        browser.get("/api/me").status,
        200,
        "and nobody was sent out"
    );
}

/// A key lies on every training machine, so somebody may take it.
#[test]
fn a_station_that_says_absurd_things_harms_its_own_run_only() {
    let (console, _link, honest) = told_run("honest");
    let bearer = format!("Bearer {}", console.key());
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let push = |body: &Value| console.send("POST", "/station/v1/push", &headers, &body.to_string());
    let first = record_lines(&console.data.path().join("honest.jsonl"))[0].clone();
    let name: String = hex(&format!("odd\0{first}")).chars().take(16).collect();
    let bodies: Vec<Value> = (0..64)
        .map(|_| json!({ "id": "__proto__", "x_cm": i32::MIN, "z_cm": i32::MAX, "yaw_deg": i16::MIN }))
        .collect();
    let whole = json!({
        "station": "odd", "run": name, "from": 0, "lines": [first], "obeyed": u64::MAX, "heard": u64::MAX,
        "live": { "at_ms": u64::MAX, "paused": true, "bodies": bodies },
    });
    assert_eq!(push(&whole).status, 200);
    assert_eq!(push(&whole).status, 200);
    let mut ahead = whole.clone();
    ahead["from"] = json!(u64::MAX);
    assert_eq!(push(&ahead).json()["have"], 1, "told where to begin again");
    // Another station's run is not to be had by its name, which is known from the overview.
    let theft = json!({ "station": "odd", "run": honest, "from": 0, "lines": [] });
    assert_eq!(push(&theft).status, 400);
    let many: Vec<Value> = (0..65)
        .map(|_| json!({ "id": "a", "x_cm": 0, "z_cm": 0, "yaw_deg": 0 }))
        .collect();
    let crowd = json!({ "station": "odd", "run": name, "from": 1, "lines": [], "live": { "at_ms": 0, "bodies": many } });
    assert_eq!(push(&crowd).status, 400);
    let lines: Vec<&str> = vec!["x"; 257];
    assert_eq!(
        push(&json!({ "station": "odd", "run": name, "from": 1, "lines": lines })).status,
        400
    );
    let browser = console.instructor();
    let told = browser.listen("/api/hall?lang=en", None, |text| {
        text.contains("\"station\":\"honest\"") && text.contains("\"station\":\"odd\"")
    });
    assert!(told.contains("event: tiles"));
    for run in [&honest, &name] {
        assert_eq!(
            browser.get(&format!("/api/runs/{run}")).status,
            200,
            "{run}"
        );
    }
    let answer = browser.post(&format!("/api/runs/{honest}/touch"), &json!("pause"));
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[test]
fn one_machine_that_opens_all_it_can_leaves_room_and_idlers_are_hung_up_on() {
    let console = Console::new();
    let browser = console.instructor();
    let ask = format!("GET /login HTTP/1.1\r\nhost: {}\r\n\r\n", console.address);
    let mut open: Vec<TcpStream> = Vec::new();
    let mut closed = 0;
    for _ in 0..400 {
        let mut stream = TcpStream::connect(console.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let _ = stream.write_all(ask.as_bytes());
        let mut first = [0; 12];
        match stream.read_exact(&mut first) {
            // Whether it is let in to hear that it asks too much, or has a page, it stays.
            Ok(()) => open.push(stream),
            Err(_) => closed += 1,
        }
    }
    assert!(
        open.len() <= 192 && closed >= 208,
        "{} open, {closed} closed",
        open.len()
    );
    let begun = Instant::now();
    drop(open.pop());
    std::thread::sleep(Duration::from_secs(1));
    wait_for("room for somebody who asks", || {
        let answer = browser.get("/api/me");
        matches!(answer.status, 200 | 429).then_some(())
    });
    for stream in &mut open {
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        assert!(
            ended.is_ok(),
            "who asks nothing more is hung up on: {ended:?}"
        );
    }
    let took = begun.elapsed();
    assert!(
        took < Duration::from_secs(60),
        "all of them within {took:?}"
    );
    assert_eq!(browser.get("/api/me").status, 200);
}

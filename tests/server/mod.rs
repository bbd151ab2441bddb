//! A real PostgreSQL for tests: its own folder, its own socket, no port, gone at the end. The Debian package `postgresql`
//! brings it. Without it the PostgreSQL half is left out, loudly; `STREETWISE_REQUIRE_POSTGRES` forbids that.

#![allow(dead_code, reason = "each test file uses a part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that is not up by then is broken.
const UP: Duration = Duration::from_secs(60);

pub struct Server {
    folder: tempfile::TempDir,
    bin: PathBuf,
    child: Option<Child>,
}

/// Folder of the newest PostgreSQL on this machine.
fn binaries() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("postgres").is_file() && bin.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop()
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// The server refuses to run as root.
fn as_nobody_special(program: &Path) -> Command {
    if is_root() {
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
            .arg(program);
        command
    } else {
        Command::new(program)
    }
}

impl Server {
    /// Starts one, or says loudly that there is none.
    pub fn start() -> Option<Self> {
        let Some(bin) = binaries() else {
            assert!(
                std::env::var_os("STREETWISE_REQUIRE_POSTGRES").is_none(),
                "PostgreSQL is not installed, and this run requires it"
            );
            eprintln!(
                "\n!!! PostgreSQL is not installed: ITS HALF OF THIS TEST WAS LEFT OUT. apt-get install postgresql\n"
            );
            return None;
        };
        let folder = tempfile::Builder::new()
            .prefix("sw-pg-")
            .tempdir_in("/tmp")
            .expect("a folder");
        if is_root() {
            let given = Command::new("chown")
                .arg("postgres:postgres")
                .arg(folder.path())
                .status();
            assert!(given.expect("chown").success());
        }
        let output = as_nobody_special(&bin.join("initdb"))
            .args([
                "-A",
                "trust",
                "-U",
                "streetwise",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
                "-D",
            ])
            .arg(folder.path().join("db"))
            .current_dir("/")
            .output()
            .expect("initdb runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut server = Self {
            folder,
            bin,
            child: None,
        };
        server.up();
        Some(server)
    }

    /// Starts the server on its folder, and waits until it answers.
    pub fn up(&mut self) {
        let db = self.folder.path().join("db");
        let child = as_nobody_special(&self.bin.join("postgres"))
            .arg("-D")
            .arg(&db)
            .arg("-k")
            .arg(self.folder.path())
            .args(["-c", "listen_addresses=", "-c", "restart_after_crash=off"])
            .current_dir("/")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        self.child = Some(child);
        let begun = Instant::now();
        while !self.sql("postgres", "SELECT 1").0 {
            assert!(begun.elapsed() < UP, "the server does not come up");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Kills the server at once, as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("killed");
            child.wait().expect("its end");
        }
        // A server whose head was cut off leaves its lock and, for a moment, its other processes.
        let begun = Instant::now();
        let pid = self.folder.path().join("db/postmaster.pid");
        while begun.elapsed() < Duration::from_secs(10) && self.sql("postgres", "SELECT 1").0 {
            std::thread::sleep(Duration::from_millis(50));
        }
        std::thread::sleep(Duration::from_millis(500));
        let _ = fs::remove_file(pid);
    }

    /// Runs a statement; tells whether it went well, and what came.
    pub fn sql(&self, database: &str, sql: &str) -> (bool, String) {
        let output = Command::new(self.bin.join("psql"))
            .args([
                "-X",
                "-q",
                "-A",
                "-t",
                "-U",
                "streetwise",
                "-d",
                database,
                "-c",
                sql,
                "-h",
            ])
            .arg(self.folder.path())
            .output()
            .expect("psql runs");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        )
    }

    /// Makes a database of its own for a test.
    pub fn database(&self, name: &str) -> String {
        let (made, _) = self.sql("postgres", &format!("CREATE DATABASE {name}"));
        assert!(made, "{name}");
        self.address(name)
    }

    /// Address of a database.
    pub fn address(&self, name: &str) -> String {
        format!(
            "host={} user=streetwise dbname={name}",
            self.folder.path().display()
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

//! A window where there is no screen: Xvfb, and Vulkan drawn by the processor.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

/// A screen that nobody looks at, with Vulkan in software.
pub struct Screen {
    server: Child,
    /// What `DISPLAY` says of it.
    pub display: String,
}

impl Screen {
    /// None where the machine has no such thing, which is told; a failure where `STREETWISE_REQUIRE_SCREEN` asks for it.
    pub fn open() -> Option<Self> {
        let found = Self::find();
        if found.is_none() {
            assert!(
                std::env::var_os("STREETWISE_REQUIRE_SCREEN").is_none(),
                "no Xvfb, or no Vulkan in software"
            );
            eprintln!(
                "skipped: the window; it needs Xvfb and Vulkan in software (mesa-vulkan-drivers)"
            );
        }
        found
    }

    fn find() -> Option<Self> {
        let drivers = std::fs::read_dir("/usr/share/vulkan/icd.d").ok()?;
        drivers
            .flatten()
            .find(|file| file.file_name().to_string_lossy().starts_with("lvp"))?;
        // The server takes a free number and tells which.
        let mut server = std::process::Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x720x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut number = String::new();
        BufReader::new(server.stdout.take()?)
            .read_line(&mut number)
            .ok()?;
        Some(Self {
            server,
            display: format!(":{}", number.trim()),
        })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

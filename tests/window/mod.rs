//! The program as somebody starts it at the desktop, its data in a folder of its own.

use assert_cmd::Command;
use std::path::Path;

/// The program in Mandarin with this folder's data, ready for a verb.
pub fn window(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("streetwise").expect("the program");
    command
        .env("STREETWISE_HOME", env!("CARGO_MANIFEST_DIR"))
        .args(["--lang", "zh", "--data"])
        .arg(folder.join("data"));
    command
}

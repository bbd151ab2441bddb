//! The API layer of `layer.rs`, built and put between a program and its runtime.

use std::path::{Path, PathBuf};
use std::process::Command;

const NAME: &str = "XR_APILAYER_STREETWISE_faults";

/// A layer that the loader finds, and what it has told.
pub struct Layer {
    folder: PathBuf,
}

impl Layer {
    /// Builds it into this folder, within a second.
    ///
    /// # Panics
    /// Where the compiler that builds this test is not at hand.
    pub fn build(folder: &Path) -> Self {
        let folder = folder.join("layer");
        std::fs::create_dir_all(&folder).expect("a folder");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openxr_layer/layer.rs");
        let status = Command::new("rustc")
            .args(["--edition", "2024", "--crate-type", "cdylib", "-O"])
            .args(["-C", "panic=abort", "-o"])
            .arg(folder.join("libfaults.so"))
            .arg(source)
            .status()
            .expect("rustc, which built this test");
        assert!(status.success(), "the layer does not build");
        let manifest = serde_json::json!({
            "file_format_version": "1.0.0",
            "api_layer": {
                "name": NAME,
                "library_path": "./libfaults.so",
                "api_version": "1.0",
                "implementation_version": "1",
                "description": "What goes wrong, as a runtime does it",
            },
        });
        std::fs::write(folder.join("faults.json"), manifest.to_string()).expect("a manifest");
        Self { folder }
    }

    /// Puts it before the runtime of this program.
    pub fn stand_before(&self, command: &mut Command) {
        command
            .env("XR_API_LAYER_PATH", &self.folder)
            .env("XR_ENABLE_API_LAYERS", NAME)
            .env("STREETWISE_XR_TOLD", self.folder.join("told"));
    }

    /// Every line that it told.
    pub fn told(&self) -> String {
        std::fs::read_to_string(self.folder.join("told")).unwrap_or_default()
    }
}

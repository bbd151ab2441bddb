//! Which model to hear with: the one that is named, else the best that was downloaded, else the test fixture that travels
//! with the source.

use crate::speech::{model_file, models};
use std::path::{Path, PathBuf};

/// Where downloaded models lie in a data folder.
#[must_use]
pub fn folder(data: &Path) -> PathBuf {
    data.join("models")
}

/// The model to use, or none when there is not even a fixture. A named one is not looked at: whoever loads it says what
/// is wrong with it.
#[must_use]
pub fn model(named: Option<&Path>, home: &Path, data: &Path) -> Option<PathBuf> {
    named
        .map(Path::to_owned)
        .or_else(|| models::preferred(&folder(data)))
        .or_else(|| {
            let fixtures = home.join("tests").join("fixtures").join("voice");
            crate::files::list(&fixtures, "xz")
                .into_iter()
                .find(|path| model_file::is_fixture(path))
        })
}

//! Whether a headset could be used here, found out before the window opens: which runtime, which headset, or what is missing.

use thiserror::Error;

/// A runtime with a headset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runtime {
    /// Name and version of the runtime.
    pub runtime: String,
    /// Name of the headset.
    pub headset: String,
}

/// Why no headset can be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RuntimeError {
    /// The OpenXR loader is not installed.
    #[error("no OpenXR loader: {0}")]
    NoLoader(String),
    /// No runtime is registered, or its service does not run.
    #[error("no OpenXR runtime: {0}")]
    NoRuntime(String),
    /// A runtime, but no headset.
    #[error("no headset: {0}")]
    NoHeadset(String),
}

/// Asks the loader and the runtime.
///
/// # Errors
/// What is missing.
pub fn probe() -> Result<Runtime, RuntimeError> {
    // Sound: the loader is the one the system names; nothing of it outlives this function.
    #[expect(unsafe_code, reason = "opening a library is unsafe in every binding")]
    let entry = unsafe { openxr::Entry::load() }
        .map_err(|error| RuntimeError::NoLoader(error.to_string()))?;
    let info = openxr::ApplicationInfo {
        application_name: "Streetwise",
        application_version: 1,
        engine_name: "Bevy",
        engine_version: 0,
        api_version: openxr::Version::new(1, 0, 34),
    };
    let instance = entry
        .create_instance(&info, &openxr::ExtensionSet::default(), &[])
        .map_err(|error| RuntimeError::NoRuntime(error.to_string()))?;
    let properties = instance
        .properties()
        .map_err(|error| RuntimeError::NoRuntime(error.to_string()))?;
    let system = instance
        .system(openxr::FormFactor::HEAD_MOUNTED_DISPLAY)
        .map_err(|error| RuntimeError::NoHeadset(error.to_string()))?;
    let headset = instance
        .system_properties(system)
        .map_or_else(|_| String::new(), |found| found.system_name);
    Ok(Runtime {
        runtime: format!("{} {}", properties.runtime_name, properties.runtime_version),
        headset,
    })
}

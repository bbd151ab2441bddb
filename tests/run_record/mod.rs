//! What a run of the program left behind, read as anybody would: the record line by line, and what stands in it.

#![allow(dead_code, reason = "each test file uses a part")]

use serde_json::Value;
use std::path::Path;
use streetwise::store::RECORD_FILE;

/// The folder of the package.
pub fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The record in a run's folder.
pub fn lines(out: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(out.join(RECORD_FILE)).expect("a record");
    text.lines()
        .map(|one| serde_json::from_str(one).unwrap())
        .collect()
}

/// The first object of that name, however deep it lies.
pub fn find<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Object(map) => map
            .get(key)
            .filter(|one| one.is_object())
            .or_else(|| map.values().find_map(|one| find(one, key))),
        Value::Array(all) => all.iter().find_map(|one| find(one, key)),
        _ => None,
    }
}

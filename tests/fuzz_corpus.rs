//! Do all parsers stand what fuzzing found and what it began with? Replays the samples of `tests/data/fuzz`.

mod parsers;

use std::path::Path;

#[test]
fn every_sample_goes_through_its_door() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fuzz");
    for (name, door) in parsers::DOORS {
        let mut samples = 0;
        let folder = corpus.join(name);
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{name}: {error}")) {
            let path = entry.expect("a readable folder").path();
            let bytes = std::fs::read(&path).expect("a readable sample");
            println!("{}", path.display());
            door(&bytes);
            // Half a file and a file with a bit turned are what a broken disk leaves.
            door(&bytes[..bytes.len() / 2]);
            let mut turned = bytes.clone();
            if let Some(byte) = turned.get_mut(bytes.len() / 3) {
                *byte ^= 0x20;
            }
            door(&turned);
            samples += 1;
        }
        assert!(samples > 0, "{name}: no samples");
    }
}

//! Rewrites Ogg Vorbis files in place without the code tables they do not use. Sound stays the same, bit for bit.

use optivorbis::remuxer::ogg_to_ogg::Settings;
use optivorbis::{OggToOgg, Remuxer, VorbisOptimizerSettings};
use std::fs::{self, File};
use std::io::{BufReader, BufWriter};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let part = format!("{path}.part");
        let from = BufReader::new(File::open(&path)?);
        let into = BufWriter::new(File::create(&part)?);
        // The stream's number stays the same for the same file, so that a second build gives the same bytes.
        let remuxing = Settings {
            randomize_stream_serials: false,
            first_stream_serial_offset: 1,
            ..Settings::default()
        };
        OggToOgg::new(remuxing, VorbisOptimizerSettings::default())
            .remux(from, into)
            .map_err(|error| format!("{path}: {error}"))?;
        fs::rename(&part, &path)?;
    }
    Ok(())
}

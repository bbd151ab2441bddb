//! The printing press: a template's name and data in, the bytes of a PDF out, the same bytes every time.
//!
//! Templates are Typst files under `assets/print` that a bureau can edit; fonts are those under `assets/fonts`, so a page
//! looks the same on every machine. A template gets its data by `json("/data.json")` and words only from there. This
//! room asks no clock, fetches nothing from the net and knows no mark.

mod certificate;
mod form;
mod world;

pub use certificate::{Certificate, Holder, certificate};
pub use form::form;

use crate::files::{FileError, list, read_bytes};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use thiserror::Error;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::text::Font;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::World;

/// Folder of the templates inside the program's folder.
const TEMPLATES: &str = "assets/print";
/// Folder of the fonts inside the program's folder.
const FONTS: &str = "assets/fonts";
/// Endings of font files.
const FONT_ENDINGS: [&str; 3] = ["otf", "ttf", "ttc"];
/// Letters that no font has are listed up to so many.
const LETTERS_MAX: usize = 20;

/// A page could not be printed.
#[derive(Debug, Error)]
pub enum PrintError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// No font at all.
    #[error("{0}: no fonts")]
    NoFonts(PathBuf),
    /// Letters that none of the fonts has; they would come out as empty boxes.
    #[error("no font has: {0}")]
    Letters(String),
    /// A template that is wrong.
    #[error("{path}:{line}:{column}: {detail}")]
    Template {
        /// Which.
        path: PathBuf,
        /// Line, from 1; 0 when no place is known.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the typesetter says.
        detail: String,
    },
}

/// The press with its fonts loaded.
pub struct Press {
    templates: PathBuf,
    fonts: Vec<Font>,
}

impl Press {
    /// Sets the press up with the templates and fonts of the program's folder (see [`crate::files::home`]).
    ///
    /// # Errors
    /// When there are no fonts.
    pub fn open(home: &Path) -> Result<Self, PrintError> {
        let folder = home.join(FONTS);
        let mut fonts = Vec::new();
        for path in FONT_ENDINGS.iter().flat_map(|one| list(&folder, one)) {
            fonts.extend(Font::iter(Bytes::new(read_bytes(&path)?)));
        }
        if fonts.is_empty() {
            return Err(PrintError::NoFonts(folder));
        }
        Ok(Self {
            templates: home.join(TEMPLATES),
            fonts,
        })
    }

    /// Prints data with the template of a name: `report` is `assets/print/report.typ`.
    ///
    /// # Errors
    /// When the template is missing or wrong, or no font has a letter of the data.
    pub fn print(&self, template: &str, data: &impl Serialize) -> Result<Vec<u8>, PrintError> {
        let main = self.templates.join(format!("{template}.typ"));
        let wrong = |detail: String| PrintError::Template {
            path: main.clone(),
            line: 0,
            column: 0,
            detail,
        };
        let data = serde_json::to_value(data).map_err(|error| wrong(error.to_string()))?;
        self.check_letters(&data)?;
        let data = data.to_string();
        let world = World::new(
            &self.templates,
            template,
            data.clone().into_bytes(),
            &self.fonts,
        )?;
        let document = typst::compile::<PagedDocument>(&world)
            .output
            .map_err(|errors| world.explain(&errors))?;
        let standards = PdfStandards::new(&[PdfStandard::A_2b])
            .map_err(|error| wrong(error.message().to_string()))?;
        let options = PdfOptions {
            // Only a hash of it stands in the file.
            ident: Smart::Custom(data),
            creator: Smart::Custom(Some("Streetwise".to_owned())),
            // An archive wants a date, and that of printing would make every copy another file. A template that knows a
            // better one sets its own.
            timestamp: Datetime::from_ymd_hms(2026, 1, 1, 0, 0, 0).map(Timestamp::new_utc),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| world.explain(&errors))
    }

    /// Whether there is a template of a name.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.templates.join(format!("{template}.typ")).is_file()
    }

    /// A letter without a shape would print as an empty box, and nobody would see it before it hangs on a wall.
    fn check_letters(&self, data: &serde_json::Value) -> Result<(), PrintError> {
        let mut letters = BTreeSet::new();
        collect(data, &mut letters);
        let missing: Vec<char> = letters
            .into_iter()
            .filter(|letter| !letter.is_control() && !letter.is_whitespace())
            .filter(|letter| {
                let letter = u32::from(*letter);
                !self
                    .fonts
                    .iter()
                    .any(|font| font.info().coverage.contains(letter))
            })
            .take(LETTERS_MAX)
            .collect();
        if missing.is_empty() {
            Ok(())
        } else {
            let list: Vec<String> = missing
                .iter()
                .map(|one| format!("{one} (U+{:04X})", u32::from(*one)))
                .collect();
            Err(PrintError::Letters(list.join(" ")))
        }
    }
}

fn collect(value: &serde_json::Value, letters: &mut BTreeSet<char>) {
    match value {
        serde_json::Value::String(text) => letters.extend(text.chars()),
        serde_json::Value::Array(list) => list.iter().for_each(|one| collect(one, letters)),
        serde_json::Value::Object(map) => map.values().for_each(|one| collect(one, letters)),
        _ => {}
    }
}

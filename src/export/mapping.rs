//! A bureau's mapping file: which tables, columns, headers and words its own template wants (docs/exports.md). A mistake
//! in it is told with file, line, column and cure before anything is written.

use super::ExportError;
use super::fields::{Field, Of};
use super::layout::{As, Layout, Show, Table};
use super::sheet::{Cell, Column, Kind, Sheet};
use crate::domain::diagnostic::Span;
use crate::domain::scenario::load::read;
use crate::domain::scenario::source::Source;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The format of mapping files this program reads.
const FORMAT: u32 = 1;
/// A workbook gives a sheet's name no more letters.
const SHEET_NAME_CHARS_MAX: usize = 31;
/// And none of these.
const SHEET_NAME_BANNED: &[char] = &['[', ']', ':', '*', '?', '/', '\\'];
/// A workbook has no more columns.
const COLUMNS_MAX: usize = 16_384;
/// A name at least so like another (0–1) may have been meant.
const LIKENESS_MIN: f64 = 0.7;

/// What is wrong with a mapping file, at its place.
#[derive(Debug)]
pub struct MappingError {
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub span: Span,
    /// Message: `fail-mapping-WHAT`.
    pub what: &'static str,
    /// Its values.
    pub values: Vec<(&'static str, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    sheets: Vec<SheetFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SheetFile {
    name: String,
    of: Of,
    columns: Vec<ColumnFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnFile {
    header: String,
    #[serde(default)]
    field: Option<String>,
    #[serde(default)]
    fixed: Option<String>,
    #[serde(default)]
    kind: Option<As>,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    width: Option<u8>,
}

struct Check<'a> {
    path: &'a Path,
    source: Source,
    may_see_names: bool,
}

/// Reads a mapping file. Names of persons go out only to a reader who may see them.
///
/// # Errors
/// The first mistake.
pub(super) fn layout(path: &Path, text: &str, may_see_names: bool) -> Result<Layout, ExportError> {
    let name = path.display().to_string();
    let file: File = read(&name, text).map_err(ExportError::MappingSyntax)?;
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let check = Check {
        path,
        source: Source::scan(plain),
        may_see_names,
    };
    check
        .layout(file)
        .map_err(|error| ExportError::Mapping(Box::new(error)))
}

impl Check<'_> {
    fn fail<T>(
        &self,
        at: &str,
        what: &'static str,
        values: Vec<(&'static str, String)>,
    ) -> Result<T, MappingError> {
        Err(MappingError {
            path: self.path.to_owned(),
            span: self.source.span(at),
            what,
            values,
        })
    }

    fn layout(&self, file: File) -> Result<Layout, MappingError> {
        if file.format != FORMAT {
            let values = vec![
                ("format", file.format.to_string()),
                ("known", FORMAT.to_string()),
            ];
            return self.fail("format", "fail-mapping-format", values);
        }
        if file.sheets.is_empty() {
            return self.fail("sheets", "fail-mapping-empty", Vec::new());
        }
        let mut names = BTreeSet::new();
        let mut tables = Vec::new();
        for (number, sheet) in file.sheets.into_iter().enumerate() {
            let at = format!("sheets[{number}]");
            let name = sheet.name.clone();
            if name.trim().is_empty()
                || name.chars().count() > SHEET_NAME_CHARS_MAX
                || name.contains(SHEET_NAME_BANNED)
                || name.starts_with('\'')
                || name.ends_with('\'')
            {
                let values = vec![("name", name), ("max", SHEET_NAME_CHARS_MAX.to_string())];
                return self.fail(&format!("{at}.name"), "fail-mapping-sheet", values);
            }
            if !names.insert(name.to_lowercase()) {
                return self.fail(
                    &format!("{at}.name"),
                    "fail-mapping-twice",
                    vec![("name", name)],
                );
            }
            tables.push(self.table(&at, number, sheet)?);
        }
        Ok(Layout {
            tables,
            overview: false,
        })
    }

    fn table(&self, at: &str, number: usize, sheet: SheetFile) -> Result<Table, MappingError> {
        if sheet.columns.is_empty() || sheet.columns.len() > COLUMNS_MAX {
            return self.fail(&format!("{at}.columns"), "fail-mapping-empty", Vec::new());
        }
        let mut headers = BTreeSet::new();
        let mut columns = Vec::new();
        let mut shows = Vec::new();
        for (place, column) in sheet.columns.into_iter().enumerate() {
            let at = format!("{at}.columns[{place}]");
            if !headers.insert(column.header.clone()) {
                let values = vec![("name", column.header)];
                return self.fail(&format!("{at}.header"), "fail-mapping-twice", values);
            }
            let (show, width) = self.show(&at, sheet.of, &column)?;
            columns.push(Column {
                title: column.header,
                width: column.width.unwrap_or(width).max(1),
                kind: show.kind(),
                is_printed: true,
            });
            shows.push(show);
        }
        let suffix = if number == 0 {
            String::new()
        } else {
            format!("{}-{}", number + 1, sheet.of.name())
        };
        Ok(Table {
            of: sheet.of,
            sheet: Sheet {
                name: sheet.name,
                suffix,
                columns,
            },
            shows,
        })
    }

    fn show(&self, at: &str, of: Of, column: &ColumnFile) -> Result<(Show, u8), MappingError> {
        const FIXED_WIDTH: u8 = 14;
        let header = || ("header", column.header.clone());
        let name = match (&column.field, &column.fixed) {
            (Some(name), None) => name,
            (None, Some(fixed)) => {
                return Ok((Show::Fixed(Cell::text(fixed)), FIXED_WIDTH));
            }
            _ => return self.fail(at, "fail-mapping-source", vec![header()]),
        };
        let field = self.field(at, of, name)?;
        if field.private && !self.may_see_names {
            let values = vec![("field", name.clone())];
            return self.fail(&format!("{at}.field"), "fail-mapping-private", values);
        }
        let show = match column.kind {
            None if column.words.is_empty() => Show::Field(field),
            None => Show::Words(field, self.words(at, field, &column.words)?),
            Some(form) => {
                let fits = match form {
                    As::Text => true,
                    As::Number => field.kind == Kind::Number,
                    As::Moment | As::Day => field.kind == Kind::Moment,
                };
                if !fits || !column.words.is_empty() {
                    let values = vec![("field", name.clone())];
                    return self.fail(&format!("{at}.kind"), "fail-mapping-kind", values);
                }
                Show::As(field, form)
            }
        };
        Ok((show, field.width))
    }

    fn field(&self, at: &str, of: Of, name: &str) -> Result<&'static Field, MappingError> {
        if let Some(field) = of.fields().iter().find(|field| field.name == name) {
            return Ok(field);
        }
        let known: Vec<&str> = of.fields().iter().map(|field| field.name).collect();
        let values = vec![
            ("field", name.to_owned()),
            ("table", of.name().to_owned()),
            ("near", near(name, &known)),
            ("known", known.join(", ")),
        ];
        self.fail(&format!("{at}.field"), "fail-mapping-field", values)
    }

    fn words(
        &self,
        at: &str,
        field: &Field,
        words: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, MappingError> {
        for code in words.keys() {
            if !field.codes.contains(&code.as_str()) {
                let values = vec![
                    ("field", field.name.to_owned()),
                    ("code", code.clone()),
                    ("near", near(code, field.codes)),
                    ("known", field.codes.join(", ")),
                ];
                return self.fail(&format!("{at}.words"), "fail-mapping-code", values);
            }
        }
        Ok(words.clone())
    }
}

/// The name most like a misspelt one; nothing when none is.
fn near(word: &str, known: &[&str]) -> String {
    known
        .iter()
        .map(|one| (strsim::jaro_winkler(word, one), *one))
        .filter(|(likeness, _)| *likeness >= LIKENESS_MIN)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map_or_else(String::new, |(_, one)| one.to_owned())
}

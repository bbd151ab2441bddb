//! The cells of a staff list, whatever it was saved as: a workbook's sheets, or text with its separator found out. Says of
//! each cell what it holds and what a spreadsheet has made of it. Knows no column and no person.

use super::staff_list::ListError;
use calamine::{Data, Dimensions, Reader, Sheets};
use std::io::Cursor;

/// From here on a number in a sheet has lost digits.
const EXACT_BELOW: f64 = 1e15;
/// How workbooks begin: ZIP, and the older compound file.
const BOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];
/// What parts the cells of a text. Offices write the full-width comma, too, where somebody typed the list.
const SEPARATORS: [char; 4] = [',', '\t', ';', '，'];

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Its text, tidied.
    Text(String),
    /// The same, from the cell above that it was merged with.
    Below(String),
    /// A day, as a sheet makes it of `3-1`.
    Day(String),
    /// What cannot be text: a number without all its digits, an error.
    Wrong(String),
}

impl Cell {
    /// What stands there.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Below(text) | Self::Day(text) | Self::Wrong(text) => text,
        }
    }

    /// Whether anything was written into it.
    pub(super) fn is_filled(&self) -> bool {
        !matches!(self, Self::Below(_)) && !self.text().is_empty()
    }
}

/// One reading of a list: a sheet, or a text parted in one way.
pub(super) struct Reading {
    /// Name of the sheet; empty for a text.
    pub(super) sheet: String,
    /// Its cells; the first row is row 1 of the sheet.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// Every way to read a list, in order. Whatever it is called, its first bytes say what it is.
pub(super) fn readings(bytes: Vec<u8>) -> Result<Vec<Reading>, ListError> {
    if BOOKS.iter().any(|book| bytes.starts_with(book)) {
        sheets(bytes)
    } else {
        texts(&bytes)
    }
}

/// Office programs write text in the system's own signs unless told otherwise.
fn decoded(bytes: &[u8]) -> Result<String, ListError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.trim_start_matches('\u{feff}').to_owned());
    }
    let (text, encoding, is_broken) = encoding_rs::GB18030.decode(bytes);
    if is_broken {
        // A name with a sign that nobody wrote is worse than no name.
        return Err(ListError::Encoding(encoding.name().to_owned()));
    }
    Ok(text.into_owned())
}

fn texts(bytes: &[u8]) -> Result<Vec<Reading>, ListError> {
    let text = decoded(bytes)?;
    SEPARATORS
        .iter()
        .filter(|separator| **separator == ',' || text.contains(**separator))
        .map(|separator| {
            // The reader of texts parts by one byte; no list holds that one.
            let (text, byte) = match u8::try_from(*separator) {
                Ok(byte) => (text.clone(), byte),
                Err(_) => (text.replace(*separator, "\u{1f}"), 0x1f),
            };
            let rows = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(byte)
                .from_reader(countable(&text, char::from(byte)).as_bytes())
                .records()
                .map(|record| {
                    let record =
                        record.map_err(|error| ListError::Unreadable(error.to_string()))?;
                    Ok(record.iter().map(|one| Cell::Text(tidy(one))).collect())
                })
                .collect::<Result<Vec<Vec<Cell>>, ListError>>()?;
            Ok(Reading {
                sheet: String::new(),
                rows,
            })
        })
        .collect()
}

/// The reader of texts steps over empty lines, but people count them.
fn countable(text: &str, separator: char) -> String {
    let mut lines = String::with_capacity(text.len());
    for line in text.lines() {
        if line.is_empty() {
            lines.push(separator);
        } else {
            lines.push_str(line);
        }
        lines.push('\n');
    }
    lines
}

fn sheets(bytes: Vec<u8>) -> Result<Vec<Reading>, ListError> {
    let unreadable = |error: calamine::Error| ListError::Unreadable(error.to_string());
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let mut readings = Vec::new();
    let mut first_error = None;
    for sheet in book.sheet_names() {
        // A sheet with nothing but a chart has no cells.
        match book.worksheet_range(&sheet) {
            Ok(range) => {
                let mut rows = rows_of(&range);
                for merged in merged(&mut book, &sheet) {
                    fill_down(&mut rows, &merged);
                }
                readings.push(Reading { sheet, rows });
            }
            Err(error) => {
                first_error.get_or_insert(error);
            }
        }
    }
    match first_error {
        Some(error) if readings.is_empty() => Err(unreadable(error)),
        _ => Ok(readings),
    }
}

/// The range begins where the sheet's first filled cell is; places are told as the sheet counts.
fn rows_of(range: &calamine::Range<Data>) -> Vec<Vec<Cell>> {
    let (top, left) = range.start().unwrap_or_default();
    let place = |number: u32| usize::try_from(number).unwrap_or_default();
    let mut rows = vec![Vec::new(); place(top)];
    for row in range.rows() {
        let mut cells = vec![Cell::Text(String::new()); place(left)];
        cells.extend(row.iter().map(cell));
        rows.push(cells);
    }
    rows
}

/// Cells that were merged into one. A sheet that does not say is taken as it is.
fn merged(book: &mut Sheets<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// A team that is written once for all its people, over several rows.
fn fill_down(rows: &mut [Vec<Cell>], merged: &Dimensions) {
    let place = |number: u32| usize::try_from(number).unwrap_or_default();
    let (top, column) = (place(merged.start.0), place(merged.start.1));
    let Some(Cell::Text(text)) = rows.get(top).and_then(|row| row.get(column)).cloned() else {
        return;
    };
    for row in rows.iter_mut().take(place(merged.end.0) + 1).skip(top + 1) {
        if let Some(cell) = row.get_mut(column) {
            *cell = Cell::Below(text.clone());
        }
    }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Text(String::new()),
        Data::String(text) => Cell::Text(tidy(text)),
        Data::Int(number) => Cell::Text(number.to_string()),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < EXACT_BELOW => {
            Cell::Text(format!("{number:.0}"))
        }
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Cell::Day(format!("{year}-{month:02}-{day:02}"))
        }
        Data::DateTimeIso(moment) => Cell::Day(moment.clone()),
        other => Cell::Wrong(other.to_string()),
    }
}

/// Text as it was meant: nothing that cannot be seen, no spaces that make a name as wide as the others (`莫　明`). Lines
/// stay lines.
fn tidy(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(tidy_line)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

fn tidy_line(text: &str) -> String {
    let parts = text
        .split(|one: char| one.is_whitespace() || one.is_control() || is_unseen(one))
        .filter(|part| !part.is_empty());
    let mut tidied = String::new();
    for part in parts {
        let needs_space = |one: Option<char>| one.is_some_and(|one| one.is_ascii());
        if needs_space(tidied.chars().last()) && needs_space(part.chars().next()) {
            tidied.push(' ');
        }
        tidied.push_str(part);
    }
    tidied
}

const fn is_unseen(one: char) -> bool {
    matches!(
        one,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_tidied_as_it_was_meant() {
        for (typed, meant) in [
            (" 莫　明 ", "莫明"),
            ("一 中队", "一中队"),
            ("Li  Ming", "Li Ming"),
            ("\u{feff}000123\u{200b}\u{a0}", "000123"),
            ("第 1 组", "第1组"),
            ("　\t", ""),
            ("新人 \r\n\r\n骨干", "新人\n骨干"),
        ] {
            assert_eq!(tidy(typed), meant, "{typed:?}");
        }
    }
}

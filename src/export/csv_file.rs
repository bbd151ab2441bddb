//! A sheet as comma-separated text that Chinese Excel opens rightly: UTF-8 with a byte-order mark, CRLF, and no cell
//! that a spreadsheet would run as a formula.

use super::sheet::{Cell, Sheet};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// What makes a spreadsheet take a cell for a formula, full-width forms included because some locales fold them.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The file's bytes.
pub(super) fn bytes(sheet: &Sheet) -> Result<Vec<u8>, String> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let failed = |error: csv::Error| error.to_string();
    writer
        .write_record(sheet.columns.iter().map(|column| harmless(&column.title)))
        .map_err(failed)?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(plain)).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Number(number) | Cell::Share(number, _) => number.to_string(),
        Cell::Moment(text) => text.clone(),
        Cell::Empty => String::new(),
    }
}

/// A text with an apostrophe before it where a spreadsheet would otherwise calculate it.
fn harmless(text: &str) -> String {
    if text.trim_start_matches(' ').starts_with(FORMULA_STARTS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

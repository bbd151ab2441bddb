//! One walk over all results that fills every table: rows of runs and items as they come, the rest once all were seen.

use super::csv_file::CsvBook;
use super::fields::{Of, Row};
use super::layout::{Layout, usual};
use super::lessons::Sums;
use super::mapping;
use super::overview::overview;
use super::sheet::{Book, Cell, Sheet};
use super::source::{Found, Results, each_sound};
use super::tables::Tables;
use super::xlsx_file::XlsxBook;
use super::{ExportError, Reader, TableFormat};
use std::path::{Path, PathBuf};

/// What is to be written.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// Words, cases and names.
    pub reader: Reader<'a>,
    /// As what.
    pub format: TableFormat,
    /// Where to.
    pub path: &'a Path,
    /// A bureau's mapping file: its path and text.
    pub mapping: Option<(&'a Path, &'a str)>,
    /// Only runs of this month, `YYYY-MM` in Beijing time.
    pub month: Option<&'a str>,
    /// Rows of a sheet before a further one begins, less than a spreadsheet takes; for tests.
    pub rows_max: Option<u32>,
}

/// What was written.
#[derive(Debug, Default)]
pub struct Done {
    /// Runs.
    pub runs: u64,
    /// Files, the one named first; those of a folder in order.
    pub files: Vec<PathBuf>,
    /// Results that could not be read.
    pub unreadable: Vec<ExportError>,
}

/// Writes the tables. `seen` is told after every result how many there were.
///
/// # Errors
/// When the mapping file is wrong or a file cannot be written. One bad result does not hide the others: it is listed.
pub fn write(
    results: &mut dyn Results,
    order: Order<'_>,
    seen: &mut dyn FnMut(u64),
) -> Result<Done, ExportError> {
    let tables = Tables::new(order.reader);
    let layout = match order.mapping {
        Some((path, text)) => mapping::layout(path, text, order.reader.names.is_some())?,
        None => usual(&tables),
    };
    let sheets: Vec<Sheet> = layout
        .tables
        .iter()
        .map(|table| table.sheet.clone())
        .collect();
    match order.format {
        TableFormat::Xlsx => {
            let name = tables.word("sheet-overview");
            let first = layout.overview.then_some(name.as_str());
            let mut book = XlsxBook::create(order.path, &sheets, first, order.rows_max)?;
            let (mut done, sums) = walk(results, &order, &tables, &layout, &mut book, seen)?;
            let first = layout.overview.then(|| overview(&tables, &sums));
            done.files.push(book.finish(first.as_ref())?);
            Ok(done)
        }
        TableFormat::Csv => {
            let mut book = CsvBook::create(order.path, &sheets)?;
            let (mut done, _) = walk(results, &order, &tables, &layout, &mut book, seen)?;
            done.files = book.finish()?;
            Ok(done)
        }
    }
}

/// Writes a table that comes from elsewhere than results, row by row, in the same dress; gives its path.
///
/// # Errors
/// When the file cannot be written.
pub fn write_table(
    path: &Path,
    format: TableFormat,
    sheet: Sheet,
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<PathBuf, ExportError> {
    let sheets = [sheet];
    let mut rows = rows.into_iter();
    match format {
        TableFormat::Xlsx => {
            let mut book = XlsxBook::create(path, &sheets, None, None)?;
            rows.try_for_each(|row| book.row(0, &row))?;
            book.finish(None)
        }
        TableFormat::Csv => {
            let mut book = CsvBook::create(path, &sheets)?;
            rows.try_for_each(|row| book.row(0, &row))?;
            Ok(book.finish()?.pop().unwrap_or_else(|| path.to_owned()))
        }
    }
}

fn walk(
    results: &mut dyn Results,
    order: &Order<'_>,
    tables: &Tables<'_>,
    layout: &Layout,
    book: &mut dyn Book,
    seen: &mut dyn FnMut(u64),
) -> Result<(Done, Sums), ExportError> {
    let mut runs = 0;
    let mut sums = Sums::default();
    let mut row: Vec<Cell> = Vec::new();
    let unreadable = each_sound(results, order.month, seen, &mut |found| {
        runs += 1;
        sums.add(&found);
        one(&found, tables, layout, book, &mut row)
    })?;
    for (number, table) in layout.tables.iter().enumerate() {
        tables.summed(table.of, &sums, &mut |from| {
            row.clear();
            row.extend(table.shows.iter().map(|show| show.cell(tables, from)));
            book.row(number, &row)
        })?;
    }
    let done = Done {
        runs,
        files: Vec::new(),
        unreadable,
    };
    Ok((done, sums))
}

/// The rows that one result gives.
fn one(
    found: &Found,
    tables: &Tables<'_>,
    layout: &Layout,
    book: &mut dyn Book,
    row: &mut Vec<Cell>,
) -> Result<(), ExportError> {
    for (number, table) in layout.tables.iter().enumerate() {
        let mut put = |from: Row<'_>| {
            row.clear();
            row.extend(table.shows.iter().map(|show| show.cell(tables, &from)));
            book.row(number, row)
        };
        match table.of {
            Of::Results => put(Row::Run(found))?,
            Of::Items => found
                .mark
                .items
                .iter()
                .try_for_each(|item| put(Row::Item(found, item)))?,
            Of::People | Of::Retrain | Of::Criteria => {}
        }
    }
    Ok(())
}

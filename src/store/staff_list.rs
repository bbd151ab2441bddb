//! Staff lists from the personnel office, CSV or a workbook, in with all mistakes at once, each with row and column.
//! Which titles mean which column is handed in, because titles are words. Knows no database.

use super::sittings::is_id;
use crate::files::{FileError, read_bytes};
use calamine::{Data, Reader};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

/// Letters in a cell at most.
const CELL_CHARS_MAX: usize = 200;
/// Rows in which the titles are looked for.
const HEAD_ROWS: usize = 10;
/// From here on a number in a sheet has lost digits.
const EXACT_BELOW: f64 = 1e15;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Pseudonym; may be left out.
    Id,
    /// Name.
    Name,
    /// Staff number; may be left out.
    StaffNumber,
    /// Team.
    Team,
    /// Groups, several in one cell; may be left out.
    Groups,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Id,
        Self::Name,
        Self::StaffNumber,
        Self::Team,
        Self::Groups,
    ];

    /// Word in message ids.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::StaffNumber => "number",
            Self::Team => "team",
            Self::Groups => "groups",
        }
    }

    const fn must_be_there(self) -> bool {
        matches!(self, Self::Name | Self::Team)
    }
}

/// Titles by what they mean; written small, without spaces.
pub type Titles = BTreeMap<String, Column>;

/// A title as it is compared.
#[must_use]
pub fn plain(title: &str) -> String {
    title
        .chars()
        .filter(|one| !one.is_whitespace() && !matches!(one, '*' | '＊' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// One person of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffEntry {
    /// Row in the list, from 1.
    pub row: usize,
    /// Pseudonym, when the list has one.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Staff number; empty when the list has none.
    pub staff_number: String,
    /// Team.
    pub team: String,
    /// Groups, sorted.
    pub groups: Vec<String>,
}

/// What is wrong with a cell, or with the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// No row with anything in it.
    EmptyList,
    /// A column that must be there is not.
    NoColumn,
    /// Two columns mean the same.
    TwoColumns,
    /// A cell that must be filled is empty.
    Empty,
    /// No pseudonym: it becomes part of file names.
    BadId,
    /// A pseudonym that stands in an earlier row, too.
    TwiceId,
    /// A staff number that stands in an earlier row, too.
    TwiceNumber,
    /// A number that has lost digits, or an error value of the sheet.
    BadCell,
    /// More than fits.
    TooLong,
}

impl Wrong {
    /// Word in message ids.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EmptyList => "empty-list",
            Self::NoColumn => "no-column",
            Self::TwoColumns => "two-columns",
            Self::Empty => "empty",
            Self::BadId => "bad-id",
            Self::TwiceId => "twice-id",
            Self::TwiceNumber => "twice-number",
            Self::BadCell => "bad-cell",
            Self::TooLong => "too-long",
        }
    }
}

/// A mistake in a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListFault {
    /// Row from 1, as the sheet counts.
    pub row: usize,
    /// Column from 1; 0 when none is to blame.
    pub column: usize,
    /// What the column holds, when it is known.
    pub means: Option<Column>,
    /// What is wrong.
    pub wrong: Wrong,
    /// What stands there, or the earlier row.
    pub value: String,
}

impl ListFault {
    /// The cell as a sheet names it: `B7`.
    #[must_use]
    pub fn cell(&self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column;
        while rest > 0 {
            let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
            letters.push(char::from(b'A' + digit));
            rest = (rest - 1) / 26;
        }
        letters.iter().rev().collect::<String>() + &self.row.to_string()
    }
}

/// Why a list was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// Neither text nor a workbook.
    #[error("{0}")]
    Unreadable(String),
    /// All mistakes, by row and column.
    #[error("{} faults", .0.len())]
    Faults(Vec<ListFault>),
}

/// A cell: its text, or what cannot be text.
type Cell = Result<String, String>;

/// Reads a list: `.csv` and `.txt` as text (UTF-8 or GB 18030, comma or tab), everything else as a workbook's first sheet.
///
/// # Errors
/// [`ListError`], with all mistakes at once.
pub fn read(path: &Path, titles: &Titles) -> Result<Vec<StaffEntry>, ListError> {
    let bytes = read_bytes(path)?;
    let is_text = path
        .extension()
        .is_some_and(|one| one.eq_ignore_ascii_case("csv") || one.eq_ignore_ascii_case("txt"));
    let rows = if is_text {
        text_rows(&bytes)?
    } else {
        sheet_rows(bytes)?
    };
    entries(&rows, titles).map_err(ListError::Faults)
}

/// Office programs write CSV in the system's own signs unless told otherwise.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    }
}

fn text_rows(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, ListError> {
    let text = decoded(bytes);
    // A heading may hold neither, and a cell with several groups may hold commas between tabs.
    let lines_with = |sign: char| {
        let top = text.lines().take(HEAD_ROWS);
        top.filter(|line| line.contains(sign)).count()
    };
    let tabs = lines_with('\t');
    let delimiter = if tabs > 0 && tabs >= lines_with(',') {
        b'\t'
    } else {
        b','
    };
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| {
            record
                .map(|record| record.iter().map(|cell| Ok(cell.to_owned())).collect())
                .map_err(|error| ListError::Unreadable(error.to_string()))
        })
        .collect()
}

fn sheet_rows(bytes: Vec<u8>) -> Result<Vec<Vec<Cell>>, ListError> {
    let unreadable = |error: calamine::Error| ListError::Unreadable(error.to_string());
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let range = book
        .worksheet_range_at(0)
        .ok_or_else(|| ListError::Unreadable("sheet 1".to_owned()))?
        .map_err(unreadable)?;
    // The range begins where the sheet's first filled cell is; places are told as the sheet counts.
    let (top, left) = range.start().unwrap_or_default();
    let mut rows = vec![Vec::new(); usize::try_from(top).unwrap_or_default()];
    for row in range.rows() {
        let mut cells: Vec<Cell> =
            vec![Ok(String::new()); usize::try_from(left).unwrap_or_default()];
        cells.extend(row.iter().map(cell));
        rows.push(cells);
    }
    Ok(rows)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Ok(String::new()),
        Data::String(text) => Ok(text.clone()),
        Data::Int(number) => Ok(number.to_string()),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < EXACT_BELOW => {
            Ok(format!("{number:.0}"))
        }
        other => Err(other.to_string()),
    }
}

/// The row with the titles: rosters begin with a heading, a date, a line on who made them. The first row that names people
/// and something else of them; when there is none, the first with anything in it, for what is missing to be told there.
fn head(rows: &[Vec<Cell>], titles: &Titles) -> Option<usize> {
    let known = |row: &Vec<Cell>| -> BTreeSet<Column> {
        row.iter()
            .filter_map(|cell| titles.get(&plain(cell.as_deref().unwrap_or_default())))
            .copied()
            .collect()
    };
    let filled = || rows.iter().enumerate().filter(|(_, row)| is_filled(row));
    filled()
        .take(HEAD_ROWS)
        .find(|(_, row)| {
            let known = known(row);
            known.contains(&Column::Name) && known.len() > 1
        })
        .or_else(|| filled().next())
        .map(|(at, _)| at)
}

fn is_filled(row: &[Cell]) -> bool {
    row.iter()
        .any(|cell| !cell.as_ref().is_ok_and(|text| text.trim().is_empty()))
}

/// Makes people of rows.
fn entries(rows: &[Vec<Cell>], titles: &Titles) -> Result<Vec<StaffEntry>, Vec<ListFault>> {
    let Some(head) = head(rows, titles) else {
        return Err(vec![ListFault {
            row: 1,
            column: 0,
            means: None,
            wrong: Wrong::EmptyList,
            value: String::new(),
        }]);
    };
    let mut reading = Reading::default();
    reading.head(head + 1, &rows[head], titles);
    let mut entries = Vec::new();
    // Without its columns no row can be read; their absence is the one thing to say.
    if reading.faults.is_empty() {
        for (at, row) in rows.iter().enumerate().skip(head + 1) {
            if is_filled(row) {
                entries.push(reading.row(at + 1, row));
            }
        }
    }
    if reading.faults.is_empty() {
        return Ok(entries);
    }
    reading.faults.sort();
    Err(reading.faults)
}

#[derive(Default)]
struct Reading {
    places: BTreeMap<Column, usize>,
    ids: BTreeMap<String, usize>,
    numbers: BTreeMap<String, usize>,
    faults: Vec<ListFault>,
}

impl Reading {
    fn fault(&mut self, row: usize, means: Column, wrong: Wrong, value: &str) {
        self.faults.push(ListFault {
            row,
            column: self.places.get(&means).map_or(0, |at| at + 1),
            means: Some(means),
            wrong,
            value: value.to_owned(),
        });
    }

    fn head(&mut self, row: usize, cells: &[Cell], titles: &Titles) {
        for (at, cell) in cells.iter().enumerate() {
            let title = cell.as_deref().unwrap_or_default();
            let Some(means) = titles.get(&plain(title)) else {
                continue;
            };
            if self.places.contains_key(means) {
                self.faults.push(ListFault {
                    row,
                    column: at + 1,
                    means: Some(*means),
                    wrong: Wrong::TwoColumns,
                    value: title.to_owned(),
                });
            } else {
                self.places.insert(*means, at);
            }
        }
        for column in Column::ALL {
            if column.must_be_there() && !self.places.contains_key(&column) {
                self.fault(row, column, Wrong::NoColumn, "");
            }
        }
    }

    /// The text of a cell, trimmed; what is wrong with it is noted.
    fn text(&mut self, row: usize, cells: &[Cell], means: Column) -> String {
        let Some(at) = self.places.get(&means) else {
            return String::new();
        };
        match cells.get(*at) {
            None => String::new(),
            Some(Ok(text)) => {
                let text = text.trim().to_owned();
                if text.chars().count() > CELL_CHARS_MAX {
                    self.fault(row, means, Wrong::TooLong, &text);
                }
                text
            }
            Some(Err(value)) => {
                self.fault(row, means, Wrong::BadCell, value);
                // Not empty, so that the cell is not blamed twice.
                value.clone()
            }
        }
    }

    fn row(&mut self, row: usize, cells: &[Cell]) -> StaffEntry {
        for column in Column::ALL.into_iter().filter(|one| one.must_be_there()) {
            let at = self.places.get(&column).copied().unwrap_or_default();
            let is_empty = cells
                .get(at)
                .is_none_or(|cell| cell.as_ref().is_ok_and(|text| text.trim().is_empty()));
            if is_empty {
                self.fault(row, column, Wrong::Empty, "");
            }
        }
        let id = self.text(row, cells, Column::Id);
        if !id.is_empty() {
            if !is_id(&id) {
                self.fault(row, Column::Id, Wrong::BadId, &id);
            }
            if let Some(earlier) = self.ids.insert(id.clone(), row) {
                self.fault(row, Column::Id, Wrong::TwiceId, &earlier.to_string());
            }
        }
        let staff_number = self.text(row, cells, Column::StaffNumber);
        if !staff_number.is_empty()
            && let Some(earlier) = self.numbers.insert(staff_number.clone(), row)
        {
            self.fault(
                row,
                Column::StaffNumber,
                Wrong::TwiceNumber,
                &earlier.to_string(),
            );
        }
        let mut groups: Vec<String> = self
            .text(row, cells, Column::Groups)
            .split([';', '；', '、', ',', '，'])
            .map(|group| group.trim().to_owned())
            .filter(|group| !group.is_empty())
            .collect();
        groups.sort();
        groups.dedup();
        StaffEntry {
            row,
            id: (!id.is_empty()).then_some(id),
            name: self.text(row, cells, Column::Name),
            staff_number,
            team: self.text(row, cells, Column::Team),
            groups,
        }
    }
}

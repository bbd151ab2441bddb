//! Staff lists from the personnel office, CSV or a workbook, in with all mistakes at once, each with row and column.
//! Which titles mean which column is handed in, because titles are words. Knows no database and no file format.

use super::sittings::is_pseudonym;
use super::staff_cells::{self, Cell, Reading as Cells};
use crate::domain::rehearsal::NOBODY;
use crate::files::{FileError, read_bytes};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Letters in a cell at most.
const CELL_CHARS_MAX: usize = 200;
/// Rows in which the titles are looked for.
const HEAD_ROWS: usize = 10;

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

/// Titles by what they mean; written small, without spaces. Of two columns that may mean the same the one with the lower
/// number is meant: a list with both unit and team has its teams in the second.
pub type Titles = BTreeMap<String, (Column, usize)>;

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
    /// Groups, sorted; none when the list has no such column.
    pub groups: Option<Vec<String>>,
}

/// A list that is sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffList {
    /// Its people.
    pub entries: Vec<StaffEntry>,
    /// Which column was taken for what, by its title and as the sheet names it.
    pub columns: Vec<(Column, String, String)>,
    /// The sheet it was read from; empty for a text.
    pub sheet: String,
    /// Further sheets that look like lists and were not read.
    pub other_sheets: Vec<String>,
    /// Cells with a staff number that is shorter than the others, as one that was taken for a number and lost its zeros.
    pub short_numbers: Vec<(String, String)>,
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
    /// A pseudonym that tells who it is.
    TellingId,
    /// A pseudonym that is no person's.
    ReservedId,
    /// A staff number that stands in an earlier row, too.
    TwiceNumber,
    /// Name and team of an earlier row, and nothing to tell the two apart by.
    TwiceName,
    /// A number that has lost digits, or an error value of the sheet.
    BadCell,
    /// A day that a sheet made of something else.
    IsDay,
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
            Self::TellingId => "telling-id",
            Self::ReservedId => "reserved-id",
            Self::TwiceNumber => "twice-number",
            Self::TwiceName => "twice-name",
            Self::BadCell => "bad-cell",
            Self::IsDay => "is-day",
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
        letters(self.column) + &self.row.to_string()
    }
}

/// A column as a sheet names it, from 1.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
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
    /// Text in signs of another system.
    #[error("not {0}")]
    Encoding(String),
    /// No sheet of this name; those there are.
    #[error("no such sheet")]
    NoSheet(Vec<String>),
    /// All mistakes, by row and column.
    #[error("{} faults", .0.len())]
    Faults(Vec<ListFault>),
}

/// Reads a list, text or workbook, whatever its name says: of the sheets, or of the ways to part a text, the one whose
/// titles say most. `sheet` names one.
///
/// # Errors
/// [`ListError`], with all mistakes at once.
pub fn read(path: &Path, titles: &Titles, sheet: Option<&str>) -> Result<StaffList, ListError> {
    let mut readings = staff_cells::readings(read_bytes(path)?)?;
    if let Some(wanted) = sheet {
        let names = readings.iter().map(|one| one.sheet.clone()).collect();
        readings.retain(|one| one.sheet == wanted);
        if readings.is_empty() {
            return Err(ListError::NoSheet(names));
        }
    }
    let said: Vec<usize> = readings
        .iter()
        .map(|one| head(&one.rows, titles).map_or(0, |(_, said)| said))
        .collect();
    let most = said.iter().copied().max().unwrap_or_default();
    // The first of those that say most; where none says anything, the first with anything in it.
    let chosen = (0..readings.len())
        .find(|at| said[*at] == most && is_any_filled(&readings[*at]))
        .unwrap_or_default();
    let other_sheets = readings
        .iter()
        .zip(&said)
        .enumerate()
        .filter(|(at, (one, said))| *at != chosen && **said > 1 && !one.sheet.is_empty())
        .map(|(_, (one, _))| one.sheet.clone())
        .collect();
    let Some(reading) = readings.get(chosen) else {
        return Err(ListError::Faults(vec![empty_list()]));
    };
    let mut list = entries(&reading.rows, titles).map_err(ListError::Faults)?;
    list.sheet.clone_from(&reading.sheet);
    list.other_sheets = other_sheets;
    Ok(list)
}

const fn empty_list() -> ListFault {
    ListFault {
        row: 1,
        column: 0,
        means: None,
        wrong: Wrong::EmptyList,
        value: String::new(),
    }
}

fn is_any_filled(reading: &Cells) -> bool {
    reading.rows.iter().any(|row| is_filled(row))
}

fn is_filled(row: &[Cell]) -> bool {
    row.iter().any(Cell::is_filled)
}

/// What the titles of a row mean.
fn known(row: &[Cell], titles: &Titles) -> BTreeSet<Column> {
    row.iter()
        .filter_map(|cell| titles.get(&plain(cell.text())))
        .map(|(column, _)| *column)
        .collect()
}

/// The row with the titles and how many it has: rosters begin with a heading, a date, a line on who made them. The first row
/// that names people and something else of them; when there is none, the first with anything in it, for what is missing to
/// be told there.
fn head(rows: &[Vec<Cell>], titles: &Titles) -> Option<(usize, usize)> {
    let filled = || rows.iter().enumerate().filter(|(_, row)| is_filled(row));
    filled()
        .take(HEAD_ROWS)
        .map(|(at, row)| (at, known(row, titles)))
        .find(|(_, known)| known.contains(&Column::Name) && known.len() > 1)
        .map(|(at, known)| (at, known.len()))
        .or_else(|| filled().next().map(|(at, _)| (at, 0)))
}

/// Makes people of rows.
fn entries(rows: &[Vec<Cell>], titles: &Titles) -> Result<StaffList, Vec<ListFault>> {
    let Some((head, _)) = head(rows, titles) else {
        return Err(vec![empty_list()]);
    };
    let mut reading = Reading::default();
    reading.head(head + 1, &rows[head], titles);
    let mut entries = Vec::new();
    // Without its columns no row can be read; their absence is the one thing to say.
    if reading.faults.is_empty() {
        for (at, row) in rows.iter().enumerate().skip(head + 1) {
            // Numbered in advance, a sum, who made the list, the titles once more on the next page: nobody.
            if reading.is_somebody(row) && known(row, titles).len() < 2 {
                entries.push(reading.row(at + 1, row));
            }
        }
        if entries.is_empty() && reading.faults.is_empty() {
            return Err(vec![empty_list()]);
        }
    }
    if reading.faults.is_empty() {
        return Ok(StaffList {
            columns: reading.columns(&rows[head]),
            short_numbers: reading.short_numbers(&entries),
            entries,
            sheet: String::new(),
            other_sheets: Vec::new(),
        });
    }
    reading.faults.sort();
    Err(reading.faults)
}

#[derive(Default)]
struct Reading {
    places: BTreeMap<Column, usize>,
    ids: BTreeMap<String, usize>,
    numbers: BTreeMap<String, usize>,
    names: BTreeMap<(String, String), usize>,
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
        let mut ranks: BTreeMap<Column, usize> = BTreeMap::new();
        for (at, cell) in cells.iter().enumerate() {
            let title = cell.text();
            let Some((means, rank)) = titles.get(&plain(title)) else {
                continue;
            };
            match ranks.get(means) {
                Some(earlier) if earlier == rank => self.faults.push(ListFault {
                    row,
                    column: at + 1,
                    means: Some(*means),
                    wrong: Wrong::TwoColumns,
                    value: title.to_owned(),
                }),
                Some(earlier) if earlier < rank => {}
                _ => {
                    ranks.insert(*means, *rank);
                    self.places.insert(*means, at);
                }
            }
        }
        for column in Column::ALL {
            if column.must_be_there() && !self.places.contains_key(&column) {
                self.fault(row, column, Wrong::NoColumn, "");
            }
        }
    }

    /// Which columns were taken.
    fn columns(&self, head: &[Cell]) -> Vec<(Column, String, String)> {
        self.places
            .iter()
            .map(|(column, at)| (*column, head[*at].text().replace('\n', ""), letters(at + 1)))
            .collect()
    }

    /// Staff numbers of digits alone that are shorter than the longest.
    fn short_numbers(&self, entries: &[StaffEntry]) -> Vec<(String, String)> {
        let digits = |entry: &&StaffEntry| {
            !entry.staff_number.is_empty()
                && entry.staff_number.bytes().all(|one| one.is_ascii_digit())
        };
        let numbers = || entries.iter().filter(digits);
        let longest = numbers().map(|one| one.staff_number.len()).max();
        let column = self.places.get(&Column::StaffNumber).copied();
        numbers()
            .filter(|one| Some(one.staff_number.len()) < longest)
            .map(|one| {
                let cell = letters(column.unwrap_or_default() + 1) + &one.row.to_string();
                (cell, one.staff_number.clone())
            })
            .collect()
    }

    /// Whether a row says anything of anybody.
    fn is_somebody(&self, cells: &[Cell]) -> bool {
        self.places
            .values()
            .any(|at| cells.get(*at).is_some_and(Cell::is_filled))
    }

    /// The text of a cell; what is wrong with it is noted.
    fn text(&mut self, row: usize, cells: &[Cell], means: Column) -> String {
        let Some(at) = self.places.get(&means) else {
            return String::new();
        };
        let Some(cell) = cells.get(*at) else {
            return String::new();
        };
        // A line break parts groups; elsewhere it only made the cell narrow.
        let text = if means == Column::Groups {
            cell.text().to_owned()
        } else {
            cell.text().replace('\n', "")
        };
        // A cell that holds something else is not empty, so that it is not blamed twice.
        match cell {
            Cell::Text(_) | Cell::Below(_) => {
                if text.chars().count() > CELL_CHARS_MAX {
                    self.fault(row, means, Wrong::TooLong, &text);
                }
            }
            Cell::Day(_) => self.fault(row, means, Wrong::IsDay, &text),
            Cell::Wrong(_) => self.fault(row, means, Wrong::BadCell, &text),
        }
        text
    }

    fn row(&mut self, row: usize, cells: &[Cell]) -> StaffEntry {
        for column in Column::ALL.into_iter().filter(|one| one.must_be_there()) {
            let at = self.places.get(&column).copied().unwrap_or_default();
            if cells.get(at).is_none_or(|cell| cell.text().is_empty()) {
                self.fault(row, column, Wrong::Empty, "");
            }
        }
        let id = self.text(row, cells, Column::Id);
        if !id.is_empty() {
            if !is_pseudonym(&id) {
                self.fault(row, Column::Id, Wrong::BadId, &id);
            }
            if id == NOBODY {
                self.fault(row, Column::Id, Wrong::ReservedId, &id);
            }
            if let Some(earlier) = self.ids.insert(id.clone(), row) {
                self.fault(row, Column::Id, Wrong::TwiceId, &earlier.to_string());
            }
        }
        let staff_number = number(&self.text(row, cells, Column::StaffNumber));
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
            .split([';', '；', '、', ',', '，', '\n'])
            .map(|group| group.trim().to_owned())
            .filter(|group| !group.is_empty())
            .collect();
        groups.sort();
        groups.dedup();
        let entry = StaffEntry {
            row,
            id: (!id.is_empty()).then_some(id),
            name: self.text(row, cells, Column::Name),
            staff_number,
            team: self.text(row, cells, Column::Team),
            groups: self.places.contains_key(&Column::Groups).then_some(groups),
        };
        if let Some(id) = &entry.id
            && (*id == entry.name || *id == entry.staff_number)
        {
            // It would stand in every table.
            self.fault(row, Column::Id, Wrong::TellingId, id);
        }
        let is_told_apart = entry.id.is_some() || !entry.staff_number.is_empty();
        if !is_told_apart && !entry.name.is_empty() {
            let who = (entry.name.clone(), entry.team.clone());
            if let Some(earlier) = self.names.insert(who, row) {
                self.fault(row, Column::Name, Wrong::TwiceName, &earlier.to_string());
            }
        }
        entry
    }
}

/// A staff number as it was meant: no spaces, no apostrophe that kept a sheet from counting with it, plain digits.
fn number(text: &str) -> String {
    text.trim_start_matches(['\'', '’'])
        .chars()
        .filter(|one| !one.is_whitespace())
        .map(|one| match one {
            '０'..='９' => char::from_u32(u32::from(one) - u32::from('０') + u32::from('0')),
            _ => Some(one),
        })
        .map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

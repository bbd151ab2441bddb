//! A table before it is a file: columns and cells with their kinds. Knows no file format.

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words or an id; never read as a number or a formula.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day and time, `YYYY-MM-DD HH:MM`.
    Moment(String),
    /// A day, `YYYY-MM-DD`.
    Day(String),
    /// A share in per cent, and whether it is too low.
    Share(i64, bool),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Words; nothing when there are none.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// A count.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// What a column's cells are, apart from empty ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words and ids.
    Text,
    /// Whole numbers and shares.
    Number,
    /// Days with their time.
    Moment,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub title: String,
    /// Its width in characters.
    pub width: u8,
    /// What its cells are.
    pub kind: Kind,
    /// Whether it goes on paper where it is the last one: nobody looks up a seal there.
    pub is_printed: bool,
}

/// One table's frame; its rows come one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet in a workbook.
    pub name: String,
    /// What a file of its own is called by, after the named one; empty for the first.
    pub suffix: String,
    /// Columns.
    pub columns: Vec<Column>,
}

/// What is drawn above a table of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its heading.
    pub title: String,
    /// Bars side by side, or one upon the other.
    pub stacked: bool,
    /// Bars lie instead of standing; for long names.
    pub lying: bool,
    /// Names along the axis.
    pub names: Vec<String>,
    /// One series of numbers each, as many as there are names, with its colour.
    pub series: Vec<(String, Vec<i64>, u32)>,
}

/// Letters of a text as wide as those of a number.
pub(super) fn letters(text: &str) -> u32 {
    text.chars().map(letters_of).sum()
}

/// The same of one sign: Chinese ones take two.
pub(super) const fn letters_of(one: char) -> u32 {
    if one.is_ascii() { 1 } else { 2 }
}

/// Takes the rows of all tables as they come. Rows of one table stay in order.
pub(super) trait Book {
    /// Adds a row to a table.
    fn row(&mut self, sheet: usize, row: &[Cell]) -> Result<(), super::ExportError>;
}

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
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub title: String,
    /// Its width in characters.
    pub width: u8,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet in a workbook.
    pub name: String,
    /// What a file of its own is called by, after the named one; empty for the first.
    pub suffix: &'static str,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

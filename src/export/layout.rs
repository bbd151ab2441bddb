//! Which tables with which columns go out: the built-in ones, or those of a bureau's mapping file. Knows no file format.

use super::fields::{Field, Of, Row};
use super::sheet::{Cell, Column, Kind, Sheet};
use super::tables::Tables;
use std::collections::BTreeMap;

/// Everything that goes out.
pub(super) struct Layout {
    pub(super) tables: Vec<Table>,
    /// Whether a workbook begins with key figures and charts.
    pub(super) overview: bool,
}

/// One table.
pub(super) struct Table {
    pub(super) of: Of,
    pub(super) sheet: Sheet,
    pub(super) shows: Vec<Show>,
}

/// What a column shows.
pub(super) enum Show {
    /// A field as it is.
    Field(&'static Field),
    /// A field in another form.
    As(&'static Field, As),
    /// A field with few values, each in the bureau's own words.
    Words(&'static Field, BTreeMap<String, String>),
    /// Always the same.
    Fixed(Cell),
}

/// Forms a field can be put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum As {
    /// Text, whatever it is.
    Text,
    /// A number.
    Number,
    /// A day with its time.
    Moment,
    /// A day alone.
    Day,
}

/// The field with the seal of a record.
const SEAL: &str = "record";
/// Letters of a day, `YYYY-MM-DD`.
const DAY_CHARS: usize = 10;

impl Show {
    /// What its cells are.
    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::Field(field) | Self::As(field, As::Number) => field.kind,
            Self::As(_, As::Moment | As::Day) => Kind::Moment,
            Self::As(_, As::Text) | Self::Words(..) | Self::Fixed(_) => Kind::Text,
        }
    }

    /// The cell of a row.
    pub(super) fn cell(&self, tables: &Tables<'_>, row: &Row<'_>) -> Cell {
        match self {
            Self::Field(field) => (field.cell)(tables, row),
            Self::As(field, form) => form.of((field.cell)(tables, row)),
            Self::Words(field, words) => words
                .get((field.code)(row))
                .map_or_else(|| (field.cell)(tables, row), Cell::text),
            Self::Fixed(cell) => cell.clone(),
        }
    }
}

impl As {
    fn of(self, cell: Cell) -> Cell {
        match (self, cell) {
            (Self::Text, Cell::Number(number) | Cell::Share(number, _)) => {
                Cell::Text(number.to_string())
            }
            (Self::Text, Cell::Moment(text) | Cell::Day(text)) => Cell::Text(text),
            (Self::Day, Cell::Moment(text)) => Cell::Day(text.chars().take(DAY_CHARS).collect()),
            (_, cell) => cell,
        }
    }
}

/// The tables that go out without a mapping file; what must be done comes first.
pub(super) fn usual(tables: &Tables<'_>) -> Layout {
    let order = [
        (Of::Results, ""),
        (Of::Retrain, "retrain"),
        (Of::People, "people"),
        (Of::Criteria, "criteria"),
        (Of::Items, "items"),
    ];
    let tables = order
        .into_iter()
        .map(|(of, suffix)| {
            let with_names = tables.reader.names.is_some();
            let fields: Vec<&Field> = of
                .fields()
                .iter()
                .filter(|field| field.usual || field.private && with_names)
                .collect();
            let columns = fields.iter().map(|field| Column {
                title: tables.header(field.name),
                width: field.width,
                kind: field.kind,
                is_printed: field.name != SEAL,
            });
            Table {
                of,
                sheet: Sheet {
                    name: tables.sheet_name(of),
                    suffix: suffix.to_owned(),
                    columns: columns.collect(),
                },
                shows: fields.into_iter().map(Show::Field).collect(),
            }
        })
        .collect();
    Layout {
        tables,
        overview: true,
    }
}

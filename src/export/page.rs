//! What personnel reads on paper: figures, charts, who retrains what, and everybody in a row, as data for a printed page.
//! The same sums as the workbook's; single runs and items stay there, where they can be looked up. Knows no printing.

use super::book::Done;
use super::fields::{Field, Of, Row};
use super::lessons::{Learner, Sums};
use super::overview::overview;
use super::sheet::{Cell, Chart, Kind};
use super::source::{Results, each_sound};
use super::tables::Tables;
use super::{ExportError, Reader};
use serde::Serialize;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Rows of a table that paper takes, some twenty sheets; the others are counted and stand in the workbook. Setting a page needs
/// memory for all of it, so that more would grow with the bureau.
const ROWS_MAX: usize = 600;
/// Columns of who retrains what, with their shares of the width.
const RETRAIN: [(&str, u8); 6] = [
    ("title", 26),
    ("level", 6),
    ("block", 17),
    ("reason", 15),
    ("percent", 9),
    ("items", 56),
];
/// Columns of everybody.
const PEOPLE: [(&str, u8); 9] = [
    ("attempts", 10),
    ("runs", 10),
    ("failed", 10),
    ("last", 17),
    ("procedure_percent", 11),
    ("legality_percent", 11),
    ("communication_percent", 11),
    ("result_percent", 11),
    ("safety_percent", 11),
];
/// Whose row it is: by pseudonym, and with names for whoever may know them.
const WHO: [(&str, u8); 2] = [("trainee", 14), ("team", 12)];
const WHO_BY_NAME: [(&str, u8); 4] = [
    ("name", 10),
    ("staff_number", 13),
    ("team", 12),
    ("trainee", 12),
];

/// Data of the template `results`.
#[derive(Debug, Serialize)]
pub struct Page {
    lang: &'static str,
    title: String,
    /// Whose it is.
    bureau: String,
    /// Which months, and up to when.
    period: String,
    note: String,
    /// Label and figure.
    figures: Vec<(String, String)>,
    charts: Vec<Bars>,
    tables: Vec<Table>,
    /// Who signs.
    signed: Vec<String>,
}

/// A chart as lying bars.
#[derive(Debug, Serialize)]
struct Bars {
    title: String,
    names: Vec<String>,
    /// Name, numbers, colour.
    series: Vec<(String, Vec<i64>, String)>,
}

/// A table on paper.
#[derive(Debug, Serialize)]
struct Table {
    name: String,
    /// What stands instead of rows where there are none.
    none: String,
    columns: Vec<Column>,
    /// Columns that say whose row it is; told once for rows that follow each other.
    who: usize,
    rows: Vec<Vec<Text>>,
    /// How many rows are only in the workbook; empty when none is.
    more: String,
}

#[derive(Debug, Serialize)]
struct Column {
    title: String,
    width: u8,
    is_number: bool,
}

/// A cell in words, and whether it is too low.
#[derive(Debug, Serialize)]
struct Text(String, bool);

/// Reads all results and gathers the page. `seen` is told after every result how many there were.
///
/// # Errors
/// When results cannot be read any further. One bad result does not hide the others: it is listed.
pub fn page(
    results: &mut dyn Results,
    reader: Reader<'_>,
    bureau: &str,
    only_month: Option<&str>,
    seen: &mut dyn FnMut(u64),
) -> Result<(Page, Done), ExportError> {
    let tables = Tables::new(reader);
    let mut sums = Sums::default();
    let mut done = Done::default();
    let mut last = String::new();
    done.unreadable = each_sound(results, only_month, seen, &mut |found| {
        done.runs += 1;
        if found.mark.started_at > last {
            last.clone_from(&found.mark.started_at);
        }
        sums.add(&found);
        Ok(())
    })?;
    Ok((gather(&tables, &sums, bureau, only_month, &last), done))
}

fn gather(
    tables: &Tables<'_>,
    sums: &Sums,
    bureau: &str,
    only_month: Option<&str>,
    last: &str,
) -> Page {
    let first = overview(tables, sums);
    let names = tables.reader.names.is_some();
    Page {
        lang: tables.reader.lang.tag(),
        title: tables.word("page-title"),
        bureau: bureau.to_owned(),
        period: period(tables, sums, only_month, last),
        note: tables.word(if names {
            "page-note-names"
        } else {
            "page-note"
        }),
        figures: first
            .figures
            .into_iter()
            .map(|(label, figure)| (label, in_words(&figure).0))
            .collect(),
        charts: first.charts.into_iter().map(bars).collect(),
        tables: vec![
            table(tables, sums, Of::Retrain, &RETRAIN),
            table(tables, sums, Of::People, &PEOPLE),
        ],
        signed: ["made", "checked", "day"]
            .map(|one| tables.word(&format!("page-{one}")))
            .to_vec(),
    }
}

/// From which month to which, and when the last of these runs was: the page asks no clock.
fn period(tables: &Tables<'_>, sums: &Sums, only_month: Option<&str>, last: &str) -> String {
    let months: Vec<&str> = sums.months.keys().map(String::as_str).collect();
    let months = match (only_month, months.as_slice()) {
        (Some(month), _) => month_in_words(tables, month),
        (None, []) => return tables.word("page-nothing"),
        (None, [one]) => month_in_words(tables, one),
        (None, [first, .., last]) => format!(
            "{} – {}",
            month_in_words(tables, first),
            month_in_words(tables, last)
        ),
    };
    if last.is_empty() {
        return months;
    }
    let (last, _) = in_words(&Tables::moment(last));
    tables.words.with(
        "export-page-period",
        &[("months", &months), ("last", &last)],
    )
}

/// A month `YYYY-MM` as people write it.
fn month_in_words(tables: &Tables<'_>, month: &str) -> String {
    let Some((year, number)) = month.split_once('-') else {
        return month.to_owned();
    };
    let name = tables
        .words
        .get(&format!("report-month-{}", number.trim_start_matches('0')));
    tables
        .words
        .with("export-page-month", &[("year", year), ("month", &name)])
}

fn bars(chart: Chart) -> Bars {
    // A workbook's lying chart begins at the bottom, paper at the top.
    let turn = |mut numbers: Vec<i64>| {
        if chart.lying {
            numbers.reverse();
        }
        numbers
    };
    let mut names = chart.names;
    if chart.lying {
        names.reverse();
    }
    Bars {
        title: chart.title,
        names,
        series: chart
            .series
            .into_iter()
            .map(|(name, numbers, colour)| (name, turn(numbers), format!("#{colour:06x}")))
            .collect(),
    }
}

fn table(tables: &Tables<'_>, sums: &Sums, of: Of, columns: &[(&str, u8)]) -> Table {
    let who: &[(&str, u8)] = if tables.reader.names.is_some() {
        &WHO_BY_NAME
    } else {
        &WHO
    };
    let fields: Vec<(&Field, u8)> = who
        .iter()
        .chain(columns)
        .filter_map(|(name, width)| {
            let field = of.fields().iter().find(|field| field.name == *name)?;
            Some((field, *width))
        })
        .collect();
    // Teams together: a leader takes a sheet and calls people in.
    let mut rows: BTreeMap<(String, String, usize), Vec<Text>> = BTreeMap::new();
    let mut count = 0;
    let Ok(()) = tables.summed::<Infallible>(of, sums, &mut |row| {
        let cells = fields
            .iter()
            .map(|(field, _)| cell(tables, row, field))
            .collect();
        rows.insert(
            (row.team().to_owned(), row.trainee().to_owned(), count),
            cells,
        );
        count += 1;
        Ok(())
    });
    let more = count.saturating_sub(ROWS_MAX);
    Table {
        name: tables.sheet_name(of),
        none: tables.word(if sums.people.is_empty() {
            "page-nothing"
        } else {
            "page-nobody"
        }),
        columns: fields
            .iter()
            .map(|(field, width)| Column {
                title: tables.header(field.name),
                width: *width,
                is_number: field.kind == Kind::Number,
            })
            .collect(),
        who: who.len(),
        rows: rows.into_values().take(ROWS_MAX).collect(),
        more: if more == 0 {
            String::new()
        } else {
            let more = more.to_string();
            tables.words.with("export-page-more", &[("count", &more)])
        },
    }
}

/// A case that is not at hand goes by its id; when somebody who is gone last trained, their row says that they are.
fn cell(tables: &Tables<'_>, row: &Row<'_>, field: &Field) -> Text {
    let (text, is_low) = in_words(&(field.cell)(tables, row));
    let is_gone = |learner: &Learner| learner.is_gone && field.name == "last";
    match (field.name, row) {
        ("title", Row::Lesson(lesson)) if text.is_empty() => Text(lesson.case.to_owned(), false),
        (_, Row::Person(_, learner)) if is_gone(learner) => {
            Text(format!("{text} {}", tables.word("page-gone")), is_low)
        }
        _ => Text(text, is_low),
    }
}

fn in_words(cell: &Cell) -> (String, bool) {
    match cell {
        Cell::Text(text) | Cell::Moment(text) | Cell::Day(text) => (text.clone(), false),
        Cell::Number(number) => (number.to_string(), false),
        Cell::Share(percent, is_low) => (percent.to_string(), *is_low),
        Cell::Empty => (String::new(), false),
    }
}

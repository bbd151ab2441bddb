//! The first page of a workbook: key figures, and the charts a reader looks at before any row.

use super::lessons::{Criterion, Sums, share};
use super::sheet::{Cell, Chart, letters, letters_of};
use super::tables::Tables;
use crate::domain::packs::Block;

/// So many items are shown as missed most.
const MISSED_SHOWN: usize = 8;
/// So many months are shown, the latest.
const MONTHS_SHOWN: usize = 12;
/// A label on an axis has room for so many letters, a Chinese one counted as two, and its case for so many of them.
const LABEL_LETTERS_MAX: u32 = 90;
const CASE_LETTERS_MAX: u32 = 30;
const GREEN: u32 = 0x3B_7A57;
const AMBER: u32 = 0xD9_9A2B;
const RED: u32 = 0xB0_241C;
const NAVY: u32 = 0x17_365D;

/// What the first page shows.
pub(super) struct Overview {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) note: String,
    /// Label and figure.
    pub(super) figures: Vec<(String, Cell)>,
    pub(super) charts: Vec<Chart>,
}

/// Sums up.
pub(super) fn overview(tables: &Tables<'_>, sums: &Sums) -> Overview {
    let results = sums.results();
    let runs = results.passed + results.failed + results.pending;
    let to_train = sums
        .people
        .values()
        .filter(|one| one.latest.values().any(|run| !run.lessons.is_empty()))
        .count();
    let figure = |id: &str, cell: Cell| (tables.word(id), cell);
    let figures = vec![
        figure("sum-runs", Cell::Number(runs)),
        figure("sum-people", Cell::count(sums.people.len())),
        figure("sum-passed", Cell::Number(results.passed)),
        figure("sum-failed", Cell::Number(results.failed)),
        figure("sum-pending", Cell::Number(results.pending)),
        figure(
            "sum-pass-percent",
            share(results.passed, runs).map_or(Cell::Empty, Cell::Number),
        ),
        figure("sum-retrain", Cell::count(to_train)),
    ];
    let mut charts = Vec::new();
    if runs > 0 {
        charts = vec![
            months(tables, sums),
            blocks(tables, sums),
            missed(tables, sums),
        ];
        charts.retain(|chart| !chart.names.is_empty());
    }
    Overview {
        name: tables.word("sheet-overview"),
        title: tables.word("overview-title"),
        note: tables.word(if tables.reader.names.is_some() {
            "overview-note-names"
        } else {
            "overview-note"
        }),
        figures,
        charts,
    }
}

fn months(tables: &Tables<'_>, sums: &Sums) -> Chart {
    let skip = sums.months.len().saturating_sub(MONTHS_SHOWN);
    let shown: Vec<_> = sums.months.iter().skip(skip).collect();
    let series = |of: fn(&super::lessons::Results) -> i64| {
        shown
            .iter()
            .map(|(_, month)| of(month))
            .collect::<Vec<i64>>()
    };
    Chart {
        title: tables.word("chart-months"),
        stacked: true,
        lying: false,
        names: shown.iter().map(|(name, _)| (*name).clone()).collect(),
        series: vec![
            (
                tables.words.get("report-pass"),
                series(|one| one.passed),
                GREEN,
            ),
            (
                tables.words.get("report-pending"),
                series(|one| one.pending),
                AMBER,
            ),
            (
                tables.words.get("report-fail"),
                series(|one| one.failed),
                RED,
            ),
        ],
    }
}

fn blocks(tables: &Tables<'_>, sums: &Sums) -> Chart {
    let percents = sums
        .blocks
        .iter()
        .map(|(points, of)| share(*points, *of).unwrap_or(0));
    Chart {
        title: tables.word("chart-blocks"),
        stacked: false,
        lying: false,
        names: Block::ALL.map(|one| tables.block(one).to_owned()).to_vec(),
        series: vec![(tables.word("percent"), percents.collect(), NAVY)],
    }
}

/// The beginning of a text that is wider than there is room.
fn cut(text: &str, room: u32) -> String {
    if letters(text) <= room {
        return text.to_owned();
    }
    let mut width = 0;
    let mut short: String = text
        .chars()
        .take_while(|one| {
            width += letters_of(*one);
            width < room
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

fn missed(tables: &Tables<'_>, sums: &Sums) -> Chart {
    let wrong = |one: &Criterion| one.missed + one.breached;
    let mut worst: Vec<_> = sums
        .criteria
        .iter()
        .filter(|(_, one)| wrong(one) > 0)
        .collect();
    worst.sort_by_key(|(id, one)| (-wrong(one), (*id).clone()));
    worst.truncate(MISSED_SHOWN);
    // A lying bar chart begins at the bottom.
    worst.reverse();
    // Cases ask for the same things: without its case a label could stand there twice.
    let label = |case: &str, one: &Criterion| {
        let text = tables.in_words(&one.text);
        let text = match tables.title(case) {
            "" => text.to_owned(),
            title => format!("{}{}{text}", cut(title, CASE_LETTERS_MAX), tables.colon()),
        };
        cut(&text, LABEL_LETTERS_MAX)
    };
    Chart {
        title: tables.word("chart-missed"),
        stacked: true,
        lying: true,
        names: worst
            .iter()
            .map(|((case, _), one)| label(case, one))
            .collect(),
        series: vec![
            (
                tables.words.get("report-tag-missed"),
                worst.iter().map(|(_, one)| one.missed).collect(),
                AMBER,
            ),
            (
                tables.words.get("report-tag-breached"),
                worst.iter().map(|(_, one)| one.breached).collect(),
                RED,
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_cut_by_its_width_and_says_so() {
        assert_eq!(cut("出示执法证", 10), "出示执法证");
        assert_eq!(cut("出示执法证件", 10), "出示执法…");
        assert_eq!(cut("Parked on the pavement", 16), "Parked on the p…");
        assert_eq!(cut("Parked on the pavement", 15), "Parked on the…");
    }
}

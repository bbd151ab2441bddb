//! The first page of a workbook: figures on the left, a chart beside them, the others below, each over numbers that stand to
//! the right of what is printed. Knows no table.

use super::overview::Overview;
use super::sheet::{self, Cell};
use super::xlsx_file::{NAVY, RULE, exact};
use rust_xlsxwriter::{
    Chart, ChartAxis, ChartFont, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color,
    Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};

/// The first page: rows of figures begin here, charts at this row and below.
const FIGURES_ROW: u32 = 3;
/// The chart beside the figures is as high as they are and reaches as far right as those below it, which take the whole
/// width: names of items are sentences.
const BESIDE_PIXELS: (u32, u32) = (716, 276);
const BELOW_PIXELS: (u32, u32) = (1_048, 276);
/// Lying bars stand beside sentences of two lines, which must not run into each other.
const LYING_HEIGHT: u32 = 400;
/// Rows a chart covers, with a little air.
const CHART_ROWS: u32 = 12;
/// Rows the lower charts cover, and the lying one.
const LOWER_ROWS: u32 = 15;
const LYING_ROWS: u32 = 21;
/// Room between bars in per cent of a bar, and where one or two bars would fill the whole chart.
const GAP: u16 = 60;
const GAP_OF_FEW: u16 = 300;
/// Numbers behind the charts stand to the right, outside the printed page.
const DATA_COLUMN: u16 = 20;
const PALE: Color = Color::RGB(0x00EE_F2F6);
const GREY: Color = Color::RGB(0x0059_6673);

/// The first page: figures on the left, charts below and beside, their numbers to the right of the printed part.
pub(super) fn draw(page: &mut Worksheet, overview: &Overview) -> Result<(), XlsxError> {
    let title = Format::new()
        .set_bold()
        .set_font_size(18)
        .set_font_color(NAVY);
    let note = Format::new().set_font_color(GREY);
    let label = Format::new()
        .set_background_color(PALE)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_color(RULE);
    let figure = Format::new()
        .set_bold()
        .set_font_size(13)
        .set_font_color(NAVY)
        .set_align(FormatAlign::Right)
        .set_num_format("0")
        .set_border_bottom(FormatBorder::Thin)
        .set_border_color(RULE);
    page.set_paper_size(9);
    page.set_landscape();
    page.set_print_fit_to_pages(1, 1);
    page.set_screen_gridlines(false);
    page.set_column_width(0, 26)?;
    page.set_column_width(1, 12)?;
    page.set_row_height(0, 30)?;
    page.write_string_with_format(0, 0, &overview.title, &title)?;
    page.write_string_with_format(1, 0, &overview.note, &note)?;
    for (row, (name, cell)) in (FIGURES_ROW..).zip(&overview.figures) {
        page.set_row_height(row, 22)?;
        page.write_string_with_format(row, 0, name, &label)?;
        match cell {
            Cell::Number(number) => {
                page.write_number_with_format(row, 1, exact(*number), &figure)?;
            }
            _ => {
                page.write_blank(row, 1, &figure)?;
            }
        }
    }
    let mut data_row = FIGURES_ROW;
    for (number, chart) in (0_u32..).zip(&overview.charts) {
        let mut drawn = fill(page, data_row, chart, &overview.name, &note)?;
        // The first beside the figures, the others below them, one under the other.
        let (row, column, size) = match number.checked_sub(1) {
            None => (FIGURES_ROW, 3, BESIDE_PIXELS),
            Some(below) => {
                let row = FIGURES_ROW + CHART_ROWS + below * LOWER_ROWS;
                (row, 0, BELOW_PIXELS)
            }
        };
        let height = if chart.lying { LYING_HEIGHT } else { size.1 };
        drawn.set_width(size.0).set_height(height);
        page.insert_chart(row, column, &drawn)?;
        data_row += u32::try_from(chart.names.len()).unwrap_or(0) + 3;
    }
    let last = FIGURES_ROW + CHART_ROWS + LOWER_ROWS + LYING_ROWS;
    page.set_print_area(0, 0, last, DATA_COLUMN - 6)?;
    Ok(())
}

/// Writes a chart's numbers and makes the chart over them.
fn fill(
    page: &mut Worksheet,
    row: u32,
    chart: &sheet::Chart,
    name: &str,
    note: &Format,
) -> Result<Chart, XlsxError> {
    let kind = match (chart.lying, chart.stacked) {
        (true, true) => ChartType::BarStacked,
        (true, false) => ChartType::Bar,
        (false, true) => ChartType::ColumnStacked,
        (false, false) => ChartType::Column,
    };
    let mut drawn = Chart::new(kind);
    page.write_string_with_format(row, DATA_COLUMN, &chart.title, note)?;
    let first = row + 2;
    let last = row + 1 + u32::try_from(chart.names.len()).unwrap_or(0);
    for (at, label) in (first..).zip(&chart.names) {
        page.write_string_with_format(at, DATA_COLUMN, label, note)?;
    }
    for (column, (title, numbers, colour)) in (DATA_COLUMN + 1..).zip(&chart.series) {
        page.write_string_with_format(row + 1, column, title, note)?;
        for (at, number) in (first..).zip(numbers) {
            page.write_number_with_format(at, column, exact(*number), note)?;
        }
        let series = drawn.add_series();
        series
            .set_name((name, row + 1, column))
            .set_categories((name, first, DATA_COLUMN, last, DATA_COLUMN))
            .set_values((name, first, column, last, column))
            .set_gap(if chart.names.len() > 2 {
                GAP
            } else {
                GAP_OF_FEW
            })
            .set_format(ChartSolidFill::new().set_color(Color::RGB(*colour)));
        if chart.stacked {
            // Bars of one name stand upon each other only when they overlap wholly.
            series.set_overlap(100);
        }
    }
    let small = || ChartFont::new().set_size(9).clone();
    drawn
        .title()
        .set_name(&chart.title)
        .set_font(ChartFont::new().set_size(12).set_bold());
    // The writer calls the axis at the bottom x, also where bars lie and it is the one with numbers.
    let rule = || ChartLine::new().set_color(RULE).clone();
    let label = if chart.lying {
        small().set_size(8).clone()
    } else {
        small()
    };
    let names = |axis: &mut ChartAxis| {
        // Written out, because LibreOffice leaves out every second name wherever the direction is left to it.
        axis.set_font(label.clone().set_rotation(0))
            .set_format(&mut rule())
            .set_label_interval(1)
            .set_major_gridlines(false);
    };
    let numbers = |axis: &mut ChartAxis| {
        axis.set_font(&small())
            .set_min(0)
            .set_num_format("0")
            .set_major_gridlines_line(&rule());
    };
    if chart.lying {
        names(drawn.y_axis());
        numbers(drawn.x_axis());
    } else {
        names(drawn.x_axis());
        numbers(drawn.y_axis());
    }
    if chart.series.len() > 1 {
        drawn.legend().set_position(ChartLegendPosition::Bottom);
    } else {
        drawn.legend().set_hidden();
    }
    Ok(drawn)
}

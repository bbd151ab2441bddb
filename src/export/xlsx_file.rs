//! Sheets as one workbook: ids as text, numbers as numbers, the header frozen. The same tables give the same bytes.

use super::sheet::{Cell, Sheet};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

/// A spreadsheet takes no more in one cell.
const CELL_CHARS_MAX: usize = 32_000;
/// Columns as wide as this hold sentences.
const PROSE_FROM: u8 = 40;
/// A page of paper across takes about so many characters.
const PAGE_CHARS: u16 = 190;
const NAVY: Color = Color::RGB(0x0017_365D);
const PALE_RED: Color = Color::RGB(0x00FB_E3E1);
const DARK_RED: Color = Color::RGB(0x00B0_241C);
const RULE: Color = Color::RGB(0x00D3_DAE1);

struct Styles {
    header: Format,
    text: Format,
    prose: Format,
    number: Format,
    moment: Format,
    low: Format,
}

impl Styles {
    fn new() -> Self {
        let cell = || {
            Format::new()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_color(RULE)
        };
        Self {
            header: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(NAVY)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            text: cell().set_num_format("@"),
            prose: cell().set_num_format("@").set_text_wrap(),
            number: cell().set_num_format("0"),
            moment: cell()
                .set_num_format("yyyy-mm-dd hh:mm")
                .set_align(FormatAlign::Left),
            low: cell()
                .set_num_format("0")
                .set_bold()
                .set_font_color(DARK_RED)
                .set_background_color(PALE_RED),
        }
    }
}

/// The workbook's bytes.
pub(super) fn bytes(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    // A fixed day: otherwise the moment of writing would make every file different.
    let written = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&written));
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet, &styles)?;
    }
    workbook.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet, styles: &Styles) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    page.set_freeze_panes(1, 0)?;
    page.set_row_height(0, 32)?;
    page.set_landscape();
    page.set_paper_size(9);
    let wide: u16 = sheet
        .columns
        .iter()
        .map(|column| u16::from(column.width))
        .sum();
    page.set_print_fit_to_pages(wide.div_ceil(PAGE_CHARS), 0);
    page.set_repeat_rows(0, 0)?;
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        page.set_column_width(at, f64::from(column.width))?;
        page.write_string_with_format(0, at, &column.title, &styles.header)?;
    }
    for (line, row) in (1_u32..).zip(&sheet.rows) {
        for ((at, cell), column) in (0_u16..).zip(row).zip(&sheet.columns) {
            // Ids and names stay on one line; sentences are broken.
            let text = if column.width >= PROSE_FROM {
                &styles.prose
            } else {
                &styles.text
            };
            write(page, line, at, cell, text, styles)?;
        }
    }
    if let Some(last) = u16::try_from(sheet.columns.len())
        .ok()
        .and_then(|count| count.checked_sub(1))
    {
        page.autofilter(
            0,
            0,
            u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX),
            last,
        )?;
    }
    Ok(())
}

fn write(
    page: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    as_text: &Format,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => {
            let text: String = text.chars().take(CELL_CHARS_MAX).collect();
            page.write_string_with_format(row, at, text, as_text)?;
        }
        Cell::Number(number) => {
            page.write_number_with_format(row, at, exact(*number), &styles.number)?;
        }
        Cell::Share(percent, low) => {
            let style = if *low { &styles.low } else { &styles.number };
            page.write_number_with_format(row, at, exact(*percent), style)?;
        }
        Cell::Moment(text) => {
            let moment = ExcelDateTime::parse_from_str(text)?;
            page.write_datetime_with_format(row, at, &moment, &styles.moment)?;
        }
        Cell::Empty => {
            page.write_blank(row, at, as_text)?;
        }
    }
    Ok(())
}

/// A workbook keeps numbers as floats; points, counts and seconds are small enough to be exact.
fn exact(number: i64) -> f64 {
    i32::try_from(number).map_or(f64::MAX, f64::from)
}

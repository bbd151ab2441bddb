//! Tables as one workbook: ids as text, numbers as numbers, days as days, the header frozen, charts in front. Rows go to
//! a temporary file beside the workbook as they come. The same tables give the same bytes.

use super::ExportError;
use super::front_page::draw;
use super::overview::Overview;
use super::sheet::{Book, Cell, Column, Kind, Sheet, letters};
use crate::files::Draft;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};
use std::path::{Path, PathBuf};

/// A spreadsheet takes no more in one cell.
const CELL_CHARS_MAX: usize = 32_000;
/// Nor more rows in one sheet; what comes after goes into a further sheet.
const ROWS_MAX: u32 = 1_048_576;
/// Nor more letters in a sheet's name.
const NAME_CHARS_MAX: usize = 31;
/// Columns as wide as this hold sentences.
const PROSE_FROM: u8 = 40;
/// A page of paper across takes about so many characters.
const PAGE_CHARS: u16 = 245;
/// Height of a header, of a line (Chinese letters are higher than Latin ones), and so many lines at most: a row takes no
/// more.
const HEADER_POINTS: f64 = 32.0;
const LINE_POINTS: f64 = 16.5;
const LINES_MAX: u32 = 24;
/// So many rows of a table get their height written: the writer keeps each in memory to the end. Excel and LibreOffice
/// find the height of the others when they open them, and nobody prints a table as long as that.
const HEIGHTS_MAX: u32 = 20_000;
/// So many rows or more may make a file that only the newer form of its container can hold.
const LARGE_FROM_ROWS: u32 = 200_000;
/// Room for the button of the filter in a header, in characters.
const BUTTON_CHARS: u16 = 3;
/// A header longer than this is broken into two lines.
const TITLE_LINE_CHARS: u16 = 12;
/// A Chinese header that would leave no more than this for its second line, a bracket or a letter, stays on one.
const TITLE_REST_CHARS: u16 = 5;
pub(super) const NAVY: Color = Color::RGB(0x0017_365D);
const PALE_RED: Color = Color::RGB(0x00FB_E3E1);
const DARK_RED: Color = Color::RGB(0x00B0_241C);
pub(super) const RULE: Color = Color::RGB(0x00D3_DAE1);

struct Styles {
    header: Format,
    header_number: Format,
    text: Format,
    prose: Format,
    number: Format,
    moment: Format,
    day: Format,
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
        let header = || {
            Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(NAVY)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        Self {
            header: header(),
            header_number: header().set_align(FormatAlign::Center),
            text: cell().set_num_format("@"),
            prose: cell().set_num_format("@").set_text_wrap(),
            // Away from the words of the next column.
            number: cell()
                .set_num_format("0")
                .set_align(FormatAlign::Right)
                .set_indent(1),
            moment: cell()
                .set_num_format("yyyy-mm-dd hh:mm")
                .set_align(FormatAlign::Left),
            day: cell()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            low: cell()
                .set_num_format("0")
                .set_align(FormatAlign::Right)
                .set_indent(1)
                .set_bold()
                .set_font_color(DARK_RED)
                .set_background_color(PALE_RED),
        }
    }
}

/// A table being filled.
struct Page {
    sheet: Sheet,
    /// Place of the worksheet that takes rows now.
    at: usize,
    /// How many worksheets it has.
    parts: usize,
    next_row: u32,
    rows_max: u32,
    /// Rows whose height was written.
    heights: u32,
    /// The newest row: it is written when another one follows.
    waiting: Option<Vec<Cell>>,
}

/// The workbook being filled.
pub(super) struct XlsxBook {
    path: PathBuf,
    workbook: Workbook,
    styles: Styles,
    pages: Vec<Page>,
    has_overview: bool,
}

impl XlsxBook {
    /// Begins a workbook; with an overview its first page is kept free for [`Self::finish`].
    pub(super) fn create(
        path: &Path,
        sheets: &[Sheet],
        overview: Option<&str>,
        rows_max: Option<u32>,
    ) -> Result<Self, ExportError> {
        let mut book = Self {
            path: path.to_owned(),
            workbook: Workbook::new(),
            styles: Styles::new(),
            pages: Vec::new(),
            has_overview: overview.is_some(),
        };
        book.begin(sheets, overview, rows_max)
            .map_err(|error| failed(path, &error))?;
        Ok(book)
    }

    fn begin(
        &mut self,
        sheets: &[Sheet],
        overview: Option<&str>,
        rows_max: Option<u32>,
    ) -> Result<(), XlsxError> {
        if let Some(folder) = self.path.parent().filter(|one| one.is_dir()) {
            self.workbook.set_tempdir(folder)?;
        }
        // A fixed day: otherwise the moment of writing would make every file different.
        let written = ExcelDateTime::from_ymd(2026, 1, 1)?;
        self.workbook
            .set_properties(&DocProperties::new().set_creation_datetime(&written));
        if let Some(name) = overview {
            self.workbook.add_worksheet().set_name(name)?;
        }
        for sheet in sheets {
            let at = self.add(sheet, 1)?;
            self.pages.push(Page {
                sheet: sheet.clone(),
                at,
                parts: 1,
                next_row: 1,
                rows_max: rows_max.unwrap_or(ROWS_MAX),
                heights: 0,
                waiting: None,
            });
        }
        Ok(())
    }

    /// Adds a worksheet with its header; gives its place.
    fn add(&mut self, sheet: &Sheet, part: usize) -> Result<usize, XlsxError> {
        let at = self.workbook.worksheets().len();
        let page = self.workbook.add_worksheet_with_constant_memory()?;
        page.set_name(part_name(&sheet.name, part))?;
        page.set_freeze_panes(1, 0)?;
        page.set_landscape();
        page.set_paper_size(9);
        let wide: u16 = printed(sheet).iter().map(width).sum();
        page.set_print_fit_to_pages(wide.div_ceil(PAGE_CHARS), 0);
        page.set_repeat_rows(0, 0)?;
        for (column, at) in sheet.columns.iter().zip(0_u16..) {
            page.set_column_width(at, f64::from(width(column)))?;
            let style = match column.kind {
                Kind::Number => &self.styles.header_number,
                Kind::Text | Kind::Moment => &self.styles.header,
            };
            page.write_string_with_format(0, at, &column.title, style)?;
        }
        Ok(at)
    }

    /// Takes a row. The writer puts the last row of a sheet into the file twice when its height was set, and Excel then
    /// calls the workbook damaged (rust_xlsxwriter 0.102, constant memory): so a row waits until another one follows, and
    /// the last one goes without, which Excel and LibreOffice make as high as its words.
    fn put(&mut self, number: usize, row: &[Cell]) -> Result<(), XlsxError> {
        let page = &mut self.pages[number];
        let Some(before) = page.waiting.replace(row.to_vec()) else {
            return Ok(());
        };
        if page.next_row + 1 < page.rows_max {
            return self.write_row(number, &before, false);
        }
        // Full with the one that waited.
        page.waiting = Some(before);
        self.close(number)?;
        let part = self.pages[number].parts + 1;
        let sheet = self.pages[number].sheet.clone();
        let at = self.add(&sheet, part)?;
        let page = &mut self.pages[number];
        (page.at, page.parts, page.next_row) = (at, part, 1);
        page.waiting = Some(row.to_vec());
        Ok(())
    }

    fn write_row(&mut self, number: usize, row: &[Cell], is_last: bool) -> Result<(), XlsxError> {
        let Page {
            at,
            next_row,
            sheet,
            heights,
            ..
        } = &mut self.pages[number];
        let page = self.workbook.worksheet_from_index(*at)?;
        if *next_row == 1 {
            page.set_row_height(0, HEADER_POINTS)?;
        }
        // Not every program makes a row as high as its sentences by itself.
        let lines = lines(row, &sheet.columns);
        if lines > 1 && *heights < HEIGHTS_MAX && !is_last {
            *heights += 1;
            page.set_row_height(*next_row, LINE_POINTS * f64::from(lines.min(LINES_MAX)))?;
        }
        for ((at, cell), column) in (0_u16..).zip(row).zip(&sheet.columns) {
            // Ids and names stay on one line; sentences are broken.
            let text = if column.width >= PROSE_FROM {
                &self.styles.prose
            } else {
                &self.styles.text
            };
            write(page, *next_row, at, cell, text, &self.styles)?;
        }
        *next_row += 1;
        Ok(())
    }

    /// Ends the worksheet a table is filling.
    fn close(&mut self, number: usize) -> Result<(), XlsxError> {
        if let Some(last) = self.pages[number].waiting.take() {
            self.write_row(number, &last, true)?;
        }
        let page = &self.pages[number];
        let Some(last) = u16::try_from(page.sheet.columns.len())
            .ok()
            .and_then(|count| count.checked_sub(1))
        else {
            return Ok(());
        };
        let printed = u16::try_from(printed(&page.sheet).len()).unwrap_or(last);
        let last_row = page.next_row - 1;
        let sheet = self.workbook.worksheet_from_index(page.at)?;
        sheet.autofilter(0, 0, last_row, last)?;
        if (1..=last).contains(&printed) {
            sheet.set_print_area(0, 0, last_row, printed - 1)?;
        }
        Ok(())
    }

    /// Draws the first page and puts the file in its place.
    pub(super) fn finish(mut self, overview: Option<&Overview>) -> Result<PathBuf, ExportError> {
        let path = self.path.clone();
        self.end(overview).map_err(|error| failed(&path, &error))?;
        let is_large = self
            .pages
            .iter()
            .any(|page| page.parts > 1 || page.next_row >= LARGE_FROM_ROWS);
        self.workbook.use_zip_large_file(is_large);
        let mut draft = Draft::create(&path)?;
        self.workbook
            .save_to_writer(&mut draft)
            .map_err(|error| failed(&path, &error))?;
        draft.finish()?;
        Ok(path)
    }

    fn end(&mut self, overview: Option<&Overview>) -> Result<(), XlsxError> {
        for number in 0..self.pages.len() {
            self.close(number)?;
        }
        if let (true, Some(overview)) = (self.has_overview, overview) {
            draw(self.workbook.worksheet_from_index(0)?, overview)?;
        }
        Ok(())
    }
}

impl Book for XlsxBook {
    fn row(&mut self, sheet: usize, row: &[Cell]) -> Result<(), ExportError> {
        self.put(sheet, row)
            .map_err(|error| failed(&self.path, &error))
    }
}

fn failed(path: &Path, error: &XlsxError) -> ExportError {
    ExportError::Table {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}

/// Columns that go on paper.
fn printed(sheet: &Sheet) -> &[Column] {
    match sheet.columns.split_last() {
        Some((last, others)) if !last.is_printed => others,
        _ => &sheet.columns,
    }
}

/// Lines that the longest sentence of a row is broken into.
fn lines(row: &[Cell], columns: &[Column]) -> u32 {
    row.iter()
        .zip(columns)
        .filter(|(_, column)| column.width >= PROSE_FROM)
        .map(|(cell, column)| match cell {
            // A line is hardly ever filled to its last letter.
            Cell::Text(text) => letters(text).div_ceil(u32::from(column.width) - 2),
            _ => 1,
        })
        .max()
        .unwrap_or(1)
}

/// Width of a column: its field's, or more where its header would be cut or broken in a bad place.
fn width(column: &Column) -> u16 {
    let title = u16::try_from(letters(&column.title)).unwrap_or(u16::MAX);
    let lines = if title > TITLE_LINE_CHARS { 2 } else { 1 };
    // No word is broken: only Chinese ones may be.
    let word = column.title.split(' ').filter(|word| word.is_ascii());
    let word = word.map(str::len).max().unwrap_or(0);
    let word = u16::try_from(word).unwrap_or(u16::MAX);
    let needed = title.div_ceil(lines).max(word).saturating_add(BUTTON_CHARS);
    let width = u16::from(column.width).max(needed);
    let is_nearly_one_line = title > width && title <= width + TITLE_REST_CHARS;
    if is_nearly_one_line && !column.title.contains(' ') {
        title
    } else {
        width
    }
}

/// `Items`, `Items 2`, `Items 3`, cut where a name may be no longer.
fn part_name(name: &str, part: usize) -> String {
    if part == 1 {
        return name.to_owned();
    }
    let ending = format!(" {part}");
    let room = NAME_CHARS_MAX.saturating_sub(ending.chars().count());
    name.chars().take(room).chain(ending.chars()).collect()
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
            if text.len() > CELL_CHARS_MAX {
                let text: String = text.chars().take(CELL_CHARS_MAX).collect();
                page.write_string_with_format(row, at, text, as_text)?;
            } else {
                page.write_string_with_format(row, at, text, as_text)?;
            }
        }
        Cell::Number(number) => {
            page.write_number_with_format(row, at, exact(*number), &styles.number)?;
        }
        Cell::Share(percent, low) => {
            let style = if *low { &styles.low } else { &styles.number };
            page.write_number_with_format(row, at, exact(*percent), style)?;
        }
        Cell::Moment(text) | Cell::Day(text) => {
            let style = match cell {
                Cell::Day(_) => &styles.day,
                _ => &styles.moment,
            };
            // A year that a workbook cannot count stays as it is written: one bad clock must not cost the whole table.
            match ExcelDateTime::parse_from_str(text) {
                Ok(moment) => page.write_datetime_with_format(row, at, &moment, style)?,
                Err(_) => page.write_string_with_format(row, at, text, as_text)?,
            };
        }
        Cell::Empty => {
            page.write_blank(row, at, as_text)?;
        }
    }
    Ok(())
}

/// A workbook keeps numbers as floats; points, counts and seconds are small enough to be exact.
pub(super) fn exact(number: i64) -> f64 {
    i32::try_from(number).map_or(f64::MAX, f64::from)
}

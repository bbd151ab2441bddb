//! Results as Parquet for engines that others run: two tables, `results` and `items`, in folders by year and month
//! (docs/exports.md has the question "who must retrain in what" as SQL). The same results give the same files.

use super::lessons::month;
use super::parquet_columns::{Column, ITEMS, RESULTS, SHARED, Type, Value};
use super::source::{Found, Results, each_sound};
use super::{Done, ExportError};
use crate::domain::assessment::Item;
use crate::files::{Draft, FileError, write_whole};
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::TypePtr;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Number of the layout of columns and folders.
const FORMAT: &str = "1";
/// Says that a folder is an export of ours; engines pass over names that begin with `_`.
const MARKER: &str = "_streetwise.json";
/// Rows kept before they are written down.
const GROUP_ROWS: usize = 16_384;
/// Months open at once; results come in order of time, so more are hardly ever needed.
const OPEN_MONTHS_MAX: usize = 4;

/// Writes a folder with both tables; an earlier export there is replaced whole, anything else is left alone.
///
/// # Errors
/// When the folder holds something else, or the disk says no. A bad result does not hide the others: it is listed.
pub fn write(
    results: &mut dyn Results,
    only_month: Option<&str>,
    folder: &Path,
    seen: &mut dyn FnMut(u64),
) -> Result<Done, ExportError> {
    refuse_others(folder)?;
    // Beside the folder, also when it was named with a slash at its end. What has no name cannot be replaced.
    let Some(name) = folder.file_name() else {
        return Err(ExportError::NotOurs(folder.to_owned()));
    };
    let mut part = name.to_owned();
    part.push(".part");
    let part = folder.with_file_name(part);
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| {
            ExportError::File(FileError::Unwritable {
                path: path.clone(),
                source,
            })
        }
    };
    if part.exists() {
        fs::remove_dir_all(&part).map_err(unwritable(&part))?;
    }
    let mut tables = [
        Table::new(&part, "results", RESULTS)?,
        Table::new(&part, "items", ITEMS)?,
    ];
    let mut runs = 0;
    let unreadable = each_sound(results, only_month, seen, &mut |found| {
        runs += 1;
        let here = month(&found.mark.started_at);
        tables[0].add(&here, &found, None)?;
        for item in &found.mark.items {
            tables[1].add(&here, &found, Some(item))?;
        }
        Ok(())
    })?;
    let mut files = Vec::new();
    for table in tables {
        files.extend(table.finish()?);
    }
    let marker = serde_json::json!({ "format": FORMAT, "runs": runs });
    write_whole(&part.join(MARKER), marker.to_string().as_bytes())?;
    // The earlier export goes only when the new one is whole.
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(unwritable(folder))?;
    }
    fs::rename(&part, folder).map_err(unwritable(folder))?;
    for file in &mut files {
        if let Ok(inside) = file.strip_prefix(&part) {
            *file = folder.join(inside);
        }
    }
    Ok(Done {
        runs,
        files,
        unreadable,
    })
}

/// Nothing that we did not write is ever removed.
fn refuse_others(folder: &Path) -> Result<(), ExportError> {
    let empty = fs::read_dir(folder).map_or(!folder.exists(), |mut found| found.next().is_none());
    if empty || folder.join(MARKER).is_file() {
        Ok(())
    } else {
        Err(ExportError::NotOurs(folder.to_owned()))
    }
}

/// One table with its open months.
struct Table {
    root: PathBuf,
    columns: Vec<&'static Column>,
    schema: TypePtr,
    properties: WriterPropertiesPtr,
    /// Open months with the number of their last use.
    open: BTreeMap<String, (u64, Month)>,
    /// How many files every month has.
    parts: BTreeMap<String, usize>,
    uses: u64,
    files: Vec<PathBuf>,
}

struct Month {
    path: PathBuf,
    writer: SerializedFileWriter<Draft>,
    buffers: Vec<Buffer>,
    rows: usize,
}

impl Table {
    fn new(root: &Path, name: &'static str, own: &'static [Column]) -> Result<Self, ExportError> {
        let root = root.join(name);
        let columns: Vec<&Column> = SHARED.iter().chain(own).collect();
        let fields: String = columns.iter().map(|column| column.field()).collect();
        let schema = parse_message_type(&format!("message {name} {{ {fields} }}"))
            .map_err(|error| failed(&root, &error))?;
        let about = KeyValue::new("streetwise.format".to_owned(), FORMAT.to_owned());
        let properties = WriterProperties::builder()
            .set_created_by("streetwise".to_owned())
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(vec![about]))
            .build();
        Ok(Self {
            root,
            columns,
            schema: Arc::new(schema),
            properties: Arc::new(properties),
            open: BTreeMap::new(),
            parts: BTreeMap::new(),
            uses: 0,
            files: Vec::new(),
        })
    }

    fn add(&mut self, month: &str, found: &Found, item: Option<&Item>) -> Result<(), ExportError> {
        self.uses += 1;
        if !self.open.contains_key(month) {
            self.begin(month)?;
        }
        let columns = &self.columns;
        let Some((used, open)) = self.open.get_mut(month) else {
            return Ok(());
        };
        *used = self.uses;
        for (column, buffer) in columns.iter().zip(&mut open.buffers) {
            buffer.push((column.3)(found, item));
        }
        open.rows += 1;
        if open.rows >= GROUP_ROWS {
            open.flush()?;
        }
        Ok(())
    }

    /// Opens a file for a month; closes the one least lately used when too many are open.
    fn begin(&mut self, month: &str) -> Result<(), ExportError> {
        if self.open.len() >= OPEN_MONTHS_MAX {
            let oldest = self.open.iter().min_by_key(|(_, (used, _))| *used);
            if let Some(oldest) = oldest.map(|(name, _)| name.clone()) {
                self.end(&oldest)?;
            }
        }
        // Rows in order of time have no more for a month once another begins: what it kept need not wait in memory.
        for (_, other) in self.open.values_mut() {
            other.flush()?;
        }
        let part = self.parts.entry(month.to_owned()).or_insert(0);
        let (year, number) = month.split_once('-').unwrap_or((month, "00"));
        let path = self
            .root
            .join(format!("year={}", plain(year)))
            .join(format!("month={}", plain(number)))
            .join(format!("part-{part:04}.parquet"));
        *part += 1;
        let draft = Draft::create(&path)?;
        let writer =
            SerializedFileWriter::new(draft, Arc::clone(&self.schema), self.properties.clone())
                .map_err(|error| failed(&path, &error))?;
        let buffers = self.columns.iter().map(|one| Buffer::new(one)).collect();
        let open = Month {
            path,
            writer,
            buffers,
            rows: 0,
        };
        self.open.insert(month.to_owned(), (self.uses, open));
        Ok(())
    }

    fn end(&mut self, month: &str) -> Result<(), ExportError> {
        let Some((_, mut open)) = self.open.remove(month) else {
            return Ok(());
        };
        open.flush()?;
        let path = open.path;
        let draft = open
            .writer
            .into_inner()
            .map_err(|error| failed(&path, &error))?;
        draft.finish()?;
        self.files.push(path);
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<PathBuf>, ExportError> {
        let months: Vec<String> = self.open.keys().cloned().collect();
        for month in months {
            self.end(&month)?;
        }
        self.files.sort();
        Ok(self.files)
    }
}

impl Month {
    /// Writes the rows kept so far as one group.
    fn flush(&mut self) -> Result<(), ExportError> {
        if self.rows == 0 {
            return Ok(());
        }
        self.rows = 0;
        let Self {
            path,
            writer,
            buffers,
            ..
        } = self;
        let mut put = || {
            let mut group = writer.next_row_group()?;
            for buffer in buffers.iter_mut() {
                if let Some(mut column) = group.next_column()? {
                    buffer.drain(&mut column)?;
                    column.close()?;
                }
            }
            group.close().map(|_| ())
        };
        put().map_err(|error| failed(path, &error))
    }
}

/// Values of one column that wait to be written.
struct Buffer {
    kind: Type,
    optional: bool,
    /// 1 where there is a value, 0 where there is none.
    levels: Vec<i16>,
    texts: Vec<ByteArray>,
    ints: Vec<i32>,
    longs: Vec<i64>,
    bools: Vec<bool>,
}

impl Buffer {
    const fn new(column: &Column) -> Self {
        Self {
            kind: column.1,
            optional: column.2,
            levels: Vec::new(),
            texts: Vec::new(),
            ints: Vec::new(),
            longs: Vec::new(),
            bools: Vec::new(),
        }
    }

    fn push(&mut self, value: Value) {
        self.levels.push(i16::from(!matches!(value, Value::Null)));
        match value {
            Value::Text(text) => self.texts.push(ByteArray::from(text.into_bytes())),
            Value::Int(number) => self.ints.push(number),
            Value::Long(number) => self.longs.push(number),
            Value::Bool(yes) => self.bools.push(yes),
            Value::Null => assert!(self.optional, "nothing in a required column; this is a bug"),
        }
    }

    fn drain(&mut self, to: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = self.optional.then_some(self.levels.as_slice());
        match self.kind {
            Type::Text => to
                .typed::<ByteArrayType>()
                .write_batch(&self.texts, levels, None)?,
            Type::Int => to
                .typed::<Int32Type>()
                .write_batch(&self.ints, levels, None)?,
            Type::Moment => to
                .typed::<Int64Type>()
                .write_batch(&self.longs, levels, None)?,
            Type::Bool => to
                .typed::<BoolType>()
                .write_batch(&self.bools, levels, None)?,
        };
        // Made anew, because a month that is over would hold on to its room.
        self.levels = Vec::new();
        self.texts = Vec::new();
        self.ints = Vec::new();
        self.longs = Vec::new();
        self.bools = Vec::new();
        Ok(())
    }
}

/// What may stand in a folder's name.
fn plain(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .take(16)
        .collect()
}

fn failed(path: &Path, error: &ParquetError) -> ExportError {
    ExportError::Table {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}

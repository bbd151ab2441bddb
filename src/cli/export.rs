//! `export`: marks from the results store as tables, data files or learning records for the personnel office.

#[cfg(feature = "papers")]
use super::certificate::print_failure;
use super::day::month_or_text;
use super::desk::Desk;
use super::noting::{Log, Noted, note_read};
use super::outcome::{Failure, Outcome};
#[cfg(feature = "store")]
use super::whose::SourceArgs;
use crate::content::Content;
use crate::domain::scenario::load::load;
use crate::domain::scenario::model::Case;
#[cfg(feature = "store")]
use crate::export::Names;
use crate::export::{
    Done, ExportError, Folder, MappingError, Order, Reader, Results, TableFormat, write,
};
#[cfg(feature = "papers")]
use crate::files::write_whole;
use crate::files::{case_folders, home, read_case, read_text};
use indicatif::{FormattedDuration, ProgressBar, ProgressState, ProgressStyle};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Folder of the results inside the data folder.
const RESULTS: &str = "results";
/// No words in it: it is the same in every language. At the end the time that is left.
const BAR: &str = "{spinner} {wide_bar} {percent}% {human_pos}/{human_len} {left}";
/// The sign before the bar turns as often: a large workbook is packed for minutes after its last row.
const TURN: Duration = Duration::from_millis(200);

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    #[arg(long, value_name = "xlsx|csv|pdf|parquet|xapi")]
    format: Kind,
    #[cfg_attr(
        feature = "papers",
        arg(long, value_name = "PATH", required_unless_present = "lrs")
    )]
    #[cfg_attr(
        not(feature = "papers"),
        arg(long, value_name = "PATH", required = true)
    )]
    out: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    #[arg(long, value_name = "YYYY-MM", value_parser = month_or_text)]
    month: Option<String>,
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    #[arg(long)]
    rehearsals: bool,
    #[cfg(feature = "papers")]
    #[arg(long, value_name = "URL")]
    pub(super) lrs: Option<String>,
    #[cfg(feature = "papers")]
    #[arg(long, value_name = "NAME", requires = "lrs")]
    pub(super) lrs_user: Option<String>,
    #[cfg(feature = "papers")]
    #[arg(long, value_name = "URL")]
    pub(super) site: Option<String>,
    #[cfg(feature = "papers")]
    #[arg(long, requires = "lrs")]
    pub(super) again: bool,
    #[cfg(feature = "store")]
    #[command(flatten)]
    source: SourceArgs,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Csv,
    Xlsx,
    #[cfg(feature = "papers")]
    Pdf,
    #[cfg(feature = "papers")]
    Parquet,
    #[cfg(feature = "papers")]
    Xapi,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            #[cfg(feature = "papers")]
            Self::Pdf => "pdf",
            #[cfg(feature = "papers")]
            Self::Parquet => "parquet",
            #[cfg(feature = "papers")]
            Self::Xapi => "xapi",
        }
    }
}

/// What came of it.
pub(super) struct Told {
    pub(super) runs: u64,
    pub(super) files: Vec<PathBuf>,
    pub(super) unreadable: Vec<ExportError>,
}

pub(super) fn run(args: &ExportArgs, desk: &Desk) -> Result<Outcome, Failure> {
    check(args)?;
    let home = home()?;
    let content = Content::open(&home)?;
    let cases = cases(&home, &content);
    #[cfg(feature = "store")]
    let names = args.source.open_names(desk)?;
    let reader = Reader {
        lang: desk.words.lang(),
        law: Some(&content.packs.law),
        cases: &cases,
        #[cfg(feature = "store")]
        names: names.as_ref().map(|one| one as &dyn Names),
        #[cfg(not(feature = "store"))]
        names: None,
    };
    #[cfg(feature = "store")]
    if args.from.is_none() {
        let month = args.month.as_deref();
        let format = args.format.name();
        let mut results = args.source.open(month, args.rehearsals, format, desk)?;
        let outcome = go(args, reader, &content, &mut results, desk)?;
        tell_rehearsals(results.rehearsals()?, desk);
        let left_out = results.tell_problems(desk);
        return Ok(if outcome == Outcome::Done {
            left_out
        } else {
            outcome
        });
    }
    let mut results = from_folder(args, desk)?;
    let outcome = go(args, reader, &content, &mut results, desk)?;
    tell_rehearsals(results.left_out, desk);
    Ok(outcome)
}

/// Whoever rehearsed a case looks for the run in the table.
pub(super) fn tell_rehearsals(count: u64, desk: &Desk) {
    if count > 0 {
        let count = count.to_string();
        desk.warn(&desk.words.with("rehearsals-left-out", &[("count", &count)]));
    }
}

/// Writes what was asked for.
fn go(
    args: &ExportArgs,
    reader: Reader<'_>,
    content: &Content,
    results: &mut dyn Results,
    desk: &Desk,
) -> Result<Outcome, Failure> {
    // Only paper says whose it is.
    #[cfg(not(feature = "papers"))]
    let _ = content;
    let count = results.count().map_err(failure)?;
    let bar = ProgressBar::new(count);
    // On anything but a terminal the bar draws nothing.
    bar.set_style(
        ProgressStyle::with_template(BAR)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .with_key("left", left),
    );
    bar.enable_steady_tick(TURN);
    let seen = &mut |number: u64| bar.set_position(number);
    let out = args.out.as_deref();
    let came = match (args.format, out) {
        (Kind::Csv, Some(out)) => tables(args, TableFormat::Csv, reader, results, out, seen)?,
        (Kind::Xlsx, Some(out)) => tables(args, TableFormat::Xlsx, reader, results, out, seen)?,
        #[cfg(feature = "papers")]
        (Kind::Pdf, Some(out)) => {
            let bureau = &content.packs.bureau;
            let place = bureau.default_district();
            let name = bureau.word("bureau.office", place, reader.lang);
            let name = name.unwrap_or_else(|| bureau.city.get(reader.lang).to_owned());
            let month = args.month.as_deref();
            let (page, mut done) =
                crate::export::page(results, reader, &name, month, seen).map_err(failure)?;
            let press = crate::print::Press::open(&home()?).map_err(print_failure)?;
            write_whole(out, &press.print("results", &page).map_err(print_failure)?)?;
            done.files.push(out.to_owned());
            told(done)
        }
        #[cfg(feature = "papers")]
        (Kind::Parquet, Some(out)) => {
            let month = args.month.as_deref();
            let done =
                crate::export::parquet_files::write(results, month, out, seen).map_err(failure)?;
            let mut files = vec![out.to_owned()];
            files.extend(done.files);
            Told {
                runs: done.runs,
                files,
                unreadable: done.unreadable,
            }
        }
        #[cfg(feature = "papers")]
        (Kind::Xapi, _) => {
            let month = args.month.as_deref();
            super::lrs::run(args, month, out, reader, results, seen, desk)?
        }
        (_, None) => return Err(needs("--lrs", "--format xapi")),
    };
    bar.finish_and_clear();
    let is_whole = came.unreadable.is_empty();
    tell(desk, &came);
    for error in came.unreadable {
        desk.warn(&failure(error).tell(&desk.words));
    }
    Ok(if is_whole {
        Outcome::Done
    } else {
        Outcome::Fault
    })
}

/// The time left as if it went on as from the beginning: a moment's speed on a busy machine told hours for minutes.
fn left(state: &ProgressState, to: &mut dyn std::fmt::Write) {
    let (done, all) = (state.pos(), state.len().unwrap_or(0));
    if done > 0 && all >= done {
        let left = state.elapsed().as_secs_f64() / done as f64 * (all - done) as f64;
        let left = FormattedDuration(Duration::from_secs(left as u64));
        // A bar that cannot be drawn is no failure.
        let _ = write!(to, "{left}");
    }
}

/// What the argument reader cannot see.
fn check(args: &ExportArgs) -> Result<(), Failure> {
    let is_table = matches!(args.format, Kind::Csv | Kind::Xlsx);
    if args.mapping.is_some() && !is_table {
        return Err(needs("--mapping", "--format xlsx|csv"));
    }
    #[cfg(feature = "papers")]
    if (args.lrs.is_some() || args.site.is_some()) && args.format != Kind::Xapi {
        return Err(needs("--lrs, --site", "--format xapi"));
    }
    #[cfg(feature = "papers")]
    let may_name = is_table || args.format == Kind::Pdf;
    #[cfg(not(feature = "papers"))]
    let may_name = is_table;
    #[cfg(feature = "store")]
    if args.source.names() && !may_name {
        return Err(needs("--names", "--format xlsx|csv|pdf"));
    }
    #[cfg(not(feature = "store"))]
    let _ = may_name;
    #[cfg(feature = "store")]
    if args.from.is_some() && args.source.is_for_the_store() {
        return Err(Failure::new(Outcome::Usage, "fail-export-from"));
    }
    if let Some(month) = &args.month {
        let is_month = match month.split_once('-') {
            Some((year, number)) => {
                year.len() == 4
                    && number.len() == 2
                    && year.bytes().all(|one| one.is_ascii_digit())
                    && matches!(number.parse(), Ok(1..=12_u8))
            }
            None => false,
        };
        if !is_month {
            return Err(Failure::new(Outcome::Usage, "fail-export-month").with("month", month));
        }
    }
    Ok(())
}

pub(super) fn needs(argument: &str, other: &str) -> Failure {
    Failure::new(Outcome::Usage, "fail-export-needs")
        .with("argument", argument)
        .with("other", other)
}

fn tables(
    args: &ExportArgs,
    format: TableFormat,
    reader: Reader<'_>,
    results: &mut dyn Results,
    out: &Path,
    seen: &mut dyn FnMut(u64),
) -> Result<Told, Failure> {
    let mapping = match &args.mapping {
        Some(path) => Some((path.as_path(), read_text(path)?)),
        None => None,
    };
    let order = Order {
        reader,
        format,
        path: out,
        mapping: mapping.as_ref().map(|(path, text)| (*path, text.as_str())),
        month: args.month.as_deref(),
        rows_max: None,
    };
    Ok(told(write(results, order, seen).map_err(failure)?))
}

fn told(done: Done) -> Told {
    Told {
        runs: done.runs,
        files: done.files,
        unreadable: done.unreadable,
    }
}

/// Results of the folder named, else of the data folder, which is empty before anything was put into it. Whoever is in it
/// is noted: once for all of it, then every person.
fn from_folder(args: &ExportArgs, desk: &Desk) -> Result<Noted, Failure> {
    let store = desk.data().join(RESULTS);
    let from = args.from.as_deref().unwrap_or(&store);
    let month = args.month.as_deref().unwrap_or("*");
    note_read(desk, from, "export", month, args.format.name())?;
    let folder = if args.from.is_some() || store.is_dir() {
        Folder::open(from).map_err(failure)?
    } else {
        Folder::empty()
    };
    Ok(Noted {
        log: Log::of(desk, from),
        folder,
        rehearsals: args.rehearsals,
        left_out: 0,
    })
}

/// Cases at hand, for titles and names. One that does not load is told by its id; `check` says why.
fn cases(home: &Path, content: &Content) -> Vec<Case> {
    case_folders(&home.join("scenarios"))
        .iter()
        .filter_map(|folder| read_case(folder).ok())
        .filter_map(|texts| load(&texts, &content.context).case)
        .collect()
}

fn tell(desk: &Desk, told: &Told) {
    let runs = told.runs.to_string();
    let paths: Vec<String> = told
        .files
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    if desk.json {
        desk.hand_over(&serde_json::json!({ "runs": told.runs, "files": paths }));
        return;
    }
    let plural = if told.runs == 1 { "one" } else { "other" };
    for (number, path) in paths.iter().enumerate() {
        if number == 0 {
            desk.tell(
                "export-wrote",
                &[("runs", &runs), ("plural", plural), ("path", path)],
            );
        } else {
            desk.tell("export-wrote-file", &[("path", path)]);
        }
    }
}

/// What is said when an export fails.
pub(super) fn failure(error: ExportError) -> Failure {
    let told = |outcome, id, path: &Path, detail: &str| {
        Failure::new(outcome, id)
            .with("path", path.display().to_string())
            .with("detail", detail)
    };
    match error {
        ExportError::NoFolder(path) => told(Outcome::Usage, "fail-export-folder", &path, ""),
        ExportError::File(error) => {
            Failure::new(Outcome::Machine, "fail-export-file").with("detail", error.to_string())
        }
        ExportError::Unreadable { path, detail } => {
            told(Outcome::Fault, "fail-export-result", &path, &detail)
        }
        ExportError::Doubted { path, wrong } => {
            super::exam::doubted(path.parent().unwrap_or(&path), &wrong)
        }
        ExportError::Format { path, format } => {
            told(Outcome::Fault, "fail-export-format", &path, &format)
        }
        ExportError::Table { path, detail } => {
            told(Outcome::Machine, "fail-export-table", &path, &detail)
        }
        ExportError::MappingSyntax(found) => Failure::Finding(*found),
        ExportError::Mapping(error) => mapping(&error),
        ExportError::NotOurs(path) => told(Outcome::Usage, "fail-export-others", &path, ""),
        ExportError::Source(error) => stopped(error),
    }
}

/// What is said when results stop coming: the store says it best itself.
fn stopped(error: Box<dyn std::error::Error + Send + Sync>) -> Failure {
    #[cfg(feature = "store")]
    let error = match error.downcast::<crate::store::StoreError>() {
        Ok(error) => return (*error).into(),
        Err(other) => other,
    };
    Failure::new(Outcome::Machine, "fail-export-source").with("detail", error.to_string())
}

fn mapping(error: &MappingError) -> Failure {
    let place = format!(
        "{}:{}:{}",
        error.path.display(),
        error.span.line,
        error.span.column
    );
    let failure = Failure::new(Outcome::Fault, error.what).with("place", place);
    error.values.iter().fold(failure, |failure, (name, value)| {
        failure.with(name, value.as_str())
    })
}

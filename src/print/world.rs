//! What the typesetter may see: one template with those it includes from the same folder, one piece of data, our fonts.
//! No clock, no net, no other file.

use super::PrintError;
use crate::files::{FileError, read_bytes, read_text};
use std::path::{Path, PathBuf};
use typst::diag::{FileError as Missing, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, WorldExt};

/// Name under which templates find their data.
const DATA: &str = "/data.json";

/// One print.
pub(super) struct World<'a> {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: &'a [Font],
    folder: &'a Path,
    main: Source,
    data: Bytes,
}

impl<'a> World<'a> {
    pub(super) fn new(
        folder: &'a Path,
        template: &str,
        data: Vec<u8>,
        fonts: &'a [Font],
    ) -> Result<Self, PrintError> {
        let name = format!("{template}.typ");
        let text = read_text(&folder.join(&name))?;
        let path = VirtualPath::new(&name)
            .map_err(|_| PrintError::File(FileError::Missing(folder.join(&name))))?;
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(fonts)),
            fonts,
            folder,
            main: Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), text),
            data: Bytes::new(data),
        })
    }

    /// A file of the templates' folder; packages of the net are not there.
    fn path(&self, id: FileId) -> FileResult<PathBuf> {
        let rooted = id.get();
        match rooted.root() {
            VirtualRoot::Project => rooted
                .vpath()
                .realize(self.folder)
                .map_err(|_| Missing::AccessDenied),
            VirtualRoot::Package(_) => Err(Missing::AccessDenied),
        }
    }

    /// The first mistake of a template, at its place.
    pub(super) fn explain(&self, errors: &[SourceDiagnostic]) -> PrintError {
        let Some(first) = errors.first() else {
            return self.wrong(self.main.id(), 0, 0, "?".to_owned());
        };
        let mut detail = first.message.to_string();
        for hint in &first.hints {
            detail.push_str(" — ");
            detail.push_str(&hint.v);
        }
        // What the mistake is in may have been called from elsewhere; its own place is the one to mend.
        let id = first.span.id().unwrap_or_else(|| self.main.id());
        let place = self.range(first.span).and_then(|range| {
            let source = typst::World::source(self, id).ok()?;
            source.lines().byte_to_line_column(range.start)
        });
        let (line, column) = place.map_or((0, 0), |(line, column)| (line + 1, column + 1));
        self.wrong(id, line, column, detail)
    }

    fn wrong(&self, id: FileId, line: usize, column: usize, detail: String) -> PrintError {
        PrintError::Template {
            path: self.path(id).unwrap_or_else(|_| self.folder.to_owned()),
            line,
            column,
            detail,
        }
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let path = self.path(id)?;
        let text = read_text(&path).map_err(|_| Missing::NotFound(path))?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.get().vpath().get_with_slash() == DATA {
            return Ok(self.data.clone());
        }
        let path = self.path(id)?;
        read_bytes(&path)
            .map(Bytes::new)
            .map_err(|_| Missing::NotFound(path))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

//! How findings look: a picture of the place with a caret for people, plain fields for machines.

use super::desk::Desk;
use crate::domain::diagnostic::{Diagnostic, Severity, Span};
use crate::domain::packs::PackProblem;
use crate::text::Words;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents,
};
use serde::Serialize;
use std::fmt;

/// Columns a finding may take.
const WIDTH: usize = 100;

/// A finding in words, with the text it is about.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    /// File as the user reaches it.
    pub file: String,
    /// Line from 1.
    pub line: u32,
    /// Column in characters from 1.
    pub column: u32,
    /// Characters.
    pub length: u32,
    /// Stable code.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Why that is a mistake.
    pub cause: String,
    /// What to do.
    pub cure: String,
    #[serde(skip)]
    text: String,
}

impl Finding {
    /// A finding of a case. `file` is the path as the user reaches it, `text` the file's content.
    pub(super) fn of(found: &Diagnostic, file: String, text: String, words: &Words) -> Self {
        let [message, cause, cure] = words.diagnostic(found);
        Self {
            file,
            line: found.span.line,
            column: found.span.column,
            length: found.span.length,
            code: found.code.to_owned(),
            severity: found.severity,
            message,
            cause,
            cure,
            text,
        }
    }

    /// A problem of a pack.
    pub(super) fn of_pack(found: &PackProblem, text: String, words: &Words) -> Self {
        let place = found.place;
        Self {
            file: found.path.clone(),
            line: place.map_or(1, |one| one.line),
            column: place.map_or(1, |one| one.column),
            length: 1,
            code: found.code.to_owned(),
            severity: Severity::Error,
            message: found.message.get(words.lang()).to_owned(),
            cause: String::new(),
            cure: String::new(),
            text,
        }
    }

    /// Whether another finding is the same mistake at the same place, differing in words only.
    fn belongs_to(&self, other: &Self) -> bool {
        (&self.file, self.line, self.column, &self.code)
            == (&other.file, other.line, other.column, &other.code)
    }

    /// Prints it as a picture, with the messages of others at the same place.
    fn show(&self, others: &[Self], desk: &Desk) {
        let messages: Vec<&str> = std::iter::once(self)
            .chain(others)
            .map(|one| one.message.as_str())
            .collect();
        let message = messages.join("\n");
        let theme = if desk.in_colour() {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let words = &desk.words;
        let mut footer = Vec::new();
        for (id, text) in [("finding-cause", &self.cause), ("finding-cure", &self.cure)] {
            if !text.is_empty() {
                footer.push(words.with(id, &[("text", text)]));
            }
        }
        let severity = match self.severity {
            Severity::Error => "finding-error",
            Severity::Warning => "finding-warning",
        };
        let place = words.with(
            "finding-place",
            &[
                ("file", &self.file),
                ("line", &self.line.to_string()),
                ("column", &self.column.to_string()),
            ],
        );
        let picture = Picture {
            message: &message,
            head: format!("{} {} {place}", words.get(severity), self.code),
            severity: match self.severity {
                Severity::Error => miette::Severity::Error,
                Severity::Warning => miette::Severity::Warning,
            },
            source: Page {
                name: &self.file,
                text: &self.text,
            },
            at: bytes(
                &self.text,
                Span {
                    line: self.line,
                    column: self.column,
                    length: self.length,
                },
            ),
        };
        let mut out = String::new();
        let drawn = GraphicalReportHandler::new_themed(theme)
            .with_width(WIDTH)
            .with_footer(footer.join("\n"))
            .with_links(false)
            .render_report(&mut out, &picture);
        if drawn.is_err() {
            out = format!("{}:{}:{} {message}", self.file, self.line, self.column);
        }
        let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
        desk.say(&format!("{}\n", lines.join("\n").trim_end()));
    }
}

/// Prints findings; those at the same place with the same code share a picture.
pub(super) fn show_all(found: &[Finding], desk: &Desk) {
    for group in found.chunk_by(|one, next| next.belongs_to(one)) {
        if let [first, others @ ..] = group {
            first.show(others, desk);
        }
    }
}

/// A span of characters as a span of bytes, never outside the text.
fn bytes(text: &str, span: Span) -> SourceSpan {
    let mut start = 0;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        if at + 1 == span.line as usize {
            let end_of_line = line.trim_end_matches(['\n', '\r']).len();
            let offset = |chars: usize| {
                line.char_indices()
                    .nth(chars)
                    .map_or(end_of_line, |(byte, _)| byte.min(end_of_line))
            };
            let from = offset(span.column.saturating_sub(1) as usize);
            let to = offset((span.column.saturating_sub(1) + span.length) as usize);
            return (start + from, to.saturating_sub(from)).into();
        }
        start += line.len();
    }
    (text.len(), 0).into()
}

/// A text with a name whose columns count characters; the library's own count bytes, which no author of Chinese can use.
#[derive(Debug)]
struct Page<'a> {
    name: &'a str,
    text: &'a str,
}

impl SourceCode for Page<'_> {
    fn read_span<'b>(
        &'b self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'b> + 'b>, MietteError> {
        let inner = self.text.read_span(span, lines_before, lines_after)?;
        let line_start = self.text[..span.offset()]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let column = if lines_before == 0 {
            self.text[line_start..span.offset()].chars().count()
        } else {
            inner.column()
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.to_owned(),
            inner.data(),
            *inner.span(),
            inner.line(),
            column,
            inner.line_count(),
        )))
    }
}

#[derive(Debug)]
struct Picture<'a> {
    message: &'a str,
    head: String,
    severity: miette::Severity,
    source: Page<'a>,
    at: SourceSpan,
}

impl fmt::Display for Picture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl std::error::Error for Picture<'_> {}

impl miette::Diagnostic for Picture<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        Some(Box::new(&self.head))
    }
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(
            None, self.at,
        ))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_characters_not_bytes() {
        let text = "一二\n三 \"四五\" 六\n";
        let span = bytes(
            text,
            Span {
                line: 2,
                column: 3,
                length: 4,
            },
        );
        assert_eq!(&text[span.offset()..span.offset() + span.len()], "\"四五\"");
        let far = bytes(
            text,
            Span {
                line: 9,
                column: 9,
                length: 9,
            },
        );
        assert_eq!((far.offset(), far.len()), (text.len(), 0));
    }
}

//! RON text to values; a mistake becomes a finding an author without programming can act on: not "expected comma" but
//! which sign is missing where, and whether a bracket, a quote or a full-width sign is behind it. Knows no meaning.

use super::resolve::nearest;
use crate::domain::diagnostic::{Diagnostic, Span};
use crate::domain::packs::Place;
use ron::Error as E;
use serde::de::DeserializeOwned;

/// Signs an input method for Chinese writes in place of those the files need.
const FULL_WIDTH: &[(char, &str)] = &[
    ('，', ","),
    ('、', ","),
    ('；', ","),
    ('：', ":"),
    ('（', "("),
    ('）', ")"),
    ('【', "["),
    ('】', "]"),
    ('［', "["),
    ('］', "]"),
    ('｛', "{"),
    ('｝', "}"),
    ('“', "\""),
    ('”', "\""),
    ('‘', "\""),
    ('’', "\""),
    ('＂', "\""),
];

/// The RON dialect of all content: `Some` may be left out.
#[must_use]
pub fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// Reads one RON text; a mistake becomes a finding with its place.
///
/// # Errors
/// The finding.
pub fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Box<Diagnostic>> {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(one) = garbled(name, plain) {
        return Err(Box::new(one));
    }
    ron_options()
        .from_str::<T>(plain)
        .map_err(|error| Box::new(finding(name, plain, &error)))
}

/// The place of the first byte that is no UTF-8: whoever reads files leaves U+FFFD there, and no author writes that sign.
pub(super) fn garbled(name: &str, text: &str) -> Option<Diagnostic> {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let at = plain.find(char::REPLACEMENT_CHARACTER)?;
    let Place { line, column } = Place::at(plain, at);
    let span = Span {
        line,
        column,
        length: 1,
    };
    Some(Diagnostic::new("SW0113", name, span))
}

/// A RON error as a finding: what kind of mistake it is decides the code.
fn finding(name: &str, text: &str, error: &ron::error::SpannedError) -> Diagnostic {
    let (start, end) = (error.span.start, error.span.end);
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let length = if start.line == end.line {
        end.col.saturating_sub(start.col)
    } else {
        1
    };
    let span = inside(
        text,
        Span {
            line: small(start.line),
            column: small(start.col),
            length: small(length),
        },
    );
    let near = |word: &str, known: &[&'static str]| nearest(word, known.iter().copied());
    match &error.code {
        E::NoSuchStructField {
            found, expected, ..
        } => Diagnostic::new("SW0102", name, span)
            .with("word", found.clone())
            .with("near", near(found, expected))
            .with("known", expected.join(", ")),
        E::MissingStructField { field, .. } => {
            // The reader notices at the end of the group; its author looks for the beginning.
            let span = open_brackets(text, (span.line, span.column))
                .ok()
                .and_then(|open| open.last().map(|last| last.1))
                .unwrap_or(span);
            Diagnostic::new("SW0103", name, span).with("word", (*field).to_owned())
        }
        E::DuplicateStructField { field, .. } => {
            Diagnostic::new("SW0109", name, span).with("word", (*field).to_owned())
        }
        E::NoSuchEnumVariant {
            found, expected, ..
        } => Diagnostic::new("SW0104", name, span)
            .with("word", found.clone())
            .with("near", near(found, expected))
            .with("known", expected.join(", ")),
        other => match (cause_elsewhere(name, text, span), wanted(other)) {
            (Some(better), _) => better,
            (None, Some((wanted, word))) => Diagnostic::new("SW0105", name, span)
                .with("wanted", wanted)
                .with("word", word),
            (None, None) => Diagnostic::new("SW0101", name, span)
                .with(
                    "kind",
                    if after_quote(text, span) {
                        "inner"
                    } else {
                        kind(other)
                    },
                )
                .with(
                    "word",
                    sign_at(text, span).map(String::from).unwrap_or_default(),
                ),
        },
    }
}

/// What kind of value was wanted, when a value of another kind stands there, and what stands there instead if known.
fn wanted(error: &E) -> Option<(&'static str, String)> {
    let word = String::new();
    Some(match error {
        E::ExpectedArray => ("list", word),
        E::ExpectedMap => ("map", word),
        E::ExpectedString | E::ExpectedChar => ("string", word),
        E::ExpectedBoolean => ("boolean", word),
        E::ExpectedInteger | E::ExpectedFloat | E::InvalidIntegerDigit { .. } => ("integer", word),
        E::IntegerOutOfBounds => ("range", word),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) | E::ExpectedUnit => ("group", word),
        E::ExpectedDifferentLength { expected, found } => {
            let count: String = expected.chars().filter(char::is_ascii_digit).collect();
            ("count", format!("{found}/{count}"))
        }
        E::InvalidValueForType { expected, found } => {
            let kind = if expected.contains("string") {
                "string"
            } else if expected.contains("bool") {
                "boolean"
            } else if expected.contains("sequence") || expected.contains("list") {
                "list"
            } else if expected.contains("map") {
                "map"
            } else if expected.starts_with(['u', 'i', 'f']) || expected.contains("integer") {
                "integer"
            } else {
                "group"
            };
            (kind, found.split('`').nth(1).unwrap_or_default().to_owned())
        }
        _ => return None,
    })
}

/// The kind of a plain slip, by which the message chooses its words.
const fn kind(error: &E) -> &'static str {
    match error {
        E::ExpectedComma => "comma",
        E::ExpectedMapColon => "colon",
        E::ExpectedStructLikeEnd | E::ExpectedOptionEnd => "paren",
        E::ExpectedArrayEnd => "bracket",
        E::ExpectedMapEnd => "brace",
        E::ExpectedStringEnd => "quote",
        E::Eof => "end",
        E::TrailingCharacters => "after",
        E::InvalidEscape(_) => "escape",
        E::UnclosedBlockComment | E::UnclosedLineComment => "comment",
        E::ExpectedIdentifier
        | E::InvalidIdentifier(_)
        | E::SuggestRawIdentifier(_)
        | E::ExpectedDifferentStructName { .. } => "name",
        E::ExceededRecursionLimit => "deep",
        _ => "other",
    }
}

/// Whether a word stands right behind a quote: somebody has quoted a word inside a text, which ended the text there.
fn after_quote(text: &str, span: Span) -> bool {
    let before = Span {
        column: span.column.saturating_sub(1),
        ..span
    };
    span.column > 1
        && sign_at(text, before) == Some('"')
        && sign_at(text, span).is_some_and(char::is_alphanumeric)
}

fn sign_at(text: &str, span: Span) -> Option<char> {
    text.lines()
        .nth(span.line.saturating_sub(1) as usize)?
        .chars()
        .nth(span.column.saturating_sub(1) as usize)
}

/// The reader stumbles where it no longer understands; the mistake itself is often earlier. Looks for what trips people.
fn cause_elsewhere(name: &str, text: &str, span: Span) -> Option<Diagnostic> {
    if let Some(sign) = sign_at(text, span)
        && let Some((_, plain)) = FULL_WIDTH.iter().find(|one| one.0 == sign)
    {
        let span = Span { length: 1, ..span };
        return Some(
            Diagnostic::new("SW0110", name, span)
                .with("word", sign)
                .with("near", *plain),
        );
    }
    let here = (span.line, span.column);
    match unbalanced(text) {
        Some(Slip::Quote(at)) if (at.line, at.column) < here => {
            Some(Diagnostic::new("SW0112", name, at))
        }
        Some(Slip::Open(at, sign)) => Some(
            Diagnostic::new("SW0111", name, at)
                .with("word", sign)
                .with("kind", "open"),
        ),
        Some(Slip::Close(at, sign)) => Some(
            Diagnostic::new("SW0111", name, at)
                .with("word", sign)
                .with("kind", "close"),
        ),
        _ => None,
    }
}

enum Slip {
    /// A quote whose text runs over the end of its line.
    Quote(Span),
    /// A bracket that nothing closes.
    Open(Span, char),
    /// A bracket that nothing opened.
    Close(Span, char),
}

/// The first quote or bracket that has no partner.
fn unbalanced(text: &str) -> Option<Slip> {
    match open_brackets(text, (u32::MAX, u32::MAX)) {
        Ok(mut open) => open.pop().map(|(sign, at)| Slip::Open(at, sign)),
        Err(slip) => Some(slip),
    }
}

/// Brackets still open at a place, or what went wrong before.
fn open_brackets(text: &str, until: (u32, u32)) -> Result<Vec<(char, Span)>, Slip> {
    let mut open: Vec<(char, Span)> = Vec::new();
    for (line_at, line) in text.lines().enumerate() {
        let mut signs = line.chars().enumerate().peekable();
        while let Some((column_at, sign)) = signs.next() {
            let here = Span {
                line: u32::try_from(line_at + 1).unwrap_or(u32::MAX),
                column: u32::try_from(column_at + 1).unwrap_or(u32::MAX),
                length: 1,
            };
            if (here.line, here.column) >= until {
                return Ok(open);
            }
            match sign {
                '/' if signs.peek().is_some_and(|next| next.1 == '/') => break,
                '"' => {
                    let mut closed = false;
                    while let Some((_, inner)) = signs.next() {
                        match inner {
                            '\\' => {
                                signs.next();
                            }
                            '"' => {
                                closed = true;
                                break;
                            }
                            _ => {}
                        }
                    }
                    if !closed {
                        return Err(Slip::Quote(here));
                    }
                }
                '(' | '[' | '{' => open.push((sign, here)),
                ')' | ']' | '}' => {
                    let partner = match sign {
                        ')' => '(',
                        ']' => '[',
                        _ => '{',
                    };
                    match open.pop() {
                        None => return Err(Slip::Close(here, sign)),
                        Some((opened, _)) if opened == partner => {}
                        Some((opened, at)) => return Err(Slip::Open(at, opened)),
                    }
                }
                _ => {}
            }
        }
    }
    Ok(open)
}

/// The same span moved onto the text, for readers that stumble behind its end.
fn inside(text: &str, span: Span) -> Span {
    let lines: Vec<&str> = text.lines().collect();
    let last = u32::try_from(lines.len()).unwrap_or(u32::MAX).max(1);
    let line = span.line.clamp(1, last);
    let width = lines.get(line as usize - 1).map_or(0, |one| {
        u32::try_from(one.chars().count()).unwrap_or(u32::MAX)
    });
    // The reader sometimes points at the blank before a value.
    let blanks = lines.get(line as usize - 1).map_or(0, |one| {
        let from: Vec<char> = one
            .chars()
            .skip(span.column.saturating_sub(1) as usize)
            .collect();
        let blank = from.iter().take_while(|sign| sign.is_whitespace()).count();
        if blank < from.len() {
            u32::try_from(blank).unwrap_or(0)
        } else {
            0
        }
    });
    let span = Span {
        column: span.column.saturating_add(blanks),
        ..span
    };
    let column = if span.line > last {
        width.max(1)
    } else {
        span.column.clamp(1, width + 1)
    };
    Span {
        line,
        column,
        length: span
            .length
            .clamp(1, (width + 1).saturating_sub(column).max(1)),
    }
}

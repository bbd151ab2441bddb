//! What an author did wrong, as data: a code, a place and the words to fill in. The sentences themselves live in the
//! message files (`diag-CODE`), so that an instructor reads them in his own language. Knows nothing of scenarios.

use serde::Serialize;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The case cannot be played or marked fairly.
    Error,
    /// The case plays, but somebody will be unhappy with it.
    Warning,
}

/// A place in a text: line and column count characters from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Length in characters, at least 1.
    pub length: u32,
}

/// One finding about one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// File as the author knows it, relative to the case folder.
    pub file: String,
    /// Where in the file; line 1, column 1 when only the file itself is at fault.
    pub span: Span,
    /// Stable code (`SW0201`), explained in `scenarios/DIAGNOSTICS.md`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Words for the message, by name.
    pub args: Vec<(&'static str, String)>,
}

/// Every code there is: code, severity, short name. The message files must have `diag-CODE`, with `.cause` and `.cure`.
pub const CODES: &[(&str, Severity, &str)] = &[
    ("SW0101", Severity::Error, "Syntax"),
    ("SW0102", Severity::Error, "UnknownField"),
    ("SW0103", Severity::Error, "MissingField"),
    ("SW0104", Severity::Error, "UnknownWord"),
    ("SW0105", Severity::Error, "WrongType"),
    ("SW0106", Severity::Error, "FormatVersion"),
    ("SW0107", Severity::Error, "FileMissing"),
    ("SW0108", Severity::Error, "FileName"),
    ("SW0109", Severity::Error, "DuplicateField"),
    ("SW0110", Severity::Error, "FullWidthSign"),
    ("SW0111", Severity::Error, "BracketAlone"),
    ("SW0112", Severity::Error, "QuoteOpen"),
    ("SW0113", Severity::Error, "NotUtf8"),
    ("SW0201", Severity::Error, "DuplicateId"),
    ("SW0202", Severity::Error, "UnknownPerson"),
    ("SW0203", Severity::Error, "UnknownFact"),
    ("SW0204", Severity::Error, "UnknownZone"),
    ("SW0205", Severity::Error, "UnknownAction"),
    ("SW0206", Severity::Error, "UnknownTarget"),
    ("SW0207", Severity::Error, "UnknownLine"),
    ("SW0208", Severity::Error, "UnknownBeat"),
    ("SW0209", Severity::Error, "UnknownEnding"),
    ("SW0210", Severity::Error, "UnknownAct"),
    ("SW0211", Severity::Error, "UnknownForm"),
    ("SW0212", Severity::Error, "UnknownDraw"),
    ("SW0213", Severity::Error, "UnknownLaw"),
    ("SW0214", Severity::Error, "UnknownCritical"),
    ("SW0215", Severity::Error, "UnknownLevel"),
    ("SW0216", Severity::Error, "UnknownHint"),
    ("SW0217", Severity::Error, "UnknownMotive"),
    ("SW0218", Severity::Error, "UnknownBlock"),
    ("SW0219", Severity::Error, "UnknownConduct"),
    ("SW0220", Severity::Error, "UnknownInject"),
    ("SW0221", Severity::Error, "BadId"),
    ("SW0222", Severity::Error, "UnknownDistrict"),
    ("SW0223", Severity::Error, "UnknownCriterion"),
    ("SW0224", Severity::Error, "UnknownFormField"),
    ("SW0301", Severity::Error, "LineTextMissing"),
    ("SW0302", Severity::Warning, "LineTextUnused"),
    ("SW0303", Severity::Error, "TextEmpty"),
    ("SW0304", Severity::Warning, "LineNeverSpoken"),
    ("SW0305", Severity::Error, "UnknownPlaceholder"),
    ("SW0306", Severity::Warning, "TextSame"),
    ("SW0307", Severity::Warning, "BeatTitleTwice"),
    ("SW0308", Severity::Warning, "TextUntranslated"),
    ("SW0401", Severity::Error, "PointsDoNotAddUp"),
    ("SW0402", Severity::Error, "NegativePoints"),
    ("SW0403", Severity::Error, "CriterionWithoutCheck"),
    ("SW0404", Severity::Error, "LawNotValid"),
    ("SW0405", Severity::Warning, "LawUnsure"),
    ("SW0406", Severity::Warning, "CriterionWithoutLaw"),
    ("SW0407", Severity::Error, "OutOfRange"),
    ("SW0408", Severity::Warning, "CriterionWithoutLesson"),
    ("SW0409", Severity::Warning, "LawChangeUnsigned"),
    ("SW0410", Severity::Error, "HandledMissing"),
    ("SW0501", Severity::Error, "BeatUnreachable"),
    ("SW0502", Severity::Error, "EndingUnreachable"),
    ("SW0503", Severity::Error, "DeadEnd"),
    ("SW0504", Severity::Error, "FactNeverSet"),
    ("SW0505", Severity::Warning, "FactNeverRead"),
    ("SW0506", Severity::Error, "NoEnding"),
    ("SW0507", Severity::Error, "LevelsAlike"),
    ("SW0508", Severity::Error, "BadDate"),
    ("SW0601", Severity::Warning, "WalkthroughMissing"),
    ("SW0602", Severity::Error, "WalkthroughFails"),
    ("SW0603", Severity::Warning, "PaperWrong"),
    ("SW0701", Severity::Warning, "StageMisfit"),
    ("SW0702", Severity::Warning, "WorldUnseen"),
    ("SW0703", Severity::Warning, "UnknownGesture"),
];

impl Diagnostic {
    /// A finding under `code`, which must stand in [`CODES`].
    #[must_use]
    pub fn new(code: &'static str, file: &str, span: Span) -> Self {
        let severity = CODES
            .iter()
            .find(|row| row.0 == code)
            .map_or(Severity::Error, |row| row.1);
        debug_assert!(
            CODES.iter().any(|row| row.0 == code),
            "unlisted code {code}: this is a bug"
        );
        Self {
            file: file.to_owned(),
            span,
            code,
            severity,
            args: Vec::new(),
        }
    }

    /// The same finding with one more word for its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// Whether any finding forbids playing.
#[must_use]
pub fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|one| one.severity == Severity::Error)
}

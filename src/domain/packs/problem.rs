//! What can be wrong with a pack file, told to its author in both languages, with the place where it stands.

use super::PackText;
use crate::domain::ids::{Bilingual, Language};

/// A spot in a file, both counted from one; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
}

impl Place {
    /// Where this byte of the text stands.
    pub(in crate::domain) fn at(text: &str, byte: usize) -> Self {
        let before = &text[..byte];
        let line = before.rsplit('\n').next().unwrap_or(before);
        let count = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
        Self {
            line: count(before.matches('\n').count()),
            column: count(line.chars().count()),
        }
    }
}

/// One problem of a pack file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackProblem {
    /// File, as the caller named it.
    pub path: String,
    /// Where the entry stands, when it can be told.
    pub place: Option<Place>,
    /// Stable code such as `pack-duplicate-id`.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: Bilingual,
}

impl PackProblem {
    pub(super) fn new(
        file: PackText<'_>,
        near: &str,
        code: &'static str,
        zh: String,
        en: String,
    ) -> Self {
        Self {
            path: file.path.to_owned(),
            place: place_of(file.text, near, 0),
            code,
            message: Bilingual { zh, en },
        }
    }
}

/// Where the quoted string `near` stands for the `nth` time (counted from zero).
/// The deserialiser keeps no places, but ids are unique words: the text itself knows where they are.
fn place_of(text: &str, near: &str, nth: usize) -> Option<Place> {
    if near.is_empty() {
        return None;
    }
    // The entry itself before places that merely cite it.
    let entry = format!("id: \"{near}\"");
    let quoted = format!("\"{near}\"");
    let (at, _) = text
        .match_indices(&entry)
        .nth(nth)
        .or_else(|| text.match_indices(&quoted).nth(nth))?;
    Some(Place::at(text, at))
}

/// Reads a RON file into its shape; syntax and shape errors carry the reader's own place.
pub(super) fn read<T: serde::de::DeserializeOwned>(
    file: PackText<'_>,
) -> Result<T, Vec<PackProblem>> {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(file.text).map_err(|error| {
        let start = error.span.start;
        let place = u32::try_from(start.line)
            .ok()
            .zip(u32::try_from(start.col).ok());
        vec![PackProblem {
            path: file.path.to_owned(),
            place: place.map(|(line, column)| Place { line, column }),
            code: "pack-syntax",
            message: Bilingual {
                zh: format!(
                    "内容包读不懂：{}。请对照同类文件检查括号、逗号和字段名。",
                    error.code
                ),
                en: format!(
                    "The pack cannot be read: {}. Compare brackets, commas and field names.",
                    error.code
                ),
            },
        }]
    })
}

/// The format and version every pack states.
pub(super) fn check_head(
    file: PackText<'_>,
    format: u32,
    version: &str,
    problems: &mut Vec<PackProblem>,
) {
    if format != super::PACK_FORMAT {
        problems.push(PackProblem::new(
            file,
            "",
            "pack-format",
            format!("格式号是 {format}，本程序只认 {}。", super::PACK_FORMAT),
            format!(
                "The format is {format}; this program reads {}.",
                super::PACK_FORMAT
            ),
        ));
    }
    check_word(file, "version", "", version, problems);
}

/// Ids are the words other files cite: letters, digits, `_`, `-`, `.` and each only once in its list.
pub(super) fn check_ids<'a>(
    file: PackText<'_>,
    list: &str,
    ids: impl IntoIterator<Item = &'a str>,
    problems: &mut Vec<PackProblem>,
) {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        if id.is_empty()
            || !id
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        {
            problems.push(PackProblem::new(
                file,
                id,
                "pack-bad-id",
                format!("{list} 里的编号“{id}”只能用英文字母、数字、_、- 和点。"),
                format!("The id '{id}' in {list} may use letters, digits, _, - and dots only."),
            ));
        }
        if !seen.insert(id) {
            let mut problem = PackProblem::new(
                file,
                id,
                "pack-duplicate-id",
                format!("{list} 里有两个“{id}”，请改掉一个。"),
                format!("{list} has '{id}' twice; rename one."),
            );
            problem.place = place_of(file.text, id, 1).or(problem.place);
            problems.push(problem);
        }
    }
}

/// A text people read must stand in both languages.
pub(super) fn check_text(
    file: PackText<'_>,
    owner: &str,
    field: &str,
    text: &Bilingual,
    problems: &mut Vec<PackProblem>,
) {
    for lang in Language::ALL {
        check_word(
            file,
            &format!("{field}.{}", lang.tag()),
            owner,
            text.get(lang),
            problems,
        );
    }
}

/// A word that must not be empty.
pub(super) fn check_word(
    file: PackText<'_>,
    field: &str,
    owner: &str,
    text: &str,
    problems: &mut Vec<PackProblem>,
) {
    if text.trim().is_empty() {
        problems.push(PackProblem::new(
            file,
            owner,
            "pack-empty-text",
            format!("“{owner}”的 {field} 是空的，请补上。"),
            format!("{field} of '{owner}' is empty; write it."),
        ));
    }
}

/// An id that must exist elsewhere does not.
pub(super) fn dangling(file: PackText<'_>, owner: &str, list: &str, id: &str) -> PackProblem {
    PackProblem::new(
        file,
        id,
        "pack-unknown-id",
        format!("“{owner}”引用了 {list} 里没有的“{id}”。"),
        format!("'{owner}' refers to '{id}', which {list} does not have."),
    )
}

/// A phrase names a concept that the file does not have, or has only further down.
pub(super) fn unknown_concept(file: PackText<'_>, owner: &str, id: &str) -> PackProblem {
    PackProblem {
        place: place_of(file.text, owner, 0),
        ..dangling(file, owner, "concepts", id)
    }
}

/// A number lies outside what makes sense.
pub(super) fn out_of_range(file: PackText<'_>, owner: &str, what: &str) -> PackProblem {
    PackProblem::new(
        file,
        owner,
        "pack-out-of-range",
        format!("“{owner}”的数值不合理：{what}。"),
        format!("A number of '{owner}' makes no sense: {what}."),
    )
}

pub(super) fn unknown_placeholder(file: PackText<'_>, owner: &str, key: &str) -> PackProblem {
    PackProblem::new(
        file,
        owner,
        "pack-unknown-placeholder",
        format!("“{owner}”里的占位符 {{{key}}} 没有对应内容。"),
        format!("The placeholder {{{key}}} of '{owner}' means nothing."),
    )
}

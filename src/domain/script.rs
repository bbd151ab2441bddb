//! A run written line by line: words to say, and lines that begin with `@` for everything else. What `run --text` reads.

use crate::domain::ids::Millis;
use crate::domain::scenario::model::Case;
use crate::domain::scenario::{PARTY, nearest};
use thiserror::Error;

/// A script longer than this is not one.
pub const LINES_MAX: usize = 5_000;

/// How words of a script are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Manner {
    /// When it is the trainee's turn.
    #[default]
    Plain,
    /// Into the line that was said last (`@over words`).
    Over,
    /// For so long without a break (`@talk 12s words`).
    Long(Millis),
}

/// One line of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScriptLine {
    /// Words, to somebody if given (`@to person words`).
    Say {
        /// Addressee.
        to: Option<String>,
        /// Words.
        text: String,
        /// How they are said.
        how: Manner,
    },
    /// Sound to be heard (`@hear file`), or the next segment of the recording (`@hear`); to somebody over radio or phone, or
    /// aside, if given (`@to person @hear file`).
    Hear {
        /// Addressee.
        to: Option<String>,
        /// File.
        file: Option<String>,
    },
    /// `@wait 30s`, `@wait 10m`, `@wait 500ms`.
    Wait(Millis),
    /// `@do ACTION [TARGET]`.
    Do {
        /// Action.
        action: String,
        /// Target.
        target: Option<String>,
    },
    /// `@move ZONE`.
    Move(String),
    /// `@paper FORM field=value; field=value`.
    Paper {
        /// Form.
        form: String,
        /// Fields.
        fields: Vec<(String, String)>,
    },
    /// `@inject ID`.
    Inject(String),
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {word}")]
pub struct ScriptError {
    /// Line from 1.
    pub line: usize,
    /// The word that is not understood, or what is missing.
    pub word: String,
}

/// A word of a script that its case does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// Line from 1.
    pub line: usize,
    /// What it should be: `action`, `target`, `zone`, `form`, `inject`, `person`.
    pub kind: &'static str,
    /// The word.
    pub word: String,
    /// The known word most like it; empty when none is.
    pub near: String,
    /// All known words of this kind.
    pub known: Vec<String>,
}

/// Every action, target, zone, form and inject that the case does not have: such a line does nothing when it is played; and
/// everybody spoken to who is nobody: such words go to whom they name, or to the party.
#[must_use]
pub fn unknown_words(case: &Case, lines: &[(usize, ScriptLine)]) -> Vec<UnknownWord> {
    let people = || case.people.iter().map(|one| one.id.as_str());
    let mut found = Vec::new();
    for (line, one) in lines {
        let mut ask = |kind, word: &String, known: Vec<&str>| {
            if !known.contains(&word.as_str()) {
                found.push(UnknownWord {
                    line: *line,
                    kind,
                    word: word.clone(),
                    near: nearest(word, known.iter().copied()),
                    known: known.into_iter().map(str::to_owned).collect(),
                });
            }
        };
        match one {
            ScriptLine::Do { action, target } => {
                let known = case.actions.iter().map(|one| one.id.as_str());
                ask("action", action, known.collect());
                if let Some(target) = target {
                    let things = case.things.iter().map(|one| one.id.as_str());
                    ask("target", target, people().chain(things).collect());
                }
            }
            ScriptLine::Move(zone) => {
                let known = case.zones.iter().map(|one| one.id.as_str());
                ask("zone", zone, known.collect());
            }
            ScriptLine::Paper { form, .. } => {
                let known = case.forms.iter().map(|one| one.id.as_str());
                ask("form", form, known.collect());
            }
            ScriptLine::Inject(inject) => {
                let known = case.injects.iter().map(|one| one.id.as_str());
                ask("inject", inject, known.collect());
            }
            ScriptLine::Say { to: Some(to), .. } | ScriptLine::Hear { to: Some(to), .. } => {
                ask("person", to, people().chain([PARTY]).collect());
            }
            ScriptLine::Say { to: None, .. }
            | ScriptLine::Hear { to: None, .. }
            | ScriptLine::Wait(_) => {}
        }
    }
    found
}

/// The line of the first `@hear` without a file that no sound can come before: no recording is at hand and no `@hear FILE`
/// stands above.
#[must_use]
pub fn hear_without_sound(lines: &[(usize, ScriptLine)], has_recording: bool) -> Option<usize> {
    if has_recording {
        return None;
    }
    let first = lines.iter().find_map(|(line, one)| match one {
        ScriptLine::Hear { file, .. } => Some((*line, file.is_some())),
        _ => None,
    });
    first.filter(|(_, has_file)| !has_file).map(|one| one.0)
}

/// Reads a script. Empty lines and lines that begin with `#` are skipped.
///
/// # Errors
/// Every line that cannot be read.
pub fn parse(text: &str) -> Result<Vec<(usize, ScriptLine)>, Vec<ScriptError>> {
    let mut lines = Vec::new();
    let mut errors = Vec::new();
    for (index, raw) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = raw.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if lines.len() >= LINES_MAX {
            errors.push(ScriptError {
                line: index + 1,
                word: format!("> {LINES_MAX}"),
            });
            break;
        }
        match one(line) {
            Ok(found) => lines.push((index + 1, found)),
            Err(word) => errors.push(ScriptError {
                line: index + 1,
                word,
            }),
        }
    }
    if errors.is_empty() {
        Ok(lines)
    } else {
        Err(errors)
    }
}

fn one(line: &str) -> Result<ScriptLine, String> {
    let Some(rest) = line.strip_prefix('@') else {
        return Ok(ScriptLine::Say {
            to: None,
            text: line.to_owned(),
            how: Manner::Plain,
        });
    };
    let (word, rest) = rest
        .split_once(char::is_whitespace)
        .map_or((rest, ""), |(word, rest)| (word, rest.trim()));
    let needed = |text: &str| {
        if text.is_empty() {
            Err(format!("@{word} ?"))
        } else {
            Ok(text.to_owned())
        }
    };
    Ok(match word {
        "to" => {
            let (to, text) = rest
                .split_once(char::is_whitespace)
                .ok_or_else(|| format!("@to {rest} ?"))?;
            let sound = text.trim().strip_prefix("@hear");
            if let Some(file) = sound.filter(|rest| !rest.starts_with(|c: char| !c.is_whitespace()))
            {
                let file = file.trim();
                return Ok(ScriptLine::Hear {
                    to: Some(to.to_owned()),
                    file: (!file.is_empty()).then(|| file.to_owned()),
                });
            }
            let to = Some(to.to_owned());
            let (how, text) = manner(text.trim())?;
            ScriptLine::Say {
                to,
                text: needed(text)?,
                how,
            }
        }
        "over" | "talk" => {
            let (how, text) = manner(line)?;
            ScriptLine::Say {
                to: None,
                text: needed(text)?,
                how,
            }
        }
        "hear" => ScriptLine::Hear {
            to: None,
            file: (!rest.is_empty()).then(|| rest.to_owned()),
        },
        "wait" => ScriptLine::Wait(span(rest).ok_or_else(|| format!("@wait {rest}"))?),
        "do" => {
            let rest = needed(rest)?;
            match rest.split_once(char::is_whitespace) {
                Some((action, target)) => ScriptLine::Do {
                    action: action.to_owned(),
                    target: Some(target.trim().to_owned()),
                },
                None => ScriptLine::Do {
                    action: rest,
                    target: None,
                },
            }
        }
        "move" => ScriptLine::Move(needed(rest)?),
        "inject" => ScriptLine::Inject(needed(rest)?),
        "paper" => {
            let rest = needed(rest)?;
            let (form, fields) = rest
                .split_once(char::is_whitespace)
                .map_or((rest.as_str(), ""), |(form, fields)| (form, fields));
            ScriptLine::Paper {
                form: form.to_owned(),
                fields: pairs(fields)?,
            }
        }
        _ => return Err(format!("@{word}")),
    })
}

/// `field=value` pairs, apart by `;` when values hold spaces, else by spaces.
fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    let parts: Vec<&str> = if text.contains([';', '；']) {
        text.split([';', '；']).map(str::trim).collect()
    } else {
        text.split_whitespace().collect()
    };
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| {
            part.split_once('=')
                .map(|(field, value)| (field.trim().to_owned(), value.trim().to_owned()))
                .filter(|(field, _)| !field.is_empty())
                .ok_or_else(|| part.to_owned())
        })
        .collect()
}

/// Takes off how words are said: `@over words`, `@talk 12s words`.
fn manner(text: &str) -> Result<(Manner, &str), String> {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    Ok(match word {
        "@over" => (Manner::Over, rest.trim()),
        "@talk" => {
            let (length, rest) = rest
                .trim()
                .split_once(char::is_whitespace)
                .ok_or_else(|| format!("@talk {rest} ?"))?;
            let length = span(length).ok_or_else(|| format!("@talk {length}"))?;
            (Manner::Long(length), rest.trim())
        }
        _ => (Manner::Plain, text),
    })
}

/// A span with a unit: `500ms`, `30s`, `10m`; bare numbers are seconds.
fn span(text: &str) -> Option<Millis> {
    let digits = text.trim_end_matches(|one: char| !one.is_ascii_digit());
    let number: u64 = digits.parse().ok()?;
    let factor = match text[digits.len()..].trim() {
        "ms" => 1,
        "" | "s" => 1_000,
        "m" | "min" => 60_000,
        _ => return None,
    };
    number.checked_mul(factor).map(Millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_is_read() {
        let text = "# head\n您好\n@to partner 你站左边\n@wait 10m\n@do photograph cart\n@do salute\n\
                    @move stall\n@paper pledge name=张三; date=今天 下午\n@inject rain\n@hear a b.wav\n@hear\n@to control @hear a b.wav\n\
                    @over 等一下\n@to guard @talk 12s 您听我说\n";
        let lines: Vec<ScriptLine> = parse(text).unwrap().into_iter().map(|one| one.1).collect();
        assert_eq!(lines.len(), 13);
        let said = |to: Option<&str>, text: &str, how| ScriptLine::Say {
            to: to.map(str::to_owned),
            text: text.to_owned(),
            how,
        };
        assert_eq!(lines[11], said(None, "等一下", Manner::Over));
        let long = Manner::Long(Millis(12_000));
        assert_eq!(lines[12], said(Some("guard"), "您听我说", long));
        let to = Some("control".to_owned());
        let file = Some("a b.wav".to_owned());
        assert_eq!(lines[10], ScriptLine::Hear { to, file });
        assert_eq!(lines[2], ScriptLine::Wait(Millis(600_000)));
        assert_eq!(
            lines[6],
            ScriptLine::Paper {
                form: "pledge".to_owned(),
                fields: vec![
                    ("name".to_owned(), "张三".to_owned()),
                    ("date".to_owned(), "今天 下午".to_owned())
                ]
            }
        );
        assert_eq!(
            lines[8],
            ScriptLine::Hear {
                to: None,
                file: Some("a b.wav".to_owned())
            }
        );
    }

    #[test]
    fn hearing_needs_a_recording_or_a_file_above() {
        let lines = |text: &str| parse(text).unwrap();
        assert_eq!(hear_without_sound(&lines("a\n@hear"), false), Some(2));
        assert_eq!(hear_without_sound(&lines("a\n@hear"), true), None);
        assert_eq!(
            hear_without_sound(&lines("@hear a.wav\n@hear"), false),
            None
        );
        assert_eq!(
            hear_without_sound(&lines("@to x @hear\n@hear a.wav"), false),
            Some(1)
        );
        assert_eq!(hear_without_sound(&lines("a"), false), None);
    }

    #[test]
    fn all_bad_lines_are_told_with_their_numbers() {
        let errors =
            parse("ok\n@jump\n@wait soon\n@do\n@paper f novalue\n@to x\n@over\n@talk long 好")
                .unwrap_err();
        let lines: Vec<usize> = errors.iter().map(|one| one.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8]);
    }
}

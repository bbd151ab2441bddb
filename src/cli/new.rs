//! `new NAME`: a case folder from the template, by ten questions. The template is content (`assets/templates/case`);
//! this file only asks, fills in and writes.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::domain::ids::{Bilingual, Language};
use crate::domain::scenario::load::{CASE_FILE, LINES_EN, LINES_ZH, read};
use crate::files::{home, list, read_text, write_whole};
use crate::text::Words;
use serde::Deserialize;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Longest name of a case folder.
const NAME_LENGTH_MAX: usize = 48;
/// What is asked, each in Chinese and in English.
const TOPICS: [&str; 5] = ["title", "place", "problem", "party", "motive"];

#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Answers as a RON file; the other form is one answer a line, in the order asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    title: Bilingual,
    place: Bilingual,
    problem: Bilingual,
    party: Bilingual,
    motive: Bilingual,
}

impl Answers {
    fn of(lines: &[String], words: &Words) -> Option<Self> {
        let mut pairs = lines.chunks(2).map(|pair| match pair {
            [zh, en] if en.is_empty() => Some(Bilingual {
                zh: zh.clone(),
                en: words.with("new-untranslated", &[("text", zh)]),
            }),
            [zh, en] => Some(Bilingual {
                zh: zh.clone(),
                en: en.clone(),
            }),
            _ => None,
        });
        let mut next = || pairs.next().flatten();
        Some(Self {
            title: next()?,
            place: next()?,
            problem: next()?,
            party: next()?,
            motive: next()?,
        })
    }

    const fn topics(&self) -> [&Bilingual; 5] {
        [
            &self.title,
            &self.place,
            &self.problem,
            &self.party,
            &self.motive,
        ]
    }
}

pub(super) fn run(args: &NewArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let good = !args.name.is_empty()
        && args.name.len() <= NAME_LENGTH_MAX
        && args.name.chars().all(|one| {
            one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-' || one == '_'
        });
    if !good {
        return Err(Failure::new(Outcome::Usage, "new-bad-name").with("name", args.name.clone()));
    }
    let home = home()?;
    let parent = args
        .folder
        .clone()
        .unwrap_or_else(|| home.join("scenarios"));
    let folder = parent.join(&args.name);
    if folder.exists() {
        return Err(
            Failure::new(Outcome::Usage, "new-exists").with("path", folder.display().to_string())
        );
    }
    let answers = match &args.answers {
        Some(path) => from_file(path, &desk.words)?,
        None => ask(desk)?,
    };
    let written = fill(
        &home.join("assets").join("templates").join("case"),
        &folder,
        &args.name,
        &answers,
    )?;
    if desk.json {
        let files: Vec<String> = written
            .iter()
            .map(|one| one.display().to_string())
            .collect();
        desk.hand_over(
            &serde_json::json!({ "folder": folder.display().to_string(), "files": files }),
        );
    } else {
        desk.tell(
            "new-done",
            &[
                ("path", &folder.display().to_string()),
                ("files", &written.len().to_string()),
            ],
        );
    }
    Ok(Outcome::Done)
}

fn from_file(path: &Path, words: &Words) -> Result<Answers, Failure> {
    let text = read_text(path)?;
    let short = || {
        Failure::new(Outcome::Usage, "new-answers-short").with("path", path.display().to_string())
    };
    let first = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("//"));
    if first.is_some_and(|line| line.starts_with('(')) {
        return read(&path.display().to_string(), &text).map_err(|found| {
            let [message, _, cure] = words.diagnostic(&found);
            Failure::new(Outcome::Usage, "new-answers-wrong")
                .with("path", path.display().to_string())
                .with("line", found.span.line.to_string())
                .with("column", found.span.column.to_string())
                .with("message", message)
                .with("how", cure)
        });
    }
    let lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
    complete(&lines, words).ok_or_else(short)
}

/// Asks on the terminal; an empty answer to a Chinese question is asked again, an empty English one stays to translate.
fn ask(desk: &Desk) -> Result<Answers, Failure> {
    let short = || Failure::new(Outcome::Usage, "new-answers-short").with("path", "-");
    desk.tell("new-welcome", &[]);
    let mut input = std::io::stdin().lock();
    let mut lines = Vec::new();
    for topic in TOPICS {
        for lang in Language::ALL {
            loop {
                let number = (lines.len() + 1).to_string();
                desk.say(&desk.words.with(
                    &format!("new-ask-{topic}-{}", lang.tag()),
                    &[("number", &number)],
                ));
                let mut line = String::new();
                let read = input.read_line(&mut line).map_err(|_| short())?;
                if read == 0 {
                    return Err(short());
                }
                let line = line.trim().to_owned();
                if !line.is_empty() || lang == Language::En {
                    lines.push(line);
                    break;
                }
            }
        }
    }
    complete(&lines, &desk.words).ok_or_else(short)
}

fn complete(lines: &[String], words: &Words) -> Option<Answers> {
    let answers = Answers::of(lines.get(..TOPICS.len() * 2)?, words)?;
    answers
        .topics()
        .iter()
        .all(|one| !one.zh.trim().is_empty())
        .then_some(answers)
}

/// Copies the template with the answers filled in. Gives what was written.
fn fill(
    template: &Path,
    folder: &Path,
    name: &str,
    answers: &Answers,
) -> Result<Vec<PathBuf>, Failure> {
    let mut sources: Vec<(PathBuf, PathBuf)> = [CASE_FILE, LINES_ZH, LINES_EN]
        .iter()
        .map(|file| (template.join(file), folder.join(file)))
        .collect();
    for path in list(&template.join("walkthroughs"), "ron") {
        if let Some(file) = path.file_name() {
            let to = folder.join("walkthroughs").join(file);
            sources.push((path, to));
        }
    }
    let mut written = Vec::new();
    for (from, to) in sources {
        let mut text = read_text(&from)?.replace("@slug@", name);
        for (topic, answer) in TOPICS.iter().zip(answers.topics()) {
            for lang in Language::ALL {
                let mark = format!("@{topic}.{}@", lang.tag());
                text = text.replace(&mark, &harmless(answer.get(lang)));
            }
        }
        write_whole(&to, text.as_bytes())?;
        written.push(to);
    }
    Ok(written)
}

/// An answer as it may stand inside a quoted text: no sign of it ends the text or means a placeholder.
fn harmless(answer: &str) -> String {
    answer
        .trim()
        .trim_end_matches(['。', '.'])
        .chars()
        .filter_map(|sign| match sign {
            '"' => Some('\''),
            '\\' => Some('/'),
            '{' => Some('('),
            '}' => Some(')'),
            '@' => Some('＠'),
            one if one.is_control() => None,
            one => Some(one),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_answer_breaks_a_text() {
        assert_eq!(harmless(" \"大桥\\{x}\u{7}。"), "'大桥/(x)");
    }
}

//! `new NAME`: a case folder from the template, by some questions. The template is content (`assets/templates/case`);
//! this file only asks, `template` fills in.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::template::{Answers, fill};
use crate::domain::ids::{Bilingual, Language};
use crate::domain::scenario::load::read;
use crate::files::{home, read_text};
use crate::text::Words;
use serde::Deserialize;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Longest name of a case folder.
const NAME_LENGTH_MAX: usize = 48;
/// What is asked, each in Chinese and in English.
const TOPICS: [&str; 7] = [
    "title", "place", "problem", "party", "motive", "thing", "demand",
];
/// Topics that must be answered in Chinese; the rest has something general.
const NEEDED: usize = 5;
/// Levels of a case when nothing else is said: one is enough to check, play and prove.
const LEVELS: u8 = 1;

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
struct AnswersFile {
    title: Bilingual,
    place: Bilingual,
    problem: Bilingual,
    party: Bilingual,
    motive: Bilingual,
    #[serde(default)]
    thing: Bilingual,
    #[serde(default)]
    demand: Bilingual,
    #[serde(default)]
    levels: Option<u8>,
}

impl AnswersFile {
    /// In the order asked; none where something needed is missing.
    fn complete(self, words: &Words) -> Result<Option<Answers>, Failure> {
        let mut topics = [
            self.title,
            self.place,
            self.problem,
            self.party,
            self.motive,
            self.thing,
            self.demand,
        ];
        for (at, (topic, name)) in topics.iter_mut().zip(TOPICS).enumerate() {
            if topic.zh.trim().is_empty() {
                if at < NEEDED {
                    return Ok(None);
                }
                *topic = general(name);
            } else if topic.en.trim().is_empty() {
                topic.en = words.with("new-untranslated", &[("text", &topic.zh)]);
            }
        }
        let levels = self.levels.unwrap_or(LEVELS);
        if levels != 1 && levels != 3 {
            return Err(
                Failure::new(Outcome::Usage, "new-bad-levels").with("given", levels.to_string())
            );
        }
        Ok(Some(Answers {
            topics: TOPICS.into_iter().zip(topics).collect(),
            levels,
        }))
    }
}

/// What stands for a topic that nobody has answered.
fn general(topic: &str) -> Bilingual {
    let of = |lang| Words::new(lang).get(&format!("new-{topic}"));
    Bilingual {
        zh: of(Language::Zh),
        en: of(Language::En),
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
    let written = fill(&home, &folder, &args.name, &answers)?;
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
        let file: AnswersFile = read(&path.display().to_string(), &text).map_err(|found| {
            let [message, _, cure] = words.diagnostic(&found);
            Failure::new(Outcome::Usage, "new-answers-wrong")
                .with("path", path.display().to_string())
                .with("line", found.span.line.to_string())
                .with("column", found.span.column.to_string())
                .with("message", message)
                .with("how", cure)
        })?;
        return file.complete(words)?.ok_or_else(short);
    }
    let lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
    of_lines(&lines, words)?.ok_or_else(short)
}

/// Asks on the terminal; an empty answer to a needed Chinese question is asked again, an empty English one stays to
/// translate, and whoever stops after the needed ones gets something general for the rest.
fn ask(desk: &Desk) -> Result<Answers, Failure> {
    let short = || Failure::new(Outcome::Usage, "new-answers-short").with("path", "-");
    desk.tell("new-welcome", &[]);
    let mut input = std::io::stdin().lock();
    let mut lines = Vec::new();
    let mut questions: Vec<(String, bool)> = Vec::new();
    for (at, topic) in TOPICS.iter().enumerate() {
        for lang in Language::ALL {
            let needed = at < NEEDED && lang == Language::Zh;
            questions.push((format!("new-ask-{topic}-{}", lang.tag()), needed));
        }
    }
    questions.push(("new-ask-levels".to_owned(), false));
    for (id, needed) in questions {
        loop {
            let number = (lines.len() + 1).to_string();
            desk.say(&desk.words.with(&id, &[("number", &number)]));
            let mut line = String::new();
            let read = input.read_line(&mut line).map_err(|_| short())?;
            if read == 0 {
                return of_lines(&lines, &desk.words)?.ok_or_else(short);
            }
            let line = line.trim().to_owned();
            if !line.is_empty() || !needed {
                lines.push(line);
                break;
            }
        }
    }
    of_lines(&lines, &desk.words)?.ok_or_else(short)
}

/// Answers one a line; none where something needed is missing.
fn of_lines(lines: &[String], words: &Words) -> Result<Option<Answers>, Failure> {
    if lines.len() < NEEDED * 2 {
        return Ok(None);
    }
    let line = |at: usize| lines.get(at).cloned().unwrap_or_default();
    let topic = |at: usize| Bilingual {
        zh: line(at * 2),
        en: line(at * 2 + 1),
    };
    let given = line(TOPICS.len() * 2);
    let levels =
        match given.as_str() {
            "" => None,
            given => Some(given.parse().map_err(|_| {
                Failure::new(Outcome::Usage, "new-bad-levels").with("given", given)
            })?),
        };
    let file = AnswersFile {
        title: topic(0),
        place: topic(1),
        problem: topic(2),
        party: topic(3),
        motive: topic(4),
        thing: topic(5),
        demand: topic(6),
        levels,
    };
    file.complete(words)
}

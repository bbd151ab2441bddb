//! `new NAME`: a case folder from the template, by some questions, or like a case that is there. The template and what can
//! be chosen are content (`assets/templates`); `interview` asks, `template` fills in, `likeness` copies.

use super::desk::Desk;
use super::interview::{Matter, Told};
use super::likeness::copy;
use super::outcome::{Failure, Outcome};
use super::pools::Pools;
use super::template::{Filled, fill, provisions};
use crate::content::Content;
use crate::domain::ids::Bilingual;
use crate::domain::scenario::is_untranslated;
use crate::domain::scenario::load::read;
use crate::files::{home, read_text};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Longest name of a case folder.
const NAME_LENGTH_MAX: usize = 48;

#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
    #[arg(long, value_name = "1|3", default_value_t = 1)]
    levels: u8,
    #[arg(long, value_name = "CASE", conflicts_with_all = ["answers", "levels"])]
    like: Option<PathBuf>,
    #[arg(long = "rename", value_name = "OLD=NEW", requires = "like")]
    renames: Vec<String>,
}

/// Answers as a RON file; the other form is one answer a line, in the order asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswersFile {
    #[serde(default)]
    title: Bilingual,
    #[serde(default)]
    place: Bilingual,
    #[serde(default)]
    problem: Bilingual,
    #[serde(default)]
    party: Bilingual,
    #[serde(default)]
    motive: Bilingual,
    #[serde(default)]
    secret: Bilingual,
    #[serde(default)]
    thing: Bilingual,
    #[serde(default)]
    demand: Bilingual,
    #[serde(default)]
    harm: Bilingual,
    #[serde(default)]
    way: Bilingual,
    #[serde(default)]
    bystander: Bilingual,
    #[serde(default)]
    persona: Option<String>,
    #[serde(default)]
    soothes: Option<String>,
    #[serde(default)]
    angers: Option<String>,
    #[serde(default)]
    danger: Option<String>,
    #[serde(default)]
    street: Option<String>,
    #[serde(default)]
    minutes: Option<u32>,
    #[serde(default)]
    law: Option<String>,
}

impl AnswersFile {
    fn told(self) -> Told {
        let words = [
            ("title", self.title),
            ("place", self.place),
            ("problem", self.problem),
            ("party", self.party),
            ("motive", self.motive),
            ("secret", self.secret),
            ("thing", self.thing),
            ("demand", self.demand),
            ("harm", self.harm),
            ("way", self.way),
            ("bystander", self.bystander),
        ];
        let chosen = [
            ("persona", self.persona),
            ("soothes", self.soothes),
            ("angers", self.angers),
            ("danger", self.danger),
            ("street", self.street),
        ];
        Told {
            words: words
                .into_iter()
                .filter(|(_, text)| !text.zh.trim().is_empty())
                .collect(),
            chosen: chosen
                .into_iter()
                .filter_map(|(topic, id)| Some((topic, id?)))
                .collect(),
            minutes: self.minutes,
            law: self.law,
            wrong: Vec::new(),
        }
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
    if args.levels != 1 && args.levels != 3 {
        return Err(
            Failure::new(Outcome::Usage, "new-bad-levels").with("given", args.levels.to_string())
        );
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
    let Filled { files, unheard } = match &args.like {
        Some(case) => Filled {
            files: copy(&home, case, &folder, &args.name, &args.renames)?,
            unheard: Vec::new(),
        },
        None => made(args, &home, &folder, desk)?,
    };
    // English that nobody has written yet, in the English walk-through, cannot be understood either.
    let is_open = |text: &String| text.ends_with('.') && is_untranslated(text);
    let unheard: Vec<String> = unheard.into_iter().filter(|text| !is_open(text)).collect();
    if desk.json {
        let files: Vec<String> = files.iter().map(|one| one.display().to_string()).collect();
        desk.hand_over(&serde_json::json!({
            "folder": folder.display().to_string(),
            "files": files,
            "unheard": unheard,
        }));
    } else {
        desk.tell(
            "new-done",
            &[
                ("path", &folder.display().to_string()),
                ("files", &files.len().to_string()),
            ],
        );
        for text in &unheard {
            desk.tell("new-unheard", &[("text", text)]);
        }
    }
    Ok(Outcome::Done)
}

/// A case from the template.
fn made(args: &NewArgs, home: &Path, folder: &Path, desk: &Desk) -> Result<Filled, Failure> {
    let content = Content::open(home)?;
    let understanding = content.understanding(home)?;
    let pools = Pools::load(home)?;
    let laws = provisions(&content);
    let matter = Matter {
        pools: &pools,
        laws: &laws,
    };
    let (told, from) = match &args.answers {
        Some(path) => (from_file(path, &matter, desk)?, path.display().to_string()),
        None => {
            desk.tell("new-welcome", &[]);
            let mut input = std::io::stdin().lock();
            (matter.ask(desk, &mut input, "-")?, "-".to_owned())
        }
    };
    let answers = matter.complete(told, args.levels, &desk.words, &from)?;
    let law = answers
        .law(&laws)
        .filter(|law| !law.is_heard(&understanding));
    if let Some(law) = law {
        return Err(
            Failure::new(Outcome::Usage, "new-law-unheard").with("given", law.cited.zh.clone())
        );
    }
    fill(home, folder, &args.name, &answers, &understanding)
}

fn from_file(path: &Path, matter: &Matter<'_>, desk: &Desk) -> Result<Told, Failure> {
    let text = read_text(path)?;
    let first = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("//"));
    if first.is_some_and(|line| line.starts_with('(')) {
        let shown = path.display().to_string();
        let file: AnswersFile = read(&shown, &text).map_err(|found| {
            let [message, _, cure] = desk.words.diagnostic(&found);
            Failure::new(Outcome::Usage, "new-answers-wrong")
                .with("path", shown.clone())
                .with("line", found.span.line.to_string())
                .with("column", found.span.column.to_string())
                .with("message", message)
                .with("how", cure)
        })?;
        return Ok(file.told());
    }
    matter.ask(desk, &mut text.as_bytes(), &path.display().to_string())
}

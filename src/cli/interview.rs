//! The questions of `new`, put on a terminal or answered from a file of lines: the same talk both ways. Content decides
//! what can be chosen (see [`super::pools`]); nothing is written here.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::pools::{Choice, Pools};
use super::template::{Answers, LAW, Provision};
use crate::domain::ids::{Bilingual, Language};
use crate::text::Words;
use std::collections::BTreeMap;
use std::io::BufRead;

/// Without these there is no case.
const NEEDED: [&str; 5] = ["title", "place", "problem", "party", "motive"];
/// What is chosen from a list.
pub(super) const CHOSEN: [&str; 5] = ["persona", "soothes", "angers", "danger", "street"];
/// Everything that is asked, in order. The bystander's name is a word, too, but nobody need be there.
const ASKED: [&str; 18] = [
    "title",
    "place",
    "problem",
    "street",
    "party",
    "persona",
    "motive",
    "secret",
    "soothes",
    "angers",
    "thing",
    "demand",
    "minutes",
    "law",
    "harm",
    "way",
    "bystander",
    "danger",
];
/// The deadline when nothing is said.
const USUAL_MINUTES: u32 = 10;
/// The provision when nothing is said.
const USUAL_LAW: &str = "CSH-2017-14";
/// Provisions shown at a time.
const SHOWN: usize = 9;

/// What was answered, before gaps are filled.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Topics answered in words.
    pub words: BTreeMap<&'static str, Bilingual>,
    /// Topics answered from a list, by the row's id.
    pub chosen: BTreeMap<&'static str, String>,
    /// Deadline in minutes.
    pub minutes: Option<u32>,
    /// Provision by id.
    pub law: Option<String>,
    /// Answers of a file that cannot be used; a person at a terminal is asked again instead.
    pub wrong: Vec<Failure>,
}

/// What the questions are put about.
pub(super) struct Matter<'a> {
    /// Lists to choose from.
    pub pools: &'a Pools,
    /// Provisions that can be cited aloud on the day of the case.
    pub laws: &'a [Provision],
}

impl Matter<'_> {
    /// Asks everything and gives what was answered; whoever stops after what is needed gets something general for the rest.
    ///
    /// # Errors
    /// When the answers cannot be read.
    pub(super) fn ask(
        &self,
        desk: &Desk,
        input: &mut dyn BufRead,
        from: &str,
    ) -> Result<Told, Failure> {
        let mut told = Told::default();
        let mut talk = Talk {
            desk,
            input,
            from,
            wrong: Vec::new(),
        };
        for (at, topic) in ASKED.into_iter().enumerate() {
            let number = format!("{}/{}", at + 1, ASKED.len());
            let goes_on = match topic {
                "minutes" => self.minutes(&mut talk, &number, &mut told)?,
                "law" => self.law(&mut talk, &number, &mut told)?,
                _ if CHOSEN.contains(&topic) => {
                    self.choose(&mut talk, &number, topic, &mut told)?
                }
                _ => words(&mut talk, &number, topic, &mut told)?,
            };
            if !goes_on {
                told.wrong = talk.wrong;
                return Ok(told);
            }
        }
        english(&mut talk, &mut told)?;
        told.wrong = talk.wrong;
        Ok(told)
    }

    /// How a deadline is said.
    fn spoken(&self, minutes: u32) -> Option<&Bilingual> {
        let id = minutes.to_string();
        let row = self.pools.minutes.iter().find(|one| one.id == id)?;
        Some(&row.name)
    }

    /// The deadlines there are, in minutes.
    fn known_minutes(&self) -> String {
        let ids: Vec<&str> = self
            .pools
            .minutes
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        ids.join(", ")
    }

    /// A row of a list, by its number or id.
    pub(super) fn row(&self, topic: &str, answer: &str) -> Option<&Choice> {
        let rows = self.pools.list(topic);
        let by_number = answer.parse::<usize>().ok().and_then(|number| {
            let at = number.checked_sub(1)?;
            rows.get(at)
        });
        by_number.or_else(|| rows.iter().find(|row| row.id == answer))
    }

    fn choose(
        &self,
        talk: &mut Talk<'_>,
        number: &str,
        topic: &'static str,
        told: &mut Told,
    ) -> Result<bool, Failure> {
        let lang = talk.desk.words.lang();
        talk.tell(&format!("new-ask-{topic}"), number);
        for (at, row) in self.pools.list(topic).iter().enumerate() {
            let (at, name) = ((at + 1).to_string(), row.name.get(lang));
            talk.desk
                .tell("new-row", &[("number", &at), ("name", name)]);
        }
        loop {
            let Some(line) = talk.line()? else {
                return Ok(false);
            };
            if line.is_empty() || line == "0" {
                return Ok(true);
            }
            if let Some(row) = self.row(topic, &line) {
                told.chosen.insert(topic, row.id.clone());
                return Ok(true);
            }
            let most = self.pools.list(topic).len().to_string();
            if !talk.again("new-no-such-row", &[("given", &line), ("most", &most)]) {
                return Ok(true);
            }
        }
    }

    fn minutes(&self, talk: &mut Talk<'_>, number: &str, told: &mut Told) -> Result<bool, Failure> {
        let known = self.known_minutes();
        let question = talk
            .desk
            .words
            .with("new-ask-minutes", &[("known", known.as_str())]);
        talk.put(&question, number);
        loop {
            let Some(line) = talk.line()? else {
                return Ok(false);
            };
            if line.is_empty() {
                return Ok(true);
            }
            match line
                .parse()
                .ok()
                .filter(|given| self.spoken(*given).is_some())
            {
                Some(given) => {
                    told.minutes = Some(given);
                    return Ok(true);
                }
                None if talk.again("new-bad-minutes", &[("given", &line), ("known", &known)]) => {}
                None => return Ok(true),
            }
        }
    }

    /// A provision: by its id, or by a word and then a number of what the word finds.
    fn law(&self, talk: &mut Talk<'_>, number: &str, told: &mut Told) -> Result<bool, Failure> {
        let lang = talk.desk.words.lang();
        talk.tell("new-ask-law", number);
        let mut found: Vec<&Provision> = Vec::new();
        loop {
            let Some(line) = talk.line()? else {
                return Ok(false);
            };
            if line.is_empty() {
                told.law = found.first().map(|law| law.id.clone());
                return Ok(true);
            }
            let by_number = line
                .parse::<usize>()
                .ok()
                .and_then(|at| found.get(at.checked_sub(1)?));
            let by_id = || self.laws.iter().find(|one| one.id == line);
            if let Some(law) = by_number.copied().or_else(by_id) {
                told.law = Some(law.id.clone());
                return Ok(true);
            }
            let now: Vec<&Provision> = self
                .laws
                .iter()
                .filter(|law| law.has(&line))
                .take(SHOWN)
                .collect();
            if now.is_empty() {
                if talk.again("new-no-law", &[("given", &line)]) {
                    continue;
                }
                return Ok(true);
            }
            found = now;
            for (at, law) in found.iter().enumerate() {
                let (at, cited) = ((at + 1).to_string(), law.cited.get(lang));
                let values = [
                    ("number", at.as_str()),
                    ("cited", cited),
                    ("summary", law.summary.get(lang)),
                ];
                talk.desk.tell("new-law-row", &values);
            }
            talk.desk.tell("new-law-pick", &[]);
        }
    }

    /// What was answered with every gap filled.
    ///
    /// # Errors
    /// Everything that is needed and missing, and everything named that does not exist, at once.
    pub(super) fn complete(
        &self,
        mut told: Told,
        levels: u8,
        words: &Words,
        from: &str,
    ) -> Result<Answers, Failure> {
        let mut wrong = std::mem::take(&mut told.wrong);
        let missing: Vec<String> = ASKED
            .iter()
            .zip(1..)
            .filter(|(topic, _)| NEEDED.contains(*topic) && !told.words.contains_key(*topic))
            .map(|(topic, number): (_, usize)| format!("{number} {topic}"))
            .collect();
        if !missing.is_empty() {
            wrong.push(
                Failure::new(Outcome::Usage, "new-answers-short")
                    .with("path", from)
                    .with("missing", missing.join(", ")),
            );
        }
        if levels != 1 {
            // Three levels bring their own people.
            told.chosen.remove("persona");
        }
        for topic in ["thing", "demand", "harm", "way"] {
            told.words.entry(topic).or_insert_with(|| general(topic));
        }
        let mut flags: Vec<String> = vec![if levels == 1 { "one" } else { "three" }.to_owned()];
        for topic in ["secret", "bystander"] {
            match told.words.contains_key(topic) {
                true => flags.push(topic.to_owned()),
                false => {
                    told.words.insert(topic, Bilingual::default());
                }
            }
        }
        for text in told.words.values_mut() {
            if text.en.trim().is_empty() && !text.zh.trim().is_empty() {
                text.en = words.with("new-untranslated", &[("text", &text.zh)]);
            }
        }
        let mut marks: Vec<(String, String)> = Vec::new();
        for topic in CHOSEN {
            let row = match told.chosen.get(topic) {
                Some(id) => {
                    let row = self.row(topic, id);
                    if row.is_none() {
                        let most = self.pools.list(topic).len().to_string();
                        wrong.push(
                            Failure::new(Outcome::Usage, "new-no-such-row")
                                .with("given", id.clone())
                                .with("most", most),
                        );
                    }
                    row
                }
                // Nobody in danger, and nothing to see, unless it was asked for.
                None if matches!(topic, "danger" | "street") => None,
                None => self.pools.list(topic).first(),
            };
            if let Some(row) = row {
                flags.push(topic.to_owned());
                flags.push(row.id.clone());
                marks.extend(row.marks(topic));
            }
        }
        if !flags.iter().any(|flag| flag == "street") {
            let usual = [
                ("id", "scene"),
                ("near", "talk"),
                ("far", "approach"),
                ("object", "object"),
                ("wide", "whole_place"),
            ];
            marks.extend(usual.map(|(key, id)| (format!("@street.{key}@"), id.to_owned())));
        }
        let id = told.law.as_deref().unwrap_or(USUAL_LAW);
        let law = self.laws.iter().find(|one| one.id == id);
        if law.is_none() {
            wrong.push(Failure::new(Outcome::Usage, "new-no-law").with("given", id.to_owned()));
        }
        let given = told.minutes.unwrap_or(USUAL_MINUTES);
        let minutes = self.spoken(given);
        if minutes.is_none() {
            wrong.push(
                Failure::new(Outcome::Usage, "new-bad-minutes")
                    .with("given", given.to_string())
                    .with("known", self.known_minutes()),
            );
        }
        Failure::all(wrong)?;
        let (Some(law), Some(minutes)) = (law, minutes) else {
            return Err(Failure::new(Outcome::Usage, "new-no-law").with("given", id.to_owned()));
        };
        marks.push((LAW.to_owned(), law.id.clone()));
        for (topic, text) in [("minutes", minutes), ("law", &law.cited)] {
            for lang in Language::ALL {
                marks.push((
                    format!("@{topic}.{}@", lang.tag()),
                    text.get(lang).to_owned(),
                ));
            }
        }
        Ok(Answers {
            words: told.words.into_iter().collect(),
            marks,
            flags,
            minutes: given,
        })
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

fn words(
    talk: &mut Talk<'_>,
    number: &str,
    topic: &'static str,
    told: &mut Told,
) -> Result<bool, Failure> {
    loop {
        talk.tell(&format!("new-ask-{topic}"), number);
        let Some(zh) = talk.line()? else {
            return Ok(false);
        };
        if zh.is_empty() && NEEDED.contains(&topic) {
            // A person is asked again; in a file the next line answers the next question, and what is missing is told with
            // everything else that is wrong.
            if talk.from != "-" {
                return Ok(true);
            }
            continue;
        }
        if !zh.is_empty() {
            let en = String::new();
            told.words.insert(topic, Bilingual { zh, en });
        }
        return Ok(true);
    }
}

/// English comes last and all at once, because most authors leave it for later.
fn english(talk: &mut Talk<'_>, told: &mut Told) -> Result<(), Failure> {
    talk.desk.tell("new-ask-english", &[]);
    let Some(line) = talk.line()? else {
        return Ok(());
    };
    if !matches!(line.as_str(), "y" | "Y" | "yes" | "1") {
        return Ok(());
    }
    for topic in ASKED {
        let Some(text) = told.words.get_mut(topic) else {
            continue;
        };
        talk.desk.tell("new-ask-english-of", &[("text", &text.zh)]);
        match talk.line()? {
            Some(line) => text.en = line,
            None => return Ok(()),
        }
    }
    Ok(())
}

/// A talk over lines.
struct Talk<'a> {
    desk: &'a Desk,
    input: &'a mut dyn BufRead,
    /// Where the lines come from, for failures; `-` is a person at a terminal, who is asked again.
    from: &'a str,
    /// What a file answered wrongly so far.
    wrong: Vec<Failure>,
}

impl Talk<'_> {
    fn tell(&self, id: &str, number: &str) {
        self.put(&self.desk.words.get(id), number);
    }

    fn put(&self, question: &str, number: &str) {
        self.desk
            .tell("new-question", &[("number", number), ("text", question)]);
    }

    /// The next answer; none at the end.
    fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut line = String::new();
        let read = self.input.read_line(&mut line).map_err(|error| {
            Failure::new(Outcome::Usage, "fail-file-unreadable")
                .with("path", self.from)
                .with("detail", error.to_string())
        })?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }

    /// A person is told and asked again, which is yes; a file is wrong, which is kept, and its next line answers the next
    /// question.
    fn again(&mut self, id: &'static str, values: &[(&'static str, &str)]) -> bool {
        let mut failure = Failure::new(Outcome::Usage, id);
        for (name, value) in values {
            failure = failure.with(name, *value);
        }
        if self.from != "-" {
            self.wrong.push(failure);
            return false;
        }
        self.desk.say(&failure.tell(&self.desk.words));
        true
    }
}

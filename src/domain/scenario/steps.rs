//! Words of a walk-through that mean nothing in its case, each with its place. Knows nothing of playing.

use super::load::TIMEOUT;
use super::model::Case;
use super::resolve::{PARTY, nearest};
use super::source::Source;
use super::walkthrough::{See, Step, WalkthroughFile};
use crate::domain::act::Act;
use crate::domain::diagnostic::Diagnostic;

/// All such words of one walk-through.
pub(super) fn unknown(
    case: &Case,
    name: &str,
    text: &str,
    file: &WalkthroughFile,
) -> Vec<Diagnostic> {
    let mut reader = Reader {
        case,
        name,
        source: Source::scan(text),
        found: Vec::new(),
    };
    reader.head(file);
    for (position, step) in file.steps.iter().enumerate() {
        reader.step(&format!("steps[{position}]"), step);
    }
    reader.end(file);
    reader.found
}

struct Reader<'a> {
    case: &'a Case,
    name: &'a str,
    source: Source,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn know<'w>(
        &mut self,
        code: &'static str,
        path: &str,
        word: &str,
        known: impl Iterator<Item = &'w str> + Clone,
    ) {
        if known.clone().any(|one| one == word) {
            return;
        }
        self.found.push(
            Diagnostic::new(code, self.name, self.source.word(path, word))
                .with("word", word)
                .with("near", nearest(word, known)),
        );
    }

    fn person(&mut self, path: &str, id: &str) {
        let case = self.case;
        let known = case.people.iter().map(|one| one.id.as_str());
        self.know("SW0202", path, id, known.chain([PARTY]));
    }

    fn acts(&mut self, path: &str, acts: &[String]) {
        for act in acts {
            self.know("SW0210", path, act, Act::ALL.iter().map(|one| one.name()));
        }
    }

    fn head(&mut self, file: &WalkthroughFile) {
        let case = self.case;
        if file.format != super::file::FORMAT {
            let given = file.format.to_string();
            self.found.push(
                Diagnostic::new("SW0106", self.name, self.source.span("format"))
                    .with("word", given),
            );
        }
        let levels: Vec<String> = case
            .levels
            .iter()
            .map(|one| one.level.to_string())
            .collect();
        let level = file.level.to_string();
        self.know("SW0215", "level", &level, levels.iter().map(String::as_str));
        if let Some(party) = &file.party {
            let known = case.people.iter().map(|one| one.id.as_str());
            self.know("SW0202", "party", party, known);
        }
    }

    fn step(&mut self, path: &str, step: &Step) {
        let case = self.case;
        let actions = case.actions.iter().map(|one| one.id.as_str());
        match step {
            Step::Say(_) | Step::Over(_) | Step::Talk(..) | Step::Mumble(..) | Step::Wait(_) => {}
            Step::SayTo(who, _) => self.person(path, who),
            Step::Mean(acts) => self.acts(path, acts),
            Step::MeanTo(who, acts) => {
                self.person(path, who);
                self.acts(path, acts);
            }
            Step::Do(action) => self.know("SW0205", path, action, actions),
            Step::DoTo(action, target) => {
                self.know("SW0205", path, action, actions);
                let people = case.people.iter().map(|one| one.id.as_str());
                let things = case.things.iter().map(|one| one.id.as_str());
                // A deed is done to somebody by id: the record keeps what was meant, and levels differ in the party.
                self.know("SW0206", path, target, people.chain(things));
            }
            Step::Move(zone) => {
                self.know(
                    "SW0204",
                    path,
                    zone,
                    case.zones.iter().map(|one| one.id.as_str()),
                );
            }
            Step::Paper(form, fields) => {
                self.know(
                    "SW0211",
                    path,
                    form,
                    case.forms.iter().map(|one| one.id.as_str()),
                );
                let Some(form) = case.form(form).map(|found| &case.forms[found.at()]) else {
                    return;
                };
                for (position, (field, _)) in fields.iter().enumerate() {
                    let path = format!("{path}[1][{position}]");
                    self.know("SW0224", &path, field, form.fields());
                }
            }
            Step::Inject(inject) => {
                let known = case.injects.iter().map(|one| one.id.as_str());
                self.know("SW0220", path, inject, known);
            }
            Step::See(list) => {
                for (position, promise) in list.iter().enumerate() {
                    self.see(&format!("{path}[0][{position}]"), promise);
                }
            }
        }
    }

    fn see(&mut self, path: &str, promise: &See) {
        let case = self.case;
        match promise {
            See::Acts(acts) => self.acts(path, acts),
            See::Line(line) => {
                self.know(
                    "SW0207",
                    path,
                    line,
                    case.lines.iter().map(|one| one.id.as_str()),
                );
            }
            See::Beat(beat) => {
                self.know(
                    "SW0208",
                    path,
                    beat,
                    case.beats.iter().map(|one| one.id.as_str()),
                );
            }
            See::Fact(fact) | See::NotFact(fact) => {
                self.know(
                    "SW0203",
                    path,
                    fact,
                    case.facts.iter().map(|one| one.id.as_str()),
                );
            }
            See::Speaks(who)
            | See::Agreed(who)
            | See::TensionAtMost(who, _)
            | See::TensionAtLeast(who, _) => self.person(path, who),
            See::Running => {}
        }
    }

    fn end(&mut self, file: &WalkthroughFile) {
        let case = self.case;
        let expect = &file.expect;
        if let Some(ending) = &expect.ending {
            let known = case.endings.iter().map(|one| one.id.as_str());
            self.know("SW0209", "expect.ending", ending, known.chain([TIMEOUT]));
        }
        for (field, ids) in [
            ("met", &expect.met),
            ("missed", &expect.missed),
            ("breached", &expect.breached),
            ("review", &expect.review),
        ] {
            for (position, id) in ids.iter().enumerate() {
                let known = case.criteria.iter().map(|one| one.id.as_str());
                self.know("SW0223", &format!("expect.{field}[{position}]"), id, known);
            }
        }
        for (position, line) in expect.never_lines.iter().enumerate() {
            let known = case.lines.iter().map(|one| one.id.as_str());
            self.know(
                "SW0207",
                &format!("expect.never_lines[{position}]"),
                line,
                known,
            );
        }
        for (position, beat) in expect.never_beats.iter().enumerate() {
            let known = case.beats.iter().map(|one| one.id.as_str());
            self.know(
                "SW0208",
                &format!("expect.never_beats[{position}]"),
                beat,
                known,
            );
        }
    }
}

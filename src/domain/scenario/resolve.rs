//! Words of the content turned into indices. Every word that means nothing is reported with its place and the nearest
//! word that would; resolving never stops at the first.

use super::context::Context;
use super::file::{CaseFile, MoodFile, RoleFile};
use super::model::{
    ActionIx, BeatIx, Block, DrawIx, EndingIx, FactIx, FormIx, HintIx, InjectIx, Levels, LineIx,
    PersonIx, Role, Target, ThingIx, Who, ZoneIx,
};
use super::source::Source;
use crate::domain::act::Act;
use crate::domain::diagnostic::Diagnostic;

/// The word that means "whoever is the party of this run".
pub const PARTY: &str = "party";

pub(super) struct Resolver<'a> {
    pub(super) file: &'a CaseFile,
    pub(super) context: &'a Context,
    pub(super) source: &'a Source,
    pub(super) name: &'a str,
    pub(super) found: Vec<Diagnostic>,
}

fn at(list_at: Option<usize>) -> Option<u16> {
    list_at.and_then(|found| u16::try_from(found).ok())
}

impl Resolver<'_> {
    pub(super) fn report(&mut self, code: &'static str, path: &str, args: &[(&'static str, &str)]) {
        let mut one = Diagnostic::new(code, self.name, self.source.span(path));
        for (name, value) in args {
            one = one.with(name, *value);
        }
        self.found.push(one);
    }

    /// Reports a word that means nothing, with the nearest that does.
    pub(super) fn unknown<'w>(
        &mut self,
        code: &'static str,
        path: &str,
        word: &str,
        known: impl Iterator<Item = &'w str>,
    ) {
        let near = nearest(word, known);
        let span = self.source.word(path, word);
        self.found.push(
            Diagnostic::new(code, self.name, span)
                .with("word", word)
                .with("near", near),
        );
    }

    pub(super) fn person(&mut self, id: &str, path: &str) -> Option<PersonIx> {
        let file = self.file;
        let found = at(file.people.iter().position(|one| one.id == id)).map(PersonIx);
        if found.is_none() {
            self.unknown(
                "SW0202",
                path,
                id,
                file.people.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn who(&mut self, id: &str, path: &str) -> Option<Who> {
        if id == PARTY {
            return Some(Who::Party);
        }
        self.person(id, path).map(Who::One)
    }

    pub(super) fn to(&mut self, to: Option<&String>, path: &str) -> Option<Option<Who>> {
        match to {
            None => Some(None),
            Some(id) => self.who(id, path).map(Some),
        }
    }

    pub(super) fn fact(&mut self, id: &str, path: &str) -> Option<FactIx> {
        let file = self.file;
        let found = at(file.facts.iter().position(|one| one.id == id)).map(FactIx);
        if found.is_none() {
            self.unknown(
                "SW0203",
                path,
                id,
                file.facts.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn zone(&mut self, id: &str, path: &str) -> Option<ZoneIx> {
        let file = self.file;
        let zones = &file.place.zones;
        let found = at(zones.iter().position(|one| one.id == id)).map(ZoneIx);
        if found.is_none() {
            self.unknown("SW0204", path, id, zones.iter().map(|one| one.id.as_str()));
        }
        found
    }

    pub(super) fn action(&mut self, id: &str, path: &str) -> Option<ActionIx> {
        let file = self.file;
        let found = at(file.actions.iter().position(|one| one.id == id)).map(ActionIx);
        if found.is_none() {
            self.unknown(
                "SW0205",
                path,
                id,
                file.actions.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn target(&mut self, id: &str, path: &str) -> Option<Target> {
        let file = self.file;
        let person = at(file.people.iter().position(|one| one.id == id))
            .map(|found| Target::Person(PersonIx(found)));
        let thing = at(file.things.iter().position(|one| one.id == id))
            .map(|found| Target::Thing(ThingIx(found)));
        let found = person.or(thing);
        if found.is_none() {
            let known = file
                .people
                .iter()
                .map(|one| one.id.as_str())
                .chain(file.things.iter().map(|one| one.id.as_str()));
            self.unknown("SW0206", path, id, known);
        }
        found
    }

    /// An action and, if given, a target that the action may have.
    pub(super) fn deed(
        &mut self,
        action: &str,
        target: Option<&String>,
        path: &str,
    ) -> Option<(ActionIx, Option<Target>)> {
        let action_ix = self.action(action, path)?;
        let Some(id) = target else {
            return Some((action_ix, None));
        };
        let target_ix = self.target(id, path)?;
        let targets = &self.file.actions[action_ix.at()].targets;
        if !targets.contains(id) {
            let targets = targets.clone();
            self.unknown("SW0206", path, id, targets.iter().map(String::as_str));
            return None;
        }
        Some((action_ix, Some(target_ix)))
    }

    pub(super) fn line(&mut self, id: &str, path: &str) -> Option<LineIx> {
        let file = self.file;
        let found = at(file.lines.iter().position(|one| one.id == id)).map(LineIx);
        if found.is_none() {
            self.unknown(
                "SW0207",
                path,
                id,
                file.lines.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn beat(&mut self, id: &str, path: &str) -> Option<BeatIx> {
        let file = self.file;
        let found = at(file.beats.iter().position(|one| one.id == id)).map(BeatIx);
        if found.is_none() {
            self.unknown(
                "SW0208",
                path,
                id,
                file.beats.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn ending(&mut self, id: &str, path: &str) -> Option<EndingIx> {
        let file = self.file;
        let found = at(file.endings.iter().position(|one| one.id == id)).map(EndingIx);
        if found.is_none() {
            self.unknown(
                "SW0209",
                path,
                id,
                file.endings.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn act(&mut self, name: &str, path: &str) -> Option<Act> {
        let found = Act::from_name(name);
        if found.is_none() {
            self.unknown("SW0210", path, name, Act::ALL.iter().map(|one| one.name()));
        }
        found
    }

    pub(super) fn form(&mut self, id: &str, path: &str) -> Option<FormIx> {
        let file = self.file;
        let found = at(file.papers.iter().position(|one| one == id)).map(FormIx);
        if found.is_none() {
            self.unknown("SW0211", path, id, file.papers.iter().map(String::as_str));
        }
        found
    }

    pub(super) fn drawn(&mut self, draw: &str, value: &str, path: &str) -> Option<(DrawIx, u16)> {
        let file = self.file;
        let Some(found) = at(file.draws.iter().position(|one| one.id == draw)) else {
            self.unknown(
                "SW0212",
                path,
                draw,
                file.draws.iter().map(|one| one.id.as_str()),
            );
            return None;
        };
        let values = &file.draws[usize::from(found)].of;
        let picked = at(values.iter().position(|one| one.id == value));
        if picked.is_none() {
            self.unknown(
                "SW0212",
                path,
                value,
                values.iter().map(|one| one.id.as_str()),
            );
        }
        picked.map(|value| (DrawIx(found), value))
    }

    pub(super) fn hint(&mut self, id: &str, path: &str) -> Option<HintIx> {
        let file = self.file;
        let found = at(file.hints.iter().position(|one| one.id == id)).map(HintIx);
        if found.is_none() {
            self.unknown(
                "SW0216",
                path,
                id,
                file.hints.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn inject(&mut self, id: &str, path: &str) -> Option<InjectIx> {
        let file = self.file;
        let found = at(file.injects.iter().position(|one| one.id == id)).map(InjectIx);
        if found.is_none() {
            self.unknown(
                "SW0220",
                path,
                id,
                file.injects.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    /// Levels as a set; an empty list means all.
    pub(super) fn levels(&mut self, list: &[u8], path: &str) -> Levels {
        let mut bits = 0;
        for (position, level) in list.iter().enumerate() {
            if self.file.levels.iter().any(|one| one.level == *level) {
                bits |= 1 << (level - 1);
            } else {
                let word = level.to_string();
                let known: Vec<String> = self
                    .file
                    .levels
                    .iter()
                    .map(|one| one.level.to_string())
                    .collect();
                self.unknown(
                    "SW0215",
                    &format!("{path}[{position}]"),
                    &word,
                    known.iter().map(String::as_str),
                );
            }
        }
        if list.is_empty() {
            Levels::ALL
        } else {
            Levels(bits)
        }
    }

    pub(super) fn block(&mut self, name: &str, path: &str) -> Option<Block> {
        let found = Block::ALL.into_iter().find(|one| one.name() == name);
        if found.is_none() {
            self.unknown(
                "SW0218",
                path,
                name,
                Block::ALL.iter().map(|one| one.name()),
            );
        }
        found
    }

    pub(super) fn law(&mut self, id: &str, path: &str, day: Option<super::context::Day>) {
        let context = self.context;
        let Some(entry) = context.laws.get(id) else {
            self.unknown("SW0213", path, id, context.laws.keys().map(String::as_str));
            return;
        };
        if !entry.shown {
            self.report("SW0405", path, &[("word", id)]);
        }
        if let Some(day) = day
            && (day < entry.from || entry.until.is_some_and(|until| day > until))
        {
            self.report("SW0404", path, &[("word", id)]);
        }
    }

    pub(super) fn scale(&mut self, value: i16, path: &str) -> i16 {
        if !(0..=100).contains(&value) {
            self.report(
                "SW0407",
                path,
                &[("word", &value.to_string()), ("from", "0"), ("to", "100")],
            );
        }
        value
    }
}

pub(super) const fn role(file: RoleFile) -> Role {
    match file {
        RoleFile::Party => Role::Party,
        RoleFile::Partner => Role::Partner,
        RoleFile::Bystander => Role::Bystander,
        RoleFile::Control => Role::Control,
        RoleFile::Phone => Role::Phone,
        RoleFile::Other => Role::Other,
    }
}

/// Moods as bits; an empty list means any.
pub(super) fn moods(list: &[MoodFile]) -> u8 {
    if list.is_empty() {
        return 0b1_1111;
    }
    list.iter().fold(0, |bits, mood| bits | 1 << (*mood as u8))
}

/// The known word most like a wrong one, or nothing when none is near (Damerau–Levenshtein similarity below one half).
/// Whoever guesses an id often knows a part of it, so a whole part (`measure` of `measure_together`) counts as near.
#[must_use]
pub fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> String {
    known
        .map(|one| {
            let alike = strsim::normalized_damerau_levenshtein(word, one);
            (
                if shares_part(word, one) {
                    alike.max(0.5)
                } else {
                    alike
                },
                one,
            )
        })
        .filter(|one| one.0 >= 0.5)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|one| one.1.to_owned())
        .unwrap_or_default()
}

/// Letters of a part of an id that tells something; shorter ones (`the`, `of`) stand everywhere.
const PART_LETTERS_MIN: usize = 5;

fn shares_part(word: &str, known: &str) -> bool {
    word.split(['_', '.', '-'])
        .filter(|part| part.len() >= PART_LETTERS_MIN)
        .any(|part| known.split(['_', '.', '-']).any(|other| other == part))
}

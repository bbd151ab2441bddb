//! Boxes about things and people: the kind of vehicle, who is questioned, whether goods spoil, whether the record was read
//! to whoever signs it. Held to the things and people of the case and to what was said, by the words that the conduct pack
//! has for each option. What the record cannot tell, a person looks at.

use super::clauses::phrased;
use super::papers::{Difference, DifferenceKind, Holder};
use super::timeline::{Evidence, SaidAt};
use super::written::{Thing, can_be, things};
use crate::domain::ids::{Bilingual, Language, Millis};
use crate::domain::packs::{Choosing, Way, is_refusal};
use crate::domain::scenario::model::{Role, Thing as CaseThing};

/// Part of the id of the thing that is a vehicle's plate, in every case.
const PLATE: &str = "plate";
/// Field of the same paper with the name of whoever is questioned.
const NAMED: &str = "party_name";
/// Field with the list of things.
const LISTED: &str = "items";
/// Field in which the party signs.
const SIGNED: &str = "party_signature";
/// Options of the choices that are boxes.
const YES: &str = "yes";
const NO: &str = "no";
const PARTY: &str = "party";
const EMPLOYEE: &str = "employee";
const WITNESS: &str = "witness";

impl<'a> Holder<'a> {
    fn rule(&self) -> Option<&'a Choosing> {
        let mut rules = self.case.paper_rule.choices.iter();
        rules.find(|one| one.field == self.field && one.forms.contains(&self.form.id))
    }

    /// What is printed for an option.
    fn named_as(&self, option: &str) -> Bilingual {
        let printed = self.form.printed.get(self.field);
        let mut words = printed.iter().flat_map(|one| &one.words);
        let word = words.find(|(id, _)| id == option);
        word.map(|one| one.1.clone()).unwrap_or_default()
    }

    /// The vehicle that stands where its plate is, or any that is somebody's.
    pub(super) fn vehicle(&self) -> Option<Difference> {
        let rule = self.rule()?;
        let theirs = || self.case.things.iter().filter(|one| one.theirs);
        let plate = self.case.things.iter().find(|one| one.id.contains(PLATE));
        let by_plate = |one: &&CaseThing| plate.is_some_and(|plate| plate.zone == one.zone);
        let kinds = |things: &[&'a CaseThing]| -> Vec<(&'a Way, &'a CaseThing)> {
            let found = things.iter().flat_map(|thing| {
                let options = rule.options.iter();
                options
                    .filter(|way| is_named(&thing.name, way))
                    .map(|way| (way, *thing))
            });
            found.collect()
        };
        let mut known = kinds(&theirs().filter(by_plate).collect::<Vec<_>>());
        if known.is_empty() {
            known = kinds(&theirs().collect::<Vec<_>>());
        }
        let (way, thing) = *known.first()?;
        if known.iter().any(|(way, _)| way.id == self.written) {
            return None;
        }
        let record = Evidence::state(Millis(0), &thing.id);
        let kind = DifferenceKind::Vehicle;
        let mut found = self.difference(kind, Some(record), self.named_as(&way.id));
        // Vehicles of several kinds stand there, or words that were lost may have told of another.
        found.sure = known.iter().all(|one| one.0.id == way.id) && !self.has_unheard();
        Some(found)
    }

    /// Whoever is questioned is the party, or somebody else of the case.
    pub(super) fn relation(&self) -> Option<Difference> {
        let rule = self.rule()?;
        let name = self.paper.entry(NAMED)?;
        let way = |id: &str| rule.options.iter().find(|one| one.id == id);
        let people = &self.case.people;
        let party = people.iter().find(|one| one.id == self.line.party)?;
        let is_party = can_be(name, &party.name);
        // Whoever is the party on another level is not there.
        let level = self.case.level(self.line.level);
        let present = level.iter().flat_map(|one| &one.people);
        let other = present.map(|ix| &people[ix.at()]).find(|one| {
            !matches!(one.role, Role::Party | Role::Partner | Role::Control)
                && can_be(name, &one.name)
        });
        let (who, is_known) = match (is_party, other) {
            (true, None) => (party, true),
            (false, Some(other)) => (other, true),
            // One whom the case does not know: his name is looked at, and the paper is about the party.
            (false, None) => (party, false),
            // Two of one name.
            (true, Some(_)) => return None,
        };
        let right = if is_party || !is_known {
            PARTY
        } else {
            WITNESS
        };
        if self.written == right {
            return None;
        }
        // Who works for whom is often told by nobody: that box is left to a person, unless the case says so.
        let works = way(EMPLOYEE).is_some_and(|way| {
            let known = [&who.persona].into_iter().chain(&who.knows);
            let mut texts = known.chain(self.told(|by| by == who.id));
            texts.any(|text| is_named(text, way))
        });
        if self.written == EMPLOYEE && works {
            return None;
        }
        let record = Evidence::state(Millis(0), &who.id);
        let kind = DifferenceKind::Relation;
        let mut found = self.difference(kind, Some(record), self.named_as(right));
        found.sure = is_known && self.written != EMPLOYEE;
        Some(found)
    }

    /// Whether goods on the list spoil: a listed one that does makes a no wrong, a list of nothing but what keeps a yes.
    pub(super) fn perishable(&self) -> Option<Difference> {
        let rule = self.rule()?;
        let rows = things(self.paper.entry(LISTED)?);
        let way = |id: &str| rule.options.iter().find(|one| one.id == id);
        let (spoils, keeps) = (way(YES)?, way(NO)?);
        // What is in a cart or a crate stands behind it, after a comma or in brackets.
        let does_spoil = |row: &&Thing<'_>| {
            row.row
                .split(['，', ',', '（', '(', '）', ')'])
                .flat_map(things)
                .any(|part| is_spoken(&part.name, spoils) && !is_made_for(&part.name, keeps))
        };
        let (row, is_sure) = match self.written {
            NO => (rows.iter().find(does_spoil)?, true),
            YES if rows.iter().any(|row| does_spoil(&row)) => return None,
            YES => (
                rows.first()?,
                rows.iter().all(|row| is_made_for(&row.name, keeps)),
            ),
            _ => return None,
        };
        let record = Evidence::state(self.paper.at, row.row);
        let kind = DifferenceKind::Perishable;
        let mut found = self.difference(kind, Some(record), Bilingual::default());
        found.sure = is_sure;
        Some(found)
    }

    /// Whether whoever signs has read the record or heard it read. It may be asked right after it was written. Nobody need
    /// speak for reading, so that a signed paper without such words is left to a person.
    pub(super) fn read_back(&self) -> Option<Difference> {
        let rule = self.rule()?;
        let way = |id: &str| rule.options.iter().find(|one| one.id == id);
        let (read, unread) = (way(YES)?, way(NO)?);
        let partner = self.people(Role::Partner).next().map(|one| one.id.as_str());
        let control = self.people(Role::Control).next().map(|one| one.id.as_str());
        let to_them = |one: &&SaidAt<'a>| ![partner, control].contains(&Some(one.to));
        let said = || self.line.said.iter().filter(to_them);
        let told_off = said().find(|one| is_spoken(&one.heard.text, unread));
        let told = said().rfind(|one| is_spoken(&one.heard.text, read));
        let kind = DifferenceKind::ReadBack;
        let by = |one: &SaidAt<'_>| Some(one.evidence());
        match (self.written, told, told_off) {
            // Whoever first waved it away may have had it read after all.
            (YES, Some(told), Some(off)) if off.at > told.at => {
                Some(self.difference(kind, by(off), Bilingual::default()))
            }
            (YES, None, Some(off)) => Some(self.difference(kind, by(off), Bilingual::default())),
            (YES, None, None) => {
                let mut found = self.difference(kind, None, Bilingual::default());
                let signed = self.paper.entry(SIGNED).filter(|text| !is_refusal(text));
                found.sure = signed.is_none() && !self.line.has_unheard();
                Some(found)
            }
            (NO, Some(told), None) => Some(self.difference(kind, by(told), Bilingual::default())),
            _ => None,
        }
    }
}

/// Whether a text of a case has words of an option.
fn is_named(text: &Bilingual, way: &Way) -> bool {
    Language::ALL
        .into_iter()
        .any(|lang| is_spoken(text.get(lang), way))
}

/// Whether words speak of an option without denying it; an option that is itself a denial is found as it stands. English
/// words are whole ones: a cart is no car.
fn is_spoken(text: &str, way: &Way) -> bool {
    let is_whole = |after: &str| {
        let rest = after.strip_prefix("es").or(after.strip_prefix('s'));
        !rest
            .unwrap_or(after)
            .starts_with(|one: char| one.is_ascii_alphabetic())
    };
    way.words.all().any(|phrase| {
        phrased(text, phrase)
            .iter()
            .filter(|place| !phrase.is_ascii() || is_whole(&place.after))
            .any(|place| way.id == NO || !place.is_denied_in_breath())
    })
}

/// Whether a thing is what its last word says, whatever it is for or holds: a melon knife is a knife, crates of melons are
/// melons.
fn is_made_for(name: &str, keeps: &Way) -> bool {
    let name = name.to_lowercase();
    let chinese = keeps
        .words
        .zh
        .iter()
        .any(|word| name.ends_with(word.as_str()));
    let last = name.rsplit(" of ").next().unwrap_or_default();
    let last = last.rsplit(' ').next().unwrap_or_default();
    let mut english = keeps.words.en.iter();
    chinese
        || english.any(|word| {
            last == *word
                || last.strip_suffix('s') == Some(word.as_str())
                || last.strip_suffix("es") == Some(word.as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::packs::Phrases;

    fn way(id: &str, zh: &[&str], en: &[&str]) -> Way {
        let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
        Way {
            id: id.to_owned(),
            words: Phrases {
                zh: owned(zh),
                en: owned(en),
            },
            borne: crate::domain::packs::Bearing::default(),
            usual: false,
            sum_of: Vec::new(),
        }
    }

    #[test]
    fn english_words_are_whole_and_things_are_what_they_end_in() {
        let car = way("car", &["轿车"], &["car"]);
        assert!(is_spoken("The parked car", &car) && is_spoken("two cars", &car));
        assert!(!is_spoken("The cart", &car) && !is_spoken("cardboard", &car));
        let keeps = way(NO, &["刀", "筐"], &["knife", "crate"]);
        assert!(is_made_for("西瓜刀", &keeps) && is_made_for("melon knife", &keeps));
        assert!(!is_made_for("西瓜", &keeps) && !is_made_for("crates of melons", &keeps));
    }
}

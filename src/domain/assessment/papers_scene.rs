//! Who, where, when and with which pictures: entries held against people, places, the vehicle, the clock and the camera.
//! Knows nothing of what an entry costs.

use super::papers::{Difference, DifferenceKind, Holder, same};
use super::timeline::{DidAt, Evidence};
use super::written::{
    bare, can_be, digit_runs, first_number, given_name, is_another_spot, is_organisation,
    is_surname_of, latin_names, names, only_signed, squeezed, traits,
};
use crate::domain::ids::{Bilingual, Language, Millis, Permille};
use crate::domain::packs::{HeldTo, Stamp};
use crate::domain::scenario::model::{Case, Person, Role, Thing};
use crate::domain::understanding::{SlotKind, is_han};
use std::collections::BTreeSet;

/// A written time may be so far from the recorded one: watches differ, people round, a record keeps case time.
pub(super) const TIME_TOLERANCE_MIN: i64 = 15;
/// Two descriptions of one place share at least this part of the shorter one.
const PLACE_SHARED: Permille = Permille(400);
/// The action that takes a photograph, in every case.
pub(super) const PHOTOGRAPH: &str = "photograph";

impl<'a> Holder<'a> {
    pub(super) fn party(&self) -> Option<Difference> {
        let party = &self.case.people[self.case.person(self.line.party)?.at()];
        let told = self.words_of(&party.id);
        let known = can_be(self.written, &party.name)
            || is_organisation(self.written)
            || told
                .into_iter()
                .chain([&party.persona])
                .chain(&party.knows)
                .any(|text| can_be_introduced(self.written, text));
        let invented = known && self.is_given_name_invented(party);
        (!known || invented).then(|| {
            let record = Evidence::state(Millis(0), &party.id);
            let name = party.name.clone();
            let mut found = self.difference(DifferenceKind::Name, Some(record), name);
            let is_latin = !self.written.chars().any(is_han);
            let is_said = || self.said().any(|one| one.heard.text.contains(self.written));
            // The surname fits: whoever said the whole name, or heard it in words that were lost, may have it from there.
            found.sure &= !invented || !(is_latin || self.has_unheard() || is_said());
            found
        })
    }

    /// Whether the party may be named by this surname: it is called so, or introduced itself so.
    pub(super) fn may_be_called(&self, surname: char, party: &Person) -> bool {
        let told = self.words_of(&party.id).into_iter();
        let mut told = told.chain([&party.persona]).chain(&party.knows);
        is_surname_of(surname, &party.name)
            || told.any(|text| can_be_introduced(&surname.to_string(), text))
    }

    /// Whether an entry adds a given name to the surname that nobody told: `张三丰` where all that is known is `小张`.
    fn is_given_name_invented(&self, party: &Person) -> bool {
        if is_organisation(self.written) {
            return false;
        }
        let known: Vec<&Bilingual> = self
            .words_of(&party.id)
            .into_iter()
            .chain([&party.name, &party.persona])
            .chain(&party.knows)
            .collect();
        names(self.written).into_iter().any(|name| {
            let name = name.split(['（', '(', ' ']).next().unwrap_or_default();
            match given_name(name) {
                Some((whole, given)) => {
                    !party.name.zh.contains(&given)
                        && !known.iter().any(|text| text.zh.contains(&whole))
                }
                None => false,
            }
        }) || latin_names(self.written).iter().any(|word| {
            !known
                .iter()
                .any(|text| text.en.to_lowercase().contains(word))
        })
    }

    /// The certificates of both officers, as far as the case knows them.
    pub(super) fn certificate_numbers(&self) -> Option<Difference> {
        let known: BTreeSet<String> = self
            .case
            .certificates
            .iter()
            .flat_map(|one| digit_runs(one))
            .collect();
        (!known.is_empty() && digit_runs(self.written) != known).then(|| {
            let numbers = self.case.certificates.join("、");
            let record = Evidence::state(Millis(0), &numbers);
            let kind = DifferenceKind::CertificateNumber;
            let mut found = self.difference(kind, Some(record), same(&numbers));
            // Whoever plays may have entered a number of his own.
            found.sure = false;
            found
        })
    }

    /// The lines somebody spoke in this run, in both languages.
    fn words_of(&self, who: &str) -> Vec<&'a Bilingual> {
        self.line
            .lines
            .iter()
            .filter(|(_, by, _)| *by == who)
            .filter_map(|(_, _, id)| self.case.lines.iter().find(|one| one.id == *id))
            .map(|one| &one.text)
            .collect()
    }

    pub(super) fn officers(&self) -> Option<Difference> {
        let written = names(self.written);
        if written.len() < 2 && only_signed(self.written) {
            return None;
        }
        let partners: Vec<&Person> = self.people(Role::Partner).collect();
        let partner = partners.first()?;
        let is_named = |one: &Person| written.iter().any(|name| can_be(name, &one.name));
        let lacks = written.len() < 2 || !partners.iter().any(|one| is_named(one));
        // One's own name the case does not know; a second unknown one was not there.
        let is_known = |name: &&&str| partners.iter().any(|one| can_be(name, &one.name));
        let strangers = written.len() - written.iter().filter(is_known).count();
        (lacks || strangers > 1).then(|| {
            let record = Evidence::state(Millis(0), &partner.id);
            let name = partner.name.clone();
            let mut found = self.difference(DifferenceKind::Officers, Some(record), name);
            found.sure &= lacks;
            found
        })
    }

    pub(super) fn place(&self) -> Option<Difference> {
        let written = traits(self.written);
        let named = self.said().flat_map(|one| &one.heard.reading.slots);
        let named = named.filter(|slot| slot.kind == SlotKind::Place);
        let both = |text: &'a Bilingual| Language::ALL.map(|lang| text.get(lang));
        let shares = |place: &str, of: usize| {
            let shared = written.intersection(&traits(place)).count();
            of > 0 && shared * 1000 >= of * usize::from(PLACE_SHARED.0)
        };
        // Of the scene's own name a part is enough; a district's name, said in passing, names no place.
        let is_scene = |place: &str| shares(place, written.len().min(traits(place).len()));
        let is_named = |place: &str| shares(place, written.len());
        let fits = written.is_empty()
            || both(&self.case.place_name).into_iter().any(is_scene)
            || self
                .case
                .zones
                .iter()
                .flat_map(|zone| both(&zone.name))
                .any(is_named)
            || named.map(|slot| slot.value.as_str()).any(is_named);
        let is_elsewhere = fits && self.adds_a_spot();
        (!fits || is_elsewhere).then(|| {
            let record = Evidence::state(Millis(0), &self.case.place);
            let expected = self.case.place_name.clone();
            let mut found = self.difference(DifferenceKind::Place, Some(record), expected);
            found.sure = !is_elsewhere && !self.has_unheard();
            found
        })
    }

    /// Whether an entry names a spot about the place that nothing in the case or the talk names: `五星步行街北口`.
    fn adds_a_spot(&self) -> bool {
        let case = self.case;
        let both = |text: &'a Bilingual| Language::ALL.map(|lang| text.get(lang));
        let mut known: Vec<String> = [&case.place_name, &case.look, &case.ticket.text]
            .into_iter()
            .chain(case.zones.iter().map(|one| &one.name))
            .chain(case.things.iter().map(|one| &one.name))
            .chain(case.citations.values())
            .chain(self.told(|_| true))
            .flat_map(both)
            .map(squeezed)
            .collect();
        known.extend(self.said().map(|one| squeezed(&one.heard.text)));
        let units = self.line.papers.iter();
        known.extend(units.filter_map(|one| one.entry("unit")).map(squeezed));
        is_another_spot(self.written, &known)
    }

    pub(super) fn plate(&self) -> Option<Difference> {
        let (id, value) = self
            .line
            .draws
            .iter()
            .find(|(id, _)| id.contains("plate"))?;
        let draw = self.case.draws.iter().find(|one| one.id == *id)?;
        let text = &draw.of.iter().find(|one| one.id == *value)?.text;
        let (written, drawn) = (bare(self.written), bare(&text.zh));
        // A written plate has its region before it; a drawn one may stand without.
        let fits = written.ends_with(&drawn) || drawn.ends_with(&written);
        (!fits).then(|| {
            let record = self.photo_of(|one| one.target.is_some_and(|id| id.contains("plate")));
            self.difference(DifferenceKind::Plate, record, text.clone())
        })
    }

    fn photo_of(&self, wanted: impl Fn(&DidAt<'_>) -> bool) -> Option<Evidence> {
        self.line
            .did
            .iter()
            .find(|one| one.action == PHOTOGRAPH && wanted(one))
            .map(DidAt::evidence)
    }

    /// A time that cannot lie after the paper that tells it, nor on a later day than the case.
    pub(super) fn earlier(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let now = self.case.moment(self.paper.at);
        let first = self.case.moment(Millis(0));
        let fits =
            written.since(now) <= TIME_TOLERANCE_MIN && first.since(written) <= self.reach_back();
        (!fits).then(|| self.time(Some(self.paper.evidence()), first))
    }

    /// What was put right was found before, and was right when the paper said so.
    pub(super) fn corrected(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let now = self.case.moment(self.paper.at);
        let first = self.case.moment(Millis(0));
        let until = self.paper.at;
        let earlier = self.line.papers.iter().filter(|one| one.at <= until);
        let found = earlier
            .flat_map(|one| [one.entry("found_at"), one.entry("offence_at")])
            .flatten()
            .filter_map(Stamp::read)
            .fold(
                first,
                |latest, one| if one.since(latest) > 0 { one } else { latest },
            );
        let issued = self.paper.entry("issued_at").and_then(Stamp::read);
        let too_early = found.since(written);
        let too_late = written.since(now) - TIME_TOLERANCE_MIN;
        let after_paper = issued.map_or(0, |issued| written.since(issued));
        (too_early > 0 || too_late > 0 || after_paper > 0).then(|| {
            let expected = if too_early > 0 { found } else { now };
            let mut one = self.time(Some(self.paper.evidence()), expected);
            // Watches differ by minutes.
            one.sure = first.since(written) > TIME_TOLERANCE_MIN || too_late > 0;
            one
        })
    }

    /// How long before the case an entry may lie, in minutes: what was found is found by those who are there, a breach
    /// may be older.
    fn reach_back(&self) -> i64 {
        if self.field.starts_with("offence") || self.field.starts_with("parked") {
            12 * 60
        } else {
            TIME_TOLERANCE_MIN
        }
    }

    pub(super) fn now(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let now = self.case.moment(self.paper.at);
        (written.since(now).abs() > TIME_TOLERANCE_MIN)
            .then(|| self.time(Some(self.paper.evidence()), now))
    }

    fn time(&self, record: Option<Evidence>, expected: Stamp) -> Difference {
        self.difference(DifferenceKind::Time, record, same(&expected.to_string()))
    }

    fn photos(&self) -> impl Iterator<Item = &'a DidAt<'a>> {
        let until = self.paper.at;
        self.line
            .did
            .iter()
            .filter(move |one| one.action == PHOTOGRAPH && one.at <= until)
    }

    /// A camera may have taken a picture before the officers came, but not after the paper, and a paper's last picture is
    /// one of theirs.
    pub(super) fn photo(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let near =
            |one: &&DidAt<'_>| written.since(self.case.moment(one.at)).abs() <= TIME_TOLERANCE_MIN;
        let first = self.photos().next()?;
        let earlier_is_fine = self.field.starts_with("first");
        let before = self.case.moment(first.at).since(written);
        let fits = self.photos().any(|one| near(&one))
            || earlier_is_fine && (0..=12 * 60).contains(&before);
        (!fits).then(|| self.time(Some(first.evidence()), self.case.moment(first.at)))
    }

    pub(super) fn photo_count(&self) -> Option<Difference> {
        let written = first_number(self.written)?;
        let taken = self.photos().count() as u64;
        (written > taken).then(|| {
            let last = self.photos().last().map(DidAt::evidence);
            self.difference(DifferenceKind::Photos, last, same(&taken.to_string()))
        })
    }

    /// A picture that goes back to the platform was taken, before the matter was dealt with or after it, and both show the
    /// same thing: a close-up of something else proves nothing, and an old picture closes no case.
    pub(super) fn picture(&self, is_after: bool) -> Option<Difference> {
        let thing = pictured(self.case, self.written);
        let Some(shot) = self.shot(is_after) else {
            let nothing = Bilingual::default();
            return Some(self.difference(DifferenceKind::Picture, None, nothing));
        };
        if is_after
            && let Some(before) = self.pictured_before()
            && thing != Some(before)
        {
            let shown = Some(shot.evidence());
            return Some(self.difference(DifferenceKind::Picture, shown, before.name.clone()));
        }
        let handled = self.line.handled(self.case);
        let fits = if is_after {
            handled.is_some_and(|moment| shot.at >= moment)
        } else {
            handled.is_none_or(|moment| shot.at <= moment)
        };
        (!fits).then(|| {
            let shown = Some(shot.evidence());
            let mut found = self.difference(DifferenceKind::Picture, shown, Bilingual::default());
            // Words that were lost may be why it took longer than it should have.
            found.sure = !self.has_unheard();
            found
        })
    }

    /// The picture that an entry names by what it shows and, where it says so, when: the first one from before, the last
    /// from after.
    pub(super) fn shot(&self, is_after: bool) -> Option<&'a DidAt<'a>> {
        let thing = pictured(self.case, self.written)?;
        let named = clock(self.written);
        let mut shots = self.photos().filter(|shot| {
            let taken = self.case.moment(shot.at).to_string();
            shot.target == Some(thing.id.as_str())
                && named.as_ref().is_none_or(|clock| taken.ends_with(clock))
        });
        if is_after { shots.last() } else { shots.next() }
    }

    /// What the picture from before shows, if there is such a picture: one that was never taken is a difference of its own.
    fn pictured_before(&self) -> Option<&'a Thing> {
        let mut held = self.form.held.iter();
        let (field, _) = held.find(|(_, held)| *held == HeldTo::PictureBefore)?;
        let thing = pictured(self.case, self.paper.entry(field)?)?;
        let is_it = |shot: &DidAt<'_>| shot.target == Some(thing.id.as_str());
        self.photos().any(is_it).then_some(thing)
    }
}

/// The thing of the case that an entry names, by id or by name; the longest name that fits.
fn pictured<'a>(case: &'a Case, written: &str) -> Option<&'a Thing> {
    let written = written.to_lowercase();
    let fits = |one: &&Thing| {
        let names = Language::ALL.map(|lang| bare_name(one.name.get(lang)));
        // What is drawn in a name is filled in on paper: the words around it must be there.
        let letters = |name: &String| {
            let parts = || name.split(['{', '}']).step_by(2).map(str::trim);
            let is_there = parts().all(|part| written.contains(part));
            is_there.then(|| parts().map(|part| part.chars().count()).sum::<usize>())
        };
        names
            .iter()
            .chain([&one.id])
            .filter_map(letters)
            .max()
            .unwrap_or(0usize)
    };
    case.things
        .iter()
        .filter(|one| fits(one) > 0)
        .max_by_key(fits)
}

/// A thing's name as it is written down: without article and brackets.
fn bare_name(name: &str) -> String {
    let name = name.split(['（', '(']).next().unwrap_or_default().trim();
    name.to_lowercase().trim_start_matches("the ").to_owned()
}

/// The clock that an entry names, if it names one.
fn clock(written: &str) -> Option<String> {
    let written = written.replace('：', ":");
    let at = written.find(':')?;
    let digits = |text: &str| text.chars().all(|one| one.is_ascii_digit());
    let hour = written.get(at.checked_sub(2)?..at)?;
    let minute = written.get(at + 1..at + 3)?;
    (digits(hour) && digits(minute)).then(|| format!("{hour}:{minute}"))
}

/// Whether somebody introduced himself by this name in a line.
fn can_be_introduced(name: &str, text: &Bilingual) -> bool {
    let Some(surname) = name.chars().next() else {
        return false;
    };
    let parts: Vec<&str> = name.split(|one: char| !one.is_alphabetic()).collect();
    ["姓", "叫"]
        .iter()
        .any(|word| text.zh.contains(&format!("{word}{surname}")))
        || text
            .en
            .split(|one: char| !one.is_alphabetic())
            .any(|word| word.len() >= 3 && parts.contains(&word))
}

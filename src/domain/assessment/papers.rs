//! Words against paper (言行与文书一致): entries of completed papers held against what was said, done and photographed.
//! Each difference quotes both places. What cannot be told from the record is no difference, and words that were not
//! made out leave a difference to a person. What an entry is held to, the form says ([`HeldTo`]).

use super::evaluate::deed;
use super::timeline::{DidAt, Evidence, EvidenceKind, PaperAt, SURE_FROM, SaidAt, Timeline};
use super::written::{
    Due, Thing, bare, can_be, due, first_number, is_organisation, names, only_signed, said_count,
    things, traits,
};
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Language, Millis, Permille};
use crate::domain::packs::{HeldTo, Stamp};
use crate::domain::scenario::model::{Case, Form, Person, Role};
use crate::domain::understanding::SlotKind;
use serde::{Deserialize, Serialize};

/// A written time may be so far from the recorded one: watches differ, people round, a record keeps case time.
const TIME_TOLERANCE_MIN: i64 = 15;
/// Two descriptions of one place share at least this part of the shorter one.
const PLACE_SHARED: Permille = Permille(400);
/// The action that takes a photograph, in every case.
const PHOTOGRAPH: &str = "photograph";
/// Beginnings of the ids of actions that carry something off.
const CARRYING: [&str; 3] = ["carry", "take_", "seize_"];

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Another name than the party's.
    Name,
    /// Not the two officers who were there.
    Officers,
    /// Another place.
    Place,
    /// Another vehicle.
    Plate,
    /// Another time.
    Time,
    /// More photographs than were taken.
    Photos,
    /// An approval that nobody asked for, or at another time.
    Approval,
    /// Another sum than was said.
    Amount,
    /// Another deadline than was said.
    Deadline,
    /// A provision that was not the one told.
    Law,
    /// Rights said to be told that were not, or the other way round.
    Rights,
    /// A certificate said to be shown that was not, or the other way round.
    Certificate,
    /// The statement of somebody who never had a word.
    Opinion,
    /// A thing listed that nobody saw.
    ItemUnseen,
    /// A thing carried off that is not listed.
    ItemMissing,
    /// Another number of things.
    ItemCount,
    /// A paper that was never made.
    Document,
}

/// One entry that does not agree with the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// Form.
    pub form: String,
    /// Field.
    pub field: String,
    /// The place on paper: when it was completed and what is written.
    pub paper: Evidence,
    /// The place in the record; none when the point is that nothing is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Evidence>,
    /// What the record would have stand there; empty where nothing can be named.
    pub expected: Bilingual,
    /// Whether it is certain; otherwise a person has to look, because something was not made out.
    pub sure: bool,
}

/// Every difference between the papers of a run and the rest of its record, in the order of papers and fields. Of a form
/// written again only the last version counts, because that is the one that stands.
#[must_use]
pub(super) fn differences(case: &Case, line: &Timeline<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    for (position, paper) in line.papers.iter().enumerate() {
        let again =
            |later: &PaperAt<'_>| later.form == paper.form && document(later) == document(paper);
        if line.papers[position + 1..].iter().any(again) {
            continue;
        }
        let Some(form) = case.form(paper.form).map(|ix| &case.forms[ix.at()]) else {
            continue;
        };
        for (field, held) in &form.held {
            let Some(written) = entry(paper, field) else {
                continue;
            };
            let holder = Holder {
                case,
                line,
                form,
                paper,
                field,
                written,
            };
            found.extend(holder.differences(*held));
        }
    }
    found
}

fn entry<'a>(paper: &PaperAt<'a>, field: &str) -> Option<&'a str> {
    let (_, text) = paper.fields.iter().find(|(id, _)| id == field)?;
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// Which paper a receipt is about: two receipts for two papers are two papers.
fn document<'a>(paper: &PaperAt<'a>) -> Option<&'a str> {
    entry(paper, "document")
}

/// One entry with everything it is held against.
struct Holder<'a> {
    case: &'a Case,
    line: &'a Timeline<'a>,
    form: &'a Form,
    paper: &'a PaperAt<'a>,
    field: &'a str,
    written: &'a str,
}

impl<'a> Holder<'a> {
    fn differences(&self, held: HeldTo) -> Vec<Difference> {
        let one = match held {
            HeldTo::Party => self.party(),
            HeldTo::Officers => self.officers(),
            HeldTo::Place => self.place(),
            HeldTo::Plate => self.plate(),
            HeldTo::Earlier => self.earlier(),
            HeldTo::Now => self.now(),
            HeldTo::Photo => self.photo(),
            HeldTo::PhotoCount => self.photo_count(),
            HeldTo::Approval => self.approval(),
            HeldTo::Amount => self.amount(),
            HeldTo::Deadline => self.deadline(),
            HeldTo::Basis => self.basis(),
            HeldTo::Rights => {
                self.promised(Act::InformRights, "rights_told", DifferenceKind::Rights)
            }
            HeldTo::Certificate => self.promised(
                Act::ShowCertificate,
                "certificate_shown",
                DifferenceKind::Certificate,
            ),
            HeldTo::Heard => self.heard(),
            HeldTo::Items => return self.items(),
            HeldTo::Document => self.document(),
        };
        one.into_iter().collect()
    }

    fn difference(
        &self,
        kind: DifferenceKind,
        record: Option<Evidence>,
        expected: Bilingual,
    ) -> Difference {
        let sure = record.as_ref().is_none_or(|one| one.sure >= SURE_FROM);
        Difference {
            kind,
            form: self.form.id.clone(),
            field: self.field.to_owned(),
            paper: Evidence {
                at_ms: self.paper.at.0,
                kind: EvidenceKind::Paper,
                quote: self.written.to_owned(),
                sure: Permille::FULL,
            },
            record,
            expected,
            sure,
        }
    }

    /// The moment of the case as papers write it.
    fn stamp(&self, at: Millis) -> Stamp {
        Stamp::new(
            self.case.date,
            u64::from(self.case.clock_min) + at.0 / 60_000,
        )
    }

    /// Everything said not later than the paper.
    fn said(&self) -> impl Iterator<Item = &'a SaidAt<'a>> {
        let until = self.paper.at;
        self.line.said.iter().filter(move |one| one.at <= until)
    }

    fn has_unheard(&self) -> bool {
        self.said().any(|one| !one.clear)
    }

    fn people(&self, role: Role) -> impl Iterator<Item = &'a Person> {
        self.case.people.iter().filter(move |one| one.role == role)
    }

    fn party(&self) -> Option<Difference> {
        let party = &self.case.people[self.case.person(self.line.party)?.at()];
        let told = self.words_of(&party.id);
        let known = can_be(self.written, &party.name)
            || is_organisation(self.written)
            || told
                .into_iter()
                .chain([&party.persona])
                .chain(&party.knows)
                .any(|text| can_be_introduced(self.written, text));
        (!known).then(|| {
            let record = state(Millis(0), &party.id);
            self.difference(DifferenceKind::Name, Some(record), party.name.clone())
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

    fn officers(&self) -> Option<Difference> {
        let written = names(self.written);
        if written.len() < 2 && only_signed(self.written) {
            return None;
        }
        let partners: Vec<&Person> = self.people(Role::Partner).collect();
        let partner = partners.first()?;
        let is_named = |one: &Person| written.iter().any(|name| can_be(name, &one.name));
        (written.len() < 2 || !partners.iter().any(|one| is_named(one))).then(|| {
            let record = state(Millis(0), &partner.id);
            self.difference(DifferenceKind::Officers, Some(record), partner.name.clone())
        })
    }

    fn place(&self) -> Option<Difference> {
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
        (!fits).then(|| {
            let record = state(Millis(0), &self.case.place);
            self.difference(
                DifferenceKind::Place,
                Some(record),
                self.case.place_name.clone(),
            )
        })
    }

    fn plate(&self) -> Option<Difference> {
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
            .map(done)
    }

    /// A time that cannot lie after the paper that tells it, nor on a later day than the case.
    fn earlier(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let now = self.stamp(self.paper.at);
        let first = self.stamp(Millis(0));
        let fits =
            written.since(now) <= TIME_TOLERANCE_MIN && first.since(written) <= self.reach_back();
        (!fits).then(|| self.time(self.form_evidence(), first))
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

    fn now(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let now = self.stamp(self.paper.at);
        (written.since(now).abs() > TIME_TOLERANCE_MIN)
            .then(|| self.time(self.form_evidence(), now))
    }

    /// The moment the paper was completed.
    fn form_evidence(&self) -> Option<Evidence> {
        Some(Evidence {
            at_ms: self.paper.at.0,
            kind: EvidenceKind::Paper,
            quote: self.form.id.clone(),
            sure: Permille::FULL,
        })
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
    fn photo(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let near = |one: &&DidAt<'_>| written.since(self.stamp(one.at)).abs() <= TIME_TOLERANCE_MIN;
        let first = self.photos().next()?;
        let earlier_is_fine = self.field.starts_with("first");
        let before = self.stamp(first.at).since(written);
        let fits = self.photos().any(|one| near(&one))
            || earlier_is_fine && (0..=12 * 60).contains(&before);
        (!fits).then(|| self.time(Some(done(first)), self.stamp(first.at)))
    }

    fn photo_count(&self) -> Option<Difference> {
        let written = first_number(self.written)?;
        let taken = self.photos().count() as u64;
        (written > taken).then(|| {
            let last = self.photos().last().map(done);
            self.difference(DifferenceKind::Photos, last, same(&taken.to_string()))
        })
    }

    fn approval(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let control = self.people(Role::Control).next()?;
        let asked = |one: &&SaidAt<'_>| one.to == control.id;
        let first = self.said().find(asked);
        let called = self.line.did.iter().find(|one| {
            one.at <= self.paper.at
                && self
                    .case
                    .action(one.action)
                    .and_then(|ix| self.case.actions[ix.at()].conduct.as_deref())
                    == Some("report_to_head")
        });
        let moment = first.map(|one| one.at).or(called.map(|one| one.at));
        let Some(moment) = moment else {
            let mut found = self.difference(DifferenceKind::Approval, None, control.name.clone());
            found.sure = !self.has_unheard();
            return Some(found);
        };
        let moment = self.stamp(moment);
        let now = self.stamp(self.paper.at);
        let fits =
            moment.since(written) <= TIME_TOLERANCE_MIN && written.since(now) <= TIME_TOLERANCE_MIN;
        (!fits).then(|| {
            let record = first.map(said).or(called.map(done));
            self.difference(DifferenceKind::Approval, record, same(&moment.to_string()))
        })
    }

    /// Values of a kind in words that did one of these acts, each with its words.
    fn values(&self, kind: SlotKind, acts: &[Act]) -> Vec<(&'a str, &'a SaidAt<'a>)> {
        let acts = acts.to_vec();
        self.line
            .said
            .iter()
            .filter(move |one| acts.iter().any(|act| one.heard.does(*act)))
            .flat_map(|one| one.heard.reading.slots.iter().map(move |slot| (slot, one)))
            .filter(move |(slot, _)| slot.kind == kind)
            .map(|(slot, one)| (slot.value.as_str(), one))
            .collect()
    }

    fn amount(&self) -> Option<Difference> {
        let written = first_number(self.written)?;
        let told = self.values(SlotKind::Amount, &[Act::ApplyMeasure]);
        let (value, one) = told.last()?;
        let fits = told
            .iter()
            .any(|(value, _)| first_number(value) == Some(written));
        (!fits).then(|| self.difference(DifferenceKind::Amount, Some(said(one)), same(value)))
    }

    fn deadline(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let acts: &[Act] = match self.field {
            "term" => &[Act::ApplyMeasure],
            _ => &[Act::SetDeadline, Act::OrderCorrection],
        };
        let told: Vec<(Due, &SaidAt<'_>)> = self
            .values(SlotKind::Deadline, acts)
            .into_iter()
            .filter_map(|(value, one)| Some((due(value, self.stamp(one.at))?, one)))
            .collect();
        let fits = |due: Due| match due {
            Due::Minute(moment) => written.since(moment).abs() <= TIME_TOLERANCE_MIN,
            Due::Day(day) => written.day() == day,
        };
        let (last, one) = *told.last()?;
        (!told.iter().any(|(due, _)| fits(*due))).then(|| {
            let expected = match last {
                Due::Minute(moment) => moment.to_string(),
                Due::Day(day) => {
                    let midnight = written.plus((day - written.day()) * 24 * 60);
                    midnight.to_string().chars().take(10).collect()
                }
            };
            self.difference(DifferenceKind::Deadline, Some(said(one)), same(&expected))
        })
    }

    /// A paper's provision is one that was told, one the form itself rests on, or a neighbour of a told one that the case
    /// knows: who breaks one article is fined under another of the same law.
    fn basis(&self) -> Option<Difference> {
        let told: Vec<(&str, &SaidAt<'_>)> = self
            .line
            .said
            .iter()
            .flat_map(|one| one.heard.reading.law.iter().map(move |law| (law, one)))
            .filter(|(law, _)| !law.id.is_empty())
            .map(|(law, one)| (law.id.as_str(), one))
            .collect();
        let of_case = |id: &str| {
            self.case
                .criteria
                .iter()
                .flat_map(|one| &one.law)
                .any(|law| law == id)
        };
        let neighbour = |(id, _): &(&str, &SaidAt<'_>)| instrument(id) == instrument(self.written);
        let fits = told.iter().any(|(id, _)| *id == self.written)
            || self.form.law.iter().any(|id| id == self.written)
            || of_case(self.written) && (told.is_empty() || told.iter().any(neighbour));
        (!fits).then(|| {
            let last = told.iter().rev().find(|one| neighbour(one)).or(told.last());
            let expected = last.map_or_else(Bilingual::default, |(id, _)| same(id));
            let mut found = self.difference(
                DifferenceKind::Law,
                last.map(|(_, one)| said(one)),
                expected,
            );
            found.sure &= !self.has_unheard();
            found
        })
    }

    /// Yes and no about something that words or deeds do.
    fn promised(&self, act: Act, fact: &str, kind: DifferenceKind) -> Option<Difference> {
        let until = self.paper.at;
        let by_words = self.said().find(|one| one.heard.does(act));
        let by_deed = self
            .line
            .did
            .iter()
            .find(|one| one.at <= until && one.action == act.name());
        let by_fact = self
            .line
            .facts
            .iter()
            .find(|(at, id, on)| *at <= until && *id == fact && *on);
        let seen = by_words
            .map(said)
            .or(by_deed.map(done))
            .or(by_fact.map(|(at, id, _)| state(*at, id)));
        let yes = match self.written {
            "yes" => true,
            "no" => false,
            _ => return None,
        };
        (yes != seen.is_some()).then(|| {
            let absent = seen.is_none();
            let mut found = self.difference(kind, seen, Bilingual::default());
            found.sure &= !(absent && self.has_unheard());
            found
        })
    }

    fn heard(&self) -> Option<Difference> {
        let spoke = self
            .line
            .lines
            .iter()
            .any(|(at, by, _)| *at <= self.paper.at && *by == self.line.party);
        (!spoke).then(|| self.difference(DifferenceKind::Opinion, None, Bilingual::default()))
    }

    fn document(&self) -> Option<Difference> {
        let made: Vec<&Form> = self
            .line
            .papers
            .iter()
            .filter(|one| one.form != self.paper.form)
            .filter_map(|one| case_form(self.case, one.form))
            .collect();
        let names = |form: &&Form| {
            let core = |text: &str| {
                text.split(['（', '('])
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            };
            Language::ALL.into_iter().any(|lang| {
                let name = form.name.get(lang);
                self.written.contains(core(name).as_str())
                    || self
                        .written
                        .replace(['（', '）'], "")
                        .contains(&name.replace(['（', '）'], ""))
            })
        };
        (!made.iter().any(names)).then(|| {
            let last = made.last();
            let record = last.and_then(|form| {
                let paper = self.line.papers.iter().rfind(|one| one.form == form.id)?;
                Some(Evidence {
                    at_ms: paper.at.0,
                    kind: EvidenceKind::Paper,
                    quote: form.id.clone(),
                    sure: Permille::FULL,
                })
            });
            let expected = last.map_or_else(Bilingual::default, |form| form.name.clone());
            self.difference(DifferenceKind::Document, record, expected)
        })
    }

    fn items(&self) -> Vec<Difference> {
        let listed = things(self.written);
        let mut found: Vec<Difference> = listed.iter().filter_map(|one| self.listed(one)).collect();
        for deed in self.line.did.iter().filter(|one| carries(one.action)) {
            let Some(thing) = deed
                .target
                .and_then(|id| self.case.things.iter().find(|one| one.id == id))
            else {
                continue;
            };
            if !listed.iter().any(|one| is_called(one, &thing.name))
                && !found.iter().any(|one| one.expected == thing.name)
            {
                let record = Some(done(deed));
                found.push(self.difference(
                    DifferenceKind::ItemMissing,
                    record,
                    thing.name.clone(),
                ));
            }
        }
        found
    }

    /// A listed thing must be one that is there, or that somebody spoke of; its number is the one that was said.
    fn listed(&self, row: &Thing<'_>) -> Option<Difference> {
        let spoken = self
            .line
            .said
            .iter()
            .find(|one| one.heard.text.contains(&row.name));
        if let (Some(one), Some(count)) = (spoken, row.count)
            && let Some(told) = said_count(&one.heard.text, &row.name)
            && told != count
        {
            let mut found = self.difference(
                DifferenceKind::ItemCount,
                Some(said(one)),
                same(&told.to_string()),
            );
            row.row.clone_into(&mut found.paper.quote);
            return Some(found);
        }
        let is_there = self.case.things.iter().any(|one| is_called(row, &one.name));
        let told = || {
            self.line.lines.iter().any(|(_, _, id)| {
                let line = self.case.lines.iter().find(|one| one.id == *id);
                line.is_some_and(|one| {
                    Language::ALL
                        .into_iter()
                        .any(|lang| one.text.get(lang).contains(&row.name))
                })
            })
        };
        (spoken.is_none() && !is_there && !told()).then(|| {
            let mut found = self.difference(DifferenceKind::ItemUnseen, None, Bilingual::default());
            row.row.clone_into(&mut found.paper.quote);
            found
        })
    }
}

fn case_form<'a>(case: &'a Case, id: &str) -> Option<&'a Form> {
    case.form(id).map(|ix| &case.forms[ix.at()])
}

/// Whether somebody introduced himself by this name in a line.
fn can_be_introduced(name: &str, text: &Bilingual) -> bool {
    let Some(surname) = name.chars().next() else {
        return false;
    };
    ["姓", "叫"]
        .iter()
        .any(|word| text.zh.contains(&format!("{word}{surname}")))
        || text
            .en
            .split(|one: char| !one.is_alphabetic())
            .any(|word| word.len() >= 3 && name.contains(word))
}

/// Whether a row of a list can mean a thing of the case.
fn is_called(row: &Thing<'_>, name: &Bilingual) -> bool {
    let written = row.name.to_lowercase();
    let core = |text: &str| {
        let text = text
            .split(['（', '('])
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        text.trim_start_matches("the ").to_owned()
    };
    !written.is_empty()
        && Language::ALL.into_iter().any(|lang| {
            let name = core(name.get(lang));
            !name.is_empty() && (name.contains(&written) || written.contains(&name))
        })
}

/// An action that carries a thing off.
fn carries(action: &str) -> bool {
    CARRYING.iter().any(|start| action.starts_with(start))
}

/// The instrument of a provision's id: `RTSL-2021` of `RTSL-2021-93`.
fn instrument(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(instrument, _)| instrument)
}

fn same(text: &str) -> Bilingual {
    Bilingual {
        zh: text.to_owned(),
        en: text.to_owned(),
    }
}

fn said(one: &SaidAt<'_>) -> Evidence {
    Evidence {
        at_ms: one.at.0,
        kind: EvidenceKind::Said,
        quote: one.heard.text.clone(),
        sure: one.heard.sure,
    }
}

fn done(one: &DidAt<'_>) -> Evidence {
    Evidence {
        at_ms: one.at.0,
        kind: EvidenceKind::Did,
        quote: deed(one.action, one.target),
        sure: Permille::FULL,
    }
}

fn state(at: Millis, id: &str) -> Evidence {
    Evidence {
        at_ms: at.0,
        kind: EvidenceKind::State,
        quote: id.to_owned(),
        sure: Permille::FULL,
    }
}

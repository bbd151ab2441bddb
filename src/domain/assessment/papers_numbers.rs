//! Numbers and names that a paper carries about itself: its serial and copies, telephones and addresses, whoever approved
//! it, wrote it down or stood by as a witness, and when somebody will look again. Held to the other papers, to what was
//! said and to the people of the case. Most of it is settled beside the talk: what nobody told is left to a person.

use super::papers::{Difference, DifferenceKind, Holder, same};
use super::papers_scene::TIME_TOLERANCE_MIN;
use super::timeline::{Evidence, PaperAt, SaidAt};
use super::written::{
    Due, bare, can_be, digit_runs, due, first_number, names, only_signed, traits,
};
use crate::domain::ids::{Bilingual, Language, Millis};
use crate::domain::packs::{HeldTo, Stamp};
use crate::domain::scenario::model::{Person, Role};
use crate::domain::understanding::SlotKind;

/// Least digits of a number that is dialled.
const DIALLED_DIGITS: usize = 5;
/// Digits of a day within a serial number.
const DAY_DIGITS: usize = 8;
/// Words for a head who may approve, beside the name of whoever was asked.
const HEADS: &[&str] = &[
    "负责人",
    "局长",
    "队长",
    "领导",
    "主任",
    "所长",
    "值班长",
    "head",
    "director",
    "chief",
    "leader",
    "duty officer",
    "in charge",
];
/// Words by which somebody is asked to be a witness.
const WITNESSING: &[&str] = &["见证", "作证", "做个证", "witness"];
/// Words by which officers say that they look again.
const AGAIN: &[&str] = &[
    "复查",
    "复核",
    "回来看",
    "再来看",
    "来检查",
    "回头看",
    "再看一",
    "来验收",
    "come back",
    "check again",
    "look again",
    "re-inspect",
    "inspect again",
    "be back",
    "return to check",
    "come and check",
];
/// English numbers of copies.
const COPIES_EN: &[(&str, u64)] = &[
    ("one copy", 1),
    ("two copies", 2),
    ("duplicate", 2),
    ("three copies", 3),
    ("triplicate", 3),
    ("four copies", 4),
];

impl<'a> Holder<'a> {
    /// A telephone, an address or the end of an identity number that somebody told.
    pub(super) fn told_to_us(&self) -> Option<Difference> {
        let known: Vec<&str> = self.heard_texts();
        let digits = digit_runs(self.written);
        let is_number = self
            .written
            .chars()
            .filter(|one| one.is_alphabetic())
            .count()
            < 3;
        let is_told = if is_number {
            let told = known.iter().flat_map(|text| digit_runs(text));
            let told: Vec<String> = told.collect();
            digits.iter().all(|run| told.contains(run)) && !digits.is_empty()
        } else {
            let written = traits(self.written);
            let shares =
                |text: &&&str| written.intersection(&traits(text)).count() * 2 >= written.len();
            self.place().is_none() || known.iter().any(|text| shares(&text))
        };
        let written = [self.written.to_owned()];
        (!is_told).then(|| self.doubtful(DifferenceKind::Particulars, &written))?
    }

    /// A telephone of the bureau's; figures beside it are known.
    pub(super) fn contact(&self) -> Vec<Difference> {
        let mut known: Vec<String> = self
            .heard_texts()
            .into_iter()
            .flat_map(digit_runs)
            .collect();
        known.push(bare(&self.case.bureau.hotline));
        let strange = digit_runs(self.written)
            .into_iter()
            .filter(|run| run.len() >= DIALLED_DIGITS && !known.contains(run))
            .collect::<Vec<_>>();
        let number = self
            .doubtful(DifferenceKind::Particulars, &strange)
            .map(|mut one| {
                one.expected = same(&self.case.bureau.hotline);
                one
            });
        number.into_iter().chain(self.figures()).collect()
    }

    /// Texts in which the party or the case may have told something, and what the officers said.
    fn heard_texts(&self) -> Vec<&'a str> {
        let case = self.case;
        let both = |text: &'a Bilingual| Language::ALL.map(|lang| text.get(lang));
        let level = case.level(self.line.level);
        let party = case.people.iter().filter(|one| one.id == self.line.party);
        let party = party.flat_map(|one| [&one.persona].into_iter().chain(&one.knows));
        let texts = level.iter().flat_map(|one| &one.history);
        let texts = texts.chain([&case.ticket.text]).chain(party);
        let texts = texts.chain(self.told(|_| true));
        texts
            .flat_map(both)
            .chain(self.said().map(|one| one.heard.text.as_str()))
            .collect()
    }

    /// When somebody will look again: after the paper, not before the deadline, and as it was said.
    pub(super) fn inspection(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let kind = DifferenceKind::Time;
        let now = self.case.moment(self.paper.at);
        if now.since(written) > TIME_TOLERANCE_MIN {
            return Some(self.difference(
                kind,
                Some(self.paper.evidence()),
                same(&now.to_string()),
            ));
        }
        let deadline = self.paper.entry("deadline").and_then(Stamp::read);
        if let Some(deadline) = deadline.filter(|one| one.since(written) > TIME_TOLERANCE_MIN) {
            let record = Evidence::state(self.paper.at, &deadline.to_string());
            let mut found = self.difference(kind, Some(record), same(&deadline.to_string()));
            // They may look in between.
            found.sure = false;
            return Some(found);
        }
        let says = |one: &&SaidAt<'_>| {
            let text = one.heard.text.to_lowercase();
            AGAIN.iter().any(|word| text.contains(word))
        };
        let told: Vec<(Due, &SaidAt<'_>)> = self
            .said()
            .filter(says)
            .flat_map(|one| one.heard.reading.slots.iter().map(move |slot| (slot, one)))
            .filter(|(slot, _)| slot.kind == SlotKind::Deadline)
            .filter_map(|(slot, one)| Some((due(&slot.value, self.case.moment(one.at))?, one)))
            .collect();
        let (_, last) = told.last()?;
        // Whoever says the deadline and the visit in one breath means that both follow each other.
        let fits = told.iter().any(|(due, _)| match due {
            Due::Minute(moment) => written.since(*moment) >= -TIME_TOLERANCE_MIN,
            Due::Day(day) => written.day() >= *day,
        });
        (!fits).then(|| {
            let mut found = self.difference(kind, Some(last.evidence()), Bilingual::default());
            found.sure = false;
            found
        })
    }

    /// A number of its own: on no other paper, and of the day.
    pub(super) fn serial(&self) -> Option<Difference> {
        let number = bare(self.written);
        let is_own = |one: &&PaperAt<'_>| {
            let form = self.case.form(one.form);
            let form = form.map(|ix| &self.case.forms[ix.at()]);
            let is_serial =
                |held: &(String, HeldTo)| held.0 == self.field && held.1 == HeldTo::Serial;
            form.is_some_and(|form| form.held.iter().any(is_serial))
        };
        let mut others = self.line.papers.iter().filter(is_own);
        let twin = others.find(|one| {
            one.form != self.paper.form
                && one.at <= self.paper.at
                && one
                    .entry(self.field)
                    .is_some_and(|text| bare(text) == number)
        });
        if let Some(twin) = twin {
            let kind = DifferenceKind::Document;
            return Some(self.difference(kind, Some(twin.evidence()), Bilingual::default()));
        }
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let day = digits.get(..DAY_DIGITS)?;
        let (year, rest) = day.split_at(4);
        let (month, date) = rest.split_at(2);
        let written = Stamp::read(&format!("{year}-{month}-{date} 12:00"))?;
        let now = self.case.moment(self.paper.at);
        ((written.day() - now.day()).abs() > 1)
            .then(|| self.doubtful(DifferenceKind::Document, &[self.written.to_owned()]))?
    }

    /// The number of the decision to which a list belongs.
    pub(super) fn decision(&self) -> Option<Difference> {
        let listed = self.form.id.strip_suffix("_list")?;
        let made = format!("{listed}_decision");
        self.case.form(&made)?;
        let kind = DifferenceKind::Document;
        let decision = self.line.papers.iter().rfind(|one| one.form == made);
        let Some(decision) = decision else {
            let mut found = self.difference(kind, None, Bilingual::default());
            found.sure = false;
            return Some(found);
        };
        let number = decision.entry("serial")?;
        (bare(number) != bare(self.written))
            .then(|| self.difference(kind, Some(decision.evidence()), same(number)))
    }

    /// How many copies were announced.
    pub(super) fn copies(&self) -> Option<Difference> {
        let written = first_number(self.written)?;
        let told: Vec<(u64, &SaidAt<'_>)> = self
            .line
            .said
            .iter()
            .filter_map(|one| Some((said_copies(&one.heard.text)?, one)))
            .collect();
        let (count, last) = *told.last()?;
        (!told.iter().any(|(count, _)| *count == written)).then(|| {
            let kind = DifferenceKind::ItemCount;
            let record = Some(last.evidence());
            let mut found = self.difference(kind, record, same(&count.to_string()));
            // Of several lists the words may mean another one.
            let lists = self
                .line
                .papers
                .iter()
                .filter(|one| one.entry(self.field).is_some());
            found.sure &= lists.count() < 2 && !self.line.has_unheard();
            found
        })
    }

    /// Whoever wrote it down is one of the two officers.
    pub(super) fn writer(&self) -> Option<Difference> {
        let officers = names(self.paper.entry("officers").unwrap_or_default());
        let partners: Vec<&Person> = self.people(Role::Partner).collect();
        let is_one = |name: &&str| {
            officers.contains(name) || partners.iter().any(|one| can_be(name, &one.name))
        };
        if only_signed(self.written) || names(self.written).iter().all(is_one) {
            return None;
        }
        let record = partners
            .first()
            .map(|one| Evidence::state(Millis(0), &one.id));
        let expected = partners.first().map(|one| one.name.clone());
        let kind = DifferenceKind::Officers;
        let mut found = self.difference(kind, record, expected.unwrap_or_default());
        found.sure = officers.len() > 1;
        Some(found)
    }

    /// A head approves, not whoever acts.
    pub(super) fn approver(&self) -> Option<Difference> {
        let control = self.people(Role::Control).next()?;
        let text = self.written.to_lowercase();
        let is_head =
            HEADS.iter().any(|word| text.contains(word)) || can_be(self.written, &control.name);
        if is_head {
            return None;
        }
        let is_here = self
            .people(Role::Partner)
            .any(|one| can_be(self.written, &one.name))
            || self
                .case
                .people
                .iter()
                .any(|one| one.id == self.line.party && can_be(self.written, &one.name));
        let record = Some(Evidence::state(Millis(0), &control.id));
        let kind = DifferenceKind::Approval;
        let mut found = self.difference(kind, record, control.name.clone());
        // A head the case does not know may be called so.
        found.sure = is_here;
        Some(found)
    }

    /// A witness is neither the party nor an officer, and somebody asked one.
    pub(super) fn witness(&self) -> Option<Difference> {
        let written = names(self.written);
        let kind = DifferenceKind::Witness;
        let own = ["party_name", "officers", "officer_signatures"];
        let mut entries = own.iter().filter_map(|field| self.paper.entry(field));
        let partner = self.people(Role::Partner).next();
        let is_own = entries.any(|entry| names(entry).iter().any(|name| written.contains(name)));
        if is_own && !only_signed(self.written) {
            let record = Evidence::state(Millis(0), self.line.party);
            return Some(self.difference(kind, Some(record), Bilingual::default()));
        }
        let others = self.case.people.iter().filter(|one| {
            one.id != self.line.party && !matches!(one.role, Role::Partner | Role::Control)
        });
        let is_somebody = |one: &Person| written.iter().any(|name| can_be(name, &one.name));
        let is_partner = partner.is_some_and(is_somebody);
        let asks = |one: &SaidAt<'_>| {
            let text = one.heard.text.to_lowercase();
            WITNESSING.iter().any(|word| text.contains(word))
        };
        let is_known = !is_partner && others.into_iter().any(is_somebody);
        if is_known || self.line.said.iter().any(asks) && !is_partner {
            return None;
        }
        self.doubtful(kind, &[self.written.to_owned()])
    }
}

/// How many copies words announce.
fn said_copies(text: &str) -> Option<u64> {
    let small = text.to_lowercase();
    let chinese = || {
        let after = small.split_once('式')?.1;
        first_number(&after[..after.find('份')?])
    };
    let english = || {
        COPIES_EN
            .iter()
            .find(|(word, _)| small.contains(word))
            .map(|one| one.1)
    };
    chinese().or_else(english)
}

#[cfg(test)]
mod tests {
    use super::said_copies;

    #[test]
    fn copies_are_counted_in_both_languages() {
        assert_eq!(said_copies("清单一式两份，您留一份。"), Some(2));
        assert_eq!(said_copies("一式3份"), Some(3));
        assert_eq!(said_copies("here is the list in two copies"), Some(2));
        assert_eq!(said_copies("the list is made in triplicate"), Some(3));
        assert_eq!(said_copies("这份清单请您核对"), None);
    }
}

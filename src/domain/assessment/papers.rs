//! Words against paper (言行与文书一致): entries of completed papers held against what was said, done and photographed.
//! Each difference quotes both places. What cannot be told from the record is no difference, and words that were not
//! made out leave a difference to a person. What an entry is held to, the form says ([`HeldTo`]); how each kind is held,
//! the neighbours say: `papers_scene` who, where and when, `papers_words` what was said, `papers_things` things and papers,
//! `papers_choices` and `papers_boxes` boxes, `papers_numbers` what a paper carries about itself, `papers_account` free words, `papers_claims` conduct and `papers_history` repeats in them.

use super::timeline::{Doubt, Evidence, PaperAt, SURE_FROM, SaidAt, Timeline};
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Millis};
pub use crate::domain::packs::DifferenceKind;
use crate::domain::packs::HeldTo;
use crate::domain::record::Record;
use crate::domain::scenario::model::{Case, Form, Person, Role};
use serde::{Deserialize, Serialize};

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

/// Every difference between the papers of a run and the rest of its record, in the order of papers and fields.
#[must_use]
pub(super) fn differences(case: &Case, line: &Timeline<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    each_entry(case, line, |holder, held| {
        found.extend(holder.differences(held));
    });
    found
}

/// A picture that went back to the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedPicture {
    /// Whether it is the one from after the matter was dealt with.
    pub is_after: bool,
    /// Thing it shows.
    pub thing: String,
    /// When it was taken.
    pub at: Millis,
}

/// The pictures that went back to the platform, in the order of the form; one that nobody took is none.
#[must_use]
pub fn reported_pictures(case: &Case, record: &Record) -> Vec<ReportedPicture> {
    let line = Timeline::of(case, record.header.setup.level, &record.events);
    let mut found = Vec::new();
    each_entry(case, &line, |holder, held| {
        let is_after = held == HeldTo::PictureAfter;
        if !is_after && held != HeldTo::PictureBefore {
            return;
        }
        let shot = holder.shot(is_after);
        found.extend(shot.and_then(|shot| {
            Some(ReportedPicture {
                is_after,
                thing: shot.target?.to_owned(),
                at: shot.at,
            })
        }));
    });
    found
}

/// Shows every entry that is held to something. Of a form written again only the last version counts, because that is the
/// one that stands.
fn each_entry(case: &Case, line: &Timeline<'_>, mut show: impl FnMut(&Holder<'_>, HeldTo)) {
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
            let Some(written) = paper.entry(field) else {
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
            show(&holder, *held);
        }
    }
}

/// Which paper a receipt is about: two receipts for two papers are two papers.
fn document<'a>(paper: &PaperAt<'a>) -> Option<&'a str> {
    paper.entry("document")
}

/// One entry with everything it is held against.
pub(super) struct Holder<'a> {
    pub(super) case: &'a Case,
    pub(super) line: &'a Timeline<'a>,
    pub(super) form: &'a Form,
    pub(super) paper: &'a PaperAt<'a>,
    pub(super) field: &'a str,
    pub(super) written: &'a str,
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
            HeldTo::PictureBefore => self.picture(false),
            HeldTo::PictureAfter => self.picture(true),
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
            HeldTo::Heard => match self.heard() {
                None => return self.account(),
                unheard => unheard,
            },
            HeldTo::Account => return self.account(),
            HeldTo::Signed => self.signed(),
            HeldTo::Kept => {
                let kept = self.chosen(DifferenceKind::Kept);
                return self.figures().into_iter().chain(kept).collect();
            }
            HeldTo::Chosen => self.chosen(DifferenceKind::Chosen),
            HeldTo::Unit => self.unit(),
            HeldTo::Ticket => self.ticket(),
            HeldTo::FirstTime => self.first_time(),
            HeldTo::Figures => self.figures(),
            HeldTo::Remedy => self.remedy(),
            HeldTo::CertificateNumbers => self.certificate_numbers(),
            HeldTo::Corrected => self.corrected(),
            HeldTo::Items => return self.items(),
            HeldTo::Document => self.document(),
            HeldTo::Vehicle => self.vehicle(),
            HeldTo::Relation => self.relation(),
            HeldTo::Perishable => self.perishable(),
            HeldTo::ReadBack => self.read_back(),
            HeldTo::Told => self.told_to_us(),
            HeldTo::Contact => return self.contact(),
            HeldTo::Inspection => self.inspection(),
            HeldTo::Serial => self.serial(),
            HeldTo::Decision => self.decision(),
            HeldTo::Copies => self.copies(),
            HeldTo::Writer => self.writer(),
            HeldTo::Approver => self.approver(),
            HeldTo::Witness => self.witness(),
        };
        one.into_iter().collect()
    }

    /// A difference at this entry; as certain as what the record shows instead.
    pub(super) fn difference(
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
            paper: self.paper.quoting(self.written),
            record,
            expected,
            sure,
        }
    }

    /// Everything said not later than the paper.
    pub(super) fn said(&self) -> impl Iterator<Item = &'a SaidAt<'a>> {
        let until = self.paper.at;
        self.line.said.iter().filter(move |one| one.at <= until)
    }

    /// Whether words before the paper were not made out; they may have been what the paper says.
    pub(super) fn has_unheard(&self) -> bool {
        self.said().any(|one| one.doubt == Doubt::Anything)
    }

    /// The case's people of a role.
    pub(super) fn people(&self, role: Role) -> impl Iterator<Item = &'a Person> {
        self.case.people.iter().filter(move |one| one.role == role)
    }
}

/// A word that is the same in both languages.
pub(super) fn same(text: &str) -> Bilingual {
    Bilingual {
        zh: text.to_owned(),
        en: text.to_owned(),
    }
}

//! Words against paper as rows: what is written, what the record shows, what would have been right. Compares nothing.

use super::lessons::{self, LessonLink};
use super::wording::Wording;
use crate::domain::assessment::{Difference, DifferenceKind, EvidenceKind, OfferFault, SURE_FROM};
use crate::domain::ids::Bilingual;
use crate::domain::teaching::{OFFER_HOLDS, PAPERS_AGREE};
use serde::Serialize;

/// One entry that does not agree with the record.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PaperRow {
    /// `breached` or `review`.
    pub(super) tag: &'static str,
    pub(super) tag_text: String,
    pub(super) kind: String,
    /// Form and field.
    pub(super) entry: String,
    pub(super) clock: String,
    pub(super) written: String,
    /// When the record shows something else; empty when it shows nothing.
    pub(super) record_clock: String,
    pub(super) record: String,
    pub(super) said: bool,
    pub(super) expected: String,
    pub(super) lesson: Option<LessonLink>,
}

/// A way out that does not hold.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OfferRow {
    pub(super) tag: &'static str,
    pub(super) tag_text: String,
    pub(super) fault: String,
    pub(super) clock: String,
    pub(super) said: String,
    /// An open place of the same kind with its distance and hours; empty when there is none.
    pub(super) instead: String,
    pub(super) lesson: Option<LessonLink>,
}

/// Offers that do not hold.
pub(super) fn offers(wording: &Wording<'_>) -> Vec<OfferRow> {
    let bureau = &wording.input.packs.bureau;
    let place = &wording.input.case.place;
    let offers = wording.input.assessment.offers.iter();
    offers
        .map(|one| {
            let shut = if one.said.sure >= SURE_FROM {
                "breached"
            } else {
                "review"
            };
            let (tag, id) = match one.fault {
                OfferFault::Closed => (shut, "closed"),
                OfferFault::Hour => (shut, "hour"),
                OfferFault::Unknown => ("review", "unknown"),
                OfferFault::Distance => ("review", "distance"),
            };
            let point = one.instead.as_deref().and_then(|id| bureau.point(id));
            let meant = one.point.as_deref().and_then(|id| bureau.point(id));
            let fault = meant.map_or_else(
                || wording.get(&format!("offer-{id}-note")),
                |meant| {
                    wording.with(
                        &format!("offer-{id}-note"),
                        &[
                            ("name", meant.name.get(wording.lang())),
                            ("metres", &meant.distance_from(place).to_string()),
                            ("hours", meant.hours.get(wording.lang())),
                        ],
                    )
                },
            );
            OfferRow {
                tag,
                tag_text: wording.get(&format!("offer-{id}")),
                fault,
                clock: wording.clock(one.said.at_ms),
                said: one.said.quote.clone(),
                lesson: lessons::naming(wording, OFFER_HOLDS),
                instead: point.map_or_else(String::new, |point| {
                    wording.with(
                        "offer-point",
                        &[
                            ("name", point.name.get(wording.lang())),
                            ("metres", &point.distance_from(place).to_string()),
                            ("hours", point.hours.get(wording.lang())),
                        ],
                    )
                }),
            }
        })
        .collect()
}

/// All rows.
pub(super) fn rows(wording: &Wording<'_>) -> Vec<PaperRow> {
    let differences = wording.input.assessment.papers.iter();
    differences.map(|one| row(wording, one)).collect()
}

fn row(wording: &Wording<'_>, one: &Difference) -> PaperRow {
    let field = wording.fields(&one.form, std::slice::from_ref(&one.field));
    let tag = if one.sure { "breached" } else { "review" };
    PaperRow {
        tag,
        tag_text: wording.get(if one.sure {
            "paper-differs"
        } else {
            "tag-review"
        }),
        kind: wording.get(&format!("paper-kind-{}", kind(one.kind))),
        entry: wording.with(
            "paper-entry",
            &[("form", &wording.form(&one.form)), ("field", &field)],
        ),
        clock: wording.clock(one.paper.at_ms),
        written: written(wording, one),
        record_clock: one
            .record
            .as_ref()
            .map(|piece| wording.clock(piece.at_ms))
            .unwrap_or_default(),
        record: one.record.as_ref().map_or_else(
            || wording.get("paper-nothing"),
            |piece| match one.kind {
                // The case knows these as they are to be written.
                DifferenceKind::Remedy
                | DifferenceKind::CertificateNumber
                | DifferenceKind::Repeat
                | DifferenceKind::Unit
                | DifferenceKind::Ticket => expected(wording, one),
                _ => wording.evidence(piece),
            },
        ),
        said: one
            .record
            .as_ref()
            .is_some_and(|piece| piece.kind == EvidenceKind::Said),
        expected: expected(wording, one),
        lesson: lessons::naming(wording, PAPERS_AGREE),
    }
}

/// What is written, ids turned into what is printed.
fn written(wording: &Wording<'_>, one: &Difference) -> String {
    match one.kind {
        DifferenceKind::Law | DifferenceKind::Remedy => law(wording, &one.paper.quote),
        kind if kind.is_yes_or_no() => wording.get(&format!("paper-{}", one.paper.quote)),
        DifferenceKind::Chosen
        | DifferenceKind::Kept
        | DifferenceKind::Vehicle
        | DifferenceKind::Relation => chosen(wording, one),
        _ => one.paper.quote.clone(),
    }
}

/// What a box says that was ticked; free words as they are.
fn chosen(wording: &Wording<'_>, one: &Difference) -> String {
    let case = wording.input.case;
    let form = case.form(&one.form).map(|ix| &case.forms[ix.at()]);
    let printed = form.and_then(|form| form.printed.get(&one.field));
    let word = printed.and_then(|printed| {
        let found = printed.words.iter().find(|(id, _)| *id == one.paper.quote);
        Some(&found?.1)
    });
    word.map_or_else(|| one.paper.quote.clone(), |word| wording.fill(word))
}

fn expected(wording: &Wording<'_>, one: &Difference) -> String {
    match one.kind {
        _ if one.expected == Bilingual::default() => String::new(),
        DifferenceKind::Law | DifferenceKind::Remedy => {
            law(wording, one.expected.get(wording.lang()))
        }
        _ => wording.fill(&one.expected),
    }
}

fn law(wording: &Wording<'_>, id: &str) -> String {
    let rows = wording.law(&[id.to_owned()]);
    rows.into_iter().next().map(|row| row.0).unwrap_or_default()
}

/// The end of a kind's message id.
const fn kind(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Name => "name",
        DifferenceKind::Officers => "officers",
        DifferenceKind::Place => "place",
        DifferenceKind::Plate => "plate",
        DifferenceKind::Time => "time",
        DifferenceKind::Photos => "photos",
        DifferenceKind::Picture => "picture",
        DifferenceKind::Approval => "approval",
        DifferenceKind::Amount => "amount",
        DifferenceKind::Deadline => "deadline",
        DifferenceKind::Law => "law",
        DifferenceKind::Rights => "rights",
        DifferenceKind::Certificate => "certificate",
        DifferenceKind::Opinion => "opinion",
        DifferenceKind::Figure => "figure",
        DifferenceKind::Measure => "measure",
        DifferenceKind::Remedy => "remedy",
        DifferenceKind::CertificateNumber => "certificate-number",
        DifferenceKind::ItemUnseen => "item-unseen",
        DifferenceKind::ItemMissing => "item-missing",
        DifferenceKind::ItemCount => "item-count",
        DifferenceKind::Document => "document",
        DifferenceKind::Conduct => "conduct",
        DifferenceKind::Repeat => "repeat",
        DifferenceKind::Unit => "unit",
        DifferenceKind::Ticket => "ticket",
        DifferenceKind::Chosen => "chosen",
        DifferenceKind::Kept => "kept",
        DifferenceKind::Vehicle => "vehicle",
        DifferenceKind::Relation => "relation",
        DifferenceKind::Perishable => "perishable",
        DifferenceKind::ReadBack => "read-back",
        DifferenceKind::Witness => "witness",
        DifferenceKind::Particulars => "particulars",
    }
}

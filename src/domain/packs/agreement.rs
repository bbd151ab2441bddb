//! Words against paper (言行与文书一致) as shared conduct: what kinds of difference there are, what each takes of the points of
//! a criterion that asks for the paper, and the words in which a mark names it. Compares nothing.

use super::PackText;
use super::claim::{Choosing, Claim, check_claims};
use super::fill::{fill, placeholders};
use super::problem::{self, PackProblem};
use crate::domain::ids::{Bilingual, Language, Permille};
use serde::{Deserialize, Serialize};

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
    /// A picture that was never taken, shows something else or does not show what it is sent for.
    Picture,
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
    /// The statement of somebody who never had a word, or that gives up what was never spoken of.
    Opinion,
    /// A figure in free words that nobody said, measured or was told.
    Figure,
    /// A measure in free words that was neither announced nor done.
    Measure,
    /// Another remedy than the form's.
    Remedy,
    /// Not the certificates of the officers who were there.
    CertificateNumber,
    /// A thing listed that nobody saw.
    ItemUnseen,
    /// A thing carried off, photographed for the list or announced that is not listed.
    ItemMissing,
    /// Another number of things.
    ItemCount,
    /// A paper that was never made, or another number than it has.
    Document,
    /// Conduct in free words that the record denies or does not show.
    Conduct,
    /// Another number of breaches than the entries about earlier times have.
    Repeat,
    /// Not the unit whose officers were there.
    Unit,
    /// Another ticket's number.
    Ticket,
    /// A kind of penalty, a way of paying, serving or reminding that was neither announced nor done.
    Chosen,
    /// Things kept elsewhere than they are.
    Kept,
    /// Another kind of vehicle than stands there.
    Vehicle,
    /// Somebody questioned as what he is not.
    Relation,
    /// Goods that spoil said to keep, or the other way round.
    Perishable,
    /// A paper said to have been read to somebody to whom it was not.
    ReadBack,
    /// A witness who is one of the two sides, or whom nobody asked.
    Witness,
    /// A telephone or an address that nobody told.
    Particulars,
}

impl DifferenceKind {
    /// Every kind.
    pub const ALL: [Self; 34] = [
        Self::Name,
        Self::Officers,
        Self::Place,
        Self::Plate,
        Self::Time,
        Self::Photos,
        Self::Picture,
        Self::Approval,
        Self::Amount,
        Self::Deadline,
        Self::Law,
        Self::Rights,
        Self::Certificate,
        Self::Opinion,
        Self::Figure,
        Self::Measure,
        Self::Remedy,
        Self::CertificateNumber,
        Self::ItemUnseen,
        Self::ItemMissing,
        Self::ItemCount,
        Self::Document,
        Self::Conduct,
        Self::Repeat,
        Self::Unit,
        Self::Ticket,
        Self::Chosen,
        Self::Kept,
        Self::Vehicle,
        Self::Relation,
        Self::Perishable,
        Self::ReadBack,
        Self::Witness,
        Self::Particulars,
    ];

    /// Whether what differs is a box with yes and no.
    #[must_use]
    pub const fn is_yes_or_no(self) -> bool {
        matches!(
            self,
            Self::Rights | Self::Certificate | Self::Perishable | Self::ReadBack
        )
    }
}

/// What some kinds of difference cost.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperCost {
    /// Kinds.
    pub kinds: Vec<DifferenceKind>,
    /// Thousandths of the criterion's points that one takes.
    pub takes: u16,
}

/// The words in which a mark names a difference. Each may hold what stands in braces.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperWords {
    /// `{form}`, `{field}`, `{written}`, `{at}`: what is on paper; what the record shows follows.
    pub written: Bilingual,
    /// `{record}`, `{record_at}`: what was said.
    pub said: Bilingual,
    /// The same: what was done.
    pub done: Bilingual,
    /// The same: which paper was made.
    pub made: Bilingual,
    /// `{expected}`, `{at}`: when this paper was handed over.
    pub handed: Bilingual,
    /// `{record}`: what the case itself knows.
    pub known: Bilingual,
    /// Nothing of it was said, done or seen.
    pub nothing: Bilingual,
    /// Words were not made out, so that a person decides.
    pub unsure: Bilingual,
    /// `{field}`, `{expected}`: what to write.
    pub right: Bilingual,
    /// `{field}`: what to write where the record names nothing.
    pub plain: Bilingual,
    /// What is printed for a yes.
    pub yes: Bilingual,
    /// What is printed for a no.
    pub no: Bilingual,
}

/// The rule of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperRule {
    /// What each kind costs.
    pub costs: Vec<PaperCost>,
    /// How it is told.
    pub words: PaperWords,
    /// What papers claim of people's conduct.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// Boxes and entries that say which of several ways a matter went.
    #[serde(default)]
    pub choices: Vec<Choosing>,
}

impl PaperRule {
    /// Thousandths of a criterion's points that a difference of this kind takes; all where the rule is silent.
    #[must_use]
    pub fn takes(&self, kind: DifferenceKind) -> Permille {
        self.costs
            .iter()
            .find(|cost| cost.kinds.contains(&kind))
            .map_or(Permille::FULL, |cost| Permille(cost.takes))
    }

    /// Every kind costs something, once; every word is there, with what it must name and nothing that nobody fills.
    pub(super) fn check(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        const OWNER: &str = "papers";
        check_claims(file, &self.claims, &self.choices, problems);
        const ON_PAPER: &[&str] = &["form", "field", "written", "at"];
        const ON_RECORD: &[&str] = &["record", "record_at", "expected", "at"];
        const TO_WRITE: &[&str] = &["field", "expected"];
        const NONE: &[&str] = &[];
        for kind in DifferenceKind::ALL {
            let named = self.costs.iter().flat_map(|cost| &cost.kinds);
            if named.filter(|one| **one == kind).count() != 1 {
                let what = format!("{kind:?} ≠ 1 ×");
                problems.push(problem::out_of_range(file, OWNER, &what));
            }
        }
        if self
            .costs
            .iter()
            .any(|cost| !(1..=1000).contains(&cost.takes))
        {
            problems.push(problem::out_of_range(file, OWNER, "1 ≤ takes ≤ 1000"));
        }
        let words = &self.words;
        for (name, text, may, must) in [
            ("written", &words.written, ON_PAPER, ON_PAPER),
            ("said", &words.said, ON_RECORD, &ON_RECORD[..2]),
            ("done", &words.done, ON_RECORD, &ON_RECORD[..2]),
            ("made", &words.made, ON_RECORD, &ON_RECORD[..2]),
            ("handed", &words.handed, ON_RECORD, &ON_RECORD[2..3]),
            ("known", &words.known, ON_RECORD, &ON_RECORD[..1]),
            ("nothing", &words.nothing, NONE, NONE),
            ("unsure", &words.unsure, NONE, NONE),
            ("right", &words.right, TO_WRITE, TO_WRITE),
            ("plain", &words.plain, TO_WRITE, &TO_WRITE[..1]),
            ("yes", &words.yes, NONE, NONE),
            ("no", &words.no, NONE, NONE),
        ] {
            problem::check_text(file, OWNER, name, text, problems);
            for lang in Language::ALL {
                let text = text.get(lang);
                let asked = placeholders(text);
                for wanted in must.iter().filter(|one| !asked.contains(*one)) {
                    let what = format!("{name}.{}: {{{wanted}}}", lang.tag());
                    problems.push(problem::out_of_range(file, OWNER, &what));
                }
                if let Err(error) = fill(text, |key| may.contains(&key).then(String::new)) {
                    let what = format!("{name}.{}: {error}", lang.tag());
                    problems.push(problem::out_of_range(file, OWNER, &what));
                }
            }
        }
    }
}

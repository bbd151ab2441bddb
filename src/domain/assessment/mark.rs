//! Verdicts, points and the pass: 60 of 100 or more, no critical breach, nothing a pass depends on still under review
//! (CONDUCT §7).

use super::agreement::Agreement;
use super::answer::{Answer, Truth};
use super::evaluate::Evaluate;
use super::offers::{Offer, faults};
use super::papers::{Difference, differences};
use super::timeline::{Evidence, Timeline};
use crate::domain::ids::Bilingual;
use crate::domain::record::{Event, Record, Versions, hash};
use crate::domain::scenario::model::{Block, Case, Criterion};
use crate::domain::session::Mode;
use serde::{Deserialize, Serialize};

/// Format of `assessment.json`.
pub const FORMAT: u32 = 1;
/// Points of a hundred that pass.
const PASS_FROM: i32 = 60;
/// Points of a hundred that a critical breach leaves at most.
const CAP: i32 = 59;

/// What came of one behaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Shown.
    Met,
    /// Not shown.
    Missed,
    /// The opposite was shown.
    Breached,
    /// Nobody can say; a person decides.
    Review,
}

/// One marked behaviour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Criterion id.
    pub id: String,
    /// Block.
    pub block: Block,
    /// What is asked for.
    pub text: Bilingual,
    /// Verdict.
    pub verdict: Verdict,
    /// Points given.
    pub points: i32,
    /// Points possible.
    pub of: i32,
    /// A breach caps the mark.
    pub critical: bool,
    /// Evidence, at most three pieces.
    pub evidence: Vec<Evidence>,
    /// Provisions by id.
    pub law: Vec<String>,
    /// Why it matters.
    pub why: Bilingual,
    /// A better way.
    pub better: Bilingual,
    /// Points that stay although it is missed, because what differs on its paper is small.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub kept: i32,
    /// Entries of its paper that do not agree with what was said and done: positions in `papers`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<usize>,
}

/// Whether a number need not be written.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
const fn is_zero(points: &i32) -> bool {
    *points == 0
}

/// Points of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockMark {
    /// Block.
    pub id: Block,
    /// Points given.
    pub points: i32,
    /// Points that could be judged.
    pub of: i32,
}

/// The mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Points given, cap applied.
    pub points: i32,
    /// Points that could be judged.
    pub of: i32,
    /// The cap, if a critical breach set one.
    pub capped_at: Option<i32>,
    /// Passed.
    pub pass: bool,
    /// A pass is possible but hangs on items under review.
    pub pending: bool,
}

impl Score {
    /// Points in a hundred of those that could be judged, rounded down; 0 when nothing could be.
    #[must_use]
    pub const fn percent(&self) -> i32 {
        if self.of > 0 {
            self.points * 100 / self.of
        } else {
            0
        }
    }
}

/// Which case, exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRef {
    /// Id.
    pub id: String,
    /// Version.
    pub version: String,
    /// Hash of the content.
    pub hash: String,
}

/// A person's verdict beside the machine's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// Item id.
    pub item: String,
    /// What the machine said.
    pub machine: Verdict,
    /// What the person says.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When, RFC 3339 UTC.
    pub at: String,
}

/// `assessment.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Format number.
    pub format: u32,
    /// Case.
    pub scenario: CaseRef,
    /// Versions it was marked under.
    pub versions: Versions,
    /// Level.
    pub level: u8,
    /// Party of the run.
    pub party: String,
    /// Practice or exam.
    pub mode: Mode,
    /// Pseudonym.
    pub trainee: String,
    /// Start, RFC 3339 UTC.
    pub started_at: String,
    /// Length of the run.
    pub duration_ms: u64,
    /// Ending id; `unfinished` when the record breaks off.
    pub outcome: String,
    /// The mark, appeals taken in.
    pub score: Score,
    /// Blocks.
    pub blocks: Vec<BlockMark>,
    /// Behaviours.
    pub items: Vec<Item>,
    /// Critical breaches by item id.
    pub critical: Vec<String>,
    /// Items that wait for a person.
    pub review: Vec<String>,
    /// Entries of papers that do not agree with what was said and done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Difference>,
    /// Ways out that were offered and do not hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
    /// Persons' verdicts.
    pub appeals: Vec<Appeal>,
    /// Seal of the record that was marked.
    pub record: String,
}

/// What `outcome` says when a record breaks off.
pub const UNFINISHED: &str = "unfinished";

/// Marks a record by a case. `versions` are those marked under, which may differ from those of the record.
#[must_use]
pub fn assess(case: &Case, record: &Record, versions: &Versions) -> Assessment {
    let level = record.header.setup.level;
    let line = Timeline::of(case, level, &record.events);
    let papers = differences(case, &line);
    let items: Vec<Item> = case
        .criteria_on(level)
        .filter(|criterion| is_asked(case, &line, criterion))
        .map(|criterion| item(case, &line, &papers, criterion))
        .collect();
    let mut assessment = Assessment {
        format: FORMAT,
        scenario: CaseRef {
            id: case.id.clone(),
            version: case.version.clone(),
            hash: case.hash.clone(),
        },
        versions: versions.clone(),
        level,
        party: line.party.to_owned(),
        mode: record.header.setup.mode,
        trainee: record.header.trainee.clone(),
        started_at: record.header.started_at.clone(),
        duration_ms: record.events.last().map_or(0, |event: &Event| event.at.0),
        outcome: line
            .ending
            .map_or(UNFINISHED, |(_, ending)| ending)
            .to_owned(),
        score: Score {
            points: 0,
            of: 0,
            capped_at: None,
            pass: false,
            pending: false,
        },
        blocks: Vec::new(),
        items,
        critical: Vec::new(),
        review: Vec::new(),
        papers,
        offers: faults(case, &line),
        appeals: Vec::new(),
        record: record.seal.clone(),
    };
    assessment.total();
    assessment
}

/// Whether a run came to what a criterion asks about. Words that were lost cannot have made it so: a fact comes from what
/// happened, and the run went on without it.
pub(super) fn is_asked(case: &Case, line: &Timeline<'_>, criterion: &Criterion) -> bool {
    let strict = Evaluate {
        case,
        line,
        benefit_of_doubt: false,
        must_agree: None,
    };
    criterion
        .asked
        .as_ref()
        .is_none_or(|check| strict.answer(check).truth() != Truth::No)
}

fn item(case: &Case, line: &Timeline<'_>, papers: &[Difference], criterion: &Criterion) -> Item {
    let looking_for_breach = Evaluate {
        case,
        line,
        benefit_of_doubt: false,
        must_agree: None,
    };
    let breach = criterion
        .breached
        .as_ref()
        .map(|check| looking_for_breach.breach(check));
    let fair = Evaluate {
        benefit_of_doubt: true,
        ..looking_for_breach
    };
    let met = criterion.met.as_ref().map(|check| fair.answer(check));
    let breach_truth = breach.as_ref().map_or(Truth::No, Answer::truth);
    let met_truth = met.as_ref().map_or(Truth::Yes, Answer::truth);
    let verdict = match (breach_truth, met_truth) {
        // The law under it has changed and nobody has signed since: a person decides.
        _ if criterion.stale.is_some() => Verdict::Review,
        (Truth::Yes, _) => Verdict::Breached,
        (Truth::Unsure, _) | (_, Truth::Unsure) => Verdict::Review,
        (_, Truth::Yes) => Verdict::Met,
        (_, Truth::No) => Verdict::Missed,
    };
    let evidence = match breach_truth {
        Truth::Yes | Truth::Unsure => breach,
        Truth::No => met,
    }
    .map(|answer| answer.evidence())
    .unwrap_or_default();
    let item = Item {
        id: criterion.id.clone(),
        block: criterion.block,
        text: criterion.text.clone(),
        verdict,
        points: if verdict == Verdict::Met {
            criterion.points
        } else {
            0
        },
        of: criterion.points,
        critical: criterion.critical,
        evidence,
        law: criterion.law.clone(),
        why: criterion.why.clone(),
        better: criterion.better.clone(),
        kept: 0,
        differs: Vec::new(),
    };
    let agrees = Evaluate {
        must_agree: Some(papers),
        ..fair
    };
    match &criterion.met {
        Some(check) if verdict == Verdict::Met => {
            let truth = agrees.answer(check).truth();
            Agreement::new(case, papers).applied(item, check, truth)
        }
        _ => item,
    }
}

impl Assessment {
    /// The verdict that counts for an item: a person's latest, else the machine's.
    #[must_use]
    pub fn verdict(&self, item: &Item) -> Verdict {
        self.appeals
            .iter()
            .rev()
            .find(|one| one.item == item.id)
            .map_or(item.verdict, |one| one.verdict)
    }

    /// The points that an item gives under the verdict that counts.
    #[must_use]
    pub fn points(&self, item: &Item) -> i32 {
        Self::given(item, self.verdict(item))
    }

    const fn given(item: &Item, verdict: Verdict) -> i32 {
        match verdict {
            Verdict::Met => item.of,
            Verdict::Missed => item.kept,
            Verdict::Breached | Verdict::Review => 0,
        }
    }

    /// What a sealed mark is held to: the SHA-256 of its JSON, without persons' verdicts and without the record's name,
    /// which is only known when this hash stands in it.
    #[must_use]
    pub fn commitment(&self) -> String {
        let mut bare = self.clone();
        bare.record.clear();
        if !bare.appeals.is_empty() {
            bare.appeals.clear();
            bare.total();
        }
        // Only strings, numbers and lists inside: writing cannot fail.
        hash(&serde_json::to_string(&bare).unwrap_or_default())
    }

    /// Adds a person's verdict and totals again; the machine's stays in the item.
    ///
    /// # Errors
    /// The ids there are, when the item does not exist.
    pub fn appeal(&mut self, appeal: Appeal) -> Result<(), Vec<String>> {
        if !self.items.iter().any(|one| one.id == appeal.item) {
            return Err(self.items.iter().map(|one| one.id.clone()).collect());
        }
        self.appeals.push(appeal);
        self.total();
        Ok(())
    }

    /// Whether sums, lists and pass are those its verdicts give: a changed figure is found without the record.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let mut again = self.clone();
        again.total();
        again == *self
    }

    /// Sums everything up from verdicts. Items under review neither add nor cost. Figures of a file that somebody wrote by
    /// hand may be beyond reason: sums stop at the greatest number there is, and then do not add up.
    fn total(&mut self) {
        let verdicts: Vec<Verdict> = self.items.iter().map(|one| self.verdict(one)).collect();
        let given = Self::given;
        self.blocks = Block::ALL
            .into_iter()
            .map(|block| {
                let mut mark = BlockMark {
                    id: block,
                    points: 0,
                    of: 0,
                };
                for (item, verdict) in self.items.iter().zip(&verdicts) {
                    if item.block == block && *verdict != Verdict::Review {
                        mark.points = mark.points.saturating_add(given(item, *verdict));
                        mark.of = mark.of.saturating_add(item.of);
                    }
                }
                mark
            })
            .collect();
        let with = |wanted: Verdict, critical: bool| -> Vec<String> {
            self.items
                .iter()
                .zip(&verdicts)
                .filter(|(item, verdict)| **verdict == wanted && (item.critical || !critical))
                .map(|(item, _)| item.id.clone())
                .collect()
        };
        self.critical = with(Verdict::Breached, true);
        self.review = with(Verdict::Review, false);
        let critical_in_review = !with(Verdict::Review, true).is_empty();
        let of = sum(self.blocks.iter().map(|one| one.of));
        let possible = sum(self.items.iter().map(|one| one.of));
        let earned = sum(self.blocks.iter().map(|one| one.points));
        let capped = !self.critical.is_empty();
        let points = if capped {
            earned.min(CAP.saturating_mul(of) / 100)
        } else {
            earned
        };
        let passes = |points: i32, of: i32| {
            of > 0 && points.saturating_mul(100) >= PASS_FROM.saturating_mul(of)
        };
        // The worst that review can bring: every open item missed.
        // A record that breaks off never saw the end, where the worst may wait.
        let finished = self.outcome != UNFINISHED;
        let sure_pass = finished && !capped && !critical_in_review && passes(earned, possible);
        self.score = Score {
            points,
            of,
            capped_at: capped.then_some(CAP),
            pass: sure_pass,
            pending: finished && !capped && !sure_pass && !self.review.is_empty() && {
                let best = earned.saturating_add(possible.saturating_sub(of));
                passes(best, possible)
            },
        };
    }
}

/// A sum that stops at the greatest number there is.
fn sum(points: impl Iterator<Item = i32>) -> i32 {
    points.fold(0, i32::saturating_add)
}

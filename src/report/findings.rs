//! The mark item by item: what earned points, what cost them, what nobody can say yet, and what to train next. Turns
//! verdicts into rows of words; it judges nothing itself.

use super::lessons::{self, LessonLink};
use super::transcript::Utterance;
use super::wording::{Wording, percent};
use crate::domain::assessment::{Evidence, EvidenceKind, Item, SURE_FROM, Verdict};
use crate::domain::packs::Block;
use serde::Serialize;

/// A piece of evidence as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Piece {
    #[serde(skip)]
    pub(super) at_ms: u64,
    pub(super) clock: String,
    pub(super) text: String,
    /// Words, to be set between quotation marks.
    pub(super) said: bool,
    /// Number of the words on the chart and in the appendix.
    pub(super) number: Option<usize>,
    /// Why nobody can say, for items under review.
    pub(super) doubt: String,
}

/// A provision in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Provision {
    pub(super) citation: String,
    pub(super) says: String,
}

/// One item with everything a reader needs to agree or object.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Finding {
    /// `critical`, `breached`, `missed`, `review` or `met`.
    pub(super) tag: &'static str,
    pub(super) tag_text: String,
    pub(super) block: String,
    pub(super) text: String,
    /// Whether `text` names what must not be done, instead of what was asked.
    pub(super) forbidden: bool,
    /// Points given or lost.
    pub(super) points: i32,
    pub(super) pieces: Vec<Piece>,
    pub(super) why: String,
    pub(super) law: Vec<Provision>,
    pub(super) better: String,
    pub(super) stake: String,
    pub(super) appeals: Vec<String>,
    pub(super) lesson: Option<LessonLink>,
}

/// What to train in one block.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Training {
    pub(super) block: String,
    pub(super) lost: i32,
    pub(super) lost_text: String,
    pub(super) critical: bool,
    pub(super) items: Vec<String>,
}

/// All findings.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Findings {
    pub(super) good: Vec<Finding>,
    pub(super) wrong: Vec<Finding>,
    pub(super) review: Vec<Finding>,
    pub(super) training: Vec<Training>,
    pub(super) advice: String,
}

/// Sorts the items out.
pub(super) fn findings(wording: &Wording<'_>, said: &[Utterance]) -> Findings {
    let assessment = wording.input.assessment;
    let with = |wanted: &[Verdict]| -> Vec<&Item> {
        assessment
            .items
            .iter()
            .filter(|item| wanted.contains(&assessment.verdict(item)))
            .collect()
    };
    let mut wrong = with(&[Verdict::Breached, Verdict::Missed]);
    wrong.sort_by_key(|item| {
        let verdict = assessment.verdict(item);
        let critical = verdict == Verdict::Breached && item.critical;
        (
            !critical,
            verdict != Verdict::Breached,
            -item.of,
            item.block,
        )
    });
    let good: Vec<&Item> = with(&[Verdict::Met])
        .into_iter()
        .filter(|item| item.of > 0)
        .collect();
    let review = with(&[Verdict::Review]);
    let training = training(wording, &wrong);
    let show = |items: Vec<&Item>| -> Vec<Finding> {
        items
            .into_iter()
            .map(|item| finding(wording, said, item))
            .collect()
    };
    Findings {
        advice: advice(wording),
        training,
        good: show(good),
        wrong: show(wrong),
        review: show(review),
    }
}

fn tag(verdict: Verdict, critical: bool) -> &'static str {
    match verdict {
        Verdict::Breached if critical => "critical",
        Verdict::Breached => "breached",
        Verdict::Missed => "missed",
        Verdict::Review => "review",
        Verdict::Met => "met",
    }
}

fn finding(wording: &Wording<'_>, said: &[Utterance], item: &Item) -> Finding {
    let assessment = wording.input.assessment;
    let verdict = assessment.verdict(item);
    let tag = tag(verdict, item.critical);
    let text = wording.fill(&item.text);
    let why = wording.fill(&item.why);
    let word =
        |verdict: Verdict| wording.get(&format!("tag-{}", self::tag(verdict, item.critical)));
    let mut evidence: Vec<&Evidence> = item.evidence.iter().collect();
    evidence.sort();
    let unheard = evidence.iter().any(|piece| piece.sure < SURE_FROM);
    Finding {
        tag,
        tag_text: word(verdict),
        block: block_name(wording, item.block),
        // Shared critical breaches are written as what is wrong, everything else as what is asked.
        forbidden: is_shared_breach(wording, item),
        points: match verdict {
            Verdict::Missed | Verdict::Breached => item.of - assessment.points(item),
            Verdict::Met | Verdict::Review => item.of,
        },
        pieces: evidence
            .into_iter()
            .map(|piece| Piece {
                doubt: if verdict == Verdict::Review {
                    doubt(wording, piece, unheard)
                } else {
                    String::new()
                },
                ..shown(wording, said, piece)
            })
            .collect(),
        why: if why == text { String::new() } else { why },
        text,
        law: wording
            .law(&item.law)
            .into_iter()
            .map(|(citation, says)| Provision { citation, says })
            .collect(),
        better: wording.fill(&item.better),
        stake: if item.of > 0 {
            wording.counted("review-stake", "points", i64::from(item.of), &[])
        } else {
            wording.get("review-stake-critical")
        },
        lesson: lessons::link(wording, item),
        appeals: assessment
            .appeals
            .iter()
            .filter(|one| one.item == item.id)
            .map(|one| {
                wording.with(
                    "appeal-value",
                    &[
                        ("machine", &word(one.machine)),
                        ("verdict", &word(one.verdict)),
                        ("by", &one.by),
                        ("at", &one.at),
                        ("reason", &one.reason),
                    ],
                )
            })
            .collect(),
    }
}

/// Why a piece decides nothing. Where some words were not made out, those that were are not the doubtful ones.
fn doubt(wording: &Wording<'_>, piece: &Evidence, unheard: bool) -> String {
    if piece.sure < SURE_FROM {
        wording.with("review-unheard", &[("sure", &percent(piece.sure))])
    } else if unheard {
        String::new()
    } else {
        wording.get("review-unclear")
    }
}

fn shown(wording: &Wording<'_>, said: &[Utterance], piece: &Evidence) -> Piece {
    let spoken = piece.kind == EvidenceKind::Said;
    let number = said
        .iter()
        .find(|one| spoken && one.at.0 == piece.at_ms && one.text == piece.quote)
        .map(|one| one.number);
    Piece {
        at_ms: piece.at_ms,
        clock: wording.clock(piece.at_ms),
        text: wording.evidence(piece),
        said: spoken,
        number,
        doubt: String::new(),
    }
}

/// Whether the item comes from the conduct pack's list of what must never be done.
fn is_shared_breach(wording: &Wording<'_>, item: &Item) -> bool {
    wording
        .input
        .packs
        .conduct
        .critical_breach(&item.id)
        .is_some()
}

/// A block's name in the conduct pack.
fn block_name(wording: &Wording<'_>, block: Block) -> String {
    let blocks = &wording.input.packs.conduct.frame.blocks;
    blocks
        .iter()
        .find(|share| share.block == block)
        .map_or_else(String::new, |share| {
            share.name.get(wording.lang()).to_owned()
        })
}

/// What was lost, by block, the greatest loss first and blocks with a critical breach before all.
fn training(wording: &Wording<'_>, wrong: &[&Item]) -> Vec<Training> {
    let mut list: Vec<Training> = Block::ALL
        .into_iter()
        .filter_map(|block| {
            let items: Vec<&&Item> = wrong.iter().filter(|item| item.block == block).collect();
            let lost: i32 = items
                .iter()
                .map(|item| item.of - wording.input.assessment.points(item))
                .sum();
            (!items.is_empty()).then(|| Training {
                block: block_name(wording, block),
                lost,
                lost_text: wording.counted("train-lost", "points", i64::from(lost), &[]),
                critical: items.iter().any(|item| {
                    item.critical && wording.input.assessment.critical.contains(&item.id)
                }),
                items: items.iter().map(|item| exercise(wording, item)).collect(),
            })
        })
        .collect();
    list.sort_by_key(|one| (!one.critical, -one.lost));
    list
}

/// What is asked for; a shared breach names what is wrong and must not come again.
fn exercise(wording: &Wording<'_>, item: &Item) -> String {
    let text = wording.fill(&item.text);
    if is_shared_breach(wording, item) {
        wording.with("train-never", &[("text", &text)])
    } else {
        text
    }
}

fn advice(wording: &Wording<'_>) -> String {
    let assessment = wording.input.assessment;
    let level = assessment.level;
    let next = level + 1;
    let (id, level) = if !assessment.critical.is_empty() {
        ("train-critical", level)
    } else if assessment.score.pending {
        ("train-review", level)
    } else if !assessment.score.pass {
        ("train-again", level)
    } else if wording.input.case.level(next).is_some() {
        ("train-up", next)
    } else {
        ("train-top", level)
    };
    wording.with(id, &[("level", &level.to_string())])
}

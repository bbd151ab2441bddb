//! The bars of the mark by block, in whole tenths of a millimetre. Knows points and weights, no words of content.

use super::wording::Wording;
use crate::domain::assessment::Verdict;
use serde::Serialize;

/// Where bars begin, from the left of a picture 1780 wide.
const BAR_LEFT: i64 = 330;
/// How long the heaviest bar is.
const BAR_LONGEST: i64 = 840;
/// Height of a row.
const ROW: i64 = 58;

/// One bar.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Bar {
    pub(super) y: i64,
    pub(super) name: String,
    /// What the block weighs, and what of it waits for a person.
    pub(super) note: String,
    /// Whether anything of the block is marked at this level.
    pub(super) marked: bool,
    pub(super) points: i32,
    pub(super) of: i32,
    pub(super) percent: String,
    pub(super) x: i64,
    pub(super) whole: i64,
    pub(super) earned: i64,
    pub(super) waiting_x: i64,
    pub(super) waiting: i64,
}

/// All bars and the height of their picture.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Bars {
    pub(super) height: i64,
    pub(super) bars: Vec<Bar>,
}

/// Lays the blocks out.
pub(super) fn bars(wording: &Wording<'_>) -> Bars {
    let assessment = wording.input.assessment;
    let frame = &wording.input.packs.conduct.frame;
    let possible = |block| -> i32 {
        let items = assessment.items.iter().filter(|item| item.block == block);
        items.map(|item| item.of).sum()
    };
    let heaviest = assessment
        .blocks
        .iter()
        .map(|mark| possible(mark.id))
        .max()
        .unwrap_or(0)
        .max(1);
    let long = |points: i32| i64::from(points) * BAR_LONGEST / i64::from(heaviest);
    let bars = (0_i64..)
        .zip(&assessment.blocks)
        .map(|(row, mark)| {
            let share = frame.blocks.iter().find(|share| share.block == mark.id);
            let whole = possible(mark.id);
            let review: i32 = assessment
                .items
                .iter()
                .filter(|item| item.block == mark.id && assessment.verdict(item) == Verdict::Review)
                .map(|item| item.of)
                .sum();
            Bar {
                y: row * ROW,
                name: share.map_or_else(String::new, |share| {
                    share.name.get(wording.lang()).to_owned()
                }),
                note: note(wording, share.map_or(0, |share| share.points.0), review),
                marked: whole > 0,
                points: mark.points,
                of: mark.of,
                percent: if mark.of > 0 {
                    format!("{}%", share_of(mark.points, mark.of))
                } else {
                    "–".to_owned()
                },
                x: BAR_LEFT,
                whole: long(whole),
                earned: long(mark.points),
                waiting_x: BAR_LEFT + long(whole) - long(review),
                waiting: long(review),
            }
        })
        .collect::<Vec<_>>();
    Bars {
        height: ROW * i64::try_from(bars.len()).unwrap_or(0),
        bars,
    }
}

fn note(wording: &Wording<'_>, weight: i32, review: i32) -> String {
    let weight = wording.with("block-weight", &[("weight", &weight.to_string())]);
    if review == 0 {
        return weight;
    }
    let review = wording.with("block-review", &[("points", &review.to_string())]);
    format!("{weight} · {review}")
}

/// Whole per cent, rounded down so that nobody seems to reach a line he did not.
pub(super) fn share_of(points: i32, of: i32) -> i32 {
    if of > 0 { points * 100 / of } else { 0 }
}

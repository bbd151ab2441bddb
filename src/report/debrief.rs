//! What the debriefing on screen shows: the same mark, findings, chart and transcript as the page, as plain values with
//! their moments, so that a finding can open the moment it speaks of.

use super::ReportInput;
use super::axis::{Axis, LEFT};
use super::findings::{Finding as PageFinding, findings};
use super::lessons::in_short;
use super::tension::{before, curves, important, telling, there_until};
use super::transcript::{Row as PageRow, Standing, Utterance, rows, utterances};
use super::view::page;
use super::wording::Wording;
use crate::domain::record::Moment;
use crate::domain::session::Effect;
use std::collections::BTreeMap;

/// Places on the time axis run from 0 to this.
const WIDE: i64 = 10_000;

/// Everything the debriefing shows.
#[derive(Debug, Clone)]
pub struct Debrief {
    /// Case, level, party, length and so on: label and value.
    pub fields: Vec<(String, String)>,
    /// Warnings; true when the mark may not be relied on.
    pub notices: Vec<(bool, String)>,
    /// Title of the ending.
    pub outcome: String,
    /// What it means.
    pub outcome_text: String,
    /// `pass`, `fail` or `pending`.
    pub result: &'static str,
    /// The same in words.
    pub result_text: String,
    /// Why it came to that.
    pub reasons: Vec<String>,
    /// Points.
    pub points: i32,
    /// Of how many, in words.
    pub of_text: String,
    /// Share in per cent.
    pub percent: i32,
    /// Share that passes.
    pub line: i32,
    /// How many were met, missed, breached, left open: label and number.
    pub tally: Vec<(String, String)>,
    /// Points by block.
    pub blocks: Vec<Block>,
    /// Findings: critical and wrong first, then open ones, then what went well.
    pub findings: Vec<Finding>,
    /// What to train next.
    pub training: Vec<Training>,
    /// And in which order.
    pub advice: String,
    /// How tense people were; none when nobody's feelings were recorded.
    pub chart: Option<Chart>,
    /// Everything said and done, in order.
    pub rows: Vec<Row>,
    /// Seal of the record, shortened.
    pub seal: String,
}

/// Points of a block.
#[derive(Debug, Clone)]
pub struct Block {
    /// Name.
    pub name: String,
    /// Points given.
    pub points: i32,
    /// Points that could be judged.
    pub of: i32,
    /// Points possible at this level.
    pub whole: i32,
}

/// Something that shows why a finding is as it is.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// When, in milliseconds since the case began.
    pub at_ms: u64,
    /// The same as `m:ss`.
    pub clock: String,
    /// Words.
    pub text: String,
    /// Whether they were said.
    pub said: bool,
    /// Why it decides nothing, for open findings.
    pub doubt: String,
}

/// One marked behaviour.
#[derive(Debug, Clone)]
pub struct Finding {
    /// `critical`, `breached`, `missed`, `review` or `met`.
    pub tag: &'static str,
    /// The same in words.
    pub tag_text: String,
    /// Block.
    pub block: String,
    /// What was asked, or what must not be done.
    pub text: String,
    /// Whether `text` names what must not be done.
    pub forbidden: bool,
    /// Points given or lost.
    pub points: i32,
    /// What hangs on an open finding.
    pub stake: String,
    /// Evidence in order of time.
    pub evidence: Vec<Evidence>,
    /// Why it matters.
    pub why: String,
    /// Provisions: citation and what it says.
    pub law: Vec<(String, String)>,
    /// A better way.
    pub better: String,
    /// The lesson it leads to: its title, what it teaches, how one may say it, a line each; empty where none does.
    pub lesson: String,
    /// Persons' verdicts.
    pub appeals: Vec<String>,
}

/// What to train in one block.
#[derive(Debug, Clone)]
pub struct Training {
    /// Block.
    pub block: String,
    /// What was lost, in words.
    pub lost: String,
    /// A critical breach is among it.
    pub critical: bool,
    /// What to do next time.
    pub items: Vec<String>,
}

/// One person's feelings.
#[derive(Debug, Clone)]
pub struct Curve {
    /// Name.
    pub name: String,
    /// Place on the axis and tension from there on.
    pub steps: Vec<(i64, i16)>,
    /// Where it ends.
    pub end: i64,
}

/// Something the trainee said, on the chart.
#[derive(Debug, Clone)]
pub struct Pin {
    /// When.
    pub at_ms: u64,
    /// The same as `m:ss`.
    pub clock: String,
    /// Place on the axis.
    pub x: i64,
    /// Tension of the addressee before it.
    pub tension: i16,
    /// The words.
    pub quote: String,
    /// To whom.
    pub to: String,
    /// `met`, `breach`, `review` or `other`.
    pub standing: &'static str,
}

/// A turn of somebody's mind.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Place on the axis.
    pub x: i64,
    /// Whether it was for the better.
    pub good: bool,
}

/// The picture of how tense people were. Places run from 0 to 10 000.
#[derive(Debug, Clone)]
pub struct Chart {
    /// The party first.
    pub curves: Vec<Curve>,
    /// The trainee's words.
    pub pins: Vec<Pin>,
    /// Labels of time.
    pub ticks: Vec<(i64, String)>,
    /// Where quiet time was cut out.
    pub gaps: Vec<i64>,
    /// Moods: tension from which, name.
    pub bands: Vec<(i32, String)>,
    /// Turns of mind.
    pub turns: Vec<Turn>,
    /// Moments and places, to find the place of any moment.
    knots: Vec<(u64, i64)>,
}

impl Chart {
    /// Place of a moment.
    #[must_use]
    pub fn place(&self, at_ms: u64) -> i64 {
        let next = self.knots.partition_point(|(moment, _)| *moment < at_ms);
        match (
            next.checked_sub(1).and_then(|one| self.knots.get(one)),
            self.knots.get(next),
        ) {
            (_, Some((moment, x))) if *moment == at_ms => *x,
            (Some((from, left)), Some((to, right))) => {
                let share = i64::try_from((at_ms - from) * 1000 / (to - from).max(1)).unwrap_or(0);
                left + (right - left) * share / 1000
            }
            (Some((_, x)), None) | (None, Some((_, x))) => *x,
            (None, None) => 0,
        }
    }
}

/// One row of what was said and done.
#[derive(Debug, Clone)]
pub struct Row {
    /// When.
    pub at_ms: u64,
    /// The same as `m:ss`.
    pub clock: String,
    /// `me`, `say` or `note`.
    pub kind: &'static str,
    /// Speaker.
    pub who: String,
    /// Words.
    pub text: String,
    /// What the trainee's words were understood as; true for wrong conduct.
    pub acts: Vec<(String, bool)>,
    /// How surely they were heard, where that is below the line.
    pub unsure: Option<String>,
    /// What the words came to: `met`, `breach`, `review` or `other`.
    pub standing: &'static str,
    /// Tension of the people on the chart after it, in the chart's order.
    pub tension: Vec<i16>,
}

/// Gathers everything.
#[must_use]
pub fn debrief(input: &ReportInput<'_>) -> Debrief {
    let wording = Wording::new(*input);
    let page = page(&wording);
    let said = utterances(&wording);
    let sorted = findings(&wording, &said);
    let pairs = |list: Vec<super::view::Field>| {
        list.into_iter()
            .map(|field| (field.label, field.value))
            .collect::<Vec<_>>()
    };
    Debrief {
        fields: pairs(page.fields),
        notices: page
            .notices
            .into_iter()
            .map(|one| (one.weight == "grave", one.text))
            .collect(),
        outcome: page.outcome.value,
        outcome_text: page.outcome_text,
        result: page.mark.result,
        result_text: page.mark.result_text,
        reasons: page.mark.reasons,
        points: page.mark.points,
        of_text: page.mark.of_text,
        percent: page.mark.percent,
        line: page.mark.line,
        tally: pairs(page.mark.tally),
        blocks: blocks(&wording),
        findings: sorted
            .wrong
            .into_iter()
            .chain(sorted.review)
            .chain(sorted.good)
            .map(|one| finding(&wording, one))
            .collect(),
        training: sorted
            .training
            .into_iter()
            .map(|one| Training {
                block: one.block,
                lost: one.lost_text,
                critical: one.critical,
                items: one.items,
            })
            .collect(),
        advice: sorted.advice,
        chart: chart(&wording, &said),
        rows: all_rows(&wording, &said),
        seal: page.seal_short,
    }
}

fn blocks(wording: &Wording<'_>) -> Vec<Block> {
    let assessment = wording.input.assessment;
    let frame = &wording.input.packs.conduct.frame;
    assessment
        .blocks
        .iter()
        .map(|mark| Block {
            name: frame
                .blocks
                .iter()
                .find(|share| share.block == mark.id)
                .map_or_else(String::new, |share| {
                    share.name.get(wording.lang()).to_owned()
                }),
            points: mark.points,
            of: mark.of,
            whole: assessment
                .items
                .iter()
                .filter(|item| item.block == mark.id)
                .map(|item| item.of)
                .sum(),
        })
        .collect()
}

fn finding(wording: &Wording<'_>, one: PageFinding) -> Finding {
    let lesson = one.lesson.as_ref();
    Finding {
        lesson: lesson.map_or_else(String::new, |link| in_short(wording, link)),
        tag: one.tag,
        tag_text: one.tag_text,
        block: one.block,
        text: one.text,
        forbidden: one.forbidden,
        points: one.points,
        stake: one.stake,
        evidence: one
            .pieces
            .into_iter()
            .map(|piece| Evidence {
                at_ms: piece.at_ms,
                clock: piece.clock,
                text: piece.text,
                said: piece.said,
                doubt: piece.doubt,
            })
            .collect(),
        why: one.why,
        law: one
            .law
            .into_iter()
            .map(|law| (law.citation, law.says))
            .collect(),
        better: one.better,
        appeals: one.appeals,
    }
}

const fn standing(of: Standing) -> &'static str {
    match of {
        Standing::Met => "met",
        Standing::Breach => "breach",
        Standing::Review => "review",
        Standing::Other => "other",
    }
}

fn chart(wording: &Wording<'_>, said: &[Utterance]) -> Option<Chart> {
    let curves = curves(wording);
    let shown = important(wording, &curves);
    if shown.is_empty() {
        return None;
    }
    let axis = Axis::of(wording, LEFT + WIDE);
    let place = |at_ms: u64| axis.x(at_ms) - LEFT;
    let record = wording.input.record;
    let lines = shown
        .iter()
        .filter_map(|who| {
            let curve = curves.get(who)?;
            Some(Curve {
                name: wording.person(who),
                steps: curve
                    .iter()
                    .map(|(at, value)| (place(*at), *value))
                    .collect(),
                end: place(there_until(record, who)),
            })
        })
        .collect();
    let pins = telling(said, &curves)
        .into_iter()
        .map(|one| Pin {
            at_ms: one.at.0,
            clock: one.clock.clone(),
            x: place(one.at.0),
            tension: before(&curves, &shown, one),
            quote: one.text.clone(),
            to: one.to_name.clone(),
            standing: standing(one.standing),
        })
        .collect();
    let moods = &wording.input.packs.conduct.tension.moods;
    let mut moments: Vec<u64> = record.events.iter().map(|event| event.at.0).collect();
    moments.push(0);
    moments.sort_unstable();
    moments.dedup();
    Some(Chart {
        curves: lines,
        pins,
        ticks: axis
            .ticks(wording)
            .into_iter()
            .map(|tick| (tick.x - LEFT, tick.label))
            .collect(),
        gaps: axis
            .gap_marks(wording)
            .into_iter()
            .map(|mark| mark.x - LEFT)
            .collect(),
        bands: moods
            .iter()
            .enumerate()
            .map(|(grade, mood)| {
                let from = if grade == 0 { 0 } else { mood.rises_at };
                (from, mood.name.get(wording.lang()).to_owned())
            })
            .collect(),
        turns: record
            .events
            .iter()
            .filter_map(|event| {
                let good = match &event.what {
                    Moment::Out(Effect::Agreed { .. }) => true,
                    Moment::Out(Effect::Withdrew { .. }) => false,
                    _ => return None,
                };
                Some(Turn {
                    x: place(event.at.0),
                    good,
                })
            })
            .collect(),
        knots: moments.into_iter().map(|at| (at, place(at))).collect(),
    })
}

fn all_rows(wording: &Wording<'_>, said: &[Utterance]) -> Vec<Row> {
    let curves = curves(wording);
    let shown = important(wording, &curves);
    rows(wording, said)
        .into_iter()
        .map(|row| Row {
            tension: shown
                .iter()
                .map(|who| value_at(&curves, who, row.at.0))
                .collect(),
            ..plain(wording, row)
        })
        .collect()
}

fn value_at(curves: &BTreeMap<&str, Vec<(u64, i16)>>, who: &str, at_ms: u64) -> i16 {
    curves.get(who).map_or(0, |curve| {
        curve
            .iter()
            .rfind(|(at, _)| *at <= at_ms)
            .or_else(|| curve.first())
            .map_or(0, |(_, value)| *value)
    })
}

fn plain(wording: &Wording<'_>, row: PageRow) -> Row {
    let said = row.said;
    Row {
        at_ms: row.at.0,
        clock: wording.clock(row.at.0),
        kind: row.kind,
        who: row.who,
        text: row.text,
        acts: said
            .iter()
            .flat_map(|one| one.acts.iter().chain(&one.cited))
            .map(|chip| (chip.text.clone(), chip.wrong))
            .collect(),
        unsure: said.as_ref().and_then(|one| one.unsure.clone()),
        standing: said.as_ref().map_or("other", |one| standing(one.standing)),
        tension: Vec::new(),
    }
}

impl Debrief {
    /// Findings with one of these tags.
    pub fn tagged<'a>(&'a self, tags: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a Finding)> {
        self.findings
            .iter()
            .enumerate()
            .filter(move |(_, one)| tags.contains(&one.tag))
    }
}

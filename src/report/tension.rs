//! The picture of how tense people were, with the trainee's words on it, in whole tenths of a millimetre. Long stretches
//! in which nothing happened are cut out and marked, so that ten minutes of waiting do not squeeze the talk.

use super::axis::{Axis, LEFT, Tick};
use super::lanes::{Room, place};
use super::transcript::{Standing, Utterance};
use super::wording::Wording;
use crate::domain::record::{Moment, Record};
use crate::domain::session::Effect;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Width of the whole picture.
const WIDE: i64 = 1780;
/// Room at the end of a line for its sample before the name.
const SAMPLE: i64 = 58;
/// Names longer than this are cut.
const NAME_LONGEST: i64 = 300;
/// Height of the plot: 100 of tension.
const TALL: i64 = 350;
/// Distance of rows of dots, and the least distance of dots in a row.
const PITCH: i64 = 50;
/// More words than this are not drawn; the most telling ones are.
const PINS_MAX: usize = 40;
/// More people than this make a tangle.
const PEOPLE_MAX: usize = 4;
/// Most moments marked under the plot.
const MOMENTS_MAX: usize = 12;

/// A mood as a strip of the plot.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Band {
    /// 0 is the calmest.
    pub(super) grade: usize,
    pub(super) y: i64,
    pub(super) height: i64,
    pub(super) label: String,
    /// Tension at its lower edge; none for the calmest.
    pub(super) from: Option<i16>,
}

/// One person's line.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    /// 0 is the party.
    pub(super) style: usize,
    pub(super) name: String,
    pub(super) points: String,
    pub(super) end_x: i64,
    pub(super) end_y: i64,
    pub(super) label_y: i64,
}

/// A numbered dot and the place on the line it belongs to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Pin {
    pub(super) number: usize,
    pub(super) standing: Standing,
    pub(super) dot_x: i64,
    pub(super) dot_y: i64,
    pub(super) x: i64,
    pub(super) y: i64,
}

/// A moment marked by a letter.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mark {
    pub(super) letter: char,
    /// `critical`, `agreed` or `withdrew`.
    pub(super) kind: &'static str,
    pub(super) x: i64,
    pub(super) badge_x: i64,
    pub(super) text: String,
}

/// The whole picture.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tension {
    pub(super) height: i64,
    pub(super) left: i64,
    pub(super) right: i64,
    pub(super) top: i64,
    pub(super) bottom: i64,
    /// Base line of the times.
    pub(super) times_y: i64,
    pub(super) bands: Vec<Band>,
    pub(super) lines: Vec<Line>,
    pub(super) pins: Vec<Pin>,
    pub(super) ticks: Vec<Tick>,
    pub(super) gaps: Vec<Tick>,
    pub(super) marks: Vec<Mark>,
    /// The words on the chart.
    pub(super) quotes: Vec<Utterance>,
    /// That some words are only in the appendix.
    pub(super) more: Option<String>,
}

pub(super) type Curve = Vec<(u64, i16)>;

/// The picture, or none when the record holds nobody's feelings.
pub(super) fn tension(wording: &Wording<'_>, said: &[Utterance]) -> Option<Tension> {
    let curves = curves(wording);
    let shown = important(wording, &curves);
    if shown.is_empty() {
        return None;
    }
    let names: Vec<String> = shown.iter().map(|who| cut(&wording.person(who))).collect();
    let right = WIDE - SAMPLE - names.iter().map(|name| long(name)).max().unwrap_or(0);
    let axis = Axis::of(wording, right);
    let chosen = telling(said, &curves);
    let wanted: Vec<i64> = chosen.iter().map(|one| axis.x(one.at.0)).collect();
    let spots = place(
        &wanted,
        Room {
            left: LEFT + PITCH / 2,
            right: right - PITCH / 2,
            pitch: PITCH,
            rows_max: 4,
        },
    );
    let rows = spots.iter().map(|spot| spot.row + 1).max().unwrap_or(0);
    let top = PITCH * i64::try_from(rows).unwrap_or(0) + 30;
    let y = |value: i16| top + TALL - i64::from(value.clamp(0, 100)) * TALL / 100;
    let pins = chosen
        .iter()
        .zip(spots)
        .map(|(one, spot)| Pin {
            number: one.number,
            standing: one.standing,
            dot_x: spot.x,
            dot_y: PITCH * i64::try_from(spot.row).unwrap_or(0) + PITCH / 2,
            x: axis.x(one.at.0),
            y: y(before(&curves, &shown, one)),
        })
        .collect();
    let marks = marks(wording, &axis);
    let under = if marks.is_empty() { 0 } else { 56 };
    let left_out = said.len() - chosen.len();
    let gaps = axis.gap_marks(wording);
    let times = if gaps.is_empty() { 50 } else { 82 };
    Some(Tension {
        height: top + TALL + under + times,
        times_y: top + TALL + under + 38,
        left: LEFT,
        right,
        top,
        bottom: top + TALL,
        bands: bands(wording, y),
        lines: lines(wording, &curves, &shown, &axis, y),
        pins,
        ticks: axis.ticks(wording),
        gaps,
        marks,
        more: (left_out > 0).then(|| {
            wording.with(
                "quotes-more",
                &[
                    ("shown", &chosen.len().to_string()),
                    ("left", &left_out.to_string()),
                ],
            )
        }),
        quotes: chosen.into_iter().cloned().collect(),
    })
}

/// About how long a name is when drawn: a Chinese character is as wide as it is high, a Latin letter half of that.
fn long(name: &str) -> i64 {
    name.chars()
        .map(|one| if one.is_ascii() { 15 } else { 27 })
        .sum()
}

/// The name, cut where it would leave too little room for the picture.
fn cut(name: &str) -> String {
    if long(name) <= NAME_LONGEST {
        return name.to_owned();
    }
    let mut short = String::new();
    for one in name.chars() {
        short.push(one);
        if long(&short) > NAME_LONGEST - 27 {
            break;
        }
    }
    short.push('…');
    short
}

/// Tension of everybody whose feelings the record holds.
pub(super) fn curves<'a>(wording: &Wording<'a>) -> BTreeMap<&'a str, Curve> {
    let mut curves: BTreeMap<&str, Curve> = BTreeMap::new();
    for event in &wording.input.record.events {
        if let Moment::Out(Effect::Mood { who, tension, .. }) = &event.what {
            curves.entry(who).or_default().push((event.at.0, *tension));
        }
    }
    curves
}

/// The party first, then whoever's feelings moved most.
pub(super) fn important<'a>(
    wording: &Wording<'_>,
    curves: &BTreeMap<&'a str, Curve>,
) -> Vec<&'a str> {
    let swing = |curve: &Curve| {
        let values = || curve.iter().map(|(_, value)| *value);
        values().max().unwrap_or(0) - values().min().unwrap_or(0)
    };
    let mut others: Vec<(&str, i16)> = curves
        .iter()
        .filter(|(who, _)| !wording.is_party(who) && !wording.is_colleague(who))
        .map(|(who, curve)| (*who, swing(curve)))
        .filter(|(_, swing)| *swing >= 5)
        .collect();
    others.sort_by_key(|(who, swing)| (std::cmp::Reverse(*swing), *who));
    curves
        .keys()
        .copied()
        .filter(|who| wording.is_party(who))
        .chain(others.into_iter().map(|(who, _)| who))
        .take(PEOPLE_MAX)
        .collect()
}

/// The words worth drawing: all, or when there are too many those that counted or moved somebody, in order of time.
pub(super) fn telling<'a>(
    said: &'a [Utterance],
    curves: &BTreeMap<&str, Curve>,
) -> Vec<&'a Utterance> {
    let moved = |one: &Utterance| -> i16 {
        curves
            .values()
            .filter_map(|curve| {
                let after = curve.iter().rfind(|(at, _)| *at == one.at.0)?;
                let before = curve.iter().rfind(|(at, _)| *at < one.at.0)?;
                Some((after.1 - before.1).abs())
            })
            .max()
            .unwrap_or(0)
    };
    let mut order: Vec<&Utterance> = said.iter().collect();
    order.sort_by_key(|one| (std::cmp::Reverse((one.standing, moved(one))), one.number));
    order.truncate(PINS_MAX);
    order.sort_by_key(|one| one.number);
    order
}

/// Tension of the addressee just before the words: the line moves after them.
pub(super) fn before(curves: &BTreeMap<&str, Curve>, shown: &[&str], one: &Utterance) -> i16 {
    let who = shown
        .iter()
        .find(|who| **who == one.to)
        .or_else(|| shown.first());
    let curve = who.and_then(|who| curves.get(who));
    curve.map_or(0, |curve| {
        curve
            .iter()
            .rfind(|(at, _)| *at < one.at.0)
            .or_else(|| curve.first())
            .map_or(0, |(_, value)| *value)
    })
}

fn bands(wording: &Wording<'_>, y: impl Fn(i16) -> i64) -> Vec<Band> {
    let moods = &wording.input.packs.conduct.tension.moods;
    let from = |value: i32| i16::try_from(value.clamp(0, 100)).unwrap_or(0);
    moods
        .iter()
        .enumerate()
        .map(|(grade, mood)| {
            let next = moods.get(grade + 1).map_or(100, |next| from(next.rises_at));
            let (upper, lower) = (y(next), y(from(mood.rises_at)));
            Band {
                grade,
                y: upper,
                height: lower - upper,
                label: mood.name.get(wording.lang()).to_owned(),
                from: (grade > 0).then(|| from(mood.rises_at)),
            }
        })
        .collect()
}

fn lines(
    wording: &Wording<'_>,
    curves: &BTreeMap<&str, Curve>,
    shown: &[&str],
    axis: &Axis,
    y: impl Fn(i16) -> i64,
) -> Vec<Line> {
    let mut lines: Vec<Line> = shown
        .iter()
        .enumerate()
        .filter_map(|(style, who)| {
            let curve = curves.get(who)?;
            let mut points = String::new();
            let mut last: Option<i64> = None;
            let mut add = |x: i64, y: i64| {
                if !points.is_empty() {
                    points.push(' ');
                }
                points.push_str(&format!("{x},{y}"));
            };
            for (at, value) in curve {
                let x = axis.x(*at);
                // A feeling holds until something moves it: steps, not slopes.
                if let Some(last) = last {
                    add(x, last);
                }
                add(x, y(*value));
                last = Some(y(*value));
            }
            let end_x = axis.x(there_until(wording.input.record, who));
            let end_y = last?;
            add(end_x, end_y);
            Some(Line {
                style,
                name: cut(&wording.person(who)),
                points,
                end_x,
                end_y,
                label_y: end_y,
            })
        })
        .collect();
    separate_labels(&mut lines);
    lines
}

/// Moves names at the ends of lines apart so that none covers another.
fn separate_labels(lines: &mut [Line]) {
    const APART: i64 = 36;
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|index| lines[*index].end_y);
    let wanted: Vec<i64> = order.iter().map(|index| lines[*index].end_y).collect();
    let room = Room {
        left: i64::MIN / 4,
        right: i64::MAX / 4,
        pitch: APART,
        rows_max: 1,
    };
    for (index, spot) in order.into_iter().zip(place(&wanted, room)) {
        lines[index].label_y = spot.x;
    }
}

/// Critical breaches first, then turns of mind, as many as there is room for, lettered in order of time.
fn marks(wording: &Wording<'_>, axis: &Axis) -> Vec<Mark> {
    let assessment = wording.input.assessment;
    let mut found: Vec<(bool, u64, &'static str, String)> = Vec::new();
    for item in assessment
        .items
        .iter()
        .filter(|item| assessment.critical.contains(&item.id))
    {
        let text = wording.fill(&item.text);
        for at in item
            .evidence
            .iter()
            .map(|piece| piece.at_ms)
            .collect::<BTreeSet<_>>()
        {
            let clock = wording.clock(at);
            let text = wording.with("moment-critical", &[("clock", &clock), ("text", &text)]);
            found.push((false, at, "critical", text));
        }
    }
    for event in &wording.input.record.events {
        let (kind, id, who) = match &event.what {
            Moment::Out(Effect::Agreed { who }) => ("agreed", "moment-agreed", who),
            Moment::Out(Effect::Withdrew { who }) => ("withdrew", "moment-withdrew", who),
            _ => continue,
        };
        let clock = wording.clock(event.at.0);
        let text = wording.with(id, &[("clock", &clock), ("who", &wording.person(who))]);
        found.push((true, event.at.0, kind, text));
    }
    found.sort();
    found.truncate(MOMENTS_MAX);
    found.sort_by_key(|(minor, at, ..)| (*at, *minor));
    let wanted: Vec<i64> = found.iter().map(|(_, at, ..)| axis.x(*at)).collect();
    let room = Room {
        left: LEFT,
        right: axis.right,
        pitch: PITCH,
        rows_max: 1,
    };
    ('A'..='Z')
        .zip(found)
        .zip(place(&wanted, room))
        .map(|((letter, (_, at, kind, text)), spot)| Mark {
            letter,
            kind,
            x: axis.x(at),
            badge_x: spot.x,
            text,
        })
        .collect()
}

/// Until when a person was there, in milliseconds: the moment they left for good, else the end.
pub(super) fn there_until(record: &Record, who: &str) -> u64 {
    let end = record.duration().0;
    let last = record
        .events
        .iter()
        .rev()
        .find_map(|event| match &event.what {
            Moment::Out(Effect::Leave { who: left }) if left == who => Some(event.at.0),
            Moment::Out(Effect::Enter { who: came }) if came == who => Some(end),
            _ => None,
        });
    last.unwrap_or(end)
}

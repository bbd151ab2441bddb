//! Which points of the map words mean: the one that is named, not every one of its kind; and none where somebody put a name
//! of his own before a kind (`人民广场夜市`), which a person has to look at. Judges neither hours nor distances.

use super::places::{is_kind_only, sends_to, stands_before};
use crate::domain::ids::Bilingual;
use crate::domain::packs::{ServicePoint, around};
use crate::domain::scenario::model::Case;
use std::ops::Range;

/// How far the name of a point may stand before the word for its kind, in characters: `滨江东路的疏导点`.
const RUN_MAX: usize = 8;
/// What parts two places that are named one after the other.
const PARTS: &str = "，。！？；、,.!?;和或去到往";
const PARTS_EN: [&str; 3] = [" or ", " and ", " to "];

/// What words mean.
pub(super) enum Meant<'a> {
    /// No point at all.
    Nothing,
    /// These; the words may leave open which one.
    Points(Vec<&'a ServicePoint>),
    /// A kind of place under a name that the map does not have; whether somebody is sent there.
    Invented(bool),
}

/// A point with one place in the words where it is named.
struct Found<'a> {
    point: &'a ServicePoint,
    name: &'a str,
    at: Range<usize>,
}

/// The points that words, written small, mean. Whoever says "the toilet" means the one around here; a place by its own name
/// may be further off.
pub(super) fn meant<'a>(case: &'a Case, text: &str) -> Meant<'a> {
    let near = found(&around(&case.points, &case.place), text);
    let all = if near.is_empty() {
        found(&case.points.iter().collect::<Vec<_>>(), text)
    } else {
        near
    };
    if all.is_empty() {
        return Meant::Nothing;
    }
    let told: Vec<&Found<'a>> = all
        .iter()
        .filter(|one| !all.iter().any(|other| is_told_by(other, one, text)))
        .collect();
    let known = known(case);
    let is_invented = |one: &&&Found<'a>| {
        let before = &text[..one.at.start];
        is_kind(one)
            && stands_before(before, one.name).is_some_and(|name| !is_kind_only(&name, &known))
    };
    let mut points: Vec<&ServicePoint> = Vec::new();
    for one in told.iter().filter(|one| !is_invented(one)) {
        if !points.iter().any(|known| known.id == one.point.id) {
            points.push(one.point);
        }
    }
    if points.is_empty() {
        Meant::Invented(told.iter().any(|one| sends_to(text, one.name)))
    } else {
        Meant::Points(points)
    }
}

/// Everything a point is called.
pub(super) fn names(point: &ServicePoint) -> impl Iterator<Item = &str> {
    [&point.name.zh, &point.name.en]
        .into_iter()
        .chain(&point.called)
        .map(String::as_str)
}

/// Whether a point is only called by its kind here: its own name does not begin so.
fn is_kind(one: &Found<'_>) -> bool {
    let name = one.name.to_lowercase();
    ![&one.point.name.zh, &one.point.name.en]
        .into_iter()
        .any(|own| own.to_lowercase().starts_with(&name))
}

/// Every place where a point is named; of names within each other only the longest.
fn found<'a>(points: &[&'a ServicePoint], text: &str) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    for &point in points {
        let mut own: Vec<Found<'a>> = Vec::new();
        for name in names(point) {
            let small = name.to_lowercase();
            own.extend(text.match_indices(&small).map(|(at, _)| Found {
                point,
                name,
                at: at..at + small.len(),
            }));
        }
        let spans: Vec<Range<usize>> = own.iter().map(|one| one.at.clone()).collect();
        let is_within = |inner: &Range<usize>, outer: &Range<usize>| {
            outer != inner && outer.start <= inner.start && inner.end <= outer.end
        };
        own.retain(|one| !spans.iter().any(|outer| is_within(&one.at, outer)));
        found.extend(own);
    }
    found
}

/// Whether `word` is only the end of how another point is named here: `疏导点` in `滨江东路疏导点`, `market` in `night market`.
fn is_told_by(other: &Found<'_>, word: &Found<'_>, text: &str) -> bool {
    if other.point.id == word.point.id
        || names(word.point).any(|name| name.to_lowercase() == other.name.to_lowercase())
    {
        return false;
    }
    let covers = other.at.start <= word.at.start && word.at.end <= other.at.end;
    if covers {
        return other.at != word.at;
    }
    if other.point.kind != word.point.kind || other.at.end > word.at.start {
        return false;
    }
    let between = &text[other.at.end..word.at.start];
    let is_short = between.chars().count() <= RUN_MAX;
    is_short
        && !between.chars().any(|one| PARTS.contains(one))
        && !PARTS_EN.iter().any(|part| between.contains(part))
}

/// Everything by which places are called around here.
fn known(case: &Case) -> Vec<String> {
    let texts = [&case.place_name, &case.look, &case.ticket.text];
    let scene = texts
        .into_iter()
        .chain(case.zones.iter().map(|one| &one.name))
        .chain(case.things.iter().map(|one| &one.name))
        .flat_map(|one: &Bilingual| [one.zh.to_lowercase(), one.en.to_lowercase()]);
    let points = case.points.iter().flat_map(names).map(str::to_lowercase);
    scene.chain(points).collect()
}

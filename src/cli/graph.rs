//! `graph CASE --svg FILE`: the branches of a case as a picture. What can lead to what is read off the beats: a fact one
//! sets and another waits for, a beat that follows another, an ending. Draws; decides nothing.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::shelf::{Shelf, open_case};
use crate::domain::ids::Language;
use crate::domain::scenario::model::{
    Beat, BeatIx, Case, Condition, EndingIx, FactIx, Outcome as Follows, Target, Trigger, Who,
};
use crate::files::write_whole;
use crate::text::Words;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;

/// Size of a box and the room around it, in pixels.
const BOX: (usize, usize) = (250, 72);
const GAP: (usize, usize) = (110, 22);
const MARGIN: usize = 40;
const HEAD: usize = 70;
/// Columns of text a box holds; a Chinese sign takes two.
const COLUMNS: usize = 34;
/// Rows of boxes before a layer goes on in the next column.
const ROWS_MAX: usize = 14;
/// Passes that move boxes closer to what leads to them.
const SWEEPS: usize = 4;

#[derive(Debug, clap::Args)]
pub(super) struct GraphArgs {
    #[arg(value_name = "CASE")]
    case: PathBuf,
    #[arg(long, value_name = "FILE")]
    svg: PathBuf,
    #[arg(long, value_name = "1-3")]
    level: Option<u8>,
}

/// A box of the picture.
struct Node {
    title: String,
    lines: [String; 2],
    is_end: bool,
    layer: usize,
    row: usize,
}

pub(super) fn run(args: &GraphArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let (case, _) = open_case(&args.case, &shelf, desk)?;
    let (mut nodes, edges) = boxes(&case, args.level, &desk.words);
    arrange(&mut nodes, &edges);
    let picture = draw(&case, &nodes, &edges, args.level, &desk.words);
    write_whole(&args.svg, picture.as_bytes())?;
    let path = args.svg.display().to_string();
    if desk.json {
        desk.hand_over(
            &serde_json::json!({"svg": path, "boxes": nodes.len(), "arrows": edges.len()}),
        );
    } else {
        desk.tell(
            "graph-done",
            &[
                ("path", &path),
                ("boxes", &nodes.len().to_string()),
                ("arrows", &edges.len().to_string()),
            ],
        );
    }
    Ok(Outcome::Done)
}

/// Boxes for beats and endings of a level (all when none is named), and what leads from one to another.
fn boxes(case: &Case, level: Option<u8>, words: &Words) -> (Vec<Node>, BTreeSet<(usize, usize)>) {
    let lang = words.lang();
    let shown =
        |levels: crate::domain::scenario::model::Levels| level.is_none_or(|one| levels.has(one));
    let beats: Vec<usize> = (0..case.beats.len())
        .filter(|at| shown(case.beats[*at].levels))
        .collect();
    let mut nodes: Vec<Node> = beats
        .iter()
        .map(|at| {
            let beat = &case.beats[*at];
            let on: Vec<String> = beat
                .on
                .iter()
                .map(|one| trigger(one, case, words))
                .collect();
            Node {
                title: beat.id.clone(),
                lines: [on.join(&words.get("graph-or")), said(beat, case, lang)],
                is_end: false,
                layer: 0,
                row: 0,
            }
        })
        .collect();
    let place: BTreeMap<usize, usize> = beats
        .iter()
        .enumerate()
        .map(|(node, at)| (*at, node))
        .collect();
    let mut setters: BTreeMap<FactIx, Vec<usize>> = BTreeMap::new();
    let mut ends: BTreeMap<EndingIx, Vec<usize>> = BTreeMap::new();
    for at in &beats {
        for outcome in &case.beats[*at].then {
            match outcome {
                Follows::Set(fact) => setters.entry(*fact).or_default().push(place[at]),
                Follows::End(ending) => ends.entry(*ending).or_default().push(place[at]),
                _ => {}
            }
        }
    }
    let mut edges = BTreeSet::new();
    for at in &beats {
        let (facts, earlier) = needs(&case.beats[*at], case);
        let here = place[at];
        let by_facts = facts
            .iter()
            .flat_map(|fact| setters.get(fact).into_iter().flatten().copied());
        let by_beats = earlier
            .iter()
            .filter_map(|beat| place.get(&beat.at()).copied());
        edges.extend(
            by_facts
                .chain(by_beats)
                .filter(|from| *from != here)
                .map(|from| (from, here)),
        );
    }
    for (ending, from) in ends {
        let end = &case.endings[ending.at()];
        let here = nodes.len();
        nodes.push(Node {
            title: end.id.clone(),
            lines: [
                end.title.get(lang).to_owned(),
                end.text.get(lang).to_owned(),
            ],
            is_end: true,
            layer: 0,
            row: 0,
        });
        edges.extend(from.into_iter().map(|from| (from, here)));
    }
    (nodes, edges)
}

/// Facts and beats a beat waits for.
fn needs(beat: &Beat, case: &Case) -> (BTreeSet<FactIx>, BTreeSet<BeatIx>) {
    let mut facts = BTreeSet::new();
    let mut beats = BTreeSet::new();
    let mut open = vec![&beat.when];
    for one in &beat.on {
        match one {
            Trigger::Became(fact) => {
                facts.insert(*fact);
            }
            Trigger::After(earlier, _) => {
                beats.insert(*earlier);
            }
            // Giving in waits for what the person wants to hear first.
            Trigger::Agreed(who) => {
                let people = case.people.iter().enumerate().filter(|(at, _)| match who {
                    Who::One(person) => person.at() == *at,
                    Who::Party => case
                        .levels
                        .iter()
                        .any(|level| level.parties.iter().any(|party| party.at() == *at)),
                });
                open.extend(
                    people
                        .filter_map(|(_, one)| one.agrees.as_ref())
                        .map(|one| &one.when),
                );
            }
            _ => {}
        }
    }
    while let Some(condition) = open.pop() {
        match condition {
            Condition::All(list) | Condition::Any(list) => open.extend(list),
            Condition::Fact(fact) => {
                facts.insert(*fact);
            }
            Condition::Fired(earlier) | Condition::SinceBeat(earlier, _) => {
                beats.insert(*earlier);
            }
            _ => {}
        }
    }
    (facts, beats)
}

/// The first words a beat brings, or what it makes true.
fn said(beat: &Beat, case: &Case, lang: Language) -> String {
    beat.then
        .iter()
        .find_map(|one| match one {
            Follows::Say(line) => Some(case.lines[line.at()].text.get(lang).to_owned()),
            _ => None,
        })
        .or_else(|| {
            beat.then.iter().find_map(|one| match one {
                Follows::Set(fact) => Some(case.facts[fact.at()].text.get(lang).to_owned()),
                Follows::World(event) => Some(event.clone()),
                _ => None,
            })
        })
        .unwrap_or_default()
}

fn trigger(one: &Trigger, case: &Case, words: &Words) -> String {
    let lang = words.lang();
    let who = |who: &Who| match who {
        Who::Party => words.get("graph-party"),
        Who::One(person) => case.people[person.at()].name.get(lang).to_owned(),
    };
    let secs = |ms: u64| (ms / 1000).to_string();
    let tell = |id: &str, word: &str| words.with(id, &[("word", word)]);
    match one {
        Trigger::Start => words.get("graph-start"),
        Trigger::Said(act, _) => tell(
            "graph-said",
            &words.get(&format!("report-act-{}", act.name())),
        ),
        Trigger::Babble(_) => words.get("graph-babble"),
        Trigger::Repeated(_) => words.get("graph-repeated"),
        Trigger::LongTalk(_) => words.get("graph-long-talk"),
        Trigger::Did(action, target) => {
            let label = case.actions[action.at()].label.get(lang);
            let to = match target {
                Some(Target::Person(person)) => case.people[person.at()].name.get(lang),
                Some(Target::Thing(thing)) => case.things[thing.at()].name.get(lang),
                None => "",
            };
            tell("graph-did", format!("{label} {to}").trim())
        }
        Trigger::Moved(zone) => tell("graph-moved", case.zones[zone.at()].name.get(lang)),
        Trigger::Paper(form) => tell("graph-paper", case.forms[form.at()].name.get(lang)),
        Trigger::At(at) => tell("graph-at", &secs(at.0)),
        Trigger::After(beat, span) => words.with(
            "graph-after",
            &[("word", &case.beats[beat.at()].id), ("secs", &secs(span.0))],
        ),
        Trigger::Silence(span) => tell("graph-silence", &secs(span.0)),
        Trigger::Tense(person, bound) => words.with(
            "graph-tense",
            &[("word", &who(person)), ("bound", &bound.to_string())],
        ),
        Trigger::Calmed(person, bound) => words.with(
            "graph-calmed",
            &[("word", &who(person)), ("bound", &bound.to_string())],
        ),
        Trigger::Agreed(person) => tell("graph-agreed", &who(person)),
        Trigger::Became(fact) => tell("graph-became", case.facts[fact.at()].text.get(lang)),
        Trigger::Inject(inject) => tell("graph-inject", case.injects[inject.at()].text.get(lang)),
    }
}

/// Layers from left to right by the longest way, rows by what leads to a box. Circles are cut where they close.
fn arrange(nodes: &mut [Node], edges: &BTreeSet<(usize, usize)>) {
    let into = |node: usize| {
        edges
            .iter()
            .filter(move |edge| edge.1 == node)
            .map(|edge| edge.0)
    };
    let mut depth: Vec<Option<usize>> = vec![None; nodes.len()];
    for node in 0..nodes.len() {
        deepest(node, &into, &mut depth, &mut BTreeSet::new());
    }
    let last = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| !node.is_end)
        .filter_map(|(at, _)| depth[at])
        .max()
        .unwrap_or(0);
    let mut layers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let layer = if node.is_end {
            last + 1
        } else {
            depth[at].unwrap_or(0)
        };
        layers.entry(layer).or_default().push(at);
    }
    let mut row: Vec<usize> = vec![0; nodes.len()];
    for list in layers.values() {
        for (at, node) in list.iter().enumerate() {
            row[*node] = at;
        }
    }
    for _ in 0..SWEEPS {
        for list in layers.values_mut() {
            list.sort_by_key(|node| {
                let from: Vec<usize> = into(*node).map(|one| row[one]).collect();
                let mean = if from.is_empty() {
                    row[*node] * 100
                } else {
                    from.iter().sum::<usize>() * 100 / from.len()
                };
                (mean, *node)
            });
            for (at, node) in list.iter().enumerate() {
                row[*node] = at;
            }
        }
    }
    // A tall layer goes on in the next column, so that the picture stays a page and no tower.
    let mut column = 0;
    for list in layers.values() {
        for (at, node) in list.iter().enumerate() {
            nodes[*node].layer = column + at / ROWS_MAX;
            nodes[*node].row = at % ROWS_MAX;
        }
        column += list.len().div_ceil(ROWS_MAX);
    }
}

fn deepest<I: Iterator<Item = usize>>(
    node: usize,
    into: &impl Fn(usize) -> I,
    depth: &mut Vec<Option<usize>>,
    open: &mut BTreeSet<usize>,
) -> usize {
    if let Some(known) = depth[node] {
        return known;
    }
    if !open.insert(node) {
        return 0;
    }
    let found = into(node)
        .filter(|from| !open.contains(from))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|from| deepest(from, into, depth, open) + 1)
        .max()
        .unwrap_or(0);
    open.remove(&node);
    depth[node] = Some(found);
    found
}

fn corner(node: &Node) -> (usize, usize) {
    (
        MARGIN + node.layer * (BOX.0 + GAP.0),
        HEAD + MARGIN + node.row * (BOX.1 + GAP.1),
    )
}

fn draw(
    case: &Case,
    nodes: &[Node],
    edges: &BTreeSet<(usize, usize)>,
    level: Option<u8>,
    words: &Words,
) -> String {
    let width = nodes
        .iter()
        .map(|one| corner(one).0 + BOX.0)
        .max()
        .unwrap_or(600)
        + MARGIN;
    let height = nodes
        .iter()
        .map(|one| corner(one).1 + BOX.1)
        .max()
        .unwrap_or(200)
        + MARGIN;
    let title = case.title.get(words.lang());
    let head = match level {
        Some(level) => words.with(
            "graph-title-level",
            &[("title", title), ("level", &level.to_string())],
        ),
        None => words.with("graph-title", &[("title", title)]),
    };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif\">\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
         <path d=\"M0,0 L8,4 L0,8 z\" fill=\"#5b7083\"/></marker></defs>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
    );
    let _ = writeln!(
        out,
        "<text x=\"{MARGIN}\" y=\"46\" font-size=\"24\" font-weight=\"bold\" fill=\"#1d2b36\">{}</text>\n\
         <text x=\"{MARGIN}\" y=\"74\" font-size=\"13\" fill=\"#5b7083\">{}</text>",
        escaped(&head),
        escaped(&words.get("graph-legend"))
    );
    for (from, to) in edges {
        let ((x1, y1), (x2, y2)) = (corner(&nodes[*from]), corner(&nodes[*to]));
        let (x1, y1, y2) = (x1 + BOX.0, y1 + BOX.1 / 2, y2 + BOX.1 / 2);
        // A long bow for arrows that go back, so that they do not hide behind boxes.
        let bend = if x2 > x1 { (x2 - x1) / 2 } else { GAP.0 };
        let _ = writeln!(
            out,
            "<path d=\"M{x1},{y1} C{},{y1} {},{y2} {x2},{y2}\" fill=\"none\" stroke=\"#5b7083\" stroke-opacity=\"0.45\" stroke-width=\"1.3\" marker-end=\"url(#tip)\"/>",
            x1 + bend,
            x2.saturating_sub(bend)
        );
    }
    for node in nodes {
        let (x, y) = corner(node);
        let (fill, stroke) = if node.is_end {
            ("#fdf3e1", "#c98a1b")
        } else {
            ("#eef4fa", "#2f6ea5")
        };
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.4\"/>",
            BOX.0, BOX.1
        );
        let rows = [
            (y + 20, 12, "#6b7c8a", &node.title),
            (y + 41, 14, "#1d2b36", &node.lines[0]),
            (y + 61, 13, "#3f5566", &node.lines[1]),
        ];
        for (y, size, fill, text) in rows {
            let _ = writeln!(
                out,
                "<text x=\"{}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\">{}</text>",
                x + 10,
                escaped(&shortened(text))
            );
        }
    }
    out.push_str("</svg>\n");
    out
}

/// As much of a text as a box holds.
fn shortened(text: &str) -> String {
    let mut columns = 0;
    let mut kept = String::new();
    for sign in text.chars() {
        columns += if sign.is_ascii() { 1 } else { 2 };
        if columns > COLUMNS - 1 {
            kept.push('…');
            break;
        }
        kept.push(sign);
    }
    kept
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

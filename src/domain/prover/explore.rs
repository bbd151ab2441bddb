//! The walk through the state space of one level: best first, from situations that showed something new. What makes two
//! states one situation, `situation` says.

use super::moves::{LANG, Move, all_moves};
use super::situation::{Questions, Situation};
use super::{Coverage, Finding, Proof, Proved, parties};
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Millis};
use crate::domain::rehearsal::Stage;
use crate::domain::scenario::flow::{reachable_beats, reachable_lines};
use crate::domain::scenario::model::{BeatIx, EndingIx, LineIx};
use crate::domain::scenario::walkthrough::{Expect, Kind, Step, WalkthroughFile};
use crate::domain::session::{Effect, Mode, Setup, State, begin, step};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Situations kept at most, so that memory stays flat.
const SITUATIONS_MAX: usize = 60_000;
/// Effects of one step beyond which beats run in a circle.
const EFFECTS_MAX: usize = 400;
/// Situations checked for dead ends, and rollouts from each.
const DEAD_END_SUSPECTS: usize = 24;
const ROLLOUTS: usize = 60;
const ROLLOUT_MOVES: usize = 60;
/// How new a situation on a known way counts: before those that showed nothing new, after those that did.
const WAY_NEWS: u32 = 1;

struct Node {
    state: State,
    /// Where it came from: node and move.
    from: Option<(usize, usize)>,
    /// What the run was begun with: other seeds draw otherwise.
    seed: u64,
    depth: u32,
    /// Nodes reached from here.
    next: BTreeSet<usize>,
    tried: bool,
    ends: bool,
}

/// What a level has shown so far.
#[derive(Default)]
struct Seen {
    beats: BTreeSet<BeatIx>,
    lines: BTreeSet<LineIx>,
    endings: BTreeSet<EndingIx>,
    facts: BTreeSet<u16>,
}

impl Seen {
    /// Notes what a state shows; how many new things that were.
    fn note(&mut self, state: &State) -> u32 {
        let mut new = 0;
        for beat in state.fired.keys() {
            new += u32::from(self.beats.insert(*beat)) * 3;
        }
        for line in state.spoken.keys() {
            new += u32::from(self.lines.insert(LineIx(*line)));
        }
        for (at, on) in state.facts.iter().enumerate() {
            if *on {
                new += u32::from(self.facts.insert(u16::try_from(at).unwrap_or(0))) * 2;
            }
        }
        if let Some(ending) = state.ending {
            new += u32::from(self.endings.insert(ending)) * 3;
        }
        new
    }
}

/// A known way to an ending.
#[derive(Clone)]
struct Way {
    party: Option<String>,
    seed: u64,
    moves: Vec<Move>,
}

struct Explorer<'a> {
    stage: Stage<'a>,
    moves: Vec<Move>,
    questions: Questions,
    nodes: Vec<Node>,
    seen: Seen,
    steps: u64,
    /// Where a move set beats off in a circle, and which.
    circle: Option<(usize, usize)>,
    /// The case's own walk-throughs of this level as moves: known ways to an ending.
    ways: Vec<Way>,
    /// Their moves, numbered on from `moves`: what leads along a way is not tried everywhere.
    way_moves: Vec<Move>,
}

/// Explores one level until `enough` says so.
pub(super) fn explore(
    stage: Stage<'_>,
    level: u8,
    walkthroughs: &[(String, WalkthroughFile)],
    enough: &mut dyn FnMut() -> bool,
    proof: &mut Proof,
) {
    let mut explorer = Explorer {
        stage,
        moves: all_moves(stage.case, level, stage.rules.turns.long_talk_ms),
        questions: Questions::of(stage.case),
        nodes: Vec::new(),
        seen: Seen::default(),
        steps: 0,
        circle: None,
        ways: ways(stage, level, walkthroughs),
        way_moves: Vec::new(),
    };
    explorer.see_walkthroughs(level, walkthroughs);
    let complete = explorer.walk(level, enough);
    explorer.report(level, complete, proof);
}

impl Explorer<'_> {
    /// What the case's own walk-throughs reach counts as reached.
    fn see_walkthroughs(&mut self, level: u8, walkthroughs: &[(String, WalkthroughFile)]) {
        for (_, file) in walkthroughs.iter().filter(|(_, file)| file.level == level) {
            if let Ok(run) = crate::domain::rehearsal::rehearse(self.stage, file, false) {
                self.seen.note(&run.state);
            }
        }
    }

    fn walk(&mut self, level: u8, enough: &mut dyn FnMut() -> bool) -> bool {
        let mut known: BTreeMap<Situation, usize> = BTreeMap::new();
        // Most new things first, then shallow before deep.
        let mut open: BinaryHeap<(u32, std::cmp::Reverse<u32>, std::cmp::Reverse<usize>)> =
            BinaryHeap::new();
        for party in parties(self.stage.case, level) {
            for seed in [0, 1, 2, 3] {
                let setup = Setup {
                    level,
                    mode: Mode::Practice,
                    seed,
                    party: Some(party.clone()),
                };
                let Ok((state, _)) = begin(self.stage.case, self.stage.rules, &setup) else {
                    continue;
                };
                self.seen.note(&state);
                let situation = self.questions.situation(self.stage.case, &state);
                known.entry(situation).or_insert_with(|| {
                    self.nodes.push(Node {
                        state,
                        from: None,
                        seed,
                        depth: 0,
                        next: BTreeSet::new(),
                        tried: false,
                        ends: false,
                    });
                    let at = self.nodes.len() - 1;
                    open.push((9, std::cmp::Reverse(0), std::cmp::Reverse(at)));
                    at
                });
            }
        }
        for at in self.along_the_ways(level, &mut known) {
            let depth = std::cmp::Reverse(self.nodes[at].depth);
            open.push((WAY_NEWS, depth, std::cmp::Reverse(at)));
        }
        while let Some((_, _, std::cmp::Reverse(at))) = open.pop() {
            if enough() {
                return false;
            }
            for index in 0..self.moves.len() {
                let (state, effects) = self.after(self.nodes[at].state.clone(), index, at);
                if effects > EFFECTS_MAX && self.circle.is_none() {
                    self.circle = Some((at, index));
                }
                let new = self.seen.note(&state);
                if let Some(ending) = state.ending {
                    self.nodes[at].ends |= ending != self.stage.case.timeout;
                    continue;
                }
                let key = self.questions.situation(self.stage.case, &state);
                let depth = self.nodes[at].depth + 1;
                match known.get(&key) {
                    Some(there) => {
                        let there = *there;
                        self.nodes[at].next.insert(there);
                        // A known situation that still showed something new is worth another look from here.
                        if new > 0 && self.nodes.len() < SITUATIONS_MAX {
                            let node = self.add(state, at, index, depth);
                            open.push((new, std::cmp::Reverse(depth), std::cmp::Reverse(node)));
                        }
                    }
                    None if self.nodes.len() < SITUATIONS_MAX => {
                        let node = self.add(state, at, index, depth);
                        known.insert(key, node);
                        open.push((new, std::cmp::Reverse(depth), std::cmp::Reverse(node)));
                    }
                    None => {}
                }
            }
            self.nodes[at].tried = true;
        }
        self.nodes.len() < SITUATIONS_MAX
    }

    /// Situations along the case's own walk-throughs: what lies one wrong turn off a long way is found from there, not by
    /// finding the way again.
    fn along_the_ways(&mut self, level: u8, known: &mut BTreeMap<Situation, usize>) -> Vec<usize> {
        let mut found = Vec::new();
        for way in self.ways.clone() {
            let setup = Setup {
                level,
                mode: Mode::Practice,
                seed: way.seed,
                party: way.party,
            };
            let Ok((mut state, _)) = begin(self.stage.case, self.stage.rules, &setup) else {
                continue;
            };
            let situation = self.questions.situation(self.stage.case, &state);
            let Some(mut at) = known.get(&situation).copied() else {
                continue;
            };
            for one in way.moves {
                state = self.moved(state, &one, found.len()).0;
                self.seen.note(&state);
                if state.is_over() {
                    self.nodes[at].ends |= state.ending != Some(self.stage.case.timeout);
                    break;
                }
                let by = self.moves.len() + self.way_moves.len();
                self.way_moves.push(one);
                let depth = self.nodes[at].depth + 1;
                let situation = self.questions.situation(self.stage.case, &state);
                at = self.add(state.clone(), at, by, depth);
                known.entry(situation).or_insert(at);
                found.push(at);
            }
        }
        found
    }

    /// A move by its number, of those tried everywhere or of a way.
    fn by_number(&self, number: usize) -> &Move {
        self.moves
            .get(number)
            .unwrap_or_else(|| &self.way_moves[number - self.moves.len()])
    }

    fn add(&mut self, state: State, from: usize, by: usize, depth: u32) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node {
            state,
            from: Some((from, by)),
            seed: self.nodes[from].seed,
            depth,
            next: BTreeSet::new(),
            tried: false,
            ends: false,
        });
        self.nodes[from].next.insert(node);
        node
    }

    /// The state after a move, and how many effects it had.
    fn after(&mut self, state: State, index: usize, turn: usize) -> (State, usize) {
        let one = self.moves[index].clone();
        self.moved(state, &one, turn.wrapping_mul(131) + index)
    }

    fn moved(&mut self, mut state: State, one: &Move, turn: usize) -> (State, usize) {
        let begun = state.now;
        let mut count = 0;
        for (after, input) in one.inputs(self.stage.case, turn) {
            let inputs = input.as_slice();
            let now = begun.plus(after);
            let effects = step(self.stage.case, self.stage.rules, &mut state, now, inputs);
            let refused = effects
                .iter()
                .any(|one| matches!(one.effect, Effect::Refused { .. }));
            count += if refused { 0 } else { effects.len() };
        }
        self.steps += 1;
        (state, count)
    }

    fn report(&mut self, level: u8, complete: bool, proof: &mut Proof) {
        let case = self.stage.case;
        let dead_ends = self.dead_ends();
        let Some(setting) = case.level(level) else {
            return;
        };
        let beats: Vec<usize> = reachable_beats(case, setting)
            .iter()
            .map(|one| one.at())
            .collect();
        let lines: Vec<usize> = reachable_lines(case, setting)
            .iter()
            .map(|one| one.at())
            .collect();
        let endings: Vec<usize> = on_level(case.endings.iter().map(|one| one.levels.has(level)));
        let mut missing = |finding: Finding, what: &str| {
            proof.found.push(Proved {
                finding,
                level,
                what: what.to_owned(),
                example: None,
            });
        };
        let reached_beat = |at: &usize| self.seen.beats.iter().any(|one| one.at() == *at);
        let reached_line = |at: &usize| self.seen.lines.iter().any(|one| one.at() == *at);
        // The clock's ending needs nobody to look for it.
        let reached_ending = |at: &usize| {
            case.timeout.at() == *at || self.seen.endings.iter().any(|one| one.at() == *at)
        };
        for at in beats.iter().filter(|at| !reached_beat(at)) {
            missing(Finding::BeatNotReached, &case.beats[*at].id);
        }
        for at in lines.iter().filter(|at| !reached_line(at)) {
            missing(Finding::LineNotReached, &case.lines[*at].id);
        }
        for at in endings.iter().filter(|at| !reached_ending(at)) {
            missing(Finding::EndingNotReached, &case.endings[*at].id);
        }
        if let Some((node, by)) = self.circle {
            let mut example = self.example(node, level);
            example.steps.extend(self.moves[by].steps(case));
            proof.found.push(Proved {
                finding: Finding::Circle,
                level,
                what: String::new(),
                example: Some(example),
            });
        }
        for node in dead_ends {
            let example = self.example(node, level);
            proof.found.push(Proved {
                finding: Finding::DeadEnd,
                level,
                what: format!("{}", self.nodes[node].state.now),
                example: Some(example),
            });
        }
        let count = |list: &[usize], reached: &dyn Fn(&usize) -> bool| {
            (list.iter().filter(|at| reached(at)).count(), list.len())
        };
        proof.coverage.push(Coverage {
            level,
            beats: count(&beats, &reached_beat),
            lines: count(&lines, &reached_line),
            endings: count(&endings, &reached_ending),
            situations: self.nodes.len(),
            steps: self.steps,
            complete,
        });
    }

    /// A situation from which no ending but the clock's was found, first by what was explored, then by trying hard.
    /// Suspects are spread over the whole walk, because what locks the endings may come early or late.
    fn dead_ends(&mut self) -> Vec<usize> {
        let mut good: Vec<bool> = self.nodes.iter().map(|node| node.ends).collect();
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate() {
            for next in &node.next {
                before[*next].push(at);
            }
        }
        let mut work: Vec<usize> = (0..good.len()).filter(|at| good[*at]).collect();
        while let Some(at) = work.pop() {
            for from in &before[at] {
                if !good[*from] {
                    good[*from] = true;
                    work.push(*from);
                }
            }
        }
        let mut suspects: Vec<usize> = (0..good.len()).filter(|at| !good[*at]).collect();
        suspects.sort_by_key(|at| (!self.nodes[*at].tried, self.nodes[*at].depth));
        let spread = (suspects.len() / DEAD_END_SUSPECTS).max(1);
        suspects
            .into_iter()
            .step_by(spread)
            .take(DEAD_END_SUSPECTS)
            .find(|at| !self.escapes(*at))
            .into_iter()
            .collect()
    }

    /// Whether a known way or random play from a situation finds an ending.
    fn escapes(&mut self, from: usize) -> bool {
        for way in self.ways.clone() {
            let mut state = self.nodes[from].state.clone();
            for (turn, one) in way.moves.iter().enumerate() {
                state = self.moved(state, one, turn).0;
            }
            if state
                .ending
                .is_some_and(|one| one != self.stage.case.timeout)
            {
                return true;
            }
        }
        let mut random = 0x00C0_FFEE_u64 ^ u64::try_from(from).unwrap_or(0);
        for _ in 0..ROLLOUTS {
            let mut state = self.nodes[from].state.clone();
            for turn in 0..ROLLOUT_MOVES {
                random = random
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let count = u64::try_from(self.moves.len()).unwrap_or(1).max(1);
                let index = usize::try_from((random >> 33) % count).unwrap_or(0);
                // Long waits would only run the clock out.
                if matches!(&self.moves[index], Move::Wait(span) if *span > Millis::from_secs(60)) {
                    continue;
                }
                state = self.after(state, index, turn + 1).0;
                if state.ending.is_some() {
                    break;
                }
            }
            if state
                .ending
                .is_some_and(|one| one != self.stage.case.timeout)
            {
                return true;
            }
        }
        false
    }

    /// The way to a situation as a walk-through.
    fn example(&self, node: usize, level: u8) -> WalkthroughFile {
        let mut moves = Vec::new();
        let mut at = node;
        while let Some((from, by)) = self.nodes[at].from {
            moves.push(by);
            at = from;
        }
        let moves = moves.iter().rev();
        let steps = moves
            .flat_map(|by| self.by_number(*by).steps(self.stage.case))
            .collect();
        let case = self.stage.case;
        WalkthroughFile {
            format: 1,
            kind: Kind::Other,
            about: Bilingual::default(),
            lang: LANG,
            level,
            party: Some(case.people[self.nodes[node].state.party.at()].id.clone()),
            seed: self.nodes[node].seed,
            exam: false,
            steps,
            expect: Expect::default(),
        }
    }
}

/// Walk-throughs of a level as moves, words as what they do.
fn ways(stage: Stage<'_>, level: u8, walkthroughs: &[(String, WalkthroughFile)]) -> Vec<Way> {
    walkthroughs
        .iter()
        .map(|(_, file)| file)
        .filter(|file| file.level == level && matches!(file.kind, Kind::Ideal | Kind::Ending))
        .map(|file| Way {
            party: file.party.clone(),
            seed: file.seed,
            moves: file
                .steps
                .iter()
                .filter_map(|step| as_move(stage, step))
                .collect(),
        })
        .collect()
}

fn as_move(stage: Stage<'_>, step: &Step) -> Option<Move> {
    let acts = |text: &str| -> Vec<Act> {
        let reading = (stage.understand)(text);
        reading.acts.iter().map(|one| one.act).collect()
    };
    let named = |names: &[String]| -> Vec<Act> {
        names
            .iter()
            .filter_map(|name| Act::from_name(name))
            .collect()
    };
    Some(match step {
        Step::Say(text) | Step::Over(text) | Step::Talk(_, text) | Step::Mumble(text, _) => {
            Move::Say(acts(text), None)
        }
        Step::SayTo(to, text) => Move::Say(acts(text), Some(to.clone())),
        Step::Mean(names) => Move::Say(named(names), None),
        Step::MeanTo(to, names) => Move::Say(named(names), Some(to.clone())),
        Step::Do(action) => Move::Do(action.clone(), None),
        Step::DoTo(action, target) => Move::Do(action.clone(), Some(target.clone())),
        Step::Move(zone) => Move::Go(zone.clone()),
        Step::Wait(secs) => Move::Wait(Millis::from_secs(*secs)),
        Step::Paper(form, _) => Move::Paper(form.clone()),
        Step::Inject(inject) => Move::Inject(inject.clone()),
        Step::See(_) => return None,
    })
}

fn on_level(has: impl Iterator<Item = bool>) -> Vec<usize> {
    has.enumerate()
        .filter(|(_, has)| *has)
        .map(|(at, _)| at)
        .collect()
}

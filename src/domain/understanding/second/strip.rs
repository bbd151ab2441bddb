//! The strip the second reader looks at: one cell a character or word, one at the end of every clause, each with hashes of
//! what stands there (letters, sound, neighbours, concepts). Knows no acts and no weights.

use crate::domain::ids::Language;
use crate::domain::understanding::feature::Hash;
use crate::domain::understanding::lexicon::Lexicon;
use crate::domain::understanding::normal::{Clause, Utterance};

/// One place in the strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Clause and unit; the unit is the clause's length for the cell that ends it.
    pub place: (usize, usize),
    /// What stands there.
    pub hashes: Vec<u32>,
}

/// Longer talk is cut: what is read costs time by its length, and nobody says so much in one breath.
pub const CELLS_MAX: usize = 160;

/// The strip of an utterance.
#[must_use]
pub fn strip(utterance: &Utterance, lexicon: &Lexicon) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (at, clause) in utterance.clauses.iter().enumerate() {
        let mut hashes: Vec<Vec<u32>> = (0..clause.units.len())
            .map(|unit| match utterance.lang {
                Language::Zh => chinese(clause, unit),
                Language::En => english(clause, unit),
            })
            .collect();
        for hit in lexicon.hits(clause, utterance.lang) {
            let by = u8::from(hit.by_sound);
            for (place, cell) in hashes.iter_mut().enumerate().take(hit.end).skip(hit.start) {
                let concept = Hash::new(70).byte(by).number(u64::from(hit.concept));
                cell.push(concept.done());
                if place == hit.start && hit.end - hit.start > 1 {
                    let first = Hash::new(71).number(u64::from(hit.concept));
                    cell.push(first.done());
                }
            }
        }
        cells.extend(hashes.into_iter().enumerate().map(|(unit, mut hashes)| {
            hashes.sort_unstable();
            hashes.dedup();
            Cell {
                place: (at, unit),
                hashes,
            }
        }));
        let lang = utterance.lang as u8;
        let end = vec![Hash::new(72).byte(clause.ending as u8).byte(lang).done()];
        cells.push(Cell {
            place: (at, clause.units.len()),
            hashes: end,
        });
    }
    cells.truncate(CELLS_MAX);
    cells
}

fn chinese(clause: &Clause, at: usize) -> Vec<u32> {
    let unit = &clause.units[at];
    let mut hashes = vec![
        Hash::new(50).text(&unit.text).done(),
        Hash::new(51).text(&unit.sound).done(),
    ];
    let before = at.checked_sub(1).map(|b| &clause.units[b]);
    let (text, sound) = before.map_or(("", ""), |u| (u.text.as_str(), u.sound.as_str()));
    hashes.push(Hash::new(52).text(text).text(&unit.text).done());
    hashes.push(Hash::new(53).text(sound).text(&unit.sound).done());
    if unit.raw != unit.text {
        hashes.push(Hash::new(54).text(&unit.raw).done());
    }
    hashes
}

fn english(clause: &Clause, at: usize) -> Vec<u32> {
    let unit = &clause.units[at];
    let mut hashes = vec![
        Hash::new(60).text(&unit.text).done(),
        Hash::new(61).text(&unit.stem).done(),
        Hash::new(62).text(&unit.sound).done(),
    ];
    let before = at.checked_sub(1).map(|b| &clause.units[b]);
    let stem = before.map_or("", |u| u.stem.as_str());
    hashes.push(Hash::new(63).text(stem).text(&unit.stem).done());
    if unit.raw != unit.text {
        hashes.push(Hash::new(64).text(&unit.raw).done());
    }
    let word: Vec<char> = std::iter::once('^')
        .chain(unit.text.chars())
        .chain(std::iter::once('$'))
        .collect();
    for length in 3..=4 {
        for piece in word.windows(length) {
            let piece: String = piece.iter().collect();
            hashes.push(Hash::new(65).text(&piece).done());
        }
    }
    hashes
}

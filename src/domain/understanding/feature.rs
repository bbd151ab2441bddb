//! Turns a clause into features: rows of characters, words, sounds and concepts, each with its place in the text.
//! A feature is a 32-bit hash; names are never stored, since the place tells a reader what it was. Knows no acts.

use super::lexicon::{Hit, Lexicon};
use super::normal::{Clause, Ending, Utterance};
use crate::domain::ids::Language;

/// One feature of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// Hash of kind and content.
    pub hash: u32,
    /// How much it counts, 1..=4.
    pub value: u8,
    /// Units it stands on: first and first after.
    pub span: (u16, u16),
}

/// FNV-1a, the same on every machine.
#[derive(Clone, Copy)]
pub(super) struct Hash(u32);

impl Hash {
    pub(super) const fn new(kind: u8) -> Self {
        Self(0x811c_9dc5).byte(kind)
    }
    pub(super) const fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }
    pub(super) fn text(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte).byte(0)
    }
    pub(super) const fn number(self, number: u64) -> Self {
        let mut hash = self;
        let bytes = number.to_le_bytes();
        let mut i = 0;
        while i < bytes.len() {
            hash = hash.byte(bytes[i]);
            i += 1;
        }
        hash
    }
    /// Spreads the low bits, which FNV leaves weak.
    pub(super) const fn done(self) -> u32 {
        let mut h = self.0;
        h ^= h >> 16;
        h = h.wrapping_mul(0x7feb_352d);
        h ^= h >> 15;
        h
    }
}

/// Hash of a whole text.
#[must_use]
pub fn hash_text(text: &str) -> u32 {
    Hash::new(0).text(text).done()
}

/// Words after which a clause denies.
const NEGATORS_ZH: [&str; 12] = [
    "不是", "不会", "不要", "不能", "不用", "没有", "不", "没", "别", "莫", "并非", "无须",
];
const NEGATORS_EN: [&str; 6] = ["not", "no", "never", "nobody", "without", "nothing"];

/// All features of one clause.
#[must_use]
pub fn of_clause(clause: &Clause, lang: Language, lexicon: &Lexicon) -> Vec<Feature> {
    let mut sink = Sink {
        features: Vec::with_capacity(256),
        lang,
    };
    let hits = lexicon.hits(clause, lang);
    match lang {
        Language::Zh => chinese(clause, &mut sink),
        Language::En => english(clause, &mut sink),
    }
    concepts(clause, &hits, lang, &mut sink);
    shape(clause, &mut sink);
    sink.features
        .sort_by_key(|f| (f.hash, std::cmp::Reverse(f.value), f.span));
    sink.features.dedup_by_key(|f| f.hash);
    sink.features
}

/// The stretches a model looks at: the whole, each clause, and each pair of neighbours when there are more than two.
#[must_use]
pub fn segments(utterance: &Utterance, lexicon: &Lexicon) -> Vec<Segment> {
    let clauses: Vec<Vec<Feature>> = utterance
        .clauses
        .iter()
        .map(|c| of_clause(c, utterance.lang, lexicon))
        .collect();
    let count = clauses.len();
    let mut segments = vec![Segment::join(&clauses, 0, count)];
    if count > 1 {
        segments.extend((0..count).map(|i| Segment::join(&clauses, i, i + 1)));
    }
    if count > 2 {
        segments.extend((0..count - 1).map(|i| Segment::join(&clauses, i, i + 2)));
    }
    segments
}

/// A stretch of clauses and its features.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// First clause and first after.
    pub clauses: (usize, usize),
    /// Features with the clause each was found in, by hash.
    pub features: Vec<(usize, Feature)>,
}

impl Segment {
    fn join(clauses: &[Vec<Feature>], start: usize, end: usize) -> Self {
        let mut features: Vec<(usize, Feature)> = Vec::new();
        for (i, clause) in clauses.iter().enumerate().take(end).skip(start) {
            features.extend(clause.iter().map(|f| (i, *f)));
        }
        if end - start > 1 {
            features.sort_by_key(|(i, f)| (f.hash, std::cmp::Reverse(f.value), *i));
            features.dedup_by_key(|(_, f)| f.hash);
        }
        Self {
            clauses: (start, end),
            features,
        }
    }
}

struct Sink {
    features: Vec<Feature>,
    lang: Language,
}

impl Sink {
    fn put(&mut self, hash: Hash, value: u8, start: usize, end: usize) {
        let clip = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.features.push(Feature {
            hash: hash.done(),
            value,
            span: (clip(start), clip(end)),
        });
    }
}

fn chinese(clause: &Clause, sink: &mut Sink) {
    let units = &clause.units;
    let n = units.len();
    for start in 0..n {
        let mut letters = Hash::new(1);
        let mut sounds = Hash::new(2);
        for length in 1..=4 {
            let Some(unit) = units.get(start + length - 1) else {
                break;
            };
            letters = letters.text(&unit.text);
            sounds = sounds.text(&unit.sound);
            sink.put(
                letters,
                if length == 1 { 1 } else { 2 },
                start,
                start + length,
            );
            if length >= 2 {
                sink.put(sounds, 1, start, start + length);
            }
        }
        // A gap of one character lets `罚…款` and inserted particles still meet.
        if let (Some(a), Some(b)) = (units.get(start), units.get(start + 2)) {
            sink.put(
                Hash::new(3).text(&a.text).text(&b.text),
                1,
                start,
                start + 3,
            );
        }
    }
    for length in 1..=3.min(n) {
        let head = units[..length]
            .iter()
            .fold(Hash::new(4), |h, u| h.text(&u.text));
        sink.put(head, 1, 0, length);
        let tail = units[n - length..]
            .iter()
            .fold(Hash::new(5), |h, u| h.text(&u.text));
        sink.put(tail, 1, n - length, n);
    }
}

fn english(clause: &Clause, sink: &mut Sink) {
    let units = &clause.units;
    let n = units.len();
    for start in 0..n {
        let mut words = Hash::new(11);
        let mut stems = Hash::new(12);
        let mut sounds = Hash::new(13);
        for length in 1..=3 {
            let Some(unit) = units.get(start + length - 1) else {
                break;
            };
            words = words.text(&unit.text);
            stems = stems.text(&unit.stem);
            sounds = sounds.text(&unit.sound);
            sink.put(words, 2, start, start + length);
            sink.put(stems, 2, start, start + length);
            sink.put(sounds, 1, start, start + length);
        }
        for gap in 2..=3 {
            if let (Some(a), Some(b)) = (units.get(start), units.get(start + gap)) {
                sink.put(
                    Hash::new(14).text(&a.stem).text(&b.stem),
                    1,
                    start,
                    start + gap + 1,
                );
            }
        }
        let word: Vec<char> = std::iter::once('^')
            .chain(units[start].text.chars())
            .chain(std::iter::once('$'))
            .collect();
        for length in 3..=5 {
            for piece in word.windows(length) {
                let piece: String = piece.iter().collect();
                sink.put(Hash::new(15).text(&piece), 1, start, start + 1);
            }
        }
    }
    // Sounds across word borders: `in force meant` is heard for `enforcement`.
    let mut stream: Vec<(char, usize)> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        stream.extend(unit.sound.chars().filter(|c| *c != 'A').map(|c| (c, i)));
    }
    stream.dedup_by_key(|(c, _)| *c);
    for length in 4..=6 {
        for piece in stream.windows(length) {
            let text: String = piece.iter().map(|(c, _)| *c).collect();
            let (first, last) = (piece[0].1, piece[length - 1].1);
            sink.put(Hash::new(16).text(&text), 1, first, last + 1);
        }
    }
    for length in 1..=3.min(n) {
        let head = units[..length]
            .iter()
            .fold(Hash::new(17), |h, u| h.text(&u.stem));
        sink.put(head, 2, 0, length);
    }
    sink.put(Hash::new(18).text(&units[n - 1].stem), 1, n - 1, n);
}

fn concepts(clause: &Clause, hits: &[Hit], lang: Language, sink: &mut Sink) {
    let negator = clause.units.iter().enumerate().find_map(|(i, unit)| {
        let found = match lang {
            Language::Zh => {
                let next = clause.units.get(i + 1).map_or("", |u| u.text.as_str());
                let pair = format!("{}{next}", unit.text);
                NEGATORS_ZH.contains(&unit.text.as_str()) || NEGATORS_ZH.contains(&pair.as_str())
            }
            Language::En => NEGATORS_EN.contains(&unit.text.as_str()),
        };
        found.then_some(i)
    });
    for hit in hits {
        let id = u64::from(hit.concept);
        if hit.by_sound {
            // Two syllables alone are often another word; three seldom are.
            let sure = hit.end - hit.start >= 3;
            sink.put(
                Hash::new(27).number(id),
                if sure { 3 } else { 1 },
                hit.start,
                hit.end,
            );
            if !sure {
                continue;
            }
        }
        let value = if hit.by_sound { 2 } else { 5 };
        sink.put(Hash::new(21).number(id), value, hit.start, hit.end);
        let tongue = Hash::new(22).byte(sink.lang as u8);
        sink.put(tongue.number(id), value / 2, hit.start, hit.end);
        if negator.is_some_and(|at| at < hit.start) {
            sink.put(Hash::new(23).number(id), 3, negator.unwrap_or(0), hit.end);
        }
    }
    // Neighbouring concepts, longest first at each place, in order: who does what to what.
    let mut row: Vec<Hit> = Vec::new();
    for hit in hits.iter().filter(|h| !h.by_sound || h.end - h.start >= 3) {
        if row.last().is_none_or(|last| last.end <= hit.start) {
            row.push(*hit);
        }
    }
    for (i, a) in row.iter().enumerate() {
        for b in row.iter().skip(i + 1).take(3) {
            let pair = Hash::new(24)
                .number(u64::from(a.concept))
                .number(u64::from(b.concept));
            sink.put(pair, 1, a.start, b.end);
        }
        if let (Some(b), Some(c)) = (row.get(i + 1), row.get(i + 2)) {
            let triple = Hash::new(25)
                .number(u64::from(a.concept))
                .number(u64::from(b.concept))
                .number(u64::from(c.concept));
            sink.put(triple, 1, a.start, c.end);
        }
    }
    if let Some(a) = row.first() {
        sink.put(
            Hash::new(26).number(u64::from(a.concept)),
            1,
            a.start,
            a.end,
        );
    }
}

fn shape(clause: &Clause, sink: &mut Sink) {
    let n = clause.units.len();
    for (value, follow) in &clause.numbers {
        sink.put(Hash::new(31).number(*value).text(follow), 2, 0, n);
        sink.put(Hash::new(32).number(*value), 1, 0, n);
    }
    match clause.ending {
        Ending::Question => sink.put(Hash::new(33).byte(sink.lang as u8), 2, 0, n),
        Ending::Cry => sink.put(Hash::new(34).byte(sink.lang as u8), 1, 0, n),
        Ending::Open | Ending::Stop => {}
    }
    let size = match n {
        0..=2 => 0,
        3..=5 => 1,
        6..=10 => 2,
        11..=20 => 3,
        _ => 4,
    };
    sink.put(Hash::new(35).byte(size).byte(sink.lang as u8), 1, 0, n);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::understanding::normal::Normaliser;

    #[test]
    fn homophones_share_features() {
        let normaliser = Normaliser::new();
        let lexicon = Lexicon::parse("(format: 1, concepts: {})", &normaliser).unwrap();
        let of = |text: &str| {
            let read = normaliser.utterance(text, None);
            of_clause(&read.clauses[0], read.lang, &lexicon)
        };
        let (a, b) = (of("拍照取证"), of("拍照曲正"));
        let shared = a
            .iter()
            .filter(|f| b.iter().any(|g| g.hash == f.hash))
            .count();
        assert!(shared * 3 > a.len(), "{shared} of {}", a.len());
    }

    #[test]
    fn a_pair_of_clauses_is_looked_at_apart_and_together() {
        let normaliser = Normaliser::new();
        let lexicon = Lexicon::parse("(format: 1, concepts: {})", &normaliser).unwrap();
        let read = normaliser.utterance("您好，我们是城管。这是我的证件。", None);
        let spans: Vec<_> = segments(&read, &lexicon)
            .iter()
            .map(|s| s.clauses)
            .collect();
        assert_eq!(spans, [(0, 3), (0, 1), (1, 2), (2, 3), (0, 2), (1, 3)]);
    }
}

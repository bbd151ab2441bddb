//! Lines as the script that trains the network reads them: the strips of every line and of copies of it, as 32-bit numbers.
//! Knows nothing of networks.

use super::{Labelled, mask_of};
use crate::domain::understanding::chance::Chance;
use crate::domain::understanding::lexicon::Lexicon;
use crate::domain::understanding::noise::Noise;
use crate::domain::understanding::normal::Normaliser;
use crate::domain::understanding::second::strip::strip;
use crate::domain::understanding::{LoadError, Understanding};

const MAGIC: [u8; 4] = *b"SWST";

/// Which copy of a line a strip is.
#[derive(Clone, Copy)]
enum Copy {
    Written,
    Heard,
    Swapped,
}

/// The strips of all lines and of so many copies of each: as a recogniser may hear it, and with words of its concepts
/// swapped. A head of two words (magic, fingerprint of the lexicon), then for each strip: line, copy and language, bits of
/// the acts, number of cells; for each cell the number of its hashes and the hashes. Where a linear model is given, each
/// strip is followed by how far that model puts each act above its line.
///
/// # Errors
/// [`LoadError`] when the lexicon or the model does not load.
pub fn strips(
    lines: &[Labelled],
    lexicon_ron: &str,
    model: Option<&[u8]>,
    copies: usize,
    seed: u64,
) -> Result<Vec<u8>, LoadError> {
    let normaliser = Normaliser::new();
    let lexicon = Lexicon::parse(lexicon_ron, &normaliser)?;
    let first = model
        .map(|model| Understanding::first_alone(model, lexicon_ron))
        .transpose()?;
    let noise = Noise::from_texts(lines.iter().map(|l| l.text.as_str()));
    let mut chance = Chance::new(seed);
    let mut bytes = MAGIC.to_vec();
    bytes.extend(lexicon.fingerprint().to_le_bytes());
    for (at, line) in lines.iter().enumerate() {
        let mut add = |copy: Copy, text: &str| {
            let cells = strip(&normaliser.utterance(text, Some(line.lang)), &lexicon);
            let mut put = |number: u32| bytes.extend(number.to_le_bytes());
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            put(count(at));
            put(copy as u32 | (line.lang as u32) << 8);
            put(mask_of(&line.acts));
            put(count(cells.len()));
            for cell in &cells {
                put(count(cell.hashes.len()));
                cell.hashes.iter().for_each(|hash| put(*hash));
            }
            if let Some(first) = &first {
                let margins = first.first_margins(text, Some(line.lang));
                margins
                    .iter()
                    .for_each(|margin| put(margin.cast_unsigned()));
            }
        };
        add(Copy::Written, &line.text);
        for _ in 0..copies {
            let permille = 40 + chance.below(120);
            let heard = noise.heard(&line.text, line.lang, permille, &mut chance);
            add(Copy::Heard, &heard);
            if let Some(text) = lexicon.swap(&line.text, line.lang, &normaliser, &mut chance) {
                add(Copy::Swapped, &text);
            }
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::act::Act;
    use crate::domain::ids::Language;

    #[test]
    fn the_same_lines_and_seed_give_the_same_strips() {
        let lines = [Labelled {
            text: "您好，请出示证件。".into(),
            lang: Language::Zh,
            acts: vec![Act::Greet, Act::AskInfo],
        }];
        let of =
            |copies, seed| strips(&lines, "(format: 1, concepts: {})", None, copies, seed).unwrap();
        assert_eq!(of(2, 1), of(2, 1));
        assert!(of(2, 1).len() > of(0, 1).len());
        let words: Vec<u32> = of(0, 1)
            .chunks_exact(4)
            .map(|w| w.iter().rev().fold(0, |n, b| n << 8 | u32::from(*b)))
            .collect();
        // Head, then line 0 as written in Chinese, its acts, and nine cells: seven characters and two ends.
        let acts = 1 << Act::Greet.index() | 1 << Act::AskInfo.index();
        assert_eq!(words[2..6], [0, 0, acts, 9]);
    }
}

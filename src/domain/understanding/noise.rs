//! Training noise: what a recogniser does to a sentence. Chinese characters become others of the same sound, English words
//! become words of the same sound, punctuation goes. Used only to make further training lines, never on what a trainee said.

use super::chance::Chance;
use super::normal::is_han;
use super::sound;
use crate::domain::ids::Language;
use std::collections::BTreeMap;

/// English words recognisers swap although they are spelled far apart.
const SWAPS: [(&str, &str); 60] = [
    ("right", "write"),
    ("their", "there"),
    ("fine", "find"),
    ("no", "know"),
    ("here", "hear"),
    ("you're", "your"),
    ("its", "it's"),
    ("to", "two"),
    ("for", "four"),
    ("by", "buy"),
    ("enforcement", "in force meant"),
    ("officers", "of assets"),
    ("officer", "off a sir"),
    ("kids", "kits"),
    ("leaves", "leafs"),
    ("pavement", "pave meant"),
    ("certificate", "sir tificate"),
    ("statement", "state meant"),
    ("appeal", "a peel"),
    ("record", "wreck cord"),
    ("recording", "re cording"),
    ("vendor", "bender"),
    ("stall", "still"),
    ("cart", "card"),
    ("hose", "hoes"),
    ("gas", "guess"),
    ("valve", "valley"),
    ("sign", "sine"),
    ("seize", "sees"),
    ("seized", "ceased"),
    ("site", "sight"),
    ("hearing", "herring"),
    ("defence", "the fence"),
    ("review", "re view"),
    ("warn", "worn"),
    ("waste", "waist"),
    ("weigh", "way"),
    ("wait", "weight"),
    ("hour", "our"),
    ("days", "daze"),
    ("meet", "meat"),
    ("see", "sea"),
    ("piece", "peace"),
    ("tow", "toe"),
    ("break", "brake"),
    ("clear", "clere"),
    ("law", "lore"),
    ("article", "artical"),
    ("district", "the strict"),
    ("photo", "foto"),
    ("photos", "for toes"),
    ("evidence", "every dense"),
    ("calm", "come"),
    ("leave", "live"),
    ("please", "police"),
    ("police", "please"),
    ("permit", "per mitt"),
    ("penalty", "pen all tea"),
    ("lane", "lain"),
    ("bin", "been"),
];

/// What the material sounds like: which characters and words share a sound.
#[derive(Debug, Default)]
pub struct Noise {
    characters: BTreeMap<String, Vec<char>>,
    words: BTreeMap<String, Vec<String>>,
}

impl Noise {
    /// Learns the confusable characters and words from texts.
    #[must_use]
    pub fn from_texts<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut noise = Self::default();
        for text in texts {
            for c in text.chars().filter(|c| is_han(*c)) {
                let same = noise.characters.entry(sound::syllable(c)).or_default();
                if !same.contains(&c) {
                    same.push(c);
                }
            }
            for word in text.split(|c: char| !c.is_ascii_alphabetic()) {
                if word.len() < 2 {
                    continue;
                }
                let word = word.to_lowercase();
                let same = noise.words.entry(sound::english_key(&word)).or_default();
                if !same.contains(&word) {
                    same.push(word);
                }
            }
        }
        noise
    }

    /// The sentence as a recogniser may have heard it; about `permille` of characters or words change.
    #[must_use]
    pub fn heard(
        &self,
        text: &str,
        lang: Language,
        permille: usize,
        chance: &mut Chance,
    ) -> String {
        match lang {
            Language::Zh => self.heard_chinese(text, permille, chance),
            Language::En => self.heard_english(text, permille, chance),
        }
    }

    fn heard_chinese(&self, text: &str, permille: usize, chance: &mut Chance) -> String {
        let keep_marks = chance.happens(250);
        let mut heard = String::new();
        for c in text.chars() {
            if !c.is_alphanumeric() {
                if keep_marks {
                    heard.push(c);
                }
                continue;
            }
            if is_han(c) && chance.happens(permille) {
                let plain = sound::plain_syllable(c);
                let same = self
                    .characters
                    .get(&sound::syllable(c))
                    .map_or(&[][..], Vec::as_slice);
                // Three in four keep the very syllable, the rest take a merger such as zh/z.
                let exact: Vec<char> = same
                    .iter()
                    .copied()
                    .filter(|s| *s != c && sound::plain_syllable(*s) == plain)
                    .collect();
                let other = if chance.happens(750) && !exact.is_empty() {
                    chance.pick(&exact)
                } else {
                    chance.pick(same)
                };
                heard.push(other.copied().unwrap_or(c));
            } else {
                heard.push(c);
            }
        }
        heard
    }

    fn heard_english(&self, text: &str, permille: usize, chance: &mut Chance) -> String {
        let mut heard: Vec<String> = Vec::new();
        let lower = text.to_lowercase().replace('’', "'");
        for word in lower.split(|c: char| !(c.is_alphanumeric() || c == '\'')) {
            if word.is_empty() {
                continue;
            }
            if !chance.happens(permille) {
                heard.push(word.replace('\'', if chance.happens(500) { "" } else { "'" }));
                continue;
            }
            if let Some((_, swap)) = SWAPS.iter().find(|(from, _)| *from == word)
                && chance.happens(600)
            {
                heard.push((*swap).to_string());
                continue;
            }
            let same = self
                .words
                .get(&sound::english_key(word))
                .map_or(&[][..], Vec::as_slice);
            match chance.pick(same) {
                Some(other) if other != word && word.len() > 2 => heard.push(other.clone()),
                _ if word.len() >= 6 && chance.happens(400) => {
                    let cut = 2 + chance.below(word.len() - 4);
                    match (word.get(..cut), word.get(cut..)) {
                        (Some(head), Some(tail)) => heard.extend([head.into(), tail.into()]),
                        _ => heard.push(word.into()),
                    }
                }
                _ => heard.push(word.to_string()),
            }
        }
        heard.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_keeps_the_sound_and_is_repeatable() {
        let texts = ["拍照取证", "曲线正在", "请您配合"];
        let noise = Noise::from_texts(texts.into_iter());
        let heard = noise.heard("请取证", Language::Zh, 1000, &mut Chance::new(3));
        assert_eq!(
            heard,
            noise.heard("请取证", Language::Zh, 1000, &mut Chance::new(3))
        );
        let sounds = |t: &str| t.chars().map(sound::syllable).collect::<Vec<_>>();
        assert_eq!(sounds(&heard), sounds("请取证"));
    }
}

//! Brings a transcript into one form: width, script, case, numbers, clauses. Everything after this works on [`Clause`]s.
//! Knows no acts and no lexicon.

use super::numeral;
use super::sound;
use crate::domain::ids::Language;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// Stands in the character stream for any number, so that `5天` and `三十天` share their n-grams.
pub const NUMBER_MARK: char = '№';

/// How a clause ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Comma, semicolon or nothing.
    Open,
    /// Full stop.
    Stop,
    /// Question mark.
    Question,
    /// Exclamation mark.
    Cry,
}

/// One Chinese character, or one English word, with what it sounds like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The character, or the lower-case word; [`NUMBER_MARK`] for a number.
    pub text: String,
    /// As said: a number keeps its value here.
    pub raw: String,
    /// The stem of an English word; the character itself in Chinese.
    pub stem: String,
    /// Folded toneless syllable, or phonetic key.
    pub sound: String,
}

/// A stretch between two marks of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its characters or words in order.
    pub units: Vec<Unit>,
    /// The mark after it.
    pub ending: Ending,
    /// Numbers in it with the character or word that follows, `60日`.
    pub numbers: Vec<(u64, String)>,
}

/// An utterance in working form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// The language it is read in.
    pub lang: Language,
    /// Width, script and case folded, punctuation kept.
    pub folded: String,
    /// Its clauses; never an empty one.
    pub clauses: Vec<Clause>,
}

/// Holds the tables that folding needs; building one takes well under a millisecond.
pub struct Normaliser {
    script: Option<OpenCC>,
    stemmer: Stemmer,
}

impl Default for Normaliser {
    fn default() -> Self {
        Self::new()
    }
}

impl Normaliser {
    /// Builds the traditional → simplified tables and the stemmer.
    #[must_use]
    pub fn new() -> Self {
        Self {
            script: OpenCC::from_config(BuiltinConfig::T2s).ok(),
            stemmer: Stemmer::create(Algorithm::English),
        }
    }

    /// Width (NFKC), script and case folded.
    #[must_use]
    pub fn fold(&self, text: &str) -> String {
        let wide: String = text.nfkc().collect();
        let has_han = wide.chars().any(is_han);
        let simple = match &self.script {
            Some(converter) if has_han => converter.convert(&wide),
            _ => wide,
        };
        simple
            .chars()
            .map(|c| match c {
                '’' | '‘' | '`' => '\'',
                '\t' | '\n' | '\r' => ' ',
                other => other,
            })
            .flat_map(char::to_lowercase)
            .collect()
    }

    /// The stem of one lower-case English word.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        self.stemmer.stem(word).into_owned()
    }

    /// The working form of an utterance; the language is told by its characters when not given.
    #[must_use]
    pub fn utterance(&self, text: &str, lang: Option<Language>) -> Utterance {
        let folded = self.fold(text);
        let lang = lang.unwrap_or_else(|| language_of(&folded));
        let clauses = match lang {
            Language::Zh => chinese_clauses(&folded),
            Language::En => self.english_clauses(&folded),
        };
        Utterance {
            lang,
            folded,
            clauses,
        }
    }

    fn english_clauses(&self, folded: &str) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for (stretch, ending) in stretches(folded) {
            let words = english_words(&stretch);
            let plain: Vec<&str> = words.iter().map(String::as_str).collect();
            let mut units = Vec::new();
            let mut numbers: Vec<(u64, String)> = Vec::new();
            let mut i = 0;
            while let Some(word) = plain.get(i) {
                if let Some(run) = numeral::english_run(&plain, i)
                    && !(run.end == i + 1 && *word == "one")
                {
                    let next = plain.get(run.end).map(|w| self.stem(w)).unwrap_or_default();
                    numbers.push((run.value, next));
                    // Long numbers are names (110, 12319): they keep their letters.
                    let named = run.end == i + 1 && word.len() >= 3 && word.parse::<u64>().is_ok();
                    let text = if named {
                        (*word).to_string()
                    } else {
                        NUMBER_MARK.to_string()
                    };
                    let raw = run.value.to_string();
                    units.push(Unit {
                        stem: text.clone(),
                        sound: text.clone(),
                        text,
                        raw,
                    });
                    i = run.end;
                    continue;
                }
                units.push(Unit {
                    text: (*word).to_string(),
                    raw: (*word).to_string(),
                    stem: self.stem(word),
                    sound: sound::english_key(word),
                });
                i += 1;
            }
            if !units.is_empty() {
                clauses.push(Clause {
                    units,
                    ending,
                    numbers,
                });
            }
        }
        clauses
    }
}

/// Whether the character is a Chinese one.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}' | '〇')
}

/// Chinese as soon as any Chinese character stands in it.
fn language_of(text: &str) -> Language {
    if text.chars().any(is_han) {
        Language::Zh
    } else {
        Language::En
    }
}

/// The text cut at punctuation, each piece with the mark that ended it.
fn stretches(folded: &str) -> Vec<(String, Ending)> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let chars: Vec<char> = folded.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        let between_digits = i > 0
            && chars[i - 1].is_ascii_digit()
            && chars.get(i + 1).is_some_and(char::is_ascii_digit);
        let ending = match c {
            '。' => Some(Ending::Stop),
            '.' if !between_digits => Some(Ending::Stop),
            ',' if between_digits => continue,
            '?' => Some(Ending::Question),
            '!' => Some(Ending::Cry),
            ',' | ';' | '…' | '—' | '–' | '(' | ')' => Some(Ending::Open),
            ':' if !between_digits => Some(Ending::Open),
            _ => None,
        };
        if let Some(ending) = ending {
            if !piece.trim().is_empty() {
                pieces.push((std::mem::take(&mut piece), ending));
            } else if let Some(last) = pieces.last_mut()
                && ending != Ending::Open
            {
                last.1 = ending;
            }
            piece.clear();
        } else {
            piece.push(c);
        }
    }
    if !piece.trim().is_empty() {
        pieces.push((piece, Ending::Open));
    }
    pieces
}

fn chinese_clauses(folded: &str) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for (stretch, ending) in stretches(folded) {
        let chars: Vec<char> = stretch
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '%' || *c == '.')
            .collect();
        let mut units = Vec::new();
        let mut numbers = Vec::new();
        let mut i = 0;
        while i < chars.len() {
            if let Some(run) = numeral::chinese_run(&chars, i) {
                let follow = chars.get(run.end).map(char::to_string).unwrap_or_default();
                numbers.push((run.value, follow));
                units.push(mark(run.value));
                i = run.end;
                continue;
            }
            units.push(Unit {
                text: chars[i].to_string(),
                raw: chars[i].to_string(),
                stem: chars[i].to_string(),
                sound: sound::syllable(chars[i]),
            });
            i += 1;
        }
        if !units.is_empty() {
            clauses.push(Clause {
                units,
                ending,
                numbers,
            });
        }
    }
    clauses
}

fn mark(value: u64) -> Unit {
    Unit {
        raw: value.to_string(),
        text: NUMBER_MARK.to_string(),
        stem: NUMBER_MARK.to_string(),
        sound: NUMBER_MARK.to_string(),
    }
}

/// Lower-case words with contractions opened, so that `don't` and the recogniser's `dont` both hold `not`.
fn english_words(stretch: &str) -> Vec<String> {
    let mut words = Vec::new();
    for raw in stretch.split(|c: char| !(c.is_alphanumeric() || c == '\'')) {
        let raw = raw.trim_matches('\'');
        if raw.is_empty() {
            continue;
        }
        match raw {
            "can't" | "cannot" | "cant" => words.extend(["can", "not"].map(String::from)),
            "won't" | "wont" => words.extend(["will", "not"].map(String::from)),
            "let's" | "lets" => words.push("let's".into()),
            "dont" | "doesnt" | "didnt" | "isnt" | "arent" | "wasnt" | "werent" | "neednt"
            | "shouldnt" | "couldnt" | "wouldnt" | "havent" | "hasnt" | "mustnt" => {
                words.push(raw[..raw.len() - 2].to_string());
                words.push("not".into());
            }
            "im" => words.extend(["i", "am"].map(String::from)),
            "ive" => words.extend(["i", "have"].map(String::from)),
            "youre" => words.extend(["you", "are"].map(String::from)),
            "youve" => words.extend(["you", "have"].map(String::from)),
            "thats" => words.extend(["that", "is"].map(String::from)),
            "gonna" => words.extend(["going", "to"].map(String::from)),
            _ => {
                if let Some(stem) = raw.strip_suffix("n't") {
                    words.push(stem.to_string());
                    words.push("not".into());
                } else if let Some((head, tail)) = raw.split_once('\'') {
                    words.push(head.to_string());
                    match tail {
                        "ll" => words.push("will".into()),
                        "re" => words.push("are".into()),
                        "ve" => words.push("have".into()),
                        "m" => words.push("am".into()),
                        "d" => words.push("would".into()),
                        "s" => words.push("'s".into()),
                        _ => {}
                    }
                } else {
                    words.push(raw.to_string());
                }
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let normaliser = Normaliser::new();
        normaliser
            .utterance(text, None)
            .clauses
            .iter()
            .map(|c| {
                c.units
                    .iter()
                    .map(|u| u.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn script_width_and_numbers_are_folded() {
        assert_eq!(
            texts("請您５天內搬走，謝謝！"),
            ["请 您 № 天 内 搬 走", "谢 谢"]
        );
        assert_eq!(texts("第五十六条"), ["第 № 条"]);
        assert_eq!(texts("等一下"), ["等 一 下"]);
    }

    #[test]
    fn english_contractions_open() {
        assert_eq!(
            texts("Don't worry, I'm here."),
            ["do not worry", "i am here"]
        );
        assert_eq!(texts("dont touch it"), ["do not touch it"]);
        assert_eq!(
            texts("article fifty-six, in 5 days"),
            ["article №", "in № days"]
        );
        assert_eq!(texts("no one knows"), ["no one knows"]);
    }

    #[test]
    fn endings_are_kept() {
        let normaliser = Normaliser::new();
        let read = normaliser.utterance("您好，证呢？快走！", None);
        let endings: Vec<_> = read.clauses.iter().map(|c| c.ending).collect();
        assert_eq!(endings, [Ending::Open, Ending::Question, Ending::Cry]);
    }
}

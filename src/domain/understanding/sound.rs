//! What characters and words sound like, folded so that what recognisers confuse becomes equal.
//! Knows no meanings.

use pinyin::ToPinyin;

/// The toneless syllable of a Chinese character with the mergers of southern Mandarin and of recognisers:
/// zh/z, ch/c, sh/s, n/l before a vowel, f/h before u, and -ng/-n. Other characters sound like themselves.
#[must_use]
pub fn syllable(c: char) -> String {
    match c.to_pinyin() {
        Some(reading) => fold(reading.plain()),
        None => c.to_string(),
    }
}

/// The toneless syllable as written, without mergers.
#[must_use]
pub fn plain_syllable(c: char) -> String {
    c.to_pinyin()
        .map_or_else(|| c.to_string(), |reading| reading.plain().to_string())
}

fn fold(plain: &str) -> String {
    let mut text = plain.replace('ü', "v");
    for (from, to) in [("zh", "z"), ("ch", "c"), ("sh", "s")] {
        if let Some(rest) = text.strip_prefix(from) {
            text = format!("{to}{rest}");
            break;
        }
    }
    if let Some(rest) = text.strip_prefix('n')
        && !rest.is_empty()
    {
        text = format!("l{rest}");
    }
    for (from, to) in [
        ("hua", "fa"),
        ("hui", "fei"),
        ("hun", "fen"),
        ("huo", "fo"),
        ("hu", "fu"),
    ] {
        if let Some(rest) = text.strip_prefix(from) {
            text = format!("{to}{rest}");
            break;
        }
    }
    for (from, to) in [("ang", "an"), ("eng", "en"), ("ing", "in")] {
        if let Some(head) = text.strip_suffix(from) {
            text = format!("{head}{to}");
            break;
        }
    }
    text
}

/// A key that English words of like sound share: consonants only, voicing and spelling folded.
#[must_use]
pub fn english_key(word: &str) -> String {
    let w: Vec<char> = word.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let mut key = String::new();
    let mut i = 0;
    let at = |i: usize| w.get(i).copied().unwrap_or(' ');
    while i < w.len() {
        let (c, next) = (w[i], at(i + 1));
        let mut step = 1;
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' => {
                if i == 0 {
                    Some('A')
                } else {
                    None
                }
            }
            'y' | 'w' | 'h' => match (c, next) {
                ('w', 'r') if i == 0 => None,
                ('w', 'h') => {
                    step = 2;
                    Some('W')
                }
                ('w', v) if i == 0 && "aeiou".contains(v) => Some('W'),
                ('y', v) if i == 0 && "aeiou".contains(v) => Some('Y'),
                ('h', _) if i == 0 => Some('H'),
                _ => None,
            },
            'k' if i == 0 && next == 'n' => None,
            'g' if next == 'h' => {
                step = 2;
                None
            }
            'p' if next == 'h' => {
                step = 2;
                Some('F')
            }
            'c' if next == 'h' || next == 'k' => {
                step = 2;
                Some(if next == 'h' { 'X' } else { 'K' })
            }
            's' if next == 'h' => {
                step = 2;
                Some('X')
            }
            't' if next == 'h' => {
                step = 2;
                Some('T')
            }
            't' if next == 'i' && at(i + 2) == 'o' => Some('X'),
            'c' if "eiy".contains(next) => Some('S'),
            'g' if "eiy".contains(next) && i > 0 => Some('X'),
            'j' => Some('X'),
            'd' if next == 'g' => {
                step = 2;
                Some('X')
            }
            'b' if next == ' ' && i > 0 && w[i - 1] == 'm' => None,
            'b' | 'p' => Some('P'),
            'd' | 't' => Some('T'),
            'g' | 'k' | 'c' | 'q' => Some('K'),
            'v' | 'f' => Some('F'),
            's' | 'z' => Some('S'),
            'x' => {
                key.push('K');
                Some('S')
            }
            'l' => Some('L'),
            'm' => Some('M'),
            'n' => Some('N'),
            'r' => Some('R'),
            digit => Some(digit),
        };
        if let Some(sound) = sound
            && !key.ends_with(sound)
        {
            key.push(sound);
        }
        i += step;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_recognisers_confuse_sounds_equal() {
        for (one, other) in [
            ('证', '正'),
            ('取', '曲'),
            ('路', '怒'),
            ('湖', '福'),
            ('黄', '方'),
            ('城', '层'),
        ] {
            assert_eq!(syllable(one), syllable(other), "{one} {other}");
        }
        assert_ne!(syllable('看'), syllable('走'));
    }

    #[test]
    fn english_homophones_share_a_key() {
        for (one, other) in [
            ("right", "write"),
            ("their", "there"),
            ("kids", "kits"),
            ("no", "know"),
        ] {
            assert_eq!(english_key(one), english_key(other), "{one} {other}");
        }
        assert_ne!(english_key("stop"), english_key("show"));
    }
}

//! What must not reach the case: words nobody said. Pure functions over what was heard and how the sound was.
//!
//! Whisper was trained on subtitles and writes their credits when it hears nothing. Each rule here drops such a line,
//! or keeps it with its certainty lowered where a person might really have said it: an item under review costs the
//! trainee nothing, a word put into his mouth would.

use crate::domain::ids::{Language, Permille};
use crate::speech::subtitles::{is_credit, without_labels};
use serde::{Deserialize, Serialize};

/// The model's own opinion that nobody spoke: above this the line is dropped.
const NO_SPEECH_DROP: Permille = Permille(800);
/// Above this it is kept only if the tokens were likely.
const NO_SPEECH_DOUBT: Permille = Permille(600);
/// Mean token probability below which nothing is kept.
const SURE_DROP: Permille = Permille(200);
/// Mean token probability below which a line is doubted.
const SURE_DOUBT: Permille = Permille(450);
/// Certainty a doubted line may keep at most: under every line at which an item counts as heard.
pub const SURE_OF_DOUBT_MAX: Permille = Permille(400);
/// Speech units (a Chinese character, a digit, a syllable of English) a second nobody exceeds for long.
const UNITS_PER_S_DOUBT: u64 = 11;
/// Units a second no mouth makes.
const UNITS_PER_S_DROP: u64 = 18;
/// Units allowed whatever the length; the gate may miss a soft beginning.
const UNITS_SPARE: u64 = 4;
/// Speech from which the text may be too short for it, milliseconds.
const LONG_SPEECH_MS: u64 = 5_000;
/// Fewer units than this in that many seconds is too short.
const UNITS_PER_S_FEW_TENTHS: u64 = 7;
/// Units up to which a text counts as short.
const UNITS_SHORT: u64 = 4;
/// A segment that does not stand out of the noise floor by this is quiet, decibels.
const STANDOUT_DB_MIN: i32 = 6;
/// Loudest tenth of a second below which a segment is quiet, decibels of full scale.
const LEVEL_DB_QUIET: i32 = -52;

/// How the sound of a segment was, as the gate measured it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sounding {
    /// Milliseconds in which the gate heard speech.
    pub speech_ms: u64,
    /// Level of the loudest tenth of a second, decibels of full scale (0 is the loudest possible).
    pub level_db: i32,
    /// Level of the quietest parts around it.
    pub floor_db: i32,
}

/// What the recogniser said of the segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim<'t> {
    /// The words.
    pub text: &'t str,
    /// Their language.
    pub lang: Language,
    /// Mean token probability.
    pub sure: Permille,
    /// The model's probability that nobody spoke.
    pub no_speech: Permille,
    /// Whether it was cut off, by the token cap or in the middle of the sound.
    pub is_capped: bool,
}

/// Why a line was doubted or dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The recogniser wrote nothing.
    Nothing,
    /// The recogniser itself thinks nobody spoke.
    NoSpeech,
    /// A credit or farewell of a subtitled film.
    InventedCredit,
    /// A description of a sound instead of words: `[Music]`, `(speaking Chinese)`, `♪`.
    SoundLabel,
    /// The same words over and over.
    Repetition,
    /// More words than the time allows.
    TooMuchText,
    /// Hardly a word for long speech.
    TooLittleText,
    /// A word or two over next to nothing.
    QuietSound,
    /// The tokens were unlikely.
    Unlikely,
    /// Cut off at the token cap, or while somebody was still speaking.
    CutOff,
}

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Goes on as heard.
    Accept,
    /// Goes on with its certainty lowered.
    Unsure,
    /// Goes nowhere.
    Drop,
}

/// The sieve's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sifted {
    /// What becomes of the line.
    pub verdict: Verdict,
    /// Why, unless it was accepted.
    pub reason: Option<Reason>,
    /// The words that go on: as heard, without sound labels; empty when dropped.
    pub text: String,
    /// Their certainty after the sieve.
    pub sure: Permille,
}

/// Words repeated over and over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repetition {
    /// Letters in one round.
    pub round: usize,
    /// Rounds in a row.
    pub times: usize,
    /// Letters of the whole text.
    pub of: usize,
}

impl Repetition {
    /// Whether no person talks like this: many rounds, and little else in the line. "退后退后退后" is not enough.
    #[must_use]
    pub const fn is_certain(&self) -> bool {
        let covered = self.round * self.times;
        self.times >= 6 && covered >= 12 && covered * 10 >= self.of * 6
    }
}

/// The longest stretch of a text, six letters or more, that is one run at least four times over and more than half
/// of the whole. Blanks and signs do not count; "对对对对" is how people talk.
#[must_use]
pub fn repetition(text: &str) -> Option<Repetition> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let of = letters.len();
    let mut best: Option<Repetition> = None;
    for round in 1..=of / 4 {
        let mut same = 0; // letters equal to the one a round before
        for at in round..=of {
            if at < of && letters[at] == letters[at - round] {
                same += 1;
                continue;
            }
            let times = same / round + 1;
            let covered = times * round;
            let is_enough = times >= 4 && covered >= 6 && covered * 2 > of;
            let beats = best.is_none_or(|found| covered > found.round * found.times);
            if is_enough && beats {
                best = Some(Repetition { round, times, of });
            }
            same = 0;
        }
    }
    best
}

/// Units of speech in a text: a Chinese character or a digit is one, of English letters about three make a syllable.
#[must_use]
pub fn units(text: &str) -> u64 {
    let (mut units, mut latin) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_ascii_alphabetic() {
            latin += 1;
        } else {
            units += 1;
        }
    }
    units + u64::div_ceil(latin, 3)
}

/// Decides what becomes of a line.
#[must_use]
pub fn sift(claim: &Claim<'_>, sounding: &Sounding) -> Sifted {
    let drop = |reason| Sifted {
        verdict: Verdict::Drop,
        reason: Some(reason),
        text: String::new(),
        sure: Permille(0),
    };
    if claim.text.trim().is_empty() {
        return drop(Reason::Nothing);
    }
    let text = without_labels(claim.text);
    if !text.chars().any(char::is_alphanumeric) {
        return drop(Reason::SoundLabel);
    }
    if is_credit(&text) {
        return drop(Reason::InventedCredit);
    }
    if claim.no_speech > NO_SPEECH_DROP
        || (claim.no_speech > NO_SPEECH_DOUBT && claim.sure < SURE_DOUBT)
    {
        return drop(Reason::NoSpeech);
    }
    if claim.sure < SURE_DROP {
        return drop(Reason::Unlikely);
    }
    let circling = repetition(&text);
    if circling.is_some_and(|found| found.is_certain()) {
        return drop(Reason::Repetition);
    }
    let units = units(&text);
    let room = |per_s: u64| UNITS_SPARE + per_s * sounding.speech_ms / 1000;
    if units > room(UNITS_PER_S_DROP) {
        return drop(Reason::TooMuchText);
    }
    let is_quiet = sounding.level_db < LEVEL_DB_QUIET
        || sounding.level_db - sounding.floor_db < STANDOUT_DB_MIN;
    if units <= UNITS_SHORT && is_quiet {
        return drop(Reason::QuietSound);
    }

    let doubt = if circling.is_some() {
        Some(Reason::Repetition)
    } else if units > room(UNITS_PER_S_DOUBT) {
        Some(Reason::TooMuchText)
    } else if claim.is_capped {
        Some(Reason::CutOff)
    } else if sounding.speech_ms >= LONG_SPEECH_MS
        && units * 10_000 < UNITS_PER_S_FEW_TENTHS * sounding.speech_ms
    {
        Some(Reason::TooLittleText)
    } else if claim.no_speech > NO_SPEECH_DOUBT {
        Some(Reason::NoSpeech)
    } else if claim.sure < SURE_DOUBT {
        Some(Reason::Unlikely)
    } else {
        None
    };
    Sifted {
        verdict: if doubt.is_some() {
            Verdict::Unsure
        } else {
            Verdict::Accept
        },
        reason: doubt,
        text,
        sure: if doubt.is_some() {
            claim.sure.min(SURE_OF_DOUBT_MAX)
        } else {
            claim.sure
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEAR: Sounding = Sounding {
        speech_ms: 2_500,
        level_db: -18,
        floor_db: -70,
    };

    fn sift_zh(text: &str, sounding: &Sounding) -> (Verdict, Option<Reason>) {
        let claim = Claim {
            text,
            lang: Language::Zh,
            sure: Permille(930),
            no_speech: Permille(10),
            is_capped: false,
        };
        let sifted = sift(&claim, sounding);
        assert_eq!(
            sifted.verdict == Verdict::Drop,
            sifted.text.is_empty(),
            "{text}"
        );
        (sifted.verdict, sifted.reason)
    }

    #[test]
    fn what_people_say_on_duty_goes_on_unchanged() {
        for text in [
            "您好，我们是城管执法队员，这是我的执法证件。",
            "依据《城市市容和环境卫生管理条例》第十四条，这里不能摆摊。",
            "请不要把现场视频转发到网上",
            "谢谢您的配合，再见",
            "让一让，让一让",
            "好，好，好",
            "Please move your stall ahead, thank you.",
            "明镜高悬",
            "您先完成整改",
        ] {
            assert_eq!(sift_zh(text, &CLEAR), (Verdict::Accept, None), "{text}");
        }
    }

    #[test]
    fn film_credits_never_go_on() {
        for text in [
            "字幕由Amara.org社区提供",
            "字幕志愿者 杨茜茜",
            "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
            "優優獨播劇場——YoYo Television Series Exclusive",
            "谢谢观看",
            "我们下期再见！",
            "Thanks for watching!",
            "Thank you for watching, please subscribe.",
            "Subtitles by the Amara.org community",
        ] {
            assert_eq!(
                sift_zh(text, &CLEAR),
                (Verdict::Drop, Some(Reason::InventedCredit)),
                "{text}"
            );
        }
    }

    #[test]
    fn sound_labels_are_cut_out_and_nothing_else() {
        for text in [
            "[Music]",
            "(speaking in foreign language)",
            "♪♪♪",
            "*掌声*",
            "（音乐）",
            "【笑声",
            "...",
        ] {
            assert_eq!(
                sift_zh(text, &CLEAR),
                (Verdict::Drop, Some(Reason::SoundLabel)),
                "{text}"
            );
        }
        assert_eq!(without_labels("[咳嗽] 请您出示证件"), "请您出示证件");
        assert_eq!(
            without_labels("依据《条例》第十四条"),
            "依据《条例》第十四条"
        );
        assert_eq!(without_labels("长3米(左右"), "长3米(左右");
    }

    #[test]
    fn loops_are_told_from_shouting() {
        let looping = "我不知道".repeat(8);
        assert_eq!(sift_zh(&looping, &CLEAR).0, Verdict::Drop);
        assert_eq!(
            sift_zh("退后退后退后退后", &CLEAR),
            (Verdict::Unsure, Some(Reason::Repetition))
        );
        let found = repetition("we go we go we go we go").map(|r| (r.round, r.times));
        assert_eq!(found, Some((4, 4)));
        assert_eq!(repetition("对对对"), None);
        assert_eq!(repetition(""), None);
        assert!(repetition("啊啊啊啊啊啊啊啊啊啊啊啊啊啊").is_some_and(|found| found.is_certain()));
    }

    #[test]
    fn text_must_fit_the_time() {
        let blink = Sounding {
            speech_ms: 300,
            ..CLEAR
        };
        assert_eq!(
            sift_zh("您好我们是城中区综合行政执法局的执法人员", &blink),
            (Verdict::Drop, Some(Reason::TooMuchText))
        );
        let hasty = Sounding {
            speech_ms: 1_000,
            ..CLEAR
        };
        assert_eq!(
            sift_zh("您好我们是城中区综合行政执法局的人", &hasty),
            (Verdict::Unsure, Some(Reason::TooMuchText))
        );
        let long = Sounding {
            speech_ms: 9_000,
            ..CLEAR
        };
        assert_eq!(
            sift_zh("好的", &long),
            (Verdict::Unsure, Some(Reason::TooLittleText))
        );
        assert_eq!(
            sift_zh(
                "好的",
                &Sounding {
                    speech_ms: 300,
                    ..CLEAR
                }
            )
            .0,
            Verdict::Accept
        );
    }

    #[test]
    fn a_word_over_quiet_is_nobodys() {
        let faint = Sounding {
            speech_ms: 400,
            level_db: -60,
            floor_db: -75,
        };
        let buried = Sounding {
            speech_ms: 400,
            level_db: -30,
            floor_db: -33,
        };
        for sounding in [faint, buried] {
            assert_eq!(
                sift_zh("谢谢", &sounding),
                (Verdict::Drop, Some(Reason::QuietSound))
            );
        }
    }

    #[test]
    fn the_models_own_doubt_counts() {
        let claim = |sure, no_speech| Claim {
            text: "请您配合我们的工作",
            lang: Language::Zh,
            sure: Permille(sure),
            no_speech: Permille(no_speech),
            is_capped: false,
        };
        let verdict = |sure, no_speech| sift(&claim(sure, no_speech), &CLEAR).verdict;
        assert_eq!(verdict(990, 950), Verdict::Drop);
        assert_eq!(verdict(400, 700), Verdict::Drop);
        assert_eq!(verdict(900, 700), Verdict::Unsure);
        assert_eq!(verdict(440, 10), Verdict::Unsure);
        assert_eq!(verdict(150, 10), Verdict::Drop);
        assert_eq!(verdict(460, 600), Verdict::Accept);
        assert!(sift(&claim(900, 700), &CLEAR).sure <= SURE_OF_DOUBT_MAX);
        let cut = Claim {
            is_capped: true,
            ..claim(900, 10)
        };
        assert_eq!(sift(&cut, &CLEAR).reason, Some(Reason::CutOff));
    }
}

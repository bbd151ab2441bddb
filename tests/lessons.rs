//! The lessons: one for every criterion, two minutes each, and answers judged as a person would judge them. The answers
//! tried stand in `tests/data/lesson-answers.ron`.

mod shipped;

use serde::Deserialize;
use shipped::{cases, content, understanding};
use std::ops::RangeInclusive;
use streetwise::answer_words::{Tone, reasons};
use streetwise::domain::ids::{Bilingual, Language};
use streetwise::domain::packs::Lesson;
use streetwise::domain::scenario::upkeep::topics;
use streetwise::domain::teaching::{AnswerVerdict, Answered, LawFault, judge, lesson_of};
use streetwise::text::Words;

#[test]
fn every_criterion_of_every_case_has_a_lesson() {
    let lessons = &content().context.lessons;
    assert!(lessons.lessons.len() >= 20, "{}", lessons.lessons.len());
    for shipped in cases() {
        for criterion in &shipped.case.criteria {
            assert!(
                lesson_of(lessons, &shipped.case, &criterion.id).is_some(),
                "{} {}: {:?}",
                shipped.case.id,
                criterion.id,
                topics(&shipped.case, criterion)
            );
        }
    }
    // Wrong conduct shared by all cases, too.
    for critical in &content().packs.conduct.critical {
        let named = lessons
            .lessons
            .iter()
            .any(|one| one.criteria.contains(&critical.id));
        assert!(named, "{}: no lesson names it", critical.id);
    }
}

/// How fast Chinese is read aloud.
const CHARACTERS_PER_MINUTE: usize = 240;
/// The answer, thought over and spoken.
const ANSWER_S: usize = 25;
/// What "two minutes each" may mean.
const LESSON_S: RangeInclusive<usize> = 90..=150;

/// How long a lesson takes, its Chinese text read aloud and its question answered. Punctuation is not read; the law is
/// looked up and not read out.
fn lesson_s(lesson: &Lesson) -> usize {
    let question = &lesson.question;
    let texts = [&lesson.title, &lesson.what, &lesson.why, &lesson.moment];
    let characters = texts
        .into_iter()
        .chain(&lesson.say)
        .chain([&question.ask, &question.model])
        .flat_map(|text| text.zh.chars())
        .filter(|one| one.is_alphanumeric())
        .count();
    (characters * 60).div_ceil(CHARACTERS_PER_MINUTE) + ANSWER_S
}

#[test]
fn every_lesson_takes_about_two_minutes() {
    let wrong: Vec<String> = content()
        .context
        .lessons
        .lessons
        .iter()
        .map(|lesson| (lesson, lesson_s(lesson)))
        .filter(|(_, takes)| !LESSON_S.contains(takes))
        .map(|(lesson, takes)| format!("{}: {takes} s", lesson.id))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Answers tried on a lesson.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tried {
    lesson: String,
    /// Good ones, differently worded.
    right: Vec<Bilingual>,
    /// Dangerous or unlawful ones: never good, and told why not.
    wrong: Vec<Bilingual>,
    /// Ones that leave something out: not good, and not called wrong.
    #[serde(default)]
    partial: Vec<Bilingual>,
}

fn tried() -> Vec<Tried> {
    let path = shipped::home().join("tests/data/lesson-answers.ron");
    let text = std::fs::read_to_string(path).expect("the answers tried");
    ron::from_str(&text).expect("answers read")
}

fn judged(lesson: &Lesson, said: &str) -> Answered {
    let day = content().context.lessons.day();
    judge(lesson, said, &understanding().read(said, None, day))
}

#[test]
fn model_answers_are_good_and_silence_or_insult_is_not() {
    let mut wrong = Vec::new();
    for lesson in &content().context.lessons.lessons {
        for lang in Language::ALL {
            let model = lesson.question.model.get(lang);
            let answered = judged(lesson, model);
            if !answered.good {
                wrong.push(format!(
                    "{} {}: {answered:?} “{model}”",
                    lesson.id,
                    lang.tag()
                ));
            }
        }
        for bad in ["今天天气不错。", "你这个老东西，听不懂人话吗！", ""] {
            if judged(lesson, bad).good {
                wrong.push(format!("{}: “{bad}” passes", lesson.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn right_answers_pass_in_any_wording_and_wrong_ones_do_not() {
    let lessons = &content().context.lessons;
    let tried = tried();
    let mut faults = Vec::new();
    for lesson in &lessons.lessons {
        let Some(answers) = tried.iter().find(|one| one.lesson == lesson.id) else {
            faults.push(format!("{}: no answers", lesson.id));
            continue;
        };
        if answers.right.len() < 2 || answers.wrong.len() < 2 {
            faults.push(format!("{}: two right and two wrong ones", lesson.id));
        }
        for lang in Language::ALL {
            let mut check = |list: &[Bilingual], what: &str, fits: &dyn Fn(&Answered) -> bool| {
                for one in list {
                    let said = one.get(lang);
                    let answered = judged(lesson, said);
                    if !fits(&answered) {
                        let told: Vec<String> =
                            reasons(&answered, &content().packs.law, &Words::new(lang))
                                .into_iter()
                                .map(|one| one.1)
                                .collect();
                        faults.push(format!(
                            "{} {what} “{said}”: {:?} {told:?}",
                            lesson.id, answered.verdict
                        ));
                    }
                }
            };
            check(&answers.right, "right", &|one| one.good);
            check(&answers.wrong, "wrong", &|one| !one.good);
            check(&answers.partial, "partial", &|one| {
                one.verdict == AnswerVerdict::Again
            });
        }
        // At least one of the wrong ones is not only incomplete.
        for lang in Language::ALL {
            let mut wrong = answers
                .wrong
                .iter()
                .map(|one| judged(lesson, one.get(lang)));
            if !wrong.any(|one| one.verdict == AnswerVerdict::Wrong) {
                faults.push(format!(
                    "{} {}: nothing is told to be wrong",
                    lesson.id,
                    lang.tag()
                ));
            }
        }
    }
    for one in &tried {
        assert!(lessons.get(&one.lesson).is_some(), "{}", one.lesson);
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn whatever_is_not_good_says_why_in_both_languages() {
    for one in tried() {
        let lesson = content().context.lessons.get(&one.lesson).unwrap();
        for lang in Language::ALL {
            for said in one.wrong.iter().chain(&one.partial) {
                let answered = judged(lesson, said.get(lang));
                for told in Language::ALL {
                    let lines = reasons(&answered, &content().packs.law, &Words::new(told));
                    assert!(!lines.is_empty(), "{} {}", one.lesson, said.get(lang));
                    let is_wrong = answered.verdict == AnswerVerdict::Wrong;
                    let says_so = lines.iter().any(|line| line.0 == Tone::Wrong);
                    assert_eq!(is_wrong, says_so, "{lines:?}");
                }
            }
        }
    }
}

#[test]
fn a_repealed_law_is_no_basis_and_the_new_one_is_named() {
    let lesson = content().context.lessons.get("field_dust").unwrap();
    for (said, fault) in [
        (
            "工地出口没有冲洗车轮，泥巴带上了路，依据大气污染防治法第六十九条。",
            LawFault::Repealed,
        ),
        (
            "工地出口没有冲洗车轮，泥巴带上了路，依据大气污染防治法。",
            LawFault::Repealed,
        ),
    ] {
        let answered = judged(lesson, said);
        assert_eq!(answered.verdict, AnswerVerdict::Wrong, "{answered:?}");
        assert_eq!(answered.law_wrong[0].fault, fault);
        for lang in Language::ALL {
            let code = content().packs.law.citation("EEC-2026-240", lang).unwrap();
            let code = code
                .split(['》', ','])
                .next()
                .unwrap()
                .trim_start_matches('《')
                .to_owned();
            let lines = reasons(&answered, &content().packs.law, &Words::new(lang));
            assert!(lines.iter().any(|line| line.1.contains(&code)), "{lines:?}");
        }
    }
}

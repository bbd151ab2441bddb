//! Ideals are what a newcomer copies. So nothing stands on their papers as asked or answered that nobody asked or answered in
//! that run, nobody signs under a form of address, what is kept on the spot stays there, and nobody is told the remedy of
//! another paper. By the record alone: no list of cases, lines or names.

mod shipped;

use std::collections::BTreeSet;
use std::sync::OnceLock;
use streetwise::domain::assessment::Timeline;
use streetwise::domain::ids::{Bilingual, Language, Millis};
use streetwise::domain::rehearsal::{Run, rehearse};
use streetwise::domain::scenario::model::{Case, Person, Role};
use streetwise::domain::scenario::walkthrough::Kind;
use streetwise::domain::understanding::is_han;

/// Shares of what is written that must have been said, in percent: people write shorter than they talk.
const SAID_PERCENT: usize = 60;
/// Characters of what people are called by, and of small names, which are nobody's surname there.
const ADDRESS: &str = "老小阿姐哥叔伯婶嫂姨妹弟仔总工婆爷某先生女士师傅板";

/// Every ideal of every shipped case, played once for all tests.
fn each_ideal(mut look: impl FnMut(&Case, &str, &Run)) {
    static PLAYED: OnceLock<Vec<(&'static Case, &'static str, Run)>> = OnceLock::new();
    let played = PLAYED.get_or_init(|| {
        let mut played = Vec::new();
        for shipped in shipped::cases() {
            let read = |text: &str| shipped::read(&shipped.case, text);
            for (name, file) in &shipped.walkthroughs {
                if file.kind == Kind::Ideal {
                    let run = rehearse(shipped.stage(&read), file, false).expect("plays");
                    played.push((&shipped.case, name.as_str(), run));
                }
            }
        }
        played
    });
    assert!(played.len() > 20, "only {} ideals", played.len());
    for (case, name, run) in played {
        look(case, name, run);
    }
}

fn line<'a>(case: &'a Case, run: &'a Run) -> Timeline<'a> {
    Timeline::of(case, run.record.header.setup.level, &run.record.events)
}

/// Questions and answers of a record of questioning.
fn asked_and_answered(text: &str) -> Vec<(String, String)> {
    let text = text.replace("Q:", "问：").replace("A:", "答：");
    let pairs = text.split("问：").filter_map(|one| one.split_once("答："));
    pairs
        .map(|(asked, answered)| (asked.to_owned(), answered.to_owned()))
        .collect()
}

/// Pairs of Chinese characters, and words of other letters.
fn parts(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().filter(|one| is_han(*one)).collect();
    let pairs = letters.windows(2).map(String::from_iter);
    let words = text
        .split(|one: char| !one.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    pairs.chain(words).collect()
}

fn is_said(written: &str, said: &str) -> bool {
    let (written, said) = (parts(written), parts(said));
    let shared = written.intersection(&said).count();
    !written.is_empty() && shared * 100 >= written.len() * SAID_PERCENT
}

#[test]
fn what_is_close_to_what_was_said_is_told_from_what_is_not() {
    assert!(is_said("气从哪里送来的？", "请问这些气是从哪里送来的？"));
    assert!(is_said(
        "Where does the gas come from?",
        "Tell me, where does the gas come from?"
    ));
    assert!(!is_said(
        "气从哪里来？",
        "请问这些气瓶有没有燃气经营许可证？"
    ));
    let read = asked_and_answered("问：谁的？答：我的。问：哪来的？答：不晓得。");
    assert_eq!(read.len(), 2);
    assert_eq!(read[1], ("哪来的？".to_owned(), "不晓得。".to_owned()));
    assert_eq!(asked_and_answered("Q: Whose? A: Mine.").len(), 1);
}

/// Every question of a questioning was put before the paper was written, and the answer was given after it.
#[test]
fn every_question_and_answer_on_an_ideal_s_paper_was_spoken() {
    let mut wrong = Vec::new();
    let mut read = 0;
    each_ideal(|case, name, run| {
        let line = line(case, run);
        for paper in &line.papers {
            let fields = paper.fields.iter().filter(|field| field.0 == "questions");
            for (asked, answered) in fields.flat_map(|field| asked_and_answered(&field.1)) {
                read += 1;
                let mut said = line.said.iter().filter(|one| one.at <= paper.at);
                let put = said.find(|one| is_said(&asked, &one.heard.text));
                let Some(put) = put else {
                    wrong.push(format!("{} {name}: nobody asked “{asked}”", case.id));
                    continue;
                };
                let mut given = line
                    .lines
                    .iter()
                    .filter(|(at, by, _)| *by == line.party && *at >= put.at && *at <= paper.at);
                let is_given = given.any(|(_, _, id)| {
                    let spoken = case.lines.iter().find(|one| one.id == *id);
                    spoken.is_some_and(|one| {
                        Language::ALL
                            .into_iter()
                            .any(|lang| is_said(&answered, one.text.get(lang)))
                    })
                });
                if !is_given {
                    let told: Vec<&str> = line
                        .lines
                        .iter()
                        .filter(|(at, by, _)| *by == line.party && *at >= put.at && *at <= paper.at)
                        .filter_map(|(_, _, id)| case.lines.iter().find(|one| one.id == *id))
                        .map(|one| one.text.zh.as_str())
                        .collect();
                    wrong.push(format!(
                        "{} {name}: “{asked}”, and nobody answered “{answered}” but {told:?}",
                        case.id
                    ));
                }
            }
        }
    });
    assert!(read > 0, "ideals question somebody");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether somebody is known by a surname: his name has it, not as a form of address nor as a given name after 阿, or he
/// gave it himself before the paper.
fn is_known_by(person: &Person, surname: char, told: &[&Bilingual]) -> bool {
    let letters: Vec<char> = person.name.zh.chars().collect();
    let in_name = letters.iter().enumerate().any(|(at, one)| {
        let is_given = at > 0 && letters[at - 1] == '阿';
        *one == surname && !ADDRESS.contains(*one) && !is_given
    });
    let gave = ["姓", "叫"].map(|word| format!("{word}{surname}"));
    in_name
        || told
            .iter()
            .any(|text| gave.iter().any(|word| text.zh.contains(word)))
}

/// What somebody said before a moment.
fn told_by<'a>(
    case: &'a Case,
    line: &Timeline<'_>,
    who: &str,
    until: Millis,
) -> Vec<&'a Bilingual> {
    line.lines
        .iter()
        .filter(|(at, by, _)| *by == who && *at <= until)
        .filter_map(|(_, _, id)| case.lines.iter().find(|one| one.id == *id))
        .map(|one| &one.text)
        .collect()
}

#[test]
fn every_name_on_an_ideal_s_paper_is_one_that_the_case_knows() {
    let mut wrong = Vec::new();
    let mut read = 0;
    each_ideal(|case, name, run| {
        let line = line(case, run);
        let party = case.people.iter().find(|one| one.id == line.party);
        let party = party.expect("the party is a person");
        let colleagues: Vec<&Person> = case
            .people
            .iter()
            .filter(|one| matches!(one.role, Role::Partner | Role::Control))
            .collect();
        for paper in &line.papers {
            let entry = |field: &str| {
                let found = paper.fields.iter().find(|one| one.0 == field);
                found.map_or("", |one| one.1.as_str())
            };
            let names = |field: &str| -> Vec<char> {
                let text = entry(field);
                // 已签 says that somebody signed, and no name.
                let parts = text
                    .split(['、', '，', ','])
                    .filter(|one| !one.contains('签'));
                parts
                    .filter_map(|one| one.chars().find(|one| is_han(*one)))
                    .collect()
            };
            let mut tell = |field: &str| {
                wrong.push(format!(
                    "{} {name} {}.{field}: {}",
                    case.id,
                    paper.form,
                    entry(field)
                ));
            };
            for field in ["party_name", "recipient", "party_signature"] {
                let told = told_by(case, &line, &party.id, paper.at);
                for surname in names(field) {
                    read += 1;
                    if !is_known_by(party, surname, &told) {
                        tell(field);
                    }
                }
            }
            let officers = names("officers");
            for field in ["officers", "officer_signatures", "recorder"] {
                let all = names(field);
                let is_colleague = |one: &&char| {
                    colleagues
                        .iter()
                        .any(|known| is_known_by(known, **one, &[]))
                };
                // One's own name no case knows; a form of address is nobody's.
                let own: Vec<&char> = all.iter().filter(|one| !is_colleague(one)).collect();
                let is_strange = own.len() > 1 || own.iter().any(|one| ADDRESS.contains(**one));
                let is_other = field != "officers"
                    && !officers.is_empty()
                    && all.iter().any(|one| !officers.contains(one));
                read += all.len();
                if is_strange || is_other {
                    tell(field);
                }
            }
        }
    });
    assert!(read > 100, "only {read} names");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_an_ideal_keeps_on_the_spot_stays_there() {
    let mut wrong = Vec::new();
    let mut lists = 0;
    each_ideal(|case, name, run| {
        let line = line(case, run);
        for paper in line
            .papers
            .iter()
            .filter(|one| one.form == "preservation_list")
        {
            lists += 1;
            let is_kept = paper
                .fields
                .iter()
                .any(|one| one.0 == "kept_at" && one.1 == "on_site");
            let carried = line.did.iter().find(|one| {
                one.at >= paper.at
                    && (one.action.starts_with("carry_") || one.action.starts_with("load_"))
            });
            if let Some(deed) = carried.filter(|_| is_kept) {
                wrong.push(format!(
                    "{} {name}: kept on the spot, and {}",
                    case.id, deed.action
                ));
            }
        }
    });
    assert!(lists > 0, "ideals preserve something");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reconsideration comes first after an on-the-spot decision. A list of things that are preserved decides nothing yet.
#[test]
fn no_ideal_tells_the_remedy_of_a_decision_that_was_not_made() {
    let mut wrong = Vec::new();
    let mut told = 0;
    each_ideal(|case, name, run| {
        let line = line(case, run);
        for one in &line.said {
            let text = one.heard.text.to_lowercase();
            let is_first = ["先申请行政复议", "先申请复议", "reconsideration first"];
            if !is_first.iter().any(|words| text.contains(words)) {
                continue;
            }
            told += 1;
            let mut papers = line.papers.iter();
            if !papers.any(|paper| paper.form == "on_the_spot_decision") {
                wrong.push(format!("{} {name}: {}", case.id, one.heard.text));
            }
        }
    });
    assert!(told > 0, "ideals tell the remedy of a decision");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

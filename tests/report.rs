//! The report: whole, honest, escaped, the same every time, in both languages.

use std::path::{Path, PathBuf};
use streetwise::content::Content;
use streetwise::domain::act::Act;
use streetwise::domain::assessment::{Appeal, Assessment, Evidence, EvidenceKind, Verdict};
use streetwise::domain::ids::{Language, Permille};
use streetwise::domain::packs::Sureness;
use streetwise::domain::record::Record;
use streetwise::domain::rehearsal::{Run, Stage, rehearse};
use streetwise::domain::scenario::load::load;
use streetwise::domain::scenario::model::Case;
use streetwise::domain::scenario::walkthrough::{Expect, Kind, Step, WalkthroughFile};
use streetwise::domain::understanding::{ActReading, Reading};
use streetwise::files::read_case;
use streetwise::report::{Goal, Milestone, ReportInput, Seat, beijing_time, milestones, render};
use streetwise::text::Words;

/// Words that any page must survive.
const NASTY: &str = "<script>alert('1')</script> & \"quoted\" 您好";

struct Room {
    content: Content,
    case: Case,
}

fn room() -> Room {
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let content = Content::load(&home, "liuzhou").expect("packs");
    let texts = read_case(&home.join("scenarios/street-vendor")).expect("case folder");
    let loaded = load(&texts, &content.context);
    let case = loaded.case.unwrap_or_else(|| panic!("{:#?}", loaded.found));
    Room { content, case }
}

/// Plays the words. `greet`, `insult` and so on are read off the words themselves, so that no model is needed.
fn played(room: &Room, steps: Vec<Step>) -> Run {
    let file = WalkthroughFile {
        format: 1,
        kind: Kind::Other,
        about: Default::default(),
        lang: Language::Zh,
        level: 1,
        party: None,
        seed: 7,
        exam: false,
        steps,
        expect: Expect::default(),
    };
    let read = |text: &str| Reading {
        acts: Act::ALL
            .into_iter()
            .filter(|act| text.contains(act.name()))
            .map(|act| ActReading {
                act,
                sure: Permille(980),
                why: "named".to_owned(),
            })
            .collect(),
        ..Reading::default()
    };
    let versions = room.content.versions_for(&room.case.version);
    let stage = Stage {
        case: &room.case,
        rules: &room.content.rules,
        understand: &read,
        versions: &versions,
    };
    rehearse(stage, &file, false).expect("plays")
}

fn say(text: &str) -> Step {
    Step::Say(text.to_owned())
}

fn page(room: &Room, record: &Record, assessment: &Assessment, lang: Language) -> String {
    render(&ReportInput {
        case: &room.case,
        packs: &room.content.packs,
        record,
        assessment,
        lang,
        district: &room.case.district,
        pictures: &[],
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#x27;")
        .replace('/', "&#x2f;")
}

fn section<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page
        .find(&format!("<h2>{from}</h2>"))
        .unwrap_or_else(|| panic!("no {from}"));
    let rest = &page[start..];
    rest.find(&format!("<h2>{to}</h2>"))
        .map_or(rest, |end| &rest[..end])
}

#[test]
fn a_page_is_whole_in_both_languages_and_the_same_every_time() {
    let room = room();
    let run = played(
        &room,
        vec![
            say("您好 greet identify_self"),
            say("insult"),
            Step::Wait(200),
            say("close_politely"),
        ],
    );
    for lang in Language::ALL {
        let words = Words::new(lang);
        let html = page(&room, &run.record, &run.assessment, lang);
        assert_eq!(html, page(&room, &run.record, &run.assessment, lang));
        for id in [
            "report-title",
            "report-blocks",
            "report-tension",
            "report-wrong",
            "report-good",
            "report-train",
            "report-sign-trainee",
            "report-sign-assessor",
            "report-limits",
            "report-appendix",
            "report-versions",
        ] {
            assert_ne!(words.get(id), id, "no words for {id}");
            assert!(
                html.contains(&escaped(&words.get(id))),
                "{lang:?}: {id} is missing"
            );
        }
        assert!(html.contains(&run.record.seal), "the seal stands in full");
        assert!(
            html.contains("rehearsal"),
            "the pseudonym stands at the head"
        );
        let bureau = room
            .content
            .packs
            .bureau
            .word("bureau.unit", &room.case.district, lang)
            .unwrap();
        assert!(html.contains(&escaped(&bureau)));
        assert!(
            !html.contains("report-"),
            "a message id slipped onto the page"
        );
        assert!(!html.contains("{ $"), "a message was not filled");
    }
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let room = room();
    let run = played(&room, vec![say(NASTY)]);
    let html = page(&room, &run.record, &run.assessment, Language::Zh);
    for forbidden in [
        "<script",
        "http://",
        "https://",
        "@import",
        "url(http",
        "src=",
        "javascript:",
    ] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    // Links lead within the page only.
    assert_eq!(
        html.matches("href=").count(),
        html.matches("href=\"#lesson-").count()
    );
    assert!(
        html.contains(&escaped(NASTY)),
        "the words stand there, escaped"
    );
    assert!(html.contains("default-src 'none'"));
}

#[test]
fn every_finding_leads_to_a_lesson_on_the_same_page() {
    let room = room();
    let run = played(&room, vec![say("greet"), say("你这个 insult")]);
    let lost = run.assessment.items.iter().filter(|item| {
        matches!(
            item.verdict,
            Verdict::Missed | Verdict::Breached | Verdict::Review
        )
    });
    let lost = lost.count();
    for lang in Language::ALL {
        let html = page(&room, &run.record, &run.assessment, lang);
        let links: Vec<&str> = html
            .split("href=\"#")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(links.len(), lost, "a link for every finding");
        for link in links {
            assert_eq!(html.matches(&format!("id=\"{link}\"")).count(), 1, "{link}");
        }
        let lesson = room.content.packs.lessons.get("certificate").unwrap();
        for text in [&lesson.moment, &lesson.question.ask] {
            assert!(html.contains(&escaped(text.get(lang))));
        }
        assert!(html.contains(&Words::new(lang).get("report-lesson-moment")));
    }
}

#[test]
fn a_pseudonym_cannot_leave_its_place() {
    let room = room();
    let mut run = played(&room, vec![say("greet")]);
    run.assessment.trainee = "\"}</style><b>x".to_owned();
    let html = page(&room, &run.record, &run.assessment, Language::En);
    assert!(!html.contains("</style><b>"));
    assert_eq!(html.matches("</style>").count(), 1);
}

#[test]
fn what_was_wrong_names_quote_time_law_and_a_better_way() {
    let room = room();
    let run = played(&room, vec![say("greet"), say("你这个 insult")]);
    assert!(
        !run.assessment.critical.is_empty(),
        "an insult is critical in this case"
    );
    for lang in Language::ALL {
        let words = Words::new(lang);
        let html = page(&room, &run.record, &run.assessment, lang);
        let wrong = section(&html, &words.get("report-wrong"), &words.get("report-good"));
        assert!(wrong.contains("你这个 insult") && wrong.contains("<time>0:12</time>"));
        for item in run
            .assessment
            .items
            .iter()
            .filter(|item| item.verdict != Verdict::Met)
        {
            assert!(wrong.contains(&escaped(item.text.get(lang))), "{}", item.id);
            for id in &item.law {
                let citation = room
                    .content
                    .packs
                    .law
                    .citation(id, lang)
                    .expect("known law");
                assert!(wrong.contains(&escaped(&citation)), "{id}");
            }
        }
        assert!(html.contains(&words.get("report-fail")));
        assert!(wrong.contains("class=\"finding critical\""));
    }
}

#[test]
fn numbers_from_memory_and_ids_of_law_are_never_shown() {
    let room = room();
    let mut run = played(&room, vec![say("insult")]);
    let all: Vec<String> = room
        .content
        .packs
        .law
        .laws()
        .iter()
        .map(|law| law.id.clone())
        .collect();
    let remembered = room
        .content
        .packs
        .law
        .laws()
        .iter()
        .filter(|law| law.sure == Sureness::M);
    assert!(
        remembered.count() > 0,
        "the pack has such rows, or this test tests nothing"
    );
    for item in &mut run.assessment.items {
        item.law.clone_from(&all);
        item.law.push("NO-SUCH-LAW-9".to_owned());
    }
    for lang in Language::ALL {
        let html = page(&room, &run.record, &run.assessment, lang);
        assert!(!html.contains("NO-SUCH-LAW"));
        for law in room.content.packs.law.laws() {
            assert!(!html.contains(&law.id), "{}", law.id);
        }
    }
}

#[test]
fn what_was_not_heard_is_under_review_and_said_so() {
    let room = room();
    let mut run = played(
        &room,
        vec![say("greet"), Step::Mumble("…证…".to_owned(), 410)],
    );
    let item = &mut run.assessment.items[0];
    item.verdict = Verdict::Review;
    item.evidence = vec![Evidence {
        at_ms: 12_000,
        kind: EvidenceKind::Said,
        quote: "…证…".to_owned(),
        sure: Permille(410),
    }];
    let text = item.text.clone();
    for lang in Language::ALL {
        let words = Words::new(lang);
        let html = page(&room, &run.record, &run.assessment, lang);
        let review = section(
            &html,
            &words.get("report-review"),
            &words.get("report-good"),
        );
        assert!(
            review.contains(&escaped(text.get(lang)))
                && review.contains("…证…")
                && review.contains("41")
        );
        assert!(
            html.contains("class=\"pin review\""),
            "the dot on the chart is marked"
        );
    }
}

#[test]
fn both_verdicts_of_an_appeal_stand_side_by_side() {
    let room = room();
    let mut run = played(&room, vec![say("greet")]);
    let missed = run
        .assessment
        .items
        .iter()
        .find(|item| item.verdict == Verdict::Missed && item.of > 0);
    let item = missed
        .expect("somebody who only greets misses something")
        .id
        .clone();
    run.assessment
        .appeal(Appeal {
            item,
            machine: Verdict::Missed,
            verdict: Verdict::Met,
            reason: "录音里听得到".to_owned(),
            by: "韦考官".to_owned(),
            at: "2026-09-19T03:00:00Z".to_owned(),
        })
        .expect("known item");
    let html = page(&room, &run.record, &run.assessment, Language::Zh);
    assert!(html.contains("韦考官") && html.contains("录音里听得到") && html.contains("未做到"));
}

#[test]
fn warnings_stand_at_the_head() {
    let room = room();
    let run = played(&room, vec![say("greet")]);
    let words = Words::new(Language::Zh);
    let clean = page(&room, &run.record, &run.assessment, Language::Zh);
    assert!(
        !clean.contains("class=\"notice"),
        "a sound record has no warning"
    );

    let mut record = run.record.clone();
    record.header.recogniser = "voice-fixture-2".to_owned();
    let html = page(&room, &record, &run.assessment, Language::Zh);
    assert!(html.contains("合成语音") && html.contains("notice grave"));

    let mut record = run.record.clone();
    record.closed = false;
    assert!(
        page(&room, &record, &run.assessment, Language::Zh)
            .contains(&words.get("report-notice-torn"))
    );

    let mut assessment = run.assessment.clone();
    assessment.record = "another".to_owned();
    let html = page(&room, &run.record, &assessment, Language::Zh);
    assert!(html.contains(&words.get("report-notice-other-record")));

    let mut assessment = run.assessment.clone();
    assessment.scenario.hash = "another".to_owned();
    let html = page(&room, &run.record, &assessment, Language::Zh);
    assert!(html.contains(&words.get("report-notice-other-case")));
}

#[test]
fn forty_words_are_drawn_and_the_rest_is_counted() {
    let room = room();
    let steps: Vec<Step> = (0..60).map(|at| say(&format!("listen_ack {at}"))).collect();
    let run = played(&room, steps);
    let html = page(&room, &run.record, &run.assessment, Language::En);
    let said = run.record.events.len();
    assert!(said > 60);
    assert_eq!(html.matches("<circle class=\"pin ").count(), 40);
    assert!(html.contains("20 more stand in the appendix"));
    for at in 0..60 {
        assert!(
            html.contains(&format!("listen_ack {at}")),
            "the appendix has all"
        );
    }
}

#[test]
fn silence_and_an_empty_record_still_give_a_page() {
    let room = room();
    let run = played(&room, Vec::new());
    let words = Words::new(Language::Zh);
    let html = page(&room, &run.record, &run.assessment, Language::Zh);
    assert!(html.contains(&words.get("report-quotes-none")));
    let mut record = run.record.clone();
    record.events.clear();
    let html = page(&room, &record, &run.assessment, Language::Zh);
    assert!(html.contains(&words.get("report-tension-none")));
}

#[test]
fn an_unknown_district_falls_back_to_the_default() {
    let room = room();
    let run = played(&room, vec![say("greet")]);
    let html = render(&ReportInput {
        case: &room.case,
        packs: &room.content.packs,
        record: &run.record,
        assessment: &run.assessment,
        lang: Language::Zh,
        district: "nowhere",
        pictures: &[],
    });
    let bureau = &room.content.packs.bureau;
    let name = bureau
        .word("bureau.unit", bureau.default_district(), Language::Zh)
        .unwrap();
    assert!(html.contains(&name));
}

#[test]
fn moments_are_told_in_beijing_time() {
    assert_eq!(
        beijing_time("2026-12-31T18:05:00Z"),
        Some((2027, 1, 1, "02:05".to_owned()))
    );
    assert_eq!(beijing_time("soon"), None);
}

#[test]
fn both_languages_have_the_same_messages() {
    let ids = |lang: &str| -> Vec<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("assets/text")
            .join(lang)
            .join("report.ftl");
        let text = std::fs::read_to_string(path).expect("messages");
        let mut ids: Vec<String> = text
            .lines()
            .filter(|line| !line.starts_with([' ', '#', '}']))
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id.to_owned()))
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids("zh-CN"), ids("en"));
    for act in Act::ALL {
        assert!(ids("en").contains(&format!("report-act-{}", act.name())));
    }
}

#[test]
fn moments_worth_stopping_at_come_in_order_and_what_must_never_be_done_is_in_every_goal() {
    let room = room();
    let run = played(&room, vec![say("greet"), say("insult"), say("insult")]);
    let told = milestones(&ReportInput {
        case: &room.case,
        packs: &room.content.packs,
        record: &run.record,
        assessment: &run.assessment,
        lang: Language::Zh,
        district: "chengzhong",
        pictures: &[],
    });
    assert!(
        told.windows(2).all(|two| two[0].at_ms <= two[1].at_ms),
        "{told:#?}"
    );
    let breach = told
        .iter()
        .find(|one| one.kind == "breached")
        .unwrap_or_else(|| panic!("an insult left no mark: {told:#?}"));
    for goal in Goal::ALL {
        assert!(goal.wants(breach), "{goal:?} leaves a breach out");
    }
    let turn = Milestone {
        at_ms: 0,
        kind: "agreed",
        block: None,
        text: String::new(),
    };
    assert!(Goal::Whole.wants(&turn));
    assert!(Goal::Talk.wants(&turn));
    assert!(!Goal::Procedure.wants(&turn));
}

#[test]
fn the_console_and_the_window_look_for_the_same() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/web/replay.js");
    let text = std::fs::read_to_string(path).expect("the page");
    let list = text
        .split_once("const GOALS = {")
        .and_then(|(_, rest)| rest.split_once("};"))
        .map(|(list, _)| list)
        .expect("the page's goals");
    let of_page: Vec<String> = list
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    let of_window: Vec<String> = Goal::ALL
        .into_iter()
        .map(|goal| {
            let kinds: Vec<String> = goal
                .kinds()
                .iter()
                .map(|kind| format!("'{kind}'"))
                .collect();
            let mut parts = Vec::new();
            if !kinds.is_empty() {
                parts.push(format!("kinds: [{}]", kinds.join(", ")));
            }
            if let Some(block) = goal.block() {
                parts.push(format!("block: '{}'", block.name()));
            }
            let view = match goal.seat() {
                Seat::Above => "all",
                Seat::Trainee => "trainee",
                Seat::Party => "party",
            };
            parts.push(format!("view: '{view}'"));
            format!("{}: {{ {} }},", goal.name(), parts.join(", "))
        })
        .collect();
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    assert_eq!(sorted(of_page), sorted(of_window));
}

//! Lessons load with their concepts, and whatever is wrong in them is told with its place.

use super::*;
use crate::domain::packs::Part;

const HEAD: &str = r#"(format: 1, version: "1", date: "2026-11-23","#;

/// A file with one lesson whose question has these fields.
fn file(shared: &str, question: &str) -> String {
    format!(
        r#"{HEAD} {shared} lessons: [(id: "one", order: 1, title: (zh: "题", en: "T"), what: (zh: "做", en: "Do"),
            why: (zh: "因", en: "Why"), moment: (zh: "时", en: "Then"), say: [(zh: "说", en: "Say")], question: (
                ask: (zh: "问？", en: "What?"), model: (zh: "答", en: "So"), {question}))])"#
    )
}

fn load(text: &str) -> Result<LessonPack, Vec<PackProblem>> {
    let law = r#"(format: 1, version: "1", instruments: [], laws: [])"#;
    let law = PackText {
        path: "law.ron",
        text: law,
    };
    let law = LawPack::load(law).unwrap();
    let path = "lessons.ron";
    LessonPack::load(PackText { path, text }, &law)
}

const SAYS: &str = r#"says: [(what: (zh: "叫", en: "call"), any: ["叫"])],"#;

#[test]
fn concepts_stand_in_the_places_of_their_names() {
    let shared = r#"concepts: [
            (id: "thing", zh: "灯 手机", en: "lamp|phone"),
            (id: "use", zh: "开*{thing}", en: "turn on * {thing}"),
        ],
        never: [
            (id: "spark", why: (zh: "火", en: "spark"), any: ["{use}"]),
            (id: "sum", why: (zh: "钱", en: "money"), any: ["{sum}"], unclear: true),
        ],
        others: Some((why: (zh: "听不准", en: "not understood"), doing: ["我"], fine: ["请"])),"#;
    let question = format!(r#"{SAYS} fine: ["坐"], lifts: ["sum"]"#);
    let pack = load(&file(shared, &question)).unwrap();
    let question = &pack.lessons[0].question;
    assert_eq!(question.never.len(), 1, "what is lifted does not hold");
    let [Part::Concept(used)] = question.never[0].any[0].parts() else {
        panic!("{:?}", question.never[0].any[0]);
    };
    assert_eq!(used.any.len(), 2);
    assert!(matches!(
        used.any[0].parts(),
        [_, Part::Gap, Part::Concept(_)]
    ));
    let rest = question.rest.as_ref().unwrap();
    let fine: Vec<&str> = rest.fine.iter().map(Wording::text).collect();
    assert_eq!(fine, ["请", "叫", "坐"]);
}

#[test]
fn what_is_wrong_with_concepts_is_told() {
    let ban = r#"never: [(why: (zh: "火", en: "spark"), any: ["BAN"])]"#;
    let with = |phrase: &str| format!("{SAYS} {}", ban.replace("BAN", phrase));
    for (shared, question, code) in [
        ("", with("{nothing}"), "pack-unknown-id"),
        // One that names itself, or one further down.
        (
            r#"concepts: [(id: "a", zh: "{b}"), (id: "b", zh: "开")],"#,
            with("{a}"),
            "pack-unknown-id",
        ),
        (
            r#"concepts: [(id: "a", zh: "开"), (id: "a", zh: "关")],"#,
            with("{a}"),
            "pack-duplicate-id",
        ),
        (
            r#"concepts: [(id: "a")],"#,
            with("{a}"),
            "pack-out-of-range",
        ),
        (
            r#"concepts: [(id: "sum", zh: "钱")],"#,
            with("{sum}"),
            "pack-out-of-range",
        ),
        ("", with("开*"), "pack-empty-text"),
        (
            "",
            format!(r#"{SAYS} lifts: ["nothing"]"#),
            "pack-unknown-id",
        ),
        (
            "",
            r#"slots: [(kind: days, what: (zh: "天", en: "days"), is: ["60d"])]"#.to_owned(),
            "pack-out-of-range",
        ),
        (
            "",
            format!(
                r#"{SAYS} others: Some((why: (zh: "因", en: "why"), doing: ["我"], fine: []))"#
            ),
            "pack-out-of-range",
        ),
    ] {
        let found = load(&file(shared, &question)).unwrap_err();
        let codes: Vec<&str> = found.iter().map(|one| one.code).collect();
        assert_eq!(codes, [code], "{shared} {question}");
        assert!(found[0].place.is_some(), "{shared} {question}");
    }
}

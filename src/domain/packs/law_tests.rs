//! Tests of the law pack: the shipped rows, and small broken packs that must be refused.

use super::*;

const SHIPPED: &str = include_str!("../../../assets/packs/law/law.ron");

fn shipped() -> LawPack {
    LawPack::load(PackText {
        path: "law.ron",
        text: SHIPPED,
    })
    .expect("the shipped pack is sound")
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A pack of one instrument and these rows.
fn broken(rows: &str) -> Vec<&'static str> {
    let text = format!(
        "(format: 1, version: \"t\", instruments: [(id: \"I\", kind: law, dates_checked: true, \
         name: (zh: \"法\", en: \"law\"), spoken_zh: [\"法\"], spoken_en: [\"law\"])],\nlaws: [{rows}])"
    );
    LawPack::load(PackText {
        path: "t.ron",
        text: &text,
    })
    .unwrap_err()
    .iter()
    .map(|found| found.code)
    .collect()
}

#[test]
fn every_collected_provision_is_there() {
    let pack = shipped();
    assert_eq!(pack.laws().len(), 238);
    assert_eq!(pack.instruments().len(), 45);
    for (prefix, count) in [
        ("APL-2021-", 51),
        ("AEL-2011-", 26),
        ("CMEM-34-", 9),
        ("PSL-2025-", 6),
        ("EEC-2026-", 24),
        ("AIR-2018-", 10),
        ("SOLID-2020-", 6),
        ("GAS-2016-", 10),
        ("CCW-139-", 7),
    ] {
        assert_eq!(
            pack.laws()
                .iter()
                .filter(|law| law.id.starts_with(prefix))
                .count(),
            count,
            "{prefix}"
        );
    }
    for (id, article, sure) in [
        ("APL-2021-55", Some("55"), Sureness::V2),
        ("APL-2021-51", Some("51"), Sureness::V2),
        ("AEL-2011-24", Some("24"), Sureness::V2),
        ("CMEM-34-27", Some("27"), Sureness::Q),
        ("CMEM-34-15..18", None, Sureness::M),
        ("CONDUCT-77-S", None, Sureness::M),
        ("PSL-2025-61", Some("61"), Sureness::V),
        ("REV-2023-23", Some("23"), Sureness::V2),
        ("LZ-PARK", None, Sureness::N),
        ("BFE-2023-65", Some("65"), Sureness::V2),
        ("CSH-2017-14", Some("14"), Sureness::V),
        ("UNLIC-2017-3", Some("3"), Sureness::V),
        ("RTSL-2021-93", Some("93"), Sureness::V2),
        ("FIRE-2021-44", Some("44"), Sureness::V),
        ("EEC-2026-1190", Some("1190"), Sureness::V),
        ("GX-FIRST", None, Sureness::M),
    ] {
        let law = pack.get(id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!((law.shown_article(), law.sure), (article, sure), "{id}");
    }
    assert!(pack.get("APL-2021-35").is_none());
}

#[test]
fn a_number_from_memory_is_never_shown() {
    let pack = shipped();
    let from_memory: Vec<_> = pack
        .laws()
        .iter()
        .filter(|law| law.sure == Sureness::M)
        .collect();
    assert_eq!(from_memory.len(), 18);
    for law in from_memory {
        assert_eq!(law.shown_article(), None, "{}", law.id);
        // Document numbers belong to names; an article would be printed in one of these two forms.
        assert!(
            !pack.citation(&law.id, Language::Zh).unwrap().contains('第'),
            "{}",
            law.id
        );
        assert!(
            !pack
                .citation(&law.id, Language::En)
                .unwrap()
                .contains("art."),
            "{}",
            law.id
        );
    }
    // The guard is not vacuous: such a row does hold a number.
    assert!(pack.get("CCW-139-26").unwrap().article.is_some());
}

#[test]
fn the_day_of_the_act_decides_which_law_applies() {
    let pack = shipped();
    let (before, after) = (day("2026-08-14"), day("2026-08-15"));
    for (old, new) in [
        ("AIR-2018-115", "EEC-2026-1128"),
        ("SOLID-2020-111", "EEC-2026-1169"),
    ] {
        let old = pack.get(old).unwrap();
        assert!(old.valid_on(before) && !old.valid_on(after));
        assert!(old.superseded_by.iter().any(|next| next == new));
        assert!(!pack.get(new).unwrap().valid_on(before) && pack.get(new).unwrap().valid_on(after));
    }
    assert!(pack.get("PSL-2012-50").unwrap().valid_on(day("2025-12-31")));
    assert!(!pack.get("PSL-2025-61").unwrap().valid_on(day("2025-12-31")));
    assert!(
        pack.get("LZ-ILLEGAL").unwrap().valid_on(before),
        "a practice without a day is not excluded"
    );
    // Only the three repealed environmental laws and the old public-security row have ended.
    assert_eq!(
        pack.laws()
            .iter()
            .filter(|law| law.valid_until.is_some())
            .count(),
        10 + 6 + 4 + 1
    );
}

#[test]
fn an_outdated_number_is_recognised_as_such() {
    let pack = shipped();
    let today = day("2026-11-23");
    let ids = |name: &str, article: &str, when: Date| {
        pack.cited(name, article, when)
            .into_iter()
            .map(|found| match found {
                Citation::Current(law) => format!("now {}", law.id),
                Citation::OldNumber(law) => format!("old {}", law.id),
                Citation::NotInForce(law) => format!("gone {}", law.id),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(ids("行政处罚法", "55", today), ["now APL-2021-55"]);
    assert_eq!(
        ids("治安管理处罚法", "50", today),
        ["now PSL-2025-50", "old PSL-2025-61", "gone PSL-2012-50"]
    );
    assert_eq!(
        ids("治安管理处罚法", "50", day("2025-06-01")),
        ["now PSL-2012-50", "gone PSL-2025-50"]
    );
    assert_eq!(ids("大气污染防治法", "115", today), ["gone AIR-2018-115"]);
    assert_eq!(
        ids("Penalty Law", "33", today),
        ["now APL-2021-33", "old APL-2021-51"]
    );
    assert!(ids("行政处罚法", "999", today).is_empty());
    assert!(ids("没有这部法", "1", today).is_empty());
}

#[test]
fn a_citation_reads_like_print() {
    let pack = shipped();
    let zh = |id: &str| pack.citation(id, Language::Zh).unwrap();
    assert_eq!(zh("APL-2021-55"), "《中华人民共和国行政处罚法》第五十五条");
    assert_eq!(
        zh("CSH-2017-36"),
        "《城市市容和环境卫生管理条例》第三十六条第（二）项"
    );
    assert_eq!(
        zh("EEC-2026-1128"),
        "《中华人民共和国生态环境法典》第一千一百二十八条"
    );
    assert_eq!(zh("CMEM-34-25"), "《城市管理执法办法》");
    assert_eq!(zh("LZ-PARK-SOFT"), "柳州市人行道违停柔性执法做法");
    assert_eq!(
        pack.citation("CRIM-277", Language::En).unwrap(),
        "Criminal Law, art. 277, para. 1"
    );
    assert!(pack.citation("NOPE-1", Language::En).is_none());
    for (digits, words) in [
        ("3", "三"),
        ("10", "十"),
        ("14", "十四"),
        ("20", "二十"),
        ("105", "一百零五"),
        ("110", "一百一十"),
        ("1005", "一千零五"),
    ] {
        assert_eq!(chinese_number(digits), words);
    }
}

#[test]
fn all_problems_of_a_pack_come_at_once() {
    let row = |id: &str, more: &str| format!("(id: \"{id}\", instrument: \"I\", sure: V, {more}),");
    let good = "summary: (zh: \"甲\", en: \"a\")";
    let mut found = broken(
        &[
            row("A", good),
            row("A", good),
            row("B", "summary: (zh: \"\", en: \"b\")"),
            row("C", &format!("{good}, superseded_by: [\"Z\"]")),
            row(
                "D",
                &format!("{good}, valid_from: \"2026-01-02\", valid_until: \"2026-01-01\""),
            ),
            row("E", &format!("{good}, article: \"第五条\"")),
            row(
                "F",
                &format!("{good}, valid_until: \"2026-01-01\", superseded_by: [\"G\"]"),
            ),
            row("G", &format!("{good}, valid_from: \"2026-01-01\"")),
            row("H i", good).replace("\"I\"", "\"J\""),
        ]
        .concat(),
    );
    // The order of reports is no promise.
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "pack-bad-article",
            "pack-bad-id",
            "pack-dates-out-of-order",
            "pack-dates-out-of-order",
            "pack-duplicate-id",
            "pack-empty-text",
            "pack-unknown-id",
            "pack-unknown-id",
        ]
    );
}

#[test]
fn a_wrong_word_is_shown_where_it_stands() {
    let text = "(format: 1, version: \"t\", instruments: [],\n laws: [], extra: 1)";
    let found = LawPack::load(PackText {
        path: "t.ron",
        text,
    })
    .unwrap_err();
    assert_eq!(found[0].code, "pack-syntax");
    assert_eq!(found[0].place.unwrap().line, 2);
    assert!(found[0].message.en.contains("extra"));

    let twice = SHIPPED.replacen("(id: \"APL-2021-6\"", "(id: \"APL-2021-5\"", 1);
    let found = LawPack::load(PackText {
        path: "law.ron",
        text: &twice,
    })
    .unwrap_err();
    assert_eq!(found[0].code, "pack-duplicate-id");
    let line = twice
        .lines()
        .nth(found[0].place.unwrap().line as usize - 1)
        .unwrap();
    assert!(line.contains("APL-2021-5\"") && found[0].place.unwrap().line > 1);
}

#[test]
fn looking_for_words_finds_provisions_but_no_hidden_number() {
    let pack = shipped();
    let today = day("2026-11-20");
    let ids = |words: &str| -> Vec<&str> {
        pack.find(words, today)
            .iter()
            .map(|law| law.id.as_str())
            .collect()
    };
    // Words of the content, an article in both writings, English; every word must be there.
    assert!(ids("行政处罚法 第五十五条").contains(&"APL-2021-55"));
    assert!(ids("处罚法 第55条").contains(&"APL-2021-55"));
    assert!(ids("penalty art. 55").contains(&"APL-2021-55"));
    assert!(ids("处罚法 没有这样的话").is_empty());
    // What applies comes before what does not.
    let found = pack.find("法", today);
    let first_gone = found.iter().position(|law| !law.valid_on(today));
    if let Some(at) = first_gone {
        assert!(found[at..].iter().all(|law| !law.valid_on(today)));
    }
    for law in pack
        .laws()
        .iter()
        .filter(|law| law.shown_article().is_none())
    {
        let Some(number) = law.spoken_article() else {
            continue;
        };
        let name = pack.instrument(&law.instrument).unwrap().name.zh.clone();
        let wanted = format!("{name} 第{number}条");
        assert!(!ids(&wanted).contains(&law.id.as_str()), "{wanted}");
    }
}

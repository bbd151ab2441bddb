//! Tests of the bureau profiles: the two shipped ones are exchangeable, and spoilt ones are refused.

use super::*;
use crate::domain::packs::{FieldFormat, fill};

const LIUZHOU: &str = include_str!("../../../assets/packs/bureau/liuzhou/bureau.ron");
const DEMO: &str = include_str!("../../../assets/packs/bureau/demo-city/bureau.ron");

fn load(text: &str) -> BureauPack {
    BureauPack::load(PackText {
        path: "bureau.ron",
        text,
    })
    .expect("the shipped profile is sound")
}

fn after_change(from: &str, to: &str) -> Vec<&'static str> {
    assert!(LIUZHOU.contains(from), "{from}");
    let text = LIUZHOU.replacen(from, to, 1);
    let file = PackText {
        path: "bureau.ron",
        text: &text,
    };
    BureauPack::load(file).map_or_else(
        |found| found.iter().map(|problem| problem.code).collect(),
        |_| Vec::new(),
    )
}

/// Every id a case could refer to, with its list; fields with their format.
fn ids(pack: &BureauPack) -> Vec<String> {
    let fields = pack.forms.iter().flat_map(|form| {
        form.fields.iter().map(move |field| {
            format!(
                "form {} {} {} {:?} {:?}",
                form.id, field.id, field.required, field.source, field.format
            )
        })
    });
    let mut all: Vec<String> = fields
        .chain(pack.units.iter().map(|unit| format!("unit {}", unit.id)))
        .chain(
            pack.districts
                .iter()
                .map(|district| format!("district {}", district.id)),
        )
        .chain(
            pack.amounts
                .iter()
                .map(|amount| format!("amount {}", amount.id)),
        )
        .chain(
            pack.points
                .iter()
                .map(|point| format!("point {} {:?}", point.id, point.kind)),
        )
        .collect();
    all.sort();
    all
}

#[test]
fn a_case_written_for_one_bureau_plays_in_the_other() {
    let (liuzhou, demo) = (load(LIUZHOU), load(DEMO));
    assert_eq!(ids(&liuzhou), ids(&demo));
    assert_ne!(liuzhou.id, demo.id);
    let forms: Vec<&str> = liuzhou.forms.iter().map(|form| form.id.as_str()).collect();
    assert_eq!(
        forms,
        [
            "site_inspection_record",
            "correction_notice",
            "on_the_spot_decision",
            "preservation_list",
            "parking_notice",
            "first_offence_pledge",
            "service_receipt",
            "interrogation_record",
            "seizure_decision",
            "seizure_list",
            "platform_report",
        ]
    );
    let text = "我们是{bureau.unit}的，{bureau.point.evening_vendor_point}{bureau.point_hours.evening_vendor_point}开放。";
    let say = |pack: &BureauPack, district| {
        fill(text, |key| pack.word(key, district, Language::Zh)).unwrap()
    };
    assert_eq!(
        say(&liuzhou, "east"),
        "我们是鱼峰区综合行政执法局的，五星步行街后巷便民疏导点每天17:00至23:00开放。"
    );
    assert!(say(&demo, "east").contains("青山区城市管理和综合执法局"));
}

#[test]
fn words_have_both_languages_and_unknown_keys_have_none() {
    let pack = load(LIUZHOU);
    let word = |key: &str, lang| pack.word(key, pack.default_district(), lang);
    assert_eq!(
        word("bureau.hotline", Language::En).as_deref(),
        Some("12319")
    );
    assert_eq!(
        word("bureau.district", Language::En).as_deref(),
        Some("Chengzhong District")
    );
    assert_eq!(
        word("bureau.amount.pavement_parking", Language::Zh).as_deref(),
        Some("150")
    );
    assert_eq!(
        word("bureau.amount.illegal_parking_range", Language::Zh).as_deref(),
        Some("20–200")
    );
    assert_eq!(
        word("bureau.form.preservation_list", Language::Zh).as_deref(),
        Some("先行登记保存证据清单")
    );
    assert!(pack.keys().len() > 60);
    for key in pack.keys() {
        for lang in Language::ALL {
            assert!(
                word(&key, lang).is_some_and(|text| !text.is_empty()),
                "{key}"
            );
        }
    }
    for key in [
        "bureau.nothing",
        "bureau.point.nowhere",
        "draw.plate",
        "bureau.",
        "bureau.unit.x",
    ] {
        assert_eq!(word(key, Language::Zh), None, "{key}");
    }
    assert_eq!(pack.word("bureau.unit", "nowhere", Language::Zh), None);
}

#[test]
fn local_sums_carry_their_sureness() {
    let pack = load(LIUZHOU);
    let parking = pack.amount("pavement_parking").unwrap();
    assert_eq!(
        (parking.from_yuan, parking.sure, parking.law.as_str()),
        (150, Sureness::N, "LZ-PARK")
    );
    assert_eq!(
        load(DEMO).amount("pavement_parking").unwrap().from_yuan,
        100
    );
}

#[test]
fn a_paper_names_what_is_missing() {
    let pack = load(LIUZHOU);
    let form = pack.form("first_offence_pledge").unwrap();
    let mut filled: BTreeSet<String> = form.fields.iter().map(|field| field.id.clone()).collect();
    assert!(form.missing(&filled).is_empty());
    filled.remove("party_signature");
    filled.remove("facts");
    assert_eq!(form.missing(&filled), ["facts", "party_signature"]);
    assert!(matches!(
        pack.form("on_the_spot_decision").unwrap().field("kind").unwrap().format,
        FieldFormat::Choice(ref words) if words.len() == 2
    ));
}

#[test]
fn a_spoilt_profile_is_refused_with_its_reason() {
    assert_eq!(
        after_change("default_district: \"centre\"", "default_district: \"moon\""),
        ["pack-unknown-id"]
    );
    assert_eq!(
        after_change("district: \"south\"", "district: \"souht\""),
        ["pack-unknown-id"]
    );
    assert_eq!(
        after_change("from_yuan: 20, to_yuan: 200", "from_yuan: 200, to_yuan: 20"),
        ["pack-out-of-range"]
    );
    assert_eq!(
        after_change("en: \"Yufeng District\"", "en: \"\""),
        ["pack-empty-text"]
    );
    assert_eq!(
        after_change("(id: \"party_phone\"", "(id: \"party_name\""),
        ["pack-duplicate-id"]
    );
    assert_eq!(
        after_change("(id: \"city_office\"", "(id: \"office\""),
        ["pack-unknown-id"]
    );
    assert_eq!(
        after_change("required: true", "required: maybe"),
        ["pack-syntax"]
    );
}

//! Tests of the conduct pack: the shipped numbers, the rules of the tension model, and packs that must be refused.

use super::*;
use crate::domain::ids::{Millis, Points};
use crate::domain::packs::{Block, Guard, LawPack, Moment, Mood};

const SHIPPED: &str = include_str!("../../../assets/packs/conduct/conduct.ron");
const LAW: &str = include_str!("../../../assets/packs/law/law.ron");

fn shipped() -> ConductPack {
    ConductPack::load(PackText {
        path: "conduct.ron",
        text: SHIPPED,
    })
    .expect("the shipped pack is sound")
}

/// Codes of the problems of the shipped pack with one passage changed.
fn after_change(from: &str, to: &str) -> Vec<&'static str> {
    assert!(SHIPPED.contains(from), "{from}");
    let text = SHIPPED.replacen(from, to, 1);
    let file = PackText {
        path: "conduct.ron",
        text: &text,
    };
    ConductPack::load(file).map_or_else(
        |found| found.iter().map(|problem| problem.code).collect(),
        |_| Vec::new(),
    )
}

#[test]
fn only_existing_laws_are_cited() {
    let law = LawPack::load(PackText {
        path: "law.ron",
        text: LAW,
    })
    .unwrap();
    let pack = shipped();
    let cited = pack.cited_laws();
    assert!(cited.len() > 30);
    for id in cited {
        assert!(law.get(id).is_some(), "{id}");
    }
}

#[test]
fn the_frame_is_a_hundred_points_and_a_breach_fails() {
    let frame = shipped().frame;
    let points: Vec<i32> = Block::ALL
        .into_iter()
        .map(|block| frame.points_of(block).0)
        .collect();
    assert_eq!(points, [30, 20, 25, 15, 10]);
    assert_eq!(
        (frame.of, frame.pass_at, frame.cap_after_critical),
        (Points(100), Points(60), Points(59))
    );
    assert_eq!(
        after_change("points: 30", "points: 29"),
        ["pack-out-of-range"]
    );
    assert_eq!(
        after_change("cap_after_critical: 59", "cap_after_critical: 60"),
        ["pack-out-of-range"]
    );
    assert_eq!(after_change("block: legality", "block: procedure").len(), 2);
}

#[test]
fn words_move_tension_as_taught() {
    let model = shipped().tension;
    let tension = |act, moment: Moment| model.effect_of(act, &moment).tension;
    let fresh = Moment {
        facts_stated: true,
        ..Moment::default()
    };
    assert_eq!(tension(Act::Greet, fresh), -3);
    assert_eq!(tension(Act::ShowCertificate, fresh), -3);
    assert_eq!(
        tension(
            Act::ShowCertificate,
            Moment {
                was_asked_for: true,
                ..fresh
            }
        ),
        0
    );
    assert_eq!(
        tension(
            Act::ListenAck,
            Moment {
                times_before: 2,
                ..fresh
            }
        ),
        -6
    );
    assert_eq!(
        tension(
            Act::ListenAck,
            Moment {
                times_before: 3,
                ..fresh
            }
        ),
        0
    );
    assert_eq!(
        tension(
            Act::Empathise,
            Moment {
                times_on_topic: 1,
                times_before: 9,
                ..fresh
            }
        ),
        -7
    );
    assert_eq!(
        tension(
            Act::Empathise,
            Moment {
                times_on_topic: 2,
                ..fresh
            }
        ),
        0
    );
    assert_eq!(
        tension(Act::OfferAlternative, fresh),
        0,
        "a vague promise soothes nobody"
    );
    assert_eq!(
        tension(
            Act::OfferAlternative,
            Moment {
                is_specific: true,
                ..fresh
            }
        ),
        -10
    );
    assert_eq!(
        tension(
            Act::Persuade,
            Moment {
                touches_motive: true,
                ..fresh
            }
        ),
        -4
    );
    assert_eq!(
        tension(
            Act::Persuade,
            Moment {
                touches_motive: true,
                is_repeated: true,
                ..fresh
            }
        ),
        2
    );
    assert_eq!(
        tension(
            Act::CiteLaw,
            Moment {
                is_first_word: true,
                ..fresh
            }
        ),
        4
    );
    assert_eq!(tension(Act::OrderCorrection, fresh), 0);
    assert_eq!(tension(Act::OrderCorrection, Moment::default()), 6);
    assert_eq!(
        tension(
            Act::Warn,
            Moment {
                tension: 59,
                ..fresh
            }
        ),
        4
    );
    assert_eq!(
        tension(
            Act::Warn,
            Moment {
                tension: 71,
                ..fresh
            }
        ),
        10
    );
    let wrong: Vec<i32> = [
        Act::Insult,
        Act::Threaten,
        Act::DenyRights,
        Act::LeakPrivacy,
        Act::Shirk,
    ]
    .into_iter()
    .map(|act| tension(act, fresh))
    .collect();
    assert_eq!(wrong, [25, 25, 18, 20, 10]);
    for act in Act::ALL.into_iter().filter(|act| act.is_wrong()) {
        assert!(model.effect_of(act, &fresh).trust < 0, "{act:?}");
    }
    assert_eq!((model.moved(95, 25), model.moved(3, -10)), (100, 0));
}

#[test]
fn deeds_weigh_as_taught() {
    let pack = shipped();
    for (id, tension) in [
        ("touch_goods_before_papers", 15),
        ("encircle", 8),
        ("stand_too_close", 8),
        ("raise_voice", 8),
        ("interrupt", 5),
        ("seize_phone", 20),
        ("repeat_sentence", 3),
        ("long_silence", 4),
        ("help_carry", -6),
        ("silence_after_crying", -2),
    ] {
        assert_eq!(
            pack.deed(id)
                .unwrap_or_else(|| panic!("{id}"))
                .effect()
                .tension,
            tension,
            "{id}"
        );
    }
    assert_eq!(pack.tension.long_silence_ms, Millis::from_secs(12));
}

#[test]
fn a_mood_does_not_flicker() {
    let model = shipped().tension;
    let path = [0, 28, 30, 27, 25, 56, 52, 50, 70, 66, 65, 90, 81, 80, 10];
    let mut mood = model.mood_at_start(0);
    let mut seen = Vec::new();
    for tension in path {
        mood = model.mood_after(mood, tension);
        seen.push(mood);
    }
    use Mood::{Angry, Breaking, Calm, Shouting, Uneasy};
    assert_eq!(
        seen,
        [
            Calm, Calm, Uneasy, Uneasy, Calm, Angry, Angry, Uneasy, Shouting, Shouting, Angry,
            Breaking, Breaking, Shouting, Calm
        ]
    );
    assert_eq!(model.mood_at_start(65), Angry);
    // However it got there, the mood at rest stays what it is.
    for before in Mood::ALL {
        for tension in 0..=100 {
            let after = model.mood_after(before, tension);
            assert_eq!(
                model.mood_after(after, tension),
                after,
                "{before:?} {tension}"
            );
        }
    }
}

#[test]
fn every_wrong_act_is_answered_and_every_act_has_words() {
    let pack = shipped();
    for act in Act::ALL {
        if act.is_wrong() {
            assert_eq!(
                pack.phrase_for(act, 0),
                None,
                "no phrase teaches a wrong act"
            );
        } else {
            let first = pack.phrase_for(act, 0).unwrap();
            assert_ne!(pack.phrase_for(act, 1).unwrap().id, first.id);
            assert_ne!(pack.phrase_for(act, 2).unwrap().id, first.id);
        }
    }
    for act in [
        Act::Insult,
        Act::Threaten,
        Act::AbuseForce,
        Act::DenyRights,
        Act::NegotiateUnlawfully,
        Act::LeakPrivacy,
    ] {
        let answering = pack
            .critical
            .iter()
            .filter(|breach| breach.triggers.contains(&Trigger::Said(act)));
        assert_eq!(answering.count(), 1, "{act:?}");
    }
    for deed in pack
        .deeds
        .iter()
        .filter(|deed| deed.severity == Severity::Critical)
    {
        let trigger = Trigger::Did(deed.id.clone());
        assert!(
            pack.critical
                .iter()
                .any(|breach| breach.triggers.contains(&trigger)),
            "{}",
            deed.id
        );
    }
    for situation in &pack.situations {
        assert!(
            pack.phrases_in(&situation.id).next().is_some(),
            "{}",
            situation.id
        );
    }
}

#[test]
fn a_spoilt_pack_is_refused_with_its_reason() {
    assert_eq!(
        after_change("did(\"take_gift\")", "did(\"take_gifts\")"),
        ["pack-unknown-id"]
    );
    assert_eq!(
        after_change("situation: \"opening\"", "situation: \"openings\""),
        ["pack-unknown-id"]
    );
    assert_eq!(
        after_change("(id: \"play_phone\"", "(id: \"smoke\""),
        ["pack-duplicate-id"]
    );
    assert_eq!(
        after_change(
            "(id: \"greet_1\", situation: \"opening\", act: greet",
            "(id: \"greet_1\", situation: \"opening\", act: insult"
        ),
        ["pack-out-of-range"]
    );
    assert_eq!(
        after_change("rises_at: 55", "rises_at: 49"),
        ["pack-out-of-range"]
    );
    assert_eq!(
        after_change("(act: shirk, tension: 10, trust: -10),", ""),
        ["pack-out-of-range"]
    );
    assert_eq!(
        after_change("(act: greet, when: [first_times(1)],", "(act: greet,"),
        ["pack-out-of-range"]
    );
    assert_eq!(after_change("format: 1", "format: 2"), ["pack-format"]);
    assert_eq!(after_change("act: greet", "act: grete"), ["pack-syntax"]);
    assert!(
        shipped()
            .tension
            .acts
            .iter()
            .any(|rule| rule.when.contains(&Guard::Repeated))
    );
}

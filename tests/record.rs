//! Is a record safe from changes and whole after a crash?

mod shipped;

use proptest::prelude::*;
use std::sync::OnceLock;
use streetwise::domain::ids::Millis;
use streetwise::domain::record::{Broken, Moment, Record, parse, parse_prefix, verify};
use streetwise::domain::rehearsal::{Player, rehearsal_header, rehearse};
use streetwise::domain::session::{
    Effect, Happening, Input, Mode, Setup, TOUCH_TEXT_CHARS_MAX, Touch,
};

fn record_text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let shipped = &shipped::cases()[0];
        let understand = |text: &str| shipped::read(&shipped.case, text);
        let name = &shipped.walkthroughs[0].1;
        rehearse(shipped.stage(&understand), name, false)
            .expect("a run")
            .text
    })
}

#[test]
fn a_removed_a_swapped_and_a_doubled_line_are_found() {
    let lines: Vec<&str> = record_text().lines().collect();
    let join = |lines: &[&str]| lines.join("\n") + "\n";
    for at in 1..lines.len() - 1 {
        let mut removed = lines.clone();
        removed.remove(at);
        assert_eq!(
            parse(&join(&removed)),
            Err(Broken::Chain { line: at + 1 }),
            "removed {at}"
        );
        let mut swapped = lines.clone();
        swapped.swap(at, at + 1);
        assert_eq!(
            parse(&join(&swapped)),
            Err(Broken::Chain { line: at + 1 }),
            "swapped {at}"
        );
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        assert_eq!(
            parse(&join(&doubled)),
            Err(Broken::Chain { line: at + 2 }),
            "doubled {at}"
        );
    }
}

#[test]
fn whatever_a_crash_leaves_opens_up_to_its_last_whole_line() {
    let text = record_text();
    let whole = parse(text).expect("a sound record");
    for (cut, _) in text.char_indices().step_by(97) {
        let lines = text[..cut].matches('\n').count();
        match parse_prefix(&text[..cut]) {
            Ok((record, _)) => {
                assert!(record.events.len() + 1 >= lines, "cut {cut}");
                assert!(whole.events.starts_with(&record.events), "cut {cut}");
            }
            Err(_) => assert_eq!(lines, 0, "cut {cut}"),
        }
    }
}

/// A run of the street vendor with an instructor's touches, three seconds apart; gives its record and what was refused.
fn touched(mode: Mode, touches: &[Touch]) -> (Record, Vec<String>) {
    let shipped = shipped::cases()
        .iter()
        .find(|one| one.case.id == "street-vendor")
        .expect("shipped");
    let understand = |text: &str| shipped::read(&shipped.case, text);
    let stage = shipped.stage(&understand);
    let mut header = rehearsal_header(&shipped.case, stage.versions, &shipped.walkthroughs[0].1);
    header.setup = Setup {
        level: 1,
        mode,
        seed: 7,
        party: (mode == Mode::Practice).then(|| "xiaozhang".to_owned()),
    };
    let mut player = Player::begin(stage, header).expect("a run");
    for touch in touches {
        let later = player.now().plus(Millis(3_000));
        let by = "wei".to_owned();
        let touch = touch.clone();
        player.input(later, Input::Touched { by, touch });
    }
    player.wait(player.now().plus(Millis(3_000)));
    let run = player.finish();
    let record = parse(&run.text).expect("a sound record");
    verify(&shipped.case, &shipped::content().rules, &record).expect("plays again to the byte");
    let refused = record.events.iter().filter_map(|event| match &event.what {
        Moment::Out(Effect::Refused { what }) => Some(what.clone()),
        _ => None,
    });
    let refused = refused.collect();
    (record, refused)
}

fn every_touch(party: &str) -> Vec<Touch> {
    let text = || "您先讲讲情况".to_owned();
    vec![
        Touch::Inject {
            inject: "rain".to_owned(),
        },
        Touch::Happen {
            what: Happening::Ambulance,
        },
        Touch::Call { text: text() },
        Touch::Say {
            by: party.to_owned(),
            text: text(),
        },
        // Last of those about the party: at this tension he runs away.
        Touch::Mood {
            who: party.to_owned(),
            tension: 93,
        },
        Touch::Ear { text: text() },
        Touch::Voice,
        Touch::Pause,
        Touch::Resume,
        Touch::Note { text: text() },
        Touch::End,
    ]
}

#[test]
fn an_instructors_touches_take_effect_and_play_again_to_the_byte() {
    let (record, refused) = touched(Mode::Practice, &every_touch("xiaozhang"));
    assert!(refused.is_empty(), "{refused:?}");
    let said = |wanted: &dyn Fn(&Effect) -> bool| {
        record
            .events
            .iter()
            .any(|event| matches!(&event.what, Moment::Out(effect) if wanted(effect)))
    };
    assert!(said(
        &|one| matches!(one, Effect::World { event } if event == "free_ambulance")
    ));
    assert!(said(
        &|one| matches!(one, Effect::Platform { message } if message.zh == "您先讲讲情况")
    ));
    assert!(said(
        &|one| matches!(one, Effect::Mood { who, tension: 93, .. } if who == "xiaozhang")
    ));
    assert!(said(&|one| matches!(one, Effect::Ended { .. })));
    let beat = shipped::cases()[1].case.beats[0].id.clone();
    let (record, refused) = touched(Mode::Practice, &[Touch::Jump { beat: beat.clone() }]);
    let jumped = record.events.iter().any(
        |event| matches!(&event.what, Moment::Out(Effect::Beat { beat: one }) if *one == beat),
    );
    assert!(jumped || refused == [beat], "a beat of this level happens");
}

#[test]
fn what_a_case_does_not_have_and_what_an_exam_forbids_is_refused() {
    let nobody = || "nobody".to_owned();
    let text = |text: &str| text.to_owned();
    let strange = [
        Touch::Inject { inject: nobody() },
        Touch::Mood {
            who: nobody(),
            tension: 5,
        },
        Touch::Say {
            by: nobody(),
            text: text("你好"),
        },
        Touch::Jump { beat: nobody() },
        Touch::Note { text: text("  ") },
        Touch::Ear {
            text: "长".repeat(TOUCH_TEXT_CHARS_MAX + 1),
        },
    ];
    let (_, refused) = touched(Mode::Practice, &strange);
    assert_eq!(refused.len(), strange.len(), "{refused:?}");
    let (_, refused) = touched(Mode::Exam, &every_touch("xiaozhang"));
    assert_eq!(
        refused,
        ["inject", "happen", "call", "say", "mood", "ear", "voice"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn a_flipped_bit_anywhere_never_passes_unseen(place in 0_usize..100_000, bit in 0_u8..8) {
        let shipped = &shipped::cases()[0];
        let mut bytes = record_text().as_bytes().to_vec();
        let place = place % bytes.len();
        bytes[place] ^= 1 << bit;
        if let Ok(text) = String::from_utf8(bytes) {
            let sound = parse(&text).is_ok_and(|record| {
                // The last line has no successor: what changes there shows in the seal or in the replay.
                verify(&shipped.case, &shipped::content().rules, &record).is_ok()
                    && record == parse(record_text()).expect("sound")
            });
            prop_assert!(!sound, "byte {place}, bit {bit}");
        }
    }
}

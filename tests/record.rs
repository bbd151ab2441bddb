//! Is a record safe from changes and whole after a crash?

mod shipped;

use proptest::prelude::*;
use std::sync::OnceLock;
use streetwise::domain::record::{Broken, parse, parse_prefix, verify};
use streetwise::domain::rehearsal::rehearse;

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

//! Made results: as many as wanted, the same for the same seed, consistent in themselves, and the answer to "who must
//! retrain in what" worked out from raw verdicts, apart from the product's own reckoning.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};
use streetwise::domain::assessment::{
    Appeal, Assessment, CaseRef, Evidence, EvidenceKind, FORMAT, Item, Score, Verdict,
};
use streetwise::domain::ids::{Bilingual, Language, Millis, Permille};
use streetwise::domain::packs::Block;
use streetwise::domain::record::{Chain, Event, Header, Moment, Versions};
use streetwise::domain::session::{Mode, Setup};
use streetwise::export::{ExportError, Found, Results, Take};

/// One item of the made cases: id, block, points.
const ITEMS: &[(&str, Block, i32)] = &[
    ("show_certificate", Block::Procedure, 10),
    ("state_identity", Block::Procedure, 8),
    ("hear_statement", Block::Procedure, 12),
    ("cite_right_law", Block::Legality, 15),
    ("right_deadline", Block::Legality, 10),
    ("no_seizure", Block::Legality, 0),
    ("listen_first", Block::Communication, 10),
    ("plain_words", Block::Communication, 10),
    ("offer_way_out", Block::Result, 8),
    ("hazard_gone", Block::Result, 7),
    ("recorder_on", Block::Safety, 6),
    ("photos_taken", Block::Safety, 4),
];
const CASES: &[&str] = &["street-vendor", "sidewalk-parking"];
/// The first of August 2026, 01:00 UTC.
const BEGIN_S: i64 = 1_785_546_000;

/// A small generator of numbers, good enough to scatter verdicts.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }
    /// A number below `below`.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % below
    }
}

fn both(zh: String, en: String) -> Bilingual {
    Bilingual { zh, en }
}

/// The result of a number among `count`, by one of `people` trainees; numbers rise with time.
pub fn result(number: u64, count: u64, people: u64) -> Found {
    let mut dice = Dice::new(number + 1);
    let person = dice.roll(people);
    let skill = 40 + person * 7 % 60;
    let case = CASES[dice.roll(CASES.len() as u64) as usize];
    let level = 1 + dice.roll(3) as u8;
    let items: Vec<Item> = ITEMS
        .iter()
        .map(|(id, block, of)| {
            let luck = dice.roll(100);
            let verdict = match (*of, luck) {
                (0, 0..4) => Verdict::Breached,
                (0, _) => Verdict::Met,
                (_, luck) if luck < 3 => Verdict::Review,
                (_, luck) if luck < skill => Verdict::Met,
                _ => Verdict::Missed,
            };
            Item {
                id: (*id).to_owned(),
                block: *block,
                text: both(format!("要求：{id}"), format!("asked: {id}")),
                verdict,
                points: if verdict == Verdict::Met { *of } else { 0 },
                of: *of,
                critical: *of == 0,
                evidence: if verdict == Verdict::Met && *of > 0 {
                    vec![Evidence {
                        at_ms: 10_000 + dice.roll(100_000),
                        kind: EvidenceKind::Said,
                        quote: "您好，我们是城管执法队员".to_owned(),
                        sure: Permille(900),
                    }]
                } else {
                    Vec::new()
                },
                law: vec!["APL-2021-55".to_owned()],
                why: both("理由".to_owned(), "why".to_owned()),
                better: both("更好的说法".to_owned(), "better".to_owned()),
                kept: 0,
                differs: Vec::new(),
            }
        })
        .collect();
    // Spread evenly over a hundred days.
    let at = BEGIN_S + (number as i64) * 8_640_000 / (count.max(1) as i64);
    let started_at = jiff_second(at);
    let rulings: Vec<Appeal> = items
        .iter()
        .filter(|item| item.verdict == Verdict::Review && number.is_multiple_of(3))
        .map(|item| Appeal {
            item: item.id.clone(),
            machine: Verdict::Review,
            verdict: Verdict::Met,
            reason: "录音里说了".to_owned(),
            by: "head-1".to_owned(),
            at: started_at.clone(),
        })
        .collect();
    let mut mark = Assessment {
        format: FORMAT,
        scenario: CaseRef {
            id: case.to_owned(),
            version: "1.0.0".to_owned(),
            hash: "ab12".to_owned(),
        },
        versions: Versions {
            rubric: "1.0.0".to_owned(),
            law: "2026.11".to_owned(),
            conduct: "1".to_owned(),
            lexicon: "1".to_owned(),
            bureau: "1".to_owned(),
        },
        level,
        party: "xiaozhang".to_owned(),
        mode: if number.is_multiple_of(4) {
            Mode::Exam
        } else {
            Mode::Practice
        },
        trainee: format!("cz-{person:04}"),
        started_at,
        duration_ms: 120_000 + dice.roll(600_000),
        outcome: "agreed".to_owned(),
        score: Score {
            points: 0,
            of: 0,
            capped_at: None,
            pass: false,
            pending: false,
        },
        blocks: Vec::new(),
        items,
        critical: Vec::new(),
        review: Vec::new(),
        papers: Vec::new(),
        offers: Vec::new(),
        appeals: Vec::new(),
        record: format!("{:064x}", u128::from(number) + 0xABCD_0000_0000),
    };
    total(&mut mark);
    for ruling in rulings {
        mark.appeal(ruling).expect("an item of the mark");
    }
    Found {
        mark,
        team: format!("队{}", person % 5 + 1),
        // Everybody is still there, so that who retrains is told by marks alone.
        is_gone: false,
    }
}

/// The text of a record that a made mark is of, in which nothing happens; the mark gets its seal.
pub fn record_for(mark: &mut Assessment) -> String {
    let header = Header {
        format: streetwise::domain::record::FORMAT,
        program: "made".to_owned(),
        case: mark.scenario.id.clone(),
        case_hash: mark.scenario.hash.clone(),
        versions: mark.versions.clone(),
        setup: Setup {
            level: mark.level,
            mode: mark.mode,
            seed: 0,
            party: None,
        },
        trainee: mark.trainee.clone(),
        started_at: mark.started_at.clone(),
        lang: Language::Zh,
        recogniser: String::new(),
        exam: None,
    };
    let mut chain = Chain::default();
    let text: String = [Moment::Begin(Box::new(header)), Moment::Close]
        .map(|what| {
            chain.line(Event {
                at: Millis(0),
                what,
            })
        })
        .concat();
    mark.record = chain.seal().to_owned();
    text
}

fn jiff_second(second: i64) -> String {
    jiff::Timestamp::from_second(second)
        .expect("a moment")
        .to_string()
}

/// Blocks, points and pass by the product's own rule. It is asked through a ruling that says what the machine said already
/// and is taken back at once: no verdict changes, everything is summed up.
fn total(mark: &mut Assessment) {
    let (item, verdict) = (mark.items[0].id.clone(), mark.items[0].verdict);
    let by_nobody = Appeal {
        item,
        machine: verdict,
        verdict,
        reason: String::new(),
        by: String::new(),
        at: String::new(),
    };
    mark.appeal(by_nobody).expect("an item of the mark");
    mark.appeals.clear();
    assert!(mark.adds_up(), "a made mark is consistent in itself");
}

/// Made results as a source: nothing is kept.
pub struct Made {
    pub count: u64,
    pub people: u64,
}

impl Results for Made {
    fn count(&mut self) -> Result<u64, ExportError> {
        Ok(self.count)
    }
    fn each(&mut self, take: Take<'_>) -> Result<(), ExportError> {
        (0..self.count).try_for_each(|number| take(Ok(result(number, self.count, self.people))))
    }
}

/// Totals that every export must agree on.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Totals {
    pub runs: i64,
    pub passed: i64,
    pub points: i64,
    pub of: i64,
    /// Items met, missed, breached, under review.
    pub verdicts: [i64; 4],
}

/// Trainee, case, level, block; the block is empty when a run failed without a weak one.
pub type Retrain = BTreeSet<(String, String, i64, String)>;

/// The right answers, from raw verdicts.
pub fn truth(made: &Made) -> (Totals, Retrain) {
    let mut totals = Totals::default();
    let mut latest: BTreeMap<(String, String, i64), Assessment> = BTreeMap::new();
    for number in 0..made.count {
        let mark = result(number, made.count, made.people).mark;
        totals.runs += 1;
        totals.passed += i64::from(mark.score.pass);
        totals.points += i64::from(mark.score.points);
        totals.of += i64::from(mark.score.of);
        for item in &mark.items {
            totals.verdicts[mark.verdict(item) as usize] += 1;
        }
        let place = (
            mark.trainee.clone(),
            mark.scenario.id.clone(),
            i64::from(mark.level),
        );
        latest.insert(place, mark);
    }
    let mut retrain = Retrain::new();
    for ((trainee, case, level), mark) in latest {
        let mut weak = Vec::new();
        for block in Block::ALL {
            let (mut points, mut of, mut critical) = (0, 0, false);
            for item in mark.items.iter().filter(|item| item.block == block) {
                match mark.verdict(item) {
                    Verdict::Met => (points, of) = (points + item.of, of + item.of),
                    Verdict::Missed => of += item.of,
                    Verdict::Breached => (of, critical) = (of + item.of, critical || item.critical),
                    Verdict::Review => {}
                }
            }
            if critical || of > 0 && points * 100 / of < 60 {
                weak.push(block.name().to_owned());
            }
        }
        if weak.is_empty() && !mark.score.pass {
            weak.push(String::new());
        }
        for block in weak {
            retrain.insert((trainee.clone(), case.clone(), level, block));
        }
    }
    (totals, retrain)
}

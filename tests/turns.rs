//! Talking into each other: whoever does not let somebody finish pays with that person's patience, once a line and not for
//! a warning or a nod; whoever is angry does not hear a long talk out; and a record of it plays alike.

mod shipped;

use shipped::Shipped;
use streetwise::domain::act::Act;
use streetwise::domain::ids::{Language, Millis, Permille};
use streetwise::domain::packs::{INTERRUPT, Mood};
use streetwise::domain::record::{Moment, parse, rerun};
use streetwise::domain::rehearsal::{Player, Run, meaning, rehearsal_header, rehearse};
use streetwise::domain::scenario::model::{Trigger, Who};
use streetwise::domain::scenario::walkthrough::{Expect, Kind, Step, WalkthroughFile};
use streetwise::domain::session::{Effect, Heard, Input, Over};

fn case(id: &str) -> &'static Shipped {
    let found = shipped::cases().iter().find(|one| one.case.id == id);
    found.expect("the case")
}

fn out(run: &Run) -> impl Iterator<Item = &Effect> {
    run.record.events.iter().filter_map(|one| match &one.what {
        Moment::Out(effect) => Some(effect),
        _ => None,
    })
}

fn play(shipped: &Shipped, steps: Vec<Step>) -> Run {
    let understand = |text: &str| shipped::read(&shipped.case, text);
    let file = WalkthroughFile {
        kind: Kind::Other,
        steps,
        expect: Expect::default(),
        ..shipped.walkthrough("silence").clone()
    };
    rehearse(shipped.stage(&understand), &file, false).expect("a run")
}

fn over(who: &str, line: &str, said: u64, left: u64) -> Option<Over> {
    Some(Over {
        who: who.to_owned(),
        line: line.to_owned(),
        said_ms: Millis(said),
        left_ms: Millis(left),
    })
}

/// A talk with the street vendor, in which words may be put anywhere.
struct Talk<'a> {
    shipped: &'static Shipped,
    player: Player<'a>,
}

impl Talk<'_> {
    fn tension(&self) -> i16 {
        let state = self.player.state();
        state.people[state.party.at()].tension
    }

    fn party(&self) -> &'static str {
        &self.shipped.case.people[self.player.state().party.at()].id
    }

    /// A line of the party that was just said, whatever it is.
    fn line(&self) -> String {
        let said = self
            .player
            .events()
            .iter()
            .rev()
            .find_map(|one| match &one.what {
                Moment::Out(Effect::Line { by, line }) if by == self.party() => Some(line.clone()),
                _ => None,
            });
        said.expect("a line")
    }

    /// Says this into a line; gives whether the trainee is told to have talked over somebody.
    fn say(&mut self, text: &str, acts: &[Act], over: Option<Over>) -> bool {
        let heard = Heard {
            text: text.to_owned(),
            sure: Permille::FULL,
            reading: meaning(&self.shipped.case, acts),
            to: None,
            source: None,
            heard_by: None,
            over,
        };
        let at = self.player.now().plus(Millis(6_000));
        let from = self.player.input(at, Input::Said(heard));
        self.player.events()[from..]
            .iter()
            .any(|one| matches!(one.what, Moment::Out(Effect::Interrupted { .. })))
    }

    /// Talks on for so long without a word understood yet; gives the party's line when it cuts in.
    fn talks(&mut self, for_ms: u64) -> Option<String> {
        let input = Input::Talking {
            to: None,
            for_ms: Millis(for_ms),
        };
        let at = self.player.now().plus(Millis(1_000));
        let from = self.player.input(at, input);
        let mut cut = false;
        for one in &self.player.events()[from..] {
            match &one.what {
                Moment::Out(Effect::CutIn { who }) => cut = who == self.party(),
                Moment::Out(Effect::Line { line, .. }) if cut => return Some(line.clone()),
                _ => {}
            }
        }
        assert!(!cut, "the party cut in and had no words");
        None
    }
}

fn with_vendor(test: impl FnOnce(Talk<'_>)) {
    let shipped = case("street-vendor");
    let understand = |text: &str| shipped::read(&shipped.case, text);
    let header = rehearsal_header(
        &shipped.case,
        &shipped.versions,
        shipped.walkthrough("silence"),
    );
    let player = Player::begin(shipped.stage(&understand), header).expect("a run");
    test(Talk { shipped, player });
}

#[test]
fn talking_over_somebody_costs_once_a_line_and_not_at_its_ends() {
    with_vendor(|mut talk| {
        let deed = shipped::content().packs.conduct.deed(INTERRUPT).unwrap();
        talk.say("您好", &[Act::Greet], None);
        let (who, line) = (talk.party(), talk.line());
        let before = talk.tension();
        assert!(
            !talk.say("这个摊位", &[], over(who, &line, 300, 5_000)),
            "together"
        );
        assert!(
            !talk.say("占了盲道", &[], over(who, &line, 5_000, 700)),
            "answered"
        );
        assert_eq!(talk.tension(), before);
        assert!(talk.say("先听我讲完", &[], over(who, &line, 1_000, 2_000)));
        assert_eq!(i32::from(talk.tension() - before), deed.tension);
        assert!(
            !talk.say("听我的就对了", &[], over(who, &line, 1_500, 1_500)),
            "twice"
        );
        assert_eq!(i32::from(talk.tension() - before), deed.tension);
    });
}

#[test]
fn a_shout_of_warning_and_a_nod_cost_nothing() {
    with_vendor(|mut talk| {
        talk.say("您好", &[Act::Greet], None);
        let (who, line) = (talk.party(), talk.line());
        let into = || over(who, &line, 1_000, 2_000);
        for (text, acts) in [
            ("小心后面有车！", &[Act::SafetyAction][..]),
            ("嗯嗯，好的。", &[]),
            ("Mm, I see.", &[]),
            ("您讲，我在听。", &[Act::ListenAck]),
        ] {
            assert!(!talk.say(text, acts, into()), "{text}");
        }
        let not_free = [
            ("好，但是您得搬。", &[Act::OrderCorrection][..]),
            ("小心我收拾你！", &[Act::SafetyAction, Act::Threaten]),
        ];
        for (text, acts) in not_free {
            talk.say("您继续说", &[Act::AskInfo], None);
            let line = talk.line();
            assert!(
                talk.say(text, acts, over(who, &line, 1_000, 2_000)),
                "{text}"
            );
        }
    });
}

#[test]
fn a_colleague_the_radio_and_nobody_mind_nothing() {
    with_vendor(|mut talk| {
        let before = talk.tension();
        for who in ["xiaowei", "control"] {
            assert!(
                !talk.say("等一下", &[], over(who, "", 1_000, 2_000)),
                "{who}"
            );
        }
        let from = talk.player.events().len();
        assert!(!talk.say("慢着", &[], over("nobody", "", 1_000, 2_000)));
        let refused = talk.player.events()[from..].iter().any(
            |one| matches!(&one.what, Moment::Out(Effect::Refused { what }) if what == "over nobody"),
        );
        assert!(refused, "a stranger was talked over and nobody said so");
        assert_eq!(talk.tension(), before);
    });
}

#[test]
fn only_the_angry_cut_in_and_only_now_and_then() {
    with_vendor(|mut talk| {
        assert_eq!(talk.talks(60_000), None, "calm");
        talk.say("你就是个无赖", &[Act::Insult], None);
        let state = talk.player.state();
        assert!(state.people[state.party.at()].mood >= Mood::Angry);
        assert_eq!(talk.talks(7_900), None, "not long yet");
        let first = talk.talks(8_000).expect("a word of anger");
        assert_eq!(talk.talks(16_000), None, "at once again");
        // Being spoken on to over one's own interruption is no interruption.
        let who = talk.party();
        assert!(!talk.say("你先听我讲", &[], over(who, &first, 1_000, 2_000)));
        for text in ["我再说一遍情况", "事情是这样的"] {
            talk.say(text, &[Act::StateFacts], None);
        }
        let again = talk.talks(8_000).expect("another");
        assert_ne!(first, again, "the same line twice");
    });
}

#[test]
fn every_case_has_lines_of_its_own_for_a_talk_too_long_in_both_languages() {
    for shipped in shipped::cases() {
        let case = &shipped.case;
        for level in &case.levels {
            // Whoever holds on to a rail on level 3 at the platform is past being angry about long talks.
            if case.id == "dispatch-seat" && level.level == 3 {
                continue;
            }
            let angry = [Mood::Angry, Mood::Shouting, Mood::Breaking];
            let lines: Vec<_> = case
                .lines
                .iter()
                .filter(|line| {
                    line.levels.has(level.level)
                        && line.by == Who::Party
                        && line.on.contains(&Trigger::LongTalk(None))
                        && angry
                            .iter()
                            .all(|mood| line.moods & (1 << (*mood as u8)) != 0)
                        && line.moods & (1 << (Mood::Calm as u8)) == 0
                })
                .collect();
            assert!(
                lines.len() >= 2,
                "{} {}: {}",
                case.id,
                level.level,
                lines.len()
            );
        }
        for lang in Language::ALL {
            for (at, line) in case.lines.iter().enumerate() {
                let ix = streetwise::domain::scenario::model::LineIx(at as u16);
                assert!(!case.words(ix, lang).is_empty(), "{}", line.id);
            }
        }
    }
}

#[test]
fn a_walk_through_says_so_in_two_words_and_its_record_plays_alike() {
    let shipped = case("street-vendor");
    let run = play(
        shipped,
        vec![
            Step::Move("stall".to_owned()),
            Step::Say("老板您好，这里是人行道，不能摆摊。".to_owned()),
            Step::Over("你先听我讲，赶紧收了。".to_owned()),
            Step::Over("你个混账东西，赶紧给我滚！".to_owned()),
            Step::Talk(20, "我跟您讲，这条路每天有多少人走您知道吗。".to_owned()),
        ],
    );
    let count = |test: fn(&Effect) -> bool| out(&run).filter(|one| test(one)).count();
    assert!(count(|one| matches!(one, Effect::Interrupted { .. })) >= 2);
    assert_eq!(count(|one| matches!(one, Effect::CutIn { .. })), 1);
    // The cut-in comes eight seconds into the twenty, long before the words.
    let at = |test: &dyn Fn(&Moment) -> bool| {
        let found = run.record.events.iter().rev().find(|one| test(&one.what));
        found.expect("it happened").at
    };
    let cut = at(&|one| matches!(one, Moment::Out(Effect::CutIn { .. })));
    let said = at(&|one| matches!(one, Moment::In(Input::Said(_))));
    assert_eq!(said.0 - cut.0, 12_000);
    let record = parse(&run.text).expect("a record");
    let again = rerun(&shipped.case, &shipped::content().rules, &record).expect("a rerun");
    assert_eq!(again.state, run.state);
    // Without a word about it nobody talks over anybody, however long the run.
    let plain = play(
        shipped,
        (0..12)
            .map(|_| Step::Mean(vec!["insult".to_owned()]))
            .collect(),
    );
    let none =
        out(&plain).all(|one| !matches!(one, Effect::Interrupted { .. } | Effect::CutIn { .. }));
    assert!(none);
}

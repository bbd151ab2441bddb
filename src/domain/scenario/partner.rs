//! A case's partner who errs, written out: each error that the case switches on becomes facts, beats, lines and an action;
//! three questions of the mark ask whether it was noticed, stopped and made good. So the engine and the mark know nothing
//! new. Words come from the conduct pack, points from the case.

use super::context::Context;
use super::file::{
    ActionFile, BeatFile, CaseFile, CheckFile, ConditionFile, CriterionFile, FactFile, LineFile,
    LinesFile, OutcomeFile, PartnerErrFile, PartnerFile, PartnerOwnFile, TriggerFile,
};
use super::resolve::PARTY;
use crate::domain::act::Act;
use crate::domain::ids::Bilingual;
use crate::domain::packs::PartnerError;
use std::collections::BTreeSet;

/// The action that stops the partner without a word.
pub const STOP: &str = "stop_partner";
/// Whoever sees it has this long to turn to him.
const NOTICE_WITHIN_MS: u64 = 12_000;
/// And this long to stop him.
const STOP_WITHIN_MS: u64 = 20_000;
/// Once he is stopped, this long to make it good.
const GOOD_WITHIN_MS: u64 = 60_000;
/// What one says to a colleague to stop him.
const STOPPING: [&str; 9] = [
    "order_correction",
    "calm_down",
    "safety_action",
    "persuade",
    "cite_law",
    "warn",
    "announce_recording",
    "collect_evidence",
    "ask_info",
];
/// What one says to the party to make any error good.
const GOOD: [&str; 3] = ["empathise", "calm_down", "listen_ack"];

/// Ids of errors that the conduct pack does not have, by position in the case's list.
pub(super) type UnknownErrors = Vec<(usize, String)>;

/// Facts of one error: it happens, somebody turns to him, he is stopped, it is made good.
struct Facts {
    happens: String,
    noticed: String,
    stopped: String,
    good: String,
}

/// Writes the partner's errors out. A case without any stays as it is.
pub(super) fn expand(
    file: &mut CaseFile,
    words: &mut [LinesFile; 2],
    context: &Context,
) -> UnknownErrors {
    let mut unknown = Vec::new();
    let Some(partner) = file.partner.clone() else {
        return unknown;
    };
    let mut errors = Vec::new();
    for (position, switched) in partner.errs.iter().enumerate() {
        let Some(error) = context
            .partner_errors
            .iter()
            .find(|one| one.id == switched.error)
        else {
            unknown.push((position, switched.error.clone()));
            continue;
        };
        errors.push(switched_on(file, words, &partner, switched, error));
    }
    for own in &partner.own {
        errors.push(own_error(file, &partner.who, own, context));
    }
    if errors.is_empty() {
        return unknown;
    }
    if !file.actions.iter().any(|one| one.id == STOP) {
        file.actions.push(ActionFile {
            id: STOP.to_owned(),
            label: context.partner_stop.clone(),
            targets: vec![partner.who.clone()],
            conduct: None,
        });
    }
    ask(file, &partner, &errors, context);
    unknown
}

fn fact(id: &str) -> ConditionFile {
    ConditionFile::Fact(id.to_owned())
}

fn said(act: &str, to: &str) -> TriggerFile {
    TriggerFile::Said {
        act: act.to_owned(),
        to: Some(to.to_owned()),
    }
}

fn stopping<'a>(acts: impl Iterator<Item = &'a str>, who: &str) -> Vec<TriggerFile> {
    acts.map(|act| said(act, who))
        .chain([TriggerFile::Did {
            action: STOP.to_owned(),
            target: None,
        }])
        .collect()
}

/// A sentence as a title: without its full stop.
fn titled(text: &Bilingual) -> Bilingual {
    let bare = |text: &str| text.trim_end_matches(['。', '.']).to_owned();
    Bilingual {
        zh: bare(&text.zh),
        en: bare(&text.en),
    }
}

fn beat(
    id: &str,
    levels: &[u8],
    on: Vec<TriggerFile>,
    when: ConditionFile,
    then: Vec<OutcomeFile>,
) -> BeatFile {
    BeatFile {
        id: format!("{id}_happens"),
        title: None,
        on,
        when,
        levels: levels.to_vec(),
        times: 1,
        then,
    }
}

/// An error of the conduct pack.
fn switched_on(
    file: &mut CaseFile,
    words: &mut [LinesFile; 2],
    partner: &PartnerFile,
    switched: &PartnerErrFile,
    error: &PartnerError,
) -> Facts {
    let (who, levels) = (partner.who.as_str(), switched.levels.as_slice());
    let base = format!("partner_{}", error.id);
    let facts = Facts {
        noticed: format!("{base}_noticed"),
        stopped: format!("{base}_stopped"),
        good: format!("{base}_good"),
        happens: base.clone(),
    };
    let (says, yields) = (format!("{base}.says"), format!("{base}.yields"));
    let says_text = switched.says.as_ref().unwrap_or(&error.says);
    let yields_text = switched.yields.as_ref().unwrap_or(&error.yields);
    for (id, about) in [
        (&facts.happens, &error.text),
        (&facts.noticed, &error.stop),
        (&facts.stopped, &error.stop),
        (&facts.good, &error.good),
    ] {
        file.facts.push(FactFile {
            id: id.clone(),
            about: about.clone(),
        });
    }
    for (id, text, gesture) in [
        (&says, says_text, error.gesture.as_str()),
        (&yields, yields_text, "step_back"),
    ] {
        file.lines.push(LineFile {
            id: id.clone(),
            by: who.to_owned(),
            on: Vec::new(),
            mood: Vec::new(),
            when: ConditionFile::Always,
            levels: switched.levels.clone(),
            motive: partner.motive.clone(),
            gesture: Some(gesture.to_owned()),
        });
        words[0].0.push((id.clone(), text.zh.clone()));
        words[1].0.push((id.clone(), text.en.clone()));
    }
    file.beats.push(BeatFile {
        title: Some(titled(&error.text)),
        ..beat(
            &base,
            levels,
            switched.on.clone(),
            switched.when.clone(),
            vec![
                OutcomeFile::Say(says),
                OutcomeFile::Set(base.clone()),
                OutcomeFile::Tension(PARTY.to_owned(), error.tension),
                OutcomeFile::Trust(PARTY.to_owned(), error.trust),
            ],
        )
    });
    notice(file, who, levels, &facts);
    file.beats.push(beat(
        &facts.stopped,
        levels,
        stopping(STOPPING.into_iter(), who),
        // Once only, so it need not deny itself: a denial would make the mark take it for something left undone.
        fact(&base),
        vec![
            OutcomeFile::Say(yields),
            OutcomeFile::Set(facts.stopped.clone()),
        ],
    ));
    let acts = GOOD
        .into_iter()
        .chain(error.good_acts.iter().map(|act| act.name()));
    file.beats.push(beat(
        &facts.good,
        levels,
        acts.map(|act| said(act, PARTY)).collect(),
        fact(&facts.stopped),
        vec![
            OutcomeFile::Set(facts.good.clone()),
            // What was done by the partner is half undone by an honest word.
            OutcomeFile::Tension(PARTY.to_owned(), -(error.tension + 1) / 2),
            OutcomeFile::Trust(PARTY.to_owned(), -error.trust / 2),
        ],
    ));
    facts
}

/// An error of the case's own: only that somebody turns to him and that it is made good has to be told.
fn own_error(file: &mut CaseFile, who: &str, own: &PartnerOwnFile, context: &Context) -> Facts {
    let facts = Facts {
        happens: own.happens.clone(),
        noticed: format!("{}_noticed", own.happens),
        stopped: own.stopped.clone(),
        good: format!("{}_good", own.happens),
    };
    let marks = &context.partner_marks;
    for (id, about) in [
        (&facts.noticed, &marks.noticed.text),
        (&facts.good, &marks.good.text),
    ] {
        file.facts.push(FactFile {
            id: id.clone(),
            about: about.clone(),
        });
    }
    notice(file, who, &own.levels, &facts);
    file.beats.push(beat(
        &facts.good,
        &own.levels,
        GOOD.map(|act| said(act, PARTY)).to_vec(),
        fact(&facts.stopped),
        vec![OutcomeFile::Set(facts.good.clone())],
    ));
    facts
}

/// Any word to the partner while he is at it, or a hand that stops him.
fn notice(file: &mut CaseFile, who: &str, levels: &[u8], facts: &Facts) {
    let acts = Act::ALL.into_iter().map(Act::name);
    let mut on = stopping(acts, who);
    // Words to him that nobody understood are words to him all the same.
    on.push(TriggerFile::Babble {
        to: Some(who.to_owned()),
    });
    file.beats.push(beat(
        &facts.noticed,
        levels,
        on,
        // Whoever is stopped by the same word has been noticed by it.
        ConditionFile::Any(vec![fact(&facts.happens), fact(&facts.stopped)]),
        vec![OutcomeFile::Set(facts.noticed.clone())],
    ));
}

/// The three questions, on every level on which he may err. One error left alone is enough to answer no; where he did
/// nothing wrong, nothing is asked: nobody is given points for what was never put to the test.
fn ask(file: &mut CaseFile, partner: &PartnerFile, errors: &[Facts], context: &Context) {
    let switched = partner.errs.iter().map(|one| &one.levels);
    let lists: Vec<&Vec<u8>> = switched
        .chain(partner.own.iter().map(|one| &one.levels))
        .collect();
    let levels: BTreeSet<u8> = lists.iter().flat_map(|list| list.iter().copied()).collect();
    let levels: Vec<u8> = if lists.iter().any(|list| list.is_empty()) {
        Vec::new()
    } else {
        levels.into_iter().collect()
    };
    let check = |id: &str| CheckFile::Fact(id.to_owned());
    let within = |one: &str, span: u64, two: &str| {
        CheckFile::Within(Box::new(check(one)), span, Box::new(check(two)))
    };
    type Asked = fn(&Facts) -> (&str, u64, &str);
    let noticed: Asked = |one| (&one.happens, NOTICE_WITHIN_MS, &one.noticed);
    let stopped: Asked = |one| (&one.happens, STOP_WITHIN_MS, &one.stopped);
    let good: Asked = |one| (&one.stopped, GOOD_WITHIN_MS, &one.good);
    let points = [
        partner.marks.noticed,
        partner.marks.stopped,
        partner.marks.good,
    ];
    let marks = context.partner_marks.all();
    for (((name, mark), asked), points) in
        marks.into_iter().zip([noticed, stopped, good]).zip(points)
    {
        let left_alone = errors.iter().map(|one| {
            let (from, span, to) = asked(one);
            let mut answered = within(from, span, to);
            if name == "noticed" {
                // Whoever stops him has noticed, whatever the case calls it.
                answered = CheckFile::Any(vec![answered, within(from, span, &one.stopped)]);
            }
            let missing = CheckFile::Not(Box::new(answered));
            CheckFile::All(vec![check(&one.happens), missing])
        });
        file.criteria.push(CriterionFile {
            id: format!("partner_{name}"),
            block: "communication".to_owned(),
            points,
            levels: levels.clone(),
            critical: false,
            mandatory: false,
            text: mark.text.clone(),
            why: mark.why.clone(),
            better: mark.better.clone(),
            law: mark.law.clone(),
            met: None,
            breached: Some(CheckFile::Any(left_alone.collect())),
            asked: Some(CheckFile::Any(
                errors.iter().map(|one| check(&one.happens)).collect(),
            )),
        });
    }
}

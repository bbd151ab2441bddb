//! A case's partner who errs, written out: each error that the case switches on becomes facts, beats, lines, an action and
//! two questions of the mark, so that the engine and the mark know nothing new. Words come from the conduct pack.

use super::context::Context;
use super::file::{
    ActionFile, BeatFile, CaseFile, CheckFile, ConditionFile, CriterionFile, FactFile, LineFile,
    LinesFile, OutcomeFile, PartnerErrFile, TriggerFile,
};
use super::resolve::PARTY;
use crate::domain::ids::Bilingual;
use crate::domain::packs::PartnerError;

/// The action that stops the partner without a word.
pub const STOP: &str = "stop_partner";
/// Whoever sees it has this long to stop it.
const STOP_WITHIN_MS: u64 = 20_000;
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
    let who = partner.who.as_str();
    for (position, switched) in partner.errs.iter().enumerate() {
        let Some(error) = context
            .partner_errors
            .iter()
            .find(|one| one.id == switched.error)
        else {
            unknown.push((position, switched.error.clone()));
            continue;
        };
        write_out(file, words, who, &partner.motive, switched, error);
    }
    if unknown.len() < partner.errs.len() && !file.actions.iter().any(|one| one.id == STOP) {
        file.actions.push(ActionFile {
            id: STOP.to_owned(),
            label: context.partner_stop.clone(),
            targets: vec![partner.who.clone()],
            conduct: None,
        });
    }
    unknown
}

fn write_out(
    file: &mut CaseFile,
    words: &mut [LinesFile; 2],
    who: &str,
    motive: &str,
    switched: &PartnerErrFile,
    error: &PartnerError,
) {
    let base = format!("partner_{}", error.id);
    let (stopped, good) = (format!("{base}_stopped"), format!("{base}_good"));
    let (says, yields) = (format!("{base}.says"), format!("{base}.yields"));
    for (id, about) in [
        (&base, &error.text),
        (&stopped, &error.stop),
        (&good, &error.good),
    ] {
        file.facts.push(FactFile {
            id: id.clone(),
            about: about.clone(),
        });
    }
    for (id, text, gesture) in [
        (&says, &error.says, error.gesture.as_str()),
        (&yields, &error.yields, "step_back"),
    ] {
        file.lines.push(LineFile {
            id: id.clone(),
            by: who.to_owned(),
            on: Vec::new(),
            mood: Vec::new(),
            when: ConditionFile::Always,
            levels: switched.levels.clone(),
            motive: motive.to_owned(),
            gesture: Some(gesture.to_owned()),
        });
        words[0].0.push((id.clone(), text.zh.clone()));
        words[1].0.push((id.clone(), text.en.clone()));
    }
    let fact = |id: &str| ConditionFile::Fact(id.to_owned());
    let not = |one: ConditionFile| ConditionFile::Not(Box::new(one));
    let beat =
        |id: &str, on: Vec<TriggerFile>, when: ConditionFile, then: Vec<OutcomeFile>| BeatFile {
            id: format!("{id}_happens"),
            on,
            when,
            levels: switched.levels.clone(),
            times: 1,
            then,
        };
    let said = |act: &str, to: &str| TriggerFile::Said {
        act: act.to_owned(),
        to: Some(to.to_owned()),
    };
    let mut stops: Vec<TriggerFile> = STOPPING.iter().map(|act| said(act, who)).collect();
    stops.push(TriggerFile::Did {
        action: STOP.to_owned(),
        target: None,
    });
    file.beats.push(beat(
        &base,
        switched.on.clone(),
        switched.when.clone(),
        vec![
            OutcomeFile::Say(says),
            OutcomeFile::Set(base.clone()),
            OutcomeFile::Tension(PARTY.to_owned(), error.tension),
            OutcomeFile::Trust(PARTY.to_owned(), error.trust),
        ],
    ));
    file.beats.push(beat(
        &stopped,
        stops,
        ConditionFile::All(vec![fact(&base), not(fact(&stopped))]),
        vec![OutcomeFile::Say(yields), OutcomeFile::Set(stopped.clone())],
    ));
    file.beats.push(beat(
        &good,
        GOOD.into_iter()
            .chain(error.good_acts.iter().map(|act| act.name()))
            .map(|act| said(act, PARTY))
            .collect(),
        fact(&stopped),
        vec![
            OutcomeFile::Set(good.clone()),
            // What was done by the partner is half undone by an honest word.
            OutcomeFile::Tension(PARTY.to_owned(), -(error.tension + 1) / 2),
            OutcomeFile::Trust(PARTY.to_owned(), -error.trust / 2),
        ],
    ));
    let check = |id: &str| CheckFile::Fact(id.to_owned());
    let in_time = CheckFile::Within(
        Box::new(check(&base)),
        STOP_WITHIN_MS,
        Box::new(check(&stopped)),
    );
    for (id, asked, missing) in [
        (&stopped, &error.stop, in_time),
        (&good, &error.good, check(&good)),
    ] {
        file.criteria.push(criterion(
            id,
            switched,
            error,
            asked,
            CheckFile::All(vec![check(&base), CheckFile::Not(Box::new(missing))]),
        ));
    }
}

fn criterion(
    id: &str,
    switched: &PartnerErrFile,
    error: &PartnerError,
    asked: &Bilingual,
    breached: CheckFile,
) -> CriterionFile {
    CriterionFile {
        id: id.to_owned(),
        block: "communication".to_owned(),
        // What it costs, the party's feelings say; the case's hundred points are the case's own.
        points: 0,
        levels: switched.levels.clone(),
        critical: false,
        mandatory: false,
        text: asked.clone(),
        why: error.text.clone(),
        better: asked.clone(),
        law: error.law.clone(),
        met: None,
        breached: Some(breached),
    }
}

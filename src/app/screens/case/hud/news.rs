//! What happened lately and is worth a line.

use super::{Lately, NEWS_MAX, NEWS_S, OWN_WORDS_S, UNSURE_BELOW};
use crate::app::bridge::{ActiveCase, CaseTrouble, Happened};
use crate::app::sound::PlaySound;
use crate::app::ui::Ink;
use crate::app::words::Tongue;
use crate::domain::record::Moment;
use crate::domain::session::{Effect, Happening, Input, Touch};
use bevy::prelude::*;

/// What of an instructor's hand the trainee is told.
fn told_by_instructor(touch: &Touch, tongue: &Tongue) -> Option<String> {
    match touch {
        Touch::Ear { text } => Some(tongue.with("hud-ear", &[("text", text)])),
        Touch::Voice => Some(tongue.get("hud-instructor-voice")),
        Touch::Pause => Some(tongue.get("hud-instructor-pause")),
        Touch::Resume => Some(tongue.get("hud-instructor-resume")),
        Touch::Happen {
            what: Happening::EquipmentFault,
        } => Some(tongue.get("hud-equipment-fault")),
        _ => None,
    }
}

/// What happened lately and is worth a line.
pub(super) fn note(
    mut happened: MessageReader<Happened>,
    mut trouble: MessageReader<CaseTrouble>,
    active: Option<Res<ActiveCase>>,
    tongue: Res<Tongue>,
    mut lately: ResMut<Lately>,
    mut sounds: MessageWriter<PlaySound>,
) {
    let Some(active) = active else {
        happened.clear();
        return;
    };
    let wording = active.wording();
    let mut news: Vec<(String, Ink)> = Vec::new();
    for Happened(event) in happened.read() {
        match &event.what {
            Moment::In(Input::Said(heard)) => {
                let is_unsure = heard.sure < UNSURE_BELOW;
                lately.own = Some((heard.text.clone(), OWN_WORDS_S, is_unsure));
            }
            Moment::In(Input::Touched { touch, .. }) => {
                if let Some(text) = told_by_instructor(touch, &tongue) {
                    news.push((text, Ink::Accent));
                }
            }
            Moment::Out(Effect::Hint { hint }) => news.push((
                tongue.with("hud-hint", &[("text", &wording.hint(hint))]),
                Ink::Accent,
            )),
            Moment::Out(Effect::Platform { message }) => {
                let text = wording.fill(message.get(tongue.lang()));
                news.push((tongue.with("hud-platform", &[("text", &text)]), Ink::Good));
            }
            Moment::Out(Effect::PaperDone { form }) => news.push((
                tongue.with("hud-paper-done", &[("form", &wording.form(form))]),
                Ink::Good,
            )),
            Moment::Out(Effect::PaperLacks { form, fields }) => news.push((
                tongue.with(
                    "hud-paper-lacks",
                    &[
                        ("form", &wording.form(form)),
                        ("fields", &wording.fields(form, fields)),
                    ],
                ),
                Ink::Unsure,
            )),
            Moment::Out(Effect::Agreed { who }) => news.push((
                tongue.with("hud-agreed", &[("who", &wording.person(who))]),
                Ink::Good,
            )),
            Moment::Out(Effect::Unclear { who }) => news.push((
                tongue.with("hud-unclear", &[("who", &wording.person(who))]),
                Ink::Unsure,
            )),
            Moment::Out(Effect::Interrupted { who, .. }) => news.push((
                tongue.with("hud-interrupted", &[("who", &wording.person(who))]),
                Ink::Unsure,
            )),
            Moment::Out(Effect::CutIn { who }) => news.push((
                tongue.with("hud-cuts-in", &[("who", &wording.person(who))]),
                Ink::Unsure,
            )),
            Moment::Out(Effect::Withdrew { who }) => news.push((
                tongue.with("hud-withdrew", &[("who", &wording.person(who))]),
                Ink::Unsure,
            )),
            Moment::In(Input::Did { action, target, .. }) => {
                let done = wording.action(action);
                let text = target.as_ref().map_or_else(
                    || done.clone(),
                    |target| format!("{done} · {}", wording.target(target)),
                );
                news.push((text, Ink::Line));
            }
            Moment::Out(Effect::Ended { ending }) => {
                let title = active
                    .case()
                    .endings
                    .iter()
                    .find(|one| one.id == *ending)
                    .map_or("", |one| one.title.get(tongue.lang()));
                news.push((tongue.with("hud-ended", &[("title", title)]), Ink::Accent));
            }
            _ => {}
        }
    }
    for one in trouble.read() {
        news.push((
            tongue.with(one.message, &[("detail", &one.detail)]),
            Ink::Grave,
        ));
    }
    for (text, ink) in news {
        if ink != Ink::Line {
            sounds.write(PlaySound {
                sound: "ui_hint".to_owned(),
                at: None,
            });
        }
        lately.news.push((text, NEWS_S, ink));
        if lately.news.len() > NEWS_MAX {
            lately.news.remove(0);
        }
    }
}

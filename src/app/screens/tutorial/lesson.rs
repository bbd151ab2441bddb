//! What is learnt, in which order, by keys or with a headset on, and when each thing has been done.

use super::Course;
use crate::app::bridge::{ActiveCase, Channel};
use crate::app::devices::{Control, Controls};
use crate::app::trainee::{Moves, Overlay, RECORDER_ON, Sensed, TabletPage};
use crate::domain::record::Moment;
use crate::domain::scenario::model::Role;
use crate::domain::session::{Effect, Input};
use bevy::prelude::*;

/// The view has to turn this far, in radians, to count as looking round.
const LOOK_RAD: f32 = 0.6;
/// Nearer than this to the party one stands at the stall.
const NEAR_CM: u32 = 300;

/// Something to learn: message, and the control whose key is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lesson {
    Look,
    Walk,
    Turn,
    Recentre,
    Recorder,
    Salute,
    Talk,
    Listen,
    Certificate,
    Camera,
    Act,
    Wheel,
    Papers,
    Radio,
    StepBack,
    Transcript,
}

/// With keys and mouse.
const DESK: [Lesson; 13] = [
    Lesson::Look,
    Lesson::Walk,
    Lesson::Recorder,
    Lesson::Salute,
    Lesson::Talk,
    Lesson::Listen,
    Lesson::Certificate,
    Lesson::Camera,
    Lesson::Wheel,
    Lesson::Papers,
    Lesson::Radio,
    Lesson::StepBack,
    Lesson::Transcript,
];

/// With a headset on: what the body does otherwise than keys, three minutes of it.
const WORN: [Lesson; 14] = [
    Lesson::Look,
    Lesson::Turn,
    Lesson::Recentre,
    Lesson::Walk,
    Lesson::Recorder,
    Lesson::Salute,
    Lesson::Talk,
    Lesson::Certificate,
    Lesson::Camera,
    Lesson::Act,
    Lesson::Wheel,
    Lesson::Papers,
    Lesson::Radio,
    Lesson::StepBack,
];

impl Lesson {
    /// All, in order.
    pub(super) const fn all(is_worn: bool) -> &'static [Self] {
        if is_worn { &WORN } else { &DESK }
    }

    pub(super) const fn message(self, is_worn: bool) -> &'static str {
        match (self, is_worn) {
            (Self::Look, true) => "familiar-look",
            (Self::Walk, true) => "familiar-walk",
            (Self::Turn, _) => "familiar-turn",
            (Self::Recentre, _) => "familiar-recentre",
            (Self::Recorder, true) => "familiar-recorder",
            (Self::Salute, true) => "familiar-salute",
            (Self::Talk, true) => "familiar-talk",
            (Self::Certificate, true) => "familiar-certificate",
            (Self::Camera, true) => "familiar-camera",
            (Self::Act, _) => "familiar-act",
            (Self::Wheel, true) => "familiar-wheel",
            (Self::Papers, true) => "familiar-papers",
            (Self::Radio, true) => "familiar-radio",
            (Self::StepBack, true) => "familiar-step-back",
            (Self::Look, false) => "tutorial-look",
            (Self::Walk, false) => "tutorial-walk",
            (Self::Recorder, false) => "tutorial-recorder",
            (Self::Salute, false) => "tutorial-salute",
            (Self::Talk, false) => "tutorial-talk",
            (Self::Listen, _) => "tutorial-listen",
            (Self::Certificate, false) => "tutorial-certificate",
            (Self::Camera, false) => "tutorial-camera",
            (Self::Wheel, false) => "tutorial-wheel",
            (Self::Papers, false) => "tutorial-papers",
            (Self::Radio, false) => "tutorial-radio",
            (Self::StepBack, false) => "tutorial-step-back",
            (Self::Transcript, _) => "tutorial-transcript",
        }
    }

    /// Keys to show; a headset's wearer sees none.
    pub(super) const fn controls(self) -> &'static [Control] {
        match self {
            Self::Look | Self::Listen | Self::Turn | Self::Recentre | Self::Act => &[],
            Self::Walk => &[
                Control::Forward,
                Control::Left,
                Control::Back,
                Control::Right,
            ],
            Self::Recorder => &[Control::Recorder],
            Self::Salute => &[Control::Salute],
            Self::Talk => &[Control::Type],
            Self::Certificate => &[Control::Certificate],
            Self::Camera => &[Control::Camera],
            Self::Wheel => &[Control::Wheel],
            Self::Papers => &[Control::Papers],
            Self::Radio => &[Control::Radio],
            Self::StepBack => &[Control::StepBack],
            Self::Transcript => &[Control::Transcript],
        }
    }
}

#[derive(bevy::ecs::system::SystemParam)]
pub(super) struct Seen<'w, 's> {
    controls: Res<'w, Controls>,
    overlay: Res<'w, Overlay>,
    sensed: Res<'w, Sensed>,
    moves: Res<'w, Moves>,
    active: Option<Res<'w, ActiveCase>>,
    eyes: Query<'w, 's, &'static crate::app::trainee::Trainee>,
    yaw: Local<'s, Option<f32>>,
}

impl Seen<'_, '_> {
    /// How far the view has turned since the last frame, radians.
    fn turned(&mut self, is_worn: bool) -> f32 {
        if !is_worn {
            return self.controls.look.length();
        }
        let now = self.eyes.single().map(|eyes| eyes.yaw).ok();
        let before = std::mem::replace(&mut *self.yaw, now);
        now.zip(before)
            .map_or(0.0, |(now, before)| (now - before).sin().abs())
    }
}

/// Whether the step has been done.
pub(super) fn watch(mut seen: Seen, mut course: ResMut<Course>) {
    let is_worn = course.is_worn;
    let turned = seen.turned(is_worn);
    let (Some(active), Some(lesson)) = (&seen.active, Lesson::all(is_worn).get(course.at).copied())
    else {
        return;
    };
    if course.tick_s.is_some() {
        return;
    }
    if lesson == Lesson::Look {
        course.bypass_change_detection().turned_rad += turned;
    }
    // Whoever was quicker than the lesson has done it.
    let all = || active.events().iter().map(|event| &event.what);
    let did = |wanted: &str| {
        all().any(|one| matches!(one, Moment::In(Input::Did { action, .. }) if action == wanted))
    };
    let has_spoken = |one: &&Moment| matches!(one, Moment::In(Input::Said(_)));
    let is_done = match lesson {
        Lesson::Look => course.turned_rad > LOOK_RAD,
        Lesson::Walk => seen.sensed.distance_cm < NEAR_CM,
        Lesson::Turn => seen.moves.turns > 0,
        Lesson::Recentre => seen.moves.recentred > 0,
        Lesson::Recorder => did(RECORDER_ON),
        Lesson::Salute => did("salute"),
        Lesson::Talk => {
            all().any(|one| has_spoken(&one)) || is_worn && seen.controls.just(Control::Talk)
        }
        Lesson::Listen => all()
            .skip_while(|one| !has_spoken(one))
            .any(|one| matches!(one, Moment::Out(Effect::Line { by, .. }) if by == active.party())),
        Lesson::Certificate => did("show_certificate"),
        Lesson::Camera => all().any(
            |one| matches!(one, Moment::In(Input::Did { tool: Some(tool), .. }) if matches!(tool.as_str(), "wide" | "medium" | "close")),
        ),
        Lesson::Act => seen.controls.just(Control::Act) && *seen.overlay == Overlay::None
            || all().any(|one| {
                matches!(one, Moment::In(Input::Did { action, target: Some(_), tool: None, .. })
                    if action != "show_certificate")
            }),
        Lesson::Wheel => *seen.overlay == Overlay::Wheel,
        Lesson::Papers => matches!(
            *seen.overlay,
            Overlay::Tablet(TabletPage::Papers) | Overlay::Paper(_)
        ),
        Lesson::Radio => {
            // Typed into, or spoken into while the key is held.
            *seen.overlay == Overlay::Type(Channel::Radio)
                || is_worn && seen.controls.just(Control::Radio)
                || active.present(Role::Control).is_some_and(|control| {
                    all().any(|one| {
                        matches!(one, Moment::In(Input::Said(heard))
                            if heard.to.as_deref() == Some(control.id.as_str()))
                    })
                })
        }
        // By key, by the wheel, or with one's own feet.
        Lesson::StepBack => {
            seen.controls.just(Control::StepBack)
                || seen.moves.steps_back > 0
                || did("step_back")
        }
        Lesson::Transcript => *seen.overlay == Overlay::Transcript,
    };
    if is_done {
        course.tick_s = Some(super::TICK_S);
    }
}

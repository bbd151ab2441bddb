//! The session with the runtime: what it announces, begun and ended as it asks, and what is left when it goes. The crate's
//! own handlers fall over (`expect`) when a session is lost before its begin, end or leave, and keep asking for frames of
//! one that has been announced as lost; these note it, and the case goes on at the desktop. A session that was lost while
//! the runtime lives is asked for again.

use super::Worn;
use super::actions::Pads;
use super::profiles::pad_of;
use super::tally::Tally;
use crate::app::trainee::{Pad, Recentre};
use bevy::prelude::*;
use bevy::render::render_resource::PollType;
use bevy::render::renderer::RenderDevice;
use bevy::render::{Render, RenderApp};
use bevy_mod_openxr::error::OxrError;
use bevy_mod_openxr::openxr_session_available;
use bevy_mod_openxr::resources::{
    OxrFrameStream, OxrFrameWaiter, OxrInstance, OxrSessionStarted, OxrSwapchain,
    OxrSwapchainImages,
};
use bevy_mod_openxr::session::OxrSession;
use bevy_mod_xr::session::{
    XrCreateSessionMessage, XrFirst, XrHandleEvents, XrPostSessionBegin, XrPreDestroySession,
    XrPreSessionEnd, XrRenderSystems, XrState,
};
use openxr::SessionState as State;
use openxr::sys::Result as Answer;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A session that was lost is asked for again after this, then after twice as long, and so on.
const AGAIN_AFTER: Duration = Duration::from_secs(3);
/// So often, then nobody waits for it any more.
const TRIES: u32 = 6;
/// What was given to the graphics card before a session went is drawn after this, or never.
const DRAWN_MAX: Duration = Duration::from_secs(2);

/// What is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// The session; the runtime may give another.
    Session,
    /// The runtime itself: nothing of it answers any more.
    Runtime,
    /// The wearer ended it from the system's menu.
    Ended,
}

impl From<Answer> for Loss {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::ERROR_INSTANCE_LOST
            | Answer::ERROR_RUNTIME_UNAVAILABLE
            | Answer::ERROR_HANDLE_INVALID => Self::Runtime,
            _ => Self::Session,
        }
    }
}

impl From<&OxrError> for Loss {
    fn from(error: &OxrError) -> Self {
        match error {
            OxrError::OpenXrError(answer) => (*answer).into(),
            _ => Self::Session,
        }
    }
}

/// Whether something has gone, and what: noted by whoever meets it first, in either world.
#[derive(Resource, Debug, Clone, Default)]
pub(super) struct Gone(Arc<Mutex<Option<Loss>>>);

impl Gone {
    pub(super) fn note(&self, loss: Loss, what: &str, error: &dyn std::fmt::Display) {
        let mut gone = self.gone();
        if gone.is_none() {
            *gone = Some(loss);
            error!("the headset's runtime has gone ({what}: {error}); it goes on at the desktop");
        }
    }

    pub(super) fn is_so(&self) -> bool {
        self.gone().is_some()
    }

    fn loss(&self) -> Option<Loss> {
        *self.gone()
    }

    fn forget(&self) {
        *self.gone() = None;
    }

    fn gone(&self) -> MutexGuard<'_, Option<Loss>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn is_alive(gone: Res<Gone>) -> bool {
    !gone.is_so()
}

/// Sessions that were asked for.
#[derive(Resource, Debug, Default)]
struct Asked {
    /// One was asked for in the frame before this.
    is_due: bool,
    tries: u32,
    again_at: Option<Instant>,
}

pub(super) fn plugin(app: &mut App) {
    let gone = Gone::default();
    app.insert_resource(gone.clone())
        .init_resource::<Asked>()
        .add_systems(
            XrFirst,
            (
                ask_first.before(XrHandleEvents::Poll),
                poll.in_set(XrHandleEvents::Poll)
                    .run_if(openxr_session_available.and_then(is_alive)),
                (is_made, bury, ask_again)
                    .chain()
                    .in_set(XrHandleEvents::Cleanup),
            ),
        );
    app.sub_app_mut(RenderApp)
        .insert_resource(gone)
        .add_systems(
            Render,
            bury_drawn
                .in_set(XrRenderSystems::HandleEvents)
                .run_if(resource_exists::<OxrSession>.and_then(|gone: Res<Gone>| gone.is_so())),
        );
}

/// The first session, once everything is set up.
fn ask_first(
    state: Option<Res<XrState>>,
    mut asked: ResMut<Asked>,
    mut create: MessageWriter<XrCreateSessionMessage>,
    mut is_asked: Local<bool>,
) {
    if *is_asked || state.is_none_or(|state| *state != XrState::Available) {
        return;
    }
    *is_asked = true;
    asked.is_due = true;
    create.write_default();
}

/// A session that was asked for is there, or there is none to be had.
fn is_made(session: Option<Res<OxrSession>>, gone: Res<Gone>, mut asked: ResMut<Asked>) {
    if std::mem::take(&mut asked.is_due) && session.is_none() {
        gone.note(Loss::Session, "session", &"the runtime makes none");
    }
}

/// A lost session is asked for again, a few times.
fn ask_again(
    gone: Res<Gone>,
    mut asked: ResMut<Asked>,
    mut state: ResMut<XrState>,
    mut create: MessageWriter<XrCreateSessionMessage>,
) {
    if asked.again_at.is_none_or(|at| Instant::now() < at) {
        return;
    }
    asked.again_at = None;
    asked.is_due = true;
    gone.forget();
    *state = XrState::Available;
    info!("headset: asked for again");
    create.write_default();
}

/// Heeds what the runtime announces.
fn poll(world: &mut World) {
    let instance = world.resource::<OxrInstance>().clone();
    let mut buffer = openxr::EventDataBuffer::new();
    loop {
        match instance.poll_event(&mut buffer) {
            Ok(Some(openxr::Event::SessionStateChanged(change))) => heed(world, change.state()),
            Ok(Some(openxr::Event::InstanceLossPending(_))) => {
                world
                    .resource::<Gone>()
                    .note(Loss::Runtime, "event", &"the instance will be lost");
            }
            Ok(Some(openxr::Event::InteractionProfileChanged(_))) => heed_profiles(world),
            Ok(Some(openxr::Event::EventsLost(lost))) => {
                warn!("headset: {} events were lost", lost.lost_event_count());
            }
            Ok(Some(openxr::Event::ReferenceSpaceChangePending(_))) => {
                info!("headset: the room was laid anew");
                world.write_message(Recentre);
            }
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(error) => {
                world
                    .resource::<Gone>()
                    .note(error.into(), "events", &error);
                break;
            }
        }
    }
}

/// OpenXR 1.0, section 9.3, session states.
fn heed(world: &mut World, state: State) {
    let frames = world.resource::<Tally>().frames();
    let poses = super::poses(world.resource::<super::Hands>());
    info!("headset: {state:?} after {frames} frames{poses}");
    let worn = match state {
        State::FOCUSED => Worn::Yes,
        State::SYNCHRONIZED | State::VISIBLE => Worn::Aside,
        _ => Worn::No,
    };
    world.resource_mut::<Worn>().set_if_neq(worn);
    if state == State::FOCUSED {
        // Eyes and hands came back: the next loss begins anew.
        world.resource_mut::<Asked>().tries = 0;
    }
    let next = match state {
        State::IDLE => XrState::Idle,
        State::READY => XrState::Ready,
        State::SYNCHRONIZED | State::VISIBLE | State::FOCUSED => XrState::Running,
        State::STOPPING => XrState::Stopping,
        State::EXITING => {
            return world.resource::<Gone>().note(
                Loss::Ended,
                "state",
                &"the session was ended by its wearer",
            );
        }
        State::LOSS_PENDING => {
            return world.resource::<Gone>().note(
                Loss::Session,
                "state",
                &"the session will be lost",
            );
        }
        _ => return,
    };
    world.insert_resource(next);
    let Some(session) = world.get_resource::<OxrSession>().cloned() else {
        return;
    };
    // No frame is open here: one that was waited for was drawn and ended before the next round began.
    match state {
        State::READY => match session.begin(openxr::ViewConfigurationType::PRIMARY_STEREO) {
            Ok(_) => {
                world.insert_resource(OxrSessionStarted(true));
                world.run_schedule(XrPostSessionBegin);
            }
            Err(error) => world
                .resource::<Gone>()
                .note(error.into(), "begin session", &error),
        },
        State::STOPPING => {
            world.run_schedule(XrPreSessionEnd);
            world.insert_resource(OxrSessionStarted(false));
            if let Err(error) = session.end() {
                world
                    .resource::<Gone>()
                    .note(error.into(), "end session", &error);
            }
        }
        _ => {}
    }
}

/// Which controllers the runtime takes those in the hands for.
fn heed_profiles(world: &mut World) {
    let (Some(session), instance) = (
        world.get_resource::<OxrSession>(),
        world.resource::<OxrInstance>(),
    ) else {
        return;
    };
    let mut pads = [Pad::default(); 2];
    for (pad, side) in pads.iter_mut().zip(["left", "right"]) {
        let found = instance
            .string_to_path(&format!("/user/hand/{side}"))
            .and_then(|hand| session.current_interaction_profile(hand));
        let name = match found {
            Ok(path) if path != openxr::Path::NULL => {
                instance.path_to_string(path).unwrap_or_default()
            }
            _ => "nothing".to_owned(),
        };
        info!("headset: the {side} hand holds {name}");
        *pad = pad_of(&name);
    }
    let [left, right] = pads;
    world
        .resource_mut::<Pads>()
        .set_if_neq(Pads { left, right });
}

/// Once something has gone nothing asks for it again: eyes and hands are taken away, the window keeps what it shows.
fn bury(world: &mut World) {
    let Some(loss) = world.resource::<Gone>().loss() else {
        return;
    };
    if *world.resource::<XrState>() == XrState::Unavailable {
        return;
    }
    world.resource_mut::<Worn>().set_if_neq(Worn::Lost);
    world.insert_resource(OxrSessionStarted(false));
    world.insert_resource(XrState::Unavailable);
    world.run_schedule(XrPreDestroySession);
    world.remove_resource::<OxrSession>();
    world.remove_resource::<OxrFrameWaiter>();
    world.remove_resource::<OxrSwapchainImages>();
    let mut asked = world.resource_mut::<Asked>();
    if loss == Loss::Session && asked.tries < TRIES {
        asked.again_at = Some(Instant::now() + AGAIN_AFTER * 2_u32.pow(asked.tries));
        asked.tries += 1;
    }
}

/// What the renderer holds of a session goes with it, so that the runtime may give another; nothing is drawn meanwhile.
fn bury_drawn(world: &mut World) {
    let device = world.resource::<RenderDevice>();
    let all_drawn = PollType::Wait {
        submission_index: None,
        timeout: Some(DRAWN_MAX),
    };
    if let Err(error) = device.poll(all_drawn) {
        warn!("headset: {error}");
    }
    world.run_schedule(XrPreDestroySession);
    world.remove_resource::<OxrSwapchainImages>();
    world.remove_resource::<OxrSwapchain>();
    world.remove_resource::<OxrFrameStream>();
    world.remove_resource::<OxrSession>();
}

#[cfg(test)]
mod tests {
    use super::{Answer, Gone, Loss};

    #[test]
    fn what_goes_first_is_what_has_gone() {
        let gone = Gone::default();
        assert!(!gone.is_so());
        gone.note(Answer::ERROR_SESSION_LOST.into(), "wait", &"lost");
        gone.note(Answer::ERROR_INSTANCE_LOST.into(), "begin", &"lost");
        assert_eq!(gone.loss(), Some(Loss::Session));
        gone.forget();
        assert!(!gone.is_so() && gone.loss().is_none());
        gone.note(Answer::ERROR_INSTANCE_LOST.into(), "begin", &"lost");
        assert_eq!(gone.loss(), Some(Loss::Runtime));
    }
}

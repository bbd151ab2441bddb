//! Frames of the headset. The crate's own loop falls over when the runtime dies in the middle of a frame (`expect` in
//! wait, begin, acquire and release); this one notes it, and the case goes on at the desktop.

use super::Worn;
use bevy::prelude::*;
use bevy::render::extract_resource::ExtractResourcePlugin;
use bevy::render::texture::ManualTextureViews;
use bevy::render::{Render, RenderApp};
use bevy_mod_openxr::init::{handle_events, should_run_frame_loop};
use bevy_mod_openxr::layer_builder::ProjectionLayer;
use bevy_mod_openxr::openxr_session_available;
use bevy_mod_openxr::poll_events::OxrEventIn;
use bevy_mod_openxr::render::{
    OxrWaitFrameSystem, add_texture_view, clean_views, end_frame, init_views, locate_views,
    update_cameras, update_views, update_views_render_world,
};
use bevy_mod_openxr::resources::{
    OxrCurrentSessionConfig, OxrFrameState, OxrFrameStream, OxrFrameWaiter, OxrInstance,
    OxrRenderLayers, OxrSessionStarted, OxrSwapchain, OxrSwapchainImages, OxrViews,
};
use bevy_mod_openxr::session::OxrSession;
use bevy_mod_xr::camera::XrViewInit;
use bevy_mod_xr::session::{
    XrFirst, XrHandleEvents, XrPreDestroySession, XrRenderSystems, XrSessionCreated, XrState,
};
use bevy_mod_xr::spaces::XrSpaceSyncSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the runtime has gone: noted by whoever meets it first, in either world.
#[derive(Resource, Debug, Clone, Default)]
struct Gone(Arc<AtomicBool>);

impl Gone {
    fn note(&self, what: &str, error: &dyn std::fmt::Display) {
        if !self.0.swap(true, Ordering::Relaxed) {
            error!("the headset's runtime has gone ({what}: {error}); it goes on at the desktop");
        }
    }

    fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

fn is_alive(gone: Res<Gone>) -> bool {
    !gone.is_so()
}

/// What the runtime's own events are handed to.
#[derive(Resource, Clone, Copy)]
struct Handler(bevy::ecs::system::SystemId<OxrEventIn<'static>>);

pub(super) struct FramesPlugin;

impl Plugin for FramesPlugin {
    fn build(&self, app: &mut App) {
        let gone = Gone::default();
        app.add_plugins((
            ExtractResourcePlugin::<OxrFrameState>::default(),
            ExtractResourcePlugin::<OxrCurrentSessionConfig>::default(),
            ExtractResourcePlugin::<OxrSwapchainImages>::default(),
            ExtractResourcePlugin::<OxrViews>::default(),
        ))
        .insert_resource(gone.clone())
        .init_resource::<OxrViews>()
        .add_systems(XrPreDestroySession, clean_views)
        .add_systems(
            XrFirst,
            (
                bury.before(XrHandleEvents::Poll),
                poll.in_set(XrHandleEvents::Poll)
                    .run_if(openxr_session_available.and_then(is_alive)),
                (
                    wait.run_if(is_alive).in_set(OxrWaitFrameSystem),
                    update_cameras.run_if(resource_exists::<OxrFrameState>),
                )
                    .chain()
                    .in_set(XrHandleEvents::FrameLoop)
                    .run_if(should_run_frame_loop),
            ),
        )
        .add_systems(XrSessionCreated, init_views::<true>.in_set(XrViewInit))
        // Head and hands of one moment: hands are located here, too.
        .add_systems(
            PreUpdate,
            locate_views
                .in_set(XrSpaceSyncSet)
                .run_if(resource_exists::<OxrFrameState>)
                .run_if(should_run_frame_loop.and_then(is_alive)),
        )
        .add_systems(
            PostUpdate,
            (
                locate_views.run_if(resource_exists::<OxrFrameState>),
                update_views,
            )
                .chain()
                .before(TransformSystems::Propagate)
                .run_if(should_run_frame_loop.and_then(is_alive)),
        );
        let handler = app.register_system(handle_events);
        app.insert_resource(Handler(handler));
        app.sub_app_mut(RenderApp)
            .insert_resource(gone)
            .insert_resource(OxrRenderLayers(vec![Box::new(ProjectionLayer)]))
            .add_systems(XrPreDestroySession, clean_views)
            .add_systems(
                Render,
                (
                    begin,
                    acquire.run_if(is_alive),
                    locate_views.run_if(is_alive),
                    update_views_render_world,
                    wait_image.run_if(is_alive),
                )
                    .chain()
                    .in_set(XrRenderSystems::PreRender)
                    .run_if(should_run_frame_loop.and_then(is_alive)),
            )
            .add_systems(
                Render,
                (release, end_frame.run_if(is_alive))
                    .chain()
                    .in_set(XrRenderSystems::PostRender)
                    .run_if(should_run_frame_loop.and_then(is_alive)),
            );
    }
}

/// Hands the runtime's events on, and notes which of them say whose the eyes are.
fn poll(world: &mut World) {
    use openxr::SessionState as State;
    let instance = world.resource::<OxrInstance>().clone();
    let handler = world.resource::<Handler>().0;
    let mut buffer = openxr::EventDataBuffer::new();
    loop {
        match instance.poll_event(&mut buffer) {
            Ok(Some(event)) => {
                if let openxr::Event::SessionStateChanged(change) = event {
                    info!("headset: {:?}", change.state());
                    let worn = match change.state() {
                        State::FOCUSED => Worn::Yes,
                        State::SYNCHRONIZED | State::VISIBLE => Worn::Aside,
                        _ => Worn::No,
                    };
                    world.resource_mut::<Worn>().set_if_neq(worn);
                }
                if let openxr::Event::InstanceLossPending(_) = event {
                    world
                        .resource::<Gone>()
                        .note("event", &"the instance will be lost");
                }
                if let Err(error) = world.run_system_with(handler, event) {
                    error!("headset event: {error}");
                }
            }
            Ok(None) => break,
            Err(error) => {
                world.resource::<Gone>().note("events", &error);
                break;
            }
        }
    }
}

/// Once the runtime has gone nothing asks for it again: eyes and hands are taken away, the window keeps what it shows.
fn bury(world: &mut World) {
    if !world.resource::<Gone>().is_so() || *world.resource::<Worn>() == Worn::Lost {
        return;
    }
    world.insert_resource(Worn::Lost);
    world.insert_resource(OxrSessionStarted(false));
    world.insert_resource(XrState::Unavailable);
    world.run_schedule(XrPreDestroySession);
    world.remove_resource::<OxrSession>();
    world.remove_resource::<OxrFrameWaiter>();
    world.remove_resource::<OxrSwapchainImages>();
}

fn wait(mut waiter: ResMut<OxrFrameWaiter>, gone: Res<Gone>, mut commands: Commands) {
    match waiter.wait() {
        Ok(state) => commands.insert_resource(OxrFrameState(state)),
        Err(error) => gone.note("wait", &error),
    }
}

fn begin(mut stream: ResMut<OxrFrameStream>, gone: Res<Gone>) {
    if let Err(error) = stream.begin() {
        gone.note("begin", &error);
    }
}

/// Images that are drawn to must not be touched before [`wait_image`].
fn acquire(
    images: Res<OxrSwapchainImages>,
    mut swapchain: ResMut<OxrSwapchain>,
    mut views: ResMut<ManualTextureViews>,
    config: Res<OxrCurrentSessionConfig>,
    frame: Res<OxrFrameState>,
    gone: Res<Gone>,
) {
    if !frame.should_render {
        return;
    }
    match swapchain.acquire_image() {
        Ok(index) => {
            for eye in 0..2 {
                add_texture_view(&mut views, &images[index as usize], &config, eye);
            }
        }
        Err(error) => gone.note("acquire", &error),
    }
}

fn wait_image(mut swapchain: ResMut<OxrSwapchain>, frame: Res<OxrFrameState>, gone: Res<Gone>) {
    if frame.should_render
        && let Err(error) = swapchain.wait_image(openxr::Duration::INFINITE)
    {
        gone.note("wait image", &error);
    }
}

fn release(mut swapchain: ResMut<OxrSwapchain>, frame: Res<OxrFrameState>, gone: Res<Gone>) {
    if frame.should_render
        && let Err(error) = swapchain.release_image()
    {
        gone.note("release", &error);
    }
}

//! Frames of the headset. The crate's own loop falls over when the runtime dies in the middle of a frame (`expect` in
//! wait, begin, acquire and release) or goes on as if nothing had happened (end); this one notes it, and the case goes on
//! at the desktop ([`super::session`]).

use super::session::{Gone, Loss, is_alive};
use super::tally::Tally;
use bevy::prelude::*;
use bevy::render::extract_resource::ExtractResourcePlugin;
use bevy::render::texture::ManualTextureViews;
use bevy::render::{Render, RenderApp};
use bevy_mod_openxr::environment_blend_mode::OxrEnvironmentBlendModes;
use bevy_mod_openxr::init::should_run_frame_loop;
use bevy_mod_openxr::layer_builder::ProjectionLayer;
use bevy_mod_openxr::render::{
    OxrWaitFrameSystem, add_texture_view, clean_views, init_views, locate_views, update_cameras,
    update_views, update_views_render_world,
};
use bevy_mod_openxr::resources::{
    OxrCurrentSessionConfig, OxrFrameState, OxrFrameStream, OxrFrameWaiter, OxrRenderLayers,
    OxrSwapchain, OxrSwapchainImages, OxrViews,
};
use bevy_mod_xr::camera::{XrCamera, XrViewInit};
use bevy_mod_xr::session::{
    XrFirst, XrHandleEvents, XrPreDestroySession, XrRenderSystems, XrSessionCreated,
};
use bevy_mod_xr::spaces::XrSpaceSyncSet;

pub(super) struct FramesPlugin;

impl Plugin for FramesPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<Tally>();
        super::session::plugin(app);
        app.add_plugins((
            ExtractResourcePlugin::<OxrFrameState>::default(),
            ExtractResourcePlugin::<OxrCurrentSessionConfig>::default(),
            ExtractResourcePlugin::<OxrSwapchainImages>::default(),
            ExtractResourcePlugin::<OxrViews>::default(),
        ))
        .init_resource::<OxrViews>()
        .add_systems(XrPreDestroySession, clean_views)
        .add_systems(
            XrFirst,
            (
                (
                    wait.run_if(is_alive).in_set(OxrWaitFrameSystem),
                    update_cameras.run_if(resource_exists::<OxrFrameState>),
                )
                    .chain()
                    .in_set(XrHandleEvents::FrameLoop)
                    .run_if(should_run_frame_loop),
                shut_eyes
                    .in_set(XrHandleEvents::FrameLoop)
                    .run_if(not(should_run_frame_loop)),
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
        let tally = app.world().resource::<Tally>().clone();
        app.sub_app_mut(RenderApp)
            .insert_resource(tally)
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
                (release, end.run_if(is_alive))
                    .chain()
                    .in_set(XrRenderSystems::PostRender)
                    .run_if(should_run_frame_loop.and_then(is_alive)),
            );
    }
}

/// Nothing may be drawn into a session's pictures while it does not run.
fn shut_eyes(mut eyes: Query<&mut Camera, With<XrCamera>>) {
    for mut eye in &mut eyes {
        if eye.is_active {
            eye.is_active = false;
        }
    }
}

fn wait(
    mut waiter: ResMut<OxrFrameWaiter>,
    gone: Res<Gone>,
    tally: Res<Tally>,
    mut commands: Commands,
) {
    match waiter.wait() {
        Ok(state) => {
            tally.begins(
                state.predicted_display_time.as_nanos(),
                state.predicted_display_period.as_nanos(),
            );
            commands.insert_resource(OxrFrameState(state));
        }
        Err(error) => gone.note(error.into(), "wait", &error),
    }
}

fn begin(mut stream: ResMut<OxrFrameStream>, gone: Res<Gone>) {
    if let Err(error) = stream.begin() {
        gone.note(error.into(), "begin", &error);
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
        Err(error) => gone.note(Loss::from(&error), "acquire", &error),
    }
}

fn wait_image(mut swapchain: ResMut<OxrSwapchain>, frame: Res<OxrFrameState>, gone: Res<Gone>) {
    if frame.should_render
        && let Err(error) = swapchain.wait_image(openxr::Duration::INFINITE)
    {
        gone.note(Loss::from(&error), "wait image", &error);
    }
}

fn release(mut swapchain: ResMut<OxrSwapchain>, frame: Res<OxrFrameState>, gone: Res<Gone>) {
    if frame.should_render
        && let Err(error) = swapchain.release_image()
    {
        gone.note(Loss::from(&error), "release", &error);
    }
}

fn end(world: &mut World) {
    world.resource_scope::<OxrFrameStream, ()>(|world, mut stream| {
        let world: &World = world;
        let frame = world.resource::<OxrFrameState>();
        let shown: Vec<_> = world
            .resource::<OxrRenderLayers>()
            .iter()
            .filter(|_| frame.should_render)
            .filter_map(|layer| layer.get(world))
            .collect();
        let shown: Vec<_> = shown.iter().map(Box::as_ref).collect();
        let ended = stream.end(
            frame.predicted_display_time,
            world.resource::<OxrEnvironmentBlendModes>().blend_mode(),
            &shown,
        );
        match ended {
            Ok(()) => world.resource::<Tally>().ends(),
            Err(error) => world
                .resource::<Gone>()
                .note(Loss::from(&error), "end", &error),
        }
    });
}

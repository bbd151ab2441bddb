//! Evidence pictures of this run. What a picture proves was judged when it was taken; here it is only seen again. The
//! panels blink like a shutter while the window is copied; without a window a picture is its caption alone.

use super::{Seen, nothing};
use crate::album::keep;
use crate::app::PlayOptions;
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::screens::{PanelCamera, PanelsShut};
use crate::app::trainee::{FRAME_BOTTOM, FRAME_SIDE, FRAME_TOP, Picture, Shot, Taken};
use crate::app::ui::{Ink, Theme, column, one_line, sheet, size};
use crate::domain::ids::Millis;
use bevy::asset::RenderAssetUsages;
use bevy::image::ImageFormat;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::tasks::futures::check_ready;
use bevy::tasks::{AsyncComputeTaskPool, Task};
use std::io::Cursor;
use std::path::PathBuf;

/// Width of a kept picture.
const KEPT_PX: u32 = 520;
/// Width and height of a picture in the album: the viewfinder's frame has the window's shape.
const SHOWN_PX: (f32, f32) = (268.0, 268.0 * 9.0 / 16.0);

/// Pictures that are being developed: of what, from when.
#[derive(Resource, Default)]
struct DarkRoom(Vec<(String, Millis, Task<Option<Image>>)>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<DarkRoom>()
        .add_systems(Update, hang_up.run_if(in_state(Screen::Case)));
    app.add_systems(First, open_panels).add_systems(
        Update,
        expose.run_if(in_state(Screen::Case).and_then(resource_changed::<Taken>)),
    );
}

pub(super) fn build(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    if seen.taken.0.is_empty() {
        return nothing(parts, seen, "tablet-no-pictures");
    }
    parts
        .spawn(Node {
            flex_wrap: FlexWrap::Wrap,
            column_gap: px(14),
            row_gap: px(14),
            align_items: AlignItems::FlexStart,
            flex_shrink: 0.0,
            ..default()
        })
        .with_children(|grid| {
            for picture in &seen.taken.0 {
                one(grid, picture, seen);
            }
        });
}

fn one(grid: &mut ChildSpawnerCommands, picture: &Picture, seen: &Seen<'_>) {
    grid.spawn(sheet(Node {
        width: px(SHOWN_PX.0 + 18.0),
        min_width: px(0),
        padding: UiRect::all(px(8)),
        overflow: Overflow::clip(),
        ..column(4.0)
    }))
    .with_children(|card| {
        if let Some(image) = &picture.image {
            card.spawn((
                ImageNode::new(image.clone()),
                Node {
                    width: px(SHOWN_PX.0),
                    height: px(SHOWN_PX.1),
                    border_radius: BorderRadius::all(px(3)),
                    ..default()
                },
            ));
        } else {
            card.spawn((
                Node {
                    width: px(SHOWN_PX.0),
                    height: px(SHOWN_PX.1),
                    border_radius: BorderRadius::all(px(3)),
                    ..default()
                },
                BackgroundColor(Theme::colour(Ink::PaperShade)),
            ));
        }
        let wording = seen.active.wording();
        // On one line: a text that may break is measured as narrow as it can be in a column of fixed width.
        card.spawn(one_line(
            wording.target(&picture.thing),
            size::SMALL,
            Ink::PaperText,
            true,
        ));
        card.spawn(one_line(
            format!(
                "{} · {}",
                seen.clock(picture.at),
                seen.tongue.get(shot_message(picture.shot))
            ),
            size::TINY,
            Ink::PaperQuiet,
            false,
        ));
    });
}

/// Message of a shot's name.
pub(in crate::app::screens::case) const fn shot_message(shot: Shot) -> &'static str {
    match shot {
        Shot::Wide => "shot-wide",
        Shot::Medium => "shot-medium",
        Shot::Close => "shot-close",
    }
}

/// A new picture: what the window shows, without panels.
fn expose(
    mut commands: Commands,
    taken: Res<Taken>,
    options: Res<PlayOptions>,
    active: Option<Res<ActiveCase>>,
    mut panels: Query<(Entity, &mut Camera), With<PanelCamera>>,
    mut exposed: Local<usize>,
) {
    let count = taken.0.len();
    *exposed = (*exposed).min(count);
    // A headset's panels hang in the room, and its window is for those who look on.
    if *exposed == count || options.is_headless || options.is_vr {
        return;
    }
    *exposed = count;
    let Some(Picture { thing, at, .. }) = taken.0.last().cloned() else {
        return;
    };
    for (entity, mut camera) in &mut panels {
        camera.is_active = false;
        commands.entity(entity).insert(PanelsShut);
    }
    // Watching an old run again makes no new pictures of it.
    let kept = active
        .filter(|active| !active.is_replay())
        .map(|active| (active.folder().to_owned(), thing.clone(), at));
    commands.spawn(Screenshot::primary_window()).observe(
        move |shot: On<ScreenshotCaptured>, mut dark_room: ResMut<DarkRoom>| {
            let (whole, kept) = (shot.image.clone(), kept.clone());
            // Millions of pixels are no work for a frame.
            let work = AsyncComputeTaskPool::get().spawn(async move { develop(whole, kept) });
            dark_room.0.push((thing.clone(), at, work));
        },
    );
}

/// The part of the window that the viewfinder framed, small; a copy goes beside the record, for whoever reads the report.
fn develop(window: Image, kept: Option<(PathBuf, String, Millis)>) -> Option<Image> {
    let whole = window.try_into_dynamic().ok()?;
    let (width, height) = (whole.width() as f32, whole.height() as f32);
    let (left, top) = (width * FRAME_SIDE / 100.0, height * FRAME_TOP / 100.0);
    let wide = width - 2.0 * left;
    let tall = height - top - height * FRAME_BOTTOM / 100.0;
    let cut = whole
        .crop_imm(left as u32, top as u32, wide as u32, tall as u32)
        .thumbnail(KEPT_PX, KEPT_PX);
    if let Some((folder, thing, at)) = kept {
        let mut png = Vec::new();
        let format = ImageFormat::Png.as_image_crate_format()?;
        let saved = cut
            .to_rgb8()
            .write_to(&mut Cursor::new(&mut png), format)
            .map_err(|error| error.to_string())
            .and_then(|()| keep(&folder, &thing, at, &png).map_err(|error| error.to_string()));
        if let Err(error) = saved {
            // The album still has it; only the report will say that it saw none.
            warn!("{thing}: {error}");
        }
    }
    Some(Image::from_dynamic(
        cut,
        true,
        RenderAssetUsages::RENDER_WORLD,
    ))
}

/// What is developed goes to its picture, unless another case has begun meanwhile.
fn hang_up(
    mut dark_room: ResMut<DarkRoom>,
    mut images: ResMut<Assets<Image>>,
    mut taken: ResMut<Taken>,
) {
    dark_room.0.retain_mut(|(thing, at, work)| {
        let Some(done) = check_ready(work) else {
            return true;
        };
        let pictures = &mut taken.bypass_change_detection().0;
        let picture = pictures
            .iter_mut()
            .find(|one| one.thing == *thing && one.at == *at);
        if let (Some(picture), Some(image)) = (picture, done) {
            picture.image = Some(images.add(image));
        }
        false
    });
}

/// The panels were shut for one frame.
fn open_panels(mut commands: Commands, mut panels: Query<(Entity, &mut Camera), With<PanelsShut>>) {
    for (entity, mut camera) in &mut panels {
        camera.is_active = true;
        commands.entity(entity).remove::<PanelsShut>();
    }
}

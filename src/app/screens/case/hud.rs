//! What is always seen: the clock, the body camera, what is aimed at, who says what, and short news. No bar for anger:
//! that is read in faces.

use crate::app::Screen;
use crate::app::actors::SpeechQueue;
use crate::app::bridge::{ActiveCase, CaseTrouble, Channel, Happened, Plan};
use crate::app::devices::{Bindings, Control, key_name};
use crate::app::library::Library;
use crate::app::settings::Settings;
use crate::app::sound::PlaySound;
use crate::app::trainee::{Aim, Overlay, RECORDER_ON, choices_for, recorder_runs};
use crate::app::ui::{Ink, Label, Theme, label, size};
use crate::app::voice::Hearing;
use crate::app::words::Tongue;
use crate::domain::ids::Permille;
use crate::domain::record::Moment;
use crate::domain::session::{Effect, Happening, Input, Mode, Touch};
use bevy::prelude::*;
use bevy::text::LineBreak;

/// Own words stay this long.
const OWN_WORDS_S: f32 = 5.0;
/// News stay this long.
const NEWS_S: f32 = 9.0;
const NEWS_MAX: usize = 4;
/// Below this certainty the trainee sees that words may have been misheard.
const UNSURE_BELOW: Permille = Permille(600);

/// Parts whose words change.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Clock,
    Recorder,
    Aim,
    AimHint,
    Speaker,
    Line,
    Own,
    News,
    Keys,
    Hearing,
}

#[derive(Component)]
struct HudRoot;
#[derive(Component)]
struct HearingChip;
#[derive(Component)]
struct RecorderLight;
#[derive(Component)]
struct SubtitleBox;

/// Around what is aimed at.
#[derive(Component)]
struct AimBox;

/// Words over a bright street need something dark behind them.
const BEHIND_WORDS: Color = Color::srgba(0.03, 0.04, 0.06, 0.76);

/// What the trainee said last, and news.
#[derive(Resource, Debug, Default)]
struct Lately {
    own: Option<(String, f32, bool)>,
    news: Vec<(String, f32, Ink)>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Lately>()
        .add_systems(OnEnter(Screen::Case), build)
        .add_systems(
            Update,
            (note, show, rebuild).chain().run_if(in_state(Screen::Case)),
        );
}

/// What the layout depends on.
#[derive(bevy::ecs::system::SystemParam)]
struct LaidOutFrom<'w> {
    settings: Res<'w, Settings>,
    tongue: Res<'w, Tongue>,
    bindings: Res<'w, Bindings>,
    plan: Res<'w, Plan>,
    library: Res<'w, Library>,
}

/// A change of words or sizes builds the whole anew.
fn rebuild(
    mut commands: Commands,
    from: LaidOutFrom,
    roots: Query<Entity, With<HudRoot>>,
    mut lately: ResMut<Lately>,
) {
    if from.settings.is_changed() || from.tongue.is_changed() {
        for root in &roots {
            commands.entity(root).despawn();
        }
        lay_out(&mut commands, &from);
        lately.news.clear();
    }
}

fn build(mut commands: Commands, from: LaidOutFrom, mut lately: ResMut<Lately>) {
    *lately = Lately::default();
    lay_out(&mut commands, &from);
}

fn lay_out(commands: &mut Commands, from: &LaidOutFrom) {
    let LaidOutFrom {
        settings,
        tongue,
        bindings,
        plan,
        library,
    } = from;
    let has_recorder = library
        .entry(plan.case)
        .is_some_and(|entry| entry.case.fact(RECORDER_ON).is_some());
    let subtitle = f32::from(settings.subtitle_percent) / 100.0;
    let root = commands
        .spawn((
            HudRoot,
            Node {
                position_type: PositionType::Absolute,
                width: percent(100),
                height: percent(100),
                ..default()
            },
            Pickable::IGNORE,
            DespawnOnExit(Screen::Case),
        ))
        .id();
    let chip = || {
        (
            Node {
                padding: UiRect::axes(px(12), px(6)),
                column_gap: px(8),
                align_items: AlignItems::Center,
                border_radius: BorderRadius::all(px(16)),
                ..default()
            },
            BackgroundColor(BEHIND_WORDS),
            Pickable::IGNORE,
        )
    };
    commands.entity(root).with_children(|hud| {
        // Top left: time and body camera.
        hud.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: px(20),
                top: px(18),
                column_gap: px(10),
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|row| {
            row.spawn(chip()).with_children(|chip| {
                chip.spawn((label("", size::SMALL, Ink::Text), Part::Clock));
            });
            // A desk case has no body camera.
            if has_recorder {
                row.spawn(chip()).with_children(|chip| {
                    chip.spawn((
                        RecorderLight,
                        Node {
                            width: px(10),
                            height: px(10),
                            border_radius: BorderRadius::MAX,
                            ..default()
                        },
                        BackgroundColor(Theme::colour(Ink::Quiet)),
                    ));
                    chip.spawn((label("", size::SMALL, Ink::Text), Part::Recorder));
                });
            }
            row.spawn((chip(), HearingChip)).with_children(|chip| {
                chip.spawn((label("", size::SMALL, Ink::Text), Part::Hearing));
            });
            if plan.mode == Mode::Exam {
                row.spawn(chip()).with_children(|chip| {
                    chip.spawn(label(tongue.get("hud-exam"), size::SMALL, Ink::Accent));
                });
            }
        });
        // Top right: news.
        hud.spawn((
            Node {
                position_type: PositionType::Absolute,
                right: px(20),
                top: px(18),
                max_width: px(420),
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::FlexEnd,
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|column| {
            for _ in 0..NEWS_MAX {
                column.spawn((
                    Node {
                        padding: UiRect::axes(px(14), px(8)),
                        margin: UiRect::bottom(px(8)),
                        border_radius: BorderRadius::all(px(8)),
                        border: UiRect::left(px(3)),
                        display: Display::None,
                        ..default()
                    },
                    BorderColor::all(Theme::colour(Ink::Accent)),
                    BackgroundColor(Color::srgba(0.03, 0.04, 0.06, 0.78)),
                    Pickable::IGNORE,
                    Children::spawn_one((label("", size::SMALL, Ink::Text), Part::News)),
                ));
            }
        });
        // Middle: aim.
        hud.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: percent(50),
                top: percent(50),
                width: px(6),
                height: px(6),
                margin: UiRect {
                    left: px(-3),
                    top: px(-3),
                    ..default()
                },
                border_radius: BorderRadius::MAX,
                ..default()
            },
            BackgroundColor(Color::srgba(1.0, 1.0, 1.0, 0.75)),
            Pickable::IGNORE,
        ));
        hud.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: percent(52),
                top: percent(51),
                flex_direction: FlexDirection::Column,
                row_gap: px(2),
                max_width: px(340),
                padding: UiRect::axes(px(10), px(5)),
                border_radius: BorderRadius::all(px(8)),
                display: Display::None,
                ..default()
            },
            BackgroundColor(BEHIND_WORDS),
            AimBox,
            Pickable::IGNORE,
        ))
        .with_children(|column| {
            column.spawn((
                Text::new(""),
                TextColor(Theme::colour(Ink::Text)),
                TextShadow::default(),
                Label {
                    size: size::BODY,
                    is_bold: true,
                },
                Part::Aim,
            ));
            column.spawn((
                label("", size::SMALL, Ink::Accent),
                TextShadow::default(),
                Part::AimHint,
            ));
        });
        // Bottom: who says what.
        hud.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: percent(15),
                right: percent(15),
                bottom: px(64),
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                row_gap: px(8),
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|column| {
            column
                .spawn((
                    SubtitleBox,
                    Node {
                        padding: UiRect::axes(px(18), px(10)),
                        flex_direction: FlexDirection::Column,
                        align_items: AlignItems::Center,
                        border_radius: BorderRadius::all(px(10)),
                        display: Display::None,
                        ..default()
                    },
                    BackgroundColor(Color::srgba(0.02, 0.025, 0.04, 0.74)),
                    Pickable::IGNORE,
                ))
                .with_children(|lines| {
                    lines.spawn((
                        label("", size::SMALL * subtitle, Ink::Accent),
                        Part::Speaker,
                    ));
                    lines.spawn((
                        Text::new(""),
                        TextColor(Theme::colour(Ink::Text)),
                        TextLayout::new(Justify::Center, LineBreak::WordOrCharacter),
                        Label {
                            size: size::LARGE * subtitle,
                            is_bold: false,
                        },
                        Part::Line,
                    ));
                });
            column.spawn((
                label("", size::BODY * subtitle, Ink::Quiet),
                TextShadow::default(),
                Part::Own,
            ));
        });
        // Foot: keys.
        hud.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: px(20),
                right: px(20),
                bottom: px(18),
                justify_content: JustifyContent::Center,
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|row| {
            row.spawn(chip()).with_children(|chip| {
                chip.spawn((
                    label(
                        keys_line(tongue, bindings, has_recorder),
                        size::SMALL,
                        Ink::Quiet,
                    ),
                    Part::Keys,
                ));
            });
        });
    });
}

/// The keys most people look for.
fn keys_line(tongue: &Tongue, bindings: &Bindings, has_recorder: bool) -> String {
    [
        Control::Type,
        Control::Talk,
        Control::Wheel,
        Control::Camera,
        Control::Papers,
        Control::Radio,
        Control::Recorder,
        Control::Help,
    ]
    .into_iter()
    .filter(|control| has_recorder || *control != Control::Recorder)
    .map(|control| {
        let key = bindings.key(control).map(key_name).unwrap_or_default();
        format!("{key} {}", tongue.get(control.message()))
    })
    .collect::<Vec<_>>()
    .join("    ")
}

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
fn note(
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

#[derive(bevy::ecs::system::SystemParam)]
struct Seen<'w> {
    active: Option<Res<'w, ActiveCase>>,
    tongue: Res<'w, Tongue>,
    queue: Res<'w, SpeechQueue>,
    aim: Res<'w, Aim>,
    bindings: Res<'w, Bindings>,
    overlay: Res<'w, Overlay>,
    hearing: Res<'w, Hearing>,
    time: Res<'w, Time>,
}

fn show(
    seen: Seen,
    mut lately: ResMut<Lately>,
    mut parts: Query<(&Part, &mut Text, &mut TextColor, Option<&ChildOf>)>,
    mut nodes: Query<&mut Node>,
    mut borders: Query<&mut BorderColor>,
    mut lights: Query<&mut BackgroundColor, With<RecorderLight>>,
    boxes: Query<(Entity, Has<SubtitleBox>), Or<(With<SubtitleBox>, With<AimBox>)>>,
) {
    let Some(active) = &seen.active else { return };
    let dt = seen.time.delta_secs();
    let case = active.case();
    let wording = active.wording();
    let records = recorder_runs(active);
    let blink = (seen.time.elapsed_secs() * 1.4).fract() < 0.6;
    for mut light in &mut lights {
        light.0 = match (records, blink) {
            (true, true) => Theme::colour(Ink::Grave),
            (true, false) => Theme::colour(Ink::Grave).with_alpha(0.35),
            (false, _) => Theme::colour(Ink::Quiet).with_alpha(0.5),
        };
    }
    if let Some((_, left, _)) = &mut lately.own {
        *left -= dt;
        if *left <= 0.0 {
            lately.own = None;
        }
    }
    for (_, left, _) in &mut lately.news {
        *left -= dt;
    }
    lately.news.retain(|(_, left, _)| *left > 0.0);
    let is_free = *seen.overlay == Overlay::None;
    let aimed = seen.aim.target.as_deref().filter(|_| is_free);
    let clock_min = u64::from(case.clock_min) + active.now().0 / 60_000;
    let passed_s = active.now().0 / 1000;
    let speech = seen.queue.now.as_ref().map(|(one, _)| one);
    for (box_entity, is_subtitle) in &boxes {
        let has_words = if is_subtitle {
            speech.is_some()
        } else {
            aimed.is_some()
        };
        if let Ok(mut node) = nodes.get_mut(box_entity) {
            let wanted = if has_words {
                Display::Flex
            } else {
                Display::None
            };
            if node.display != wanted {
                node.display = wanted;
            }
        }
    }
    let mut news_at = 0;
    for (part, mut text, mut colour, parent) in &mut parts {
        let next = match part {
            Part::Clock => format!(
                "{:02}:{:02}   {:02}:{:02}",
                clock_min / 60 % 24,
                clock_min % 60,
                passed_s / 60,
                passed_s % 60
            ),
            Part::Recorder => seen.tongue.get(if records {
                "hud-recording"
            } else {
                "hud-not-recording"
            }),
            Part::Aim => aimed.map_or_else(String::new, |id| wording.target(id)),
            Part::AimHint => aimed.map_or_else(String::new, |id| {
                let first = choices_for(case, active.state(), Some(id))
                    .into_iter()
                    .find(|(_, target)| target.is_some());
                let key = |control| seen.bindings.key(control).map(key_name).unwrap_or_default();
                match first {
                    Some((action, _)) => format!(
                        "{} {}   {} {}",
                        key(Control::Act),
                        wording.action(&action),
                        key(Control::Wheel),
                        seen.tongue.get("hud-more")
                    ),
                    None => format!("{} {}", key(Control::Wheel), seen.tongue.get("hud-more")),
                }
            }),
            Part::Speaker => speech.map_or_else(String::new, |one| {
                let name = wording.person(&one.by);
                if one.is_radio {
                    seen.tongue.with("hud-radio", &[("who", &name)])
                } else {
                    name
                }
            }),
            Part::Line => speech.map_or_else(String::new, |one| one.text.clone()),
            Part::Own => lately
                .own
                .as_ref()
                .map_or_else(String::new, |(words, _, is_unsure)| {
                    if *is_unsure {
                        seen.tongue.with("hud-own-unsure", &[("text", words)])
                    } else {
                        seen.tongue.with("hud-own", &[("text", words)])
                    }
                }),
            Part::News => {
                let row = lately.news.get(news_at);
                news_at += 1;
                if let Some(parent) = parent {
                    if let Ok(mut node) = nodes.get_mut(parent.parent()) {
                        let wanted = if row.is_some() {
                            Display::Flex
                        } else {
                            Display::None
                        };
                        if node.display != wanted {
                            node.display = wanted;
                        }
                    }
                    if let (Ok(mut border), Some((_, _, ink))) =
                        (borders.get_mut(parent.parent()), row)
                    {
                        border.set_if_neq(BorderColor::all(Theme::colour(*ink)));
                    }
                }
                row.map_or_else(String::new, |(text, ..)| text.clone())
            }
            Part::Keys => continue,
            Part::Hearing => {
                let hearing = &seen.hearing;
                let shown = if hearing.is_open {
                    seen.tongue.get(channel_message(hearing.channel))
                } else if hearing.is_fixture() {
                    seen.tongue.get("hearing-fixture-short")
                } else {
                    String::new()
                };
                if let Some(parent) = parent
                    && let Ok(mut node) = nodes.get_mut(parent.parent())
                {
                    let wanted = if shown.is_empty() {
                        Display::None
                    } else {
                        Display::Flex
                    };
                    if node.display != wanted {
                        node.display = wanted;
                    }
                }
                shown
            }
        };
        if *part == Part::Own {
            let is_unsure = lately.own.as_ref().is_some_and(|(_, _, unsure)| *unsure);
            colour.set_if_neq(TextColor(Theme::colour(if is_unsure {
                Ink::Unsure
            } else {
                Ink::Quiet
            })));
        }
        if text.0 != next {
            text.0 = next;
        }
    }
}

/// Message of a channel's name.
pub(super) const fn channel_message(channel: Channel) -> &'static str {
    match channel {
        Channel::Street => "channel-street",
        Channel::Radio => "channel-radio",
        Channel::Aside => "channel-aside",
        Channel::Phone => "channel-phone",
    }
}

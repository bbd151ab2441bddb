//! What is always seen: the clock, the body camera, what is aimed at, who says what, and short news. No bar for anger:
//! that is read in faces.

mod layout;
mod news;

use crate::app::Screen;
use crate::app::actors::SpeechQueue;
use crate::app::bridge::{ActiveCase, Channel};
use crate::app::devices::{Bindings, Control, key_name};
use crate::app::settings::Settings;
use crate::app::trainee::{Aim, Load, Overlay, Wearing, is_out_of_reach, likeliest, recorder_runs};
use crate::app::ui::{Ink, PanelSize, Theme};
use crate::app::voice::Hearing;
use crate::app::words::Tongue;
use crate::domain::ids::Permille;
use bevy::prelude::*;
use layout::{build, rebuild};
use news::note;

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

/// Nothing to whoever only looks on.
#[derive(Component)]
pub(super) struct OnlyInPlay;

/// Words at the foot, which give way to the bar of a replay.
#[derive(Component)]
pub(super) struct AtFoot;

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
pub(super) const BEHIND_WORDS: Color = Color::srgba(0.03, 0.04, 0.06, 0.76);

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
#[derive(bevy::ecs::system::SystemParam)]
struct Seen<'w> {
    active: Option<Res<'w, ActiveCase>>,
    tongue: Res<'w, Tongue>,
    queue: Res<'w, SpeechQueue>,
    aim: Res<'w, Aim>,
    load: Res<'w, Load>,
    bindings: Res<'w, Bindings>,
    surface: Res<'w, PanelSize>,
    wearing: Res<'w, Wearing>,
    overlay: Res<'w, Overlay>,
    hearing: Res<'w, Hearing>,
    settings: Res<'w, Settings>,
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
    let is_free = *seen.overlay == Overlay::None && !active.is_replay();
    let aimed = seen.aim.target.as_deref().filter(|_| is_free);
    // Full hands put down, whatever the eyes are on.
    let by_hand = if !is_free {
        None
    } else if seen.load.is_held() {
        Some(("carry-held", "carry-put-down"))
    } else {
        let is_near = seen.load.is_near() && aimed.is_none();
        is_near.then_some(("carry-near", "carry-take"))
    };
    let clock_min = u64::from(case.clock_min) + active.now().0 / 60_000;
    let passed_s = active.now().0 / 1000;
    let speech = seen.queue.now.as_ref().map(|(one, _)| one);
    for (box_entity, is_subtitle) in &boxes {
        let has_words = if is_subtitle {
            speech.is_some()
        } else {
            aimed.is_some() || by_hand.is_some()
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
            Part::Aim => match (by_hand, aimed) {
                (Some((what, _)), _) => seen.tongue.get(what),
                (None, aimed) => aimed.map_or_else(String::new, |id| wording.target(id)),
            },
            Part::AimHint => {
                let key = |control| match (seen.surface.0, control) {
                    (Some(_), Control::Act) => seen
                        .tongue
                        .with("hand-act-short", &seen.wearing.variables()),
                    (Some(_), _) => seen
                        .tongue
                        .with("hand-wheel-short", &seen.wearing.variables()),
                    (None, _) => seen.bindings.key(control).map(key_name).unwrap_or_default(),
                };
                let first = likeliest(active, &seen.aim);
                match first {
                    _ if let Some((_, does)) = by_hand => {
                        format!("{} {}", key(Control::Act), seen.tongue.get(does))
                    }
                    _ if aimed.is_none() => String::new(),
                    Some((action, _)) => format!(
                        "{} {}   {} {}",
                        key(Control::Act),
                        wording.action(&action),
                        key(Control::Wheel),
                        seen.tongue.get("hud-more")
                    ),
                    None if is_out_of_reach(active, &seen.aim) => seen.tongue.get("hud-nearer"),
                    None => format!("{} {}", key(Control::Wheel), seen.tongue.get("hud-more")),
                }
            }
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
                // Nobody speaks to a run that is seen again.
                let trouble = hearing.trouble_short().filter(|_| !active.is_replay());
                let shown = if let Some(trouble) = trouble {
                    seen.tongue.get(trouble)
                } else if hearing.is_open {
                    seen.tongue.get(channel_message(hearing.channel))
                } else if hearing.is_fixture() {
                    seen.tongue.get("hearing-fixture-short")
                } else if let Some(place) = &hearing.elsewhere {
                    // Whoever speaks sees where it goes, or that it could.
                    let id = if seen.settings.is_heard_elsewhere {
                        "remote-short"
                    } else {
                        "remote-ask-short"
                    };
                    seen.tongue.with(id, &[("place", place)])
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
        if *part == Part::Hearing {
            let ink = match seen.hearing.trouble_short() {
                Some(_) => Ink::Unsure,
                None => Ink::Text,
            };
            colour.set_if_neq(TextColor(Theme::colour(ink)));
        }
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
        Channel::Paper(_) => "channel-paper",
    }
}

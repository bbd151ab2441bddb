//! The blue side of the briefing: which run this is, who goes along, who one is, and whether the street stands.

use crate::app::Screen;
use crate::app::bridge::Plan;
use crate::app::library::Entry;
use crate::app::screens::shift::street::WayBack;
use crate::app::ui::{
    ButtonKind, FirstFocus, Ink, Key, activated, button, field, gap, label, one_line, push, rest,
    row, side_button, side_head, size, tag, way,
};
use crate::app::words::Tongue;
use crate::app::world::{StreetAssets, StreetReady};
use crate::domain::scenario::model::Role;
use crate::domain::session::Mode;
use crate::store::sittings::may_be_trainee;
use crate::wording::Wording;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui::InteractionDisabled;
use bevy::ui_widgets::Activate;

/// Letters of a pseudonym.
const PSEUDONYM_MAX: usize = 24;
/// Tiles of the path that is laid meanwhile.
const TILES: usize = 10;

#[derive(Component)]
struct Go;
#[derive(Component)]
struct Pseudonym;
/// The path and what it has come to.
#[derive(Component)]
struct Laid(u16);
#[derive(Component)]
struct Status;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (write_name, gate, lay)
            .chain()
            .run_if(in_state(Screen::Briefing)),
    );
}

/// Fills the side.
pub(super) fn build(
    parts: &mut ChildSpawnerCommands,
    entry: &Entry,
    plan: &Plan,
    tongue: &Tongue,
    wording: &Wording<'_>,
) {
    let lang = tongue.lang();
    side_head(
        parts,
        &tongue.get("briefing-title"),
        entry.case.title.get(lang),
    );
    parts.spawn(row(8.0)).with_children(|tags| {
        let level = plan.level.to_string();
        tag(
            tags,
            &tongue.with("level-name", &[("level", &level)]),
            Ink::Raised,
            Ink::Text,
        );
        let (id, ground, ink) = match (plan.is_tutorial, plan.mode) {
            (true, _) => ("menu-tutorial-short", Ink::Accent, Ink::OnAccent),
            (_, Mode::Practice) => ("mode-practice", Ink::Raised, Ink::Text),
            (_, Mode::Exam) => ("mode-exam", Ink::Accent, Ink::OnAccent),
        };
        tag(tags, &tongue.get(id), ground, ink);
    });
    parts.spawn(gap(12.0));
    along(parts, entry, plan, tongue, wording);
    parts.spawn(gap(12.0));
    parts.spawn(label(
        tongue.get("briefing-pseudonym"),
        size::SMALL,
        Ink::Quiet,
    ));
    parts.spawn((
        field(
            &plan.trainee,
            &tongue.get("briefing-pseudonym"),
            percent(100),
            PSEUDONYM_MAX,
        ),
        Key::new("briefing-pseudonym"),
        Pseudonym,
    ));
    parts.spawn(label(
        tongue.get("briefing-pseudonym-about"),
        size::TINY,
        Ink::Quiet,
    ));
    push(parts);
    parts.spawn((Laid(u16::MAX), Node::default()));
    parts.spawn((label("", size::TINY, Ink::Quiet), Status));
    parts.spawn(gap(4.0));
    parts.spawn((
        button(tongue.get("briefing-go"), ButtonKind::Main),
        Key::new("briefing-go"),
        FirstFocus,
        Go,
        activated(|_: On<Activate>, mut next: ResMut<NextState<Screen>>| next.set(Screen::Case)),
    ));
    side_button(parts, &tongue.get("back"), "back").insert(activated(
        |_: On<Activate>, mut back: WayBack<'_>| back.go(),
    ));
}

/// Colleagues who are there from the beginning.
fn along(
    parts: &mut ChildSpawnerCommands,
    entry: &Entry,
    plan: &Plan,
    tongue: &Tongue,
    wording: &Wording<'_>,
) {
    parts.spawn(label(tongue.get("briefing-along"), size::SMALL, Ink::Quiet));
    let Some(level) = entry.case.level(plan.level) else {
        return;
    };
    for person in level.people.iter().map(|one| &entry.case.people[one.at()]) {
        let id = match person.role {
            Role::Partner => "role-partner",
            Role::Control => "role-control",
            Role::Party | Role::Bystander | Role::Phone | Role::Other => continue,
        };
        parts.spawn(row(10.0)).with_children(|row| {
            row.spawn(one_line(
                wording.person(&person.id),
                size::BODY,
                Ink::Text,
                true,
            ));
            row.spawn((label(tongue.get(id), size::TINY, Ink::Quiet), rest()));
        });
    }
}

/// The pseudonym goes into the plan as it is written.
fn write_name(
    fields: Query<&EditableText, (With<Pseudonym>, Changed<EditableText>)>,
    mut plan: ResMut<Plan>,
) {
    for field in &fields {
        let name = field.value().to_string().trim().to_owned();
        if plan.trainee != name {
            plan.trainee = name;
        }
    }
}

/// One may go when the street stands and one has said who one is.
fn gate(
    mut commands: Commands,
    ready: Res<StreetReady>,
    plan: Res<Plan>,
    tongue: Res<Tongue>,
    buttons: Query<(Entity, Has<InteractionDisabled>), With<Go>>,
    mut states: Query<&mut Text, With<Status>>,
) {
    let has_name = may_be_trainee(&plan.trainee);
    let may_go = ready.0 && has_name;
    for (entity, is_disabled) in &buttons {
        if may_go && is_disabled {
            commands.entity(entity).remove::<InteractionDisabled>();
        } else if !may_go && !is_disabled {
            commands.entity(entity).insert(InteractionDisabled);
        }
    }
    let words = tongue.get(match (ready.0, has_name) {
        (false, _) => "briefing-building",
        (true, false) if plan.trainee.is_empty() => "briefing-name-missing",
        (true, false) => "briefing-name-unfit",
        (true, true) => "briefing-ready",
    });
    for mut text in &mut states {
        if text.0 != words {
            text.0.clone_from(&words);
        }
    }
}

/// The path is laid as far as the street has come in.
fn lay(
    mut commands: Commands,
    ready: Res<StreetReady>,
    street: Res<StreetAssets>,
    server: Res<AssetServer>,
    mut paths: Query<(Entity, &mut Laid)>,
) {
    let wanted: Vec<bool> = [&street.kit, &street.clips]
        .into_iter()
        .chain(street.bodies.values())
        .chain(street.props.values())
        .map(|handle| server.is_loaded_with_dependencies(handle))
        .collect();
    let done = wanted.iter().filter(|one| **one).count();
    let permille = if ready.0 {
        1000
    } else {
        // The last tile is laid when everything stands.
        u16::try_from(done * 900 / wanted.len().max(1)).unwrap_or(0)
    };
    for (entity, mut laid) in &mut paths {
        let tiles = usize::from(permille) * TILES / 1000;
        if usize::from(laid.0) == tiles {
            continue;
        }
        laid.0 = u16::try_from(tiles).unwrap_or(0);
        commands
            .entity(entity)
            .despawn_related::<Children>()
            .with_children(|path| {
                way(path, permille, TILES, 22.0);
            });
    }
}

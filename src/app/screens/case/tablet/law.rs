//! Law look-up: the provisions of this case, or those that hold the words asked for, with their dates. What is only
//! remembered shows no number.

use super::Seen;
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::library::Library;
use crate::app::ui::{
    FirstFocus, Ink, Key, bold, column, label, paper_field, rest, row, sheet, size, tag,
};
use crate::app::words::Tongue;
use crate::content::Content;
use crate::domain::packs::{Law, LawPack, Sureness};
use crate::domain::scenario::model::Case;
use bevy::prelude::*;
use bevy::text::EditableText;

/// Nobody looks for more at once.
const LETTERS_MAX: usize = 40;
/// More than this nobody reads.
const FOUND_MAX: usize = 40;

/// Where somebody writes what to look for.
#[derive(Component, Debug, Clone, Copy)]
struct Wanted;

/// What was found.
#[derive(Component, Debug, Clone, Copy)]
struct Found;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, look_up.run_if(in_state(Screen::Case)));
}

/// The field to write in, over the list.
pub(super) fn search_field(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    parts.spawn(row(12.0)).with_children(|line| {
        line.spawn((
            label(
                seen.tongue.get("tablet-law-search"),
                size::SMALL,
                Ink::PaperQuiet,
            ),
            Node {
                flex_shrink: 0.0,
                ..default()
            },
        ));
        line.spawn((
            paper_field(
                "",
                &seen.tongue.get("tablet-law-search"),
                percent(100),
                LETTERS_MAX,
            ),
            Wanted,
            Key::new("tablet/law-field"),
            FirstFocus,
        ));
    });
}

pub(super) fn build(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    parts
        .spawn((
            Found,
            Node {
                flex_shrink: 0.0,
                ..column(8.0)
            },
        ))
        .with_children(|list| {
            rows(list, seen.active.case(), seen.content, seen.tongue, "");
        });
}

/// The list follows what is written.
fn look_up(
    mut commands: Commands,
    fields: Query<&EditableText, (With<Wanted>, Changed<EditableText>)>,
    lists: Query<Entity, With<Found>>,
    active: Option<Res<ActiveCase>>,
    library: Res<Library>,
    tongue: Res<Tongue>,
    mut shown: Local<String>,
) {
    let Some(active) = active else { return };
    for text in &fields {
        let wanted = text.value().to_string();
        // The field also changes when its cursor blinks.
        if text.is_composing() || *shown == wanted {
            continue;
        }
        for list in &lists {
            commands
                .entity(list)
                .despawn_related::<Children>()
                .with_children(|list| {
                    rows(list, active.case(), library.0.content, &tongue, &wanted);
                });
        }
        *shown = wanted;
    }
}

fn rows(
    list: &mut ChildSpawnerCommands,
    case: &Case,
    content: &Content,
    tongue: &Tongue,
    words: &str,
) {
    let pack = &content.packs.law;
    let Some(day) = case.day() else { return };
    let found: Vec<&Law> = if words.trim().is_empty() {
        case.citations
            .keys()
            .filter_map(|id| pack.get(id))
            .collect()
    } else {
        pack.find(words, day)
    };
    let about = if words.trim().is_empty() {
        tongue.get("tablet-law-of-case")
    } else {
        tongue.with("tablet-law-found", &[("count", &found.len().to_string())])
    };
    list.spawn(label(about, size::TINY, Ink::PaperQuiet));
    for law in found.into_iter().take(FOUND_MAX) {
        one(list, law, pack, case, tongue);
    }
}

fn one(list: &mut ChildSpawnerCommands, law: &Law, pack: &LawPack, case: &Case, tongue: &Tongue) {
    let lang = tongue.lang();
    list.spawn(sheet(Node {
        flex_shrink: 0.0,
        padding: UiRect::axes(px(14), px(10)),
        ..column(4.0)
    }))
    .with_children(|card| {
        card.spawn(row(8.0)).with_children(|head| {
            head.spawn((
                bold(
                    pack.citation(&law.id, lang).unwrap_or_default(),
                    size::SMALL,
                    Ink::Uniform,
                ),
                rest(),
            ));
            if case.citations.contains_key(&law.id) {
                tag(
                    head,
                    &tongue.get("tablet-law-here"),
                    Ink::Accent,
                    Ink::OnAccent,
                );
            }
            let is_valid = case.day().is_none_or(|day| law.valid_on(day));
            let (words, ground) = if is_valid {
                ("tablet-law-valid", Ink::PaperGood)
            } else {
                ("tablet-law-not-valid", Ink::PaperGrave)
            };
            tag(head, &tongue.get(words), ground, Ink::Text);
        });
        card.spawn(label(law.summary.get(lang), size::SMALL, Ink::PaperText));
        if let Some(demands) = &law.demands {
            card.spawn(label(demands.get(lang), size::SMALL, Ink::PaperQuiet));
        }
        card.spawn(label(
            remarks(law, pack, tongue),
            size::TINY,
            Ink::PaperQuiet,
        ));
    });
}

/// Days, what took over, and what a legal reviewer must still confirm.
fn remarks(law: &Law, pack: &LawPack, tongue: &Tongue) -> String {
    let mut said = Vec::new();
    match law.valid_from {
        Some(day) => said.push(tongue.with("tablet-law-from", &[("day", &day.to_string())])),
        None => said.push(tongue.get("tablet-law-from-unknown")),
    }
    if let Some(day) = law.valid_until {
        said.push(tongue.with("tablet-law-until", &[("day", &day.to_string())]));
    }
    let followers: Vec<String> = law
        .superseded_by
        .iter()
        .filter_map(|id| pack.citation(id, tongue.lang()))
        .collect();
    if !followers.is_empty() {
        let names = followers.join(&tongue.get("list-comma"));
        said.push(tongue.with("tablet-law-followed", &[("names", &names)]));
    }
    if law.sure >= Sureness::N {
        said.push(tongue.get("tablet-law-unsure"));
    } else if pack
        .instrument(&law.instrument)
        .is_some_and(|known| !known.dates_checked)
    {
        said.push(tongue.get("tablet-law-dates-unchecked"));
    }
    said.join("  ·  ")
}

//! Parts of panels. Each is a function that gives a bundle; what a button does is an observer on [`Activate`].

use super::fonts::Fonts;
use super::memory::Key;
use super::theme::{Ink, Theme, size};
use bevy::a11y::AccessibilityNode;
use bevy::ecs::system::IntoObserverSystem;
use bevy::input_focus::tab_navigation::{TabGroup, TabIndex};
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::text::{EditableText, FontSource, LineBreak, LineHeight, TextCursorStyle};
use bevy::ui::{InteractionDisabled, Pressed};
use bevy::ui_widgets::{Activate, Button, ScrollArea, observe};

/// A text that takes the typeface of [`Fonts`].
#[derive(Component, Debug, Clone, Copy)]
pub struct Label {
    /// Height in pixels at 100 percent.
    pub size: f32,
    /// Heavy letters.
    pub is_bold: bool,
}

/// How a button looks.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// One of several.
    #[default]
    Plain,
    /// What most people want next.
    Main,
    /// Leaves or throws away.
    Grave,
    /// A row in a list.
    Row,
    /// A way out of the blue side, without ground until it is pointed at.
    Side,
    /// One of several, on paper.
    Paper,
    /// A card or row on paper: its parts keep their own colours.
    Card,
}

impl ButtonKind {
    const fn is_left(self) -> bool {
        matches!(self, Self::Row | Self::Side | Self::Card)
    }
}

/// The button is chosen among its neighbours.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct Active;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (dress_labels, dress_buttons));
}

/// Text of a size and colour. Chinese breaks anywhere, English at words; the engine finds both by itself.
#[must_use]
pub fn label(text: impl Into<String>, size: f32, ink: Ink) -> impl Bundle {
    (
        Text::new(text),
        TextColor(Theme::colour(ink)),
        Label {
            size,
            is_bold: false,
        },
    )
}

/// A heading.
#[must_use]
pub fn heading(text: impl Into<String>, size: f32) -> impl Bundle {
    bold(text, size, Ink::Text)
}

/// Heavy letters of a size and colour.
#[must_use]
pub fn bold(text: impl Into<String>, size: f32, ink: Ink) -> impl Bundle {
    (
        Text::new(text),
        TextColor(Theme::colour(ink)),
        Label {
            size,
            is_bold: true,
        },
    )
}

/// Words that stay on one line.
#[must_use]
pub fn one_line(text: impl Into<String>, size: f32, ink: Ink, is_bold: bool) -> impl Bundle {
    (
        Text::new(text),
        TextColor(Theme::colour(ink)),
        TextLayout::no_wrap(),
        LineHeight::RelativeToFont(1.4),
        Label { size, is_bold },
    )
}

/// Running text.
#[must_use]
pub fn paragraph(text: impl Into<String>) -> impl Bundle {
    label(text, size::BODY, Ink::Text)
}

/// Empty room.
#[must_use]
pub fn gap(height: f32) -> impl Bundle {
    Node {
        height: px(height),
        flex_shrink: 0.0,
        ..default()
    }
}

/// Parts under each other.
#[must_use]
pub fn column(gap_px: f32) -> Node {
    Node {
        flex_direction: FlexDirection::Column,
        row_gap: px(gap_px),
        ..default()
    }
}

/// Parts beside each other.
#[must_use]
pub fn row(gap_px: f32) -> Node {
    Node {
        flex_direction: FlexDirection::Row,
        column_gap: px(gap_px),
        align_items: AlignItems::Center,
        // Else the automatic least height is that of a text with one letter a line.
        min_height: px(0),
        flex_shrink: 0.0,
        ..default()
    }
}

/// Room for words in a row: what the others leave. Without it words would be measured as narrow as they can be.
#[must_use]
pub fn rest() -> Node {
    Node {
        flex_grow: 1.0,
        flex_basis: px(0),
        min_width: px(0),
        ..default()
    }
}

/// A whole screen of panels; its parts are walked through by Tab.
#[must_use]
pub fn screen_root() -> impl Bundle {
    (
        Node {
            width: percent(100),
            height: percent(100),
            flex_direction: FlexDirection::Column,
            padding: UiRect::axes(px(48), px(32)),
            row_gap: px(16),
            ..default()
        },
        TabGroup::new(0),
    )
}

/// A panel.
#[must_use]
pub fn panel(node: Node) -> impl Bundle {
    (
        Node {
            padding: UiRect::all(px(20)),
            border: UiRect::all(px(1)),
            border_radius: BorderRadius::all(px(10)),
            ..node
        },
        BackgroundColor(Theme::colour(Ink::Panel)),
        BorderColor::all(Theme::colour(Ink::Line)),
    )
}

/// A part that scrolls when its content is higher than it is.
#[must_use]
pub fn scroll(node: Node) -> impl Bundle {
    (
        Node {
            overflow: Overflow::scroll_y(),
            min_height: px(0),
            ..node
        },
        ScrollArea,
        ScrollPosition::default(),
    )
}

/// A button with words.
#[must_use]
pub fn button(text: impl Into<String>, kind: ButtonKind) -> impl Bundle {
    let text: String = text.into();
    let mut access = accesskit::Node::new(accesskit::Role::Button);
    access.set_label(text.clone());
    (
        Node {
            padding: UiRect::axes(px(18), px(10)),
            min_height: px(44),
            border: UiRect::all(px(1)),
            border_radius: BorderRadius::all(px(8)),
            justify_content: if kind.is_left() {
                JustifyContent::FlexStart
            } else {
                JustifyContent::Center
            },
            align_items: AlignItems::Center,
            flex_shrink: 0.0,
            ..default()
        },
        Button,
        kind,
        Hovered::default(),
        TabIndex(0),
        AccessibilityNode(access),
        BackgroundColor(Theme::colour(Ink::Raised)),
        BorderColor::all(Theme::colour(Ink::Line)),
        Children::spawn_one((
            Text::new(text),
            TextColor(Theme::colour(Ink::Text)),
            TextLayout::linebreak(LineBreak::WordOrCharacter),
            Label {
                size: size::BODY,
                is_bold: kind == ButtonKind::Main,
            },
        )),
    )
}

/// A row of the blue side: words on the left, the whole width.
pub fn side_button<'a>(
    parts: &'a mut ChildSpawnerCommands,
    text: &str,
    key: &str,
) -> EntityCommands<'a> {
    let mut made = parts.spawn((button(text, ButtonKind::Side), Key::new(key)));
    made.entry::<Node>().and_modify(|mut node| {
        node.min_height = px(40);
        node.padding = UiRect::axes(px(12), px(6));
        node.margin = UiRect::left(px(-12));
    });
    made
}

/// A button that holds parts of its own; `name` is what a screen reader says.
#[must_use]
pub fn card(name: &str, node: Node) -> impl Bundle + use<> {
    let mut access = accesskit::Node::new(accesskit::Role::Button);
    access.set_label(name.to_owned());
    (
        Node {
            padding: UiRect::axes(px(16), px(12)),
            border: UiRect::all(px(1)),
            border_radius: BorderRadius::all(px(8)),
            flex_shrink: 0.0,
            ..node
        },
        Button,
        ButtonKind::Card,
        Hovered::default(),
        TabIndex(0),
        AccessibilityNode(access),
        BackgroundColor(Theme::colour(Ink::Sheet)),
        BorderColor::all(Theme::colour(Ink::PaperLine)),
    )
}

/// What a button does when it is pressed by pointer or key. Put beside [`button`].
#[must_use]
pub fn activated<M: Send + Sync + 'static, I: IntoObserverSystem<Activate, (), M> + Send + Sync>(
    system: I,
) -> impl Bundle {
    observe(system)
}

/// A field to write in, with an input method.
#[must_use]
pub fn field(text: &str, name: &str, width: Val, letters_max: usize) -> impl Bundle + use<> {
    field_on(
        text,
        name,
        width,
        letters_max,
        (Ink::Night, Ink::Line, Ink::Text),
    )
}

/// A field on paper.
#[must_use]
pub fn paper_field(text: &str, name: &str, width: Val, letters_max: usize) -> impl Bundle + use<> {
    field_on(
        text,
        name,
        width,
        letters_max,
        (Ink::Sheet, Ink::PaperLine, Ink::PaperText),
    )
}

fn field_on(
    text: &str,
    name: &str,
    width: Val,
    letters_max: usize,
    (ground, border, ink): (Ink, Ink, Ink),
) -> impl Bundle + use<> {
    let mut access = accesskit::Node::new(accesskit::Role::TextInput);
    access.set_label(name.to_owned());
    (
        Node {
            width,
            // Fixed: beside other parts the engine measures a field twice as high as its line.
            height: px(44),
            min_height: px(44),
            padding: UiRect::axes(px(12), px(9)),
            border: UiRect::all(px(1)),
            border_radius: BorderRadius::all(px(8)),
            overflow: Overflow::clip(),
            ..default()
        },
        EditableText {
            max_characters: Some(letters_max),
            ..EditableText::new(text)
        },
        TextLayout::no_wrap(),
        TextCursorStyle {
            color: Theme::colour(if ground == Ink::Sheet {
                Ink::Uniform
            } else {
                Ink::Accent
            }),
            ..default()
        },
        TextColor(Theme::colour(ink)),
        Label {
            size: size::BODY,
            is_bold: false,
        },
        TabIndex(0),
        AccessibilityNode(access),
        BackgroundColor(Theme::colour(ground)),
        BorderColor::all(Theme::colour(border)),
    )
}

/// A bar that shows a share, 0 to 1000.
#[must_use]
pub fn progress(permille: u16, ink: Ink, width: Val) -> impl Bundle {
    (
        Node {
            width,
            height: px(8),
            border_radius: BorderRadius::all(px(4)),
            overflow: Overflow::clip(),
            ..default()
        },
        BackgroundColor(Theme::colour(Ink::Raised)),
        Children::spawn_one((
            Node {
                width: percent(f32::from(permille) / 10.0),
                height: percent(100),
                ..default()
            },
            BackgroundColor(Theme::colour(ink)),
        )),
    )
}

fn dress_labels(
    fonts: Res<Fonts>,
    mut labels: Query<(&Label, &mut TextFont, &mut TextLayout, &mut LineHeight), Added<Label>>,
) {
    for (label, mut dress, mut layout, mut height) in &mut labels {
        let (font, room) = if label.is_bold {
            (&fonts.bold, 1.3)
        } else {
            (&fonts.regular, 1.4)
        };
        dress.font = FontSource::Handle(font.clone());
        dress.font_size = FontSize::Px(label.size);
        // Part of the bundle they would forbid a part to ask for its own.
        if layout.linebreak == LineBreak::default() {
            layout.linebreak = LineBreak::WordOrCharacter;
        }
        if *height == LineHeight::default() {
            *height = LineHeight::RelativeToFont(room);
        }
    }
}

type ButtonLook<'a> = (
    Entity,
    &'a ButtonKind,
    &'a Hovered,
    Has<Pressed>,
    Has<InteractionDisabled>,
    Has<Active>,
    &'a Children,
);

/// Ground, border and words of a button.
const fn look(kind: ButtonKind, is_active: bool) -> (Option<Ink>, Option<Ink>, Ink) {
    match (kind, is_active) {
        (ButtonKind::Paper, true) => (Some(Ink::Uniform), Some(Ink::Uniform), Ink::Text),
        (ButtonKind::Paper, false) => (Some(Ink::PaperShade), Some(Ink::PaperLine), Ink::PaperText),
        (ButtonKind::Card, true) => (Some(Ink::Sheet), Some(Ink::Uniform), Ink::PaperText),
        (ButtonKind::Card, false) => (Some(Ink::Sheet), Some(Ink::PaperLine), Ink::PaperText),
        (ButtonKind::Side, true) => (Some(Ink::Raised), None, Ink::Accent),
        (ButtonKind::Side, false) => (None, None, Ink::Text),
        (ButtonKind::Main, _) | (_, true) => (Some(Ink::Accent), Some(Ink::Accent), Ink::OnAccent),
        (ButtonKind::Grave, _) => (Some(Ink::Raised), Some(Ink::Grave), Ink::Grave),
        _ => (Some(Ink::Raised), Some(Ink::Line), Ink::Text),
    }
}

fn dress_buttons(
    buttons: Query<ButtonLook<'_>, With<Button>>,
    mut grounds: Query<(&mut BackgroundColor, &mut BorderColor)>,
    mut inks: Query<&mut TextColor>,
) {
    for (entity, kind, hovered, is_pressed, is_disabled, is_active, children) in &buttons {
        let (ground, border, ink) = look(*kind, is_active);
        let base = ground.map_or(Color::NONE, Theme::colour);
        let shade = match (kind, hovered.get()) {
            _ if is_disabled => base.with_alpha(base.alpha() * 0.35),
            _ if is_pressed => base.darker(0.06),
            (ButtonKind::Side, true) if !is_active => Color::srgba(1.0, 1.0, 1.0, 0.08),
            (ButtonKind::Paper | ButtonKind::Card, true) if !is_active => base.darker(0.03),
            (_, true) => base.lighter(0.05),
            _ => base,
        };
        if let Ok((mut colour, mut line)) = grounds.get_mut(entity) {
            colour.set_if_neq(BackgroundColor(shade));
            line.set_if_neq(BorderColor::all(border.map_or(Color::NONE, Theme::colour)));
        }
        if *kind == ButtonKind::Card {
            continue;
        }
        let ink = if is_disabled {
            Theme::colour(if *kind == ButtonKind::Paper {
                Ink::PaperQuiet
            } else {
                Ink::Quiet
            })
            .with_alpha(0.6)
        } else {
            Theme::colour(ink)
        };
        for child in children.iter() {
            if let Ok(mut colour) = inks.get_mut(child) {
                colour.set_if_neq(TextColor(ink));
            }
        }
    }
}

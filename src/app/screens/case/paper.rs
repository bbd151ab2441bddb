//! A paper: its fields, filled with what the case already knows. Handing it over is an input; whether it was
//! right is for the engine and the mark.

use super::pen::{Signatures, Signed, pad};
use super::{build_middle, overlay};
use crate::app::Screen;
use crate::app::bridge::{ActiveCase, Intent};
use crate::app::library::Library;
use crate::app::screens::append;
use crate::app::trainee::{Overlay, Taken};
use crate::app::ui::Key;
use crate::app::ui::{
    Active, ButtonKind, FirstFocus, Ink, PanelSize, activated, button, column, field, heading,
    label, rest, row, scroll, size,
};
use crate::app::voice::{Dictate, Dictated, Dictation, Hearing, SpokenField};
use crate::app::words::Tongue;
use crate::domain::packs::{FieldFormat, FieldSource, FormField, HeldTo};
use crate::prefill::{Known, prefill};
use bevy::a11y::AccessibilityNode;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui_widgets::Activate;
use std::collections::BTreeMap;

/// Letters of a field without a limit of its own.
const LETTERS_MAX: usize = 200;

/// What has been written on the open paper.
#[derive(Resource, Debug, Clone, Default)]
struct Draft {
    form: String,
    fields: Vec<(String, String)>,
    /// Drafts of other papers, so that nothing is lost when one is closed.
    kept: BTreeMap<String, Vec<(String, String)>>,
}

/// Whether anything can be heard, and for which field it is being said.
struct Ear<'a> {
    can_listen: bool,
    dictation: &'a Dictation,
    /// The open form.
    form: &'a str,
}

/// A field of the open paper.
#[derive(Component, Debug, Clone)]
struct PaperField(String);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Draft>()
        .add_systems(OnEnter(Screen::Case), clear)
        .add_systems(
            Update,
            (read, take_words, sign, let_go).run_if(in_state(Screen::Case)),
        );
    overlay(
        app,
        |overlay| matches!(overlay, Overlay::Paper(_)),
        build_paper,
    );
}

fn clear(mut draft: ResMut<Draft>) {
    *draft = Draft::default();
}

fn build_paper(
    mut commands: Commands,
    tongue: Res<Tongue>,
    active: Option<Res<ActiveCase>>,
    library: Res<Library>,
    taken: Res<Taken>,
    hearing: Res<Hearing>,
    dictation: Res<Dictation>,
    overlay: Res<Overlay>,
    surface: Res<PanelSize>,
    signatures: Res<Signatures>,
    mut draft: ResMut<Draft>,
) {
    let (Some(active), Overlay::Paper(id)) = (active, overlay.clone()) else {
        return;
    };
    let content = library.0.content;
    let Some(form) = content.packs.bureau.form(&id) else {
        return;
    };
    let lang = tongue.lang();
    let pictures = pictures(&active, &taken);
    let ear = Ear {
        can_listen: hearing.can_listen(),
        dictation: &dictation,
        form: &id,
    };
    if draft.form != id {
        let before = (
            std::mem::take(&mut draft.form),
            std::mem::take(&mut draft.fields),
        );
        draft.kept.insert(before.0, before.1);
        draft.form.clone_from(&id);
        draft.fields = draft.kept.get(&id).cloned().unwrap_or_else(|| {
            let mut fields = prefill(
                form,
                Known {
                    case: active.case(),
                    state: active.state(),
                    content,
                    wording: active.wording(),
                    lang,
                    me: &tongue.get("paper-me"),
                },
            );
            for (id, value) in &mut fields {
                if let Some(picture) = form
                    .field(id)
                    .and_then(|field| picture_of(field, value, &pictures))
                {
                    *value = picture;
                }
            }
            fields
        });
    }
    let value = |field: &str| {
        draft
            .fields
            .iter()
            .find(|one| one.0 == field)
            .map_or("", |one| one.1.as_str())
    };
    build_middle(&mut commands, 860.0, |panel| {
        panel.spawn(heading(form.name.get(lang), size::HEAD));
        panel
            .spawn(scroll(Node {
                flex_grow: 1.0,
                ..column(10.0)
            }))
            .with_children(|list| {
                for (at, one) in form.fields.iter().enumerate() {
                    list.spawn(row(12.0)).with_children(|line| {
                        let mut title = one.label.get(lang).to_owned();
                        if one.required {
                            title.push_str(" *");
                        }
                        line.spawn(Node {
                            width: px(230),
                            flex_shrink: 0.0,
                            ..default()
                        })
                        .with_children(|name| {
                            name.spawn((label(title, size::SMALL, Ink::Quiet), rest()));
                        });
                        // A hand that has a ray has a pen.
                        let pen = surface.0.map(|_| (id.as_str(), &*signatures));
                        put_field(
                            line,
                            one,
                            value(&one.id),
                            &tongue,
                            &pictures,
                            &ear,
                            pen,
                            at == 0,
                        );
                    });
                }
            });
        panel.spawn(row(10.0)).with_children(|foot| {
            foot.spawn((
                button(tongue.get("paper-serve"), ButtonKind::Main),
                activated(
                    |_: On<Activate>,
                     draft: Res<Draft>,
                     mut intents: MessageWriter<Intent>,
                     mut overlay: ResMut<Overlay>| {
                        intents.write(Intent::Paper {
                            form: draft.form.clone(),
                            fields: draft
                                .fields
                                .iter()
                                .filter(|(_, text)| !text.trim().is_empty())
                                .cloned()
                                .collect(),
                        });
                        *overlay = Overlay::None;
                    },
                ),
            ));
            foot.spawn((
                button(tongue.get("close"), ButtonKind::Plain),
                activated(|_: On<Activate>, mut overlay: ResMut<Overlay>| *overlay = Overlay::None),
            ));
        });
    });
}

/// Pictures of the album as they are written down: what each shows and when it was taken. Two of one thing within a minute
/// are written alike, and the first or the last of them is meant.
fn pictures(active: &ActiveCase, taken: &Taken) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for picture in &taken.0 {
        let shown = active.wording().target(&picture.thing);
        let when = active.case().moment(picture.at).to_string();
        let clock = when.rsplit(' ').next().unwrap_or_default();
        let written = format!("{shown} {clock}");
        if !all.contains(&written) {
            all.push(written);
        }
    }
    all
}

/// The album's picture of what a field is filled with: from before the first one, from after the last.
fn picture_of(field: &FormField, shown: &str, pictures: &[String]) -> Option<String> {
    if field.format != FieldFormat::Picture || shown.is_empty() {
        return None;
    }
    let mut of = pictures.iter().filter(|one| one.starts_with(shown));
    let one = match field.held_to {
        Some(HeldTo::PictureAfter) => of.next_back(),
        _ => of.next(),
    };
    one.cloned()
}

/// The right part for a field: choices as buttons, signatures as acts, everything else to write in.
fn put_field(
    line: &mut ChildSpawnerCommands,
    one: &FormField,
    value: &str,
    tongue: &Tongue,
    pictures: &[String],
    ear: &Ear<'_>,
    pen: Option<(&str, &Signatures)>,
    is_first: bool,
) {
    let lang = tongue.lang();
    let choices: Vec<(String, String)> = match &one.format {
        FieldFormat::YesNo => vec![
            ("yes".to_owned(), tongue.get("paper-yes")),
            ("no".to_owned(), tongue.get("paper-no")),
        ],
        FieldFormat::Choice(choices) => choices
            .iter()
            .map(|choice| (choice.id.clone(), choice.name.get(lang).to_owned()))
            .collect(),
        FieldFormat::Picture => pictures
            .iter()
            .map(|one| (one.clone(), one.clone()))
            .collect(),
        FieldFormat::Signature if is_own_signature(one) => vec![(
            tongue.get("paper-signed-value"),
            tongue.get("paper-officers-sign"),
        )],
        FieldFormat::Signature => vec![
            (tongue.get("paper-signed-value"), tongue.get("paper-sign")),
            (
                tongue.get("paper-refused-value"),
                tongue.get("paper-refused"),
            ),
        ],
        _ => Vec::new(),
    };
    if choices.is_empty() {
        let letters = match one.format {
            FieldFormat::Text(most) => most as usize,
            _ => LETTERS_MAX,
        };
        let mut entity = line.spawn((
            field(value, one.label.get(lang), percent(100), letters),
            PaperField(one.id.clone()),
        ));
        if is_first {
            entity.insert(FirstFocus);
        }
        if one.source == FieldSource::System {
            entity.insert(TextColor(crate::app::ui::Theme::colour(Ink::Quiet)));
        }
        if ear.can_listen && matches!(one.format, FieldFormat::Text(_) | FieldFormat::ItemList) {
            let into = SpokenField {
                form: ear.form.to_owned(),
                field: one.id.clone(),
            };
            let is_on = ear.dictation.is_into(&into.form, &into.field);
            dictate(line, into, is_on, tongue);
        }
        return;
    }
    line.spawn(Node {
        column_gap: px(8),
        row_gap: px(6),
        flex_wrap: FlexWrap::Wrap,
        ..default()
    })
    .with_children(|options| {
        if let Some((form, all)) = pen.filter(|_| is_own_signature(one)) {
            let name = format!("{}：{}", one.label.get(lang), tongue.get("paper-pen"));
            pad(options, form, &one.id, &name, tongue, all);
        }
        for (at, (id, name)) in choices.into_iter().enumerate() {
            let is_chosen = value == id;
            let field_id = one.id.clone();
            // A screen reader needs to hear of what it is one choice.
            let mut access = accesskit::Node::new(accesskit::Role::RadioButton);
            access.set_label(format!("{}：{name}", one.label.get(lang)));
            let mut entity = options.spawn((
                button(name, ButtonKind::Plain),
                Key::new(format!("paper-{}-{id}", one.id)),
                activated(
                    move |_: On<Activate>,
                          mut draft: ResMut<Draft>,
                          mut overlay: ResMut<Overlay>| {
                        if let Some(field) =
                            draft.fields.iter_mut().find(|field| field.0 == field_id)
                        {
                            field.1.clone_from(&id);
                        }
                        overlay.set_changed();
                    },
                ),
            ));
            entity.insert(AccessibilityNode(access));
            if is_chosen {
                entity.insert(Active);
            }
            if is_first && at == 0 {
                entity.insert(FirstFocus);
            }
        }
    });
}

/// Says what is to stand in a field, and says that it was said.
fn dictate(line: &mut ChildSpawnerCommands, into: SpokenField, is_on: bool, tongue: &Tongue) {
    let key = format!("paper-dictate-{}", into.field);
    let words = if is_on {
        "paper-dictated"
    } else {
        "paper-dictate"
    };
    let mut made = line.spawn((
        button(tongue.get(words), ButtonKind::Plain),
        Key::new(key),
        activated(move |_: On<Activate>, mut asked: MessageWriter<Dictate>| {
            asked.write(Dictate((!is_on).then(|| into.clone())));
        }),
    ));
    if is_on {
        made.insert(Active);
    }
}

/// A field that officers sign themselves.
fn is_own_signature(one: &FormField) -> bool {
    matches!(one.format, FieldFormat::Signature) && one.id.starts_with("officer")
}

/// What was drawn counts as the button beside it does.
fn sign(mut signed: MessageReader<Signed>, tongue: Res<Tongue>, mut draft: ResMut<Draft>) {
    // The paper is not built anew: it would begin at its top again, and what is drawn shows already.
    for one in signed.read() {
        let is_open = one.form == draft.form;
        if let Some(field) = draft
            .fields
            .iter_mut()
            .find(|field| is_open && field.0 == one.field)
        {
            field.1 = tongue.get("paper-signed-value");
        }
    }
}

/// What was said goes behind what stands there.
fn take_words(
    mut said: MessageReader<Dictated>,
    mut draft: ResMut<Draft>,
    mut overlay: ResMut<Overlay>,
) {
    let draft = &mut *draft;
    for one in said.read() {
        let Dictated { into, text } = one;
        let is_open = draft.form == into.form;
        // Words that are known after another paper was opened go onto the one they were said for.
        let fields = if is_open {
            Some(&mut draft.fields)
        } else {
            draft.kept.get_mut(&into.form)
        };
        if let Some(field) = fields
            .into_iter()
            .flatten()
            .find(|field| field.0 == into.field)
        {
            append(&mut field.1, text);
        }
        if is_open {
            overlay.set_changed();
        }
    }
}

/// The paper shows which field is being said; no words for a paper that is not there any more.
fn let_go(
    mut overlay: ResMut<Overlay>,
    dictation: Res<Dictation>,
    mut asked: MessageWriter<Dictate>,
) {
    let is_open = matches!(*overlay, Overlay::Paper(_));
    if dictation.is_on && !is_open {
        asked.write(Dictate(None));
    } else if is_open && dictation.is_changed() {
        overlay.set_changed();
    }
}

/// What is written goes into the draft at once, so that nothing is lost.
fn read(
    fields: Query<(&EditableText, &PaperField), Changed<EditableText>>,
    mut draft: ResMut<Draft>,
) {
    for (text, field) in &fields {
        let now = text.value().to_string();
        if let Some(one) = draft.fields.iter_mut().find(|one| one.0 == field.0)
            && one.1 != now
        {
            one.1 = now;
        }
    }
}

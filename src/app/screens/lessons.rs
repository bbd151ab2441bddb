//! The lessons: what a newcomer reads in two minutes each, and a question that is answered aloud, or typed where nobody can
//! be heard. What an answer is worth, the domain says; nothing of it is kept or marked.

use super::{Rebuild, ScreenRoot, append, built};
use crate::answer_words::{Tone, reasons, verdict};
use crate::app::Screen;
use crate::app::library::Library;
use crate::app::ui::{
    Active, Back, ButtonKind, FirstFocus, Ground, Ink, Key, activated, beside, bold, button, card,
    choices, column, gap, label, paper_field, push, rest, row, rule, scrolling, section, sheet,
    shell, side_button, side_head, size,
};
use crate::app::voice::{Dictate, Dictated, Dictation, Hearing, SpokenField};
use crate::app::words::Tongue;
use crate::domain::packs::Lesson;
use crate::domain::teaching::{Answered, judge};
use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui_widgets::Activate;

/// The form that answers are spoken into, as hearing knows it.
const FORM: &str = "lesson";
/// Letters of an answer.
const LETTERS_MAX: usize = 200;

/// What is being learned.
#[derive(Resource, Debug, Clone, Default)]
struct Study {
    /// The open lesson; the first of the course when none was chosen.
    chosen: Option<String>,
    answer: String,
    answered: Option<Answered>,
}

impl Study {
    fn open(&mut self, lesson: &str) {
        *self = Self {
            chosen: Some(lesson.to_owned()),
            ..Self::default()
        };
    }

    /// The answer is begun anew.
    fn begin(&mut self) {
        self.answer.clear();
        self.answered = None;
    }

    fn lesson<'a>(&self, library: &'a Library) -> Option<&'a Lesson> {
        let lessons = &library.0.content.context.lessons;
        self.chosen
            .as_deref()
            .and_then(|id| lessons.get(id))
            .or_else(|| lessons.lessons.first())
    }

    fn judge(&mut self, library: &Library) {
        let answered = self
            .lesson(library)
            .filter(|_| !self.answer.trim().is_empty())
            .map(|lesson| {
                let day = library.0.content.context.lessons.day();
                let reading = library.0.reader.read(&self.answer, None, day);
                judge(lesson, &self.answer, &reading)
            });
        self.answered = answered;
    }
}

/// The field an answer to this lesson is typed into.
#[derive(Component, Debug, Clone)]
struct Answer(String);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Study>();
    built(app, Screen::Lessons, build);
    app.add_systems(
        Update,
        (typed, entered, spoken, rebuild, leave)
            .chain()
            .run_if(in_state(Screen::Lessons)),
    );
}

/// The level of the microphone changes all the time; what is shown changes when it can be heard or is being said.
fn rebuild(
    hearing: Res<Hearing>,
    dictation: Res<Dictation>,
    mut shown: Local<(bool, bool)>,
    mut rebuild: MessageWriter<Rebuild>,
) {
    let now = (hearing.can_listen(), dictation.is_on);
    if *shown != now {
        *shown = now;
        rebuild.write(Rebuild);
    }
}

fn leave(mut back: MessageReader<Back>, mut next: ResMut<NextState<Screen>>) {
    if back.read().count() > 0 {
        next.set(Screen::Menu);
    }
}

fn typed(
    fields: Query<(&EditableText, &Answer), Changed<EditableText>>,
    library: Res<Library>,
    mut study: ResMut<Study>,
) {
    for (text, Answer(lesson)) in &fields {
        // The field of the lesson before is still there for a moment.
        let is_open = study.lesson(&library).is_some_and(|one| one.id == *lesson);
        let now = text.value().to_string();
        if is_open && study.answer != now {
            study.answer = now;
        }
    }
}

/// Enter in the field ends the answer; one that ends a composition belongs to the input method.
fn entered(
    keys: Res<ButtonInput<KeyCode>>,
    focus: Res<InputFocus>,
    fields: Query<&EditableText, With<Answer>>,
    library: Res<Library>,
    mut study: ResMut<Study>,
    mut rebuild: MessageWriter<Rebuild>,
) {
    let is_entered = keys.just_pressed(KeyCode::Enter) || keys.just_pressed(KeyCode::NumpadEnter);
    let field = focus.get().and_then(|one| fields.get(one).ok());
    if is_entered && field.is_some_and(|text| !text.is_composing()) {
        study.judge(&library);
        rebuild.write(Rebuild);
    }
}

/// What was said is the answer, and is judged at once.
fn spoken(
    mut said: MessageReader<Dictated>,
    library: Res<Library>,
    mut study: ResMut<Study>,
    mut rebuild: MessageWriter<Rebuild>,
) {
    for Dictated { into, text } in said.read() {
        let is_open = study
            .lesson(&library)
            .is_some_and(|one| one.id == into.field);
        if into.form != FORM || !is_open {
            continue;
        }
        // Whoever pauses for breath goes on with the same answer.
        append(&mut study.answer, text);
        study.judge(&library);
        rebuild.write(Rebuild);
    }
}

fn build(
    mut commands: Commands,
    tongue: Res<Tongue>,
    library: Res<Library>,
    study: Res<Study>,
    hearing: Res<Hearing>,
    dictation: Res<Dictation>,
) {
    let chosen = study.lesson(&library);
    shell(
        &mut commands,
        (ScreenRoot, DespawnOnExit(Screen::Lessons)),
        |side| {
            side_head(side, &tongue.get("app-name"), &tongue.get("menu-lessons"));
            side.spawn(label(tongue.get("study-about"), size::SMALL, Ink::Quiet));
            side.spawn(gap(8.0));
            side.spawn(label(tongue.get("study-kept"), size::TINY, Ink::Quiet));
            push(side);
            side_button(side, &tongue.get("back"), "back").insert(activated(
                |_: On<Activate>, mut next: ResMut<NextState<Screen>>| next.set(Screen::Menu),
            ));
        },
        |main| {
            beside(main, |columns| {
                course(columns, &library, chosen, &tongue);
                if let Some(lesson) = chosen {
                    let said = Said {
                        study: &study,
                        can_listen: hearing.can_listen(),
                        is_on: dictation.is_into(FORM, &lesson.id),
                    };
                    page(columns, lesson, &said, &library, &tongue);
                }
            });
        },
    );
}

/// The course in its order.
fn course(
    columns: &mut ChildSpawnerCommands,
    library: &Library,
    chosen: Option<&Lesson>,
    tongue: &Tongue,
) {
    choices(
        columns,
        "lessons/course",
        &tongue.get("study-course"),
        |cards| {
            for lesson in &library.0.content.context.lessons.lessons {
                row_of(cards, lesson, chosen, tongue);
            }
        },
    );
}

fn row_of(
    cards: &mut ChildSpawnerCommands,
    lesson: &Lesson,
    chosen: Option<&Lesson>,
    tongue: &Tongue,
) {
    let title = tongue.with(
        "study-row",
        &[
            ("order", &lesson.order.to_string()),
            ("title", lesson.title.get(tongue.lang())),
        ],
    );
    let id = lesson.id.clone();
    let mut made = cards.spawn((
        card(
            &title,
            Node {
                width: percent(100),
                ..default()
            },
        ),
        Key::new(format!("lesson-{}", lesson.id)),
        activated(
            move |_: On<Activate>,
                  mut study: ResMut<Study>,
                  mut asked: MessageWriter<Dictate>,
                  mut rebuild: MessageWriter<Rebuild>| {
                study.open(&id);
                asked.write(Dictate(None));
                rebuild.write(Rebuild);
            },
        ),
    ));
    if chosen.is_some_and(|one| one.id == lesson.id) {
        made.insert((Active, FirstFocus));
    }
    made.with_children(|inside| {
        inside.spawn((label(title, size::SMALL, Ink::PaperText), Pickable::IGNORE));
    });
}

/// How far the answer is.
struct Said<'a> {
    study: &'a Study,
    can_listen: bool,
    is_on: bool,
}

fn page(
    columns: &mut ChildSpawnerCommands,
    lesson: &Lesson,
    said: &Said<'_>,
    library: &Library,
    tongue: &Tongue,
) {
    let lang = tongue.lang();
    columns.spawn(rest()).with_children(|main| {
        scrolling(
            main,
            &format!("lessons/{}", lesson.id),
            Node {
                flex_grow: 1.0,
                ..default()
            },
            Node {
                max_width: px(860),
                ..column(12.0)
            },
            Ground::Paper,
            |page| {
                page.spawn(bold(lesson.title.get(lang), size::LARGE, Ink::PaperText));
                // Whoever has answered reads first what came of it.
                if said.study.answered.is_some() {
                    ask(page, lesson, said, library, tongue);
                    teach(page, lesson, library, tongue);
                } else {
                    teach(page, lesson, library, tongue);
                    ask(page, lesson, said, library, tongue);
                }
            },
        );
    });
}

fn teach(page: &mut ChildSpawnerCommands, lesson: &Lesson, library: &Library, tongue: &Tongue) {
    let lang = tongue.lang();
    let law: Vec<String> = lesson
        .law
        .iter()
        .filter_map(|id| library.0.content.packs.law.citation(id, lang))
        .collect();
    let parts: [(&str, Vec<&str>); 5] = [
        ("study-what", vec![lesson.what.get(lang)]),
        ("study-why", vec![lesson.why.get(lang)]),
        ("study-law", law.iter().map(String::as_str).collect()),
        ("study-moment", vec![lesson.moment.get(lang)]),
        (
            "study-say",
            lesson.say.iter().map(|one| one.get(lang)).collect(),
        ),
    ];
    page.spawn(sheet(Node {
        flex_shrink: 0.0,
        ..column(9.0)
    }))
    .with_children(|sheet| {
        for (at, (head, lines)) in parts.iter().filter(|one| !one.1.is_empty()).enumerate() {
            if at > 0 {
                sheet.spawn(rule(Ink::PaperShade));
            }
            part(sheet, &tongue.get(head), lines);
        }
    });
}

fn ask(
    page: &mut ChildSpawnerCommands,
    lesson: &Lesson,
    said: &Said<'_>,
    library: &Library,
    tongue: &Tongue,
) {
    section(page, &tongue.get("study-question"));
    page.spawn(sheet(Node {
        flex_shrink: 0.0,
        ..column(12.0)
    }))
    .with_children(|sheet| question(sheet, lesson, said, library, tongue));
}

/// A head, and beside it what it heads.
fn part(sheet: &mut ChildSpawnerCommands, head: &str, lines: &[&str]) {
    sheet
        .spawn(Node {
            align_items: AlignItems::FlexStart,
            ..row(16.0)
        })
        .with_children(|line| {
            line.spawn(Node {
                width: px(96),
                flex_shrink: 0.0,
                ..default()
            })
            .with_children(|cell| {
                cell.spawn(bold(head, size::SMALL, Ink::Uniform));
            });
            line.spawn(Node {
                flex_direction: FlexDirection::Column,
                row_gap: px(6),
                ..rest()
            })
            .with_children(|texts| {
                for text in lines {
                    texts.spawn(label(*text, size::SMALL, Ink::PaperText));
                }
            });
        });
}

fn question(
    sheet: &mut ChildSpawnerCommands,
    lesson: &Lesson,
    said: &Said<'_>,
    library: &Library,
    tongue: &Tongue,
) {
    let lang = tongue.lang();
    sheet.spawn(bold(
        lesson.question.ask.get(lang),
        size::BODY,
        Ink::PaperText,
    ));
    let how = match (said.can_listen, said.is_on) {
        (_, true) => "study-speak-now",
        (true, false) => "study-speak",
        (false, false) => "study-type",
    };
    sheet.spawn(label(tongue.get(how), size::TINY, Ink::PaperQuiet));
    sheet.spawn((
        paper_field(
            &said.study.answer,
            &tongue.get("study-answer"),
            percent(100),
            LETTERS_MAX,
        ),
        Answer(lesson.id.clone()),
        Key::new("lesson-answer"),
    ));
    sheet
        .spawn(Node {
            flex_wrap: FlexWrap::Wrap,
            row_gap: px(8),
            ..row(10.0)
        })
        .with_children(|buttons| {
            if said.can_listen {
                let is_on = said.is_on;
                let into = SpokenField {
                    form: FORM.to_owned(),
                    field: lesson.id.clone(),
                };
                let words = if is_on { "study-said" } else { "study-aloud" };
                let mut made = buttons.spawn((
                    button(tongue.get(words), ButtonKind::Plain),
                    Key::new("lesson-aloud"),
                    activated(
                        move |_: On<Activate>,
                              mut study: ResMut<Study>,
                              mut asked: MessageWriter<Dictate>| {
                            if !is_on {
                                study.begin();
                            }
                            asked.write(Dictate((!is_on).then(|| into.clone())));
                        },
                    ),
                ));
                if is_on {
                    made.insert(Active);
                }
            }
            buttons.spawn((
                button(tongue.get("study-judge"), ButtonKind::Plain),
                Key::new("lesson-judge"),
                activated(
                    |_: On<Activate>,
                     library: Res<Library>,
                     mut study: ResMut<Study>,
                     mut rebuild: MessageWriter<Rebuild>| {
                        study.judge(&library);
                        rebuild.write(Rebuild);
                    },
                ),
            ));
        });
    if let Some(answered) = &said.study.answered {
        outcome(sheet, lesson, answered, library, tongue);
        if answered.good {
            go_on(sheet, lesson, library, tongue);
        }
    }
}

/// To the lesson after this one.
fn go_on(sheet: &mut ChildSpawnerCommands, lesson: &Lesson, library: &Library, tongue: &Tongue) {
    let lessons = &library.0.content.context.lessons.lessons;
    let mut after = lessons.iter().skip_while(|one| one.id != lesson.id).skip(1);
    let Some(next) = after.next().map(|one| one.id.clone()) else {
        return;
    };
    sheet.spawn(row(10.0)).with_children(|foot| {
        foot.spawn((
            button(tongue.get("study-next"), ButtonKind::Main),
            Key::new("lesson-next"),
            activated(
                move |_: On<Activate>,
                      mut study: ResMut<Study>,
                      mut rebuild: MessageWriter<Rebuild>| {
                    study.open(&next);
                    rebuild.write(Rebuild);
                },
            ),
        ));
    });
}

/// What the answer did and did not do, and why; the example only after one has tried.
fn outcome(
    sheet: &mut ChildSpawnerCommands,
    lesson: &Lesson,
    answered: &Answered,
    library: &Library,
    tongue: &Tongue,
) {
    let ink = |tone: Tone| match tone {
        Tone::Good => Ink::PaperGood,
        Tone::Open => Ink::PaperUnsure,
        Tone::Wrong => Ink::PaperGrave,
    };
    let (tone, text) = verdict(answered, tongue.words());
    sheet.spawn(rule(Ink::PaperShade));
    sheet.spawn(bold(text, size::BODY, ink(tone)));
    for act in &answered.done {
        let name = tongue.get(&format!("report-act-{}", act.name()));
        sheet.spawn(label(
            tongue.with("study-done", &[("acts", &name)]),
            size::SMALL,
            Ink::PaperGood,
        ));
    }
    for (tone, text) in reasons(answered, &library.0.content.packs.law, tongue.words()) {
        sheet.spawn(label(text, size::SMALL, ink(tone)));
    }
    let model = lesson.question.model.get(tongue.lang());
    sheet.spawn(label(
        tongue.with("lessons-model", &[("text", model)]),
        size::SMALL,
        Ink::PaperText,
    ));
}

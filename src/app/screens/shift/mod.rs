//! A shift at the city platform in the window: tickets come in while the clock runs, and whoever sits here decides what
//! becomes of them. What a deed does and what it is worth, the platform says; here it is only offered and shown.

mod after;
mod chosen;
mod list;
pub(super) mod street;

use super::menu::seed;
use super::{Rebuild, ScreenRoot, built};
use crate::app::Screen;
use crate::app::library::Library;
use crate::app::options::PlayOptions;
use crate::app::ui::{
    Active, Back, FirstFocus, Ink, Toast, activated, beside, bold, gap, label, push, shell,
    side_button, side_head, size,
};
use crate::app::words::Tongue;
use crate::content::shifts;
use crate::domain::packs::Shift;
use crate::domain::platform::{Deed, DeedKind, Sitting};
use crate::files::{home, write_whole};
use crate::shift_words::{clock, refused, tenths, unit};
use bevy::prelude::*;
use bevy::ui_widgets::Activate;
use std::path::PathBuf;
use street::OnStreet;

/// Folder of finished shifts inside the data folder.
const FOLDER: &str = "shifts";
/// Seconds that a minute of the shift takes at the ordinary pace: three hours are six minutes.
const MINUTE_S: f32 = 2.0;

/// How fast the shift's clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pace {
    /// It stands, so that one can read.
    Still,
    /// As it should be sat.
    #[default]
    Ordinary,
    /// While there is nothing to decide.
    Fast,
}

impl Pace {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Still, "shift-pace-still"),
        (Self::Ordinary, "shift-pace-ordinary"),
        (Self::Fast, "shift-pace-fast"),
    ];

    const fn minutes_a_second(self) -> f32 {
        match self {
            Self::Still => 0.0,
            Self::Ordinary => 1.0 / MINUTE_S,
            Self::Fast => 4.0 / MINUTE_S,
        }
    }
}

/// The shift that is being sat.
#[derive(Resource)]
struct AtDesk {
    sitting: Sitting,
    /// Ticket on the desk.
    chosen: Option<String>,
    /// Deed whose particulars are being chosen.
    asking: Option<DeedKind>,
    /// Pictures that go with the report.
    before: bool,
    after: bool,
    pace: Pace,
    /// Minutes since the shift began, with parts of them.
    minutes: f32,
    /// Where the finished shift was written, or why it was not.
    kept: Option<Result<PathBuf, String>>,
}

/// Every shift that can be sat.
#[derive(Resource)]
struct Shifts(Vec<Shift>);

impl AtDesk {
    fn begin(shift: Shift, seed: u64) -> Self {
        Self {
            sitting: Sitting::begin(shift, seed),
            chosen: None,
            asking: None,
            before: false,
            after: false,
            pace: Pace::default(),
            minutes: 0.0,
            kept: None,
        }
    }

    /// Puts a ticket on the desk.
    fn choose(&mut self, ticket: &str) {
        self.chosen = Some(ticket.to_owned());
        self.asking = None;
        (self.before, self.after) = (false, false);
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Shift), sit_down.before(super::BuildSystems))
        // Whoever goes into the street comes back, also where its case could not begin: the menu tells why, and leads on.
        .add_systems(
            OnExit(Screen::Shift),
            get_up.run_if(not(resource_exists::<OnStreet>)),
        )
        .add_systems(
            OnEnter(Screen::Menu),
            (|mut next: ResMut<NextState<Screen>>| next.set(Screen::Shift))
                .run_if(resource_exists::<OnStreet>),
        )
        .add_plugins(street::plugin);
    built(app, Screen::Shift, build);
    app.add_systems(
        Update,
        (run_clock, rebuild.run_if(resource_exists::<AtDesk>), leave)
            .chain()
            .run_if(in_state(Screen::Shift)),
    );
}

fn sit_down(
    mut commands: Commands,
    desk: Option<ResMut<AtDesk>>,
    street: Option<Res<OnStreet>>,
    options: Res<PlayOptions>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
    mut next: ResMut<NextState<Screen>>,
) {
    if let (Some(mut desk), Some(street)) = (desk, street) {
        street::come_back(&mut desk, &street, &options, &tongue, &mut toasts);
        commands.remove_resource::<OnStreet>();
        return;
    }
    let all = home()
        .map_err(|error| error.to_string())
        .and_then(|home| shifts(&home).map_err(|error| error.to_string()))
        .and_then(|all| match all.first().cloned() {
            Some(first) => Ok((first, all)),
            None => Err(String::new()),
        });
    match all {
        Ok((first, all)) => {
            commands.insert_resource(AtDesk::begin(first, seed(&options)));
            commands.insert_resource(Shifts(all));
        }
        Err(detail) => {
            toasts.write(Toast {
                text: tongue.with("shift-cannot-begin", &[("detail", &detail)]),
                ink: Ink::Grave,
            });
            next.set(Screen::Menu);
        }
    }
}

/// A shift that is left early is kept as far as it went.
fn get_up(
    mut commands: Commands,
    desk: Option<Res<AtDesk>>,
    options: Res<PlayOptions>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
) {
    let Some(desk) = desk else { return };
    if desk.kept.is_none() && !desk.sitting.script().is_empty() {
        let (id, name, detail, ink) = match keep(&desk.sitting, &options) {
            Ok(path) => ("shift-kept", "path", path.display().to_string(), Ink::Good),
            Err(error) => ("shift-not-kept", "detail", error, Ink::Grave),
        };
        toasts.write(Toast {
            text: tongue.with(id, &[(name, &detail)]),
            ink,
        });
    }
    commands.remove_resource::<AtDesk>();
}

fn leave(mut back: MessageReader<Back>, mut next: ResMut<NextState<Screen>>) {
    if back.read().count() > 0 {
        next.set(Screen::Menu);
    }
}

/// What is held down must still be there when it is let go, or a click would be lost.
fn rebuild(
    desk: Res<AtDesk>,
    buttons: Res<ButtonInput<MouseButton>>,
    mut waits: Local<bool>,
    mut rebuild: MessageWriter<Rebuild>,
) {
    *waits |= desk.is_changed();
    let is_held = buttons.pressed(MouseButton::Left) || buttons.just_released(MouseButton::Left);
    if *waits && !is_held {
        *waits = false;
        rebuild.write(Rebuild);
    }
}

/// Lets the shift's time pass. The panels are built anew only when a minute has gone by.
fn run_clock(time: Res<Time>, options: Res<PlayOptions>, desk: Option<ResMut<AtDesk>>) {
    let Some(mut desk) = desk else { return };
    if desk.sitting.is_over() || desk.pace == Pace::Still {
        return;
    }
    let gone = time.delta_secs() * desk.pace.minutes_a_second();
    let now = {
        let desk = desk.bypass_change_detection();
        desk.minutes += gone;
        desk.minutes as u32
    };
    if now <= desk.sitting.now_min() {
        return;
    }
    desk.sitting.pass(now);
    settle(&mut desk, &options);
}

/// Writes a shift down when it is over; whether it is.
fn settle(desk: &mut AtDesk, options: &PlayOptions) -> bool {
    let is_over = desk.sitting.is_over();
    if is_over {
        desk.kept = Some(keep(&desk.sitting, options));
    }
    is_over
}

/// The shift as a script, so that it can be played again and looked at: `streetwise shift NAME --script FILE --seed N`.
fn keep(sitting: &Sitting, options: &PlayOptions) -> Result<PathBuf, String> {
    let shift = sitting.shift();
    let seed = sitting.seed();
    let name = format!("{}-{seed}.txt", shift.id);
    let path = options.data.join(FOLDER).join(name);
    let mut text = format!("# streetwise shift {} --seed {seed} --script\n", shift.id);
    for line in sitting.script() {
        text.push_str(line);
        text.push('\n');
    }
    write_whole(&path, text.as_bytes()).map_err(|error| error.to_string())?;
    Ok(path)
}

/// Does a deed and tells why, when it is impossible; whether it was done.
fn act(
    desk: &mut AtDesk,
    deed: &Deed,
    tongue: &Tongue,
    toasts: &mut MessageWriter<'_, Toast>,
) -> bool {
    let Some(ticket) = desk.chosen.clone() else {
        return false;
    };
    desk.asking = None;
    let done = desk.sitting.act(&ticket, deed);
    if let Err(why) = done {
        toasts.write(Toast {
            text: refused(why, tongue.words()),
            ink: Ink::Grave,
        });
    }
    done.is_ok()
}

fn build(
    mut commands: Commands,
    tongue: Res<Tongue>,
    desk: Option<Res<AtDesk>>,
    all: Option<Res<Shifts>>,
    library: Res<Library>,
) {
    let (Some(desk), Some(all)) = (desk, all) else {
        return;
    };
    shell(
        &mut commands,
        (ScreenRoot, DespawnOnExit(Screen::Shift)),
        |side| build_side(side, &desk, &all.0, &tongue),
        |main| {
            if desk.sitting.is_over() {
                return after::build(main, &desk, &tongue);
            }
            beside(main, |columns| {
                list::build(columns, &desk, &tongue);
                chosen::build(columns, &desk, *library, &tongue);
            });
        },
    );
}

fn build_side(side: &mut ChildSpawnerCommands, desk: &AtDesk, all: &[Shift], tongue: &Tongue) {
    let shift = desk.sitting.shift();
    let lang = tongue.lang();
    side_head(side, &tongue.get("app-name"), &tongue.get("menu-shift"));
    side.spawn(label(shift.title.get(lang), size::BODY, Ink::Text));
    side.spawn(gap(8.0));
    side.spawn(bold(
        clock(shift, desk.sitting.now_min()),
        size::TITLE,
        Ink::Accent,
    ));
    let ends = clock(shift, shift.length_min);
    side.spawn(label(
        tongue.with("shift-ends-at", &[("clock", &ends)]),
        size::SMALL,
        Ink::Quiet,
    ));
    if !desk.sitting.is_over() {
        for (pace, id) in Pace::ALL {
            let mut made = side_button(side, &tongue.get(id), id);
            made.insert(activated(
                move |_: On<Activate>, mut desk: ResMut<AtDesk>| desk.pace = pace,
            ));
            if desk.pace == pace {
                made.insert(Active);
            }
        }
    }
    side.spawn(gap(8.0));
    // Once it is over, they stand beside the score.
    if !desk.sitting.is_over() {
        deducted(side, desk, tongue);
    }
    if desk.sitting.script().is_empty() {
        others(side, desk, all, tongue);
    }
    push(side);
    let mut back = side_button(side, &tongue.get("back"), "back");
    back.insert(activated(
        |_: On<Activate>, mut next: ResMut<NextState<Screen>>| next.set(Screen::Menu),
    ));
    if desk.sitting.is_over() {
        back.insert(FirstFocus);
    }
}

/// The other shifts, as long as nothing was done in this one.
fn others(side: &mut ChildSpawnerCommands, desk: &AtDesk, all: &[Shift], tongue: &Tongue) {
    let other: Vec<&Shift> = all
        .iter()
        .filter(|one| one.id != desk.sitting.shift().id)
        .collect();
    if other.is_empty() {
        return;
    }
    side.spawn(label(tongue.get("shift-other"), size::SMALL, Ink::Accent));
    for shift in other {
        let id = shift.id.clone();
        let key = format!("shift-sit-{id}");
        let mut made = side_button(side, shift.title.get(tongue.lang()), &key);
        made.insert(activated(
            move |_: On<Activate>, all: Res<Shifts>, mut desk: ResMut<AtDesk>| {
                if let Some(shift) = all.0.iter().find(|one| one.id == id) {
                    *desk = AtDesk::begin(shift.clone(), desk.sitting.seed());
                }
            },
        ));
    }
}

/// What the finds alone have cost each unit so far (发现即扣分), a line each.
fn deductions(desk: &AtDesk, tongue: &Tongue) -> Vec<String> {
    let all = desk.sitting.score().deducted_tenths;
    let line = |(id, points): (&String, &u32)| {
        let name = unit(desk.sitting.shift(), id, tongue.words());
        let points = tenths(*points);
        tongue.with(
            "shift-deducted-row",
            &[("unit", &name), ("points", &points)],
        )
    };
    all.iter().map(line).collect()
}

fn deducted(side: &mut ChildSpawnerCommands, desk: &AtDesk, tongue: &Tongue) {
    let lines = deductions(desk, tongue);
    if lines.is_empty() {
        return;
    }
    side.spawn(label(
        tongue.get("shift-deducted"),
        size::SMALL,
        Ink::Accent,
    ));
    for line in lines {
        side.spawn(label(line, size::SMALL, Ink::Text));
    }
}

//! The microphone's own thread, and what goes between it and the frames. The device is open only while somebody plays a case
//! or looks at the settings.

use super::apply::Recipients;
use super::capture::{Microphone, is_there};
use super::keys::{Callers, TalkKey};
use super::tape::{BLOCK, Tape, script_file};
use super::{HearSystems, HearingState, MicrophoneState, SoundIn};
use crate::app::actors::SpeechQueue;
use crate::app::bridge::Channel;
use crate::app::options::PlayOptions;
use crate::app::settings::{MicMode, Settings};
use crate::app::words::Tongue;
use crate::app::{Pause, Screen};
use crate::domain::ids::Language;
use crate::speech::ear::{Ear, Told};
use bevy::prelude::*;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// The ear looks for sound so often: a block.
const ROUND: Duration = Duration::from_millis(10);
/// While nothing is wanted it only looks for orders.
const IDLE_ROUND: Duration = Duration::from_millis(100);
/// A device that could not be opened is tried again after this.
const TRY_AGAIN: Duration = Duration::from_secs(3);
/// A chosen device that another stands in for is looked for so often; asking the system takes its time.
const CHOSEN_AGAIN: Duration = Duration::from_secs(10);
/// A device that gives nothing for so long in the middle of a sentence has ended it: what comes later is another.
const STUMBLE: Duration = Duration::from_secs(1);
/// Between two levels told.
const METER_ROUND: Duration = Duration::from_millis(50);
/// A loudspeaker is heard so long after it has ended.
const ECHO_S: f32 = 0.3;

/// How the ear is to be just now.
#[derive(Debug, Clone, PartialEq)]
struct Wish {
    is_wanted: bool,
    device: Option<String>,
    is_open_mic: bool,
    is_deaf: bool,
    keeps_sound: bool,
    is_elsewhere: bool,
    usual: Channel,
    lang: Language,
}

enum Order {
    Wish(Wish),
    Key(TalkKey),
    Tape(Box<Tape>),
}

enum Report {
    Told(Told<Channel>, Instant),
    Level(u16, bool, Channel),
    Microphone(MicrophoneState),
}

#[derive(Resource)]
struct EarThread {
    orders: Sender<Order>,
    reports: Mutex<Receiver<Report>>,
    wish: Option<Wish>,
    echo_s: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, begin).add_systems(
        PreUpdate,
        (ask, listen)
            .chain()
            .in_set(HearSystems)
            .run_if(resource_exists::<EarThread>),
    );
}

fn begin(
    mut commands: Commands,
    options: Res<PlayOptions>,
    tongue: Res<Tongue>,
    mut recipients: Recipients,
) {
    if options.is_headless && !options.is_real_time {
        return;
    }
    let is_scripted = options.is_real_time;
    let mut fail = |trouble: crate::speech::Message| {
        warn!("{}: {:?}", trouble.id, trouble.args);
        recipients.hearing.state = trouble.into();
    };
    let elsewhere = super::elsewhere(&options);
    let place = elsewhere.as_ref().map(|one| one.place().to_owned());
    let ear = match super::ear(&options, &tongue, true, elsewhere) {
        Ok(ear) => ear,
        Err(trouble) => return fail(trouble),
    };
    let (orders, inbox) = channel();
    let (outbox, reports) = channel();
    let spawned = std::thread::Builder::new()
        .name("ear".to_owned())
        .spawn(move || Loop::new(ear, outbox, is_scripted).run(&inbox));
    if let Err(error) = spawned {
        return fail(crate::speech::Message {
            id: "hearing-no-thread",
            args: vec![("reason", error.to_string())],
        });
    }
    recipients.hearing.state = HearingState::Loading;
    recipients.hearing.elsewhere = place;
    commands.insert_resource(EarThread {
        orders,
        reports: Mutex::new(reports),
        wish: None,
        echo_s: 0.0,
    });
}

/// Hands over what is wanted, when it has changed.
fn ask(
    time: Res<Time<Real>>,
    settings: Res<Settings>,
    tongue: Res<Tongue>,
    screen: Res<State<Screen>>,
    pause: Res<State<Pause>>,
    queue: Res<SpeechQueue>,
    options: Res<PlayOptions>,
    callers: Callers,
    mut thread: ResMut<EarThread>,
    mut sounds: MessageReader<SoundIn>,
    mut keys: MessageReader<TalkKey>,
) {
    let is_case = *screen.get() == Screen::Case;
    let is_live = is_case && *pause.get() == Pause::Running;
    thread.echo_s = if is_case && queue.now.is_some() {
        ECHO_S
    } else {
        (thread.echo_s - time.delta_secs()).max(0.0)
    };
    let wish = Wish {
        is_wanted: matches!(
            *screen.get(),
            Screen::Briefing | Screen::Case | Screen::Lessons | Screen::Settings
        ),
        device: settings.microphone.clone(),
        is_open_mic: is_live && settings.mic_mode == MicMode::Open,
        is_deaf: thread.echo_s > 0.0 && !settings.is_headphones,
        keeps_sound: settings.keep_voice_days > 0,
        is_elsewhere: settings.is_heard_elsewhere,
        usual: callers.usual(),
        lang: tongue.lang(),
    };
    if thread.wish.as_ref() != Some(&wish) {
        let _ = thread.orders.send(Order::Wish(wish.clone()));
        thread.wish = Some(wish);
    }
    for key in keys.read() {
        let _ = thread.orders.send(Order::Key(*key));
    }
    for sound in sounds.read() {
        match Tape::open(&script_file(&options, &sound.file)) {
            Ok(tape) => {
                let _ = thread.orders.send(Order::Tape(Box::new(tape)));
            }
            Err(error) => error!("{error}"),
        }
    }
}

fn listen(mut thread: ResMut<EarThread>, mut recipients: Recipients) {
    let Ok(reports) = thread.reports.get_mut() else {
        return;
    };
    while let Ok(report) = reports.try_recv() {
        match report {
            Report::Told(told, at) => recipients.take(told, at),
            Report::Level(level, is_open, channel) => {
                recipients.hearing.level_permille = level;
                recipients.hearing.is_open = is_open;
                recipients.hearing.channel = channel;
            }
            Report::Microphone(state) => {
                if let MicrophoneState::Missing(detail) = &state {
                    info!("no microphone: {detail}");
                }
                recipients.hearing.microphone = state;
            }
        }
    }
}

/// What the thread holds.
struct Loop {
    ear: Ear<Channel>,
    outbox: Sender<Report>,
    wish: Option<Wish>,
    microphone: Option<Microphone>,
    /// Whether a script's sound files are the microphone.
    is_scripted: bool,
    state: MicrophoneState,
    try_at: Instant,
    meter_at: Instant,
    metered: (u16, bool, Channel),
    sound: Vec<f32>,
}

impl Loop {
    fn new(ear: Ear<Channel>, outbox: Sender<Report>, is_scripted: bool) -> Self {
        let now = Instant::now();
        Self {
            ear,
            outbox,
            wish: None,
            microphone: None,
            is_scripted,
            state: MicrophoneState::Closed,
            try_at: now,
            meter_at: now,
            metered: (0, false, Channel::Street),
            sound: Vec::new(),
        }
    }

    /// Until the application is gone.
    fn run(mut self, inbox: &Receiver<Order>) {
        let mut told = Vec::new();
        loop {
            let round = if self.microphone.is_none() {
                IDLE_ROUND
            } else {
                ROUND
            };
            // Keys end the wait, so that the edge falls where it was.
            match inbox.recv_timeout(round) {
                Ok(order) => {
                    self.take_sound(&mut told);
                    self.obey(order, &mut told);
                }
                Err(RecvTimeoutError::Timeout) => self.take_sound(&mut told),
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.keep_microphone();
            self.ear.poll(&mut told);
            for one in told.drain(..) {
                self.report(Report::Told(one, Instant::now()));
            }
            let ear = &self.ear;
            let is_taking = self.microphone.is_some() && ear.is_taking();
            let meter = (ear.level_permille(), is_taking, ear.channel());
            if meter != self.metered && self.meter_at.elapsed() >= METER_ROUND {
                self.meter_at = Instant::now();
                self.metered = meter;
                self.report(Report::Level(meter.0, meter.1, meter.2));
            }
        }
    }

    fn report(&self, report: Report) {
        // The receiver is gone only when the application is; the next round ends the thread.
        let _ = self.outbox.send(report);
    }

    fn obey(&mut self, order: Order, told: &mut Vec<Told<Channel>>) {
        match order {
            Order::Wish(wish) => {
                let had = self.wish.as_ref().map(|before| before.device.clone());
                if had.is_some_and(|had| had != wish.device) {
                    self.close();
                    self.try_at = Instant::now();
                }
                self.ear.set_usual(wish.usual);
                self.ear.set_lang(wish.lang);
                self.ear.set_open_mic(wish.is_open_mic);
                self.ear.set_deaf(wish.is_deaf);
                self.ear.set_keeps_sound(wish.keeps_sound);
                self.ear.set_elsewhere(wish.is_elsewhere);
                self.wish = Some(wish);
            }
            // A key that goes down while no sound comes in would wait for it, and take what was never meant.
            Order::Key(TalkKey::Press(channel)) => {
                if self.microphone.is_some() {
                    self.ear.press(channel);
                }
            }
            Order::Key(TalkKey::Release) => self.ear.release(),
            Order::Key(TalkKey::Drop) => told.extend(self.ear.drop_stretch()),
            Order::Tape(tape) => {
                self.ear.set_source(tape.file.clone());
                match &self.microphone {
                    Some(microphone) => {
                        info!("the script speaks: {}", tape.file.display());
                        microphone.play(&tape);
                    }
                    None => warn!("nobody listens: {}", tape.file.display()),
                }
            }
        }
    }

    /// Opens, closes and opens again.
    fn keep_microphone(&mut self) {
        let Some(wish) = self.wish.clone() else {
            return;
        };
        if !wish.is_wanted {
            if self.microphone.take().is_some() {
                self.sound.clear();
                self.drop_unwanted();
                self.try_at = Instant::now();
            }
            self.tell(MicrophoneState::Closed);
            return;
        }
        if self.microphone.as_ref().is_some_and(Microphone::is_gone) {
            self.close();
            self.try_at = Instant::now() + TRY_AGAIN;
            self.tell(MicrophoneState::Lost);
        }
        if let Some(microphone) = &self.microphone
            && microphone.gives_nothing_for(STUMBLE)
            && self.ear.is_amid()
        {
            self.ear.break_off();
        }
        self.look_for_chosen(wish.device.as_deref());
        if self.microphone.is_none() && Instant::now() >= self.try_at {
            let opened = if self.is_scripted {
                Microphone::scripted()
            } else {
                Microphone::open(wish.device.as_deref())
            };
            match opened {
                Ok(microphone) => {
                    let open = microphone.name.clone();
                    self.tell(match microphone.instead_of.clone() {
                        Some(wanted) => MicrophoneState::Instead { open, wanted },
                        None => MicrophoneState::Open(open),
                    });
                    self.try_at = Instant::now() + CHOSEN_AGAIN;
                    self.microphone = Some(microphone);
                }
                Err(said) => {
                    self.try_at = Instant::now() + TRY_AGAIN;
                    if self.state != MicrophoneState::Lost {
                        self.tell(MicrophoneState::Missing(said));
                    }
                }
            }
        }
    }

    /// No sound comes any more: what was being said is told as far as it was heard.
    fn close(&mut self) {
        if self.microphone.take().is_some() {
            self.sound.clear();
            self.ear.break_off();
        }
    }

    /// Nobody is there to be told anything.
    fn drop_unwanted(&mut self) {
        if let Some(told) = self.ear.drop_stretch() {
            self.report(Report::Told(told, Instant::now()));
        }
    }

    /// Goes back to the chosen device as soon as it is there again, between two sentences.
    fn look_for_chosen(&mut self, wanted: Option<&str>) {
        let stands_in = self
            .microphone
            .as_ref()
            .is_some_and(|one| one.instead_of.is_some());
        if !stands_in || self.ear.is_amid() || Instant::now() < self.try_at {
            return;
        }
        self.try_at = Instant::now() + CHOSEN_AGAIN;
        if wanted.is_some_and(is_there) {
            self.close();
            self.try_at = Instant::now();
        }
    }

    fn tell(&mut self, state: MicrophoneState) {
        if self.state != state {
            self.state = state.clone();
            self.report(Report::Microphone(state));
        }
    }

    fn take_sound(&mut self, told: &mut Vec<Told<Channel>>) {
        let mut sound = std::mem::take(&mut self.sound);
        if let Some(microphone) = &mut self.microphone {
            microphone.take(&mut sound);
        }
        // Blocks of ten milliseconds; what is left waits for the next round.
        let whole = sound.len() / BLOCK * BLOCK;
        for block in sound[..whole].chunks_exact(BLOCK) {
            self.ear.push(block, told);
        }
        sound.drain(..whole);
        self.sound = sound;
    }
}
